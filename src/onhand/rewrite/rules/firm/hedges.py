# ruff: noqa: E501 - patterns read best a row a line
"""Hedges: what a writer says out of doubt in themselves, by where it stands in a sentence."""

from __future__ import annotations

import re

from onhand.rewrite.rules.brief.smalltalk import SORRY
from onhand.rewrite.rules.english.clauses import is_clause, negated
from onhand.rewrite.rules.english.frames import framed, frames
from onhand.rewrite.rules.english.sentences import capital

_MAX_CHARS = 300
_VERY = r"(?:just |really |very |so |kind of |sort of |kinda |a bit |a little |probably |maybe |only |honestly |totally |completely |super |quite |also |still |clearly |perhaps |possibly |now )*"
_AM = r"(?:I(?:['’]m| am) )?"
_WRONG = r"(?:(?:very |totally |completely |way )?(?:wrong|mistaken|off|off base|missing something|asking (?:for )?too much|overstepping|out of line|misunderstanding|confused|biased|overthinking|overreacting|being \w+|dumb|stupid|reading it wrong|the only one|imagining (?:it|things)))(?: (?:here|about (?:this|that|it)|on this|with this|of course|too|much|this|it|about it|entirely))*"
_BUT = r"(?:,? (?:but|so|though)\b(?: (?:still|anyway))?,?|,|;|\.\.\.|…| -| –)"
_OPENERS = frames(
    (words, rf"^(?:(?:and|but|so|also|well|hmm+|um+|uh+|er+|erm|oh|ok|okay|hey|yeah|sorry)[, ]+)*(?:{row})\s*", "")
    for words, row in (
        ("apologi|excuse|forgive|pardon|sorry", rf"{SORRY}{_BUT}"),
        ("apologies|excuse me|forgive me|pardon me|sorry", rf"(?:{_AM}{_VERY}sorry|apologies|pardon me|excuse me|forgive me)(?:,? (?:to (?:bother|ask|disturb|interrupt|trouble|bug|nag|be)|for (?:bothering|asking|the|being|disturbing|interrupting|nagging)|if (?:this|it|I|that)|about)[^,.;?\d]{{0,60}})?{_BUT}(?= \S)(?! but\b)(?! (?:I (?:broke|forgot|missed|lost|was late|can|won|did|could|am|have)|we (?:can|are|won)|the |my |it ))"),
        ("this|that|it", rf"(?:this|that|it)(?:['’]s| is| may be| might be| could be| will| may| might)(?: be| sound| seem)? {_VERY}(?:an? )?{_VERY}(?:stupid|silly|dumb|weird|basic|obvious|odd|strange|random|crazy|naive|long shot|ignorant|big ask|thought|idea|suggestion|opinion|feeling|guess)(?: (?:question|idea|thought|request|thing|to ask|of mine|suggestion))?(?: and (?:feel free to|you can|please)[^,.;]{{0,40}})?{_BUT}"),
        ("2 cents|idea|opinion|question|request|suggestion|thought|two cents", rf"(?:{_VERY}(?:a |an )?(?:stupid|silly|dumb|quick and silly|random|weird|odd|crazy|naive|possibly \w+|maybe \w+|probably \w+) (?:question|idea|thought|request|suggestion)){_BUT}|(?:just|only) (?:a (?:thought|suggestion|idea)|an idea|my (?:opinion|two cents|2 cents|thoughts)){_BUT}"),
        ("could|may|might|can ", rf"(?:I|we) (?:could|may|might|can)(?: (?:very )?(?:well|easily|totally|completely|just|also|probably|of course))* (?:be |have (?:got )?)?{_VERY}{_WRONG}[^,.;]{{0,25}}?{_BUT}"),
        ("maybe|perhaps|possibly", rf"(?:maybe|perhaps|possibly)(?: it(?:['’]s| is))? (?:just )?(?:I(?:['’]m| am)|me|only me) ?{_VERY}(?:{_WRONG})?{_BUT}"),
        ("", rf"(?:please )?(?:correct me if I(?:['’]m| am) (?:\w+ )?(?:wrong|mistaken)|stop me if [^,.;]{{0,30}}|unless I(?:['’]m| am) (?:\w+ )?(?:mistaken|wrong|missing something)|if I(?:['’]m| am) not (?:mistaken|wrong)|don['’]t (?:quote|hold) me (?:on|to) (?:this|that)|feel free to (?:ignore|disagree|say no)[^,.;]{{0,30}}|bear with me|I hope (?:this|that|it)(?:['’]s| is)? (?:ok|okay|alright|not (?:too|an?|rude|weird|odd|wrong|cheeky|inappropriate|annoying|out)\b[^,.;]{{0,30}})|hope (?:this|that|it)(?:['’]s| is) (?:ok|okay|alright)|I hope you (?:don['’]t|do not|won['’]t) mind(?: me [^,.;]{{0,30}})?|if (?:that|this|it)(?:['’]s| is) (?:ok|okay|alright|all right|fine|not too much trouble|not too much to ask|possible|at all possible)(?: (?:with|by|for) (?:you|everyone|everybody|all))?|if (?:you )?(?:don['’]t|do not|wouldn['’]t) mind|if I may|if possible|for what it['’]s worth|(?:with|no) (?:all due respect|offen[cs]e)|as far as I can (?:tell|see)|from what I can (?:tell|see)){_BUT}"),
        ("no", rf"(?:{_AM}|(?:and |but )?I(?:['’]m| am) ){_VERY}(?:no|not an?|not the) {_VERY}(?:expert|specialist|pro|lawyer|doctor|engineer|native speaker|designer|right person|best person|technical person|boss|genius|professional)(?: (?:or anything|on (?:this|that|it)|in (?:this|that)(?: field)?|at (?:this|that|all)|here|by any means|to (?:say|ask|judge) (?:this|that|it)|for this))*{_BUT}"),
        ("beginner|intern|junior|layman|layperson|new here|newbie|student|trainee", rf"I(?:['’]m| am) {_VERY}(?:a |an |the )(?:trainee|intern|beginner|newbie|student|junior|layman|layperson|new here)(?: here)?(?:,? so I (?:don['’]t|do not) (?:really )?know)?{_BUT}"),
        ("certain|clear|sure", rf"{_AM}(?:not|never) {_VERY}(?:100 ?% |100 percent |entirely |exactly |totally |all that |too |that |at all |fully )?(?:sure|certain|clear)(?: (?:if|whether|that) (?:this|that|it|I)(?:['’]s|['’]m| is| am| makes?| helps?| matters?| counts?| will)[^,.;\d]{{0,50}}| about (?:this|that|it)| yet| at all| here)*{_BUT}"),
        ("know|like|mean|want|wish", rf"I (?:{_VERY}(?:don['’]t|do not|didn['’]t)) {_VERY}(?:know|know if (?:this|that|it|I)(?:['’]s|['’]m| is| am| makes| matters| helps)[^,.;\d]{{0,50}}|know (?:much|a lot|anything) about (?:this|that|it)|(?:want|mean|like|wish) to (?:be|sound|seem|come across|bother|push|intrude|impose|rush|make|cause|overstep|complain|nag|pressure|disturb|interrupt|criticise|criticize|annoy|step)[^,.;\d]{{0,50}}?){_BUT}"),
        ("i hate to", rf"I hate to (?:be|ask|bother|say|complain|nag|bring|do|push|trouble)[^,.;\d]{{0,50}}?{_BUT}"),
        ("i know", rf"I know (?:that )?(?:you(?:['’]re| are| have| must)|this is|this may|this might|it['’]s|it is|I(?:['’]m| am)|that['’]s) [^,.;\d]{{0,60}}?{_BUT}"),
        ("sorry to", rf"(?:I(?:['’]m| am) )?{_VERY}sorry to (?:say|ask|do|tell you) (?:this|that|so|it)?{_BUT}"),
        ("moment|place|time", rf"(?:this|it)(?: might| may|['’]s| is) (?:probably )?not (?:be )?(?:the )?(?:best|right|ideal|perfect) (?:time|moment|place)(?: for this| to ask| to bring this up)?{_BUT}"),
        ("asking", rf"I feel (?:like (?:a|such a) \w+|(?:a bit |a little |really |kind of |so )*(?:bad|silly|stupid|awkward|guilty|weird|embarrassed|awful)) (?:for )?asking(?: this| you| for this| again)?{_BUT}"),
        ("afraid to ask|asking|embarrassed to ask|hesitant to ask|nervous about|reluctant to ask|scared to ask", rf"I (?:feel (?:bad|awful|terrible)|was|am|['’]m) (?:a bit |a little |kind of |really |so )*(?:for asking|asking (?:this|again)|embarrassed to ask|scared to ask|afraid to ask|hesitant to ask|reluctant to ask|nervous about (?:this|asking)){_BUT}"),
        ("opinion|perspective|view", r"(?:in|from) my (?:\w+ )?(?:opinion|view|point of view|perspective)(?:, and I(?:['’]m| am) sure [^,.\d]{0,110})?,"),
        ("maybe|perhaps", rf"(?:maybe|perhaps) (?:it(?:['’]s| is)|this is) (?:just |only )?(?:a|my) (?:misunderstanding|mistake){_BUT}"),
        ("little|minor|small|tiny", rf"it(?:['’]s| is) (?:only|just) a (?:small|little|minor|tiny) (?:thing|request|question|favou?r){_BUT}"),
        ("mind", rf"if (?:nobody|no one|noone) minds?{_BUT}"),
        ("disregard|forget|ignore", r"(?:please )?(?:ignore|forget|disregard) (?:this|me|it) if [^,.;\d]{0,50}(?:,? but|,)"),
        ("", r"(?:(?:hmm+|um+|uh+|er+|erm+|uhm+|honestly|to be honest|basically|actually|so yeah),?|(?:well|like|I mean|you know|I don['’]t know|idk|I dunno|oh|look),|I (?:don['’]t|do not) know(?= (?:maybe|perhaps|I think|I guess|but)\b)) (?=\w)"),
        ("know", rf"I (?:don['’]t|do not) know (?:if|whether) (?:you(?:['’]ve| have)? (?:\w+ )?(?:saw|seen|got|gotten|read|received|noticed|remember)[^,.;\d]{{0,50}}?){_BUT}"),
        ("ant|checking in|ould like|wondering if i could", r"just (?:wanted|wondering if I could|checking in) to (?:say|let you know|mention|tell you|point out)(?: that)?|I (?:just |only |kind of |also )*(?:wanted|want|would like) to (?:say|let you know|mention|tell you|point out|add)(?:,? that)?(?= )"),
    )
)  # fmt: skip
_THINK = r"(?:think|guess|suppose|believe|feel|feel like|feel that|reckon|figure|assume|imagine|suspect|gather|(?:would )?tend to (?:say|think|believe)|(?:would|['’]d) like to think|would (?:say|think|guess|argue|imagine|assume)|['’]d (?:say|think|guess|argue|imagine|assume)|have (?:a|the) feeling|have the impression|get the (?:feeling|impression)|am under the impression|am (?:pretty|fairly|quite|almost|rather|reasonably) (?:sure|certain|confident)|['’]m (?:pretty|fairly|quite|almost|rather|reasonably) (?:sure|certain|confident)|was thinking|was just thinking|['’]m thinking|am thinking|can['’]t help (?:but )?(?:think(?:ing)?|feel(?:ing)?)|have to (?:say|admit)|['’]m of the opinion|am of the opinion)"
_STARTS_CLAUSE = r"(?=(?:(?:we|you|he|she|it|they|there|this|these|those|the|my|your|our|his|her|their|a|an|all|some|most|everyone|everybody|someone|somebody|nobody|no one|nothing|both|each|every|maybe|perhaps|if|what|about \d|\w+ \d+ (?:is|are|might|may|needs?|should|was)|[a-z]+s (?:are|were|should|need|have|might|could|can|will|do))\b|I(?:['’]|\b)|that (?:is|was|would|will|the|we|you|it)\b|that \w+ (?:is|was|has|should|will)\b|(?!(?:about|of|not|so|what|how|who|where|when|why|which|if|one|that)\b)[a-z]+ (?:is|are|was|were|will|would|should|can|could|has|might|may)\b|that['’]s\b|(?-i:[A-Z])))"
_OPINION = re.compile(
    rf"(?P<before>^|, | (?:and|but|so|because|since) )I(?: (?:just|really|kind of|sort of|kinda|also|honestly|personally|still|do|actually|would|only|rather|maybe|perhaps))* ?{_THINK}(?: (?:that|like))?(?:,? (?:maybe|perhaps|possibly|probably))*,? {_STARTS_CLAUSE}",
    re.I,
)
_NOT_OPINION = re.compile(
    rf"(?P<before>^|, | (?:and|but|so|because|since) )I (?:(?:really|just|honestly|personally) )?(?:don['’]t|do not) (?:really |actually |necessarily )?(?:think|believe|feel like|feel|reckon)(?: that)? (?P<clause>{_STARTS_CLAUSE}.+)$",
    re.I | re.S,
)
_NOT_SURE_GOOD = re.compile(
    r"(?:I(?:['’]m| am) )?not (?:really |entirely |100% |so |quite )?(?:sure|convinced)(?: (?:that|if|whether))? (?P<clause>(?:that|this|it)(?:['’]s| is| would be) (?:really |actually )?(?:an? (?:good|great|wise|smart|sensible) \w+|the (?:best|right|smartest) \w+|right|fair|correct|wise|necessary|needed|enough|worth it))(?P<rest>.*)$",
    re.I | re.S,
)
_NOT_SURE_SHOULD = re.compile(r"I(?:['’]m| am) not (?:really |entirely |100% |so |quite )?(?:sure|convinced)(?: that)? (?P<who>we|you|they|I) should (?!.* or )(?P<do>.+)$", re.I | re.S)  # fmt: skip
_NOT_SURE = re.compile(r"\b(?:I(?:['’]m| am) )?not (?:really |entirely |100% |so |quite |completely |too |totally )*sure (?=(?:if|whether|when|where|what|who|why|how)\b)", re.I)  # fmt: skip
_SOFT = re.compile(r"\b(?:maybe|perhaps|possibly|probably|just) ", re.I)
_ARTICLE = re.compile(r"(?:an?|some)\b", re.I)
_TRAILERS = frames(
    (
        (",|;| -| –| but", rf"(?:(?:[,;]| -| –)(?: (?:but|and|so))?| but)(?: (?:maybe|perhaps|of course|I guess|I suppose))? (?:(?:please )?correct me if I(?:['’]m| am) wrong|(?:that|this|it)(?:['’]s| is)(?: only| just)+ (?:my|a|an|me)(?: (?:\w+ )?(?:opinion|view|take|thought|idea|guess|feeling|suggestion|two cents|2 cents))?|just (?:a thought|a suggestion|an idea|my (?:opinion|two cents|2 cents|thoughts?)|me|saying|asking|wondering|checking|an? \w+ thought)|(?:I (?:could|may|might) (?:well )?be {_WRONG})|I(?:['’]m| am) not (?:\w+ )?sure(?: (?:about (?:it|that|this)|though|yet|tbh))*|not sure(?: (?:about (?:it|that|this)|though))*|I (?:don['’]t|do not) (?:really )?know(?:,? (?:maybe|honestly|though))*|who knows|what do I know|feel free to (?:ignore|say no|disagree|tell me|correct)[^,.;?]{{0,40}}|don['’]t quote me on (?:that|this)|unless I(?:['’]m| am) (?:mistaken|wrong|missing something)|if I(?:['’]m| am) not (?:mistaken|wrong)|if I remember (?:correctly|right|rightly)|I know it['’]s a (?:big|lot)[^,.;?]{{0,20}}|sorry(?: (?:again|to (?:bother|ask|be)[^,.;?]{{0,30}}|for (?:asking|bothering|the (?:trouble|bother))[^,.;?]{{0,20}}))+)(?=[.?!,]|$)", ""),
        (",|;| -| –| if | as long as ", r"(?:[,;]| -| –|(?<!know)(?<!me)(?<!us)(?<!see)(?<!ask)(?<!check)(?<!sure)(?<!wonder)(?<!wondering)(?<!asking)(?<!hear)(?<!say)(?<!tell)(?<!out)(?<!only)) (?:but |and )?(?:I mean,? )?(?:only |of course only )?(?:if|as long as) (?:(?:that|this|it)(?:['’]s| is| would be| works?| suits?| makes sense|['’]d be) ?(?:at all |also |perfectly )*(?:ok|okay|alright|all right|fine|cool|good|possible|convenient|not too much trouble|not too much to ask|not a problem(?: for (?:anyone|anybody|you))?|not a bother|no trouble|no bother|not too late|acceptable|allowed)?(?: (?:with|by|for) (?:you(?: guys| all)?|everyone|everybody|all of you))?|you (?:don['’]t|do not|wouldn['’]t|would not) mind(?: (?:that|of course|me (?:asking|saying)))*|you(?:['’]re| are) (?:ok|okay|fine|good|happy|up for it|not too busy|not busy|comfortable)(?: with (?:that|this|it))?|you (?:have|get|find|could find)(?: (?:a|some|the|any))?(?: (?:spare|free))? ?(?:time|minute|moment|second|sec|chance)(?: (?:for it|to spare|of course))*|(?<=, if )you (?:want|like|feel like it|could|can|think so)(?: (?:to|of course|too|that is))?|I may|(?:it|that|this) (?:doesn['’]t|does not|won['’]t|wouldn['’]t) (?:cause|make|bother|disturb|be)(?: (?:you|any|too many|too much|a|problems?|trouble|bother|difficulties|issues?))*|possible|at all possible|not too much trouble)(?: of course)?(?=[.?!]|$)", ""),
        (",|;| -| –", r"(?:[,;]| -| –)(?: (?:but|and))? (?:no (?:worries|problem|pressure|big deal|hard feelings|stress|biggie)(?: (?:if not|at all|either way|if (?:you|it|that)[^,.;?]{0,30}))*|(?:it(?:['’]s| is)|that(?:['’]s| is)) (?:also |totally |completely |perfectly )?(?:fine|ok|okay|cool) (?:if not|either way|if you (?:can['’]t|don['’]t|say no)[^,.;?]{0,20})|(?:does|if) (?:that|this) makes? (?:any )?sense|you know\??|or (?:something|anything|whatever|not|so)(?: (?:like that|along those lines))?|and stuff|or not\?)(?=[.?!]|$)", ""),
        (",|;| -| –", r"(?:[,;]| -| –)(?: (?:but|and))? (?:I (?:think|guess|suppose|believe|feel|imagine|reckon|assume|mean|hope)|(?:maybe|perhaps|possibly|probably|hopefully|potentially|though I guess|in my opinion|imo|at some point|sometime|somehow|don['’]t you think|wouldn['’]t you say|am I right|if anything|as far as I can (?:tell|see)))(?=[.?!]|$)", ""),
        ("eh|huh|no|right", r", (?:no|right|eh|huh)$", ""),
        ("", r"(?<=\w)(?<!what)(?<!than)(?<!\bas)(?<!\bor)(?<!how)(?<!that)(?<!like)(?<!where)(?<!who)(?<!way)(?<!one)(?<!some)(?<!say)(?<!more)(?<!\bso) (?:I guess|I suppose|maybe|perhaps|possibly|probably|kind of|sort of|I think|hopefully|if possible|I['’]m afraid|if I(?:['’]m| am) not (?:mistaken|wrong)|if I remember (?:correctly|right)|if it(?:['’]s| is) all the same to you|or something|or whatever|or something like that)(?=[.?!]|$)", ""),
    )
)  # fmt: skip
_EMPTY = rf"(?:(?:and|but|so|also|I mean|well|anyway|again|please|of course)[, ]+)*(?:{SORRY}|sorry(?: (?:again|in advance|about (?:this|that|it)))*|(?:it(?:['’]s| is|['’]d be)|this is|that['’]s|that is) (?:just|only|probably|maybe)?(?: just| only)? ?(?:a|an|my) (?:\w+ )?(?:thought|idea|suggestion|opinion|guess|feeling|stupid question|silly question|dumb question|long shot|two cents|2 cents)|just (?:a thought|a suggestion|an idea|my (?:two cents|2 cents|opinion)|saying|wondering|asking|checking)|(?:totally |completely |absolutely )?(?:no (?:worries|problem|pressure|big deal|stress|hard feelings))(?: (?:if not|at all|either way|if (?:you|it|that)[^.?!]{{0,40}}))*|I know (?:it['’]s|it is|this is|that['’]s|you['’]re|you are) (?:a (?:big ask|lot|lot to ask|stupid question|bit \w+)|(?:very |really |super |so |probably |a bit )*(?:busy|annoying|last minute|short notice|much|weird|silly))|(?:only )?if (?:that|this|it)(?:['’]s| is| works| makes sense)(?: (?:ok|okay|alright|fine|possible|all right))?(?: (?:with|for|by) (?:you|everyone))?|only if (?:it|that|this) (?:doesn['’]t|does not|won['’]t) [^.?!\d]{{0,40}}|only if you (?:have|want|can|don['’]t|feel)[^.?!\d]{{0,40}}|if you (?:don['’]t|do not) mind|(?:does|did|do|if) (?:that|this|I|it) makes? (?:any )?sense|(?:please )?(?:feel free to (?:ignore|say no|disagree)|ignore me)[^.?!\d]{{0,40}}|(?:please )?correct me if I(?:['’]m| am) wrong|I (?:could|might|may) (?:well |totally |easily )?be {_WRONG}|I(?:['’]m| am) (?:probably|maybe|likely) {_WRONG}|(?:maybe|perhaps) I(?:['’]m| am) (?:just )?{_WRONG}|(?:I(?:['’]m| am) )?not (?:really |entirely |100% )?sure(?: (?:about (?:this|that|it)|though|yet))*|I (?:don['’]t|do not) (?:really )?know(?:,? (?:maybe|really|honestly|though))*|I (?:don['’]t|do not) (?:want|mean) to (?:be|bother|sound|seem|push|make|cause|complain|nag)[^.?!\d]{{0,50}}|(?:I )?hope (?:that|this|it)(?:['’]s| is)? (?:ok|okay|alright|fine|makes sense|helps|not [^.?!]{{0,40}})(?: (?:with|for|by) (?:you|everyone))?|I hope you (?:don['’]t|do not|won['’]t) mind[^.?!\d]{{0,30}}|I (?:guess|suppose|think)|one thing after another|(?:I )?(?:totally |completely |fully |of course I )?(?:understand|get it) if (?:not|you (?:can['’]t|cannot|don['’]t|say no|are)[^.!?\d]{{0,30}})|it(?:['’]s| is) (?:only|just) a (?:small|little|minor|tiny) (?:thing|request|question|favou?r)|(?:maybe|perhaps) (?:it(?:['’]s| is)|this is) (?:just |only )?(?:a|my) (?:misunderstanding|mistake)|I feel like (?:a|such a) \w+ (?:for )?asking(?: this| you| for this| again)?|(?:probably |maybe |possibly |just )?(?:a |an )?(?:stupid|silly|dumb|random|weird|quick|odd) question|(?:this|it)(?: might| may|['’]s| is) (?:probably )?not (?:be )?(?:the )?(?:best|right|ideal) (?:time|moment)|I (?:don['’]t|do not) know (?:if|whether) you(?:['’]ve| have)? (?:\w+ )?(?:saw|seen|got|gotten|read|received|noticed|remember)\b[^.!?\d]{{0,50}}|(?:I (?:just )?have|just) (?:a|one|another)(?: \w+)? question(?: for you)?|maybe|perhaps|or (?:something|not|whatever)(?: like that)?|what do I know|who knows|um+|hmm+|uh+)[\s,.!?…]*$"


