"""Lists of references: joined to the texts of their archive, else abstracts or what is told."""

import io
import tarfile
import zipfile
from datetime import date

import pytest

from components.corpus.readers import read_file
from components.corpus.readers.formats.references.bibtex import decode_latex, split_bibtex
from components.corpus.readers.formats.references.tagged_lines import split_ris

FIRST = "The harbour board of Eastwick met on Friday and put off the sale of the old crane."
SECOND = "A buyer from the north had offered twice the price, the chair said afterwards."
RIS = f"""\ufeffTY  - NEWS
TI  - The crane of Eastwick stays
AU  - Berg, Ida
AU  - Holm, Lars
T2  - Eastwick Post
DA  - 2023/02/10/
UR  - https://www.eastwick.example/crane/
AB  - {FIRST}
It goes on in a second line.
L1  - files/7/crane.txt
SP  - A3
ER  -

TY  - NEWS
T1  - A buyer from the north
PY  - 2023
ER  -
"""
BIBTEX = (
    "@comment{made by hand}\n@string{post = {Eastwick Post}}\n"
    "@article{berg_crane,\n\ttitle = {The {crane} of {Eastwick} stays},\n"
    '\tauthor = {Berg, Ida and H{\\"o}lm, Lars},\n\tjournal = post,\n'
    "\tyear = 2023, month = feb, day = {10},\n\turl = {https://eastwick.example/crane},\n"
    f"\tabstract = {{{FIRST}}},\n"
    "\tfile = {Full Text:files/7/crane.txt:text/plain},\n}\n\n"
    '@misc{north, title = "A buyer from the north", year = {2023}}\n'
)
ENDNOTE = f"""%0 Newspaper Article
%T The crane of Eastwick stays
%A Berg, Ida
%A Holm, Lars
%J Eastwick Post
%8 February 10, 2023
%U https://eastwick.example/crane
%X {FIRST}
%> files/7/crane.txt

%0 Newspaper Article
%T A buyer from the north
%D 2023
"""
ZOTERO = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Url",'
    '"Abstract Note","Date","Date Added","File Attachments"\n'
    '"A1","newspaperArticle","2023","Berg, Ida; Holm, Lars","The crane of Eastwick stays",'
    f'"Eastwick Post","","https://eastwick.example/crane","{FIRST}","2023-02-10",'
    '"2023-05-01 10:00:00","C:\\Users\\ida\\Zotero\\storage\\7\\crane.txt"\n'
    '"A2","webpage","2023","","A buyer from the north","","","","","2023","2023-05-01",""\n'
    '"A3","attachment","","","Full Text","","","","","","2023-05-01",""\n'
)
LISTS = {"a.ris": RIS, "a.bib": BIBTEX, "a.enw": ENDNOTE, "zotero.csv": ZOTERO}


