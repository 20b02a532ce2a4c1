"""`claimcheck index`: builds of the search index."""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.cli.context import workbench
from claimcheck.cli.options import Json
from claimcheck.cli.printing import harmless, plural, print_json, say, size
from claimcheck.cli.progress import progress_here, stoppable
from claimcheck.cli.records import build_record
from claimcheck.domain import BuildSummary

app = typer.Typer(no_args_is_help=True, help="The search index: build, prove, list, go back.")


@app.command("build")
def build(
    context: typer.Context,
    full: Annotated[bool, typer.Option("--full", help="Cut and index every document anew.")] = False,
    as_json: Json = False,
) -> None:
    """Bring the index up to date with the corpus; only new passages are embedded.

    Fit for cron: exit 0 when the index is up to date, 1 when it is not; the build in use stays until the new one is
    proved. Interrupted, the next run goes on from the finished batches.

    Example: claimcheck index build
    """
    desk = workbench(context)
    with stoppable() as stop:
        report = desk.index.build(full=full, progress=progress_here(), stop=stop)
    if as_json:
        print_json(
            {
                "build": build_record(report.build),
                "created": report.created,
                "embedded": report.embedded,
                "reused": report.reused,
                "removed": report.removed,
                "seconds": round(report.seconds, 3),
                "passages_per_s": round(report.passages_per_second, 1),
            }
        )
    elif report.created:
        typer.echo(f"build {report.build.id} is in use: {_described(report.build)}")
        say(
            f"embedded {report.embedded:,} ({report.passages_per_second:,.0f}/s), reused {report.reused:,}, "
            f"removed {report.removed:,}; {report.seconds:.1f} s"
        )
    else:
        typer.echo(f"nothing new; build {report.build.id} stays in use")


@app.command("status")
def status(context: typer.Context, as_json: Json = False) -> None:
    """Say which build is in use and what it does not know yet.

    Example: claimcheck index status
    """
    state = workbench(context).index.status()
    if as_json:
        print_json(
            {
                "build": build_record(state.build) if state.build else None,
                "documents": state.documents,
                "not_indexed": state.not_indexed,
                "removed_since": state.removed_since,
                "building_pid": state.building_pid,
            }
        )
        return
    if state.build is None:
        typer.echo(f"no index yet; {plural(state.documents, 'document')} to index: claimcheck index build")
    else:
        typer.echo(f"build {state.build.id}: {_described(state.build)}")
        typer.echo(
            f"{plural(state.not_indexed, 'document')} not indexed yet, {state.removed_since:,} removed since "
            "(left out of every search)"
        )
    if state.building_pid:
        typer.echo(f"process {state.building_pid} is building")


@app.command("verify")
def verify(
    context: typer.Context,
    build_id: Annotated[str | None, typer.Argument(metavar="[BUILD]", help="The one in use if not given.")] = None,
    as_json: Json = False,
) -> None:
    """Prove a build, file by file and by a sample of searches; exit 1 names what does not fit.

    Example: claimcheck index verify
    """
    report = workbench(context).index.verify(build_id)
    if as_json:
        print_json(
            {
                "build": report.build,
                "intact": report.intact,
                "files": report.files,
                "passages": report.passages,
                "problems": list(report.problems),
            }
        )
    elif report.intact:
        typer.echo(f"build {report.build} proves: {report.files} files, {plural(report.passages, 'passage')}")
    else:
        typer.echo(f"build {report.build} does not prove:")
        for problem in report.problems:
            typer.echo(f"  {harmless(problem)}")
        say("next: claimcheck index build --full, or claimcheck index rollback")
    if not report.intact:
        raise typer.Exit(1)


@app.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """List the builds that are kept, newest first.

    Example: claimcheck index list
    """
    builds = workbench(context).index.list()
    if as_json:
        print_json([build_record(one) for one in builds])
        return
    for one in builds:
        typer.echo(f"{'*' if one.current else ' '} {one.id}  {_described(one)}")
    if not builds:
        say("no build yet: claimcheck index build")


@app.command("rollback")
def rollback(context: typer.Context) -> None:
    """Go back to the build before the one in use.

    Example: claimcheck index rollback
    """
    typer.echo(f"build {workbench(context).index.rollback().id} is in use again")


def _described(build: BuildSummary) -> str:
    return (
        f"{plural(build.passages, 'passage')} of {plural(build.documents, 'document')}, {build.kind}, "
        f"{harmless(build.embedder)} {build.precision}, {size(build.size_bytes)}, "
        f"{build.created_at.isoformat(timespec='seconds')}"
    )
