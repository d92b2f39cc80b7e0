# ruff: noqa: E501 - patterns read best in one piece
"""Full sentences, no slang, no contractions."""

from __future__ import annotations

import re
from dataclasses import replace

from onhand.rewrite.rules.english.orders import PLAIN_VERBS, Order
from onhand.rewrite.rules.english.sentences import (
    Sentence,
    capital,
    greeting_apart,
    is_question,
    join,
    sentence,
    split_sentences,
)
from onhand.rewrite.rules.english.words import CHATTER, EMOJI, written_out
from onhand.rewrite.rules.mending.dictionary import frequency
from onhand.rewrite.rules.mending.names import is_name
from onhand.rewrite.rules.stiff.chains import unchained, with_tails_completed
from onhand.rewrite.rules.stiff.fragments import completed
from onhand.rewrite.rules.stiff.idioms import without_idioms
from onhand.rewrite.rules.stiff.places import with_places_capital
from onhand.rewrite.rules.stiff.reading import read
from onhand.rewrite.rules.stiff.stiffening import in_formal_words, small_start
from onhand.rewrite.rules.stiff.subjects import speaker_of, with_subjects_article
from onhand.rewrite.rules.stiff.word_classes import COMPOUND

_BETWEEN = re.compile(f"(?<=[a-z0-9]) ?(?!\u2764){EMOJI.pattern} +(?=[A-Za-z])")
_LED = re.compile(
    r"(?P<lead>to be honest|honestly|unfortunately|sadly|in addition|for your information|apparently|hopefully|(?:no|nah|nope)(?=,)|yes|yeah|yep|however|in that case)[, ]+(?=\w)",
    re.I,
)
_ASKED = re.compile(
    r"(?:must (?:i|we|you)|got any|want me to|need me to|fancy|any chance|any idea|what (?:happened|went wrong)$|(?:are|is|were) [a-z]+ (?:allowed|possible|included|free|open|available|required|needed|necessary|provided|welcome))\b",
    re.I,
)
_STRESSED = re.compile(r"(?<![\w-])[A-Z]{2,}(?![\w-])")
_ACRONYMS = frozenset(
    "IT US OK TV HR AM PM ID UK EU UN AC CV PA PE GP MP VAT PIN SIM CD DVD PC BBQ AI IQ VIP CEO USA NHS ATM FAQ RSVP PIN PS PR QA CAR GPS MOT BMW ISO HDMI USB PDF SAP AIDS".split()  # noqa: SIM905
)
_SIGNED = re.compile(r"(?:cheers|best|ta),?(?: (?P<name>(?-i:[A-Z])\w+))?[.!]?", re.I)
_VOCATIVE = re.compile(
    r",? (?:mate|dude|bro|bruv|buddy|pal|lol|haha|innit)(?=[.,!?]|$)|, man(?=[.,!?]|$)|(?:(?<=sorry)|(?<=hanks)|(?<=heers)|(?<= you)),? (?:love|luv|hun|babe|darling|sweetheart|honey|dear)$|,(?: you know| i mean)(?=,)",
    re.I,
)
_TITLED = re.compile(
    r"^(hey|hi|yo|hello|hiya|heya),? (miss|sir|ma['’]am|madam|coach|doc|doctor|prof|professor)\b,? (?=\w)", re.I
)  # fmt: skip
_PROF = re.compile(
    r"^prof(?:essor)?\b[.,]? (?P<quick>(?:just )?(?:a )?quick (?:one|question|q)\b[,.:]? )?", re.I
)
_NAMED = re.compile(
    r"^((?:thank you|congratulations|well done|happy birthday|good luck|I apologize)(?: (?:very|so) much)?) (?-i:([A-Z][a-z]+))(?=$|,)",
    re.I,
)
_LAST_THANKS = re.compile(
    r"^(?P<said>.{8,}),? (?P<thanks>thank you(?: (?:so|very) much)?|many thanks|thanks(?: a lot)?)$",
    re.I,
)
_GREETINGS = re.compile(
    r"^(?:hiya|heya|hey+|hi+|yo|hello|howdy|hola|ola|oi|sup|g['’]day|wassup|what['’]?s up)\b(?: there\b)?(?: (?:hey|hi)\b)?",
    re.I,
)


