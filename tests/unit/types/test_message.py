"""Messages: construction rules, OpenAI's JSON form, round trips."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onhand.types.message import AudioPart, ImagePart, Message, TextPart, ToolCall

texts = st.text(max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
parts = st.one_of(
    st.builds(TextPart, texts),
    st.builds(ImagePart, st.binary(max_size=9), st.sampled_from(["image/png", "image/jpeg"])),
    st.builds(AudioPart, st.binary(max_size=9), st.sampled_from(["wav", "mp3"])),
)
contents = texts | st.lists(parts, max_size=3).map(tuple)
calls = st.builds(
    ToolCall,
    texts,
    st.text(min_size=1, max_size=9),
    st.dictionaries(texts, json_values, max_size=3),
)
messages = st.one_of(
    st.builds(Message, st.sampled_from(["system", "user"]), contents, name=st.none() | texts),
    st.builds(
        Message,
        st.just("assistant"),
        contents,
        tool_calls=st.lists(calls, max_size=2).map(tuple),
        reasoning=st.none() | texts,
        is_partial=st.booleans(),
    ),
    st.builds(Message, st.just("tool"), texts, tool_call_id=st.none() | texts),
)


@given(messages)
def test_a_message_survives_json(message: Message) -> None:
    data = json.loads(json.dumps(message.to_dict()))
    assert Message.from_dict(data) == message


def test_the_json_form_is_openais() -> None:
    message = Message.assistant("", tool_calls=(ToolCall("c1", "add", {"a": 1}),), reasoning="hm")
    assert message.to_dict() == {
        "role": "assistant",
        "content": "",
        "tool_calls": [
            {"id": "c1", "type": "function", "function": {"name": "add", "arguments": '{"a": 1}'}}
        ],
        "reasoning_content": "hm",
    }


def test_openais_nulls_count_as_absent() -> None:
    data = {"role": "assistant", "content": None, "refusal": None, "tool_calls": None}
    assert Message.from_dict(data) == Message("assistant", "")


def test_arguments_may_be_an_object_or_text() -> None:
    as_object = {"id": "x", "function": {"name": "f", "arguments": {"a": 1}}}
    as_text = {"id": "x", "function": {"name": "f", "arguments": '{"a": 1}'}}
    assert ToolCall.from_dict(as_object) == ToolCall.from_dict(as_text)


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        ({"content": "x"}, TypeError, "role"),
        ({"role": "robot"}, ValueError, "system, user, assistant, tool"),
        ({"role": "user", "contents": "x"}, TypeError, "did you mean 'content'"),
        ({"role": "user", "content": 3}, TypeError, "int"),
        ({"role": "user", "content": {"text": "x"}}, TypeError, "dict"),
        ({"role": "user", "content": [{"type": "video"}]}, ValueError, "video"),
        ({"role": "user", "tool_calls": [{"function": {"name": "f"}}]}, ValueError, "assistant"),
        ({"role": "assistant", "tool_calls": [{}]}, TypeError, "name"),
        (
            {"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": "{"}}]},
            ValueError,
            "no JSON",
        ),
        (
            {"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": "[1]"}}]},
            ValueError,
            "no JSON object",
        ),
        ({"role": "user", "tool_call_id": "x"}, ValueError, "tool message"),
        ({"role": "user", "name": 3}, TypeError, "name"),
        (
            {
                "role": "user",
                "content": [{"type": "image_url", "image_url": {"url": "https://x/y"}}],
            },
            ValueError,
            "fetches nothing",
        ),
        (
            {"role": "user", "content": [{"type": "input_audio", "input_audio": {"data": "?"}}]},
            ValueError,
            "base64",
        ),
    ],
)
def test_bad_data_is_refused_with_a_reason(data: dict, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        Message.from_dict(data)


def test_of_takes_messages_and_dicts_only() -> None:
    message = Message.user("hi")
    assert Message.of(message) is message
    assert Message.of({"role": "user", "content": "hi"}) == message
    with pytest.raises(TypeError, match="list"):
        Message.of(["user", "hi"])  # type: ignore[arg-type]


def test_text_joins_the_text_parts_and_media_is_seen() -> None:
    message = Message.user([TextPart("a"), ImagePart(b"x"), TextPart("b")])
    assert message.text == "ab"
    assert message.has_media
    assert not Message.user([TextPart("a")]).has_media
    assert not Message.user("a").has_media


def test_a_message_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Message.user("a").content = "b"  # type: ignore[misc]
