# ruff: noqa: E501 - tables read best a row a line
"""What the polite and the friendly tone do alike: ask, inquire, decline and complain mildly.

A :class:`Manner` has the phrases, the code here finds the sentences they belong to.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onhand.rewrite.rules.courteous.asking import (
    URGENT,
    Asked,
    asked_by,
    set_free,
    whoever_asked,
)
from onhand.rewrite.rules.courteous.gentler import kinder
from onhand.rewrite.rules.courteous.indirect import indirect
from onhand.rewrite.rules.courteous.manner import Manner, Outcome
from onhand.rewrite.rules.courteous.notes import written_out
from onhand.rewrite.rules.courteous.refusing import lacking, refusal
from onhand.rewrite.rules.courteous.rhetoric import unscolded
from onhand.rewrite.rules.courteous.softening import with_subject, without_jabs
from onhand.rewrite.rules.courteous.stating import stated
from onhand.rewrite.rules.english.orders import find_order
from onhand.rewrite.rules.english.sentences import Sentence, capital, sentence
from onhand.rewrite.rules.mending.dictionary import frequency
from onhand.rewrite.rules.mending.names import is_name

_KEPT = re.compile(  # orders in form that ask for nothing
    r"(?:worry|hesitate|mind|be (?:sad|afraid|shy|upset|scared|mad|angry)|bother|note|(?:allow|permit) me\b|let me (?:express|introduce|say|tell|explain|add|start|be clear)|find (?:attached|enclosed|below)|see (?:attached|below)|accept|forgive|excuse|pardon|get me wrong|be (?:aware|advised|informed|reminded|assured|well|safe)|rest assured|feel (?:free|better)|get (?:well|some rest|better)|have (?:fun|an? (?!word|look|think|chat|talk|go|check|read|listen|seat))|take (?:care|your time)|enjoy|be so kind|give (?:my|our) (?:love|regards|best)|say (?:hi|hello)|know|consider it|remember(?: when| that time)|sleep|rest|keep in mind|congratulate|imagine|guess|stay (?:safe|strong|well)|drive safe|come in|say (?:hi|hello|what you|no more|when)\b|believe|trust|happy|miss|hope|wish|let (?:me|us) know if (?:you need|there(?:['’]s| is) anything|I can|we can|you(?:['’]d| would) like|you want))\b", re.I
)  # fmt: skip
_CAN_WE = re.compile(
    r"(?P<lead>(?:(?:and|but|so|also),?\s+)?)(?:can|may|could) (?P<who>I|we) (?:please )?(?P<rest>.*?)(?P<end>[?.!]*)$",
    re.I | re.S,
)
_PLEASE = re.compile(r",? (?:please|pls)\b(?! (?:you|everyone|him|her|them|the)\b)", re.I)
_LIKE = re.compile(
    r"(?P<lead>(?:(?:and|but|so|also),?\s+)?)(?:(?:do )?(?:you|u) (?:guys )?(?:want|wanna|feel like)) (?P<rest>.*\?)$",
    re.I | re.S,
)
_LEAD_WORD = re.compile(
    r"(?P<lead>(?:(?:and|but|so|also|then|well|ok|okay|now),?\s+)*)(?P<rest>.*)", re.I | re.S
)


_VOCATIVE = re.compile(
    r"(?!(?:Sorry|Yes|No|Thanks|Please|However|Unfortunately|Tomorrow|Today|Also|Ok|Okay|Well|Actually|Sure|Great|Maybe|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Now|Then|Again|Anyway|Listen|Look|Wow|Oh|Hopefully|Honestly|Sadly|Currently|Otherwise|Congratulations|Hmm|Um|Uh|Er|Ah|Wait|Hm|Right|Alright|Fine|True|Cool|Nice|Hello|Hi|Hey|Yes|Yeah|Nope|Nah|First|Second|Finally|Meanwhile|Instead|Otherwise|Apparently|Basically|Seriously|Personally|Obviously|Luckily|Next|Later|Soon|So|But|And|Or|Lol|Damn|Man|Dude|Bro|Regards|Cheers|Love)\b)(?P<name>(?:Mr|Mrs|Ms|Dr)?\.? ?[A-Z][a-z]+), (?=(?:can|could|will|would|please|you|your|I|I'm|we|the|do|did|are|is|don't|call|send|bring|where|when|what|why|how)\b)", re.I
)  # fmt: skip
"""The hearer's name at the start: "Tom, can you …"."""


