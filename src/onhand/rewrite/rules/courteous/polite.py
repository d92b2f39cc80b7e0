# ruff: noqa: E501 - tables read best a row a line
"""Asking rather than telling, mild in blame, firm in what is wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from onhand.rewrite.rules.courteous.courtesy import (
    INTRODUCED,
    is_signature,
    named_apart,
    put,
)
from onhand.rewrite.rules.courteous.manner import Manner, Outcome
from onhand.rewrite.rules.courteous.rhetoric import without_sarcasm
from onhand.rewrite.rules.courteous.rudeness import without_rudeness
from onhand.rewrite.rules.courteous.softening import is_gentle, is_kind, quiet
from onhand.rewrite.rules.courteous.stating import BAD_NEWS, begins_barely
from onhand.rewrite.rules.english.continuing import continued, rejoined
from onhand.rewrite.rules.english.salutations import opening_apart
from onhand.rewrite.rules.english.sentences import (
    Sentence,
    capital,
    join,
    split_sentences,
)
from onhand.rewrite.rules.english.shielding import shielded
from onhand.rewrite.rules.english.spoken import as_written
from onhand.rewrite.rules.english.words import CHATTER, EMOJI, replaced, written_out

MANNER = Manner(
    asks=("Could you please %s?", "Please also %s.", "I would be grateful if you could %s.", "Please %s."),
    after_lead="please %s.",
    just="Please just %s.",
    refrain="Please do not %s.",
    advises="You may want to %s.",
    tells=("Could you please tell me %s?", "Could you also tell me %s?"),
    tells_all=True,
    likes="{who} would like %s, please.",
    has="Could {who} please have %s?",
    helps="Could you please help %s?",
    declines=("{who} {be} afraid %s.", "Unfortunately, %s."),
    noticed="I noticed that",
    seems="It seems that",
    soon="as soon as possible",
    may="Could %s please %s",
    sorry="I am afraid",
    afraid="I am afraid",
    recalled="I believe",
    habit="It sometimes seems that",
    supposed="I believe",
    reminds="Please remember that %s.",
    wonders="Could you please tell me %s?",
    happens="Could you please tell me %s?",
    no="I am afraid not.",
    mentioned="{who} did mention{times} that {what}",
    asked_for="{who} did ask you{times} {what}",
)  # fmt: skip
_WORDS: Mapping[str, str] = {
    "yeah": "yes", "yep": "yes", "nope": "no", "nah": "no", "gonna": "going to", "wanna": "want to", "gotta": "have to", "kinda": "somewhat", "ok": "all right", "okay": "all right",
    "thanks a lot": "thank you very much", "thanks so much": "thank you very much", "thanks": "thank you", "hey hey": "hello", "hey": "hello", "hey there": "hello", "yo": "hello", "hiya": "hello", "asap": "as soon as possible",
    "you guys": "you all", "guys": "everyone", "pics": "photos", "pic": "photo", "mom": "mom", "kids": "children", "no thanks": "no, thank you", "i don't want to": "I would rather not", "i do not want to": "I would rather not", "i want to": "I would like to", "we want to": "we would like to",
    "dude": "", "bro": "", "i wanted to know": "I would like to know", "you better": "please", "you'd better": "please", "sort it out": "resolve this", "sort this out": "resolve this",
}  # fmt: skip
_BE_TOLD = re.compile(r"^be(?= (?:informed|advised|aware|reminded)\b)", re.I)
_INVERTED = re.compile(
    r"\b(?P<aux>\w+)n['’]t (?P<who>I|you|he|she|it|we|they|there|this|that|any(?:body|one|thing)|some(?:body|one)|every(?:body|one|thing)|nobody|no one|my|your|our|the|his|her|their|(?-i:[A-Z])[a-z]+)\b(?=[^.!]*\?|\s*(?:[.!]|$))",
    re.I,
)
_ADVISED = re.compile(r"\b(?:is|are) (?:kindly |hereby |respectfully )*(?:advised|requested|reminded|asked|informed|invited|notified|encouraged)\b", re.I)  # fmt: skip
_STATED = re.compile(
    r"(?:I|we|he|she|it|they|there|this|that|these|those|the|my|our|his|her|their|your|a|an|some|somebody|someone|nobody|no one|everyone(?!,)|everybody(?!,)|people|all|most|both|many|one|two|three|\d[\w:.,]*|you|mr|mrs|dr|today|tomorrow)\b|(?-i:[A-Z])[a-z]+(?: (?-i:[A-Z])[a-z]+)? (?:is|are|was|has|had|will|can|cannot|can't|could|does|did|said|called|wants|needs|told|asked|says|thinks)\b", re.I
)  # fmt: skip


@shielded
def polite(text: str) -> str:
    """Return a text asking, with orders, blame and refusals put mildly."""
    text = without_sarcasm(rejoined(as_written(text)))
    calm = _written(without_rudeness(quiet(_bare(text))))
    greeting, rest = opening_apart(calm)
    gap = re.match(r"\s*", calm[len(greeting) :])
    if not greeting:
        name, rest = named_apart(rest)
        greeting = f"{capital(name)}," if name else ""
    outcome = put(split_sentences(capital(rest)), MANNER)
    sentences = _marked(outcome)
    _end(sentences, outcome)
    sentences[:1] = [
        replace(one, text=_BE_TOLD.sub("Please be", one.text)) for one in sentences[:1]
    ]
    if sentences and re.search(r"\w$", sentences[-1].text) and sentences[-1].kind == "statement":
        sentences[-1] = replace(sentences[-1], text=sentences[-1].text + ".")
    said = re.sub(r",\s*$", ".", join(sentences))
    said = re.sub(r"^(Unfortunately|Regrettably|Sadly) (?=\w)", r"\1, ", said)
    if not greeting:
        return capital(said)
    return _greeted(greeting, gap.group() if gap else " ", said)


def _bare(text: str) -> str:
    """Return the text without emoji and chat noise, "!" calmed but after greetings and thanks."""
    text = CHATTER.sub("", EMOJI.sub("", text))
    return join(
        one
        if is_kind(one.text) or one.kind in ("greeting", "thanks", "sign-off")
        else replace(one, text=re.sub(r"!+(?!\w)", ".", one.text))
        for one in split_sentences(text)
    )


def _written(text: str) -> str:
    """Write short forms and slang out, but "isn't it" and "why haven't you" as they stand."""
    kept = _INVERTED.sub(lambda m: f"{m['aux']}n\x00t {m['who']}", text)
    return written_out(replaced(kept, _WORDS)).replace("\x00", "'")


def _greeted(greeting: str, gap: str, said: str) -> str:
    greeting = re.sub(r"^(?:hey|yo|hiya)\b", "Hello", greeting, flags=re.I)
    if not said:
        return greeting
    if "\n" in gap:
        return greeting + gap + capital(said)
    if greeting.endswith(","):
        return f"{greeting} {continued(said)}"
    if re.search(r"[.!…:;]$", greeting):
        return f"{greeting} {capital(said)}"
    return f"{greeting}, {continued(said)}"


def _marked(outcome: Outcome) -> list[Sentence]:
    """Return the sentences with a word of courtesy where none of them has one."""
    found = list(outcome.sentences)
    whole = join(found)
    first = next((one for one in found if one.text and one.kind != "greeting"), None)
    if first is None or is_gentle(whole) or any(one.kind == "question" for one in found):
        return found
    if INTRODUCED.match(first.text) or _ADVISED.search(first.text):
        return found
    if len(first.text.split()) <= 2:
        return found
    is_bare = first.kind == "statement" and begins_barely(first.text)
    if is_bare or (first.kind in ("statement", "order", "fragment") and _STATED.match(first.text)):
        opener = (
            "Unfortunately," if BAD_NEWS.search(first.text) else "I wanted to let you know that"
        )
        told = replace(first, text=f"{opener} {continued(first.text)}")
        found[found.index(first)] = told
    return found


def _end(sentences: list[Sentence], outcome: Outcome) -> None:
    """Add thanks after what was asked, before a sign-off, if nobody gave thanks."""
    whole = join(sentences)
    asks = outcome.n_asks + outcome.n_questions
    if not asks or re.search(r"\b(?:thank|thanks|grateful|appreciate)", whole, re.I):
        return
    last = max(
        (i for i, one in enumerate(sentences) if one.text and not is_signature(sentences, i)),
        default=None,
    )
    if last is None:
        return
    one = sentences[last]
    end = "." if re.search(r"\w$", one.text) else ""
    sentences[last] = replace(one, text=f"{one.text}{end} Thank you.")
