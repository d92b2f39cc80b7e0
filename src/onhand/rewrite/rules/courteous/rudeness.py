# ruff: noqa: E501 - tables read best a row a line
"""Insults, oaths and sarcasm taken out of a message; what it says and demands stays."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onhand.rewrite.rules.courteous.gentler import with_time
from onhand.rewrite.rules.english.sentences import Sentence, capital, join, split_sentences
from onhand.rewrite.rules.english.words import replaced

_OATH = (
    r"(?:for (?:god|christ|fuck|heaven|crying out|pete|goodness)(?:['’]?s)? ?(?:sake|loud)|ffs|jfc|wtf|omfg|omg|fml|smh|lmao|lmfao|oh my (?:god|gosh|days)|my god|good god|jesus(?: christ)?|christ|jeez|geez|bloody hell|holy (?:shit|crap|cow)|"
    r"goddamn(?: it)?|god damn(?: it)?|damn it|dammit|damnit|damn|fuck(?: (?:sake|me|this|it|that))?|shit|crap|hell|ugh+|argh+|grr+|duh|pfft?|i swear(?: to god)?|screw (?:this|that|it)|"
    r"(?:are you|r u) (?:kidding(?: me)?|joking|serious|deaf|blind|stupid|insane|crazy|for real|out of your mind|dumb|nuts)(?: right now)?|you(?:['’]ve| have)(?: got)? to be (?:kidding|joking)(?: me)?|you must be (?:kidding|joking)(?: me)?|is this (?:a|some kind of|some sort of) joke|"
    r"seriously|srsly|honestly|how dare you|come off it|give over|get over (?:it|yourself)|pull the other one|oh please|(?:I['’]m|I am) warning you|come on(?: (?:man|guys|dude|bro|people|mate))?|cmon|for real|no shit|no kidding|get a grip|give me a break|gimme a break|what (?:the|in the) (?:hell|fuck|heck|actual fuck)(?: is (?:this|wrong with you(?: people| guys)?|that))?|"
    r"what(?:['’]s| is) wrong with you(?: people| guys)?|what(?:['’]s| is) your problem|do (?:you|u) (?:even )?(?:think i(?:['’]m| am) (?:stupid|an idiot)|have a brain)|how hard (?:can|could) it be|how hard is (?:it|that)|hello+(?=\?)|anyone home|unbelievable|un-?fucking-?believable|"
    r"unreal|pathetic|ridiculous|disgusting|shameful|what a joke|absolute(?:ly)? (?:joke|disgrace|pathetic|ridiculous|disgusting|unacceptable|unbelievable)|shame on you(?: all| guys)?|you should be ashamed(?: of yourselves| of yourself)?|great job|nice going|good job|way to go|bravo|congratulations|thanks for nothing|get real|wake up|no excuses|"
    r"i(?:['’]m| am) (?:so |really |absolutely )?(?:sick|tired|sick and tired|fed up)(?: of (?:this|it|you|your (?:crap|bullshit|shit|nonsense|excuses)))?|i(?:['’]ve| have) had (?:enough|it)(?: of (?:this|you))?|enough is enough|use your (?:head|brain|eyes)|what(?:['’]s| is) the matter with you|are you listening|can(?:['’]t|not| not) you (?:read|count|hear|see|listen)|get it together|get your act together|do your (?:damn |fucking |bloody )?jobs?|grow up)"
)
_OATH_FIRST = re.compile(rf"(?:and |but |oh |so |like |well )*{_OATH}(?:,? (?:man|dude|bro|mate|guys|people|you (?:guys|people|idiots?|morons?)))?(?:\s*[,.!?…:;–—-]+\s*|\s*$)", re.I)  # fmt: skip
_OATH_LAST = re.compile(rf"(?:\s*[,;–—-]+\s*|\s+)(?:{_OATH.replace('|shit|crap|hell|', '|').replace('|seriously|srsly|honestly|', '|').replace('|damn|', '|').replace('|pathetic|ridiculous|disgusting|shameful|', '|').replace('|congratulations|', '|')})\s*(?=[.!?]*$)", re.I)  # fmt: skip
_MID = re.compile(
    r"(?<=\b)(?:the (?:hell|heck|fuck|actual (?:hell|fuck)|bloody hell)|in (?:god['’]s name|the world)|on earth)\b\s?", re.I
)  # fmt: skip
_WH_AHEAD = re.compile(
    r"\b(?:what|where|who|why|how|when)(?:['’]s|['’]re| is| are| was| were)?\s$", re.I
)
_SWEAR = re.compile(
    r"\b(?:mother)?(?:fucking|fuckin|freaking|frickin|fricking|friggin|goddamn(?:ed)?|god damn|damn(?:ed)?|blasted|flipping|bloody|effing|f[*#@u]+ck?ing|shitty|crappy|(?:(?<=your )|(?<=this )|(?<=that )|(?<=the )|(?<=these )|(?<=those )|(?<=ask )|(?<=asking )|(?<=such ))(?:stupid|dumb|idiotic|lousy|pathetic|ridiculous|silly|lame)(?= (?!of|to|and|but|or)\w)|sorry ass|lazy(?= (?:ass|arse|asses|people|guys)))\s+(?:ass(?:es)?\s+|arse\s+)?", re.I
)  # fmt: skip
_NAMED = r"(?:you )?(?:(?:complete|total|absolute|bloody|fucking|stupid|damn|lazy|utter|lying|big|bunch of|such an?)\s+)*(?:idiots?|morons?|imbeciles?|fools?|losers?|jerks?|assholes?|arseholes?|bastards?|dumbass(?:es)?|dickheads?|pricks?|clowns?|crooks?|scammers?|thieves|liars?|twats?|wankers?|muppets?|numpty|jackass|dummy|cretins?|pigs?|slobs?)"
_INSULT = re.compile(
    rf"(?:,?\s+(?:and )?{_NAMED}(?=\s*(?:[.!?,]|$)))|^{_NAMED}\s*[,.!?:]+\s*", re.I
)
_NO_CALL = re.compile(r"\b(?:my|your|his|her|our|their|its|the|an?|of|for|with|by|like|as|to|these|those|this|that|some|any|no|from|and|or|is|are|was|were|be|been|two|three|\d+)$", re.I)  # fmt: skip
_INSULT_CLAUSE = re.compile(
    rf"(?:^|(?<=[,.] ))(?:what an? |you(?:['’]re| are| guys are| people are)(?: all)? (?:just |really )?(?:an? |all |such an? |nothing but |a bunch of |the )?(?:{_NAMED}|useless|pathetic|incompetent|hopeless|stupid|dumb|worthless|a joke|the worst|disgusting|lazy|rude|clueless|ridiculous|insane|crazy|unbelievable))\s*(?:[.!?,]+\s*|$)", re.I
)  # fmt: skip
_HOW_OFTEN = re.compile(
    r"how (?:many times|often) (?:do|must|have|did) I (?:have to |got to |need to )?(?:tell|ask|told|asked|remind) you (?P<not>not )?to (?P<what>[^?]+)[?.!]*", re.I
)  # fmt: skip
_HOSTILE: Mapping[str, str] = {
    "i've had enough of": "I am not happy about", "i have had enough of": "I am not happy about", "we've had enough of": "we are not happy about", "we have had enough of": "we are not happy about", "sick and tired of": "tired of", "sick of": "tired of", "fed up with": "tired of", "so angry": "upset", "really angry": "upset", "very angry": "upset", "furious": "very upset", "livid": "very upset", "fuming": "upset",
    "shut up": "be quiet", "shut your mouth": "be quiet", "shut it": "be quiet", "stfu": "be quiet", "piss off": "leave me alone", "fuck off": "leave me alone", "bugger off": "leave me alone",
    "sod off": "leave me alone", "go to hell": "leave me alone", "get the hell out": "leave", "pissed off": "upset", "pissed": "upset", "screwed up": "made a mistake with", "fucked up": "made a mistake with", "messed up": "made a mistake with",
    "screwed me over": "let me down", "ripped me off": "overcharged me", "rip off": "overpriced", "ripoff": "overpriced", "bullshit": "nonsense", "shit show": "mess", "shitshow": "mess", "your ass": "yourself", "crapped": "did its business", "shat": "did its business", "half-assed": "careless", "sucks": "is disappointing", "suck": "are disappointing", "sucked": "was disappointing",
    "a piece of shit": "not good enough", "a piece of crap": "not good enough", "a piece of junk": "not good enough", "piece of shit": "thing", "piece of crap": "thing", "piece of junk": "thing", "hurry the hell up": "hurry up", "hurry the fuck up": "hurry up", "get off your": "get off your",
    "a rip off": "overpriced", "a ripoff": "overpriced", "a total rip off": "overpriced", "give a damn": "care", "give a shit": "care", "give a crap": "care", "give a fuck": "care", "deadbeat": "", "shit": "things", "my shit": "my things", "your shit": "your things", "this shit": "this", "that shit": "that", "that crap": "that", "those idiots": "those people", "crap": "things", "your crap": "your things", "my crap": "my things", "this crap": "this", "bs": "nonsense", "ass": "", "moron": "person", "idiot": "person", "idiots": "people", "morons": "people",
}  # fmt: skip
_HARSH = r"(?:absolutely |completely |totally |so |really |just |fucking |bloody |utterly |simply |beyond |an? (?:absolute|complete|total|utter)? ?)*(?P<word>terrible|awful|horrible|atrocious|appalling|abysmal|dreadful|garbage|trash|rubbish|crap|shit|shite|crappy|shitty|useless|pathetic|disgusting|a joke|joke|ridiculous|outrageous|a disgrace|disgrace|disgraceful|stupid|dumb|insane|lame|the worst|a mess|a shambles|shambles|dump|pigsty|hellhole|dive|death trap|farce|rip-?off|an insult|insult|idiotic|laughable|shocking|disaster|nightmare)"
_HARSH_SAID = re.compile(rf"\b(?P<be>is|are|was|were|['’]s|been|looks|sounds|feels){{0}}\s+{_HARSH}(?=\s*(?:[.!?,;]|$| and\b| but\b| i\b| because\b| when\b))".replace("{0}", ""), re.I)  # fmt: skip
_MILD: Mapping[str, str] = {
    "useless": "not helpful", "disgusting": "unpleasant", "stupid": "not ideal", "dumb": "not ideal", "idiotic": "not ideal", "ridiculous": "difficult to accept", "outrageous": "difficult to accept", "insane": "difficult to accept", "a mess": "a bit of a mess",
    "garbage": "not good enough", "trash": "not good enough", "rubbish": "not good enough", "dump": "not good enough", "pigsty": "quite untidy", "hellhole": "not good enough", "dive": "not good enough", "death trap": "not safe", "rip-off": "too expensive", "ripoff": "too expensive", "an insult": "difficult to accept", "insult": "difficult to accept", "crap": "not good enough", "shit": "not good enough", "shite": "not good enough", "crappy": "not good enough", "shitty": "not good enough",
}  # fmt: skip
_LOOK = re.compile(r"^(?:now )?(?:look|listen|see)(?: here)?,\s+(?=(?:I|we|you|this|it|my|the|our|there)\b)", re.I)  # fmt: skip
_BARE = re.compile(r"(?:you|ok|okay|and|but|so|oh|well|no|please|then|now)?[\W_]*$", re.I)


def without_rudeness(text: str) -> str:
    """Return a text without its insults and oaths, harsh words made mild.

    A text that is nothing but rude is returned as it was.
    """
    kept = [_mild(one) for one in split_sentences(with_time(text))]
    if not any(re.search(r"\w", one.text) for one in kept):
        return text
    return join(kept)


def _mild(one: Sentence) -> Sentence:
    if one.kind in ("greeting", "sign-off"):
        return one
    said = _LOOK.sub("", one.text)
    for _ in range(3):
        said = _OATH_FIRST.sub("", said, count=1) if _OATH_FIRST.match(said) else said
    if said.startswith(("ing ", "ed ")):
        said = one.text
    said = _OATH_LAST.sub("", said)
    said = _MID.sub(lambda m: "" if _WH_AHEAD.search(m.string[: m.start()]) else m.group(), said)
    said = _INSULT_CLAUSE.sub("", said)
    said = _INSULT.sub(lambda m: m.group() if _is_meant_of_others(m) else "", said)
    said = _SWEAR.sub(lambda m: m.group() if _is_said_of_blood(m) else "", said)
    said = re.sub(
        r"^((?:second|third|fourth|fifth|\d+(?:nd|rd|th)|first) time)\b",
        lambda m: f"This is the {m[1].lower()}",
        said,
        flags=re.I,
    )
    times = _HOW_OFTEN.fullmatch(said)
    if times:
        said = ("Don't " if times["not"] else "") + f"{times['what']}."
    said = re.sub(r"\b((?:have|do|are|can) you) even\b", r"\1", said, flags=re.I)
    if re.match(r"don['’]t you (?:dare|ever) ", said, re.I):
        said = re.sub(r"^don(['’])t you (?:dare|ever) (?:to )?", r"Don\1t ", said, flags=re.I)
        said = said.replace("?", ".")
    said = _HARSH_SAID.sub(_milder, said)
    said = replaced(said, _HOSTILE)
    if said == one.text:
        return one
    if _BARE.match(said):
        return Sentence("", one.kind, one.space)
    if not re.search(r"[.!?…]$", said):
        said += one.end or "."
    return Sentence(capital(said.strip(" ,")), one.kind, one.space)


def _is_meant_of_others(match: re.Match[str]) -> bool:
    """Whether the word is no name for the hearer: "the transport of his pigs"."""
    said = match.group()
    if said.lstrip()[:1] == "," or re.match(r"\W*(?:and )?you\b", said, re.I) or not match.start():
        return False
    return (
        _NO_CALL.search(match.string[: match.start()]) is not None
        or re.search(
            r"(?:pigs?|clowns?|thieves|crooks?|liars?|dummy|fools?|slobs?|muppets?)$", said, re.I
        )
        is not None
    )


def _is_said_of_blood(match: re.Match[str]) -> bool:
    return match.group().lower().startswith("bloody") and "nose" in match.string.lower()


def _milder(match: re.Match[str]) -> str:
    word = re.sub(r"^an? ", "", match["word"].lower()) if match["word"].lower() != "a mess" else "a mess"  # fmt: skip
    return f"{match['be']} {_MILD.get(word, 'disappointing')}"
