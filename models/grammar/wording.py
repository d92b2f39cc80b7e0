"""Words the source: how people put a sentence of each kind before anyone rewrites it."""

from __future__ import annotations

import random
from collections.abc import Mapping

from models.grammar.language import expand, indirect, sentence_case, small_start
from models.grammar.lexicon.forms import ing
from models.grammar.message import Message, Sentence
from models.grammar.phrases import PHRASES

# Three registers a kind: everyday, terse (chat), stiff.  "%s" is the sentence's text.
_FORMS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "state": (
        ("%s.", "%s.", "%s.", "%s.", "just so you know, %s.", "I wanted to tell you that %s."),
        ("%s", "%s", "%s", "just wanted to say %s", "fyi %s", "so %s", "well %s", "btw %s"),
        ("please note that %s.", "I would like to inform you that %s.", "%s."),
    ),
    "bad": (
        ("%s.", "%s.", "%s.", "unfortunately %s.", "I'm afraid %s.", "bad news, %s."),
        ("%s", "%s", "%s", "so %s", "ugh %s", "unfortunately %s"),
        ("I regret to inform you that %s.", "unfortunately, %s.", "I am afraid that %s."),
    ),
    "ask": (
        ("%s?", "%s?", "%s?", "quick question, %s?", "just wondering, %s?"),
        ("%s?", "%s?", "%s", "so %s?", "hey %s?"),
        ("%s?", "I would like to know: %s?", "may I ask: %s?"),
    ),
    "req": (
        (
            "can you %s?",
            "could you %s?",
            "please %s.",
            "can you please %s?",
            "I need you to %s.",
            "%s.",
        ),
        (
            "%s",
            "%s",
            "%s",
            "pls %s",
            "%s pls",
            "can you %s",
            "can you %s pls",
            "just %s",
            "gotta ask you to %s",
        ),
        ("could you please %s?", "I would appreciate it if you could %s.", "would you please %s?"),
    ),
    "dont": (
        ("don't %s.", "please don't %s.", "don't %s, please."),
        ("don't %s", "pls don't %s", "don't %s ok"),
        ("please do not %s.", "do not %s."),
    ),
    "sorry": (
        ("I'm sorry %s.", "sorry %s.", "I'm really sorry %s."),
        ("sorry %s", "so sorry %s", "my bad, sorry %s"),
        ("I apologize %s.", "please accept my apologies %s."),
    ),
    "thanks": (
        ("thank you %s.", "thanks %s!", "thanks a lot %s.", "many thanks %s."),
        ("thanks %s", "thx %s", "thanks so much %s", "ty %s"),
        ("thank you very much %s.", "I would like to thank you %s."),
    ),
    "plan": (
        ("I'll %s.", "I'm going to %s.", "I will %s."),
        ("I'll %s", "gonna %s", "I'm gonna %s", "will %s"),
        ("I will %s.", "I am going to %s."),
    ),
    "might": (
        ("I might %s.", "maybe I'll %s.", "perhaps I'll %s."),
        ("might %s", "maybe I'll %s", "I might %s"),
        ("I may %s.", "I might %s."),
    ),
    "think": (
        ("I think %s.", "I guess %s.", "I feel like %s.", "I think that %s."),
        ("I think %s", "I guess %s", "imo %s", "I kinda think %s", "tbh I think %s"),
        ("I believe that %s.", "in my opinion, %s."),
    ),
    "suggest": (
        ("let's %s.", "why don't we %s?", "how about we %s?", "maybe we could %s.", "shall we %s?"),
        ("let's %s", "wanna %s together?", "how about we %s", "maybe we could %s"),
        ("I would suggest that we %s.", "perhaps we could %s."),
    ),
    "offer": (
        ("I can %s if you want.", "do you want me to %s?", "I could %s."),
        ("want me to %s?", "I can %s if you want", "I can %s"),
        ("I would be glad to %s.", "would you like me to %s?"),
    ),
    "need": (
        ("I need %s.", "I really need %s.", "can I get %s?", "can I have %s, please?"),
        ("need %s", "I need %s", "gimme %s", "can I get %s"),
        ("I would like to request %s.", "I need %s."),
    ),
    "invite": (
        ("do you want to %s?", "would you like to %s?", "I'd be happy if you could %s."),
        ("wanna %s?", "want to %s?", "u wanna %s?"),
        ("I would like to invite you to %s.", "would you like to %s?"),
    ),
    "remind": (
        ("don't forget to %s.", "remember to %s.", "please remember to %s."),
        ("don't forget to %s", "remember to %s", "reminder to %s"),
        ("please do not forget to %s.", "I would like to remind you to %s."),
    ),
    "congrats": (
        ("congratulations on %s!", "congrats on %s!"),
        ("congrats on %s", "wow congrats on %s", "grats on %s"),
        ("please accept my congratulations on %s.",),
    ),
    "wish": (
        ("have %s!", "I hope you have %s.", "have %s."),
        ("have %s", "hope you have %s"),
        ("I wish you %s.", "I hope you have %s."),
    ),
    "hope": (
        ("I hope %s.", "hopefully %s.", "I really hope %s."),
        ("hope %s", "hopefully %s", "fingers crossed %s"),
        ("I hope that %s.", "I do hope that %s."),
    ),
    "ing": (("I'm %s.", "%s."), ("%s", "%s", "im %s"), ("I am currently %s.", "I am %s.")),
    "note": (("%s.", "note: %s."), ("%s", "%s"), ("please note: %s.", "%s.")),
    "may": (
        ("can I %s?", "could I %s?", "is it okay if I %s?"),
        ("can I %s", "ok if I %s?", "can I %s?"),
        ("may I %s?", "would it be possible for me to %s?"),
    ),
    "like": (
        ("I'd like to %s.", "I want to %s.", "I'd love to %s."),
        ("I wanna %s", "want to %s", "I want to %s"),
        ("I would like to %s.", "I would very much like to %s."),
    ),
    "advise": (
        ("you should %s.", "maybe you should %s.", "I think you should %s."),
        ("you should %s", "you should probably %s", "better %s"),
        ("I would recommend that you %s.", "you should %s."),
    ),
    "praise": (
        ("%s.", "%s!", "I just want to say %s."),
        ("%s", "%s", "wow %s"),
        ("%s.", "I must say that %s."),
    ),
    "condole": (
        ("I'm so sorry %s.", "I'm sorry %s."),
        ("so sorry %s", "sorry %s"),
        ("please accept my condolences %s.", "I am deeply sorry %s."),
    ),
    "see": (
        ("see you %s.", "see you %s!"),
        ("see you %s", "see ya %s", "cya %s"),
        ("I look forward to seeing you %s.", "see you %s."),
    ),
    "keep": (("%s.",), ("%s",), ("%s.",)),
    "tell": (("%s.",), ("%s",), ("%s.",)),
    "gripe": (
        ("%s.", "%s.", "%s!", "unfortunately %s.", "sadly, %s."),
        ("%s", "%s!!", "ugh %s", "so %s", "%s wtf", "omg %s"),
        ("I wish to complain that %s.", "I regret to inform you that %s.", "%s."),
    ),
    "omitted": (
        ("you still haven't %s.", "you haven't %s, again.", "I see you still haven't %s."),
        (
            "you still haven't %s",
            "still haven't %s I see",
            "u never %s did u",
            "how come u still haven't %s",
        ),
        ("you have still not %s.", "I am disappointed that you have not %s."),
    ),
    "forgotten": (
        (
            "you forgot to %s.",
            "you forgot to sadly, %s.",
            "of course you forgot to %s.",
            "typical, you forgot to %s.",
        ),
        (
            "you forgot to %s",
            "you forgot to %s AGAIN",
            "you totally forgot to %s",
            "so you forgot to %s",
        ),
        ("you have failed to %s.", "you neglected to %s."),
    ),
    "stop": (
        (
            "stop %s.",
            "stop %s already!",
            "can you stop %s?",
            "would you please stop %s.",
            "enough with %s.",
        ),
        ("stop %s", "quit %s", "pls stop %s", "can u stop %s", "stop %s already"),
        ("kindly cease %s.", "I must ask you to stop %s.", "you are requested to refrain from %s."),
    ),
    "sign": (
        ("best, %s", "thanks, %s", "%s"),
        ("- %s", "%s", "cheers %s"),
        ("Kind regards, %s", "Regards, %s"),
    ),
}
_BARE_FORMS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "sorry": (
        ("I'm sorry.", "sorry!", "sorry.", "I'm so sorry."),
        ("sorry", "sorry!!", "so sorry", "sry", "my bad"),
        ("I apologize.", "please accept my apologies."),
    ),
    "thanks": (
        ("thanks!", "thank you.", "thanks a lot.", "thank you so much!"),
        ("thanks", "thx", "ty", "thanks!!", "tysm", "cheers"),
        ("thank you.", "thank you very much.", "many thanks."),
    ),
    "see": (("see you!", "see you soon."), ("cya", "see ya"), ("see you soon.",)),
}
_GREETINGS = (
    ("hi", "hello", "hey"),
    ("hey", "hi", "yo", "heya", "hiya", "hey there"),
    ("hello", "good morning", "good afternoon", "dear"),
)
_FILLERS = ("um", "so", "well", "ok so", "actually", "honestly", "basically", "oh", "haha", "tbh")
_TAILS = ("lol", "haha", "you know", "I mean", "or something", "tho", "ok?")
EVERYDAY, TERSE, STIFF = 0, 1, 2
_DROP = (0.1, 0.4, 0)  # statements without their "I", by register


