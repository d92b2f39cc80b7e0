# ruff: noqa: E501 - patterns read best in one piece
"""Words of talk exchanged for formal ones, where the words around decide which."""

from __future__ import annotations

import re
from collections.abc import Callable

from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.english.words import replaced
from onhand.rewrite.rules.mending.agreement import OF_MANY
from onhand.rewrite.rules.mending.articles import with_articles
from onhand.rewrite.rules.mending.dictionary import frequency
from onhand.rewrite.rules.mending.names import is_name
from onhand.rewrite.rules.stiff.slang import STIFF

_BE = r"(?P<be>(?:is|are|was|were|been|be|am|it['’]s|that['’]s|this is|so|very|absolutely|total|totally|complete|completely|rather) )"
_POOR = re.compile(
    rf"{_BE}(?P<word>rubbish|crap|shit|cool|nuts|insane|mental|crazy|dead|a joke|fun|sick|gross|stupid|dumb|amazing)\b(?! (?:of|to (?:the|my)))",
    re.I,
)
_FINER = {"rubbish": "poor", "crap": "poor", "shit": "very poor", "cool": "fine", "nuts": "unreasonable", "insane": "unreasonable", "mental": "very bad", "crazy": "unreasonable", "dead": "not working", "a joke": "unacceptable", "fun": "enjoyable", "sick": "sick", "gross": "unpleasant", "stupid": "unreasonable", "dumb": "unreasonable", "amazing": "excellent"}  # fmt: skip
_PERSON_DEAD = re.compile(
    r"\b(?:he|she|who|they|father|mother|dog|cat|fish|grandfather|grandmother|husband|wife|bird|hamster|hen|hens|horse|plant|plants|tree)(?:['’]s)?\s*$",
    re.I,
)
_MANY_OF = re.compile(
    r"\b(?:(?P<a>a )?(?:whole )?(?:lots?|loads?|tons?|heaps|bunch) of) (?P<next>\w+)(?: (?P<more>\w+))?",
    re.I,
)
_A_LOT = re.compile(
    r"\ba (?:whole )?lot(?= (?:more|less|better|worse|easier|cheaper|faster|longer|shorter|bigger|smaller|nicer|later|earlier|higher|lower|happier|quieter|cleaner|safer)\b)",
    re.I,
)
_REALLY = re.compile(r"\b(?P<really>really|super|pretty|so so) (?P<next>[\w'’]+)", re.I)
_KIND_OF = re.compile(
    r"\b(?<!what )(?<!this )(?<!that )(?<!some )(?<!any )(?<!a )(?<!the )(?<!all )(?<!which )(?<!every )(?<!same )(?<!right )(?<!one )(?<!another )(?<!new )(?<!these )(?<!two )(?:kind|sort) of (?!you\b|him\b|her\b|them\b|us\b|me\b)(?P<next>\w+)",
    re.I,
)
_GOT_DONE = re.compile(
    r"\b(?P<who>\w+) got (?P<done>nicked|stolen|told|fired|locked out|binned|pushed|cut|held|sent|lost|caught|shut|hit|bitten|thrown|taken|paid|put|mixed up|(?!(?:tired|bored|used|excited|worried|married|started|involved|need)\b)\w{3,}ed)\b(?! (?:the|my|your|a|his|her|our|it|me)\b)",
    re.I,
)
_MONTHS = {
    "jan": "January",
    "feb": "February",
    "aug": "August",
    "sep": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}
