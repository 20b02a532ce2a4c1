from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.corpus.documents import harmless_url
from claimcheck.errors import ClaimcheckError
from claimcheck.readers import read_bytes
from claimcheck.readers.charset import clean, decode
from claimcheck.workspace import Workspace
from corpora import Importing, make_document

ANY_TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=400)
PLAIN_TEXT = st.text(alphabet=st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=400).filter(
    lambda text: bool(text.strip())
)
NAMES = st.sampled_from([None, "a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a"])
MEDIA_TYPES = st.sampled_from([None, "text/plain", "text/html; charset=iso-8859-1", "application/pdf", "text/html"])
STARTS = st.sampled_from(
    [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"<!doctype html><body><p>", b"---\n", b"\xff\xfe", b"\xfe\xff"]
)
MARKUP = [
    *("<p>", "</p>", "<div", ">", "<table><tr><td>", "<br>", "<li>", "<!--", "<script>", "</script>", "&#0;", "\ud7ff"),
    *("Words here. ", "<time datetime='2025-13-99'>", "<meta charset=utf-99>"),
    '<script type="application/ld+json">[[{"@graph":[1]}]]</script>',
]


@contextmanager
def corpus() -> Iterator[Importing]:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "desk")
        workspace.create()
        yield Importing(workspace)


@given(PLAIN_TEXT)
def test_text_in_is_text_out(text: str) -> None:
    assert decode(text.encode(), where="x") == text.strip()
    assert decode(text.encode("utf-8-sig"), where="x") == text.strip()
    assert decode(text.encode("utf-16"), where="x") == text.strip()


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "\r" not in once
    assert "\x00" not in once
    once.encode("utf-8")


def check_read_or_refused(content: bytes, name: str | None, media_type: str | None) -> None:
    refused: ClaimcheckError | None = None
    text = "refused"
    try:
        text = read_bytes(content, name=name, media_type=media_type).text
    except ClaimcheckError as error:
        refused = error
    assert refused is None or (refused.message and refused.hint)
    assert text
    assert text == text.strip()
    text.encode("utf-8")


@settings(max_examples=300, deadline=None)
@given(start=STARTS, rest=st.binary(max_size=600), name=NAMES, media_type=MEDIA_TYPES)
def test_any_bytes_are_read_or_refused_for_a_reason(
    start: bytes, rest: bytes, name: str | None, media_type: str | None
) -> None:
    check_read_or_refused(start + rest, name, media_type)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(MARKUP)))
def test_any_markup_is_read_or_refused_for_a_reason(parts: list[str]) -> None:
    check_read_or_refused("".join(parts).encode(), "a.html", None)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"text": ANY_TEXT},
            optional={"id": st.integers() | ANY_TEXT, "title": ANY_TEXT, "url": ANY_TEXT, "date": ANY_TEXT},
        ),
        min_size=1,
        max_size=12,
    )
)
def test_what_a_table_says_is_what_the_corpus_says_and_adding_it_again_changes_nothing(
    rows: list[dict[str, object]],
) -> None:
    with corpus() as importing:
        path = importing.workspace.root / "t.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        first = importing.add(path)
        before = importing.all()
        second = importing.add(path)
        assert importing.all() == before
        assert second.added == 0
        assert second.already_known == first.added + first.already_known
        assert first.added + first.already_known + first.rejected_count == len(rows)
        assert {document.text for document in before} == {clean(str(row["text"])) for row in rows} - {""}
        for document in before:
            assert importing.store.get(document.id) == document
            assert (
                document.id
                == make_document(
                    document.text,
                    url=document.url,
                    publisher=document.publisher,
                    day=document.published.day if document.published else None,
                    external_id=document.external_id,
                ).id
            )


@given(ANY_TEXT)
def test_an_address_is_kept_or_dropped_never_changed(url: str) -> None:
    assert harmless_url(url) in {url, None}
    assert harmless_url(f"javascript:{url}") is None
