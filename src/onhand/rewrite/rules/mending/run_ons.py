# ruff: noqa: E501, SIM905 - patterns and word lists read best in one piece
"""Sentences that run on cut where the next one begins for certain."""

from __future__ import annotations

import re
from typing import Literal

from onhand.rewrite.rules.english.clause_starts import (
    begins_clause,
    begins_complete,
    is_complete,
)
from onhand.rewrite.rules.english.orders import NOUN_VERBS, PLAIN_VERBS, VERBS, find_order
from onhand.rewrite.rules.english.sentences import (
    EMOJI,
    capital,
    greeting_apart,
    is_question,
    sentences_with_gaps,
)
from onhand.rewrite.rules.mending.known_names import FIRST_NAMES
from onhand.rewrite.rules.mending.openings import with_opening_apart
from onhand.rewrite.rules.mending.unmarked import unmarked_parts

Begun = Literal["clause", "question", "wish", "order"]
"""What begins after a mark."""
_MAX_SENTENCE = 1200  # a longer one is no sentence
_VERBS = VERBS | frozenset(
    """
    mean love hate wonder prefer owe live reckon suspect appreciate swear seem like doubt got
    """.split()
)
_QUESTION = r"(?:(?:so |and |also |but )?(?:please |pls )?(?:(?:can|could|will|would|do|does|did|are|is|have|has|should|shall|may|might|was|were|am|isn['’]t|aren['’]t|don['’]t|didn['’]t|doesn['’]t|haven['’]t|won['’]t|can['’]t) (?:you|u|we|i|it|they|he|she|there|someone|anyone|that|this|the|my|your|our|maintenance|support|reception|management|security|(?-i:[A-Z][a-z]+))\b|who(?:['’]s| is) \w+ing\b|who (?:do|did|should|can) (?:i|we|you)\b|what (?:happened|now)\b|want (?:me|us) to\b|(?:what|when|where|why|how)(?:['’]s\b| (?:is|are|was|were|do|does|did|can|could|will|would|should|have|has|time|much|many|long|about|come|did)\b)|any (?:chance|ideas?|news|updates?|thoughts|tips|advice|suggestions|luck|clues?|plans)\b))"
_WISH = r"(?:thanks\b(?! to\b)|thank you\b|cheers\b|many thanks\b|sorry(?= (?:for|about|i|if|it|again|we|but)\b)|(?:i )?hope (?:you|this|that|it|to|all|we)\b|looking forward\b|talk soon\b|speak soon\b|see you\b|take care\b|have a (?:nice|good|great|lovely)\b|good luck\b|congrats\b|no (?:problem|worries|rush|hurry)\b|never mind\b|let me know\b|let us know\b|let['’]s\b|(?:best|love|(?:kind |best |warm )?(?:regards|wishes)|all the best),? (?-i:[A-Z])[\w'’-]+\W*$)"
_IF = r"(?:if (?:so|not),? (?:who|what|when|where|how|can|could|would|should|do|is|are|will|i|we|please|let|just)\b|if (?:you|u|not|that|there|it)\b[^.,!?]{0,60}?,? (?:please|pls|let me|let us|call|text|just|contact|tell|feel free|i['’]ll|we['’]ll|i will|we will)\b)"
_ORDER = re.compile(
    r"(?:also |so |just |next time )?(?:please |pls |kindly )?(?:don['’]t |do not |never )?(?P<verb>[a-z]+)\b", re.I
)  # fmt: skip
_ASKS = re.compile(f"{_QUESTION}|{_IF}", re.I)
_WISHES = re.compile(_WISH, re.I)
_ADDRESS = re.compile(
    r"(?<= )((?!(?:my|your|a|an|the|his|her|our|their|old|best|good|and|or|of|with|to|for|from|you|this|that|no|school|flat|room|class|team|work|soul|is|are|some|these|those|two|both|all|as|like|him|dear|hey|hi|hello|yo|what|thanks|cheers|thank|yes|no|ok|okay|sorry|a|new|little|big)\b)[\w'’]+) (mate|bro|dude|pal|buddy|fam|lads|guys|sir|madam|ma['’]am)$",
    re.I,
)
"""Whom a sentence ends with: "you still owe me 40 quid mate"."""
_SUBJECTLESS = re.compile(
    r"(?:got|need|have to|had|forgot|lost|missed|running|stuck|been|can['’]t|won['’]t|didn['’]t|couldn['’]t|haven['’]t|not sure|thinking) ",
    re.I,
)
"""What after a question cannot have that one's subject: "can we swap, got a lesson at 3"."""
_ASKED = re.compile(
    r"(?:(?:and|but|so|please|also|ok|okay|hi|hello|hey),? )?(?:(?:can|could|will|did|does|are|have|has) (?:you|u|i|we|they|he|she|it|there|someone|anyone|somebody|anybody)\b(?! believe)"
    r"|(?:where|when|why|how) (?:do|does|did|can|could|will|is|are|was|were) (?:you|u|i|we|they|he|she|it|there|the|my|your|our)\b)(?!.*\b(?:is|are) (?:that|because)\b)",
    re.I,
)
"""What asks for certain, though it has a full stop."""
_NAMED_LAST = re.compile(
    r"\b(?:the|my|that|those|these|its|your)(?: [a-z]+){0,2} (?P<before>[a-z]+) (?P<name>[A-Z][a-z]+)$"
)
_KIN = frozenset(
    """
    brother sister friend son daughter wife husband uncle aunt cousin colleague boss teacher neighbour neighbor dog cat
    to from with for of by and or than about like as at in on called named ask tell call text see meet invite mate baby child
    doctor nurse plumber landlord flatmate roommate partner boyfriend girlfriend guy man woman lady boy girl kid intern
    """.split()
)
"""What a name follows that is no address: "tell your brother Tom", "the photo of Ana"."""
_MARK = re.compile(
    r"(?P<mark>\s*,\s+|\s+[-–—]+\s+)(?P<joint>(?:and|but|so|or|also|plus|anyway|otherwise|instead)\b,? )?", re.I
)  # fmt: skip
_AND_VERB = re.compile(r",? (?:and|or) ([a-z]+)\b", re.I)
_BARE = re.compile(
    r"\s+(?:(?=(?P<fact>it['’]s (?:\d+ ?(?:am|pm)|(?:too|so|very|really) \w+|urgent|freezing|raining|late|cold|important)\b))"
    r"|(?=(?P<order>(?:next time )?(?:please|pls) (?:don['’]t |do not )?(?P<verb>[a-z]+)\b))"
    r"|(?=(?P<wish>(?:anyway\b(?= \w)|thanks|thank you|cheers)\b(?: (?:for|so much|a lot|in advance|again|very much|everyone|all|anyway))?|let me know\b|sorry (?:for|about)\b|see you (?:then|soon|tomorrow|there|later|on|at)\b)))", re.I
)  # fmt: skip
OPINION = re.compile(
    r"(?:(?:I|you|we|they)(?:['’](?:d|m|ve|ll))? (?:would |do |really |just |have to )?(?:say|think|know|guess|mean|believe|hope|suppose|see|promise|swear|understand|reckon|admit|imagine|assume|agree|afraid|sure|told you|said|suggest|heard)|it seems|that is|this is|there is)(?=,|$| or\b| how\b| what\b| who\b|\W*$)", re.I
)  # fmt: skip
SUBORDINATE = re.compile(
    r"(?:(?:and|but|so|or|yet) )?(?:if|when|whenever|while|because|since|after|before|once|unless|until|till|although|though|even (?:if|though)|as|in case|given|now that|whether|whatever|wherever|whoever|by the time|where|who|which|what|how|just because|every time|the (?:moment|minute|reason|thing|problem|issue|point|fact)|for (?:what|whatever|some|any|once)|due to|owing to|despite|instead of|regarding|according to|based on|like (?:we|i|you)|provided|so that|that|about|to \w+|by \w+ing|each time|any time|the (?:first|last|next) time|should (?:you|i|we|there|it)|had (?:you|i|we)|further to|pursuant|having|being|considering|seeing (?:that|as|how)|speaking of|judging by|as per|rather|other than|apart|besides|along|in order|not only|according|compared|except|with|without|within|during|following|upon|in (?:the|case|my|our|this|that|fact|order|addition|view|light|spite|return|response|reply|accordance)|for (?:the|me|us|example|now)|at (?:the|first|this|that)|on (?:the|top|that|this|my))\b", re.I
)  # fmt: skip
_LISTS = re.compile(
    r"(?:^|\b(?:to|and|will|can|could|would|should|must|please|['’]ll|let['’]s|don['’]t) )(?=([a-z]+)(?: [^\s,]+){0,3}(?:, [a-z]+(?: [^\s,]+){0,3})*$)",
    re.I,
)
"""What a list of verbs may go on from."""
_BROKEN_OFF = re.compile(
    r"\b(?:that|because|whether|which|but|and|can|could|would|will|shall|may|might|should|must|to|please|kindly)(?: (?:I|we|you|maybe|perhaps|possibly|just|also|please|kindly))*, [^,]+$",
    re.I,
)
"""A verb still to come after what is put between: "could I, if it's not too late, change"."""
_TAG = re.compile(
    r"(?:am|is|are|was|were|have|has|had|do|does|did|can|ca|could|will|wo|would|should|might|must)(?:n['’]t)? (?:I|you|u|we|they|he|she|it|there)\W*",
    re.I,
)
_SHOULD = re.compile(
    r"(?:and |but |so )?(?:should|were|had) (?:you|we|I|he|she|they|it|there|any\w*|(?:the|your|my|our|his|her|their) \w+)\b[^,]*, (?:(?:\w+ ){0,4}?(?:will|must|may|shall|would|can|could|should|\w+['’](?:ll|d))|please|kindly)\b",
    re.I,
)
"""A condition: "should you fail to return it, you will be charged"."""
_TOLD = re.compile(
    r"\b(?i:tell|told|remind|say to|inform) (?:that |the |my |your )?(?:[A-Z]\S+ ?)+, [^,]{1,20}$"
)
"""Somebody is told what comes: "tell Ana, my sister, she can come"."""
_FRONTED = re.compile(
    r"\b(?:and|but|so|or|that|because) (?:if|when|once|after|before|while|since|as|whenever|unless|although) [^,]*$",
    re.I,
)
_TAKES = re.compile(
    r"(?:the|an?|my|your|our|his|her|their|this|these|those|it|me|us|him|them|all|both|some|in|on|out|up|off|back|for|to|about|with|by|before|without|from|into|at|over|down|away|around|until|here|there|now|again|(?-i:[A-Z]))\b",
    re.I,
)
HARD_END = re.compile(
    r"\b(?:and|or|but|so|because|if|(?<!like )(?<!about )(?<!with )(?<!than )(?<!do )(?<!after )(?<!to )(?<!on )(?<!all )that|when|the|a|an|of|than|as|who|which|whether|although|though|unless|while|since|my|your|our|their|maybe|perhaps|possibly|however|for example|for instance|of course|in fact|moreover|(?:and|but|say|said) (?:yes|no)|(?:and|but|so),? well|(?:and|but|so) (?:somebody|someone|nobody|everybody|everyone)|that is|too|also|then|rather|(?<!should I )(?<!do I )(?<!should we )(?<!do we )ask|asking)$",
    re.I,
)
_OPEN_END = re.compile(
    r"\b(?:and|or|but|so|because|if|that|when|the|a|an|to|of|in|on|at|for|with|from|by|than|as|like|what|who|where|which|how|why|whether|until|till|before|after|since|while|unless|although|think|thinks|thought|know|knows|knew|hope|say|says|said|guess|believe|sure|feel|wish|mean|means|promise|sorry|afraid|glad|happy|told|tell|me|you|him|her|us|them|everything|all|thing|things|way|time|day|something|anything|not|my|your|our|his|their|this|these|those|is|are|was|were|be|maybe|perhaps|just|also|i|we|heard|see|suppose|only|even|once|every|ask|asked|wonder|wondering|never|always|still|then|already|hardly|now|no|yes|asap|places|people|reason|moment|minute|week|say|saying|many|big)$", re.I
)  # fmt: skip
_THANKS = ("thank", "cheer")
_NO_THANKS = re.compile(
    r"\b(?:and|or|but|so|no|many|big|of|with|my|your|our|the|a|to|for|says?|said|saying|sends?|sent|give|accept|with|as|kind|i|we|just|again|ok|okay|yes)$",
    re.I,
)
_NESTED = re.compile(
    r"\b(?:if|when|because|that|which|who|what|where|how|why|whether|until|before|after|since|while|unless|than|as|think|hope|know|sure|guess|said|told|so|the|everything|all)\b",
    re.I,
)


