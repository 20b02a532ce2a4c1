"""What is said of every sentence of an article: checkable or not, of which kinds, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest
from numpy.typing import NDArray

from claimcheck.claims import survey_article
from claimcheck.claims.kinds import signs_of
from claimcheck.domain import Article, ClaimKind, NotCheckable, SurveyedSentence


class Sure:
    """A detector that thinks everything worth checking; the real one is tested by itself."""

    threshold = 0.5

    def check_worthiness(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        return np.full(len(sentences), 0.9)


def survey(text: str) -> list[SurveyedSentence]:
    article = Article(
        id="a", title="A sample", text=text, author=None, publisher=None, published=None, url=None, language="en",
        sha256="0", added_at=datetime(2025, 6, 1, tzinfo=UTC), original=None,
    )  # fmt: skip
    return survey_article(article, Sure(), None)


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Will the quay ever open again?", NotCheckable.QUESTION),
        ("“Who pays for this?” Muster asked.", None),
        ("Good evening, and welcome to Lowport.", NotCheckable.GREETING),
        ("Thank you very much.", NotCheckable.GREETING),
        ("The quay will open in May.", NotCheckable.PREDICTION),
        ("Prices are expected to rise next year.", NotCheckable.PREDICTION),
        ("Sample said that the town would pay.", NotCheckable.PREDICTION),
        ("I think the quay is ugly.", NotCheckable.OPINION),
        ("The council should resign.", NotCheckable.OPINION),
        ("“It is a disgrace,” Muster said.", NotCheckable.OPINION),
        ("“I remain hopeful,” Muster said.", NotCheckable.OPINION),
        ("The ball is in Lowport's court now.", NotCheckable.OPINION),
        ("Thank you: in 2019 the town paid 40 million euros.", None),
        ("The court ruled that the town must pay.", None),
        ("The quay opened in May.", None),
        ("The quay costs twice as much as the bridge.", None),
        ("Muster became the first mayor who was clearly elected.", None),
    ],
)
def test_what_no_evidence_could_decide_is_told_and_not_proposed(sentence: str, why: NotCheckable | None) -> None:
    (found,) = survey(sentence)
    assert found.not_checkable is why
    assert found.proposed is (why is None)
    assert found.reason


def test_why_not_is_said_with_the_words_that_say_so() -> None:
    assert [found.reason for found in survey("I think it is ugly. It will close. Is it?")] == [
        "an opinion: “I think”",
        "about the future: “will close”",
        "a question",
    ]


def test_the_reason_says_what_is_stated_and_what_is_easily_wrong() -> None:
    (found,) = survey("It was the first strike since 1998 and cost 4 million euros more than the last one.")
    assert found.kinds[:2] == (ClaimKind.FIRST_ONLY_SINCE, ClaimKind.NUMBER)
    assert found.reason.startswith("states a first, only or record, a number,")
    assert "“the first” is easily wrong: one earlier case refutes it" in found.reason


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Rents rose faster than wages.", ClaimKind.COMPARISON),
        ("The quay is twice as long as the bridge.", ClaimKind.COMPARISON),
        ("Turnout was down from 61 per cent.", ClaimKind.COMPARISON),
        ("The roof fell because the beams were rotten.", ClaimKind.CAUSAL),
        ("The strike led to shortages.", ClaimKind.CAUSAL),
        ("Floods caused the blackout.", ClaimKind.CAUSAL),
        ("The council met on Tuesday.", ClaimKind.DATE),
        ("The ferry left at 5 p.m. yesterday.", ClaimKind.DATE),
    ],
)
def test_several_kinds_may_hold(sentence: str, kind: ClaimKind) -> None:
    assert kind in {sign.kind for sign in signs_of(sentence, happened=True)}
    assert ClaimKind.EVENT in {sign.kind for sign in signs_of(sentence, happened=True)}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("More than 40 people came.", ClaimKind.COMPARISON),
        ("The band led the march.", ClaimKind.CAUSAL),
        ("The May flower grows here.", ClaimKind.DATE),
    ],
)
def test_words_that_look_like_a_kind_are_not_taken_for_it(sentence: str, kind: ClaimKind) -> None:
    assert kind not in {sign.kind for sign in signs_of(sentence, happened=True)}


def test_a_sentence_within_a_longer_quote_has_its_speaker_and_the_quote() -> None:
    text = "“The quay cost 4 million euros. Nobody knew,” Mayor Ida Sample said. It rained."
    first, second, rain = survey(text)
    assert {first.speaker, second.speaker} == {"Ida Sample"}
    assert first.quote is not None
    assert first.quote == second.quote
    assert text[first.quote.start : first.quote.end].startswith("“The quay")
    assert (rain.speaker, rain.quote) == (None, None)
