"""Words that everybody uses: free content for copying, and how they are spelled for ``correct``."""

# ruff: noqa: SIM905 - a word list reads best as words
from __future__ import annotations

WORDS = """
ability able above absence absolutely abroad accept accident according account achieve across act
action active activity actual address admit adult advance advantage advice afford afraid afternoon
against age agency agent ago agreement ahead aim air airport alarm alcohol alive allow alone alright
although amazing among amount ancient animal announce annoyed annoying annual apart apartment apologize apology
apparent apparently appeal appear apple application apply appreciate approach approve april area argue
argument arm army arrange arrangement arrival art article aside asleep aspect assistant assume
assure atmosphere attach attached attack attempt attend attention attitude attract audience august aunt
author autumn average avoid awake award aware awful baby background bacon bad badly bag bake balance ball
ban band bank bar barely base basic basically basis basket bath bathroom battery battle beach bean bear
beat beautiful beauty became become bed bedroom beef beer beg behave behaviour being bell belong below
belt bench benefit beside besides beyond big bike bill bin bird birth bit bite bitter black blame blanket
bless blind block blood blow blue board boat body boil boiler bomb bone book border bore boring born borrow boss
both bother bottle bottom bought bound bowl box boy brain branch brave bread breakfast breath breathe bridge brief
bright brilliant broad brought brown brush budget bug build bunch burn bus bush button cabin cable cake calendar
calm camera camp campaign cancel cancer candidate candle candy capable capital captain car card care career
careful carefully careless carpet carry case cash cat catch category caught cause ceiling celebrate cell centre
central century certain certainly chain chair challenge champion chance channel chapter character
charge charity cheap cheaper cheat cheek cheese chef chemical chest chicken chief child childhood chocolate choice
choose chose church cigarette cinema circle citizen city civil claim classic clear clearly clever
click client climate climb clock cloth clothes cloud club coach coast coat code cold collar colleague
collect collection college colour column combine comfort comfortable command comment commercial common
communicate community compare compete competition complain complaint complete completely complex complicated
computer concentrate concept concern concerned concert conclusion condition conduct conference confidence confident
confirm confirmation conflict confused confusing confusion connect connection conscious consider considerable
consist constant constantly construction contact contain content contest context continue contract contribute
control convenient conversation convince cook cookie cool copy corner correct correctly cost cottage cotton
cough council count counter country county courage court cousin cover cow crack crash crazy cream create
credit crew crime crisis critical cross crowd crowded cruel cry culture cup cupboard cure curious currency current currently
curtain curve customer cut cute cycle dad daily damage damaged damp dance danger dangerous dare dark data date
dead deaf deal dear death debate debt december decent decide decision deep deeply defeat defend define definitely
degree delay delete delicious deliver demand dentist deny department depend deposit depressed depth describe
description deserve design desire desk desperate despite destroy detail detailed develop development device diet
difference differently difficult difficulty dig digital direct direction directly director dirt dirty
disagree disappear disappointed disappointing disaster discount discover discuss discussion disease dish dislike
display distance disturb divide divorce document dog dollar double doubt dozen draft drag drama draw drawer
dream dress drink driver drop drove drug drunk dry due dull dust duty each eager ear earlier earn earth
ease east eat economy edge edit editor education effect effective effort egg either elderly election
electric electricity element elevator else elsewhere embarrassed embarrassing emergency emotion emotional employ employee
empty encourage enemy energy engage engine engineer enjoy enormous ensure enter entertainment entire entirely entrance
entry envelope environment episode equal equipment error escape especially essay essential establish estate
estimate europe event eventually evidence evil exact exam examine example excellent except exchange excited excitement exciting
excuse exercise exhausted exist exit expand expensive experience expert expire expired explain explanation express
extend extra extreme extremely eye fabric face facility fact factory fail failure fair fairly faith fake fall false
familiar famous fan fancy fantastic far farm farmer fashion fat fault favour favourite fear feature february fee feed feedback
feeling feet fell fellow felt fence festival fever few field fight figure file fill film filter final finally
financial finger fire firm fish fit flag flame flat flavour flew flexible flight float flood floor flour flow
flower flu fly focus fold folder folk fool foot football force foreign forest forever forgive forgotten fork form
formal former fortunately forward fought foundation frame freedom freeze freezer frequent frequently fresh fridge fried
frightened fruit frustrated frustrating fuel fun function fund funeral funny furniture further future gain gallery game
gap garage garden gas gate gather gave general generally generous gentle gently gentleman genuine gift girl glass
global gloves goal goes gold golden gone goodbye government grab grade grand grandfather grandma
grandmother grandpa grant grass grateful grave grey green grew grocery ground grow growth guarantee guard guess guest guide
guilty guitar gun guy gym habit hair half hall hand handle hang happily happiness harbour hardly harm
hat hate head headache health healthy heart heat heating heavy height held hell helpful hide hill him himself hire
history hit hobby hold hole holy honest honestly honour hook hopefully horrible horse host hot hotel
household housing hug huge human humour hungry hunt hurry hurt ice ideal identify identity ignore
ill illegal illness image imagine immediate immediately impact impatient importance impossible impress impressed impression
improve improvement inch include included including income increase incredible incredibly indeed independent indicate
individual industry infection inform information injury inner innocent inside insist inspect install
instance instruction insurance intend intention interest interested interesting internal international internet interrupt
interview introduce invest invitation invoice involve involved iron island itself jacket jail jam january jealous jeans jewellery
job join joint joke journey joy judge juice july jump june junior justice keen key keyboard kick
kid kill kind king kiss knee knew knife knock knowledge label labour lack lady lake lamp land landlord
language laptop largely latest laugh laundry law lawyer lay layer lazy lead leader leaf leak lean learn
least leather lecture leg legal lemon lend length lesson letter level liar library licence lie life lift light lightly
likely limit limited line link lip list listen literally litter living load loan local location lock locked lonely
loose lord loss lost lot loud lovely lover low luck luckily lucky luggage lungs machine mad magazine
magic main mainly maintain major majority male mall manage management manner march mark market marriage
married marry mask mass master match material matter maximum meal meant measure meat media medical medicine medium
member memory mental mention menu mess metal method middle midnight mile milk mind mine mini minimum minor
mirror miss missed missing mistake mix mobile model modern moon moral moreover mortgage motor mountain
mouse mouth movie mud multiple murder muscle museum music musician myself mysterious nail name narrow nation national
natural naturally nature near nearby nearly neat necessary neck needle negative neighbour neighbourhood neither nephew nerve nervous
net network nevertheless news newspaper nice niece nobody noise noisy none noon nor normal normally north
nose note notebook notes notice noticed november nowhere nuclear nurse nut object obvious obviously occasion
occasionally occur ocean october odd offer office officer official oil old once onion online onto opening operate operation
opinion opportunity opposite option orange ordinary organise organisation original otherwise ought ourselves
outcome oven overall owe owner pack package page pain painful paint painting pair palace pan panic
park parking participate particular particularly partly partner passage passenger passport password past path patience patient
pattern pause pay payment peace peak pen pencil pension pepper perfect perfectly perform performance period
permanent permission permit personal personally pet petrol photo photograph phrase physical piano piece pig
pile pillow pilot pink pipe pity pizza plain plane plant plaster plastic plate platform play player pleasant pleased
pleasure plenty plumber plus pocket poem poet poison police policy polite political politics pool poor pop
popular population position positive possibility possibly post pot potato potential pound pour power powerful practical
practice practise praise pray prefer pregnant preparation presence presentation preserve president press
pressure pretend pretty prevent previous previously pride priest primary prince princess principle print printer prison
private prize procedure process produce product profession professional professor profit program progress promise
promote proof proper properly property proposal propose protect protection protest proud prove provide
public publish pull pump punish pupil purchase pure purple purpose purse push puzzle quality quantity quarter queen
quiet quietly quit race radio rail railway rain raise ran range rapid rare rarely rate rather raw
reach react reaction read reader reality realise realize rear recent recently recipe recognise recommend
recommendation record recover recovery red reduce refer reference reflect refrigerator refund refuse regard region register
regret regular regularly reject relate relation relationship relative relatively relax release relevant relief relieved
religion religious rely remain remarkable remove rent repeat replace represent reputation rescue research
reservation reserve resource respect responsibility responsible restaurant result retire return reveal review reward
rice rich rid ride ring rise risk river road rock role roll romantic roof root rope rose rough round
route routine row royal rubbish rude ruin ruined rule run rush sad sadly safe safely safety salad salary sale salt
sample sand sandwich satisfied satisfy saturday sauce sausage save saw scale scared scene science scientist
scissors score scratch scream screen sea search season seat secret secretary section secure security seek
seem seen select selfish sell senior sense sensible sensitive sentence separate september series serious
seriously serve service session settle seven severe sex shade shadow shake shall shame shape share
sharp sheet shelf shell shine ship shirt shock shoe shoot shop shopping shore short shortly shot shoulder
shout shower shut shy side sight sign signal signature silence silent silly silver similar simple simply
sing singer single sink sir sister site situation size skill skin skirt sky sleep sleepy slice slight slightly
slip slope slow slowly smart smell smile smoke smooth snake snow soap social society sock soft software
soil soldier solid solution solve somehow somewhat somewhere son song sort soul soup source south
space spare speaker special specific specifically speech speed spell spend spider spirit split spoil spoke spoon sport
spot spray spread spring square stable staff stage stair stairs stamp stand standard star stare state statement
steady steal steam steel steep step stick stiff stomach stone stood store storm story straight strange
stranger strategy stream strength stress stretch strict strike string strong strongly structure struggle stuck student studio
study stuff stupid style subject succeed success successful successfully sudden suddenly suffer sugar suggest
suggestion suit suitable suitcase sum summer sun sunday sunny supermarket supper supply support suppose supposed surely
surface surgery surprise surprised surprising surround survive suspect swear sweater sweep sweet swim swimming switch symbol
sympathy system tail talent tall tank tap target task taste tax taxi tea teach teacher tear technical
technology teenager teeth telephone television temperature temporary tend tennis tense tent term terrible test text
thankful theatre theme theory therefore thick thin third thirsty thirty thirteen thousand threat threaten throat throughout throw thumb
thunder thursday thus tidy tie tight till tiny tip tired tissue title toast toe toilet told tomato tone
tongue tool tooth top topic total totally touch tough tour tourist towards towel tower town toy track trade
tradition traditional traffic translate trap travel tray treat treatment tree trick trip tropical
trouble trousers truck true truly trust truth try tube tuesday tune turn twelve twenty twice twin
twist type typical tyre ugly ultimately umbrella unable uncle uncomfortable underneath unexpected unfair unhappy
uniform union unique unit unite university unknown unless unlikely unlucky unnecessary unpleasant unusual upset upstairs
urgent urgently useful useless user usual vacation valuable value van variety various vast vegetable vehicle version
victim victory video view village violence violent virus visible vision visitor vital voice volume volunteer vote
wage wake wall wander war warm warn warning wash washing waste watch wave weak wear weather website
wednesday wedding weekly weigh weight weird west wet wheel wherever whereas whether whoever whole whom whose why wide
widely wife wild willing win wind wine wing winner winter wipe wire wise witness wonderful wood wooden wool worker
world worried worry worse worst worth wound wrap write writer yard yellow yet young yourself youth zero zone
""".split()
