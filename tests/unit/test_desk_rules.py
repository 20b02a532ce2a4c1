from __future__ import annotations

import pytest

from claimcheck.desk.rules import missing_for_verdict
from claimcheck.desk.wording import cleaned, is_blank
from claimcheck.domain import ClaimKind, Outcome, PinStance
from deskwork import a_pin, a_proposal, an_article, an_outside_pin

SUPPORT, REFUTE, CONTEXT = a_pin(PinStance.SUPPORTS), a_pin(PinStance.REFUTES), a_pin(PinStance.CONTEXT)


@pytest.mark.parametrize(
    ("outcome", "pins"),
    [
        (Outcome.SUPPORTED, [SUPPORT]),
        (Outcome.SUPPORTED, [CONTEXT, REFUTE, SUPPORT]),
        (Outcome.REFUTED, [REFUTE]),
        (Outcome.CONFLICTING, [REFUTE, SUPPORT]),
        (Outcome.NOT_ENOUGH_EVIDENCE, []),
        (Outcome.NOT_ENOUGH_EVIDENCE, [CONTEXT]),
        (Outcome.SUPPORTED, [an_outside_pin()]),
    ],
)
def test_a_verdict_with_its_evidence_misses_nothing(outcome: Outcome, pins: list[object]) -> None:
    assert missing_for_verdict(outcome, "No passenger list was found.", pins, "Ana") == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "pins", "missing"),
    [
        (Outcome.SUPPORTED, [], ["a pin that supports the claim"]),
        (Outcome.SUPPORTED, [REFUTE, CONTEXT], ["a pin that supports the claim"]),
        (Outcome.REFUTED, [SUPPORT], ["a pin that refutes the claim"]),
        (Outcome.CONFLICTING, [SUPPORT], ["a pin that refutes the claim"]),
        (Outcome.CONFLICTING, [CONTEXT], ["a pin that supports the claim", "a pin that refutes the claim"]),
        (None, [], ["a rating"]),
        (Outcome.SUPPORTED, [SUPPORT, a_pin(text="\u200b \n")], ["text in pin 2: what does it say?"]),
    ],
)
def test_each_missing_thing_is_named(outcome: Outcome | None, pins: list[object], missing: list[str]) -> None:
    assert missing_for_verdict(outcome, "Because.", pins, "Ana") == tuple(missing)  # type: ignore[arg-type]


@pytest.mark.parametrize("nothing", ["", "  ", "\n\t", "\u200b\ufeff", "\u00a0", "\u202e", "\u0301"])
def test_what_nobody_can_see_is_no_explanation_and_no_reviewer(nothing: str) -> None:
    assert is_blank(nothing)
    assert missing_for_verdict(Outcome.SUPPORTED, nothing, [SUPPORT], nothing) == (
        "a reviewer, who decides",
        "an explanation",
    )


@pytest.mark.parametrize("words", ["", "?", "unclear", "n o n e \u200b\u200b\u200b\u200b\u200b\u200b"])
def test_not_enough_evidence_must_say_what_is_missing(words: str) -> None:
    assert missing_for_verdict(Outcome.NOT_ENOUGH_EVIDENCE, words, [], "Ana") == (
        "an explanation that says what evidence is missing",
    )


def test_cleaning_reaches_every_text_and_nothing_else() -> None:
    article = an_article()
    assert cleaned(article) is article
    dirty = an_article(title="a\x00b", published=None)
    assert cleaned(dirty).title == "a\ufffdb"
    assert cleaned((a_pin(text="\udfff"),))[0].text == "\ufffd"
    assert cleaned(a_proposal(0, 5, said="\x00")).kind is ClaimKind.NUMBER
