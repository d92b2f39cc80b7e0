# ruff: noqa: E501 - patterns read best in one piece
"""Words taken for others that sound alike, told apart by the words around: "no were", "by a car"."""

from __future__ import annotations

import re
from collections.abc import Callable

from onhand.rewrite.rules.mending.nouns import PLURAL, SINGULAR

Change = str | Callable[[re.Match[str]], str]
Rule = tuple[str, str, Change]
"""Words of which one must be there (none: always tried), a pattern, what it becomes."""

_DET = r"(?:the|an?|my|your|our|his|her|its|their|this|that|these|those|some|any|no|another|one|two|three|it|them|him|me|us|you)"
_WHO = r"(?:I|you|we|they|he|she|it)"
_MUST = r"(?:can|could|will|would|should|must|may|might|to|not|never|['’]ll|can['’]t|cannot|don['’]t|doesn['’]t|didn['’]t|won['’]t|couldn['’]t|wouldn['’]t|please|let['’]s|gonna|wanna)"
_GOODS = rf"(?:{SINGULAR}|{PLURAL}|stuff|money|luggage|food|work|homework|own|rubbish)"
_BODY = r"(?:leg|arm|heart|promise|rules?|law|glass|window|news|ice|record|bone|ankle|wrist|foot|finger|neck|hip|nose|toe|back|tooth|phone|vase|cup|mug)"
_HEAD = re.compile(r"(?:er|more|less|better|worse|rather|other|else) ", re.I)
_WANTED = re.compile(
    r"\b(?:want|need|expect|allow|ask|told|tell|get|like|prefer|use|suppose|force|help|able|talk|talking|speak|spoke|belong|given?|send|sent|gave|listen|related?|attach|add|write|wrote|said|say|happen|happened|going|next|close|forward|up|due)(?:s|ed|d)? (?:it|them|me|you|us|him|her|this|that|here|there|one|well)$",
    re.I,
)

