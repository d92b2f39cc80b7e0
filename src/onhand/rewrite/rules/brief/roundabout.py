# ruff: noqa: E501 - patterns read best a row a line
"""Roundabout asking found: who is to do what, under all the "I was wondering if"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from onhand.rewrite.rules.brief.empty_talk import words_of
from onhand.rewrite.rules.english.clauses import as_open_question, as_question, small
from onhand.rewrite.rules.english.sentences import capital
from onhand.rewrite.rules.english.verbs import base_of

MAX_CHARS = 1200
"""A longer sentence is none that anybody wrote, and patterns take long on it."""
Who = Literal["you", "I", "we", "wish", "someone", "possible", "whether", "open"]

_SOFT = r"(?:just|maybe|perhaps|possibly|potentially|kind of|sort of|kinda|sorta|really|actually|kindly|please|simply|very much|quite|at all|by any chance|perchance|somehow|in any way|ever so|honestly|humbly|happen to|theoretically)"
_BESIDE = r"you['’](?:d|ll|re)|I['’][dm]|we['’](?:d|re)|I|we|you|it|if|whether|was|were|am|['’]m|['’]d|would|could|might|may|can|be|wanted to|want to|like to|wondering|hoping|thinking|there|do|is|that"
_SOFT_AFTER = re.compile(rf"(?<![\w-])({_BESIDE})(?:,? {_SOFT}\b,?)+(?= )", re.I)
_BE = r"(?:was|were|am|['’]m|are|['’]re|have been|['’]ve been)"
_GOOD = r"(?:really |very |so |super |much |extremely |absolutely |greatly |highly |most )*(?:great|good|nice|lovely|wonderful|helpful|useful|fantastic|amazing|awesome|super|ideal|perfect|brilliant|appreciated|kind(?: of you)?|cool|best|better|a (?:big|great|huge) help)"
_FINE = r"(?:possible|ok|okay|all right|alright|feasible|fine|acceptable|allowed|doable)(?: (?:with|by|for) (?:you|everyone|everybody))?"
_IF = r" (?:if|whether)(?: or not)?"
_WONDERING = rf"(?:(?:my|the|one|our|a) (?:\w+ )?question(?: (?:I|we) have| to you| for you)?(?: would be| is| was|:)|(?:I|we)(?:['’]d| would)? (?:\w+ ){{0,2}}(?:want|wanted|like) to (?:know|ask)(?: you)? (?:just |only )?(?:one|this|something|a) (?:\w+ )?(?:thing|question)?,? ?namely|(?:I|we) (?:just |only |really |simply |quickly )*(?:wanted|want|would like|thought I(?:['’]d| would)) to (?:just |quickly |briefly )*(?:reach out|check in|get in touch|drop you a line|touch base|write|come back to you|follow up)(?: with you| to you| again)*(?: (?:and|to) (?:quickly |just |also )*(?:ask|see|check|find out|know)(?: you)?)?|(?:I|we)(?: would|['’]d) be (?:very |really )*(?:interested|curious|keen|glad|happy|grateful) to (?:know|hear|find out)|(?:could|can|may) I (?:trouble|bother) you(?: for a (?:moment|minute|second|sec))? to ask(?: you)?|(?:I|we|the two of us|my \w+ and I) {_BE} (?:wondering|curious|asking myself|going to ask|meaning to ask)|I{_BE} (?:wondering|curious)|I wonder(?:ed)?|wondering|(?:I|we)(?: would|['’]d)? (?:herewith |hereby |therefore )*(?:like|love|want|wanted|wish|wished|need|needed|have) to (?:politely |kindly |quickly |briefly |also )*(?:check in(?: with you)? and |get in touch (?:with you )?(?:and|to) |write (?:to you )?(?:and|to) )?(?:ask|enquire|inquire|know|find out|check|see|request|hear)(?: (?:with|from) you)?(?: you)?|(?:I|we)(?: am|['’]m| are|['’]re) (?:writing(?: you)?(?: this)?(?: e-?mail| message| letter| note)?|contacting you|getting in touch|calling|reaching out|emailing|messaging)(?: you)?(?: today)?(?: in order)? to (?:ask|enquire|inquire|find out|check|see)(?: with you)?(?: you)?|(?:may|can|could|might) (?:I|we) (?:quickly |briefly )?(?:ask|check)(?: with)?(?: you)?|(?:(?:I|we) (?:am|was|are|were) |I['’]m |we['’]re )?(?:just )?(?:checking(?: in| back)?|following up|touching base|reaching out|writing)(?: with you)?(?: again)? to (?:see|ask|check|find out)(?: you)?|(?:I['’]m |I am |we['’]re )?just (?:wondering|checking|asking|wanted to (?:check|ask|see|know|find out)(?: with you)?)|checking|(?:all |so )?what (?:I|we) (?:would like|['’]d like|want|wanted|need|wish|actually wanted|really wanted) to (?:ask|know|find out)(?: you)? (?:is|was))"
_HOPING = rf"(?:(?:I|we) {_BE} hoping|(?:I|we)['’](?:m|re) hoping|hoping)(?: that)?"
_COULD = r"(?:were (?:able|so kind as) to|(?:could|can|would|might|may|will|['’]d|['’]ll)(?: be (?:able|so kind as|so good as|kind enough|good enough) to)?)"
_CHANCE = r"(?:(?:is|would|might) there (?:be )?)?any (?:\w+ )?(?:chance|way|possibility)(?: at all| whatsoever)?(?: that)?|do you (?:think|reckon)(?: that)?|(?:is|would) it (?:be )?possible that|what are the chances(?: that)?|I (?:don['’]t|do not) suppose(?: that)?"
_THANKFUL = r"(?:grateful|thankful|happy|glad|obliged|delighted|pleased|appreciative|indebted|over the moon|in your debt)"
_GRATEFUL = rf"(?:it|that) would (?:really )?mean (?:a lot|the world|so much|a great deal)(?: to (?:me|us))?|(?:it|that) (?:would|['’]d|might|will) be of (?:\w+ )?(?:help|use|assistance)(?: to (?:me|us))?|(?:it|that) (?:would|['’]d|might|will) (?:\w+ ){{0,3}}?(?:be )?{_GOOD}(?: (?:for|to) (?:me|us|everyone|everybody|all of us))?|it['’]d be {_GOOD}|(?:I|we)(?: would|['’]d|['’]ll| will| should)?(?: \w+){{0,3}}? be (?:\w+ ){{0,3}}?{_THANKFUL}(?: to you)?|(?:I|we)(?: would|['’]d|['’]ll)? (?:\w+ ){{0,3}}?(?:appreciate it|love it|like it)(?: very much| a lot| so much)?"
_IF_SO = rf"(?:{_WONDERING}{_IF}|(?:{_GRATEFUL}) if|{_CHANCE}|{_HOPING}|if(?= (?:you|someone|somebody) could))"
_TO_ASK = r"(?:(?:I|we)(?: would|['’]d| must| have to| need to| want to| wanted to)?(?: like to| want to)? (?:ask|request|urge|beg) (?:that )?you(?: to)?|(?:I|we)(?: would|['’]d)? (?:like|need|want|wanted|needed) you to|it is (?:kindly |hereby )?requested that you|you are (?:kindly |hereby |politely )?(?:asked|requested|invited) to|(?:all )?what (?:I|we) (?:would |['’]d )?(?:actually |like to |really )?(?:need|want|ask|need from you|want from you|ask of you|(?:need|want|ask|like) you to do) is (?:for you to|that you|to|for you)|all (?:I|we) (?:ask|want|need) is (?:for you to|that you)|(?:please )?be so (?:kind|good) as to|please make sure (?:that )?you|please see to it that you)"
_FOR_ME = r"(?: for (?P<them>me|us))? to"

_FRAMES: tuple[tuple[str, Who], ...] = (
    (r"(?:could|can|would) you (?:please |kindly )?(?:let (?:me|us) know|tell (?:me|us)) whether (?P<do>.+)", "whether"),
    (rf"{_IF_SO} you ?{_COULD} (?P<do>(?!mind\b|still be\b|had\b|have (?:had|been)\b|(?:still )?be (?:willing|happy|prepared|at|in|there|still|free|home|available|interested|ok|okay|open|up|around|coming|here)\b|like\b|know\b|want\b|think\b|need\b|prefer\b|rather\b).+)", "you"),
    (rf"(?:{_IF_SO} you (?:would|wouldn['’]t|could|might) mind|would you(?: be so kind as to)? mind|do you mind|(?:I|we)(?: would|['’]d) (?:really )?appreciate you(?:r)?) (?:maybe |perhaps )?(?P<neg>not )?(?P<ing>\w+ing)\b(?P<more>.*)", "you"),
    (r"(?:would you|do you|you would|you['’]d) mind(?: \w+){0,2}? if (?:I|we) (?:ask|asked) you to (?:perhaps |maybe |please )?(?P<do>.+)", "you"),
    (r"would it (?:perhaps |maybe |not )?be (?:an? (?:\w+ )?(?:idea|option)|better|good|best|wise|sensible) (?:for (?P<them>us) to|if (?P<who>we) (?:could )?)(?P<do> ?\w.+)", "we"),
    (r"if there(?:['’]s| is| was| were| would be) (?:any|a) (?:chance|possibility|way) (?:of (?P<ing>\w+ing)\b(?P<more>.*)|(?:that )?you could (?P<do>.+))", "you"),
    (r"(?:please )?do (?:me|us) a (?:\w+ )*favou?r(?:,? (?:would|will|could|can) you)?(?:,? please)?,? and (?P<do>.+)", "you"),
    (r"(?:could|can|would) you (?:please )?do (?:me|us) a (?:\w+ )*favou?r,? and (?P<do>.+)", "you"),
    (r"(?:might|would|could) you (?:possibly |perhaps )?be (?:willing|prepared|happy) to (?P<do>.+)", "you"),
    (r"(?:can|could|may|might) (?:I|we) (?:please |perhaps |maybe )?(?:ask|request|beg|trouble) (?:that )?you(?: to| if you (?:could|would))? (?:perhaps |maybe |please )?(?P<do>(?!if\b|whether\b|what\b|when\b|where\b|who\b|why\b|how\b|about\b|something\b|a\b|for\b|for\b).+)", "you"),
    (rf"{_IF_SO} (?P<one>someone|somebody|anyone|anybody) (?:would|wouldn['’]t) mind (?P<ing>\w+ing)\b(?P<more>.*)", "someone"),
    (r"(?:please )?(?:can|could|may|might) (?:I|we) (?:please )?(?:ask|request|remind|urge) (?:everyone|everybody|all of you|you all|you guys) to (?:please )?(?P<do>.+)", "you"),
    (r"please (?:would|could|can|will) you (?P<alt>.+)", "you"),
    (rf"(?:I|we)(?: would|['’]d)(?: \w+){{0,2}} be (?:\w+ ){{0,3}}?{_THANKFUL} to (?:receive|get|have|be sent) (?P<sent>.+)", "you"),
    (r"(?:would|could|can|will) you (?:be (?:so kind as|so good as|kind enough|good enough|able) to|please|kindly|possibly|maybe|perhaps)(?: (?:please|kindly))? (?P<do>(?!like\b|love\b|want\b|prefer\b|mind\b|care\b|have\b|be\b).+)", "you"),
    (r"(?:would|will|could|might|can) it (?:be )?(?:possible|feasible|ok|okay) for you to (?P<do>.+)|is it possible for you to (?P<alt>.+)", "you"),
    (rf"{_WONDERING}{_IF} it (?:would|could|might|is|was|will)(?: be)? {_FINE} for you to (?P<do>.+)", "you"),
    (rf"{_WONDERING}{_IF} it (?:would|could|might|is|was|will)(?: be)? {_FINE} (?:that|if) you(?: could| would| can)? (?P<do>.+)", "you"),
    (rf"{_TO_ASK} (?P<do>(?!if\b|whether\b|what\b|when\b|where\b|who\b|why\b|how\b|about\b).+)", "you"),
    (r"(?<![a-z] )to (?:ask|request|remind) (?:that )?you(?: to)? (?P<do>.+)", "you"),
    (rf"(?:{_GRATEFUL}) if (?P<one>these|they|this|it|(?:all )?(?:the |our |your )?(?!this\b|us\b|does\b)[a-z]+s) (?:could|would) (?P<do>.+)", "someone"),
    (r"(?:would|might|is) there (?:be )?(?:any|a) (?:chance|possibility|way) of (?P<gerund>\w+ing)\b(?P<more>.*)", "possible"),
    (r"(?:would|will|is) it (?:be )?possible for (?P<one>(?:someone|somebody|anyone|anybody)(?: (?:from|in|at|else|with)(?: \w+){1,3}?)?) to (?P<do>.+)", "someone"),
    (r"(?:maybe|perhaps) you (?:could|can) (?P<do>(?!have\b|be\b|come\b|join\b).+)", "you"),
    (rf"{_IF_SO} (?P<one>someone|somebody|anyone|anybody) {_COULD} (?P<do>.+)", "someone"),
    (rf"(?:{_IF_SO} I (?:could|can|may|might)(?: be able to)?|(?:may|might|could|can) I (?:possibly|maybe|perhaps|please)) (?P<do>.+)", "I"),
    (rf"{_HOPING} to(?: be able to)? (?P<do>.+)", "wish"),
    (rf"(?:I|we) {_BE} (?:just |maybe )*thinking(?: that)?(?:,? maybe,?)? (?P<who>I|we) (?:could|can) (?P<do>.+)", "I"),
    (rf"{_IF_SO} we (?:could|can|may|might)(?: be able to)? (?P<do>.+)", "we"),
    (rf"(?:(?:{_WONDERING}{_IF} )?(?:would|will|is|it would|it is|it was|it might) (?:it )?(?:be )?{_FINE}|(?:{_WONDERING}{_IF} )?(?:would you|do you|you would|you['’]d) mind(?: terribly| very much| too much)?) if (?P<who>I|we) (?:(?:could|can|might|may|were to) (?P<do>.+)|(?P<past>\w+)\b(?P<more>.*))", "I"),
    (r"(?:would|will|could|might|is) it (?:be )?(?:an option|possible|ok|okay|fine|alright|acceptable) that (?P<who>I|we) (?:could |can |might |may )?(?P<do>.+)", "I"),
    (rf"(?:would|will|could|might|is) it (?:be )?(?:{_FINE}|an option){_FOR_ME} (?P<do>.+)", "possible"),
    (rf"(?:{_WONDERING}{_IF}|do you think(?: that)?) it (?:would|could|might|is|was|will)(?: be)? {_FINE}{_FOR_ME} (?P<do>.+)", "possible"),
    (rf"{_WONDERING}{_IF} there (?:would|could|might|is|was|will)(?: be)? any (?:chance|way|possibility) (?:that )?you ?{_COULD} (?P<do>.+)", "you"),
    (rf"{_WONDERING}{_IF} there (?:would|could|might|is|was|will)(?: be)? any (?:chance|way|possibility) (?:that )?(?P<who>I|we) {_COULD} (?P<do>.+)", "I"),
    (rf"{_WONDERING}{_IF} there (?:would|could|might|is|was|will)(?: be)? (?:any|a) (?:chance|way|possibility) for (?P<them>me|us) to (?P<do>.+)", "I"),
    (rf"{_WONDERING}{_IF} (?P<do>.+)", "whether"),
    (rf"{_WONDERING} (?P<do>(?:what|when|where|who|why|how|which|whose|at what|by when)\b.+)", "open"),
)  # fmt: skip
_START = r"(?P<before>^|^.*?, (?:and |so )?(?:for (?:that|this) reason|that(?:['’]s| is) why|because of (?:that|this)|as a result),? |^.*?, (?:(?:so|but|and|therefore|thus|hence|also) )*|^.*? (?:so|but|and)(?: therefore| also| now| honestly| basically| actually| again| then)? |^(?:so|and|but|also) )"
_WORTH = re.compile(r"wonder|question|any way|favou?r|curious|hoping|would|could|might|may|can\b|mind|ask|request|['’]d|check|need|want|chance|possib|like|kind|see|make|will|is it|love|wish", re.I)  # fmt: skip
_AFTERTHOUGHT = re.compile(r", (?=any (?:day|time) )|,? because (?!of\b)(?=\w)|, (?:since|as) (?=(?:I|we|you|it|the|they|he|she|my|our|there|somebody|someone|this|that)\b)")  # fmt: skip
_ASKS_ON = re.compile(r", (?:and|or) (?:also )?(?:whether|if|what|when|how|where)\b", re.I)
_REASON_WHY = re.compile(r"\bwhat the reasons? (?:is|was|are|were) (?:why|that|for which) ", re.I)
_BECAUSE_ASKED = re.compile(r"^(?P<lead>I(?: was)?(?: just)? (?:wondering|(?:wanted|want|would like) to (?:ask|know)(?: you)?)), (?P<aside>.{3,160}?), (?P<asked>(?:whether|when|what|how|where|who)\b.+|if (?:you (?:could|would|might|can)|is|are|there)\b.+)$", re.I | re.S)  # fmt: skip
_SAID_THAT = re.compile(r"^I (?:saw|see|heard|read|noticed|know|understand|think|guess) that (?=.* (?:and|so|but) $)", re.I)  # fmt: skip
_REASON = re.compile(r"(?:for (?:that|this) reason|that(?:['’]s| is) why|because of (?:that|this)|as a result),? ", re.I)  # fmt: skip
_OWN_SENTENCE = re.compile(
    r", (?=(?:my|the|it|our|his|her) (?:\w+ ){0,2}(?:is|are|was|has|will)\b)", re.I
)
_NO_START = re.compile(r"\b(?:because|if|when|that|n['’]t|not|told me|said)\b[^,]*$", re.I)


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for under the politeness.

    Attributes:
        who: who is to act; "possible" names nobody ("is it possible to …"), "whether" and "open"
            want to know something.
        rest: the action in its base form, or the clause that is asked about.
        before: what stands before it in the sentence ("The bill is wrong, so ").
        one: "someone" or "anyone" where that is who is to act; "we" where that is who asks.
    """

    who: Who
    rest: str
    before: str = ""
    one: str = ""


