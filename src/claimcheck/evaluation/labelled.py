"""Reading labelled claims: JSON lines with the labels of FEVER, AVeriTeC, NLI or our own words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claimcheck.domain import Outcome
from claimcheck.errors import EmptyInputError, UnreadableError
from claimcheck.text.dates import parse_day

SUPPORTS, REFUTES, SILENT = STANCES = ("supports", "refutes", "not_enough_info")
_STANCES = {
    SUPPORTS: "supports support supported entailment true",
    REFUTES: "refutes refute refuted contradiction false",
    SILENT: "not_enough_info not_enough_information not_enough_evidence nei neutral",
}
_OUTCOMES = {
    Outcome.SUPPORTED: "supports support supported true",
    Outcome.REFUTED: "refutes refute refuted false",
    Outcome.CONFLICTING: "conflicting conflicting_evidence conflicting_evidence_cherrypicking disputed mixed",
    Outcome.NOT_ENOUGH_EVIDENCE: "not_enough_info not_enough_information not_enough_evidence nei unproven",
}
PAIR_ROW = 'each line must be like {"claim": "…", "evidence": "…", "label": "supports"}'
CLAIM_ROW = (
    'each line must be like {"claim": "…", "label": "refuted", "evidence": [{"text": "…", "source": "…"}], '
    '"date": "2025-05-15"}; source and date may be left out'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPair:
    """A claim, a text held against it, and what the text says about it: one of ``STANCES``."""

    claim: str
    evidence: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenEvidence:
    """A text, and who published it where that is known."""

    text: str
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledClaim:
    """A claim with its evidence and what somebody decided on the strength of it."""

    claim: str
    label: Outcome
    evidence: tuple[GivenEvidence, ...]
    day: date | None


def read_pairs(file: Path) -> list[LabelledPair]:
    """The rows of a file of ``{claim, evidence, label}``; an evidence may be empty.

    Raises:
        UnreadableError: the file or a row of it cannot be used.
        EmptyInputError: no row.
    """
    found = [_pair(row, where) for row, where in _rows(file, PAIR_ROW)]
    if not found:
        raise EmptyInputError(f"{file} holds no row", PAIR_ROW)
    return found


def read_claims(file: Path) -> list[LabelledClaim]:
    """The rows of a file of ``{claim, label, evidence: [{text, source?}], date?}``; the evidence may be none.

    Raises:
        UnreadableError: the file or a row of it cannot be used.
        EmptyInputError: no row.
    """
    found = [_claim(row, where) for row, where in _rows(file, CLAIM_ROW)]
    if not found:
        raise EmptyInputError(f"{file} holds no row", CLAIM_ROW)
    return found


def _rows(file: Path, layout: str) -> Iterator[tuple[dict[str, Any], str]]:
    try:
        content = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{file} is not UTF-8 text", layout) from error
    except OSError as error:
        raise UnreadableError(f"{file} cannot be read: {error.strerror}", "check the name of the file") from error
    for number, line in enumerate(content.split("\n"), start=1):  # other line ends may stand inside a string
        if not line.strip():
            continue
        where = f"{file}, line {number}"
        try:
            row: Any = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UnreadableError(f"{where} is no JSON: {error}", layout) from error
        if not isinstance(row, dict):
            raise UnreadableError(f"{where} is no object", layout)
        yield row, where


def _pair(row: dict[str, Any], where: str) -> LabelledPair:
    evidence, name = row.get("evidence"), _folded(row.get("label"))
    label = next((stance for stance, names in _STANCES.items() if name in names.split()), None)
    if not isinstance(evidence, str):
        raise UnreadableError(f"{where} has no evidence that is a text", PAIR_ROW)
    if label is None:
        raise UnreadableError(
            f"{where} has the label {str(row.get('label'))[:50]!r}", f"labels are {', '.join(STANCES)}"
        )
    return LabelledPair(claim=_words(row, where, PAIR_ROW), evidence=evidence, label=label)


def _claim(row: dict[str, Any], where: str) -> LabelledClaim:
    name = _folded(row.get("label"))
    label = next((outcome for outcome, names in _OUTCOMES.items() if name in names.split()), None)
    if label is None:
        known = ", ".join(outcome.value for outcome in Outcome)
        raise UnreadableError(
            f"{where} has the label {str(row.get('label'))[:50]!r}",
            f"labels are {known}, or those of FEVER and AVeriTeC",
        )
    given = row.get("evidence") or []
    if not isinstance(given, list):
        raise UnreadableError(f"{where} has evidence that is no list", CLAIM_ROW)
    day = row.get("date")
    return LabelledClaim(
        claim=_words(row, where, CLAIM_ROW),
        label=label,
        evidence=tuple(_evidence(one, where) for one in given),
        day=parse_day(day) if isinstance(day, str) else None,
    )


def _evidence(given: Any, where: str) -> GivenEvidence:
    text = given.get("text") if isinstance(given, dict) else given
    source = given.get("source") if isinstance(given, dict) else None
    if not isinstance(text, str) or not isinstance(source, str | None):
        raise UnreadableError(f"{where} has evidence that is no text", CLAIM_ROW)
    return GivenEvidence(text=text, source=source)


def _words(row: dict[str, Any], where: str, layout: str) -> str:
    claim = row.get("claim")
    if not isinstance(claim, str) or not claim.strip():
        raise UnreadableError(f"{where} has no claim", layout)
    return claim


def _folded(label: object) -> str:
    return re.sub(r"[\W_]+", "_", str(label).strip().casefold()).strip("_")
