"""Makes saved states for tests, and damages them; shared with `bench/fuzz_state.py`."""

from __future__ import annotations

import hashlib
import json
import random
import struct
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from onhand.errors import StateError
from onhand.state import Identity, SavedState, StateHeader, read_state, write_state
from onhand.state.encryption import CHUNK_BYTES, HEAD_BYTES, TAG_BYTES
from onhand.state.format import PREAMBLE

KEY = bytes(range(32))
MEMORY_BOUND = 2 << 20
"""Bytes that reading may take beyond the file's own size (twice that when it is decrypted)."""

_HUGE = (0, 1, 3, 4, 255, 65536, *(2**n + d for n in (24, 31, 32, 40, 62, 63) for d in (-1, 0, 1)))
IDENTITY = Identity(
    runtime="fake",
    library_build="1 scripted",
    model="sha256:aa",
    tokenizer="sha256:bb",
    rope={"scaling": None, "freq_base": 1e4, "freq_scale": None, "is_beyond_original": False},
)


def state(n_tokens: int = 40, kv: bytes | None = None, **fields: Any) -> SavedState:
    """Return a state whose KV is `kv`, else some bytes that compress."""
    content = bytes(index * index % 251 for index in range(1500)) if kv is None else kv
    header = StateHeader(
        onhand="0.1.0",
        created_at="2026-11-21T00:00:00+00:00",
        model_name="tiny ✓",
        identity=IDENTITY,
        n_ctx=512,
        n_tokens=n_tokens,
        n_cached=max(0, n_tokens - 1) if content else 0,
        pending_bytes=b"\xf0\x9f",
        chat={"messages": [{"role": "user", "content": "a secret of mine"}]},
    )
    return SavedState(replace(header, **fields), list(range(300, 300 + n_tokens)), content)


def data(saved: SavedState | None = None, **options: Any) -> bytes:
    """Return a state's bytes."""
    written = write_state(None, state() if saved is None else saved, **options)
    assert written is not None
    return written


def plain(saved: SavedState) -> tuple[Any, ...]:
    """Return a state's contents, comparable whatever buffer holds its KV."""
    return saved.header, saved.tokens, bytes(saved.kv)


def reseal(
    head: bytes, tokens: bytes, kv: bytes, *, flags: int = 0, raw: int | None = None
) -> bytes:
    """Return a container of any contents whose lengths and digests are right."""
    n_raw = len(kv) if raw is None else raw
    preamble = PREAMBLE.pack(b"ONHANDST", 1, flags, 0, len(head), len(tokens), len(kv), n_raw)
    sections = (preamble, head, tokens, kv)
    digests = b"".join(hashlib.sha256(section).digest() for section in sections)
    body = b"".join(sections) + digests
    return body + struct.pack("<Q8s", len(body) + 16, b"STATEEND")


def sections(container: bytes) -> tuple[bytes, bytes, bytes]:
    """Return header, tokens and KV of a sound container as stored."""
    _, _, _, _, n_head, n_tokens, n_kv, _ = PREAMBLE.unpack_from(container)
    start = PREAMBLE.size
    cuts = (start, start + n_head, start + n_head + n_tokens, start + n_head + n_tokens + n_kv)
    return container[cuts[0] : cuts[1]], container[cuts[1] : cuts[2]], container[cuts[2] : cuts[3]]


