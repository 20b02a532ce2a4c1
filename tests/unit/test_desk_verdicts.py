from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from claimcheck.desk.store import DeskStore
from claimcheck.domain import ClaimState, EventKind, FrozenHit, Outcome, PinStance, Verdict
from claimcheck.errors import ConflictError, NotFoundError, VerdictRuleError
from claimcheck.workspace import Workspace
from deskwork import a_claim, a_hit, a_pin, a_proposal, a_verdict, an_article, an_outside_pin, open_desk


@pytest.fixture
def desk(workspace: Workspace) -> DeskStore:
    return open_desk(workspace)


def test_a_verdict_comes_back_whole_with_its_pins_and_the_hits_that_were_seen(
    desk: DeskStore, workspace: Workspace
) -> None:
    claim = a_claim(desk)
    pins = (a_pin(), an_outside_pin(), a_pin(PinStance.CONTEXT, published=None))
    verdict = desk.record_verdict(a_verdict(claim, pins=pins, explanation=" It is so. ", reviewer=" Ana "))
    assert open_desk(workspace).get_verdict(verdict.id) == verdict
    assert (verdict.outcome, verdict.explanation, verdict.reviewer) == (Outcome.SUPPORTED, "It is so.", "Ana")
    assert (verdict.claim_text, verdict.build, verdict.pins) == (claim.text, "build-1", pins)
    assert verdict.hits == tuple(
        FrozenHit(
            rank=hit.rank,
            passage_id=hit.passage.id,
            document_id=hit.passage.document_id,
            text=hit.passage.text,
            similarity=hit.similarity,
            lexical=hit.lexical,
            score=hit.score,
        )
        for hit in (a_hit(1), a_hit(2))
    )
    assert verdict.recorded_at.tzinfo is UTC
    assert datetime.now(UTC) - verdict.recorded_at < timedelta(minutes=1)


def test_a_verdict_decides_the_claim_and_is_an_event_of_it(desk: DeskStore) -> None:
    claim = a_claim(desk)
    verdict = desk.record_verdict(a_verdict(claim.id[-7:]))
    decided = desk.get_claim(claim.id)
    event = desk.events(claim.id)[-1]
    assert (decided.state, decided.version) == (ClaimState.DECIDED, event.seq)
    assert (event.kind, event.actor, event.at) == (EventKind.VERDICT_RECORDED, "Ana", verdict.recorded_at)
    assert verdict.id in event.payload


def test_a_proposed_claim_may_be_decided_at_once_and_a_dropped_one_not(desk: DeskStore) -> None:
    desk.add_article(an_article())
    one, two = desk.propose_claims(an_article().id, [a_proposal(0, 22), a_proposal(23, 45)], "claimcheck")
    desk.record_verdict(a_verdict(one))
    desk.drop_claim(two.id, actor="Ben")
    with pytest.raises(VerdictRuleError, match="dropped"):
        desk.record_verdict(a_verdict(two))
    assert desk.verdict_history(two.id) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"pins": ()}, "a pin that supports"),
        ({"rating": "refuted"}, "a pin that refutes"),
        ({"rating": "conflicting"}, "a pin that refutes"),
        ({"rating": "not enough evidence", "explanation": "?"}, "what evidence is missing"),
        ({"explanation": " \u200b"}, "an explanation"),
        ({"reviewer": ""}, "a reviewer"),
        ({"rating": ""}, "a rating"),
        ({"rating": "pants on fire"}, "no rating 'pants on fire'"),
        ({"pins": (a_pin(), a_pin(text=" "))}, "pin 2"),
    ],
)
def test_a_verdict_that_breaks_a_rule_is_refused_by_the_name_of_the_rule_and_nothing_is_written(
    desk: DeskStore, changes: dict[str, object], rule: str
) -> None:
    claim = a_claim(desk)
    head = desk.ledger_head()
    with pytest.raises(VerdictRuleError, match=rule) as refused:
        desk.record_verdict(a_verdict(claim, **changes))
    assert refused.value.hint
    assert desk.get_claim(claim.id) == claim
    assert desk.ledger_head() == head


def test_all_that_is_missing_is_named_at_once(desk: DeskStore) -> None:
    assert len(desk.missing("conflicting", "", (), "")) == 4
    assert desk.missing(None, "Because.", (), "Ana") == ("a rating",)
    assert desk.require_complete("supported", "Because.", (a_pin(),), "Ana") is Outcome.SUPPORTED


def test_a_desk_s_own_scale_decides_what_a_rating_needs(workspace: Workspace) -> None:
    desk = DeskStore(workspace, {"Stimmt": Outcome.SUPPORTED, "Offen": Outcome.NOT_ENOUGH_EVIDENCE})
    claim = a_claim(desk)
    with pytest.raises(VerdictRuleError) as refused:
        desk.record_verdict(a_verdict(claim, rating="supported"))
    assert refused.value.hint == "choose one of: Stimmt, Offen"
    verdict = desk.record_verdict(a_verdict(claim, rating="Stimmt"))
    assert (verdict.rating, verdict.outcome) == ("Stimmt", Outcome.SUPPORTED)


