"""Which kind of file some bytes are: their own first bytes, then the declared type, then the name."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from claimcheck.errors import UnreadableError
from claimcheck.readers.feeds import is_feed


class Kind(StrEnum):
    """The kinds of document that are read; the value is the media type."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    PDF = "application/pdf"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


DOCUMENT_SUFFIXES = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".pdf": Kind.PDF,
    ".docx": Kind.WORD,
}
SUFFIX_OF_KIND = {kind: suffix for suffix, kind in reversed(DOCUMENT_SUFFIXES.items())}
"""The usual suffix of each kind."""
READ_KINDS = "text, Markdown, HTML, PDF and Word (.docx)"
_MEDIA_TYPES = {kind.value: kind for kind in Kind} | {
    "application/xhtml+xml": Kind.HTML,
    "text/x-markdown": Kind.MARKDOWN,
}
_OTHER_FILES = {
    b"\xd0\xcf\x11\xe0": ("an old Word, Excel or PowerPoint file", "save it as .docx or PDF and bring that"),
    b"{\\rtf": ("an RTF file", "save it as .docx or PDF and bring that"),
    b"\x89PNG": ("a picture", "bring the text of it; pictures are not read"),
    b"\xff\xd8\xff": ("a picture", "bring the text of it; pictures are not read"),
    b"GIF8": ("a picture", "bring the text of it; pictures are not read"),
    b"\x1f\x8b": ("a gzip archive", "unpack it and bring what is inside"),
    b"Rar!": ("a RAR archive", "unpack it and bring what is inside"),
    b"7z\xbc\xaf": ("a 7z archive", "unpack it and bring what is inside"),
    b"MZ\x90\x00": ("a program", "bring documents: text, Markdown, HTML, PDF or Word"),
    b"\x7fELF": ("a program", "bring documents: text, Markdown, HTML, PDF or Word"),
    b"PAR1": ("a Parquet table", "tables are added with `claimcheck corpus add`"),
}
# A page saved as .txt, or sent as text/plain, still is a page; a text that merely mentions a tag is not.
_PAGE_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_NO_STORY = re.compile(
    r"(?:image|audio|video|font|model)/.+|text/(?:css|csv|javascript|calendar|vcard)|"
    r"application/(?:(?:.+\+)?json|javascript|ecmascript|zip|gzip|x-tar|wasm|msword|vnd\.ms-.+)"
)
"""Types that servers declare for what no story is told in."""
_PDF_START = 1024
"""Bytes in which a PDF header may follow other bytes, as viewers allow."""


def detect_kind(content: bytes, *, name: str | None, media_type: str | None) -> Kind:
    """The kind to read ``content`` as.

    Raises:
        UnreadableError: a kind that is not read, or a name that promises what the bytes are not.
    """
    where = name or "the input"
    if b"%PDF-" in content[:_PDF_START]:
        return Kind.PDF
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_zip(content, where)
    for start, (what, hint) in _OTHER_FILES.items():
        if content.startswith(start):
            raise UnreadableError(f"{where} is {what}, which cannot be read", hint)
    if is_feed(content):
        raise UnreadableError(f"{where} is a feed, not a story", "bring its stories with `claimcheck article feed`")
    promised = _promised(name, media_type)
    if promised in {Kind.PDF, Kind.WORD}:
        what = "PDF" if promised is Kind.PDF else "Word document"
        raise UnreadableError(
            f"{where} is no {what}, or its beginning is damaged", "open it in a viewer to see what it is"
        )
    if promised is not Kind.HTML and _PAGE_START.match(content[:4096].removeprefix(b"\xef\xbb\xbf")):
        return Kind.HTML
    return promised or Kind.TEXT


def _promised(name: str | None, media_type: str | None) -> Kind | None:
    declared = (media_type or "").partition(";")[0].strip().lower()
    kind = _MEDIA_TYPES.get(declared)
    by_name = DOCUMENT_SUFFIXES.get(PurePath(name).suffix.lower()) if name else None
    if kind is Kind.TEXT and by_name is not None:
        return by_name  # servers send "text/plain" for whatever they do not know
    if kind is None and by_name is None and _NO_STORY.fullmatch(declared):
        raise UnreadableError(
            f"{name or 'the input'} is of type {declared}, which cannot be read", f"read are {READ_KINDS}"
        )
    return kind or by_name


def _kind_of_zip(content: bytes, where: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "word/document.xml" in archive.namelist():
                return Kind.WORD
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError(
            f"{where} is damaged: {error}", "open it in the program that made it and save it again"
        ) from error
    raise UnreadableError(f"{where} is an archive, or an office file other than Word", f"read are {READ_KINDS}")
