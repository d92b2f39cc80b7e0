"""Small talk: what the model says about itself, honestly."""

from __future__ import annotations

import random

from models.grammar.example import Example
from models.grammar.noise import CHAT, CLEAN, LIGHT, Hand, type_out
from models.grammar.open_clauses import OpenClauses
from models.grammar.slots import Slots
from models.grammar.talk_topics import ASKED_TONES, MESSAGE, OUT_OF_SCOPE, TOPICS, Topic

_HANDS: tuple[Hand, ...] = (CLEAN, LIGHT, LIGHT, CHAT)


class Talk:
    """Draws a question about the model, or one out of its scope, and the answer."""

    def __init__(self, rng: random.Random, slots: Slots, clauses: OpenClauses) -> None:
        self.rng = rng
        self.slots = slots
        self.clauses = clauses
        self._topics = tuple(TOPICS.values())

    def example(self) -> Example:
        """Write one exchange."""
        rng = self.rng
        roll = rng.random()
        topic = rng.choice(self._topics) if roll < 0.7 else OUT_OF_SCOPE if roll < 0.92 else MESSAGE
        asked = self._asked(topic)
        hello = (
            ""
            if rng.random() < 0.85 or topic.is_greeting
            else rng.choice(("hi, ", "hey, ", "hello, "))
        )
        sentence = hello + asked
        source = type_out([sentence[0].upper() + sentence[1:]], rng.choice(_HANDS), rng)
        return Example(
            "talk", None, source.translate({1: None, 2: None, 3: " "}), topic.answer, (), "talk"
        )

    def wrapped(self, rewrite: Example) -> Example:
        """Ask for a rewrite in plain words, as people do in a chat."""
        asked = self.rng.choice(ASKED_TONES[str(rewrite.tone)])
        if self.rng.random() < 0.3:
            asked = f"{self.rng.choice(('please', 'can you', 'pls'))} {asked}"
        if self.rng.random() < 0.4:
            asked = asked[0].upper() + asked[1:]
        return Example(
            "talk", None, f"{asked}: {rewrite.source}", rewrite.target, rewrite.facts, "talk"
        )

    def _asked(self, topic: Topic) -> str:
        text = self.rng.choice(topic.questions)
        if "{clause}" in text:
            text = text.replace("{clause}", self.clauses.clause())
        if "{bad}" in text:
            text = text.replace("{bad}", self.clauses.bad_clause())
        if "{question}" in text:
            text = text.replace("{question}", self.clauses.question())
        if "{request}" in text:
            text = text.replace("{request}", self.clauses.request())
        return self.slots.fill(text)
