"""Calls that must be made: whatever a model likes, what it writes is a call that fits its tool."""

from __future__ import annotations

import random
from typing import Any

import jsonschema
import pytest

from onhand import CapabilityError, GrammarError, ToolCallEvent
from onhand.chat.call_formats import format_named
from onhand.chat.required_call import RequiredCall, required_call
from onhand.chat.tool_calls import ToolCallParser, detect_format
from onhand.chat.tools import Tool, tools_of
from onhand.structured import ConstraintVocabulary, TokenConstraint
from onhand.templates.probe import TemplateTraits

# How templates write the probe's call (see docs/reference/templates-tried.md), by format.
WRITTEN = {
    "hermes": '<tool_call>\n{"name": "probe_tool", "arguments": {"probe_key": "probe-value"}}\n'
    "</tool_call><|im_end|>",
    "llama-3": '{"name": "probe_tool", "parameters": {"probe_key": "probe-value"}}<|eot_id|>',
    "mistral": '[TOOL_CALLS][{"name": "probe_tool", "arguments": {"probe_key": "probe-value"}, '
    '"id": "call00001"}]</s>',
    "json": '<tool_calls>[{"name": "probe_tool", "arguments": {"probe_key": "probe-value"}}]'
    "</tool_calls>\n<|end|>",
    "json, the name as its key": '<|tools_prefix|>[{"probe_tool": {"probe_key": "probe-value"}}]'
    "<|tools_suffix|>",
    "mistral-args": '[TOOL_CALLS]probe_tool[ARGS]{"probe_key": "probe-value"}</s>',
    "mistral-args, with ids": "[TOOL_CALLS]probe_tool[CALL_ID]call00001[ARGS]"
    '{"probe_key": "probe-value"}</s>',
    "function-tag": '<function=probe_tool>{"probe_key": "probe-value"}</function><|eom_id|>',
    "function-parameters": "<tool_call>\n<function=probe_tool>\n<parameter=probe_key>\nprobe-value"
    "\n</parameter>\n</function>\n</tool_call><|im_end|>",
    "function-parameters, tight": "<seed:tool_call>\n<function=probe_tool>\n<parameter=probe_key>"
    "probe-value</parameter>\n</function>\n</seed:tool_call><seed:eos>",
    "glm": "</think>\n<tool_call>probe_tool\n<arg_key>probe_key</arg_key>\n<arg_value>probe-value"
    "</arg_value>\n</tool_call>",
    "glm, tight": "<tool_call>probe_tool<arg_key>probe_key</arg_key><arg_value>probe-value"
    "</arg_value></tool_call>",
    "gemma": '<|tool_call>call:probe_tool{probe_key:<|"|>probe-value<|"|>}<tool_call|><turn|>',
    "function-gemma": "<start_function_call>call:probe_tool{probe_key:<escape>probe-value<escape>}"
    "<end_function_call>",
    "gemma-code": "```tool_code\nprobe_tool(probe_key='probe-value')\n```<end_of_turn>",
    "python": "<|tool_call_start|>[probe_tool(probe_key='probe-value')]<|tool_call_end|>",
    "invoke": '<minimax:tool_call>\n<invoke name="probe_tool">\n<parameter name="probe_key">'
    "probe-value</parameter>\n</invoke>\n</minimax:tool_call>",
    "kimi": "<|tool_calls_section_begin|><|tool_call_begin|>functions.probe_tool:0"
    '<|tool_call_argument_begin|>{"probe_key": "probe-value"}<|tool_call_end|>'
    "<|tool_calls_section_end|>",
    "deepseek": "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>probe_tool<｜tool▁sep｜>"
    '{"probe_key": "probe-value"}<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
}
CONTROLS = (
    "</s>", "[TOOL_CALLS]", "[ARGS]", "[CALL_ID]", "<|tool_call>", "<tool_call|>", '<|"|>',
    "<escape>", "<|tool_call_start|>", "<|tool_call_end|>", "<|tool_call_argument_begin|>",
    "<|tool_call_end|>", "<|tool_calls_section_end|>", "<｜tool▁sep｜>", "<｜tool▁call▁end｜>",
)  # fmt: skip
BYTES = [bytes([value]) for value in range(256)]
SPOT = {
    "type": "object",
    "properties": {"lat": {"type": "number"}, "is_exact": {"type": "boolean"}},
    "required": ["lat"],
    "additionalProperties": False,
}
TOOLS = tools_of(
    [
        Tool("look"),
        Tool(
            "weather",
            parameters={
                "type": "object",
                "properties": {
                    "unit": {"enum": ["C", "F", "7"]},
                    "city": {"type": "string"},
                    "days": {"type": "integer", "minimum": 1, "maximum": 7},
                    "exact": {"type": "boolean"},
                },
                "required": ["city", "days"],
            },
        ),
        Tool(
            "weather_at",
            parameters={
                "type": "object",
                "properties": {
                    "spot": {"$ref": "#/$defs/Spot"},
                    "tags": {"type": "array", "items": {"type": "null"}, "maxItems": 2},
                    "until": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                },
                "required": ["spot"],
                "$defs": {"Spot": SPOT},
            },
        ),
    ]
)


