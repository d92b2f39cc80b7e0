"""Tool calls are found and read in every format, however the stream is cut."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onhand.chat.call_formats import FORMATS, ToolCallFormat, format_named
from onhand.chat.tool_calls import ToolCallParser, detect_format
from onhand.chat.tools import Tool
from onhand.templates import TemplateTraits
from onhand.types.events import ToolCallEvent

TOOLS = [
    Tool(
        "get_weather",
        "",
        {"type": "object", "properties": {"city": {"type": "string"}, "n": {"type": "integer"}}},
    ),
    Tool("add"),
]
ARGUMENTS = {"city": 'Zü"r\\ich {1}', "n": 2}
JSON = '{"city": "Zü\\"r\\\\ich {1}", "n": 2}'

WRITTEN: dict[str, str] = {
    "hermes": '<tool_call>\n{"name": "get_weather", "arguments": JSON}\n</tool_call>',
    "llama-3": '{"name": "get_weather", "parameters": JSON}',
    "mistral": '[TOOL_CALLS][{"name": "get_weather", "arguments": JSON, "id": "abc"}]',
    "mistral-args": "[TOOL_CALLS]get_weather[CALL_ID]abc[ARGS]JSON",
    "function-tag": "<function=get_weather>JSON</function>",
    "function-parameters": (
        '<tool_call>\n<function=get_weather>\n<parameter=city>\nZü"r\\ich {1}\n</parameter>\n'
        "<parameter=n>\n2\n</parameter>\n</function>\n</tool_call>"
    ),
    "gemma": '<|tool_call>call:get_weather{city:<|"|>Zü"r\\ich {1}<|"|>,n:2}<tool_call|>',
    "function-gemma": (
        '<start_function_call>call:get_weather{city:<escape>Zü"r\\ich {1}<escape>,n:2}'
        "<end_function_call>"
    ),
    "gemma-code": "```tool_code\nget_weather(city='Zü\"r\\\\ich {1}', n=2)\n```",
    "python": "<|tool_call_start|>[get_weather(city='Zü\"r\\\\ich {1}', n=2)]<|tool_call_end|>",
    "glm": (
        '<tool_call>get_weather\n<arg_key>city</arg_key>\n<arg_value>Zü"r\\ich {1}</arg_value>\n'
        "<arg_key>n</arg_key>\n<arg_value>2</arg_value>\n</tool_call>"
    ),
    "invoke": (
        '<minimax:tool_call>\n<invoke name="get_weather">\n<parameter name="city">Zü"r\\ich {1}'
        '</parameter>\n<parameter name="n">2</parameter>\n</invoke>\n</minimax:tool_call>'
    ),
    "kimi": (
        "<|tool_calls_section_begin|><|tool_call_begin|>functions.get_weather:0"
        "<|tool_call_argument_begin|>JSON<|tool_call_end|><|tool_calls_section_end|>"
    ),
    "deepseek": (
        "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>get_weather\n"
        "```json\nJSON\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>"
    ),
}
WRITTEN = {name: text.replace("JSON", JSON) for name, text in WRITTEN.items()}


def run(
    format: ToolCallFormat, pieces: list[str] | Iterator[str]
) -> tuple[str, list[ToolCallEvent]]:
    """Return the text and all call events of a stream."""
    parser = ToolCallParser(format, TOOLS)
    outputs = [one for piece in pieces for one in parser.feed(piece)] + parser.finish()
    text = "".join(one for one in outputs if isinstance(one, str))
    return text, [one for one in outputs if isinstance(one, ToolCallEvent)]


def complete(calls: list[ToolCallEvent]) -> list[tuple[str, dict]]:
    return [(call.name, dict(call.arguments)) for call in calls if call.is_complete]


def test_every_format_has_an_example_here() -> None:
    assert set(WRITTEN) == {format.name for format in FORMATS}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_call_is_read_whole_and_character_by_character(name: str) -> None:
    for pieces in ([WRITTEN[name]], list(WRITTEN[name])):
        text, calls = run(format_named(name), pieces)
        assert complete(calls) == [("get_weather", ARGUMENTS)]
        assert text.strip() == ""
        assert {call.id for call in calls} == {"call00001"}


@pytest.mark.parametrize("name", WRITTEN)
@given(data=st.data())
def test_the_cuts_of_the_stream_do_not_matter(name: str, data: st.DataObject) -> None:
    lead = "" if format_named(name).is_bare else "Let me < see. "
    whole = lead + WRITTEN[name]
    cuts = data.draw(st.lists(st.integers(0, len(whole)), max_size=5))
    edges = [0, *sorted(cuts), len(whole)]
    pieces = [whole[a:b] for a, b in pairwise(edges)]
    text, calls = run(format_named(name), pieces)
    assert complete(calls) == [("get_weather", ARGUMENTS)]
    assert text.strip() == lead.strip()


@pytest.mark.parametrize("name", [n for n in WRITTEN if n not in ("llama-3", "gemma-code")])
def test_two_calls_in_a_row_are_two_calls_with_their_own_ids(name: str) -> None:
    _, calls = run(format_named(name), list(WRITTEN[name] * 2))
    assert len(complete(calls)) == 2
    assert [call.id for call in calls if call.is_complete] == ["call00001", "call00002"]


@pytest.mark.parametrize("name", WRITTEN)
def test_a_call_that_is_cut_off_is_never_complete(name: str) -> None:
    whole = WRITTEN[name]
    core = whole.rindex("2")
    _, calls = run(format_named(name), [whole[:core]])
    assert complete(calls) == []


@pytest.mark.parametrize("name", WRITTEN)
def test_text_without_calls_stays_as_it_is(name: str) -> None:
    for text in ("Hello [there] <b> {x}.", "no", "  spaced\n", "[1, 2]", "<tool", '"quoted"'):
        assert run(format_named(name), list(text)) == (text, [])


def test_a_growing_call_is_reported_with_its_name_and_arguments_so_far() -> None:
    _, calls = run(format_named("hermes"), list(WRITTEN["hermes"]))
    growing = [call for call in calls if not call.is_complete]
    assert growing[0].name == "get_weather"
    texts = [call.arguments_text for call in growing]
    assert all(later.startswith(earlier) for earlier, later in pairwise(texts))
    assert texts[-1] == JSON
    assert calls[-1].is_complete


def test_parallel_calls_of_one_array() -> None:
    text = '[TOOL_CALLS][{"name": "add", "arguments": {"a": 1}}, {"name": "add", "arguments": {}}]'
    for pieces in ([text], list(text)):
        assert complete(run(format_named("mistral"), pieces)[1]) == [("add", {"a": 1}), ("add", {})]


def test_several_values_before_one_closing_marker() -> None:
    format = ToolCallFormat(name="json", kind="json", open="<calls>", close="</calls>")
    calls = ['{"name": "add", "arguments": {}}', '{"name": "add", "arguments": {"b": 2}}']
    text = "<calls>\n" + "\n".join(calls) + "\n</calls>ok"
    for pieces in ([text], list(text)):
        found, events = run(format, pieces)
        assert complete(events) == [("add", {}), ("add", {"b": 2})]
        assert found == "ok"


def test_llama_3_calls_one_after_another_and_behind_its_tag() -> None:
    call = '{"name": "add", "parameters": {}}'
    assert len(complete(run(format_named("llama-3"), list(f"{call}; {call}"))[1])) == 2
    assert len(complete(run(format_named("llama-3"), list(f"<|python_tag|>{call}"))[1])) == 1


def test_a_json_answer_that_names_no_tool_is_an_answer() -> None:
    for text in (
        '{"name": "Ada", "age": 36}',
        '{"name": "unknown", "parameters": {}}',
        '{"a": [1]}',
    ):
        assert run(format_named("llama-3"), list(text)) == (text, [])


def test_what_looks_like_a_call_and_is_none_comes_out_as_text() -> None:
    for text in (
        "<tool_call>nonsense</tool_call>",
        '<tool_call>{"x": 1}</tool_call>',
        "<tool_call>{",
    ):
        assert run(format_named("hermes"), list(text)) == (text, [])
    code = "<|tool_call_start|>[__import__('os').system('x')]<|tool_call_end|>"
    assert run(format_named("python"), list(code)) == (code, [])
    code = "<|tool_call_start|>[add(a=open('x'))]<|tool_call_end|>"
    assert run(format_named("python"), list(code)) == (code, [])


def test_text_around_calls_is_kept() -> None:
    whole = f"First. {WRITTEN['hermes']} Then {WRITTEN['hermes']} done."
    text, calls = run(format_named("hermes"), list(whole))
    assert text == "First.  Then  done."
    assert len(complete(calls)) == 2


def test_ids_can_be_given() -> None:
    parser = ToolCallParser(format_named("hermes"), TOOLS, new_id=lambda: "x1")
    outputs = parser.feed(WRITTEN["hermes"])
    assert {one.id for one in outputs if isinstance(one, ToolCallEvent)} == {"x1"}


def test_text_arguments_stay_text_where_the_schema_says_so() -> None:
    text = WRITTEN["function-parameters"].replace('Zü"r\\ich {1}', "7")
    _, calls = run(format_named("function-parameters"), [text])
    assert complete(calls) == [("get_weather", {"city": "7", "n": 2})]


def test_a_long_call_is_read_in_linear_time() -> None:
    big = "x" * 200_000
    text = f'<tool_call>{{"name": "add", "arguments": {{"a": "{big}"}}}}</tool_call>'
    assert complete(run(format_named("hermes"), [text])[1]) == [("add", {"a": big})]


PROBED = {
    "hermes": '<tool_call>\n{"name": "probe_tool", "arguments": ARGS}\n</tool_call>',
    "llama-3": '{"name": "probe_tool", "parameters": ARGS}',
    "mistral": '[TOOL_CALLS][{"name": "probe_tool", "arguments": ARGS, "id": "x"}]',
    "mistral-args": "[TOOL_CALLS]probe_tool[CALL_ID]x:ARGS",
    "function-tag": "<function=probe_tool>ARGS</function>",
    "gemma": '<|tool_call>call:probe_tool{probe_key:<|"|>probe-value<|"|>}<tool_call|>',
    "glm": (
        "<tool_call>probe_tool<arg_key>probe_key</arg_key>"
        "<arg_value>probe-value</arg_value></tool_call>"
    ),
}
PROBED = {
    name: text.replace("ARGS", '{"probe_key": "probe-value"}') for name, text in PROBED.items()
}


@pytest.mark.parametrize("name", PROBED)
def test_the_format_is_found_by_reading_what_the_template_wrote(name: str) -> None:
    traits = TemplateTraits(
        tool_call_text=f"<assistant>\n{PROBED[name]}<end>", generation_prompt="<assistant>\n"
    )
    format = detect_format(traits)
    assert format is not None
    assert format.name == name


def test_a_format_is_made_of_unknown_markers_around_json() -> None:
    text = '<a><CALLS>[{"tool": "probe_tool", "args": {"probe_key": "probe-value"}}]</CALLS><end>'
    for prompt in ("<a>", "<a><think>"):
        traits = TemplateTraits(tool_call_text=text, generation_prompt=prompt)
        format = detect_format(traits)
        assert format is not None
        assert (format.open, format.close) == ("<CALLS>", "</CALLS>")
        assert (format.name_key, format.arguments_key) == ("tool", "args")


def test_a_name_may_be_the_only_key() -> None:
    text = '<P>[{"probe_tool": {"probe_key": "probe-value"}}]</P>'
    format = detect_format(TemplateTraits(tool_call_text=text))
    assert format is not None
    _, calls = run(format, list('<P>[{"add": {"a": 1}}]</P>'))
    assert complete(calls) == [("add", {"a": 1})]


def test_what_no_format_reads_has_none() -> None:
    assert detect_format(TemplateTraits()) is None
    assert detect_format(TemplateTraits(tool_call_text="probe_tool probe-value")) is None


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(ValueError, match="hermes"):
        format_named("xml")


@pytest.mark.parametrize("size", [1, 1000])
@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("function-parameters", "<tool_call>\n<function=look>\n</function>\n</tool_call>\n", ""),
        ("hermes", "{call}\n{call}", ""),
        ("hermes", "I look.\n{call}\n\nDone.", "I look.\n\n\nDone."),
        ("hermes", " \n", " \n"),
        ("llama-3", '{{"name": "look"}}; {{"name": "look"}}\n', ""),
        ("llama-3", '{{"name": "look"}}\nDone.', "\nDone."),
    ],
)
def test_blanks_around_calls_are_text_only_where_text_follows(
    name: str, text: str, said: str, size: int
) -> None:
    text = text.format(call='<tool_call>\n{"name": "look", "arguments": {}}\n</tool_call>')
    parser = ToolCallParser(format_named(name), [Tool("look")])
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    outputs = [out for piece in pieces for out in parser.feed(piece)] + parser.finish()
    assert "".join(out for out in outputs if isinstance(out, str)) == said
