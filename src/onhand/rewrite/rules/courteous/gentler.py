# ruff: noqa: E501 - tables read best a row a line
"""Orders that are rude in themselves ("shut your dog up", "make up your mind"), worded kindly."""

from __future__ import annotations

import re
from functools import cache

_TURNS: tuple[tuple[str, str, str], ...] = (  # first word, the action, a kinder one; "not " makes it negative
    ("shut", r"shut (?P<what>(?:your|that|the|those|his|her)\b.+?) up\b", r"keep \g<what> quiet"),
    ("shut", r"shut up (?P<what>(?:your|that|the|those)\b.+)", r"keep \g<what> quiet"),
    ("shut", r"shut (?:the \w+ )?up\b(?: about (?P<what>.+))?", "be quiet"),
    ("shut", r"shut (?:it|your (?:mouth|gob|trap|face))\b", "be quiet"),
    ("get", r"get lost\b", "leave me alone"),
    ("get", r"get off (?:your|that|the) (?P<what>phone|mobile)\b", r"put your \g<what> away"),
    ("get", r"get out of (?P<what>(?:my|our|the|this) (?:seat|chair|room|house|kitchen|garden|yard|flat|office|bed|spot|place|pool|car))\b", r"leave \g<what>"),
    ("get", r"get out\b(?= *(?:of here|now|right now)?$).*", "leave"),
    ("get", r"get (?:a move on|moving|going|on with it|your (?:backside|bum|butt|arse|ass) (?:in gear|over here|moving))\b", "be as quick as you can"),
    ("get", r"get (?:over|in|down|up|back) here\b", "come here"),
    ("get", r"get (?P<what>yourself|your (?:backside|bum|butt|self)) (?P<rest>(?:over|in|down|up|back|out|to)\b.*)", r"come \g<rest>"),
    ("get", r"get (?:your (?:act|life|stuff|thoughts|lives)|yourself|yourselves|it) together(?: and (?P<what>.+))?$", r"\g<what>"),
    ("have", r"(?:at least )?have the (?:common )?(?:decency|courtesy|sense|manners|guts|good grace|kindness|politeness) to (?P<what>.+)", r"\g<what>"),
    ("learn", r"learn (?:some|a little|a bit of) (?:respect|manners)\b", "be a bit more respectful"),
    ("show", r"show (?:some|a little|a bit of) (?:respect|manners|decency)\b", "be a bit more respectful"),
    ("teach", r"teach (?P<whom>them|him|her|your \w+) (?:some|a few|a little) manners", r"have a word with \g<whom>"),
    ("hurry", r"hurry up with (?P<what>.+)", r"let me have \g<what> as soon as possible"),
    ("hurry", r"hurry (?:it )?up and (?P<what>.+)", r"\g<what> as soon as possible"),
    ("hurry", r"hurry(?: it)?(?: up)?$", "be as quick as you can"),
    ("make", r"make it (?:quick|snappy|fast)\b", "be as quick as you can"),
    ("make", r"make up your (?:bloody |damn )?minds?(?: (?P<what>about .+))?$", "let me know what you have decided"),
    ("make", r"make up your (?:bloody |damn )?minds? (?P<what>(?:whether|if|when|where|how) .+)", r"decide \g<what>"),
    ("decide", r"decide already", "let me know what you have decided"),
    ("answer", r"answer (?:the|my) (?:damn |bloody )?question$", "let me know"),
    ("explain", r"explain yourself", "explain what happened"),
    ("keep", r"keep your (?:dirty |filthy |greasy )?(?:hands|paws|fingers|mitts) (?:off|away from) (?P<what>.+)", r"not touch \g<what>"),
    ("keep", r"keep your (?:big )?nose out of (?P<what>.+)", r"leave \g<what> to me"),
    ("keep", r"keep your (?:big )?(?:mouth|trap) shut\b(?: about (?P<what>.+))?", "keep this to yourself"),
    ("keep", r"keep your opinions? to yourself", "leave this to me"),
    ("keep", r"keep it down\b", "be a bit quieter"),
    ("keep", r"keep out of (?P<what>.+)", r"stay out of \g<what>"),
    ("mind", r"mind your own (?:bloody |damn )?business", "leave this to me"),
    ("mind", r"mind your (?:language|manners|tone)", "speak a little more politely"),
    ("watch", r"watch your (?:mouth|language|tone|tongue|attitude)", "speak a little more politely"),
    ("watch", r"watch (?:where you(?:['’]re| are) (?:going|walking|driving)|your step)", "be careful"),
    ("go", r"go away\b", "leave me alone"),
    ("leave", r"leave me the \w+ alone", "leave me alone"),
    ("back", r"back off\b", "give me some space"),
    ("cut", r"cut (?:it|that) out\b", "stop that"),
    ("cut", r"cut the (?:nonsense|crap|chit-?chat|small talk|excuses)(?: and (?P<what>.+))?", r"\g<what>"),
    ("knock", r"knock it off\b", "stop that"),
    ("quit", r"quit it\b", "stop that"),
    ("quit", r"quit (?P<what>\w+ing\b.*)", r"stop \g<what>"),
    ("learn", r"learn (?:how )?to (?:spell|write|pronounce|say) (?P<what>(?:my|our|his|her|the) \w*\s?names?)(?: (?:right|correctly|properly))?$", r"spell \g<what> correctly"),
    ("learn", r"learn (?:how )?to (?P<what>(?!drive|read|count|swim|cook|dance|ride|play|speak|code|sing|use)\w+ .+)", r"\g<what>"),
    ("try", r"try (?:and |to )?(?P<what>(?:be|show|keep|remember) .+?) for once", r"\g<what>"),
    ("stop", r"stop (?:wasting|taking up) my time and (?P<what>.+)", r"\g<what>"),
    ("stop", r"stop (?:beating around the bush|messing (?:about|around|me about)|mucking about|faffing (?:about|around)|dithering|stalling|procrastinating|playing games|pretending|making excuses|arguing|whining|moaning|complaining) and (?P<what>.+)", r"\g<what>"),
    ("stop", r"stop wasting my time\b", "not take up more of my time than needed"),
    ("stop", r"stop stealing (?P<what>.+)", r"stop taking \g<what>"),
    ("stop", r"stop (?:nagging|bugging|pestering|hassling|harassing|badgering|bothering) (?P<who>me|us|him|her|them) (?P<rest>(?:about|for)\b.*)", r"stop asking \g<who> \g<rest>"),
    ("stop", r"stop (?:nagging|bugging|pestering|hassling|harassing|badgering|bothering|annoying)(?: (?P<who>me|us|him|her|them))?\b(?P<rest>.*)", r"give \g<who> some peace\g<rest>"),
    ("stop", r"stop (?:bitching|whining|whinging|whingeing|moaning|crying|wailing)\b", "stop complaining"),
    ("stop", r"stop (?:lying|telling lies)(?: to (?P<who>me|us))?\b", r"be honest with \g<who>"),
    ("stop", r"stop (?:being|acting) (?:so |such a |like an? |like a )?(?:bloody |damn )?(?:lazy|slacker|slob)\b", "put in a bit more effort"),
    ("stop", r"stop (?:being|acting) (?:so )?(?:rude|mean|nasty|bossy|horrible|aggressive|unkind)\b", "be a bit kinder"),
    ("stop", r"stop (?:being|acting) (?:so )?(?:selfish|egoistic|self-centred|self-centered)\b", "think of the others as well"),
    ("stop", r"stop (?:being|acting) (?:so |such an? |like an? )?(?:difficult|stubborn|awkward|pedantic|fussy|picky|inflexible)\b", "be a bit more flexible"),
    ("stop", r"stop (?:being|acting) (?:so |such an? |like an? )?(?:stupid|childish|silly|ridiculous|child|baby|babies|idiots?|immature|unreasonable|drama queen|dramatic)\b", "be reasonable"),
    ("stop", r"stop (?:being|acting) (?:so )?(?:loud|noisy)\b", "be a bit quieter"),
    ("stop", r"stop (?:being|coming|arriving|showing up|turning up|getting here|getting in) (?:so |always )?late\b", "be on time"),
    ("stop", r"stop (?:shouting|yelling|screaming) (?P<rest>at .+)", r"not raise your voice \g<rest>"),
    ("stop", r"stop (?:interrupting|talking over|cutting off) (?P<who>me|us|her|him|people|everyone)\b", r"let \g<who> finish"),
    ("stop", r"stop ignoring (?P<what>(?:me|us|my \w+|our \w+)\b)", r"get back to me"),
    ("sort", r"sort your(?:self|selves) out\b", "sort this out"),
    ("sort", r"sort your (?:life|act|mess) out\b", "sort this out"),
    ("spit", r"spit it out", "tell me"),
    ("wake", r"wake up\b", "have a look at this"),
    ("use", r"use your (?:head|brains?|eyes|common sense)\b", "have another look"),
    ("open", r"open your (?:eyes|ears)\b", "have another look"),
    ("grow", r"grow up\b", "be reasonable"),
    ("calm", r"calm (?:the \w+ )?down\b", "stay calm"),
    ("relax", r"relax\b$", "stay calm"),
    ("pull", r"pull your (?:socks up|finger out|weight)\b", "do your share"),
    ("pull", r"pull yourself together\b", "stay calm"),
    ("lose", r"lose the attitude\b", "speak a little more politely"),
    ("drop", r"drop (?:the attitude|it)$", "leave it there"),
    ("do", r"do (?:what (?:I|you(?:['’]re| are)) (?:said|say|told|asked)(?: you)?(?: to)?|as (?:I say|you(?:['’]re| are) told))\b(?P<rest>.*)", r"do what we agreed\g<rest>"),
    ("do", r"do your (?:bloody |damn |fucking )?jobs?(?: properly| right)?$", "see to this"),
    ("wipe", r"wipe that (?:smile|grin|smirk) .*", "take this seriously"),
    ("hand", r"hand over (?P<what>.+)", r"let me have \g<what>"),
    ("cough", r"cough up (?P<what>.+)", r"pay \g<what>"),
    ("dump", r"dump (?P<what>.+)", r"put \g<what>"),
    ("chuck", r"chuck (?P<what>.+)", r"throw \g<what>"),
    ("quit", r"quit\b(?P<rest> being .+)", r"stop\g<rest>"),
)  # fmt: skip
_NOT_TURNS: tuple[tuple[str, str, str], ...] = (  # what not to do, and what to do instead
    ("lie", r"lie to (?P<who>me|us)\b", r"be honest with \g<who>"),
    ("bullshit", r"bullshit (?P<who>me|us)\b", r"be honest with \g<who>"),
    ("be", r"be late(?: again)?(?P<rest>.*)", r"be on time\g<rest>"),
    ("be", r"be (?:so )?(?:rude|mean|nasty)\b(?P<rest>.*)", r"be kind\g<rest>"),
    ("be", r"be (?:so |such an? )?(?:stupid|silly|ridiculous|childish|idiot|baby|drama queen|dramatic)\b", "be reasonable"),
    ("be", r"be (?:so )?(?:lazy)\b", "put in a bit more effort"),
    ("be", r"be (?:so )?(?:loud|noisy)\b(?P<rest>.*)", r"be quiet\g<rest>"),
    ("waste", r"waste my time\b", "keep it short"),
    ("interrupt", r"interrupt (?P<who>me|us|her|him|people)\b(?: when .*| while .*)?", r"let \g<who> finish"),
)  # fmt: skip
_ENDS = re.compile(
    r",? and (?:make it (?:quick|snappy|fast)|be quick about it|hurry up|hurry|step on it|fast|quickly|now|pronto|do it (?:now|fast|quickly|today|properly))$", re.I
)  # fmt: skip
_BOTHERED = re.compile(r"\b(?P<not>can['’]t|cannot|could not|couldn['’]t) (?:even )?be (?:bothered|arsed|fussed)(?P<to> to\b)?", re.I)  # fmt: skip
_CROSS = re.compile(r" (?:for once|for a change|like (?:a normal person|an adult|you(?:['’]re| are) supposed to)|for god['’]s sake|if you don['’]t mind|or something)$", re.I)  # fmt: skip


