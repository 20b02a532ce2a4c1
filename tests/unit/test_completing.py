from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from claimcheck.claims import complete
from claimcheck.domain import Article, Completion, PublicationDate, ReplacementKind
from claimcheck.errors import UsageError
from deskwork import an_article

FOLDER = Path(__file__).parents[1] / "data" / "completing"
DAYS = {"wire": date(2025, 3, 12), "court": date(2025, 5, 17), "interview": date(2025, 9, 3)}


def an_own(name: str) -> Article:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return an_article(
        text, title=text.split("\n")[0], published=PublicationDate(day=DAYS[name], origin="given"), author=None
    )


def an_article_of(*paragraphs: str, day: date | None = date(2025, 5, 15), title: str = "") -> Article:
    published = PublicationDate(day=day, origin="given") if day else None
    return an_article("\n\n".join(paragraphs), title=title, published=published)


def completed(article: Article, said: str) -> Completion:
    start = article.text.index(said)
    return complete(article, start, start + len(said))


def opened(completion: Completion) -> list[str]:
    return [completion.said[start:end] for start, end in completion.left_open]


@pytest.mark.parametrize(
    ("name", "said", "text"),
    [
        (
            "wire",
            "She said the closure followed a survey",
            "Fisheries Minister Helena Brandt said the closure followed a survey",
        ),
        (
            "wire",
            "Norvik Premier Tomas Eide came to Lumen Bay on Monday for talks with Brandt on shared quotas.",
            "Norvik Premier Tomas Eide came to Lumen Bay on 10 March 2025 for talks with "
            "Fisheries Minister Helena Brandt on shared quotas.",
        ),
        (
            "wire",
            "First meeting between the two governments since 2019.",
            "The talks in Lumen Bay: first meeting between the two governments since 2019.",
        ),
        ("wire", "The premier flew home on Tuesday.", "Norvik Premier Tomas Eide flew home on 11 March 2025."),
        (
            "wire",
            "He will speak to parliament on Friday.",
            "Norvik Premier Tomas Eide will speak to parliament on 14 March 2025.",
        ),
        (
            "wire",
            "Skipper Anders Holm said yesterday that",
            "Skipper Anders Holm said on 11 March 2025 that",
        ),
        (
            "wire",
            "“We had 40 people working here last year.”",
            "Skipper Anders Holm said: “We had 40 people working here last year.”",
        ),
        (
            "wire",
            "Landings at the port fell by 18 per cent last year and are expected to fall further this year.",
            "Landings at the port fell by 18 per cent in 2024 and are expected to fall further in 2025.",
        ),
        ("wire", "The minister rejected the criticism.", "Fisheries Minister Helena Brandt rejected the criticism."),
        ("wire", "The talks will resume in April.", "The talks will resume in April 2025."),
        (
            "court",
            "He had also sent three text messages before the crash.",
            "Callum Reeve had also sent three text messages before the crash in Mill Lane.",
        ),
        ("court", "She died at the scene.", "Retired teacher Maureen Tully died at the scene."),
        (
            "court",
            "He said that nothing could make up for the loss.",
            "He said that nothing could make up for the loss.",
        ),
        ("court", "His licence had been suspended twice.", "His licence had been suspended twice."),
        (
            "court",
            "The lawyer added that Reeve had sold his van last month.",
            "Nina Falk added that Callum Reeve had sold his van in April 2025.",
        ),
        (
            "interview",
            "Sorensen: Bech left office in 2023 without publishing a single audit.",
            "Ingrid Sorensen said: “[Lars Bech] left office in 2023 without publishing a single audit.”",
        ),
        ("interview", "I published six.", "Ingrid Sorensen said: “I published six.”"),
        (
            "interview",
            "He told the Ellery Post on Monday that the audits had been finished.",
            "Lars Bech told the Ellery Post on 1 September 2025 that the audits had been finished.",
        ),
        (
            "interview",
            "She expects the work to begin next year.",
            "Ingrid Sorensen expects the work to begin in 2026.",
        ),
    ],
)
def test_what_a_sentence_leaves_to_the_article_is_put_in_where_it_is_sure(name: str, said: str, text: str) -> None:
    completion = completed(an_own(name), said)
    assert completion.said == said
    assert completion.text == text


