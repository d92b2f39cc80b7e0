# ruff: noqa: E501 - patterns read best in one piece
"""Typing put right word by word: words cut short written out, misspelt ones spelt."""

from __future__ import annotations

import re

from onhand.rewrite.rules.mending.abbreviations import CHAT, MISTAKES
from onhand.rewrite.rules.mending.dictionary import is_word, meant
from onhand.rewrite.rules.mending.names import is_name, stands_like_a_name
from onhand.rewrite.wordings import MISSPELT

_WRONG = {wrong: right.replace("_", " ") for wrong, right in MISSPELT.items()} | dict(MISTAKES)
_WORD = re.compile(
    r"(?<![\w@#./\\-])(?<!\w['’])['’]?[A-Za-z0-9]+(?:['’][A-Za-z0-9]+)*['’]?(?![\w@/\\-]|\.\w|['’]\w)"
)
_UNTOUCHED = re.compile(
    r"\"[^\"\n]{1,200}\"|“[^”\n]{1,200}”|`[^`\n]+`|https?://\S+|www\.\S+|\S+@\S+"
)
_UNITS = {
    "hr": "hour",
    "min": "minute",
    "wk": "week",
    "yr": "year",
    "mth": "month",
    "sec": "second",
}
_BEFORE_TO = r"\b(?:want|wants|wanted|need|needs|have|has|had|got|going|good|nice|how|like|love|try|trying|used|ready|happy|able|hope|supposed|time|free|easy|hard|me|you|u|him|her|us|them|where|what|when|not|glad|due|up|late|back|talk|go|come|went|came|speak|listen|reply)\s+$"
_NOT_NUMBERED = r"(?<!room)(?<!flat)(?<!unit)(?<!table)(?<!number)(?<!tank)(?<!gate)(?<!platform)(?<!page)(?<!line)(?<!floor)(?<!level)(?<!version)(?<!bus)(?<!tram)(?<!no)(?<!at)(?<!by)(?<!until)(?<!before)(?<!after)(?<!from)(?<!to)(?<!than)(?<!last)(?<!next)(?<!the)(?<!only)(?<!all)(?<!of)(?<!option)(?<!step)(?<!part)(?<!chapter)(?<!batch)(?<!block)(?<!bay)(?<!lane)(?<!pump)(?<!desk)(?<!seat)(?<!row)(?<=[a-z'’)])\s+$"
_IN_WORDS = r"[a-z'’)]\s+$"
_NUMBERED = "".join(
    rf"(?<!\b{word} )"
    for word in "tank room bay gate part page line unit flat exit step team stop door item type plan desk seat area zone pump lift dock ward test size level number option version platform terminal group phase floor building house table track order".split()  # noqa: SIM905
)
"""Not after what has a number: "tank 2"."""
_BY_PLACE = (
    ("r", r"\b(?:you|we|they|where|how|what|who|why|when|u|there|these|those|things)\s+$", r"\s|\W*$", "are"),
    ("r", r"^|\s$", r"\s+(?:u|you|we|they|there|the|not|ok|free)\b", "are"),
    ("r", r"\b(?!is\b|was\b|as\b|has\b|us\b)[a-z]{3,}s\s+$", r"\s+(?:done|ready|here|not|still|all|so|very|gone|late|too|really|always|never|closed|open|full|wrong|broken)\b", "are"),
    ("nr", r"[a-z]\s+$", r"\s+(?!of\b|is\b)[a-z]{3,}", "near"),
    ("n", r"(?<!\bof)(?<!\bto)(?<!\bmost)(?<!\bthan)(?<!\bis)(?<!\bevery)(?<!\bthe)(?<!\bleast)(?<!\ba)(?<!\bargument)(?<!\bsection)(?<!\bby)(?<=[a-z'’)])\s+$", r"\s+(?!of\b|is\b|lines\b|times\b|items\b)[a-z]", "and"),
    ("w", _IN_WORDS, r"\s+[a-z]", "with"),
    ("y", r"^|\s$", r"\s+(?:are|r|do|did|is|not|don't|dont|u|you|would|cant|can't)\b", "why"),
    ("c", r"^|\s$", r"\s+(?:u|you|ya)\b", "see"),
    ("b", r"\b(?:will|to|can|could|would|should|might|must|may|ill|i'll|it'll|we'll|you'll|not|won't|gonna|ur|ll)\s+$", r"\s+(?:there|late|able|back|home|ready|in|at|careful|on)\b", "be"),
    ("k", r"^\s*$", r"\s*(?:[,.!]|$)", "OK"),
    ("2", _IN_WORDS, r"\s+(?:much|late|early|busy|many|expensive)\b", "too"),
    ("2", rf"[a-z'’)]\s+{_NUMBERED}$", r"\s+(?:u|you|me|see|be|come|get|go|do)\b", "to"),
    ("4", _NOT_NUMBERED, r"\s+(?:u|you|me|us|him|her|them|the|a|it)\b", "for"),
    ("em", r"\b[a-z]+\s+$", r"\s*(?:[.,!?]|$)", "them"),
    ("shed", r"\b(?:said|says|think|thinks|thought|and|but|that|know|hope|hoped|if)\s+$", r"\s+(?:let|be|like|have|call|come|love|rather|send|get|bring|tell|pay|do|go|take|been|already|never|try|ask)\b", "she'd"),
    ("hell", r"(?:^|[.!?,]\s|\b(?:said|says|think|thinks|and|but|that|hope|sure)\s+)$", r"\s+(?:let|be|call|come|send|get|bring|tell|pay|do|take|never|try|ask)\b", "he'll"),
    ("eve", r"(?:day|fri|sat|sun|thurs|tues|mon|weds?|this|tomorrow|tmrw|yesterday)\s+$", r"\W|$", "evening"),
    ("id", r"(?:^|[\s(])$", r"\s+(?:like|love|rather|no\b|a\b|been|have|be|say|go|prefer|need|appreciate|really|better|want|do|ask|suggest|also|still|pay|come|take|get)\b", "I'd"),
    ("ill", r"(?:^|[.!?,;]\s|\b(?:and|but|so|or|then|if|that|think|hope|sure|ok|because|tomorrow|today|maybe)\s|\n)$", r"\s+(?:be|call|send|come|do|go|get|take|bring|let|ask|try|check|see|pay|have|pick|make|wait|give|tell|text|need|meet|leave|drop|buy|find|help|look|start|think|put|just|probably|also|never|not|reply|email|move|stay|join|keep|say|swing|pop|drop|ring|fetch|collect|work|cook|drive)\b", "I'll"),
    ("hr", r"(?:^|[\s(])$", r"\s+(?:portal|dept|department|team|manager|says|said|rep|office|person|lady|system|form|policy|meeting)\b", "HR"),
    ("well", r"(?:^|[.!?,;]\s)$", r"\s+(?:be|call|send|come|go|get|take|bring|see|need to|meet|leave|pick you|let you)\b", "we'll"),
    ("were", r"(?:^|[.!?;]\s)$", r"\s+(?:going to|coming|running|on our way|waiting for|looking for|having|leaving|not going|not coming|still waiting|all)\b", "we're"),
    ("wed", r"(?:^|[\s(])$", r"\s+(?:like|love|appreciate|be|prefer|need|rather|really)\b", "we'd"),
    ("lets", r"(?:^|[.!?,;]\s|\b(?:and|but|so|ok|then|please|tomorrow)\s)$", r"\s+(?:go|meet|do|see|try|talk|get|have|make|say|start|wait|keep|just|not|call|move|take|be|eat|find|hope|discuss|play|use|put|ask|leave|set|plan)\b", "let's"),
    ("em", r"\b(?:tell|let|give|get|send|bring|ask|of|for|to|with|take|put|need|want)\s+$", r"\W|$", "them"),
)  # fmt: skip
_MANY = re.compile(
    r"(?:(?<![\d.,])(?!1\s)\d[\d.,]*|two|three|four|five|six|few|couple of|\d-\d+)\s*$", re.I
)
_SHORT_DAY = re.compile(
    r"\b(?:(?P<before>(?:on|next|this|last|every|by|until|till|from|since|or|and|to|-) )(?P<day>sat|sun|mon|wed)"
    r"|(?P<day2>sat|sun|mon|wed)(?= (?:morning|afternoon|evening|night|the \d|\d|at \d|or (?:sun|mon|sat)\b|and (?:sun|tue|tues|wed|thu|thurs|fri|sat)\b|\+|& )))\b(?!['’-])",
    re.I,
)
_DAYS = {"sat": "Saturday", "sun": "Sunday", "mon": "Monday", "wed": "Wednesday"}
_STRETCHED = re.compile(r"([a-z])\1{2,}", re.I)
_TRIPLED = re.compile(r"(?:([b-df-hj-np-tv-z])\1\1|eee)[a-z]{2,}")
"""Slipped, not drawn out: "bettter", "meeeting"."""


