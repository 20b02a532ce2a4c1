"""What is done to the claims of an article, as the person saw them; and what their cards say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
import streamlit as st

from claimcheck.domain import (
    Article,
    Claim,
    ClaimKind,
    ClaimProposal,
    ClaimState,
    Completion,
    NotCheckable,
    PublicationDate,
    Replacement,
    ReplacementKind,
    SurveyedSentence,
)
from claimcheck.errors import ConflictError, NotFoundError
from claimcheck.ui.article.aids import aids_of
from claimcheck.ui.article.carding import Aid, card_of, offers_of, passed_over
from claimcheck.ui.article.deciding import Seat, Wanted, cursor, perform
from claimcheck.ui.article.marking import asides_of, targets_of
from claimcheck.ui.components.marked_text import Look, Operation
from claimcheck.workbench import Workbench
from ui.conftest import REVIEWER

if TYPE_CHECKING:
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from claimcheck.workspace import Workspace
    from ui.conftest import PageRunner

TEXT = (
    "Mayor Ilse Brandt was there. The bridge cost 40 million euros and was opened in 2019. It is the longest of the "
    "country. Is it safe? Brandt cut the ribbon in May."
)
SENTENCES = (
    "The bridge cost 40 million euros and was opened in 2019.",
    "It is the longest of the country.",
    "Brandt cut the ribbon in May.",
)


@pytest.fixture
def seat(workspace: Workspace) -> Seat:
    st.session_state.clear()
    desk = Workbench.open(workspace.root)
    article = Article(
        id="b" * 20,
        title="A bridge",
        text=TEXT,
        author=None,
        publisher="Sample Gazette",
        published=PublicationDate(day=date(2025, 5, 15), origin="meta"),
        url="https://sample.invalid/bridge",
        language="en",
        sha256="0" * 64,
        added_at=datetime.now(UTC),
        original=None,
    )
    desk._resources.desk.add_article(article)
    return Seat(desk=desk, article=article, reviewer=REVIEWER)


@pytest.fixture
def claims(seat: Seat) -> list[Claim]:
    proposals = [
        ClaimProposal(
            text=words,
            said=words,
            start=TEXT.index(words),
            end=TEXT.index(words) + len(words),
            check_worthiness=worth,
            kinds=(ClaimKind.NUMBER, ClaimKind.FIRST_ONLY_SINCE),
            reason="states a number",
            speaker="The mayor",
        )
        for words, worth in zip(SENTENCES, (0.9, 0.7, 0.5), strict=True)
    ]
    return seat.desk._resources.desk.propose_claims(seat.article.id, proposals, actor="claimcheck")


def do(seat: Seat, op: str, claim: Claim | None = None, *, version: int | None = None, detail: str = "") -> None:
    """What the browser sends for a key or a click, on the claim at the version that stood on the page."""
    perform(
        seat,
        Operation(
            op=op,
            target=claim.id if claim else None,
            version=version if version is not None else claim.version if claim else None,
            start=None,
            end=None,
            detail=detail or None,
        ),
    )


def after(claim: Claim) -> str:
    """The claim as another one's card names it for merging."""
    return f"{claim.id}:{claim.version}"


def states(seat: Seat) -> dict[str, ClaimState]:
    return {
        claim.text: claim.state for claim in seat.desk.claims.list(article_id=seat.article.id, states=list(ClaimState))
    }


def completed(said: str) -> Completion:
    bridge = Replacement(
        kind=ReplacementKind.PRONOUN, start=0, end=2, said=said[:2], words="The bridge", source=(29, 39)
    )
    return Completion(said=said, text=f"The bridge{said[2:]}", replacements=(bridge,))


def told() -> str:
    return str(st.session_state.pop("claimcheck.done", ""))


def test_claims_are_kept_dropped_and_kept_after_all_in_the_reviewer_s_name(seat: Seat, claims: list[Claim]) -> None:
    do(seat, "keep", claims[0])
    do(seat, "drop", claims[1])
    assert list(states(seat).values()) == [ClaimState.KEPT, ClaimState.DROPPED, ClaimState.PROPOSED]
    assert seat.desk.claims.history(claims[0].id)[-1].actor == REVIEWER
    do(seat, "keep", seat.desk.claims.show(claims[1].id))
    assert seat.desk.claims.show(claims[1].id).state is ClaimState.KEPT


