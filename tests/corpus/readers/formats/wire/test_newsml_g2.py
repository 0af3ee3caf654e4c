"""NewsML-G2 as agencies write it, read whole: one file in, articles out."""

from datetime import date

import pytest

from components.corpus.readers import read_file

NAR = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
ONE = "The ferry to Wendle will sail again on Friday, the port said after a week of repairs."
TWO = "Passengers had been taken over the river by bus, which took them an hour longer."
THREE = "The port did not say what the repairs had cost, or who would have to pay for them."
# As lines of 60, an indent beginning each paragraph.
WRAPPED = f"{ONE}\n   {TWO}".replace(" Friday", "\nFriday").replace(" bus,", "\nbus,")
PARAGRAPHS = f"<p>{ONE}</p><p>{TWO}</p>"


def inline(content, kind="application/xhtml+xml"):
    return f'<contentSet><inlineXML contenttype="{kind}">{content}</inlineXML></contentSet>'


def page(paragraphs, space=XHTML):
    return inline(f'<html xmlns="{space}"><head><title/></head><body>{paragraphs}</body></html>')


def data(content, kind="text/plain"):
    return f'<contentSet><inlineData contenttype="{kind}">{content}</inlineData></contentSet>'


def news(
    content=None, *, item="", meta="<headline>Ferry sails again</headline>", guid="a", version=1
):
    content = page(PARAGRAPHS) if content is None else content
    created = "" if "versionCreated" in item else VERSION_CREATED
    return (
        f'<newsItem xmlns="{NAR}" guid="urn:newsml:wire.example:{guid}" version="{version}" '
        f'xml:lang="en"><itemMeta>{created}{item}</itemMeta>'
        f"<contentMeta>{meta}</contentMeta>{content}</newsItem>"
    )


VERSION_CREATED = "<versionCreated>2019-04-11T08:30:00Z</versionCreated>"


def message(*items):
    sent = "<header><sent>2021-01-01T00:00:00Z</sent></header>"
    return f'<newsMessage xmlns="{NAR}">{sent}<itemSet>{"".join(items)}</itemSet></newsMessage>'


def read(markup, name="a.xml"):
    data = markup if isinstance(markup, bytes) else markup.encode()
    return read_file(name, data)


def read_one(markup):
    reading = read(markup)
    assert reading.rejected == []
    (article,) = reading.articles
    return article


def test_an_item_gives_its_fields_and_says_what_each_rests_on():
    article = read_one(
        news(
            item='<provider literal="wire.example"/><provider><name>Example Wire</name></provider>',
            meta="<by>By Ann Lee</by><headline>Ferry sails again</headline>",
        )
    )
    assert (article.title, article.author) == ("Ferry sails again", "Ann Lee")
    assert (article.source, article.published) == ("Example Wire", date(2019, 4, 11))
    assert article.text == f"{ONE}\n\n{TWO}"
    assert article.language == "en"
    assert article.details == {"guid": "urn:newsml:wire.example:a", "version": "1"}
    assert article.bases == {
        "title": "headline of the item",
        "author": "by",
        "source": "provider",
        "published": "versionCreated of the item",
    }


@pytest.mark.parametrize(
    "content",
    [
        page(PARAGRAPHS),
        page(PARAGRAPHS, NAR),
        inline(f'<html xmlns=""><body><div><div>{PARAGRAPHS}</div></div></body></html>'),
        inline(
            '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.content>'
            f"<block>{PARAGRAPHS}</block></body.content></body></nitf>"
        ),
        inline(f"<nitf><body><body.content>{PARAGRAPHS}</body.content></body></nitf>"),
        inline(f'<div xmlns="{XHTML}">{PARAGRAPHS}</div>'),
        data(f"<![CDATA[{PARAGRAPHS}]]>", "text/html"),
        data(f"<![CDATA[\n<p>\n   {WRAPPED}\n  </p>]]>"),
        data(f"{ONE}\n\n{TWO}"),
        page("") .replace("</contentSet>", "") + page(PARAGRAPHS).removeprefix("<contentSet>"),
    ],
    ids=["xhtml", "nar", "none", "nitf", "nitf in nar", "div", "html data", "indents", "plain",
         "the first is empty"],
)  # fmt: skip
def test_the_text_is_found_whatever_it_is_written_in(content):
    assert read_one(news(content)).text == f"{ONE}\n\n{TWO}"


