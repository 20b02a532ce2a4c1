"""At which precision a build is made, where the settings leave it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.errors import SearchIndexError

if TYPE_CHECKING:
    from claimcheck.index.folder import IndexFolder
    from claimcheck.index.manifest import Manifest
    from claimcheck.protocols import IndexedDocuments

FAST, EXACT = "int8", "fp32"
WORTH_A_GRAPH = 400_000
"""Characters of text from which int8 is sooner done than fp32, the making of its graph included.

Measured on two cores: passages of 120 words take 13 ms against 50 ms, the graph about 15 s, so some 400 passages,
or 300,000 characters, break even.
"""
_KEPT_PER_NEW = 3
"""Passages embedded at int8 in the time that one is at fp32, rounded down."""


def choose_precision(wanted: str, folder: IndexFolder, store: IndexedDocuments, weights: str | None) -> str:
    """What the settings say; for `auto`, what is sooner done, and the same every time.

    An index at int8, or at a precision that was chosen once, stays so. One at fp32 moves to int8 when so much was
    added that embedding everything anew is quicker than going on. Nothing added changes nothing.

    Args:
        wanted: the setting.
        folder: the builds made before.
        store: the corpus, asked how much text it has.
        weights: digest of the embedder, None where its files are not here yet.
    """
    if wanted != "auto":
        return wanted
    base = latest_build(folder, weights)
    if base is not None and base.embedder.precision != EXACT:
        return base.embedder.precision
    kept, new = store.characters_around(base.corpus_revision if base is not None else 0)
    if base is None:
        kept, new = 0, kept + new
    return FAST if new > WORTH_A_GRAPH + kept / _KEPT_PER_NEW else EXACT


def latest_build(folder: IndexFolder, weights: str | None) -> Manifest | None:
    """The build in use, or else the newest, if it was made with these weights."""
    try:
        current: str | None = folder.current_id()
    except SearchIndexError:
        current = None
    ours = [one for one in folder.manifests() if one.embedder.digest == weights]
    return next((one for one in ours if one.id == current), ours[0] if ours else None)
