from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck.workbench import Workbench
from commandline import Ran, claimcheck

NOTES = [
    {
        "_id": "leader",
        "title": "Who came to Harbour City",
        "text": "The northern delegation at the Harbour City talks was led by presidential adviser Ada Quill. "
        "Two deputy ministers travelled with her.",
        "url": "https://sample.invalid/leader",
        "publisher": "Sample Wire",
        "published": "2024-03-10",
    },
    {
        "_id": "wrong",
        "title": "A foreign minister in Harbour City",
        "text": "The northern delegation at the Harbour City talks was led by foreign minister Bram Oster.",
        "url": "https://sample.invalid/wrong",
        "publisher": "Sample Gazette",
        "published": "2024-03-11",
    },
    {
        "_id": "bread",
        "title": "Bread",
        "text": "Bakers in the old town raised the price of rye bread by 12 percent after the dry summer.",
        "url": "https://sample.invalid/bread",
        "publisher": "Sample Gazette",
    },
]
CLAIM = "The northern delegation was led by presidential adviser Ada Quill."
ARTICLE = (
    "Talks open in Harbour City\n\n"
    "The northern delegation was led by presidential adviser Ada Quill, the ministry said on 10 March 2024. "
    "The meeting is the first direct contact between the two sides since 2019.\n\n"
    "Delegates met for 3 hours and agreed to exchange 120 prisoners before the end of the month."
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with three notes, built once; tests that change it use their own claims."""
    root = tmp_path_factory.mktemp("desk")
    table = root / "notes.jsonl"
    table.write_text("\n".join(json.dumps(note) for note in NOTES), encoding="utf-8")
    assert claimcheck("init", root / "w").exit == 0
    assert claimcheck("-w", root / "w", "corpus", "add", table).exit == 0
    built = claimcheck("-w", root / "w", "index", "build")
    assert built.exit == 0, built.err
    return root / "w"


def refused(ran: Ran) -> str:
    """The message of a command that was refused as a person should see it."""
    assert ran.exit == 1, (ran.out, ran.err)
    assert "Traceback" not in ran.err
    assert "error: " in ran.err
    assert "hint: " in ran.err
    return ran.err


def test_help_starts_without_the_heavy_libraries() -> None:
    code = (
        "import sys; sys.argv=['claimcheck','--help']\n"
        "from claimcheck.cli import run\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        "heavy={'torch','streamlit','spacy','faiss','sentence_transformers','pandas','pyarrow','trafilatura','sklearn'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


def test_every_command_explains_itself_with_an_example() -> None:
    import typer

    from claimcheck.cli.app import app

    def commands(command: object, path: str) -> list[tuple[str, str]]:
        inner = getattr(command, "commands", {})
        if not inner:
            return [(path, getattr(command, "help", "") or "")]
        return [found for name, one in inner.items() for found in commands(one, f"{path} {name}")]

    for path, text in commands(typer.main.get_command(app), "claimcheck"):
        assert f"Example: {path}" in text, path


def test_the_version_is_printed() -> None:
    from claimcheck import __version__

    assert claimcheck("--version").out.strip() == f"claimcheck {__version__}"


def test_a_folder_that_is_no_workspace_is_refused(tmp_path: Path) -> None:
    assert "claimcheck init" in refused(claimcheck("-w", tmp_path, "corpus", "list"))


def test_a_wrong_setting_is_refused(tmp_path: Path) -> None:
    claimcheck("init", tmp_path)
    assert "search.topp" in refused(claimcheck("-w", tmp_path, "--set", "search.topp=3", "config"))


def test_a_malformed_override_is_a_usage_error(tmp_path: Path) -> None:
    ran = claimcheck("-w", tmp_path, "--set", "topp", "config")
    assert ran.exit == 2
    assert "SECTION.KEY=VALUE" in ran.err


def test_an_unknown_command_is_a_usage_error() -> None:
    assert claimcheck("chekc").exit == 2


def test_config_prints_what_is_in_force(tmp_path: Path) -> None:
    claimcheck("init", tmp_path)
    ran = claimcheck("-w", tmp_path, "--set", "search.top=3", "config", "--json")
    assert ran.json["search.top"] == {"value": 3, "origin": "flag"}
    assert "search.top" in claimcheck("-w", tmp_path, "config").out


def test_search_finds_the_bearing_passage_first(desk: Path) -> None:
    ran = claimcheck("-w", desk, "search", "who led the northern delegation", "--json")
    assert ran.exit == 0, ran.err
    hit = ran.json["hits"][0]
    assert list(hit) == [
        "rank", "passage_id", "document_id", "external_id", "title", "publisher", "published", "url", "text",
        "start", "end", "similarity", "lexical", "score", "copy_of",
    ]  # fmt: skip
    assert hit["external_id"] in {"leader", "wrong"}
    document = claimcheck("-w", desk, "corpus", "show", hit["document_id"], "--json").json
    assert document["text"][hit["start"] : hit["end"]] == hit["text"]


def test_check_without_a_stance_model_names_the_other_name_and_says_why_nothing_is_suggested(desk: Path) -> None:
    ran = claimcheck("-w", desk, "--set", "models.stance=off", "check", CLAIM, "--json")
    assert ran.exit == 0, ran.err
    record = ran.json
    assert list(record) == ["build", "claim", "as_of", "suggestion", "evidence", "counter_examples", "searched"]
    assert (record["suggestion"]["state"], record["suggestion"]["outcome"]) == ("switched_off", None)
    by_id = {evidence["external_id"]: evidence for evidence in record["evidence"]}
    assert by_id["leader"]["rank"] == 1
    assert by_id["leader"]["stance"] is None
    assert not [d for d in by_id["leader"]["differences"] if d["kind"] == "role"]
    assert [d["passage"] for d in by_id["wrong"]["differences"] if d["kind"] == "role"]
    assert record["searched"]["documents"] == 3
    printed = claimcheck("-w", desk, "--set", "models.stance=off", "check", CLAIM).out
    assert "differs (role)" in printed
    assert "switched off (models.stance)" in printed
    assert "Suggestion" not in printed


def test_a_stance_model_that_cannot_run_is_said_and_refutes_nothing(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    failing = ("--set", f"models.stance={tmp_path / 'none'}")
    ran = claimcheck("-w", desk, *failing, "check", CLAIM, "--json")
    assert ran.exit == 0, ran.err
    suggestion = ran.json["suggestion"]
    assert (suggestion["state"], suggestion["outcome"], suggestion["confidence"]) == ("could_not_run", None, None)
    assert "cannot be loaded" in suggestion["reason"]
    assert all(evidence["stance"] is None for evidence in ran.json["evidence"])
    assert claimcheck("-w", desk, *failing, "search", CLAIM, "--json").exit == 0
    assert claimcheck("-w", desk, *failing, "index", "build").exit == 0


def test_as_of_leaves_out_what_was_published_later_and_says_how_many_are_undated(desk: Path) -> None:
    ran = claimcheck("-w", desk, "check", CLAIM, "--as-of", "2024-03-10", "--json")
    assert [evidence["external_id"] for evidence in ran.json["evidence"]] == ["leader"]
    assert ran.json["searched"]["filters"]["undated_left_out"] == 1


def test_a_publisher_filter_excludes_the_others(desk: Path) -> None:
    ran = claimcheck("-w", desk, "search", "delegation", "--publisher", "Sample Gazette", "--json")
    assert {hit["publisher"] for hit in ran.json["hits"]} == {"Sample Gazette"}


@pytest.mark.parametrize("words", ["delegation", "x " * 5000, 'say "this: that" AND (or*', "百", "\u202etalks"])
def test_any_words_can_be_searched(desk: Path, words: str) -> None:
    ran = claimcheck("-w", desk, "search", words, "--json")
    assert ran.exit == 0, ran.err


def test_an_empty_search_is_a_usage_error(desk: Path) -> None:
    assert claimcheck("-w", desk, "search", "  ").exit == 2
    assert claimcheck("-w", desk, "check").exit == 2


def test_searching_before_the_first_build_says_what_to_do(tmp_path: Path) -> None:
    claimcheck("init", tmp_path)
    assert "claimcheck index build" in refused(claimcheck("-w", tmp_path, "search", "talks"))


def test_the_journey_from_article_to_exported_table(desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    article = claimcheck("-w", desk, "article", "add", file, "--json").json
    assert list(article) == [
        "id",
        "title",
        "text",
        "author",
        "publisher",
        "published",
        "url",
        "language",
        "sha256",
        "title_from",
        "author_from",
        "publisher_from",
        "published_from",
        "url_from",
        "language_from",
        "language_name",
        "lacking",
        "alike",
        "added",
    ]
    shown = claimcheck("-w", desk, "article", "show", article["id"][:8], "--json").json
    assert {**shown, "added": True} == article
    found = claimcheck("-w", desk, "claims", "find", article["id"], "--json").json
    assert list(found) == ["article", "claims"]
    claim = next(one for one in found["claims"] if "led by" in one["text"])
    assert article["text"][claim["start"] : claim["end"]] == claim["said"]
    checked = claimcheck("-w", desk, "check", "--claim", claim["id"], "--json").json
    passage = checked["evidence"][0]["passage_id"]
    recorded = claimcheck(
        "-w", desk, "verdict", "record", claim["id"], "--rating", "supported", "--explanation", "=the wire says so",
        "--pin", f"{passage}:supports", "--reviewer", "Ana", "--json",
    )  # fmt: skip
    assert recorded.exit == 0, recorded.err
    assert recorded.json["build"] == checked["build"]
    assert [hit["passage_id"] for hit in recorded.json["hits"]] == [e["passage_id"] for e in checked["evidence"]]
    table = tmp_path / "out" / "verdicts.csv"
    assert claimcheck("-w", desk, "export", "verdicts", "--out", table).exit == 0
    assert "'=the wire says so" in table.read_text(encoding="utf-8-sig")
    assert claimcheck("-w", desk, "ledger", "verify").exit == 0
    assert claimcheck("-w", desk, "verdict", "list").out.count(recorded.json["id"]) == 1
    corrected = claimcheck(
        "-w", desk, "verdict", "record", claim["id"], "--rating", "not enough evidence",
        "--explanation", "The ministry's list is missing.", "--reviewer", "Ben", "--json",
    ).json  # fmt: skip
    assert corrected["replaces"] == recorded.json["id"]
    history = claimcheck("-w", desk, "verdict", "history", claim["id"], "--json").json
    assert [one["rating"] for one in history] == ["supported", "not enough evidence"]
    assert claimcheck("-w", desk, "claims", "history", claim["id"]).out.count("verdict_") == 2


def added_claim(desk: Path) -> str:
    made = claimcheck("-w", desk, "claims", "add", CLAIM, "--reviewer", "Ana", "--json")
    assert made.exit == 0, made.err
    identity: str = made.json["id"]
    return identity


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        (["--rating", "supported", "--explanation", "It is so.", "--reviewer", "Ana"], "pin"),
        (["--rating", "maybe", "--explanation", "It is so.", "--reviewer", "Ana"], "maybe"),
        (["--rating", "not enough evidence", "--explanation", " ", "--reviewer", "Ana"], "missing"),
        (["--rating", "not enough evidence", "--explanation", "No list was found."], "reviewer"),
    ],
)
def test_a_verdict_that_breaks_a_rule_is_refused_with_the_rule(desk: Path, options: list[str], rule: str) -> None:
    claim = added_claim(desk)
    assert rule in refused(claimcheck("-w", desk, "verdict", "record", claim, *options))
    assert claimcheck("-w", desk, "verdict", "history", claim, "--json").json == []


def test_a_pin_that_is_not_in_the_build_is_refused(desk: Path) -> None:
    ran = claimcheck(
        "-w", desk, "verdict", "record", added_claim(desk), "--rating", "supported", "--explanation", "So it is.",
        "--pin", "nothing:supports", "--reviewer", "Ana",
    )  # fmt: skip
    assert "nothing" in refused(ran)


def test_a_malformed_pin_is_a_usage_error(desk: Path) -> None:
    ran = claimcheck(
        "-w", desk, "verdict", "record", "x", "--rating", "supported", "--explanation", "e", "--pin", "abc"
    )
    assert ran.exit == 2


def test_a_claim_changed_since_it_was_read_is_a_conflict(desk: Path) -> None:
    claim = added_claim(desk)
    seen = claimcheck("-w", desk, "claims", "show", claim, "--json").json["version"]
    claimcheck("-w", desk, "claims", "edit", claim, "--text", "Ada Quill led it.", "--reviewer", "Ben")
    ran = claimcheck(
        "-w", desk, "verdict", "record", claim, "--rating", "not enough evidence", "--explanation", "No list yet.",
        "--reviewer", "Ana", "--expected-version", str(seen),
    )  # fmt: skip
    refused(ran)
    assert claimcheck("-w", desk, "verdict", "history", claim, "--json").json == []


def test_claims_are_kept_edited_and_dropped_and_their_history_stays(desk: Path) -> None:
    claim = added_claim(desk)
    said = claimcheck("-w", desk, "claims", "show", claim, "--json").json["said"]
    assert claimcheck("-w", desk, "claims", "keep", claim, "--json").json["state"] == "kept"
    edited = claimcheck(
        "-w", desk, "claims", "edit", claim, "--text", "Quill led it.", "--date", "2024-03-10", "--json"
    )
    assert (edited.json["text"], edited.json["said"], edited.json["date"]) == ("Quill led it.", said, "2024-03-10")
    assert claimcheck("-w", desk, "claims", "drop", claim, "--json").json["state"] == "dropped"
    assert claim not in claimcheck("-w", desk, "claims", "list").out
    assert claim in claimcheck("-w", desk, "claims", "list", "--state", "dropped").out
    assert len(claimcheck("-w", desk, "claims", "history", claim, "--json").json) == 3


def test_a_removed_document_is_never_found_again_and_its_verdict_stays(tmp_path: Path) -> None:
    table = tmp_path / "notes.jsonl"
    table.write_text("\n".join(json.dumps(note) for note in NOTES), encoding="utf-8")
    desk = tmp_path / "w"
    claimcheck("init", desk)
    claimcheck("-w", desk, "corpus", "add", table)
    claimcheck("-w", desk, "index", "build")
    claim = added_claim(desk)
    hit = claimcheck("-w", desk, "search", CLAIM, "--json").json["hits"][0]
    verdict = claimcheck(
        "-w", desk, "verdict", "record", claim, "--rating", "supported", "--explanation", "So it is.", "--reviewer",
        "Ana", "--pin", f"{hit['passage_id']}:supports", "--json",
    ).json  # fmt: skip
    assert claimcheck("-w", desk, "corpus", "remove", hit["document_id"]).exit == 0
    after = claimcheck("-w", desk, "search", CLAIM, "--json").json
    assert hit["document_id"] not in {one["document_id"] for one in after["hits"]}
    assert "1 removed since" in claimcheck("-w", desk, "index", "status").out
    claimcheck("-w", desk, "index", "build")
    again = claimcheck("-w", desk, "verdict", "show", verdict["id"], "--json").json
    assert again["pins"] == verdict["pins"]
    assert claimcheck("-w", desk, "index", "verify").exit == 0
    assert claimcheck("-w", desk, "ledger", "verify").exit == 0


def test_builds_are_listed_and_can_be_rolled_back(tmp_path: Path) -> None:
    desk = tmp_path / "w"
    claimcheck("init", desk)
    for number, note in enumerate(NOTES[:2]):
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(note), encoding="utf-8")
        claimcheck("-w", desk, "corpus", "add", tmp_path / f"{number}.jsonl")
        assert claimcheck("-w", desk, "index", "build").exit == 0
    assert "nothing new" in claimcheck("-w", desk, "index", "build").out
    builds = claimcheck("-w", desk, "index", "list", "--json").json
    assert [one["documents"] for one in builds] == [2, 1]
    assert claimcheck("-w", desk, "index", "rollback").exit == 0
    status = claimcheck("-w", desk, "index", "status", "--json").json
    assert (status["build"]["id"], status["not_indexed"]) == (builds[1]["id"], 1)


def test_a_build_whose_files_do_not_match_is_refused_and_named(tmp_path: Path) -> None:
    desk = tmp_path / "w"
    claimcheck("init", desk)
    (tmp_path / "n.jsonl").write_text(json.dumps(NOTES[0]), encoding="utf-8")
    claimcheck("-w", desk, "corpus", "add", tmp_path / "n.jsonl")
    claimcheck("-w", desk, "index", "build")
    broken = next((desk / "index" / "builds").rglob("*.npy"))
    broken.write_bytes(broken.read_bytes()[:-8])
    assert broken.name in refused(claimcheck("-w", desk, "search", "delegation"))
    verified = claimcheck("-w", desk, "index", "verify")
    assert verified.exit == 1
    assert broken.name in verified.out
    assert claimcheck("-w", desk, "index", "build", "--full").exit == 0
    assert claimcheck("-w", desk, "search", "delegation").exit == 0


def test_a_table_with_a_broken_row_is_imported_but_for_that_row(tmp_path: Path) -> None:
    desk = tmp_path / "w"
    claimcheck("init", desk)
    table = tmp_path / "t.jsonl"
    table.write_text(json.dumps(NOTES[0]) + '\n{"text": "broken\n' + json.dumps(NOTES[2]) + "\n", encoding="utf-8")
    ran = claimcheck("-w", desk, "corpus", "add", table, "--json")
    assert ran.exit == 1
    assert (ran.json["added"], ran.json["rejected"]) == (2, 1)
    assert "line 2" in ran.json["rejections"][0]["where"]
    assert "line 2" in ran.err


def test_latin_1_and_utf_16_text_come_in(tmp_path: Path) -> None:
    desk = tmp_path / "w"
    claimcheck("init", desk)
    sentence = "Die Größe der Gebühr überrascht die Bürger von Köln: sie zahlen künftig für jede Fahrt über die Brücke."
    (tmp_path / "l.txt").write_bytes(sentence.encode("latin-1"))
    (tmp_path / "u.txt").write_bytes((sentence + " Neu.").encode("utf-16"))
    assert claimcheck("-w", desk, "corpus", "add", tmp_path / "l.txt", tmp_path / "u.txt").exit == 0
    assert len(claimcheck("-w", desk, "corpus", "list", "--text", "Gebühr überrascht", "--json").json) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n "),
        ("none.html", b"<html><head><script>var a = 1</script></head><body></body></html>"),
        ("broken.pdf", b"%PDF-1.7 broken"),
        ("notext.csv", b"a,b\n1,2\n"),
        ("empty.jsonl", b""),
        ("what.exe", b"MZ\x90\x00"),
        ("broken.docx", b"PK\x03\x04 not a zip"),
        ("broken.parquet", b"PAR1 nothing"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_changes_nothing(tmp_path: Path, name: str, content: bytes) -> None:
    desk = tmp_path / "w"
    claimcheck("init", desk)
    (tmp_path / name).write_bytes(content)
    ran = claimcheck("-w", desk, "corpus", "add", tmp_path / name)
    assert ran.exit == 1
    assert "Traceback" not in ran.err
    assert name in ran.err
    assert claimcheck("-w", desk, "corpus", "stats", "--json").json["documents"] == 0


@pytest.mark.parametrize("source", ["missing.txt", "http://127.0.0.1:9/x", "http://169.254.1.1/", "http://[::1]/"])
def test_an_article_that_cannot_be_reached_is_refused(tmp_path: Path, source: str) -> None:
    desk = tmp_path / "w"
    claimcheck("init", desk)
    refused(claimcheck("-w", desk, "article", "add", source))
    assert claimcheck("-w", desk, "article", "list", "--json").json == []


def test_an_article_comes_from_standard_input(tmp_path: Path) -> None:
    claimcheck("init", tmp_path)
    ran = claimcheck("-w", tmp_path, "article", "add", "-", "--json", stdin=ARTICLE.encode())
    assert ran.exit == 0, ran.err
    assert "Ada Quill" in ran.json["text"]
    assert ran.json["title"] == "Talks open in Harbour City"


def test_an_id_nobody_has_is_refused(desk: Path) -> None:
    for command in (["article", "show"], ["corpus", "show"], ["claims", "show"], ["verdict", "show"]):
        refused(claimcheck("-w", desk, *command, "zzzz"))


def test_hostile_text_cannot_drive_the_terminal(tmp_path: Path) -> None:
    claimcheck("init", tmp_path)
    evil = {"text": "Talks \x1b[31mred\x07 \u202egnorw and a lot more words.", "title": "\x1b]0;owned\x07Title"}
    (tmp_path / "evil.jsonl").write_text(json.dumps(evil), encoding="utf-8")
    claimcheck("-w", tmp_path, "corpus", "add", tmp_path / "evil.jsonl")
    listed = claimcheck("-w", tmp_path, "corpus", "list").out
    shown = claimcheck("-w", tmp_path, "corpus", "show", listed.split()[0]).out
    assert not set(listed + shown) & {"\x1b", "\x07", "\u202e"}


def test_an_unknown_export_format_is_a_usage_error(desk: Path) -> None:
    assert claimcheck("-w", desk, "export", "verdicts", "--format", "xlsx").exit == 2


def test_exporting_nothing_says_so(tmp_path: Path) -> None:
    claimcheck("init", tmp_path)
    refused(claimcheck("-w", tmp_path, "export", "verdicts", "--out", tmp_path / "v.csv"))
    assert not (tmp_path / "v.csv").exists()


def test_an_article_is_shown_with_where_each_field_was_read_from(tmp_path: Path) -> None:
    claimcheck("init", tmp_path)
    note = tmp_path / "note.md"
    note.write_text("---\nauthor: Jo Muster\n---\n# A quay closes\n\nThe quay of Lowport is closed since Monday.\n")
    shown = claimcheck("-w", tmp_path, "article", "add", note).out
    assert "title      A quay closes (read from heading)" in shown
    assert "author     Jo Muster (read from front matter)" in shown
    assert "published  undated\n" in shown
    desk = Workbench.open(tmp_path)
    desk.drafting.correct_article(desk.articles.list()[0].id, actor="Ana", title="The quay closes")
    assert (
        "title      The quay closes (corrected by Ana)"
        in claimcheck("-w", tmp_path, "article", "show", desk.articles.list()[0].id).out
    )
