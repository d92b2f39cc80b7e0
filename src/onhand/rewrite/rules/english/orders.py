# ruff: noqa: E501, SIM905 - word lists read best as words
"""Which sentences ask for something to be done, and what: orders and requests taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

PLAIN_VERBS = frozenset(
    """
    accept add adjust advise agree allow announce apologise apologize apply approve arrange arrive ask assign assist attach attend avoid bake be become begin behave believe
    bring build buy calculate cancel carry catch choose clarify collect come complain complete confirm connect consider contact continue convince cook create cut
    decide delete deliver deny describe destroy develop disable disconnect discuss divide do download drink drive eat empty enable ensure enjoy enter erase examine
    exclude excuse expect explain extend feed feel fetch fill find finish fix follow forget forgive forward gather get give go grab grow hang have hear help hide hire hold
    hurry ignore imagine implement improve include inform inspect install introduce investigate invite join keep kill know learn leave let listen locate lower maintain make meet merge
    modify notify obtain offer pay pick polish prepare prevent print proceed promise provide pull push put quit read reboot receive recheck recommend reconsider redo reduce refer refuse remain
    remember remind remove rename reorder replace reply report reschedule resend resize resolve respond restart restore retry return review rewrite run save say see sell send separate
    shut sit speak spell spend stand stay stick submit suggest switch take teach tell terminate thank think throw tidy touch translate treat trim try turn unblock undo
    uninstall unlock unplug unsubscribe update upgrade upload use verify wait wake wash wear write yell pop chuck revert deploy commit rebase mute unmute rinse peel chop stir mow vacuum hoover scrub tighten loosen rephrase retype recalculate reimburse compensate cease desist refrain scroll click tick untick relax fetch smoke knock honk dispatch despatch courier sub cancel clarify forward
    abandon accompany admit align authorise authorize bathe borrow bury chew concentrate confess countersign defend define defrost delegate demonstrate depart detach dig dispose enrol enroll entertain
    evacuate extinguish forbid greet halve haul heal indicate interpret kneel lengthen memorise memorize obey observe omit operate organise organize overtake photocopy postpone promote proofread propose
    prune rebook recycle reheat reject renew reopen reprint resubmit retake retract reverse revise revoke shorten simplify specify stare steer straighten subscribe summarise summarize swallow
    thaw tolerate unclog uncover unfollow unload unpack unseal untag unwrap vacate withdraw
    """.split()
)
"""Words that begin an order and are hardly ever nouns there."""
NOUN_VERBS = frozenset(
    """
    act address answer approach aim back bar base bid bill block blow board boil book box break breathe brush buzz call calm care change charge chase chat check claim clean clear climb close
    comment copy correct cost count cover cross cry cycle dance date deal delay design dial disinfect double draft drag draw dress drop dry dust edit email empty end escort estimate
    exchange exercise experience face fail fax fight file film fire fold force format freeze glue guard guess guide hand head heat hire hit hug iron jump kick kiss label land
    lay lead lend level lie lift light limit line list load lock log look love mail map mark match measure mention mind mix move mute name note number open
    order pack page paint park pass paste patch pause phone ping place plan plant play plug point post pour practice practise praise press price process produce protect prove purchase
    question queue quote raise rate reach record refund register release rely rent repair repeat request reset rest ring rinse roll rub rush sample scan schedule score search seat
    secure set settle shake shape share ship shoot show shower shop sign skip sleep slice slow smell smile sort sound spare split spread stack stamp start state steam step stop store strip study
    supply support swap sweep swim tag talk tap taste test text tie time tip top track trade train transfer travel trust type unite view visit voice vote walk warm warn waste
    watch water weigh whisper win wipe wish wonder work worry wrap reserve escalate dial order sue
    alert bandage fasten unfasten buckle button dim fence grease insulate leash mend muzzle oil pin silence strap tether unpin unzip varnish ventilate zip bin brake clip compost decline deposit drain dump flip flush focus fry handle invoice message mop recall refill respect serve shovel spray swipe
    """.split()
)
"""Words that begin an order, or are a sentence's first noun ("Order 4411 is late")."""
VERBS = PLAIN_VERBS | NOUN_VERBS

