# ruff: noqa: E501 - patterns read best a row a line
"""The padding taken out: empty sentences, announcements, roundabout asking, long phrases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial

from onhand.rewrite.rules.brief.announcing import without_announcement
from onhand.rewrite.rules.brief.condensing import condensed, direct
from onhand.rewrite.rules.brief.empty_talk import (
    concedes,
    has_own_fact,
    is_all_talk,
    praises,
    words_of,
)
from onhand.rewrite.rules.brief.openers import without_asides, without_opener
from onhand.rewrite.rules.brief.roundabout import MAX_CHARS, as_asked, find_ask, in_place
from onhand.rewrite.rules.brief.smalltalk import is_empty, is_signed, without
from onhand.rewrite.rules.brief.squeezing import squeezed
from onhand.rewrite.rules.brief.trifles import is_trifle, without_trifles
from onhand.rewrite.rules.brief.trimming import trimmed
from onhand.rewrite.rules.brief.weighing import is_sound, without_empty_parts
from onhand.rewrite.rules.english.clauses import as_request, asks, small
from onhand.rewrite.rules.english.sentences import (
    GREETING,
    Sentence,
    capital,
    greeting_apart,
    is_question,
    join,
    sentence,
    split_sentences,
)
from onhand.rewrite.rules.english.words import CHATTER, EMOJI, contracted
from onhand.rewrite.rules.firm.hedges import is_hedge, is_opening, is_time, without_apology

_NOBODY = re.compile(
    r"\b(?:sir|madam|all|team|everyone|everybody|there|guys|folks|hun|hon|babe|sweetie|darling|buddy|pal|boss|dude|bro|gents|lads|ladies and gentlemen|parents|residents|members|staff|tenants|students|guests|colleagues|friends?|neighbou?rs?"
    r"|customers?|both|whom it may concern|again|mate|man|love|dear|ladies|gentlemen|and|or)\b",
    re.I,
)
_ABOUT_YOU = re.compile(r"(?:what|how|when|where|which|whether|if)(?: \w+){0,2}? you", re.I)
_SO_ASKED = re.compile(
    r"(?:, (?:so|but|and) |\b(?:[Ii]f|[Ww]hen) [^,]*,? )(?:please )?(?:could|can|would|will) (?:you|we|I|some(?:body|one)|any(?:body|one)|a \w+|[A-Z][a-z]+) [^,]*$"
)
_LAST_ASKS = re.compile(
    r"(?:[,:] |\b(?:and|so|but) )(?:(?:could|can|would|will|shall|should|may|do|does|did|is|are|have|has) (?:you|we|I|he|she|it|they|there|some\w+|any\w+|(?:the|my|our|your) \w+|(?-i:[A-Z])\w+)|what|when|where|who|how|which) [^.]*$"
    r"|, (?:so|and|but) [^,]* (?:could|can|would|will) you\b[^.]*$",
    re.I,
)
_ASKS_OPENLY = re.compile(
    r"(?:where|when|how|what|why|who) (?:do|does|did|can|could|should) (?:I|you|we|they|he|she|it|the)\b",
    re.I,
)
_TWICE = re.compile(r"\b(very|really|so|please|never|too|much|way), (?i:\1)\b(?! (?:so|too)\b)")
_FILLER = re.compile(
    r"\b(and|but|so|because),? (?:well|um|uh|erm?|yeah|you know|like|I mean),", re.I
)
_DETERMINED = (
    r"\b(?:the|my|your|our|an?|his|her|their|these|those|some|of|with|about|for) (?:[\w'’-]+ ){0,2}"
)
_POINTS = re.compile(r"\b(?:it|that|this|they|them)\b", re.I)
_POINTS_FIRST = re.compile(
    r"(?:(?!it\b)[\w'’]+ ){0,3}(?:it|them|they|he|she|him|her|these|those)\b(?!['’]s (?:possible|raining|late|time)| would| might)",
    re.I,
)
_VOCATIVE = re.compile(
    r"^(?:man|mate|bro|dude|love|hun|guys|all|everyone|folks)\b(?:, | (?=long time|how|I\b|just|can|do|did|hope|heard))",
    re.I,
)
_CACHED = 128
"""Sentences kept: a long text is gone through twice, and a sentence in two ways."""
_SHORT_WORDS = 20
_ENOUGH = 0.62
"""Of a text's words; where more are left, praise goes too."""
_THANKED = re.compile(
    r"(?:many |so many )?(?:thanks|thank you)\b(?!.*\badvance\b)(?! for getting)", re.I
)
_GREETS = re.compile(r"^(?:good (?:morning|afternoon|evening|day)|\w+)\b", re.I)


