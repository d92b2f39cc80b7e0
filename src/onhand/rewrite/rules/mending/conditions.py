# ruff: noqa: E501 - patterns read best in one piece
"""Will and would in a clause that has none: "when I will get home", "if I would have more time"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.verbs import inflected, is_verb
from onhand.rewrite.rules.mending.slips import Rule

_WHO = r"(?:I|you|we|they|he|she|it|(?:the|my|your|our|his|her) [a-z]+)"
_ADVERB = r"(?:also |really |still |finally |just |ever )?"
_ASKED = re.compile(
    r"\b(?:know|knows|ask|asked|tell|told|say|said|see|sure|wonder|wondering|check|confirm|inform|idea|remember|understand|explain|find out|let (?:me|us|him|her|them) know|question|about|of|hear|depends on|decide|guess)(?: me| us| you| him| her)?\W*$",
    re.I,
)


def _present(match: re.Match[str]) -> str:
    """Return "when I get home" for "when I will get home"."""
    who, verb = match["who"], match["verb"].lower()
    before = match.string[: match.start("when")]
    rest = match.string[match.end() :]
    if not is_verb(verb) or _ASKED.search(before):
        return match[0]
    first = re.split(r"[.!?\n]", before)[-1].strip()
    sentence = re.split(r"[.!\n]", rest, maxsplit=1)[0]
    if not first and ("?" in sentence or len(sentence.split()) < 3):
        return match[0]
    if first and not re.search(
        r"\b(?:will|['’]ll|can|please|call|text|ring|come|wait|write|email|tell|message|send|leave|stay|start|go)\b",
        first,
        re.I,
    ):
        return match[0]
    single = who.lower() in ("he", "she", "it") or " " in who
    if single and who.lower().endswith("s") and not who.lower().endswith("ss"):
        return match[0]
    return f"{match['when']} {who} {match['adverb'] or ''}{inflected(verb, 'third') if single else verb}"


def _past(match: re.Match[str]) -> str:
    """Return "if I had more time" for "if I would have more time"."""
    verb = match["verb"].lower()
    if not is_verb(verb) or match["rest"].lstrip().startswith(("been", "had", "gone", "done")):
        return match[0]
    if verb == "have" and not re.match(
        r" (?:an?|the|my|your|more|some|any|no|enough|time|money|to|it|this|that|two|three|another|one|children|kids)\b",
        match["rest"],
    ):
        return match[0]
    past = "were" if verb == "be" else inflected(verb, "past")
    if match["not"]:
        past = "were not" if verb == "be" else f"didn't {verb}"
    return f"{match['head']}{match['if']} {match['who']} {past}{match['rest']}"


CONDITIONS: tuple[Rule, ...] = (
    ("would", r"\b(?P<when>[Ii]f) (?P<who>I|we|they|he|she|it) would (?P<adverb>)(?P<verb>have(?= (?:more|some|any|enough|time|money|an?|the|no|my|your|two)\b)|(?!have|like|love|mind|prefer)[a-z]+)(?=[^.!?]*?(?:,| I| we| they| he| she| it| you) ?(?:I|we|they|he|she|it|you)(?: will|['’]ll| can)\b)", _present),
    ("will 'll ’ll", rf"\b(?P<when>[Ww]hen|[Aa]fter|[Bb]efore|[Aa]s soon as|[Uu]ntil|[Oo]nce|(?:(?<=^)|(?<=[.!?] ))[Ii]f(?= (?:I|he|she|it|they|we)\b)) (?P<who>{_WHO})(?: will|['’]ll) (?P<adverb>{_ADVERB})(?!be able)(?P<verb>[a-z]+)\b", _present),
    ("would", r"(?P<head>)(?P<if>(?:(?<=^)|(?<=[.!?,] )|(?<=\band )|(?<=\bbut ))[Ii]f) (?P<who>I|we|they|he|she|it|you) would (?P<not>not )?(?P<verb>(?!like|love|mind|prefer|please|be so|be kind|be able|rather)[a-z]+)\b(?P<rest>[^.!?]*?(?:,| I| we| they| he| she| it| you) ?[^.!?]*?\b(?:would|could|['’]d)\b)", lambda m: m[0] if m["who"].lower() == "you" and m["verb"].lower() != "be" else _past(m)),
    ("would", r"(?P<head>\b(?:would|could|['’]d)\b[^.!?,]{3,60}? )(?P<if>if) (?P<who>I|we|they|he|she|it) would (?P<not>not )?(?P<verb>(?!like|love|mind|prefer|please|rather)[a-z]+)\b(?P<rest>[^.!?]*)", _past),
)  # fmt: skip
