# ruff: noqa: E501 - word lists read best in one piece
"""What a part of a sentence is: a clause with subject and verb, or which kind of fragment."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from onhand.rewrite.rules.english.orders import Order
from onhand.rewrite.rules.english.sentences import is_question, sentence
from onhand.rewrite.rules.stiff.phrases import (
    clause_follows,
    finite_at,
    is_gerund,
    is_noun_phrase,
    is_state,
    is_subject,
    state_at,
)
from onhand.rewrite.rules.stiff.word_classes import (
    ADVERBS,
    AUXILIARIES,
    COMPOUND,
    DETERMINERS,
    NEVER_FORBIDDEN,
    NOUNS_IN_ING,
    NOUNS_OF_ORDERS,
    PERSONAL,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    THINKING,
)

Kind = Literal[
    "clause",
    "verb",
    "gerund",
    "state",
    "small",
    "nothing",
    "noun",
    "joined",
    "question",
    "order",
    "other",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a part of a sentence is.

    Attributes:
        kind: "clause" has a subject and its verb; "verb" the verb alone ("forgot my badge");
            "gerund" begins with "running"; "state" says how somebody is ("locked out"); "small" is
            a subject with its state ("phone on 4%"); "nothing" is "no hot water"; "noun" names
            something ("the green one"); "joined" begins with "if" or "because"; "question" and
            "order" as in `sentences`; "other" is not read.
        subject: words before the verb or state, as they stand; "" where there is none.
        verb: the verb in small letters, or the first word of the state; "" where there is none.
        at: where the verb or the state begins in the part.
    """

    kind: Kind
    subject: str = ""
    verb: str = ""
    at: int = 0


@lru_cache(maxsize=128)
def read(part: str) -> Reading:
    """Return what a part of a sentence, without its end mark, is."""
    part = re.sub(r"\([^)]*\)", lambda match: " " * len(match.group()), part)
    opening, part = opening_apart(part)
    if opening:
        after = read(part)
        return replace(after, at=after.at + len(opening))
    words = _Words(part)
    if not words or _NEVER_READ.match(part) or _TWO.search(part):
        return Reading("other")
    return _as_whole(words) or _with_verb(words) or _without_verb(words)


class _Words(list[str]):
    """A part's words in small letters; where each stands; and where the first begins that counts.

    Attributes:
        part: the part itself.
        start: the first word that is no adverb.
        finite: where the conjugated verb is, None without one.
        order: what is asked for, None where nothing is.
    """

    def __init__(self, part: str) -> None:
        self.part = part
        self._tokens = list(re.finditer(r"[^\s,;:()]+", part))
        super().__init__(
            (_PROPER.get(token.group(), token.group()) if token.start() else token.group())
            .lower()
            .replace("’", "'")
            .strip("\"'“”.!?")
            for token in self._tokens
        )
        self.start = 0
        while (
            self.start < len(self) - 1
            and self[self.start] in ADVERBS
            and self[self.start] not in ("all", "both", "half")
        ):
            self.start += 1
        self.finite = finite_at(self, self.start)
        self.order: Order | None = sentence(part).order

    def at(self, i: int) -> int:
        """Where a word begins in the part."""
        return self._tokens[i].start()

    def end(self, i: int) -> int:
        """Where a word ends in the part."""
        return self._tokens[i].end()

    def is_one_phrase(self, i: int) -> bool:
        """Whether no comma stands between the first word that counts and this one."""
        return re.search(r"[,;]", self.part[self.at(self.start) : self.at(i)]) is None

    def before(self, i: int) -> str:
        """Return what stands before a word, from the first that counts, as the part has it."""
        return self.part[self.at(self.start) : self.at(i)].strip()