_OBJECT = r"(?:the|an?|my|your|our|his|her|its|their|this|these|those|it|me|us|him|them|all|both|some|any|every|each|one|yourself|everything|everyone)\b"
_FINITE = re.compile(
    r"\b(?:is|are|was|were|am|has|had|will|would|can|could|should|must|does|did|isn't|aren't|wasn't|weren't|hasn't|won't|can't|cannot|doesn't|didn't|came|went|got|took|broke|"
    r"fell|seems?|looks|needs|starts|stops|ends|comes|goes|arrived|failed|ended|started|works|opens|closes|costs|says|said|leaks|keeps|kept|gets|has|took|never|still)\b", re.I
)  # fmt: skip
_SIDE = re.compile(
    r",|;|\b(?:if|when|that|who|which|because|so|before|after|until|till|unless|as|and|but|or|what|where|how|why|whether|while|once|since)\b", re.I
)  # fmt: skip
_DONE = re.compile(  # "message received" is no order
    r"(?!(?:need|feed|seed|speed|weed|breed|hundred|red|bed|shed|used|mixed|dried|fried|baked)\b)\w{2,}ed\b|(?:sent|paid|lost|found|done|gone|broken|stolen)\b", re.I
)  # fmt: skip
_LEAD = (
    r"(?P<lead>(?:(?:and|but|so|then|also|now|ok|okay|well|anyway|again|next time|first|finally|otherwise|instead|seriously|plus|or),?\s+)?"
    r"(?:(?:if|when|once|after|before|unless|until|as soon as|in case)\b[^,.!?]{2,80},\s+)?"
    r"(?:then\s+)?)"
)
_PLEASE = r"(?:(?:just|simply|also|always|please|kindly|pls|plz|quickly)\s*,?\s+)*"
_TOLD = r"(?P<you>(?:you|u|ya)\s+(?:really\s+)?(?:need to|must|have to|have got to|should|better|had better|gotta|ought to|are to)\s+|you'd better\s+|make sure (?:that )?(?:you|to)\s+|be sure to\s+)?"
_DEED = (
    rf"{_PLEASE}(?P<not>(?:don't|dont|do not|never|not)\s+(?:you\s+)?(?:ever\s+|even\s+)?)?{_PLEASE}(?:go ahead and\s+)?"
    r"(?P<action>(?P<verb>[a-z]+)\b(?!['’]|-\w)[^?]*?)(?P<after>,?\s+(?:please|pls|plz))?\s*(?P<end>[.!?…]*)"
)
_ORDERS = (
    re.compile(_LEAD + _TOLD + _DEED, re.I | re.S),
    re.compile(_LEAD + r"(?P<you>(?!))?" + _DEED, re.I | re.S),  # "make sure it works"
)
_REQUEST = re.compile(
    rf"{_LEAD}{_PLEASE}(?:(?:do you think (?:that )?|i was wondering if |i wonder if )?(?:(?:can|could|would|will|may|might)\s+(?:you|u|ya|someone|somebody|anyone)|(?:you|someone|somebody|anyone) (?:can|could|would|might))\s+"
    rf"|any chance (?:that )?(?:you|u) (?:can|could|would|might)\s+|(?:is|would) (?:it|there) (?:be )?(?:possible|any chance) (?:for you )?to\s+)"
    rf"(?P<maybe>(?:please|pls|maybe|perhaps|possibly|kindly|just|also|at least|be so kind as to|be able to|be willing to)\s+)*(?P<not>(?:not)\s+)?"
    r"(?P<action>(?P<verb>[a-z]+)\b[^?]*?)(?P<after>,?\s+(?:please|pls|plz))?\s*(?P<end>[.!?…]*)",
    re.I | re.S,
)  # fmt: skip
_NO_ORDERS = re.compile(
    r"(?:thank|wish you\b|forget it|see (?:you|ya|u)\b|take care|have an?\b(?! (?:\w+ )?(?:word|look|think|chat|talk|go|check|read|listen|seat)\b)|enjoy|excuse me|guess (?:what|we|i)|sounds|looks like|looking|let(?:'s| us)\b|lets\b|say hi|sleep well"
    r"|stay safe|never mind|good|believe me|trust me|hope|love (?:it|you|u|this)|know that|be right back|work(?:ed|ing)?\b(?! (?:on|it|out|with))|care\b|back\b|get well|keep well|be well|experience|cost|mind you|time to|wonder|can't|feel free|needs?\b|"
    r"going|stop me if|touch wood|knock (?:on )?wood|check (?:is|was)|love from|do (?:you|we|they|i|u)\b|have (?:you|we|they|i|u)\b|come to think|break a leg|talk (?:soon|later|to you)\b|speak (?:soon|later|to you)\b|(?:catch|text|call|let) you\b|(?:look|listen|wait|see),)", re.I
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """What a sentence asks to be done.

    Attributes:
        lead: what stands before it and stays there, with its space: "If it rains, ", "And ".
        action: base form and what follows, without "please" and end mark: "send me the file",
            its first letter small.
        is_negative: it asks for something not to be done; `action` is without the "don't".
        is_request: it is put as a question already ("can you …", "could you please …").
        is_told: it is put as what the hearer has to do ("you must …", "make sure you …").
        has_please: somebody said please.
    """

    lead: str
    action: str
    is_negative: bool = False
    is_request: bool = False
    is_told: bool = False
    has_please: bool = False


def find_order(sentence: str) -> Order | None:
    """Return what one sentence asks for: an order or a request; None for any other sentence."""
    sentence = sentence.strip()
    match = _with_verb(_REQUEST, sentence)
    if (
        match
        and re.match(r"(?:you|someone|somebody|anyone) \w+ ", sentence[match.end("lead") :], re.I)
        and not ("?" in match["end"] or match["after"] or match["maybe"])
    ):
        return None  # "You can pick it up after 5."
    is_request = match is not None
    if match is None:
        match = _with_verb(_ORDERS[0], sentence) or _with_verb(_ORDERS[1], sentence)
        if match is None or not _is_order(match):
            return None
    said = sentence[: match.start("action")] + (match["after"] or "")
    return Order(
        lead=match["lead"],
        action=_in_small(match["action"].strip(" ,")),
        is_negative=bool(match["not"]),
        is_request=is_request,
        is_told=not is_request and bool(match["you"]),
        has_please=re.search(r"\b(?:please|pls|plz|kindly)\b", said, re.I) is not None,
    )


def _with_verb(pattern: re.Pattern[str], sentence: str) -> re.Match[str] | None:
    """Match a sentence where the verb in it is one that we know."""
    match = pattern.fullmatch(sentence)
    return match if match and match["verb"].lower() in VERBS else None


def _is_order(match: re.Match[str]) -> bool:
    action = match["action"]
    if "?" in match["end"] or (_NO_ORDERS.match(action) and not match["not"]):
        return False
    is_sure = match["you"] or match["not"] or _asks_please(match)
    verb = match["verb"].lower()
    rest = action[len(verb) :].strip()
    if is_sure or re.match(_OBJECT, rest, re.I):
        return True
    if verb in ("stop", "quit", "start", "keep") and re.match(r"\w+ing\b", rest):
        return True
    main = _SIDE.split(rest, maxsplit=1)[0]
    if verb in PLAIN_VERBS:
        return not re.match(r"(?:is|was|are|were|has|will)\b", main, re.I)
    if verb in ("number", "page", "line", "table", "block", "level", "file", "track") and re.match(
        r"#?\w*\d", main
    ):
        return False
    if verb in NOUN_VERBS and _DONE.match(main):
        return False
    if verb == "order" and re.match(r"#?[\w-]*\d[\w-]*\W*(?:$|still|not|never|has)", main):
        return False
    if verb in ("order", "page", "line", "number", "bill") and re.match(
        r"#?\d+\W*$|(?:no|nr|number|ref|id)\b", main, re.I
    ):
        return False
    return _FINITE.search(main) is None and not re.match(r"of\b|for\b(?! me| us)", main)


def _in_small(action: str) -> str:
    first = action.split(None, 1)[0] if action.strip() else ""
    if first.isupper() and len(first) > 1:
        return action
    return action[:1].lower() + action[1:]


def _asks_please(match: re.Match[str]) -> bool:
    head = match.string[: match.start("action")]
    return bool(match["after"]) or re.search(r"\b(?:please|pls|kindly)\b", head, re.I) is not None
