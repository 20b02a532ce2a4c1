"""Bringing a list of claims without an article, in batches that are kept or not kept as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.domain import ClaimListReport, ListedClaim, Rejected
from claimcheck.errors import EmptyInputError

if TYPE_CHECKING:
    from claimcheck.corpus.claim_lists import ClaimColumns
    from claimcheck.desk.store import DeskStore
    from claimcheck.protocols import Progress, StopRequested

_BATCH = 200
_LISTED = 1000


def import_claims(
    path: Path, desk: DeskStore, *, columns: ClaimColumns, actor: str, progress: Progress, stop: StopRequested
) -> ClaimListReport:
    """Add the claims of a table to the record; bad rows are listed in the report, known ones are passed over.

    Raises:
        InputError: no table that can be used; nothing was changed.
    """
    from claimcheck.corpus.claim_lists import read_claim_list

    rows, total = read_claim_list(path, columns)
    added: list[str] = []
    rejected: list[Rejected] = []
    waiting: list[ListedClaim] = []
    read = refused = 0

    def save() -> None:
        added.extend(claim.id for claim in desk.add_listed_claims(waiting, actor))
        progress.advance(len(waiting))
        waiting.clear()

    progress.start(f"reading {path.name}", total, "claim")
    try:
        for row in rows:
            if isinstance(row, Rejected):
                refused += 1
                rejected.extend([row] if len(rejected) < _LISTED else [])
                continue
            waiting.append(row)
            read += 1
            if len(waiting) == _BATCH:
                save()
                if stop():
                    break
        save()
    finally:
        progress.finish()
    if not read and not refused:
        raise EmptyInputError(f"{path} has no rows", "bring a table with a claim in each row")
    return ClaimListReport(
        added=len(added),
        already_known=read - len(added),
        rejected=tuple(rejected),
        rejected_count=refused,
        claim_ids=tuple(added),
    )
