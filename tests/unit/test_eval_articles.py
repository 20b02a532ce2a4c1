"""Scoring the reading of pages, on pages of our own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from claimcheck.errors import EmptyInputError, UnreadableError
from claimcheck.evaluation.articles import evaluate_articles
from commandline import claimcheck

SENTENCES = (
    "The council of Lowport voted on Monday to close the east quay for a year, the mayor said after the meeting.",
    "About 300 people work there, the harbour master said, and most of them live within walking distance of it.",
    "The last closure, in 1998, cost the town a fifth of its trade and two of the three canneries it had then.",
)
PAGE = f"""<html><head><title>East quay to close | Gazette</title><meta property="article:published_time"
content="2024-03-04"></head><body><nav>Home News Sport</nav><article><h1>East quay to close</h1>
{"".join(f"<p>{sentence}</p>" for sentence in SENTENCES)}</article>
<footer>Imprint of the Gazette</footer></body></html>"""


def pages(folder: Path, rows: dict[str, Any], name: str = "evaldata_en.json") -> Path:
    (folder / "html").mkdir()
    (folder / "html" / "quay.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (folder / "html" / "plain.html").write_bytes(PAGE.encode())
    (folder / "html" / "empty.html").write_bytes(b"<html></html>")
    (folder / name).write_text(json.dumps(rows), encoding="utf-8")
    return folder


def row(file: str, *, wanted: tuple[str, ...] = (), unwanted: tuple[str, ...] = (), **more: str) -> dict[str, Any]:
    return {"file": file, "with": wanted, "without": unwanted, **more}


def test_segments_are_counted_over_all_pages(tmp_path: Path) -> None:
    folder = pages(
        tmp_path,
        {
            "https://gazette.example/quay": row(
                "quay.html",
                wanted=(SENTENCES[0], SENTENCES[2], "not on the page"),
                unwanted=("Home News", "Imprint", SENTENCES[1]),
                title="East quay to close",
                date="2024-03-04",
            ),
            "hard::plain": row("plain.html", wanted=SENTENCES, title="Another", date="2024-03-05"),
        },
    )
    scores = evaluate_articles(folder)
    assert (scores.true_positives, scores.false_negatives, scores.false_positives) == (5, 1, 1)
    assert scores.precision == pytest.approx(5 / 6)
    assert scores.recall == pytest.approx(5 / 6)
    assert scores.f1 == pytest.approx(5 / 6)
    assert (scores.titles_right, scores.days_right) == (1, 1)
    assert [(miss.segment, miss.missing) for miss in scores.misses] == [
        ("not on the page", True),
        (SENTENCES[1], False),
    ]


def test_a_page_without_text_or_file_misses_all_it_should_have(tmp_path: Path) -> None:
    rows = {"a": row("empty.html", wanted=("x", "y")), "b": row("../../etc/passwd", wanted=("root",))}
    scores = evaluate_articles(pages(tmp_path, rows))
    assert (scores.unreadable, scores.recall, scores.f1) == (2, 0.0, 0.0)


@pytest.mark.parametrize("rows", ["[]", "{", '{"a": {}}', '{"a": []}', '{"a": {"file": 3}}'])
def test_another_layout_is_said(tmp_path: Path, rows: str) -> None:
    (tmp_path / "evaldata.json").write_text(rows)
    with pytest.raises(UnreadableError, match="cannot be read"):
        evaluate_articles(tmp_path)


def test_no_list_and_an_empty_one_are_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"0 \.json files"):
        evaluate_articles(tmp_path)
    with pytest.raises(EmptyInputError, match="judges no page"):
        evaluate_articles(pages(tmp_path, {}))


def test_the_command_prints_the_keys_others_build_on(tmp_path: Path) -> None:
    folder = pages(tmp_path, {"a": row("plain.html", wanted=SENTENCES, unwanted=("Imprint",))}, "judged.json")
    record = claimcheck("eval", "articles", folder, "--json").json
    assert {key: record[key] for key in ("f1", "precision", "recall", "n")} == {
        "f1": 1.0,
        "precision": 1.0,
        "recall": 1.0,
        "n": 1,
    }
    (folder / "judged.json").write_text(json.dumps({"a": row("plain.html", wanted=("gone",))}))
    assert "missing: plain.html: gone" in claimcheck("eval", "articles", folder, "--misses").err
