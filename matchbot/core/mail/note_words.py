"""The signs of vacation notes and of offices' receipts, in small letters without accents.

No single sign makes a note: a person who asks for something may say any one of them.
"""

from __future__ import annotations

import re

from matchbot.core.reading.plain import fold


def _any_of(*sentences: str) -> re.Pattern[str]:
    folded = (words if words.isascii() else fold(words) for words in sentences)
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(folded)})", re.IGNORECASE)


_SOON = r".{0,45}?\b"

#: The writer is not there, or not any more; or the mailbox is not read any more.
AWAY = _any_of(
    # English
    rf"(?:i|we)(?: am|'m| are| will be| shall be|'ll be){_SOON}(?:out of (?:the |my )?office|away\b|on (?:\w+ )?(?:leave|vacation|holidays?|sabbatical|a break|travel)|travelling|traveling|out until|not (?:in the office|available|reachable|reading))",
    r"(?:on|taking) (?:annual|parental|sick|maternity|paternity|study) leave", r"out of (?:the )?office",
    rf"(?:i )?(?:no longer|do not|don't|am not|not){_SOON}(?:work(?:ing)? (?:for|at|with|here|on)|employed|with the (?:company|council)|in this position)",
    r"(?:i|has|have) (?:have )?(?:left|retired from|moved on from) (?:the |my )?\w+", r"\w+ (?:no longer|does not|doesn't) works? (?:for|at|here|with)", "limited access to (?:my )?e-?mail", "(?:with(?:out)?|no|not have) (?:any )?access to (?:my |the )?(?:e-?)?mail",
    r"(?:e-?mail )?address (?:has changed|is (?:no longer|not) (?:in use|used|valid|active|monitored))", "my e-?mail address (?:has|was) changed",
    # Dutch
    r"(?:ik werk|werk ik) (?:alleen|niet|slechts|maar|parttime)", rf"(?:ik (?:ben|zal|werk)|ben ik|wij zijn|we zijn){_SOON}(?:afwezig|niet (?:aanwezig|bereikbaar|beschikbaar|op kantoor|in de gelegenheid|meer werkzaam|langer werkzaam|meer in dienst|meer werkzaam)|vrij\b|met (?:\w+)?(?:vakantie|verlof|pensioen)|op (?:vakantie|reis|zakenreis)|uit dienst|buiten (?:kantoor|huis))",
    r"(?:ik geniet|geniet ik) van (?:mijn|een)", r"(?:vandaag|momenteel|op dit moment|deze (?:dag|week)) (?:niet (?:aanwezig|werkzaam|op kantoor)|afwezig)", r"(?:werk ik|ik werk) niet\b",
    r"(?:werkt|ben|is) (?:hier )?niet (?:meer|langer) (?:werkzaam|in dienst|bij|voor)", r"(?:mijn|ons|dit) e-?mail-?adres (?:is gewijzigd|is veranderd|wordt niet (?:meer )?|is niet meer)",
    r"(?:mijn|onze) werkdagen", "aanwezig op (?:maan|dins|woens|donder|vrij)dag", "gesloten (?:van|tot|t/m|wegens|in verband|i\\.v\\.m|tussen|op)", r"(?:is|zijn|wordt) (?:\w+ ){0,6}gesloten", "my working (?:days|hours) are", "i work (?:part[- ]time|mondays?|tuesdays?|from)", r"(?:office|company|shop|we)s? (?:is|are|will be) closed",
    # French
    r"(?:bureaux?|locaux|secretariat|cabinet|magasin|mairie|association|nous) (?:sont|seront|sera|est|sommes) fermee?s?", "(?:bureaux?|secretariat|cabinet|mairie) fermee?s?", "fermeture (?:annuelle|de nos)", "je travaille (?:du|les|le)",
    rf"(?:je suis|je serai|nous sommes|etant|suis){_SOON}(?:absente?|en (?:conges?|vacances|deplacement|formation|arret|rtt)|hors (?:du|de mon) bureau|injoignable|indisponible|en conge)",
    r"(?:actuellement|momentanement) (?:absente?|en (?:conges?|vacances|deplacement)|indisponible)", r"(?:ne fais|ne fait|fais) plus partie", r"(?:j'ai|a) quitte (?:mes fonctions|l'|la |le |mon )",
    r"ne travaill?e? plus", r"n(?:'est|e suis) plus (?:en poste|employe|salarie|dans|a )", r"(?:mon|cette|l') ?adresse (?:e-?mail |mail |electronique )?(?:a change|n'est plus)",
    # German
    rf"(?:ich bin|bin ich|ich befinde mich|befinde ich mich|wir sind|ich werde|sind wir){_SOON}(?:nicht (?:im (?:buro|buero|hause?|dienst)|erreichbar|da\b|am arbeitsplatz|anwesend|mehr (?:fur|bei|im|in|unter))|abwesend|ausser haus|im urlaub|in (?:elternzeit|mutterschutz|urlaub|rente)|auf (?:dienst|geschafts)reise|unterwegs|krank)",
    r"(?:ich |habe ich )?(?:habe )?(?:derzeit |gerade |aktuell )?urlaub (?:bis|vom)", r"nicht mehr (?:bei|fur|in|im) .{0,60}(?:tatig|beschaftigt|angestellt)", r"(?:aus dem unternehmen|aus der firma) ausgeschieden",
    r"(?:meine|diese|die) (?:e-?)?mail-?adresse (?:hat sich geandert|wird nicht (?:mehr|langer)|ist nicht mehr)",
    "(?:wir (?:machen|haben) )?betriebs(?:ferien|urlaub)", r"(?:buro|betrieb|geschaft|praxis|laden|haus|wir) (?:ist|bleibt|sind|haben) (?:.{0,40} )?geschlossen", "meine arbeitstage", r"(?:ich arbeite|arbeite ich) (?:nur|nicht|in teilzeit)",
    # Spanish, Italian, Portuguese, Catalan, Romanian
    rf"(?:estoy|estare|me encuentro|estamos|me encontrare|estoy disfrutando){_SOON}(?:fuera (?:de la oficina|del despacho)|de vacaciones|de viaje|ausente|de baja|de permiso|mis vacaciones)", r"ya no (?:trabajo|forma parte|estoy en)", "no estare disponible",
    rf"(?:sono|saro|siamo|mi trovo){_SOON}(?:fuori (?:ufficio|sede)|in (?:ferie|vacanza|trasferta|congedo|maternita)|assente)", "non (?:lavoro|faccio) piu",
    rf"(?:estou|estarei|encontro-me|estamos|de momento){_SOON}(?:ausente|de ferias|em ferias|fora do escritorio|de licenca)", r"ja nao (?:trabalho|faco)", "nao trabalho mais",
    rf"(?:estic|estare|soc){_SOON}(?:de vacances|fora de l'oficina)", rf"(?:sunt|voi fi|ma aflu){_SOON}(?:in concediu|plecat|absent)",
    # Scandinavian, Finnish, Estonian
    rf"(?:jeg|jag|vi) (?:er|ar|har|holder|haller|tar){_SOON}(?:ferie|semester|pa kontoret|fravarende|franvarande|bortrest|ledig|permisjon|orlov|kontorstid|barsel)", r"(?:ude|ute) (?:af|av|fra) kontoret", r"ikke (?:paa|pa) kontoret", "ude af huset", "inte pa kontoret",
    rf"olen{_SOON}(?:lomalla|poissa|matkoilla|vapaalla)", "en ole toimistossa", "viibin puhkusel",
    # Polish, Czech, Slovak, Hungarian, Slovene, Croatian, Baltic, Turkish
    rf"(?:jestem|bede|przebywam|bylem){_SOON}(?:nieobecn|na urlopie|poza biurem|urlop)", r"(?:nie|juz nie) pracuje",
    rf"(?:jsem|budu|som|budem){_SOON}(?:mimo kancelar|na dovolenke|na dovolene|cerpam dovolenou|mimo kancelarie|nepritomn)", r"(?:cerpam|mam) dovolen",
    r"(?:szabadsagon|hazon kivul|tavol) (?:vagyok|leszek)", rf"(?:sem|sam|nisem|nisam|bom){_SOON}(?:na dopust|na godisnj|u uredu|v pisarn|odsot|odsut)", "esu (?:atostogose|isvyk)", "atrodos atvalinajuma",
    "(?:yillik )?izin(?:deyim|liyim)", "ofis disinda", "(?:ofiste|iste) degilim",
    # Greek, Cyrillic, others
    "απουσιαζω", "εκτοσ γραφειου", "σε αδεια", r"(?:нахожусь|я|буду|ухожу|в)\s.{0,20}?(?:отпуске|отпуск|командировке)", "отсутству", "у відпустці", "в отпуск", "извън офиса", "на одмору",
    "休假", "不在办公室", "不在辦公室", "外出", "不在に", "休暇", "休み", "부재", "휴가", "חופשה", "מחוץ למשרד", "إجازة", "خارج المكتب",
)  # fmt: skip
#: A word for being away; it makes a note with who else can help, or what becomes of the mail.
ABSENCE = _any_of(
    r"(?:(?:annual|parental|maternity|paternity|sick|medical) leave|on leave|vacation|holidays?|travell?ing|out of office|sabbatical)\b", r"\w*(?:verlof|vakantie|afwezig|pensioen)\w*", r"(?:conge|vacances|absen(?:t|ce)|deplacement|retraite|arret maladie)\w*", r"(?:urlaub|abwesen|elternzeit|mutterschutz|dienstreise|ruhestand|krankheit|betriebsferien)\w*",
    r"(?:vacaciones|baja\b|permiso|ausen\w+|ferie\b|assen\w+|maternita|ferias|licenca|concediu|semester\b|ferie\w*|permisjon|foraldraledig|barsel|lomalla|vapaalla|urlop\w*|nieobecn\w*|dovolen\w*|szabadsag\w*|dopust\w*|godisnj\w*|izin(?:de|li)\w*|atostog\w*|atvalinajum\w*|puhkus\w*)",
    "αδεια", "отпуск", "відпуст", "одмор", "отпуска", "휴가", "부재", "休假", "休暇", "不在", "出差", "出張", "חופש", "إجازة",
)  # fmt: skip
#: The writer will be there again.
RETURNS = _any_of(
    r"(?:i|we)(?:'ll| will| shall| am|'m| are)? (?:be )?(?:back (?:on|in|at|by|from)|return)\w*\b", r"(?:am|be|is|are) back (?:on|in|at|by|from)", r"(?:back|return\w*) (?:on|in the office|to the office|to work)",
    r"(?:ik ben|ben ik|wij zijn|we zijn|zijn we|zijn wij).{0,40}? (?:weer|terug)\b", "terug op", "ben er (?:weer|terug)",
    r"(?:je serai|serai|je suis|nous serons|etre)(?: a nouveau)?(?: de)? (?:retour|joignable|de nouveau)", r"de retour (?:le|lundi|mardi|mercredi|jeudi|vendredi|dans|au bureau)", r"je reviens", r"a (?:mon|notre) retour",
    r"(?:ich bin|bin ich|wir sind|sind wir|stehe ich).{0,40}? wieder\b", r"wieder (?:erreichbar|im (?:buro|buero|hause?)|fur sie|da\b|zuruck|zur verfugung)", r"zuruck (?:am|ab)",
    r"(?:regres|vuelv|volver|rientr|tornero|tornar|volto|voltar|regress|reincorpor)\w*",
    r"(?:tilbage|tillbaka|tilbake|takaisin|wracam|powrot|zpet|spat|vissza|inapoi|donecegim|geri done)\w*",
    "вернусь", "возвращ", "повернусь", "με επιστροφη", "επιστρεφω", "返回", "戻り", "回来",
)  # fmt: skip
#: Until when.
UNTIL = _any_of(
    "until (?:and including )?(?:\\w+ )?\\d", "until (?:mon|tues|wednes|thurs|fri)day", "through \\w+ \\d", "till \\w+ ?\\d", "from .{3,30} (?:to|until|till) ",
    r"(?:tot|t/m|tot en met|t\.e\.m\.) (?:en met )?(?:\w+ ){0,2}\d", "tot (?:maan|dins|woens|donder|vrij)dag", "van .{3,30} (?:tot|t/m) ",
    r"jusqu'?(?:au|a)\b", r"du \d.{0,20} au \d", r"bis (?:zum |einschliesslich |einschl\. )?(?:\w+,? )?(?:den |dem )?\d", "bis (?:mon|diens|donners|frei)tag", "vom \\d.{0,20} bis",
    r"(?:hasta|fino al?|ate|ate ao?|desde) (?:el |dia |o dia |proximo )?(?:\w+ )?(?:al )?\d",
    r"(?:til|till|fram til|indtil|do|du|az|pana|asti|saakka) (?:og med |och med |dne |dnia |la |den )?(?:\w+ )?\d", r"\d.{0,16}(?:-ig|asti|saakka|kadar|tarihine)\b", "до \\d", "до \\w+ \\d", "까지",
)  # fmt: skip
#: Who or what to turn to meanwhile.
INSTEAD = _any_of(
    rf"(?:for|in|if) {_SOON}(?:urgent|urgency|emergenc\w*|immediate|wait)", r"(?:please )?(?:contact|direct|forward|send|address|reach out to|refer|e-?mail|call|ring)\b.{0,70}(?:@|instead|in my absence|meanwhile|colleague|tel\b|\d{5})", r"in (?:my|our) absence", r"cover(?:s|ing|ed)? (?:for|by|my)", r"[\w.+-]+@[\w-]+\.\w+", "waargenomen|vervang(?:t|en) mij|collega", "collegue", "kolleg", "companer", r"during (?:my|our) absence",
    r"(?:voor|bij|in|is) .{0,30}?(?:dringend|spoed|urgent)\w*", r"(?:kunt|kan|kun) (?:u|je) .{0,60}(?:contact|terecht|mailen|bellen|wenden|opnemen|bereiken)", r"neem(?:t u)? .{0,30}contact op", r"(?:tijdens|bij|in) (?:mijn|onze) (?:afwezigheid|verlof|vakantie)", r"(?:stuur|richt|mail)\w* .{0,60}@",
    r"(?:en cas d'|pour (?:toute|les) .{0,20})urgen\w*", "si (?:c'est )?urgen", r"(?:veuillez|merci d[e'] ?|vous pouvez|pouvez) ?(?:vous |contacter|adresser|ecrire|joindre|envoyer|prendre contact).{0,80}", r"(?:durant|pendant|en) (?:mon|notre|cette) absence", r"(?:adresser|envoyer) (?:vos|votre) \w+ a\b",
    r"in (?:dringenden|eiligen|wichtigen|drin\w+) ", r"(?:bei|fur) (?:dringenden|eiligen|ruckfragen|fragen)", r"wenden sie sich", r"(?:wahrend|in) (?:meiner|unserer|dieser) (?:abwesenheit|zeit)", r"(?:vertritt|vertretung|vertreten)\w*", r"(?:kontaktieren|erreichen) sie", r"senden sie .{0,60}@",
    r"(?:en caso de|para (?:temas|asuntos|cualquier)|per|em caso de|casos?|se) ?.{0,20}(?:urgen\w+|urgente)", r"(?:contactar|contattare|contacte|contate|escribir a|scrivere a|ponerse en contacto|rivolgersi|entrar em contato|dirija)\b", r"(?:durante|in) (?:mi|mia|minha|la mia|a minha) (?:ausencia|assenza)", "urgent(?:e|a)s?\\b",
    r"(?:ved|vid|for|i) (?:\w+ )?(?:hastesag|haste|akut|bradskande|presserende)\w*", r"(?:kontakt|kontakta|ta kontakt|ota yhteytta|kiireelli)\w*", r"(?:w|przy) (?:sprawach )?piln\w*", r"(?:prosze o )?kontakt\b", r"nalehav\w*", r"surgos \w+", r"(?:acil|urgente) ", "срочн", "по вопросам", "обращайтесь", "терміново", "επειγον", "急事", "紧急", "緊急", "急用", "긴급",
)  # fmt: skip
#: What becomes of the mail.
FATE = _any_of(
    r"(?:your|this|the|any|all) (?:e-?)?(?:mail|message)s? (?:will|is|are|has|have)(?: not| been|n't)? (?:not )?(?:be )?(?:forwarded|read|redirected|answered|monitored|checked|deleted|processed)", r"(?:will|shall|'ll) (?:respond|reply|answer|get back|read|deal with|come back).{0,60}(?:return|back\b|as soon as|when|upon|after)", r"(?:upon|on|after) my return", r"when (?:i|we) (?:return|are back|am back|get back|'m back|come back)",
    r"(?:repl(?:y|ies)|respon(?:d|se|ses|ding)) (?:\w+ ){0,3}(?:slow|delay|late)\w*", r"(?:slow|slower|delayed|limited|unable|late) (?:\w+ ){0,2}(?:respon|repl)\w*", r"anything (?:urgent|pressing)",
    r"(?:uw|je|deze|dit|de|e-?) ?(?:e-?)?(?:mail|bericht|mailtje|mails) (?:wordt|worden|zal|zullen) ?(?:niet|daarna|na|automatisch|pas|doorgestuurd|op|dan)", r"(?:lees|beantwoord|reageer|behandel|beantwoorden) (?:ik|wij|we) .{0,40}", r"ik (?:lees|beantwoord|reageer|zal).{0,40}(?:mail|bericht|terug|reageren|beantwoorden)", r"(?:na|bij) (?:mijn|onze) (?:terugkomst|terugkeer|vakantie|verlof)", "(?:niet|nauwelijks) (?:meer )?(?:gelezen|doorgestuurd|gecontroleerd|bekeken)",
    r"(?:votre|vos|ce|les) (?:e-?)?(?:mail|message|courriel|mel)s? (?:ne )?(?:sera|seront|est|sont|ne) ?(?:pas|transfere|traite|lu|pris)?", r"(?:je|nous) (?:prendrai|prendrons|repondrai|repondrons|traiterai|vous repondrai|reviendrai|lirai|ne manquerai)\b", r"(?:des|a|lors de) mon retour", "ne (?:sera|seront|sont) pas (?:lu|transfere|traite|transmis)",
    r"(?:ihre?|diese|eingehende) (?:e-?)?(?:mail|nachricht|mails|nachrichten) (?:wird|werden|wurde) ?(?:nicht|erst|automatisch|in|nach|weitergeleitet)?", r"nach meiner (?:ruckkehr|ruckkunft)", r"(?:nicht|automatisch) (?:weitergeleitet|gelesen|bearbeitet)", "(?:beantworte|bearbeite|lese) ich",
    r"(?:a|tras|al|ao?|na|no) (?:mi|mio|meu|minha|il mio|o meu) (?:regreso|vuelta|rientro|ritorno|regresso|retorno)", r"(?:contestare|respondere|rispondero|responderei|leggero)\b", "su (?:mensaje|correo) (?:no|sera)",
    r"(?:svarer|svarar|laser|leser|vastaan|luen|odpowiem|odpiszem|odpovim|odpoviem|valaszol|cevaplay)\w*", "отвечу", "прочитаю", "відповім", "回复您", "返信いた", "답장",
)  # fmt: skip
#: Thanks for the mail.
THANKS = _any_of(
    r"thank(?:s| you)(?: very much)? for (?:your|the|contacting|getting)", r"(?:hartelijk |be)?dank(?:t)? (?:u )?voor (?:uw|je|het)", r"merci (?:de|pour) (?:votre|vos|ton)", r"(?:nous |je )vous remercie",
    r"(?:vielen |herzlichen |besten )?dank fur (?:ihre|deine|die)", r"gracias por (?:su|tu)", r"grazie per (?:la|il|aver|avermi)", r"obrigad[oa] pel[ao]", r"tak for", "tack for", "takk for", "kiitos", "dziekuj", "dekuj", "dakujem", "koszon", "спасибо за", "дякую", "multumesc", "tesekkur", "感谢", "ありがとう",
)  # fmt: skip
#: The writer wants something: then it is no note, whatever else it says.
ASKS = _any_of(
    r"we (?:need|are looking|would like|want|require|are searching|'d like)", r"i (?:need|am looking|would like to (?:order|book|ask|have)|want|'d like)", r"(?:looking|searching) for", r"(?:could|can|would) you\b", "sorry for (?:the|my) (?:late|delay)", "we (?:look|search) for", r"please (?:find|arrange|organi[sz]e|deliver|bring|book|order)\b", r"please (?:send|quote|let me know|go ahead|confirm) (?:us|me|an?|your (?:offer|quote|price)|whether|if|with|the (?:offer|quote))\b",
    r"(?:we|wij|ik) (?:zoek|zoeken|(?:willen|wil) (?!u\b|je\b|graag (?:u|je)\b)|(?:hebben|heb) (?:een|nog|\d)|kiezen|kies)\b", r"op zoek naar", r"(?:is|zijn|hebben|heb|ook|er) .{0,60}\bnodig\b", r"(?:kunnen|kunt|kan|kun|willen|wilt) (?:jullie|julie)\b", r"graag (?:een |de |voor |offerte|ontvang|nummer|\d)", r"(?<=[.!?:] )graag (?!gedaan|verwij|tot )", r"(?:stuur|mail) (?:mij|me|ons) ",
    r"(?:nous|je) (?:cherch|recherch|avons besoin|ai besoin|souhait|voudri|voulons|prenons)\w*", r"j'ai besoin", r"(?:pouvez|pourriez)-vous", r"(?:un|votre) devis",
    r"(?:wir|ich) (?:such|brauch|benotig|mochte|nehme|wunsch|hatte)\w*", r"(?:konnen|konnten|wurden) sie (?:uns|mir|das|bitte|ein)", r"(?:ein|ihr) angebot", r"bitte (?:senden|schicken) sie (?:uns|mir)", r"bitte (?:liefern|buchen|bestellen|reservieren|rufen)",
    "€", r"(?:optie|option|nummer|number|numero|nr\.?|voorstel|offre|angebot|proposition|variante|vorschlag) \d\b", r"(?:the )?(?:first|second|third) one\b",
    r"(?:necesit|buscamos|busco|queremos|cerchiamo|abbiamo bisogno|precisamos|procuramos|szukamy|potrzebujemy)\w*",
)  # fmt: skip

