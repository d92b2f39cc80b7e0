# ruff: noqa: E501 - tables read best by field
"""Long words and the plain ones for them, by what they are about."""

from __future__ import annotations

from collections.abc import Mapping

from onhand.rewrite.rules.english.verbs import forms_of, inflected

_VERBS = (
    # get, go, do
    "purchase=buy; require=need; obtain=get; receive=get; acquire=get; request=ask for; assist=help; inform=tell; notify=tell; commence=start; initiate=start; terminate=end; enquire=ask; inquire=ask; reside=live; depart=leave; verify=check; inspect=check; select=pick; retain=keep; utilise=use; utilize=use; discuss=talk about; repair=fix; rectify=fix; resolve=sort out; postpone=push back; demonstrate=show; locate=find; proceed=go ahead; anticipate=expect; await=wait for; cease=stop; comprehend=understand; endeavour=try; endeavor=try; attempt=try; forward=send; remit=pay; respond=reply; submit=send in; vacate=leave; peruse=read; participate=take part; ascertain=find out; operate=run; deteriorate=get worse; worsen=get worse; reschedule=move; possess=have; alter=change; amend=change; modify=change; conceal=hide; extinguish=put out; facilitate=help with; omit=leave out; relocate=move; seek=look for; retrieve=get; decline=turn down; replenish=refill; collect=pick up; complete=finish; encounter=run into; contribute=chip in with; converse=talk; construct=build; transmit=send; dispatch=send; despatch=send; "
    # tell and ask
    "apprise=tell; convey=pass on; clarify=clear up; elucidate=explain; emphasise=stress; emphasize=stress; reiterate=repeat; enumerate=list; solicit=ask for; implore=beg; beseech=beg; summarise=sum up; summarize=sum up; recollect=remember; "
    # come and go
    "ascend=go up; descend=go down; disembark=get off; alight=get off; evict=kick out; expel=kick out; "
    # have and give
    "procure=get; relinquish=give up; surrender=hand over; distribute=hand out; discard=throw away; deduct=take off; deposit=leave; "
    # do and make
    "accomplish=do; undertake=take on; implement=set up; expedite=speed up; accelerate=speed up; defer=put off; discontinue=drop; abolish=scrap; rescind=cancel; revoke=cancel; annul=cancel; prolong=drag out; inaugurate=open; dismantle=take apart; demolish=knock down; manufacture=make; fabricate=make; refurbish=do up; renovate=do up; remedy=fix; eliminate=get rid of; eradicate=get rid of; affix=stick; detach=take off; launder=wash; cleanse=clean; supersede=replace; commandeer=take; utter=say; slumber=sleep; reserve=book; awaken=wake up; imbibe=drink; ingest=swallow; consume=have; partake of=have; convene=meet; congregate=meet up; desist from=stop; desist=stop; abstain from=stay off; monitor=keep an eye on; supervise=keep an eye on; "
    # know and think
    "perceive=see; identify=find; examine=check; review=look over; scrutinise=look closely at; scrutinize=look closely at; evaluate=look at; contemplate=think about; foresee=expect; presume=guess; surmise=guess; ponder=think about; view=see; envisage=expect; "
    # allow and force
    "authorise=okay; authorize=okay; reject=turn down; compel=force; necessitate=mean; entail=mean; "
    # happen and change
    "ensue=follow; transpire=come out; arise=come up; emanate=come; originate=come; elapse=go by; diminish=go down; enhance=improve; exacerbate=make worse; aggravate=make worse; alleviate=ease; malfunction=act up; recommence=start again; fluctuate=go up and down; accumulate=pile up; telephone=call; dwell=live; inhabit=live in; "
)
_WORDS = (
    # many
    "individual=person; individuals=people; persons=people; physician=doctor; beneath=under; curriculum vitae=CV; enquiry=question; inquiry=question; enquiries=questions; query=question; queries=questions; inquiries=questions; preferable=better; correctly=right; approximately=about; regarding=about; concerning=about; numerous=lots of; subsequently=later; therefore=so; whilst=while; amongst=among; upon=on; immediately=right away; promptly=quickly; shortly=soon; telephone=phone; photograph=photo; photographs=photos; examination=exam; examinations=exams; advertisement=ad; invitation=invite; congratulations=congrats; television=TV; refrigerator=fridge; children=kids; defective=broken; temporarily=for now; satisfactory=fine; more economical=cheaper; economical=cheap; inexpensive=cheap; relocation=move; footwear=shoes; excellent=great; beverages=drinks; beverage=drink; thank you very much=thanks so much; thank you so much=thanks so much; thank you=thanks; many thanks=thanks so much; yes, please=yes please; currently=right now; presently=right now; nevertheless=still; nonetheless=still; kindly=please; conversation=chat; a discussion=a chat; our discussion=our chat; the discussion=the chat; as soon as possible=asap; delighted=so happy; pleased=happy; in case of=if there's; a number of=some; the majority of=most of; pardon=sorry; i do not know=I dunno; your kind invite=your invite; kind invitation=invite; kind invite=invite; your kind invitation=your invite; of this morning=this morning; respectfully=; cordially=; duly=; aforementioned=; gratitude=thanks; apologies=sorry; spectacles=glasses; grandmother=grandma; grandfather=grandpa; accommodation=place; per annum=a year; per day=a day; per person=each; per week=a week; automobile=car; documentation=papers; garments=clothes; remuneration=pay; difficulties=trouble; occurrence=thing; laboratory=lab; gymnasium=gym; until further notice=for now; "
    # people
    "personnel=staff; regrettably=sadly; alteration=change; alterations=changes; mobile telephones=phones; odour=smell; odours=smells; odor=smell; conduct=behaviour; deficiency=problem; deficiencies=problems; defect=fault; defects=faults; premises=place; lamentable=awful; deplorable=terrible; atrocious=awful; impeccable=perfect; exemplary=great; tardy=late; proprietor=owner; purchaser=buyer; vendor=seller; spouse=partner; offspring=kids; infant=baby; adolescent=teenager; attendee=guest; attendees=guests; gentlemen=guys; veterinarian=vet; veterinary surgeon=vet; fellow residents=neighbours; "
    # places and things
    "dwelling=home; luncheon=lunch; abode=place; bicycle=bike; bicycles=bikes; motorcycle=motorbike; aeroplane=plane; airplane=plane; mobile telephone=mobile; mathematics=maths; attire=clothes; apparel=clothes; monies=money; gratuity=tip; expenditure=spending; missive=letter; missives=letters; notifications=messages; malfunction=fault; repast=meal; sustenance=food; nourishment=food; refreshments=drinks and snacks; remainder=rest; commencement=start; termination=end; cessation=end; vicinity=area; vacancy=opening; employment=work; signage=signs; possessions=stuff; mishap=accident; inconvenience=hassle; irregularity=problem; irregularities=problems; discrepancy=mix-up; discrepancies=mix-ups; authorisation=OK; authorization=OK; misunderstanding=mix-up; "
    # how and how much
    "excessively=too; exceedingly=really; extremely=really; exceptionally=really; immensely=so much; remarkably=really; wholly=totally; entirely=totally; solely=only; merely=just; primarily=mainly; predominantly=mostly; exclusively=only; erroneously=by mistake; mistakenly=by mistake; inadvertently=by accident; accidentally=by accident; deliberately=on purpose; intentionally=on purpose; satisfactorily=fine; considerably=a lot; ample=plenty of; abundant=lots of; insufficient=not enough; substantial=big; somewhat=a bit; consecutively=in a row; expeditiously=fast; gratis=for free; free of charge=for free; at no charge=for free; audibly=out loud; in duplicate=in two copies; in triplicate=in three copies; "
    # when
    "henceforth=from now on; henceforward=from now on; hereafter=from now on; heretofore=so far; hitherto=so far; thereafter=after that; forthwith=right away; without delay=right away; with immediate effect=right away; at this juncture=right now; at present=right now; in the interim=for now; in perpetuity=forever; on a daily basis=every day; on a weekly basis=every week; on a monthly basis=every month; on a regular basis=regularly; initially=at first; ultimately=in the end; frequently=often; seldom=hardly ever; rarely=hardly ever; invariably=always; perpetually=always; simultaneously=at the same time; annually=every year; at all times=all the time; at any time=anytime; in a timely manner=on time; in the course of=during; throughout the duration of=during; during the course of=during; upon arrival=on arrival; at what hour=what time; on that evening=that evening; on that day=that day; on the occasion of=for; make use of=use; makes use of=uses; made use of=used; making use of=using; by close of business=by the end of the day; close of business=the end of the day; upon departure=when you leave; prior to departure=before you leave; prior to arrival=before you get here; at the earliest=asap; as a matter of urgency=asap; this evening=tonight; momentarily=in a sec; "
    # how it is
    "erroneous=wrong; incorrect=wrong; vacant=empty; unoccupied=free; inoperative=broken; operational=working; functional=working; supplementary=extra; surplus=extra; communal=shared; intoxicated=drunk; inebriated=drunk; fatigued=tired; famished=starving; hazardous=dangerous; perilous=dangerous; detrimental=bad; splendid=great; superb=great; magnificent=amazing; marvellous=great; exquisite=gorgeous; delectable=delicious; commendable=great; modest=small; fortunate=lucky; fortunately=luckily; numerous occasions=lots of times; malodorous=smelly; cordial=warm; unforeseen=unexpected; complimentary=free; aforesaid=; abovementioned=; above-mentioned=; "
    # joints
    "in all likelihood=most likely; in all probability=most likely; adjacent to=next to; in the vicinity of=near; in close proximity to=near; at the rear of=behind; notwithstanding=despite; albeit=though; apropos=about; with the exception of=except; by means of=with; in conjunction with=with; on behalf of=for; on the grounds that=because; for the reason that=because; by virtue of=because of; in excess of=more than; at a price of=for; at a cost of=for; at the price of=for; to the amount of=of; in the affirmative=yes; failing that=if not; with effect from=from; effective from=from; in such a manner that=so that; with the result that=so; inasmuch as=since; insofar as=as far as; that being said=still; be that as it may=still; in the majority of cases=mostly; in actual fact=actually; of the utmost importance=really important; of great importance=really important; to no avail=but no luck; in its entirety=in full; with the assistance of=with help from; with the aid of=with help from; under separate cover=separately; in my capacity as=as; if you so wish=if you like; if so desired=if you like; should you so wish=if you like; if required=if needed; where applicable=if it fits; where necessary=if needed; as required=as needed; as necessary=as needed; if necessary=if needed; "
)
_PREDICATES = "absent=away; unconvinced=not convinced; unfavourable=bad; unfavorable=bad; unacceptable=not OK; intolerable=not OK; inappropriate=not OK; unsatisfactory=not good; inadequate=not good enough; unsuitable=not right; inconvenient=a pain; obsolete=out of date; superfluous=not needed; redundant=not needed; inaccessible=off limits; dissatisfied=not happy; displeased=not happy; discontented=not happy; indisposed=not well; unwell=not well; regrettable=a shame; unfortunate=a shame; advisable=a good idea; inadvisable=not a good idea; imperative=really important; essential=really important; vital=really important; crucial=really important; mandatory=a must; compulsory=a must; obligatory=a must; permissible=OK; permitted=allowed; acceptable=OK; apologetic=sorry; overjoyed=so happy; desirous=keen; requisite=needed; unnecessary=not needed; unaffordable=too expensive; inclement=bad; apparent=clear; evident=clear; beneficial=good; unoccupied=free; incorrect=wrong; impracticable=not doable; feasible=doable; occupied=taken"
_NOUNS_TOO = "attempt attempts endeavour endeavours complete copy deposit deposits desire desires despatch discussion dispatch duplicate forward malfunction malfunctions permit permits purchase purchases receiving remains repair repairs request requests resolve review reviews monitor monitors remedy remedies reserve reserves select selects surrender utter view views"


