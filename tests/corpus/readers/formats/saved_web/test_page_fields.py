"""What a page states of its article: title, source, author, day; and its sentences kept whole."""

import json
from datetime import date

import pytest

from components.corpus.readers import read_file
from components.corpus.readers.formats.saved_web.page_names import (
    author_names,
    clean_site,
    strip_site,
)

FIRST = "The ferry to Wendle will sail twice a day from June, the port said on Tuesday morning."
SECOND = "Two new pilots were hired for it, and the timetable will be printed within the week."
TITLE = "Ferry to Wendle sails twice a day"
BODY = f"<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
OWN = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2024-06-03T08:00:00+02:00",
    "dateModified": "2024-06-05T08:00:00+02:00",
    "author": [{"@type": "Person", "name": "Ann Example"}, {"@type": "Person", "name": "Bo Berg"}],
    "publisher": {"@type": "Organization", "name": "Wick Courier"},
}


def stated(*objects):
    return "".join(
        f'<script type="application/ld+json">{one if isinstance(one, str) else json.dumps(one)}'
        "</script>"
        for one in objects
    )


def read(head="", body=BODY, title=f"{TITLE} | Wick Courier", language="en"):
    page = f"<html lang={language}><head><title>{title}</title>{head}</head><body>{body}</body>"
    (article,) = read_file("a.html", f"{page}</html>".encode()).articles
    return article


def test_the_own_article_object_gives_title_author_source_and_day_with_their_bases():
    article = read(stated(OWN))
    assert (article.title, article.author) == (TITLE, "Ann Example, Bo Berg")
    assert (article.source, article.published) == ("Wick Courier", date(2024, 6, 3))
    assert article.bases == {
        "title": "headline of the page's NewsArticle",
        "author": "author of the page's NewsArticle",
        "source": "publisher that the page states",
        "published": "datePublished of the page's NewsArticle",
    }
    assert article.details == {"modified": "2024-06-05"}


PICTURE = {"@type": "ImageObject", "datePublished": "2019-01-07"}
OTHER = {
    **OWN,
    "headline": "Mayor opens the new school hall",
    "url": "https://courier.example/school",
    "datePublished": "2021-01-01",
    "author": "Cy Other",
}
HERE = '<link rel="canonical" href="https://courier.example/ferry">'


@pytest.mark.parametrize(
    "objects",
    [
        [{"image": [PICTURE], **OWN}],
        [PICTURE, OWN],
        [OTHER, {"url": "https://courier.example/ferry", **OWN}],
        [{"@context": "https://schema.org", "@graph": [OTHER, {"@type": "WebSite"}, OWN]}],
        [{"@type": "WebPage", "mainEntity": OWN, "datePublished": "2020-02-02"}],
        [[{"@type": "BreadcrumbList"}, {**OWN, "@type": ["Article", "ReportageNewsArticle"]}]],
        [json.dumps(OWN)[:-1] + ",}"],
        ["<!-- " + json.dumps({**OWN, "@type": "http://schema.org/NewsArticle"}) + " -->"],
    ],
    ids=["image", "image first", "other first", "graph", "held", "list", "comma", "comment"],
)
def test_only_the_object_of_the_page_itself_counts(objects):
    article = read(HERE + stated(*objects))
    assert (article.title, article.author) == (TITLE, "Ann Example, Bo Berg")
    assert article.published == date(2024, 6, 3)


def test_the_article_of_another_page_gives_nothing():
    article = read(HERE + stated(OTHER))
    assert (article.title, article.author, article.published) == (TITLE, "", None)


def test_an_author_and_a_publisher_may_stand_elsewhere_in_the_graph():
    graph = [
        {**OWN, "author": {"@id": "#ann"}, "publisher": {"@id": "#courier"}},
        {"@type": "Person", "@id": "#ann", "name": "Ann Example"},
        {"@type": "Organization", "@id": "#courier", "name": "Wick Courier"},
    ]
    article = read(stated({"@context": "https://schema.org", "@graph": graph}))
    assert (article.author, article.source) == ("Ann Example", "Wick Courier")


def test_a_live_blog_has_its_own_headline_and_day():
    update = {
        **OWN,
        "@type": "BlogPosting",
        "headline": "Boat leaves",
        "datePublished": "2024-06-04",
    }
    live = {**OWN, "@type": "LiveBlogPosting", "liveBlogUpdate": [update]}
    article = read(stated(live))
    assert (article.title, article.published) == (TITLE, date(2024, 6, 3))


