# ruff: noqa: E501 - tables read best a row a line
"""Where sentences begin and end, which are orders, and where capitals and end marks belong."""

from __future__ import annotations

import re

VERBS = """add ask book bring buy call cancel change check clean close come confirm copy delete don't explain feed find fix forward get give go help hold
    keep leave let look lock make mail meet move open order park pass pay pick print put read refund remove repair replace reply return save send set share show sign
    start stop switch tell text throw try turn update use wait wake walk wash watch water write""".split()  # noqa: SIM905
ORDER = re.compile(
    rf"^(?:please |can you (?:please )?|could you (?:please )?)?({'|'.join(VERBS)}|take(?! care))\b(.*?)( please)?([.!?]*)$",
    re.I | re.S,
)
_ASKS = re.compile(
    r"(?:and |but |so )?(?:(?:what|when|where|why|who|how|which)(?:'s| (?:is|are|was|were|do|does|did|can|could|will|would|should|has|much|many|long)\b)"
    r"|(?:can|could|will|would|should|do|does|did|is|are|was|were|have|has) (?:you|we|they|i|he|she|it|there|the|this|that|my|your|our|any|some)\w*\b)", re.I
)  # fmt: skip
_SPLICE = re.compile(rf",\s+(?=(?:please |can you |could you )?(?:{'|'.join(VERBS)})\b)", re.I)
_SHOUTED = re.compile(r"(?<![\w-])[A-Z']+(?: [A-Z']+){2,}(?![\w-])")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ABBREVIATED = re.compile(r"\b(?:[a-z]\.[a-z]|mr|mrs|ms|dr|vs|etc|approx|prof)$", re.I)
GREETING = re.compile(r"^(?:hi|hey|hello|dear|yo)\b", re.I)


def with_capitals(text: str) -> str:
    def raised(match: re.Match[str]) -> str:
        goes_on = match[1].startswith(".") and _ABBREVIATED.search(text, 0, match.start())
        return match.group() if goes_on else match[1] + match[2].upper()

    cased = re.sub(r"(^|[.!?]\s+)([a-z])(?!\S*[@/])", raised, text)
    if not cased or not (cased[-1].isalnum() or cased[-1] in "'\"’)"):
        return cased
    return cased + ("?" if _ASKS.match(SENTENCE.split(cased)[-1]) else ".")


def apart(text: str) -> list[str]:
    """Cut a text at its sentences, and where an order follows something else by a comma."""
    found: list[str] = []
    for sentence in SENTENCE.split(text):
        head, *rest = _SPLICE.split(sentence, maxsplit=1)
        if not rest or ORDER.match(head):
            found.append(sentence)
        else:
            found += [with_capitals(head), rest[0]]
    return found


def with_orders_as(text: str, wrapper: str) -> str:
    """Put each order among the sentences into `wrapper` ("Could you please %s?")."""
    sentences = []
    for sentence in apart(text):
        match = ORDER.match(sentence)
        if match is None:
            sentences.append(sentence)
            continue
        verb, rest = match[1].lower(), match[2]
        if verb == "don't":
            sentences.append(f"Please do not{rest}.")
        else:
            sentences.append(wrapper % f"{verb}{rest}")
    return " ".join(sentences)


def calm(text: str) -> str:
    """Return a text with what is shouted in small letters: all of it, or three words in a row.

    Words with digits are left alone.
    """
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 8 or sum(char.isupper() for char in letters) < 0.8 * len(letters):
        return _SHOUTED.sub(lambda match: match.group().lower(), text)
    words = (w if any(c.isdigit() for c in w) else w.lower() for w in text.split(" "))
    return with_capitals(re.sub(r"\bi\b", "I", " ".join(words)))