def _pairs(table: str) -> dict[str, str]:
    rows = (row.partition("=") for row in table.split("; ") if row.strip())
    return {old: new for old, _, new in rows}


def _in_all_forms(table: Mapping[str, str]) -> dict[str, str]:
    return {
        found: inflected(new, form)
        for old, new in table.items()
        for found, form in forms_of(old).items()
    }


_PLAIN_VERBS: Mapping[str, str] = _pairs(_VERBS)
LONG_VERBS = frozenset(_PLAIN_VERBS)
"""The verbs that plain ones are put for."""
VERB_FORMS: Mapping[str, str] = _in_all_forms(_PLAIN_VERBS)
"""Every form of a long verb and the plain one's: "purchased" and "bought"."""
PARTICIPLES: Mapping[str, str] = {
    inflected(old, "past"): inflected(new, "participle") for old, new in _PLAIN_VERBS.items()
}
"""A long verb's past form and the plain one's participle: "consumed" and "eaten"."""
NOUNS_TOO = frozenset(_NOUNS_TOO.split())
"""Forms that are nouns or adjectives as often: changed only where a verb must stand."""
WORDS: Mapping[str, str] = _pairs(_WORDS)
"""Other words and the plain ones for them."""
PREDICATES: Mapping[str, str] = _pairs(_PREDICATES)
"""Adjectives and what is said for them after "is", never before a noun."""