def test_publishers_sites_slugs_and_accounts_are_no_authors():
    names = ["Wick Courier", "admin", "ann-example", "https://courier.example/ann", "@ann", "7"]
    assert author_names(names, ["Wick Courier"]) == []
    assert author_names(["By Ann Example and Bo Berg"], []) == ["Ann Example", "Bo Berg"]
    assert author_names(["Von Ann Example, Bo Berg"], []) == ["Ann Example", "Bo Berg"]
    assert author_names(["Ann Example, political editor"], []) == ["Ann Example"]
    assert author_names(["José Ortega y Gasset"], []) == ["José Ortega y Gasset"]
    article = read(stated({**OWN, "author": {"@type": "Organization", "name": "Wick Courier"}}))
    assert article.author == ""


@pytest.mark.parametrize("mark", [" | ", " - ", " – ", " — ", " · "])
def test_a_title_loses_the_name_of_its_site(mark):
    head = '<meta property="og:site_name" content="Wick Courier">'
    assert read(head, "<p>" + FIRST + "</p>", f"{TITLE}{mark}Wick Courier").title == TITLE
    assert strip_site(f"{TITLE}{mark}theguardian.com", ["theguardian.com"]) == TITLE
    assert strip_site(f"Wick Courier{mark}{TITLE}", ["Wick Courier"]) == TITLE


def test_a_title_keeps_what_is_no_name_of_its_site():
    assert strip_site("Ferry – the whole story", ["Wick Courier"]) == "Ferry – the whole story"
    shown = strip_site("Ferry sails | News | Wick Courier", ["Wick Courier"], ["Ferry sails"])
    assert shown == "Ferry sails"


def test_a_headline_that_was_cut_off_is_taken_whole_from_the_heading():
    whole = f"{TITLE}, and all on the island are glad of it, from the baker to the teacher"
    cut = whole[:96] + "…"
    body = f"<article><h1>{whole}</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
    assert read(stated({**OWN, "headline": cut}), body, cut).title == whole


def test_the_headline_is_not_the_first_paragraph():
    body = BODY.replace(f"<p>{FIRST}", f"<p>{TITLE}</p><p>{FIRST}")
    assert read(body=body).text == f"{FIRST}\n\n{SECOND}"


def test_a_source_is_a_name_and_neither_address_nor_headline():
    assert clean_site("© 2024 Wick Courier. All rights reserved.") == "Wick Courier"
    assert clean_site("https://www.facebook.com/courier") == ""
    assert clean_site("www.courier.example") == ""
    assert clean_site(TITLE, [TITLE]) == ""
    head = f'<meta property="og:site_name" content="{TITLE}">'
    assert read(head).source == ""
    article = read(head + '<link rel="canonical" href="https://www.courier.example/news/ferry">')
    assert (article.source, article.bases["source"]) == (
        "courier.example",
        "the host of its address",
    )


# Days


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="1985-04-11T08:00:00Z">',
        stated({**OWN, "datePublished": "1985-04-11"}),
        '<meta name="date" content="11 April 1985">',
    ],
)
def test_a_page_may_be_older_than_the_web(head):
    assert read(head).published == date(1985, 4, 11)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2024-06-05T08:00:00Z">',
        stated({k: v for k, v in OWN.items() if k != "datePublished"}),
        '<meta property="og:updated_time" content="2024-06-05">',
    ],
)
def test_the_day_of_the_last_change_is_none_of_publication(head):
    article = read(head)
    assert article.published is None
    assert article.details["other_day"].startswith("2024-06-05 (")


def test_a_time_within_a_sentence_is_no_day_of_publication_and_keeps_its_words():
    line = "The ferry sails again on {} and takes cars."
    event = '<time datetime="2019-04-15">Monday, 15 April</time>'
    body = BODY.replace(SECOND, line.format(event))
    article = read(body=body)
    assert article.text == f"{FIRST}\n\n{line.format('Monday, 15 April')}"
    assert article.published is None


def test_a_time_that_stands_alone_above_the_text_is_one():
    body = BODY.replace("</h1>", '</h1><div><time datetime="2024-06-03">3 June</time></div>')
    article = read(body=body)
    assert (article.published, article.bases["published"]) == (
        date(2024, 6, 3),
        "a time element above the text",
    )


def test_a_year_beside_a_copyright_is_no_day():
    assert read(body=f"{BODY}<footer>© 2022 Wick Courier</footer>").published is None


# Sentences


def paragraphs(markup, language="en"):
    body = BODY.replace("</article>", f"{markup}</article>")
    return read(body=body, language=language).text.split("\n\n")[2:]


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "“a disgrace”"),
        ("de", "„a disgrace“"),
        ("fr", "« a disgrace »"),
        ("uk", "«a disgrace»"),
    ],
)
def test_a_quotation_keeps_its_sentence_and_gets_marks_of_its_language(language, marked):
    line = "He called it {} and left the room at once."
    found = paragraphs(f"<p>{line.format('<q>a disgrace</q>')}</p>", language)
    assert found == [line.format(marked)]


