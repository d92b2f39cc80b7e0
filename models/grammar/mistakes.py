"""Mistakes of spelling and grammar, several in one message, that a correction repairs.

Everything here has one right form that stands in the clean text, so the answer is that text.
"""

from __future__ import annotations

import random
import re

from models.grammar.noise import slip

_MISSPELT = """
a lot: alot|about: abuot aboout|address: adress addres|again: agian agin|already: allready alredy|although: altough|always: allways alwyas
another: anohter|appointment: apointment appointmant|available: avaliable availible|because: becuase becasue beacuse becouse|before: befor beofre
beginning: begining|believe: beleive belive|between: beetween bewteen|birthday: brithday birthsday|bought: bougth brought|business: buisness busness
calendar: calender|cancel: cancle|cannot: can not|check: chekc|coming: comming|could: coud cuold|could have: could of|decided: decieded desided
definitely: definately definitly|delivery: delivary delievery|different: diffrent|document: docment|doesn't: dosen't dosnt doesnt|enough: enuff enogh|every: evry
everything: everthing evrything|exactly: exacly|explain: explane|family: famly|finally: finaly|finish: finnish|forgot: forgott froget|friend: freind frend
from: form fron|front: frnot|government: goverment|happened: happend hapened|have: hvae ahve|heard: herd|immediately: imediately immediatly|important: importent imporant
information: infomation informations|interested: intrested|invoice: invoyce|know: knwo no|late: lait|later: latter|leave: leav|library: libary|little: littel
maybe: mabye maby|meeting: meeing meting|message: mesage messege|minute: minuet|money: mony|morning: mornign|necessary: neccesary necesary|neighbour: nieghbour nabour
next: nxet|nothing: nothign|number: numbr|occurred: occured|office: ofice|often: ofen|other: ohter|our: are|package: packege|paid: payed|people: poeple peopel
perhaps: prehaps|piece: peice|please: plese pleas plaese|possible: posible|probably: probly probaly|problem: probelm|public: publick|question: quesiton
quiet: quite|quite: quiet|ready: redy|really: realy relly|receive: recieve|received: recieved|remember: remeber rember|restaurant: restaraunt|right: rigth rite
said: sayed siad|schedule: shedule|school: shcool|send: sned|separate: seperate|should: shoud shuold|should have: should of|since: sinse|someone: somone
something: somthing|soon: sonn|sorry: sory sorrry|started: startet|still: stil|strange: starnge|supposed: suposed|sure: shure|surprise: suprise|tell: tel
thank: thnak|that: taht|the: teh hte the the|their: there thier|then: than|there: their ther|they: thay tehy|they're: their there|think: thnik|thought: tought thougth
through: threw trough|time: tiem|to: too|today: todya todday|together: togehter|tomorrow: tommorow tomorow tommorrow|too: to|truly: truely|until: untill
usually: usally|very: verry|waiting: wating waitting|want: wnat|was: wsa|weather: wether|week: weak|weird: wierd|were: where|what: waht|when: wehn|where: were
which: wich|while: whlie|with: wiht|without: whitout|work: wrok|working: workin|would: woud whould|would have: would of|writing: writting|wrong: worng rong
written: writen|yesterday: yesteday yestarday|you: yuo you you|you're: your|your: you're yuor|its: it's|it's: its|than: then|whose: who's|lose: loose|here: hear
new: knew|no: know|by: buy|buy: by|week: weak|hole: whole|whole: hole|weigh: way|brake: break|break: brake|piece: peace|meet: meat|see: sea|sent: send cent
"""
_TABLE = {
    right: tuple(dict.fromkeys(wrong.strip().split(" ")))
    if " of" not in wrong
    else (wrong.strip(),)
    for entry in re.split(r"[|\n]", _MISSPELT.strip())
    for right, _, wrong in [entry.partition(":")]
}
_TABLE["cannot"] = ("can not",)
_TABLE["the"] = ("teh", "hte", "the the")
_TABLE["you"] = ("yuo", "you you")
_WORD = re.compile(
    r"(?<![\w'\x01@/.])("
    + "|".join(sorted(map(re.escape, _TABLE), key=len, reverse=True))
    + r")(?![\w'\x02@/])",
    re.IGNORECASE,
)
_GRAMMAR: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), wrong)
    for pattern, wrong in (
        (r"\b(he|she|it) doesn't\b", (r"\1 don't", r"\1 dont")),
        (r"\b(he|she|it) has\b", (r"\1 have",)),
        (r"\b(we|they|you) were\b", (r"\1 was",)),
        (r"\b(I|he|she|it) was\b", (r"\1 were",)),
        (r"\bthere are\b", ("there is", "theres")),
        (r"\b(he|she) (wants|needs|says|keeps|lives|likes|knows|takes|comes|asks)\b", (r"\1 \2!",)),
        (
            r"\b(don't|doesn't|didn't|can't|won't|couldn't|haven't|hasn't) (\w+) (any|anything|anyone|anybody|anywhere)\b",
            (r"\1 \2 no:\3",),
        ),
        (r"\bI saw\b", ("I seen",)),
        (r"\bI did\b", ("I done",)),
        (r"\b(have|has|haven't|hasn't|I've) (?:gone)\b", (r"\1 went",)),
        (r"\b(have|has|haven't|hasn't|I've) seen\b", (r"\1 saw",)),
        (r"\b(have|has|haven't|hasn't|I've) (?:taken)\b", (r"\1 took",)),
        (r"\b(have|has|haven't|hasn't|I've) (?:written)\b", (r"\1 wrote",)),
        (r"\b(have|has|haven't|hasn't|I've) broken\b", (r"\1 broke",)),
        (r"\bdid (you|he|she|they|we) get\b", (r"did \1 got",)),
        (r"\bdidn't get\b", ("didn't got",)),
        (r"\bdidn't go\b", ("didn't went",)),
        (r"\bdidn't come\b", ("didn't came",)),
        (r"\bdidn't (\w+[^se\W]) (?=the|my|your|it|me)", (r"didn't \1ed ",)),
        (r"\ban (?=[aeiou])", ("a ",)),
        (r"\ba (?=[bcdfgklmnprst]\w{3})", ("an ", "")),
        (r" the (?=[a-z]+ (?:is|was|at|in|on|from)\b)", (" ",)),
        (r"\bme and\b|\band I\b", ("and me",)),
        (r"\b(two|three|four|many|some|few) (\w+[^s\W])s\b", (r"\1 \2",)),
        (r"(\x01\d+\x02) (\w\w+[^s\W])s\b", (r"\1 \2",)),
        (r"\bthose\b", ("them",)),
        (r"\bmore (?=\w+er\b)", ("more ",)),
        (r"\bwent\b", ("goed", "go")),
        (r"\bbought\b", ("buyed",)),
        (r"\btold\b", ("telled", "tell")),
        (r"\bcame\b", ("comed",)),
        (r"\bhow much does (\w+ \w+) cost\b", (r"how much cost \1",)),
        (r"\bI'm (?=\w+ing\b)", ("I ", "im ", "I'm am ")),
        (r"\b(you|we)'re (?=\w+ing\b)", (r"\1 ", r"\1r ")),
        (r"\b(is|are) (?=\w+ing\b)", ("",)),
        (r"\bto (?=the \w+)", ("", "at ")),
    )
)
_NO = {
    "any": "no",
    "anything": "nothing",
    "anyone": "no one",
    "anybody": "nobody",
    "anywhere": "nowhere",
}
_LONG = re.compile(r"(?<![\w'\x01\x03@/.#-])[a-z]{4,}(?![\w'\x02\x03@/#-])")
_WEEKDAY = re.compile(r"\x01((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\x02")
_WRONG_DAYS = {"Monday": ("monady", "moday"), "Tuesday": ("teusday", "tuseday"), "Wednesday": ("wensday", "wendsday", "wedensday"),
               "Thursday": ("thrusday", "thurday"), "Friday": ("firday", "fryday"), "Saturday": ("saterday", "saturady"),
               "Sunday": ("sundy", "snuday")}  # fmt: skip


