# ruff: noqa: E501 - patterns read best in one piece
"""No said twice, or for not: "don't want no sugar", "he no come"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.mending.slips import Rule

_ANY = {
    "nothing": "anything",
    "nobody": "anybody",
    "nowhere": "anywhere",
    "no one": "anyone",
    "none": "any",
}  # fmt: skip

_JOINED = re.compile(
    r"\b(?:if|that|when|because|but|and|there|is|was|are|why|means?|said|mean|or|so)\b"
)
_REPORTS = re.compile(r"\b(?:know|think|care|says?)\b")
_NO_CLAUSE = re.compile(
    r"(?: (?:about|of|here|there|yet|either|at all|anymore|from|to))?(?=[.,!?]|$)|(?: (?:about|of|from|to|in|at)) "
)


def _unsaid_twice(match: re.Match[str]) -> str:
    """Return "don't want any" for "don't want no", unless a clause of its own begins there."""
    head, no = match["head"], match["no"].lower()
    is_clause = _REPORTS.search(head) and not _NO_CLAUSE.match(match.string, match.end())
    if _JOINED.search(head) or is_clause or (_REPORTS.search(head) and no == "no"):
        return match[0]
    return f"{head} {'any' if no == 'no' else _ANY[no]}"


NEGATION: tuple[Rule, ...] = (
    ("never", r"\b([Nn]obody|[Nn]o one|[Nn]othing) never\b", r"\1 ever"),
    ("hardly barely scarcely", r"\b(?:can['’]t|cannot|couldn['’]t) (hardly|barely|scarcely)\b", lambda m: f"{'could' if 'ould' in m[0] else 'can'} {m[1]}"),
    ("ain't ain’t", r"\b(I|we|you|they|he|she|it) ain['’]t got\b", lambda m: f"{m[1]} {'hasn' if m[1].lower() in ('he', 'she', 'it') else 'haven'}'t got"),
    ("hardly", r"\bdon['’]t hardly (?=[a-z]+)", r"hardly "),
    ("n't n’t not", r"(?P<head>\b(?:ain|don|doesn|didn|can|won|haven|hasn|hadn|isn|aren|wasn|weren|couldn|wouldn|shouldn)['’]t(?: [a-z]+){0,3}?) (?P<no>no|nothing|nobody|nowhere|none|no one)\b(?! (?:longer|matter|doubt|problem|more|less|later|but|one['’]s)\b)(?! (?:and|or) )", _unsaid_twice),
    ("n't n’t", r"\b((?:don|doesn|didn|can|won|haven|hasn|isn|aren|wasn|couldn)['’]t)((?: \w+){0,4}) no more(?=[.!?,]|$)", r"\1\2 anymore"),
    ("not", r"\b([Dd]id|[Dd]o) not (want|need|have|get|see|know|eat|drink|like|take|find) no (?!(?:one|longer|more)\b)", r"\1 not \2 any "),
    ("no never", r"\b(nobody|no one|never)((?: (?!any|no|that|if|because|but|and)\w+){1,2}) (nothing|nobody|nowhere|none)\b(?! but| else than| more)", lambda m: f"{m[1]}{m[2]} {_ANY[m[3].lower()]}"),
    ("_no_", r"\b(he|she|it|(?-i:[A-Z][a-z]+)|my (?:son|daughter|husband|wife|child|boy|girl|friend|mother|father)) no (come|go|have|want|work|know|understand|like|eat|sleep|speak|need|can|feel)\b", lambda m: f"{m[1]} {'cannot' if m[2] == 'can' else 'doesn' + chr(39) + 't ' + m[2]}"),
    ("_no_", r"\b(I|we|you|they) no (come|go|have|want|work|know|understand|like|eat|sleep|speak|need|can)\b", lambda m: f"{m[1]} {'cannot' if m[2] == 'can' else 'don' + chr(39) + 't ' + m[2]}"),
)  # fmt: skip
