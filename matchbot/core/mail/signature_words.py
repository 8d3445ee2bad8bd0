"""What mail programs, phones, scanners, lists and lawyers put under a mail."""

from __future__ import annotations

import re

_DEVICE = (
    r"(?:i ?phon\w{0,6}|i ?pad\w{0,5}|ipod|mac ?book|black ?berry|samsung|galaxy|android|huawei|xiaomi|redmi|oppo|oneplus"
    r"|nokia|lumia|windows|htc|sony|xperia|motorola|nexus|pixel|palm|treo|mobile?|mobiel|mobiltelefon|mobil"
    r"|handy|telefoon|telefon|téléphone|phone|smartphone|tablet|handheld|wireless|outlook|gmail|yahoo|mail"
    r"|boxer|spark|proton|thunderbird|fairphone|aqua mail|bluemail|k-9|email|móvil|celular|telemóvel|cell"
    r"|device|apparaat|appareil|gerät|dispositivo|iphone'um|verizon|at&t|t-mobile|sprint|gmx|web\.de|laposte"
    r"|superhuman|front|hey|zoho|fastmail|ymail|airmail|mailbird|postbox|mobilne|komór)"
)
_SENT = (
    r"(?:sent|this (?:message|e?-?mail) was sent|verzonden|verstuurd|gestuurd|envoyé|expédié|envoyee?"
    r"|gesendet|diese (?:nachricht|mail) wurde|enviado|enviada|enviat|inviat[oa]|wysłan[eoy]|wiadomość wysłana"
    r"|odesl[áa]no|odoslané|skickat|skickades|sendt|lähetetty|отправлено|надіслано|küldve|elküldve|trimis"
    r"|gönderildi|poslano|στάλθηκε|written|typed|geschreven|getypt|composed|created)"
)
#: One line that a phone or a mail program adds.
MOBILE = re.compile(
    rf"[*_(\[<-]{{0,6}}(?:{_SENT}\s(?:from|via|with|by|using|on|vanaf|met|via|van|vanuit|de|depuis|à partir|avec|par"
    rf"|von|mit|über|aus|desde|do|dal?|con|dall['’]|z|ze|från|fra|laitteesta|с|з|iz|από|meu|del|pelo)\b.{{0,20}}?"
    rf"(?<![^\W\d_]){_DEVICE}.{{0,60}}"
    rf"|von .{{0,25}}{_DEVICE}.{{0,40}} (?:gesendet|geschickt|gesandt|versendet|aus gesendet)\.?"
    rf"|.{{0,25}}{_DEVICE}.{{0,12}} gönderildi|(?:get|hanki|скачать|получить|télécharge[zr]|obtene[zr]|download|descarga[r]?|obtén"
    r"|obter|obtenir|scarica|ottieni|hol(?:en sie|e?) (?:sich )?|hent|skaffa|hämta|pobierz|stáhnout|lataa"
    r"|haal|bekomme|laden sie) ?.{0,14}outlook .{0,60}"
    r"|outlook (?:voor|für|pour|for|para|per|dla|pro|til) (?:ios|android|mac|windows).{0,60}"
    r"|obtener outlook .{0,60}|lähetetty .{0,20}(?:phon|pad|android|samsung|puhelim).{0,30}|yahoo (?:mail|correo).{0,60}(?:organi[sz]e|bezier|smartphone|iphone|android).{0,40}"
    r"|iphone\s?から送信|ipadから送信|[发發]自我的.{0,20}|從我的.{0,20}(?:傳送|寄出)|从我的.{0,20}发送|나의 .{0,12}에서 보냄"
    r"|내 .{0,12}에서 보냄|.{0,20}에서 보낸 메일입니다.?|[^\n]{0,20}(?:iphone|ipad)'?(?:i?m?den|umdan|imdan) gönderildi"
    r"|envoyé à partir d[e'’] ?.{1,50}|sent from .{2,40}|verzonden vanaf .{2,40}|envoyé depuis .{2,50}"
    r"|sent (?:from|via|with|using) .{2,40}\(?https?://.{2,120}|get .{2,30} for (?:android|ios|iphone|mobile|windows|mac)|sent via .{2,40}|gesendet mit der .{2,60}|diese nachricht wurde von meinem .{2,60}"
    r"|from my (?:i ?phone|i ?pad|android|mobile).{0,20}|från min .{2,30}|provenance : courrier pour .{2,30}|envoyé avec .{2,60}"
    r"|отправлено (?:из|с|через) .{2,40}|sent with .{2,50}|secured by proton.{0,40}|verstuurd vanaf .{2,40})[*_)\]>]{0,6}",
    re.IGNORECASE,
)

