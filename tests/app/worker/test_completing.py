"""Articles completed by what other files tell: days of their outlet, lists of references."""

import itertools
from dataclasses import replace
from datetime import date

import pytest

from components.app.worker.read_files import read_next
from components.app.worker.work import complete_articles
from components.corpus.queue.completing import Lists
from components.corpus.readers.joined_references import JoinedReferences
from components.corpus.store import open_store

BODY = (
    "<p>The council of Lower Wick voted on Monday to keep the old ferry running until the bridge "
    "opens.</p><p>Two of the nine members were against it and said that the money was needed for "
    "the school roof.</p><p>The ferry has crossed the river since 1911 and carries some forty "
    "people on a working day.</p>"
)


def page(title, day, source="Wick Courier"):
    return (
        f'<html lang="en"><head><title>{title}</title><meta property="og:site_name" '
        f'content="{source}">'
        f'<meta property="article:published_time" content="{day}"></head>'
        f"<body><article><h1>{title}</h1>"
        f"{BODY.replace('ferry', title.split()[-1])}</article></body></html>"
    ).encode()


OPEN = page("A second ferry", "03/05/2024")
DAY_FIRST = page("The school roof", "25/04/2024")
MONTH_FIRST = page("A crane moves", "04/25/2024")
ELSEWHERE = page("The bridge opens", "04/25/2024", "Other Paper")
RIS = (
    b"TY  - NEWS\nTI  - The second ferry of Lower Wick\nAU  - Lee, Ann\nT2  - Wick Gazette\n"
    b"DA  - 2023/04/11\nL1  - internal-pdf://ferry.txt\nER  - \n\n"
    b"TY  - NEWS\nTI  - A crane that nobody wrote about\nER  - \n"
)
TEXT = (
    b"The council of Lower Wick voted on Monday to keep the old ferry running until the bridge "
    b"opens.\n\nTwo of the nine members were against it."
)


@pytest.fixture
def make_store(tmp_path):
    opened = []

    def make(name):
        opened.append(open_store(f"sqlite:///{tmp_path / name}.sqlite"))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(make_store):
    return make_store("library")


def add(store, batch, *files):
    numbers = [store.uploads.enqueue(batch, name, data, "Noor") for name, data in files]
    while read_next(store, "w"):
        pass
    complete_articles(store)
    return numbers


def find(store, title):
    table = store.articles()
    (id,) = table.loc[table["title"] == title, "id"]
    return store.article(id)


def test_a_day_is_read_as_another_file_of_the_outlet_proves_whichever_comes_first(make_store):
    given = {"a.html": OPEN, "b.html": DAY_FIRST, "c.html": ELSEWHERE}
    for order in itertools.permutations(given):
        store = make_store("-".join(order))
        add(store, "b", *((name, given[name]) for name in order))
        one = find(store, "A second ferry")
        assert one.published == date(2024, 5, 3)
        assert one.bases["published"] == (
            "03/05/2024, as other days of the same outlet in the library: read with the day first, "
            "because “25/04/2024” (b.html) cannot be read in another way"
        )
        assert one.basis == "metadata"
        assert "other_day" not in one.details
        assert one.details["written"] == "03/05/2024"


def test_a_day_is_read_as_an_article_of_an_earlier_upload_proves(store):
    add(store, "first", ("a.html", OPEN))
    assert find(store, "A second ferry").published is None
    add(store, "second", ("b.html", DAY_FIRST))
    assert find(store, "A second ferry").published == date(2024, 5, 3)


def test_it_is_told_where_the_file_is_and_can_be_undone(store):
    number, _ = add(store, "b", ("a.html", OPEN), ("b.html", DAY_FIRST))
    told = (
        "Dates of Wick Courier such as “03/05/2024” are read with the day first, because "
        "“25/04/2024” (b.html) cannot be read in another way."
    )
    understood = store.uploads.understood(number)
    assert understood.notes == (("a.html", told),)
    assert store.uploads.batch("b")["message"].tolist() == [f"a.html: {told}", ""]
    assert list(understood.days) == [find(store, "A second ferry").bases["published"]]
    batch = understood.completed.batch
    assert store.uploads.is_in_force(batch)
    store.undo_batch(batch, "Noor")
    assert not store.uploads.is_in_force(batch)
    assert find(store, "A second ferry").published is None
    ((_, sentence),) = store.uploads.understood(number).notes
    assert "can be read in two ways and was left empty" in sentence
    # What somebody undid is not done again.
    add(store, "later", ("d.html", page("The old mill", "26/04/2024")))
    assert find(store, "A second ferry").published is None


def test_what_others_contradict_is_open_and_is_opened_again(store):
    number, *_ = add(store, "b", ("a.html", OPEN), ("b.html", DAY_FIRST), ("c.html", MONTH_FIRST))
    assert find(store, "A second ferry").published is None
    assert find(store, "A second ferry").details["other_day"].startswith("03/05/2024 (day or")
    assert "left empty" in store.uploads.understood(number).notes[0][1]


def test_a_settled_day_is_opened_again_when_a_later_file_contradicts(store):
    number, _ = add(store, "b", ("a.html", OPEN), ("b.html", DAY_FIRST))
    add(store, "later", ("c.html", MONTH_FIRST))
    one = find(store, "A second ferry")
    assert one.published is None
    assert one.basis == "unknown"
    assert one.details["other_day"] == "03/05/2024 (day or month first?)"
    assert "left empty" in store.uploads.understood(number).notes[0][1]


