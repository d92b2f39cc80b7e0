"""Token masks that hold a generation to a response format. Used by the worker; no native handles.

A `ConstraintVocabulary` is built once per model, a `TokenConstraint` once per request.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from onhand.errors import GrammarError
from onhand.structured.digits import DigitLimit, Place
from onhand.structured.grammar import grammar_text

_SENTINEL = b"\x02"


class ConstraintVocabulary:
    """A model's vocabulary in the form that masks are computed from. Immutable; any thread."""

    __slots__ = ("_limit", "_tokenizer", "controls", "n_vocab", "tokens")

    def __init__(
        self,
        tokens: Sequence[bytes],
        *,
        eog_ids: Collection[int],
        special_ids: Collection[int] = (),
        encode: Callable[[bytes], Sequence[int]] | None = None,
    ) -> None:
        """Index the vocabulary (about 3 ms at 512 tokens, half a second at 128 k).

        Args:
            tokens: bytes of every token by id.
            eog_ids: tokens that end a generation; allowed wherever the form is complete.
            special_ids: control tokens, which never stand for their text.
            encode: the model's own tokenizer, without BOS and without reading control tokens;
                None: the longest token that fits is taken each time. It matters for text that the
                form forces: the model knows its own way of splitting it best.

        Raises:
            ValueError: a token id is not in the vocabulary.
        """
        from llguidance import LLTokenizer, TokenizerWrapper

        self.n_vocab: int = len(tokens)
        self.tokens: Sequence[bytes] = tokens
        self.controls: dict[str, int] = {
            tokens[token_id].decode(errors="replace"): token_id for token_id in special_ids
        }
        self._limit: DigitLimit | None = None
        ends = sorted(set(eog_ids)) or [self.n_vocab]
        listed = [*tokens, b"<end>"] if not eog_ids else list(tokens)
        if ends[0] < 0 or ends[-1] >= len(listed):
            raise ValueError(f"end-of-generation ids {ends} exceed {self.n_vocab} tokens")
        wrapped = _Tokenizer(listed, ends[0], sorted({*special_ids, *ends}), encode)
        self._tokenizer = LLTokenizer(TokenizerWrapper(wrapped), eos_token=ends)

    @property
    def digit_limit(self) -> DigitLimit:
        """What takes digits out of masks; made when a number first needs it."""
        if self._limit is None:
            self._limit = DigitLimit(self.tokens)
        return self._limit

    def matcher(self, grammar: str) -> Any:
        """Return llguidance's matcher of a grammar over this vocabulary.

        Raises:
            GrammarError: the grammar is invalid.
        """
        from llguidance import LLMatcher

        matcher = LLMatcher(self._tokenizer, grammar, log_level=0)
        if matcher.is_error():
            raise GrammarError(f"The grammar is invalid: {matcher.get_error()[:500]}.")
        return matcher


