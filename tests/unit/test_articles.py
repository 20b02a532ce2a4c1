"""Reading articles: text, metadata, identity."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest

from claimcheck.articles import clean_paste, read_article
from claimcheck.articles.pastes import clean_extracted
from claimcheck.domain import Article, Origins
from claimcheck.errors import EmptyInputError, UnreadableError

NOW = datetime(2025, 6, 1, tzinfo=UTC)
PARAGRAPHS = (
    "The council of Lowport voted on Monday to close the east quay for a year.",
    "About 300 people work there, the harbour master said, and most of them live within walking distance.",
    "The last closure, in 1998, cost the town a fifth of its trade.",
)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>East quay to close | Sample Gazette</title>
<meta property="og:title" content="East quay to close"><meta property="og:site_name" content="Sample Gazette">
<meta name="author" content="Jane Sample"><meta property="article:published_time" content="2024-03-04T08:00:00Z"></head>
<body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>East quay to close</h1><p>{PARAGRAPHS[0]}</p>
<p>Also read</p><p>{PARAGRAPHS[1]}</p><p>Advertisement</p><p>{PARAGRAPHS[2]}</p></article></body></html>"""


def read(content: bytes, *, name: str | None = None, media_type: str | None = None, url: str | None = None) -> Article:
    return read_article(content, name=name, media_type=media_type, url=url, added_at=NOW)


def test_a_page_gives_text_and_metadata_and_the_digest_of_its_bytes() -> None:
    content = PAGE.encode()
    article = read(content, media_type="text/html", url="https://gazette.example/quay")
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.title == "East quay to close"
    assert article.publisher == "Sample Gazette"
    assert article.author == "Jane Sample"
    assert article.published is not None
    assert article.published.day == date(2024, 3, 4)
    assert article.url == "https://gazette.example/quay"
    assert article.language == "en"
    assert article.sha256 == hashlib.sha256(content).hexdigest()
    assert article.added_at == NOW
    assert article.origins == Origins(title="meta", author="meta", publisher="meta", url="given", language="text")


def test_a_paste_gives_title_author_and_date_from_its_lines() -> None:
    paste = "\n\n".join(
        ("Home > News", "East quay to close for a year", "By Jane Sample", "4 March 2024, 08:00", *PARAGRAPHS, "Share")
    )
    article = read(paste.encode(), name="paste.txt")
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.title == "East quay to close for a year"
    assert article.author == "Jane Sample"
    assert article.published is not None
    assert (article.published.day, article.published.origin) == (date(2024, 3, 4), "pasted text")
    assert article.origins == Origins(title="pasted text", author="pasted text", language="text")


def test_the_same_text_from_the_same_source_is_the_same_article() -> None:
    text = "\n\n".join(PARAGRAPHS).encode()
    assert read(text, name="a.txt").id == read(text, name="b.txt").id
    assert read(text, url="https://a.example/x").id != read(text, url="https://b.example/x").id
    assert read(text).id != read(text + b" It rained.").id


def test_a_text_without_a_title_is_named_by_its_first_words() -> None:
    article = read("\n\n".join(PARAGRAPHS).encode())
    assert article.title == PARAGRAPHS[0]
    assert article.origins.title == "first words"
    long = read(b"word " * 60 + b"end.")
    assert len(long.title) <= 92
    assert long.title.endswith(" …")


def test_one_word_is_an_article_too() -> None:
    assert read(b"Inflation").text == "Inflation"


def test_the_host_stands_in_for_a_publisher_the_page_does_not_name() -> None:
    article = read("\n\n".join(PARAGRAPHS).encode(), media_type="text/plain", url="https://www.gazette.example/quay")
    assert article.publisher == "gazette.example"


def test_a_markdown_note_is_not_taken_for_a_paste() -> None:
    article = read(b"# East quay\n\nAlso read\n\nThe quay closed in May.\n", name="note.md")
    assert "Also read" in article.text
    assert article.title == "East quay"


@pytest.mark.parametrize("content", [b"", b"  \n\t\n"])
def test_an_empty_paste_is_refused(content: bytes) -> None:
    with pytest.raises(EmptyInputError):
        read(content)


def test_a_picture_is_refused() -> None:
    with pytest.raises(UnreadableError):
        read(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, name="picture.png")


def test_a_breadcrumb_with_a_shortened_title_goes_and_the_title_is_recognised() -> None:
    cleaned = clean_paste(
        f"Start Town East quay to close for a year as the...\n\nEast quay to close for a year as the harbour is dug"
        f"\n\n{PARAGRAPHS[0]}"
    )
    assert cleaned.title == "East quay to close for a year as the harbour is dug"
    assert cleaned.text == PARAGRAPHS[0]


def test_a_quote_on_a_line_of_its_own_stays_with_the_words_that_name_its_speaker() -> None:
    text = (
        f"{PARAGRAPHS[0]}\n\nThis town will not be bullied,\n\nMayor Ida Sample said.\n\n"
        f"“We shall see about that”\n\n{PARAGRAPHS[1]}"
    )
    assert clean_paste(text).text == text


def test_a_heading_between_two_paragraphs_stays_and_a_loose_label_at_the_end_goes() -> None:
    text = f"{PARAGRAPHS[0]}\n\nWhy the quay matters\n\n{PARAGRAPHS[1]}"
    assert clean_paste(f"{text}\n\nHarbour and docks").text == text


def test_a_caption_goes_with_its_credit() -> None:
    for caption in (
        "Ida Sample\nJo Muster / Sample Agency",
        "Cranes at the quay on Monday.\nPhoto: Jo Muster",
        "Ida Sample\n\n(Photo by Jo Muster)",
    ):
        assert clean_paste(f"{PARAGRAPHS[0]}\n\n{caption}\n\n{PARAGRAPHS[1]}").text == "\n\n".join(PARAGRAPHS[:2])


