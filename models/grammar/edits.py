"""Local edits: words and phrases that a tone puts another way, wherever in a sentence they stand.

A text holds ``<key>``; each side of an example puts its own wording there.  Everything around it is
the same on both sides, which is what teaches a model to edit a clause rather than to recognise it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple

from models.grammar.lexicon.forms import ing, participle, past, third
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
asap: asap; ASAP; as soon as possible; as soon as you can = as soon as possible = as soon as you can = asap
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
try: try; attempt; test out = attempt = try = try
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
gonna: gonna; going to; planning to = going to = gonna = going to = going to
wanna: wanna; want to; wish to; would like to = would like to = want to = want to = want to
gotta: gotta; have to; got to; must = have to = have to = must = must
unable: can't; am unable to; am not in a position to; am not able to = cannot = can't = can't = cannot
dunno: dunno; don't know; have no clue; have no idea; am not aware of; idk = do not know = don't know = don't know
letme: lmk; let me know; inform me; advise me; notify me; gimme a shout; hit me up = inform me = let me know = tell me = tell me
angry: pissed; pissed off; ticked off; mad; fuming; annoyed; displeased = annoyed = mad = annoyed
tired: knackered; wiped out; beat; shattered; exhausted; fatigued; super tired = exhausted = really tired = tired = exhausted
busted: busted; kaput; bust; out of order; broken; not functioning; not operational; done for = broken = broken = broken
swamped: swamped; snowed under; up to my ears in work; very busy; fully occupied = very busy = swamped = busy
dodgy: dodgy; sketchy; iffy; fishy; questionable = questionable = dodgy = dodgy = questionable
unwell: sick; under the weather; down with something; feeling rough; unwell; indisposed; ill af = ill = sick = ill
odd: weird; wacky; bizarre; super weird; peculiar = strange = weird = weird = strange
latex: running late; running behind; gonna be late; delayed = delayed = running late = late = delayed
free: free; around; up for it; available = available = free = free = available
buddy: buddy; mate; pal; friend; bestie; homie = friend = friend = friend
bike: bike; bicycle = bicycle = bike = bike
fridge: fridge; refrigerator = refrigerator = fridge = fridge
telly: telly; tv; television; television set = television = TV = TV
docs: docs; paperwork; documents; documentation = documents = papers = documents
flat: flat; pad; apartment; accommodation = apartment = place = flat
uni: uni; university = university = uni = uni = university
bday: bday; b-day; birthday = birthday = birthday = birthday
pricey: pricey; a rip-off; super expensive; costly; hella expensive = expensive = pricey = expensive
cheap: dirt cheap; a steal; inexpensive; a total bargain; of moderate price = inexpensive = cheap = cheap
chaos: a mess; a total mess; a shambles; chaos; a disaster; messed up = in disorder = a mess = a mess
nogo: not cool; not okay; unacceptable; a joke; not on; beyond acceptable limits; bs = unacceptable = not okay = not okay = unacceptable
meh: meh; so-so; nothing special; mediocre; not exactly outstanding = mediocre = so-so = mediocre
later: later; l8r; at a later time; at a later point in time; later on = later = later = later
lastm: last minute; at the last minute; at very short notice = at short notice = last minute = last minute
alltime: all the time; 24/7; nonstop; constantly; incessantly; continually = constantly = all the time = constantly
fornow: for now; for the time being; for the moment = for the time being = for now = for now
twox: a couple of; two or three; a few; a small number of = a few = a couple of = a few
whole: the whole; the entire; all of the; the whole entire = the entire = the whole = the whole
inperson: in person; face to face; irl; on a face-to-face basis = in person = face to face = in person
again: again; once again; yet again; one more time = again = again = again
needto: need to; have to; gotta; really need to = need to = have to = need to
worried: freaking out; worried sick; super worried; worried; concerned; stressing = concerned = worried = worried
happy: stoked; pumped; over the moon; happy; delighted; super happy = delighted = really happy = happy
quitejob: kinda rude; out of line; rude; uncalled for; inappropriate = inappropriate = not cool = rude = inappropriate
iwant: I want; I demand; I expect; gimme; I insist on getting; give me = I would like to have = I'd like = I want = I want
promised: you were supposed to; you said you would; you promised to = I understood that you would = I thought you were going to = you were supposed to = you were supposed to
stupid: stupid; bloody; damn; goddamn; freaking; friggin =  =  =  =
enough: enough; sufficient; an adequate amount of = sufficient = enough = enough
moreinfo: more; additional; further = further = more = more
"""

