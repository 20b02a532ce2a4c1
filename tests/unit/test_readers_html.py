from __future__ import annotations

import json
from datetime import date

import pytest

from claimcheck.domain import Origins, PublicationDate
from claimcheck.errors import EmptyInputError
from claimcheck.readers import ReadText, read_bytes

STORY = (
    "The two delegations met in the old harbour building on Friday and talked for two hours behind closed doors.",
    "They agreed to exchange lists of prisoners within a week, officials of both sides told reporters afterwards.",
    "No further round was announced, but the host said that both sides had asked for one before the summer.",
)


def page(head: str = "", body: str | None = None) -> bytes:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    return (
        f"<!DOCTYPE html><html lang='en-GB'><head><title>Talks in the harbour</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>"
        f"<article><h1>Talks in the harbour</h1>{story if body is None else body}</article>"
        "<footer><p>Copyright 2019 The Sample Post. <a href='/p'>Privacy</a></p></footer></body></html>"
    ).encode()


def read(content: bytes, url: str | None = None, media_type: str | None = "text/html") -> ReadText:
    return read_bytes(content, name=None, media_type=media_type, url=url)


def test_paragraphs_are_apart_by_a_blank_line_and_the_menu_is_left_out() -> None:
    text = read(page()).text
    assert text.split("\n\n")[-3:] == list(STORY)
    assert "Privacy" not in text
    assert "Home" not in text


def test_a_short_page_keeps_its_paragraphs_too() -> None:
    body = "<p>One line.</p><p>Two<br>lines of it.</p><ul><li>first<li>second</ul><table><tr><td>a<td>b</table>"
    assert read(page(body=body)).text == (
        "Talks in the harbour\n\nOne line.\n\nTwo\nlines of it.\n\n- first\n- second\n\na | b"
    )


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body></body></html>",
        b"<html><head><title>Only a title</title></head><body><script>var text = 1</script></body></html>",
        b"<html><body><noscript>Enable JavaScript to run this.</noscript><div id=root></div></body></html>",
        b"<html><body><nav><a href=/>Home</a> <a href=/world>World</a></nav></body></html>",
        b"<!-- nothing -->",
    ],
)
def test_a_page_without_text_is_refused(content: bytes) -> None:
    with pytest.raises(EmptyInputError, match="no text"):
        read(content)


def test_content_that_a_site_hides_in_noscript_is_kept() -> None:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    assert STORY[1] in read(f"<html><body><div><noscript>{story}</noscript></div></body></html>".encode()).text


def test_a_fragment_of_a_page_is_read() -> None:
    assert read(b"<p>Hello world, this is a fragment.</p>").text == "Hello world, this is a fragment."


LATIN = "<p>Caf\u00e9 owners in Besan\u00e7on said \u201ctoo much\u201d and closed their doors on Monday.</p>"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),  # declared wrongly
        ("utf-8", "no-such-charset"),
        ("cp1252", "utf-8"),  # declared wrongly
        ("cp1252", "iso-8859-1"),
        ("cp1252", "windows-1252"),
        ("utf-16", "utf-8"),
    ],
)
def test_a_wrong_or_broken_charset_declaration_does_not_garble_the_text(encoding: str, declared: str) -> None:
    content = f"<html><head><meta charset='{declared}'></head><body>{LATIN}</body></html>".encode(encoding)
    assert "Café owners in Besançon said “too much”" in read(content).text


def test_a_right_declaration_of_a_rare_charset_is_followed() -> None:
    body = "<p>Ők még nem döntöttek az ügyről, mondta a szóvivő.</p>"
    head = "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-2'>"
    content = f"<html><head>{head}</head><body>{body}</body></html>"
    assert read(content.encode("iso-8859-2")).text == "Ők még nem döntöttek az ügyről, mondta a szóvivő."
    plain = f"<html><body>{body}</body></html>".encode("iso-8859-2")
    assert "szóvivő" in read(plain, media_type="text/html; charset=ISO-8859-2").text


def json_ld(**values: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(values)}</script>"


