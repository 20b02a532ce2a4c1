"""`claimcheck claims complete / split / merge`: claims made complete on their own, cut into parts, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli.claims import ClaimId, show_changed, show_line
from claimcheck.cli.context import workbench
from claimcheck.cli.options import Json, Reviewer
from claimcheck.cli.printing import harmless, print_json, say
from claimcheck.cli.records import claim_record, completion_record, parts_record
from claimcheck.errors import UsageError


def add_to(app: typer.Typer) -> None:
    """Make these commands of the group."""
    for command in (complete, split, merge):
        app.command(command.__name__)(command)


def complete(
    context: typer.Context,
    claim_id: ClaimId,
    take: Annotated[bool, typer.Option("--take", help="Take it as the words to check.")] = False,
    reviewer: Reviewer = None,
    as_json: Json = False,
) -> None:
    """Propose a complete wording: pronouns, roles, events and dates as the article explains them.

    Only what leaves no second reading is replaced; the rest is listed as open. The words as said never change, and
    what --take did is undone like any edit.

    Example: claimcheck claims complete 01jv --take
    """
    desk = workbench(context).claims
    if take:
        show_changed(desk.complete(claim_id, actor=reviewer), as_json=as_json)
        return
    claim = desk.show(claim_id)
    completion = desk.completion(claim.id)
    if as_json:
        print_json(completion_record(claim.id, completion))
        return
    typer.echo(f"as said   {harmless(completion.said)}")
    typer.echo(f"complete  {harmless(completion.text)}")
    for one in completion.replacements:
        typer.echo(f"  {one.kind.value:<8} {harmless(one.said) or '+'} → {harmless(one.words)}")
    for start, end in completion.left_open:
        typer.echo(f"  open     {harmless(completion.said[start:end])}")
    say("take it with --take" if completion.replacements else "nothing to replace")


def split(
    context: typer.Context,
    claim_id: ClaimId,
    part: Annotated[list[int] | None, typer.Option("--part", min=1, help="Add this part; may be given again.")] = None,
    take: Annotated[bool, typer.Option("--take", help="Add every part.")] = False,
    keep_whole: Annotated[bool, typer.Option("--keep-whole", help="Keep the whole beside its parts.")] = False,
    reviewer: Reviewer = None,
    as_json: Json = False,
) -> None:
    """List the statements a compound claim makes; with --part or --take, add them as claims and drop the whole.

    Example: claimcheck claims split 01jv --part 1 --part 3
    """
    desk = workbench(context).claims
    claim = desk.show(claim_id)
    parts = desk.parts(claim.id)
    if not part and not take:
        if as_json:
            print_json(parts_record(claim.id, parts))
            return
        for number, one in enumerate(parts, start=1):
            typer.echo(f"{number:>3}  {one.aspect.value:<8}  {harmless(one.text)}")
        say("add them with --take, or some with --part N" if parts else "the claim makes one statement")
        return
    wrong = [number for number in part or [] if number > len(parts)]
    if wrong or not parts:
        raise UsageError(
            f"there is no part {wrong[0]}" if wrong else "the claim makes one statement and has no parts",
            f"`claimcheck claims split {claim.id}` lists the parts",
        )
    chosen = parts if take else [parts[number - 1] for number in dict.fromkeys(part or [])]
    added = desk.split(claim.id, chosen, keep_whole=keep_whole, actor=reviewer, expected_version=claim.version)
    if as_json:
        print_json([claim_record(one) for one in added])
        return
    for new in added:
        show_line(new)


def merge(
    context: typer.Context,
    claim_ids: Annotated[list[str], typer.Argument(metavar="CLAIM...", help="Two claims of one article, or more.")],
    reviewer: Reviewer = None,
    as_json: Json = False,
) -> None:
    """Make one claim of several of an article; it spans them all, and they are dropped.

    Example: claimcheck claims merge 01jv 01jw
    """
    show_changed(workbench(context).claims.merge(claim_ids, actor=reviewer), as_json=as_json)
