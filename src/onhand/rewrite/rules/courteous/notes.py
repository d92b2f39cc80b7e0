# ruff: noqa: E501 - tables read best a row a line
"""Terse notes ("No dogs inside.", "Page 2 missing.", "Helmet on.") as sentences or requests."""

from __future__ import annotations

import re
from functools import cache

from onhand.rewrite.rules.english.sentences import Sentence, capital, sentence
from onhand.rewrite.rules.stiff.fragments import completed
from onhand.rewrite.rules.stiff.subjects import with_subjects_article

_FORBIDDEN = r"(?:dogs?|pets?|cats?|animals|shoes|boots|kids|children|smoking|vaping|parking|gifts|presents|cameras?|phones?|mobiles|laptops|photos|photography|flash|food|drinks?|alcohol|flowers|calls|visitors|guests|cyclists|bikes|bicycles|scooters|prams|ball games|games|music|talking|running|diving|swimming|jumping|eating|drinking|littering|fires?|barbecues?|bags|backpacks|noise|cash|cards|spoilers|politics|cheating|late(?:comers| arrivals)|unauthori[sz]ed \w+|flyers|ads|leaflets|cold calls?|junk mail)"
_BANNED = re.compile(rf"(?P<what>no {_FORBIDDEN}(?:(?:,| or| and|,? or|,? and) (?:no )?\w+)*(?P<where> (?:in|on|at|after|before|past|beyond|inside|outside|near|during|here|upstairs|past|without|indoors|please)\b.*)?)", re.I)  # fmt: skip
_ENOUGH = re.compile(r"no more (?:meetings|calls|emails|e-mails|messages|texts|newsletters|vouchers|catalogues|catalogs|delays|surprises|jokes|parties|visits|changes|spam|flyers|late nights|sweets|offers|reminders|letters|invitations|shouting|arguing|fighting|lies|drama|questions|screen time|gaming|overtime|favours)\b.{0,60}", re.I)  # fmt: skip
_EXCUSE = re.compile(r"no (?:more )?(?:excuses|exceptions|discussion|arguments?|buts|negotiation|ifs or buts|if or buts)", re.I)  # fmt: skip
_NO_MORE = re.compile(r"no (?:more )?(?P<what>(?!means|way|one|idea|need|worries|problem|thanks|doubt|matter|wonder|rush|hurry|offen[cs]e|pressure|longer|luck|good|use|point|chance|reason|surprise|less|later|earlier|big|not|i\b|we\b|you\b|it\b|that\b|this\b|they\b|he\b|she\b|please)[a-z][\w '-]*?)(?P<name>,(?-i: [A-Z][\w-]+))?", re.I)  # fmt: skip
_PLACED = re.compile(
    r"(?P<what>(?!no\b|not\b|it\b|this\b|that\b|I\b|we\b|he\b|she\b|you\b|they\b|there\b|all the best|best\b|welcome|back|home\b|love\b|thanks|happy\b|cheers)(?:all |the |your |both |any |my )?[a-z][\w'’ -]{2,30}?) (?P<to>to (?:me|us|HR|reception|the office|my desk|accounts|(?-i:[A-Z][a-z]+)(?= (?:by|before|asap|no later))))(?P<when> (?:by|before|today|tomorrow|tonight|asap|no later|until|at|on|within|after|as soon as)\b.*)?", re.I
)  # fmt: skip
_ON_DESK = re.compile(r"(?P<what>(?!it\b|this\b)[a-z][\w'’ -]{2,30}?) (?P<on>(?:on|in|into) my (?:desk|inbox|hands|office|mailbox))(?P<when> .*)?", re.I)  # fmt: skip
_WORN = r"(?:helmets?|hats?|coats?|jackets?|shoes|boots|seat ?belts?|gloves|masks?|vests?|hi-?vis|life ?jackets?|goggles|badges?|lanyards?|slippers|socks|hoods?|caps?|sun ?cream|aprons?|hairnets?)"
_RUN = r"(?:lights?|music|tv|telly|radio|engine|engines|heating|air ?con|fan|oven|hob|stove|tap|taps|volume|sound|cameras?|mics?|microphones?|phones?|mobiles?|alarm|computer|screens?|telephone)"
_STATE = re.compile(
    rf"(?P<the>(?:the|your|all|those) )?(?P<what>(?P<worn>{_WORN})|(?P<run>{_RUN})|(?P<held>feet|hands|paws|fingers|elbows|books?|pens?|pencils?|toys|weapons)) (?P<way>on|off|down|up|away|out)(?P<rest>(?: (?:in|at|on|when|before|after|while|during|from|of|please|the|off|my|now|everyone|everybody|all)\b[\w ’']*)?)(?P<name>,(?-i: [A-Z][\w-]+))?", re.I
)  # fmt: skip
_VERBS = {
    ("worn", "on"): "put", ("worn", "off"): "take", ("worn", "up"): "put", ("worn", "away"): "put", ("worn", "down"): "take", ("run", "on"): "turn", ("run", "off"): "turn", ("run", "down"): "turn", ("run", "up"): "turn", ("run", "away"): "put", ("run", "out"): "turn",
    ("held", "off"): "keep", ("held", "down"): "put", ("held", "away"): "put", ("held", "up"): "put", ("held", "out"): "take",
}  # fmt: skip
_CODE = re.compile(r"(?:my |the |your )?(?P<noun>(?:order|invoice|ticket|booking|reservation|customer|member|membership|account|reference|case|policy|claim|tracking|student|contract|patient|registration|passport|licence|license|serial)(?: (?P<kind>number|no\.?|nr\.?|ref(?:erence)?|id|code))?):? #?(?P<code>[\w/.-]*\d[\w/-]*)", re.I)  # fmt: skip
_AT = re.compile(r"(?P<what>dinner|lunch|breakfast|supper|meeting|training|rehearsal|practice|class|party|pick-?up|checkout|check-?out|check-?in|kick-?off|departure|takeoff|start|doors|drinks|choir|appointment|interview)(?: at)? (?P<time>\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?|noon|midnight)(?P<rest> (?:sharp|tomorrow|tonight|today|on \w+|at \w+|in .+))?", re.I)  # fmt: skip
_TOO = re.compile(r"(?:and )?(?P<what>(?!me\b|you\b|i\b|same\b|we\b|him\b|her\b|us\b)(?:the |your |my )?[a-z][\w' -]*),? (?:too|as well|also)", re.I)  # fmt: skip
_WRONG_AGAIN = re.compile(r"(?P<what>wrong \w+(?: \w+)?) (?P<again>again|once more)", re.I)
_NO_ARTICLE = re.compile(
    r"(?:despite|in spite|owing|due|because|during|without|according|following|under|between|among|regarding|(?-i:[A-Z])\w+ and (?:I|me)|hope|nah|nope|yeah|yep|lol|last|next|first|order|invoice|ticket|flight|mum|mom|mummy|dad|daddy|grandma|grandpa|granny|gran|nan|lovely|great|good|nice|sorry|thanks|heads|happy|wish|love|reckon|right|same)\b|\W|.*(?:n['’]t| not) it\b|[\w-]+ #?\d", re.I
)  # fmt: skip
_DONE = re.compile(
    r"(?P<noun>(?P<mass>entry|access|admission|permission|payment)|application|request|visa|claim|card|order|booking|reservation|appointment|delivery|refund|proposal|offer|loan|order|transfer|subscription|invoice|parcel|message|ticket)(?P<s>s)? (?P<adv>already |not |still not |never )?(?P<done>refused|denied|rejected|declined|cancelled|canceled|approved|granted|accepted|received|booked|confirmed|scanned|paid|returned|processed|delivered|authorised|authorized)(?P<rest> (?:at|on|by|in|due|because|again|twice|for|since|today|yesterday|this|without)\b.*)?", re.I
)  # fmt: skip
_EITHER_FINE = re.compile(r"(?P<ways>[\w’' ]+ or [\w’' ]+?),? (?:I|we) (?:do not|don['’]t) (?:really )?(?:care|mind)(?: which)?", re.I)  # fmt: skip
_VALUE = re.compile(r"(?P<noun>(?!tel|phone|mobile|fax|ps|p\.s|nb|note|re|attn|subject|from|to|cc|time|day|address|iban|bic|room|http)[A-Za-z][a-z]+(?: [a-z]+){0,4}): (?P<value>[€$£]? ?\d[\d.,:]*(?: ?(?:€|EUR|USD|GBP|CHF|euros?|pounds|dollars|per \w+|a \w+|%|[ap]\.?m\.?|kg|km|\w+day|(?:January|February|March|April|May|June|July|August|September|October|November|December)))?)", re.I)  # fmt: skip
_LATE_AGAIN = re.compile(r"(?:late|absent|early|asleep|drunk) (?:again|once more|as usual)(?:,(?-i: [A-Z][\w-]+))?", re.I)  # fmt: skip
_TOO_MUCH = re.compile(r"(?:just )?(?P<what>(?:(?:far |way )?too (?:much|many)) (?:on|work|going on|to do|else on)\b.*)", re.I)  # fmt: skip
_TOO_ADJ = re.compile(r"(?:(?:just |far |way |a bit |much )*)too (?:expensive|cheap|late|early|loud|cold|hot|small|big|large|far|long|short|tight|slow|fast|sweet|salty|heavy|wide|dark|bright|complicated|difficult|risky|soon|dangerous)\b.*", re.I)  # fmt: skip
_NOUN_FIRST = re.compile(r"(?:report|draft|file|copy|plan|schedule|estimate|list|budget)s? (?:on|in|to) (?:my|me|us)\b", re.I)  # fmt: skip
_NUMBERED = re.compile(
    r"(?P<what>(?:page|room|row|gate|flight|order|ticket|invoice|seat|table|line|lift|platform|unit|flat|bay|part|item|section|question|step|form|apartment|bus|train|lane|chapter|parcel|box|door|track|exit|field|court|printer|machine|locker) #?[\w/-]*\d[\w/-]*) (?P<state>(?:still |already |also )?(?:not )?(?:missing|incomplete|wrong|broken|closed|free|taken|available|unavailable|ready|late|delayed|overdue|empty|full|blank|damaged|blocked|locked|open|lost|unpaid|paid|dirty|unreadable|out of order|cancelled|canceled|sold out|booked|occupied|down|here)\b.*)", re.I
)  # fmt: skip
_UNSURE_IF = re.compile(r"yes or no", re.I)
_FINITE = re.compile(r"\b(?:am|is|are|was|were|has|have|had|do|does|did|can|cannot|could|will|would|shall|should|may|might|must|\w+n['’]t|\w+['’](?:re|m|ll|ve|d)|(?:it|that|there|he|she|what|this|here)['’]s)\b", re.I)  # fmt: skip
_NO_START = re.compile(
    r"(?:\W|(?:every|some|no|any)(?:one|body|thing)\b|none\b|each\b|(?!early|daily|only just|really (?:sorry|happy|glad|looking))\w+ly\b|only\b|even\b|never\b|always\b|\w+ (?:up|out|off|down|away|over|on)$|an? |the |children |kids |people |others |babies |my |your |our |his |her |their |this |that |these |those |some |all |[IAa] |you |we |they |he |she |it |there |who|back to\b|best\b|dear\b|love\b|no\b.*,|and\b|but\b|so\b|or\b|if\b|because\b|maybe\b|perhaps\b|yes\b|yeah\b)", re.I
)  # fmt: skip
_SHORT_IS = re.compile(r"['’]s(?= )")
_JOINT = re.compile(r",? (?:and|but)\b|,| (?=till|until|because|since|when|if)\b")
_AT_TIME = re.compile(r" (?P<be>is|are)(?P<rest> (?:already |just )?\w+ed (?:at|on) \d)")
_WHERE = re.compile(r"(?:I am|It is|We are) (?:in|on|at|under|behind|by|near|next to|inside|outside) ", re.I)  # fmt: skip
_WORD = re.compile(r"[\w'’]+")
_PLURAL = re.compile(r"(?:\w*[^su\W]s|people|children|men|women|mice|feet|teeth|leftovers)$", re.I)


