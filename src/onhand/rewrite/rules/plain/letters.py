# ruff: noqa: E501 - tables read best a row a line
"""What letters and notices are made of, as data: formulas, announcements, calls to attend.

A row has a word that must be there for it to be looked for, the pattern and what to put.
"""

from __future__ import annotations

Row = tuple[str, str, str]

ACT = r"(?P<act>(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No)\.|\b[ap]\.m\.|\.(?=\w)|[^.?!\n])+)"
"""All there is of a sentence."""
GROUP = r"(?P<group>(?!(?:during|in|on|at|from|for|after|before|until|by|with|since) )(?:all (?:of )?(?:the |our )?|our |the |any |both )?(?:[a-z-]+ ){0,2}?(?:guests|visitors|residents|tenants|occupants|lodgers|customers|clients|members|parents|guardians|participants|passengers|travell?ers|commuters|students|pupils|players|users|colleagues|employees|staff|personnel|patrons|applicants|candidates|attendees|drivers|motorists|cyclists|owners|neighbou?rs|volunteers|patients|readers|runners|families|teams|householders|teachers|people|singers|swimmers|climbers|borrowers|shareholders|competitors|spectators|diners|walkers|campers|musicians|delegates|contractors|speakers|trainees|everyone|everybody)(?: (?:of|in|on|from|with|at) (?!behalf)(?:[\w'’-]+ ?){1,4}?)?)"
"""Whom a notice speaks to."""
_ME = r"(?:I|we)"
_WISH = rf"(?:{_ME} (?:would|should|do) (?:very much )?(?:like|wish|want|love) to|{_ME} (?:wish|want|have|need|am writing|are writing|write|am obliged|am compelled|am required|feel obliged|feel compelled|hasten|take the liberty of|am honou?red|beg|must|hereby|can|am pleased|are pleased|am happy|am delighted|are delighted|am able)(?: to)?)"
_AD = r"(?:hereby |herewith |kindly |respectfully |politely |cordially |formally |officially |sincerely |warmly |humbly |gently |strictly |strongly |once again |again |further |also |therefore )*"
_BY = r"(?:very much |greatly |highly |much |most |sincerely |deeply )?appreciated"

