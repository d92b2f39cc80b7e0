"""Whose fault a death was: what the worker had then is sent again a part at a time.

A request is given up when the worker died of it twice with no token between. Were all sent again at
once, one that kills the worker would have its company given up as well. So first come those that
have shown a token in some life, together, then the others one by one, each when those before have
shown that they do no harm.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from onhand.worker.live import LiveRequest


class Suspects:
    """Requests that were with the worker when it died; lives on the host's event loop."""

    def __init__(self) -> None:
        self._held: deque[list[LiveRequest]] = deque()
        self._tried: list[LiveRequest] = []
        self._resend: Callable[[LiveRequest], None] = _ignore

    def __contains__(self, live: LiveRequest) -> bool:
        """Whether the request waits for its turn, so that no worker has it."""
        return any(live in group for group in self._held)

    def begin(self, requests: Sequence[LiveRequest], resend: Callable[[LiveRequest], None]) -> None:
        """Send the first of them, by priority; forget who waited before."""
        ordered = sorted(requests, key=lambda live: -live.message.priority)
        begun = [live for live in ordered if live.generated]
        self._held = deque([begun, *([live] for live in ordered if not live.generated)])
        self._tried = []
        self._resend = resend
        self.go_on()

    def go_on(self) -> None:
        """Send the next ones if all that were sent have shown a token or have ended."""
        while self._held and not any(live.is_suspect for live in self._tried):
            self._tried = [live for live in self._held.popleft() if live.is_suspect]
            for live in self._tried:
                self._resend(live)


def _ignore(_: LiveRequest) -> None:
    """Stand in for what nobody has asked for yet."""