def concise(text: str) -> str:
    """Return a mended text shortened: who, what, when, where and the request remain."""
    quiet = CHATTER.sub("", direct(EMOJI.sub("", text).strip())).strip()
    quiet = _TWICE.sub(r"\1", _FILLER.sub(r"\1", quiet))
    name, rest = _addressed(quiet)
    rest = _VOCATIVE.sub("", rest) if rest != quiet else rest
    found = split_sentences(rest)
    is_short = len(quiet.split()) <= _SHORT_WORDS
    kept = without(found, partial(_carries_nothing, is_short=is_short), _is_granted)
    if not any(one.kind not in ("greeting", "sign-off") for one in kept):
        kept = [one for one in found if one.kind != "greeting"][:1] or found
    short = _joined(kept, is_long=False)
    if len(short.split()) > max(_SHORT_WORDS, _ENOUGH * len(quiet.split())):
        short = _joined(kept, is_long=True) or short
    short = re.sub(r"\n{3,}", "\n\n", contracted(short)).strip(" ,\n")
    short = re.sub(r"\blet's (know|have)\b", r"let us \1", short)
    short = re.sub(r"\bof you['’]re\b", "of you are", short)
    short = re.sub(r"\b([Mm]y \w+ and I)['’]d\b", r"\1 would", short)
    if not name or not short:
        return capital(short) or quiet
    first = rest.split(None, 1)[0]
    is_kept = short.split(None, 1)[0].casefold() == first.casefold()
    return f"{name}, {first + short[len(first) :] if is_kept else small(short)}"


def _is_granted(body: str) -> bool:
    return is_opening(body) or (concedes(body) and not has_own_fact(body, ""))


def _carries_nothing(text: str, is_short: bool) -> bool:
    if is_short and _THANKED.match(text):  # not padding where there is so little else
        return False
    is_doubt = is_hedge(text) and not re.search(r"\bbut (?:\S+ ){3}", text)
    return is_empty(text) or is_doubt or is_trifle(text)


def _addressed(text: str) -> tuple[str, str]:
    """Return the name that a greeting has, and the text after it."""
    greeting, rest = greeting_apart(text)
    if not greeting or not rest.strip():
        return "", text
    name = _GREETS.sub("", greeting).strip(" ,.!:;-–—…")
    is_nobody = not name or _NOBODY.search(name) or GREETING.match(name)
    return ("" if is_nobody else name), rest.lstrip(" \n")


def _joined(kept: Sequence[Sentence], *, is_long: bool) -> str:
    """Return sentences shortened; one that names what the next only points at stays."""
    short = [_shortened(one, _elsewhere(kept, one), is_long) for one in kept]
    if is_long:
        short = [replace(one, text=condensed(squeezed(one.text))) for one in short]
    for i, (one, made) in enumerate(zip(kept, short, strict=True)):
        is_after = i > 0 and not short[i - 1].text
        if is_after and praises(one.body, "") and _POINTS.search(made.text):
            short[i] = replace(made, text="")
        elif is_after and _POINTS_FIRST.match(made.text):
            _restore(kept, short, i)
    return join(_after_but(short))


def _restore(kept: Sequence[Sentence], short: list[Sentence], index: int) -> None:
    """Bring back the nearest dropped sentence before one that names something itself."""
    for i in range(index - 1, -1, -1):
        one = kept[i]
        if short[i].text:
            return
        if _POINTS_FIRST.match(one.text):
            continue
        own = words_of(one.text) - words_of(_elsewhere(kept, one))
        if any(re.search(rf"{_DETERMINED}{re.escape(word)}\b", one.text, re.I) for word in own):
            short[i] = sentence(trimmed(one.body) + one.end, one.space)
            return


def _after_but(short: Sequence[Sentence]) -> list[Sentence]:
    """A sentence after one that is gone does not begin with "But"."""
    found: list[Sentence] = []
    for i, one in enumerate(short):
        is_first = not any(before.text for before in short[:i])
        is_freed = one.text and (is_first or not short[i - 1].text)
        text = (
            re.sub(
                r"^(?:But|And|So|However|That said|Nevertheless|Having said that),? (?=\w)",
                "",
                one.text,
            )
            if is_freed
            else one.text
        )
        found.append(replace(one, text=capital(text)))
    return found


