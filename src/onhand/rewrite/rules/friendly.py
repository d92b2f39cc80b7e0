# ruff: noqa: E501 - tables read best a row a line
"""Warm and without reproach."""

from __future__ import annotations

import re
from dataclasses import replace

from onhand.rewrite.rules.courtesy import (
    Manner,
    Outcome,
    after_comma,
    is_signature,
    put,
    small_start,
)
from onhand.rewrite.rules.rudeness import without_rudeness
from onhand.rewrite.rules.sentences import (
    Sentence,
    capital,
    greeting_apart,
    join,
    split_sentences,
)
from onhand.rewrite.rules.short_forms import shortened
from onhand.rewrite.rules.softening import quiet

MANNER = Manner(
    asks=("Could you %s?", "Could you also %s?", "And please %s.", "Please %s."),
    after_lead="could you %s?",
    refrain="Please don't %s.",
    advises="You might want to %s.",
    tells=("Could you let me know %s?",),
    tells_all=False,
    likes="{who}'d love to have %s.",
    has="Could {who} have %s?",
    helps="Could you help %s?",
    declines=("I'm afraid %s.", "Sorry, but %s."),
    noticed="I noticed that",
    seems="It looks like",
    soon="as soon as you can",
    may="Could %s %s",
    sorry="It looks like",
)
_WARM = re.compile(
    r"\b(?:thank|thanks|sorry|afraid|please|glad|happy|love|lovely|great|hope|wish|congrat\w*|welcome|take care|best|enjoy|good luck|miss you|see you|cheers|fun|wonderful|nice|noticed|looks like|let you know)\b", re.I
)  # fmt: skip
_GRAVE = re.compile(
    r"\b(?:died|passed away|funeral|condolences|so sorry (?:to hear|for your)|sorry for your loss|hospital|cancer|surgery|accident|ill\b|sick|fever|ambulance|emergency|grief|death|dead|miscarriage|diagnos\w+|chemo|stroke|fire|police|stolen|rip)\b", re.I
)  # fmt: skip
_STATED = re.compile(
    r"(?:I|we|he|she|it|they|there|this|that|these|those|the|my|our|his|her|their|a|an|some|one|two|three|your|mr|mrs|dr|today|tomorrow)\b", re.I
)  # fmt: skip
_VOCATIVE = re.compile(
    r"(?!(?:Sorry|Yes|No|Thanks|Please|However|Unfortunately|Tomorrow|Today|Also|Ok|Okay|Well|Actually|Sure|Great|Maybe|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Now|Then|Again|Anyway|Listen|Look|Wow|Oh|Hopefully|Honestly|Sadly|Currently|Otherwise|Congratulations|Regards|Cheers|Love)\b)(?P<name>(?:Mr|Mrs|Ms|Dr)?\.? ?[A-Z][a-z]+), (?=(?:can|could|will|would|please|you|your|I|I'm|we|the|do|did|are|is|don't|call|send|bring|where|when|what|why|how)\b)", re.I
)  # fmt: skip


def friendly(text: str) -> str:
    """Return a text with a greeting, orders as questions, the complaint mild, a fitting close."""
    calm = shortened(without_rudeness(quiet(text)))
    greeting, rest = greeting_apart(calm)
    gap = re.match(r"\s*", calm[len(greeting) :])
    if not greeting:
        named = _VOCATIVE.match(rest)
        if named and named["name"][0].isupper():
            greeting, rest = f"Hi {named['name']},", rest[named.end() :]
    outcome = put(split_sentences(capital(rest)), MANNER)
    sentences = _closed(_opened(outcome, greeting), outcome)
    said = shortened(join(sentences))
    return _greeted(greeting, gap.group() if gap and "\n" in gap.group() else " ", said)


def _greeted(greeting: str, gap: str, said: str) -> str:
    if not greeting:
        return f"Hi! {capital(said)}"
    greeting = re.sub(r"^(?:hello|dear|good day|greetings)\b", "Hi", greeting, flags=re.I)
    if not said:
        return greeting
    if re.search(r"\w$", greeting):
        greeting += "!" if " " not in greeting else ","
    if greeting.endswith(",") and "\n" not in gap:
        return f"{greeting} {after_comma(said)}"
    return greeting + gap + capital(said)


def _opened(outcome: Outcome, greeting: str) -> list[Sentence]:
    """Return the sentences, the first statement told gently where nothing else is warm."""
    found = list(outcome.sentences)
    first = next((one for one in found if one.text), None)
    whole = join(found)
    if first is None or greeting.endswith("!") or outcome.n_asks or outcome.n_questions or _WARM.search(whole):
        return found
    if first.kind == "statement" and _STATED.match(first.text):
        index = found.index(first)
        found[index] = replace(
            first, text=f"I just wanted to let you know that {small_start(first.text)}"
        )
    return found


def _closed(sentences: list[Sentence], outcome: Outcome) -> list[Sentence]:
    """Add a closing line that fits, before a signature, where there is none."""
    whole = join(sentences)
    if re.search(
        r"\b(?:thank|thanks|take care|best wishes|regards|cheers|see you|love,)\b", whole, re.I
    ):
        return sentences
    asks = outcome.n_asks + outcome.n_questions
    if asks:
        closing = "Thanks so much!" if outcome.n_asks else "Thanks!"
    elif outcome.n_refusals and not _GRAVE.search(whole):
        closing = "Thanks for understanding!"
    elif any(one.kind == "question" for one in sentences) and not _GRAVE.search(whole):
        closing = "Thanks!"
    else:
        return sentences
    last = max(
        (i for i, one in enumerate(sentences) if one.text and not is_signature(sentences, i)),
        default=None,
    )
    if last is not None:
        sentences[last] = replace(sentences[last], text=f"{sentences[last].text} {closing}")
    return sentences
