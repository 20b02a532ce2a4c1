from __future__ import annotations

import io
import struct
import sys
import warnings
import zipfile
from datetime import date

import docx
import pypdfium2
import pytest
from docx.oxml import parse_xml

from claimcheck.domain import Origins, PublicationDate
from claimcheck.errors import EmptyInputError, UnreadableError
from claimcheck.readers import detect_language, read_bytes
from claimcheck.readers.pdf import read_pdf
from claimcheck.readers.pdf_worker import PdfWorker
from papers import locked_pdf, make_pdf

SENTENCE = "Café owners in Besançon paid €5 more – “too much”, they said."
LATIN = "Café owners in Besançon paid more – “too much”, they said."


def text_of(content: bytes, name: str = "note.txt", media_type: str | None = None) -> str:
    return read_bytes(content, name=name, media_type=media_type).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_in_the_usual_encodings_comes_out_the_same(encoding: str) -> None:
    assert text_of(LATIN.encode(encoding)) == LATIN


def test_utf16_with_either_byte_order_mark_is_read() -> None:
    assert text_of(b"\xff\xfe" + SENTENCE.encode("utf-16-le")) == SENTENCE
    assert text_of(b"\xfe\xff" + SENTENCE.encode("utf-16-be")) == SENTENCE


def test_cyrillic_in_an_undeclared_one_byte_encoding_is_recognised() -> None:
    text = "Первые прямые переговоры прошли в Стамбуле в пятницу и закончились обменом пленными."
    assert text_of(text.encode("cp1251")) == text


def test_a_utf8_file_with_one_broken_byte_stays_utf8() -> None:
    assert text_of(SENTENCE.encode() + b" caf\xc3") == SENTENCE + " caf\ufffd"


def test_newlines_are_made_one_kind_and_control_characters_go() -> None:
    assert text_of("one\r\ntwo\rthree\u2028four\x00 five\x1b[31m\n\n".encode()) == "one\ntwo\nthree\nfour five[31m"


def test_lone_surrogates_are_removed() -> None:
    assert text_of("a lone \ud800 surrogate".encode("utf-16-le", "surrogatepass")) == "a lone \ufffd surrogate"
    assert text_of(b"\xff\xfe" + "word \udc00 word".encode("utf-16-le", "surrogatepass")).isprintable()