def _elsewhere(kept: Sequence[Sentence], one: Sentence) -> str:
    return " ".join(other.text for other in kept if other is not one)


def _shortened(one: Sentence, elsewhere: str, is_long: bool) -> Sentence:
    if len(one.text) > MAX_CHARS:
        return one
    if is_signed(one.text):
        return one
    body, end = one.body, one.end.replace("…", ".")[:1] or one.end
    before = body
    is_courtesy = _THANKED.match(one.text) and len(elsewhere.split()) < _SHORT_WORDS - 8
    body = _without_talk(body) if is_courtesy else _barest(body, elsewhere, is_long)
    if not body and elsewhere.strip():
        return Sentence("", one.kind, "")
    body = body or before
    if body != before and end in (".", "?"):
        has_verb = sentence(f"{body}.").kind != "fragment"
        is_told = re.match(r"what \w+ (?:\w+ )?(?:me|us|I|we)\b", body, re.I)
        is_asked = bool((is_question(body) and not is_told) or _SO_ASKED.search(body))
        is_asked = is_asked or (end == "?" and bool(_LAST_ASKS.search(body)))
        end = "?" if is_asked or (end == "?" and (asks(body) or not has_verb)) else "."
    if one.text.startswith("Like ") and is_time(body):
        return sentence(f"How about {body.removeprefix('Like ')}?", one.space)
    asked = _asked_briefly(body)
    if asked is not None:
        kept = without_empty_parts(asked[:-1], elsewhere)
        return sentence(trimmed(kept + asked[-1] if kept else asked), one.space)
    short = re.sub(r"\s+([,.])", r"\1", trimmed(body)).strip(" ,")
    if not re.search(r"\w", short) or (
        body != before and _carries_nothing(f"{short}.", is_short=False)
    ):
        return Sentence("", one.kind, "")
    if end == "." and (_SO_ASKED.search(short) or _ASKS_OPENLY.match(short)):
        end = "?"
    if end == "?" and re.match(r"I (?:think|believe|suspect|feel)\b", short):
        end = "."
    return sentence(capital(short) + (end or ""), one.space)


def _barest(body: str, elsewhere: str, is_long: bool) -> str:
    """Return the shortest sound sentence that is left without talk and empty parts; or ""."""
    talked = _without_talk(body)
    weighed = _weighed(talked, elsewhere, is_long)
    found = [_without_talk(weighed), _without_talk(_weighed(body, elsewhere, is_long))]
    if not all(found):
        return ""
    sound = [text for text in found if is_sound(text)]
    return min(sound, key=len) if sound else talked


def _weighed(body: str, elsewhere: str, is_long: bool) -> str:
    ask = None if is_all_talk(body, elsewhere) else find_ask(body)
    is_led = ask is not None and not ask.before and ", but " not in ask.rest
    return body if is_led else without_empty_parts(body, elsewhere, is_long=is_long)


@lru_cache(maxsize=_CACHED)
def _without_talk(body: str) -> str:
    for _ in range(2):
        body = without_opener(without_asides(without_trifles(without_apology(body))))
        body = without_announcement(body)
    return body


def _asked_briefly(body: str) -> str | None:
    """Return a roundabout request or question as a short one, with its mark."""
    ask = find_ask(body)
    if ask is None or (ask.who in ("open", "whether") and ", but " in ask.rest):
        return None
    said = re.sub(r",? (?:please|maybe|perhaps)$", "", ask.rest)
    said = re.sub(r" and that you (?=\w)", " and ", said)
    turned: str | None
    if ask.who == "you":
        turned = as_request(said, firm=said.startswith("remember to "))
    elif ask.who in ("whether", "open"):
        link = "if " if ask.who == "whether" else ""
        other = (
            f"Please tell me {said}." if _ABOUT_YOU.match(said) else f"Do you know {link}{said}?"
        )
        turned = as_asked(ask) or other
    elif ask.who == "wish":
        turned = f"{'We' if ask.one == 'we' else 'I'} would like to {said}."
    elif ask.who == "possible":
        turned = f"Is it possible to {said}?"
    else:
        turned = f"Can {ask.one if ask.who == 'someone' else ask.who} {said}?"
    return in_place(ask, turned, trimmed(ask.before)) if turned else None
