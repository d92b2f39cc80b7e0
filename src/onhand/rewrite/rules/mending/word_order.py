# ruff: noqa: E501 - patterns read best in one piece
"""Words in another language's order: "I like very much your garden", "I have always breakfast"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.verbs import is_verb
from onhand.rewrite.rules.mending.slips import Rule

_WHO = r"(?:I|you|we|they|he|she|it)"


def _always(match: re.Match[str]) -> str:
    """Return "he always comes late" for "he comes always late"."""
    verb = match["verb"].lower()
    if not (is_verb(verb) or is_verb(verb.removesuffix("s"))):
        return match[0]
    return f"{match['who']} {match['adverb']} {match['verb']} "


WORD_ORDER: tuple[Rule, ...] = (
    ("very_much a_lot", r"\b(?P<verb>like|love|enjoy|appreciate|liked|enjoyed|likes|loves|appreciated) (?P<much>very much|so much|a lot) (?P<what>(?:the|my|your|our|his|her|their|this|that|these|those|it) ?[^.,!?;]{0,40}?)(?=[.,!?;]|$| (?:and|but|because|so|when|if)\b)(?<! lot that)", lambda m: f"{m['verb']} {m['what'].rstrip()} {m['much']}"),
    ("always never usually also", rf"\b(?P<who>{_WHO}) (?P<verb>(?!am|is|are|was|were|be|has|had|can|will|would|could|should|must|may|might|do|does|did|have|just|really|still|also|only|not)[a-z]+) (?P<adverb>always|never|usually)(?= (?:the|a|an|my|your|late|early|to|at|in|on|with|by|too|very|here|there|so|home|me|him|her|us|them|it)\b) ", _always),
    ("always usually never also", rf"\b(?P<who>{_WHO}) (?P<verb>have|has|had) (?P<adverb>always|usually|also|never) (?=(?:the|a|an|my|your|breakfast|lunch|dinner|time|problems|trouble|no|some|many|enough|two|three|one)\b)(?!(?:a|the|my|one|no) \w+ed\b)", lambda m: f"{m['who']} {m['adverb']} {m['verb']} "),
    ("always never", rf"(^|[.!?] )(?P<adverb>Always|Never) (?P<who>{_WHO}) (?=(?:forget|have|get|lose|go|come|see|know|want|need|think|wait|had|got)\b)", lambda m: f"{m[1]}{m['who'] if m['who'] == 'I' else m['who'].capitalize()} {m['adverb'].lower()} "),
    ("also", rf"\b(?P<who>{_WHO}) (?P<verb>need|needs|want|wants|like|likes|know|knows|speak|speaks|work|works|live|lives|think|thinks) also (?=(?:the|a|an|my|your|that|in|to|some|two|three|English|German|French|new)\b)", r"\g<who> also \g<verb> "),
    ("every_day every_week", r"\b(go|goes|come|comes|walk|drive) every (day|week|morning|evening|month) to (the |my )?(\w+)(?=[.,!?;]|$)", lambda m: f"{m[1]} to {m[3] or ''}{m[4]} every {m[2]}"),
)  # fmt: skip
