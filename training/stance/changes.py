"""Edits of a text by kind: those that change what it says, and those that keep it.

Every edit takes the text, the text it is held against and a source of chance, and returns the new text, or None where
there is nothing of its kind to edit. A changing edit only touches what the other text says too, so that the
other one then contradicts it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Edit = Callable[[str, str, random.Random], "str | None"]

MONTHS = "January February March April May June July August September October November December".split()
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_NUMBER = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-]|[.,]\d)")
_YEAR = re.compile(r"(?<![\w.,-])(?:1[5-9]|20)\d\d(?![\w-]|[.,]\d)")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}}) ({_MONTH})\b")
_MONTH_FIRST = re.compile(rf"\b({_MONTH}) (\d{{1,2}})\b(?!\d)")
WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
UNITS_CHANGED = (
    ("million", "billion"), ("thousand", "million"), ("km", "metres"), ("kilometres", "metres"),
    ("kilometers", "meters"),
    ("miles", "feet"), ("hours", "minutes"), ("days", "weeks"), ("weeks", "months"), ("months", "years"),
    ("years", "decades"), ("kg", "grams"), ("mg", "micrograms"), ("dollars", "euros"), ("seconds", "hours"),
)  # fmt: skip
UNITS_KEPT = (
    ("%", " percent"), ("km", "kilometres"), ("kg", "kilograms"), ("mg", "milligrams"), ("hours", "hrs"),
    ("United States dollars", "US dollars"), ("m²", "square metres"), ("°C", " degrees Celsius"),
)  # fmt: skip
OPPOSITES = (
    ("increases", "decreases"), ("increase", "decrease"), ("increased", "decreased"), ("increasing", "decreasing"),
    ("higher", "lower"), ("high", "low"), ("more", "less"), ("larger", "smaller"), ("greater", "smaller"),
    ("improves", "worsens"), ("improve", "worsen"), ("improved", "worsened"), ("rose", "fell"), ("rises", "falls"),
    ("promotes", "inhibits"), ("promote", "inhibit"), ("activates", "inhibits"), ("activate", "inhibit"),
    ("induces", "prevents"), ("enhances", "impairs"), ("enhance", "impair"), ("enhanced", "impaired"),
    ("upregulates", "downregulates"), ("upregulated", "downregulated"), ("upregulation", "downregulation"),
    ("older", "younger"), ("longer", "shorter"), ("faster", "slower"), ("earlier", "later"), ("above", "below"),
    ("positive", "negative"), ("positively", "negatively"), ("sensitive", "resistant"), ("sensitivity", "resistance"),
    ("stronger", "weaker"), ("better", "worse"), ("best", "worst"), ("largest", "smallest"), ("highest", "lowest"),
    ("most", "least"), ("oldest", "youngest"), ("first", "last"), ("gain", "loss"), ("reduces", "raises"),
    ("reduced", "raised"), ("reduce", "raise"), ("susceptible", "immune"), ("effective", "ineffective"),
    ("safe", "dangerous"), ("common", "rare"), ("majority", "minority"), ("acceptance", "rejection"),
    ("necessary", "unnecessary"), ("dependent", "independent"), ("presence", "absence"), ("won", "lost"),
)  # fmt: skip
SAME_DIRECTION = (
    ("increases", "raises"), ("decreases", "reduces"),
    ("higher", "greater"), ("lower", "smaller"), ("larger", "bigger"), ("rose", "increased"), ("fell", "decreased"),
    ("more than", "over"), ("less than", "under"), ("promotes", "favours"), ("inhibits", "suppresses"),
    ("induces", "causes"), ("enhances", "strengthens"), ("impairs", "harms"), ("reduces", "lowers"),
    ("associated with", "linked to"), ("leads to", "results in"), ("prior to", "before"), ("shows", "demonstrates"),
    ("plays a role in", "contributes to"), ("is required for", "is needed for"), ("begins", "starts"),
    ("began", "started"), ("film", "movie"), ("buy", "purchase"),
)  # fmt: skip
QUANTIFIERS_CHANGED = (
    ("all", "no"), ("every", "no"), ("many", "few"), ("always", "never"), ("often", "rarely"),
    ("some", "no"), ("only", "not only"), ("several", "no"), ("majority", "small minority"),
    ("frequently", "hardly ever"), ("almost all", "hardly any"), ("usually", "rarely"),
)  # fmt: skip
QUANTIFIERS_KEPT = (
    ("every", "each"), ("many", "numerous"),
    ("often", "frequently"), ("several", "a number of"), ("only", "just"), ("usually", "as a rule"),
    ("more than", "over"), ("at least", "no fewer than"), ("approximately", "about"), ("about", "roughly"),
)  # fmt: skip
ALIASES = (
    ("United States of America", "USA"), ("United States", "US"), ("United Kingdom", "UK"), ("European Union", "EU"),
    ("World Health Organization", "WHO"), ("United Nations", "UN"), ("New York City", "New York"), ("television", "TV"),
    ("World War II", "the Second World War"), ("World War I", "the First World War"), ("Soviet Union", "USSR"),
    ("COVID-19", "the coronavirus disease"), ("SARS-CoV-2", "the new coronavirus"), ("doctor", "physician"),
    ("Academy Award", "Oscar"), ("British", "UK"), ("Los Angeles", "L.A."), ("Netherlands", "Holland"),
)  # fmt: skip
ROLES = (
    ("director", "producer"), ("directed", "produced"), ("producer", "screenwriter"), ("written", "directed"),
    ("writer", "composer"), ("actor", "director"), ("actress", "screenwriter"), ("singer", "drummer"),
    ("founder", "chief executive"), ("president", "vice president"), ("chairman", "secretary"), ("author", "editor"),
    ("wife", "sister"), ("husband", "brother"), ("father", "son"), ("mother", "daughter"), ("coach", "captain"),
    ("starred in", "directed"), ("guitarist", "drummer"), ("king", "prince"), ("mayor", "governor"),
)  # fmt: skip


def change_number(text: str, other: str, rng: random.Random) -> str | None:
    """Another value for a number both texts have."""
    there = set(_NUMBER.findall(other))
    found = [one for one in _NUMBER.finditer(text) if one.group() in there and not _YEAR.fullmatch(one.group())]
    if not found:
        named = [one for one in re.finditer(rf"\b({'|'.join(WORDS[2:])})\b", text) if one.group() in other.split()]
        if not named:
            return None
        one = rng.choice(named)
        left = [word for word in WORDS[2:] if word != one.group() and word not in other.split()]
        return _placed(text, one, rng.choice(left))
    one = rng.choice(found)
    value = one.group()
    number = float(value.replace(",", ""))
    for _ in range(8):
        factor = rng.choice((0.5, 0.8, 1.25, 1.5, 2.0, 3.0, 10.0, 0.1))
        changed = number * factor if rng.random() < 0.6 else number + rng.choice((-3, -2, -1, 1, 2, 3, 5, 10))
        written = _written(changed, value)
        if changed > 0 and written not in there and written != value:
            return _placed(text, one, written)
    return None


def keep_number(text: str, _other: str, rng: random.Random) -> str | None:
    """The same value written another way: 1,500,000, 1.5 million, 1.5m; 3, three."""
    ways: list[tuple[re.Match[str], str]] = []
    for one in re.finditer(r"(?<![\w.,-])(\d+(?:\.\d+)?) (thousand|million|billion)\b", text):
        whole = round(float(one[1]) * SCALES[one[2]])
        ways += [(one, f"{whole:,}"), (one, f"{one[1]}{'bn' if one[2] == 'billion' else one[2][0]}")]
    for one in _NUMBER.finditer(text):
        value = one.group().replace(",", "")
        if "," in one.group():
            ways.append((one, value))
            if value.isdigit() and int(value) >= 100_000:
                scale = "million" if int(value) >= 1_000_000 else "thousand"
                ways.append((one, f"{int(value) / SCALES[scale]:g} {scale}"))
        elif value.isdigit() and 2 <= int(value) < len(WORDS):
            ways.append((one, WORDS[int(value)]))
        elif value.isdigit() and int(value) >= 10_000:
            ways.append((one, f"{int(value):,}"))
    for one in re.finditer(rf"\b({'|'.join(WORDS[2:])})\b", text):
        ways.append((one, str(WORDS.index(one[1]))))
    return _placed(text, *rng.choice(ways)) if ways else None


def change_date(text: str, other: str, rng: random.Random) -> str | None:
    """Another year, month or day."""
    found = [one for one in _YEAR.finditer(text) if one.group() in other]
    months = [one for one in re.finditer(rf"\b{_MONTH}\b", text) if one.group() in other]
    if months and (not found or rng.random() < 0.4):
        one = rng.choice(months)
        return _placed(text, one, rng.choice([month for month in MONTHS if month not in other]))
    if not found:
        return None
    one = rng.choice(found)
    year = int(one.group()) + rng.choice((-30, -12, -7, -4, -3, -2, -1, 1, 2, 3, 4, 6, 11, 20))
    return None if str(year) in other else _placed(text, one, str(year))


def keep_date(text: str, _other: str, rng: random.Random) -> str | None:
    """12 March, March 12, Mar. 12; in 1987, in the year 1987."""
    ways: list[tuple[re.Match[str], str]] = []
    for one in _DAY_FIRST.finditer(text):
        ways += [(one, f"{one[2]} {one[1]}"), (one, f"{one[1]} {one[2][:3]}.")]
    for one in _MONTH_FIRST.finditer(text):
        ways += [(one, f"{one[2]} {one[1]}"), (one, f"{one[1][:3]}. {one[2]}")]
    for one in re.finditer(r"\b[Ii]n (?=(?:1[5-9]|20)\d\d\b)", text):
        ways += [(one, f"{one.group()}the year "), (one, f"{one.group()[0]}n the course of ")]
    return _placed(text, *rng.choice(ways)) if ways else None


def swapped(table: tuple[tuple[str, str], ...], *, both_ways: bool, must_share: bool) -> Edit:
    """An edit that puts the partner of a table for a word."""
    partners: dict[str, list[str]] = {}
    for one, another in table:
        partners.setdefault(one, []).append(another)
        if both_ways:
            partners.setdefault(another, []).append(one)
    longest_first = sorted(partners, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])")

    def edit(text: str, other: str, rng: random.Random) -> str | None:
        found = [one for one in pattern.finditer(text) if not must_share or one.group() in other]
        if not found:
            return None
        one = rng.choice(found)
        return _placed(text, one, rng.choice(partners[one.group()]))

    return edit


def change_order(text: str, _other: str, _rng: random.Random) -> str | None:
    """Before for after."""
    found = list(re.finditer(r"\b(before|after)\b", text))
    return _placed(text, found[0], "after" if found[0].group() == "before" else "before") if len(found) == 1 else None


def keep_order(text: str, _other: str, _rng: random.Random) -> str | None:
    """A after B; after B, A."""
    found = re.fullmatch(r"([A-Z][^,]+?) (before|after) ([^,]+?)\.?", text)
    return f"{found[2].capitalize()} {found[3]}, {found[1]}." if found else None


def _placed(text: str, where: re.Match[str], new: str) -> str:
    return text[: where.start()] + new + text[where.end() :]


def _written(value: float, like: str) -> str:
    decimals = len(like.split(".")[1]) if "." in like else 0
    return f"{value:,.{decimals}f}" if "," in like else f"{value:.{decimals}f}"


CHANGING: dict[str, Edit] = {
    "number": change_number,
    "unit": swapped(UNITS_CHANGED, both_ways=True, must_share=True),
    "date": change_date,
    "role": swapped(ROLES, both_ways=True, must_share=True),
    "comparative": swapped(OPPOSITES, both_ways=True, must_share=False),
    "quantifier": swapped(QUANTIFIERS_CHANGED, both_ways=False, must_share=False),
    "order": change_order,
}
KEEPING: dict[str, Edit] = {
    "number": keep_number,
    "unit": swapped(UNITS_KEPT, both_ways=False, must_share=False),
    "date": keep_date,
    "name": swapped(ALIASES, both_ways=False, must_share=False),
    "comparative": swapped(SAME_DIRECTION, both_ways=True, must_share=False),
    "quantifier": swapped(QUANTIFIERS_KEPT, both_ways=False, must_share=False),
    "order": keep_order,
}
CLAIM_ONLY = {"comparative", "quantifier", "order"}
"""Kinds where an edit of the evidence may touch a word that has nothing to do with the claim."""
