"""`claimcheck eval`: scores on public and own data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli.context import Invocation, workbench
from claimcheck.cli.desk_scores import desk_scores_record, print_desk_scores
from claimcheck.cli.options import Json
from claimcheck.cli.printing import print_json
from claimcheck.cli.progress import progress_here

app = typer.Typer(
    no_args_is_help=True, help="Measure search and claim detection, on public data and on the desk's own."
)


@app.command("retrieval")
def retrieval(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A BEIR folder: corpus.jsonl, queries.jsonl, qrels/.")],
    split: Annotated[str, typer.Option(help="Name of the file in qrels/.")] = "test",
    legs: Annotated[bool, typer.Option("--legs", help="Also score meaning alone and words alone.")] = False,
    as_json: Json = False,
) -> None:
    """Score the search on a BEIR folder, through the product's own import, build and search.

    Low and high are the ends of a 95% interval: where the score would lie with other claims of the same kind.

    Example: claimcheck eval retrieval scifact --split test
    """
    from claimcheck.evaluation.retrieval import evaluate_legs, evaluate_retrieval

    invocation: Invocation = context.obj
    evaluate = evaluate_legs if legs else evaluate_retrieval
    scores = evaluate(folder, split, invocation.settings(), progress=progress_here())
    _print_scores(scores.as_json(), as_json=as_json)


@app.command("desk")
def desk(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Verdicts from outside instead: JSON or JSONL in AVeriTeC's layout."),
    ] = None,
    build: Annotated[
        list[str] | None,
        typer.Option("--build", metavar="ID", help="A build that is kept, instead of the one in use. Repeatable."),
    ] = None,
    then: Annotated[
        bool,
        typer.Option("--then", help="Search only evidence published up to the day of the claim, where it has one."),
    ] = False,
    misses: Annotated[bool, typer.Option("--misses", help="Also name what was not found.")] = False,
    as_json: Json = False,
) -> None:
    """Search the claims of past verdicts again: is the evidence found that they rest on, at what rank, how fast?

    Found is a passage of the pinned document that overlaps the pinned one, among the first 100 hits. Of a file, it is
    any passage of a document with the address of the source. What the corpus or the build does not have is counted
    apart and is no miss. Where hits were frozen with the verdicts, the ranks then stand beside those now.

    Example: claimcheck eval desk --misses
    """
    from claimcheck.evaluation.desk import evaluate_desk

    builds = evaluate_desk(workbench(context), file, build_ids=build or (), as_of_claim=then, progress=progress_here())
    if as_json:
        print_json({"builds": [desk_scores_record(scores) for scores in builds]})
        return
    for number, scores in enumerate(builds):
        if number:
            typer.echo()
        print_desk_scores(scores, misses=misses)


@app.command("checkworthy")
def checkworthy(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Rows {text, label}.")],
    as_json: Json = False,
) -> None:
    """Score the claim detector on labelled sentences.

    Example: claimcheck eval checkworthy sentences.jsonl
    """
    from claimcheck.evaluation.checkworthy import evaluate_checkworthiness
    from claimcheck.models import load_embedder
    from claimcheck.models.checkworthiness import load_claim_detector

    invocation: Invocation = context.obj
    models = invocation.settings().models.model_copy(update={"embedder": "default", "precision": "fp32"})
    scores = evaluate_checkworthiness(file, load_claim_detector(load_embedder(models)))
    _print_scores(scores.as_json(), as_json=as_json)


def _print_scores(scores: dict[str, float | int | str], *, as_json: bool) -> None:
    if as_json:
        print_json(scores)
        return
    width = max(len(name) for name in scores)
    for name, value in scores.items():
        typer.echo(f"{name:<{width}}  {f'{value:.4f}' if isinstance(value, float) else value}")
