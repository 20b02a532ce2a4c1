"""Which sentences are proposed, of which kind, and whose words they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest
from numpy.typing import NDArray

from claimcheck.claims import propose_claims
from claimcheck.claims.kinds import signs_of
from claimcheck.domain import Article, ClaimKind, ClaimProposal


class Scores:
    """A detector that knows its scores; the real one is tested by itself."""

    threshold = 0.5

    def __init__(self, default: float = 1.0, **by_first_word: float) -> None:
        self._default = default
        self._by_first_word = by_first_word

    def check_worthiness(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        return np.array([self._by_first_word.get(sentence.split()[0], self._default) for sentence in sentences])


def article(text: str, title: str = "A sample") -> Article:
    return Article(
        id="a", title=title, text=text, author=None, publisher=None, published=None, url=None, language="en",
        sha256="0", added_at=datetime(2025, 6, 1, tzinfo=UTC), original=None,
    )  # fmt: skip


def proposals(text: str, scores: Scores | None = None, threshold: float | None = None) -> list[ClaimProposal]:
    found = propose_claims(article(text), scores or Scores(), threshold)
    assert all(text[claim.start : claim.end] == claim.said == claim.text for claim in found)
    return found


TEXT = "Prices rose by 7% in May.\n\nWhat a curious town\n\nMuster walked home. Everyone was tired."


def test_sentences_come_in_order_with_their_exact_words() -> None:
    assert [claim.said for claim in proposals(TEXT)] == [
        "Prices rose by 7% in May.",
        "Muster walked home.",
        "Everyone was tired.",
    ]


def test_headings_are_not_proposed_but_a_text_of_nothing_else_is() -> None:
    assert "What a curious town" not in [claim.said for claim in proposals(TEXT)]
    assert [claim.said for claim in proposals("Lowport never had a mayor")] == ["Lowport never had a mayor"]


def test_a_numbered_heading_is_a_heading_and_a_numbered_list_is_not() -> None:
    found = proposals(
        "Prices rose in May.\n\n3. The quay at Lowport\n\nIt closed.\n\n1. Work lasts 7 weeks\n2. Boats wait"
    )
    assert [claim.said for claim in found][1:] == ["It closed.", "Work lasts 7 weeks", "Boats wait"]


def test_the_threshold_is_the_detectors_own_unless_another_is_given() -> None:
    scores = Scores(0.4, Muster=0.6)
    assert [claim.said for claim in proposals(TEXT, scores)][-1] == "Muster walked home."
    assert "Everyone was tired." in [claim.said for claim in proposals(TEXT, scores, threshold=0.3)]
    assert proposals(TEXT, scores, threshold=0.9) == []


def test_what_is_easily_wrong_is_proposed_below_the_threshold() -> None:
    almost = Scores(0.3)
    assert [claim.kind for claim in proposals(TEXT, almost)] == [ClaimKind.NUMBER]
    assert proposals(TEXT, Scores(0.2)) == []
    assert "words alone score 0.30" in (proposals(TEXT, almost)[0].reason or "")


def test_what_somebody_named_did_comes_before_what_states_nothing() -> None:
    named, nothing = proposals("President Ida Sample travelled to Lowport.\n\nThe mood is calm.", Scores(0.5))
    assert named.check_worthiness > 0.5 > nothing.check_worthiness


def test_an_article_without_a_word_has_no_claims() -> None:
    assert proposals("… — !\n\n***") == []


def test_the_bullet_is_no_part_of_the_claim() -> None:
    found = proposals("The plan says:\n\n- The quay closes in May.\n- Work lasts 7 weeks")
    assert [claim.said for claim in found] == ["The quay closes in May.", "Work lasts 7 weeks"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("It was the first direct meeting since the spring of 2014.", ClaimKind.FIRST_ONLY_SINCE),
        ("She is the only engineer on the island.", ClaimKind.FIRST_ONLY_SINCE),
        ("It is the longest bridge in Lowland.", ClaimKind.FIRST_ONLY_SINCE),
        ("The town had never before closed its gates.", ClaimKind.FIRST_ONLY_SINCE),
        ("The delegation was led by adviser Ida Sample.", ClaimKind.ROLE),
        ("Jo Muster became the minister of transport.", ClaimKind.ROLE),
        ("She was appointed director of the port.", ClaimKind.ROLE),
        ("The fare rose by 12 percent.", ClaimKind.NUMBER),
        ("Two-thirds of the workers left.", ClaimKind.NUMBER),
        ("It cost €4.2bn in 2019.", ClaimKind.NUMBER),
        ("The bridge opened in 1998.", ClaimKind.DATE),
        ("The bridge opened on 4 May.", ClaimKind.DATE),
        ("He called it “a very bad day for Lowport” and left.", ClaimKind.QUOTE),
        ("The envoy travelled to Lowport.", ClaimKind.EVENT),
        ("The envoy was received by President Muster.", ClaimKind.EVENT),
    ],
)
def test_the_kind_is_the_most_telling_thing_asserted(sentence: str, kind: ClaimKind) -> None:
    assert signs_of(sentence, happened=True)[0].kind is kind


@pytest.mark.parametrize(
    "sentence", ["Rivers flow to the sea.", "The First Lady smiles.", "Covid-19 is a disease.", "At first it works."]
)
def test_a_sentence_that_asserts_nothing_of_the_sort_has_no_kind(sentence: str) -> None:
    assert signs_of(sentence, happened=False) == ()


def speakers(text: str) -> list[str | None]:
    return [claim.speaker for claim in proposals(text)]


def test_the_speaker_is_who_the_sentence_says_spoke() -> None:
    assert speakers("Mayor Ida Sample said the quay had closed in May.") == ["Ida Sample"]
    assert speakers("The quay closed in May, according to Ida Sample.") == ["Ida Sample"]


def test_a_lone_surname_gets_the_first_name_the_article_gives() -> None:
    assert speakers("Ida Sample runs the port.\n\nSample said the quay had closed.")[1] == "Ida Sample"


@pytest.mark.parametrize(
    "sentence",
    [
        "He said the quay had closed.",
        "The ministry said the quay had closed.",
        "The quay was closed by Ida Sample.",
        "Ida Sample and Jo Muster said the quay had closed.",
        "The quay closed, it was said.",
    ],
)
def test_nobody_is_named_where_there_is_a_doubt(sentence: str) -> None:
    assert speakers(sentence) == [None]


def test_a_quote_on_a_line_of_its_own_has_the_speaker_that_follows() -> None:
    found = proposals("Mayor Ida Sample opened it.\n\nThis town is not afraid of anybody,\n\nSample said at noon.")
    assert (found[1].kind, found[1].speaker) == (ClaimKind.QUOTE, "Ida Sample")


def test_a_quote_whose_speaker_is_a_pronoun_has_none() -> None:
    assert speakers("This town is not afraid of anybody,\n\nshe said at noon.")[0] is None
