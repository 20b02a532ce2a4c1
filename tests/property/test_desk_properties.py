from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.desk.store import DeskStore
from claimcheck.desk.wording import cleaned, is_blank, storable
from claimcheck.domain import Claim, ClaimPart, ClaimState, Draft, PartAspect, PinStance
from claimcheck.errors import ClaimcheckError
from claimcheck.workspace import Workspace
from deskwork import a_claim, a_pin, a_proposal, a_verdict, an_article, open_desk
from tampering import cells, report_with

ANY_TEXT = st.text(st.characters(), max_size=30)


@dataclass(frozen=True)
class Step:
    action: str
    actor: str
    place: int
    words: str


def propose(desk: DeskStore, claim: Claim, step: Step) -> None:
    spans = [a_proposal(step.place, step.place + 9), a_proposal(0, 22)]
    desk.propose_claims(an_article().id, spans, "claimcheck")


def again(desk: DeskStore, claim: Claim, step: Step) -> None:
    for _ in range(2):
        desk.record_verdict(a_verdict(claim, reviewer=step.actor, idempotency_key=f"{claim.id}{step.actor}"))


def split(desk: DeskStore, claim: Claim, step: Step) -> None:
    half = max(1, len(claim.said) // 2)
    parts = [
        ClaimPart(aspect=PartAspect.WHAT, text=step.words, start=0, end=half),
        ClaimPart(aspect=PartAspect.WHO, text="Somebody.", start=step.place, end=len(claim.said)),
    ]
    desk.split_claim(claim.id, parts, actor=step.actor, keep_whole=step.place > 5)


def merge(desk: DeskStore, claim: Claim, step: Step) -> None:
    desk.merge_claims([other.id for other in desk.list_claims()[: 2 + step.place]], actor=step.actor)


ACTIONS: dict[str, Callable[[DeskStore, Claim, Step], object]] = {
    "keep": lambda desk, claim, step: desk.keep_claim(claim.id, actor=step.actor),
    "drop": lambda desk, claim, step: desk.drop_claim(claim.id, actor=step.actor),
    "edit": lambda desk, claim, step: desk.edit_claim(
        claim.id, text=step.words, speaker=step.words, clear_date=step.place > 3, actor=step.actor
    ),
    "undo": lambda desk, _, step: desk.undo_last(step.actor),
    "add": lambda desk, _, step: a_claim(desk, step.words, actor=step.actor),
    "decide": lambda desk, claim, step: desk.record_verdict(
        a_verdict(claim, reviewer=step.actor, explanation=step.words, pins=(a_pin(text=step.words), a_pin()))
    ),
    "refute": lambda desk, claim, step: desk.record_verdict(
        a_verdict(claim, reviewer=step.actor, rating="refuted", pins=(a_pin(PinStance.REFUTES, title=step.words),))
    ),
    "unclear": lambda desk, claim, step: desk.record_verdict(
        a_verdict(claim, reviewer=step.actor, rating="not enough evidence", explanation=step.words, pins=(), hits=())
    ),
    "retitle": lambda desk, _, step: desk.update_article_metadata(
        an_article().id, actor=step.actor, title=step.words, clear_published=step.place > 3
    ),
    "propose": propose,
    "split": split,
    "merge": merge,
    "complete": lambda desk, claim, step: desk.complete_claim(claim.id, step.words, actor=step.actor),
    "draft": lambda desk, claim, step: desk.save_draft(
        claim.id, step.actor, Draft(rating=None, explanation=step.words, pins=(a_pin(text=step.words),))
    ),
    "stale": lambda desk, claim, step: desk.record_verdict(
        a_verdict(claim, reviewer=step.actor, expected_version=claim.version - 1)
    ),
    "again": again,
}


STEPS = st.lists(
    st.builds(
        Step,
        action=st.sampled_from(sorted(ACTIONS)),
        actor=st.sampled_from(["Ana", "Ben"]),
        place=st.integers(0, 7),
        words=ANY_TEXT,
    ),
    max_size=14,
)


def take(desk: DeskStore, step: Step) -> None:
    """One thing a person does to the claim at a place of the list; what the rules forbid is refused."""
    claims = desk.list_claims()
    ACTIONS[step.action](desk, claims[step.place % len(claims)], step)


def lived(folder: str, steps: list[Step]) -> DeskStore:
    """A record after all the steps, refused ones included."""
    workspace = Workspace(Path(folder))
    workspace.create()
    desk = open_desk(workspace)
    hints: list[str | None] = []
    with desk.held():
        desk.add_article(an_article())
        a_claim(desk)
        for step in steps:
            head = desk.ledger_head()
            try:
                take(desk, step)
            except ClaimcheckError as refused:
                hints.append(refused.hint)
                assert desk.ledger_head() == head, "what is refused leaves nothing behind"
    assert all(hints)
    return desk


@settings(max_examples=15, deadline=None)
@given(STEPS)
def test_whatever_people_do_the_record_proves_and_nothing_said_is_altered(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = lived(folder, steps)
        report = desk.verify_ledger()
        assert report.problems == ()
        article = desk.get_article(an_article().id)
        verdicts = desk.list_verdicts(include_replaced=True)
        current = Counter(row.claim.id for row in verdicts if row.verdict.replaced_by is None)
        for claim in desk.list_claims():
            if claim.article_id is not None:
                assert article.text[claim.start : claim.end] == claim.said
            history = desk.verdict_history(claim.id)
            assert [verdict.replaces for verdict in history] == [None, *(verdict.id for verdict in history)][
                : len(history)
            ]
            assert current[claim.id] == (1 if history else 0)
            assert (claim.state is ClaimState.DECIDED) == bool(history)
            assert claim.version == desk.events(claim.id)[-1].seq
        for row in verdicts:
            if row.verdict.outcome.decisive:
                assert row.verdict.pins
            assert not is_blank(row.verdict.explanation)


@settings(max_examples=8, deadline=None)
@given(STEPS, st.randoms(use_true_random=False))
def test_any_cell_changed_in_any_record_is_found(steps: list[Step], random: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = lived(folder, [Step("decide", "Ana", 0, "Sure."), *steps])
        with desk._database.session() as connection:
            every = cells(connection)
            for cell in random.sample(every, min(25, len(every))):  # type: ignore[attr-defined]
                try:
                    report = report_with(connection, cell)
                except duckdb.ConstraintException:
                    continue
                assert not report.intact, cell


@given(ANY_TEXT)
def test_storable_text_keeps_its_length_and_is_valid_utf_8(text: str) -> None:
    stored = storable(text)
    assert len(stored) == len(text)
    assert stored.encode().decode() == stored
    assert "\0" not in stored
    assert storable(stored) == stored


@given(ANY_TEXT)
def test_cleaning_a_value_cleans_all_of_it(text: str) -> None:
    verdict = cleaned(a_verdict("c", explanation=text, pins=(a_pin(text=text, publisher=text),)))
    assert verdict.pins[0].publisher == verdict.pins[0].text == verdict.explanation == storable(text)
