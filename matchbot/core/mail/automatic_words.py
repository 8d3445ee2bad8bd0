"""How machines sign themselves: senders, subjects and sentences of automatic mail."""

from __future__ import annotations

import re

#: Local parts that no person reads.
ROBOT = re.compile(
    r"(?:no|not|non|do[-_.]?not|don['’]?t|ne[-_.]?pas|niet|nicht|geen)[-_.]?(?:reply|replies|answer|respond|repondre"
    r"|reponse|antwoord(?:en)?|beantwoorden|antwort(?:en)?|responder?)\d*(?:[-_.+].*)?"
    r"|.*[-_.](?:no[-_.]?reply|donotreply)|noreply.*|auto[-_.]?(?:reply|responder|confirm|mailer|mated)(?:[-_.].*)?"
    r"|bounces?(?:[-_.+].*)?|.*[-_]bounces?|listserv|majordomo|mailman|.*-request|owner-.*|vacation"
    r"|nagios|icinga|zabbix|jenkins|jira|gitlab|buildbot|bamboo|monit(?:or(?:ing)?)?|munin|sentry|grafana|logwatch|anacron"
    r"|voicemail|backups?|(?:my)?(?:scan|scanner|copier|printer|mfp|fax)\d*"
    r"|root|daemon|cron|www-data|nobody|notifications?|notify|notifier|newsletters?|nieuwsbrief|alerts?|mailer",
    re.IGNORECASE,
)
#: Local parts with which list software sends.
LIST_SENDER = re.compile(r"owner-.+|.+-owner|.+-bounces?(?:[-+].*)?|.+-request", re.IGNORECASE)
#: Local parts of the post itself.
POSTMASTER = re.compile(
    r"mailer[-_.]?daemon(?:[-_.+].*)?|post[-_.]?master(?:[-_.+].*)?|mail[-_.]?delivery(?:[-_.].*)?"
    r"|maildaemon|mail-?daemon|mmdf|uucp|smtp|mdaemon|microsoftexchange.*",
    re.IGNORECASE,
)

#: Local parts of return paths that hold the recipient; not those of forwarders (SRS, Gmail's "+caf_=").
VERP = re.compile(
    r"(?!.*(?:srs[01]?=|\+caf_=))(?:.*[-_.+])?(?:bounces?|return|errors?|news(?:letter)?|mailing)[-_.+].*=.*\..*",
    re.IGNORECASE,
)

