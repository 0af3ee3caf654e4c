"""Scanned issues: METS and ALTO of one archive, as libraries keep them."""

import io
import tarfile
from zipfile import ZipFile

import pytest

from components.corpus.readers import read_file

LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def mets(records, files, structure, links="", label="", prefix=""):
    space = f'xmlns{":" + prefix if prefix else ""}="http://www.loc.gov/METS/"'
    listed = "".join(
        f'<file ID="{key}"><FLocat LOCTYPE="URL" xlink:href="{name}"/></file>'
        for key, name in files.items()
    )
    body = (
        f'<metsHdr CREATEDATE="2019-08-09T07:25:35"/>{records}'
        f"<fileSec><fileGrp>{listed}</fileGrp></fileSec>{structure}{links}"
    )
    if prefix:
        for name in ("metsHdr", "dmdSec", "fileSec", "fileGrp", "file", "FLocat", "structMap"):
            body = body.replace(f"<{name} ", f"<{prefix}:{name} ").replace(
                f"<{name}>", f"<{prefix}:{name}>"
            )
            body = body.replace(f"</{name}>", f"</{prefix}:{name}>")
    start = f"{prefix}:mets" if prefix else "mets"
    return (
        f'<?xml version="1.0"?>\n<!-- of a library -->\n<{start} {space} {LINK} LABEL="{label}" '
        f'xmlns:mods="http://www.loc.gov/mods/v3">{body}</{start}>'
    )


def record(key, inner):
    return (
        f'<dmdSec ID="{key}"><mdWrap MDTYPE="MODS"><xmlData><mods:mods>{inner}</mods:mods>'
        "</xmlData></mdWrap></dmdSec>"
    )


def title(words):
    return f"<mods:titleInfo><mods:title>{words}</mods:title></mods:titleInfo>"


DAY = (
    '<mods:originInfo><mods:dateIssued keyDate="yes">1858-07-10</mods:dateIssued></mods:originInfo>'
)
ISSUE = record("PRINT", f"{title('Podil Gazette')}{DAY}")


def alto(blocks, start=1):
    """Blocks of lines of words; `a-|b` is a word broken over two lines, known as a whole."""
    found, number = [], start
    for key, lines in blocks.items():
        made = []
        for line in lines:
            strings = []
            for written in line.split():
                strings.append(f'<String ID="w{number:03}" WC="0.8" CONTENT="{written}"/>')
                number += 1
            made.append(f"<TextLine>{'<SP/>'.join(strings)}</TextLine>")
        found.append(f'<TextBlock ID="{key}">{"".join(made)}</TextBlock>')
    return f"<alto><Layout><Page><PrintSpace>{''.join(found)}</PrintSpace></Page></Layout></alto>"


def pack(files):
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def read(files, kind="a scanned issue (METS/ALTO)"):
    reading = read_file("issue.zip", pack(files))
    assert (reading.rejected, reading.kind) == ([], kind)
    return reading


def pointer(*areas):
    listed = "".join(
        f'<area FILEID="{file}" BETYPE="IDREF" BEGIN="{begin}"/>' for file, begin in areas
    )
    return f"<fptr><seq>{listed}</seq></fptr>"


def paragraph(*areas):
    return f'<div TYPE="PARAGRAPH"><div TYPE="TEXT">{pointer(*areas)}</div></div>'


def article(label, head, *paragraphs, more=""):
    heading = f'<div TYPE="HEADING"><div TYPE="TITLE">{pointer(*head)}</div></div>' if head else ""
    body = f'<div TYPE="BODY"><div TYPE="BODY_CONTENT">{"".join(paragraphs)}</div></div>'
    return f'<div TYPE="ARTICLE" LABEL="{label}" {more}>{heading}{body}</div>'


LUXEMBOURG = {
    "A1": "file://./text/page-00001.xml",
    "A2": "file://./text/page-00002.xml",
}
PAGES = {
    "text/page-00001.xml": alto(
        {
            "P1_T1": ["The Tram"],
            "P1_T2": ["The tram stopped", "at the sta-"],
            "P1_T3": ["Notes begin."],
            "P1_T4": ["Buy soap."],
        }
    ),
    "text/page-00002.xml": alto({"P2_T1": ["tion of Podil."], "P2_T2": ["Nobody", "came."]}),
}


def luxembourg():
    structure = (
        '<structMap TYPE="PHYSICAL"><div TYPE="Newspaper"/></structMap>'
        '<structMap TYPE="LOGICAL"><div TYPE="Newspaper"><div TYPE="VOLUME"><div TYPE="ISSUE">'
        '<div TYPE="TITLE_SECTION"/><div TYPE="CONTENT"><div TYPE="SECTION" LABEL="Local">'
        + article(
            "The Tram",
            [("A1", "P1_T1")],
            paragraph(("A1", "P1_T2"), ("A2", "P2_T1")),
            paragraph(("A2", "P2_T2")),
            '<div TYPE="IMAGE"><fptr><area FILEID="A1" BEGIN="P1_C1"/></fptr></div>',
        )
        + article("", [], paragraph(("A1", "P1_T3")))
        + f'<div TYPE="ADVERTISEMENT">{paragraph(("A1", "P1_T4"))}</div>'
        + "</div></div></div></div></div></structMap>"
    )
    return mets(ISSUE, LUXEMBOURG, structure, label="Podil Gazette 1858-07-10_01")