def _as_whole(words: _Words) -> Reading | None:
    """Read what its first words show: "no lift", questions, what "if" joins."""
    first = words[0]
    if first in ("no", "zero") and len(words) > 1:
        has_verb = finite_at(words, 1) is not None
        return Reading("clause") if has_verb else Reading("nothing", at=words.at(1))
    if _ASKS.match(words.part):
        return Reading("question")
    is_statement = first == "had" or (first == "have" and words[1:2] and words[1] in DETERMINERS)
    if not is_statement and is_question(words.part):
        return Reading("question")
    is_that = first == "that" and len(words) > 2
    if is_that and (words[1] in DETERMINERS or words[1].partition("'")[0] in SUBJECTS):
        return Reading("joined")
    if first in SUBORDINATORS and first not in ("so", "than", "that", "before", "after"):
        return Reading("joined")
    if words.order is None or not words.order.is_request:
        return None
    return (
        Reading("clause", "you", words[1], words.at(1)) if first == "you" else Reading("question")
    )


def _with_verb(words: _Words) -> Reading | None:
    """Read a clause with its subject and verb."""
    start, finite = words.start, words.finite
    if words[start] in _WISHES and words[start + 1 : start + 2] == ["to"]:
        return Reading("verb", "", words[start], words.at(start))
    if finite is None:
        return None
    if _THINGS_HAPPENED.match(words.part) and words[0] not in _SEEMS:
        return Reading("small", words.part[: words.end(0)], words[1], words.at(1))
    if not words.is_one_phrase(finite):
        return Reading("other")
    if start and words[start] in ("is", "was") and words[start - 1] in _DAYS:
        return Reading("clause", "", words[start], words.at(start))
    head, short, _ = words[finite].partition("'")
    short = "" if words[finite] in AUXILIARIES else short
    if short and is_subject([*words[start:finite], head]):
        subject = words.part[words.at(start) : words.end(finite)]
        return Reading("clause", re.sub(r"['’]\w+$", "", subject), "is", words.end(finite))
    if not short and finite > start and is_subject(words[start:finite]):
        return Reading("clause", words.before(finite), words[finite], words.at(finite))
    return None


def _without_verb(words: _Words) -> Reading:
    """Read an order, or a fragment."""
    start = words.start
    word, at = words[start], words.at(start)
    is_noun = word in NOUNS_OF_ORDERS or word in NOUNS_IN_ING or COMPOUND.match(words.part)
    if words.finite == start and not is_noun:
        if word == "do" and words.order is not None:
            return Reading("order")
        then = words[start + 1] if start + 1 < len(words) else ""
        is_order = word in ("don't", "do") and then not in NEVER_FORBIDDEN and then != ""
        return Reading("order") if is_order else Reading("verb", "", word, at)
    if words.order is not None and not is_noun and word not in ("think", "hope", "guess"):
        return Reading("order")
    if word in THINKING:
        return Reading("verb", "", word, at)
    if is_gerund(word):
        return Reading("gerund", "", word, at)
    if (word in PREPOSITIONS and ", " in words.part) or (
        word not in PERSONAL and clause_follows(words, start)
    ):
        return Reading("other")
    is_shown = word in ("here", "there") and not {"is", "are", "was", "were"}.isdisjoint(
        words[start + 1 : start + 2]
    )
    if is_shown or word in ("here's", "there's"):
        return Reading("other")
    if is_state(words, start):
        return Reading("state", "", word, at)
    state = state_at(words, start)
    if state is not None and words.is_one_phrase(state) and not _goes_on(words, state):
        return Reading("small", words.before(state), words[state], words.at(state))
    if word in NOUNS_OF_ORDERS and words.order is not None and len(words) > 2:
        return Reading("order")
    if words.finite is None and is_noun_phrase(words[start:]):
        return Reading("noun", words.part[at:], "", at)
    return Reading("other")


def _goes_on(words: _Words, state: int) -> bool:
    """Whether a verb comes after what looked like a state: "Guests failing to pay will be …"."""
    later = next((i for i in range(state + 1, len(words)) if words[i] in AUXILIARIES), None)
    joints = SUBORDINATORS.union(("and", "but", "or")) - {"after", "before"}
    if later and joints.isdisjoint(words[state:later]):
        return ", " not in words.part[words.at(state) : words.at(later)]
    return (
        words.finite is not None
        and words.finite > state
        and not SUBORDINATORS.union(("and", "but", "so")).intersection(words[state : words.finite])
    )


