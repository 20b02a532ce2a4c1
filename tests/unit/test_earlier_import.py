"""Bringing in fact-checks of others: pages, feeds, tables, and what is broken in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import IO, Any, cast

import pytest

from claimcheck.corpus.earlier.importer import EarlierImport
from claimcheck.corpus.earlier.ratings import outcome_of_rating
from claimcheck.corpus.earlier.store import EarlierCheckStore
from claimcheck.corpus.earlier.table import CheckColumns, preview_checks
from claimcheck.domain import EarlierImportReport, Outcome
from claimcheck.errors import EmptyInputError, InputError, NotFoundError, UnreadableError
from claimcheck.protocols import SilentProgress
from claimcheck.readers.claimreviews import BrokenReview, ReadReview, read_feed, read_page
from claimcheck.settings import Settings
from claimcheck.workbench.fetching import PageFetcher
from claimcheck.workspace import Workspace


def a_review(**changes: Any) -> dict[str, Any]:
    """A ClaimReview as publishers write it."""
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://checkers.invalid/lindow-bridge",
        "claimReviewed": "The bridge at Lindow cost 40 million euros.",
        "datePublished": "2025-04-01",
        "author": {"@type": "Organization", "name": "Example Check"},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": "1",
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": "False",
        },
        "itemReviewed": {"@type": "Claim", "author": {"name": "Jo Rand"}, "datePublished": "2025-03-29T10:00:00Z"},
        "inLanguage": "en-GB",
        **changes,
    }


def a_page(*declared: object) -> bytes:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in declared)
    return f"<html><head>{scripts}</head><body><p>Read our check.</p></body></html>".encode()


def a_feed(*elements: object) -> bytes:
    return json.dumps(
        {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": list(elements)}
    ).encode()


@pytest.fixture
def store(workspace: Workspace) -> EarlierCheckStore:
    return EarlierCheckStore(workspace, wait_s=10)


def bring(store: EarlierCheckStore, *sources: Path, columns: CheckColumns | None = None) -> EarlierImportReport:
    run = EarlierImport(
        store=store,
        settings=Settings(),
        columns=columns or CheckColumns(),
        publisher=None,
        progress=SilentProgress(),
        stop=lambda: False,
        fetch=PageFetcher(Settings().web).fetch,
    )
    return run.run([str(source) for source in sources])


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_page_gives_everything_its_claim_review_says(store: EarlierCheckStore, tmp_path: Path) -> None:
    report = bring(store, written(tmp_path, "check.html", a_page({"@type": "WebSite"}, a_review())))
    assert (report.added, report.rejected_count) == (1, 0)
    check = store.get(report.check_ids[0])
    assert check.claim == "The bridge at Lindow cost 40 million euros."
    assert (check.rating, check.outcome) == ("False", Outcome.REFUTED)
    assert (check.publisher, check.speaker) == ("Example Check", "Jo Rand")
    assert (check.checked_on, check.claim_date) == (date(2025, 4, 1), date(2025, 3, 29))
    assert (check.url, check.language) == ("https://checkers.invalid/lindow-bridge", "en")


def test_a_review_is_found_wherever_it_stands_in_the_declaration() -> None:
    nested = {
        "@graph": [{"@type": "Article", "review": [a_review()]}, a_review(**{"@type": ["Review", "ClaimReview"]})]
    }
    found = list(read_page(a_page(nested), where="page"))
    assert [type(one) for one in found] == [ReadReview, ReadReview]


def test_importing_again_adds_nothing_and_a_changed_rating_is_brought_up_to_date(
    store: EarlierCheckStore, tmp_path: Path
) -> None:
    first = bring(store, written(tmp_path, "one.html", a_page(a_review())))
    revision = store.revision()
    again = bring(store, tmp_path / "one.html")
    assert (again.added, again.already_known, again.updated) == (0, 1, 0)
    assert store.revision() == revision
    mended = a_review(reviewRating={"alternateName": "Half True"})
    changed = bring(store, written(tmp_path, "one.html", a_page(mended)))
    assert (changed.added, changed.updated) == (0, 1)
    assert store.count() == 1
    assert store.get(first.check_ids[0]).outcome is Outcome.CONFLICTING
    assert store.removed_since(revision) == {first.check_ids[0]}


def test_a_feed_is_read_item_by_item_and_what_is_broken_is_named(store: EarlierCheckStore, tmp_path: Path) -> None:
    feed = a_feed(
        {
            "@type": "DataFeedItem",
            "item": [a_review(url="https://checkers.invalid/1"), a_review(url="https://c.invalid/2")],
        },
        {"@type": "DataFeedItem", "item": None},
        {"@type": "DataFeedItem", "item": [a_review(claimReviewed="  ")]},
        {"@type": "DataFeedItem", "item": {"@type": "Recipe"}},
        "no object",
        {"item": [a_review(url="https://checkers.invalid/3", claimReviewed="x" * 20_000)]},
    )
    report = bring(store, written(tmp_path, "feed.json", feed))
    assert report.added == 2
    assert [(item.where.rpartition("feed.json ")[2], item.reason) for item in report.rejected] == [
        ("item 3", "names no claim (claimReviewed)"),
        ("item 4", "holds no ClaimReview"),
        ("item 5", "holds no ClaimReview"),
        ("item 6", "its claim has 20,000 characters, more than 10,000"),
    ]


def test_a_feed_cut_off_in_the_middle_gives_what_came_before(store: EarlierCheckStore, tmp_path: Path) -> None:
    whole = a_feed(*({"item": [a_review(url=f"https://checkers.invalid/{number}")]} for number in range(5)))
    report = bring(store, written(tmp_path, "feed.json", whole[: len(whole) * 7 // 10]))
    assert report.added == 3
    assert "the feed is broken" in report.rejected[0].reason


def test_a_feed_is_never_held_in_memory_as_a_whole() -> None:
    class Endless(RawIOBase):
        """A feed without an end: whoever wants all of it never gets anything."""

        def __init__(self) -> None:
            self.at = 0
            self.begin = a_feed()[:-2]
            self.again = json.dumps({"item": [a_review()]}).encode() + b","

        def readable(self) -> bool:
            return True

        def tell(self) -> int:
            return self.at

        def seek(self, offset: int, whence: int = 0) -> int:  # noqa: ARG002 - the signature of its base
            self.at = offset
            return offset

        def readinto(self, buffer: Any) -> int:
            place = self.at - len(self.begin)
            left = self.begin[self.at :] if place < 0 else self.again[place % len(self.again) :]
            given = left[: len(buffer)]
            buffer[: len(given)] = given
            self.at += len(given)
            return len(given)

    found = read_feed(cast("IO[bytes]", Endless()), where="feed")
    assert [type(next(found)) for _ in range(500)] == [ReadReview] * 500


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([a_review()]),
        json.dumps(a_review()),
        json.dumps({"@graph": [a_review()]}),
        "\ufeff" + json.dumps({"name": {"x": [1]}, "dataFeedElement": [{"item": a_review()}]}),
    ],
    ids=["list", "one", "graph", "byte order mark and other keys first"],
)
def test_feeds_of_every_usual_shape_are_read(content: str) -> None:
    (found,) = read_feed(BytesIO(content.encode()), where="feed")
    assert isinstance(found, ReadReview)


def test_an_answer_of_the_fact_check_tools_api_is_a_feed() -> None:
    answer = {
        "claims": [
            {
                "text": "The bridge cost 40 million euros.",
                "claimant": "Jo Rand",
                "claimDate": "2025-03-29T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "Example Check", "site": "checkers.invalid"},
                        "url": "https://checkers.invalid/1",
                        "title": "No, it did not",
                        "reviewDate": "2025-04-01",
                        "textualRating": "False",
                        "languageCode": "en",
                    }
                ],
            }
        ]
    }
    (found,) = read_feed(BytesIO(json.dumps(answer).encode()), where="answer")
    assert isinstance(found, ReadReview)
    assert (found.speaker, found.publisher, found.rating, found.title) == (
        "Jo Rand",
        "Example Check",
        "False",
        "No, it did not",
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"{",
        b'{"a": 1',
        b"\x00\x01\x02{",
        b"[" * 100_000,
        b"nul",
        b'{"dataFeedElement": {}}',
        b"[]",
        b"{}",
        b"7",
    ],
)
def test_what_is_no_feed_is_one_clear_error(store: EarlierCheckStore, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InputError) as told:
        bring(store, written(tmp_path, "feed.json", content))
    assert told.value.hint
    assert store.count() == 0


def test_a_page_whose_declaration_is_broken_says_so(store: EarlierCheckStore, tmp_path: Path) -> None:
    broken = b'<html><script type="application/ld+json">{"@type": "ClaimReview", "claimReviewed": </script></html>'
    report = bring(store, written(tmp_path, "check.html", broken))
    assert report.added == 0
    assert "its JSON-LD is broken" in report.rejected[0].reason
    with pytest.raises(EmptyInputError, match="no fact-check"):
        bring(store, written(tmp_path, "other.html", "<html><body>Nothing declared.</body></html>"))


def test_words_of_feeds_lose_entities_and_tags_and_addresses_that_would_run(
    store: EarlierCheckStore, tmp_path: Path
) -> None:
    nasty = a_review(
        claimReviewed="&ldquo;Rail &amp;amp; road&rdquo; <b>cost</b>\n 5 &lt; 6 million",
        url="javascript:alert(1)",
        author="https://checkers.invalid/",
    )
    report = bring(store, written(tmp_path, "check.html", a_page(nasty)))
    check = store.get(report.check_ids[0])
    assert check.claim == "“Rail & road” cost 5 < 6 million"
    assert (check.url, check.publisher) == (None, None)


@pytest.mark.parametrize(
    ("table", "encoding"),
    [
        ("claim;verdict;date;site\nDie Brücke kostete 40 Millionen.;Falsch;2024-05-01;Beispiel\n", "cp1252"),
        (
            "claim\tverdict\tdate\tsite\nDie Brücke kostete 40 Millionen.\tFalsch\t2024-05-01\tBeispiel\n",
            "utf-16",
        ),
        (
            'claim,verdict,date,site\n"Die Brücke kostete 40 Millionen.",Falsch,1 May 2024,Beispiel\n',
            "utf-8-sig",
        ),
    ],
)
def test_tables_are_read_in_their_encoding_and_their_columns_recognised(
    store: EarlierCheckStore, tmp_path: Path, table: str, encoding: str
) -> None:
    report = bring(store, written(tmp_path, "checks.csv", table.encode(encoding)))
    check = store.get(report.check_ids[0])
    assert (check.claim, check.rating, check.outcome) == ("Die Brücke kostete 40 Millionen.", "Falsch", Outcome.REFUTED)
    assert (check.checked_on, check.publisher) == (date(2024, 5, 1), "Beispiel")


def test_a_table_without_a_column_of_claims_names_its_columns(store: EarlierCheckStore, tmp_path: Path) -> None:
    path = written(tmp_path, "checks.csv", "what,how\nThe bridge fell.,wrong\n")
    with pytest.raises(InputError, match="'what', 'how'"):
        bring(store, path)
    report = bring(store, path, columns=CheckColumns(claim="what", rating="how"))
    assert store.get(report.check_ids[0]).outcome is Outcome.REFUTED


def test_a_preview_says_what_each_column_is_taken_for_and_stores_nothing(
    store: EarlierCheckStore, tmp_path: Path
) -> None:
    path = written(tmp_path, "checks.csv", "Statement,Ruling,Other\nThe bridge fell.,True,x\nIt stands.,False,y\n")
    look = preview_checks(path, CheckColumns(), rows=1)
    assert (look.recognised.claim, look.recognised.rating, look.recognised.url) == ("Statement", "Ruling", None)
    assert look.columns == ("Statement", "Ruling", "Other")
    assert [row.claim for row in look.rows] == ["The bridge fell."]
    assert store.count() == 0


def test_a_table_with_a_claim_review_in_each_line_is_a_feed_too(store: EarlierCheckStore, tmp_path: Path) -> None:
    lines = [a_review(url=f"https://checkers.invalid/{number}") for number in range(3)]
    report = bring(store, written(tmp_path, "checks.jsonl", "\n".join(map(json.dumps, lines))))
    assert report.added == 3
    assert store.get(report.check_ids[0]).publisher == "Example Check"


def test_one_bad_source_among_several_stops_nothing(store: EarlierCheckStore, tmp_path: Path) -> None:
    good = written(tmp_path, "check.html", a_page(a_review()))
    report = bring(store, tmp_path / "missing.json", good, written(tmp_path, "empty.html", ""))
    assert report.added == 1
    assert [item.reason for item in report.rejected] == [
        f"there is no file or folder {tmp_path / 'missing.json'}",
        f"{tmp_path / 'empty.html'} is empty",
    ]


def test_a_private_address_is_refused(store: EarlierCheckStore) -> None:
    run = EarlierImport(
        store=store,
        settings=Settings(),
        columns=CheckColumns(),
        publisher=None,
        progress=SilentProgress(),
        stop=lambda: False,
        fetch=PageFetcher(Settings().web).fetch,
    )
    with pytest.raises(InputError, match="refused"):
        run.run(["http://127.0.0.1:9/feed.json"])


def test_an_import_that_is_stopped_keeps_what_it_has(store: EarlierCheckStore, tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"claim": f"Claim number {number} is here."}) for number in range(3000))
    asked: Iterator[bool] = iter([False, True, True])
    run = EarlierImport(
        store=store,
        settings=Settings(),
        columns=CheckColumns(),
        publisher="Sample",
        progress=SilentProgress(),
        stop=lambda: next(asked),
        fetch=PageFetcher(Settings().web).fetch,
    )
    report = run.run([str(written(tmp_path, "checks.jsonl", rows))])
    assert report.added == store.count() == 1000


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("True", Outcome.SUPPORTED),
        ("MOSTLY TRUE", Outcome.SUPPORTED),
        ("False", Outcome.REFUTED),
        ("Pants on Fire!", Outcome.REFUTED),
        ("False. The photo is from 2016.", Outcome.REFUTED),
        ("The claim is false", Outcome.REFUTED),
        ("Half-True", Outcome.CONFLICTING),
        ("Misleading", Outcome.CONFLICTING),
        ("Missing Context", Outcome.CONFLICTING),
        ("Unproven", Outcome.NOT_ENOUGH_EVIDENCE),
        ("Falso", Outcome.REFUTED),
        ("Not false", None),
        ("Four stars", None),
        ("Satire", None),
        ("", None),
        (None, None),
    ],
)
def test_ratings_in_words_mean_one_of_the_four_outcomes_or_nothing(words: str | None, outcome: Outcome | None) -> None:
    assert outcome_of_rating(words, value=None, best=None, worst=None) is outcome


@pytest.mark.parametrize(
    ("value", "best", "worst", "outcome"),
    [
        (1, 5, 1, Outcome.REFUTED),
        (2, 5, 1, Outcome.REFUTED),
        (3, 5, 1, Outcome.CONFLICTING),
        (4, 5, 1, Outcome.SUPPORTED),
        (5, 5, 1, Outcome.SUPPORTED),
        (5, 1, 5, Outcome.REFUTED),
        (0, 5, 1, None),
        (6, 5, 1, None),
        (1, 1, 1, None),
        (1, None, 1, None),
    ],
)
def test_ratings_in_numbers_count_by_their_place_between_worst_and_best(
    value: float, best: float | None, worst: float | None, outcome: Outcome | None
) -> None:
    assert outcome_of_rating("Our rating", value=value, best=best, worst=worst) is outcome
    assert outcome_of_rating("True", value=value, best=best, worst=worst) is Outcome.SUPPORTED


def test_a_check_is_found_by_the_beginning_of_its_id(store: EarlierCheckStore, tmp_path: Path) -> None:
    report = bring(store, written(tmp_path, "check.html", a_page(a_review())))
    whole = report.check_ids[0]
    assert store.get(whole[:6]).id == whole
    with pytest.raises(NotFoundError, match="zzzz"):
        store.get("zzzz")
    assert [check.id for check in store.list(text="LINDOW")] == [whole]
    assert store.list(text="nothing like it") == []
    assert store.list(publisher="example check", limit=1)


def test_an_unreadable_feed_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="is no JSON"):
        list(read_feed(BytesIO(b"<html>"), where="feed"))
    (broken,) = read_feed(BytesIO(b'[{"@type": "ClaimReview"}]'), where="feed")
    assert isinstance(broken, BrokenReview)
