"""Turning bytes of unknown encoding into clean text.

What the bytes themselves prove comes first (a byte order mark, the pattern of UTF-16, valid UTF-8), then what the
file or server declares, then a guess among the one-byte encodings.
"""

from __future__ import annotations

import codecs
import re

from claimcheck.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
# As browsers do: who declares Latin-1 or ASCII means Windows-1252, which has the quotes and dashes.
_LATIN = {"iso8859-1", "ascii", "latin-1", "cp1252"}
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NEVER_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_STRAY = 8
_MOST_JUNK = 0.05
"""Share of control characters above which a file is no text; above it are pictures and programs."""


def decode(content: bytes, *, where: str, declared: str | None = None) -> str:
    """Decode and clean ``content``; see `clean`.

    Raises:
        UnreadableError: the bytes are no text in any encoding.
    """
    text = _decode(content, declared)
    junk = sum(1 for character in text[: _SAMPLE * 4] if character == "\ufffd" or _NEVER_TEXT.match(character))
    if junk > max(_STRAY, _MOST_JUNK * min(len(text), _SAMPLE * 4)):
        raise UnreadableError(
            f"{where} is no text: it holds binary data", "bring the file in a format that is read, such as PDF"
        )
    return clean(text)


def clean(text: str) -> str:
    r"""Text with ``\n`` newlines, without NUL, control characters and lone surrogates, and outer white space."""
    return _NEVER_TEXT.sub("", _NEWLINES.sub("\n", text)).strip()


def table_encoding(sample: bytes, *, valid_utf8: bool) -> str:
    """Name of the codec to read a long file with, from a sample of it and whether all of it is UTF-8."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return "utf-8-sig" if encoding == "utf-8" else encoding.removesuffix("-le").removesuffix("-be")
    wide = _wide_encoding(sample)
    if wide is not None:
        return wide
    if valid_utf8 or _barely_broken(sample.decode("utf-8", "replace")):
        return "utf-8"
    return (_guess(sample) if _mostly_beyond_ascii(sample) else None) or "cp1252"


def _decode(content: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    wide = _wide_encoding(content)
    if wide is not None:
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        mended = content.decode("utf-8", "replace")
    return mended if _barely_broken(mended) else _one_byte(content, declared)


def _barely_broken(mended: str) -> bool:
    """A few broken bytes in a UTF-8 file, say where it was cut, do not make it another encoding."""
    broken = mended.count("\ufffd")
    return sum(1 for character in mended if character > "\x7f") - broken > 2 * broken


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of text in a Latin script is NUL."""
    sample = content[:_SAMPLE]
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    even, odd = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if odd > 0.4 * pairs and even <= 1 + 0.05 * pairs:
        return "utf-16-le"
    if even > 0.4 * pairs and odd <= 1 + 0.05 * pairs:
        return "utf-16-be"
    return None


def _one_byte(content: bytes, declared: str | None) -> str:
    name = _codec(declared)
    if name is not None and name not in _LATIN and not name.startswith("utf"):
        try:
            return content.decode(name)
        except (UnicodeError, ValueError, LookupError):
            pass  # the declaration is wrong
    guessed = _guess(content) if _mostly_beyond_ascii(content) else None
    if guessed is not None:
        return content.decode(guessed, "replace")
    # cp1252 leaves five bytes undefined; Latin-1 gives them the control characters that are then removed
    return "".join(_CP1252[byte] for byte in content)


def _codec(declared: str | None) -> str | None:
    try:
        return codecs.lookup(declared.strip().strip("\"'")).name if declared else None
    except (LookupError, ValueError):
        return None


def _mostly_beyond_ascii(content: bytes) -> bool:
    """Whether the letters are of another script; in Western languages few are accented."""
    sample = content[: _SAMPLE * 4]
    high = sum(1 for byte in sample if byte > 0x7F)
    letters = sum(1 for byte in sample if 0x41 <= byte <= 0x5A or 0x61 <= byte <= 0x7A)
    return high > 0.3 * (high + letters)


def _guess(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(content[: _SAMPLE * 16]).best()
    return best.encoding if best is not None else None


_CP1252 = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]
