"""Whether a Lark grammar has a finite text: the endless kind that llguidance does not see."""

from __future__ import annotations

import re

from onhand.errors import GrammarError

_RULE = re.compile(r"^[ \t]*[?!]?([a-z_]\w*)[ \t]*(?:\[[^\]\n]*\])?[ \t]*:(?!:)", re.MULTILINE)
_NEXT = re.compile(r"^[ \t]*[?!]?[A-Za-z_]\w*[ \t]*(?:\[[^\]\n]*\])?[ \t]*:(?!:)", re.MULTILINE)
_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*"|/(?!/)(?:[^/\\\n]|\\.)+/)|//[^\n]*')
_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"\\]|\\.)*"i?|/(?:[^/\\\n]|\\.)+/[a-z]*|<[^>\s]+>)
    |(?P<repeat>\{\s*(?P<least>\d+)?[^}]*\}|~\s*(?P<times>\d+)(?:\s*\.\.\s*\d+)?)
    |(?P<name>[A-Za-z_]\w*)
    |(?P<mark>->|\.\.|[()\[\]|?*+])
    |\s+""",
    re.VERBOSE,
)


def require_finite_lark(grammar: str) -> None:
    """Raise GrammarError when every text of the grammar would have to be endless.

    `start: "a" start` is valid, but has no end. What this reader does not know (`%json`,
    parametric rules) it takes for satisfiable.
    """
    if "%" in _COMMENT.sub(lambda m: "" if m[1] is None else '""', grammar) or "::" in grammar:
        return
    rules = _rules(_COMMENT.sub(lambda m: m[1] or "", grammar))
    finite: set[str] = set()
    while True:
        found = {
            n for n, tokens in rules.items() if tokens is None or _is_finite(tokens, finite, rules)
        }
        if found == finite:
            break
        finite = found
    if "start" in rules and "start" not in finite:
        raise GrammarError(
            "The lark grammar can never be satisfied: its rules contain each other without end.",
            hint="Give a recursive rule an alternative that does not contain it.",
        )


def _rules(grammar: str) -> dict[str, list[tuple[str, str]] | None]:
    """Return each rule's tokens; None for a rule that this reader does not understand."""
    rules: dict[str, list[tuple[str, str]] | None] = {}
    for match in _RULE.finditer(grammar):
        following = _NEXT.search(grammar, match.end())
        body = grammar[match.end() : following.start() if following else len(grammar)]
        rules[match[1]] = _tokens(body)
    return rules


def _tokens(body: str) -> list[tuple[str, str]] | None:
    tokens, at = [], 0
    while at < len(body):
        match = _TOKEN.match(body, at)
        if match is None:
            return None
        at = match.end()
        if match["text"]:
            tokens.append(("text", match["text"]))
        elif match["repeat"]:
            tokens.append(("repeat", match["least"] or match["times"] or "0"))
        elif match["name"]:
            tokens.append(("name", match["name"]))
        elif match["mark"]:
            tokens.append(("mark", match["mark"]))
    return tokens


def _is_finite(
    tokens: list[tuple[str, str]], finite: set[str], rules: dict[str, list[tuple[str, str]] | None]
) -> bool:
    result, _ = _alternatives(tokens, 0, finite, rules)
    return result


def _alternatives(
    tokens: list[tuple[str, str]],
    at: int,
    finite: set[str],
    rules: dict[str, list[tuple[str, str]] | None],
) -> tuple[bool, int]:
    """Return whether some alternative from `at` on is finite, and where the group ends."""
    is_any, is_sequence, is_last = False, True, True
    while at < len(tokens):
        kind, value = tokens[at]
        at += 1
        if kind == "repeat" or (kind == "mark" and value in "?*+"):
            if value in ("?", "*", "0"):
                is_last = True
            continue
        if (kind, value) == ("mark", "->"):
            at += 1  # an alias names the alternative and is no part of it
            continue
        if kind == "mark" and value in ")]":
            break
        is_sequence, is_last = is_sequence and is_last, True
        if kind == "mark" and value == "|":
            is_any, is_sequence = is_any or is_sequence, True
        elif kind == "mark" and value in "([":
            is_last, at = _alternatives(tokens, at, finite, rules)
            is_last = is_last or value == "["
        elif kind == "name":
            is_last = value not in rules or value in finite
    return is_any or (is_sequence and is_last), at
