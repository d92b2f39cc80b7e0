# ruff: noqa: E501 - patterns read best a row a line
"""Clauses turned into questions, negations and requests."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.sentences import capital, is_question
from onhand.rewrite.rules.english.verbs import base_of, base_of_third, is_participle, is_past

_DETERMINER = r"(?:the|my|your|our|his|her|their|this|that|these|those|any|some|a|an|all|both)"
_INSIDE = r"(?!(?:that|which|who|whom|where|when|if|whether|because|me|him|them|us|it|he|she|they|said|told|not|never)\b)[\w'’.#-]+"
SUBJECT = rf"(?:(?:you|I|we|he|she|they) and (?:I|(?-i:[A-Z])[\w'’-]+|(?:your|my|our|the) \w+)|I|you|we|they|he|she|it|this|that|there|someone|somebody|anyone|anybody|everyone|everybody|everything|nobody|nothing|no one|people|dogs|cats|children|one|\d[\d.,]*|{_DETERMINER}(?: {_INSIDE}){{1,5}}?|(?-i:[A-Z][\w'’-]+)(?: (?:\d+|(?-i:[A-Z])[\w'’-]+))?(?: and (?-i:[A-Z])[\w'’-]+)?)"
_AUXILIARY = re.compile(
    rf"(?P<subject>{SUBJECT}) (?P<aux>is|are|am|was|were|will|can|could|would|should|has|have|had|may|might|must)(?: (?P<more>.+))?$",
    re.I | re.S,
)
_DENIED = re.compile(
    rf"(?P<subject>{SUBJECT}) (?P<aux>(?:is|are|was|were|do|does|did|ca|could|wo|would|should|has|have|had)n['’]t) (?P<more>.+)$",
    re.I | re.S,
)
_SHORT_AUXILIARY = re.compile(r"^(I|you|we|they|he|she|it|that|there)['’](m|re|s|ll|ve|d(?= (?:be|like|prefer|mind|want|have|need|rather)\b))\b", re.I)  # fmt: skip
_LEXICAL = re.compile(
    rf"(?P<subject>I|you|we|they|he|she|it|this|that|one|someone|anyone|everyone|everything|{_DETERMINER} {_INSIDE}|(?-i:[A-Z][\w'’-]+)) (?P<verb>[a-z]+)\b(?P<rest>.*)$",
    re.I | re.S,
)
_PLURAL = re.compile(r"(?:I|you|we|they|these|those)$", re.I)
_ADVERB = re.compile(
    r"^(?:already|also|just|recently|ever|never|still|yet|always|all|both|really) ", re.I
)
_QUESTION_WORD = re.compile(
    r"(?P<wh>(?:what (?:time|day|date|size|colou?r|(?:kind|sort|type) of \w+)|(?:which|whose) \w+|how (?:much|many(?: \w+)?|long|often|far|soon|late|early|big|old|tall|fast)|(?:at|by|until|from|for|in|on) (?:what|which) \w+|what|when|where|who|why|how)) (?P<rest>.+)$",
    re.I | re.S,
)  # fmt: skip
_ASKS = re.compile(r"(?:who|what|when|where|why|how|which|whose|any|got|can|could|do|does|did|is|are|was|were|will|would|should|shall|have|has|may|might|anyone|anybody)(?:n['’]t)?\b", re.I)  # fmt: skip
_FIRM = {
    "might": "may",
    "m": "am",
    "re": "are",
    "s": "is",
    "ll": "will",
    "ve": "have",
    "d": "would",
}
_NEVER_NEGATED = re.compile(r"\b(?:not|never|no|nobody|nothing|none|hardly)\b|n['’]t\b", re.I)
_NO_ORDER = frozenset(
    """
    afford agree attend be believe come do drive eat enjoy feel fit get go guess happen hear imagine join know like live love make manage mean meet need play
    remember see sing sleep speak stand stay swim think travel understand want work
    """.split()  # noqa: SIM905
)
"""What one asks about with "can you", rather than orders."""


def as_question(clause: str) -> str | None:
    """Return a statement's clause as a question without its mark: "it is" as "Is it".

    None where the form of the verb is not sure.
    """
    if re.match(
        r"(?:is|are|was|were|can|will|do|does|did) (?:there|it|you|the|my|this)\b", clause, re.I
    ):
        return capital(clause)
    clause = _SHORT_AUXILIARY.sub(lambda m: f"{m[1]} {_FIRM[m[2].lower()]}", clause)
    perfect = re.match(
        r"(I|you|we|they) (?:might|may|could|would) have (\w+.*)$", clause, re.I | re.S
    )
    if perfect and _is_done(perfect[2]):
        return f"Have {perfect[1]} {perfect[2]}"
    match = _AUXILIARY.match(clause)
    if match and not (
        match["aux"].lower() in ("has", "have", "had") and not _is_done(match["more"] or "")
    ):
        subject, aux = match["subject"], match["aux"].lower()
        more = match["more"] or ""
        if aux in ("might", "may"):
            if _PLURAL.match(subject) and more.startswith("be "):
                return f"{'Am' if subject == 'I' else 'Are'} {_lowered(subject)} {more[3:]}"
            aux = "would" if more.startswith(("like ", "want ", "prefer ")) else aux
            if subject.lower() == "there" and more.startswith("be "):
                return f"Is there {more[3:]}"
            aux = "will" if more.startswith("be ") else aux
        return f"{aux.capitalize()} {_lowered(subject)} {match['more'] or ''}".rstrip()
    denied = _DENIED.match(clause)
    if denied:
        return f"{denied['aux'].capitalize()} {_lowered(denied['subject'])} {denied['more']}"
    match = _LEXICAL.match(clause)
    if match is None or _NEVER_NEGATED.search(match["rest"].split(",")[0]):
        return None
    helper, verb = _support(match["subject"], match["verb"])
    if helper is None:
        return None
    return f"{helper.capitalize()} {_lowered(match['subject'])} {verb}{match['rest']}"


def _is_done(more: str) -> bool:
    """Whether "have" goes on with a participle: "have (already) found"."""
    words = _ADVERB.sub("", more).split()
    return bool(words) and is_participle(words[0])


def as_open_question(clause: str) -> str | None:
    """Return "when the shop is open" as "When is the shop open", without its mark."""
    match = _QUESTION_WORD.match(clause)
    if match is None:
        return None
    turned = as_question(match["rest"])
    if turned is None:
        if re.match(r"(?:is|are|was|were|will|can|has|would|should)\b", match["rest"], re.I):
            return capital(clause)
        return None
    return capital(f"{match['wh']} {turned[0].lower()}{turned[1:]}")


def is_clause(text: str) -> bool:
    """Whether a text begins with a subject and its verb: "the bill has not been paid"."""
    plain = re.sub(r"n['’]t\b", " not", text)
    if re.match(rf"{SUBJECT} (?:do|does|did) ", plain, re.I):
        return True
    return as_question(plain) is not None or bool(_AUXILIARY.match(plain))


def negated(clause: str) -> str | None:
    """Return a clause with its verb negated; None where it has a negation or no sure verb."""
    clause = _SHORT_AUXILIARY.sub(lambda m: f"{m[1]} {_FIRM[m[2].lower()]}", clause)
    if _NEVER_NEGATED.search(clause.split(",")[0]):
        return None
    match = _AUXILIARY.match(clause)
    if match and not (
        match["aux"].lower() in ("has", "have", "had") and not _is_done(match["more"] or "")
    ):
        aux = match["aux"].lower()
        said = "cannot" if aux in ("can", "could") else f"{aux} not"
        return f"{match['subject']} {said} {match['more'] or ''}".rstrip()
    match = _LEXICAL.match(clause)
    if match is None:
        return None
    helper, verb = _support(match["subject"], match["verb"])
    if helper is None:
        return None
    return f"{match['subject']} {helper} not {verb}{match['rest']}"


def _support(subject: str, verb: str) -> tuple[str | None, str]:
    """Return "do", "does" or "did" for a subject and its verb, and the verb's base form."""
    verb = verb.lower()
    if is_past(verb) and verb not in ("put", "cut", "let", "set", "read", "cost", "hit", "hurt"):
        return "did", base_of(verb)
    base = base_of_third(verb)
    if _PLURAL.match(subject):
        return ("do", verb) if base is None and not verb.endswith("ly") else (None, verb)
    return ("does", base) if base is not None else (None, verb)


