"""Removing documents: asked first, with what it means for verdicts, and how it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from claimcheck.ui import place
from claimcheck.ui.place import Place
from claimcheck.ui.trouble import guarded, say_done

if TYPE_CHECKING:
    from claimcheck.workbench import Workbench

CHOICE = "claimcheck.library.choice"
"""Counts removals; a table of documents forgets what was chosen whenever it grows."""
_ASKED = "claimcheck.library.remove"


def ask_to_remove(document_ids: tuple[str, ...]) -> None:
    """Ask before removing these; a callback."""
    st.session_state[_ASKED] = document_ids


def removal_asked() -> bool:
    """Whether the question is open."""
    return bool(st.session_state.get(_ASKED))


def removal_question(desk: Workbench) -> None:
    """What removing means, and the two answers."""
    document_ids: tuple[str, ...] = st.session_state[_ASKED]
    resting = desk.browsing.verdicts_resting_on(document_ids)
    count = len(document_ids)
    documents = "this document" if count == 1 else f"these {count:,} documents"
    with st.container(border=True, gap="small", key="library-removal"):
        st.markdown(f"**Remove {documents}?** No search finds {'it' if count == 1 else 'them'} any more, at once.")
        if resting:
            st.caption(
                f"{resting:,} {'verdict rests' if resting == 1 else 'verdicts rest'} on "
                f"{'it' if count == 1 else 'them'}. They keep their frozen copies and stay readable and provable."
            )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.checkbox(
                "Also delete the kept original files",
                key="library.purge",
                help="The bytes under data/originals, unless an article or another document came from them too.",
            )
            st.button(
                f"Remove {documents}",
                key="library.remove.yes",
                type="primary",
                on_click=guarded(_remove),
                args=(desk, document_ids),
            )
            st.button("Keep", key="library.remove.no", on_click=ask_to_remove, args=((),))
        st.caption("To take it back, add the source again: the document gets the same id.")


def _remove(desk: Workbench, document_ids: tuple[str, ...]) -> None:
    purge = bool(st.session_state.get("library.purge"))
    st.session_state[_ASKED] = ()
    removed = desk.library.remove(document_ids, purge=purge)
    st.session_state[CHOICE] = st.session_state.get(CHOICE, 0) + 1
    if place.get(Place.DOCUMENT) in document_ids:
        place.put(Place.DOCUMENT, None)
    kept = "" if purge else " Their original files are still under data/originals."
    say_done(f"Removed {removed:,}. To take it back, add the source again.{kept}")