_TIDY: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"\b(could|would|can|will) you please please\b", r"\1 you please"),
    (r"\bout (?=the (?:house|door|window|car|way|flat|office|room)\b)", "out of "),
    (r"(?<=(?-i:[a-z0-9])) & (?=(?-i:[a-z0-9]))", " and "),
    (r"\b(I|we|you|they) (?:have|['’]ve) got to\b", r"\1 have to"),
    (r"\b(he|she|it) has got to\b", r"\1 has to"),
    (r"\b(I|we|you|they) (?:have|['’]ve) got\b(?! (?:\w+ed|better|worse|used)\b)", r"\1 have"),
    (r"\b(he|she|it) has got\b(?! (?:\w+ed|better|worse|used)\b)", r"\1 has"),
    (r"\b(he|she|it)['’]s got\b(?! (?:\w+ed|better|worse|used)\b)", r"\1 has"),
    (r"\b(?:have|do) you got\b", "do you have"),
    (r"^(?:yes|yeah|ok|all right),? so (?=\w)", ""),
    (r"\b(by|at|until|till|before|from|since) end of\b", r"\1 the end of"),
    (r"\bbut no (?:idea|clue) (?=(?:why|how|what|where|when|who)\b)", "but I do not know "),
    (r"\b(I|we) got (?=(?:\w+ )?\w+ coming\b)", r"\1 have "),
    (r"^Dr (?=(?:has|is|was|said|says|will|told)\b)", "The doctor "),
    (r"(?<!have )\bany questions,? (?:just |please )?(?=(?:call|ring|email|text|contact|ask|message) me\b)", "if you have any questions, please "),
    (r"\b(\d+)ish\b", r"about \1"),
    (r"\b(a|per) (hr|min)\b", r"\1 \2"),
    (r"\bone's\b", "one's"),
    (r"^(?:so|well|anyway|ok|all right|right|oh|ah|um|uh|hmm|er|wow|yeah|look|listen|honestly|seriously|basically|plus)[,.]? (?=(?:I|we|you|he|she|it|they|the|my|our|your|there|this|that|can|could|please|is|are|do|does|did|what|when|where|why|who|how)\b)", ""),
    (r"^but (?=\w)", "However, "),
    (r"^(yes|no) (?=(?:we|i|you|it|they|he|she)\b)", r"\1, "),
    (r"^(?:and|also),? (?=(?:I|we|you|he|she|it|they|the|my|our|your|there|this|that)\b)", "In addition, "),
    (r"^so (?=(?:I|we)\b)", "Therefore, "),
    (r"^(?:and|also|so) (?=\w)", ""),
    (r"\bcan you\b(?! not\b)", "could you"),
    (r"\bdo not have no\b", "do not have any"),
    (r"^(?!but\b|however\b)([^,:;]+?),? though$", lambda m: f"However, {small_start(m[1])}"),
    (r"(?<=[a-z]) \+ (?=[a-z0-9])", " and "),
    (r"\bhow come (I|you|we|they|he|she|it|the \w+) (was|were|is|are|am|have|has|did|can|could|will|would)( not)?\b", r"why \2 \1\3"),
    (r"^how come (?=\w)", "why is it that "),
    (r"(?<=\w) though$", ", though"),
    (r"\b(tried [\w ]{3,40}), (?:but )?(?:no|nope|no luck|nothing|no joy)$", r"\1, without success"),
    (r"\b(is|are) (dead|not working|broken|closed|down|out|ill|sick|missing|leaking|off work|without (?:heating|water|power|electricity)|waiting) since\b", lambda m: f"{'has' if m[1].lower() == 'is' else 'have'}{' not been working' if m[2] == 'not working' else ' been ' + m[2]} since"),
    (r"\bkeeps (\w+ing)(?= (?:[\w.-]+ ){0,4}since\b)", r"has kept \1"),
    (r"\b(?<!and )(is|are) (\w{3,}ing|out of \w+|in (?:hospital|bed)|off|away|ill|sick|dirty|open|unwell|without \w+)(?= (?:\w+ ){0,4}since (?!it\b|then\b|you|we\b|i\b|they|he\b|she\b))", lambda m: f"{'has' if m[1].lower() == 'is' else 'have'} been {m[2]}"),
    (r"\b(open|closed|shift|yours|mine|talk|meet|me|you|(?<!is )(?<!was )it|them|him|us|free|available|(?<!this )coming|here|there|working|back|out|off|again|class|party|lunch|dinner|starts?|leaves?|leaving|arrives?|due|delivered|expires|comes|goes|opens|closes|ends|begins) (?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!['’]))", r"\1 on "),
    (r"(?<=day) (?=\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)\b)", " at "),
    (r"\blooks? like (?:the )?(\w+) (full|down|broken|empty|dead|gone|missing)\b", r"appears that the \1 is \2"),
    (r"^M[uo]m (?=(?:says|said|is|was|has|wants|told|asked|needs|can|will)\b)", "My mother "),
    (r"^Dad (?=(?:says|said|is|was|has|wants|told|asked|needs|can|will)\b)", "My father "),
    (r"(?<!the )(?<!on )(?<!by )(?<!of )(?<!from )(?<!to )(?<!is )(?<!and )(?<!until )(?<!since )(?<!before )(?<!after )(?<!for )(?<!day )(?<!or )(?<!was )(?<!\d )(?<=[a-z] )(\d{1,2}(?:st|nd|rd|th)) (?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))", r"on \1 "),
    (r"(?<=\d )(Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b(?! ?\d{1,2}:)|(?<=(?:st|nd|rd|th) )(Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b", lambda m: _MONTHS[m[0][:3].lower()]),
    (r"\bFeb(?= \d)", "February"),
    (r"\bChristmas eve\b", "Christmas Eve"),
    (r"^However, (?=(?:say|tell|give|send|bring|call|let|keep|check|make|do not|take|leave|come)\b)", "However, please "),
    (r"\b(?:very|so) really (?=(?:love|want|like|need|hope|appreciate|enjoy)\b)", "really "),
    (r"\bvery (?:really|very) (?=\w)", "very "),
    (r",, ", ", "),
)  # fmt: skip
_TIDIES = [(re.compile(pattern, re.I), new) for pattern, new in _TIDY]


