from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.claims.completing import applied, complete, parts_of
from claimcheck.domain import PublicationDate
from deskwork import an_article

PIECES = (
    "Mayor Anna Cole|Peter Marsh|Cole|He|she|his|They|It|the talks|the mayor|The attack in Harrow|said|met|will leave|"
    'on Monday|last month|in May|3 March|“|”|"|,|.|:|\n|\n\n|We|LAGOS, May 3 —|First visit since 2019.|who|’s|'
    "\x00|(|—|Q:|two days ago"
).split("|")
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(" ".join), st.text(min_size=1, max_size=80)
)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.data(), st.booleans())
def test_whatever_is_said_the_replacements_make_the_text_and_stay_within_it(
    text: str, data: st.DataObject, dated: bool
) -> None:
    day = PublicationDate(day=date(2025, 5, 15), origin="given") if dated else None
    article = an_article(text, title=text[:20], published=day)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    completion = complete(article, start, end)
    assert completion.said == text[start:end]
    assert applied(completion.said, completion.replacements) == completion.text
    last = 0
    for one in completion.replacements:
        assert last <= one.start <= one.end <= len(completion.said)
        assert completion.said[one.start : one.end] == one.said
        assert one.source is None or 0 <= one.source[0] < one.source[1] <= len(text)
        last = one.end
    for first, after in completion.left_open:
        assert 0 <= first < after <= len(completion.said)
    assert complete(article, start, end) == completion


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_parts_of_any_text_are_statements_within_the_words_as_said(said: str, text: str) -> None:
    for part in parts_of(said, text):
        assert part.text.strip()
        assert 0 <= part.start < part.end <= len(said)
    assert parts_of(said, text) == parts_of(said, text)
