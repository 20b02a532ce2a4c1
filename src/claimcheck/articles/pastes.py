"""Cleaning a text that was pasted from a browser of what the page put around the article.

Lines are only ever taken out, never changed. What a line is follows from phrase families that sites share, from its
shape (a label has no full stop) and from its place (between two paragraphs, under a photo credit, before the first
sentence); no rule knows a site. Everything taken out is handed back, so that a person can look.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from claimcheck.articles.phrases import Family, family_of
from claimcheck.articles.shapes import Shape
from claimcheck.articles.stamps import byline_author, is_update, stamp_day
from claimcheck.domain import PublicationDate
from claimcheck.text.lines import line_units

_LONGEST_TITLE, _LONGEST_HEADING = 30, 14
_ENOUGH = 3
"""Sentences that make an article: after them a heading of comments ends it."""
_REPEATS = 20
"""Characters a breadcrumb must share with the beginning of a title to be taken for its repetition."""


_LEFT_BY_EXTRACTORS = {
    Family.ADVERT,
    Family.SHARE,
    Family.CONSENT,
    Family.PROMPT,
    Family.DISCLOSURE,
    Family.LEGAL,
    Family.COMMENTS,
    Family.RELATED_LINE,
    Family.PLAYER,
}
_ABOVE = {Family.STAMP, Family.BYLINE}
_LONGEST_CREDIT = 12
IN_THE_TEXT = "text"
"""Origin of what was read from the words of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedText:
    """The article in a paste: paragraphs apart by a blank line, what else the page said, and what was taken out."""

    text: str
    title: str | None
    author: str | None
    published: PublicationDate | None
    removed: tuple[str, ...]


def clean_paste(text: str) -> CleanedText:
    """Take out of a pasted page everything that is not the article; text without any sentence is left as it is."""
    units = [Shape(text[unit.start : unit.end], unit.block) for unit in line_units(text)]
    if not any(unit.prose for unit in units):
        whole = _joined(units)
        return CleanedText(text=whole, title=None, author=None, published=None, removed=())
    first = _Pass(units)
    kept = first.kept
    while len(again := _Pass(_apart(kept)).kept) < len(kept):  # what a line is depends on its neighbours
        kept = again
    left = Counter(unit.text for unit in kept)
    removed = []
    for unit in units:
        if left[unit.text]:
            left[unit.text] -= 1
        else:
            removed.append(unit.text)
    return CleanedText(
        text=_joined(kept),
        title=first.units[first.title].text if first.title is not None else None,
        author=first.author(),
        published=first.published(),
        removed=tuple(removed),
    )


def clean_extracted(text: str, title: str | None = None) -> CleanedText:
    """Take out of the text of a page what an extractor leaves behind: labels, adverts, prompts, lists of links.

    Only phrases count here, and the title where the text begins with it. Shape and place say nothing any more once
    an extractor has chosen the paragraphs, except above the first of them: there stands who wrote it and when.
    """
    heading = Shape(title, 0).key if title else None
    units = [(unit, Shape(text[unit.start : unit.end], unit.block)) for unit in line_units(text)]
    parts: list[str] = []
    removed: list[str] = []
    top: list[str] = []
    related, end, begun = False, None, False
    for unit, shape in units:
        family = family_of(shape)
        related = family is Family.RELATED or (related and family is None and shape.item)
        above = not begun and family in _ABOVE
        begun = begun or (shape.prose and family is None)
        if (
            related
            or above
            or family in _LEFT_BY_EXTRACTORS
            or _credits_alone(family, shape)
            or (not parts and shape.key == heading)
        ):
            end = None
            removed.append(shape.text)
            if above:
                top.append(shape.text)
            continue
        if parts:
            parts.append("\n\n" if end is None else text[end : unit.start])
        parts.append(shape.text)
        end = unit.end
    return CleanedText(
        text="".join(parts) or text,
        title=None,
        author=next((author for line in top if (author := byline_author(line))), None),
        published=_day_above(top),
        removed=tuple(removed) if parts else (),
    )