def formal(text: str) -> str:
    """Return a mended text in full sentences without slang, contractions, emoji and exclamation."""
    text = re.sub(r" (?:lol|haha+|lmao|omg|ugh)(?=,)", "", text, flags=re.I)
    plain = CHATTER.sub("", EMOJI.sub("", _BETWEEN.sub(". ", text)))
    plain = re.sub(r"(?<=[a-z0-9.,!?]) x{1,4}(?=\.?$)", "", plain.strip())
    plain = re.sub(r",? sorry not sorry\b", "", plain, flags=re.I)
    plain = re.sub(
        r"(?<=[\w,.] )(?<!would )(?<!['’]d )(?<!to )(?<!I )(?<!we )(?<!you )like (?=\d+(?:am|pm)\b|\d+ (?:of|people|weeks|months|years|minutes|hours|days|times|euros|pounds))",
        "about ",
        plain,
    )
    plain = re.sub(r"(?:^|(?<=\s))[:;]-?[()DPp](?=\s|$|[.,])", "", plain)
    plain = _STRESSED.sub(_lowered, plain).replace("!", ".")
    plain = re.sub(r"[ \t]{2,}", " ", re.sub(r"[ \t]+(?=[.,?](?:\s|$))", "", plain)).strip(" ,")
    plain = re.sub(r"\b([Ss]ome(?:one|body))\. Please (?=[a-z])", r"\1, please ", plain)
    plain = re.sub(
        r"\bprof\.? (?=[A-Z][a-z])", "Professor ", with_places_capital(plain), flags=re.I
    )
    plain = re.sub(
        r"(\bgot (?:the|a|that) (?:new )?job[!.,]+ )start (?=\S)", r"\1I start ", plain, flags=re.I
    )
    plain = _PROF.sub(_professor, _TITLED.sub(r"\1 \2, ", plain))
    greeting, rest = greeting_apart(plain)
    gap = plain[len(greeting) : len(plain) - len(rest)] or " "
    found: list[Sentence] = []
    for one in split_sentences(rest):
        if (
            one.kind in ("sign-off", "thanks")
            and (signed := _SIGNED.fullmatch(one.text))
            and (signed["name"] or "\n" in one.space)
        ):
            found.append(
                replace(one, text=f"Kind regards,{' ' + signed['name'] if signed['name'] else ''}")
            )
        elif (
            found
            and one.body.lower() in ("again", "once again", "finally", "at last")
            and found[-1].text[-1:] == "."
        ):
            found[-1] = replace(
                found[-1], text=f"{found[-1].body} {one.body.lower()}.", space=one.space
            )
        elif found and found[-1].text.endswith(",") and "\n" in found[-1].space:
            found.append(one)
        else:
            who = speaker_of(found[-1].body) if found else ""
            is_same = who in ("I", "We") or re.match(
                r"(?:gone|out|away|off|not|still) ", one.text, re.I
            )
            found += _formal_sentence(one, who if is_same else "")
    said = re.sub(r"\b(thank you)\. Thank you(?=\.)(?! for)(?:\.)", r"\1.", join(found), flags=re.I)
    if not greeting:
        return said
    if not said:
        return _greeted(greeting)
    return f"{_greeted(greeting)}{gap}{said if chr(10) in gap else small_start(said)}"


def _greeted(greeting: str) -> str:
    name = _GREETINGS.sub("", greeting).strip(" ,.!:;-–—")
    if not _GREETINGS.match(greeting):
        return capital(greeting.rstrip(".!:;-–— ,")) + ","
    name = {
        "guys": "everyone",
        "folks": "everyone",
        "all": "everyone",
        "mate": "",
        "there": "",
        "man": "",
        "dude": "",
        "bro": "",
        "hun": "",
        "hon": "",
        "love": "",
        "luv": "",
        "babe": "",
        "babes": "",
        "pal": "",
        "buddy": "",
        "lads": "everyone",
        "peeps": "everyone",
        "ladies": "everyone",
        "gang": "everyone",
    }.get(name.lower(), name)
    name = re.sub(r"\bprof\b\.?", "Professor", name, flags=re.I)
    name = re.sub(r"^doc(?:tor)?$", "Doctor", name, flags=re.I)
    return f"Hello {name}," if name else "Hello,"


