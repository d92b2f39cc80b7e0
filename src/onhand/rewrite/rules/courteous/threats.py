# ruff: noqa: E501 - tables read best a row a line
"""Threats and deadlines: they stay, but as what has to follow, not as a blow."""

from __future__ import annotations

import re
from functools import cache

from onhand.rewrite.rules.english.orders import VERBS, find_order
from onhand.rewrite.rules.english.sentences import Sentence, capital, sentence
from onhand.rewrite.rules.english.verbs import base_of

_STEPS = frozenset(
    "call report sue cancel tell contact complain leave quit stop block file escalate go take post throw sell charge return dispute withhold involve inform speak move get write give keep see walk end break lock find look ask send bring change hire use book buy do put raise talk refer pass request start switch come pick consider claim demand remove delete close deduct evict fine terminate turn have let shut seek hand pursue initiate pull".split()  # noqa: SIM905
)
"""What somebody does who has had enough."""
_WILL = r"(?:['’]ll have to| will have to| have to|['’]d have to|['’]ll| will|['’]m going to| am going to| are going to|['’]re going to|['’]m gonna| shall| have to| will have to|['’]ll have to|['’]d have to)"
_VIOLENT = r"(?:(?:break|smash|kick|punch|beat|kill|hit|slap|murder|strangle|destroy|hurt|cut|rip) (?:you|your|his|her|their)\b.*|make (?:you|sure you) (?:pay|regret|sorry|suffer).*|find you|get you|come (?:for|after) you|teach you a lesson.*|make your life (?:hell|a misery|miserable).*|go (?:mad|crazy|nuts|ballistic|insane)|lose it|explode|scream)"
_LOSS = r"(?:lose|forfeit|miss(?: out)?|face|risk|move out|get out|be (?!sure\b|there\b|here\b|ready\b|quiet\b|honest\b)\w+(?:ed|own|ut)|get (?:towed|fined|fired|sacked|evicted|banned|blocked|cancelled|a (?:fine|ticket|zero|warning)|kicked out|locked out)|pay (?:a|the) (?:fine|penalty|late fee|full)|end up|forget about|forget it|don['’]t \w+|do not \w+|stay (?:at )?home|go (?:home|hungry|without)|find (?:somewhere|someone|another|yourself))\b"
_SUBJECT = r"(?:I|we|you|he|she|it|they|there|this|that|someone|somebody|nobody|no one|(?:the|your|my|our|his|her|their|all|any) [\w'’-]+(?: (?!and\b|or\b)[\w'’-]+)?)"
_OR = re.compile(rf"(?:,?\s+|\s*[–—-]+\s*)(?:or else|or|otherwise),?\s+(?P<what>(?:{_SUBJECT}(?:['’](?:ll|m|re|s|d)\b|\s+\w)|{_LOSS}).*)", re.I | re.S)  # fmt: skip
_OR_ELSE_ALONE = re.compile(r",?\s+(?:or else|or there will be (?:trouble|consequences|hell to pay)|or you(?:['’]ll| will) (?:regret|be sorry)\b.*)$", re.I)  # fmt: skip
_OURS = re.compile(rf"(?P<who>I|we)(?:{_WILL})? (?P<verb>[a-z]+)(?P<rest>.*)", re.I | re.S)
_OURS_DOING = re.compile(r"(?P<who>I|we)(?:['’]m| am|['’]re| are) (?P<verb>\w+ing)(?P<rest>(?: .*)?)", re.I | re.S)  # fmt: skip
_OURS_NOT = re.compile(r"(?P<who>I|we)(?: will not| won['’]t|['’]ll not| cannot| can['’]t|['’]m not| am not|['’]re not| are not| do not| don['’]t)\b.*", re.I | re.S)  # fmt: skip
_OUT = re.compile(r"I(?:['’]m| am) (?:out|leaving|gone|off)", re.I)
_COURT = re.compile(r"(?:I|we)(?:['’]ll| will)? see you in court", re.I)
_YOURS = re.compile(r"you(?P<will>['’]ll| will| can|['’]re| are)? (?P<rest>.*)", re.I | re.S)
_OTHERS = re.compile(rf"{_SUBJECT}(?:['’](?:ll|s|re|d)| \w).*", re.I | re.S)
_EITHER = re.compile(r"either (?=\w+ .*\bor\b)", re.I)
_AND = re.compile(r"(?P<do>[a-z]+ (?:that|it|this|me|my|our|us|him|her|them|\w+)\b.*? (?:again|one more time|once more)),? and (?P<what>(?:I|we|you)\b.+)", re.I | re.S)  # fmt: skip
_IF_AGAIN = re.compile(r"if (?:you|I (?:see|catch) you) (?:ever |so much as )?(?P<verb>\w+)(?P<rest> .*?(?:again|one more time|once more)\b[^,]*),? (?P<what>(?:I|we)(?:['’]ll|['’]m| will| am| are|['’]re)\b.+)", re.I | re.S)  # fmt: skip
_LATER = re.compile(rf"(?P<lead>(?:and )?(?:after (?:that|this)|if not|otherwise|or else|then|next time|if (?:it|this|that) (?:happens|does not happen|is not|isn['’]t|doesn['’]t|keeps|goes)[^,]*|if I (?:do not|don['’]t|have not|haven['’]t) (?:hear|receive|get|heard|received|got)[^,]*)),? (?P<what>(?:I|we)(?:{_WILL}|['’]m|['’]re| am| are)? \w.*)", re.I | re.S)  # fmt: skip
_IF_NOT = re.compile(rf"(?P<if>(?:and )?(?:unless .+?|if .*?(?:\bnot|n['’]t|\bno|\bnever|\bstill|\bagain|\bkeeps?)\b.*?)),? (?:then )?(?P<what>(?:I|we)(?:{_WILL}|['’]m|['’]re| am| are) \w.*)", re.I | re.S)  # fmt: skip
_NEXT_ONE = re.compile(r"(?:the )?next (?:person|one|idiot) (?:who|that) (?P<verb>\w+s)\b(?P<rest>.*?) (?:is going to|will|is gonna|gets|has to) (?:regret|pay|be sorry|get|lose|be)\b.*", re.I | re.S)  # fmt: skip
_ONE_MORE = re.compile(r"(?:just )?one more (?P<thing>.+?),? and (?P<what>(?:I|we)(?:['’]ll|['’]m| will| am|['’]re| are)? \w.*)", re.I | re.S)  # fmt: skip
_GIVEN = re.compile(
    r"(?:you(?:['’]ve| have)?(?: got)?|(?:I|we)(?:['’]m| am|['’]ll| will)?(?: giving| give|['’]re giving| are giving) you) (?:only |exactly |just )?(?P<time>(?:one|two|three|four|five|six|seven|ten|\d+|an?|another) (?:more )?(?:minutes?|hours?|days?|weeks?|months?|working days?)|(?P<until>(?:until|till|til) [^,]+?)) to (?P<do>[a-z]+\b.*)", re.I
)  # fmt: skip
_WHOEVER = re.compile(r"(?:to )?whoever (?P<what>[^,:]+?)(?:,|:|\s[–—-])\s*(?P<do>.+)", re.I | re.S)
_NO_BOTHER = re.compile(r"(?P<if>if .+, )(?:don['’]t|do not) (?:even )?bother (?:to (?P<do>\w+)|(?P<doing>\w+ing))\b", re.I)  # fmt: skip


