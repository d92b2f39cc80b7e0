"""Words a source that is far from one tone, so that the answer has everything to do.

The same message may be padded for *concise*, hedged for *confident*, stiff for *casual* or blunt
for *polite*.  Several such devices meet in one source.
"""

from __future__ import annotations

import random
import re

from models.grammar.directed_frames import (
    BLUNT,
    HEDGED,
    HEDGED_CLOSERS,
    HEDGED_OPENERS,
    HEDGING,
    PADDED,
    PADDED_AGAIN,
    PADDED_ASIDES,
    PADDED_CLOSERS,
    PADDED_OPENERS,
    ROUNDABOUT,
    STIFF_FRAMES,
)
from models.grammar.language import sentence_case
from models.grammar.message import Message, Sentence
from models.grammar.wording import EVERYDAY, STIFF, TERSE, word_source

_MODES = {
    "concise": (("pad", 1.0),),
    "confident": (("hedge", 0.85), ("pad", 1.0)),
    "formal": (("chat", 0.75), ("blunt", 1.0)),
    "casual": (("stiff", 0.8), ("blunt", 1.0)),
    "friendly": (("stiff", 0.4), ("blunt", 1.0)),
    "polite": (("blunt", 0.8), ("chat", 1.0)),
}
_ROUNDABOUT = tuple((re.compile(pattern), choices) for pattern, choices in ROUNDABOUT)
_HEDGING = tuple((re.compile(pattern), choices) for pattern, choices in HEDGING)
_TELLING = frozenset({"state", "bad", "gripe", "tell", "plan"})
_CUT = (("I'm not ", "not "), ("I'm ", ""), ("I'll ", "will "), ("I can't ", "can't "), ("I won't ", "won't "), ("I haven't ", "haven't "),
        ("I didn't ", "didn't "), ("I need ", "need "), ("I got ", "got "), ("I lost ", "lost "), ("I forgot ", "forgot "), ("I left ", "left "),
        ("it's ", ""), ("the ", ""), ("there's ", ""), ("I paid ", "paid "), ("I saw ", "saw "), ("I found ", "found "))  # fmt: skip
_CHAT_STARTS = (
    "omg",
    "ugh",
    "yo",
    "bruh",
    "dude",
    "lol",
    "oof",
    "welp",
    "ok so",
    "haha",
    "yeah",
    "argh",
    "wow",
)
_CHAT_ENDS = (
    "lol",
    "smh",
    "tho",
    "haha",
    "ugh",
    ":(",
    ":)",
    "xD",
    "ya know",
    "man",
    "🙄",
    "😅",
    "😭",
    "👍",
)


def word_directed(message: Message, tone: str, rng: random.Random) -> list[str]:
    """Word each sentence as the tone's opposite would; what is around a sentence is its own item.

    Args:
        message: Already worded by ``edits.typed``.
        tone: The tone that the answer will have.
        rng: Decides devices and frames.
    """
    roll = rng.random()
    mode = next(name for name, limit in _MODES[tone] if roll < limit)
    if mode == "pad":
        return _padded(message, rng)
    if mode == "hedge":
        return _hedged(message, rng)
    if mode == "stiff":
        return word_source(message, STIFF, rng, STIFF_FRAMES)
    if mode == "blunt":
        return word_source(message, EVERYDAY, rng, BLUNT)
    return _chatted(message, rng)


def _padded(message: Message, rng: random.Random) -> list[str]:
    random_ = rng.random
    is_short = len(message.sentences) < 3
    sentences = tuple(
        s._replace(text=_turned(s.text, _ROUNDABOUT, 0.55, rng)) for s in message.sentences
    )
    out = word_source(message._replace(sentences=sentences), EVERYDAY, rng, PADDED)
    if random_() < (0.3 if is_short else 0.12):
        out.insert(rng.randrange(1, len(out) + 1), sentence_case(rng.choice(PADDED_ASIDES)))
    if is_short and random_() < 0.14:  # the same said twice
        at = rng.randrange(len(sentences))
        if sentences[at].kind in _TELLING and message.sentences[at].text[0] != "<":
            repeated = sentence_case(rng.choice(PADDED_AGAIN) % message.sentences[at].text)
            out.insert(min(at + 1, len(out)), repeated)
    if random_() < (0.5 if is_short else 0.25):
        at = 0 if message.greeting is None else 1
        out.insert(min(at, len(out)), sentence_case(rng.choice(PADDED_OPENERS)))
    if random_() < (0.55 if is_short else 0.35):
        is_signed = message.sentences[-1].kind == "sign"
        out.insert(len(out) - is_signed, sentence_case(rng.choice(PADDED_CLOSERS)))
    return out


def _hedged(message: Message, rng: random.Random) -> list[str]:
    sentences = tuple(_hesitant(s, rng) for s in message.sentences)
    out = word_source(message._replace(sentences=sentences), EVERYDAY, rng, HEDGED)
    if rng.random() < 0.15 and message.greeting is None:
        out.insert(0, sentence_case(rng.choice(HEDGED_OPENERS)))
    if rng.random() < 0.25:
        out.insert(
            len(out) - (message.sentences[-1].kind == "sign"),
            sentence_case(rng.choice(HEDGED_CLOSERS)),
        )
    return out


def _hesitant(sentence: Sentence, rng: random.Random) -> Sentence:
    if sentence.kind not in ("state", "bad", "gripe", "tell", "think") or rng.random() < 0.5:
        return sentence
    for pattern, choices in _HEDGING:
        if (match := pattern.search(sentence.text)) and rng.random() < 0.6:
            text = sentence.text
            return sentence._replace(
                text=text[: match.end()] + rng.choice(choices) + text[match.end() :]
            )
    return sentence


def _turned(
    text: str,
    table: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...],
    share: float,
    rng: random.Random,
) -> str:
    for pattern, choices in table:
        if rng.random() < share:
            text = pattern.sub(rng.choice(choices), text, count=1)
    return text


def _chatted(message: Message, rng: random.Random) -> list[str]:
    """As in a chat: subjects cut off, interjections before and after."""
    sentences = tuple(_cut(s, rng) for s in message.sentences)
    out = word_source(message._replace(sentences=sentences), TERSE, rng)
    if rng.random() < 0.18:
        out[0] = sentence_case(f"{rng.choice(_CHAT_STARTS)} {out[0][0].lower() + out[0][1:]}")
    if rng.random() < 0.18 and message.sentences[-1].kind != "sign":
        out[-1] = f"{out[-1].rstrip('.')} {rng.choice(_CHAT_ENDS)}"
    return out


def _cut(sentence: Sentence, rng: random.Random) -> Sentence:
    if sentence.kind in _TELLING and rng.random() < 0.7:
        for start, short in _CUT:
            if sentence.text.startswith(start):
                return sentence._replace(text=short + sentence.text[len(start) :])
    return sentence
