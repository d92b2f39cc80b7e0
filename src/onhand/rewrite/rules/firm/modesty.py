# ruff: noqa: E501, SIM905 - word lists and patterns read best a row a line
"""A clause in which a writer only makes themselves small, known by its words rather than its form.

"I may not be the best person to judge, but" is made of a pronoun, a weak verb and words of
self-doubt. Whatever clause has nothing else carries nothing, in whatever order it comes.
"""

from __future__ import annotations

import re
from functools import cache

from onhand.rewrite.rules.english.sentences import capital

_MAX_WORDS = 24
_SMALL = frozenset(
    """
    i i'm i've i'd i'll me my mine myself you you're you've your it it's its this that that's thats these there the a an any anything something thing things
    what who how where which if whether as so but and or not no n't don't dont doesn't didn't wouldn't won't can't cannot couldn't shouldn't isn't aren't am is are be been being
    may might could can should would will shall do does have has had to of for from in on at about with by here now again all ever just only really very quite rather
    too a bit little kind sort kinda sorta totally completely honestly probably maybe perhaps possibly surely hopefully certainly obviously already also even still well
    most mostly entirely exactly particularly especially normally usually than then like of course up out off way over one more much many lot bunch such some
    please everyone anyone anybody everybody someone somebody nobody people else other others general all's fairness fair ok okay alright fine because since
    """.split()
)
"""Words that carry nothing by themselves."""
_MODEST = frozenset(
    """
    wrong mistaken mistake mistaking misremember misremembering misunderstood misunderstanding misread misreading misheard confusing imagining
    overthinking overreacting overstepping overstep nitpicking nitpick picky pedantic paranoid biased naive ignorant dim dense clueless dumb stupid silly daft foolish odd weird strange crazy
    basic obvious trivial petty minor rude blunt cheeky nosy needy selfish greedy pushy bossy ungrateful annoying awkward fussy whiny pessimistic dramatic
    bother bothering disturb disturbing interrupt interrupting pester pestering nag nagging bug bugging intrude intruding impose imposing nuisance pain pest pressure pressuring
    sorry apologies apologise apologize forgive pardon offence offense offend offending respect
    expert specialist lawyer engineer designer professional pro authority native beginner newbie novice layman layperson amateur trainee intern newcomer junior rookie outsider student accountant plumber electrician mechanic chef scientist teacher writer artist coder programmer economist psychologist vet nurse cook baker gardener builder mathematician chemist accountant
    judge qualified entitled opinion view views thoughts suggestion suggestions guess hunch impression perspective cents humble question questions favour favor remark comment ask asking
    sure certain positive convinced know idea notice hesitate hesitant reluctant afraid scared nervous embarrassed ashamed shy uncomfortable guilty busy
    say saying speaking mention mentioning complain complaining moan moaning criticise criticize criticism whine whinge fuss interfere
    matters helps helpful relevant deal persuaded ignore correct ridiculous stretch controversial unpopular presumptuous chase chasing pushing perfect ideal shot ignorance promise guarantee aloud loud advocate conclusions place business thinking thought expertise toes late-notice line base
    """.split()
)
"""Words of self-doubt and of excuse: a modest clause has one of them."""
_BESIDE = frozenset(
    """
    understand missed missing confused slow random small tiny nothing forward harsh difficult negative inconvenience burden trouble hassle rush disrespect excuse offended
    doctor person best right position experienced enough concern call feeling take taken cents two personal request point asked asks clear knew known knowing aware noticed realise realize
    understanding think mean meaning intend want wanting wanted trying try hope hoping hate feel feels bad terrible awful mind moment time timing minute short last
    said put word phrase express explain bring bringing raise raising speak speaking talk sound sounding seem seems come across personally matter help useful interesting important big sense makes worth value
    otherwise disagree free stop hold quote track far reaching long shot heard saw seen told before earlier lots plate hands full plenty going must stressed subject topic area field knowledge level better dark turn advance fault
    details detail stuff new side devil's push luck jump wasting waste presume assume assuming step out looking reading remembering dreaming
    """.split()
)
"""Words that may stand beside those."""
_NEVER = re.compile(
    r"\d|\b(?:yes|promised|agreed|paid|broke|lost|forgot|late|because|since|until|unless|before (?:the|we|you)|allergic|sick|ill|can(?:no|['’])?t (?:come|make|pay|do|go|join|attend|accept|help)|want to(?! (?:be|sound|seem|bother|push|rush|intrude|impose|overstep|offend|complain|pressure|nag|make|cause|put|step|come across|interfere|presume))|like (?:it|this|that|you|the|your)|love|need)\b",
    re.I,
)
_SELF = re.compile(
    r"(?:(?:and|but|so|well|ok|okay|oh|um+|uh+|hmm+|hi|hey|look|honestly|also),? )*(?:I\b|I['’](?:m|ve|d|ll)|this\b|it\b|it['’]s|that['’]s|that\b|there (?:is|may|might|['’]s)|maybe|perhaps|possibly|probably|hopefully|(?:might|may|could) (?:just |well )?be\b|not\b|no\b|sorry|apologies|my apologies|forgive|pardon|excuse|correct me|stop me|please (?:correct|stop|forgive|excuse|ignore|don['’]t)|feel free|just\b|only\b|to be (?:fair|honest|frank)|as an? |if (?:I|this|that|it|you)\b|with (?:all )?(?:due )?respect|without (?:wanting|meaning|wishing)|far be it|you(?:['’](?:ve|re))? (?:probably|may|might|must|are probably|have probably|will probably|surely)|don['’]t\b|do not\b|dunno\b|idk\b|who am I|what do I know)",
    re.I,
)
_ASSERTS = re.compile(
    r"(?:and |but |so )*(?:it|this|that)(?:['’]s| is| isn['’]t| was)\b(?! (?:just|only|probably|maybe|perhaps|possibly|a (?:silly|stupid|small|random|dumb|tiny|minor|basic|weird|strange|bit of a|long|big|little|quick)|not (?:a big deal|my|for me|that important|important)|none of my|no big deal|short notice|late notice|last minute|(?:a bit |a little |very |really |quite |kind of |sort of |so )?(?:silly|stupid|dumb|awkward|embarrassing|cheeky|trivial|petty|rude|short notice|last minute|random|presumptuous)))",
    re.I,
)
"""What says something of a thing, not of the writer: "this is wrong, but I'll take it"."""
_SURE = re.compile(
    r"\bI(?:['’]m| am) (?:quite |very |pretty |really |absolutely )*(?:sure|certain|positive|convinced)\b(?! (?:that )?you)|\bI know\b(?! (?:this|that|it|you|I)\b)|\bI (?:say|think so|understand)$",
    re.I,
)
"""What is no doubt at all: "I'm sure", "I know Tom"."""
_HOPED = re.compile(
    r"(?:hopefully|I (?:do |really )?hope) (?:this|it|that|I)(?:['’](?:s|m)| am| is| does| will)?n?(?:['’]t| not)\b",
    re.I,
)
_BEFORE = re.compile(
    r"(?P<self>[^.?!;]{4,160}?)(?:,? (?:but|though|yet)\b(?: (?:still|anyway|then))?,?|[:;]| [-–—]) (?=\S)(?!not\b|only\b|also\b|unfortunately\b|no\b)",
    re.I,
)
_AFTER = re.compile(
    r"(?<=\w)(?:,| [-–—])? (?:but|although|though|and|even though|I mean|,? then again)(?: (?:then again|of course|obviously|again|maybe|perhaps))?,? (?P<self>[^.?!;]{4,140})$|(?<=\w),(?P<self2> (?:if|unless) [^.?!;,]{4,60})$",
    re.I,
)
_UNSURE_TAIL = re.compile(
    r"(?:(?:but|though|although|,) ?)?(?:I|maybe I|perhaps I|I just) (?:(?:may|might|could) (?:well |easily |also |just |of course )*(?:be|have)|(?:probably|possibly|must have|have probably|['’]ve probably|am probably|['’]m probably)) (?:mis\w+|reading|read|looking|looked|remembering|imagining|over\w+|confus\w+|got|getting|dreaming|seeing)\b[^.?!;\d]{0,60}$",
    re.I,
)
_POLITE_IF = re.compile(
    r"(?:if|unless) (?:that|this|it)(?:['’]s| is| would be| works| suits| isn['’]t| is not| would not be| doesn['’]t| helps| makes)[^.?!;\d]{0,50}|if (?:I (?:may|might|could|can)(?: say so| ask| be so bold)?|you (?:don['’]t mind|wouldn['’]t mind|like|want|prefer|wish|think so|agree|see fit|ever have (?:a (?:minute|moment)|time))|possible|at all possible|need be|nobody (?:minds|objects)|no one (?:minds|objects)|nobody else (?:minds|objects)|you(?:['’]re| are) (?:ok|okay|fine|happy) with (?:it|that))",
    re.I,
)
_OFFERS_IF = re.compile(r"^(?:I|we)(?:['’]d| would) (?:be (?:happy|glad|willing|delighted) to|gladly|love to) (?P<do>.+)$", re.I)  # fmt: skip