def _professor(match: re.Match[str]) -> str:
    """Return a professor addressed without a greeting, as a formal text does it."""
    if match["quick"]:
        return "Professor, I have a quick question. "
    following = match.string[match.end() :]
    is_named = re.match(r"[A-Z][a-z]", following) and "," not in match.group()
    return match.group() if is_named and not following.startswith("I ") else "Professor, "


def _name_apart(match: re.Match[str]) -> str:
    return f"{match[1]}, {match[2]}" if is_name(match[2].lower()) else match.group()


def _lowered(match: re.Match[str]) -> str:
    word = match.group()
    is_plain = word not in _ACRONYMS and frequency(word.lower()) > (
        20_000 if len(word) > 2 else 900_000
    )
    if not is_plain:
        return word
    before = match.string[: match.start()].rstrip()
    return word.capitalize() if not before or before[-1] in ".!?" else word.lower()


def _formal_sentence(one: Sentence, who: str) -> list[Sentence]:
    """Return a sentence made formal; more than one, where commas only strung them together."""
    parts = _parts(one)
    found = []
    for i, (body, end) in enumerate(parts):
        said = _said(body, end, who)
        if said:
            who = (
                "Will" if re.search(r"\b(?:will|['’]ll)\b", said) else speaker_of(said[:-1]) or who
            )
            found.append(Sentence(said, "statement", one.space if i == len(parts) - 1 else " "))
    if found and found[-1].space != one.space:
        found[-1] = replace(found[-1], space=one.space)
    return found


def _parts(one: Sentence) -> list[tuple[str, str]]:
    """Cut "can't make it, train late" at commas, if each part can be a sentence of its own."""
    body, end = without_idioms(one.body.strip(" ,")), "?" if "?" in one.end else "."
    if re.match(r"had (?:an?|the|to|my|no|some)\b", one.body, re.I) and "," in body:
        end = "."  # "Had a long day, …": its subject was left out
    if re.match(r"had it with\b", one.body, re.I):
        end = "."
    if re.match(r"you can (?:have|keep|use|get|find|count)\b(?!.*(?:,|\bright$))", body, re.I):
        end = "."  # an offer
    thanked = _LAST_THANKS.match(body) if ", " in body else None
    if thanked and " " in thanked["said"].strip(" ,"):
        rest = replace(one, text=thanked["said"].strip(" ,") + end)
        return [*_parts(rest), ("thank you", ".")]
    if one.kind in ("sign-off", "thanks", "greeting"):
        thanks, _, more = body.partition(", ")
        next_part = more.split(", ", maxsplit=1)[0]
        kind = read(next_part).kind
        is_more = completed(next_part) is not None or kind in ("clause", "question", "order")
        if one.kind == "thanks" and more and is_more:
            return [(thanks, "."), *unchained(more, end)]
        return [(body, "." if one.end else "")]
    body = re.sub(r"^(?:dude|bro|bruv|bruh|mate|man|buddy),? (?=\w)", "", body, flags=re.I)
    body = re.sub(
        r"^(?:just )?(?:a |quick |a quick )?heads[- ]up(?: that|:|,| -)? ",
        "please note that ",
        body,
        flags=re.I,
    )
    parts = unchained(with_tails_completed(body), end)
    if len(parts) > 1:
        return parts
    body = parts[0][0]
    is_offer = re.match(r"you can\b", body, re.I)
    if end == "." and not is_offer and sentence(body).kind in ("request", "question"):
        end = "?"
    return [(body, end)]


