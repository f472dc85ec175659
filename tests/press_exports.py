"""Exports as press databases make them, of invented articles."""

NUMBERED = """\
Download Request: Selected Items: 1-2
Time Of Request: Friday, March 22, 2024  16:51:31

Terms: (DATE(>=2023-12-01)) and brug

                               1 of 2 DOCUMENTS



                                 De Kanaalbode

                            14 maart 2024 donderdag
                                   Editie 1;
                                    Zuid

Brug bij Ravensteyn blijft tot
zomer dicht

BYLINE: KARIN VELDSTRA

SECTION: REGIO; Blz. 12

LENGTH: 85 woorden

HIGHLIGHT: Er zijn scheuren in de pijlers gevonden.

De brug over het kanaal bij Ravensteyn blijft tot 1 juli dicht, zegt
wethouder Joke Hamstra. In de pijlers zijn scheuren gevonden.

Fietsers kunnen met een pontje over.

LOAD-DATE: 15 maart 2024

LANGUAGE: DUTCH; NEDERLANDS

PUBLICATION-TYPE: Krant


                    Copyright 2024 Uitgeverij Delta B.V.
                              All Rights Reserved

                               2 of 2 DOCUMENTS


                               The Ellery Courier

                            January 9, 2025 Thursday

Harbour town plans first tidal pool

BYLINE: By Sam Trevor

LENGTH: 85 words

DATELINE: PORT ELLERY

The council of Port Ellery has approved plans for a tidal pool.

Copyright of the drawings is with the town.

GRAPHIC: The old lifeboat station.

LOAD-DATE: January 9, 2025

LANGUAGE: ENGLISH


                      Copyright 2025 Ellery Press Limited
                              All Rights Reserved
"""

DUTCH_NUMBERED = """\
Document 1 van 2

De Kanaalbode

14 maart 2024 donderdag

Brug bij Ravensteyn dicht

AUTEUR: Karin Veldstra
SECTIE: Binnenland; Blz. 4
LENGTE: 423 woorden

De brug is dicht. Dat zegt de wethouder.

Copyright 2024 Uitgeverij Delta
Alle rechten voorbehouden
Document 2 van 2

Heibeeks Nieuwsblad

2 november 2023

Bakkerij Smulders stopt

LENGTE: 42 woorden

De bakker stopt ermee.
"""

ENDED = """\
User Name: jan
Date and Time: Thursday, March 21, 2024 9:55:00 AM CET
Job Number: 219

Documents (2)

1. Brug bij Ravensteyn dicht
Client/Matter: -None-
Search Terms: brug
Narrowed by:

Brug bij Ravensteyn dicht
De Kanaalbode
14 maart 2024 donderdag 10:05 PM GMT

Copyright 2024 Uitgeverij Delta B.V. All Rights Reserved

Section: REGIO; Blz. 12
Length: 85 words
Byline: Door KARIN VELDSTRA

Body

De brug over het kanaal bij Ravensteyn blijft tot 1 juli dicht, zegt wethouder Joke
Hamstra. In de pijlers zit scheur na scheur.

Subject: zo begon de brief die hij schreef.

Dat was op 2 mei 2023.

Classification

Language: DUTCH; NEDERLANDS

Publication-Type: Newspaper

Subject: BRIDGES (90%); CANALS (78%)

Load-Date: March 14, 2024

End of Document

Bakkerij Smulders stopt
Heibeeks Nieuwsblad
2 november 2023

Length: 85 words

Body

De bakker stopt ermee.

Load-Date: November 3, 2023

End of Document
"""

FACTIVA = """\
Binnenland
Brug bij Ravensteyn dicht
Door Karin Veldstra
295 words
14 March 2024
12:34
De Kanaalbode
KANBOD
4
Dutch
(c) 2024 Uitgeverij Delta

De brug over het kanaal bij Ravensteyn blijft
dicht, zegt de wethouder.

Fietsers kunnen met een pontje over.

Document KANBOD0020240314ek3e0001p

Harbour town plans pool
JANE DOE
1,295 words
9 January 2025
The Courier
COUR
English
Copyright 2025. The Courier.

The council has approved plans.

Document COUR000020250109el190002x

Search Summary
Text	brug or pool
"""

FACTIVA_CODES = """\
SE   Binnenland
HD   Brug bij Ravensteyn dicht
BY   Door Karin Veldstra
WC   295 words
PD   14 March 2024
SN   De Kanaalbode
SC   KANBOD
LA   Dutch
CY   (c) 2024 Uitgeverij Delta

LP
De brug over het kanaal bij Ravensteyn blijft dicht.

TD
Fietsers kunnen met een pontje over.

IN de pijlers zijn scheuren gevonden.

NS   gcat : Political/General News
AN   Document KANBOD0020240314ek3e0001p

HD   Harbour town plans pool
PD   9 January 2025
LP   The council has approved plans.
AN   Document COUR000020250109el190002x
"""