@pytest.mark.parametrize("op", ["keep", "drop", "merge"])
def test_a_decision_on_what_somebody_changed_meanwhile_overwrites_nothing(
    seat: Seat, claims: list[Claim], op: str
) -> None:
    seat.desk.claims.edit(claims[0].id, speaker="A clerk", actor="Grace Sample")
    with pytest.raises(ConflictError, match="Grace Sample"):
        do(seat, op, claims[0], detail=after(claims[1]))
    assert set(states(seat).values()) == {ClaimState.PROPOSED}
    assert seat.desk.claims.show(claims[0].id).speaker == "A clerk"


def test_an_error_of_a_key_is_shown_above_the_text(run_page: PageRunner, seat: Seat, claims: list[Claim]) -> None:
    at = run_page("article", seat.desk.workspace.root, article=seat.article.id)
    at.session_state["claimcheck.trouble"] = ConflictError("the claim was kept by Grace Sample while you were reading")
    at.run()
    assert "Grace Sample" in at.error[0].value
    assert "Nothing was overwritten" in at.error[0].value


def test_two_quick_keys_on_one_claim_are_no_conflict_with_oneself(seat: Seat, claims: list[Claim]) -> None:
    do(seat, "keep", claims[0])
    do(seat, "drop", claims[0])  # the page has not been drawn since: the same version
    do(seat, "undo")
    do(seat, "drop", claims[0])
    assert seat.desk.claims.show(claims[0].id).state is ClaimState.DROPPED
    seat.desk.claims.keep(claims[0].id, actor="Grace Sample")
    with pytest.raises(ConflictError, match="Grace Sample"):
        do(seat, "drop", claims[0])


def test_undo_says_what_it_took_back_and_the_cursor_goes_there(seat: Seat, claims: list[Claim]) -> None:
    do(seat, "keep", claims[0])
    do(seat, "drop", claims[1])
    do(seat, "undo")
    assert told() == "Undone: dropping “It is the longest of the country\\.”"
    assert (cursor().claim_id, cursor().moves) == (claims[1].id, 1)
    do(seat, "undo")
    assert "keeping" in told()
    assert set(states(seat).values()) == {ClaimState.PROPOSED}
    with pytest.raises(NotFoundError):
        do(seat, "undo")


def test_merging_joins_a_claim_with_the_next_one_and_undo_parts_them(seat: Seat, claims: list[Claim]) -> None:
    do(seat, "merge", claims[0], detail=after(claims[1]))
    merged = seat.desk.claims.show(cursor().claim_id or "")
    assert merged.said == TEXT[claims[0].start : claims[1].end]
    assert merged.state is ClaimState.KEPT
    assert [states(seat)[words] for words in SENTENCES[:2]] == [ClaimState.DROPPED, ClaimState.DROPPED]
    do(seat, "undo")
    assert told().startswith("Undone: merging")
    assert [states(seat)[words] for words in SENTENCES] == [ClaimState.PROPOSED] * 3


def test_merging_needs_the_next_claim_as_it_was_seen(seat: Seat, claims: list[Claim]) -> None:
    seat.desk.claims.drop(claims[1].id, actor="Grace Sample")
    with pytest.raises(ConflictError, match="Grace Sample"):
        do(seat, "merge", claims[0], detail=after(claims[1]))
    with pytest.raises(ConflictError, match="no claim after"):
        do(seat, "merge", claims[2])
    assert seat.desk.claims.show(claims[0].id).state is ClaimState.PROPOSED


def test_the_claim_after_one_is_the_next_open_one_of_the_text(seat: Seat, claims: list[Claim]) -> None:
    first, _, last = claims
    aid = Aid(next_claim=last)
    target = targets_of([first], {first.id: aid})[0]
    assert dict(target.details)["merge"] == after(last)
    assert "merge" in offers_of(first, aid)
    assert "merge" not in offers_of(last, Aid())


