# ruff: noqa: E501, SIM905 - patterns read best in one piece
"""A and an by the sound that follows; articles left out where one counted thing is named for certain."""

from __future__ import annotations

import re

from onhand.rewrite.rules.mending.nouns import COUNTED, SINGULAR, one_of
from onhand.rewrite.rules.mending.slips import Rule

_ARTICLE = re.compile(r"(?<![\w'’.])(?P<article>an?|(?<![a-z] )An?) (?P<next>[a-z][a-z'’-]{2,})")
_VOWEL_SOUND = re.compile(
    r"(?:[aeio]|u(?!ni(?!n|m[ap])|s[aeiou]|rl|sb\b|t[ei]|r[aeio]|ku|biq|k\b)|hour|honest|honou?r|heir)(?!ne(?:\b|-|s\b)|nce\b)"
)
_CONSONANT_SOUND = re.compile(
    r"eu|ewe|one\b|one-|once\b|ouija|uni(?!n|m[ap])|us[aeu]|ut[ei]|ub[i]|h(?!our|onest|onou?r|eir|erb|istor|otel|abit)|[b-dfgj-np-tv-xyz]"
)
_SPELT_OUT = re.compile(
    r"[fhlmnr][bcdfgjkmpqtvxz]|s[bdfgjvxz]|x[^aeiouy]|(?:html|https?|mp3|lvalue|ndarray|sms)\b"
)
"""Letters said one by one: "an html page"."""
_NOT_ARTICLE = frozenset(
    "and are its our any all either other order under over into out upon onto although only even ever else".split()
)
_ADJECTIVE = r"(?:(?:very |really )?(?:good|bad|big|small|nice|great|beautiful|new|old|long|short|difficult|strange|funny|lovely|terrible|horrible|wonderful|different|small|little|huge|cheap|expensive|quiet|busy|serious|second-hand|used|great|friendly|kind|young|foreign|international|regular|clean|red|blue|black|white|green|yellow|big|large|quick))"
_END = r"(?=[.,!?;]|$| (?:and|but|because|so|to|for|with|in|on|at|from|about|near|next|yesterday|today|tomorrow|last|now|please|who|that|which|when|if|since|or|I|we|he|she|it|you|they)\b)"
_THINGS_SENT = one_of(frozenset("link address number code password price file document report invoice receipt list date key map photo picture form contract bill email_address phone_number tracking_number pin location".replace("_", " ").split()))  # fmt: skip
_ROOMS = one_of(
    frozenset(
        "kitchen garden bathroom fridge freezer box basement cellar garage attic living_room bedroom cupboard drawer corridor lobby hall oven shop supermarket hotel car_park middle evening park city centre".replace(
            "_", " "
        ).split()
    )
    - {"evening", "city", "centre", "middle"}
)
_PLACES = one_of(
    frozenset(
        "station airport office door hotel restaurant bus_stop party meeting reception supermarket beach gate shop pharmacy bank cinema entrance".replace(
            "_", " "
        ).split()
    )
)
_ONE_OF_MANY = one_of(
    frozenset(
        "question problem idea appointment meeting dog cat car baby exam interview test job bike garden computer laptop phone printer ticket reservation booking favour suggestion complaint brother sister son daughter".split()
    )
    - {"test"}
)


def _a(word: str) -> str:
    return "an" if _VOWEL_SOUND.match(word) and not _CONSONANT_SOUND.match(word) else "a"


def _with_a(match: re.Match[str]) -> str:
    """Put a or an before the part called "named", if what it names is counted."""
    noun = match.groupdict().get("noun")
    if noun is not None and noun.lower() not in COUNTED:
        return match[0]
    return f"{match['head']} {_a(match['named'].lower())} {match['named']}"


