"""A chat's history after every ending of an answer, and what its methods do to it."""

from __future__ import annotations

import asyncio
import gc
import json
import weakref

import pytest

from onhand import (
    CapabilityError,
    DoneEvent,
    Engine,
    EngineBusyError,
    EngineClosedError,
    Message,
    TokenEvent,
)
from onhand.chat.chat import Chat
from onhand.errors import TemplateError
from onhand.types.message import ImagePart, TextPart
from tests.conftest import OpenEngine
from tests.streams import done_of, read_all
from tests.unit.chat.chatting import roles, said, scripted

LONG = "word " * 200


@pytest.fixture
async def chat(open_engine: OpenEngine) -> Chat:
    model = scripted({"Hi": "Hello!", "And you?": "Fine.", "Long": LONG})
    return (await open_engine(model)).chat("Be brief.")


async def test_an_answer_is_streamed_and_kept(chat: Chat) -> None:
    events = await read_all(chat.stream("Hi"))  # type: ignore[arg-type]
    assert said(events) == "Hello!"
    assert done_of(events).reason == "eog"
    assert [m.text for m in chat.messages] == ["Be brief.", "Hi", "Hello!"]
    assert roles(chat) == ["system", "user", "assistant"]


async def test_a_whole_reply_is_text_with_its_circumstances(chat: Chat) -> None:
    reply = await chat.send("Hi")
    assert (reply, reply.text, reply.reason) == ("Hello!", "Hello!", "eog")
    assert reply.message == chat.messages[-1]
    assert reply.usage.completion_tokens == 6
    assert reply.parsed is reply.repaired is reply.reasoning is None


async def test_the_users_message_is_in_the_history_while_it_is_answered(chat: Chat) -> None:
    async with chat.stream("Long") as stream:
        await stream.__anext__()
        assert roles(chat) == ["system", "user"]
        assert chat.is_answering
    assert not chat.is_answering


async def test_a_turn_computes_only_what_is_new(chat: Chat) -> None:
    await chat.send("Hi")
    usage = (await chat.send("And you?")).usage
    first = len("system:Be brief.") + 1 + len("user:Hi") + 1 + len("assistant:Hello!")
    new = 1 + len("user:And you?") + 1 + len("assistant:")
    assert usage.prompt_tokens == 1 + first + new
    assert usage.prompt_tokens - usage.cached_tokens == new


# ── endings ──


async def test_a_break_keeps_what_was_read_and_marks_it(chat: Chat) -> None:
    text = ""
    async for event in chat.stream("Long"):
        if isinstance(event, TokenEvent):
            text += event.text
        if len(text) > 20:
            break
    assert chat.messages[-1].text == text
    assert chat.messages[-1].is_partial
    assert (await chat.send("And you?")) == "Fine."
    assert roles(chat) == ["system", "user", "assistant", "user", "assistant"]


async def test_cancel_ends_with_the_event_and_marks_the_answer(open_engine: OpenEngine) -> None:
    chat = (await open_engine(scripted({"Long": LONG}, token_delay_s=0.002))).chat()
    events = []
    stream = chat.stream("Long")
    async for event in stream:
        events.append(event)
        if len(said(events)) == 10:
            stream.cancel()
    assert done_of(events).reason == "cancelled"
    assert chat.messages[-1] == Message.assistant(said(events), is_partial=True)


async def test_a_cancelled_task_keeps_what_was_read(open_engine: OpenEngine) -> None:
    chat = (await open_engine(scripted({"Long": LONG}, token_delay_s=0.002))).chat()
    has_read = asyncio.Event()

    async def reading() -> None:
        async for event in chat.stream("Long"):
            if isinstance(event, TokenEvent):
                has_read.set()

    task = asyncio.create_task(reading())
    await has_read.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert chat.messages[-1].is_partial
    assert LONG.startswith(chat.messages[-1].text)
    assert not chat.is_answering


async def test_a_deadline_keeps_what_there_is(open_engine: OpenEngine) -> None:
    chat = (await open_engine(scripted({"Long": LONG}, token_delay_s=0.005))).chat()
    reply = await chat.send("Long", deadline_s=0.5)
    assert reply.reason == "deadline"
    assert chat.messages[-1] == Message.assistant(reply.text, is_partial=True)


