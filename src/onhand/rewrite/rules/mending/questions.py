# ruff: noqa: E501, SIM905 - patterns read best in one piece
"""Questions whose words stand as in a statement, and the other way round: "Where you live?", "asked me where do I live"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.verbs import base_of, base_of_third, inflected, is_verb
from onhand.rewrite.rules.mending.slips import Rule

_KNOW = r"(?:know|knows|tell me|tell us|tell him|tell her|wonder|wondering|sure|explain|ask|asked|asked me|asked us|ask him|ask her|told me|understand|remember|see|forgot|forget|idea|check|find out|show me|let me know|say|said|clear)"
_WH = r"(?:what time|what day|how much|how many [a-z]+|how long|how often|which [a-z]+|what kind of [a-z]+|where|what|when|how|who|why)"
_DETERMINED = r"(?:the|my|your|our|his|her|their|this|that|these|those)"
_STATES_OF_IT = frozenset(
    "work look cost have need come fit mean matter seem belong include open close start hurt rain take make".split()
)
_NAMED = rf"(?:{_DETERMINED}(?: (?!of\b|in\b|for\b|is\b|that\b|matter|point)[a-z'’-]+){{1,3}}?(?: (?:to|from|in|at|of|for) (?:(?:the|my|your) )?[a-z]+)?|it|he|she|they|you|we|I|this|that|these|those)"
_AUXILIARY = r"(?:didn['’]t|don['’]t|doesn['’]t|can['’]t|cannot|couldn['’]t|are|is|was|were|have|has|did|will|can|could|should|would|must|haven['’]t|hasn['’]t|aren['’]t|won['’]t|isn['’]t|wasn['’]t|weren['’]t)"
_END = r"(?=[.?!,]|$| (?:and|but|because|or|so|please|today|tomorrow|tonight|now|this|next|on|at|exactly|for)\b)"


def _not_asked(match: re.Match[str]) -> str:
    """Return "asked me where I live" for "asked me where do I live"."""
    verb, who = match["verb"].lower(), match["who"]
    if not is_verb(verb) or (
        match["know"].lower() in ("say", "said") and "?" in match.string[match.end() :][:80]
    ):
        return match[0]
    form = {"do": verb, "does": inflected(verb, "third"), "did": inflected(verb, "past")}
    return f"{match['know']} {match['wh']} {who} {form[match['do'].lower()]}"


def _do_you(match: re.Match[str]) -> str:
    verb = match["verb"].lower()
    if not is_verb(verb) or (
        verb in ("have", "go", "see", "come", "leave") and match[2].lower() == "when"
    ):
        return match[0]
    return f"{match[1]}{match[2]} do {match[3]} {match['verb']}{match[5]}"


def _reordered(match: re.Match[str]) -> str:
    what = match["what"]
    if re.search(r"\b(?:use|who|that|which|with|going|doing|coming|using|\w{2,}ed)\b", what):
        return match[0]
    return f"{match['know']} {match['wh']} {what} {match['be']}"


def _does_it(match: re.Match[str]) -> str:
    """Return "does he know" for "do he know"; "do it now" and "do it yourself" are orders."""
    verb = match["verb"].lower()
    base = base_of_third(verb) or verb
    is_asked = "?" in match.string[match.end() :]
    if not is_verb(base) or (
        match[3].lower() == "it" and (base not in _STATES_OF_IT or not is_asked)
    ):
        return match[0]
    return f"{match[1]}{match[2][:2]}es{match[2][2:]} {match[3]} {base}"


def _does(match: re.Match[str]) -> str:
    """Return "What time does the film start?" for "What time starts the film?"."""
    base = base_of_third(match["verb"].lower())
    if base is None or base == "be":
        return match[0]
    do = "do" if re.match(rf"{_DETERMINED} [a-z]+s\b", match["what"], re.I) else "does"
    return f"{match['start']}{match['wh']} {do} {match['what']} {base}"


QUESTIONS: tuple[Rule, ...] = (
    ("possible", r"(^|[.!?,\n] ?|\b(?:hi|hello|hey|and|so|but),? )(?:([Ii])t is|([Ii])s) possible (?=(?:to|that|for)\b[^.!?]*\?)", lambda m: f"{m[1]}{'Is' if (m[2] or m[3]) == 'I' else 'is'} it possible "),
    ("mean", r"(^|[.!?] )([Ww])hat means (?=[^?.!]{1,30}\?)([^?.!]+)\?", r"\1\2hat does \3 mean?"),
    ("how", r"\b([Hh]ow) (?=(?:do|does|did|can|would) (?:you|they|we) (?:call|say) (?:this|that|it)\b)(?!\w+ \w+ say (?:that|it)\b)(?! ?do you say)", lambda m: "What " if m[1][0] == "H" else "what "),
    ("do_ don", r"(^|[.!?,] |\b(?:and|but|so|what|where|when|why|how|who|hi|hello|hey) )(do|don['’]t) (he|she|it) (?P<verb>[a-z]+)\b", _does_it),
    ("cost", rf"(?P<start>^|[.!?,:] |\band |\bknow |\bme )(?P<wh>how much) (?:(?:does|do|is) )?costs? (?P<what>(?:{_DETERMINED}|a|an|one|two|it)(?: (?!and\b|or\b|per\b|for\b|to\b|in\b|if\b)[\w'’-]+){{0,3}})(?P<rest>[^?.!,]*)\?", lambda m: f"{m['start']}{m['wh']} {m['what']} {'cost' if re.match(r'(?:the|these|those|two) [a-z]+s$', m['what']) else 'costs'}{m['rest']}?" if m["start"].strip() in ("know", "me") else f"{m['start']}{m['wh']} {'do' if re.match(r'(?:the|these|those|two) [a-z]+s$', m['what']) else 'does'} {m['what']} cost{m['rest']}?"),
    ("? where why how", rf"(^|[.!?] |\b(?:hi|hello|hey|and|but|so),? )(why|where|when|how|what|what time|how long|how much|which (?!of\b|one\b)[a-z]+|how many (?!of\b)[a-z]+) (you|he|she|they|we|I|it|{_DETERMINED} (?!hell\b|heck\b|fuck\b|devil\b|world\b|point\b|matter\b)[a-z]+) ({_AUXILIARY})\b(?=[^.?!]*\?|(?<=can)(?: [\w'’-]+){{1,6}}$)([^.?!]*)", lambda m: m[0] if (re.match(r"(?:when|what)$", m[2], re.I) and not m.string[m.end() :].startswith("?")) or (m[2].lower() == "what" and re.search(r"\b(?:is|was)\b", m[5])) else f"{m[1]}{m[2]} {m[4]} {m[3]}{m[5]}"),
    ("when where why how what", rf"(^|[.!?] )([Ww]hen|[Ww]here|[Ww]hy|[Ww]hat|[Hh]ow) (you|we|they|I) (?P<verb>(?!doing\b|{_AUXILIARY}\b)[a-z]+)\b((?: [\w'’-]+){{0,8}}\?)", _do_you),
    ("s", r"(^|[.!?] )(what time|when|where|how|why) (it|he|she|this|that|the \w+) (starts|opens|closes|works|ends|begins|arrives|leaves|comes|goes|needs|finishes)\b([^.?!]*\?)", lambda m: f"{m[1]}{m[2]} does {m[3]} {base_of(m[4])}{m[5]}"),
    ("start open clos end begin arriv leav", rf"(?P<start>^|[.!?,] |\band )(?P<wh>what time|when|where) (?P<verb>starts|opens|closes|ends|begins|arrives|leaves|finishes|departs) (?P<what>{_DETERMINED} [a-z]+(?: [a-z]+)?)(?=[?]|$| (?:today|tomorrow|on|at)\b)", _does),
    # asked inside a sentence
    ("if_ whether_", r"\b(if|whether) (is|are|was|were|can|could|will) (it|he|she|they|we|I|you|there|this|that)\b(?! (?:is|are|was|were|can|will)\b)", r"\1 \3 \2"),
    ("do does did", rf"\b(?P<know>{_KNOW}) (?P<wh>{_WH}) (?P<do>do|does|did) (?P<who>{_NAMED}) (?P<verb>[a-z]+)\b(?!['’])", _not_asked),
    ("is are was were", rf"\b(?P<know>{_KNOW}) (?P<wh>{_WH}) (?P<be>is|are|was|were) (?P<what>{_NAMED}){_END}(?<! of)(?<! with it)", _reordered),
    ("can will should must could has have", rf"\b(?P<know>know|tell me|tell us|asked me|not sure|explain|ask him|ask her|show me) (?P<wh>{_WH}) (?P<aux>can|will|should|must|could|has|have) (?P<who>I|we|he|she|they|it|you) (?=[a-z]+)", r"\g<know> \g<wh> \g<who> \g<aux> "),
)  # fmt: skip