def test_metadata_is_read_from_json_ld() -> None:
    head = json_ld(
        **{
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebPage", "datePublished": "2001-01-01"},
                {
                    "@type": ["NewsArticle"],
                    "headline": "Talks in  the harbour",
                    "datePublished": "2025-05-16T23:30:00-05:00",
                    "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Bo Ek"}],
                    "publisher": {"@type": "Organization", "name": "The Sample Post"},
                },
            ],
        }
    )
    found = read(page(head))
    assert found.title == "Talks in the harbour"
    assert found.author == "Ann Lee, Bo Ek"
    assert found.publisher == "The Sample Post"
    assert found.published == PublicationDate(day=date(2025, 5, 16), origin="json-ld")
    assert found.language == "en"
    assert found.origins == Origins(title="json-ld", author="json-ld", publisher="json-ld", language="text")


@pytest.mark.parametrize(
    ("head", "body", "url", "expected"),
    [
        ('<meta property="article:published_time" content="2025-05-16T08:00:00Z">', None, None, "meta"),
        (
            '<script type="application/ld+json">{broken</script><meta name="date" content="16 May 2025">',
            None,
            None,
            "meta",
        ),
        ("", '<time itemprop="datePublished" datetime="2025-05-16">yesterday</time>', None, "html"),
        ("", '<time datetime="2025-05-16T10:00">16 May</time>', None, "html"),
        ("", '<span class="post-date">Published on May 16, 2025</span>', None, "html"),
        ("", None, "https://example.org/2025/05/16/talks.html", "url"),
    ],
)
def test_a_date_says_where_it_was_read(head: str, body: str | None, url: str | None, expected: str) -> None:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    found = read(page(head, None if body is None else body + story), url)
    assert found.published == PublicationDate(day=date(2025, 5, 16), origin=expected)


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("", None, Origins(title="heading", publisher="url", url="given", language="text")),
        (
            '<meta property="og:title" content="Talks in the harbour"><meta name="publisher" content="Sample Post">'
            '<meta name="author" content="Ann Lee"><meta name="author" content="Bo Ek">',
            None,
            Origins(title="meta", author="meta", publisher="meta", url="given", language="text"),
        ),
        (
            json_ld(**{"@type": "SocialMediaPosting", "@context": "https://schema.org", "author": {"name": "Ann Lee"}}),
            "<h1>One</h1><h1>Two</h1><p class='author'>Ann Lee</p>",
            Origins(title="title element", author="json-ld", publisher="url", url="given", language="text"),
        ),
        (
            "",
            "<h1>One</h1><h1>Two</h1><p class='author'>Ann Lee</p>",
            Origins(title="title element", author="html", publisher="url", url="given", language="text"),
        ),
    ],
)
def test_title_author_and_publisher_say_where_they_were_read(head: str, body: str | None, expected: Origins) -> None:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    content = page(head, None if body is None else body + story)
    if body is not None:
        content = content.replace(b"<h1>Talks in the harbour</h1>", b"")
    assert read(content, "https://www.example.org/talks").origins == expected


@pytest.mark.parametrize(
    "head",
    [
        "",  # the footer says "Copyright 2019"
        '<meta name="date" content="2025-05">',
        '<meta name="date" content="2025">',
        '<meta name="last-modified" content="2025-05-16">',
        json_ld(**{"@type": "NewsArticle", "dateModified": "2025-05-16"}),
        json_ld(**{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2020-01-01"}]}),
    ],
)
def test_a_date_is_never_guessed(head: str) -> None:
    assert read(page(head)).published is None


def test_the_address_it_was_fetched_from_wins_over_the_one_the_page_names() -> None:
    head = '<link rel="canonical" href="https://example.org/canonical">'
    assert read(page(head), "https://example.org/fetched").url == "https://example.org/fetched"
    assert read(page(head)).url == "https://example.org/canonical"


def test_an_address_that_would_run_something_is_not_kept() -> None:
    assert read(page('<link rel="canonical" href="javascript:alert(1)">')).url is None


def test_without_a_named_publisher_the_host_is_it() -> None:
    assert read(page(), "https://www.example.org/a").publisher == "example.org"


def test_script_in_a_page_is_text_at_most() -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in STORY) + "<p>Write &lt;script&gt; in it.</p>"
    assert "Write <script> in it." in read(page(body=body)).text
