"""French date words."""

from matchbot.core.reading.when.words import Words

WORDS = Words(
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    weekdays_short=("lun", "mar", "mer, merc", "jeu", "ven, vend", "sam", "dim"),
    weekdays_every=(
        "lundis", "mardis", "mercredis", "jeudis", "vendredis", "samedis", "dimanches",
    ),
    months=(
        "janvier, janv", "février, févr, fév", "", "avril, avr", "mai", "juin", "juillet, juil",
        "août", "septembre", "octobre, oct", "novembre, nov", "décembre, déc",
    ),
    months_weak={"jan": 1, "mars": 3},
    numbers=(
        "deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze,"
        " douze, treize, quatorze, quinze, seize, dix sept, dix huit, dix neuf, vingt, vingt et un,"
        " vingt deux, vingt trois, vingt quatre, vingt cinq, vingt six, vingt sept, vingt huit,"
        " vingt neuf, trente, trente et un"
    ),
    more_numbers={
        "quelques": 3, "plusieurs": 3, "une dizaine de": 10, "dizaine de": 10,
        "une quinzaine de": 15, "quarante": 40, "quarante cinq": 45, "cinquante": 50,
        "soixante": 60, "quatre vingt dix": 90, "cent": 100, "une paire de": 2, "vingt et une": 21,
    },
    ordinals=(
        "premier/première, deuxième/second/seconde, troisième, quatrième, cinquième,"
        " sixième, septième, huitième, neuvième, dixième, onzième, douzième, treizième,"
        " quatorzième, quinzième, seizième, dix septième, dix huitième, dix neuvième, vingtième,"
        " vingt et unième, vingt deuxième, vingt troisième, vingt quatrième, vingt cinquième,"
        " vingt sixième, vingt septième, vingt huitième, vingt neuvième, trentième,"
        " trente et unième"
    ),
    units={
        "minute": "minute, minutes, min, mn",
        "hour": "heure, heures, h",
        "day": "jour, jours, journée, journées, jrs, jours calendaires",
        "workday": "jour ouvré, jours ouvrés, jour ouvrable, jours ouvrables",
        "week": "semaine, semaines, sem, huitaine",
        "fortnight": "quinzaine, quinzaine de jours, quinzaines",
        "month": "mois",
        "quarter": "trimestre, trimestres",
        "semester": "semestre, semestres, demi année",
        "year": "an, ans, année, années",
    },
    days={
        0: "aujourd'hui, aujourdhui, ce soir, ce matin, ce midi, cet après midi, cette après midi, cette nuit,"
           " ce jour, auj",
        1: "demain",
        2: "après demain, surlendemain",
        -1: "hier, hier soir",
        -2: "avant hier",
    },
    parts=(
        "début, le début, au début, au début de, tout début, commencement, en début, début de",
        "mi, milieu, le milieu, au milieu, à la mi, la mi, vers le milieu",
        "fin, la fin, à la fin, fin de, en fin, à la fin de, la fin de",
    ),
    seasons=("printemps", "l'été, cet été, en été, d'été, été prochain, cet ete", "automne", "hiver"),
    seasons_weak={"été": 2},
    feasts={
        "new_year": "nouvel an, jour de l'an, premier de l'an, le jour de l'an",
        "epiphany": "épiphanie, fête des rois",
        "candlemas": "chandeleur",
        "valentine": "saint valentin, st valentin",
        "carnival": "carnaval",
        "shrove_tuesday": "mardi gras",
        "ash_wednesday": "mercredi des cendres",
        "womens_day": "journée de la femme, journée internationale de la femme,"
                      " journée internationale des femmes, journée des droits des femmes",
        "palm_sunday": "dimanche des rameaux, rameaux",
        "good_friday": "vendredi saint",
        "maundy_thursday": "jeudi saint",
        "easter": "pâques, dimanche de pâques, week end de pâques",
        "easter_monday": "lundi de pâques",
        "labour_day": "fête du travail",
        "victory_1945": "fête de la victoire",
        "ascension": "ascension, jeudi de l'ascension, l'ascension",
        "whitsun": "pentecôte, dimanche de pentecôte",
        "whit_monday": "lundi de pentecôte",
        "mothers_day": "fête des mères",
        "fathers_day": "fête des pères",
        "music_day": "fête de la musique",
        "saint_john": "saint jean, st jean",
        "bastille": "fête nationale",
        "assumption": "assomption, l'assomption",
        "halloween": "halloween",
        "all_saints": "toussaint",
        "all_souls": "jour des morts, fête des morts",
        "armistice": "armistice",
        "thanksgiving": "thanksgiving, action de grâce",
        "black_friday": "black friday",
        "cyber_monday": "cyber monday",
        "saint_nicholas": "saint nicolas, st nicolas",
        "christmas_eve": "veille de noël, réveillon de noël, la veille de noël",
        "christmas": "noël, jour de noël, le jour de noël",
        "boxing_day": "lendemain de noël",
        "new_years_eve": "saint sylvestre, st sylvestre, réveillon, réveillon du nouvel an,"
                         " la saint sylvestre, veille du jour de l'an, veille du nouvel an",
        "holy_saturday": "samedi saint",
        "belgian_day": "fête nationale belge, 21 juillet férié",
        "beaujolais": "beaujolais nouveau, arrivée du beaujolais nouveau",
        "swiss_day": "fête nationale suisse",
        "corpus_christi": "fête dieu",
        "eid_al_fitr": "aïd el fitr, aïd el fitr, aïd, l'aïd, fin du ramadan",
        "eid_al_adha": "aïd el kebir, aïd al adha, fête du mouton",
        "ramadan": "ramadan",
        "chinese_new_year": "nouvel an chinois",
        "diwali": "diwali, divali",
        "hanukkah": "hanoucca, hanouka",
        "pesach": "pessah, pâque juive",
        "rosh_hashanah": "rosh hashana, roch hachana",
        "yom_kippur": "yom kippour, kippour",
        "orthodox_easter": "pâques orthodoxe, pâques orthodoxes",
        "advent": "dimanche de l'avent, avent",
        "april_fools": "poisson d'avril",
        "saint_martin": "saint martin, st martin",
        "earth_day": "jour de la terre",
        "festive_days": "fêtes, fêtes de fin d'année",
        "ascension_weekend": "week end de l'ascension, pont de l'ascension",
        "christmas_holidays": "vacances de noël, congés de noël, vacances de fin d'année",
        "winter_holidays": "vacances d'hiver, vacances de février, vacances de carnaval,"
                           " congé de détente",
        "easter_holidays": "vacances de pâques, vacances de printemps, vacances d'avril,"
                           " congés de pâques",
        "summer_holidays": "vacances d'été, grandes vacances, vacances scolaires d'été,"
                           " congés d'été",
        "autumn_holidays": "vacances de la toussaint, vacances de toussaint,"
                           " vacances d'automne, congé d'automne",
    },
    kinds={
        "this": "ce, cet, cette, ces, en cours, courante, actuel, actuelle",
        "next": "prochain, prochaine, prochains, prochaines, suivant, suivante, suivants,"
                " suivantes,"
                " qui suit",
        "coming": "qui vient, à venir, qui arrive",
        "past": "passé, passée, précédent, précédente, passés, passées",
        "last": "dernier, dernière, derniers, dernières",
        "after_next": "d'après, en huit jours après",
        "one": "un, une, l'un",
        "and_half": "et demi, et demie",
        "in_": "en, dans le, au mois de, au cours de, courant de, au cours du, courant",
        "over": "dans",
        "within": "d'ici, dans au plus, dans maximum, dans moins de, d'ici à, sous, dans les, dans un délai de, dans le délai de, endéans,"
                  " en moins de",
        "from_now": "plus tard, à partir de maintenant, à compter d'aujourd'hui,"
                    " à partir d'aujourd'hui",
        "ago": "il y a, voilà",
        "by": "au plus tard, au plus tard le, d'ici le, d'ici au, date limite,"
              " échéance, dernier délai, au plus tard pour, limite le, date limite le,"
              " jusqu'à fin, délai, à finir pour, à rendre pour, à livrer pour, à terminer pour,"
              " à finir pour le, à rendre pour le, à livrer pour le, à terminer pour le, prêt pour le,"
              " prêts pour le, terminé pour le, fini pour le, livré pour le",
        "until": "jusqu'au, jusqu'en, jusqu'à, jusque, entre maintenant et, de maintenant à",
        "to": "au, à, à la",
        "before": "avant, avant le, avant la, préalablement au",
        "after": "après, après le, passé le",
        "between": "entre, entre le",
        "from_": "à partir de, à partir du, à compter de, à compter du, dès le, depuis, de le,"
                 " à dater du, à dater de, dès la",
        "of_from": "de, du, d', de la, de l'",
        "and_": "et, ou, et le, ou le, et du, ou bien",
        "quarter": "q, t",
        "half_year": "s",
        "week_word": "semaine n, semaine numéro",
        "weekend": "week end, weekend, we, week ends",
        "half": "moitié",
        "every": "chaque, tous les, toutes les",
        "new_year": "nouvelle année",
        "per": "par",
        "times": "fois",
        "article": "la, l', les, la date du",
        "le": "le, pour le, à la date du, en date du",
        "on": "vers, environ, autour du, autour de, aux alentours de, aux alentours du, date,"
              " aux environs de, aux environs du, vers le",
        "at": "dès, dès les",
        "oclock": "heures pile",
        "lasting": "de suite, consécutifs, consécutives, d'affilée",
        "during": "pendant, durant, pour, sur, pour une durée de, pendant les",
        "recurring": "hebdo, hebdomadaire, hebdomadaires, quotidien, quotidienne, quotidiennement,"
                     " quotidiens, quotidiennes, mensuel, mensuelle, mensuels, mensuelles,"
                     " mensuellement, hebdomadairement, trimestriel, trimestrielle, bimensuel,"
                     " bimensuelle, bihebdomadaire, régulier, régulière, régulièrement,"
                     " récurrent, récurrente, périodique",
        "recurring_yearly": "annuel, annuelle, annuels, annuelles, annuellement",
        "once": "ponctuel, ponctuelle, ponctuellement, une seule fois, une fois, unique",
        "not_": "pas",
        "rest": "reste, encore cette, encore ce",
        "answer": "devis, réponse, réponses, répondre, offre, offres, proposition, propositions,"
                  " retour, retours, soumission, candidature, confirmation, confirmer, réponds",
        "street": "rue, avenue, boulevard, quai, place, métro, esplanade, cours",
        "ordinal_noun": "étage, étages, édition, arrondissement, classe, arr, chance, choix,"
                        " temps, lieu, phase, main, étape",
        "other": "bonne journée, bonne fin de journée, bonne soirée, bon week end, bon weekend,"
                 " dès que possible, le plus tôt possible, nous avons été, a été, ont été, ai été,"
                 " avait été, par personne, le jeu, la mer, le plus vite possible, en plus",
    },
    dayparts="matin, midi, après midi, soir, matinée, soirée, nuit, à midi, le matin, le soir,"
             " au matin, au soir, dans la matinée, en soirée, en matinée, dans la soirée,"
             " dans l'après midi, en fin de journée, en début d'après midi, à minuit, minuit,"
             " l'après midi, en fin d'après midi, fin de journée, toute la journée, en journée,"
             " en fin de matinée, en début de matinée, en début de soirée, en fin de soirée,"
             " début d'après midi, dans la journée, en cours de journée",
    parts_of_units={"month": ("", "", "fin du mois courant"), "year": ("", "", "fin d'année")},
    month_after_number={"sept": 9},
    plural_units="jours, semaines, trimestres, années",
    definite=frozenset({"le", "du", "au"}),
    not_typos=frozenset({"nombre", "juillets", "samedis", "dimanches"}),
)  # fmt: skip
