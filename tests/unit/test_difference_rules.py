"""Each rule by which claim and passage are compared, as docs/differences.md lists them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from claimcheck.differences import find_differences

RULES = Path(__file__).parents[2] / "docs" / "differences.md"
Found = list[tuple[str, str, str]]


def hard(claim: str, passage: str, day: date | None = None) -> Found:
    found = find_differences(claim, passage, claim_date=day)
    return [(one.kind.value, one.claim, one.passage) for one in found if one.hard]


def soft(claim: str, passage: str) -> Found:
    return [(one.kind.value, one.claim, one.passage) for one in find_differences(claim, passage) if not one.hard]


@pytest.mark.parametrize(
    ("claim", "passage", "found"),
    [
        ("The bridge cost 4.6 million pounds.", "The bridge cost £6.4m.", ("number", "4.6 million pounds", "£6.4m")),
        ("The fund lost a quarter of a million euros.", "The fund lost 750,000 euros.",
         ("number", "a quarter of a million euros", "750,000 euros")),
        ("The oven was heated to 200 degrees Celsius.", "The oven was heated to 200 °F.",
         ("unit", "200 degrees Celsius", "200 °F")),
    ],
)  # fmt: skip
def test_amounts_differ_where_no_reading_of_both_agrees(claim: str, passage: str, found: tuple[str, str, str]) -> None:
    assert hard(claim, passage) == [found]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The fund lost a quarter of a million euros.", "The fund lost 250,000 euros."),
        ("The bridge cost more than six million pounds.", "The bridge cost £6.4m."),
        ("Around 6.5 million pounds went into the bridge.", "The bridge cost £6.4m, which went into steel."),
        ("The trail is 62 miles long.", "The trail is 100 km long."),
        ("Between 30 and 40 boats were damaged.", "34 boats were damaged in the marina."),
    ],
)
def test_scales_conversions_ranges_and_hedges_are_the_same_amount(claim: str, passage: str) -> None:
    assert hard(claim, passage) == []


@pytest.mark.parametrize(
    ("claim", "passage", "day"),
    [
        ("It was the first direct contact since 2022.", "It was the first direct contact since talks in 2014.", None),
        ("Sales of copper fell in H1 2023.", "Sales of copper fell in the last quarter of 2023.", None),
        ("Sales of copper fell in the first six months of 2023.",
         "Sales of copper fell in the last three months of 2023.", None),
        ("The mill burnt down last month.", "The mill burnt down on 3 September 2024.", date(2025, 10, 12)),
    ],
)  # fmt: skip
def test_dates_differ_where_they_share_no_day(claim: str, passage: str, day: date | None) -> None:
    assert [kind for kind, _, _ in hard(claim, passage, day)] == ["date"]


@pytest.mark.parametrize(
    ("claim", "passage", "day"),
    [
        ("Sales of copper fell in the first half of 2023.", "Sales of copper fell in Q2 2023.", None),
        ("The mill burnt down last month.", "The mill burnt down on 3 September 2025.", date(2025, 10, 12)),
        ("The mill burnt down in September.", "The mill burnt down on 3 September 2025.", None),
    ],
)
def test_a_less_precise_date_agrees(claim: str, passage: str, day: date | None) -> None:
    assert hard(claim, passage, day) == []


@pytest.mark.parametrize(
    ("claim", "passage", "mine", "theirs"),
    [
        ("The Russian delegation was led by Sergei Lavrov.",
         "Vladimir Medinsky led the Russian delegation, while Sergei Lavrov stayed in Moscow.",
         "Sergei Lavrov", "Vladimir Medinsky"),
        ("The delegation was led by Igor Laurin.",
         "Norland sent a delegation to the talks. It was headed by Viktor Medan, while Igor Laurin stayed at home.",
         "Igor Laurin", "Viktor Medan"),
        ("The whistle-blower in the Alcor case was Neil Farrow.",
         "Neil Farrow was named in the Alcor case; the whistle-blower was his assistant, Carla Mint.",
         "Neil Farrow", "Carla Mint"),
    ],
)  # fmt: skip
def test_a_role_that_one_party_fills_is_compared_by_who_fills_it(
    claim: str, passage: str, mine: str, theirs: str
) -> None:
    assert hard(claim, passage) == [("role", mine, theirs)]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Castor bought Meadowsweet.", "Meadowsweet bought Castor."),
        ("Castor bought Meadowsweet.", "Castor was bought by its rival Meadowsweet last week."),
        ("Gravia lends money to Tolmark.", "Gravia borrows money from Tolmark."),
        ("The mayor sued the newspaper.", "The mayor is in trouble. A newspaper has sued him."),
        ("Pia Lorentz taught Kenji Morita.", "Pia Lorentz was a student of Kenji Morita."),
        ("The patrol was rescued by two climbers.", "Two climbers were rescued by members of the patrol."),
    ],
)
def test_parties_that_changed_places_are_a_difference_of_role(claim: str, passage: str) -> None:
    assert [kind for kind, _, _ in hard(claim, passage)] == ["role"]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Meadowsweet bought Castor.", "Castor was bought by its rival Meadowsweet last week."),
        ("Tolmark lends money to Gravia.", "Gravia borrows money from Tolmark."),
        ("Kenji Morita taught Pia Lorentz.", "Pia Lorentz was a student of Kenji Morita."),
        ("Rovers lost to Athletic.", "Athletic beat Rovers on penalties."),
        ("Anna Berg met Peter Hale.", "Peter Hale met Anna Berg."),
    ],
)
def test_the_same_told_from_the_other_side_does_not_differ(claim: str, passage: str) -> None:
    assert find_differences(claim, passage) == ()


@pytest.mark.parametrize(
    ("claim", "passage", "mine", "theirs"),
    [
        ("Waste from the plant was dumped in the river Aske.", "Waste from the plant was dumped in the river Dorne.",
         "Aske", "Dorne"),
        ("Lightning struck the church of Saint Alban in Wyremouth.",
         "Lightning struck the church of Saint Brigid in Wyremouth.", "Saint Alban", "Saint Brigid"),
        ("The probe of the Kestrel mission found water on Mars.",
         "The probe of the Petrel mission found water on Mars.", "Kestrel", "Petrel"),
        ("Helena Brandvold received the prize for her research.", "Ingrid Solheim received the prize for her research.",
         "Helena Brandvold", "Ingrid Solheim"),
    ],
)  # fmt: skip
def test_another_name_in_the_same_place_differs(claim: str, passage: str, mine: str, theirs: str) -> None:
    assert hard(claim, passage) == [("name", mine, theirs)]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Chancellor Anna Berg visited Oslo.", "Chancellor Peter Hale visited Oslo."),
        ("Karin Holm was nominated for the Meridian Prize.", "Karin Holm was nominated for the Lakeside Prize too."),
        ("The World Health Organization warned of cholera.", "The WHO warned of cholera."),
        ("The award went to an American author, Dan Hale.", "Dan Hale, a Texan author, received the award."),
    ],
)
def test_what_several_may_do_and_other_names_of_one_do_not_differ(claim: str, passage: str) -> None:
    assert find_differences(claim, passage) == ()


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The auditors found irregularities in the accounts.", "The auditors found no irregularities in the accounts."),
        ("Nobody was hurt in the crash at the square.", "Eleven passengers were hurt in the crash at the square."),
        ("The company kept its promise to the welders.", "The company broke its promise to the welders."),
        ("Samia Diallo took part in the debate.", "Samia Diallo stayed away from the debate."),
        ("The patent on the battery is valid.", "The patent on the battery is invalid, a court ruled."),
        ("The whales suffer from the noise of turbines.",
         "There is no evidence that the whales suffer from the noise of turbines."),
        ("The board lifted the ban on telephones.", "The board upheld the ban on telephones."),
    ],
)  # fmt: skip
def test_what_is_denied_on_one_side_only_differs(claim: str, passage: str) -> None:
    assert [kind for kind, _, _ in hard(claim, passage)] == ["negation"]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The decree lacks the king's signature.", "The king has declined to sign the decree."),
        ("The suspect has not admitted the attack.", "The suspect denies the attack."),
        ("No evidence was found that the drug helps.", "The trial found no evidence that the drug helps."),
        ("The water is not safe.", "The water is unsafe."),
        ("The talks in Oslo were the first direct contact of the rivals.",
         "Since the talks in Oslo the rivals have no direct line, let alone contact."),
    ],
)  # fmt: skip
def test_two_ways_of_denying_agree(claim: str, passage: str) -> None:
    assert find_differences(claim, passage) == ()


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The ship carried weapons to the port.", "The owner denied that the ship carried weapons to the port."),
        ("The company closed the plant in Velden.", "The company may close the plant in Velden."),
    ],
)
def test_hearsay_and_what_is_only_possible_are_shown_but_decide_nothing(claim: str, passage: str) -> None:
    assert hard(claim, passage) == []
    assert [kind for kind, _, _ in soft(claim, passage)] == ["negation"]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The Tamsin is longer than the Orrin.", "The Orrin is longer than the Tamsin."),
        ("More men than women applied.", "More women than men applied."),
        ("Eldora spends less on schools than on its army.", "Eldora spends more on schools than on its army."),
        ("Wheat is cheaper than maize.", "Wheat is more expensive than maize."),
        ("Fewer tourists came to the islands.", "More tourists came to the islands."),
        ("The unemployment rate rose in May.", "The unemployment rate dropped in May."),
        ("Mount Ardal is the highest peak of the range.", "Mount Ardal is the second-highest peak of the range."),
    ],
)
def test_more_against_less_and_sides_that_changed_places_differ(claim: str, passage: str) -> None:
    assert [kind for kind, _, _ in hard(claim, passage)] == ["comparative"]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The Tamsin is shorter than the Orrin.", "The Orrin is longer than the Tamsin."),
        ("Maize costs less than wheat.", "Wheat is more expensive than maize."),
        ("The old drug did better than the new one.", "The new drug did worse than the old one."),
        ("Bats are less sensitive to the disease than people.", "Humans are more sensitive to the disease than bats."),
    ],
)
def test_a_comparison_turned_round_twice_agrees(claim: str, passage: str) -> None:
    assert find_differences(claim, passage) == ()


@pytest.mark.parametrize(
    ("claim", "passage", "decisive"),
    [
        ("All hostages were freed.", "Most hostages were freed.", True),
        ("Most hostages were freed.", "All hostages were freed.", False),
        ("No ship has left the port.", "Several ships have left the port.", True),
    ],
)
def test_a_quantifier_that_says_more_than_the_passage_is_hard(claim: str, passage: str, decisive: bool) -> None:
    found = find_differences(claim, passage)

    assert [(one.kind.value, one.hard) for one in found] == [("quantifier", decisive)]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The minister resigned before the vote.", "The minister resigned after the vote."),
        ("After the merger was announced, the bank collapsed.", "Before the merger was announced, the bank collapsed."),
        ("The bank collapsed before the merger.", "The merger came before the bank collapsed."),
    ],
)
def test_events_told_in_the_opposite_order_differ(claim: str, passage: str) -> None:
    assert [kind for kind, _, _ in hard(claim, passage)] == ["order"]


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The bank collapsed before the merger.", "The merger came after the bank collapsed."),
        ("The bank collapsed before the merger.", "After the bank collapsed, the merger came."),
        ("The mine was closed before 1960.", "The mine was closed after an accident."),
    ],
)
def test_the_same_order_in_other_words_agrees(claim: str, passage: str) -> None:
    assert find_differences(claim, passage) == ()


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ('"We must sell the old port," Ana Ruiz said.', [("will never", "must")]),
        ('"We will never sell the old port," said Paul Crane.', [("Ana Ruiz", "Paul Crane")]),
        ('Ana Ruiz said: "We will never sell the old port, never."', []),
        ("Ana Ruiz said they will never sell the old port.", []),
    ],
)
def test_altered_words_and_another_speaker_are_differences_of_quoted_words(
    passage: str, found: list[tuple[str, str]]
) -> None:
    claim = 'Mayor Ana Ruiz said: "We will never sell the old port."'

    assert [(mine, theirs) for kind, mine, theirs in hard(claim, passage) if kind == "quote"] == found


def test_a_quotation_that_the_passage_does_not_have_is_shown_but_decides_nothing() -> None:
    claim = 'Ana Ruiz said: "The port belongs to all of us."'
    passage = 'Ana Ruiz opened the port. "What a lovely day for sailing," said Ana Ruiz.'

    assert find_differences(claim, passage)
    assert hard(claim, passage) == []
    assert soft(claim, passage) == [("quote", "The port belongs to all of us", "What a lovely day for sailing")]


def test_every_rule_is_written_down_with_the_test_that_proves_it() -> None:
    written = set(re.findall(r"`(test_\w+)`", RULES.read_text(encoding="utf-8")))
    here = {
        name
        for name in globals()
        if name.startswith("test_") and name != "test_every_rule_is_written_down_with_the_test_that_proves_it"
    }

    assert written == here
