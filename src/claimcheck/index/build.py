"""One opened build of the search index."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.domain import (
    BuildSummary,
    DocumentSource,
    Hit,
    Passage,
    Searched,
    SearchFilters,
    SearchResult,
)
from claimcheck.errors import IndexMismatchError, NotFoundError, UsageError
from claimcheck.index.dense import DenseLeg
from claimcheck.index.eligible import Eligible, eligible_rows
from claimcheck.index.lexical import LexicalLeg
from claimcheck.index.manifest import REPAIR, Manifest, PassageShape, read_manifest
from claimcheck.index.rows import Rows
from claimcheck.index.seal import check_seal
from claimcheck.matching import Copies, Leg, Wording, best_per_group, fuse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.index.folder import IndexFolder
    from claimcheck.protocols import EmbedderIdentity

_DEEPER = 4
_COPIES = 3
"""Hits returned at most for each one wanted: near-copies come on top, and do not take the place of others."""


def open_build(
    folder: IndexFolder, build_id: str | None = None, expected: EmbedderIdentity | None = None
) -> SearchBuild:
    """Open a build, the one in use if none is named; cheap, unless its files look different than when proved.

    Args:
        folder: where the builds are.
        build_id: which one.
        expected: the embedder that will embed the queries; None where nobody will search.

    Raises:
        NoIndexError: none was built yet.
        IndexMismatchError: files, manifest or embedder do not match; the hint says how to repair it.
    """
    path = folder.build_path(build_id or folder.current_id())
    manifest = read_manifest(path)
    if expected is not None and expected != manifest.embedder:
        raise IndexMismatchError(
            f"build {manifest.id} was made with {_described(manifest.embedder)}, "
            f"the settings name {_described(expected)}",
            f"set models.embedder back, or make a new build: `{REPAIR}`",
        )
    check_seal(path, manifest)
    return SearchBuild(path, manifest)


class SearchBuild:
    """A build that is searched; immutable, so threads may share it."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self.rows = Rows(path, manifest)
        self.dense = DenseLeg(path, manifest, self.rows)
        self.lexical = LexicalLeg(path)
        self._eligible = lru_cache(maxsize=8)(self._find_eligible)

    @property
    def summary(self) -> BuildSummary:
        """The build as lists show it."""
        return self.manifest.summary(current=True)

    @property
    def corpus_revision(self) -> int:
        """The corpus as this build knows it."""
        return self.manifest.corpus_revision

    @property
    def embedder(self) -> EmbedderIdentity:
        """What made its vectors."""
        return self.manifest.embedder

    @property
    def shape(self) -> PassageShape:
        """How its documents were cut."""
        return self.manifest.shape

    def search(
        self,
        text: str,
        vector: NDArray[np.float32],
        *,
        top: int,
        depth: int,
        lexical_weight: float,
        filters: SearchFilters | None = None,
        removed: frozenset[str] = frozenset(),
    ) -> SearchResult:
        """The best passage of each document nearest to a claim in meaning and words, from ``top`` origins.

        Args:
            text: the claim, for the lexical leg.
            vector: the same claim, embedded by this build's embedder.
            top: origins wanted; fewer only where there are no more. Near-copies of a hit come on top.
            depth: passages taken from each leg; more where they are of too few documents.
            lexical_weight: share of BM25 in the fused score (`matching.fuse`).
            filters: limits inside both legs.
            removed: ids of documents removed since the build was made.

        Raises:
            UsageError: nothing to search for.
        """
        if not text.strip():
            raise UsageError("nothing to search for", "give some words of the claim")
        filters = filters or SearchFilters()
        eligible = self._eligible(filters, removed)
        depth = max(depth, 2 * top)  # two passages of a document make one hit
        near_by_chance, said_by_chance = self.dense.by_chance(vector), self.lexical.by_chance(text)
        while True:
            near = self.dense.search(vector, depth, eligible.mask)
            keys = self.lexical.search(text, depth, filters, removed)
            said = {self.rows.from_key(key): score for key, score in keys.items()}
            only_said = [row for row in said if row not in near]
            cosines = near | dict(zip(only_said, self.dense.similarities(vector, only_said), strict=True))
            last = min(said.values()) if len(said) == depth else 0.0  # of fewer, all that share a word are there
            dense = Leg(scores=cosines, chance=near_by_chance, rest=near_by_chance.mean)
            lexical = Leg(scores=said, chance=said_by_chance, rest=last)
            fused = fuse(dense, lexical, lexical_weight)
            best = best_per_group(fused, self._document_of, _COPIES * top)
            originals = self._originals(best, top)
            enough = len(best) == _COPIES * top or originals.count(None) == top
            if enough or len(near) < depth or depth >= eligible.passages:
                break
            depth *= _DEEPER
        found = list(zip(best, originals, strict=False))
        return self._result(text, found=found, cosines=cosines, said=said, eligible=eligible, filters=filters)

    def passage(self, passage_id: str) -> tuple[Passage, DocumentSource]:
        """A passage with what the build says about its document.

        Raises:
            NotFoundError: no passage of this build has the id.
        """
        for segment in self.rows.segments:
            at = segment.find_passage(passage_id)
            if at is not None:
                return segment.passage(at), segment.source(at)
        raise NotFoundError(
            f"no passage of build {self.manifest.id} has the id {passage_id}",
            "`claimcheck search` prints the ids; a newer build may have cut the document anew",
        )

    def passages_of(self, document_id: str) -> list[Passage]:
        """Passages of a document in reading order; none if the build does not have it."""
        import numpy as np

        live = self.rows.live()
        found = []
        for place, segment in enumerate(self.rows.segments):
            part = live[self.rows.starts[place] : self.rows.starts[place + 1]]
            marked = np.flatnonzero(part & segment.rows_with("document_id", [document_id]))
            found += [segment.passage(int(at)) for at in marked]
        return sorted(found, key=lambda passage: passage.start)

    def _find_eligible(self, filters: SearchFilters, removed: frozenset[str]) -> Eligible:
        return eligible_rows(self.rows, self.manifest.documents, filters, removed)

    def _document_of(self, row: int) -> str:
        segment, at = self.rows.locate(row)
        return segment.document_id(at)

    def _originals(self, best: list[tuple[int, float]], top: int) -> list[int | None]:
        """For the hits up to the last of ``top`` origins: which earlier hit each nearly repeats, if any."""
        copies = Copies()
        found: list[int | None] = []
        for row, _ in best:
            original = copies.original_of(self._wording(row))
            if original is None and found.count(None) == top:
                break
            found.append(original)
        return found

    def _wording(self, row: int) -> Wording:
        segment, at = self.rows.locate(row)
        document = segment.document_id(at)
        near = [one for one in (at - 1, at, at + 1) if 0 <= one < segment.rows and segment.document_id(one) == document]
        return Wording(
            passage=segment.passage(at).text,
            around=" ".join(segment.passage(one).text for one in near),
            origin_id=segment.source(at).origin_id,
        )

    def _result(
        self,
        text: str,
        *,
        found: list[tuple[tuple[int, float], int | None]],
        cosines: dict[int, float],
        said: dict[int, float],
        eligible: Eligible,
        filters: SearchFilters,
    ) -> SearchResult:
        hits = []
        for rank, ((row, score), original) in enumerate(found, start=1):
            segment, at = self.rows.locate(row)
            hits.append(
                Hit(
                    rank=rank,
                    passage=segment.passage(at),
                    source=segment.source(at),
                    similarity=max(-1.0, min(1.0, cosines[row])),
                    lexical=said.get(row),
                    score=score,
                    copy_of=None if original is None else original + 1,
                )
            )
        return SearchResult(
            build=self.manifest.id,
            query=text,
            hits=tuple(hits),
            searched=Searched(
                passages=eligible.passages,
                documents=eligible.documents,
                not_indexed=0,
                undated_left_out=eligible.undated_left_out,
                best_similarity=max(cosines.values()) if cosines else None,
                filters=filters,
            ),
        )


def _described(identity: EmbedderIdentity) -> str:
    return f"{identity.name} {identity.precision} ({identity.digest[:8]})"
