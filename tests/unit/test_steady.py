"""What the pages mend in Streamlit holds for the Streamlit that is installed."""

from __future__ import annotations

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.state import SafeSessionState, SessionState

from claimcheck.ui.steady import lose_nothing


class NewerEventError(Exception):
    """What Streamlit raises where a run may be ended."""


def interrupt() -> None:
    raise NewerEventError


@pytest.fixture(autouse=True)
def _mended() -> None:
    lose_nothing()
    lose_nothing()  # as every run does


def drawn(path: int, fragment: str) -> ForwardMsg:
    """One element of a part of the page."""
    message = ForwardMsg()
    message.delta.new_element.empty.SetInParent()
    message.delta.fragment_id = fragment
    message.metadata.delta_path[:] = [0, path]
    return message


def test_a_newer_event_does_not_end_a_run_before_its_own_events_are_carried_out() -> None:
    state = SafeSessionState(SessionState(), yield_callback=interrupt)
    state.on_script_will_rerun(WidgetStates())
    with pytest.raises(NewerEventError):
        state["anything"] = 1  # afterwards it may


def test_what_the_page_drew_of_a_part_is_sent_though_the_part_is_drawn_again() -> None:
    queue = ForwardMsgQueue()
    queue.enqueue(drawn(0, "decision"))
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["decision"])
    queue.enqueue(drawn(0, "decision"))
    assert len(queue.flush()) == 2


def test_what_is_not_sent_yet_is_dropped_when_the_whole_page_is_drawn_again() -> None:
    queue = ForwardMsgQueue()
    queue.enqueue(drawn(0, "decision"))
    queue.clear(retain_lifecycle_msgs=True)
    assert queue.flush() == []
