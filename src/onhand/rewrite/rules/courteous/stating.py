# ruff: noqa: E501 - tables read best a row a line
"""Wishes, refusals and complaints put the way of a tone."""

from __future__ import annotations

import re

from onhand.rewrite.rules.courteous.asking import URGENT, help_wanted, wanted_by
from onhand.rewrite.rules.courteous.manner import Manner, Outcome
from onhand.rewrite.rules.courteous.refusing import lacking, refusal
from onhand.rewrite.rules.courteous.reproach import mild_reproach
from onhand.rewrite.rules.courteous.softening import (
    blame_softened,
    is_blame,
    is_gentle,
    is_kind,
    regretted,
    reminded,
    with_pleas,
)
from onhand.rewrite.rules.english.sentences import Sentence, capital
from onhand.rewrite.rules.english.verbs import is_past

_YOURS = re.compile(r"(?:your|you are|you're)\b", re.I)
BAD_NEWS = re.compile(
    r"\b(?:not|no longer|never|cannot|\w+n't|broken?|broke|late|wrong|missing|damaged|lost|too (?:loud|late|cold|hot|small|big|slow|expensive|much|long|high)|problem|fail(?:ed|s)?|unable|disappointing|difficult to accept|dirty|cold|crash(?:es|ed)|leak(?:s|ing)?|delayed|cancell?ed|overdue|nobody|nothing|rude|in (?:my|our) (?:seat|spot|way|chair)|closed|rejected|denied|declined|refused|sold out|blurry|unreadable|empty|cracked|scratched|torn|stained|smells?|keeps|bark(?:s|ed|ing)?|hit|bit|bitten|blocks|blocking|third time|second time|fourth time|again)\b", re.I
)  # fmt: skip
"""What tells that a statement is no good news."""
_DETERMINED = re.compile(
    r"(?:all|every|the|one|both|at least|my|your|our|a|an|that|this|those|these|his|her|their|some|two|three|four|five|six|ten|\d+|more)\b",
    re.I,
)
_DUE = re.compile(r"\b(?:the (?:meeting |conference |living |big |small )?(?:room|hall|court|gym|projector|kitchen|table) (?:on|from|at|for)|by|before|today|tonight|tomorrow|now|asap|as soon as possible|immediately|urgently|back|your|until|from you|right away|this (?:morning|afternoon|evening|week)|on \w+day)\b", re.I)  # fmt: skip
_WRONG = re.compile(
    r"no,? (?P<what>that|it|this)(?=(?:['’]s| is| was)(?: not|n['’]t)? (?:wrong|incorrect|not|false|right|true)\b)", re.I
)  # fmt: skip
_SAID_NO = re.compile(
    r"no,? (?P<rest>(?:that|this|it|I|we|he|she|they|there|the|our|my|your|nobody|no one)\b(?=.*(?:n['’]t|not|cannot)\b).*)",
    re.I | re.S,
)
_PROMISED = re.compile(r"you (?:had |have )?(?:said|promised|told (?:me|us)|agreed)\b", re.I)
_FAULT = re.compile(r"(?:it|this|that)(?:['’]s| is| was)(?: all)? your fault\b", re.I)
_ANNOUNCED = re.compile(
    r"your (?:\w+ )?(?:father|mother|dad|mum|mom|son is|daughter is|brother|sister|wife|husband|grand\w+|gran|uncle|aunt|payment is|membership|passport|(?:\w+ )?application|appointment|booking|reservation|request|order|subscription|interview|results?|parcel|flight|class|lesson|contract|membership|loan|claim|visa|offer)\b", re.I
)  # fmt: skip
"""What the writer knows for sure: it does not "look like" so."""
_WANTS_DONE = re.compile(
    r"(?:I|we)(?:['’]d| would) like to (?:cancel|change|book|order|return|reserve|request|ask for|exchange|postpone|move|renew)\b", re.I
)  # fmt: skip
_DENIED = re.compile(r"no,? (?=you (?:can['’]t|cannot|may not|can not)\b)", re.I)
_BARE_START = re.compile(
    r"(?!(?:to|actually|honestly|basically|anyway|yes|no|nope|ok|okay|well|so|and|but|or|also|now|then|maybe|perhaps|possibly|probably|apparently|hopefully|luckily|sadly|unfortunately|just|not|only|never|always|sometimes|often|please|sorry|thanks|here|there|what|who|how|why|where|which|when|if|hmm|um|guys|lads|folks|hey|hi|hello|dear|lol|heads|for|about|like|got|going|still|already|since|because|as|after|before|while|with|without|in|on|at|by|from|of|up|out|off|over|under|despite|although|though|whether|first|second|last|next|once|until|unless|once|look|listen|see|good|great|nice|happy|sounds|looks|seems|cool|wow|oh|ah|ha|haha|congratulations|congrats|welcome|best|love|let|too|very|really|quite|such|can|could|will|would|should|may|might|must|do|does|did|is|are|was|were|am|have|has|had|be|being|been|mr|mrs|ms|dr|any|every|each|whoever|whatever|anyone|anybody|instead|otherwise|however|therefore|meanwhile|besides|further|following|regarding|re|fyi|btw|ngl|tbh|reminder|remember|imagine|guess|reckon|right|think|hope|wish|feel|yesterday|tonight|later|soon|finally|mate|bro|dude|man|babe|mum|mom|dad|boss|sir|madam|team|everyone)\b)(?-i:[A-Z])[\w'’-]*(?: [\w'’:./€$£-]+){0,8}? (?:is|are|was|were|has|have|had|will|can|cannot|could|must|may|needs?|does|do|did|starts?|ends?|closes?|opens?|costs?|takes?|expires?|begins?|arrives?|leaves?|works?|loses?|gets?|goes|came|went|broke|fell|failed|bounced|died|barks?|barked|keeps?|kept|ruined|left|\w+n['’]t)\b", re.I
)  # fmt: skip
_DID = re.compile(
    r"you(?:['’]ve| have| guys| people| all| lot)? (?!asked|wanted|said|mentioned|wrote|ordered|booked|requested|got|won|passed|knew|were|was|had|need|thought|met|called|heard|might|should|told (?:me|us))(?P<verb>[a-z]+)\b(?! you)", re.I
)  # fmt: skip
_THEIRS = re.compile(
    r"your (?:dogs?|cats?|horses?|goats?|chickens?|kids?|sons?|daughters?|boys?|girls?|child|children|brother|sister|husband|wife|guests?|friends?|driver|team|people|colleagues?|lads?|builders?|workers?|cleaner|waiter|technician|neighbou?r|mother|father|mum|dad|boyfriend|girlfriend|tenants?|student|employee|courier|company|shop|office) (?!told|said|asked|mentioned|called|won|passed|got|was|were|had)(?P<verb>[a-z]+)\b", re.I
)  # fmt: skip
_TO_DO = re.compile(
    r"(?P<who>I|we) (?:just |really |only )?(?:want|need|wish|['’]d like|would like|wanted) to (?P<rest>(?:borrow|use your|see (?:the|your|a) (?:manager|boss|menu|bill|doctor|contract|files?|photos?)|speak (?:to|with)|talk (?:to|with) (?!you\b)|try (?:on|it on)) ?[^.?!]*)[.!]*", re.I
)  # fmt: skip
_WANT = re.compile(r"\b(?P<who>I|we) (?:really |just )?(?P<still>still )?want(?= (?:it|them|my|the|a|an|this|that|these|those|all|some|our|her|him|one|two|three|both|another|more|no|your|to (?:know|see|hear|have|cancel|return|speak|talk|get|be))\b)", re.I)  # fmt: skip
_SUPPOSED = re.compile(r"(?:but |and |so )?(?:you|u)(?: guys| all| two)? (?:were|was) (?:supposed|meant|expected|going) to (?=\w)", re.I)  # fmt: skip
_DECIDED = re.compile(r"your (?:[\w'’-]+ ){1,4}?(?:will|won['’]t|has been|have been|had to be|can['’]t|cannot|could not be|couldn['’]t be|expires?|is due|are due|is overdue|are overdue|was (?:rejected|refused|declined|cancelled|denied|not))\b", re.I)  # fmt: skip
_HABIT = re.compile(
    r"you(?:['’]ve)?(?: \w+)? (?:never|always|keep|don|do not|were|are|owe|still owe)", re.I
)