def traits_of(name: str) -> TemplateTraits:
    return TemplateTraits(supports_tools=True, tool_call_text="A:" + WRITTEN[name],
                          generation_prompt="A:")  # fmt: skip


def required(name: str, tools: tuple[Tool, ...] = TOOLS) -> RequiredCall:
    traits = traits_of(name)
    format = detect_format(traits)
    assert format is not None
    assert format.name == name.partition(",")[0]
    return required_call(format, traits, tools)


def calls_in(
    name: str, text: str, tools: tuple[Tool, ...] = TOOLS
) -> tuple[str, list[ToolCallEvent]]:
    """Return the text and the complete calls that are read in an answer."""
    format = detect_format(traits_of(name))
    assert format is not None
    parser = ToolCallParser(format, tools)
    read = [*parser.feed(text), *parser.finish()]
    calls = [one for one in read if isinstance(one, ToolCallEvent) and one.is_complete]
    return "".join(one for one in read if isinstance(one, str)), calls


def vocabulary(name: str, *, has_controls: bool) -> ConstraintVocabulary:
    """Return bytes, what usually ends a value, and the format's control tokens."""
    ends = [b"\n</parameter>", b"</parameter>", b"</arg_value>", b'"', b"'"]
    ends += [text.encode() for text in ('<|"|>', "<escape>")]
    controls = [text.encode() for text in CONTROLS if text in WRITTEN[name] and has_controls]
    tokens = [*BYTES, b"<eos>", *controls, *(end for end in ends if end not in controls)]
    special = range(256, 257 + len(controls))
    return ConstraintVocabulary(tokens, eog_ids=[256], special_ids=special)