def test_articles_of_blocks_run_over_pages():
    reading = read({"x-mets.xml": luxembourg(), **PAGES})
    assert [(a.title, a.text) for a in reading.articles] == [
        ("The Tram", "The tram stopped at the station of Podil.\n\nNobody came."),
        ("", "Notes begin."),
    ]
    first = reading.articles[0]
    assert (first.source, str(first.published)) == ("Podil Gazette", "1858-07-10")
    assert first.details == {"section": "Local", "page": "1, 2", "confidence": "80"}
    assert first.bases["published"] == "dateIssued of the METS file"
    assert first.name == "issue.zip/x-mets.xml"
    assert reading.notes == [
        "issue.zip/x-mets.xml: Left out, since they are no articles: 1 masthead, 1 advert."
    ]


def test_the_files_may_stand_in_a_folder_and_the_pages_first():
    files = {f"a/1858/{name}": content for name, content in PAGES.items()}
    reading = read({**files, "a/1858/mets.XML": luxembourg(), "a/readme.txt": "Some words stand."})
    assert [a.name for a in reading.articles] == [
        "issue.zip/a/1858/mets.XML",
        "issue.zip/a/1858/mets.XML",
        "issue.zip/a/readme.txt",
    ]


def test_pages_beside_the_folder_of_the_mets_file_are_its_own():
    files = {
        f"{issue}/{name}": content for issue in ("one", "two") for name, content in PAGES.items()
    }
    files = {**files, "one/mets/m.xml": luxembourg(), "two/m.xml": luxembourg()}
    names = [article.name for article in read(files).articles]
    assert sorted(names) == [
        *("issue.zip/one/mets/m.xml", "issue.zip/one/mets/m.xml"),
        *("issue.zip/two/m.xml", "issue.zip/two/m.xml"),
    ]


def british(day="1824-02-17"):
    records = (
        record(
            "MODS_ISSUE",
            f"<mods:relatedItem type='host'><mods:identifier>1</mods:identifier></mods:relatedItem>"
            f"{title('The Statesperson')}{DAY.replace('1858-07-10', day)}",
        )
        + record("m1", title("COAL DUTIES."))
        + record("m2", "<mods:language><mods:languageTerm>en</mods:languageTerm></mods:language>")
        + record("m3", "")
    )

    def area(key, label, file, begin, end):
        return (
            f'<div ID="{key}" TYPE="pagearea" LABEL="{label}"><fptr>'
            '<area FILEID="i1" SHAPE="RECT" COORDS="1,2,3,4"/></fptr><fptr>'
            f'<area FILEID="{file}" BETYPE="IDREF" BEGIN="{begin}" END="{end}"/></fptr></div>'
        )

    structure = (
        '<structMap TYPE="LOGICAL"><div ID="log1" TYPE="ISSUE" DMDID="MODS_ISSUE">'
        '<div ID="art1" TYPE="ARTICLE" DMDID="m1"/><div ID="art2" TYPE="ARTICLE" DMDID="m2"/>'
        '<div ID="sect1" TYPE="ADVERT" DMDID="m3"/></div></structMap>'
        '<structMap TYPE="PHYSICAL"><div ID="phys0" TYPE="physSequence" DMDID="MODS_ISSUE">'
        '<div ID="phys1" TYPE="page"><fptr FILEID="a1"/>'
        + area("pa1", "Headline", "a1", "w001", "w002")
        + area("pa2", "Textblock", "a1", "w003", "w008")
        + area("pa3", "Textblock", "a1", "w009", "w010")
        + '</div><div ID="phys2" TYPE="page">'
        + area("pa4", "Textblock", "a2", "w001", "w003")
        + area("pa5", "Illustration", "a2", "w004", "w004")
        + area("pa6", "Headline", "a2", "w005", "w005")
        + area("pa7", "Textblock", "a2", "w006", "w007")
        + "</div></div></structMap>"
    )

    def group(head, *areas):
        links = "".join(f'<smLocatorLink xlink:href="#{key}"/>' for key in (head, *areas))
        return f"<smLinkGrp>{links}</smLinkGrp>"

    links = (
        f"<structLink>{group('log1', 'phys0')}{group('art1', 'pa1', 'pa2', 'pa4', 'pa5')}"
        f"{group('art2', 'pa6', 'pa7')}{group('sect1', 'pa3')}</structLink>"
    )
    files = {"i1": "n_0001.jp2", "a1": f"{day}_0001.xml", "a2": f"{day}_0002.xml"}
    first = alto({"b": ["Coal duties.", "The duties on coal were", "lowered", "Buy tea."]})
    second = alto({"b": ["on Monday last.", "Picture", "Noise", "Nobody came."]})
    return {
        f"{day}_0001.xml": first,
        f"{day}_0002.xml": second,
        f"{day}_mets.xml": mets(records, files, structure, links, prefix="mets"),
    }


