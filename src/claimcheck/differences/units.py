"""Units of measure with their dimension and size, and scale words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; quantities of one ``dimension`` compare after multiplying by ``factor``."""

    name: str
    dimension: str
    factor: float = 1.0


COUNT: Final = Unit("", "count")
ORDINAL: Final = Unit("th", "ordinal")
PERCENT: Final = Unit("%", "percent")
POINTS: Final = Unit("percentage points", "points")

SCALES: Final[dict[str, float]] = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "mn": 1e6, "mln": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
    "tn": 1e12, "lakh": 1e5, "crore": 1e7, "dozen": 12,
}  # fmt: skip
GLUED_SCALES: Final[dict[str, float]] = {"k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9, "mn": 1e6, "tn": 1e12, "t": 1e12}

_CURRENCIES: Final = {
    "usd": "$ us$ usd dollar dollars buck bucks", "eur": "€ eur euro euros", "gbp": "£ gbp pound pounds sterling quid",
    "jpy": "¥ jpy yen", "inr": "₹ inr rupee rupees", "rub": "₽ rub rouble roubles ruble rubles",
    "uah": "₴ uah hryvnia hryvnias hryvnya", "cny": "cny rmb yuan renminbi", "chf": "chf franc francs",
    "try": "₺ lira liras", "pln": "pln zloty zlotys", "sek": "sek krona kronor", "dkk": "dkk nok krone kroner",
    "krw": "₩ won", "brl": "brl real reais", "mxn": "mxn peso pesos", "zar": "zar rand", "cad": "c$ cad",
    "aud": "a$ aud",
    "btc": "btc bitcoin bitcoins", "ils": "₪ shekel shekels", "cents": "cent cents", "pence": "pence",
}  # fmt: skip
CURRENCIES: Final[dict[str, Unit]] = {
    word: Unit(code, "money") for code, words in _CURRENCIES.items() for word in words.split()
}
SYMBOLS: Final = frozenset("$€£¥₹₽₴₺₩₪")

_MEASURES: Final = (
    ("length", 0.001, "mm millimetre millimeter"), ("length", 0.01, "cm centimetre centimeter"),
    ("length", 1, "m metre meter"), ("length", 1000, "km kilometre kilometer"), ("length", 1609.344, "mi mile"),
    ("length", 0.3048, "ft foot feet"), ("length", 0.0254, "inch inches"), ("length", 0.9144, "yd yard"),
    ("length", 1852, "nautical-mile"),
    ("mass", 0.001, "g gram gramme"), ("mass", 1, "kg kilo kilogram kilogramme"), ("mass", 1000, "t tonne"),
    ("mass", 907.185, "ton"), ("mass", 0.453592, "lb lbs"), ("mass", 0.0283495, "oz ounce"),
    ("mass", 1e-6, "mg milligram"),
    ("volume", 1, "l litre liter"), ("volume", 0.001, "ml millilitre milliliter"), ("volume", 3.78541, "gallon"),
    ("volume", 158.987, "barrel"),
    ("area", 1e4, "ha hectare"), ("area", 4046.86, "acre"),
    ("area", 1e6, "square-kilometre square-kilometer square-km sq-km km²"), ("area", 1, "square-metre square-meter m²"),
    ("area", 2589988, "square-mile"), ("area", 0.092903, "square-foot square-feet"),
    ("speed", 1, "km/h kph kmh"), ("speed", 1.609344, "mph"), ("speed", 1.852, "knot"),
    ("power", 1, "w watt"), ("power", 1e3, "kw kilowatt"), ("power", 1e6, "mw megawatt"), ("power", 1e9, "gw gigawatt"),
    ("energy", 1, "kwh kilowatt-hour"), ("energy", 1e3, "mwh megawatt-hour"), ("energy", 1e6, "gwh gigawatt-hour"),
    ("data", 1, "mb megabyte"), ("data", 1e3, "gb gigabyte"), ("data", 1e6, "tb terabyte"),
    ("celsius", 1, "°c celsius centigrade"), ("fahrenheit", 1, "°f fahrenheit"), ("degrees", 1, "° degree"),
    ("duration", 1, "second sec"), ("duration", 60, "minute min"), ("duration", 3600, "hour hr"),
    ("duration", 86400, "day"), ("duration", 604800, "week"), ("duration", 2629800, "month"),
    ("duration", 31557600, "year yr"), ("duration", 315576000, "decade"), ("duration", 3155760000, "century centuries"),
)  # fmt: skip
MEASURES: Final[dict[str, Unit]] = {
    name: Unit(words.split()[0], dimension, factor)
    for dimension, factor, words in _MEASURES
    for word in words.split()
    for name in (word, word + "s")
}
AMBIGUOUS_ALONE: Final = frozenset("m t g l w f b second seconds".split())
"""Read as a unit only when glued to the number or plainly meant."""
RIVALS: Final = (
    frozenset({"percent", "points"}),
    frozenset({"celsius", "fahrenheit"}),
)
"""Dimensions that cannot be converted into one another but are mixed up."""

ONES: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen"
        " eighteen nineteen".split()
    )
}
TENS: Final = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
ORDINALS: Final = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
FRACTIONS: Final = {
    "half": 50.0, "third": 100 / 3, "thirds": 100 / 3, "quarter": 25.0, "quarters": 25.0, "fifth": 20.0,
    "fifths": 20.0, "tenth": 10.0, "tenths": 10.0,
}  # fmt: skip
