"""Splitting articles into sentences with exact offsets."""

from __future__ import annotations

import random
import textwrap
from itertools import pairwise

import pytest

from claimcheck.claims import split_sentences


def texts(text: str) -> list[str]:
    sentences = split_sentences(text)
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in sentences)
    return [sentence.text for sentence in sentences]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The dam was closed on Monday.", "It will reopen in May."],
        ["Dr. Ida Sample of the U.S. Army met Mr. Muster at 5 p.m. on Friday.", "They talked for an hour."],
        ["Prices rose by 3.5% to $4.20 in the third quarter.", "Nobody had expected that."],
        ["“I remain hopeful,” Muster said, adding that talks would go on.", "He left at noon."],
        ["“Is this the end?” Muster asked.", "Nobody answered."],
        ["“Never again!” she said.", "The crowd cheered."],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(sentences: list[str]) -> None:
    assert texts(" ".join(sentences)) == sentences


def test_a_paragraph_always_ends_a_sentence() -> None:
    assert texts("Why it matters\n\nThe dam was closed.\nThe river rose,\n\nMuster said.") == [
        "Why it matters",
        "The dam was closed.",
        "The river rose,",
        "Muster said.",
    ]


def test_a_wrapped_line_does_not_end_a_sentence() -> None:
    words = "The council of Lowport voted to close the quay for a year, its longest closure since 1998, said Muster."
    wrapped = textwrap.fill(words, 50)
    assert texts(wrapped) == [wrapped]


@pytest.mark.parametrize("text", ["", " \n\n \t", "\u200b"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert texts(text) == []


def test_the_number_of_a_list_item_stays_with_its_item() -> None:
    assert texts("1. The quay closed.\n2) It will open in May.") == ["1. The quay closed.", "2) It will open in May."]


def test_one_word_is_a_sentence() -> None:
    assert texts("  Inflation ") == ["Inflation"]


def test_offsets_are_exact_among_characters_beyond_the_basic_plane() -> None:
    found = texts("🌊🌊 The river rose. It fell again in Málaga 💧. Then it rained.")
    assert found == ["🌊🌊 The river rose.", "It fell again in Málaga 💧.", "Then it rained."]


def test_nothing_but_white_space_lies_between_sentences() -> None:
    text = "A short one. “Quoted?” he asked. (In brackets.) 1. A list item 2. Another… And more — much more; the end"
    spans = [(sentence.start, sentence.end) for sentence in split_sentences(text)]
    for (_, end), (start, _) in pairwise(spans):
        assert text[end:start].strip() == ""
    assert (spans[0][0], spans[-1][1]) == (0, len(text))


def test_a_paragraph_of_many_pages_is_parsed_in_pieces_and_nothing_is_lost() -> None:
    chooser = random.Random(7)
    words = "the river rose and the council of Lowport closed its bridge for seven days".split()
    text = " ".join(f"Then {' '.join(chooser.choices(words, k=12))}." for _ in range(2000))
    sentences = split_sentences(text)
    assert "".join("".join(sentence.text.split()) for sentence in sentences) == "".join(text.split())
    assert len(sentences) >= 1900


def test_a_word_longer_than_a_piece_is_survived() -> None:
    text = "x" * 45_000 + " ends here."
    assert "".join("".join(texts(text)).split()) == "".join(text.split())
