"""Small corpora and a small embedder, for tests that need an index but not the meaning of words."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimcheck.corpus.store import CorpusStore
from claimcheck.domain import BuildReport, Document, SearchFilters, SearchResult
from claimcheck.index.build import SearchBuild, open_build
from claimcheck.index.folder import IndexFolder
from claimcheck.index_build import build_index
from claimcheck.protocols import EmbedderIdentity
from claimcheck.settings import PassageSettings, SearchSettings, Settings
from claimcheck.workspace import Workspace
from corpora import make_document

WORDS = (
    "minister talks budget harvest vaccine river election border treaty school court strike inflation wheat bridge "
    "tunnel prison doctor engine winter summer report agency council senate refugee energy pipeline satellite museum"
).split()


@lru_cache(maxsize=10_000)
def _direction(word: str, dimension: int) -> NDArray[np.float32]:
    seed = int.from_bytes(sha256(word.encode()).digest()[:4], "big")
    return np.random.default_rng(seed).standard_normal(dimension).astype(np.float32)


@dataclass
class HashedWords:
    """A real embedder, if a simple one: the words of a text, each hashed to a direction, added up."""

    dimension: int = 64
    precision: str = "fp32"
    seen: list[str] = field(default_factory=list)

    @property
    def identity(self) -> EmbedderIdentity:
        return EmbedderIdentity(
            name="hashed-words",
            digest=sha256(b"hashed words").hexdigest(),
            dimension=self.dimension,
            precision=self.precision,
        )

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.seen += texts
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text: str) -> NDArray[np.float32]:
        total = np.zeros(self.dimension, dtype=np.float32)
        for word in re.findall(r"\w+", text.casefold()) or ["nothing"]:
            total += _direction(word, self.dimension)
        return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


def some_text(number: int, sentences: int = 3) -> str:
    """Sentences that no other number gives."""
    chance = random.Random(number)
    made = [" ".join(chance.choices(WORDS, k=8)).capitalize() + "." for _ in range(sentences)]
    return f"Item{number} begins here. " + " ".join(made)


def some_documents(numbers: Sequence[int], *, sentences: int = 3, publisher: str | None = None) -> list[Document]:
    return [
        make_document(
            some_text(number, sentences), title=f"Title {number}", publisher=publisher, external_id=str(number)
        )
        for number in numbers
    ]


class Desk:
    """A workspace with a corpus and an index, and the shortest way to use them."""

    def __init__(self, workspace: Workspace, *, exact_limit: int = 20_000, max_words: int = 20) -> None:
        self.store = CorpusStore(workspace, wait_s=10)
        self.folder = IndexFolder(workspace.index)
        self.embedder = HashedWords()
        self.settings = Settings(
            search=SearchSettings(exact_limit=exact_limit), passages=PassageSettings(max_words=max_words)
        )

    @classmethod
    def at(cls, path: Path) -> Desk:
        workspace = Workspace(path)
        workspace.create()
        return cls(workspace)

    def add(self, *documents: Document) -> None:
        self.store.add_batch(documents)

    def build(self, *, full: bool = False) -> BuildReport:
        return build_index(self.folder, self.store, self.embedder, self.settings, full=full)

    def open(self) -> SearchBuild:
        return open_build(self.folder, expected=self.embedder.identity)

    def search(
        self, text: str, *, top: int = 10, depth: int = 50, weight: float = 0.5, filters: SearchFilters | None = None
    ) -> SearchResult:
        build = self.open()
        return build.search(
            text,
            self.embedder.embed_query(text),
            top=top,
            depth=depth,
            lexical_weight=weight,
            filters=filters,
            removed=self.store.removed_since(build.corpus_revision),
        )
