from __future__ import annotations

import pytest

from claimcheck.claims import parts_of
from claimcheck.claims.completing import parts
from claimcheck.domain import PartAspect


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "A delegation led by Premier Tomas Eide and including Deputy Premier Marta Lund and fleet adviser "
            "Jonas Rask travelled to Lumen Bay on 9 March 2025.",
            [
                ("where", "A delegation travelled to Lumen Bay."),
                ("when", "A delegation travelled to Lumen Bay on 9 March 2025."),
                ("who", "The delegation was led by Premier Tomas Eide."),
                ("who", "The delegation included Deputy Premier Marta Lund."),
                ("who", "The delegation included fleet adviser Jonas Rask."),
            ],
        ),
        (
            "However, the council sent a delegation led by trade adviser Viktor Malm, along with Deputy Harbour "
            "Minister Aron Fell and Deputy Rail Minister Mika Gall, but not Mayor Vera Pell herself.",
            [
                ("what", "The council sent a delegation."),
                ("who", "The delegation was led by trade adviser Viktor Malm."),
                ("who", "The council sent Deputy Harbour Minister Aron Fell."),
                ("who", "The council sent Deputy Rail Minister Mika Gall."),
                ("who", "The council sent a delegation but not Mayor Vera Pell herself."),
            ],
        ),
        (
            "The storm killed 12 people and injured 40 in Harrow.",
            [("how_many", "The storm killed 12 people."), ("how_many", "The storm injured 40 in Harrow.")],
        ),
        (
            "Anna Cole, the mayor of Harrow, opened the bridge in Bristol.",
            [("where", "Anna Cole opened the bridge in Bristol."), ("who", "Anna Cole is the mayor of Harrow.")],
        ),
        (
            "The bridge, which opened in 1932, carries 4,000 cars a day.",
            [("how_many", "The bridge carries 4,000 cars a day."), ("what", "The bridge opened in 1932.")],
        ),
        (
            "Police arrested six men and seized 40 kilos of cocaine, but the leader of the gang escaped.",
            [
                ("how_many", "Police arrested six men."),
                ("how_many", "Police seized 40 kilos of cocaine."),
                ("what", "The leader of the gang escaped."),
            ],
        ),
    ],
)
def test_a_compound_claim_is_offered_as_complete_statements(text: str, statements: list[tuple[str, str]]) -> None:
    found = parts(text)
    assert [(part.aspect.value, part.text) for part in found] == statements
    for part in found:
        assert text[part.start : part.end].strip() == text[part.start : part.end]


def test_a_part_keeps_its_own_negation_and_who_says_it() -> None:
    told = parts("Peter Marsh did not attend the trial and was fined 400 pounds.")
    assert [part.text for part in told] == [
        "Peter Marsh did not attend the trial.",
        "Peter Marsh was fined 400 pounds.",
    ]
    said = parts(
        "Minister Helena Brandt said that the port had lost 40 jobs and that the council had closed two schools."
    )
    assert [part.text for part in said] == [
        "Minister Helena Brandt said that the port had lost 40 jobs.",
        "Minister Helena Brandt said that the council had closed two schools.",
    ]


def test_the_number_of_a_day_is_no_amount() -> None:
    found = parts("A delegation led by Tomas Eide travelled to the city on the evening of 9 March 2025.")
    assert PartAspect.HOW_MANY not in {part.aspect for part in found}


def test_whoever_is_excepted_is_not_listed_with_those_who_were_there() -> None:
    found = parts(
        "The Norvik council sent a delegation led by trade adviser Viktor Malm, along with Deputy Harbour Minister "
        "Aron Fell and Deputy Rail Minister Mika Gall, but not Norvik President Vera Pell herself."
    )
    assert not [part.text for part in found if "sent not" in part.text or "sent Norvik President" in part.text]
    assert [part.text for part in found][-1].endswith("a delegation but not Norvik President Vera Pell herself.")


@pytest.mark.parametrize(
    "text",
    [
        "The talks in Lumen Bay ended without an agreement.",
        "The company built and sold 40 boats in 2019.",
        "Anna Cole flew home on 11 March 2025.",
        "Peter Marsh has not paid the fine or left the town.",
        "Anna Cole met Peter Marsh.",
        "“We came and we went",
        "",
        "…",
    ],
)
def test_a_claim_that_cannot_be_taken_apart_safely_has_no_parts(text: str) -> None:
    assert parts(text) == ()


def test_a_part_of_a_complete_wording_points_at_the_words_as_said() -> None:
    said = "He killed 12 people and injured 40."
    text = "Callum Reeve killed 12 people and injured 40."
    first, second = parts_of(said, text)
    assert first.text == "Callum Reeve killed 12 people."
    assert said[first.start : first.end].startswith("killed 12 people")
    assert said[second.start : second.end] == "injured 40"
    assert second.text == "Callum Reeve injured 40."
    assert second.aspect is PartAspect.HOW_MANY


def test_several_sentences_are_taken_apart_one_by_one() -> None:
    found = parts("The bridge opened in Harrow. It cost 40 million pounds.")
    assert [part.text for part in found] == ["The bridge opened in Harrow.", "It cost 40 million pounds."]
