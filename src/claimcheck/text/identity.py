"""Ids and digests that come from the thing itself, and time-ordered ids for what people make."""

from __future__ import annotations

import hashlib
import os
import time
import unicodedata
from datetime import date

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 20


def digest(*parts: str | bytes | None) -> str:
    """sha256 over the parts with their lengths, so that ("ab", "c") and ("a", "bc") differ; hex."""
    hasher = hashlib.sha256()
    for part in parts:
        raw = b"\0none" if part is None else part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hasher.update(len(raw).to_bytes(8, "big"))
        hasher.update(raw)
    return hasher.hexdigest()


def origin_id(text: str) -> str:
    """Id that reprints of one text share: letter case, white space and Unicode form do not count."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return digest(folded)[:_LENGTH]


def document_id(
    *, text: str, url: str | None, publisher: str | None, published: date | None, external_id: str | None
) -> str:
    """Id from a document's source (URL, else publisher and date, else the imported id) and its text."""
    if url:
        source = f"url:{url}"
    elif publisher or published:
        source = f"publisher:{publisher or ''}|{published.isoformat() if published else ''}"
    else:
        source = f"id:{external_id or ''}"
    return digest(source, text)[:_LENGTH]


def passage_id(document: str, start: int, end: int) -> str:
    """Id of a window of a document."""
    return digest(document, str(start), str(end))[:_LENGTH]


def new_id() -> str:
    """A unique id that sorts by time: 48 bits of milliseconds, then 52 random bits, in Crockford base 32."""
    value = (time.time_ns() // 1_000_000) << 52 | int.from_bytes(os.urandom(7), "big") >> 4
    letters = []
    for _ in range(_LENGTH):
        value, index = divmod(value, 32)
        letters.append(_ALPHABET[index])
    return "".join(reversed(letters))