#: One line with which mail servers warn of senders from outside.
BANNER = re.compile(
    r"[\[*( ]*(?:(?:caution|warning|attention|let op|waarschuwing|achtung|vorsicht|prudence|note|\W+)\W{1,4})?"
    r"(?:(?:this|the|dit|deze|ce|cet|cette|diese|dies) (?:is |ist |est )?(?:\w+ )?(?:external |externe[rs]? |extern )?(?:e-?mail|message|bericht|courriel|mail|nachricht)\b.{0,40}"
    r"(?:outside|extern(?:al|e|en)?\b|buiten|l'extérieur|ausserhalb|außerhalb|von extern).{0,200}"
    r"|(?:this|dit|dies|ceci) (?:is|ist|est) (?:an |een |eine |un )(?:external|externe?r?) (?:e-?mail|message|bericht|courriel|mail|nachricht).{0,200}"
    r"|external (?:e-?mail|sender|message)\b.{0,160}|you don['’]t often get e-?mail from .{0,200}|u ontvangt niet vaak e-?mail van .{0,200}|sie erhalten nicht (?:oft|häufig) e-?mails? von .{0,200}"
    r"|vous (?:n['’]obtenez|ne recevez) pas souvent (?:d['’]|de )?e-?mails? (?:de|à partir de) .{0,200}|(?:some people who received|sommige personen die|einige personen, die|certaines personnes qui) .{0,200}(?:often|vaak|oft|souvent).{0,200})[\])*]*",
    re.IGNORECASE,
)

#: What stands in a text where a picture was, such as the logo of a signature.
PICTURE = re.compile(
    r"\s*(?:\[(?:cid:[^\]\s]+|(?:inline )?image(?:: [^\]]*| \d+)?|https?://[^\]\s]+\.(?:png|jpe?g|gif|svg)[^\]\s]*)\]"
    r"|<(?:image\d+|[\w-]+)\.(?:png|jpe?g|gif)>|!\[[^\]]*\]\(\S+\)|\[?(?:afbeelding|bild|photo|logo)\]?:? ?\[[^\]]*\])\s*",
    re.IGNORECASE,
)

#: The first line of what scanners, lists and printers' friends add.
FOOTER = re.compile(
    r"(?:please |s'il vous pla[iî]t,? )?(?:consider|think of|think about|think before|be kind to) .{0,30}"
    r"(?:environment.{0,30}\b(?:before|when|print)|printing|print this|trees before)"
    r"|(?:p\s+)?(?:denk|dénk) aan (?:het|ons) milieu|(?:bitte )?(?:denken sie|prüfen sie|bitte prüfen).{0,40}"
    r"(?:umwelt|druck|mail)|(?:p\s+)?(?:pensez|pensons|merci de penser|avant d'imprimer).{0,60}"
    r"(?:environnement|imprimer|planète)|save (?:a tree|paper)|antes de imprimir"
    r"|virus-?(?:free|vrij)|(?:this|dit|ce|cet|diese|este|questo) .{0,12}(?:e-?mail|message|bericht|courriel"
    r"|correo|nachricht).{0,12} (?:has been|was|is|a été|wurde|ha sido|è stat[ao])"
    r" (?:checked|scanned|gecontroleerd|gescand|vérifié|analysé|auf viren|geprüft|analizado)"
    r"|no virus found|l'absence de virus|checked by avg|scanned by|avast logo"
    r"|you received this (?:message|e-?mail) because|you are receiving this|to unsubscribe"
    r"|u ontvangt (?:dit bericht|deze e-?mail)|vous recevez ce|sie erhalten diese"
    r"|do you yahoo|yahoo! groups links|join the .{0,30}(?:conversation|revolution)|hotmail: |windows live"
    r"|—\s?$|reply to this email directly|view it on github|you can reply to this message",
    re.IGNORECASE,
)
#: What is under the rule of a mailing list.
LIST_FOOTER = re.compile(
    r"mailing list|mailman|listinfo|unsubscribe|verzendlijst|liste de diffusion|mailingliste|google groups"
    r"|checked for viruses|virus|avast|do not edit|confidential|vertrouwelijk|vertraulich",
    re.IGNORECASE,
)
_ABOUT_MAIL = (
    r"(?:e-?mail|mail|message|courriel|communication|transmission|bericht|e-?mailbericht|nachricht|correo"
    r"|mensaje|mensagem|messaggio|wiadomość|meddelande|mailadres)"
)
#: The beginning of a disclaimer.
DISCLAIMER = re.compile(
    rf"[*_\s]*(?:"
    rf"(?:the|this|these|de|dit|deze|ce|cet(?:te)?|les?|l['’]|diese[rs]?|die|der|este|esta|el|la|o|a|questo|il"
    rf"|niniejsza|ta|det(?:ta|te)|aan|any|all|der inhalt)\b.{{0,60}}?{_ABOUT_MAIL}.{{0,220}}?"
    r"(?:confiden[tcz]i|vertrouwelijk|vertraulich|geheim|privileged|intended (?:only|solely|for)|bestemd voor"
    r"|uitsluitend|addressee|destinat|bestimmt|geen rechten|no rights|poufn|konfidentiel|luottamuk|legally"
    r"|disclaim)"
    r"|(?:confidentiality (?:notice|note)|confidentialit|disclaimer|legal notice|privacy notice|avis de"
    r" confidentialité|aviso (?:legal|de)|wichtiger hinweis|haftungsausschluss|notice:|important(?: notice)?:)"
    r"|if you (?:are not the|have received this)|indien u niet|als u dit bericht|si vous n['’]êtes pas|nota di riservatezza|le informazioni contenute in quest[ao]"
    r"|sollten sie nicht|wenn sie nicht der|aan dit bericht kunnen geen|op dit bericht"
    r")",
    re.IGNORECASE | re.DOTALL,
)