_TIME = re.compile(
    r"(?:like )?(?:(?:on |at |this |next )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\.?)|noon)\b[^,.;]{0,25})$",
    re.I,
)


def is_time(body: str) -> bool:
    """Whether a fragment only names a time: "Like Thursday"."""
    return bool(_TIME.match(body))


def without_apology(body: str) -> str:
    """Return a sentence's body without apologies for asking and self-doubt around it."""
    for _ in range(4):
        before = body
        body = framed(body, _TRAILERS[:3]).rstrip(" ,;")
        body = _without_openers(body)
        if body == before:
            break
    return body


def is_opening(body: str) -> bool:
    """Whether a sentence hedges what the next one says after a "but"."""
    said = f"{body}, but x"
    return len(body) < _MAX_CHARS and any(
        match is not None and match.end() == len(said) - 1
        for match in (pattern.match(said) for pattern, _new in _OPENERS.likely(said.lower()))
    )


def is_hedge(sentence: str) -> bool:
    """Whether a whole sentence only hedges or apologises for asking."""
    return len(sentence) < _MAX_CHARS and bool(re.match(_EMPTY, sentence, re.I))


def without_hedges(body: str) -> tuple[str, bool]:
    """Return a sentence's body without hedges before, after and around it, and if it had any.

    "I don't think we can go" becomes "we cannot go"; where the verb to negate is not sure, the
    sentence stays as it is.
    """
    before = body
    for _ in range(5):
        start = body
        body = framed(body, _TRAILERS).rstrip(" ,;")
        body = _without_openers(body)
        body = _NOT_OPINION.sub(_denied, body)
        body = _OPINION.sub(_outright, body)
        body = capital(body.lstrip(" ,;")) if body else body
        if body == start:
            break
    body = _unsure(body)
    return (body, body != before) if re.search(r"\w", body) else (before, False)


def _without_openers(body: str) -> str:
    for pattern, _new in _OPENERS.likely(body.lower()):
        match = pattern.match(body)
        if match is not None and len(body) - match.end() > 3:
            body = capital(body[match.end() :])
    return body


def _outright(match: re.Match[str]) -> str:
    rest = match.string[match.end() :]
    plain = _SOFT.sub("", rest)
    is_doubtful = re.search(r"feel(?: like)?\W*$", match.group(), re.I) or _ARTICLE.match(plain)
    return match.group() if is_doubtful and not is_clause(plain) else match["before"]


def _denied(match: re.Match[str]) -> str:
    said = negated(match["clause"])
    return match.group() if said is None else f"{match['before']}{said}"


def _unsure(body: str) -> str:
    match = _NOT_SURE_GOOD.match(body)
    said = negated(match["clause"]) if match else None
    if match and said:
        return capital(f"{said}{match['rest']}")
    match = _NOT_SURE_SHOULD.match(body)
    if match:
        return capital(f"{match['who']} should not {match['do']}")
    return _NOT_SURE.sub("I do not know ", body)