@cache
def _ways() -> tuple[re.Pattern[str], ...]:
    return (_PLACED, _ON_DESK)


def written_out(one: Sentence, *, has_asks: bool) -> Sentence:
    """Return a terse note as a whole sentence, or as the order it stands for; else the same.

    "No refunds on sale items." is "I'm afraid there are no refunds on sale items.", "Helmet on."
    is "Put your helmet on.", "Page 2 missing." is "Page 2 is missing."

    Args:
        one: a sentence.
        has_asks: whether something was asked for before it.
    """
    is_noun = one.kind == "order" and _NOUN_FIRST.match(one.text) is not None
    if len(one.text) > 120 or not (is_noun or one.kind in ("fragment", "statement", "question")):
        return one
    body = one.body
    said = _of_no(body) or _as_order(body) or _named(body, has_asks=has_asks)
    if said is None and one.kind == "question":
        return one
    if said is None and not _FINITE.search(_JOINT.split(body, maxsplit=1)[0]):
        said = _completed(body)
        said = said and _of_hearer(body, said)
    if said is None and one.kind == "statement" and not _NO_ARTICLE.match(body):
        said = _of_hearer(body, with_subjects_article(body))
        whole, was = _SHORT_IS.sub(" is", said).lower(), _SHORT_IS.sub(" is", body).lower()
        if whole == was or not whole.endswith(was[1:]):
            return one
        return sentence(said + (one.end or "."), one.space)
    if said is None or said == body:
        return one
    ends = not (said[-1].isalnum() or said[-1] in "'\"”)" or "\ue000" <= said[-1] <= "\uf8ff")
    end = one.end if one.end and one.kind != "question" else "."
    return sentence(said if ends else said + end, one.space)


