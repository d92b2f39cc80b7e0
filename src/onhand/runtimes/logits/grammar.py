"""GBNF grammars through llguidance: which tokens may come next.

llguidance reads Lark; its own converter turns GBNF into that. Conversion joins rules that hold no
other rules into terminals, which changes no language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from onhand.errors import GrammarError
from onhand.runtimes.base import Tokenizer

_HINT = 'GBNF is wanted: rules such as  root ::= "yes" | "no".'
_MAX_BYTES = 1 << 20
_MAX_DEPTH = 200  # the converter recurses at every bracket


class Grammar:
    """Where one generation stands in its grammar.

    The tokens that end a generation are looked after here: they may come wherever the text is
    complete, and after one of them only they may, as in llama.cpp.
    """

    def __init__(self, matcher: Any, eog_token_ids: list[int], n_tokens: int) -> None:
        self._matcher = matcher
        self._eog = frozenset(eog_token_ids)
        self._n_tokens = n_tokens
        self._is_over = False

    def mask(self) -> bytes:
        """Return the tokens that may come next: a bit each, in little-endian 32-bit words.

        Raises:
            GrammarError: the grammar is too complex to go on.
        """
        if self._is_over or self._matcher.is_stopped():
            words = bytearray((self._n_tokens + 31) // 32 * 4)
        else:
            words = bytearray(self._matcher.compute_bitmask())
            self._require_sound()
        ends = self._is_over or self._matcher.is_accepting()
        for token_id in self._eog:
            bit = 1 << (token_id % 8)
            words[token_id // 8] = words[token_id // 8] & ~bit | (bit if ends else 0)
        return bytes(words)

    def permits(self, token_id: int) -> bool:
        """Whether the token may come next."""
        if token_id in self._eog:
            return self._is_over or bool(self._matcher.is_accepting())
        if self._is_over or self._matcher.is_stopped():
            return False
        return bool(self._matcher.validate_tokens([token_id]) == 1)

    def accept(self, token_id: int) -> None:
        """Follow a token.

        Raises:
            GrammarError: the grammar forbids it; nothing was changed.
        """
        if not self.permits(token_id):
            raise GrammarError(f"The grammar does not allow token {token_id} here.")
        if token_id in self._eog:
            self._is_over = True
        elif not self._matcher.consume_token(token_id):
            self._require_sound()

    def _require_sound(self) -> None:
        if self._matcher.is_error():
            reason = " ".join(self._matcher.get_error().split())[:300]
            raise GrammarError(f"The grammar cannot go on: {reason}.")


class GrammarVocabulary:
    """A vocabulary as llguidance takes it; made at the first grammar, about 0.1 s at 32,000."""

    def __init__(self, tokenizer: Tokenizer, n_vocab: int, eog_token_ids: Iterable[int]) -> None:
        from llguidance import LLTokenizer, TokenizerWrapper

        self._wrapped = _Tokenizer(tokenizer, n_vocab, sorted(set(eog_token_ids)))
        self._native = LLTokenizer(
            TokenizerWrapper(self._wrapped), eos_token=self._wrapped.eos_token_ids
        )

    def grammar(self, text: str, root: str) -> Grammar:
        """Return a matcher at the beginning of a GBNF grammar.

        Raises:
            GrammarError: it is invalid, or has no rule `root`.
        """
        from llguidance import LLMatcher

        source = _lark(_checked(text), root)
        matcher = LLMatcher(self._native, LLMatcher.grammar_from_lark(source), log_level=0)
        if matcher.is_error():
            reason = " ".join(matcher.get_error().split())[:300]
            raise GrammarError(f"The grammar is invalid: {reason}.", hint=_HINT)
        wrapped = self._wrapped
        return Grammar(matcher, wrapped.eos_token_ids, len(wrapped.tokens))


class _Tokenizer:
    """What llguidance asks of a tokenizer."""

    bos_token_id = None

    def __init__(self, tokenizer: Tokenizer, n_vocab: int, eog_token_ids: list[int]) -> None:
        visible = [tokenizer.piece(token_id) for token_id in range(n_vocab)]
        self.tokens: list[bytes] = [
            piece or tokenizer.piece(token_id, special=True)
            for token_id, piece in enumerate(visible)
        ]
        self.eos_token_ids: list[int] = eog_token_ids or [n_vocab]
        if not eog_token_ids:
            self.tokens.append(b"<end>")
        self.eos_token_id: int = self.eos_token_ids[0]
        hidden = [token_id for token_id, piece in enumerate(visible) if not piece]
        self.special_token_ids: list[int] = sorted({*hidden, *self.eos_token_ids})
        self._ids = {piece: token_id for token_id, piece in enumerate(visible) if len(piece) == 1}

    def __call__(self, text: bytes | str) -> list[int]:
        """Return tokens of single bytes; only masks are asked for, which go by bytes."""
        raw = text.encode() if isinstance(text, str) else text
        return [self._ids[bytes([b])] for b in raw if bytes([b]) in self._ids]


def _checked(text: str) -> str:
    if not text.strip():
        raise GrammarError("The grammar is empty.", hint=_HINT)
    if len(text) > _MAX_BYTES:
        raise GrammarError(f"The grammar has {len(text)} letters; at most {_MAX_BYTES} are taken.")
    depth = deepest = 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        deepest = max(deepest, depth)
    if deepest > _MAX_DEPTH:
        raise GrammarError(
            f"The grammar nests {deepest} brackets; at most {_MAX_DEPTH} are taken.",
            hint="Give the inner parts rules of their own.",
        )
    return text


def _lark(text: str, root: str) -> str:
    """Return the grammar as Lark with `root` as its start rule."""
    from llguidance.gbnf_to_lark import gbnf_to_lark

    if root != "root":
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", root):
            raise GrammarError(f"{root!r} is no name of a rule.", hint=_HINT)
        text = f"{text}\nroot ::= {root}\n"
    try:
        return str(gbnf_to_lark(text))
    except Exception as error:  # the converter raises plain exceptions for rules that are missing
        reason = " ".join(str(error).split())[:300]
        raise GrammarError(
            f"The grammar is invalid: {reason} (start rule {root!r}).", hint=_HINT
        ) from error
