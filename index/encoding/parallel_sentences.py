"""The same sentences in Dutch and English, on everything a newspaper writes about.

What an encoder makes of them differs by the language alone: see ``index.encoding.language_means``. They were
written for this purpose, belong to no corpus, and are about many subjects, so that no subject is taken for
a language.
"""

PARALLEL_SENTENCES: tuple[tuple[str, str], ...] = (
    (
        "De regering heeft dinsdag een nieuw plan voor de woningmarkt gepresenteerd.",
        "The government presented a new plan for the housing market on Tuesday.",
    ),
    (
        "De minister zei dat de maatregelen volgend jaar ingaan.",
        "The minister said that the measures will take effect next year.",
    ),
    (
        "Bij de brand in het centrum van de stad kwam niemand om het leven.",
        "Nobody was killed in the fire in the centre of the city.",
    ),
    (
        "De centrale bank verhoogde de rente met een kwart procentpunt.",
        "The central bank raised interest rates by a quarter of a percentage point.",
    ),
    (
        "Het elftal won de finale na verlenging met twee tegen één.",
        "The team won the final two to one after extra time.",
    ),
    (
        "Onderzoekers hebben een nieuw medicijn tegen de ziekte getest.",
        "Researchers have tested a new drug against the disease.",
    ),
    (
        "De rivier trad in het voorjaar buiten haar oevers en zette dorpen onder water.",
        "The river burst its banks in spring and flooded villages.",
    ),
    (
        "Het museum toont schilderijen uit de zeventiende eeuw.",
        "The museum shows paintings from the seventeenth century.",
    ),
    (
        "De verdachte werd door de rechtbank veroordeeld tot acht jaar cel.",
        "The court sentenced the suspect to eight years in prison.",
    ),
    (
        "Duizenden mensen gingen de straat op om tegen de wet te demonstreren.",
        "Thousands of people took to the streets to protest against the law.",
    ),
    (
        "Het bedrijf schrapt driehonderd banen in de fabriek.",
        "The company is cutting three hundred jobs at the factory.",
    ),
    (
        "De universiteit begint in september met een nieuwe opleiding.",
        "The university will start a new degree programme in September.",
    ),
    (
        "De twee landen ondertekenden een verdrag over de handel in graan.",
        "The two countries signed a treaty on the grain trade.",
    ),
    (
        "De schrijfster kreeg een prijs voor haar roman over haar grootmoeder.",
        "The author received a prize for her novel about her grandmother.",
    ),
    (
        "Boeren krijgen steun om hun bedrijven duurzamer te maken.",
        "Farmers are receiving support to make their businesses more sustainable.",
    ),
    (
        "Door de storm vielen treinen uit en lag het vliegverkeer stil.",
        "The storm cancelled trains and brought air traffic to a halt.",
    ),
    (
        "De ploeg van wetenschappers vond botten van een onbekende diersoort.",
        "The team of scientists found bones of an unknown animal species.",
    ),
    (
        "De partij verloor bij de verkiezingen de helft van haar zetels.",
        "The party lost half of its seats in the election.",
    ),
    (
        "Het leger heeft de stad na weken van gevechten ingenomen.",
        "The army captured the city after weeks of fighting.",
    ),
    (
        "De politie waarschuwt voor oplichters die zich voordoen als bankmedewerker.",
        "Police are warning of fraudsters who pose as bank employees.",
    ),
    (
        "De componist schreef zijn bekendste werk toen hij al doof was.",
        "The composer wrote his best known work when he was already deaf.",
    ),
    (
        "De oude brug werd in 1932 gebouwd en is nu een monument.",
        "The old bridge was built in 1932 and is now a monument.",
    ),
    (
        "Planten zetten met zonlicht water en koolstofdioxide om in suiker.",
        "Plants use sunlight to turn water and carbon dioxide into sugar.",
    ),
    (
        "De koning bracht een bezoek aan de getroffen provincie.",
        "The king visited the affected province.",
    ),
    (
        "Volgens het rapport daalde de uitstoot vorig jaar met vier procent.",
        "According to the report, emissions fell by four percent last year.",
    ),
    (
        "Het ziekenhuis heeft te weinig verpleegkundigen voor de nachtdienst.",
        "The hospital does not have enough nurses for the night shift.",
    ),
    (
        "De raket met drie astronauten is veilig geland.",
        "The rocket with three astronauts has landed safely.",
    ),
    (
        "De president ontkent dat hij van de betalingen wist.",
        "The president denies that he knew about the payments.",
    ),
    (
        "Het nieuwe computerprogramma herkent gesproken taal bijna foutloos.",
        "The new computer program recognises spoken language almost without error.",
    ),
    (
        "De bevolking van de hoofdstad is in tien jaar verdubbeld.",
        "The population of the capital has doubled in ten years.",
    ),
    (
        "De kerk werd in de middeleeuwen gebouwd op de resten van een tempel.",
        "The church was built in the Middle Ages on the remains of a temple.",
    ),
    (
        "Onderhandelaars praten vandaag verder over een staakt-het-vuren.",
        "Negotiators will continue to talk about a ceasefire today.",
    ),
    (
        "De regisseur werkt aan een film over het leven op het platteland.",
        "The director is working on a film about life in the countryside.",
    ),
    (
        "De prijs van elektriciteit hangt af van de vraag naar gas.",
        "The price of electricity depends on the demand for gas.",
    ),
    (
        "Wie heeft de leiding over het onderzoek naar het ongeluk?",
        "Who is in charge of the investigation into the accident?",
    ),
    (
        "Zij was de eerste vrouw die voorzitter van het parlement werd.",
        "She was the first woman to become speaker of the parliament.",
    ),
    (
        "Het eiland ligt ongeveer tachtig kilometer voor de kust.",
        "The island lies about eighty kilometres off the coast.",
    ),
    (
        "„We hadden dit niet verwacht”, zei een woordvoerder van de gemeente.",
        "“We did not expect this,” a spokesperson for the municipality said.",
    ),
    (
        "De wielrenner brak bij een val zijn sleutelbeen en stapte af.",
        "The cyclist broke his collarbone in a fall and abandoned the race.",
    ),
    (
        "Scholen blijven gesloten totdat er voldoende drinkwater is.",
        "Schools will remain closed until there is enough drinking water.",
    ),
)
