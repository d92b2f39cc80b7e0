# ruff: noqa: E501 - tables read best a row a line
"""Weak verbs made firm: "we could maybe try", "it might be better", "seems to be"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.clauses import SUBJECT, is_clause
from onhand.rewrite.rules.english.frames import framed, frames
from onhand.rewrite.rules.english.verbs import (
    base_of,
    base_of_third,
    inflected,
    is_participle,
    is_past,
)

_NUMBER = r"(?:\d|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|twenty\b|thirty\b|forty\b|fifty\b|half\b|a hundred\b|a dozen\b)"
KIND_BEFORE = r"(?<!what )(?<!which )(?<!\ba )(?<!\ban )(?<!this )(?<!that )(?<!the )(?<!some )(?<!any )(?<!one )(?<!every )(?<!each )(?<!another )(?<!other )(?<!same )(?<!these )(?<!those )(?<!all )(?<!different )(?<!right )(?<!wrong )(?<!new )(?<!your )(?<!my )(?<!no )(?<!certain )(?<!best )(?<!only )(?<!similar )(?<!two )(?<!special )"
_FEELS = r"(?:is|are|was|were|am|be|been|['’]s|['’]re|['’]m|feel|feels|felt|looks?|seems?|sounds?|getting|gets|got|become|became|too)"
_WORDS = frames(
    (
        ("maybe|perhaps|possibly|probably", rf"(?<!\bor )\b(?:maybe|perhaps|probably|possibly) (?={_NUMBER}(?<!one)[\w.,]*(?: |%)(?:\w+s|people|percent|euros?|per)\b)", "about "),
        ("arguably|maybe|perhaps|possibly|potentially|presumably|probably", r"(?<=[\w,] )(?:maybe|perhaps|possibly|potentially|probably|presumably|arguably),? (?!(?:on |at |this |next )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight)\b|(?:at |by |until |around )?\d)(?=\w)", ""),
        ("possibly|potentially|presumably|probably|supposedly", r"^(?:probably|presumably|potentially|possibly|supposedly),? (?=\w)", ""),
        ("kind|sort", rf"{KIND_BEFORE}\b(?:kind|sort) of (?!you\b|him\b|her\b|them\b|thing|person|stuff)(?=\w)|\b(?:kinda|sorta) (?=\w)", ""),
        ("bit", rf"({_FEELS}) a (?:little |tiny |wee )?bit (?!of\b|more\b|less\b|at\b|on\b|in\b|until\b|by\b|for\b|with\b|\w+er\b)(?=\w)", r"\1 "),
        ("a little", rf"(?<!there )({_FEELS}) a little (?=(?:too|late|early|high|low|long|short|slow|fast|expensive|cold|hot|hard|difficult|off|rude|loud|weird|strange|\w+(?:ed|ing)|un\w+|over\w+|under\w+)\b)", r"\1 "),
        ("somewhat", rf"({_FEELS}) somewhat (?=\w)", r"\1 "),
        ("just", r"\b(I|we|you|they|to|would|could|should|can|will|it|and|['’]d|['’]ll) just (?!in case\b|as\b|like\b|one\b|two\b|\d|enough\b|because\b|the\b|so\b|an?\b|for\b|about\b|before\b|after\b|under\b|over\b|past\b|\w+ed\b|got\b|saw\b|left\b|sent\b|found\b|heard\b|came\b)(?=\w)", r"\1 "),
        ("actually|really", r"(?<=n['’]t )(?:really|actually) (?=(?:be|have|do|need|want|get|go|make|take)\b)", ""),
        ("something like", r"\bsomething like (?=[$€£]?\d+[.,]\d\d\b)", ""),
        ("something like", r"\bsomething like (?=[$€£]?\d)", "about "),
        ("or something", r",? or something(?: like that)?(?=[.,?!]|$| if\b| on\b| tomorrow\b| next\b)", ""),
        ("by any chance", r"\bby any chance ", ""),
        ("cool|fun|great|lovely|nice", r"^it (?:might|may|could|would) be (?:really |very )?(?:nice|great|lovely|fun|cool) to (?!hear\b|know\b|see you\b)(?=\w)", "I would like to "),
        ("afraid", r"^I(?:['’]m| am) afraid (?:that )?(?!of\b|to\b|so\b|not\b)(?=\w+)", ""),
        ("appreciate|need|prefer|propose|recommend|suggest", r"\b(I|we)(?:['’]d| would) (?:really )?(prefer|need|suggest|recommend|propose|appreciate)\b(?! it\b)", r"\1 \2"),
        ("propose|recommend|suggest", r"^(?:could|may|might|can) I (?:respectfully |humbly )?(suggest|propose|recommend)\b", r"I \1"),
        ("i was hoping for", r"\bI was hoping for (?=\w)", "I would like "),
        ("hoping", r"\b(I|we) (?:was|were|am|are|['’]m|['’]re) hoping (?=(?:the|my|your|this|it)\b)", r"\1 hope "),
        ("be able to", r"\b(?:might|may|should|would) (?:well )?be able to\b", "can"),
        ("want to", r"\b(we|you) (?:might|may) (?:also )?want to\b", r"\1 should"),
        ("best|better|cheaper|easier|faster|good|idea|quicker|safer|smarter|wise|worth", r"\bit (?:might|may|could|would) (?:well )?be (a (?:good|great|better|smart) idea|best|better|wise|wiser|good|easier|safer|smarter|worth|cheaper|quicker|faster) (?=to\b|\w+ing\b)", r"it is \1 "),
        ("might be an idea to", r"\bmight be an idea to\b", "is a good idea to"),
        ("make sense to", r"\bit (?:might|may|could|would) make sense to\b", "it makes sense to"),
        ("you would like to", r"^(?:maybe|perhaps) you would like to (?=\w)", "please "),
        ("a bit", r"(?<=\w) a bit(?= \w+[?.]?$)(?! (?:of|more|less|later|earlier|longer|further|after|before|at|on|in|until|to|and|by|for|with|over|under|back|off|up|out|down|around|now|today|\w+er)\b)", ""),
        ("should probably", r"\bshould probably\b", "should"),
    )
)  # fmt: skip
_COMPARED = re.compile(r"\b(?:it|that)(?: would|['’]d| might| could| may| is) be (?:really |very )?(?:a (?:really |very )?(?:good|great|better) idea|best|better|good|great|nice|wise|wiser|safer|easier|helpful|cool|fair|fairer) if (?P<who>we all|all of us|you all|we|you|I|they|he|she|someone|everyone) (?P<rest>.+)$", re.I | re.S)  # fmt: skip
_SEEMS_THAT = re.compile(rf"(?P<before>^|: |, | (?:and|but|so) |; )it (?:seems|looks|appears)(?: to me)?(?: like| that| as if| as though)? (?P<clause>{SUBJECT} .+)$", re.I | re.S)  # fmt: skip
_SEEMS = re.compile(rf"(?P<who>{SUBJECT}) (?P<seem>seems?|appears?) (?P<to>to (?P<verb>(?!me\b|us\b|him\b|her\b|them\b|you\b)\w+)|(?:(?:a bit|a little|rather|quite|somewhat|pretty|slightly) )?(?P<adjective>(?!like\b|that\b|as\b|to\b|so\b|in\b|on\b)\w+))", re.I)  # fmt: skip
_NOT_SEEM = re.compile(
    r"\b(do|does)(?:n['’]t| not) (?:actually |really )?seem to (?P<verb>\w+)", re.I
)
_MAYBE = re.compile(
    rf"^(?:maybe|perhaps),? (?P<clause>(?P<who>{SUBJECT})(?: |(?=['’]))(?P<aux>['’]s|['’]re|['’]m|is|are|was|were|has|have)\b(?P<rest>.*))$",
    re.I | re.S,
)
_MAYBE_MODAL = re.compile(rf"^(?:maybe|perhaps),? (?={SUBJECT}(?: |['’])(?:could|can|should|shouldn['’]t|(?<!you )would|(?<!you )wouldn['’]t|will|won['’]t|might|may|must|need|d\b|ll\b|ought))", re.I)  # fmt: skip
_MIGHT = re.compile(rf"(?P<start>^|: |, (?:and|but|so) |, | (?:and|but|so) )(?P<who>{SUBJECT}) (?P<modal>might|may|could) (?P<rest>.+)$", re.I | re.S)  # fmt: skip
_THINKING_OF = re.compile(r"\b(?P<who>I|we)(?: was| were|['’]m|['’]re| am| are) thinking (?:of|about) (?P<verb>\w+ing)\b", re.I)  # fmt: skip
_CONFESSES = re.compile(
    r"be (?:mine|my (?:own )?(?:fault|mistake|error|doing)|me\b)|have been (?:me\b|my )", re.I
)
_MAYBE_SO = re.compile(rf"(?:maybe|perhaps),? (?:(?:he|she|they|(?-i:[A-Z][\w-]+))(?: is| are|['’]s|['’]re)|{SUBJECT} (?:was|were|has|have))\b(?! too\b)", re.I)  # fmt: skip
_PERSON = re.compile(r"(?:he|she|they|(?:my|your|our|the) (?:\w+ )?\w+|(?-i:[A-Z][\w-]+))$", re.I)
_STATE = re.compile(
    r"(?:not )?be (?:\w+ )?(?:busy|late|ill|sick|away|asleep|tired|home|free|there|here|out|at|on holiday|dead|angry|upset|pregnant|in (?:hospital|a meeting|town))\b",
    re.I,
)
_ONCE = re.compile(
    r"\b(?:yesterday|ago|last (?:night|week|month|year|time|summer|winter|\w+day)|this morning|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|in (?:19|20)\d\d|when (?:I|we|he|she|they))\b",
    re.I,
)
_WISHED = re.compile(r"(?:just )?a (?:tiny |little |wee )?(?:bit|little|touch|tad) (?:slow|fast|loud|soft|short|clear|bright|bigg|thinn|small|strong|simpl|quick|quiet|clean|tight)e?r$|(?:just )?a (?:tiny |little |wee )?(?:bit|little|touch|tad) more (?:careful|polite|specific|detailed|visible|concise)$", re.I)  # fmt: skip
_SAME = frozenset(
    {
        "left",
        "lost",
        "sent",
        "put",
        "made",
        "paid",
        "told",
        "heard",
        "had",
        "found",
        "met",
        "got",
        "bought",
        "brought",
        "said",
        "kept",
    }
)
_MAYBE_DOES = re.compile(r"\b(?P<who>he|she|it) (?:maybe|perhaps|possibly|probably) (?P<verb>[a-z]+s)\b(?<!is)(?<!was)", re.I)  # fmt: skip
_HOPEFULLY = re.compile(rf"^hopefully,? (?P<clause>(?P<who>{SUBJECT})\b.+)$", re.I | re.S)
_FUTURE = re.compile(r"\b(?:tomorrow|tonight|soon|next|later|late|early|ready|there by|by \d|by (?:mon|tues|wednes|thurs|fri|satur|sun)day|able)\b", re.I)  # fmt: skip
_IRREGULAR_PLURALS = re.compile(r"(?:people|children|men|women|feet|teeth|mice|data|police|both|all|some|these|those|they|we|you|many|few)$", re.I)  # fmt: skip


def is_plural(subject: str) -> bool:
    """Whether a subject takes "are": by its head, the word before the first preposition."""
    head = re.split(r" (?:in|of|at|for|with|from|on|to|by|about|under|over|near|I|we|you|they|he|she)\b", subject)[0]  # fmt: skip
    if " and " in head:
        return True
    words = head.split()
    if not words:
        return False
    word = words[-1].lower()
    if _IRREGULAR_PLURALS.search(word):
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "news", "'s", "’s"))


def firm(body: str, is_weak: bool) -> str:
    """Return a sentence's body with weak verbs made firm.

    A bare "might" stays, as the writer does not know; with `is_weak`, where an opinion is hedged
    twice ("I think it might be"), the opinion is said outright.
    """
    body = _MAYBE_MODAL.sub("", body)
    is_weak = is_weak and not _MAYBE_SO.match(body)
    body = _MAYBE.sub(_maybe, body)
    body = _HOPEFULLY.sub(_hoped, body)
    body = _MAYBE_DOES.sub(
        lambda m: f"{m['who']} may {base_of_third(m['verb']) or m['verb']}", body
    )
    body = framed(body, _WORDS)
    body = _COMPARED.sub(_should, body)
    body = _SEEMS_THAT.sub(_seen, body)
    body = _NOT_SEEM.sub(_not_seeming, body)
    body = _SEEMS.sub(_is, body)
    body = _THINKING_OF.sub(lambda m: f"{m['who']} plan to {base_of(m['verb'])}", body)
    if is_weak:
        body = _MIGHT.sub(_outright, body)
    return body


def _maybe(match: re.Match[str]) -> str:
    aux, rest = match["aux"].lower(), match["rest"]
    if aux in ("has", "have"):
        return (
            f"{match['who']} may have{rest}"
            if is_participle((rest.split() or [""])[0])
            else match.group()
        )
    return f"{match['who']} may {'have been' if aux in ('was', 'were') else 'be'}{rest}"


def _hoped(match: re.Match[str]) -> str:
    clause = match["clause"]
    knows = match["who"].lower() in ("i", "we")
    return (
        clause
        if knows
        else f"I hope {clause[0].lower() if clause.split()[0].lower() in ('the', 'it', 'they', 'that', 'this', 'you', 'he', 'she') else clause[0]}{clause[1:]}"
    )


def _should(match: re.Match[str]) -> str:
    rest = re.sub(r"^(?:(?:could|would|all|can) )*(?:agree to )?", "", match["rest"])
    negated = re.match(
        r"(?:didn['’]t|did not|don['’]t|do not|wouldn['’]t|couldn['’]t|not) (.+)", rest, re.I | re.S
    )
    if negated:
        return f"{match['who']} should not {negated[1]}"
    verb, _, more = rest.partition(" ")
    base = "be" if verb.lower() in ("were", "was") else base_of(verb) if is_past(verb) else verb
    return f"{match['who']} should {base} {more}".rstrip()


def _seen(match: re.Match[str]) -> str:
    return f"{match['before']}{match['clause']}" if is_clause(match["clause"]) else match.group()


def _not_seeming(match: re.Match[str]) -> str:
    verb = match["verb"].lower()
    if verb == "be":
        return "are not" if match[1].lower() == "do" else "is not"
    return f"{match[1]} not {verb}"


def _is(match: re.Match[str]) -> str:
    who, verb = match["who"], (match["verb"] or "").lower()
    if who.lower() in ("i", "it", "that", "this") and not verb and match["seem"].lower() == "seem":
        return match.group()
    is_many = not match["seem"].lower().endswith("s")
    if verb == "be" or match["adjective"]:
        rest = f" {match['adjective']}" if match["adjective"] else ""
        return f"{who} {'am' if who == 'I' else 'are' if is_many else 'is'}{rest}"
    if verb == "have" or not verb:
        return f"{who} {'have' if is_many else 'has'}" if verb else match.group()
    return f"{who} {verb if is_many else inflected(verb, 'third')}"


def _i_firmly(start: str, modal: str, rest: str) -> str | None:
    first, _, more = rest.partition(" ")
    if first == "need" or (first == "have" and more.startswith("to ")):
        return f"{start}I {rest}"
    have, _, done = more.partition(" ")
    if first == "not" and have == "have" and is_participle(done.split(" ")[0]) and modal != "could":
        return f"{start}I have not {done}"
    if first in ("have", "need", "not", "also"):
        return None
    if modal != "could" and rest.startswith("be ") and not _FUTURE.search(rest):
        return f"{start}I am {rest[3:]}"
    return f"{start}I {'can' if modal == 'could' else 'will'} {rest}"


def _we_firmly(start: str, modal: str, rest: str) -> str | None:
    first, _, more = rest.partition(" ")
    if modal == "could":
        return None
    if first in ("have", "need") and more.startswith("to "):
        return f"{start}we {rest}" if start else f"We {rest}"
    if first == "be" and re.match(r"(?:better|worse|happier|safer) ", more):
        return f"{start}{'we' if start else 'We'} would {rest}"
    return (
        None
        if first in ("have", "need", "be", "not")
        else f"{start or ''}{'we' if start else 'We'} should {rest}"
    )


def _outright(match: re.Match[str]) -> str:
    start, who = match["start"], match["who"]
    rest = _MIGHT.sub(_outright, match["rest"])
    modal = match["modal"].lower()
    low = who.lower()
    first, _, more = rest.partition(" ")
    is_many = is_plural(who)
    if _CONFESSES.match(rest) or (_PERSON.match(who) and _STATE.match(rest)):
        return match.group()
    done = more.split(" ")[0]
    if first == "have" and _ONCE.search(more):
        return f"{start}{who} {more}" if done.endswith("ed") or done in _SAME else match.group()
    if first == "have" and low == "you":
        return match.group()
    if first == "have" and modal != "could" and is_participle(done):
        return f"{start}{who} {'have' if is_many or low == 'i' else 'has'} {more}"
    if low == "i":
        return _i_firmly(start, modal, rest) or match.group()
    if low == "we":
        return _we_firmly(start, modal, rest) or match.group()
    if low == "you":
        is_here = modal == "might" and first == "be" and not _FUTURE.search(more)
        return f"{start}{who} are {more}" if is_here else match.group()
    if first == "be" and modal == "could" and _WISHED.match(more):
        return f"{start}{who} should {rest}"
    if first == "be":
        verb = "will be" if _FUTURE.search(more) else "are" if is_many else "is"
        return f"{start}{who} {verb} {more}"
    if first == "not" and modal != "could":
        word, _, tail = more.partition(" ")
        if word == "be":
            return f"{start}{who} {'are' if is_many else 'is'} not {tail}"
        if word == "have" and is_participle(tail.split(" ")[0]):
            return f"{start}{who} {'have' if is_many else 'has'} not {tail}"
        return f"{start}{who} {'do' if is_many else 'does'} not {more}"
    return match.group()
