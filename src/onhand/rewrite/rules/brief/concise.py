# ruff: noqa: E501 - patterns read best a row a line
"""The padding taken out: empty sentences, announcements, roundabout asking, long phrases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from onhand.rewrite.rules.brief.openers import without_asides, without_opener
from onhand.rewrite.rules.brief.roundabout import MAX_CHARS, as_asked, find_ask, in_place
from onhand.rewrite.rules.brief.smalltalk import is_empty, is_signed, without
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
    r", (?:so|but|and) (?:could|can|would|will) (?:you|we|I|someone|somebody) [^,]*$"
)
_SHORT_WORDS = 20
_THANKED = re.compile(
    r"(?:many |so many )?(?:thanks|thank you)\b(?!.*\badvance\b)(?! for getting)", re.I
)
_GREETS = re.compile(r"^(?:good (?:morning|afternoon|evening|day)|\w+)\b", re.I)


def concise(text: str) -> str:
    """Return a mended text shortened: who, what, when, where and the request remain."""
    quiet = CHATTER.sub("", EMOJI.sub("", text)).strip()
    name, rest = _addressed(quiet)
    found = split_sentences(rest)
    is_short = len(quiet.split()) <= _SHORT_WORDS
    kept = without(found, partial(_carries_nothing, is_short=is_short), is_opening)
    if not any(one.kind not in ("greeting", "sign-off") for one in kept):
        kept = [one for one in found if one.kind != "greeting"][:1] or found
    short = join(_after_but(kept, [_shortened(one, _elsewhere(kept, one)) for one in kept]))
    short = re.sub(r"\n{3,}", "\n\n", contracted(short)).strip(" ,\n")
    short = re.sub(r"\blet's (know|have)\b", r"let us \1", short)
    if not name or not short:
        return capital(short) or quiet
    first = rest.split(None, 1)[0]
    is_kept = short.split(None, 1)[0].casefold() == first.casefold()
    return f"{name}, {first + short[len(first) :] if is_kept else small(short)}"


def _carries_nothing(text: str, is_short: bool) -> bool:
    if is_short and _THANKED.match(text):  # not padding where there is so little else
        return False
    return is_empty(text) or is_hedge(text) or is_trifle(text)


def _addressed(text: str) -> tuple[str, str]:
    """Return the name that a greeting has, and the text after it."""
    greeting, rest = greeting_apart(text)
    if not greeting or not rest.strip():
        return "", text
    name = _GREETS.sub("", greeting).strip(" ,.!:;-–—…")
    is_nobody = not name or _NOBODY.search(name) or GREETING.match(name)
    return ("" if is_nobody else name), rest.lstrip(" \n")


def _after_but(kept: Sequence[Sentence], short: Sequence[Sentence]) -> list[Sentence]:
    """A sentence after one that is gone does not begin with "But"."""
    found: list[Sentence] = []
    for i, one in enumerate(short):
        is_first = not any(before.text for before in short[:i])
        is_freed = one.text and (is_first or not short[i - 1].text)
        text = re.sub(r"^(?:But|And|So),? (?=\w)", "", one.text) if is_freed else one.text
        found.append(replace(one, text=capital(text)))
    return found


def _elsewhere(kept: Sequence[Sentence], one: Sentence) -> str:
    return " ".join(other.text for other in kept if other is not one)


def _shortened(one: Sentence, elsewhere: str) -> Sentence:
    if len(one.text) > MAX_CHARS:
        return one
    if is_signed(one.text):
        return one
    body, end = one.body, one.end.replace("…", ".")[:1] or one.end
    before = body
    is_courtesy = _THANKED.match(one.text) and len(elsewhere.split()) < _SHORT_WORDS - 8
    body = _without_talk(body) if is_courtesy else _barest(body, elsewhere)
    if not body and elsewhere.strip():
        return Sentence("", one.kind, "")
    body = body or before
    if body != before and end in (".", "?"):
        has_verb = sentence(f"{body}.").kind != "fragment"
        is_asked = is_question(body) or _SO_ASKED.search(body)
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
    if end == "?" and re.match(r"I (?:think|believe|suspect|feel)\b", short):
        end = "."
    return sentence(capital(short) + (end or ""), one.space)


def _barest(body: str, elsewhere: str) -> str:
    """Return the shortest sound sentence that is left without talk and empty parts; or ""."""
    talked = _without_talk(body)
    weighed = _weighed(talked, elsewhere)
    found = [_without_talk(weighed), _without_talk(_weighed(body, elsewhere))]
    if not all(found):
        return ""
    sound = [text for text in found if is_sound(text)]
    return min(sound, key=len) if sound else talked


def _weighed(body: str, elsewhere: str) -> str:
    ask = find_ask(body)
    return body if ask and not ask.before else without_empty_parts(body, elsewhere)


def _without_talk(body: str) -> str:
    for _ in range(2):
        body = without_opener(without_asides(without_trifles(without_apology(body))))
    return body


def _asked_briefly(body: str) -> str | None:
    """Return a roundabout request or question as a short one, with its mark."""
    ask = find_ask(body)
    if ask is None:
        return None
    said = re.sub(r",? (?:please|maybe|perhaps)$", "", ask.rest)
    turned: str | None
    if ask.who == "you":
        turned = as_request(said)
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