def test_a_quotation_that_has_marks_gets_no_others_and_one_within_it_has_second_ones():
    assert paragraphs("<p>She said <q>“no”</q> and left the old hall.</p>") == [
        "She said “no” and left the old hall."
    ]
    assert paragraphs("<p>She said <q>he wrote <q>no</q> to us</q> and left the hall.</p>") == [
        "She said “he wrote ‘no’ to us” and left the hall."
    ]


def test_a_single_break_splits_no_sentence_and_two_part_paragraphs():
    assert paragraphs("<p>The council approved the plan on<br>Monday after a debate.</p>") == [
        "The council approved the plan on Monday after a debate."
    ]
    assert paragraphs("<p>The council approved<br/>the plan.<br><br>Then it went home.</p>") == [
        "The council approved the plan.",
        "Then it went home.",
    ]


def test_lines_of_a_list_stay_lines():
    listed = "<p>June 9 – Wick, Old Hall<br>June 10 – Wendle, Pier One<br>June 14 – Seaford</p>"
    assert paragraphs(listed) == [
        "June 9 – Wick, Old Hall",
        "June 10 – Wendle, Pier One",
        "June 14 – Seaford",
    ]


@pytest.mark.parametrize(
    "markup",
    [
        '<p><span class="dropcap">T</span>he harbour was closed for a week.</p>',
        '<p><span class="drop-cap">T</span> he harbour was closed for a week.</p>',
        '<div class="dropcap">T</div><p>he harbour was closed for a week.</p>',
        '<p><b class="dropcap"><i>T</i></b>\n<span>he harbour</span> was closed for a week.</p>',
    ],
)
def test_an_initial_stands_with_its_word(markup):
    assert paragraphs(markup) == ["The harbour was closed for a week."]


def test_an_initial_that_is_a_word_stays_one():
    assert paragraphs('<p><span class="dropcap">A</span> harbour was closed for a week.</p>') == [
        "A harbour was closed for a week."
    ]


# Days that are not those of publication


def dated(line, below=""):
    paragraphs = f"<p>{FIRST}</p><p>{SECOND}</p>"
    return read(body=f"<article><h1>{TITLE}</h1>{line}{paragraphs}{below}</article>")


@pytest.mark.parametrize(
    "line",
    [
        "<p>Last updated: 5 June 2024</p>",
        '<p>Last updated <time datetime="2024-06-05T10:00">5 June 2024</time></p>',
        '<div><span>Updated</span> <time datetime="2024-06-05">at noon</time></div>',
        "<p>Zuletzt aktualisiert: 5. Juni 2024</p>",
    ],
)
def test_a_page_that_tells_its_last_change_alone_has_no_day_of_publication(line):
    article = dated(line)
    assert article.published is None
    assert article.details["other_day"].startswith("2024-06-05")


def test_of_two_times_the_one_that_is_said_to_be_of_publication_counts():
    updated = '<span>Updated <time datetime="2024-06-05">5 June</time></span>'
    published = '<span>Published <time datetime="2024-06-03">3 June</time></span>'
    for line in (updated + published, published + updated):
        assert dated(f"<div>{line}</div>").published == date(2024, 6, 3)


@pytest.mark.parametrize(
    "below",
    [
        '<div class="comment"><b>Reader</b><time datetime="2024-07-01">1 July</time></div>',
        '<div><time itemprop="startDate" datetime="2024-09-09">9 September 2024</time></div>',
        '<div itemscope itemtype="https://schema.org/Event"><time datetime="2024-09-09">9 September'
        "</time></div>",
        "<footer><p>Printed 5 July 2024</p></footer>",
    ],
)
def test_days_of_comments_events_and_printing_are_none_of_publication(below):
    assert dated("", below).published is None


def test_a_stated_day_that_may_be_one_of_two_is_left_open():
    article = read('<meta name="date" content="03/06/2024">')
    assert article.published is None
    assert article.details["other_day"].startswith("03/06/2024")


def test_a_month_in_the_address_makes_no_day():
    link = '<link rel="canonical" href="https://courier.example/2024/06/ferry.html">'
    assert read(link).published is None


def test_a_stated_day_may_be_in_seconds():
    article = read('<meta property="article:published_time" content="1717401600">')
    assert article.published == date(2024, 6, 3)


def test_a_heading_that_is_the_name_of_the_site_is_no_title():
    story = f"<article><h2>{TITLE}</h2><p>{FIRST}</p><p>{SECOND}</p></article>"
    article = read(
        body=f"<header><h1>Wick Courier</h1></header>{story}", title=f"{TITLE} « Wick Courier"
    )
    assert (article.title, article.text) == (TITLE, f"{FIRST}\n\n{SECOND}")


def test_a_site_named_by_its_host_alone_is_that_host():
    assert read('<meta property="og:site_name" content="www.courier.example">').source == (
        "courier.example"
    )


