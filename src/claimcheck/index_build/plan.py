"""What a build has to do: which segments it keeps, which it rewrites, which documents are new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from claimcheck.index.manifest import PassageShape
from claimcheck.index.segments import Segment
from claimcheck.index_build.segment_writer import SEGMENT_ROWS, live_parts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from claimcheck.index.build import SearchBuild
    from claimcheck.protocols import IndexedDocuments

_DEAD_SHARE = 0.1
_SMALL, _MOST_SMALL = SEGMENT_ROWS // 4, 8
_DIGEST_SPACE = 1 << 128


@dataclass(frozen=True, slots=True)
class KnownSegment:
    """A segment of the build before, and which of its rows are still wanted."""

    segment: Segment
    live: NDArray[np.bool_]

    @property
    def wanted(self) -> int:
        """How many rows are still wanted."""
        return int(self.live.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The corpus at one revision against the build before; ``base`` is None where everything is made anew."""

    base: SearchBuild | None
    shape: PassageShape
    revision: int
    new: list[str]
    """Documents to cut, embed and index."""
    kept_documents: int = 0
    kept_digest: int = 0
    gone: frozenset[str] = frozenset()
    """Documents of the base whose rows are no longer wanted: removed, or added anew with another description."""
    link: list[KnownSegment] = field(default_factory=list)
    rewrite: list[KnownSegment] = field(default_factory=list)

    @property
    def nothing_to_do(self) -> bool:
        """Whether the build before says it all."""
        return self.base is not None and not self.new and not self.gone


def make_plan(base: SearchBuild | None, store: IndexedDocuments, shape: PassageShape) -> Plan:
    """Fix the document list and compare it with the build before.

    A base that does not descend from this corpus (its database was replaced) is not built upon.
    """
    revision = store.revision()
    documents = store.document_ids(up_to=revision)
    if base is not None:
        plan = _plan_on(base, store, revision, documents)
        if plan is not None:
            return plan
    return Plan(base=None, shape=shape, revision=revision, new=[document_id for document_id, _ in documents])


def set_digest(document_ids: Iterable[str]) -> int:
    """A number for a set of ids to which ids can be added, and from which they can be taken, one by one."""
    total = sum(int.from_bytes(sha256(one.encode()).digest()[:16], "big") for one in document_ids)
    return total % _DIGEST_SPACE


def _plan_on(
    base: SearchBuild, store: IndexedDocuments, revision: int, documents: list[tuple[str, int]]
) -> Plan | None:
    manifest = base.manifest
    if revision < manifest.corpus_revision:
        return None
    new = [document_id for document_id, added in documents if added > manifest.corpus_revision]
    kept = [document_id for document_id, added in documents if added <= manifest.corpus_revision]
    obsolete = sorted(store.removed_since(manifest.corpus_revision).union(new))
    gone: set[str] = set()
    known = []
    for segment, live in zip(base.rows.segments, live_parts(base.rows.live(), base.rows.starts), strict=True):
        dying = live & segment.rows_with("document_id", obsolete)
        gone |= segment.documents_among(dying)
        known.append(KnownSegment(segment, live & ~dying))
    kept_digest = set_digest(kept)
    if (kept_digest + set_digest(gone)) % _DIGEST_SPACE != int(manifest.corpus_digest, 16):
        return None
    link, rewrite = _choose(known)
    return Plan(
        base=base,
        shape=base.shape,
        revision=revision,
        new=new,
        kept_documents=len(kept),
        kept_digest=kept_digest,
        gone=frozenset(gone),
        link=link,
        rewrite=rewrite,
    )


def _choose(known: list[KnownSegment]) -> tuple[list[KnownSegment], list[KnownSegment]]:
    """Link what is mostly alive, rewrite the rest; many small segments of nightly builds become one."""
    small = [one for one in known if one.wanted < _SMALL]
    crowded = {id(one) for one in small} if len(small) > _MOST_SMALL else set()
    link, rewrite = [], []
    for one in known:
        if one.segment.rows - one.wanted >= _DEAD_SHARE * one.segment.rows or id(one) in crowded:
            rewrite.append(one)
        else:
            link.append(one)
    return link, rewrite
