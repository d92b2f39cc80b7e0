# ruff: noqa: E501 - tables read best a row a line
"""What the polite and the friendly tone do alike: ask, inquire, decline and complain mildly.

A :class:`Manner` has the phrases, the code here finds the sentences they belong to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from onhand.rewrite.rules.asking import Asked, asked_by, help_wanted, set_free, wanted_by
from onhand.rewrite.rules.indirect import indirect
from onhand.rewrite.rules.sentences import Sentence, capital, sentence
from onhand.rewrite.rules.softening import (
    blame_softened,
    is_blame,
    is_gentle,
    refusal,
    reminded,
    without_jabs,
)

_KEPT = re.compile(  # orders in form that ask for nothing
    r"(?:worry|hesitate|mind|be (?:sad|afraid|shy|upset|scared|mad|angry)|bother|note|find (?:attached|enclosed|below)|see (?:attached|below)|accept|forgive|excuse|pardon|get me wrong|be (?:aware|advised|informed|reminded|assured|well|safe)|rest assured|feel (?:free|better)|get (?:well|some rest|better)|have (?:fun|a )|take (?:care|your time)|enjoy|be so kind|give (?:my|our) (?:love|regards|best)|say (?:hi|hello)|know|consider it|remember(?: when| that time)|sleep|rest|keep in mind|congratulate|imagine|guess|stay (?:safe|strong|well)|drive safe|come in|say|believe|trust|happy|miss|hope|wish)\b", re.I
)  # fmt: skip
_URGENT = re.compile(r",?\s+(?:right now|right away|now|immediately|at once|this (?:instant|minute|second)|asap|as soon as possible|already)$", re.I)  # fmt: skip
_DETERMINED = re.compile(
    r"(?:the|my|your|our|a|an|that|this|those|these|his|her|their|some|two|three|four|five|six|ten|\d+|more)\b",
    re.I,
)
_DUE = re.compile(r"\b(?:by|before|today|tonight|tomorrow|now|asap|as soon as possible|immediately|urgently|back|your|until|from you|right away|this (?:morning|afternoon|evening|week)|on \w+day)\b", re.I)  # fmt: skip
_CAN_WE = re.compile(
    r"(?P<lead>(?:(?:and|but|so|also),?\s+)?)(?:can|may|could) (?P<who>I|we) (?:please )?(?P<rest>.*\?)$",
    re.I | re.S,
)
_LIKE = re.compile(
    r"(?P<lead>(?:(?:and|but|so|also),?\s+)?)(?:(?:do )?(?:you|u) (?:guys )?(?:want|wanna|feel like)) (?P<rest>.*\?)$",
    re.I | re.S,
)
_YOURS = re.compile(r"(?:your|you are|you're)\b", re.I)
BAD_NEWS = re.compile(
    r"\b(?:not|no longer|never|cannot|\w+n't|broken?|broke|late|wrong|missing|damaged|lost|too (?:loud|late|cold|hot|small|big|slow|expensive|much|long|high)|problem|fail(?:ed|s)?|unable|disappointing|difficult to accept|dirty|cold|crash(?:es|ed)|leak(?:s|ing)?|delayed|cancell?ed|overdue|nobody|nothing|rude|closed|sold out|bark(?:s|ed|ing)?|hit|bit|bitten|blocks|blocking|third time|second time|fourth time|again)\b", re.I
)  # fmt: skip
_LEAD_WORD = re.compile(
    r"(?P<lead>(?:(?:and|but|so|also|then|well|ok|okay|now),?\s+)*)(?P<rest>.*)", re.I | re.S
)

_SMALL = re.compile(
    r"(?:Could|Please|Would|The|Your|It|We|You|There|This|That|My|Our|Unfortunately|Thank|He|She|They|Is|Are|Do|Did|If|When|What|Where|How|Why)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a tone puts things; "%s" stands for what is put.

    Attributes:
        asks: for the first order, the second and so on; the last two take turns.
        after_lead: an order after a condition: "If it rains, %s".
        refrain: for an order not to do something.
        advises: for advice.
        tells: for questions, the first and the others; the rest stay direct.
        tells_all: whether all questions are put so, or those for a reason only.
        likes: for a wish for a thing; `has` for a need with a date; `helps` for help.
        declines: for "I cannot …", taking turns; with `who` and `what`.
        noticed: before what the hearer did; `seems` before what he keeps doing.
        soon: for "now" at an order's end.
        may: for "can I …?".
        sorry: before what is wrong with the hearer's things.
    """

    asks: tuple[str, ...]
    after_lead: str
    refrain: str
    advises: str
    tells: tuple[str, ...]
    tells_all: bool
    likes: str
    has: str
    helps: str
    declines: tuple[str, ...]
    noticed: str
    seems: str
    soon: str
    may: str
    sorry: str