def followed_by(threat: str) -> str:
    """Return a threat as what will have to follow: "I'll call the police" is "I will have to …".

    Args:
        threat: a clause, without "or" and end mark.

    Returns:
        The clause, fit to stand after "Otherwise, "; "" where it is none that is known.
    """
    said = threat.strip(" ,.!")
    if _COURT.fullmatch(said):
        return "I will have to take this to court"
    if _OUT.fullmatch(said):
        return "I will have to leave"
    doing = _OURS_DOING.fullmatch(said)
    match = _OURS.fullmatch(said)
    if doing:
        base = base_of(doing["verb"].lower())
        if base in _STEPS:
            return f"{writer_of(doing)} will have to {base}{doing['rest']}"
    if _OURS_NOT.fullmatch(said):
        return f"I am afraid {said[:1] if said[:1] == 'I' else said[:1].lower()}{said[1:]}"
    if match:
        action = match["verb"] + match["rest"]
        if re.fullmatch(_VIOLENT, action, re.I):
            return "there will be consequences"
        if match["verb"].lower() in _STEPS:
            return f"{writer_of(match)} will have to {action}"
        return ""
    return _yours(said)


def writer_of(match: re.Match[str]) -> str:
    """Return "I" or "we", whichever the group `who` says."""
    return "I" if match["who"].lower() == "i" else "we"


def _yours(said: str) -> str:
    loss = re.match(_LOSS, said, re.I)
    if loss:
        bothers = re.match(r"(?:don['’]t|do not) bother\b(?P<rest>.*)", said, re.I)
        if not bothers and re.match(r"(?:don['’]t|do not)\b", said, re.I):
            return f"please {said}"
        if bothers:
            return (
                f"there is no need{bothers['rest']}" if bothers["rest"].startswith(" to ") else ""
            )
        forced = "have to " if re.match(r"(?:move|get) out|pay|stay|go|find", said, re.I) else ""
        return f"I am afraid you will {forced}{said}"
    yours = _YOURS.fullmatch(said)
    if yours:
        will, first = (yours["will"] or "").lower(), yours["rest"].split()[0].lower()
        if will in (" are", "'re", "’re"):
            rest = yours["rest"]
            be = f"not be {rest[4:]}" if first == "not" else f"be {rest}"
            return f"I am afraid you will {be}"
        if will or first in VERBS or first in ("lose", "owe", "have"):
            return f"I am afraid you {'can' if will == ' can' else 'will'} {yours['rest']}"
        return ""
    if _OTHERS.fullmatch(said):
        return f"I am afraid {said[:1].lower()}{said[1:]}"
    return ""