def begins_barely(text: str) -> bool:
    """Whether a statement begins with a noun of its own: "Vehicles without a permit will …"."""
    return _BARE_START.match(text) is not None


def stated(text: str, manner: Manner, outcome: Outcome) -> str:
    """Put a statement the way of `manner`: a wish, a refusal, a complaint or none of them."""
    for way in (_wished, _declined, _blamed):
        said = way(text, manner, outcome)
        if said is not None:
            return said
    outcome.n_asks += _WANTS_DONE.match(text) is not None
    said, is_plea = with_pleas(re.sub(r"^I hate ", "I do not really like ", text, flags=re.I))
    liked = said if said.endswith("?") else _WANT.sub(_would_like, said)
    outcome.n_asks += is_plea or liked != said
    return liked


def _would_like(match: re.Match[str]) -> str:
    return f"{match['who']} would {match['still'] or ''}like"


def _wished(text: str, manner: Manner, outcome: Outcome) -> str | None:
    to_do = _TO_DO.fullmatch(text)
    if to_do and not re.search(r"\b(?:but|because|so that|and)\b", to_do["rest"]):
        outcome.n_asks += 1
        who = "I" if to_do["who"].lower() == "i" else "we"
        return capital(manner.may % (who, to_do["rest"] + "?"))
    helped = help_wanted(text)
    if helped:
        outcome.n_asks += 1
        return manner.helps % helped
    wanted = wanted_by(text)
    if wanted is None or not _DETERMINED.match(wanted[2]):
        return None
    who, verb, what = wanted
    if verb == "need" and not (_DUE.search(what) or outcome.n_blames):
        return None
    outcome.n_asks += 1
    form = manner.has if verb in ("need", "require") else manner.likes
    who = "I" if who.lower() == "i" else "we"
    form = form.replace(", please", "") if ", " in what else form
    return capital(form.replace("{who}", who) % URGENT.sub(" " + manner.soon, what))