_ASKS = re.compile(
    r"(?:who (?:will|pays|gives|can|should|got|has the (?:right|other|key|keys|code|spare))\b(?! (?:be|not)\b)|got any|(?:is that |is it )?(?:ok|okay|all right|alright|fine|cool) (?:if|to|with))\b",
    re.I,
)
_WHEN = re.compile(
    r"(?:in the (?:end|meantime|morning|evening|afternoon)|at (?:first|least|the moment)|this (?:morning|time|week)|last (?:night|week|time)|next time|after that|since then|by then|after a while) (?=(?:i|we|you|he|she|it|they|there|the|my|our|your|some|someone|somebody|nobody|an?)\b)",
    re.I,
)  # fmt: skip
_TWO = re.compile(
    r"(?<!\bMr)(?<!\bDr)(?<!\bMrs)(?<!\bMs)(?<!\bSt)(?<!\bProf)\. [A-Z]|\bSt\. (?:Let|I|We|Please|Can|Could|The|It|Is)\b"
)
"""Two sentences that nothing has parted."""
_WISHES = frozenset(("need", "want", "hope", "hoping", "wanted", "needed"))
_THINGS_HAPPENED = re.compile(
    r"[a-z]{3,}s (?:(?:all|still|both) )?(?:cancelled|delayed|closed|blocked|locked|broken|stolen|sold out|damaged|missing)\b",
    re.I,
)
_SEEMS = frozenset("looks seems feels sounds gets says keeps was is has stays appears this".split())  # noqa: SIM905
_PROPER = {"IT": "department", "May": "month", "Will": "name"}
"""Words that are no pronoun and no verb with a capital inside a sentence."""
_DAYS = ("today", "tomorrow", "yesterday")
_NEVER_READ = re.compile(r"(?:good luck|thanks|thank you|please|hello|hi|dear|congrat\w*|happy (?:birthday|new|christmas|easter|anniversary)|merry|see you|let (?:me|us)|let['’]s|kind regards|best (?:wishes|regards)|all the best|cheers|yours|welcome|well done|good (?:morning|afternoon|evening|night)|as (?:soon|well|far|long|per)|at (?:least|this|that|first|last)|in (?:fact|addition|case|order|light|terms|the (?:event|meantime|end|first)|accordance|view|regard|respect|general|particular|my|our|short|summary|response|reply|reference|connection|line)|of course|by the way|for (?:your|example|now)|owing|due to|according|pursuant|upon|regarding|with (?:regard|respect|reference|best|kind)|on (?:behalf|account|average|top)|further to|well|instead of|because of|first of all|last but|first and|kindly|to \w+)\b", re.I)  # fmt: skip
"""Turns that are whole as they are, or no part of a clause."""


def opening_apart(part: str) -> tuple[str, str]:
    """Return what only opens a part ("No, ", "Handover: ") and the rest; ("", part) without."""
    match = _WHEN.match(part)
    if match is not None:
        return match.group(), part[match.end() :]
    match = re.match(r"(?P<opening>[^,:]+)(?:, |: )(?=\S)", part)
    if match is None or not (
        (match.group().endswith(": ") and len(match.group().split()) < 5)
        or _opens(match["opening"])
    ):
        return "", part
    return match.group(), part[match.end() :]


def _opens(opening: str) -> bool:
    """Whether what stands before a comma only opens: "No", "Everyone", "Unfortunately"."""
    words = opening.lower().split()
    return len(words) == 1 or (len(words) < 4 and (words[0] in ADVERBS or words[0] in SUBJECTS or words[0] in (
        "no", "yes", "sorry", "ma'am", "sir", "boss", "to", "in", "please", "hello", "by", "of", "for", "with"
    )))  # fmt: skip
