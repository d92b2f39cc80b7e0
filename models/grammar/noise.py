"""Typing noise: what fingers, phones and haste do to a clean text.  Fact marks are left alone."""

from __future__ import annotations

import random
import re
from typing import NamedTuple

from models.grammar.common_words import COMMON_WORDS
from models.grammar.language import small_start
from models.grammar.lexicon import describing, nouns, verbs
from models.grammar.lexicon.forms import past, plural
from models.grammar.lexicon.names import CITIES, FIRST_NAMES
from models.grammar.vocabulary import WORDS

_PHRASES = {
    "as soon as possible": ("asap", "ASAP"),
    "let me know": ("lmk",),
    "by the way": ("btw",),
    "on my way": ("omw",),
    "be right back": ("brb",),
    "to be honest": ("tbh",),
    "I don't know": ("idk", "dunno"),
    "right now": ("rn", "right now"),
    "going to": ("gonna", "goin to"),
    "want to": ("wanna",),
    "have to": ("hafta", "have to"),
    "got to": ("gotta",),
    "kind of": ("kinda",),
    "a lot of": ("lots of", "alot of"),
    "talk to you later": ("ttyl",),
    "what do you think": ("wdyt",),
    "in my opinion": ("imo",),
    "for your information": ("fyi",),
    "as far as I know": ("afaik",),
    "give me": ("gimme",),
    "let me": ("lemme",),
    "you are": ("ur", "u r"),
    "are you": ("r u", "are u"),
    "at the moment": ("atm",),
    "thank you": ("ty", "thank u", "thx"),
    "see you": ("cya", "see u"),
    "end of the day": ("eod",),
}
_WORDS = {
    "tomorrow": ("tmrw", "tmr", "tomoz", "2moro", "tmrw", "tomorow"),
    "you": ("u", "u", "ya"),
    "your": ("ur", "yr"),
    "you're": ("ur", "youre"),
    "are": ("r",),
    "please": ("pls", "plz", "pls", "pleas"),
    "thanks": ("thx", "thnx", "thanx", "tnx"),
    "because": ("cuz", "bc", "coz", "cause", "becuase"),
    "about": ("abt", "bout"),
    "tonight": ("2nite", "tonite", "2night"),
    "today": ("2day", "tday"),
    "minutes": ("mins", "min"),
    "minute": ("min",),
    "hours": ("hrs",),
    "before": ("b4", "befor"),
    "great": ("gr8",),
    "later": ("l8r",),
    "really": ("rly", "realy"),
    "probably": ("prob", "prolly", "probly"),
    "appointment": ("appt", "appointmnt"),
    "message": ("msg",),
    "people": ("ppl",),
    "with": ("w/", "wit"),
    "without": ("w/o",),
    "weekend": ("wknd", "weeknd"),
    "week": ("wk",),
    "birthday": ("bday", "b-day"),
    "though": ("tho",),
    "through": ("thru",),
    "something": ("smth", "somethin"),
    "someone": ("sm1",),
    "anyone": ("any1",),
    "everyone": ("every1",),
    "number": ("nr", "nbr"),
    "see": ("c",),
    "why": ("y",),
    "okay": ("ok", "k", "kk"),
    "sorry": ("sry", "srry", "soz", "sorrry"),
    "definitely": ("def", "definately", "defo"),
    "meeting": ("mtg",),
    "and": ("n", "&"),
    "them": ("em",),
    "picture": ("pic",),
    "pictures": ("pics",),
    "information": ("info",),
    "until": ("till", "til"),
    "should": ("shud", "shoud"),
    "would": ("wud", "woud"),
    "could": ("cud", "coud"),
    "what": ("wat", "wht"),
    "this": ("dis", "tihs"),
    "the": ("teh", "da", "hte"),
    "that": ("dat", "taht"),
    "receive": ("recieve",),
    "believe": ("beleive",),
    "separate": ("seperate",),
    "necessary": ("neccessary",),
    "address": ("adress",),
    "which": ("wich",),
    "their": ("thier",),
    "friend": ("freind",),
    "schedule": ("shedule", "sched"),
    "apartment": ("apt",),
    "conversation": ("convo",),
    "favorite": ("fav", "fave"),
    "between": ("btwn",),
    "love": ("luv",),
    "have": ("hav", "hve"),
    "just": ("jst", "jus"),
    "been": ("bin",),
    "night": ("nite",),
    "hundred": ("hunderd",),
}
_MIXED_UP = {
    "you're": "your", "your": "you're", "their": "there", "there": "their", "they're": "there", "too": "to", "than": "then",
    "then": "than", "lose": "loose", "it's": "its", "its": "it's", "were": "where", "whose": "who's", "quite": "quiet",
    "here": "hear", "hear": "here", "know": "no", "weather": "wether", "of": "off", "advice": "advise", "break": "brake",
}  # fmt: skip
# Shortened now and then only.  "2" and "4" for "to" and "for" are left out: digits are facts.
_RARE = frozenset({"see", "why", "the", "that", "this", "and", "with", "are", "have", "been"})
_PHRASE = re.compile(
    r"\b(" + "|".join(sorted(_PHRASES, key=len, reverse=True)) + r")\b", re.IGNORECASE
)
_MONTHS_DAYS = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:January|February|April|June|July|August|September|October|November|December)\b"
)
# A slip must not make another word ("late" -> "latte"): nobody could tell what was meant.
_SLIPPED = COMMON_WORDS.union(
    word for word in (*WORDS, *describing.ADJECTIVES, *nouns.THINGS, *nouns.FOODS) if len(word) > 3
)
_REAL_WORDS = _SLIPPED.union(
    WORDS,
    describing.ADJECTIVES,
    *(
        group + [plural(word) for word in group]
        for group in vars(nouns).values()
        if isinstance(group, list)
    ),
    *(
        group + [past(word) for word in group]
        for group in vars(verbs).values()
        if isinstance(group, list)
    ),
)
_KNOWN_NAMES = frozenset(FIRST_NAMES) | frozenset(CITIES)
_MARKED_NAME = re.compile("\x01([^\x02\x03]+)\x02")
_NEIGHBOURS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "rw", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "x",
}  # fmt: skip