def softened(body: str) -> str:
    """Return a sentence without the softeners between a pronoun and its verb."""
    return _SOFT_AFTER.sub(r"\1", body)


@lru_cache(maxsize=128)
def find_ask(body: str) -> Ask | None:
    """Find the roundabout asking in a sentence without its end mark."""
    body = re.sub(r"\b(ask(?: you)?|know), (?=(?:if|whether)\b)", r"\1 ", body)
    body = _REASON_WHY.sub("why ", _BECAUSE_ASKED.sub(_asked_first, body))
    if not _WORTH.search(body):
        return None
    return _found(softened(body)) or _found(body) or _found_by_words(body)


_BY_WORDS = re.compile(
    r"(?P<lead>[^.;:\d]{3,110}?)\b(?:(?:if|that|whether|for) (?P<who>(?:the two of |all of |both of )?you(?: all| guys| both)?|we|I|people|everyone|everybody|someone|somebody|anyone|anybody|(?:someone|somebody|anyone|anybody) (?:from|in|at|else|with) [\w ]{2,25}?)"
    r" (?:could|can|would|might|were able to|to)(?: possibly| maybe| perhaps| please| all| be able to| kindly)* (?P<do>(?!be\b|have (?:been|had)\b|not\b|like\b|love\b).+)|(?:ask|trouble|beg|get) you to (?:please |maybe )?(?P<ask>.+))$",
    re.I | re.S,
)  # fmt: skip
_ASKING_LEAD = re.compile(r"\b(?:would|any (?:way|chance|possibility)|could|mind|help|grateful|appreciate|wonder|wondering|hope|hoping|delighted|suppose|great|nice|wonderful|lovely|trouble|like|love|ask|kind|possible|pleased|glad|happy|super|fantastic|amazing|brilliant|awesome|useful|perfect|good|best|better|cool)\b", re.I)  # fmt: skip
_NO_LEAD = re.compile(r"\b(?:he|she|they|him|them|told|said|asked|was|were(?! wondering| hoping)|did|shame|pity|sorry|sure|know|unless|only|even|as|what|so|because|but|thought|when)\b|(?<!do)n['’]t\b(?! suppose| mind)|\bnot\b(?! too)", re.I)  # fmt: skip
_TAG = re.compile(r", (?:is|would|could|can|do|will|are|isn['’]t|won['’]t) (?:there|you|it|that|we|they)(?: please)?$", re.I)  # fmt: skip


