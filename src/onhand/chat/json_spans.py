"""Where JSON objects begin and end in text that arrives in pieces."""

from __future__ import annotations


class JsonSpans:
    """Follows one JSON value character by character and finds the calls in it.

    A call is the value itself when that is an object, or each object of the value when that is an
    array. Indices count the characters that were fed.
    """

    __slots__ = ("_is_escaped", "_is_text", "_n", "_stack", "closed", "is_over", "opened")

    def __init__(self) -> None:
        self._stack: list[str] = []
        self._is_text = self._is_escaped = False
        self._n = 0
        self.opened: int | None = None
        """Start of the call that is open; None: none is."""
        self.closed: list[tuple[int, int]] = []
        """Start and end of the calls that are complete, in order."""
        self.is_over: bool = False
        """Whether the value is complete."""

    def feed(self, text: str) -> int:
        """Follow `text` and return how many of its characters belong to the value."""
        for taken, char in enumerate(text):
            self._follow(char)
            self._n += 1
            if self.is_over:
                return taken + 1
        return len(text)

    def _follow(self, char: str) -> None:
        if self._is_text:
            if self._is_escaped:
                self._is_escaped = False
            elif char == "\\":
                self._is_escaped = True
            elif char == '"':
                self._is_text = False
        elif char == '"':
            self._is_text = True
        elif char in "{[":
            self._stack.append(char)
            if char == "{" and self.opened is None and self._stack in (["{"], ["[", "{"]):
                self.opened = self._n
        elif char in "}]":
            self._close()

    def _close(self) -> None:
        if self._stack:
            self._stack.pop()
        at_call = self._stack in ([], ["["])
        if self.opened is not None and at_call:
            self.closed.append((self.opened, self._n + 1))
            self.opened = None
        self.is_over = not self._stack
