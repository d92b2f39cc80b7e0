# ruff: noqa: E501 - patterns read best a row a line
"""Courtesy, feelings, hedges and talk about the message known by how they begin.

A part of a sentence is such talk if it *begins* so and has no word that says anything about the
matter, or none that the rest of the text has not. Some beginnings ("I hate to …", "I know how …")
may be followed by anything but a number or a name.
"""

from __future__ import annotations

import re
from functools import cache

from onhand.rewrite.rules.brief.stock_words import STOCK

_ADV = r"(?:(?:just|really|very|so|do|did|would|['’]d|quite|also|only|still|truly|totally|completely|fully|absolutely|genuinely|honestly|simply|of course|certainly|well|perfectly|most|ever|much|too|terribly|awfully|extremely|incredibly|a bit|a little|kind of|sort of|somewhat|rather|always|already|quickly|personally|definitely|now|all|again|thoroughly|deeply|sincerely|greatly|be|have|['’]ve|been|am|was|were|probably|maybe|obviously|actually|highly|once|both|pretty|super|particularly) )*"
_I = r"(?:I|we|the \w+ and I|\w+ and I)(?:['’]m|['’]re|['’]ve|['’]d|['’]ll| am| are| was| were| have| had| will| would| must| can| could| may| might| should)?"
_POSITIVE = r"(?:great|good|nice|lovely|wonderful|amazing|awesome|brilliant|excellent|fantastic|fabulous|inspiring|impressive|pleasant|beautiful|gorgeous|delicious|fun|perfect|superb|marvellous|terrific|incredible|kind|sweet|helpful|useful|interesting|enjoyable|thoughtful|generous|a (?:\w+ )*(?:pleasure|joy|treat|delight|blast|lifesaver|star|legend|angel|gem)|stars|the best|legends|angels|heroes|lifesavers)"
_WELL = r"(?:(?:sorry|so|and|but|ok|okay|well|anyway|oh|also|yeah|right|look|listen|now|hi|hey|hello|again|first of all|first|plus|just|please|maybe|perhaps|believe me|trust me|honestly|seriously)\b,? )*"
_AFTER_AS = r"(?:know|knows|aware|remember|recall|mention|mentioned|said|say|says|noticed|notice|heard|hear|discussed|explained|told|seen|see|guess|guessed|imagine|written|wrote|saying|understand|appreciate|realise|realize|gathered|agree|noted|stated|indicated|expect|suspect|always|usual|well|far as)"

