"""Local edits: words and phrases that a tone puts another way, wherever in a sentence they stand.

A text holds ``<key>``; each side of an example puts its own wording there.  Everything around it is
the same on both sides, which is what teaches a model to edit a clause rather than to recognise it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple

from models.grammar.message import Message


class Edit(NamedTuple):
    """``typed``: ways to write it; then what formal and polite, casual and friendly, concise, and
    confident answers have there."""

    typed: tuple[str, ...]
    full: str
    easy: str
    short: str
    bold: str


_ROWS = """
kids: kids; children = children = kids = kids
folks: folks; guys; everybody = everyone = everyone = everyone
lots: lots of; tons of; loads of; a ton of; many = many = lots of = many
bit: a bit; a little bit; a little; kinda; sort of; kind of = somewhat = a bit =  =
veryx: really; super; so; very; pretty; extremely = very = really =  = very
greatx: awesome; great; amazing; fantastic; brilliant = excellent = great = great
badx: crappy; rubbish; awful; terrible; lousy = very poor = awful = bad
ok: fine; okay; ok; alright = acceptable = fine = fine
big: huge; massive; enormous = very large = huge = huge
asap: asap; ASAP; as soon as possible; as soon as you can = as soon as possible = as soon as you can = soon
now: right now; rn; at this moment; atm; at this point in time = at the moment = right now = now
soon: in the near future; soon; before long = soon = soon = soon
buy: buy; purchase; acquire = purchase = buy = buy
help: help; assist = assist = help = help
show: show; demonstrate = show = show = show
needx: need; require; really need = require = need = need
tell: tell; inform; notify; let know = inform = tell = tell
ask: ask; enquire with; check with = ask = ask = ask
start: start; begin; commence; kick off = begin = start = start
end: end; finish; terminate; conclude = end = end = end
fix: fix; sort out; repair; mend = repair = fix = fix
getit: get; obtain; receive = receive = get = get
use: use; utilise; utilize; make use of = use = use = use
try: try; attempt; have a go = attempt = try = try
lookat: look at; look over; check out; review; take a look at = review = look at = check
lookinto: look into; investigate; dig into = investigate = look into = look into
callup: call; ring; give a ring to; phone = call = call = call
putoff: put off; postpone; push back = postpone = push back = postpone
setup: set up; arrange; organise; organize = arrange = set up = arrange
talkabout: talk about; discuss; go over; have a discussion about = discuss = talk about = discuss
findout: find out; work out; figure out; determine = determine = find out = find out
sendover: send; send over; forward; shoot over; transmit = send = send = send
keepin: keep; retain; hang on to = keep = keep = keep
leave: leave; depart; head off; take off = leave = head off = leave
cometo: come to; attend; make it to; be present at = attend = come to = come to
decide: made the decision to; decided to; taken the decision to; agreed to = decided to = decided to = decided to
because: because; cuz; bc; due to the fact that; owing to the fact that; for the reason that; coz = because = because = because
soc: so; therefore; as a consequence; consequently; thus = therefore = so = so
butc: but; however; nevertheless; but then = however = but = but
alsoc: also; in addition; furthermore; moreover = in addition = also = also
inorder: to; in order to; so as to = in order to = to = to
about: about; regarding; with regard to; concerning; in connection with; abt; re = regarding = about = about
before: before; prior to; ahead of; in advance of = before = before = before
after: after; following; subsequent to = after = after = after
ifc: if; in case; in the event that; should it be the case that = if = if = if
until: until; till; til; up to the time when = until = until = until
during: during; in the course of; throughout = during = during = during
instead: instead; in place of that = instead = instead = instead
maybe: maybe; perhaps; possibly = perhaps = maybe =  =
ithink: I think; I guess; I feel like; I suppose; imo; I reckon; in my opinion; I believe; it seems to me that = I believe that = I think =  =
ithinkm: I think maybe; I guess maybe; I kinda think; I'm not sure but I think; maybe; idk but I think = I believe that perhaps = I think maybe = maybe =
probably: probably; prob; most likely; in all likelihood = probably = probably =  =
honest: honestly; tbh; to be honest; frankly; ngl = to be honest = honestly =  =
actual: actually; basically; literally; essentially =  = actually =  =
just: just; simply =  = just =  =
know: just so you know,; fyi; fyi,; for your information,; heads up,; please be aware that; please note that; please be advised that = please note that = just so you know, =  =
letknow: just wanted to let you know that; I just wanted to say that; I'm writing to inform you that; I would like to inform you that; wanted to tell you that; this is to notify you that; letting you know = I would like to inform you that = just letting you know that =  =
well: well; so; ok so; um; anyway; oh; hmm; so yeah; like; okay so; yeah so; right so =  =  =  =
sorryto: sorry to bother you but; sorry for the trouble but; sorry if this is a silly question but; I hope this isn't annoying but; sorry to ask again but; I don't want to be a pain but = I apologize for the inconvenience, but = sorry to bother you, but =  =
unfort: unfortunately; sadly; I'm afraid; bad news; I regret to say that = unfortunately, = unfortunately =  =
btw: btw; by the way; by the way,; oh and; oh btw = in addition, = by the way, = also,
lol: lol; haha; lmao; hahaha; xD; :); :D; hehe; omg; ugh; smh =  =  =  =
right: right?; you know; I mean; or something; and stuff; or whatever; tho; though; ya know =  =  =  =
ifok: if that's ok; if possible; if you don't mind; if thats alright; if it's not too much trouble = if possible = if that's okay =  =
thx: thanks; thx; cheers; ty; tysm; many thanks; thanks a lot; thank you so much = thank you = thanks = thanks
yes: yes; yep; yeah; yup; yea = yes = yeah = yes
nox: no; nope; nah = no = no = no
hurry: quickly; quick; fast; in a timely manner; without delay = quickly = fast = fast
whenyou: when you get a chance; at your earliest convenience; whenever you can; when you have a minute; as soon as you have time = at your earliest convenience = when you get a chance = soon
eachday: every day; each and every day; on a daily basis; daily = every day = every day = daily
allof: all of the; all the; each and every one of the = all of the = all the = all the
dep: it depends; depends; it kinda depends = it depends = it depends = it depends
verymuch: a lot; very much; so much; big time = very much = a lot = a lot
place: place; spot; location = place = place = place
thing: stuff; things; junk = items = stuff = things
person: guy; dude; person; bloke = person = guy = person
cash: cash; money; funds = money = money = money
boss: boss; supervisor; manager = manager = boss = boss
mum: mum; mother = mother = mum = mum
dad: dad; father = father = dad = dad
phone: phone; mobile; cell; mobile phone = phone = phone = phone
car: car; vehicle = car = car = car
photo: photo; pic; picture; photograph = photograph = photo = photo
info: info; information; details = information = info = info
app: app; application = application = app = app
house: home; place; residence = home = place = home
enough: enough; sufficient; an adequate amount of = sufficient = enough = enough
moreinfo: more; additional; further = further = more = more
"""


def _parse(rows: str) -> dict[str, Edit]:
    edits = {}
    for row in rows.strip().splitlines():
        key, _, rest = row.partition(": ")
        typed, *answers = (part.strip() for part in rest.split("="))
        full, easy, short = answers[:3]
        bold = answers[3] if len(answers) > 3 else full
        edits[key] = Edit(tuple(typed.split("; ")), full, easy, short, bold)
    return edits


EDITS = _parse(_ROWS)
_MARK = re.compile(f"<({'|'.join(EDITS)})>")
_FIELD = {"formal": "full", "polite": "full", "casual": "easy", "friendly": "easy",
          "concise": "short", "confident": "bold"}  # fmt: skip


def typed(message: Message, rng: random.Random) -> Message:
    """Return the message as somebody words it before anyone has rewritten it."""
    return _resolved(message, lambda key: rng.choice(EDITS[key].typed))


def toned(message: Message, tone: str) -> Message:
    """Return the message with every local edit made for a tone."""
    field = _FIELD[tone]
    return _resolved(message, lambda key: getattr(EDITS[key], field))


def _resolved(message: Message, wording: Callable[[str], str]) -> Message:
    def put(text: str) -> str:
        if "<" not in text:
            return text
        text = _MARK.sub(lambda match: wording(match[1]), text)
        text = re.sub(r" {2,}", " ", text).replace(" ,", ",").strip(" ,")
        return re.sub(r",+(?=,)", "", text)

    sentences = tuple(s._replace(text=put(s.text), lead=put(s.lead)) for s in message.sentences)
    return message._replace(sentences=sentences)