ARTICLES: tuple[Rule, ...] = (
    ("_is_ _was_ is_ was_ 's_ ’s_ isn wasn _am_ 'm_ ’m_", rf"\b(?P<head>I(?: am|['’]m| was)(?: not| still| also| only| just)?|(?:he|she|it|this|that|there|who|which)(?: is| was|['’]s)(?: not| also| always| still)?|(?:is|was) (?:he|she|it|this|that)|(?:is|was|isn['’]t|wasn['’]t) not) (?P<named>{_ADJECTIVE} (?P<noun>[a-z]+))\b(?!['’-]){_END}", _with_a),
    ("bought have has had got need want found rent order book saw made wrote read sent receiv buy get find make write looking", rf"\b(?P<head>(?:bought|have|has|had|got|need|needs|want|wants|found|rented|ordered|booked|saw|made|wrote|read|sent|received|buy|get|find|rent|order|book|make|write|looking for|look for)) (?P<named>(?!(?:\w+ )?(?:hand|time|work|post|water|order|book|number|change|notice|light|hair|paper|coffee|tea|front|price)\b)(?:new|old|big|small|good|nice|long|second-hand|used|different|bigger|smaller|cheaper) (?P<noun>[a-z]+))\b(?!['’-]){_END}", _with_a),
    ("for_new with_new to_new from_new on_new in_new for_sec for_dif for_big for_sma for_che with_dif", rf"(?P<head>\b(?:for|with|to|from|on|in)) (?P<named>(?:new|second-hand|different|bigger|smaller|cheaper) (?!(?:reason|condition|service|order|price|notice|company|hand|number|voice|language|light|hair|word|view|shape|use|value|quality|place|form|city|town|land|york)\b)(?P<noun>[a-z]+))\b(?!['’-]){_END}", _with_a),
    ("have has had got", rf"\b(?P<head>(?:I|we|you|they|he|she)(?: also| already| still)? (?:have|has|had|got)|(?:I|we|you|they)['’]ve got|don['’]t have|doesn['’]t have) (?P<named>(?:small |big |little |serious |quick |important |other )?{_ONE_OF_MANY})\b(?!['’-]){_END}", _with_a),
    ("send give tell show", rf"\b((?:send|give|tell|show) (?:me|us|him|her|them)) (?P<named>{_THINGS_SENT})(?=[.,!?;]|$| (?:and|please|for|of|to|again|today|tomorrow|by|so|or|when|if)\b)", r"\1 the \g<named>"),
    ("open clos lock shut", r"\b((?:please |can you |could you |to |don['’]t |not |always |and |you )(?:open|close|lock|shut)) (window|door|gate|garage|kitchen door|front door|back door|shop|office)(?=[.,!?;]|$| (?:and|please|when|because|at|before|after|if|so|tonight|today|properly)\b)", r"\1 the \2"),
    ("in", rf"\b((?:is|are|was|were|am|['’]s|it|them|me|him|her|keys?|sit|sits|waiting|wait|left|put|stay|still|not|sleeping|sleeps|meet|already) in) (?P<named>{_ROOMS})(?=[.,!?;]|$| (?:and|but|because|now|again|today|since|at|with|for|so|when)\b)", r"\1 the \g<named>"),
    ("at", rf"\b((?:is|are|was|were|am|['’]m|['’]re|['’]s|me|him|her|you|us|wait|waiting|arrive|arrived|be|still|already|not|meet|left|work|works|someone|somebody|there) at) (?P<named>{_PLACES})(?=[.,!?;]|$| (?:and|but|because|now|again|today|since|at|with|for|so|when|yesterday|tomorrow|on|until|please)\b)", r"\1 the \g<named>"),
    ("on", r"\b((?:is|are|was|were|it|them|me|put|leave|left|lies?|lying|sit|sitting|keys?|not|still|waiting) on) (table|floor|wall|desk|sofa|roof|bus|train|balcony|phone|left|right|shelf|second floor|first floor|third floor|ground floor|top floor)(?=[.,!?;]|$| (?:and|but|because|now|again|today|since|at|with|for|so|when|in|near|next|please)\b)(?<!on call)", r"\1 the \2"),
    ("tak catch", r"\b((?:take|took|catch|caught|taking|takes|miss|missed) )(train|bus|tram|metro|subway|ferry|plane|lift|stairs)(?=[.,!?;]|$| (?:to|at|and|from|home|because|tomorrow|today|in|on|so|instead|back|number)\b)", r"\1the \2"),
    ("tak need order call", r"\b((?:take|took|taking|need|order|call|get|got|booked|book) )(taxi|cab|break|shower|photo|picture|seat)(?=[.,!?;]|$| (?:to|at|and|from|home|because|tomorrow|today|in|on|so|instead|back|of|for|with|please|now)\b)(?<!order photo)(?<!order picture)(?<!book photo)", r"\1a \2"),
    ("what", r"\b([Ww]hat) an? (?=(?:weather|news|luck|traffic|music|fun|nonsense|rubbish|bad luck|good news|great news|bad news|terrible weather|lovely weather|awful weather|bad weather)\b(?! (?:story|day|item|reporter|jam|report)))", r"\1 "),
    ("such", rf"\b(such) (?=(?:good|bad|nice|great|big|lovely|beautiful|terrible|long|kind|friendly|difficult) (?!(?:weather|time)\b){SINGULAR}\b(?!['’-]){_END})", r"\1 a "),
    ("shame pity shock mess pleasure", r"\b(it['’]s|it is|that['’]s|that is|which is|what|was|is such) (shame|pity|mess|pleasure|surprise|disaster|nightmare|relief)(?=[.,!?;]|$| (?:that|because|and|but|for|to|here)\b)", r"\1 a \2"),
    ("am i'm i’m is he's she's", r"\b(I am|I['’]m|[Hh]e is|[Hh]e['’]s|[Ss]he is|[Ss]he['’]s) (?=(?:(?:exchange |phd |master |medical )?student|teacher|nurse|doctor|engineer|electrician|plumber|driver|beginner|lawyer|musician|tenant|customer|member|waiter|waitress|programmer|developer|designer|mother|father)\b(?! (?:and|of|here|at the (?:school|hospital))\b)(?!['’s]))", lambda m: f"{m[1]} {'an' if re.match('e[nlx]', m.string[m.end():]) else 'a'} "),
    ("am i'm i’m", r"\b(I am|I['’]m) (?=(?:member|customer) (?:of|at|here)\b)", r"\1 a "),
    ("question problem", r"\b(have|has|had|got|ask|with|there is|there['’]s) (?=(?:small |quick |big |little |serious |other )?(?:question|problem)(?:[.,!?:]|$| (?:with|about|and|for|in|on|because)\b))(?<!with )", r"\1 a "),
    ("idea", r"\b(is|was|it['’]s|that['’]s|be) (?=(?:very )?(?:good|great|bad|nice|better) idea\b)", r"\1 a "),
    ("idea", r"\b(have|has|had) (?=(?:good|great|bad|nice|new) idea\b)", r"\1 a "),
    ("fever ache cold appointment throat cough interview meeting tyre tire", r"\b([Hh]ave|[Hh]as|[Hh]ad|[Gg]ot) (?=(?:fever|headache|stomach ache|stomachache|toothache|sore throat|flat t[iy]re|cough|bad cold|high fever|appointment|doctor['’]s appointment|interview|meeting)(?:[.,!?]|$| (?:and|since|today|tomorrow|at|on|with|so|but|for|next)\b))", lambda m: f"{m[1]} {'an' if re.match('[ai]', m.string[m.end():]) else 'a'} "),
    ("fever", r"\b(has|have|had) (?:a )?fever (?=3[6-9]|4[0-2])", r"\1 a fever of "),
    ("sorry_for", r"\bsorry for (late|delayed|slow|short) (reply|answer|response|notice)\b", r"sorry for the \1 \2"),
)  # fmt: skip


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
    if len(article) == 2 and _CONSONANT_SOUND.match(following) and not _SPELT_OUT.match(following):
        return f"{article[0]} {following}"
    return match.group()