LETTERS: tuple[Row, ...] = (
    ("nd that", r"(?P<head>(?:advised|informed|aware|notified|note|inform you|advise you|let you know|attention|certify|confirm) that [^.?!;]{5,90}?),? and that (?=(?:I|we|you|he|she|it|they|the|your|my|our|all|this|there|\w+)\b)", r"\g<head> and "),
    ("note that", rf"{GROUP} (?:are|is) (?:{_AD})(?:requested|asked|urged|advised|invited|reminded) to (?:please )?note that ", r"heads up for \g<group>: "),
    ("your attention", rf"(?:may|might|could|can) (?:I|we) (?:draw|bring|call|direct) (?:your attention to the fact that|to your attention that) {ACT}[?]", r"just so you know, \g<act>."),
    # requests
    ("quest", rf", and {_ME} (?:must|have to|would|therefore|hereby|kindly) (?:\w+ )?request(?: that)? you {_AD}(?P<not>not )?(?:to )?{ACT}[.!]?", r". Can you please \g<not>\g<act>?"), ("quest", rf" and {_ME} (?:must|have to|would|therefore|hereby|kindly) (?:\w+ )?request(?: that)? you {_AD}(?P<not>not )?(?:to )?{ACT}[.!]?", r". Can you please \g<not>\g<act>?"),
    ("request", rf"{_ME} {_AD}(?:must |have to |am obliged to |would |shall have to |wish to |would like to |feel compelled to )*{_AD}request(?: that)? you(?:r\b(?! \w+ing))? {_AD}(?P<not>not )?(?:to )?{ACT}[.!]?", r"can you please \g<not>\g<act>?"),
    ("quest", rf"(?:it is|it's) (?:{_AD})(?:requested|asked) that you (?P<not>not )?(?=\w){ACT}[.!]?", r"can you please \g<not>\g<act>?"),
    ("quest", rf"{GROUP} (?:are|is) (?:{_AD})(?:requested|asked|urged|implored|begged) (?:to refrain from|not to|to abstain from|to desist from) (?P<ing>\w+ing) {ACT}[.!]?", r"can \g<group> please not {base:ing} \g<act>?"),
    ("sked", rf"{GROUP} (?:are|is) (?:{_AD})(?:requested|asked|urged|implored|begged) (?P<not>not )?to {ACT}[.!]?", r"can \g<group> please \g<not>\g<act>?"),
    ("quested", rf"{GROUP} (?:are|is) (?:{_AD})(?:requested|asked|urged|implored|begged) (?P<not>not )?to {ACT}[.!]?", r"can \g<group> please \g<not>\g<act>?"),
    ("urged", rf"{GROUP} (?:are|is) (?:{_AD})(?:urged|implored|begged) (?P<not>not )?to {ACT}[.!]?", r"can \g<group> please \g<not>\g<act>?"),
    ("refrain", rf"{_ME} (?:{_AD})(?:request|ask|would ask|must ask)(?: that)? {GROUP} (?:to )?(?:please |kindly )?refrain from (?P<ing>\w+ing)\b{ACT}?[.!]?", r"can \g<group> please not {base:ing}\g<act>?"),
    ("refrain", rf"(?:I|we) (?:{_AD})(?:must |would |have to )?(?:ask|request) (?:that )?you (?:to )?(?:please |kindly )?refrain from (?P<ing>\w+ing)\b{ACT}?[.!]?", r"can you please not {base:ing}\g<act>?"),
    ("quest", r"(?:please |kindly )?be so good as to ", "please "),
    # announcements
    ("vised", rf"{GROUP} (?:are|is) (?:{_AD})advised (?P<not>not )?to ", r"\g<group> should \g<not>"),
    ("that ", rf"{GROUP} (?:are|is) (?:{_AD})(?:informed|advised|notified|told|made aware|given notice) that ", r"heads up for \g<group>: "),
    ("reminded", rf"{GROUP} (?:are|is) (?:{_AD})reminded that ", r"reminder for \g<group>: "),
    ("reminded", rf"{GROUP} (?:are|is) (?:{_AD})reminded (?P<not>not )?to ", r"reminder for \g<group>: please \g<not>"),
    ("required", rf"{GROUP} (?:are|is) (?:{_AD})(?:required|expected|obliged) to ", r"\g<group> have to "),
    ("that ", rf"(?:the )?(?:management|committee|board|(?:head )?office|school|council|landlord|landlady|company|administration|housing association|library|department|secretary|treasurer|chair(?:man|woman|person)?) (?:{_AD}|would like to |wishes to |wish to )+(?:notif(?:y|ies)|informs?|advises?|announces?(?: to)?|tells?) (?P<group>(?:all |our |the )*[a-z]+) (?:of the fact )?that ", r"heads up for \g<group>: "),
    ("notice", r"notice is (?:hereby )?given (?:to (?P<group>[\w ]{3,40}?) )?that ", "heads up: "),
    ("notified", r"(?:please |kindly )?be (?:hereby )?notified that ", "heads up: "),
    ("attention", rf"(?:{_WISH} |may {_ME} |allow me to |permit me to |let me )?(?:draw|bring|call|direct) (?:it )?to your attention (?:the fact )?that ", "just so you know, "),
    ("attention", rf"(?:{_WISH} |may {_ME} |allow me to |permit me to )?(?:draw|bring|call|direct) your attention to (?:the fact that )", "just so you know, "),
    ("attention", rf"(?:{_WISH} |may {_ME} )?(?:draw|bring|call|direct) your attention to (?=\w)", "have a look at "),
    ("undersigned", r"the undersigned (?:wishes|would like|wants|begs) to (?:inform you|bring to your attention|advise you|notify you|state) that ", "just so you know, "),
    ("confirm", r"(?:and|, and) (?:I |we )?(?:can |hereby |also |wish to |would like to )*confirm that (?=(?:I|we|you|he|she|it|they|the|your|my|our|all|this|there|everything|\w+ (?:is|are|has|will))\b)", "and "),
    ("confirm", rf"(?:{_WISH} |{_ME} (?:can |hereby |am able to |am pleased to )*)(?:confirm|certify|attest) that ", "just to confirm, "),
    ("certif", r"(?:this|the present) (?:letter |message |note )?(?:is to|serves to) (?:certify|confirm|acknowledge|attest) that ", "just to confirm, "),
    ("confirm", r"(?:this|the present) (?:letter |message |note |email )?(?:is to|serves to) (?:certify|confirm|acknowledge|attest) that ", "just to confirm, "),
    ("confirm", rf"{_ME} (?:{_AD}|am pleased to |are pleased to |am happy to |am writing to |wish to |would like to )+confirm (?=(?:our|my|your|the) )", "just confirming "),
    ("ledge", rf"{_ME} (?:{_AD}|wish to |would like to |am writing to )*acknowledge (?:the )?(?:safe )?receipt of ", r"got "),
    # regret, joy, thanks
    ("of ", rf"(?:it is with (?:\w+ ){{0,3}}(?:regret|sadness|sorrow|heart) that {_ME} |{_ME} (?:\w+ly )?regret to |{_WISH} )(?:must |have to )?(?:report|announce|inform you of|tell you of) the (?:sudden |untimely |sad |recent )?(?:demise|death|passing|end) of (?P<what>(?:our|my|the|her|his) [^.,;?!]+)", r"sad news: \g<what> has died"),
    ("that ", rf"it is with (?:\w+ ){{0,3}}(?:regret|sadness|sorrow|disappointment|heart) that {_ME} (?:must |have to |need to |am obliged to |am compelled to )?(?:inform|report|announce|tell|advise|notify)(?: to)?(?: (?:you(?: all)?|members|residents|guests|everyone|our \w+|all \w+|parents|customers))? that ", "sorry, but "),
    ("that ", rf"{_ME} (?:deeply |very much |sincerely |greatly |truly )*(?:regret|are sorry|am sorry) (?:to have )?to (?:inform|report|announce|tell|advise|notify)(?: to)? (?:members|residents|guests|everyone|our \w+|all \w+|parents|customers|passengers|tenants|visitors) that ", "sorry, but "),
    ("apologies", rf"(?:{_WISH} |{_ME} |allow me to |let me |permit me to )(?:convey|express|extend|offer|present|tender|make) (?:my|our) (?:\w+ )*?apologies (?:to you )?for ", "so sorry for "),
    ("apologies", rf"(?:{_WISH} |{_ME} |allow me to |let me |permit me to )(?:convey|express|extend|offer|present|tender|make) (?:my|our) (?:\w+ )*?apologies(?: to you)?", "so sorry"),
    ("invit", rf"{_ME} (?:hereby |would like to |wish to |am pleased to |are pleased to |are delighted to |am delighted to |are happy to |cordially |warmly )*invite you (?:all )?to (?:partake in|participate in|take part in|attend|celebrate) (?=(?:a|an|the|our|my|her|his|their)\b)", "we'd love you to come to "),
    ("regret", rf"{_ME} (?:{_AD}|deeply |very much |do )*(?:regret|apologi[sz]e for) (?:any|the) (?:inconvenience|trouble|disruption|disturbance)(?:,? (?:that |which )?(?:this|that|it)(?: (?:may|might|could|will|has|would))?(?: have)?(?: caused?)?(?: (?:to )?you)?)?", "sorry for the hassle"),
    ("express", rf"(?:{_WISH} |allow me to |let me |permit me to |{_ME} )express (?:my|our) (?:\w+ )?(?:joy|delight|happiness|pleasure|excitement) (?:at|about|on|over) (?:hearing |the news )?(?:that )?", "so happy to hear "),
    ("interest", rf"(?:{_WISH} |{_ME} )express (?:my|our) (?:\w+ )?interest in ", "I'm really interested in "),
    ("surprise", rf"(?:{_WISH} |{_ME} )express (?:my|our) (?:\w+ )?surprise (?:at|about|that) ", "I'm pretty surprised about "),
    ("express", rf"(?:{_WISH} |{_ME} )express (?:my|our) (?:\w+ )?(?:regret|sorrow|sadness) (?:at|about|for|over) ", "I'm so sorry about "),
    ("admiration", rf"(?:{_WISH} |{_ME} )express (?:my|our) (?:\w+ )?admiration (?:for|of|at) ", "I'm really impressed by "),
    ("complain", rf"{_WISH} {_AD}(?:lodge|make|file|submit|register|raise) an? (?:\w+ )?complaint (?:about|regarding|concerning|with regard to|in respect of|against) ", "I'm not happy about "),
    ("complain", rf"{_WISH} {_AD}complain (?:\w+ly )?(?:about|of|regarding|concerning) ", "I'm not happy about "),
    ("objection", rf"{_WISH} {_AD}(?:lodge|make|file|submit|register|raise) an? (?:\w+ )?objection (?:to|against) ", "I'm really not OK with "),
    ("object", rf"{_WISH} {_AD}object (?:\w+ly )?to ", "I'm really not OK with "),
    ("pleasure", rf"(?:{_ME} (?:have|take) (?:the |great |much )*pleasure (?:of|in)|it (?:is|gives me) (?:my |a |great |immense )*pleasure (?:of|in)) (?P<ing>(?!invit|announc|inform)\w+ing) ", "I'm happy to {base:ing} "),
    ("pleasure", rf"(?:{_ME} (?:have|take) (?:the |great |much )*pleasure (?:of|in)) inviting you to ", "I invite you to "),
    ("pleasure", rf"(?:{_ME} (?:have|take) (?:the |great |much )*pleasure (?:of|in)) (?:announcing|informing you)(?: that)? ", "good news, "),
    ("announce", rf"(?:it (?:is|gives me|gives us|is with) (?:my |our |a |great |immense |much )*(?:pleasure|joy|delight) (?:that (?:I|we) |to )|{_ME} (?:am|are) (?:\w+ )?(?:pleased|happy|delighted|thrilled|overjoyed|proud) to )announce the (?:birth|arrival|safe arrival) of (?P<who>(?:our|my) [\w-]+(?:,? [A-Z][\w-]+)*)", r"good news: \g<who> has been born"),
    ("pleasure", r"it (?:is|gives me|gives us|is with) (?:my |our |a |great |immense |much )*pleasure (?:that (?:I|we) |to )(?:announce|inform you|tell you|report)(?: of)?(?: that)? ", "good news: "),
    ("pleasure", r"it (?:is|gives (?:me|us)) (?:my |our |a |great |immense |much )*pleasure to ", "I'm happy to "),
    ("honour", rf"{_ME} have the honou?r (?:to|of) (?=(?:invite|inviting) )", "I "),
    ("hono", rf"{_ME} have the honou?r to (?:inform you|announce)(?: that)? ", "good news, "),
    ("hono", rf"{_ME} have the honou?r to ", "I'd like to "),
    ("apologies", r"(?:(?:please )?accept )?(?:my|our) (?:sincere |sincerest |deepest |humble )*apologies for the delay(?: in (?:replying|responding|answering|my reply|getting back to you))?", "sorry for the late reply"),
    ("apologi", rf"{_ME} (?:{_AD}|deeply |do |must )*apologi[sz]e for the delay(?: in (?:replying|responding|answering|my reply|getting back to you))?", "sorry for the late reply"),
    ("ondolences", r"(?:(?:please )?accept |I (?:wish|would like) to (?:offer|express|extend) |I (?:offer|extend) )(?:my|our) (?:\w+ )*condolences (?:on|upon|for) (?:the )?(?:passing|death|loss) of ", "so sorry about "),
    ("congratul", r"(?:(?:please|kindly|can you|could you) )?(?P<v>convey|pass on|pass|extend|send|give|transmit) my (?:\w+ )?congratulations to (?P<whom>[^,.;]{2,40}?) (?:up)?on ", r"please tell \g<whom> congrats from me on "),
    ("congratul", r"(?P<v>convey|pass on|extend|send|give|transmit) my (?:\w+ )?congratulations to (?P<whom>[^,.;]{2,40}?)(?=[.,;?!]|$)", r"tell \g<whom> congrats from me"),
    ("my ", r"(?P<v>convey|pass on|extend|send|give|transmit) my (?:\w+ )?(?:regards|greetings|best wishes|compliments) to (?P<whom>[^,.;]{2,40}?)(?=[.,;?!]| and | on | at |$)", r"say hi to \g<whom> from me"),
    ("my ", r"(?P<v>convey|pass on|extend|transmit) my (?:\w+ )?(?P<what>thanks|gratitude|apologies|condolences) to (?P<whom>[^,.;]{2,40}?)(?= for |[.,;?!]| and |$)", r"give \g<whom> my \g<what>"),
    ("enclos", r"(?:please|kindly) find (?:enclosed|attached)(?: herewith)? (?P<what>(?!please)[^.;,]+)", r"I've attached \g<what>"),
    ("attach", r"(?:please|kindly) find (?:enclosed|attached)(?: herewith)? (?P<what>(?!please)[^.;,]+)", r"I've attached \g<what>"),
    ("ubmit", rf"(?:{_ME} (?:have the honou?r to |hereby |herewith |would like to |wish to |am writing to )*|I'd like to )submit (?:herewith |hereby )?(?:my|an) application for ", "I'd like to apply for "),
    ("apply", r"I (?:hereby |wish to |am writing to |would like to )+apply for ", "I'd like to apply for "),
    ("post of", r"the (?:post|position|office|role) of ", "the job of "), ("position of", r"the position of ", "the job of "),
    ("at your disposal", r"remain (?:entirely |fully )?at your disposal(?: for| should)?", r"I'm around for"),
    ("disposal", r"(?:and )?(?:I'm around for)(?= an? )", "and I'm free for"),
    ("hesitate", r"please do not hesitate to (?:ask|reach out|get in touch|write|call|say)(?=[.,;!]|$| if| should)", "just give me a shout"),
    # attendance
    ("ttend", rf"your (?:attendance|presence|participation) (?P<at>(?:at|in) [^.,;]{{3,40}} )?is (?:{_AD})(?:requested|desired|kindly requested) ?{ACT}?[.!]?", r"can you come \g<at>\g<act>?"),
    ("resence", rf"your (?:attendance|presence|participation) (?P<at>(?:at|in) [^.,;]{{3,40}} )?is (?:{_AD})(?:requested|desired) ?{ACT}?[.!]?", r"can you come \g<at>\g<act>?"),
    ("ttend", r"your (?:attendance|presence|participation) is (?:required|compulsory|mandatory|obligatory|needed|expected) (?=at|on|in|from)", "you need to be there "),
    ("come ", r"can you come at (?=\d+ [A-Z]|the |our |my )", "can you come to "), ("there at", r"you need to be there at (?=\d+ [A-Z]|the |our |my )", "you need to be at "),
    ("ttend", r"(?P<be>be|am|are|is|was|were) in attendance(?: at| for)?(?= )", r"\g<be> at"),
    ("ttend", r"confirm (?:your|their) attendance", "let me know if you're coming"), ("ttend", r"confirm my attendance(?: (?:at|for) (?P<at>[^.,;]+))?", r"confirm I'm coming to \g<at>"),
    # replies
    ("prompt", rf"your (?:prompt|urgent|immediate|swift|early|earliest|speedy|kind) (?:attention|action|assistance|consideration)(?: (?:to|in|on|with|regarding) (?:this|the|my) (?:matter|issue|request|complaint|problem))? (?:is|would be|will be) {_BY}[.!]?", "can you sort this out soon?"),
    ("attention", rf"your (?:prompt |urgent |immediate |swift |earliest )?(?:attention|action)(?: (?:to|in|on|with|regarding) (?:this|the|my) (?:matter|issue|request|complaint|problem)) (?:is|would be|will be) {_BY}[.!]?", "can you sort this out soon?"),
    ("your", rf"(?:a|your) (?:prompt|urgent|immediate|swift|early|speedy|timely) (?:response|reply|answer) (?:is|would be|will be) {_BY}[.!]?", "can you get back to me soon?"),
    ("matter", r"give (?:this|the) matter your (?:\w+ )?(?:attention|consideration)", "look into this soon"),
    ("attention", r"give (?:this|it) your (?:\w+ )?(?:attention|consideration)", "look into this soon"),
    ("quest", r"(?P<be>am|are|is|'m|will be|shall be) (?:unable|not able) to (?:comply with|accede to|grant|fulfil|fulfill|accommodate) your request", "can't do that"),
    ("comply", r"comply with your (?:request|wishes)", "do what you asked"), ("comply", r"comply with ", "follow "),
    ("accede", r"accede to your request", "say yes to that"),
    ("revert", r"revert(?: back)?(?: to (?P<w>me|us|you))(?! with)", r"get back to \g<w>"), ("revert", r"revert(?: back)?(?= (?:at|by|soon|asap|as soon|on|in|before|when|shortly)\b|[.,;!?]|$)", "get back to me"),
    ("needful", r"do the needful", "sort it out"), ("earliest", r"at the (?:very )?earliest(?=[.,;!?]|$)", "asap"),
    ("doubt", r"(?:am having|have|have got|'ve got) (?:one|a|some|few|a few) doubts? (?:about|regarding|on|in|concerning) ", "have a question about "),
    ("hear", r"(?:in )?(?:the )?(?:eager )?anticipation of (?:your|a) (?:\w+ )?(?:reply|response|answer)", "hope to hear from you"),
    # what was said before
    ("to your", r"(?:with reference|in reference|further|in response|in reply|with regard) to your (?:\w+ )?(?:message|email|e-mail|letter|enquiry|inquiry|query|question|request|note|post|advertisement|ad) (?:concerning|about|regarding|on) ", "about "),
    ("to your", rf"(?:with reference|in reference|further|with regard|in response|in reply|referring|pursuant|subsequent|in regard) to (?P<ref>(?:your|our|my) [^,.;]{{3,60}}), (?:{_WISH} (?:inform you|confirm|clarify|let you know|advise you|state|say|tell you)(?: that)?) ", r"about \g<ref>: "),
    ("to our", rf"(?:with reference|in reference|further|with regard|in response|in reply|referring|pursuant|subsequent|in regard) to (?P<ref>(?:your|our|my) [^,.;]{{3,60}}), (?:{_WISH} (?:inform you|confirm|clarify|let you know|advise you|state|say|tell you)(?: that)?) ", r"about \g<ref>: "),
    ("to ", r"(?:with reference|in reference|further|in response|in reply|referring|pursuant|subsequent|following up) to (?=(?:your|our|my|the) (?:\w+ )?(?:conversation|talk|discussion|chat|call|message|email|e-mail|letter|enquiry|inquiry|question|request|advertisement|ad|text|note|application|offer|invitation|complaint|post)\b)", "about "),
    (" of ", r"(?P<n>message|email|e-mail|letter|text|note) of (?P<w>last (?:week|night|month|\w+day)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)", r"\g<n> from \g<w>"), (" of ", r"(?P<n>conversation|talk|discussion|chat|call|message|email|e-mail|letter|enquiry|inquiry|question|request|meeting|text|note) of (?P<w>yesterday(?: \w+)?|this (?:morning|afternoon|evening|week)|last (?:week|night|month|\w+day)|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day)", r"\g<n> \g<w>"),
    (" of ", r"(?P<n>conversation|message|email|e-mail|letter|enquiry|inquiry|request|text|note) of (?=\d|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)", r"\g<n> from "),
    (" dated ", r"(?P<n>application|letter|email|e-mail|message|invoice|note|request) dated (?=\d|\w+ \d)", r"\g<n> from "),
)  # fmt: skip
