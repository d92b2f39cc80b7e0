# ruff: noqa: E501 - tables read best a row a line
"""A text's sentences and what each is; capitals and end marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from onhand.rewrite.rules.english.orders import VERBS, Order, find_order

Kind = Literal[
    "greeting", "order", "request", "question", "thanks", "sign-off", "statement", "fragment"
]

EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d"
_TITLES = r"(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|No|vs|approx|e\.g|i\.e|etc|Nr|Tel|Ref|ca|incl|[A-Z])"
_GAP = re.compile(
    rf"(?<=[.!?…])[\"'”’)\]]*(?:[ \t]*[{EMOJI}]+)*(?P<gap>[ \t]+)(?=\S)|(?P<line>[ \t]*\n\s*)"
)
_GOES_ON = re.compile(
    rf"(?:(?<![\w.]){_TITLES}|(?<![\w.])(?:mr|mrs|ms|dr|prof|approx|vs|no|ref|tel|nr|ext|incl|max|min|dept|appt|est|ca|fig|pp?|vol|st|viz|cf))\.$|\b[ap]\.m\.$|\.\w\.$"
)
_LETTERED = re.compile(
    r"\b(?:[A-Z]\w+ St|(?:gate|room|block|option|plan|unit|flat|bay|building|section|part|group|class|team|platform|terminal|wing|stop|hall|zone|exit|type|size|form|appendix|level|pallet|row|step|track|version|ward|lot|shed|stand|area|entrance|door) [A-Z])\.$"
)
_ASKS = re.compile(
    r"(?:(?:and|but|so|also|if so|if not|quick (?:one|question|q)|one more thing|last thing|random question|ok|okay|well|anyway|btw|by the way|sorry|wait|hey|hi|please|plus|or|then),?\s+)*(?:(?:guys|dude|bro|man|everyone|all|team|folks|mate|boss|sir|mum|mom|dad|(?-i:[A-Z][a-z]+)),\s+)?"
    r"(?:(?:what|when|where|why|who|how|which|whose)(?:['’]s\b|['’]re\b|['’]d\b| (?:\w+ ){0,3}?(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|don['’]t|doesn['’]t|didn['’]t|isn['’]t|aren['’]t|wasn['’]t|can['’]t|couldn['’]t|won['’]t|haven['’]t|hasn['’]t|about|come)\b)"
    r"|who(?:['’]s| is) \w+ing\b|who (?:took|left|made|did|wrote|broke|put|said|sent|wants|can|will|ate|used|moved|deleted|changed|parked|told|gave|is|was|has|else)\b"
    r"|(?:can|could|will|would|should|shall|may|might|do|does|did|is|are|am|was|were|have|has|had|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|don['’]t|doesn['’]t|didn['’]t|can['’]t|couldn['’]t|won['’]t|wouldn['’]t|shouldn['’]t|haven['’]t|hasn['’]t)"
    r" (?:you|u|we|they|i|he|she|it|there|the|this|that|these|those|my|your|our|his|her|their|maintenance|support|reception|management|security|any|some|someone|somebody|anyone|anybody|everyone|everything|all|a|an|mr|mrs|dr|(?-i:[A-Z][a-z]+))\b"
    r"|want (?:me|us) to\b|what (?:happened|went wrong|made|else)\b|(?:you|u|are|do|is|so) [^,.]* or not$|any ?(?:one|body) (?:(?:here|there|else|still) )?(?:got|have|know|knows|seen|want|wants|up for|free|going|using|fancy|heard|need|interested|coming|able|available|home)\b(?!.*\b(?:should|must|can|will|please|needs? to)\b)|(?:what now$|any (?:chance|idea|news|update|luck|plans|ideas|thoughts|questions|word)|u (?:ok|there|free|coming|up)|you (?:ok|okay|there|free|coming|up for|around|home|busy|sure)|what if|how come|how about|what about|what time|how long|how much|how many|how old|how far|why not|(?:do )?you (?:guys )?(?:want|need(?! to\b)|mind|know (?:if|when|where|what|who|how|why))\b)\b)", re.I
)  # fmt: skip
_TAG = re.compile(
    r", (?:right|ok|okay|yes|no|eh|huh|correct|(?:is|are|was|were|do|does|did|can|could|will|would|has|have|should)(?:n['’]t)? (?:you|it|they|he|she|we|i|there|that))\W*$",
    re.I,
)
_NO_QUESTION = re.compile(
    r"(?:when|where|what|who|which|how|why) (?:you|we|they|i|he|she|it|the|my|your|this|that|our|his|her|their)\b"
    r"|(?:when|where|why|who) (?!(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|don|doesn|didn|isn|aren|wasn|can|won|haven|hasn|took|left|made|wrote|broke|put|said|sent|wants|ate|used|moved|deleted|changed|parked|told|gave|else)\b)(?:\w+ ){1,3}?(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have)\b(?<!what's)(?!.*\?)"
    r"|(?:so |and )?(?:basically |anyway )?what happened (?:is|was)\b"
    r"|(?:what|how) (?:an?|lovely|nice|great|sad|kind|sweet|funny|beautiful|cute|wonderful|terrible|awful)\b"
    r"|(?:will|may) (?-i:[A-Z])\w+ (?:is|was|has|will|can|said|says|and|wants|needs)\b"
    r"|any (?:questions|problems|issues|doubts|trouble),? (?:just |please |then )?(?:call|ring|email|text|contact|ask|message|let|shout|ping)\b"
    r"|(?:should|were|had) (?:you|we|i|he|she|they|it|there|any\w*|(?:the|your|my|our|his|her|their) \w+)\b[^,?]*, (?:(?:\w+ ){0,4}?(?:will|must|may|shall|would|can|could|should|\w+['’](?:ll|d))|please|kindly)\b"
    r"|should (?:you|we|i|there|it) (?:require|need|have|wish|want|find|decide|prefer|be|change)\b"
    r"|do (?:the|this|that|it|these|some|all|your|my|a)\b|have (?:a|an|the|some|this|my|your|it|fun)\b", re.I
)  # fmt: skip
GREETING = re.compile(
    r"^(?:hi+|hey+|hello|helo|hallo|dear|yo|hiya|heya|howdy|greetings|good (?:morning|afternoon|evening|day)|morning|evening|afternoon|hola|ola|oi|sup(?=,| (?:bro|man|dude|mate|guys|prof|boss|team|all|everyone)\b)|g['’]day|wassup|what['’]?s up(?=,| (?:guys|everyone|team|bro|man|dude)))\b(?! of\b)",
    re.I,
)
_GREETING_ALONE = re.compile(
    rf"{GREETING.pattern}(?:[ ,]+(?!(?:i|we|you|he|she|it|they|the|this|my|your|can|could|please|just|is|are|do|how|what|when|where|who|why|if|to|thanks|sorry)\b)[\w.'’-]+){{0,4}}\s*[,.!…:-]*\s*[{EMOJI}]*$",
    re.I,
)
_NAME = r"(?:(?:mr|mrs|ms|dr|prof|sir|madam|miss|uncle|aunt|auntie)\b\.? ?)?"
_NO_NAME = (
    r"(?!(?:i|we|you|u|he|she|it|they|the|this|that|these|my|your|our|a|an|can|could|please|pls|plz|just|is|are|do|does|did|how|what|when|where|who|why|if|to|thanks|thank|sorry|so|yes|no|not|any|im|its|"
    r"i['’]m|it['’]s|have|has|hope|quick|will|would|got|there['’]s|need|want|from|about|for|in|on|at|as|last|since|after|before|running|looking|sounds|let)(?!['’-]?\w))"
)  # fmt: skip
_WHOM = rf"(?:{_NAME}{_NO_NAME}[^\W\d_][\w'’.-]*?|there|all|everyone|team|guys|folks|both|again|sir|madam|mate|man|love|dear)"
_CALLED = (
    r"|,? (?:(?-i:[A-Z])[\w'’.-]+(?: (?-i:[A-Z])[\w'’.-]+)?|boss|miss|doc|chef|nurse|captain|landlord|landlady|teacher|mate|m[ou]m|dad|sir|madam|team|guys|neighbou?r|doctor|prof|professor|coach|bro|sis|babe|honey|dear|everyone|everybody|all|folks|ladies|gents|auntie|uncle|grandma|grandpa|manager|support|love|man)(?=\s+(?:the|my|our|i|i['’](?:m|ve|ll|d)|we|we['’](?:re|ve|ll)|can|could|would|will|any|is|are|do|does|did|just|please|when|what|where|how|why|its|it['’]s|there['’]s|sorry|thanks|hope|need|have|got|this|your|you|he|she|it|they)\b)"
    r"|,? (?:there|all|everyone|team|guys|folks|both|sir|madam|mate)\b(?!['’])"
    r"|\s*[,!.…:;–—-]*)\s*"
)
_ONE_CALLED = r"[ ,]+(?!(?:please|thanks|thank|sorry|yes|no|ok|okay|so|call|help|wait|look|listen|stop|come|guess|remember|quick|just|all good|welcome)\b)[^\W\d_][\w'’-]+,(?=\s)"
_OPENING = re.compile(
    rf"{GREETING.pattern}(?:{_ONE_CALLED}"
    rf"|(?P<whom>(?:,? {_WHOM})(?: (?:and |& )?{_WHOM}){{0,2}})(?:\s*[,!.…:;–—-]+(?=\s|$)|\s*(?=\n)|$)"
    rf"{_CALLED}", re.I
)  # fmt: skip
_OPENING_UNNAMED = re.compile(rf"{GREETING.pattern}(?:{_ONE_CALLED}{_CALLED}", re.I)
"""Where the words after a greeting are an order: "hi call me"."""
_WHOLE = re.compile(r"(?<![\w'’-])[a-z]+(?!['’-]?\w)")
_SHORT_FORM = re.compile(r"['’](?:s|m|ve|re|ll|d|t)\b\W*$", re.I)
_THANKS = re.compile(
    r"(?:(?:and|ok|okay|great|perfect|anyway|again|so|no,?|yes,?),?\s+)?(?:(?:many |a million |so many |big )?thanks|thank (?:you|u)|thx|ty|tysm|cheers(?! to)|much (?:appreciated|obliged)|i(?: would|['’]d)? (?:really )?appreciate)\b", re.I
)  # fmt: skip
_SIGN_OFF = re.compile(
    r"(?:(?:with )?(?:best|kind|warm|kindest|warmest|many)? ?(?:regards|wishes)|all the best|best|yours(?: sincerely| truly| faithfully)?|sincerely(?: yours)?|respectfully|cheers|love|lots of love|xo+x*|x+|bye|goodbye|cya|see (?:you|ya|u)|take care|talk (?:soon|later)|speak (?:soon|later)|ttyl|have a (?:nice|good|great|lovely) \w+)\b"
    r"(?:[ ,]+(?!(?:i|we|you|it|is|the|a|to|if|for|that)\b)[\w.'’-]+){0,3}\W*$", re.I
)  # fmt: skip
_FINITE = re.compile(
    r"\b(?:am|is|are|was|were|has|have|had|do|does|did|can|could|will|would|shall|should|may|might|must|cannot|\w+n['’]t|\w+['’](?:s|re|m|ll|ve|d)|i|we|they|he|she|"
    r"came|went|got|took|made|broke|fell|left|sent|told|said|saw|lost|found|met|paid|put|kept|felt|knew|thought|bought|brought|forgot|gave|ran|sat|stood|spoke|wrote|won|hope|need|want|think|guess|know|love|hate)\b",
    re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    Attributes:
        text: as it stands, with its end mark, without the space around it.
        kind: what it is; "request" asks for an action as a question ("can you …"), "question"
            asks to know something, "fragment" has no verb that is conjugated.
        space: the space after it: " ", a line break, or "" at the end of the text.
        order: for "order" and "request" what is asked for, else None.
    """

    text: str
    kind: Kind
    space: str = ""
    order: Order | None = None

    @property
    def body(self) -> str:
        """The text without its end mark."""
        return re.sub(r"[.!?…]+$", "", self.text)

    @property
    def end(self) -> str:
        """The end mark: "." or "?!" or ""."""
        return self.text[len(self.body) :]


