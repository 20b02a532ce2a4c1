"""The shape of a line: whether it reads like a sentence, a heading, a list item or a piece of a quote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CLOSERS = "\"'”’»)]*_"
_SENTENCE = re.compile(r"[.!?…。！？](?=[\"'”’»)\]*_]*(?:\s|\Z))")
_BULLET = re.compile(r"(?:[-–—*•·▪◦‣●○■►]|\d{1,2}[.)])\s+(?=\S)")
_ENDS_IN_THE_AIR = (",", ";", ":", "–", "—", " -")
_LONG = 25
"""Words from which a line is a paragraph even without a full stop at its end."""


@dataclass(frozen=True)
class Shape:
    """A unit of text, seen by its form alone."""

    text: str
    block: int

    @cached_property
    def words(self) -> list[str]:
        """Words and numbers."""
        return _WORD.findall(self.text)

    @cached_property
    def sentences(self) -> int:
        """How many sentence ends the unit has; a cut-off "…" at the end is none."""
        ends = [match.end() for match in _SENTENCE.finditer(self.text)]
        if ends and self.cut_off:
            ends.pop()
        return len(ends)

    @cached_property
    def cut_off(self) -> bool:
        """Whether the line was shortened with dots."""
        return self.text.endswith(("...", "…"))

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether the last thing said is a whole sentence."""
        bare = self.text.rstrip(_CLOSERS)
        return bare.endswith((".", "!", "?", "。", "！", "？")) and not self.cut_off

    @cached_property
    def prose(self) -> bool:
        """Whether this reads like a paragraph, not like a label."""
        return (self.ends_sentence and len(self.words) >= 2) or len(self.words) >= _LONG

    @cached_property
    def solid_prose(self) -> bool:
        """Prose that cannot be a headline with a question or exclamation mark."""
        last = self.text.rstrip(_CLOSERS)[-1:]
        return self.prose and (last in {".", "。"} or self.sentences > 1 or len(self.words) >= _LONG)

    @cached_property
    def item(self) -> bool:
        """Whether the line starts with a bullet or a number."""
        return _BULLET.match(self.text) is not None

    @cached_property
    def in_the_air(self) -> bool:
        """Whether the line leads on to the next, such as a quote that ends with a comma."""
        dashed = self.text.endswith(("–", "—"))
        return self.text.endswith(_ENDS_IN_THE_AIR) and (len(self.words) >= 3 or (dashed and bool(self.words)))

    @cached_property
    def announces(self) -> bool:
        """Whether the line announces a list."""
        return self.text.endswith(":") and len(self.words) >= 3

    @cached_property
    def quoted(self) -> bool:
        """Whether the whole line stands in quotation marks."""
        return self.text[:1] in '“"«„‘' and self.text[-1:] in '”"»“’' and len(self.words) >= 3

    @cached_property
    def key(self) -> str:
        """The words alone, for comparing lines that differ in case and punctuation."""
        return " ".join(self.words).casefold()