async def test_where_nothing_was_said_the_chat_is_as_before(open_engine: OpenEngine) -> None:
    chat = (await open_engine(scripted(token_delay_s=0.001))).chat("System.")
    stream = chat.stream("x" * 400)
    await stream.__anext__()
    await stream.aclose()
    assert roles(chat) == ["system"]
    assert not chat.is_answering


async def test_cancel_before_the_first_read_says_nothing(chat: Chat) -> None:
    stream = chat.stream("Long", max_tokens=100)
    stream.cancel()
    events = await read_all(stream)  # type: ignore[arg-type]
    assert isinstance(events[-1], DoneEvent)
    assert len(said(events)) < 100


async def test_length_marks_the_answer_and_none_goes_on_with_it(chat: Chat) -> None:
    first = await chat.send("Hi", max_tokens=3)
    assert (first, first.reason) == ("Hel", "length")
    assert chat.messages[-1].is_partial
    second = await chat.send(None)
    assert second == "lo!"
    assert chat.messages[-1] == Message.assistant("Hello!")
    assert roles(chat) == ["system", "user", "assistant"]


async def test_a_dropped_stream_frees_the_chat(chat: Chat) -> None:
    stream = chat.stream("Long")
    await stream.__anext__()
    del stream
    gc.collect()
    assert await chat.send("Hi") == "Hello!"


async def test_a_failing_template_leaves_the_chat_as_before(open_engine: OpenEngine) -> None:
    engine = await open_engine(scripted({"Hi": "Hello!"}))
    template = "{% if 'bad' in messages[-1].content %}{{ raise_exception('no') }}{% endif %}hm"
    chat = engine.chat(template=template)
    with pytest.raises(TemplateError, match="no"):
        await chat.send("bad")
    assert chat.messages == ()
    assert await chat.send("good", max_tokens=1)


async def test_a_failing_decode_leaves_the_chat_as_before(
    open_engine: OpenEngine, tmp_path: object
) -> None:
    model = scripted({"Long": LONG}, fail_at_decodes=(20,), ledger=f"{tmp_path}/ledger")
    chat = (await open_engine(model)).chat("System.")
    with pytest.raises(Exception, match="decode call 20"):
        await chat.send("Long")
    assert roles(chat) == ["system"]
    assert not chat.is_answering
    assert await chat.send("Long", max_tokens=4) == "word"


async def test_one_answer_at_a_time(chat: Chat) -> None:
    async with chat.stream("Long") as stream:
        await stream.__anext__()
        with pytest.raises(EngineBusyError):
            await chat.send("Hi")
        for change in (chat.undo, chat.regenerate, lambda: chat.add("x"), lambda: chat.edit(0, "")):
            with pytest.raises(EngineBusyError):
                change()
        assert [m.text for m in chat.messages] == ["Be brief.", "Long"]