def with_run_ons_cut(text: str) -> str:
    """Return a text with its run-on sentences cut into sentences with end marks and capitals."""
    return "".join(
        part if part.isspace() else _cut_line(part) for part in re.split(r"(\n+)", text) if part
    )


def _cut_line(line: str) -> str:
    return "".join(_cut(said) + gap for said, gap in sentences_with_gaps(line))


def _cut(text: str) -> str:
    if len(text) > _MAX_SENTENCE:
        return text
    greeting, rest = greeting_apart(text)
    if not (greeting and rest):
        return _cut_apart(with_opening_apart(text), is_first=True)
    rest = with_opening_apart(rest)
    if greeting[-1] not in ",.!?":
        greeting = re.sub(r"\s*[-–—;:…]+$", "", greeting) + ","
    return f"{greeting} {_cut_apart(rest, is_first=greeting[-1] != ',')}"


def _cut_apart(text: str, *, is_first: bool) -> str:
    end = re.search(rf"[.!?…]*(?:\s*[{EMOJI}]+)*$", text)
    mark = end.group() if end else ""
    body = text[: len(text) - len(mark)]
    found: list[str] = []
    start = 0
    for match in _MARK.finditer(body):
        if _may_cut(body[start : match.start()], match):
            found.append(body[start : match.start()])
            start = match.end("mark")
    found.append(body[start:])
    parts = [part for piece in found for one in unmarked_parts(piece) for part in _cut_bare(one)]
    if len(parts) == 1:
        if mark == "." and _ASKED.match(body):
            mark = "?"
        return _with_address_apart(body) + mark
    last = len(parts) - 1
    asked = any(asks(part) for part in parts[:-1])
    said = [
        _ended(with_opening_apart(part.strip()), mark if i == last else "", asked_before=asked)
        for i, part in enumerate(parts)
    ]
    return " ".join(capital(part) if i or is_first else part for i, part in enumerate(said))


