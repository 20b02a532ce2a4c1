"""What holds for every text and every corpus."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.domain import Document, SearchFilters
from claimcheck.index.verify import verify_build
from claimcheck.text.identity import passage_id
from claimcheck.text.passages import cut_passages, text_to_embed
from claimcheck.text.sentences import sentence_spans
from corpora import make_document
from indexes import WORDS, Desk

some = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
sayings = st.lists(st.sampled_from(WORDS), min_size=3, max_size=60).map(
    lambda words: ". ".join(" ".join(words[at : at + 7]).capitalize() for at in range(0, len(words), 7)) + "."
)
wild = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400)
pieces = st.sampled_from(
    ["One two three. ", "“Why?” ", "\n\n", "Dr. Who ", "漢字。", "x" * 90, " ", "U.S. ", "3.5 ", "…", "é "]
)
texts = st.one_of(wild, st.lists(pieces, max_size=60).map("".join))
days = st.one_of(st.none(), st.integers(0, 40).map(lambda number: date(2025, 1, 1) + timedelta(days=number)))
publishers = st.sampled_from([None, "Rare", "Common", "common "])


@st.composite
def corpora(draw: st.DrawFn) -> list[Document]:
    bodies = draw(st.lists(sayings, min_size=1, max_size=25, unique=True))
    return [
        make_document(body, title=draw(st.sampled_from([None, "Harvest"])), publisher=draw(publishers), day=draw(days))
        for body in bodies
    ]


@contextmanager
def a_desk() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        yield Desk.at(Path(folder))


@given(texts, st.integers(20, 60), st.integers(0, 3))
def test_passages_are_exact_ordered_bounded_and_lose_nothing(text: str, max_words: int, overlap: int) -> None:
    passages = list(cut_passages("doc", text, max_words=max_words, overlap_sentences=overlap))
    covered = 0
    for passage in passages:
        assert text[passage.start : passage.end] == passage.text
        assert passage.text
        assert passage.text == passage.text.strip()
        assert len(passage.text.split()) <= max_words
        assert passage.id == passage_id("doc", passage.start, passage.end)
        assert not text[covered : max(covered, passage.start)].strip()
        assert passage.end > covered
        covered = passage.end
    assert not text[covered:].strip()


@given(texts)
def test_sentences_follow_one_another_with_only_white_space_between(text: str) -> None:
    at = 0
    for start, end in sentence_spans(text):
        assert start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@some
@given(corpora(), st.booleans())
def test_every_passage_finds_itself_first(documents: list[Document], quantised: bool) -> None:
    with a_desk() as desk:
        if quantised:
            desk.settings = desk.settings.model_copy(
                update={"search": desk.settings.search.model_copy(update={"exact_limit": 0})}
            )
        desk.add(*documents)
        desk.build()
        build = desk.open()
        for document in documents:
            for passage in build.passages_of(document.id):
                vector = desk.embedder.embed_query(text_to_embed(document.title, passage.text))
                found = build.search(passage.text, vector, top=1, depth=10, lexical_weight=0.0)
                assert found.hits[0].similarity >= 1 - 1e-5
                assert document.text[passage.start : passage.end] == passage.text


@some
@given(corpora(), days, publishers, st.sampled_from([0.0, 0.5, 1.0]), sayings)
def test_a_filter_returns_everything_it_lets_through_and_nothing_else(
    documents: list[Document], as_of: date | None, publisher: str | None, weight: float, query: str
) -> None:
    def passes(document: Document) -> bool:
        known = as_of is None or (document.published is not None and document.published.day <= as_of)
        named = publisher is None or (document.publisher or "").strip().casefold() == publisher.strip().casefold()
        return known and named

    with a_desk() as desk:
        desk.add(*documents)
        desk.build()
        gone = documents[0]
        desk.store.remove([gone.id])
        filters = SearchFilters(as_of=as_of, publisher=publisher)
        result = desk.search(query, top=100, depth=10, weight=weight, filters=filters)
        expected = {document.id for document in documents if document.id != gone.id and passes(document)}
        assert {hit.source.document_id for hit in result.hits} == expected
        assert result.searched.documents == len(expected)


@some
@given(corpora(), corpora(), st.data())
def test_later_builds_agree_with_one_made_at_once(
    first: list[Document], second: list[Document], data: st.DataObject
) -> None:
    """Adding and removing never changes another passage's id, nor what is found."""
    gone = data.draw(st.lists(st.sampled_from(first), unique_by=lambda one: one.id))
    gone_ids = {one.id for one in gone}
    with a_desk() as desk, a_desk() as other:
        desk.add(*first)
        desk.build()
        before = {passage.id for one in first for passage in desk.open().passages_of(one.id)}
        desk.add(*second)
        desk.store.remove([one.id for one in gone])
        desk.build()
        build = desk.open()
        kept = {one.id: one for one in [*first, *second] if one.id not in gone_ids}
        after = {passage.id for one in kept.values() for passage in build.passages_of(one.id)}
        of_gone = {
            passage.id for one in gone for passage in cut_passages(one.id, one.text, max_words=20, overlap_sentences=1)
        }
        assert before - of_gone <= after
        assert verify_build(desk.folder, build.manifest.id).problems == ()

        if kept:
            other.add(*kept.values())
            other.build()
            for text in (first[0].text, "harvest talks"):
                grown, made_at_once = (
                    {hit.source.document_id for hit in one.search(text, top=100).hits} for one in (desk, other)
                )
                assert grown == made_at_once == kept.keys()
