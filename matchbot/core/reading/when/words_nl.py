"""Dutch date words."""

from matchbot.core.reading.when.words import Words

WORDS = Words(
    weekdays=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    weekdays_short=(
        "ma", "di", "wo, woe", "do", "vr", "za", "zo",
    ),
    weekdays_every=(
        "maandags, maandagen", "dinsdags, dinsdagen", "woensdags, woensdagen",
        "donderdags, donderdagen", "vrijdags, vrijdagen", "zaterdags, zaterdagen",
        "zondags, zondagen",
    ),
    months=(
        "januari", "februari, feb, febr", "maart, mrt", "april, apr", "mei", "juni, jun",
        "juli, jul", "augustus, aug", "september, sept, sep", "oktober, okt", "november, nov",
        "december, dec",
    ),
    months_weak={"jan": 1, "mar": 3, "oct": 10},
    numbers=(
        "twee, drie, vier, vijf, zes, zeven, acht, negen, tien, elf, twaalf, dertien,"
        " veertien, vijftien, zestien, zeventien, achttien, negentien, twintig, eenentwintig,"
        " tweeëntwintig, drieëntwintig, vierentwintig, vijfentwintig, zesentwintig,"
        " zevenentwintig, achtentwintig, negenentwintig, dertig, eenendertig"
    ),
    more_numbers={
        "paar": 2, "een paar": 2, "enkele": 3, "aantal": 3, "een aantal": 3, "veertig": 40,
        "vijfenveertig": 45, "vijftig": 50, "zestig": 60, "negentig": 90, "honderd": 100,
    },
    ordinals=(
        "eerste, tweede, derde, vierde, vijfde, zesde, zevende, achtste, negende, tiende,"
        " elfde, twaalfde, dertiende, veertiende, vijftiende, zestiende, zeventiende, achttiende,"
        " negentiende, twintigste, eenentwintigste, tweeëntwintigste, drieëntwintigste,"
        " vierentwintigste, vijfentwintigste, zesentwintigste, zevenentwintigste,"
        " achtentwintigste, negenentwintigste, dertigste, eenendertigste"
    ),
    units={
        "minute": "minuut, minuten, minuutje, min",
        "hour": "uur, uren, uurtje",
        "day": "dag, dagen, daagjes, kalenderdagen, etmaal",
        "workday": "werkdag, werkdagen",
        "week": "week, weken, wk, weekje, kalenderweek",
        "month": "maand, maanden, maandje, mnd",
        "quarter": "kwartaal, kwartalen",
        "semester": "semester, half jaar, halfjaar",
        "year": "jaar, jaren, jaartje, kalenderjaar",
    },
    days={
        0: "vandaag, vanavond, vanmiddag, vanochtend, vanmorgen, vannacht, heden, vandaag nog",
        1: "morgen, morgenochtend, morgenmiddag, morgenavond, morgenvroeg, morgennacht",
        2: "overmorgen, overmorgenochtend, overmorgenmiddag, overmorgenavond",
        -1: "gisteren, gisteravond, gistermiddag, gisterochtend",
        -2: "eergisteren",
    },
    parts=(
        "begin, vroeg in, aanvang, het begin",
        "half, medio, midden, halverwege, mid, het midden, midden in",
        "eind, einde, het eind, het einde, eindje, laat in, ultimo",
    ),
    seasons=("voorjaar, lente", "zomer", "herfst, najaar", "winter"),
    seasons_weak={},
    feasts={
        "new_year": "nieuwjaar, nieuwjaarsdag",
        "epiphany": "driekoningen",
        "valentine": "valentijnsdag, valentijn",
        "carnival": "carnaval, vastenavond",
        "ash_wednesday": "aswoensdag",
        "womens_day": "internationale vrouwendag, vrouwendag",
        "palm_sunday": "palmpasen, palmzondag",
        "good_friday": "goede vrijdag",
        "easter": "pasen, paasweekend, paasdagen, eerste paasdag, paaszondag",
        "easter_monday": "tweede paasdag, paasmaandag",
        "kings_day": "koningsdag",
        "labour_day": "dag van de arbeid",
        "remembrance": "dodenherdenking",
        "liberation": "bevrijdingsdag",
        "mothers_day": "moederdag",
        "fathers_day": "vaderdag",
        "ascension": "hemelvaart, hemelvaartsdag, hemelvaartdag",
        "whitsun": "pinksteren, eerste pinksterdag, pinksterweekend",
        "whit_monday": "tweede pinksterdag, pinkstermaandag",
        "prinsjesdag": "prinsjesdag",
        "halloween": "halloween",
        "saint_martin": "sint maarten",
        "all_saints": "allerheiligen",
        "all_souls": "allerzielen",
        "animal_day": "dierendag",
        "thanksgiving": "thanksgiving",
        "black_friday": "black friday",
        "saint_nicholas_eve": "sinterklaas, sinterklaasavond, pakjesavond",
        "christmas_eve": "kerstavond",
        "christmas": "kerst, kerstmis, kerstdagen, eerste kerstdag, kerstdag",
        "boxing_day": "tweede kerstdag",
        "new_years_eve": "oudjaar, oudejaarsavond, oudjaarsavond, oudejaarsdag, oudejaarsnacht,"
                         " oudjaarsdag, oud en nieuw, silvester, jaarwisseling",
        "holy_saturday": "stille zaterdag, paaszaterdag",
        "maundy_thursday": "witte donderdag",
        "keti_koti": "keti koti",
        "belgian_day": "belgische nationale feestdag",
        "neighbours_day": "burendag",
        "eid_al_fitr": "suikerfeest, eid al fitr, eid ul fitr",
        "eid_al_adha": "offerfeest, eid al adha",
        "ramadan": "ramadan, vastenmaand",
        "chinese_new_year": "chinees nieuwjaar",
        "diwali": "diwali, divali",
        "holi": "holi, holifeest, holi phagwa",
        "hanukkah": "chanoeka, hanoeka",
        "pesach": "pesach",
        "rosh_hashanah": "rosj hasjana, joods nieuwjaar",
        "yom_kippur": "jom kipoer, grote verzoendag",
        "advent": "advent, adventszondag, zondag van de advent, zondag van advent",
        "armistice": "wapenstilstandsdag",
        "assumption": "maria hemelvaart, onze lieve vrouw hemelvaart",
        "shrove_tuesday": "vette dinsdag",
        "cyber_monday": "cyber monday",
        "festive_days": "feestdagen, de feestdagen, decemberfeestdagen",
        "ascension_weekend": "hemelvaartweekend, hemelvaartsweekend",
        "christmas_holidays": "kerstvakantie, kerstverlof, kerstreces",
        "winter_holidays": "voorjaarsvakantie, krokusvakantie, krokusverlof, voorjaarsreces",
        "easter_holidays": "paasvakantie, paasverlof",
        "may_holidays": "meivakantie, meireces",
        "summer_holidays": "zomervakantie, grote vakantie, zomerreces, bouwvak, bouwverlof",
        "autumn_holidays": "herfstvakantie, herfstverlof, herfstreces",
    },
    kinds={
        "this": "deze, dit, huidige, lopende",
        "next": "volgende, volgend, eerstvolgende, aansluitende",
        "coming": "komende, komend, aankomende, aankomend, aanstaande, aanstaand, as, eerstkomende",
        "past": "vorige, vorig, afgelopen, verleden, voorbije, voorgaande",
        "last": "laatste",
        "after_next": "daaropvolgende, daarop, daarna",
        "one": "een, 'n",
        "one_and_half": "anderhalve, anderhalf",
        "and_half": "en een half, en een halve",
        "in_": "in, tijdens, in de loop van, ergens in, gedurende de",
        "over": "over",
        "within": "binnen, binnen nu en, over maximaal, over hooguit, in maximaal",
        "from_now": "vanaf nu, na nu, later, vanaf vandaag, hierna",
        "ago": "geleden",
        "by": "uiterlijk, uiterlijk op, uiterlijk voor, niet later dan, op zijn laatst, deadline,"
              " deadline is, op z'n laatst, ten laatste, tegen, sluitingsdatum, voor of op,"
              " uiterste datum, liefst voor of op, tot uiterlijk, zo niet voor",
        "until": "tot, tot en met, t/m, tm, tot aan, à, van nu tot, tussen nu en",
        "before": "eerder dan, nog voor, ruim voor, vlak voor, net voor",
        "for_or_before": "voor",
        "after": "na, later dan",
        "between": "tussen",
        "from_": "vanaf, ingaande, startdatum, start, met ingang van, sinds",
        "of_from": "van",
        "and_": "en, of, of op, en op, dan wel, plus",
        "quarter": "q",
        "half_year": "h",
        "week_word": "kw, weeknummer, weeknr, week nr, week nummer",
        "weekend": "weekend, weekeinde, wknd, weekends",
        "half": "helft",
        "every": "elke, elk, iedere, ieder, om de",
        "new_year": "nieuwe jaar",
        "per": "per",
        "times": "keer, maal, x, dagdelen, ochtenden, middagen",
        "article": "de, het, der, den, volle",
        "on": "op, met, rond, omstreeks, ongeveer, circa, ca, omtrent, datum, ruim, zo'n, zowat,"
              " een kleine, een goede, krap",
        "at": "om, vanaf om",
        "oclock": "u",
        "lasting": "lang, achtereen, aaneen",
        "during": "gedurende, voor de duur van, voor een periode van",
        "recurring": "wekelijks, wekelijkse, dagelijks, dagelijkse, maandelijks, maandelijkse,"
                     " tweewekelijks, tweewekelijkse, terugkerend, terugkerende, doorlopend,"
                     " structureel, structurele, periodiek, periodieke, regelmatig, regelmatige,"
                     " doordeweeks",
        "recurring_yearly": "jaarlijks, jaarlijkse",
        "once": "eenmalig, eenmalige, een keer",
        "not_": "niet",
        "rest": "rest, nog deze, nog dit",
        "answer": "offerte, offertes, reactie, reacties, reageren, antwoord, antwoorden,"
                  " bevestiging,"
                  " voorstel, voorstellen, prijsopgave, horen, inschrijven, inschrijving, bericht",
        "ordinal_noun": "verdieping, etage, editie, keus, keuze, klas, hands, ronde, fase,"
                        " lijns, graads, kamer, instantie",
        "other": "goede morgen, goede middag, goede avond, goeden avond, goeden morgen,"
                 " per persoon, om te, zo snel mogelijk, in de buurt, en zo, zon beetje",
    },
    dayparts="'s ochtends, ochtend, 's middags, middag, 's avonds, avond, 's morgens, 's nachts,"
             " nacht, overdag, voormiddag, namiddag, vroeg, de hele dag, hele dag, rond lunchtijd,"
             " tussen de middag, eind van de middag, einde van de middag, het eind van de middag,"
             " tegen het eind van de middag, begin van de middag, begin van de avond,"
             " eind van de ochtend, in de loop van de dag, laat in de middag, vroeg in de avond",
    parts_of_units={
        "month": ("", "", "maandeinde, ultimo maand"), "year": ("", "", "jaareinde"),
    },
    plural_units="dagen, weken, maanden, kwartalen, jaren",
    daypart_endings="ochtend, ochtends, middag, middags, avond, avonds, morgen, nacht, namiddag,"
                    " voormiddag",
)  # fmt: skip
