"""The record of a desk: articles, claims, verdicts, drafts and the ledger, in one small file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from claimcheck.desk.articles import ArticleStore
from claimcheck.desk.claims import ClaimStore
from claimcheck.desk.drafts import DraftStore
from claimcheck.desk.earlier import EarlierStore
from claimcheck.desk.editing import ClaimEditor
from claimcheck.desk.feeds import FeedMemory
from claimcheck.desk.ledger import LedgerStore
from claimcheck.desk.likeness import LikenessFinder
from claimcheck.desk.listing import ClaimLister
from claimcheck.desk.reading import VerdictReader
from claimcheck.desk.regrouping import ClaimRegrouping
from claimcheck.desk.undo import UndoStore
from claimcheck.desk.verdicts import VerdictStore
from claimcheck.storage.database import Database, packaged_migrations

if TYPE_CHECKING:
    from claimcheck.domain import Outcome
    from claimcheck.workspace import Workspace


class DeskStore(
    ArticleStore,
    LikenessFinder,
    FeedMemory,
    ClaimStore,
    ClaimEditor,
    ClaimRegrouping,
    ClaimLister,
    UndoStore,
    VerdictStore,
    VerdictReader,
    EarlierStore,
    DraftStore,
    LedgerStore,
):
    """All of the record of one workspace; each subject's methods are in the module of its name.

    Args:
        workspace: where ``data/desk.duckdb`` lies or is made.
        ratings: the desk's scale, each rating with the outcome it means.
        wait_s: seconds to wait for another process that holds the file.
    """

    def __init__(self, workspace: Workspace, ratings: Mapping[str, Outcome], wait_s: float = 30.0) -> None:
        database = Database(workspace.desk_database, packaged_migrations("claimcheck.desk"), wait_s=wait_s)
        super().__init__(database, ratings)