def with_words_spelt(text: str, *, keeps_chat: bool = False) -> str:
    """Return `text` with words mended.

    Args:
        text: English text. What is quoted, links, addresses and codes stay as they are.
        keeps_chat: whether what is a chat's way, no mistake ("gonna", "btw", "sooo"), stays.
    """
    taken = [match.span() for match in _UNTOUCHED.finditer(text)]

    def spelt(match: re.Match[str]) -> str:
        if any(low <= match.start() < high for low, high in taken):
            return match.group()
        return _spelt(match, keeps_chat)

    spelled = _SHORT_DAY.sub(_day, _WORD.sub(spelt, text))
    spelled = re.sub(r"\bw/o(?:ut)?\b", "without", spelled)
    spelled = re.sub(r"(?<![\w.])(w/)(?=\s?[a-zA-Z])\s?", "with ", spelled)
    spelled = re.sub(r"\bw/o\b", "without", spelled)
    return re.sub(r"(?<=\w) & (?=[a-z])", " and ", spelled)


def _day(match: re.Match[str]) -> str:
    before = match["before"] or ""
    follows = re.match(r" \d", match.string[match.end() :])
    if (
        before in ("and ", "or ", "to ")
        and not follows
        and not re.search(r"day\W*$|\b(?:sat|sun|mon)\W*$", match.string[: match.start()], re.I)
    ):
        return match.group()
    return before + _DAYS[(match["day"] or match["day2"]).lower()]


