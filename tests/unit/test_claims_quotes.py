"""Quotes and whose they are."""

from __future__ import annotations

import pytest

from claimcheck.claims.parsing import parsed_sentences
from claimcheck.claims.quotes import find_quotes
from claimcheck.domain import Quote


def quotes(text: str) -> list[Quote]:
    found = find_quotes(text, parsed_sentences(text))
    assert all(0 <= quote.start < quote.end <= len(text) for quote in found)
    assert all(
        text[quote.start : quote.end].strip("“”\"'‘’«» \n") == quote.text.strip("“”\"'‘’«» \n") for quote in found
    )
    return found


def told(text: str) -> list[tuple[str, str | None, bool]]:
    return [(quote.text, quote.speaker, quote.direct) for quote in quotes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "“The quay is closed for good,” Ida Sample said.",
        "“The quay is closed for good,” said Ida Sample, a baker on Quay Road.",
        "Ida Sample told reporters on Monday: “The quay is closed for good.”",
        "Mayor Ida Sample said “the quay is closed for good” and left.",
        'According to Ida Sample, "the quay is closed for good."',
        "‘The quay is closed for good,’ said Ida Sample.",
        "Ida Sample had this to say on Monday. Sample said:\n\n“The quay is closed for good.”",
        "Ida Sample was there.\n\nThe quay is closed for good,\n\nSample said on Monday.",
    ],
)
def test_a_direct_quote_has_its_speaker_wherever_the_article_names_them(text: str) -> None:
    (quote,) = [quote for quote in quotes(text) if quote.direct]
    assert quote.text.casefold().startswith("the quay is closed for good")
    assert quote.speaker == "Ida Sample"
    assert quote.speaker_span is not None
    assert text[slice(*quote.speaker_span)].endswith("Sample")


def test_a_quote_over_several_sentences_is_one_and_goes_on_after_its_attribution() -> None:
    text = "“We waited ten years. Nobody believed us,” Ida Sample said. “Now we have a quay.”"
    assert told(text) == [
        ("We waited ten years. Nobody believed us,", "Ida Sample", True),
        ("Now we have a quay.", "Ida Sample", True),
    ]


def test_a_quote_that_opens_again_in_the_next_paragraph_runs_on() -> None:
    text = "“I was born here,” said Anna Quill. “My shop will close.\n\n“Then I will leave.”"
    last = quotes(text)[-1]
    assert last.speaker == "Anna Quill"
    assert text[last.start : last.end] == "“My shop will close.\n\n“Then I will leave.”"


def test_reported_speech_is_the_clause_and_has_its_speaker() -> None:
    assert told("Mayor Ida Sample said that the quay had cost 4 million euros.") == [
        ("the quay had cost 4 million euros", "Ida Sample", False)
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mayor Ida Sample opened the quay. “It took us ten years,” she said.", "Ida Sample"),
        ("Harbour chief Jo Muster spoke first.\n\nThe harbour chief said: “It took us ten years.”", "Jo Muster"),
        ("Mayor Ida Sample and director Ada Quill met. “It took us ten years,” she said.", None),
        ("Mr. Jo Muster opened the quay. “It took us ten years,” she said.", None),
        ("The town has a quay. “It took us ten years,” he said.", None),
        ("Minister Jo Muster and minister Ida Sample met. The minister said: “It took us ten years.”", None),
    ],
)
def test_a_pronoun_or_office_is_whom_it_means_only_where_one_person_is_left(text: str, speaker: str | None) -> None:
    (quote,) = [quote for quote in quotes(text) if quote.direct]
    assert quote.speaker == speaker
    assert quote.speaker_span is not None or speaker is None


def test_a_word_or_two_in_marks_are_no_quote_unless_somebody_says_them() -> None:
    assert told("The “old quay” is a car park.") == []
    assert told("“Never again,” Ida Sample said.") == [("Never again,", "Ida Sample", True)]


@pytest.mark.parametrize(
    "text", ["", "“", "” said Ida Sample.", '"""" said', "“a “b “c", "‘’‘’ “”", "“,\n\n“,\n\nX said"]
)
def test_marks_that_make_no_sense_do_no_harm(text: str) -> None:
    quotes(text)