def test_a_correction_replaces_and_the_old_verdict_stays_readable(desk: DeskStore) -> None:
    claim = a_claim(desk)
    first = desk.record_verdict(a_verdict(claim))
    second = desk.record_verdict(a_verdict(claim, rating="refuted", pins=(a_pin(PinStance.REFUTES),), reviewer="Ben"))
    third = desk.record_verdict(
        a_verdict(claim, rating="not enough evidence", explanation="The log is missing a page.", pins=())
    )
    assert (first.replaces, second.replaces, third.replaces) == (None, first.id, second.id)
    history = desk.verdict_history(claim.id)
    assert history == [replace(first, replaced_by=second.id), replace(second, replaced_by=third.id), third]
    assert desk.get_verdict(first.id) == history[0]
    assert desk.events(claim.id)[-1].kind is EventKind.VERDICT_CORRECTED
    assert [row.verdict.id for row in desk.list_verdicts()] == [third.id]
    assert [row.verdict.id for row in desk.list_verdicts(include_replaced=True)] == [third.id, second.id, first.id]
    assert (desk.count_verdicts(), desk.count_verdicts(include_replaced=True)) == (1, 3)


def test_the_second_of_two_who_read_the_same_version_is_refused_and_told_who_decided(desk: DeskStore) -> None:
    claim = a_claim(desk)
    desk.record_verdict(a_verdict(claim, reviewer="Ben", expected_version=claim.version))
    with pytest.raises(ConflictError, match="decided by Ben while you were reading") as refused:
        desk.record_verdict(a_verdict(claim, reviewer="Ana", expected_version=claim.version))
    assert refused.value.hint
    assert len(desk.verdict_history(claim.id)) == 1
    seen = desk.get_claim(claim.id).version
    assert desk.record_verdict(a_verdict(claim, reviewer="Ana", expected_version=seen)).replaces


def test_of_many_threads_that_saw_one_version_exactly_one_decides(desk: DeskStore) -> None:
    claim = a_claim(desk)
    outcomes: list[object] = []

    def decide(name: str) -> None:
        try:
            outcomes.append(desk.record_verdict(a_verdict(claim, reviewer=name, expected_version=claim.version)))
        except ConflictError as conflict:
            outcomes.append(conflict)

    threads = [threading.Thread(target=decide, args=(name,)) for name in ("Ana", "Ben", "Cem", "Dag")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(outcome, Verdict) for outcome in outcomes) == 1
    assert len(outcomes) == 4
    assert len(desk.verdict_history(claim.id)) == 1
    assert desk.verify_ledger().intact


def test_a_retried_save_returns_the_verdict_that_is_there_even_after_a_correction(desk: DeskStore) -> None:
    claim = a_claim(desk)
    asked = a_verdict(claim, idempotency_key="save-1", expected_version=claim.version)
    verdict = desk.record_verdict(asked)
    assert desk.record_verdict(asked) == verdict
    assert desk.record_verdict(replace(asked, hits=(), build="build-2")) == verdict
    other = desk.record_verdict(a_verdict(claim, reviewer="Ben", idempotency_key="save-2"))
    again = desk.record_verdict(asked)
    assert (again.id, again.replaced_by) == (verdict.id, other.id)
    assert len(desk.verdict_history(claim.id)) == 2


def test_a_key_used_for_other_content_is_a_conflict_and_nothing_is_lost_silently(desk: DeskStore) -> None:
    claim = a_claim(desk)
    asked = a_verdict(claim, idempotency_key="save-1")
    desk.record_verdict(asked)
    for other in (
        replace(asked, explanation="I thought again."),
        replace(asked, pins=(*asked.pins, a_pin())),
        replace(asked, claim_id=a_claim(desk).id),
    ):
        with pytest.raises(ConflictError, match="other content"):
            desk.record_verdict(other)
    assert desk.count_verdicts(include_replaced=True) == 1