_STOCK_AFTER = (  # beginnings after which nothing may be said about the matter
    rf"{_I} {_ADV}(?:sorry|apologi[sz]e|grateful|thankful|appreciate|appreciative|obliged|hope|hoping|trust|know|understand|realise|realize|imagine|respect|promise|swear|admit|aware|conscious|afraid|thinking about|thought about|going back and forth|following up|getting back|reaching out|touching base|chasing|mentioned|wrong|mistaken|misreading|no expert|not an expert|curious|excited|guessing|assuming|presuming|look(?:ing)? forward|get (?:it|that)|sure (?:that )?(?:you|everyone|it(?:['’]s| is) (?:just|only|merely)|this is (?:just|only|merely)|that is (?:just|only|merely)))\b",
    rf"{_I} {_ADV}(?:think|thinking|wondering|hoping|believe|guess|suppose|assume|imagine|mean|must say|have to say|must admit|have to admit|say|hope|fear|should think)(?: so| it| that)?$",
    rf"{_ADV}(?:sorry|apologies|my apologies|our apologies|forgive|excuse|pardon|thanks|thank you|many thanks|cheers|grateful|much appreciated|hope|hoping|hopefully|trusting|wishing|glad|happy|pleased)\b",
    rf"{_I} {_ADV}(?:want|wanted|need|needed|like|thought I(?:['’]d| would| should)|going|have|has|had|wish|love)(?: {_ADV})?to {_ADV}(?:say|ask|write|mention|reach|touch|check|get in touch|drop|tell|let|add|point|begin|start|thank|apologi[sz]e|take|express|acknowledge|know|admit|follow|pick your|run|bring|raise|share|clarify|stress|remind|inform|note|see)\b",
    r"(?:there(?:['’]s| is| are)|I have|I['’]ve(?: got)?|just|only) (?:\w+ )*?(?:something|things?|one|two things|a lot of things|points?|questions?|question|favou?r|request|issue|matters?|note|reminder|message|line|update|thought|idea|suggestion|minute|second|q)\b",
    r"(?:just |only )?(?:a |one |the )?(?:(?:very|quick|little|tiny|small|short|last|friendly|gentle|silly|stupid|brief|more|other|minor) )+(?:one|q|question|thing|note|reminder|message|favou?r|request|update|point|heads-up|word|thought|query)\b",
    r"(?:it(?:['’]s| is)|this is|that(?:['’]s| is)) (?:only |just |probably |maybe |purely |merely |of course |simply )*(?:me(?= again| being)|my|a thought|an idea|a suggestion|nothing|a (?:small|little|minor|tiny) thing|none of my business)\b",
    r"(?:just |only )?(?:circling|following|checking|touching|popping|getting|coming|reaching|chasing|writing|wondering|asking|wanted|thought|going) (?:back|up|in|base|by|out|on|to|you|again|I|if)\b",
    r"(?:it(?:['’]s| is|s)|this is|just)?(?: ?just)? ?me again\b|here goes\b|so here (?:goes|it is)\b",
    r"(?:no|zero|absolutely no|there(?:['’]s| is) (?:absolutely |really )?no) (?:rush|hurry|pressure|worries|stress|obligation|offence|offense|big deal|problem|hard feelings|disrespect)\b",
    r"(?:whenever|whatever|wherever|whichever|however) (?:you (?:like|want|prefer|have|get|can|find|are|feel)|(?:it )?(?:suits|works|is (?:best|easiest|convenient|good|fine)|would (?:suit|be)|would work|may)|that\b)",
    r"(?:if|when|as long as) (?:(?:it|that)(?:['’]s| is| would be|['’]d be) (?:\w+ )?(?:ok|okay|fine|alright|all right|possible|convenient|good|cool|no (?:bother|trouble|problem)|not (?:too|a|an)\b)|(?:it|that) (?:isn['’]t|is not) (?:too|a)\b|(?:it|that|this) (?:suits|works for) you|(?:nobody|no one) (?:minds|objects|has any (?:\w+ )?objections?)|you (?:like|want|wish|prefer|could|would|don['’]t mind|do not mind|wouldn['’]t mind|can (?:manage|spare|find|bear)|(?:happen to |ever )?(?:have|get|find|got) (?:a|some|the|time|any)|get round|get around|feel like|possibly|are able|see what I mean|know what I mean)|possible|at all|by any chance|need be|necessary)\b",
    r"(?:at|in) your (?:own |earliest )?(?:convenience|time|leisure|pace)|take your time|either way|up to you|in due course|any ?time(?: you like)?|feel free\b|don['’]t (?:laugh|worry|hesitate|feel|get me wrong|take (?:it|this)|judge|mind me|be mad|be angry|hate me)\b",
    rf"(?:it|this|that|they|everything|it all|everyone|you|you all|you guys)(?:['’]s|['’]re| is| are| was| were| looks?| looked| sounds?| sounded| feels?| felt| seems?| has been| have been|['’]s been) {_ADV}(?:such )?{_POSITIVE}\b",
    rf"which (?:is|was|I|we|are|were|has been) {_ADV}(?:not {_ADV})?(?:\w+)\b",
    rf"(?:as|like) {_I} {_ADV}(?:not {_ADV})?{_AFTER_AS}\b|(?:as|like) (?:you|everyone|everybody|some of you|most of you|many of you|all of you|we all|you all)\b.{{0,40}}?\b{_AFTER_AS}\b|as (?:always|usual|ever|discussed|agreed|promised|mentioned|stated|noted|already \w+|previously \w+)\b",
    r"(?:in|from|to) (?:my|our) (?:\w+ )*(?:opinion|view|point of view|perspective|mind|experience|book|eyes|eye)\b|personally\b|for what(?:ever)? (?:it|that)\b|for my part|with (?:all |the greatest |the utmost )?(?:of )?(?:due )?respect|if I may\b|if I might\b|if you ask me|if anything|so to speak|as it were",
    r"(?:not|never) (?:meaning|wanting|wishing|trying)\b|not to (?:be|sound|seem|worry|alarm|mention|complain|nag|rush|push|pressure|say|put|make|get|go on)\b|not that (?:it|I|this|anyone|you|there)\b|without (?:wishing|wanting|meaning|trying)\b|far be it from me|God knows|heaven knows|believe me|trust me|mind you|I tell you|let me (?:just )?(?:say|tell|start|begin)\b",
    r"(?:due to|because of|owing to|for) (?:\w+ )*(?:circumstances|reasons?)\b",
    r"(?:for|to) the record|by the way|on (?:that|a side|another) note|once (?:again|more)|again|after all|in the end|in short|long story short|all in all|in any case|in any event|in general|for now|so far|as it is|as such|if at all|of course|indeed|really|honestly|frankly|obviously|to be (?:honest|fair|frank|clear|sure|safe)|no doubt|without a doubt|I(?:['’]m| am) afraid(?: to say)?|sadly|unfortunately|luckily|thankfully|fortunately",
    r"(?:you|you all|you guys)(?:['’]re| are|['’]ve| have| must| may| might| probably| will|['’]ll) (?:\w+ ){0,4}?(?:busy|aware|know|heard|remember|understand|swamped|seen|noticed|realise|realize|wondering|agree|imagine)\b",
    r"you know (?:how|what|me|that|who)\b",
    r"I (?:completely |totally |almost |nearly |just )?(?:forgot|meant|neglected) to (?:say|mention|tell you|ask(?: you)?|add)\b(?: (?:when|earlier|before|yesterday|this|last|on the phone)|$)",
    r"it was(?:n['’]t| not) (?:an? )?(?:easy|simple|light)\b|it(?:['’]s| is| was) (?:\w+ )*(?:shame|pity|mess|nuisance|pain)\b",
    r"(?:it|that) (?:really )?(?:means|meant|would mean) (?:a lot|so much|the world)\b|I (?:can(?:['’]t|not)) (?:thank|tell you|even|begin|stress|believe)\b|I could(?:n['’]t| not) (?:be|agree|have asked)\b",
    r"correct me\b|bear with me\b|stop me\b|call me\b(?= (?:crazy|old|mad|stupid))|guess (?:what|who)\b|you won['’]t believe\b|you['’]ll never (?:guess|believe)\b",
)
_ANY_AFTER = (  # beginnings of which the end, without a fact, never matters
    r"(?:I|we) (?:really |just |never |do |always )*(?:hate|hated|don['’]t (?:want|mean|like)|do not (?:want|mean|like)|didn['’]t (?:want|mean)) to (?:be|sound|seem|bother|complain|nag|push|come across|make a fuss|moan|rush|pressure|disturb|appear|repeat|interfere|cause|ask|offend|pry|drag|keep|bring this up|go on)\b",
    r"(?:without|not) (?:wishing|wanting|meaning|trying|to want) to (?:be|sound|seem|bother|inconvenience|complain|nag|push|pry|cause|offend|rush|pressure|interfere)\b",
    rf"{_I} {_ADV}(?:sorry|apologi[sz]e) (?:to (?:bother|disturb|trouble|interrupt|bug|nag|ask|pester|be (?:a|that|such))|for (?:bothering|disturbing|troubling|asking|all the|the (?:late|slow|delayed|long|short|late)|not (?:replying|answering|writing|getting back)|only|taking|being|going)|(?:that )?it(?:['’]s| has| took| is)|I(?:['’]m| am) only|(?:that )?I(?:['’]ve| have)(?:n['’]t| not) (?:replied|answered|written|been in touch|got back))\b",
    rf"{_ADV}(?:sorry|apologies|my apologies|our apologies)(?: again)? (?:to (?:bother|disturb|trouble|interrupt|bug|nag|ask|pester|be (?:a|that|such|the))|for (?:bothering|disturbing|troubling|asking|all the|the (?:late|slow|delayed|long|short|radio)|not (?:replying|answering|writing|getting back)|only|taking|being|going)|(?:that )?it(?:['’]s| has| took| is)|if |I(?:['’]m| am) only|(?:that )?I(?:['’]ve| have)(?:n['’]t| not) (?:replied|answered|written|been in touch|got back))\b",
    r"(?:please )?(?:forgive|excuse|pardon) (?:me|my|the)\b",
    rf"{_I} {_ADV}(?:know|realise|realize|understand|appreciate|imagine) how\b",
    rf"{_I} {_ADV}(?:hope|trust)(?: that)? (?:you won['’]t|you will not|you do not|you don['’]t|I(?:['’]m| am) not|this is not|this isn['’]t|it is not|it isn['’]t|(?:this|that|it) does(?:n['’]t)?|this finds|you are well|you(?:['’]re| are) (?:\w+ )?(?:well|good|fine|ok|okay)|I(?:['’]m| am) (?:writing|asking|sending|posting|contacting))\b",
    r"as far as (?:I|we)(?:['’]m| am|['’]re| are) (?:personally )?(?:concerned|aware)|as far as I (?:know|can (?:tell|see|remember)|remember|recall)$|(?:as|like) (?:I|we|you|many of you|some of you|most of you|you all|we all)\b(?: \w+){0,5}? (?:will|may|might|may or may not|probably|surely|already|well|believe|think|can)(?: \w+){0,3}? (?:know|remember|recall|mentioned|be aware|aware|have mentioned|have (?:noticed|seen|heard|read)|noticed|heard|seen|said)\b",
    r"(?:and )?I say (?:this|that) (?:as|with)\b",
    rf"{_I} {_ADV}(?:want|wanted|like|love|wish) to {_ADV}(?:begin|start|take (?:a|this|the) (?:\w+ )?(?:moment|minute|second|opportunity|chance)|express my|say how|thank you)\b",
    r"(?:first(?: of all)?,? )?let me (?:just )?(?:begin|start|say how)\b",
    r"I(?:['’]ve| have) (?:now )?(?:had|given) (?:it |this )?(?:a|some|much|lots of|plenty of) (?:\w+ )*(?:look|think|thought)\b",
    r"(?:lovely|nice|great|good|funny|fun|silly|random|weird) (?:chatting|talking|seeing|meeting|catching|hearing)\b",
    r"not that (?:it|I|this|anyone|you)\b",
    r"(?:in order )?to avoid (?:any |further |all )?(?:misunderstandings?|confusion|doubt)$|for the sake of \w+(?: \w+)?$",
    r"please (?:do )?(?:say|tell me|let me know) if (?:it|that|this)(?: is|['’]s| does)?(?:n['’]t| not)\b",
    r"we(?:['’]ve| have)(?: got)? (?:a bit of )?an? (?:\w+ )?(?:situation|crisis|problem)(?: here| on our hands)?$|I have to hand it to you$",
    r"can you believe (?:that )?it(?:['’]s| has| is)\b.*\b(?:years?|months?|weeks?|time|already)\b",
    r"I(?:['’]ve| have) only (?:just |now )(?:seen|read|got|noticed|found) your (?:message|e-?mail|mail|text|letter|note)\b",
    r"I(?:['’]m| am)(?: (?:really|truly|so|very|terribly|awfully|deeply))+$",
    r"at the risk of\b|as I(?:['’]m| am) sure (?:that )?you(?:['’]ll| can| will| all)?\b|if it(?:['’]s| is) all the same to\b|I was (?:very |really |so )?(?:sorry|sad) to hear that you were(?:n['’]t| not) (?:happy|satisfied|pleased)\b",
    r"(?:please )?allow me to (?:introduce|begin|start|explain)\b|just so (?:that )?(?:there(?:['’]s| is) no|we(?:['’]re| are) all|nobody|no one|it(?:['’]s| is) clear|everyone)\b",
    r"you (?:might|may|['’]d better|should|had better) (?:want to )?(?:sit down|be sitting|brace)\b|(?:are )?you sitting down\b",
    r"I(?:['’]m| am) (?:so |really |very )?sorry if (?:I|this|that|it)\b",
    r"I(?:['’]ve| have) been an? [^,.\d]{3,50} after all$",
    r"or so (?:I|we|they|he|she|it)\b|not (?:being|to be) (?:funny|rude|mean|picky|awkward|difficult|dramatic|horrible|nasty)\b",
    r"(?:I|we)(?:['’]ll| will)? (?:just )?(?:get|come|cut|go)(?: straight| right)? to (?:the point|the chase|it)\b",
    r"(?:there(?:['’]s| is) )?(?:absolutely |really )?no need (?:for you )?to (?:reply|answer|respond|rush|hurry|worry|panic|get back|apologi[sz]e|thank)\b",
    r"I wonder if (?:I|you) (?:might|could|can|may) (?:trouble|bother|ask|help)(?: you| me)?(?: out)?(?: with| for| about)?(?: (?:a|one) (?:\w+ )?(?:favou?r|question|thing|matter)| something)?$",
    r"(?:just )?to (?:keep (?:you|everyone|everybody|you all|us all)(?: \w+){0,2} (?:in the loop|posted|up to date|updated|informed)|give (?:you|everyone) (?:a|some|the) (?:\w+ ){0,3}(?:background|context|idea|picture|overview)|put (?:it|this|things) (?:\w+ ){0,2}(?:simply|bluntly|mildly|briefly|another way|in context|in perspective)|set the scene|start (?:off|with)|begin with|get (?:straight )?to the point|keep (?:it|this) (?:short|brief|simple)|save (?:you|us) (?:time|the trouble)|make things (?:easier|clear)|answer your (?:\w+ )?question|come back to (?:your|this|that|the)|bring (?:you|everyone) up to (?:date|speed)|refresh your memory|be on the safe side)\b",
    r"what with\b|(?:it |this |that )?(?:has |had |just |completely |totally |clean |must have )*slipped my mind\b",
    r"(?:I(?:['’]m| am) )?(?:so |really |very )?(?:sorry|apologies|my (?:\w+ )?apologies|our (?:\w+ )?apologies) (?:for not|that I|I(?:['’]ve| have) been|I(?:['’]ve| have)n['’]t|it took|this (?:is|has)|about the (?:late|delay|slow))\b(?! (?:can|could|won|will|broke|lost|forgot|missed)\b)",
    r"I would(?:n['’]t| not) (?:be )?(?:ask|asking|bother|write|writing|say|mention|call|trouble)\b",
    r"you(?:['’]re|['’]ll| are| will| might| may)? (?:\w+ )?(?:never|not|probably|going to|won['’]t|think) (?:\w+ ){0,3}?(?:believe|guess|think|like|laugh|hate|this is|I(?:['’]m| am)|be (?:surprised|annoyed|angry|mad|shocked))\b(?= (?:this|it|me|who|what|I|at me|that I|really|a bit|very|so|silly|mad|crazy|stupid)|$)",
    r"what I(?:['’]m| am)(?: about)?(?: going)? to (?:say|tell|write|ask)\b",
    r"I(?:['’]m| am)(?: not|n['’]t) (?:\w+ )?one (?:to|for|who)\b|I(?:['’]m| am) not (?:usually|normally) (?:one|someone|a person|the type)\b|I(?:['’]m| am) not the (?:type|kind|sort)\b|I rarely (?:complain|write|do)\b",
    r"I (?:\w+ )?(?:don['’]t|do not|didn['’]t|did not|never|hate to|would hate to|wouldn['’]t) (?:\w+ )?(?:want|wish|mean|like|intend) to (?:appear|fall out|argue|start|upset|hurt|spoil|ruin|take up|waste|worry|alarm|frighten|scare|overstep|hurry|put you|cause you|be (?:a|an|that|the|rude|difficult|annoying|pushy|nosy|ungrateful))\b",
    r"being (?:new|a newcomer|a stranger|a bit of|the)\b|having (?:now |just )?(?:had (?:a|the) (?:chance|opportunity|time)|gone|read|reviewed|checked|compared|seen|heard|been)\b",
    r"which reminds me\b|speaking of which\b|on a (?:side|different|related|brighter|lighter|happier|sadder|more serious) note\b|changing the subject\b|while we(?:['’]re| are) (?:at it|on the subject)\b",
    r"(?:I )?(?:will|['’]ll) (?:try (?:and|to) )?(?:keep|make) (?:this|it) (?:short|brief|quick|simple)\b|you have my word\b|cross my heart\b|fingers crossed\b|touch wood\b|I promise (?:you |that )?(?:I|we)\b",
    r"(?:many|some|most) of you (?:will|may|might|have|already)\b(?! (?:not )?(?:bring|need|pay))",
    r"(?:further to|in addition to|with regard to|as per) the above\b|following (?:careful|much|long|some|due) \w+$|after (?:careful|much|long|some|a lot of|due) (?:\w+ )?(?:consideration|thought|reflection|deliberation|discussion)$|upon reflection$|on reflection$|on second thoughts?$|all things considered$|by the look of it$|from what I (?:can )?(?:see|gather|hear|understand)$",
    r"(?:and )?for that I(?:['’]m| am) (?:\w+ )?(?:sorry|grateful)\b|it won['’]t happen again$|I(?:['’]ve| have) gone over (?:it|this)\b|I(?:['’]ve| have) thought about (?:it|this)(?: a lot| long and hard)?$|I(?:['’]ve| have) given (?:it|this)\b",
    r"(?:many |so many |again )?(?:thanks|thank you)(?: (?:so|very) much| again| a lot| a million| indeed| both| all| everyone| everybody)* for (?:taking|having|coming|meeting|hosting|being|your (?:\w+ )?(?:time|patience|interest|message|e-?mail|letter|reply|understanding|support|visit|quick)|getting|letting|reading|writing|choosing|contacting|reaching)\b",
    r"(?:first and foremost|first of all|first off|to begin with|to start with|for starters|for a start)$",
    r"having (?:now )?(?:discussed|thought|considered|talked|spoken|looked|slept|given|weighed)\b",
    r"(?:please )?accept (?:my|our) (?:\w+ )*apologies for (?:the|my|our|any|this) (?:\w+ )?(?:delay|late|inconvenience|trouble|confusion|mix-up|slow)\b",
    rf"{_I} {_ADV}(?:sorry|apologi[sz]e) for (?:the|my|our|any|this|all the) (?:\w+ )?(?:delay|inconvenience|trouble|confusion|mix-up|slow|late|hassle|mess)\b",
    r"(?:sorry|apologies) (?:for|about) (?:contacting|writing|messaging|emailing|e-mailing|calling|texting|messing|mucking|confusing|rambling|going on|dumping|springing|rushing|chasing|the (?:\w+ )?(?:hassle|mess|confusion|trouble|delay|inconvenience|short notice|mix-up)|any (?:\w+ )?(?:inconvenience|trouble|confusion))\b",
    r"I(?:['’]ve| have)? (?:really )?thought (?:long and hard|hard|a lot|twice) about\b",
    r"(?:can|could|may|might) I (?:just |please |quickly )*(?:say|start|begin|trouble you for|bother you for|ask (?:you )?(?:for )?a (?:\w+ )?favou?r|pick your)\b",
    r"(?:seeing|given|since)(?: as| that)? nobody (?:else )?(?:seems|wants|dares|is|has)\b",
    r"I (?:don['’]t|do not|didn['’]t) (?:\w+ )?know how (?:to|else to|best to) (?:put|say|tell|start|begin|phrase|ask|explain|word)\b|I(?:['’]ll| will) just (?:come out with it|say it|ask)\b|there(?:['’]s| is) no (?:easy|nice|good) way to (?:say|put)\b",
    r"(?:we|I)(?:['’]re|['’]m| are| am) (?:\w+ )?(?:delighted|pleased|happy|glad|thrilled|grateful|honoured) (?:that you|to (?:have|welcome|hear|see|be(?! able)|receive))\b",
    r"as (?:someone|somebody|a person|a \w+ (?:customer|member|resident|tenant|parent|guest|fan|client|user|reader|subscriber)|an? (?:customer|member|resident|tenant|parent|guest|fan|client|user|neighbour))\b(?: who| of| with| that)",
    r"(?:in|as an?) (?:response|reply|answer|reaction) to (?:your|the) (?:\w+ )?(?:message|question|e-?mail|query|letter|enquiry|inquiry|mail|note|request|call)\b",
    r"(?:before|in case|while) I (?:forget|remember)\b|while I(?:['’]m| am) (?:at it|on the subject|writing)\b|one (?:last|more|other|final) thing(?: before I (?:go|forget))?$",
    r"with the best will in the world|in this day and age|as luck would have it|when all(?:['’]s| is) said and done|for some (?:strange |odd |unknown )?reason(?: or (?:an)?other)?|to be on the safe side|in an ideal world|at this stage|as you do",
    r"I(?:['’]m| am) at (?:a bit of )?a loss\b$",
    r"I (?:really )?feel(?: that| like)? I (?:have|need|ought|should|must)(?: to)?(?: say something| say this| mention it| ask)?$",
    r"what (?:an? )?(?:\w+ )?(?:brilliant|great|fantastic|wonderful|amazing|lovely|good) (?:job|work|time|day|evening|party|effort)\b",
    r"which (?:I|we) (?:\w+ ){0,3}(?:hope|doubt|appreciate|understand|regret|apologi[sz]e|realise|realize|know|admit)\b",
    r"(?:if|unless) (?:it|that|this)(?:['’]s| is|['’]d be| would be)?(?:n['’]t| not)? (?:not )?too (?:cheeky|rude|much|bold|personal|nosy|forward|late|early|difficult|inconvenient)\b",
    r"as (?:the|we) [^,.]{3,40}? (?:is |are )?(?:(?:fast|quickly|slowly|rapidly) )?(?:approach(?:es|ing)?|draws? near|drawing near|nearing)\b",
    rf"{_I} {_ADV}(?:want|wanted|like|writing|going|need)?(?: {_ADV}?to)? ?{_ADV}(?:follow|following) up on (?:my|our|the) (?:\w+ )?(?:e-?mail|message|letter|call|conversation|mail|request)\b",
    r"(?:wanted to |want to )?(?:follow|following) up on (?:my|our|the) (?:\w+ )?(?:e-?mail|message|letter|call|conversation|mail|request)\b",
    r"(?:nothing|nothing too|nothing very) (?:fancy|special|serious|dramatic|major|urgent|important|big)\b",
    r"(?:every(?:one|body)|people|they all|they)(?:['’]s| has|['’]ve| have)? (?:been |keeps? |kept )?(?:asking|nagging|telling|bugging)\b(?: me| us)?(?: about (?:it|this|that)| for (?:it|this|that))?$",
    r"(?:I|we) could(?:n['’]t| not) (?:find|think of) (?:another|any other|anyone|anybody|a better)\b",
    r"(?:things|life|work|everything|it|the (?:last|past) (?:few )?(?:days|weeks|months|year|week|month))(?:['’]s| has| have|['’]ve|['’]s| was| were| is| are) (?:been )?(?:\w+ ){0,3}?(?:mental|crazy|mad|hectic|busy|insane|manic|a nightmare|chaos|chaotic|stressful|tough|challenging|non-stop|a blur|all over the place|a lot|full on|bonkers|difficult for (?:everyone|everybody|us all|all of us))\b",
    r"I would(?:n['’]t| not) (?:normally|usually|ordinarily)\b|I(?:['’]d| would) (?:normally|usually|ordinarily) (?:never|not)\b|I (?:normally|usually) would(?:n['’]t| not)\b",
    r"feel free to (?:tell me|ignore|say no|disagree|correct me)\b",
    rf"{_I} {_ADV}(?:been )?(?:meaning|wanting|intending|trying) to (?:write|ask|tell|call|text|message|get in touch|reach|say|mention|bring)\b",
    rf"{_I} {_ADV}(?:feel|felt) {_ADV}(?:bad|terrible|awful|guilty|silly|stupid|embarrassed|awkward|rotten|horrible) (?:about|for|that|asking)\b",
    r"I(?:['’]m| am) only (?:saying|asking|telling you|mentioning) (?:this|it)\b",
    r"I(?:['’]m| am)(?: not|n['’]t) (?:\w+ )?sure (?:if|whether) (?:this|you|I|it)(?:['’]s|['’]ve|['’]re| is| are| have| saw| know| remember)\b",
    r"if (?:I|we) remember (?:\w+ )?(?:correctly|rightly|right|well)\b|if (?:my )?memory serves\b|if I(?:['’]m| am) not (?:\w+ )?mistaken\b|unless I(?:['’]m| am) (?:\w+ )?mistaken\b",
    r"(?:lovely|nice|beautiful|terrible|awful|great) weather\b|what (?:lovely|nice|beautiful|awful|terrible) weather\b",
)
_ENDINGS = (  # what comes last tells that the part is about telling
    r"^(?=.*\b(?:I|me|you)\b)[^,.\d]{0,60}\b(?:help me(?: out)?(?: with)?|ask (?:you )?(?:for|about)?|trouble you (?:for|with)|bother you (?:for|with)|need your help with|pick your brains? (?:about|on)?) ?(?:something|a (?:\w+ )?(?:thing|problem|matter|favou?r|question))$",
    r"\b(?:I|we)(?: just| only)? (?:thought|felt|figured|reckoned)(?: that| like)? (?:I|you|we)(?:['’]d| would| should| might| had| ought to| could)?(?: \w+){0,3}? (?:know|ask|say|mention|tell you|let you know|warn you|be aware|be interested|check|try)(?: (?:anyway|it|this|you|just in case|first)){0,2}$",
)
_PRAISES = (
    rf"(?!I would|we would|I['’]d|we['’]d)(?:let me (?:just )?say(?: that)? )?(?:I|we|the \w+|my \w+|our \w+|everyone)(?:['’]ve| have|['’]m|['’]re| are| am| all| both)? {_ADV}(?:love|loved|enjoy|enjoyed|adore|adored|admire|loving|enjoying|appreciate|a (?:big |huge |great )?fan of)\b(?! to\b)",
    rf"(?:it|this|that|they|everything|it all|everyone|everybody|(?:the|your) [\w ]{{2,30}}?)(?: really| all)?(?:['’]s|['’]re| is| are| was| were| looks?| looked| sounds?| sounded| feels?| felt| seems?| has been| have been|['’]s been) {_ADV}(?:such )?(?:a |an |the )?(?:\w+ )?{_POSITIVE}\b(?! (?:to(?! (?:read|hear|see|meet|talk|chat|spend|visit|catch|receive|get)\b)|if|for|when|idea|that)\b)",
    rf"(?:I|we|my \w+ and I)(?:['’]ve| have|['’]m|['’]re| are| am| were| was)? {_ADV}(?:super |very |really |extremely )*(?:happy|satisfied|pleased|delighted|impressed|excited|thrilled|looking forward)\b(?! to (?!see|hear|meet|get|read|receive|know|be here))",
    r"(?:and )?(?:that )?we(?:['’]ve| have) been (?:\w+ ){0,2}happy\b",
    r"(?:thanks|thank you)\b",
    r"(?:I(?:['’]m| am) (?:really |so |very )?(?:excited|glad|happy) (?:that|about|to)\b)",
)
_CONCEDED = (  # what is granted before a "but"
    r"I(?:['’]m| am)(?: not|n['’]t) (?:\w+ )?(?:sure|certain) how\b|(?:it(?:['’]s| is) a |this is a )?long story\b",
    r"(?:please )?(?:let me know|tell me|feel free to (?:say|tell)) what you think\b",
    rf"{_I} {_ADV}(?:know|understand|realise|realize|appreciate|respect|see|get|accept|imagine|recognise|recognize|admit|sympathi[sz]e)\b",
    rf"{_I} {_ADV}(?:feel|felt) {_ADV}(?:bad|terrible|awful|guilty|silly|stupid|embarrassed|awkward|rotten)\b",
    rf"{_I} {_ADV}(?:sure|certain|aware)\b(?! of\b)(?! not\b)",
    rf"{_I} {_ADV}(?:going back and forth|thinking about (?:it|this)|looking forward)\b",
    r"there(?:['’]s| is| are) (?:a lot of|lots of|many|so many|plenty of) things (?:I|we) could\b",
    r"(?:it|this|that) (?:may|might|could) (?:well |just |only |also )*(?:be|sound|seem|come across)\b",
    r"don['’]t get me wrong\b|no offence\b|no offense\b|I(?:['’]m| am) not (?:complaining|blaming|accusing|saying)\b",
    r"it(?:['’]s| is) (?:probably|maybe|perhaps|surely|only|just) (?:nothing|me|a misunderstanding|an oversight|too late|a mistake)\b",
)
_REFUSES = re.compile(
    r"\b(?:can['’]t|cannot|won['’]t|will not|unable|not able|couldn['’]t|no longer|never|yes|yeah|nope|agree|accept|instead|not (?:happy|pleased|satisfied|interested|good|great))\b", re.I
)  # fmt: skip
_DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\b(?:Christmas|Easter|English)\b"
)
_ASKS_FOR = re.compile(
    r"\bif (?:you|someone|somebody|anyone|anybody|everyone|everybody|people) (?:could|would|can|might|were able)\b(?! (?:say so|be so kind|call it))|\bask(?:ing)? (?:you|everyone|everybody|all|anyone|those|people)\b[^,]* to (?!say|know|bear|forgive|excuse|understand)"
    r"|\b(?:hope|hoping|trust)(?: that)? (?:you|someone|somebody|we|they|it|this|everyone)(?:['’]ll| can| could| will| would)(?! (?:understand|forgive|excuse|not|agree|appreciate|bear|find|all|both|also))", re.I
)  # fmt: skip
_FACT = re.compile(r"\d|[@#]\w|https?:|www\.|\w\.(?!m\b)\w")
_NAME = re.compile(
    r"(?<=[\w,'’] )(?!I\b|I['’])[A-Z][\w’'-]*|^(?!I\b)[A-Z][\w’'-]*(?= (?!I\b)[A-Z])"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"{_WELL}(?:{'|'.join(_STOCK_AFTER)})", re.I),
        re.compile(rf"{_WELL}(?:{'|'.join(_ANY_AFTER)})", re.I),
        re.compile(rf"{_WELL}(?:{'|'.join(_CONCEDED)})", re.I),
        re.compile(rf"{_WELL}(?:{'|'.join(_PRAISES)})", re.I),
        re.compile("|".join(_ENDINGS), re.I),
    )


