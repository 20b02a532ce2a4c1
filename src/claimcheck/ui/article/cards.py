"""The cards of an article's claims: one component, so that text stays text and a click does not wait for the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from typing import Any, Literal

import streamlit as st

from claimcheck.ui.components.drawing import numbered
from claimcheck.ui.keys import Key

Tone = Literal["gray", "green", "blue", "orange", "red", "plain"]
Wear = Literal["", "gone", "new", "open"]

_COMPONENT = st.components.v2.component(
    "claimcheck.claim_cards",
    js=resources.files(__package__).joinpath("cards.js").read_text(encoding="utf-8"),
    css=resources.files(__package__).joinpath("cards.css").read_text(encoding="utf-8"),
    isolate_styles=False,  # the theme's colours are variables outside, and the text beside it marks the current card
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a claim: as they are, struck because a complete wording leaves them out, new in it, or open."""

    text: str
    wear: Wear = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A word or two about a claim, with more for the pointer."""

    text: str
    tone: Tone = "plain"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardButton:
    """Something that can be done to the claim; its key is shown where the cursor stands."""

    op: str
    label: str
    key: Key | None = None
    detail: str = ""
    """What is acted upon beside the claim: the id of an earlier check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """What differs: what the claim says and what the other says instead."""

    kind: str
    claim: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCard:
    """An earlier check of the same claim, or nearly."""

    heading: str
    claim: str
    rating: Chip
    facts: str
    address: str | None
    differences: Sequence[Contrast]
    buttons: Sequence[CardButton]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """A claim as it stands in the tray; all text is harmless, and of a length that a card can hold."""

    id: str
    version: int
    tone: Tone
    pieces: Sequence[Piece]
    changes: Sequence[str]
    """Of a proposed complete wording: what is replaced, and where the article says so."""
    chips: Sequence[Chip]
    reason: str
    facts: str
    earlier: EarlierCard | None
    propose: CardButton | None
    """What takes the proposed wording."""
    buttons: Sequence[CardButton]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A sentence that cannot be checked, and why."""

    text: str
    reason: str


def claim_cards(
    standing: Sequence[ClaimCard], dropped: Sequence[ClaimCard], passed: Sequence[PassedOver], *, key: str, label: str
) -> None:
    """Draw the cards; their buttons act through the text beside them, which keeps one queue of what was done.

    Args:
        standing: in the order of the text.
        dropped: folded away below.
        passed: sentences that cannot be checked, folded away at the end.
        key: of the widget, unique on the page.
        label: what a screen reader calls the list.
    """
    _COMPONENT(
        key=key,
        data=numbered(
            key,
            {
                "label": label,
                "standing": [_card(card) for card in standing],
                "dropped": [_card(card) for card in dropped],
                "passed": [asdict(one) for one in passed],
            },
        ),
    )


def _card(card: ClaimCard) -> dict[str, Any]:
    return asdict(card, dict_factory=_keys_as_printed)


def _keys_as_printed(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value.shortcut if isinstance(value, Key) else value for name, value in fields}
