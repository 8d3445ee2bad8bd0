"""How mail programs announce the quoted history, in the languages they are shipped in."""

from __future__ import annotations

import re
from functools import lru_cache

WROTE = (
    r"wrote|writes|has written|schreef|schrijft|geschreven|a écrit|écrit|schrieb|schreibt"
    r"|geschrieben|escribi[óo]|escreveu|ha scritto|scrisse|scritto|pisze|napisa[łl](?:\(?a\)?)?"
    r"|napsala?(?:\(a\))?|nap[ií]sala?(?:\(a\))?|skrev|skreiv|skrifaði|kirjoitti|kirjutas|писал[аи]?"
    r"|написал(?:\(?а\)?|и)?|пишет|писав|написа(?:в|ла)?|пише|írta|a scris|yazdı|έγραψε|napisao(?:/la)?"
    r"|napisala|je napisao|je pisal[ao]?|đã viết|menulis|va escriure|escrigué|idatzi du|rašė|parašė"
    r"|rakstīja|כתב(?:ה)?|كتب(?:ت)?|写道|写到|寫道|編寫|작성|님이 쓴 글|のメッセージ|のメール|さんは書きました"
)
_WEEKDAYS = (
    r"mon|tue|wed|thu|fri|sat|sun|maan|ma|di|wo|woe|do|don|vr|vrij|za|zat|zo|zon|lun|mar|mer|jeu|ven"
    r"|sam|dim|mo|mi|mit|fr|frei|sa|sam|so|son|mié|mie|jue|vie|sáb|sab|dom|gio|seg|ter|qua|qui|sex"
    r"|pon|wt|śr|czw|pt|sob|niedz|po|út|st|čt|pá|ne|mån|tis|ons|tors|fre|lör|sön|man|tir|lør|søn"
    r"|ti|ke|to|pe|la|su|пн|вт|ср|чт|пт|сб|вс|h|k|sze|cs|szo|v|pzt|sal|çar|per|cum|cmt|paz"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
)
_OPENERS = r"on|op|le|am|den|el|il(?: giorno)?|em|no dia|w dniu|dnia|dne|dňa|în|pe|på|d\.|στις|на|в|vào|pada|dana"
#: A line with which a wrapped announcement may begin: a word and soon a day or a number.
OPENING = re.compile(
    rf"(?:[-–—*_\s]*(?:{_OPENERS})\b[^.!?\n]{{0,12}}?(?:\b(?:{_WEEKDAYS})[^\W\d_]*\b|\d)"
    rf"|(?:{_WEEKDAYS})(?:[^\W\d_]{{3,10}})?[.,]* ?\d|at \d"
    r"|\d{4}[-./]\d|\d{1,2}[-./]\d{1,2}[-./]\d|\d{4}年|\d{4}년|在|于)",
    re.IGNORECASE,
)