def _found_by_words(body: str) -> Ask | None:
    """Find an asking that no frame knows: a lead that is all courtesy, and who is to do what."""
    match = _BY_WORDS.match(_TAG.sub("", body))
    if match is None:
        return None
    lead = match["lead"]
    helps = re.match(r"what (?:would|might|could|['’]d)\b", lead, re.I)
    if not _ASKING_LEAD.search(lead) or (_NO_LEAD.search(lead) and not helps):
        return None
    if words_of(lead) - {
        "delighted",
        "ideal",
        "ideally",
        "honoured",
        "enormously",
        "husband",
        "wife",
    }:
        return None
    who = (match["who"] or "you").lower()
    rest = (match["do"] or match["ask"]).strip()
    if who in ("i", "we"):
        return Ask("I" if who == "i" else "we", rest)
    is_all = who.endswith(("you", "you all", "you guys", "you both")) or who in _ALL
    if who in _ALL:
        rest = re.sub(r"\btheir\b", "your", rest)
    return Ask("you", rest) if is_all else Ask("someone", rest, "", match["who"])


_ALL = ("people", "everyone", "everybody")


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], Who], ...]:
    return tuple((re.compile(rf"{_START}(?:{p})$", re.I | re.S), who) for p, who in _FRAMES)


def _asked_first(match: re.Match[str]) -> str:
    """Put an aside after what is asked, or nowhere if it has no fact."""
    aside = match["aside"]
    has_fact = re.search(r"\d|(?<=[\w,] )(?!I\b)[A-Z]", aside)
    after = f", {aside}" if has_fact and aside.startswith(("because", "since", "as ")) else ""
    if has_fact and not after:
        return match.group()
    return f"{match['lead']} {match['asked']}{after}"


