from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.assessment import (
    THRESHOLDS,
    Reading,
    claim_parts,
    combine_parts,
    could_not_run,
    outrank,
    sentences_of,
    stance_on_all,
    suggest,
    suggestion_words,
    switched_off,
    weigh,
    windows_of,
)
from claimcheck.domain import Difference, DifferenceKind, Outcome, StanceScores, Suggestion, SuggestionState
from judgements import OPEN, evidence_of, scores

LIMITS = replace(THRESHOLDS, close=0.45, leans=0.5, counts=0.5, supported=0.75, refuted=0.75, majority=3)
SUPPORTS, REFUTES = scores(supports=0.95), scores(refutes=0.95)
ROLE = Difference(kind=DifferenceKind.NAME, claim="Sergei Lavrov", passage="Vladimir Medinsky")


def outcome(*evidence_: object, **more: object) -> Outcome | None:
    return suggest(evidence_, thresholds=LIMITS, **more).outcome  # type: ignore[arg-type]


stances = st.tuples(*[st.floats(0.001, 1)] * 3).map(
    lambda raw: StanceScores(supports=raw[0] / sum(raw), refutes=raw[1] / sum(raw), not_enough_info=raw[2] / sum(raw))
)


def test_one_sure_origin_is_enough_for_a_suggestion() -> None:
    made = suggest([evidence_of(1, SUPPORTS), evidence_of(2)], thresholds=LIMITS)
    assert (made.state, made.outcome) == (SuggestionState.EVIDENCE_FOUND, Outcome.SUPPORTED)
    assert (made.cites, made.supporting_origins, made.refuting_origins) == ((1,), 1, 0)
    assert made.reason == "Paper 1 [1] supports the claim."


def test_a_refutation_names_what_differs_and_cites_those_who_agree() -> None:
    made = suggest(
        [evidence_of(1, REFUTES, differences=[ROLE]), evidence_of(2, REFUTES), evidence_of(3, REFUTES)],
        thresholds=LIMITS,
    )
    assert made.outcome is Outcome.REFUTED
    assert "“Vladimir Medinsky” where the claim says “Sergei Lavrov”" in made.reason
    assert "2 other origins agree [2] [3]" in made.reason


def test_between_the_thresholds_nothing_is_suggested() -> None:
    made = suggest([evidence_of(1, scores(supports=0.6, refutes=0.1))], thresholds=LIMITS)
    assert (made.state, made.outcome) == (SuggestionState.EVIDENCE_FOUND, Outcome.NOT_ENOUGH_EVIDENCE)
    assert "leans towards supporting" in made.reason
    assert made.cites == (1,)


def test_an_origin_that_does_not_count_may_still_lean() -> None:
    limits = replace(LIMITS, counts=0.7)
    made = suggest([evidence_of(1, scores(refutes=0.65)), evidence_of(2, scores(supports=0.55))], thresholds=limits)
    assert (made.state, made.outcome) == (SuggestionState.EVIDENCE_FOUND, Outcome.NOT_ENOUGH_EVIDENCE)
    assert "Paper 1 [1] leans towards contradicting" in made.reason
    assert (made.cites, made.supporting_origins, made.refuting_origins) == ((1,), 1, 1)


def test_close_but_silent_and_nothing_close_are_told_apart() -> None:
    silent = suggest([evidence_of(1), evidence_of(2)], thresholds=LIMITS)
    assert (silent.state, silent.outcome) == (SuggestionState.CLOSE_BUT_SILENT, Outcome.NOT_ENOUGH_EVIDENCE)
    distant = suggest([evidence_of(1, SUPPORTS, similarity=0.2)], thresholds=LIMITS)
    assert (distant.state, distant.outcome) == (SuggestionState.NOTHING_CLOSE, Outcome.NOT_ENOUGH_EVIDENCE)
    assert "Nothing close" in distant.reason
    assert suggest([], thresholds=LIMITS).state is SuggestionState.NOTHING_CLOSE


def test_ten_reprints_count_as_one_origin() -> None:
    reprints = [evidence_of(rank, scores(supports=0.6), copy_of=1) for rank in range(2, 12)]
    made = suggest([evidence_of(1, scores(supports=0.6)), *reprints], thresholds=LIMITS)
    assert (made.supporting_origins, made.outcome) == (1, Outcome.NOT_ENOUGH_EVIDENCE)
    others = [evidence_of(rank, scores(supports=0.6)) for rank in range(2, 5)]
    independent = suggest([evidence_of(1, scores(supports=0.6)), *others], thresholds=LIMITS)
    assert (independent.supporting_origins, independent.outcome) == (4, Outcome.SUPPORTED)