def test_words_around_and_within_marks_stay_and_what_is_no_text_goes():
    content = page(
        f"<p>{ONE[:30]}<a href='x'>{ONE[30:40]}</a>{ONE[40:]}</p><!-- c --><h2>The bus</h2>"
        f"<p>They didn&amp;#39;t wait.<br/><br/>{TWO}</p>"
        "<figure><img src='a.jpg'/><figcaption>A ferry.</figcaption></figure>"
        "<table><tr><td>1</td><td>2</td></tr></table><ul><li>One ferry</li></ul>"
    )
    reading = read(news(content))
    assert reading.articles[0].text.split("\n\n") == [
        ONE, "The bus", "They didn't wait.", TWO, "One ferry",
    ]  # fmt: skip
    assert reading.notes == ["Left out of the texts: 1 picture and 1 table."]


@pytest.mark.parametrize(
    "headlines",
    [
        '<headline role="hl:sub">A lesser one</headline><headline role="hl:title">{}</headline>',
        '<headline role="apahltype:title">{}</headline><headline role="x:subtitle">B</headline>',
        '<headline role="hld:subHeadline">A lesser one</headline><headline>{}</headline>',
        "<headline>{}</headline><headline role='hl:kicker'>Shipping</headline>",
        "<headline> </headline><headline><span>Ferry</span><br/> sails again</headline>",
    ],
)
def test_of_two_headlines_the_role_tells(headlines):
    article = read_one(news(meta=headlines.format("Ferry sails again")))
    assert article.title == "Ferry sails again"


def test_a_headline_that_the_text_repeats_is_no_paragraph():
    repeated = page(f"<h1>Ferry sails again</h1><h2>After a week</h2>{PARAGRAPHS}")
    meta = "<headline>Ferry sails again</headline><headline role='h:sub'>After a week</headline>"
    assert read_one(news(repeated, meta=meta)).text == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    ("meta", "first", "author"),
    [
        ("<by>Von Ann Lee, dpa</by>", "", "Ann Lee"),
        ("<by/><creator><name>Ann Lee</name></creator>", "", "Ann Lee"),
        ('<creator literal="dw"/>', "<p>By Ann Lee and Bob Ray</p>", "Ann Lee, Bob Ray"),
        ("<creator><name>VRG</name></creator>", "", ""),
        ('<creator literal="Example Wire"/><creditline>Example Wire</creditline>', "", ""),
        ("<by>ANN LEE/EW</by>", "", "Ann Lee"),
        ("<by>gr/bp</by>", "", ""),
        ("<by>Par Ann Lee à Wendle</by>", "", "Ann Lee"),
        ("<by>Ann Lee, Political Correspondent</by>", "", "Ann Lee"),
        ("<by>Анна Лі</by>", "", "Анна Лі"),
        ("<by>李安</by>", "", "李安"),
    ],
)
def test_the_author_is_a_person_of_the_byline_the_creator_or_the_first_line(meta, first, author):
    article = read_one(news(page(first + PARAGRAPHS), meta=meta))
    assert (article.author, article.text) == (author, f"{ONE}\n\n{TWO}")


@pytest.mark.parametrize(
    ("item", "meta", "source"),
    [
        ('<provider literal="wire.example"/>', "<infoSource literal='Example Wire'/>", "{}"),
        ('<provider qcode="nprov:ew"/>', "<creditline>Example Wire –</creditline>", "{}"),
        ("<provider qcode='nprov:ew'><name>Example Wire</name></provider>", "", "{}"),
        ("<provider qcode='nprov:ew'/>", "", "ew"),
        ('<provider literal="wire.example"/>', "", "wire.example"),
    ],
)
def test_the_source_is_a_name_before_a_code_before_an_address(item, meta, source):
    assert read_one(news(item=item, meta=meta)).source == source.format("Example Wire")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2019-04-12T00:40:00+03:00", date(2019, 4, 12)),
        ("\n 2019-04-11T23:00:00+0100 ", date(2019, 4, 11)),
        ("2019-04-11 12:35:40", date(2019, 4, 11)),
        ("20190411T120000Z", date(2019, 4, 11)),
        ("2019-04-11T08:30:00.000Z", date(2019, 4, 11)),
    ],
)
def test_the_day_is_the_one_that_is_written(written, day):
    item = f"<versionCreated>{written}</versionCreated><firstCreated>2019-04-01</firstCreated>"
    assert read_one(news(item=item)).published == day


