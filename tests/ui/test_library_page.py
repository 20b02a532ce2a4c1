from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from claimcheck.corpus.documents import GivenMetadata
from claimcheck.domain import BuildReport, BuildSummary, ImportReport, Rejected, VerifyReport
from claimcheck.ui.library.work import _ago, _how_far
from claimcheck.workbench import Workbench
from claimcheck.workbench.background import Job, JobReport, JobState
from claimcheck.workbench.jobs import JobFolder, Request
from deskwork import a_claim, a_pin, a_verdict, open_desk

if TYPE_CHECKING:
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from claimcheck.domain import Document
    from claimcheck.workspace import Workspace
    from ui.conftest import PageRunner

HOSTILE = "<img src=http://evil.invalid/x onerror=alert(1)> **bold** $x^2$ [go](javascript:alert(1)) :red[x] \u202eabc"


@pytest.fixture
def desk(workspace: Workspace) -> Workbench:
    return Workbench.open(workspace.root)


@pytest.fixture
def documents(desk: Workbench) -> list[Document]:
    return [
        desk.sourcing.add_text(
            f"The ferry left the harbour {number} times that day.",
            title=HOSTILE if number == 0 else f"Log {number}",
            given=GivenMetadata(publisher="Harbour Office", published=date(2025, 5, 10) if number else None),
        )
        for number in range(4)
    ]


def a_job_that_ended(desk: Workbench, **changes: object) -> Job:
    values = {"id": "20250101-a", "title": "Add x", "by": "Ben", "started_at": datetime.now(UTC)}
    job = Job(**{**values, "state": JobState.DONE, "ended_at": datetime.now(UTC), **changes})  # type: ignore[arg-type]
    folder = JobFolder(desk.workspace.index / "jobs" / job.id)
    import os

    os.close(folder.begin(job, Request()))
    return job


def words_of(at: AppTest) -> str:
    return "\n".join(str(element.value) for element in [*at.markdown, *at.caption, *at.text])


def test_an_empty_library_opens_where_documents_are_added(run_page: PageRunner, workspace: Workspace) -> None:
    at = run_page("library", workspace.root)
    assert not at.exception
    assert at.segmented_control(key="library.section").value == "Add"
    assert at.button(key="library.build").disabled
    assert at.button(key="library.add").disabled


def test_documents_are_counted_and_filtered(
    run_page: PageRunner, workspace: Workspace, documents: list[Document]
) -> None:
    at = run_page("library", workspace.root)
    assert "**4** documents fit" in words_of(at)
    assert not at.button(key="library.build").disabled
    at.text_input(key="library.text").set_value("log 2").run()
    assert "**1** document fits" in words_of(at)
    at.button(key="library.clear").click().run()
    at.selectbox(key="library.which").set_value("without a date").run()
    assert "**1** document fits" in words_of(at)
    at.selectbox(key="library.which").set_value("not indexed yet").run()
    assert "**4** documents fit" in words_of(at)
    at.text_input(key="library.text").set_value("nothing has these words").run()
    assert at.header[-1].value == "No document fits"


def test_a_document_is_shown_whole_and_hostile_metadata_as_text(
    run_page: PageRunner, workspace: Workspace, documents: list[Document]
) -> None:
    at = run_page("library", workspace.root, document=documents[0].id)
    assert not at.exception
    assert not at.error
    for element in [*at.markdown, *at.caption, *at.header]:
        assert "<img" not in str(element.value).replace("\\<", "")
        assert "javascript:" not in str(element.value)
    assert documents[0].sha256 in words_of(at)


def test_removing_asks_first_says_what_it_means_and_how_to_take_it_back(
    run_page: PageRunner, workspace: Workspace, desk: Workbench, documents: list[Document]
) -> None:
    record = open_desk(workspace)
    record.record_verdict(a_verdict(a_claim(record), pins=(a_pin(document_id=documents[1].id),)))
    at = run_page("library", workspace.root, document=documents[1].id)
    at.button(key="library.remove").click().run()
    assert "1 verdict rests on it" in words_of(at)
    at.button(key="library.remove.no").click().run()
    assert desk.library.stats().documents == 4
    at.button(key="library.remove").click().run()
    at.button(key="library.remove.yes").click().run()
    assert not at.exception
    assert "add the source again" in at.toast[0].value
    assert desk.library.stats().documents == 3
    assert "document" not in at.query_params
    assert documents[1].original is not None
    assert (workspace.data / documents[1].original).exists()


def test_removing_can_delete_the_original_too(
    run_page: PageRunner, workspace: Workspace, documents: list[Document]
) -> None:
    at = run_page("library", workspace.root, document=documents[1].id)
    at.button(key="library.remove").click().run()
    at.checkbox(key="library.purge").check().run()
    at.button(key="library.remove.yes").click().run()
    assert documents[1].original is not None
    assert not (workspace.data / documents[1].original).exists()


def test_pasted_text_becomes_a_document_that_is_opened(
    run_page: PageRunner, workspace: Workspace, desk: Workbench
) -> None:
    at = run_page("library", workspace.root)
    at.segmented_control(key="library.how").set_value("Pasted text").run()
    at.checkbox(key="library.then").uncheck().run()
    at.text_input(key="library.paste.title.0").set_value("A note")
    at.text_input(key="library.paste.url.0").set_value("javascript:alert(1)")
    at.text_area(key="library.paste.text.0").set_value("The ferry left at noon.").run()
    at.button(key="library.add").click().run()
    assert "not a web address" in at.error[0].value
    assert desk.library.stats().documents == 0
    at.text_input(key="library.paste.url.0").set_value("https://sample.invalid/note").run()
    at.button(key="library.add").click().run()
    document = desk.library.show(desk.library.list()[0].id)
    assert (document.title, document.url) == ("A note", "https://sample.invalid/note")
    assert at.query_params["document"] == document.id


