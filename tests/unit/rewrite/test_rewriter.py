"""The service: its states, its streams, its guard at work, on a scripted model."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from onhand import ContextFullError, Engine, EngineClosedError, ModelNotFoundError
from onhand.rewrite import (
    Persona,
    RetryEvent,
    Rewriter,
    RewriteResult,
    RewriteText,
    Tone,
)
from onhand.testing import FakeModel

TEMPLATE = (
    "{% for m in messages %}<turn>{{ m.role }}:{{ m.content }}{% endfor %}"
    "{% if add_generation_prompt %}<turn>assistant:{% endif %}"
)
ASSISTANT = "<turn>assistant:"


def model(replies: dict[str, str], **options: Any) -> FakeModel:
    """Return a chat model that answers a prompt's ending with a text."""
    spoken = {f"{key}{ASSISTANT}": reply for key, reply in replies.items()}
    return FakeModel(replies=spoken, chat_template=TEMPLATE, n_ctx=2048, **options)


def rewriter(replies: dict[str, str], **options: Any) -> Rewriter:
    return Rewriter(model(replies), isolation="thread", **options)


async def test_a_text_is_rewritten_in_the_tone_asked_for() -> None:
    async with rewriter({"Tone: formal": "I will come.", "Tone: casual": "Comin!"}) as service:
        assert (await service.rewrite("ill come", "formal").result()).text == "I will come."
        result = await service.rewrite("ill come", tone="casual").result()
    assert (result.tone, result.text, result.source) == ("casual", "Comin!", "model")
    assert result.attempts == 1
    assert result.first_token_ms is not None


async def test_variants_stream_together_and_share_what_comes_before_the_tone() -> None:
    message = "please tell everybody that we begin a little later than planned today"
    tones = ["formal", "casual", "friendly", "polite"]
    replies = {f"Tone: {tone}": f"{tone} " + message for tone in tones}
    scripted = model(replies, decode_delay_s=0.0005)
    async with Engine.open(scripted, isolation="thread") as engine:
        service = Rewriter(engine=engine)
        events = [event async for event in service.variants(message, tones)]
        stats = await engine.stats()
    texts = [event.tone for event in events if isinstance(event, RewriteText)]
    results = [event for event in events if isinstance(event, RewriteResult)]
    assert {result.tone for result in results} == set(tones)
    last_of_first = max(index for index, tone in enumerate(texts) if tone == texts[0])
    assert set(texts[:last_of_first]) == set(tones)  # interleaved, not one after another
    assert stats.n_prompt_tokens < 2 * (stats.n_prompt_tokens + stats.n_cached_tokens) / 4


async def test_an_answer_that_loses_a_fact_is_made_again() -> None:
    async with rewriter({"Tone: formal": "We meet."}) as service:
        events = [e async for e in service.rewrite("we meet at 5pm in Room 12", "formal")]
    retries = [event for event in events if isinstance(event, RetryEvent)]
    result = events[-1]
    assert isinstance(result, RewriteResult)
    assert [retry.attempt for retry in retries] == [2, 3, 4]
    assert "lost: 5pm, Room 12" in retries[0].problems
    assert result.source == "rules"
    assert result.text == "We meet at 5pm in Room 12."
    assert result.facts == ("5pm", "Room 12")


async def test_what_nothing_can_be_done_about_comes_back_unchanged_and_says_so() -> None:
    async with rewriter({"Tone: formal": "Bye."}) as service:
        result = await service.rewrite("We meet at 5pm.", "formal").result()
    assert (result.text, result.source) == ("We meet at 5pm.", "unchanged")
    assert result.problems


async def test_a_text_of_which_only_a_part_came_back_unchanged_is_not_called_so() -> None:
    replies = {"One at 1pm.\n\nTone: formal": "Bye.", "two\n\nTone: formal": "Two."}
    async with rewriter(replies) as service:
        result = await service.rewrite("One at 1pm.\n\ntwo", "formal").result()
    assert (result.text, result.source) == ("One at 1pm.\n\nTwo.", "rules")


async def test_without_the_guard_the_answer_is_taken_as_it_is() -> None:
    async with rewriter({"Tone: formal": "Bye."}, guard=False) as service:
        result = await service.rewrite("We meet at 5pm.", "formal").result()
    assert (result.text, result.source) == ("Bye.", "model")


async def test_a_long_text_keeps_its_paragraphs() -> None:
    replies = {"One.\n\nTone: formal": "First.", "Two.\n\nTone: formal": "Second."}
    async with rewriter(replies) as service:
        result = await service.rewrite("One.\n\n  Two.\n", "formal").result()
    assert result.text == "First.\n\n  Second."


