"""What `probe` finds out about a template by rendering it."""

from __future__ import annotations

import json

import pytest

from onhand.templates import BUILTIN_TEMPLATES, ChatTemplate, TemplateTraits, probe

TURN = "{% for m in messages %}<{{ m.role }}>{{ m.content }}<end>{% endfor %}"
START = "{% if add_generation_prompt %}<assistant>{% endif %}"
CALLS = (
    "{% for m in messages %}<{{ m.role }}>{{ m.content }}"
    "{% for c in m.tool_calls or [] %}<call>{{ ARGUMENTS }} {{ c.function.name }}</call>"
    "{% endfor %}<end>{% endfor %}" + START
)
ARGUMENTS = "c.function.arguments"


def traits(text: str) -> TemplateTraits:
    return probe(ChatTemplate(text, eos_token="</s>"))


def test_a_plain_template() -> None:
    found = traits(TURN + START)
    assert found.supports_system
    assert not found.supports_tools
    assert not found.needs_parts
    assert found.turn_end == "<end>"
    assert found.generation_prompt == "<assistant>"
    assert found.tool_call_text == ""
    assert found.reasoning_open == found.reasoning_close == ""


def test_a_template_that_refuses_system_messages() -> None:
    refusing = "{% if messages[0].role == 'system' %}{{ raise_exception('no') }}{% endif %}"
    assert not traits(refusing + TURN).supports_system


def test_a_template_that_wants_parts() -> None:
    text = (
        "{% for m in messages %}{% for p in m.content %}{{ p.text }}{% endfor %}<end>{% endfor %}"
    )
    found = traits(text)
    assert found.needs_parts
    assert found.supports_system
    assert found.turn_end == "<end>"


def test_tools_in_the_prompt_are_seen() -> None:
    assert traits("{{ tools | tojson }}" + TURN).supports_tools


@pytest.mark.parametrize(
    ("arguments", "needs_text", "written"),
    [
        ("c.function.arguments | tojson", False, '{"probe_key": "probe-value"}'),
        ("c.function.arguments", True, '{"probe_key": "probe-value"}'),
        ("c.function.arguments.probe_key", False, "<call>probe-value probe_tool"),
        ("'' + c.function.arguments", True, '{"probe_key": "probe-value"}'),
    ],
)
def test_how_calls_are_written(arguments: str, needs_text: bool, written: str) -> None:
    text = CALLS.replace("ARGUMENTS", arguments)
    found = traits(text)
    assert found.needs_text_arguments is needs_text
    assert written in found.tool_call_text
    assert found.tool_call_text.startswith("<assistant>")


def test_thoughts_between_tags() -> None:
    text = (
        "{% for m in messages %}<{{ m.role }}>"
        "{% if m.reasoning_content %}<think>\n{{ m.reasoning_content }}\n</think>\n{% endif %}"
        "{{ m.content }}{% endfor %}" + START
    )
    found = traits(text)
    assert (found.reasoning_open, found.reasoning_close) == ("<think>", "</think>")


def test_thoughts_that_the_generation_prompt_opens() -> None:
    opened = TURN + "{% if add_generation_prompt %}<assistant><think>\n{% endif %}"
    text = opened.replace("{{ m.content }}", "{{ m.content.split('</think>')[-1] }}")
    found = traits(text)
    assert (found.reasoning_open, found.reasoning_close) == ("<think>", "</think>")


def test_channels_are_tags_too() -> None:
    text = (
        "{% for m in messages %}{% if m.thinking %}<start>assistant<channel>analysis<message>"
        "{{ m.thinking }}<end>{% endif %}<start>{{ m.role }}<message>{{ m.content }}<end>"
        "{% endfor %}"
        "{% if add_generation_prompt %}<start>assistant{% endif %}"
    )
    found = traits(text)
    assert found.reasoning_open == "<channel>analysis<message>"
    assert found.reasoning_close == "<end><start>assistant<message>"


@pytest.mark.parametrize("name", BUILTIN_TEMPLATES)
def test_the_builtins_take_a_system_message_and_end_by_their_stop_token(name: str) -> None:
    found = probe(ChatTemplate.builtin(name, bos_token="<s>", eos_token="</s>"))
    assert found.supports_system
    assert found.turn_end in (*BUILTIN_TEMPLATES[name].stop_tokens, "</s>")


def test_a_broken_template_supports_nothing() -> None:
    assert traits("{% if") == TemplateTraits()


def test_traits_survive_json() -> None:
    found = traits(TURN + START)
    assert TemplateTraits.from_dict(json.loads(json.dumps(found.to_dict()))) == found


def test_a_template_that_fails_without_tools_is_probed_with_them() -> None:
    text = "{% for t in tools %}{{ t.function.name.upper() }}{% endfor %}"
    found = traits("{{ raise_exception('tools!') if tools is none }}" + text + TURN + START)
    assert found.turn_end == "<end>"
    assert found.supports_system
