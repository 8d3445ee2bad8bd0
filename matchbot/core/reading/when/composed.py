"""Rules for dates made of dates."""

from __future__ import annotations

from matchbot.core.reading.when.ahead import weekend
from matchbot.core.reading.when.in_periods import (
    day_in_month,
    day_of_this_month,
    first_units_of_period,
    half_of_named_month,
    half_of_period,
    in_that_year,
    month_by_name,
    nth_in_period,
    part_of_period,
    parts_of_period,
)
from matchbot.core.reading.when.marks import Stage, rule
from matchbot.core.reading.when.named import numbered_week
from matchbot.core.reading.when.patterns import ENDS, OF, ONE, SMALL, WEEKDAY
from matchbot.core.reading.when.shifts import (
    beside,
    in_eight,
    shifted,
    shifted_after,
    weekday_of_shift,
)
from matchbot.core.reading.when.weekdays import (
    coming_weekday,
    day_number,
    sure_day_number,
    units_on,
    week_around,
    week_on,
    weekday_and_number,
    weekday_before_date,
    weekday_in_month,
    weekday_in_week,
    weekday_near_date,
    weekdays_in_week,
    weekend_in_week,
)

_NTH = "(ordinal|last|number dot)"
IN_PERIODS = Stage(
    rule(f"found {OF} (found) (?!until|to)", in_that_year),
    rule(f"part dash? {OF} this? found", part_of_period),
    rule(f"part (to|until|and_|dash|slash) part dash? {OF} found", parts_of_period),
    rule(f"part {OF} unit of_from? found", month_by_name),
    rule("unit of_from? found", month_by_name),
    rule(f"part {OF} unit (?!(after|before|for_or_before) {SMALL} found)", part_of_period),
    rule(f"{_NTH} article? (month_week|month_half)", half_of_named_month),
    rule("found part", part_of_period),
    rule(f"(ordinal|last) half {OF} found", half_of_period),
    rule(f"(ordinal|last) half {OF} unit", half_of_period),
    rule(f"(ordinal|last) unit {OF} found", half_of_period),
    rule(f"ordinal last? number unit {OF} found", first_units_of_period),
    rule(f"number (ordinal|last) unit {OF} found", first_units_of_period),
    rule(f"last number unit {OF} found", first_units_of_period),
    rule(f"{_NTH} article? (unit|weekend|{WEEKDAY}) {OF} found", nth_in_period),
    rule(f"{_NTH} (unit|weekend|{WEEKDAY}) {OF} unit", nth_in_period),
    rule(f"{WEEKDAY} ((and_|comma|until|to|dash) (on|article)? {WEEKDAY}){{1,6}}"
         f" comma? {OF} found", weekdays_in_week),
    rule(f"found (on|le|article){{0,2}} {WEEKDAY}"
         f" ((and_|comma|until|to|dash) (on|article)? {WEEKDAY})"
         "{1,6}", weekdays_in_week),
    rule(f"{WEEKDAY} (in_|of|of_from) article? found", weekday_in_month),
    rule(f"{WEEKDAY} comma? {OF} found", weekday_in_week),
    rule(f"found comma? (on|le|article){{0,2}} {WEEKDAY}", weekday_in_week),
    rule(f"weekend {OF} found", weekend_in_week),
    rule(f"found comma? (on|le|article){{0,2}} (ordinal|number dot) {ENDS}", day_in_month),
    rule(f"(ordinal|number dot) unit? {OF} found", day_in_month),
    rule(f"(ordinal|number dot) {OF} article? unit", day_of_this_month),
    rule(f"{WEEKDAY} comma? {SMALL} found", weekday_before_date),
    rule("article? weekday (before|for_or_before|after) article? found", weekday_near_date),
    rule("(one|number) unit on found", week_on),
    rule("(number|one) unit found (?!number)", units_on),
    rule(f"unit {OF} found", week_around),
)  # fmt: skip
DAYS = Stage(
    rule(f"{WEEKDAY} comma? (article|on|le){{0,2}} (ordinal|number dot?) {ENDS}"
         " (?!dot? (dash|until|to) found)",
         weekday_and_number),
    rule("(this|next|coming|after_next|past|last) (weekday|weekday_short) dot?", coming_weekday),
    rule("weekday dot? (next|coming|past|last|after_next)", coming_weekday),
    rule("weekday dot?", coming_weekday),
    rule("(?<=on) weekday_short dot? (?!number)", coming_weekday),
    rule("(?<=until|by|before|from_) weekday_short dot? (?!number|other)", coming_weekday),
    rule("weekday_short dot? (and_|comma) weekday_short (?=stop|comma|dot)", coming_weekday),
    rule("^ weekday_short (dot|stop)? $", coming_weekday),
    rule("^ ordinal (dot|stop)? $", sure_day_number),
    rule(f"(?<=on|le) article? ordinal dot? {ENDS}", day_number),
    rule("((?<=by|until|before|after|between|and_|to|from_|of_from)|article|le|on) article?"
         " ordinal dot?"
         " (?!other|hour|unit|money|ordinal_noun|month|found|season|half|weekend|number|one)",
         sure_day_number),
    rule(f"(?<=on|article) number dot {ENDS}", day_number),
    rule("le number (?!other|hour|unit|money|month|found|dash|times|per|slash)", day_number),
)  # fmt: skip
SHIFTS = Stage(
    rule(f"{ONE} unit (from_|from_now|after|before|for_or_before) {SMALL} found", shifted),
    rule(f"unit (before|for_or_before|after) {SMALL} (found|shift)", beside),
    rule(f"weekend (before|for_or_before|after) {SMALL} found", beside),
    rule("found shift", shifted_after),
    rule("shift comma? (on|le|article)? found", weekday_of_shift),
    rule("found in_ number (?!other|unit|hour|month|money)", in_eight),
    rule("found unit (?!number|of|next|coming)", in_eight),
    rule(f"unit (of|of_from|from_) {SMALL} found", week_around),
)  # fmt: skip
LEFT = Stage(
    rule(f"part {OF} found", part_of_period),
    rule("weekend", weekend),
    rule("(ordinal|number dot) unit", numbered_week),
)  # fmt: skip
