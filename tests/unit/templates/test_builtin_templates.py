"""The templates that come with onhand: their exact text, and how one is chosen."""

from __future__ import annotations

import pytest

from onhand.templates import BUILTIN_TEMPLATES, ChatTemplate, builtin_for

MESSAGES = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "One?"},
    {"role": "assistant", "content": "Two."},
    {"role": "user", "content": "Three?"},
]

EXPECTED = {
    "chatml": (
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nOne?<|im_end|>\n"
        "<|im_start|>assistant\nTwo.<|im_end|>\n<|im_start|>user\nThree?<|im_end|>\n"
        "<|im_start|>assistant\n"
    ),
    "llama-3": (
        "<s><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\nOne?<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\nTwo.<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\nThree?<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\n"
    ),
    "gemma": (
        "<s><start_of_turn>user\nBe brief.\n\nOne?<end_of_turn>\n"
        "<start_of_turn>model\nTwo.<end_of_turn>\n"
        "<start_of_turn>user\nThree?<end_of_turn>\n<start_of_turn>model\n"
    ),
    "phi-4": (
        "<|im_start|>system<|im_sep|>Be brief.<|im_end|><|im_start|>user<|im_sep|>One?<|im_end|>"
        "<|im_start|>assistant<|im_sep|>Two.<|im_end|><|im_start|>user<|im_sep|>Three?<|im_end|>"
        "<|im_start|>assistant<|im_sep|>"
    ),
    "phi-4-mini": (
        "<|system|>Be brief.<|end|><|user|>One?<|end|><|assistant|>Two.<|end|>"
        "<|user|>Three?<|end|><|assistant|>"
    ),
    "mistral": "<s>[INST] Be brief.\n\nOne?[/INST] Two.</s>[INST] Three?[/INST]",
}


@pytest.mark.parametrize("name", BUILTIN_TEMPLATES)
def test_a_builtin_prints_its_makers_format(name: str) -> None:
    template = ChatTemplate.builtin(name, bos_token="<s>", eos_token="</s>")
    assert template.render(MESSAGES) == EXPECTED[name]


@pytest.mark.parametrize("name", BUILTIN_TEMPLATES)
def test_without_generation_prompt_the_assistants_turn_is_not_begun(name: str) -> None:
    template = ChatTemplate.builtin(name, bos_token="<s>", eos_token="</s>")
    closed = template.render(MESSAGES, add_generation_prompt=False)
    assert EXPECTED[name].startswith(closed)
    assert "assistant" not in closed[len(closed) - 12 :]


@pytest.mark.parametrize("name", BUILTIN_TEMPLATES)
def test_a_vocabulary_that_has_a_formats_tokens_gets_it(name: str) -> None:
    tokens = set(BUILTIN_TEMPLATES[name].control_tokens) | {"hello", "<s>"}
    assert builtin_for(tokens) == name


@pytest.mark.parametrize(
    "tokens", [set(), {"hello"}, {"<|im_start|>"}, {"x<|im_start|><|im_end|>"}]
)
def test_a_vocabulary_without_them_gets_none(tokens: set[str]) -> None:
    assert builtin_for(tokens) is None


def test_stop_tokens_are_in_the_vocabulary_that_the_format_asks_for() -> None:
    for template in BUILTIN_TEMPLATES.values():
        for token in template.stop_tokens[:1]:
            assert token in template.control_tokens


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="chatml, gemma, llama-3"):
        ChatTemplate.builtin("vicuna")
