"""Exports of press databases as web pages."""

from index.reading.draft import ArticleDraft, SkippedPart
from index.reading.kinds.page import read_page
from index.unread import Unread

FACTIVA = """<html><head><title>Factiva</title></head><body><div class="article nlArticle"><table>
<tr><td><b>HD</b>&nbsp;</td><td><b class='nlHeadline'>Brug bij Ravensteyn dicht</b></td></tr>
<tr><td><b>BY</b>&nbsp;</td>
<td>Karin Veldstra</td>
</tr><tr><td><b>WC</b>&nbsp;</td>
<td>295 woorden</td>
</tr>
<tr><td><b>PD</b>&nbsp;</td>
<td>14 maart 2024</td>
</tr><tr><td><b>SN</b>&nbsp;</td>
<td>De Kanaalbode</td>
</tr>
<tr><td><p><b>LP</b>&nbsp;</p>
</td>
<td><p class="articleParagraph">De brug blijft tot 1 juli dicht.</p>
</td>
</tr>
<tr><td><p><b>TD</b>&nbsp;</p>
</td>
<td><p class="articleParagraph">Fietsers kunnen met een pontje over.</p>
</td>
</tr>
<tr><td><b>NS</b>&nbsp;</td><td>gcat : Political</td></tr>
<tr><td><b>AN</b>&nbsp;</td><td>Document KANBOD0020240314ek3e0001p</td></tr></table></div>
<div class="article nlArticle"><table><tr><td><b>HD</b>&nbsp;</td><td>Bakkerij stopt</td></tr>
<tr><td><b>PD</b>&nbsp;</td>
<td>2 november 2023</td>
</tr><tr><td><b>LP</b>&nbsp;</td>
<td>De bakker stopt.</td>
</tr>
<tr><td><b>AN</b>&nbsp;</td>
<td>Document HEINWS0020231102e1110002x</td>
</tr></table></div>
</body></html>"""

EUROPRESSE = """<!DOCTYPE html><html><body><article><header>
<div><span class="DocPublicationName">De Kanaalbode</span></div>
<div><span class="DocHeader">Regio, donderdag 14 maart 2024, p. 12</span></div>
<div class="titreArticle">
<p class="titreArticleVisu rdp__articletitle">Brug bij <mark>Ravensteyn</mark> dicht</p>
</div>
<div>Karin Veldstra</div></header><section><div class="DocText"><div class='docOcurrContainer'>
<p>De <mark>brug</mark> blijft tot 1 juli dicht.</p>
<p>Fietsers kunnen met een pontje over.</p>
</div>
</div>
</section>
<aside><p>Illustratie</p></aside><footer><small>© 2024 Delta.</small>
<p>Numéro de document : news·20240314·KB·175071</p>
<div>Ce certificat est émis à <b>Universiteit</b></div>
</footer>
</article>
<article><header><div><span class="DocPublicationName">Blad</span>
</div>
<div><span class="DocHeader">2 november 2023</span>
</div><div class="titreArticle"><p class="titreArticleVisu">Zonder tekst</p></div></header><section>
<div class="docOcurrContainer"></div>
</section>
<footer><p>news·20231102·BL·2</p>
</footer>
</article></body></html>"""

BRIDGE = "De brug blijft tot 1 juli dicht.\n\nFietsers kunnen met een pontje over."


def test_factiva() -> None:
    assert read_page(FACTIVA.encode()) == [
        ArticleDraft(
            text=f"Brug bij Ravensteyn dicht\n\n{BRIDGE}",
            title="Brug bij Ravensteyn dicht",
            published="2024-03-14",
            author="Karin Veldstra",
            key="KANBOD0020240314ek3e0001p",
        ),
        ArticleDraft(
            text="Bakkerij stopt\n\nDe bakker stopt.",
            title="Bakkerij stopt",
            published="2023-11-02",
            key="HEINWS0020231102e1110002x",
        ),
    ]


def test_europresse() -> None:
    assert read_page(EUROPRESSE.encode()) == [
        ArticleDraft(
            text=f"Brug bij Ravensteyn dicht\n\n{BRIDGE}",
            title="Brug bij Ravensteyn dicht",
            published="2024-03-14",
            author="Karin Veldstra",
            key="news·20240314·KB·175071",
        ),
        SkippedPart("news·20231102·BL·2", Unread.NO_TEXT(kind="page")),
    ]
