"""The ways in which models write tool calls, as data.

A format is chosen by `detect_format`, which lets every format read a call that the model's own
template wrote; nothing is guessed from names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

TAG: re.Pattern[str] = re.compile(r"<[^<>\s]+>|\[/?[A-Z_]+\]")
"""What a template writes around calls: `<tool_call>`, `[TOOL_CALLS]`."""

CallKind: TypeAlias = Literal["json", "named_json", "parameters", "gemma", "python"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCallFormat:
    """How a call is written.

    Attributes:
        name: short name of the format.
        kind: "json" an object (or an array of them) with name and arguments; "named_json" a name
            and then the arguments as an object; "parameters" a name and then each argument
            between tags; "gemma" `call:name{key:value}`; "python" `name(key=value)`.
        open: text before a call; "" for a call that is the whole answer.
        close: text after a call; "" where the JSON's own end is the call's.
        extra_opens: further texts that open a call just the same.
        name_key: key of the name in "json"; "": the name is the only key.
        arguments_key: key of the arguments in "json".
        name_pattern: what finds the name after `open`; group 1 is the name.
        parameter_pattern: what finds each argument; groups 1 and 2 are key and value.
        quote: what encloses texts in "gemma".
        wrappers: texts around one or more calls that mean nothing by themselves.
    """

    name: str
    kind: CallKind
    open: str
    close: str = ""
    extra_opens: tuple[str, ...] = ()
    name_key: str = "name"
    arguments_key: str = "arguments"
    name_pattern: str = r"^\s*([\w.\-]+)"
    parameter_pattern: str = ""
    quote: str = ""
    wrappers: tuple[str, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether a call is recognised by being the whole answer."""
        return not self.open


HERMES = ToolCallFormat(name="hermes", kind="json", open="<tool_call>", close="</tool_call>")
LLAMA_3 = ToolCallFormat(
    name="llama-3",
    kind="json",
    open="",
    extra_opens=("<|python_tag|>",),
    arguments_key="parameters",
)
MISTRAL = ToolCallFormat(name="mistral", kind="json", open="[TOOL_CALLS]")
MISTRAL_ARGS = ToolCallFormat(name="mistral-args", kind="named_json", open="[TOOL_CALLS]")
FUNCTION_TAG = ToolCallFormat(
    name="function-tag",
    kind="named_json",
    open="<function=",
    close="</function>",
    name_pattern=r"^([^>\s]+)>",
)
FUNCTION_PARAMETERS = ToolCallFormat(
    name="function-parameters",
    kind="parameters",
    open="<function=",
    close="</function>",
    name_pattern=r"^([^>\s]+)>",
    parameter_pattern=r"<parameter=([^>\s]+)>\n?(.*?)\n?</parameter>",
    wrappers=("<tool_call>", "</tool_call>", "<seed:tool_call>", "</seed:tool_call>"),
)
GEMMA = ToolCallFormat(
    name="gemma", kind="gemma", open="<|tool_call>", close="<tool_call|>", quote='<|"|>'
)
FUNCTION_GEMMA = ToolCallFormat(
    name="function-gemma",
    kind="gemma",
    open="<start_function_call>",
    close="<end_function_call>",
    quote="<escape>",
)
GEMMA_CODE = ToolCallFormat(name="gemma-code", kind="python", open="```tool_code", close="```")
PYTHON = ToolCallFormat(
    name="python", kind="python", open="<|tool_call_start|>", close="<|tool_call_end|>"
)
GLM = ToolCallFormat(
    name="glm",
    kind="parameters",
    open="<tool_call>",
    close="</tool_call>",
    parameter_pattern=r"<arg_key>(.*?)</arg_key>\s*<arg_value>(.*?)</arg_value>",
)
INVOKE = ToolCallFormat(
    name="invoke",
    kind="parameters",
    open='<invoke name="',
    close="</invoke>",
    name_pattern=r'^([^"]+)"',
    parameter_pattern=r'<parameter name="(.*?)">(.*?)</parameter>',
    wrappers=("<minimax:tool_call>", "</minimax:tool_call>"),
)
KIMI = ToolCallFormat(
    name="kimi",
    kind="named_json",
    open="<|tool_call_begin|>",
    close="<|tool_call_end|>",
    name_pattern=r"^\s*(?:functions\.)?([\w.\-]+?)(?::\d+)?\s*<\|tool_call_argument_begin\|>",
    wrappers=("<|tool_calls_section_begin|>", "<|tool_calls_section_end|>"),
)
DEEPSEEK = ToolCallFormat(
    name="deepseek",
    kind="named_json",
    open="<｜tool▁call▁begin｜>",
    close="<｜tool▁call▁end｜>",
    name_pattern=r"^\s*(?:function<｜tool▁sep｜>)?([\w.\-]+)",
    wrappers=("<｜tool▁calls▁begin｜>", "<｜tool▁calls▁end｜>"),
)

FORMATS: tuple[ToolCallFormat, ...] = (
    HERMES,
    FUNCTION_PARAMETERS,
    FUNCTION_TAG,
    GLM,
    MISTRAL,
    MISTRAL_ARGS,
    GEMMA,
    FUNCTION_GEMMA,
    GEMMA_CODE,
    PYTHON,
    INVOKE,
    KIMI,
    DEEPSEEK,
    LLAMA_3,
)
"""In the order in which `detect_format` tries them: the strictest first."""


def format_named(name: str) -> ToolCallFormat:
    """Return the format of that name.

    Raises:
        ValueError: there is none.
    """
    for format in FORMATS:
        if format.name == name:
            return format
    known = ", ".join(format.name for format in FORMATS)
    raise ValueError(f"no tool-call format {name!r}; there are: {known}")
