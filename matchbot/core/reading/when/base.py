"""Rules for dates that stand by themselves."""

from __future__ import annotations

from matchbot.core.reading.when.ahead import (
    counted_day,
    half_year_from_now,
    hours_from_now,
    hours_to_come,
    rest_of_unit,
    unit_ahead,
    units_from_now,
    units_to_come,
    weekend,
    within_units,
)
from matchbot.core.reading.when.marks import Stage, eaten, rule
from matchbot.core.reading.when.named import (
    day_of_month,
    days_of_month,
    month_then_day,
    named_feast,
    named_part_of_unit,
    named_season,
    new_year,
    numbered_part_of_year,
    numbered_week,
    seasonal_gift,
    short_quarter,
    whole_month,
    whole_year,
)
from matchbot.core.reading.when.patterns import (
    DATED,
    DAY,
    ENDS,
    MONTH,
    OF,
    ONE,
    SMALL,
    WEEKDAY,
    YEAR,
)

_LIST = f"((comma|dash|until|to|and_|slash){{1,3}} {SMALL} {DATED} {DAY})"
_BEFORE_YEAR = (
    "(?<=in_|from_|until|to|by|before|for_or_before|after|part|half|of|of_from|between|during|this"
    "|within|le|and_|article|per)"
)
_LED = "(?<=on|le|in_|at|from_|by|until|to|before|for_or_before|after|between|article|of|of_from)"
BASE = Stage(
    rule(f"{WEEKDAY} (dash|until|to) {WEEKDAY} comma?"
         " (?=(article|on){0,2} (number|ordinal) dot? (dash|until|to) )", eaten()),
    rule(f"between? {SMALL} {DATED} {DAY} {_LIST}{{1,9}} of? {MONTH} {YEAR} (?!long_number)",
         days_of_month),
    rule(f"between? {SMALL} {DATED} {MONTH} article? {DAY}"
         f" ((dash|until|to|and_) article? {DAY} {ENDS}"
         f"|(comma {DAY}){{0,5}} comma? and_ {DAY} {ENDS}) {YEAR} (?!long_number)", days_of_month),
    rule(f"{SMALL} {DATED} {DAY} ({OF}|dash) {MONTH} {YEAR} long_number", eaten()),
    rule(f"{SMALL} {DATED} {DAY} ({OF}|dash) {MONTH} {YEAR}", day_of_month),
    rule(f"{SMALL} {DATED} {MONTH} article? {DAY} {YEAR} comma? long_number", eaten()),
    rule(f"(?<!in_) {DATED} {MONTH} article? {DAY} {YEAR} (?!unit|weekend)", month_then_day),
    rule(f"{MONTH} (comma|slash|dash|of|of_from|in_)? article?"
         " (year|old_year (?!other|unit)) (?!long_number)", whole_month),
    rule(f"(this|next|coming|past|last) {MONTH}", whole_month),
    rule(f"{MONTH} (next|coming|past|last) (?!unit)", whole_month),
    rule("month dot? (?!long_number)", whole_month),
    rule("(?<=in_|from_|of|of_from|until|to|by|before|for_or_before|part|between|le|and_|dash|within"
         "|season|unit) month_weak dot? (?!other)", whole_month),
    rule("(?<=in_|from_|until|by|before|part|between|within|during|of) month_weak dot?",
         whole_month),
    rule("^ month_weak dot? stop? $", whole_month),
    rule("month_weak dot? (?=(dash|until|to) (month|month_weak))", whole_month),
    rule(f"(rest|from_now) {OF} (this|article|one)? unit", rest_of_unit),
    rule(f"within (article|in_)? (next|coming) {ONE} unit", within_units),
    rule("within (article|in_)? (next|coming) unit", within_units),
    rule(f"(in_|over|during)? article? (next|coming) {ONE} unit", units_to_come),
    rule(f"(in_|over|during)? article? {ONE} (next|coming) unit", units_to_come),
    rule(f"(in_|over|during)? article? {ONE} unit coming", units_to_come),
    rule("(this|next|coming|after_next) unit", unit_ahead),
    rule("article? unit (next|coming|after_next|this)", unit_ahead),
    rule("(past|last) number? unit (?!of|of_from|in_)", eaten()),
    rule("unit (past|last)", eaten()),
    rule(f"(in_|over) (on|article)? {ONE} (dash|to|until|and_) {ONE} unit", units_from_now),
    rule("(in_|over) one unit and_ number (?!unit|month|hour)", units_from_now),
    rule(f"(in_|over) (on|article)? {ONE} and_half? unit and_half? (?!lasting)", units_from_now),
    rule(f"{ONE} and_half? unit and_half? from_now", units_from_now),
    rule("in_ unit", half_year_from_now),
    rule("unit from_now", half_year_from_now),
    rule("over (article|le) unit (?!of|of_from|before|after)", rest_of_unit),
    rule(f"within (on|article|in_){{0,2}} ({ONE} (dash|to|until|and_))? {ONE} unit", within_units),
    rule("within article? unit", within_units),
    rule("within article hour", hours_from_now),
    rule(f"(in_|over|within|during)? article? (next|coming) {ONE} hour", hours_to_come),
    rule(f"(in_|over|within|during)? article? {ONE} (next|coming) hour", hours_to_come),
    rule(f"(in_|over|within) (on|article)? {ONE} hour", hours_from_now),
    rule(f"{ONE} hour from_now", hours_from_now),
    rule(f"ago {ONE} (unit|hour)", eaten()),
    rule(f"{ONE} (unit|hour) ago", eaten()),
    rule("(this|next|coming|after_next|past|last) weekend (?!of|of_from|in_)", weekend),
    rule("article? weekend (next|coming|past|last|after_next)", weekend),
    rule("(week_word|unit) dot? number (comma number){0,3} (dash|slash|until|to|and_)"
         " (week_word|unit)? number"
         f" ((comma|of|of_from|slash|dash|in_)? year)? {ENDS}", numbered_week),
    rule("(week_word|unit) dot? number ((comma|of|of_from|slash|dash|in_)? year)?"
         " (?!dot? of? (month|month_weak)|ordinal)", numbered_week),
    rule("unit number ((comma|of|of_from|slash|dash|in_)? year)?", numbered_part_of_year),
    rule("(ordinal|number dot) week_word ((comma|of|of_from|slash|in_)? year)?", numbered_week),
    rule("(quarter|half_year) number (comma|of|of_from|slash|dash|in_)? year", short_quarter),
    rule("(?<=in_|on|le|to|from_|until|by|before|within|part|article|between|and_) quarter number",
         short_quarter),
    rule("quarter number (?=and_|dash|to|until)", short_quarter),
    rule("^ quarter number stop? $", short_quarter),
    rule("year quarter number", short_quarter),
    rule("half_year number (?!other)", short_quarter),
    rule(f"(ordinal|number dot|last) unit {OF} year", numbered_part_of_year),
    rule("(ordinal|number dot|last) unit", numbered_part_of_year),
    rule("new_year", new_year),
    rule("of_from part_of_unit", seasonal_gift),
    rule("part_of_unit", named_part_of_unit),
    rule("(unit|in_ article? unit) year", whole_year),
    rule(f"{_BEFORE_YEAR} year (?!other)", whole_year),
    rule("(?<=in_|during) year", whole_year),
    rule("(?<=part dash) year", whole_year),
    rule("^ year $", whole_year),
    rule(f"(this|next|coming)? (season|season_weak) {OF} (slash? year){{1,2}}", named_season),
    rule("(this|next|coming) (season|season_weak)", named_season),
    rule("(season|season_weak) (next|coming)", named_season),
    rule("(?<=in_|from_|until|to|by|before|for_or_before|after|on|part|article|of|of_from|at)"
         " season", named_season),
    rule("season (?!other|dash|slash)", named_season),
    rule("in_ article? season_weak", named_season),
    rule(f"(this|next|coming|ordinal|number dot)? feast (next|coming)? ({OF} year)? (?!other)",
         named_feast),
    rule(f"{_LED} (this|next|coming|ordinal|number dot)? feast ({OF} year)?", named_feast),
    rule("day", counted_day),
)  # fmt: skip