def word_source(
    message: Message,
    register: int,
    rng: random.Random,
    frames: Mapping[str, tuple[str, ...]] | None = None,
) -> list[str]:
    """Word each sentence in a register; the first item starts with the greeting, if there is one.

    ``frames`` come before the register's own wording, for the kinds that they know.

    Sentences come with a capital and an end mark (terse ones may lack the mark); typing noise is
    somebody else's work.
    """
    random_ = rng.random
    out: list[str] = []
    for sentence in message.sentences:
        text = _worded(sentence, register, rng, frames or {})
        if register == TERSE and random_() < 0.06:
            text = f"{rng.choice(_FILLERS)} {text}"
        if register == TERSE and random_() < 0.04 and sentence.kind in ("state", "bad", "plan"):
            text = f"{text.rstrip('.')} {rng.choice(_TAILS)}"
        out.append(sentence_case(expand(text) if register == STIFF else text))
    _melt_apology(message, out, rng)
    if message.greeting is not None:
        _greet(message.greeting, out, register, rng)
    return out


def _worded(
    sentence: Sentence, register: int, rng: random.Random, frames: Mapping[str, tuple[str, ...]]
) -> str:
    kind, text, lead = sentence
    if kind == "ack":
        return rng.choice(PHRASES[text].typed)
    if not text:
        return rng.choice(_BARE_FORMS[kind][register])
    if kind in frames:
        worded = rng.choice(frames[kind]) % text
        return f"{lead}, {worded}" if lead else worded
    if register != STIFF and kind in ("state", "bad") and rng.random() < _DROP[register]:
        text = _dropped_subject(text)
    worded = _unusual(kind, text, rng) if rng.random() < 0.2 else ""
    worded = worded or rng.choice(_FORMS[kind][register]) % text
    if lead:
        comma = "," if register != TERSE or rng.random() < 0.4 else ""
        worded = f"{lead}{comma} {worded}"
    return worded


