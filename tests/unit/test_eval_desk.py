"""Scoring the search on past verdicts: of the record, and of files from outside."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from claimcheck.corpus.store import CorpusStore
from claimcheck.domain import Document, Pin, Verdict
from claimcheck.errors import EmptyInputError, IndexMismatchError, NoIndexError, NotFoundError, UnreadableError
from claimcheck.evaluation.addresses import page_named_by
from claimcheck.evaluation.desk import evaluate_desk
from claimcheck.evaluation.desk_scores import DeskScores, LeftOut
from claimcheck.evaluation.seeking import Sought, Target, find_target, summed_up
from claimcheck.evaluation.timing import p50_and_p95_ms
from claimcheck.evaluation.verdict_files import read_verdict_file
from claimcheck.models import load_embedder
from claimcheck.protocols import Embedder
from claimcheck.settings import ModelSettings, PassageSettings, Settings
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace
from commandline import claimcheck
from corpora import make_document
from deskwork import a_hit, a_pin, an_outside_pin
from tinymodels import make_model

FERRY = "The ferry to the island left the harbour at noon on Sunday with forty people on board."
BUDGET = "Parliament passed the budget on Tuesday after a debate that lasted for nine hours in all."
BREAD = "Bakers in the old town raised the price of rye bread by twelve percent after the summer."
CLAIM = "The ferry left the harbour at noon."


class Past:
    """A workspace with a corpus, and the shortest way to decide something in it."""

    def __init__(self, workspace: Workspace, settings: Settings | None = None) -> None:
        self.workspace = workspace
        passages = PassageSettings(max_words=20, overlap_sentences=0)
        self.settings = settings or Settings(passages=passages)
        self.desk = Workbench(workspace, self.settings)

    def add(self, *documents: Document) -> None:
        CorpusStore(self.workspace, wait_s=10).add_batch(documents)

    def build(self) -> str:
        return self.desk.index.build().build.id

    def verdict(self, *pins: Pin, claim: str = CLAIM, day: date | None = None) -> Verdict:
        made = self.desk.claims.add(claim, claim_date=day, actor="Ana")
        return self.desk.record.verdict(made.id, rating="supported", explanation="So it is.", pins=pins, reviewer="Ana")

    def score(self, *build_ids: str, **options: Any) -> DeskScores:
        (scores,) = evaluate_desk(self.desk, build_ids=build_ids, **options)
        return scores


FERRY_NOTE = make_document(FERRY, title="Harbour log", url="https://www.sample.invalid/ferry/", day=date(2024, 3, 11))
BUDGET_NOTE = make_document(BUDGET, title="Budget", url="https://sample.invalid/budget")
TWO_SUBJECTS = make_document(f"{FERRY} {BREAD}", title="Two subjects")


def pin_on(document: Document, text: str, **changes: Any) -> Pin:
    """A pin on words of a document, as a person selects them."""
    start = document.text.index(text)
    selected = a_pin(
        text=text,
        title=document.title,
        document_id=document.id,
        start=start,
        end=start + len(text),
        passage_id=None,
    )
    return replace(selected, **changes)


@pytest.fixture(scope="module", autouse=True)
def _model_loaded_once() -> Iterator[None]:
    """The packaged embedder is loaded for all tests of this module together: it takes longer than they do."""
    shared = load_embedder(ModelSettings(), "fp32")

    def load(settings: ModelSettings, precision: str | None = None) -> Embedder:
        packaged = settings.embedder == "default" and precision == "fp32"
        return shared if packaged else load_embedder(settings, precision)

    with mock.patch("claimcheck.models.load_embedder", load):
        yield


@pytest.fixture
def past(workspace: Workspace) -> Past:
    made = Past(workspace)
    made.add(FERRY_NOTE, BUDGET_NOTE)
    made.build()
    return made


def test_a_pinned_passage_that_is_found_first_counts_at_rank_1(past: Past) -> None:
    past.verdict(pin_on(FERRY_NOTE, "at noon"))
    scores = past.score()
    assert (scores.claims, scores.looked_for, scores.left_out, scores.misses) == (1, 1, (), ())
    assert scores.passages == scores.documents
    assert (scores.passages.at_1, scores.passages.at_100, scores.passages.rr_10) == (1, 1, 1)
    assert 0 < scores.p50_ms <= scores.p95_ms
    assert (scores.build.embedder, scores.build.precision) == ("all-MiniLM-L6-v2", "fp32")


def test_a_pin_further_down_counts_by_its_rank(past: Past) -> None:
    past.verdict(pin_on(FERRY_NOTE, "at noon"), pin_on(BUDGET_NOTE, "nine hours"))
    ranks = past.score().passages
    assert (ranks.at_1, ranks.at_3, ranks.rr_10) == (0.5, 1, 0.75)


def test_a_pin_whose_document_comes_up_with_another_passage_is_a_miss_that_says_where_the_document_is(
    workspace: Workspace,
) -> None:
    past = Past(workspace)
    past.add(TWO_SUBJECTS)
    past.build()
    past.verdict(pin_on(TWO_SUBJECTS, BREAD))
    scores = past.score()
    assert (scores.passages.at_100, scores.documents.at_1) == (0, 1)
    (miss,) = scores.misses
    assert (miss.target.title, miss.document, miss.target.rank_then) == ("Two subjects", 1, None)


def test_a_pin_beyond_the_first_hundred_hits_is_a_miss(workspace: Workspace) -> None:
    past = Past(workspace)
    past.add(BUDGET_NOTE, *(make_document(f"{CLAIM} It was trip {number}.") for number in range(110)))
    past.build()
    past.verdict(pin_on(BUDGET_NOTE, "nine hours"))
    scores = past.score()
    assert scores.documents.at_100 == scores.passages.rr_10 == 0
    assert scores.misses[0].document is None


def test_a_pin_whose_document_left_the_corpus_is_counted_apart_and_is_no_miss(past: Past) -> None:
    past.verdict(pin_on(FERRY_NOTE, "at noon"), pin_on(BUDGET_NOTE, "nine hours"))
    past.desk.library.remove([BUDGET_NOTE.id])
    scores = past.score()
    assert (scores.looked_for, scores.left_out, scores.misses) == (1, (LeftOut.NOT_IN_CORPUS,), ())
    assert scores.passages.at_1 == 1


def test_a_pin_on_a_document_that_came_after_the_build_is_counted_apart(past: Past) -> None:
    bread = make_document(BREAD)
    past.add(bread)
    past.verdict(pin_on(FERRY_NOTE, "at noon"), pin_on(bread, "rye bread"))
    assert past.score().left_out == (LeftOut.NOT_INDEXED,)
    past.build()
    assert past.score().left_out == ()


def test_a_document_that_was_removed_and_came_back_counts_as_not_indexed_until_the_next_build(past: Past) -> None:
    past.verdict(pin_on(FERRY_NOTE, "at noon"), pin_on(BUDGET_NOTE, "nine hours"))
    past.desk.library.remove([BUDGET_NOTE.id])
    past.add(BUDGET_NOTE)
    assert past.score().left_out == (LeftOut.NOT_INDEXED,)


def test_a_pin_on_no_document_is_counted_as_outside_the_corpus(past: Past) -> None:
    past.verdict(pin_on(FERRY_NOTE, "at noon"), an_outside_pin())
    scores = past.score()
    assert (scores.looked_for, scores.outside) == (1, 1)


def test_a_passage_that_is_pinned_twice_is_looked_for_once(past: Past) -> None:
    past.verdict(pin_on(FERRY_NOTE, "at noon"), pin_on(FERRY_NOTE, "at noon"))
    assert past.score().looked_for == 1


def test_a_pin_without_offsets_is_found_with_any_passage_of_its_document(past: Past) -> None:
    past.verdict(pin_on(FERRY_NOTE, "at noon", start=None, end=None))
    scores = past.score()
    assert (scores.passages.at_1, scores.then[0].then.at_1) == (1, 1)


def test_only_the_verdict_in_force_is_searched_for_with_the_words_it_was_made_on(past: Past) -> None:
    first = past.verdict(pin_on(BUDGET_NOTE, "nine hours"))
    past.desk.record.verdict(
        first.claim_id, rating="supported", explanation="x", pins=[pin_on(FERRY_NOTE, "at noon")], reviewer="Ana"
    )
    scores = past.score()
    assert (scores.claims, scores.looked_for, scores.passages.at_1) == (1, 1, 1)


def test_ranks_then_stand_beside_ranks_now_by_the_build_that_was_seen(past: Past) -> None:
    past.verdict(pin_on(BUDGET_NOTE, "nine hours"))
    seen = past.desk.index.find().id
    (then,) = past.score().then
    assert (then.build, then.embedder, then.precision) == (seen, "all-MiniLM-L6-v2", "fp32")
    assert (then.then.rr_10, then.now.rr_10, then.better, then.worse) == (0.5, 0.5, 0, 0)
    past.add(make_document(CLAIM))
    past.build()
    (then,) = past.score().then
    assert then.build == seen
    assert (then.then.rr_10, then.now.rr_10, then.better, then.worse) == (0.5, 0, 0, 1)  # third of then two hits
    assert past.score().passages.rr_10 == pytest.approx(1 / 3)


def test_a_frozen_hit_covers_a_selection_only_at_the_offsets_of_its_passage(workspace: Workspace) -> None:
    past = Past(workspace)
    twice = make_document(f"{FERRY} {BREAD} {FERRY}", title="Twice")
    past.add(twice)
    past.build()
    hit = past.desk.evidence.search(CLAIM).hits[0]
    said = "The ferry to the island"
    first, second = twice.text.index(said), twice.text.rindex(said)
    past.verdict(*(pin_on(twice, said, start=at, end=at + len(said)) for at in (first, second)))
    (then,) = past.score().then
    assert hit.passage.start in {first, second}
    assert then.then.at_1 == then.now.at_1 == 0.5


def test_an_older_build_that_is_kept_can_be_scored_and_is_named(past: Past) -> None:
    past.verdict(pin_on(BUDGET_NOTE, "nine hours"))
    old = past.desk.index.find().id
    past.add(make_document(CLAIM))
    new = past.build()
    both = evaluate_desk(past.desk, build_ids=[old, new[-6:], new])
    assert [one.build.id for one in both] == [old, new]
    assert [one.passages.rr_10 for one in both] == [0.5, pytest.approx(1 / 3)]
    assert past.score().build.id == new
    assert [one.build.current for one in both] == [False, True]


def test_seen_hits_of_a_build_that_is_gone_are_compared_without_its_embedder(past: Past) -> None:
    past.verdict(pin_on(FERRY_NOTE, "at noon"))
    for number in range(2):
        past.add(make_document(f"Trip {number} of the bus was cancelled."))
        past.build()
    (then,) = past.score().then
    assert (then.embedder, then.precision, then.looked_for) == (None, None, 1)


@pytest.mark.parametrize("wrong", ["nobody", "", "..", "../../data"])
def test_a_build_that_is_not_kept_is_refused(past: Past, wrong: str) -> None:
    with pytest.raises(NotFoundError, match="no build that is kept"):
        past.score(wrong)


def test_part_of_an_id_that_both_builds_have_is_refused(past: Past) -> None:
    old = past.desk.index.find().id
    past.add(make_document(CLAIM))
    new = past.build()
    alike = next(old[:at] for at in range(len(old), 0, -1) if new.startswith(old[:at]))
    with pytest.raises(NotFoundError, match="several"):
        past.score(alike)


def test_a_build_of_another_embedder_is_scored_with_its_own_and_refused_with_the_other(
    past: Past, tmp_path: Path
) -> None:
    past.verdict(pin_on(FERRY_NOTE, "at noon"))
    old = past.desk.index.find().id
    tiny = Settings(models=ModelSettings(embedder=str(make_model(tmp_path / "tiny"))))
    other = Workbench(past.workspace, tiny)
    other.index.build()
    (scores,) = evaluate_desk(other)
    assert (scores.build.embedder, scores.then[0].embedder) == ("tiny", "all-MiniLM-L6-v2")
    with pytest.raises(IndexMismatchError):
        evaluate_desk(other, build_ids=[old])
    assert past.score(old).build.embedder == "all-MiniLM-L6-v2"


def test_with_the_day_of_the_claim_only_what_was_known_then_is_looked_for(past: Past) -> None:
    past.verdict(pin_on(FERRY_NOTE, "at noon"), pin_on(BUDGET_NOTE, "nine hours"), day=date(2024, 3, 11))
    past.verdict(pin_on(FERRY_NOTE, "at noon"), day=date(2024, 3, 10))
    past.verdict(pin_on(BUDGET_NOTE, "nine hours"))
    scores = past.score(as_of_claim=True)
    assert scores.left_out == (LeftOut.NOT_KNOWN_THEN, LeftOut.NOT_KNOWN_THEN)  # undated, and a day later
    assert (scores.claims, scores.looked_for, scores.undated) == (2, 2, 1)
    assert scores.then == ()
    assert past.score().left_out == ()


def test_without_an_index_the_error_says_to_make_one(workspace: Workspace) -> None:
    with pytest.raises(NoIndexError):
        Past(workspace).score()


def test_without_verdicts_that_pin_the_corpus_the_error_says_what_to_do(past: Past) -> None:
    with pytest.raises(EmptyInputError, match="pins a passage") as nothing:
        past.score()
    assert "verdict record" in (nothing.value.hint or "")
    past.verdict(an_outside_pin())
    with pytest.raises(EmptyInputError, match="pins a passage"):
        past.score()


def test_where_everything_pinned_is_gone_the_error_counts_it(past: Past) -> None:
    past.verdict(pin_on(FERRY_NOTE, "at noon"))
    past.desk.library.remove([FERRY_NOTE.id])
    with pytest.raises(EmptyInputError, match="1 not in the corpus"):
        past.score()


# Files from outside


def averitec(claim: object = CLAIM, *sources: object, **more: object) -> dict[str, object]:
    """An entry in the layout AVeriTeC was published in."""
    answers = [{"answer": "At noon.", "answer_type": "Extractive", "source_url": source} for source in sources]
    entry = {"claim": claim, "speaker": None, "label": "Supported", "claim_date": "11-3-2024"}
    return entry | {"questions": [{"question": "When?", "answers": answers}]} | more


def written(path: Path, entries: Sequence[object], *, lines: bool = False) -> Path:
    """A file of entries, as one array or one on each line."""
    text = "\n".join(map(json.dumps, entries)) if lines else json.dumps(list(entries), indent=1)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("lines", [False, True])
def test_a_source_is_found_by_its_address_and_one_that_is_not_there_is_counted_apart(
    past: Past, tmp_path: Path, lines: bool
) -> None:
    entries = [
        averitec(CLAIM, "http://sample.invalid/ferry#top", "https://elsewhere.invalid/", "", None),
        averitec(BUDGET, "sample.invalid/budget/", "https://sample.invalid/budget"),
        averitec("Nobody asked about this."),
        {"claim": "Nor about this."},
    ]
    scores = past.score(file=written(tmp_path / "dev.json", entries, lines=lines))
    assert (scores.claims, scores.looked_for, scores.left_out) == (2, 2, (LeftOut.NOT_IN_CORPUS,))
    assert (scores.passages.at_1, scores.then, scores.misses) == (1, (), ())


def test_any_document_with_the_address_will_do(past: Past, tmp_path: Path) -> None:
    past.add(make_document("Nothing was said that day.", url=FERRY_NOTE.url))
    past.build()
    scores = past.score(file=written(tmp_path / "dev.json", [averitec(CLAIM, FERRY_NOTE.url)]))
    assert (scores.looked_for, scores.passages.at_1) == (1, 1)


def test_a_file_is_searched_as_of_its_days_if_asked(past: Past, tmp_path: Path) -> None:
    entries = [
        averitec(CLAIM, FERRY_NOTE.url),
        averitec(CLAIM, FERRY_NOTE.url, claim_date="10-3-2024"),
        averitec(CLAIM, BUDGET_NOTE.url, claim_date=None),
    ]
    scores = past.score(file=written(tmp_path / "dev.json", entries), as_of_claim=True)
    assert (scores.claims, scores.undated, scores.left_out) == (2, 1, (LeftOut.NOT_KNOWN_THEN,))


def test_claims_with_hostile_words_are_searched_like_others(past: Past, tmp_path: Path) -> None:
    claims = ["\x00\x1b[31m AND (NOT *:", '"unclosed', "\ud800 lone", "…", "a" * 20_000, "<script>alert(1)</script>"]
    file = written(tmp_path / "dev.json", [averitec(claim, FERRY_NOTE.url) for claim in claims])
    assert past.score(file=file).claims == len(claims)


def test_a_file_that_names_no_source_or_none_of_the_corpus_is_refused(past: Past, tmp_path: Path) -> None:
    with pytest.raises(EmptyInputError, match="source_url"):
        past.score(file=written(tmp_path / "none.json", [averitec()]))
    with pytest.raises(EmptyInputError, match="1 not in the corpus"):
        past.score(file=written(tmp_path / "other.json", [averitec(CLAIM, "https://elsewhere.invalid/")]))


@pytest.mark.parametrize(
    ("written_day", "day"),
    [
        ("25-8-2020", date(2020, 8, 25)),
        ("5-8-2020", date(2020, 8, 5)),
        ("2020-08-25", date(2020, 8, 25)),
        ("31-2-2020", None),
        ("soon", None),
        (20200825, None),
        (None, None),
    ],
)
def test_days_are_read_day_first_and_never_guessed(tmp_path: Path, written_day: object, day: date | None) -> None:
    (entry,) = read_verdict_file(written(tmp_path / "dev.json", [averitec(claim_date=written_day)]))
    assert entry.day == day


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'[{"claim": "x"}', "no JSON"),
        (b'{"claim": "x"}\n\n{"claim": ', "line 3 is no JSON"),
        (b'{"claim": "x"}\n["y"]', "line 2 is no object"),
        (b'[{"claim": "x"}, "y"]', "entry 2 is no object"),
        (b'[{"claim": " "}]', "entry 1 has no claim"),
        (b'[{"claim": 3}]', "entry 1 has no claim"),
        (b'[{"claim": "x", "questions": {}}]', "entry 1 has questions"),
        (b'[{"claim": "x", "questions": ["y"]}]', "entry 1 has questions"),
        (b'[{"claim": "x", "questions": [{"answers": "y"}]}]', "a question has answers"),
        (b'[{"claim": "x", "questions": [{"answers": [{"source_url": 5}]}]}]', "source_url '5'"),
        (b'[{"claim": "x", "n": ' + b"9" * 5000 + b"}]", "no JSON that can be read"),
        (b"[" * 200_000, "no JSON"),
        (b"PK\x03\x04\xff\xfe", "not UTF-8"),
        (b"claim,label\nx,y\n", "line 1 is no JSON"),
    ],
)
def test_a_file_of_another_layout_is_refused_with_the_place_and_what_is_expected(
    tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "dev.json"
    file.write_bytes(content)
    with pytest.raises(UnreadableError, match=said) as refused:
        read_verdict_file(file)
    assert '"questions"' in (refused.value.hint or "")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf \n\n", b"[]"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "dev.json"
    file.write_bytes(content)
    with pytest.raises(EmptyInputError):
        read_verdict_file(file)


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    for file in (tmp_path / "nowhere.json", tmp_path):
        with pytest.raises(UnreadableError, match="cannot be read"):
            read_verdict_file(file)


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://www.Sample.invalid/a/", "sample.invalid/a"),
        ("http://sample.invalid/a#b", "sample.invalid/a"),
        ("//sample.invalid", "sample.invalid"),
        (" sample.invalid:443/a?b=c#d ", "sample.invalid/a?b=c"),
        ("https://sample.invalid:8080/A", "sample.invalid:8080/A"),
        ("https://web.archive.org/web/20201130144023/https://www.sample.invalid/a", "sample.invalid/a"),
        ("web.archive.org", "web.archive.org"),
        ("https://sample.invalid:port/", None),
        ("http://[::1", None),
        ("ftp://sample.invalid/a", None),
        ("javascript:alert(1)", None),
        ("Metadata", None),
        ("", None),
    ],
)
def test_an_address_is_compared_by_the_page_it_names(url: str, page: str | None) -> None:
    assert page_named_by(url) == page


# Ranks and times


def test_only_passages_that_share_a_letter_with_the_pin_are_found() -> None:
    hits = [a_hit(1), a_hit(2)]  # both are "The ferry log of that day.", the first 26 letters of a document
    sought = Sought(claim_id="c", claim=CLAIM, day=None, targets=())

    def rank(start: int, end: int, document: str = "document-1") -> int | None:
        target = Target(title=None, documents=frozenset({document}), span=(start, end))
        return find_target(sought, target, hits).passage

    assert rank(25, 40) == 1
    assert rank(26, 40) is None
    assert rank(0, 5, document="another") is None


def test_shares_count_what_was_not_found_as_nothing() -> None:
    ranks = summed_up([1, 3, 10, 11, None])
    assert (ranks.at_1, ranks.at_3, ranks.at_10, ranks.at_100) == (0.2, 0.4, 0.6, 0.8)
    assert ranks.rr_10 == pytest.approx((1 + 1 / 3 + 1 / 10) / 5)


def test_the_time_of_one_search_is_both_its_numbers() -> None:
    assert p50_and_p95_ms([0.5]) == (500, 500)
    assert p50_and_p95_ms([0.1, 0.2, 0.3])[0] == pytest.approx(200)


# The command


def test_the_command_prints_numbers_and_the_misses_if_asked(workspace: Workspace) -> None:
    past = Past(workspace)
    hostile = make_document(f"{FERRY} {BREAD}", title="Two\x1b[31m subjects\n\u202e")
    past.add(hostile)
    past.build()
    decided = past.verdict(pin_on(hostile, BREAD))
    plain = claimcheck("-w", workspace.root, "eval", "desk")
    assert plain.exit == 0, plain.err
    assert "all-MiniLM-L6-v2" in plain.out
    assert "missed" not in plain.out
    named = claimcheck("-w", workspace.root, "eval", "desk", "--misses", "--then")
    (line,) = [line for line in named.out.splitlines() if line.startswith("missed")]
    assert line.startswith(f"missed  {decided.claim_id}  {CLAIM}")
    assert line.endswith("subjects (its document at 1)")
    assert "\x1b" not in named.out
    assert "\u202e" not in named.out


def test_the_command_prints_the_documented_json(past: Past) -> None:
    past.verdict(pin_on(FERRY_NOTE, "at noon"))
    (build,) = claimcheck("-w", past.workspace.root, "eval", "desk", "--json").json["builds"]
    assert list(build) == [
        *("build", "embedder", "precision", "claims", "looked_for"),
        *("not_in_corpus", "not_indexed", "not_known_then", "outside_corpus", "claims_without_day"),
        *("found@1", "found@3", "found@10", "found@100", "RR@10"),
        *("document@1", "document@3", "document@10", "document@100"),
        *("p50_ms", "p95_ms", "recorded", "misses"),
    ]
    assert list(build["recorded"][0]) == [
        *("build", "embedder", "precision", "looked_for"),
        *("then@1", "then@3", "then@10", "then@100", "then RR@10"),
        *("now@1", "now@3", "now@10", "now@100", "now RR@10", "better", "worse"),
    ]
    assert build["found@1"] == 1


@pytest.mark.parametrize("arguments", [[], ["nowhere.json"], ["--build", "none"]])
def test_the_command_refuses_with_a_hint(past: Past, arguments: list[str]) -> None:
    ran = claimcheck("-w", past.workspace.root, "eval", "desk", *arguments)
    assert ran.exit == 1
    assert "error: " in ran.err
    assert "hint: " in ran.err
    assert ran.out == ""
