# ruff: noqa: E501, SIM905 - patterns read best in one piece
"""To be, left out or before a verb's wrong form: "I working", "she very tired", "the card is block"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.verbs import base_of, inflected
from onhand.rewrite.rules.mending.nouns import PEOPLE, one_of
from onhand.rewrite.rules.mending.slips import Rule

_START = r"(?P<start>^|[.!?;\n] |, |\b(?:and|but|because|so|when|that|if|since|while|now|today|tomorrow|yesterday|hi|hello|sorry|yes|no|(?:this|next) (?:week|weekend|month|year|morning|evening|afternoon)) )"
_STATES = one_of(frozenset("tired sick ill busy late hungry thirsty ready sad angry happy pregnant afraid allergic sorry sure glad able alone available".split()))  # fmt: skip
_PASTS = one_of(frozenset("worried scared excited bored interested stuck lost married confused disappointed pleased".split()))  # fmt: skip
"""States that are pasts as well ("I lost about half"): only after "very" and its like."""
_VERY = r"(?:(?:very|so|really|too|not|still|also|always|a bit|quite|just|not very) )"
_CLOSED = one_of(frozenset("office shop store bank restaurant school library museum pool gym pharmacy cafe gate door window road bridge park market account reception kitchen post_office".replace("_", " ").split()))  # fmt: skip
_THINGS = one_of(frozenset("car phone laptop computer kettle boiler machine dishwasher fridge freezer oven tv television window door lock key wrist arm leg ankle foot finger toe nose chair table lift elevator printer screen heater heating bike bicycle tap toilet shower watch lamp light cup plate zip bed sofa camera toaster washer dryer handle button clock mirror mug glass vase".split()))  # fmt: skip
_NOT_YET = one_of(frozenset("block cancel postpone deliver install invite include expect allow locate confirm book damage sign pay send order reserve repair fix finish delay approve reject update attach block activate expire remove delete download schedule".split()))  # fmt: skip
_ACTIONS = "(?:go|come|work|wait|live|stay|look for|sleep|travel|leave|try|call|make|do|write|plan|learn|study|move|eat|cook|wear|think about|talk|drive|walk|play|watch|use|sit|stand|clean|prepare|search|pay|sell|buy|get|take|give|bring)"
_FELT = {
    "worry": "worried",
    "interest": "interested",
    "confuse": "confused",
    "excite": "excited",
    "marry": "married",
    "retire": "retired",
    "disappoint": "disappointed",
    "surprise": "surprised",
    "scare": "scared",
    "satisfy": "satisfied",
    "embarrass": "embarrassed",
    "shock": "shocked",
    "frustrate": "frustrated",
    "annoy": "annoyed",
}
_BEEN = r"(?:yesterday|last (?:night|week|month|year)|ago)"


def _being(match: re.Match[str]) -> str:
    """Return "I am working" for "I working"; in yesterday's sentence "I was working"."""
    who, verb, not_ = match["who"], match["verb"].lower(), match["not"] or ""
    base = base_of(verb)
    if base == verb or inflected(base, "gerund") != verb or base in ("be", "have", "bee"):
        return match[0]
    sentence = re.split(r"[.!?\n]", match.string[match.end() :], maxsplit=1)
    after = match.string[match.end() :]
    is_asked = after[len(sentence[0]) : len(sentence[0]) + 1] == "?"
    if is_asked and who.lower() != "i" and match["start"].strip(" \n.!?,;") == "":
        return match[0]  # "You coming tonight?" is a chat's way
    return f"{match['start']}{who} {_be(who, sentence[0])} {not_}{match['verb']}"


def _be(who: str, rest: str) -> str:
    was = re.search(rf"\b{_BEEN}\b", rest, re.I)
    if who.lower() == "i":
        return "was" if was else "am"
    if who.lower() in ("he", "she", "it") or " " in who:
        return "was" if was else "is"
    return "were" if was else "are"


def _state(match: re.Match[str]) -> str:
    return f"{match['start']}{match['who']} {_be(match['who'], match.string[match.end() :])} {match['state']}"


def _stative(match: re.Match[str]) -> str:
    """Return "he looks tired" for "he is look tired"."""
    who, verb = match["who"], base_of(match["verb"])
    return f"{who} {inflected(verb, 'third') if who.lower() in ('he', 'she', 'it') else verb}"


def _do_not(match: re.Match[str]) -> str:
    do = "doesn't" if match["who"].lower() in ("he", "she", "it") else "don't"
    return f"{match['start']}{match['who']} {do} "