@dataclass(slots=True)
class Outcome:
    """What was found while putting a message another way.

    Attributes:
        sentences: the new ones.
        n_asks: orders, requests and wishes.
        n_questions: questions put indirectly.
        n_refusals: refusals.
        n_blames: complaints about what the hearer did.
    """

    sentences: list[Sentence] = field(default_factory=list)
    n_asks: int = 0
    n_questions: int = 0
    n_refusals: int = 0
    n_blames: int = 0


def put(sentences: list[Sentence], manner: Manner) -> Outcome:
    """Put each sentence of a message the way of `manner`."""
    outcome = Outcome()
    for one in set_free(sentences):
        said = _put(one, manner, outcome)
        kept = replace(one, text=said)
        before = outcome.sentences
        if not said and before and "\n" in one.space:
            before[-1] = replace(before[-1], space=one.space)
        outcome.sentences.append(kept)
    return outcome


def _put(one: Sentence, manner: Manner, outcome: Outcome) -> str:
    if one.kind in ("greeting", "thanks", "sign-off"):
        return one.text
    said = without_jabs(one.text)
    if said != one.text:
        one = sentence(said, one.space)
        if not said:
            return ""
    asked = asked_by(one)
    if asked is not None:
        return _asked(asked, one, manner, outcome)
    if one.kind == "question" or one.text.endswith("?"):
        return _questioned(one, manner, outcome)
    return _stated(one, manner, outcome)


def _asked(asked: Asked, one: Sentence, manner: Manner, outcome: Outcome) -> str:
    action = asked.action
    if _KEPT.match(action) or (one.order is None and len(action.split()) > 30):
        return one.text
    if re.match(r"remember to\b", action):
        return capital(f"{asked.lead}please {action}.")
    if asked.is_advice and not asked.is_negative:
        return capital(asked.lead + _lower(manner.advises % action, asked.lead))
    outcome.n_asks += 1
    if asked.is_negative:
        forgotten = re.match(r"forget to\b", action)
        wording = f"please remember {action[7:]}." if forgotten else manner.refrain % action
        return capital(asked.lead + _lower(wording, asked.lead))
    action = _URGENT.sub(" " + manner.soon, action)
    if one.text.endswith("?") and re.match(r"would you mind\b|may\b", one.text, re.I):
        return one.text
    if asked.lead.strip(" ,").lower() not in (
        "",
        "and",
        "also",
        "but",
        "so",
        "then",
        "now",
        "ok",
        "okay",
        "well",
    ):
        return capital(asked.lead + _lower(manner.after_lead % action, asked.lead))
    turn = outcome.n_asks - 1
    asks = manner.asks
    form = asks[turn] if turn < len(asks) else asks[len(asks) - 1 - turn % 2]
    if asked.is_gentle:
        form = asks[0]
    if " also " in form and (re.match(r"also\b", action) or "also" in asked.lead.lower()):
        form = form.replace(" also ", " ")
    lead = asked.lead if re.match(r"(?:but|so|then)\b", asked.lead, re.I) else ""
    return capital(lead + _lower(form % action, lead))


