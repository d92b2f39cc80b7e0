"""What `ChatTemplate.render` prints and refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from onhand.errors import OnhandError, TemplateError
from onhand.templates import ChatTemplate, TemplateLimits
from onhand.types.message import ImagePart, Message, TextPart, ToolCall

ASK = [{"role": "user", "content": "hi"}]


def render(text: str, messages: object = ASK, **options: object) -> str:
    return ChatTemplate(text, bos_token="<s>", eos_token="</s>").render(messages, **options)  # type: ignore[arg-type]


def test_blocks_are_trimmed_as_hugging_face_trims_them() -> None:
    text = (
        "{% for m in messages %}\n  {% if 1 %}\n{{ m.content }}\n  {% endif %}\n{% endfor %}\nend"
    )
    assert render(text) == "hi\nend"


def test_special_tokens_and_variables_are_visible() -> None:
    template = ChatTemplate("{{ bos_token }}{{ pad_token }}{{ enable_thinking }}", pad_token="<p>")
    assert template.render(ASK, enable_thinking=False) == "<p>False"


def test_tojson_escapes_nothing_and_takes_its_options() -> None:
    assert (
        render("{{ {'a': '<ü&\\'>', 'b': [1, none]} | tojson }}")
        == '{"a": "<ü&\'>", "b": [1, null]}'
    )
    assert render("{{ [1] | tojson(indent=2) }}") == "[\n  1\n]"
    assert render("{{ {'b': 1, 'a': 'ü'} | tojson(sort_keys=true, ensure_ascii=true) }}") == (
        '{"a": "\\u00fc", "b": 1}'
    )
    assert render("{{ [1, 2] | tojson(separators=(',', ':')) }}") == "[1,2]"


def test_loop_controls_work() -> None:
    assert (
        render("{% for i in range(9) %}{% if i == 3 %}{% break %}{% endif %}{{ i }}{% endfor %}")
        == "012"
    )
    assert (
        render("{% for i in range(4) %}{% if i == 1 %}{% continue %}{% endif %}{{ i }}{% endfor %}")
        == "023"
    )


def test_loop_variables_still_see_the_whole_loop() -> None:
    text = "{% for i in [5, 6] %}{{ loop.index }}/{{ loop.length }}{{ loop.last }} {% endfor %}"
    assert render(text) == "1/2False 2/2True "


def test_generation_tags_print_their_body_and_keep_names_inside() -> None:
    text = "{% set x = 1 %}{% generation %}{% set x = 2 %}[{{ x }}]{% endgeneration %}{{ x }}"
    assert render(text) == "[2]1"


def test_strftime_now_reads_the_given_clock() -> None:
    clock = lambda: datetime(2024, 2, 29)  # noqa: E731
    assert render("{{ strftime_now('%d %b %Y') }}", clock=clock) == "29 Feb 2024"


def test_raise_exception_is_the_templates_refusal() -> None:
    with pytest.raises(TemplateError, match="roles must alternate") as caught:
        render("\n{{ raise_exception('roles must alternate') }}")
    assert caught.value.details == {"is_refusal": True, "line": 2}
    assert isinstance(caught.value, OnhandError)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\n{% if %}", "line 2"),
        ("a\n\n{{ 1 / 0 }}", "line 3: ZeroDivisionError"),
        ("{{ missing.attribute }}", "missing"),
        ("{{ 1 | nothing }}", "nothing"),
        ("{% include 'x' %}", "loader"),
        ("{{ 'a' + 1 }}", "TypeError"),
    ],
)
def test_failures_name_the_line_and_the_cause(text: str, words: str) -> None:
    with pytest.raises(TemplateError, match=words):
        render(text)


def test_errors_cross_the_wire() -> None:
    with pytest.raises(TemplateError) as caught:
        render("{% if %}")
    again = OnhandError.from_data(json.loads(json.dumps(caught.value.to_data())))
    assert isinstance(again, TemplateError)
    assert again.message == caught.value.message


def test_tool_use_is_chosen_when_tools_are_given() -> None:
    template = ChatTemplate({"default": "plain", "tool_use": "tools"})
    assert template.render(ASK) == "plain"
    assert template.render(ASK, tools=[]) == "tools"
    assert template.render(ASK, name="tool_use") == "tools"


def test_hugging_faces_list_of_templates_is_understood() -> None:
    template = ChatTemplate(
        [{"name": "default", "template": "x"}, {"name": "rag", "template": "y"}]
    )
    assert template.names == ("default", "rag")
    with pytest.raises(TemplateError, match="default, rag"):
        template.render(ASK, name="other")


def test_a_broken_template_that_is_not_used_does_no_harm() -> None:
    template = ChatTemplate({"default": "fine", "tool_use": "{% if"})
    assert template.render(ASK) == "fine"
    with pytest.raises(TemplateError, match="tool_use"):
        template.render(ASK, tools=[])


@pytest.mark.parametrize("bad", [None, 3, [], {}, ["x"], {"default": 3}])
def test_what_is_no_template_is_refused(bad: object) -> None:
    with pytest.raises(TypeError):
        ChatTemplate(bad)  # type: ignore[arg-type]


def test_an_empty_template_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        ChatTemplate("")


def test_messages_may_be_values_or_dicts() -> None:
    text = "{% for m in messages %}{{ m.role }}:{{ m.content }};{% endfor %}"
    assert render(text, [Message.user("a"), {"role": "robot", "content": "b"}]) == "user:a;robot:b;"
    with pytest.raises(TypeError, match="int"):
        render(text, [3])
    with pytest.raises(TypeError, match="list"):
        render(text, {"role": "user"})


def test_a_messages_parts_calls_and_reasoning_reach_the_template() -> None:
    call = ToolCall("c1", "add", {"a": 1})
    messages = [
        Message.user([TextPart("a"), TextPart("b")]),
        Message.assistant("", tool_calls=(call,), reasoning="hm"),
    ]
    text = "{{ messages[0].content }} {{ messages[1].tool_calls[0].function.arguments.a }}"
    assert render(text + " {{ messages[1].thinking }}", messages) == "ab 1 hm"
    image = [Message.user([ImagePart(b"x")])]
    assert render("{{ messages[0].content[0].type }}", image) == "image_url"


def test_rendering_leaves_the_callers_messages_alone() -> None:
    messages = [{"role": "user", "content": "hi", "thinking": "x"}]
    before = json.dumps(messages)
    render("{{ messages[0].content }}", messages, continue_final_message=True)
    assert json.dumps(messages) == before


TURNS = (
    "{% for m in messages %}<{{ m.role }}>{{ m.content }}</>{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)


def test_the_final_message_can_be_continued() -> None:
    messages = [*ASK, {"role": "assistant", "content": "I am "}]
    assert render(TURNS, messages, continue_final_message=True) == "<user>hi</><assistant>I am "
    trimmed = TURNS.replace("m.content", "m.content | trim")
    assert render(trimmed, messages, continue_final_message=True) == "<user>hi</><assistant>I am"


def test_a_final_message_with_parts_can_be_continued() -> None:
    messages = [{"role": "assistant", "content": [{"type": "text", "text": "I"}]}]
    text = "{% for p in messages[0].content %}{{ p.text }}{% endfor %}!"
    assert render(text, messages, continue_final_message=True) == "I"


def test_what_cannot_be_continued_is_refused() -> None:
    with pytest.raises(ValueError, match="message to continue"):
        render(TURNS, [], continue_final_message=True)
    with pytest.raises(ValueError, match="text"):
        render(TURNS, [{"role": "assistant", "content": None}], continue_final_message=True)
    with pytest.raises(TemplateError, match="drops"):
        render("nothing", ASK, continue_final_message=True)
    with pytest.raises(TemplateError, match="rewrites"):
        render(
            "{{ messages[0].content | upper | replace('I', '?') }}CONTINUE_FINAL_MESSAGE_TAG",
            continue_final_message=True,
        )


def test_a_template_survives_the_wire() -> None:
    template = ChatTemplate(
        {"default": "a", "x": "b"}, bos_token="<s>", limits=TemplateLimits(timeout_s=1), pad="p"
    )
    again = ChatTemplate.from_data(json.loads(json.dumps(template.to_data())))
    assert again == template
    assert hash(again) == hash(template)
    assert again != ChatTemplate("a")
    assert "2" not in repr(ChatTemplate("a"))


def test_gguf_metadata_gives_all_named_templates() -> None:
    metadata = {
        "tokenizer.chat_template": "a",
        "tokenizer.chat_template.tool_use": "b",
        "general.name": "x",
    }
    template = ChatTemplate.from_metadata(metadata, bos_token="<s>")
    assert template is not None
    assert template.names == ("default", "tool_use")
    assert ChatTemplate.from_metadata({"general.name": "x"}) is None


def test_files_of_both_kinds_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.jinja").write_text("ü{{ bos_token }}", encoding="utf-8")
    config = {
        "chat_template": "{{ bos_token }}{{ eos_token }}",
        "bos_token": {"content": "<b>"},
        "eos_token": "<e>",
    }
    (tmp_path / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
    assert ChatTemplate.from_file(tmp_path / "a.jinja", bos_token="!").render(ASK) == "ü!"
    assert ChatTemplate.from_file(tmp_path / "tokenizer_config.json").render(ASK) == "<b><e>"
    with pytest.raises(TemplateError, match=r"none\.jinja"):
        ChatTemplate.from_file(tmp_path / "none.jinja")
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    with pytest.raises(TemplateError, match="chat_template"):
        ChatTemplate.from_file(tmp_path / "x.json")


def test_importing_templates_does_not_import_jinja() -> None:
    code = "import sys, onhand.templates; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
