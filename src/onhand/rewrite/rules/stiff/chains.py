# ruff: noqa: E501 - patterns read best in one piece
"""Chains of clauses that commas string together, cut into sentences of their own."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.sentences import is_question, sentence
from onhand.rewrite.rules.mending.run_ons import HARD_END, OPINION, SUBORDINATE, is_order_tail
from onhand.rewrite.rules.stiff.completing import completed_as_read
from onhand.rewrite.rules.stiff.fragments import completed
from onhand.rewrite.rules.stiff.reading import Kind, read
from onhand.rewrite.rules.stiff.subjects import speaker_of
from onhand.rewrite.rules.stiff.word_classes import is_adjective

_JOINTS = re.compile(
    r", (?!(?:and|or|but|so|which|who(?! (?:will|do|does|should|can|pays|is going|gives|got|(?:has|is) got|has the (?:right|other|key|keys|code|spare))\b|['’]s got\b)|because)\b|(?:where|when) (?!(?:can|could|do|does|did|is|are|will|would|should) (?:i|we|you|it|they|the|he|she)\b))|, and (?=(?:can|could|please|do|is) )| [-–—] ",
    re.I,
)
_LEADS_IN = re.compile(r"(?:in|on|at|for|from|to|by|with|after|before|during|since|until) ", re.I)
_TAIL = re.compile(
    r"(?P<joint>,? (?:so|but|and|because|as) )(?P<tail>(?:no|not (?:sure|able|coming|going)|still no|can['’]t|cannot|couldn['’]t|won['’]t|didn['’]t|haven['’]t|don['’]t|need|have to|had to|going to|gonna|will|stuck|left|lost|forgot|missed|nothing|might (?:have|need|be)|may (?:have|need|be)|assumed|thought|figured|decided|running|on my way|at home|in bed|giving|leaving|taking|heading|moving|working|staying|best to|better to|easier to|worth \w+ing)\b[^,]*)", re.I
)  # fmt: skip
_MAX_CHAIN = 28  # words; a longer sentence was written with care, so only what is certain is cut


_GIVEN = re.compile(
    r"no (?:apology|explanation|warning|reply|answer|response|refund|compensation|call|email|notice|update|confirmation|help|offer)s?\b",
    re.I,
)
_CHATTED = re.compile(
    r"(?:(?:didn|couldn|haven|won|don|can)['’]t|did not|could not|have not|cannot) |(?!had |was |were |did )\w+(?:ed|t|ng|ok|aw|ew|de|ve|ame|ent|old|aid|ade) (?:the|my|a|an|your|it|them|him|her|you|to|\d+|at|for|for|on)\b",
    re.I,
)
"""How a verb begins whose subject was left out; nobody writes so with care."""
_MODAL = re.compile(r"\b(?:to|will|can|could|would|should) \w+$")
_THAT = re.compile(r"\b(?:for|about|of|with|like|on|at|to|after|before|all|know) that$|though$")
_TRAILING = re.compile(
    r"(?:if|when|because|as|since|until|before|after|once|which|who|that) ", re.I
)
_AUXILIARY = re.compile(
    r"(?:will|would|is|are|was|were|has|have|had|does|can|could|should|may|might)\b", re.I
)
_ON_IT = re.compile(
    r"(?:just |still |now )?(?:looking into|rolling back|investigating|working on|checking|fixing|restarting|rebooting|sending|heading|leaving|calling|reverting|deploying|testing|merging|waiting to hear)\b",
    re.I,
)
_CODED = re.compile(
    r"(?:order|invoice|booking|ticket|flat|room|account|case|parcel|flight|reference|policy|contract) (?:number |no\.? )?\S*\d\S*",
    re.I,
)
_ASIDE = re.compile(
    r"(?:I(?: a|['’])m (?:afraid|sorry|sad|glad|happy) to say(?=,|$)|(?:is|are|was|were|do|does|did|can|will|has|have)(?:n['’]t)? (?:it|they|he|she|you|we|i)$)",
    re.I,
)
_SOMEBODY = re.compile(
    r"(?:^|, )(?:and |but |so )?(?:somebody|someone|nobody|no one|everyone|everybody)(?:, [^,]+)?$",
    re.I,
)
_CAN = re.compile(r"(?:i |we )?(?:can|could|will|would)(?! you\b) [^,]*$", re.I)
_NEWS_IN_ING = re.compile(
    r"(?:probably |definitely |still |now |also )?(?:not|still|really|just|going to|getting|running|hoping|looking|trying|thinking|feeling)\b",
    re.I,
)


def unchained(body: str, end: str) -> list[tuple[str, str]]:
    """Cut "can't make it, train late" at its commas where each part can be a sentence.

    Args:
        body: one sentence without its end mark.
        end: "?" or ".".

    Returns:
        The parts, each with its end mark; parts are not completed yet.
    """
    pieces = _JOINTS.split(body)
    joints = [", ", *(match.group() for match in _JOINTS.finditer(body))]
    n_words = len(body.split())
    is_long = n_words > _MAX_CHAIN and n_words > 8 * len(pieces)
    if len(pieces) > 1 and _CODED.fullmatch(pieces[0]) and re.match(r"(?:i|we) ", pieces[1], re.I):
        pieces[0] = f"regarding {pieces[0][:1].lower()}{pieces[0][1:]}"
    cut: list[str] = []
    is_fronted = False
    for i, piece in enumerate(pieces):
        if not cut:
            cut.append(piece)
            continue
        if (
            read(piece).kind == "order"
            and _CAN.match(cut[-1])
            and not re.search(r"\b(?:me|us|please|my)\b", piece)
        ):
            cut[-1] += f" and {piece[:1].lower()}{piece[1:]}"
            continue
        if is_fronted and len(cut) > 1:
            cut[-1] += joints[i] + piece
            is_fronted = False
            continue
        is_fronted = (
            i + 1 < len(pieces)
            and re.match(r"if ", piece, re.I) is not None
            and re.match(r"please ", pieces[i + 1], re.I) is not None
            and (_is_whole(cut[-1], end) or _is_whole(cut[-1].split(", ", maxsplit=1)[0], end))
            and not _may_not_end(cut[-1])
        )
        if is_fronted:
            cut.append(piece)
            continue
        is_led = i == 1 and _is_led_in(pieces[0])
        if not is_led and _is_asked_for(cut[-1], piece, end):
            cut.append(piece)
            continue
        if is_led or not _is_own(cut[-1], piece, end, is_long=is_long):
            cut[-1] += joints[i] + piece
        else:
            cut.append(piece)
    cut = _shared(cut)
    asked = [
        read(piece).kind == "question"
        or re.match(r"if [^,]+, (?:could|can|would) [a-z]+ ", piece, re.I) is not None
        for piece in cut
    ]
    if (
        end == "?"
        and not any(asked[:-1])
        and not re.match(r"(?:i )?hope\b|thank|let me know", cut[-1], re.I)
    ):
        asked[-1] = True
    return [(piece, "?" if asks else ".") for piece, asks in zip(cut, asked, strict=True)]


def with_tails_completed(body: str) -> str:
    """Return a sentence whose parts after "so", "but", "because" have what they lack."""
    return _TAIL.sub(_tail, body)


def _tail(match: re.Match[str]) -> str:
    joint, tail = match["joint"], match["tail"]
    word = joint.strip(" ,").lower()
    head = match.string[: match.start()]
    kind = read(tail).kind
    if (
        word in ("and", "but")
        and _GIVEN.match(tail)
        and speaker_of(completed(head) or head) in ("I", "We")
    ):
        return f"{joint}received {tail}"
    if word == "and" and not (kind == "nothing" and read(head).kind in ("small", "nothing")):
        return match.group()
    is_apology = re.match(
        r"(?:(?:i am|i['’]m) )?(?:so |very |really )?(?:sorry|thank|cheers)", head, re.I
    )
    if word in ("but", "as") and kind not in ("nothing", "small") and not is_apology:
        return match.group()
    if (
        kind not in ("nothing", "verb", "gerund", "state", "small")
        and not tail.lower().startswith(("best", "better", "easier", "worth"))
    ) or HARD_END.search(head):
        return match.group()
    whole = completed(tail) or completed_as_read(tail, speaker_of(head))
    if whole is None:
        return match.group()
    is_i = re.match(r"I\b", whole)
    return joint + (whole if is_i else whole[0].lower() + whole[1:])


def _is_led_in(piece: str) -> bool:
    is_joined = SUBORDINATE.match(piece) is not None and read(piece).kind != "clause"
    return (is_joined and not is_question(piece)) or (
        _LEADS_IN.match(piece) is not None and completed(piece) is None
    )


def _is_own(before: str, piece: str, end: str, *, is_long: bool) -> bool:
    """Return whether a part begins a sentence; `mend` has cut where whole ones met."""
    if _may_not_end(before) or OPINION.match(piece) or _ASIDE.match(piece):
        return False
    kind, last = _kind_of(piece), read(before.rsplit(", ", 1)[-1])
    if kind in ("clause", "small"):
        is_sure = _is_whole(before, end)
        if is_sure or is_long:
            return is_sure
    if kind == "question":
        is_verb = re.match(r"(?:is|was|are|were|has|have|had)\b", piece, re.I)
        is_relative = re.match(r"(?:whose|which) ", piece, re.I)
        return not is_relative and (last.kind != "noun" or not is_verb)
    if kind == "order":
        return is_order_tail(before, piece)
    if is_long and not (kind == "verb" and _CHATTED.match(piece)):
        return False
    if kind in ("nothing", "verb"):
        is_listed = kind == "verb" and _MODAL.search(before)
        if kind == "verb" and last.kind == "noun" and before.count(",") and _AUXILIARY.match(piece):
            return False
        is_named = kind == "verb" and read(before).kind == "noun"
        return (_is_whole(before, end) or is_named) and not is_listed
    if kind == "gerund" and last.kind == "clause":
        is_mine = speaker_of(before) in ("I", "We", "") or "going to" in piece[:20].lower()
        is_news = is_mine and _NEWS_IN_ING.match(piece) is not None
        has_object = re.match(r"\w+ing (?:her|him|them|it|the|my) ", piece) is not None
        if has_object and speaker_of(before) in ("He", "She"):
            return True
        return is_news or _ON_IT.match(piece) is not None
    if kind == "state":
        return _is_own_state(before, piece, end)
    return completed(piece, is_question=end == "?") is not None


def _is_asked_for(before: str, piece: str, end: str) -> bool:
    """Whether "please fix it" comes after what is whole at its beginning, and does not wait."""
    head, segment = before.split(", ", maxsplit=1)[0], before.rsplit(", ", 1)[-1]
    return (
        re.match(r"please (?!you|find)\w+", piece, re.I) is not None
        and len(head.split()) > 2
        and not SUBORDINATE.match(head)
        and not re.match(r"(?:if|when|once|unless|until|as|while|whenever|since)\b", segment, re.I)
        and not HARD_END.search(before)
        and _is_whole(head, end)
    )


def _kind_of(piece: str) -> Kind:
    """Return what a part is, or its beginning where "and" or "but" goes on after a comma."""
    if re.match(r"please (?!you|find)\w+(?: \w+|$)", piece, re.I):
        return "clause"
    answer = re.match(r"(?:yes|no) (?=(?:we|i|you|it|they|he|she)\b)", piece, re.I)
    kind = read(piece[answer.end() :] if answer else piece).kind
    if kind == "other" and ", " in piece:
        head = read(piece.split(", ", maxsplit=1)[0]).kind
        return head if head in ("clause", "small", "nothing") else kind
    return kind


def _may_not_end(before: str) -> bool:
    """Whether a sentence may not end here: an opening, an opinion, a clause that waits for more."""
    segment = before.rsplit(", ", 1)[-1]
    return (
        (len(before.split()) < 2 and completed(before) is None)
        or re.match(r"(?:hi|hello|please be)\b", before, re.I) is not None
        or (HARD_END.search(before) is not None and _THAT.search(before) is None)
        or OPINION.match(before) is not None
        or OPINION.match(segment) is not None
        or re.match(r"(?:so |and |but )?(?:yes|no|yeah)$", segment, re.I) is not None
        or _waits(before, segment)
        or _SOMEBODY.search(before) is not None
        or _hangs(segment)
    )


def _hangs(segment: str) -> bool:
    """Whether "but this weekend" is only the beginning of what "but" joins."""
    joint = re.match(r"(?:and|but|so|or) (?=\w)", segment, re.I)
    return joint is not None and read(segment[joint.end() :]).kind in ("noun", "joined")


def _waits(before: str, segment: str) -> bool:
    """Whether the last part is a clause with "if" that belongs to what follows it."""
    if segment == before or not SUBORDINATE.match(segment) or is_question(segment):
        return False
    head = before[: -len(segment)].rstrip(", ")
    return (
        HARD_END.search(head) is not None
        or read(head).kind not in ("clause", "question", "order", "small")
        or _TRAILING.match(segment) is None
        or read(re.sub(r"^\w+ ", "", segment)).kind != "clause"
    )


def _is_own_state(before: str, piece: str, end: str) -> bool:
    is_placed = re.match(r"(?:in|on|at|by|with|for|under|near) ", piece, re.I) is not None
    who = speaker_of(before)
    if is_placed and who not in ("I", "We") and read(before).kind == "clause":
        return False
    is_order = read(before).kind == "order" and len(piece.split()) < 3
    is_thing = who == "It" and re.match(r"(?:home|back|away|out|here|there|only)\b", piece, re.I)
    if " " not in piece and (
        read(before).kind != "clause" or piece.lower() in ("right", "correct", "okay", "ok")
    ):
        return False
    if is_thing or is_order or _is_list(before, piece) or re.match(r"\w+ed by\b", piece):
        return False
    return completed(piece) is not None or (
        _is_whole(before, end) and completed_as_read(piece, who) is not None
    )


def _is_list(before: str, piece: str) -> bool:
    """Whether adjectives are listed: "The room was small, dirty and cold"."""
    if (
        " and " not in piece
        and len(piece.split()) > 1
        and not re.match(r"(?:very|quite|rather|so) \w+$", piece)
    ):
        return False
    last = before.rsplit(maxsplit=1)[-1].lower()
    is_said = re.match(
        r"(?:i|we|he|she|they|it)(?:['’](?:m|re|s)| am| are| is| was| were)\b", before, re.I
    )
    return (is_adjective(last) or is_said is not None) or " and " in piece


def _is_whole(part: str, end: str) -> bool:
    """Whether a part can stand as a sentence before another one."""
    if ", " in part and _is_led_in(part):
        part = part.split(", ", 1)[1]
    if re.match(r"(?:thank you|thanks|many thanks) ", part, re.I):
        return True
    if SUBORDINATE.match(part) and not is_question(part) and ", " not in part:
        return False
    return (
        read(part).kind in ("clause", "question", "order", "small", "nothing", "verb")
        or completed(part, is_question=end == "?") is not None
        or completed_as_read(part) is not None
        or sentence(part).kind in ("order", "request", "question")
    )


def _shared(parts: list[str]) -> list[str]:
    """Join verbs to the clause whose subject they share: "The plumber came and had a look"."""
    found: list[str] = []
    is_open = False
    for part in parts:
        verb = read(part)
        if (
            found
            and verb.kind == "verb"
            and speaker_of(found[-1]) == "one"
            and not re.match(r"\w+ (?:him|her|them)\b|finally |eventually ", part, re.I)
            and verb.verb not in ("need", "want", "hope", "can't", "cannot", "will", "won't")
        ):
            if is_open:
                found[-1] = ", ".join(found[-1].rsplit(" and ", 1))
            found[-1] += f" and {part[:1].lower()}{part[1:]}"
            is_open = True
        else:
            found.append(part)
            is_open = False
    return found