async def test_the_states_are_told() -> None:
    seen: list[str] = []
    service = rewriter({"Tone: formal": "Yes."})
    service.on_state(lambda state, failure: seen.append(state))
    assert service.state == "disabled"
    await asyncio.gather(*(service.ensure_engine() for _ in range(5)))
    assert service.state == "ready"
    await service.preload()
    await service.close()
    await service.close()
    assert seen == ["initializing", "ready", "disabled", "disabled"]
    with pytest.raises(EngineClosedError):
        await service.ensure_engine()


async def test_a_failed_start_says_why_and_can_be_tried_again(tmp_path: Any) -> None:
    service = Rewriter(tmp_path / "none.gguf")
    with pytest.raises(ModelNotFoundError):
        await service.rewrite("hi", "formal").result()
    assert service.state == "failed"
    assert isinstance(service.failure, ModelNotFoundError)
    with pytest.raises(ModelNotFoundError):
        await service.ensure_engine()
    await service.close()


async def test_unknown_names_are_answered_with_those_there_are() -> None:
    async with rewriter({}) as service:
        with pytest.raises(ValueError, match=r"no tone 'loud'; there are: formal, casual"):
            service.rewrite("hi", "loud")
        with pytest.raises(ValueError, match="no persona"):
            service.rewrite("hi", persona="nobody")
        with pytest.raises(ValueError, match="empty"):
            service.rewrite("  ")
        with pytest.raises(ValueError, match="once each"):
            service.variants("hi", ["formal", "formal"])


async def test_tones_and_personas_can_be_added() -> None:
    pirate = Tone(name="pirate", description="arr", is_described=True)
    captain = Persona(name="captain", tone="pirate")
    async with rewriter(
        {"Tone: pirate (arr)": "Arr!"}, tones=[pirate], personas=[captain]
    ) as service:
        assert (await service.rewrite("hello", persona="captain").result()).text == "Arr!"
    assert Tone.from_dict(pirate.to_dict()) == pirate


async def test_leaving_a_stream_cancels_the_work() -> None:
    async with Engine.open(model({}, decode_delay_s=0.001), isolation="thread") as engine:
        service = Rewriter(engine=engine)
        async with service.variants("say something long", ["formal", "casual"]) as stream:
            async for _ in stream:
                break
        stats = await engine.stats()
        assert stats.active == 0
        assert stats.n_cancelled >= 1


async def test_a_persona_s_instructions_reach_a_model_that_is_not_the_bundled_one() -> None:
    captain = Persona(name="captain", tone="formal", instructions="You command a ship.")
    scripted = FakeModel(
        chat_template="{% for m in messages %}{{ m.content }}{% endfor %}:",
        replies={"You command a ship.hello\n\nTone: formal:": "Aye."},
        n_ctx=2048,
    )
    async with Engine.open(scripted, isolation="thread") as engine:
        service = Rewriter(engine=engine, personas=[captain], guard=False)
        assert (await service.rewrite("hello", persona="captain").result()).text == "Aye."


async def test_a_model_that_thinks_is_not_let_to_think() -> None:
    replies = {
        "assistant:": "<think>" + "What would be formal? " * 40 + "</think>I will come.",
        "<think>\n</think>\n\n": "I will come.",
    }
    scripted = FakeModel(replies=replies, chat_template=TEMPLATE, n_ctx=2048)
    async with Rewriter(scripted, isolation="thread") as service:
        result = await service.rewrite("ill come", "formal").result()
    assert (result.text, result.source, result.attempts) == ("I will come.", "model", 1)


async def test_an_answer_that_is_cut_off_is_not_taken_for_a_whole_one() -> None:
    async with rewriter({"Tone: formal": "I will come to the meeting."}) as service:
        result = await service.rewrite("ill come", "formal", max_tokens=8).result()
    assert (result.text, result.source) == ("I'll come.", "rules")
    assert "cut off" in result.problems


async def test_what_the_context_cannot_hold_is_left_to_the_rules() -> None:
    text = " ".join(f"part {n} cant be cut" for n in range(1000, 1115))
    async with rewriter({}) as service:
        result = await service.rewrite(text, "formal").result()
    assert result.text.startswith("Part 1000 can't be cut")
    assert result.text.endswith("1114 can't be cut.")
    assert result.source == "rules"
    assert "2048" in result.problems[0]
    async with rewriter({}, guard=False) as service:
        with pytest.raises(ContextFullError):
            await service.rewrite(text, "formal").result()


async def test_the_rules_never_leave_nothing() -> None:
    async with rewriter({"Tone: formal": ""}, faithful=True) as service:
        result = await service.rewrite("😀😀", "formal").result()
    assert (result.text, result.source) == ("😀😀", "unchanged")


