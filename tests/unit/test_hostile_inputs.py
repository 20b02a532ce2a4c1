"""Everything broken or hostile that a desk is brought: a clear line with a hint, or a clean text; nothing is lost."""

from __future__ import annotations

import gzip
import io
import os
import threading
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from claimcheck.workbench import Workbench
from claimcheck.workspace import Workspace
from commandline import Ran, claimcheck
from papers import locked_pdf, make_pdf
from sites import LOOPBACK_ALLOWED, Site, redirect, reply, serving

TEXT = (
    "The council of Lowport voted on Monday to close the east quay for a year, the mayor said. About 300 people work "
    "there, and most of them live within walking distance of the cranes."
)
OTHER = "The bridge over the Tarn reopened in May after nine months of work, the county said on Friday."
HIDDEN = "the words of another file on this machine"
RUSSIAN = "Городской совет проголосовал в понедельник за закрытие причала на год, сообщил мэр города журналистам."
BIDI = "\u202e\u2066"
Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Brought:
    """A file a person brings: its name and bytes, and the words that the outcome must have."""

    name: str
    content: bytes
    says: str
    """Of the error where `refused`, else of the text that is stored."""
    refused: bool = True


def page(inside: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{inside}</body></html>".encode()


def word(xml: str, **parts: bytes) -> bytes:
    stream = io.BytesIO()
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    kinds = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{office}"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", kinds)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", xml)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def body(inside: str, declarations: str = "") -> str:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        f'<?xml version="1.0"?>{declarations}<w:document xmlns:w="{namespace}"><w:body><w:p><w:r><w:t>{inside}</w:t>'
        "</w:r></w:p></w:body></w:document>"
    )


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(301):
            part.write(bytes(1 << 20))
    return stream.getvalue()


