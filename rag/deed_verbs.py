"""Verbs of the news by which one does something to another, with their Dutch and English forms.

Left out are forms that are commonly another word.
"""

from dataclasses import dataclass

from index.article import Language
from index.text.keywords import word_set

_DIRECT = """
visit | visit visits visited visiting | bezoeken bezoekt bezocht bezochten
attack | attack attacks attacked attacking \
| aanvallen aanvalt aanviel aanvielen aangevallen valt+aan vallen+aan viel+aan vielen+aan
invade | invade invades invaded invading \
| binnenvallen binnenvalt binnenviel binnenvielen binnengevallen \
valt+binnen vallen+binnen viel+binnen vielen+binnen
bomb | bomb bombs bombed bombing shelled shelling bombarded bombarding \
| bombarderen bombardeert bombardeerde bombardeerden gebombardeerd beschieten beschiet beschoot beschoten
kill | kill kills killed killing murder murders murdered murdering assassinate assassinates assassinated \
| doden doodt doodde doodden gedood vermoorden vermoordt vermoordde vermoordden vermoord \
ombrengen omgebracht bracht+om brachten+om doodschieten doodgeschoten schoot+dood schoten+dood
injure | injure injures injured injuring wounded wounding \
| verwonden verwondt verwondde verwondden verwond
defeat | defeat defeats defeated defeating beat beats beaten beating \
| verslaan verslaat versloeg versloegen verslagen
accuse | accuse accuses accused accusing \
| beschuldigen beschuldigt beschuldigde beschuldigden beschuldigd betichten beticht betichtte betichtten
arrest | arrest arrests arrested arresting detain detains detained detaining \
| arresteren arresteert arresteerde arresteerden gearresteerd aanhouden aanhield aangehouden \
houdt+aan hield+aan hielden+aan oppakken oppakte opgepakt pakt+op pakte+op pakten+op
sue | sue sues sued suing | aanklagen aanklaagde aangeklaagd klaagt+aan klagen+aan klaagde+aan klaagden+aan
criticise | criticise criticises criticised criticising criticize criticizes criticized criticizing \
| bekritiseren bekritiseert bekritiseerde bekritiseerden bekritiseerd
condemn | condemn condemns condemned condemning \
| veroordelen veroordeelt veroordeelde veroordeelden veroordeeld
insult | insult insults insulted insulting | beledigen beledigt beledigde beledigden beledigd
threaten | threaten threatens threatened threatening \
| bedreigen bedreigt bedreigde bedreigden bedreigd
warn | warn warns warned warning | waarschuwen waarschuwt waarschuwde waarschuwden gewaarschuwd
support | support supports supported supporting \
| steunen steunt steunde steunden gesteund ondersteunen ondersteunt ondersteunde ondersteunden ondersteund
help | help helps helped helping | helpen helpt hielp hielpen geholpen
protect | protect protects protected protecting \
| beschermen beschermt beschermde beschermden beschermd
rescue | rescue rescues rescued rescuing saved saving | redden redt redde gered
praise | praise praises praised praising | prijzen prijst prees prezen geprezen loofde loofden
thank | thank thanks thanked thanking | bedanken bedankt bedankte bedankten
invite | invite invites invited inviting \
| uitnodigen uitnodigt uitnodigde uitgenodigd nodigt+uit nodigen+uit nodigde+uit nodigden+uit
succeed | succeed succeeds succeeded succeeding \
| opvolgen opvolgt opvolgde opgevolgd volgt+op volgen+op volgde+op volgden+op
replace | replace replaces replaced replacing | vervangen vervangt verving vervingen
appoint | appoint appoints appointed appointing \
| benoemen benoemt benoemde benoemden benoemd aanstellen aangesteld stelt+aan stelde+aan stelden+aan
dismiss | dismiss dismisses dismissed dismissing sacked sacking \
| ontslaan ontslaat ontsloeg ontsloegen ontslagen
overthrow | overthrow overthrows overthrew overthrown depose deposes deposed ousted ousting \
| afzetten afgezet zet+af zette+af zetten+af
conquer | conquer conquers conquered captured capturing seized seizing \
| veroveren verovert veroverde veroverden veroverd
occupy | occupy occupies occupied occupying | bezetten bezette
liberate | liberate liberates liberated liberating freed freeing \
| bevrijden bevrijdt bevrijdde bevrijdden bevrijd
kidnap | kidnap kidnaps kidnapped kidnapping abduct abducts abducted abducting \
| ontvoeren ontvoert ontvoerde ontvoerden ontvoerd
poison | poison poisons poisoned poisoning | vergiftigen vergiftigt vergiftigde vergiftigden vergiftigd
betray | betray betrays betrayed betraying | verraden verraadt verried verrieden
recognise | recognise recognises recognised recognising recognize recognizes recognized recognizing \
| erkennen erkent erkende erkenden erkend
challenge | challenge challenges challenged challenging \
| uitdagen uitgedaagd daagt+uit daagde+uit daagden+uit
interview | interview interviews interviewed interviewing \
| interviewen interviewt interviewde interviewden geïnterviewd
acquire | acquire acquires acquired acquiring buy buys bought buying \
| overnemen overneemt overnam overgenomen neemt+over nemen+over nam+over namen+over \
kopen koopt kocht kochten gekocht
"""
"""A deed a line: its English forms and its Dutch ones; ``viel+aan`` stand apart, in that order."""

