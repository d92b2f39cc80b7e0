"""Words that may stand for one another when only the tone changes, as data.

A faithful rewrite says the same with other little words. Here is which those are, so that an
answer's other words can be held against the message's.
"""

# ruff: noqa: E501, SIM905 - a word list reads best as words
from __future__ import annotations

SAME = (
    "kids children kid child", "folks guys everybody everyone people", "lots tons loads many ton", "bit little kinda sort kind somewhat",
    "really super so very pretty", "awesome great amazing fantastic brilliant excellent cool good", "crappy rubbish awful terrible lousy poor bad",
    "fine okay ok alright acceptable right all", "huge massive enormous large big", "asap soon possible", "now rn moment atm point time present currently",
    "soon near future long", "buy purchase acquire get", "help assist assistance", "show demonstrate", "need require want", "tell inform notify know say",
    "ask enquire check contact", "start begin commence kick", "end finish terminate conclude", "fix sort repair mend", "get obtain receive got", "use utilise utilize",
    "try attempt go", "look check review take", "look investigate dig", "call ring phone give", "put postpone push back", "set arrange organise organize",
    "talk discuss go discussion", "find work figure determine out", "send forward shoot transmit over", "keep retain hang on", "leave depart head take off", "come attend make present",
    "decide decided decision agreed made taken", "because cuz due owing reason coz bc since fact cause", "so therefore consequence consequently thus hence", "but however nevertheless",
    "also addition furthermore moreover plus", "about regarding concerning regard abt re connection", "before prior ahead advance b4", "after following subsequent", "if case event should whether",
    "until till til up", "during course throughout", "maybe perhaps possibly might may", "think guess feel suppose imo reckon opinion believe seems", "probably prob likely likelihood",
    "thanks thank thx cheers ty tysm thnx appreciate grateful", "yes yep yeah yup yea certainly", "no nope nah not", "quickly quick fast timely hurry delay", "convenience chance whenever minute",
    "every each daily basis", "stuff things junk items thing", "guy dude person bloke", "cash money funds", "boss supervisor manager", "mum mother mom", "dad father", "phone mobile cell", "car vehicle",
    "photo pic picture photograph pics pictures photos", "info information details", "app application", "enough sufficient adequate", "more additional further", "sorry apologize apologise apologies apology",
    "hi hello hey dear yo hiya", "wanna want", "gonna going will", "gotta have must", "tomorrow tmrw tmr 2moro tomoz", "tonight 2nite tonite", "today 2day", "please pls plz kindly", "congrats congratulations",
    "bye goodbye cya", "definitely def defo", "appointment appt", "birthday bday", "weekend wknd", "message msg text", "number nr", "hours hrs", "minutes mins min", "later l8r", "great gr8", "love luv",
    "with w", "and n", "you u ya", "are r", "your ur yr", "through thru", "though tho although", "something smth", "people ppl", "meeting mtg", "conversation convo", "favourite favorite fave fav",
    "dont forget remember reminder remind", "would could can will", "unavailable available", "advised note aware", "kind regards best cheers sincerely", "unable cannot can",
)  # fmt: skip
"""Each row: words of which any may be answered by any other."""

DROPPED = frozenset(
    """
a an the i me my we it its this that these those is are was were be been being am do does did have has had will would
can could shall should may might must to of in on at for as by or and but so if then than there here just like really
very well um uh er oh hmm actually basically literally honestly tbh ngl imo imho lol lmao haha hahaha hehe omg ugh smh
okay ok hey hi hello yo hiya heya dear thanks thank thx ty cheers please pls plz kindly sorry apologies maybe perhaps
possibly probably guess think suppose believe feel reckon seems kinda sort kind bit little right know mean something
whatever stuff wanted want let letting say tell telling inform informing writing write note aware advised advise heads
up fyi btw way also plus anyway yeah yep yes fact simply quick question wondering wonder would appreciate grateful
glad happy possible minute chance moment time point you your u ur r n w xx xoxo x sure afraid unfortunately sadly bother trouble annoying pain
silly stupid ask again order due case event regard regret able whether much advance attention come hope with gonna wanna gotta going
""".split()
)
"""Words that an answer may leave out."""

ADDED = frozenset(
    """
a an the i me my we us our it its this that is are was were be am do does did have has had will would can could shall
should may might must to of in on at for as by or and but so if then there you your please thank thanks much very hi hey
hello dear sorry am afraid apologize apologies accept just letting know would like inform wanted tell take care let
reminder friendly gentle hope great understanding okay need want whether could everything all
could appreciate grateful glad happy love really forget dont remember note that i'm i'll they he she them him her who what when
where why how let's going get lets
""".split()
)
"""Words that an answer may add."""

BARE = {
    "cant": "can not", "wont": "will not", "dont": "do not", "doesnt": "does not", "didnt": "did not", "isnt": "is not",
    "arent": "are not", "wasnt": "was not", "werent": "were not", "havent": "have not", "hasnt": "has not", "hadnt": "had not",
    "couldnt": "could not", "shouldnt": "should not", "wouldnt": "would not", "can't": "can not", "won't": "will not",
    "cannot": "can not", "im": "i am", "ive": "i have", "ill": "i will", "idk": "i do not know", "dunno": "do not know",
    "youre": "you are", "theyre": "they are", "thats": "that is", "whats": "what is", "heres": "here is", "theres": "there is",
    "lets": "let us", "lmk": "let me know", "gimme": "give me", "lemme": "let me", "omw": "on my way", "alot": "a lot",
    "nobodys": "nobody is", "hes": "he is", "shes": "she is", "brb": "be right back", "wdyt": "what do you think",
}  # fmt: skip
"""Words written together or without their apostrophe, taken apart."""