_SOMEONE = re.compile(r"(?:can|could|will|would) (?P<who>someone|somebody|anyone|anybody)\b", re.I)
_WISH = re.compile(
    r"(?P<comma>, )(?:(?:and )?I )?(?P<verb>want|need) (?:all|some|my|a|an|the|our|it|this|that|them)\b",
    re.I,
)
_OFFER = re.compile(
    r"(?P<asked>(?:is|are|do|does|can|could|will|would|how|when|where|what)\b[^,.?!]*), (?P<offer>(?:can|could|will|would) (?:pick|collect|come|pay|be|bring|meet|take)\b[^,.?!]*)\?", re.I
)  # fmt: skip
"""A question with an offer of the asker behind it: "is it free, can pick up today"."""
_KEPT_NOT = re.compile(
    r"(?:worry|hesitate|mind|be (?:sad|afraid|shy|upset|scared|mad|angry)|bother|get me (?:wrong|started)|quote me|feel bad|stress|panic|rush|apologi[sz]e|sweat|thank me|mention it|ask)\b", re.I
)  # fmt: skip
INTRODUCED = re.compile(
    r"(?:my name is (?-i:[A-Z])|I(?:['’]d| would) (?:like|love)\b|I(?: just)? thought I|I(?: just| really| do not really| don['’]t really)? (?:might|think|guess|feel|suppose|believe|wonder|do not know|don['’]t know|did not know|didn['’]t know)\b|I(?: am|['’]m) (?:not (?:really |quite |totally |entirely |completely )?(?:sure|certain|an? )|no expert|just a)\b|I(?: am|['’]m) (?:writing|contacting|calling)|this is (?-i:[A-Z])|it(?:['’]s| is) (?-i:[A-Z])|(?:I|we) (?:trust|hope|must inform|hereby|(?:am|are) (?:very |really |extremely |absolutely )?(?:pleased|happy|delighted|glad|honou?red|proud) to|have the (?:honou?r|pleasure)|would (?:be|like))\b|in my (?:\w+ )?(?:opinion|view)\b|if you ask me\b|this (?:notice|letter|e-?mail|message|is) (?:just |only |merely )?(?:serves )?to\b|your (?:kind |prompt |full )?(?:co-?operation|understanding|patience)\b)", re.I
)  # fmt: skip
"""How people say who they are or what they think: nothing is put before that."""
_SOON = "Soon."
"""Stands for "Now." after a request, until it is joined to that."""
_HASTY = re.compile(r",? and (?:do(?:es)?|make|have) it (?:done )?(?P<when>today|tonight|now|quickly|by [\w ]+|before [\w ]+|this \w+|soon)$", re.I)  # fmt: skip
_NEXT_TIME = re.compile(r"(?:and )?next time (?:you|we|someone|anyone) [^,]+", re.I)
_LAST = re.compile(r"(?P<last>last|final|second|third) (?:warning|notice|reminder|chance|call|request): (?=\w)", re.I)  # fmt: skip
_LEFT_OUT = re.compile(
    r"(?:return|send|submit|bring|forward|hand in|post|mail|deliver|drop off|sign|resubmit|give)(?= (?:(?:to|by|before|back|with|in|within|at)\b))", re.I
)  # fmt: skip
_THING = re.compile(
    r"\b(?:form|questionnaire|contract|document|letter|slip|book|costume|key|copy|invoice|application|survey|sheet|card|parcel|item|agreement|receipt|certificate|statement|report|essay|draft|ticket|badge|uniform|laptop|jacket|ladder|drill)(?P<many>s)?\b", re.I
)  # fmt: skip
_POINTED = re.compile(
    r"(?:where (?:were|have|did) you|what (?:exactly |on earth |actually )?(?:did|have|were|are) you (?:actually |even )?(?:do|done|doing|been doing|thinking|up to|say|said|told|tell)|what took you|why (?:did|didn['’]t|did not|do|don['’]t|haven['’]t|have|weren['’]t|aren['’]t|are|were|is it always) (?:you|it always|nobody|no one)\b|how (?:come|long have) you)", re.I
)  # fmt: skip
_WHO_DID = re.compile(
    r"who(?:['’]s| is)? ?(?:\w{2,}ed|ate|took|left|broke|used|moved|deleted|drank|parked|touched|stole|opened|turned|put|finished|changed|spilled|spilt|has (?:eaten|taken|left|broken|used|moved|deleted|touched|put|been)| responsible for|keeps|was supposed|forgot|let|threw|cut|hid|wrote|lost|damaged|scratched)\b", re.I
)  # fmt: skip
_DOING_WHAT = re.compile(r"what (?P<be>are|were) you (?P<rest>(?:doing|up to|thinking)\b[^?.!]*)[?.!]*", re.I)  # fmt: skip
_NAMED_LAST = re.compile(r"(?P<name>,(?-i: [A-Z][\w'’-]+)|, (?:guys|everyone|all|mate|boss))(?=[?!.]*$)", re.I)  # fmt: skip
_STRESS = re.compile(r"^(\w+) (?:exactly|on earth|actually|the \w+)(?= )", re.I)
_HANDLE = re.compile(r"(?P<name>[\ue000-\uf8ff])[,:]? (?=[a-z])", re.I)
"""A handle at the start, kept away: "@marek stop that"."""
_MERE = ("", "and", "also", "but", "so", "now", "ok", "okay", "well")
"""Words before an order that carry nothing."""


