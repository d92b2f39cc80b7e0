# ruff: noqa: E501 - tables read best a row a line
"""What plain English still lacks to sound like talk: "the meeting's at 3", "got approved", "yep"."""

from __future__ import annotations

import functools
import re

from onhand.rewrite.rules.english.sentences import capital

_ROWS = (
    (r"\b(?:has|have) been (?=(?:approved|rejected|accepted|cancelled|canceled|delayed|moved|stolen|damaged|promoted|transferred|towed|refused|picked|chosen|scrapped|pushed back|selected|soaked|vandalised|blocked|wrecked|changed)\b(?! by\b))", "got "),
    (r"(?<=\d )minutes\b", "mins"), (r"(?:^|(?<=[.!?] ))Yes(?=[,.!])", "Yep"), (r"\b(?<!\w-)okay\b", "ok"),
    (r"\b(?P<c>[Cc])ould you(?= (?:please |also |maybe )?(?:tell|send|give|let|help|bring|call|email|text|show|look|check|pick|put|take|lend|ask|come|make|get|wait|move|turn|keep|explain|confirm|book|fix|sort|print|save|leave|write|pass|drop|fill|share|add|change|cancel|sign|buy|order|close|open|feed|water)\b)", r"\g<c>an you"),
    (r"(?:^|(?<=[.!?] ))I['’]?(?: a)?m (?:so |very |really )?sorry[.,] (?=(?:but )?I\b)", "Sorry, "), (r"(?:^|(?<=[.!?] ))Sorry, but (?=I['’]?m sorry)", ""),
    (r"\bI wish you all the best\b", "all the best"), (r"\bI look forward to\b", "looking forward to"), (r"\bin the (?P<t>morning|afternoon|evening) of (?P<d>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", r"\g<d> \g<t>"),
    (r"\band it is (?=\w)", "and it's "), (r"\band that is (?=\w)", "and that's "), (r"\band there is (?=\w)", "and there's "), (r"\band I am (?=\w)", "and I'm "), (r"\band we are (?=\w)", "and we're "), (r"\band I have (?=(?:already |just |never )?(?:been|got|had|seen|done|made|sent|lost|left|\w+ed)\b)", "and I've "), (r"\band I will (?=\w)", "and I'll "), (r"\band we will (?=\w)", "and we'll "), (r"\bif it is (?=\w)", "if it's "), (r"\bthat it is (?=\w)", "that it's "),
)  # fmt: skip
_THING_IS = re.compile(
    r"(?P<head>(?:^|(?<=[.!?:;,] )|\b(?:because|but|and|that|so) )(?:the|my|your|our|his|her|their|this|that|today|tomorrow|everything|everyone|nobody|somebody) ?(?P<noun>[a-z]{2,}[a-rt-wy]|)) is (?=(?:not |really |too |so |still |already |now |always |just |almost )*(?:a|an|the|in|on|at|off|out|up|down|over|from|for|with|about|by|under|behind|next|here|there|open|closed|late|early|free|ready|broken|full|empty|cold|hot|warm|wet|dry|good|great|bad|fine|ok|nice|lovely|terrible|awful|wrong|right|set|back|gone|dead|sick|ill|loud|slow|fast|small|big|due|done|dirty|clean|cheap|expensive|locked|missing|available|moving|coming|starting|leaving|getting|going|making|doing|having|working|waiting|running|leaking|being|\w+ing|\d|[A-Z])\b)", re.I
)  # fmt: skip
_NO_SHORT = re.compile(r"(?:[sxz]|ch|sh|ge|ce|se|ing)$", re.I)


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row), new) for row, new in _ROWS)


def as_talked(text: str) -> str:
    """Return plain English a step nearer to talk; no word that carries a fact is touched."""
    for pattern, new in _patterns():
        text = pattern.sub(lambda match, new=new: _cased(match, new), text)  # type: ignore[misc]
    return _THING_IS.sub(_shortened, text)


def _cased(match: re.Match[str], new: str) -> str:
    said = match.expand(new)
    return capital(said) if match.group()[:1].isupper() else said


def _shortened(match: re.Match[str]) -> str:
    """Return "the meeting is" as "the meeting's", where that is easy to say."""
    head = match["head"]
    return match.group() if _NO_SHORT.search(head.replace("ing", "in")) else f"{head}'s "