# More ways, for every register.
_UNUSUAL = {
    "state": ("heads up, %s.", "quick update: %s.", "I'm writing to tell you that %s.", "update, %s.", "guess what, %s.",
              "for your information, %s.", "as I said, %s.", "by the way, %s."),
    "bad": ("I'm sorry to say that %s.", "the thing is, %s.", "turns out %s.", "sadly, %s.",
            "%s, unfortunately.", "I hate to say it, but %s.", "I have to tell you that %s."),
    "req": ("I was wondering if you could %s.", "any chance you could %s?", "you need to %s.", "I want you to %s.",
            "would you be able to %s?", "I'd like you to %s.", "it would be great if you could %s.", "you have to %s.",
            "can you maybe %s?", "do me a favor and %s.", "be so kind and %s.", "could you just %s?", "please just %s."),
    "plan": ("I am planning to %s.", "I plan to %s.", "my plan is to %s.", "I'm about to %s."),
    "think": ("I would say %s.", "if you ask me, %s.", "it seems to me that %s.", "I'm pretty sure %s.", "probably %s."),
    "suggest": ("what if we %s?", "do you want to %s with me?"),
    "need": ("I could use %s.", "I'm looking for %s.", "do you have %s for me?", "could I have %s?", "I would like %s."),
    "may": ("would it be okay if I %s?", "do you mind if I %s?", "am I allowed to %s?", "any chance I can %s?"),
    "thanks": ("I really appreciate it, thanks %s.", "I just wanted to say thank you %s.", "big thanks %s!"),
    "sorry": ("I want to apologize %s.", "I feel bad, sorry %s.", "sorry again %s."),
    "remind": ("you have to remember to %s.", "just a reminder to %s.", "please don't forget to %s."),
    "advise": ("why don't you %s?", "if I were you I would %s.", "it might be good to %s."),
}  # fmt: skip


