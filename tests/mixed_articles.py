"""Paragraphs in several languages, of which tests make articles."""

DUTCH = (
    "De minister zei dinsdag dat het kabinet de levering van de wapens niet zal uitstellen, omdat de oorlog"
    " nu al te lang duurt."
)
DUTCH_TOO = (
    "Volgens hem is er in de Kamer geen meerderheid voor een ander besluit, ook niet na de verkiezingen."
)
ENGLISH = (
    "“We will not be told by anyone how to defend our country,” said the president. “This is a matter for us,"
    " and it should be decided here.”"
)
ENGLISH_TOO = (
    "The talks in Astana are expected to last until Friday, and there will be no joint statement after them."
)
FRENCH = (
    "« Le président a déclaré mardi que la France continuerait à soutenir l'Ukraine, et qu'il rencontrerait"
    " jeudi son homologue turc à Ankara pour parler de la livraison de nouvelles armes. »"
)
FRENCH_TOO = (
    "La ministre, qui était en visite à Kiev avec son collègue de la Défense, a dit que les livraisons"
    " seraient plus rapides et que le nombre des soldats qui sont formés dans le pays serait doublé."
)
RUSSIAN = (
    "Президент заявил во вторник, что Россия продолжит переговоры, и что он встретится в четверг со своим"
    " турецким коллегой в Анкаре, где они будут говорить о войне и о поставках нового оружия."
)
