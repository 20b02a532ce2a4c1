"""Searching a build."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from claimcheck.domain import Document, SearchFilters
from claimcheck.errors import NotFoundError, UsageError
from claimcheck.index.manifest import FileEntry, write_manifest
from claimcheck.index.verify import verify_build
from claimcheck.storage.files import sha256_of_file
from claimcheck.text.identity import passage_id
from claimcheck.workspace import Workspace
from corpora import make_document
from indexes import Desk, some_documents, some_text


@pytest.fixture(params=["Flat", "SQ8"])
def desk(workspace: Workspace, request: pytest.FixtureRequest) -> Desk:
    return Desk(workspace, exact_limit=20_000 if request.param == "Flat" else 0)


def dated(number: int, day: date | None, publisher: str | None = None, language: str | None = "en") -> Document:
    return make_document(
        f"Report {number} on the harvest talks.",
        title=f"Report {number}",
        day=day,
        publisher=publisher,
        external_id=str(number),
        language=language,
    )


def ids(desk: Desk, text: str, filters: SearchFilters | None = None, top: int = 50) -> set[str | None]:
    return {hit.source.external_id for hit in desk.search(text, top=top, filters=filters).hits}


def test_a_hit_carries_everything_a_pin_needs(desk: Desk) -> None:
    text = "The wheat harvest fell by a tenth. The minister blamed the drought."
    made = make_document(
        text, title="Harvest", publisher="Farm Desk", day=date(2025, 5, 16), url="https://farm.example/1", language="en"
    )
    desk.add(made, *some_documents(range(5)))
    desk.build()
    result = desk.search("wheat harvest fell")
    hit = result.hits[0]
    assert result.build == desk.folder.current_id()
    assert (hit.rank, hit.passage.document_id) == (1, made.id)
    assert hit.passage.id == passage_id(made.id, hit.passage.start, hit.passage.end)
    assert text[hit.passage.start : hit.passage.end] == hit.passage.text
    assert (hit.source.title, hit.source.publisher, hit.source.published) == ("Harvest", "Farm Desk", date(2025, 5, 16))
    assert (hit.source.url, hit.source.sha256, hit.source.origin_id) == (made.url, made.sha256, made.origin_id)
    assert hit.lexical is not None
    assert 0 < hit.similarity <= 1
    assert result.searched.best_similarity == pytest.approx(max(one.similarity for one in result.hits))
    assert (result.searched.documents, result.searched.undated_left_out) == (6, 0)


def test_a_document_gives_one_hit_and_enough_documents_are_found(desk: Desk) -> None:
    many = "The harvest talks went on. " * 200
    desk.add(make_document(many, title="Harvest talks", external_id="long"), *some_documents(range(12)))
    desk.build()
    found = [hit.source.external_id for hit in desk.search("The harvest talks", top=8, depth=10).hits]
    assert found[0] == "long"
    assert len(found) == len(set(found)) == 8


def test_similarity_is_the_cosine_also_for_what_only_the_words_found(desk: Desk) -> None:
    desk.add(*some_documents(range(80)))
    desk.build()
    text = "Item7 wheat"
    build, query = desk.open(), desk.embedder.embed_query(text)
    result = build.search(text, query, top=10, depth=20, lexical_weight=0.9)
    near = build.dense.search(query, 20, None)
    only_words = [hit for hit in result.hits if hit.similarity < min(near.values())]
    assert only_words
    for hit in result.hits:
        embedded = desk.embedder.embed_query(f"{hit.source.title}.\n{hit.passage.text}")
        assert hit.similarity == pytest.approx(float(embedded @ query), abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        'he said: "no" AND NOT (this OR that)',
        "title:x^2 ~3 [a TO b] {c} \\ / + - ! ?",
        "'",
        "x",
        "??!",
        "漢字",
        "word " * 5000,
        "\ud83d broken",
        "a\x00b",
        " ".join(f"word{number}" for number in range(5000)),
    ],
)
def test_any_text_is_a_query(desk: Desk, text: str) -> None:
    desk.add(*some_documents(range(10)))
    desk.build()
    assert len(desk.search(text).hits) == 10


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_is_no_query(desk: Desk, text: str) -> None:
    desk.add(*some_documents(range(2)))
    desk.build()
    with pytest.raises(UsageError):
        desk.search(text)


def test_the_day_itself_counts_as_known_and_undated_passages_are_counted(desk: Desk) -> None:
    days = [date(1969, 7, 20), date(2025, 5, 15), date(2025, 5, 16), date(2025, 5, 17), None, None]
    desk.add(*(dated(number, day) for number, day in enumerate(days)))
    desk.build()
    filters = SearchFilters(as_of=date(2025, 5, 16))
    assert ids(desk, "harvest talks", filters) == {"0", "1", "2"}
    searched = desk.search("harvest talks", filters=filters).searched
    assert (searched.passages, searched.documents, searched.undated_left_out) == (3, 3, 2)
    assert searched.filters == filters


def test_publisher_and_language_are_compared_without_case_space_and_region(desk: Desk) -> None:
    desk.add(
        dated(1, None, "The Evening Post", "en-GB"),
        dated(2, None, "the evening  post", "fr"),
        dated(3, None, "Evening Post", "en"),
        dated(4, None, None, None),
    )
    desk.build()
    assert ids(desk, "harvest", SearchFilters(publisher=" the evening post ")) == {"1", "2"}
    assert ids(desk, "harvest", SearchFilters(language="EN")) == {"1", "3"}
    assert ids(desk, "harvest", SearchFilters(publisher="The Evening Post", language="fr")) == {"2"}
    assert ids(desk, "harvest", SearchFilters(publisher="Nobody")) == set()
    assert desk.search("harvest", filters=SearchFilters(publisher="Nobody")).searched.best_similarity is None


def test_a_narrow_filter_returns_all_it_lets_through(desk: Desk) -> None:
    rare = [
        make_document(some_text(number), publisher="Rare", external_id=str(number)) for number in (1000, 1001, 1002)
    ]
    desk.add(*some_documents(range(300), publisher="Common"), *rare)
    desk.build()
    for weight in (0.0, 0.5, 1.0):
        found = desk.search(some_text(5), top=10, depth=10, weight=weight, filters=SearchFilters(publisher="rare")).hits
        assert {hit.source.external_id for hit in found} == {"1000", "1001", "1002"}


def test_a_document_removed_since_the_build_is_never_returned(desk: Desk) -> None:
    documents = some_documents(range(30))
    desk.add(*documents)
    desk.build()
    desk.store.remove([documents[4].id, documents[5].id])
    result = desk.search(some_text(4), top=30)
    assert {hit.source.external_id for hit in result.hits} == {str(number) for number in range(30)} - {"4", "5"}
    assert result.searched.documents == 28
    assert all(hit.passage.document_id != documents[4].id for hit in result.hits)


def test_a_passage_is_found_by_its_id_and_by_its_document(desk: Desk) -> None:
    documents = some_documents(range(6), sentences=8)
    desk.add(*documents)
    desk.build()
    build = desk.open()
    passages = build.passages_of(documents[3].id)
    assert [passage.start for passage in passages] == sorted(passage.start for passage in passages)
    assert len(passages) > 2
    passage, source = build.passage(passages[1].id)
    assert passage == passages[1]
    assert source.external_id == "3"
    assert build.passages_of("nothing") == []
    with pytest.raises(NotFoundError):
        build.passage("nothing")


def test_numbers_and_accents_are_words_too(desk: Desk) -> None:
    desk.add(
        make_document("Čapek counted 4512 voters.", external_id="a"),
        make_document("Somebody counted 9317 voters.", external_id="b"),
    )
    desk.build()
    for query in ("capek", "ČAPEK", "4512"):
        hits = desk.search(query, weight=1.0).hits
        assert hits[0].source.external_id == "a"
        assert hits[0].lexical


def test_what_any_passage_scores_is_known_from_a_sample_and_from_the_words(desk: Desk) -> None:
    desk.add(*some_documents(range(400), sentences=10))
    desk.build()
    build, query = desk.open(), desk.embedder.embed_query("harvest talks Item7")
    everything = build.dense.search(query, build.rows.count, None)
    near = np.array(list(everything.values()))
    chance = build.dense.by_chance(query)
    assert build.rows.count > 1000
    assert (chance.mean, chance.spread) == pytest.approx((near.mean(), near.std()), abs=0.02)
    common, rare = build.lexical.by_chance("harvest talks"), build.lexical.by_chance("Item7")
    found = np.zeros(build.rows.count)
    hits = build.lexical.search("harvest talks", build.rows.count, SearchFilters(), frozenset())
    found[: len(hits)] = list(hits.values())
    assert (common.mean, common.spread) == pytest.approx((found.mean(), found.std()), rel=0.25)
    assert rare.spread < common.spread
    assert build.lexical.by_chance("nowhere").spread == 0


def test_words_that_every_passage_has_leave_the_order_to_the_meaning(desk: Desk) -> None:
    desk.add(*(make_document(f"Harvest {word} harvest.", external_id=word) for word in ("talks", "budget", "river")))
    desk.build()
    hits = desk.search("harvest").hits
    assert [hit.similarity for hit in hits] == sorted((hit.similarity for hit in hits), reverse=True)


def put_in_place(file: Path, content: bytes) -> None:
    """Change a file as a new one: cutting off what this process has mapped would end it with a bus error."""
    aside = file.with_name("aside")
    aside.write_bytes(content)
    aside.replace(file)


def test_verify_names_every_file_that_was_changed(desk: Desk) -> None:
    desk.add(*some_documents(range(10)))
    desk.build()
    path = desk.folder.build_path(desk.folder.current_id())
    for name in sorted(entry.path for entry in desk.open().manifest.files):
        file = path / name
        content = file.read_bytes()
        put_in_place(file, content[:-1] + bytes([content[-1] ^ 1]) if content else b"x")
        report = verify_build(desk.folder, path.name)
        assert any(name in problem for problem in report.problems), name
        put_in_place(file, content)
    assert verify_build(desk.folder, path.name).intact


def test_verify_finds_rows_that_do_not_belong_together_even_if_the_digests_fit(desk: Desk) -> None:
    desk.add(*some_documents(range(10)))
    desk.build()
    path = desk.folder.build_path(desk.folder.current_id())
    manifest = desk.open().manifest
    file = path / "vectors" / "000001.npy"
    np.save(file, np.flip(np.load(file), axis=0) * np.float32(1.5))
    entry = FileEntry(path="vectors/000001.npy", size=file.stat().st_size, sha256=sha256_of_file(file))
    files = tuple(entry if one.path == entry.path else one for one in manifest.files)
    write_manifest(path, replace(manifest, files=files, passages=manifest.passages + 1))
    problems = verify_build(desk.folder, path.name).problems
    assert any("instead of" in problem for problem in problems)
    assert any("find itself" in problem for problem in problems)


def test_verifying_an_unknown_build_says_so(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        verify_build(desk.folder, "20200101-000000-none")


def test_reprints_do_not_take_the_place_of_other_origins(desk: Desk) -> None:
    report = "The wheat harvest fell by a tenth, the minister said, and blamed the driest spring in forty years. "
    reprints = [
        make_document(report + f"Printed by paper {number}.", publisher=f"Paper {number}", external_id=f"copy {number}")
        for number in range(4)
    ]
    others = [
        make_document(text, publisher="Farm Desk", external_id=text[:5])
        for text in (
            "Wheat harvest figures were published late.",
            "Barley and wheat harvests rose by two percent.",
        )
    ]
    desk.add(*reprints, *others)
    desk.build()
    hits = desk.search("wheat harvest fell by a tenth", top=3).hits
    assert sum(hit.copy_of is None for hit in hits) == 3
    assert {hit.source.publisher for hit in hits} == {f"Paper {number}" for number in range(4)} | {"Farm Desk"}
    assert [hit.rank for hit in hits] == list(range(1, 7))
    (first,) = (hit.rank for hit in hits if hit.copy_of is None and hit.source.publisher != "Farm Desk")
    assert [hit.copy_of for hit in hits if hit.copy_of] == [first] * 3


def test_a_search_returns_at_most_three_hits_for_each_one_wanted(desk: Desk) -> None:
    report = "The wheat harvest fell by a tenth, the minister said, and blamed the driest spring in forty years. "
    desk.add(*(make_document(report, publisher=f"Paper {number}") for number in range(9)))
    desk.build()
    assert [hit.copy_of for hit in desk.search("wheat harvest", top=2).hits] == [None, 1, 1, 1, 1, 1]