#: A closing line before the name.
CLOSING = re.compile(
    r"(?:(?:met|m\.?)\s?(?:vr(?:iendelijke|\.)?|hartelijke|v\.?)\s?gr(?:oet(?:en)?|\.)?|vriendelijke groet(?:en|jes)?"
    r"|hartelijke groet(?:en)?|groet(?:en|jes)?|mvg|m\.v\.g\.?|bij voorbaat dank|alvast (?:hartelijk )?(?:be)?dank(?:t)?"
    r"|(?:with )?(?:kind|best|warm|kindest|many)(?:est)? (?:regards|wishes|thanks)|regards|rgds|best|all the best"
    r"|yours(?: (?:sincerely|faithfully|truly))?|sincerely(?: yours)?|respectfully|thanks(?: (?:again|a lot|so much"
    r"|in advance|and regards))?|thank you|thx|cheers|take care|ciao|love|br|tia"
    r"|(?:bien )?cordialement|cdlt|bien à vous|(?:sincères |meilleures )?salutations|amicalement|à bientôt|merci(?: (?:d['’]avance|beaucoup|par avance))?"
    r"|mit (?:freundlichen|besten|herzlichen|lieben|vielen) gr(?:ü|ue)(?:ß|ss)en|mfg|(?:viele|liebe|beste|schöne"
    r"|herzliche|freundliche) gr(?:ü|ue)(?:ß|ss)e|gruß|lg|vg|danke(?: und gruß)?"
    r"|saludos(?: cordiales)?|un (?:cordial )?saludo|atentamente|atte|gracias|cordiali saluti|distinti saluti"
    r"|saluti|grazie|atenciosamente|cumprimentos|obrigad[oa]|abraços?|pozdrawiam|z poważaniem|s pozdravem"
    r"|med vänlig(?:a)? hälsning(?:ar)?|vänliga hälsningar|mvh|hälsningar|med venlig hilsen|(?:med )?vennlig"
    r" hilsen|venlig hilsen|hilsen|terveisin|ystävällisin terveisin|с уважением|saygılarımla|üdvözlettel"
    r"|cu stimă)(?: (?:aus|uit|from|depuis) \w+)?\s*[,.!;–-]*\s*(?:(?-i:[A-ZÀ-Þ])[\w.'’-]*[,.]?(?:\s+|$)){0,4}$",
    re.IGNORECASE,
)
#: A telephone number, an address or a site.
CONTACT = re.compile(
    r"(?:\+|\b0)\d[\d ()./-]{6,}\d|\b\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b|[\w.+-]+@[\w-]+\.\w|\bwww\.|https?://"
    r"|\b(?:tel|telefoon|telefon|tél|téléphone|phone|ph|mob|mobiel|mobile|mobil|cell|fax|office|direct|gsm|m|t|f|e|w)"
    r"\s?[.:|]+\s?[(+\d]",
    re.IGNORECASE,
)
#: A street or a postcode.
STREET = re.compile(
    r"\b\d{4} ?[A-Z]{2}\b|\b\w+(?:straße|strasse|straat|weg|laan|gracht|plein|kade)\s\d|\b\d{1,4},? (?:rue|avenue|bd|boulevard)\b"
    r"|\b\d{1,4} \w+ (?:street|road|avenue|lane|st|rd|ave)\b|\bp\.?\s?o\.? box\b|\bpostbus\b|\bpostfach\b",
    re.IGNORECASE,
)
