"""English spelling rules that both sides use: contractions, first letters, indirect questions."""

from __future__ import annotations

import re

_BY_PRONOUN = "I|you|we|they|he|she|it|that|there|who|what|where|when|how|here|this"
_CONTRACTION = re.compile(
    r"\b(?:(can't|won't|shan't|let's|y'all)|(\w+)n't"
    rf"|({_BY_PRONOUN})'(s|re|ve|ll|m|d))\b",
    re.IGNORECASE,
)
_WHOLE = {"can't": "cannot", "won't": "will not", "shan't": "shall not", "let's": "let us"}
_TAIL = {"re": "are", "ve": "have", "ll": "will", "m": "am"}
_PARTICIPLE = re.compile(r" (?:been|got|gone|done|become|had|just|already|never)\b")

_INVERTED = re.compile(
    r"(^|\b[Ww]hy )((?![Ww]on't)(?:[Cc]an(?='t)|\w+(?=n't)))n?'t (I|you|we|they|he|she|it)\b"
)


def _expanded(match: re.Match[str]) -> str:
    whole, negated, pronoun, tail = match.groups()
    if whole:
        text = _WHOLE.get(whole.lower(), whole)
        return text.capitalize() if whole[0].isupper() else text
    if negated:
        return f"{negated} not"
    after = match.string[match.end() :]
    if tail == "s":
        return f"{pronoun} {'has' if _PARTICIPLE.match(after) else 'is'}"
    if tail == "d":
        return f"{pronoun} {'had' if after.startswith(' better') else 'would'}"
    return f"{pronoun} {_TAIL[tail]}"


def expand(text: str) -> str:
    """Write contractions out: "can't" -> "cannot", "it's" -> "it is"; possessives stay."""
    if "'" not in text:
        return text
    return _CONTRACTION.sub(_expanded, _INVERTED.sub(r"\1\2 \3 not", text))


def sentence_case(text: str) -> str:
    """Capitalise the first letter, looking through a fact mark's control character."""
    if not text:
        return text
    if text[0] == "\x01":
        return text
    return text[0].upper() + text[1:]


def small_start(text: str) -> str:
    """Undo a sentence capital; "I" and marked names keep theirs."""
    if not text or text.startswith(("I ", "I'", "\x01")) or text == "I" or text[:2].isupper():
        return text
    return text[0].lower() + text[1:]


_AUX = "are|is|was|were|can|could|will|would|should|have|has|must|may"
_PRONOUN = "you|we|they|I|he|she|it|there"
_YES_NO = re.compile(rf"^({_AUX}) ({_PRONOUN}) (.+)$")
_DO = re.compile(r"^do (you|we|they|I) (.+)$")
_WH = r"(?:what time|which \w+|how (?:long|much|many|often|far|old|big|late)(?: \w+)?|what|when|where|why|how|who)"
_WH_AUX = re.compile(rf"^({_WH}) ({_AUX}) ({_PRONOUN}) (.+)$")
_WH_DO = re.compile(rf"^({_WH}) do (you|we|they) (.+)$")


def indirect(question: str) -> str | None:
    """Turn "are you free" into "whether you are free"; None where only a colon will do.

    Only pronoun subjects are turned: the words then move by one place, which a small model can
    learn for any content.  "does" and "did" would change the verb, so they stay as they are.
    """
    if match := _YES_NO.match(question):
        return f"whether {match[2]} {match[1]} {match[3]}"
    if match := _DO.match(question):
        return f"whether {match[1]} {match[2]}"
    if match := _WH_AUX.match(question):
        return f"{match[1]} {match[3]} {match[2]} {match[4]}"
    if match := _WH_DO.match(question):
        return f"{match[1]} {match[2]} {match[3]}"
    return None


_VOWELS = frozenset("aeiou")
_AN = ("hour", "honest", "heir", "honor")
_A = ("uni", "use", "eu", "one", "uk")


def article(phrase: str) -> str:
    """Return the phrase with "a" or "an" before it."""
    word = phrase.lower().lstrip("\x01")
    vowel = word.startswith(_AN) or (word[:1] in _VOWELS and not word.startswith(_A))
    return f"{'an' if vowel else 'a'} {phrase}"
