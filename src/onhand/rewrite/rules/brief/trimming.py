# ruff: noqa: E501 - tables read best a row a line
"""Long ways of building a sentence, and the short ones: patterns for the concise tone."""

from __future__ import annotations

import re
from functools import lru_cache

from onhand.rewrite.rules.brief.padding import PHRASES, PLANNED
from onhand.rewrite.rules.english.frames import Phrases, VerbPhrases, framed, frames
from onhand.rewrite.rules.english.verbs import base_of
from onhand.rewrite.rules.firm.firmness import KIND_BEFORE

_PHRASES = Phrases(PHRASES)
_PLANNED = VerbPhrases(PLANNED)
_DET = r"(?:the|an?|my|your|our|his|her|their|this|any|some|one|\d+)"
_PARTICIPLE = r"(?:delivered|sent|ordered|located|situated|placed|made|written|bought|shown|listed|mentioned|attached|used|held|given|sold|booked|planned|scheduled|parked|left|published|issued|called|named|required|reserved|signed|taken|built|based|included|enclosed|stored|kept|involved|concerned|affected|missing|standing|waiting|living|working|coming|staying|sitting|hanging|lying)"
_NP = r"(?:the |my |your |our |a |this |that )?[\w'’]+(?: [\w'’]+){0,3}?"
_FIRST = frames(
    (
        (r"\b(not|n['’]t) (?:currently|presently) ", r"\1 "),
        (r"(?<=n['’]t) (?:currently|presently) ", " "),
        (r"\bin a position to be able to\b", "in a position to"),
        (r"\bin my (?:\w+ )?opinion,? I (?:think|believe|feel)\b", "I think"),
        (r"\bwhat the (?:reason|reasons) (?:is|was|are|were) (?:why|that|for which) ", "why "),
        (r"\btake (?:this|the) (?:opportunity|chance|occasion) to (?:kindly |briefly |quickly )?(?=\w)", ""),
        (r"\b(?:unfortunately|sadly|regrettably),? (?=\w)", ""),
        (r"^(?:at this point in time|at this moment in time|at the present (?:time|moment)|at the moment(?! of\b)|at present|as of now),? ", "Right now "),
    )
)  # fmt: skip
_NAMED = r"((?:the|my|our|your) [\w'’-]+(?: (?!and\b|yesterday|today|again|earlier|this\b|just\b|last\b|the\b)[\w'’-]+)?|(?-i:[A-Z])[\w'’-]+(?: (?-i:[A-Z])[\w'’-]+)?)"
_WHEN = r"(?: (?:the other day|yesterday|this morning|this afternoon|earlier|earlier today|today|just now|last night|last week|again))?"
_TELLS = r"(said|says|told me|mentioned|confirmed|reckons?|thinks?|explained|pointed out)"
_BETTER = re.compile(r"\b(?P<lead>I )(?:think|reckon|feel|guess|believe)(?: that)? it(?: would|['’]d| might) (?:probably |maybe |perhaps )?be (?:better|best|good|a good idea|wise) if (?P<who>we|you|they|he|she) (?:maybe |perhaps )?(?:(?P<no>didn['’]t|did not) )?(?P<verb>(?!didn)\w+(?:ed|nt|t)\b|went|came|took|made|did|had|were|gave|put|met|got|sold|told|saw|chose|found|paid|ran|said|spoke|wrote|(?<=didn['’]t )\w+|(?<=did not )\w+)\b", re.I)  # fmt: skip
_FRAMES = frames(
    (
        # clauses
        (r"\b(have|has|had|['’]ve)((?: now| already| finally| recently)*) come to (?:a|the|my|our) (?:\w+ )?(?:decision|conclusion)(?= (?:that|to)\b)", r"\1\2 decided"),
        (r"\bnow decided\b", "decided"),
        (rf"\b({_DET} (?:[\w'’-]+ ){{1,3}})(?:which|that|who) (?:is|are|was|were|has been|have been|had been)(?: currently| now)? (?={_PARTICIPLE}\b|(?:on|in|at|from|under|near|behind|next to|opposite) )", r"\1"),
        (rf"\b({_DET} (?:[\w'’-]+ ){{1,3}})(?<!so )(?<!sure )(?<!told )(?<!said )(?<!say )(?<!know )(?<!think )(?<!given )(?<!provided )(?<!except )(?<!now )(?<!is )(?<!was )(?<!hope )(?<!me )(?<!you )(?<!us )(?<!him )(?<!them )(?<!mean )(?<!in )(?:which|that) (?=(?:I|you|we|they|he|she) (?!that\b))", r"\1"),
        (r"\bthere (?:is|are|was|were) ((?:some|many|several|a few|a lot of|two|three|\d+|an?|no) [\w'’ -]{2,30}?) (?:who|that|which) (?=(?:is|are|was|were|has|have|had|will|can|could|would|need|needs|want|wants|think|believe|say|know|use|come|came|asked|called|live|work|like|\w+ed)\b)", r"\1 "),
        (r"\bthe reason (?:why |that |for which )?(?!is\b|for\b|of\b)([^,.]{3,60}?) (?:is|was) (?:that|because) ", r"\1 because "),
        (rf"\b(?:(?:it is possible|it could be|it may be|it might be) that|(?:there(?: is|['’]s) (?:a|some|the) (?:\w+ ){{0,2}}(?:possibility|chance)|chances are)(?: that)?) ({_NP})(?: will|['’]ll|['’]m going to| am going to| is going to| are going to| may| might| could| can| would)(?: possibly| perhaps)? (?:be able to )?", r"\1 may "),
        (r"\b(?:please )?(?:kindly|please) (?:please )?", "please "),
        (r"\bplease (?:be (?:so kind|sure)(?: as)? to|make sure (?:that )?you|ensure that you|remember to please) (?!not\b)", "please "),
        (r"\bnot (\w+ )?as (originally )?planned but (?:rather )?", r"not \1but "),
        (r"\bwhat (I|we) (?:would |actually |really )*(need|want)(?: now| from you)? is (?!to\b|for\b|that\b)(?=\w)", r"\1 \2 "),
        (r"\bwhat (?:I|we)(?: would|['’]d)? (?:like|want|wanted) to (suggest|propose|recommend), (if [^,]+?)(?: of course)?, is(?: that)? ", r"\2, I \1 "),
        (r"\bwhat (I|we)(?: would|['’]d)? (?:like|want|wanted) to (suggest|propose|recommend|ask for) is(?: that)? ", r"\1 \2 "),
        (r"\b(I|we)(?: would|['’]d) like to (?:ask|request|remind) ((?:all |the |our |my |both |any |all the )[\w' ]{3,25}?) to (?:please )?", r"\1 ask \2 to "),
        (r"\bit (?:would|might) be (?:a )?(?:very |really )?(?:good idea|good|better|best|great|nice|helpful|wise) if (all of us|we all|we|everyone|everybody|you all) (?:could |would |can )?(?:all )?(?:agree to )?(?=\w+\b)(?!\w+ed\b|had|were|was|got|went|did|made|took|didn|don|maybe|perhaps|never|not)", r"\1 should "),
        (r"^(?:I|we) (?:am|['’]m|are|['’]re) (?:writing|contacting you|getting in touch|e-?mailing|messaging|reaching out|calling)(?: to you| you| with you)?(?: today)? (?:about|in regards? to|with regards? to|regarding|concerning|in connection with|in relation to|with reference to|in reference to|with respect to)(?: the matter of| the subject of| the issue of)? ", "This is about "),
        (r"^this is about ((?:my|our|the) [\w '’-]{2,40}?),? (?!the\b)(?:which|that) (?=has|is|was|have|had|are|were|does|did|\w+ed\b)", r"\1 "),
        (r"^this is about ((?:my|our|the) [\w '’-]{2,40}?, the [\w '’-]{2,30}?), which (?=has|is|was|have|had|are|were|does|did|\w+ed\b)", r"\1, "),
        (r"\b(?:I|we) would like to thank you(?: very much| so much)?", "thank you"),
        (r"\b(I|we) (?:was|were) (?:forced|obliged|surprised|shocked|disappointed|able) to (?:discover|find|see|notice) that\b", r"\1 found that"),
        (r"\b(could|can|would) (somebody|someone|anybody|anyone|you) please\b", r"\1 \2"),
        (r"^could (somebody|someone|anybody|anyone) (?=\w)", r"can \1 "),
        (r"\bmeet each other\b", "meet"),
        (r"\b(?:at )?(?:around about|about around|approximately around)\b", "around"),
        (r", which is why\b", ", so"),
        (r"\b(?:beginning|starting) (?:on|from|as of) ", "from "),
        (r"\b(somehow )?(?:doesn['’]t|does not) (?:actually )?seem to be (\w+ing)\b", r"isn't \2"),
        (r"\bmaybe you would like to have (this|it|that) (looked into|checked|fixed|repaired)", r"please have \1 \2"),
        (r"\bI (?:would )?(?:just )?guess\b,? (?=I|we|it|the)", ""),
        (r"\b(?:fairly|rather|quite|pretty) (?:sure|certain)\b", "sure"),
        (r"\bpretty much (?=every|all|the)", "almost "),
        (r"\b(?:perfectly|totally|absolutely|completely) (fine|ok|okay|clear|happy|sure)\b", r"\1"),
        (r"\bso that (we|you|I|they) can then\b", r"so \1 can"),
        (r"\b(I|we) (?:would|['’]d) (need|require|prefer|suggest)\b", r"\1 \2"),
        (r"\b(?:quite |very )?some time now\b", "some time"),
        (r"\bI think(?:,| that) (?=(?:I|we|you|it|the|all|they|he|she|this|there)\b)", "I think "),
        (r"(?:,? and|^) therefore (?=please\b)", ", so "),
        (r"\b(?:I|we)(?:['’]ve| have) (?:now |just )?(?:had a (?:quick )?look|looked|checked)(?: at| in| through)? (?:my|our) (?:calendar|diary|schedule|agenda|planner) and (?:it (?:seems|looks|appears)(?: to me)?(?: like| that)? )?", ""),
        (r"\bdo you (?:happen to|by any chance) know\b", "do you know"),
        (r"\bat some point (?=(?:tomorrow|today|tonight|next|this|on|in|during|over|between)\b)", ""),
        (r"\bgive (me|us|him|her|them|(?-i:[A-Z])\w+) (?:a|another) (?:quick |short |phone )*(?:call|ring|shout)\b(?! back)", r"call \1"),
        # stiff openings
        (r"^(?:I|we) (?:would like to |wish to |want to )?(?:hereby |herewith )?(?:extend|offer|send|express)(?: to you)? (?:my|our) (?:\w+ )?congratulations (?=on|upon|at)", "congratulations "),
        (r"\b(?:on the occasion of|upon|on|at) your (?:having )(passed|completed|won|received|finished) ", r"on having \1 "),
        (r"^(?:I|we)(?: would like to| wish to| am writing to| must)? (?:hereby )?(?:confirm|acknowledge) receipt of your", "I have received your"),
        (r"^(?:I|we) (?:would like to |wish to |hereby )*(?:notify|inform|confirm|report|announce|state)(?: to)?(?: you)? that (?=\w)", ""),
        (r"^(?:I am|I['’]m|we are) (?:obliged|required|compelled|sorry|pleased|happy|forced) to (?:report|inform you|announce|tell you|say) that ", ""),
        (r"^the undersigned (?:wishes|would like|wants) to (?:ask|enquire|inquire) (?:whether|if) ", "I would like to know if "),
        (r"\b(?:still )?available for (?:purchase|sale)\b", "still available"),
        (r"\bshould you (require|need|have|wish|want)\b", r"if you \1"),
        (r"\b(if you) require\b", r"\1 need"),
        (r"^pursuant to (?:our|the) (?:agreement|contract|arrangement),? ", "As agreed, "),
        (r"^further to our (?:conversation|discussion|call|talk)(?: of| from)? (this morning|yesterday|today|last week|on \w+day),? ", r"As discussed \1, "),
        (r"^allow me to (?:express|state) my disappointment (?:at|about|with|over) ", "I am disappointed with "),
        (r"\bwill be communicated in due course\b", "will follow"),
        (r"\b(I|we) shall not be (?:in a position|able) to\b", r"\1 can't"),
        (r"\b(I|we) (?:must|have to) (?:respectfully|regretfully|regrettably|unfortunately) (?=\w)", r"\1 must "),
        (r"\byour kind (invitation|offer|help|gift|letter|message)\b", r"your \1"),
        (r"^(?:I|we) (?:hereby |kindly |would like to |respectfully )*request that all ([\w ]+?) (?=bring|wear|arrive|send|return|submit|leave|come|attend|complete|sign|be\b)", r"all \1 must "),
        (r"^(colleagues|employees|residents|tenants|guests|visitors|students|parents|members|participants|passengers|customers|all \w+) are (?:kindly |hereby |politely )?(?:requested|asked|advised) (not )?to ", r"\1, please \2"),
        (r"\bin a (clean|good|safe|proper) condition\b", r"\1"),
        (r"^(?:please |kindly )ensure (?:that )?", "make sure "),
        (r"\b(I am|I['’]m|we are|we['’]re) at your disposal\b", r"\1 available"),
        (r"\bwhether or not (?=(?:I|you|we|they|he|she|it|the|there|my|your|our)\b)", "whether "),
        (r"\bwould you be (?:willing|prepared|happy) to\b", "would you"),
        (r"\b(I)(?: would|['’]d) like to express my interest in\b", r"\1 am interested in"),
        (r"^(?:could|can) (we|I) (?:possibly|maybe|perhaps) ", r"can \1 "),
        (r"\b(would|could|can|do|should) (you|we|I|they) (?:maybe|perhaps|possibly) ", r"\1 \2 "),
        (r",? and so (?=please|can|could|I|we)", ", so "),
        (r"^(?:I am|I['’]m|we are|we['’]re) (?:writing|contacting you|getting in touch|calling|e-?mailing|reaching out)(?: to you)? (?:in order )?to (?=(?:cancel|complain|request|order|book|apply|return|report|confirm|reserve|change|register)\b)", "I'd like to "),
        (r"\bif it(?:['’]s| is| would be) (?:okay|ok|fine|alright|all right|possible)(?: for you| with you)? if (we|I) (?=\w+\b)(?!\w+ed\b)", r"if \1 can "),
        (r"\b(?:find|take) (?:the |some )?time to (?=(?:read|look|check|review|call|answer|reply|write|go)\b)", ""),
        (r"\breally not\b", "not"),
        (r"\bwhat (we|I) (can|could) (offer|give|send|do|show)(?: (you))?(?: instead)? is ", r"\1 \2 \3 \4 "),
        (r"\b(so|but|and),? (?:anyway,? )?the (?:long and )?(?:short|long) of it(?: is|['’]s)(?: that)? ", r"\1 "),
        (r"\band anyway,? ", "and "),
        (r"\b(?:I|we) (?:have to|must) (?:say|admit)(?: that)? (?=(?:I|we|it|the|he|she|they|you)\b)", ""),
        (r", the truth is(?: that)? ", ", "),
        (r"\bthe (?:most sensible|best|smartest|wisest|right) thing(?: to do)? would be (not )?to ", r"it's best \1to "),
        (r"\bso it (?:might|would|could) be (?:a good idea|best|wise|helpful|good) to ", "so please "),
        (r"\bwould (anyone|anybody|someone) happen to have\b", r"does \1 have"),
        (r"\bwould you happen to have\b", "do you have"),
        (r"^(?:I|we)(?: just)?(?: wanted| want| would like)? ?(?:to )?(?:quickly |briefly )?check in(?: with you)? (?:about|on|regarding) ([^.]{4,90}?), (?:because|as|since) ", r"about \1: "),
        (r"^I am afraid (?:that )?(?=(?:there|we|I|it|the|you|they|he|she|your|my|our)\b)", ""),
        (r"\b(so|and|but) I(?: am|['’]m) afraid (?:that )?(?=(?:there|we|I|it|the|you)\b)", r"\1 "),
        (r"\bis now as follows\b", "is"),
        (r"\bnot at all\b(?= before)", "not"),
        (r"\bhas in the meantime\b", "has"),
        (r"\bapparently planning to sell\b", "selling"),
        (r"\bjust for (?=that|this|the|one)\b", "for "),
        (r"\bplease do (?:me|us) a (?:\w+ )*favou?r,? and ", "please "),
        (r" and (?:have|['’]ve) always been (?:very |really )*(?:happy|satisfied|pleased)(?=[,.]| but)", ""),
        (r"\b(and|but) the (?:good|bad) news is(?: that)? ", r"\1 "),
        (r"\band perhaps (?=\w)", "and "),
        (r"\bif this should be the case\b", "if so"),
        (r" indeed(?=[.,]|$)", ""),
        (r",? and well,? (?=\w)", ", and "),
        (r"\b(is|are|am|['’]s|['’]re|['’]m) (?:currently|presently) (?=\w+ing\b)", r"\1 "),
        (r"(?:^|(?<=, ))I(?: am|['’]m) sending you (?:herewith |hereby |attached )?(.{3,80}?) (?:as an attachment|in the attachment|attached)$", r"\1 is attached"),
        (r"^as per our (conversation|call|discussion|agreement|chat)\b", r"as per our \1"),
        (r"\b(?:it (?:might|would|could) be )worth (?:considering|thinking about|discussing) (?:whether|if) (we|you|I) (?:could|should|can) ", r"\1 should "),
        (r"\bI (?:personally )?find that (?=(?:the|it|we|you|our|this|these)\b)", "I think "),
        (r" whatsoever\b", ""),
        (r"\bwho it (?:was|is) (?:that|who) ", "who "),
        (r"\b(?:will|is going to) (?:now )?(?:be taking|take) place\b", "will be"),
        (r"\bthe (?:aforementioned|above-mentioned|abovementioned|said) (\w+), namely ([^,]+),", r"the \1 \2"),
        (r"\bis an? (?:file|document|thing|problem|person|place|letter) (?:which|that|who) (?=contains|has|shows|needs|wants|can|will|must)", ""),
        (r"\b(discuss|about|on|talk about) the (?:subject|topic|matter|issue|question) of (?=the|a|our|your|my)", r"\1 "),
        (r"(^|, )what I(?: would|['’]d) say is(?: that)? ", r"\1"),
        (r"^(?:I|we)(?: just)?(?: wanted| want| would like)? ?(?:to )?(?:reach out|get in touch|touch base|follow up)(?: with you)?(?: quickly| briefly)?(?: (?:and|to) (?:touch base|check in|follow up))?(?: with you)? (?:about|on|regarding) ([^.]{4,90}?), (?:because|as|since) ", r"about \1: "),
        (r"^(?:I|we)(?: just)?(?: wanted| want| would like)? ?(?:to )?(?:reach out|get in touch|touch base|follow up)(?: with you)?(?: quickly| briefly)?(?: (?:and|to) (?:touch base|check in|follow up))?(?: with you)? (?:about|regarding) ", "this is about "),
        (r"\bif you should happen to have\b", "if you have"),
        (r"\bI(?: am|['’]m) in receipt of\b", "I have received"),
        (r"\bdesist from\b", "stop"),
        (r"\bwhat (we|you|I|they) should (?:probably |really |maybe )?do is (?:to )?(?:simply |just )?(?=\w)", r"\1 should "),
        (r"(^|, and )(?:we|I)(?: would|['’]d) like to remind you that ", r"\1"),
        (r"\b(I|we) would (?:hereby )?like to confirm\b", r"\1 confirm"),
        (r"\b(not possible) at this time\b", r"\1"),
        (r"\band for (?:that|this) purpose (?=\w)", "and "),
        (r"\b(I|we) require (?=\w)", r"\1 need "),
        # it is important that, would ask, a chance to
        (r"\bit(?: is|['’]s) (?:\w+ )?(?:imperative|essential|important|vital|crucial|necessary|mandatory|critical|required|paramount|of (?:the utmost |great |utmost )?importance) that ((?:all |the |every |each |our |your |my |any |both |these |this )?[\w'’ -]{2,40}?) (?:is|are|be|gets?) (?=\w)", r"\1 must be "),
        (r"\bit(?: is|['’]s) (?:\w+ )?(?:imperative|essential|important|vital|crucial|necessary|mandatory|critical|of (?:the utmost |great |utmost )?importance) that (you(?: all)?|we(?: all)?|everyone|everybody|all \w+) ", r"\1 must "),
        (r"^(?:and |so |therefore,? )?(?:I|we)(?: would|['’]d|['’]ll| must| have to)?(?: therefore| also| hereby)?(?: like to| want to| wish to)? (?:please |kindly |politely |respectfully )*(?:ask|request|urge|advise|invite|encourage)(?: that)? (?:everyone|everybody|you all|all of you) to (?=\w)", "please "),
        (r"\b(?:I|we)(?: would|['’]d)(?: therefore| also| hereby)?(?: like to| want to| wish to)? (?:please |kindly |politely |respectfully )*(?:ask|request|urge|advise)(?: that)? (all \w+|(?:all |our |the )?[a-z]+s(?: \w+ing[\w ]{0,20})?) (not )?to (?:please )?(?=\w)", r"\1, please \2"),
        (r"^(residents|guests|parents|tenants|visitors|students|members|passengers|customers|employees|colleagues|participants), please not (?=\w)", r"\1, please do not "),
        (r"\b(?:have|['’]ve) you (?:already |perhaps |maybe |now )?(?:had|got|found) (?:a|the|any) (?:chance|opportunity|time|possibility|moment)(?: at all| yet)? to (?:have a )?(?:look|looking) at\b", "have you looked at"),
        (r"\b(have|has|['’]ve) (you|he|she|they|anyone|somebody|anybody|someone) (?:already |perhaps |maybe |now |even )?(?:had|got|found) (?:a|the|any) (?:chance|opportunity|time|possibility)(?: at all| yet)? to (review|check|consider|discuss|finish|complete|start|call|ask|sign|order|book|clean|repair|pack|prepare|contact)\b", r"\1 \2 \3ed"),
        (r"\b(did|do|does) (you|he|she|they|anyone|somebody|anybody|someone|we) (?:ever |already |perhaps |maybe |happen to |even )*(?:manage|get (?:a|the|any) (?:chance|opportunity|moment)|get round|get around|find (?:the )?time|have (?:a|the|any|time|the time)(?: chance| opportunity| time)?)(?: at all| yet)? to ", r"\1 \2 "),
        (r"\b(?:I|we)(?:['’]m|['’]re| am| are) (?:currently |still |desperately )?trying to (?:get (?:a )?hold of|track down|find|get) (?=(?:the|a|an|some|my|our|your)\b)", "I need "),
        (r"\bit (?:might|would|could|may) (?:perhaps |maybe |also |well )?be (?:worthwhile|worth it|worth our while|sensible|advisable|wise|a good idea|an idea|good|better|best|helpful|beneficial)(?: for us)? to (?:(?:perhaps |maybe )?consider (?:the (?:possibility|option|idea) of )?(\w+ing)|consider)\b", r"we should consider \1"),
        (r"\bit (?:might|would|could|may) (?:perhaps |maybe |also |well )?(?:be (?:worthwhile|sensible|advisable|wise|a good idea|an idea|better|best)|make (?:more )?sense)(?: for us)? to (?!not\b)(?=\w)", "we should "),
        (r"^would it not (?:be|make) (?:an? (?:\w+ )?(?:idea|option)|better|best|wise|sense|more sense|easier|possible)(?: for us)? to (?:possibly |perhaps |maybe )?(?=\w)", "could we "),
        (r"^would(?:n['’]t| not) it (?:be|make) (?:an? (?:\w+ )?(?:idea|option)|better|best|wiser?|sense|more sense|easier)(?: for us)? to (?:possibly |perhaps |maybe )?(?=\w)", "shouldn't we "),
        (r"\bthe (?:possibility|option|idea) of (?=\w+ing\b)", ""),
        (r"\bthe (?:total )?(?:amount|sum)(?: of money)? of (?=[€$£]?\d[\d.,]* ?\w* (?:that|which|you|we|I)\b)", "the "),
        (r"\b(?:the |an? )?(?:total )?(?:amount|sum)(?: of money)? of (?=[€$£]?\d)", ""),
        (r"\bat the (?:earlier |later |new |usual )?time of (?=\d)", "at "),
        (r"\bin the (?:period|time)(?: of time)? (?=(?:between|from)\b)", ""),
        (r"\bduring (?:this|that) (?:period of time|period|time period)\b", "during this time"),
        (r"\b(available|ready|open|suitable) for use\b", r"\1"),
        (r"\bbe undergoing (?:\w+ )?(?:maintenance|repair)(?: works?)?\b", "be under maintenance"),
        (r"\bit would (appear|seem) that there (?:is|has been|was) \b", "there seems to be "),
        (r"\b(?:some|any) (?:sort|kind|form|type) of (?:an? )?(?=[bcdfghjklmnpqrstvwxyz])", "a "),
        (r"\b(?:some|any) (?:sort|kind|form|type) of (?:an? )?(?=[aeiou])", "an "),
        (r", in the sense that ", ": "),
        (r"\blook into (?:this|the|that) (?:matter|issue|situation)\b", "look into it"),
        (r"\bwithin the next (?=\w+ (?:days|weeks|hours|months)\b)", "within "),
        (r"\b(?:is|was|were|are) (?:originally |initially |currently )?(?:scheduled|supposed|planned|due|set) to (?:take place|happen|be held) (?=on\b|at\b)", "was planned "),
        (r"\b(we|I) would ideally (need|like|prefer|want)\b", r"\1 \2"),
        (r"\b(?:I|we) would be (?:willing|prepared|happy|ready|able) to (?=pay|offer|take|do|bring|give)", "I can "),
        (r"\bplease, please\b", "please"),
        (r"^(?:please )?(?:let (?:me|us) have|provide (?:me|us) with) (?=(?:the|a|your|an|all|his|her)\b)", "please send "),
        (r"\bthere (?:is|was|['’]s) (?:an? )?(?:amount of )?([€$£]?\d[\d.,]*(?: \w+)?) (?:that|which) (was|is|has) ", r"\1 \2 "),
        (r"^do (?:you|we) have any idea (?:of )?(?=(?:when|how|what|where|who|why|whether|if)\b)", "do you know "),
        (r"^(?:I['’]d|I would|I['’]m going to|I am going to|I wanted to|I was going to) ask,? (?=(?:are|is|do|does|can|could|will|would|have|has|did|what|when|where|who|why|how)\b)", ""),
        (r"\b(very|really|so|please|never|too), \1\b", r"\1"),
        (r"\bwhat (he|she|they|I|we) did (?:was|is)(?: that)? (?=\1\b)", ""),
        (r"\bfind it in your heart to ", ""),
        (r"\bask(?:ed|ing|s)? (?:whether|if) it (?:would|might|could) be (?:at all |maybe |perhaps )?possible for (?:her|him|them|me|us) to ", "asking to "),
        (r"^(?:I|we) (?:believe|think|guess) (?:that )?(?=.{2,40}\b(?:may|might|could) (?:be|have)\b)", ""),
        (r"\bit would be (?:\w+ )?(?:helpful|great|good|nice|useful|best) if (everybody|everyone) could (?:please )?", r"\1, please "),
        (r"^what (I|we) need (from (?:each|all|both|every one) of you) is ", r"\1 need \2 "),
        (r"\bthat is to say |\bthat['’]s to say ", ""),
        (r"\b(?:maybe|perhaps),? (?:maybe|perhaps),? ", "maybe "),
        (r"\b(said|says|say|told (?:me|us|him|her|them|you)|think|thinks|know|hope|knew|thought|noticed|heard|decided|found|saw|believe|understand|means?|feel|confirmed|agreed|mentioned|reckons?|reckon|realised|realized|remembered) that (?=(?:the|I|we|you|he|she|it|they|there|my|our|your|his|her|their|an?|I['’]m|I['’]ve|it['’]s|there['’]s|we['’]re|they['’]re|you['’]re)\b)(?!(?:the|it|you|he|they|she|we) (?:and|,))", r"\1 "),
        (r"\bthere(?:['’]s| is) (?:absolutely |really )?no way (?:that )?(I|we|they|he|she|it|you) can\b", r"\1 can't"),
        (r"^how would you (?:all )?feel about (?:us |me )?(?:going with |having |using )?", "how about "),
        (r"\bwhat (?:do|would) you (?:all |both |guys )?(?:think|say)(?: about| to| of) (?=(?:\w+ing|the \d|\w+day)\b)", "how about "),
        (r"^have you (?:got )?any idea (?:of |about |as to )?(?=(?:when|how|what|where|who|why|whether|if)\b)", "do you know "),
        (r"(?<!loss )\bas to (?=(?:what|how|when|where|who|why)\b)", ""),
        (r"^what (I|we)(?:['’]d| would) (?:really )?like (?:now |from you )?is ", r"\1'd like "),
        (r"\bshould you be (\w+ing)\b", r"if you're \1"),
        (r", in that (it|they|he|she|the|we|I|you)\b", r": \1"),
        (r"\b(?:have|['’]ve|has|['’]s) been having (?:some |a few |a lot of |a bit of )?(issues|problems|trouble|difficulties)\b", r" have \1"),
        (r"\b(?:going|go) ahead with the purchase of\b", "buy"),
        (r"\bme and my (\w+)\b(?= (?:bought|are|were|have|had|would|will|want|need|went|live|came|ordered|booked))", r"my \1 and I"),
        (r"\bhow many (?:free|available) (?=seats|places|rooms)", "how many "),
        (r"\bsome issues\b", "issues"),
        (r"\b(?:get|getting) the ball rolling on (?:that|this|it)\b", "arrange it"),
        (r"\bfor like (?=(?:\d+|an?|two|three|four|five|six|ten|half)\b)", "for "),
        (r"\b((?:do|does|did|would|if) (?:you|we|they|he|she|anyone|anybody|someone|somebody|any of you)(?: here| else| there)?) (?:happen to|by any chance) ", r"\1 "),
        (r"\b(everybody|everyone) should please\b", r"\1, please"),
        (r"\b(?:hereby|herewith) (?=\w)", ""),
        (r"\brevert back(?= (?:at|soon|asap|by|with|to (?:me|us)|on this)\b|[.,]|$)", "reply"),
        (r"\bthat (we|you|I|they) (?:maybe|perhaps|possibly) (?=\w)", r"that \1 "),
        (r"\bassistance(?= (?:with|in|on|from)\b|[.,?!]|$)", "help"),
        (r"^should (anything|anyone|something|someone|it|there|he|she) be (?=\w)", r"if \1 is "),
        (r"\bthe (?:one|thing|stuff) that (?=is\b)", "what "),
        (r"\b(?:anything|nothing) but (promising|ideal|easy|clear|certain)\b", r"not \1"),
        (r"^to be able to (?=\w)", "to "),
        (r"^(?:please )?do (?=(?:let|remember|come|be|call|send|give|try|take|bring|check|feel|write|tell|ask|make|keep|drop)\b)(?!be able)", ""),
        (r"\bI (?:think|feel|believe)(?: that)? it(?: would|['’]d| might)(?: probably| perhaps| maybe)? be (?:for the )?(?:best|better|good|wise|sensible|an idea|a good idea) if (we|you|they|I) were to ", r"I think \1 should "),
        (r"^(?:as an? [^,.\d]{3,50}?,? )?I (?:feel|am|['’]m) (?:compelled|obliged|forced) to express my (?:\w+ )?(?:disappointment|concern|dissatisfaction|displeasure|frustration) (?:about|at|with|over|regarding) ", "I'm unhappy about "),
        (r"\b(?:that|which) (?:took|takes|is taking|will take|will be taking) place (?=(?:on|at|in|from|between)\b)", ""),
        (r"\bI (?:think|feel|believe)(?: that)? it(?: would|['’]d| might)(?: \w+)? be (?:\w+ )?(?:beneficial|useful|helpful|great|in (?:the|our) interests?)(?: (?:for|to|of) [^,.;]{2,40}?)? if (we|you|they|I) were to ", r"I think \1 should "),
        (r"\bwhether (?P<s>(?:the|my|your|our) \w+|it|you|he|she|they) (?P<rest>[^,.?]+?) or whether (?P=s) (?:\w+n['’]t|\w+ not)\b[^,.?]*", r"whether \g<s> \g<rest>"),
        (r"\bwhat (I|we)(?:['’]d| would) (suggest|propose|recommend) is(?: that)? ", r"\1 \2 "),
        (r"\b(?:I|we)(?: would|['’]d)? (?:like|want|wish) to (?:kindly |please |politely )*(?:ask|remind|invite|request|urge) ((?:everybody|everyone|anyone|all those|those|all)(?: of you)? (?:who|that) [^,.]{3,60}?) to (?=(?:do|let|send|bring|please|sign|tell|give|come|leave|put|take|check|make|be|return|pay|move|keep|stop|remember|confirm|write|fill|submit|wear|vote|register|join|hand)\b)", r"\1, please "),
        (r"^((?:all )?\w+, please [^.]*?)\btheir own\b", r"\1your own"),
        (r"^(?:I|we) (?:hereby |herewith )?(?:notify|inform|tell|advise) (?:all \w+|everyone|everybody|you all) that (?=\w)", ""),
        (r"\bthat, (?=(?:the|we|I|you|it|they|he|she|my|our|your|(?-i:[A-Z])\w*)\b)", "that "),
        (r"\byou should feel free to (?=\w)", "you can "),
        (r"\bon the off chance(?: that)? (?=(?:you|we|it|they|he|she|the|there|your|my|I|any)\b)", "if "),
        (rf"(^|\band |, )(?:I|we)(?:['’]ve| have| was| were)?(?: just)? (?:(?:spoke|spoken|talked|talking|speaking|chatting|chatted|had a (?:quick )?(?:word|chat)) (?:to|with)|(?:went|been) to|called|rang|phoned|asked|e-?mailed|texted|(?:ran|bumped) into) {_NAMED}{_WHEN},? and (?:he|she|they) {_TELLS}\b", r"\1\2 \3"),
        # degree
        (r"\b(may|might|could) (?:possibly|perhaps|potentially|maybe) ", r"\1 "),
        (r"(?<!not )(?<!n['’]t )\b(?:really|very|extremely|incredibly|absolutely|totally|simply|literally|basically|essentially|terribly|awfully|truly|particularly(?! (?:at|in|on|when|if|because|for|during|with)\b)|honestly|genuinely|actually|unfortunately)(?: (?:really|very|extremely|incredibly|quite))* (?!than\b|few\b|much\b|not\b|the\b|soon\b|well\b|little\b)", ""),
        (r"(\bnot|n['’]t) (?:really|actually|necessarily) (?=\w)", r"\1 "),
        (r"(?<!not )\bquite (?!a\b|an\b|some\b|few\b|right\b|the\b)(?=\w)", ""),
        (r"(?<=\w) very much(?=[.,]|$)", ""),
        (r"\b(I|we|to|you|and|is|it|was|should|could|would|can|will|do|be) (?<!was )just (?!in case\b|as\b|like\b|one\b|two\b|\d|enough\b|because\b|the\b|so\b|an?\b|for\b|about\b|before\b|after\b|under\b|over\b|past\b|me\b|us\b|my\b)(?=\w)", r"\1 "),
        (rf"{KIND_BEFORE}\b(?:kind|sort) of (?!you\b|him\b|her\b|them\b|thing|person|stuff)(?=\w)|\b(?:kinda|sorta) (?=\w)", ""),
        (r"^I (?:was (?:just )?thinking|guess|suppose|feel like|(?:kind of |sort of )?(?:think|believe|feel))(?: that)?(?:,? (?:maybe|possibly|perhaps|probably))+,? ", "I think "),
        (r"^I(?: would|['’]d) say (?:that )?(?=\w)", "I think "),
        (r"^I (?:guess|suppose)(?: that)? (?=(?:I|we|you|it|the|that|this|he|she|they)\b)", "I think "),
        (r"^(I (?:think|believe|suspect) [^,]*?)(?: maybe| perhaps| possibly| probably),? (?=\w)", r"\1 "),
        (r"^I (?:hereby )?acknowledge receipt of (your [^,]+), for which I(?: am|['’]m) (?:most |very )?(?:grateful|thankful)", r"thank you for \1"),
        (r"(^|, )(?:I|we) (?:wish to|would like to) (?:confirm|report|inform you|let you know) that (?=\w)", r"\1"),
        (r"\ba (?:little|tiny|wee) bit\b", "a bit"),
        (r"\b(?:ever so|so very|really very) (?=\w)", ""),
        (r"\bfor,? (?:I would say|I guess|I think|say|maybe),? (?=(?:roughly|about|around|approximately)\b)", "for "),
        (r"\b(?:roughly|approximately) (?=\d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|half\b|a\b)", "about "),
        # times and places
        (r"\b(\d{1,2}(?::\d\d)? ?(?:a\.?m\.?|p\.?m\.?)) (?:in the (?:morning|afternoon|evening)|at night)\b", r"\1"),
        (r"\b(in|for|of|during) the month of (?=[A-Z])", r"\1 "),
        (r"\b(in|of|from|to) the (?:city|town|village|country) of (?=[A-Z])", r"\1 "),
        (r"\b(blue|red|green|black|white|grey|gray|yellow|brown|pink|large|small|big|round|square|short|long|heavy|light) in (?:colou?r|size|shape|length|weight)\b", r"\1"),
        (r"\bin an? (careful|quick|slow|quiet|clear|correct|proper|different|polite|professional|similar|direct|secure|efficient) (?:manner|way|fashion)\b", r"\1ly"),
        (r"\bdirectly in front of\b", "in front of"),
        (r"\bhas now been\b", "has been"),
        (r"\ball of (the|my|your|our|these|those|his|her|their)\b", r"all \1"),
        (r"\bfor many years now\b", "for many years"),
        (r"\b(is|are|was|were) (?:now |currently |presently |still )?(?:in the )?process of (?=\w+ing\b)", r"\1 "),
        (r"\bthere(?:['’]s| is) (?:really )?no need (?:for you )?to\b", "no need to"),
    )
)  # fmt: skip


