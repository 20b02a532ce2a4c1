from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from claimcheck.errors import BusyError, SchemaError, StorageError
from claimcheck.storage.database import Connection, Database, Migration, packaged_migrations
from claimcheck.storage.foreign_errors import WriteCollisionError

FIRST = Migration(1, "0001_initial", "CREATE TABLE notes (id INTEGER PRIMARY KEY, text VARCHAR);")
SECOND = Migration(
    2, "0002_author", "ALTER TABLE notes ADD COLUMN author VARCHAR; INSERT INTO notes VALUES (99, 'x', 'y');"
)
HOLDER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "notes.duckdb"


def database(path: Path, *migrations: Migration, wait_s: float = 10) -> Database:
    return Database(path, migrations or (FIRST,), wait_s=wait_s)


def count(notes: Database) -> int:
    with notes.session() as connection:
        row = connection.execute("SELECT count(*) FROM notes").fetchone()
    assert row is not None
    return int(row[0])


def add(connection: Connection, identity: int, text: str = "") -> None:
    connection.execute("INSERT INTO notes VALUES (?, ?)", [identity, text])


@pytest.fixture
def held(path: Path) -> Iterator[int]:
    """The PID of another process that holds the file until the test ends."""
    count(database(path))
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process.pid
        process.communicate(timeout=20)


def test_the_first_session_makes_the_file_and_its_schema(path: Path) -> None:
    notes = database(path)
    with notes.session() as connection:
        add(connection, 1)
    assert count(database(path)) == 1
    with notes.session() as connection:
        history = connection.execute("SELECT number, name, checksum FROM schema_history").fetchall()
    assert history == [(1, "0001_initial", FIRST.checksum)]


def test_a_later_step_is_applied_once_and_a_back_up_with_all_rows_is_kept_before_it(path: Path) -> None:
    with database(path).session() as connection:
        add(connection, 1)
    for _ in range(2):
        assert count(database(path, FIRST, SECOND)) == 2
    back_up = path.with_name("notes.before-schema-2.duckdb")
    with duckdb.connect(str(back_up), read_only=True) as old:
        assert old.execute("SELECT * FROM notes").fetchall() == [(1, "")]