def test_a_retry_that_races_with_the_first_try_records_one_verdict(desk: DeskStore) -> None:
    claim = a_claim(desk)
    found: list[str] = []
    asked = a_verdict(claim, idempotency_key="save-1")
    threads = [threading.Thread(target=lambda: found.append(desk.record_verdict(asked).id)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    assert desk.count_verdicts(include_replaced=True) == 1


def test_text_that_cannot_be_stored_is_replaced_and_the_record_still_proves(desk: DeskStore) -> None:
    claim = a_claim(desk)
    asked = a_verdict(
        claim,
        explanation="Half \ud800 a pair, and \x00.",
        pins=(a_pin(text="\x00b", title="\udfff"),),
        hits=(a_hit(text="\ud800"),),
        idempotency_key="\x00",
    )
    verdict = desk.record_verdict(asked)
    assert verdict.explanation == "Half \ufffd a pair, and \ufffd."
    assert (verdict.pins[0].text, verdict.pins[0].title, verdict.hits[0].text) == ("\ufffdb", "\ufffd", "\ufffd")
    assert desk.get_verdict(verdict.id) == verdict
    assert desk.record_verdict(asked) == verdict
    assert desk.verify_ledger().intact


def test_a_verdict_on_nothing_is_refused(desk: DeskStore) -> None:
    with pytest.raises(NotFoundError):
        desk.record_verdict(a_verdict("nothing"))
    with pytest.raises(NotFoundError):
        desk.verdict_history("nothing")
    with pytest.raises(NotFoundError):
        desk.get_verdict("nothing")


@pytest.fixture
def table(desk: DeskStore) -> dict[str, Verdict]:
    """Three verdicts: one on a claim of an article, two on claims of their own."""
    desk.add_article(an_article())
    (proposed,) = desk.propose_claims(
        an_article().id, [replace(a_proposal(23, 44), text="Forty PEOPLE sailed.")], "claimcheck"
    )
    first = desk.record_verdict(a_verdict(proposed))
    second = desk.record_verdict(
        a_verdict(a_claim(desk, "Bread is dear."), rating="refuted", pins=(a_pin(PinStance.REFUTES),), reviewer="Ben")
    )
    third = desk.record_verdict(
        a_verdict(
            a_claim(desk, "It rained."),
            rating="not enough evidence",
            explanation="No weather log for 100% of May.",
            pins=(),
        )
    )
    return {"ferry": first, "bread": second, "rain": third}


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({}, ["rain", "bread", "ferry"]),
        ({"text": "people"}, ["ferry"]),
        ({"text": "CARRIED"}, ["ferry"]),
        ({"text": "ferry leaves"}, ["ferry"]),
        ({"text": "100% of"}, ["rain"]),
        ({"text": "1__%"}, []),
        ({"rating": "refuted"}, ["bread"]),
        ({"reviewer": "Ana"}, ["rain", "ferry"]),
        ({"reviewer": "Ana", "rating": "supported"}, ["ferry"]),
        ({"article_id": an_article().id}, ["ferry"]),
        ({"article_id": "elsewhere"}, []),
        ({"limit": 1, "offset": 1}, ["bread"]),
        ({"text": "'; DROP TABLE verdicts; --"}, []),
    ],
)
def test_the_table_is_filtered(
    desk: DeskStore, table: dict[str, Verdict], filters: dict[str, str], names: list[str]
) -> None:
    rows = desk.list_verdicts(**filters)  # type: ignore[arg-type]
    assert [row.verdict.id for row in rows] == [table[name].id for name in names]
    if "limit" not in filters:
        assert desk.count_verdicts(**filters) == len(names)  # type: ignore[arg-type]


def test_the_table_is_filtered_by_whole_days_in_utc(desk: DeskStore, table: dict[str, Verdict]) -> None:
    days = {verdict.recorded_at.date() for verdict in table.values()}
    first, last = min(days), max(days)
    assert len(desk.list_verdicts(since=first, until=last)) == 3
    assert desk.list_verdicts(since=last + timedelta(days=1)) == []
    assert desk.list_verdicts(until=first - timedelta(days=1)) == []
    assert len(desk.list_verdicts(since=date(1970, 1, 1))) == 3


def test_a_row_of_the_table_has_its_claim_article_and_pins_and_leaves_out_the_hits(
    desk: DeskStore, table: dict[str, Verdict]
) -> None:
    rows = {row.verdict.id: row for row in desk.list_verdicts()}
    ferry, bread = rows[table["ferry"].id], rows[table["bread"].id]
    assert ferry.verdict == replace(table["ferry"], hits=())
    assert ferry.article == an_article()
    assert ferry.claim == desk.get_claim(table["ferry"].claim_id)
    assert bread.article is None
    assert bread.verdict.pins == table["bread"].pins


def test_everybody_who_decided_is_known(desk: DeskStore, table: dict[str, Verdict]) -> None:
    assert desk.reviewers() == ["Ana", "Ben"]


def test_the_machine_s_time_zone_changes_nothing(desk: DeskStore, workspace: Workspace) -> None:
    verdict = desk.record_verdict(a_verdict(a_claim(desk)))
    look = (
        "import sys; from pathlib import Path\n"
        "from claimcheck.workspace import Workspace; from deskwork import open_desk\n"
        "desk = open_desk(Workspace(Path(sys.argv[1]))); verdict = desk.get_verdict(sys.argv[2])\n"
        "print(verdict.recorded_at.isoformat(), desk.verify_ledger().intact, desk.count_verdicts())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", look, str(workspace.root), verdict.id],
        env={**os.environ, "TZ": "Asia/Tokyo", "PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == [verdict.recorded_at.isoformat(), "True", "1"]
