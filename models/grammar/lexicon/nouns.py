"""Nouns by what one can do with them; singular, plurals are formed by rule (see ``forms``)."""

# ruff: noqa: SIM905 - a word list reads best as words
from __future__ import annotations

THINGS = """
bicycle bike scooter helmet backpack suitcase umbrella wallet purse key keyring lamp lantern candle
torch flashlight battery charger cable adapter laptop tablet phone headset keyboard mouse monitor
printer scanner camera tripod lens projector speaker microphone guitar violin piano trumpet drum
flute cello harmonica table chair bench sofa couch armchair stool shelf bookcase cupboard wardrobe
drawer desk bed mattress pillow blanket duvet sheet curtain carpet rug mirror clock watch bracelet
necklace ring earring brooch scarf glove mitten jacket coat raincoat sweater cardigan shirt blouse
skirt dress suit tie belt boot shoe sandal slipper sock hat cap hood kettle toaster oven stove
fridge freezer dishwasher blender mixer grater peeler whisk ladle spatula spoon fork knife plate
bowl mug cup saucer jug teapot pan pot wok tray basket bucket mop broom vacuum brush sponge towel
napkin apron hammer screwdriver wrench drill saw chisel ladder nail screw bolt hinge rope chain
hose shovel rake wheelbarrow lawnmower tent sleeping-bag compass thermos cooler stroller crib
toy puzzle doll kite ball racket bat skateboard surfboard kayak canoe paddle trailer tractor van
truck car motorbike tyre engine radiator boiler thermostat heater fan filter pump valve pipe tap
sink bathtub shower toilet window door gate fence lock doorbell mailbox parcel package box crate
envelope stamp sticker label folder binder stapler pencil pen marker crayon eraser ruler calculator
notebook diary calendar poster painting frame vase statue trophy medal badge whistle alarm sensor
router modem server drone robot console joystick antenna telescope microscope thermometer syringe
bandage crutch wheelchair walker hearing-aid stethoscope mask cushion hammock swing slide sandbox
trampoline aquarium terrarium leash collar cage saddle bridle harness anchor sail rudder raft
hairdryer razor comb toothbrush perfume lipstick mascara zipper button needle thread
sewing-machine loom spindle typewriter abacus globe chessboard dartboard dumbbell treadmill
barometer beaker bellows birdhouse blowtorch bookmark bottle bracket briefcase bulb bumper
cabinet canister canvas cartridge casserole chandelier clamp clipboard coaster coin colander
corkscrew crowbar decanter dustbin dustpan easel espresso-machine extinguisher faucet figurine
fishing-rod flask flowerpot funnel fuse gauge generator goggle grill hairbrush hanger headlight
hourglass icepack inkwell iron jar jigsaw joint kennel lawn-chair lever lid lighter locker magnet
magnifier mannequin mallet manhole meter mousepad nozzle opener ornament padlock pallet parasol
pedal pendulum peg periscope photo-album pitcher plug pocketknife pushchair quilt
rattle receipt-printer remote rucksack sander sconce shutter sieve skewer sledge
slingshot snorkel socket solar-panel spanner speedometer spool sprinkler squeegee stairlift
strap stopwatch tarpaulin teaspoon thimble toolbox tricycle tripwire trolley turntable
ukulele valise videotape walkie-talkie washing-machine webcam windmill wreath yoyo
""".split()

FOODS = """
apple apricot avocado banana blackberry blueberry cherry coconut cranberry fig grape grapefruit
kiwi lemon lime mango melon nectarine orange papaya peach pear pineapple plum pomegranate raspberry
strawberry tangerine watermelon artichoke aubergine beetroot broccoli cabbage carrot cauliflower
celery courgette cucumber garlic leek lettuce mushroom onion parsnip pea pepper potato pumpkin
radish shallot spinach squash sweetcorn tomato turnip almond cashew hazelnut peanut pistachio walnut
baguette bagel bun croissant cracker dumpling muffin pancake pizza pretzel sandwich scone toast
tortilla waffle burger burrito casserole curry lasagna omelette paella quiche ravioli risotto salad
sausage soup stew sushi taco brownie cake candy cheesecake cookie cupcake custard doughnut fudge
jelly lollipop meringue pie pudding sorbet sundae tart truffle falafel hummus kebab noodle pesto
pierogi gnocchi samosa goulash bruschetta tiramisu baklava strudel couscous tofu lentil chickpea
gherkin relish chutney marmalade granola porridge smoothie milkshake lemonade cider espresso
cappuccino latte macaroon parfait oyster shrimp lobster salmon trout herring anchovy sardine mackerel
""".split()

