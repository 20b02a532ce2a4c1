"""What past verdicts rest on: those of the record, and those of a file from outside."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.errors import EmptyInputError, NotFoundError
from claimcheck.evaluation.addresses import page_named_by
from claimcheck.evaluation.seeking import Sought, Target
from claimcheck.evaluation.verdict_files import read_verdict_file
from claimcheck.text.identity import passage_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimcheck.corpus.store import DocumentSummary
    from claimcheck.domain import FrozenHit, Pin, VerdictRow
    from claimcheck.workbench import Workbench


def sought_by_the_record(desk: Workbench) -> list[Sought]:
    """The verdicts in force that pin something of the corpus, oldest first.

    Raises:
        EmptyInputError: there is none.
    """
    rows = reversed(desk.record.list(with_hits=True))
    with desk.library.reading():
        found = [_sought(desk, row) for row in rows]
    if not any(one.targets for one in found):
        raise EmptyInputError(
            "no verdict in force pins a passage of the corpus",
            "record some first, in `claimcheck ui` or with `claimcheck verdict record CLAIM --pin PASSAGE:supports`",
        )
    return found


def sought_by_a_file(file: Path, corpus: Sequence[DocumentSummary]) -> list[Sought]:
    """The claims of a file; a source is looked for in all documents that have its address.

    Raises:
        UnreadableError: the file, or an entry of it, is not in the layout.
        EmptyInputError: no entry names a source.
    """
    by_page: dict[str, set[str]] = defaultdict(set)
    for document in corpus:
        page = page_named_by(document.url) if document.url else None
        if page is not None:
            by_page[page].add(document.id)
    found = [
        Sought(claim_id=one.where, claim=one.claim, day=one.day, targets=_sources(one.sources, by_page))
        for one in read_verdict_file(file)
    ]
    if not any(one.targets for one in found):
        raise EmptyInputError(f"no answer in {file} names a source_url", "there is nothing that could be looked for")
    return found


def _sources(urls: Sequence[str], by_page: Mapping[str, set[str]]) -> tuple[Target, ...]:
    pages = {page_named_by(url) or url: url for url in reversed(urls)}  # of two spellings the first is shown
    return tuple(
        Target(title=url, documents=frozenset(by_page.get(page, ())), span=None)
        for page, url in reversed(pages.items())
    )


def _sought(desk: Workbench, row: VerdictRow) -> Sought:
    verdict = row.verdict
    inside = [pin for pin in verdict.pins if pin.document_id is not None]
    once = {(pin.document_id, pin.start, pin.end): pin for pin in reversed(inside)}
    return Sought(
        claim_id=verdict.claim_id,
        claim=verdict.claim_text,  # what was searched then; the claim may have been worded anew since
        day=row.claim.claim_date,
        targets=tuple(_target(desk, pin, verdict.hits) for pin in reversed(once.values())),
        outside=len(verdict.pins) - len(inside),
        build_then=verdict.build,
        hits_then=len(verdict.hits),
    )


def _target(desk: Workbench, pin: Pin, hits: Sequence[FrozenHit]) -> Target:
    span = (pin.start, pin.end) if pin.start is not None and pin.end is not None else None
    target = Target(title=pin.title, documents=frozenset({pin.document_id or ""}), span=span)
    ranks = [hit.rank for hit in hits if hit.passage_id == pin.passage_id or _is_in(desk, target, hit)]
    return Target(title=target.title, documents=target.documents, span=span, rank_then=min(ranks, default=None))


def _is_in(desk: Workbench, target: Target, hit: FrozenHit) -> bool:
    """Whether a frozen hit covers the target: its offsets are those at which its document gives its id."""
    if hit.document_id not in target.documents:
        return False
    if target.span is None:
        return True
    try:
        text = desk.library.show(hit.document_id).text
    except NotFoundError:  # it has left the corpus, and nobody will look for it
        return False
    start = text.find(hit.text)
    while start >= 0:
        end = start + len(hit.text)
        if passage_id(hit.document_id, start, end) == hit.passage_id:
            return target.is_in(hit.document_id, start, end)
        start = text.find(hit.text, start + 1)
    return False
