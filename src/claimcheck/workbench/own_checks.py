"""The verdicts that stand in the record, as documents of the index that matches claims with earlier checks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimcheck.corpus.earlier.store import check_document

if TYPE_CHECKING:
    from claimcheck.desk.store import DeskStore
    from claimcheck.domain import Document


class OwnChecks:
    """The record read as documents; its revision is the number of the newest verdict's event.

    Args:
        desk: the record.
        publisher: name of the desk.
    """

    def __init__(self, desk: DeskStore, publisher: str | None) -> None:
        self._desk, self._publisher = desk, publisher

    def written(self) -> tuple[object, ...]:
        """Other values after every change of the record; cheap to ask."""
        return self._desk.written()

    def revision(self) -> int:
        """Number of the last change."""
        return self._desk.last_verdict_seq()

    def document_ids(self, up_to: int | None = None) -> list[tuple[str, int]]:
        """Verdicts that stand, oldest first."""
        return self._desk.current_verdict_ids(up_to)

    def removed_since(self, revision: int) -> frozenset[str]:
        """Verdicts that were corrected since."""
        return self._desk.verdicts_replaced_since(revision)

    def documents(self, document_ids: Sequence[str]) -> list[Document]:
        """The claims as they were checked."""
        checks = self._desk.own_checks(document_ids, publisher=self._publisher)
        return [check_document(check) for check in checks]

    def characters_around(self, revision: int) -> tuple[int, int]:
        """Characters of the claims decided up to a revision, and of those decided after it."""
        ids = self._desk.current_verdict_ids()
        checks = self._desk.own_checks([identity for identity, _ in ids], publisher=None)
        sizes = {check.id: len(check.claim) for check in checks}
        before = sum(sizes.get(identity, 0) for identity, seq in ids if seq <= revision)
        return before, sum(sizes.values()) - before
