# ruff: noqa: E501, SIM905 - word lists read best as words
"""Fragments completed from what they are read as: "phone on 4%" gives "My phone is on 4%"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.mending.names import is_name
from onhand.rewrite.rules.stiff.phrases import is_gerund
from onhand.rewrite.rules.stiff.reading import Reading, opening_apart, read
from onhand.rewrite.rules.stiff.word_classes import (
    ADJECTIVES,
    ADVERBS,
    BARE,
    DETERMINERS,
    EVENTS,
    HAPPENED,
    OWN,
    PERSONAL,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    THINKING,
    is_adjective,
    is_function_word,
    is_many,
    verb_forms,
)

_PEOPLE = frozenset(
    "kid child boy girl lad bloke lady doctor teacher boss landlord landlady driver plumber builder mother father mum dad mom sister brother wife husband son daughter friend man woman guy neighbour neighbor nurse manager colleague client customer".split()
)
_AGENTS = _PEOPLE | frozenset(
    "babysitter sitter nanny cleaner client speaker guest guests tenant tenants buyer seller vendor supplier electrician photographer caterer florist band coach instructor tutor agent courier postman nurse dentist vet lawyer accountant roofer painter".split()
)
"""Who does things rather than having them done: "babysitter cancelled"."""
_WEATHER = frozenset(
    "raining snowing pouring freezing leaking beeping dripping flashing flickering smelling making buzzing rattling squeaking overheating crashing charging loading".split()
)
_IT_WILL = frozenset("cost take rain snow work fit help arrive hurt depend happen".split())
_PERSON_BE = frozenset(
    "late there back with home away here busy out off free around able ready in at on gone offline".split()
)
_NO_SUBJECT_OF_MINE = frozenset(
    "received damaged delivered cancelled broken stolen based located situated made built included dated addressed attached".split()
)
_I_HAVE_NO = re.compile(
    r"(?:idea|clue|time|money|cash|plans?|children|kids|pets|access|experience|back-?up|tickets?|receipt|car|luck|sitter|babysitter|problem|objections?|preference|choice|transport|energy|memory|complaints|interest|intention|signal|internet|battery|keys?)\b", re.I
)  # fmt: skip
_MANY_KNOWN = OWN | frozenset(
    "kids children bins radiators brakes builders roofers movers lights stairs pipes drains speakers neighbours neighbors results police men toilets doors windows bags boxes batteries".split()
)
_SHORT_IS = re.compile(
    r"['’]s (?=(?P<has>(?:all |just |already |only |finally |now )?(?:been|gone|got|become|come|had|taken|made)\b)?)"
)
_VERBAL = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|does|did|do)\b", re.I)
_KEPT = re.compile(
    r"(?:still |now |just )?in (?:the|its) (?:original )?(?:box|packaging|package|post|mail|system|basket|cart|queue|wash|oven|fridge|freezer|drawer|cupboard|wrapper|plastic)\b",
    re.I,
)
_DEVICES = frozenset("laptop phone car bike bank".split())
_LONG = re.compile(r"\b(?:since|for (?:ages|a while|(?:over |about |nearly )?(?:an?|\d+|two|three|four|five|six|several|many|a few)? ?(?:hours?|minutes|days?|weeks?|months?|years?))|all (?:night|day|week|morning|weekend))\b", re.I)  # fmt: skip
_VERBS_OF_THINGS = frozenset(
    "says said keeps makes leaks sounds looks seems works costs takes needs smells stopped broke crashed arrived froze died disappeared happened expired failed fell burst exploded leaked started".split()
)


def completed_as_read(part: str, who: str = "", *, is_question: bool = False) -> str | None:
    """Return a part of a sentence with the subject or verb it lacks; None where that is unsure.

    Args:
        part: without its end mark.
        who: the subject of the sentence before, "" where there is none.
        is_question: whether it ended in a question mark.
    """
    opening, rest = opening_apart(part)
    if opening:
        whole = completed_as_read(rest, who, is_question=is_question)
        return f"{opening}{small_after(opening, whole)}" if whole else None
    reading = read(part)
    if is_question:
        return _asked(part, reading)
    if reading.kind == "small":
        return _with_be(part, reading, is_future=who == "Will")
    if reading.kind == "nothing":
        return _none(part)
    if reading.kind == "verb":
        return _with_subject(part, reading, who)
    if reading.kind == "gerund":
        return _doing(part, reading, who)
    if reading.kind == "state":
        return _being(part, reading, who)
    if reading.kind in ("noun", "other") and _VERBAL.search(part) is None:
        rated = _QUALITY.fullmatch(part)
        if rated:
            verb = "are" if is_many(rated["what"].lower()) else "is"
            return f"The {rated['what'].lower()} {verb} {_small(rated['how'])}"
        return _there_is(part) or _takes_place(part)
    return _called_on(part)


def small_after(opening: str, whole: str) -> str:
    """Return a sentence as it stands after an opening: small after a comma."""
    return whole if opening.endswith(": ") else _small(whole)


def with_subjects_article(part: str) -> str:
    """Return "The code for the door is …" for "Code for the door is …", and "My wife …"."""
    opening, rest = opening_apart(part)
    if opening:
        return opening + with_subjects_article(rest)
    reading = read(part)
    if reading.kind != "clause" or not reading.subject:
        return part
    at = part.find(reading.subject)
    short = _SHORT_IS.match(part, at + len(reading.subject))
    if short:
        part = f"{part[: short.start()]} {'has' if short['has'] else 'is'} {part[short.end() :]}"
    return part[:at] + _determined(reading.subject) + part[at + len(reading.subject) :]


def _determined(subject: str, *, is_cut: bool = False) -> str:
    """Return a subject with the article that a full sentence wants.

    Args:
        subject: as it stands.
        is_cut: whether its verb was left out too; then several things get an article as well.
    """
    words = [word.lower().strip(",.'’\"") for word in subject.split()]
    first, head = words[0], _head(words)
    if (
        first in DETERMINERS
        or first in SUBJECTS
        or first in BARE
        or first in ADVERBS
        or first in PREPOSITIONS
        or first[:1].isdigit()
        or is_gerund(first)
        or (is_name(first) and first not in ("wi-fi", "wifi"))
        or is_name(re.sub(r"['’]s$", "", first))
        or re.match(
            r"(?:[A-Z]\w*['’]?\w* (?:[A-Z]|\S*\d)|\S+ #?\S*\d|https?:|\S+@|[^\W\d_]+\.\w)", subject
        )
        or words[0] in SUBORDINATORS
        or head == "stuff"
    ):
        return subject
    if is_many(head) and head not in _MANY_KNOWN and not is_cut:
        return subject
    is_shouted = subject.split(maxsplit=1)[0].isupper()
    if is_shouted and (" " not in subject and first != "cv"):
        return subject
    if (
        not is_shouted
        and subject[:1].isupper()
        and " " not in subject
        and not verb_or_noun_known(first)
    ):
        return subject
    if is_shouted:
        return f"{'My' if first == 'cv' else 'The'} {subject}"
    is_mine = (
        head in OWN
        or words == ["last", "day"]
        or first in _DEVICES
        or re.sub(r"['’]s$", "", first) in OWN
    )
    owner = "my" if is_mine else "the"
    said = f"{owner} {subject[:1].lower()}{subject[1:]}"
    return said[0].upper() + said[1:] if subject[:1].isupper() else said


def verb_or_noun_known(word: str) -> bool:
    """Whether a word with a capital only stands at a sentence's start, and is no name."""
    from onhand.rewrite.rules.mending.dictionary import frequency

    return frequency(word) > 300 and not is_name(word)


