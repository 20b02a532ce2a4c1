"""Use cases of evidence found on the way: a source brought into the corpus and pinned before any rebuild."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from claimcheck.domain import Document, Hit, Passage, Pin, PinStance
from claimcheck.errors import UnreadableError, UsageError
from claimcheck.text.paragraphs import paragraph_around

if TYPE_CHECKING:
    from claimcheck.corpus.importer import GivenMetadata
    from claimcheck.workbench.resources import Resources

_READ_FOR_NEAREST = 300
"""Passages of a new document that are compared with the claim; a book is not embedded while somebody waits."""


class Sourcing:
    """Bringing one source and freezing what a verdict rests on."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def add_url(self, url: str, *, given: GivenMetadata | None = None) -> Document:
        """Fetch a page, within the limits of the settings, and keep it as a document.

        Raises:
            FetchError: the URL does not answer or is refused.
            EmptyInputError: there is no text in the page.
        """
        page = self._resources.web.fetch(url.strip())
        return self._add(page.content, name=None, media_type=page.media_type, url=page.url, given=given)

    def add_bytes(self, content: bytes, *, name: str | None, given: GivenMetadata | None = None) -> Document:
        """Keep a file as a document.

        Raises:
            UnreadableError: not a kind of document that is read, or too large.
            EmptyInputError: there is no text in it.
        """
        limit = self._resources.settings.corpus.max_file_mb
        if len(content) > limit << 20:
            raise UnreadableError(
                f"the file has {len(content) >> 20} MB, more than {limit}",
                "raise corpus.max_file_mb in claimcheck.toml",
            )
        return self._add(content, name=name, media_type=None, url=None, given=given)

    def add_text(self, text: str, *, title: str | None = None, given: GivenMetadata | None = None) -> Document:
        """Keep pasted text as a document.

        Raises:
            EmptyInputError: there is no text in it.
        """
        heading = " ".join((title or "").replace("/", " ").replace("\\", " ").split())
        name = f"{heading[:120]}.txt" if heading else None
        return self._add(
            text.encode("utf-8", "replace"), name=name, media_type="text/plain; charset=utf-8", url=None, given=given
        )

    def nearest_passage(self, document: Document, words: str) -> Passage | None:
        """The passage of a document, indexed or not, that is nearest in meaning to ``words``."""
        from itertools import islice

        from claimcheck.text.passages import cut_passages, text_to_embed

        settings = self._resources.settings.passages
        passages = list(
            islice(
                cut_passages(
                    document.id,
                    document.text,
                    max_words=settings.max_words,
                    overlap_sentences=settings.overlap_sentences,
                ),
                _READ_FOR_NEAREST,
            )
        )
        if not passages or not words.strip():
            return passages[0] if passages else None
        embedder = self._resources.embedder()
        vectors = embedder.embed_passages([text_to_embed(document.title, passage.text) for passage in passages])
        return passages[int((vectors @ embedder.embed_query(words)).argmax())]

    def pin_hit(self, hit: Hit, paragraph: str, stance: PinStance) -> Pin:
        """Freeze a hit as it stood on the screen, whatever build has taken over since."""
        passage, source = hit.passage, hit.source
        return Pin(
            stance=stance,
            text=passage.text,
            paragraph=paragraph,
            passage_id=passage.id,
            document_id=source.document_id,
            document_sha256=source.sha256,
            start=passage.start,
            end=passage.end,
            title=source.title,
            publisher=source.publisher,
            url=source.url,
            published=source.published,
        )

    def pin_span(self, document_id: str, start: int, end: int, stance: PinStance) -> Pin:
        """Freeze words that a person selected in a document, indexed or not.

        Raises:
            NotFoundError: no such document.
            UsageError: the span holds no words of it.
        """
        document = self._resources.corpus.get(document_id)
        words = document.text[max(start, 0) : end] if start < end <= len(document.text) else ""
        if not words.strip():
            raise UsageError("there are no words to pin", "select some words of the document")
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return Pin(
            stance=stance,
            text=document.text[start:end],
            paragraph=paragraph_around(document.text, start, end),
            passage_id=None,
            document_id=document.id,
            document_sha256=document.sha256,
            start=start,
            end=end,
            title=document.title,
            publisher=document.publisher,
            url=document.url,
            published=document.published.day if document.published else None,
        )

    def pin_outside(self, *, who: str, when: date | None, what: str, stance: PinStance) -> Pin:
        """Freeze what no document holds: a phone call, a letter, something seen; who, when and what are in its text.

        Raises:
            UsageError: it does not say who, when or what.
        """
        who, what = " ".join(who.split()), what.strip()
        if not who or when is None or not what:
            raise UsageError("an off-corpus pin needs who, when and what", "say who told you, on which day, and what")
        text = f"{who}, {when.day} {when:%B %Y}: {what}"
        return Pin(
            stance=stance,
            text=text,
            paragraph=text,
            passage_id=None,
            document_id=None,
            document_sha256=None,
            start=None,
            end=None,
            title=None,
            publisher=None,
            url=None,
            published=when,
        )

    def _add(
        self,
        content: bytes,
        *,
        name: str | None,
        media_type: str | None,
        url: str | None,
        given: GivenMetadata | None,
    ) -> Document:
        from claimcheck.corpus.importer import import_bytes

        document, _ = import_bytes(
            content,
            name=name,
            media_type=media_type,
            url=url,
            store=self._resources.corpus,
            workspace=self._resources.workspace,
            settings=self._resources.settings.corpus,
            metadata=given,
        )
        return document
