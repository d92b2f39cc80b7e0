# ruff: noqa: E501 - patterns read best in one piece
"""Questions whose words stand as in a statement, and the other way round: "Where you live?", "asked me where do I live"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.verbs import base_of, inflected, is_verb
from onhand.rewrite.rules.mending.slips import Rule

_KNOW = r"(?:know|tell me|tell us|wonder|sure|explain|ask|asked|understand|remember|see|forgot|idea|check|find out)"


def _not_asked(match: re.Match[str]) -> str:
    """Return "asked me where I live" for "asked me where do I live"."""
    verb = match["verb"].lower()
    if not is_verb(verb):
        return match[0]
    form = {"do": verb, "does": inflected(verb, "third"), "did": inflected(verb, "past")}
    return f"{match[1]}{match[2]} {match[3]} {match[5]} {form[match[4].lower()]}"


def _do_you(match: re.Match[str]) -> str:
    verb = match["verb"].lower()
    if not is_verb(verb) or (
        verb in ("have", "go", "see", "come", "leave") and match[2].lower() == "when"
    ):
        return match[0]
    return f"{match[1]}{match[2]} do {match[3]} {match['verb']}{match[5]}"


def _reordered(match: re.Match[str]) -> str:
    if re.search(
        r"\b(?:matter|point|use|who|that|which|in|on|for|to|of|at|with|going|doing)\b",
        match["what"],
    ):
        return match[0]
    return f"{match[1]} {match[2]} {match['what']} {match[3]}"


QUESTIONS: tuple[Rule, ...] = (
    ("mean", r"(^|[.!?] )([Ww])hat means (?=[^?.!]{1,30}\?)([^?.!]+)\?", r"\1\2hat does \3 mean?"),
    ("how", r"\b([Hh]ow) (?=(?:do|does|did|can|would) (?:you|they|we) (?:call|say) (?:this|that|it)\b)(?!\w+ \w+ say (?:that|it)\b)(?! ?do you say)", lambda m: "What " if m[1][0] == "H" else "what "),
    ("when where why how what", r"(^|[.!?] )([Ww]hen|[Ww]here|[Ww]hy|[Ww]hat|[Hh]ow) (you|we|they|I) (?P<verb>(?!doing)[a-z]+)\b((?: [\w'’-]+){0,8}\?)", _do_you),
    ("cost", r"(^|[.!?,] )(how much) costs? ([^?.]+)\?", lambda m: f"{m[1]}{m[2]} {'do' if re.match(r'(?:the|these|those|two) [a-z]+s( |$)', m[3]) else 'does'} {m[3]} cost?"),
    ("?", r"(^|[.!?] )(why|where|when|how|what) (you|he|she|they|we|I|it) (didn['’]t|don['’]t|doesn['’]t|can['’]t|are|is|was|were|have|has|did|will|can|haven['’]t|aren['’]t|won['’]t|isn['’]t)( [^.?!]*\?)", lambda m: f"{m[1]}{m[2]} {m[4]} {m[3]}{m[5]}"),
    ("s", r"(^|[.!?] )(what time|when|where|how|why) (it|he|she|this|that|the \w+) (starts|opens|closes|works|ends|begins|arrives|leaves|comes|goes|needs|finishes)\b([^.?!]*\?)", lambda m: f"{m[1]}{m[2]} does {m[3]} {base_of(m[4])}{m[5]}"),
    # asked inside a sentence
    ("do does did", r"\b(asked|asks|told|tell|know|wonder|wondering|sure|understand|explain|ask)((?: me| you| us| him| her| them)?) (where|what|when|how|why|who) (do|does|did) (I|you|we|they|he|she|it) (?P<verb>[a-z]+)\b", _not_asked),
    ("asked", r"\b([Aa]sked(?: me| us| him| her| them)?) (where|what|when|how|who) (is|was|are|were) ((?:my|the|his|her|our|their|your) \w+)(?=[.?!]|$)", r"\1 \2 \4 \3"),
    ("is are was were", rf"\b({_KNOW}) (where|what|when|how|who|why) (is|are|was|were) (?P<what>(?:the|my|your|our|his|her|their|this|that)(?: \w+){{1,3}}|it|he|she|they|you|we)(?=[.?!]|$)", _reordered),
)  # fmt: skip
