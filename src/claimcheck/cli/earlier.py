"""`claimcheck earlier`: fact-checks made before, by others and by the desk itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli.context import workbench
from claimcheck.cli.options import Json, Reviewer, parse_date
from claimcheck.cli.printing import day, harmless, plural, print_json, say, shortened
from claimcheck.cli.progress import progress_here, stoppable
from claimcheck.cli.records import earlier_check_record, earlier_decision_record, earlier_match_record
from claimcheck.domain import EarlierCheck, EarlierDecision, EarlierMatch
from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from claimcheck.corpus.earlier.table import CheckColumns

app = typer.Typer(no_args_is_help=True, help="Fact-checks made before, by others and by the desk: import, match, link.")

CheckId = Annotated[str, typer.Argument(metavar="CHECK", help="Id of the earlier check, or the beginning of it.")]
ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="Id of the claim, or the beginning of it.")]
_SHOWN_REJECTS = 20


@app.command("add")
def add(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|URL…", help="Pages with ClaimReview, feeds (.json), tables (.csv .tsv .jsonl .parquet)."
        ),
    ],
    publisher: Annotated[
        str | None, typer.Option("--publisher", help="Whose checks these are, if they do not say.")
    ] = None,
    claim_column: Annotated[str | None, typer.Option(help="Column of a table that holds the claim.")] = None,
    rating_column: Annotated[str | None, typer.Option(help="Column that holds the rating.")] = None,
    title_column: Annotated[str | None, typer.Option(help="Column that holds the headline.")] = None,
    url_column: Annotated[str | None, typer.Option(help="Column that holds the address of the check.")] = None,
    publisher_column: Annotated[str | None, typer.Option(help="Column that says who checked.")] = None,
    date_column: Annotated[str | None, typer.Option(help="Column that holds the day of the check.")] = None,
    speaker_column: Annotated[str | None, typer.Option(help="Column that says who made the claim.")] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Only show what the columns of a table are taken for.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Bring fact-checks of others in; what cannot be read is listed at the end and stops nothing.

    The same check twice is stored once; one whose rating has changed is brought up to date. Exit 1 if anything was
    refused.

    Example: claimcheck earlier add feed.json https://example.org/fact-check/42
    """
    from claimcheck.corpus.earlier.table import CheckColumns

    columns = CheckColumns(
        claim=claim_column,
        rating=rating_column,
        title=title_column,
        url=url_column,
        publisher=publisher_column,
        checked_on=date_column,
        speaker=speaker_column,
    )
    desk = workbench(context)
    if preview:
        for source in sources:
            _preview(Path(source), columns, as_json=as_json)
        return
    with stoppable() as stop:
        report = desk.earlier.add(sources, columns=columns, publisher=publisher, progress=progress_here(), stop=stop)
        stopped = stop()
    if as_json:
        print_json(
            {
                "added": report.added,
                "already_known": report.already_known,
                "updated": report.updated,
                "rejected": report.rejected_count,
                "rejections": [{"where": item.where, "reason": item.reason} for item in report.rejected],
                "check_ids": list(report.check_ids),
            }
        )
    else:
        typer.echo(
            f"added {plural(report.added, 'fact-check')}"
            + (f", {report.updated:,} brought up to date" if report.updated else "")
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
        say("next: claimcheck earlier match --claim ID")
    if report.rejected_count:
        raise typer.Exit(1)


@app.command("list")
def list_(
    context: typer.Context,
    text: Annotated[str | None, typer.Option("--text", help="Only with these words in claim, headline or URL.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Only this publisher.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Checks to show.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="Checks to skip.")] = 0,
    as_json: Json = False,
) -> None:
    """List imported fact-checks, newest addition first.

    Example: claimcheck earlier list --text ceasefire
    """
    checks = workbench(context).earlier.list(text=text, publisher=publisher, limit=limit, offset=offset)
    if as_json:
        print_json([earlier_check_record(check) for check in checks])
        return
    for check in checks:
        _line(check)
    if not checks:
        say("no earlier check fits; bring some in with `claimcheck earlier add FILE|URL…`")


@app.command("show")
def show(context: typer.Context, check_id: CheckId, as_json: Json = False) -> None:
    """Show one earlier check, imported or a verdict of the desk.

    Example: claimcheck earlier show 3f9a
    """
    check = workbench(context).earlier.show(check_id)
    if as_json:
        print_json(earlier_check_record(check))
        return
    for label, value in (
        ("id", check.id),
        ("claim", check.claim),
        ("title", check.title),
        ("rating", check.rating),
        ("meaning", check.outcome.value if check.outcome else None),
        ("publisher", check.publisher),
        ("url", check.url),
        ("checked", day(check.checked_on)),
        ("speaker", check.speaker),
        ("said", day(check.claim_date)),
        ("language", check.language),
        ("verdict", check.verdict_id),
        ("added", check.added_at.isoformat(timespec="seconds")),
    ):
        typer.echo(f"{label:<10} {harmless(value) or '–'}")


@app.command("match")
def match(
    context: typer.Context,
    text: Annotated[str | None, typer.Argument(metavar="[WORDS]", help="A claim, complete on its own.")] = None,
    claim_id: Annotated[str | None, typer.Option("--claim", metavar="ID", help="A stored claim instead.")] = None,
    date_: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help='Day by which "last year" in the words is understood.')
    ] = None,
    as_json: Json = False,
) -> None:
    """Say whether a claim was checked before: the same, probably the same, or alike with a difference.

    Example: claimcheck earlier match "The talks in Istanbul were the first since 2022."
    """
    if (text is None) == (claim_id is None):
        raise UsageError("give the words of a claim, or --claim ID", 'claimcheck earlier match "The tax rose by 4%."')
    earlier = workbench(context).earlier
    if claim_id is not None:
        matches = earlier.matches(claim_id)
    else:
        matches = earlier.match(text or "", claim_date=parse_date(date_, "--date"))
    if as_json:
        print_json([earlier_match_record(match) for match in matches])
        return
    for one in matches:
        _match_lines(one)
    if not matches:
        say(
            "nothing like it was checked before"
            if earlier.count()
            else "no earlier checks yet: `claimcheck earlier add`"
        )


@app.command("link")
def link(
    context: typer.Context, claim_id: ClaimId, check_id: CheckId, reviewer: Reviewer = None, as_json: Json = False
) -> None:
    """Say that an earlier check is of this claim; its rating is then shown with the claim.

    Example: claimcheck earlier link 01jv 3f9a
    """
    _decided(workbench(context).earlier.link(claim_id, check_id, actor=reviewer), as_json=as_json)


@app.command("reject")
def reject(
    context: typer.Context, claim_id: ClaimId, check_id: CheckId, reviewer: Reviewer = None, as_json: Json = False
) -> None:
    """Say that an earlier check is of another claim; it is not offered for this one again.

    Example: claimcheck earlier reject 01jv 3f9a
    """
    _decided(workbench(context).earlier.reject(claim_id, check_id, actor=reviewer), as_json=as_json)


def _preview(path: Path, columns: CheckColumns, *, as_json: bool) -> None:
    from dataclasses import asdict

    from claimcheck.corpus.earlier.table import preview_checks

    look = preview_checks(path, columns)
    taken = asdict(look.recognised)
    if as_json:
        rows = [
            {"claim": row.claim, "rating": row.rating, "publisher": row.publisher, "url": row.url} for row in look.rows
        ]
        print_json({"file": str(path), "columns": list(look.columns), "taken_for": taken, "rows": rows})
        return
    typer.echo(f"{harmless(str(path))}: {', '.join(map(harmless, look.columns))}")
    for thing, column in taken.items():
        typer.echo(f"  {thing:<11} {harmless(column) if column else '–'}")
    for row in look.rows:
        typer.echo(f"  {shortened(row.rating, 24):<24} {shortened(row.claim, 90)}")


def _decided(decision: EarlierDecision, *, as_json: bool) -> None:
    if as_json:
        print_json(earlier_decision_record(decision))
        return
    what = "linked to" if decision.confirmed else "told apart from"
    typer.echo(f"{decision.claim_id}  {what}  {decision.check.id}  {shortened(_rating(decision.check), 40)}")


def _match_lines(found: EarlierMatch) -> None:
    check = found.check
    typer.echo(f"{found.strength.value:<9} {found.score:.2f}  {check.id}  {shortened(check.claim, 110)}")
    whose = check.publisher or ("this desk" if check.verdict_id else "unknown")
    typer.echo(f"{'':<16}{harmless(_rating(check))}, {harmless(whose)}, {day(check.checked_on)} {harmless(check.url)}")
    for difference in found.differences:
        typer.echo(
            f"{'':<16}{difference.kind.value}: {shortened(difference.claim, 50)} ≠ {shortened(difference.passage, 50)}"
        )


def _line(check: EarlierCheck) -> None:
    typer.echo(
        f"{check.id}  {day(check.checked_on):<10}  {shortened(check.publisher or '–', 20):<20}  "
        f"{shortened(_rating(check), 18):<18}  {shortened(check.claim, 80)}"
    )


def _rating(check: EarlierCheck) -> str:
    return check.rating or "no rating given"
