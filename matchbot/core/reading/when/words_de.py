"""German date words."""

from matchbot.core.reading.when.words import Words

WORDS = Words(
    weekdays=(
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag, sonnabend", "sonntag",
    ),
    weekdays_short=("mo", "di", "mi", "do", "fr", "sa", "so"),
    weekdays_every=(
        "montags", "dienstags", "mittwochs", "donnerstags", "freitags", "samstags, sonnabends",
        "sonntags",
    ),
    months=(
        "januar, jänner, jan, jän, januars", "februar, feber, feb, febr, februars",
        "märz, mrz, märzes", "april, apr", "mai", "juni, jun, juno", "juli, jul", "august, aug",
        "september, sept, sep", "oktober, okt", "november, nov", "dezember, dez, dezembers",
    ),
    months_weak={"mär": 3, "oct": 10, "dec": 12},
    numbers=(
        "zwei/zwo, drei, vier, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf, dreizehn,"
        " vierzehn, fünfzehn, sechzehn, siebzehn, achtzehn, neunzehn, zwanzig, einundzwanzig,"
        " zweiundzwanzig, dreiundzwanzig, vierundzwanzig, fünfundzwanzig, sechsundzwanzig,"
        " siebenundzwanzig, achtundzwanzig, neunundzwanzig, dreißig, einunddreißig"
    ),
    more_numbers={
        "paar": 2, "ein paar": 2, "einigen": 3, "einige": 3, "wenigen": 3, "mehreren": 3,
        "vierzig": 40, "fünfundvierzig": 45, "fünfzig": 50, "sechzig": 60, "neunzig": 90,
        "hundert": 100,
    },
    ordinals=(
        "erste/ersten/erster/erstes/erstem, zweite/zweiten/zweiter/zweites,"
        " dritte/dritten/dritter/drittes, vierte/vierten/vierter/viertes,"
        " fünfte/fünften/fünfter/fünftes, sechste/sechsten/sechster,"
        " siebte/siebten/siebter/siebente/siebenten, achte/achten/achter,"
        " neunte/neunten/neunter, zehnte/zehnten/zehnter, elfte/elften/elfter,"
        " zwölfte/zwölften/zwölfter, dreizehnte/dreizehnten/dreizehnter,"
        " vierzehnte/vierzehnten/vierzehnter, fünfzehnte/fünfzehnten/fünfzehnter,"
        " sechzehnte/sechzehnten/sechzehnter, siebzehnte/siebzehnten/siebzehnter,"
        " achtzehnte/achtzehnten/achtzehnter, neunzehnte/neunzehnten/neunzehnter,"
        " zwanzigste/zwanzigsten/zwanzigster, einundzwanzigste/einundzwanzigsten/einundzwanzigster,"
        " zweiundzwanzigste/zweiundzwanzigsten/zweiundzwanzigster, dreiundzwanzigste/dreiundzwanzigsten/dreiundzwanzigster,"
        " vierundzwanzigste/vierundzwanzigsten/vierundzwanzigster, fünfundzwanzigste/fünfundzwanzigsten/fünfundzwanzigster,"
        " sechsundzwanzigste/sechsundzwanzigsten/sechsundzwanzigster, siebenundzwanzigste/siebenundzwanzigsten/siebenundzwanzigster,"
        " achtundzwanzigste/achtundzwanzigsten/achtundzwanzigster, neunundzwanzigste/neunundzwanzigsten/neunundzwanzigster,"
        " dreißigste/dreißigsten/dreißigster, einunddreißigste/einunddreißigsten/einunddreißigster"
    ),
    units={
        "minute": "minute, minuten, min",
        "hour": "stunde, stunden, std",
        "day": "tag, tage, tagen, tages, tags, kalendertage, kalendertagen",
        "workday": "werktag, werktage, werktagen, arbeitstag, arbeitstage, arbeitstagen",
        "week": "woche, wochen, wochenfrist, kalenderwoche, kalenderwochen",
        "month": "monat, monate, monatsfrist, monaten, monats, monates",
        "quarter": "quartal, quartale, quartals, vierteljahr, quartalen",
        "semester": "halbjahr, halbjahres, halbjahrs, halbes jahr, halben jahr, semester",
        "year": "jahr, jahre, jahren, jahres, jahrs, kalenderjahr",
    },
    days={
        0: "heute, heute morgen, heute früh, heute vormittag, heute mittag, heute nachmittag,"
           " heute abend, heute nacht, heut, am heutigen tag",
        1: "morgen, morgen früh, morgen vormittag, morgen mittag, morgen nachmittag, morgen abend,"
           " morgen nacht",
        2: "übermorgen",
        3: "überübermorgen",
        -1: "gestern",
        -2: "vorgestern",
    },
    parts=(
        "anfang, beginn, anfangs, am anfang, zu beginn, zum beginn",
        "mitte, zur mitte, in der mitte",
        "ende, ende des, am ende, gegen ende, zum ende, ausgang, zum ende des",
    ),
    seasons=("frühling, frühjahr, frühlings, frühjahrs", "sommer, sommers", "herbst", "winter"),
    seasons_weak={},
    feasts={
        "new_year": "neujahr, neujahrstag, neujahrsfeiertag",
        "epiphany": "heilige drei könige, dreikönigstag, dreikönig, heiligen drei könige",
        "valentine": "valentinstag",
        "rose_monday": "rosenmontag",
        "shrove_tuesday": "faschingsdienstag, fastnacht, fastnachtsdienstag",
        "ash_wednesday": "aschermittwoch",
        "carnival": "karneval, fasching",
        "womens_day": "weltfrauentag, internationaler frauentag, frauentag,"
                      " internationalen frauentag",
        "palm_sunday": "palmsonntag",
        "maundy_thursday": "gründonnerstag",
        "good_friday": "karfreitag",
        "easter": "ostern, ostersonntag, osterfeiertage, osterwochenende",
        "easter_monday": "ostermontag",
        "labour_day": "tag der arbeit, maifeiertag, erster mai feiertag",
        "mothers_day": "muttertag",
        "ascension": "christi himmelfahrt, himmelfahrt",
        "fathers_day_de": "vatertag, männertag, herrentag",
        "whitsun": "pfingsten, pfingstsonntag, pfingstwochenende",
        "whit_monday": "pfingstmontag",
        "corpus_christi": "fronleichnam",
        "assumption": "mariä himmelfahrt, maria himmelfahrt",
        "german_unity": "tag der deutschen einheit",
        "swiss_day": "schweizer nationalfeiertag",
        "austria_day": "österreichischer nationalfeiertag",
        "reformation": "reformationstag",
        "halloween": "halloween",
        "all_saints": "allerheiligen",
        "all_souls": "allerseelen",
        "saint_martin": "martinstag, sankt martin",
        "repentance": "buß und bettag",
        "sunday_of_dead": "totensonntag, ewigkeitssonntag",
        "memorial_sunday": "volkstrauertag",
        "between_the_years": "zwischen den jahren",
        "advent": "advent, adventswochenende, sonntag im advent, adventssonntag, adventsonntag",
        "thanksgiving": "thanksgiving",
        "black_friday": "black friday",
        "saint_nicholas": "nikolaus, nikolaustag",
        "saint_nicholas_eve": "nikolausabend",
        "christmas_eve": "heiligabend, heiliger abend, heiligen abend, weihnachtsabend",
        "christmas": "weihnachten, weihnachtsfeiertag, weihnachtsfeiertage, weihnachtsfeiertagen, erster weihnachtstag,"
                     " ersten weihnachtsfeiertag, erster weihnachtsfeiertag, weihnachtstag,"
                     " ersten weihnachtstag",
        "boxing_day": "zweiter weihnachtstag, zweiten weihnachtsfeiertag, stephanstag,"
                      " zweiter weihnachtsfeiertag, zweiten weihnachtstag",
        "new_years_eve": "silvester, silvesterabend, sylvester, jahreswechsel",
        "holy_saturday": "karsamstag, ostersamstag",
        "walpurgis": "walpurgisnacht, tanz in den mai",
        "childrens_day": "weltkindertag",
        "cyber_monday": "cyber monday",
        "eid_al_fitr": "zuckerfest, ramadanfest",
        "eid_al_adha": "opferfest",
        "ramadan": "ramadan",
        "chinese_new_year": "chinesisches neujahr, chinesisches neujahrsfest, chinesischen neujahr",
        "diwali": "diwali",
        "hanukkah": "chanukka",
        "pesach": "pessach",
        "rosh_hashanah": "rosch haschana, jüdisches neujahr",
        "yom_kippur": "jom kippur",
        "orthodox_easter": "orthodoxes ostern, orthodoxe ostern",
        "candlemas": "mariä lichtmess, lichtmess",
        "saint_john": "johannistag",
        "april_fools": "erster april",
        "festive_days": "feiertage, feiertagen, festtage, festtagen",
        "christmas_holidays": "weihnachtsferien",
        "winter_holidays": "winterferien, faschingsferien, skiferien, semesterferien",
        "easter_holidays": "osterferien",
        "may_holidays": "pfingstferien",
        "summer_holidays": "sommerferien, große ferien, großen ferien",
        "autumn_holidays": "herbstferien",
    },
    kinds={
        "this": "diese, diesen, dieser, dieses, diesem, laufenden, laufende, laufender, aktuellen,"
                " aktuelle",
        "next": "nächste, nächsten, nächster, nächstes, nächstem, folgende, folgenden, folgender,"
                " darauffolgenden, nächst",
        "coming": "kommende, kommenden, kommender, kommendes, kommendem, bevorstehenden",
        "past": "vorige, vorigen, voriger, voriges, vergangene, vergangenen, vergangener,"
                " vergangenes",
        "last": "letzte, letzten, letzter, letztes, letztem",
        "after_next": "übernächste, übernächsten, übernächster, übernächstes, übernächstem",
        "one_and_half": "anderthalb, eineinhalb, anderthalben",
        "one": "ein, eins, eine, einen, einem, einer, eines",
        "in_": "in, im, während, in der, in dem, während der, während des, im laufe, im lauf,"
               " im laufe des, im laufe der,"
               " irgendwann im",
        "over": "",
        "within": "binnen, innerhalb, innerhalb von, innerhalb der, binnen der, in spätestens,"
                  " in höchstens, in maximal",
        "from_now": "ab heute, ab jetzt, später, von jetzt an, von heute an",
        "ago": "",
        "by": "spätestens, spätestens am, spätestens zum, bis spätestens, bis spätestens zum,"
              " frist,"
              " fertig bis, fertig zum, deadline, deadline ist, bis spätestens am, abgabefrist, fällig, stichtag,"
              " einsendeschluss, fällig am, bis zu, nicht später als",
        "until": "bis, bis zum, bis einschließlich, bis zur, à, von jetzt bis, ab jetzt bis",
        "before": "vor, vor dem, vor der",
        "after": "nach, nach dem, seit",
        "between": "zwischen, zwischen dem",
        "from_": "ab, ab dem, beginnend, beginnend am, start, startdatum, ab der",
        "of_from": "vom, von",
        "of": "des",
        "and_": "und, oder, und am, oder am, bzw, und den, oder den, sowie",
        "quarter": "q",
        "half_year": "h",
        "week_word": "kw, woche nr",
        "weekend": "wochenende, wochenenden, wochenendes",
        "half": "hälfte",
        "every": "jeden, jede, jedes, jeder, jedem, alle, aller",
        "new_year": "neues jahr, neue jahr, neuen jahr, neuen jahres",
        "per": "pro, je",
        "times": "mal, x, einmal, zweimal, dreimal, viermal, fünfmal",
        "article": "der, die, das, den, dem, volle, vollen",
        "on": "am, zum, zu, um den, etwa, ca, circa, ungefähr, rund um, an, für den,"
              " am besten, datum, auf den, an den, gut, knapp, rund",
        "at": "um, gegen",
        "oclock": "uhr",
        "lasting": "lang, hintereinander, am stück",
        "during": "für, für die dauer von, für ca, für etwa, dauer",
        "recurring": "wöchentlich, wöchentliche, wöchentlichen, wöchentlicher, täglich, tägliche,"
                     " täglichen, monatlich, monatliche, monatlichen, vierteljährlich,"
                     " quartalsweise,"
                     " regelmäßig, regelmäßige, regelmäßigen, laufend, fortlaufend, wiederkehrend,"
                     " wiederkehrende, vierzehntägig, zweiwöchentlich,"
                     " werktags, dauerhaft, täglicher, monatlicher",
        "recurring_yearly": "jährlich, jährliche, jährlichen, jährliches, alljährlich",
        "once": "einmalig, einmalige, einmaligen, einmaliger",
        "not_": "nicht",
        "rest": "rest, restliche, restlichen, noch dieses, noch diese, noch diesen,"
                " noch in dieser, noch in diesem",
        "answer": "angebot, angebote, antwort, antworten, rückmeldung, rückmeldungen, offerte,"
                  " kostenvoranschlag, rückantwort, bestätigung, preisangebot, zusage",
        "street": "straße, platz",
        "ordinal_noun": "stock, etage, obergeschoss, klasse, auflage, og, hilfe, linie,"
                        " runde, stelle, wahl, hand, person, bauabschnitt, bürgermeister",
        "other": "guten morgen, guten tag, guten abend, gute nacht, so schnell wie möglich,"
                 " schnellstmöglich, pro person, so bald wie möglich, so viel, so dass, die so",
    },
    dayparts="vormittag, vormittags, nachmittag, nachmittags, mittag, mittags, abend, abends,"
             " am morgen, am vormittag, am nachmittag, am mittag, am abend, in der nacht, nachts,"
             " morgens, früh, in der früh, ganztägig, tagsüber, zu mittag,"
             " am späten nachmittag, am frühen nachmittag, am frühen abend, am späten abend,"
             " am späten vormittag, am frühen morgen, im laufe des tages",
    parts_of_units={
        "week": ("wochenanfang, wochenbeginn", "wochenmitte", ""),
        "month": ("monatsanfang, monatsbeginn", "monatsmitte", "monatsende"),
        "quarter": ("quartalsanfang, quartalsbeginn", "", "quartalsende"),
        "year": ("jahresanfang, jahresbeginn", "jahresmitte", "jahresende, jahresschluss"),
    },
    month_week="woche",
    month_half="hälfte",
    daypart_endings="morgen, vormittag, nachmittag, mittag, abend, nacht, früh",
    plural_units="tage, tagen, wochen, monate, monaten, quartale, quartalen, jahre, jahren",
    definite=frozenset({"dem", "den", "vom", "zum"}),
    not_typos=frozenset({"montage", "montagen", "dienstweg", "samstage", "sonntage", "montagne"}),
)  # fmt: skip
