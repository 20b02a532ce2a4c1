"""A process of its own that reads PDFs: PDFium is native code, and a hostile file may crash it or take all memory.

Started by `readers.pdf_worker`. On its input come files, each after its length in eight bytes; for each it prints one
line of JSON: ``{"pages": [...], "metadata": {...}}`` or ``{"error": "..."}``. It ends when its input does.
"""

from __future__ import annotations

import json
import sys
from typing import Any

MOST_MEMORY = 4 << 30
"""Bytes the process may map; a file of the size limit and its pages need a fraction."""


def main() -> None:
    """Read files until the input ends."""
    _limit_memory()
    while len(header := sys.stdin.buffer.read(8)) == 8:
        content = sys.stdin.buffer.read(int.from_bytes(header, "big"))
        sys.stdout.write(json.dumps(_read(content)) + "\n")
        sys.stdout.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows has no such limit
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _read(content: bytes) -> dict[str, Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        return {"error": str(error)}
    try:
        pages = [_page_text(document, number) for number in range(len(document))]
        return {"pages": pages, "metadata": document.get_metadata_dict(skip_empty=True)}
    except pypdfium2.PdfiumError as error:
        return {"error": str(error)}
    finally:
        document.close()


def _page_text(document: Any, number: int) -> str:
    page = document[number]
    try:
        textpage = page.get_textpage()
        try:
            return str(textpage.get_text_range())
        finally:
            textpage.close()
    finally:
        page.close()


if __name__ == "__main__":
    main()
