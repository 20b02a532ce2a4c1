from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.ui.components.marked_text import SHOWN_AT_MOST, Look, Mark, _operations, shown_window, trimmed_span
from claimcheck.ui.keys import Key
from claimcheck.ui.safe import badge_label, harmless, label, one_line, web_address
from hostile import HOSTILE

PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


def read_back(markdown: str) -> str:
    """What a Markdown reader makes of backslash escapes."""
    out, escaped = [], False
    for letter in markdown:
        if not escaped and letter == "\\":
            escaped = True
            continue
        assert escaped or letter not in PUNCTUATION, f"{letter!r} acts in {markdown!r}"
        out.append(letter)
        escaped = False
    return "".join(out).replace("\u2060", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_punctuation_of_a_hostile_label_acts(text: str) -> None:
    assert read_back(label(text)) == one_line(text)


@given(st.text())
def test_a_label_reads_back_as_the_line_that_went_in(text: str) -> None:
    assert read_back(label(text)).replace("\u2060", "") == one_line(text).replace("\u2060", "")


@given(st.one_of(st.text(alphabet="[]\\ab", max_size=40), st.sampled_from(HOSTILE)))
def test_a_badge_reads_back_as_the_line_that_went_in(text: str) -> None:
    as_streamlit_sends_it = badge_label(text).replace("[", "\\[").replace("]", "\\]")
    assert as_streamlit_sends_it == label(text)


@given(st.text(alphabet=st.characters()))
def test_harmless_text_has_the_same_length_and_can_be_sent(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")


def test_marks_that_scripts_and_emoji_need_stay() -> None:
    assert harmless("👩\u200d👩 ن\u200cا \u200fשלום") == "👩\u200d👩 ن\u200cا \u200fשלום"


@pytest.mark.parametrize(
    ("url", "offered"),
    [
        ("https://sample.invalid/a?b=c", True),
        ("http://sample.invalid", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT://sample.invalid/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("https://sample.invalid/\njavascript:", False),
        ("https://\u202esample.invalid", False),
        ("https:///path", False),
        ("http://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_offered_as_links(url: str | None, offered: bool) -> None:
    assert (web_address(url) is not None) is offered


def test_no_key_has_two_meanings_and_none_is_reserved() -> None:
    shortcuts = [key.shortcut for key in Key]
    assert len(set(shortcuts)) == len(shortcuts)
    assert not {"C", "R"} & {shortcut.split("+")[-1].upper() for shortcut in shortcuts}


@given(st.text(max_size=60), st.data())
def test_a_trimmed_span_is_the_selected_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = trimmed_span(text, start, end)
    if text[start:end].strip():
        assert text[first:last] == text[start:end].strip()


@given(st.integers(0, 3 * SHOWN_AT_MOST), st.data())
def test_the_shown_part_of_a_long_text_holds_the_focus(length: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(length - 1, 0)))
    focus = Mark(start=start, end=min(start + 300, length), look=Look.PASSAGE, focus=True)
    first, last = shown_window(length, focus)
    assert 0 <= first <= last <= length
    assert last - first == min(length, SHOWN_AT_MOST)
    assert first <= focus.start
    assert focus.end <= last


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "operations",
        {"operations": "keep"},
        {"operations": [1, None, {}, {"id": 1, "op": "keep"}, {"id": "a"}]},
        {"operations": [{"id": "a", "op": "add", "start": 5, "end": 5}]},
        {"operations": [{"id": "a", "op": "add", "start": 5, "end": 11}]},
        {"operations": [{"id": "a", "op": "add", "start": -1, "end": 4}]},
        {"operations": [{"id": "a", "op": "add", "start": 1}]},
    ],
)
def test_what_a_browser_should_never_send_is_ignored(sent: object) -> None:
    assert _operations(sent, 10) == []


def test_operations_come_in_the_order_in_which_they_were_done() -> None:
    sent = {"operations": [{"id": "n-0", "op": "keep", "target": "c", "version": 3}, {"id": "n-1", "op": "undo"}]}
    assert [(name, one.op, one.target, one.version) for name, one in _operations(sent, 10)] == [
        ("n-0", "keep", "c", 3),
        ("n-1", "undo", None, None),
    ]