def test_a_claim_is_edited_in_a_dialog_and_keeps_the_words_as_said(
    run_page: PageRunner, seat: Seat, claims: list[Claim]
) -> None:
    at = run_page("article", seat.desk.workspace.root, article=seat.article.id)
    at.session_state["claimcheck.article.wanted"] = Wanted(op="edit", claim_id=claims[1].id)
    at.run()
    at.text_area(key=f"claim.words.{claims[1].id}").set_value("The Sample Bridge is the longest of Samplia.")
    at.text_input(key=f"claim.speaker.{claims[1].id}").set_value("A clerk")
    at.button(key="claim.save").click().run()
    edited = seat.desk.claims.show(claims[1].id)
    assert (edited.text, edited.said, edited.speaker) == (
        "The Sample Bridge is the longest of Samplia.",
        SENTENCES[1],
        "A clerk",
    )


def test_a_card_says_kind_worth_speaker_reason_and_what_can_be_done(seat: Seat, claims: list[Claim]) -> None:
    card = card_of(seat.article, claims[0], Aid(parts=2, next_claim=claims[1]))
    assert [chip.text for chip in card.chips] == [
        "To decide",
        "0.90",
        "number",
        "first, only or since",
        "said by The mayor",
    ]
    assert card.reason == "states a number"
    assert [(button.label, button.key and button.key.shortcut) for button in card.buttons] == [
        ("Keep", "A"),
        ("Drop", "X"),
        ("Edit", "E"),
        ("Split", "S"),
        ("Merge with next", "M"),
    ]
    assert card.facts == ""
    kept = seat.desk.claims.edit(claims[0].id, text="The bridge cost 40 million.", actor=REVIEWER)
    assert card_of(seat.article, kept, Aid()).facts == f"as said: “{SENTENCES[0]}”"


def test_a_card_of_a_megabyte_is_bounded(seat: Seat) -> None:
    claim = seat.desk.claims.add("x" * 50_000, article_id=None, actor=REVIEWER)
    card = card_of(seat.article, claim, Aid())
    assert len("".join(piece.text for piece in card.pieces)) <= 601
    assert "50,000 characters, shown are 600" in card.facts


def test_what_cannot_be_checked_is_greyed_with_its_reason_unless_somebody_made_a_claim_of_it(
    seat: Seat, claims: list[Claim]
) -> None:
    start = TEXT.index("Is it safe?")
    question = SurveyedSentence(
        text="Is it safe?",
        start=start,
        end=start + 11,
        check_worthiness=0.1,
        kinds=(),
        reason="a question",
        speaker=None,
        quote=None,
        not_checkable=NotCheckable.QUESTION,
        proposed=False,
    )
    (mark,) = asides_of([question], claims)
    assert (mark.start, mark.end, mark.look, mark.target) == (start, start + 11, Look.ASIDE, None)
    assert mark.note == "Not checkable: a question"
    assert [one.reason for one in passed_over([question], claims)] == ["a question"]
    made = seat.desk.claims.add("It is safe.", article_id=seat.article.id, start=start, end=start + 11, actor=REVIEWER)
    assert asides_of([question], [*claims, made]) == []


def test_the_complete_wording_is_shown_as_a_diff_taken_with_one_key_and_undone_with_one(
    seat: Seat, claims: list[Claim]
) -> None:
    longest = claims[1]
    proposal = completed(longest.said)
    card = card_of(seat.article, longest, Aid(completion=proposal))
    assert [(piece.text, piece.wear) for piece in card.pieces] == [
        ("It", "gone"),
        ("The bridge", "new"),
        (" is the longest of the country.", ""),
    ]
    (change,) = card.changes
    assert change.startswith("“It” is “The bridge”: “…Mayor Ilse Brandt was there. The bridge cost 40 million")
    assert card.propose is not None
    assert (card.propose.op, card.propose.key and card.propose.key.shortcut) == ("complete", "E")
    assert [button.key for button in card.buttons if button.op == "edit"] == [None], "E takes the wording first"

    ribbon = claims[2]
    do(seat, "complete", ribbon)
    after_it = seat.desk.claims.show(ribbon.id)
    assert after_it.text.startswith("Mayor Ilse Brandt cut the ribbon")
    assert after_it.said == ribbon.said
    do(seat, "undo")
    assert told().startswith("Undone: completing")
    assert seat.desk.claims.show(ribbon.id).text == ribbon.text