def _lowered(subject: str) -> str:
    first = subject.split(" ", maxsplit=1)[0]
    is_word = re.fullmatch(rf"you|we|they|he|she|it|there|someone|somebody|anyone|anybody|everyone|everybody|everything|{_DETERMINER}", first, re.I)  # fmt: skip
    return subject[0].lower() + subject[1:] if is_word else subject


def as_request(action: str, firm: bool = False) -> str | None:
    """Return "send me the file" as "Please send me the file."; "come at 6" as "Can you come at 6?".

    None where the rest asks something else too, which would no longer fit.
    """
    action = re.sub(r"^(?:please|kindly|also|still|maybe|perhaps|possibly|just) ", "", action.strip(" ,"), flags=re.I)  # fmt: skip
    action = re.sub(r",? please$", "", action)
    action = re.sub(r"(, and if [^,]{2,30},) (?:could|can|would) you ", r"\1 please ", action)
    if re.search(
        r"^(?!.*\b(?:if|whether)\b.* (?:and|or)\b).*\b(?:and|or)(?: also)? (?:if|whether)\b", action
    ):
        return None
    verb = re.split(r"[^a-z]", action.lower(), maxsplit=1)[0]
    if verb == "not":
        return f"Please do not {re.sub('^not (?:to )?', '', action, flags=re.I)}."
    if verb in _NO_ORDER and not firm and not re.match(r"(?:get|do|make|work)\b (?!it\b)", action):
        return f"Can you {action}?"
    return f"Please {action}."


def asks(body: str) -> bool:
    """Whether a sentence's words ask, or may ask where it had a question mark."""
    return is_question(body) or bool(_ASKS.match(body))


def small(text: str) -> str:
    """Return a text with a small first letter, where its first word is surely no name."""
    word = re.match(r"[^\W\d_]+(?:['’]\w+)?", text)
    said = re.sub("n't$", "", word.group().lower().replace("’", "'")) if word else ""
    if said not in _PLAIN_STARTS:
        return text
    return text[0].lower() + text[1:]


_PLAIN_STARTS = frozenset(
    """
    a about after all also an and any are as at because before but by can could did do does don't each every for from has have he
    here his how if in is it it's its just let's my no not now on our please she since so some soon that that's the their there
    there's these they they're this those to today tomorrow was we we'd we'll we're we've were what when where which who why will
    with would you your you're yes should may might was were had ca wo isn aren it'd he's she's i'd how's what's where's who's
    """.split()  # noqa: SIM905
)
