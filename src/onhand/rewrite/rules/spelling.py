# ruff: noqa: E501 - tables read best a row a line
"""Typing put right: abbreviations written out, mistakes mended."""

from __future__ import annotations

import re

from onhand.rewrite.wordings import MISSPELT

_EXPANSIONS = {
    "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "thx": "thanks", "ty": "thank you", "tysm": "thank you so much",
    "tmrw": "tomorrow", "tmr": "tomorrow", "2moro": "tomorrow", "tonite": "tonight", "idk": "I don't know", "asap": "as soon as possible",
    "btw": "by the way", "fyi": "for your information", "lmk": "let me know", "omw": "on my way", "atm": "at the moment", "rn": "right now",
    "gonna": "going to", "wanna": "want to", "gotta": "have to", "gimme": "give me", "lemme": "let me", "dunno": "don't know",
    "cant": "can't", "dont": "don't", "wont": "won't", "didnt": "didn't", "doesnt": "doesn't", "isnt": "isn't", "arent": "aren't",
    "wasnt": "wasn't", "werent": "weren't", "couldnt": "couldn't", "shouldnt": "shouldn't", "wouldnt": "wouldn't", "havent": "haven't",
    "hasnt": "hasn't", "hadnt": "hadn't", "im": "I'm", "ive": "I've", "youre": "you're", "theyre": "they're", "thats": "that's",
    "whats": "what's", "theres": "there's", "hes": "he's", "shes": "she's", "i": "I", "i'm": "I'm", "i've": "I've", "i'll": "I'll", "i'd": "I'd",
    "teh": "the", "hte": "the", "adn": "and", "wich": "which", "becuase": "because", "recieve": "receive", "definately": "definitely",
    "seperate": "separate", "tommorow": "tomorrow", "tomorow": "tomorrow", "thier": "their", "freind": "friend", "alot": "a lot", "cuz": "because",
    "coz": "because", "bc": "because", "w": "with", "n": "and", "prob": "probably", "appt": "appointment", "msg": "message", "mins": "minutes",
    "hrs": "hours", "ppl": "people", "thru": "through", "b4": "before", "sry": "sorry", "soz": "sorry", "def": "definitely",
    "monday": "Monday", "tuesday": "Tuesday", "wednesday": "Wednesday", "thursday": "Thursday", "friday": "Friday", "saturday": "Saturday", "sunday": "Sunday",
}  # fmt: skip
_EXPANSIONS |= {wrong: right.replace("_", " ") for wrong, right in MISSPELT.items()}
_WORD = re.compile(r"(?<![\w@#./-])[A-Za-z0-9']*[A-Za-z][A-Za-z0-9']*(?![\w@/-]|\.\w)")


def with_words_spelt(text: str) -> str:
    """Return `text` with common abbreviations written out and common mistakes mended."""
    return _WORD.sub(_spelt, text)


def _spelt(match: re.Match[str]) -> str:
    word = match.group()
    if word in _EXPANSIONS:
        return _EXPANSIONS[word]
    right = _EXPANSIONS.get(word.lower(), "") if word.istitle() else ""
    return right[:1].upper() + right[1:] if right else word
