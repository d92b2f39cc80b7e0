"""Templates for models that carry none, chosen by name or by the vocabulary's control tokens.

The turn formats are the model makers' published ones: ChatML (OpenAI, Qwen), Llama 3 (Meta),
Gemma (Google), Phi-4 (Microsoft), Mistral's instruct format with control tokens (v3 and later).
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

_CHATML = """\
{%- for message in messages -%}
{{ '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}
{%- endfor -%}
{%- if add_generation_prompt -%}
{{ '<|im_start|>assistant\\n' }}
{%- endif -%}
"""

_LLAMA_3 = """\
{{- bos_token }}
{%- for message in messages -%}
{%- set role = 'ipython' if message.role == 'tool' else message.role -%}
{{ '<|start_header_id|>' + role + '<|end_header_id|>\\n\\n' }}
{{- message.content | trim + '<|eot_id|>' }}
{%- endfor -%}
{%- if add_generation_prompt -%}
{{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
{%- endif -%}
"""

_GEMMA = """\
{{- bos_token }}
{%- set ns = namespace(system='') -%}
{%- for message in messages -%}
{%- if message.role == 'system' -%}
{%- set ns.system = ns.system + message.content | trim + '\\n\\n' -%}
{%- else -%}
{%- set role = 'model' if message.role == 'assistant' else 'user' -%}
{%- set lead = ns.system if role == 'user' else '' -%}
{{ '<start_of_turn>' + role + '\\n' + lead + message.content | trim + '<end_of_turn>\\n' }}
{%- if role == 'user' -%}{%- set ns.system = '' -%}{%- endif -%}
{%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}
{{ '<start_of_turn>model\\n' }}
{%- endif -%}
"""

_PHI_4 = """\
{%- for message in messages -%}
{{ '<|im_start|>' + message.role + '<|im_sep|>' + message.content + '<|im_end|>' }}
{%- endfor -%}
{%- if add_generation_prompt -%}
{{ '<|im_start|>assistant<|im_sep|>' }}
{%- endif -%}
"""

_PHI_4_MINI = """\
{%- for message in messages -%}
{{ '<|' + message.role + '|>' + message.content + '<|end|>' }}
{%- endfor -%}
{%- if add_generation_prompt -%}
{{ '<|assistant|>' }}
{%- endif -%}
"""

_MISTRAL = """\
{{- bos_token }}
{%- set ns = namespace(system='') -%}
{%- for message in messages -%}
{%- if message.role == 'system' -%}
{%- set ns.system = ns.system + message.content + '\\n\\n' -%}
{%- elif message.role == 'assistant' -%}
{{ ' ' + message.content | trim + eos_token }}
{%- else -%}
{{ '[INST] ' + ns.system + message.content + '[/INST]' }}
{%- set ns.system = '' -%}
{%- endif -%}
{%- endfor -%}
"""


@dataclass(frozen=True, slots=True)
class BuiltinTemplate:
    """A template that comes with onhand.

    Attributes:
        name: how it is asked for.
        text: its Jinja text.
        control_tokens: tokens that a vocabulary must have for it.
        stop_tokens: tokens that end an assistant's turn; where empty, the model's own EOS does.
    """

    name: str
    text: str
    control_tokens: frozenset[str]
    stop_tokens: tuple[str, ...]


BUILTIN_TEMPLATES: dict[str, BuiltinTemplate] = {
    template.name: template
    for template in (
        BuiltinTemplate(
            "phi-4",
            _PHI_4,
            frozenset({"<|im_start|>", "<|im_sep|>", "<|im_end|>"}),
            ("<|im_end|>",),
        ),
        BuiltinTemplate(
            "chatml", _CHATML, frozenset({"<|im_start|>", "<|im_end|>"}), ("<|im_end|>",)
        ),
        BuiltinTemplate(
            "llama-3",
            _LLAMA_3,
            frozenset({"<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"}),
            ("<|eot_id|>", "<|eom_id|>"),
        ),
        BuiltinTemplate(
            "gemma",
            _GEMMA,
            frozenset({"<start_of_turn>", "<end_of_turn>"}),
            ("<end_of_turn>",),
        ),
        BuiltinTemplate(
            "phi-4-mini",
            _PHI_4_MINI,
            frozenset({"<|user|>", "<|assistant|>", "<|end|>"}),
            ("<|end|>",),
        ),
        BuiltinTemplate("mistral", _MISTRAL, frozenset({"[INST]", "[/INST]"}), ()),
    )
}
"""The built-in templates by name, in the order in which `builtin_for` tries them."""


def builtin_for(vocabulary_tokens: Set[str]) -> str | None:
    """Return the name of the built-in template whose control tokens the vocabulary has.

    None means that no format can be told, so that a template must be named.
    """
    for template in BUILTIN_TEMPLATES.values():
        if template.control_tokens <= vocabulary_tokens:
            return template.name
    return None