def test_what_the_article_leaves_open_is_marked_on_the_card(seat: Seat, claims: list[Claim]) -> None:
    said = claims[1].said
    card = card_of(
        seat.article, claims[1], Aid(completion=Completion(said=said, text=said, replacements=(), left_open=((0, 2),)))
    )
    assert [(piece.text, piece.wear) for piece in card.pieces] == [("It", "open"), (said[2:], "")]
    assert card.propose is None


def test_completing_what_somebody_changed_meanwhile_overwrites_nothing(seat: Seat, claims: list[Claim]) -> None:
    seat.desk.claims.edit(claims[1].id, text="The bridge is long.", actor="Grace Sample")
    with pytest.raises(ConflictError, match="Grace Sample"):
        do(seat, "complete", claims[1])
    assert seat.desk.claims.show(claims[1].id).text == "The bridge is long."


def test_nothing_is_offered_where_the_words_are_complete_or_the_claim_is_decided(
    seat: Seat, claims: list[Claim]
) -> None:
    aid = Aid(completion=completed(claims[1].said))
    assert "complete" in offers_of(claims[1], aid)
    done = seat.desk.claims.edit(claims[1].id, text=completed(claims[1].said).text, actor=REVIEWER)
    assert "complete" not in offers_of(done, aid)
    assert "complete" not in offers_of(replace(claims[1], state=ClaimState.DECIDED), aid)


def split_dialog(run_page: PageRunner, seat: Seat, claim: Claim) -> AppTest:
    return reopened(run_page("article", seat.desk.workspace.root, article=seat.article.id), claim)


def reopened(at: AppTest, claim: Claim) -> AppTest:
    """The dialog once more: the test runner draws the whole page after a click in it, and so without it."""
    at.session_state["claimcheck.article.wanted"] = Wanted(op="split", claim_id=claim.id, version=claim.version)
    return at.run()


def test_a_claim_is_split_into_the_parts_that_are_chosen_and_one_undo_puts_it_back(
    run_page: PageRunner, seat: Seat, claims: list[Claim]
) -> None:
    at = split_dialog(run_page, seat, claims[0])
    offered = seat.desk.claims.parts(claims[0].id)
    assert len(offered) >= 2
    assert at.button(key="split.save").label == f"Split into {len(offered)}"
    reopened(at.button(key="split.part.0").click().run(), claims[0])
    assert at.button(key="split.save").label == f"Split into {len(offered) - 1}"
    reopened(at.button(key="split.part.0").click().run(), claims[0])
    at.button(key="split.save").click().run()
    assert not at.error
    kept = [claim.text for claim in seat.desk.claims.list(article_id=seat.article.id, states=[ClaimState.KEPT])]
    assert sorted(kept) == sorted(part.text for part in offered)
    assert states(seat)[SENTENCES[0]] is ClaimState.DROPPED
    do(seat, "undo")
    assert told().startswith("Undone: splitting")
    assert states(seat)[SENTENCES[0]] is ClaimState.PROPOSED


def test_splitting_what_somebody_changed_meanwhile_overwrites_nothing_and_the_dialog_says_so(
    run_page: PageRunner, seat: Seat, claims: list[Claim]
) -> None:
    at = split_dialog(run_page, seat, claims[0])
    seat.desk.claims.keep(claims[0].id, actor="Grace Sample")
    at.button(key="split.save").click().run()
    assert "Grace Sample" in at.error[0].value
    assert states(seat)[SENTENCES[0]] is ClaimState.KEPT
    assert len(states(seat)) == len(SENTENCES)


@pytest.fixture
def checked(seat: Seat, claims: list[Claim], tmp_path: Path) -> list[Claim]:
    """The claims, with earlier checks of the second one on the desk."""
    table = tmp_path / "checks.csv"
    table.write_text(
        f"claim,rating,publisher,date\n{SENTENCES[1]},false,Sample Check,2025-05-17\n"
        "It is the second longest of the country.,true,Another Check,2025-05-16\n",
        encoding="utf-8",
    )
    seat.desk.earlier.add([str(table)])
    return claims


