# ruff: noqa: E501 - tables read best a row a line
"""Questions that only scold ("Do I look like your maid?") and sarcasm, said plainly or left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from onhand.rewrite.rules.courteous.asking import gerund_base
from onhand.rewrite.rules.courteous.indirect import indirect
from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.english.sentences import Sentence, capital, sentence
from onhand.rewrite.rules.english.verbs import base_of, inflected

_NOT = r"(?:n['’]t| not)"
_AM = r"(?: am|['’]m)"
_IS = r"(?: is|['’]s)"
_DO = r"(?:fix|pay|answer|reply|respond|send|give|return|clean|move|help|do|repair|refund|let|tell|bring|turn|apologi[sz]e|sort|replace|deliver|finish|open|book|wash|take|put|pick|listen|knock|wait|read|check|call (?:me|us|back)|ring (?:me|us)|close|shut|lock|leave|stop|keep|remove|say|explain|look|act|write|park|ask|use|follow|show|get|make|hurry|learn|be (?:quiet|on time|honest|nice|a bit|reasonable|careful|more|less))\b"
_BADLY = r"(?:parking|blocking|breaking|forgetting|ruining|leaving|losing|missing|ignoring|waking|spilling|burning|wasting|messing|scaring|dropping|deleting|cancelling|canceling|hitting|crashing|eating|stealing|wrecking|destroying|flooding|spoiling|embarrassing|shouting|yelling|hanging|killing|lying|taking|throwing|cutting|making|keeping|letting)"
_UNDONE = r"(?:telling|letting|calling|answering|replying|inviting|showing|coming|helping|warning|asking|turning|waiting|paying|picking|listening|sending|bothering|informing|cleaning|saying)"

_EMPTY = (  # questions and cries whose whole sense is anger
    rf"(?:(?:so |and |but )?do I look like (?:a|an|your|the|I) .+|what do I look like(?: to you)?|who (?:on earth |the hell )?do (?:you|they) think (?:you|they)(?: are|['’]re)(?: (?:talking|dealing|speaking) (?:to|with))?|who do you think I{_AM}"
    rf"|what (?:were|are) you (?:people |guys |even )?thinking(?: of)?|have you (?:all )?(?:completely )?(?:lost your minds?|gone mad|no (?:shame|manners|respect))|do you (?:people )?have no (?:shame|manners|respect|decency)|are you (?:people |all |guys )?(?:completely |out of your )?(?:mad|mind|minds|serious|kidding|joking|deaf|blind|stupid|insane|crazy|dumb|nuts|sleeping|asleep|even listening|listening(?: to me)?)"
    rf"|were you (?:raised|born|brought up) in a barn|did(?:n['’]t)? (?:nobody|no one|anyone|anybody|your (?:mother|parents|mum|mom)) (?:ever )?teach you (?:any )?manners|don['’]t you have (?:anything|something) better to do|haven['’]t you got (?:anything|something) better to do|do you have nothing better to do"
    rf"|is (?:that|it|this) (?:really )?(?:so|that|too) (?:hard|difficult|much)(?: to (?:ask|understand|do|grasp|expect))?|was (?:that|it) (?:really )?(?:so|that) (?:hard|difficult)|what did (?:you expect|I (?:just )?(?:say|tell you))|is this (?:supposed to be )?(?:a|some kind of|some sort of|your idea of a) joke|is this how you (?:treat|run|do|deal with) [\w' ]+"
    rf"|do you (?:really |seriously |honestly )?think (?:that )?(?:I{_AM}|we(?:['’]re| are)) (?:stupid|made of money|an idiot|idiots|blind|an? bank|joking|kidding|your .+)|do you (?:think )?money grows on trees|are you (?:trying to be|always this|always so) \w+|are you trying to \w+ (?:me|us|everyone|people|my \w+|our \w+)(?: \w+)?|what kind of (?:a )?(?:service|customer service|company|business|joke|place|person|idiot|people|hotel|restaurant) (?:is this|are you)"
    rf"|how (?:stupid|dumb|rude|lazy|selfish|blind) (?:can|could|do) (?:you|people|someone|somebody|one)(?: \w+)* (?:be|get)|how (?:rude|selfish|lazy|stupid|typical|pathetic) (?:is that|can you be|of you)|(?:and |so )?(?:do|did) you (?:ever|even) (?:listen|think|care|read (?:my|our|the) (?:emails?|messages?))(?: at all| when I talk)?|what is your (?:problem|excuse)|what['’]s your (?:problem|excuse|deal)"
    rf"|(?:and |so )?(?:you )?call (?:yourself|yourselves) (?:an? )?[\w' -]+|some (?:friend|neighbou?r|colleague|service|professional|help) you are|you had one job|words fail me|I (?:can['’]t|cannot) believe (?:this|it)|(?:this|it) is not rocket science|it['’]s not rocket science|do you mind|who (?:even )?does that|who cares|what is (?:this|that|it) (?:even )?supposed to be|what['’]s (?:this|that) (?:even )?supposed to be|some [\w ]+ (?:that|this|you|it) (?:was|is|are|were|turned out to be)|(?:do not|don['’]t) (?:you )?(?:(?:dare )?(?:look at|talk to|speak to) me (?:like that|in that tone|that way)|give me (?:that|your) (?:look|attitude|excuses?|nonsense|rubbish|face|lip)|roll your eyes(?: at me)?|play (?:dumb|innocent|stupid)(?: with me)?|act (?:surprised|innocent|stupid))|whatever|fine|right|enough|that['’]s it|I give up|(?:never mind|forget|spare me|skip) (?:the|your) (?:small talk|chit-?chat|excuses?|details|speech|lecture|sob story|life story|drama|nonsense|sarcasm|pleasantries)|(?:nobody|no one) (?:really )?(?:cares|asked|wants to know)(?: (?:what|about|for|how) [\w' ]+)?|(?:somebody|someone|anyone|anybody) (?:there |over there |in there )?must (?:be able to|know how to) (?:read|count|think)|(?:I|we) (?:do not|don['’]t) need (?:your life story|a lecture|lectures|your (?:excuses|opinion|attitude|sarcasm)|an essay|a history lesson|a sermon|a novel)|(?:I|we)(?:['’]m| am|['’]re| are) warning you|mark my words|I won['’]t say it again|no means no|come off it|give over|get over (?:it|yourself)|pull the other one|oh please|give me strength|can you believe (?:it|this)|what a (?:joke|shambles|farce|disgrace|circus|shame)|you must be (?:joking|kidding))"
)
_ALONE = r"(?:really|seriously|for real|excuse me|hello|what|pardon|wow|oh great|great|brilliant|fantastic|wonderful|typical|charming|unbelievable|surprise,? surprise|what a surprise|well done|nice|lovely|bravo|congratulations|big surprise|just great|just brilliant|just what I needed)"

_Change = str | Callable[[re.Match[str]], str | None]


def _order(match: re.Match[str]) -> str:
    return capital(match["do"]) + "."


def _unaware(match: re.Match[str]) -> str | None:
    clause = indirect(match["asked"] + "?")
    if clause is None or not clause.startswith("whether "):
        return None
    return f"I was not aware that {clause.removeprefix('whether ')}."


def _anyone(match: re.Match[str]) -> str | None:
    verb = match["verb"].lower()
    base = verb if verb in VERBS else base_of(verb)
    return f"I am not sure why anyone would {base}{match['rest']}." if base else None


def _did(match: re.Match[str]) -> str | None:
    base = gerund_base(match["ing"])
    if base is None:
        return None
    denied = match.groupdict().get("not")
    done = f"did not {base}" if denied else inflected(base, "past")
    rest = re.sub(r",? (?:you )?(?:\w+ )?(?:genius|einstein|sherlock|champ|buddy|pal)$", "", match["rest"], flags=re.I)  # fmt: skip
    return f"You {done}{rest}."


def _not_told(match: re.Match[str]) -> str:
    about = match["about"] or "that "
    return f"It would have helped to know {about}{match['what']}."


def _uninterested(match: re.Match[str]) -> str:
    be = "am" if match["who"].lower() == "i" else "are"
    return f"{match['who']} {be} not really interested in {match['what']}."


def _not_right(match: re.Match[str]) -> str | None:
    base = gerund_base(match["ing"]) or base_of(match["ing"].lower())
    denied = "not " if " not " in match.group()[:40] else ""
    return f"I do not think it is right {denied}to {base}{match['rest']}." if base else None


def _do_not(match: re.Match[str]) -> str | None:
    base = gerund_base(match["ing"])
    return f"Do not {base}{match['rest']}." if base else None


_SAID: tuple[tuple[str, str, _Change], ...] = (
    ("too much", r"(?:is|was) (?:it|that) (?:really )?too much to (?:ask|expect) (?:for|from) (?:you|u) to (?P<do>.+)", _order),
    ("too much", r"(?:is|was) (?:it|that) (?:really )?too much to (?:ask|expect) that (?:you|u) (?P<do>(?!are\b|were\b).+)", _order),
    ("too much", r"(?:is|was) (?:it|that) (?:really )?too much to (?:ask|expect) for (?P<who>[\w' ]+?) to (?P<do>.+)", r"It would be good if \g<who> could \g<do>."),
    ("too much", r"(?:is|was) (?:it|that) (?:really )?too much to (?:ask|expect)(?: for)? (?P<what>(?!to\b|that\b).+)", r"I would be grateful for \g<what>."),
    ("too much", r"(?:is|was) (?:it|that) (?:really )?too much to (?:ask|expect) to (?P<do>.+)", r"I would be grateful to \g<do>."),
    (" to ", rf"(?:is|was) it (?:really |actually )?(?:so|that|too) (?:hard|difficult|complicated) (?:for you )?to (?:just |simply )?(?P<do>{_DO}.*)", _order),
    ("how ", r"how (?:hard|difficult) (?:can|could|is|would) (?:it|that) (?:be )?to (?:just |simply )?(?:read|see) (?P<what>[\"“'].+|a (?:label|sign|note))", r"It does say \g<what>."),
    ("how ", rf"how (?:hard|difficult) (?:can|could|is|would) (?:it|that) (?:be )?to (?:just |simply )?(?P<do>(?:{'|'.join(sorted(VERBS, key=len, reverse=True))})\b.*)", _order),
    ("would it", r"would it (?:really )?(?:kill|hurt|have killed|have hurt) you to (?:just |at least )?(?P<do>.+)", _order),
    ("can", rf"why (?:can['’]t|can not|cannot) you (?:just|simply|ever|at least|for once) (?P<do>{_DO}.*)", _order),
    ("can", rf"why can you not (?:just|simply|ever|at least|for once) (?P<do>{_DO}.*)", _order),
    ("can", rf"(?:can['’]t|cannot|can) you (?:not )?(?:just|even|at least|for once) (?P<do>{_DO}.*)(?<! or)", _order),
    ("see", r"can(?:['’]t|not) you (?:people )?see (?:that )?(?P<what>I(?:['’]m| am)\b.+)", r"\g<what>."),
    ("going to", rf"are you (?:ever |actually |finally )?going to (?:ever |actually |finally )?(?P<do>{_DO}.*?),? or (?:what|do I|do we|should|shall|will|am I|are we|is)\b.*", _order),
    ("going to", rf"are you (?:ever|actually|finally) going to (?P<do>{_DO}.*)", _order),
    ("have to", r"(?:must|do) you (?:really|always|constantly) (?:have to )?(?P<do>(?!want\b|think\b|need\b|know\b|like\b|have\b).+)", r"Do not \g<do>."),
    ("have to", r"do you have to (?P<do>.+ (?:so (?:loud|loudly|early|late)|every (?:single )?(?:time|day|night|morning)|all the time|like that|in the middle of the night))", r"Do not \g<do>."),
    ("part of", r"(?:what|which) (?:bit|part) of (?P<what>.+?) (?:is|was) (?:it )?(?:so |that )?(?:hard|difficult|unclear|complicated)(?: (?:to|for you to) (?:understand|get|follow|grasp))?", r"I did say \g<what>."),
    ("t ", r"(?:do not|don['’]t) (?:even |you dare )?(?:think|dream) (?:about|of) (?P<ing>\w+ing)(?P<rest>.*)", _do_not),
    (":", r"(?:give it to me straight|tell me straight|tell me honestly|be honest|answer me|make up your minds?|just tell me|out with it|spit it out|decide|simple question|yes or no): (?P<asked>[^?]+\?)", r"\g<asked>"),
    ("t you", r"(?:do not|don['’]t) you (?:people |guys |lot )?(?:ever )(?P<do>(?:clean|answer|check|wash|call|pay|reply|help|tidy|pick|do|take|put|empty|listen|read|look|knock) .+)", r"You never \g<do>."),
    ("part of", r"(?:what|which) (?:bit|part) of (?P<what>.+?) (?:don['’]t|do|do not|did|didn['’]t|did not) (?:you )?(?:not )?(?:understand|get)", r"I did say \g<what>."),
    ("why should", r"why should (?P<who>I|we) (?P<do>(?:have to|pay|wait|clean|suffer|apologi[sz]e|be the one|move|give|care|trust|believe|bother|lend|cover|fix|stay|put up|do (?:it|this|that|your|all))\b.*)", r"\g<who> do not think \g<who> should \g<do>."),
    ("have to", r"why (?:do|must) (?P<who>I|we) (?:always |constantly )?(?:have|need) to (?P<do>.+)", r"\g<who> would rather not have to \g<do>."),
    ("why ", rf"why (?:is it|{_IS.strip()} it) (?P<what>(?:always|only|never) (?:me|us|my|our|the same)\b.+)", r"I am not sure why it is \g<what>."),
    ("why am", r"why am I (?P<what>(?:always|the only|the one)\b.+)", r"I am not sure why I am \g<what>."),
    ("when ", r"when (?:were|are) you (?:ever )?(?:planning|intending|going|gonna)?(?: to| on)? ?(?:tell|telling|inform|informing|let|letting) (?:me|us|everyone|anyone)(?: know)? (?P<about>about |that )?(?P<what>.+)", _not_told),
    ("you to", r"who (?:told|asked) you to (?P<do>.+)", r"I do not think anybody asked you to \g<do>."),
    ("who gave", r"who gave you (?:the right|permission|the idea) to (?P<do>.+)", r"I do not think you had permission to \g<do>."),
    ("who said", r"who (?:said|told you) (?:that )?you (?:could|can|were allowed to) (?P<do>.+)", r"I do not remember anyone saying that you could \g<do>."),
    ("since when", r"since when (?P<asked>.+)", _unaware),
    ("expect", r"do you (?:really |honestly |seriously )?expect (?P<who>me|us) to (?P<do>.+)", r"I do not think it is fair to expect \g<who> to \g<do>."),
    ("think", r"do you (?:really|honestly|seriously|actually) (?:think|believe) (?:that )?(?P<what>(?:it|this|that|I|we|my|the|anyone|anybody)\b.+)", r"I do not think \g<what>."),
    ("think", r"do you (?:think|find) (?P<what>(?:this|that|it)(?: is|['’]s)? (?:funny|a game|a joke|acceptable|fair|normal))", r"I do not think \g<what>."),
    ("call ", r"(?:and |so )?you call (?:this|that|it) (?P<what>.+)", r"I do not think this is \g<what>."),
    ("idea", r"is (?:this|that) (?:really )?(?:your idea of|what you call) (?P<what>.+)", r"I do not think this is \g<what>."),
    ("supposed to be", r"(?:is|was) (?:this|that|it) supposed to be (?P<what>funny|clean|fresh|hot|ready|finished|professional)", r"I do not think this is \g<what>."),
    ("idea", r"(?:do you have|have you|have you got|you have) any idea (?P<what>how (?:late|early|loud|hard|annoying|embarrassing|dangerous|long (?:I|we)|stressful|rude|worried|many times|disappointed|tired|much work)\b.*|what time it is|what you(?:['’]ve| have| did)\b.*)", r"I am not sure you know \g<what>."),
    ("know", r"do you (?:even|actually|people) know (?P<what>(?:how|what) .+)", r"I am not sure you know \g<what>."),
    ("what kind of", r"what (?:kind|sort) of (?:an? )?(?:idiot|moron|person|people|fool|company|lunatic|genius|clown|animal|human being|neighbou?r) (?P<verb>\w+)(?P<rest>.*)", _anyone),
    ("how could", r"how could you (?:ever |even |possibly |just )?(?P<do>(?!be so\b|tell\b|know\b|help\b|use\b).+)", r"I did not expect you to \g<do>."),
    ("how can you", r"how can you (?:just|possibly|even) (?P<do>(?!be so\b).+)", r"I did not expect you to \g<do>."),
    ("point", rf"what(?:{_IS}) the (?P<noun>point|use) (?P<what>(?:of|in) .+)", r"I am not sure what the \g<noun> is \g<what>."),
    ("you ever", r"(?:and )?do you ever (?P<do>(?:clean|answer|check|wash|call|pay|reply|help|tidy|pick|do|take|put|empty|listen to) .+)", r"You never \g<do>."),
    ("did you", r"did you (?:even|actually|ever|bother to|bother even to)(?: bother to)? (?:read|look at|see|open|check) (?P<what>(?:my|the|our|what|it|any)\b.*)", r"I am not sure you have seen \g<what>."),
    ("how many", r"how many (?:more )?times (?:do|must|did) (?:I|we) (?:have to |need to )?(?:ask|say (?:this|it)|repeat (?:this|it|myself)|call|write|tell you(?: this)?)(?: for (?:this|it))?", "I have mentioned this several times."),
    ("care", r"(?P<who>I|we) (?:(?:really |honestly )?(?:could not|couldn['’]t) care less|(?:really |honestly )?(?:do not|don['’]t) (?:really |even )?care|(?:do not|don['’]t) give a \w+) about (?P<what>(?!your (?:excuses|problems|reasons|feelings|opinion)).+)", _uninterested),
    ("shame", r"shame on you(?: all| guys| people)? for (?:not )?(?P<ing>\w+ing)(?P<rest>.*)", _not_right),
    ("dare", r"how dare (?:you|he|she|they) (?P<do>.+)", r"I would rather you did not \g<do>."),
    ("learn", r"when (?:will|are) (?:you|they|people)(?: people| guys| lot| all)? (?:ever |finally )?(?:going to )?(?:ever |finally )?learn to (?P<do>.+)", _order),
    ("which", r"which (?:idiot|moron|person|genius|clown|fool|one of you|of you|joker|bright spark)(?: idiots?)? (?P<did>\w+(?:ed|ew|ok|ft|de|ut|ot|nt|ke|ve|id|it|ld|nk)\b.*)", r"Who \g<did>?"),
    ("who cares", r"who cares (?:about|if|what|whether) (?P<what>.+)", ""),
    ("ing ", rf"(?:(?:oh|wow|well|yeah|right|just),? )*(?:great|nice|good|fantastic|brilliant|amazing|lovely|excellent|superb|top|well) (?:job|work|going|one|done)?,? ?(?:on |at |with |by )?(?P<ing>{_BADLY})(?P<rest>\b.*)", _did),
    ("ing ", rf"(?:(?:oh|wow|well|yeah|right|gee),? )*(?:thanks|thank you|cheers)(?: so much| a lot| very much| a bunch| ever so much)? for (?P<ing>{_BADLY})(?P<rest> (?!the time\b|care\b|part\b|me (?:laugh|feel|smile)|it easy|us (?:know|stay|in\b)|me (?:know|stay|in\b)|everyone|up\b|an? (?:tip|review|message|note|comment)|the (?:\w+ )?(?:initiative|lead|notes|minutes|photos?|kids|dog|effort)).*)", _did),
    ("ing", rf"(?:(?:oh|wow|well|yeah|right|gee),? )*(?:thanks|thank you|cheers)(?: so much| a lot| very much| a bunch| ever so much)? for (?P<not>not )(?:even |bothering to )?(?P<ing>{_UNDONE})(?P<rest>\b.*)", _did),
    ("thing", r"(?:(?:oh|wow|well|yeah),? )*(?:thanks|thank you|cheers)(?: so much| a lot)? for (?:absolutely )?nothing", ""),
)  # fmt: skip
_TAIL = re.compile(
    r",? (?:for once(?: in your (?:life|lives))?|for a change|like (?:a normal person|an adult|a grown-?up|adults|normal people|a decent human being)|if (?:that|it)(?:['’]s| is) not too much to ask|if you(?: can| could)? (?:even )?manage (?:it|that|to)|for crying out loud|for (?:god|heaven|christ)['’]?s sake|or what|would it kill you)(?=[.!?]*$)", re.I
)  # fmt: skip
_TREATED = re.compile(r",? (?:and|so|but) (?:this|that) is (?:how|what) (?:you|I|we) (?:treat|thank|repay|get|do)\b[^?.!]*\?", re.I)  # fmt: skip
_CALLED = re.compile(r",(?-i: [A-Z][\w'’-]+)$")
_EXCLAIMED = re.compile(
    r"(?:oh|well|wow|ah|just|yeah|ha),? (?:how )?(?:great|brilliant|wonderful|fantastic|perfect|lovely|nice|amazing|super|typical|marvellous)[,.!:]+ (?P<rest>\w.*)", re.I | re.S
)  # fmt: skip


_CHEER = re.compile(
    r"(?:(?:oh|well|wow|yeah),? )?(?:just |absolutely |simply )?(?:fantastic|brilliant|great|wonderful|perfect|lovely|marvellous|amazing|super|excellent|typical|charming|terrific|splendid|congratulations|well done|bravo|nice one|thanks a lot|what I needed)[,.!]+ (?=(?:you|now|so now|and now|another|nobody|no one|the|my|our|your)\b)", re.I
)  # fmt: skip
_PRAISE = re.compile(
    r"(?:(?:oh|well|wow),? )?(?:well done|nice one|good job|great job|nice job|bravo|congratulations|congrats|nice work|great work|good work|thanks a (?:lot|bunch|million)|brilliant|fantastic|great|wonderful|lovely|charming|nice|perfect|amazing|typical|classy|very (?:nice|funny|clever|professional|mature|classy)|how (?:nice|lovely|charming|professional|typical|mature|thoughtful|considerate)(?: of you)?)(?P<name>,(?-i: [A-Z][\w-]+))?", re.I
)  # fmt: skip
_FAULT = re.compile(r"^(?:you|u)\b.*\b(?:forgot|broke|lost|left|missed|ignored|failed|ruined|ate|parked|deleted|dropped|spilled|spilt|damaged|never|always|woke|slipped|late|wrong|again)\b|\b(?:not|n['’]t|without|wrong|broken|nobody|no one|again|late|cold|closed|cancelled|missing|dead|empty)\b", re.I)  # fmt: skip


@cache
def _compiled(ways: str) -> re.Pattern[str]:
    return re.compile(ways, re.I | re.S)


@cache
def _empty() -> re.Pattern[str]:
    return re.compile(_EMPTY, re.I)


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(_ALONE, re.I)


def without_sarcasm(text: str) -> str:
    """Return a text without the cheer before its complaint: "Fantastic, you forgot the ice." """
    match = _CHEER.match(text)
    if match is None or not _FAULT.search(re.split(r"[.!?]", text[match.end() :], maxsplit=1)[0]):
        return text
    return capital(text[match.end() :])


def unscolded(sentences: list[Sentence]) -> list[Sentence]:
    """Return the sentences with those that only scold left out, the others' sense said plainly.

    "Do I look like your maid? Clean it." is "Clean it."; "Why should I pay for that?" becomes
    "I do not think I should pay for that." Where nothing would be left, all stay.
    """
    found = [_plain(one, is_one_of_many=len(sentences) > 1) for one in sentences]
    if not any(one.text for one in found):
        return sentences
    found = _without_praise(_with_names_kept(sentences, found))
    for index, one in enumerate(found):
        if not one.text and index and "\n" in one.space:
            found[index - 1] = replace(found[index - 1], space=one.space)
    return found


def _with_names_kept(before: list[Sentence], after: list[Sentence]) -> list[Sentence]:
    """Return the sentences, the name in one that was left out put after the next one."""
    found = list(after)
    for index, (old, new) in enumerate(zip(before, after, strict=True)):
        name = None if new.text else _CALLED.search(old.body)
        later = next((i for i in range(index + 1, len(found)) if found[i].text), None)
        if name and later is not None:
            one = found[later]
            found[later] = sentence(f"{one.body}{name.group()}{one.end}", one.space)
    return found


def _without_praise(sentences: list[Sentence]) -> list[Sentence]:
    """Return the sentences without praise that scolds: "You forgot the ice. Well done, Tom." """
    found: list[Sentence] = []
    for one in sentences:
        praise = _PRAISE.fullmatch(one.body)
        if praise and any(_FAULT.search(other.text) for other in found):
            last = found[-1]
            name = praise["name"] or ""
            found[-1] = replace(last, text=f"{last.body}{name}{last.end}", space=one.space)
            continue
        found.append(one)
    return found


def _plain(one: Sentence, *, is_one_of_many: bool) -> Sentence:
    if one.kind in ("greeting", "sign-off"):
        return one
    body = one.body + ("?" if ":" in one.text and one.text.endswith("?") else "")
    if is_one_of_many and (
        _empty().fullmatch(_CALLED.sub("", body))
        or (one.text.endswith("?") and _alone().fullmatch(body))
    ):
        return Sentence("", one.kind, one.space)
    exclaimed = _EXCLAIMED.fullmatch(one.text)
    if exclaimed:
        said = exclaimed["rest"]
        if re.match(r"(?:yet )?another \w", said, re.I):
            said = f"I think this is {said[:1].lower()}{said[1:]}"
        return sentence(capital(said), one.space)
    low = body.lower()
    for trigger, ways, new in _SAID:
        match = _compiled(ways).fullmatch(body) if trigger in low else None
        if match is None:
            continue
        said = match.expand(new) if isinstance(new, str) else new(match) or ""
        if said:
            return sentence(capital(said), one.space)
        if new == "" and is_one_of_many:
            return Sentence("", one.kind, one.space)
    trimmed = _TREATED.sub(".", _TAIL.sub("", one.text))
    return one if trimmed == one.text else sentence(trimmed, one.space)
