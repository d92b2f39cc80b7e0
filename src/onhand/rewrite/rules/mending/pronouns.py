# ruff: noqa: E501 - patterns read best in one piece
"""Pronouns by their place: "me and my brother was", "between you and i"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.mending.nouns import PEOPLE
from onhand.rewrite.rules.mending.slips import Rule

_OBJECTS = {"she": "her", "they": "them", "we": "us"}  # fmt: skip
_SUBJECTS = {"me": "I", "him": "he", "her": "she"}  # fmt: skip


def _subject(match: re.Match[str]) -> str:
    """Return "that she can" for "that her can"; "her will" of a dead aunt is not meant."""
    who = {"her": "she", "him": "he", "me": "I", "them": "they", "us": "we"}[match["who"].lower()]
    one = match["verb"].lower() in ("is", "was", "has", "does", "wants", "isn't", "wasn't")
    if (who in ("she", "he") and match["verb"].lower() in ("are", "were", "have")) or (
        one and who in ("they", "we", "I") and match["verb"].lower() != "was"
    ):
        return match[0]
    return (
        f"{match['start']}{who.capitalize() if match['who'][0].isupper() else who} {match['verb']}"
    )


def _pair(match: re.Match[str]) -> str:
    """Return "My sister and I" for "me and my sister", "he and I" for "him and I"."""
    who, other = match[2].lower(), match[3]
    first = other if who == "me" and other != "I" else _SUBJECTS[who]
    second = "I" if who == "me" else other
    return f"{match[1]}{first[0].upper() + first[1:]} and {second}"


PRONOUNS: tuple[Rule, ...] = (
    ("_and_i", r"\b(to|for|with|from|about|at|gave|give|send|sent|tell|told|between|invited|invite|help|helped|call|called|ask|asked|see|saw) ((?:my|your|his|her|our) [a-z]+|(?-i:[A-Z][a-z]+)) and I(?=[.,!?;]|$| (?:and|but|because|yesterday|today|tomorrow|at|on|if|please)\b)", r"\1 \2 and me"),
    ("me_and_you", r"(^|[.!?] |\b(?:and|but|so|because) )(?:[Mm]e and you|you and me) (?=(?:should|could|can|are|will|need|were|have|would)\b)", lambda m: f"{m[1]}{'You' if not m[1] or m[1][0] in '.!?' else 'you'} and I "),
    ("whom", r"(^|[.!?] |\bknow )([Ww]ho)m (?=(?:is|are|was|will|has|can|wants|did that)\b(?! (?:I|you|we|he|she|they)\b))", r"\1\2 "),
    ("nor_me", r"\b(nor) me (?=(?:has|have|is|was|are|were|can|could|will|would|did|do|want|know)\b)", r"\1 I "),
    ("_my _your _her _our _their", r"\b(is|are|was|were|isn['’]t|aren['’]t|that['’]s|it['’]s) (my|your|our|their)(?=[.!?,]|$)", lambda m: f"{m[1]} { {'my': 'mine', 'your': 'yours', 'our': 'ours', 'their': 'theirs'}[m[2].lower()] }"),
    ("me and", r"(^|[.!?] |\b(?:and|but|because) )[Mm]e and (him|her) (?=(?:is|am|was|are|were|have|has|had|will|would|can|could|want|went|go|need)\b)", lambda m: f"{m[1]}{('He' if m[2] == 'him' else 'She') if not m[1] or m[1][0] in '.!?' else ('he' if m[2] == 'him' else 'she')} and I "),
    ("and he and she", r"(?P<before>\b(?-i:[a-z]{3,}) )and (he|she) have (?=(?:a|an|no|two|three|four|five|not|already|been|to|the|his|her|my|some|any)\b)", lambda m: m[0] if m["before"].strip().lower() in PEOPLE or m["before"].strip().lower() in ("you", "both", "her", "him", "that") else f"{m['before']}and {m[2]} has "),
    ("_me_", r"(^|[.!?] |\band |\bthat )((?-i:[A-Z][a-z]+)|my \w+) and me (?=(?:are|were|is|was|have|has|will|would|can|want|need|went|got|had|live|work|did|do)\b)", lambda m: f"{m[1]}{m[2]} and I "),
    ("me him her", r"(^|[.!?] )(me|him|her) and ((?:my|his|her|our) \w+|(?-i:[A-Z]\w+)|I)(?= (?:\w+ly |both |also |just )?(?:is|are|was|were|has|have|had|will|would|can|could|want|need|wants|needs|lives|likes|works|goes|thinks|hopes|went|go|got|did|do|don['’]t|didn['’]t|live|work|love|like|saw|came|took|made|met|think|been|haven['’]t|aren['’]t|can['’]t|won['’]t|wasn['’]t|weren['’]t|used?)\b)", _pair),
    ("between", r"\bbetween you and i\b", "between you and me"),
    ("she they we", r"\b(with|to|for|from|about|of|behind|near|at) (she|they|we)(?=[.,!?]|$)", lambda m: f"{m[1]} {_OBJECTS[m[2].lower()]}"),
    ("her_ him_ me_ them_ us_", r"(?P<start>^|[.!?;\n] |, |\b(?:and|but|because|that|if|when|so) )(?P<who>her|him|me|them|us) (?P<verb>can|could|will|would|is|was|has|does|wants|are|were|have|should|didn['’]t|don['’]t|can['’]t|won['’]t|isn['’]t|wasn['’]t)\b(?! (?:of|to be|opener)\b)", _subject),
)  # fmt: skip
