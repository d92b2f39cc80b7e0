# ruff: noqa: E501 - tables read best a row a line
"""Warm and without reproach."""

from __future__ import annotations

import re
from dataclasses import replace

from onhand.rewrite.rules.courteous.courtesy import (
    INTRODUCED,
    is_signature,
    named_apart,
    put,
)
from onhand.rewrite.rules.courteous.manner import Manner, Outcome
from onhand.rewrite.rules.courteous.rhetoric import without_sarcasm
from onhand.rewrite.rules.courteous.rudeness import without_rudeness
from onhand.rewrite.rules.courteous.softening import quiet
from onhand.rewrite.rules.courteous.stating import (
    BAD_NEWS,
    begins_barely,
    did_something,
    says_something,
)
from onhand.rewrite.rules.english.continuing import continued, rejoined
from onhand.rewrite.rules.english.salutations import opening_apart
from onhand.rewrite.rules.english.sentences import (
    Sentence,
    capital,
    is_question,
    join,
    split_sentences,
)
from onhand.rewrite.rules.english.shielding import shielded
from onhand.rewrite.rules.english.short_forms import shortened
from onhand.rewrite.rules.english.spoken import as_written
from onhand.rewrite.rules.english.words import replaced
from onhand.rewrite.rules.plain.plainness import STIFF_GREETING, in_plain_words