class Damager:
    """Makes damaged states of sound ones; deterministic for a random generator."""

    def __init__(self, source: random.Random) -> None:
        noise = source.randbytes(3000)
        saved = (state(), state(3, b""), state(400, noise), state(0, b"", chat=None))
        self._random = source
        self.sound = {data(one): plain(one) for one in saved}
        self.sound |= {data(one, key=KEY): plain(one) for one in saved[:2]}
        self.sound |= {data(saved[0], compress=True): plain(saved[0])}
        large = state(2000, source.randbytes(CHUNK_BYTES + 5000))
        self._large = [data(large), data(large, key=KEY)]
        self.sound |= dict.fromkeys(self._large, plain(large))
        self._small = [one for one in self.sound if one not in self._large]
        self._ways: list[Callable[[bytearray], bytes]] = [
            self._flip, self._cut, self._splice, self._set_length, self._edit_header, self._recast,
        ]  # fmt: skip

    def case(self, index: int) -> bytes:
        """Return a damaged state; one in 500 is of more than a MB."""
        seeds = self._large if index % 500 == 499 else self._small
        seed = bytearray(self._random.choice(seeds))
        return self._random.choice(self._ways)(seed)

    def _flip(self, seed: bytearray) -> bytes:
        for _ in range(self._random.choice((1, 1, 1, 2, 5, 40))):
            seed[self._random.randrange(len(seed))] ^= 1 << self._random.randrange(8)
        return bytes(seed)

    def _cut(self, seed: bytearray) -> bytes:
        at = self._random.randrange(len(seed) + 1)
        way = self._random.randrange(4)
        if way == 0:
            return bytes(seed[:at])
        if way == 1:
            return bytes(seed[at:])
        if way == 2:
            return bytes(seed) + self._random.randbytes(self._random.randrange(1, 100))
        return bytes(seed[:at] + seed[at + self._random.choice((1, 4, 16, TAG_BYTES)) :])

    def _splice(self, seed: bytearray) -> bytes:
        other = self._random.choice(self._small)
        start, at = self._random.randrange(len(other)), self._random.randrange(len(seed))
        piece = other[start : start + self._random.choice((1, 8, 32, 100, len(other)))]
        is_insertion = self._random.random() < 0.5
        return bytes(seed[:at] + piece + seed[at + (0 if is_insertion else len(piece)) :])

    def _set_length(self, seed: bytearray) -> bytes:
        """Change a length, a version or a chunk's place."""
        if seed.startswith(b"ONHANDEN"):
            if len(seed) > HEAD_BYTES + CHUNK_BYTES:  # its two chunks in the other order
                first = HEAD_BYTES + CHUNK_BYTES + TAG_BYTES
                return bytes(seed[:HEAD_BYTES] + seed[first:] + seed[HEAD_BYTES:first])
            seed[8] = self._random.randrange(256)
            return bytes(seed)
        offset = self._random.choice((8, 16, 24, 32, 40, len(seed) - 16))
        value = self._random.choice(_HUGE)
        struct.pack_into("<Q", seed, offset, value % 2**64)
        return bytes(seed)

    def _edit_header(self, seed: bytearray) -> bytes:
        """Change the JSON and seal it again, so that only its meaning can give it away."""
        if seed.startswith(b"ONHANDEN"):
            return self._flip(seed)
        head, tokens, kv = sections(bytes(seed))
        flags, raw = seed[10], PREAMBLE.unpack_from(seed)[7]
        parsed = json.loads(head)
        target = self._random.choice((parsed, parsed["identity"]))
        name = self._random.choice(list(target))
        new = (None, -1, 2**70, 1.5, "", [], {}, [[]] * 50, "x" * 5000, True)
        way = self._random.randrange(3)
        if way == 0:
            del target[name]
        elif way == 1:
            target[name] = self._random.choice(new)
        else:
            target["new"] = 1
        text = json.dumps(parsed).encode()
        if self._random.random() < 0.1:
            text = self._random.choice(
                (b"[" * 90000, b"{}", b"[]", b"\xff", b'{"a":NaN}', b"9" * 9)
            )
        return reseal(text, tokens, kv, flags=flags, raw=raw)

    def _recast(self, seed: bytearray) -> bytes:
        """Move bytes between the sections, or claim another packing, and seal it again."""
        if seed.startswith(b"ONHANDEN"):
            return self._cut(seed)
        head, tokens, kv = sections(bytes(seed))
        way = self._random.randrange(4)
        if way == 0:
            tokens += self._random.randbytes(self._random.choice((1, 4, 400)))
        elif way == 1:
            kv = b""
        elif way == 2:
            tokens, kv = tokens[: len(tokens) // 8 * 4], kv[: self._random.randrange(len(kv) + 1)]
        flags = self._random.choice((0, 1, 1, 2, 255))
        raw = self._random.choice((len(kv), len(kv) + 1, 8 * len(kv) + 2**20, 2**62))
        return reseal(head, tokens, kv, flags=flags, raw=raw)


def outcome(damaged: bytes, sound: dict[bytes, tuple[Any, ...]]) -> str:
    """Read a damaged state; return what came of it.

    Raises:
        AssertionError: it was read, is not sealed, and is not what was saved.
    """
    key = KEY if damaged.startswith(b"ONHANDEN") else None
    try:
        found = read_state(damaged, key=key)
    except StateError as error:
        return type(error).__name__
    if damaged in sound:
        assert plain(found) == sound[damaged]
        return "restored exactly"
    again = data(SavedState(found.header, found.tokens, found.kv))
    assert plain(read_state(again)) == plain(found)
    assert key is None, "an encrypted state was changed unnoticed"
    head, tokens, kv = sections(damaged)
    sealed = reseal(head, tokens, kv, flags=damaged[10], raw=PREAMBLE.unpack_from(damaged)[7])
    assert sealed == damaged, "damage was not noticed"
    return "sealed again, sound"


def peak_memory(damaged: bytes) -> int:
    """Return the most bytes that reading a state held beside the state itself."""
    tracemalloc.start()
    try:
        key = KEY if damaged.startswith(b"ONHANDEN") else None
        try:
            read_state(damaged, key=key)
        except StateError:
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