def test_each_replacement_says_its_kind_its_place_and_where_the_article_has_it() -> None:
    article = an_own("court")
    completion = completed(article, "He had also sent three text messages before the crash.")
    pronoun, event = completion.replacements
    assert (pronoun.kind, pronoun.said, pronoun.words) == (ReplacementKind.PRONOUN, "He", "Callum Reeve")
    assert (event.kind, event.said, event.words) == (ReplacementKind.EVENT, "the crash", "the crash in Mill Lane")
    assert pronoun.source
    assert article.text[slice(*pronoun.source)] == "Reeve"
    assert event.source
    assert article.text[slice(*event.source)] == "crash in Mill Lane"
    for replacement in completion.replacements:
        assert completion.said[replacement.start : replacement.end] == replacement.said


def test_two_men_who_could_be_meant_leave_the_pronoun_open() -> None:
    article = an_article_of("Peter Marsh met David Cole in Harrow.", "He left at noon.")
    completion = completed(article, "He left at noon.")
    assert completion.text == completion.said
    assert opened(completion) == ["He"]


def test_a_woman_s_name_does_not_stand_in_the_way_of_he() -> None:
    article = an_article_of("Peter Marsh met Anna Cole in Harrow.", "He left at noon. She stayed.")
    assert completed(article, "He left at noon.").text == "Peter Marsh left at noon."
    assert completed(article, "She stayed.").text == "Anna Cole stayed."


def test_a_name_that_nobody_was_introduced_by_stands_in_the_way_of_he() -> None:
    article = an_article_of(
        "Peter Marsh came first in Harrow.", "It was a good sign, as Maxey has not been his old self for weeks."
    )
    completion = completed(article, "It was a good sign, as Maxey has not been his old self for weeks.")
    assert "Marsh" not in completion.text


def test_a_name_with_a_hyphen_is_one_name() -> None:
    article = an_article_of("Judge Raquel Montoya-Lewis was sworn in.", "She was born in Spain.")
    assert completed(article, "She was born in Spain.").text == "Judge Raquel Montoya-Lewis was born in Spain."


def test_a_pronoun_that_its_own_sentence_explains_stays() -> None:
    for said in ("Peter Marsh said he would leave.", "In his speech, Peter Marsh praised the town."):
        completion = completed(an_article_of("David Cole came first.", said), said)
        assert completion.text == said
        assert completion.left_open == ()


def test_a_role_that_two_people_have_stays_open_and_one_with_a_name_before_it_is_told_apart() -> None:
    article = an_article_of(
        "Norwegian President Olav Dahl met Swedish President Karin Ek in Bergen.",
        "The president spoke first. The Swedish president listened.",
    )
    first = completed(article, "The president spoke first.")
    assert first.text == first.said
    assert opened(first) == ["The president"]
    assert completed(article, "The Swedish president listened.").text == "Swedish President Karin Ek listened."


def test_a_deputy_is_not_taken_for_the_minister() -> None:
    article = an_article_of("Deputy Minister Anna Cole opened the school.", "The minister did not come.")
    assert completed(article, "The minister did not come.").replacements == ()


def test_an_event_that_could_be_either_of_two_stays_open() -> None:
    article = an_article_of(
        "Police linked the attack in Harrow to the attack in Bristol.", "The attack left two people dead."
    )
    completion = completed(article, "The attack left two people dead.")
    assert completion.replacements == ()
    assert opened(completion) == ["The attack"]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("The council met on Monday.", "The council met on 12 May 2025."),
        ("The council met Thursday.", "The council met on 15 May 2025."),
        ("The council will meet on Monday.", "The council will meet on 19 May 2025."),
        ("Monday’s vote failed.", "The 12 May 2025 vote failed."),
        ("The vote failed on Monday night.", "The vote failed on the night of 12 May 2025."),
        ("Prices fell last month.", "Prices fell in April 2025."),
        ("Prices have risen since last year.", "Prices have risen since 2024."),
        ("Prices are lower than last year.", "Prices are lower than in 2024."),
        ("Last year’s budget was cut.", "The 2024 budget was cut."),
        ("It was sold three days ago.", "It was sold on 12 May 2025."),
        ("The bridge opened in November.", "The bridge opened in November 2024."),
        ("The bridge will open in November.", "The bridge will open in November 2025."),
        ("The bridge opened on 3 March.", "The bridge opened on 3 March 2025."),
        ("The bridge opened early last year.", "The bridge opened in early 2024."),
    ],
)
def test_a_relative_date_is_counted_from_the_day_of_the_article(said: str, text: str) -> None:
    completion = completed(an_article_of("Nothing happened in Harrow.", said), said)
    assert completion.text == text
    assert [replacement.source for replacement in completion.replacements] == [None]


