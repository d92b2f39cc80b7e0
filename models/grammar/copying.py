"""Copy practice: pseudo-words, codes, addresses and accented names inside ordinary sentences.

Pseudo-words are built from letter shapes of many languages and from rare letter pairs, so that every
token of a small vocabulary is written often in the answers.
"""

# ruff: noqa: SIM905 - a letter list reads best as letters
from __future__ import annotations

import random

from models.grammar.lexicon import describing, names, nouns, verbs
from models.grammar.message import Sentence, fact
from models.grammar.slots import Slots

_ONSETS = (
    "b bl br c ch chr cl cr d dr dw f fl fr g gh gl gn gr h j k kh kl kn kr l ll m n ng p ph pl pr ps "
    "q qu r rh s sc sch sh sk sl sm sn sp spl spr st str sv sw t th thr tr ts tw v vl w wh wr x y z zh"
).split()
_NUCLEI = (
    "a a a e e e i i i o o o u u y aa ae ai ao au ay ea ee ei eo eu ey ia ie io iu oa oe oi oo ou oy "
    "ua ue ui uo"
).split()
_CODAS = (
    "b ck ct d f ff ft g gh h k l ld lf ll lm lp ls lt lz m mb mp n nd ng nk ns nt nz p pt r rd rf rg "
    "rk rl rm rn rp rs rsch rt s sch sh sk sp ss st t tch th ts tt tz v w x z"
).split()
_ENDINGS = (
    "a e i o ab ack al an ar as ate berg by dale den dorf el ella en er ers es ette ey ford gard ham "
    "haus heim ia ic ier ina ing inger ini ino ion ique is ish ism ist ita ity ium ive ix ker land ler "
    "let ley lin ling man mann ment mere mont ness ner nik o off ola on ong os ot ous ov ova ovic owa "
    "owski po quist rick ry sen ship shire sky son stad stein ster stone ton tor tte um ung ura us va "
    "ver ville vin von wald ware well wick witz wood worth y ya yan yk zan zen zi zon able ance ful "
    "less ology ometer graph phone scope tion tious ward wise ably ally ency ibly"
).split()
_PREFIXES = (
    "re re re un un dis over under inter pre mis out sub super anti non trans counter fore de en ex "
    "con com per pro ab ad im in be ac af ap at co auto bi tri micro multi mega post self semi"
).split()
_ROOTS = (
    "fund burs tract port form struct spect graph volt serv mit ceiv duct fer flect cept jud leg mand "
    "miss mov neg nom oper ord pel pend plic pos press quir rupt scrib sens sign sist solv tain tend "
    "tribut vers vid voc claim clude cur dict fact fin flu gress ject lat log mark mount nect part pass "
    "ply point prov rang rect rid round sert set shel side sort stall stat stitch suit sult sure tach "
    "tent test text tort tour turn val vent vest view volv wrap yield band bank batt blank board bond "
    "book brand break bridge build cable card cart cast chain charge check circ code coll cord count "
    "cover craft crop cross cycle deal dem dock draft drain drift duty face field file filt fix flag "
    "flash flex flow fold freez frame gain gate glaz grant grid ground guard hand harv head heat hinge "
    "hold house index jack judge key lab land launch law lead lend level lift link list load lock loop"
).split()
_SUFFIXES = (
    "ment ment tion tion sion ing ing ed ed er er or ness able ible al al ance ence ity ive ary ory age "
    "ure ate ize ise ify ish less ful ly ship ward ee ist ism s s es ant ent ous ial ical ation ations "
    "ments ings ers ional ability edly ingly"
).split()
_SEEN = [
    word
    for group in (nouns.THINGS, nouns.FOODS, nouns.ROLES, nouns.PLACES, nouns.IDEAS, nouns.DOCUMENTS,
                  nouns.EVENTS, verbs.HANDLE, verbs.DOCUMENT, describing.ADJECTIVES)
    for word in group
    if len(word) > 4 and word.isalpha()
]  # fmt: skip
_SEEN_NAMES = [
    name
    for group in (names.LAST_NAMES, names.CITIES, names.COMPANIES)
    for name in group
    if len(name) > 4
]
_ACCENTED = ("é", "è", "ü", "ö", "ä", "ø", "å", "ñ", "ç", "ł", "š", "č", "ž", "ã", "ó", "í", "ı", "ş", "ğ", "ß",
             "ê", "á", "ú", "ę", "ą", "ř", "ý", "ő")  # fmt: skip