# Rows of verbs: "<key+ed>", "<key+en>", "<key+ing>" and "<key+s>" are their other forms.
_VERB_ROWS = """
meetup: hang out with; meet up with; catch up with; have a meeting with; convene with = meet = meet up with = meet
contact: ping; hit up; get hold of; get in touch with; reach out to; contact; make contact with = contact = get in touch with = contact
visit: swing by; drop by; pop round to; stop by; visit; pay a visit to = visit = stop by = visit
collect: grab; pick up; fetch; collect = collect = pick up = pick up = collect
deliver: drop off; deliver; bring over = deliver = drop off = deliver
scrap: ditch; scrap; call off; cancel; blow off = cancel = call off = cancel
arrive: show up; turn up; roll up; arrive; make an appearance = arrive = show up = arrive
damage: mess up; screw up; wreck; bust; damage; inflict damage on = damage = mess up = damage
handin: hand in; turn in; submit = submit = hand in = submit
fillout: fill out; fill in; complete = complete = fill in = complete
discard: get rid of; chuck out; bin; toss; dispose of; throw out = dispose of = throw out = throw out = dispose of
answer: get back to; reply to; respond to; give a reply to = reply to = get back to = reply to
bear: put up with; stand; tolerate = tolerate = put up with = tolerate
reduce: cut down on; cut back on; reduce; effect a reduction in = reduce = cut down on = reduce
pay: cough up; fork out; shell out; pay; remit = pay = pay = pay
moan: moan about; whine about; go on about; complain about = complain about = complain about = complain about
skipx: skip; bail on; miss = miss = skip = miss
conk: conk out; pack up; break down; die; stop working; cease functioning = stop working = break down = break down = stop working
rest: chill; chill out; relax; take it easy = relax = chill = relax
waitfor: hang on for; wait for; hold on for; await = wait for = wait for = wait for
runout: run out of; exhaust the supply of = run out of = run out of = run out of
think: reckon; figure; think; guess; suppose = believe = think = think = believe
give: hand over; give; pass; provide; supply = provide = give = give = provide
lookfor: look for; hunt for; search for; conduct a search for = look for = look for = look for
movein: move out of; clear out of; vacate = move out of = move out of = leave
goup: go up; shoot up; increase; go through the roof = increase = go up = rise = increase
godown: go down; drop; decrease; plummet = decrease = go down = fall = decrease
choose: go for; pick; choose; opt for; select = choose = pick = choose
happen: happen; go down; occur; take place = occur = happen = happen
keepon: keep on; carry on; continue; proceed with = continue = keep on = keep on = continue
check: double-check; check; verify; conduct a check of = check = check = check
borrow: borrow; nick; bum; have the loan of = borrow = borrow = borrow
explain: walk through; explain; clarify; provide an explanation of = explain = explain = explain
inspect: check out; inspect; have a nose at; carry out an inspection of = inspect = check out = inspect
"""
_INFLECTED = ("fix", "buy", "help", "start", "end", "getit", "use", "lookat", "lookinto", "callup", "putoff", "setup",
              "talkabout", "findout", "sendover", "keepin", "leave", "decide", "ask", "try", "show")  # fmt: skip
_FORMS = {"ed": past, "en": participle, "ing": ing, "s": third}


def _inflected(edits: dict[str, Edit]) -> dict[str, Edit]:
    """Every form of every verb: the first word of each wording is inflected."""
    out = {}
    for key, edit in edits.items():
        for name, form in _FORMS.items():
            out[f"{key}+{name}"] = Edit(
                tuple(_with_first(form, text) for text in edit.typed),
                *(_with_first(form, text) for text in edit[1:]),
            )
    return out


def _with_first(form: Callable[[str], str], text: str) -> str:
    first, _, rest = text.partition(" ")
    return f"{form(first)} {rest}".rstrip()


def _parse(rows: str) -> dict[str, Edit]:
    edits = {}
    for row in rows.strip().splitlines():
        key, _, rest = row.partition(": ")
        typed, *answers = (part.strip() for part in rest.split("="))
        full, easy, short = answers[:3]
        bold = answers[3] if len(answers) > 3 else full
        edits[key] = Edit(tuple(typed.split("; ")), full, easy, short, bold)
    return edits


EDITS = _parse(_ROWS) | _parse(_VERB_ROWS)
EDITS |= _inflected(
    {key: EDITS[key] for key in (*_parse(_VERB_ROWS), *_INFLECTED) if key != "decide"}
)
_MARK = re.compile(r"<([a-z]+(?:\+[a-z]+)?)>")
_FIELD = {"formal": "full", "polite": "full", "casual": "easy", "friendly": "easy",
          "concise": "short", "confident": "bold"}  # fmt: skip


def typed(message: Message, rng: random.Random, tone: str | None = None) -> Message:
    """Return the message as somebody words it before anyone has rewritten it.

    With a ``tone`` the wordings that its answer does not have are preferred, for *concise* the longer ones.
    """
    if tone is None or rng.random() < 0.2:
        return _resolved(message, lambda key: rng.choice(EDITS[key].typed))
    field = _FIELD[tone]

    def far(key: str) -> str:
        edit = EDITS[key]
        answer = getattr(edit, field)
        least = len(answer) if tone == "concise" else 0
        others = [text for text in edit.typed if text != answer and len(text) > least]
        return rng.choice(others or edit.typed)

    return _resolved(message, far)


def toned(message: Message, tone: str) -> Message:
    """Return the message with every local edit made for a tone."""
    field = _FIELD[tone]
    return _resolved(message, lambda key: getattr(EDITS[key], field))


def _resolved(message: Message, wording: Callable[[str], str]) -> Message:
    def put(text: str) -> str:
        if "<" not in text:
            return text
        text = _MARK.sub(lambda match: wording(match[1]) if match[1] in EDITS else match[0], text)
        text = re.sub(r" {2,}", " ", text).replace(" ,", ",").strip(" ,")
        return re.sub(r",+(?=,)", "", text)

    sentences = tuple(s._replace(text=put(s.text), lead=put(s.lead)) for s in message.sentences)
    return message._replace(sentences=sentences)