def _spelt(match: re.Match[str], keeps_chat: bool) -> str:
    typed = match.group()
    word = typed.replace("’", "'")
    small = word.lower()
    before, after = match.string[: match.start()], match.string[match.end() :]
    if len(small) <= 4 and (new := _tiny(small, before, after, keeps_chat)):
        return new if not (word[:1].isupper() and word[1:].islower()) else _raised(new)
    is_plain = (
        word == small
        or word.istitle()
        or (len(word) > 1 and word[0].isupper() and word[1:] == small[1:])
    )
    if not is_plain and not (
        word.isupper()
        and len(word) <= 4
        and small
        in (
            "u",
            "ur",
            "pls",
            "plz",
            "thx",
            "im",
            "idk",
            "lmk",
            "btw",
            "omw",
            "asap",
            "fyi",
            "tbh",
            "ngl",
        )
    ):
        return typed
    right = _known_slip(small, keeps_chat)
    if right is not None:
        if (
            word[:1].isupper()
            and before.strip()
            and not re.search(r"[.!?\n]\s*$", before)
            and small not in _WRONG
        ):
            return typed
        return _raised(right) if word[:1].isupper() and small not in ("i",) else right
    if small in ("ok", "okay") or not small.isalpha() or is_word(small) or is_name(small):
        return typed
    return _guessed(word, small, before, after, keeps_chat)


def _known_slip(small: str, keeps_chat: bool) -> str | None:
    if small in _WRONG:
        return _WRONG[small]
    if keeps_chat:
        return None
    return CHAT.get(small)


def _guessed(word: str, small: str, before: str, after: str, keeps_chat: bool) -> str:
    if _STRETCHED.search(small):
        if keeps_chat and not _TRIPLED.search(small):
            return word
        for letters in (r"\1\1", r"\1"):
            plain = _STRETCHED.sub(letters, small)
            if is_word(plain) or plain in _WRONG:
                return (
                    _raised(_WRONG.get(plain, plain))
                    if word[0].isupper()
                    else _WRONG.get(plain, plain)
                )
        return word
    is_first = not before.strip() or re.search(r"[.!?\n]\s*$", before) is not None
    if word[0].isupper() and (not is_first or len(word) < 6 or re.match(r"\s+[A-Z]", after)):
        return word
    if stands_like_a_name(before, after):
        return word
    right = meant(small)
    if right is None:
        return word
    if "our" in small and "our" not in right and right.replace("or", "our", 1) != right:
        right = right.replace("or", "our", 1)
    return _raised(right) if word[0].isupper() else right


def _tiny(small: str, before: str, after: str, keeps_chat: bool) -> str:
    """Return what one to three letters stand for where only the words around tell; "" for none."""
    for word, earlier, later, new in _BY_PLACE:
        if small == word and re.search(earlier, before, re.I) and re.match(later, after, re.I):
            return new
    if small not in _UNITS or keeps_chat or (small == "min" and not _MANY.search(before)):
        return ""
    if not re.search(r"(?:\d|\ban?|\bper|\bnext|\bone|\bfew|\bhalf an|this|last) ?$", before):
        return ""
    return _UNITS[small] + ("s" if _MANY.search(before) else "")


def _raised(word: str) -> str:
    return word[:1].upper() + word[1:]