def _ended(part: str, mark: str, *, asked_before: bool) -> str:
    part = _with_address_apart(part.strip(" ,;"))
    stop = mark[:1] if mark[:1] in (".", "!", "?", "…") else ""
    if re.search(r"(?:^|\s)x{1,5}$", part) and not stop:
        return part + mark  # kisses
    if stop == "." and mark == "." and _ASKED.match(part):
        mark = "?"
    if stop == "?" and asked_before and not asks(part):
        return f"{part}.{mark[1:]}"
    if stop:
        return part + mark
    if not (part[-1:].isalnum() or part[-1:] in "'\"’)%€$£"):
        return part + mark
    return f"{part}{'?' if asks(part) else '' if mark else '.'}{mark}"


def _with_address_apart(body: str) -> str:
    """Return a sentence with a comma before whom it speaks to: "give me the wrench, Gavin"."""
    body = _ADDRESS.sub(r"\g<1>, \g<2>", body)
    named = _NAMED_LAST.search(body)
    if (
        named is None
        or named["name"].lower() not in FIRST_NAMES
        or named["before"].lower() in _KIN
        or find_order(body) is None
    ):
        return body
    return f"{body[: named.start('name')].rstrip()}, {named['name']}"


def asks(part: str) -> bool:
    """Return whether a sentence without its end mark is a question or a request put as one."""
    order = find_order(part)
    return (order is not None and order.is_request) or is_question(part)