def words_of(text: str) -> set[str]:
    """Return the words of a text that say something about its matter, in small letters."""
    found = (word.lower().replace("’", "'") for word in _WORD.findall(text))
    return {word for word in found if word not in STOCK and len(word) > 1}


def has_own_fact(text: str, elsewhere: str) -> bool:
    """Whether a text has a number or a link, or a name that the rest of its text has not."""
    text = re.sub(r"\b(?:Christmas|Easter|English|May(?! \d))\b", "", text)
    if _FACT.search(text):
        return True
    return any(name not in elsewhere for name in _NAME.findall(text))


def is_all_talk(text: str, elsewhere: str) -> bool:
    """Whether a part begins as talk of which nothing matters, nor what leans on it."""
    if _ASKS_FOR.search(text):
        return False
    is_talk = _patterns()[1].match(text) or _patterns()[4].search(text)
    if not is_talk or has_own_fact(_DAY.sub("", text), elsewhere):
        return False
    told = _TOLD.search(text)
    return told is None or carries_nothing(told["what"], elsewhere)


def carries_nothing(text: str, elsewhere: str) -> bool:
    """Whether a part of a sentence is all courtesy, feeling or talk about the message.

    Args:
        text: the part.
        elsewhere: the rest of the text, whose words need not be said twice.
    """
    if is_all_talk(text, elsewhere):
        return True
    if has_own_fact(text, elsewhere) or _REFUSES.search(text) or _ASKS_FOR.search(text):
        return False
    match = _patterns()[0].match(text)
    if match and _SAYS.search(match.group()) and (said := _SAID.match(text, match.end())):
        return carries_nothing(said["what"], elsewhere)
    return match is not None and words_of(text[match.end() :]) <= words_of(elsewhere)