_FIRST = frozenset(row[0] for row in (*_TURNS, *_NOT_TURNS))


@cache
def _turns(first: str, *, is_negative: bool) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns for orders that begin with a word, and their kinder wordings."""
    rows = _NOT_TURNS if is_negative else _TURNS
    return tuple((re.compile(ways, re.I | re.S), new) for word, ways, new in rows if word == first)


def kinder(action: str, *, is_negative: bool) -> tuple[str, bool]:
    """Return an order's action worded kindly, and whether it is one not to do.

    "shut your dog up" gives ("keep your dog quiet", False), "keep your hands off it" ("touch it",
    True).

    Args:
        action: base form and what follows, without end mark.
        is_negative: whether it is not to be done.
    """
    action = _CROSS.sub("", action)
    soon = _ENDS.search(action)
    if soon:
        action = action[: soon.start()] + " as soon as possible"
    first = action.split(maxsplit=1)[0].lower() if action.strip() else ""
    for pattern, new in _turns(first, is_negative=is_negative) if first in _FIRST else ():
        match = pattern.match(action)
        if match is None:
            continue
        made = match.expand(new) if all(match.groupdict().values()) else _filled(match, new)
        if not made:
            return "see to this", False
        rest = action[match.end() :]
        if made.startswith("not "):
            return made[4:] + rest, True
        return made + rest, False
    return action, is_negative


def _filled(match: re.Match[str], new: str) -> str:
    """Return the wording where a part of it was not said: "be honest with" is "be honest"."""
    made = re.sub(r"\\g<(\w+)>", lambda part: match[part[1]] or "", new)
    made = re.sub(r"\bgive  ?some", "give me some", made)
    return re.sub(r" (?:with|to)?\s*$", "", made)


def with_time(text: str) -> str:
    """Return a text in which nobody "can't be bothered to" do a thing, but has no time for it."""

    def put(match: re.Match[str]) -> str:
        lacks = "did not" if match["not"].lower().startswith("could") else "do not"
        return f"{lacks} have time{match['to'] or ''}"

    return _BOTHERED.sub(put, text)
