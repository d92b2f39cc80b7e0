# ruff: noqa: E501, SIM905 - word lists read best as words
"""Words that tell where a clause begins or goes on, for sentences without marks between them."""

from __future__ import annotations

PRONOUNS = frozenset("i we he she they it you there nobody everyone everybody someone".split())
DETERMINERS = frozenset("the my our your his her their".split())
BE = frozenset("am is are was were isn't aren't wasn't weren't".split())
DO = frozenset("do does did don't doesn't didn't".split())
HAVE = frozenset("have has had haven't hasn't hadn't".split())
MODAL = frozenset(
    "can could will would should must might may can't couldn't won't wouldn't shouldn't cannot".split()
)
AUXILIARIES = BE | DO | HAVE | MODAL
OF_THINGS = BE | frozenset(
    "won't doesn't don't can't needs comes goes arrives starts lands opens closes works".split()
)
ASKED = frozenset("what when where why how".split())
TAKES_IN = frozenset(
    """
    and but or so because cos if when whenever while since after before once unless until till although though as than like that which who whom
    whose what where why how whether whatever whoever wherever even just only also then still short enough maybe perhaps please not never always
    a an the my your our his her their this these those some any no every each both
    in on at of for with by from to about into over under without between through during near off per via
    is are was were am be been being have has had do does did can could will would should must might may
    i we he she they you who's that's it's im i'm
    """.split()
)
"""After these no sentence begins: what comes belongs to them."""
OPENS = frozenset("let make made makes help see saw hear heard watch bet".split())
SAYS = frozenset(
    """
    think know hope say tell guess believe feel suppose mean reckon notice realise realize hear see understand remember forget ask wonder promise swear bet imagine assume expect wish
    seem appear confess acknowledge claim insist complain argue fear gather figure predict conclude explain confirm decide agree admit suggest warn remind inform check mention sure afraid glad happy sorry certain convinced worried sad pleased aware
    """.split()
)
"""Verbs and adjectives that take a clause: "I think it is", "I am glad you came"."""
ASKS = frozenset("ask wonder know tell say check".split())
"""Verbs that take a question."""
ENDS = frozenset(
    """
    up down again today tomorrow yesterday tonight already too now here there back home away out soon later yet anyway together twice once outside inside downstairs upstairs
    along january february april june july september october november december monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays
    it me them him us mine yours instead well asap please thanks pm am o'clock everywhere anymore either online abroad alone properly
    broken ready ill sick late free busy closed open wrong empty full cold hot fine ok okay good great bad nice beautiful lovely delicious amazing awful terrible horrible dead missing lost gone stuck
    blocked cancelled delayed expired finished done dirty clean wet dry loud quiet expensive cheap small big safe tired hungry pregnant asleep awake damaged locked leaking flooded
    """.split()
)
"""Words that no clause describes, so that a sentence may end with them."""
STATES = frozenset(
    """
    not so too very really quite still already all at in on out here there home back away off over fine ok okay good great bad nice beautiful lovely delicious amazing awful terrible horrible broken ready ill sick late free
    busy closed open wrong empty full cold hot dead missing lost gone stuck blocked cancelled delayed expired finished done dirty clean wet dry loud quiet expensive cheap small big short long safe tired hungry
    a an the my your our his her their just only nearly almost always never usually urgent important due overdue available damaged locked leaking running waiting coming going working
    """.split()
)
"""What says how something is; a noun before such a clause is not described by it."""
OBJECTS = frozenset(
    "the my our your his her their this these a an it them him me us none no some any all two three four five".split()
)
GIVES = frozenset(
    "give send tell show owe lend buy pay ask offer promise sell bring make get leave".split()
)
"""Verbs that may have two objects: "the money I gave my brother"."""
ADVERBS = frozenset(
    "just still also already never always only really even both all now then probably".split()
)
FRONTS = frozenset(
    "if when whenever while because since once unless until although though as after before".split()
)
LINKS = frozenset("and but so or that because".split())
POINTS = frozenset("this that problem thing question issue point reason one".split())
"""Subjects that may have a clause for their predicate: "the problem is it leaks"."""
FINE = frozenset("ok okay fine alright possible right".split())
SUPPOSES = frozenset("should must may might".split())
"""Before its subject it may be a condition: "should you need help"."""
THIRDS = frozenset(
    "arrives leaves starts comes goes lands needs wants says works keeps gets looks costs opens closes".split()
)
TIMES = frozenset("seconds minutes mins hours hrs days weeks months years times".split())
HAPPENS = frozenset(
    "arrived broke works leaks stopped died started ended fits smells happened expired crashed".split()
)
"""Verbs that have no object to lack."""
OWNS = frozenset("have has had need needs want wants".split())
JOINTS = frozenset(
    "and but or so because cos if when while since that which who than as although though until".split()
)
ORDERS = frozenset("call text ring message email phone send bring give".split())
SENSES = frozenset("hear see reach call ring text thank love miss".split())
BEFORE_VERBS = frozenset("to not please and or just also let's".split())
WORDS_SAID = frozenset("thank thanks hi hello sorry yes no goodbye congrats happy".split())
WITH = frozenset("with to for from at about after".split())
WHEN = frozenset("last this next every tomorrow yesterday".split())
SPANS = frozenset(
    "day time times moment minute second week month year night morning evening way first last next thing things more chance reason idea place possibility need point part bit".split()
)
"""What a sentence begins with that only says when: "the day we met I knew"."""
