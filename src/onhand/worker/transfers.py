"""Session caches on their way out of the worker or in, in parts that fit a frame.

One transfer at a time: the host begins the next when the last one has ended, and the beginning of
another drops what was left of it. A worker that died has none, and says so.
"""

from __future__ import annotations

from typing import Any

from onhand.errors import CapabilityError
from onhand.worker.sequences import SequencePool


class StateTransfers:
    """Answers the calls that save and restore sessions; runs in the worker thread."""

    def __init__(self, pool: SequencePool) -> None:
        self._pool = pool
        self._id = 0
        self._outgoing = b""
        self._incoming: dict[int, bytes] = {}

    def take_state(self, transfer_id: int, session_id: int, tokens: list[int]) -> tuple[int, int]:
        """Take a session's cache out; return its bytes and how many of `tokens` it holds.

        Both are 0 where the worker has nothing for it.

        Raises:
            EngineBusyError: the session generates.
        """
        self._begin(transfer_id)
        try:
            self._outgoing, n_cached = self._pool.state_of(session_id, tokens)
        except CapabilityError:
            return 0, 0  # the tokens alone can be saved on every runtime
        return len(self._outgoing), n_cached

    def read_state(self, transfer_id: int, offset: int, n_bytes: int) -> bytes | None:
        """Return a part of what `take_state` took; None: it is gone."""
        if transfer_id != self._id:
            return None
        return bytes(memoryview(self._outgoing)[offset : offset + n_bytes])

    def put_state(self, transfer_id: int, offset: int, data: Any) -> None:
        """Receive a part of a cache."""
        if transfer_id != self._id:
            self._begin(transfer_id)
        self._incoming[offset] = data

    def set_state(self, transfer_id: int, session_id: int, tokens: list[int], size: int) -> bool:
        """Make what was received the session's cache; False: there is no room, or a part is lost.

        Raises:
            StateCorruptError: the bytes do not fit; no session has changed.
        """
        parts = sorted(self._incoming.items()) if transfer_id == self._id else []
        self._begin(0)
        state = b"".join(data for _, data in parts)
        return len(state) == size and self._pool.restore(session_id, tokens, state)

    def end_transfer(self, transfer_id: int) -> None:
        """Forget what is left of a transfer."""
        if transfer_id == self._id:
            self._begin(0)

    def _begin(self, transfer_id: int) -> None:
        self._id = transfer_id
        self._outgoing = b""
        self._incoming = {}
