"""Values that fill the gaps of sentences: names, numbers, times, codes, places and things.

Values that make facts come marked.  Every value belongs to training or is held out by a stable hash
of its text; weekdays, months and other closed classes are shared.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Sequence

from models.grammar.language import article
from models.grammar.lexicon import describing, names, nouns
from models.grammar.lexicon.forms import plural
from models.grammar.message import fact

_HELD_SHARE = 16
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAYS = (
    "tomorrow", "today", "tonight", "next week", "this weekend", "tomorrow morning", "this evening",
    "tomorrow evening", "this afternoon", "tomorrow afternoon", "later today", "next month",
)  # fmt: skip
_PAST_DAYS = (
    "yesterday",
    "last night",
    "this morning",
    "last week",
    "the other day",
    "two days ago",
)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_GAP = re.compile(r"\{(\w+)\}")
_TITLE_TAIL = ("of Glass", "at Dawn", "in Winter", "by the Sea", "Without Rain", "and I", "for Two")


def is_held(value: str) -> bool:
    """Say whether a slot value is kept out of training."""
    return zlib.crc32(value.lower().encode()) % _HELD_SHARE == 0


def _share(values: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    kept = tuple(v for v in values if not is_held(v))
    held = tuple(v for v in values if is_held(v))
    return kept, held


class Slots:
    """Draws slot values from one side of the split."""

    def __init__(self, rng: random.Random, *, held: bool = False) -> None:
        self.rng = rng
        self.held = held
        self._makers: dict[str, Callable[[], str]] = {
            name[5:]: getattr(self, name) for name in dir(self) if name.startswith("make_")
        }

    def fill(self, text: str) -> str:
        """Replace every ``{slot}`` of a text."""
        return _GAP.sub(lambda m: self._makers[m[1]](), text) if "{" in text else text

    def pick(self, group: str) -> str:
        """Pick a word of a vocabulary, on this side of the split."""
        kept, held = VOCABULARY[group]
        values = held if self.held and held else kept
        return values[int(self.rng.random() * len(values))]

    def _made(self, maker: Callable[[], str]) -> str:
        for _ in range(40):
            value = maker()
            if is_held(value) == self.held:
                break
        return fact(value)

    def _digits(self, count: int) -> str:
        return str(self.rng.randrange(10 ** (count - 1), 10**count))

    # names -------------------------------------------------------------------------------
    def make_name(self) -> str:
        return fact(self.pick("first"))

    def make_fullname(self) -> str:
        return f"{fact(self.pick('first'))} {fact(self.pick('last'))}"

    def make_mr(self) -> str:
        return f"{self.rng.choice(('Mr', 'Mrs', 'Ms', 'Dr'))} {fact(self.pick('last'))}"

    def make_city(self) -> str:
        return fact(self.pick("city"))

    def make_company(self) -> str:
        if self.rng.random() < 0.4:
            return fact(self.pick("company"))
        return fact(f"{self.pick('company')} {self.rng.choice(names.COMPANY_KINDS)}")

    def make_product(self) -> str:
        if self.rng.random() < 0.4:
            return fact(self.pick("product"))
        return fact(f"{self.pick('product')} {self.rng.randrange(2, 90) * 10}")

    def make_address(self) -> str:
        number = self.rng.randrange(1, 260)
        return fact(f"{number} {self.pick('street')} {self.rng.choice(names.STREET_KINDS)}")

    def make_street(self) -> str:
        return fact(f"{self.pick('street')} {self.rng.choice(names.STREET_KINDS)}")

    # numbers and times -------------------------------------------------------------------
    def make_time(self) -> str:
        roll, hour = self.rng.random(), self.rng.randrange(1, 13)
        if roll < 0.45:
            return fact(f"{hour}{self.rng.choice(('am', 'pm', 'pm'))}")
        if roll < 0.6:
            return fact(f"{hour} {self.rng.choice(('am', 'pm'))}")
        if roll < 0.85:
            return fact(f"{self.rng.randrange(0, 24)}:{self.rng.randrange(0, 60, 5):02d}")
        return fact(f"{hour}:{self.rng.choice(('15', '30', '45'))}{self.rng.choice(('am', 'pm'))}")

    def make_day(self) -> str:
        if self.rng.random() < 0.5:
            return self.rng.choice(_DAYS)
        return self.make_onday()

    def make_didday(self) -> str:
        if self.rng.random() < 0.5:
            return self.rng.choice(_PAST_DAYS)
        return f"{self.rng.choice(('on', 'last'))} {self.make_weekday()}"

    def make_onday(self) -> str:
        return f"{self.rng.choice(('on', 'on', 'this', 'next'))} {self.make_weekday()}"

    def make_weekday(self) -> str:
        return fact(self.rng.choice(WEEKDAYS))

    def make_date(self) -> str:
        rng, day = self.rng, self.rng.randrange(1, 29)
        roll = rng.random()
        if roll < 0.45:
            return fact(f"{rng.choice(MONTHS)} {day}")
        if roll < 0.75:
            return fact(f"{day} {rng.choice(MONTHS)}")
        if roll < 0.9:
            return fact(f"{day:02d}/{rng.randrange(1, 13):02d}/{rng.randrange(2022, 2032)}")
        return fact(f"{rng.randrange(2022, 2032)}-{rng.randrange(1, 13):02d}-{day:02d}")

    def make_n(self) -> str:
        return fact(str(self.rng.randrange(2, 20)))

    def make_count(self) -> str:
        roll = self.rng.random()
        return self._made(
            lambda: str(
                self.rng.randrange(20, 1000) if roll < 0.8 else self.rng.randrange(1000, 90000)
            )
        )

    def make_percent(self) -> str:
        return fact(f"{self.rng.randrange(1, 101)}%")

    def make_minutes(self) -> str:
        return f"{fact(str(self.rng.choice((5, 10, 15, 20, 25, 30, 40, 45, 50, 90))))} minutes"

    def make_duration(self) -> str:
        unit = self.rng.choice(("minutes", "hours", "days", "weeks", "months"))
        return f"{self.make_n()} {unit}"

    def make_money(self) -> str:
        rng = self.rng
        whole = rng.randrange(3, 2000) if rng.random() < 0.8 else rng.randrange(1000, 90000)
        cents = f".{rng.randrange(100):02d}" if rng.random() < 0.35 else ""
        sign = rng.choice("$$£€€")
        tail = rng.choice((" euros", " dollars", " pounds", "€", " EUR"))
        return self._made(
            lambda: f"{sign}{whole}{cents}" if rng.random() < 0.7 else f"{whole}{cents}{tail}"
        )

    def make_year(self) -> str:
        return fact(str(self.rng.randrange(1960, 2035)))

    # codes -------------------------------------------------------------------------------
    def make_code(self) -> str:
        return self._made(self._code)

    def _code(self) -> str:
        rng = self.rng
        two = rng.choice(_LETTERS) + rng.choice(_LETTERS)
        return rng.choice(
            (
                f"{two}-{self._digits(4)}", f"#{self._digits(5)}", f"{two}{self._digits(6)}",
                f"{self._digits(3)}-{self._digits(4)}-{self._digits(2)}", self._digits(8),
                f"{two}{rng.choice(_LETTERS)}-{rng.randrange(100)}{rng.choice(_LETTERS)}",
                f"INV-{rng.randrange(2020, 2031)}-{self._digits(4)}", f"#{two}{self._digits(3)}",
                f"{rng.choice(_LETTERS)}{self._digits(2)}{rng.choice(_LETTERS)}{self._digits(3)}",
            )
        )  # fmt: skip

    def make_phone(self) -> str:
        rng = self.rng
        return self._made(
            lambda: rng.choice(
                (
                    f"+{rng.randrange(1, 99)} {self._digits(3)} {self._digits(6)}",
                    f"0{self._digits(3)} {self._digits(6)}", f"555-{self._digits(4)}",
                    f"({self._digits(3)}) {self._digits(3)}-{self._digits(4)}",
                    f"0{self._digits(4)}-{self._digits(5)}",
                )
            )
        )  # fmt: skip

    def make_email(self) -> str:
        rng = self.rng
        first = self.pick("first").lower()
        who = rng.choice(
            (first, f"{first}.{self.pick('last').lower()}", f"info{rng.randrange(99)}", "office")
        )
        return self._made(lambda: f"{who}{rng.choice(('', '', rng.randrange(99)))}@{self._host()}")

    def _host(self) -> str:
        rng = self.rng
        site = (
            self.pick(rng.choice(("company", "thing", "animal", "plant"))).lower().replace(" ", "-")
        )
        return f"{site}.{rng.choice(('com', 'org', 'net', 'example', 'co.uk', 'de', 'io'))}"

    def make_url(self) -> str:
        rng = self.rng
        start = rng.choice(("https://", "https://www.", "www.", ""))
        path = rng.choice(
            ("", "", f"/{self.pick('doc')}", f"/{self.pick('thing')}/{self._digits(3)}")
        )
        path = path.replace(" ", "-")
        return self._made(lambda: f"{start}{self._host()}{path}")

    def make_file(self) -> str:
        rng = self.rng
        stem = self.pick(rng.choice(("doc", "thing", "idea", "event"))).replace(
            " ", rng.choice("_-")
        )
        tail = rng.choice(
            ("", "_final", f"_v{rng.randrange(2, 9)}", f"-{rng.randrange(2020, 2031)}")
        )
        kind = rng.choice(("pdf", "docx", "xlsx", "png", "jpg", "txt", "csv", "zip", "pptx", "py"))
        return self._made(lambda: f"{stem}{tail}.{kind}")

    def make_title(self) -> str:
        adjective, noun = self.pick("adjective").capitalize(), self.pick("thing").capitalize()
        tail = self.rng.choice(_TITLE_TAIL)
        return self._made(
            lambda: f'"The {adjective} {noun}"' if self.rng.random() < 0.5 else f'"{noun} {tail}"'
        )

    def make_acronym(self) -> str:
        count = self.rng.choice((2, 3, 3, 3, 4))
        return self._made(lambda: "".join(self.rng.choice(_LETTERS) for _ in range(count)))

    def make_misc(self) -> str:
        """A measure, range, handle, tag, bracketed or quoted word: signs that prose seldom has."""
        return self._made(self._misc)

    def _misc(self) -> str:
        rng, n = self.rng, self.rng.randrange
        word = self.pick(rng.choice(("thing", "food", "animal", "doc", "plant"))).replace(" ", "-")
        return rng.choice(
            (
                f"{n(2, 300)}{rng.choice(('kg', 'km', 'cm', 'mm', 'ml', 'g', 'GB', 'MB', 'W', 'h', 'x'))}",
                f"{n(1, 50)}.{n(1, 10)} {rng.choice(('kg', 'km', 'liters', 'meters', 'miles', 'hours'))}",
                f"{n(1, 40)}-{n(41, 90)}", f"{n(2, 20)}x{n(2, 20)}", f"{n(-20, 42)}°C", f"{n(1, 9)}:{n(1, 9)}",
                f"@{word}{n(1, 99)}", f"#{word}", f"({word})", f"'{word}'", f'"{word}"', f"{word}/{word}s",
                f"{n(1, 9)}/{n(10, 12)}", f"{n(1, 31)}.{n(1, 13)}.", f"{n(1000, 9999)} {n(1000, 9999)} {n(1000, 9999)}",
                f"{word}_{n(1, 99)}", f"*{word}*", f"{word.upper()}", f"{n(2, 40)}th", f"{n(100, 999)},{n(100, 999)}",
                f"C:\\{word}\\{n(1, 99)}", f"/home/{word}", f"{word}&{word}", f"{n(10, 99)}+", f"~{n(10, 99)}", f"<{word}>",
            )
        )  # fmt: skip

    def make_roomno(self) -> str:
        return fact(str(self.rng.randrange(1, 480)))

    def make_size(self) -> str:
        return fact(
            self.rng.choice(("XS", "S", "M", "L", "XL", "XXL", "36", "38", "40", "42", "44", "8.5"))
        )

    def make_version(self) -> str:
        return fact(f"{self.rng.randrange(1, 12)}.{self.rng.randrange(20)}")

    def make_flightno(self) -> str:
        two = self.rng.choice(_LETTERS) + self.rng.choice(_LETTERS)
        return self._made(lambda: f"{two}{self.rng.randrange(100, 9999)}")

    # words -------------------------------------------------------------------------------
    def make_things(self) -> str:
        return plural(self.pick("thing"))

    def make_athing(self) -> str:
        return article(self.pick("thing"))

    def make_animals(self) -> str:
        return plural(self.pick("animal"))

    def make_foods(self) -> str:
        return plural(self.pick("food"))

    def make_afood(self) -> str:
        return article(self.pick("food"))

    def make_reason(self) -> str:
        return self.fill(self.pick("reason"))


def _word_maker(group: str) -> Callable[[Slots], str]:
    def make(self: Slots) -> str:
        return self.pick(group)

    return make


_REASONS = (
    "my {relative} is ill", "I have {athing} to pick up", "I have to work late", "the train is late",
    "my car broke down", "I have a bad cold", "I have {event} that day", "the babysitter cancelled",
    "I have to take my {animal} to the vet", "my {relative} is visiting", "I'm out of town",
    "I twisted my ankle", "the {role} is coming", "I double booked", "I have a deadline",
    "it's my {relative}'s birthday", "I'm flying to {city}", "there's too much snow",
    "the roads are closed", "I forgot about another {event}", "my back hurts", "I lost my {thing}",
)  # fmt: skip

VOCABULARY: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    name: _share(words)
    for name, words in {
        "first": names.FIRST_NAMES,
        "last": names.LAST_NAMES,
        "city": names.CITIES,
        "street": names.STREETS,
        "company": names.COMPANIES,
        "product": names.PRODUCTS,
        "thing": nouns.THINGS,
        "food": nouns.FOODS,
        "stuff": nouns.STUFF,
        "doc": nouns.DOCUMENTS,
        "animal": nouns.ANIMALS,
        "role": nouns.ROLES,
        "relative": nouns.RELATIVES,
        "place": nouns.PLACES,
        "event": nouns.EVENTS,
        "idea": nouns.IDEAS,
        "plant": nouns.PLANTS,
        "adjective": describing.ADJECTIVES,
        "fault": describing.STATES,
        "reason": _REASONS,
    }.items()
}
for _group in ("thing", "food", "stuff", "doc", "animal", "role", "relative", "place", "event", "idea",
               "plant", "adjective", "fault"):  # fmt: skip
    setattr(Slots, f"make_{_group}", _word_maker(_group))
