# ruff: noqa: E501 - tables read best a row a line
"""Hedged turns of phrase brought to the forms that the other rules of *confident* know."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.clauses import as_question, negated
from onhand.rewrite.rules.english.frames import framed, frames
from onhand.rewrite.rules.english.sentences import capital
from onhand.rewrite.rules.english.verbs import base_of
from onhand.rewrite.rules.firm.firmness import is_plural

_SOFT = r"(?:just|maybe|perhaps|possibly|kind of|sort of|kinda|sorta|really|actually|rather|quite|honestly|tentatively|humbly|respectfully|simply|probably|slightly|gently)"
_BAD = r"(?:(?:super|too|very|really|terribly|so|totally|a bit|a little|kind of|that|incredibly) )*(?:annoying|weird|rude|bad|much|strange|terrible|awful|cheeky|odd|wrong|selfish|awkward|inconvenient|much trouble|a problem|a bother|a big deal|a hassle|a nuisance|an issue|too much to ask|a lot to ask|crazy|silly|out of line|unreasonable|impolite|stupid)"
_WE = r"(?:I|we|you|it|they|he|she|this|that|there|somebody|someone)"
_CUTS = re.compile(
    rf", (?=(?:maybe|perhaps) {_WE} (?:could|should|might|can|would|shouldn['’]t|couldn['’]t)\b)",
    re.I,
)
_SORRY_FIRST = re.compile(
    r"(?:^|(?<=[.!,] ))I(?:['’]m| am) (?:so |really |very )*sorry\. (?=I know (?:you|it|this|that)\b[^.?!]{0,50}\. But\b)"
)
_MISCUT = re.compile(
    r"\b(?P<head>you (?:could|can|would)(?: (?:possibly|maybe|perhaps|please|kindly|also))*)[.?] (?P<verb>Let|Tell|Send|Give|Show) (?=(?:me|us)\b)"
)
_MAYBE_DO = re.compile(
    r"(?P<head>(?:^|(?<=[.!?] ))(?:(?!\b(?:I|we|could|can|would|should|will|let|might|may|want)\b)[^.!?,]){8,80}), (?:maybe|perhaps) (?=(?:take|bring|call|ask|check|try|use|wear|wait|talk|tell|send|buy|look|go|put|text|write|see|don['’]t)\b)"
)
_TIME_IF = r"if you(?: happen to| ever)? (?:have|find|get|had|['’]ve got) (?:a |any |the |some )?(?:spare |free |quick |little )?(?:minute|moment|second|sec|time|chance)(?: (?:to spare|free|at some point|sometime|today|this week|for (?:me|this|it|that)))?"
_WHOLE_AGAIN = frames(
    (
        ("? ", r"(?P<head>\b(?:could|can|may|might|would) (?:I|we|you)(?: (?:maybe|perhaps|possibly|please|just|kindly))*)(?:,? if [^,.?!]{3,50})?\? (?P<verb>(?!I\b|It\b|The\b|My\b|We\b|You\b)[A-Z][a-z]+) (?P<rest>[^.?!]*)[.?]", "{head} {verb} {rest}?"),
        ("chance|possibility|way", r"(?P<head>\b(?:is|was) there (?:any|a|perhaps a) (?:way|chance|possibility)(?: at all)?)[?.] (?P<verb>You|I|We) (?P<rest>(?:could|can|might|may)\b[^.?!]*)[.?]", "{head} {verb} {rest}?"),
        ("you know", r"(?P<head>\b(?:could|can|would|should|might|to)(?: maybe| perhaps| possibly| just)*),? you know[.,]+ (?:maybe |perhaps )?(?P<verb>[A-Za-z]+)", "{head} {verb}"),
        ("chance|minute|moment|sec|time", rf"(?:^|(?<=[.!?] )){_TIME_IF}[,.] (?:(?:maybe|perhaps|possibly),? )?(?P<rest>(?:could|can|would|will|you|please)\b)", "{rest}"),
        ("me again", r"(?:^|(?<=[.!?,] ))(?:hi |hey |hello )?(?:so )?sorry,? (?:it['’]?s )?(?:just )?me again[,.!]? ?", ""),
        ("maybe|perhaps|probably", r"(?P<head>\b(?:maybe|perhaps|probably)) its (?=(?:just|only) (?:me|my)\b)", "{head} it's "),
        ("all being well|fingers crossed|god willing|knock on wood|touch wood", r"(?:, |[.] )(?:touch wood|knock on wood|fingers crossed|all being well|God willing)(?=[,.!]|$)", ""),
        ("fingers crossed|knock on wood|touch wood", r"(?:^|(?<=[.!?] ))(?:touch wood|knock on wood|fingers crossed), ", ""),
        ("concerned|fair|frank|honest|if you ask me|opinion|personally|respect|view", r"(?:^|(?<=[.!?] ))(?:as far as I(?:['’]m| am) concerned|with (?:all )?(?:due )?respect|to be (?:\w+ ){0,2}(?:honest|frank|fair)(?: with you)?|in my (?:\w+ )?(?:opinion|view)|honestly|personally|if you ask me|frankly), (?:and )?(?:this is|I say this|I mean this|please correct|correct me|I hope|I know|it['’]s|that['’]s|I might|I may|I could)\b[^,.?!\d]{3,70}, (?P<verb>[A-Za-z]+)", "{verb}"),
        ("guess", r"(?:^|(?<=[.!?] ))Guess (?=(?:I|we|it|that|the|you|my)\b)", "I guess "),
        ("t know", r"(?:^|(?<=[.!?] ))Don['’]t know (?=(?:if|whether) (?:this|that|it)\b)", "I don't know "),
    )
)  # fmt: skip
_ANY = re.compile(r"\b(?:I|we|it|you|maybe|perhaps|could|would|might|may|not|sort|kind|good|more|if|need|want|experience)\b|n['’]t\b|kinda", re.I)  # fmt: skip
_TURNS = frames(
    (
        ("believe|guess|suppose|think", r"\bI (?:suppose|guess|think|believe) (?:that )?(?:one|you|some) (?:might|could|may) (?:argue|say|think)(?: that)? (?=(?:the|this|that|it|our|my|your|we|chapter|page)\b)", ""),
        ("believe|feel|guess|suspect|think", r"\bI (?:kind of |kinda |sort of |sorta )?(?:think|guess|believe|suspect|feel like|feel) (?:that )?(?=(?:build|version|release|page|chapter|line|room|bus|flight|train|platform|gate|step|lesson|question|unit) [\w.-]*\d[\w.-]* (?:is|has|was|breaks|needs|\w{2,}s)\b)", ""),
        ("want to", r"^(We|You) (?:might|may),? (if [^,.;?!]{3,50}), (?:possibly |perhaps |maybe )?(?:also )?want to ", r"\1 should, \2, "),
        ("afraid|appreciate|argue|hoping|inclined|like|love|prefer|propose|say|suggest|thinking|wondering", rf"\b(I|we) (was|were|am|are|would|have) (?:{_SOFT},? )+(?=(?:thinking|wondering|hoping|like|love|prefer|suggest|propose|say|argue|appreciate|inclined|afraid)\b)", r"\1 \2 "),
        ("afraid|appreciate|argue|hoping|inclined|like|love|prefer|propose|say|suggest|thinking|wondering", rf"\b(I|we)(['’](?:m|re|d|ve)) (?:{_SOFT},? )+(?=(?:thinking|wondering|hoping|like|love|prefer|suggest|propose|say|argue|appreciate|inclined|afraid)\b)", r"\1\2 "),
        ("just|maybe|perhaps|possibly|kind of|sort of|kinda|sorta|really|actually|rather|quite|honestly|tentatively|humbly|respectfully|simply|probably|slightly|gently", rf"\bI (?:{_SOFT},? )+(?=(?:think|feel|believe|guess|suppose|imagine|wanted|want|wonder|hope|suspect|figure|assume|doubt|would|was|wish)\b)", "I "),
        ("to", r"\b(to|wanted to|want to|like to) (?:maybe|perhaps|possibly|just|kind of|sort of) (?=[a-z])(?!in case)", r"\1 "),
        (" it ", rf"\b(?:would|is|will) it (?:be )?{_BAD} if (?=(?:I|we)\b)", "would it be ok if "),
        ("would it", rf"\bwould it (?:be )?{_BAD} if you (?=could\b)", "do you think you "),
        ("would it", rf"\bwould it (?:be )?{_BAD}(?: of me| from me)? to (?=[a-z])", "would it be ok to "),
        ("argue|propose|say|suggest|venture", r"\bI(?:['’]d| would) (?:suggest|propose|venture|say|argue)(?: to say)? (?:that )?(?=(?:we|you|they|he|she|it|I) (?:should|might|could|may|ought|shouldn['’]t)\b)", ""),
        ("i was under the impression", r"\bI was under the impression(?: that)? ", "I understood that "),
        ("be inclined to", r"\b(I|we)(['’]d| would) be inclined to ", r"\1\2 "),
        ("inclined to", r"\b(I|we)(?: am|['’]m| are|['’]re) inclined to (?:think|believe|say|agree) that ", r"\1 think that "),
        ("wonder", r"\bI (?:wonder(?:ed)?|was wondering|am wondering|['’]m wondering) (?:if|whether) (?:maybe |perhaps |possibly )?(we|you|I|they) (should|ought to|(?:might|may) (?:also )?(?:want|need) to)\b(?!.* or not\b)(?! (?:maybe |perhaps )?[^,]{1,40} or (?!so\b))", r"\1 \2"),
        ("going to ask|like to ask|wanted to ask|wanted to know|wonder", r"\b(?:wanted to ask|wanted to know|wondering|wondered|like to ask|going to ask|wonder)(?: you)? (?:if|whether) you(?:['’]d| would) (?:maybe |perhaps |possibly |also )?(?=(?:like|want|be interested|be up|care|prefer|be willing|be happy|be open|consider)\b)", "@would you "),
        ("going to ask|like to ask|wanted to ask|wanted to know|wonder", r"\b(?:wanted to ask|wanted to know|wondering|wondered|like to ask|going to ask|wonder)(?: you)? (?:if|whether) you(?:['’]d|['’]ve| had| have) (?:maybe |perhaps |possibly |already )?(?=(?:had|got|seen|heard|read|been|received|found|made|thought|\w+ed)\b)", "@have you "),
        ("have you|would you", r"^.*?@(?=would you|have you)", ""),
        ("care|like|want", r"^would you (?:maybe |perhaps |possibly )*(?:like|want|care) to (?:maybe |perhaps |possibly )*", "would you like to "),
        ("any", r"\b(?:is there|would there be|might there be|could there be|there might be|there is|there would be) (?:maybe |perhaps |possibly )?any (?:chance|possibility|way) of (?!(?:you|it|him|her|them|us|that|this|\w+ing)\b)(?=(?:a|an|the|some|getting|my)\b)", "I would like "),
        ("i would like", r"^.*?\b(?:ask|know|wondering) (?:you )?(?:if|whether) I would like ", "I would like "),
        ("kind of|kinda|need|sort of", r"^(?:I )?(?:kinda|kind of|sort of) (?=(?:need|want)\b)", "I "),
        ("need", r"^need (?=(?:it|this|that|them) )", "I need "),
        ("getting at|saying|trying to", r"^(?:(?:so|and|but|well),? )?(?:I (?:guess|suppose|think) )?what I(?:['’]m| am| was) (?:trying to (?:say|get at)|saying|getting at) is,?(?: that)? ", ""),
        ("guess|maybe|perhaps|suppose|think", rf"^(?:maybe|perhaps|I (?:guess|suppose|think)) (?:the thing is|it['’]s that),? (?={_WE}\b)", ""),
        ("thought", r"\bI (?:was )?thought (?:that )?maybe ", "I think "),
        ("i thought", r"\bI thought (?:that )?(?:maybe |perhaps )?(?=(?:we|I|you) (?:could|should|might)\b)", "I think "),
        ("at some point", r" at some point (?=(?:this|next|today|tomorrow|on|before|after|over)\b)", " "),
        ("feeling|hunch|impression|sense|suspicion", r"\bI (?:have|['’]ve got|get|got) (?:a|the) (?:\w+ )?(?:feeling|impression|suspicion|hunch|sense)(?: that)? (?=\w)(?!of\b|in\b|about\b|to\b)", "I think "),
        ("personally|somehow", r"^(?:somehow|personally),? (?=I\b)", ""),
        ("maybe|perhaps|possibly", r"\b(has|have|had) (?:perhaps|maybe|possibly) (?=(?!one\b|two\b|three\b|four\b|five\b|six\b|ten\b|half\b|about\b|around\b|an?\b|the\b)[a-z])", r"\1 "),
        ("next time", r"^(?:maybe |perhaps )?next time,? (?:maybe |perhaps )?you (?:could|should|might) (?:maybe |perhaps |at least |just )*(?=[a-z])(?!have\b)", "next time, please "),
        ("maybe|perhaps", r"^(?:maybe|perhaps),? (?=(?:it|that|this)(?:['’]s| is) not (?:such |really |quite )?(?:an? |the )?(?:good|great|best|right|wise|fair|smart)\b)", ""),
        ("recall|remember|understand|understood", r"^if I (?:remember|recall|understood|understand)(?: you| it| this)?(?: correctly| right| rightly| properly),? (?=(?:you|we|I|it|the|he|she|they)\b)", ""),
        ("ink|ought", r"\bI (?:think|thought) (?:that )?it (?:might|would|could|['’]d) be (?:\w+ )?(?:nice|great|lovely|cool|fun) to ", "I would like to "),
        ("i would have thought", r"\bI would have thought (?:that )?(?=[^,]{1,40} would\b)", "I expected that "),
        ("feels", r"^it (?:sometimes )?feels (?:a bit |sort of |kind of |to me )*(?:like|as if|as though) (?=(?:I|we|you|he|she|it|they|nobody|everybody|everyone|no one|the|my|our)\b)", ""),
        ("all right|alright|cool|fine|ok|possible", r"^if (?:it|that)(?:['’]s| is| would be) (?:ok|okay|alright|all right|fine|possible|cool)(?: (?:with|for|by) (?:you|everyone|everybody))?,? (?=(?:I|we)\b)", ""),
        ("hope", r"\bI (?:do |really )?hope (?:it|that)(?:['’]s| is| would be| will be) (?:ok|okay|alright|all right|fine|cool)(?: (?:with|for|by) you)? if (?=(?:I|we)\b)", "would it be ok if "),
        ("feeling|guess|hunch|impression|opinion|sense|suspicion|view", r"^my (?:\w+ )?(?:guess|feeling|impression|hunch|sense|suspicion|opinion|view|gut feeling) (?:is|would be|was)(?: that)? (?=(?:we|you|I|he|she|it|they|the|there|this|that|my|our|your)\b)", ""),
        ("meaning to", r"\bI(?:['’]ve| have) been (?:just |really )*meaning to (?:tell you|mention|say|let you know|point out)(?: that)? (?=(?:we|you|I|he|she|it|they|the|there|this|that|my|our|your)\b)", ""),
        ("hoping for", r"\b(I|we) (?:was|were|am|are) (?:\w+ )?hoping for (?=\w)", r"\1 would like "),
        ("honestly|tbh|to be honest", r"(?<=\w),? (?:to be honest|honestly|tbh),(?= )", ","),
        ("estimate|guess|say", r"^I(?:['’]d| would) (?:say|guess|estimate)(?: that)? (?=(?:about |around |roughly )?\d)", ""),
        ("you", r"^(?:could|can|would|will) you (?:please |maybe |perhaps |possibly )*not (?=[a-z])", "please do not "),
        ("maybe|perhaps", r"^(maybe|perhaps),? (?:it['’]?s|it is|it would be|it might be|it['’]d be) (?=(?:a bit |much |even )?(?:better|best|a good idea|easier|safer|wiser|time|worth|smarter)\b(?! (?:\w+ )?if\b))", "it is "),
        ("suppose", r"\bI (?:do(?:n['’]t| not)) suppose (?:that )?there(?:['’]s| is| would be| might be|['’]d be) any (?:way|chance|possibility)(?: that)? ", "is there any chance "),
        ("say", r"\b(?:I (?:guess|suppose) )?(?:you|one) (?:could|might) (?:also )?say (?:that )?(?=(?:I|we|it|the|he|she|they|this|my)\b)", ""),
        ("thought i", r"\bI (?:just )?thought I(?:['’]d| would| could| might|['’]ll)(?: just)? (?:ask|check)(?: you)? (?=(?:if|whether|what|when|where|how|who)\b)", "I was wondering "),
        ("thought i", r"\bI (?:just )?thought I(?:['’]d| would| should)(?: just| better)? (?:mention|let you know|say|point out|tell you)(?: that)? ", ""),
        ("propose|recommend|suggest", r"^(?:could|may|might|can) I (?:maybe |perhaps |possibly |just |respectfully )*(?=(?:suggest|propose|recommend)\b)", "I "),
        ("propose|say|suggest", r"\bI was (?:just )?(?:going|about) to (?:say|suggest|propose)(?: that)? (?=(?:maybe|perhaps|we|you|I|it|the)\b)", ""),
        ("add|mention|point out|say", r"^I should (?:maybe |probably |perhaps |also |just )*(?:mention|add|point out|say)(?: that)? (?=(?:I|we|it|the|my|our|he|she|they|there|this)\b)", ""),
        ("hope", r"\bI (?:really )?hope (?:it|this|that) (?:would|will|wo|is)(?:n['’]t| not) (?:be )?(?:too much of |such )?(?:an? )?(?:\w+ )?(?:problem|bother|trouble|issue|inconvenience|hassle)(?: for you)? if (?=(?:I|we)\b)", "would it be ok if "),
        ("asset|candidate|choice|fit|help|match", r"\bI could be (?=an? (?:\w+ )?(?:fit|match|candidate|choice|asset|help)\b)", "I am "),
        (" so ", r"^(?:hi|hello|hey),? so (?=I\b)", "hi, "),
        ("be able to", r"\b(I|we|he|she|they|it) might (?:only )?just (?:about |possibly |perhaps )*be able to ", r"\1 may be able to "),
        ("maybe|perhaps|possibly", r"\bmight (?:maybe |perhaps |possibly )+", "might "),
        ("chance|possibility", r"^there(?:['’]s| is) (?:a |some )(?:small |slight |good |tiny )?(?:chance|possibility)(?: that)? (I|we|he|she|they|it|you) (?:might|may|could|will|would|['’]ll)(?: (?:maybe|perhaps|just))* (?=(?:be|have|need|not|miss|arrive|come)\b)", r"\1 may "),
        ("days|dollars|euros|hours|minutes|people|percent|pounds|weeks", r"\babout ([\w-]+ (?:minutes|hours|days|weeks|people|euros|pounds|dollars|percent)) or so\b", r"about \1"),
        ("against it|angry|annoyed|bother|cross|disappointed|mad|mind|object|offended|upset", r"\b(?:would|will|does|do|is) (?:anyone|anybody|everyone|everybody|somebody|someone|you|you all|it) (?:be )?(?:\w+ly )?(?:mind(?: (?:terribly|very much|too much|a lot))?|object|upset|annoyed|offended|mad|cross|bothered|disappointed|angry|against it|bother (?:you|anyone|anybody))(?: at all)?(?: if) (?=(?:I|we)\b)", "would it be ok if "),
        ("hoping", r"^(?:so )?(?:I|we) (?:was|am|were|are|['’]m|['’]re) (?:\w+ )?hoping (?:that )?(?:you|nobody|no one) (?:wouldn['’]t|won['’]t|don['’]t|would not|will not|would|will) (?:really )?mind (?:too much |terribly )?if (?=(?:I|we)\b)", "would it be ok if "),
        ("would it be ok if", r"\bwould it be ok if (I|we) were to(?:, you know,?)?(?: maybe| perhaps| possibly| just)* ", r"would it be ok if \1 could "),
        ("maybe|perhaps|possibly|probably", r"^(?:do you|don['’]t you) (?:think|reckon|feel|believe)(?: that)? (we|it|this|that) (?:should|could|might)(?: (?:maybe|perhaps|possibly|probably)) ", r"\1 should "),
        ("disagree|object|propose|suggest", r"^I(?:['’]d| would) (?:like|want|have) to (?:\w+ly )?(disagree|object|suggest|propose)\b", r"I \1"),
        ("being|imagining|misreading|nitpicking|overreacting|overthinking|paranoid", r"^I(?:['’]m| am) (?:probably |maybe |perhaps |surely |just )*(?:overthinking|overreacting|paranoid|imagining|misreading|nitpicking|being (?:silly|stupid|paranoid|dramatic|picky))[^,.;?!\d]{0,25},? but ", ""),
        ("ask|bring|complain|mention|say", r"^I (?:probably |maybe |perhaps |really |most likely )*(?:shouldn['’]t|should not) (?:be )?(?:say|ask|mention|bring|saying|asking|mentioning|bringing|complain|complaining)(?: (?:this|it|that|up|so|anything))*(?:,? (?:as|because|since|being) [^.;?!]{3,110}?)?,? but (?!not\b)", ""),
        ("cents|pence|pennies", r"^it['’]?s (?:just|only) my (?:two|2) (?:cents|pence|pennies),? but ", ""),
        ("bother|trouble", r"\b(?:could|can|may|might) (?:I|we) (?:possibly |maybe |perhaps |just )*(?:trouble|bother) you for ", "I would like "),
        ("thinking", r"^(we|I) (?:was|were|am|are|['’]m|['’]re) (?:just |also |kind of |sort of )*thinking (?:that )?(?=\1(?:['’]d| would) (?:maybe |perhaps )?like to\b)", ""),
        ("always", r"^(we|you|I) (?:could|can) always (?:just )?", r"\1 could "),
        ("thought", r"^I(?: just| only)? thought (?:maybe )?I (?:should|would|could|might|['’]d)(?: maybe| perhaps| just)? (?:mention|say|point out|tell you|let you know|add)(?: that)? ", ""),
        ("ask|check|find out|know", r"^(?:is it|would it be) (?:ok|okay|alright|all right|fine|possible)(?: with you| for me)? (?:if I|to) (?:just )?(?:ask|asked|know|find out|check)(?: you)? (?=(?:why|when|what|how|where|who|if|whether)\b)", "I was wondering "),
        ("ask", r"^(?:could|can|may|might) I (?:just |quickly |maybe |perhaps |possibly )*ask(?: you)? (?=(?:why|when|what|how|where|who|if|whether)\b)", "I was wondering "),
        ("chance|possibility|way", r"^(?:I (?:was |am )?(?:just )?wonder(?:ing)? (?:if|whether) )?(?:(?:is|was) there|there (?:is|was)) (?:any|a) (?:chance|way|possibility)(?: that)? you (?:might |may |could |would )?have (?=(?:already |perhaps |maybe )?(?:found|seen|got|had|received|kept|left|lost|heard|read|taken|saved|\w+ed)\b)", "have you "),
        ("at some point|sometime", r",? (?:sometime|at some point),? (?:maybe|perhaps|like) (?=(?:mon|tues|wednes|thurs|fri|satur|sun)day)", " on "), ("at some point|sometime", r",? (?:sometime|at some point),? (?:maybe|perhaps|like) (?=(?:on|tomorrow|tonight|next|this)\b)", " "),
        ("bother|hassle|problem|trouble", r"^if (?:it|that|this)(?:['’]s| is) not (?:too much|a|any) (?:trouble|bother|problem|hassle)(?: for you| at all)?, |^if (?:it|that|this) isn['’]t (?:too much|a|any) (?:trouble|bother|problem|hassle)(?: for you| at all)?, ", ""),
        ("is it", r"^is it (?:just|only) me,? or (?=(?:is|are|does|do|did|was|were|has|have)\b)", ""),
        ("thought i", r"^I (?:just |only )?thought I(?:['’]d| would)(?: just)? ask,? (?=(?:is|are|do|does|did|have|has|can|could|will|what|when|where|who|how|why)\b)", ""),
        ("afraid|annoyed|concerned|confused|disappointed|sceptical|skeptical|surprised|unhappy|upset|worried", r"\bI(?:['’]m| am) (?:(?:slightly|a bit|a little|a tad|kind of|sort of|somewhat|rather|mildly) )+(?=(?:concerned|worried|afraid|annoyed|disappointed|confused|surprised|unhappy|upset|sceptical|skeptical)\b)", "I am "),
        ("afraid|concerned|worried", r"\b(concerned|worried|afraid) that (we|you|they) (?:may|might) be (\w+ing)\b", r"\1 that \2 are \3"),
        ("do you think", r"\bdo you think (?:maybe|perhaps|possibly) ", "do you think "),
        ("feel as", r"\bI(?: kind of| sort of| just)? feel as (?:though|if) ", "I feel like "),
        ("some", r"\bsome (?:kind|sort) of (?=(?:misunderstanding|mistake|problem|mix-up|bug|glitch|delay|confusion)\b)", "a "),
        ("experience", r"^in my (?:\w+ )?experience,? ", ""),
        ("curious", r"^I(?: was|['’]m| am)(?: just| only)? curious (?:about )?(?=(?:if|whether|when|why|what|how|where|who)\b)", "I was wondering "),
        ("wondering", r"\b(wondering (?:if|whether) you) had (?=(?:made|had|got|seen|heard|read|received|found|thought|decided|\w+ed)\b)", r"\1 have "),
        ("hurt", r"^(?:I (?:guess|suppose|think) )?it (?:wouldn['’]t|would not|couldn['’]t|might not|won['’]t) hurt (?:us )?to ", "we should "),
        ("be lying if i said", r"^I(?:['’]d| would) be lying if I said (?:that )?I (?:was not|wasn['’]t) ", "I am "),
        ("personally", r"\b(I(?:['’]d|['’]m)?) personally ", r"\1 "),
        ("wonder", r"\b(?:I(?:['’]m| am| was)(?: just)? wondering|I wonder) (?:if|whether) it (?:might|would|may|could)(?:n['’]t| not) (?:maybe |perhaps )?be (better|best|wiser|safer|easier|smarter|a good idea) to ", r"it is \1 to "),
        ("objection", r"\b(?:would|will|are|is) there (?:be )?any objections? if (?=(?:I|we)\b)", "would it be ok if "),
        ("cheeky|rude|personal|nosy|forward", r"^if (?:it|that|this)(?:['’]s not| is not| isn['’]t) (?:too |very )?(?:cheeky|rude|personal|nosy|forward)(?: a question)?(?: of me)?(?: to ask)?, ", ""),
        ("tend to feel", r"\bI (?:would )?tend to feel (?:that )?", "I think "),
        ("just a ", r"\bjust a (?:little|tiny|wee) bit (?=\w+ed\b)", ""),
        ("seem to re", r"^I seem to (?:remember|recall) (?:that )?(?=(?:you|we|I|he|she|they|it|the|there|your|my|our)\b)", ""),
        ("a guess", r"\bI(?:['’]d| would) (?:hazard|venture) a guess (?:that )?(?=\w)", ""),
        ("afraid i", r"\bI(?:['’]m| am) afraid I (?:might|may|will|['’]ll) (?:well |probably )?have to ", "I will have to "),
        ("i believe|i think|i guess|i reckon", r"(?<=[\d%€]) I (?:believe|think|guess|reckon)(?=,|$)", ""),
        ("more or less", r"\b(is|are|was|were) more or less (?=[a-z])|\b(seems?|looks?) more or less (?=[a-z])", r"\1\2 "),
        ("kind|sort", r"\ba (?:kind|sort) of (?=(?:\w+ )?(?:pain|ache|feeling|problem|noise|issue|mess|lump|rash|itch|smell|crack|stain|misunderstanding)\b)", "a "),
        ("all that|entirely|exactly|particularly|quite|really|totally", r"\bnot (?:really|exactly|quite|particularly|all that|entirely|totally) (?=(?:a |an |the )?[a-z])(?!sure\b|certain\b|because\b|convinced\b|there\b|enough\b|as\b|what\b|how\b|clear\b|the same\b)", "not "),
        ("exactly|necessarily|particularly|quite|really", r"(?<=n['’]t )(?:really|quite|exactly|necessarily|particularly) (?=(?:be|have|do|need|want|get|go|make|take|like|think|feel|understand|know|see|trust|work|agree|listen|help|care|mind|enjoy|believe|fit|deserve|matter|look|remember|the|a|my|your|an)\b)", ""),
        (", i|, maybe|, perhaps|, possibly|, probably", r"(?<=\w), (?:I (?:guess|suppose|think|believe|reckon|imagine|assume)|I(?:['’]d| would) say|maybe|perhaps|possibly|probably|if I may|if possible|I don['’]t know),(?= (?:so|but|and|because|since|then)\b)", ","),
        (", i|, maybe|, perhaps|, possibly|, probably", r"(?<=\w), (?:I (?:guess|suppose|think|believe|reckon|imagine|assume)|I(?:['’]d| would) say|maybe|perhaps|possibly|probably|if I may|if possible|in my (?:humble )?opinion|if I remember (?:correctly|right|rightly)|I don['’]t know), (?=(?:in|at|on|about|a|an|the|too|not|by|with|for|from|from|to|around|quite|very|under|over|of|more|less)\b)", " "),
    )
)  # fmt: skip
_ASIDES = frames(
    (
        ("thinking, if", r"\bI(?: was| am|['’]m) thinking, if [^,.?!]{3,60}, that (?=we\b|I\b)", "I was thinking that "),
        ("if you don't mind|if you do not mind", r"(?<=\bask you),? if you (?:don['’]t|do not) mind,? ", " "),
        ("possible that you|possible for you", r"\b(?P<ask>ask(?: you)?|wondering) (?:whether|if) it (?:is|would be|might be) (?:at all )?possible (?:that you|for you to) ", r"\g<ask> if you could "),
        ("correct me if", r"(?:as far as I (?:know|am aware|can tell|remember|recall),? )?(?:and |but )?(?:please )?correct me if I(?:['’]ve|['’]m| am| have)[^,.]{0,40}, ", ""),
        ("and maybe|and perhaps", r",? and (?:maybe|perhaps) (?:I am|he is|she is|they are|you are|it is|I do|I did|I should)(?=[.,;])", ""),
        ("and honestly", r"\band honestly,? (?=I (?:just )?wanted)", "and "),
    )
)  # fmt: skip
_TAILS = frames(
    (
        ("more or less", r",? more or less$", ""),
        ("no ", r",? (?:but |and |of course )?no (?:pressure|rush|worries|stress|hurry)(?: though| at all| of course| whatsoever| if not)*$", ""),
        ("but|though", r",? (?:though|although|but) (?:obviously |of course |maybe |perhaps |again )*(?:that|it|this)(?:['’]s| is) (?:just |only )*(?:me|my (?:view|opinion|taste|feeling|take))(?:,? and (?:you|I) [^.;?!\d]{3,70})?$", ""),
        ("know|understand", r",? (?:though|although|but) (?:obviously |of course |maybe |perhaps |again )*(?:you|they|everyone|others) (?:surely |probably |obviously )?(?:know|understand) (?:far |much |a lot |way )?(?:more|better)\b[^.;?!\d]{0,60}$", ""),
        ("be ", r",? (?:but |and |though |although )?(?:it |that |this )?(?:might|may|could) (?:well |only |just )*be (?:just |only )?(?:me|my (?:imagination|eyes|ears|taste|phone|end))(?: though| of course)?$", ""),
        ("just|only", r",? (?:though|although|but) (?:maybe |perhaps )?(?:that|it|this)(?:['’]s| is) (?:maybe |perhaps |probably )?(?:just|only) (?:me|my (?:own )?(?:taste|opinion|view|feeling|impression|preference))(?: of course)?$", ""),
        ("like|mean|want|wish", r",? but I (?:really )?(?:don['’]t|do not|wouldn['’]t) (?:want|mean|like|wish) to (?:offend|upset|insult|annoy|bother|pressure|impose on|hurt) (?:you|anyone|anybody|him|her|them)(?: of course)?$", ""),
        ("everybody|everyone|no one|nobody|none of you|you don", r",? if (?:nobody|no one|none of you|you don['’]t|everybody|everyone) (?:else )?(?:minds?|is (?:ok|okay|fine|happy) with (?:it|that))$", ""),
        ("apologies|sorry", r"(?:,| -| –|;) (?:sorry|apologies|my apologies|sorry again|sorry about (?:this|that)|sorry if (?:I|this|that|it)[^,.;?!\d]{0,40})$", ""),
        ("i guess|maybe|perhaps|possibly|probably", r",? (?:but|and|though|although)? ?(?:maybe|perhaps|possibly|probably|I guess) (?:I(?:['’]m| am)|it(?:['’]s| is)) (?:just |only )?(?:me|wrong|mistaken|confused|imagining (?:it|things)|reading it wrong|misreading (?:it|things)|overthinking(?: it| this)?|overreacting|missing something|being \w+)$", ""),
        ("imagining|missing something|mistaken|overreacting|overthinking|wrong", r",? (?:though|although|but)? ?I (?:could|might|may) (?:well |easily |totally |of course |also )*be (?:wrong|mistaken|missing something|imagining (?:it|things)|overthinking(?: it| this)?|overreacting)(?: (?:here|about (?:that|this|it)|of course|though))*$", ""),
        ("just|only", r",? (?:but |and )?(?:it['’]s |that['’]s |this is )?(?:just|only) (?:my (?:\w+ )?(?:opinion|view|two cents|2 cents|take|thoughts?|feeling|impression)|a (?:\w+ )?(?:thought|suggestion|idea|feeling|guess|hunch)|me|an idea)(?: though| of course)?$", ""),
        ("only if", r",? (?:but |and |of course )?only if (?:nobody|no one|everyone|everybody|it|that|this|you) (?:else )?(?:minds|(?:is|are|['’]s|['’]re) (?:ok|okay|fine|happy|cool|alright|good)|agrees?|wants?|feels? like it|(?:does|do)(?:n['’]t| not) (?:mind|bother|cause|matter)|works|want)[^,.;?!\d]{0,30}$", ""),
        ("if not", r",? (?:but |and )?if not,? (?:then )?(?:that|it|this)?(?:['’]s| is)? ?(?:also |totally |completely |perfectly |absolutely )*(?:no (?:worries|problem|big deal|stress|pressure)|fine|ok|okay|alright|cool|good)(?: too| as well| of course| either way)?$", ""),
        ("help|is allowed|suits|t a problem|use|works for you", r",? if (?:that|this|it) (?:helps|suits you|works for you|suits|is (?:any|of) (?:help|use)|is allowed|isn['’]t a problem|is not a problem)(?: at all| of course| too)?$", ""),
        ("bother|inconvenient|problem|too late|too much", r",? if (?:it|that|this)(?: is|['’]s)?(?:n['’]t| not) (?:too much (?:trouble|to ask|work|bother)|a (?:problem|bother)|too late|inconvenient)(?: (?:for|to) you)?$", ""),
        ("don|dunno|heard|hope that|idk|not sure|so yeah|t know|think|what do i know|who am i to", r"(?<=\w),? (?:but |and )?(?:what do I know|who am I to (?:say|judge)|don['’]t (?:ask|quote) me[^,.;?!\d]{0,20}|I don['’]t know(?: really| though| maybe)*|idk|dunno|I dunno|not sure(?: though| really| yet| about (?:it|that|this))*|so yeah|or so I (?:think|heard)|hope that['’]s (?:ok|okay|alright|fine))$", ""),
        ("certain|give or take|positive|sure", r",? (?:but |though |although )?I(?:['’]m| am) not (?:\w+ )?(?:certain|sure|positive)(?: (?:about (?:it|that|this)|though|yet|of (?:it|that)))*$|,? give or take$", ""),
        (" if ", r",? if (?:you(?:['’]d| would) (?:like|want|prefer)(?: (?:that|to|me to|it))?|you think (?:that['’]?s|that is|it['’]?s|it is|this is) (?:a good idea|ok|okay|fine|alright|right)|you(?:['’]re| are) (?:ok|okay|fine|happy) with (?:that|it)|I(?:['’]m| am) (?:being )?(?:totally |completely )?honest)$", ""),
        ("at some point|one of these days|somehow|sometime", r" (?:sometime|at some point|somehow|one of these days)$", ""),
        ("i believe|i guess|i suppose|i think|maybe|ymore", r"(?<=\bmore) (?:I guess|I suppose|I think|maybe)$|(?<=ymore) (?:I guess|I suppose|I think|maybe)$|(?<=\bone) (?:I think|I guess|maybe|I believe)$", ""),
    )
)  # fmt: skip
_KNOW_LEFT = re.compile(
    r"\b(?:I|we|you|they|he|she|it)(?: really| honestly| just)*(?:,)?$|\b(?:that|because|and|but|or|of|to)$|\b(?:know|tell|see|ask|check|say|wonder|wondering|sure|hear|only|what|out|depends|depend)(?: me| us| on)?$",
    re.I,
)
_MIND_NOT = re.compile(r"^(?:would|do) you (?:please )?mind not (?P<verb>\w+ing)\b", re.I)
_CHANCE_OF = re.compile(
    r"^(?:is|would) there (?:be )?(?:maybe |perhaps |possibly )?any (?:chance|possibility|way|hope) of (?:me |my )?(?P<verb>\w+ing)\b",
    re.I,
)
_ABOUT_DOING = re.compile(
    r"^(?:I (?:was|am|['’]m) (?:just )?wondering|I (?:wanted|would like|['’]d like) to (?:ask|inquire|enquire)|I (?:wondered|wonder)|wondering|just wondering) about (?:the )?(?:possibility|option|chance|idea) of (?:me |my )?(?P<verb>\w+ing)\b", re.I
)  # fmt: skip
_THINK_OF_DOING = re.compile(
    r"\b(?P<head>(?:we|you|I|they) (?:should|could|might|ought to|may want to)|let['’]s|please|to)(?: (?:maybe|perhaps|probably|possibly|really|at least|just))* (?:think about|consider|look into|think of) (?P<verb>(?!something|anything|everything|nothing|bring\b|king\b)[a-z]+ing)\b", re.I
)  # fmt: skip
_NOT_CONVINCED = re.compile(
    r"^I(?:['’]m| am) not (?:\w+ly |really |quite |at all |so |yet )*convinced (?:that )?(?P<clause>.+)$", re.I
)  # fmt: skip
_WOULD_NOT_MIND = re.compile(r"\bI (?:wouldn['’]t|would not) mind (?P<verb>\w+ing)\b", re.I)
_SEE_YOUR_WAY = re.compile(r"\bsee your way (?:clear )?to (?P<verb>\w+ing)\b", re.I)
_COULD_IT_BE = re.compile(r"(?:(?:could|might|may|can) it (?:maybe |perhaps |possibly )?be (?:possible )?that|is it (?:maybe |perhaps |at all )?possible that|is there (?:any )?(?:a )?(?:chance|possibility) that(?= you (?:\w+ed|have|forgot|sent|made|got|lost)\b)) (?:maybe |perhaps )?(?P<clause>.+)$", re.I | re.S)  # fmt: skip
_IF_INSIDE = re.compile(r"(?<=\w),? (?P<if>if (?:it|that|this)(?:['’]s| is)?(?:n['’]t| not)? (?:ok|okay|alright|fine|possible|at all possible|too late|too much (?:trouble|to ask|bother)|a (?:problem|bother))(?: (?:with|for|to) (?:you|everyone|everybody))?),(?= )", re.I)  # fmt: skip
_AHEAD = re.compile(
    r"\b(?:tomorrow|tonight|soon|next|later|this (?:week|month|evening|afternoon|year)|by (?:\d|[A-Z])|on (?:[A-Z]|\d))",
    re.I,
)
_FAULT = r"(?:can(?:no|['’])?t|won['’]t|cannot|unable|not able|forgot|missed|late|lost|broke|my (?:fault|mistake)|not make|can['’]t|won['’]t|not come|not join|no time)"


def cut(text: str) -> str:
    """Return a text with a proposal after a comma as its own sentence: "…, maybe we could …"."""
    for pattern, new in _WHOLE_AGAIN.likely(text.lower()):
        text = pattern.sub(lambda match, new=new: _rejoined(match, new), text)  # type: ignore[misc]
    text = framed(text, _ASIDES)
    text = _MISCUT.sub(lambda m: f"{m['head']} {m['verb'].lower()} ", _SORRY_FIRST.sub("", text))
    text = _MAYBE_DO.sub(lambda m: f"{m['head']}. Maybe ", text)
    return _CUTS.sub(". ", text)


def _rejoined(match: re.Match[str], new: str) -> str:
    said = match.groupdict()
    if said.get("verb"):
        said["verb"] = said["verb"].lower()
    made = re.sub(r"\{(\w+)\}", lambda m: said.get(m[1]) or "", new)
    return capital(made) if match.group()[:1].isupper() else made


def recast(body: str) -> str:
    """Return a sentence's body with hedged turns put the way that other rules expect them."""
    if not _ANY.search(body):
        return body
    start = body
    body = _IF_INSIDE.sub("", body)
    body = framed(body, _TURNS)
    body = _MIND_NOT.sub(lambda m: f"please do not {base_of(m['verb'])}", body)
    body = _CHANCE_OF.sub(lambda m: f"I would like to {base_of(m['verb'])}", body)
    body = _ABOUT_DOING.sub(lambda m: f"I would like to {base_of(m['verb'])}", body)
    body = _THINK_OF_DOING.sub(lambda m: f"{m['head']} {base_of(m['verb'])}", body)
    body = _WOULD_NOT_MIND.sub(lambda m: f"I would like to {base_of(m['verb'])}", body)
    body = _SEE_YOUR_WAY.sub(lambda m: base_of(m["verb"]), body)
    doubted = _NOT_CONVINCED.match(body)
    if doubted:
        body = negated(doubted["clause"]) or body
    match = _COULD_IT_BE.match(body)
    if match:
        body = as_question(match["clause"]) or body
    return capital(body.strip(" ,")) if body != start and re.search(r"\w", body) else body


def without_tails(body: str) -> str:
    """Return a sentence's body without the doubts after its point; "sorry" for a no stays."""
    for _ in range(3):
        before = body
        for pattern, _new in _TAILS.likely(body.lower()):
            match = pattern.search(body)
            if match is None or match.start() < 6:
                continue
            head = body[: match.start()]
            if _KNOW_LEFT.search(head):
                continue
            if "sorry" in match.group().lower() and re.search(rf"\b{_FAULT}\b", head, re.I):
                continue
            body = head.rstrip(" ,;")
        if body == before:
            break
    return body


def sure_question(question: str) -> str:
    """Return "Might the bus be late?" as "Is the bus late?"."""
    match = re.match(r"(?:might|may) (?!I\b|we\b)(?P<who>.+?) be (?P<more>.+)$", question, re.I)
    if match is None:
        return re.sub(r"^(?:might|may) (?!I\b|we\b)", "Will ", question, flags=re.I)
    who, more = match["who"], match["more"]
    if _AHEAD.search(more):
        return f"Will {who} be {more}"
    return f"{'Are' if is_plural(who) or who.lower() == 'you' else 'Is'} {who} {more}"