class TokenConstraint:
    """Where one generation stands in its form. One thread at a time."""

    __slots__ = ("_matcher", "_places", "_vocabulary")

    def __init__(self, vocabulary: ConstraintVocabulary, data: Mapping[str, Any]) -> None:
        """Start at the beginning of the form that `ResponseFormat.to_data` gave.

        Raises:
            GrammarError: it is invalid.
        """
        self._vocabulary = vocabulary
        self._matcher = vocabulary.matcher(grammar_text(data, vocabulary.controls))
        self._places = [Place()] if data["kind"] == "json" else []

    def mask(self) -> bytes:
        """Return the tokens that may come next: one bit each, in little-endian 32-bit words.

        The GIL is released meanwhile, so that it can be computed while a decode runs.

        Raises:
            GrammarError: the form is over, or too complex to go on.
        """
        mask = self._matcher.compute_bitmask()
        self._require_sound()
        n_bytes = (self._vocabulary.n_vocab + 31) // 32 * 4
        mask = _without_tail(mask[:n_bytes], self._vocabulary.n_vocab)
        if self._places and self._places[-1].is_over:
            return self._vocabulary.digit_limit.apply(mask)
        return mask

    def accept(self, token_id: int) -> None:
        """Take the token that was chosen.

        Raises:
            GrammarError: it is not allowed here.
        """
        if not self._matcher.consume_token(token_id):
            self._require_sound()
            raise GrammarError(f"Token {token_id} does not fit the response format here.")
        if self._places and token_id < self._vocabulary.n_vocab:
            self._places.append(self._places[-1].after(self._vocabulary.tokens[token_id]))

    @property
    def is_stopped(self) -> bool:
        """Whether the form is complete and nothing but the end can follow: stop generating."""
        return bool(self._matcher.is_stopped())

    @property
    def is_accepting(self) -> bool:
        """Whether the text so far is a complete answer."""
        return bool(self._matcher.is_accepting())

    def forced_tokens(self) -> list[int]:
        """Return tokens that must come next whatever the model says; often empty."""
        return [int(token_id) for token_id in self._matcher.compute_ff_tokens()]

    def copy(self) -> TokenConstraint:
        """Return an independent constraint at the same place."""
        twin = object.__new__(TokenConstraint)
        twin._vocabulary = self._vocabulary
        twin._matcher = self._matcher.deep_copy()
        twin._places = list(self._places)
        return twin

    def rollback(self, n_tokens: int) -> None:
        """Take back the last `n_tokens` that were accepted (speculation).

        Raises:
            GrammarError: there are not that many.
        """
        if not self._matcher.rollback(n_tokens):
            raise GrammarError(f"The response format cannot go back {n_tokens} tokens.")
        if self._places and n_tokens:
            del self._places[-n_tokens:]

    def _require_sound(self) -> None:
        if self._matcher.is_error():
            reason = " ".join(self._matcher.get_error().split())[:300]
            raise GrammarError(f"The response format cannot go on: {reason}.")


class _Tokenizer:
    """What llguidance asks of a tokenizer, over a model's vocabulary."""

    bos_token_id = None

    def __init__(
        self,
        tokens: list[bytes],
        eos_token_id: int,
        special_ids: list[int],
        encode: Callable[[bytes], Sequence[int]] | None,
    ) -> None:
        self.tokens: Sequence[bytes] = tokens
        self.eos_token_id = eos_token_id
        self.special_token_ids = special_ids
        specials = set(special_ids)
        self._ids = {text: n for n, text in enumerate(tokens) if text and n not in specials}
        self._longest = max(map(len, self._ids), default=1)
        self._encode = encode
        self._lead = list(encode(_SENTINEL)) if encode else []

    def __call__(self, text: bytes | str) -> list[int]:
        raw = text.encode() if isinstance(text, str) else text
        if self._encode is None:
            return self._longest_match(raw)
        # A vocabulary may put a space before text; behind a sentinel it does not.
        ids = list(self._encode(_SENTINEL + raw))
        n_lead = len(self._lead)
        if ids[:n_lead] != self._lead:
            return self._longest_match(raw)
        return ids[n_lead:]

    def _longest_match(self, raw: bytes) -> list[int]:
        ids, at = [], 0
        while at < len(raw):
            for length in range(min(self._longest, len(raw) - at), 0, -1):
                token_id = self._ids.get(raw[at : at + length])
                if token_id is not None:
                    ids.append(token_id)
                    at += length
                    break
            else:
                at += 1  # a byte that no token has; masks are by bytes and do not need it
        return ids


def _without_tail(mask: bytes, n_vocab: int) -> bytes:
    """Clear the bits of the last word that belong to no token."""
    extra = -n_vocab % 32
    if not extra:
        return mask
    last = int.from_bytes(mask[-4:], "little") & ((1 << (32 - extra)) - 1)
    return mask[:-4] + last.to_bytes(4, "little")
