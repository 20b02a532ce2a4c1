"""`claimcheck article`: articles in which claims are made."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli.context import workbench
from claimcheck.cli.options import Json
from claimcheck.cli.printing import day, harmless, plural, print_json, say, shortened, size
from claimcheck.cli.progress import progress_here, stoppable
from claimcheck.cli.records import article_record, brought_record, feed_record, shown_article_record
from claimcheck.domain import Article, LikeArticle, Likeness
from claimcheck.text.languages import language_support
from claimcheck.workbench.feeds import MOST_AT_ONCE

app = typer.Typer(no_args_is_help=True, help="Articles in which claims are made: add, feed, list, show, open.")

_SHOWN = 5
_BY_A_PERSON = ("given", "corrected by ")
_LIKENESSES = {
    Likeness.SAME_FILE: "the same file as",
    Likeness.SAME_TEXT: "the same text as",
    Likeness.NEAR_COPY: "a near-copy of",
    Likeness.SAME_ADDRESS: "another state of",
}


@app.command("add")
def add(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="URL|FILE|-", help="A page, a file, or - for standard input.")],
    as_json: Json = False,
) -> None:
    """Bring an article; navigation, captions, adverts and the like are cleaned away, the original is kept.

    What the desk has that repeats it, and what does not work for its language, is said.

    Example: claimcheck article add https://example.org/story.html
    """
    desk = workbench(context)
    if source == "-":
        brought = desk.articles.add_bytes(sys.stdin.buffer.read(), name=None)
    else:
        brought = desk.articles.add_source(source)
    if as_json:
        print_json(brought_record(brought))
        return
    _head(brought.article)
    if not brought.added:
        say(f"this article was here already, added {brought.article.added_at:%Y-%m-%d}; nothing changed")
    _say_alike(brought.alike)
    _say_lacking(brought.article)
    if language_support(brought.article.language).full:
        say(f"next: claimcheck claims find {brought.article.id}")


@app.command("feed")
def feed(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="URL|FILE", help="An RSS or Atom feed.")],
    limit: Annotated[int, typer.Option(min=1, help="Most stories fetched now.")] = MOST_AT_ONCE,
    as_json: Json = False,
) -> None:
    """Bring the stories of a feed that the desk does not have yet.

    What cannot be fetched is listed at the end, stops nothing and is tried again the next time; exit 1 if there was
    any. Interrupted, it keeps what it has and goes on there when run again.

    Example: claimcheck article feed https://example.org/rss.xml --limit 20
    """
    desk = workbench(context)
    with stoppable() as stop:
        report = desk.feeds.read(source, limit=limit, progress=progress_here(), stop=stop)
        stopped = stop()
    if as_json:
        print_json(feed_record(report))
    else:
        for brought in report.brought:
            mark = "" if brought.added else "  (here already)"
            alike = f"  (like {brought.alike[0].id})" if brought.alike else ""
            typer.echo(f"{brought.article.id}  {shortened(brought.article.title, 80)}{mark}{alike}")
        new = sum(1 for brought in report.brought if brought.added)
        say(
            f"{harmless(report.title) or 'the feed'}: {plural(report.entries, 'story', 'stories')},"
            f" {report.known:,} known before, {new:,} added"
            + (f", {report.left:,} left for the next time" if report.left else "")
        )
    if report.rejected:
        say(f"not read: {plural(len(report.rejected), 'story', 'stories')}")
        for item in report.rejected:
            say(f"  {harmless(item.where)}: {harmless(item.reason)}")
    if stopped:
        raise KeyboardInterrupt
    if report.rejected:
        raise typer.Exit(1)


@app.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """List articles, newest first.

    Example: claimcheck article list
    """
    articles = workbench(context).articles.list()
    if as_json:
        print_json([article_record(article) for article in articles])
        return
    for article in articles:
        published = article.published.day if article.published else None
        typer.echo(f"{article.id}  {day(published):<10}  {shortened(article.title, 80)}")
    if not articles:
        say("no article yet: claimcheck article add URL|FILE|-")


@app.command("show")
def show(
    context: typer.Context, article_id: Annotated[str, typer.Argument(metavar="ID")], as_json: Json = False
) -> None:
    """Show one article whole; the beginning of an id is enough.

    Example: claimcheck article show 7c1e
    """
    articles = workbench(context).articles
    article, alike = articles.show(article_id), articles.alike(article_id)
    if as_json:
        print_json(shown_article_record(article, alike))
        return
    _head(article)
    _say_alike(alike)
    _say_lacking(article)
    typer.echo()
    for line in article.text.splitlines():
        typer.echo(harmless(line))


@app.command("open")
def open_(
    context: typer.Context,
    article_id: Annotated[str, typer.Argument(metavar="ID")],
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE|-", help="Where to write; else ID and a suffix, here.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write out the original of an article as it came, byte for byte; its digest is checked first.

    It is written, not run: a page somebody else made can fetch from the network when a browser opens it.

    Example: claimcheck article open 7c1e --out story.html
    """
    articles = workbench(context).articles
    original = articles.original(article_id)
    if out == "-":
        sys.stdout.buffer.write(original.content)
        return
    typer.echo(str(articles.save_original(original, Path(out) if out else Path(), replace_file=force)))
    say(f"{size(len(original.content))}, {original.media_type}, as it came")


def _say_alike(alike: Sequence[LikeArticle]) -> None:
    """Name what the desk has that is like an article, most alike first."""
    for like in alike[:_SHOWN]:
        share = f" ({like.shared:.0%} of the shorter)" if like.likeness is Likeness.NEAR_COPY else ""
        published = f", {like.published.day}" if like.published else ""
        say(
            f"known: {_LIKENESSES[like.likeness]} {like.id}{share}: {shortened(like.title, 60)}"
            f" ({harmless(like.publisher) or 'no publisher'}{published})"
        )
    if len(alike) > _SHOWN:
        say(f"known: and like {plural(len(alike) - _SHOWN, 'more article')}")


def _say_lacking(article: Article) -> None:
    """Say what does not work for the language of an article."""
    support = language_support(article.language)
    if not support.full:
        say(f"this text is in {support.name}; for it does not work: {', '.join(support.lacking)}")


def _head(article: Article) -> None:
    published, origins = article.published, article.origins
    for label, value, origin in (
        ("id", article.id, None),
        ("title", article.title, origins.title),
        ("publisher", article.publisher, origins.publisher),
        ("author", article.author, origins.author),
        ("published", day(published.day if published else None), published.origin if published else None),
        ("language", _language(article), origins.language),
        ("url", article.url, origins.url),
        ("sha256", article.sha256, None),
    ):
        typer.echo(f"{label:<10} {harmless(value) or '–'}{_read_from(origin)}")


def _language(article: Article) -> str | None:
    """The code with the name of the language."""
    name = language_support(article.language).name
    return f"{article.language} ({name})" if name else None


def _read_from(origin: str | None) -> str:
    """Where a field was read from, or who gave it."""
    if not origin:
        return ""
    return f" ({'' if origin.startswith(_BY_A_PERSON) else 'read from '}{harmless(origin)})"
