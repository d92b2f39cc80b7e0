# ruff: noqa: E501 - tables read best a row a line
"""Stiff phrases and the plain ones for them, as data."""

from __future__ import annotations

import functools
import re

_I = r"(?:I|we|the undersigned)"
_VERY = r"(?:very |most |extremely |highly |greatly |much |so |really |deeply |truly )?"
_KIND = r"(?:kind |sincere |sincerest |heartfelt |warmest |warm |deepest |deep |profound |best |generous |humble |most )*"
_CONTACT = r"(?:contact|call|get in touch with|reach out to|reach|write to|approach|inform|notify|let) (?P<whom>me|us|myself|the undersigned|our \w+|the \w+|(?-i:[A-Z][a-z]+))(?: know)?"

_ACT = r"(?P<act>(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No)\.|\b[ap]\.m\.|\.(?=\w)|[^.?!])+)"

_ROWS: tuple[tuple[str, str], ...] = (
    # set phrases as a whole
    (r"it is with (?:a |the |my |our )?(?:great |deep |deepest |profound |much )*(?:sadness|sorrow|heavy heart) that (?:I|we) (?:must |have to |need to )?(?:inform|tell|notify|announce to|let) (?:you|everyone)(?: know)?(?: that)? ", "sad news: "),
    (r"(?P<v>let (?:me|us) know|confirm|tell (?:me|us)) at your (?:earliest|soonest) (?:possible )?(?:convenience|opportunity) (?:whether|if) (?P<act>[^.?!]+)", r"\g<v> soon if \g<act>"),
    (r"(?:the|your) (?:prompt|swift|speedy) (?:response|reply|answer)", "your quick reply"), (r"I am (?:just |simply )*(?:reaching out|writing|getting in touch|contacting you|emailing(?: you)?)(?: today)? (?:in order )?to follow up on my (?:previous|last|earlier) ", "just following up on my last "),
    (r"my (?:sincere |sincerest |deepest |humble )*apologies(?: for)?", "so sorry"), (r"a (?:prior|previous) commitment", "other plans"), (r"(?:sufficient|adequate) funds", "enough money"), (r"(?:approximately|about|around) at (?=\d)", "at about "), (r"is it (?:permissible|permitted|allowed) to ", "is it ok to "),
    (r"(?P<who>I|we) (?:will|shall) be absent", r"\g<who> won't be in"), (r"(?P<d>today|tomorrow|tonight) as (?=(?:I|we|my|our|he|she) )", r"\g<d> because "), (r"made (?:the|a) decision (?P<n>not )?to ", r"decided \g<n>to "), (r"I believe (?:that )?(?=(?:I|we|it|the|you|this|there|he|she|they|my|your|our) )", "I think "), (r"to announce the birth of", "to tell you about the birth of"),
    (r"(?:was|were) (?:obliged|forced|required) to ", "had to "), (r"(?:we|I) kindly (?:ask|request) (?P<who>(?:all|our) [a-z]+) to ", r"\g<who> should "), (r"(?<!same )(?<!soon )(?<!long )(?<!well )(?<!much )(?<!many )(?<!such )(?<!just )as (?=(?:she|he|I|we|they) (?:has|have|am|is|are) (?:a|an|no|ill|sick|away|busy|unable|not) )", "because "),
    # how a letter begins
    (r"should (?P<who>the \w+|it|there|this|anyone|anything) (?P<verb>deteriorate|worsen|change|rain|snow|fail|break|arrive|become|happen|improve)\b(?P<rest>[^.?!,]*)[?,] (?P<next>\w+)", r"if \g<who> {third:verb}\g<rest>, \g<next>"), (r"the undersigned is\b", "I am"), (r"the undersigned has\b", "I have"), (r"the undersigned was\b", "I was"),
    (rf"it is with {_KIND}(?:great )?(?:regret|sadness|sorrow|a heavy heart) that (?=(?:I|we) )", "sorry, but "), (r"(?:I|we) (?:wish|would like|want) to (?:inform|advise|notify) (?P<all>(?:all )?(?:our )?(?:tenants|residents|customers|guests|members|parents|employees|visitors|passengers|students|colleagues)) that ", r"heads-up for \g<all>: "),
    (r"(?:I am|we are) (?:contacting|writing to|emailing) you (?:in order )?to (?=\w)", "just wanted to "), (r"please accept this (?:message|email|e-mail|letter) as confirmation (?:of my attendance at|that I will attend) ", "just to confirm, I'll be at "), (r"your (?P<x>[a-z]+(?: and [a-z]+)?) (?:in this matter |with this |in this regard )?(?:is|would be) (?:very much |greatly |highly |much |very )?appreciated", r"thanks for your \g<x>"),
    (r"(?:have|has) been unable to ", "couldn't "), (r"return my (?:phone |telephone )?call", "call me back"), (r"may not be (?=\w+(?:ed|en|wn)\b)", "can't be "), (r"(?:I )?(?:hereby )?(?:tender|submit|announce) my resignation (?P<w>as|from)", r"I'm quitting \g<w>"), (r", effective (?=\d|immediately|as of|from)", " from "), (r"(?:might|may|could) I trouble you for ", "can I have "),
    (r"(?:I|we) (?:would like to |wish to |want to |must )?(?:draw|bring|call) (?:to )?your attention to the fact that ", "just so you know, "), (r"(?:am|are) (?:delighted|pleased|happy|glad|honou?red) to accept your (?:kind )?invitation to ", "would love to come to "), (r"do not believe (?:that )?(?=(?:I|we|it|the|you|this|there|he|she|they) )", "do not think "), (r"you are (?:strongly )?advised to ", "you should "), (r"upon (?:completion|completing) of ", "when you're done with "),
    (r"most (?=(?:impressed|honou?red|surprised|amused|pleased|upset|annoyed)\b)", "really "), (r"a (?:prior|previous) engagement", "other plans"), (r", for (?=(?:I|we|he|she|they) (?:have|had|am|are|was|were|do|will|cannot|must)\b)", " because "), (r"functioning\b", "working"), (r"would be (?:delighted|pleased|thrilled|very happy|honou?red) if ", "would love it if "), (r"please find below ", "see below for "),
    (r"should you (?P<rest>(?:require|need|have|wish|want|encounter|experience|decide|arrive|notice|be|find)\b[^.?!]*)\? (?P<next>Please|Kindly|Do not|Feel|Just|I|We)\b", r"if you \g<rest>, \g<next>"),
    (r"(?:would|could|will) you be (?:available|able|willing|free) to ", "can you "), (r"(?:assist|help) (?P<whom>me|us|you|him|her|them) (?:with|in) (?P<ing>\w+ing)\b", r"help \g<whom> {base:ing}"), (r"following (?P<whose>our|your|my) (?=(?:conversation|discussion|call|meeting|telephone|phone|email|chat))", r"after \g<whose> "),
    (r"(?:will|shall) be held (?=(?:on|at|in) )", "is "), (r"at what time ", "what time "), (r"(?P<be>is|are) scheduled to ", r"\g<be> supposed to "), (r"(?P<who>I|we) (?:am|are) (?:required|obliged) to ", r"\g<who> have to "),
    (r"I (?:hope|trust) (?:that )?this (?:message|email|e-mail|letter|note) finds you (?:well|in good health)", "Hope you're doing well"),
    (r"(?:(?:I|we) (?:would like to |wish to |kindly |gently |must |just want to )*remind you|(?:please |kindly )?be reminded|(?:this is )?a (?:kind|gentle|friendly) reminder|may I remind you) that ", "just a reminder that "),
    (r"(?:please |kindly )*(?:be (?:so kind as to note|advised|informed|aware|notified)|take note) that ", ""),
    (r"(?:please |kindly )+note that ", ""), (r"note that (?=(?:the|your|our|all|we|you|this) )(?<=^note that )", ""),
    (r"(?:(?:please |kindly )*be (?:advised|informed|aware|notified))[,:]? (?=(?:the|your|our|my|we|I|you|this|that|all|there|it|due|owing|on|as|no|from|an?) )", ""),
    (r"it has come to my attention that ", "I noticed "), (r"it has come to our attention that ", "we noticed "), (r"(?:in|for) urgent (?:cases|matters),? ", "if it's urgent, "),
    (r"(?:I|we) (?:do |must |sincerely |deeply |would like to |wish to |want to |really )*apologi[sz]e (?:sincerely |profusely |unreservedly )?(?:for|about) (?:my|our) late arrival", "sorry for being late"),
    (r"(?:I|we) (?:do |must |sincerely |deeply |would like to |wish to |want to |really )*apologi[sz]e (?:sincerely |profusely |unreservedly )?(?:for|about) (?=(?!any|the inconvenience|the trouble|the disruption)\w)", "sorry for "),
    (r"(?:the|my|our) (?:delayed|delay in) (?:response|reply|responding|replying)", "the late reply"), (r"(?:I|we) (?:\w+ly |would like to |wish to |want to |do |must )*thank you(?: very much| so much)?(?= )", "thanks"), (r"my (?:sincere|sincerest|warmest|heartfelt|deepest|best) thanks (?=for)", "thanks so much "),
    (r"(?P<who>I|we) (?:would like to |wish to |want to |must |have to )?(?:express|convey|register|voice) (?:my|our) (?:\w+ )?(?:dissatisfaction|displeasure|frustration|annoyance|unhappiness) (?:with|at|about|regarding|over) ", "really not happy with "),
    (r"(?:I|we) (?:deeply |sincerely |very much |greatly |truly )*regret (?=(?:the|any|this|that|my|our|your) )", "really sorry about "), (r"I am afraid (?:that )?(?=(?:I|we|the|my|our|your|it|there) )", "sorry, but "), (r"(?:were|are) you aware (?:that |of the fact that )", "did you know "),
    (r"one (?=(?:must|should|can|may|has|cannot) )", "you "), (r"(?:I|we) (?:kindly )?(?:ask for|request) your (?:patience|understanding)", "please bear with us"), (r"(?P<have>has|have) failed to (?P<verb>[a-z]+)", r"\g<have> not {participle:verb}"), (r"failed to (?P<verb>[a-z]+)", "didn't {base:verb}"),
    (r"(?:require|need|requires|needs) transport(?:ation)?(?= to)", "need a ride"), (r"(?:is|are) there any (?:possibility|chance) (?:of|that)", "any chance of"), (r"(?P<be>is|are) (?:located|situated) (?=(?:in|on|at|beneath|under|behind|near|next|above|opposite|between) )", r"\g<be> "),
    (r"as (?:previously |already )?(?:mentioned|stated|noted)(?: above| before| earlier| previously)?", "like I said"), (r"(?:I am of the opinion|it is my (?:opinion|understanding|belief|impression)|I am under the impression|I am convinced) that ", "I think "), (r"I consider (?P<x>[^.,]+?) to be (?=\w)", r"I find \g<x> "),
    (r"it would be preferable ", "it'd be better "), (r"(?P<be>am|'m|are|is|am not|'m not|is not|are not) certain (?:that )?(?=(?:I|we|you|it|the|if|whether|about|of|he|she|they) )", r"\g<be> sure "), (r"have taken the liberty of (?P<ing>\w+ing)\b", "have gone ahead and {participle:ing}"), (r"meets? with your approval", "is ok with you"),
    (r"no later than (?=\d|mon|tue|wed|thu|fri|sat|sun|the|noon|midnight|tomorrow|next)", "by "), (r"(?P<who>you|they|we) must not ", r"\g<who> can't "), (r"(?P<who>I|we|you|they) must (?=(?!have |be |not |admit |say |respectfully |regretfully |unfortunately |sadly |politely |decline )[a-z]+)", r"\g<who> have to "), (r"(?P<be>are|is) (?:hereby |cordially |warmly |kindly )*invited to (?:attend|participate in|join|take part in) ", r"\g<be> invited to "), (r"revert(?: back)? (?:to (?:me|us) )?with ", "get back to me with "), (r"(?:permit|allow) me to ", "let me "),
    (r"attendance is (?:mandatory|compulsory|obligatory|required)", "everyone has to come"), (r"for (?:the )?submission of ", "for handing in "), (r"refrain from (?!\w+ing\b)(?=\w)", "stay off "), (r"proceed to (?=(?:gate|the|platform|room|counter|desk) )", "go to "), (r"intends? to ", "plan to "), (r"(?:a|your) prompt (?P<w>reply|response)", "a quick reply"), (r"participate in ", "join "), (r"participating in ", "joining "), (r"to participate(?= on| at|[.,!?])", "to join in"),
    (r"(?:this (?:message|email|letter|notice) is|I am writing|I write|we are writing) to (?:kindly )?(?:inform|advise|notify|tell|remind|let) you (?:know )?(?:that|of the fact that) ", ""),
    (r"(?:I|we) (?:would like to |wish to |want to )?take this opportunity to (?:inform|tell|advise|let) you (?:know )?(?:about )?(?:of )?(?:the fact )?that[, ]+", "just so you know, "), (r"(?:would like to |wish to |want to )take this opportunity to ", "want to "), (r"(?:have |has )?(?:now )?come to the (?:decision|conclusion) that ", "decided that "),
    (r"(?:we|I) (?:would (?:really )?like to |sincerely |deeply |do )*apologi[sz]e (?:in advance )?for (?:any|the) (?:inconvenience|trouble|disruption)(?:,? that)?(?: (?:this|that|it))?(?: (?:may|might|could|will|has))?(?: have)?(?: (?:cause|caused)(?: to)?(?: you)?)?", "sorry for the hassle"),
    (rf"{_I} (?:would like to|wish to|wishes to|want to|wanted to|have to|must|am obliged to|am required to|hereby|am writing to|feel obliged to)(?: hereby)? (?:inform|advise|notify|report|state|announce|let|make)(?: you)?(?: know| aware)?(?: of the fact)? that ", "just so you know, "),
    (rf"(?:it is with {_KIND}(?:regret|sadness|sorrow) that {_I} (?:must |have to )?(?:inform|advise|tell|notify) you that|{_I} (?:deeply |sincerely |very much )?(?:regret|am sorry|are sorry|am afraid) (?:to have )?to (?:inform|advise|tell|notify|let|report|say)(?: you)?(?: know)? that|{_I} (?:am|are) sad to (?:inform|tell) you that) ", "sorry, but "),
    (rf"{_I} (?:am|are) {_VERY}(?:pleased|delighted|happy|glad|thrilled) to (?:inform|advise|tell|notify|report|announce|let|confirm)(?: you)?(?: know)? that ", "good news, "),
    (rf"{_I} (?:wish|wishes|would like|want|am writing|write) to confirm that ", "just to confirm, "),
    (rf"{_I} (?:wish|wishes|would like|want|am writing|write|wanted) to (?:enquire|inquire|ask) (?:as to )?(?:whether|if) ", "just wondering if "),
    (rf"{_I} (?:wish|wishes|would like|am writing|write) to (?:enquire|inquire|ask) (?:about|regarding|concerning|after) ", "just wanted to ask about "),
    (r"(?:I am|we are) writing (?:to you )?(?:today )?(?:because|as|since) (?=\w)", ""), (r"I am writing to (?=(?!you\b)\w)", "Just wanted to "),
    (r"I am writing (?:regarding|concerning|about|in relation to|with regard to|in connection with) ", "It's about "),
    (r"further to (?P<what>our|your|my) (?P<noun>conversation|discussion|telephone conversation|phone call|call|meeting|email|e-mail|letter|message)(?: of)?\b", r"about \g<what> \g<noun>"),
    (r"(?:further|with reference|in reference|in response) to ", "about "),
    (r"(?:pursuant to|in accordance with|as per|per) (?P<what>our agreement|our contract|our arrangement)", "like we agreed"),
    (r"as (?:previously |already )?(?:agreed|discussed)(?: upon)?", "like we said"),
    (r"as per usual", "as usual"),
    (r"(?:pursuant to|in accordance with|as per) ", "following "),
    # thanks, congratulations, apologies, feelings
    (rf"(?:{_I} (?:would like to|wish to|want to|must|should like to)|allow me to|please allow me to|let me|permit me to) (?:express|extend|offer|convey|send|pass on)(?: to you| you)? (?:my|our) {_KIND}(?:congratulations|felicitations) (?:on|for|upon)(?: the occasion of)? ", "congrats on "),
    (r"(?:please accept |I offer you )?(?:my|our) (?:sincere |warmest |heartfelt |warm )*congratulations (?:on|for|upon)(?: the occasion of)? ", "congrats on "),
    (rf"(?:{_I} (?:would like to|wish to|want to|must|should like to)|allow me to|please allow me to|let me|permit me to) (?:express|extend|offer|convey)(?: to you| you)? (?:my|our) {_KIND}(?:gratitude|thanks|appreciation)(?: to you)? for ", "thanks so much for "),
    (rf"(?:{_I} (?:would like to|wish to|want to|must|should like to) )?(?:thank you|express thanks)(?: {_VERY})? (?:very much |most sincerely |kindly |sincerely )?for (?:your )(?:kind )?(?:attention|understanding|cooperation|co-operation|consideration|time)(?: in this matter| to this matter| and consideration| and cooperation| and understanding)?", "thanks for understanding"),
    (r"(?:I|we) (?:would like|wish|want) to thank you for ", "thanks for "),
    (r"(?:I|we) (?:am|are) (?:most |very |extremely |deeply |truly |so )*(?:grateful|thankful|obliged)(?: to you)? for ", "thanks so much for "),
    (rf", for which {_I} (?:am|are) (?:most |very |extremely |deeply |truly |really )?(?:grateful|thankful|obliged)", ", thanks so much"),
    (rf"(?:{_I} (?:would like to|wish to|want to|must) |allow me to |please allow me to |let me )(?:express|convey|offer|extend) (?:my|our) {_KIND}(?:disappointment) (?:at|about|with|in|regarding|over) ", "I'm really disappointed with "),
    (rf"(?:{_I} (?:would like to|wish to|want to|must) |allow me to |please allow me to |let me )(?:express|convey|offer|extend|apologi[sz]e) (?:my|our) {_KIND}(?:concern|concerns) (?:at|about|with|in|regarding|over) ", "I'm a bit worried about "),
    (r"(?:we|I) (?:sincerely |deeply )?apologi[sz]e for (?:any|the) (?:inconvenience|trouble|disruption)(?: (?:this|that|it) (?:may|might|could|will|has) (?:have )?(?:cause|caused)(?: you)?| caused)?", "sorry for the hassle"),
    (r"(?:please accept |I offer |we offer )?(?:my|our) (?:sincere |sincerest |humble |deepest )*apologies for ", "sorry for "),
    (rf"(?:{_I} (?:would like to|wish to|want to|must) |allow me to )?(?:sincerely |deeply )?(?:express my apologies|apologi[sz]e|offer my apologies) (?:sincerely |profusely )?for ", "sorry for "),
    (r"(?:I|we) (?:sincerely |deeply )?apologi[sz]e\b(?! to)", "sorry"),
    (r"(?:please accept |I would like to offer |allow me to offer |I wish to express )?(?:my|our) (?:sincere |deepest |heartfelt )*condolences on ", "so sorry about "),
    (r"(?:I|we) (?:look forward|am looking forward|are looking forward) to (?:hearing from you|your (?:reply|response|answer|prompt reply|favourable reply|confirmation))(?: (?:soon|shortly|in due course|at your earliest convenience))?", "hope to hear from you soon"),
    (r"(?:I|we) look forward to ", "looking forward to "),
    (r"I (?:do |must |really |truly )?(?:hope|trust) that (?=(?:you|we|it|this|the|all|everything) )", "hope "), (r"I hope (?=you )", "hope "),
    (rf"it is with {_KIND}(?:great )?(?:pleasure|joy|honou?r|delight) that (?=(?:I|we) )", ""),
    (r"(?P<who>I|we) (?:would like to |wish to |cordially |hereby |warmly |are pleased to |am pleased to |am happy to )*invite you (?:all )?to (?=(?:our|my|the|a|an|her|his|their) )", r"\g<who>'d love you to come to "),
    (r"(?:please find (?:attached|enclosed)|(?:attached|enclosed) please find|(?:attached|enclosed) (?:you will find|is|are)|I (?:attach|enclose)|please find) (?P<what>(?:the|my|our|your|a|an|two|three|some|all)\b[^.,;]*?)(?: (?:attached|enclosed|herewith))?(?=[.,;]|$)", r"I've attached \g<what>"),
    (r"(?:(?:I|we) (?:would like to |wish to |kindly |gently |must |just want to )*remind you|please be reminded|kindly be reminded|(?:this is )?a (?:kind|gentle|friendly) reminder|may I remind you) that ", "just a reminder that "),
    (r"(?:it is|it's) (?:imperative|essential|vital|crucial|necessary|very important|of (?:the )?utmost importance|mandatory|compulsory) that you (?:do not|don't|not) ", "please don't "),
    (r"(?:it is|it's) (?:imperative|essential|vital|crucial|necessary|mandatory|compulsory) (?:that you|for you to) ", "you have to "),
    (r"I (?:do |must |sincerely |deeply |really )*apologi[sz]e,? but ", "sorry, but "), (r"(?:am|are) not at liberty to ", "can't "), (r"(?P<v>discuss|address|handle|resolve|settle) (?:this|the) matter", r"\g<v> this"), (r"in this matter", "with this"), (r"as per your request|as (?:you )?requested|at your request|per your request", "like you asked"),
    # asking
    (r"(?:I|we) (?:was|were|am|are) (?:just |also )?wondering (?:if|whether) you (?:could|would be able to|would be available to|would be willing to|might be able to|can|would mind|would) " + _ACT + r"[.?!]?", r"can you \g<act>?"),
    (r"your (?:presence|attendance) is (?:kindly )?(?:requested|required) at " + _ACT + r"[.!]?", r"can you come to \g<act>?"), (r"(?:I|we) (?:must|have to|would|need to) (?:kindly |respectfully )?ask (?:that you|you to) ", "please "),
    (r"(?:you are|you're) (?:required|obliged|expected) to ", "you have to "), (r"(?:guests|visitors|residents|tenants|customers|members|parents|participants|passengers|students|everyone|you) (?:are|is) (?:kindly |hereby |politely )*(?:requested|asked|urged) to refrain from (?P<ing>\w+ing)\b", "please don't {base:ing}"),
    (r"the undersigned (?:hereby )?(?P<third>(?!wish|was\b|is\b|has\b)\w+s)\b", "I {base:third}"), (r"present (?=(?:your|a|the) (?:ticket|pass|id|passport|card|receipt))", "show "), (r"attending (?=(?:your|the|our|my|his|her|their|work|school|class)\b)", "coming to "), (r"attended (?=(?:your|the|our|my|his|her|their)\b)", "went to "),
    (r"(?P<be>is|are|am|'s|'re|'m) (?:currently|presently|at present) (?P<rest>[^.,!?;\n]+?)(?=[.,!?;\n]| until\b| because\b| and\b| but\b| so\b|$)", r"\g<be> \g<rest> right now"),
    (rf"(?:it would be {_VERY}(?:appreciated|helpful|kind)|(?:I|we) (?:would|should) (?:be {_VERY}(?:grateful|obliged|thankful|pleased)|{_VERY}appreciate it)) if you (?:could|would|can) (?:kindly |please |possibly )?" + _ACT + r"[.!]?", r"can you \g<act>?"),
    (r"(?:would|could|will) you (?:please |kindly )?(?:be so (?:kind|good) as to|be kind enough to|have the kindness to|do me the favou?r of|be willing to|be able to) ", "can you "),
    (r"(?:may|might|could) (?:I|we) (?:kindly |please |respectfully )?(?:ask|request) (?:that you|you to) ", "can you "),
    (r"(?:could|would) you (?:please |kindly |possibly )", "can you "),
    (r"(?:would|could) it be possible for you to ", "can you "),
    (r"(?:would|could) it be possible (?:for (?P<who>me|us) )?to ", "can I "),
    (r"(?P<lead>I|we) (?:would like to |wish to |want to |would )?(?:hereby |kindly |respectfully |must )*request that you (?:kindly )?" + _ACT + r"[.!]?", r"can you \g<act>?"),
    (r"(?P<lead>I|we) (?:would )?(?:hereby |kindly |respectfully |must )*(?:request|ask) that (?P<who>(?:all |every |each |the )?[a-z]+) (?P<act>[a-z]+(?![a-z']*s\b) (?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No)\.|\b[ap]\.m\.|\.(?=\w)|[^.?!])+)[.!]?", r"can \g<who> please \g<act>?"),
    (r"you are (?:kindly |hereby |respectfully |politely )*(?:requested|asked|urged) to ", "please "),
    (r"(?P<who>(?:all )?(?:colleagues|employees|members of staff|staff|staff members)) are (?:kindly |hereby |politely )*(?:requested|asked|urged|advised|required) to ", "everyone should "),
    (r"(?P<who>(?:all )?(?:guests|visitors|residents|tenants|customers|members|parents|participants|passengers|students|players|users|pupils)) are (?:kindly |hereby |politely )*(?:requested|asked|urged|advised|required) to ", r"\g<who> should "),
    (r"are (?:kindly |hereby |politely )*(?:requested|asked|urged) (?P<not>not )?to ", r"should \g<not>"),
    (r"(?:please )?(?:feel free|do not hesitate|don't hesitate) to " + _CONTACT, r"just give \g<whom> a shout"),
    (r"(?:please )?do not hesitate to ", "feel free to "),
    (r"please (?:be so kind as to|be kind enough to) ", "please "),
    (r"please refrain from (?P<ing>\w+ing)\b", "please don't {base:ing}"),
    (r"refrain from (?P<ing>\w+ing)\b", "don't {base:ing}"),
    (r"(?:might|could|may) (?P<what>[^.?!,]+) be considered\?", r"how about \g<what>?"),
    (r"I (?:hereby )?(?:confirm|acknowledge) (?:the )?receipt of ", "I got "),
    (r"(?:please |kindly )?(?:confirm|acknowledge) (?:the )?receipt of ", "let me know you got "),
    (r"(?:am|is|are) in receipt of ", "got "),
    (r"(?:please )?kindly ", "please "),
    # able, allowed, supposed
    (r"(?:(?P<w>will|shall|would) not be|(?P<b>am|are|is) not) in a position to ", "can't "),
    (r"(?:will|shall|would) (?:unfortunately |regrettably )?(?:be unable|not be able) to attend(?=[.,;!?]| on\b| at\b| this\b| tomorrow| today| tonight|$)", "can't make it"),
    (r"(?:am|are|is) (?:unfortunately |regrettably )?(?:unable|not able) to attend(?=[.,;!?]| on\b| at\b| this\b| tomorrow| today| tonight|$)", "can't make it"),
    (r"cannot attend(?=[.,;!?]| on\b| at\b| this\b| tomorrow| today| tonight|$)", "can't make it"),
    (r"(?:(?:will|shall|would) (?:(?P<adv>unfortunately|regrettably) )?(?:be unable|not be able)|(?:am|are|is) (?P<adv2>unfortunately |regrettably )?(?:unable|not able)) to ", "can't "),
    (r"(?:was|were) (?:unable|not able) to ", "couldn't "),
    (r"attend (?=(?:your|the|our|my|his|her|their|[\w]+['’]s) )", "make it to "),
    (r"(?:is|are) (?:not permitted|not allowed|forbidden|prohibited) to ", "can't "),
    (r"(?:are|is) permitted to ", "can "),
    (r"is (?:strictly )?(?:prohibited|forbidden|not permitted)(?= |[.,!?])", "isn't allowed"), (r"are (?:strictly )?(?:prohibited|forbidden|not permitted)(?= |[.,!?])", "aren't allowed"),
    (r"(?P<who>I|we) must (?:respectfully |regretfully |unfortunately |sadly |politely )*decline ", r"sorry, \g<who> have to say no to "),
    (r"(?P<who>I|we) (?:respectfully |regretfully )decline ", r"sorry, \g<who> have to say no to "),
    (r"(?P<what>(?:The|the|Your|your|All|all|Any|any)(?: [\w'-]+){1,3}) (?:is|are) to be (?P<done>\w+) by (?:you|yourself|yourselves)\b", r"you have to {base:done} \g<what>"),
    (r"is to be (?=\w+(?:ed|en|t|ne|d)\b)", "has to be "), (r"are to be (?=\w+(?:ed|en|t|ne|d)\b)", "have to be "),
    (r"(?P<what>(?:An? |The |Further |More |Additional |a |the |further |more |additional )(?:[\w-]+ ){1,3}?)(?:will|shall) be (?:communicated|announced|provided|notified)(?: to you)?\b", r"we'll let you know \g<what>"),
    (r"you may (?=(?!or |not |be |have |also be |well |want |wish |need |find |feel |know |already )[a-z]+)", "you can "),
    (r"should you (?=(?:require|need|have|wish|want|encounter|experience|decide|prefer|find|be|notice|still|feel|choose|know|change|see|get|receive)\b)", "if you "),
    (r"were you to ", "if you "),
    (r"(?:please )?(?:ensure|make certain|see to it) that ", "make sure "), (r"(?:please )?ensure (?=(?:you|the|all|your|everyone|it) )", "make sure "),
    # fixed phrases
    (r"at your (?:earliest|soonest) (?:possible )?(?:convenience|opportunity)", "when you can"), (r"at your convenience", "whenever suits you"), (r"in due (?:course|time)", "soon"), (r"in the (?:very )?near future", "soon"),
    (r"(?:am|are) at your disposal", "am free"), (r"in the event that ", "if "), (r"in the event of ", "if there's "), (r"in the absence of ", "without "), (r"(?:due|owing) to the fact that ", "because "), (r"in (?:view|light) of the fact that ", "because "),
    (r"(?:owing to|on account of|by reason of|as a (?:result|consequence) of|in view of|in light of|due to)(?= )", "because of"), (r"in order (?:to|that)", "to"), (r"so as to", "to"), (r"until such time as", "until"), (r"provided that", "as long as"), (r"on condition that", "if"),
    (r"(?:with regards? to|with respect to|in relation to|in regard to|in respect of|pertaining to|as regards|in connection with|on the subject of)", "about"), (r"prior to", "before"), (r"subsequent to", "after"), (r"in addition to", "on top of"), (r"in lieu of", "instead of"),
    (r"in my (?:estimation|opinion|view|judgement|judgment)", "if you ask me"), (r"of (?:excellent|outstanding|exceptional|superb) quality", "really good"), (r"of (?:poor|inferior|low) quality", "not great"), (r"(?:exceeds|is beyond|is outside) my (?:financial means|budget)", "is too expensive for me"),
    (r"inclement weather", "bad weather"), (r"adverse weather(?: conditions)?", "bad weather"), (r"on the following day", "the next day"), (r"the following (?P<w>day|week|morning|month|year)", r"the next \g<w>"), (r"overdue by (?P<n>[\w-]+ (?:days?|weeks?|months?|years?|hours?))", r"\g<n> late"),
    (r"amounts? to (?=[€$£\d])", "comes to "), (r"in a (?P<adj>clean|good|dry|safe|tidy|working) (?:condition|state)", r"\g<adj>"), (r"in (?:my|our) (?:custody|possession|care|keeping)", "with me"), (r"available for purchase", "for sale"), (r"is scheduled (?:for|to take place (?:on|at)) (?=\d)", "is at "),
    (r"(?:is|are) scheduled (?:for|to take place (?:on|at))", "is set for"), (r"(?:shall|will) take place (?=on |at |this |next |tomorrow)", "is "), (r"(?:shall|will) take place", "is happening"), (r"takes place (?=on |at |in )", "is "), (r"departure is at ", "leaving at "), (r"an alternative (?=\w)", "a new "), (r"alternative (?=arrangements|plans)", "other "),
    (r"(?:is|am|are|was) detained (?=at|in|by)", "am stuck "), (r"(?P<be>has|have) developed (?=a |an )", r"\g<be> got "), (r"a (?:great|considerable|significant|large) (?:number|amount|quantity) of", "lots of"), (r"(?:in|within) (?:the )?possession of ", "with "),
    (r"an additional (?=\w)", "another "), (r"(?:additional|further) (?=information|details|info|questions|help|assistance|queries|time|money|chairs|copies|photos)", "more "), (r"any (?:questions|queries|concerns) (?:or (?:concerns|queries|questions) )?(?:whatsoever )?(?:regarding|about|concerning) ", "any questions about "), (r"any queries", "any questions"),
    (r"(?P<verb>provide|supply|furnish|present) (?P<whom>me|us|you|him|her|them) with ", r"give \g<whom> "), (r"(?P<verb>provided|supplied|furnished) (?P<whom>me|us|you|him|her|them) with ", r"gave \g<whom> "), (r"reimburse (?P<whom>me|us|you|him|her|them)\b", r"pay \g<whom> back"), (r"reimbursed (?P<whom>me|us|you|him|her|them)\b", r"paid \g<whom> back"),
    (r"notify (?P<whom>me|us|you|him|her|them)\b", r"let \g<whom> know"), (r"inform (?P<whom>me|us|you|him|her|them)\b(?! of| about)", r"let \g<whom> know"), (r"inform (?P<whom>me|us|you|him|her|them) of ", r"tell \g<whom> about "), (r"advise (?P<whom>me|us) (?:of|on|about) ", r"tell \g<whom> "), (r"advise (?P<whom>me|us) (?=when|if|whether|where|how|what)", r"let \g<whom> know "),
    (r"contact myself\b", "contact me"), (r"(?P<to>to|with|by|for|and) yourself(?=[.,!?]| on | at | in | by | before )", r"\g<to> you"), (r"shall (?P<who>not )?be (?=\w)", r"will \g<who>be "), (r"I shall\b", "I'll"), (r"we shall\b", "we'll"), (r"shall not\b", "won't"), (r"(?<!\w)hereby ", ""), (r"herewith ?", ""), (r"(?:most|extremely|exceedingly|highly|exceptionally) (?=grateful|happy|pleased|kind|helpful|sorry|disappointed|useful|tired|interesting|delicious|enjoyable)", "really "),
    (r"wish to (?=\w)", "want to "), (r"wishes to (?=\w)", "wants to "), (r"would you care to ", "do you want to "), (r"would you like to ", "want to "), (r"I would be (?:pleased|delighted|glad|happy) to ", "I'd be happy to "), (r"I would nevertheless be (?:pleased|delighted|glad|happy) to ", "I'd still be happy to "), (r"(?:regrettably|unfortunately),? (?=your|the|it|this|that|my|our)", "sadly, "),
    (r"whether or not ", "if "), (r"(?:enquire|inquire|ask|know|tell me|let me know|see|check|confirm|wonder|wondering) whether ", "{first} if "), (r", as (?=(?:I|we|he|she|it|they|there|my|our|the) )(?!\w+ (?:think|believe|know|say|said|mentioned|told|understand|promised|agreed|discussed|recall|remember|already|always|usual|hope|expected)\b)", " because "), (r", however,", ""), (r"; however,? ", ", but "), (r"however, ", "but "), (r"(?:and )?(?:therefore|consequently|accordingly|hence|thus),? ", "so "), (r"(?:furthermore|moreover|additionally|in addition), ", "also, "), (r"(?:nevertheless|nonetheless),? ", "still, "),
    (r"(?:shall|should) there be any ", "if there's any "), (r"this is to (?:inform|notify|remind|advise|let) you (?:know )?that ", ""), (r"it has come to my attention that ", "I noticed "), (r"it appears that ", "looks like "), (r"I would (?:like|wish) to ", "I'd like to "), (r"the undersigned(?! \w+s\b)", "I"), (r"in advance of ", "before "), (r"at (?:the present|this) (?:time|moment|point in time)(?! of)", "right now"), (r"at that point in time", "then"), (r"(?:on|at) the (?:next|earliest) occasion", "next time"),
)  # fmt: skip


@functools.cache
def phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return patterns and what to put for them.

    `{base:group}` is the base form of the verb found there, `{participle:group}` its participle.
    """
    return tuple(
        (re.compile(("" if pattern[0] in ",;" else r"(?<![\w'’-])") + f"(?:{pattern})", re.I), new)
        for pattern, new in _ROWS
    )
