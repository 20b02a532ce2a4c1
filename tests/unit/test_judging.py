from __future__ import annotations

from datetime import date

from claimcheck.differences import find_differences
from claimcheck.domain import Evidence, Outcome, SuggestionState
from claimcheck.workbench.judging import judge
from judgements import Scripted, evidence_of, scores

CLAIM = "The meeting was the first direct contact between the two harbour towns since 2022."
DAY = date(2025, 5, 16)
SURE = scores(supports=0.97)


def passage(rank: int, text: str, published: date | None = None, claim: str = CLAIM, **more: object) -> Evidence:
    differences = find_differences(claim, text, claim_date=DAY)
    return evidence_of(rank, None, text=text, published=published, differences=differences, **more)  # type: ignore[arg-type]


def test_windows_come_first_and_sentences_only_where_they_take_a_side() -> None:
    told = "The ferry left at noon. It carried 45 people. Rain fell."
    silent = "The bakery sells bread. It opens at six."
    model = Scripted({"45 people": scores(refutes=0.9)})
    judged = judge(model, "It carried 40 people.", [evidence_of(1, None, text=told), evidence_of(2, None, text=silent)])
    asked = [text for _, text in model.asked]
    assert asked == [told, silent, "The ferry left at noon.", "It carried 45 people.", "Rain fell."]
    first = judged.evidence[0]
    assert first.bearing is not None
    assert told[slice(*first.bearing)] == "It carried 45 people."
    assert judged.suggestion.outcome is Outcome.REFUTED


def test_a_hard_difference_outranks_a_model_that_finds_support() -> None:
    claim, text = "The ferry carried 40 people on Sunday.", "The ferry carried 45 people on Sunday."
    judged = judge(Scripted({"ferry": SURE}), claim, [passage(1, text, claim=claim)])
    stance = judged.evidence[0].stance
    assert stance is not None
    assert stance.supports < stance.refutes
    assert judged.suggestion.outcome is not Outcome.SUPPORTED


def test_a_claim_of_a_first_is_supported_with_the_note_that_no_earlier_case_was_found() -> None:
    report = passage(1, "It was the first direct contact between the two harbour towns since 2022.", DAY)
    judged = judge(Scripted({"first direct": SURE}), CLAIM, [report], claim_date=DAY, as_of=DAY)
    assert judged.suggestion.outcome is Outcome.SUPPORTED
    assert "no earlier dated counter-example was found in the corpus" in judged.suggestion.reason
    assert "As of 2025-05-16" in judged.suggestion.reason


def test_a_dated_earlier_case_refutes_a_claim_of_a_first_whoever_repeats_it() -> None:
    report = passage(1, "It was the first direct contact between the two harbour towns since 2022.", DAY)
    case = passage(2, "In Oslo the mayors of the two harbour towns met on 3 February 2024.", date(2024, 2, 4))
    judged = judge(Scripted({"first direct": SURE, "Oslo": SURE}), CLAIM, [report, case], claim_date=DAY)
    assert judged.suggestion.outcome is Outcome.REFUTED
    assert judged.suggestion.cites == (2,)
    assert "2024-02-03" in judged.suggestion.reason


def test_a_later_timeline_may_tell_of_the_earlier_case() -> None:
    timeline = passage(1, "The mayors of the two harbour towns met in Oslo in February 2024.", date(2025, 6, 1))
    assert judge(Scripted({"Oslo": SURE}), CLAIM, [timeline], claim_date=DAY).suggestion.outcome is Outcome.REFUTED


def test_plans_denials_and_the_last_case_itself_are_no_counter_examples() -> None:
    for text, published in (
        ("The mayors of the two harbour towns will meet in Oslo.", date(2024, 2, 3)),
        ("The mayors of the two harbour towns have not met in Oslo.", date(2024, 2, 3)),
        ("The mayors of the two harbour towns met in Oslo in April 2022.", date(2024, 2, 3)),
        ("The mayors of the two harbour towns met in Oslo.", None),
        ("The mayors of the two harbour towns met in Oslo.", date(2025, 6, 1)),
    ):
        judged = judge(Scripted({"Oslo": SURE}), CLAIM, [passage(1, text, published)], claim_date=DAY)
        assert "earlier case" not in judged.suggestion.reason, text


