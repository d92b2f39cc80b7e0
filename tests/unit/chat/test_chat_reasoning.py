"""Thoughts of a chat: told apart, hidden, limited, and not kept where the template drops them."""

from __future__ import annotations

import pytest

from onhand import ReasoningEvent, TokenEvent
from onhand.chat.reasoning import ReasoningParams
from tests.conftest import OpenEngine
from tests.streams import done_of, ids_of, read_all
from tests.unit.chat.chatting import THINKING, said, scripted, text_of, thought

OPENING = THINKING.replace("assistant:{% endif %}", "assistant:<think>{% endif %}")
"""Opens a thought in the generation prompt."""

LONG = "<think>" + "hm " * 50 + "</think>Hello!"


async def test_thoughts_are_events_of_their_own(open_engine: OpenEngine) -> None:
    replies = {"Hi": "<think>Be nice.</think>Hello!"}
    chat = (await open_engine(scripted(replies, chat_template=THINKING))).chat()
    events = await read_all(chat.stream("Hi"))  # type: ignore[arg-type]
    assert (thought(events), said(events)) == ("Be nice.", "Hello!")
    ids = [i for e in events if isinstance(e, (TokenEvent, ReasoningEvent)) for i in e.token_ids]
    assert ids == [*replies["Hi"].encode()]
    assert chat.messages[-1].reasoning == "Be nice."
    assert chat.messages[-1].text == "Hello!"


async def test_a_prompt_that_opens_the_thought_begins_with_it(open_engine: OpenEngine) -> None:
    model = scripted(chat_template=OPENING)
    replies = {"Hi<turn>assistant:<think>": "Be nice.</think>Hello!"}
    engine = await open_engine(type(model)(replies=replies, chat_template=OPENING, n_ctx=4000))
    reply = await engine.chat().send("Hi")
    assert (reply, reply.reasoning) == ("Hello!", "Be nice.")


async def test_hidden_thoughts_are_kept_but_not_yielded(open_engine: OpenEngine) -> None:
    replies = {"Hi": "<think>Be nice.</think>Hello!"}
    engine = await open_engine(scripted(replies, chat_template=THINKING))
    chat = engine.chat(reasoning=ReasoningParams(is_hidden=True))
    events = await read_all(chat.stream("Hi"))  # type: ignore[arg-type]
    assert thought(events) == ""
    assert said(events) == "Hello!"
    assert chat.messages[-1].reasoning == "Be nice."


@pytest.mark.parametrize("limit", [0, 1, 7])
async def test_a_thought_that_is_too_long_is_closed_and_the_answer_follows(
    open_engine: OpenEngine, limit: int
) -> None:
    model = scripted({"Hi": LONG}, chat_template=THINKING)
    replies = {**model.replies, "</think>\n\n": "Hello!"}
    engine = await open_engine(type(model)(replies=replies, chat_template=THINKING, n_ctx=4000))
    chat = engine.chat()
    events = await read_all(
        chat.stream("Hi", reasoning=ReasoningParams(max_tokens=limit))  # type: ignore[arg-type]
    )
    assert thought(events) == ("hm " * 50)[:limit].rstrip()
    assert said(events) == "Hello!"
    usage = done_of(events).usage
    assert usage.completion_tokens == len("<think>") + limit + len("Hello!")
    assert usage.prompt_tokens == len("<bos>user:Hi<turn>assistant:") - 4 - 5
    assert chat.messages[-1].reasoning == (("hm " * 50)[:limit].rstrip() or None)
    text = await text_of(engine, chat)
    assert text.endswith(LONG[: 7 + limit] + "\n</think>\n\nHello!")
    assert not chat.is_answering


async def test_the_token_limit_counts_thought_and_answer(open_engine: OpenEngine) -> None:
    model = scripted({"Hi": LONG}, chat_template=THINKING)
    replies = {**model.replies, "</think>\n\n": "Hello!"}
    engine = await open_engine(type(model)(replies=replies, chat_template=THINKING, n_ctx=4000))
    reply = await engine.chat().send(
        "Hi", reasoning=ReasoningParams(max_tokens=4), max_tokens=7 + 4 + 3, seed=5
    )
    assert (reply, reply.reason) == ("Hel", "length")
    assert reply.usage.completion_tokens == 14
    assert reply.usage.seed == 5
    short = await engine.chat().send("Hi", reasoning=ReasoningParams(max_tokens=4), max_tokens=9)
    assert (short, short.reason, short.reasoning) == ("", "length", "hm")


async def test_an_opened_thought_may_have_no_tokens(open_engine: OpenEngine) -> None:
    replies = {"assistant:<think>\n</think>\n\n": "Hello!"}
    model = scripted(chat_template=OPENING)
    engine = await open_engine(type(model)(replies=replies, chat_template=OPENING, n_ctx=4000))
    reply = await engine.chat().send("Hi", reasoning=ReasoningParams(max_tokens=0))
    assert (reply, reply.reasoning) == ("Hello!", None)


async def test_a_structured_answer_closes_the_opened_thought(open_engine: OpenEngine) -> None:
    engine = await open_engine(scripted(chat_template=OPENING))
    chat = engine.chat()
    reply = await chat.send("Hi", response_format={"enum": ["yes"]})
    assert reply.parsed == "yes"
    assert (await text_of(engine, chat)).endswith('assistant:<think>\n</think>\n\n"yes"')


async def test_a_thought_that_is_left_is_kept_as_partial(open_engine: OpenEngine) -> None:
    chat = (await open_engine(scripted({"Hi": LONG}, chat_template=THINKING))).chat()
    async for event in chat.stream("Hi"):
        if isinstance(event, ReasoningEvent):
            break
    assert chat.messages[-1].is_partial
    assert chat.messages[-1].reasoning
    assert chat.messages[-1].text == ""


async def test_tags_go_together() -> None:
    with pytest.raises(ValueError, match="go together"):
        ReasoningParams(open="<a>")
    assert (
        ReasoningParams.from_dict(ReasoningParams(open="<a>", close="</a>").to_dict()).open == "<a>"
    )


async def test_own_tags_win(open_engine: OpenEngine) -> None:
    engine = await open_engine(scripted({"Hi": "[a]x[/a]Hello!"}))
    chat = engine.chat(reasoning=ReasoningParams(open="[a]", close="[/a]"))
    events = await read_all(chat.stream("Hi"))  # type: ignore[arg-type]
    assert (thought(events), said(events)) == ("x", "Hello!")
    assert len(ids_of(events)) < len("[a]x[/a]Hello!")