def put(sentences: list[Sentence], manner: Manner) -> Outcome:
    """Put each sentence of a message the way of `manner`."""
    sentences = [_in_haste(one) for one in sentences]
    told = _with_wishes_apart(_with_label_apart(unscolded(_with_again(sentences))))
    free = _with_next_time(set_free(told))
    outcome = Outcome(has_asks=any(one.kind == "order" for one in free))
    for one, after in zip(free, [*free[1:], None], strict=False):
        if after and _is_no(one) and (refusal(after.text) or lacking(after.text)):
            continue
        said = _put(one, manner, outcome)
        kept = one if said == one.text else sentence(said, one.space)
        before = outcome.sentences
        if said == _SOON and before and before[-1].text.endswith("?"):
            asked = f"{before[-1].body} {manner.soon}?"
            before[-1] = replace(before[-1], text=asked, space=one.space)
            continue
        if not said and before and "\n" in one.space:
            before[-1] = replace(before[-1], space=one.space)
        outcome.sentences.append(kept)
    if not any(one.text for one in outcome.sentences):
        outcome.sentences = sentences
    return outcome


def _in_haste(one: Sentence) -> Sentence:
    """Return "Send it, and do it today." as "Send it today."."""
    hasty = _HASTY.search(one.body)
    if hasty is None:
        return one
    return sentence(f"{one.body[: hasty.start()]} {hasty['when']}{one.end}", one.space)


def _is_no(one: Sentence) -> bool:
    return re.fullmatch(r"(?:no|nope|nah|no way)", one.body, re.I) is not None


def _with_again(sentences: list[Sentence]) -> list[Sentence]:
    """Return the sentences, "You broke it. Again." as one."""
    found: list[Sentence] = []
    for one in sentences:
        if found and re.fullmatch(r"again", one.body, re.I):
            found[-1] = sentence(f"{found[-1].body} again{found[-1].end}", one.space)
        else:
            found.append(one)
    return found


def _with_label_apart(sentences: list[Sentence]) -> list[Sentence]:
    """Return the sentences, "Last warning: pay." as two."""
    found: list[Sentence] = []
    for one in sentences:
        last = _LAST.match(one.text)
        if last:
            found.append(sentence(f"This is the {last['last'].lower()} reminder.", " "))
        found.append(sentence(capital(one.text[last.end() :]), one.space) if last else one)
    return found


def _with_next_time(sentences: list[Sentence]) -> list[Sentence]:
    """Return the sentences, "Next time you come. Knock." as one."""
    found: list[Sentence] = []
    for one in sentences:
        if found and one.order and _NEXT_TIME.fullmatch(found[-1].body):
            said = f"{found[-1].body}, {one.text[:1].lower()}{one.text[1:]}"
            found[-1] = sentence(said, one.space)
        else:
            found.append(one)
    return found


