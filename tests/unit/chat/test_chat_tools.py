"""Tools of a chat: offered, called, required, refused; whole conversations in real formats."""

from __future__ import annotations

import asyncio
import json
import threading
from dataclasses import dataclass
from typing import Any, Literal

import pytest

from onhand import CapabilityError, Engine, ToolCallEvent, ToolError
from onhand.chat.chat import Chat
from onhand.chat.tools import Tool
from onhand.structured.schema import object_schema
from onhand.types.events import Event
from tests.conftest import OpenEngine
from tests.fetch_templates import fetched_templates
from tests.streams import read_all
from tests.unit.chat.chatting import CODER, HERMES, called, roles, said, scripted, text_of

TEMPLATES = {path.stem: path for path in fetched_templates()}


def call(name: str, **arguments: Any) -> str:
    return f"<tool_call>\n{json.dumps({'name': name, 'arguments': arguments})}\n</tool_call>"


def weather(city: str, unit: str = "C") -> str:
    """Tell the weather.

    Args:
        city: name of the city.
        unit: C or F.
    """
    return f"21 {unit} in {city}"


async def sums(numbers: list[int]) -> dict[str, int]:
    """Add numbers up."""
    await asyncio.sleep(0)
    return {"sum": sum(numbers)}


def fails() -> str:
    """Fail."""
    raise RuntimeError("no power")


def result(text: str) -> str:
    """What the user-side prompt ends in after a tool's result."""
    return f"tool:{text}"


async def chatting(open_engine: OpenEngine, replies: dict[str, str], **options: Any) -> Chat:
    engine = await open_engine(scripted(replies, chat_template=HERMES))
    return engine.chat(**options)


async def test_a_call_is_made_and_its_result_answered(open_engine: OpenEngine) -> None:
    replies = {"Ulm?": call("weather", city="Ulm"), "tool:21 C in Ulm": "It is mild."}
    chat = await chatting(open_engine, replies, tools=[weather])
    seen: list[Event] = []
    assert await chat.run("Ulm?", on_event=seen.append) == "It is mild."
    assert roles(chat) == ["user", "assistant", "tool", "assistant"]
    (asked,) = chat.messages[1].tool_calls
    assert (asked.name, asked.arguments) == ("weather", {"city": "Ulm"})
    assert chat.messages[2].tool_call_id == asked.id
    assert [event.name for event in called(seen)] == ["weather"]
    assert (await text_of(chat.engine, chat)).count(call("weather", city="Ulm")) == 1


async def test_the_history_of_a_call_is_not_computed_again(open_engine: OpenEngine) -> None:
    replies = {"Ulm?": call("weather", city="Ulm"), "tool:21 C in Ulm": "It is mild."}
    chat = await chatting(open_engine, replies, tools=[weather])
    first = await chat.send("Ulm?")
    chat.add({"role": "tool", "content": "21 C in Ulm", "tool_call_id": first.tool_calls[0].id})
    usage = (await chat.send()).usage
    new = 1 + len("tool:21 C in Ulm") + 1 + len("assistant:")
    assert usage.prompt_tokens - usage.cached_tokens == new


async def test_a_growing_call_is_streamed(open_engine: OpenEngine) -> None:
    chat = await chatting(open_engine, {"Ulm?": "Let me look. " + call("weather", city="Ulm")})
    events = await read_all(chat.stream("Ulm?", tools=[weather]))  # type: ignore[arg-type]
    calls = [event for event in events if isinstance(event, ToolCallEvent)]
    assert said(events).strip() == "Let me look."
    assert [c.is_complete for c in calls[-1:]] == [True]
    assert len(calls) > 3
    assert calls[-1].arguments == {"city": "Ulm"}


async def test_parallel_calls_run_at_the_same_time_and_answer_in_order(
    open_engine: OpenEngine,
) -> None:
    both = threading.Barrier(2, timeout=20)

    def left() -> str:
        """Wait for the other."""
        both.wait()
        return "L"

    def right() -> str:
        """Wait for the other."""
        both.wait()
        return "R"

    replies = {"Go": call("left") + call("right"), "tool:R": "Both."}
    chat = await chatting(open_engine, replies)
    assert await chat.run("Go", tools=[left, right]) == "Both."
    assert [m.text for m in chat.messages if m.role == "tool"] == ["L", "R"]
    assert len({m.tool_call_id for m in chat.messages if m.role == "tool"}) == 2


