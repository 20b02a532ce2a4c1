"""`claimcheck claims`: claims found in articles or added by a person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli.context import workbench
from claimcheck.cli.options import Json, Reviewer, parse_date
from claimcheck.cli.printing import day, harmless, plural, print_json, say, shortened
from claimcheck.cli.progress import progress_here, stoppable
from claimcheck.cli.records import claim_record, event_record, found_claims_record, thresholds_record
from claimcheck.domain import Claim, ClaimState

app = typer.Typer(
    no_args_is_help=True, help="Claims worth checking: find, keep, add, edit, complete, split, merge, drop."
)

_SHOWN_REJECTS = 20
ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="Id of the claim, or the beginning of it.")]


@app.command("find")
def find(
    context: typer.Context,
    article_id: Annotated[str, typer.Argument(metavar="ARTICLE")],
    threshold: Annotated[
        float | None, typer.Option(min=0, max=1, help="Check-worthiness from which a sentence is proposed.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Propose the sentences of an article that are worth checking.

    Example: claimcheck claims find 7c1e
    """
    desk = workbench(context)
    article = desk.articles.show(article_id)
    claims = desk.claims.find(article.id, threshold=threshold)
    if as_json:
        print_json(found_claims_record(article.id, claims))
        return
    for claim in claims:
        show_line(claim)
        typer.echo(
            "    "
            + harmless("; ".join(filter(None, [f"said by {claim.speaker}" if claim.speaker else "", claim.reason])))
        )
    say("next: claimcheck check --claim ID" if claims else "no sentence reaches the threshold; try --threshold 0.2")


@app.command("list")
def list_(
    context: typer.Context,
    article_id: Annotated[str | None, typer.Option("--article", help="Only claims of this article.")] = None,
    state: Annotated[list[ClaimState] | None, typer.Option("--state", help="Only claims in this state.")] = None,
    as_json: Json = False,
) -> None:
    """List claims; dropped ones only with --state dropped.

    Example: claimcheck claims list --state kept
    """
    claims = workbench(context).claims.list(article_id=article_id, states=state)
    if as_json:
        print_json([claim_record(claim) for claim in claims])
        return
    for claim in claims:
        show_line(claim)
    if not claims:
        say("no claim fits; find some with `claimcheck claims find ARTICLE`")


@app.command("show")
def show(context: typer.Context, claim_id: ClaimId, as_json: Json = False) -> None:
    """Show one claim: the words to check, and beside them the words as said.

    Example: claimcheck claims show 01jv
    """
    desk = workbench(context)
    claim = desk.claims.show(claim_id)
    if as_json:
        print_json(claim_record(claim))
        return
    linked, source = desk.earlier.linked(claim.id), desk.claims.source(claim.id)
    for label, value in (
        ("id", claim.id),
        ("to check", claim.text),
        ("as said", claim.said),
        ("article", claim.article_id),
        ("source", source),
        ("span", f"{claim.start}-{claim.end}" if claim.start is not None else None),
        ("speaker", claim.speaker),
        ("date", day(claim.claim_date)),
        ("kinds", ", ".join(claim.kinds)),
        ("reason", claim.reason),
        ("worth", f"{claim.check_worthiness:.2f}" if claim.check_worthiness is not None else None),
        ("state", claim.state.value),
        ("version", str(claim.version)),
    ):
        typer.echo(f"{label:<9} {harmless(value) or '–'}")
    for decision in linked:
        rated = decision.check.rating or "no rating given"
        whose = decision.check.publisher or ("this desk" if decision.check.verdict_id else "–")
        typer.echo(f"checked   {harmless(rated)}, {harmless(whose)}: {shortened(decision.check.claim, 90)}")


@app.command("history")
def history(context: typer.Context, claim_id: ClaimId, as_json: Json = False) -> None:
    """Show everything that happened to a claim, oldest first.

    Example: claimcheck claims history 01jv
    """
    events = workbench(context).claims.history(claim_id)
    if as_json:
        print_json([event_record(event) for event in events])
        return
    for event in events:
        typer.echo(
            f"{event.seq:>6}  {event.at.isoformat(timespec='seconds')}  {event.kind.value:<18} {harmless(event.actor)}"
        )