def _found(body: str) -> Ask | None:
    for pattern, who in _compiled():
        match = pattern.match(body)
        if match is None or _NO_START.search(_REASON.sub("", _SAID_THAT.sub("", match["before"]))):
            continue
        found = match.groupdict()
        rest = found.get("do") or found.get("alt")
        if found.get("sent"):
            rest = f"send {found['sent']}"
        verb = found.get("ing") or found.get("past") or found.get("gerund")
        if rest is None and verb:
            found["more"] = _AND_GERUND.sub(
                lambda m: f" and {base_of(m[1])}", found.get("more") or ""
            )
            rest = f"{found.get('neg') or ''}{base_of(verb)}{found.get('more') or ''}"
        if not rest:
            continue
        actor = who
        if (found.get("who") or "").lower() == "we" or found.get("them") == "us":
            actor = "we"
        elif found.get("them") == "me":
            actor = "I"
        led = body[len(match["before"]) :].lower()
        one = found.get("one") or ("we" if led.startswith(("we ", "we'", "we’")) else "")
        rest = re.sub(r"^(?:maybe|perhaps|possibly) ", "", rest.strip(), flags=re.I)
        rest = re.sub(r"^be (?:so (?:kind|good) as|kind enough|good enough|able) to ", "", rest)
        return Ask(actor, rest, match["before"], one)
    return None