def _questioned(one: Sentence, manner: Manner, outcome: Outcome) -> str:
    may = _CAN_WE.match(one.text)
    if may:
        outcome.n_asks += 1
        return capital(_lower(may["lead"] + manner.may % (may["who"], may["rest"]), ""))
    like = _LIKE.match(one.text)
    if like:
        return capital(f"{like['lead']}would you like {like['rest']}")
    parts = _LEAD_WORD.fullmatch(one.text)
    lead, asked = (parts["lead"], parts["rest"]) if parts else ("", one.text)
    is_reproach = re.match(r"(?:why|where['’ ]s? ?(?:is |are )?(?:my|the)|how come)\b", asked, re.I)
    clause = indirect(asked) if manner.tells_all or is_reproach else None
    if clause is None or outcome.n_questions >= len(manner.tells):
        return one.text
    form = manner.tells[outcome.n_questions]
    outcome.n_questions += 1
    return capital(form % clause) if lead.strip(" ,").lower() in ("", "and", "so", "also", "well", "ok") else capital(lead + _lower(form % clause, lead))  # fmt: skip


def _stated(one: Sentence, manner: Manner, outcome: Outcome) -> str:
    text = one.text
    helped = help_wanted(one)
    if helped:
        outcome.n_asks += 1
        return manner.helps % helped
    wanted = wanted_by(one)
    if wanted and _DETERMINED.match(wanted[2]) and (wanted[1] != "need" or _DUE.search(wanted[2])):
        return _wanted(wanted, manner, outcome)
    said = refusal(text)
    if said:
        form = manner.declines[outcome.n_refusals % len(manner.declines)]
        outcome.n_refusals += 1
        return _declined(form, *said)
    told = reminded(text)
    if told:
        outcome.n_blames += 1
        return told
    if (
        _YOURS.match(text)
        and BAD_NEWS.search(text)
        and not is_gentle(text)
        and not text.endswith("?")
    ):
        outcome.n_blames += 1
        return f"{manner.sorry} {_lower(text, 'and')}"
    if is_blame(text) and not is_gentle(text):
        outcome.n_blames += 1
        is_past = re.match(
            r"you(?:['’]ve)?(?: \w+)? (?:never|always|keep|don|do not|were|are|owe|still owe)",
            text,
            re.I,
        )
        if outcome.n_blames > 1:
            return text.replace("!", ".")
        return capital(blame_softened(text.replace("!", "."), manner.seems if is_past else manner.noticed))
    return text


def _wanted(wanted: tuple[str, str, str], manner: Manner, outcome: Outcome) -> str:
    who, verb, what = wanted
    outcome.n_asks += 1
    what = _URGENT.sub(" " + manner.soon, what)
    form = manner.has if verb in ("need", "require") else manner.likes
    return form.replace("{who}", who) % what


def _declined(form: str, who: str, modal: str, rest: str) -> str:
    be = "am" if who == "I" else "are"
    modal = {"am not": f"{be} not"}.get(modal, modal)
    said = form.replace("{be}", be) % f"{who} {modal} {rest}"
    return capital(said)


def _lower(text: str, lead: str) -> str:
    if not lead or re.match(r"I\b", text):
        return text
    return text[:1].lower() + text[1:]


def after_comma(said: str) -> str:
    """Return a sentence as it goes on after "Hello Tom,"; a name keeps its capital."""
    return said[:1].lower() + said[1:] if _SMALL.match(said) else said


def is_signature(sentences: list[Sentence], index: int) -> bool:
    """Whether the sentence there is a sign-off or the writer's name below it."""
    one = sentences[index]
    before = sentences[index - 1] if index else None
    if one.kind == "sign-off":
        return True
    return (
        before is not None
        and "\n" in before.space
        and len(one.text.split()) <= 3
        and one.kind == "fragment"
    )


def small_start(text: str) -> str:
    """Return a sentence as it goes on after "I noticed that"; "I" and names stay."""
    if re.match(r"(?:I\b|Mr|Mrs|Dr|[A-Z]{2})", text):
        return text
    return text[:1].lower() + text[1:]