def _credits_alone(family: Family | None, shape: Shape) -> bool:
    """Whether a line does nothing but name who took a picture; a paragraph that ends with a name stays."""
    return family is Family.CREDIT and len(shape.words) <= _LONGEST_CREDIT and not shape.ends_sentence


def _day_above(lines: list[str]) -> PublicationDate | None:
    """The day of the first line above the text that names one; that of a later change only where no other is there."""
    days = [(is_update(line), day) for line in lines if (day := stamp_day(line))]
    days.sort(key=lambda found: found[0])
    return PublicationDate(day=days[0][1], origin=IN_THE_TEXT) if days else None


class _Pass:
    """One look at all units; ``kept`` is what belongs to the article."""

    def __init__(self, units: list[Shape]) -> None:
        self.units = units
        self.families: list[Family | None] = [family_of(unit) for unit in units]
        self.body = self._where_the_body_begins()
        self._end = self._where_comments_begin()
        self.title = self._find_title()
        self._out = [family is not None or index >= self._end for index, family in enumerate(self.families)]
        self._drop_captions()
        self._drop_repetitions_of_the_title()
        self._drop_related()
        self._drop_top()
        self._drop_labels()
        self.kept = [unit for unit, out in zip(units, self._out, strict=True) if not out]
        if not self.kept:  # better the whole page than nothing
            self.kept, self.title = list(units), None

    def author(self) -> str | None:
        """The first byline at the top of the article."""
        top = range(min(self.body + 3, len(self.units)))
        bylines = (byline_author(self.units[index].text) for index in top if self.families[index] is Family.BYLINE)
        return next((name for name in bylines if name), None)

    def published(self) -> PublicationDate | None:
        """The day in a stamp or byline; one that says "updated" only where no other has a day."""
        lines = [
            unit.text
            for unit, family in zip(self.units, self.families, strict=True)
            if family in {Family.STAMP, Family.BYLINE}
        ]
        for line in sorted(lines, key=is_update):
            day = stamp_day(line)
            if day is not None:
                return PublicationDate(day=day, origin="pasted text")
        return None

    def _where_the_body_begins(self) -> int:
        """Index of the first paragraph; a quote or place that leads on to it belongs to it."""
        for index, unit in enumerate(self.units):
            if self.families[index] is None and unit.prose and not self._titles_above_metadata(index):
                begins = index
                while begins and self.families[begins - 1] is None and self.units[begins - 1].in_the_air:
                    begins -= 1
                return begins
        return len(self.units)

    def _titles_above_metadata(self, index: int) -> bool:
        """A question or exclamation above byline, date or share bar is a headline."""
        unit = self.units[index]
        if unit.solid_prose or len(unit.words) > _LONGEST_TITLE or index + 1 == len(self.units):
            return False
        return self.families[index + 1] in {Family.BYLINE, Family.STAMP, Family.SHARE, Family.CREDIT}

    def _where_comments_begin(self) -> int:
        sentences = 0
        for index, unit in enumerate(self.units):
            if self.families[index] is Family.COMMENTS and sentences >= _ENOUGH:
                return index
            if self.families[index] is None:
                sentences += unit.sentences
        return len(self.units)

    def _find_title(self) -> int | None:
        """The line of the top that another repeats, else the first long enough for a headline."""
        top = [
            index
            for index in range(self.body)
            if self.families[index] is None
            and 2 <= len(self.units[index].words) <= _LONGEST_TITLE
            and not self.units[index].cut_off
            and not self.units[index].item
        ]
        for index in top:
            if any(self._repeats(other, index) for other in range(self.body) if other != index):
                return index
        for fewest in (5, 3, 2):
            for index in top:
                if len(self.units[index].words) >= fewest:
                    return index
        return None

    def _repeats(self, other: int, title: int) -> bool:
        """Whether a line is the title again, shortened or with a breadcrumb in front."""
        whole, line = self.units[title].key, self.units[other]
        if line.key == whole:
            return True
        if len(line.words) > len(self.units[title].words) + 8:
            return False
        place = line.key.find(whole[:_REPEATS]) if len(whole) >= _REPEATS else -1
        return (place >= 0 and whole.startswith(line.key[place:])) or (len(whole) >= _REPEATS and whole in line.key)

    def _drop_captions(self) -> None:
        """A photo credit takes along what stands on it: a label, or any line of the same block."""
        spaced = len({unit.block for unit in self.units}) * 2 >= len(self.units)
        for index, family in enumerate(self.families):
            near = index - 1 if family is Family.CREDIT else index + 1 if family is Family.CAPTION_LABEL else -1
            if not 0 <= near < len(self.units) or near == self.title or self._out[near]:
                continue
            caption = self.units[near]
            attached = caption.block == self.units[index].block and spaced
            if attached or not (caption.prose or caption.in_the_air or caption.quoted or caption.item):
                self._out[near] = True

    def _drop_repetitions_of_the_title(self) -> None:
        if self.title is None:
            return
        for index, unit in enumerate(self.units):
            if not unit.solid_prose and (index == self.title or self._repeats(index, self.title)):
                self._out[index] = True

    def _drop_related(self) -> None:
        """After a label such as "Also read" everything up to the next paragraph is a list of links.

        A single heading before that paragraph may be one of the article; it goes too, for it could as well be a link.
        """
        related = False
        for index, unit in enumerate(self.units):
            if self.families[index] is Family.RELATED:
                related = True
            elif self.families[index] is None and related:
                related = not (unit.solid_prose or (unit.prose and not unit.item and len(unit.words) > 12))
                if related and self._leads_on(index):
                    related = False
                self._out[index] = self._out[index] or related

    def _drop_top(self) -> None:
        for index in range(self.body):
            self._out[index] = True

    def _drop_labels(self) -> None:
        """Of the lines that are no paragraphs stay quotes, lists the text announces, and headings of the article."""
        left = [index for index, out in enumerate(self._out) if not out]
        counts = Counter(unit.key for unit in self.units)
        listing = False
        for place, index in enumerate(left):
            unit = self.units[index]
            if unit.prose:
                listing = unit.announces
                continue
            if self._leads_on(index) or unit.quoted:
                listing = unit.announces
                continue
            if unit.item:
                stays = listing or len(unit.words) >= 4
            else:
                stays = (listing and len(unit.words) >= 2) or self._is_heading(left, place, counts)
            self._out[index] = not stays

    def _leads_on(self, index: int) -> bool:
        """Whether a line is a piece of the paragraph or the list that comes next."""
        unit = self.units[index]
        if not unit.in_the_air or index + 1 >= len(self.units):
            return False
        return unit.announces or (self.families[index + 1] is None and self.units[index + 1].prose)

    def _is_heading(self, left: list[int], place: int, counts: Counter[str]) -> bool:
        """A short line, alone between two paragraphs, that the page says once."""
        unit = self.units[left[place]]
        if not 2 <= len(unit.words) <= _LONGEST_HEADING or counts[unit.key] > 1 or unit.cut_off:
            return False
        if place == 0 or place + 1 == len(left):
            return False
        before, after = self.units[left[place - 1]], self.units[left[place + 1]]
        starts = unit.text[0].isupper() or unit.text[0].isdigit() or unit.text[0] in "“\"'‘«¿¡"
        return starts and (before.prose or before.item) and (after.prose or self._leads_on(left[place + 1]))


def _apart(units: list[Shape]) -> list[Shape]:
    """Units as they are read again from the joined text."""
    text = _joined(units)
    return [Shape(text[unit.start : unit.end], unit.block) for unit in line_units(text)]


def _joined(units: list[Shape]) -> str:
    """Paragraphs apart by a blank line, items of one list on lines of their own."""
    parts: list[str] = []
    for before, unit in zip([None, *units], units, strict=False):
        if before is not None:
            same_list = before.item and unit.item and before.block == unit.block
            parts.append("\n" if same_list else "\n\n")
        parts.append(unit.text)
    return "".join(parts)
