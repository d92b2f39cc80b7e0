# ruff: noqa: E501 - patterns read best in one piece
"""Sentences whose subject was left out, completed where it is certain who or what it is."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.mending.names import is_name
from onhand.rewrite.rules.mending.run_ons import CLAUSE, NOUN_CLAUSE

_I_AM = (
    r"(?:running (?:late|behind|a bit|about|out of)|stuck (?:in|at|on|here|outside)|(?:off )?sick|ill(?: today)?|on my way|almost (?:there|done|ready)|nearly (?:there|done|ready)|working from home|(?:still )?waiting (?:for|on|at|here|since)|looking for|looking into|thinking (?:of|about)|heading|leaving (?:now|at|in|soon|the|on|early|work|home)|coming (?:now|at|by|back|home|tomorrow|on|with|in|to)|just (?:checking|wondering|writing|following)|writing (?:to|about|because)"
    r"|hoping (?:to|for|that|you)|trying to|going to|not (?:coming|going|sure|happy|able|feeling|interested|available|free|ready|paying|joking|impressed|well|in (?:today|tomorrow|on)|at (?:home|work)|home)|(?:very |so |really |extremely |pretty |somewhat |kind of |a bit |a little |quite |rather |super )?(?:sorry|disappointed|annoyed|excited|happy|glad|afraid|aware|unable|busy|free|available|interested|grateful|unhappy|worried|concerned|tired|exhausted|delighted|pleased)\b(?! (?:news|birthday|new year|christmas|holidays|hour|customers?|to (?:hear|bother|say|disturb)))|back (?:at|in|on|by|from|home|tomorrow|soon|around)|in (?:a meeting|traffic)|at (?:the (?:gate|door|station|airport|office|doctor['’]s|reception|dentist|hospital))|home (?:by|at|around|from)|out (?:of (?:the )?office|sick|until|till|today)|away (?:until|till|on|from|next|this)|allergic to|getting (?:(?:very|really|quite|a bit|so|rather) )?(?:worried|annoyed|nervous|tired|concerned|ready)|having (?:trouble|problems|issues|a)|moving (?:house|out|in|to|on)|selling|offering|(?:sending|returning|bringing|taking|picking|getting|doing) (?:it|them|the|my|you|this|that|him|her|one)|organi[sz]ing|planning)\b"
)
_I = (
    r"(?:can['’]t|cannot|couldn['’]t|won['’]t|haven['’]t|hadn['’]t|wasn['’]t able|didn['’]t (?!you|they|we|he|she|it|the|my)|don['’]t (?:know|think|have|want|need|understand|remember|mind|like|see|believe|feel|really|even|care|get|agree|expect you)\b|do not (?:know|think|have|want|need|understand|remember|mind|like|see|believe|feel)\b)(?! (?:you|we|they|he|she|it|there|i|anyone|someone|this|that)\b)"
    r"|(?:need|want|hope|wish|(?:think|guess|suppose|believe|know|promise)(?= (?:the|it|this|that|i|we|you['’]re|there|they|he|she)\b)|appreciate|prefer|(?:love|like|hate)(?= (?:it|the|this|that|your|my|to)\b)|doubt|heard|wanted|forgot|lost|left|found|saw|sent|tried|paid|bought|called|missed|spoke|talked|received|waited|checked|booked|moved|emailed|wrote|asked|told|noticed|thought|fixed|finished|started|signed|uploaded|attached|met|dropped|returned|passed|failed|cancell?ed|ordered|met|updated|changed|made|took|went|came|gave|used|tested|rang|texted|restarted|rebooted|reset|reinstalled|reported|complained|cleaned|washed|cooked|fed|watered|locked|parked|picked|posted|printed|scanned|transferred|replaced|removed|added|deleted)"
    r" (?:the|a|an|my|your|our|his|her|their|it|to|at|with|on|in|this|that|these|those|for|you|him|them|all|some|some|two|three|four|five|\d+|one|last|you['’]re|we|i|both|about|from|home|more|another|back|out|up|by|already|twice|yesterday|again|there|here|no|any|(?-i:[A-Z])\w+)\b"
    r"|(?:will|['’]ll|would|should|can|could|might|must) (?!(?:be (?:great|good|nice|lovely|fine|ok|okay|perfect|helpful|awesome|better|a|amazing|fun|interesting|appreciated|delivered|there (?:by|in) \w+ (?:days?|weeks?)))\b)(?:(?:also|still|just|definitely|probably|only|not|never|always|really) )?(?:"
    + "|".join(sorted(VERBS - {"be", "become", "cost", "work", "reach"}, key=len, reverse=True))
    + r"|love|refuel|call|email|drop|pay|move|order|book|check|text|pick|clean|return|help|need|like|be (?:late|there|back|away|in|out|on|at|home|able|around|ready|working|coming|free|with))\b"
)
_I_DID = r"(?:just (?:want|need|got|saw|heard|wanted|needed|noticed|found|sent|arrived|finished)|was (?:driving|wondering|hoping|going|thinking|just|in|at|on|out|away|asleep|busy|trying|about|expecting|told|waiting|supposed|home)|had (?:to|a|an|the|no|my)|got (?:stuck|held up|delayed|home|back|there|here|up|sick|lost|hurt|locked out|charged|told|invited|asked|called (?:in|into|away|out)|soaked|ill)|never (?:got|received|agreed|said|heard|had|ordered|asked|saw)|have (?:to|a|an|the|no|two|three|not|been|already|just)|am|'m) \w+"
_IT = r"(?:took (?:me|us|them|him|her|ages|about|over|nearly|\d)|says (?!(?:who|he|she))|sounds|looks|seems|works|makes sense|feels|depends|should (?:work|arrive|be|take|help|cost)|would be (?:great|good|nice|lovely|fine|ok|okay|perfect|helpful|better|amazing|appreciated|a)|will be (?:great|good|fine|ok|okay|a|delivered)|might be|could be|must be|doesn['’]t (?:work|matter|help|fit|look|make)|didn['’]t (?:work|arrive|help|come)|is(?:n['’]t)? (?:not |very |a |the |too |really )?(?:working|broken|ok|okay|fine|urgent|important|missing|late|great|good|bad|possible|there)|was (?:great|good|lovely|nice|fun|bad|terrible|late|not)|not (?:working|good|great|acceptable|ok|okay|fair|urgent|important|possible|true|bad|what|your|my|nice|cool|fine)|never arrived|still (?:not|no answer|broken|doesn['’]t|waiting for it)|keeps \w+ing|stopped working|happens|arrived|leaks)\b"
_STATES = r"(?:broken|late|down|cancelled|canceled|delayed|stuck|dead|closed|full|empty|missing|ruined|blocked|locked|stolen|faulty|gone|lost|damaged|overdue|frozen|leaking|not working|out of order|too (?:loud|late|big|small|expensive|high|low|hot|cold|long|short|slow)|very (?:loud|late|slow|bad|poor)|still (?:broken|missing|not working|closed|down|locked))"
_NOUN_STATE = re.compile(
    rf"(?P<the>(?:my|our|your|the|his|her|their|one) )?(?P<noun>(?!(?:i|we|you|it|he|she|they|is|was|sorry|not|still|too|very|running|got|so|no|all|everything|just|been|what|that|this|please|hope)\b)[a-z]+(?: [a-z]+)?) (?P<both>both )?(?P<state>{_STATES})(?P<rest>(?: (?:again|already|now|today|since .*|at .*|outside .*|on .*|in .*|by .*|\(.*\)|because .*|for .*|from .*|until .*|and .*))?)$",
    re.I,
)
_MANY_DO = r"(?:about |some |all |both |most |only )?(?:\d+|two|three|four|five|six|all|both|most|some|many)(?: of (?:us|them|you|the \w+|my \w+|our \w+))?(?: \w+)? (?:are|were|have|will|can|need|got|came|arrived|left)\b|(?:kids|children|people|neighbours|neighbors|parents|guests|customers|tenants|students)(?: both| all)? (?:are|were|have|will|can|cannot|need|got|came|arrived|left|want|do|don['’]t|keep|still)\b"
_BARE_NOUN = re.compile(
    r"(?!(?:the|my|your|our)\b)(?:last day|cv|(?:password reset |reset |tracking |boarding |hr |web |staff |main |front |back |side |garage |spare |new |old |second |washing |coffee |bus |train |delivery |parking )?(?:code|password|user|username|laptop|printer|server|boiler|door|gate|key|meeting|order|client|parcel|package|delivery|driver|plumber|electrician|landlord|invoice|room|kitchen|lift|phone|website|site|app|system|report|file|tournament|game|match|class|course|lesson|party|wedding|deadline|appointment|rent|deposit|contract|baby|teacher|doctor|boss|manager|client|customer|supplier|link|screen|battery|price|address|entrance|exit|elevator|window|roof|tap|sink|toilet|machine|dishwasher|oven|alarm|choir|train|bus|flight|car|van|bike|dog|cat|portal|internet|wifi|wi-fi|heating|shower|router|team|office|shop|restaurant|kid|bathroom|bill|fridge|refrigerator|microwave|projector|event|venue|payment|transfer|refund|line|test|exam|interview|tenant|neighbour|neighbor|garden|fence|ceiling|pipe|lock|bedroom|cake|dress|seller|buyer|hotel|host|concert|show|film|movie|show|ticket|reservation|booking|lid|engine|budget|ferry|gym|pitch|pharmacy|cinema|library|kettle|pool|hallway|aircon|air conditioning|truck|pickup truck|coach|taxi|match fee|fee|passport|plane|boat))"
    r"(?: (?:for|of|to|from|in|on|at) (?:the |my |your |our )?[\w'’-]+(?: [\w'’-]+)?)?(?: https?://\S+)? (?:is|was|has|had|will|wants|will|won['’]t|can['’]t|cannot|doesn['’]t|does|didn['’]t|isn['’]t|wasn['’]t|hasn['’]t|says|said|needs|keeps|broke|died|starts|stopped|got|arrived|came|went|dies|drains|lands|runs|costs|failed|crashed|looks|works|leaks|ends|closes|opens|leaves|still|never)\b", re.I
)  # fmt: skip
_BARE_MANY = re.compile(
    r"(?:bin men|builders|roofers|movers|radiators|pipes|drains|brakes|stairs|lights|street lights|speakers|neighbou?rs|instructions|test results|results) (?:are|were|did|do|have|came|left|said|will|keep|haven['’]t|didn['’]t|don['’]t|aren['’]t|won['’]t|still)\b", re.I
)  # fmt: skip
_STILL_NOT = re.compile(
    r"(?P<noun>(?:(?:the|my|our|your) )?(?:order [\w-]*\d[\w-]*|parcel|package|passport|invoice|refund|delivery|order|payment|ticket|letter|card|heating|boiler|lift|internet|door|plumber|key)) still not (?P<what>(?:here|arrived|working|ready|there|back|fixed|paid|delivered|come|replied)\b.*)", re.I
)  # fmt: skip
_REPLY = (
    (r"any (?:chance|news|update|updates|word|progress|plans|possibility|way|luck|space|room)\b", "Is there {0}"),
    (r"any (?:idea|thoughts|questions|ideas|suggestions|preference)\b", "Do you have {0}"),
    (r"(?:you|u) (?=(?:free|coming|around|there|home|ready|sure|busy|available|going|ok|okay|able|still|up for|in)\b)", "Are {0}"),
    (r"you (?=(?:want|need|know|have|think|mind|like|remember|got|fancy)\b)", "Do {0}"),
    (r"anything (?=(?:you|we|i|else)\b)", "Is there {0}"),
    (r"(?:anyone|anybody|someone|somebody) (?=(?:free|available|around|coming|going|home|there|in|up for|interested)\b)", "Is {0}"),
    (r"(?:anyone|anybody) (?=(?:know|have|want|need|got|fancy)\b)", "Does {0}"),
    (r"(?:anyone|anybody|someone|somebody) (?=(?:seen|heard|found|tried|been|lost|taken|noticed)\b)", "Has {0}"),
    (r"mind (?=\w+ing\b)", "Would you {0}"),
    (r"(?:(?:on |this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: \w+)?|tomorrow(?: \w+)?|tonight|later|that|this|it|the \d+(?:st|nd|rd|th)|\d[\d:.]*(?:am|pm)?) (?=(?:any good|ok|okay|all right|fine|good|possible|free|too late|too early|better)\b)", "Is {0}"),
    (r"(?:that|this) (?=cool\b)", "Is {0}"),
    (r"(?=(?:send|email|call|text|forward|resend|bring|remind|tell|give|let|confirm|post) (?:it|me|us|as|the|them|him|her|a|my|by|over|again)\b)", "Could you {0}"),
    (r"(?:want|fancy) (?=(?:them|it|one|some|to come|a|any)\b)", "Would you like "),
    (r"(?=possible$)", "Is that {0}"),
    (r"(?=send it as\b)", "Could you {0}"),
    (r"want me to ", "Would you like me to "),
    (r"need me to ", "Do you need me to "),
    (r"(?:wanna|want to|fancy going to|up for) ", "Would you like to "),
    (r"everything (?=(?:ok|okay|all right|fine|good)\b)", "Is {0}"),
    (r"(?:all right|ok|okay) (?=(?:if|to|with)\b)", "Is it {0}"),
    (r"(?:possible|too late|ok|okay|enough|difficult|hard) (?=to\b)", "Is it {0}"),
)  # fmt: skip
_QUESTIONS = [(re.compile(pattern, re.I), new) for pattern, new in _REPLY]
_DEGREE = re.compile(
    r"(?:very|so|really|quite|kind of|a bit|pretty|somewhat|rather|super|extremely) (?:annoying|disappointing|frustrating|confusing|sad|strange|weird|expensive|unfair|embarrassing|inconvenient|urgent|important|unprofessional|noisy|loud|cold|hot|tasty|useful|helpful|cheap|close|far)\b", re.I
)  # fmt: skip
_VERBAL = r"\b(?:is|was|are|were|am|has|had|have|be|been|being|got|get|gets|came|come|not|never|always|so|too|very|a|an|the|to|of|my|your|our|and|or|but|will|would|can|could|should|must|may|might|do|does|did|just|really|almost|nearly|arrived|left|went|sent|run|runs|ran|are|if|when|because|in|on|at|for|with|from|as|than|that|who|what|which|running|only|also|again|already|stay|keep|keeps|kept|look|looks|seem|seems|feel|feels|\w+n['’]t)\b"
_I_AM_RE = re.compile(_I_AM, re.I)
_I_RE = re.compile(_I, re.I)
_IT_RE = re.compile(_IT, re.I)
_GOT = re.compile(
    r"got (?P<what>(?:the|my|your|his|her|a|an|no|some|two|three|\d+|it|them|all|both|everything|something|plans|pics|photos|photographs|pictures|proof|screenshots|our|another)\b.*)",
    re.I,
)
_MESSAGE = re.compile(
    r"(?:the|your|his|her|a|an|my|this|another)(?: \w+)?(?: \w+)? (?:message|messages|email|emails|mail|letter|invoice|text|parcel|package|delivery|order|note|reply|call|bill|notification|refund|voicemail|reminder|invitation|invite|offer|payment)\b",
    re.I,
)
_SHORT: tuple[tuple[str, str], ...] = (
    (r"(?=(?:call|ring|text|meet|email|pay|message) you (?:in|at|on|later|soon|then|tomorrow|tonight|back|when|after|before)\b)", "I will "),
    (r"(?=tried (?:\w+ing|\d+|three|several|many|again)\b)", "I "),
    (r"(?=already (?:have|had|paid|sent|told|asked|tried|did|got|ordered|booked|called|checked)\b)", "I "),
    (r"(?=(?:forgot|lost|left|found|bought|sent|broke) [A-Z][\w-]+['’]s\b)", "I "),
    (r"(?=(?:only just|just) (?:seen|noticed)\b)", "I have "),
    (r"sorry,? (?=(?:only )?just (?:seen|noticed)\b)", "I apologize; I have "),
    (r"(?=just (?:moved|started|joined|bought|landed|left)\b)", "I have "),
    (r"(?:just )?(?:a )?quick one", "I have a quick question"),
    (r"name is (?=[A-Z])", "The name is "),
    (r"(?=been (?:freezing|raining|leaking|broken|out of order|making|beeping|dripping)\b)", "It has "),
    (r"(?=(?:pulled|hurt|injured|twisted|sprained|burned|burnt|broke) my\b)", "I "),
    (r"(?=not (?:leaving|using|buying|signing|doing|taking|sending|waiting|renewing|attending|accepting) (?:a|an|the|my|it|any|for|this|that|your|until|another)\b)", "I am "),
    (r"felt (?=(?:good|great|bad|awful|strange|wrong|like)\b)", "It felt "),
    (r"(?=(?:driving|working|travelling|cooking|busy)(?:[.!]|$| (?:right now|at the moment|until|till)))", "I am "),
    (r"quick question[,:.]? (?=\w)", "I have a question: "),
    (r"quick question", "I have a question"),
    (r"got it|gotcha", "Understood"),
    (r"out by (?=\w)", "I will be out by "),
    (r"ref(?:erence)?(?: no\.?| number)?:? (?=\S*\d)", "The reference is "),
    (r"just get(?:ting)? (?=(?:a|an|the|no)\b)", "I only get "),
    (r"any questions,? (?:just |please )?(?=(?:call|ring|email|text|contact|ask|message|let me)\b)", "If you have any questions, please "),
    (r"on it", "I am attending to it"),
    (r"sorted|all sorted|done|all done", "It is done"),
    (r"help", "Please help me"),
    (r"sorry (?:for|about) (?=my|the|being|any|not|that|this|all|our|keeping|making|having|such|bothering)", "I apologize for "),
    (r"(?:so |very |really )?sorry (?:that )?i['’]?(?: a|)m (?:so )?late", "I apologize for being late"),
    (r"sorry,? (?=(?:can['’]t|cannot|couldn['’]t|won['’]t|didn['’]t|haven['’]t|forgot|missed)\b)", "I am sorry, but I "),
    (r"sorry to (?:bother|disturb|trouble) you", "I apologize for disturbing you"),
    (r"sorry to hear", "I am sorry to hear"),
    (r"(?:so |very |really )sorry (?:that )?(?=(?:i|we)\b)", "I am very sorry that "),
    (r"sorry (?:that )?(?=(?:i|we)\b)", "I am sorry that "),
    (r"sorry,? but ", "I am sorry, but "),
    (r"(?:i['’]m |i am )?(?:so |very |really )?sorry", "I apologize"),
    (r"talk (?:to you )?later|speak (?:to you )?later", "I will speak to you later"),
    (r"talk soon|speak soon", "I will speak to you soon"),
    (r"looking forward to ", "I look forward to "),
    (r"no rush|no hurry", "There is no hurry"),
    (r"no (?:problem|worries)", "That is no problem"),
    (r"no idea ", "I do not know "),
    (r"no (?=(?:answer|reply|response|news|sign|hot water|heating|power|electricity|signal|wifi|wi-fi|internet|lift|elevator|parking)\b)", "There is no "),
    (r"still no (?=\w)", "There is still no "),
    (r"(?:good|great|nice|glad|lovely) to (?=(?:hear|see|know|meet)\b)", "It is good to "),
    (r"great news", "That is great news"),
    (r"no longer (?=(?:works|needed|available|valid)\b)", "It is no longer "),
    (r"(?:all )?good", "That is fine"),
    (r"same here", "The same applies to me"),
    (r"never mind", "Please disregard this"),
    (r"my bad", "I apologize"),
    (r"yes please", "Yes, please"),
)  # fmt: skip
_SHORTS = [
    (re.compile(pattern if pattern.endswith((" ", ")")) else pattern + r"$", re.I), new)
    for pattern, new in _SHORT
]


def completed(body: str, *, is_question: bool = False) -> str | None:
    """Return a sentence, without its end mark, with what was left out; None where that is unsure.

    "Running late" gives "I am running late", "Got the keys" "I have the keys".
    """
    body = body.strip()
    for pattern, new in _SHORTS:
        match = pattern.match(body)
        if match and not (is_question and not new.startswith(("Please", "I have"))):
            return new + (body[match.end() :] if match.end() else _small(body))
    if is_question:
        is_unsure = re.match(
            r"not sure|just (?:wondering|checking)|wondering|was wondering", body, re.I
        )
        return (
            f"I {'' if body[:3].lower() == 'was' else 'am '}{_small(body)}"
            if is_unsure
            else _asked(body)
        )
    got = _GOT.fullmatch(body)
    if got:
        if got["what"].lower().startswith("the job"):
            return f"I got {got['what']}"
        return f"I {'received' if _MESSAGE.match(got['what']) else 'have'} {got['what']}"
    if _I_AM_RE.match(body):
        return f"I am {_small(body)}"
    if re.match(r"been (?:\w+ing|there|here|up|ill|sick|away|off|in|on|to|at)\b", body, re.I):
        return f"I have {_small(body)}"
    if re.match(r"should(?: have|['’]ve) \w+ (?:me|us)\b", body, re.I):
        return f"You {_small(body)}"
    if _DEGREE.match(body):
        return f"It is {_small(body)}"
    if _I_RE.match(body) or re.match(_I_DID, body, re.I):
        return f"I {_small(body)}"
    if _IT_RE.match(body):
        subject = (
            "That"
            if re.match(
                r"(?:sounds|makes|works for|works fine|works\W*$|not (?:good|great|acceptable|ok|okay|fair|true|bad|nice|cool|fine)|would be|is (?:great|good|fine|ok))",
                body,
                re.I,
            )
            else "It"
        )
        verb = "is " if re.match(r"not\b|still (?:not|broken)", body, re.I) else ""
        return f"{subject} {verb}{_small(body)}"
    still = _STILL_NOT.fullmatch(body)
    if still:
        verb = (
            "has"
            if still["what"].split()[0]
            in ("arrived", "come", "paid", "replied", "received", "answered")
            else "is"
        )
        return f"{with_article(still['noun'] + ' is').removesuffix(' is')} {verb} still not {still['what']}"
    return _with_state(body)


def is_complete(body: str) -> bool:
    """Return whether a part of a sentence has a subject and its verb at the start."""
    return (
        re.match(rf"{CLAUSE}|{NOUN_CLAUSE}|{_MANY_DO}", body, re.I) is not None
        or _BARE_NOUN.match(body) is not None
        or re.match(r"mine (?:is|was|has|ran|broke|does|keeps)\b", body, re.I) is not None
    )


def with_article(body: str) -> str:
    """Return "The code for the door is …" for "Code for the door is …"."""
    if _BARE_MANY.match(body):
        return f"The {body[0].lower()}{body[1:]}"
    if not _BARE_NOUN.match(body):
        return body
    mine = re.match(
        r"(?:last day|cv|address|phone number|number|flight|name|plan|budget|car|landlord|mum|mom|dad|sister|brother|wife|husband|son|daughter|boss|phone|appointment)\b",
        body,
        re.I,
    )
    return f"{'My' if mine else 'The'} {body if body[:2].isupper() else body[0].lower() + body[1:]}"


def _asked(body: str) -> str | None:
    for pattern, new in _QUESTIONS:
        match = pattern.match(body)
        if match:
            if "{0}" not in new:
                return new + body[match.end() :]
            return re.sub(r"^Is (that|this) cool\b", r"Is \1 all right", new.format(_small(body)))
    got = re.match(
        r"(?:have you )?got (anything|another|any more|any|something|a|an|time|space|room)\b",
        body,
        re.I,
    )
    if got and body[:3].lower() == "got":
        return f"Do you have {body[4:]}"
    return None


def _with_state(body: str) -> str | None:
    match = _NOUN_STATE.fullmatch(body)
    if match is None:
        return None
    if re.search(_VERBAL, match["noun"], re.I):
        return None
    noun, owner = match["noun"], match["the"] or ""
    if match["state"].lower() in ("down", "closed", "locked") and noun.split()[0].lower() in VERBS:
        return None
    last = noun.split()[-1].lower()
    is_many = (
        (last.endswith("s") and not last.endswith(("ss", "us", "is")))
        or last in ("children", "people", "kids")
        or match["both"]
    )
    owner = owner or "the "
    subject = owner + noun[0].lower() + noun[1:]
    subject = subject[0].upper() + subject[1:]
    return f"{subject} {'are' if is_many else 'is'} {match['both'] or ''}{match['state']}{match['rest']}"


def _small(text: str) -> str:
    first = re.match(r"\w+", text)
    if re.match(r"I\b|[A-Z]{2}", text) or (first and is_name(first[0].lower())):
        return text
    return text[:1].lower() + text[1:]
