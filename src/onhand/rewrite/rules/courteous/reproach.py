# ruff: noqa: E501, SIM905 - tables read best a row a line
"""What the hearer did, does or left undone, said without a pointed finger."""

from __future__ import annotations

import re

from onhand.rewrite.rules.courteous.manner import Manner
from onhand.rewrite.rules.english.verbs import base_of

_NEVER = r"(?:never|always|constantly|only ever|keep on|keep|hardly ever|rarely|seldom)"
_HABIT = re.compile(
    rf"(?:and |but |so )?(?P<you>(?:you|u)(?: guys| people| all| lot)?(?P<where> (?:in|at|from|over) [\w ]{2,20}?)?)(?P<still> still| just)? (?P<how>{_NEVER}) (?P<rest>(?!ever\b)\w+.*)", re.I | re.S
)  # fmt: skip
_FORGOT_THING = re.compile(
    r"(?:and |but |so )?you(?:['’]ve| have)?(?: also| just)? (?:forgot|forgotten)(?P<again> again)? (?:about )?(?P<what>(?:my|our|the|his|her|their|your|[\w]+['’]s)(?: [\w'’]+){1,3}?)(?P<when>(?: again| once again| last (?:week|night|month|year|time)| yesterday| today| this (?:week|morning|year)| on \w+day)*)(?P<end>[.!]*)", re.I
)  # fmt: skip
_VERBAL = re.compile(r"\b(?:and|but|so|is|was|are|were|had|have|has|when|that|which|because|at|in|on|to|for)\b", re.I)  # fmt: skip
_UNDONE = re.compile(
    r"(?:and |but |so )?you(?: guys| people| all)?(?P<still> still)? ?(?P<aux>did not|didn['’]t|have not|haven['’]t|never)(?: even| actually| bother(?:ed)? to| managed? to| get around to| got around to)? (?P<verb>\w+)(?P<rest>.*?)(?P<yet> yet)?(?P<end>[.!]*)", re.I | re.S
)  # fmt: skip
_DUTIES = frozenset(
    "pay reply answer send call ring return sign finish clean do bring tell let fix check write confirm submit hand book order collect pick wash empty take put lock close turn update upload review read water feed deliver respond text message show give inform notify warn fill complete transfer prepare repair replace tidy register cancel renew print share invite include reimburse refund book post forward attach mention say apologise apologize thank come".split()
)
"""What one may not have got round to."""
_BECAUSE = re.compile(r"\b(?:and|all) (?P<what>.*) (?:because of|thanks to) you\b", re.I)
_OF_YOU = re.compile(r"\b(?:all )?(?:because of|thanks to) you(?: people| guys| lot)?(?=[.!]*$)", re.I)  # fmt: skip
_WRONG_THING = re.compile(
    r"you(?:['’]ve| have)? (?:gave|given|sent|sold|delivered|served|handed|brought|shipped) (?P<whom>me|us) (?P<what>(?:the|an?) (?:wrong|broken|damaged|defective|faulty|dirty|cracked|used|empty|expired|different)\b.*)", re.I | re.S
)  # fmt: skip


def mild_reproach(text: str, manner: Manner) -> str | None:
    """Return "You forgot my birthday." as "I think my birthday slipped your mind."; None if it is none.

    What the hearer always does only seems so; what is not done yet, there was no chance to do.
    """
    text = _OF_YOU.sub("because of that", text)
    habit = _HABIT.fullmatch(text)
    if habit and not _is_undone(habit["how"], habit["rest"]):
        you = f"you{habit['where'] or ''}{habit['still'] or ''} {habit['how'].lower()} {habit['rest']}"
        return f"{manner.habit} {you}"
    forgot = _FORGOT_THING.fullmatch(text)
    if forgot and not _VERBAL.search(forgot["what"]):
        when = (forgot["again"] or "") + forgot["when"]
        return f"{manner.supposed} {forgot['what']} slipped your mind{when}{forgot['end'] or '.'}"
    wrong = _WRONG_THING.fullmatch(text)
    if wrong:
        who = "I" if wrong["whom"].lower() == "me" else "we"
        return f"{manner.seems} {who} got {wrong['what']}"
    return _not_done(text, manner)


def _is_undone(how: str, rest: str) -> bool:
    """Whether "never" denies one thing that was to be done ("you never paid"), and no habit."""
    first = re.sub(r"\W+$", "", rest.split(maxsplit=1)[0].lower())
    return how.lower() == "never" and base_of(first) not in (None, first)


def _not_done(text: str, manner: Manner) -> str | None:
    match = _UNDONE.fullmatch(text)
    if match is None:
        return None
    verb, aux = match["verb"].lower(), match["aux"].lower()
    is_plain = aux.startswith("did")
    base = verb if is_plain else base_of(verb)
    if base not in _DUTIES or (not is_plain and base == verb and verb not in ("read", "put", "let")):  # fmt: skip
        return None
    rest = f"{base}{match['rest']}"
    if aux.startswith("have"):
        return f"{manner.seems} you have not had a chance to {rest} yet{match['end'] or '.'}"
    return f"{manner.seems} you did not get a chance to {rest}{match['end'] or '.'}"