@app.command("add")
def add(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="One complete statement.")],
    article_id: Annotated[str | None, typer.Option("--article", help="Article in which it was said.")] = None,
    said: Annotated[str | None, typer.Option("--said", help="The words as said, if others.")] = None,
    speaker: Annotated[str | None, typer.Option("--speaker", help="Who said it.")] = None,
    date_: Annotated[str | None, typer.Option("--date", help="When it was said (default: the article's date).")] = None,
    reviewer: Reviewer = None,
    as_json: Json = False,
) -> None:
    """Add a claim in your own words.

    Example: claimcheck claims add "The talks were the first since 2022." --article 7c1e
    """
    claim = workbench(context).claims.add(
        text,
        article_id=article_id,
        said=said,
        speaker=speaker,
        claim_date=parse_date(date_, "--date"),
        actor=reviewer,
    )
    show_changed(claim, as_json=as_json)


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table of claims: .csv .tsv .jsonl .parquet.")],
    claim_column: Annotated[str | None, typer.Option(help="Column that holds the words to check.")] = None,
    said_column: Annotated[str | None, typer.Option(help="Column that holds the words as said, if others.")] = None,
    speaker_column: Annotated[str | None, typer.Option(help="Column that says who said it.")] = None,
    date_column: Annotated[str | None, typer.Option(help="Column that says when.")] = None,
    source_column: Annotated[str | None, typer.Option(help="Column that says where.")] = None,
    reviewer: Reviewer = None,
    as_json: Json = False,
) -> None:
    """Bring a list of claims without an article; the same row twice is added once. Exit 1 if a row was refused.

    Columns go by their usual names (claim, speaker, date, source) unless you name them.

    Example: claimcheck claims import debate.csv --claim-column statement
    """
    from claimcheck.corpus.claim_lists import ClaimColumns

    columns = ClaimColumns(
        text=claim_column,
        said=said_column,
        speaker=speaker_column,
        claim_date=date_column,
        source=source_column,
    )
    desk = workbench(context)
    with stoppable() as stop:
        report = desk.claims.import_list(file, columns=columns, actor=reviewer, progress=progress_here(), stop=stop)
        stopped = stop()
    if as_json:
        print_json(
            {
                "added": report.added,
                "already_known": report.already_known,
                "rejected": report.rejected_count,
                "rejections": [{"where": item.where, "reason": item.reason} for item in report.rejected],
                "claim_ids": list(report.claim_ids),
            }
        )
    else:
        known = f", {report.already_known:,} known already" if report.already_known else ""
        typer.echo(f"added {plural(report.added, 'claim')}{known}")
    for item in report.rejected[:_SHOWN_REJECTS]:
        say(f"refused {harmless(item.where)}: {harmless(item.reason)}")
    if stopped:
        raise KeyboardInterrupt
    if report.rejected_count:
        raise typer.Exit(1)


@app.command("thresholds")
def thresholds(context: typer.Context, as_json: Json = False) -> None:
    """Show what share of the earlier checks offered was right, by score, and propose cuts; nothing is set.

    Rests on every link and rejection that was not taken back.

    Example: claimcheck claims thresholds
    """
    desk = workbench(context)
    found = desk.earlier.thresholds()
    limits = desk.settings.earlier
    if as_json:
        print_json(thresholds_record(found, suggest=limits.suggest, strong=limits.strong))
        return
    typer.echo("score        right   of")
    for band in found.bands:
        decided = band.confirmed + band.rejected
        share = f"{band.share_right:.0%}" if band.share_right is not None else "–"
        typer.echo(f"{band.low:.1f} to {band.high:.1f}   {share:>5}  {decided:>4,}")
    typer.echo(f"in force: suggest {limits.suggest:.2f}, strong {limits.strong:.2f}")
    for name, cut in (("suggest", found.suggest), ("strong", found.strong)):
        if cut is None:
            typer.echo(f"{name}: no proposal, {found.reason}")
        else:
            typer.echo(f"{name}: {cut:.2f} proposed; to use it, set earlier.{name} = {cut:.2f} in claimcheck.toml")


@app.command("keep")
def keep(context: typer.Context, claim_id: ClaimId, reviewer: Reviewer = None, as_json: Json = False) -> None:
    """Keep a proposed claim for checking.

    Example: claimcheck claims keep 01jv
    """
    show_changed(workbench(context).claims.keep(claim_id, actor=reviewer), as_json=as_json)


@app.command("edit")
def edit(
    context: typer.Context,
    claim_id: ClaimId,
    text: Annotated[str | None, typer.Option("--text", help="New words to check.")] = None,
    speaker: Annotated[str | None, typer.Option("--speaker", help="Who said it.")] = None,
    date_: Annotated[str | None, typer.Option("--date", help="When it was said.")] = None,
    reviewer: Reviewer = None,
    as_json: Json = False,
) -> None:
    """Change the words to check, the speaker or the date; the words as said never change.

    Example: claimcheck claims edit 01jv --text "The Istanbul talks were the first since 2022."
    """
    claim = workbench(context).claims.edit(
        claim_id, text=text, speaker=speaker, claim_date=parse_date(date_, "--date"), actor=reviewer
    )
    show_changed(claim, as_json=as_json)


@app.command("drop")
def drop(context: typer.Context, claim_id: ClaimId, reviewer: Reviewer = None, as_json: Json = False) -> None:
    """Drop a claim that is not worth checking; its history stays.

    Example: claimcheck claims drop 01jv
    """
    show_changed(workbench(context).claims.drop(claim_id, actor=reviewer), as_json=as_json)


def show_changed(claim: Claim, *, as_json: bool) -> None:
    """Print a claim after a change."""
    if as_json:
        print_json(claim_record(claim))
    else:
        show_line(claim)


def _why(claim: Claim) -> str:
    said_by = f"said by {claim.speaker}" if claim.speaker else ""
    return harmless("; ".join(part for part in (said_by, claim.reason) if part)) or "–"


def show_line(claim: Claim) -> None:
    """Print a claim in one line."""
    worth = f"{claim.check_worthiness:.2f}" if claim.check_worthiness is not None else "  – "
    kinds = ",".join(claim.kinds) or "–"
    typer.echo(f"{claim.id}  {claim.state.value:<8} {worth} {kinds:<16} {shortened(claim.text, 160)}")
