"""The chat template, its plain twin, and what is learnt of a conversation."""

from __future__ import annotations

import itertools
import random

import jinja2.sandbox
import pytest

from models.grammar import examples
from models.prompts import (
    CHAT_TEMPLATE,
    REWRITE_SYSTEM,
    Message,
    conversations,
    render,
    rewrite_request,
)


def refuse(message: str) -> None:
    """Stand in for the function that chat templates call to fail."""
    raise ValueError(message)


def by_jinja(messages: list[Message], *, add_generation_prompt: bool = False) -> str:
    """Render with the real template."""
    environment = jinja2.sandbox.ImmutableSandboxedEnvironment()
    environment.globals["raise_exception"] = refuse
    return environment.from_string(CHAT_TEMPLATE).render(
        messages=[message._asdict() for message in messages],
        add_generation_prompt=add_generation_prompt,
    )


@pytest.fixture(scope="module")
def drawn() -> list[list[Message]]:
    """A thousand training conversations."""
    stream = conversations(random.Random(1), examples(1, "train"))
    return list(itertools.islice(stream, 1000))


def test_template_and_twin_write_the_same(drawn):
    for messages in drawn[:200]:
        assert by_jinja(messages) == render(messages)
        asked = by_jinja(messages[:-1], add_generation_prompt=True)
        assert asked == render(messages[:-1], add_generation_prompt=True)


def test_an_answer_follows_its_prompt_token_for_token(drawn):
    """History stays a prefix: what was asked plus the answer is what is rendered later."""
    for messages in drawn[:200]:
        asked = render(messages[:-1], add_generation_prompt=True)
        assert render(messages) == f"{asked}{messages[-1].content}<|end|>"


def test_white_space_around_a_question_is_dropped():
    assert render([Message("user", " hi \n")]) == by_jinja([Message("user", " hi \n")])
    assert render([Message("user", " hi \n")]) == "<|user|>hi<|end|>"


def test_unknown_roles_are_refused():
    with pytest.raises(ValueError, match="unknown role: tool"):
        by_jinja([Message("tool", "x")])


def test_tones_share_everything_before_the_last_line():
    first, second = (render(rewrite_request("hello there", tone)) for tone in ("formal", "casual"))
    assert first.removesuffix("formal<|end|>") == second.removesuffix("casual<|end|>")


def test_conversations_come_in_every_promised_shape(drawn):
    firsts = [messages[0] for messages in drawn]
    assert any(message.role == "user" for message in firsts)
    assert any(message.content == REWRITE_SYSTEM for message in firsts)
    assert any(len(messages) >= 6 for messages in drawn)
    assert any("\n\nTone: " not in m.content for messages in drawn for m in messages[:-1])
    assert all(messages[-1].role == "assistant" for messages in drawn)


def test_conversations_are_seeded(drawn):
    again = conversations(random.Random(1), examples(1, "train"))
    assert list(itertools.islice(again, 50)) == drawn[:50]
