"""MLC's conversation templates, as Jinja, say what MLC's own rules say."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest

from onhand.runtimes.mlc.template import chat_template

CHATML: dict[str, Any] = {
    "system_template": "<|im_start|>system\n{system_message}<|im_end|>\n",
    "system_message": "You are helpful.",
    "add_role_after_system_message": True,
    "roles": {"user": "<|im_start|>user", "assistant": "<|im_start|>assistant"},
    "role_templates": {"user": "{user_message}", "assistant": "{assistant_message}"},
    "seps": ["<|im_end|>\n"],
    "role_content_sep": "\n",
    "role_empty_sep": "\n",
}
LLAMA_2: dict[str, Any] = {
    "system_template": "[INST] <<SYS>>\n{system_message}\n<</SYS>>\n\n",
    "system_message": "",
    "add_role_after_system_message": False,
    "roles": {"user": "[INST]", "assistant": "[/INST]"},
    "seps": [" ", " </s><s>"],
    "role_content_sep": " ",
    "role_empty_sep": " ",
}
CHAT = [
    {"role": "user", "content": 'Say "{hi}"'},
    {"role": "assistant", "content": "hi"},
    {"role": "user", "content": "again"},
]
SYSTEM = {"role": "system", "content": "Be brief."}


def rendered(conversation: dict[str, Any], messages: list[dict[str, str]], **options: Any) -> str:
    text = chat_template(conversation)
    assert text is not None

    def refuse(message: str) -> None:
        raise ValueError(message)

    options.setdefault("add_generation_prompt", True)
    template = jinja2.Environment(autoescape=False).from_string(text)
    return template.render(messages=messages, raise_exception=refuse, **options)


def test_chatml() -> None:
    turns = (
        '<|im_start|>user\nSay "{hi}"<|im_end|>\n<|im_start|>assistant\nhi<|im_end|>\n'
        "<|im_start|>user\nagain<|im_end|>\n"
    )
    assert rendered(CHATML, [SYSTEM, *CHAT]) == (
        "<|im_start|>system\nBe brief.<|im_end|>\n" + turns + "<|im_start|>assistant\n"
    )
    assert rendered(CHATML, CHAT, add_generation_prompt=False) == (
        "<|im_start|>system\nYou are helpful.<|im_end|>\n" + turns
    )


def test_a_first_role_that_the_system_text_holds_already() -> None:
    assert rendered(LLAMA_2, [SYSTEM, *CHAT]) == (
        '[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nSay "{hi}" [/INST] hi </s><s>[INST] again [/INST] '
    )
    assert rendered(LLAMA_2, CHAT).startswith('[INST] Say "{hi}" [/INST] hi')


def test_unknown_roles_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown role: robot"):
        rendered(CHATML, [{"role": "robot", "content": "x"}])


def test_jinja_that_a_bundle_brings_along_comes_first() -> None:
    assert chat_template({**CHATML, "jinja_template": "{{ 1 }}"}) == "{{ 1 }}"


@pytest.mark.parametrize("conversation", [None, {}, {"roles": {"user": "U"}}, {"roles": "x"}])
def test_what_is_no_conversation_has_no_template(conversation: dict[str, Any] | None) -> None:
    assert chat_template(conversation) is None
