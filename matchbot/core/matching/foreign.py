"""What buyers ask for and no WISE sells: words by field and language, to say so honestly."""

from __future__ import annotations

from collections.abc import Mapping

_TABLE = """
weapons
nl: wapens; munitie; vuurwapens; explosieven; pantservoertuigen; militair materieel; kogelwerende vesten
en: weapons; ammunition; firearms; explosives; armoured vehicles; military equipment; body armour; missiles
fr: armes; munitions; armes à feu; explosifs; véhicules blindés; matériel militaire; gilets pare-balles
de: Waffen; Munition; Schusswaffen; Sprengstoff; Panzerfahrzeuge; Militärausrüstung; Schutzwesten
medicines
nl: geneesmiddelen; medicijnen; vaccins; farmaceutische producten; insuline; cytostatica; contrastmiddelen
en: medicines; pharmaceuticals; vaccines; drugs for hospitals; insulin; chemotherapy drugs; contrast media
fr: médicaments; produits pharmaceutiques; vaccins; insuline; produits de contraste; spécialités pharmaceutiques
de: Arzneimittel; Medikamente; Impfstoffe; pharmazeutische Produkte; Insulin; Kontrastmittel; Zytostatika
medical devices
nl: medische apparatuur; röntgenapparaat; chirurgische instrumenten; hechtmateriaal; implantaten; MRI-scanner; laboratoriumapparatuur; reagentia; echografie; protheses; katheters; teststrips; bloedglucosemeters; heupprothese; diagnostische testen; injectienaalden; hoortoestellen; substraat; troponine; tabletten; drukverlagende matrassen
en: medical equipment; X-ray machine; surgical instruments; sutures; implants; MRI scanner; laboratory equipment; reagents; ultrasound scanner; prostheses; catheters; microscopes; test strips; hip implants; immunoassay; diagnostic tests; test kits; calibrator; assay; diluent; cartridges for analysers; burette; lab glassware; syringes; needles; stents; hearing aids; substrate; troponin; tablets; pressure relieving mattresses; chemiluminescence
fr: dispositifs médicaux; appareil de radiologie; instruments chirurgicaux; sutures; implants; scanner IRM; équipement de laboratoire; réactifs; échographe; prothèses; cathéters; bandelettes; calibrateur; verrerie de laboratoire; implants de hanche; prothèses de genou; tests de diagnostic; seringues; aiguilles; stents; appareils auditifs; substrat; troponine; comprimés; matelas anti-escarres
de: Medizintechnik; Röntgengerät; chirurgische Instrumente; Nahtmaterial; Implantate; MRT-Gerät; Laborgeräte; Reagenzien; Ultraschallgerät; Prothesen; Katheter; Teststreifen; Kalibrator; Laborglas; Hüftimplantate; diagnostische Tests; Spritzen; Nadeln; Stents; Hörgeräte; Computertomograph; Substrat; Troponin; Tabletten; Anti-Dekubitus-Matratzen
fuel and energy
nl: brandstof; diesel; benzine; stookolie; aardgas; levering van elektriciteit; levering van gas; smeermiddelen; steenkool; kerosine
en: fuel; diesel; petrol; heating oil; natural gas; supply of electricity; gas supply; lubricants; coal; kerosene; aviation fuel
fr: carburant; gazole; essence; fioul; gaz naturel; fourniture d'électricité; fourniture de gaz; lubrifiants; charbon; kérosène
de: Kraftstoff; Diesel; Benzin; Heizöl; Erdgas; Stromlieferung; Lieferung von Gas; Schmierstoffe; Kohle; Flugbetriebsstoffe
chemicals and minerals
nl: chemicaliën; zwavelzuur; kunstmest; strooizout; zand en grind; asfalt; beton; cement; asbest; asbestsanering; wegenzout; bitumen
en: chemicals; sulphuric acid; fertiliser; de-icing salt; sand and gravel; asphalt; concrete; cement; asbestos; asbestos removal; road salt; bitumen; water treatment chemicals; pyrotechnics
fr: produits chimiques; acide sulfurique; engrais; sel de déneigement; sable et gravier; enrobés; béton; ciment; amiante; désamiantage; sel routier; bitume; réactifs de traitement
de: Chemikalien; Schwefelsäure; Düngemittel; Streusalz; Sand und Kies; Asphalt; Beton; Zement; Asbest; Asbestsanierung; Auftausalz; Bitumen; Fällmittel
vehicles and aircraft
nl: vrachtwagens; aankoop van auto's; leasing van voertuigen; bussen aankopen; helikopter; vliegtuigonderdelen; schepen; trams; brandweerwagens; ambulances; vuilniswagens; elektrische bussen; stadsbussen; locomotieven; personenwagens aankopen; kraanschip; luchtvervoer; treinen; treinstellen; marineschip; vaartuigen; vliegtickets
en: lorries; purchase of cars; vehicle leasing; purchase of buses; helicopter; aircraft parts; ships; trams; fire engines; ambulances; refuse trucks; locomotives; electric buses; rolling stock; crane barge; tugboat; purchase of vans; helicopters; air transport; charter flights; trains; trainsets; vessels; warship; navy; air cargo
fr: camions; achat de véhicules; location longue durée de véhicules; autobus; hélicoptère; pièces d'avion; navires; tramways; véhicules d'incendie; ambulances; bennes à ordures; bus électriques; matériel roulant; camions-bennes; locomotives; remorqueur; achat de fourgons; transport aérien; affrètement; trains; rames; bâtiments de marine; fret aérien
de: Lastkraftwagen; Kauf von Fahrzeugen; Fahrzeugleasing; Omnibusse; Hubschrauber; Flugzeugteile; Schiffe; Straßenbahnen; Feuerwehrfahrzeuge; Rettungswagen; Müllfahrzeuge; Elektrobusse; Stadtbusse; Schienenfahrzeuge; Löschfahrzeuge; Lokomotiven; Ankauf von Transportern; Schlepper; Luftverkehr; Lufttransport; Züge; Triebzüge; Marineschiff; Wasserfahrzeuge; Luftfracht
heavy machines
nl: graafmachine; turbine; compressoren; pompen; industriële machines; transformatoren; generatoren; hijskranen; ventilatoren
en: excavator; turbine; compressors; pumps; industrial machinery; transformers; generators; cranes; conveyor; switchgear
fr: pelleteuse; turbine; compresseurs; pompes; machines industrielles; transformateurs; groupes électrogènes; grues
de: Bagger; Turbine; Kompressoren; Pumpen; Industriemaschinen; Transformatoren; Generatoren; Kräne; Schaltanlagen
engineering
nl: ingenieursdiensten; architectendiensten; bouwkundig advies; constructieberekening; landmeting; bodemonderzoek; milieueffectrapport; stedenbouwkundig ontwerp; bouwdirectie; constructeur; ingenieur; architect; sondering; geotechnisch onderzoek; constructief advies
en: engineering services; architectural services; structural design; land surveying; soil investigation; environmental impact assessment; urban planning; construction supervision; feasibility study; structural engineer; engineer; architect; geotechnical survey; quantity surveyor; site investigation
fr: ingénierie; maîtrise d'œuvre; architecte; études techniques; étude de sol; levés topographiques; étude d'impact; urbanisme; contrôle technique; ingénieur; étude géotechnique; géotechnique; maîtrise d'ouvrage; mission d'assistance; bureau d'études; coordination SPS
de: Ingenieurleistungen; Architektenleistungen; Objektplanung; Tragwerksplanung; Vermessung; Baugrunduntersuchung; Umweltverträglichkeitsprüfung; Stadtplanung; Bauüberwachung; Fachplanung; Ingenieur; Architekt; Statiker; Statik; Baugrundgutachten; Projektsteuerung; Generalplanung; Baugrund
civil works
nl: wegenbouw; bruggenbouw; tunnel; spoorwerken; rioleringswerken; waterkering; baggerwerken; waterzuivering bouwen; havenwerken; hoogspanningslijn; asfalteren; wegdek; autosnelweg; rijbaan; gemaal; kademuur; viaduct; ringweg
en: road construction; bridge construction; tunnel; railway works; sewerage works; flood defence; dredging; water treatment plant; harbour works; power line; pipeline construction; resurfacing; motorway; carriageway; viaduct; highway; pumping station; quay wall; railway line; electrification
fr: travaux routiers; construction de pont; tunnel; travaux ferroviaires; travaux d'assainissement; digue; dragage; station d'épuration; ligne à haute tension; chaussée; autoroute; route départementale; viaduc; voie ferrée; barrage; réseaux d'eau potable; caténaire
de: Straßenbauarbeiten; Brückenbau; Tunnel; Gleisbauarbeiten; Kanalbauarbeiten; Hochwasserschutz; Nassbaggerarbeiten; Kläranlage; Hochspannungsleitung; Erdarbeiten; Fahrbahn; Fahrbahnsanierung; Autobahn; Bundesstraße; Viadukt; Pumpwerk; Bahnstrecke; Ingenieurbau; Oberleitung
telecom and networks
nl: telefonie; mobiele abonnementen; datanetwerk; glasvezel; radarinstallatie; zendmast; serverpark; datacenter
en: telephony; mobile subscriptions; data network; optical fibre; radar; transmission mast; server infrastructure; data centre; satellite communications
fr: téléphonie; abonnements mobiles; réseau de données; fibre optique; radar; pylône; serveurs; centre de données
de: Telefonie; Mobilfunkverträge; Datennetz; Glasfaser; Radaranlage; Sendemast; Serverinfrastruktur; Rechenzentrum
finance and law
nl: verzekeringen; bankdiensten; lening; accountantscontrole; advocaat; juridisch advies; notaris; belastingadvies; pensioenbeheer; taxatie; brandverzekering; aansprakelijkheidsverzekering; leasing; incasso; aanbestedingsgeschil; arbeidsrecht; mededingingsrecht; bestuursrecht; juridische dienstverlening; gerechtsdeurwaarder
en: insurance; banking services; loan; audit of accounts; lawyer; legal advice; notary; tax advice; pension administration; valuation; cyber insurance; liability insurance; external audit; pension advice; debt collection; solicitor; employment law; construction law; property law; competition law; pensions law; legal services; law firm; enforcement agents; bailiffs; company secretarial
fr: assurances; services bancaires; emprunt; commissariat aux comptes; avocat; conseil juridique; notaire; conseil fiscal; gestion de pension; assurance; responsabilité civile; commissaire aux comptes; droit du travail; recouvrement; expertise comptable; droit public; droit des marchés; droit de la construction; prestations juridiques; huissier de justice
de: Versicherungen; Bankdienstleistungen; Kredit; Wirtschaftsprüfung; Rechtsanwalt; Rechtsberatung; Notar; Steuerberatung; Pensionsverwaltung; Gebäudeversicherung; Haftpflicht; Wirtschaftsprüfer; Jahresabschluss; Vergaberecht; Inkasso; Versicherung; Arbeitsrecht; Baurecht; Verwaltungsrecht; Kartellrecht; juristische Beratung; Gerichtsvollzieher
health care
nl: ziekenhuiszorg; operatie; bloedonderzoek; tandarts; medische keuring; ambulancevervoer; dialyse; röntgenonderzoek; specialistische zorg; verpleegkundige; fysiotherapie; geestelijke gezondheidszorg; bedrijfsarts
en: hospital services; surgery; blood tests; dentist; medical examination; ambulance services; dialysis; diagnostic imaging; nursing; physiotherapy; screening programme; ophthalmology; general practitioner; occupational health physician; wound care
fr: services hospitaliers; chirurgie; analyses médicales; dentiste; examen médical; transport sanitaire; dialyse; imagerie médicale; soins infirmiers; kinésithérapie; dépistage; médecin du travail; psychiatrie; ophtalmologie
de: Krankenhausleistungen; Operation; Laboruntersuchungen; Zahnarzt; ärztliche Untersuchung; Krankentransport; Dialyse; bildgebende Diagnostik; Krankenpflege; Physiotherapie; Screening; Betriebsarzt; Psychiatrie; Strahlentherapie
research and consultancy
nl: wetenschappelijk onderzoek; klinische studie; beleidsevaluatie; strategisch advies; organisatieadvies; audit; opinieonderzoek; haalbaarheidsstudie
en: scientific research; clinical trial; policy evaluation; strategic advice; management consultancy; public opinion research; impact study; technical assistance
fr: recherche scientifique; essai clinique; évaluation de politique; conseil stratégique; conseil en organisation; sondage d'opinion; assistance technique
de: wissenschaftliche Forschung; klinische Studie; Evaluierung; Strategieberatung; Organisationsberatung; Meinungsforschung; technische Hilfe
mining and oil
nl: boorput; olieboring; mijnbouw; offshore; gaswinning
en: drilling; oil well; mining; offshore platform; gas extraction; seismic survey
fr: forage; puits de pétrole; exploitation minière; plate-forme en mer; extraction de gaz
de: Bohrung; Ölförderung; Bergbau; Offshore-Plattform; Gasförderung
"""


def foreign_words() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For each field nobody of ours sells in, its words by language."""
    fields: dict[str, dict[str, tuple[str, ...]]] = {}
    field = ""
    for line in _TABLE.strip().splitlines():
        language, colon, rest = line.partition(": ")
        if not colon:
            field = line
            fields[field] = {}
        else:
            fields[field][language] = tuple(word.strip() for word in rest.split(";"))
    return fields
