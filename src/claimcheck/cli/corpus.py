"""`claimcheck corpus`: the evidence corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli.context import workbench
from claimcheck.cli.options import Json, Language, parse_date
from claimcheck.cli.printing import day, harmless, plural, print_json, say, shortened
from claimcheck.cli.progress import progress_here, stoppable
from claimcheck.cli.records import document_record

app = typer.Typer(no_args_is_help=True, help="The desk's own evidence: add, list, show, remove documents.")

_SHOWN_REJECTS = 20


@app.command("add")
def add(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(help="Files (.txt .md .html .pdf .docx), tables (.jsonl .csv .parquet), folders.")
    ],
    publisher: Annotated[str | None, typer.Option("--publisher", help="Publisher, where the item names none.")] = None,
    published: Annotated[str | None, typer.Option("--published", help="Day, where the item names none.")] = None,
    language: Language = None,
    id_column: Annotated[str | None, typer.Option(help="Column of a table that holds the id.")] = None,
    title_column: Annotated[str | None, typer.Option(help="Column that holds the title.")] = None,
    text_column: Annotated[str | None, typer.Option(help="Column that holds the text.")] = None,
    url_column: Annotated[str | None, typer.Option(help="Column that holds the URL.")] = None,
    publisher_column: Annotated[str | None, typer.Option(help="Column that holds the publisher.")] = None,
    date_column: Annotated[str | None, typer.Option(help="Column that holds the day of publication.")] = None,
    no_originals: Annotated[bool, typer.Option("--no-originals", help="Do not keep the original bytes.")] = False,
    as_json: Json = False,
) -> None:
    """Bring documents in; what cannot be read is listed at the end and stops nothing.

    Interrupted, it goes on where it stopped when run again. Exit 1 if anything was refused.

    Example: claimcheck corpus add notes/ reports.jsonl --publisher "Our archive"
    """
    from claimcheck.corpus.columns import ColumnNames
    from claimcheck.corpus.importer import GivenMetadata

    desk = workbench(context)
    with stoppable() as stop:
        report = desk.library.add(
            paths,
            columns=ColumnNames(
                external_id=id_column,
                title=title_column,
                text=text_column,
                url=url_column,
                publisher=publisher_column,
                published=date_column,
            ),
            given=GivenMetadata(publisher=publisher, published=parse_date(published, "--published"), language=language),
            keep_originals=False if no_originals else None,
            progress=progress_here(),
            stop=stop,
        )
        stopped = stop()
    if as_json:
        print_json(
            {
                "added": report.added,
                "already_known": report.already_known,
                "reprints": report.reprints,
                "rejected": report.rejected_count,
                "rejections": [{"where": item.where, "reason": item.reason} for item in report.rejected],
                "document_ids": list(report.document_ids),
            }
        )
    else:
        typer.echo(
            f"added {plural(report.added, 'document')}"
            + (f" ({plural(report.reprints, 'reprint')})" if report.reprints else "")
            + (f", {report.already_known:,} known already" if report.already_known else "")
        )
    if report.rejected_count:
        say(f"refused {plural(report.rejected_count, 'item')}:")
        for item in report.rejected[:_SHOWN_REJECTS]:
            say(f"  {harmless(item.where)}: {harmless(item.reason)}")
        if report.rejected_count > _SHOWN_REJECTS:
            say(f"  … and {report.rejected_count - _SHOWN_REJECTS:,} more (--json lists the first thousand)")
    if stopped:
        raise KeyboardInterrupt
    if report.added:
        say("next: claimcheck index build")
    if report.rejected_count:
        raise typer.Exit(1)


@app.command("list")
def list_(
    context: typer.Context,
    text: Annotated[
        str | None, typer.Option("--text", help="Only documents with these words in title, text or URL.")
    ] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Only this publisher.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Documents to show.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="Documents to skip.")] = 0,
    as_json: Json = False,
) -> None:
    """List documents, newest first.

    Example: claimcheck corpus list --text ceasefire
    """
    documents = workbench(context).library.list(text=text, publisher=publisher, limit=limit, offset=offset)
    if as_json:
        print_json(
            [
                {
                    "id": document.id,
                    "external_id": document.external_id,
                    "title": document.title,
                    "publisher": document.publisher,
                    "published": document.published.isoformat() if document.published else None,
                    "url": document.url,
                    "characters": document.characters,
                }
                for document in documents
            ]
        )
        return
    for document in documents:
        typer.echo(
            f"{document.id}  {day(document.published):<10}  {shortened(document.publisher or '–', 24):<24}  "
            f"{shortened(document.title or document.external_id or '(no title)', 70)}"
        )
    if not documents:
        say("no document fits; add some with `claimcheck corpus add PATH…`")


@app.command("show")
def show(
    context: typer.Context, document_id: Annotated[str, typer.Argument(metavar="ID")], as_json: Json = False
) -> None:
    """Show one document whole; the beginning of an id is enough.

    Example: claimcheck corpus show 3f9a
    """
    document = workbench(context).library.show(document_id)
    if as_json:
        print_json(document_record(document))
        return
    origin = f" (read from {document.published.origin})" if document.published else ""
    published = document.published.day if document.published else None
    for label, value in (
        ("id", document.id),
        ("title", document.title),
        ("publisher", document.publisher),
        ("author", document.author),
        ("published", f"{day(published)}{origin}"),
        ("language", document.language),
        ("url", document.url),
        ("sha256", document.sha256),
        ("added", document.added_at.isoformat(timespec="seconds")),
    ):
        typer.echo(f"{label:<10} {harmless(value) or '–'}")
    typer.echo()
    for line in document.text.splitlines():
        typer.echo(harmless(line))


@app.command("remove")
def remove(
    context: typer.Context,
    document_ids: Annotated[list[str], typer.Argument(metavar="ID…")],
    purge: Annotated[bool, typer.Option("--purge", help="Also delete the kept original.")] = False,
) -> None:
    """Remove documents from the corpus and at once from every search; verdicts keep what they pinned.

    Example: claimcheck corpus remove 3f9a
    """
    removed = workbench(context).library.remove(document_ids, purge=purge)
    typer.echo(f"removed {plural(removed, 'document')}")


@app.command("stats")
def stats(context: typer.Context, as_json: Json = False) -> None:
    """Say how large the corpus is and what it is made of.

    Example: claimcheck corpus stats
    """
    figures = workbench(context).library.stats()
    if as_json:
        print_json(
            {
                "documents": figures.documents,
                "origins": figures.origins,
                "characters": figures.characters,
                "undated": figures.undated,
                "publishers": dict(figures.publishers),
                "languages": dict(figures.languages),
            }
        )
        return
    typer.echo(
        f"{plural(figures.documents, 'document')} of {plural(figures.origins, 'origin')}, "
        f"{figures.characters:,} characters, {figures.undated:,} undated"
    )
    for heading, counts in (("publishers", figures.publishers), ("languages", figures.languages)):
        listed = ", ".join(f"{harmless(name)} {count:,}" for name, count in list(counts.items())[:12])
        typer.echo(f"{heading}: {listed or '–'}")