def archive(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        for name, text in files.items():
            written.writestr(name, text)
    return packed.getvalue()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_alone_gives_its_abstracts_and_names_what_has_none(name):
    reading = read_file(name, LISTS[name].encode())
    (article,) = reading.articles
    assert article.title == "The crane of Eastwick stays"
    assert article.author in ("Ida Berg, Lars Holm", "Ida Berg, Lars Hölm")
    assert (article.source, article.published) == ("Eastwick Post", date(2023, 2, 10))
    assert article.url.rstrip("/").endswith("eastwick.example/crane")
    assert article.text.startswith(FIRST)
    assert article.bases["published"].startswith("field ")
    assert not reading.rejected
    assert reading.notes == [
        "Of 1 reference there is no text in it, only an abstract, which is the text here: "
        "“The crane of Eastwick stays”.",
        "It has 1 reference without a text or an abstract: “A buyer from the north”.",
    ]


@pytest.mark.parametrize("name", LISTS)
def test_a_reference_is_joined_to_its_text_in_the_same_archive_by_the_name_of_its_file(name):
    files = {name: LISTS[name], "files/7/crane.txt": f"{FIRST}\n\n{SECOND}\n"}
    reading = read_file("all.zip", archive(**files))
    (article,) = reading.articles
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert (article.title, article.source) == ("The crane of Eastwick stays", "Eastwick Post")
    assert (article.published, article.basis) == (date(2023, 2, 10), "metadata")
    assert article.bases["published"].endswith(f" of the reference in {name}")
    assert article.name == "all.zip/files/7/crane.txt"
    assert reading.notes[0] == "References in it say title, author, day or source of 1 article."


def test_a_list_that_stands_after_the_texts_counts_for_them_as_well():
    files = {"crane.txt": f"{FIRST}\n\n{SECOND}\n", "z.ris": RIS}
    assert read_file("all.zip", archive(**files)).articles[0].source == "Eastwick Post"


def test_a_list_that_stands_after_the_texts_of_a_tar_counts_for_them_as_well():
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, text in {"crane.txt": f"{FIRST}\n\n{SECOND}\n", "z.ris": RIS}.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            tar.addfile(entry, io.BytesIO(text.encode()))
    assert read_file("all.tar.gz", packed.getvalue()).articles[0].source == "Eastwick Post"


@pytest.mark.parametrize("way", ["title", "url", "doi"])
def test_a_reference_is_joined_by_title_address_or_doi(way):
    text = f"<html><head><title>The Crane of Eastwick Stays</title></head><body><p>{FIRST}</p>"
    if way == "url":
        text = text.replace("The Crane of Eastwick Stays", "Other")
        text = text.replace(
            "</head>", '<link rel="canonical" href="https://eastwick.example/crane"></head>'
        )
    if way == "doi":
        text = text.replace("The Crane of Eastwick Stays", "Other")
        text = text.replace("<p>", "<p>doi: 10.5555/Crane.1, from the archive.</p><p>")
    ris = RIS.replace("files/7/crane.txt", "").replace(
        "ER  -\n", "DO  - 10.5555/crane.1\nER  -\n", 1
    )
    reading = read_file(
        "all.zip", archive(**{"page.html": f"{text}<p>{SECOND}</p></body></html>", "a.ris": ris})
    )
    (article,) = reading.articles
    assert (article.author, article.published) == ("Ida Berg, Lars Holm", date(2023, 2, 10))


def test_a_list_of_references_without_texts_is_refused_with_what_to_do():
    reading = read_file("a.ris", b"TY  - NEWS\nTI  - Crane stays\nER  - \n")
    assert [one.reason for one in reading.rejected] == [
        "It has 1 reference without a text or an abstract: “Crane stays”. Load their texts "
        "together with it."
    ]


def test_a_text_that_no_reference_is_about_stays_as_it_is():
    files = {"a.ris": RIS, "other.txt": f"{SECOND}\n"}
    reading = read_file("all.zip", archive(**files))
    assert [(a.name, a.source) for a in reading.articles] == [
        ("all.zip/other.txt", ""),
        ("all.zip/a.ris", "Eastwick Post"),
    ]


def test_what_is_no_list_of_references_says_so():
    (rejection,) = read_file("a.bib", FIRST.encode()).rejected
    assert rejection.reason.startswith("It is no list of references in RIS, EndNote or BibTeX")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (r"M{\"u}ller", "Müller"),
        (r"M\"uller", "Müller"),
        (r"{\'E}t{\'e}", "Été"),
        (r"\v{S}koda \c{c}a", "Škoda ça"),
        (r"Stra{\ss}e \& {\O}re", "Straße & Øre"),
        ("a -- b --- c", "a – b — c"),
        ("{The} {NATO} \\emph{way}", "The NATO way"),
        ("``So'' it was", "“So” it was"),
        ("50\\% of\n   them", "50% of them"),
    ],
)
def test_latex_is_read_as_a_person_reads_it(written, words):
    assert decode_latex(written) == words


def test_a_brace_that_is_never_closed_ends_at_the_next_entry():
    text = "@misc{a, title = {One, note = {x},\n}\n@misc{b, title = {Two}}\n"
    assert [entry["title"] for entry in split_bibtex(text)][-1] == ["Two"]


def test_values_of_bibtex_are_in_braces_in_marks_bare_or_joined():
    text = (
        '@string{p = "Post"}\n@a{k, title = "A {"}B{"} c", journal = p # { of } # "it", year=1999}'
    )
    (entry,) = split_bibtex(text)
    assert entry["title"] == ['A "B" c']
    assert entry["journal"] == ["Post of it"]
    assert entry["year"] == ["1999"]


def test_ris_without_its_usual_spaces_is_read():
    (entry,) = split_ris("TY - NEWS\r\nTI - One\r\nAU - Berg\r\nAU - Holm\r\nER -\r\n")
    assert entry == {"TY": ["NEWS"], "TI": ["One"], "AU": ["Berg", "Holm"]}


@pytest.mark.parametrize(
    "name",
    [
        "texts/Berg and Holm - 2023 - The crane of Eastwick stays.txt",
        "The_crane_of_Eastwick_stays.txt",
    ],
)
def test_a_reference_is_joined_by_a_name_of_a_file_that_holds_the_title(name):
    reading = read_file("a.zip", archive(**{"list.ris": RIS, name: f"{FIRST}\n\n{SECOND}"}))
    (article,) = reading.articles
    assert (article.title, article.source) == ("The crane of Eastwick stays", "Eastwick Post")
    assert article.published == date(2023, 2, 10)