def mistaken(text: str, rng: random.Random) -> str:
    """Return a clean sentence with a few mistakes; fact marks keep theirs unless it is a weekday."""
    random_ = rng.random
    done = 0
    for pattern, wrong in rng.sample(_GRAMMAR, len(_GRAMMAR)):
        if done > 1:
            break
        if random_() < 0.5 and (match := pattern.search(text)):
            put = match.expand(rng.choice(wrong))
            put = re.sub(r"no:(\w+)", lambda m: _NO[m[1]], put)
            put = re.sub(r"(\w+)s!$", r"\1", put)
            text = text[: match.start()] + put + text[match.end() :]
            done += 1
    share = rng.choice((0.2, 0.4, 0.6))

    def misspelt(match: re.Match[str]) -> str:
        if random_() > share:
            return match[0]
        put = rng.choice(_TABLE[match[0].lower()])
        return put.capitalize() if match[0][0].isupper() else put

    text = _WORD.sub(misspelt, text)
    slips = rng.choice((0.03, 0.08, 0.18))
    text = _LONG.sub(lambda m: slip(m[0], rng) if random_() < slips else m[0], text)
    return _WEEKDAY.sub(lambda m: rng.choice(_WRONG_DAYS[m[1]]) if random_() < 0.15 else m[0], text)
