"""Verbs by the kind of object they take; base forms, with irregular pasts listed once."""

# ruff: noqa: SIM905 - a word list reads best as words
from __future__ import annotations

# with a thing, a piece of food or some stuff
HANDLE = """
adjust arrange assemble assess attach bake balance bend bless borrow break bring brush build burn
bury buy carry catch check choose clean clear collect colour compare connect cook count cover crush
cut damage decorate deliver demolish describe design destroy dig discard disconnect dismantle
display donate drag draw drop dry dump empty examine exchange fetch fill find fix flip fold forget
freeze gather glue grab grease grill grind hang heat hide hold hoover hurl improve inspect inspect
install insulate insure invent iron isolate join keep kick lay leave lend lift load locate lock lose
lower lubricate mark measure melt mend mix modify mount move need notice oil open order organise own
pack paint park patch pick place plug polish pour prepare press protect pull purchase push put raise
recharge recognise recommend recover recycle reheat remove rename renovate rent repair replace
rescue reserve restore return reuse rinse roast rotate rub sand scrape scratch scrub seal secure sell
separate sharpen shift show shrink slice smash sort spill spray squeeze stack steal stick stir store
stretch sweep swap switch tear test throw tie tighten tilt touch trade transport trim twist unload
unlock unpack unplug unscrew unwrap upgrade use wash waste weigh wind wipe wrap
""".split()

# with a document, a word or an idea
DOCUMENT = """
accept add amend analyse announce annotate answer approve archive attach authorise calculate cancel
certify check circulate cite clarify compile complete compose confirm consider copy correct create
criticise decline define delete deliver discuss distribute download draft edit email enclose
endorse evaluate explain export extend file finalise finish format forward highlight ignore import
laminate mail mention misplace number outline overlook photograph plan post postpone present print
process proofread publish question quote read rearrange reconsider record reject release renew
repeat request rephrase reschedule retype review revise rewrite save scan schedule select send share
shorten shred sign simplify sketch skip staple study submit summarise support suspect sync tag
trace transcribe translate type understand update upload verify withdraw write
""".split()

# with a person
PERSON = """
accompany admire advise amuse annoy ask assist avoid blame bother bribe brief call challenge comfort
congratulate contact contradict convince disappoint disturb drive email employ encourage entertain
escort fire follow forgive greet guide help hire hug inform inspire insult interrupt interview
introduce invite join know like love marry meet mentor message miss nag nominate notify obey
persuade phone praise promote recognise recommend recruit reject remember remind reassure respect
reward ring scold see serve support surprise teach tease tell text thank train trust visit warn
watch welcome
""".split()

# without an object
ALONE = """
agree apologise appear argue arrive bark bleed blink blush bounce breathe call chat cheer climb
collapse complain compete concentrate cook cough crash crawl cry cycle dance decline depart
disagree disappear doze dream drift drive exercise exist explode fail faint fall fight float fly
frown gamble giggle go grow grumble happen hesitate hike hurry improve jog joke juggle jump kneel
knit laugh leak lie listen live look march matter meditate melt misbehave move mumble nod object
overheat panic pause perform play practise pray progress protest react read recover relax remain
rest retire return run sail scream shiver shout shrink sing sit skate ski sleep slip smile smoke
sneeze snore speak squeak stand stare start stay stop stretch struggle study stumble succeed suffer
surf survive sweat swim talk think travel tremble trip vanish vibrate vote wait wake walk wander
whisper whistle win wobble work worry yawn
""".split()

IRREGULAR = """
bend:bent bring:brought build:built burn:burned buy:bought catch:caught choose:chose:chosen cut:cut
dig:dug draw:drew:drawn drive:drove:driven find:found forget:forgot:forgotten forgive:forgave:forgiven
freeze:froze:frozen grind:ground hang:hung hide:hid:hidden hold:held keep:kept lay:laid leave:left
lend:lent lose:lost put:put sell:sold show:showed:shown shrink:shrank:shrunk stick:stuck
sweep:swept tear:tore:torn throw:threw:thrown wind:wound break:broke:broken steal:stole:stolen
read:read rewrite:rewrote:rewritten send:sent understand:understood withdraw:withdrew:withdrawn
write:wrote:written overlook:overlooked know:knew:known meet:met see:saw:seen teach:taught tell:told
ring:rang:rung fall:fell:fallen fight:fought fly:flew:flown go:went:gone grow:grew:grown
kneel:knelt lie:lay:lain run:ran:run sing:sang:sung sit:sat sleep:slept speak:spoke:spoken
stand:stood swim:swam:swum think:thought wake:woke:woken win:won bleed:bled spill:spilled
dream:dreamed knit:knitted make:made take:took:taken give:gave:given get:got come:came:come eat:ate:eaten
drink:drank:drunk have:had do:did:done wear:wore:worn pay:paid say:said hear:heard feel:felt
begin:began:begun swing:swung shoot:shot blow:blew:blown rise:rose:risen
reset:reset shut:shut set:set hit:hit hurt:hurt let:let cost:cost split:split spread:spread
""".split()

# the last consonant doubles before -ed and -ing
DOUBLING = frozenset(
    """
    drop flip grab hug jog nag nod pat plan plug rub scan scrub ship shop skip slip spot stir step
    stop swap tag trap trim trip unplug wrap commit admit permit prefer refer occur transfer label
    travel cancel model unwrap drag shred submit mop zip pin knit bar beg chat dig get put run set sit win swim cut forget
    pop scrap begin remit transmit bin bum hit let shut spin split quit chop stun tip tap rob clap sob snap
    """.split()
)
