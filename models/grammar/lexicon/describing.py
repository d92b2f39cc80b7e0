"""Adjectives, adverbs and the closed classes of time and manner."""

# ruff: noqa: SIM905 - a word list reads best as words
from __future__ import annotations

ADJECTIVES = """
abandoned absurd accurate adorable aggressive amazing ambitious ancient angry annual antique anxious
automatic awful awkward bald basic beautiful beige bent bitter black blank bleak blue blunt boring
brave brief bright brilliant brittle broad broken bronze brown bulky bumpy busy calm careful careless
cautious charming cheap cheerful chilly chubby chunky clean clear clever cloudy clumsy coarse cold
colourful comfortable compact complete complex confused convenient cool cosy costly cracked cranky
crazy creamy creased crisp crooked crowded crunchy curious curly curved cute damaged damp dangerous
dark decent deep defective delicate delicious dented dirty dizzy double doubtful dramatic drowsy dry
dull dusty eager early eccentric efficient elastic elderly elegant empty enormous essential exact
exciting exotic expensive extra faded faint fair fake familiar famous fancy fantastic fast faulty
favourite fierce filthy final fine firm fizzy flaky flat flexible floral fluffy foggy folded foreign
fragile free fresh friendly frosty frozen full funny furry fuzzy generous gentle genuine giant glossy
gloomy golden gorgeous graceful grateful greasy great greedy green grey grim grumpy handmade handsome
handy harmless harsh hasty healthy heavy helpful hidden hideous high hilarious historic hollow honest
horrible hot huge humble humid hungry icy ideal idle illegal immense important impossible impressive
inner innocent intense invisible itchy jealous jolly juicy keen kind large last late lazy leaky lean
legal lengthy light little lively local lonely long loose loud lovely low lucky lumpy magic main major
mandatory massive mature mean medical mellow messy mighty mild minor missing misty mixed mobile modern
modest moist monthly muddy mushy mysterious narrow nasty natural neat nervous neutral new nice noisy
nosy numb nutty obvious odd oily old open optional orange ordinary organic original outdated outer
outgoing oval overdue padded painful pale patient peaceful peculiar perfect permanent pink plain
pleasant polite poor popular portable posh precious precise premium pretty previous private proud
public punctual pure purple quaint quick quiet rainy rapid rare raw ready rear red refurbished reliable
remote rich ridiculous ripe rotten rough round royal rude rusty sad safe salty scary secret separate
serious shabby shallow sharp shiny short shy silent silky silly silver simple single skinny sleepy
slim slippery sloppy slow small smart smelly smooth soft solid sour spare sparkling special spicy
spiky splendid spotless square stale standard steady steep sticky stiff strange strict striped strong
stubborn sturdy stylish subtle sudden sunny superb suspicious sweet swift tall tame tasty temporary
tender terrible thick thin thirsty tidy tight tiny tired torn tough tricky tropical ugly unique unusual
upset urgent useful useless usual vacant vague valid valuable vast velvet violent violet vivid warm
wasteful waterproof weak wealthy weary weekly weird wet white whole wicked wide wild windy wise wobbly
wonderful wooden woolly worn wrong yearly yellow young yummy
""".split()

STATES = """
broken stuck loose dirty empty full ready open closed locked cold warm wet dry late early tired
busy free sick ill fine missing available unavailable cancelled postponed delayed blocked
cracked leaking overheating frozen offline online noisy quiet crowded expensive cheap heavy light
complete incomplete wrong correct blurry sharp confusing clear boring exciting dangerous safe
""".split()

MANNERS = """
slowly quickly carefully quietly loudly gently badly well nicely secretly suddenly finally happily
sadly angrily politely rudely properly correctly neatly roughly smoothly easily
accidentally deliberately regularly rarely constantly briefly eagerly calmly nervously patiently
proudly honestly bravely clumsily gracefully lazily tightly loosely secretly openly separately
together alone again twice
""".split()

BEFORE_VERB = """
always never often sometimes usually finally recently still already probably really only
almost simply quickly carefully accidentally
""".split()

TIMES = (
    "today", "tomorrow", "tonight", "yesterday", "this morning", "this afternoon", "this evening",
    "next week", "next month", "last week", "last night", "on the weekend", "in the morning",
    "in the evening", "at noon", "at midnight", "after lunch", "before breakfast", "after work",
    "later today", "right now", "every day", "every week", "twice a week", "once a month",
    "all day", "all night", "by the end of the week", "before the holidays", "in the summer",
    "in the winter", "during the break", "at the weekend", "after the meeting", "as soon as possible",
)  # fmt: skip

PAST_TIMES = (
    "yesterday", "last week", "last night", "this morning", "last month", "two days ago",
    "a week ago", "earlier today", "last year", "the other day", "on the weekend", "after lunch",
    "a few minutes ago", "an hour ago", "last summer", "over the holidays",
)  # fmt: skip

FUTURE_TIMES = (
    "tomorrow", "tonight", "next week", "next month", "this evening", "later", "later today",
    "after lunch", "before dinner", "in the morning", "soon", "on the weekend", "after work",
    "as soon as possible", "this afternoon", "next year", "tomorrow morning", "tomorrow night",
)  # fmt: skip

PREPOSITIONS = (
    "in", "near", "behind", "next to", "in front of", "outside", "at", "opposite", "inside", "by",
)  # fmt: skip
