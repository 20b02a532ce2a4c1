"""Feeds: their entries, and bringing what is new in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from claimcheck.errors import FetchError, UnreadableError
from claimcheck.readers.feeds import read_feed
from claimcheck.settings import WebSettings
from claimcheck.workbench import Workbench
from claimcheck.workbench.fetching import PageFetcher
from claimcheck.workspace import Workspace
from commandline import claimcheck
from sites import LOOPBACK_ALLOWED, Site, redirect, reply, serving

STORIES = {
    "/quay": "The council of Lowport voted on Monday to close the east quay for a year, the mayor said.",
    "/bridge": "The bridge over the Tarn reopened in May after nine months of work, the county said on Friday.",
    "/wheat": "Farmers of the north harvested a third less wheat than last year, their union said on Tuesday.",
}


def rss(*items: str, title: str = "Sample Gazette") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{title}</title>'
        f"<link>https://gazette.example/</link>{''.join(items)}</channel></rss>"
    ).encode()


def item(link: str, *, guid: str = "", title: str = "A story") -> str:
    identity = f'<guid isPermaLink="false">{guid}</guid>' if guid else ""
    return f"<item><title>{title}</title><link>{link}</link>{identity}</item>"


def page(text: str) -> bytes:
    return f"<html><head><title>{text[:30]}</title></head><body><article><p>{text}</p></article></body></html>".encode()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.answers["/robots.txt"] = reply(b"", 404)
        for path, text in STORIES.items():
            running.answers[path] = reply(page(text))
        yield running


@pytest.fixture
def desk(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    """A desk that may fetch from this machine, on the command line too."""
    monkeypatch.setattr("claimcheck.readers.addresses.PUBLIC_ONLY", LOOPBACK_ALLOWED)
    return Workbench.open(workspace.root)


def offer(site: Site, *items: str) -> str:
    site.answers["/feed"] = reply(rss(*items), media_type="application/rss+xml")
    return site.url("/feed")


def asked(site: Site, path: str) -> int:
    return sum(1 for request in site.requests if request["path"] == path)


def test_a_feed_brings_its_stories_and_the_second_time_only_what_is_new(site: Site, desk: Workbench) -> None:
    url = offer(site, item(site.url("/quay"), guid="1"), item(site.url("/bridge"), guid="2"))
    first = desk.feeds.read(url)
    assert (first.title, first.entries, first.known, first.left) == ("Sample Gazette", 2, 0, 0)
    assert [brought.article.url for brought in first.brought] == [site.url("/quay"), site.url("/bridge")]
    assert first.brought[0].article.text == STORIES["/quay"]
    offer(site, item(site.url("/wheat"), guid="3"), item(site.url("/quay"), guid="1"))
    second = desk.feeds.read(url)
    assert (second.entries, second.known) == (2, 1)
    assert [brought.article.url for brought in second.brought] == [site.url("/wheat")]
    assert asked(site, "/quay") == 1
    assert asked(site, "/robots.txt") == 1


def test_a_story_is_known_by_its_id_by_its_address_and_by_what_it_says(site: Site, desk: Workbench) -> None:
    desk.feeds.read(offer(site, item(site.url("/quay"), guid="1")))
    site.answers["/moved"] = redirect("/bridge")
    desk.articles.add_url(site.url("/bridge"))
    report = desk.feeds.read(
        offer(
            site,
            item(site.url("/quay?from=rss"), guid="1"),
            item(site.url("/bridge"), guid="2"),
            item(site.url("/moved"), guid="3"),
        )
    )
    assert report.known == 2
    assert [brought.added for brought in report.brought] == [False]
    assert len(desk.articles.list()) == 2


def test_one_bad_story_stops_no_other_and_is_tried_again(site: Site, desk: Workbench) -> None:
    site.answers["/gone"] = reply(b"", 410)
    site.answers["/picture"] = reply(b"\x89PNG\r\n\x1a\n", media_type="image/png")
    entries = (
        item(site.url("/gone")),
        item("ftp://files.example/a"),
        "<item><title>No link</title></item>",
        item(site.url("/picture")),
        item(site.url("/quay")),
    )
    report = desk.feeds.read(offer(site, *entries))
    assert [brought.article.url for brought in report.brought] == [site.url("/quay")]
    assert len(report.rejected) == 4
    assert "status 410" in report.rejected[0].reason
    site.answers["/gone"] = reply(page(STORIES["/wheat"]))
    again = desk.feeds.read(offer(site, *entries))
    assert [brought.article.url for brought in again.brought] == [site.url("/gone")]


def test_no_more_are_fetched_than_wanted_and_a_stop_keeps_what_there_is(site: Site, desk: Workbench) -> None:
    url = offer(site, *(item(site.url(path)) for path in STORIES))
    assert len(desk.feeds.read(url, limit=1).brought) == 1
    answers = iter([False, True])
    stopped = desk.feeds.read(url, stop=lambda: next(answers))
    assert (stopped.known, len(stopped.brought), stopped.left) == (1, 1, 1)
    assert len(desk.articles.list()) == 2
    assert len(desk.feeds.read(url).brought) == 1


def test_an_atom_feed_with_relative_addresses_is_read() -> None:
    feed = read_feed(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire &amp; more</title><id>urn:wire</id>'
        b'<entry><id>urn:1</id><title type="html">&lt;b&gt;Quay&lt;/b&gt; closes</title><link href="/quay"/></entry>'
        b'<entry><id>urn:1</id><title>again</title><link href="/quay"/></entry></feed>',
        where="wire",
        url="https://wire.example/atom",
    )
    assert feed.title == "Wire & more"
    assert [(entry.title, entry.url) for entry in feed.entries] == [("again", "https://wire.example/quay")]


def test_entities_of_a_feed_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol" * 10}">' for n in range(10))
    declarations = f'<!DOCTYPE rss [{bomb}<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    feed = read_feed(
        f'<?xml version="1.0"?>{declarations}<rss version="2.0"><channel><title>&x; &l9;</title>'
        "<item><title>a &x;</title><link>https://a.example/1</link></item></channel></rss>".encode(),
        where="bomb",
        url=None,
    )
    assert "secret" not in f"{feed.title} {feed.entries}"
    assert len(f"{feed.title} {feed.entries}") < 1000


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b"{}", b"<rss", b"<html><body>No feed</body></html>", b"just words"]
)
def test_what_is_no_feed_is_said(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="is no RSS or Atom feed"):
        read_feed(content, where="it", url=None)


def test_a_page_that_names_its_feed_gives_the_hint() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_feed(
            b'<html><head><link rel=alternate type="application/rss+xml" href="/rss.xml"></head></html>',
            where="it",
            url="https://gazette.example/news",
        )
    assert "https://gazette.example/rss.xml" in str(caught.value.hint)


def test_a_damaged_feed_is_read_as_far_as_it_goes() -> None:
    whole = rss(*(item(f"https://a.example/{n}") for n in range(3)))
    assert [entry.url for entry in read_feed(whole[:-60], where="cut", url=None).entries][:2] == [
        "https://a.example/0",
        "https://a.example/1",
    ]


def test_a_feed_brought_as_an_article_is_said_to_be_a_feed(desk: Workbench) -> None:
    with pytest.raises(UnreadableError, match="is a feed, not a story"):
        desk.articles.add_bytes(rss(item("https://a.example/1")), name="rss.xml")


def test_a_desk_fetches_nothing_from_inside_its_own_network(site: Site, workspace: Workspace) -> None:
    desk = Workbench.open(workspace.root)
    with pytest.raises(FetchError, match="is refused"):
        desk.feeds.read(offer(site, item(site.url("/quay"))))
    assert site.requests == []


def test_sites_that_forbid_it_are_fetched_only_where_the_desk_turned_that_off(site: Site) -> None:
    site.answers["/robots.txt"] = reply(b"User-agent: *\nDisallow: /", media_type="text/plain")
    with pytest.raises(FetchError, match=r"robots\.txt"):
        PageFetcher(WebSettings(), LOOPBACK_ALLOWED).fetch(site.url("/quay"))
    assert PageFetcher(WebSettings(robots=False), LOOPBACK_ALLOWED).fetch(site.url("/quay")).content


def test_the_command_line_lists_what_came_and_what_did_not(site: Site, desk: Workbench, tmp_path: Path) -> None:
    at = ("-w", desk.workspace.root, "article", "feed")
    file = tmp_path / "feed.xml"
    file.write_bytes(rss(*(item(site.url(path)) for path in STORIES)))
    ran = claimcheck(*at, file, "--limit", "2")
    assert (ran.exit, len(ran.out.splitlines())) == (0, 2)
    assert "Sample Gazette: 3 stories, 0 known before, 2 added, 1 left for the next time" in ran.err
    del site.answers["/wheat"]
    record = claimcheck(*at, file, "--json")
    assert record.exit == 1
    assert (record.json["known"], record.json["added"], len(record.json["rejected"])) == (2, [], 1)
    missing = claimcheck(*at, tmp_path / "none.xml")
    assert (missing.exit, "there is no file" in missing.err) == (1, True)
