"""Politeness, filler and the words around facts, in four languages (folded)."""

from __future__ import annotations

COMMON = (
    "a p m euro euros eur budget max min ca circa pp ok oke hi hallo hello asap team nr tel mail"
    " email"
    " e-mail ref via per mvg eh ehm uh uhm um euh heu hm hmm ah oh ahm yes"
)
FILLER = {
    "nl": " ik wij we u jullie je jij het een de die dat dit deze er ons onze mij me mijn"
    " uw is zijn was wordt worden heeft hebben hebt heb had kan kunnen kunt kun moet moeten wil"
    " willen wilt zou zouden zal zullen graag zoek zoeken zoekt gezocht nodig wat wie waar"
    " wanneer hoe welke hoeveel niet geen wel ook nog maar als dan dus liefst ongeveer tussen"
    " vanaf binnen uiterlijk voor volgende volgend komende aanstaande week weken maand maanden"
    " dag dagen jaar elke iedere vandaag morgen personen persoon mensen man gasten deelnemers"
    " stuks maximaal minimaal excl incl btw exclusief inclusief bestellen bestelling regelen"
    " vinden alstublieft alsjeblieft aub ajb svp bedankt dank groet groeten vriendelijke met"
    " beste goedemorgen goedemiddag goedendag hoi dag ja nee op in te bij om aan uit tot naar"
    " rond toch even iemand iets partij aanbieder leverancier bedrijf organisatie die kan zo snel"
    " mogelijk hierbij namens mogelijk mogelijkheid mogelijkheden want omdat zodat nu al zeer"
    " heel erg echt gewoon eigenlijk misschien bijvoorbeeld liever anders andere plek plaats"
    " datum aantal stuk offerte prijs prijsopgave aanvraag vraag willen wensen hebt weet kent ken"
    " jullie wie iemand graag waarbij waarvoor dat der den ter ten over onder door dan haar hun"
    " erbij eenmaal tweemaal driemaal hen we'd gaat gaan komt komen doen doet maken maakt laten laat georganiseerd organiseren"
    " organiseert verzorgen verzorgt leveren levert geleverd inhuren huren aanvragen ontvangen"
    " sturen stuur ongeveer toegestaan sociale sociaal onderneming ondernemingen locatie adres"
    " begroting besteden buurt omgeving regio ergens liggen ligt totaal periode keer maal per"
    " zondag zaterdag maandag dinsdag woensdag donderdag vrijdag uur rondom tijdens vanwege"
    " wegens",
    "en": " i we you they he she it the a an that this these those there our us your my me"
    " is are was were be been has have had do does did can could will would should may might must"
    " need needs needed want wants looking look find please what who where when how which many"
    " much not no yes also but if then so about around between within next coming every each"
    " today tomorrow week weeks month months day days year people persons person guests pieces"
    " thanks thank regards kind dear hey good morning afternoon evening cheers order ordering"
    " book booking arrange organise organize get someone somebody something supplier company"
    " provider hire vat excl incl excluding including plus maximum minimum at on in to from by"
    " with some any require required would like seeking search searching quote price offer we're"
    " i'm we'd i'd i've we've us as of for help possible soon just really actually maybe perhaps"
    " instead make it's one who's it's its than too very via know anyone offers provide provides"
    " deliver delivered delivery us total spend location area near nearby place date number"
    " approx approximately roughly ideally preferably ideally hoping hope planning plan going am"
    " pm hosting interested request requesting enquiry social enterprise enterprises let could"
    " well once twice thrice you're there's which will send give up until during since",
    "fr": " je nous vous tu il elle on ils elles le la les l un une des du de d et ce cet"
    " cette ces qui que quoi est sont etait etre avons avez ont ai a au aux en dans pour par avec"
    " sur sous chez vers peut pouvez pouvons peux pourriez faut faudrait voudrais voudrions"
    " souhaitons souhaite souhaiterais souhaiterions cherche cherchons recherche recherchons"
    " besoin veux voulez voulons quel quelle quels quelles ou quand comment combien pas ne non"
    " oui aussi mais si donc environ entre avant apres des prochain prochaine semaine semaines"
    " mois jour jours an ans chaque aujourd'hui demain personnes personne pieces merci"
    " cordialement bonjour bonsoir salut svp s'il plait plait te notre nos votre vos mon ma mes"
    " ht ttc hors taxes maximum minimum devis commander commande trouver quelqu'un quelque chose"
    " prestataire fournisseur entreprise d'un d'une qu'un j'ai j'aimerais c'est plus tot possible"
    " tres bien peu plutot autre lieu date nombre prix offre livrer livre livree livraison n'est"
    " jusqu'a autour pres proche region total madame monsieur organiser organisons organisation"
    " faire fait avoir afin auriez avez-vous est-ce il aimerions serait seront sera soit y"
    " demande budget structure insertion solidaire sociale reserver prevoir proposer propose"
    " proposez pouvez-vous cherchons recherchons bonne journee cela ca finalement l'unite"
    " l'heure rayon km",
    "de": " ich wir sie ihr du er es der die das den dem des ein eine einen einem einer eines"
    " unser unsere unseren unserer unserem uns mir mich mein meine ist sind war wird werden wurde"
    " hat haben habe hatte hatten kann konnen konnte konnten muss mussen soll sollen sollte will"
    " wollen mochte mochten wurde wurden suche suchen sucht gesucht brauche brauchen braucht"
    " benotigen benotige bitte was wer wo wann wie welche wieviel viele nicht kein keine auch"
    " noch aber wenn dann also etwa ungefahr zwischen ab innerhalb nachste nachsten nachster"
    " kommende kommenden woche wochen monat monate tag tage jahr jede jeden jeder heute morgen"
    " personen person leute gaste teilnehmer stuck danke dank vielen gruss grusse freundlichen"
    " mit guten hallo sehr geehrte damen herren zzgl inkl mwst netto brutto maximal minimal in im"
    " auf am an zu zum zur bei nach aus um bis von fur fuer bestellen bestellung buchen angebot"
    " preis anfrage jemand jemanden etwas anbieter firma unternehmen gern gerne moglichst schnell"
    " moglich so ja nein doch lieber stattdessen ort datum anzahl raum nahe umgebung region"
    " insgesamt liefern lieferung geliefert der dass da dies diese dieser dieses organisieren"
    " gibt geben finden machen kosten pro uber unter gerade mal finanzieren planen hatten wer's"
    " dazu dabei einmal zweimal dreimal viermal funfmal suchen wunschen betrieb sozialbetrieb bieten bietet anbieten",
}
FILLER_PHRASES = {
    "nl": [
        r"voor (?:al )?(?:onze|ons|de|alle|het) (?:eigen )?(?:medewerkers|collega'?s|gasten|team"
        r"|klanten"
        r"|relaties|personeel|bezoekers|afdeling|vrijwilligers|bewoners)",
        r"met vriendelijke groet(?:en)?", r"op zoek naar", r"alvast bedankt", r"zo snel mogelijk",
        r"zou(?:den)? (?:ik|we|wij) graag", r"in de buurt(?: van)?", r"kan iemand", r"hoe gaat het",
        r"een man of", r"een stuk of", r"ter gelegenheid van", r"in verband met", r"ten behoeve"
        r" van",
        r"maakt niet uit", r"wie kan(?: er)?", r"per (?:persoon|stuk|uur|maand|jaar|week|dag)",
    ],
    "en": [
        r"for (?:all )?(?:our|the|all|my) (?:staff|employees|colleagues|team|clients|guests"
        r"|customers"
        r"|visitors|department|volunteers|people)",
        r"looking for",
        r"as soon as possible", r"kind regards", r"thanks in advance", r"in need"
        r" of",
        r"for example", r"can (?:you|anyone|someone)", r"does(?: not|n't) matter", r"each other",
        r"per (?:person|piece|hour|month|year|week|day|head)", r"best regards", r"a head",
    ],
    "fr": [
        r"pour (?:tous )?(?:nos|les|notre|mes|l') ?(?:salaries|collaborateurs|collegues|clients"
        r"|invites|equipe|agents|visiteurs|personnel|benevoles)",
        r"a la recherche d[eu']", r"des que possible", r"merci d'avance", r"le plus vite possible",
        r"avons besoin(?: d[eu'])?", r"ai besoin(?: d[eu'])?", r"s'il vous plait", r"peu importe",
        r"par (?:personne|piece|heure|mois|an|semaine|jour)", r"bien a vous", r"nous sommes",
    ],
    "de": [
        r"fur (?:alle )?(?:unsere|unser|die|das|unseren|meine) (?:mitarbeiter\w*|mitarbeitenden"
        r"|kollegen"
        r"|team|kunden|gaste|besucher|belegschaft|personal)",
        r"auf der suche nach", r"so schnell wie moglich", r"mit freundlichen grussen", r"vielen"
        r" dank",
        r"im voraus", r"sehr geehrte damen und herren", r"in der nahe(?: von)?", r"im raum",
        r"pro (?:person|stuck|stunde|monat|jahr|woche|tag)", r"beste grusse",
    ],
}  # fmt: skip