_LABELS = {
    "from": "from|van|de|von|da|od|från|fra|lähettäjä|от|отправитель|від|kimden|gönderen|发件人|寄件者|寄件人"
    "|差出人|送信者|보낸 사람|보낸사람|feladó|de la|expéditeur|remitente|afzender|absender|mittente"
    "|remetente|nadawca|odesílatel|avsändare|afsender|avsender|από|saatja|nuo|no|מאת|من|sender|šalje|expeditorul|від кого",
    "date": "sent|date|sent on|sent at|verzonden|verstuurd|datum|verzonden op|envoyé|envoyé le|date d'envoi"
    "|gesendet|gesendet am|enviado|enviado el|enviado em|enviada em|fecha|data|inviato|inviata"
    "|wysłano|wysłane|data wysłania|odesláno|odosláno|skickat|skickades|sendt|dato|lähetetty|päivämäärä"
    "|päiväys|отправлено|дата|дата отправки|надіслано|gönderildi|gönderilen|gönderme tarihi|tarih"
    "|发送时间|发送日期|日期|寄件日期|傳送時間|送信日時|日時|日付|보낸 날짜|날짜|elküldve|dátum|trimis|trimisă|ημερομηνία|שליחה"
    "|תאריך|تاريخ|saadetud|poslano|sent date|when"
    "|skickat den|fecha de envío|odoslané|message du",
    "to": "to|aan|à|a|an|para|do|komu|till|til|vastaanottaja|кому|получатель|kime|alıcı|收件人|收件者|宛先|받는 사람"
    "|받는사람|címzett|către|destinataire|destinatario|ontvanger|empfänger|mottagare|προς|אל|إلى|odbiorca"
    "|prima|destinatarul|pre|pour|adresat",
    "subject": "subject|onderwerp|objet|sujet|betreff|asunto|assunto|oggetto|temat|předmět|predmet|ämne"
    "|emne|aihe|тема|konu|主题|主旨|件名|제목|tárgy|subiect|θέμα|נושא|الموضوع|teema|tema|subiectul|naslov",
    "other": "cc|bcc|kopie|cc:|copie|copie à|kopi|kopia|dw|kk|копия|抄送|副本|참조|reply-to|reply to|responder a"
    "|antwoord aan|répondre à|antwort an|importance|attachments|bijlagen|anlagen|pièces jointes|priority"
    "|organization|organisation|newsgroups|sent by|message-id|envelope-to",
}
_LABEL_KINDS = {word: kind for kind, words in _LABELS.items() for word in words.split("|")}
_LABEL_LINE = re.compile(
    r"[>\s*_•]*([^\W\d_][^:：\n]{0,24}?)[*_\s]*[:：][*_]*(?=\s|$|[<\"'(\[]|\S)"
)


@lru_cache(maxsize=4096)
def label_of(line: str) -> str:
    """What a line of a header block tells: from, date, to, subject, other; "" when it is none."""
    found = _LABEL_LINE.match(line)
    return _LABEL_KINDS.get(" ".join(found[1].lower().split()), "") if found else ""


def notes_label(line: str) -> str:
    """The same for a first word without a colon, as Lotus Notes writes it."""
    word = line.strip().split(" ", 1)[0]
    return _LABEL_KINDS.get(word.lower(), "")


