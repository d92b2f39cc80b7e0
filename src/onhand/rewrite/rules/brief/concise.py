"""The padding taken out: empty sentences, announcements, roundabout asking, long phrases."""

from __future__ import annotations

import re
from functools import partial

from onhand.rewrite.rules.brief.openers import without_asides, without_opener
from onhand.rewrite.rules.brief.roundabout import MAX_CHARS, as_asked, find_ask, in_place
from onhand.rewrite.rules.brief.smalltalk import is_empty, is_signed, without
from onhand.rewrite.rules.brief.trifles import is_trifle, without_trifles
from onhand.rewrite.rules.brief.trimming import trimmed
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
    r"\b(?:sir|madam|all|team|everyone|everybody|there|guys|folks|colleagues|friends?|neighbou?rs?"
    r"|customers?|both|whom it may concern|again|mate|man|love|dear|ladies|gentlemen|and|or)\b",
    re.I,
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
    short = join(_shortened(one) for one in kept)
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


def _shortened(one: Sentence) -> Sentence:
    if len(one.text) > MAX_CHARS:
        return one
    if is_signed(one.text):
        return one
    body, end = one.body, one.end.replace("…", ".")[:1] or one.end
    before = body
    for _ in range(2):
        body = without_opener(without_asides(without_trifles(without_apology(body))))
    if body != before and end in (".", "?"):
        end = "?" if is_question(body) or (end == "?" and asks(body)) else "."
    if one.text.startswith("Like ") and is_time(body):
        return sentence(f"How about {body.removeprefix('Like ')}?", one.space)
    asked = _asked_briefly(body)
    if asked is not None:
        return sentence(trimmed(asked), one.space)
    short = re.sub(r"\s+([,.])", r"\1", trimmed(body)).strip(" ,")
    if not re.search(r"\w", short) or (
        body != before and _carries_nothing(f"{short}.", is_short=False)
    ):
        return Sentence("", one.kind, "")
    if end == "?" and re.match(r"I (?:think|believe|suspect|feel)\b", short):
        end = "."
    return sentence(capital(short) + (end or ""), one.space)


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
        turned = as_asked(ask) or f"Do you know {link}{said}?"
    elif ask.who == "wish":
        turned = f"{'We' if ask.one == 'we' else 'I'} would like to {said}."
    elif ask.who == "possible":
        turned = f"Is it possible to {said}?"
    else:
        turned = f"Can {ask.one if ask.who == 'someone' else ask.who} {said}?"
    return in_place(ask, turned, trimmed(ask.before)) if turned else None