def _head(words: list[str]) -> str:
    """Return the noun that a phrase is about: "code" of "code for the door"."""
    for i, word in enumerate(words):
        if i and (word in PREPOSITIONS or word in ("next", "upstairs", "downstairs", "opposite")):
            return words[i - 1]
    return words[-1]


def _is_many(subject: str) -> bool:
    words = [word.lower().strip(",.") for word in subject.split()]
    head = _head(words)
    return (
        is_many(head)
        or head
        in (
            "we",
            "they",
            "you",
            "both",
            "ones",
            "those",
            "these",
            "two",
            "three",
            "four",
            "five",
            "six",
            "all",
            "others",
        )
        or " and " in f" {subject.lower()} "
        or (
            words[0]
            in (
                "both",
                "two",
                "three",
                "four",
                "five",
                "six",
                "all",
                "most",
                "many",
                "these",
                "those",
            )
            and head not in ("all",)
        )
    )


def _with_be(part: str, reading: Reading, *, is_future: bool = False) -> str | None:
    """Complete a subject with its state: is, are, has been or have been is put between."""
    head, state = part[: reading.at].strip(), part[reading.at :]
    lead = head[: head.find(reading.subject)]
    subject = _determined(reading.subject, is_cut=True)
    if is_future and reading.verb in ("back", "there", "ready", "here", "in", "on"):
        return f"{lead}{subject} will be {state}"
    many = _is_many(reading.subject)
    adverb = re.match(r"(?:(?:still|already|now|just|all|both|also|only) )*", state, re.I)
    moved = adverb.group() if adverb else ""
    rest = state[len(moved) :]
    negated = re.match(r"(?:not|never) (?:yet )?", rest, re.I)
    word = (rest[negated.end() :] if negated else rest).split(" ")[0].lower().strip(",.")
    if word in HAPPENED and "participle" in verb_forms(word) and not negated and not moved:
        return f"{lead}{subject} {state}"
    if word == "left" and not negated:
        return f"{lead}{subject} {'were' if many else 'was'} {state}"
    if (
        word in EVENTS
        and _head(reading.subject.lower().split()) in _AGENTS
        and not negated
        and not moved
    ):
        return f"{lead}{subject} {state}"
    is_done = word.endswith("ed") and word not in ADJECTIVES and "participle" in verb_forms(word)
    is_event = word in EVENTS or word in HAPPENED or is_done
    following = rest.split(" ")[1].lower() if " " in rest else ""
    if word.endswith("ing") and _LONG.search(rest):
        rest, is_event = "been " + rest, True
        be = "have" if many else "has"
        return f"{lead}{subject} {be} {moved}{rest}"
    if word in (
        "late",
        "broken",
        "closed",
        "down",
        "dead",
        "off",
        "out",
        "missing",
        "ill",
        "sick",
    ) and _LONG.search(rest):
        return f"{lead}{subject} {'have' if many else 'has'} {moved}been {rest}"
    if is_event and following not in ("of",):
        be = "have" if many else "has"
        active = word in (
            "arrived",
            "come",
            "gone",
            "started",
            "left",
            "happened",
            "disappeared",
            "ended",
            "expired",
            "failed",
            "crashed",
            "stopped",
            "died",
            "landed",
            "begun",
        )
        if negated:
            return f"{lead}{subject} {be} {moved}{rest[: negated.end()]}{'' if active else 'been '}{rest[negated.end() :]}"
        return f"{lead}{subject} {be} {moved}{'' if active else 'been '}{rest}"
    return f"{lead}{subject} {'are' if many else 'is'} {state}"