def test_articles_of_word_ranges_are_found_by_links():
    reading = read(british())
    assert [(a.title, a.text) for a in reading.articles] == [
        ("COAL DUTIES.", "The duties on coal were lowered on Monday last."),
        ("Noise", "Nobody came."),
    ]
    assert [a.details["page"] for a in reading.articles] == ["1, 2", "2"]
    assert reading.articles[0].bases["title"] == "title in the METS file (MODS)"
    assert reading.articles[1].bases["title"] == "the headline on the page"
    assert {str(a.published) for a in reading.articles} == {"1824-02-17"}


def test_a_range_whose_end_or_start_is_not_there_is_the_block():
    files = british()
    record = files["1824-02-17_mets.xml"]
    for old, new in (
        ('END="w008"', 'END="w999"'),
        ('BEGIN="w001" END="w003"', 'BEGIN="x" END="y"'),
    ):
        assert old in record
        record = record.replace(old, new)
    files["1824-02-17_mets.xml"] = record
    blocks = {"b": ["Coal duties."], "c": ["The duties on coal were", "lowered"], "d": ["Buy tea."]}
    files["1824-02-17_0001.xml"] = alto(blocks)
    files["1824-02-17_0002.xml"] = alto({"pa4": ["on Monday last."], "f": ["Picture Noise"]})
    first = read_file("issue.zip", pack(files)).articles[0]
    assert first.text == "The duties on coal were lowered on Monday last."


def test_pictures_of_the_pages_are_left_out_and_told():
    reading = read({**british(), "n_0001.jp2": b"picture", "other.txt": "Some words stand."})
    assert len(reading.articles) == 3
    assert "1 picture of a page was left out: the words are in the scanned issue." in reading.notes


def test_several_issues_in_one_folder_are_told_apart_by_what_they_name():
    reading = read({**british("1824-02-17"), **british("1824-02-18")})
    assert [str(a.published) for a in reading.articles] == ["1824-02-17"] * 2 + ["1824-02-18"] * 2


def test_a_missing_page_is_told():
    files = british()
    del files["1824-02-17_0002.xml"]
    reading = read_file("issue.zip", pack(files))
    assert [a.text for a in reading.articles] == ["The duties on coal were lowered"]
    assert [r.reason for r in reading.rejected] == [
        "Article 2 has no text: its page is missing or empty there."
    ]
    assert any("1824-02-17_0002.xml" in note for note in reading.notes)


def test_an_issue_without_articles_is_its_pages_with_the_day_of_the_issue():
    structure = '<structMap><div TYPE="np:issue"><div TYPE="np:page"/></div></structMap>'
    reading = read({"1.xml": mets(ISSUE, LUXEMBOURG, structure), **PAGES})
    assert [a.text.split("\n\n")[0] for a in reading.articles] == ["The Tram", "tion of Podil."]
    assert {(a.source, str(a.published)) for a in reading.articles} == {
        ("Podil Gazette", "1858-07-10")
    }
    assert any("has no articles: each page" in note for note in reading.notes)


def test_a_mets_file_by_itself_says_what_it_needs():
    (rejection,) = read_file("mets.xml", luxembourg().encode()).rejected
    assert "put it and its pages (ALTO) into one ZIP or TAR file" in rejection.reason


def test_pages_in_a_zip_without_mets_are_articles_each():
    reading = read(PAGES, "a ZIP archive")
    assert [a.name for a in reading.articles] == [f"issue.zip/{name}" for name in PAGES]


def test_a_damaged_mets_file_is_told_and_the_pages_are_read():
    reading = read_file("issue.zip", pack({"mets.xml": "<mets><", **PAGES}))
    assert len(reading.articles) == 2
    assert [r.name for r in reading.rejected] == ["issue.zip/mets.xml"]


def pack_tar(files, mode):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data.encode())
            archive.addfile(entry, io.BytesIO(data.encode()))
    return packed.getvalue()


@pytest.mark.parametrize(("name", "mode"), [("issue.tar", "w"), ("issue.tar.gz", "w:gz")])
@pytest.mark.parametrize("is_turned", [False, True])
def test_an_issue_in_a_tar_is_what_it_is_in_a_zip(name, mode, is_turned):
    files = {
        "mets.xml": luxembourg(),
        **PAGES,
        "readme.txt": "A text that stands beside the issue, of its own.",
    }
    if is_turned:
        files = dict(reversed(files.items()))
    there, here = read_file("issue.zip", pack(files)), read_file(name, pack_tar(files, mode))
    assert here.kind == there.kind == "a scanned issue (METS/ALTO)"

    def told(reading):
        return {
            (a.title, a.text, a.published, a.details.get("confidence")) for a in reading.articles
        }

    assert told(here) == told(there)
    assert len(here.articles) == len(there.articles) > 2
    assert here.rejected == []


def test_a_name_that_leads_out_of_a_tar_is_no_page_of_an_issue():
    files = {"mets.xml": luxembourg(), **{f"../{name}": text for name, text in PAGES.items()}}
    reading = read_file("issue.tar", pack_tar(files, "w"))
    assert reading.articles == []
    assert any("points outside" in one.reason for one in reading.rejected)
