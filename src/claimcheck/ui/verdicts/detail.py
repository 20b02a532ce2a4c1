"""One verdict whole: what was decided, why, and the evidence as it was frozen then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.ui import place
from claimcheck.ui.components.marked_text import Look, Mark, marked_text
from claimcheck.ui.keys import Key, key_button
from claimcheck.ui.place import PageName
from claimcheck.ui.safe import badge_label, label, one_line, show_text, web_address
from claimcheck.ui.verdicts.history import history_of_claim
from claimcheck.ui.verdicts.table import open_verdict
from claimcheck.ui.verdicts.wording import OUTCOME_TONES, STANCE_TONES, moment, source_words

if TYPE_CHECKING:
    from claimcheck.domain import FrozenHit, Pin, Verdict, VerdictRow
    from claimcheck.workbench import Workbench

_HIT_TEXT = 700
_BOLD = 600


def verdict_detail(desk: Workbench, verdict_id: str) -> None:
    """Draw a verdict with everything it rests on."""
    with desk.browsing.reading():
        verdict, row = desk.browsing.verdict(verdict_id)
        past, events = desk.record.history(verdict.claim_id), desk.claims.history(verdict.claim_id)
    _head(verdict)
    _claim(row)
    st.markdown("**Why**")
    show_text(verdict.explanation)
    st.markdown(f"**Rests on** ({len(verdict.pins)})")
    if not verdict.pins:
        st.caption("Nothing is pinned: the explanation says what is missing.")
    for number, pin in enumerate(verdict.pins):
        _pin(verdict, number, pin)
    _what_the_search_showed(verdict)
    history_of_claim(verdict, past, events)


def _head(verdict: Verdict) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            st.badge(badge_label(verdict.rating, 60), color=OUTCOME_TONES[verdict.outcome])
            st.caption(f"{label(verdict.reviewer, 60)} · {moment(verdict.recorded_at)}")
        if verdict.replaced_by is None:
            if key_button(
                "Correct it",
                Key.EDIT,
                id="verdicts.correct",
                icon=":material/edit:",
                help="Decide again. The verdict as it stands here is kept and stays readable.",
            ):
                place.go(PageName.CHECK, claim=verdict.claim_id)
        else:
            st.button(
                "Show the one that replaced it",
                key="verdicts.newer",
                icon=":material/update:",
                on_click=open_verdict,
                args=(verdict.replaced_by,),
            )
    if verdict.replaced_by is not None:
        st.warning("This verdict was corrected; it no longer stands.", icon=":material/history:")


def _claim(row: VerdictRow) -> None:
    verdict, claim, article = row.verdict, row.claim, row.article
    with st.container(border=True, gap="small", key="verdict-claim"):
        if len(verdict.claim_text) <= _BOLD:
            st.markdown(f"**{label(verdict.claim_text, _BOLD)}**")
        else:
            show_text(verdict.claim_text, limit=4000)
        if claim.said.strip() != verdict.claim_text.strip():
            st.caption("As said:")
            show_text(claim.said, limit=4000)
        words = [
            label(claim.speaker, 80) if claim.speaker else "",
            f"said {claim.claim_date.isoformat()}" if claim.claim_date else "",
            label(article.publisher, 60) if article and article.publisher else "",
        ]
        if any(words):
            st.caption(" · ".join(filter(None, words)))
        if article is not None and st.button(
            label(article.title, 110), key="verdicts.article.open", icon=":material/article:", type="tertiary"
        ):
            place.go(PageName.ARTICLE, article=article.id, claim=claim.id)


def _pin(verdict: Verdict, number: int, pin: Pin) -> None:
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(pin.stance.value, color=STANCE_TONES[pin.stance])
            st.caption(label(source_words(pin), 260))
        start = pin.paragraph.find(pin.text)
        inside = start >= 0 and len(pin.text) < len(pin.paragraph)
        marked_text(  # without a focus: several pins would wrestle for the place to scroll to
            pin.paragraph if start >= 0 else pin.text,
            key=f"verdicts.pin.{verdict.id}.{number}",
            label=f"Pinned passage {number + 1} in its paragraph",
            marks=[Mark(start=start, end=start + len(pin.text), look=Look.PASSAGE)] if inside else (),
            height="22rem",
        )
        address = web_address(pin.url)
        if address is None and pin.document_id is None:
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            if address is not None:
                st.link_button("Web address", address, icon=":material/open_in_new:", help=label(address, 200))
            if pin.document_id is not None:
                if st.button("The whole document", key=f"verdicts.document.{number}", icon=":material/description:"):
                    place.go(PageName.LIBRARY, document=pin.document_id)
                st.caption(
                    f"frozen copy of characters {pin.start or 0:,} to {pin.end or 0:,}, "
                    f"sha256 of the document {label((pin.document_sha256 or 'unknown')[:16])}…"
                )


def _what_the_search_showed(verdict: Verdict) -> None:
    if not verdict.hits:
        st.caption("No ranked list was frozen with this verdict.")
        return
    pinned = {pin.passage_id for pin in verdict.pins}
    with st.expander(f"What the search showed then: {len(verdict.hits)} passages", key="verdicts.hits"):
        st.caption(f"From build {label(verdict.build or 'unknown', 60)}, in the order the reviewer saw.")
        for hit in verdict.hits:
            _hit(hit, pinned=hit.passage_id in pinned)


def _hit(hit: FrozenHit, *, pinned: bool) -> None:
    words = [f"**{hit.rank}**", f"similarity {hit.similarity:.2f}"]
    words.append("found by meaning alone" if hit.lexical is None else f"words {hit.lexical:.1f}")
    if pinned:
        words.append(":primary[pinned]")
    st.markdown(" · ".join(words))
    show_text(one_line(hit.text, _HIT_TEXT))
