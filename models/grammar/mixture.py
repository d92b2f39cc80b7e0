"""Mixes situations, open clauses, everyday speech, faithful edits, copy practice, long messages, corrections, talk."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from models.grammar.copying import Copying
from models.grammar.directed import word_directed
from models.grammar.edits import toned, typed
from models.grammar.everyday import Everyday
from models.grammar.example import TONES, Example
from models.grammar.faithful import Faithful
from models.grammar.message import Message, Sentence, facts_in, plain
from models.grammar.mistakes import mistaken
from models.grammar.noise import CHAT, CLEAN, LIGHT, MISTAKEN, SLOPPY, Hand, type_out
from models.grammar.open_clauses import OpenClauses
from models.grammar.situations import HELD_SITUATIONS, TEMPLATES, write
from models.grammar.slots import Slots
from models.grammar.talk import Talk
from models.grammar.tones import word_answer
from models.grammar.wording import EVERYDAY, STIFF, TERSE, word_source
from onhand.rewrite.rules import mend

MAX_SOURCE_WORDS, MAX_TARGET_WORDS = 80, 100
_WORD = re.compile(r"[\w'’.:/@-]*\w")
_TALK_SHARE, _CORRECT_SHARE = 0.03, 0.18
_DIRECTED_SHARE = 0.7  # of rewrites: the source is as far from the asked tone as can be
_TONE_WEIGHTS = {
    "concise": 26,
    "formal": 22,
    "confident": 18,
    "casual": 12,
    "polite": 11,
    "friendly": 11,
}
_MENDED_SHARE = 0.7  # of rewrites and corrections: as `Rewriter` asks, its rules applied before
_WRAPPED_SHARE = 0.25  # of talk: a rewrite asked for in plain words
# Shares of the kinds among rewrites and corrections, summed up.
_SITUATION, _OPEN, _COPY, _EVERYDAY, _FAITHFUL = 0.14, 0.24, 0.31, 0.65, 0.88
_HANDS: tuple[tuple[float, Hand, int], ...] = (
    (0.14, CLEAN, STIFF),
    (0.28, CLEAN, EVERYDAY),
    (0.5, LIGHT, EVERYDAY),
    (0.84, CHAT, TERSE),
    (0.92, CHAT, EVERYDAY),
    (1.0, SLOPPY, EVERYDAY),
)
_WEIGHTS = [_TONE_WEIGHTS[tone] for tone in TONES]
_TRAINED = tuple(name for name in TEMPLATES if name not in HELD_SITUATIONS)
_HELD = tuple(name for name in TEMPLATES if name in HELD_SITUATIONS)


class Mixture:
    """Writes the examples of one split from one random source."""

    def __init__(self, rng: random.Random, split: str) -> None:
        self.rng = rng
        self.split = split
        self.slots = Slots(rng, held=split == "held_slots")
        self.copying = Copying(rng, self.slots)
        self.open = OpenClauses(rng, self.slots, self.copying.word)
        self.faithful = Faithful(rng, self.open, self.copying)
        self.everyday = Everyday(rng, self.open)
        self.talk = Talk(rng, self.slots, self.open)

    def example(self) -> Example:
        """Write one example, drawing again while it is too long."""
        random_ = self.rng.random
        while True:
            if self.split != "train":
                example = self._rewrite(
                    *self._situation(_HELD if "situations" in self.split else _TRAINED)
                )
            elif (roll := random_()) < _TALK_SHARE:
                if random_() < _WRAPPED_SHARE:
                    example = self.talk.wrapped(self._rewrite(*self._message()))
                else:
                    example = self.talk.example()
            else:
                message, origin = self._message()
                if roll < _TALK_SHARE + _CORRECT_SHARE:
                    example = self._correct(message, origin)
                else:
                    example = self._rewrite(message, origin)
            if (
                example.source.count(" ") < MAX_SOURCE_WORDS
                and example.target.count(" ") < MAX_TARGET_WORDS
            ):
                return example

    def _message(self) -> tuple[Message, str]:
        roll = self.rng.random()
        if roll < _SITUATION:
            return self._situation(_TRAINED)
        if roll < _OPEN:
            return self._around(self._sentences(self.open.sentence)), "open"
        if roll < _COPY:
            return self._around(self._sentences(self.copying.sentence)), "copy"
        if roll < _EVERYDAY:
            return self._around(self._sentences(self.everyday.sentence)), "everyday"
        if roll < _FAITHFUL:
            return self._around(self._sentences(self.faithful.sentence)), "faithful"
        return self._around(self._long()), "long"

    def _situation(self, names: tuple[str, ...]) -> tuple[Message, str]:
        rng = self.rng
        name = rng.choice(names)
        sentences = write(rng.choice(TEMPLATES[name]), self.slots, rng)
        return self._around(sentences, is_whole=True), name

    def _sentences(self, one: Callable[[], Sentence]) -> tuple[Sentence, ...]:
        roll = self.rng.random()
        return tuple(one() for _ in range(1 if roll < 0.62 else 2 if roll < 0.92 else 3))

    def _long(self) -> tuple[Sentence, ...]:
        rng = self.rng
        sentences: list[Sentence] = []
        wanted = rng.choice((3, 3, 4, 4, 5, 6))
        while len(sentences) < wanted:
            roll = rng.random()
            if roll < 0.2:
                template = TEMPLATES[rng.choice(_TRAINED)]
                sentences.extend(write(rng.choice(template), self.slots, rng))
            else:
                sentences.append(self._any_source(roll).sentence())
        return tuple(sentences[:wanted])

    def _any_source(self, roll: float) -> OpenClauses | Copying | Everyday | Faithful:
        if roll < 0.3:
            return self.open
        if roll < 0.38:
            return self.copying
        return self.everyday if roll < 0.75 else self.faithful

    def _around(self, sentences: tuple[Sentence, ...], *, is_whole: bool = False) -> Message:
        """Add a greeting, an apology, thanks, a signature or an emoji as people do."""
        rng = self.rng
        random_ = rng.random
        kinds = {s.kind for s in sentences}
        items = list(sentences)
        if not is_whole and "bad" in kinds and "sorry" not in kinds and random_() < 0.3:
            at = next(i for i, s in enumerate(items) if s.kind == "bad")
            items.insert(at + 1, Sentence("sorry", ""))
        if kinds & {"req", "ask", "need", "may"} and "thanks" not in kinds and random_() < 0.2:
            items.append(Sentence("thanks", ""))
        if random_() < 0.05:
            items.append(Sentence("sign", self.slots.make_name()))
        roll = random_()
        greeting = None if roll < 0.6 else "" if roll < 0.85 else self.slots.make_name()
        emoji = self.copying.emoji() if random_() < 0.06 else ""
        return Message(greeting, tuple(items), emoji)

    def _rewrite(self, message: Message, origin: str) -> Example:
        rng = self.rng
        tone = rng.choices(TONES, _WEIGHTS)[0]
        roll = rng.random()
        if rng.random() < _DIRECTED_SHARE:
            hand = CHAT if tone == "formal" and roll < 0.7 else LIGHT if roll < 0.6 else CLEAN
            sentences = word_directed(typed(message, rng, tone), tone, rng)
        else:
            _, hand, register = next(item for item in _HANDS if roll < item[0])
            sentences = word_source(typed(message, rng), register, rng)
        source = type_out(sentences, hand, rng)
        if message.emoji:
            source = f"{source} {message.emoji}"
        answer = word_answer(toned(message, tone), tone)
        return self._finished("rewrite", tone, source, answer, origin)

    def _correct(self, message: Message, origin: str) -> Example:
        """Style stays: what is typed in a chat's words is answered in them."""
        rng = self.rng
        register = rng.choice((STIFF, EVERYDAY, EVERYDAY, EVERYDAY, TERSE))
        sentences = word_source(typed(message, rng), register, rng)
        last = len(sentences) - (message.sentences[-1].kind == "sign")
        sentences[:last] = [f"{s}." if s[-1] == "\x02" else s for s in sentences[:last]]
        target = type_out(sentences, CLEAN, rng)
        if rng.random() < 0.9:
            sentences = [mistaken(sentence, rng) for sentence in sentences]
        source = type_out(sentences, MISTAKEN, rng)
        if message.emoji:
            source, target = f"{source} {message.emoji}", f"{target} {message.emoji}"
        return self._finished("correct", "correct", source, target, origin)

    def _finished(self, task: str, tone: str, source: str, target: str, origin: str) -> Example:
        asked, facts = plain(source), facts_in(target)
        if self.rng.random() < _MENDED_SHARE:
            asked = _mended(asked, plain(target), facts)
        return Example(task, tone, asked, plain(target), facts, origin)


def _mended(source: str, target: str, facts: tuple[str, ...]) -> str:
    """Mend a source, unless a made-up word or a fact would be taken for a mistake."""
    mended = mend(source)
    folded, kept = source.lower(), mended.lower()
    words = set(_WORD.findall(folded)) & set(_WORD.findall(target.lower()))
    needed = {*words, *(fact.lower() for fact in facts if fact.lower() in folded)}
    return mended if all(one in kept for one in needed) else source


def examples(seed: int, split: str) -> Iterator[Example]:
    """Yield examples for ever."""
    mixture = Mixture(random.Random(f"{seed}/{split}"), split)
    while True:
        yield mixture.example()