def test_sides_of_like_numbers_conflict_and_a_large_majority_decides() -> None:
    assert outcome(evidence_of(1, SUPPORTS), evidence_of(2, REFUTES)) is Outcome.CONFLICTING
    refuting = [evidence_of(rank, REFUTES) for rank in (2, 3, 4)]
    made = suggest([evidence_of(1, SUPPORTS), *refuting], thresholds=LIMITS)
    assert made.outcome is Outcome.REFUTED
    assert "though [1] says otherwise" in made.reason
    assert made.confidence is not None
    alone = suggest(refuting, thresholds=LIMITS).confidence
    assert alone is not None
    assert made.confidence < alone


def test_a_conflict_that_is_not_sure_is_not_enough_evidence() -> None:
    weak = outcome(evidence_of(1, SUPPORTS), evidence_of(2, scores(refutes=0.55)))
    assert weak is Outcome.NOT_ENOUGH_EVIDENCE


def test_what_was_published_later_does_not_count_as_known_then() -> None:
    before, after = date(2025, 5, 15), date(2025, 5, 17)
    evidence = [evidence_of(1, REFUTES, published=after), evidence_of(2, SUPPORTS, published=before)]
    made = suggest(evidence, as_of=date(2025, 5, 16), thresholds=LIMITS)
    assert made.outcome is Outcome.SUPPORTED
    assert made.reason.startswith("As of 2025-05-16, Paper 2 [2]")
    assert outcome(evidence_of(1, REFUTES), as_of=after) is Outcome.NOT_ENOUGH_EVIDENCE  # undated


def test_a_claim_in_another_language_lowers_confidence_and_says_so() -> None:
    surely = suggest([evidence_of(1, REFUTES)], thresholds=LIMITS)
    made = suggest([evidence_of(1, REFUTES)], foreign="de", thresholds=LIMITS)
    assert made.outcome is Outcome.NOT_ENOUGH_EVIDENCE
    assert made.confidence is not None
    assert surely.confidence is not None
    assert made.confidence < surely.confidence
    assert "another language (de)" in made.reason


def test_passages_that_were_not_judged_are_named_and_lower_the_confidence() -> None:
    made = suggest([evidence_of(1, SUPPORTS), evidence_of(2, None)], thresholds=LIMITS)
    alone = suggest([evidence_of(1, SUPPORTS)], thresholds=LIMITS)
    assert "[2] is in another language" in made.reason
    assert (made.confidence or 0) < (alone.confidence or 0)


def test_could_not_run_and_switched_off_say_nothing_about_the_claim() -> None:
    failed = could_not_run("cannot allocate 2 GB")
    assert (failed.state, failed.outcome, failed.confidence) == (SuggestionState.COULD_NOT_RUN, None, None)
    assert "cannot allocate 2 GB" in suggestion_words(failed)
    off = switched_off()
    assert (off.state, off.outcome) == (SuggestionState.SWITCHED_OFF, None)
    assert "suggestion" not in suggestion_words(off).casefold()


@settings(deadline=None)
@given(st.lists(stances, max_size=8), st.lists(st.floats(-1, 1), min_size=8, max_size=8))
def test_whatever_the_evidence_a_suggestion_cites_what_is_there(found: list[StanceScores], near: list[float]) -> None:
    evidence = [evidence_of(rank, one, similarity=near[rank - 1]) for rank, one in enumerate(found, start=1)]
    made = suggest(evidence, thresholds=LIMITS)
    assert set(made.cites) <= set(range(1, len(found) + 1))
    assert made.confidence is not None
    assert 0 <= made.confidence <= 1
    assert made.reason.endswith(".")
    if made.outcome in {Outcome.SUPPORTED, Outcome.REFUTED, Outcome.CONFLICTING}:
        assert all(f"[{rank}]" in made.reason for rank in made.cites)


@given(stances, st.sampled_from(DifferenceKind))
def test_a_hard_difference_is_never_shown_as_support(found: StanceScores, kind: DifferenceKind) -> None:
    made = outrank(found, [Difference(kind=kind, claim="40", passage="45")])
    assert made.supports < max(made.refutes, made.not_enough_info)
    assert made.supports + made.refutes + made.not_enough_info == pytest.approx(1)
    assert outrank(found, [Difference(kind=kind, claim="40", passage="45", hard=False)]) == found


def test_what_the_model_leaves_open_a_difference_does_not_refute() -> None:
    made = outrank(scores(supports=0.05, refutes=0.05), [ROLE])
    assert made.not_enough_info > made.refutes


def test_another_person_in_the_same_slot_refutes_even_where_the_model_does_not_see_it() -> None:
    slot = replace(ROLE, kind=DifferenceKind.ROLE)
    made = outrank(scores(supports=0.02, refutes=0.1), [slot])
    assert made.refutes > 0.75
    assert made.supports == 0.0
    assert outrank(scores(supports=0.02, refutes=0.1), [replace(slot, hard=False)]).not_enough_info > 0.8


