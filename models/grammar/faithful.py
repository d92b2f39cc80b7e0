"""Sentences of any content that a tone only edits: nothing is dropped, nothing is wrapped.

Three sources of content: frames of everyday speech around open gaps, clauses of the open lexicon
with words before, between and after them, and rows of chunks that mean nothing at all.  The last
are the surest practice in copying: no part of such a row can be guessed.
"""

from __future__ import annotations

import random

from models.grammar.copying import Copying
from models.grammar.faithful_frames import FRAGMENTS, IMPERATIVES, QUESTIONS, STATEMENTS
from models.grammar.language import small_start
from models.grammar.lexicon import verbs
from models.grammar.lexicon.forms import ing, past, third
from models.grammar.message import Sentence, fact
from models.grammar.open_clauses import OpenClauses
from models.grammar.vocabulary import WORDS

_BEFORE = (
    ("<ithink>", 5), ("<ithinkm>", 4), ("<maybe>", 3), ("<honest>,", 2), ("<know>", 3), ("<letknow>", 4),
    ("<well>", 5), ("<sorryto>", 4), ("<unfort>", 4), ("<btw>", 3), ("<probably>", 1), ("<yes>,", 2),
    ("<nox>,", 1), ("<actual>", 3), ("<alsoc>", 2),
)  # fmt: skip
_AFTER = (("<lol>", 4), ("<right>", 3), (", <ifok>", 2), ("<thx>", 1), ("<now>", 2), ("<asap>", 2), ("<whenyou>", 2),
          ("<eachday>", 1), ("<instead>", 1), ("<soon>", 1))  # fmt: skip
_BETWEEN = (
    " <because> ", " <because> ", ", <soc> ", ", <soc> ", ", <butc> ", ", <butc> ", " and ", ", and ", " or ", " <ifc> ",
    " when ", " while ", " <until> ", " <before> ", " <after> ", ", which means ", " even though ", " unless ", ", and then ",
    ", plus ", " so that ", " since ", ", otherwise ", ", not ", " as long as ", ", and <alsoc> ",
)  # fmt: skip
_LITTLE = """a the this that my your our their some any no every another each one two all both of in on at to for from
with without by up down out over under off into about than as and or but not only even still already again never
always here there now then who which what it they we you he she I me him her us them is are was were has had can
will would should could must may do does did be been very too more less most much many""".split()  # noqa: SIM905
_CONTRACTIONS = ("I'm", "it's", "don't", "can't", "you're", "we're", "didn't", "isn't", "I've", "they're", "won't", "that's",
                 "doesn't", "I'll", "wasn't", "couldn't", "there's", "he's", "she's", "haven't", "we'll", "aren't")  # fmt: skip
_ANYWHERE = ("<lots>", "<about>", "<now>", "<kids>", "<just>", "<photo>", "<phone>", "<until>",
             "<before>", "<after>", "<info>", "<mum>", "<help>", "<buy>", "<actual>",)  # fmt: skip
_PHRASAL = ("<buy>", "<fix>", "<lookat>", "<use>", "<sendover>", "<keepin>", "<findout>", "<getit>", "<talkabout>", "<putoff>",
            "<setup>", "<lookinto>")  # fmt: skip


class Faithful:
    """Writes such sentences from its own random source."""

    def __init__(self, rng: random.Random, open_: OpenClauses, copying: Copying) -> None:
        self.rng = rng
        self.open = open_
        self.copying = copying

    def sentence(self) -> Sentence:
        """One sentence of any kind."""
        roll = self.rng.random()
        if roll < 0.36:
            return Sentence("keep", self._decorated(self._clause()))
        if roll < 0.58:
            return Sentence("keep", self._decorated(self._joined()))
        if roll < 0.66:
            return Sentence("keep", self._row())
        if roll < 0.74:
            return Sentence("keep", self._frame(FRAGMENTS))
        if roll < 0.88:
            return Sentence("req", self._request())
        return Sentence("ask", self._question())

    def _frame(self, frames: tuple[str, ...]) -> str:
        return self.open.framed(frames)

    def _clause(self) -> str:
        roll = self.rng.random()
        if roll < 0.5:
            return self._frame(STATEMENTS)
        if roll < 0.75:
            return self.open.clause()
        if roll < 0.88:
            return self.open.bad_clause()
        while (sentence := self.copying.sentence()).kind not in ("state", "bad"):
            pass
        return sentence.text

    def _joined(self) -> str:
        rng = self.rng
        text = self._clause()
        for _ in range(1 if rng.random() < 0.75 else 2):
            text = f"{text}{rng.choice(_BETWEEN)}{self._clause()}"
        return text

    def _decorated(self, text: str) -> str:
        rng = self.rng
        roll = rng.random()
        if roll < 0.34:
            text = f"{self._weighted(_BEFORE)} {text}"
        if rng.random() < 0.16:
            after = self._weighted(_AFTER)
            text = f"{text}{'' if after[0] == ',' else ' '}{after}"
        return text

    def _weighted(self, pairs: tuple[tuple[str, int], ...]) -> str:
        return self.rng.choices([text for text, _ in pairs], [weight for _, weight in pairs])[0]

    def _request(self) -> str:
        rng = self.rng
        roll = rng.random()
        if roll < 0.45:
            text = self._frame(IMPERATIVES)
        elif roll < 0.7:
            text = f"{rng.choice(_PHRASAL)} {self.open.handled()}"
        else:
            text = self.open.request()
        roll = rng.random()
        if roll < 0.15:
            text = f"{text} and {self._frame(IMPERATIVES)}"
        elif roll < 0.3:
            joint = rng.choice(
                (
                    " <because> ",
                    " <ifc> ",
                    " <before> ",
                    ", otherwise ",
                    " so that ",
                    " when ",
                    " <until> ",
                )
            )
            text = f"{text}{joint}{self._clause()}"
        elif roll < 0.4:
            text = f"{text} {rng.choice(('<asap>', '<now>', '<whenyou>', '<instead>', '<hurry>'))}"
        return text

    def _question(self) -> str:
        rng = self.rng
        text = self._frame(QUESTIONS) if rng.random() < 0.6 else self.open.question()
        if rng.random() < 0.2:
            joint = rng.choice((" <because> ", " <ifc> ", " or ", " when ", " <before> "))
            text = f"{text}{joint}{self._clause()}"
        return text

    def _row(self) -> str:
        """Chunks in a row, without sense."""
        rng = self.rng
        chunks: list[str] = []
        for _ in range(rng.choice((1, 2, 2, 3, 3, 4, 5, 7))):
            if chunks and rng.random() < 0.14:
                chunks[-1] += ","
            chunks.append(self._chunk())
        return small_start(" ".join(chunks))

    def _chunk(self) -> str:
        rng, open_ = self.rng, self.open
        roll = rng.random()
        if roll < 0.42:
            return " ".join(
                rng.choice(_LITTLE if rng.random() < 0.4 else WORDS)
                for _ in range(rng.choice((1, 2, 2, 3, 4)))
            )
        if roll < 0.5:
            return rng.choice(_CONTRACTIONS) + " " + rng.choice(WORDS)
        if roll < 0.58:
            return rng.choice(_ANYWHERE)
        if roll < 0.68:
            verb = rng.choice(verbs.HANDLE)
            return f"{rng.choice((verb, past(verb), ing(verb), third(verb)))} {open_.handled()}"
        if roll < 0.78:
            return open_.place()
        if roll < 0.86:
            return open_.someone()
        if roll < 0.93:
            return fact(self.copying.name() if rng.random() < 0.5 else self.copying.word())
        return self.copying.fill("{v}")
