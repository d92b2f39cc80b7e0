# ruff: noqa: E501 - tables read best a row a line
"""Letters and figures typed for words, and names without their apostrophe, where the words around tell."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.mending.names import FIRST_NAMES
from onhand.rewrite.rules.mending.slips import compiled

_ILL = frozenset(
    [
        "is",
        "am",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "im",
        "i'm",
        "he's",
        "she's",
        "they're",
        "we're",
        "you're",
        "its",
        "feel",
        "feels",
        "felt",
        "feeling",
        "fell",
        "fall",
        "look",
        "looks",
        "looked",
        "get",
        "gets",
        "got",
        "very",
        "so",
        "too",
        "really",
        "seriously",
        "mentally",
        "critically",
        "terminally",
        "quite",
        "pretty",
        "bit",
        "still",
        "the",
        "an",
        "taken",
        "taking",
        "became",
        "become",
        "off",
    ]
)
"""Before "ill" where it means unwell."""
_DAYS = {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday"}  # fmt: skip
_TO = VERBS | {"u", "ur", "my", "the", "see", "hear", "meet", "b", "hav", "go", "know"}
"""Before these "2" is "to"."""
_I_WILL = VERBS | {"sort", "ping", "defo", "def", "pop", "b", "hav", "prob", "probs"}
_I_WILL |= {"probably", "still", "even"}
"""Before these "ill" is "I'll"."""


def _to(match: re.Match[str]) -> str:
    return f"{match[1]} to " if match["next"].lower() in _TO else match[0]


def _i_will(match: re.Match[str]) -> str:
    return f"{match[1]}I'll " if match["next"].lower() in _I_WILL else match[0]


_PLACES: tuple[tuple[str, str, str | Callable[[re.Match[str]], str]], ...] = (
    ("4", r"(?<=[a-z] )(?<!\bat )(?<!\bby )(?<!\btil )(?<!until )(?<!after )(?<!before )(?<!from )(?<!room )(?<!than )(?<!\bto )(?<!flat )(?<!number )(?<!\bin )4 (?=(?:my|ur|your|our|his|her|their|the|a|an|dinner|lunch|breakfast|tea|sure|real|free|tomorrow|tmrw|today|tonight|this|that|me|u|you|us|them|him|it|every|everything|ever|ages|being|coming|helping|someone|work|school)\b)", "for "),
    ("2", r"\b(want|need|have|hav|got|going|good|nice|how|able|like|trying|used|ready|happy|try|back|due|come|hope|glad|free|supposed|had|love|luv|meant|late|want u|want you|need u|need you) 2 (?=(?P<next>[a-z]+)\b)", _to),
    ("2", r"\b(go|went|come|coming|going|back|got|drive|driving|get|send|gave|talk|speak|spoke|said|next|close) 2 (?=(?:u|ur|my|the|your|our|work|school|bed|him|her|them|me)\b)", r"\1 to "),
    ("r", r"(?<=[a-z]s )r (?=[a-z]{2,}(?:ing|ed|en)\b)", "are "),
    ("n", r"(?<=[a-z]) n (?=(?:were|we|i|im|id|ill|its|the|then|it|he|she|they|u|ur|you|my|cant|dont|didnt|wont|a|no|not)\b)", " and "),
    ("em", r"\b(tell|let|give|get|send|bring|ask|shift|move|take|put|leave|call|text|pick|drop|fix|sort|throw|wash|bin) em(?= (?:pls|plz|please|back|up|in|out|off|on|to|at|by|over|all|today|tmrw|tomorrow)\b)", r"\1 them"),
    ("ill", r"(^|[.!?,;(]\s*|\b(?:and|but|so|or|then|if|that|n|when|until|till|where|how|what|whether|sure|maybe|fine|ok|okay|yeah|yes|no|lol) )ill (?=(?P<next>[a-z]+)\b)", _i_will),
    ("id", r"(^|[.!?,;(]\s*|\b(?:and|but|so|or|then|if|that|n) )id (?=(?:give|send|take|buy|sell|do|get|bring|make|help|leave|expect|suggest|hope|appreciate|forgotten|left|paid|told|asked|already)\b)", r"\1I'd "),
    ("no1", r"(^|[.!?,;]\s*|\b(?:that|because|cos|and|but|said|promise) )no1 (?=(?:told|came|is|was|has|answers|answered|knows|knew|cares|replied|picks|will|can|said|showed|wants|there|else|here)\b)", r"\1no one "),
    ("mines", r"(^|[.!?,;]\s*|\b(?:and|but|cos|because) )mines (?=(?:bust|broken|dead|gone|lost|been|not|at|in|a|the|too|full|out|missing|better|fine)\b)", r"\1mine's "),
    ("were", r"\b(and|n|&) were (?=(?:good|ready|all|done|off|there|fine|set|sorted)\b)", r"and we're "),
    ("ur your", r"(^|[.!?,;]\s*|\b(?:hope|think|glad|if|that|when|sure|know|and|but|so|because|cos|where|why|how|as) )(?:ur|your) (?=(?:feeling|ok|okay|not|kidding|joking|sure)\b|(?:free|coming|going|welcome|away|home|right|late|early|wrong|busy|around|well|always|still|done|able)(?=[.,!?]|$| (?:on|at|to|for|in|from|then|today|tomorrow|tmrw|tonight|again|about|this|and|or|now|later|over|by|with|out|up|back|home|selling|looking|coming|interested|here|there)\b))", r"\1you're "),
    ("been", r"\b((?:your|ur|my|the|our|his|her) \w+?)s been (?=(?:\w+ing|in|at|on|off|out|sick|away|here|there|so|very|really)\b)", r"\1's been "),
    ("traffics weathers boilers heatings internets wifis fridges machines meetings rents partys kitchens phones printers servers websites batterys cars buss trains parkings foods toilets loos lifts dinners laptops deliverys mums moms dads bosss landlords coachs", r"\b(traffic|weather|boiler|heating|internet|wifi|fridge|washing machine|meeting|rent|party|kitchen|phone|printer|server|website|battery|car|bus|train|parking|food|toilet|loo|lift|dinner|laptop|delivery|mum|mom|dad|boss|landlord|coach)s (?=(?:a|an|not|so|too|very|really|still|broken|down|dead|bust|terrible|awful|late|always|gone|been|leaking|flooding|flooded|freezing|overheating|making)\b)", r"\1's "),
    ("nans nanas grans grandmas grandads wifes husbands mums moms mams dads bosss landlords landladys mothers fathers", r"\b(nan|nana|gran|grandma|grandad|wife|husband|mum|mom|mam|dad|boss|landlord|landlady|mother|father)s (?=(?!(?:and|are|were|have|of|in|who|at|that|like|can|will|do|both|to|from|for|with|need|want|say|or|on|never|always)\b)(?:[a-z]{3,}|\d+(?:th|st|nd|rd)\b))", r"\1's "),
    ("me", r"\bme (?=(?:mam|mum|mom|dad|nan|mate|mates|car|house|phone|missus|wife|kids|son|daughter)\b(?! (?:and|or)\b))(?<!tell me )(?<!give me )(?<!let me )(?<!and me )(?<!for me )(?<!to me )", "my "),
    ("its", r"(^|[,.!?;]\s*|\b(?:says|said|when|if|because|cos|think|hope|know|but|that|says) )its (?=(?:red|blue|green|black|white|grey|corrupt|done|ready|broken|full|empty|gone|dead|fine|ok|okay|great|urgent|late|early|fixed|finished|closed|open|cold|hot|freezing|raining|leaking|locked|cancelled|paid|free|mine|yours|ours|wrong|right|due|over|not|too|so|really|still|just|been|like|gonna|about)\b)", r"\1it's "),
    ("sat", r"\b((?:do|for|come|look|free|closed|work|meet|party|this|next|last|til|till|until|by|on|off|around|about) )sat(?=[.,!?]|$| (?:is|anymore|any|if|or|and|instead|cos|because|please|pls|plz|then|morning|night|at \d|after|before|around)\b)", r"\1Saturday"),
    ("sun", r"\b((?:do|work|come|free) )sun(?=[.,!?]|$| (?:anymore|if|or|instead|cos|because|please|pls|then|at \d|after|before)\b)", r"\1Sunday"),
    ("mon", r"\b((?:until|till|til|by|on|from|for|do|this|next|last|since|come|free|work|it|me|up|off|out|there|here|back) )mon(?![\w'’-])", r"\1Monday"),
    ("mon tue tues wed weds thu thur thurs fri sat sun", r"\b(mon|tues?|weds?|thurs?|fri|sat|sun) ?[-–] ?(mon|tues?|weds?|thurs?|fri|sat|sun)\b", lambda m: f"{_DAYS[m[1][:3].lower()]} to {_DAYS[m[2][:3].lower()]}"),
    ("mon", r"\b(it|them|come|be|back) in mon(?![\w'’-])", r"\1 in on Monday"),
    ("dont don", r"\b((?:im|i'm|i am)\b[^.!?\n]*), (?:dont|don't) (?=(?:smoke|drink|drive|eat meat|party|have pets|have kids|mind)\b)", r"\1, I don't "),
    ("were", r"(^|[.!?]\s*|\b(?:cos|because|since) )were (?=(?:out|home|here|back|closed|open|late|done|good|in|off|ready|lost|stuck|moving|having|happy|sorry|still|both|all)\b)", r"\1we're "),
    ("were", r"(^|[,.!?;]\s*|\b(?:and|but|so|because|cos) )were (?=\d)", r"\1we're "),
    ("b", r"\b(will|would|can|could|should|might|must|may|to|ill|i'll|it'll|we'll|you'll|they'll|wont|won't|gonna|cant|can't) b (?=[a-z])", r"\1 be "),
    ("its", r"\bits (?=\d+ ?(?:degrees|pm|am|o'?clock|days|weeks|months|years|hours|hrs|minutes|mins|euros?|pounds|quid|miles|km|percent|%)(?:\b|(?<=%)))", "it's "),
    ("its", r"\bits (?=(?!building|meeting|parking|heating|wiring|lighting|packaging|clothing|rating|pricing|timing|setting|opening|closing|ending|beginning|meaning|training|housing)\w+ing (?:the|my|your|our|me|us|it|on|in|at|up|down|off|out|all|to|from|through|everywhere|again|now|and)\b)", "it's "),
    ("nvm", r"^(\W*)nvm,? (?=(?:found|got|sorted|solved|fixed|figured)\b)", r"\1never mind, I "),
    ("kids", r"\b(my|our) kids got (?=(?:a|an) (?:fever|temperature|cold|cough|rash|appointment|exam|match|party|stomach))", r"\1 kid's got "),
    ("wed", r"(?<=[a-z] )(?<!\bto )(?<!\bbe )(?<!\bget )(?<!\bwere )(?<!\bwas )(?<!\bare )(?<!\bnewly )(?<!\bis )(?<!\bgot )wed(?=[.,!?]|$)", "Wednesday"),
    ("wtf", r"^(\W*)wtf (?=(?:is|are|was|were|did|do|does|has|have|happened)\b)", r"\1what "),
    ("names", r"\b(his|her|my|your|ur|their|dogs|cats) names (?=[a-z]+)(?!names (?:and|are|were|on|in|of|for|to))", r"\1 name is "),
    ("its", r"\bits (?=(?:an?|the|my|your|our|his|her|their|been|not|too|bigger|smaller|worse|better|colder|hotter|louder|cheaper)\b)", "it's "),
    ("its", r"\bits (?=(?:\w{3,}ed|broken|stuck|gone|lost|shut|done|taken) (?:for|by|in|on|at|from|to|up|off|out|again|now|today|since|until|because|and)\b)", "it's "),
    ("ill", r"(?<![^ ])(\w+) ill (?=(?P<next>[a-z]+)\b)", lambda m: m[0] if m[1].lower() in _ILL or m["next"].lower() not in VERBS else f"{m[1]} I'll "),
    ("id", r"\b(your|ur|my|his|her|their|our|photo|student|user|employee|customer|valid|tenant) id\b(?! (?:like|love|say|be|have|rather)\b)", r"\1 ID"),
    ("its", r"(?<=[,;] )its (?=[A-Z]{2,}\b|\d)|\bits (?=\d{3,}\b|\d+(?:[?!.,]|$)|\d+[.:]\d)", "it's "),
    ("its", r"\bits (?=(?:dry|wet|cold|hot|warm|broken|empty|full|dead|gone|fine|ok|okay|open|closed|clean|dirty|ready|late|early|urgent|quiet|loud|dark|safe|free|stuck|blocked|fixed|frozen|raining|freezing|leaking|flooding|cancelled|expired|over|due)(?: (?:now|again|today|but|and|so|because|cos|in here|outside|inside|tonight|already)\b|[.,!?]|$))", "it's "),
    ("pw", r"\b(wi-?fi|router|network|login|account|email|pc|laptop) pw\b", r"\1 password"),
    ("no", r"\b(tracking|order|ref|reference|invoice|phone|account|serial|booking|customer|flight|room|case|ticket|policy|parcel|model|part|mobile|tel|contact) no(?= (?:for|of|is|on|to|please|pls|plz|was|in|and)\b|[?,!]|$)", r"\1 number"),
    ("sat", r"\b(before|after|since|every|til|till|until|this|next|last|or|and|from) sat(?=[.,!?]|$| (?:and|or|cos|because|please|pls|plz|then|morning|night|at|after|before|evening|afternoon|to)\b)", r"\1 Saturday"),
    ("whoevers whatevers wherevers", r"\b(whoever|whatever|wherever)s (?=(?:on|in|at|the|not|there|here|left|got|next|working|using|been|up|easiest|best|cheapest)\b)", r"\1's "),
    ("ur", r"\b(or|if|because|cos|when|that|so) ur (?=(?!meeting|booking|building|parking|training|painting|heating|wedding|evening|morning|ceiling|washing)\w+ing (?:in|on|at|to|the|a|my|with|me|it|for|from|up|out)\b)", r"\1 you're "),
    ("whens", r"\bwhens (?=(?:the|my|your|ur|it|that|this|our|his|her|next|u|you)\b)", "when's "),
    ("n", r"(?<=\d) n (?=[a-z]{2,})", " and "),
    ("n", r"(?<=[a-z]) n (?=\d)", " and "),
    ("jan", r"\b(payslip|rent|invoice|bill|statement|salary) for jan\b", r"\1 for January"),
    ("cards", r"\b(my|the|your|ur) cards (?=(?:been |not |still )?(?:blocked|declined|expired|gone|missing|working)\b)", r"\1 card's "),
    ("r", r"(^|\b(?:also|and|but|so) )r (?=[a-z]+s\b)", r"\1are "),
    ("r", r"(?<=[a-z]s )r (?=(?:at|in|on|off|out|up|being|making|too|by|with|under)\b)", "are "),
    ("its", r"(?<=\d) its (?=(?:mine|urgent|now|not|too|so|been|really|very)\b)", ", it's "),
    ("its", r"\bits (?=\d+(?: (?:now|already)|am|pm)\b)", "it's "),
    ("its", r"\byet its (?=due|been|late|urgent)", "yet? it's "),
    ("pls plz please", r"(?<=[a-z] )(pls|plz|please) (?=(?:im|i'm|ive|we're|its|it's) )", r"\1, "),
)  # fmt: skip
"""Words one of which a text must have, a pattern, and what to put."""


@cache
def _triggers() -> tuple[tuple[frozenset[str], str, str | Callable[[re.Match[str]], str]], ...]:
    return tuple((frozenset(words.split()), pattern, new) for words, pattern, new in _PLACES)


_NAMES_S = re.compile(r"(?<![\w@#./'’-])([a-z]{2,}[a-rt-z])s(?= [a-z])(?![\w'’-])")
_SURNAMES = frozenset(
    "williams peters roberts daniels edwards stephens simons martins adams andrews richards phillips matthews jacobs abrahams evans owens harris philips james johns toms davids stevens franks lukas carlos marcos elias jonas ines thomas agnes tobias marks hans".split()  # noqa: SIM905
)


def with_texting_read(text: str) -> str:
    """Return a text with "4", "2", "r", "n" and "ill" as the words that they stand for.

    Only where the words around leave no doubt; "mines" and "jonahs coat" get their apostrophe.
    """
    words = set(re.findall(r"[a-z0-9]+", text.lower()))
    for triggers, pattern, new in _triggers():
        if not words.isdisjoint(triggers):
            text = compiled(pattern).sub(new, text)
    return _NAMES_S.sub(_owner, text)


def _owner(match: re.Match[str]) -> str:
    name = match[1]
    is_owner = name in FIRST_NAMES and f"{name}s" not in FIRST_NAMES and f"{name}s" not in _SURNAMES
    return f"{name.capitalize()}'s" if is_owner else match.group()
