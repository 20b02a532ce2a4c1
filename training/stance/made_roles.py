"""Made passages in which several people hold several parts, and claims about one of the parts.

Who did what to whom is what a small model learns least from natural pairs: all the names are right, only not where they
stand. A silent passage is one about another body or another opponent, in the words of the others, so that no wording
tells the label. Every sentence here is ours; the names are put together by chance and mean nobody.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from pairs import Pair

_FIRST = (
    "Anna Boris Carla David Elena Farid Greta Hassan Irina Jonas Karim Laura Marek Nadia "
    "Oscar Paula Rashid Sofia Tomas Ulrike Viktor Wanda Xavier Yusuf Zoe Amara Bilal "
    "Chen Dalia Emre Fatima Goran Hana Ivo Jelena Kofi Lena Mihai Noor"
).split()
_LAST = (
    "Abbott Berger Castillo Dubois Eriksen Fischer Garcia Haddad Ivanov Jensen Kowalski Lindgren Moreau Novak Okafor "
    "Petrov Quinn Romano Schmidt Tanaka Usman Varga Weber Xu Yilmaz Zhang Adeyemi Bauer Cohen Diaz Fontaine Horvat Kaya"
).split()
_PLACES = (
    "Norway Kenya Peru Poland Turkey Japan Chile Ghana Oman Latvia Jordan Canada Serbia Mali Iceland Vietnam".split()
)
_NATIONS = "Norwegian Kenyan Peruvian Polish Turkish Japanese Chilean Omani Latvian Serbian".split()
_BODIES = (
    "the trade ministry,the city council,the central bank,the rail union,the health agency,the port authority,"
    "the football federation,the state broadcaster,the mining company,the election commission"
).split(",")
_PARTS = (
    ("minister of finance", "minister of health"), ("chief negotiator", "spokesman"), ("chair", "deputy chair"),
    ("ambassador", "military attaché"), ("prime minister", "president"), ("chief executive", "head of finance"),
    ("mayor", "police chief"), ("head of the inquiry", "legal adviser"), ("editor", "publisher"), ("coach", "captain"),
)  # fmt: skip
_TWO_PLACE = (
    ("defeated", "was defeated by", "lost to"), ("succeeded", "was succeeded by", "was replaced by"),
    ("sued", "was sued by", "faced a lawsuit from"), ("appointed", "was appointed by", "owes the post to"),
    ("acquired", "was acquired by", "was bought by"), ("criticised", "was criticised by", "drew criticism from"),
    ("paid", "was paid by", "received money from"), ("invited", "was invited by", "came at the invitation of"),
    ("arrested", "was arrested by", "was taken into custody by"), ("taught", "was taught by", "was a student of"),
)  # fmt: skip
_LED = (
    "The {place} delegation was led by {one}, while {two} stayed in the capital.",
    "{one}, an adviser to the {place} president, headed the delegation; {two} joined the talks by telephone.",
    "The {place} team came under {one}. {two}, who had led it the year before, was not on the list.",
    "At the head of the {place} mission stood {one}, and {two} took the notes.",
)
_LED_CLAIMS = (
    "The {place} delegation was led by {name}.",
    "{name} led the {place} delegation.",
    "{name} was at the head of the {place} delegation.",
)


def role_pairs(count: int, seed: int) -> Iterator[Pair]:
    """Pairs in equal parts true, wrong and silent."""
    rng = random.Random(seed)  # noqa: S311 - a draw, no secret
    makers = (_parts, _two_place, _led)
    for at in range(count):
        evidence, claims = makers[at % len(makers)](rng)
        label = ("supports", "refutes", "not_enough_info")[at // len(makers) % 3]
        yield Pair(
            claim=_sentence(rng.choice(claims[label])), evidence=_sentence(evidence), label=label, source="made:who"
        )


def _names(rng: random.Random, count: int) -> list[str]:
    return [f"{first} {last}" for first, last in zip(rng.sample(_FIRST, count), rng.sample(_LAST, count), strict=True)]


def _parts(rng: random.Random) -> tuple[str, dict[str, list[str]]]:
    one, two, three = _names(rng, 3)
    part, other = rng.sample(rng.choice(_PARTS), 2)
    (body, elsewhere), place = rng.sample(_BODIES, 2), rng.choice(_PLACES)
    evidence = rng.choice((
        f"{one} is the {part} of {body} and {two} its {other}.",
        f"Both the {part}, {one}, and the {other}, {two}, spoke for {body} in {place}.",
        f"At {body}, {two} serves as {other}. {one} has been {part} since last spring.",
        f"{body}'s {part} {one} met its {other} {two} in {place} on Monday.",
    ))  # fmt: skip
    return evidence, {
        "supports": [f"{one} is the {part} of {body}", f"{two} is {other} of {body}", f"the {part} of {body} is {one}"],
        "refutes": [f"{two} is the {part} of {body}", f"{one} is {other} of {body}", f"the {part} of {body} is {two}",
                    f"the {part} of {body} is {three}"],
        "not_enough_info": [f"{one} is the {part} of {elsewhere}", f"{two} is {other} of {elsewhere}",
                            f"the {part} of {elsewhere} is {one}", f"the {part} of {elsewhere} is {three}"],
    }  # fmt: skip


def _two_place(rng: random.Random) -> tuple[str, dict[str, list[str]]]:
    one, two, three, four = _names(rng, 4)
    active, passive, other = rng.choice(_TWO_PLACE)
    place = rng.choice(_PLACES)
    evidence = rng.choice((
        f"{one} {active} {two} in {place}.", f"{two} {passive} {one} in {place} last year.",
        f"In {place}, {two} {other} {one}, as {three} had foreseen.", f"{one}, from {place}, {active} {two} in spring.",
    ))  # fmt: skip
    return evidence, {
        "supports": [f"{one} {active} {two}", f"{two} {passive} {one}", f"{two} {other} {one}"],
        "refutes": [f"{two} {active} {one}", f"{one} {passive} {two}", f"{one} {other} {two}"],
        "not_enough_info": [f"{one} {active} {four}", f"{four} {passive} {two}", f"{four} {other} {one}",
                            f"{two} {active} {four}"],
    }  # fmt: skip


def _led(rng: random.Random) -> tuple[str, dict[str, list[str]]]:
    one, two, three = _names(rng, 3)
    place, elsewhere = rng.sample(_NATIONS, 2)
    evidence = rng.choice(_LED).format(place=place, one=one, two=two)
    about = {
        "supports": (place, (one, one.split()[1])), "refutes": (place, (two, three)),
        "not_enough_info": (elsewhere, (one, two, three, three.split()[1])),
    }  # fmt: skip
    return evidence, {
        label: [claim.format(place=where, name=name) for claim in _LED_CLAIMS for name in names]
        for label, (where, names) in about.items()
    }


def _sentence(text: str) -> str:
    text = text[0].upper() + text[1:]
    return text if text.endswith(".") else f"{text}."