@cache
def _triggers() -> re.Pattern[str]:
    return re.compile(r"\b(?:or|otherwise|again|once more|one more|after|unless|if|then|to|whoever|next)\b", re.I)  # fmt: skip


def softened(one: Sentence) -> list[Sentence]:
    """Return a sentence with its threat or deadline put mildly, as one sentence or two.

    "Pay or I leave." gives "Pay." and "Otherwise, I will have to leave."; "You have two days to
    pay." gives "Pay within two days."
    """
    if one.kind in ("greeting", "thanks", "sign-off") or not _triggers().search(one.text):
        return [one]
    body = one.body
    given = _GIVEN.fullmatch(body)
    if given and find_order(capital(given["do"])):
        until = given["until"]
        when = f"by {until.split(' ', 1)[1]}" if until else f"within {given['time']}"
        return [sentence(f"{capital(given['do'])} {when}.", one.space)]
    later = _LATER.fullmatch(body)
    calm = followed_by(later["what"]) if later else ""
    if later and calm:
        return [sentence(f"{later['lead']}, {calm}.", one.space)]
    again = _IF_AGAIN.fullmatch(body) or _AND.fullmatch(body)
    if again:
        return _not_again(one, again)
    unless = _IF_NOT.fullmatch(body)
    calm = followed_by(unless["what"]) if unless else ""
    if unless and calm.startswith(("I will have", "we will have", "there will be")):
        return [sentence(f"{unless['if']}, {calm}.", one.space)]
    one_more = _ONE_MORE.fullmatch(body)
    calm = followed_by(one_more["what"]) if one_more else ""
    if one_more and calm:
        return [sentence(f"If there is one more {one_more['thing']}, {calm}.", one.space)]
    person = _NEXT_ONE.fullmatch(body)
    if person and base_of(person["verb"].lower()):
        action = f"{base_of(person['verb'].lower())}{person['rest']}"
        last = Sentence("Otherwise, there will be consequences.", "statement", one.space)
        return [sentence(f"Do not {action}.", " "), last]
    whoever = _WHOEVER.fullmatch(body)
    if whoever:
        return [_by_whoever(one, whoever)]
    no_bother = _NO_BOTHER.match(body)
    if no_bother:
        do = no_bother["do"] or base_of(no_bother["doing"].lower())
        rest = one.text[no_bother.end() :]
        return [sentence(f"{no_bother['if']}there is no need to {do}{rest}", one.space)]
    return _or_else(one)


def _not_again(one: Sentence, match: re.Match[str]) -> list[Sentence]:
    groups = match.groupdict()
    action = groups.get("do") or f"{match['verb']}{match['rest']}"
    calm = followed_by(match["what"])
    base = base_of(action.split()[0].lower()) or action.split()[0].lower()
    if not calm or base not in VERBS:
        return [one]
    action = " ".join([base, *action.split()[1:]])
    return [
        sentence(f"Do not {action}.", " "),
        Sentence(f"Otherwise, {calm}.", "statement", one.space),
    ]


def _by_whoever(one: Sentence, match: re.Match[str]) -> Sentence:
    order = find_order(capital(match["do"]))
    if order is not None and not order.is_request:
        action = re.sub(r"\byourself\b", "themselves", order.action)
        action = re.sub(r"\byour\b", "their", action)
        turn = f"not {action}" if order.is_negative else action
        return Sentence(f"Could whoever {match['what']} please {turn}?", "request", one.space)
    keeps = re.fullmatch(r"(?:keeps|is|are|was|has been) (?P<doing>\w+ing\b.*)", match["what"])
    if keeps and re.fullmatch(rf"I(?:{_WILL})? {_VIOLENT}", match["do"], re.I):
        return Sentence(f"Could whoever {match['what']} please stop?", "request", one.space)
    return one


def _or_else(one: Sentence) -> list[Sentence]:
    either = _EITHER.match(one.body)
    body = capital(one.body[either.end() :]) if either else one.body
    bare = _OR_ELSE_ALONE.sub("", body)
    for match in _OR.finditer(bare):
        head, what = bare[: match.start()], match["what"]
        order = find_order(head)
        is_told = one.kind == "statement" and re.match(rf"(?:I|we)(?:{_WILL})? [a-z]", what, re.I)
        if (order is None and not is_told) or (order and order.is_request) or re.search(r"\b(?:whether|if|know|either)\b[^,]*$", head):  # fmt: skip
            continue
        calm = followed_by(what)
        if order is None and not calm.startswith(("I will have to", "we will have to")):
            continue
        if calm:
            otherwise = Sentence(f"Otherwise, {calm}.", "statement", one.space)
            return [sentence(head + ".", " "), otherwise]
    if bare == one.body:
        return [one]
    return [sentence(bare + (one.end or "."), one.space)]