MISSPELT = dict(
    pair.split(":")
    for pair in """
    abscence:absence accomodate:accommodate accross:across acheive:achieve adress:address advertisment:advertisement agian:again aggresive:aggressive
    allready:already alwasy:always alwyas:always amature:amateur anual:annual anwser:answer apparantly:apparently appartment:apartment appearence:appearance
    apreciate:appreciate arguement:argument asign:assign asnwer:answer assitance:assistance atempt:attempt attatched:attached availible:available availabe:available awfull:awful basicly:basically
    beatiful:beautiful beautifull:beautiful becasue:because becuse:because befor:before begining:beginning beleive:believe belive:believe buisness:business busness:business calender:calendar
    cancle:cancel carefull:careful catagory:category cemetary:cemetery charactor:character cheif:chief collegue:colleague comming:coming commitee:committee comittee:committee completly:completely
    concious:conscious confrim:confirm copmuter:computer congradulations:congratulations couldve:could've curiousity:curiosity decison:decision definatly:definitely definetly:definitely
    delivary:delivery dependant:dependent desparate:desperate diffrent:different differnt:different dissapear:disappear dissapointed:disappointed disapointed:disappointed doctr:doctor
    embarass:embarrass embarassed:embarrassed emergancy:emergency enviroment:environment enviornment:environment evrything:everything everthing:everything excelent:excellent exellent:excellent
    existance:existence expecially:especially experiance:experience extreemly:extremely familar:familiar finaly:finally forard:forward foriegn:foreign forteen:fourteen fourty:forty freinds:friends
    freindly:friendly garantee:guarantee goverment:government grammer:grammar gratefull:grateful greatful:grateful gaurd:guard happend:happened harrass:harass heigth:height helpfull:helpful
    hieght:height hosptial:hospital hospitol:hospital imediately:immediately immediatly:immediately immediatley:immediately importent:important intresting:interesting intrested:interested
    independant:independent infomation:information intead:instead jewelery:jewellery knowlege:knowledge labratory:laboratory lenght:length libary:library liason:liaison lisence:licence
    maintainance:maintenance maintenence:maintenance managment:management meetting:meeting mesage:message milage:mileage minuts:minutes mispell:misspell mispelled:misspelled monring:morning
    necesary:necessary neccessary:necessary neice:niece nieghbor:neighbor nieghbour:neighbour noticable:noticeable ocasion:occasion occassion:occasion ocassion:occasion occured:occurred
    occurence:occurrence ocurred:occurred offical:official oppurtunity:opportunity oportunity:opportunity orginal:original outragous:outrageous paralel:parallel parliment:parliament peice:piece
    peopel:people perfrom:perform permenant:permanent persue:pursue pleasent:pleasant posession:possession possable:possible prefered:preferred prefering:preferring probaly:probably
    probelm:problem problably:probably promiss:promise prommise:promise proffesional:professional proffessor:professor publically:publicly quantaty:quantity questoin:question quetion:question
    realy:really reccomend:recommend recomend:recommend recieved:received reciept:receipt recipt:receipt refered:referred relevent:relevant religous:religious remeber:remember rember:remember
    reminde:remind repitition:repetition responsability:responsibility resturant:restaurant restaraunt:restaurant rythm:rhythm saftey:safety scedule:schedule schedual:schedule secratary:secretary
    sence:sense sentance:sentence seperated:separated sevral:several shcool:school shoudl:should similiar:similar sincerly:sincerely someting:something somthing:something speach:speech
    sofware:software stoped:stopped strenght:strength succesful:successful successfull:successful sucess:success suprise:surprise suprised:surprised surprize:surprise taht:that teacer:teacher tehy:they
    thankyou:thank_you themselfs:themselves theres:there's therfore:therefore thign:thing threshhold:threshold tihs:this togehter:together tommorrow:tomorrow tomorro:tomorrow tonigth:tonight truely:truly
    unfortunatly:unfortunately unfortunatley:unfortunately untill:until usualy:usually vaccum:vacuum vegtable:vegetable vehical:vehicle visable:visible wierd:weird waht:what wether:whether wensday:Wednesday
    wednsday:Wednesday wendsday:Wednesday thrusday:Thursday thurday:Thursday saterday:Saturday satruday:Saturday tusday:Tuesday teusday:Tuesday febuary:February febrary:February whcih:which whith:with
    wiht:with withdrawl:withdrawal woudl:would writting:writing yesturday:yesterday yestarday:yesterday yuo:you yoru:your becouse:because begger:beggar enought:enough enuf:enough freqently:frequently
    gona:going_to haev:have knwo:know konw:know liek:like mabye:maybe mabey:maybe nad:and oyu:you rite:right sayed:said shure:sure thnaks:thanks thansk:thanks waht's:what's wnat:want
    """.split()
)
"""Words often misspelt, and how they are spelt; a low line stands for a space."""