MANNER = Manner(
    asks=("Could you %s?", "Could you also %s?", "And please %s.", "Please %s."),
    after_lead="could you %s?",
    just="Could you just %s?",
    refrain="Please don't %s.",
    advises="You might want to %s.",
    tells=("Could you let me know %s?",),
    tells_all=False,
    likes="{who}'d like %s, please.",
    has="Could {who} have %s?",
    helps="Could you help %s?",
    declines=("I'm afraid %s.", "Sorry, but %s."),
    no="I'm afraid not, sorry!",
    mentioned="As {who} mentioned{times}, {what}",
    asked_for="Just a reminder that {who} asked you{times} {what}",
    noticed="I noticed that",
    seems="It looks like",
    soon="as soon as you can",
    may="Could %s %s",
    sorry="It looks like",
    afraid="I'm afraid",
    recalled="I thought",
    habit="It sometimes feels like",
    supposed="I think",
    reminds="Just a reminder that %s.",
    wonders="I was just wondering %s.",
    happens="Do you happen to know %s?",
)
_TELLING = (
    "I just wanted to let you know that",
    "Just letting you know that",
    "Just a quick note that",
)
_EXCUSING = "I hope you don't mind me mentioning it, but"
_REPROACH = re.compile(r"(?:I noticed that you|I do(?:n['’]t| not) think anybody |It sometimes feels like you|I thought you|It looks like you(?:['’](?:re|ve))? (?!may |might )|It looks like your (?:son|daughter|kids?|child|children|dogs?|cats?|boys?|girls?|husband|wife|guests?|visitors|team|people) )", re.I)  # fmt: skip
_NOTICED = re.compile(r"^I noticed that (?=you)")
_FEWEST = 2
"""Words that tell nothing yet: "Ok then." """
_CONDITIONAL = re.compile(r"(?:if (?!I\b|we\b)|unless|until|once|when|whenever|as soon as|in case|due to|owing to|because of|from (?:now on|\d|mon|tues|wednes|thurs|fri|satur|sun|january|february|march|april|may|june|july|august|september|october|november|december)|as of|starting)\b[^,]*, ", re.I)  # fmt: skip
_TURNED_DOWN = re.compile(
    r"\b(?:(?:will |is |are |can |was |were |has been |have been )?(?:not|n['’]t|cannot)\b[^.]{0,12}\b(?:considered|accepted|permitted|allowed|possible|available|renewed|refunded|admitted|eligible|approved|granted|extended|replaced|valid)|cancel(?:led|ed)|refused|rejected|denied|declined|unsuccessful|expired|lapse[sd]?|loses?|forfeit|prohibited|forbidden|will be (?:removed|charged|closed|fined|towed)|delayed|postponed|sold out|fully booked|taken)\b", re.I
)  # fmt: skip
_BOTHERING = re.compile(r"you(?:['’]re| are) (?:standing|sitting|parking|parked|blocking|making (?:too|so|a lot)|using|taking (?:up|my)|driving (?:too|like)|talking (?:too|over|so)|shouting|leaning|stepping|pushing|smoking|playing|wasting|ignoring|copying|stealing|interrupting|hurting|scaring|being|in my|on my|in the way|too|always)\b", re.I)  # fmt: skip
_HARM = re.compile(
    r"you(?: guys| all| lot)? (?:ate|drank|used|took|broke|spilled|spilt|burnt|burned|scratched|hit|kicked|bit|stole|lost|dropped|ruined|woke|shouted|yelled|laughed|lied|cheated|forgot|missed|parked|blocked|left|told|threw|cut|dented|crashed|deleted|ignored|insulted|embarrassed|copied|cancelled|canceled|borrowed|overslept|trampled|stained|soaked|locked|killed|read|opened|moved|changed|sold|gave away|turned|dug|let|walked|talked|posted|shared)\b", re.I
)  # fmt: skip
_NOTIFIED = re.compile(
    r"(?P<start>^|[.!?]\s+)(?:you are (?:hereby |herewith )?(?:notified|informed|advised|reminded) that|this (?:notice|letter|e-?mail|message|note) (?:serves|is) to (?:confirm|inform you|notify you|advise you|remind you)(?: that)?)\s+", re.I
)  # fmt: skip
_LABEL = re.compile(r"(?P<label>note|notice|reminder|announcement|update|message)(?P<whom> (?:to|for) (?:all(?: [\w-]+){0,2}|everyone|everybody|[\w-]+))?: ", re.I)  # fmt: skip
_URGED = re.compile(r"(?:attention|important|warning|info|information|fyi|nb|n\.b\.): ", re.I)
_THANKING = ("Thanks so much!", "Thanks!", "Thanks a lot!")
_BUDDY = re.compile(r"^(hey|hi|hello|yo),? (?:bro|dude|man|bruh|fam|pal)\b,?\s*", re.I)
_RATHER = {"i want to": "I'd like to", "we want to": "we'd like to", "i don't want to": "I'd rather not", "we don't want to": "we'd rather not", "i do not want to": "I'd rather not"}  # fmt: skip
_TO_KNOW = re.compile(
    r"I(?:['’]d| would) (?:like|love) to know (?P<what>(?:if|whether|when|where|how|what|who|why|which)\b[^.?!]*)[.!]?", re.I
)  # fmt: skip
_DEATH = re.compile(
    r"\b(?:(?<!phone )(?<!battery )(?<!laptop )(?<!car )(?<!engine )(?<!computer )(?<!link )(?<!motor )(?<!machine )(?<!fridge )(?<!boiler )(?<!server )(?<!plant )died|passed away|funeral|(?:he|she|mum|mom|dad|grandma|grandpa|father|mother|gran|husband|wife|brother|sister)(?: is|['’]s) dead|miscarriage|has (?:got )?cancer|intensive care|life support|hospice|heart attack|had a stroke|in a coma|suicide|(?:put|putting) (?:him|her|it|our \w+|the (?:dog|cat|horse|pony|old \w+)|(?-i:[A-Z][a-z]+)) (?:to sleep|down)\b|sorry (?:to hear|for your loss|about the loss)|condolences)\b",
    re.I,
)
_SMALLTALK = re.compile(
    r"(?:how (?:are|is|was|did|have|about)|whose (?:turn|idea|job) |would you like|do you want|are you (?:still )?(?:coming|free|ok|okay|up|around|going)|want to|what about|what do you think|shall we|should we|how do you)\b", re.I
)  # fmt: skip
_WARM = re.compile(
    r"\b(?:thank|thanks|sorry|afraid|please|glad|happy|love|lovely|great|hope|wish|congrat\w*|welcome|take care|best|enjoy|good luck|miss you|see you|cheers|fun|wonderful|nice|noticed|looks like|wondering|wanted to|happen to|let you know|mentioned|reminder|would have been better)\b", re.I
)  # fmt: skip
_GRAVE = re.compile(
    r"\b(?:died|passed away|funeral|condolences|so sorry (?:to hear|for your)|sorry for your loss|hospital|cancer|surgery|accident|ill\b|sick|fever|ambulance|emergency|grief|death|dead|miscarriage|diagnos\w+|chemo|stroke|fire|police|stolen|rip)\b", re.I
)  # fmt: skip
_STATED = re.compile(
    r"(?:I|we|he|she|it|they|there|this|that|these|those|the|my|our|his|her|their|a|an|some|somebody|someone|nobody|no one|everyone(?!,)|everybody(?!,)|people|all|most|both|many|one|two|three|your|mr|mrs|dr|today|tomorrow)\b|(?-i:[A-Z])[a-z]+(?: (?-i:[A-Z])[a-z]+)? (?:(?:is|are|was|has|had|could|does|did)(?:n['’]t)?|will|won['’]t|can|cannot|can['’]t|said|called|wants|needs|told|asked|says|thinks)\b", re.I
)  # fmt: skip