_TOLD = re.compile(r"\b(?:say|tell you|let you know|mention|inform you|confirm|announce|report|advise you)(?: that)? (?P<what>(?:we|I|he|she|they|the|our|my|your|there)\b.+)", re.I | re.S)  # fmt: skip
_SAYS = re.compile(r"\b(?:say|mention|add|tell|let|point out)$", re.I)
_SAID = re.compile(r"(?: (?:you|everyone|them|everybody))?(?: know)?(?: that)? (?P<what>(?:I|we|you|he|she|it|they|the|there|my|our|your)\b.+)", re.I | re.S)  # fmt: skip


def praises(text: str, elsewhere: str) -> bool:
    """Whether a part only says how fine something is: a text may do without where it is long."""
    is_fine = bool(_patterns()[3].match(text)) and not _REFUSES.search(text)
    return is_fine and not has_own_fact(_DAY.sub("", text), elsewhere)


def concedes(text: str) -> bool:
    """Whether a part begins as what is granted before a "but": "I understand that …".

    So is what somebody says of themselves in words that are about nothing: "I may sound mad".
    """
    if _patterns()[2].match(text):
        return True
    is_own = _OWN.match(text) and not _DOES.search(text) and not _REFUSES.search(text)
    return bool(is_own) and not words_of(text)


_OWN = re.compile(
    r"(?:and |so |well,? |ok,? |look,? )*(?:I|you|it|this|that|what I|we|hope|not)\b", re.I
)
_DOES = re.compile(
    r"\b(?:tried|called|asked|wrote|sent|told|went|came|got|met|saw|gave|took|made|did|had|has|can|could|will|looked|found|heard|missed|forgot"
    r"|love|like|need|needs|works?|worked|working|was|were|is late|['’]ll)\b", re.I
)  # fmt: skip