CONFUSIONS: tuple[Rule, ...] = (
    # there, their, they're
    ("there", rf"\b(?<!over )(?<!up )(?<!down )(?<!out )(?<!back )(for|of|to|with|on|at|from|by|about|all|lost|forgot|brought|bring|love|loves|took|take|sold|sell|parked|lose|lose|wash|clean|changed|leave|under|behind|near) there (?={_GOODS}\b)(?!(?:people|time) (?:is|are|was|were)\b)", r"\1 their "),
    ("there", rf"(^|[.!?,;] )(T|t)here (?=(?:{SINGULAR}|{PLURAL}) (?:is|are|was|were|has|have|keeps?|looks?)\b)(?!(?:people|person|place)\b)", r"\1\2heir "),
    ("their", r"\b([Tt])heir(?= (?:seems?|appears?|might be|may be|could be|should be|must be|can be|is|was|are|were|isn['’]t|wasn['’]t|aren['’]t|weren['’]t|won['’]t|will)\b)", r"\1here"),
    ("their", r"\b(is|was|are|were|over|out|up|down|in|from|been|right|go|going|get|gets|got|went|hi|hello|hey) their(?=[.,!?]|$)", r"\1 there"),
    ("they're they’re", r"\b([Tt])hey['’]re(?= (?:is|are|was|were)\b)", r"\1here"),
    ("they're they’re", rf"\b([Tt])hey['’]re(?= {SINGULAR}\b)", r"\1heir"),
    ("there their", r"(^|[.!?,;] |\b(?:and|but|because|so|that|think|know|say|said|if|when|hope) )([Tt])h(?:ere|eir) (?=(?:going to|gonna|not (?:coming|going|here|there|sure|working|very)|supposed to|trying to|making|having|driving|moving|still (?:waiting|working|at|in|not)|all (?:at|in|gone|late|going|coming|very|so)|so (?:cute|nice|kind|rude|loud|noisy|late|happy|good|bad|annoying|expensive)|both)\b)(?! (?:is|are|was|were)\b)", lambda m: f"{m[1]}{m[2]}hey're "),
    # your, you're
    ("you're you’re", rf"\b([Yy])ou['’]re(?= (?:(?:new|old|last|first|next|lovely|beautiful|best|own) )?(?!(?:home|part|boss|king|queen|person|man|woman|winner|star)\b){SINGULAR}\b)(?! home| late)", r"\1our"),
    ("your", r"(^|[.!?,;] |\b(?:and|but|because|so|that|think|know|say|said|if|when|hope|since|as) )([Yy])our (?=(?:not|gonna|going to|so|very|too|the (?:best|only|one)|a (?:star|legend|genius|lifesaver|great|good|bad|wonderful|true|real|hero)|always|never|still|already|late|early|right|wrong|welcome|invited|kidding|joking|coming|in charge|supposed to|able to|allowed to|free to|all (?:invited|set|welcome|right)|doing|being|really|just|probably|lucky|crazy|amazing|sure)\b)(?! (?:to do|hand|side|answer|self|start|end|time|own|cheque|good|much)\b)(?!right (?:hand|arm|leg|foot|eye|ear|knee|side|shoulder|to)\b)(?!(?:late|early|wrong|lucky|crazy|amazing|really \w+|very \w+|so|never|sure|welcome|invited|just|always) (?:\w+ )?(?:gift|pack|email|mail|father|mother|number|reply|payment|friend|friends|day|charm|house|son|dog|work|support|help|card|guests?|husband|wife|dad|mum)\b)", lambda m: f"{m[1]}{m[2]}ou're "),
    ("you", rf"\b(for|of|to|with|from|about|in|on|at|is|and|need|got|love|like|send|have|do) you (?=(?:(?:new|old|last|next|kind|quick) )?(?:{SINGULAR}|help|reply|time|support|understanding|patience|feedback|advice)(?:[.,!?]|$| (?:is|was|has|and|today|tomorrow|yesterday|please|on|in)\b))(?!(?:book|call|plan|order|watch|work|park|answer|date|email|name|number|post|match|test|dress|quote|report|plant|switch|help|ring|line|list|present|face|head|hand|view|drill|request|question|result|comment|reply|time|book|shop|store|land|star|screen|box|bar|bin|map|nurse|judge|joke|pet|pool|page|pilot|ship|train|tie|lock|lead|plug|guest|project|estimate|advice|support|bill|stamp|voice|water|film|field|field|house|bus|bank|bag|board|branch|can)\b (?:on|in|and|please|today|tomorrow)\b)(?<!do you )", r"\1 your "),
    # its, it's
    ("it's it’s", rf"\b(of|with|from|in|on|at|by|into|has|have|had|lost|changed|opened|hurt|broke|and|to|for|all|under|after|near|during|about|lose|loses|finish|wash) it['’]s (?=(?:(?:new|old|first|own|last|usual|small|big|little|original) )?(?:{SINGULAR}|{PLURAL}|smell|taste|colou?r|name|size|value|tail|way|best|price|content|contents)(?:[.,!?]|$| (?:is|was|are|were|has|when|and|in|on|at|every|to|because)\b))(?!late|all)", r"\1 its "),
    ("its", r"(^|[.!?,;] |\b(?:and|but|because|so|that|think|know|say|said|if|when|hope|since|as|like|says|how|though) )([Ii])ts (?=(?:a|an|the|not|no|been|just|really|so|very|too|only|still|always|never|probably|definitely|my|your|our|his|her|mine|yours|ours|hers|theirs|been|gonna|going|getting|become|raining|snowing|me|us|him|\w{3,}ing (?:to|me|us|him|a|the|again|now|today|my|up|down|on|off))\b)(?!(?:very|only|still|just) (?:own|existence|name)\b)", lambda m: f"{m[1]}{m[2]}t's "),
    # where, were, we're
    ("were", r"\b(no|any|some|every) were\b(?! (?:are|is|was|better|left|there)\b)", r"\1where"),
    ("were", r"(^|[.!?] |\b(?:know|tell me|ask|asked|hi|hey|and) )([Ww])ere (?=(?:is|are|was|do|does|did|can|could|should|will|would|have|has)\b)", r"\1\2here "),
    ("were", rf"\b(place|shop|house|street|road|room|park|school|office|area|restaurant|hotel|country|city|town|pub|corner|box|drawer|spot|know|remember|tell me|sure|see|show me) were (?={_WHO}\b)", r"\1 where "),
    ("were", r"\b(from|to|of) were (?=(?:I|we|you|they|he|she|the)\b)(?!(?:the|they) \w+ (?:all|very)\b)", r"\1 where "),
    ("where", rf"\b(we|you|they|there|(?:the|my|our|these|those|all|both) {PLURAL}|who|which|that|people|children) where (?=(?:not|at|in|on|going|here|there|so|very|too|late|told|all|both|just|still|supposed|already|always|never|only|really|\w+ing|a|no|some|many|able|allowed|ready|happy|sick|ill|tired|open|closed|broken|missing|full|lost|on|out)\b)(?!\w+ing (?:is|was))", r"\1 were "),
    ("we're we’re", r"\b(you|they|there|who|which|people|children|these|those) we['’]re\b", r"\1 were"),
    ("were", r"(^|[.!?,;] |\b(?:and|but|because|so|if|when|that|think|hope) )([Ww])ere (?=(?:going to|gonna|having|planning|coming|moving|leaving|running late|on our way|looking for|looking forward|out of|all set|so (?:happy|glad|excited|sorry|proud)|not (?:coming|going|able|sure)|meeting|very (?:happy|sorry|glad|excited))\b)", lambda m: f"{m[1]}{m[2]}e're "),
    # whose, who's; which, witch
    ("who's who’s", rf"\b([Ww])ho['’]s(?= (?:{SINGULAR}|{PLURAL}) (?:is|are|was|were|it|this|that|these|those|did|do|should|has|have|broke|got|got)\b)", r"\1hose"),
    ("who's who’s", r"\b([Ww])ho['’]s(?= (?:\w+ )?(?:is|are) (?:this|that|these|those|it|they)\b)", r"\1hose"),
    ("who's who’s", rf"\b(?-i:([a-z]+)) who['’]s (?={SINGULAR} (?!and\b|in\b|of\b))", r"\1 whose "),
    ("whose", r"\b([Ww])hose(?= (?:not|never|always|been|going to|coming|gonna|there|here|very|so|the|a|an|in|at|on|with|from|working|living|free|available|this\?|that\?)\b)", r"\1ho's"),
    ("witch", r"(^|[.,!?] |\b(?:in|of|for|from|to|on|at|know|sure|decide|tell me|and|ask) )([Ww])itch (?=(?:is|are|was|were|one|ones|we|I|way|time|day|you|they|he|she|means|makes|of|bus|train|room|has|have|can|will|should)\b)", r"\1\2hich "),
    # whether, weather
    ("weather", rf"\b(know|tell|ask|asked|sure|wonder|wondering|see|check|decide|remember|advise|advice|inform|confirm|confirmed|unsure|matter|question|decided|understand|find out|clear|doubt|told|care|say|said|idea|discuss|clarify)( me| us| him| her| you)? weather (?={_WHO}\b|the\b|to\b|or\b|this\b|that\b|there\b|my\b|your\b|our\b|his\b|her\b)(?!the (?:weather|forecast|report)\b)", r"\1\2 whether "),
    ("weather", r"\b([Ww])eather or not\b", r"\1hether or not"),
    ("whether", r"\b(the|nice|bad|good|lovely|terrible|awful|hot|cold|wet|sunny|rainy|beautiful|this|what) whether\b(?! (?:I|you|we|they|he|she|it|to|or|the)\b)", r"\1 weather"),
    # to, too, two
    ("too", r"\b(allergic|according|due|related|belongs?|listening|listen|addicted|engaged|similar|used|forward|next|close|married|refer|referring|able|want|wants|wanted|need|needs|needed|have|has|had|going|like|would like|try|trying|tried|hope|hoping|forgot|decided|supposed|allowed|able|ready) too (?=(?!(?:much|many|late|early|long|often|soon|far|little|few|big|small|hot|cold|old|young|hard|easy|expensive|tired|busy|bad|good|high|low)\b)[a-z]+\b)(?<!have too )(?<!had too )(?<!has too )(?<!like too )", r"\1 to "),
    ("too", r"\b(have|has|had|like) too (?=(?:be|go|do|see|know|get|come|make|take|meet|talk|hear|help|ask|buy|pay|send|find|use|work|eat|leave|tell|give|speak|move|stay|join|start|call|read|sleep|change|wait|keep|say|thank|cancel|book|bring|finish|write|drive|pick|try)\b)", r"\1 to "),
    ("too", r"\b(go|goes|went|going|come|came|drive|drove|walk|walked|travel|moved?|moving|been|back|write|wrote|speak|spoke|talk|talked|talking|send|sent|give|gave|flew|fly|return|welcome|listen|reply|thanks|up|next|closer?) too (?=(?:the|a|an|my|your|our|his|her|their|this|that|me|you|us|him|them|it|school|work|bed|church|town|(?-i:[A-Z][a-z]+))\b)(?!(?:you|it|me|us|that)[.!?]*$)", r"\1 to "),
    ("to", r"\b(is|are|was|were|it['’]s|that['’]s|there['’]s|I['’]m|way|far|much|been|be|bit|got|gets|get|arrived?|came|feel|feels|felt|looks?|seems?|costs?|cost|drives?|drove|talks?|eat|ate|drank|drink|works?|sizes?|degrees|inches|cm|minutes|hours|little|spent|sleep|slept|a lot) to (?=(?:much|many|late|early|long|expensive|loud|cold|big|small|hard|often|soon|busy|tired|noisy|heavy|far|hot|dangerous|difficult|easy|old|young|short|tight|dark|salty|sweet|spicy|weak|strong|quiet|slow|fast|quickly|slowly|high|low|ill|sick|scared|shy|nervous)\b)(?! (?:to \w+ to|customers|people|children|students)\b)", r"\1 too "),
    ("to", rf"\b(love|loves|like|likes|want|wants|know|knows|need|needs|miss|hate|enjoy|enjoys|have|has|saw|got|see|met|bought|tried|invited|coming|come|there|here|late|tired|happy|hungry|one|it|them|me|you|us|him|her|this|that|well|again|today|tomorrow|yesterday|{_GOODS}) to(?=[.!]?$|[.!?,] |,? (?:and|but|because) )(?<!where to)(?<!going to)(?<!you['’]re to)(?<!(?:want|need|like|have|love) to)", lambda m: m[0] if _WANTED.search(m.string[: m.end(1)]) else f"{m[1]} too"),
    ("to", r"\b(too \w+ (?:and|or|but)(?: also)?) to (?=(?:much|many|late|early|long|expensive|loud|cold|big|small|hard|busy|tired|noisy|heavy|far|hot|dangerous|difficult|easy|old|young|short|tight|dark|salty|sweet|spicy|weak|slow|fast|high|low)\b)", r"\1 too "),
    ("with in", r"\bwith in (?=(?:a|an|the next|one|two|three|four|five|\d+|\w+ (?:days|hours|weeks))\b)", "within "),
    ("if i was you", r"\b([Ii]f) I was (?=you\b|him\b|her\b|them\b)", r"\1 I were "),
    ("regard", r"\b([Rr]egarding) (?:of|to|about) (?=(?:the|my|your|our|this)\b)", r"\1 "),
    # then, than
    ("then", r"\b(\w+er|more|less|better|worse|rather|other|else|different)((?: (?!and|but|or|if|when|the|a|it|is|was|now|after)\w+){0,3}) then (?=(?:the|a|an|my|your|our|his|her|their|this|that|these|those|last|usual|expected|planned|before|ever|me|you|him|her|us|them|mine|yours|ours|I|we|he|she|they|it|\d+|one|two|three|what|in|on|at|to|(?-i:[A-Z][a-z]+))\b)(?<!ther then )(?!(?:I|we|you|he|she|they|it)(?:['’](?:ll|m|d|ve|re)| (?:can|could|will|would|should|go|went|came|got|left|start|need|want|called|told|said|put|took))\b)(?<!over then )(?<!after then )(?<!ever then )(?<!never then )(?<!water then )(?<!whatever then )(?<!dinner then )(?<!her then )(?<!number then )(?<!letter then )(?<!order then )(?<!together then )(?<!either then )(?<!paper then )(?<!remember then )(?<!sister then )(?<!brother then )(?<!mother then )(?<!father then )(?<!answer then )(?<!offer then )(?<!enter then )(?<!corner then )(?<!computer then )(?<!manager then )(?<!under then )", r"\1\2 than "),
    ("then", r"\b((?:rather|other|less|more|no sooner) )then\b(?! (?:I['’]ll|we['’]ll)\b)", r"\1than"),
    ("than", r"(^|[.!?] |\b(?:and|since|back|by|until|till|but|so|just|even|what|only) )([Tt])han\b", lambda m: m[0] if _HEAD.search(m.string[: m.start()][-25:]) else f"{m[1]}{m[2]}hen"),
    # know, now, no; hear, here
    ("no", r"(^|[.!?,] |\b(?:if|that|and|but|as|because) )(I|we|you|they)( don['’]t| didn['’]t| already| really| also)? no (?=(?:that|what|where|how|who|why|when|if|it|him|her|them|you|the|this|about|a|your|my|he|she|they|I|we)\b|[.?!])", r"\1\2\3 know "),
    ("no", r"\b(don['’]t|didn['’]t|doesn['’]t|do you|did you|let me|let us|to|you|please) no(?=[.?!]|$| (?:what|where|how|who|why|when|if|that|about|him|her|the|as soon|asap|by)\b)(?<!you no)", r"\1 know"),
    ("now", r"\b(don['’]t|didn['’]t|doesn['’]t|do you|did you|to|let me|let us|you|I|we|they)( already| all)? now (?=(?:what|where|how|who|why|when|if|that|about|him|her|the answer|as soon as)\b)(?<!you now if)(?!(?:if|when|that) )", r"\1\2 know "),
    ("now", r"\b(don['’]t|didn['’]t|doesn['’]t|do you|did you) now (?=(?:what|where|how|who|why|when|if|that|about|him|her|the|it|a|any|this)\b)", r"\1 know "),
    ("know", r"\b(right|by|until|till|for|from) know\b(?! (?:that|how|what|if)\b)(?<!how to know)", r"\1 now"),
    ("hear", r"\b(come|came|over|right|live|lives|lived|stay|stayed|wait|waiting|sit|work|works|arrived|arrive|is|are|was|were|am|be|been|out|in|i['’]m|we['’]re) hear(?=[.,!?]|$| (?:and|but|for|at|in|on|now|by|today|tomorrow|since|because|so)\b)", r"\1 here"),
    ("here", r"\b(to|can['’]t|cannot|didn['’]t|don['’]t|can you|could you|did you|could|I|can|couldn['’]t|nice to|good to|sorry to|glad to|happy to|pleased to) here (?=(?:from|about|that|the (?:news|music|baby|alarm|bell|phone|sound|noise)|your (?:voice|news)|you|me|him|her|us|it|them|anything|what|a (?:noise|sound|bang))\b)", r"\1 hear "),
    # by, buy; brake, break; loose, lose; except, accept
    ("by", rf"\b({_MUST}|I['’]d|and|we['’]ll|I['’]ll|want to|need to|going to|have to|like to) by (?={_DET} (?:\w+ )?(?:{SINGULAR}|{PLURAL}|one|more|new|food|milk|bread|stuff|things|for|from)\b|tickets\b|milk\b|bread\b|food\b|some\b|it\b|new\b|more\b|flowers\b|presents?\b)(?<!and by )(?<!ed to by )(?<!known to by )(?!the (?:time|way|end|window|door|beach|lake|river|side)\b)(?! \w+ (?:deadline|end|weekend|week|month)\b)(?!(?:the|this|that|next) (?:\w+ )?(?:week|weekend|month|year|morning|evening|day|deadline|date)\b)", r"\1 buy "),
    ("brake", rf"\b(has|have|had|to|will|would|can|could|might|didn['’]t|don['’]t|doesn['’]t|not) brake (?=(?:his|her|my|your|the|our|their|a|its|it|any|up) ?(?:{_BODY})?\b)", r"\1 break "),
    ("brake", r"\b(coffee|lunch|tea|short|quick|lunchtime|toilet|spring|summer|christmas|five[- ]minute|\d+[- ]minute) brake\b", r"\1 break"),
    ("brake", r"\b(take|takes|have|has|had|need|needs|took|want|without|after|give me|gave me) (a|the|my|our|any) brake(?=[.,!?]|$| (?:from|at|now|for|today|tomorrow|and|between|after|because)\b)", r"\1 \2 break"),
    ("breaks", r"\b(car['’]?s?|bike['’]?s?|front|rear|back|hand|van) breaks\b(?! (?:down|the|my|every|again|a)\b)", r"\1 brakes"),
    ("loose loosing looses", r"\b(will|would|could|can|might|to|gonna|don['’]t|not|['’]ll|won['’]t|cannot|can['’]t|didn['’]t|never|should|shouldn['’]t) loose\b(?! (?:change|ends|leaf|tea|women)\b)", r"\1 lose"),
    ("loosing", r"\b([Ll])oosing\b", r"\1osing"),
    ("looses", r"\b([Ll])ooses (?=(?:his|her|its|the|their|my|a|weight|money|time|power|it)\b)", r"\1oses "),
    ("except", r"\b(everything|everyone|everybody|nothing|nobody|anything|anyone|all|every \w+|season|day|week|month|ones?) except from\b", r"\1 except for"),
    ("except", r"\b(i|we|please|kindly|will|to|can|could|not|cannot|can['’]t|don['’]t|doesn['’]t|didn['’]t|couldn['’]t|happy to|would|they|gladly) except (?=(?:your|the|this|my|our|it|that|his|her|their|any|all|cash|cards?|an|these|such|paypal|credit|payment|responsibility)\b)(?<!not except )", r"\1 accept "),
    ("excepted", r"\b(was|were|been|got|is|are|be|has|have|had|i|we|they|she|he) excepted\b", r"\1 accepted"),
    ("accept", r"\b(everyone|everybody|everything|nothing|nobody|anyone|all of (?:us|them)|every day|anything|closed|open) accept (?=(?:for|me|my|him|her|you|on|the|one|(?-i:[A-Z][a-z]+))\b)", r"\1 except "),
    # affect, effect; advice, advise; practise stays
    ("effect effects", r"\b(will|does|did|can|could|would|may|might|not|doesn['’]t|didn['’]t|won['’]t|it|this|that|also|really|badly) (effect)(s?) (?=(?:the|my|our|your|us|me|you|it|his|her|their|him|them|this|all|everyone|anyone|sleep|children|people)\b)(?!the change)", r"\1 affect\3 "),
    ("effected", r"\b(was|were|is|are|been|be|not|has|have|had|badly|also|it|this|that) effected\b", r"\1 affected"),
    ("affect affects", r"\b(an?|any|no|side|big|bad|good|same|negative|positive|little|take|have|has|special|the) (affect)(s?)\b(?! (?:the|you|me|us|my|your|our|people)\b)", lambda m: f"{'an' if m[1] == 'a' else m[1]} effect{m[3]}"),
    ("advice", r"(^|[.!?,;] |\b(?:and|to|please|kindly|can you|could you|would you|can|could|would|will|you|i|we|['’]d|doctor|strongly|they|he|she) )([Aa])dvice (?=(?:me|you|us|him|her|them|that|if|on how|when|what|where|whether|how|to)\b)(?<!the )(?!to (?:you|me|us|my|the|anyone|him|her)\b)", lambda m: f"{m[1]}{m[2]}dvise " if m[1].strip(" .!?,;") or m[2] == "a" else m[0]),
    ("advice", r"\b([Pp]lease|[Kk]indly|pls) advice(?=[.,!?]|$| as soon| asap| urgently)", r"\1 advise"),
    ("advised", r"\badvised(?= is\b| was\b)", "advice"),
    # exited, quiet, passed, breath
    ("exited exiting", r"\b(was|were|is|are|am|i['’]m|we['’]re|he['’]s|she['’]s|they['’]re|so|very|really|too|get|got|gets|getting|feel|feels|felt|being|be|been|super|quite|pretty|more|most|how|all) exited(?=[.,!?]|$| (?:for|about|to (?:see|meet|go|be|start|hear|have|visit|get|announce|share|join|come|travel|show|try|work)|and|that|when|because|by|at|with)\b)", r"\1 excited"),
    ("exiting", r"\b(so|very|really|too|how|an|most|more|super|quite) exiting\b(?! (?:the|from|a|my))", r"\1 exciting"),
    ("quiet", r"\b([Qq])uiet (?=(?:a (?:few|lot|bit|while|long|good)|good|nice|sure|often|expensive|happy|busy|well|long|hard|big|small|easy|difficult|cheap|late|early|far|different|interesting|useful|important|likely|clear|right|tired|cold|hot|enough|some|ill|sick|rude|disappointed|upset|possible|recently)\b)", r"\1uite "),
    ("quite", r"\b(be|sit|keep|stay|very|so|too|really|more|please be|it is|it['’]s|is|nice and|been) quite(?=[.,!?]|$| (?:and|please|in|at|after|because|now|place|area|street|room|time|night|evening|during|for)\b)(?<!is quite at)(?<!is quite in)", r"\1 quiet"),
    ("passed", r"\b(half|quarter|ten|five|twenty|minutes|walk|walked|walks|drive|drove|go|goes|went|run|ran|just|straight|right|way|far|got|get|come|came) passed (?=(?:the|a|my|your|our|his|her|it|us|me|you|them|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|midnight)\b)(?<!just passed )", r"\1 past "),
    ("passed", r"\b(in|of|from) the passed\b(?! exams?)", r"\1 the past"),
    ("passed", r"\b(the|these) passed (?=(?:few|two|three|four|five|six|\d+|week|month|year|weeks|months|years|days)\b)", r"\1 past "),
    ("past", r"\b(has|have|had|i|he|she|we|they|you|just|already|finally|who) past (?=(?:my|the|his|her|your|their|away|by|it|all|on|out|every|me|us|this|that)\b)(?!the (?:few|last)\b)", r"\1 passed "),
    ("breath", r"\b(to|can['’]t|cannot|can|could|couldn['’]t|not|hardly|barely|i|you|we|just|could not) breath(?=[.,!?]|$| (?:in|out|properly|well|through|because|and|any|the|again|normally|when|at)\b)(?<!i breath)", r"\1 breathe"),
    ("breathe", r"\b(deep|a|out of|short of|my|his|her|your|bad|the) breathe\b", r"\1 breath"),
    # others
    ("of", r"\b(turn|turned|turning|turns|switch|switched|switching) of (?=(?:the|my|your|our|all|it|his|her|this|that|lights?|both)\b)(?<!the turn of )(?<!a turn of )(?!the (?:year|century|month|events|season))(?<!in turn of )", r"\1 off "),
    ("of", r"\b(take|took|taking|remove|get|got|fell|fall|cut|log|came|come) (me|him|her|it|them|us|my \w+|his \w+|her \w+) of (?=(?:the|your|this|that|my|his|her)\b)(?!the (?:way))(?<!\bget it of )", r"\1 \2 off "),
    ("of", r"\b(have|has|had|take|takes|took|taking|get|need|want|give me) ((?:a|the|my|his|her|some|one|two|three|next|this) )?(\w+ )?(days?|week|morning|afternoon|time) of(?=[.,!?]|$| (?:on|tomorrow|next|from|because|work|school|and|to|this)\b)", r"\1 \2\3\4 off"),
    ("off", r"\b(out|instead|because|kind|sort|lots?|full|most|some|all|none|think|thinking|afraid|proud|tired|sick|one|each|both|end|front|middle|rest|couple|number|piece|bottle|cup|glass|hundreds|thousands) off (?=(?:the|my|your|our|his|her|their|this|that|these|those|us|them|you|me|it|him|a|an)\b)(?<!all off )(?<!one off )(?<!end off )(?<!both off )(?<!some off )(?<!most off )(?<!cut off )(?<!piece off )", r"\1 of "),
    ("chose", r"\b(can|could|to|will|would|should|must|may|might|didn['’]t|don['’]t|not|please|you to) chose\b", r"\1 choose"),
    ("choose", r"\b(has|have|had|['’]ve) choose\b", r"\1 chosen"),
    ("lead", r"\b(has|have|had|was|were|been|which|that has) lead (?=(?:to|by|us|me|him|her|the)\b)(?<!which lead )", r"\1 led "),
    ("hole", r"\b(the|a|my|our|this|his|her|your) hole (?=(?:day|week|time|thing|family|team|house|place|class|month|year|weekend|night|morning|afternoon|evening|story|world|building|street|group|school|lot|summer|winter|point|way|life|order|trip|month)\b)", r"\1 whole "),
    ("aloud", r"\b(are|is|not|am|be|was|were|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|been|i['’]m|you['’]re|we['’]re) aloud\b", r"\1 allowed"),
    ("board", r"\b(i['’]m|am|is|are|was|were|so|very|really|get|gets|got|getting|too|bit) board(?=[.,!?]|$| (?:at|of|with|and|here|today|because|in the house|at home)\b)", r"\1 bored"),
    ("thought", r"\b([Ee])ven thought\b", r"\1ven though"),
    ("though", r"\b(i|we|you|he|she|they|never|always|just|have|had) though (?=(?:that|it|you|we|the|I|he|she|they|about|of|this|there|my|your|maybe)\b)(?<!even though )(?<!have though )", r"\1 thought "),
    ("taught", r"\b(i|we|he|she|they) taught (?=(?:that|it was|it is|you (?:were|are|would|said|had)|we (?:were|would|had|could)|he (?:was|would|is|had)|she (?:was|would|is|had)|they (?:were|would|are|had)|there (?:was|were|is)|the (?:\w+) (?:was|were|is|would))\b)", r"\1 thought "),
    ("threw", r"\b(go|goes|going|went|gone|get|got|come|came|been|look|looked|all|half|way|walk|walked|drive|drove|right|put|run|ran) threw (?=(?:the|a|my|your|it|this|that|all|to|with)\b)", r"\1 through "),
    ("through", r"\b(to|don['’]t|didn['’]t|will|can|please|could|not|and|i|we|they) through (?=(?:it |them |that |this )?(?:away|out|a party)\b)", r"\1 throw "),
    ("loss", r"\b(i|we|he|she|they|you|have|has|had) loss (?=(?:my|the|his|her|our|your|it|their|a|all)\b)", r"\1 lost "),
    ("fill fell", r"\b([Ff])(?:ill|ell|eels) free to\b", r"\1eel free to"),
    ("peace", r"\b(a|one|two|every|last|small|big) peace of (?=(?:cake|paper|advice|wood|furniture|meat|cheese|bread|pizza|news|work|information|land|music|string|chocolate|paper|pie|cloth)\b)", r"\1 piece of "),
    ("piece", r"\bpiece of mind\b", "peace of mind"),
    ("sell", r"\b(for|on) sell\b", r"\1 sale"),
    ("life", r"\b(i|we|they|who|you|to|people) life (?=(?:in|at|on|with|near|here|there|alone|next|together|far)\b)", r"\1 live "),
    ("live", r"\b(my|his|her|your|our|their|whole|all my|in|real|a better|a good|day of my) live(?=[.,!?]|$| (?:is|was|has|and|with|so|now|here)\b)(?<!in live)", r"\1 life"),
    ("bare", r"\bbare with (me|us)\b", r"bear with \1"),
    ("site", r"\b(at first|in|out of|love at first|catch|caught) (?:site|cite)\b(?<!in site)", r"\1 sight"),
    ("principal", r"\bin principal\b", "in principle"),
    ("principle", r"\b(school|our|the|new|vice|deputy|college)([ -])principle\b(?! (?:is that|that|of|behind)\b)", r"\1\2principal"),
    ("stationary", r"\bstationary (?=(?:shop|store|order|cupboard|supplies|items|supplier)\b)", "stationery "),
    ("desert", r"\b(for|and|some|a|our|the|chocolate|my|any|bring|brought|made|make) desert(?=[.,!?]|$| (?:menu|wine|spoon|was|is|tonight|after|too|we|and|at|with)\b)(?<!the desert)(?<!a desert)(?<!and desert)", r"\1 dessert"),
    ("cloths", r"\b(my|his|her|your|our|their|new|old|wet|dirty|warm|winter|summer|clean|the|wash|buy|some|wear|baby|kids) cloths\b(?<!the cloths)(?<!some cloths)", r"\1 clothes"),
    ("cloth", r"\b(new|warm|dirty|winter|summer|my|buy) cloth (?=(?:for|because|are)\b)", r"\1 clothes "),
    ("price", r"\b(win|won|wins|winning|first|second|third|get a|got a) price(?=[.,!?]|$| (?:in|at|for|of the)\b)(?<!get a price)(?<!got a price)(?<!first price)", r"\1 prize"),
    ("waist", r"\bwaist of\b", "waste of"),
    ("weak", r"\b(next|last|this|every|each|a|per|whole|all) weak(?=[.,!?]|$| (?:and|on|at|because|we|I|with|for|ago)\b)(?<!a weak)", r"\1 week"),
    ("week", r"\b(feel|feels|felt|very|too|so|is|are|was|i['’]m) week(?=[.,!?]|$| (?:and|today|because|after|from)\b)", r"\1 weak"),
    ("meat", r"\b(to|can|we|let['’]s|will|could|should|you|nice to) meat (?=(?:you|up|me|us|him|her|them|at|on|tomorrow|your|my|the|for)\b)", r"\1 meet "),
    ("meet", r"\b(eat|eats|any|some|no|red|raw|minced|of) meet\b", r"\1 meat"),
    ("sea", r"\b(to|you|can|will|i['’]ll|we['’]ll|can['’]t) sea (?=(?:you|it|me|him|her|them|the doctor|what|if|my)\b)", r"\1 see "),
    ("bee", r"\b(to|will|can|would|could|should|might|must|may|not|['’]ll|won['’]t) bee\b", r"\1 be"),
    ("herd", r"\b(i|you|we|have|has|just|never|she|he|they) herd (?=(?:that|about|from|you|it|a|the|of|him|her)\b)", r"\1 heard "),
    ("right", r"\b(to|can|will|could|please|i['’]ll|must) right (?=(?:to you|you|me|it down|down|a letter|an email|a message|the report|back to)\b)(?<!to right it down)", r"\1 write "),
    ("knew", r"\b(a|the|my|your|our|brand|his|her|some|any|this) knew (?=[a-z]+)", r"\1 new "),
    ("new", r"\b(i|we|you|he|she|they|never|always) new (?=(?:that|it|you|him|her|what|how|about|where|who|the|this|they|we|he|she)\b)", r"\1 knew "),
    ("would", r"\bwould (?=stove|shed|floor|chips)", "wood "),
    ("wear", r"(^|[.!?] |\b(?:know|tell me) )([Ww])ear (?=(?:are|is|do|did|does|can|were|was) )", r"\1\2here "),
    ("where", r"\b((?:want|wants|need|needs|have|has|had|what|going|clothes|like|allowed|forgot) to|will|can|should|must|don['’]t) where (?=(?:a|an|my|your|his|her|warm|it|them|something|black|white|shoes|masks?|helmets?)\b)", r"\1 wear "),
    ("steel", r"\b(to|will|can|did|didn['’]t|don['’]t|they|who|someone|somebody) steel (?=(?:my|the|your|it|our|his|her|a|from)\b)", r"\1 steal "),
    ("rode", r"\b(the|on|in|our|my|this|main|busy) rode(?=[.,!?]|$| (?:is|was|to|has|works|with)\b)", r"\1 road"),
    ("tale", r"\b(its|his|the dog['’]s|the cat['’]s|wagging|wags) tale\b", r"\1 tail"),
    ("male", r"\b(by|e|your|the|in the|check my|send me a) male(?=[.,!?]|$| (?:today|box))(?<!the male)(?<!your male)", r"\1 mail"),
    ("sale", r"\b(to|will|want to|can|we|I) sale (?=(?:my|the|our|it|your|a|this|them|his|her)\b)", r"\1 sell "),
    ("since", r"\b([Ss])ince(?= of\b)", r"\1ense"),
    ("sense", r"\b(\w+ed|here|there|not|been|working|living|broken|ill|sick) sense (?=(?:yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|last|this morning|january|february|march|april|june|july|august|september|october|november|december|then|\d)\b)", r"\1 since "),
    ("custom", r"\bcustom(?=s? services? (?:is|was|are))", "customer"),
    ("thank", r"\b([Tt])hank for\b", r"\1hanks for"),
    ("thanks", r"\b([Tt])hanks you\b", r"\1hank you"),
    ("may", r"(^|[.!?] )([Mm])ay be (?=(?:I|we|you|he|she|they|it|the|this|that|there|next|tomorrow|later|my|your|our|in|on|at|a)\b)", r"\1\2aybe "),
    ("maybe", r"\b(it|he|she|they|there|this|that|which|I|we|you) maybe (?=(?:late|possible|able|necessary|too|wrong|right|better|easier|best|a (?:good|bit|little|problem|mistake)|good|interested|in the|at the|because)\b)(?<!I maybe late )", r"\1 may be "),
    ("everyday", r"\beveryday(?=[.,!?;]|$| (?:at|and|for|from|to|in|I|we|he|she|they|it|because|but|since|after|before|when|with|on|until|this|last|now|except|so)\b)", "every day"),
    ("every", r"\b([Ee])very ?body (?=[a-z])|\b([Ee])very ?body(?=[.,!?]|$)", lambda m: m[0].replace("ery body", "erybody")),
    ("some any no every", r"\b(some|any|no|every) (body)(?= (?:else|knows?|is|was|has|have|can|could|came|there|here|tell|told|at|from|who|in|to|home|will|would|want|wants|need|needs|free|interested|comes?|answers?|answered)\b|[.,!?]|$)", r"\1\2"),
    ("some any every", r"\b(any|some|every) one (?=(?:is|was|has|have|knows?|know|can|could|will|would|wants?|needs?|who|here|there|else|free|interested|tell|seen|came|told|got|please|at|in)\b)", r"\1one "),
    ("other", r"\b([Aa])n other\b", r"\1nother"),
    ("part", r"\b(take|takes|took|taking|taken) apart in\b", r"\1 part in"),
    ("lot", r"\b([Aa])lot\b", r"\1 lot"),
    ("inspite", r"\b([Ii])nspite\b", r"\1n spite"),
    ("were", r"\b(if|when|because|so|that|hope|think|know|sure|says?|said|glad|happy|but|now|and) were (?=(?:late|early|going to|gonna|not (?:going|coming|there|home|able)|lost|stuck|running|coming|all (?:going|coming)|on our way|having|moving)\b)(?<!that were )(?<!and were )", r"\1 we're "),
    ("of", r"\b(?:(might|must|would|could|should|may)(n['’]t)?|(ought to)) (?:of|off) (?=(?!course\b)(?:been|had|done|gone|seen|told|known|taken|made|left|said|got|come|given|forgotten|lost|thought|\w{2,}ed|mixed|sent|put|paid|bought|written|broken|eaten|just|never|already|really|fallen|missed)\b)", lambda m: f"{(m[1] or '') + (m[2] or '') + (m[3] or '')} have "),
    ("cant", r"\bcant not\b", "can't"),
    ("could", r"\b([Cc])ould care less\b", r"\1ouldn't care less"),
    ("mind", r"\bnevermind\b", "never mind"),
    ("another", r"\ba whole another\b", "a whole other"),
    ("lie laying", r"\b(is|was|been|are|were|just|still|it['’]s|he['’]s|she['’]s|still) laying (?=(?:on|in|here|there|around|down|under|at|next|by|outside|awake)\b)", r"\1 lying "),
    ("borrow", r"\b([Cc])an you borrow me\b", r"\1an you lend me"),
    ("lend", r"\b(can|could|may) I lend (?=(?:your|some|the|one of)\b)", r"\1 I borrow "),
)  # fmt: skip