def in_formal_words(text: str) -> str:
    """Exchange talk for formal words."""
    text = _MANY_OF.sub(_many, _A_LOT.sub("much", text))
    text = re.sub(r"^(?:um+|uh+|hm+|er+m?|oh|ah|ugh|wow|aw+)\b[,.]? ?(?=\w)", "", text, flags=re.I)
    text = _KIND_OF.sub(_somewhat, text)
    text = re.sub(
        r"\b(?:totally |really |so |absolutely |completely |pretty )?(?:crazy|mad|insane|hectic) (?=(?:week|day|month|year|weekend|morning|time|few)\b)",
        "very busy ",
        text,
        flags=re.I,
    )
    text = _POOR.sub(_finer, text)
    text = _GOT_DONE.sub(_was_done, text)
    text = re.sub(r"\bkids['’](?!\w)", "children's", text)
    text = re.sub(
        r"\b(my|your|his|her|their|our) stuff (is|was|has)\b", _belongings, text, flags=re.I
    )
    text = replaced(text, STIFF)
    text = _REALLY.sub(_very, text)
    text = re.sub(r"\ba lot\b", "a great deal", text)
    for pattern, new in _TIDIES:
        text = pattern.sub(new, text)
    return with_articles(text)


def _many(match: re.Match[str]) -> str:
    following = match["next"] + (f" {match['more']}" if match["more"] else "")
    noun = (
        match["next"]
        if match["next"].endswith("s") or match["next"] in ("people", "children", "kids")
        else match["more"] or ""
    )
    is_many = (noun.endswith("s") and not noun.endswith("ss")) or noun in ("people", "children")
    new = "many" if is_many else "a great deal of"
    return (new.capitalize() if match.group()[0].isupper() else new) + " " + following


def _somewhat(match: re.Match[str]) -> str:
    following = match["next"]
    is_verb = (
        following in VERBS
        or following.endswith("ing")
        or following
        in (
            "has",
            "have",
            "had",
            "want",
            "like",
            "hate",
            "is",
            "was",
            "do",
            "did",
            "wonder",
            "agree",
            "the",
            "my",
        )
    )
    return (
        following
        if is_verb
        and following
        not in (
            "annoying",
            "disappointing",
            "boring",
            "confusing",
            "interesting",
            "embarrassing",
            "frustrating",
            "slow",
            "clear",
            "dry",
            "cross",
            "light",
            "close",
            "open",
        )
        else f"somewhat {following}"
    )


def _belongings(match: re.Match[str]) -> str:
    return f"{match[1]} belongings {OF_MANY[match[2].lower()]}"


def _finer(match: re.Match[str]) -> str:
    word = match["word"].lower()
    if word == "dead" and _PERSON_DEAD.search(match.string[: match.start()]):
        return match.group()
    return match["be"] + _FINER[word]


def _was_done(match: re.Match[str]) -> str:
    who, done = match["who"], match["done"].lower()
    is_many = who.lower() in ("we", "they", "you", "both", "people") or (
        who.endswith("s") and not who.endswith("ss")
    )
    return f"{who} {'were' if is_many else 'was'} { {'nicked': 'stolen', 'binned': 'cancelled', 'pinched': 'stolen'}.get(done, done) }"


def _very(match: re.Match[str]) -> str:
    word, following = match["really"].lower(), match["next"]
    small = following.lower()
    before = match.string[: match.start()].rstrip().lower()
    if word == "pretty":
        is_degree = re.search(
            r"\b(?:is|are|was|were|['’]s|be|been|a|am|looks|feels|seems|it|still|got)$", before
        ) and (
            frequency(small)
            and small
            not in (
                "girl",
                "dress",
                "woman",
                "house",
                "and",
                "but",
                "please",
                "face",
                "lady",
                "flowers",
            )
        )
        return f"rather {following}" if is_degree else match.group()
    if small in ("very", "so", "too", "quite"):
        return following
    if before.endswith("not"):
        return following if small in VERBS or small == "going" else f"particularly {following}"
    is_verb = (
        small in VERBS
        or (
            small.endswith("ed")
            and small
            not in (
                "tired",
                "excited",
                "annoyed",
                "interested",
                "disappointed",
                "pleased",
                "delayed",
                "crowded",
                "confused",
                "worried",
                "delighted",
                "relaxed",
                "bored",
                "concerned",
            )
        )
        or small
        in (
            "want",
            "wanted",
            "hope",
            "like",
            "love",
            "appreciate",
            "think",
            "do",
            "does",
            "don't",
            "can't",
            "cannot",
            "would",
            "should",
            "is",
            "are",
            "was",
            "has",
            "have",
            "had",
            "must",
            "will",
            "not",
            "a",
            "the",
            "mean",
            "hate",
            "to",
            "in",
            "on",
            "my",
            "no",
            "wish",
            "enjoy",
            "believe",
            "it",
            "that",
            "this",
            "be",
            "wants",
            "needs",
        )
    )
    if is_verb:
        return (
            f"{following[0].upper() + following[1:] if match['really'][0].isupper() else following}"
        )
    return f"{'Very' if match['really'][0].isupper() else 'very'} {following}"


def small_start(text: str) -> str:
    """Return a text without the capital that only its place gave it, to follow "Hello Tom,"."""
    word = re.match(r"[A-Z][a-z'’]*(?![\w-])", text)
    if word is None or word.group() in ("I", "I'm") or is_name(word.group().lower()):
        return text
    small = word.group().lower()
    return text[0].lower() + text[1:] if frequency(small) > 3_000 else text
