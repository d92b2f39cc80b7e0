# ruff: noqa: E501 - tables read best a row a line
"""What a message asks of its hearer, and the sentences around it set free."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onhand.rewrite.rules.courteous.threats import softened
from onhand.rewrite.rules.english.orders import VERBS, find_order
from onhand.rewrite.rules.english.sentences import Sentence, capital, sentence
from onhand.rewrite.rules.english.verbs import base_of, inflected, is_past

_SUBJECT = r"(?:(?:some|most|half|many|all|none|the rest) of (?:us|them|you)|I|you|he|she|it|we|they|(?:grandpa|grandma|mum|mom|dad|children|kids|people|others|customers|pupils|students|residents|visitors|guests|babies|neighbours|some people|cyclists|patients|(?:clause|section|paragraph|page|line|rule|article) \d+|(?-i:[A-Z][a-z]+))|there|this|that|these|those|nobody|no one|everyone|everybody|someone|(?:the|my|your|our|his|her|their|some of|most of|one of|two of|all of|none of|a|an|\d+) (?:my |your |our |the |us )?[\w'’-]+(?: (?!and\b|or\b)[\w'’-]+)?)"
_FINITE = r"(?:(?:is|are|was|were|am|has|have|had|will|would|can|could|should|must|do|does|did|may|might|cannot|never|always|only|just|still|already|really|almost|keep|keeps|need|needs|want|work|works|live|play|plays|know|think|hope|start|starts|close|closes|leave|leaves|look|looks|paid|said|told|asked|ordered|sent|waited|bought|lost|saw|got|went|came|broke|wrote|gave|took|made|left|found|put|called|heard|felt|hate|hurt|hurts|smell|smells|(?:clearly |already |also )?(?:says|states|shows|means|costs|wants|needs|comes|goes|gets|makes|takes|opens|get|gets|sit|stand|sleep|sleeps|walk|cross|study|pay)|try|are trying)(?:n['’]t)?\b)"
_CLAUSE = rf"(?:{_SUBJECT} {_FINITE}|(?:I|you|he|she|it|we|they|that|there|this|here|who|what)['’](?:s|re|m|ve|ll|d)\b)"
_SPLICE = re.compile(rf",\s+(?:and\s+)?(?={_CLAUSE})|;\s+|\s+[–—-]\s+(?={_CLAUSE})", re.I)
_NO_MAIN = re.compile(
    r"(?:(?:and|but|so|then)\s+)?(?:if|when|whenever|once|after|before|unless|until|as|since|because|while|although|though|even|in case|for|with|without|to|in order|by|on|at|in|due|thanks|thank|sorry|hi|hey|hello|dear|however|also|unfortunately|yes|no|well)\b[^,]*,|[\w'’-]+,", re.I
)  # fmt: skip
_NO_MARK = re.compile(
    r"\b(?!(?:if|that|sure|when|where|how|as|because|whether|since|before|after|until|so|and|but|or|know|think|what|who|why|which|say|said|me|while|once|than|like)\b)(?P<head>\w+) (?=it(?: is|['’]s) (?:\w+ing|too|so|not|very|really|broken|gross|disgusting|cold|hot|dangerous|urgent)\b)", re.I
)  # fmt: skip
_ORDER_GAP = re.compile(r"(?:,|\s[–—-])\s+(?:(?:so|now|and)\s+)?(?:please\s+)?(?=[a-z])")
_NO_ACTION = re.compile(  # nouns that look like orders: "bin men", "number 18"
    r"(?:number|order|page|line|room|unit|flat|bin|box|site|file|mail|name|host|guard|coach|bill|drive|water|block|park|state|place|point|start|test|merge)\b(?! (?:it|them|me|us|the|a|an|my|your|our|his|her|this|that|these|those|some|all|everyone|everything|two|three|up|in|at|on|out|off|somewhere|here|there|with|for|down|away|over|by|before|back|now|from|again|left|right|behind|without|as|if|when)\b)(?! \w+ly\b)(?=[ ,]\w)", re.I
)  # fmt: skip
_GETS = re.compile(
    r"just (?:get|see|hear) (?:an? |the )?(?:blank|error|white|black|same|empty|message saying)",
    re.I,
)
_NO_COMMA = re.compile(
    r"(?P<head>(?:if|when|once|as soon as|before|after) [^,]+?(?<! you)(?<! I)(?<! we)(?<! they)(?<! to)(?<! can)(?<! will)(?<! and)(?<! or)(?<! not)(?<!n't)) (?=(?:please |just )?(?:tell (?:me|us)|call (?:me|us)|let (?:me|us)|send (?:me|us)|give (?:me|us)|text (?:me|us)|email (?:me|us)|bring (?:a|an|your|the|some)|come |contact|don['’]t|do not|stop|take (?:a|an|your|the)|ask )\b)[^,]*$", re.I
)  # fmt: skip
_QUESTIONING = re.compile(
    r"(?:(?:and|but|so|also|ok|hey|then),?\s+)?(?:will|would|wd) (?:you|u|someone|anyone) (?:be|have|like|want|need|prefer|rather|say|mind|ever|still|also be|come|know|get)\b|(?:can|could) (?:you|u|anyone|someone) (?:come|make it|attend|join|hear|see|be there|be here|believe|imagine|remember|afford|swim|drive|eat|speak|make (?:it|monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b(?! (?:a|an|the|up|to me)\b| and)", re.I
)  # fmt: skip

URGENT = re.compile(r",?\s+(?:right now|right away|now|immediately|at once|this (?:instant|minute|second)|asap|as soon as possible|already)$", re.I)  # fmt: skip
"""A stress on haste at an order's end."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one sentence asks for.

    Attributes:
        lead: what stands before it: "And ", "If it rains, ".
        action: base form and what follows, in small letters: "send me the file".
        is_negative: not to do it.
        is_advice: told what would be good for the hearer ("you should see a doctor").
        is_gentle: it was put as a request already.
    """

    lead: str
    action: str
    is_negative: bool = False
    is_advice: bool = False
    is_gentle: bool = False


def set_free(sentences: list[Sentence]) -> list[Sentence]:
    """Return the sentences with clauses that hang on an order by a comma made their own.

    "Move your van, it's in the way" becomes two; so do an order and its threat: "Pay or I leave"
    gives "Pay." and "Otherwise, I will have to leave."
    """
    found: list[Sentence] = []
    for one in sentences:
        condition = _NO_COMMA.match(one.text)
        if condition and one.kind == "statement":
            end = condition.end("head")
            found += _freed(sentence(f"{one.text[:end]}, {one.text[end + 1 :]}", one.space))
        else:
            found += _freed(one)
    return found


def _freed(one: Sentence) -> list[Sentence]:
    halves = None
    is_told = one.kind in ("order", "request", "statement") or _TELLER.match(one.text)
    if is_told and not _NO_MAIN.match(one.text):
        halves = _after_order(one.text) or _before_order(one.text)
    if halves:
        head, tail = halves
        return [*_freed(_made(head, " ")), *_freed(_made(tail, one.space))]
    so_you = _SO_YOU.fullmatch(one.body) if one.kind == "statement" else None
    if so_you and _YOU_DO.fullmatch(so_you["do"]):
        return [*_freed(_made(so_you["head"], " ")), _made(so_you["do"], one.space)]
    enough = _NO_MORE_I.fullmatch(one.body) if one.kind in ("statement", "fragment") else None
    if enough:
        return [_made(enough["no"], " "), *_freed(_made(enough["rest"], one.space))]
    both = _AND_NOT.fullmatch(one.body) if one.kind == "order" else None
    if both and _is_order(both["do"]):
        return [*_freed(_made(both["do"], " ")), *_freed(_made(both["not"], one.space))]
    return softened(one)


def _after_order(text: str) -> tuple[str, str] | None:
    """Return an order and the clause that follows it: "Move it, it's in the way"."""
    for match in _SPLICE.finditer(text):
        head, tail = text[: match.start()], text[match.end() :]
        if _is_order(head) and re.search(r"\w", tail):
            return head, tail
    for match in _NO_MARK.finditer(text):
        head, tail = text[: match.end("head")], text[match.end("head") + 1 :]
        if _is_order(head):
            return head, tail
    return None


def _before_order(text: str) -> tuple[str, str] | None:
    """Return a clause and the order that follows it: "I did it twice, ask Tom"."""
    for match in _ORDER_GAP.finditer(text):
        head, tail = text[: match.start()], text[match.end() :]
        if _AHEAD.fullmatch(head + ", ") or _CONDITION.search(head) or _WHOEVER.match(head):
            continue
        has_verb = re.search(rf"\b{_FINITE}", head) is not None
        ahead = _AHEAD.match(tail)
        if ahead and has_verb and _is_order(tail[ahead.end() :]):
            return head, tail
        is_clause = has_verb or re.match(_CLAUSE, head, re.I) or _RUNNING.match(head) or _tells(head)  # fmt: skip
        is_whole = is_clause and not re.search(r"\b(?:to|and|or)$", head)
        if is_whole and _is_order(tail) and _is_sure(tail):
            return head, tail
    return None


def _tells(head: str) -> bool:
    """Whether a clause tells what happened: "your kid hit mine", "you people charged me twice"."""
    if not _TELLER.match(head):
        return False
    return any(is_past(word) or word in _SAME_IN_PAST for word in re.findall(r"[a-z]+", head)[:6])


def _is_order(text: str) -> bool:
    order = find_order(capital(text))
    return order is not None and not order.is_request


def _is_sure(text: str) -> bool:
    """Whether a clause after a comma is an order and not one more thing in a row."""
    return (re.match(
        r"(?:don['’]t|do not|never|stop|ask|tell|give|send|bring|call|go|get(?! an? )|put|take|fix|make|move|keep|read|check|use|do|clean|come|leave|let|look|be|pay|buy|write|talk|wait|turn|open|close|show|explain|answer|reply|remove|delete|cancel|refund|return|smoke|text|start|begin|go ahead|meet|save|hold|try|swap|order|book|pick|drop|forward|remind|resolve|print|ring|sign|switch|hurry|learn|stay|sit|drive|watch|eat|wear|post|charge|replace|repair|collect)\b", text, re.I
    ) is not None and not re.search(r"\b(?:and|or) [\w ]+$", text.split(",", maxsplit=1)[0])) or text.lower().startswith("do ")  # fmt: skip


def _made(text: str, space: str) -> Sentence:
    text = capital(text.strip())
    made = sentence(text, space)
    if re.search(r"[.!?…]$", text):
        return made
    return sentence(text + ("?" if made.kind in ("question", "request") else "."), space)


def whoever_asked(one: Sentence) -> tuple[str, str] | None:
    """Return whom and what a sentence asks of one who is not named; None for other sentences.

    "Whoever did this, clean it up." gives ("whoever did this", "clean it up"), "Guests are
    requested to park outside." gives ("guests", "park outside").
    """
    told = _REQUESTED.fullmatch(one.text)
    if told:
        action = re.sub(r",? and to (?=[a-z])", " and ", told["do"])
        return told["who"][:1].lower() + told["who"][1:], _action(action)
    if not _WHOEVER.match(one.text):
        return None
    for match in _ORDER_GAP.finditer(one.text):
        order = find_order(capital(one.text[match.end() :]))
        if order and not (order.is_request or order.is_negative):
            who = one.text[: match.start()]
            return who[:1].lower() + who[1:], _action(order.action)
    return None


def asked_by(one: Sentence) -> Asked | None:
    """Return what a sentence asks of its hearer, however it is put; None if it asks nothing."""
    if _QUESTIONING.match(one.text) or re.match(r"(?:do|did|have|will|if)\b.*\?$", one.text, re.I):
        return None
    if one.text.isupper() and len(one.text.split()) <= 4:
        return None  # what a label says: "KEEP FROZEN."
    told = _TELLS.match(one.text)
    if told and one.kind != "thanks" and not told["action"].lower().startswith("know"):
        return Asked(told["lead"], _action(told["action"]), bool(told["not"] or told["never"]))
    never = _DO_NOT.fullmatch(one.text) if one.order is None else None
    if never:
        return Asked("", _action(never["do"]), is_negative=True)
    yours = _YOU_DO.fullmatch(one.text)
    if yours:
        base = base_of(yours["verb"].lower()) if yours["be"] else yours["verb"].lower()
        return Asked("", _action(f"{base}{yours['rest']}"))
    order = one.order
    conditioned = _CONDITIONED.match(one.text) if order is None else None
    if conditioned:
        later = find_order(capital(re.sub(r"^at least ", "", conditioned["rest"], flags=re.I)))
        if later and not later.is_request:
            return Asked(conditioned["lead"], _action(later.action), later.is_negative)
    if _AHEAD.fullmatch(one.body + ", "):
        return None
    ahead = _AHEAD.match(one.text)
    later = find_order(capital(one.text[ahead.end() :])) if ahead else None
    if ahead and later and not later.is_request and not later.is_told:
        lead = ahead.group().rstrip(" ,") + ", "
        return Asked(lead, _action(later.action), later.is_negative)
    if order is None:
        return None
    is_should = re.match(r"(?:\w+,? )?(?:you|u) (?:really )?(?:should|ought to)\b", one.text, re.I)
    action = _action(order.action)
    stop = re.fullmatch(r"(?:don't|do not|never) (.+)", action, re.I | re.S)
    if (
        _NO_ACTION.match(action)
        or _GETS.match(one.text)
        or not action
        or re.match(
            r"have (?:been|\w+ed|made|got|taken|lost|put|had|told|said|asked|done|gone|come|known|seen|sent|left)\b",
            action,
        )
    ):
        return None
    return Asked(
        order.lead,
        stop[1] if stop else action,
        order.is_negative or stop is not None,
        is_advice=bool(is_should) and not re.search(r"\b(?:me|us|my|our|mine)\b", action),
        is_gentle=order.is_request,
    )


def wanted_by(text: str) -> tuple[str, str, str] | None:
    """Return who wants, the verb and what for "I want a refund": ("I", "want", "a refund")."""
    match = _WANTS.match(text)
    if (
        match is None
        or match["ed"]
        or re.search(r"\b(?:but|so that|to (?:be|know))\b", match["what"])
    ):
        return None
    return match["who"], match["verb"].lower(), match["what"]


def help_wanted(text: str) -> str | None:
    """Return "me with the boxes" for "I need help with the boxes"; None if no help is asked."""
    match = _HELP.match(text)
    if match is None:
        return None
    rest = re.sub(r"^ (?=\w+ing\b)", " with ", match["rest"])
    rest = re.sub(r"^ with (\w+ing)\b", r" with \1", rest)
    return ("me" if match["who"] == "I" else "us") + rest


def _action(action: str) -> str:
    whole = action.strip(" ,.") + ("." if re.search(r"\b[ap]\.m\.?[ ,.]*$", action) else "")
    action = _AFTERTHOUGHT.sub("", whole).strip(" ,")
    first, _, rest = action.partition(" ")
    if first[:1].isalpha() and not (first.isupper() and len(first) > 1):
        first = first[:1].lower() + first[1:]
    action = f"{first} {rest}".strip()
    if len(action.split()) <= 3 and action.startswith("just "):
        return action
    return re.sub(
        r"^(?:just|simply|do(?= (?:be|let|come|tell|take|give|send|keep|try|remember|call|ask|bring|join|get|make|consider|stop|check|have a|pass|say)\b)|go ahead and|go (?:and )?(?=stand|sit|get|ask|find|buy|check|look|clean))\s+",
        "",
        action,
    )


_AFTERTHOUGHT = re.compile(
    r"(?:,?\s+(?:thanks|thank you|thx|please and thank you)|,\s*(?:cheers|ok|okay|alright|will you|would you|can you|right|got it|understood|understand|yeah|yes))$", re.I
)  # fmt: skip
_TELLS = re.compile(
    r"(?P<lead>(?:(?:and|but|so|also|now|then|ok),?\s+)?)(?:(?:I|we)(?:['’]d| would)? (?:really |just |still |do |also )?(?:want|need|expect|like|require|ask|demand|would like)(?: from)? (?P<whom>you|u)(?: guys| all)? (?:to )(?P<not>not )?"
    r"|(?:it(?:['’]s| is) (?:time|about time|high time)(?: that)? you |why (?:don['’]t|do not) you (?!ever\b|even\b|like\b|want\b|know\b|have\b|understand\b|believe\b|love\b|care\b)(?:just )?|how about you |you(?:['’]ll| will) (?:have to |need to )?(?=(?:pay|fix|clean|return|replace|apologi[sz]e|refund)\b)|you(?:['’]re| are) (?:supposed|expected|required|requested|asked) to (?P<never>not )?))(?P<action>[a-z][^?]*?)[.!?]*$", re.I | re.S
)  # fmt: skip
_WANTS = re.compile(
    r"(?P<lead>(?:(?:and|but|so|also|now|then|ok),?\s+)?)(?P<who>I|we) (?:really |just |still |do |also |already )?(?P<verb>want|need|demand|require|expect)(?P<ed>ed)? (?P<what>(?!to\b|you\b|it\b|him\b|help\b|more help\b)[^?]*?)[.!]*$", re.I | re.S
)  # fmt: skip
_HELP = re.compile(r"(?P<who>I|we) (?:really |just )?need (?P<help>(?:some |your |more )?help)(?P<rest>\b[^?]*?)[.!]*$", re.I)  # fmt: skip
_AHEAD = re.compile(
    r"(?:(?:and|so|but),? )?(?:next time|from now on|in (?:the )?future|this time|at least|for now|in the meantime|(?:please )?(?:today|tomorrow|tonight)|when you (?:can|are done|get here|arrive|leave)|before you (?:go|leave|start)|after that|first of all|on (?:mon|tues|wednes|thurs|fri|satur|sun)day),? (?:please )?", re.I
)  # fmt: skip


_NO_MORE_I = re.compile(r"(?P<no>no (?:more )?(?!way\b|one\b|idea\b|matter\b|doubt\b|wonder\b)[a-z]+(?: [a-z]+)?) (?P<rest>(?:I|we|you|it|they)(?:['’]\w+)? .+)", re.I | re.S)  # fmt: skip
_SAME_IN_PAST = frozenset(("hit", "cut", "put", "let", "hurt", "set", "shut", "cost", "split"))
_TELLER = re.compile(r"(?:I|you|he|she|we|they|it|your|my|our|his|her|their|the|this|that|someone|somebody|nobody|(?-i:[A-Z][a-z]+))\b(?! (?:who|that|which)\b)", re.I)  # fmt: skip
_RUNNING = re.compile(r"(?:running|stuck|still|too|not|sorry|no|done|already|almost|nearly|gone|late|sick|ill|back|out) ", re.I)  # fmt: skip
_AND_NOT = re.compile(r"(?P<do>.+?),? and (?P<not>(?:don['’]t|do not|never) .+)", re.I | re.S)
_YOU_DO = re.compile(
    r"(?:(?:and|so|then) )?(?:you|u)(?P<be>(?:['’]re| are)(?: all)?)? (?P<verb>(?(be)(?:paying|fixing|cleaning|replacing|returning|apologi[sz]ing|washing|mending|covering)|(?:pay|clean|fix|replace|sort|deal|wash|mend|cover|explain|tell|bring|take|put)))(?P<rest> (?:for |up |with |it |that |this |them |to )*(?:it|that|this|them|him|her|me|us|the|my|our|mine|back)\b[^?]*?)[.!]*", re.I | re.S
)  # fmt: skip
_DO_NOT = re.compile(r"(?:don['’]t|do not) (?:you )?(?:ever |even )?(?P<do>(?!I\b|you\b|we\b|they\b|he\b|have to|know\b|think so|want\b|need\b|care\b|like\b|mind\b|really\b|be so\b|get me wrong|worry)[a-z]+\b[^?]*?)[.!]*", re.I | re.S)  # fmt: skip
_SO_YOU = re.compile(r"(?P<head>.+?),? (?:so|then) (?P<do>you (?:pay|clean|fix|replace|sort|deal|wash|mend|cover|explain|tell) .+)", re.I | re.S)  # fmt: skip
_CONDITION = re.compile(r"(?:^|, |; |^[\w ]+ )(?:if|when|whenever|unless|once|as long as|as soon as|in case|next time|because|since) [^,]*$", re.I)  # fmt: skip
_REQUESTED = re.compile(
    r"(?P<who>you|(?:(?:all|the|our) )?(?:[a-z]+ )?(?:guests|visitors|residents|tenants|customers|members|parents|participants|passengers|students|pupils|users|colleagues|staff|applicants|players|drivers|owners|swimmers|readers|volunteers|campers)) (?:are|is) (?:kindly |hereby |respectfully |therefore )*(?:requested|asked|urged) to (?P<do>[^.;!?]+)[.!]?", re.I
)  # fmt: skip
_WHOEVER = re.compile(r"(?:whoever|anyone who|anybody who|everyone who|everybody who|those (?:of you )?who)\b", re.I)  # fmt: skip
_CONDITIONED = re.compile(
    r"(?P<lead>(?!(?:I|we|he|she|it|they|you|the|my|your) )(?:[\w'’ ]{1,30}, )?(?:if|when|whenever|unless|once|as long as|as soon as|in case|next time (?:you|we|someone|anyone)) [^,?]+, (?:then )?)(?P<rest>[a-z].+)", re.I | re.S
)  # fmt: skip


def gerund_base(word: str) -> str | None:
    """Return the verb that a word in -ing belongs to: "lending" is "lend"."""
    return _GERUNDS.get(word.lower())


_GERUNDS = {inflected(verb, "gerund"): verb for verb in VERBS}
