# ruff: noqa: E501, SIM905 - word lists read best as words
"""Which class a word is of, as far as a fragment's reading needs it: verb form, adjective, noun."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.english.plurals import NOT_PLURAL
from onhand.rewrite.rules.english.verbs import Form, forms_of, irregular_verbs

AUXILIARIES = frozenset(
    """
    am is are was were has have had do does did can cannot could will would shall should may might must
    isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't can't couldn't won't wouldn't shouldn't mustn't mightn't
    """.split()
)
DETERMINERS = frozenset(
    "the a an my your our his her their its this that these those some any no every each all both another neither either one two three four five six seven eight nine ten half most many several few".split()
)
SUBJECTS = frozenset(
    "i we you he she it they there mine yours ours theirs hers who everyone everybody someone somebody anyone anybody nobody everything something anything nothing this that these those".split()
)
PREPOSITIONS = frozenset(
    "in on at by for from with without to of off about after before during since until till under over near behind outside inside between through around across against along above below beside next opposite per via round onto into up down past towards than as like except".split()
)
"""Words after which a noun stands."""
PLACES = frozenset(
    "here there home away back out off up down upstairs downstairs outside inside abroad over around indoors nearby".split()
)
ADVERBS = frozenset(
    """
    now still already just also then not never always only even too very so really quite rather almost nearly again today tomorrow yesterday tonight soon later early maybe perhaps probably definitely
    apparently hopefully honestly unfortunately sadly luckily basically actually finally currently usually sometimes often well anyway however instead otherwise somewhat slightly particularly completely
    much indeed totally absolutely fully half partly twice once ever far barely hardly yet both all certainly obviously possibly seriously literally eventually recently
    """.split()
)
SUBORDINATORS = frozenset(
    "if when because since although though while unless until till once whenever wherever as whether that which who whose whom where whoever whatever whichever so than after before".split()
)
PERSONAL = frozenset(
    """
    sick ill late tired exhausted hungry thirsty busy free available sorry happy glad sad excited annoyed angry upset worried concerned confused bored nervous scared afraid aware sure unsure certain
    interested grateful thankful pleased delighted disappointed unhappy unable able ready keen curious pregnant alone stressed frustrated embarrassed surprised shocked allergic unwell awake asleep
    gutted chuffed knackered shattered starving stoked skint buzzing fuming livid bummed peeved delayed desperate hopeful lost stuck locked delayed trapped stranded injured hurt hungover broke dizzy unemployed single married retired homesick jealous proud relieved overwhelmed behind sunburnt
    """.split()
)
"""Adjectives said of the writer, where no thing is spoken of."""
FEELINGS = frozenset(
    """
    sorry happy glad sad excited annoyed angry upset worried concerned confused nervous scared afraid sure unsure certain interested grateful thankful pleased delighted disappointed unhappy keen
    curious stressed frustrated embarrassed surprised shocked gutted chuffed livid fuming relieved proud jealous hopeful
    """.split()
)
"""What the writer feels, whatever was spoken of before."""
ADJECTIVES = (
    frozenset(
        """
    good bad great nice fine lovely terrible awful horrible excellent perfect poor cheap expensive big small large huge tiny old new young long short high low wide narrow deep thick thin heavy light dark
    bright cold hot warm cool wet dry damp dirty clean full empty open closed shut broken dead alive loud quiet noisy fast slow quick early strong weak hard soft easy difficult simple tough rough smooth
    sharp flat round square loose tight safe dangerous wrong right correct true false real fake rude polite kind mean friendly unfriendly helpful unhelpful useful useless usual unusual normal strange odd weird
    funny boring interesting annoying disappointing frustrating confusing amazing surprising shocking embarrassing exhausting tiring worrying exciting misleading tasty delicious bland salty sweet sour bitter
    fresh stale rotten mouldy frozen raw spicy greasy soggy burnt urgent important necessary essential possible impossible likely unlikely different same similar separate extra spare main whole entire
    next last first second third final previous recent current local global public private personal legal illegal official unfair fair reasonable unreasonable acceptable unacceptable unprofessional professional
    overdue due missing faulty damaged cracked scratched torn ripped bent loose blocked clogged flooded leaking leaky waterlogged icy slippery muddy dusty rusty sticky smelly filthy messy tidy spotless untidy
    ruined stolen gone sold taken booked reserved cancelled postponed delayed moved changed confirmed unconfirmed paid unpaid signed unsigned attached included excluded required needed wanted allowed
    valid invalid expired blank black white red blue green yellow brown grey gray orange purple pink silver gold beige navy dark pale plain striped medium average standard basic double single triple
    available unavailable closed sick ill late ready busy free stuck lost locked down offline online live dead flat jammed frozen slow unusable unreadable illegible blurry incomplete complete finished done
    unfinished untouched unopened sealed unsealed fixed unresolved resolved pending outstanding undelivered unanswered unclear clear visible invisible hidden obvious steep crowded packed quiet windy rainy sunny
    cloudy foggy stormy freezing boiling warm humid mild pretty ugly beautiful gorgeous stunning comfortable uncomfortable hopeless pointless harmless priceless worthless endless painful careless grateful awkward
    lazy crazy silly stupid clever smart brilliant genius mental massive enormous vegetarian vegan halal kosher gluten-free dairy-free non-refundable second-hand brand-new unlocked worth wild sore swollen itchy
    best better worse worst fed bust busted fixable doable bruised hoarse infected contagious positive negative
    """.split()
    )
    | PERSONAL
)
NEVER_SAID_OF = frozenset(
    "next last first second third same main whole entire previous former own other only several".split()
)
"""Adjectives that stand before a noun only."""
EVENTS = frozenset(
    """
    delivered cancelled canceled postponed moved rescheduled changed confirmed booked paid sent stolen ordered received signed taken sold refunded replaced repaired fixed returned charged approved rejected
    accepted updated uploaded deleted removed added cut extended brought pushed shifted renamed left thrown parked dropped dispatched shipped posted uploaded installed finished completed arranged scheduled
    refused denied granted scanned printed served suspended blocked-off emptied painted fitted serviced tested towed clamped fined billed
    held merged sorted arranged double-booked overcharged submitted informed notified told invited promoted withdrawn declined announced reopened restored resolved
    """.split()
)
"""Participles of what happened to a thing: it "has been" so, not "is"."""
HAPPENED = frozenset(
    """
    arrived started stopped failed crashed died broke fell came went ended expired disappeared leaked exploded collapsed landed burst froze woke began happened closed opened rang ran sank split
    """.split()
)
"""What a thing does by itself: past forms that need no "been"."""
OWN = frozenset(
    """
    phone mobile car laptop wife husband partner boyfriend girlfriend fiance fiancee mum mom mother dad father brother sister son daughter nephew niece uncle aunt boss landlord landlady flatmate
    roommate housemate passport card flight bike bag bags suitcase luggage rucksack wallet purse keys glasses knee back ankle wrist tooth shoulder neck arm leg foot hand head eye throat stomach
    grandma grandpa grandmother grandfather nan nana gran granny grandad visa cv daughter's son's wife's husband's rent wages salary payslip number plan budget address
    """.split()
)
"""Things and people of which somebody without an article says that they are theirs."""
BARE = frozenset(
    """
    school work lunch dinner breakfast payday church god bed time people monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december today tomorrow tonight yesterday christmas easter parking football yoga half mr mrs ms dr prof sgt st miss sir zoom teams slack nobody everyone coach please thanks thank sorry hello hi dear anyone maybe nothing
    """.split()
)
"""Nouns that stand without "the": names of times, of institutions, and what a number follows."""
THINKING = frozenset(
    "need want hope think guess suppose know believe wish prefer love hate doubt owe appreciate understand agree remember mean wonder expect assume reckon feel promise suspect look".split()
)
"""Verbs that stand for "I …" where the base form begins a sentence and nothing is ordered."""
NOUNS_OF_ORDERS = frozenset(
    "phone shower water price heat bill bar film head line page plant queue screen shop show tap train voice board match light lock plug track order text test post dress form note".split()
)
"""Verbs of orders that are mostly nouns where a state follows ("phone dead", "price too high")."""
COMPOUND = re.compile(
    r"(?:fire (?:alarm|drill|door|escape|exit|engine)|phone (?:line|number|call|bill|screen)|water (?:leak|pressure|bill|heater|meter|supply|bottle|tank)|train (?:tickets?|station|times?)|order (?:number|confirmation|form)|test (?:results?|run|drive)|light (?:bulb|switch|fitting)|price (?:list|increase|tag)|plant pot|show times|film night|board (?:meeting|game)|staff (?:meeting|room)|team (?:meeting|lunch)|merge conflict|hand luggage|head (?:office|teacher|chef|count)|text message|bar (?:stool|tab)|post office|record player|report card|match day|lift (?:shaft|door)|screen protector|tap water|tip jar|dress code|book club|cover letter|work (?:experience|trip)|move-in)\b",
    re.I,
)  # fmt: skip
"""Two nouns of which the first looks like an order's verb."""
NOUNS_IN_ING = frozenset(
    """
    meeting heating parking building booking training painting washing wedding evening morning ceiling thing something anything everything nothing lighting ending clothing king ring string spring sibling
    railing listing conditioning hearing landing viewing reading cleaning plumbing wiring hosting filling flooring shopping tracking spelling seating catering housing banking rating setting opening closing timing
    pricing billing shipping packaging recording drawing swimming camping
    """.split()
)
"""Nouns that look like a verb in -ing."""
WORK = frozenset(
    "deploy update upgrade upload download repair return review report build print move start promise".split()
)
"""Orders' verbs that name a piece of work as well."""
INTERJECTIONS = frozenset("oh no yes ok okay mate so well hey".split())
NOUNS_TOO = frozenset(
    "flat orange square minor light cold back front right left outside inside top bottom rear".split()
)
"""Adjectives that are nouns before another ("rear light dead")."""
INDEFINITE = frozenset(
    "everyone everybody everything someone somebody something nobody nothing anyone anybody who".split()
)
PARTS = frozenset(
    "some one two three four both all half most none many few each either part".split()
)
"""Words that stand before "of the …"."""
ONLY_PASTS = frozenset("got said thought felt kept met meant led stood had heard".split())
"""Pasts that are no state of a subject, though they have the participle's shape."""
ONLY_THIRDS = frozenset(
    "needs wants keeps says costs works seems gets takes makes looks goes appears sounds feels".split()
)
"""Verbs with he, she or it that are hardly ever nouns."""
HABITS = THINKING | frozenset(
    "keep go come get have do cost look work start leave stay arrive".split()
)
"""Verbs that say in their base form what people do or think."""
NEVER_FORBIDDEN = THINKING - {"worry"} | frozenset(
    "have get see care feel even really know mind like think want need seem work fit speak recall bother matter actually ever normally usually always understand not".split()
)
"""Verbs of which "don't …" tells what the writer does not do, instead of forbidding it."""
OBJECTS = frozenset("me us him her them it you mine yours hers ours theirs".split())
STATIVE = frozenset("in on at by under behind near from for with without".split())
"""Prepositions that can say in what state or where something is."""
DEGREES = frozenset(
    """
    not still already all both now nearly almost very too so really quite rather pretty super bit just only completely totally fully absolutely never somewhat slightly
    """.split()
)
"""Words before a state that only say how much or since when."""
ON_WHAT = frozenset(
    "sick holiday leave annual call duty strike fire hold site time track loan sale offer order display shift nights maternity paternity furlough standby backorder".split()
)
"""What somebody or something is "on", as a state."""
NOW = frozenset("again now already today still tonight yet anymore".split())
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight next this every last".split()
)
CURRENCIES = frozenset("quid pounds euros euro dollars bucks each pp eur gbp usd".split())
_EXTRA_VERBS = frozenset(
    """
    seem happen belong matter crash freeze leak burst snap crack collapse vanish disappear expire bounce beep ring rain snow drip flicker flash smell stink bark snore itch ache bleed swell throw
    like love hate want need hope owe prefer deserve suspect reckon doubt regret appreciate argue shout swear reject charge overcharge refund reboot notice receive park land miss
    decline fail oversleep forget lose break fall cough vomit sneeze bite scratch damage injure twist sprain graduate retire marry swim cycle hike camp arrive differ vary contain
    jam squeak rattle hum buzz wobble stall glitch lag overheat sync flood flicker blink jingle trip stain chip pitch fly freak mean own fit suit cover lack suck chuck nick pinch dump squash smash spill bang slam crash bump scrape block
    """.split()
)