def _begun(match: re.Match[str]) -> tuple[Begun | None, str]:
    """Return what begins after a mark and its joint, and the joint without its marks."""
    joint = match["joint"] or ""
    for at, said in ((match.end(), joint), (match.end("mark"), "")):
        tail = match.string[at:]
        begun: Begun | None = None
        if begins_clause(tail):
            begun = "clause"
        elif _ASKS.match(tail):
            begun = "question"
        elif _WISHES.match(tail):
            begun = "wish"
        elif (order := _ORDER.match(tail)) and order["verb"].lower() in _VERBS:
            begun = "order"
        if begun or not joint:
            return begun, said.strip(" ,").lower()
    return None, ""


def _may_cut(head: str, match: re.Match[str]) -> bool:
    head, tail = head.strip(), match.string[match.end("mark") :]
    begun, joint = _begun(match)
    if _SUBJECTLESS.match(tail) and "," in match["mark"] and asks(head):
        return len(tail.split()) > 2
    if begun is None or _TAG.fullmatch(tail):
        return False  # "You've got it, haven't you?"
    if len(head.split()) < 2 or HARD_END.search(head) or head.count("(") > head.count(")"):
        return False
    if joint in ("and", "or", "but", "so") and (begun != "question" or " if " in tail[:8]):
        return False
    if "," not in match["mark"] and (begun == "clause" or SUBORDINATE.match(head)):
        return False  # a dash is right there
    is_order = (
        find_order(head) is not None
        or asks(head)
        or re.match(
            r"(?:thank|many thanks|congrat|sorry (?:for|about)|(?:my )?apologies for)", head, re.I
        )
        is not None
    )
    if _is_waiting(head, is_order=is_order) or (begun != "wish" and _BROKEN_OFF.search(head)):
        return False
    if begun == "clause" and not _may_cut_clause(head, tail, is_order=is_order):
        return False
    if begun == "wish":
        return True
    if OPINION.match(tail) or (begun == "order" and not is_order_tail(head, tail)):
        return False
    return is_order or is_complete(head) or (begun == "question" and len(head.split()) > 2)


