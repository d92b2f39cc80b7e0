# ruff: noqa: E501, SIM905 - word lists read best as words
"""Misspellings that are not one letter off, or that only the words around give away."""

from __future__ import annotations

import re

_SPELT = dict(
    pair.split("=")
    for pair in """
    sinse=since sinc=since sincs=since sking=skiing skying=skiing gireffe=giraffe gireffes=giraffes girafe=giraffe girafes=giraffes wheather=whether finnished=finished finnishes=finishes tommorow=tomorrow tommorrow=tomorrow tomorow=tomorrow
    freind=friend freinds=friends recieve=receive recieved=received beleive=believe beleived=believed seperate=separate seperately=separately definately=definitely definatly=definitely defiantely=definitely neccessary=necessary necesary=necessary neccesary=necessary
    accomodation=accommodation acommodation=accommodation accomodate=accommodate occured=occurred occuring=occurring ocurred=occurred begining=beginning untill=until becuase=because becasue=because beacause=because becouse=because wich=which whitch=which thier=their
    wierd=weird embarassed=embarrassed embarassing=embarrassing embarrased=embarrassed greatful=grateful gratefull=grateful succesful=successful succesfully=successfully sucessful=successful successfull=successful adress=address adresses=addresses enviroment=environment goverment=government
    calender=calendar cemetary=cemetery commited=committed concious=conscious dissapear=disappear dissapeared=disappeared dissapoint=disappoint dissapointed=disappointed dissapointing=disappointing disapointed=disappointed disapointing=disappointing exagerate=exaggerate existance=existence
    foriegn=foreign fourty=forty fullfil=fulfil garantee=guarantee gaurantee=guarantee grammer=grammar happend=happened hapened=happened happenned=happened harrass=harass independant=independent interupt=interrupt intresting=interesting intrested=interested knowlege=knowledge
    liason=liaison libary=library lisence=licence maintainance=maintenance maintenence=maintenance millenium=millennium mispell=misspell noticable=noticeable ocasion=occasion occassion=occasion occassionally=occasionally oppurtunity=opportunity oportunity=opportunity paralel=parallel
    persistant=persistent posession=possession prefered=preferred priviledge=privilege probaly=probably probly=probably proffesional=professional profesional=professional promiss=promise publically=publicly realy=really reccomend=recommend recomend=recommend
    recomended=recommended reccomended=recommended refered=referred relevent=relevant religous=religious remeber=remember rember=remember remmember=remember resturant=restaurant restaraunt=restaurant restarant=restaurant rythm=rhythm shedule=schedule sandwhich=sandwich sandwhiches=sandwiches
    sincerly=sincerely sincerley=sincerely speach=speech strenght=strength suprise=surprise suprised=surprised surprized=surprised temperture=temperature temprature=temperature therefor=therefore threshhold=threshold tounge=tongue truely=truly unfortunatly=unfortunately unfortunatley=unfortunately
    unfortunatelly=unfortunately usefull=useful vaccum=vacuum vegtables=vegetables vegatables=vegetables vehical=vehicle wether=whether writting=writing writen=written wroten=written buisness=business bussiness=business busness=business allready=already alredy=already allways=always
    alot=a_lot aswell=as_well eachother=each_other infact=in_fact atleast=at_least incase=in_case noone=no_one thankyou=thank_you abit=a_bit everytime=every_time upto=up_to infront=in_front aparently=apparently apparantly=apparently arguement=argument athiest=atheist
    avaiable=available avalable=available availible=available aviable=available avaliable=available availiable=available bicylce=bicycle carefull=careful collegue=colleague collegues=colleagues coleague=colleague comming=coming commitee=committee completly=completely complet=complete
    confortable=comfortable comfertable=comfortable contruction=construction convinient=convenient curiousity=curiosity desicion=decision decison=decision diffrent=different diferent=different difficulity=difficulty dosent=doesn't doesnot=does_not dont=don't droped=dropped stoped=stopped
    planed=planned shiped=shipped eigth=eighth enought=enough enogh=enough excelent=excellent excellant=excellent exept=except exercice=exercise expirience=experience experiance=experience extremly=extremely familar=familiar favorit=favourite febuary=February finaly=finally
    forgoten=forgotten forgotton=forgotten greatfull=grateful gues=guess halarious=hilarious hospitall=hospital hopefuly=hopefully hopefull=hopeful hotell=hotel hygeine=hygiene imediately=immediately immediatly=immediately inconvinience=inconvenience inconvience=inconvenience
    inconvinient=inconvenient insurence=insurance inteligent=intelligent invitaion=invitation jewelery=jewellery kindergarden=kindergarten languge=language leasure=leisure lightening=lightning litle=little lenght=length luckly=luckily maneger=manager medecine=medicine medicin=medicine
    mesage=message messege=message minuts=minutes mising=missing neice=niece nieghbor=neighbor nieghbour=neighbour neigbour=neighbour neighboor=neighbour ninty=ninety nineth=ninth noice=noise ofcourse=of_course offcourse=of_course ofice=office oppinion=opinion orginal=original
    payed=paid payement=payment payements=payments perfomance=performance peice=piece peices=pieces pleas=please plese=please pleae=please posible=possible possable=possible posibility=possibility potatos=potatoes tomatos=tomatoes problme=problem prolem=problem pronounciation=pronunciation
    questionaire=questionnaire reciept=receipt recipt=receipt receit=receipt reminde=remind responsability=responsibility responsable=responsible respons=response rescource=resource safty=safety scedule=schedule secratary=secretary secound=second shure=sure similiar=similar
    sory=sorry sorrry=sorry stomache=stomach studing=studying succed=succeed sugestion=suggestion supposably=supposedly swiming=swimming runing=running geting=getting puting=putting siting=sitting begginning=beginning teh=the theather=theatre tickits=tickets tought=thought
    thougth=thought throught=through tryed=tried twelth=twelfth twelveth=twelfth unforseen=unforeseen unneccessary=unnecessary untidyness=untidiness usualy=usually vacacion=vacation visable=visible wendesday=Wednesday wensday=Wednesday wednsday=Wednesday teusday=Tuesday tusday=Tuesday thrusday=Thursday
    thurday=Thursday saterday=Saturday satuday=Saturday firday=Friday sundy=Sunday wellcome=welcome welcom=welcome wheel-chair=wheelchair whith=with wiht=with woud=would wouldve=would've shouldve=should've couldve=could've yestarday=yesterday yesteday=yesterday yesturday=yesterday yeild=yield
    accidently=accidentally aquire=acquire aquired=acquired adviced=advised boyancy=buoyancy burocracy=bureaucracy beaurocracy=bureaucracy cancelation=cancellation changable=changeable cheak=check chek=check chosing=choosing concensus=consensus critisism=criticism critisize=criticise dilema=dilemma drunkeness=drunkenness dumbell=dumbbell dumbells=dumbbells
    eccomodation=accommodation ecstacy=ecstasy existant=existent flourescent=fluorescent fullfill=fulfil fullfilled=fulfilled generaly=generally greatfully=gratefully humerous=humorous hypocracy=hypocrisy incidently=incidentally indispensible=indispensable kernal=kernel manuever=manoeuvre manouver=manoeuvre medival=medieval memorie=memory mischievious=mischievous
    momento=memento mosquitos=mosquitoes naturaly=naturally nutricious=nutritious originaly=originally passtime=pastime perseverence=perseverance personel=personnel preceed=precede queu=queue que=queue reconise=recognise recognice=recognise reknown=renown remberance=remembrance rong=wrong seige=siege sieze=seize siezed=seized simultanous=simultaneous
    skilfull=skilful supercede=supersede supress=suppress surelly=surely suprize=surprise suprized=surprised temperment=temperament tommorrows=tomorrow's vaccume=vacuum vaccuum=vacuum vacume=vacuum verticle=vertical volcanoe=volcano wholy=wholly yatch=yacht aswel=as_well alittle=a_little apoligise=apologise apoligize=apologize bettter=better
    borrowd=borrowed boxs=boxes bying=buying canceld=cancelled cheeper=cheaper compair=compare complane=complain complaind=complained continuos=continuous coudnt=couldn't shoudnt=shouldn't woudnt=wouldn't decied=decide didint=didn't didin't=didn't doens't=doesn't doens=doesn't everbody=everybody fourtunately=fortunately unfourtunately=unfortunately fridg=fridge
    glases=glasses gret=great helo=hello knive=knife lauguage=language meeeting=meeting naibour=neighbour neibor=neighbor neibour=neighbour nieghbors=neighbors nieghbours=neighbours neigbours=neighbours neighbers=neighbours offen=often refound=refund refounded=refunded reguarding=regarding repley=reply scholl=school seperatly=separately seperatley=separately
    shoudn't=shouldn't suger=sugar thankfull=thankful theif=thief theifs=thieves therefour=therefore thre=three toturial=tutorial tuesady=Tuesday unabel=unable updait=update vistor=visitor vistors=visitors wachting=watching wacthing=watching waterpoof=waterproof whent=went worning=warning carribean=Caribbean farenheit=Fahrenheit coppy=copy
    rist=wrist rists=wrists nife=knife nock=knock nocked=knocked nocking=knocking reck=wreck rench=wrench ritten=written rote=wrote sissors=scissors sizzors=scissors gost=ghost wisper=whisper wisle=whistle lisen=listen lissen=listen casle=castle iland=island anser=answer ansered=answered sord=sword dout=doubt det=debt plummer=plumber plumers=plumbers clime=climb
    fone=phone fones=phones fotograph=photograph fysical=physical nabour=neighbour enuf=enough enuff=enough cof=cough tuff=tough ruff=rough laff=laugh nite=night lite=light rite=right brite=bright tite=tight hight=height wieght=weight wate=weight frend=friend frends=friends frendly=friendly peple=people pepole=people peaple=people woried=worried worryed=worried hurryed=hurried
    carryed=carried marryed=married studyed=studied stayd=stayed payd=paid sayed=said layed=laid plaied=played happenned=happened openned=opened listenned=listened enterd=entered orderd=ordered deliverd=delivered remeberd=remembered answerd=answered offerd=offered coverd=covered waterd=watered rememberd=remembered botherd=bothered discoverd=discovered
    begining=beginning begining=beginning refered=referred refering=referring prefered=preferred prefering=preferring occured=occurred occuring=occurring commited=committed commiting=committing submited=submitted submiting=submitting admited=admitted permited=permitted transfered=transferred transfering=transferring regreted=regretted controled=controlled controling=controlling equiped=equipped omited=omitted forgeting=forgetting
    makeing=making takeing=taking comeing=coming haveing=having giveing=giving writeing=writing useing=using driveing=driving leaveing=leaving closeing=closing changeing=changing moveing=moving liveing=living loveing=loving hopeing=hoping arriveing=arriving smokeing=smoking planing=planning stoping=stopping shoping=shopping droping=dropping
    cuting=cutting hiting=hitting siting=sitting swiming=swimming wining=winning begginer=beginner beginer=beginner
    exelent=excellent headacke=headache nececary=necessary niegbour=neighbour yestoday=yesterday emptyed=emptied satisfyed=satisfied perswade=persuade
    handel=handle dougther=daughter doughter=daughter
    prowd=proud nessecary=necessary neccessarily=necessarily allergick=allergic alergic=allergic apologys=apologies puppys=puppies partys=parties companys=companies citys=cities familys=families ladys=ladies babys=babies studys=studies countrys=countries citys=cities storys=stories deliverys=deliveries
    cutlary=cutlery cancle=cancel cancled=cancelled appologize=apologize appologise=apologise apologice=apologise aggreement=agreement agrement=agreement aggree=agree apartement=apartment appartment=apartment apartament=apartment balcon=balcony bycicle=bicycle choclate=chocolate
    cheif=chief cleen=clean colum=column confirmd=confirmed contakt=contact contac=contact custommer=customer discusion=discussion docter=doctor documnet=document electic=electric emial=email equiptment=equipment explaination=explanation finnal=final
    foto=photo fotos=photos grandmoter=grandmother hankerchief=handkerchief heigth=height hight=height imposible=impossible improvment=improvement instalation=installation intresed=interested keybord=keyboard laptap=laptop lugage=luggage mashine=machine
    mater=matter nervious=nervous nuber=number orded=ordered pacient=patient passanger=passenger passangers=passengers passward=password pasword=password permision=permission phisical=physical pharmasy=pharmacy plumer=plumber prepair=prepare privat=private quallity=quality
    quantaty=quantity repare=repair reseption=reception scissers=scissors servise=service shoping=shopping sience=science signiture=signature skedule=schedule soljer=soldier sugest=suggest supermarkt=supermarket surgury=surgery tecnical=technical telefon=telephone telephon=telephone
    toghether=together togheter=together togather=together tomatoe=tomato potatoe=potato traveling=travelling umbrela=umbrella univercity=university usally=usually valuble=valuable volonteer=volunteer volenteer=volunteer wateing=waiting brung=brought brang=brought boughten=bought tooken=taken weding=wedding wenever=whenever wory=worry
    """.split()
    if pair.partition("=")[0] != pair.partition("=")[2]
)  # fmt: skip
for _right in ("hight", "planed", "pleas", "mater", "lightening", "therefor", "wether", "complet", "noice", "traveling", "nuber", "privat", "que", "rote", "det", "clime", "lite", "ruff", "wate", "rite", "wining", "planing", "siting", "momento", "polit", "gost"):  # fmt: skip
    _SPELT.pop(_right, None)  # words, names or another country's