_TO = """
give | sell sells sold selling supply supplies supplied supplying give gives gave given giving \
deliver delivers delivered delivering send sends sent sending donate donates donated donating \
lend lends lent lending hand hands handed handing \
| verkopen verkoopt verkocht verkochten leveren levert leverde leverden geleverd \
geven geeft gaf gaven gegeven sturen stuurt stuurde stuurden gestuurd \
schenken schenkt schonk schonken geschonken overhandigen overhandigt overhandigde overhandigd
pay | pay pays paid paying | betalen betaalt betaalde betaalden betaald
promise | promise promises promised promising | beloven belooft beloofde beloofden beloofd
"""
_FROM = """
give | buy buys bought buying receive receives received receiving get gets got getting \
| kopen koopt kocht kochten gekocht krijgen krijgt kreeg kregen gekregen \
ontvangen ontvangt ontving ontvingen
"""
_WIN = "| win wins won winning | winnen wint won wonnen gewonnen"
_LOSE = "| lose loses lost losing | verliezen verliest verloor verloren"
_DEMAND = "| demand demands demanded demanding require requires required | eisen eist eiste eisten geëist"
_FIRE = (
    "| fire fires fired firing launch launches launched launching"
    " | afvuren afvuurt afvuurde afgevuurd vuurt+af vuren+af vuurde+af vuurden+af lanceren lanceert lanceerde"
    " lanceerden gelanceerd"
)

_MEET = """
meet | meet meets met meeting | ontmoeten ontmoet ontmoette ontmoetten
marry | marry marries married | huwen huwt huwde
"""
_WITH = """
meet | meet meets met meeting speak speaks spoke spoken speaking talk talks talked talking \
| spreken spreekt sprak spraken gesproken praten praat praatte praatten
marry | | trouwen trouwt trouwde trouwden getrouwd
"""
MUTUAL = frozenset({"meet", "marry"})
"""What one does to another, the other does to him."""


@dataclass(frozen=True, slots=True)
class DeedVerb:
    """How a form of a verb tells who does what to whom.

    ``particle`` is what stands apart from it. The other is who comes behind one of ``prepositions``, or,
    where there are none or with ``has_indirect_object``, the object. ``is_reversed``: the other does it to
    the subject, as ``buy from`` is what ``sell to`` says.
    """

    deed: str
    particle: str | None
    prepositions: frozenset[str]
    has_indirect_object: bool = False
    is_reversed: bool = False


def _listed(
    table: str,
    language: Language,
    prepositions: str = "",
    *,
    deed: str = "",
    has_indirect_object: bool = False,
    is_reversed: bool = False,
) -> dict[str, tuple[DeedVerb, ...]]:
    verbs: dict[str, tuple[DeedVerb, ...]] = {}
    for line in table.strip().splitlines():
        named, english, dutch = line.split("|")
        for form in (dutch if language == "nl" else english).split():
            word, _, particle = form.partition("+")
            verb = DeedVerb(
                deed or named.strip(),
                particle or None,
                word_set(prepositions),
                has_indirect_object,
                is_reversed,
            )
            verbs[word] = (*verbs.get(word, ()), verb)
    return verbs


def _together(*tables: dict[str, tuple[DeedVerb, ...]]) -> dict[str, tuple[DeedVerb, ...]]:
    words = {word for table in tables for word in table}
    return {word: tuple(verb for table in tables for verb in table.get(word, ())) for word in words}


DEED_VERBS: dict[Language, dict[str, tuple[DeedVerb, ...]]] = {
    "nl": _together(
        _listed(_DIRECT, "nl"),
        _listed(_MEET, "nl"),
        _listed(_WITH, "nl", "met"),
        _listed(_TO, "nl", "aan", has_indirect_object=True),
        _listed(_FROM, "nl", "van", is_reversed=True),
        _listed(_WIN, "nl", "van tegen", deed="defeat"),
        _listed(_LOSE, "nl", "van tegen", deed="defeat", is_reversed=True),
        _listed(_DEMAND, "nl", "van", deed="demand"),
        _listed(_FIRE, "nl", "op", deed="fire"),
    ),
    "en": _together(
        _listed(_DIRECT, "en"),
        _listed(_MEET, "en"),
        _listed(_WITH, "en", "with to"),
        _listed(_TO, "en", "to", has_indirect_object=True),
        _listed(_FROM, "en", "from", is_reversed=True),
        _listed(_WIN, "en", "against over from", deed="defeat"),
        _listed(_LOSE, "en", "to against", deed="defeat", is_reversed=True),
        _listed(_DEMAND, "en", "from of", deed="demand"),
        _listed(_FIRE, "en", "at against on", deed="fire"),
    ),
}
"""The verbs that a word, in lower case, may be a form of."""
