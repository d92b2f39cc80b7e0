# ruff: noqa: E501 - patterns read best a row a line
"""Parts of sentences that carry nothing taken out, and the rest joined up again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onhand.rewrite.rules.brief.announcing import stands_apart
from onhand.rewrite.rules.brief.empty_talk import (
    carries_nothing,
    concedes,
    has_own_fact,
    is_all_talk,
    praises,
    words_of,
)
from onhand.rewrite.rules.brief.openers import without_opener
from onhand.rewrite.rules.brief.parting import Part, joined, parts_of
from onhand.rewrite.rules.english.clauses import small
from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.english.sentences import capital

_ENDS_OPEN = re.compile(
    r"\b(?:that|and|but|because|so|which|who|if|when|or|either|to|of|for|with|is|are|was|were|the|a|an|my|your|whether|as|than|then|not|also|please)$", re.I
)  # fmt: skip
_STILL = re.compile(r"(?:because|since|as|although|though|which|who|whom|whose|whether|to|than|when|where|that|unless|until|while|if)\b", re.I)  # fmt: skip


def without_empty_parts(body: str, elsewhere: str, *, is_long: bool = False) -> str:
    """Return a sentence's body without its parts that carry nothing; "" where nothing is left.

    What leans on a part goes with it, or holds it.

    Args:
        body: the sentence without its end mark.
        elsewhere: the rest of the text.
        is_long: whether praise, which says a little, is to go too.
    """
    parts = parts_of(body)
    keeps = [
        not _can_go(part, _others(parts, i) + elsewhere, is_long and ":" not in part.joint)
        for i, part in enumerate(parts)
    ]
    keeps[:-1] = [
        keep or bool(_GOES_ON.search(part.text)) for part, keep in zip(parts, keeps, strict=True)
    ][:-1]
    keeps[0] = keeps[0] and not (len(parts) > 1 and stands_apart(parts[0].text))
    if len(parts) == 1:
        return body if keeps[0] or _STANDS.fullmatch(body) else ""
    if not all(keeps):
        keeps = [
            keep and not _echoes(part.text, elsewhere)
            for part, keep in zip(parts, keeps, strict=True)
        ]
    _grant(parts, keeps, elsewhere)
    for i in range(1, len(parts)):
        is_left = not keeps[i - 1] and keeps[i] and parts[i].is_dependent
        is_left = is_left and ":" not in parts[i].joint
        if (
            is_left
            and is_all_talk(parts[i - 1].text, elsewhere)
            and not _STATES.match(parts[i].text)
        ):
            keeps[i] = has_own_fact(parts[i].text, _others(parts, i) + elsewhere)
    if all(keeps) and all(part.text == without_opener_inside(part.text) for part in parts[1:]):
        return body
    parts = _announced(parts, keeps)
    _hold(parts, keeps)
    short = _rejoined(parts, keeps)
    if _says_nothing(short):
        return ""
    return body if _ENDS_OPEN.search(short) or _leans(parts, keeps) else short


def _can_go(part: Part, elsewhere: str, is_long: bool) -> bool:
    return carries_nothing(part.text, elsewhere) or (is_long and praises(part.text, elsewhere))


def _echoes(text: str, elsewhere: str) -> bool:
    """Whether a part praises what a part that is gone named: "it's looking good"."""
    return bool(re.match(r"(?:it|that|this|they)\b", text, re.I)) and praises(text, elsewhere)


def _says_nothing(text: str) -> bool:
    """Whether only a lead is left: "First", "As always"."""
    is_answer = re.search(
        r"\b(?:yes|yeah|yep|no|not|ok|okay|sure|never|I|we|you|he|she|it|they|there|this|that)\b|n['’]t\b",
        text,
        re.I,
    )
    is_bare = len(text.split()) <= 4 and not is_answer and not words_of(text)
    return is_bare and not has_own_fact(text, "")


_STANDS = re.compile(
    r"(?:once )?again|for now|so far|in the end|after all|(?:I(?:['’]m| am) )?sorry", re.I
)
_GOES_ON = re.compile(
    r"\b(?:could|can|would|might|may|will|to|should|maybe|perhaps|possibly|please|that|if)$", re.I
)
_STATES = re.compile(r"(?:that|whether|to|if|when|how|only|not)\b", re.I)


def is_sound(body: str) -> bool:
    """Whether what is left of a sentence can stand: it neither begins nor ends in the air."""
    return bool(body) and not _UNSOUND.search(body) and not _ENDS_OPEN.search(body)


_UNSOUND = re.compile(
    r"^\W*(?:that (?!is\b|was\b|would\b|will\b|way\b|one\b|[a-z]+s?$)(?:the|a|an|my|our|your|I|we|you|he|she|it|they|there|on|in|this|his|her)\b|namely\b|which (?!\w+ (?:is|are|do|does|can|would))|and\b|or\b|than\b|whether (?!.*,))"
    r"|^[^\w\"'“‘(\[@#€$£+-]"
    r"|^(?:if|in case|as|since|although|when|I know|just|because)\b[^.]*, that (?:the|there|we|I|it|you|he|she|they|our|my|your)\b"
    r"|^(?:the thing|so|it) is(?: and\b|,? but\b)|^about [^:,.]* is (?:that|basically)\b|, (?:and|but|so),|\b(?:maybe|perhaps|or|the|a), ",
    re.I,
)  # fmt: skip


def _others(parts: Sequence[Part], index: int) -> str:
    return " ".join(part.text for i, part in enumerate(parts) if i != index) + " "


def _grant(parts: Sequence[Part], keeps: list[bool], elsewhere: str) -> None:
    """Drop what is granted before a "but", all from the sentence's beginning on."""
    granted = 0
    for i, part in enumerate(parts):
        if part.word in ("but", "however") and granted == i > 0:
            rest = " ".join(one.text for one in parts[i:]) + " " + elsewhere
            if not any(has_own_fact(one.text, rest) for one in parts[:i]):
                keeps[:i] = [False] * i
            granted = i + 1
        elif granted == i and (
            not keeps[i]
            or concedes(part.text)
            or (i and (part.is_dependent or (part.word == "and" and re.match(r"I\b", part.text))))
        ):
            granted = i + 1