@shielded
def friendly(text: str) -> str:
    """Return a text with a greeting, orders as questions, the complaint mild, a fitting close."""
    text = _NOTIFIED.sub(r"\g<start>", text)
    text = _BUDDY.sub(r"\1! ", quiet(without_sarcasm(rejoined(as_written(text)))))
    calm = shortened(without_rudeness(in_plain_words(replaced(text, _RATHER))))
    calm = _URGED.sub("Just so you know, ", calm) if _URGED.match(calm) else calm
    greeting, rest = opening_apart(calm)
    gap = re.match(r"\s*", calm[len(greeting) :])
    if not greeting:
        name, rest = named_apart(rest)
        greeting = f"Hi {name}," if name else ""
    rest = _TO_KNOW.sub(r"could you let me know \g<what>?", rest)
    outcome = put(split_sentences(capital(rest)), MANNER)
    sentences = _closed(_opened(outcome, greeting), outcome)
    said = re.sub(r",\s*$", ".", shortened(join(sentences)))
    return _greeted(greeting, gap.group() if gap and "\n" in gap.group() else " ", said)


def _greeted(greeting: str, gap: str, said: str) -> str:
    if not greeting and _DEATH.search(said):
        told = (
            ""
            if re.match(
                r"(?:I|I['’]m|We\b(?! had\b)|Sorry|So|My condolences|Just|Could|Please|Do you|How)\b",
                said,
            )
            else "I wanted to let you know that "
        )
        return f"Hi, {told}{continued(said)}"
    if not greeting:
        return f"Hi! {capital(said)}"
    greeting = STIFF_GREETING.sub("Hi there", greeting)
    greeting = re.sub(r"^(?:hello|dear|good day|greetings)\b", "Hi", greeting, flags=re.I)
    greeting = re.sub(r"\.$", "!", greeting)
    if not said:
        return greeting
    if re.search(r"\w$", greeting):
        greeting += "!" if " " not in greeting else ","
    if greeting.endswith(",") and "\n" not in gap:
        return f"{greeting} {continued(said)}"
    return greeting + gap + capital(said)


def _opened(outcome: Outcome, greeting: str) -> list[Sentence]:
    """Return the sentences, the first statement told gently where nothing else is warm."""
    found = list(outcome.sentences)
    first = next((one for one in found if one.text), None)
    whole = join(found)
    if first and outcome.n_blames and not outcome.n_asks and _REPROACH.match(first.text):
        said = continued(_NOTICED.sub("", first.text))
        found[found.index(first)] = replace(first, text=f"{_EXCUSING} {said}")
        return found
    if (
        first is None
        or greeting.endswith("!")
        or outcome.n_asks
        or outcome.n_questions
        or _WARM.search(whole)
    ):
        return found
    if not greeting and _DEATH.search(whole):
        return found
    if INTRODUCED.match(first.text) or any(one.kind == "question" for one in found):
        return found
    if says_something(first) and not first.text.endswith("!"):
        opener = _opener(first.text, whole)
        if opener:
            told = replace(first, text=f"{opener} {continued(first.text)}")
            found[found.index(first)] = told
    return found


def _opener(first: str, whole: str) -> str:
    """Return what goes before a message's first statement; "" where nothing would fit."""
    if re.match(r"you\b", first, re.I):
        if _BOTHERING.match(first):
            return _EXCUSING
        is_harm = _HARM.match(first) or BAD_NEWS.search(whole)
        return _EXCUSING if is_harm and did_something(first) else ""
    if _LABEL.match(first):
        return "Just a"
    if _CONDITIONAL.match(first):
        return "Just so you know,"
    is_long = len(first.split()) > _FEWEST or re.match(r"\w+['’]", first) is not None
    if not is_long or not (_STATED.match(first) or begins_barely(first)):
        return ""
    if _TURNED_DOWN.search(first):
        return "I'm afraid"
    is_bad = BAD_NEWS.search(whole) or _GRAVE.search(whole)
    return _TELLING[0] if is_bad else _TELLING[len(whole) % len(_TELLING)]


def _closed(sentences: list[Sentence], outcome: Outcome) -> list[Sentence]:
    """Add a closing line that fits, before a signature, where there is none."""
    whole = join(sentences)
    if re.search(r"\b(?:thank|thanks|take care|cheers|see you)\b", whole, re.I):
        return sentences
    asks = outcome.n_asks + outcome.n_questions
    if asks:
        closing = _THANKING[len(whole) % len(_THANKING)] if outcome.n_asks else "Thanks!"
        if _DEATH.search(whole):
            closing = "Thank you."
    elif outcome.n_refusals and "sorry" not in whole and not _GRAVE.search(whole):
        closing = "Thanks for understanding!"
    elif any(_inquires(one) for one in sentences):
        closing = "Thanks!"
    else:
        return sentences
    last = max(
        (i for i, one in enumerate(sentences) if one.text and not is_signature(sentences, i)),
        default=None,
    )
    if last is not None:
        sentences[last] = replace(sentences[last], text=f"{sentences[last].text} {closing}")
    return sentences


def _inquires(one: Sentence) -> bool:
    """Whether a sentence asks to be told something, and is no small talk or invitation."""
    is_asked = one.kind == "question" and one.text.endswith("?")
    return is_asked and is_question(one.text) and not _SMALLTALK.match(one.text)
