"""Opening a database costs more than most reads of a page, so a use case opens it once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from claimcheck.corpus.store import CorpusStore
from claimcheck.domain import ClaimState
from claimcheck.errors import NotFoundError, VerdictRuleError
from claimcheck.storage.database import Connection, Database
from claimcheck.workbench import Workbench
from claimcheck.workbench.browsing import VerdictFilter
from claimcheck.workspace import Workspace
from corpora import make_document
from deskwork import a_claim, a_hit, a_pin, a_verdict, an_article, open_desk

Openings = Callable[[Callable[[], Any]], Counter[str]]


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> Openings:
    """Counts how often each file is opened while none of this process has it open."""
    counted: Counter[str] = Counter()
    depth: Counter[str] = Counter()
    session = Database.session

    @contextmanager
    def watched(database: Database) -> Iterator[Connection]:
        name = database.path.name
        counted[name] += depth[name] == 0
        depth[name] += 1
        try:
            with session(database) as connection:
                yield connection
        finally:
            depth[name] -= 1

    monkeypatch.setattr(Database, "session", watched)

    def count(work: Callable[[], Any]) -> Counter[str]:
        counted.clear()
        work()
        return +counted

    return count


def test_what_a_page_shows_is_read_with_the_record_opened_once(workspace: Workspace, openings: Openings) -> None:
    record = open_desk(workspace)
    article = an_article()
    record.add_article(article)
    claim = record.add_claim("The ferry carried 40 people.", "x", article_id=article.id, actor="Ana")
    verdict = record.record_verdict(a_verdict(claim))
    desk = Workbench.open(workspace.root)
    once = {"desk.duckdb": 1}
    assert openings(lambda: desk.browsing.verdicts(VerdictFilter(), limit=50)) == once
    assert openings(lambda: desk.browsing.verdict(verdict.id)) == once
    assert openings(lambda: desk.record.history(claim.id)) == once
    assert openings(lambda: desk.claims.history(claim.id)) == once
    assert openings(lambda: desk.claims.list(article_id=article.id)) == once

    def whole_page() -> None:
        with desk.browsing.reading():
            desk.browsing.verdict(verdict.id)
            desk.browsing.reviewers()
            desk.record.history(claim.id)

    assert openings(whole_page) == once


def test_a_decision_opens_the_record_once(workspace: Workspace, openings: Openings) -> None:
    claim = a_claim(open_desk(workspace))
    desk = Workbench.open(workspace.root)
    once = {"desk.duckdb": 1}
    assert openings(lambda: desk.claims.drop(claim.id, actor="Ana")) == once
    assert openings(lambda: desk.claims.keep(claim.id[-8:], actor="Ana")) == once
    assert desk.claims.show(claim.id).state is ClaimState.KEPT
    assert openings(lambda: desk.claims.edit(claim.id, speaker="Ben", actor="Ana")) == once

    def save() -> None:
        desk.record.verdict(
            claim.id, rating="supported", explanation="It says so.", pins=[a_pin()], reviewer="Ana", hits=[a_hit()]
        )

    assert openings(save) == once
    assert desk.claims.show(claim.id).state is ClaimState.DECIDED


def test_the_state_of_the_index_and_the_size_of_the_corpus_are_read_with_it_opened_once(
    workspace: Workspace, openings: Openings
) -> None:
    desk = Workbench.open(workspace.root)
    CorpusStore(workspace, wait_s=10).add_batch([make_document("One."), make_document("Two.")])
    assert openings(desk.index.status) == {"corpus.duckdb": 1}

    def head_of_the_page() -> None:
        with desk.library.reading():
            assert desk.library.stats().documents == desk.index.status().documents == 2

    assert openings(head_of_the_page) == {"corpus.duckdb": 1}


def test_saving_names_an_unknown_claim_and_a_broken_rule_whether_or_not_the_hits_are_given(
    workspace: Workspace,
) -> None:
    claim = a_claim(open_desk(workspace))
    desk = Workbench.open(workspace.root)
    for hits in (None, [a_hit()]):
        with pytest.raises(NotFoundError):
            desk.record.verdict("0000-unknown", rating="supported", explanation="x", reviewer="Ana", hits=hits)
        with pytest.raises(VerdictRuleError, match="missing"):
            desk.record.verdict(claim.id, rating="supported", explanation="", reviewer="Ana", hits=hits)
    assert desk.record.history(claim.id) == []
