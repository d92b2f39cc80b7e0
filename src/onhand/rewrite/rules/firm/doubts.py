# ruff: noqa: E501 - patterns read best a row a line
"""What a writer says before the point out of doubt in themselves: "This may sound silly, but …"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.frames import frames
from onhand.rewrite.rules.english.sentences import capital

_MAX_CHARS = 160
_SOFT = r"(?:terribly |awfully |dreadfully |ever so |extremely |truly |deeply |just |really |very |so |kind of |sort of |kinda |a bit |a little |a tad |too |probably |maybe |only |honestly |totally |completely |super |quite |also |perhaps |possibly |now |already |all |most likely |still |of course |genuinely |slightly |rather )*"
_AM = r"(?:I(?:['’]m| am) )"
_SILLY = r"(?:stupid|silly|dumb|weird|basic|obvious|odd|strange|random|crazy|naive|long shot|ignorant|big ask|nothing|no big deal|rude|cheeky|petty|picky|forward|awkward|annoying|needy|selfish|harsh|blunt|nosy|overkill|last minute|short notice|trivial|irrelevant|out of line|childish|controversial|unpopular opinion|inappropriate|embarrassing|uncomfortable|too much to ask|a lot to ask|(?:too )?(?:early|late|soon) to (?:say|tell|ask|judge|know))"
_SAID = r"(?:remark|comment|question|idea|thought|request|thing|suggestion|observation|opinion|point|worry|concern|note|objection)"
_AFTER = r"(?: (?:question|idea|thought|request|thing|suggestion|remark|comment|of me|from me|to (?:ask|say|mention|bring (?:it|this) up|complain|request)|and all|here|or anything|after all|though|again|coming from me))*"
_ROWS = (
    ("thinking", r"I(?:['’]m| am| was) (?:just |only |simply )?thinking (?:out loud|aloud)(?: here)?"),
    ("know", r"I (?:do(?:n['’]t| not)) (?:really |honestly )?know (?:much|a lot|anything|a thing|the first thing|all that much|too much) about [^,.;?!\d]{2,30}"),
    ("up to you|your", r"(?:of course |obviously |ultimately )?(?:it|that)(?:['’]s| is) (?:of course |entirely |totally |completely |obviously |ultimately )*(?:up to you|your (?:call|decision|choice))(?: of course| in the end)?"),
    ("i mean|dunno|you know", r"(?:I mean|I dunno|you know|so yeah)"),
    ("hope|trust", rf"(?:I )?(?:{_SOFT})(?:hope|trust) (?:(?:this|that|it)(?: is|['’]s)?(?: not|n['’]t)? {_SOFT}(?:an? )?{_SOFT}(?:{_SILLY}|ok|okay|alright|fine|a problem|a bother|a bad time)\b(?:(?! (?:but|because|so|and) )[^,.;?!\d]){{0,30}}|(?:this|that|it) (?:doesn['’]t|does not|won['’]t) (?:sound|seem|come across|bother|offend|cause)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){{0,40}}|I(?:['’]m| am) not (?:(?! (?:but|because|so|and) )[^,.;?!\d]){{0,40}}|you (?:don['’]t|do not|won['’]t) mind(?:(?! (?:but|because|so|and) )[^,.;?!\d]){{0,30}})"),
    ("this|that|it", rf"(?:this|that|it)(?:['’]?s| is| may| might| could| will|['’]ll)(?: {_SOFT})? ?(?:be |sound |seem |come across as |look )?{_SOFT}(?:like )?(?:an? )?{_SOFT}{_SILLY}{_AFTER}(?: to (?:say|ask|tell|know|judge)(?: this| that| it)?)?"),
    ("this|that|it", r"(?:this|that|it)(?:['’]s| is| may| might| could) (?:probably |maybe |perhaps )?(?:not|n['’]t)(?: be)?(?: really)? (?:my|for me) (?:place|business|position|to say)?(?: to (?:say|ask|judge|comment|decide)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){0,25})?"),
    ("being|confused|imagining|misreading|mistaken|overthinking|wrong", r"(?:but |though )?(?:(?:maybe|probably|perhaps|possibly) )*(?:I(?:['’]m| am) )(?:probably |maybe |perhaps |just |surely )*(?:reading it wrong|misreading (?:it|this)|wrong|mistaken|confused|overthinking(?: it| this)?|imagining (?:it|things)|being (?:silly|stupid|paranoid|dense))(?: though)?"),
    ("assume|bet|expect|guess|imagine|know|suppose", r"I (?:guess|suppose|assume|know|imagine|expect|bet)(?: that)? (?:the answer|it|this|that)(?:['’]s| is| will be| would be)(?: probably| most likely| likely)? (?:(?:a )?no|too late|a long shot|unlikely|not possible|impossible|out of the question)"),
    ("admit|confess|frank|honest|if you ask me|say", r"(?:I|we) (?:must|have to) (?:say|admit|confess)|if you ask me|to be (?:quite |completely )?(?:honest|frank)|honestly|if I['’]m (?:being )?honest"),
    ("hurry|pressure|rush|stress", r"no (?:rush|pressure|hurry|stress)(?: or anything| at all| whatsoever| of course)*"),
    ("alright|cool|fine|no big deal|no problem|not a problem|ok", r"(?:it|that)(?:['’]s| is| would be) (?:totally |completely |perfectly |absolutely |also |really )*(?:fine|ok|okay|cool|alright|no problem|not a problem|no big deal) if (?:you (?:don['’]t|do not|can['’]t|cannot|['’]d rather not|would rather not|say no)|not|that doesn['’]t|it doesn['’]t|that['’]s not|it['’]s not)[^,.;?!\d]{0,40}"),
    ("?", r"(?:don['’]t you (?:think|agree)|wouldn['’]t you (?:say|agree)|isn['’]t (?:it|that so)|aren['’]t (?:they|we)|doesn['’]t it|am I right|is it not|right|no|or (?:not|am I wrong|what))\?$"),
    ("remark|comment|question|idea|thought|request|thing|suggestion|observation|opinion|point|worry|concern|note|objection", rf"(?:maybe|perhaps|possibly|probably|{_SOFT})(?:an? )?{_SOFT}{_SILLY} {_SAID}(?: from me| of mine)?"),
    (" me", rf"(?:(?:maybe|perhaps|possibly) )?(?:it|this|that)(?:['’]s| is| (?:may|might|could) (?:well |just |only )?be) {_SOFT}(?:(?:only|just) )?me|(?:maybe|perhaps) (?:only|just) me|it(?:['’]s| is) (?:maybe|perhaps|probably|possibly) (?:only |just )?me"),
    ("my opinion", r"my opinion (?:is |may |might |does |probably |maybe |perhaps |doesn['’]t )*(?:not |n['’]t )?(?:be )?(?:really |probably )*(?:matter|important|count|worth|not)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){0,30}"),
    ("aware of|heard|know|noticed|seen|thought of", r"(?:I )?(?:assume|guess|suppose|imagine|know|think|(?:['’]m| am) (?:pretty |quite )?sure)?(?: that)? ?you(?:['’]ve| have)? (?:probably |already |all |surely |most likely |may |might |must )*(?:know|heard|noticed|seen|thought of|aware of)(?: about)? (?:this|that|it)(?: already| before)?"),
    (" no", rf"{_AM}(?:no|not much of an?) (?!longer\b)(?:\w+ )?\w+(?: (?:or anything|by any means|here|of course|at all|myself|when it comes to (?:(?! (?:but|because|so|and) )[^,.;?!\d]){{1,30}}|in (?:this|that) \w+|on (?:this|that)))*(?= *,? but)"),
    ("know|sure", r"I (?:do(?:n['’]t| not) )?(?:really |quite |honestly )*(?:know|sure) how (?:to|I should|best to) (?:say|put|ask|phrase|word|explain|bring (?:this|it) up|tell you)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){0,25}"),
    ("i wonder|know|no idea|not sure", r"I (?:do(?:n['’]t| not)) (?:really |quite |honestly )*know (?:if|whether) (?:this|that|it)(?:['’]s| is| was| makes| matters| helps| counts)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){0,50}|(?:no idea|not sure|I(?:['’]m| am) not sure|I wonder) (?:if|whether) (?:this|that|it)(?:['’]s| is| makes| matters| helps| counts)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){0,50}"),
    ("asking|f i can be honest|f i may be so bold|f i may say so|mentioning|pointing|saying", r"(?:if|in case) you (?:do(?:n['’]t| not)|wouldn['’]t) mind (?:me|my) (?:saying|asking|mentioning|pointing)(?: (?:so|it|that|this|out))*|if I may say so|if I may be so bold|if I can be honest"),
    ("asking|bothering|bringing|complaining|mentioning|saying", rf"I (?:feel|felt) {_SOFT}(?:bad|awful|terrible|guilty|silly|stupid|embarrassed|awkward|weird|rude|cheeky|uncomfortable|nervous|mean|strange)(?: (?:for |about |even )*(?:asking|saying|bringing|mentioning|complaining|bothering)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){{0,30}})"),
    ("admit|ask|bring|mention|say", rf"{_AM}{_SOFT}(?:embarrassed|nervous|scared|afraid|hesitant|reluctant|shy|ashamed) (?:to|about) (?:ask|say|asking|saying|admit|mention|bring)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){{0,30}}"),
    (" be ", rf"I (?:could|may|might|can)(?: (?:very )?(?:well|easily|totally|completely|just|also|probably|of course))* be {_SOFT}(?:wrong|mistaken|off|over\w+ing|missing (?:something|the point)|asking (?:for )?too much|misunderstanding|misremembering|misreading|confused|biased|imagining|reading|exaggerating|paranoid|fussy|old-fashioned|unfair|naive|too \w+)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){{0,30}}"),
    ("apologies|pardon|sorry", rf"{_AM}?{_SOFT}(?:sorry|apologies|pardon)(?: (?:if|for|to|about|that) (?:(?:I(?:['’]m| am)|this|that|it|you|asking|bothering|being|the (?:bother|trouble)|bother|ask|disturb|interrupt|trouble|bug|nag|be|complain|butt)\b)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){{0,60}})"),
    ("didn|hate|like|mean|want", r"I (?:really )?(?:hate|don['’]t (?:want|mean|like)|do not (?:want|mean|like)|didn['’]t (?:want|mean)|would hate|['’]d hate) to (?:be|ask|bother|say|complain|nag|bring|do|push|trouble|sound|seem|come across|intrude|impose|rush|make|cause|overstep|pressure|disturb|interrupt|criticise|criticize|annoy|step|offend|pry|spoil|assume|moan|whine)\b(?:(?! (?:but|because|so|and) )[^,.;?!\d]){0,60}"),
    ("not to |offen|respect|without wanting", r"not to (?:be|sound|seem|come across)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){0,40}|no offen[cs]e|with all (?:due )?respect|without wanting to (?:(?! (?:but|because|so|and) )[^,.;?!\d]){0,40}"),
    ("being|don|mistaken|wrong", r"(?:please )?(?:correct|stop|forgive|excuse) me if I(?:['’]m| am) (?:\w+ )?(?:wrong|mistaken|being \w+)|(?:please )?don['’]t (?:take this the wrong way|get me wrong|hate me|laugh|be mad|be angry)|tell me if I(?:['’]m| am) wrong"),
    ("i know", rf"I know (?:that )?(?:it|this|that)(?:['’]s| is) {_SOFT}(?:a |an )?{_SOFT}{_SILLY}{_AFTER}|I know (?:I(?:['’]m| am) {_SOFT}(?:asking|being|the)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){{0,30}}|you(?:['’]re| are) {_SOFT}busy(?:(?! (?:but|because|so|and) )[^,.;?!\d]){{0,25}}|you have a lot (?:on|to do)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){{0,25}})"),
    ("feeling|guess|hunch|idea|opinion|suggestion|thought", r"it(?:['’]s| is) (?:probably |maybe |perhaps )?(?:just|only) (?:a|my) (?:\w+ )?(?:thought|idea|suggestion|opinion|feeling|guess|hunch)(?: of mine)?"),
    ("here|looking|meaning|one|trying", r"I(?:['’]m| am) not (?:trying|here|meaning|looking|one) to (?:complain|be|criticise|criticize|sound|push|start|cause|blame|make|moan|offend)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){0,40}"),
    ("as far as i|correctly|heard|know|properly|right|see|tell|understand", r"if I (?:(?:have |['’]ve )?(?:understood|understand|got|get|remember|recall|read|heard|recollect))(?: you| it| this| that)*(?: correctly| right| rightly| properly)|as far as I (?:know|can (?:tell|see|remember)|remember|understand|am aware)|to (?:the best of )?my knowledge|from what I(?:['’]ve)? (?:can (?:tell|see)|heard|understand|know)"),
    ("best|by no means a|first|last|right|wrong", r"I(?:['’]m| am) (?:probably |maybe |surely |perhaps )?(?:not )?the (?:last|wrong|right|best|first) (?:person|one) (?:who should|to|that should) (?:say|ask|judge|talk|complain|tell|mention)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){0,25}|I(?:['’]m| am) by no means an? \w+(?: \w+)?"),
    ("sure", r"I(?:['’]m| am) not (?:\w+ )?sure (?:how (?:to|I should)|who to|where to|what to) (?:say|put|ask|phrase|word|explain|write|tell|call)(?: (?:this|that|it|about (?:this|it)))?"),
    ("n idea|quick|random|small|suggestion|thought", r"just (?:an idea|a thought|a suggestion|a (?:quick|random|small) (?:idea|thought|suggestion))"),
    ("best|biased|mistaken|right|wrong", r"as an? \w+,? I (?:might|may) (?:not )?be (?:the )?(?:best|right|wrong|biased|mistaken)[^,.;?!\d]{0,20}"),
    ("asking|checking|curious|thinking|to be sure|to check|to make sure|wondering", r"just (?:to check|checking|wondering|asking|curious|to be sure|to make sure)|I(?: was|['’]m| am) (?:just )?(?:wondering|curious|thinking)"),
    ("only if", r"(?:but |and )?only if (?:(?:nobody|no one|none of you) (?:else )?minds?|(?:everyone|everybody|you all)(?: else)?(?:['’]s|['’]re| is| are) (?:ok|okay|fine|happy|alright|cool)(?: with (?:it|that|this))?)(?: of course| though)?"),
    ("mistaken|off|wonder|wrong", r"I(?: just| was just| only)? (?:wondered|wondering)|(?:might|could) (?:well |easily |totally |completely )*be (?:totally |completely |way )?(?:wrong|mistaken|off)(?: here| about (?:this|that))?"),
    ("hurry|obligation|pressure|rush|stress", r"no (?:pressure|rush|stress|obligation|hurry)(?: at all| whatsoever| of course)?"),
    ("little|minor|quick|small|tiny", r"(?:just )?(?:a |one )(?:very |really )?(?:small|little|tiny|minor|quick) (?:thing|point|question|note|remark|request|favou?r|detail)(?: though)?"),
    ("apolog|sorry if", r"(?:my )?(?:sincere )?(?:apologies|apology) (?:if|for) (?:(?! (?:but|because|so|and) )[^,.;?!\d]){0,50}|sorry if (?:(?! (?:but|because|so|and) )[^,.;?!\d]){0,50}"),
    ("know|not sure", r"(?:I(?:['’]m| am) )?(?:not sure|I (?:do(?:n['’]t| not)) know) (?:if|whether) you(?:['’]ve| have)? (?:\w+ )?(?:saw|seen|got|gotten|received|noticed|read|remember|know|heard)(?:(?! (?:but|because|so|and) )[^,.;?!\d]){0,50}"),
    ("be certain|be sure|say|swear|tell", r"I can(?:['’]t|not| not) (?:say|tell|be sure|be certain|swear)(?: (?:for (?:sure|certain)|with certainty|exactly|to it))?"),
    ("a big deal|important|serious|urgent", r"(?:it|this)(?:['’]s| is) (?:not|n['’]t) (?:that |very |really |so |super |too )*(?:important|urgent|a big deal)(?: at all| or anything)?|(?:not|nothing) (?:that |very |so )?(?:important|urgent)"),
    ("favo|question|thing", r"(?:can|could|may|might) I (?:just |quickly |maybe |possibly )*ask (?:you )?(?:something|a (?:quick |small )?(?:question|thing|favou?r))(?: please)?"),
)  # fmt: skip
_LEAD = r"(?:(?:and|but|so|also|well|hmm+|um+|uh+|er+|erm|oh|ok|okay|hey|yeah|sorry|honestly|look|listen|please|perhaps|maybe)[, ]+|to be honest,? )*"
_JOINT = (
    r"(?:,? (?:but|though|although|yet)\b(?: (?:still|anyway))?,?|,|;|:| -| –| —|\.\.\.|…)\s+(?=\S)"
)
_BEFORE = frames((words, rf"{_LEAD}(?:{row}){_JOINT}", "") for words, row in _ROWS)
_WHOLE = frames((words, rf"{_LEAD}(?:{row})[\s,.!?…]*$", "") for words, row in _ROWS)
_CARRIES = re.compile(r"\b(?:because|since|unless|until|broke|lost|forgot|missed|late)\b|\d", re.I)
_SORRY_LEFT = re.compile(
    r"(?:I(?:['’]m| am) )?(?:so |really |very |just )*(?:sorry|excuse me|pardon|apologies),? (?:but )?(?=(?:I (?:just |really |kind of |sort of )*(?:know|think|guess|feel|believe|suppose|was (?:just )?wondering|hope|don['’]t think|do not think)|(?:could|can|would|may|might|do|is|are|shouldn['’]t|isn['’]t) (?:you|I|it|we|there|this|that|the)|quick question)\b)",
    re.I,
)  # fmt: skip


def without_doubt(body: str) -> str:
    """Return a sentence's body without the self-doubt before its point."""
    for _ in range(4):
        before = body
        likely = (pattern for pattern, _new in _BEFORE.likely(body.lower()))
        for pattern in (*likely, _SORRY_LEFT):
            match = pattern.match(body)
            if match is None or len(body) - match.end() < 6 or _CARRIES.search(match.group()):
                continue
            rest = re.sub(r"^(?:but|so) ", "", body[match.end() :], flags=re.I)
            is_rest = re.match(r"just (?:my|the|an?) \w+$", rest, re.I)
            body = f"It is {rest}" if is_rest else capital(rest)
        if body == before:
            break
    return body


def is_doubt(sentence: str) -> bool:
    """Whether a whole sentence only doubts itself: "This may sound silly."."""
    if len(sentence) >= _MAX_CHARS or _CARRIES.search(sentence):
        return False
    return any(pattern.match(sentence) for pattern, _new in _WHOLE.likely(sentence.lower()))