@pytest.mark.parametrize("content", [b"", b"  \r\n\t", b"\x00\x00", b"\xef\xbb\xbf", b"\xff\xfe \x00"])
def test_a_file_with_nothing_in_it_is_refused(content: bytes) -> None:
    with pytest.raises(EmptyInputError, match="note"):
        text_of(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old Word"),
        (b"{\\rtf1\\ansi hello}", "RTF"),
        (b"\x1f\x8b\x08\x00" + bytes(20), "gzip"),
        (bytes(range(256)) * 20, "binary"),
        (struct.pack("<500d", *range(500)), "binary"),
    ],
)
def test_what_is_no_document_is_refused_by_name(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        text_of(content)


def test_a_picture_by_its_declared_type_is_refused() -> None:
    with pytest.raises(UnreadableError, match="image/webp"):
        read_bytes(b"RIFF....WEBP", name=None, media_type="image/webp")


def test_markdown_front_matter_becomes_metadata() -> None:
    note = (
        b"---\ntitle: Talks in May\ndate: 16 May 2025\npublisher: 'Sample Post'\nlang: en-GB\n"
        b"url: https://example.org/a\ntags:\n  - x\n---\n# Heading\n\nText of the note."
    )
    read = read_bytes(note, name="n.md", media_type=None)
    assert read.text == "# Heading\n\nText of the note."
    assert (read.title, read.publisher, read.url) == ("Talks in May", "Sample Post", "https://example.org/a")
    assert read.published == PublicationDate(day=date(2025, 5, 16), origin="front matter")
    front = "front matter"
    assert read.origins == Origins(title=front, publisher=front, url=front, language="text")
    assert read.media_type == "text/markdown"


def test_markdown_without_front_matter_is_titled_by_its_first_heading() -> None:
    read = read_bytes(b"Intro\n\n# The heading #\n\n---\n\nMore text.", name="n.md", media_type=None)
    assert (read.title, read.origins.title) == ("The heading", "heading")
    assert read.text.endswith("More text.")


def test_a_rule_at_the_beginning_is_no_front_matter() -> None:
    assert text_of(b"---\njust a line\n---\nText.", name="n.md") == "---\njust a line\n---\nText."


def test_a_page_saved_as_text_is_read_as_a_page() -> None:
    page = b"<!DOCTYPE html><html><body><p>The council met on Monday to vote.</p></body></html>"
    assert read_bytes(page, name="saved.txt", media_type="text/plain").text == "The council met on Monday to vote."


def test_a_text_that_mentions_a_tag_stays_text() -> None:
    assert text_of(b"The tag <html> begins a page.") == "The tag <html> begins a page."


def make_word(*paragraphs: str, title: str = "", author: str = "") -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Turnout", "61 %"
    document.add_paragraph("After the table.")
    document.core_properties.title, document.core_properties.author = title, author
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_word_paragraphs_and_tables_keep_their_order() -> None:
    read = read_bytes(
        make_word("First.", "Second.", title="Report", author="A. Writer"), name="r.docx", media_type=None
    )
    assert read.text == "First.\n\nSecond.\n\nTurnout | 61 %\n\nAfter the table."
    assert (read.title, read.author, read.published) == ("Report", "A. Writer", None)


def test_deleted_words_of_tracked_changes_are_left_out_and_inserted_ones_kept() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The bridge ")
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for change in (
        f'<w:del {w} w:id="1" w:author="x"><w:r><w:delText>closed</w:delText></w:r></w:del>',
        f'<w:ins {w} w:id="2" w:author="x"><w:r><w:t>opened</w:t></w:r></w:ins>',
    ):
        paragraph._p.append(parse_xml(change))
    stream = io.BytesIO()
    document.save(stream)
    assert text_of(stream.getvalue(), "r.docx") == "The bridge opened"


def test_a_word_file_that_unpacks_without_end_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(301):
            part.write(bytes(1 << 20))
    with pytest.raises(UnreadableError, match="unpacks to more than"):
        text_of(stream.getvalue(), "bomb.docx")


def test_a_zip_that_is_no_word_document_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(UnreadableError, match="archive"):
        text_of(stream.getvalue(), "a.docx")


@pytest.mark.parametrize("keep", [30, 2000, -40])
def test_a_truncated_word_file_is_refused(keep: int) -> None:
    with pytest.raises(UnreadableError):
        text_of(make_word("First.")[:keep], "r.docx")


def test_pdf_lines_are_joined_to_paragraphs_and_pages_kept_apart() -> None:
    pdf = make_pdf(
        "The office published its yearly figures on\nMonday. Spending rose by four per cent over\nthe year.\n"
        "A second paragraph follows it and goes on\nfor two lines.",
        "Page two.",
    )
    read = read_bytes(pdf, name="r.pdf", media_type=None)
    assert read.text == (
        "The office published its yearly figures on Monday. Spending rose by four per cent over the year.\n\n"
        "A second paragraph follows it and goes on for two lines.\n\nPage two."
    )
    assert (read.title, read.author, read.published) == ("Annual report", "Audit office", None)


def test_a_pdf_without_text_says_that_it_is_pictures() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    with pytest.raises(EmptyInputError, match="pictures"):
        text_of(stream.getvalue(), "scan.pdf")


def test_a_broken_pdf_is_refused() -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        text_of(b"%PDF-1.4\n" + bytes(range(256)) * 4, "r.pdf")
    with pytest.raises(UnreadableError, match="no PDF"):
        text_of(b"this is plain text", "r.pdf")


def test_a_pdf_locked_by_a_password_says_so() -> None:
    with pytest.raises(UnreadableError, match="password"):
        text_of(locked_pdf(), "r.pdf")


@pytest.mark.parametrize("dies", ["import os; os.abort()", "import sys; sys.stdin.buffer.read(9); sys.exit(3)"])
def test_a_pdf_that_brings_its_reader_down_is_an_error_and_the_next_one_is_read(dies: str) -> None:
    worker = PdfWorker([sys.executable, "-c", dies])
    with pytest.raises(UnreadableError, match="crashed or took too long"):
        read_pdf(make_pdf("First."), where="r.pdf", worker=worker)
    worker.close()
    assert text_of(make_pdf("Second."), "r.pdf") == "Second."


def test_a_pdf_that_takes_too_long_is_given_up() -> None:
    worker = PdfWorker([sys.executable, "-c", "import time; time.sleep(60)"], most_s=0.2)
    with pytest.raises(UnreadableError, match="crashed or took too long"):
        read_pdf(make_pdf("First."), where="r.pdf", worker=worker)
    worker.close()


def test_a_reader_of_pdfs_that_was_ended_meanwhile_is_started_again() -> None:
    worker = PdfWorker()
    assert read_pdf(make_pdf("First."), where="r.pdf", worker=worker).text == "First."
    worker.close()
    assert read_pdf(make_pdf("Second."), where="r.pdf", worker=worker).text == "Second."
    worker.close()


def test_an_unsure_language_is_none() -> None:
    assert detect_language("12345 67.8") is None
    assert detect_language("ok") is None
    assert detect_language("") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The first direct talks since 2022 were held in Istanbul on Friday.", "en"),
        ("Die Gespräche fanden am Freitag in Istanbul statt und dauerten zwei Stunden.", "de"),
        ("Görüşmeler cuma günü İstanbul'da yapıldı ve iki saat sürdü.", "tr"),
        ("Переговоры прошли в Стамбуле в пятницу.", "ru"),
    ],
)
def test_a_sentence_is_enough_to_name_its_language(text: str, language: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert detect_language(text) == language