STUFF = """
water milk cream butter cheese yogurt flour sugar salt rice pasta bread honey jam vinegar oil juice
tea coffee wine beer soap shampoo detergent paint glue sand gravel cement plaster wood timber steel
iron copper silver gold glass plastic rubber leather wool cotton silk linen paper cardboard ink wax
coal gas petrol diesel electricity heat smoke steam dust mud snow ice rain hail fog sunshine grass
hay straw soil compost manure moss seaweed foil tape string twine ribbon lace velvet denim foam
bleach varnish resin clay chalk charcoal firewood sawdust mulch fertiliser luggage furniture
equipment software hardware data traffic laundry rubbish mail homework advice feedback progress
noise music research insurance funding paperwork stationery jewellery clothing cutlery crockery
""".split()

DOCUMENTS = """
report letter contract invoice receipt form application certificate passport visa permit licence
ticket voucher coupon leaflet brochure flyer catalogue manual guide handbook recipe menu map plan
sketch drawing blueprint diagram chart graph table spreadsheet presentation slide agenda summary
transcript protocol memo note message email draft essay thesis chapter article review column poem
novel biography script translation glossary index bibliography questionnaire survey quote estimate
budget forecast timetable schedule roster checklist inventory ledger statement payslip tax-return
lease deed will policy claim petition complaint proposal offer bid tender order
delivery-note packing-list prescription referral vaccination-card x-ray diagnosis reminder notice
announcement invitation postcard birthday-card newsletter magazine newspaper textbook workbook
worksheet syllabus curriculum exam quiz test report-card reference testimonial portfolio resume
cover-letter warranty changelog roadmap backlog dashboard logbook photo
video recording playlist podcast episode film screenshot logo banner backup password
""".split()

ANIMALS = """
dog puppy cat kitten rabbit hamster guinea-pig mouse rat parrot budgie canary goldfish turtle
tortoise lizard gecko snake frog horse pony donkey cow calf goat sheep lamb pig piglet chicken
rooster duck goose turkey swan pigeon crow magpie owl hawk eagle falcon sparrow robin stork heron
fox badger hedgehog squirrel deer moose wolf bear lynx otter beaver seal dolphin whale shark crab
lobster octopus jellyfish snail slug worm beetle ladybird bee wasp hornet ant spider moth butterfly
dragonfly cricket grasshopper bat ferret alpaca llama camel ostrich peacock pelican penguin poodle
labrador beagle terrier spaniel collie dachshund stallion foal
""".split()

ROLES = """
accountant actor architect artist assistant baker banker barber bartender beekeeper biologist
blacksmith bookkeeper bricklayer bus-driver butcher caretaker carpenter cashier chef chemist
childminder cleaner clerk coach colleague composer consultant contractor cook courier customer
cyclist dancer dean decorator dentist designer detective developer dietician director doctor
driver economist editor electrician engineer estate-agent farmer firefighter fisherman florist
gardener geologist goalkeeper guard guide hairdresser headteacher historian housekeeper inspector
instructor intern interpreter janitor jeweller journalist judge juggler landlady landlord lawyer
lecturer librarian lifeguard locksmith logistician magician mechanic mediator midwife miner musician
nanny neighbour notary nurse nutritionist optician organiser painter paramedic pastor pharmacist
photographer physiotherapist pianist pilot plumber poet policeman porter postman potter principal
printer producer professor programmer psychologist publisher receptionist recruiter referee
reporter researcher roofer sailor salesman secretary shopkeeper singer soldier solicitor student
supervisor surgeon surveyor sweeper tailor teacher technician tenant therapist tiler tour-guide
trainee trainer translator treasurer tutor umpire upholsterer usher vet volunteer waiter waitress
warden watchmaker weaver welder writer zookeeper
""".split()

RELATIVES = """
mother father sister brother grandmother grandfather aunt uncle cousin niece nephew daughter son
husband wife partner fiancé girlfriend boyfriend godmother stepson stepdaughter mother-in-law
father-in-law sister-in-law brother-in-law flatmate roommate boss manager mum dad grandma grandpa
twin toddler friend landlord neighbor coworker teammate
""".split()

