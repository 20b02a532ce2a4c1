"""The decision: rating, explanation, what is still missing, and the save that names it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.domain import ClaimState, Outcome
from claimcheck.errors import ConflictError, VerdictRuleError
from claimcheck.text.identity import digest
from claimcheck.ui.check.compare import changed_meanwhile
from claimcheck.ui.check.pins import pin_tray
from claimcheck.ui.check.screen import (
    WRITING,
    Found,
    Seat,
    begin_anew,
    change_work,
    save_words,
    screen,
    see,
    seen_version,
)
from claimcheck.ui.check.showing import show_verdict, time_words
from claimcheck.ui.components.writing_area import writing_area, written
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.safe import label
from claimcheck.ui.steady import steady
from claimcheck.ui.trouble import guarded, part, say_done, show_what_happened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.domain import Draft, LedgerEvent, Verdict
    from claimcheck.workbench.checking import Sitting

_DRAWN = "claimcheck.check.drawn"
_PLACEHOLDERS = {
    None: "Why, in words for a reader.",
    Outcome.NOT_ENOUGH_EVIDENCE: "What evidence is missing, and where it was looked for.",
}


@part
def decision(seat: Seat, sitting: Sitting, found: Found | None, run: int, searching: bool) -> None:
    """Draw the decision; redrawn by itself while somebody writes.

    Args:
        seat: whose decision on which claim.
        sitting: as the whole page read it; read again when this part alone is redrawn.
        found: what is on the screen, frozen with the verdict.
        run: number of the page's run.
        searching: whether the evidence is still being looked for: what is saved is what was on the screen.
    """
    here = screen()
    alone = st.session_state.get(_DRAWN) == run
    st.session_state[_DRAWN] = run
    if alone and here.redraw:
        st.rerun()
    if alone:
        sitting = seat.sitting()
    with st.container(key="check-decision", gap="small"):
        _form(seat, sitting, found, searching)
    if alone:
        show_what_happened()


def _form(seat: Seat, sitting: Sitting, found: Found | None, searching: bool) -> None:
    seen = seen_version(sitting, seat.reviewer)
    token = seat.token
    compared = changed_meanwhile(seat, sitting, seen)
    if sitting.claim.state is ClaimState.DROPPED:
        _dropped(seat, sitting.claim.version)
        return
    if sitting.standing is not None and sitting.draft is None:
        _decided(seat, sitting.standing)
        return
    work = sitting.work
    st.markdown(f"**Evidence pinned** · {len(work.pins)}")
    with st.container(key="scroll-pins", gap="small"):
        pin_tray(seat, work.pins)
    with st.container(key="check-save", gap="small"):
        rating = _rating(seat, work)
        explanation = writing_area(
            "Explanation",
            key=WRITING,
            text=work.explanation,
            token=token,
            on_text=steady(lambda _: save_words(seat)),
            placeholder=_PLACEHOLDERS.get(seat.desk.checking.outcome(rating), _PLACEHOLDERS[None]),
            rows=5,
        )
        steady(save_words)(seat)  # where the callback was overtaken by a newer event
        missing = seat.desk.checking.missing(rating, explanation, work.pins, seat.reviewer)
        _missing(missing, refused=screen().incomplete == token)
        with st.container(horizontal=True, vertical_alignment="center"):
            correcting = sitting.standing is not None
            if searching or compared:
                st.button("Save verdict", key="check.save.behind", type="primary", disabled=True)
            else:
                key_button(
                    "Save correction" if correcting else "Save verdict",
                    Key.SAVE,
                    id="check.save",
                    kind="primary",
                    on_click=guarded(_save),
                    args=(seat, seen, token, found),
                )
            if sitting.draft is not None:
                st.button(
                    "Throw draft away",
                    key="check.forget",
                    type="tertiary",
                    on_click=guarded(_forget),
                    args=(seat,),
                )
        if sitting.draft is not None and sitting.draft.saved_at is not None:
            st.caption(f"Draft kept, {time_words(sitting.draft.saved_at)}.")


def _rating(seat: Seat, work: Draft) -> str | None:
    scale = list(seat.desk.settings.desk.ratings)
    choice = f"check.rating.{seat.token}"
    chosen: str | None = st.segmented_control(
        "Rating",
        scale,
        default=work.rating if work.rating in scale else None,
        format_func=lambda rating: label(rating, 40),
        required=True,
        key=choice,
        on_change=guarded(_rated),
        args=(seat, choice),
    )
    return chosen


def _missing(missing: tuple[str, ...], *, refused: bool) -> None:
    words = "; ".join(label(rule) for rule in missing)
    with st.container(key="check-missing", gap=None):
        if not missing:
            st.markdown(":green[Complete: it can be saved.]")
        elif refused:
            st.markdown(f":red[**Not saved. Missing:** {words}.]")
        else:
            st.markdown(f"**Still missing:** {words}.")


def _decided(seat: Seat, standing: Verdict) -> None:
    with st.container(key="scroll-pins"):
        st.markdown("**Decided**")
        show_verdict(standing)
    with st.container(key="check-save"):
        st.button(
            "Correct this verdict",
            key="check.correct",
            on_click=guarded(_correct),
            args=(seat,),
            help="Begins with what it says; the old verdict stays in the history",
        )


def _dropped(seat: Seat, version: int) -> None:
    st.info("This claim was dropped. Keep it if it should be checked after all.", icon=":material/block:")
    key_button(
        "Keep it",
        Key.KEEP,
        id="check.keep",
        kind="primary",
        on_click=guarded(_keep),
        args=(seat, version),
    )


def _rated(seat: Seat, choice: str) -> None:
    rating = st.session_state[choice]
    change_work(seat, lambda work: replace(work, rating=rating))


def _save(seat: Seat, seen: int, token: str, found: Found | None) -> None:
    """Record what is on the screen, under the version that was on the screen."""
    here = screen()
    work = seat.sitting().work
    explanation = written(WRITING, token)
    explanation = work.explanation if explanation is None else explanation
    rating = st.session_state.get(f"check.rating.{token}") or ""
    asked = digest(seat.claim_id, seat.reviewer, str(seen), rating, explanation, repr(work.pins))
    try:
        verdict = seat.desk.record.verdict(
            seat.claim_id,
            rating=rating,
            explanation=explanation,
            pins=work.pins,
            reviewer=seat.reviewer,
            hits=[evidence.hit for evidence in found.result.shown] if found is not None else (),
            build=found.result.build if found is not None else None,
            expected_version=seen,
            idempotency_key=asked,
        )
    except VerdictRuleError:
        here.incomplete = token
        return
    except ConflictError:
        here.refused, here.redraw = seat.claim_id, True
        return
    here.refused, here.redraw = None, True
    see(seat.claim_id, _version_after(seat.desk.claims.history(seat.claim_id), verdict))
    say_done(f"Recorded: {label(verdict.rating)}. Shift+J brings the next claim.")


def _version_after(events: Sequence[LedgerEvent], verdict: Verdict) -> int:
    """The claim's version that this verdict made; somebody may have gone on with it in the same moment."""
    return next(event.seq for event in reversed(events) if verdict.id in event.payload)


def _forget(seat: Seat) -> None:
    seat.desk.drafting.forget(seat.claim_id, seat.reviewer)
    begin_anew(seat.claim_id)
    screen().redraw = True


def _correct(seat: Seat) -> None:
    seat.desk.drafting.save(seat.claim_id, seat.reviewer, seat.sitting().work)
    begin_anew(seat.claim_id)
    screen().redraw = True


def _keep(seat: Seat, version: int) -> None:
    seat.desk.claims.keep(seat.claim_id, actor=seat.reviewer, expected_version=version)
    screen().redraw = True
