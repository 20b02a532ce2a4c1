"""Whatever is pasted: cleaning takes out, never puts in."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.articles import clean_paste
from claimcheck.articles.pastes import clean_extracted
from claimcheck.text.lines import line_units

FURNITURE = st.sampled_from(
    [
        "Also read", "Advertisement", "Home > News > Town", "Share", "3 hours ago", "By Jane Sample", "Comments",
        "12 comments",
        "Photo: Jane Sample", "Jane Sample / Sample Agency", "Read more: Town hall shuts", "Related topics",
        "Town hall shuts",
        "Image caption,", "Topics:",
        "- a list item of the page", "The plan has three parts:", "“So it goes,”",
        "Sign up for our newsletter",
        "Town hall shuts for repairs after flood", "Will the town hall ever open?",
        "1/3", "Under the plan…",
        "© 2024 Sample",
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    "river mayor seven bridge council opened closed counted slowly Lowport north workers crowns of the in".split()
)
SENTENCE = st.lists(WORDS, min_size=5, max_size=14).map(lambda words: f"Then {' '.join(words)}.")
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=3).map(" ".join)
PAGE = st.lists(
    st.tuples(FURNITURE | PARAGRAPH | st.text(max_size=40), st.sampled_from(["\n", "\n\n", "\n \n"])), max_size=25
)
TEXT = PAGE.map(lambda parts: "".join(line + gap for line, gap in parts)) | st.text(max_size=300)


def lines(text: str) -> list[str]:
    return [line for unit in line_units(text) for line in text[unit.start : unit.end].split("\n")]


@given(TEXT)
@settings(deadline=None)
def test_every_line_that_is_left_was_there(text: str) -> None:
    for cleaned in (clean_paste(text).text, clean_extracted(text).text):
        left = lines(text)
        for line in lines(cleaned):
            assert line.strip() in [candidate.strip() for candidate in left]


@given(TEXT)
@settings(deadline=None)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_paste(text).text
    assert clean_paste(once).text == once


@given(TEXT)
@settings(deadline=None)
def test_nothing_gets_lost_without_a_trace(text: str) -> None:
    cleaned = clean_paste(text)
    assert sorted("\n".join((cleaned.text, *cleaned.removed)).split()) == sorted(" ".join(lines(text)).split())


@given(PAGE, st.lists(SENTENCE, min_size=3, max_size=3, unique=True))
@settings(deadline=None)
def test_a_text_with_three_sentences_is_never_emptied(page: list[tuple[str, str]], sentences: list[str]) -> None:
    text = "".join(line + gap for line, gap in page) + "\n\n" + "\n\n".join(sentences)
    assert clean_paste(text).text


@given(st.lists(PARAGRAPH, min_size=1, max_size=12), st.sampled_from(["\n", "\n\n"]))
@settings(max_examples=50, deadline=None)
def test_an_article_without_furniture_stays_whole(paragraphs: list[str], gap: str) -> None:
    assert clean_paste(gap.join(paragraphs)).text == "\n\n".join(paragraphs)