def test_an_outlet_of_another_name_and_a_table_tell_nothing(store):
    rows = "title,text,source,date\nOne,The ferry sails at noon.,Wick Courier,25/04/2024\n"
    add(store, "b", ("a.html", OPEN), ("c.html", ELSEWHERE), ("t.csv", rows.encode()))
    assert find(store, "A second ferry").published is None


def test_a_day_that_somebody_set_stays_and_proves_nothing(store):
    add(store, "b", ("a.html", OPEN), ("d.html", page("The old mill", "04/05/2024")))
    store.edit(find(store, "A second ferry").id, "Noor", published=date(2024, 3, 5))
    add(store, "later", ("b.html", DAY_FIRST))
    assert find(store, "A second ferry").published == date(2024, 3, 5)
    assert find(store, "The old mill").published == date(2024, 5, 4)


def test_the_day_that_others_settled_is_not_said_to_be_typed(store):
    add(store, "b", ("a.html", OPEN), ("b.html", DAY_FIRST))
    table = store.articles().set_index("title")
    assert table.loc["A second ferry", "basis"] == "metadata"
    assert set(store.changes()["who"]) == {"Parallax"}


def test_a_file_added_again_is_told_of_its_settled_days(store):
    add(store, "b", ("a.html", OPEN), ("b.html", DAY_FIRST))
    (number,) = add(store, "again", ("a.html", OPEN))
    assert "are read with the day first" in store.uploads.understood(number).notes[0][1]
    assert len(store.articles()) == 2


def test_references_are_joined_to_a_text_of_the_upload_whichever_comes_first(make_store):
    for files in itertools.permutations([("ferry.txt", TEXT), ("list.ris", RIS)]):
        store = make_store(files[0][0])
        numbers = dict(zip([name for name, _ in files], add(store, "b", *files), strict=True))
        one = find(store, "The second ferry of Lower Wick")
        assert (one.source, one.published) == ("Wick Gazette", date(2023, 4, 11))
        assert "Lee" in one.author
        assert one.bases["source"].endswith(" in list.ris")
        assert one.text.startswith("The council of Lower Wick")
        told = store.uploads.understood(numbers["ferry.txt"])
        assert told.notes[-1][1] == (
            "References in list.ris say title, author, day or source of 1 article."
        )
        told = store.uploads.understood(numbers["list.ris"])
        assert [sentence for _, sentence in told.notes] == [
            "References in it say title, author, day or source of 1 article added with it.",
            "It has 1 reference without a text or an abstract: “A crane that nobody wrote about”.",
        ]
        assert told.left_out == ()
        assert set(store.uploads.batch("b")["state"]) == {"done"}


def test_a_join_can_be_undone_and_stays_so(store):
    number, _ = add(store, "b", ("ferry.txt", TEXT), ("list.ris", RIS))
    batch = store.uploads.understood(number).completed.batch
    assert store.uploads.is_in_force(batch)
    store.undo_batch(batch, "Noor")
    (title,) = store.articles()["source"]
    assert title == ""
    add(store, "b", ("other.txt", TEXT.replace(b"ferry", b"crane")))
    assert "Wick Gazette" not in set(store.articles()["source"])


@pytest.mark.parametrize("typed", [date(2023, 4, 12), None])
def test_a_day_of_change_that_somebody_typed_or_cleared_stays(store, typed):
    add(store, "b", ("ferry.txt", TEXT), ("list.ris", RIS))
    one = find(store, "The second ferry of Lower Wick")
    store.edit(one.id, "Noor", modified=date(2023, 4, 13))
    store.edit(one.id, "Noor", modified=typed)
    told = {"modified": "2023-05-01", "section": "Ports"}
    said = replace(one, name="list.ris", text="", details=told)
    references = JoinedReferences()
    references.add(said, ["ferry.txt"], "")
    store.uploads.join_references(Lists("b", "mark", []), references)
    details = find(store, one.title).details
    assert details.get("modified") == (typed and typed.isoformat())
    assert details["section"] == "Ports"


def test_an_abstract_goes_to_the_bin_when_its_text_is_in_the_upload(store):
    abstract = b"AB  - In short, the council votes to keep the ferry for a year.\nER"
    listed = RIS.replace(b"ER", abstract, 1)
    add(store, "b", ("list.ris", listed))
    assert len(store.articles()) == 1
    add(store, "b", ("ferry.txt", TEXT))
    assert find(store, "The second ferry of Lower Wick").text.startswith("The council")
    assert len(store.articles(removed=True)) == 1


def test_a_list_of_another_upload_says_nothing(store):
    add(store, "b", ("ferry.txt", TEXT))
    add(store, "other", ("list.ris", RIS))
    assert "Wick Gazette" not in set(store.articles()["source"])


def test_the_same_references_in_two_lists_are_joined(store):
    bib = (
        b"@article{a, title={The second ferry of Lower Wick}, author={Lee, Ann}, "
        b"journal={Wick Gazette}, date={2023-04-11}, file={ferry.txt:ferry.txt:text/plain}}\n"
    )
    add(store, "b", ("list.bib", bib), ("ferry.txt", TEXT), ("list.ris", RIS))
    assert find(store, "The second ferry of Lower Wick").source == "Wick Gazette"


def test_the_library_stays_sound(store):
    add(store, "b", ("ferry.txt", TEXT), ("list.ris", RIS), ("a.html", OPEN), ("b.html", DAY_FIRST))
    checked = store.check(lambda share: None)
    assert not [*checked.database, *checked.words, *checked.files]
