"""The text of a Word document, through python-docx, with limits against files that unpack without end."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimcheck.errors import UnreadableError
from claimcheck.readers.charset import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_UNPACKED = 300 * 2**20
"""Bytes all parts of a document may unpack to."""
MAX_PARTS = 10_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_TEXT = {
    f"{_W}pPr",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",  # repeats what stands beside it
}
_INSTEAD_OF = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a Word document says. Its creation date is often the template's, so it is not read."""

    text: str
    title: str | None
    author: str | None


def read_word(content: bytes, *, where: str) -> Word:
    """Read paragraphs and tables in their order; deleted text of tracked changes is left out.

    Raises:
        UnreadableError: damaged, or unpacking to more than the limits.
    """
    import docx

    _refuse_bombs(content, where)
    try:
        document = docx.Document(io.BytesIO(content))
        text = "\n\n".join(filter(None, _blocks(document)))
        title, author = document.core_properties.title, document.core_properties.author
    except Exception as error:  # a damaged document makes python-docx and lxml fail in many ways
        raise UnreadableError(
            f"{where} is a damaged Word document: {error}", "open it in Word and save it again"
        ) from error
    return Word(text=clean(text), title=_line(title), author=_line(author))


def _refuse_bombs(content: bytes, where: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError(f"{where} is damaged: {error}", "open it in Word and save it again") from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:  # no more is read than declared
        raise UnreadableError(
            f"{where} unpacks to more than {MAX_UNPACKED // 2**20} MB", "save the text alone and bring that"
        )


def _blocks(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            # merged cells would repeat in the public rows
            yield "\n".join(filter(None, (_row(row) for row in block._tbl.iter(f"{_W}tr"))))
        else:
            yield _paragraph(block._p)  # the public `text` lacks tracked insertions


def _row(row: _Element) -> str:
    cells = (" ".join(_paragraph(paragraph) for paragraph in cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc"))
    return " | ".join(filter(None, (" ".join(cell.split()) for cell in cells)))


def _paragraph(element: _Element) -> str:
    return "".join(_runs(element)).strip()


def _runs(element: _Element) -> Iterator[str]:
    for child in element:
        if not isinstance(child.tag, str):
            continue  # a comment or an entity says nothing
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _INSTEAD_OF:
            yield _INSTEAD_OF[child.tag]
        elif child.tag not in _NOT_TEXT:
            yield from _runs(child)


def _line(value: str | None) -> str | None:
    return " ".join(clean(value or "").split()) or None
