"""The text of a PDF, through pypdfium2, with lines joined back into paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from claimcheck.errors import EmptyInputError, UnreadableError
from claimcheck.readers.charset import clean
from claimcheck.readers.pdf_worker import PdfCrashError, PdfWorker, shared_worker

_SENTENCE_END = (".", "!", "?", ":", "”", "’", '"', ")")
_SHORT_LINE = 0.75
"""Share of the usual line length below which a line that ends a sentence ends its paragraph."""
_BROKEN_WORD = re.compile("[\x02\ufffe]\r?\n?")  # how PDFium marks a hyphen that only the line break needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """What a PDF says. Its technical creation date is no day of publication and is not read."""

    text: str
    title: str | None
    author: str | None


def read_pdf(content: bytes, *, where: str, worker: PdfWorker = shared_worker) -> Pdf:
    """Read all pages, in a process of its own, which a hostile file may bring down.

    Raises:
        UnreadableError: damaged, locked by a password, or too much for the reader.
        EmptyInputError: pages without text, such as scans.
    """
    try:
        read = worker.read(content)
    except PdfCrashError as error:
        raise UnreadableError(
            f"{where} cannot be read: the reader of PDFs crashed or took too long over it",
            "open it in a viewer and print it to a new PDF",
        ) from error
    if "error" in read:
        raise _refusal(read["error"], where)
    pages, metadata = read["pages"], read["metadata"]
    text = clean("\n\n".join(filter(None, (join_lines(page) for page in pages))))
    if not text:
        raise EmptyInputError(
            f"there is no text in {where}; its pages are pictures", "run text recognition (OCR) over it first"
        )
    return Pdf(text=text, title=_value(metadata, "Title"), author=_value(metadata, "Author"))


def join_lines(page: str) -> str:
    """Paragraphs out of printed lines: a blank line, or a short line that ends a sentence, ends one."""
    lines = [line.strip() for line in clean(_BROKEN_WORD.sub("", page)).split("\n")]
    usual = median([len(line) for line in lines if line] or [0])
    paragraphs, current = [], ""
    for line in lines:
        if line:
            current = f"{current}{line}" if current.endswith(("-", "\u2010")) else f"{current} {line}".strip()
        if current and (not line or (len(line) < _SHORT_LINE * usual and line.endswith(_SENTENCE_END))):
            paragraphs.append(current)
            current = ""
    return "\n\n".join([*paragraphs, current] if current else paragraphs)


def _refusal(error: str, where: str) -> UnreadableError:
    if "password" in error.lower():
        return UnreadableError(f"{where} is locked by a password", "save an unlocked copy and bring that")
    return UnreadableError(f"{where} is a damaged PDF: {error}", "open it in a viewer and print it to a new PDF")


def _value(metadata: dict[str, str], key: str) -> str | None:
    return " ".join(clean(metadata.get(key, "")).split()) or None