def _none(part: str) -> str | None:
    rest = part[part.index(" ") + 1 :]
    if re.match(
        r"(?:one|body|longer|more|way|matter|doubt|wonder|offen[cs]e|thanks|thank)\b",
        rest,
        re.I,
    ):
        return None
    if re.match(r"(?:\w+ ){1,3}since\b", rest):
        return f"There has been no {rest}"
    if _I_HAVE_NO.match(rest):
        return f"I have no {rest}"
    noun = re.split(
        r"\b(?:in|on|at|for|from|to|of|since|until|and|or|left|today|yet|again|tonight|tomorrow|this)\b",
        rest,
    )[0].split()
    return f"There {'are' if noun and is_many(noun[-1].lower().strip(',')) else 'is'} no {rest}"


def _with_subject(part: str, reading: Reading, who: str) -> str | None:
    verb = reading.verb
    rest = part[reading.at + len(verb) :].strip()
    first = rest.split(" ")[0].lower() if rest else ""
    said = _small(part)
    if verb in ("is", "was", "has", "does", "doesn't", "isn't", "wasn't", "hasn't"):
        is_thing = first in ADJECTIVES and first not in PERSONAL
        return f"{who if who in ('He', 'She') and not is_thing else 'It'} {said}"
    if verb in ("are", "were", "aren't", "weren't"):
        return f"{'We' if who == 'We' else 'They'} {said}"
    if verb in (
        "will",
        "won't",
        "would",
        "wouldn't",
        "should",
        "shouldn't",
        "could",
        "might",
        "must",
        "may",
        "can",
        "can't",
        "cannot",
        "couldn't",
    ):
        then = re.sub(
            r"^(?:also|still|just|not|definitely|probably|only|never|always) ", "", rest
        ).split(" ")
        if then[0] in _IT_WILL or (
            then[0] == "be"
            and (who in ("It", "They") or (len(then) > 1 and then[1] not in _PERSON_BE))
            and verb != "can't"
        ):
            return f"{'They' if who == 'They' else 'It'} {said}"
        if first in SUBJECTS:
            return None
        return f"{_speaker(who)} {said}"
    if verb == "had" and who in ("He", "She"):
        return f"{who} {said}"
    if verb in ("do", "did", "have", "haven't", "had", "hadn't", "don't", "didn't", "am"):
        return None if first in SUBJECTS else f"{_speaker(who)} {said}"
    if verb in THINKING and "third" not in verb_forms(verb):
        return f"{_speaker(who)} {said}"
    if verb in _VERBS_OF_THINGS and verb not in ("said", "started", "broke", "stopped", "failed"):
        return f"{who if who in ('He', 'She') else 'It'} {said}"
    if "past" in verb_forms(verb):
        if verb in _NO_SUBJECT_OF_MINE or (
            verb in EVENTS
            and first in ("to", "by")
            and verb in ("sent", "delivered", "charged", "moved", "posted")
        ):
            return f"It was {said}"
        is_thing = who == "It" and (verb in HAPPENED or verb == "said")
        return f"{who if is_thing or who in ('He', 'She', 'They', 'We') else 'I'} {said}"
    if "third" in verb_forms(verb):
        return f"{who if who in ('He', 'She') else 'It'} {said}"
    return None


