"""The one sentence that says why something is suggested, for a checker, with passages cited by rank: "[2]"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from claimcheck.assessment.origins import Leaning
from claimcheck.assessment.precedents import Precedent
from claimcheck.domain import Difference, DifferenceKind, Evidence, Suggestion

SWITCHED_OFF: Final = (
    "The stance model is switched off (models.stance): whether a passage supports or refutes the claim is yours to say."
)
NO_PRECEDENT: Final = "no earlier dated counter-example was found in the corpus"
_LONGEST = 80


def suggestion_words(suggestion: Suggestion) -> str:
    """A suggestion in a line, marked as one; where there is none, why."""
    if suggestion.outcome is None:
        return suggestion.reason
    sure = f" ({suggestion.confidence:.0%} sure)" if suggestion.confidence is not None else ""
    return f"Suggestion, not a verdict: {suggestion.outcome.value.replace('_', ' ')}{sure}. {suggestion.reason}"


def nothing_close(known: Sequence[Evidence], as_of: date | None) -> str:
    """Nothing in the corpus is about this."""
    limit = f" as of {as_of.isoformat()}" if as_of is not None else ""
    best = max((one.hit.similarity for one in known), default=None)
    nearest = f" (the nearest passage has a similarity of {best:.2f})" if best is not None else ""
    return f"Nothing close to the claim was found in the corpus{limit}{nearest}."


def close_but_silent(close: Sequence[Evidence]) -> str:
    """There is something on the subject, and it leaves the claim open."""
    ranks = _cited(tuple(one.hit.rank for one in close[:3]))
    if len(close) == 1:
        return f"One passage is close to the claim {ranks}, but does not say whether it is true."
    return f"{len(close)} passages are close to the claim {ranks}, but none says whether it is true."


def not_sure_enough(side: Leaning, *, refutes: bool) -> str:
    """Something leans one way, not surely enough to suggest it."""
    verb = "contradicting" if refutes else "supporting"
    leans = f"{_who(side.origins[0])} leans towards {verb} the claim{_difference(side) if refutes else ''}"
    return f"{leans}, not surely enough to suggest a rating."


def one_sided(side: Leaning, other: Leaning, *, refutes: bool, of_a_first: bool, as_of: date | None) -> str:
    """The evidence speaks for one side."""
    verb = "contradicts" if refutes else "supports"
    words = f"{_who(side.origins[0])} {verb} the claim{_difference(side) if refutes else ''}"
    further = side.ranks[1:]
    if further:
        agree = "another origin agrees" if len(further) == 1 else f"{len(further)} other origins agree"
        words += f"; {agree} {_cited(further)}"
    if other.origins:
        says = "says otherwise" if len(other.origins) == 1 else "say otherwise"
        words += f", though {_cited(other.ranks)} {says}"
    if as_of is not None:
        words = f"As of {as_of.isoformat()}, {_lower_the(words)}"
    if of_a_first and not refutes:
        words += f"; {NO_PRECEDENT}"
    return f"{words}."


def conflicting(supporting: Leaning, refuting: Leaning, *, surely: bool) -> str:
    """Independent origins speak for both sides."""
    sides = f"{_cited(supporting.ranks)} supports the claim, {_cited(refuting.ranks)} contradicts it"
    if len(supporting.ranks) > 1 or len(refuting.ranks) > 1:
        sides = f"{_cited(supporting.ranks)} speak for the claim, {_cited(refuting.ranks)} against it"
    return f"The evidence conflicts: {sides}{_difference(refuting)}{'' if surely else ', neither surely'}."


def precedent(found: Precedent) -> str:
    """An earlier case, with its day."""
    return f"{_who(found.evidence)} tells of an earlier case, {found.day.isoformat()}, so it was not the first."


def could_not_run(why: str) -> str:
    """Why the model said nothing."""
    return f"The stance model could not run, so nothing is suggested: {why.rstrip('.')}."


def unread(reason: str, ranks: Sequence[int]) -> str:
    """Passages that the model cannot read."""
    were = (
        "is in another language than the stance model's and was"
        if len(ranks) == 1
        else ("are in other languages than the stance model's and were")
    )
    return f"{reason.rstrip('.')}; {_cited(ranks)} {were} not judged."


def foreign(reason: str, language: str) -> str:
    """The claim is not in a language of the model's."""
    other = f"the claim seems to be in another language ({language}) than the stance model's"
    return f"{reason.rstrip('.')}; {other}, which makes this unsure."


def part(said: str, reason: str) -> str:
    """What decides a compound claim is one of its parts."""
    return f"On the part “{_short(said)}”: {_lower_the(reason)}"


def parts_supported(reasons: Sequence[str]) -> str:
    """Every part of a compound claim is supported."""
    each = "; ".join(_lower_the(one.rstrip(".")) for one in reasons)
    return f"All {len(reasons)} parts of the claim are supported: {each}."


def _who(evidence: Evidence) -> str:
    source = evidence.hit.source
    return f"{_short(source.publisher or source.title or 'A passage')} [{evidence.hit.rank}]"


def _difference(side: Leaning) -> str:
    """What exactly differs, where something was found that can be pointed at."""
    for one in side.origins:
        hard = [difference for difference in one.differences if difference.hard]
        if hard:
            return f" ({_words(max(hard, key=_telling))})"
    return ""


def _telling(difference: Difference) -> tuple[bool, bool]:
    return difference.kind is not DifferenceKind.QUANTIFIER, bool(difference.claim and difference.passage)


def _words(difference: Difference) -> str:
    kind = difference.kind.value
    if difference.claim and difference.passage:
        return f"{kind}: “{_short(difference.passage)}” where the claim says “{_short(difference.claim)}”"
    return f"{kind}: “{_short(difference.claim or difference.passage)}”"


def _cited(ranks: Sequence[int]) -> str:
    return " ".join(f"[{rank}]" for rank in ranks)


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONGEST else folded[: _LONGEST - 1].rstrip() + "…"


def _lower_the(words: str) -> str:
    """A sentence put inside another: only words that begin a sentence by accident lose their capital."""
    first, _, rest = words.partition(" ")
    return f"{first.lower()} {rest}" if first in {"The", "A", "One", "Nothing", "All", "As", "On"} else words