#: An office says that a mail has come in, or has been passed on…
RECEIVED = _any_of(
    r"we(?: have|'ve)? received", r"(?:has been|was|successfully) received", r"(?<!i )(?<!have )received your (?:message|e-?mail|mail|request|enquiry|inquiry|question)", r"thank(?:s| you) for (?:contacting|reaching out|getting in touch|your (?:e-?mail|message|enquiry|inquiry|interest))",
    r"your (?:message|e-?mail|enquiry|inquiry|request|question) (?:is important|matters|has been (?:forwarded|passed))",
    r"(?:wij?|we|is|zijn)\b[^.]{0,60}\bontvangen", r"(?:bedankt|dank) (?:u |je )?voor (?:uw|je) (?:e-?mail|mail|bericht|reactie|belangstelling)", "(?:leuk|fijn) dat (?:je|u) (?:ons )?(?:mailt|schrijft|contact)",
    r"avons (?:bien )?recu", r"bien (?:ete )?(?:recue?|enregistree?|transmise?|prise?)\b", r"(?:merci|remercions) (?:de|pour) (?:votre|vos) (?:message|mail|e-mail|demande|courriel|interet)",
    r"(?:bei uns )?(?:eingegangen|angekommen)", r"(?:got|have) your message", r"(?:in goede orde|goed) (?:ontvangen|binnengekomen|aangekomen)", r"(?:wir haben|haben wir) [^.]{0,40}erhalten", r"(?:vielen |herzlichen )?dank fur (?:ihre|deine) (?:e-?mail|nachricht|anfrage|mail|interesse)",
    r"(?:your|uw|je|votre|ihre?) [^.]{2,60} (?:is|has been|a ete|wurde|ist) [^.]{0,40}(?:geregistreerd|registered|logged|recorded|enregistree?|registriert|erfasst|weitergeleitet|doorgestuurd)", r"(?:ticket|case|melding|demande|anfrage) [^.]{0,20}(?:aangemaakt|created|opened|creee?|erstellt)",
    "hemos recibido", "(?:he )?recibido su", "gracias por (?:contactar|escribir|su (?:mensaje|correo))", "abbiamo ricevuto", "recebemos", "grazie per (?:averci|il suo|la sua)", "otrzymalismy", "vi har (?:mottagit|modtaget|mottatt)", "olemme vastaanottaneet", "obdrzeli jsme",
)  # fmt: skip
#: …and puts the answer off. A person says what the answer is.
LATER = _any_of(
    r"(?:we|team|staff|colleagues?|office|us|our \w+|of the team)(?:'ll| will| shall| aim to| endeavou?r to| try to| do our best to) (?:\w+ )?(?:get back|respond|reply|answer|be in touch|contact|review|process)", r"will be (?:answered|handled|processed|in touch|dealt with|contacted)", "as soon as possible", "shortly", r"within .{1,20} (?:hours|days|working|business)",
    "zo (?:snel|spoedig) mogelijk", r"binnen .{1,20} (?:uur|dagen|werkdag)", r"(?:wij|we) (?:reageren|antwoorden|nemen .{0,30}contact|streven)",
    r"dans les (?:meilleurs|plus brefs|meilleur) delais?", r"vous (?:repondrons|recontacterons|repondra|recontactera|contactera)", r"(?:traiteront|traitera|prendra contact|reviendrons|reviendra vers)", r"sous \d+ (?:h|jours)",
    r"(?:schnellstmoglich|so (?:schnell|bald) wie moglich|baldmoglichst|umgehend)", r"innerhalb .{1,30} (?:tagen|stunden)", "(?:wir|team|kollegen) (?:werden|melden|kummern|bearbeiten)", "one of us will", r"(?:krijgt|ontvangt) (?:u|je)? ?.{0,20}(?:antwoord|reactie)", "vers vous rapidement", "in kurze",
    "lo antes posible", "a la (?:mayor )?brevedad", "en breve", "quanto prima", "al piu presto", "o mais (?:breve|rapido)", "wkrotce", "snarast", "hurtigst", "pikimmiten", "co nejdrive",
)  # fmt: skip
#: …or gives it a number.
NUMBERED = _any_of(
    r"(?:number|nummer|numero|n°|nr\.?|ticket|ticketnummer|case|id|referentie|reference|melding|bestelling|order|commande|bestellung)(?: is| est| lautet)?\s?[:#(]*\s?#?[a-z]{0,4}[- ]?\d[\d -]{3,}", r"\?id=\d",
)  # fmt: skip
