# ruff: noqa: E501 - patterns read best in one piece
"""Sentences whose subject was left out, completed where it is certain who or what it is."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.stiff.completing import completed_as_read
from onhand.rewrite.rules.stiff.reading import read
from onhand.rewrite.rules.stiff.subjects import in_small

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
_IT = r"(?:made my (?:day|week|year|month|morning|weekend)|took (?:me|us|them|him|her|ages|about|over|nearly|\d)|says (?!(?:who|he|she))|sounds|looks|seems|works|makes sense|feels|depends|should (?:work|arrive|be|take|help|cost)|would be (?:great|good|nice|lovely|fine|ok|okay|perfect|helpful|better|amazing|appreciated|a)|will be (?:great|good|fine|ok|okay|a|delivered)|might be|could be|must be|doesn['’]t (?:work|matter|help|fit|look|make)|didn['’]t (?:work|arrive|help|come)|is(?:n['’]t)? (?:not |very |a |the |too |really )?(?:working|broken|ok|okay|fine|urgent|important|missing|late|great|good|bad|possible|there)|was (?:great|good|lovely|nice|fun|bad|terrible|late|not)|not (?:working|good|great|acceptable|ok|okay|fair|urgent|important|possible|true|bad|what|your|my|nice|cool|fine)|never arrived|still (?:not|no answer|broken|doesn['’]t|waiting for it)|keeps \w+ing|stopped working|happens|arrived|leaks)\b"
_REPLY = (
    (r"any (?:chance|news|update|updates|word|progress|plans|possibility|way|luck|space|room)\b", "Is there {0}"),
    (r"any (?:idea|thoughts|questions|ideas|suggestions|preference)\b", "Do you have {0}"),
    (r"you (?:still|also|all) (?=(?:want|need|have|know|like|owe|think)\b)", "Do {0}"),
    (r"(?:you|u) (?=(?:free|coming|around|there|home|ready|sure|busy|available|going|ok|okay|able|still|up for|in)\b)", "Are {0}"),
    (r"you (?=(?:want|need|know|have(?! (?:already |ever |just )?(?:been|seen|got|had|done|made|sent|found|taken|given|heard|tried|\w{3,}ed)\b)|think|mind|like|remember|got|fancy)\b)", "Do {0}"),
    (r"any (?!of\b)(?:(?:good|more|other|spare|free|new|late|early|cheap|decent|local) )?(?=(?!(?:news|bus|gas|business|address|access|process|progress)\b)[a-z]+s\b(?! me\b))", "Are there {0}"),
    (r"any (?!of\b|one\b|body\b)(?=[a-z]+(?: |$))", "Is there {0}"),
    (r"anything (?=(?:you|we|i|else)\b)", "Is there {0}"),
    (r"swap (?:you )?(?=(?:me|my|your|the)\b)", "Would you swap "),
    (r"still got (?=(?:it|them|the|that|any|your|some|one)\b)", "Do you still have "),
    (r"(?:anyone|anybody)$", "Can anyone help"),
    (r"how much for (?=(?:the|a|an|your|this|that|both|two|one|all|my)\b)", "What is the price of "),
    (r"we (?=(?:still|all|set|ready|on|meeting|going|okay|ok)\b)", "Are {0}"),
    (r"(?:maybe|perhaps) (?=(?:send|ask|try|call|use|move|change|put|check|give|bring|take|tell|book|order|start|add|leave|keep|make|get|meet|wait|show|write|email|swap|switch) )", "Could you perhaps "),
    (r"(?:anyone|anybody|someone|somebody) (?=(?:free|available|around|about|coming|going|home|there|in|up for|interested|able|awake|driving|heading)\b)", "Is {0}"),
    (r"(?:anyone|anybody) (?=(?:know|have|want|need|got|fancy)\b)", "Does {0}"),
    (r"(?:anyone|anybody|someone|somebody) (?=(?:seen|heard|found|tried|been|lost|taken|noticed|handed|fed|booked|checked|picked|used|ordered|fixed|paid|spoken|done|eaten|moved|borrowed|signed|called)\b)", "Has {0}"),
    (r"you have (?=(?:already |ever |just )?(?:been|seen|got|had|done|made|sent|found|taken|given|heard|tried|\w{3,}ed)\b)", "Have you "),
    (r"mind (?=\w+ing\b)", "Would you {0}"),
    (r"(?:(?:on |this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: \w+)?|tomorrow(?: \w+)?|tonight|later|that|this|it|the \d+(?:st|nd|rd|th)|\d[\d:.]*(?:am|pm)?) (?=(?:any good|ok|okay|all right|fine|good|possible|free|too late|too early|better)\b)", "Is {0}"),
    (r"(?:that|this) (?=cool\b)", "Is {0}"),
    (r"(?=(?:send|email|call|text|forward|resend|bring|remind|tell|give|let|confirm|post) (?:it|me|us|as|the|them|him|her|a|my|by|over|again)\b)", "Could you {0}"),
    (r"(?:want|fancy) (?=(?:them|it|one|some|to come|a|any)\b)", "Would you like "),
    (r"(?=possible$)", "Is that {0}"),
    (r"how much$", "How much would it cost"),
    (r"how long$", "How long would it take"),
    (r"what time$", "At what time"),
    (r"how come$", "Why is that"),
    (r"(?=send it as\b)", "Could you {0}"),
    (r"want me to ", "Would you like me to "),
    (r"need me to ", "Do you need me to "),
    (r"(?:fancy|feel like) (?=\w+ing\b)", "Would you be interested in "),
    (r"(?:wanna|want to|fancy going to|up for) ", "Would you like to "),
    (r"everything (?=(?:ok|okay|all right|fine|good)\b)", "Is {0}"),
    (r"(?:all right|ok|okay) (?=(?:if|to|with)\b)", "Is it {0}"),
    (r"(?:possible|too late|ok|okay|enough|difficult|hard) (?=to\b)", "Is it {0}"),
)  # fmt: skip
_QUESTIONS = [(re.compile(pattern, re.I), new) for pattern, new in _REPLY]
_DEGREE = re.compile(
    r"(?:very|so|really|quite|kind of|a bit|pretty|somewhat|rather|super|extremely) (?:annoying|disappointing|frustrating|confusing|sad|strange|weird|expensive|unfair|embarrassing|inconvenient|urgent|important|unprofessional|noisy|loud|cold|hot|tasty|useful|helpful|cheap|close|far)\b", re.I
)  # fmt: skip
_I_AM_RE = re.compile(_I_AM, re.I)
_I_RE = re.compile(_I, re.I)
_IT_RE = re.compile(_IT, re.I)
_GOT = re.compile(
    r"got (?P<what>(?:the|my|your|his|her|a|an|no|some|two|three|\d+|it|them|all|both|everything|something|plans|pics|photos|photographs|pictures|proof|screenshots|our|another)\b.*)",
    re.I,
)
_IT_TAKES = re.compile(
    r"(?:won['’]t|will|shouldn['’]t|should|would|might|could) (?:only |just |probably |still )?(?:take|cost|rain|snow|hurt|fit|work|help|happen)\b",
    re.I,
)
_HE_DID = re.compile(
    r"(?:had|said|got|wants|has|took|told|called|asked|went|came|needs|left|fell|made|likes|loves)\b",
    re.I,
)
_MESSAGE = re.compile(
    r"(?:the|your|his|her|a|an|my|this|another)(?: \w+)?(?: \w+)? (?:message|messages|email|emails|mail|letter|invoice|text|parcel|package|delivery|order|note|reply|call|bill|notification|refund|voicemail|reminder|invitation|invite|offer|payment|cv|application|quote|estimate|results|documents|photos|photographs|pictures|complaint|feedback)\b",
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
    (r"(?:(?:ok|okay|all right|alright|right),? )?(?:cool|great|perfect|brilliant|fab|awesome|lovely|sweet|nice|sounds good)[.!]*$(?:)", "That is fine"),
    (r"last seen (?=\w)", "It was last seen "),
    (r"(?=(?:best|better|easier|quicker|cheaper|safer|worth) (?:to|if|\w+ing)\b)", "It is "),
    (r"(?:so |very |really )?sorry (?=if\b)", "I apologize "),
    (r"(?=was (?:supposed|meant|due|scheduled|expected) to (?:be (?:\w+ed|sent|paid|here|ready|done)|arrive|come|start|open|end|finish)\b)", "It "),
    (r"(?=made my (?:day|week|month|year|morning|weekend)\b)", "It "),
    (r"(?=been (?:about |over |nearly |almost |like )?(?:\d+|a while|ages|weeks|days|months|years|so long|too long|two|three|four|five|six|a (?:week|month|year|day))\b)", "It has "),
    (r"(?=me again)", "It is "),
    (r"(?=not (?:heard|received|seen|had|got|done|finished|decided|paid|slept|eaten|started|used|tried)\b)", "I have "),
    (r"(?=(?:really |so )?(?:great|good|nice|lovely) (?:meeting|seeing|talking|speaking|chatting|catching|working) )", "It was "),
    (r"sorry,? (?=wrong (?:chat|number|group|person|thread|window|channel)$)", "I apologize; this was the "),
    (r"(?:it is |it['’]s |such )?(?:a )?shame (?=(?:about|that|you|it|we|i|the)\b)", "It is a shame "),
    (r"sorry,? (?=(?:have to|need to|must|going to|will have to)\b)", "I am sorry, but I "),
    (r"sorry,? (?=(?:can['’]t|cannot|couldn['’]t|won['’]t|didn['’]t|haven['’]t|forgot|missed)\b)", "I am sorry, but I "),
    (r"sorry to (?:bother|disturb|trouble|bug|hassle|pester|nag) you(?: again)?", "I apologize for disturbing you"),
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
    (r"(?:the )?(?=(?:first|second|third|fourth|fifth|\d+(?:st|nd|rd|th)) (?:time|day|week|month|night|year|one|attempt|reminder|notice|warning|request|complaint|email|message|call)\b)", "This is the "),
    (r"(?:the )?(?=(?:wrong|right|same|usual|green|red|blue|black|white|brown|grey|yellow|big|small|old|new|last|next|left|other) (?:one|size|number|colou?r|address|place|room|door|date|day|time|person|order|model|item|key|code|file|name)$)", "It is the "),
    (r"(?:the )?(?=(?:green|red|blue|black|white|brown|grey|gray|yellow|pink|big|small|old|new) one (?:with|in|on) )", "It is the "),
    (r"(?:the )?(?=same (?:\w+ ){1,2}as (?:before|last|usual|always|yesterday)\b)", "It is the "),
    (r"never mind", "Please disregard this"),
    (r"my bad", "I apologize"),
    (r"yes please", "Yes, please"),
)  # fmt: skip
_SHORTS = [
    (re.compile(pattern if pattern.endswith((" ", ")")) else pattern + r"$", re.I), new)
    for pattern, new in _SHORT
]


def completed(body: str, who: str = "", *, is_question: bool = False) -> str | None:
    """Return a sentence, without its end mark, with what was left out; None where that is unsure.

    "Running late" gives "I am running late", "Got the keys" "I have the keys". `who` is the
    subject of the sentence before, as `completing.speaker_of` gives it.
    """
    body = body.strip()
    for pattern, new in _SHORTS:
        match = pattern.match(body)
        if match and not (is_question and not new.startswith(("Please", "I have", "I apologize"))):
            return new + (body[match.end() :] if match.end() else in_small(body))
    if is_question:
        is_unsure = re.match(
            r"(?:do not|don['’]t) know|not sure|just (?:wondering|checking)|wondering|was wondering",
            body,
            re.I,
        )
        return (
            f"I {'' if body[:3].lower() in ('was', 'do ', 'don') else 'am '}{in_small(body)}"
            if is_unsure
            else _asked(body) or completed_as_read(body, is_question=True)
        )
    if re.match(r"been \w", body, re.I):
        return f"I have {in_small(body)}"
    if _is_read_first(body, who):
        whole = completed_as_read(body, who)
        if whole is not None or read(body).kind != "state":
            return whole
    got = _GOT.fullmatch(body)
    if got:
        if got["what"].lower().startswith("the job"):
            return f"I got {got['what']}"
        return f"I {'received' if _MESSAGE.match(got['what']) else 'have'} {got['what']}"
    whole = _with_subject(body) or completed_as_read(body, who)
    joint = re.search(r", (?:and|but|so) ", body)
    if whole is None and joint and " " in body[: joint.start()] and read(body).kind == "other":
        head = completed(body[: joint.start()], who)
        return head + body[joint.start() :] if head else None
    return whole


def _is_read_first(body: str, who: str) -> bool:
    """Whether a fragment's reading is surer than the tables here."""
    reading = read(body)
    if reading.kind == "verb" and (
        _IT_TAKES.match(body)
        or (who in ("He", "She", "They") and re.match(r"(?:should|might|may|must) \w", body, re.I))
        or (who == "They" and re.match(r"should be\b", body, re.I))
    ):
        return True
    if reading.kind == "verb":
        return who in ("He", "She") and _HE_DID.match(body) is not None
    if reading.kind == "state":
        return bool(who) or reading.verb in ("locked", "trapped", "delayed")
    if reading.kind == "gerund":
        return re.match(r"(?:\w+ )?going to\b", body, re.I) is not None
    return reading.kind in ("clause", "small")


def _with_subject(body: str) -> str | None:
    if _I_AM_RE.match(body):
        return f"I am {in_small(body)}"
    if re.match(r"should(?: have|['’]ve) \w+ (?:me|us)\b", body, re.I):
        return f"You {in_small(body)}"
    if _DEGREE.match(body):
        return f"It is {in_small(body)}"
    if _I_RE.match(body) or re.match(_I_DID, body, re.I):
        return f"I {in_small(body)}"
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
        return f"{subject} {verb}{in_small(body)}"
    return None


def _asked(body: str) -> str | None:
    for pattern, new in _QUESTIONS:
        match = pattern.match(body)
        if match:
            if "{0}" not in new:
                if match.end() == len(body) and not new.endswith(" "):
                    return new
                return new + body[match.end() :]
            return re.sub(r"^Is (that|this) cool\b", r"Is \1 all right", new.format(in_small(body)))
    got = re.match(
        r"(?:have you )?got (anything|another|any more|any|something|a|an|time|space|room)\b",
        body,
        re.I,
    )
    if got and body[:3].lower() == "got":
        return f"Do you have {body[4:]}"
    return None