def _is_waiting(head: str, *, is_order: bool) -> bool:
    """Return whether a head's own main clause is still to come: "if it rains", "and so"."""
    segment = re.split(r"[,;] ", head)[-1]
    if not is_order and (
        SUBORDINATE.match(segment) or (SUBORDINATE.match(head) and not _has_main(head))
    ):
        return True
    is_joined = segment != head and re.match(r"(?:and|but|or)\b", segment) is not None
    if is_joined and not is_complete(head[: -len(segment)]):
        return True
    return _FRONTED.search(head) is not None


def _may_cut_clause(head: str, tail: str, *, is_order: bool) -> bool:
    if _TOLD.search(head) or _SHOULD.match(f"{head}, {tail}") or re.search(r"\bso \w+$", head):
        return False
    is_broken = re.match(r"[^,]{1,24}, (?!and\b|but\b|so\b|I\b|we\b)", tail) is not None
    return not is_broken or (
        (is_order or is_complete(head)) and is_complete(tail.split(",", maxsplit=1)[0])
    )


def _has_main(head: str) -> bool:
    """Return whether a head that begins with "if" has its main clause already, after a comma."""
    return any(begins_complete(part) for part in head.split(", ")[1:])


def is_order_tail(head: str, tail: str) -> bool:
    """Return whether an order begins after this comma, and no list of verbs goes on."""
    if re.match(r"say,? (?:at|around|about|on|in|by|from|half|\d)", tail, re.I):
        return False  # "a bit later, say at ten"
    said = re.split(r", |$", tail, maxsplit=1)[0]
    order = find_order(said)
    if order is None or len(said.split()) < 2:
        return False
    verb, _, rest = order.action.partition(" ")
    if verb in ("put", "cut", "set", "hit", "read") and re.match(
        r"(?:so )?(?:I|we) (?:\w+ed|made|forgot|got|went|sent|wrote|did)\b", head, re.I
    ):
        return False  # "I messed up the order, put 100"
    if verb in NOUN_VERBS - PLAIN_VERBS and not (
        order.has_please or order.is_negative or _TAKES.match(rest)
    ):
        return False
    goes_on = any(match[1].lower() in _VERBS for match in _AND_VERB.finditer(tail))
    if goes_on and any(match[1].lower() in _VERBS for match in _LISTS.finditer(head)):
        return False  # "we will wash, cook and clean"
    if re.match(
        r"(?!(?:come|go|try|wait|hurry|look|stop) and\b)[\w-]+(?:, [\w-]+)*,? (?:and|or) \w+", tail
    ):
        return False
    return not re.search(
        r"\b(?:to|will|can|could|should|would|might) [a-z]+$|\b(?:either|both)\b", head, re.I
    )


def _cut_bare(piece: str) -> list[str]:
    """Cut where no mark stands, but a request or thanks begins after a whole sentence."""
    for match in _BARE.finditer(piece):
        if match["order"] and match["verb"].lower() not in VERBS:
            continue
        head, tail = piece[: match.start()].strip(), piece[match.end() :]
        is_thanks = match["wish"] is not None and match["wish"][:5].lower() in _THANKS
        open_end = _NO_THANKS if is_thanks else _OPEN_END
        if len(head.split()) < 3 or open_end.search(head) or head.endswith(","):
            continue
        if SUBORDINATE.match(head) or _NESTED.search(
            " ".join(head.split()[-4:]) if match["wish"] is None and match["fact"] is None else ""
        ):
            continue
        if not (is_complete(head) or find_order(head)):
            continue
        if re.search(
            r"(?:['’](?:d|ll)|\b(?:will|would|to|can|could|should|must|shall|not|please|you|kindly|just|and|so|always|then|possibly|perhaps|maybe|at least|also|even|quickly|simply|still))$",
            head,
            re.I,
        ):
            continue
        return [head, *_cut_bare(tail)]
    return [piece]
