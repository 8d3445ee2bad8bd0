"""How people greet, thank, complain, ask for a person or stop, in four languages."""

from __future__ import annotations

GREETING = (
    "hallo|hoi|hey|hai|heyhey|dag|goedemorgen|goede morgen|goedemiddag|goede middag|goedenavond"
    "|goedendag|moin|hello|hi|hiya|hi there|hello there|good (?:morning|afternoon|evening|day)"
    "|greetings|howdy|bonjour|bonsoir|salut|coucou|guten (?:tag|morgen|abend)|gruss gott|servus"
    "|hoi hoi|hee|yo|allo|hallo daar|/start|moi|goeiemorgen|goeiedag|beste|dear|test"
)
HOW_ARE_YOU = (
    "hoe gaat het(?: met (?:je|jou|u))?|alles goed|how are you(?: doing)?(?: today)?|how's it"
    " going|what's up|ca va|comment (?:ca va|allez[- ]vous|vas[- ]tu)|wie geht(?:'s| es)(?: (?:dir"
    "|ihnen))?|alles klar|is daar iemand|anyone there|is anybody there|iemand daar|y a quelqu'un"
    "|jemand da|ist da jemand"
)
THANKS = (
    "bedankt|dank(?: ?je| ?u)?(?: ?wel)?|thanks?(?: you)?|thx|cheers|ta|merci|danke|vielen dank"
    "|hartelijk dank|super|top|mooi|fijn|prima|perfect|great|excellent|parfait|genial|prima|toppie"
    "|klasse|wunderbar|geweldig|helemaal goed|much appreciated|tres bien|fantastisch|dankeschon"
    "|besten dank|herzlichen dank|thank you"
)
THANKS_SURE = (
    r"\b(?:bedankt|dank ?(?:je|u)(?: ?wel)?|hartelijk dank|thank you|thanks|thx|merci|danke|vielen"
    r" dank|besten dank|dankeschon|je vous remercie|much appreciated)\b"
)
COMPLAINT = (
    r"\bdit klopt niet\b|\bklopt (?:er )?(?:niet|niets|helemaal niet)\b|\bklacht\b|\bontevreden\b"
    r"|\bniet tevreden\b|\bteleurgesteld\b|\bslecht(?:e)? (?:service|ervaring|geholpen|bot)\b"
    r"|\bbelachelijk\b|\bschandalig\b|\bwaardeloos\b|\bnooit (?:iets|antwoord"
    r"|meer)\b.*\b(?:gehoord|gekregen)|\b(?:nog )?(?:steeds )?(?:niets|niks) (?:meer )?(?:van .*"
    r" )?(?:gehoord|vernomen)\b|\bte laat (?:geleverd|gekomen|bezorgd)\b|\bniet (?:geleverd|komen"
    r" opdagen|op komen dagen)\b|\b(?:je|u|jullie|de bot) (?:begrijp\w*|snap\w*) (?:me|mij|het|er"
    r"|dit) ?(?:niet|niks|niets)\b|\bwerkt (?:helemaal )?niet\b|\bdit is (?:niet wat|fout|onzin)"
    r"|\bniet wat ik (?:bedoel|vroeg|zocht)|\bthis is (?:wrong|not right|incorrect|useless|rubbish"
    r"|ridiculous|not what)\b|\bcomplain(?:t)?\b|\bthat(?:'s| is) (?:wrong|not right|not correct"
    r"|not what)\b|\bunhappy\b|\bnot happy\b|\bdisappoint\w*\b|\bterrible\b|\bawful\b"
    r"|\bunacceptable\b|\bdoes ?n.?t work\b|\bnot working\b|\byou (?:do ?n.?t|did ?n.?t)"
    r" (?:understand|get)\b|\b(?:never|nothing) (?:heard|received|arrived|showed up|turned up)\b"
    r"|\bnever (?:arrived|came|delivered)\b|\b(?:no ?one|nobody) (?:replied|answered|came|showed"
    r" up|called)\b|\b(?:c'est|ce n'est) (?:faux|pas (?:ca|correct|juste|bon|ce que)|inadmissible"
    r"|nul|n'importe quoi)\b|\breclamation\b|\bplainte\b|\bme plaindre\b|\bmecontent\w*\b"
    r"|\bdecu\w*\b|\bpas satisfait\w*\b|\bne (?:marche|fonctionne) pas\b|\bjamais (?:recu|eu"
    r"|arrivee?|livree?|venus?)\b|\binacceptable\b|\bvous ne comprenez (?:pas|rien)\b|\btu ne"
    r" comprends (?:pas|rien)\b|\bpersonne ne (?:m'a|nous a|repond)\b|\bdas (?:stimmt|ist) (?:so"
    r" )?(?:nicht|falsch|quatsch|unsinn)\b|\bbeschwer\w+\b|\bunzufrieden\b|\benttauscht\b"
    r"|\bfunktioniert (?:\w+ ){0,2}nicht\b|\bunverschamt\w*\b|\bunmoglich\b|\bverstehst? (?:mich"
    r"|das|du mich) nicht\b|\bsie verstehen mich nicht\b|\bnicht (?:das,? )?was ich (?:meinte"
    r"|suche|wollte)\b|\bniemand (?:hat sich )?(?:gemeldet|geantwortet)\b|\bnie (?:etwas"
    r" )?(?:gehort|bekommen)\b|\bniemand heeft (?:gereageerd|gebeld|geantwoord)\b|\bnichts"
    r" gehort\b|\bzu spat (?:geliefert|gekommen)\b|\barrived late\b|\bwas late\b|\ben"
    r" retard\b.*\blivr|\bmauvais service\b|\bvery bad\b|\bbad service\b|\bschlechter service\b"
    r"|\bservice (?:est |ist |is )?(?:nul|mauvais|deplorable|slecht|schlecht|bad)\b|\bj'attends"
    r" toujours\b|\bwacht(?:en)? (?:nog steeds|al weken|al dagen)\b|\bstill waiting\b|\bwarten?"
    r" (?:immer noch|seit)\b|\bcomplaint\b|\bhopeloos\b|\bnooit (?:aangekomen|geleverd|gekomen"
    r"|bezorgd)\b"
)
HUMAN = (
    r"\b(?:mens|medewerker|collega|persoon|iemand|contactpersoon|human|person|someone|somebody"
    r"|agent|operator|representative|people|employee|humain|personne(?! ne\b)|conseiller"
    r"|conseillere|agent|quelqu'un|interlocuteur|menschen?|mitarbeiter(?:in)?|person|jemand(?:en"
    r"|em)?|ansprechpartner|berater(?:in)?)\b"
)
HUMAN_ASK = (
    r"\b(?:spreken|praten|bellen|gebeld|teruggebeld|doorverbind\w*|contact (?:met|opnemen)|talk"
    r"|speak|call me|call back|chat with|connect me|contact|transfer|real|actual|live|parler"
    r"|joindre|rappel\w*|contacter|appeler|discuter|sprechen|reden|anrufen|zuruckrufen|verbinden"
    r"|kontakt|echt(?:e|en)?|vrai|un etre|gesprek|telefoneren|lijn|telefoon|telephone|phone"
    r"|telefon|on the line|get me|give me|geef me|donnez moi|en ligne|au telephone|am telefon)\b"
)
HUMAN_ALONE = (
    "mens|een mens|mens graag|medewerker|human|a human|human please|person|agent|operator|humain"
    "|un humain|une personne|mensch|ein mensch|mitarbeiter|echt mens|real person|een echt mens|a"
    " person|echter mensch|ik wil een mens|i want a human|je veux un humain|ich will einen"
    " menschen|bel mij|bel me|call me|rappelez[- ]moi|rufen sie mich an|bel me terug|kan iemand"
    " mij bellen"
)
STOP = (
    "stop|stoppen|afmelden|uitschrijven|meld mij af|schrijf mij uit|ik wil stoppen|hou op|hou maar"
    " op|stop hiermee|unsubscribe|stop it|cancel|quit|end|please stop|stop please|stop alsjeblieft"
    "|opt out|opt-out|arret|arreter|arretez|stopper|desabonner|me desabonner|desinscription"
    "|abmelden|abbestellen|aufhoren|beenden|hor auf|horen sie auf|stopp|annuleren|annuler"
    "|abbrechen|laat maar|never ?mind|/stop|stop maar|arretez s'il vous plait|bitte stoppen|bitte"
    " aufhoren|niet meer mailen|geen berichten meer|no more messages|plus de messages|keine"
    " nachrichten mehr|stop alles|stop sending me messages|stop met mailen|je veux arreter|ich"
    " mochte aufhoren|verwijder mijn gegevens|delete my data|supprimez mes donnees|loschen sie"
    " meine daten"
)
STOP_SURE = (
    r"\b(?:geen (?:berichten|mails?|nieuwsbrie(?:f|ven)|e-mails?) meer|niet meer (?:mailen"
    r"|schrijven|berichten)|no more (?:messages|e-?mails?|mails?)|stop (?:sending|writing|mailing"
    r"|e-?mailing|messaging)|stop met (?:mailen|schrijven|sturen)|plus de (?:messages?|mails?"
    r"|courriels?)|ne m'(?:ecrivez|ecris|envoyez|contactez) plus|keine (?:nachrichten|e-?mails?"
    r"|mails?) mehr|(?:schreiben|schreib|schicken) (?:sie )?mir (?:nicht|nichts) mehr|unsubscribe"
    r" me|(?:schrijf|meld) (?:mij|me) (?:uit|af)\b|take me off)"
)
SMALL_TALK = (
    r"\b(?:wie|wat) (?:ben|bent|zijn) (?:jij|je|u|jullie)\b|\bben (?:jij|je) een (?:mens|robot|bot"
    r"|computer|machine)\b|\bhoe heet (?:jij|je|u)\b|\bwho are you\b|\bwhat are you\b|\bare you"
    r" (?:a |an )?(?:human|robot|bot|real|machine|person|ai)\b|\bwhat(?:'s| is) your name\b|\bqui"
    r" (?:es[- ]tu|etes[- ]vous|est[- ]ce)\b|\b(?:es[- ]tu|etes[- ]vous) (?:un|une) (?:humain"
    r"|robot|machine|ia|bot|personne)\b|\bcomment (?:tu t'appelles|vous appelez[- ]vous)\b|\bwer"
    r" (?:bist du|sind sie|seid ihr)\b|\b(?:bist du|sind sie) ein\w* (?:mensch|roboter|bot"
    r"|maschine|ki)\b|\bwie heisst du\b|\bwie heissen sie\b|\bwat (?:kun|kan) (?:je|jij|u)(?:"
    r" (?:allemaal|zoal))?(?: (?:voor mij )?doen)?\b|\bwhat can you do\b|\bhow (?:does this|do you"
    r"|do i|does it) (?:work|use)|\bhoe werkt (?:dit|het|je|u|deze)\b|\bcomment (?:ca|cela)"
    r" (?:marche|fonctionne)\b|\bwie funktioniert (?:das|dieser|dies|es)\b|\bque (?:pouvez[- ]vous"
    r"|peux[- ]tu|sais[- ]tu) faire\b|\bwas (?:kannst du|konnen sie)\b|\bhoe laat is het\b|\bwhat"
    r" time is it\b|\bquelle heure est[- ]il\b|\b(?:welke dag|what day|quel jour|welcher tag|what"
    r" date|welke datum)\b.{0,20}(?:today|vandaag|aujourd|heute|is het|is it|sommes)|\bwie spat"
    r" ist es\b|\b(?:weer|weather|meteo|quel temps|wetter)\b.{0,30}(?:\?|morgen|vandaag|today"
    r"|tomorrow|demain|heute|like|wordt|fait)|\b(?:grap|mop|joke|blague|witz)\b|\bik hou van (?:je"
    r"|jou)\b|\bi love you\b|\bje t'aime\b|\bich liebe dich\b|\bwie heeft .{0,30}gewonnen\b|\bwho"
    r" won\b|\bqui a gagne\b|\bwer hat .{0,30}gewonnen\b|\bhoofdstad van\b|\bcapital of\b"
    r"|\bcapitale de\b|\bhauptstadt von\b|\bzin van het leven\b|\bmeaning of life\b|\bsens de la"
    r" vie\b|\bsinn des lebens\b|\blorem ipsum\b|\bignore (?:all |your )?(?:previous|prior"
    r"|earlier)\b|\bare you there\b|\bhow old are you\b|\bhoe oud ben (?:je|jij)\b|\bquel age\b"
    r"|\bwie alt bist du\b|\b(?:sing|zing|chante|singe) |\bwas ist das hier\b|\bwat is dit\b"
    r"|\bwhat is this\b|\bc'est quoi\b|\bqu'est[- ]ce que c'est\b|\b(?:ik )?(?:kijk|was) (?:alleen"
    r"|maar) (?:even )?(?:rond|aan het)|\bjust (?:looking|browsing)\b|\bje regarde(?: juste)?\b"
    r"|\bich schaue nur\b|\bvacature\w*\b|\bsolliciter\w*\b|\bjob application\b|\bapply for (?:a"
    r"|the) job\b|\bcandidature\b|\bbewerb(?:en|ung)\b|\b(?:aandelen|bitcoin|crypto)\w*\b"
    r"|\b(?:zijn|ben|are|zal|horen|hear) .{0,20}\bgehackt\b|\bseo (?:diensten|services|service)\b"
    r"|\bseo\b.{0,40}(?:website|ranking)|\bopeningstijden\b|\bopening hours\b|\bhoraires"
    r" d'ouverture\b|\boffnungszeiten\b|\b(?:recommend|suggest) (?:a |an |any |me a )?(?:good "
    r"|nice )?(?:film|movie|book|song|series)\b|\b(?:goede film|bon film|guten film)\b"
    r"|\b(?:vliegticket|retourtje|treinkaartje|train ticket|flight ticket|plane ticket|airline"
    r" ticket|billet (?:d'avion|de train)|flugticket|zugticket)\w*\b|\b(?:een baan|a job|un emploi"
    r"|einen job|eine stelle|woning te huur|eine wohnung|appartement te huur|kamer te huur)\b"
    r"|\bprivacy\b.{0,20}\?|\bout of office\b|\bafwezig\b|\babwesen\w+\b"
)
SEEKING = (
    r"\b(?:zoek\w*|gezocht|nodig|wil(?:len)?|wens\w*|graag|hebben|bestel\w*|inhuren|huren|regelen"
    r"|offerte|aanvra\w*|need\w*|look\w* for|want\w*|would like|require\w*|order\w*|quote|hire"
    r"|book|find|cherch\w*|recherch\w*|besoin|faut|faudrait|voudr\w+|souhait\w+|veux|voulons"
    r"|commander|devis|such\w*|brauch\w*|benotig\w*|mochte\w*|wunsch\w*|bestell\w*|angebot|buchen"
    r"|wollen|will|kopen|koop|buy|acheter|kaufen|leveren|supply|looking)\b"
)
