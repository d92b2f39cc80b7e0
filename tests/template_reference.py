"""Our rendering against the `transformers` library's, conversation by conversation.

`python -m tests.template_reference` prints the table of docs/reference/templates-tried.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from onhand.errors import TemplateError
from onhand.templates import ChatTemplate, probe

BOS, EOS = "<s>", "</s>"

_WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": "Says what the weather is like in a city, e.g. 'Zürich'.",
        "parameters": {
            "type": "object",
            "properties": {
                "city": {"type": "string", "description": "Name of the city."},
                "unit": {"type": "string", "enum": ["C", "F"], "description": "Unit."},
            },
            "required": ["city"],
        },
    },
}
_ADD = {
    "type": "function",
    "function": {
        "name": "add",
        "description": "Adds <two> numbers & returns the sum.",
        "parameters": {
            "type": "object",
            "properties": {
                "a": {"type": "integer", "description": "First."},
                "b": {"type": "integer", "description": "Second."},
            },
            "required": ["a", "b"],
        },
    },
}
TOOLS = [_WEATHER, _ADD]


def _says(role: str, content: Any, **more: Any) -> dict[str, Any]:
    return {"role": role, "content": content, **more}


def _call(id: str, name: str, arguments: Any) -> dict[str, Any]:
    return {"id": id, "type": "function", "function": {"name": name, "arguments": arguments}}


_CALLS = [_call("abcdef123", "get_weather", {"city": "Zürich", "unit": "C"})]
_TEXT_CALLS = [_call("abcdef123", "get_weather", '{"city": "Zürich", "unit": "C"}')]
_ANSWER = _says("tool", '{"degrees": 21}', tool_call_id="abcdef123", name="get_weather")

CONVERSATIONS: dict[str, list[dict[str, Any]]] = {
    "one question": [_says("user", "Hello there!")],
    "system": [_says("system", "Be brief."), _says("user", "  Hello\n")],
    "several turns": [
        _says("system", "Be brief."),
        _says("user", "One?"),
        _says("assistant", "Two."),
        _says("user", "Three & <four> \"five\" 'six' ünï 🙂"),
    ],
    "ends with answer": [_says("user", "One?"), _says("assistant", "Two.")],
    "reasoning": [
        _says("user", "One?"),
        _says("assistant", "Two.", reasoning_content="It follows."),
        _says("user", "And then?"),
    ],
    "tags in answer": [
        _says("user", "One?"),
        _says("assistant", "<think>\nIt follows.\n</think>\n\nTwo."),
        _says("user", "And then?"),
    ],
    "parts": [
        _says("user", [{"type": "text", "text": "Part one. "}, {"type": "text", "text": "B"}])
    ],
    "tool call": [_says("user", "Weather?"), _says("assistant", "", tool_calls=_CALLS), _ANSWER],
    "tool call, text arguments": [
        _says("user", "Weather?"),
        _says("assistant", "", tool_calls=_TEXT_CALLS),
        _ANSWER,
    ],
    "tool call, null content": [
        _says("user", "Weather?"),
        _says("assistant", None, tool_calls=_CALLS),
        _ANSWER,
        _says("assistant", "It is 21 °C."),
        _says("user", "Thanks."),
    ],
    "parallel calls": [
        _says("user", "Both?"),
        _says(
            "assistant",
            "",
            tool_calls=[*_CALLS, _call("ghijkl456", "add", {"a": 1, "b": [2, None, True, 1.5]})],
        ),
        _ANSWER,
        _says("tool", "3", tool_call_id="ghijkl456", name="add"),
    ],
    "two users in a row": [_says("user", "One"), _says("user", "Two")],
    "empty": [],
}

OPTIONS: dict[str, dict[str, Any]] = {
    "plain": {},
    "no prompt": {"add_generation_prompt": False},
    "tools": {"tools": TOOLS},
    "no thinking": {"enable_thinking": False},
    "own variables": {"datetime": "2024-02-29", "functions": "[]", "builtin_tools": ["x"]},
    "continue": {"add_generation_prompt": False, "continue_final_message": True},
    "documents": {"documents": [{"title": "A", "text": "Alpha", "contents": "Alpha"}]},
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One conversation with one set of options: what the two made of it.

    Attributes:
        conversation: its name.
        options: their name.
        reference: the reference's prompt; None: it raised.
        ours: our prompt; None: we raised TemplateError.
    """

    conversation: str
    options: str
    reference: str | None
    ours: str | None

    @property
    def agrees(self) -> bool:
        """Whether both gave the same text, or both refused."""
        return self.reference == self.ours