def _with_wishes_apart(sentences: list[Sentence]) -> list[Sentence]:
    """Return the sentences, "…, want my money back" made one of its own."""
    found: list[Sentence] = []
    for one in sentences:
        offer = _OFFER.fullmatch(one.text)
        if offer:
            found.append(sentence(offer["asked"] + "?", " "))
            found.append(sentence(f"I {offer['offer']}.", one.space))
            continue
        match = _WISH.search(one.text) if one.kind in ("statement", "order") else None
        if match:
            found.append(sentence(one.text[: match.start()] + ".", " "))
            found.append(sentence("I " + one.text[match.start("verb") :], one.space))
        else:
            found.append(one)
    return found


def _put(one: Sentence, manner: Manner, outcome: Outcome) -> str:
    if one.kind in ("greeting", "thanks", "sign-off"):
        return one.text
    if re.fullmatch(r"(?:right )?now|immediately|asap|pronto|at once", one.body, re.I):
        return _SOON if outcome.n_asks else one.text
    if _is_no(one):
        outcome.n_refusals += 1
        return manner.no
    bare = without_jabs(one.text)
    if bare != one.text and bare:
        one = sentence(bare, one.space)
    one = written_out(one, has_asks=outcome.n_asks > 0)
    said = with_subject(without_jabs(one.text)) if one.order is None else without_jabs(one.text)
    if said != one.text:
        one = sentence(said, one.space)
        if not said:
            return ""
    whoever = whoever_asked(one)
    if whoever:
        outcome.n_asks += 1
        return f"Could {whoever[0]} please {whoever[1]}?"
    asked = asked_by(one)
    if asked is not None:
        return _asked(asked, one, manner, outcome)
    if one.kind == "question" or one.text.endswith("?"):
        return _questioned(one, manner, outcome)
    return stated(one.text, manner, outcome)


def _asked(asked: Asked, one: Sentence, manner: Manner, outcome: Outcome) -> str:
    asked = _kindly(asked, outcome)
    action = asked.action
    if re.match(r"let (?:me|us) know if", action, re.I) and _KEPT.match(action):
        return capital(f"{asked.lead}please {action}.")
    is_kept = (_KEPT_NOT if asked.is_negative else _KEPT).match(action)
    if is_kept or (one.order is None and len(action.split()) > 30):
        return one.text
    reminded = re.match(
        r"remember (?:that )?(?=(?:the|your|our|my|we|it|there|you|this|that|all|everyone)\b)",
        action,
    )
    if reminded and not asked.is_negative:
        return manner.reminds % action[reminded.end() :]
    if re.match(r"remember to\b", action):
        return capital(f"{asked.lead}please {action}.")
    if asked.is_advice and not asked.is_negative:
        return capital(asked.lead + _lower(manner.advises % action, asked.lead))
    outcome.n_asks += 1
    if asked.is_negative:
        forgotten = re.match(r"forget to\b", action)
        wording = f"please remember {action[7:]}." if forgotten else manner.refrain % action
        return capital(asked.lead + _lower(wording, asked.lead))
    action = _PLEASE.sub("", URGENT.sub(" " + manner.soon, action))
    if one.text.endswith("?") and re.match(r"would you mind\b|may\b", one.text, re.I):
        return one.text
    if asked.lead.lower().startswith("then"):
        return "Then " + _lower(manner.after_lead % action, "then")
    if asked.lead.strip(" ,").lower() not in _MERE:
        return capital(asked.lead + _lower(manner.after_lead % action, asked.lead))
    form = _form(asked, manner, outcome)
    if one.text.startswith(("Just ", "Please just ")) and len(action.split()) <= 3:
        return manner.just % action
    someone = _SOMEONE.match(one.text)
    if someone:
        return f"Could {someone['who'].lower()} please {action}?"
    if " also " in form and (re.match(r"(?:also|just)\b", action) or "also" in asked.lead.lower()):
        form = form.replace(" also ", " ")
    lead = asked.lead if re.match(r"(?:but|so|then)\b", asked.lead, re.I) else ""
    return capital(lead + _lower(form % action, lead))


def _kindly(asked: Asked, outcome: Outcome) -> Asked:
    """Return what is asked, rude actions worded kindly, "it" put in where it is left out."""
    action, is_not = kinder(asked.action, is_negative=asked.is_negative)
    left_out = _LEFT_OUT.match(action)
    thing = _THING.search(outcome.sentences[-1].text) if left_out and outcome.sentences else None
    if left_out and thing:
        it = "them" if thing["many"] else "it"
        action = f"{left_out.group()} {it}{action[left_out.end() :]}"
    if action == asked.action:
        return asked
    return replace(asked, action=action, is_negative=is_not)


