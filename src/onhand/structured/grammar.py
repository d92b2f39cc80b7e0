"""Grammars for llguidance from response formats, and their check without a model.

llguidance is imported inside functions, so that importing onhand stays light.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from onhand.errors import GrammarError
from onhand.structured.marks import marked_rules

# Small models fill the budget with white space where it is free, so its place is fixed: as
# `json.dumps` writes it, which is how prompts show JSON to them.
_JSON_OPTIONS = {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "}
_HINT = "See docs/how-to/structured-output.md for what schemas and grammars may say."


def grammar_text(data: Mapping[str, Any], controls: Mapping[str, int] | None = None) -> str:
    """Return llguidance's grammar of a response format's data.

    Args:
        data: what `ResponseFormat.to_data` gave.
        controls: ids of the vocabulary's control tokens by their texts; None: it has none.

    Raises:
        GrammarError: the kind is unknown or the schema is no object.
    """
    from llguidance import LLMatcher

    kind, grammar = data["kind"], data["grammar"]
    try:
        if kind == "json":
            return str(LLMatcher.grammar_from_json_schema(grammar, overrides=_JSON_OPTIONS))
        if kind == "regex":
            return str(LLMatcher.grammar_from_regex(grammar))
        if kind == "lark":
            grammar += marked_rules(data.get("marks", {}), controls or {})
            return str(LLMatcher.grammar_from_lark(grammar))
    except (ValueError, TypeError) as error:
        raise GrammarError(f"The {kind} grammar is invalid: {error}.", hint=_HINT) from error
    raise GrammarError(f"Unknown kind of response format {kind!r}; known: json, regex, lark.")


def json_term(schema: Mapping[str, Any]) -> str:
    """Return the term of a Lark grammar that stands for JSON of a schema."""
    return "%json " + json.dumps({**schema, "x-guidance": _JSON_OPTIONS})


def check_grammar(data: Mapping[str, Any]) -> None:
    """Raise GrammarError unless the grammar is valid and can begin; no model is needed."""
    from llguidance import LLMatcher

    grammar = grammar_text(data)
    is_error, messages = LLMatcher.validate_grammar_with_warnings(grammar, _byte_tokenizer())
    if is_error:
        raise GrammarError(f"The {data['kind']} grammar: {_short(messages)}", hint=_HINT)
    matcher = LLMatcher(_byte_tokenizer(), grammar, log_level=0)
    matcher.compute_bitmask()
    if matcher.is_error():
        raise GrammarError(f"The {data['kind']} grammar allows no answer at all.", hint=_HINT)


def _short(messages: list[str]) -> str:
    return " ".join(" ".join(messages).split())[:500]


@lru_cache(maxsize=1)
def _byte_tokenizer() -> Any:
    """Return a tokenizer of single bytes: the smallest with which every text can be written."""
    from llguidance import LLTokenizer, TokenizerWrapper

    return LLTokenizer(TokenizerWrapper(_Bytes()))


class _Bytes:
    """What llguidance asks of a tokenizer, for single bytes."""

    eos_token_id = 256
    bos_token_id = None
    tokens = [*(bytes([value]) for value in range(256)), b"<eos>"]  # noqa: RUF012
    special_token_ids = [256]  # noqa: RUF012

    def __call__(self, text: bytes | str) -> list[int]:
        return list(text.encode() if isinstance(text, str) else text)
