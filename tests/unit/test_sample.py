"""The sample is marked as one everywhere, names no real publisher and covers what the demo shows."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
MARK = "This is a sample note written for claimcheck."


def _notes() -> list[dict[str, Any]]:
    lines = (SAMPLE / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


NOTES = _notes()


@pytest.mark.parametrize("note", NOTES, ids=[note["_id"] for note in NOTES])
def test_every_note_is_marked_as_a_sample_outside_its_text(note: dict[str, Any]) -> None:
    assert note["sample"] is True
    assert note["sample_note"] == MARK
    assert MARK not in note["text"]
    assert "Sample" in note["publisher"]
    assert note["url"].startswith("https://sample.invalid/")
    assert date.fromisoformat(note["published"]).year >= 2020


@pytest.mark.parametrize("note", NOTES, ids=[note["_id"] for note in NOTES])
def test_a_note_is_a_short_text_of_a_few_sentences(note: dict[str, Any]) -> None:
    assert 40 <= len(note["text"].split()) <= 150
    assert 2 <= len(re.findall(r"[.!?](?:\s|$)", note["text"])) <= 6


@pytest.mark.parametrize("note", NOTES, ids=[note["_id"] for note in NOTES])
def test_no_note_quotes_anybody_word_for_word(note: dict[str, Any]) -> None:
    assert not re.search(r"[\"“”«»„]", note["text"])


def test_wrong_notes_say_so_and_no_other_does() -> None:
    wrong = {note["_id"] for note in NOTES if "deliberately wrong" in note.get("note", "")}
    contradicting = {note["_id"] for note in NOTES if note["bearing"] == "contradicts"}

    assert contradicting
    assert wrong - contradicting == {"r04"}  # the near copy of a wrong note is as wrong


def test_the_readme_lists_every_note() -> None:
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")

    assert [note["_id"] for note in NOTES if f"| {note['_id']} |" not in readme] == []


def test_there_is_something_of_each_kind_before_and_after_the_article() -> None:
    article_day = "2025-05-15"
    bearings = [note["bearing"] for note in NOTES]

    assert len(NOTES) == len({note["_id"] for note in NOTES}) == len({note["url"] for note in NOTES})
    assert all(bearings.count(kind) >= 4 for kind in ("supports", "contradicts", "silent", "unrelated", "near_copy"))
    assert sum(note["published"] < article_day for note in NOTES) >= 8
    assert sum(note["published"] > article_day for note in NOTES) >= 8


def test_one_note_is_an_exact_reprint_by_another_publisher() -> None:
    by_id = {note["_id"]: note for note in NOTES}

    assert by_id["r01"]["text"] == by_id["s01"]["text"]
    assert by_id["r01"]["publisher"] != by_id["s01"]["publisher"]
    assert len({note["text"] for note in NOTES}) == len(NOTES) - 1


def test_the_article_carries_metadata_and_clutter_and_is_marked() -> None:
    page = (SAMPLE / "article.html").read_text(encoding="utf-8")
    embedded = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)

    assert embedded is not None
    about = json.loads(embedded.group(1))
    assert about["datePublished"].startswith("2025-05-15")
    assert about["publisher"]["name"] == "Sample Gazette (invented)"
    assert "sample article written for claimcheck" in about["creditText"]
    for clutter in ("Also read", "Others are reading now", "Ads by", "Share on", "Advertisement", "Accept all"):
        assert clutter in page