_EMOJI = ("🙂", "😀", "👍", "🎉", "❤️", "😅", "🙏", "😢", "🚗", "☕", "🍕", "🐶", "✨", "😂", "🔥")

# Sentences around a strange word or value: (kind, text); {w} a word, {W} a capitalised one,
# {v} any value that is a fact.
_FRAMES: tuple[tuple[str, str], ...] = (
    ("state", "I met {W} {W} at the {w}"),
    ("state", "the {w} is in the {w}"),
    ("state", "the code for the {w} is {v}"),
    ("state", "{W} lives at {v}"),
    ("state", "{W} sent me {v} {onday}"),
    ("state", "{W} works for {W} in {W}"),
    ("state", "the {W} {w} arrives at {time} from {W}"),
    ("state", "my {w} and your {w} are on the {w}"),
    ("state", "{v} is the new number of {W}"),
    ("state", "we call it {v} now"),
    ("state", "{W} {w} the {w} {onday}"),
    ("state", "I saw {title} in {city} with {W}"),
    ("state", "the {w} costs {money} and the {w} costs {money}"),
    ("state", "you can reach {W} at {v} or {v}"),
    ("state", "the {w} weighs {misc} and costs {money}"),
    ("state", "{acronym} and {acronym} are in the {w} {misc}"),
    ("state", "we use {acronym} for {misc}"),
    ("state", "{W} ({acronym}) moved to {city}"),
    ("state", "{W} said {misc}, not {misc}"),
    ("bad", "the {acronym} {w} won't start"),
    ("req", "check {acronym} {misc}"),
    ("req", "set the {w} to {misc}"),
    ("ask", "does {acronym} need {misc}"),
    ("ask", "is it {misc} or {misc}"),
    ("bad", "I can't find {v} in the {w}"),
    ("bad", "{v} doesn't work with {v}"),
    ("bad", "I won't be at the {W} {w} {day}"),
    ("bad", "the {w} from {W} is broken"),
    ("bad", "I can't open {file} because the {w} is {w}"),
    ("bad", "{W} {W} didn't get {v}"),
    ("req", "send {v} to {W}"),
    ("req", "call {W} {W} at {phone}"),
    ("req", "bring the {w} to {address} by {time}"),
    ("req", "{w} the {w} before {weekday}"),
    ("req", "forward {file} to {email}"),
    ("req", "look at {url} and tell {W}"),
    ("req", "tell {W} that the {w} is {w}"),
    ("req", "put {n} {w}s and a {w} in the {w}"),
    ("req", "write to {email} about the {W} {w}"),
    ("req", "order {v} from {company} for {money}"),
    ("req", "open {v}, {v} and {v}"),
    ("ask", "do you know {W} {W}"),
    ("ask", "is {v} the right one for {W}"),
    ("ask", "where is the {w} for {v}"),
    ("ask", "did {W} get {v}"),
    ("ask", "are you coming to {W} {onday}"),
    ("ask", "what does {w} mean"),
    ("ask", "have you tried the {w} from {W}"),
    ("ask", "who left the {w} at {v}"),
    ("plan", "meet {W} in {W} at {time}"),
    ("plan", "send {v} and {v} {day}"),
    ("plan", "be at {address} from {time} to {time}"),
    ("think", "{W} is better than {W}"),
    ("think", "{v} is the wrong {w}"),
    ("suggest", "take the {w} to {W} {onday}"),
    ("suggest", "watch {title} {onday} at {time}"),
    ("need", "the {w} for {v}"),
    ("need", "{n} {w}s, a {w} and some {w}"),
    ("remind", "bring {v} for {W}"),
    ("dont", "mix up {v} and {v}"),
    ("dont", "tell {W} about {W}"),
    ("thanks", "for the {w} from {W}"),
    ("thanks", "for sending {v}"),
    ("sorry", "for the {w} with {v}"),
    ("note", "{v} for {W} at {v}"),
    ("note", "{W} {w}, {v}, {time}"),
    ("ing", "waiting for {W} at {v}"),
    ("may", "use {v} for the {w}"),
    ("like", "try the {W} {w}"),
    ("offer", "ask {W} about {v}"),
    ("advise", "read {title}"),
    ("hope", "{W} likes the {w}"),
    ("invite", "meet {W} at {address}"),
    ("might", "sell the {w} to {W} for {money}"),
    ("congrats", "the {W} {w}"),
)
_VALUES = tuple(
    """code code phone email url file title product address flightno count money date version company
    percent time fullname misc misc misc misc acronym acronym""".split()
)


