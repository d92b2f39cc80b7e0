# ruff: noqa: E501 - tables read best a row a line
"""Chat talk put the way a sentence is written: "Any one got a pen?", "Ok so, …", "…, start without me"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.frames import frames
from onhand.rewrite.rules.english.sentences import capital
from onhand.rewrite.rules.english.words import EMOJI

__all__ = ["as_written"]

_BEGIN = r"(?P<at>^|(?<=[.!?] )|(?<=\n))"
_CALLED = r"(?:mate|bro|dude|man|pal|bruh|lads|love)"
_SINCE_EMOJI = re.compile(rf"(?P<head>(?:[\w'’,]+ ){{3,}}[\w'’]+)(?P<emoji> ?{EMOJI.pattern}) (?P<next>[a-zA-Z])")  # fmt: skip
_TURNS = frames(
    (
        ("ok|right|um|uh", rf"{_BEGIN}(?:ok(?:ay)?|al(?:l )?right|right|um+|uh),? so,? (?:basically,? |um+,? )?", ""),
        ("freak|panic|mad|worry", rf"{_BEGIN}(?:(?:ok|okay),? )?(?:please )?don['’]t (?:freak out|panic|be mad|worry) but,? ", "Please don't worry, but "),
        ("yeah", rf"{_BEGIN}yeah,? nah,? ", "no, "),
        ("oi|oy |ey ", rf"{_BEGIN}(?:oi|oy|ey)[,!]* ", ""),
        ("mate|bro|dude|man |man,|pal |pal,|bruh|lads|love", rf"{_BEGIN}(?P<word>no|nah|nope|yes|yeah|ok|okay|sorry),? {_CALLED},? ", r"\g<word>, "),
        ("mate|bro|dude|bruh", rf"{_BEGIN}(?:mate|bro|dude|bruh),? ", ""),
        ("any one|any body|anyone|anybody", rf"{_BEGIN}any ?(?P<who>one|body) (?P<verb>got|seen|heard|tried|lost|found)(?= [^.!?]+\?)", r"has any\g<who> \g<verb>"),
        ("any one|any body|anyone|anybody", rf"{_BEGIN}any ?(?P<who>one|body) (?P<verb>know|want|fancy|have|need|use|speak|remember|mind)(?= [^.!?]+\?)", r"does any\g<who> \g<verb>"),
        ("any one|any body|anyone|anybody", rf"{_BEGIN}any ?(?P<who>one|body) (?P<verb>free|going|using|coming|home|awake|interested|up for|around|selling|driving)\b(?=[^.!?]*\?)", r"is any\g<who> \g<verb>"),
        ("chance", rf"{_BEGIN}any chance(?= (?:of|at all|that|you|I|we|he|she|they|someone)\b[^.!?]*\?)", "is there any chance"),
        ("still", rf"{_BEGIN}still (?P<what>coming|going|on for|up for|interested|looking|free for|around)\b(?=[^.!?]*\?)", r"are you still \g<what>"),
        ("you have|you got", rf"{_BEGIN}you (?:have|got) (?P<what>(?!to\b|been\b|it\b|me\b|a point|no\b|\w+ed\b|\w+en\b|\w+ing\b)[^.!?,]+\?)", r"do you have \g<what>"),
        ("you know|you sell|you take|you acc|you off|you speak|you need|you want|you like|you open|you deliver|you rent|you ship", rf"{_BEGIN}you (?P<do>know|sell|take|accept|offer|speak|need|want|like|open|deliver|rent|ship) (?P<what>(?!how\b|what i|that\b)[^.!?,]+\?)", r"do you \g<do> \g<what>"),
        ("exist|exists", rf"{_BEGIN}exists? (?:an? )?(?P<what>[^.!?,]+\?)", r"is there \g<what>"),
        ("exist|exists", r", exists? (?:an? )?(?P<what>[^.!?,]+\?)", r". Is there \g<what>"),
        ("you can", rf"{_BEGIN}please,? you can (?P<what>[^.!?]+)\?", r"can you please \g<what>?"),
        ("please you can", r", please,? you can (?P<what>[^.!?]+)\?", r". Can you please \g<what>?"),
        ("for i |for he |for she |for they |for we ", r" for (?P<who>I|he|she|they|we) (?P<verb>can )?(?P<do>come|go|see|get)\b", r" so that \g<who> can \g<do>"),
        ("without", r", (?P<do>(?:just )?(?:start|go ahead|go on|begin|carry on|eat|leave|go) without (?:me|us))\b", r". \g<do>"),
        ("think |reckon |guess |suppose |bet |hope ", rf"{_BEGIN}(?P<verb>think|reckon|guess|suppose|bet|hope) (?=(?:it|its|that|that['’]s|it['’]s|this|the|he|she|they|we|you|i|there|my|our|your|mine)\b)", r"I \g<verb> "),
        (" its ", r"\b(?P<verb>think|reckon|guess|hope|sure) its (?!own\b|\w+ (?:is|was|has|will|looks|got)\b)", r"\g<verb> it is "),
        ("you open|you close|you want|you charge|you need|you start|you finish|you deliver|you arrive|you sell|you live|you think", rf"{_BEGIN}(?P<wh>what time|when|where|how (?:much|long|often)|why|what) you (?P<do>open|close|want|charge|need|start|finish|deliver|arrive|sell|live|think)\b(?=[^.!?]*\?)", r"\g<wh> do you \g<do>"),
        ("is possible|is ok|is okay|is fine|is allowed", r"(?P<before>^|[.!?,] |\band )is (?P<ok>possible|ok|okay|fine|allowed) (?P<to>if|to|for|that) ", r"\g<before>is it \g<ok> \g<to> "),
        ("you have received|you have got|you have seen|you have sent", rf"{_BEGIN}you have (?P<done>received|seen|sent|got) (?P<it>[^.!?,]+)\?", r"have you \g<done> \g<it>?"),
        ("why nobody|why no one", rf"{_BEGIN}why (?P<who>nobody|no one) told (?P<what>[^.!?,]+)(?P<more>,[^.!?]+)?[.?]", r"why did \g<who> tell \g<what>\g<more>?"),
        (" he| she", r"\b(?P<ask>(?-i:[Aa])sk|call|ring|try) (?P<whom>(?-i:[A-Z])[a-z]+) (?P<who>he|she)(?P<be>['’]s| is| knows| has)\b", r"\g<ask> \g<whom>. \g<who>\g<be>"),
        ("one's|one’s|body's|body’s|who's|who’s", r"\b(?P<who>(?:some|every|any|no )(?:one|body)|nobody|who)['’]s (?P<done>nicked|taken|stolen|eaten|broken|parked|got|been|moved|used|drunk|thrown|forgotten)\b", r"\g<who> has \g<done>"),
        (" of ", r"\b(?P<aux>could|would|should|might|must) (?P<who>you|he|she|they|we|I|it) of (?=(?:\w+ed|made|been|gone|done|had|got|given|taken|lost|left|sent|put|come|said)\b)", r"\g<aux> \g<who> have "),
        ("is possible|is ok|is fine|is it possible|is it ok|is it fine", rf"{_BEGIN}(?P<is>is it (?:possible|ok|okay|fine|all right) (?:if|to) [^.?!]+)\.(?!\w)", r"\g<is>?"),
        ("come for|comes for|came for|go for", r"\b(?P<come>comes?|came|go) for (?=(?:sign|see|get|bring|pick|speak|collect|buy|fetch) (?:the|a|an|my|your|our|it|him|her|them|up|to)\b)", r"\g<come> to "),
        ("no not|nope not|nah not", rf"{_BEGIN}(?P<no>no|nope|nah),? not (?P<what>\w+ing)\b", r"\g<no>, I am not \g<what>"),
        (" well ", r"\b(?P<then>then|and) well (?P<do>talk|see|go|meet|discuss|chat|decide|speak)\b", r"\g<then> we will \g<do>"),
        ("cheers for", rf"{_BEGIN}cheers for ", "thanks for "),
        ("who pays|whose ", r", (?P<who>who pays for (?:that|this|it)|whose (?:idea|turn|job|fault|car|dog|stuff) (?:is|was) (?:that|this|it))[.?]", r". \g<who>?"),
        ("fyi|for your info", rf"{_BEGIN}(?:just )?(?:fyi|for your info(?:rmation)?),? ", ""),
        (" can | could ", rf"{_BEGIN}(?P<head>(?!(?:if|when|once|as|since|so|and|but|because|unless)\b)(?:[^\s.?!]+ ){{2,}}[^.?!]*?), (?P<can>can|could) (?P<who>(?!(?:you|u|i|we|it|he|she|they|someone|somebody|anyone)\b)(?:the |a |my |your |our )?\w+) (?P<do>send|come|call|bring|give|help|check|tell|fix|look|pick|let|take|swap|move|open)\b(?P<rest>[^.?!]*)[.?]", r"\g<head>. \g<can> \g<who> \g<do>\g<rest>?"),
        ("ta ", rf"{_BEGIN}ta (?=(?:so much |very much )?for\b)", "thanks "),
        ("locked", rf"{_BEGIN}locked out(?=,| of\b| again\b|\.)", "I am locked out"),
        ("of been|y been|always been|never been|just been", r"\b(?P<who>he|she|it|that|there)['’]s (?P<adv>sort of|kind of|really|always|never|already|only|just|probably) been\b", r"\g<who> has \g<adv> been"),
        ("screwed|doomed|toast|trouble|stuffed", r",? or (?:else )?(?P<who>we|I)(?:['’]re|['’]m| are| am) (?:screwed|doomed|toast|in trouble|stuffed|done for)(?=[.!?]|$)", r". Otherwise, \g<who> will be in trouble"),
        ("but g|but not g|but not s|but not a|but able", rf"{_BEGIN}(?P<head>(?:I|I['’]\w+|loved|enjoyed|liked|really|thanks|would) [^.!?]{{2,60}}?),? but (?P<adv>not )?(?P<going>going to|gonna|sure|able to) ", r"\g<head> but I am \g<adv>\g<going> "),
        ("so won|so will|so can", r"(?<=\w),? so (?P<no>won['’]t|will not|can['’]t|cannot) (?P<do>be in|be able|be joining|be coming|make it|make the|come|attend)\b", r", so I \g<no> \g<do>"),
        ("this is", rf"{_BEGIN}this is (?:just |only )?(?:a (?:quick |short |little )?(?:note|message|line) )?(?:just |only )?to (?:say|let you know|tell you|inform you) that ", "I wanted to let you know that "),
        ("this is", rf"{_BEGIN}this is just to (?:say|let you know) (?=(?:the|my|our|I|we|he|she|everything)\b)", "I wanted to let you know that "),
        ("opportunity", r"\b(?P<who>I|we)(?: would like to|['’]d like to| want to| wish to)? take this opportunity to (?:kindly )?(?=ask|remind|thank|invite)", r"\g<who> would like to "),
        ("dunno|don't know|don’t know|do not know", rf"{_BEGIN}(?:dunno|don['’]t know|do not know) (?=(?:if|whether|what|where|when|why|how|who)\b)", "I don't know "),
        ("what we", r"\bwhat (?:we|I) (?:would|['’]d) (?:ask|like) you to do is (?:to )?(?=\w)", "please "),
    )
)  # fmt: skip


def as_written(text: str) -> str:
    """Return a text with what chats leave out put in, so that each clause is a sentence.

    "Anyone got a pen?" is "Has anyone got a pen?", "reckon it's done" is "I reckon it's done".
    """
    text = _SINCE_EMOJI.sub(lambda m: f"{m['head']}{m['emoji']}. {m['next'].upper()}", text)
    for pattern, new in _TURNS.likely(text.lower()):
        text = pattern.sub(lambda m, new=new: _cased(m, new), text)  # type: ignore[misc]
    return text


def _part(match: re.Match[str], name: str, new: str) -> str:
    """Return a part of what was found, small where it does not begin the new words."""
    said = match[name] or ""
    is_first = new.startswith(rf"\g<{name}>")
    return (
        said
        if is_first or said == "I" or name in ("head", "whom", "what", "it")
        else said[:1].lower() + said[1:]
    )


def _cased(match: re.Match[str], new: str) -> str:
    """Return the new words, with a capital where a sentence begins, and the next word then."""
    made = re.sub(r"\\g<(\w+)>", lambda part: _part(match, part[1], new), new)
    if made.startswith(". "):
        return ". " + capital(made[2:])
    starts = "at" in match.re.groupindex
    return capital(made) if starts and made else made