def _announced(parts: Sequence[Part], keeps: list[bool]) -> list[Part]:
    """Free what a dropped part announced: "that it rains", "whether you can come"."""
    found = list(parts)
    for i, part in enumerate(parts):
        if not keeps[i] or i == 0:
            continue
        led = next((j for j in range(i - 1, -1, -1) if not _is_aside(parts[j].text)), None)
        if led is None or keeps[led]:
            continue
        that = re.match(r"that (?!is\b|was\b|would\b|will\b)(?=\w)", part.text)
        asked = re.match(r"(?:whether|if|what|when|where|who|how|why)\b", part.text)
        if that:
            found[i] = Part(part.joint, part.text[that.end() :])
        elif asked and _ASKING.search(parts[led].text):
            found[i] = Part(part.joint, f"I wonder {part.text}")
    return found


_ASKING = re.compile(r"\b(?:ask|wonder|wondering|asking|know|check|check in|find out|enquire|inquire|see|curious)$", re.I)  # fmt: skip


def _is_aside(text: str) -> bool:
    return bool(
        re.match(r"(?:if|when|whenever|as|just|with|for|at|in|and|because|since)\b", text, re.I)
    )


def _hold(parts: Sequence[Part], keeps: list[bool]) -> None:
    """Keep what a kept part leans on, or drop both where neither has a fact of its own."""
    for i in range(len(parts) - 1, 0, -1):
        if keeps[i] and not keeps[i - 1] and not any(keeps[:i]) and _leans_on(parts[i]):
            keeps[i - 1] = True


def _leans_on(part: Part) -> bool:
    return not part.word and bool(
        re.match(r"(?:who|which|whom|whose|whether|to|than|that)\b", part.text, re.I)
    )


def _leans(parts: Sequence[Part], keeps: Sequence[bool]) -> bool:
    """Whether all that is kept leans on something that is not."""
    kept = [part for part, keep in zip(parts, keeps, strict=True) if keep]
    return bool(kept) and all(_STILL.match(part.text) for part in kept)


def _rejoined(parts: Sequence[Part], keeps: Sequence[bool]) -> str:
    kept: list[Part] = []
    was_dropped = False
    for part, is_kept in zip(parts, keeps, strict=True):
        if not is_kept:
            was_dropped = True
            continue
        text, joint = without_opener_inside(part.text), part.joint
        if was_dropped and kept and part.word == "and" and _LED.match(kept[-1].text):
            joint = ", "
        elif was_dropped and kept and not part.word:
            is_main = _MAIN.match(text)
            is_led = _LED.match(kept[-1].text) or len(kept[-1].text.split()) < 3
            if (is_main and not is_led) or joint.startswith(":"):
                joint, text = ". ", capital(text)
            else:
                joint = " " if _goes_on(kept[-1].text, text) else ", "
        if was_dropped and _BARE.match(text):
            text = f"{_subject(parts, part)} {text}"
        kept.append(Part(joint, text))
        was_dropped = False
    return joined(kept)


_BARE = re.compile(r"(?:will|would|can|must|shall) (?!you\b|we\b|I\b|it\b|the\b|they\b|he\b|she\b|there\b|any|some)", re.I)  # fmt: skip


def _subject(parts: Sequence[Part], part: Part) -> str:
    """Return who does what a part without a subject tells: who did the part before."""
    before = parts[max(0, parts.index(part) - 1)].text
    match = re.search(r"\b(I|we|they|he|she)\b", before, re.I)
    return match[1] if match else "I"


def _goes_on(before: str, text: str) -> bool:
    """Whether a part goes on where the one before stopped: "is now" + "out of order"."""
    last = re.findall(r"[a-z]+", before.lower())[-1:]
    return bool(_RUNS_ON.match(text) or (last and last[0] in _OPEN_LAST))


_RUNS_ON = re.compile(r"(?:at|on|in|by|to|with|from|until|before|after|about|if|when|whether|that|because|unless|is|are|was|were|has|have|had|will|can|could|would|must|should|needs?)\b", re.I)  # fmt: skip
_OPEN_LAST = VERBS | frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "now",
        "still",
        "also",
        "then",
        "has",
        "have",
        "had",
        "will",
        "can",
        "could",
        "would",
        "should",
        "must",
        "not",
        "request",
        "requests",
    ]
)

_MAIN = re.compile(r"(?:(?:I|you|we|they|he|she|it|there|everyone|nobody|please|can|could|would|do|did|is|are|have|has)\b|(?:the|my|our|your|his|her|their) (?:[\w'’-]+ ){1,3}?(?:is|are|was|were|has|have|had|will|can|could|would|must|should|needs?)\b)", re.I)  # fmt: skip
_LED = re.compile(r"(?:if|when|since|as|because|although|though|while|until|unless|after|before|given|due|in|on|at|for|from|about|by)\b", re.I)  # fmt: skip


def without_opener_inside(text: str) -> str:
    """Return a part without what announces it."""
    short = without_opener(text)
    if short == capital(text):
        return text
    return text[-len(short) :] if text.lower().endswith(short.lower()) else small(short)
