# ruff: noqa: E501, SIM905 - word lists read best as words
"""Verbs that go with their subject: what a match of a slip becomes."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.plurals import NOT_PLURAL, singular
from onhand.rewrite.rules.english.verbs import inflected, participles_for_pasts
from onhand.rewrite.rules.mending.dictionary import frequency

WITH_YOU = {"was": "were", "is": "are", "has": "have"}  # fmt: skip
ANY = {
    "nothing": "anything",
    "nobody": "anybody",
    "nowhere": "anywhere",
    "no one": "anyone",
    "none": "any",
}  # fmt: skip
OBJECTS = {"she": "her", "they": "them", "we": "us"}  # fmt: skip
SUBJECTS = {"me": "I", "him": "he", "her": "she"}  # fmt: skip
OF_MANY = {
    "is": "are",
    "was": "were",
    "has": "have",
    "wasn't": "weren't",
    "isn't": "aren't",
    "hasn't": "haven't",
    "am": "are",
    "doesn't": "don't",
}  # fmt: skip
OF_ONE = {
    "don't": "doesn't",
    "have": "has",
    "do": "does",
    "were": "was",
    "are": "is",
    "haven't": "hasn't",
    "weren't": "wasn't",
}  # fmt: skip
WITHOUT_S = "go do have need want work know say make take come look like live think start seem keep cost leak open close arrive include speak".split()
"""Verbs that people leave without their -s."""
PARTICIPLES = participles_for_pasts()
"""Of pasts that are typed for them: "have went"."""
PLURALS = frozenset(
    "people children kids men women police staff team family team's guys folks parents crew group band government committee majority rest data media others both fish sheep feet teeth mice geese jury audience public couple board council company class army press pair lot number few many two three four five six seven eight nine ten all bank school hotel hospital shop university airline restaurant museum supplier garage office council".split()
)


def to_had(match: re.Match[str]) -> str:
    """Return a match with its second part as a participle: "have went" becomes "have gone"."""
    return match[1] + PARTICIPLES[match[2].lower()]


def to_third(match: re.Match[str]) -> str:
    """Return a match with its second part in the third person: "he go" becomes "he goes"."""
    return match[1] + inflected(match[2].lower(), "third")


def past_of(match: re.Match[str]) -> str:
    """Return "I saw", "I did" or "I've been" for "I seen", "I done" and "I been"."""
    verb = match[2]
    if verb == "been":
        return f"{match[1]}{'s' if match[1] in ('he', 'she') else 've'} been".replace(
            "hes", "he's"
        ).replace("ve been", "'ve been")
    return f"{match[1]} {'saw' if verb == 'seen' else 'did'}"


def pair(match: re.Match[str]) -> str:
    """Return "My sister and I" for "me and my sister", "he and I" for "him and I"."""
    who, other = match[2].lower(), match[3]
    first = other if who == "me" and other != "I" else SUBJECTS[who]
    second = "I" if who == "me" else other
    return f"{match[1]}{first[0].upper() + first[1:]} and {second}"


def since_then(match: re.Match[str]) -> str:
    """Return "I have been working here for" for "I am working here since"."""
    who = {"i": "I", "w": "we", "h": "he", "s": "she"}[match[1][0].lower()]
    if match[4].lower() == "for" and who != "I":
        return match[0]
    has = "has" if who in ("he", "she") else "have"
    subject = match[1].split("'")[0].split("’")[0].split()[0]
    return f"{subject} {has} been {match[2]}{match[3]} for "


def one_does(match: re.Match[str]) -> str:
    """Make one thing's verb singular ("the shop don't"), unless it is a plural or asked about."""
    noun = match["noun"].split()[-1]
    before = match.string[: match.start("det")].lower()
    first = match["noun"].split()[0]
    if noun.endswith("s") or noun in PLURALS or first in PLURALS or first.endswith("s"):
        return match[0]
    if first in ("and", "or", "i", "we", "you", "they", "that", "who", "which") or noun in (
        "i",
        "we",
        "you",
        "they",
        "that",
        "who",
        "which",
        "one",
    ):
        return match[0]
    if len(match["noun"].split()) > 1 and (
        first.endswith(("ly", "ing", "ed"))
        or first
        in (
            "of",
            "to",
            "in",
            "for",
            "with",
            "as",
            "than",
            "if",
            "when",
            "should",
            "would",
            "could",
            "must",
            "might",
            "may",
            "will",
            "can",
            "not",
            "you",
            "do",
        )
    ):
        return match[0]
    if re.search(
        r"\b(?:and|or|if|wish|though|does|did|do|would|could|should|will|can|may|might|must|let|make|made|of|in|on|for|with|by|to|from|at|have|see|help|about|had|gave|give|told|than|like|suggest|so)(?: \w+)? $",
        before,
    ):
        return match[0]
    if noun in (
        "should",
        "would",
        "could",
        "must",
        "might",
        "may",
        "will",
        "can",
        "to",
        "not",
    ) or not frequency(noun):
        return match[0]
    return (
        match[0][: match.start("verb") - match.start()]
        + OF_ONE[match["verb"].lower().replace("’", "'")]
    )


def many_do(match: re.Match[str]) -> str:
    """Make several things' verb plural ("the puppies is"), unless they only belong to the subject."""
    before = match.string[: match.start("det")].lower()
    if (
        match["noun"] in NOT_PLURAL
        or not singular(match["noun"])
        or match["noun"].endswith(("ss", "us"))
    ):
        return match[0]
    if re.search(
        r"\b(?:of|in|on|for|with|by|to|from|at|about|behind|between|near|under|over|and|or|than|what|that|which|who|because of|after|before|like|through|against|into|without|around) $",
        before,
    ) or re.search(r"\w+ing $|\bto [a-z]+ $", before):
        return match[0]
    return (
        match[0][: match.start("verb") - match.start()]
        + OF_MANY[match["verb"].lower().replace("’", "'")]
    )
