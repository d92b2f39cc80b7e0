# ruff: noqa: E501 - tables read best a row a line
"""Words before, after and in the middle of a sentence that announce it and add nothing."""

from __future__ import annotations

import re

from onhand.rewrite.rules.brief.smalltalk import SORRY
from onhand.rewrite.rules.english.frames import frames
from onhand.rewrite.rules.english.sentences import capital

_SAY = r"(?:let you (?:all |both |guys )?know|inform all \w+|state(?: for the record)?|remind (?:everyone|everybody|you guys|all of you)|inform you(?: all)?|tell you(?: all)?|say|mention|point out|notify you|advise you|remind you(?: all)?|drop you a (?:quick |short |few )?(?:line|note|lines|words) to (?:say|let you know|tell you)|let (?:everybody|everyone|you both) know|add|make you aware|bring to your attention|note|share with you|give you a (?:quick )?heads[- ]up|update you|clarify|stress|emphasi[sz]e|report|confirm|announce)(?: (?:about )?the fact)?(?:, (?:since|because|as|in case|if|and) [^,.\d]{3,80}(?=, that\b))?"
_ADV = r"(?:just |really |only |also |quickly |briefly |kindly |simply |hereby |first of all |first |still |very quickly |actually |basically |kind of |sort of |therefore |once again |again )*"
_TODAY = r"(?: (?:to|for) you)?(?: (?:today|again|now|once again|as a follow-up))*"
_I = r"(?:I|we)(?:['’]m|['’]re|['’]d| am| are| would| was| were| have| had)?"
_TOLD = r"(?:say|tell you|inform you|let you know|report|announce|confirm|advise you|share|hear|see|note|inform everyone|tell everyone)"
ANNOUNCING = (
    ("clear|plain", r"(?:I|we)(?: would|['’]d)? (?:like|want|wish) to (?:make (?:it )?(?:very |quite )?(?:clear|plain)|be (?:very |quite )?clear)(?: once (?:more|again)| again)? that"),
    ("the sake of", r"for the sake of \w+(?: \w+)?,? (?=(?:I|we|let)\b)"),
    ("writing|dropping", r"I(?:['’]m| am) (?:just |only )?(?:writing|dropping you a line|messaging)(?: to you)?[^,.\d]{0,50}? to (?:say|let you know|tell you|confirm)(?: that)?"),
    ("question", r"(?:so )?my (?:\w+ )?question(?: (?:to|for) you)?(?: [^,.\d:]{0,30}?)? (?:would be|is|was)(?: the following| this)?:"),
    ("understanding", r"(?:it(?:['’]s| is) my understanding|my understanding is)(?: that)?"),
    ("find", r"(?:please )?find (?:below|attached|enclosed|here|herewith)(?: is)? (?:the|all the|your) (?:\w+ )?(?:information|details|data|figures|answers?)(?: (?:that )?you (?:requested|asked for|wanted|needed))?:"),
    ("upshot|gist|version|outcome", r"the (?:upshot|gist|short version|outcome)(?: of (?:it all|it|all this|this|that|the matter))? is(?: that)?"),
    ("reason for|purpose of|reason of|point of|subject of", rf"the (?:main |only |sole )?(?:reason|purpose|subject|point) (?:for|of) (?:my|this|our) (?:writing|message|e-?mail|mail|letter|call|calling|note|getting in touch|visit|contacting you)(?: to you)? is(?: just| simply)?(?: to {_SAY}(?: that)?| that| because)?"),
    ("what i|what we", r"what (?:I|we)(?:['’]d)?(?: \w+)? (?:wanted|want|meant|would like|was trying|am trying|tried|like) to (?:say|tell you|mention|point out|explain|let you know)\b[^,.;\d]{0,60}? (?:is|was)(?: that)?"),
    ("should", r"(?:before anything else,? )?I should (?:probably |perhaps |maybe |also |just )*(?:say|mention|add|point out|tell you|warn you)(?: that)?"),
    ("agree", r"I think (?:that )?we(?:['’]d| can| would| all)?(?: all| both)? agree(?: that)?"),
    ("then", r"(?:right|ok|okay|well) then,?"),
    ("after", r"after (?:much|a lot of|lots of|some) [^,.\d]{3,30}?,? (?=(?:we|I)(?:['’]ve| have)\b)"),
    ("accept this|consider this|take this", r"please (?:accept|consider|take) this (?:letter|e-?mail|message|note|mail) as (?:my |our |a )?(?:formal |official |written )*(?:notification|notice|confirmation|reminder)(?: (?:of the fact )?that)?"),
    ("of writing", r"at the (?:time|moment) of writing(?: this)?,?"),
    ("getting in touch|reaching out", r"the (?:main |only )?reason(?: why| that)? (?:I['’]m|I am|we['’]re|we are) (?:getting in touch|reaching out)(?: with you| to you)? is (?:because|that)"),
    ("what i|what we", r"(?:and )?what (?:I|we) (?:can|could|must|have to) (?:tell you|say|confirm) is(?: that)?"),
    ("favo|thing", r"if (?:I|we) (?:could|can|may|might) (?:just )?ask (?:you )?(?:for )?(?:just )?(?:one|a single|a small|only one) (?:thing|favou?r)(?: of you| from you)?, it(?: would|['’]d) be(?: to| that)?"),
    ("dawned on|found out|heard|noticed|occurred to|realised|realized|remembered|saw|struck", r"I was (?:just |only )?(?:about to|on my way|sitting|standing|going|leaving|walking|passing|looking|reading|thinking)[^,.\d]{0,40}? when (?:I (?:just |suddenly )?(?:noticed|saw|realised|realized|heard|found out|remembered)|it (?:occurred to|struck|dawned on) me)(?: that)?"),
    ("fyi|heads|message|note|notice|reminder|update", r"(?:just )?(?:a )?(?:quick |little |short |small |friendly |gentle )*(?:heads[- ]up|reminder|note|message|update|fyi|notice)(?: (?:for|to) (?:everyone|everybody|anyone|all|those)[^:,.\d]{0,40})?:"),
    ("compelled|duty bound|forced|moved|obliged", r"(?:as an? [^,.\d]{3,50}?,? )?I (?:feel|am|['’]m) (?:compelled|obliged|forced|moved|duty bound) to (?:say|tell you|point out|write|mention|inform you)(?: that)?"),
    ("forgetting|meaning", r"(?:I|we) (?:keep|kept) (?:meaning|forgetting) to (?:say|mention|tell you|ask)(?: that)?(?:, but)?"),
    ("been asked", r"(?:I|we)(?:['’]ve| have)? (?:just |also )?been asked(?: by [\w ]{2,30}?)? to (?:remind|inform|tell|let|notify|ask) [\w ]{2,30}?(?: know)? that"),
    ("the liberty of", r"I (?:take|am taking|have taken|took|['’]m taking) the liberty of (?:writing|contacting|asking)(?: to)?(?: you)? (?:because|as|since|to say that)"),
    ("agree", r"I (?:think|am sure|['’]m sure) you(?:['’]ll|['’]d| will| would)(?: all| both)? agree(?: that)?"),
    ("feel|felt|figured|think|thought", r"(?:I|we) (?:just |only )?(?:thought|think|feel|felt|figured) (?:that )?it (?:might|may|would|could|is|was) (?:also )?be (?:\w+ )?(?:worth|useful|helpful|good|best|important|right|fair) ?(?:(?:to )?(?:pointing out|mentioning|saying|noting|telling you|point out|mention|say|note|tell you|let you know))?(?: that)?"),
    ("certain|clear|important|interesting|knowing|mentioning|noting", r"what(?:['’]s| is) (?:important|worth (?:knowing|noting|mentioning)|interesting|clear|certain) is(?: that)?"),
    ("felt|figured|thought", r"(?:I|we) (?:just |only |also )*(?:thought|figured|felt)(?: that)? you(?:['’]d| would| might| may| should| ought to)(?: \w+){0,2}? (?:like|want|wish|care|be (?:interested|happy|pleased|glad)|need)? ?(?:to )?(?:know|hear|be aware)(?: that)?"),
    ("help", r"(?:I|we) (?:could(?:n['’]t| not)|can(?:['’]t|not)) help (?:but )?(?:noticing|notice|wondering|wonder|seeing|see|thinking|think)(?: that)?"),
    ("short of it", r"the long and (?:the )?short of it(?: all)? is(?: that)?"),
    ("delight|feeling|heart|joy|pleasure|pride|regret|sadness|sorrow", rf"it(?:['’]s| is) with (?:an? |the )?(?:\w+ ){{0,3}}(?:heart|regret|pleasure|joy|sadness|sorrow|pride|delight|feelings?)s? that (?:I|we)(?:['’]m|['’]re| am| are)? (?:have to |must )?(?:writing|write)?(?: to you)?(?: today)?(?: in order)?(?: to)? ?{_TOLD}(?:,? that)?"),
    ("a matter|a point|a problem|an issue|one thing|something", r"(?:I|we)(?: would|['’]d)? (?:like|want|wish|need|wanted) to (?:bring up|raise|mention|discuss|talk about|address|flag) (?:something|one thing|an issue|a matter|a problem|a point)(?: (?:that|which) [^,.\d]{3,60}?)?(?:,| -)? (?:which is|namely|and that(?:['’]s| is))(?: the fact)?(?: that)?"),
    ("first and foremost|first of all|firstly|to begin with|to start with", r"(?:first and foremost|first of all|firstly|to begin with|to start with),? (?=(?:thank|I|we|let|sorry|the|it)\b)"),
    ("far as", r"(?:as|so) far as (?:I|we) (?:can (?:tell|see)|know|understand|remember)(?: from [^,.\d]{0,30})?,"),
    ("admit|confess|say|warn you", r"(?:I|we) (?:must|have to|should|will) (?:say|admit|confess|warn you)(?: that)?"),
    ("in case", r"in case (?:you|anyone|anybody|any of you|some of you) (?:were(?:n['’]t| not)|are(?:n['’]t| not)|have(?:n['’]t| not)|had(?:n['’]t| not)|did(?:n['’]t| not)|do(?:n['’]t| not)|missed|forgot)[^,.\d]{0,50},(?: that\b)?"),
    ("dawned on|occurred to|struck", r"it (?:just |recently |suddenly |only )?(?:occurred to|struck|dawned on) me(?: [^,.\d]{0,60}?)? that"),
    ("be aware|heard|know|noticed|read|recall|remember|seen", r"you (?:may|might|will|['’]ll|probably|surely)(?: well| probably| perhaps)? (?:recall|remember|know|be aware|have (?:heard|noticed|seen|read))(?: already)?,? (?:that )?(?=(?:back|we|I|the|our|my|there|last|a|in|on|at|it|they|he|she)\b)"),
    ("admit|assure you|confess|confirm|verify", r"(?:I|we) (?:can|may|could|am able to|are able to|would|must) (?:hereby |herewith |also |gladly |happily )?(?:confirm|confess|admit|assure you|verify)(?: to you)?(?: that)?"),
    ("writing", r"(?:I|we)(?:['’]m|['’]re| am| are) (?:now |hereby |herewith )?writing (?:to you )?(?:now )?(?:in order )?to (?:confirm|inform you|say|report|state|announce|let you know)(?: that)?"),
    ("catch|downside|issue|point|problem|question|snag|thing|trouble", r"(?:the|my) (?:only|one|main|other|next|last|first) (?:\w+ )?(?:thing|problem|issue|snag|point|question|downside|catch|trouble)(?: here| now| though| left)? is(?: just)?(?: that\b|,|(?= (?:I|we|the|it|there|my|our)\b))"),
    ("heads|message|note|notice|reminder|word", r"this is (?:just |only )?(?:a|to) (?:(?:very|quick|little|short|small|friendly|gentle|brief|kind|final|second|polite) )*(?:heads[- ]up|note|reminder|message|word|notice)(?: to (?:say|let you know|inform you|tell you|remind you))? that"),
    ("mulled it over|slept on it|talked it over|thought", r"(?:I|we)(?:['’]ve| have)? (?:now )?(?:slept on it|talked it over|mulled it over|given it (?:some|a lot of|much) thought)(?:[^,.\d]{0,40})? and(?= (?:I|we)\b)"),
    ("bit|news|part|thing", r"(?:the )?(?:weird|funny|strange|odd|annoying|good|bad|sad|silly|great|nice|best|worst) (?:thing|part|news|bit) is(?: that)?"),
    ("going on|happened|happening|more|worse", r"what(?:['’]s| is) (?:more|worse|happening|going on|happened) is(?: that)?"),
    ("failed|forgot|meant|neglected|wanted", r"(?:I|we) (?:completely |totally |almost |nearly |just |also )*(?:forgot|forgotten|meant|wanted|neglected|failed) to (?:say|mention|tell you|add|write)(?: this| it)?(?: (?:in|during|when|on|at) [^,.\d]{3,40}?)?(?: (?:earlier|before|yesterday|last time))? that"),
    ("think", r"(?:I|we)(?:['’]ve| have)? (?:had|have had|having had) (?:a|another) (?:\w+ )*think(?: about (?:it|this|things))?(?: and|,)(?= (?:I|we|it|the|maybe|perhaps|my|our)\b)"),
    ("briefly|quickly", r"(?:just |very )?(?:quickly|briefly)(?: though)?,"),
    ("aware|know|remember", r"as (?:you|we|you all|we all|everyone|everybody)(?: all| may| might| probably| surely| already| will| well)* (?:know|knows|aware|remember)(?: already)?,? (?=(?:I|we|we['’]ve|there|the|our|my|it|your|they|he|she)\b)"),
    ("thought", r"I(?: just)? thought(?: that)? I(?:['’]d| would| should)(?: just| quickly)* (?:write|drop|send|text|message|give|call|ring|let)(?: you)?[^,.\d]{0,40}? (?:to (?:say|tell you|let you know)|know)(?: that)?"),
    (" to ", rf"(?:I|we)(?:['’]m|['’]re| am| are| was| were) (?:\w+ )?(?:sad|sorry|happy|pleased|glad|delighted|afraid|proud|able|in a position|thrilled|excited|relieved|honoured|obliged|required) to (?:be able to |have to )?{_TOLD}(?:,? that)?"),
    ("duty|hono|joy|pleasure|privilege", rf"it (?:is|['’]s|gives me|was) (?:(?:my|our|a) )?(?:great |real )?(?:pleasure|honou?r|privilege|duty|joy) to (?:be able to )?{_TOLD}(?:,? that)?"),
    ("been", r"I(?:['’]ve| have) (?:just |recently |now )?been (?:made aware|informed|told|notified|advised)(?: by (?:our|my|the) [\w ]{3,40}?)? that"),
    ("essential|good|helpful|important|necessary|only fair|useful|vital", r"(?:I (?:think|feel|believe)(?: that)? )?it(?:['’]s| is) (?:\w+ )?(?:important|vital|essential|good|useful|helpful|necessary|only fair) (?:for (?:everyone|everybody|all of us|us all|you|all of you) )?to (?:know|be aware|understand|note|remember|mention|stress|point out)(?: of the fact)? that"),
    ("issue|matter|point|question|reason|thing", r"(?:the |one |another |only )*(?:thing|question|point|matter|reason|issue)s? (?:that )?I(?:['’]d| would|['’]ve| have)? ?(?:really |just |also |actually )*(?:like|want|wanted|need|needed|wished|been meaning)(?: to| you to| to (?:ask|tell|talk|write|speak)(?: to)?(?: you)?(?: about| of)?)* (?:is|was)(?: the following| as follows| this)?(?: that)?[:,]?"),
    ("like|need|want|wish", r"(?:I|we)(?: would|['’]d)? (?:like|wish|want|need) to (?:hereby |herewith |also |please |kindly )*(?:tell|inform|remind|advise|notify) you(?: all)?(?: once (?:more|again))?(?: of the fact)? that"),
    ("regret", rf"(?:I|we) (?:would like to |must |have to )?regret(?:fully)? (?:to )?(?:have to )?{_TOLD}(?:,? that)?"),
    ("inform|let|remind|tell", r"just to (?:let|remind|tell|inform) (?:you|everyone|everybody|you all|all of you)(?: all)?(?: know)?(?:,? in case you (?:had(?:n['’]t| not)|have(?:n['’]t| not)|did(?:n['’]t| not)) (?: ?\w+){1,3},?)?(?:,|,? that)?"),
    ("appear|seem", r"(?:it(?: would|['’]d)? (?:also )?(?:seems?|appears?)(?: to (?:me|us))?(?: (?:like|as if|as though))?)(?: that)? (?=(?:there|the|I|we|you|it|my|our|your|this|he|she|they|somebody|someone)\b)"),
    ("again|once more", r"(?:once again|once more|again) that"),
    ("to ", rf"(?:(?:first of all|first and foremost|first),? )?{_I} {_ADV}(?:like|love|want|wanted|wish|wished|need|have|had) {_ADV}to {_ADV}(?:take (?:this|the) (?:opportunity|chance|moment) to |take a (?:moment|minute|second) to |get in touch (?:with you )?(?:and|to) |write (?:to you )?(?:and|to) |reach out (?:to you )?(?:and|to) |check in and )?{_ADV}{_SAY}(?:,? that|:)?"),
    ("calling|contacting|dropping you a line|getting in touch|mailing|messaging|reaching out|sending|texting|writing", rf"{_I} {_ADV}(?:writing|contacting|getting in touch|reaching out|e-?mailing|messaging|calling|texting|dropping you a line|sending (?:you )?this (?:message|e-?mail|note))(?: you| to you| with you)?{_TODAY} {_ADV}(?:in order )?to {_ADV}{_SAY}(?:,? that|:)?"),
    ("purpose|reason", rf"(?:the (?:main )?)?(?:reason|purpose)(?: (?:why|that|for which|of))?(?: (?:my|this))? ?(?:(?:I|we)(?: am|['’]m| are|['’]re) )?(?:writing|contacting|calling|e-?mailing|messaging|message|letter|e-?mail|call|texting)(?: you| to you| today| this)* is(?: to {_SAY})?(?: that| because(?: of the fact that)?| due to the fact that)?"),
    ("because", rf"{_I} {_ADV}(?:writing|contacting you|getting in touch|reaching out|e-?mailing|messaging|calling|texting)(?: you| to you| with you)?{_TODAY} because"),
    ("th", rf"(?:this|the present) (?:message |e-?mail |letter |note )?is (?:just )?(?:a (?:quick |little |short |friendly |gentle )*(?:note|message|e-?mail|notice) )?to {_SAY}(?: that|:)?"),
    ("afraid|delighted|glad|happy|pleased|proud|regret|sorry", r"(?:we|I) (?:would like to |must |have to |are |am )?(?:regret|sorry|afraid|pleased|happy|delighted|glad|proud)(?: to)?(?: have to)? (?:inform|tell|say|announce|report|let you know|advise|share|confirm)(?: you| to you)?(?: that)?"),
    ("advised|aware|bear in mind|informed|keep in mind|know|note|reminded|take into account", r"(?:please |kindly )?(?:be (?:advised|aware|informed|reminded)|note|bear in mind|keep in mind|take note|be so kind as to note|take into account|know)(?: of the fact)? that"),
    ("like you to", r"(?:I|we) (?:would|['’]d) (?:just )?like you to (?:know|be aware)(?: that)?"),
    ("added|mentioned|noted|pointed out|said", r"it (?:should|must|has to|needs to|may|might) (?:also |perhaps |maybe )?be (?:noted|mentioned|said|pointed out|added)(?: here| at this (?:point|juncture|stage))? that"),
    ("important to|interesting to note|mentioning|noting|pointing out", r"it (?:is|['’]s) (?:also )?(?:worth (?:noting|mentioning|pointing out)|important to (?:note|remember|mention|know|understand)|interesting to note|perhaps worth noting)(?: here)? that"),
    ("", r"(?:it goes without saying|needless to say|I need hardly say|it is (?:clear|obvious)|there is no doubt|I am sure you will agree|I think it['’]s safe to say|it is a (?:well-)?known fact|it turns out|it so happens|it just so happens|as it turns out|as it happens|as luck would have it)(?: that)?,?"),
    ("boils|comes|happened|i mean|i want|m trying to say|saying", r"(?:what (?:basically |actually |essentially )?(?:happened|I mean|I['’]m trying to say|I am trying to say|I (?:want|wanted) to say|I(?:['’]m| am) saying|it (?:all )?comes down to)(?: here| with this)? (?:is|was)(?: that)?|(?:it all|it|this|that|everything) (?:really |basically |essentially )?(?:comes|boils) down to(?: the (?:simple )?fact)?(?: that)?)"),
    ("bottom line|fact|issue|long and short of it|point|problem|reality|situation|thing|truth", r"(?:the )?(?:thing|fact|truth|point|problem|issue|situation|bottom line|reality|fact of the matter|long and short of it)(?: of the matter)?(?: here)? is(?: just| simply)?(?: that|,)"),
    ("", r"(?:to be (?:completely |perfectly |totally |quite |brutally |very |really |absolutely |fully |more |a bit |a little )*(?:honest|frank|clear|fair|precise|blunt|specific)(?: with you| here| about it)?|honestly(?: speaking)?|frankly(?: speaking)?|if I(?:['’]m| am) (?:being )?(?:completely |totally |really )?honest(?: with you)?|in all honesty|to tell you the truth|to tell the truth|truth be told|truthfully|not gonna lie|not going to lie|I(?:['’]m| am) not going to lie|I (?:must|have to|need to|should) (?:say|admit|confess)(?: that)?|I (?:will|['’]ll) be honest(?: with you)?),?"),
    ("", r"(?:(?:to make|to cut|making) a long story short|long story short|in short|in a nutshell|to sum (?:it )?up|to summari[sz]e|all in all|in conclusion|at the end of the day|when all is said and done|all things considered|in the end of the day|to put it (?:simply|briefly|another way)|simply put|in other words|that is to say|basically speaking|generally speaking|for all intents and purposes|as far as I(?:['’]m| am) concerned),?"),
    ("", r"(?:believe (?:it or not|me)|trust me|mind you|you see|you know(?: what)?(?=,)|you know(?=,? (?:I|we|it|the|he|she|they)\b)|look(?=,)|listen(?=,)|let me (?:tell you|say)(?: that)?|I mean|I tell you|I swear|like I said|the way I see it|funnily enough|oddly enough|strangely enough|interestingly(?: enough)?|surprisingly(?: enough)?|needless to say|luckily|fortunately|unfortunately|sadly|regrettably|obviously|clearly|evidently|naturally|of course|basically|essentially|actually|literally|seriously|incidentally|admittedly),?"),
    ("", r"(?:as|like) (?:I think I |I believe I |I think |I believe |I|we|you|you may|you might|you probably|you surely|you all|everyone|previously|already|was|it was|I(?:['’]ve| have)|we(?:['’]ve| have)) ?(?:may |might |already |probably |surely |have |all |will |can |well |just |previously )*(?:said|mentioned|know|told you|explained|discussed|agreed|stated|remember|recall|be aware|aware|imagine|see|seen|noticed|heard|wrote|indicated|pointed out|noted|described)(?: (?:I|we))?(?: (?:before|earlier|already|previously|above|below|in (?:my|our|the) (?:last|previous|earlier) (?:e-?mail|message|mail|letter|call|meeting)|on the phone|last time|at some point(?: during [^,\d]{0,40})?|during [^,\d]{0,40}|yesterday|to you|you|back then))*,"),
    ("first of all", r"first of all,? (?=(?:I|we|thank)\b)"),
    ("always|ever|reminder|usual", r"as (?:always|usual|ever|a (?:quick |friendly |gentle )?reminder),"),
    ("", r"(?:by the way|for your information|for what it['’]s worth|just so (?:that )?you know|just to (?:let you know|be clear|clarify|say|confirm|inform you)|FYI|on a side note|one more thing|one last thing|another thing|speaking of which|while I(?:['’]m| am) at it|before I forget|first things first|last but not least|and another thing),?:?(?: that\b)?"),
    ("fyi|heads|message|note|one|reminder|update|word", r"(?:just )?a (?:(?:very )?(?:quick|little|short|small|friendly|gentle|brief|kind) )*(?:heads[- ]up|note|reminder|message|update|word|one|fyi)(?:,? from (?:my|our) side| to (?:say|let (?:you|everybody|everyone|you all) know|inform you|tell you|remind you)| for (?:you|everyone|all)|,? in case (?:anyone|anybody|you|someone|somebody) (?:may |might )?(?:have |has )?(?:forgotten|forgot|missed it)(?: about (?:it|this))?| about the fact)*(?:[,:](?: that\b)?| that\b|(?= (?:I|we|the|it|there|my|our|your|you)\b))"),
    ("forgot|missed", r"(?:in|just in) case (?:anyone|anybody|you|someone|somebody) (?:may |might )?(?:have |has |had )?(?:forgotten|forgot|missed)(?: about)?(?: it| this| my \w+)?,(?: that\b)?"),
    ("aware", r"as you (?:are|may be|might be|will be|must be)(?: (?:most likely|very likely|probably|surely|already|no doubt|well|perhaps|all))* aware(?: of)?,(?: because [^,.\d]{0,90},)?"),
    ("attention|notice", r"it (?:has|was) (?:recently |now )?(?:been )?(?:come|brought) to (?:my|our) (?:attention|notice)(?: (?:in|over|during) [^,.\d]{0,50}| recently| lately)? that,?(?: for (?:whatever|some|some strange) reason,)?"),
    ("agenda|calendar|diary|planner|schedule", r"(?:I|we)(?:['’]ve| have) (?:now |just )?(?:had a (?:quick )?look|looked|checked|taken a look)(?: at| in| through)? (?:my|our|the) (?:calendar|diary|schedule|agenda|planner) and (?:(?:it (?:seems|looks|appears)(?: to me)?(?: like| that)?|I (?:think|see|noticed|saw)(?: that)?|unfortunately|sadly),? )?"),
    ("like|trying|want", r"what (?:I|we)(?: basically| actually| really| just)?(?: would|['’]d| am|['’]m)? ?(?:like|want|wanted|am trying|['’]m trying|trying) to (?:say|get at|get across|point out|mention|tell you|let you know|explain) is(?: that)?"),
    ("sure wh", r"I(?:['’]m| am) not (?:quite |really |entirely |exactly |completely )*sure (?:who|whom|where|which|what)[^,.\d]{0,90}, so (?=please|feel free|can|could)"),
    ("been meaning to", r"(?:I )?(?:honestly |really |just )*(?:have|had|has)(?: already| just)? been meaning to (?:write|call|text|message|contact|get in touch with|get back to|tell|ask)(?: to)?(?: you)?[^,.\d]{0,50}, (?:but|and) (?:you know how it is, )?"),
    ("quick|wanted", r"just (?:a )?(?:quick|wanted) to (?:let you know|say)(?: that)?"),
    ("", r"(?:so|well|anyway|anyways|anyhow|ok|okay|right|now|oh|ah|hmm+|um+|uh+|er+|erm+|alright|yeah|yep|also, just|ok so|so yeah|well then|you know what|listen|see),? (?=(?:so|basically|actually|about|I|we|the|it|what|long|my|our|he|she|they|there|this|that|you|as|to|if|because|yesterday|today|when|anyway|yeah|look|could|can|please|here|in|on|at|last|after|would|just|a|his|her)\b)(?!that\b.*\bthat I can)"),
    ("again|also|oh and", r"(?:also|again|and again|oh and|and also),? (?=(?:I (?:just )?(?:wanted|was wondering|would like)|just)\b)"),
    ("my name is", r"my name is (?P<keep>(?-i:[A-Z])[^\W\d_]+(?:[ -](?-i:[A-Z])[\w’'-]+)*) and (?=(?:I|we) (?:am|['’]m|was|are|have)\b)"),
    ("believe|feel|think", r"(?:in my opinion|from my perspective|from my point of view|if you ask me|to my mind),? (?=I (?:think|feel|believe)\b)"),
    ("consideration|deliberation|discussion|reflection|thinking|thought", r"after (?:a lot of |much |long (?:and careful )?|careful |some |having (?:given it|had) )(?:consideration|thought|thinking|deliberation|reflection|discussion)s?,"),
    ("", r"(?:without further ado|with that (?:being )?said|that (?:being )?said|having said (?:all )?that|be that as it may|on that note|in light of (?:this|that|the above)|with this in mind|in this regard|in this context),"),
    ("apologi|excuse|forgive|pardon|sorry", rf"{SORRY}(?:,? but|,|;| -| and(?= (?:I|we)\b))"),
    ("to whom it may concern", r"to whom it may concern[,.:]?"),
    ("thought", rf"I (?:just )?thought (?:that )?I(?:['’]d| would| should) (?:just )?{_SAY}(?:,? that)?"),
    ("just that", r"it(?:['’]s| is) just that"),
    ("thought i|want|would like", r"I(?: just| really| only)? (?:wanted|want|would like|thought I(?:['’]d| would)) to (?:quickly |briefly )?(?:give|share|send|post)(?: you| with you)?(?: all| both)? [^:.\d]{3,90}:"),
    ("come back|follow up|get back|recap|return|sum up|summari", r"(?:just )?to (?:come back|get back|return|follow up|recap|summari[sz]e|sum up)(?: to| on)?(?: [^,.\d]{0,80})?,(?: and as [^,.\d]{0,40},)?"),
    ("sense", r"I (?:believe|think) (?:that )?it (?:would|might|makes?|could) ?(?:make )?sense (?:for me )?to (?:sum up|say|mention|point out|note)(?: that)?"),
    ("after|following|further to", r"(?:following|following on from|further to|after) (?:the|our|all the) (?:various |many |recent )?(?:messages|e-?mails|discussions|conversations|chats)[^,.\d]{0,80},"),
    ("be inclined to", r"I(?:['’]d| would) be inclined to (?:say|think)(?: that)?"),
    ("thing", r"there(?:['’]s| is)(?: however| just| only| but)* one (?:(?:small|little|more|other|minor) )?thing,?(?: namely)?(?: that)?[,:]?"),
    ("news is", r"(?:and )?the (?:good|bad) news is(?: that)?"),
    ("had a think|thought", r"I (?:had a think|thought)(?: long and hard)? about (?:it|this)(?: and talked it over[^,.\d]{0,40})?,? and"),
    ("so the thing", r"(?:okay |ok )?so the thing(?: with [^,.]{2,30})? is,"),
    ("reminder", r"(?:just )?as a (?:\w+ )?reminder(?: (?:to|for) [^:,.\d]{0,70})?[:,](?: that\b)?"),
    ("question,", r"(?:a )?(?:quick|small|silly|stupid|one) question,(?: and sorry [^,.\d]{0,60},)?"),
    ("delight|joy|pleasure|regret|sadness|sorrow", rf"it is with (?:great |deep |much |the deepest )?(?:regret|pleasure|sadness|joy|sorrow|delight)s? that (?:I|we) (?:have to |must |would like to |can )?(?:announce|{_SAY})(?:,? that)?"),
    ("joy|pleasure|regret|sadness|sorrow", rf"it['’]s with (?:great |deep |much )?(?:regret|pleasure|sadness|joy|sorrow) that (?:I|we) (?:have to |must |would like to |can )?(?:announce|{_SAY})(?:,? that)?"),
    ("happened to", r"I (?:just |also )?happened to (?:see|notice|hear|read) that"),
    ("to be honest", r"I(?:['’]ve| have) (?:got )?to be honest(?: with you| here)?,"),
    ("quick", r"(?:just )?(?:a )?quick (?:one|question|thing|note|request)(?: from me| for you| here)?:"),
    ("just letting", r"(?:I(?:['’]m| am) )?just letting (?:you|everyone|everybody)(?: all| guys| both)? know(?:,? that\b)?,?"),
    ("thought,", r"after (?:giving|having given) (?:it|this|the matter) (?:a lot of |some |much |careful |a great deal of )?thought,"),
    ("know about you", r"I (?:don['’]t|do not) know about you(?: guys| all)?,? but,?"),
    ("bother|problem|trouble", r"if it(?:['’]s| is) no (?:trouble|bother|problem)(?: at all)?,? (?=can\b|could\b|would\b|please\b)"),
    ("to answer your question,", r"to answer your question,"),
    ("comes down to", r"what it (?:all )?comes down to(?: in the end| at the end of the day)? is(?: that)?"),
    ("your attention", r"may I (?:draw|call|bring) (?:to )?your attention (?:to )?(?:the fact )?that"),
    ("inform|notify|tell", r"it(?: is|['’]s) with (?:\w+ )?(?:regret|pleasure|sadness|joy) that (?:I|we) (?:have to |must |would like to |can )?(?:inform|tell|notify) \w+ that"),
    ("advised|informed|notified|reminded", r"(?:all |our )?(?:guests|passengers|members|employees|residents|visitors|customers|tenants|students|parents|colleagues|staff) are (?:kindly |hereby )?(?:reminded|advised|informed|notified) that"),
    ("feel|felt|figured|think|thought", rf"I (?:feel|think|thought|felt|figured)(?: like)?(?: that)? I should (?:just )?{_SAY}(?:,? that)?"),
    ("sure wh", r"(?:I(?:['’]m| am) )?not (?:\w+ )?sure (?:who|where|whom) to (?:ask|post|put|send)\b[^:.\d]{0,70}:"),
    ("your attention", r"(?:I|we)(?: would|['’]d)? (?:like|want|wish) to (?:draw|call|bring) (?:to )?your attention (?:to )?(?:the fact )?that"),
    ("found|heard|learned|noticed|seen", r"what I(?:['’]ve| have)? (?:noticed|found|seen|heard|learned) is(?: that)?"),
    ("probably nothing", r"it(?:['’]s| is) probably nothing,? but,?"),
    ("not to", r"not to (?:be|sound|seem) [^,.;\d]{0,40},? but,?"),
    ("curious|interested|wondering", r"in case (?:you are|you['’]re|anyone is|you were) (?:wondering|interested|curious),"),
    ("just wanted to", r"just wanted to (?:remind (?:everyone|everybody|you|you all)|tell you|say)(?: all)?(?: that)?"),
    ("excuse|forgive|pardon", r"(?:please )?(?:forgive|excuse|pardon) (?:me|us)(?:,? but|,)"),
    ("i know", r"I know (?:that )?(?:you(?:['’]re| are)|this is|it['’]s|it is|you have|I(?:['’]m| am)) [^,.;\d]{0,60}?,? but,?"),
    ("like|mean|want|wish", r"(?:I|we) (?:really )?(?:don['’]t|do not|didn['’]t|did not) (?:mean|want|wish|like) to (?:be|bother|sound|disturb|seem|come across|nag|rush|annoy|complain|interrupt|impose|be a)[^,.;\d]{0,60}?,? but,?"),
    ("i hate to", r"I hate to (?:be|ask|bother|say|complain|nag|bring|do)[^,.;\d]{0,50}?,? but,?"),
    ("sure if", r"(?:I(?:['’]m| am) )?not (?:quite |really |entirely |exactly )?sure if (?:you|this)[^,.;\d]{0,60}?,? but,?"),
    ("been thinking", r"I(?:['’]ve| have) been thinking (?:a lot |long and hard |much )?about (?:it|this)(?: a lot| for a while)?,? (?:and|but)"),
    ("looking|thinking", r"I was (?:just )?(?:thinking|looking)(?: about (?:it|this|things))?(?: the other day| today| again)?(?: and|,) (?=I)"),
    ("if ", r"if (?:it['’]s|it is|that['’]s|that is) (?:not too much trouble|not too much to ask|not a problem|no trouble|no bother|alright|all right|okay|ok|at all possible|possible)(?: (?:with|for) you)?,"),
    ("if ", r"if (?:you(?: (?:don['’]t|do not|wouldn['’]t|would not))? mind|you could be so kind|I may|I might|you(?:['’]d| would) be so kind|you (?:happen to )?have (?:a|some|the) (?:\w+ )?(?:time|minute|moment|second|chance)|you get (?:a|the) (?:minute|moment|chance)),"),
    ("when", r"when(?:ever)? you (?:happen to )?(?:have|get|find) (?:a|some|the|time)(?: (?:\w+ )?(?:time|minute|moment|second|chance))?(?: for it| to spare)?,"),
)  # fmt: skip
_OPENERS = frames(
    (words, rf"^(?:(?:and|so|but|because) )?(?:{row})(?!(?<=\w)\w)\s*", "")
    for words, row in ANNOUNCING
)
_AND_THAT = re.compile(r"\band that (?!is\b|was\b|would\b|will\b|way\b|includes\b|means\b)(?=\w)")
_N_SELF_TALK = 11
_ASIDES = frames(
    (
        (r",? (?:obviously|of course|as soon as you (?:get|have) (?:a|the) (?:chance|minute|moment|second)|when(?:ever)? you (?:get|have|find) (?:a|the|some) (?:\w+ )?(?:chance|minute|moment|second|time)|if (?:that|it)(?:['’]s| is) (?:all right|alright|ok|okay|fine) (?:with|by) you|as far as I(?:['’]m| am) concerned|for (?:a|quite a) (?:little |good )?while now)(?=[.!?,:]|$)", ""),
        (r",? (?:by the way|incidentally|for your information|just so you know)(?=[,.]|$)", ""),
        (r",? and (?:please|I(?: really)? (?:don['’]t|do not|didn['’]t) (?:mean|want)|I know (?:this|that|it|you)|I(?:['’]m| am) (?:really |very |so )*sorry|sorry|apologies|forgive me)[^,.;\d]{0,60}(?:so (?:apologies|sorry)[^,.;]{0,25})?,(?= (?:that|but|the|I|we|it|you))", ","),
        (r", (?:and )?(?:please )?(?:forgive|excuse|pardon) me [^,.;\d]{0,50},", ","),
        (r",? so (?:apologies|sorry)(?: (?:for|about) (?:that|this|it|the \w+ notice))?(?=[,.;]|$| but)", ""),
        (r", (?:you know (?:how|what) (?:it|he|she|they|that|I|we|kids|things) (?:is|are|can be|mean)|you know|I mean|as you (?:know|can imagine|may know|might know|can see|will know|all know|remember)|of course|to be honest|to be fair|honestly|frankly|believe it or not|believe me|if you will|so to speak|as it were|as usual|as always|I must say|I have to say|I must admit|I would say|I['’]d say|like (?:we|I|you) (?:said|discussed|agreed)|as (?:we|I|you) (?:said|discussed|agreed|mentioned|planned)|if you know what I mean|if you ask me|needless to say|in my opinion|by the way|mind you|funnily enough|strangely enough|surprisingly|unfortunately|obviously|basically|actually|really|literally|apparently you know|let['’]s be honest|let['’]s face it|trust me|understandably|naturally|luckily|fortunately|sadly|in all honesty|as a matter of fact|in fact|after all|at the end of the day|right|yeah|again|as I said|as mentioned|as stated)(?:(?P<end>,(?= (?:and|but|so|or|because|which|then|since|as|although|though|while|when|if)\b))|,)(?= )", r"\g<end>"),
        (r", (?:you know (?:how|what) (?:it|he|she|they|that|I|we|kids|things) (?:is|are|can be|mean)|you know|I mean|of course|to be honest|to be fair|honestly|frankly|believe it or not|believe me|so to speak|as it were|as usual|I must say|I have to say|I must admit|I['’]d say|if you know what I mean|if you ask me|needless to say|in my opinion|by the way|unfortunately|obviously|basically|actually|really|let['’]s be honest|trust me|as you know|as I said|as mentioned)(?=[.!?;]|$)", ""),
        (r"(?P<lead>^| (?:that|and|but|because) )at the end of the day,? (?:it (?:all )?(?:really |just |basically )*(?:comes|boils) down to(?: the (?:simple )?fact)? that )?(?=(?:I|we|you|it|they|he|she|the|this|that|there)\b)", r"\g<lead>"),
        (r", and (?:I(?:['’]m| am) (?:pretty |quite )?sure|I know|I realise|I realize|I understand)(?: that)? [^,.\d]{0,110}, (?=it|we|I|the|there|this|that)", ", "),
        (r",? (?P<so>so|but|and) (?:to (?:make|cut) a )?long story short,? ", r", \g<so> "),
        (r"(?:,| -| –) you know how (?:it|he|she|they|that|I|we|things) (?:is|are|goes|can be)(?:, (?:one thing after another|life|kids|work|always busy))?(?=[,.!?]|$)", ""),
        (r"\b(and|but|because),? as you (?:can imagine|know|can see|may know),? (?=(?:I|we|the|it|they|he|she|my|our)\b)", r"\1 "),
        (r"\b(and|but|so),? to be (?:\w+ )?(?:honest|frank|fair|clear)(?: with you)?,? (?=\w)", r"\1 "),
        (r" as of now(?=[.,!?]|$)", ""),
        (r",? (?:but )?(?:maybe|perhaps) I(?:['’]m| am) (?:just )?(?:wrong|mistaken|reading it wrong|missing something|imagining (?:it|things)|overthinking it|overreacting)(?=[.!?]|$)", ""),
        (r",? (?:but )?(?:it |that |this )?(?:might|may|could|is|['’]s) (?:well )?(?:just|only) (?:be )?(?:me|my (?:opinion|imagination))(?: though)?(?=[.!?]|$)|, just my (?:opinion|two cents|2 cents|thoughts?)(?: though)?(?=[.!?]|$)", ""),
        (r",? (?:if|in case) (?:that|this|it) (?:helps|matters|is of any help)(?=[.!?]|$)", ""),
        (r" (?:that I can (?:think of|tell|see)|or something (?:like that|along those lines)|or whatever|and (?:all that|whatnot|everything|stuff(?: like that)?|what have you|what not)|if you know what I mean|you know what I mean|if (?:that|this) makes (?:any )?sense|at all(?=[.!]|$)|for that matter|so to speak|as it were|by any chance|in any way(?:,? shape or form)?|I (?:guess|suppose)(?=[.!,]|$))(?=[\s,.!;]|$)", ""),
        (r",? which (?:is|was) (?:really |very |so |quite |a bit |kind of |honestly |obviously |of course )*(?:a (?:real |big |great |bit of a )*(?:shame|pity|pain|nuisance|bummer|surprise)|annoying|unfortunate|nice|great|lovely|sad|frustrating|strange|weird|funny|awful|understandable|ridiculous)(?=[,.!?;]|$),?", ""),
        (r",? (?:if (?:it['’]s|it is|that['’]s|that is|this is) (?:not too much (?:trouble|to ask|of a bother)|not a problem|no trouble|no bother|ok|okay|alright|all right|fine|convenient|at all possible)(?: (?:with|for|by) (?:you|everyone))?|if you (?:don['’]t|do not|wouldn['’]t) mind|if you would be so kind|if I may|if you(?:['’]d| would) like|if you (?:happen to )?(?:have|get|find) (?:(?:a|some|the) )?(?:\w+ )?(?:time|minute|moment|second|chance)(?: for it| to spare)?|when(?:ever)? you (?:happen to )?(?:have|get|find) (?:(?:a|some|the) )?(?:\w+ )?(?:time|minute|moment|second|chance)(?: for it| to spare)?|whenever (?:it is |it['’]s )?convenient(?: for you)?|at some point|one of these days)(?=[.!?,;]|$)", ""),
        (r",? (?:that|it|this) would be (?:really |very |so |super |much |greatly |absolutely |most )*(?:great|nice|lovely|wonderful|helpful|fantastic|amazing|awesome|appreciated|kind(?: of you)?|perfect|cool|ideal|a (?:great|big|huge) help)(?=[.!?,]|$)", ""),
        (r",? (?:I|we)(?: would|['’]d)? (?:really |very much |greatly |highly )*(?:appreciate it|be (?:very |really |so |most |extremely )*(?:grateful|thankful))(?: (?:very much|a lot|so much))?(?=[.!?]|$)", ""),
        (r", (?:many )?(?:thanks|thank you|cheers)(?: (?:so much|very much|a lot|in advance|again|for your (?:help|time|understanding|patience)))*(?=[.!]|$)", ""),
        (r" \((?:you know[^()\d]{0,30}|as (?:usual|always|you know|I said)|haha|lol|believe me|of course|obviously|sorry|I know(?:, I know)?|I think|don['’]t ask|long story|sigh|ugh|thanks)[.!]?\)", ""),
        (r"(?:,| -+| –| —) (?:sorry|apologies)(?: (?:again|about that|for that|for this|about this|for the \w+ notice|to bother you|for bothering you))*(?=[.!?]|$)", ""),
    )
)  # fmt: skip


def without_opener(body: str) -> str:
    """Return a sentence's body without what announces it ("I just wanted to say that …")."""
    for _ in range(6):
        before = body
        for pattern, _new in _OPENERS.likely(body.lower()):
            match = pattern.match(body)
            if match is None or len(body) - match.end() < 4:
                continue
            kept = match.groupdict().get("keep")
            rest = body[match.end() :]
            if match.group().rstrip().endswith("that"):
                rest = _AND_THAT.sub("and ", rest, count=1)
            body = f"I am {kept}. {rest}" if kept else capital(rest)
        if body == before:
            break
    return body


def without_self_talk(body: str) -> str:
    """Return a sentence's body without the first kinds of asides: apologies, "at the end of the day"."""
    for pattern, new in _ASIDES[:_N_SELF_TALK]:
        body = pattern.sub(new, body)
    return re.sub(r"^[\s,;]+", "", body)


def without_asides(body: str) -> str:
    """Return a sentence's body without remarks that carry nothing."""
    for pattern, new in _ASIDES:
        body = pattern.sub(new, body)
    return re.sub(r"^[\s,;]+", "", body)
