# ruff: noqa: E501 - patterns read best a row a line
"""The hedges taken out: statements stated, requests made, proposals proposed."""

from __future__ import annotations

import re

from onhand.rewrite.rules.clauses import as_open_question, as_question, as_request, small
from onhand.rewrite.rules.firmness import firm
from onhand.rewrite.rules.hedges import is_hedge, without_hedges
from onhand.rewrite.rules.roundabout import Ask, find_ask, softened
from onhand.rewrite.rules.sentences import (
    Sentence,
    capital,
    greeting_apart,
    is_question,
    join,
    sentence,
    split_sentences,
)
from onhand.rewrite.rules.words import without_chatter

__all__ = ["confident"]

_TOGETHER = re.compile(
    r"(?:ask|call|catch|change|check|choose|cut|decide|delay|discuss|do|drop|find|fix|focus|give|go|grab|have (?:a|another|lunch|dinner|coffee|breakfast|the)|hire|hold|invite|keep|launch|leave|look|make|meet|move|organi[sz]e|paint|pick|plan|play|postpone|push|put|raise|reschedule|rent|replace|schedule|sell|set|share|simplify|skip|split|start|stick|stop|swap|switch|talk|test|think|try|turn|use|wait|walk|watch|work|write)\b",
    re.I,
)
_WEAK = re.compile(
    r"\b(?:maybe|perhaps|possibly|potentially|kind of|sort of|by any chance)\b", re.I
)
_PROPOSED = re.compile(r"(?P<before>^|^.*?, (?:so|but|and) )(?P<who>we could|we can|could we|can we|I could|could I|can I|you could|you can) (?P<rest>.+)$", re.I | re.S)  # fmt: skip
_WHEN = re.compile(r"(?:like |maybe |perhaps )?(?:(?:on |at |this |next )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\.?)?|noon)\b[^,.;]{0,25})$", re.I)  # fmt: skip


def confident(text: str) -> str:
    """Return a mended text said directly; what the writer does not know stays not known."""
    quiet = without_chatter(text)
    greeting, rest = greeting_apart(quiet)
    found = split_sentences(capital(rest) if greeting else quiet)
    kept = [one for one in found if not is_hedge(one.text)] or found
    said = join(_direct(one) for one in kept)
    if not greeting:
        return said
    return f"{greeting} {said}" if greeting[-1] in ".!" or not said else f"{greeting} {small(said)}"


def _direct(one: Sentence) -> Sentence:
    body, was_hedged = without_hedges(one.body)
    end = re.sub(r"\.{2,}|…", ".", one.end)
    if one.text.startswith("Like ") and _WHEN.fullmatch(body):
        return sentence(f"How about {body}?", one.space)
    mild = softened(body)
    is_weak = (
        was_hedged
        or len(_WEAK.findall(mild)) != len(_WEAK.findall(body))
        or bool(re.match(r"maybe\b|perhaps\b|possibly\b", body, re.I))
        or (end.startswith("?") and not is_question(body))
    )
    ask = find_ask(mild)
    turned = _turned(ask) if ask else None
    if ask and turned:
        before = (
            f"{firm(ask.before, True)}{turned[0].lower()}{turned[1:]}" if ask.before else turned
        )
        return sentence(capital(_cleaned(before)), one.space)
    said = firm(mild, is_weak)
    if is_weak:
        said = _proposed(said)
    if end.startswith("?") and not is_question(said):
        end = "."
    if said.startswith("Please ") or said.startswith("Let's "):
        end = "."
    return sentence(capital(_cleaned(said)) + end, one.space)


def _turned(ask: Ask) -> str | None:
    said = re.sub(r",? please$", "", ask.rest)
    if ask.who == "you":
        return as_request(firm(said, True))
    if ask.who in ("I", "possible"):
        return f"I would like to {firm(said, True)}."
    if ask.who == "we":
        return proposal(firm(said, True))
    if ask.who == "someone":
        return f"Can {ask.one} {firm(said, True)}?"
    if ask.who == "open":
        question = as_open_question(said)
        return f"{question}?" if question else f"Please tell me {said}."
    question = as_question(said)
    return f"{question}?" if question else f"Please tell me if {said}."


def proposal(action: str) -> str:
    """Return what "could we" asks: "Let's meet at 3." or "We would like to check in at 3."."""
    return f"Let's {action}." if _TOGETHER.match(action) else f"We would like to {action}."


def _proposed(body: str) -> str:
    """Return "we could try it" as "Let's try it", "I could come" as "I can come"."""
    match = _PROPOSED.match(body)
    if match is None:
        return body
    who, rest, before = match["who"].lower(), match["rest"], match["before"]
    if "we" in who:
        said: str | None = proposal(rest)[:-1]
    elif "you" in who:
        said = as_request(rest)
    else:
        said = f"I would like to {rest}" if who in ("could i", "can i") else f"I can {rest}"
    if said is None:
        return body
    return f"{before}{small(said)}" if before else said


def _cleaned(text: str) -> str:
    return re.sub(r"\s+([,.?!])", r"\1", re.sub(r" {2,}", " ", text)).strip(" ,")