def test_an_earlier_check_is_shown_and_linked_with_one_key_and_undone_with_one(
    seat: Seat, checked: list[Claim]
) -> None:
    aids = aids_of(seat.desk, checked, readable=True)
    longest = checked[1]
    best = aids[longest.id].matches[0]
    card = card_of(seat.article, longest, aids[longest.id])
    assert card.earlier is not None
    assert (card.earlier.rating.text, card.earlier.rating.tone) == ("false", "red")
    assert card.earlier.facts == "Sample Check · 17 May 2025"
    assert card.earlier.heading.startswith("Checked before")
    assert [button.key and button.key.shortcut for button in card.earlier.buttons][:2] == ["L", "D"]

    do(seat, "link", longest, detail=best.check.id)
    (linked,) = seat.desk.earlier.linked(longest.id)
    assert (linked.check.id, linked.actor, linked.strength) == (best.check.id, REVIEWER, best.strength)
    assert "false" in told()
    again = card_of(seat.article, longest, aids_of(seat.desk, checked, readable=True)[longest.id])
    assert again.earlier is not None
    assert again.earlier.heading == "Linked to an earlier check"
    do(seat, "undo")
    assert told().startswith("Undone: linking")
    assert seat.desk.earlier.linked(longest.id) == ()


def test_an_earlier_check_of_another_claim_is_not_offered_again(seat: Seat, checked: list[Claim]) -> None:
    longest = checked[1]
    first = aids_of(seat.desk, checked, readable=True)[longest.id].matches[0]
    do(seat, "unlike", longest, detail=first.check.id)
    left = aids_of(seat.desk, checked, readable=True)[longest.id].matches
    assert first.check.id not in {match.check.id for match in left}
    do(seat, "undo")
    assert aids_of(seat.desk, checked, readable=True)[longest.id].matches[0] == first


def test_linking_what_somebody_changed_meanwhile_overwrites_nothing(seat: Seat, checked: list[Claim]) -> None:
    match = aids_of(seat.desk, checked, readable=True)[checked[1].id].matches[0]
    seat.desk.claims.edit(checked[1].id, text="It is the shortest of the country.", actor="Grace Sample")
    with pytest.raises(ConflictError, match="Grace Sample"):
        do(seat, "link", checked[1], detail=match.check.id)
    assert seat.desk.earlier.linked(checked[1].id) == ()


def test_all_earlier_checks_of_a_claim_are_in_a_dialog_where_one_is_linked(
    run_page: PageRunner, seat: Seat, checked: list[Claim]
) -> None:
    longest = checked[1]
    matches = aids_of(seat.desk, checked, readable=True)[longest.id].matches
    at = run_page("article", seat.desk.workspace.root, article=seat.article.id)
    at.session_state["claimcheck.article.wanted"] = Wanted(op="matches", claim_id=longest.id, version=longest.version)
    at.run()
    assert len([one for one in at.button if one.label == "Link"]) == len(matches)
    at.button(key=f"matches.link.{matches[-1].check.id}").click().run()
    assert not at.error
    assert [one.check.id for one in seat.desk.earlier.linked(longest.id)] == [matches[-1].check.id]


def test_a_text_in_another_language_gets_no_guesses_and_says_what_does_not_work(
    run_page: PageRunner, seat: Seat, claims: list[Claim]
) -> None:
    german = replace(seat.article, id="c" * 20, language="de", sha256="1" * 64)
    seat.desk._resources.desk.add_article(german)
    at = run_page("article", seat.desk.workspace.root, article=german.id)
    assert not at.error
    assert "This text is in German" in at.warning[0].value
    assert "finding claims" in at.warning[0].value
    assert [one.key for one in at.button if one.key == "article.more"] == []
    assert any("is on this desk already" in shown.value for shown in at.markdown)
    aids = aids_of(seat.desk, claims, readable=False)
    assert {(aid.completion, aid.parts, aid.matches) for aid in aids.values()} == {(None, 0, ())}