class Copying:
    """Writes sentences whose content can only be copied."""

    def __init__(self, rng: random.Random, slots: Slots) -> None:
        self.rng = rng
        self.slots = slots

    def word(self) -> str:
        """A made-up word in small letters: a blend, a built one or one of odd letters."""
        rng = self.rng
        roll = rng.random()
        if roll < 0.35:
            return self._blend(_SEEN)
        if roll < 0.6:
            prefix = rng.choice(_PREFIXES) if rng.random() < 0.6 else ""
            return f"{prefix}{rng.choice(_ROOTS)}{rng.choice(_SUFFIXES)}"
        return self._odd_word()

    def _blend(self, seen: list[str]) -> str:
        """The head of one known word and the tail of another ("lanmower")."""
        rng = self.rng
        first, second = rng.choice(seen), rng.choice(seen)
        return (
            first[: rng.randrange(2, len(first))]
            + second[rng.randrange(1, len(second) - 1) :].lower()
        )

    def _odd_word(self) -> str:
        rng = self.rng
        random_ = rng.random
        parts = []
        for _ in range(1 if random_() < 0.35 else 2 if random_() < 0.8 else 3):
            if random_() < 0.85:
                parts.append(rng.choice(_ONSETS))
            parts.append(rng.choice(_NUCLEI))
            if random_() < 0.5:
                parts.append(rng.choice(_CODAS))
        if random_() < 0.55:
            parts.append(rng.choice(_ENDINGS))
        word = "".join(parts)
        return word if len(word) > 2 else f"{word}{rng.choice(_CODAS)}{rng.choice(_ENDINGS)}"

    def name(self) -> str:
        """A made-up name, sometimes with an accented letter, a hyphen or an apostrophe."""
        rng = self.rng
        word = self._blend(_SEEN_NAMES) if rng.random() < 0.45 else self.word()
        roll = rng.random()
        if roll < 0.12:
            at = rng.randrange(1, len(word))
            word = word[:at] + rng.choice(_ACCENTED) + word[at + 1 :]
        name = word[0].upper() + word[1:]
        if roll > 0.97:
            name = f"{name}-{self.word().capitalize()}"
        elif roll > 0.95:
            name = f"{rng.choice(('Mc', 'Mac', 'O' + chr(39), 'De', 'La'))}{name}"
        return name

    def sentence(self) -> Sentence:
        """A sentence of any kind around made-up words and values."""
        kind, frame = self.rng.choice(_FRAMES)
        return Sentence(kind, self.fill(frame))

    def fill(self, frame: str) -> str:
        """Fill {w}, {W} and {v}, then the ordinary slots."""
        pieces = frame.split("{")
        out = [pieces[0]]
        for piece in pieces[1:]:
            slot, _, tail = piece.partition("}")
            if slot == "w":
                value = fact(self.word())
            elif slot == "W":
                value = fact(self.name())
            elif slot == "v":
                value = self.slots.fill(f"{{{self.rng.choice(_VALUES)}}}")
            else:
                value = self.slots.fill(f"{{{slot}}}")
            out.append(value + tail)
        return "".join(out)

    def emoji(self) -> str:
        """One emoji, now and then two."""
        rng = self.rng
        return rng.choice(_EMOJI) + (rng.choice(_EMOJI) if rng.random() < 0.15 else "")