_AWAY = (
    r"out[- ]of[- ](?:the[- ])?office(?: auto-?(?:reply|response|matic reply))?|ooo|auto[- ]?generated|automatic(?:ally)? (?:generated )?(?:reply|response|answer)"
    r"|auto(?:mated)?[- ]?(?:reply|response|answer|responder|respons)|away from (?:my|the) (?:office|desk|mail)"
    r"|vacation (?:reply|response|message|notice)"
    r"|automatisch(?:e)? (?:antwoord|reactie|bericht|beantwoording)|afwezig(?:heid(?:sbericht|smelding|sassistent)?)?"
    r"|niet aanwezig|niet op kantoor|vakantie(?:melding|bericht)"
    r"|réponse automatique|reponse automatique|absence (?:du|de) bureau|absent(?:e)?(?: du bureau)?|abwesenheitsassistent|ausência temporária|a[uv]tomati[sk]k? svar|message d['’]absence"
    r"|notification d['’]absence|automatische (?:antwort|antwortmail|rückantwort)|abwesend|abwesenheit"
    r"(?:snotiz|sbenachrichtigung|smeldung|snachricht)?|außer haus|nicht im (?:büro|haus)|urlaubsbenachrichtigung"
    r"|respuesta automática|respuesta automatica|fuera de (?:la )?oficina|ausente|risposta automatica|fuori (?:sede|ufficio)"
    r"|assenza|resposta automática|resposta automatica|fora do escritório|ausência|automatyczna odpowied[źz]"
    r"|odpowiedź automatyczna|nieobecn(?:ość|y|a)|poza biurem|automatická odpověď|mimo kancelář|automatická odpoveď"
    r"|autosvar|automatiskt? svar|frånvaro(?:meddelande)?|fravær(?:sbesked|smelding)?|ikke til stede|ute av kontoret"
    r"|automaattinen vastaus|poissa(?:olo)?|автоматический ответ|автоответ(?:чик)?|нет на месте|автоматична відповідь"
    r"|自动(?:回复|答复)|自動(?:回覆|返信|応答)|外出中|不在|부재 ?중|자동 ?(?:회신|응답)|otomatik (?:yanıt|cevap)|ofis dışında"
    r"|automatikus válasz|házon kívül|răspuns automat|αυτόματη απάντηση|εκτός γραφείου|automatski odgovor"
    r"|samodejni odgovor|automaatvastus|automātiskā atbilde|automatinis atsakymas|תשובה אוטומטית|رد تلقائي"
)
#: Mail filters answer so (RFC 5230, section 4.4); in a mail of its own "Auto:" is a car.
AUTO_SUBJECT = re.compile(r"\W{0,3}auto\s?:", re.IGNORECASE)
#: Subjects of vacation notes. "Re:" in front makes it an answer to one.
AWAY_SUBJECT = re.compile(
    rf"\W{{0,3}}(?:(?:{_AWAY})(?:\s*[:：\])(-]|\s+(?:re|fwd?|aw|sv|antw)\s?:|\s*$))"
    rf"|\W{{0,3}}auto ?: .{{2,60}} (?:is|ist|est) (?:{_AWAY})|automatische antwort auf|(?:message )?recall (?:success|failure)"
    rf"|\W{{0,3}}(?:i(?:'m| am)|currently|ik ben|je suis|ich bin|thank you for (?:your (?:e-?mail|message)|contacting))\b.{{0,40}}"
    rf"(?:{_AWAY}|ontvangen|received|contacting)|.{{2,60}} (?:is|ist|est|está|è|är|er) (?:{_AWAY}|absent\(e\))\W*$|.{{0,60}}(?:is|am) out of (?:the )?office|(?:{_AWAY}) .{{0,30}}(?:until|tot|bis|jusqu)"
    rf"|(?:re|aw|sv|antw|vs|rép)\s?:.*\s[-–:]\s*(?:{_AWAY})\W*$|recall: "
    rf"|.*[\[(](?:{_AWAY})[\])]\W*$",
    re.IGNORECASE,
)
#: Subjects under which an office, a shop or a help desk confirms what came in.
CONFIRMS_SUBJECT = re.compile(
    r"(?:re: )?(?:\[[^\]]{1,40}\] ?)?(?:ontvangstbevestiging|eingangsbest[äa]tigung|(?:votre )?accus[ée] de r[ée]ception|acknowledge?ment of receipt"
    r"|(?:we(?:'ve| have)|(?:your|uw|votre|ihre) .{2,30} (?:has been|is|a (?:bien )?été|wurde|ist)) (?:received|ontvangen|reçue?|enregistrée?|eingegangen|registered)"
    r"|wij? hebben (?:uw|je) .{2,30} ontvangen|(?:ticket|case|request) (?:created|opened|received)|(?:confirm|verify) your e-?mail|password reset|your account has been)\b",
    re.IGNORECASE,
)
#: Subjects of answers to an invitation, also where no calendar part came along.
INVITATION_SUBJECT = re.compile(
    r"\s*(?:(?:tentatively )?accepted|declined|(?:voorlopig )?geaccepteerd|geweigerd|accepté|provisoire|refusé|zugesagt|abgesagt"
    r"|mit vorbehalt|angenommen|abgelehnt)\s?: ",
    re.IGNORECASE,
)
#: Subjects of read receipts.
RECEIPT_SUBJECT = re.compile(
    r"\s*(?:read|not read|gelezen|niet gelezen|ongelezen verwijderd|lu|non lu|gelesen|ungelesen gelöscht|leído|letto"
    r"|lida|läst|læst|lest|luettu|przeczytano|прочитано|已读|開封済み|읽음|return receipt \(displayed\)"
    r"|leesbevestiging|confirmation de lecture|lesebestätigung)(?:\s*[:：]|\s-\s)",
    re.IGNORECASE,
)
#: Sentences with which automatic mail says what it is.
SAYS_AUTOMATIC = re.compile(
    r"\b(?:this is an? (?:automated|automatic|auto(?:matically)?[- ]?generated|system[- ]generated|auto[- ]?(?:reply|response))"
    r"|this (?:e-?mail|message|reply) (?:was|is|has been) (?:sent |created )?automatically|(?:do|please do) not (?:reply|respond) to this"
    r"|dit is een automatisch|deze? (?:e-?mail|mail|bericht) is automatisch|dit bericht is automatisch|reageer niet op (?:dit|deze)"
    r"|ceci est (?:un message|une réponse|un e-?mail|un accusé de réception) automatique|(?:message|réponse|mail) (?:est |a été )?(?:généré|envoyé)e? automatiquement"
    r"|(?:we )?streven (?:wij |we )?ernaar .{0,60}te (?:beantwoorden|reageren)|we (?:aim|endeavou?r) to (?:respond|reply|answer) .{0,20}within"
    r"|(?:merci de )?ne pas (?:répondre à ce|y répondre)|dies ist eine (?:automatisch|automatische)|diese (?:e-?mail|nachricht) (?:wurde|ist) automatisch"
    r"|confirm (?:that )?you(?:r e-?mail address|'re| are)? (?:are |a )*(?:human|real person|not a (?:robot|spammer))|(?:message|mail) is being held"
    r"|(?:account|mailbox|inbox|address|e-?mail) is protected by|to have your (?:e-?mail )?address added to|(?:to|will) (?:add|allow) your (?:e-?mail )?address (?:to|on) (?:my|the|their|our) (?:allow|approve|safe|white|guest)"
    r"|would like to recall the message|ticket has been (?:created|opened)"
    r"|(?:mailbox|inbox|e-?mail address|address) is (?:not|un)\s?(?:monitored|read)|(?:mailbox|postvak|e-?mailadres) wordt niet (?:gelezen|gecontroleerd|bewaakt)"
    r"|(?:boîte|adresse) .{0,20}n['’]est pas (?:consultée|lue|surveillée)|(?:postfach|adresse) wird nicht (?:gelesen|überwacht|abgerufen)"
    r"|(?:only|list of) (?:from )?(?:approved senders|senders i have approved)"
    r"|automatisch (?:generierte|erstellte|erzeugte)|antworten sie (?:bitte )?nicht auf diese)",
    re.IGNORECASE,
)

