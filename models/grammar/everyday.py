"""What people really write about, with the chat words, phrasal verbs and set phrases they use.

Nearly every frame holds a local edit, in any tense and after any auxiliary.  Gaps are those of
``clause_frames``; the fillers are drawn freely, so no content can be guessed.
"""

from __future__ import annotations

import random

from models.grammar.message import Sentence
from models.grammar.open_clauses import OpenClauses

_TELL = (
    "I'm <latex>", "I'm <latex>, see you {at}", "I'm <veryx> <tired>", "I'm <swamped> {future}", "I'm <unwell> and <unable> <cometo> the {event}",
    "I'm <free> {onday} at {time}", "I'm <free> <until> {weekday}", "I'm <gonna> be <latex>", "I'm <gonna> <collect> {np} {future}", "I'm <gonna> <scrap> the {event}",
    "I'm <worried> about {paper}", "I'm <happy> with {np}", "I'm <angry> about {paper}", "I'm <collect+ing> {who} at {time}", "I'm <lookfor+ing> {np}",
    "I'm still <waitfor+ing> {np}", "I'm <movein+ing> the <flat> {onday}", "I'm <meetup+ing> {who} {onday} at {time}", "I'm <handin+ing> {paper} {future}",
    "I <needto> <collect> {np} {at}", "I <needto> <fillout> {paper} <before> {weekday}", "I <needto> <discard> {np}", "I <needto> <leave> at {time}", "I <needto> <visit> the {place}",
    "I <wanna> <meetup> {who} {onday}", "I <wanna> <scrap> my order {code}", "I <wanna> <borrow> your {noun}", "I <wanna> <talkabout> {paper} <inperson>",
    "I <gotta> <leave> at {time}", "I <gotta> <handin> {paper} {future}", "I <gotta> <pay> {money} {future}", "I <gotta> <collect> my <kids> at {time}",
    "I <dunno> where the {noun} is", "I <dunno> why {subj} is {adj}", "I <dunno> who {ved}", "I <unable> <visit> the {place} {future}", "I <unable> <meetup> {who} {onday}",
    "I <unable> open {file}", "I <unable> <collect> {np} <before> {time}", "I <unable> <bear> the noise anymore", "I <collect+ed> {np} {past}", "I <deliver+ed> {np} {at} {past}",
    "I <contact+ed> {who} {past}", "I <visit+ed> the {place} {past}", "I <damage+ed> {np}", "I <handin+ed> {paper} {past}", "I <fillout+ed> {paper}", "I <pay+ed> {money} for {np}",
    "I <discard+ed> {np} {past}", "I <answer+ed> {who} {past}", "I <meetup+ed> {who} {past}", "I <check+ed> {paper} <again>", "I <choose+ed> the {adj} {noun}", "I <buy+ed> {np} for {money}",
    "I've <fix+en> {np}", "I've <scrap+en> the {event}", "I've <contact+en> {who} {count} times", "I've <lookat+en> {paper}", "I've already <pay+en> {money}", "I've <waitfor+en> {np} for {duration}",
    "I didn't <getit> {paper}", "I couldn't <bear> {np}", "I was <latex> <because> {who} {ved}", "I was <unwell> {past}", "I'll <collect> {np} {future}", "I'll <deliver> {np} at {time}",
    "I'll <answer> {who} {future}", "I'll <contact> {who} {onday}", "I'll <visit> the {place} <later>", "I'll <scrap> it if {who} isn't <free>", "I'd <choose> the {adj} {noun}",
    "I left my <docs> {at}", "I left my <bike> {at}", "my <bike> is <busted>", "my <fridge> <conk+ed> {past}", "my <telly> is <busted>", "my <phone> <conk+ed> {past}", "my <buddy> {who} can {vp}",
    "my <buddy> needs {np}", "my <boss> is <angry> about {paper}", "my <kids> are <unwell>", "my <car> <conk+ed> {at}", "my <flat> is <chaos>",
    "we're <gonna> <meetup> {who} {onday}", "we're <latex>", "we're <runout+ing> {stuff}", "we <runout+ed> {stuff} {past}", "we <needto> <reduce> {stuff}", "we <needto> <scrap> the {event} <lastm>",
    "we <wanna> <start> at {time}", "we <gotta> <talkabout> {paper}", "we <setup+ed> the {event}", "we'll <talkabout> it <later>", "we've <putoff+en> the {event} to {weekday}", "we <waitfor+ed> {who} for {duration}",
    "{who} is <angry> about {paper}", "{who} is <unwell>, so we <needto> <putoff> the {event}", "{who} <arrive+ed> at {time}", "{who} never <arrive+s> on time",
    "{who} didn't <arrive> {past}", "{who} <skipx+ed> the {event}", "{who} <damage+ed> {np}", "{who} hasn't <answer+en> me yet", "{who} keeps <moan+ing> {paper}", "{who} <moan+s> {paper} <alltime>",
    "{who} is <lookfor+ing> {np}", "{who} <choose+ed> {np}", "{who} will <collect> {np} {future}", "{who} was <veryx> <odd> {past}", "{who} is <gonna> <leave> at {time}", "{who} can <deliver> {np} {future}",
    "<iwant> my {noun} back", "<iwant> {np}", "<iwant> my money back", "<iwant> an answer by {weekday}", "<promised> {vp}", "<promised> <collect> {np} {past}",
    "the <stupid> {noun} is <busted> <again>", "I <unable> open the <stupid> {noun}", "your <stupid> {noun} is in front of my {noun}",
    "the {noun} is <busted>", "the {noun} is <veryx> <pricey>", "the {noun} was <cheap>", "the {noun} was <meh>", "the {noun} looks <dodgy>", "the {noun} {at} is <busted> <again>", "the {noun} <conk+ed> <again>",
    "the {event} was <scrap+en> <lastm>", "the {event} got <putoff+en> to {weekday}", "the price <goup+ed> from {money} to {money}", "the rent is <goup+ing>", "sales <godown+ed> by {percent} {past}",
    "the {place} is <chaos>", "the {role} was <quitejob>", "the email from {company} looks <dodgy>", "the washing machine <conk+ed> {past}", "the <docs> are {at}", "<whole> {noun} is {adj}",
    "the <kids> <needx> {np} for school", "that's <nogo>", "this is <nogo>", "it's <nogo> that {who} {ved}", "it's <odd> that {subj} is {adj}", "it <happen+ed> {past}", "it <happen+s> <alltime>",
    "it's <ok> <fornow>", "there are <twox> {noun}|s {at}", "there are <lots> {noun}|s {at}", "nobody <answer+ed> my email", "nobody <inspect+ed> the {noun}",
    "you can <collect> {np} {at}", "you can <pay> {money} <later>", "you <needto> <fillout> {paper}", "you were <latex> <again>", "your <buddy> {who} left {np} {at}",
    "the <bday> of {who} is on {date}", "the lecture at <uni> starts at {time}", "the room number is {n}, not {n}", "{time} is <ok> for me", "{weekday} doesn't work for me", "{code} is the new one, {code} is the old one",
)  # fmt: skip
_REQUEST = (
    "<collect> {np} {at}", "<collect> {who} at {time}", "<deliver> {np} at {address}", "<contact> {who} <asap>", "<answer> {who} by {weekday}", "<scrap> my order {code}", "<scrap> the {event}",
    "<handin> {paper} by {weekday}", "<fillout> {paper} and <sendover> it to {email}", "<discard> {np}", "<discard> your {noun}|s", "<check> {file}", "<check> whether {who} {ved}", "<fix> the {noun} <asap>",
    "<letme> <ifc> {subj} is {adj}", "<letme> when {who} <arrive+s>", "<letme> by {weekday}", "<visit> the {place} and <buy> {np}", "<explain> {paper}", "<inspect> the {noun} {at}", "<waitfor> {who} {at}",
    "<meetup> {who} {onday}", "<pay> the {money} by {date}", "<choose> {np}", "<reduce> the noise", "<leave> {np} {at}", "turn the music down", "move your <car>", "move your {noun}, it's in front of my {noun}",
    "<movein> the <flat> by {date}", "<keepon> the {noun}", "<give> {who} {np}", "<show> {who} where the {noun} is", "<sendover> me the <docs> for {paper}", "<sendover> me the {noun} number of {who}", "take me off the list",
    "keep your dog off my {noun}", "clean up after yourself", "pay me back the {money}", "give me my {noun} back", "bring back {np} {future}", "lower the price to {money}", "change the date to {date}",
)  # fmt: skip
_ASK = (
    "are you <free> {onday}", "are you <gonna> <cometo> the {event}", "are you <collect+ing> {who}", "did you <collect> {np}", "did you <handin> {paper}", "did you <pay> the {money}", "did {who} <contact> you",
    "have you <fillout+en> {paper}", "have you <fix+en> {np}", "can we <scrap> the {event}", "can we <meetup> {who} {onday}", "can I <borrow> your <bike>", "when does {who} <arrive>", "when can I <collect> {np}",
    "why did the price <goup>", "what <happen+ed> to {np}", "who <damage+ed> {np}", "who is <collect+ing> {who}", "is {np} <pricey>", "do we <needto> <fillout> {paper}", "do you <wanna> <talkabout> {paper}",
    "should I <discard> {np}", "will you be <latex>", "is {who} <unwell>", "is the {noun} <busted>", "where can I <handin> {paper}",
)  # fmt: skip
_GRIPE = (
    "the {noun} you sent is <busted>",
    "the {noun} arrived <busted>",
    "you charged me {money} twice",
    "you sent me the wrong {noun}",
    "your dog keeps me awake",
    "your music is too loud",
    "your {noun} is in front of my {noun}",
    "nobody <arrive+ed> {past}",
    "I've been <waitfor+ing> my {noun} for {duration}",
    "the {noun} was supposed to be here {past}",
    "your invoice {code} is wrong",
    "the service was <badx>",
    "the {noun} is <busted> for the second time",
    "I won't <pay> {money} for a <busted> {noun}",
    "your {noun} is too {adj}",
)
_BAD = (
    "I <unable> <cometo> the {event} {onday}",
    "I <unable> make it {onday}",
    "I <unable> <deliver> {np} <before> {weekday}",
    "I lost the {noun} you gave me",
    "I <damage+ed> your {noun}",
    "I won't be <free> {onday}",
    "I forgot to <answer> {who}",
    "I forgot to <handin> {paper}",
    "I <needto> <scrap> the {event}",
    "we <runout+ed> {stuff}",
    "we <gotta> <scrap> the {event}",
)
_DONE = (
    "<pay+en> me back the {money}",
    "<answer+en> my email",
    "<fix+en> the {noun}",
    "<sendover+en> me {file}",
    "{vpp}",
    "<collect+en> {np}",
    "<handin+en> {paper}",
    "<fillout+en> {paper}",
    "<contact+en> {who}",
    "{vpp}",
)
_DOING = ("<moan+ing> {paper}", "<use+ing> my {noun}", "{ving}", "calling me at {time}", "parking in front of my {noun}", "touching my {noun}", "sending me {noun}|s", "{ving}", "blocking the {noun}")  # fmt: skip

