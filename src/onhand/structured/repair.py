"""JSON that was cut off: complete it, by a stack of what is open."""

from __future__ import annotations

import json
import re

_LITERALS = ("true", "false", "null")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_BLANKS = " \t\r\n"


def repair_json(text: str) -> str | None:
    """Return the first JSON value in `text` with what was cut off closed; None: there is none.

    Text before the first bracket (or, without one, before a quote, number or literal) and after
    the value's end is dropped. A cut string is closed, a half escape, number, literal or key is
    dropped or finished, a key without its value goes, and brackets are closed in the order in
    which they were opened. Valid JSON comes back as it is. The result always parses.
    """
    start = _start(text)
    if start is None:
        return None
    repaired = _Repair(text, start).run()
    try:
        json.loads(repaired)
    except (ValueError, RecursionError):
        return None
    return repaired


def _start(text: str) -> int | None:
    """Return where the value starts: at the first bracket, else where a bare value stands."""
    stripped = text.lstrip(_BLANKS)
    offset = len(text) - len(stripped)
    if not stripped:
        return None
    if stripped[0] in '"-0123456789' or stripped.startswith(_LITERALS):
        return offset
    if any(word.startswith(stripped) for word in _LITERALS):
        return offset
    brackets = [at for at in (text.find("{"), text.find("[")) if at >= 0]
    return min(brackets, default=None)


class _Repair:
    """One pass over a text: `out` is valid so far but for the brackets on the stack.

    `safe` is the length of `out` up to the last point where a comma or bracket may follow: what
    comes after it is dropped when the text ends before the value does.
    """

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._at = start
        self._out: list[str] = []
        self._stack: list[str] = []
        self._safe = 0
        self._wants = "value"

    def run(self) -> str:
        """Return the value, completed."""
        while self._at < len(self._text) and self._step():
            pass
        del self._out[self._safe :]
        closers = {"{": "}", "[": "]"}
        return "".join(self._out) + "".join(closers[b] for b in reversed(self._stack))

    def _step(self) -> bool:
        """Take one token; return whether there is more to take."""
        char = self._text[self._at]
        if char in _BLANKS:
            self._put(char)
            return True
        if self._wants == "value" and char not in "]}":
            return self._value(char)
        if self._wants == "key" and char == '"':
            return self._key()
        if self._wants == "colon" and char == ":":
            self._put(char)
            self._wants = "value"
            return True
        if char == "," and self._wants == "next":
            self._put(char)
            self._wants = "key" if self._stack[-1] == "{" else "value"
            return True
        return self._close(char)

    def _put(self, text: str, *, length: int | None = None) -> None:
        self._out.append(text)
        self._at += len(text) if length is None else length

    def _value(self, char: str) -> bool:
        if char in "{[":
            self._stack.append(char)
            self._put(char)
            self._safe = len(self._out)
            self._wants = "key" if char == "{" else "value"
            return True
        if char == '"':
            self._put_string()
        else:
            atom, length = _atom(self._text, self._at)
            if atom is None:
                return False
            self._put(atom, length=length)
        return self._valued()

    def _put_string(self) -> None:
        text, length = _string(self._text, self._at)
        self._put(text, length=length)

    def _key(self) -> bool:
        self._put_string()
        self._wants = "colon"
        return True

    def _close(self, char: str) -> bool:
        """Take a closing bracket; a wrong one, or anything else here, ends the value."""
        if not self._stack or char != {"{": "}", "[": "]"}[self._stack[-1]]:
            return False
        if any(not piece.isspace() for piece in self._out[self._safe :]):
            del self._out[self._safe :]  # a dangling comma or key before the bracket goes
        self._stack.pop()
        self._put(char)
        return self._valued()

    def _valued(self) -> bool:
        self._safe = len(self._out)
        self._wants = "next"
        return bool(self._stack)


def _string(text: str, start: int) -> tuple[str, int]:
    """Return the string literal at `start`, closed, and the length that it takes in `text`."""
    at = start + 1
    while at < len(text):
        if text[at] == '"':
            return _escaped(text[start : at + 1]), at + 1 - start
        at += 2 if text[at] == "\\" else 1
    return _escaped(_whole_escapes(text[start:])) + '"', len(text) - start


def _whole_escapes(text: str) -> str:
    """Drop a half escape, and half of a surrogate pair, at the end of a cut string."""
    cut = re.search(r"(?<!\\)(?:\\\\)*(\\(?:u[0-9a-fA-F]{0,3})?)$", text)
    if cut:
        text = text[: cut.start(1)]
    half = re.search(r"(?<!\\)(?:\\\\)*(\\u[dD][89abAB][0-9a-fA-F]{2})$", text)
    return text[: half.start(1)] if half else text


def _escaped(text: str) -> str:
    """Escape control characters, which JSON does not allow raw in strings."""
    return re.sub(r"[\x00-\x1f]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _atom(text: str, start: int) -> tuple[str | None, int]:
    """Return the number or literal at `start`, finished, and its length; None: there is none."""
    word = re.compile(r"[-+.\w]*").match(text, start)
    given = word.group() if word else ""
    is_cut = start + len(given) == len(text)
    for literal in _LITERALS:
        if given == literal or (is_cut and given and literal.startswith(given)):
            return literal, len(given)
    number = _NUMBER.match(given)
    if number and (number.end() == len(given) or is_cut):
        return number.group(), len(given)
    return None, 0