def _of_hearer(body: str, said: str) -> str:
    """Return a sentence whose "My" is put in as "The" where it speaks of the hearer's things."""
    return re.sub(r"^My ", "The ", said) if re.search(r"\byours?\b", body, re.I) else said


def _of_no(body: str) -> str | None:
    if body[:2].lower() != "no" or _FINITE.search(body):
        return None
    banned = _BANNED.fullmatch(body)
    if banned:
        polite = "" if body.lower().endswith("please") else ", please"
        return f"{capital(body)}{polite}"
    if body.lower().endswith("please"):
        return None
    if _EXCUSE.fullmatch(body) or _ENOUGH.fullmatch(body):
        return f"{capital(body)}, please"
    none = _NO_MORE.fullmatch(body)
    if none is None or len(none["what"].split()) > 9:
        return None
    noun = re.split(r" (?:on|in|at|for|left|after|before|without|from|of|here|today|yet|again|this|until|since|with|to|available)\b", none["what"])[0]  # fmt: skip
    verb = "are" if _PLURAL.search(noun) else "is"
    return f"I am afraid there {verb} {body[:1].lower()}{body[1:]}"


def _as_order(body: str) -> str | None:
    state = _STATE.fullmatch(body)
    if state:
        kind = "worn" if state["worn"] else "run" if state["run"] else "held"
        verb = _VERBS.get((kind, state["way"].lower()))
        if verb:
            the = state["the"] or ("the " if kind == "run" and not re.match("phone|mobile|cam|mic", state["what"], re.I) else "your ")  # fmt: skip
            if the.strip().lower() == "all":
                the = "all "
            name = state["name"] or ""
            return f"{capital(verb)} {the.lower()}{state['what'].lower()} {state['way'].lower()}{state['rest']}{name}"
    if _FINITE.search(body) or re.match(r"\w+ing\b|thanks?\b|welcome\b", body, re.I):
        return None
    for verb, pattern in zip(("Send", "Put"), _ways(), strict=True):
        placed = pattern.fullmatch(body)
        if placed and not re.search(r"\b(?:and|but|so|is|was|\w+ed)\b", placed["what"], re.I):
            what = placed["what"]
            first = what.split(maxsplit=1)[0].lower()
            the = "" if first in ("all", "the", "your", "both", "any", "my") else "the "
            return f"{verb} {the}{what[:1].lower()}{what[1:]} {placed[2]}{placed['when'] or ''}"
    return "Let me know yes or no" if _UNSURE_IF.fullmatch(body) else None