def test_a_time_that_cannot_be_read_is_none_and_the_next_counts():
    item = "<versionCreated>YYYYMMDD</versionCreated><firstCreated>2019-04-01</firstCreated>"
    article = read_one(news(item=item))
    assert article.published == date(2019, 4, 1)
    assert article.bases["published"] == "firstCreated of the item"


def test_the_end_of_an_embargo_is_the_day_and_the_other_day_is_kept():
    article = read_one(news(item="<embargoed>2019-04-14T06:00:00+02:00</embargoed>"))
    assert article.published == date(2019, 4, 14)
    assert article.details["status"] == "embargoed"
    assert article.details["embargo"] == "2019-04-14T06:00:00+02:00"
    assert article.details["other_day"] == "2019-04-11 (versionCreated)"


@pytest.mark.parametrize("embargo", ["", "2019-04-11T08:00:00Z", "2019-04-10T23:00:00-05:00"])
def test_an_embargo_that_is_over_or_empty_says_nothing(embargo):
    article = read_one(news(item=f"<embargoed>{embargo}</embargoed>"))
    assert article.published == date(2019, 4, 11)
    assert "status" not in article.details
    assert "embargo" not in article.details


def test_an_embargo_of_hours_is_one_although_the_day_is_the_same():
    article = read_one(news(item="<embargoed>2019-04-11T12:00:00+02:00</embargoed>"))
    assert (article.published, article.details["status"]) == (date(2019, 4, 11), "embargoed")
    assert "other_day" not in article.details


@pytest.mark.parametrize(
    ("item", "status", "note"),
    [
        ('<signal qcode="sig:correction"/><edNote>The river.</edNote>', "correction", "The river."),
        ('<signal qcode="sig:update"/><edNote>Call Bob.</edNote>', "update", ""),
        ('<signal qcode="edStat:U"/><signal qcode="x:c"/>', "update", ""),
        ("<edNote>CORRECTS name of river.</edNote>", "correction", "CORRECTS name of river."),
        ('<edNote role="x:embargo">Until noon.</edNote>', "", "Until noon."),
        ('<edNote role="x:dpacontacts">Ann, correct 030 1234567</edNote>', "", ""),
        ('<pubStatus qcode="stat:withheld"/>', "withheld", ""),
        ('<pubStatus qcode="s:canceled"/><signal qcode="s:update"/>', "killed, update", ""),
    ],
)
def test_what_is_said_of_its_state_stands_on_the_article(item, status, note):
    details = read_one(news(item=item)).details
    assert (details.get("status", ""), details.get("note", "")) == (status, note)


def test_a_private_note_and_a_telephone_are_nowhere():
    article = read_one(
        news(
            item='<signal qcode="sig:correction"/><edNote>Call +49 30 123456789</edNote>'
            '<edNote role="sttnote:private">the boss is away</edNote>'
        )
    )
    assert "note" not in article.details
    assert "boss" not in article.text


def kill(guid, version, status="canceled", note="Facts are wrong."):
    item = f'<pubStatus qcode="stat:{status}"/><edNote>{note}</edNote>'
    return news("", item=item, meta="<headline>KILL</headline>", guid=guid, version=version)


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 1, 0], [3, 0, 2, 1]])
def test_a_kill_marks_the_latest_version_of_its_article_wherever_it_stands(order):
    items = [
        news(version=9),
        news(page(f"<p>{THREE}</p>"), version=10),
        news(guid="b"),
        kill("a", 11),
    ]
    reading = read(message(*[items[n] for n in order]))
    assert (reading.rejected, reading.notes) == ([], [])
    found = {
        (one.details["guid"][-1], one.details["version"]): one.details.get("status")
        for one in reading.articles
    }
    assert found == {("a", "9"): None, ("a", "10"): "killed", ("b", "1"): None}
    (killed,) = (one for one in reading.articles if one.details.get("status"))
    assert (killed.text, killed.details["note"]) == (THREE, "Facts are wrong.")


def test_a_kill_of_an_article_that_is_elsewhere_is_told_and_is_no_refusal():
    reading = read(kill("a", 2, "withheld"))
    assert (reading.articles, reading.rejected) == ([], [])
    (note,) = reading.notes
    assert "urn:newsml:wire.example:a" in note
    assert "withheld" in note
    assert "Facts are wrong." in note