COPULA: tuple[Rule, ...] = (
    ("worr interest confus excit marr retir disappoint surpris scar satisf embarrass shock frustrat annoy", rf"\b(?P<be>I am|(?:I|he|she|it)['’][ms]|(?:we|you|they)['’]re|(?:he|she) (?:is|was)|(?:we|you|they) (?:are|were)|I was|feel|feels|felt|get|got)(?P<adverb>(?: very| so| really| not| a bit| too| quite)*) (?P<state>{one_of(_FELT)})(?=[.,!?;]|$| (?:about|in|by|with|that|because|and|but|at|to see|for|of|when|since)\b)", lambda m: f"{m['be']}{m['adverb']} {_FELT[m['state'].lower()]}"),
    ("_she_ _he_", rf"(?P<start>^|[.!?,;] |\n|\b(?:because|but|and|that|so|when|if) )(?P<who>(?:[Mm]y|[Oo]ur) {one_of(PEOPLE)}) (?:he|she) (?=(?:is|was|has|does|doesn['’]t|will|can|can['’]t|isn['’]t|wants|works|lives|says|said|needs|had|never|always)\b)", r"\g<start>\g<who> "),
    ("ing", rf"{_START}(?P<who>I|we|they|you|he|she|it) (?P<not>(?:not|still|also|now|only|just|always|already) )?(?P<verb>[a-z]{{2,}}ing)\b(?!['’-])(?<!\bwhen you \w{{9}})", _being),
    ("_not_", rf"{_START}(?P<who>I|we|they|you|he|she|it) not (?=(?:know|have|like|want|need|understand|see|work|think|find|get|come|eat|speak|sleep|remember|feel|agree|live|drink|use|believe|care|mind|hear)\b)(?<!\bthat he not )(?<!\bthat she not )(?<!\bthat they not )(?<!\bthat it not )(?<!\bthat you not )(?<!\bthat we not )", _do_not),
    ("", rf"{_START}(?P<who>I|we|they|he|she|(?:[Mm]y|[Oo]ur) {one_of(PEOPLE)}) (?P<state>{_VERY}?{_STATES}|(?:very|so|too|not|not very) {_PASTS})(?=[.,!?]|$| (?:and|but|because|so|today|now|for|to|with|about|of|from|at|in|that|again|yesterday|since)\b)", _state),
    ("_is_ _are_ _was_ _were_ ’s_ 's_ been", rf"\b(?P<be>(?:is|are|was|were|been|got|get)(?: not| already| still| now| also| just)?|isn['’]t|wasn['’]t|aren['’]t) (?P<verb>{_NOT_YET})(?=[.,!?]|$| (?:by|and|but|because|since|yesterday|today|tomorrow|now|until|on|in|at|for|to (?:the|my|your)|already|again|last|so|from|with|when|this)\b)(?<!is order)(?<!is book)(?<!is in order)(?<!in order)", lambda m: m[0] if re.search(r"\b(?:there|all|thing|what|do|does|did|plan|goal|next step|option|idea|it) $", m.string[: m.start()], re.I) and m["verb"].lower() != "cancel" else f"{m['be']} {inflected(m['verb'].lower(), 'participle')}"),
    ("close", rf"\b({_CLOSED}s?(?: \w+)? (?:is|are|was|were)(?: now| already| still| not)?) close(?=[.,!?]|$| (?:today|tomorrow|now|on|until|for|because|at|and|yesterday|already|this|since|during|when|all)\b)", r"\1 closed"),
    ("broke", rf"\b({_THINGS}(?: (?:is|are|was|were|isn['’]t)|['’]s)(?: already| still| not| now| just)?|(?:it|they) (?:is|are|was|were)|it['’]s|(?:it|they|window|door|glass|cup|plate|phone|screen|key|lamp|mirror) (?:got|gets)) broke(?=[.,!?]|$| (?:and|but|again|since|so|because|now|can|today|already|when|only)\b)", r"\1 broken"),
    ("swelled", r"\b(is|are|['’]s|was|were)( (?:very|so|all|still|really))? swelled\b", r"\1\2 swollen"),
    ("", rf"\b(?P<who>I|he|she|we|they|you|it)(?P<be> am| is| are| was| were|['’]m|['’]re|['’]s| (?:has|have|had) been|['’]ve been)(?P<adverb>(?: not| still| also| now| really| already)?) (?P<verb>{_ACTIONS})(?= (?:for|on|in|at|to|home|the|a|my|your|now|today|tomorrow|here|there|when|until|with|since|about|yesterday|tonight|again|all|from)\b|[.!?,]|$)(?<!['’]s come)(?<!['’]s become)", lambda m: f"{m['who']}{m['be']}{m['adverb']} {inflected(m['verb'].lower(), 'gerund')}"),
    ("_am_ _is_ _are_ 'm_ ’m_ 're_ ’re_ 's_ ’s_", r"\b(?P<who>I|he|she|we|they|you|it)(?: am| is| are|['’]m|['’]re|['’]s) (?P<verb>look|seem|cost|costs|want|have|know|understand|appreciate|depends?|agree|disagree|believe|remember|hope|think|need)\b(?! to be\b)(?= (?:the|a|an|my|your|you|that|it|to|on|very|so|too|how|what|where|about|tired|good|bad|nice|strange|great|like|we|I|he|she|they|this|these|some|two|three|\d)|[.!?,]|$)", _stative),
)  # fmt: skip
