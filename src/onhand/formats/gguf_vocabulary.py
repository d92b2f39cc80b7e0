"""Checks a vocabulary for what makes native loaders abort: the same token twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from onhand.errors import ModelCorruptError
from onhand.formats.gguf_cursor import Cursor
from onhand.formats.gguf_header import GgufArray, Value
from onhand.formats.gguf_metadata import MAX_TEXT_BYTES
from onhand.formats.gguf_reader import Reader

TOKENS_KEY: Final = "tokenizer.ggml.tokens"
MAX_VOCABULARY: Final = 1 << 20
"""Most tokens; the largest vocabularies in use have about a quarter of it."""


def check_vocabulary(reader: Reader, metadata: Mapping[str, Value]) -> None:
    """Refuse a vocabulary in which two tokens have the same text.

    llama.cpp keeps the texts up to a zero byte, names empty ones by their index, and aborts the
    process when two are equal (`llama-vocab.cpp`). A header without a vocabulary passes.

    Raises:
        ModelCorruptError: a text occurs twice, or there are too many.
    """
    tokens = metadata.get(TOKENS_KEY)
    if isinstance(tokens, GgufArray) and tokens.element_type == "string":
        count = tokens.count
        if count > MAX_VOCABULARY:
            raise ModelCorruptError(
                f"The vocabulary has {count} tokens (byte {tokens.offset}); "
                f"at most {MAX_VOCABULARY} are possible."
            )
        if _n_distinct(reader, tokens) != count:
            raise ModelCorruptError(
                f"A token occurs twice among the {count} of the vocabulary, "
                f"which begins at byte {tokens.offset}."
            )
    elif isinstance(tokens, tuple):
        texts = [token.partition("\0")[0] for token in tokens if isinstance(token, str)]
        named = [text for text in texts if text]
        if len(set(named)) != len(named):
            raise ModelCorruptError(
                f"A token occurs twice among the {len(tokens)} of the vocabulary."
            )


def _n_distinct(reader: Reader, tokens: GgufArray) -> int:
    """Return how many texts the loader would tell apart; empty ones each count."""
    cursor = Cursor(reader)
    cursor.skip(tokens.offset)
    n_empty = 0
    seen = set()
    for text in cursor.texts(tokens.count, "a token", MAX_TEXT_BYTES):
        if text:
            seen.add(text)
        else:
            n_empty += 1
    if b"\0" in b"".join(seen):  # one search for all: a search in each would double the time
        n_empty += sum(text.startswith(b"\0") for text in seen)
        seen = {text.partition(b"\0")[0] for text in seen} - {b""}
    return len(seen) + n_empty
