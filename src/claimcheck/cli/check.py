"""`claimcheck search` and `claimcheck check`: finding evidence."""

from __future__ import annotations

from typing import Annotated

import typer

from claimcheck.assessment import suggestion_words
from claimcheck.cli.context import workbench
from claimcheck.cli.options import AsOf, Json, Language, Publisher, Since, Top, parse_date
from claimcheck.cli.printing import day, harmless, plural, print_json, say, shortened
from claimcheck.cli.records import check_record, search_record
from claimcheck.domain import CheckResult, CounterExamples, Evidence, Hit, Searched, SearchFilters, StanceScores
from claimcheck.errors import UsageError


def attach(app: typer.Typer) -> None:
    """Give the app its commands on evidence."""
    app.command("search")(search)
    app.command("check")(check)


def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="Words to search for.")],
    top: Top = None,
    as_of: AsOf = None,
    since: Since = None,
    publisher: Publisher = None,
    language: Language = None,
    as_json: Json = False,
) -> None:
    """Find passages by meaning and words, the best one of each document.

    Example: claimcheck search "delegation led by Medinsky" --as-of 2025-05-15
    """
    filters = _filters(as_of, since, publisher, language)
    result = workbench(context).evidence.search(text, top=top, filters=filters)
    if as_json:
        print_json(search_record(result))
        return
    for hit in result.hits:
        _print_hit(hit)
    _print_searched(result.searched, found=bool(result.hits))


def check(
    context: typer.Context,
    text: Annotated[str | None, typer.Argument(help="The claim's words.")] = None,
    claim_id: Annotated[str | None, typer.Option("--claim", help="A stored claim, by id.")] = None,
    top: Top = None,
    as_of: AsOf = None,
    since: Since = None,
    publisher: Publisher = None,
    language: Language = None,
    as_json: Json = False,
) -> None:
    """Show the evidence that bears on a claim, what concretely differs, and a suggestion. The rating is yours.

    Example: claimcheck check "The delegation was led by Sergei Lavrov."
    """
    if (text is None) == (claim_id is None):
        raise UsageError("give either the claim's words or --claim ID", 'for example: claimcheck check "The talks …"')
    desk = workbench(context)
    filters = _filters(as_of, since, publisher, language)
    result = desk.evidence.check(text, claim_id=claim_id, top=top, filters=filters)
    if as_json:
        print_json(check_record(result))
        return
    print_check(result)
    if result.claim_id:
        say(f'next: claimcheck verdict record {result.claim_id} --rating … --explanation "…" --pin PASSAGE:supports')


def print_check(result: CheckResult) -> None:
    """Print a claim with its evidence and differences for a person."""
    typer.echo(f"claim: {harmless(result.claim)}")
    for evidence in result.evidence:
        _print_evidence(evidence)
    if result.counter_examples is not None:
        _print_counter_examples(result.counter_examples, len(result.evidence))
    _print_searched(result.searched, found=bool(result.evidence))
    if any(evidence.hit.copy_of for evidence in result.evidence):
        origins = sum(evidence.hit.copy_of is None for evidence in result.evidence)
        say(f"{plural(len(result.evidence), 'passage')} of {plural(origins, 'origin')}: the others nearly repeat them")
    if result.suggestion is not None:
        typer.echo(harmless(suggestion_words(result.suggestion)))


def stance_words(stance: StanceScores) -> str:
    """The likeliest stance with its probability."""
    words = {"supports": stance.supports, "refutes": stance.refutes, "leaves it open": stance.not_enough_info}
    likeliest = max(words, key=lambda name: words[name])
    return f"{likeliest} ({words[likeliest]:.0%})"


def _filters(as_of: str | None, since: str | None, publisher: str | None, language: str | None) -> SearchFilters:
    return SearchFilters(
        as_of=parse_date(as_of, "--as-of"), since=parse_date(since, "--since"), publisher=publisher, language=language
    )


def _print_evidence(evidence: Evidence) -> None:
    _print_hit(evidence.hit)
    if evidence.stance is not None:
        bearing = evidence.hit.passage.text[slice(*evidence.bearing)] if evidence.bearing else ""
        typer.echo(f"     {stance_words(evidence.stance)}{f': “{shortened(bearing, 240)}”' if bearing else ''}")
    for difference in evidence.differences:
        typer.echo(
            f"     differs ({difference.kind.value}): claim says “{harmless(difference.claim) or '–'}”, "
            f"passage says “{harmless(difference.passage) or '–'}”"
        )


def _print_counter_examples(examples: CounterExamples, listed: int) -> None:
    first, last = day(examples.first_day), day(examples.last_day)
    window = f"from {first} to {last}" if first and last else f"from {first} on" if first else f"until {last}"
    ranks = [str(one.hit.rank) for one in examples.evidence if one.hit.rank <= listed]
    above = f"; see {', '.join(ranks)} above" if ranks else ""
    found = "one earlier case would refute it" if examples.evidence else "nothing on it was published then"
    typer.echo(f"published {window} on “{harmless(examples.event)}” ({found}{above}):")
    for evidence in examples.evidence:
        if evidence.hit.rank > listed:
            _print_evidence(evidence)


def _print_hit(hit: Hit) -> None:
    source = ", ".join(
        part for part in (harmless(hit.source.publisher), day(hit.source.published), harmless(hit.source.title)) if part
    )
    copy = f"  nearly the same text as {hit.copy_of}" if hit.copy_of else ""
    typer.echo(f"{hit.rank:>3}. {hit.passage.id}  similarity {hit.similarity:.2f}  {source}{copy}")
    typer.echo(f"     {shortened(hit.passage.text, 400)}")


def _print_searched(searched: Searched, *, found: bool) -> None:
    looked = f"searched {plural(searched.passages, 'passage')} of {plural(searched.documents, 'document')}"
    if searched.not_indexed:
        looked += f"; {plural(searched.not_indexed, 'document')} not indexed yet (claimcheck index build)"
    if searched.undated_left_out:
        looked += f"; {plural(searched.undated_left_out, 'undated passage')} left out"
    say(looked if found else f"nothing found; {looked}")