@cache
def _known() -> frozenset[str]:
    return _SMALL | _BESIDE | _MODEST


def is_modest(clause: str) -> bool:
    """Whether a clause only makes its writer small: "I'm no expert", "this may sound silly"."""
    words = re.findall(r"[a-z]+(?:['’-][a-z]+)*", clause.lower().replace("’", "'"))
    if not 2 <= len(words) <= _MAX_WORDS or _NEVER.search(clause) or not _SELF.match(clause):
        return False
    if _ASSERTS.match(clause) or _SURE.search(clause):
        return False
    if re.match(r"(?:I|we) (?:know|think|hope|thought|heard|understand)(?: that)? (?:the|my|your|our|we|he|she|they)\b", clause, re.I):  # fmt: skip
        return False
    return all(word in _known() for word in words) and (
        _HOPED.match(clause) is not None or any(word in _MODEST for word in words)
    )


def without_modesty(body: str) -> str:
    """Return a sentence's body without a modest clause before or behind its point."""
    for _ in range(3):
        start = body
        match = _BEFORE.match(body)
        if match and is_modest(match["self"]) and len(body) - match.end() > 5:
            body = capital(re.sub(r"^(?:so|then) ", "", body[match.end() :]))
        body = _without_tail(body)
        if body == start:
            break
    return body


def _without_tail(body: str) -> str:
    match = _AFTER.search(body)
    if match is None or match.start() < 8:
        return body
    said = (match["self"] or match["self2"]).strip()
    if _POLITE_IF.fullmatch(said):
        return body[: match.start()].rstrip(" ,")
    if match["self"] and (is_modest(said) or _UNSURE_TAIL.match(said)):
        return body[: match.start()].rstrip(" ,")
    return body


def offered(body: str) -> str:
    """Return "I'd be happy to take it over" as "I will take it over" where an "if" was cut off."""
    match = _OFFERS_IF.match(body)
    return f"I will {match['do']}" if match else body
