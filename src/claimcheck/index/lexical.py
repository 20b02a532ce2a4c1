"""The lexical leg: BM25 by tantivy over title and text, with the filters inside the query."""

from __future__ import annotations

from functools import lru_cache
from math import log, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.domain import DocumentSource, SearchFilters
from claimcheck.index.eligible import day_number, fold_language, fold_publisher
from claimcheck.index.manifest import LEXICAL_FOLDER
from claimcheck.index.segments import unreadable
from claimcheck.matching import Chance

if TYPE_CHECKING:
    import tantivy

_ANALYZER = "claimcheck_english"
_LONGEST_TOKEN = 40
_MOST_TERMS = 64
"""Of a long query the rarest terms are asked for; the common ones cost time and decide nothing."""
_RAREST = 0.003
"""Share of the passages that any word is taken to be in by chance, however rare it is here: the more passages there
are, the rarer are names, and a single one must not drown the meaning of a claim."""


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    """Fields of the lexical index; none is stored, a hit is looked up by its row."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("row", indexed=True, fast=True)
    builder.add_integer_field("segment", indexed=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_text_field("text", tokenizer_name=_ANALYZER, index_option="freq")
    for name in ("document", "publisher", "language"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    return builder.build()


@lru_cache(maxsize=1)
def analyzer() -> tantivy.TextAnalyzer:
    """Words in small letters without accents, by their English stem; the same for texts and queries."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST_TOKEN))
    return builder.filter(Filter.lowercase()).filter(Filter.ascii_fold()).filter(Filter.stemmer("english")).build()


def open_index(folder: Path, *, create: bool = False) -> tantivy.Index:
    """A tantivy index with our analyzer."""
    import tantivy

    index = tantivy.Index(schema(), path=str(folder)) if create else tantivy.Index.open(str(folder))
    index.register_tokenizer(_ANALYZER, analyzer())
    return index


def to_document(row_key: int, segment: int, text: str, source: DocumentSource) -> tantivy.Document:
    """A passage as the lexical index keeps it."""
    import tantivy

    document = tantivy.Document()
    document.add_integer("row", row_key)
    document.add_integer("segment", segment)
    document.add_text("text", _indexable(text))
    document.add_text("document", source.document_id)
    if source.published is not None:
        document.add_integer("day", day_number(source.published))
    if source.publisher is not None:
        document.add_text("publisher", _indexable(fold_publisher(source.publisher)))
    if source.language is not None:
        document.add_text("language", _indexable(fold_language(source.language)))
    return document


class LexicalLeg:
    """BM25 over the passages of one build; any text is a query, none is a syntax error."""

    def __init__(self, build: Path) -> None:
        self._build = build
        with unreadable(build, LEXICAL_FOLDER):
            self._index = open_index(build / LEXICAL_FOLDER)
            self._searcher = self._index.searcher()

    @property
    def passages(self) -> int:
        """How many live passages it holds."""
        return self._searcher.num_docs

    def search(self, text: str, limit: int, filters: SearchFilters, removed: frozenset[str]) -> dict[int, float]:
        """Row keys of the passages that share words with ``text``, with their BM25 score."""
        from tantivy import Occur, Query

        terms = self._informative_terms(text)
        if not terms:
            return {}
        words = Query.boolean_query(
            [(Occur.Should, Query.term_query(schema(), "text", term, "freq")) for term in terms]
        )
        limits = _limits(filters)
        parts: list[Any] = [(Occur.Must, words), *((Occur.Must, Query.const_score_query(one, 0.0)) for one in limits)]
        if removed:
            parts.append((Occur.MustNot, Query.term_set_query(schema(), "document", sorted(removed))))
        query = Query.boolean_query(parts) if len(parts) > 1 else words
        with unreadable(self._build, LEXICAL_FOLDER):
            hits = self._searcher.search(query, limit, count=False).hits
            keys = self._searcher.fast_field_values("row", [address for _, address in hits])
        return {int(key): float(score) for key, (score, _) in zip(keys, hits, strict=True) if key is not None}

    def by_chance(self, text: str) -> Chance:
        """What BM25 gives any passage: each word of ``text`` that it has, by the share of passages that have it.

        A word counts as said once in a passage of average length, where its weight is its inverse frequency.
        """
        passages = self._searcher.num_docs
        mean = variance = 0.0
        for term in self._informative_terms(text):
            having = min(self._searcher.doc_freq("text", term), passages)  # it counts deleted ones too
            weight = log(1 + (passages - having + 0.5) / (having + 0.5))
            share = max(having / passages, _RAREST) if passages else 0.0
            mean += weight * share
            variance += weight**2 * share * (1 - share)
        return Chance(mean=mean, spread=sqrt(variance))

    def holds(self, row_key: int) -> bool:
        """Whether a row is in it."""
        from tantivy import Query

        found = self._searcher.search(Query.term_query(schema(), "row", row_key), 1, count=False)
        return bool(found.hits)

    def _informative_terms(self, text: str) -> list[str]:
        terms = list(dict.fromkeys(analyzer().analyze(_indexable(text))))
        known = [(self._searcher.doc_freq("text", term), term) for term in terms]
        present = [(frequency, term) for frequency, term in known if frequency > 0]
        return [term for _, term in sorted(present)[:_MOST_TERMS]]


def _limits(filters: SearchFilters) -> list[Any]:
    from tantivy import FieldType, Query

    limits = []
    if filters.as_of is not None or filters.since is not None:
        first = day_number(filters.since) if filters.since else None
        last = day_number(filters.as_of) if filters.as_of else None
        limits.append(Query.range_query(schema(), "day", FieldType.Integer, first, last))
    if filters.publisher is not None:
        limits.append(Query.term_query(schema(), "publisher", _indexable(fold_publisher(filters.publisher)), "basic"))
    if filters.language is not None:
        limits.append(Query.term_query(schema(), "language", _indexable(fold_language(filters.language)), "basic"))
    return limits


def _indexable(text: str) -> str:
    """Half a surrogate pair cannot be handed to tantivy."""
    return text.encode("utf-8", "replace").decode("utf-8")