@pytest.mark.parametrize(
    "said",
    [
        "The council met last Thursday.",
        "The council met on Thursday last.",
        "The council was due to meet on Friday.",
        "The office forecast snow for Friday.",
        "The council could meet on Friday.",
        "It was sold two years ago.",
    ],
)
def test_a_date_with_two_readings_stays_open(said: str) -> None:
    completion = completed(an_article_of("Nothing happened in Harrow.", said), said)
    assert completion.text == said
    assert completion.left_open


@pytest.mark.parametrize(
    "said",
    [
        "It opens on Saturdays.",
        "Black Friday sales rose by 4 percent.",
        "Sheffield Wednesday won 2-1.",
        "The bridge opened on Monday, 12 May 2025.",
        "The bridge opened in May 2019.",
        "Peter Marsh was born in Harrow in 1974.",
        "Over the last year prices fell by 3 percent.",
    ],
)
def test_what_is_no_relative_date_stays_as_it_is(said: str) -> None:
    completion = completed(an_article_of("Nothing happened in Harrow.", said), said)
    assert completion.text == said
    assert all(replacement.kind is not ReplacementKind.DATE for replacement in completion.replacements)


def test_without_a_day_of_publication_dates_stay_open() -> None:
    said = "The council met on Monday."
    completion = completed(an_article_of("Nothing happened.", said, day=None), said)
    assert completion.text == said
    assert opened(completion) == ["The council", "on Monday"]


def test_the_day_of_a_dateline_comes_before_that_of_publication() -> None:
    article = an_article_of("LAGOS, May 3 (Wire) — The port was closed on Friday.", day=date(2025, 5, 6))
    completion = completed(article, "The port was closed on Friday.")
    assert completion.text == "The port was closed on 2 May 2025."
    (friday,) = completion.replacements
    assert friday.source
    assert article.text[slice(*friday.source)] == "May 3"


def test_an_event_of_the_headline_explains_the_talks_of_the_text() -> None:
    article = an_article_of(
        "Nobody was hurt.", "The talks began at noon.", title="Mayor hopeful about Ukraine Peace Talks"
    )
    completion = completed(article, "The talks began at noon.")
    assert completion.text == "The Ukraine peace talks began at noon."
    assert completion.replacements[0].source is None


def test_a_block_without_marks_is_given_to_whoever_is_named_after_it() -> None:
    article = an_article_of("Mayor Anna Cole spoke in Harrow.", "I stay hopeful,", "Cole said, adding nothing.")
    completion = completed(article, "I stay hopeful,")
    assert completion.text == "Mayor Anna Cole said: “I stay hopeful.”"


def test_words_inside_quotation_marks_are_not_altered() -> None:
    article = an_article_of("Peter Marsh left.", "“He paid 40 pounds on Monday,” said Anna Cole.")
    completion = completed(article, "“He paid 40 pounds on Monday,” said Anna Cole.")
    assert completion.text == completion.said
    assert opened(completion) == ["He", "on Monday"]


def test_a_person_s_own_wording_is_completed_in_the_place_of_the_words_as_said() -> None:
    article = an_own("court")
    start = article.text.index("He had also sent")
    completion = complete(article, start, start + 10, wording="He had sent messages.")
    assert (completion.said, completion.text) == ("He had sent messages.", "Callum Reeve had sent messages.")


def test_completing_a_complete_wording_changes_nothing() -> None:
    article = an_own("wire")
    start = article.text.index("He will speak")
    once = complete(article, start, start + len("He will speak to parliament on Friday."))
    again = complete(article, start, start + 5, wording=once.text)
    assert again.text == once.text
    assert again.replacements == ()


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (0, 10_000)])
def test_a_span_outside_the_article_is_refused(start: int, end: int) -> None:
    with pytest.raises(UsageError, match="no span of the article"):
        complete(an_own("wire"), start, end)


def test_an_article_without_title_or_sentences_is_left_as_it_is() -> None:
    article = replace(an_article("…"), title="")
    assert complete(article, 0, 1).text == "…"
