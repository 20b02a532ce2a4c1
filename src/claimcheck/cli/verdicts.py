"""`claimcheck verdict`, `ledger` and `export`: the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli.context import workbench
from claimcheck.cli.options import AsOf, Json, Reviewer, parse_date
from claimcheck.cli.printing import harmless, plural, print_json, say, shortened
from claimcheck.cli.records import verdict_record
from claimcheck.domain import PinStance, SearchFilters, Verdict, VerdictRow
from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench
    from claimcheck.workbench.record import PassagePin

app = typer.Typer(no_args_is_help=True, help="Verdicts: record, list, show, history.")
ledger_app = typer.Typer(no_args_is_help=True, help="The hash-chained ledger of everything that happened.")
export_app = typer.Typer(no_args_is_help=True, help="Tables and ClaimReview for readers outside the desk.")

Text = Annotated[str | None, typer.Option("--text", help="Only verdicts with these words in claim or explanation.")]
Rating = Annotated[str | None, typer.Option("--rating", help="Only verdicts with this rating.")]
ByReviewer = Annotated[str | None, typer.Option("--reviewer", help="Only verdicts of this reviewer.")]
Since = Annotated[str | None, typer.Option("--since", help="Only verdicts recorded on or after this day.")]
Until = Annotated[str | None, typer.Option("--until", help="Only verdicts recorded on or before this day.")]
OfArticle = Annotated[str | None, typer.Option("--article", help="Only verdicts on claims of this article.")]


@app.command("record")
def record(
    context: typer.Context,
    claim_id: Annotated[str, typer.Argument(metavar="CLAIM", help="Id of the claim, or the beginning of it.")],
    rating: Annotated[str, typer.Option("--rating", help="A rating of the desk's scale, for example supported.")],
    explanation: Annotated[str, typer.Option("--explanation", help="Why; for not enough evidence: what is missing.")],
    pin: Annotated[
        list[str] | None,
        typer.Option("--pin", metavar="PASSAGE:STANCE", help="Evidence: supports, refutes or context. Repeatable."),
    ] = None,
    reviewer: Reviewer = None,
    as_of: AsOf = None,
    expected_version: Annotated[
        int | None, typer.Option("--expected-version", help="Refuse if the claim has changed since this version.")
    ] = None,
    key: Annotated[
        str | None, typer.Option("--key", help="A retried command with the same key records nothing new.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Record what you decided, with the evidence it rests on; a second verdict corrects the first.

    Example: claimcheck verdict record 01jv --rating refuted --explanation "Medinsky led it." --pin 3f9a:refutes
    """
    verdict = workbench(context).record.verdict(
        claim_id,
        rating=rating,
        explanation=explanation,
        pins=[_pin(written) for written in pin or []],
        reviewer=reviewer,
        filters=SearchFilters(as_of=parse_date(as_of, "--as-of")),
        expected_version=expected_version,
        idempotency_key=key,
    )
    if as_json:
        print_json(verdict_record(verdict))
        return
    typer.echo(
        f"recorded {verdict.id}: {verdict.rating}" + (f", replaces {verdict.replaces}" if verdict.replaces else "")
    )


@app.command("list")
def list_(
    context: typer.Context,
    text: Text = None,
    rating: Rating = None,
    reviewer: ByReviewer = None,
    since: Since = None,
    until: Until = None,
    article_id: OfArticle = None,
    as_json: Json = False,
) -> None:
    """List current verdicts, newest first.

    Example: claimcheck verdict list --rating refuted
    """
    rows = _rows(workbench(context), text, rating, reviewer, since, until, article_id)
    if as_json:
        print_json([verdict_record(row.verdict) for row in rows])
        return
    for row in rows:
        verdict = row.verdict
        typer.echo(
            f"{verdict.id}  {verdict.recorded_at.isoformat(timespec='minutes')}  {verdict.rating:<20} "
            f"{shortened(verdict.reviewer, 16):<16} {shortened(verdict.claim_text, 100)}"
        )
    if not rows:
        say("no verdict fits; record one with `claimcheck verdict record`")


@app.command("show")
def show(
    context: typer.Context, verdict_id: Annotated[str, typer.Argument(metavar="VERDICT")], as_json: Json = False
) -> None:
    """Show one verdict whole, with its frozen evidence.

    Example: claimcheck verdict show 01jw
    """
    verdict = workbench(context).record.show(verdict_id)
    if as_json:
        print_json(verdict_record(verdict))
        return
    _print_verdict(verdict)


