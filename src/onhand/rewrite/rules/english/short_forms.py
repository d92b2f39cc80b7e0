# ruff: noqa: E501 - tables read best a row a line
"""Short forms where people say them: "I am sure" → "I'm sure", but "as it is." stays."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.verbs import is_participle

_NOT = re.compile(
    r"\b(?P<aux>do|does|did|is|are|was|were|have|has|had|could|would|should) not\b(?! only\b)", re.I
)
_CANNOT = re.compile(r"\b(?P<word>cannot|can not|will not)\b(?! only\b)", re.I)
_NEXT = r"(?= [\w'’\"(])"
_BE = re.compile(rf"\b(?:(?P<i>I) am|(?P<we>we|you|they) are|(?P<it>it|that|there|he|she|what|where|who|here) is){_NEXT}", re.I)  # fmt: skip
_WILL = re.compile(rf"\b(?P<who>I|we|you|they|he|she|it|that|there) (?P<word>will|would){_NEXT}", re.I)  # fmt: skip
_HAVE = re.compile(r"\b(?:(?P<who>I|we|you|they) (?=have)|(?P<one>he|she|it|that|there) (?=has))(?P<word>have|has) (?P<adverb>(?:already|just|not|never|also|always|still|now|recently|only|finally) )?(?P<next>\w+)", re.I)  # fmt: skip
_INVERTED = re.compile(  # before a subject that is none, or stands after its verb
    r"\b(?:am|is|are|was|were|will|would|have|has|do|does|did|can|could|should|than|to|for|with|by|from|of|about|between|and|on|at) $", re.I
)  # fmt: skip


def shortened(text: str) -> str:
    """Return a text with the short forms of speech; a stressed or last verb stays whole."""
    text = re.sub(r"\blet us\b(?= \w+)(?! know| have| in\b| out\b| go\b(?=[.!?]))", "let's", text)
    text = re.sub(r"^Let us\b(?= \w+)(?! know| have| in\b| out\b)", "Let's", text)
    text = _HAVE.sub(_have, text)
    text = re.sub(r"\b(I) am not\b", r"\1'm not", text)
    text = re.sub(
        r"\b(we|you|they|he|she|it|that|there) (are|is) not\b", r"\1 \2n't", text, flags=re.I
    )
    text = _NOT.sub(lambda m: m["aux"] + "n't", text)
    text = _CANNOT.sub(_cannot, text)
    text = _BE.sub(_be, text)
    return _WILL.sub(_will, text)


def _cannot(match: re.Match[str]) -> str:
    first = match["word"][0]
    return first + ("an't" if first in "cC" else "on't")


def _be(match: re.Match[str]) -> str:
    ahead = match.string[match.end() :]
    if _is_inverted(match) or re.match(r" (?:and|or|but|not|because|if)\b", ahead):
        return match.group()
    head, tail = match.group().split(" ")
    return head + {"am": "'m", "are": "'re", "is": "'s"}[tail.lower()]


def _will(match: re.Match[str]) -> str:
    ahead = match.string[match.end() :]
    if re.search(
        r"(?:(?:[Mm]y|your|his|her|[Oo]ur|[Tt]he) \w+|\b[A-Z]\w+) and $",
        match.string[: match.start()],
    ):
        return match.group()  # "my wife and I would"
    if _is_inverted(match) or re.match(r" (?:and|or|but|not|because|if)\b", ahead):
        return match.group()
    if match["word"].lower() == "would":
        return match["who"] + "'d" if match["who"].lower() in ("i", "we", "you", "they", "he", "she") else match.group()  # fmt: skip
    return match["who"] + "'ll"


def _have(match: re.Match[str]) -> str:
    following = match["next"].lower()
    is_perfect = is_participle(following) and following not in (
        "had",
        "put",
        "set",
        "read",
        "left",
        "lunch",
        "need",
    )
    if not is_perfect and not (
        following in ("had", "put", "set", "read", "left") and match["adverb"]
    ):
        return match.group()
    if match.string[: match.start()].endswith(" and "):  # "he and I have been"
        return match.group()
    if _is_inverted(match) or (match["adverb"] or "").strip().lower() == "not":
        return match.group()
    short = "'ve" if match["word"].lower() == "have" else "'s"
    return f"{match['who'] or match['one']}{short} {match['adverb'] or ''}{match['next']}"


def _is_inverted(match: re.Match[str]) -> bool:
    """Whether a verb stands before the subject: "are you not", "than I am sure"."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    return _INVERTED.search(before) is not None and not match.group().startswith("I")