_AND_GERUND = re.compile(
    r" and (\w{2,}ing)\b(?= (?:the|a|an|my|your|our|it|them|me|us|up|down|out|in|on|off|to|some|two|three|all|back)\b)"
)


def as_asked(ask: Ask) -> str | None:
    """Return what a writer wants to know as a question; None where its verb is not sure."""
    said = re.sub(r"^you['’]d (?=(?:still|also|both|all|be) )", "you would ", ask.rest)
    said = re.sub(
        r"^you['’]d (?=(?:had|got|been|seen|found|heard|received|read) )", "you have ", said
    )
    ask = replace(ask, rest=said)
    joint = r",? (and|or)(?: also)?(?: to (?:ask|see|know|check|find out)(?: you)?)? (?=(?:if|whether|how|what|when|where|who|why)\b)"
    first, *others = re.split(joint, ask.rest)
    joints, parts = others[::2], [first, *others[1::2]]
    questions = [as_open_question(parts[0]) if ask.who == "open" else as_question(parts[0])]
    questions += [
        as_open_question(part) or as_question(re.sub(r"^(?:if|whether) ", "", part))
        for part in parts[1:]
    ]
    if ask.who == "open" and None in questions:
        questions, joints = [as_open_question(ask.rest)], []
    found = [question for question in questions if question]
    if len(found) < len(questions):
        return None
    joined = (f" {how} {q[0].lower()}{q[1:]}" for how, q in zip(joints, found[1:], strict=True))
    return found[0] + "".join(joined) + "?"