def _declined(text: str, manner: Manner, outcome: Outcome) -> str | None:
    found = refusal(text)
    denied = _DENIED.match(text)
    if denied:
        form = manner.declines[0].replace("{who}", "I").replace("{be}", "am")
        outcome.n_refusals += 1
        return form % text[denied.end() :].rstrip(".!")
    said_no = None if _WRONG.match(text) else _SAID_NO.fullmatch(text)
    if found is None and said_no and not is_gentle(text):
        outcome.n_refusals += 1
        form = manner.declines[0].replace("{who}", "I").replace("{be}", "am")
        rest = said_no["rest"].rstrip(".!")
        return form % (
            rest
            if rest.startswith("I") and not rest.startswith("It")
            else rest[:1].lower() + rest[1:]
        )
    if found is None:
        return _lacked(text, manner, outcome)
    who, modal, rest = found
    form = manner.declines[_turn(who, manner, outcome)]
    outcome.n_refusals += 1
    be = "am" if who == "I" else "are"
    modal = f"{be} not" if modal == "am not" else modal
    form = form.replace("{who}", capital(who)).replace("{be}", be)
    form = form.replace("{'m}", "'m" if who == "I" else "'re")
    return capital(form % f"{who} {modal} {rest.rstrip('.!')}")


def _lacked(text: str, manner: Manner, outcome: Outcome) -> str | None:
    found = lacking(text)
    if found is None:
        return None
    said, is_turned_down = found
    is_mine = said.startswith("I")
    form = manner.declines[_turn("I" if is_mine else "we", manner, outcome)]
    outcome.n_refusals += is_turned_down
    small = said if is_mine else said[:1].lower() + said[1:]
    return form.replace("{who}", "I").replace("{be}", "am") % small


def _turn(who: str, manner: Manner, outcome: Outcome) -> int:
    """Return which wording declines: they take turns, and nobody says "We are afraid" twice."""
    is_stiff = who.lower() == "we" and "{be}" in manner.declines[0]
    return 1 if is_stiff else outcome.n_refusals % len(manner.declines)


def _blamed(text: str, manner: Manner, outcome: Outcome) -> str | None:
    text = text.replace("!", ".")
    wrong = _WRONG.match(text)
    if wrong:
        outcome.n_blames += 1
        return f"{manner.sorry} {wrong['what'].lower()}{text[wrong.end() :]}"
    if _PROMISED.match(text) and not text.endswith("?") and not is_kind(text):
        outcome.n_blames += 1
        return f"{manner.recalled} {text[:1].lower()}{text[1:]}"
    supposed = _SUPPOSED.match(text)
    if supposed and not text.endswith("?"):
        outcome.n_blames += 1
        return f"{manner.recalled} you were going to {text[supposed.end() :]}"
    if _FAULT.match(text):
        outcome.n_blames += 1
        return f"{manner.afraid} {text[:1].lower()}{text[1:]}"
    said = (
        regretted(text)
        or reminded(text, manner.mentioned, manner.asked_for)
        or (None if is_gentle(text) or is_kind(text) else mild_reproach(text, manner))
    )
    if said is None and is_gentle(text):
        return None
    if said is None and _YOURS.match(text) and (BAD_NEWS.search(text) or _bothers(text, outcome)):
        is_known = _ANNOUNCED.match(text) or _DECIDED.match(text)
        opener = manner.afraid if is_known else manner.sorry
        said = f"{opener} {text[:1].lower()}{text[1:]}"
    elif said is None and (is_blame(text) or (outcome.has_asks and did_something(text))):
        is_first = not outcome.n_blames
        opener = manner.seems if _HABIT.match(text) else manner.noticed
        said = capital(blame_softened(text, opener)) if is_first else text
    outcome.n_blames += said is not None
    return said


def says_something(one: Sentence) -> bool:
    """Whether a sentence states a thing: "Your alarm woke us." does, "Room 5." does not."""
    if one.kind == "statement":
        return True
    words = re.findall(r"[A-Za-z]+", one.text)[1:8]
    return one.kind == "fragment" and any(is_past(word) for word in words)


def did_something(text: str) -> bool:
    """Whether a sentence tells what the hearer did: "You sang flat." """
    match = _DID.match(text)
    return match is not None and is_past(match["verb"]) and not is_kind(text)


def _bothers(text: str, outcome: Outcome) -> bool:
    """Whether "Your cat …" stands before an order, and is no praise: it tells what is wrong."""
    if _ANNOUNCED.match(text):
        return False
    theirs = _THEIRS.match(text)
    if theirs and is_past(theirs["verb"]) and not is_kind(text):
        return True
    return outcome.has_asks and re.match(r"your\b", text, re.I) is not None and not is_kind(text)