def test_a_table_on_this_machine_shows_its_columns_and_waits_for_the_one_with_the_text(
    run_page: PageRunner, workspace: Workspace, tmp_path: Path
) -> None:
    table = tmp_path / "rows.csv"
    table.write_text(f'what,headline,date\nSome words.,"{HOSTILE}",2025-05-16\n', encoding="utf-8")
    at = run_page("library", workspace.root, **{"library.section": "Add", "library.how": "From this machine"})
    at.text_input(key="library.path.0").set_value(str(tmp_path / "gone")).run()
    assert "no such file" in at.warning[0].value
    at.text_input(key="library.path.0").set_value(str(table)).run()
    assert at.selectbox(key=f"library.map.{table}.title").value == "headline"
    assert at.selectbox(key=f"library.map.{table}.published").value == "date"
    assert at.button(key="library.add").disabled
    at.selectbox(key=f"library.map.{table}.text").set_value("what").run()
    assert not at.button(key="library.add").disabled
    rows = next(text.value for text in at.markdown if text.value.startswith("| |"))
    assert "Some words" in rows
    assert "<img" not in rows.replace("\\<", "")


def test_only_web_addresses_are_taken_for_web_addresses(run_page: PageRunner, workspace: Workspace) -> None:
    at = run_page("library", workspace.root, **{"library.section": "Add", "library.how": "Web addresses"})
    at.text_area(key="library.urls.0").set_value("https://sample.invalid/a\nfile:///etc/passwd\n").run()
    assert "Not a web address" in at.warning[0].value
    assert at.button(key="library.add").disabled
    at.text_area(key="library.urls.0").set_value("https://sample.invalid/a\nhttps://sample.invalid/b\n").run()
    assert at.button(key="library.add").label == "Add 2 sources"
    assert not at.button(key="library.add").disabled


def test_what_was_refused_is_listed_with_its_reason_and_can_be_dismissed(
    run_page: PageRunner, workspace: Workspace, desk: Workbench
) -> None:
    job = a_job_that_ended(desk, title=f"Add {HOSTILE}", outcome="0 documents added, 1 refused", refused=1)
    rejected = (Rejected(where=HOSTILE, reason="is no PDF"),)
    report = ImportReport(added=0, already_known=0, reprints=0, rejected=rejected, rejected_count=1, document_ids=())
    JobFolder(desk.workspace.index / "jobs" / job.id).write_report(JobReport(imported=report))
    at = run_page("library", workspace.root)
    assert not at.exception
    assert "is no PDF" in words_of(at)
    assert "<img" not in words_of(at).replace("\\<", "")
    at.button(key=f"library.dismiss.{job.id}").click().run()
    assert "is no PDF" not in words_of(at)


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.LOST, JobState.STOPPED])
def test_work_that_did_not_end_well_says_so(
    run_page: PageRunner, workspace: Workspace, desk: Workbench, state: JobState
) -> None:
    error = "no space left" if state is JobState.FAILED else None
    a_job_that_ended(desk, state=JobState.RUNNING if state is JobState.LOST else state, error=error)
    at = run_page("library", workspace.root, **{"library.section": "Index"})
    assert not at.exception
    expected = {"failed": "no space left", "lost": "was killed", "stopped": "Add x"}[state.value]
    assert expected in words_of(at)


def test_an_index_that_cannot_be_read_leaves_the_page_usable(
    run_page: PageRunner, workspace: Workspace, documents: list[Document]
) -> None:
    (workspace.index / "CURRENT").write_text("gone\n")
    at = run_page("library", workspace.root)
    assert not at.exception
    assert "Open Library and rebuild" in at.error[0].value
    assert "**4** documents fit" in words_of(at)


def test_the_index_section_shows_builds_and_offers_what_can_be_done(
    run_page: PageRunner, workspace: Workspace, desk: Workbench, documents: list[Document]
) -> None:
    at = run_page("library", workspace.root, **{"library.section": "Index"})
    assert "No index yet" in [header.value for header in at.header]
    desk.index.build()
    at.run()
    assert "4 passages of 4 documents" in words_of(at)
    assert not at.button(key="library.rebuild").disabled
    at = run_page("library", workspace.root, **{"library.section": "Try a search"})
    at.text_input(key="library.try").set_value("How often did the ferry leave?").run()
    assert "4 passages shown of 4 searched in 4 documents" in words_of(at)


def test_how_far_work_is_says_what_is_left() -> None:
    job = Job(
        id="x",
        title="x",
        by="x",
        started_at=datetime.now(UTC),
        stage="reading",
        unit="file",
        done=50,
        total=100,
        stage_began=datetime.now(UTC).replace(year=2020),
    )
    assert _how_far(job).startswith("reading: 50 of 100 files, 0/s, about")
    assert _ago(datetime.now(UTC)) == "just now"


def test_reports_of_builds_and_proofs_survive_being_written_down(tmp_path: Path) -> None:
    build = BuildSummary(
        id="b",
        created_at=datetime.now(UTC),
        documents=1,
        passages=1,
        dead_passages=0,
        embedder="e",
        precision="fp32",
        dimension=3,
        kind="Flat",
        size_bytes=1,
        current=True,
    )
    report = JobReport(
        built=BuildReport(
            build=build, created=True, embedded=1, reused=0, removed=0, seconds=0.5, passages_per_second=2.0
        ),
        proved=VerifyReport(build="b", files=1, passages=1, problems=("x",)),
    )
    folder = JobFolder(tmp_path)
    folder.write_report(report)
    assert folder.report() == report