async def test_a_cancel_ends_the_stream_for_who_is_waiting_for_its_next_event() -> None:
    async with Engine.open(model({}, decode_delay_s=0.001), isolation="thread") as engine:
        service = Rewriter(engine=engine)
        stream = service.variants("say something long", ["formal", "casual"])
        async for _ in stream:
            asyncio.get_running_loop().call_soon(stream.cancel)
        assert await stream.results() == {}
        with pytest.raises(RuntimeError, match="cancelled"):
            await stream.result()


@pytest.mark.parametrize("end", ["cancel", "close", "clear_cache"])
async def test_the_service_ends_its_streams_and_leaves_the_engine_to_its_owner(end: str) -> None:
    async with Engine.open(model({}, decode_delay_s=0.001), isolation="thread") as engine:
        service = Rewriter(engine=engine)
        begun, unread = service.rewrite("something long"), service.rewrite("something else")
        await begun.__anext__()
        ended = getattr(service, end)()
        if asyncio.iscoroutine(ended):
            await ended
        assert await begun.results() == await unread.results() == {}
        stats = await engine.stats()
        assert engine.is_open
        assert (stats.active, stats.queued) == (0, 0)


async def test_a_stream_that_was_cancelled_keeps_the_tones_that_ended() -> None:
    replies = {"Tone: formal": "Yes.", "Tone: casual": "yes " * 400}
    scripted = model(replies, decode_delay_s=0.001)
    async with Engine.open(scripted, isolation="thread") as engine:
        stream = Rewriter(engine=engine, guard=False).variants("ok", ["casual", "formal"])
        async for event in stream:
            if isinstance(event, RewriteResult):
                stream.cancel()
        assert {name: r.text for name, r in (await stream.results()).items()} == {"formal": "Yes."}


async def test_sampling_options_reach_the_model() -> None:
    async with rewriter({}) as service:
        with pytest.raises(TypeError, match="temprature"):
            await service.rewrite("hi", temprature=1).result()
        first = await service.rewrite("hi", temperature=1.0, seed=7, max_tokens=9).result()
        again = await service.rewrite("hi", temperature=1.0, seed=7, max_tokens=9).result()
    assert first.text == again.text


async def test_clearing_the_cache_leaves_a_file_of_the_caller_alone(tmp_path: Any) -> None:
    own = tmp_path / "mine.gguf"
    own.write_bytes(b"GGUF")
    service = Rewriter(own)
    assert await service.clear_cache() == 0
    assert own.exists()
    await service.close()


async def test_a_faithful_rewrite_that_drops_a_word_is_made_by_the_rules() -> None:
    async with rewriter({"Tone: polite": "Please send it."}, faithful=True) as service:
        result = await service.rewrite("send the kettle", "polite").result()
    assert result.source == "rules"
    assert result.text == "Could you please send the kettle? Thank you."
    assert "dropped: kettle" in result.problems


async def test_a_faithful_rewrite_takes_a_later_attempt_that_keeps_all_facts() -> None:
    replies = {
        "u have 2 kettles\n\nTone: correct": "You have 2 kettles.",
        "You have 2 kettles.\n\nTone: correct": "You have kettles.",
    }
    async with rewriter(replies, faithful=True) as service:
        result = await service.rewrite("u have 2 kettles", "correct").result()
    assert (result.text, result.source) == ("You have 2 kettles.", "model")
    assert result.attempts > 1


async def test_where_the_rules_come_to_another_text_it_is_taken_at_once() -> None:
    async with rewriter({"Tone: polite": "Do come to the mill, please."}, faithful=True) as service:
        result = await service.rewrite("Could you come to the mill?", "polite").result()
    assert (result.source, result.attempts) == ("rules", 1)


async def test_a_long_faithful_text_is_greeted_once_and_ends_once() -> None:
    first = "Could you bring the boat to the old mill by the river?"
    second = "Could you wear the coat in the blue box?"
    replies = {
        f"{text}\n\nTone: friendly": f"Hi! {text} Thanks so much!" for text in (first, second)
    }
    async with rewriter(replies, faithful=True) as service:
        result = await service.rewrite(f"{first} {second}", "friendly").result()
    assert result.text.count("Hi") == result.text.count("Thank") == 1
    assert result.text.startswith("Hi")
    assert first in result.text
    assert second in result.text


async def test_what_the_model_left_of_a_tone_is_given_by_the_rules() -> None:
    async with rewriter({"Tone: formal": "Please send the kettle lol."}, faithful=True) as service:
        events = [event async for event in service.rewrite("send the kettle lol", "formal")]
    retries = [event for event in events if isinstance(event, RetryEvent)]
    result = events[-1]
    assert isinstance(result, RewriteResult)
    assert [retry.problems for retry in retries] == [("edited",)]
    assert (result.text, result.source) == ("Please send the kettle.", "model")
