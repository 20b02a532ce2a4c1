"""`claimcheck eval`: scores on public and own data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli.context import Invocation
from claimcheck.cli.options import Json
from claimcheck.cli.printing import print_json
from claimcheck.cli.progress import progress_here

app = typer.Typer(no_args_is_help=True, help="Measure search and claim detection on public data.")


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