def _named(body: str, *, has_asks: bool) -> str | None:
    code = _CODE.fullmatch(body)
    if code:
        noun = code["noun"][:1].lower() + code["noun"][1:]
        number = "" if code["kind"] else " number"
        if noun == "reference":
            number = ""
        return f"The {noun}{number} is {code['code']}"
    at = _AT.fullmatch(body)
    if at:
        what = at["what"].lower()
        the = "" if what in ("dinner", "lunch", "breakfast", "supper", "training", "practice", "drinks", "choir", "kick-off", "kickoff", "check-in", "checkout", "check-out") else "the "  # fmt: skip
        verb = "are" if what in ("doors", "drinks") else "is"
        return capital(f"{the}{what} {verb} at {at['time']}{at['rest'] or ''}")
    if _TOO_MUCH.fullmatch(body):
        return f"I have {body[:1].lower()}{body[1:]}"
    if _TOO_ADJ.fullmatch(body):
        return f"It is {body[:1].lower()}{body[1:]}"
    numbered = _NUMBERED.fullmatch(body)
    if numbered and not _FINITE.search(body):
        return f"{numbered['what']} is {numbered['state']}"
    either = _EITHER_FINE.fullmatch(body)
    if either:
        return f"{either['ways']} is fine"
    valued = _VALUE.fullmatch(body)
    if valued and not _FINITE.search(valued["noun"]):
        noun = valued["noun"]
        return f"The {noun[:1].lower()}{noun[1:]} is {valued['value']}"
    done = _DONE.fullmatch(body)
    if done:
        the = "" if done["mass"] else "the "
        noun = done["noun"].lower() + (done["s"] or "")
        verb = "were" if done["s"] else "was"
        return capital(f"{the}{noun} {verb} {done['adv'] or ''}{done['done']}{done['rest'] or ''}")
    late = _LATE_AGAIN.fullmatch(body)
    if late:
        return f"It looks like you were {body[:1].lower()}{body[1:]}"
    again = _WRONG_AGAIN.fullmatch(body)
    if again:
        return f"It is the {again['what'].lower()} {again['again']}"
    too = _TOO.fullmatch(body) if has_asks else None
    if too and len(body.split()) <= 5 and not _FINITE.search(body):
        return f"{capital(too['what'])} too, please"
    return None


def _completed(body: str) -> str | None:
    """Return what the formal tone makes of a fragment, where it only adds words."""
    if _NO_START.match(body) or body.isupper():
        return None
    said = completed(body)
    if said is None or " not is " in said or _WHERE.match(said):
        return None
    rest = iter(word.lower() for word in _WORD.findall(said))
    is_added = all(any(word == other for other in rest) for word in _WORD.findall(body.lower()))
    return _AT_TIME.sub(_was, said) if is_added else None


def _was(match: re.Match[str]) -> str:
    return f" {'was' if match['be'] == 'is' else 'were'}{match['rest']}"
