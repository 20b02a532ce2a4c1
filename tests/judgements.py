"""Evidence with a stance, and a stance model that follows a script, for tests of what is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from claimcheck.domain import Difference, DocumentSource, Evidence, Hit, Passage, StanceScores
from claimcheck.text.identity import digest, passage_id

OPEN = StanceScores(supports=0.02, refutes=0.02, not_enough_info=0.96)


def scores(supports: float = 0.0, refutes: float = 0.0) -> StanceScores:
    return StanceScores(supports=supports, refutes=refutes, not_enough_info=1 - supports - refutes)


def evidence_of(
    rank: int = 1,
    stance: StanceScores | None = OPEN,
    *,
    text: str = "The ferry left the harbour at noon.",
    publisher: str | None = None,
    published: date | None = None,
    similarity: float = 0.7,
    copy_of: int | None = None,
    differences: Sequence[Difference] = (),
    bearing: tuple[int, int] | None = None,
    language: str | None = None,
) -> Evidence:
    document = digest(f"{rank} {text}")
    return Evidence(
        hit=Hit(
            rank=rank,
            passage=Passage(
                id=passage_id(document, 0, len(text)), document_id=document, start=0, end=len(text), text=text
            ),
            source=DocumentSource(
                document_id=document,
                external_id=None,
                title=f"Title {rank}",
                publisher=publisher or f"Paper {rank}",
                published=published,
                url=None,
                language=language,
                sha256=document,
                origin_id=document,
            ),
            similarity=similarity,
            lexical=None,
            score=1.0,
            copy_of=copy_of,
        ),
        stance=stance,
        differences=tuple(differences),
        bearing=bearing,
    )


@dataclass
class Scripted:
    """A stance model that knows some words: the first that a text contains decides; any other text leaves it open.

    Words with a bar between them must stand in the claim and in the text.
    """

    script: dict[str, StanceScores]
    languages: frozenset[str] | None = None
    name: str = "scripted"
    asked: list[tuple[str, str]] = field(default_factory=list)

    def stances(self, claim: str, passages: Sequence[str]) -> list[StanceScores]:
        self.asked += [(claim, passage) for passage in passages]
        return [
            next((found for words, found in self.script.items() if _meant(words, claim, passage)), OPEN)
            for passage in passages
        ]


def _meant(words: str, claim: str, passage: str) -> bool:
    of_claim, bar, of_passage = words.rpartition("|")
    return of_passage in passage and (not bar or of_claim in claim)
