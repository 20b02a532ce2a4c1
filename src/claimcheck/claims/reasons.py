"""Why a sentence is proposed or not, in one line for a person: from what was found in it and its score only."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.claims.checkable import Hindrance
from claimcheck.claims.kinds import Sign
from claimcheck.domain import ClaimKind, NotCheckable

_STATES = {
    ClaimKind.NUMBER: "a number",
    ClaimKind.DATE: "a date",
    ClaimKind.COMPARISON: "a comparison",
    ClaimKind.CAUSAL: "a cause",
    ClaimKind.EVENT: "an event",
}
_WHY_NOT = {
    NotCheckable.OPINION: "an opinion",
    NotCheckable.PREDICTION: "about the future",
    NotCheckable.QUESTION: "a question",
    NotCheckable.GREETING: "a greeting",
}
_LONGEST = 60


def reason_for(signs: Sequence[Sign], score: float, limit: float, *, proposed: bool) -> str:
    """Why a checkable sentence is proposed, or why it is not."""
    what = _what_it_states(signs)
    if not proposed:
        below = f"its words score {score:.2f}, below {limit:.2f}"
        return f"{what}, but {below}" if what else f"{below}, and states nothing that is easily wrong"
    cautions = [_caution(sign) for sign in signs if sign.kind in {ClaimKind.FIRST_ONLY_SINCE, ClaimKind.ROLE}]
    if score < limit:
        cautions.append(f"proposed for that, though its words alone score {score:.2f}")
    parts = [what or "reads like what checkers check", *cautions]
    return "; ".join(parts)


def reason_against(hindrance: Hindrance) -> str:
    """Why no evidence could decide a sentence, with the words that say so."""
    why = _WHY_NOT[hindrance.why]
    return f"{why}: “{_short(hindrance.words)}”" if hindrance.words else why


def _what_it_states(signs: Sequence[Sign]) -> str:
    kinds = list(dict.fromkeys(sign.kind for sign in signs))
    things = [_STATES[kind] for kind in kinds if kind in _STATES]
    if ClaimKind.ROLE in kinds:
        things.insert(0, "who holds or led what")
    if ClaimKind.FIRST_ONLY_SINCE in kinds:
        things.insert(0, "a first, only or record")
    parts = [f"states {_listed(things)}"] if things else []
    if ClaimKind.QUOTE in kinds:
        parts.append("quotes somebody")
    return " and ".join(parts)


def _caution(sign: Sign) -> str:
    if sign.kind is ClaimKind.ROLE:
        return "offices and names are easily mixed up"
    return f"“{_short(sign.words)}” is easily wrong: one earlier case refutes it"


def _listed(things: Sequence[str]) -> str:
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1].rstrip()}…"