_KINDS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("tell", _TELL, 0.44),
    ("req", _REQUEST, 0.64),
    ("ask", _ASK, 0.73),
    ("bad", _BAD, 0.79),
    ("gripe", _GRIPE, 0.86),
    ("omitted", _DONE, 0.90),
    ("forgotten", _REQUEST, 0.93),
    ("stop", _DOING, 0.97),
    ("dont", _REQUEST, 0.98),
    ("may", _REQUEST, 0.99),
    ("suggest", _REQUEST, 1.0),
)


class Everyday:
    """Writes sentences of everyday speech."""

    def __init__(self, rng: random.Random, open_: OpenClauses) -> None:
        self.rng = rng
        self.open = open_

    def sentence(self) -> Sentence:
        """One sentence of any kind; now and then two of a kind joined."""
        rng = self.rng
        roll = rng.random()
        kind, frames = next((kind, frames) for kind, frames, limit in _KINDS if roll < limit)
        text = self.open.framed(frames)
        if kind == "tell" and rng.random() < 0.25:
            link = rng.choice(
                (" <because> ", ", <soc> ", ", <butc> ", " and ", ", so ", ", but ", " because ")
            )
            text = f"{text}{link}{self.open.framed(_TELL)}"
        if kind == "req" and rng.random() < 0.15:
            text = f"{text} and {self.open.framed(_REQUEST)}"
        return Sentence(kind, text)
