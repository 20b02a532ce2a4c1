"""Pastes of differently built pages come out as articles."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claimcheck.articles import clean_paste

PASTES = Path(__file__).parent.parent / "data" / "pastes"
NAMES = sorted(path.stem for path in PASTES.glob("*.txt"))


def paste(name: str) -> tuple[str, dict[str, Any]]:
    text = (PASTES / f"{name}.txt").read_text(encoding="utf-8")
    return text, json.loads((PASTES / f"{name}.json").read_text(encoding="utf-8"))


def test_there_are_five_differently_built_pages() -> None:
    assert len(NAMES) == 5


@pytest.mark.parametrize("name", NAMES)
def test_what_belongs_to_the_article_stays(name: str) -> None:
    text, expected = paste(name)
    cleaned = clean_paste(text).text
    assert [wanted for wanted in expected["stays"] if wanted not in cleaned] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_the_page_put_around_it_goes(name: str) -> None:
    text, expected = paste(name)
    cleaned = clean_paste(text).text
    assert [unwanted for unwanted in expected["goes"] if unwanted not in text] == []
    assert [unwanted for unwanted in expected["goes"] if unwanted in cleaned] == []


@pytest.mark.parametrize("name", NAMES)
def test_title_author_and_date_are_recognised(name: str) -> None:
    text, expected = paste(name)
    cleaned = clean_paste(text)
    assert cleaned.title == expected["title"]
    assert cleaned.author == expected["author"]
    day = cleaned.published.day if cleaned.published else None
    assert day == (date.fromisoformat(expected["published"]) if expected["published"] else None)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_taken_out_is_handed_back(name: str) -> None:
    text, _ = paste(name)
    cleaned = clean_paste(text)
    everything = "\n".join((cleaned.text, *cleaned.removed))
    assert sorted(everything.split()) == sorted(text.split())
