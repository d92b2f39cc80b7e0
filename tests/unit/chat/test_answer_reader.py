"""An answer's tokens become text, thoughts and calls, wherever tokens end."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onhand.chat.call_formats import HERMES
from onhand.chat.reading import AnswerReader
from onhand.chat.reasoning import ReasoningParams, ReasoningSplitter
from onhand.chat.tool_calls import ToolCallParser
from onhand.types.events import Event, ReasoningEvent, TokenEvent, TokenLogprob, ToolCallEvent

CALL = '<tool_call>{"name": "f", "arguments": {}}</tool_call>'
WHOLE = f"<think>\nA tool.\n</think>\n\nI ask.{CALL} Done."


def reader() -> AnswerReader:
    return AnswerReader(ReasoningSplitter(ReasoningParams()), ToolCallParser(HERMES))


def read(one: AnswerReader, pieces: list[str]) -> list[Event]:
    events = [e for n, piece in enumerate(pieces) for e in one.feed(TokenEvent(piece, (n,)))]
    return events + one.finish()


def text_of(events: list[Event], kind: type) -> str:
    return "".join(e.text for e in events if isinstance(e, kind))


def ids_of(events: list[Event]) -> list[int]:
    return [i for e in events if isinstance(e, (TokenEvent, ReasoningEvent)) for i in e.token_ids]


@given(st.lists(st.integers(0, len(WHOLE) - 1), max_size=12))
def test_thoughts_text_and_calls_are_told_apart_wherever_tokens_end(cuts: list[int]) -> None:
    edges = [0, *sorted({0, *cuts} - {0}), len(WHOLE)]
    pieces = [WHOLE[a:b] for a, b in pairwise(edges)]
    events = read(reader(), pieces)
    assert text_of(events, ReasoningEvent) == "A tool."
    assert text_of(events, TokenEvent) == "I ask. Done."
    assert [e.name for e in events if isinstance(e, ToolCallEvent) and e.is_complete] == ["f"]
    assert ids_of(events) == list(range(len(pieces)))


def test_without_marks_to_look_for_all_is_text() -> None:
    events = read(AnswerReader(), list(WHOLE))
    assert text_of(events, TokenEvent) == WHOLE


def test_logprobs_go_with_their_text() -> None:
    logprob = TokenLogprob(1, -0.5)
    (event,) = reader().feed(TokenEvent("Hi", (1,), (logprob,)))
    assert event == TokenEvent("Hi", (1,), (logprob,))
