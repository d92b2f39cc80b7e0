# ruff: noqa: E501, SIM905 - patterns read best in one piece
"""Slips of grammar that a pattern finds for certain: its and it's, "could of", "he don't", "a hour"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from onhand.rewrite.rules.english.plurals import singular
from onhand.rewrite.rules.english.verbs import base_of, inflected
from onhand.rewrite.rules.mending.agreeing import AGREEMENT
from onhand.rewrite.rules.mending.agreement import (
    ANY,
    OBJECTS,
    OF_MANY,
    OF_ONE,
    PARTICIPLES,
    WITH_YOU,
    WITHOUT_S,
    many_do,
    one_does,
    pair,
    past_of,
    since_then,
    to_had,
    to_third,
)
from onhand.rewrite.rules.mending.confusions import CONFUSIONS, Change
from onhand.rewrite.rules.mending.turns import TURNS
from onhand.rewrite.rules.mending.typos import with_typos_mended
from onhand.rewrite.rules.mending.usage import USAGE
from onhand.rewrite.rules.mending.verb_forms import with_known_pasts, with_verb_forms

_NOT_AUXILIARY = "".join(
    rf"(?<!\b{word} )"
    for word in "did does do will can could would should may might must let make made".split()
)
_NOT_AFTER = "".join(
    rf"(?<!\b{word} )"
    for word in "of for by about to from with on in at after before without mind appreciate like than".split()
)
_AFTER_YOU_ARE = (
    r"not|gonna|going to|supposed to|kidding|joking|always|never|still|too|just|already|a|an|the|able to|allowed to|making (?:me|us|it|a|the|this)|doing|coming|sure|here|there|not|welcome to|invited|"
    r"so \w+(?! \w*(?:called|much))|getting|wasting|telling (?:me|us|him)|asking (?:me|us|for)|looking (?:for|at)|trying to|having|talking (?:to|about)|waiting (?:for|on)|taking (?:the|a|it|this|my|too)|leaving (?:the|a|it|this|at|on|for|tomorrow|today)"
)
_STATE = r"late|early|right|wrong|welcome|crazy|mad|angry|sick|ill|ready|lying|busy|free|amazing|awesome|lucky|the best|funny|working|driving|leaving|coming|paying|moving|home|kidding|so kind|very kind|too kind"
_DOUBLED = re.compile(r"\b([a-z]{2,}) \1\b(?! (?:is|was|install)\b)")
_MAY_DOUBLE = frozenset(
    "that had very really so no bye ha haha many much far long blah knock please yes now there in on is night five one two three six zero four seven eight nine well hear go wait do new old big too never hi hey ok okay come tut chop pole up out er um oh wow stop quick same again you more over her".split()
)
_ARTICLE = re.compile(r"(?<![\w'’.])(?P<article>an?|(?<![a-z] )An?) (?P<next>[a-z][a-z'’-]{2,})")
_VOWEL_SOUND = re.compile(
    r"(?:[aeio]|u(?!ni(?!n|m[ap])|s[aeiou]|t[ei]|r[aeio]|ku|biq|k\b)|hour|honest|honou?r|heir)(?!ne(?:\b|-|s\b)|nce\b)"
)
_CONSONANT_SOUND = re.compile(
    r"eu|ewe|one\b|one-|once\b|ouija|uni(?!n|m[ap])|us[aeu]|ut[ei]|ub[i]|h(?!our|onest|onou?r|eir|erb|istor|otel|abit)|[b-dfgj-np-tv-xyz]"
)
_NOT_ARTICLE = frozenset(
    "and are its our any all either other order under over into out upon onto although only even ever else".split()
)
_ITEMS = r"(?:kilos|tables?|days|weeks|hours|minutes|people|items|things|problems|questions|emails|files|orders|boxes|books|keys|chairs|pages|options|issues|errors|tickets|seats|rooms|packages|parcels)"
_SLIPS: tuple[tuple[str, Change], ...] = (
    # a of for have
    (r"\b(could|should|would|might|must|couldn['’]t|shouldn['’]t|wouldn['’]t) of(?= (?!course\b)\w+)", r"\1 have"),
    # its, it's
    (r"(^|[.!?,;:\n] |\b(?:and|but|if|so|as|or|that|when|cause|says?|said|know|sure|think|hope|guess|because|sorry|anyway|since|thinks|ok|okay|yes|no|hi|hey|please|please,|now|though) )([Ii])ts(?= (?:not|a|an|the|so|too|very|really|just|only|been|still|gone|going|getting|now|all|in|on|at|ok|okay|fine|good|great|bad|nice|cool|hot|cold|late|early|hard|easy|broken|important|urgent|for|about|been|already|never|always|my|your|our|his|her|"
     r"their|me|us|raining|snowing|working|making|closed|open|ready|due|stuck|dead|free|full|almost|kind of|like (?:a|the|you|he|she|they|we|I|no|nobody|it|that|this|my|being|talking)|no|quite|pretty|probably|possible|impossible|terrible|awful|cancelled|canceled|locked|missing|wrong|right|true|sad|funny|clear|unclear|unfair|fair|more|less|ridiculous|unacceptable|disgusting|lovely|amazing|awesome|perfect|beautiful|weird|strange|that|this|what|how|why|where|when|because|leaking|(?!(?:beginning|ending|meaning|opening|closing|setting|building|wing|king|string|thing|rating|timing|spelling|marking|packing|coating|lining|ceiling|heading|listing|warning|training|pricing|funding|being|handling|bearing|filling|housing|parking)s?\b)\w+ing\b|\d|(?-i:[A-Z][a-z]+)|here|there|today|tomorrow|tonight|up|down|out|off|over|from|to)\b)(?! (?:own)\b)(?! (?:good|bad|great|early|late|new|hard|free|full|open|right) (?:side|name|point|place|days?|years?)\b)", r"\1\2t's"),
    (r"\b(that|but|and|think|thinks|know|hope|say|said|when|if|because|so|as|says|like|since|where) its(?= (?:a|an|the|not|so|too|very|really|just|only|been|still|gone|all|ok|okay|fine|broken|closed|ready|urgent|important|my|your|our|going|getting|working|leaking|raining|raining|on|in|at)\b)", r"\1 it's"),
    (r"\bit['’]s(?= (?:own|self)\b)", "its"),
    # your, you're
    (rf"{_NOT_AFTER}\b([Yy])our(?= (?:{_AFTER_YOU_ARE})\b(?! (?:end|start|time|side)\b))", r"\1ou're"),
    (rf"\b([Yy])our(?= (?:{_STATE})(?:[.!?,]|$| (?:for|at|with|and|but|if|when|that|today|tomorrow|tonight|now|again|then|about|or|because)\b))", r"\1ou're"),
    (r"\b([Yy])ou['’]re(?= (?:house|car|phone|name|email|order|room|dog|cat|mum|mom|dad|brother|sister|address|help|time|message|team|keys?|bag|book|number|own|account|place|reply|office|job|turn|fault|kids?|parcel|package|bike|laptop|coat|money|friend|friends)\b)", r"\1our"),
    # there, their, they're
    (r"\b([Tt])heir(?= (?:is|are|was|were|isn['’]t|aren['’]t|wasn['’]t|has been|will be|'s)\b)", r"\1here"),
    (r"\b([Tt])heir(?= (?:not|going to|coming|late|always|never|still|all|getting|too|very|so|really|busy|ready|already|gonna|leaving|waiting)\b)", r"\1hey're"),
    (r"\b([Tt])here(?= (?:car|house|dog|dogs|phone|kids|children|parents|office|names|address|website|own|team|mum|mom|son|daughter|keys|stuff|fault|cat|music|rubbish|bins|neighbours?|fence|garden|boss)\b)", r"\1heir"),
    (r"\b([Tt])here(?= (?:going to|gonna|coming|always|not (?:coming|going|here|ready))\b)", r"\1hey're"),
    (r"\b([Tt])hey['’]re(?= (?:car|house|dog|phone|kids|children|parents|office|own|website|team|stuff)\b)", r"\1heir"),
    # then, than
    (r"\b(more|less|better|worse|rather|other|earlier|later|bigger|smaller|cheaper|faster|longer|shorter|higher|lower|older|younger|easier|harder|larger|sooner|nicer|further|fewer)( \w+)? then(?= (?!(?:i|we|you|he|she|they|it)['’]|(?:we|i|you|they) (?:can|could|will|should|need|go|have to)\b)\w+)", r"\1\2 than"),
    (r"\bthan(?= (?:we|I|you|he|she|they) (?:can|will|could|should) (?:go|start|talk|meet|see|decide|leave|call)\b)", "then"),
    # to, too
    (r"\b(?<!used )(?<!going )(?<!due )(?<!up )(?<!from )(?<!next )([Tt])o(?= (?:much|late|early|expensive|loud|busy|tired|noisy|heavy|spicy|long|hard|hot|cold)(?:[.,!?]|$| (?:for|in|at|and|but|so|now|to|again|because|already|yesterday|today|this|last|lately)\b))(?<!late to)(?<!hot to)(?<!cold to)(?<!early to)(?<!easy to)", lambda m: m[1] + "oo"),
    # lose, loose; advice, advise; affect; passed; hear, here; quiet; bring
    (r"\b(to|will|might|could|can|would|I['’]ll|gonna|don['’]t|not|we|I) loose(?= (?:my|the|it|your|our|a|this|that|weight|money|time|data|everything|him|her|them|business|customers)\b)", r"\1 lose"),
    (r"\b(can|could|would|please|will|you) advice\b(?! (?:is|was))", r"\1 advise"),
    (r"\b(some|any|your|good|my|for|the|of|an?) advise\b(?! (?:you|me|us|him|her|that|if|on what))", r"\1 advice"),
    (r"\b([Cc])an you here\b", r"\1an you hear"),
    (r"\b(come|over|from|up|right|be|am|are|is|i['’]m) hear(?=[.,!?]|$| (?:now|at|by|tomorrow|today))", r"\1 here"),
    (r"\b(to|you|from|I|we) here (from you|back|about)\b", r"\1 hear \2"),
    (r"\b([Ww])ho['’]s(?= (?:car|phone|turn|bag|keys?|house|idea|coat|book|dog|fault|responsibility)\b)", r"\1hose"),
    (r"\b([Ww])hose(?= (?:coming|going|there|driving|bringing|in charge|at|the|got|free|not)\b)", r"\1ho's"),
    (r"\bdue to the fact\b", "due to the fact"),
    (r"\bapart of\b(?= (?:the|our|my|this|your|a)\b)", "a part of"),
    (r"\b([Ee])very day\b(?= (?:life|use|clothes))", r"\1veryday"),
    (r"\bon accident\b", "by accident"),
    (r"\bfor all intensive purposes\b", "for all intents and purposes"),
    (r"\b([Ss])uppose to\b(?! be true)(?<!I suppose to)", r"\1upposed to"),
    (r"\b(am|is|are|was|were|I['’]m|you['’]re|we['’]re|he['’]s|she['’]s|it['’]s|they['’]re|not) suppose to\b", r"\1 supposed to"),
    (r"(^|[.!?,;] |\b(?:and|but|because|when|as) )(I|we|he|she|they|it|you) use to\b", r"\1\2 used to"),
    (r"\b(did(?:n['’]t)?(?: (?:I|we|he|she|they|it|you))?) used to\b", r"\1 use to"),
    # agreement
    (r"\b(he|she|it)(?P<n> (?:do)n['’]t)\b", lambda m: m[1] + m["n"].replace("don", "doesn")),
    (r"(^|[.!?,;:] |\b(?:and|but|because|since|so) )(this|that) don['’]t\b", r"\1\2 doesn't"),
    (r"\b([Hh]eating|[Bb]oiler|[Pp]rinter|[Aa]pp|[Pp]hone|[Cc]ar|[Dd]oor|[Ll]ight|[Ww]ebsite|[Ll]ink|[Cc]ode|[Kk]ey|[Cc]ard|[Mm]achine|[Ll]ift|[Ee]levator|[Ff]ridge|[Bb]utton|[Ss]ystem|[Ll]aptop|[Ss]creen|[Pp]assword|[Ee]veryone|[Nn]obody|[Ss]omeone|[Aa]nyone) don['’]t\b(?! (?:you|we|i|they))", r"\1 doesn't"),
    (r"\b(I|you|we|they) doesn['’]t\b", r"\1 don't"),
    (r"\b(we|they|these|those) was\b", r"\1 were"),
    (r"(^|[.!?,;:] |\b(?:and|but|if|when|because|as|so|since|where|how|why|until) )you (was|is|has)\b", lambda m: f"{m[1]}you {WITH_YOU[m[2].lower()]}"),
    (r"\b(we|you|they|these|those) wasn['’]t\b", r"\1 weren't"),
    (r"\b(we|they) is\b", r"\1 are"),
    (r"\b(we|they) has\b", r"\1 have"),
    (r"\b(?<!and )(?<!if )(?<!that )(he|she)( (?:also|still|really|always|never|only))? have\b(?<!did he have)", lambda m: f"{m[1]}{m[2] or ''} has"),
    (r"(?<!did )(?<!does )(?<!will )(?<!can )(?<!could )(?<!would )(?<!should )(?<!let )(?<!make )(?<!made )(?<!see )(?<!help )(?<!saw )(?<!may )(?<!might )(?<!must )(?<!that )(?<!suggest )(?<!didn't )(?<!doesn't )(?<!won't )(?<!can't )(?<!do )(?<!and )(?<!or )\b([Hh]e |[Ss]he )(" + "|".join(WITHOUT_S) + r")\b(?! (?:on and|or not))", to_third),
    (r"(?<![-’\'])\b(I)(?: is| are)\b(?<!and I is)(?<!and I are)", r"\1 am"),
    (r"\b(I) has\b", r"\1 have"),
    (r"\b(do|does|did|can|could|will|would|should|(?-i:may)|might|must) (he|she|it) (has)\b", r"\1 \2 have"),
    (r"\b(don['’]t|doesn['’]t|didn['’]t|can['’]t|won['’]t|wouldn['’]t|couldn['’]t) has\b", r"\1 have"),
    (r"\b(doesn['’]t|does not) (works|needs|wants|knows|goes|comes|makes|looks|opens|closes|starts|has|does|says|takes|likes|gets|seems|fits|helps|matters|exists|arrives|answers|replies)\b", lambda m: f"{m[1]} {base_of(m[2])}"),
    (r"\b(does (?:it|he|she|this|that|anyone|anybody|someone|the \w+|my \w+|your \w+)) (works|needs|wants|knows|goes|comes|makes|looks|opens|closes|starts|has|says|takes|likes|gets|seems|fits|helps|exists|arrives)\b", lambda m: f"{m[1]} {base_of(m[2])}"),
    (r"\b((?:have|has|had|haven['’]t|hasn['’]t|hadn['’]t|I['’]ve|we['’]ve|you['’]ve|they['’]ve|should have|could have|would have|must have|might have)(?: (?:not|already|never|just|also|ever|even|always|finally|recently|probably))? )(" + "|".join(PARTICIPLES) + r")\b(?! (?:so|not|it in)\b)", lambda m: to_had(m) if not re.search(r"\b(?:to|I|we|you|they) have $|had $", m[1]) or m[2] in ("went", "took", "broke", "wrote", "ate", "forgot", "gave", "came", "ran", "drove", "spoke", "stole", "chose", "knew", "saw") else m[0]),
    (r"(?<!have )(?<!has )(?<!had )(?<!ve )(?<!n't )(?<!n’t )(?<!\bhave)(?<!ever )\b(I|we|they|you|he|she) (seen|done|been)\b(?! (?:by|in)\b)(?<!have I seen)(?<!have you seen)(?<!have we seen)", past_of),
    (r"\b(there is|there's|theres|is there) (?=(?:many|several|two|three|four|five|six|seven|eight|nine|ten|[2-9]|\d\d+) )", lambda m: {"there is": "there are", "there's": "there are", "theres": "there are", "is there": "are there"}[m[1].lower()].join(("", " ")) if m[1][0].islower() else "There are " if m[1][0] == "T" else "Are there "),
    (r"\b(there)(?: is|['’]s) (?=(?:too|to|so|very) many\b)", r"\1 are "),
    (rf"\b([Tt]here) (is|was) (?=(?:some|no|a lot of|lots of) {_ITEMS}\b)(?!(?:some|no) table\b)", lambda m: f"{m[1]} {'are' if m[2] == 'is' else 'were'} "),
    (r"\b(much) (people|things|problems|questions|times|items|errors|emails|hours|days|friends|mistakes|options|tickets|kids|children|cars)\b", r"many \2"),
    (r"\bless (people|things|problems|questions|items|errors|emails|mistakes|tickets|cars|chairs)\b", r"fewer \1"),
    (r"\b(every|each|another) (days|weeks|months|years|times|persons|items)\b", lambda m: f"{m[1]} {m[2][:-1]}"),
    (r"\bone of the (reason|problem|thing|item|file|key|box|room|chair|email|page|option|ticket)\b(?! \w+s\b)", r"one of the \1s"),
    # verbs that take another shape
    (r"\b(look(?:ing|s)? forward to|looking forward for) (hear|see|meet|work|receive|speak|talk|get|discuss|visit)\b", lambda m: f"{re.sub(' for$', ' to', m[1])} {inflected(m[2], 'gerund')}"),
    (r"\b(?:could|would) you mind to (\w+)\b", lambda m: m[0].replace("to " + m[1], inflected(m[1], 'gerund'))),
    (r"\bcan you to\b", "can you"),
    (r"\b(can|could|will|would|should|must|(?-i:may)|might)( not)? to (?=[a-z]+)", lambda m: f"{m[1]}{m[2] or ''} "),
    (r"\b(to|can|could|will|would|should|must|(?-i:may)|might|can['’]t|won['’]t|couldn['’]t|wouldn['’]t|shouldn['’]t|cannot|don['’]t|didn['’]t|doesn['’]t|did not|do not|does not) (went|came|saw|gave|sent|bought|brought|told|knew|took|forgot|received|arrived|understood|happened)\b(?<!due to received)", lambda m: f"{m[1]} {base_of(m[2])}"),
    (r"\b([Ii]) am (agree|disagree|hope|wait|need|want|think|know|have)\b", r"\1 \2"),
    (r"\b([Ii]['’]m|[Ii] am) (agree|disagree)\b", r"I \2"),
    (r"\b(I) (?:am|'m) (?:interesting) in\b", r"\1 am interested in"),
    (r"\b([Ii]['’]m|[Ii] am|[Ww]e are|[Ww]e['’]re|[Ss]he is|[Hh]e is) (boring|exciting|confusing) (?=about|with|of|by)", lambda m: f"{m[1]} {m[2][:-3]}{'ed'}" if not m[2].endswith("siting") else m[0]),
    (r"\b([Dd]iscuss|[Dd]iscussed|[Dd]iscussing) about\b", r"\1"),
    (r"\b([Mm])arried with\b", r"\1arried to"),
    (r"\b([Dd])epends? of\b", lambda m: m[0].replace(" of", " on")),
    (r"\b([Ee])xplain me\b(?! (?:that )?away)", r"\1xplain to me"),
    (r"\b(said) me\b", "told me"),
    (r"\b([Mm])ore (better|worse|easier|cheaper|faster|bigger|smaller|nicer|earlier|later|quicker|louder|cleaner|safer|harder|older|higher|lower)\b", lambda m: m[2] if m[1] == "m" else m[2].capitalize()),
    (r"\b([Mm])ost (best|worst|cheapest|easiest|fastest|biggest)\b", r"\2"),
    (r"\b(any|some|no|the|this|that|your|these|those|all|more|much|of|for) informations\b", r"\1 information"),
    (r"\b([Dd]on['’]t|[Dd]idn['’]t|[Dd]oesn['’]t|[Cc]an['’]t|[Hh]aven['’]t|[Ww]on['’]t|[Cc]ouldn['’]t|[Ii]sn['’]t|[Aa]in['’]t|[Nn]ever)((?: (?!any|no|that|if|because|but|and)\w+){1,2}) (nothing|nobody|nowhere|no one|none)\b(?! but| else than| more)", lambda m: f"{m[1]}{m[2]} {ANY[m[3].lower()]}"),
    (r"\b([Dd]on['’]t|[Dd]idn['’]t|[Dd]oesn['’]t|[Hh]aven['’]t|[Hh]asn['’]t) (want|need|have|get|got|see|know|received|had|eat|drink|like|take|find|make) no (?!(?:one|longer|more|problem|doubt)\b)", r"\1 \2 any "),
    (r"\b([Dd]id|[Dd]o) not (want|need|have|get|see|know|eat|drink|like|take|find) no (?!(?:one|longer|more)\b)", r"\1 not \2 any "),
    (r"\b([Tt])hem (?=(?:boxes|keys|files|people|kids|things|books|shoes|lights|papers|guys|tickets)\b(?! (?:to|in|on|at|for|by|up|out)\b))", r"\1hose "),
    (r"\bin the (?=(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?! (?:morning|afternoon|evening|paper|meeting|class|game|group|session|slot)))", "on "),
    (r"\b(?<!\d )(?<!way )in (?=(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:[ ,.!?]|$)(?!and|to))", "on "),
    (r"\bat (?=(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:[ ,.!?]|$))", "on "),
    (r"\bsince (?=(?:two|three|four|five|six|several|many|\d+) (?:days|weeks|months|years|hours|minutes)\b(?! ago))", "for "),
    (r"\b(\d+|two|three|four|five|six) (days|weeks|months|years|hours|minutes) before(?=[.!?]|$)", r"\1 \2 ago"),
    (r"\ballot(?= (?:of|more|better|less|worse|faster|to)\b)", "a lot"),
    (r"\b(any|some|every) (thing|where)\b(?! (?:of|to do with)\b)", r"\1\2"),
    (r"\b(let (?:me|us)|letting me|to let (?:me|us|you|him|her|them)) now\b", r"\1 know"),
    (r"\b(tell|know|ask|asked|sure|wonder|wondering|see|check|decide|remember)( me| us)? weather(?= (?:the|it|we|you|i|he|she|they|to|this|that|or|there|my|your)\b)", r"\1\2 whether"),
    (r"\b(your|the|an|my|our) add(?= (?:in|on|for|about|online)\b)", r"\1 ad"),
    (r"\b(like|want|wants|need|needs|have|has|able|going|love|try|trying|used|hope|wish|plan|ready|happy|time|how|where|what|forgot|glad|here|easy|hard) too (?=(?:be|see|know|get|go|do|have|come|make|take|meet|talk|hear|help|ask|buy|pay|send|find|use|work|eat|leave|tell|give|speak|move|stay|join|start|call|read|sleep|change|wait|keep)\b)", r"\1 to "),
    (r"\b(is|are|was|were|there['’]s|it['’]s|that['’]s|way|far|got|i['’]m|you['’]re|been|be|a bit|much) to (much|many|late|early|long|expensive|loud|hot|cold|big|small|fast|hard|often|soon|busy|tired|slow|high|heavy|noisy|short|few|little|low|bad|sweet|far)\b(?! for me to)", r"\1 too \2"),
    (r"\b(due|going|thanks|only|according|related|listen|close|next|up) too(?= (?:the|a|my|your|our|this|that|me|you|it|him|her|us|them)\b)", r"\1 to"),
    (r"\ball (?:they['’]re|there) (?=\w+(?:s|ren|people|work|stuff|money)\b)", "all their "),
    (r"\bit['’]s(?= (?:smell|name|place|head|tail|owner|colour|color|size|price|taste|value|purpose|wheels?|battery|engine|lid|cage|contents)\b)", "its"),
    (r"(?<!one of )(?<!each of )(?<!none of )(?<!any of )(?<!list of )\b([Yy])ou['’]re(?= (?:letter|parents?|son|daughter|child|children|husband|wife|invoice|website|service|product|company|store|shop|reply|answer|question|advice|idea|opinion|mail|bill|fence|garden|boss|passport|tickets?|dinner|lunch|flat|apartment|flight|request|application|information|staff|driver|mother|father|mail|thoughts|support|patience|quick reply|dog|cats?|bike|stuff|things?|shoes|coat|birthday|party|wedding|doctor|neighbou?rs?|landlord|ad|house|home)\b(?! lovers?| people| persons?))", r"\1our"),
    (r"\b(when|if|because|since|while|that|think|know|hope|and|but|says?|said) your(?= (?:on (?:the|my|a|your|holiday|vacation|call)|in (?:the|a|my|town|trouble)|at (?:the|home|work|my)|out|away|back|done|finished|ready|going|coming|having|running|feeling|looking|off)\b)", r"\1 you're"),
    (r"\b(with|to|for|from|about|of|behind|near|at) (she|they|we)(?=[.,!?]|$)", lambda m: f"{m[1]} {OBJECTS[m[2].lower()]}"),
    (r"(^|[.!?] )(me|him|her) and ((?:my|his|her|our) \w+|(?-i:[A-Z]\w+)|I)(?= (?:\w+ly |both |also |just )?(?:is|are|was|were|has|have|had|will|would|can|could|want|need|went|go|got|did|do|don['’]t|didn['’]t|live|work|love|like|saw|came|took|made|met|think|been|haven['’]t|aren['’]t|can['’]t|won['’]t|wasn['’]t|weren['’]t|used?)\b)", pair),
    (r"\b((?:I|he|she|they|we|you) and (?:I|my \w+|(?-i:[A-Z]\w+))|(?:my|your|his|her) \w+ and I|(?-i:[A-Z]\w+) and I) (is|was|has|wasn['’]t|isn['’]t|hasn['’]t|am)\b", lambda m: f"{m[1]} {OF_MANY[m[2].lower().replace(chr(8217), chr(39))]}"),
    (_NOT_AUXILIARY + r"\b(nobody|no one|noone) (tell|know|want|come|say|like|need|answer|care|help|work|listen|understand|reply|call|see)(?= |$|[.,!?])(?! (?:he|she|they|I) )", lambda m: f"{m[1]} {m[2][:-1] + 'ies' if m[2] == 'reply' else m[2] + 's'}"),
    (r"\b(nobody|no one|never)((?: (?!any|no|that|if|because|but|and)\w+){1,2}) (nothing|nobody|nowhere|none)\b(?! but| else than| more)", lambda m: f"{m[1]}{m[2]} {ANY[m[3].lower()]}"),
    (r"\b(don['’]t|doesn['’]t|didn['’]t|can['’]t|won['’]t|isn['’]t|wasn['’]t|aren['’]t)((?: \w+){1,4}) no more(?=[.!?,]|$)", r"\1\2 anymore"),
    (r"(^|[.!?,;] |\b(?:because|(?<!suggest )(?<!suggested )(?<!recommend )(?<!recommended )(?<!insist )(?<!insisted )(?<!important )(?<!essential )(?<!demand )(?<!demanded )(?<!request )(?<!requested )that|but|when|if|since|and|so|now|as) )(it|he|she) (print|work|come|go|eat|sleep|run|need(?! not)|want|live|speak|play|show|start|stop|leak|open|close|keep|make|take|say|know|cost|look|seem|happen|break|smell|sound|help|love|drink|write|cry|bark|wake|walk|talk|stay|arrive|finish|belong|depend|mean|get|give|turn|move|switch|crash|freeze|feel|ask|think|call|drive|learn|use|like|contain|include|require|cause|remain|continue)(?= |$|[.,!?])(?<!make it work)", lambda m: f"{m[1]}{m[2]} {inflected(m[3], 'third')}"),
    (r"\b(I|we|they|you) never (forgotten|seen|been|done|gone|taken|eaten|written|known|given|spoken|driven|had any|broken|stolen)\b", r"\1 have never \2"),
    (r"\b(he|she|it) never (forgotten|seen|been|done|gone|taken|eaten|written|known|given|spoken|driven|broken|stolen)\b", r"\1 has never \2"),
    (r"\b(can|could|will|would|did|should|must) (you|we|they|he|she|it|I|someone|somebody) (?:please )?(\w+ed)\b", lambda m: m[0].replace(m[3], base_of(m[3]))),
    (r"\b(have|has|haven['’]t|hasn['’]t|['’]ve) (ask|send|receive|lose|forget|pay|find|try|finish|buy|write|arrive|decide|win|break|choose|cancel|tell|sell|bring|leave|forgot|apply|complete|fill)(?= (?:for|to|the|it|you|me|my|your|our|a|an|all|this|that|him|her|us|them|some|many|two|three|[a-z]+ed)\b|[.,!?]|$)", lambda m: f"{m[1]} {inflected(base_of(m[2]), 'participle')}"),
    (r"\b(Please (?:find|see)) attach\b(?!ed)", r"\1 attached"),
    (r"\b([Pp]lease (?:find|see)) attach\b(?!ed)", r"\1 attached"),
    (r"\b(I am|I['’]m|we are|we['’]re|he is|he['’]s|she is|she['’]s) (living|working|waiting|trying|using|learning|studying|calling|writing)((?: (?!since)[\w'’-]+){0,5}) (since|for) (?=(?:\d+|two|three|four|five|six|seven|eight|nine|ten|many|several|a few) (?:days|weeks|months|years|hours|minutes)\b)", since_then),
    (r"\bsince (?=(?:seven|eight|nine|ten|twelve|a few) (?:days|weeks|months|years|hours|minutes)\b(?! ago))", "for "),
    (r"\b(\d+|two|three|four|five|six|seven|eight|nine|ten|many) years experience\b", r"\1 years of experience"),
    (r"\bsorry for (late|delayed|slow|short) (reply|answer|response|notice)\b", r"sorry for the \1 \2"),
    (r"\b(has|have|had|got) (fever|headache|appointment|cold|toothache|flat tyre|flat tire|meeting(?! minutes))(?=[.,!?]|$| (?:and|today|since|tomorrow|at|on|with|but|so)\b)", lambda m: f"{m[1]} {'an' if m[2][0] in 'a' else 'a'} {m[2]}"),
    (r"\b(own|some|many|these|those|two|three|four|five|[2-9]|[1-9]\d) (\w+[a-z])['’]s(?=[.,!?]|$| (?:you|we|I|they)\b)", r"\1 \2s"),
    (r"\bthe (\w+)['’]s(?= (?:you|we|I|they) (?:have|asked|sent|need|want|wanted|ordered|are|gave|bought)\b)", r"the \1s"),
    (r"(^|[.!?] )(Grandma|Grandpa|Granny|Mum|Mom|Dad|Mother|Father|Nobody|No one|Everybody|Someone) (don['’]t|have|do|were|are)\b", lambda m: f"{m[1]}{m[2]} {OF_ONE[m[3].lower().replace(chr(8217), chr(39))]}"),
    (r"(?P<pre>\b\w+[.,!?;:]? |^)(?P<det>the|my|your|our|his|her|this|that|a|an) (?P<noun>(?:[a-z]+ )?[a-z]+) (?P<verb>don['’]t|have|were|haven['’]t|weren['’]t)\b", one_does),
    (r"(?P<pre>\b\w+[.,!?;:]? |^)(?P<det>the|my|your|our|his|her|their|these|those) (?P<noun>[a-z]+s) (?P<verb>is|was|has|isn['’]t|wasn['’]t|hasn['’]t|doesn['’]t)\b", many_do),
    (r"\bevery ([a-z]{3,}s)\b", lambda m: f"every {singular(m[1])}" if singular(m[1]) else m[0]),
    (r"^(if (?!.*,).{6,70}?\w) ((?:I|we|you|he|she|they|it)(?: would| will| could| can|['’]d|['’]ll) .*)$", lambda m: m[0] if re.search(r"\b(?:think|know|say|hope|so|that|what|who|if|and|or|if|anything|where|how|see|sure|wish|way|believe)$", m[1], re.I) or re.search(r" (?:I|we|you|he|she|they|it)(?: would| will| could| can|['’]d|['’]ll) ", " " + m[2][2:]) else f"{m[1]}, {m[2]}"),
    (r"^(boss|guys|mate|dude|bro|teacher|sir|babe|honey|folks|mum|mom|dad|ladies) (?=(?:I|I['’]m|I['’]ve|I['’]ll|we|we['’]re|you|the|my|there|what|when|where|how|why|please|who)\b)", r"\1, "),
    (r"(^|[.!?] )(to be honest|by the way|in my opinion|for your information|as far as I know|if I remember correctly|unfortunately|honestly|anyway|long story short|on the other hand|for example|in short) (?=(?:I|I['’]m|I['’]ve|I['’]ll|we|he|she|it|it['’]s|they|you|the|this|that|my|our|your|there|please|can|could|what|when|is|are|do)\b)", r"\1\2, "),
    (r"(^|[.!?] )(ok|okay|alright|cool|great|perfect) (?=(?:see you|thanks|thank you|I|I['’]ll|I['’]m|we|we['’]ll|will do|let['’]s|sounds|got it|no problem)\b)", r"\1\2, "),
    (r"(^|[.!?] )(yes|no|yeah|nope|yep|sure) (?=(?:I|we|it|they|he|she|that['’]s|you|it['’]s|I['’]m|I['’]ll|we['’]ll|thanks|thank|please|of course|sorry)\b)", r"\1\2, "),
    (r"\b(he|she|it|(?-i:[A-Z][a-z]+)|my (?:son|daughter|husband|wife|child|boy|girl|friend|mother|father)) no (come|go|have|want|work|know|understand|like|eat|sleep|speak|need|can|feel)\b", lambda m: f"{m[1]} {'cannot' if m[2] == 'can' else 'doesn' + chr(39) + 't ' + m[2]}"),
    (r"\b(I|we|you|they) no (come|go|have|want|work|know|understand|like|eat|sleep|speak|need|can)\b", lambda m: f"{m[1]} {'cannot' if m[2] == 'can' else 'don' + chr(39) + 't ' + m[2]}"),
    (r"\b(come|comes|go|goes|coming|going|went|came) (school|work|doctor|hospital|office|airport|supermarket|dentist)\b(?! (?:trip|bus|bag|related))", lambda m: f"{m[1]} to {'' if m[2] in ('school', 'work') else 'the '}{m[2]}"),
    (r"\b(has|have|had) (?:a )?fever (?=3[6-9]|4[0-2])", r"\1 a fever of "),
    (r"\b(I|he|she|we|they|you) (?:comes?|goes?) maybe (?=(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|tomorrow|later|tonight|at\b|next\b)", lambda m: m[0].replace(" maybe", "").replace(m[1] + " ", m[1] + " may ").replace("comes", "come").replace("goes", "go")),
    (r"^(I can['’]t|no|yes|hi|ok|okay)  ", r"\1 "),
)  # fmt: skip  # fmt: skip


def with_articles(text: str) -> str:
    """Return a text with a and an by the sound that follows."""
    return _ARTICLE.sub(_article, text)


def _article(match: re.Match[str]) -> str:
    article, following = match["article"], match["next"]
    if (
        following in _NOT_ARTICLE
        and len(article) == 1
        and following not in ("only", "other", "order", "under")
    ):
        return match.group()
    if (
        len(article) == 1
        and _VOWEL_SOUND.match(following)
        and not _CONSONANT_SOUND.match(following)
    ):
        return f"{article}n {following}"
    if len(article) == 2 and _CONSONANT_SOUND.match(following):
        return f"{article[0]} {following}"
    return match.group()


_Rules = tuple[tuple[tuple[str, ...], str, Change], ...]


@cache  # threads may both compute it, and get the same
def _tables() -> tuple[_Rules, ...]:
    older = tuple(("", pattern, new) for pattern, new in (*USAGE, *_SLIPS))
    return tuple(
        tuple((tuple(words.split()), pattern, new) for words, pattern, new in table)
        for table in (CONFUSIONS, TURNS, AGREEMENT, older)
    )


@cache  # compiled when a text first has one of the words that it looks for
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


def with_grammar(text: str) -> str:
    """Return an English text with the slips mended that are certain; quotes stay."""
    return _outside_quotes(text, _mended)


def with_forms_spelt(text: str) -> str:
    """Return an English text with well-known misspellings and "teached" put right; quotes stay."""
    return _outside_quotes(text, lambda part: with_known_pasts(with_typos_mended(part)))


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    parts = re.split(r"(\"[^\"\n]*\"|“[^”\n]*”|https?://\S+|\S+@\S+)", text)
    return "".join(part if i % 2 else change(part) for i, part in enumerate(parts))


def _applied(rules: _Rules, text: str) -> str:
    small = text.lower()
    for words, pattern, new in rules:
        if not words or any(word in small for word in words):
            text = _pattern(pattern).sub(new, text)
    return text


def _mended(text: str) -> str:
    confusions, turns, agreement, older = _tables()
    text = with_verb_forms(_applied(confusions, text))
    text = _applied(older, _applied(agreement, _applied(turns, text)))
    text = _DOUBLED.sub(
        lambda m: m[0] if m[1].lower() in _MAY_DOUBLE or m[1].isdigit() else m[1], text
    )
    return _ARTICLE.sub(_article, text)