_ONLY_NOUNS = frozenset("drinks thanks news bit".split())


@cache
def _forms() -> Mapping[str, frozenset[Form]]:
    found: defaultdict[str, set[Form]] = defaultdict(set)
    for base in VERBS | _EXTRA_VERBS | irregular_verbs().keys():
        past_and_participle = irregular_verbs().get(base)
        for word, form in forms_of(base).items():
            found[word].add(form)
            if word == "burst":
                found[word].add("past")
            if (
                past_and_participle
                and past_and_participle[0] != base == past_and_participle[1] == word
            ):
                found[word].add("participle")  # "come", "run"
            if form == "past" and (
                past_and_participle is None or past_and_participle[0] == past_and_participle[1]
            ):
                found[word].add("participle")
    return {word: frozenset(forms) for word, forms in found.items() if word not in _ONLY_NOUNS}


def verb_forms(word: str) -> frozenset[Form]:
    """Return which forms of a verb a word, in small letters, can be; none for no verb."""
    return _forms().get(word, frozenset())


def is_adjective(word: str) -> bool:
    """Whether a word, in small letters, can say how somebody or something is."""
    return word in ADJECTIVES or (
        word.endswith(("able", "ible", "ful", "less", "ish")) and len(word) > 6
    )


def is_many(noun: str) -> bool:
    """Whether a noun, in small letters, names more than one."""
    return noun in (
        "support",
        "staff",
        "management",
        "people",
        "children",
        "men",
        "women",
        "police",
        "feet",
        "teeth",
        "mice",
    ) or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and noun not in NOT_PLURAL)


def is_function_word(word: str) -> bool:
    """Whether a word, in small letters, is no noun: pronoun, article, preposition, auxiliary …"""
    return (
        word in SUBJECTS
        or word in DETERMINERS
        or word in PREPOSITIONS
        or word in ADVERBS
        or word in AUXILIARIES
        or word in SUBORDINATORS
        or word in ("and", "or", "but", "me", "us", "him", "them", "please", "what", "how", "why")
    )