UTF8 = '<meta charset="utf-8">'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(9))
LAUGHING = f"<!DOCTYPE html [{LAUGHS}]>".encode()
FILES = (
    Brought("empty.txt", b"", "is empty"),
    Brought("blank.html", b" \r\n\t\x00\x00", "is empty"),
    Brought("noise.txt", bytes(range(256)) * 40, "is no text"),
    Brought("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
    Brought("photo.html", b"\xff\xd8\xff\xe0" + bytes(100), "a picture"),
    Brought("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Word"),
    Brought("letter.rtf", rb"{\rtf1 Hello}", "an RTF file"),
    Brought("story.gz", gzip.compress(TEXT.encode()), "a gzip archive"),
    Brought("program.txt", b"\x7fELF" + bytes(200), "a program"),
    Brought("rss.xml", b"<?xml version='1.0'?><rss><channel/></rss>", "is a feed, not a story"),
    Brought("renamed.pdf", TEXT.encode(), "is no PDF"),
    Brought("truncated.pdf", make_pdf(TEXT)[:120], "is a damaged PDF"),
    Brought("garbage.pdf", b"%PDF-1.7\n" + os.urandom(4000), "is a damaged PDF"),
    Brought("locked.pdf", locked_pdf(), "is locked by a password"),
    Brought("scan.pdf", make_pdf(""), "its pages are pictures"),
    Brought("endless.pdf", make_pdf(TEXT).replace(b"/Kids[5 0 R]", b"/Kids[2 0 R]"), ""),
    Brought("renamed.docx", TEXT.encode(), "is no Word document"),
    Brought("bomb.docx", bomb(), "unpacks to more than"),
    Brought("truncated.docx", word(body(TEXT))[:-60], "is damaged"),
    Brought("broken.docx", word("<w:document"), "is a damaged Word document"),
    Brought("sheet.xlsx", word(body(TEXT)).replace(b"word/document", b"work/document"), "an archive"),
    Brought("scripts.html", page("<script>document.write('text')</script>"), "there is no text in the page"),
    Brought("elsewhere.html", page("", '<meta http-equiv="refresh" content="0;url=http://10.0.0.1/">'), "no text"),
    Brought("styles.html", page("<style>p { color: red }</style><p hidden></p>"), "no text"),
    Brought("broken.html", f"<html><body><p>{TEXT}<b><div></p></i><table><tr>".encode(), TEXT, refused=False),
    Brought("page.txt", b"<!doctype html>" + page(f"<p>{TEXT}</p>"), TEXT, refused=False),
    Brought("deep.html", page("<div>" * 5000 + f"<p>{TEXT}</p>" + "</div>" * 5000), "there is no text in the page"),
    Brought("nul.html", page(f"<p>{TEXT[:50]}\x00{TEXT[50:]}</p>"), TEXT, refused=False),
    Brought("entities.html", page(f"<p>&#0;&#xD800;&#x110000;&#x202e;</p><p>{TEXT}</p>"), TEXT, refused=False),
    Brought("runs.html", page(f"<h1>{BIDI}Quay</h1><p>{TEXT}</p><script>alert(1)</script>"), TEXT, refused=False),
    Brought("wide.txt", TEXT.encode("utf-16-le"), TEXT, refused=False),
    Brought("marked.txt", TEXT.encode("utf-16"), TEXT, refused=False),
    Brought("wider.txt", TEXT.encode("utf-32"), TEXT, refused=False),
    Brought("western.html", page(f"<p>{TEXT} Café</p>", UTF8).decode().encode("cp1252"), "Café", refused=False),
    Brought("russian.txt", RUSSIAN.encode("koi8-r"), "причала", refused=False),
    Brought("cut.txt", f"{TEXT} é".encode()[:-1], TEXT, refused=False),
    Brought("laughs.html", LAUGHING + page(f"<p>&l8;</p><p>{TEXT}</p>"), TEXT, refused=False),
    Brought("laughs.docx", word(body(f"&l8;{TEXT}", f"<!DOCTYPE d [{LAUGHS}]>")), "is a damaged Word document"),
    Brought("outside.docx", word(body(TEXT), **{"..__..__evil.txt": b"evil"}), TEXT, refused=False),
    Brought("line.txt", f"{TEXT} ".encode() * 2000, TEXT, refused=False),
    Brought("letters.txt", b"a" * (10 << 20), "aaaa", refused=False),
)  # fmt: skip


@pytest.fixture
def root(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk that has an article already, in whose folder commands run."""
    Workbench.open(workspace.root).articles.add_bytes(OTHER.encode(), name="other.txt")
    monkeypatch.chdir(workspace.root)
    return workspace.root


def ends_well(ran: Ran, root: Path, *, refused: bool, says: str) -> str:
    """Whether a command ended as it should; the text of the article that it brought."""
    desk = Workbench.open(root)
    texts = [article.text for article in desk.articles.list()]
    assert OTHER in texts, "what the desk had before is lost"
    assert desk.record.verify_ledger().intact
    assert "Traceback" not in ran.err
    if refused:
        assert ran.exit in {1, 2}, ran.out
        lines = [line for line in ran.err.splitlines() if line]
        assert [line.startswith(("error: ", "  hint: ")) for line in lines] == [True, True], ran.err
        assert says in lines[0]
        assert texts == [OTHER]
        return ""
    assert ran.exit == 0, ran.err
    new = [text for text in texts if text != OTHER]
    assert len(new) == 1
    assert says in new[0]
    return new[0]


@pytest.mark.parametrize("brought", FILES, ids=lambda brought: brought.name)
def test_a_file_ends_in_a_clear_line_or_a_clean_text(brought: Brought, root: Path) -> None:
    (root.parent / "secret.txt").write_text(HIDDEN)
    file = root.parent / brought.name
    file.write_bytes(brought.content)
    before = sorted(root.parent.iterdir())
    ran = claimcheck("-w", root, "article", "add", file)
    text = ends_well(ran, root, refused=brought.refused, says=brought.says)
    assert not [letter for letter in text if unicodedata.category(letter) in {"Cc", "Cs"} and letter != "\n"]
    assert not set(BIDI) & set(ran.out + ran.err)
    assert len(text) < max(2 * len(brought.content), 1000)
    assert sorted(root.parent.iterdir()) == before
    assert file.read_bytes() == brought.content
    assert not list(root.rglob("evil*"))


@pytest.mark.parametrize("kind", ["html", "xhtml", "docx"])
def test_a_file_on_this_machine_is_not_read_into_a_page_that_names_it(kind: str, root: Path) -> None:
    secret = root.parent / "secret.txt"
    secret.write_text(HIDDEN)
    external = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    file = root.parent / f"page.{kind}"
    if kind == "docx":
        file.write_bytes(word(body(f"{TEXT} &x;", external)))
    else:
        inside = f'<p>{TEXT} &x;</p><iframe src="{secret.as_uri()}"></iframe>'
        file.write_bytes(f"<?xml version='1.0'?>{external}<html><body>{inside}</body></html>".encode())
    claimcheck("-w", root, "article", "add", file)
    assert HIDDEN not in "".join(article.text for article in Workbench.open(root).articles.list())


@pytest.mark.parametrize(
    "name", ["../../evil.html", "/etc/evil.html", "..\\evil.html", "a\x00b.html", "x" * 5000 + ".html"]
)
def test_a_name_somebody_gave_never_becomes_a_path(name: str, root: Path) -> None:
    desk = Workbench.open(root)
    article = desk.articles.add_bytes(page(f"<p>{TEXT}</p>"), name=name).article
    assert article.original is not None
    kept = (desk.workspace.data / article.original).resolve()
    assert kept.is_relative_to(desk.workspace.originals.resolve())
    assert kept.stem == article.sha256
    assert desk.articles.original(article.id).name == f"{article.id}.html"


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("nothing-here.txt", "there is no file"),
        ("/dev/zero", "is no file that can be read whole"),
        ("loop", "there is no file"),
        ("big.txt", "more than 1"),
        ("http://", "is no http or https address"),
        ("http://exa mple.org/\r\nX-Injected: 1", "is no web address"),
        ("http://editor:secret@127.0.0.1/", "holds a user name"),
        ("http://127.0.0.1/", "is refused"),
        ("http://2130706433/", "is refused"),
        ("http://0x7f.0.0.1/", "is refused"),
        ("http://0177.0.0.01/", "is refused"),
        ("http://[::ffff:169.254.169.254]/latest/meta-data/", "is refused"),
        ("http://[64:ff9b::7f00:1]/", "is refused"),
        ("http://[2002:7f00:1::]/", "is refused"),
        ("http://[fe80::1]/", "is refused"),
        ("http://[fd00::1]/", "is refused"),
        ("http://localhost:8501/", "is refused"),
    ],
)
def test_a_source_that_cannot_be_used_is_said_before_anything_is_asked_for(source: str, says: str, root: Path) -> None:
    (root / "loop").symlink_to(root / "loop")
    (root / "big.txt").write_bytes(b"words " * 400_000)
    ran = claimcheck("-w", root, "--set", "corpus.max_file_mb=1", "article", "add", source)
    ends_well(ran, root, refused=True, says=says)
    assert "secret" not in ran.err


def bytes_only(content: bytes) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(content)

    return answer


@pytest.fixture
def site(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A hostile server on this machine, which this desk may reach."""
    monkeypatch.setattr("claimcheck.readers.addresses.PUBLIC_ONLY", LOOPBACK_ALLOWED)
    with serving() as running:
        running.answers["/robots.txt"] = reply(b"User-agent: *\nDisallow: /closed", media_type="text/plain")
        yield running


HTML = page(f"<p>{TEXT}</p>")
SERVED: tuple[tuple[str, Answer, str, bool], ...] = (
    ("/closed", reply(HTML), "asks programs not to fetch this page", True),
    ("/gone", reply(HTML, 404), "answers with status 404", True),
    ("/round", redirect("/round"), "redirects more than 10 times", True),
    ("/file", redirect("file:///etc/passwd"), "is no http or https address", True),
    ("/bomb", reply(gzip.compress(bytes(50 << 20)), Content_Encoding="gzip"), "is larger than 1 MB", True),
    ("/nogzip", reply(HTML, Content_Encoding="gzip"), "does not answer", True),
    ("/picture", reply(HTML, media_type="image/png"), "is of type image/png", True),
    ("/data", reply(b'{"text": "words"}', media_type="application/json"), "is of type application/json", True),
    ("/mail", bytes_only(b"220 mail.example ESMTP\r\n"), "does not answer", True),
    ("/headers", bytes_only(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n"), "does not answer", True),
    ("/header", bytes_only(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n"), "does not answer", True),
    ("/short", bytes_only(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + HTML), "does not answer", True),
    ("/minus", bytes_only(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n" + HTML), "", False),
    ("/pdf", reply(make_pdf("The quay reopened on Monday."), media_type="text/html"), "The quay reopened", False),
    ("/plain", reply(HTML.replace(b"<html", b"<!doctype html><html"), media_type="text/plain"), TEXT, False),
    ("/charset", reply(HTML, media_type="text/html; charset=klingon"), TEXT, False),
    ("/untyped", reply(HTML, media_type=""), TEXT, False),
)  # fmt: skip


@pytest.mark.parametrize(("path", "answer", "says", "refused"), SERVED, ids=[row[0] for row in SERVED])
def test_a_page_ends_in_a_clear_line_or_a_clean_text(
    path: str, answer: Answer, says: str, refused: bool, root: Path, site: Site
) -> None:
    site.answers[path] = answer
    ran = claimcheck("-w", root, "--set", "web.max_mb=1", "article", "add", site.url(path))
    ends_well(ran, root, refused=refused, says=says)


def test_a_server_that_drips_meets_the_time(root: Path, site: Site) -> None:
    stop = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not stop.wait(0.02):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    site.answers["/slow"] = drip
    try:
        ran = claimcheck("-w", root, "--set", "web.timeout_s=0.5", "article", "add", site.url("/slow"))
    finally:
        stop.set()
    ends_well(ran, root, refused=True, says="did not send the page within 0.5 s")
