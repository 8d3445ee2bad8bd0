"""English date words."""

from matchbot.core.reading.when.words import Words

WORDS = Words(
    weekdays=(
        "monday", "tuesday, tues", "wednesday, weds", "thursday, thurs, thur", "friday",
        "saturday", "sunday",
    ),
    weekdays_short=("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    weekdays_every=(
        "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays",
    ),
    months=(
        "january", "february, feb, febr", "", "april, apr", "", "june, jun", "july, jul",
        "august, aug", "september, sept", "october, oct", "november, nov", "december",
    ),
    months_weak={"jan": 1, "mar": 3, "march": 3, "may": 5, "sep": 9, "dec": 12},
    numbers=(
        "two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen,"
        " fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, twenty, twenty one,"
        " twenty two, twenty three, twenty four, twenty five, twenty six, twenty seven,"
        " twenty eight, twenty nine, thirty, thirty one"
    ),
    more_numbers={
        "couple": 2, "couple of": 2, "a couple": 2, "a couple of": 2, "few": 3, "a few": 3,
        "several": 3, "forty": 40, "forty five": 45, "fifty": 50, "sixty": 60, "ninety": 90,
        "hundred": 100, "a dozen": 12,
    },
    ordinals=(
        "first, second, third, fourth, fifth, sixth, seventh, eighth/eigth, ninth, tenth, eleventh,"
        " twelfth, thirteenth, fourteenth, fifteenth, sixteenth, seventeenth, eighteenth,"
        " nineteenth, twentieth, twenty first, twenty second, twenty third, twenty fourth,"
        " twenty fifth, twenty sixth, twenty seventh, twenty eighth, twenty ninth, thirtieth,"
        " thirty first"
    ),
    units={
        "minute": "minute, minutes, mins, min",
        "hour": "hour, hours, hrs, hr",
        "day": "day, days, day s, days time, day s time, calendar days, calendar day",
        "workday": "working day, working days, business day, business days, work day, workday,"
                   " workdays, weekday, weekdays, work days",
        "week": "week, weeks, wk, wks, week s, week s time, weeks time, weeks',"
                " week beginning, week commencing, week starting, week ending, w/c",
        "fortnight": "fortnight, fortnights, fortnight s time",
        "month": "month, months, mth, mths, month s, month s time, months time",
        "quarter": "quarter, quarters, qtr",
        "semester": "semester, half year, half a year",
        "year": "year, years, yr, yrs, year s, years time, year s time, calendar year",
    },
    days={
        0: "today, tonight, this morning, this afternoon, this evening, later today, today s,"
           " tonite, this very day",
        1: "tomorrow, tmrw, tmr, tommorow, tomorow, tommorrow, tomorrows, tomorrow s, tomorrow night",
        2: "the day after tomorrow, day after tomorrow, overmorrow",
        -1: "yesterday, last night",
        -2: "the day before yesterday, day before yesterday",
    },
    parts=(
        (
        "beginning of, the beginning of, early, early in, the start of, start of, early part of,"
        " the early part of, at the start of"),
        "mid, middle of, the middle of, halfway through",
        ("end of, the end of, late, late in, the latter part of, latter part of, ending of,"
        " the back end of, close of, the close of, at the end of"),
    ),
    seasons=("springtime", "summer, summertime", "autumn", "winter, wintertime"),
    seasons_weak={"spring": 1, "fall": 3},
    feasts={
        "new_year": "new year's day, new year, new years, new years day, new year's",
        "mlk_day": "martin luther king day, mlk day, martin luther king jr day,"
                   " martin luther king's day",
        "presidents_day": "presidents day, president's day, presidents' day",
        "epiphany": "epiphany, twelfth night",
        "valentine": "valentine's day, valentines day, valentine's, valentine day",
        "carnival": "carnival",
        "shrove_tuesday": "shrove tuesday, pancake day, mardi gras, pancake tuesday",
        "ash_wednesday": "ash wednesday",
        "womens_day": "international women's day, women's day",
        "st_patrick": "st patrick's day, st patricks day, saint patrick's day, st paddy's day",
        "april_fools": "april fools, april fool's day, april fools day, april fools' day",
        "earth_day": "earth day",
        "palm_sunday": "palm sunday",
        "maundy_thursday": "maundy thursday",
        "good_friday": "good friday",
        "easter": "easter, easter sunday, easter weekend, easter day",
        "easter_monday": "easter monday",
        "kings_day": "king's day, kings day, koningsdag",
        "labour_day": "labour day, may day, international workers day",
        "labor_day": "labor day",
        "liberation": "liberation day",
        "mothers_day": "mother's day, mothers day, mothering sunday",
        "memorial_day": "spring bank holiday, late may bank holiday, memorial day",
        "fathers_day": "father's day, fathers day",
        "ascension": "ascension day, ascension thursday, ascension",
        "whitsun": "pentecost, whitsun, whit sunday, whitsunday",
        "whit_monday": "whit monday, pentecost monday",
        "juneteenth": "juneteenth",
        "independence": "independence day, fourth of july, the fourth of july",
        "columbus_day": "columbus day, indigenous peoples day",
        "halloween": "halloween, hallowe'en, all hallows eve",
        "guy_fawkes": "guy fawkes night, bonfire night, guy fawkes day",
        "all_saints": "all saints day, all saints' day, all saints",
        "all_souls": "all souls day, all souls' day",
        "saint_martin": "saint martin's day, st martin's day, martinmas",
        "veterans": "veterans day, veteran's day, remembrance day, armistice day",
        "thanksgiving": "thanksgiving, thanksgiving day",
        "black_friday": "black friday",
        "cyber_monday": "cyber monday",
        "saint_nicholas_eve": "sinterklaas",
        "saint_nicholas": "saint nicholas day, st nicholas day",
        "christmas_eve": "christmas eve, xmas eve",
        "christmas": "christmas, xmas, x mas, christmas day, xmas day, christmastime",
        "boxing_day": "boxing day",
        "new_years_eve": "new year's eve, new years eve, nye, new year eve",
        "holy_saturday": "holy saturday, easter saturday",
        "burns_night": "burns night",
        "st_david": "st david's day",
        "st_george": "st george's day, saint george's day",
        "st_andrew": "st andrew's day, saint andrew's day",
        "aids_day": "world aids day",
        "may_bank_holiday": "early may bank holiday, may day bank holiday, may bank holiday",
        "summer_bank_holiday": "august bank holiday, summer bank holiday",
        "remembrance_sunday": "remembrance sunday",
        "corpus_christi": "corpus christi",
        "keti_koti": "keti koti",
        "assumption": "assumption day",
        "eid_al_fitr": "eid al fitr, eid ul fitr, eid",
        "eid_al_adha": "eid al adha, eid ul adha",
        "ramadan": "ramadan",
        "chinese_new_year": "chinese new year, lunar new year",
        "diwali": "diwali, deepavali",
        "holi": "holi",
        "orthodox_easter": "orthodox easter, greek easter",
        "pesach": "passover, pesach",
        "rosh_hashanah": "rosh hashanah, jewish new year",
        "yom_kippur": "yom kippur",
        "hanukkah": "hanukkah, chanukah",
        "sukkot": "sukkot",
        "purim": "purim",
        "bastille": "bastille day",
        "candlemas": "candlemas",
        "music_day": "world music day",
        "festive_days": "festive season, festive period, the holidays, holiday season",
        "christmas_holidays": "christmas holidays, christmas holiday, christmas break,"
                              " christmas vacation, xmas holidays, festive break",
        "winter_holidays": "february half term, half term in february, feb half term,"
                           " spring half term",
        "easter_holidays": "easter holidays, easter holiday, easter break, easter vacation,"
                           " spring break",
        "may_holidays": "may half term, half term in may, whitsun half term, summer half term",
        "summer_holidays": "summer holidays, summer holiday, summer break, summer vacation",
        "autumn_holidays": "october half term, half term in october, autumn half term",
        "advent": "advent, advent sunday, sunday of advent, sunday in advent",
    },
    kinds={
        "this": "this, current, the current, present",
        "next": "next, following, upcoming next",
        "coming": "coming, this coming, upcoming, forthcoming, the coming, this upcoming",
        "past": "previous, past, just gone",
        "last": "last, final",
        "after_next": "after next",
        "one": "a, an, one",
        "one_and_half": "one and a half",
        "and_half": "and a half",
        "in_": "in, during, throughout, sometime in, some time in, any day, anytime, any time, any day in,"
               " any time in",
        "over": "",
        "within": "within, in at most, in no more than, in max, in under, in less than, in the space of, inside",
        "from_now": "from now, later, hence, from today, out, ahead",
        "ago": "ago, back",
        "by": "by, no later than, not later than, at the latest by, deadline, deadline is, due,"
              " by latest, due by, deadline of, at latest, latest, on or before, due on,"
              " the deadline is, latest by, by close of play, by close of play on,"
              " by close of business, by close of business on, by cob, by cob on, by eod,"
              " by eod on, by end of play on, by the end of business on, by end of business on",
        "until": "until, till, til, up to, up until, from now until,"
                 " from now till, from now to, between now and",
        "to": "to, through, thru",
        "before": "before, prior to, ahead of, earlier than",
        "after": "after, since, later than",
        "between": "between",
        "from_": "from, starting, beginning on, as of, starting from, starting on, effective,"
                 " beginning from, start date, commencing",
        "of": "of",
        "and_": "and, or, and on, or on, &",
        "quarter": "q",
        "half_year": "h",
        "week_word": "cw, week no, week number, calendar week",
        "weekend": "weekend, weekends, wkend, week end",
        "half": "half",
        "every": "every, each, every other, every single",
        "new_year": "the new year, coming year",
        "per": "per",
        "times": "times, x, once, twice, mornings, afternoons",
        "article": "the, full",
        "on": "on, around, about, approximately, circa, ca, roughly, date, just over, just under,"
              " a good, some, almost, nearly",
        "at": "at",
        "oclock": "o'clock, oclock, am, pm",
        "lasting": "long, in length, in total, running, in a row, straight",
        "during": "for, for up to, over a period of, lasting, for at least, for about, for around",
        "recurring": "weekly, daily, monthly, quarterly, biweekly, bi weekly, fortnightly,"
                     " recurring,"
                     " ongoing, regularly, nightly, on weekdays, regular basis",
        "recurring_yearly": "yearly, annual, annually",
        "once": "one off, once only, one time, one-time, just once",
        "not_": "not, never",
        "rest": "rest, remainder, remaining",
        "answer": "quote, quotes, quotation, quotations, reply, replies, respond, response,"
                  " responses,"
                  " answer, answers, proposal, proposals, bid, bids, estimate, rsvp, confirm,"
                  " confirmation, get back",
        "ordinal_noun": "floor, time, hand, class, edition, aid, place, phase, party, grade,"
                        " choice, step, option, thing, round, draft, stage",
        "other": "good morning, good afternoon, good evening, may i, may we, may you, may be,"
                 " as soon as possible, wedding, sun screen, at least, march past, second hand,"
                 " in order to, per person, so far, 9 to 5, afternoon tea,"
                 " afternoon teas, morning coffee, evening meal, evening meals",
    },
    dayparts="morning, afternoon, evening, night, noon, midday, in the morning, in the afternoon,"
             " in the evening, at night, at noon, at midday, lunchtime, at lunchtime, midnight,"
             " at midnight, early morning, late afternoon, all day,"
             " late morning, early afternoon, early evening, late evening, mid morning,"
             " in the late afternoon, in the early evening",
    parts_of_units={
        "week": ("", "midweek", "eow"), "month": ("", "midmonth", "eom, month end, months end"),
        "year": ("", "midyear", "eoy, year end, years end"),
    },
    plural_units="days, weeks, months, quarters, years",
    not_typos=frozenset({"sundry", "friary", "auguste", "augustin", "sundae"}),
)  # fmt: skip
