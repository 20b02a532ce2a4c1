"""`claimcheck article`: articles in which claims are made."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from claimcheck.cli.context import workbench
from claimcheck.cli.options import Json
from claimcheck.cli.printing import day, harmless, print_json, say, shortened
from claimcheck.cli.records import article_record
from claimcheck.domain import Article

app = typer.Typer(no_args_is_help=True, help="Articles in which claims are made: add, list, show.")

_BY_A_PERSON = ("given", "corrected by ")


@app.command("add")
def add(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="URL|FILE|-", help="A page, a file, or - for standard input.")],
    as_json: Json = False,
) -> None:
    """Bring an article; navigation, captions, adverts and the like are cleaned away, the original is kept.

    Example: claimcheck article add https://example.org/story.html
    """
    desk = workbench(context)
    if source == "-":
        article = desk.articles.add_bytes(sys.stdin.buffer.read(), name=None)
    else:
        article = desk.articles.add_source(source)
    if as_json:
        print_json(article_record(article))
        return
    _head(article)
    say(f"next: claimcheck claims find {article.id}")


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
    article = workbench(context).articles.show(article_id)
    if as_json:
        print_json(article_record(article))
        return
    _head(article)
    typer.echo()
    for line in article.text.splitlines():
        typer.echo(harmless(line))


def _head(article: Article) -> None:
    published, origins = article.published, article.origins
    for label, value, origin in (
        ("id", article.id, None),
        ("title", article.title, origins.title),
        ("publisher", article.publisher, origins.publisher),
        ("author", article.author, origins.author),
        ("published", day(published.day if published else None), published.origin if published else None),
        ("language", article.language, origins.language),
        ("url", article.url, origins.url),
        ("sha256", article.sha256, None),
    ):
        typer.echo(f"{label:<10} {harmless(value) or '–'}{_read_from(origin)}")


def _read_from(origin: str | None) -> str:
    """Where a field was read from, or who gave it."""
    if not origin:
        return ""
    return f" ({'' if origin.startswith(_BY_A_PERSON) else 'read from '}{harmless(origin)})"