_FOUND = re.compile(
    r"(?:a |an |some )?(?P<how>(?:really |very |so )?(?:huge|big|massive|bad|terrible|heavy|long|large|small|weird|strange|strong|lots of|bit of|new|slight|major|serious|awful|horrible|nasty|loud|constant) )?(?P<what>(?P<mass>traffic|smoke|mould|water|noise|ice|snow|rain|damp|glass|oil|dust|fog|rubbish|construction|flooding)|(?P<many>roadworks|delays|queues|ants|mice|rats|leaks|cracks|wasps|people|problems|errors|mistakes)|(?:accident|strike|leak|queue|fire|power cut|crack|hole|puddle|smell|problem|fault|error|mistake|typo|wasp nest|crash|delay|merge conflict|bug|diversion|spill|stain|dent|scratch|fee|charge))(?= (?:on|in|at|near|by|under|behind|outside|inside|between|from|with|everywhere|around|coming|again)\b|$)",
    re.I,
)  # fmt: skip


_QUALITY = re.compile(
    r"(?P<how>(?:really |very |absolutely )?(?:nice|lovely|great|good|beautiful|terrible|awful|horrible|bad|excellent|amazing|fantastic|wonderful|poor|dreadful|disgusting|brilliant|rude|friendly|helpful|slow|tiny|dirty|cold)) (?P<what>place|hotel|room|rooms|food|staff|service|view|views|location|music|atmosphere|price|prices|weather|bed|breakfast|shower|parking|area|neighbourhood|beach|pool|host|driver|quality|communication|delivery|packaging|product|colour|taste|waiter|waitress|reception|portions)",
    re.I,
)  # fmt: skip
_EVENT = re.compile(
    r"(?P<what>(?:the |our |my |your )?(?:[\w'’-]+ ){0,3}?(?P<event>meeting|test|party|dinner|lunch|breakfast|appointment|class|lesson|training|practice|rehearsal|match|game|interview|exam|call|delivery|inspection|drill|wedding|funeral|service|session|workshop|tour|visit|barbecue|handover|deadline|checkout|check-in|pickup|pick-up|collection|viewing|review|demo|stand-?up|drinks|quiz|concert|gig|show|screening|lecture|seminar|webinar)(?: (?:at|in|with) (?:the )?[\w'’]+)?)[:,]? (?P<when>(?:(?:on |this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|today|at \d|(?:about )?\d{1,2}(?:[:.]\d\d| ?(?:am|pm))?\b(?! \w+s\b)).*)",
    re.I,
)  # fmt: skip