def in_place(ask: Ask, asked: str, before: str) -> str:
    """Return what is asked with what stood before it, and a reason set free from a question."""
    reason = ""
    match = _OWN_SENTENCE.search(asked)
    if match:
        mark = "?" if asked.endswith("?") else "."
        reason = f" {capital(asked[match.end() : -1])}."
        asked = asked[: match.start()] + mark
    elif asked.endswith("?"):
        match = _AFTERTHOUGHT.search(asked)
        if match and not _ASKS_ON.search(asked, match.end()):
            reason = f" {capital(asked[match.end() : -1])}."
            asked = f"{asked[: match.start()]}?"
    if not before:
        return capital(asked) + reason
    head = re.sub(r",? (?:and|but|so)(?: (?:now|therefore|also))?$", "", before.strip(" ,"))
    if re.match(r"(?:about|regarding) [^:]*$", head, re.I):
        return capital(f"{head}: {small(asked)}") + reason
    if re.match(r"(?:since|because|as|if|when|although|while|after|before)\b", head, re.I):
        return capital(f"{head}, {small(asked)}") + reason
    if re.search(r"(?:^|\b(?:and|but|so) )(?:if|when|once|in case) [^,]*$", head, re.I):
        return capital(f"{head}, {small(asked)}") + reason
    is_apart = before.rstrip().endswith(" and") and asked.startswith("Please ") and " " in head
    if (asked.endswith("?") or is_apart) and " " in head:
        return f"{capital(head)}. {capital(asked)}{reason}"
    return capital(f"{before}{small(asked)}") + reason
