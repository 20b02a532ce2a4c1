"""Earlier fact-checks brought in in the background, from files that came through the browser."""

from __future__ import annotations

import json
import time

import pytest

from claimcheck.errors import UsageError
from claimcheck.workbench import Workbench
from claimcheck.workbench.background import Job, JobState, Upload
from claimcheck.workspace import Workspace

TABLE = (
    "claim,rating,publisher,date\n"
    "The bridge cost 40 million euros.,false,Sample Check,2025-05-17\n"
    "The harbour is the oldest of the country.,true,Sample Check,2025-05-18\n"
    ",true,Sample Check,2025-05-19\n"
)
REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "The tram line opened in 2020.",
    "url": "https://sample.invalid/tram",
    "datePublished": "2025-05-16",
    "author": {"@type": "Organization", "name": "Another Check"},
    "reviewRating": {"@type": "Rating", "alternateName": "half true"},
}


@pytest.fixture
def desk(workspace: Workspace) -> Workbench:
    return Workbench.open(workspace.root)


def ended(desk: Workbench, job: Job) -> Job:
    for _ in range(1200):
        now = next(one for one in desk.background.jobs() if one.id == job.id)
        if not now.running:
            return now
        time.sleep(0.1)
    raise AssertionError("the job does not end")


def test_uploaded_checks_are_brought_in_counted_and_what_is_refused_is_named_as_the_person_knows_it(
    desk: Workbench,
) -> None:
    page = f'<html><script type="application/ld+json">{json.dumps(REVIEW)}</script></html>'
    uploads = [
        Upload(name="checks.csv", content=TABLE.encode()),
        Upload(name="tram.html", content=page.encode()),
        Upload(name="empty.json", content=b"  "),
    ]
    job = ended(desk, desk.background.add_earlier(uploads=uploads, by="Ada"))
    assert (job.state, job.error) == (JobState.DONE, None)
    assert job.outcome == "3 fact-checks added, 2 refused"
    assert {check.rating for check in desk.earlier.list()} == {"false", "true", "half true"}
    report = desk.background.report(job.id)
    assert report is not None
    assert report.imported is not None
    assert [item.where.split()[0] for item in report.imported.rejected] == ["checks.csv", "empty.json"]
    again = ended(desk, desk.background.add_earlier(uploads=uploads[:1], by="Ada"))
    assert again.outcome == "0 fact-checks added, 2 known already, 1 refused"


def test_one_file_without_a_fact_check_says_so_under_its_own_name(desk: Workbench) -> None:
    job = ended(desk, desk.background.add_earlier(uploads=[Upload(name="notes.html", content=b"<p>x</p>")], by="Ada"))
    assert job.state is JobState.FAILED
    assert job.error == "there is no fact-check in notes.html"
    assert desk.earlier.count() == 0


def test_nothing_to_bring_is_said_at_once(desk: Workbench) -> None:
    with pytest.raises(UsageError, match="nothing to add"):
        desk.background.add_earlier(by="Ada")