def compare(text: str) -> Iterator[Comparison]:
    """Yield every conversation with every set of options, rendered by both."""
    template = ChatTemplate(text, bos_token=BOS, eos_token=EOS)
    for name, messages in CONVERSATIONS.items():
        for title, options in OPTIONS.items():
            yield Comparison(
                name, title, _reference(text, messages, options), _ours(template, messages, options)
            )


@cache
def _renderer() -> Any:
    from transformers.utils import chat_template_utils

    return chat_template_utils.render_jinja_template


def _reference(text: str, messages: list[dict[str, Any]], options: dict[str, Any]) -> str | None:
    given = {"add_generation_prompt": True, **options}
    try:
        rendered, _ = _renderer()(
            [messages], chat_template=text, bos_token=BOS, eos_token=EOS, **given
        )
    except Exception:  # the reference lets whatever a template raises through
        return None
    return str(rendered[0])


def _ours(
    template: ChatTemplate, messages: list[dict[str, Any]], options: dict[str, Any]
) -> str | None:
    try:
        return template.render(messages, **options)
    except (TemplateError, ValueError):
        return None


def table(paths: list[Path]) -> str:
    """Return the Markdown page of all templates and their results."""
    rows, totals = [], Counter[str]()
    for path in paths:
        text = path.read_text(encoding="utf-8")
        results = list(compare(text))
        rendered = [one for one in results if one.reference is not None]
        equal = sum(one.agrees for one in rendered)
        refused = [one for one in results if one.reference is None]
        both = sum(one.agrees for one in refused)
        totals.update(rendered=len(rendered), equal=equal, refused=len(refused), both=both)
        rows.append(
            f"| {path.stem} | {equal} of {len(rendered)} | {both} of {len(refused)} | "
            + " | ".join(_traits(text))
            + " |"
        )
    return "\n".join([*_head(len(paths), totals), *rows]) + "\n"


def _traits(text: str) -> list[str]:
    from onhand.chat.tool_calls import detect_format

    traits = probe(ChatTemplate(text, bos_token=BOS, eos_token=EOS))
    format = detect_format(traits) if traits.tool_call_text else None
    end = traits.turn_end.splitlines()[0] if traits.turn_end else ""
    return [
        "yes" if traits.supports_system else "no",
        "yes" if traits.supports_tools else "no",
        (format.name if format else "other") if traits.tool_call_text else "none",
        _code(end),
        _code(traits.reasoning_open),
    ]


def _code(text: str) -> str:
    shown = text.replace("|", "\\|")
    return f"`{shown}`" if text else ""


def _head(n_templates: int, totals: Counter[str]) -> list[str]:
    return [
        "# Chat templates tried",
        "",
        "Generated by `python -m tests.template_reference`; do not edit.",
        "",
        f"{n_templates} real templates (those that llama.cpp collects), {len(CONVERSATIONS)}",
        f"conversations with {len(OPTIONS)} sets of options each, against",
        f"`render_jinja_template` of `transformers` {version('transformers')}. Of what the",
        f"reference renders, {totals['equal']:,} of {totals['rendered']:,} are equal",
        f"character for character; of the {totals['refused']:,} that it refuses (the template",
        f"raises, or changes a list), {totals['both']:,} are refused here too.",
        "",
        "The other columns are what `onhand.templates.probe` finds by rendering: whether a system",
        "message and tools reach the prompt, how a tool call is written, what ends a turn, and",
        "what opens a thought. Calls: the name of the format that `detect_format` chose, `json`",
        "for JSON between the template's own markers, `other` for a call that no format reads,",
        "`none` where the template writes no call.",
        "",
        "| template | equal | refused by both | system | tools | calls | turn end | thought |",
        "|---|---|---|---|---|---|---|---|",
    ]


if __name__ == "__main__":
    from tests.fetch_templates import fetch

    print(table(fetch()), end="")