def test_a_first_since_an_earlier_year_is_no_refutation() -> None:
    text = "It was the first direct contact between the two harbour towns since 2014."
    judged = judge(Scripted({"2014": SURE}), CLAIM, [passage(1, text, DAY)], claim_date=DAY)
    assert judged.suggestion.outcome is Outcome.NOT_ENOUGH_EVIDENCE
    same = "It was the first direct contact between the two harbour towns since the spring of 2022."
    assert (
        judge(Scripted({"2022": SURE}), CLAIM, [passage(1, same, DAY)], claim_date=DAY).suggestion.outcome
        is Outcome.SUPPORTED
    )
    later = "It was the first direct contact between the two harbour towns since 2024."
    assert (
        judge(Scripted({"2024": SURE}), CLAIM, [passage(1, later, DAY)], claim_date=DAY).suggestion.outcome
        is Outcome.REFUTED
    )


def test_the_parts_of_a_compound_claim_are_judged_one_by_one() -> None:
    claim = "The ferry carried 40 people, and the harbour was closed on Monday."
    model = Scripted({"ferry|ferry": SURE, "harbour|harbour": scores(refutes=0.95)})
    judged = judge(
        model,
        claim,
        [evidence_of(1, None, text="The ferry carried 40 people."), evidence_of(2, None, text="The harbour was open.")],
    )
    assert {asked for asked, _ in model.asked} == {"The ferry carried 40 people", "the harbour was closed on Monday."}
    assert judged.suggestion.outcome is Outcome.REFUTED
    assert "the harbour was closed on Monday" in judged.suggestion.reason


def test_a_passage_in_another_language_is_left_alone_and_said() -> None:
    german = "Die Fähre hat am Sonntag nach Angaben der Hafenverwaltung 45 Menschen über den Fluss gebracht."
    model = Scripted({"Fähre": SURE, "ferry": SURE}, languages=frozenset({"en"}))
    claim = "The ferry carried 45 people over the river on Sunday, the harbour master said."
    judged = judge(model, claim, [evidence_of(1, None, text=german), evidence_of(2, None, text=claim)])
    assert judged.evidence[0].stance is None
    assert judged.suggestion.outcome is Outcome.SUPPORTED
    assert "[1] is in another language" in judged.suggestion.reason


def test_a_claim_in_another_language_is_never_surely_refuted() -> None:
    german = "Die Fähre hat am Sonntag nach Angaben der Hafenverwaltung 45 Menschen über den Fluss gebracht."
    model = Scripted({"ferry": scores(refutes=0.99)}, languages=frozenset({"en"}))
    judged = judge(model, german, [evidence_of(1, None, text="The ferry carried nobody at all on that Sunday.")])
    assert judged.suggestion.outcome is Outcome.NOT_ENOUGH_EVIDENCE
    assert "another language (de)" in judged.suggestion.reason


def test_an_empty_passage_is_close_but_silent() -> None:
    judged = judge(Scripted({}), "The ferry sank.", [evidence_of(1, None, text="—")])
    assert judged.suggestion.state is SuggestionState.CLOSE_BUT_SILENT


def test_one_claim_asks_for_a_bounded_number_of_sentences() -> None:
    text = "The ferry sank. " * 9
    model = Scripted({"ferry": scores(refutes=0.9)})
    judge(model, "The ferry did not sink.", [evidence_of(rank, None, text=f"{rank}. {text}") for rank in range(1, 11)])
    assert len(model.asked) <= 10 + 40


def test_a_passage_that_tells_of_the_same_first_supports_it_even_where_the_model_hesitates() -> None:
    claim = "The talks in Oslo were the first direct contact between Astra and Borea since 2022."
    context = "Envoys from Astra and Borea sat down in Oslo. "
    told = "It was the first direct contact between the two sides since the spring of 2022."
    judged = judge(Scripted({}), claim, [passage(1, context + told, DAY, claim)], claim_date=DAY)
    assert judged.suggestion.outcome is Outcome.SUPPORTED
    bearing = judged.evidence[0].bearing
    assert bearing is not None
    assert (context + told)[slice(*bearing)] == told
    for text in (
        context + told.replace("was", "was not"),
        "Envoys from Gallia and Ruria sat down. " + told,
        context + told.replace("2022", "2019"),
    ):
        other = judge(Scripted({}), claim, [passage(1, text, DAY, claim)], claim_date=DAY).suggestion
        assert other.outcome is not Outcome.SUPPORTED, text