async def test_call_ids_are_unique_in_a_chat(open_engine: OpenEngine) -> None:
    replies = {f"{c}?": call("weather", city=c) for c in "ABC"}
    replies |= {f"tool:21 C in {c}": f"Mild in {c}." for c in "ABC"}
    chat = await chatting(open_engine, replies, tools=[weather])
    for city in "ABC":
        assert await chat.run(f"{city}?") == f"Mild in {city}."
    ids = [c.id for m in chat.messages for c in m.tool_calls]
    assert len(set(ids)) == 3
    assert all(len(id) == 9 for id in ids)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (call("fails"), "RuntimeError: no power"),
        (call("nothing"), "there is no tool 'nothing'; there are: weather, sums, fails"),
        (call("weather"), "lacks ['city']"),
        (call("weather", city="Ulm", wind=3), "has unknown ['wind']"),
        (call("sums", numbers="many"), "does not fit"),
    ],
)
async def test_what_goes_wrong_is_told_to_the_model(
    open_engine: OpenEngine, asked: str, told: str
) -> None:
    chat = await chatting(open_engine, {"Go": asked}, tools=[weather, sums, fails])
    await chat.run("Go", max_rounds=1, max_tokens=200)
    (result,) = [m for m in chat.messages if m.role == "tool"]
    assert told in json.loads(result.text)["error"]


async def test_results_that_are_no_text_are_json(open_engine: OpenEngine) -> None:
    replies = {"Go": call("sums", numbers=[1, 2]), 'tool:{"sum": 3}': "Three."}
    chat = await chatting(open_engine, replies, tools=[sums])
    assert await chat.run("Go") == "Three."


async def test_a_call_that_takes_too_long_is_given_up(open_engine: OpenEngine) -> None:
    async def never() -> str:
        """Never end."""
        await asyncio.Event().wait()
        return ""

    chat = await chatting(open_engine, {"Go": call("never")})
    await chat.run("Go", tools=[never], tool_timeout_s=0.05, max_rounds=1, max_tokens=60)
    assert "longer than 0.05 s" in chat.messages[2].text


@pytest.mark.parametrize("is_async", [False, True])
async def test_only_approved_calls_are_made(open_engine: OpenEngine, is_async: bool) -> None:
    made: list[str] = []

    def note(text: str) -> str:
        """Note a text."""
        made.append(text)
        return "noted " + text

    def approve(asked: ToolCallEvent) -> Any:
        answer = asked.arguments["text"] == "yes"
        return asyncio.sleep(0, answer) if is_async else answer

    replies = {"Go": call("note", text="no") + call("note", text="yes"), "noted yes": "Done."}
    chat = await chatting(open_engine, replies, tools=[note])
    assert await chat.run("Go", approve=approve) == "Done."
    assert made == ["yes"]
    assert "refused" in chat.messages[2].text


async def test_an_approval_that_raises_leaves_no_call_unanswered(open_engine: OpenEngine) -> None:
    def approve(_: ToolCallEvent) -> bool:
        raise LookupError("no window")

    chat = await chatting(open_engine, {"Go": call("fails")}, tools=[fails])
    with pytest.raises(LookupError):
        await chat.run("Go", approve=approve)
    assert roles(chat) == ["user", "assistant", "tool"]
    assert "given up" in chat.messages[-1].text


async def test_rounds_are_limited_and_the_last_answer_has_no_tools(open_engine: OpenEngine) -> None:
    again = call("weather", city="Ulm")
    replies = {"Ulm?": again, "tool:21 C in Ulm": again}
    chat = await chatting(open_engine, replies, tools=[weather])
    reply = await chat.run("Ulm?", max_rounds=2, max_tokens=200)
    assert roles(chat).count("tool") == 2
    assert not reply.tool_calls


async def test_a_call_can_be_required(open_engine: OpenEngine) -> None:
    chat = await chatting(open_engine, {}, tools=[weather, sums])
    reply = await chat.send("Hello", tool_choice="required", max_tokens=300)
    (asked,) = reply.tool_calls or [None]
    if asked is None:  # noise may not close its text in time; what there is has the form
        assert reply.reason == "length"
    only = Tool("look", "Look.", {"type": "object", "properties": {}})
    reply = await chat.send("Hello", tools=[only], tool_choice="required")
    assert [(c.name, c.arguments) for c in reply.tool_calls] == [("look", {})]
    made = '<tool_call>\n{"name": "look", "arguments": {}}'
    assert (await text_of(chat.engine, chat)).endswith(made)
    assert reply == ""