def _form(asked: Asked, manner: Manner, outcome: Outcome) -> str:
    """Return the wording of the next request: they take turns."""
    asks = manner.asks
    if asked.is_gentle:
        return asks[0]
    turn = outcome.n_asks - 1 + outcome.n_questions
    if turn and outcome.n_asks == 1:  # a question came before: "also" would go with that
        return asks[-1]
    return asks[turn] if turn < len(asks) else asks[len(asks) - 1 - turn % 2]


def _questioned(one: Sentence, manner: Manner, outcome: Outcome) -> str:
    if _PLEASE.search(one.text):
        return one.text
    may = _CAN_WE.match(one.text)
    if may and not re.search(r"\b(?:still|or)\b", may["rest"]):
        outcome.n_asks += 1
        asked = manner.may % (may["who"], may["rest"] + "?")
        return capital(may["lead"] + _lower(asked, may["lead"]))
    like = _LIKE.match(one.text)
    if like:
        return capital(f"{like['lead']}would you like {like['rest']}")
    parts = _LEAD_WORD.fullmatch(one.text)
    lead, asked = (parts["lead"], parts["rest"]) if parts else ("", one.text)
    wondered = _wondered(asked, manner, outcome)
    if wondered:
        return capital(lead + _lower(wondered, lead))
    is_reproach = re.match(r"(?:why|where['’ ]s? ?(?:is |are )?(?:my|the)|how come)\b", asked, re.I)
    clause = indirect(asked) if manner.tells_all or is_reproach else None
    if clause is None or outcome.n_questions + (outcome.n_asks > 0) >= len(manner.tells) + (
        len(manner.tells) == 1
    ):
        return one.text
    form = manner.tells[min(outcome.n_questions + (outcome.n_asks > 0), len(manner.tells) - 1)]
    outcome.n_questions += 1
    return capital(form % clause) if lead.strip(" ,").lower() in ("", "and", "so", "also", "well", "ok") else capital(lead + _lower(form % clause, lead))  # fmt: skip


def _wondered(asked: str, manner: Manner, outcome: Outcome) -> str | None:
    """Return a question that points at somebody as a mild one; None for others."""
    is_whose = _WHO_DID.match(asked)
    if not (is_whose or _POINTED.match(asked)):
        return None
    named = _NAMED_LAST.search(asked)
    bare = _STRESS.sub(r"\1", asked[: named.start()] if named else asked)
    doing = _DOING_WHAT.fullmatch(bare)
    clause = f"what you {doing['be']} {doing['rest']}" if doing else indirect(bare)
    if clause is None:
        return None
    form = manner.happens if is_whose else manner.wonders
    outcome.n_questions += form.startswith("Could")
    name = named["name"] if named else ""
    return form % (clause + name)


def _lower(text: str, lead: str) -> str:
    if not lead or re.match(r"I\b", text):
        return text
    return text[:1].lower() + text[1:]


def named_apart(text: str) -> tuple[str, str]:
    """Return the hearer's name at the start and the rest: "Tom, can you" is "Tom", "can you"."""
    handle = _HANDLE.match(text)
    if handle and find_order(capital(text[handle.end() :])):
        return handle["name"], text[handle.end() :]
    match = _VOCATIVE.match(text)
    if match is None or not match["name"][:1].isupper():
        return "", text
    name = match["name"]
    if name in (
        "Guys",
        "Boss",
        "Everyone",
        "Everybody",
        "All",
        "Team",
        "Folks",
        "Friends",
        "Neighbours",
        "Landlord",
    ):
        name = name.lower()
    return name, text[match.end() :]


def _is_name_alone(one: Sentence) -> bool:
    words = one.body.lower().split()
    is_short = one.kind == "fragment" and len(words) in (1, 2)
    return is_short and all(w.isalpha() and (is_name(w) or not frequency(w)) for w in words)


def is_signature(sentences: list[Sentence], index: int) -> bool:
    """Whether the sentence there is a sign-off or the writer's name below it."""
    one = sentences[index]
    before = sentences[index - 1] if index else None
    if one.kind == "sign-off":
        return True
    if before and index == len(sentences) - 1 and _is_name_alone(one):
        return True
    return (
        before is not None
        and "\n" in before.space
        and len(one.text.split()) <= 3
        and one.kind == "fragment"
    )