_WORD = re.compile(r"(?<![\w@#./'’-])[A-Za-z]{3,16}(?:['’]t)?(?![\w@/'’-]|\.\w)")
_PLACED = (
    (r"\b(I|we|you|they|to|can|will|['’]ll|must|did|and|please|could|should) finnish\b", r"\1 finish"),
    (r"\b(the|a|nice|good|bad|lovely|this|what|if the) wheather\b", r"\1 weather"),
    (r"\b(the|nice|bad|good|hot|cold|if the) wether\b", r"\1 weather"),
    (r"\b(if|know|sure|ask|tell me|see) wether\b", r"\1 whether"),
    (r"\b(ca|could|do|did|does|is|was|have|has|would|should|wo|are|were)nt not\b", r"\1n't"),
    (r"\b(did|do|does|is|was|were|are|has|have|had|could|would|should|ca|wo)['’]nt\b", r"\1n't"),
    (r"\bpolice (man|men|woman|women)\b", r"police\1"),
    (r"\b(was|were|been|is|are|had|have|has|we|I|they|it) planed\b", r"\1 planned"),
    (r"\b(pleas)(?= (?:send|call|let|tell|help|come|give|can|could|reply|confirm|find|bring|note|do|don))", "please"),
)  # fmt: skip


def with_typos_mended(text: str) -> str:
    """Return a text with well-known misspellings spelt; names, links and codes stay."""

    def right(match: re.Match[str]) -> str:
        word = match[0]
        new = _SPELT.get(word.lower())
        if new is None or (word.isupper() and len(word) > 1):
            return word
        new = new.replace("_", " ")
        if word[0].isupper():
            is_first = re.search(r"(?:^|[.!?\n])\W*$", match.string[: match.start()])
            return new[0].upper() + new[1:] if is_first or new[0].isupper() else word
        return new

    for pattern, new in _PLACED:
        text = re.sub(pattern, new, text, flags=re.I)
    return _WORD.sub(right, text)
