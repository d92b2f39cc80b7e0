# ruff: noqa: E501, SIM905 - patterns read best in one piece
"""Verbs after verbs and prepositions: "want change", "for buy", "enjoy to cook", "let me to know"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.orders import NOUN_VERBS, VERBS
from onhand.rewrite.rules.english.verbs import base_of, base_of_third, inflected, is_verb
from onhand.rewrite.rules.mending.nouns import PEOPLE, one_of
from onhand.rewrite.rules.mending.slips import Rule

_NOT_ALONE = frozenset("like love thank empty lower separate complete content stay cut print cook drink feed hurry click push pull stick spell offer promise report request return review rewrite update upgrade upload download touch try turn wear excuse feel grow hold hire repair work rest help treat catch fix meet pop sub mute fill hang trim dispatch courier merge commit sit stand wait wake wash reply run say yell save use pay leave".split())  # fmt: skip
_ALONE = one_of(
    (VERBS | {"understand", "sleep", "rent", "smoke", "play", "drive", "ask"})
    - NOUN_VERBS
    - _NOT_ALONE
)
"""Verbs that are no nouns: nothing else can stand there."""
_NOUNS_FIRST = frozenset("like love thank content time place state rest work care support lower empty water light sleep exercise heat paint sound experience space power interest cover shower dance".split())  # fmt: skip
_WITH_OBJECT = one_of((VERBS | _NOT_ALONE | {"repair"}) - _NOUNS_FIRST)
_OBJECT = r"(?:the|an?|my|your|our|his|her|their|it|them|him|me|us|you)\b"
_VERB = rf"(?:{_ALONE}\b(?![-'’])|{_WITH_OBJECT}(?= {_OBJECT}))"
_NO_NOUN = rf"(?:{_ALONE}\b(?![-'’])|(?:leave|finish|start|close|open|sleep|eat|pay)(?=,)|(?:finish|start|close|open|use|sign|book|buy|leave|pay|clean|cook|wash|help|call|answer|check|change)(?= {_OBJECT}))"
_WHOM = rf"(?:me|you|him|her|us|them|everyone|(?:my|your|our|his|her|the) {one_of(PEOPLE)})"
_NO_VERBS = r"(?!(?:help|let|know|see|say|think|mean|have|thank|get well)\b)"
_HEADS_OF_GERUNDS = r"(?:thanks|thank you|thank you all|thank you so much|thanks a lot|thanks so much|thank you very much|sorry|apologi[sz]e|apologies|responsible|famous|reason)"


def _gerund(match: re.Match[str]) -> str:
    return f"{match['head']} {inflected(match['verb'].lower(), 'gerund')}"


def _gerund_of_verb(match: re.Match[str]) -> str:
    return _gerund(match) if is_verb(match["verb"].lower()) else match[0]


def _base_after_to(match: re.Match[str]) -> str:
    """Return "tell him to call" for "tell him to calls", "I want to go" for "I want to going"."""
    verb = match["verb"].lower()
    base = base_of(verb) if verb.endswith("ing") else base_of_third(verb)
    if base is None or base == verb or not is_verb(base):
        return match[0]
    if verb.endswith("ing") and (
        inflected(base, "gerund") != verb or match["head"][:5] in ("going", "ready", "happy")
    ):
        return match[0]
    if (
        not verb.endswith("ing")
        and base in NOUN_VERBS
        and not match["head"].startswith(("him", "her", "them", "want", "need"))
    ):
        return match[0]
    return f"{match['head']} {base}"


def _suggested(match: re.Match[str]) -> str:
    who = {"me": "I", "him": "he", "her": "she", "us": "we", "them": "they"}
    whom = match["whom"].lower()
    if not is_verb(match["verb"].lower()):
        return match[0]
    return f"{match['head']} that {who.get(whom, whom)} {match['verb']}"


CATENATIVES: tuple[Rule, ...] = (
    ("supposed", r"\b(supposed) (?=(?:be|have|get|go|come|arrive|start|pay|bring|send|do|make|take|call|finish|leave|meet|work)\b)", r"\1 to "),
    # an infinitive without its to
    ("want need like love hop plan tr decide forg promis manag agre refus expect", rf"\b(?P<head>(?:I|you|we|they|who|don['’]t|didn['’]t|doesn['’]t|do not|did not|to|will|would|['’]d|just|also|really|not|still|and)(?: also| really| just| still)? (?:want|need|like|love|prefer|hope|plan|try|forget)|(?:I|you|we|they|he|she|who|it|just|also|really|not|and|never)(?: also| really| just| still)? (?:wanted|needed|hoped|planned|tried|decided|forgot|promised|managed|agreed|refused|expected)|(?:he|she|who|it) (?:also |really |still )?(?:wants|needs|hopes|plans|tries|expects)) (?!(?:help|let|go away|be(?: it)?$|thank|know how|ask|empty)\b)(?P<verb>{_VERB})", lambda m: f"{m['head']} to {m['verb']}"),
    ("_told_ _tell_ _ask _want _need _remind _invite _allow", rf"\b(?P<head>(?:I|you|we|they|he|she|who|not|please|to|and|can|could|n['’]t|would|['’]d|just)(?: also| really| just)? (?:told|tell|tells|asked|ask|asks|want|wants|wanted|need|needs|needed|reminded|remind|invited|invite|allowed|allow)) (?P<whom>{_WHOM}) {_NO_VERBS}(?P<verb>{_VERB})(?! (?:is|was|are)\b)", lambda m: f"{m['head']} {m['whom']} to {m['verb']}"),
    ("_for_to_", rf"\bfor to (?={_VERB})", "to "),
    ("_for_", rf"\b(?P<head>(?i:{_HEADS_OF_GERUNDS}) for) (?P<verb>{_VERB})", _gerund),
    ("_for_", rf"(?<!\bthanks )(?<!\byou )(?<!\bsorry )(?<!\bready )(?<!\bgood )(?<!\bresponsible )\bfor (?P<verb>{_ALONE})\b(?! and\b|-)(?:(?= [a-z])(?:(?<=\bbuy)|(?<=\bsee)|(?<=\bspeak)|(?<=\btell)|(?<=\bsend)|(?<=\bbring)|(?<=\blearn)|(?<=\bbecome)|(?<=\bcook)|(?<=\bfind)|(?<=\bunderstand))|(?= (?:the|an?|my|your|our|his|her|their|this|it|them|him|me|us|you|some|to|with|in|at|new|two|tickets|money|food|more|english|home|out|back|away|now|here|there|on|up)\b))(?! (?:and|or)\b)", r"to \g<verb>"),
    # a gerund after a preposition
    ("interested instead without before after think tired good afraid excited", rf"\b(?P<head>interested in|instead of|without|thinking (?:of|about)|think (?:of|about)|tired of|good at|afraid of|excited about|idea of|way of|(?<!long )(?<!day )(?<!soon )(?:before|after)(?! \w+ (?:is|was|and)\b)) (?P<verb>{_NO_NOUN})(?! (?:is|was|are|were)\b)(?<!before go)", _gerund),
    ("used_to", r"\b(?P<head>(?:I['’]m|I am|we['’]re|we are|you['’]re|you are|they['’]re|they are|he['’]s|she['’]s|he is|she is|get|getting|got)(?: not| still| also)? used to) (?P<verb>[a-z]+)\b", _gerund_of_verb),
    # a gerund after a verb
    ("enjoy finish avoid mind consider suggest recommend practi", r"\b(?P<head>enjoy|enjoys|enjoyed|finish|finished|avoid|avoided|(?:don['’]t|do|would|doesn['’]t|didn['’]t) (?:you |she |he )?mind|consider|suggest|suggested|recommend|practise|practised) to (?P<verb>[a-z]+)\b", _gerund_of_verb),
    ("suggest recommend", r"\b(?P<head>suggest|suggests|suggested|recommended|recommend) (?P<whom>me|him|her|us|them|you) to (?P<verb>[a-z]+)\b", _suggested),
    # no to
    ("rather_to better_to", r"\b((?:['’]d|would|had) (?:rather|better)(?: not)?) to (?=[a-z]+)", r"\1 "),
    ("want_to need_to like_to", rf"\b(want|wants|wanted|need|needs|needed|would like|['’]d like) to (you|him|her|them|me|us) (?={_VERB})", r"\1 \2 to "),
    ("let's let’s", r"\b(let['’]s) (?P<verb>[a-z]+s)\b", lambda m: f"{m[1]} {base_of_third(m['verb'].lower()) or m['verb']}"),
    ("_to_", r"\b(?P<head>(?:him|her|them|me|you|us|want|wants|need|needs|have|has|had|going|try|trying|able|like|love|hope|how|please|forgot|wanted|needed|decided|ready|happy) to) (?P<verb>[a-z]{3,}(?:s|ing))\b(?!['’-])", _base_after_to),
    ("worth_to thinking_to thought_to", r"\b(?P<head>worth|(?:am|['’]m|are|['’]re|is|['’]s|was|been) thinking|thought) to (?P<verb>[a-z]+)\b", lambda m: m[0] if not is_verb(m["verb"].lower()) or m["verb"].lower() in ("be", "have") else f"{m['head']}{'' if m['head'] == 'worth' else ' of'} {inflected(m['verb'].lower(), 'gerund')}"),
    ("me_to_ him_to_ us_to_ her_to_ them_to_ you_to_ let_", rf"\b((?:let|lets|make|makes|made) (?:me|him|her|us|them|you)|let (?:it|my \w+)) to (?=(?:wait|work|sleep|{_VERB})\b)(?<!made them to order)", r"\1 "),
    ("let's_to let’s_to lets_to", rf"\b(let['’]?s) to (?={_VERB})", r"\1 "),
    ("i_to_ you_to_ we_to_ he_to_ she_to_ they_to_ it_to_ someone_to_", rf"\b((?:can|could|should|must|will|would|may|might) (?:I|you|we|he|she|they|it|someone)) to (?={_VERB})", r"\1 "),
)  # fmt: skip
