# ruff: noqa: E501 - patterns read best a row a line
"""A sentence taken apart at its commas and joints, so that a part that carries nothing can go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onhand.rewrite.rules.english.sentences import capital

_STARTS = (
    r"(?:then |also |basically |actually |honestly |unfortunately |sadly |therefore |now |maybe |perhaps |please |just |really |as (?:I|you|we)\b.{3,40}?, )*"
    r"(?:(?:I|we|you|he|she|it|they|there|this|someone|somebody|everyone|everybody|nobody)\b"
    r"|that(?:['’]s|['’]d| is| was| would| way)\b|(?:could|can|would|will|should|is|are|do|did|does|have|has) (?:you|we|I|it|there|they|he|she|the|somebody|someone|anyone)\b"
    r"|(?:will|would|can|must|shall) (?:of course |also |gladly |now )?[a-z]+\b|please\b|let me\b|let us\b|to be\b|if (?:you|it|we|I|they|that|there|the|not)\b|what (?:I|we)\b"
    r"|(?:I )?(?:hope|trust|apologi[sz]e|appreciate|thank|thanks|sorry|many thanks|feel free|no rush|no hurry)\b"
    r"|(?:the|my|our|your|his|her|their|all|some|most|many) (?:[\w'’-]+ ){1,4}?(?:is|are|was|were|has|have|had|will|can|could|would|must|should|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|hasn['’]t|haven['’]t|won['’]t|can['’]t|doesn['’]t|didn['’]t|don['’]t|looks?|seems?|needs?|says|works|costs|starts|comes|goes|keeps|makes|takes|went|came|got|broke|told|said)\b"
    r"|[A-Z][\w'’-]+ (?:is|are|was|has|had|will|can|could|would|must|should|isn['’]t|wasn['’]t|hasn['’]t|won['’]t|can['’]t|doesn['’]t|didn['’]t|said|says|told|wants|needs)\b)"
)  # fmt: skip
_JOINT = r"(?:and|but|so|or|yet|plus|however)(?: (?:also|so|then|now|therefore|anyway|still|yeah|well))?(?:, (?:well|yeah|you know|um|so|like)(?=,))?"


@cache
def _cut() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<!very)(?<!really)(?<!\d)[,;]|(?<=\d)[,;](?!\d)|:| -+| –| —)\s+(?:{_JOINT},? (?=\w)|(?:anyway|anyways|anyhow),? (?:so )?(?=\w))?"
        rf"|(?<![Jj]ust)\s+(?:(?:and|but|so)(?: (?:so|then|now|therefore))?,? )(?={_STARTS})",
    )


_FILLER = re.compile(
    r"(?:anyway|anyways|anyhow),? (?:so )?|, (?:well|yeah|you know|um|so|like)(?=,)|(?<=and) (?:well|yeah)(?=,)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence.

    Attributes:
        joint: what holds it to the part before, as it stands there: ", but ", " and ", ": ".
        text: its words.
    """

    joint: str
    text: str

    @property
    def word(self) -> str:
        """The joining word, "" where only a mark joins."""
        return " ".join(re.findall(r"[a-z]+", self.joint.lower())[:1])

    @property
    def is_dependent(self) -> bool:
        """Whether it leans on another part: "which is late", "to be safe", "especially now"."""
        return not self.word and bool(_DEPENDENT.match(self.text))


_DEPENDENT = re.compile(
    r"(?:that(?! is\b| was\b|['’]s\b|['’]d\b| would\b| way\b| means\b| will\b)|whether|to|who|whom|whose|which|where|when|how|than|as|since|because|although|though|even|especially|particularly"
    r"|including|like|unless|until|till|while|whereas|given|considering|seeing|in case|provided|except|not|for|with|without|instead|rather|only|if)\b",
    re.I,
)  # fmt: skip


def parts_of(body: str) -> list[Part]:
    """Return a sentence's parts: joined up again they are the sentence."""
    found: list[Part] = []
    start, joint = 0, ""
    for match in _cut().finditer(body):
        found.append(Part(joint, body[start : match.start()]))
        start, joint = match.end(), _FILLER.sub("", match.group())
    found.append(Part(joint, body[start:]))
    return found


def joined(parts: Sequence[Part]) -> str:
    """Return parts as a sentence's body; the first loses its joint."""
    if not parts:
        return ""
    first, *others = parts
    return capital(first.text) + "".join(one.joint + one.text for one in others)