def test_a_paragraph_above_a_credit_stays_where_paragraphs_are_single_lines() -> None:
    text = "\n".join((PARAGRAPHS[0], PARAGRAPHS[1], "Photo: Jo Muster", PARAGRAPHS[2]))
    assert clean_paste(text).text == "\n\n".join(PARAGRAPHS)


def test_a_page_of_nothing_but_furniture_is_left_and_stays_so_when_cleaned_again() -> None:
    once = clean_paste("10:30.\nPhoto: Jane Sample").text
    assert once
    assert clean_paste(once).text == once


def test_a_question_above_a_byline_is_the_title() -> None:
    cleaned = clean_paste(f"Will the east quay close?\n\nBy Jane Sample\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}")
    assert cleaned.title == "Will the east quay close?"
    assert cleaned.text == "\n\n".join(PARAGRAPHS[:2])


def test_a_date_that_says_updated_counts_only_where_there_is_no_other() -> None:
    both = clean_paste(f"Updated: 6 March 2024\n\nPublished: 4 March 2024\n\n{PARAGRAPHS[0]}")
    only = clean_paste(f"Updated: 6 March 2024\n\n{PARAGRAPHS[0]}")
    assert both.published is not None
    assert both.published.day == date(2024, 3, 4)
    assert only.published is not None
    assert only.published.day == date(2024, 3, 6)


def test_ordinary_sentences_that_share_words_with_furniture_stay() -> None:
    sentences = (
        "Share prices fell by 4% after the announcement.",
        "Follow-up inspections found 12 comments from residents had been ignored.",
        "Subscribers lost service for three hours, the company said.",
        "More than 400 people read the notice.",
        "Photographs show that the wall had cracked before May.",
        "By Monday the river had risen by two metres.",
        "Advertisement spending rose to 4 million crowns.",
        "The latest figures show a fall in cookies sold.",
        "To see the full extent of the damage, engineers drilled into eleven pillars.",
        "For more than two years people could download the app for free.",
        "If you are a farmer who is already a member of the union, the fee falls by half.",
        "“We get a fee for every ship that moors,” the harbour master said.",
        "Do you want to close the quay, the mayor asked the council on Monday.",
    )
    assert clean_paste("\n\n".join(sentences)).text == "\n\n".join(sentences)
    assert clean_extracted("\n\n".join(sentences)).text == "\n\n".join(sentences)


@pytest.mark.parametrize(
    "line",
    [
        "To view the full story, please subscribe to the Gazette.",
        "If you are already a subscriber, log in to go on.",
        "First-time subscribers get a cup.",
        "Subscribe now for the full story.",
        "For the latest news and updates download our app.",
        "Do you want to hear more of us? Sign up here",
        "Never miss the latest from Lowport, sign up today",
        "This page contains affiliate links.",
        "Some links are paid for: we may earn a small commission when you buy through them.",
        "© 2024 Sample Gazette. All rights reserved.",
        "(Credit: Jo Muster / Sample Agency)",
        "Send us your photos of the quay.",
    ],
)
def test_what_an_extractor_leaves_of_the_page_goes(line: str) -> None:
    cleaned = clean_extracted("\n\n".join((PARAGRAPHS[0], line, PARAGRAPHS[1])))
    assert cleaned.text == "\n\n".join(PARAGRAPHS[:2])
    assert cleaned.removed == (line,)


def test_author_and_day_above_the_text_of_a_page_that_declares_none_are_read_from_there() -> None:
    page = f"""<html><body><article><h1>East quay to close</h1><p>By Jane Sample</p><p>Published: 4 March 2024</p>
    {"".join(f"<p>{paragraph} {paragraph}</p>" for paragraph in PARAGRAPHS)}</article></body></html>"""
    article = read(page.encode(), media_type="text/html")
    assert article.published is not None
    assert (article.published.day, article.published.origin) == (date(2024, 3, 4), "text")
    assert (article.author, article.origins.author) == ("Jane Sample", "text")
    assert article.text.startswith(PARAGRAPHS[0])


def test_the_text_that_a_page_declares_is_read_where_its_scripts_would_show_it() -> None:
    body = "\\n\\n".join(PARAGRAPHS)
    page = f"""<html><head><title>East quay to close</title><script type="application/ld+json">{{"@type":"NewsArticle",
    "headline":"East quay to close","articleBody":"{body}"}}</script></head>
    <body><div id="app"><p>Please enable scripts.</p></div></body></html>"""
    assert read(page.encode(), media_type="text/html").text == "\n\n".join(PARAGRAPHS)


def test_dialogs_sign_ups_and_captions_of_a_page_are_no_text_of_it() -> None:
    paragraphs = "".join(f"<p>{paragraph} {paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f"""<html><body><article><h1>East quay to close</h1>{paragraphs}
    <div class="photo-caption"><p>Ida Sample, the mayor of Lowport, stands on the quay and points at cranes.</p></div>
    <div class="Newsletter-box"><p>Our letter from the harbour tells you every week what the town talks about.</p></div>
    </article><div role="dialog"><p>{"The harbour has a museum with forty ships. " * 40}</p></div></body></html>"""
    text = read(page.encode(), media_type="text/html").text
    assert text == "\n\n".join(f"{paragraph} {paragraph}" for paragraph in PARAGRAPHS)


def test_a_page_whose_whole_text_stands_in_a_dialog_keeps_it() -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f"<html><body><div role='dialog'>{paragraphs}</div></body></html>"
    assert read(page.encode(), media_type="text/html").text == "\n\n".join(PARAGRAPHS)