def _unusual(kind: str, text: str, rng: random.Random) -> str:
    if kind == "ask":
        turned = indirect(text)
        if not turned:
            return ""
        turned = turned.replace("whether ", "if ", 1)
        return (
            rng.choice(
                (
                    "I was wondering %s.",
                    "can you tell me %s?",
                    "do you know %s?",
                    "I want to know %s.",
                )
            )
            % turned
        )
    if kind == "req" and rng.random() < 0.15:
        verb, _, rest = text.partition(" ")
        return (
            f"would you mind {ing(verb)} {rest}?"
            if "\x01" not in verb and " and " not in rest
            else ""
        )
    forms = _UNUSUAL.get(kind)
    return rng.choice(forms) % text if forms else ""


def _dropped_subject(text: str) -> str:
    for start in (
        "I can't",
        "I won't",
        "I'll be",
        "I got",
        "I lost",
        "I need",
        "I forgot",
        "I couldn't",
    ):
        if text.startswith(start):
            return text[2:] if text[1] == " " else f"will {text[5:]}"
    return text


def _melt_apology(message: Message, out: list[str], rng: random.Random) -> None:
    """Sometimes write "sorry but X" or "X, sorry" for the two sentences X and "sorry"."""
    for at in range(len(message.sentences) - 1):
        first, second = message.sentences[at], message.sentences[at + 1]
        if first.kind != "bad" or second != Sentence("sorry", ""):
            continue
        roll = rng.random()
        if roll < 0.35:
            start = "Sorry but " if rng.random() < 0.6 else "I'm sorry, but "
            out[at] = start + small_start(out[at])
            del out[at + 1]
        elif roll < 0.65:
            out[at] = out[at].rstrip(".!") + rng.choice(
                (", sorry", ", sorry!", ", so sorry", " sorry!!")
            )
            del out[at + 1]
        elif roll < 0.8:
            out[at], out[at + 1] = out[at + 1], out[at]
        return


def _greet(name: str, out: list[str], register: int, rng: random.Random) -> None:
    if name and register != STIFF and rng.random() < 0.25:  # called by name alone
        out[0] = f"{name}{rng.choice((', ', ' '))}{small_start(out[0])}"
        return
    greeting = rng.choice(_GREETINGS[register])
    if greeting == "dear" and not name:
        greeting = "hello"
    called = f"{greeting} {name}" if name else greeting
    mark = rng.choice((", ", ", ", "! ", " ")) if register == TERSE else ", "
    first = out[0]
    if mark != "! ":
        first = small_start(first)
    out[0] = sentence_case(called) + mark + first
