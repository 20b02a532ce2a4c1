from __future__ import annotations

import hashlib
import json
import shutil
import struct
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from claimcheck.desk.store import DeskStore
from claimcheck.domain import ClaimPart, PartAspect, PinStance
from claimcheck.storage.database import Connection
from claimcheck.workspace import Workspace
from deskwork import (
    a_claim,
    a_match,
    a_pin,
    a_proposal,
    a_verdict,
    an_article,
    an_earlier_check,
    an_outside_pin,
    open_desk,
)
from tampering import cells, report_with


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a record in which everything has happened that can."""
    workspace = Workspace(tmp_path_factory.mktemp("full"))
    workspace.create()
    desk = open_desk(workspace)
    desk.add_article(an_article())
    desk.add_article(an_article("Bare.", author=None, publisher=None, published=None, url=None, original=None))
    desk.update_article_metadata(an_article().id, actor="Ana", title="The ferry leaves")
    one, two = desk.propose_claims(an_article().id, [a_proposal(0, 22), a_proposal(23, 45)], "claimcheck")
    desk.keep_claim(one.id, actor="Ana")
    desk.edit_claim(one.id, text="The ferry left at twelve.", speaker="", actor="Ana")
    desk.drop_claim(two.id, actor="Ben")
    desk.undo_last("Ben")
    desk.record_verdict(a_verdict(one, idempotency_key="save-1", pins=(a_pin(), an_outside_pin())))
    desk.record_verdict(a_verdict(one, rating="refuted", pins=(a_pin(PinStance.REFUTES),), reviewer="Ben"))
    own = desk.add_claim("Nobody saw it.", "Nobody saw it.", claim_date=date(2024, 3, 9), actor="Ana")
    desk.record_verdict(
        a_verdict(own, rating="not enough evidence", explanation="No witness was asked.", pins=(), hits=(), build=None)
    )
    third, fourth = desk.propose_claims(an_article().id, [a_proposal(46, 68), a_proposal(71, 86)], "claimcheck")
    desk.merge_claims([third.id, fourth.id], actor="Ana")
    desk.undo_last("Ana")
    desk.split_claim(third.id, [ClaimPart(aspect=PartAspect.WHAT, text="It left.", start=0, end=14)], actor="Ben")
    desk.decide_earlier(own.id, a_match(), confirmed=True, actor="Ana")
    bare = an_earlier_check(id="check-2", outcome=None, url=None, checked_on=None, verdict_id=one.id)
    desk.decide_earlier(own.id, a_match(bare), confirmed=False, actor="Ben")
    return workspace.desk_database


@pytest.fixture
def desk(workspace: Workspace, full: Path) -> DeskStore:
    """A copy of that record, to be tampered with."""
    shutil.copyfile(full, workspace.desk_database)
    return open_desk(workspace)


def tamper(desk: DeskStore, *statements: str) -> tuple[str, ...]:
    """Problems found after changing the record behind the program's back."""
    with desk._database.session() as connection:
        for statement in statements:
            connection.execute(statement)
    return desk.verify_ledger().problems


def test_an_untouched_record_proves(desk: DeskStore) -> None:
    report = desk.verify_ledger()
    assert report.problems == ()
    assert report.intact
    assert report.events == len(desk.events()) == 25
    assert report.head == desk.ledger_head() == desk.events()[-1].digest


def test_an_empty_record_proves_and_its_head_is_the_genesis(workspace: Workspace) -> None:
    desk = open_desk(workspace)
    assert desk.verify_ledger().intact
    assert desk.ledger_head() == desk.verify_ledger().head == "0" * 64


def test_each_single_cell_that_is_changed_is_found(desk: DeskStore) -> None:
    missed = []
    with desk._database.session() as connection:
        every = cells(connection)
        for cell in every:
            try:
                report = report_with(connection, cell)
            except duckdb.ConstraintException:
                continue
            if report.intact:
                missed.append(cell)
    assert missed == []
    assert len(every) > 300
    assert desk.verify_ledger().intact, "every change was taken back"


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DELETE FROM events WHERE seq = 5", "event 5: missing"),
        ("DELETE FROM events WHERE seq = 1", "event 1: missing"),
        ("DELETE FROM events WHERE seq = 13", "no events recorded it"),
        ("DELETE FROM claims WHERE said = 'Nobody saw it.'", "is missing"),
        ("DELETE FROM articles WHERE text = 'Bare.'", "is missing"),
        ("DELETE FROM verdicts WHERE seq = 10", "is missing, event 10 recorded it"),
        ("DELETE FROM verdict_pins WHERE position = 2", "a pin or a frozen hit"),
        ("DELETE FROM verdict_hits WHERE position = 1", "a pin or a frozen hit"),
        ("INSERT INTO verdict_pins SELECT * FROM verdict_pins WHERE position = 2", "a pin or a frozen hit"),
        ("INSERT INTO verdict_pins SELECT * REPLACE ('ghost' AS verdict_id) FROM verdict_pins LIMIT 1", "ghost"),
        ("INSERT INTO claims SELECT * REPLACE ('ghost' AS id) FROM claims LIMIT 1", "claim ghost: no event"),
        ("INSERT INTO articles SELECT * REPLACE ('ghost' AS id) FROM articles LIMIT 1", "article ghost: no event"),
        ("INSERT INTO verdicts SELECT * REPLACE ('ghost' AS id) FROM verdicts LIMIT 1", "verdict ghost: no events"),
        ("UPDATE events SET payload = 'not json' WHERE seq = 6", "event 6: its payload cannot be read"),
        ("UPDATE events SET claim_id = NULL WHERE seq = 6", "event 6: is about nothing"),
    ],
)
def test_rows_taken_away_added_or_broken_are_found_by_name(desk: DeskStore, statement: str, says: str) -> None:
    assert any(says in problem for problem in tamper(desk, statement))


