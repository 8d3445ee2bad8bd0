"""How mail servers say in plain words that a letter did not arrive."""

from __future__ import annotations

import re

#: Sentences after which the addresses follow that failed for good.
FAILED_BELOW = re.compile(
    r"wasn't able to deliver your message|(?:was|were) affected|addresses had delivery problems|failure reasons|failed address|(?:incorrectly )?constructed:|did not receive (?:your|this) message|could not be sent|error delivering your (?:mail|message)|(?:trying|attempting) to deliver (?:the |a |your )?(?:mail|message)|list of recipients|unable to deliver (?:your )?message to (?:the following|these)"
    r"|(?:could|can) ?not be delivered to|could(?:n't| not) (?:be )?deliver(?:ed)?\b.{0,60}(?:following|recipient|address)"
    r"|address(?:\(?es\)?)? (?:had )?(?:permanent )?(?:fatal errors|failed)|addresses had permanent"
    r"|(?:recipient|recipients|address|addresses|destinat\w+)(?:\(s\))? (?:has |have |that )?failed"
    r"|did not reach the following recipient|(?:was|were) not (?:delivered|sent) to|undeliverable to the following"
    r"|has failed to (?:these|the following) recipients|delivery to the following recipients? (?:has )?failed"
    r"|failed to deliver (?:the |your )?(?:message|mail)|delivery failed (?:for|to)|was not delivered to|unable to reach"
    r"|following (?:recipient|address)\w*(?:\(s\))? (?:could not|cannot|were not|was not|did not|is unknown|are unknown|is invalid)"
    r"|recipients? (?:of your|you entered).{0,40}(?:not|un)|(?:the )?following errors? (?:occurred|were)|unknown (?:user|recipient)s?:?\s*$"
    r"|undeliver(?:able|ed) (?:mail|message)?\s?to|unable to be delivered to|unable to deliver (?:a |the )?message to|failed recipients?|invalid recipients?:|non-?deliver"
    r"|bezorgen aan deze geadresseerden|niet (?:worden )?(?:afgeleverd|bezorgd|besteld|bezorgbaar|afleverbaar)"
    r"|(?:kon|kan|konden|kunnen) .{0,60}?niet .{0,30}(?:afgeleverd|bezorgd|bezorgen|afleveren)|(?:aflevering|bezorging) .{0,40}mislukt"
    r"|échec de (?:la )?remise|(?:n['’]a|n['’]ont) (?:pas )?(?:pu|été) .{0,20}(?:[êe]tre )?(?:remis|distribu[ée]|d[ée]livr[ée]|livr[ée]|transmis|envoy[ée])"
    r"|impossible de (?:remettre|distribuer|délivrer|livrer)|n['’]a pas été (?:remis|distribué|délivré)|non remis"
    r"|fehler bei der nachrichtenzustellung|(?:konnte|konnten|kann) .{0,90}nicht .{0,30}(?:zugestellt|ausgeliefert|übermittelt|gesendet)"
    r"|zustellung .{0,60}(?:fehlgeschlagen|nicht möglich|gescheitert)|unzustellbar|(?:empfänger|adressen?) .{0,40}nicht erreicht"
    r"|no se (?:ha )?(?:pudo|podido|puede) entregar|error (?:de|en la) entrega|non è stato possibile (?:recapitare|consegnare)"
    r"|impossibile (?:recapitare|consegnare)|não (?:foi possível|pôde|pode) (?:entregar|ser entregue)|falha na entrega"
    r"|nie (?:można|udało się|została) (?:było )?dostarcz|не (?:удалось|может быть|было) (?:доставлен|доставить)"
    r"|недоставлен|kunde inte levereras|gick inte att leverera|levering til .{0,60}(?:mislyk|ikke)|kunne ikke levere|toimitus .{0,60}epäonnistui|doručení .{0,60}nezdařilo|dostarczenie .{0,60}nie powiodło|сбой доставки|配信に失敗|recapito non riuscito|kunne ikke leveres|ei voitu toimittaa|配信できません|配信不能|无法(?:送达|投递|传递|发送)|退信|無法傳(?:送|遞)|被退回"
    r"|전달(?:되지|하지) 못|teslim edilemedi|nem (?:sikerült|lehet).{0,20}kézbesít|nepodařilo (?:se )?doručit",
    re.IGNORECASE,
)
#: The same with the address in the line.
FAILED_HERE = re.compile(
    r"failed to deliver to|your (?:message|e-?mail|mail) to:? *[<\"']?[^\s<>]+@|(?:wasn't|was not|could not be|couldn't be|cannot be|niet|not) (?:delivered|bezorgd|afgeleverd) (?:to|op|aan|bij)"
    r"|n['’]a pas (?:été|pu être) (?:remis|distribué)e? à|nicht (?:an|zu) .{0,80}zugestellt|undeliverable|unknown (?:user|recipient|address)"
    r"|user (?:unknown|not found|is unknown|does not exist)|no such (?:user|mailbox|recipient|address|account)|not listed in|recipient not found|not a valid (?:user|recipient|address|mailbox|account)"
    r"|(?:mailbox|account|address|user|recipient)\b.{0,40} (?:unavailable|disabled|not found|unknown|rejected|doesn't exist|does not exist|not valid|inactive)"
    r"|\b5\d\d[ -](?:5\.\d\.\d{1,3} )?|\(#5\.\d\.\d\)|invalid (?:recipient|address|user|mailbox)|bad address|不存在|无效|無效|存在しません|(?:exceed|over|above)(?:s|ed|ing)? .{0,30}(?:quota|size|limit)|over ?quota|quota exceed|(?:mailbox|inbox|account|user).{0,20} (?:is )?full|unknown host|host (?:unknown|not found)|domain .{0,30}not (?:found|exist)|unrouteable|delivery failed|reject(?:ed|s)? recipient",
    re.IGNORECASE,
)
#: A letter that still waits: nothing has failed yet.
DELAYED = re.compile(
    r"this is a warning (?:message )?only|do not need to resend|(?:has been|is being|is|was|been) delayed|not yet been delivered"
    r"|transient non-fatal|delivery status notification \(delay\)|warning: (?:message|could not send)|still being retried|will (?:continue to|keep) (?:try|retry|be retried)"
    r"|delayed mail|mail delayed|temporary (?:problem|failure).{0,60}(?:retry|try again)|vertraagd|retardé|verzögert|en retard|delivery delayed|nog niet (?:bezorgd|afgeleverd)"
    r"|noch nicht zugestellt|n['’]a pas encore|retrasad|ritardat|задержан|we(?:'ll| will) (?:retry|try again|keep trying)",
    re.IGNORECASE,
)
#: Sentences that stand in letters about a delay only.
WAITS = re.compile(
    r"this is a warning|warning (?:message )?only|do not need to resend|still being retried|(?:will|to) (?:be retried|retry for)|\(delay\)|keep trying",
    re.IGNORECASE,
)
#: Signs that it is for good, even where a delay is spoken of.
FOR_GOOD = re.compile(
    r"permanent|given up|giving up|gave up|(?<!non-)fatal error|failed permanently|returned to sender|(?:delivery|mail) (?:has )?failed|undeliver|5\.\d\.\d"
    r"|failure notice|definitief|définitif|endgültig|status notification \(failure\)|could not be delivered|too (?:old|long)",
    re.IGNORECASE,
)
#: Signs that nothing of a delay takes back.
PERMANENT = re.compile(
    r"(?<!fails )permanent|(?<!non-)fatal error|given up|giving up|gave up|\(failure\)",
    re.IGNORECASE,
)
#: Subjects of returned mail.
RETURNED_SUBJECT = re.compile(
    r"undeliver|oleverans|mail failure|returned mail|mail delivery (?:failed|failure|system|subsystem|problem|error)|delivery (?:status|failure|failed|problem|notification|error|report|has failed)"
    r"|failure notice|failure delivery|returned to sender|return(?:ed|ing) message to sender|non-?deliver|could not be delivered|message status - undeliverable"
    r"|delayed mail|delivery delayed|warning: (?:message|could not)|mail (?:system )?error|address not found|nondeliverable|rejected mail|unzustellbar|nicht zugestellt|zustellung"
    r"|onbestelbaar|niet te bezorgen|niet (?:worden )?(?:afgeleverd|bezorgd|bestelbaar|bezorgbaar)|non (?:remis|distribué|délivré)|échec|undelivered|no se puede entregar|no entregado|non recapitabile|mancata consegna"
    r"|não entregue|niedostarczal|недоставлен|не доставлено|levereras inte|ikke leveret|配信不能|退信|系统退信|無法傳遞|배달되지|반송|teslim edilemedi|kézbesíthetetlen|nedoručiteľn|nedoručitelná",
    re.IGNORECASE,
)
#: Subjects of returned mail that no person writes in front.
GIVEN_BACK_SUBJECT = re.compile(
    r"undeliver(?:able|ed) ?:|(?:undeliverable|undelivered) mail\b|returned mail:|failure notice|mail delivery (?:failed|failure|subsystem|system)|onbestelbaar|unzustellbar"
    r"|delivery status notification|non remis ?:|nicht zugestellt:|niet bezorgd:",
    re.IGNORECASE,
)
#: Below such a line stands the letter itself, or the technical detail.
COPY_BELOW = re.compile(
    r"[\s>|-]*(?:from:|message text follows|below this line is|this is a copy of|the following is a copy|copy of (?:the|your)|original message|the original message|unsent message|returned message|your original message|"
    r"start of returned|included is a copy|message header|message headers|headers? of the |original (?:mail|headers)|transcript of session|received:|return-path:|x-[a-z-]+:|message-id:|diagnostic information|"
    r"oorspronkelijk bericht|message d['’]origine|ursprüngliche nachricht|forwarded message|beginning of|begin returned|end of message|message text follows|technical details)",
    re.IGNORECASE,
)
#: A filter of the recipient (RFC 5429) refuses a letter by a report on its disposition.
SAYS_REJECTED = re.compile(
    r"(?:automatically|automatisch|automatiquement) (?:rejected|refused|geweigerd|refusé|rejeté|abgelehnt|abgewiesen)",
    re.IGNORECASE,
)
