from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.text.identity import digest, document_id, new_id, origin_id, passage_id
from claimcheck.text.paragraphs import MAX_PARAGRAPH, paragraph_around

DAY = date(2025, 5, 15)


def test_the_same_text_from_another_url_is_another_document_of_the_same_origin() -> None:
    one = document_id(text="a", url="https://a.example", publisher=None, published=None, external_id=None)
    two = document_id(text="a", url="https://b.example", publisher=None, published=None, external_id=None)
    assert one != two
    assert origin_id("A  text") == origin_id("a text")


def test_publisher_and_date_count_only_where_there_is_no_url() -> None:
    with_url = [
        document_id(text="a", url="https://a.example", publisher=who, published=DAY, external_id=None)
        for who in ("X", "Y")
    ]
    without = [document_id(text="a", url=None, publisher=who, published=DAY, external_id=None) for who in ("X", "Y")]
    assert with_url[0] == with_url[1]
    assert without[0] != without[1]


def test_the_imported_id_counts_only_where_nothing_else_is_known() -> None:
    known = [document_id(text="a", url=None, publisher="X", published=None, external_id=i) for i in ("1", "2")]
    unknown = [document_id(text="a", url=None, publisher=None, published=None, external_id=i) for i in ("1", "2")]
    assert known[0] == known[1]
    assert unknown[0] != unknown[1]


@given(st.text(), st.text(), st.text())
def test_where_one_part_ends_matters_to_a_digest(a: str, b: str, c: str) -> None:
    if b:
        assert digest(a + b, c) != digest(a, b + c)
    assert digest(a, b, c) == digest(a, b, c)


def test_a_missing_part_is_not_an_empty_part() -> None:
    assert digest(None) != digest("")


def test_new_ids_sort_by_time_and_never_repeat() -> None:
    ids = [new_id() for _ in range(2000)]
    assert len(set(ids)) == 2000
    assert [one[:9] for one in ids] == sorted(one[:9] for one in ids)


def test_a_passage_id_depends_on_document_and_window() -> None:
    assert len({passage_id("d", 0, 1), passage_id("d", 0, 2), passage_id("e", 0, 1)}) == 3


def test_the_paragraph_around_a_span_ends_at_blank_lines() -> None:
    text = "First one.\n\nSecond one. With two sentences.\n\nThird."
    start = text.index("With")
    assert paragraph_around(text, start, start + 4) == "Second one. With two sentences."


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_a_paragraph_always_holds_its_span(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    assert text[start:end].strip() in paragraph_around(text, start, end)


def test_a_paragraph_without_end_is_cut_around_the_span() -> None:
    text = "word " * 100_000
    assert len(paragraph_around(text, 250_000, 250_010)) <= MAX_PARAGRAPH