def test_a_killed_version_with_a_text_of_its_own_marks_the_one_before_as_well():
    last = news(page(f"<p>{THREE}</p>"), item='<pubStatus qcode="s:canceled"/>', version=3)
    reading = read(message(news(), news(page(f"<p>{TWO}</p>"), version=2), last))
    statuses = [one.details.get("status") for one in reading.articles]
    assert statuses == [None, "killed", "killed"]
    assert reading.notes == []


def test_an_item_that_stands_twice_is_one_article():
    reading = read(message(news(), news(), news(page(f"<p>{THREE}</p>"), version=2)))
    assert [one.details["version"] for one in reading.articles] == ["1", "2"]
    assert reading.notes == ["Left out, because it stands in the file before: 1 item."]


def classed(kind, content=""):
    return news(
        content or '<contentSet><remoteContent href="http://wire.example/1"/></contentSet>',
        item=f'<itemClass qcode="ninat:{kind}"/>',
        meta="<headline>The port</headline><description>The port on Friday.</description>",
    )


def test_packages_and_pictures_are_counted_and_no_articles():
    package = f'<packageItem xmlns="{NAR}" guid="p"><itemMeta><title>List</title></itemMeta>'
    package += "</packageItem>"
    reading = read(message(package, classed("picture"), news(), classed("picture")))
    assert [one.title for one in reading.articles] == ["Ferry sails again"]
    assert reading.rejected == []
    assert reading.notes == [
        "Left out, because there is no text of an article in it: 1 package and 2 pictures."
    ]


def test_a_picture_alone_is_refused_as_that():
    (rejection,) = read(classed("picture")).rejected
    assert "1 picture" in rejection.reason
    assert "no article" in rejection.reason


def test_the_script_of_a_video_is_an_article():
    assert read_one(classed("video", page(PARAGRAPHS))).text == f"{ONE}\n\n{TWO}"


def test_a_text_that_is_elsewhere_is_refused_with_its_headline():
    reading = read(message(news(), classed("text")))
    assert len(reading.articles) == 1
    (rejection,) = reading.rejected
    assert rejection.reason.startswith("Item 2 (“The port”) has no text, only the address of it")


@pytest.mark.parametrize(
    ("root", "what"),
    [
        ("planningItem", "calendar"),
        ("conceptItem", "vocabulary"),
        ("knowledgeItem", "vocabulary"),
        ("catalogItem", "catalogue"),
    ],
)
def test_calendars_and_vocabularies_are_told_what_they_are(root, what):
    (rejection,) = read(f'<{root} xmlns="{NAR}"><itemMeta/></{root}>').rejected
    assert what in rejection.reason
    assert "load the news items" in rejection.reason


def test_a_message_without_any_namespace_and_with_a_mark_before_it_is_read():
    bare = message(news()).replace(f' xmlns="{NAR}"', "")
    data = b"\xef\xbb\xbf\r\n<!-- made by hand -->" + bare.encode()
    assert read_one(data).text == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    ("declared", "written"),
    [("iso-8859-1", "utf-8"), ("iso-8859-1", "cp1252"), ("utf-8", "cp1252"), ("", "cp1252"),
     ("windows-1251", "cp1251"), ("utf-16", "utf-16")],
)  # fmt: skip
def test_letters_are_right_whatever_encoding_is_declared(declared, written):
    words = "Паром до Венделя відпливає в п’ятницю." if "1251" in written else "Café “Zoë” – 5 £"
    markup = news(page(f"<p>{words}</p><p>{ONE}</p>"))
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    assert read_one((head + markup).encode(written)).text == f"{words}\n\n{ONE}"


def test_many_items_and_deep_nesting_take_little_time():
    deep = "<div>" * 200 + PARAGRAPHS + "</div>" * 200
    reading = read(message(*(news(page(deep), guid=str(n)) for n in range(200))))
    assert len(reading.articles) == 200
    assert {one.text for one in reading.articles} == {f"{ONE}\n\n{TWO}"}


@pytest.mark.parametrize("name", ["tag:wire.example,0000:newsml_L4N1FL0N0:11", "a.txt", "a.dat"])
def test_the_root_tells_whatever_the_file_is_called(name):
    for markup in (news(), f'<?xml version="1.0"?>\n<!-- sent -->\n{message(news())}'):
        reading = read(markup, name)
        assert reading.rejected == []
        assert [one.text for one in reading.articles] == [f"{ONE}\n\n{TWO}"]


def test_words_of_a_headline_on_two_lines_do_not_run_together():
    meta = "<headline>Ferry <span>sails</span><br/>again</headline>"
    assert read_one(news(meta=meta)).title == "Ferry sails again"
