# ruff: noqa: E501 - patterns read best a row a line
"""Dense sentences made shorter without loss: side remarks out, roundabout telling made direct.

`direct` works on a whole text before it is taken apart, as what it looks for reaches over commas;
`condensed` on what is left of a sentence, where a text is still long.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from onhand.rewrite.rules.brief.empty_talk import has_own_fact
from onhand.rewrite.rules.english.frames import framed, frames
from onhand.rewrite.rules.english.sentences import capital
from onhand.rewrite.rules.english.verbs import base_of

_S = r"(?:I|we|you|he|she|it|they|there|the|my|our|your|his|her|their|this|that|these|some|all|nobody|somebody|someone|everybody|everyone)"
_NUMBER = r"(?:\d|an? (?:hundred|dozen|half)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|half)"
_NAME = r"((?:the|my|our|your) [\w'’-]+(?: (?!and\b|yesterday|today|again|earlier|this\b|just\b|last\b|the\b|at\b|in\b|on\b|after\b|over\b)[\w'’-]+)?|(?-i:[A-Z])[\w'’-]+(?: (?-i:[A-Z])[\w'’-]+)?)"
_SIDE = r"(?:(?:how |so )?(?:typical(?: me| us)?|silly me|stupid me|lucky me|lucky us|poor (?:thing|him|her|me|you|us)|bless (?:him|her|them)|funny story|true story|don['’]t ask|story of my life|sod['’]s law|murphy['’]s law|just my luck|just our luck|go figure|would you believe it|can you believe it|of all things|knock on wood|touch wood|fingers crossed|how embarrassing|embarrassingly|no surprises? there|surprise surprise|who would have thought|you know how (?:he|she|it|they|I|we) (?:is|are|am|gets?)|you know what (?:he|she|it|they|I|we)(?:['’]s|['’]re|['’]m| is| are| am)(?: like)?|as you do|I know,? I know|I kid you not|no joke|not gonna lie|not going to lie|I swear|all things considered|if I(?:['’]m| am) honest|truth be told|if truth be told|in all honesty|in all fairness|mind you|lo and behold|long story|it(?:['’]s| is) a long story|what a (?:day|week|mess|nightmare|surprise|shame|pity|joke)|to put it (?:mildly|nicely|bluntly)|to say the least|after (?:a (?:bit|lot) of|much|some) (?:back and forth|thinking|discussion|deliberation|debate|toing and froing)))"
_JUDGED = r"(?:typical|our luck|my luck|a shame|a pity|a pain|a nuisance|annoying|unfortunate|a bit (?:annoying|silly|odd|strange|weird|much|of a shame)|silly|odd|strange|weird|ridiculous|a joke|a disgrace|unbelievable|outrageous|not ideal|not great|less than ideal|nice|lovely|great|fine|good news|bad news|a relief|no surprise|hardly surprising|not surprising|understandable|the whole point|beside the point|another story|a different story|a whole other story|always fun|always nice|quite something|the main thing)"
_ADV = r"(?:just |so |really |very |quite |rather |always |of course |obviously |honestly |frankly |a bit |pretty |kind of |sort of |absolutely |totally |completely |simply )*"
_TEXT = frames(
    (
        ("please please", r"\bplease,? please\b", "please"),
        ("to cut|to make", r"^to (?:cut|make) a long story short,? (?:because [^,.]{3,60}, )?", ""),
        ("just so", r"(?:^|(?<=[.!?] ))just so (?:that )?(?:you|everyone|everybody)(?:['’]re| are)?(?: all)? (?:know|knows|aware),? (?:and )?", ""),
        ("i'm not|i am not", r"(?:^|(?<=[.!?] ))(?:and )?I(?:['’]m| am) not (?:blaming|accusing|pointing fingers|complaining|judging|criticising|criticizing|saying this)\b[^,.;\d]{0,40}[,.] (?:but )?(?=\w)", ""),
        ("this is the", r"I know (?:that )?this is the \w+ time(?: that)?\.? I(?:['’]m| am|['’]ve| have)(?: been)? (?:asking|asked|writing|written|calling|called|mentioning|bothering)\b[^,.;\d]{0,30},? but ", ""),
        ("i'm not|i am not", r"(?:, | )and I(?:['’]m| am) not (?:blaming|accusing|pointing|complaining|judging|criticising|criticizing|saying this)\b[^,.;\d]{0,50}, ", ", "),
        ("take this|take it", r", and please don['’]t take (?:this|it)[^,.;\d]{0,30}, ", ", "),
        ("where to", r"(?:honestly,? |well,? |so,? )?I (?:honestly |really |truly )?don['’]t (?:even |really |quite |honestly )*know where to (?:begin|start)(?:,(?: but)?|\.| but) ", ""),
        ("story", r"(?:^|(?<=[.!?] ))(?:ok(?:ay)?,? |so,? |well,? )*(?:funny|true|long|weird|crazy) (?:little )?story[,.:] ", ""),
        ("going on", rf"\bwhat with (?:everything|all(?: that['’]s| this)?|all of this|the whole \w+)(?: that(?:['’]s| is))?(?: going on| happening)?(?: (?:here|around here|at the moment|right now|lately|these days))?,? (?={_S}\b)", ""),
        ("talk|spoke|speak|chat|ran into|bumped|word with", rf"(?P<at>^|[.!?] |\b(?:and|but|so) )I(?: was|['’]ve| have)?(?: just)? (?:(?:talking|talked|spoke|spoken|speaking|chatting|chatted) (?:to|with)|(?:ran|bumped) into|had (?:a )?(?:\w+ )?(?:word|chat|coffee|lunch|drink) with) {_NAME}(?:(?: (?!and\b|about\b|because\b|who\b|that\b|if\b)[\w'’]+){{1,7}})?(?:, you know [^,.]{{3,30}},)?,? and (?:apparently )?(?:he|she|they)(?: also| just)? (?P<tells>said|told me|mentioned|was saying|says|tells me|pointed out|let slip|let me know|explained|reckons)(?: in passing| to me| casually)*,? (?:that )?", r"\g<at>\2 \g<tells> "),
        ("in passing", r" in passing\b", ""),
        ("to my|to our", r",? ?\bto (?:my|our) (?:\w+ )?(?:surprise|horror|shock|dismay|delight|relief|regret|astonishment|embarrassment|shame|disappointment|annoyance|amazement),? (?:that )?", " "),
        ("i thought|i figured|i'd better|i had better|thought", r",? (?:so|and) (?:I|we)(?: just| simply| really)? (?:thought|figured|felt)(?: that| like)? (?:I|we|it|you)(?:['’]d| would| should| had| might| ought to)?(?: \w+){0,3}? (?:pass (?:it|this|that) on|know|tell you|mention (?:it|this)|warn you|ask(?: you)?|write(?: to you)?|share(?: it| this)?|give you a heads-up|get in touch|drop you a line|say something|check(?: with you)?)(?: \w+){0,3}(?=[.!]|$)", ""),
        ("that", r"(?:^|(?<=[.!?] ))(?:well,? |so,? |ok,? )?there(?:['’]s| is)(?: just| only| really)* (?:one|a|another) (?:\w+ ){0,3}?(?:thing|point|detail|issue|problem|question)\b(?! (?:I|we) need)[^.!?\d]{0,90}?,? (?:and )?(?:that is|that['’]s|namely|which is)(?: the fact)? that ", ""),
        ("the thing", r"\bthe (?:thing|trouble|problem|point) (?:with|about) ((?:the|my|our|your|this|that|his|her) [\w'’ -]{2,30}?) is,? that (?:he|she|it|they)(?P<be>['’]s|['’]re)?\b", r"\1\g<be>"),
        ("behalf", r"^I(?:['’]m| am) (?:writing|calling|contacting you|getting in touch|asking|messaging)(?: to you)? (?:on behalf of|for) ([^.;:]{3,110}?),? (?:in order )?to (?:ask|find out|enquire|inquire)(?: you)? (?=whether|if)", r"This is for \1. I would like to ask "),
        ("as ", r"\b(who|which),? as (?:you|some of you|many of you|most of you|we|everyone)(?: all| both)?(?: may| might| will| probably| surely| already| no doubt| can| well)*(?: be)? (?:know|knows|aware|remember|recall|imagine|heard|have heard),? ", r"\1 "),
        ("happen to", r"\bwould you (?:by any chance )?happen to (know|have)\b", r"do you \1"),
        ("chance", r",? by any chance(?P<end>,)?(?= whether| if|[?.])", ""),
        ("because", r"(?:^|(?<=[.!?] ))I(?: just)?(?: wanted to|(?:['’]d| would) like to|['’]m| am)? (?:get in touch|write|call|reach out|contact you|writing|contacting you|reaching out|getting in touch|calling)(?: to you| with you)? because (?=(?:the|my|our|your|I|we|there|it|this|his|her)\b)(?!I want)", ""),
        ("angel|star|dear|darling|love|legend|hero|good|kind|sweet|saint", r"\b(?:would|could|can|will) you (?:please )?be (?:an?|so|such an?) (?:absolute |total |real |right |complete )?(?:angel|star|dear|darling|love|legend|hero|good|kind|sweetheart|saint|sweetie|gem)(?: as)? (?:and|to) (?=\w)", "please "),
        ("appreciate it|love it|like it|great if|good if|nice if|grateful if", r"(?:,? (?:and|but|so) |^|(?<=[.!?:] ))(?:I|we)(?:['’]d| would) (?:really |very much |so )*(?:appreciate it|love it|like it|be grateful|be happy) if (whoever [^,.]{3,40}?|everyone|everybody|anyone who [^,.]{3,40}?|those who [^,.]{3,40}?|all of you|you all) (?:could|would) (?:please |all )?", r". \1, please "),
        ("like everybody|like everyone|want everyone|want everybody", r"\b(?:I|we)(?: really)?(?:['’]d| would)?(?: really| very much)* (?:like|want|love) (everybody|everyone|all of you|you all) to (?=\w)", r"\1 should "),
        ("supposed|meant|scheduled|planned|due", r", which (?:was|were) (?:originally |initially |first )?(?:supposed to|meant to|scheduled to|planned to|due to|going to) (?:take place|be held|be|happen) (?:on|in|at) (?P<from>[^,.]{2,60}), (?P<has>has|have|had|is|was|will) (?:now )?(?P<be>been |be )?(?P<moved>moved|postponed|rescheduled|switched|changed|shifted|put back|brought forward)(?: now)? to ", r" \g<has> \g<be>\g<moved> from \g<from> to "),
        ("which|story|typical|silly|lucky|poor|bless|ask|law|luck|figure|believe|things|wood|crossed|embarrass|surprise|thought|know|as you do|kid you|joke|lie|swear|considered|honest|told|fair|mind|behold|what a|to put|to say|after", rf"(?P<open>[,;] |, (?:and|but) )(?:which (?:is|was|I (?:find|think is)|would be|has been|isn['’]t|wasn['’]t) {_ADV}{_JUDGED}(?: (?:really|though|I know|for us|for me|in itself|actually|of course|if you ask me))?|{_SIDE})(?:(?P<close>,(?= (?:and|but|so|or|because|which|then|since|as|when|if|please|can|could|do|would|what|let|{_S})\b)|[.!?;)]|$)|,)", r"\g<close>"),
        ("not", r"\b(?P<if>if|whether)\b(?P<what>[^.?!]{3,120}?),? or not(?=[.,?]|$)", r"\g<if>\g<what>"),
        ("or not", r"(?<=[\w’'])(?<!yes),? or not\?", "?"),
        ("or not", r"\b(if|whether) or not (?=\w)", r"\1 "),
        ("or whether", r" or (?:whether|if) (?:not|it (?:isn['’]t|doesn['’]t))(?=[.,?]|$)", ""),
        ("what happened", r"(?:^|(?<=[.!?] ))(?:so,? )?(?:basically,? )?what happened (?:is|was)(?: basically| simply)?(?:,|:|\?| that)* (?=\w)", ""),
        ("inform|tell|confirm|announce|report|say|advise|let you know", r"(?:^|(?<=[.!?,] ))(?:and |so )?(?:we|I)(?:['’]m|['’]re| am| are|['’]d| would)? (?:very )?(?:pleased|happy|delighted|glad|sorry|like|afraid|writing|obliged) to (?:be able to )?(?:confirm|announce|inform you|tell you|say|report|advise you|let you know)(?: to you)?,? that,? ", ""),
        ("attention", r"\bit has come to (?:my|our|the) attention(?: of [\w ]{3,25}?)? that ", ""),
        ("examination|review|inspection|assessment|investigation|check|analysis|evaluation", r"\b(?:following|after|upon) (?:an?|the|our|my) (?:\w+ )?(?:examination|review|inspection|assessment|investigation|check|analysis|evaluation)(?: of [^,.\d]{3,60})?, (?=\w)", ""),
        ("it has been", rf"\bit has been (?:found|established|determined|noted|observed|decided|agreed)(?: by \w+ \w+)? that (?={_S}|\w+s\b)", ""),
        ("for which reason", r", for which reason (?:we|I) (?:must|have to|would|would like to)(?: therefore)? (?:ask|request|urge) (?:that )?you (?:to )?", ". Please "),
        ("which we thank|which i thank", r", for which (?:we|I) thank you,", ","),
        ("however", r"\bsubject, however, to\b", "subject to"),
        ("names|saying who|fingers", r"\b(somebody|someone)[.,] (?:and )?I(?:['’]m| am) not (?:naming (?:any )?names|saying who|pointing fingers),? ", r"\1 "),
        ("apologies for", r",? (?:and )?with (?:our |my )?(?:\w+ )?apologies for (?:any|the|this) [^,.\d]{5,80}(?=, (?:\w+ ){2})", ""),
        ("perhaps|maybe", r", so (?:perhaps|maybe) (?=(?:have|take|check|look|call|ask|ring|send|try|give|bring|tell|let|put|leave|come|wait|move)\b)", ", so please "),
        ("seems to me|looks to me", r"\b(?:and |so )?that (?:seems|looks) to me (?:like|as if|as though) ", "so it seems "),
        ("afraid", rf"\bI(?:['’]m| am) afraid(?: that)? (?={_S}\b|\w+es \d)|,? I(?:['’]m| am) afraid(?=[.!]|$)", ""),
        ("asking this way|asking here|asking you|writing instead|this way", r",? so I(?:['’]m| am) (?:asking|writing|trying) (?:this way|here|you|like this|instead)(?: instead)?[:,] ", ". "),
        ("gone and", r"\b(['’]ve|have|has|['’]s) (?:only )?(?:been and )?gone and (?=\w+ed\b|lost|left|forgot|broke|bought)", r"\1 "),
        ("english", r"(?:^|(?<=[.!?] ))(?:please )?(?:excuse|forgive|sorry for|sorry about)(?: me)? my (?:\w+ )?english(?: please)?[,.!] (?:(?:I (?:write|use|am writing|am using)|it is|this is|I['’]m using)(?: it| this)?(?: with| from| by)?(?: an?| the)?(?: google| online)? translat\w+(?: app)?[,.] )?", ""),
        ("as ", r"^as (?:the |your |an? )?(?:\w+ ){0,3}\w+, (?:[^.\d]{0,90}?, )?I (?:have to|must|need to|would like to|want to|feel obliged to|(?:['’]d|should) like to) (?:point out|remind (?:you|everyone|all of you)|inform you|tell you|say|mention|let you know) that (?=\w)", ""),
        ("have mentioned|have said|have told|have asked|have already", r"(?:^|(?<=[.!?] ))I (?:might|may) have (?:already )?(?:mentioned|told|said|asked)[^.,;\d]{0,70},? but (?:I (?:\w+ )?can['’]t (?:\w+ )?remember[.,] )?(?:(?:my head|my brain|my memory)[^.,;\d]{0,50}[.,] )?(?:anyway,? )?", ""),
        ("ever so", r"\b(thanks|thank you) ever so much\b", r"\1"),
        ("now this", r"(?:^|(?<=[.!?] ))first [^,.:\d]{3,25} and now this[:,.] ", ""),
        ("dropping|sending you|letting you", r"(?:^|(?<=[.!?,] ))I(?:['’]m| am)(?: just)? (?:dropping you a (?:quick )?line|sending you (?:this|a) (?:quick )?(?:message|note|line|e-?mail)|letting you know|writing you) because (?=(?:the|my|our|your|I|we|there|it|this|his|her)\b)", ""),
        ("off the phone|get hold of|got hold of|heard from|heard back", r"(?P<at>^|[.!?] |\b(?:and|but|so) )(?:well,? )?I(?:['’]ve| have)?(?: just| finally| now)* (?:(?:got|come|came|gotten) off the phone (?:with|to)|managed to get hold of|got hold of|heard (?:back )?from) ((?:the|my|our|your) [\w'’ -]{2,30}?|(?-i:[A-Z])[\w'’-]+(?: (?-i:[A-Z])[\w'’-]+)?),? and (?:apparently )?(?:he|she|it|they)(?:['’]re|['’]s| is| are)?(?: also| just)? (?:said|told me|says?|tells? me|telling me|saying|reckons?)(?: that)? ", r"\g<at>according to \2, "),
        ("opinion|in my view", r",? in my (?:\w+ )?(?:opinion|view|eyes)(?P<c>,)?(?= |[.?!]|$)", r"\g<c>"),
        ("beginning to end|start to finish", r" from (?:beginning to end|start to finish|cover to cover)\b", ""),
        ("misunderstanding|mix-up|mistake|error|confusion", r"(?:^|(?<=[.!?] ))there (?:seems? to (?:have been|be)|must have been|has been|is|appears? to (?:have been|be)) (?:an?|some(?: kind of| sort of)?) (?:\w+ )?(?:misunderstanding|mix-up|mistake|error|confusion) (?:about|with|regarding|concerning|over) ([^,.:]{3,70}), (?:because|as|since) ", r"about \1: "),
        ("of all", r",? of all (?:places|things|people|days|times)\b", ""),
        ("don't suppose", r"\bI don['’]t suppose (?:that )?(you|anyone|anybody) (?:would |might |still )?(?:happen to )?(?P<v>remember|know|have|recall)\b(?P<what>[^.?!,]*)(?:[,.] do you)?(?:,? because )(?P<why>[^.?!]*)[.?!]", r"do \1 \g<v>\g<what>? \g<why>."),
        ("don't suppose", r"\bI don['’]t suppose (?:that )?(you|anyone|anybody) (?:would |might |still )?(?:happen to )?(?P<v>remember|know|have|recall)\b(?P<what>[^.?!,]*)(?:[,.] do you)?[.,?!] ?", r"do \1 \g<v>\g<what>? "),
        ("it exactly that|is it that|was it that|it that i", r"\b(who|what|where|when|which \w+) (?:is|was) it(?: exactly| actually)? that I (?:have|need) to\b", r"\1 do I have to"),
        ("never guess who", r"(?:^|(?<=[.!?] ))you['’]ll never (?:guess|believe) who I (?:saw|met|ran into|bumped into|spoke to)[^,.:]{0,40}[,:.] ((?:old )?(?:(?-i:Mr|Mrs|Ms|Dr)\.? )?(?-i:[A-Z])[\w'’-]+)(?:, [^,.\d]{3,50})?[,.] (?:anyway,? |and )?(?:he|she) ", r"\1 "),
        ("asked me to", r"\b(?:has |have )?asked me to (?:tell you|let you know|inform you|say|pass on)(?: to you)?,? that ", "says "),
        ("with effect", r"\bwith effect from ([^,.]{3,40}?)(?: (?:of )?this year)?[.,] ", r"from \1, "),
        ("note that", r"(?:^|(?<=[.!?] ))please (?:be so (?:good|kind) as to |kindly )?note that,? ", ""),
        ("onwards|that date", r",? (?:as )?from (?:that|this) date (?:onwards?|on|forward)\b", ""),
        ("remaining", r"\b((?:our|my|the|your) [\w ]{3,25}?) remain(?:s|ing)? (?:unchanged|the same)\b", r"\1 stays the same"),
        ("passing|letting you|telling you|writing|forwarding|sending", r",? (?:so|and) (?:I|we)(?:['’]m| am|['’]re| are) (?:just )?(?:passing (?:this|it|that) on|letting you know|telling you|writing(?: this)?|forwarding (?:this|it)|sending (?:this|it))(?: (?:to|for|now|you|it|here|in case)){0,3}(?=[.!]|$)", ""),
        ("asked by", r"\bI(?:['’]ve| have)? (?:been|was) asked by ([^,.]{3,40}?) (?P<if>if|whether) it (?:would|might|is|was) (?:be )?possible for ([^,.]{3,30}?) to\b", r"\1 asked whether \3 could"),
        ("asked by", r"\bI(?:['’]ve| have)? (?:been|was) asked by ([^,.]{3,40}?) (?=if|whether|what|when|how)", r"\1 asked "),
        ("undersigned", r"\bthe undersigned (?:wishes|would like|begs|has|is obliged) to (?:report|inform you|state|announce|confirm|advise you|bring to your attention|point out)(?: that)? ", ""),
        ("long enough", r", (?:which |and it |it )?took (?:him|her|them|you|it|us|me) long enough(?=[,.])", ""),
        ("which", r"\bwhich,? (?:frankly|honestly|actually|incidentally|to be honest|by the way|of course|in fact),? (?=is\b|was\b|are\b|were\b|has\b|I\b|we\b)", "which "),
        ("what he|what she|what they", r"\bwhat (he|she|they) (says|said|say|wants|wanted|want|means|meant) (?:is|was),? (?:that )?", r"\1 \2 "),
        ("clarify|tell me|let me know|confirm", r"\b(?:could|can) you (?:please )?(?:clarify|tell me|let me know|confirm) which (?:one |date |version )?(?:(?:of )?(?:these|the|those)? ?(?:two )?(?:dates |ones )?)?is (?:the )?(?:right|correct)(?: one)?", "which one is right"),
        ("something|someone|somebody", r"\b(something|someone|somebody)[,.] I (suspect|think|guess|assume|reckon) ([^,.]{2,25}), (?=(?:has|have|is|was|had|keeps|will|must)\b)", r"\1 (I \2 \3) "),
        ("ask you all|ask all|ask every", r"\b(?:could|can|may|might) I (?:please |just )?ask (?:you all|all of you|everyone|everybody) (?:please )?to (?:please )?", "please "),
        ("and i know i", r", and I know I(?:['’]m|['’]ve)? [^,.\d]{3,50}, (?=that\b)", " "),
        ("situation|thing|deal|problem", r"(?:^|(?<=[.!?] ))(?:right,? |so,? |ok(?:ay)?,? )*here(?:['’]s| is) the (?:situation|thing|deal|problem|story|latest)[:,.] ", ""),
        ("brought to", r"\bit (?:was|has been) brought to (?:my|our) (?:notice|attention) by ([^,.]{3,30}?) that ", r"\1 says "),
        ("brought to", r"\bit (?:was|has been) brought to (?:my|our) (?:notice|attention) that ", ""),
        ("looking for", r"\b(we|I)(?:['’]re|['’]m| are| am) looking for (somebody|someone|anybody|anyone) who (?:could|can|would|might) ", r"\1 need \2 to "),
        ("look at", r"\b(my \w+ and I|we|I)(?:['’]ve| have) (?:now |both )?had a (?:good |long |quick |close |proper )*look at (?:it|them|this),? and (?:we|I) (?:both )?think (?:that )?", r"\1 think "),
        ("time of", r"(?:^|(?<=[.!?] ))it(?:['’]s| is) that time of (?:the )?year again[,.] (?:and )?", ""),
        ("previous years|every year|in past years", r"(?:^|(?<=[.!?] ))as (?:in (?:the |all )?(?:previous|past) years|every year),? (?=(?:I|we|the|all)\b)", ""),
        ("do you think", r"\? (?:so )?do you think\?", "?"),
        ("good news", r"(?:^|(?<=[.!?] ))I(?:['’]ve| have)(?: got)? (?:some )?good news and (?:some )?bad news[,.:] ", ""),
        ("what", r"(?:^|(?<=[.!?] ))what (?:really |most )?(?:annoys|bothers|upsets|bugs|irritates|worries|surprises) me(?: (?:most|the most|about [^,.]{3,25}?))?(?:['’]s| is|) ?(?:not|n['’]t) (?:so much )?[^,.\d]{3,25}[,.?] (?:but|it(?:['’]s| is)) (?:the fact )?that ", ""),
        ("i don't know", r"(?:^|(?<=[.!?,] ))I don['’]t know (?:if|whether) (?:this|you|that|it)(?:['’]s|['’]re| is| are)[^,.\d]{3,40}, but ", ""),
        ("think i'm", r"(?:^|(?<=[.!?] ))you (?:might|may|will|['’]ll)(?: probably| well)? think (?:that )?I(?:['’]m| am) [^,.\d]{3,30}?,? but ", ""),
        ("when i was|while i was|as i was", r"\bI (?:noticed|saw|realised|realized)(?: (?:yesterday|today|this morning|last night|just now|earlier))?,? (?:when|while|as) I was [^,.\d]{3,30}? that ", ""),
        ("saying|to say", r"\bhas (?:put|sent) out a (?:message|note|letter|mail|circular|text) (?:saying|to say)(?: that)? ", "says "),
        ("i could go", r", because I could go on[^,.]{0,40},", ","),
    )
)  # fmt: skip
_SENTENCE = frames(
    (
        # who tells, thinks, noticed
        ("should", r"\bI (?:really |do |also |just |still )*(?:think|feel|believe|reckon)(?: like| that)? (?=(?:we|you|they|he|she|it|someone|somebody|everyone|everybody|the|there|my|our|your|this|that)\b[^,.;]{0,40}\bshould(?:n['’]t)?\b)", ""),
        ("noticed|realised|realized|discovered|found out", r"^I(?:['’]ve| have)?(?: just| recently| also| now)? (?:noticed|realised|realized|discovered|found out) (?:that )?(?=(?:the|there|my|our|your|this|these|some|all)\b)", ""),
        ("turns out|turned out", rf"\bit (?:turns|turned) out(?: that)? (?={_S}\b)", ""),
        ("is that|is,", rf"\b(and|but|because|so) the (?:problem|trouble|issue|point|thing|fact) is,?(?: that)? (?={_S}\b)", r"\1 "),
        ("just that", rf"\b(?:it(?:['’]s| is)|only)(?: just| only)? (?:just )?that (?={_S}\b)(?<=just that )", ""),
        ("to be", r",? to be (?:\w+ )?(?:honest|frank|fair)(?: with you)?,?(?=\s|$)", ""),
        ("which means", r", which means(?: that)? ", ", so "),
        ("and ", r",? and (?:as a result(?: of (?:this|that|it))?|because of (?:this|that)|for (?:this|that) reason|that(?:['’]s| is) (?:the reason )?why),? ", ", so "),
        ("the fact that", r"\b(?:due to|because of|owing to|given|in view of|in light of) the fact that\b", "because"),
        ("the fact that", r"\b(despite|in spite of) the fact that\b", "although"),
        ("the fact that", r"\bthe fact that\b", "that"),
        ("sure that", rf"\b(make|making|be|makes|made) sure that (?={_S}\b)", r"\1 sure "),
        # things called by more than their name
        ("of mine", r"\b(?:a|the) ((?:\w+ )?(?!lot|bit|kind|sort|few)\w+) of mine\b", r"my \1"),
        ("of ours", r"\b(?:a|the) ((?:\w+ )?(?!lot|bit|kind|sort|few)\w+) of ours\b", r"our \1"),
        ("of yours", r"(?:\b(?:an?|the) |(?<=been )|(?<=are ))(?!copy|lot|bit)((?:\w+ )?\w+) of yours\b", r"your \1"),
        ("name of", r"\bby the name of (?=[A-Z])", "called "),
        ("which|that", r", which (?:I|we) (?:had |have |['’]d |['’]ve )?(?:only |just )?(bought|ordered|booked|borrowed|rented) ", r", \1 "),
        ("same", r"\b(the )?same (\w+),? (?:and )?(?:the )?same (\w+)\b", r"\1same \2 and \3"),
        ("lot of|lots of|loads of|bunch of|tons of|heaps of|plenty of", r"\b(?:quite )?(?:an? (?:whole |awful )?(?:lot|bunch) of|lots of|lots and lots of|loads of|tons of|heaps of|plenty of) ((?:[a-z]+ )?[a-z]+(?<!s)s)\b(?<!news)", r"many \1"),
        ("a ", rf"\bfor a (?:good|solid|full|whole|cool) (?={_NUMBER})", "for "),
        ("something like", rf"\bsomething like (?={_NUMBER})", "about "),
        ("now", r"\b((?:for|been) (?:about |over |almost |nearly |more than )?(?:[\w-]+ ){0,2}(?:years?|weeks?|months?|days?|hours?|minutes?|ages)) now\b(?! (?:and )?that)", r"\1"),
        ("got", r"\b(has|have) got (?=(?:an?|the|my|our|his|her|their|your|some|no|two|three|\d+)\b)", r"\1 "),
        ("once more|one more time", r"\b(?:once more|one more time)\b", "again"),
        ("as soon as", r"\bas soon as (?:you (?:possibly )?can|possible|humanly possible)(?=[.,?!]|$)", "ASAP"),
        ("such time", r"\buntil such time as\b", "until"),
        ("so well|so good|that well", r"(?<=n['’]t )(\w+) (?:so|that) (well|good)(?: any ?more)?\b", r"\1 \2"),
        # verbs
        ("tend to", r"\b(he|she|it|this|that) does tend to\b", r"\1 tends to"),
        ("do ", r"\b(I|we|you|they) do (?=(?:think|hope|know|feel|realise|realize|understand|need|want|like|tend|believe|appreciate|have)\b)", r"\1 "),
        ("have a look", r"\b(?:come|came) and (?:have|take|had|took) a (?:quick |proper |closer |good )?look\b", "look"),
        ("another look", r"\b(?:have|take) another (?:quick |good |closer )?look at\b", "recheck"),
        ("money back", r"\b(I|we)(?:['’]d| would) like (?:to (?:have|get) )?(my|our) (money|deposit) back(?:,? please)?", r"\1 want \2 \3 back"),
        ("going to", r"\b(that|this|it)(?:['’]s| is)(?: just| simply| really)* not going to (?:be (?:doable|possible|feasible)|work(?: out)?)(?: for (?:me|us))?\b", r"\1 won't work"),
        ("anyone at all|anything at all|anybody at all|nothing at all|any at all", r"\b(any\w*|nothing|nobody|none) at all\b", r"\1"),
        ("double booked myself", r"\bdouble[- ]booked myself\b", "double-booked"),
        ("some time on", r"\bto some time (?=on\b|next\b)", "to "),
        ("any circumstances", r",? (?:under|in) any circumstances(?: whatsoever)?(?=[.,]|$)", ""),
        ("reason to", r"\bhave never had (?:any |a |cause or )?(?:reason|cause) to complain\b", "have never complained"),
        ("as it stands|as things stand", r"\b(?P<j>because |and |but |so |^)as (?:it|things) (?:stands?|currently stands?),? (?=\w)", r"\g<j>"),
        ("a place", r"\bas a place to (?=park|sleep|work|sit|store|keep|live)", "to "),
        ("requested to|asked to|urged to|advised to|invited to|reminded to", r"\b(?:the |all )?(?:passengers|residents|guests|visitors|customers|members|tenants|parents|students|users|colleagues|employees|participants|drivers|patients|you|applicants)(?: are|['’]re) (?:therefore |hereby |also )?(?:kindly |politely |respectfully )?(?:requested|asked|urged|advised|invited|reminded) to (?=\w)", "please "),
        ("belonging to", r"\b(?:the |an? )?(\w+) belonging to (my|your|our|his|her|their) (?:household|family|flat)\b", r"\2 \1"),
        ("solely|exclusively", r"\b(?:solely|exclusively)\b", "only"),
        ("pursuant to", r"\bpursuant to\b", "under"),
        ("in principle", r",? in principle,?(?= \w)", ""),
        ("perhaps|maybe|possibly", r"\b(I|we|you) would (?:perhaps|maybe|possibly) (?=\w)", r"\1 would "),
        ("made|placed|submitted", r"\bthe (booking|order|reservation|appointment|payment|complaint|request|enquiry|application|purchase) (?:that |which )?I (?:had |have )?(?:made|placed|submitted)(?: with you)? on\b", r"my \1 of"),
        ("made|placed|submitted", r"\bthe (booking|order|reservation|appointment|payment|complaint|request|enquiry|application|purchase) (?:that |which )?we (?:had |have )?(?:made|placed|submitted)(?: with you)? on\b", r"our \1 of"),
        ("received|got", r"\bthe (\w+) (?:that |which )?(?:I|we)(?:['’]ve| have)? (?:received|got)(?: from you| in the post)? (?=(?:says|said|states|shows|is|was|has)\b)", r"the \1 "),
        ("whereas", r"\bwhereas\b", "but"),
        ("specifically", r"\bspecifically (?=asked|said|told|ordered|requested)", ""),
        ("held|taking place|take place", r", which (?:this year |next week |this time )?(?:is going to be|will be|is being|is to be|is|was|will|['’]ll be) (?:held|taking place|take place) (?=(?:on|in|at|from|between)\b)", ", "),
        ("that was|that were|which was|which were|has been|have been", r"\b(the|our|my|your|his|her|their) (\w+) (?:that|which) (?:was|were|has been|have been) (?=(?:carried out|done|made|sent|given|left|put|[a-z]{3,}ed)\b)(?!.{0,30}\bso\b)", r"\1 \2 "),
        ("turned out to be", r"\b(?:has|has now) turned out to be\b", "is"),
        ("anything but", r"\banything but (?=satisfactory|clear|easy|ideal|good|perfect|friendly|professional|helpful|cheap|clean|quiet|safe)", "not "),
        ("ever since", r"\bever since\b", "since"),
        ("come and|go and", r"\b(?:come|go) and (?=(?:repair|fix|collect|pick up|get|fetch)\b)", ""),
        ("confirm to", r"\bconfirm to (?:me|us)\b", "confirm"),
        ("get hold of|got hold of", r"\b(?:finally )?(?:managed to get|got) hold of\b", "reached"),
        ("either", r"\beither on ([^,.]{3,30}?) or on (?=\w)", r"on \1 or "),
        ("would suit", r"\bwhich (?:one )?(?:of (?:the two|them|these|those) )?would suit you (better|best|more)\b", r"which suits you \1"),
        ("ceased|ceases", r"\bceased to (?:function|work)\b", "stopped working"),
        ("suggest|recommend|propose", r"\b(suggest|recommend|propose) that (?=(?:you|we|they|he|she)\b)", r"\1 "),
        ("or else", r"\bor else (?=\w+ )", "or "),
        (", please", r"^(?!(?:if|when|once|as(?! (?:discussed|agreed|promised|requested))|since|because|unless|until|before|after|while|although|in case|should|given|from)\b)(?!.*(?:, |\b(?:and|but|so) )(?:since|as|given|from)\b.*, please)(?!.*\b(?:if|when|once|case|who|whoever|everyone|everybody|anyone|unless|before|after|until|because)\b.*, please)([^.;:?]{30,}), please (?=(?:confirm|send|call|tell|let|check|bring|give|write|put|take|come|leave|return|reset|correct|change|move|repair|reply)\b)", r"\1. Please "),
        ("shoulders", r"\bshrugged (?:his|her|their) shoulders\b", "shrugged"),
        ("given", r"\bthe room (?:that |which )?we were given\b", "our room"),
        ("given", r"\bthe room (?:that |which )?I was given\b", "my room"),
        ("if you do|if they do|if we do|if i do", r"\bif (you|they|we|I) do (?=(?:find|see|come|get|go|need|want|have|hear|know|decide)\b)", r"if \1 "),
        ("please", r"^((?:all |dear )?\w+, please \w+ )their\b", r"\1your"),
        ("around to", r"\bget around to (?=\w+ing\b)", "start "),
    )
)  # fmt: skip
_POSITIVE = r"(?:great|good|nice|lovely|kind|friendly|wonderful|amazing|brilliant|excellent|fantastic|delicious|helpful|patient|perfect|fine|a dream|a (?:real )?(?:treat|joy|delight|star|angel))"
_POOR = r"(?:chap|thing|things|man|woman|soul|guy|lad|girl|boy|love|lamb|devil|mite|sod|dear)"
_B = r"(?:^|(?<=[.!?] ))"
_ENOUGH_LEFT = r"(?=(?:\S+\s+){10})"
_MUCH_LEFT = r"(?=(?:\S+\s+){24})"
_GONE = frames(
    (
        ("quick one|quick note|quick message|quick word|quick thing", rf"{_B}(?:(?:hey|hi|hello|ok|so|oh),? )?(?:just |only )?(?:a )?(?:very |really |super )?quick (?:one|note|message|word|thing)\b(?![^:]*\b(?:about|regarding)\b)[^:?!\d]{{0,70}}: {_ENOUGH_LEFT}", ""),
        ("to hear", rf"{_B}(?:I(?:['’]m| am| was| were)? )?(?:so |very |really )*(?:sorry|sad|glad|happy|pleased|delighted) to hear (?:that |about |of )[^.!?\d]{{3,70}}[.!] (?:you(?:['’]ve| have) been (?:\w+ ){{0,2}}{_POSITIVE}\b[^.!?\d]{{0,50}}[.!] )?{_MUCH_LEFT}", ""),
        ("you've been|you have been|you were", rf"{_B}you(?:['’]ve| have| were)(?: been)? (?:\w+ ){{0,2}}{_POSITIVE}\b[^.!?,\d]{{0,50}}[.!] {_ENOUGH_LEFT}", ""),
        ("get round|get around", rf"{_B}(?:I|we) (?:didn['’]t|did not|never) (?:get|got) (?:round|around) to (?:it|this|that|mentioning \w+|saying \w+)\b[^.;\d]{{0,80}}, but (?=\w)", ""),
        ("not|no ", rf"{_B}(?:to be (?:\w+ )?honest,? |honestly,? )?I(?:['’]m| am) (?:not|no) (?:an? |really |exactly |much of |usually |normally |the )*[\w ]{{3,25}}?(?:person|expert|specialist|lawyer|doctor|plumber|mechanic|electrician|engineer|accountant|type|fan)(?: or anything| myself| by any means)?, (?:so [^,.]{{3,40}}, )?but {_ENOUGH_LEFT}", ""),
        ("remember me", rf"{_B}(?:and )?(?:you|I don['’]t know (?:if|whether) you) (?:may|might|probably|perhaps|surely|will|still)*(?: \w+)?(?: ?remember me)\b[^.!?,\d]{{0,40}}[.,!] (?:but )?{_ENOUGH_LEFT}", ""),
        ("poor", rf",? (?:the )?poor {_POOR}\b(?=[,.!]|$)", ""),
        ("man|woman|guy|chap|lady|people|lad|bloke|couple|family|fellow|girl|soul", r", (?:\w+ )?(?:lovely|nice|great|sweet|funny|good|charming|delightful) (?:man|woman|guy|chap|girl|boy|lady|people|lad|fellow|bloke|couple|family|soul)(?:,? by the way)?(?=[,.])(?:[,.] (?:he|she|they) even [^,.;\d]{3,50}(?=[,.]))?", ""),
        ("started", r"[,.] (?:and )?don['’]t (?:even )?get me started(?: on [^,.;\d]{2,30})?(?=[,.])", ""),
        ("turns out|turned out", rf"{_B}(?:right,? |so,? |ok,? )*I(?:['’]ve| have| was)?(?: just| now| been)* (?:on the phone|called|rang|phoned|checked|looked|asked|spoke|spoken|talked|went|gone|googled|dug)\b[^.!?;\d]{{0,90}},? (?:and|but) it (?:turns|turned) out(?: that)? ", ""),
        ("thank", rf"{_B}(?:first(?: of all)?,? )?(?:many |so many )?(?:thanks|thank you)(?: (?:ever so|so|very|really) much| a lot| again)? for [^.!?,\d]{{3,60}}(?:, [^.!?\d]{{3,60}})?[.!] (?:I was (?:\w+ )?(?:surprised?|impressed|happy|pleased|delighted)[.!] )?(?:but )?{_MUCH_LEFT}", ""),
        ("thing|question|point|request", rf"{_B}(?:there(?:['’]s| is) )?(?:just |only )?one (?:\w+ )?(?:thing|question|point|request)(?:,? though)?(?:, and (?:it|this)[^,.\d]{{3,40}})?(?:,? but|:|,) (?=\w)", ""),
        ("question", rf"{_B}(?:only |but |just )*I have (?:only |just )?(?:one|a) (?:\w+ )?question(?:,? (?:and )?because |[:,] )(?=\w)", ""),
        ("enjoyed|loved|liked", rf"{_B}(?:I|we) (?:really |very much |all |so |both )*(?:enjoyed|loved|liked) [^.!?\d]{{3,110}}[.!] (?:I learn\w* [^.!?\d]{{3,80}}[.!] )?(?:but |only )*{_ENOUGH_LEFT}", ""),
        ("wonderful|lovely|great|nice|fine|good|kind|friendly|delicious|perfect|dream", rf"(?P<at>^|(?<=[.!?] )|(?<=, ))(?:I(?:['’]m| am) not complaining, )?(?:everybody|everyone|everything|all|(?:the|your|our|my) [\w ]{{3,20}}?)(?: here)? (?:is|was|are|were|['’]s) (?:so |very |really |all |always |absolutely |quite )*{_POSITIVE}(?: here)?(?: and [^,.\d]{{3,30}} (?:is|was|were) {_POSITIVE})?, but (?=\w)", r"\g<at>"),
        ("what a", rf"{_B}(?:honestly,? |oh,? |wow,? )?what a (?:\w+ )?(?:day|week|weekend|month|year|morning|night|mess|nightmare)[,!.] (?:first [^,.:\d]{{3,25}} and now this[:,.] )?", ""),
        ("overreact|exaggerat|crazy|mad|paranoid|silly|imagin|fuss|drama", rf"{_B}(?:my|our) \w+ (?:thinks?|says?|reckons?) (?:that )?I(?:['’]m| am) (?:just )?(?:overreacting|exaggerating|crazy|mad|paranoid|being (?:silly|dramatic)|imagining (?:it|things)|making a fuss)(?:, and (?:maybe|perhaps|probably) I am)?[,.] (?:it wouldn['’]t be the first time, )?(?:but )?{_ENOUGH_LEFT}", ""),
        ("hopeless|useless|idiot|numpty|muppet|scatterbrain|disaster|typical", rf"(?:{_B}|(?<=\w)[,.] )I(?:['’]m| am|['’]m such|['’]m so)(?: such| so| a| an| a complete| a total| an absolute)* (?:hopeless|useless|idiot|numpty|muppet|scatterbrain|disaster|typical)(?=[.,!]) ?", ""),
        ("sends", r"[,.] (?:who |he |she |they )sends? (?:his|her|their) (?:love|regards|best|best wishes)(?: to (?:you|everyone))?(?P<c>,)?(?= and|[.,]|$)", ""),
        ("which i", r", which I (?:only |just |first )?(?:noticed|realised|realized|know|found out|saw|remembered|heard)(?: about)? (?:because|when|from|by)\b[^,.;\d]{0,60},", ","),
        ("confused", rf"{_B}(?:I (?:have to|must) admit (?:that )?)?I(?:['’]m| am) (?:a bit |a little |slightly |somewhat |rather )?confused(?: (?:about|by) [^,.\d]{{3,40}})?,? (?:because|as|since) ", ""),
        ("i'm new|i am new", rf"{_B}(?:sorry [^,.\d]{{3,40}} but )?I(?:['’]m| am) new (?:here|to this|at this|in the building)(?: and (?:every\w+|I)\b[^,.:\d]{{0,40}})?(?:,? (?:so|but)|:) (?=\w)", ""),
        ("not like me", rf"{_B}it(?:['’]s| is)(?: really)? not like me to [^,.\d]{{3,30}}, but ", ""),
        ("that", r"\b(said|says|told me|thinks|mentioned|wrote|explained), and [^,.\d]{5,100}, that ", r"\1 that "),
        ("no trouble|no bother|no hassle", r"(?<=[.!?,] )(?:they|he|she|it)(?:['’]re|['’]s| are| is) (?:really |absolutely )?no (?:trouble|bother|hassle)(?: at all)?[.,] (?:and )?", ""),
        ("even tried", r"[,.] I(?:['’]ve| have) even tried (?:swearing|shouting|praying|crying|begging|kicking|hitting)\b[^,.\d]{0,20}(?=[,.])", ""),
        ("while i", r",? (?:and )?while I (?:do |fully |completely |can )*(?:appreciate|understand|realise|realize|know|accept|sympathise|sympathize)\b[^,.\d]{3,80}, (?=I\b|we\b|it\b|this\b)", ", and "),
        ("late", rf"{_B}(?:I(?:['’]m| am) )?(?:so |very )*sorry (?:to (?:write|text|bother you|call|message|be(?: writing)?) (?:so |this )?late|for (?:the late|writing (?:so )?late)[^,.\d]{{0,25}}), [^.!?\d]{{3,50}}[.!] {_ENOUGH_LEFT}", ""),
    )
)  # fmt: skip
_ENOUGH_WORDS = 16
_MAX_CHARS = 1200


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r" \(([^()\n]{2,90})\)(?=[\s,.!?;]|$)")


_WEIGHTY = re.compile(
    r"\b(?:not|no|never|only|if|unless|except|without|until|before|after|or|including|incl|plus|by|at|from|please)\b|n['’]t\b|[A-Z]{2}",
    re.I,
)


def _bracketed(match: re.Match[str]) -> str:
    """A remark in brackets goes where it has no fact, condition or request."""
    said = match[1]
    weighs = has_own_fact(f"x {said}", "") or _WEIGHTY.search(said) or len(said.split()) < 3
    return match.group() if weighs else ""


def direct(text: str) -> str:
    """Return a text without side remarks, and what is told in a roundabout way told at once.

    Args:
        text: a mended text; a short one is returned as it is.
    """
    if len(text.split()) < _ENOUGH_WORDS or len(text) > _MAX_CHARS:
        return text
    short = _CHANCE_OF.sub(_could, _without_digressions(framed(text, _TEXT)))
    short = _aside().sub(_bracketed, short)
    if short == text:
        return text
    short = re.sub(r"[ \t]{2,}", " ", re.sub(r"\s+([,.?!])", r"\1", short)).strip(" ,")
    short = _ORDERED.sub(r"\1.", re.sub(r"^[.,;] |(?<=[.!?:])\. ?(?= )", "", short))
    return re.sub(r"(^|[.!?] )([a-z])", lambda m: m[1] + m[2].upper(), capital(short))


_STARTS = re.compile(r"(?:^|[.!?:] )[A-Z]")


_CHANCE_OF = re.compile(
    r"\b(?:would|is|might) there (?:be )?any (?:possibility|chance|way) of (?P<who>us|me|you) (?P<ing>\w+ing)\b",
    re.I,
)
_SUBJECTS = {"us": "we", "me": "I", "you": "you"}


def _could(match: re.Match[str]) -> str:
    who, verb = _SUBJECTS[match["who"].lower()], base_of(match["ing"])
    return f"could {who} {verb}" if verb else match.group()


def _without_digressions(text: str) -> str:
    """Return a text without the leads and remarks of `_GONE` that hold no fact of their own."""
    for pattern, new in _GONE.likely(text.lower().replace("’", "'")):
        match = pattern.search(text)
        if match is None:
            continue
        rest = text[: match.start()] + text[match.end() :]
        said = _STARTS.sub(lambda start: start.group().lower(), match.group().strip(" ,."))
        if not has_own_fact(said, rest):
            text = text[: match.start()] + match.expand(new) + _after(text, match)
    return text


def _after(text: str, match: re.Match[str]) -> str:
    """Return what follows a match, with a capital where a sentence begins there now."""
    before, after = text[: match.start()].rstrip(), text[match.end() :]
    return capital(after) if not before or before[-1] in ".!?" else after


_ORDERED = re.compile(
    r"((?:^|[.!?] |, so )please (?!can\b|could\b|would\b|will\b|may\b)[^.?!]*)\?", re.I
)


@lru_cache(maxsize=128)
def condensed(text: str) -> str:
    """Return a sentence with what it says in many words said in fewer."""
    short = framed(text, _SENTENCE)
    return capital(short) if short != text and text[:1].isupper() else short
