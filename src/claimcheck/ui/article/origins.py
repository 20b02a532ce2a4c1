"""Words for where a field of an article was read from."""

from __future__ import annotations

from claimcheck.ui.safe import label

_WORDS = {
    "json-ld": "from the page's JSON-LD",
    "meta": "from a meta tag of the page",
    "html": "from the page",
    "heading": "from the heading",
    "title element": "from the page's title element",
    "url": "from the address",
    "front matter": "from the front matter",
    "file properties": "from the file's properties",
    "pasted text": "from the pasted text",
    "first words": "the first words of the text",
    "text": "told from the text",
    "given": "given by hand",
}
_CORRECTED = "corrected by "


def origin_words(origin: str | None, reviewer: str | None = None) -> str:
    """An origin as people say it, as Markdown; what the reviewer corrected says "you"."""
    if origin is None:
        return "where from was not kept"
    if origin.startswith(_CORRECTED):
        name = origin.removeprefix(_CORRECTED)
        return "corrected by you" if name == reviewer else f"corrected by {label(name, 40)}"
    return _WORDS.get(origin) or f"from {label(origin, 40)}"