class Hand(NamedTuple):
    """How someone types; each value is a share from 0 to 1."""

    lower: float  # sentence starts without capital (1: whole text small)
    short: float  # words with a chat abbreviation that get it
    apostrophe: float  # contractions that lose theirs
    slip: float  # common words with a letter slip
    unmarked: float  # sentences that lose their end mark
    splice: float  # sentence ends that become a comma
    shout: float  # end marks that are doubled


CLEAN = Hand(0, 0, 0, 0, 0, 0, 0.02)
LIGHT = Hand(0.25, 0.08, 0.25, 0.03, 0.25, 0.12, 0.05)
CHAT = Hand(0.85, 0.55, 0.75, 0.05, 0.55, 0.35, 0.15)
SLOPPY = Hand(0.7, 0.1, 0.6, 0.2, 0.45, 0.2, 0.08)
MISTAKEN = Hand(0.55, 0, 0.5, 0.06, 0.45, 0.15, 0.06)  # chat words stay: a correction keeps them


def type_out(sentences: list[str], hand: Hand, rng: random.Random) -> str:
    """Join clean sentences as this hand would type them."""
    if hand is CLEAN:
        return " ".join(s if s[-1] in ".?!" or "\x02" in s[-1:] else f"{s}." for s in sentences)
    random_ = rng.random
    small = random_() < hand.lower
    out: list[str] = []
    last = len(sentences) - 1
    spliced = False
    for at, sentence in enumerate(sentences):
        body = sentence.rstrip(".!? ")
        mark = sentence[len(body) :].strip() or "."
        body = _typed(body, hand, rng)
        if small or spliced:
            body = small_start(body)
            if small and body[:2] in ("I ", "I'") and random_() < 0.6:
                body = f"i{body[1:]}"
        spliced = False
        if at < last and "?" not in mark and random_() < hand.splice:
            mark = rng.choice((",", ",", ",", ",", "...", "...", " -", ""))
            spliced = mark in (",", " -", "")
        elif random_() < hand.unmarked:
            mark = "" if at == last or random_() < 0.2 else rng.choice((",", ".", ".", "..", "!"))
        elif random_() < hand.shout:
            mark = "!!" if "?" not in mark else "??"
        out.append(body + mark)
    text = ("\n" if random_() < 0.04 else " ").join(out)
    return _small_names(text, rng) if small else text


def _typed(text: str, hand: Hand, rng: random.Random) -> str:
    random_ = rng.random
    if hand.short and random_() < hand.short:
        text = _PHRASE.sub(lambda m: rng.choice(_PHRASES.get(m[0], (m[0],))), text)
    drop = random_() < hand.apostrophe
    words = text.split(" ")
    for at, word in enumerate(words):
        if "\x01" in word:
            continue
        if word in _MIXED_UP and random_() < hand.slip * 0.4:
            words[at] = _MIXED_UP[word]
            continue
        if "'" in word and drop:
            bare = word.replace("'", "")
            is_small = bare in ("Im", "Ill", "Ive", "Id") and hand.lower > 0.5
            words[at] = bare.lower() if is_small else bare
            continue
        if word == "I":
            if hand.lower > 0.5 and drop:
                words[at] = "i"
            continue
        core = word.rstrip(",:")
        lowered = core.lower()
        if lowered in _WORDS and random_() < hand.short * (0.12 if lowered in _RARE else 1):
            words[at] = rng.choice(_WORDS[lowered]) + word[len(core) :]
        elif hand.slip and lowered in _SLIPPED and random_() < hand.slip:
            slipped = slip(core, rng)
            if slipped.lower() not in _REAL_WORDS:
                words[at] = slipped + word[len(core) :]
    return " ".join(words)


def slip(word: str, rng: random.Random) -> str:
    """One slip of the finger: letters swapped, doubled, missed or hit beside."""
    at = rng.randrange(1, len(word) - 1)
    roll = rng.random()
    if roll < 0.35:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if roll < 0.6:
        return word[:at] + word[at + 1 :]
    if roll < 0.8:
        return word[:at] + word[at] + word[at:]
    beside = _NEIGHBOURS.get(word[at])
    return word[:at] + rng.choice(beside) + word[at + 1 :] if beside else word[:at] + word[at:]


def _small_names(text: str, rng: random.Random) -> str:
    """Write weekdays, months, cities and common first names without their capital, as many do."""
    if rng.random() < 0.6:
        text = _MONTHS_DAYS.sub(lambda m: m[0].lower(), text)
    if rng.random() < 0.35:
        text = _MARKED_NAME.sub(lambda m: m[0].lower() if m[1] in _KNOWN_NAMES else m[0], text)
    return text