def _takes_place(part: str) -> str | None:
    """Complete what is when: "Fire drill Thursday 11am" gives "The fire drill is on Thursday …"."""
    match = _EVENT.fullmatch(part)
    if match is None:
        return None
    when = match["when"]
    if re.match(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", when, re.I):
        when = f"on {when}"
    elif when[0].isdigit() or when.startswith("about"):
        when = f"at {when}"
    what = re.sub(
        r"^(?:the )?(?:dr|doctor|doc) (?=appointment)", "doctor's ", match["what"], flags=re.I
    )
    return (
        f"{_determined(_small(what))} {'are' if is_many(match['event'].lower()) else 'is'} {when}"
    )


def _called_on(part: str) -> str | None:
    """Turn what all are to do into a request: "everyone bring a torch"."""
    match = re.match(
        r"(?P<who>everyone|everybody|all of you),? (?:please )?(?P<verb>\w+)", part, re.I
    )
    if match is None:
        return None
    forms = verb_forms(match["verb"].lower())
    if "base" not in forms or "past" in forms or match["verb"].lower() in THINKING:
        return None
    return f"{match['who']}, please {part[match.start('verb') :]}"


def _there_is(part: str) -> str | None:
    """Complete what is found somewhere: "huge queue at the gate" gives "There is a huge …"."""
    match = _FOUND.match(part)
    if match is None or (match.end() == len(part) and not match["how"]):
        return None
    named = (match["how"] or "") + match["what"]
    if match["many"]:
        return f"There are {_small(named)}{part[match.end() :]}"
    article = "" if match["mass"] else "an " if named[0].lower() in "aeiou" else "a "
    return f"There is {article}{_small(named)}{part[match.end() :]}"


def _speaker(who: str) -> str:
    return "We" if who == "We" else "I"


def _doing(part: str, reading: Reading, who: str) -> str | None:
    word = reading.verb
    rest = part[reading.at + len(word) :].strip().split(" ")
    if word in _WEATHER:
        return f"It is {_small(part)}"
    if word == "going" and rest[:1] == ["to"] and len(rest) > 1:
        is_thing = rest[1] in _IT_WILL or (
            rest[1] == "be"
            and len(rest) > 2
            and rest[2] not in _PERSON_BE
            and not rest[2].isdigit()
        )
        return f"{'It is' if is_thing else 'We are' if who == 'We' else 'I am'} {_small(part)}"
    if word in (
        "regarding",
        "concerning",
        "including",
        "considering",
        "following",
        "assuming",
        "speaking",
        "according",
    ):
        return None
    return f"{'We are' if who == 'We' else 'I am'} {_small(part)}"


def _being(part: str, reading: Reading, who: str) -> str | None:
    words = re.findall(r"[\w'’-]+", part.lower())
    said = _small(part)
    core = next(
        (
            word
            for word in words
            if word not in ADVERBS and word not in ("not", "bit", "super", "pretty")
        ),
        "",
    )
    if words[0] in ("barely", "hardly", "lightly", "gently") and "past" in verb_forms(core):
        return f"It is {said}"
    if who in ("He", "She", "They"):
        return f"{who} {'are' if who == 'They' else 'is'} {said}"
    if re.match(
        r"(?:fully|nearly|almost|already|all) (?:booked|staffed|sold out)\b|short-?staffed|under-?staffed|sold out of",
        part,
        re.I,
    ):
        return f"We are {said}"
    if re.match(r"(?:\w+ )*out of (?:order|stock|date|use|service|ink|paper|range)\b", part, re.I):
        return f"It is {said}"
    if _KEPT.match(part):
        return f"It is {said}"
    if (
        core
        in (
            "on",
            "in",
            "at",
            "home",
            "here",
            "there",
            "away",
            "back",
            "out",
            "off",
            "upstairs",
            "downstairs",
            "outside",
            "inside",
            "abroad",
        )
        or core in PERSONAL
    ):
        if who == "It":
            return f"It is {said}"
        return f"{'We are' if who == 'We' else 'I am'} {said}"
    if core in ADJECTIVES or core.endswith(("able", "ible", "ing")):
        return f"It is {said}"
    if "past" in verb_forms(core) and words[0] in (
        "just",
        "already",
        "only",
        "finally",
        "never",
        core,
    ):
        return f"I {said}"
    return None


def _asked(part: str, reading: Reading) -> str | None:
    """Turn a fragment with a question mark into a question: "lift still broken" -> "Is the lift …"."""
    small = _small(part)
    first = part.split(" ", maxsplit=1)[0].lower()
    if reading.kind == "small":
        whole = _with_be(part, reading)
        match = re.match(r"(.+?) (is|are|has|have) (?=\S)", whole or "")
        if whole and match:
            return f"{match[2].capitalize()} {_small(match[1])} {whole[match.end() :]}"
        return None
    if reading.kind == "gerund" and not reading.subject:
        return f"Are you {small}"
    if reading.kind == "verb" and reading.verb in THINKING - {"hope", "guess", "suppose", "look"}:
        return f"Do you {small}"
    if re.match(
        r"(?:seen|heard|finished|done|tried|checked|read|been|eaten|found|received|booked|paid|sent|decided|ordered|spoken|thought|made|managed|had|lost|met)\b",
        part,
        re.I,
    ):
        return f"Have you {small}"
    if first in (
        "free",
        "ready",
        "sure",
        "busy",
        "awake",
        "home",
        "available",
        "interested",
        "happy",
        "back",
        "okay",
        "alone",
        "around",
        "up",
    ):
        return f"Are you {small}"
    if re.match(r"(?:the )?same (?:time|place|day|as|again)\b", part, re.I):
        return f"Is it {re.sub(r'^(?:the )?', 'the ', small)}"
    if re.match(
        r"(?:maybe |how about )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|(?:at )?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)\b|(?:at )?\d{1,2}[:.]\d\d\b|at \d{1,2}$)[\w :.]{0,18}$",
        part,
        re.I,
    ):
        return f"Would {part[:1] if part[:1].isupper() and not part.startswith(('Tomorrow', 'Tonight', 'Maybe')) else part[:1].lower()}{part[1:]} be suitable"
    if re.match(r"(?:the )?usual (?:place|time|spot|table)\b", part, re.I):
        return f"Would the {re.sub(r'^the ', '', small)} be suitable"
    if re.match(
        r"(?:lunch|dinner|breakfast|coffee|drinks|pizza|a coffee|a beer|beer|tea|a drink|brunch|supper)(?: (?:at|on|in|tomorrow|today|tonight|later|next|this|soon|with|after)\b.*)?$",
        part,
        re.I,
    ):
        return f"Would you like to have {small}"
    if reading.kind == "state" and is_adjective(first) and first not in PERSONAL:
        return f"Is it {small}"
    if reading.kind == "nothing":
        return f"Is there {small}"
    return None


def _small(text: str) -> str:
    first = re.match(r"\w+", text)
    if re.match(r"I\b|[A-Z]{2}", text) or (first and is_name(first[0].lower())):
        return text
    return text[:1].lower() + text[1:]


def speaker_of(sentence: str) -> str:
    """Return the pronoun for a sentence's subject: "I", "We", "He", "They", "It" or ""."""
    reading = read(sentence)
    if reading.kind not in ("clause", "small") or not reading.subject:
        return ""
    words = reading.subject.lower().split()
    word = words[-1] if words[-1] in SUBJECTS else words[0]
    if word in ("i", "we", "he", "she", "they", "it"):
        return word.capitalize()
    if word in ("you", "there", "this", "that", "who") or (
        is_function_word(word) and word not in DETERMINERS
    ):
        return ""
    if _is_many(reading.subject):
        return "They"
    head = _head([w.strip(",.") for w in words])
    if head in _PEOPLE or is_name(head):
        return "one"
    return "It"
