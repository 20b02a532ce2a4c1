"""`claimcheck eval`: scores on public and own data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck.cli.context import Invocation, workbench
from claimcheck.cli.desk_scores import desk_scores_record, print_desk_scores
from claimcheck.cli.options import Json
from claimcheck.cli.printing import harmless, print_json, say
from claimcheck.cli.progress import progress_here
from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from claimcheck.protocols import StanceModel

app = typer.Typer(
    no_args_is_help=True,
    help="Measure search, claim detection, stance and suggestions, on public data and on the desk's own.",
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


@app.command("matching")
def matching(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="A BEIR folder whose corpus is claims that were checked before."),
    ],
    split: Annotated[str, typer.Option(help="Name of the file in qrels/.")] = "test",
    as_json: Json = False,
) -> None:
    """Score the matching of claims with earlier checks, through the product's own import, index and comparison.

    AP@5 is the mean average precision at 5. Low and high are the ends of a 95% interval.

    Example: claimcheck eval matching checked_claims --split dev
    """
    from claimcheck.evaluation.matching import evaluate_matching

    invocation: Invocation = context.obj
    scores = evaluate_matching(folder, split, invocation.settings(), progress=progress_here())
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
    from claimcheck.models.checkworthiness import load_claim_detector

    invocation: Invocation = context.obj
    detector = load_claim_detector(invocation.settings().models.threads)
    scores = evaluate_checkworthiness(file, detector)
    _print_scores(scores.as_json(), as_json=as_json)


@app.command("stance")
def stance(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Rows {claim, evidence, label}.")],
    as_json: Json = False,
) -> None:
    """Score the stance model on labelled pairs: does the evidence support the claim, refute it, or leave it open?

    Labels are supports, refutes and not_enough_info, or those of NLI.

    Example: claimcheck eval stance pairs.jsonl
    """
    from claimcheck.evaluation.stance import evaluate_stance

    model = _stance_model(context)
    _print_scores(evaluate_stance(file, model, progress=progress_here()).as_json(), as_json=as_json)


@app.command("verdict")
def verdict(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE.jsonl", help="Rows {claim, label, evidence: [{text, source?}], date?}.")
    ],
    as_json: Json = False,
) -> None:
    """Score the suggestions on labelled claims with their evidence: how often is one made, and points the wrong way?

    The labels of FEVER and AVeriTeC are understood. Evidence of one source counts as one origin.

    Example: claimcheck eval verdict claims.jsonl
    """
    from claimcheck.evaluation.verdicts import evaluate_verdicts
    from claimcheck.models import load_embedder

    invocation: Invocation = context.obj
    embedder = load_embedder(invocation.settings().models)
    scores = evaluate_verdicts(file, _stance_model(context), embedder, progress=progress_here())
    _print_scores(scores.as_json(), as_json=as_json)


@app.command("sentences")
def sentences(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Rows {text, sentences}.")],
    as_json: Json = False,
) -> None:
    """Score where sentences of articles are said to end, on texts whose sentences are known.

    A boundary lies between two sentences; the end of a text counts for nothing.

    Example: claimcheck eval sentences paragraphs.jsonl
    """
    from claimcheck.evaluation.sentences import evaluate_sentences

    _print_scores(evaluate_sentences(file).as_json(), as_json=as_json)


def _stance_model(context: typer.Context) -> StanceModel:
    from claimcheck.models.stance import load_stance_model

    invocation: Invocation = context.obj
    model = load_stance_model(invocation.settings().models)
    if model is None:
        raise UsageError("the stance model is switched off", "name one in models.stance, for example `default`")
    return model


@app.command("articles")
def articles(
    context: typer.Context,  # noqa: ARG001 - every command has one; reading pages needs no workspace
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="One .json that judges pages, and html/ with them.")],
    misses: Annotated[bool, typer.Option("--misses", help="Also name what is missing or should not be there.")] = False,
    as_json: Json = False,
) -> None:
    """Score the reading of web pages: segments that must and must not be in their texts, titles and days.

    The file is in the layout of trafilatura's evaluation, {URL: {file, with: [...], without: [...]}}; it is counted
    as there.

    Example: claimcheck eval articles pages/ --misses
    """
    from claimcheck.evaluation.articles import evaluate_articles

    scores = evaluate_articles(folder, progress=progress_here())
    _print_scores(scores.as_json(), as_json=as_json)
    if misses:
        for miss in scores.misses:
            say(f"{'missing' if miss.missing else 'not of it'}: {harmless(miss.page)}: {harmless(miss.segment)}")


def _print_scores(scores: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(scores)
        return
    flat = dict(_flattened(scores))
    width = max(len(name) for name in flat)
    for name, value in flat.items():
        typer.echo(f"{name:<{width}}  {f'{value:.4f}' if isinstance(value, float) else value}")


def _flattened(scores: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """A line for each number, those of a table with the names of its row and column."""
    for name, value in scores.items():
        if isinstance(value, Mapping):
            yield from _flattened(value, f"{before}{name} ")
        else:
            yield f"{before}{name}", value
