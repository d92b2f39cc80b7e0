"""The paged cache of a model: which of our sequences lies where, and how long it is.

The engine's numbers are mapped to native ones, because a native sequence that shares pages cannot
always forget its tail: it is then forked at the place, and the old one removed.
"""

from __future__ import annotations

from typing import Any, Final

from onhand.errors import DecodeError
from onhand.runtimes.base import CacheFullError
from onhand.runtimes.mlc.library import Library

PAGE_SIZE: Final = 16


class PagedCache:
    """Sequences in pages of 16 tokens. One thread."""

    def __init__(
        self, library: Library, make: Any, *, n_sequences: int, n_cells: int, chunk: int
    ) -> None:
        shape, function = library.shape, library.function
        # Forks and cuts leave a page of each sequence partly used; its rest is not lost to others.
        n_spare = 2 * (n_sequences + 1) * PAGE_SIZE
        self.native: Any = make(
            shape(2 * n_sequences + 1),
            shape(n_cells + n_spare),
            shape(chunk),
            shape(PAGE_SIZE),
            shape(0),
        )
        self._shape = shape
        self._add = function("vm.builtin.kv_state_add_sequence")
        self._remove = function("vm.builtin.kv_state_remove_sequence")
        self._fork = function("vm.builtin.kv_state_fork_sequence")
        self._begin = function("vm.builtin.kv_state_begin_forward")
        self._end = function("vm.builtin.kv_state_end_forward")
        self._n_free_pages = function("vm.builtin.attention_kv_cache_get_num_available_pages")
        self._natives: dict[int, int] = {}
        self._lengths: dict[int, int] = {}
        self._next = 0

    def length(self, sequence_id: int) -> int:
        """Return how many tokens a sequence holds."""
        return self._lengths.get(sequence_id, 0)

    def require_room(self, added: dict[int, int]) -> None:
        """Raise CacheFullError unless the sequences can grow by this many tokens each."""
        wanted = 0
        for sequence_id, n_tokens in added.items():
            length = self.length(sequence_id)
            in_page = -length % PAGE_SIZE
            wanted += -(-max(0, n_tokens - in_page) // PAGE_SIZE)
        if wanted > int(self._n_free_pages(self.native)):
            raise CacheFullError

    def begin(self, added: dict[int, int]) -> None:
        """Announce the tokens of the next forward pass."""
        for sequence_id in added:
            if sequence_id not in self._natives:
                self._natives[sequence_id] = self._new()
                self._add(self.native, self._natives[sequence_id])
                self._lengths[sequence_id] = 0
        natives = [self._natives[sequence_id] for sequence_id in added]
        self._begin(self.native, self._shape(*natives), self._shape(*added.values()))
        for sequence_id, n_tokens in added.items():
            self._lengths[sequence_id] += n_tokens

    def end(self) -> None:
        """Close the forward pass."""
        self._end(self.native)

    def truncate(self, sequence_id: int, length: int) -> None:
        """Forget all but the first `length` tokens."""
        if length >= self.length(sequence_id):
            return
        old = self._natives.pop(sequence_id)
        del self._lengths[sequence_id]
        if length > 0:
            new = self._new()
            self._fork(self.native, old, new, length)
            self._natives[sequence_id] = new
            self._lengths[sequence_id] = length
        self._remove(self.native, old)

    def copy(self, source: int, target: int, length: int) -> None:
        """Let `target` hold the first `length` tokens of `source`, sharing their pages."""
        if length > self.length(source):
            raise DecodeError(f"Sequence {source} has {self.length(source)} tokens, not {length}.")
        self.truncate(target, 0)
        if length <= 0:
            return
        new = self._new()
        self._fork(self.native, self._natives[source], new, length)
        self._natives[target] = new
        self._lengths[target] = length

    def _new(self) -> int:
        self._next += 1
        return self._next
