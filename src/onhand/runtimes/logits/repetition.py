"""DRY: a growing penalty on tokens that would continue a repetition.

The rule is p-e-w's "Don't Repeat Yourself" sampler as llama.cpp has it. Instead of searching the
context at each token, the length of the match that ends at each position is kept and moved on.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Final, TypeAlias

import numpy as np

from onhand.runtimes.base import Tokenizer
from onhand.runtimes.logits.ranking import Logits
from onhand.types.sampling import SamplingParams

Breakers: TypeAlias = "dict[int, list[tuple[int, ...]]]"
"""First token -> what may follow it to complete a text that breaks sequences (often nothing)."""

_LN_MAX: Final = 88.7228391  # of 32-bit floats
_MAX_BREAKER_BYTES = 40
_MAX_TAIL_TOKENS = 20


class RepetitionPenalty:
    """The tokens of one request that DRY looks back on, and their matches with its end."""

    def __init__(self, params: SamplingParams, window: int, breakers: Breakers) -> None:
        self._multiplier = params.dry_multiplier
        self._base = params.dry_base
        self._allowed = params.dry_allowed_length
        self._window = window
        self._breakers = breakers
        self._tokens = np.zeros(2 * window + 1, dtype=np.int32)
        self._matches = np.zeros(2 * window + 1, dtype=np.int32)
        self._size = 0
        self._heads: list[int] = []  # positions of tokens that may begin a breaker
        has_growth = self._base > 1.000001
        self._max_exponent = int(_LN_MAX / math.log(self._base)) if has_growth else None

    def accept(self, token_id: int) -> None:
        """Append a token and move every match on by it (O(window), vectorised)."""
        if self._size == len(self._tokens):
            self._compact()
        size = self._size
        tokens, matches = self._tokens[:size], self._matches[:size]
        grown = np.empty_like(matches)
        if size:
            grown[0] = 1
            np.add(matches[:-1], 1, out=grown[1:])
            grown *= tokens == token_id
            self._matches[:size] = grown
        self._tokens[size] = token_id
        self._matches[size] = 0
        if token_id in self._breakers:
            self._heads.append(size)
        self._size = size + 1

    def _compact(self) -> None:
        dropped = self._size - self._window
        for row in (self._tokens, self._matches):
            row[: self._window] = row[dropped : self._size].copy()
        self._heads = [head - dropped for head in self._heads if head >= dropped]
        self._size = self._window

    def apply(self, logits: Logits) -> None:
        """Lower in place the logits [n_vocab] of tokens that would continue a repetition."""
        start = max(0, self._size - self._window)
        n_seen = self._size - start
        longest = min(n_seen, self._longest_allowed(start))
        if n_seen <= self._allowed or longest < self._allowed:
            return
        matches = self._matches[start : self._size - 1]
        room = np.arange(1, len(matches) + 1, dtype=np.int32)  # no match reaches past the window
        lengths = np.minimum(np.minimum(matches, room), longest)
        repeating = np.flatnonzero(lengths >= self._allowed)
        worst: dict[int, int] = {}
        following = self._tokens[start + 1 + repeating].tolist()
        for token_id, length in zip(following, lengths[repeating].tolist(), strict=True):
            worst[token_id] = max(length, worst.get(token_id, 0))
        for token_id, length in worst.items():
            if () not in self._breakers.get(token_id, ()):
                logits[token_id] -= self._penalty(length)

    def _penalty(self, length: int) -> float:
        exponent = length - self._allowed
        if self._max_exponent:
            exponent = min(exponent, self._max_exponent)
        return self._multiplier * self._base**exponent

    def _longest_allowed(self, start: int) -> int:
        """Return how many tokens lie after the last breaker in the window."""
        end = self._size
        for head in reversed(self._heads):
            if head < start:
                break
            after = tuple(self._tokens[head + 1 : min(end, head + 1 + _MAX_TAIL_TOKENS)].tolist())
            tails = [t for t in self._breakers[int(self._tokens[head])] if after[: len(t)] == t]
            if tails:
                return end - 1 - head - max(map(len, tails))
        return end - start


def find_breakers(texts: tuple[str, ...], tokenizer: Tokenizer, n_vocab: int) -> Breakers:
    """Return every token that can begin one of `texts`, with what completes it.

    A token that holds the whole text needs nothing more; one that ends with its beginning needs
    the tokens of the rest. About 15 ms for four texts and 32,000 tokens.
    """
    pieces = [tokenizer.piece(token_id, special=True) for token_id in range(n_vocab)]
    found: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    for text in texts:
        breaker = text.encode()[:_MAX_BREAKER_BYTES]
        first, tails = breaker[0], {}
        for token_id, piece in enumerate(pieces):
            if first not in piece:
                continue
            if breaker in piece:
                found[token_id].append(())
                continue
            for length in _overlaps(piece, breaker):
                if length not in tails:
                    rest = breaker[length:].decode("utf-8", errors="ignore")
                    encoded = tokenizer.encode(rest, add_special=False)
                    tails[length] = tuple(encoded[:_MAX_TAIL_TOKENS])
                if tails[length] not in found[token_id]:
                    found[token_id].append(tails[length])
    return dict(found)


def _overlaps(piece: bytes, breaker: bytes) -> list[int]:
    """Return the lengths of the beginnings of `breaker` that `piece` ends with."""
    most = min(len(piece), len(breaker) - 1)
    return [length for length in range(1, most + 1) if piece.endswith(breaker[:length])]
