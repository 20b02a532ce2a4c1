"""Articles on the desk: what is known already, the original as it came, and what a language lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.domain import Likeness
from claimcheck.errors import LanguageError, NotFoundError, StorageError, UsageError
from claimcheck.settings import Settings
from claimcheck.text.languages import language_support
from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace
from commandline import claimcheck

SENTENCES = (
    "The council of Lowport voted on Monday to close the east quay for a year.",
    "About 300 people work there, the harbour master said, and most of them live within walking distance.",
    "The last closure, in 1998, cost the town a fifth of its trade and two of its three canneries.",
    "Engineers had found cracks in eleven of the forty pillars that carry the crane.",
    "Repairs are to begin in April and will be paid for by the county and the port together.",
)
STORY = "\n\n".join(SENTENCES)
REPRINT = "\n\n".join(("LOWPORT (Agency) – The quay is to close.", *SENTENCES[:4], "The mayor was not at the meeting."))
OTHER = "The bridge over the Tarn reopened in May after nine months of work, the county said. Buses use it again."
GERMAN = (
    "Der Gemeinderat hat am Montag beschlossen, den östlichen Kai für ein Jahr zu schließen. Etwa dreihundert "
    "Menschen arbeiten dort, sagte der Hafenmeister, und die meisten wohnen ganz in der Nähe."
)


@pytest.fixture
def desk(workspace: Workspace) -> Workbench:
    return Workbench.open(workspace.root)


def test_the_same_article_brought_twice_is_said_to_be_there_already(desk: Workbench) -> None:
    first = desk.articles.add_bytes(STORY.encode(), name="a.txt")
    second = desk.articles.add_bytes(STORY.encode(), name="b.txt")
    assert (first.added, second.added) == (True, False)
    assert second.article == first.article
    assert second.alike == ()


def test_a_reprint_is_stored_and_named_as_a_near_copy(desk: Workbench) -> None:
    first = desk.articles.add_bytes(STORY.encode(), name="a.txt").article
    desk.articles.add_bytes(OTHER.encode(), name="o.txt")
    reprint = desk.articles.add_bytes(REPRINT.encode(), name="b.txt")
    assert reprint.added
    assert [(like.id, like.likeness) for like in reprint.alike] == [(first.id, Likeness.NEAR_COPY)]
    assert 0.7 < reprint.alike[0].shared < 1
    assert desk.articles.alike(first.id)[0].id == reprint.article.id


def test_the_same_words_from_another_address_are_the_same_text(desk: Workbench) -> None:
    first = desk.articles.add_bytes(STORY.encode(), url="https://one.example/quay", media_type="text/plain").article
    again = desk.articles.add_bytes(
        STORY.replace("\n\n", "\n\n\n").encode(), url="https://two.example/quay", media_type="text/plain"
    )
    assert again.added
    assert [(like.id, like.likeness, like.shared) for like in again.alike] == [(first.id, Likeness.SAME_TEXT, 1.0)]


def test_the_same_bytes_from_another_address_are_the_same_file(desk: Workbench) -> None:
    desk.articles.add_bytes(STORY.encode(), url="https://one.example/quay", media_type="text/plain")
    again = desk.articles.add_bytes(STORY.encode(), url="https://two.example/quay", media_type="text/plain")
    assert [like.likeness for like in again.alike] == [Likeness.SAME_FILE]


def test_a_page_that_says_something_else_now_is_another_state_of_it(desk: Workbench) -> None:
    url = "https://one.example/live"
    desk.articles.add_bytes(OTHER.encode(), url=url, media_type="text/plain")
    now = desk.articles.add_bytes(STORY.encode(), url=url, media_type="text/plain")
    assert [like.likeness for like in now.alike] == [Likeness.SAME_ADDRESS]


def test_articles_on_other_things_are_not_alike(desk: Workbench) -> None:
    desk.articles.add_bytes(OTHER.encode(), name="o.txt")
    assert desk.articles.add_bytes(STORY.encode(), name="a.txt").alike == ()


def test_the_original_comes_back_byte_for_byte(desk: Workbench) -> None:
    page = f"<html><body><script>alert(1)</script><p>{'</p><p>'.join(SENTENCES)}</p></body></html>\r\n\xff".encode()
    article = desk.articles.add_bytes(page, url="https://one.example/../quay").article
    original = desk.articles.original(article.id)
    assert original.content == page
    assert (original.name, original.media_type) == (f"{article.id}.html", "text/html")


def test_an_original_that_was_changed_gone_or_never_kept_is_said(workspace: Workspace) -> None:
    desk = Workbench.open(workspace.root)
    article = desk.articles.add_bytes(STORY.encode(), name="a.txt").article
    assert article.original is not None
    kept = workspace.data / article.original
    kept.write_bytes(b"something else")
    with pytest.raises(StorageError, match="was changed"):
        desk.articles.original(article.id)
    kept.unlink()
    with pytest.raises(NotFoundError, match="is gone"):
        desk.articles.original(article.id)
    keeping_none = Settings.model_validate({"corpus": {"keep_originals": False}})
    other = Workbench(workspace, keeping_none).articles.add_bytes(OTHER.encode(), name="o.txt").article
    with pytest.raises(NotFoundError, match="was not kept"):
        desk.articles.original(other.id)


def test_an_original_is_written_into_a_folder_and_replaces_nothing_unasked(desk: Workbench, tmp_path: Path) -> None:
    original = desk.articles.original(desk.articles.add_bytes(STORY.encode(), name="a.txt").article.id)
    written = desk.articles.save_original(original, tmp_path)
    assert written == tmp_path / original.name
    assert written.read_bytes() == STORY.encode()
    with pytest.raises(UsageError, match="is there already"):
        desk.articles.save_original(original, written)
    written.write_bytes(b"older")
    desk.articles.save_original(original, written, replace_file=True)
    assert written.read_bytes() == STORY.encode()


def test_a_text_in_another_language_is_kept_its_language_named_and_nothing_proposed(desk: Workbench) -> None:
    article = desk.articles.add_bytes(GERMAN.encode(), name="kai.txt").article
    support = desk.articles.language_support(article.id)
    assert (article.language, support.name, support.full) == ("de", "German", False)
    assert "finding claims" in support.lacking
    with pytest.raises(LanguageError, match="this one is in German"):
        desk.claims.find(article.id)
    assert desk.claims.list(article_id=article.id) == []
    by_hand = desk.claims.add("Der Kai wird ein Jahr geschlossen.", article_id=article.id)
    assert by_hand.article_id == article.id
    assert desk.claims.survey(article.id) == []
    marked = desk.claims.add("Etwa dreihundert Menschen arbeiten dort", article_id=article.id)
    assert marked.start is not None
    with pytest.raises(LanguageError, match="completing claims"):
        desk.claims.completion(marked.id)


def test_nothing_lacks_for_english_and_for_what_cannot_be_told() -> None:
    assert language_support("en").full
    assert language_support(None).full
    assert language_support("nl").name == "Dutch"
    assert language_support("guw").name == "the language with the code guw"


def test_the_command_line_says_what_is_known_what_lacks_and_writes_the_original(
    workspace: Workspace, tmp_path: Path
) -> None:
    at = ("-w", workspace.root)
    first = claimcheck(*at, "article", "add", "-", "--json", stdin=STORY.encode()).json
    assert (first["added"], first["alike"], first["language_name"], first["lacking"]) == (True, [], "English", [])
    again = claimcheck(*at, "article", "add", "-", stdin=STORY.encode())
    assert "was here already" in again.err
    copy = claimcheck(*at, "article", "add", "-", stdin=REPRINT.encode())
    assert f"known: a near-copy of {first['id']}" in copy.err
    shown = claimcheck(*at, "article", "show", first["id"], "--json").json
    assert shown["alike"][0]["likeness"] == "near_copy"
    out = tmp_path / "story.txt"
    assert claimcheck(*at, "article", "open", first["id"], "--out", out).exit == 0
    assert out.read_bytes() == STORY.encode()
    refused = claimcheck(*at, "article", "open", first["id"], "--out", out)
    assert (refused.exit, "is there already" in refused.err) == (2, True)
    german = claimcheck(*at, "article", "add", "-", stdin=GERMAN.encode())
    assert "this text is in German; for it does not work: finding claims" in german.err
    found = claimcheck(*at, "claims", "find", german.out.split()[1])
    assert (found.exit, found.out) == (1, "")
    assert "finding claims works for English texts only; this one is in German" in found.err
