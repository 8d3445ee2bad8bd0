"""Sentences that show each sort of talk, in four languages, for what no rule has words for.

A sentence is compared with them by meaning, so each idea stands here once or twice, not in all its
forms; those under "need" hold back the others.
"""

from __future__ import annotations

from matchbot.core.need import Talk

EXAMPLES: dict[Talk, str] = {
    "complaint": """
Ik wacht al weken op een antwoord
We hebben niets meer van jullie gehoord
Er is niemand komen opdagen
De lunch kwam een uur te laat en was koud
Er is slecht schoongemaakt, ik ben ontevreden
Ik ben erg teleurgesteld in jullie service
Dit werkt voor geen meter
Je begrijpt me helemaal verkeerd
De schoonmakers hebben alles vies achtergelaten
De bloemen waren al verwelkt toen ze kwamen
De hovenier kwam niet op de afspraak
The painters made a mess and I want a refund
The flowers were already dead when they arrived
Your driver never came although we had an appointment
Les meubles livrés étaient cassés
Le livreur n'est pas venu au rendez-vous
Après le nettoyage tout était encore sale
Nach der Reinigung war alles noch schmutzig
Der Maler ist trotz Termin nicht gekommen
Die Blumen waren schon verwelkt
De bestelling klopte niet, de helft ontbrak
Waarom reageert er nooit iemand op mijn mails?
Nobody has got back to me, I have emailed three times
I am still waiting for a reply after two weeks
The order arrived late and half of it was missing
The work was badly done and I want my money back
I am very unhappy with how we were treated
This is useless, you do not understand me
Your people did not show up yesterday
That was a very poor experience
Je vous ai écrit trois fois et je n'ai aucune réponse
Cela fait deux semaines que j'attends
Le travail a été mal fait
La commande est arrivée en retard et incomplète
Je ne suis pas du tout satisfait du service
Personne n'est venu hier, c'est inadmissible
Ça ne marche pas, vous ne comprenez rien
Ich warte seit zwei Wochen auf eine Antwort
Ich habe schon dreimal geschrieben und niemand meldet sich
Gestern ist niemand gekommen
Die Arbeit wurde schlecht gemacht, ich möchte mich beschweren
Das Essen war kalt und kam zu spät
Ich bin sehr unzufrieden mit Ihrem Service
Das ist doch Unsinn, Sie verstehen mich nicht
Dit klopt niet, ik had iets anders gevraagd
This is not what I asked for
Ce n'est pas ce que j'ai demandé
Das ist nicht, was ich wollte
I want to make a complaint
Je souhaite faire une réclamation
Ik wil een klacht indienen
Die Lieferung kam nie an
""",
    "human": """
Kan ik iemand spreken?
Kan ik een mens aan de lijn krijgen?
Avoir quelqu'un de votre équipe en direct
Ik wil met een mens praten, niet met een computer
Kan er iemand mij terugbellen?
Verbind mij door met een medewerker
Heb je een nummer van een contactpersoon?
Je peux avoir quelqu'un en ligne ?
Wen kann ich bei Ihnen anrufen?
Is there someone I could email?
Is er een telefoonnummer waarop ik jullie kan bereiken?
Ik praat liever met een echt persoon
I would like to talk to a real person
Could somebody call me, please?
Put me through to a member of staff
Is there a phone number I can ring?
I do not want to talk to a robot
Who can I contact in person about this?
Je voudrais parler à quelqu'un
Pouvez-vous me rappeler au téléphone ?
J'aimerais que quelqu'un de l'équipe m'appelle
Je préfère parler à une vraie personne
Y a-t-il un conseiller que je peux joindre ?
Passez-moi un être humain
Ich möchte mit einem Menschen sprechen
Kann mich bitte jemand anrufen?
Gibt es einen Ansprechpartner, den ich erreichen kann?
Ich will nicht mit einem Roboter reden
Verbinden Sie mich mit einem Mitarbeiter
Gibt es hier einen echten Menschen?
Bel mij even op
Passez-moi un responsable
Merci de me contacter par téléphone
""",
    "thanks": """
Bedankt, dit is precies wat ik zocht
Helemaal goed, dankjewel voor de hulp
Super, hier kan ik mee verder
Daar ben ik mee geholpen
You are a star, that is all sorted
C'est noté, bonne journée à vous
Alles klar, das passt so
Mehr wollte ich nicht wissen
Fijn, zo weet ik genoeg
Dank je wel, tot de volgende keer
Wat ben ik hier blij mee
Great, that is exactly what I was looking for
Thanks a lot, you have been very helpful
Perfect, that is all I need to know
Lovely, much appreciated
Vous m'avez bien aidé
Ihr habt mir sehr geholfen
Merci beaucoup, c'est exactement ce que je cherchais
Parfait, merci pour votre aide
Super, cela me suffit
Vielen Dank, genau das habe ich gesucht
Danke für die schnelle Hilfe
Prima, damit komme ich weiter
Fijne dag nog
Have a nice weekend
Bon week-end à vous
Schönes Wochenende
Het eten was heerlijk, complimenten
The team did a wonderful job
Le travail était impeccable, bravo
Alles hat bestens geklappt
Dan wacht ik het af
I will wait to hear from them then
J'attends leur réponse, merci
Dann warte ich mal ab
""",
    "stop": """
Ik wil geen mails meer van jullie
Stop met berichten sturen
Haal mij van de lijst
Verwijder mijn adres uit uw bestand
Remove my details from your database
Effacez-moi de votre fichier
Streichen Sie mich aus Ihrer Kartei
Laat me met rust
Please stop sending me messages
Take me off your mailing list
I do not want to hear from you any more
Leave me alone
Je ne veux plus recevoir vos messages
Retirez-moi de votre liste
Arrêtez de m'écrire
Ich möchte keine Nachrichten mehr bekommen
Nehmen Sie mich aus dem Verteiler
Hören Sie auf, mir zu schreiben
""",
    "greeting": """
Hallo, is er iemand?
Goedemorgen allemaal
Hoi, hoe gaat het?
Hello, is anybody there?
Good morning everyone
Hi, how are you today?
Bonjour tout le monde
Bonjour, il y a quelqu'un ?
Bonsoir, comment allez-vous ?
Guten Morgen zusammen
Hallo, ist da jemand?
Grüß Gott, wie geht es Ihnen?
""",
    "other": """
Wie ben jij eigenlijk?
Hoe werkt dit?
Wat voor bedrijven staan hier op?
Kost het iets om jullie te gebruiken?
Wat voor weer wordt het morgen?
Vertel eens een mop
Wat doen jullie met mijn gegevens?
Ik kijk alleen even rond
Ik zoek zelf werk, hebben jullie een vacature?
Wat is een sociale onderneming?
Ik wil een auto kopen
Ik heb een advocaat nodig
I want to buy a house
I need a mortgage
Je voudrais acheter une voiture
J'ai besoin d'un médecin
Ich möchte eine Wohnung kaufen
Ich brauche einen Termin beim Arzt
Ik weet nog niet precies wat ik wil
Ik moet er nog even over nadenken
Hoe laat zijn jullie open?
Mijn naam is Jan
Wij bieden u onze diensten aan als leverancier
Are you a robot?
How does this work?
What can you help me with?
Does it cost anything to use this?
What is the weather like tomorrow?
Tell me a joke
Who won the match yesterday?
I am just looking around
I am looking for a job, are you hiring?
What is a social enterprise?
Let me think about it and come back later
What are your opening hours?
We offer SEO services to improve your website
What is the capital of France?
Qui êtes-vous ?
Comment ça marche ?
Est-ce que c'est gratuit ?
Quel temps fera-t-il demain ?
Racontez-moi une blague
Je regarde seulement
Je cherche un emploi
C'est quoi une entreprise d'insertion ?
Je dois encore réfléchir
Quels sont vos horaires d'ouverture ?
Que faites-vous de mes données ?
Wer bist du?
Wie funktioniert das hier?
Ist das kostenlos?
Wie wird das Wetter morgen?
Erzähl mir einen Witz
Ich schaue mich nur um
Ich suche eine Arbeit, haben Sie freie Stellen?
Was ist ein Sozialbetrieb?
Ich muss noch darüber nachdenken
Wann haben Sie geöffnet?
Was machen Sie mit meinen Daten?
Kun je mijn huiswerk maken?
Zing eens een liedje
Lekker weertje vandaag
Can you sing?
Can you recommend a good film?
Il fait beau aujourd'hui
Kannst du singen?
Ich habe keine Ahnung
Ben je een mens of een computer?
Wij willen met u samenwerken
Dat is een goede vraag
Het maakt mij niet uit
That is a good question
I do not mind
Peu importe
C'est une bonne question
Das ist mir egal
Gute Frage
Hoe kan ik mijn bedrijf hier aanmelden?
How can my company join the platform?
Comment inscrire notre entreprise ?
Wie kann sich unser Betrieb hier anmelden?
Ik ben op vakantie en lees mijn mail niet
I am out of the office until Monday
Wanneer hoor ik iets van jullie?
When do I get an answer?
Quand aurai-je de vos nouvelles ?
Wann höre ich von Ihnen?
Ik overleg het eerst met mijn collega's
I have to ask my manager first
Je dois d'abord demander à mon chef
Das muss ich erst intern besprechen
Dit bericht was niet voor u
Sorry, I have got the wrong person
Pardon, je me suis trompé de personne
Entschuldigung, das war die falsche Nummer
Kan ik later nog iets veranderen?
What happens after I have chosen?
Que se passe-t-il ensuite ?
Wie geht es danach weiter?
Hoe kiezen jullie wie er bovenaan staat?
How do you check these companies?
Comment sont choisies ces entreprises ?
Nach welchen Regeln wird ausgewählt?
Is dit een stichting of een bedrijf?
Are these charities or companies?
Qui est le responsable de cette plateforme ?
Wer steckt hinter dieser Seite?
Mijn wachtwoord werkt niet
I cannot log in
Je n'arrive pas à me connecter
Ich kann mich nicht anmelden
Mijn collega heeft dat al geregeld
We have already found somebody
C'est déjà réglé de notre côté
Das hat sich erledigt
Krijg ik mijn geld terug als het niet bevalt?
Kan ik met een kaart betalen?
Can I pay by card?
Puis-je payer par carte ?
Kann ich auf Rechnung zahlen?
Wat is jullie adres?
Where is your office?
Où se trouve votre bureau ?
Wo sitzt Ihre Firma?
Mogen wij jullie foto's gebruiken?
May we quote from your website?
Pouvons-nous reprendre votre texte ?
Dürfen wir Ihren Namen nennen?
Ik wil mijn rijbewijs verlengen
I have a question about my council tax
Je voudrais une place en crèche
Ich habe eine Frage zu meinem Personalausweis
Ik ben zelfstandige en wil graag voor jullie werken
I am self-employed and would love to work with you
Je suis indépendant et j'aimerais collaborer avec vous
Ich bin selbstständig und würde gern mit Ihnen arbeiten
""",
    "need": """
Lunch voor 40 personen op 12 december
Wij zoeken een schoonmaker voor ons kantoor
Kunnen jullie onze fietsen repareren?
Kerstpakketten voor 200 medewerkers, maximaal 30 euro
Wie kan onze tuin onderhouden?
We gaan verhuizen en hebben sjouwers nodig
Flyers drukken en bezorgen
Ik wil graag een workshop voor mijn team
Heeft u ook tweedehands bureaus?
Kunnen jullie 3000 brieven versturen?
Graag een offerte voor het wassen van de ramen
De kelder moet leeg voor het einde van de maand
Lunch for 40 people on 12 December
We need somebody to clean our office
Can you repair our bikes?
200 hampers for our staff, no more than 30 pounds each
Who can look after our garden?
We are moving and need help with lifting
Leaflets to be printed and delivered
I would like a workshop for my team
Do you sell second-hand desks?
Could you send out 3000 letters for us?
Please quote for window cleaning
The basement has to be emptied before the end of the month
Un buffet pour 40 personnes le 12 décembre
Nous cherchons une équipe de nettoyage pour nos bureaux
Pouvez-vous réparer nos vélos ?
200 coffrets cadeaux pour nos salariés, 30 euros maximum
Qui peut entretenir notre jardin ?
Nous déménageons et il nous faut des bras
Imprimer et distribuer des prospectus
Je voudrais un atelier pour mon équipe
Avez-vous des bureaux d'occasion ?
Mittagessen für 40 Personen am 12. Dezember
Wir suchen eine Reinigungskraft für unser Büro
Können Sie unsere Fahrräder reparieren?
200 Weihnachtspakete für die Mitarbeiter, höchstens 30 Euro
Wer kann unseren Garten pflegen?
Wir ziehen um und brauchen Helfer
Flyer drucken und verteilen
Ich möchte einen Workshop für mein Team
Haben Sie gebrauchte Schreibtische?
Bitte ein Angebot für die Fensterreinigung
Der Keller muss bis Ende des Monats leer sein
Kan het ook een week later?
Liever op donderdag dan op dinsdag
Toch maar 60 personen
Hebben jullie iets goedkopers?
Doe maar zonder vlees
Niet in Haarlem maar in Leiden
Could it be a week later?
Make it 60 people instead
Rather on Thursday
Is there anything cheaper?
Without meat, please
Not in Leeds but in York
Finalement 60 personnes
Plutôt jeudi que mardi
Est-ce possible une semaine plus tard ?
Avez-vous quelque chose de moins cher ?
Sans viande s'il vous plaît
Geht es auch eine Woche später?
Doch lieber 60 Personen
Lieber am Donnerstag
Gibt es etwas Günstigeres?
Bitte ohne Fleisch
Receptionist gezocht, drie dagen per week
Hulp in de huishouding, vier uur per week
Gardener wanted, one day a week
Parcels to be delivered every week
Schreiner gesucht
Akten vernichten
Débarras d'une cave
Accueil trois jours par semaine
De vorige schoonmaker was slecht, we zoeken een andere
We were let down by our caterer and need another one
Unser Gärtner kommt nicht mehr, wir suchen Ersatz
Notre traiteur nous a déçus, nous en cherchons un autre
Ons kantoor is vies
Het gras staat te hoog
De printer doet het niet meer
Iets te eten voor onze gasten
Waar kunnen onze spullen een half jaar staan?
Mijn moeder heeft hulp nodig in huis
The bins are overflowing
Our walls look shabby
The door does not close any more
Something to eat for our visitors
Somewhere to keep our things for six months
My father could do with a hand at home
Les murs sont défraîchis
L'herbe est trop haute
La serrure est cassée
De quoi manger pour nos invités
Où stocker nos affaires pendant six mois ?
Ma mère a besoin d'aide chez elle
Die Büros sind schmutzig
Die Hecke ist zu hoch geworden
Die Tür klemmt
Etwas zu essen für unsere Gäste
Wo können unsere Sachen ein halbes Jahr stehen?
Mein Vater braucht Hilfe im Haushalt
""",
}