#: A vacation note says that somebody is away…
SAYS_AWAY = re.compile(
    r"\b(?:i(?:'m| am| will be)(?: currently| now| presently)? (?:out of (?:the )?office|away|on (?:annual |parental |sick |maternity )?(?:leave|vacation|holiday))"
    r"|(?:ik ben|ben ik) (?:.{0,40} )?(?:afwezig|niet aanwezig|niet op kantoor|met (?:vakantie|verlof|zwangerschapsverlof)|op vakantie)"
    r"|(?:werk ik|ik werk) niet\b|werkt niet (?:meer|langer) (?:bij|voor|hier)|actuellement (?:en congés?|absente?|en vacances|en déplacement)"
    r"|(?:je suis|je serai) (?:.{0,25} )?(?:absente?|en (?:congés?|vacances|déplacement))"
    r"|(?:ich bin|bin ich|ich befinde mich) (?:.{0,40} )?(?:nicht (?:im (?:büro|haus)|erreichbar)|abwesend|außer haus|im urlaub|in elternzeit)"
    r"|jeg (?:er|har) (?:.{0,20} )?(?:ferie|ikke på kontoret|fraværende)|jag (?:är|har) (?:.{0,20} )?(?:semester|inte på kontoret)|olen (?:.{0,20} )?(?:lomalla|poissa)"
    r"|(?:no longer|niet (?:meer|langer)|n['’]est plus|ne fait plus|nicht mehr) (?:works?|working|employed|with|at|werkzaam|in dienst|employée?|partie|(?:.{0,40} )?(?:tätig|beschäftigt))"
    r"|(?:estoy|estaré) (?:.{0,20} )?(?:fuera de la oficina|de vacaciones)|sono (?:.{0,20} )?(?:fuori ufficio|in ferie|assente)"
    r"|(?:estou|estarei) (?:.{0,20} )?(?:ausente|de férias|fora do escritório)|(?:jestem|będę) (?:.{0,20} )?nieobecn|przebywam na urlopie"
    r"|jsem (?:.{0,20} )?(?:mimo kancelář|na dovolené)|(?:нахожусь|я|буду) (?:.{0,20} )?в отпуске|отсутству(?:ю|ет) )",
    re.IGNORECASE,
)
#: The same of a whole office; a need may begin so too.
SAYS_CLOSED = re.compile(
    r"(?:(?:office|company|shop)s? (?:is|are|will be) closed|(?:bureaux|locaux) (?:sont|seront) fermés|(?:bureau|secrétariat|cabinet|magasin) (?:sera |est )?fermé"
    r"|(?:kantoor|bedrijf|organisatie) (?:is|zijn|wordt) (?:.{0,20} )?gesloten|(?:büro|betrieb|geschäft) (?:ist|bleibt) (?:.{0,40} )?geschlossen)",
    re.IGNORECASE,
)
#: …and what becomes of the mail, or who else can help.
SAYS_MEANWHILE = re.compile(
    r"\b(?:(?:for|in) (?:any )?urgent|if (?:it is|your (?:matter|request|mail|message) is) urgent|limited access to|(?:please )?(?:send|contact|direct|forward) .{0,60}(?:to|instead|@)|(?:kunt|kan) (?:u|je) .{0,30}contact opnemen|veuillez (?:contacter|vous adresser)|wenden sie sich|hastesa[kg]er|neem(?:t u)? (?:dan |graag )?contact op met"
    r"|(?:lees|beantwoord) ik (?:uw|je) (?:e-?)?(?:mail|bericht)|(?:uw|je) (?:e-?)?(?:mail|bericht) (?:lees|beantwoord) ik|ik (?:lees|beantwoord) (?:uw|je) (?:e-?)?(?:mail|bericht)"
    r"|em caso de urg|w pilnych|brådskande|kiireelli|naléhav|срочн|(?:will|shall) (?:respond|reply|answer|get back|read)"
    r" .{0,40}(?:return|back)|upon my return|when (?:i|we) (?:return|are back|am back|get back)|will not be (?:forwarded|read)|during my absence|in my absence"
    r"|(?:voor|bij) (?:dringende|spoed|urgente)|tijdens (?:mijn|onze) afwezigheid|(?:uw|je) (?:mail|e-mail|bericht) wordt (?:niet|daarna)|(?:na|bij) mijn terugkomst|(?:beantwoord|lees|reageer) .{0,40}terug"
    r"|en cas d['’]urgence|pour toute (?:urgence|demande urgente)|(?:à|dès) (?:mon|notre) retour|(?:durant|pendant|en) mon absence|votre (?:mail|message|e-mail) ne sera pas"
    r"|in dringenden (?:fällen|angelegenheiten)|nach meiner rückkehr|(?:während|in) meiner abwesenheit|ihre (?:e-?mail|nachricht) wird nicht|wieder (?:erreichbar|im büro|für sie da)"
    r"|en caso de urgencia|a mi regreso|in caso di urgenza|al mio rientro)",
    re.IGNORECASE,
)
#: An office confirms that a mail has come in…
SAYS_RECEIVED = re.compile(
    r"(?:we(?: have)? received|(?:has been|was|successfully) received|(?<!\bi have )(?<!\bi )received your (?:message|e-?mail|mail|request|enquiry|inquiry|question)|thank you for (?:contacting|your (?:enquiry|inquiry|interest))|(?:wij?|we|is|zijn)\b[^.]{0,60}\bontvangen"
    r"|avons (?:bien )?reçu|bien été (?:reçue?|enregistrée?)|(?:bei uns )?eingegangen|wir haben [^.]{0,40}erhalten|hemos recibido|recibido su|abbiamo ricevuto|recebemos)",
    re.IGNORECASE,
)
#: …and puts the answer off. A person says what the answer is.
SAYS_LATER = re.compile(
    r"(?:(?:will|shall|aim to|endeavou?r to|try to) (?:get back|respond|reply|answer|be in touch|contact|be answered|be handled)|as soon as possible|within .{1,20} (?:hours|days|working|business)"
    r"|zo (?:snel|spoedig) mogelijk|binnen .{1,20} (?:uur|dagen|werkdag)|dans les (?:meilleurs|plus brefs) délais|vous (?:répondr(?:a|ons)|recontacter(?:a|ons)|contactera)|sous \d+ (?:h|jours)"
    r"|(?:schnellstmöglich|so (?:schnell|bald) wie möglich|baldmöglichst|umgehend)|innerhalb .{1,30} (?:tagen|stunden)|lo antes posible|en breve|quanto prima|al più presto|o mais breve)",
    re.IGNORECASE,
)
#: What stands before that in a vacation note: a greeting, thanks for the mail, "currently".
SAYS_FIRST = re.compile(
    r"(?:[^\n]{0,60}[,.!:]?\s*\n\s*)?(?:[^.!\n]{0,30}(?:thank|dank|merci|gracias|grazie|obrigad)[^.!\n]{0,80}[.!,\n]\s*)?\W*",
    re.IGNORECASE,
)
#: How long somebody is away.
SAYS_UNTIL = re.compile(
    r"\b(?:until|till|through|return(?:ing)?|back|from .{3,30} to|tot|t/m|terug|van .{3,30} tot|jusqu|retour|reviens|bis|zurück"
    r"|wieder|hasta|regres|vuelv|fino al|rientr|até|volto|regress)\b",
    re.IGNORECASE,
)
