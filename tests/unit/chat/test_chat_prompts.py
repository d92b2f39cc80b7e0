"""What a turn computes, by template: only what the cache does not hold."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from onhand import DoneEvent, TemplateError
from onhand.templates import ChatTemplate, TemplateLimits
from onhand.types.message import Message
from tests.conftest import OpenEngine
from tests.tiny_models import CHATML, tiny_model
from tests.unit.chat.chatting import TEMPLATE, THINKING, scripted, text_of

HANGING = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
EXPLODING = "{% set ns = namespace(x='x' * 1000) %}{% for n in range(60) %}" + (
    "{% set ns.x = ns.x + ns.x %}{% endfor %}{{ ns.x }}"
)


def n_computed(usage: object) -> int:
    return usage.prompt_tokens - usage.cached_tokens  # type: ignore[attr-defined,no-any-return]


async def test_what_was_thought_before_is_dropped_and_the_common_prefix_kept(
    open_engine: OpenEngine,
) -> None:
    replies = {"Hi": "<think>Be nice.</think>Hello!", "And you?": "Fine."}
    engine = await open_engine(scripted(replies, chat_template=THINKING))
    chat = engine.chat("Be brief.")
    first = await chat.send("Hi")
    assert (first, first.reasoning) == ("Hello!", "Be nice.")
    usage = (await chat.send("And you?")).usage
    text = await text_of(engine, chat)
    assert "Be nice" not in text
    assert text.endswith("user:Hi<turn>assistant:Hello!<turn>user:And you?<turn>assistant:Fine.")
    again = len("assistant:Hello!") + 1 + len("user:And you?") + 1 + len("assistant:")
    assert n_computed(usage) <= again
    assert n_computed(usage) >= again - len("assistant:")


async def test_bos_is_never_doubled(open_engine: OpenEngine) -> None:
    engine = await open_engine(scripted({"Hi": "Hello!", "And?": "Fine."}))
    for template in (TEMPLATE, "{{ bos_token }}" + TEMPLATE):
        chat = engine.chat(template=template)
        await chat.send("Hi")
        await chat.send("And?")
        assert chat.session.tokens.count(256) == 1
        assert chat.session.tokens[0] == 256


async def test_turn_ends_that_are_text_stop_the_answer(open_engine: OpenEngine) -> None:
    model = scripted(chat_template=CHATML)
    replies = {"Hi<|im_end|>\n<|im_start|>assistant\n": "Hello!<|im_end|>\n<|im_start|>user"}
    engine = await open_engine(type(model)(chat_template=CHATML, replies=replies, n_ctx=4000))
    chat = engine.chat()
    assert await chat.send("Hi") == "Hello!"
    assert await chat.send("Hi", stop=["lo"]) == "Hel"


async def test_a_template_can_be_text_a_file_or_a_built_in(
    open_engine: OpenEngine, tmp_path: Path
) -> None:
    engine = await open_engine(scripted({"Hi": "Hello!"}, chat_template=None))
    path = tmp_path / "template.jinja"
    path.write_text(TEMPLATE)
    for template in (TEMPLATE, path, str(path), ChatTemplate(TEMPLATE)):
        assert await engine.chat(template=template).send("Hi") == "Hello!"
    assert await engine.chat(template="chatml").send("Hi", max_tokens=3)
    for wrong in ("chatmi", "/no/such/file"):
        with pytest.raises(ValueError, match="neither Jinja text, nor a file"):
            engine.chat(template=wrong)


async def test_a_model_without_a_template_says_how_to_go_on(open_engine: OpenEngine) -> None:
    engine = await open_engine(scripted(chat_template=None))
    chat = engine.chat()
    with pytest.raises(TemplateError, match="has no chat template") as caught:
        await chat.send("Hi")
    assert "template=" in caught.value.hint
    assert chat.messages == ()


async def test_a_vocabulary_tells_the_template_of_a_model_without_one(
    open_engine: OpenEngine,
) -> None:
    engine = await open_engine(tiny_model(chat_template="", vocabulary="bpe"))
    chat = engine.chat("Be brief.")
    await chat.send("Hi", max_tokens=4)
    text = await text_of(engine, chat)
    assert text.startswith(
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>"
    )


@pytest.mark.parametrize("vocabulary", ["spm", "bpe"])
async def test_a_real_vocabulary_computes_only_what_is_new(
    open_engine: OpenEngine, vocabulary: str
) -> None:
    """What a model of noise says is not what its tokenizer makes of it; the tokens stay."""
    engine = await open_engine(tiny_model(vocabulary=vocabulary, eog_scale=0.0))
    chat = engine.chat("You are kind.")
    for turn in range(5):
        before = chat.session.tokens
        reply = await chat.send(f"Hello number {turn}", max_tokens=12, temperature=1.0, seed=turn)
        usage = reply.usage
        assert chat.session.tokens[: len(before)] == before
        new = usage.prompt_tokens - len(before)
        assert new <= n_computed(usage) <= new + 1  # the last token said was not computed
        assert 0 < new < 60
    assert chat.session.tokens.count(1) == (vocabulary == "spm")


async def test_a_broken_named_template_does_no_harm_unless_it_is_used(
    open_engine: OpenEngine,
) -> None:
    metadata = {"tokenizer.chat_template.tool_use": "{% if %}"}
    engine = await open_engine(tiny_model(metadata=metadata))
    assert await engine.chat().send("Hi", max_tokens=3)


async def test_a_named_template_is_used_for_tools(open_engine: OpenEngine) -> None:
    template = ChatTemplate({"default": TEMPLATE, "tool_use": "tools!" + TEMPLATE})
    engine = await open_engine(scripted({"Hi": "Hello!"}))
    assert template.render([Message.user("Hi")], tools=[{}]).startswith("tools!")
    assert await engine.chat(template=template).send("Hi") == "Hello!"


@pytest.mark.parametrize("template", [HANGING, EXPLODING])
async def test_a_template_without_end_harms_neither_engine_nor_streams(
    open_engine: OpenEngine, isolation: str, template: str
) -> None:
    model = scripted({"Long": "word " * 2000}, n_ctx=20000, token_delay_s=0.001)
    engine = await open_engine(model, isolation=isolation)
    times: list[float] = []

    async def reading() -> None:
        async for event in engine.chat().stream("Long"):
            times.append(time.perf_counter())
            assert not isinstance(event, DoneEvent)

    task = asyncio.create_task(reading())
    while len(times) < 20:
        await asyncio.sleep(0.01)
    n_before, begun = len(times), time.perf_counter()
    bad = ChatTemplate(template, limits=TemplateLimits(timeout_s=0.5))
    with pytest.raises(TemplateError, match="more than"):
        await engine.chat(template=bad).send("Hi")
    lasted = time.perf_counter() - begun
    assert lasted < 20
    assert len(times) - n_before > 5 * min(lasted, 1.0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await engine.chat().send("Hi", max_tokens=2)


async def test_a_template_without_a_system_role_gets_its_text_in_the_users(
    open_engine: OpenEngine,
) -> None:
    refusing = (
        "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no system') }}"
        "{% endif %}{{ m.role }}:{{ m.content }}<turn>{% endfor %}assistant:"
    )
    engine = await open_engine(scripted({"Hi": "Hello!"}, chat_template=refusing))
    chat = engine.chat("Be brief.")
    assert await chat.send("Hi") == "Hello!"
    assert (await text_of(engine, chat)).startswith("<bos>user:Be brief.\n\nHi<turn>")


async def test_a_template_that_wants_parts_gets_them(open_engine: OpenEngine) -> None:
    parts = (
        "{% for m in messages %}{{ m.role }}:{% for p in m.content %}{{ p.text }}{% endfor %}<turn>"
        "{% endfor %}{% if add_generation_prompt %}assistant:{% endif %}"
    )
    engine = await open_engine(scripted({"Hi": "Hello!"}, chat_template=parts))
    assert await engine.chat().send("Hi") == "Hello!"
