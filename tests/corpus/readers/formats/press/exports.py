"""A small export of each other press database, of two articles and one without text."""

FIRST = "The tram to the lake will run every ten minutes from June, the transport board said."
SECOND = "Drivers had asked for longer breaks, and they are to get four minutes at each end."
FRENCH = "Le tram du lac passera toutes les dix minutes dès juin, a dit la compagnie mardi."
FRENCH_TOO = "Les conducteurs auront quatre minutes de pause à chaque bout de la ligne."
RUSSIAN = "Трамвай к озеру будет ходить каждые десять минут с июня, сказали в управлении."
JAPANESE = "湖へ行く路面電車は六月から十分おきに運行すると市が火曜日に発表した。"

EUROPRESSE = f"""<html><head><title></title></head><body>
<article><header><div class="rdp__DocPublicationName">
<span class="DocPublicationName">La Rive, no. 4321
</span></div><div><span class="DocHeader">Transports, mardi 1er août 2017 452 mots, p. 3</span>
</div>
<div class="titreArticle">
<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Le tram du lac</p>
</div><div class="docAuthors">Ida Mousse; Jean-Marc de La Tour</div></header><section>
<div class="DocText clearfix"><div class="docOcurrContainer">
<p>{FRENCH.replace("lac", "<mark>la</mark>c")}</p>
<p>{FRENCH_TOO}</p></div></div></section><footer><small>© 2017 La Rive</small>
<p>news·20170801·LR·1</p>
<span id="PubliC_lblEndDate">2019-07-04</span></footer></article>
<article><header><div><span class="DocPublicationName">The Shore</span></div>
<div><span class="DocHeader">p. A4 · Wednesday, August 2, 2017 · News</span></div>
<div class="titreArticle"><p class="titreArticleVisu">Trams for the lake</p></div></header>
<section><p>{FIRST}</p></section></article>
<article><header><span class="DocPublicationName">La Rive</span>
<span class="DocHeader">2 août 2017</span>
<p class="titreArticleVisu">Une photo</p></header></article></body></html>"""
OLD_EUROPRESSE = f"""<html><body><table><tr><td><span class="DocPublicationName">La Rive</span><br>
<span class="DocHeader">Transports, mardi 14 mars 2006, p. 3</span><br>
<span class="TitreArticleVisu">Le tr<mark>am</mark> du lac</span><br>Ida Mousse</td></tr>
<tr><td><p>{FRENCH}</p>
<p>{FRENCH_TOO}</p><p>© 2006 La Rive. Tous droits réservés.</p></td></tr></table>
<table><tr><td><span class="DocPublicationName">The Shore</span><br>
<span class="DocHeader">News, March 15, 2006, p. A4</span><br>
<span class="TitreArticleVisu">Trams for the lake</span></td></tr><tr><td><p>{FIRST}</p></td></tr>
</table>
</body></html>"""

_RULE = "_" * 60
PROQUEST = f"""{_RULE}

Report Information from ProQuest
12 November 2017 10:15
{_RULE}

Document 1 of 3

Trams for the lake: [1 Edition]

Author: Moss, Ida; Ray, Bob

Publication info: The Shore ; Lakeside [Lakeside]02 May 2015: A.4.

ProQuest document link

Abstract: What the text says.

Full text: {FIRST}

Subject: this is a word of the text.

{SECOND}

Subject: Trams; Drivers

Location: Lakeside

Publication title: The Shore; Lakeside

Pages: A.4

Publication date: May 2, 2015

Section: News

Language of publication: English

Document URL: https://proquest.example/docview/1

Last updated: 2017-11-07

Database: Newsstand

{_RULE}

Document 2 of 3

Le tram du lac

Auteur: Mousse, Ida

Texte intégral: {FRENCH}

Titre de la publication: La Rive; Genève

Date de publication: 3 mai 2015

Langue de la publication: French

Dernière mise à jour: 2017-11-07

{_RULE}

Document 3 of 3

A photo

Full text: Not available.

Publication title: The Shore; Lakeside

Publication date: May 3, 2015

{_RULE}

Contact ProQuest
"""


def proquest_page(*articles: tuple[str, str, str]) -> str:
    """A page of ProQuest with a headline, a day and a text for each article."""
    return "<html><head><title>ProQuest Document</title></head><body>{}</body></html>".format(
        "".join(
            f"<div><p>{title}</p><p><strong>Author:  </strong>Moss, Ida</p><p><strong>Publication "
            f"info:  </strong>The Shore ; Lakeside {day}: 4.</p><p><strong>Full text: </strong>"
            f'<text wordcount="30"><title></title><p>{text}</p></text></p><p><b>Publication title: '
            f"</b>The Shore; Lakeside</p><p><b>Last updated: </b>2017-11-07</p><p><b>Database: </b>"
            "Newsstand</p></div>"
            for title, day, text in articles
        )
    )