def test_one_refuting_sentence_is_not_drowned_and_is_named() -> None:
    reading = Reading(
        window=(0, 90),
        scores=scores(supports=0.5, refutes=0.1),
        sentences=(((0, 30), scores(supports=0.3)), ((31, 60), scores(refutes=0.92)), ((61, 90), OPEN)),
    )
    made, bearing = weigh([reading])
    assert made.refutes >= 0.92
    assert bearing == (31, 60)
    assert made.supports + made.refutes + made.not_enough_info == pytest.approx(1)


def test_where_nothing_takes_a_side_no_sentence_is_named() -> None:
    assert weigh([Reading(window=(0, 40), scores=OPEN, sentences=(((0, 20), OPEN), ((21, 40), OPEN)))])[1] is None
    assert weigh([]) == (StanceScores(supports=0.0, refutes=0.0, not_enough_info=1.0), None)


def test_the_window_that_takes_a_side_speaks_for_a_long_text() -> None:
    made, bearing = weigh([Reading(window=(0, 40), scores=OPEN), Reading(window=(41, 80), scores=REFUTES)])
    assert (made, bearing) == (REFUTES, (41, 80))


def test_ten_thousand_words_are_read_in_the_windows_nearest_to_the_claim() -> None:
    filler = "Rain fell on the hills and the wind turned to the west. "
    text = filler * 450 + "The ferry carried 45 people on Sunday. " + filler * 450
    windows = windows_of(text, "The ferry carried 40 people on Sunday.")
    assert len(windows) <= 24
    assert any("ferry carried" in text[slice(*window)] for window in windows)
    assert windows_of(" \n— ", "x") == ()
    assert windows_of("", "x") == ()


@settings(deadline=None)
@given(st.text(max_size=400))
def test_windows_and_sentences_lie_in_the_text(text: str) -> None:
    for window in windows_of(text, "claim"):
        assert 0 <= window[0] < window[1] <= len(text)
        for start, end in sentences_of(text, window):
            assert window[0] <= start < end <= window[1]


@pytest.mark.parametrize(
    ("claim", "parts"),
    [
        ("The rate fell to 3.5%, and exports rose by a tenth.", 2),
        ("The minister resigned; the cabinet met on Monday.", 2),
        ("The list names Fomin, Galuzin, and Medinsky.", 1),
        ("The rate fell to 3.5%, and it was the lowest since 2008.", 1),
        ("The ferry carried 40 people.", 1),
        ("", 1),
    ],
)
def test_only_statements_of_their_own_are_parts(claim: str, parts: int) -> None:
    assert len(claim_parts(claim)) == parts


def made_of(outcome_: Outcome, confidence: float = 0.8, rank: int = 1) -> Suggestion:
    return Suggestion(
        state=SuggestionState.EVIDENCE_FOUND,
        outcome=outcome_,
        confidence=confidence,
        reason=f"Paper {rank} [{rank}] says so.",
        cites=(rank,),
    )


def test_a_compound_claim_is_refuted_by_one_part_and_supported_only_by_all() -> None:
    said = ("The rate fell", "exports rose")
    supported, refuted = made_of(Outcome.SUPPORTED, 0.9), made_of(Outcome.REFUTED, 0.7, rank=2)
    open_, conflicting = made_of(Outcome.NOT_ENOUGH_EVIDENCE, 0.6), made_of(Outcome.CONFLICTING, 0.6)
    made = combine_parts(said, [supported, refuted])
    assert (made.outcome, made.confidence, made.cites) == (Outcome.REFUTED, 0.7, (2,))
    assert "exports rose" in made.reason
    both = combine_parts(said, [supported, made_of(Outcome.SUPPORTED, 0.8, rank=3)])
    assert (both.outcome, both.confidence, both.cites) == (Outcome.SUPPORTED, 0.8, (1, 3))
    assert combine_parts(said, [supported, open_]).outcome is Outcome.NOT_ENOUGH_EVIDENCE
    assert combine_parts(said, [supported, conflicting]).outcome is Outcome.CONFLICTING
    assert combine_parts(said, [refuted, switched_off()]).outcome is None
    assert combine_parts(said[:1], [supported]) == supported


@given(st.lists(stances, min_size=1, max_size=4))
def test_a_passage_supports_a_compound_claim_only_as_far_as_its_least_supported_part(found: list[StanceScores]) -> None:
    made = stance_on_all(found)
    assert made.refutes == max(one.refutes for one in found)
    assert made.supports <= min(one.supports for one in found)
    assert made.supports + made.refutes + made.not_enough_info == pytest.approx(1)