PLACES = """
airport alley apartment aquarium arcade arena attic bakery balcony bank barn basement bathroom beach
bedroom bookshop border bridge brewery butchers cabin café campsite canal canteen car-park castle
cathedral cave cellar cemetery chapel church cinema city-hall classroom clinic club coast college
community-centre concert-hall conference-room consulate corner-shop corridor cottage courthouse
courtyard crossroads customs-office dairy dentist dock driveway embassy entrance factory farm ferry
fire-station forest fountain furniture-store gallery garage garden garden-centre gym hallway
harbour hardware-store headquarters hill hospital hostel hotel hut island kindergarten kiosk kitchen
laboratory lake landfill laundry-room library lift lighthouse living-room lobby lounge mall manor
market marina meadow meeting-room mill monastery monument mosque motel motorway mountain museum
newsroom nursery office opera orchard palace park petrol-station pharmacy pier platform playground
police-station pond pool post-office prison pub quarry railway-station reception recycling-centre
restaurant river roof roundabout salon sauna school seaside shed showroom site skate-park spa square
stable stadium stairwell storeroom street studio suburb supermarket swimming-pool synagogue
tax-office temple tennis-court terrace theatre toll-booth tower town-hall trail tram-stop tunnel
university valley viaduct village vineyard waiting-room warehouse waterfall wharf windmill
workshop yard youth-club zoo
""".split()

EVENTS = """
party barbecue wedding funeral baptism christening engagement anniversary housewarming graduation
reunion picnic dinner lunch breakfast brunch concert festival fair carnival parade exhibition
premiere rehearsal audition recital match tournament race marathon training practice workout class
lesson lecture seminar webinar workshop conference congress summit meeting call interview review
briefing standup retrospective demo launch inspection audit appointment check-up surgery operation
therapy-session parents-evening school-trip excursion hike bike-ride sailing-trip road-trip flight
auction raffle quiz-night game-night film-night book-club choir-practice yoga-class dance-class
cooking-class language-course first-aid-course driving-test exam oral-exam hearing trial viewing
house-viewing handover stocktaking clearance-sale open-day fundraiser charity-run vigil ceremony
farewell-party baby-shower sleepover board-meeting budget-review fire-drill site-visit
""".split()

IDEAS = """
idea plan problem question answer reason chance risk mistake error delay change difference decision
choice option solution suggestion offer deal discount price fee fine cost rent salary bonus loan
debt refund deposit payment transfer balance tax tip rule law right duty promise secret rumour story
joke surprise habit skill talent dream fear hope wish memory experience opinion argument complaint
compliment apology excuse explanation instruction warning permission request reminder agreement
partnership friendship marriage divorce job career promotion vacancy shift deadline project task
goal strategy tactic method process system feature bug update upgrade release version outage
connection network account profile setting subscription membership donation campaign strike protest
election vote result score record award prize competition challenge adventure journey holiday
weekend birthday accident injury illness fever cough headache allergy symptom treatment cure diet
recipe ingredient flavour smell taste sound voice accent language word sentence paragraph title
topic subject theory experiment proof fact figure number percentage average amount size shape colour
pattern texture weight height length distance speed temperature pressure voltage frequency signal
crack leak stain scratch dent hole gap scar bruise blister lump splinter puncture blockage flaw
shortcut detour roadblock queue bottleneck backlog overlap conflict clash mismatch shortage surplus
""".split()

PLANTS = """
tree oak birch maple pine fir willow chestnut beech elm palm hedge bush shrub rose tulip daisy lily
orchid sunflower daffodil lavender geranium peony violet dahlia fern ivy cactus bamboo herb basil
parsley rosemary thyme mint sage coriander dill oregano seedling bulb bouquet houseplant bonsai
""".split()

_HYPHENATED = frozenset(
    "mother-in-law father-in-law sister-in-law brother-in-law check-up x-ray walkie-talkie hearing-aid".split()
)


def _spelled(words: list[str]) -> list[str]:
    return [w if w in _HYPHENATED else w.replace("-", " ") for w in words]


THINGS, FOODS, DOCUMENTS, PLACES, EVENTS = map(_spelled, (THINGS, FOODS, DOCUMENTS, PLACES, EVENTS))
ANIMALS, ROLES, RELATIVES = map(_spelled, (ANIMALS, ROLES, RELATIVES))