async def test_of_two_sends_at_once_one_is_refused_and_the_other_unharmed(chat: Chat) -> None:
    answers = await asyncio.gather(chat.send("Hi"), chat.send("And you?"), return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["EngineBusyError", "Reply"]
    assert len(chat.messages) == 3


# ── changes ──


async def test_regenerate_replaces_the_last_answer(chat: Chat) -> None:
    await chat.send("Hi")
    before = chat.messages
    reply = await chat.regenerate(max_tokens=2).reply()
    assert reply == "He"
    assert [m.text for m in chat.messages] == ["Be brief.", "Hi", "He"]
    assert before[-1].text == "Hello!"


async def test_regenerate_that_is_left_at_once_keeps_the_answer(chat: Chat) -> None:
    await chat.send("Hi")
    before = chat.messages
    stream = chat.regenerate()
    assert chat.messages == before
    await stream.aclose()
    async with chat.regenerate():
        pass
    assert chat.messages == before


async def test_edit_answers_another_question(chat: Chat) -> None:
    await chat.send("Hi")
    await chat.send("And you?")
    assert await chat.edit(1, "And you?").reply() == "Fine."
    assert [m.text for m in chat.messages] == ["Be brief.", "And you?", "Fine."]
    assert await chat.edit(-2, "Hi").text() == "Hello!"
    with pytest.raises(IndexError, match=r"no message -?\d+; the chat has \d"):
        chat.edit(7, "x")


async def test_an_edited_answer_is_continued(chat: Chat) -> None:
    await chat.send("Hi")
    assert await chat.edit(2, "Hel").reply() == "lo!"
    assert chat.messages[-1].text == "Hello!"


async def test_undo_takes_an_exchange_back(chat: Chat) -> None:
    await chat.send("Hi")
    await chat.send("And you?")
    assert [m.text for m in chat.undo()] == ["And you?", "Fine."]
    assert [m.text for m in chat.undo()] == ["Hi", "Hello!"]
    with pytest.raises(ValueError, match="no user message"):
        chat.undo()
    with pytest.raises(ValueError, match="no assistant message"):
        chat.regenerate()


async def test_a_fork_is_independent_and_shares_the_cache(chat: Chat) -> None:
    await chat.send("Hi")
    twin = chat.fork()
    reply = await twin.send("And you?")
    assert reply == "Fine."
    assert reply.usage.cached_tokens > reply.usage.prompt_tokens / 2
    assert len(chat.messages) == 3
    assert await chat.send("Hi") == "Hello!"
    assert len(twin.messages) == 5


async def test_add_puts_a_message_there_without_an_answer(chat: Chat) -> None:
    chat.add("Hi")
    assert await chat.send() == "Hello!"
    assert roles(chat) == ["system", "user", "assistant"]


# ── what may be given ──


async def test_a_history_in_openais_form_is_taken_and_given_back(open_engine: OpenEngine) -> None:
    engine = await open_engine(scripted({"And you?": "Fine."}))
    dicts = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": [{"type": "text", "text": "Hi"}]},
        {"role": "assistant", "content": "Hello!"},
    ]
    chat = engine.chat(messages=dicts)
    assert await chat.send({"role": "user", "content": "And you?"}) == "Fine."
    text = json.dumps([message.to_dict() for message in chat.messages])
    again = engine.chat(messages=json.loads(text))
    assert again.messages == chat.messages


async def test_media_are_refused_by_name(chat: Chat) -> None:
    message = Message.user([TextPart("What is this?"), ImagePart(b"x")])
    for refused in (
        lambda: chat.stream(message),
        lambda: chat.add(message),
        lambda: chat.engine.chat(messages=[message]),
    ):
        with pytest.raises(CapabilityError, match="no images"):
            refused()
    assert roles(chat) == ["system"]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"max_token": 3}, "did you mean 'max_tokens'"),
        ({"overflow": "shrink"}, "overflow must be one of"),
        ({"tool_choice": "maybe"}, "tool_choice must be"),
        ({"tool_choice": "required"}, "needs tools"),
        ({"deadline_s": -1}, "deadline_s"),
        ({"temperature": -1.0}, "temperature"),
    ],
)
async def test_impossible_options_are_refused_at_the_call(
    chat: Chat, options: dict[str, object], error: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=error):
        chat.stream("Hi", **options)  # type: ignore[arg-type]
    assert roles(chat) == ["system"]


async def test_nothing_to_answer_is_an_error(engine: Engine) -> None:
    with pytest.raises(ValueError, match="no messages"):
        await engine.chat(template="chatml").send()


async def test_a_closed_chat_says_so(chat: Chat) -> None:
    async with chat:
        await chat.send("Hi")
    with pytest.raises(EngineClosedError):
        chat.stream("Hi")


async def test_a_dropped_chat_leaves_nothing_behind(open_engine: OpenEngine) -> None:
    engine = await open_engine(scripted({"Hi": "Hello!"}))
    chat = engine.chat()
    await chat.send("Hi")
    one = weakref.ref(chat)
    del chat
    gc.collect()
    assert one() is None


async def test_chats_answer_side_by_side(open_engine: OpenEngine) -> None:
    engine = await open_engine(scripted({f"Q{n}": f"Answer {n}." * 9 for n in range(6)}))
    chats = [engine.chat(f"System {n}") for n in range(6)]
    replies = await asyncio.gather(*(chat.send(f"Q{n}") for n, chat in enumerate(chats)))
    assert replies == [f"Answer {n}." * 9 for n in range(6)]
    for chat in chats:
        await chat.close()