@app.command("history")
def history(
    context: typer.Context, claim_id: Annotated[str, typer.Argument(metavar="CLAIM")], as_json: Json = False
) -> None:
    """Show all verdicts ever recorded on a claim, oldest first.

    Example: claimcheck verdict history 01jv
    """
    verdicts = workbench(context).record.history(claim_id)
    if as_json:
        print_json([verdict_record(verdict) for verdict in verdicts])
        return
    for verdict in verdicts:
        _print_verdict(verdict)
        typer.echo()
    if not verdicts:
        say("no verdict on this claim yet")


@ledger_app.command("verify")
def ledger_verify(context: typer.Context, as_json: Json = False) -> None:
    """Prove that nothing in the record was changed outside the ledger; exit 1 names what was.

    Example: claimcheck ledger verify
    """
    report = workbench(context).record.verify_ledger()
    if as_json:
        print_json(
            {
                "intact": report.intact,
                "events": report.events,
                "head": report.head,
                "problems": list(report.problems),
            }
        )
    elif report.intact:
        typer.echo(f"the ledger proves: {plural(report.events, 'event')}, head {report.head}")
    else:
        typer.echo("the ledger does not prove:")
        for problem in report.problems:
            typer.echo(f"  {harmless(problem)}")
        say("next: compare with a back-up of data/desk.duckdb; earlier exports print the ledger head they were made at")
    if not report.intact:
        raise typer.Exit(1)


@export_app.command("verdicts")
def export_verdicts(
    context: typer.Context,
    format_: Annotated[str, typer.Option("--format", help="csv, parquet, jsonl or claimreview.")] = "csv",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File to write (a folder for claimreview).")] = None,
    text: Text = None,
    rating: Rating = None,
    reviewer: ByReviewer = None,
    since: Since = None,
    until: Until = None,
    article_id: OfArticle = None,
) -> None:
    """Write the table of current verdicts; spreadsheet formulas in cells are made harmless.

    Example: claimcheck export verdicts --format csv --out verdicts.csv
    """
    from claimcheck.export import ExportFormat

    try:
        wanted = ExportFormat(format_)
    except ValueError as error:
        known = ", ".join(one.value for one in ExportFormat)
        raise UsageError(f"there is no export format {format_!r}", f"choose one of {known}") from error
    desk = workbench(context)
    rows = _rows(desk, text, rating, reviewer, since, until, article_id)
    target = out or Path("claimreview" if wanted is ExportFormat.CLAIMREVIEW else f"verdicts.{wanted.value}")
    written = desk.record.export(rows, wanted, target)
    say(f"wrote {plural(len(rows), 'verdict')}")
    for path in written:
        typer.echo(str(path))


def _rows(
    desk: Workbench,
    text: str | None,
    rating: str | None,
    reviewer: str | None,
    since: str | None,
    until: str | None,
    article_id: str | None,
) -> list[VerdictRow]:
    return desk.record.list(
        text=text,
        rating=rating,
        reviewer=reviewer,
        since=parse_date(since, "--since"),
        until=parse_date(until, "--until"),
        article_id=desk.articles.show(article_id).id if article_id else None,
    )


def _pin(written: str) -> PassagePin:
    from claimcheck.workbench.record import PassagePin

    passage_id, colon, stance = written.rpartition(":")
    if not colon or not passage_id or stance not in {known.value for known in PinStance}:
        raise UsageError(
            f"--pin {written!r} is not PASSAGE:STANCE",
            "the stance is supports, refutes or context: --pin 3f9a…:supports",
        )
    return PassagePin(passage_id=passage_id, stance=PinStance(stance))


def _print_verdict(verdict: Verdict) -> None:
    for label, value in (
        ("id", verdict.id),
        ("claim", f"{verdict.claim_id}  {verdict.claim_text}"),
        ("rating", f"{verdict.rating} ({verdict.outcome.value})"),
        ("why", verdict.explanation),
        ("reviewer", verdict.reviewer),
        ("recorded", verdict.recorded_at.isoformat(timespec="seconds")),
        ("build", verdict.build),
        ("replaces", verdict.replaces),
        ("replaced", verdict.replaced_by),
    ):
        if value:
            typer.echo(f"{label:<9} {harmless(value)}")
    for pin in verdict.pins:
        source = ", ".join(harmless(part) for part in (pin.publisher, str(pin.published or ""), pin.title) if part)
        typer.echo(f"  {pin.stance.value:<9} {source}")
        typer.echo(f"            {shortened(pin.text, 300)}")
