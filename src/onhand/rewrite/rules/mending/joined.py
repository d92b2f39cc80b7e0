"""Words typed apart or together: "flat mate", "with out", "ofthe"; and those that are right so."""

from __future__ import annotations

import re
from functools import cache

_APART = """
    flat_mate room_mate house_mate team_mate class_mate work_mate flat_mates room_mates house_mates
    team_mates class_mates work_mates birth_day week_end week_ends after_noon every_thing
    grand_mother grand_father grand_son grand_daughter grand_children grand_parents lap_top
    pass_word pass_words key_board bath_room bath_rooms bed_room bed_rooms class_room air_port
    foot_ball basket_ball news_paper news_papers home_work house_work sun_glasses tooth_paste
    tooth_brush dish_washer hair_dresser super_market post_man business_man land_lord land_lady
    up_stairs down_stairs out_side with_out your_self my_self him_self her_self it_self
    them_selves our_selves your_selves how_ever what_ever when_ever where_ever who_ever
    mean_while there_fore other_wise along_side any_how some_how else_where up_date up_dated
    down_load down_loaded up_load web_site web_sites smart_phone head_phones head_ache tooth_ache
    back_pack rain_coat over_night mid_night drive_way door_bell hand_bag suit_case brief_case
    wall_paper neighbour_hood child_hood friend_ship break_fast butter_fly straw_berry note_book
    white_board bread_crumbs play_ground hair_cut hair_cuts life_time cup_board
    al_ready al_most al_ways to_gether to_night to_morrow yester_day to_day
"""
_TOGETHER = """
    nextweek=next_week lastweek=last_week nextmonth=next_month lastmonth=last_month
    nexttime=next_time thisweek=this_week goodmorning=good_morning goodafternoon=good_afternoon
    goodevening=good_evening bestregards=best_regards kindregards=kind_regards
    rightnow=right_now dueto=due_to ontop=on_top howmany=how_many howmuch=how_much
    letme=let_me willbe=will_be tobe=to_be ofthe=of_the inthe=in_the onthe=on_the
    forthe=for_the tothe=to_the atthe=at_the fromthe=from_the withthe=with_the andthe=and_the
    isnot=is_not arenot=are_not willnot=will_not didnot=did_not donot=do_not itis=it_is
    thereis=there_is thatis=that_is whatis=what_is youare=you_are wehave=we_have
    youhave=you_have thishas=this_has allright=all_right highschool=high_school
    phonenumber=phone_number creditcard=credit_card livingroom=living_room
    icecream=ice_cream busstop=bus_stop trainstation=train_station carpark=car_park
    washingmachine=washing_machine beable=be_able haveto=have_to hasto=has_to hadto=had_to
    needto=need_to wantto=want_to goingto=going_to tryto=try_to ableto=able_to
    alotof=a_lot_of kindof=kind_of sortof=sort_of outof=out_of insteadof=instead_of
    becauseof=because_of lotsof=lots_of someof=some_of mostof=most_of oneof=one_of
    afterall=after_all iam=I_am ihave=I_have iwill=I_will ithink=I_think iwas=I_was
    ican=I_can icant=I_can't iwould=I_would iwant=I_want ineed=I_need ihope=I_hope
"""


@cache
def _parts() -> re.Pattern[str]:
    apart = (pair.replace("_", " ") for pair in _APART.split())
    return re.compile(rf"\b({'|'.join(sorted(apart, key=len, reverse=True))})\b(?!['’-])", re.I)


@cache
def _wholes() -> dict[str, str]:
    pairs = (pair.split("=") for pair in _TOGETHER.split())
    return {typed: meant.replace("_", " ") for typed, meant in pairs if typed != meant}


def with_words_joined(text: str) -> str:
    """Return a text with "flat mate" as one word and "ofthe" as two."""
    text = _parts().sub(lambda match: match[0].replace(" ", ""), text)

    def apart(match: re.Match[str]) -> str:
        new = _wholes().get(match[0].lower())
        if new is None or not (match[0].islower() or match[0].istitle()):
            return match[0]
        return new[0].upper() + new[1:] if match[0][0].isupper() else new

    return re.sub(r"(?<![\w@#./'’-])[A-Za-z]{4,15}(?![\w@/'’-]|\.\w)", apart, text)
