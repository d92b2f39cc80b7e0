# ruff: noqa: E501 - patterns read best in one piece
"""Prepositions by what stands before and after them: "in Monday", "arrive to", "listen me", "until Friday"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.mending.slips import Rule

_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|many)"

PREPOSITIONS: tuple[Rule, ...] = (
    # time, place and what a word wants after it
    ("at in", rf"\b(?:at|in) (?=(?:{_DAY}s?|next {_DAY}|my birthday|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?! (?:market|club|times|Times|Post|school|lunch|prices|traffic|mode|night (?:live|dinner)|meetings)\b))(?!next )(?<!(?:\d) in )(?<!ate in )(?<!early in )(?<!in at )", "on "),
    ("in at", rf"\b(?:in|at) (?=(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th) (?:of )?{_MONTH}|\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}(?!\d))\b)(?<!\d in )(?<!\d at )", "on "),
    ("on", rf"\bon (?=(?:{_MONTH})(?:[.,!?]|$| (?:and|we|I|because|for|when|with|but|so|this|last|next|20\d\d)\b))(?<!based on )(?<!March on )", "in "),
    ("on at", r"\b(?:on|at) (?=20[0-4]\d(?:[.,!?]|$| (?:and|we|I|because|when|with|but|so)\b))(?<!meet at )(?<!rely on )(?<!\d at )", "in "),
    ("morning afternoon evening", r"\b(?:on|at) the (?=(?:morning|afternoon|evening)(?:[.,!?]|$| (?:and|we|I|because|but|so|at|with)\b))", "in the "),
    ("morning afternoon evening", r"\b(in) (?=(?:morning|afternoon|evening)(?:[.,!?]|$| (?:and|we|I|because|but|so|at|with|please)\b))", r"\1 the "),
    ("weekend", r"\b(?:in|at) (?:the )?(?=weekend(?:[.,!?]|$| (?:and|we|I|because|but|so|with|is|please)\b))", "at the "),
    ("night", r"\bin the night(?= (?:I|we) (?:sleep|slept)|[.!]$)", "at night"),
    ("moment", r"\b(?:in|on) (?:this|the) moment(?=[.,!?]|$| (?:I|we|he|she|it|they|because|but|and)\b)(?<!live in the moment)(?<!living in the moment)", "at the moment"),
    ("phone", r"\b(talk|talked|talking|speak|spoke|speaking|call(?:ed)? (?:you|me)|was|is|are|am|been) in the phone\b", r"\1 on the phone"),
    ("hand", r"\b([Ii])n the other hand\b", lambda m: "On the other hand" if m[1] == "I" else "on the other hand"),
    ("depend", r"\b([Dd]epend(?:s|ed|ing)?) (?:of|from|in) (?=(?:the|a|my|your|our|his|her|what|how|when|where|who|if|whether|you|it|this|that|us)\b)", r"\1 on "),
    ("depend", r"\b(it|It|that|That|this|This)(?:['’]s| is) depends?\b", r"\1 depends"),
    ("depend", r"\b([Ii]t|[Tt]hat) depend (?=on\b|if\b|how\b|what\b)", r"\1 depends "),
    ("married", r"\b(married|engaged) with\b(?= (?:a|an|the|my|your|his|her|him|me|someone|(?-i:[A-Z]))(?! (?:kids|children|two|three)))", r"\1 to"),
    ("discuss", r"\b([Dd]iscuss(?:ed|es|ing)?) about\b", r"\1"),
    ("explain", r"\b([Ee]xplain(?:ed|s|ing)?) (me|us|him|them) (?=(?:the|how|what|why|when|where|this|that|a|your|my|it|about|it|which|who|again|in)\b)", r"\1 to \2 "),
    ("explain", r"\b([Ee]xplain(?:ed|s|ing)?) (me|us|him|them)(?=[.?!]|$)", r"\1 it to \2"),
    ("explain describe suggest", r"\b([Ss]uggest(?:ed)?|[Dd]escribe) (me|us|him|them) (?=(?:the|a|an|some|how|what|your|another|which|where)\b)(?! that)", r"\1 to \2 "),
    ("wait", r"\b([Ww]ait(?:ed|s|ing)?) (?=(?:you|me|him|her|them|us|your (?:reply|answer|email|call|response|message|feedback|confirmation|decision)|the (?:bus|train|doctor|taxi|answer|results?|delivery|parcel|plumber)|an answer|a reply|a response)\b)", r"\1 for "),
    ("listen", r"\b([Ll]isten(?:ed|s|ing)?) (?=(?:music|me|him|her|them|us|the radio|radio|the news|your|this song|podcasts?)\b)", r"\1 to "),
    ("reply", r"\b([Rr]eply|[Rr]eplied|[Rr]eplying) (?=(?:me|him|her|them|us|my (?:email|message|mail|question|letter)|your (?:email|message|mail|question|letter))\b)", r"\1 to "),
    ("answer", r"\b([Aa]nswer(?:ed|ing)?) to (?=(?:me|him|her|them|us|my (?:email|message|mail|question|letter|call)|your (?:email|message|mail|question|letter|call))\b)(?<!the answer to )(?<!an answer to )(?<!your answer to )(?<!my answer to )(?<!answer to me)", r"\1 "),
    ("contact", r"\b([Cc]ontact(?:ed|ing)?) (?:to|with) (?=(?:me|him|her|them|us|you|the (?:office|manager|landlord|bank|police|school))\b)(?<!in contact with )(?<!no contact with )(?<!contact with you)(?<!have contact with )(?<!had contact with )(?<!any contact with )(?<!my contact with )(?<!eye contact with )", r"\1 "),
    ("say said says", r"\b(say|says|said|saying) (me|us|him|them) (?=(?:that|the|to|a|it|how|what|when|where|if|your|about|why|he|she|they|you|we|I)\b)", lambda m: {"say": "tell", "says": "tells", "said": "told", "saying": "telling"}[m[1].lower()] + f" {m[2]} "),
    ("interested", r"\b([Ii]nterested) (?:about|on|for|to) (?=(?:the|this|your|a|an|buying|renting|it|that|these|those|one)\b)(?! (?:\w+ )?(?:hear|see|know))", r"\1 in "),
    ("good bad", r"\b(good|bad|better|great|terrible) in (?=(?:maths?|English|French|German|Spanish|cooking|football|sports?|drawing|singing|chess|tennis|spelling|swimming|science)\b)", r"\1 at "),
    ("afraid", r"\b(afraid|scared|proud|tired|jealous) (?:from|on|about) (?=(?:the|my|your|our|dogs|spiders|it|him|her|them|you|this|that|heights|flying)\b)(?<!tired from )(?<!scared about )", r"\1 of "),
    ("responsible", r"\b([Rr]esponsible) (?:of|about) (?=(?:the|this|that|my|your|our|it|all|any)\b)", r"\1 for "),
    ("congratulat", r"\b([Cc]ongratulations?) for (?=(?:your|the|passing|getting|winning)\b)", r"\1 on "),
    ("accident", r"\bon accident\b", "by accident"),
    ("in_the", r"\bin the (?=(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?! (?:morning|afternoon|evening|paper|meeting|class|game|group|session|slot)))", "on "),
    ("the_last the_next", r"\b(in|on) the (last|next) (week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?=[.,!?]|$)", r"\2 \3"),
    ("arriv", r"\b(arrived?|arriving|arrives) to (?=(?:the|my|your|our|work|school|home|[A-Z])\b)", r"\1 at "),
    ("according", r"\b(according) with\b", r"\1 to"),
    ("regard", r"\b([Rr]egarding) (?:of|to|about) (?=(?:the|my|your|our|this)\b)", r"\1 "),
    ("_am", r"\bI am (hope|wait|need|want|think|know|have)\b", r"I \1"),
    # at, on, in
    ("bus train plane", r"\b(am|is|are|was|were|['’]m|['’]s|['’]re) (?:at|in) the (bus|train|plane|tram|ferry)(?=[.,!?;]|$| (?:now|and|already|home|to|at the moment|because|but|so)\b)", r"\1 on the \2"),
    ("own", r"\bby (my|your|his|her|our|their) own(?=[.,!?;]|$| (?:and|but|because|today|now|with)\b)", r"on \1 own"),
    ("airport station hotel office restaurant", r"\b([Aa]rriv(?:e|es|ed|ing)) (?:in|on) (?=the (?:airport|station|hotel|office|restaurant|bus stop|party|meeting|beach|school|hospital|gate|border)\b)", r"\1 at "),
    ("wedding party meeting airport station funeral concert", r"\b((?:see|meet|met|saw|join) (?:you|me|him|her|us|them|everyone)(?: all)?|(?:is|was|are|were|am|['’]m|be) (?:not )?(?:invited |working |waiting )?) ?on (?=(?:the|your|his|her|their|our|my) (?:wedding|party|meeting|airport|station|funeral|concert|market|office|school)(?:[.,!?;]|$| (?:and|but|because|on|next|tomorrow|today|at|yesterday|in|too)\b))", r"\1 at "),
    ("in_home", r"\b((?:is|are|was|were|am|be|stay|stays|stayed|work|works|working|not|['’]m|['’]s) )in home(?=[.,!?;]|$| (?:and|but|because|today|tomorrow|now|on|at|with|until|all)\b)", r"\1at home"),
    ("floor", r"\b(?:in|at) (?=the (?:ground|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|top|upper|\d+(?:st|nd|rd|th)) floor\b)", "on "),
    ("side left right", r"\b(?:in|at) (?=(?:the|your|my) (?:left|right|other|left-hand|right-hand)(?: hand)?(?: side)?(?:[.,!?;]|$| (?:of|and|after|next|you|is|there|behind|before)\b))(?!the (?:other|right)(?:[.,!?;]|$| (?:and|of)\b))", "on "),
    ("weekend", r"\b(?:on|in) weekend(?=[.,!?;]|$)", "at the weekend"),
    ("internet", r"\b(?:in|at) (?:the )?internet(?=[.,!?;]|$| (?:and|but|that|for|at|how|if)\b)", "on the internet"),
    ("facebook instagram", r"\b(?:in|at) (?=(?:facebook|instagram|whatsapp|tv)(?:[.,!?;]|$| (?:and|but|because|yesterday|today|last|for|to|that)\b))", "on "),
    ("opinion view", r"\b([Oo])n (?=my opinion\b)", lambda m: "In " if m[1] == "O" else "in "),
    ("opinion view", r"\b([Ii])n (?=my point of view\b)", lambda m: "From " if m[1] == "I" else "from "),
    ("foot", r"\b(go|goes|going|went|come|came|walk|by|get|there) (?:by|with) foot\b", r"\1 on foot"),
    ("card cash", r"\b(pa(?:y|ys|id|ying)(?: (?:it|for it|the \w+|for the \w+))?) with (?=(?:credit |debit )?card(?:[.,!?;]|$| (?:and|or|but|please|because|yesterday|today)\b))", r"\1 by "),
    ("picture photo", r"\b(see|seen|look|looks|shown|is|are|you|was) (?:on|at) (?=the (?:picture|photo)s?\b)(?<!look at )(?<!looks at )(?<!looks on )(?<!look on )(?<!is on )(?<!are on )(?<!was on )", r"\1 in "),
    ("queue", r"\b(stand|standing|stood|wait|waiting|waited) on (?=(?:the )?(?:queue|rain)\b)", r"\1 in "),
    # until, by
    ("until till", rf"\b(?P<head>(?:send|submit|finish|return|reply|respond|confirm|deliver|pay|hand|answer|done|ready|sent|finished|delivered|paid|give|bring|decide)(?: (?!not\b|stay|open|wait|valid|keep|from|until|till|and\b|but\b)[\w'’]+){{0,6}}?) (?:until|till) (?=(?:the latest |latest )?(?:{_DAY}|tomorrow|tonight|next week|the end of|noon|\d{{1,2}}(?::\d\d)? ?(?:am|pm|o)?|the \d+))(?<!not )(?<!n't )", lambda m: m[0] if re.search(r"\b(?:not|never|cannot|nothing|nobody|no one|\w+n['’]t|cant|open|closed)\b[^.!?]*$", m.string[: m.start()], re.I) else f"{m['head']} by "),
    # what a word wants after it
    ("attention", r"\b(pay(?:s|ing)? (?:more |some )?attention) (?:on|for|at) (?=(?:the|your|my|this|that|it|these|how)\b)", r"\1 to "),
    ("answer reply response", r"\b((?:your|an|the|my|his|her|no|any) (?:answer|reply|response)) (?:on|for|of) (?=(?:my|the|this|your|that|it|our) (?:email|mail|message|question|letter|request|complaint|enquiry|application)\b)", r"\1 to "),
    ("knock", r"\b([Kk]nock(?:ed|s|ing)?) (?:to|at|in) (?=(?:the|my|your|our|his|her|their) )", r"\1 on "),
    ("ask call phone", r"\b((?:ask|asked|asking|call|called|phone|phoned|contact|contacted)) (?:to|with) (?=(?:me|him|her|them|us|you|my (?:\w+)|your \w+|the (?:manager|landlord|doctor|teacher|office|police|bank|neighbou?rs?))(?:[.,!?;]|$| (?:and|but|if|about|when|because|on|for|again|first|please|at|before|after|tomorrow|today|yesterday)\b))(?<!contact with )(?<!call with )", r"\1 "),
    ("angry mad annoyed furious", r"\b(angry|mad|annoyed|furious|upset) (?:on|to|against) (?=(?:me|you|him|her|us|them|my|the|your)\b)(?<!upset to )", r"\1 with "),
    ("next", r"(?P<head>\b(?:is|are|was|were|sit|sits|sitting|stand|live|lives|put|left|right|shelf|drawer|table|house|shop|door|park|parked|just|,)) next (?=(?:the|my|your|our|his|her|them|him|me|us|it)\b)(?!the (?:day|week|morning|one|step|time))", r"\g<head> next to "),
    ("look", r"\b((?:to|can|could|please|will|must|should|come|came|and|you|let me|I) (?:have a )?look) (?=(?:it|them|this|these|that|the (?:photo|picture|flat|room|car|house|apartment|bike|pictures|photos|email|document|list))(?:[.,!?;]|$| (?:and|on|at the|tomorrow|today|please|in|before|this|again|when|if)\b))(?!it (?:up|over)\b)", r"\1 at "),
    ("enter", r"\b([Ee]nter(?:ed|s|ing)?) (?:in|into|to|inside) (?=(?:the|my|your|our|his|her) (?:house|flat|room|building|office|shop|garden|car|kitchen|hotel|country|apartment|museum|store|bank)\b)", r"\1 "),
    ("visit", r"\b((?:to|will|can|and|we|I|they|would like to|want to) visit(?:ed)?) (?:to|at|in) (?=(?:my|the|your|our|her|his|you|him|them|us) ?\w*(?:[.,!?;]|$| (?:in|and|next|last|tomorrow|on|this|for)\b))", r"\1 "),
    ("attend", r"\b([Aa]ttend(?:ed|ing)?) (?:to|at|in) (?=(?:the|a|your|our|this|my) (?:meeting|wedding|party|class|course|funeral|event|conference|school|lesson|training|ceremony|workshop|webinar)\b)", r"\1 "),
    ("pay", r"\b((?:to|will|not|n['’]t|should|must|who|I|we|you|can|could|have|please) pay) (?=(?:the|my|your|our|his|her) (?:damage|repair|ticket|tickets|food|drinks|dinner|lunch|meal|coffee|shopping|taxi|trip|parking|kettle|window|cake|room|hotel|flight|book|present|gift)\b)", r"\1 for "),
    ("thank", r"\b([Tt])hank to (?=(?:you|all|everyone|him|her|them|my|the)\b)", r"\1hanks to "),
    ("similar", r"\b(similar) (?:with|as|like) (?=(?:the|my|your|mine|yours|this|that|it|ours|what)\b)", r"\1 to "),
    ("different", r"\b([Dd]ifferent) (?:as|of|like) (?=(?:the|my|your|mine|yours|this|that|it|ours|what|last|before)\b)", r"\1 from "),
    ("belong", r"\b(belongs?|belonged) (?=(?:me|you|him|her|us|them|my|the neighbou?rs?)\b)", r"\1 to "),
    ("happen", r"\b(happen(?:ed|s)?) (?:with|at) (?=(?:me|you|him|her|us|them|the|my|your|our|it)\b)(?!the (?:same|moment|end|weekend|office|station|school|party|door|wedding))(?<!happens at )(?<!happened at )(?<!happen at )", r"\1 to "),
    ("ill sick", r"\b(am|is|are|was|were|['’]m|['’]s) (?:ill|sick) (?:on|by) (?=(?:the |a )?(?:flu|cold|fever|covid)\b)", r"\1 ill with "),
    ("laugh smile", r"\b(laugh(?:ed|ing|s)?) (?:on|about|over) (?=(?:me|him|her|us|them)\b)", r"\1 at "),
    ("worr", r"\b(worried|worry|worrying) (?:for|of|on) (?=(?:the|my|your|it|this|that|money|him|her)\b)(?<!worried for )", r"\1 about "),
    ("consist", r"\b(consists?|consisted) (?:from|in|by) (?=(?:the|a|two|three|four|many|some|\d)\b)", r"\1 of "),
    ("participat", r"\b([Pp]articipat(?:e|ed|ing)) (?:to|at|on) (?=(?:the|a|your|our|this|my)\b)", r"\1 in "),
    ("remember remind", r"\b(remind(?:ed|s)?) (me|you|him|her|us|them) (?:on|for) (?=(?:the|my|your|it|this|that)\b)", r"\1 \2 of "),
    ("search", r"\b([Ss]earch(?:ed|ing)?) (?=(?:a|an|my) (?:new |good |cheap )?(?:flat|job|room|house|apartment|dentist|doctor|car|key|keys|glasses|cat|dog|phone)\b)", r"\1 for "),
    ("ago", rf"\b(?:before|since) ((?:{_NUMBER}|an?|a few|a couple of) (?:minutes?|hours?|days?|weeks?|months?|years?)) ago\b", r"\1 ago"),
)  # fmt: skip
