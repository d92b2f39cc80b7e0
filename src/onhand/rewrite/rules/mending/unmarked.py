"""Sentences that follow one another without a mark, as people dictate them, found by their words.

A new sentence begins where a subject and its verb come after a whole clause, unless what stands
before takes them in: a conjunction ("because I was"), a verb of saying ("I think it is") or a noun
that they describe ("the book you gave me"). In doubt nothing is cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onhand.rewrite.rules.english.verbs import (
    base_of,
    base_of_third,
    is_participle,
    is_past,
    is_verb,
)
from onhand.rewrite.rules.mending.clause_words import (
    ADVERBS,
    ASKED,
    ASKS,
    AUXILIARIES,
    BE,
    BEFORE_VERBS,
    DETERMINERS,
    DO,
    ENDS,
    FINE,
    FRONTS,
    GIVES,
    HAPPENS,
    HAVE,
    JOINTS,
    LINKS,
    MODAL,
    OBJECTS,
    OF_THINGS,
    OPENS,
    ORDERS,
    OWNS,
    POINTS,
    PRONOUNS,
    SAYS,
    SENSES,
    SPANS,
    STATES,
    SUPPOSES,
    TAKES_IN,
    THIRDS,
    TIMES,
    WHEN,
    WITH,
    WORDS_SAID,
)

_MIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Word:
    low: str
    start: int
    end: int
    is_marked: bool
    """Whether a comma or another mark follows."""


def unmarked_parts(text: str) -> list[str]:
    """Return the sentences that follow one another in a text without a mark between them."""
    words = [
        _Word(
            re.sub(r"^\W+|\W+$", "", match.group()).lower().replace("’", "'"),
            match.start(),
            match.end(),
            not match.group()[-1].isalnum(),
        )
        for match in re.finditer(r"\S+", text)
    ]
    parts: list[str] = []
    start = 0
    for i in range(_MIN_WORDS, len(words) - 1):
        if i - start >= _MIN_WORDS and _begins(words, start, i):
            parts.append(text[words[start].start : words[i].start].rstrip())
            start = i
    parts.append(text[words[start].start :] if words else text)
    return parts


def _begins(words: list[_Word], start: int, i: int) -> bool:
    if words[i - 1].is_marked:
        return False
    end = next((n + 1 for n in range(i, len(words)) if words[n].is_marked), len(words))
    said = [word.low for word in words[start:end]]
    at = i - start
    is_apart = (
        (said[at - 1] == "though" and said[at] == "is")
        or (said[at - 1] == "you" and (said[at - 2] in WITH or said[at - 2] in SENSES))
        or said[at - 2 : at] == ["or", "not"]
        or (said[at - 1] == "that" and said[at - 2] in WITH)
        or (said[at - 1] in ("off", "on", "over", "in", "out") and said[at - 2] in BE)
    )
    if said[at - 1] in TAKES_IN and not is_apart:
        return False
    if said[at - 1].endswith(("ly", "'ll", "'d", "'ve", "'m", "'re", "n't")) or (
        said[at - 1] in ENDS | ADVERBS and said[at - 2] in JOINTS
    ):
        return False  # "and now he is", "actually we had"
    also = 1 if said[at] in ("also", "anyway") else 0
    if not (
        _is_question(said, at + also)
        or _is_clause(said, at + also, is_apart=is_apart or bool(also))
        or _is_order(said, at)
    ):
        return False
    finite = _finites(said[:at])
    since = [word.is_marked for word in words[start:i]]
    last = len(since) - since[::-1].index(True) if True in since else 0
    if last and said[last] in ("if", "when", "once", "whenever", "unless"):
        return False  # "…, if you find it give me a call"
    if not any(n >= last for n in finite) and not _is_whole(said[last:at]):
        return False  # "…, but tomorrow I can"
    return not (_is_taken_in(said, at, finite) or _is_fronted(said[:at], finite))


def _is_whole(said: list[str]) -> bool:
    """Whether words without a subject are a sentence: an order, thanks, a wish."""
    return said[0] in ("thanks", "thank", "happy", "please", "sorry", "no") or (
        (is_verb(said[0]) or is_past(said[0]))
        and said[0] not in TAKES_IN | {"need", "hope", "like"}
    )


def _is_clause(said: list[str], at: int, *, is_apart: bool) -> bool:
    """Whether a subject and its verb stand here: "it was", "I'm", "my boiler is".

    With `is_apart` no noun before it can have it for its description.
    """
    word = said[at]
    is_apart = is_apart or _is_end(said, at - 1)
    short = re.fullmatch(r"(?:i|we|he|she|they|it|you|there|that)'(m|s|re|ve|ll)", word)
    if short:
        if is_apart or word == "that's":
            return is_apart
        verb = {"ll": "will", "ve": "have"}.get(short[1], "be")
        return _is_full(said, at + 1, is_be=verb == "be", verb=verb)
    if word in DETERMINERS:
        is_open = said[at - 1] in SPANS or _is_verb_here(said, at - 1)
        return not is_open and _is_noun_clause(said, at)
    if word in ("mine", "yours", "ours", "theirs"):
        return is_apart or said[at + 1 : at + 2] in (["is"], ["has"], ["was"])
    if word not in PRONOUNS:
        return False
    n = at + 1
    while n < len(said) - 1 and said[n] in ADVERBS:
        n += 1
    verb = said[n] if n < len(said) else ""
    if n + 1 >= len(said) or (base_of(verb) in SAYS and n + 2 >= len(said)):
        return False  # "…, I think"
    if not is_apart and (
        said[at - 1] in SPANS or (word in ("you", "it") and _is_verb_here(said, at - 1))
    ):
        return False
    if not (
        verb in AUXILIARIES
        or is_past(verb)
        or (word in ("i", "we", "you", "they") and is_verb(verb))
        or (word not in ("i", "we", "you", "they") and base_of_third(verb) is not None)
    ):
        return False
    if word == "it" and verb.endswith("n't"):
        return True  # no noun is described so: "open the door it won't shut"
    return is_apart or _is_full(said, n + 1, is_be=verb in BE, verb=verb)


def _is_order(said: list[str], at: int) -> bool:
    """Whether somebody is told to do something for the writer: "call me"."""
    if said[at] == "don't":
        return is_verb("".join(said[at + 1 : at + 2])) and _is_end(said, at - 1)
    is_told = said[at] in ORDERS and said[at + 1 : at + 2] in (["me"], ["us"])
    return is_told and said[at - 1] in ENDS and said[at - 1] != "please"


def _is_noun_clause(said: list[str], at: int) -> bool:
    """Whether a noun with its verb stands here: "the train is", "my old boiler doesn't"."""
    for n in (at + 2, at + 3):
        if n < len(said) - 1 and is_past(said[n]) and said[n + 1] in ("it", "them"):
            return True
        if n < len(said) - 1 and said[n] == "has":
            return not is_participle(said[n + 1]) and said[n + 1] not in ADVERBS
        if n < len(said) - 1 and said[n] in OF_THINGS:
            return all(_is_noun(one) for one in said[at + 1 : n]) and not said[n + 1].endswith(
                "ing"
            )
    return False


def _is_verb_here(said: list[str], n: int) -> bool:
    """Whether a word is a verb in its use: "I gave", "can't pay", "to see"."""
    is_put = n > 0 and said[n - 1] in PRONOUNS | AUXILIARIES | BEFORE_VERBS
    return is_put and (is_past(said[n]) or is_verb(said[n]))


def _is_end(said: list[str], n: int) -> bool:
    """Whether no clause can describe this word: "again", "5pm", "Saturday evening"."""
    if said[n] in ("morning", "evening", "afternoon", "night", "week", "month", "weekend"):
        return said[n - 1] in WHEN or said[n - 1].endswith("day")
    return said[n] in ENDS or said[n][:1].isdigit() or (said[n] in TIMES and said[n - 1].isdigit())


def _is_full(said: list[str], n: int, *, is_be: bool, verb: str = "") -> bool:
    """Whether a clause has its object or state, and so does not describe the noun before it."""
    if n >= len(said):
        return False
    if is_be:
        is_doing = said[n].endswith("ing") and "".join(said[n + 1 : n + 2]) in OBJECTS
        is_state = said[n] in STATES or said[n][:1].isdigit() or is_doing
        return is_state and said[-1] not in ("in", "on", "at", "for", "with", "to")
    if verb in MODAL | DO or said[n] == "to":
        while n < len(said) and said[n] in ADVERBS:
            n += 1
        n += 2 if said[n : n + 1] == ["to"] else 1
        verb = said[n - 1] if n <= len(said) else ""
    elif verb in HAVE and is_participle(said[n]):
        verb, n = said[n], n + 1
    if n >= len(said):
        return False
    if verb == "be":
        return said[n] in STATES
    if verb in HAPPENS:
        return True
    if verb in OWNS and said[n] not in TAKES_IN | ENDS | ADVERBS | {"ever"}:
        return True
    if verb in ("want", "need") and said[n + 1 : n + 2] == ["to"]:
        return True  # "I want you to"
    return said[n] in ("it", "them") or (
        (said[n] in OBJECTS or said[n].isdigit()) and base_of(verb) not in GIVES
    )


def _is_question(said: list[str], at: int) -> bool:
    word, following = said[at], said[at + 1] if at + 1 < len(said) else ""
    after = said[at + 2] if at + 2 < len(said) else ""
    if word == "who":
        return following in ("do", "did", "should", "can") and after in PRONOUNS
    if word == "if":
        return following == "so" and after in AUXILIARIES
    if word == "which":
        return after in AUXILIARIES and _is_noun(following)
    if word in ASKED:
        return (
            (following in AUXILIARIES and bool(after))
            or (word == "how" and following in ("much", "many", "long") and bool(after))
            or (word == "what" and following == "time" and bool(after))
        )
    if word == "is" and following in ("that", "this"):
        return after in FINE
    if following not in PRONOUNS | {"anyone"} or _has_asked(said[max(0, at - 4) : at]):
        return False
    if word == "am" and (following != "i" or said[at - 1][-1:].isdigit()):
        return False  # "at 4 am you can come"
    if word in HAVE:
        return is_participle(after) or after in ("got", "any", "a")
    if word in BE:
        return bool(after) and after not in AUXILIARIES and said[at - 1] not in POINTS
    return word in DO | MODAL - SUPPOSES and (
        is_verb(after) or after in ADVERBS | {"please", "be", "have"}
    )


def _has_asked(said: list[str]) -> bool:
    """Whether words end in one that asks, and what it asks for: "what time", "how many dogs"."""
    asks = [i for i, word in enumerate(said) if word in ASKED | {"who", "which"}]
    return bool(asks) and not _finites(said[asks[-1] :])


def _finites(said: list[str]) -> list[int]:
    """Return where verbs stand that have a subject before them."""
    found = []
    for i, word in enumerate(said):
        subject = next((one for one in reversed(said[:i]) if one not in ADVERBS), "")
        if (
            word in AUXILIARIES | THIRDS
            or re.search(r"'(?:m|re|ve|ll)$|^(?:it|he|she|that|there|what|who)'s$", word)
            or (subject in PRONOUNS and (is_verb(word) or is_past(word) or base_of_third(word)))
            or (i and is_past(word) and not is_participle(word))
            or (
                i > 1
                and said[i - 2] in DETERMINERS
                and (is_past(word) or (base_of_third(word) and not subject.endswith("s")))
            )
        ):
            found.append(i)
    return found


def _is_taken_in(said: list[str], at: int, finite: list[int]) -> bool:
    """Whether a verb of saying is the last before this clause, and so has it for its object."""
    says = SAYS if said[at] in PRONOUNS | DETERMINERS or "'" in said[at] else ASKS
    for i in range(at - 1, -1, -1):
        if (
            i in finite
            and base_of(said[i]) not in says
            and i < at - 1
            and not any(base_of(one) in says for one in said[i + 1 : at])
        ):
            return False
        if i and said[i - 1] in DETERMINERS | {"a", "no"}:
            continue  # "my notice", "the promise"
        if i + 1 < at and said[i + 1] in ("about", "for", "of"):
            continue  # "sorry about that"
        if said[i] in ("say", "said") and i + 1 < at and said[i + 1] in WORDS_SAID:
            continue
        if base_of(said[i]) in says or (said[i] in OPENS and at - i < 3):
            return not any(j > i + 1 for j in finite)
    return False


def _is_fronted(said: list[str], finite: list[int]) -> bool:
    """Whether so far there is only a clause that waits for its main one: "if it rains tomorrow"."""
    if said[0] in ("the", "every", "each", "last", "any") and len(said) > 1 and said[1] in SPANS:
        return len(finite) < 2
    fronts = [
        i for i, word in enumerate(said) if word in FRONTS and (not i or said[i - 1] in LINKS)
    ]
    return bool(fronts) and sum(i > fronts[-1] for i in finite) < 2


def _is_noun(word: str) -> bool:
    return word.isalpha() and word not in TAKES_IN and word not in PRONOUNS
