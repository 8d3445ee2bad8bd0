"""Who writes for another reason than to buy, though the words may be those of what we sell.

Sellers, people who look for work, wrong addresses, advertisements, questions about an invoice or an
account, how to do a thing oneself, students and journalists, what is settled already, and how the
work of last week went. One table; the patterns are for folded text.
"""

from __future__ import annotations

import re

_WORKERS = (
    r"(?:schoonma\w+|schilders?|chauffeurs?|koeriers?|bezorgers?|hoveniers?|cateraars?|monteurs?"
    r"|medewerkers?|verhuizers?|glazenwassers?|cleaners?|painters?|drivers?|couriers?|gardeners?"
    r"|caterers?|movers?|waiters?|peintres?|livreurs?|jardiniers?|traiteurs?|demenageurs?|serveurs?"
    r"|coursiers?|maler|fahrer|gartner|kuriere?|reinigungskraft\w*|putzfrau|kellner|umzugshelfer"
    r"|equipes?|teams?|busje|lieferung|livraison|bestelling|order|delivery|commande)"
)
_FIRMS = (
    r"(?:bedrijf|zaak|winkel|onderneming|bakkerij|stichting|company|firm|business|charity|bakery"
    r"|shop|organisation|entreprise|association|societe|boulangerie|firma|betrieb|unternehmen"
    r"|verein|backerei|atelier|werkstatt|werkplaats)"
)
_RELATIVES = (
    r"(?:zoon|dochter|neef|nicht|man|vrouw|broer|zus|kleinzoon|kleindochter|vriend|vriendin|son"
    r"|daughter|nephew|niece|brother|sister|friend|husband|wife|grandson|granddaughter|fils|fille"
    r"|neveu|niece|frere|soeur|ami|amie|mari|femme|sohn|tochter|bruder|schwester|neffe|nichte|freund"
    r"|freundin|mann|frau|enkel|enkelin)"
)
_SELLERS = (
    r"\b(?:wij|we) (?:leveren|verkopen|produceren)\b",
    r"\b(?:wij|we|ik) bieden? (?:u|jullie|uw|graag|al|ook|professionele)\b",
    r"\b(?:onze|mijn) (?:diensten|producten|tarieven|assortiment)\b.{0,50}\b(?:aan(?:bieden)?|u|jullie"
    r"|voorstellen)\b",
    r"\b(?:profiteer|nu|jetzt|now|nur|alleen|only|jusqu'a).{0,40}(?:korting|rabatt|discount|% off|actie"
    r"|promotion|promo|aktion|remise)\b|\b(?:korting|en promotion|promo|rabatt|sonderangebot|soldes"
    r"|konditionen|aanbieding) (?:\w+ ){0,2}(?:op|auf|on|fur|voor|sur|jusqu|nur|tot|bis)\b",
    r"\b(?:wij zijn|we zijn|we are|we're|i'm|i am|nous sommes|wir sind|ich bin) .{2,60}\b(?:en|and|et|und)"
    r" .{0,40}\b(?:u|uw|jullie|you|your|vous|votre|vos|ihnen|ihr|ihre[nmr]?)\b",
    r"\bhelpen (?:wij|we) (?:u|jullie)\b|\b(?:scherpe|lage) (?:prijzen|tarieven)\b",
    r"\bmogen (?:wij|we) (?:eens )?(?:langskomen|kennismaken)\b",
    r"\bwe (?:offer|provide|supply|sell|speciali[sz]e)\b|\bfor sale\b|\byour business\b",
    r"\bour (?:company|agency|firm|team|studio) (?:can|could|would|offers?|provides?|supplies)\b",
    r"\bwe(?: are|'re) an? (?:\w+ ){0,4}(?:company|firm|agency|supplier|contractor|provider)\b",
    r"\b(?:competitive|unbeatable|low) (?:rates|prices)\b|\bboost your\b|\byour (?:first )?order\b",
    r"\bnous (?:vous )?(?:proposons|fournissons|commercialisons|vendons|offrons nos)\b",
    r"\bnotre (?:societe|entreprise|agence|atelier|equipe) (?:\w+ ){0,3}(?:propose|est|serait|peut"
    r"|vous|souhaite)\b",
    r"\bnos (?:tarifs|services|prestations|produits|offres)\b|\bprofitez de\b|\bcontactez[- ]nous\b",
    r"\bwir (?:bieten|liefern|verkaufen|vertreiben|produzieren)\b",
    r"\bunser\w* (?:firma|druckerei|agentur|betrieb|unternehmen|team|\w+service) (?:wurde|kann"
    r"|bietet|konnte|mochte|ubernimmt)\b",
    r"\bunser\w* (?:dienste|dienstleistungen|produkte|leistungen|preise)\b.{0,50}\b(?:an|ihnen"
    r"|vorstellen|anbieten)\b|\bsparen sie\b|\bjetzt (?:sichern|zugreifen|bestellen)\b",
    r"\b(?:mijn|onze|my|our|mon|ma|mes|notre|nos|mein\w*|unser\w*) (?:[\w-]+ ){1,3}(?:te )?(?:verkopen"
    r"|verkaufen)\b|\b(?:sell|selling) (?:my|our)\b|\b(?:je vends|nous vendons|a vendre)\b"
    r"|\bvendre (?:mon|ma|mes|notre|nos)\b|\bte koop\b|\bzu verkaufen\b",
)
_OF_OWN_PEOPLE = re.compile(
    r"\b(?:onze|our|nos|notre|unser\w*) (?:\w+ )?(?:medewerkers|collega|gasten|bezoekers|personeel"
    r"|klanten|vrijwilligers|bewoners|leden|staff|employees|colleagues|guests|visitors|customers"
    r"|volunteers|residents|members|people|salaries|agents|clients|benevoles|equipes|collaborateurs"
    r"|collegues|invites|visiteurs|gasten?|kollegen|kolleg\w+|mitarbeiter\w*|kunden|besucher\w*"
    r"|ehrenamtlichen|bewohner\w*|belegschaft)"
)
"""Who offers something to their own people buys it: "wir bieten unseren Gästen ein Buffet"."""
_FOR_WORK = (
    rf"\b(?:mijn|onze|my|our|mon|ma|notre|mein|meine|unser\w*) {_RELATIVES}\b.{{0,40}}\b(?:werk|baan|bijbaan"
    r"|stage\w*|leerplek|leerwerkplek|work|job|apprenticeship|placement|internship|training place"
    r"|travail|emploi|stage|apprentissage|alternance|arbeit|stelle|praktikum\w*|ausbildung\w*"
    r"|lehrstelle|nebenjob)\b",
    r"\b(?:ik)\b.{0,40}\b(?:zoek\w*|op zoek naar|wil)"
    r" (?:[\w-]+ ){0,3}(?:werk|baan|baantje|bijbaan|stage|stageplek|vrijwilligerswerk)\b",
    r"\bplek voor een stagiaire?\b|\bbij (?:jullie|u) (?:[\w-]+ ){0,4}(?:werken|solliciteren|beginnen"
    r"|aan de slag|stage lopen)\b|\b(?:mijn|my|mon|meinen?) (?:cv|resume|lebenslauf)\b",
    r"\b(?:vrijwilliger worden|devenir benevole|become a volunteer|volunteer (?:with|for) you)\b",
    r"\b(?:i|i'm)\b.{0,40}"
    r"\b(?:looking for|seeking|want|need|after|find) (?:[\w-]+ ){0,3}(?:work|job|jobs|employment"
    r"|apprenticeship|placement|internship)\b(?! (?:clothes|wear|boots|surface|space))",
    r"\bany (?:vacancies|jobs|openings|work going)\b|\b(?:apprenticeship|work experience) (?:with|at)\b",
    r"\bje (?:re)?cherche (?:[\w'-]+ ){0,3}(?:d'|l')?(?:travail|emploi|stage|alternance|poste|boulot"
    r"|apprentissage)\b|\brecherche d'(?:un )?emploi\b|\bprenez[- ]vous (?:\w+ )?stagiaires?\b"
    r"|\b(?:vous embauchez|embauchez[- ]vous)\b",
    r"\bich\b.{0,40}\bsuche (?:[\w-]+ ){0,3}(?:arbeit|stelle|job|nebenjob|ausbildungsplatz|praktikum"
    r"|praktikumsplatz)\b|\bnehmen sie (?:\w+ )?praktikant\w*\b|\bsuchen sie (?:\w+ )?(?:mitarbeiter"
    r"|leute|personal|aushilfen|verstarkung)\b|\bbei (?:ihnen|euch) (?:[\w-]+ ){0,3}(?:arbeiten"
    r"|anfangen|bewerben)\b|\bstellen sie (?:\w+ )?(?:leute|jemanden|personal) ein\b",
)
_WRONG_ADDRESS = (
    r"\bverkeerde? (?:nummer|adres|persoon|gesprek|chat)\b|\bvoor iemand anders (?:bedoeld|bestemd)\b"
    r"|\bniet voor (?:u|jullie|jou) (?:bedoeld|bestemd)\b|\bspreek ik met\b|\bben ik bij\b",
    r"\bwrong (?:number|person|chat|address|e-?mail|window)\b|\bmeant for some(?:one|body) else\b"
    r"|\b(?:by|in) (?:mistake|accident|error)\b|\bis (?:this|that) the (?:number|e-?mail|address) (?:for|of)\b",
    r"\btrompee? (?:de |d')(?:numero|destinataire|adresse|personne|conversation)\b|\bpas destinee?\b"
    r"|\bmauvais (?:numero|destinataire)\b|\berreur de (?:destinataire|numero)\b|\bsuis[- ]je bien"
    r" (?:chez|au)\b|\bc'est bien (?:le|la) (?:cabinet|numero|magasin|restaurant)\b",
    r"\bfalsche (?:nummer|adresse|person)\b|\bfalsch verbunden\b|\bverwahlt\b|\bist da die praxis\b"
    r"|\bnicht (?:fur|an) (?:sie|euch|dich) (?:bestimmt|gedacht|gerichtet)\b|\birrtumlich\b",
)
_ADVERTISEMENTS = (
    r"\b(?:klik hier|click (?:here|the link|below)|cliquez ici|klicken sie hier|reply yes)\b",
    r"\b(?:you have been selected|you(?:'ve| have) won|u (?:heeft|hebt) .{0,20}gewonnen|vous avez"
    r" gagne|sie haben .{0,20}gewonnen|casino|loan of|geld lenen|kredit ohne|pret personnel)\b",
)
_PAPERS = (
    r"\b(?:factuur|rekening|invoice|facture|rechnung|mahnung|betaling|payment|paiement|zahlung)\b"
    r".{0,50}\b(?:ontvangen|gekregen|sturen|stuur|opsturen|betaald|klopt|binnen|received|got|get|sent"
    r"|send|pay|paid|recue?|renvoyer|envoyer|payee?|payer|regler|erhalten|bekommen|schicken|bezahlt"
    r"|bezahlen|zusenden|stimmt|falsch|wrong|fausse)\b",
    r"\b(?:resend|send|sent|received|got|never got|recu|renvoyer|envoyer|stuur|sturen)\b.{0,25}"
    r"\b(?:factuur|invoice|facture|rechnung)\b",
    r"\b(?:mijn|my|mon|mein) (?:wachtwoord|password|mot de passe|passwort|account|compte|konto|login)\b"
    r"|\b(?:inloggen|log in|me connecter|einloggen)\b",
)
_ONESELF = (
    r"\bhoe (?:maak|bak|kook|repareer|verf|krijg|verwijder|teel) (?:ik|je)\b|\bhoe kan ik zelf\b",
    r"\bhow (?:do|can|should|would) (?:i|you) (?:bake|cook|fix|repair|grow|remove|get rid)\b"
    r"|\bhow (?:do|can) i .{0,40}\bmyself\b|\bhow to (?:bake|cook|fix|repair|grow|remove|make)\b",
    r"\bcomment (?:\w+ ){0,2}(?:faire|fabriquer|reparer|nettoyer|enlever|cuisiner|planter)\b",
    r"\bwie (?:backe|koche|repariere|entferne|streiche|pflanze|mache) ich\b|\bwie (?:backt|kocht|macht"
    r"|repariert|entfernt) man\b",
)
_CURIOUS = (
    r"\b(?:ik ben|wij zijn|i am|i'm|we are|je suis|nous sommes|ich bin|wir sind) (?:(?:an?|een|une?"
    r"|eine?) )?(?:student\w*|journalist\w*|reporter\w*|etudiant\w*|onderzoeker\w*|researcher\w*"
    r"|chercheu\w+)\b",
    r"\b(?:scriptie|profielwerkstuk|masterarbeit|bachelorarbeit|dissertation|memoire sur|thesis (?:on"
    r"|about)|artikel schrijven|doe mee aan een onderzoek)\b",
)
_ON_THE_PLATFORM = (
    rf"\b(?:mijn|ons|onze|my|our|mon|ma|notre|meine?n?|unsere?n?) (?:\w+ )?{_FIRMS}\b.{{0,40}}\b(?:aanmelden"
    r"|inschrijven|registreren|lijst|site|register|sign up|join|list|listed|inscrire|referencer|votre"
    r"|anmelden|eintragen|registrieren|liste)\b",
    rf"\b(?:register|list|join|inscrire|ajouter|referencer)\b.{{0,20}}\b(?:my|our|mon|ma|notre) (?:\w+ )?{_FIRMS}\b",
)
_OF_OURS = (
    r"\b(?:jullie|uw|your|votre|vos|ihre?n?|euer|eure?n?) (?:\w+ )?(?:logo|naam|name|nom|foto'?s?|photos?|fotos"
    r"|tekst|text|texte|site|website|seite|page|pagina|platform|plateforme|plattform|nieuwsbrief|newsletter"
    r"|cijfers|figures|chiffres|zahlen|api|data|gegevens|donnees|daten)\b.{0,60}\?",
    r"\b(?:ben ik hier (?:goed|juist)|is this (?:where|the (?:right )?place)|am i in the right place"
    r"|(?:c'est|est-ce) (?:bien )?ici|bin ich hier richtig)\b",
    r"\b(?:rijbewijs|paspoort|passport|driving licence|passeport|permis de conduire|carte d'identite"
    r"|fuhrerschein|reisepass|personalausweis|parkeervergunning|parking permit|uitkering|benefits claim"
    r"|kindergeld|burgergeld)\b",
    r"\b(?:zouden|zou|would|we'd|i'd|aimerions|aimerais|voudrions|wurden?|mochten?) (?:[\w-]+ ){0,5}(?:voor|met|bij|for|with"
    r"|on|pour|avec|fur|mit|bei) (?:u|uw|jullie|you|your|vous|votre|sie|ihnen|euch|eure\w*) (?:[\w-]+ ){0,2}(?:werken|samenwerken"
    r"|arbeiten|zusammenarbeiten|books|list|team|$)|\b(?:travailler|collaborer) (?:avec|pour) vous\b"
    r"|\b(?:work|working) (?:for|with) you\b",
)
_SETTLED = (
    r"\bal (?:iemand|een \w+) gevonden\b|\b(?:al|reeds) (?:geregeld|opgelost|voorzien)\b|\bhoeft niet"
    r" meer\b|\bniet meer nodig\b",
    r"\bfound some(?:one|body)\b|\balready (?:sorted|arranged|found|booked|dealt)\b|\bno longer"
    r" (?:need\w*|require\w*)\b|\bno need any ?more\b",
    r"\btrouve quelqu'un\b|\bdeja (?:occupee?|reglee?|trouvee?|reserve)\b|\bplus besoin\b",
    r"\bhat sich (?:schon )?erledigt\b|\bschon (?:erledigt|gefunden|jemanden)\b|\bhaben jetzt jemanden\b"
    r"|\bnicht mehr (?:notig|gebraucht)\b",
)
_REPORTS = (
    rf"^(?:de|het|the|your|jullie|uw|le|la|les|l'|votre|vos|der|die|das|ihre?|eure?)\b ?(?:\w+ ){{0,2}}{_WORKERS}"
    r" (?:\w+ ){0,2}(?:heeft|hebben|had|was|waren|kwam\w*|has|have|were|came|left|\w+ed|a|ont|est|sont"
    r"|n'\w+|etai\w+|hat|haben|hatte\w*|war|kam\w*|ist|sind)\b",
    r"\b(?:was|were|went|waren|etai\w+|war)\b.{0,60}\b(?:vorige (?:week|maand|keer)|afgelopen|gisteren"
    r"|yesterday|last (?:week|month|time|night|friday|year)|derniere|dernier|letzte[nrs]?|gestern)\b",
    r"\b(?:vorige (?:week|maand|keer)|afgelopen|gisteren|yesterday|last (?:week|month|time|night|friday"
    r"|year)|derniere|dernier|letzte[nrs]?|gestern)\b.{0,60}\b(?:was|were|went|waren|etai\w+|war)\b",
)
_UNLESS_SOUGHT = tuple(
    re.compile("|".join(patterns))
    for patterns in (_SELLERS, _CURIOUS, _SETTLED, _REPORTS, _ON_THE_PLATFORM)
)
_ALWAYS = re.compile(
    "|".join([*_FOR_WORK, *_WRONG_ADDRESS, *_ADVERTISEMENTS, *_PAPERS, *_ONESELF, *_OF_OURS])
)
_SOUGHT = re.compile(
    r"\b(?:zoek(?:en)?|zoeken wij|op zoek naar|looking for|we(?: do)? need|i need|cherchons|cherche"
    r"|avons besoin|il nous faut|suchen|suche|brauchen|brauche|benotigen|graag (?:een )?offerte"
    r"|please quote)\b"
)
_LONGEST = 400


def is_other_business(plain: str) -> bool:
    """Whether a folded text is written for another reason than to buy; long ones are not judged."""
    if len(plain) > _LONGEST:
        return False
    if _ALWAYS.search(plain):
        return True
    if not any(pattern.search(plain) for pattern in _UNLESS_SOUGHT):
        return False
    return not (_SOUGHT.search(plain) or _OF_OWN_PEOPLE.search(plain))