def test_two_events_that_changed_places_are_found(desk: DeskStore) -> None:
    problems = tamper(
        desk,
        "UPDATE events SET seq = 100 WHERE seq = 5",
        "UPDATE events SET seq = 5 WHERE seq = 6",
        "UPDATE events SET seq = 6 WHERE seq = 100",
    )
    assert any(problem.startswith("event 5:") for problem in problems)
    assert any(problem.startswith("event 6:") for problem in problems)


def test_pins_that_changed_places_are_found(desk: DeskStore) -> None:
    assert tamper(desk, "UPDATE verdict_pins SET position = 3 - position WHERE position IN (1, 2)")


def test_a_verdict_rewritten_together_with_its_event_still_breaks_the_chain(desk: DeskStore) -> None:
    problems = tamper(
        desk,
        "UPDATE verdicts SET reviewer = 'Mallory' WHERE seq = 10",
        "UPDATE events SET actor = 'Mallory' WHERE seq = 10",
    )
    assert any("event 10: was changed" in problem for problem in problems)


def test_the_end_cut_off_cleanly_is_found_with_the_head_an_export_printed(desk: DeskStore) -> None:
    printed = desk.ledger_head()
    earlier = desk.events()[5].digest
    assert desk.verify_ledger([printed, earlier.upper(), "0" * 64]).intact
    cut = ("DELETE FROM verdicts WHERE seq >= 12", "DELETE FROM claims WHERE version >= 12")
    later = ("DELETE FROM earlier_decisions WHERE seq >= 12", "DELETE FROM events WHERE seq >= 12")
    assert tamper(desk, *cut, *later) == (), "nothing inside the file can show it"
    assert any(printed in problem for problem in desk.verify_ledger([printed]).problems)


def test_events_of_one_claim_or_article_are_told_apart(desk: DeskStore) -> None:
    claim = desk.list_claims()[0]
    assert {event.claim_id for event in desk.events(claim.id)} == {claim.id}
    assert [event.kind.value for event in desk.events(article_id=an_article().id)] == [
        "article_added",
        "article_edited",
    ]


def test_the_chain_continues_where_another_process_left_it(desk: DeskStore, workspace: Workspace) -> None:
    a_claim(open_desk(workspace))
    assert desk.verify_ledger().events == 26
    assert desk.verify_ledger().intact


# The proof once more, from docs/data-model.md alone: nothing of the package but the path of the file.


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def written(microseconds: int) -> str:
    seconds, rest = divmod(microseconds, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S") + f".{rest:06d}Z"


def double(value: float | None) -> str | None:
    return None if value is None else struct.pack(">d", value).hex()


def rows_of(connection: Connection, query: str, names: str, *values: str) -> list[dict[str, Any]]:
    found = connection.execute(query, list(values)).fetchall()
    return [dict(zip(names.split(), row, strict=True)) for row in found]


def test_the_chain_can_be_proved_from_its_description(workspace: Workspace, desk: DeskStore) -> None:
    with duckdb.connect(str(workspace.desk_database)) as connection:
        previous = "0" * 64
        for event in rows_of(
            connection,
            "SELECT seq, epoch_us(recorded_at), kind, claim_id, article_id, actor, payload, previous, digest "
            "FROM events ORDER BY seq",
            "seq at kind claim_id article_id actor payload previous digest",
        ):
            digest = event.pop("digest")
            assert event["previous"] == previous
            event["at"] = written(event["at"])
            assert hashlib.sha256(canonical(event)).hexdigest() == digest
            previous = digest
            payload = json.loads(event["payload"])
            if "digest" in payload:
                assert verdict_digest(connection, payload["verdict"]) == payload["digest"]
    assert previous == desk.ledger_head()


def verdict_digest(connection: Connection, identity: str) -> str:
    (verdict,) = rows_of(
        connection,
        "SELECT id, claim_id, claim_text, rating, outcome, explanation, reviewer, epoch_us(recorded_at), build, "
        "replaces, idempotency_key FROM verdicts WHERE id = ?",
        "id claim_id claim_text rating outcome explanation reviewer recorded_at build replaces idempotency_key",
        identity,
    )
    verdict["recorded_at"] = written(verdict["recorded_at"])
    verdict["pins"] = rows_of(
        connection,
        "SELECT stance, text, paragraph, passage_id, document_id, document_sha256, start_offset, end_offset, title, "
        "publisher, url, published::VARCHAR FROM verdict_pins WHERE verdict_id = ? ORDER BY position",
        "stance text paragraph passage_id document_id document_sha256 start end title publisher url published",
        identity,
    )
    hits = rows_of(
        connection,
        "SELECT rank, passage_id, document_id, text, similarity, lexical, score FROM verdict_hits "
        "WHERE verdict_id = ? ORDER BY position",
        "rank passage_id document_id text similarity lexical score",
        identity,
    )
    verdict["hits"] = [hit | {name: double(hit[name]) for name in ("similarity", "lexical", "score")} for hit in hits]
    return hashlib.sha256(canonical(verdict)).hexdigest()