_ORIGINAL = (
    r"(?:original|reply) (?:message|e?-?mail)|antwort nachricht|oorspronkelijk(?:e)? (?:bericht|e?-?mail)|message (?:d'origine"
    r"|original|initial)|(?:ursprüngliche|original)[- ]?(?:nachricht|e?-?mail)|mensaje original"
    r"|messaggio originale|mensagem original|(?:oryginalna|pierwotna) wiadomość|wiadomość oryginalna"
    r"|původní (?:zpráva|e-mail)|pôvodná správa|ursprungligt meddelande|originalmeddelande"
    r"|(?:oprindelig|opprinnelig|original) (?:meddelelse|besked|melding)|alkuperäinen viesti"
    r"|исходное сообщение|оригинальное сообщение|пересылаемое сообщение|вихідне повідомлення"
    r"|eredeti üzenet|mesaj original|mesajul original|orijinal (?:mesaj|ileti)|özgün (?:mesaj|ileti)"
    r"|αρχικό μήνυμα|原始邮件|原始郵件|原始信件|元のメッセージ|original|원본 메(?:시지|일)|원본 이메일"
)
_FORWARDED = (
    r"forwarded (?:message|by|e?-?mail)|fwd message|doorgestuurd(?:e)? (?:bericht|e?-?mail|door)"
    r"|message (?:transféré|transmis|réexpédié)|(?:weitergeleitete|weitergel\.) (?:nachricht|e?-?mail)"
    r"|weitergeleitet von|mensaje reenviado|messaggio inoltrato|mensagem encaminhada"
    r"|(?:przekazana|przesłana) wiadomość|wiadomość przekazana|přeposlaná zpráva|vidarebefordrat"
    r" meddelande|videresendt (?:meddelelse|besked|melding)|välitetty viesti|пересылаемое сообщение"
    r"|переадресованное сообщение|továbbított (?:üzenet|levél)|mesaj redirecționat|iletilen (?:mesaj|ileti)"
    r"|转发的?邮件|轉寄郵件|転送されたメッセージ|전달된 메시지|edelleenlähetetty viesti|mensagem reencaminhada"
    r"|preposlaná správa|i̇?letilmiş mesaj|(?:перенаправлене|переслане) повідомлення|перенаправленное сообщение"
    r"|proslijeđena poruka|treść przekazanej wiadomości"
)
#: "-----Original Message-----" and its like, on a line of its own.
ORIGINAL_LINE = re.compile(
    rf"[>\s]*[-_=*~‐-―]{{2,}}[\s&nbsp;]*(?:{_ORIGINAL})[\s&nbsp;]*:?[-_=*~‐-―]*\s*"
    r"|[>\s]*[*#]{1,6} ?(?:previous replies|vorherige antworten|vorige antwoorden|réponses précédentes) ?[*#]*\s*",
    re.IGNORECASE,
)
#: "---------- Forwarded message ---------", "Begin forwarded message:" and their like.
FORWARDED_LINE = re.compile(
    rf"[>\s]*[-_=*~‐-―]{{2,}}\s*(?:{_FORWARDED}).{{0,80}}"
    r"|[>\s]*(?:begin forwarded message|begin doorgestuurd bericht|doorgestuurd bericht|début du message"
    r" (?:réexpédié|transféré)|anfang der weitergeleiteten nachricht|inicio del mensaje reenviado"
    r"|inizio messaggio inoltrato|início da mensagem (?:encaminhada|reencaminhada)|vidarebefordrat brev"
    r"|start på videresendt (?:besked|melding)|začátek přeposílané zprávy|välitetty viesti alkaa|započni proslijeđenu poruku"
    r"|továbbított levél kezdete|videresendt melding|początek przekazywanej wiadomości|începe mesajul redirecționat"
    r"|начало переадресованного сообщения|začiatok preposlanej správy|vidarebefordrat mejl|i̇?leti başlangıcı"
    r"|початок листа, що пересилається|forwarded message)\s*:?\s*",
    re.IGNORECASE,
)
#: A rule with a few words in it, such as "----- Some unknown language -----".
TITLED_RULE = re.compile(r"\s*[-_=]{4,}\s*[^\W\d_][^_=\n]{2,90}?[-_=]{4,}\s*")
#: A rule without words.
RULE = re.compile(r"[\s>]*[-_=*~‐-―]{3,}\s*|\s*[*_]+\s*")

#: Subjects with which mail programs forward.
FORWARD_SUBJECT = re.compile(
    r"\s*(?:fwd?|fw|doorst|doorgestuurd|tr|wg|wtr|rv|enc|i|r?pd|pd|vb|vs|vl|ilt|továbbítás|転送|转发|轉寄|전달|videresend|redir\.)\s*[:：]",
    re.IGNORECASE,
)
#: Subjects with which mail programs reply.
REPLY_SUBJECT = re.compile(
    r"\s*(?:re|aw|antw|betr|réf?|rép|sv|vs|odp|ynt|atb|res|r|ответ|回复|回覆|答复|返信|회신|αντ|vá)\s*(?:\[\d+\]|\(\d+\)|\d*)\s*[:：]",
    re.IGNORECASE,
)
#: Help desks ask to answer above such a line.
ABOVE_THIS_LINE = re.compile(
    r".{0,30}\b(?:(?:please )?(?:type|write|put|enter|add)?\s?(?:your )?(?:reply|respond|answer|response)s?"
    r" above this line|reply above (?:this|the)? ?line|reageer boven deze lijn|antwoord(?:en)? boven deze"
    r" (?:regel|lijn)|répon(?:dez|dre|se) (?:au-dessus de|ci-dessus) cette ligne|antwort(?:en)?"
    r"(?: bitte)? (?:oberhalb|über) diese[rs]? (?:zeile|linie)(?: ein)?)\b.{0,40}",
    re.IGNORECASE,
)
