"""What a message says, before anyone has decided how it is worded.

A message is a greeting and a few sentences.  A sentence has a *kind* (what the writer does with it)
and a *text* (the clause, verb phrase or noun phrase that kind needs), in everyday spelling with
contractions and a small first letter.  Sources and answers are both worded from the same message.

Facts (names, numbers, times, codes, ...) are marked inside the text with control characters, so
that typing noise leaves them alone and the example can list them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_OPEN, _CLOSE, _GAP = "\x01", "\x02", "\x03"
_FACT = re.compile("\x01([^\x02]*)\x02")
_PLAIN = {1: None, 2: None, 3: " "}

# kind -> what its text is
KINDS = {
    "state": "a clause that tells something",
    "bad": "a clause with bad news or a refusal",
    "ask": "a question in question order, without its mark",
    "req": "a verb phrase: something the reader should do",
    "dont": "a verb phrase: something the reader should not do",
    "sorry": "empty, or 'for' and what is regretted",
    "thanks": "empty, or 'for' and what was given",
    "plan": "a verb phrase: what the writer will do",
    "might": "a verb phrase: what the writer may do",
    "think": "a clause: an opinion",
    "suggest": "a verb phrase: what writer and reader could do",
    "offer": "a verb phrase: what the writer can do for the reader",
    "need": "a noun phrase: what the writer needs",
    "invite": "a verb phrase: what the reader is invited to do",
    "remind": "a verb phrase: what the reader must not forget",
    "congrats": "a noun phrase: what the reader achieved",
    "wish": "a noun phrase: what the reader shall have",
    "hope": "a clause: what is hoped",
    "ing": "a participle phrase: what the writer is doing, without subject",
    "note": "a noun phrase without a verb",
    "may": "a verb phrase: what the writer wants to be allowed",
    "like": "a verb phrase: what the writer wants to do",
    "advise": "a verb phrase: what the reader should do for their own good",
    "praise": "a clause that says something nice about the reader or their doing",
    "condole": "'for' and the loss of the reader",
    "see": "empty, or when the two will meet",
    "ack": "a fixed short utterance: a key of ``phrases.PHRASES``",
    "keep": "a clause or fragment that no tone wraps",
    "gripe": "a clause: a complaint",
    "tell": "a clause that no tone wraps",
    "omitted": "a participle phrase: what the reader has not done",
    "forgotten": "a verb phrase: what the reader forgot to do",
    "stop": "a participle phrase: what the reader should stop",
    "sign": "the name of the writer",
}


class Sentence(NamedTuple):
    """One sentence: ``kind`` is a key of ``KINDS``, ``lead`` a clause put before it ("if it rains")."""

    kind: str
    text: str
    lead: str = ""


class Message(NamedTuple):
    """``greeting``: None for none, "" for a bare one, else a marked name.  ``emoji`` may be empty."""

    greeting: str | None
    sentences: tuple[Sentence, ...]
    emoji: str = ""


def fact(text: str) -> str:
    """Mark a string that must survive verbatim."""
    return f"{_OPEN}{text.replace(' ', _GAP)}{_CLOSE}"


def plain(text: str) -> str:
    """Return the text without its marks."""
    return text.translate(_PLAIN)


def facts_in(text: str) -> tuple[str, ...]:
    """Return the marked facts in order, each once."""
    found = _FACT.findall(text)
    return tuple(dict.fromkeys(item.replace(_GAP, " ") for item in found))
