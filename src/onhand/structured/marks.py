"""Texts in a Lark grammar that a model may write as control tokens, such as `[ARGS]` or `<|"|>`.

A mask goes by bytes, and a control token never stands for its own. Whether a text is one token or
many is known where the vocabulary is, so a grammar names such texts and gets rules for them there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

UNTIL = "until_"
"""Names that begin so stand for any text up to and with theirs; other names for theirs alone."""


def marked_rules(marks: Mapping[str, str], controls: Mapping[str, int]) -> str:
    """Return the Lark rules of `marks`.

    Args:
        marks: texts by the name of their rule.
        controls: ids of a vocabulary's control tokens by their texts.
    """
    return "".join(f"\n{_rule(name, text, controls)}" for name, text in marks.items())


def _rule(name: str, text: str, controls: Mapping[str, int]) -> str:
    parts = list(_parts(text, controls))
    if not name.startswith(UNTIL):
        return f"{name}: {_written(parts)}"
    if not any(isinstance(part, int) for part in parts):
        return f"{name}[suffix={_quoted(text)}]: /(?s:.*)/"
    # no text runs into a control token, but it would swallow what stands before one
    lead = parts.pop(0) if isinstance(parts[0], str) else ""
    return f"{name}: /(?s:.*){_escaped(str(lead))}/ {_written(parts)}"


def _written(parts: Sequence[str | int]) -> str:
    written = [f"<[{part}]>" if isinstance(part, int) else _quoted(part) for part in parts]
    return " ".join(written) or _quoted("")


def _parts(text: str, controls: Mapping[str, int]) -> Iterator[str | int]:
    """Divide a text at the control tokens in it; of two at one place the longer counts."""
    found = [token for token in controls if token and token in text]
    while text:
        starts = [(text.find(token), -len(token), token) for token in found if token in text]
        if not starts:
            yield text
            return
        at, _, token = min(starts)
        if at:
            yield text[:at]
        yield controls[token]
        text = text[at + len(token) :]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _escaped(text: str) -> str:
    """Return a pattern that matches the text, in Rust's syntax between slashes."""
    return "".join(char if char.isalnum() else f"\\x{{{ord(char):x}}}" for char in text)