def _better(match: re.Match[str]) -> str:
    verb = match["verb"].lower()
    base = "be" if verb in ("were", "was") else base_of(verb)
    return f"I think {match['who']} should {'not ' if match['no'] else ''}{base}"


@lru_cache(maxsize=128)
def trimmed(body: str) -> str:
    """Return a sentence's body with its long phrases and constructions made short."""
    short = _BETTER.sub(_better, framed(body, _FIRST))
    short = framed(_PHRASES.replaced(short), _FIRST)
    short = _PLANNED.replaced(framed(short, _FRAMES))
    short = framed(short, _FRAMES)  # what stood between is gone: "was really shocked to find"
    return _AND_THAT.sub(_freed, short)


_AND_THAT = re.compile(
    r"^(?P<before>.*?),? and that (?=(?:the|it|I|we|you|he|she|they|there|my|our|your|his|her|a|an|[a-z]+s (?:of|may|will|can|are|must|should|have)|no|all|whoever|every\w+|nobody|some\w+)(?!\w))",
    re.I | re.S,
)
_SAID = re.compile(r"\b(?:that|sa(?:y|ys|id)|tell|tells|told|know|knows|think|thinks|hope|believe|decided|noticed|heard|found|saw|sure|mean|means|confirmed|confirm|aware)\b", re.I)  # fmt: skip


def _freed(match: re.Match[str]) -> str:
    """A second "that" has nothing to lean on where the first is gone with its verb."""
    return match.group() if _SAID.search(match["before"]) else f"{match['before']}, and "