def split_sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text with their kinds; :func:`join` gives the text back."""
    return [sentence(said, gap) for said, gap in sentences_with_gaps(text)]


def sentences_with_gaps(text: str) -> list[tuple[str, str]]:
    """Return the sentences of a text as they stand, each with the space after it."""
    found: list[tuple[str, str]] = []
    start = 0
    for match in _GAP.finditer(text):
        head = text[start : match.start()] + match.group()
        gap = match["gap"] or match["line"]
        said = head[: len(head) - len(gap)]
        goes_on = match["gap"] and _GOES_ON.search(said)
        if said.lower().endswith("no.") and not text[match.end()].isdigit():
            goes_on = None  # "No. Ask somebody else.", not "No. 5"
        if goes_on and text[match.end()].isupper() and _LETTERED.search(said):
            goes_on = None  # "Meet at gate B. Bring a coat."
        if goes_on and not (said.endswith("m.") and text[match.end()].isupper()):
            continue
        if said.strip():
            found.append((said, gap))
            start = match.end()
    if text[start:].strip():
        found.append((text[start:].rstrip(), ""))
    return found


def join(sentences: Iterable[Sentence]) -> str:
    """Return the text of sentences with their spaces; empty ones vanish with theirs."""
    return "".join(one.text + one.space for one in sentences if one.text).strip()


def sentence(text: str, space: str = "") -> Sentence:
    """Return one sentence with its kind found from its words."""
    if _GREETING_ALONE.match(text):
        return Sentence(text, "greeting", space)
    if _THANKS.match(text):
        return Sentence(text, "thanks", space)
    if _SIGN_OFF.match(text):
        return Sentence(text, "sign-off", space)
    greeting, rest = greeting_apart(text)
    order = find_order(rest)
    if order is not None:
        if greeting:
            order = replace(order, lead=f"{greeting} {order.lead}")
        return Sentence(text, "request" if order.is_request else "order", space, order)
    if text.endswith("?") or is_question(rest):
        return Sentence(text, "question", space)
    return Sentence(text, "statement" if _has_verb(text) else "fragment", space)


_BUT_ASKS = re.compile(
    r"^(?:(?:hi|hey|hello|sorry|i|we)\b).*\bbut,? (?:(?:are|is|do|did|does|can|could|would|will|have|has) (?:you|it|there|we|i|anyone|they|the|your|my)\b|(?:what|when|where|why|how) (?:is|are|do|does|did|can|could|much|many|long)\b)[^,]*$", re.I
)  # fmt: skip
_THEN_ASKS = re.compile(
    r"(?:\b(?:and|but)(?: so)?|,? so),? (?:(?:can|could|would|will) (?:you|u|we|i) (?:please |kindly |maybe |perhaps |possibly |just |also )*(?P<verb>[a-z]+)\b|(?:do|did) you (?:know|have|want|need|mind)\b)[^,]*$", re.I
)  # fmt: skip
"""What ends in a question: "it is not there yet, so could you send it again"."""


def is_question(text: str) -> bool:
    """Return whether a sentence asks, by its words alone."""
    text = text.strip()
    if _BUT_ASKS.search(text):
        return True
    then = _THEN_ASKS.search(text)
    if then and (then["verb"] is None or then["verb"].lower() in VERBS):
        return True
    return bool(_TAG.search(text) or (_ASKS.match(text) and not _NO_QUESTION.match(text)))


def _has_verb(text: str) -> bool:
    if _FINITE.search(text):
        return True
    words = re.findall(r"[a-z]+", text.lower())
    return any(
        word[:-n] in VERBS
        for word in words[1:]
        for n, ending in ((1, "s"), (2, "es"), (2, "ed"), (1, "d"))
        if word.endswith(ending)
    )


_SIGNED = re.compile(
    r"(?:(?:(?:kind|best|warm|many)? ?(?:regards|wishes|best)|cheers|love|thanks|sincerely|yours(?: \w+)?|xx?)[,\s]+)?(?-i:[A-Z])[\w'’.-]+(?: (?-i:[A-Z])[\w'’.-]+){0,2}(?: x+)?", re.I
)  # fmt: skip


_KISSES = re.compile(r"(?:(?<=\s)|^)x{1,5}$")


def with_capitals(text: str) -> str:
    """Return a text with a capital at each sentence and an end mark at its last."""
    parts = split_sentences(text)
    if not parts:
        return text
    cased = "".join(
        (one.text if _KISSES.fullmatch(one.text) else capital(one.text)) + one.space
        for one in parts
    )
    last = parts[-1]
    emoji = re.search(rf"\s*[{EMOJI}][{EMOJI}\s]*$", cased)
    if emoji and emoji.start() and cased[emoji.start() - 1].isalnum():
        said = sentence(re.sub(rf"[{EMOJI}\s]+$", "", last.text))
        if said.kind in ("request", "question"):
            return cased[: emoji.start()] + "?" + emoji.group()
        return cased
    if _KISSES.search(cased):
        return cased
    if not (cased[-1].isalnum() or cased[-1] in "'\"’)%€$£"):
        return cased
    if len(parts) > 1 and "\n" in parts[-2].space and _SIGNED.fullmatch(last.text):
        return cased
    if last.kind == "greeting" and len(parts) == 1:
        return cased + ("." if len(cased.split()) > 3 else "!" if cased.isascii() else ".")
    return cased + ("?" if last.kind in ("request", "question") else ".")


def greeting_apart(text: str) -> tuple[str, str]:
    """Return the greeting at the start ("Hi Tom,") and the rest; ("", text) if there is none.

    "Hi can you come" gives ("Hi", "can you come").
    """
    match = _OPENING.match(text)
    if (
        match
        and match["whom"]
        and any(word in VERBS for word in _WHOLE.findall(match["whom"].lower()))
    ):
        match = _OPENING_UNNAMED.match(text)
    if match is None:
        return "", text
    greeting, rest = match.group().strip(), text[match.end() :]
    if greeting and (rest[:1] in ("'", "’") or _SHORT_FORM.search(greeting)):  # "Hey, there's …"
        greeting = greeting.split()[0]
        rest = text[len(greeting) :].lstrip()
    return greeting, rest


def capital(text: str) -> str:
    """Return a sentence with a capital at its start, unless that is a link, address or handle."""
    return re.sub(
        r"^([\"'“‘(\[]*)([^\W\d_])(?!\S*[@/_])(?!\S*\w\.\w)(?![A-Z])",
        lambda m: m[1] + m[2].upper(),
        text,
        count=1,
    )