def _said(body: str, end: str, who: str = "") -> str:
    body = _VOCATIVE.sub("", body)
    sorry = re.search(r"(?<=\w),? (?:so |very )?sorry$", body, re.I)
    if sorry and " " in body[: sorry.start()].strip():
        return f"{_said(body[: sorry.start()], '.', who)} I apologize."
    asked = re.search(r"(?<=\w)(?<!\ball),? right$", body) if end == "?" else None
    if asked and not is_question(body[: asked.start()]):
        return f"{_said(body[: asked.start()], '.', who)} Is that correct?"
    if _ASKED.match(body):
        end = "?"
    whole = completed(body, who, is_question=end == "?") or _led(body, end)
    if (
        whole
        and end == "?"
        and whole.startswith("I am ")
        and re.match(r"(?:just )?(?:check|wonder)ing", body, re.I)
    ):
        end = "."
    body = capital(whole) if whole else body
    if whole and whole.startswith("Please"):
        end = "."
    order = sentence(body + end).order if end != "?" else None
    if order is not None and _is_named(body, order):
        order = None  # "File would not upload"
    forbidden = re.match(r"(?:don['’]t|do not) (?=[a-z]+ )", body, re.I)
    if order is None and end != "?" and forbidden and read(body).kind == "order":
        body = f"Please do not {body[forbidden.end() :]}"
    if order is not None and not order.is_request and not order.is_told:
        body = _ordered(order.lead, order.action, is_negative=order.is_negative)
    body = in_formal_words(with_subjects_article(written_out(body + end).removesuffix(end)))
    body = re.sub(r"\s{2,}", " ", re.sub(r"\s+(?=[,.])", "", body)).strip(" ,")
    if (
        re.match(
            r"(?:if not|if so),? (?!please|i\b|we\b|you\b|the\b|it\b|that\b|can\b|could\b|is\b|are\b|what|when|where|how|why|who)\w+ ",
            body,
            re.I,
        )
        and sentence(re.sub(r"^if (?:not|so),? ", "", body, flags=re.I)).order
    ):
        body = re.sub(r"^(if (?:not|so)),? ", r"\1, please ", body, flags=re.I)
    if re.match(r"please (?!could|can|would|will)", body, re.I):
        end = "."
        body = re.sub(r"(?<=\w)(?<! so)(?<! but)(?<! and),? please\b", "", body)
    if re.match(
        r"I have a question: (?:is|are|can|could|do|does|did|what|when|where|who|how|why)\b", body
    ):
        end = "?"
    body = _NAMED.sub(_name_apart, body)
    body = re.sub(r"\bI am (?=I\b)", "", re.sub(r"^(?:, )+", "", body))
    if not re.search(r"\w", body):
        return ""
    return capital(body) + end


def _is_named(body: str, order: Order) -> bool:
    """Whether what looks like an order begins with a noun: "File would not upload"."""
    verb = order.action.split(" ", 1)[0]
    reading = read(body)
    if reading.kind == "clause" and reading.subject and " " not in reading.subject:
        return not order.has_please
    is_whole = reading.kind in ("clause", "small") or COMPOUND.match(body)
    return bool(is_whole) and verb not in PLAIN_VERBS and not order.has_please


def _led(body: str, end: str) -> str | None:
    """Complete what follows a word that leads in: "To be honest, somewhat annoyed that …"."""
    led = _LED.match(body)
    if led is None or end == "?":
        return None
    rest = body[led.end() :]
    whole = completed(rest)
    if whole is None:
        is_clause = re.match(
            r"(?:i|we|you|he|she|it|they|that|this|the|my|your|our|\d+)\b", rest, re.I
        )
        is_answer = led["lead"].lower() in ("yes", "no", "nah", "nope", "yeah", "yep")
        return (
            f"{led['lead']}, {rest}"
            if is_clause
            and is_answer
            and (read(rest).kind == "clause" or re.match(r"\d+ (?:works|is)\b", rest))
            else None
        )
    return f"{led['lead']}, {small_start(whole)}"


def _ordered(lead: str, action: str, *, is_negative: bool) -> str:
    lead = re.sub(
        r"^(?:and|so|then|but|ok|okay|anyway|well|now|plus|seriously|just)[, ]+",
        "",
        lead,
        flags=re.I,
    )
    said = f"please {'do not ' if is_negative else ''}{action}"
    return lead + said if lead else capital(said)
