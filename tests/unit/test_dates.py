from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.text.dates import parse_day

MAY_16 = date(2025, 5, 16)


@pytest.mark.parametrize(
    "written",
    [
        "2025-05-16",
        " 2025-05-16 ",
        "2025/05/16",
        "20250516",
        "2025-05-16T23:30:00-05:00",
        "2025-05-16T10:00:00.123Z",
        "2025-05-16 10:00",
        "2025-05-16+03:00",
        "20250516T101500Z",
        "16 May 2025",
        "16th May, 2025",
        "16th of May 2025",
        "16-May-2025",
        "16. May 2025",
        "Friday, 16 May 2025",
        "Fri, 16 May 2025 10:00:00 GMT",
        "May 16, 2025",
        "may 16 2025",
        "May 16th, 2025 at 3:04 p.m. ET",
        "16.05.2025",
        "16.5.2025 14:30",
        "16/05/2025",
        "05/16/2025",
    ],
)
def test_a_written_day_is_read_as_written(written: str) -> None:
    assert parse_day(written) == MAY_16


def test_both_orders_of_the_same_number_are_one_day() -> None:
    assert parse_day("05/05/2025") == date(2025, 5, 5)


@pytest.mark.parametrize("written", ["Sept. 3, 2020", "3 Sep 2020", "3 sept 2020", "September 3, 2020"])
def test_short_names_of_months_are_read(written: str) -> None:
    assert parse_day(written) == date(2020, 9, 3)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2025",
        "2025-05",
        "May 2025",
        "May",
        "last Friday",
        "05/06/2025",  # 5 June or 6 May
        "2025-02-30",
        "31 April 2025",
        "2025-05-16 to 2025-05-18",
        "1747353600",
        "16 Mai 2025 und so weiter",
        "9" * 10_000,
        "0000-01-01",
    ],
)
def test_what_names_no_single_day_is_no_day(written: str) -> None:
    assert parse_day(written) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_iso_day_comes_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day:%d %B} {day.year}") == day
    assert parse_day(f"{day:%B} {day.day}, {day.year}") == day


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = parse_day(text)
    assert found is None or isinstance(found, date)