def walk(tokens: ConstraintVocabulary, call: RequiredCall, chance: random.Random) -> str:
    """Follow random allowed tokens to the end of the form; what ends a value is taken often."""
    constraint, text = TokenConstraint(tokens, call.form.to_data()), b""
    for _ in range(3000):
        if constraint.is_stopped:
            return text.decode()
        mask = constraint.mask()
        allowed = [n for n in range(tokens.n_vocab) if mask[n // 8] >> (n % 8) & 1]
        if 256 in allowed:
            return text.decode()
        ends = [n for n in allowed if n > 256]
        plain = [n for n in allowed if 32 <= n < 127] or allowed
        token_id = chance.choice(ends if ends and chance.random() < 0.4 else plain)
        constraint.accept(token_id)
        text += tokens.tokens[token_id]
    raise AssertionError(f"no end: {text[:300]!r}")


@pytest.mark.parametrize("has_controls", [True, False], ids=["control tokens", "texts"])
@pytest.mark.parametrize("name", WRITTEN)
def test_whatever_is_generated_is_a_call_that_fits(name: str, has_controls: bool) -> None:
    call, chance = required(name), random.Random(name)
    tokens = vocabulary(name, has_controls=has_controls)
    schemas = {tool.name: tool.parameters for tool in TOOLS}
    seen = set()
    for _ in range(6):
        text = call.opening + walk(tokens, call, chance) + call.closing
        said, calls = calls_in(name, text)
        assert said.strip() == "", text
        (made,) = calls
        jsonschema.validate(made.arguments, schemas[made.name], jsonschema.Draft202012Validator)
        seen.add(made.name)
    assert len(seen) > 1


@pytest.mark.parametrize("name", WRITTEN)
def test_a_call_begins_and_ends_as_the_template_writes_it(name: str) -> None:
    probe = Tool(
        "probe_tool",
        parameters={
            "type": "object",
            "properties": {"probe_key": {"enum": ["probe-value"]}},
            "required": ["probe_key"],
        },
    )
    call = required(name, (probe,))
    written = call.opening + walk(vocabulary(name, has_controls=True), call, random.Random(1))
    written = (written + call.closing).replace('"}}]', '"}, "id": "call00001"}]', name == "mistral")
    assert WRITTEN[name].removeprefix("</think>\n").startswith(written)
    assert calls_in(name, written, (probe,))[1]


@pytest.mark.parametrize(
    ("schema", "values"),
    [
        ({"type": "array", "items": {"type": "integer"}, "minItems": 2}, ["[1, 2]", "[1, 2, 3]"]),
        ({"type": "array", "prefixItems": [{"type": "integer"}, {"type": "null"}]}, ["[1, None]"]),
        ({"type": ["boolean", "null"]}, ["True", "None"]),
        ({"enum": [1, "a", None, False]}, ["1", "'a'", "None", "False"]),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, ["{}", '{"a": 1}']),
        ({}, ["None", '["a", {"b": True}]']),
        ({"$ref": "#/$defs/Node"}, ['{"next": {"next": None}}']),
    ],
)
def test_values_are_written_in_the_format_s_own_notation(schema: Any, values: list[str]) -> None:
    node = {
        "type": "object",
        "properties": {"next": {"anyOf": [{"$ref": "#/$defs/Node"}, {"type": "null"}]}},
        "required": ["next"],
    }
    parameters = {"type": "object", "properties": {"v": schema}, "required": ["v"]}
    tool = Tool("f", parameters={**parameters, "$defs": {"Node": node}})
    call = required("python", (tool,))
    tokens = ConstraintVocabulary([*BYTES, b"<eos>"], eog_ids=[256], special_ids=[256])
    for value in values:
        constraint = TokenConstraint(tokens, call.form.to_data())
        for byte in f"f(v={value})]<|tool_call_end|>".encode():
            assert constraint.mask()[byte // 8] >> (byte % 8) & 1, (value, chr(byte))
            constraint.accept(byte)
        assert constraint.is_stopped


def test_a_schema_that_points_nowhere_is_refused() -> None:
    parameters = {"type": "object", "properties": {"a": {"$ref": "#/$defs/None"}}}
    with pytest.raises(GrammarError, match="not there"):
        required("glm", (Tool("f", parameters=parameters),))


def test_a_call_that_cannot_be_taken_apart_is_refused() -> None:
    traits = TemplateTraits(supports_tools=True, tool_call_text="probe_tool, probe-value")
    with pytest.raises(CapabilityError, match="cannot be required"):
        required_call(format_named("kimi"), traits, TOOLS)


def test_listed_texts_are_read_as_texts_where_they_look_like_numbers() -> None:
    written = WRITTEN["glm"].replace("probe_tool", "weather").replace("probe_key", "unit")
    _, (made,) = calls_in("glm", written.replace("probe-value", "7"))
    assert made.arguments == {"unit": "7"}