async def test_a_call_is_required_in_the_template_s_own_format(open_engine: OpenEngine) -> None:
    chat = await chatting(open_engine, {}, template=CODER)
    mood = Tool("mood", parameters=object_schema({"is": Literal["good", "bad"]}, ["is"]))
    reply = await chat.send("Hello", tools=[mood], tool_choice="required")
    (made,) = reply.tool_calls
    assert (made.name, made.arguments["is"] in ("good", "bad"), reply) == ("mood", True, "")
    written = f"<parameter=is>\n{made.arguments['is']}\n</parameter>\n</function>\n</tool_call>"
    assert (await text_of(chat.engine, chat)).endswith(f"<function=mood>\n{written}")
    chat.add({"role": "tool", "tool_call_id": made.id, "content": "Noted."})
    n_held = len(chat.session.tokens)
    assert (await chat.send(tools=[mood], max_tokens=1)).usage.cached_tokens >= n_held - 1


async def test_none_shows_no_tools(open_engine: OpenEngine) -> None:
    chat = await chatting(open_engine, {"Hi": "Hello!"}, tools=[weather])
    assert await chat.send("Hi", tool_choice="none") == "Hello!"
    assert "weather" not in await text_of(chat.engine, chat)


async def test_an_unanswered_call_is_refused(open_engine: OpenEngine) -> None:
    chat = await chatting(open_engine, {"Go": call("fails")}, tools=[fails])
    await chat.send("Go")
    with pytest.raises(ValueError, match="add their results first"):
        await chat.send()


async def test_tools_need_a_template_that_shows_them(open_engine: OpenEngine) -> None:
    chat = (await open_engine(scripted())).chat(tools=[weather])
    with pytest.raises(CapabilityError, match="shows the model no tools"):
        await chat.send("Hi")
    assert chat.messages == ()


async def test_a_tool_without_a_function_is_not_run(engine: Engine) -> None:
    with pytest.raises(ToolError, match="no function"):
        await engine.chat(template=HERMES).run("Hi", tools=[Tool("look")])


@dataclass(frozen=True)
class Written:
    """How a family's model writes a call and ends its turn, behind its real template."""

    template: str
    call: str
    end: str = ""


ARGUMENTS = '{"city": "Ulm"}'
FAMILIES = [
    Written(
        "Qwen-Qwen2.5-7B-Instruct",
        f'<tool_call>\n{{"name": "weather", "arguments": {ARGUMENTS}}}\n</tool_call>',
        "<|im_end|>",
    ),
    Written(
        "meta-llama-Llama-3.1-8B-Instruct",
        f'{{"name": "weather", "parameters": {ARGUMENTS}}}',
        "<|eot_id|>",
    ),
    Written(
        "mistralai-Mistral-Nemo-Instruct-2407",
        f'[TOOL_CALLS][{{"name": "weather", "arguments": {ARGUMENTS}}}]',
    ),
    Written("unsloth-mistral-Devstral-Small-2507", f"[TOOL_CALLS]weather[ARGS]{ARGUMENTS}"),
    Written(
        "Qwen3-Coder",
        "<tool_call>\n<function=weather>\n<parameter=city>\nUlm\n</parameter>\n</function>\n"
        "</tool_call>",
        "<|im_end|>",
    ),
    Written("meetkai-functionary-medium-v3.1", f"<function=weather>{ARGUMENTS}</function>"),
]


@pytest.mark.slow
@pytest.mark.skipif(not TEMPLATES, reason="run `python -m tests.fetch_templates` first")
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.template)
async def test_a_conversation_with_a_tool_in_a_real_format(
    open_engine: OpenEngine, family: Written
) -> None:
    template = TEMPLATES[family.template].read_text(encoding="utf-8")
    model = scripted(n_ctx=16000)
    probe = await open_engine(type(model)(n_ctx=16000, chat_template=template))
    silent = probe.chat(tools=[weather])
    async with silent.stream("Ulm?", max_tokens=1) as stream:
        async for _ in stream:
            pass
    asking = (await text_of(probe, silent)).removeprefix("<bos>")[:-1]
    replies = {asking[-60:]: family.call + family.end}
    engine = await open_engine(type(model)(n_ctx=16000, chat_template=template, replies=replies))
    chat = engine.chat(tools=[weather])
    reply = await chat.send("Ulm?", max_tokens=300)
    assert [(c.name, c.arguments) for c in reply.tool_calls] == [("weather", {"city": "Ulm"})]
    assert reply.strip() == ""
    chat.add({"role": "tool", "content": weather("Ulm"), "tool_call_id": reply.tool_calls[0].id})
    await chat.send(max_tokens=3)
    text = await text_of(engine, chat)
    assert weather("Ulm") in text
    assert text.count('"Ulm"') + text.count("\nUlm\n") == 1