def test_while_a_back_up_is_made_no_other_process_can_open_the_file(path: Path) -> None:
    """Copying the file by hand would drop our lock on it."""
    count(database(path))
    with database(path, FIRST, SECOND).session():
        other = subprocess.run(
            [sys.executable, "-c", "import sys, duckdb; duckdb.connect(sys.argv[1])", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert "Could not set lock" in other.stderr


def test_a_back_up_is_made_in_a_folder_with_an_apostrophe(tmp_path: Path) -> None:
    path = tmp_path / 'it\'s "ours"' / 'no"tes.duckdb'
    count(database(path))
    assert count(database(path, FIRST, SECOND)) == 1
    assert len(list(path.parent.glob("*.before-schema-2.duckdb"))) == 1


def test_a_new_file_needs_no_back_up(path: Path) -> None:
    count(database(path, FIRST, SECOND))
    assert [file.name for file in path.parent.iterdir()] == ["notes.duckdb"]


def test_a_step_that_fails_changes_nothing_and_can_be_mended(path: Path) -> None:
    with database(path).session() as connection:
        add(connection, 1)
    broken = Migration(2, "0002_broken", "ALTER TABLE notes ADD COLUMN author VARCHAR; SELECT nonsense;")
    with pytest.raises(duckdb.Error), database(path, FIRST, broken).session():
        pass
    assert count(database(path, FIRST, SECOND)) == 2


def test_a_step_changed_after_it_was_applied_is_refused(path: Path) -> None:
    count(database(path))
    changed = Migration(1, "0001_initial", FIRST.sql + " -- tidier")
    with pytest.raises(SchemaError, match="step 1"), database(path, changed).session():
        pass


def test_a_step_nobody_knows_is_refused(path: Path) -> None:
    count(database(path, FIRST, SECOND))
    third = Migration(3, "0003", "SELECT 1;")
    with pytest.raises(SchemaError, match="step 2"), database(path, FIRST, third).session():
        pass


def test_a_file_of_a_newer_program_is_refused_and_untouched(path: Path) -> None:
    count(database(path, FIRST, SECOND))
    with pytest.raises(SchemaError, match="newer") as refused, database(path).session():
        pass
    assert refused.value.hint
    assert count(database(path, FIRST, SECOND)) == 1


def test_a_file_that_is_no_database_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "blocked" / "notes.duckdb"
    path.parent.mkdir()
    path.write_bytes(b"this is a text about a lock" * 1000)
    with pytest.raises(StorageError, match=r"notes\.duckdb") as refused, database(path, wait_s=60).session():
        pass
    assert not isinstance(refused.value, BusyError)
    assert refused.value.hint


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError, match="file"), database(tmp_path / "file" / "notes.duckdb").session():
        pass


def test_a_file_held_by_another_process_is_busy_and_the_error_names_it(path: Path, held: int) -> None:
    with pytest.raises(BusyError, match=f"process {held} ") as busy, database(path, wait_s=0.3).session():
        pass
    assert busy.value.hint
    assert str(held) in busy.value.hint


def test_waiting_ends_when_the_other_process_lets_go(path: Path) -> None:
    count(database(path))
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "held\n"
        found: list[int] = []
        waiting = threading.Thread(target=lambda: found.append(count(database(path, wait_s=60))))
        waiting.start()
        process.stdin.close()
        waiting.join(60)
    assert found == [0]


def test_a_transaction_is_kept_whole_or_not_at_all(path: Path) -> None:
    notes = database(path)

    def half(connection: Connection) -> None:
        add(connection, 1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        notes.transact(half)
    assert count(notes) == 0


def test_a_transaction_that_another_overtook_is_run_again_from_the_start(path: Path) -> None:
    """The other one commits after our snapshot: its key shows as a plain duplicate, not as a failed commit."""
    notes = database(path)
    tries = []

    def next_note(connection: Connection) -> int:
        row = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM notes").fetchone()
        assert row is not None
        tries.append(row[0])
        if len(tries) == 1:
            with notes.transaction() as other:
                add(other, row[0], "the other")
        add(connection, row[0], "ours")
        return int(row[0])

    assert notes.transact(next_note) == 2
    assert tries == [1, 2]


def test_two_changes_of_one_row_collide_and_the_second_is_run_again(path: Path) -> None:
    notes = database(path)
    with notes.session() as connection:
        add(connection, 1, "start")
    tries = []

    def change(connection: Connection) -> None:
        tries.append(1)
        connection.execute("SELECT * FROM notes").fetchall()
        if len(tries) == 1:
            with notes.transaction() as other:
                other.execute("UPDATE notes SET text = 'other' WHERE id = 1")
        connection.execute("UPDATE notes SET text = text || '+' WHERE id = 1")

    notes.transact(change)
    with notes.session() as connection:
        assert connection.execute("SELECT text FROM notes").fetchall() == [("other+",)]


def test_a_collision_without_end_is_given_up(path: Path) -> None:
    notes = database(path)
    with notes.session() as connection:
        add(connection, 1)
    with pytest.raises(WriteCollisionError):
        notes.transact(lambda connection: add(connection, 1), attempts=2)


def test_a_programming_error_is_no_storage_error(path: Path) -> None:
    with pytest.raises(duckdb.BinderException), database(path).session() as connection:
        connection.execute("SELECT nonsense FROM notes")


def test_threads_that_count_up_together_lose_nothing(path: Path) -> None:
    notes = database(path)
    failures: list[BaseException] = []

    def next_note(connection: Connection) -> None:
        row = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM notes").fetchone()
        assert row is not None
        add(connection, row[0], threading.current_thread().name)

    def work() -> None:
        try:
            for _ in range(10):
                notes.transact(next_note, attempts=200)
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with notes.session() as connection:
        assert connection.execute("SELECT max(id), count(*) FROM notes").fetchall() == [(40, 40)]


def test_a_thread_that_keeps_the_file_open_over_several_reads_never_waits_for_itself(path: Path) -> None:
    notes = database(path, wait_s=5)
    count(notes)
    failed: list[BaseException] = []

    def read_and_write(number: int) -> None:
        try:
            for turn in range(40):
                time.sleep((number * 7 + turn * 3) % 10 / 300)  # so that the file is closed now and then
                with notes.session():  # DuckDB's own cache forgot this one while another thread's was closing
                    count(database(path, wait_s=5) if turn % 2 else notes)
                    notes.transact(lambda connection: add(connection, number * 1000 + turn))  # noqa: B023 - run at once
        except BaseException as error:
            failed.append(error)
            raise

    threads = [threading.Thread(target=read_and_write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert count(notes) == 8 * 40


def test_the_last_session_lets_another_process_have_the_file(path: Path) -> None:
    notes = database(path)
    with notes.session(), notes.session():
        count(notes)
        assert _try_elsewhere(path) != 0
    assert _try_elsewhere(path) == 0


def test_a_file_taken_away_and_made_anew_gets_its_schema_again(path: Path) -> None:
    notes = database(path)
    assert count(notes) == 0
    (path.parent / "inode-taker").write_bytes(b"")
    path.rename(path.with_suffix(".old"))
    assert count(notes) == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_file_without_permission_is_named(path: Path) -> None:
    count(database(path))
    path.chmod(0)
    with pytest.raises(StorageError, match="permission"), database(path).session():
        pass


def test_packaged_steps_come_in_order_with_their_numbers() -> None:
    steps = packaged_migrations("claimcheck.desk")
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0].name == "0001_initial"


def _try_elsewhere(path: Path) -> int:
    """Exit code of a process that opens the file."""
    return subprocess.run(
        [sys.executable, "-c", "import sys, duckdb; duckdb.connect(sys.argv[1])", str(path)],
        check=False,
        capture_output=True,
    ).returncode
