"""The padding taken out: empty sentences, announcements, roundabout asking, long phrases."""

from __future__ import annotations

import re

from onhand.rewrite.rules.clauses import as_open_question, as_question, as_request, small
from onhand.rewrite.rules.openers import without_asides, without_opener
from onhand.rewrite.rules.roundabout import Ask, find_ask, softened
from onhand.rewrite.rules.sentences import (
    GREETING,
    Sentence,
    capital,
    greeting_apart,
    join,
    sentence,
    split_sentences,
)
from onhand.rewrite.rules.smalltalk import is_empty, signed_by
from onhand.rewrite.rules.trimming import trimmed
from onhand.rewrite.rules.words import CHATTER, EMOJI, contracted

_NOBODY = re.compile(
    r"\b(?:sir|madam|all|team|everyone|everybody|there|guys|folks|colleagues|friends?|neighbou?rs?"
    r"|customers?|both|whom it may concern|again|mate|man|love|dear|ladies|gentlemen|and|or)\b",
    re.I,
)
_GREETS = re.compile(r"^(?:good (?:morning|afternoon|evening|day)|\w+)\b", re.I)
_AFTERTHOUGHT = re.compile(r",? (?:because|since|as) (?=(?:I|we|you|it|the|they|he|she|my|our)\b)")


def concise(text: str) -> str:
    """Return a mended text shortened: who, what, when, where and the request remain."""
    quiet = CHATTER.sub("", EMOJI.sub("", text)).strip()
    name, rest = _addressed(quiet)
    found = split_sentences(rest)
    kept = [one for one in found if not is_empty(one.text)]
    if not any(one.kind not in ("greeting", "sign-off") for one in kept):
        kept = [one for one in found if one.kind != "greeting"][:1] or found
    short = join(_shortened(one) for one in kept)
    short = re.sub(r"\n{3,}", "\n\n", contracted(short)).strip(" ,\n")
    return f"{name}, {small(short)}" if name and short else short or quiet


def _addressed(text: str) -> tuple[str, str]:
    """Return the name that a greeting has, and the text after it."""
    greeting, rest = greeting_apart(text)
    if not greeting or not rest.strip():
        return "", text
    name = _GREETS.sub("", greeting).strip(" ,.!:;-–—…")
    return ("" if not name or _NOBODY.search(name) or GREETING.match(name) else name), capital(
        rest.lstrip(" \n")
    )


def _shortened(one: Sentence) -> Sentence:
    name = signed_by(one.text)
    if name is not None:
        return Sentence(name, "sign-off", one.space)
    body, end = one.body, one.end.replace("…", ".")[:1] or one.end
    body = without_opener(without_asides(body))
    body = without_opener(without_asides(body))
    asked = asked_briefly(body)
    if asked is not None:
        return sentence(trimmed(asked), one.space)
    short = re.sub(r"\s+([,.])", r"\1", trimmed(body)).strip(" ,")
    if not re.search(r"\w", short):
        return Sentence("", one.kind, "")
    return sentence(capital(short) + (end or ""), one.space)


def asked_briefly(body: str) -> str | None:
    """Return a roundabout request or question as a short one, with its mark."""
    ask = find_ask(softened(body))
    if ask is None:
        return None
    said, reason = ask.rest, ""
    said = re.sub(r",? please$", "", said)
    turned = _turned(ask, said)
    if turned is None:
        return None
    if turned.endswith("?"):
        match = _AFTERTHOUGHT.search(turned)
        if match:
            reason = f" {capital(turned[match.end() : -1])}."
            turned = f"{turned[: match.start()]}?"
    if not ask.before:
        return capital(turned) + reason
    head = re.sub(r",? (?:and|but|so)(?: \w+)?$", "", trimmed(ask.before).strip(" ,"))
    if turned.endswith("?") and head and not ask.before.lower().startswith(("and ", "so ", "but ")):
        return f"{capital(head)}. {capital(turned)}{reason}"
    return capital(f"{trimmed(ask.before)}{small(turned)}") + reason


def _turned(ask: Ask, said: str) -> str | None:
    if ask.who == "you":
        return as_request(said)
    if ask.who == "I":
        return f"Can I {said}?"
    if ask.who == "we":
        return f"Can we {said}?"
    if ask.who == "someone":
        return f"Can {ask.one} {said}?"
    if ask.who == "possible":
        return f"Is it possible to {said}?"
    if ask.who == "open":
        question = as_open_question(said)
        return f"{question}?" if question else f"Please tell me {said}."
    parts = re.split(r",? and (?=(?:if|whether|how|what|when|where|who|why)\b)", said)
    questions = [as_question(parts[0])]
    questions += [
        as_open_question(part) or as_question(re.sub(r"^(?:if|whether) ", "", part))
        for part in parts[1:]
    ]
    if any(question is None for question in questions):
        return f"Do you know if {said}?"
    return (
        " and ".join(q if not n else q[0].lower() + q[1:] for n, q in enumerate(questions) if q)
        + "?"
    )
