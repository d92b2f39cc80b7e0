# ruff: noqa: E501 - patterns read best a row a line
"""What carries nothing: whole sentences of small talk, openers, asides, closing words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from onhand.rewrite.rules.english.sentences import Sentence, capital

_MAX_CHARS = 300
_ADVERB = r"(?:really |very |so |just |only |also |quickly |briefly |kindly |simply |quite |hereby |first of all |personally |truly |sincerely |genuinely |actually |deeply |greatly |always )*"
_I = r"(?:I|we)"
_STATE = r"(?:well|fine|good|great|ok|okay|all right|alright|(?:very |really )?(?:busy|happy|healthy|safe|warm|cosy)|in good (?:health|spirits)|having a \w+ (?:day|week|time|weekend|one)|keeping (?:well|warm|safe|cool)|enjoying [^,.!?\d]{0,30}|feeling (?:well|better|good))"
_WHOSE = r"(?:you|you all|you both|you guys|everyone|everybody|everything|things|all|life|work|your (?:family|week|day|weekend|summer|holiday|holidays|trip|kids|vacation)|the (?:family|kids|weather|weekend|new year|holidays|week|summer)|this (?:e-?mail|message|note|letter)|you and (?:your|the) \w+)"
_DOING = rf"(?: is| are|['’]s|['’]re)?(?: all)?(?: (?:doing|keeping|going|getting on|getting along|treating you))? {_STATE}(?: (?:today|this \w+|so far|with you|at your end|on your end|over there|in these \w+ times))?"
_HAD = r"(?: all)? (?:had|have had|are having|enjoyed|have|has been|was|were|finds|find|reaches|meets)(?: had)? (?:you |a |an |the |your |some )*(?:\w+ ){0,2}?(?:day|week|weekend|holidays?|vacation|break|summer|winter|christmas|easter|start|trip|time|evening|night|morning|rest|birthday|new year|kind to you|nice|lovely|good|well|health|spirits)(?: (?:so far|too|yourself|off|today|to the (?:week|year|day)|of the year|in \w+|in good health))*"
_HOPE = rf"(?:{_I} (?:do |really |very much |truly |sincerely |just )*|I am |I['’]m )?(?:hope|hoping|trust)(?: that)? {_WHOSE}(?:{_DOING}|{_HAD})(?: and(?: that)? {_WHOSE}?(?:{_DOING}|{_HAD}| {_STATE}))*"
_BOTHER = r"(?:to bother|to disturb|to trouble|to interrupt|for bothering|for disturbing|for troubling|for interrupting|for all the (?:messages|questions)|for the (?:bother|disturbance|long (?:e-?mail|message|text)|rambling|trouble|inconvenience|spam|wall of text)|for (?:any|the) inconvenience(?: (?:caused|(?:that |which )?(?:this|it) (?:may|might|will|could|can)(?: have)? cause[sd]?|this causes)(?: (?:to |for )?you(?: all)?)?)?|to be a (?:pain|nuisance|bother|pest)|for being (?:a|such a) (?:pain|nuisance|bother|pest)|for asking|to ask|if (?:this|I) (?:is|am|sounds?|seems?)[^,.!?\d]{0,40}|to bug you|for bugging you|for (?:the )?(?:short|late|last[- ]minute) (?:notice|message|request)|about that|for that|in advance)"
_LATE = r"(?:that (?:I(?:['’]m| am| have|['’]ve)|we(?:['’]re| are| have|['’]ve)) |for (?:only )?|I(?:['’]m| am) )(?:only |just |not |been )*(?:getting back|got back|gotten back|replying|replied|answering|answered|responding|responded|writing|written)(?: to (?:you|your (?:message|e-?mail|mail)))?(?: (?:only|just|so|now|late|this late|sooner|earlier|before|until now|back))*"
SORRY = rf"(?:(?:but )?(?:{_I} (?:am|['’]m|are|['’]re) |I['’]m |we['’]re )?{_ADVERB}sorry|(?:(?:my|our) )?{_ADVERB}(?:sincere |sincerest |deepest )?apologies|{_I}(?:(?: would|['’]d)(?: really| just| also)* like to| must| do| want to)? {_ADVERB}apologi[sz]e(?: in advance)?|(?:please )?accept (?:my|our) (?:\w+ )*apologies|(?:please )?(?:forgive|excuse|pardon) (?:me|us)) (?:{_BOTHER}|{_LATE})(?: (?:again|so late|so early|about this|with this|like this|on a \w+|you|at this hour))*"
THANKS = r"(?:(?:we |I )?(?:with )?(?:many |so many |a million |big |lots of |a lot of )?(?:thanks|thank you|cheers|thank u)(?: (?:you )?(?:all |both |everyone |everybody |guys )?(?:so |very )?(?:much|kindly|a lot|a million|again|ever so much|so very much|heaps|loads|all|everyone|everybody|guys|both|team|in advance))*(?: (?:and|in advance|for (?:your|the|all your|any|all the|all of your) (?:kind |quick |prompt |great |continued |valuable |precious |time and |help and |help or |patience and |attention and )*(?:help|time|support|patience|understanding|attention|consideration|assistance|cooperation|co-operation|advice|reply|response|answer|efforts?|work|information|info|feedback|hard work|(?:e-?)?mail|message|letter|call|interest|getting back to me|writing)(?: (?:with|in|on|regarding|to) (?:this|that|it)(?: matter)?)?|for (?:reading|listening|understanding|everything|helping(?: out| me| us)?|being so \w+)|already|anyway))*)"
_FORWARD = r"(?:(?:I|we) )?(?:(?:am|['’]m|are|['’]re) )?(?:really |very much |much |eagerly |always )*look(?:ing)? forward to (?:hearing (?:back )?from you|your (?:kind |prompt |quick |early |positive )*(?:reply|response|answer|feedback)|it|that|hear from you)(?: (?:soon|shortly|about this|as soon as possible|at your earliest convenience))*"
_ASK_ME = r"(?:(?:and )?please )?(?:(?:do not|don['’]t|never) hesitate to (?:let (?:me|us) know|contact (?:me|us)|ask(?: me| us)?|get in touch(?: with (?:me|us))?|reach out(?: to (?:me|us))?|call(?: me| us)?)|feel free to (?:contact (?:me|us)|ask(?: me| us)?|reach out(?: to (?:me|us))?|get in touch)|(?:just )?let (?:me|us) know(?= if (?:you have|you['’]ve|there|you might|anything|something|you need)))(?: if (?:you have|you['’]ve got|there are|you might have)(?: any| some)?(?: (?:further|other|more|additional))? (?:questions?|queries|doubts|concerns|issues|problems|comments)(?: (?:or|and) (?:questions?|concerns|comments|doubts|issues))?(?: (?:about|regarding|on|with) (?:this|that|it|any of (?:this|that)|the above))?(?: at all)?| if (?:anything|something) is unclear| if you need (?:anything|something)(?: else)?(?: from me| from us)?)?"
_ASK_ME_IF = r"(?:if|should) (?:you have|there be|there are|anything is|you need)(?: any| some)?(?: (?:further|other|more|additional))? (?:questions?|queries|concerns|doubts|unclear|anything(?: else)?)(?: (?:or|and) \w+)?(?: (?:about|regarding) (?:this|that))?,? "
_WISHES = r"(?:(?:I )?(?:wish you(?: all)?|wishing you(?: all)?|have|hope you have|enjoy)(?: a| an| the rest of your)? (?:(?:very|really|lovely|nice|good|great|wonderful|pleasant|fantastic|relaxing|happy|beautiful|productive|rest of (?:your|the)|the|your|safe) )*(?:day|evening|week|weekend|one|afternoon|night|time|holidays?|week ahead|day ahead)(?: (?:everyone|everybody|all|guys|too|ahead))?(?: and (?:a )?\w+ (?:week|weekend|day))?|take care(?: of yourself)?|all the best|stay safe|speak soon|talk soon|keep up the good work|best of luck)"
SIGN_OFF = r"(?:(?:with )?(?:my |our )?(?:very )?(?:best|kind|kindest|warm|warmest|many|friendly|sincere)(?: and \w+)? (?:regards|wishes|greetings)|regards|best|all the best|yours(?: (?:sincerely|truly|faithfully))?|sincerely(?: yours)?|respectfully(?: yours)?|cheers|lots of love|love|hugs|xo+|x{1,4}|warmly)"
_TALK = r"(?:how are (?:you|things|you all)(?: (?:doing|going|today|keeping|all|guys|these days|with you))*|how(?:['’]s| is) (?:it going|life|everything|everyone|your (?:day|week|family)|the family|things)(?: (?:going|treating you|today|with you))*|how(?:['’]s| is| are) (?:everything|life|things)(?: going)?(?: with [^.!?\d]{2,30})?|what['’]s up|how do you do|long time no (?:see|speak|talk)|it['’]s been (?:a while|ages|so long|way too long)|it has been (?:a while|ages|a long time)[^,.!?\d]{0,25}|hope (?:all|everything|things)(?:['’]s| is| are)? (?:well|good|great|fine|ok|okay)(?: with you)?|hope you(?:['’]re| are)(?: all)?(?: (?:doing|keeping))? (?:well|good|great|fine|ok|okay))"
_EMPTY = r"(?:(?:I|we)(?:['’]ve| have)(?: already| just| really)* been meaning to (?:write|call|text|message|contact|get in touch|get back)(?: to| with)?(?: you)?[^.!?\d]{0,90}|it(?:['’]s| has| was) (?:been )?(?:an? )?(?:totally |really |very |so |such a |quite |absolutely |pretty )*(?:crazy|busy|hectic|mad|stressful|long|insane|wild|tough)(?: \w+)? (?:week|day|month|time|few days)[^.!?\d]{0,40}|(?:I )?(?:just )?(?:have|had|got) (?:a|one|another) (?:\w+ )?(?:question|request|favou?r(?: to ask)?|thing to ask)(?: for you| of you| to ask(?: you)?| about (?:this|something))?|(?:a )?(?:quick|small|short|silly|stupid|one(?: more| last)?|just a(?: quick)?) (?:question|favou?r|thing|note|one|request)(?: for you| from my side)?|(?:can|could|may) I ask (?:you )?(?:something|a (?:quick )?(?:question|favou?r)|for a favou?r)|I hope (?:this|that|it)(?:['’]s| is| all)? (?:is )?(?:ok|okay|alright|fine|helps|clear|makes sense|not a problem)(?: (?:with|for) you)?|(?:does|if) (?:that|this) makes? sense|to whom it may concern|what can I say|I(?:['’]ve| have) (?:got )?to be honest(?: with you| here)?|there(?:['’]s| is) something I(?:['’]ve| have)? ?(?:been )?(?:wanting|meaning|wanted|want) to (?:ask|tell|say to)(?: you)?[^.!?\d]{0,40}|I was (?:just )?thinking|I (?:just )?wondered|I hope (?:it|this|that)(?:['’]s| is) (?:ok|okay|alright|all right|fine|not rude|not a \w+ question)(?: to (?:ask|mention|say))?|by the way|you know|I was (?:just )?wondering|you know (?:how|what) (?:it|he|she|they|that|I|we|kids|things|people)(?: is| are|['’]s|['’]re| can be| mean)?(?: like)?|(?:that|this|it)['’]s life|what can you do|(?:oh )?well|anyways?|anyhow|(?:so )?(?:yeah|yep|yes)|that['’]s (?:all|it|about it|all from me)(?: from me| for now)?|just (?:saying|wanted to say|so you know|fyi)|I know (?:you['’]re|you are|that you are) (?:all )?(?:very |really |super |so )*busy|sorry(?: again| about (?:this|that|it)| for (?:this|that|it))?|(?:I )?appreciate (?:it|your (?:help|time|support|understanding|patience))(?: (?:a lot|so much|very much))?|(?:your|any) (?:help|support|understanding|cooperation|assistance|time)(?: (?:with|in|on) this(?: matter)?)? (?:is|would be|will be) (?:very |really |much |greatly |highly |so )*appreciated|much (?:appreciated|obliged)|(?:please )?bear with me|(?:sorry,? )?(?:this|it) (?:is|got|might be|will be) (?:a bit |a little |quite )?(?:long|a long one)|no worries(?: at all)?|what (?:happened|I mean|I want to say) is this|where (?:do|should|shall) I (?:begin|start)|here(?:['’]s| is) the thing|the thing is this|as (?:you know|always|usual)|believe (?:it or not|me)|I (?:really )?mean it|long story|crazy(?:,)? (?:right|huh|I know)|I know(?:,)? I know|guess what|you['’]ll never guess what happened)"
_EMPTY_SENTENCE = rf"(?:(?:and|so|but|also|anyway|again|ok|okay|well|oh|first of all|once again|please)[, ]+)*(?:{_HOPE}|{SORRY}|{THANKS}|{_FORWARD}|(?:{_ASK_ME_IF})?{_ASK_ME}|{_WISHES}|{SIGN_OFF}|{_TALK}|{_EMPTY})(?:,? (?:and|or|but|as|once) (?:{_HOPE}|{SORRY}|{THANKS}|{_FORWARD}|{_ASK_ME}|{_WISHES}|{_TALK}|{_EMPTY}|again|always))*[\s,]*(?:again|though|everyone|everybody|guys|folks|all|too|as always|really|honestly|so much|lol|haha)?[\s,.!?…)-]*$"
_SIGNED = re.compile(rf"(?:{SIGN_OFF}|{THANKS}),[ \t]*\n?[ \t]*(?P<name>[^\W\d_][\w'’.-]+(?: [^\W\d_][\w'’.-]+){{0,2}})[.!]?$", re.I)  # fmt: skip


def is_empty(sentence: str) -> bool:
    """Whether a sentence is all small talk, thanks or good wishes."""
    return len(sentence) < _MAX_CHARS and bool(re.match(_EMPTY_SENTENCE, sentence, re.I))


def without(
    found: Sequence[Sentence],
    is_dropped: Callable[[str], bool],
    is_opening: Callable[[str], bool],
) -> list[Sentence]:
    """Return the sentences that stay; one after a dropped one does not begin with "But".

    `is_opening` tells which are to go only because a "But" follows.
    """
    kept: list[Sentence] = []
    was_dropped = False
    for index, one in enumerate(found):
        after = found[index + 1].text if index + 1 < len(found) else ""
        if is_dropped(one.text) or (after.startswith("But ") and is_opening(one.body)):
            was_dropped = True
            if kept and one.space.count("\n") > kept[-1].space.count("\n"):
                kept[-1] = replace(kept[-1], space=one.space)
            continue
        text = re.sub(r"^But,? ", "", one.text) if was_dropped else one.text
        kept.append(replace(one, text=capital(text)) if text != one.text else one)
        was_dropped = False
    return kept


def is_signed(sentence: str) -> bool:
    """Whether a sentence is a closing line with its writer's name: "Kind regards, Tom"."""
    match = _SIGNED.match(sentence)
    return match is not None and not is_empty(f"{match['name']}.")
