"""Scales on which things are more or less: words for either end, and the forms that compare."""

from __future__ import annotations

from typing import Final

_SCALES: Final[dict[str, tuple[str, str]]] = {
    "length": ("long lengthy", "short brief"), "height": ("tall high", "low"),
    "size": ("large big great", "small tiny"),
    "price": ("expensive dear costly pricey", "cheap affordable inexpensive"),
    "speed": ("fast quick rapid swift", "slow"), "thickness": ("thick", "thin"),
    "dirt": ("dirty polluted", "clean"), "weight": ("heavy", "light"), "warmth": ("warm hot mild", "cold cool"),
    "width": ("wide broad", "narrow"), "depth": ("deep", "shallow"), "wealth": ("rich wealthy prosperous", "poor"),
    "age": ("old", "young new"), "strength": ("strong", "weak"),
    "danger": ("dangerous risky deadly harmful", "safe harmless"), "quality": ("good well successful", "bad poor"),
    "wet": ("wet damp rainy", "dry"), "time": ("late", "early soon"),
    "hardness": ("hard difficult tough", "easy simple"), "loudness": ("loud noisy", "quiet silent"),
    "nearness": ("near close", "far distant"), "light": ("bright", "dark dim"),
}  # fmt: skip
SIGNS: Final = {
    word: (scale, sign)
    for scale, (plus, minus) in _SCALES.items()
    for sign, words in ((1, plus), (-1, minus))
    for word in words.split()
}
IRREGULAR: Final = {
    "better": ("quality", 1), "worse": ("quality", -1), "further": ("nearness", -1), "farther": ("nearness", -1),
    "elder": ("age", 1), "best": ("quality", 1), "worst": ("quality", -1),
}  # fmt: skip
ADJECTIVE_ENDINGS: Final = ("ive", "able", "ous", "ful", "ic", "ent", "ant", "ed", "al", "ible")
AMOUNTS: Final = {"more": 1, "greater": 1, "higher": 1, "fewer": -1, "less": -1, "lower": -1}
AMOUNT: Final = frozenset({"", "size", "height"})
"""Scales that are all about how many or how much."""


def positive(lower: str) -> str | None:
    """The adjective of which a word in -er is the comparative, where it is a known one."""
    core = lower.removesuffix("er")
    candidates = [core, core + "e", core[:-1] + "y" if core.endswith("i") else core, core[:-1]]
    return next((one for one in candidates if one in SIGNS), None)
