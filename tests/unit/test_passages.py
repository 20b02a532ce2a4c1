"""Cutting documents into passages."""

from __future__ import annotations

import time

import pytest

from claimcheck.domain import Passage
from claimcheck.text.passages import cut_passages, text_to_embed
from claimcheck.text.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def cut(text: str, *, max_words: int = 20, overlap: int = 1) -> list[Passage]:
    return list(cut_passages("doc", text, max_words=max_words, overlap_sentences=overlap))


def sentence(number: int, words: int = 6) -> str:
    return " ".join([f"Sentence{number}", *["word"] * (words - 2), "end."])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. Then it stopped.", ["It rained.", "Then it stopped."]),
        ("Mr. Smith met Dr. J. Brown in the U.S. Senate.", ["Mr. Smith met Dr. J. Brown in the U.S. Senate."]),
        ("He left the U.S. The visit was short.", ["He left the U.S.", "The visit was short."]),
        ("It fell 3.5 percent. On Sept. 11 it rose.", ["It fell 3.5 percent.", "On Sept. 11 it rose."]),
        ('"Stop!" he said. “Why?” She left.', ['"Stop!" he said.', "“Why?”", "She left."]),
        ("They sold it to Acme Inc. The price fell.", ["They sold it to Acme Inc.", "The price fell."]),
        ("A heading\n\nThe text\nof a line. More", ["A heading", "The text\nof a line.", "More"]),
        ("He didn't. Today's news is different.", ["He didn't.", "Today's news is different."]),
        ("第一句。第二句！第三句", ["第一句。", "第二句！", "第三句"]),
        ("e.g. this, i.e. that, etc. and so on", ["e.g. this, i.e. that, etc. and so on"]),
        (" \n\n ", []),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_short_text_is_one_passage_without_the_space_around_it() -> None:
    text = "\n  One sentence only.  \n"
    assert [(passage.start, passage.end, passage.text) for passage in cut(text)] == [(3, 21, "One sentence only.")]


def test_passages_hold_whole_sentences_and_share_the_asked_number_with_the_one_before() -> None:
    text = " ".join(sentence(number) for number in range(12))
    passages = cut(text, max_words=20, overlap=1)
    assert [passage.text.split()[0] for passage in passages] == [
        "Sentence0",
        "Sentence2",
        "Sentence4",
        "Sentence6",
        "Sentence8",
        "Sentence9",  # the last one reaches back until it is full
    ]
    assert all(len(passage.text.split()) <= 20 and passage.text.endswith("end.") for passage in passages)


def test_without_overlap_full_windows_follow_one_another() -> None:
    text = " ".join(sentence(number, 10) for number in range(6))
    passages = cut(text, max_words=20, overlap=0)
    assert [(passage.start, passage.end) for passage in passages] == [(0, 109), (110, 219), (220, 329)]


def test_an_overlap_that_leaves_no_room_for_a_new_sentence_is_given_up() -> None:
    text = " ".join([sentence(0, 18), sentence(1, 18), sentence(2, 18)])
    assert [len(passage.text.split()) for passage in cut(text, max_words=20, overlap=5)] == [18, 18, 18]


def test_a_sentence_longer_than_a_passage_is_cut_between_words() -> None:
    text = " ".join(f"word{number}" for number in range(100))
    passages = cut(text, max_words=30)
    assert all(text[passage.start - 1 : passage.start] in {"", " "} for passage in passages)
    assert all(len(passage.text.split()) <= 30 for passage in passages)
    assert {word for passage in passages for word in passage.text.split()} == set(text.split())


def test_a_word_of_a_million_letters_gives_passages_of_bounded_length() -> None:
    passages = cut("x" * 1_000_000, max_words=120)
    assert max(len(passage.text) for passage in passages) <= 120 * 40
    assert sum(len(passage.text) for passage in passages) >= 1_000_000


def test_scripts_without_spaces_are_cut_by_signs() -> None:
    assert max(len(passage.text) for passage in cut("漢字" * 500, max_words=120)) <= 120


@pytest.mark.parametrize("unit", [" ", "\n ", ". ", '?"', "Mr. A ", "\r\n\r\n", ".", "'", "a\n"])
def test_cutting_time_grows_with_the_length_of_the_text_only(unit: str) -> None:
    def seconds(repeats: int) -> float:
        text = unit * repeats + "x"
        started = time.process_time()
        assert cut(text)
        return time.process_time() - started

    seconds(1000)
    assert seconds(160_000) < 60 * max(seconds(10_000), 0.005)  # 16 times the text; quadratic would be 256


def test_the_embedded_text_begins_with_the_title_unless_the_passage_does() -> None:
    assert text_to_embed(None, "It rose.") == "It rose."
    assert text_to_embed(" Prices\n in May ", "They rose.") == "Prices in May.\nThey rose."
    assert text_to_embed("Did prices rise?", "They did.") == "Did prices rise?\nThey did."
    assert text_to_embed("Prices", "Prices rose.") == "Prices rose."
    assert len(text_to_embed("long " * 500, "Short.")) < 320
