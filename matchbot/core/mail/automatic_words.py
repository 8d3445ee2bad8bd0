"""How machines sign themselves: senders, subjects and sentences of automatic mail."""

from __future__ import annotations

import re

#: Local parts that no person reads.
ROBOT = re.compile(
    r"(?:no|not|non|do[-_.]?not|don['’]?t|ne[-_.]?pas|niet|nicht|geen)[-_.]?(?:reply|replies|answer|respond|repondre"
    r"|reponse|antwoord(?:en)?|beantwoorden|antwort(?:en)?|responder?)\d*(?:[-_.+].*)?"
    r"|.*[-_.](?:no[-_.]?reply|donotreply)|noreply.*|auto[-_.]?(?:reply|responder|confirm|mailer|mated)(?:[-_.].*)?"
    r"|bounces?(?:[-_.+].*)?|.*[-_]bounces?|listserv|majordomo|mailman|.*-request|owner-.*|.+-(?:owner|bounces)|vacation"
    r"|nagios|icinga|zabbix|jenkins|jira|gitlab|buildbot|bamboo|monit(?:or(?:ing)?)?|munin|sentry|grafana|logwatch|anacron"
    r"|voicemail|anti-?virus|spam-?filter|quarantaine|quarantine|pbx|asterisk|backups?|(?:my)?(?:scan|scanner|copier|printer|mfp|fax)\d*"
    r"|root|daemon|cron|www-data|nobody|notifications?|notify|notifier|newsletters?|nieuwsbrief|alerts?|mailer",
    re.IGNORECASE,
)
#: Local parts of web sites; a form there may name its writer in Reply-To.
SITE = re.compile(r"wordpress|drupal|joomla|typo3|web-?form|apache|nginx", re.IGNORECASE)
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
    r"|wij? hebben (?:uw|je) .{2,30} ontvangen|(?:new |nouveau |nieuw |neues )?(?:ticket|case|request) (?:created|opened|received|ontvangen|aangemaakt|erstellt)|your message to .{1,60} awaits|(?:new|nieuw|nieuwe|neue|nouveau) (?:voice ?mail|voice message|fax|message vocal|sprachnachricht)|missed call|quarantaine-|quarantine (?:summary|report|digest|notification)|quarantäne|virus (?:found|detected|alert|gevonden)|gemiste oproep|appel manqué|(?:order|bestel|bestell)[a-z]* ?(?:confirmation|bevestiging|bestätigung)|(?:bevestiging|confirmation|bestätigung) (?:van uw|of your|de votre|ihrer) (?:bestelling|order|commande|bestellung|boeking|booking|réservation|buchung|aanvraag|inschrijving|registration|inscription|anmeldung)|(?:confirm|verify) your e-?mail|password reset|your account has been)\b",
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
    r"|would like to recall the message|ticket (?:has been|was|is) (?:created|opened)|ticket (?:a été|is|wurde) (?:créé|aangemaakt|erstellt|eröffnet)|(?:never|not) received (?:e-?mail|mail|a message|anything) from (?:you|your address)|this is a one[- ]time (?:request|verification)|(?:click|follow) .{0,30}link .{0,60}(?:deliver|inbox|release|verify|confirm that)|awaits? (?:moderator )?approval|(?:held|wacht|en attente|wartet) .{0,30}(?:moderat|goedkeuring|approbation|freigabe)"
    r"|(?:mailbox|inbox|e-?mail address|address) is (?:not|un)\s?(?:monitored|read)|(?:mailbox|postvak|e-?mailadres) wordt niet (?:gelezen|gecontroleerd|bewaakt)"
    r"|(?:boîte|adresse) .{0,20}n['’]est pas (?:consultée|lue|surveillée)|(?:postfach|adresse) wird nicht (?:gelesen|überwacht|abgerufen)"
    r"|(?:only|list of) (?:from )?(?:approved senders|senders i have approved)"
    r"|automatisch (?:generiert|erstellt|erzeugt|verzonden|versendet)|antworten sie (?:bitte )?nicht auf diese)",
    re.IGNORECASE,
)

#: What only those write under a mail who send it to many.
SAYS_BULK = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"(?:view|see|read) (?:this|it|the) ?(?:e-?mail|message|newsletter|mail|online)? ?(?:in|on|online|with)|(?:bekijk|lees|open) .{0,30}(?:browser|online|webversie)|webversie|web ?version|online-?version|(?:afficher|voir|lire|consulter) .{0,40}(?:en ligne|navigateur)|version en ligne|(?:message|mail|e-mail|courriel) ne s['’]affiche pas|(?:im browser|online) (?:ansehen|anzeigen|lesen|öffnen)|nicht richtig (?:angezeigt|dargestellt)|ver (?:este|en) .{0,30}navegador|visualizza .{0,30}browser",
        r"\bunsubscribe|\bopt[- ]out\b|uitschrijven|afmelden|schrijf .{0,12}uit|se désinscrire|ne plus recevoir|nicht mehr (?:erhalten|bekommen)|geen .{0,40} meer (?:ontvangen|krijgen)|no longer (?:wish|want) to receive|stop receiving|(?:vous )?désabonner|désinscription|désabonnement|\babmelden\b|abbestell|austragen|darse de baja|cancelar (?:la )?suscripción|disiscri|cancella(?:re|ti)|avregistrera|afmeld dig|wypisz",
        r"(?:you(?:'re| are)? (?:are )?(?:receiv(?:ing|ed)|getting)|you received) this|(?:u|je) (?:ontvangt|krijgt) (?:deze|dit)|(?:deze|dit) .{0,20}(?:ontvang|krijgt?|is verzonden aan)|vous recevez (?:ce|cet|cette)|(?:sie|du) erh(?:alten|ältst) (?:diese|den)|recib(?:es|e|iste) este|ricev(?:i|e|uto) questa|(?:was|were) sent to \S+@|(?:is )?verzonden (?:aan|naar) \S+@",
        r"(?:update|manage|change|edit) (?:your )?(?:e-?mail |subscription )?(?:preferences|subscription|settings)|(?:voorkeuren|gegevens|inschrijving|profiel) (?:wijzigen|aanpassen|beheren)|(?:gérer|modifier) (?:vos|mes) (?:préférences|abonnements?)|(?:einstellungen|profil|abonnement|daten) (?:ändern|verwalten)|add us to your address book|nieuwsbrief|newsletter|infolettre|all rights reserved|alle rechten voorbehouden|tous droits réservés|alle rechte vorbehalten|©",
        r"(?:rate|review) (?:us|our|your)|how (?:did we do|satisfied)|hoe tevreden|beoordeel (?:ons|uw|je)|évaluez|votre avis|wie zufrieden|bewerten sie",
    )
)