def test_a_day_of_change_alone_is_told():
    own = {name: value for name, value in OWN.items() if name != "datePublished"}
    page = f"<html lang=en><head>{stated(own)}</head><body>{BODY}</body></html>"
    reading = read_file("a.html", page.encode())
    assert reading.articles[0].published is None
    (note,) = reading.notes
    assert "only the day of the last change is stated, 2024-06-05" in note[0].lower() + note[1:]


@pytest.mark.parametrize("line", ["Published 03/06/2024", "03/06/2024"])
def test_a_line_whose_day_may_be_one_of_two_is_left_open(line):
    article = dated(f"<p>{line}</p>")
    assert article.published is None
    assert article.details["other_day"].startswith(line)


def test_the_first_second_of_1970_is_no_day():
    stamp = '<meta property="article:published_time" content="1970-01-01T00:00:00Z">'
    assert read(stamp).published is None


def test_a_title_with_a_mark_of_a_cut_is_the_whole_heading():
    assert read(f'<meta property="og:title" content="{TITLE}…">').title == TITLE


# What programs write into the head of a page, and what the page shows


STAMP = '<meta name="date" content="2024-06-12T09:00:00+02:00">'


def shown(line, stamp=STAMP, url=""):
    link = f'<link rel="canonical" href="{url}">' if url else ""
    paragraphs = f"<p>{FIRST}</p><p>{SECOND}</p>"
    return read(stamp + link, f"<article><h1>{TITLE}</h1>{line}{paragraphs}</article>").published


@pytest.mark.parametrize(
    "line",
    [
        '<div class="news-date">3 June 2024 <span>by Ann Example</span></div>',
        '<div><time datetime="2024-06-03">3 June 2024 - 13:30</time></div>',
        "<div><span>Erschienen am:</span><h2>3.6.2024</h2><div><h4>Zuletzt geändert am:</h4>"
        '<ul><li class="datum">12.6.2024</li></ul></div></div>',
        "<ul><li><p>Mise en ligne</p><p>3 juin 2024</p></li></ul>",
        "<p>Published on 3 June 2024</p>",
    ],
    ids=["class", "time", "label", "label in a list", "label in its line"],
)
def test_the_day_that_a_page_shows_goes_before_a_later_one_of_its_file(line):
    assert shown(line) == date(2024, 6, 3)


@pytest.mark.parametrize(
    "line",
    [
        '<span class="news-date">Wednesday, 19 June 2024</span>',
        '<div class="news-date">12 June 2024</div><div class="news-date">3 June 2024</div>',
        '<div class="comment"><span class="news-date">3 June 2024</span></div>',
        '<p>The harbour was <span class="news-date">closed on 3 June 2024</span> for a day.</p>',
        "<p>Date: 3 June 2024</p>",
        "",
    ],
    ids=["of today", "of two things", "of a comment", "of the text", "of an event", "none"],
)
def test_a_day_of_something_else_leaves_that_of_the_file(line):
    assert shown(line) == date(2024, 6, 12)


def test_a_day_that_a_label_calls_that_of_publication_is_stated():
    line = "<span>Erschienen am</span> <time>3. Juni 2024</time> in der Reihe über Fähren und Häfen"
    article = dated("", f"<p>{line}</p>")
    assert article.published == date(2024, 6, 3)
    assert article.bases["published"] == "a line of the page that shows its day"


UTC_STAMP = '<meta property="article:published_time" content="2024-06-02T22:04:00Z">'


@pytest.mark.parametrize(
    "line",
    [
        '<span class="date">3 June 2024 00:04</span>',
        "<time>3. Juni 2024, 00:04 Uhr</time>",
        "<time>June 3, 2024 7:34 AM</time>",
    ],
)
def test_a_moment_in_utc_is_on_the_day_that_the_page_shows_for_it(line):
    assert shown(line, UTC_STAMP) == date(2024, 6, 3)


@pytest.mark.parametrize(
    "line",
    [
        '<span class="date">3 June 2024 00:05</span>',
        '<span class="date">5 June 2024 00:04</span>',
        '<span class="date">2 June 2024 22:04</span><span class="date">3 June 2024 00:04</span>',
    ],
    ids=["another moment", "days off", "both"],
)
def test_a_moment_in_utc_that_the_page_does_not_show_is_on_its_own_day(line):
    assert shown(line, UTC_STAMP) == date(2024, 6, 2)


def test_of_the_days_of_a_page_one_of_the_month_in_its_address_counts():
    own = "<p>An entry of <nobr>3 June 2024</nobr>, filed by Ann Example under Ferries</p>"
    other = '<div class="post-date">17 April 2023</div>'
    link = '<link rel="canonical" href="https://courier.example/2024/06/ferry.html">'

    def day(below):
        return read(link, f"{BODY}<div>{below}</div>").published

    assert day(other + own) == date(2024, 6, 3)
    assert day(other) == date(2023, 4, 17)
