"""How many sentences a second the whole claim pipeline does: splitting, quotes and speakers, kinds, worth, reasons.

    python benchmarks/claims_rate.py [FILE ...] [--articles 40]

Without files it writes itself articles of ordinary news sentences. Prints sentences per second by the clock and per
second of processor time (which does not count other programs on the machine), and how long 330,000 sentences take.
"""

from __future__ import annotations

import argparse
import random
import time
from datetime import UTC, datetime
from pathlib import Path

from claimcheck.claims import survey_article
from claimcheck.domain import Article
from claimcheck.models.checkworthiness import load_claim_detector

A_YEAR = 330_000
"""Sentences a newspaper prints in a year."""
_PATTERNS = (
    "{who} said on {day} that the {thing} in {place} had cost {number} million euros, {more} more than planned.",
    "The {thing} was closed in {year} after inspectors found {number} defects, twice as many as in the year before.",
    "“We have waited {number} years for this,” {who} told reporters in {place}. “Nobody believed us.”",
    "It was the first strike in {place} since {year}, according to {who}.",
    "{who}, who has led the council since {year}, did not reply to questions.",
    "He will travel to {place} on {day}.",
    "Nobody was hurt.",
    "The {thing} lost {number} per cent of its passengers because fares had doubled, a spokeswoman for {place} said.",
)
_WHO = (
    "Mayor Ida Sample",
    "Jo Muster",
    "Finance Minister Ada Quill",
    "the harbour master",
    "Dana Wright",
    "Tom Example",
)
_DAYS = ("Monday", "Tuesday", "Thursday", "Sunday")
_PLACES = ("Lowport", "Hightown", "Lowland", "Upper Muster")
_THINGS = ("ferry", "bridge", "hospital", "fish market", "railway")


def main() -> None:
    """Survey all articles once and print the rates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", help="plain texts instead of written articles")
    parser.add_argument("--articles", type=int, default=40)
    options = parser.parse_args()
    chance = random.Random(7)  # noqa: S311 - sentences, not secrets
    texts = [file.read_text(encoding="utf-8") for file in options.files]
    texts = texts or [written(chance) for _ in range(options.articles)]
    detector = load_claim_detector()
    survey_article(article(texts[0]), detector, None)  # loads the models
    clock, processor, sentences = time.perf_counter(), time.process_time(), 0
    for text in texts:
        sentences += len(survey_article(article(text), detector, None))
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(f"{sentences} sentences of {len(texts)} articles in {clock:.1f} s: {sentences / clock:.0f} a second")
    print(f"{sentences / processor:.0f} a second of processor time, so {2 * sentences / processor:.0f} on two cores")
    print(f"{A_YEAR:,} sentences: {A_YEAR * clock / sentences / 3600:.2f} h")


def written(chance: random.Random) -> str:
    """An article of forty paragraphs."""
    paragraphs = []
    for _ in range(40):
        chosen = chance.sample(_PATTERNS, chance.randint(1, 3))
        paragraphs.append(" ".join(filled(chance, pattern) for pattern in chosen))
    return "\n\n".join(paragraphs)


def filled(chance: random.Random, pattern: str) -> str:
    """A sentence with names and numbers."""
    return pattern.format(
        who=chance.choice(_WHO),
        day=chance.choice(_DAYS),
        place=chance.choice(_PLACES),
        thing=chance.choice(_THINGS),
        number=chance.randint(2, 90),
        more=f"{chance.randint(2, 40)} per cent",
        year=chance.randint(1950, 2023),
    )


def article(text: str) -> Article:
    """An article that is only a text."""
    return Article(
        id="a",
        title="A sample",
        text=text,
        author=None,
        publisher=None,
        published=None,
        url=None,
        language="en",
        sha256="0",
        added_at=datetime.now(UTC),
        original=None,
    )


if __name__ == "__main__":
    main()