def integrum(*articles: tuple[str, str, str, str]) -> str:
    """A page of Integrum with author, day, headline and hard-wrapped text for each article."""
    listed = "".join(f'{n}. <a href="#{n}">{one[2]}</a><br>' for n, one in enumerate(articles, 1))
    told = "".join(
        f'<div><a name="{n}"></a><table><tr><td>^ИС:\n  Берег дня \n<br>^РБ:\n ТРАНСПОРТ\n<br>'
        f"^ДТ:\n "
        f"{day}\n<br>{f'^АВ: {author}<br>' if author else ''}^ЗГ:\n {title}\n<br></td></tr></table>"
        f"<h3>{title}\n</h3><pre>\n{text}\n</pre></div>"
        for n, (author, day, title, text) in enumerate(articles, 1)
    )
    head = '<META http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    head += "<title>Report 12.05.2021</title>"
    return f"<html><head>{head}</head><body>{listed}{told}</body></html>"


INTEGRUM = integrum(
    (
        "Мохова Ида",
        "03.02.1994",
        "ТРАМВАЙ К ОЗЕРУ",
        f"     {RUSSIAN[:40]}\n{RUSSIAN[40:]}\n     Да.",
    ),
    ("", "04.02.1994", "ЛОДКИ", f"     {RUSSIAN}"),
    (
        "Мохова Ида",
        "03.02.1994",
        "ТРАМВАЙ К ОЗЕРУ",
        f"     {RUSSIAN[:40]}\n{RUSSIAN[40:]}\n     Да.",
    ),
)

_KIKUZO_HEAD = "<tr><th>No.</th><th>発行日</th><th>朝夕刊</th><th>面名</th><th>ページ</th></tr>"
KIKUZO = f"""<html lang="ja"><body><span class="font007">聞蔵II</span>
<table class="topic-list">{_KIKUZO_HEAD}
<tr><td>00101</td><td><nobr>1985年</nobr><nobr>01月10日</nobr></td><td>朝刊</td><td>１社</td>
<td>022</td></tr></table>
<table class="topic-detail"><tr><td><span class="font002">路面<span>電車</span>が増便</span></td>
</tr><tr><td>
<span class="font003">
<div class="detail001">　{JAPANESE.replace("電車", "<span>電車</span>")}<br>　　　<br>
　{JAPANESE}</div>
</span></td></tr></table><table class="topic-list">{_KIKUZO_HEAD}<tr><td>00102</td>
<td>1985年01月11日</td>
<td>夕刊</td><td>１経</td><td>009</td></tr></table><span class="font002">写真</span></body>
</html>"""
YOMIDASU = f"""<html><head><title>ヨミダス歴史館</title></head><body><div>
<table class="contentsTable"><tr>
<th>1</th><th>2009.01.13</th><th>路面<span class="marker">電車</span>が増便　</th>
<th>東京夕刊</th><th>夕二面</th>
<th>02頁</th><th>152字</th></tr></table></div><div><h2>紙面</h2><p class="mb10">　{JAPANESE}</p>
</div>
<div><table class="contentsTable"><tr><th>2</th><th>2009.01.14</th><th>写真</th><th>東京朝刊</th>
<th>外Ａ</th>
<th>04頁</th><th>2字</th></tr></table></div></body></html>"""

MEDIARGUS = f"""\ufeff1. Tram naar het meer

De Oever, woensdag 30 november 2011, p. 23, 853w.

De tram rijdt vaker ...


2. Boten

Het Strand, dinsdag 29 november 2011, p. 13, 678w.

De boten varen.





30-11-2011, p.23

Verkeer

Tram naar het meer

{FIRST}

{SECOND}

 © De Oever







29-11-2011, p.13

Boten

{SECOND}

 © Het Strand
"""
GOPRESS = f"""De Oever* - 12 mrt. 2016
Pagina 5

Tram naar het meer

{FIRST}

{SECOND}

Copyright © 2016 gopress

La Rive - 13 Mar. 2016
Page 7

Le tram du lac

{FRENCH}

Copyright © 2016 gopress
"""
APA = rf"""{{\rtf1\ansi {{\i "Ober\u246?sterreichisches Ufer" vom 23.10.2017 Seite: 2\par
Ressort: Verkehr\par}}\par{{\b Stra\u223?enbahn zum See}}\par\par {FIRST}\par\par {SECOND}\par\sect
{{\i "Das Ufer" vom 24.10.2017 Seite: L28\par Ressort: Leben\par Von Ida Moos\par}}\par
Lange Debatte:\par
{{\b Boote zum See}}\par {SECOND}\par {"_" * 67}\par
{{\i "Ufer.at" gefunden am 28.12.2017 10:36 Uhr}}\par
{{\b Nein zum Boot}}\par {FIRST}\par}}"""

EXPORTS: dict[str, tuple[str, bytes, int]] = {
    "europresse": ("a.html", EUROPRESSE.encode(), 2),
    "old europresse": ("a.html", OLD_EUROPRESSE.encode(), 2),
    "proquest": ("a.txt", PROQUEST.encode(), 2),
    "integrum": ("a.html", INTEGRUM.encode("cp1251"), 2),
    "kikuzo": ("a.html", KIKUZO.encode(), 1),
    "yomidasu": ("a.html", YOMIDASU.encode(), 1),
    "mediargus": ("a.txt", MEDIARGUS.encode(), 2),
    "gopress": ("a.txt", GOPRESS.encode(), 2),
    "apa": ("a.rtf", APA.encode(), 3),
}
"""Name, bytes and count of the articles that have a text."""
