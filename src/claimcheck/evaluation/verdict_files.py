"""Reading verdicts from outside the desk, in the layout AVeriTeC was published in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claimcheck.errors import EmptyInputError, UnreadableError
from claimcheck.text.dates import parse_day

_LAYOUT = (
    'a JSON array, or one object on each line, like {"claim": "…", "claim_date": "25-8-2020", '
    '"questions": [{"question": "…", "answers": [{"answer": "…", "source_url": "https://…"}]}]}'
)
_DAY_FIRST = re.compile(r"\s*(\d{1,2})-(\d{1,2})-(\d{4})\s*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideVerdict:
    """A claim that somebody checked, and the addresses of what their answers rest on."""

    where: str
    """Line or entry of the file, for a person to find it."""
    claim: str
    day: date | None
    sources: tuple[str, ...]
    """As written, each once."""


def read_verdict_file(file: Path) -> list[OutsideVerdict]:
    """Read the claims of a file with the sources of their answers; what an entry does not say is left empty.

    Raises:
        UnreadableError: the file, or an entry of it, is not in the layout.
        EmptyInputError: no entry.
    """
    try:
        content = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{file} is not UTF-8 text", f"expected is {_LAYOUT}") from error
    except OSError as error:
        raise UnreadableError(f"{file} cannot be read: {error.strerror}", "check the name of the file") from error
    entries = _of_array(file, content) if content.lstrip().startswith("[") else _of_lines(file, content)
    found = [_verdict(entry, where) for entry, where in entries]
    if not found:
        raise EmptyInputError(f"{file} holds no claim", f"expected is {_LAYOUT}")
    return found


def _of_array(file: Path, content: str) -> Iterator[tuple[Any, str]]:
    for number, entry in enumerate(_parsed(content, str(file)), start=1):
        yield entry, f"{file}, entry {number}"


def _of_lines(file: Path, content: str) -> Iterator[tuple[Any, str]]:
    for number, line in enumerate(content.split("\n"), start=1):  # other line ends may stand inside a string
        if line.strip():
            where = f"{file}, line {number}"
            yield _parsed(line, where), where


def _parsed(content: str, where: str) -> Any:
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        at = f" at line {error.lineno}" if "\n" in content else ""
        raise _refused(f"{where} is no JSON: {error.msg}{at}") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets without end
        raise _refused(f"{where} is no JSON that can be read: {error}") from error


def _verdict(entry: Any, where: str) -> OutsideVerdict:
    if not isinstance(entry, dict):
        raise _refused(f"{where} is no object")
    claim = entry.get("claim")
    if not isinstance(claim, str) or not claim.strip():
        raise _refused(f"{where} has no claim")
    answers = [
        answer
        for question in _objects(entry, "questions", where)
        for answer in _objects(question, "answers", f"{where}, a question")
    ]
    sources = [answer.get("source_url") for answer in answers]
    wrong = next((source for source in sources if source is not None and not isinstance(source, str)), None)
    if wrong is not None:
        raise _refused(f"{where} has the source_url {str(wrong)[:50]!r}, which is no text")
    return OutsideVerdict(
        where=where,
        claim=claim,
        day=_day(entry.get("claim_date")),
        sources=tuple(dict.fromkeys(source.strip() for source in sources if source and source.strip())),
    )


def _objects(holder: dict[str, Any], name: str, where: str) -> list[dict[str, Any]]:
    given = holder.get(name)
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise _refused(f"{where} has {name} that are no list of objects")
    return given


def _day(written: Any) -> date | None:
    """The day as AVeriTeC writes it, 25-8-2020, or in any form that is sure; its 5-8-2020 is always a day in August."""
    if not isinstance(written, str):
        return None
    found = _DAY_FIRST.fullmatch(written)
    if found is None:
        return parse_day(written)
    try:
        return date(int(found.group(3)), int(found.group(2)), int(found.group(1)))
    except ValueError:
        return None


def _refused(message: str) -> UnreadableError:
    return UnreadableError(message, f"expected is {_LAYOUT}")
