"""The page Add articles on a file that was read: what is told of it, and reading it otherwise."""

from components.app.worker.read_files import read_next
from components.app.worker.work import complete_articles
from components.corpus.store import open_store

FERRY = "The ferry to Wendle was late on Monday and nobody at the harbour knew why."
TABLE = f"title,outlet,date,text\nFerry,Echo,03/04/2024,{FERRY}\nNothing,Echo,05/04/2024,\n"
EXPORT = "\n\n".join(
    f"Ferry {number} late\n\nThe Echo\n\nMay {number}, 2024 Friday\n\nBody\n\n{FERRY}\n\n"
    "Load-Date: May 9, 2024\n\nEnd of Document"
    for number in (1, 2)
)


def fill(tmp_path, name, data):
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    store = open_store(url)
    (number,) = store.uploads.enqueue_many("first", [(name, data.encode())], "Noor")
    work(store)
    return url, store, number


def work(store):
    while read_next(store, "inline"):
        pass


def words(app):
    assert not app.exception
    return "\n".join(one.value for one in app.text)


def test_a_table_tells_how_it_was_read_and_is_read_by_other_columns_and_order(open_page, tmp_path):
    url, store, number = fill(tmp_path, "a.csv", TABLE)
    app = open_page(url, "add")
    told = words(app)
    assert "A table · 1 article (1 new)\nDays of publication: 1 not known." in told
    assert "Left out:\n– Row 3 has no text" in told
    assert "To check:\n– The date “03/04/2024” can be read in two ways and was left empty" in told
    assert find_button(app, "Read it this way").disabled
    pick(app, "Days in numbers").set_value("dmy")
    pick(app, "Title").set_value("outlet")
    press(app, "Read it this way")
    assert store.uploads.answered(number) == {"days": "dmy", "title": "outlet"}
    work(store)
    (row,) = store.articles().to_dict("records")
    assert (row["title"], str(row["published"])[:10]) == ("Echo", "2024-04-03")
    assert "1 article of the earlier reading was moved to the bin" in words(app.run())
    press(app, "Undo")
    assert list(store.articles()["title"]) == ["Ferry"]
    told = words(app)
    assert "The earlier reading is back: 1 article of the other one lies in the bin." in told
    assert "A table · 1 article (1 new)\nDays of publication: 1 not known." in told
    assert pick(app, "Days in numbers").value == ""
    assert pick(app, "Title").value == "title"
    assert "undo-reading" not in [one.key for one in app.button]
    store.close()


def test_when_only_some_articles_changed_the_undo_is_known_from_the_changes(open_page, tmp_path):
    certain = f"title,date,text\nFerry,03/04/2024,{FERRY}\nTram,4 May 2024,{FERRY} Not so.\n"
    url, store, number = fill(tmp_path, "a.csv", certain)
    store.uploads.read_again(number, {"days": "mdy"})
    work(store)
    app = open_page(url, "add")
    assert "1 article of the earlier reading was moved to the bin, 1 article came" in words(app)
    app.button(key="undo-reading").click().run()
    told = words(app)
    assert "The earlier reading is back" in told
    assert "1 from column “date”, 1 not known" in told
    assert "undo-reading" not in [one.key for one in app.button]
    assert not store.articles()["published"].notna().all()
    store.close()


def test_a_way_that_fails_leaves_the_earlier_reading_and_says_so(open_page, tmp_path):
    url, store, _ = fill(tmp_path, "a.txt", f"Ferry late\n\n{FERRY}\n")
    app = open_page(url, "add")
    pick(app, "Read it as").set_value("json")
    press(app, "Read it this way")
    assert "a.txt is being read again." in words(app)
    work(store)
    told = words(app.run())
    assert "Could not be read as JSON: It is not valid JSON" in told
    assert "1 article) is kept." in told
    assert "export it again" not in told
    assert pick(app, "Read it as").value == ""
    assert len(store.articles()) == 1
    store.close()


def test_a_page_read_as_plain_text_is_warned_of_and_has_no_order_of_days(open_page, tmp_path):
    page = f"<html><body><article><h1>Ferry</h1><p>{FERRY}</p></article></body></html>"
    url, store, _ = fill(tmp_path, "a.html", page)
    app = open_page(url, "add")
    assert "Days in numbers" not in [one.label for one in app.selectbox]
    assert not app.warning
    pick(app, "Read it as").set_value("plain").run()
    assert "It has markup" in app.warning[0].value
    store.close()


def test_a_table_that_asks_about_its_columns_asks_about_its_days_too(open_page, tmp_path):
    url, store, number = fill(tmp_path, "a.csv", f"kop,date,verhaal\nVeer,03/04/2024,{FERRY}\n")
    app = open_page(url, "add")
    pick(app, "Text").set_value("verhaal")
    pick(app, "Days in numbers").set_value("mdy")
    press(app, "Import")
    assert store.uploads.answered(number)["days"] == "mdy"
    work(store)
    assert str(store.articles()["published"].iloc[0])[:10] == "2024-03-04"
    store.close()


def test_an_export_read_as_one_article_can_be_read_as_many_again(open_page, tmp_path):
    url, store, _ = fill(tmp_path, "a.txt", EXPORT)
    assert sorted(store.articles()["title"]) == ["Ferry 1 late", "Ferry 2 late"]
    app = open_page(url, "add")
    pick(app, "Articles").set_value("one")
    press(app, "Read it this way")
    work(store)
    assert len(store.articles()) == 1
    app.run()
    pick(app, "Articles").set_value("")
    press(app, "Read it this way")
    work(store)
    assert sorted(store.articles()["title"]) == ["Ferry 1 late", "Ferry 2 late"]
    store.close()


def test_a_file_of_an_unknown_ending_may_be_read_as_what_it_is(open_page, tmp_path):
    url, store, _ = fill(tmp_path, "a.xyz", TABLE)
    app = open_page(url, "add")
    assert "Why it was not read:\n– Files ending in “.xyz” cannot be read" in words(app)
    pick(app, "Read it as").set_value("csv")
    press(app, "Read it this way")
    work(store)
    assert list(store.articles()["title"]) == ["Ferry"]
    assert "A table · 1 article (1 new)" in words(app.run())
    store.close()


def test_a_text_that_is_read_as_a_table_without_known_columns_is_asked_about(open_page, tmp_path):
    odd = f"verhaal,kop\n{FERRY},Veer\n"
    url, store, number = fill(tmp_path, "a.txt", odd)
    store.uploads.read_again(number, {"format": "csv"})
    work(store)
    assert store.uploads.batch("first")["state"].tolist() == ["asking"]
    app = open_page(url, "add")
    press(app, "Import")
    assert store.uploads.answered(number)["format"] == "csv"
    work(store)
    (article,) = store.articles()["id"]
    assert store.text(article) == FERRY
    assert store.uploads.understood(number).kind == "a table"
    store.close()


def test_a_file_that_was_not_read_is_read_when_its_program_was_installed(
    open_page, tmp_path, monkeypatch
):
    program = tmp_path / "antiword"
    for name in ("ANTIWORD", "SOFFICE", "CATDOC"):
        monkeypatch.setenv(f"PARALLAX_{name}", str(program))
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    store = open_store(url)
    (number,) = store.uploads.enqueue_many("first", [("a.doc", old)], "Noor")
    work(store)
    app = open_page(url, "add")
    assert "install LibreOffice, antiword or catdoc" in words(app)
    program.write_text(f"#!/bin/sh\necho '{FERRY}'\n")
    program.chmod(0o755)
    assert store.uploads.retry(number)
    work(store)
    assert "An old Word document · 1 article (1 new)" in words(app.run())
    store.close()


def test_the_languages_of_a_scan_are_asked_and_each_page_is_told(open_page, tmp_path, monkeypatch):
    from tests.corpus.readers.converted.test_converted import TESSERACT, scan

    program = tmp_path / "tesseract"
    program.write_text(TESSERACT)
    program.chmod(0o755)
    monkeypatch.setenv("PARALLAX_TESSERACT", str(program))
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    store = open_store(url)
    (number,) = store.uploads.enqueue_many("first", [("a.pdf", scan(3))], "Noor")
    work(store)
    assert store.uploads.batch("first")["state"].tolist() == ["asking"]
    app = open_page(url, "add")
    (asked,) = [one for one in app.multiselect if one.label == "Languages of the scan"]
    assert (asked.options, asked.value) == (["German (deu)", "English (eng)"], ["eng"])
    asked.set_value(["deu"]).run()
    press(app, "Recognise the text")
    assert store.uploads.answered(number) == {"languages": "deu"}
    told = []
    while read_next(store, "inline"):
        told += store.uploads.batch("first")["message"].tolist()
    assert told[:3] == [f"The text of page {n} of 3 is being recognised." for n in (1, 2, 3)]
    assert "A PDF of scanned pages · 1 article (1 new)" in words(app.run())
    (again,) = [one for one in app.multiselect if one.label == "Languages of the scan"]
    assert again.value == ["deu"]
    assert find_button(app, "Read it this way").disabled
    (article,) = store.articles()["id"]
    assert store.text(article) == "\n\n".join(["Read deu"] * 3)
    store.close()


def test_nothing_is_told_before_a_file_was_read(open_page, home):
    app = open_page(home, "add")
    assert "How the file was read" not in [one.value for one in app.subheader]


def test_whoever_comes_second_is_told_who_has_the_file_read_again(open_page, tmp_path):
    url, store, number = fill(tmp_path, "a.txt", f"Ferry late\n\n{FERRY}\n")
    app = open_page(url, "add")
    pick(app, "Read it as").set_value("json").run()
    store.uploads.read_again(number, {"format": "csv"}, "Noor")
    find_button(app, "Read it this way").click().run()
    assert "Noor has the file read again just now" in words(app)
    assert store.uploads.answered(number) == {"format": "csv"}
    store.close()


def pick(app, label):
    return next(one for one in app.selectbox if one.label == label)


def press(app, label):
    app.run()
    find_button(app, label).click().run()


def find_button(app, label):
    return next(one for one in app.button if one.label == label)


def test_a_day_settled_by_another_file_is_told_and_undone_on_the_page(open_page, tmp_path):
    url, store, _ = fill(
        tmp_path, "a.csv", f"title,source,date,text\nTram,Echo,03/05/2024,{FERRY}\n"
    )
    other = f"title,source,date,text\nFerry,Echo,25/04/2024,{FERRY} Nobody knew.\n"
    store.uploads.enqueue("first", "b.csv", other.encode(), "Noor")
    work(store)
    complete_articles(store)
    app = open_page(url, "add")
    app.session_state["explained"] = 1
    told = words(app.run())
    assert "Known:\n– Dates of Echo such as “03/05/2024” are read with the day first" in told
    assert "Days of publication: 1 from 03/05/2024, as other days of the same outlet" in told
    assert "left empty" not in told
    assert pick(app, "Days in numbers").value == ""
    app.button(key="undo-completed").click().run()
    told = words(app)
    assert "To check:\n– The date “03/05/2024” can be read in two ways and was left empty" in told
    assert "Days of publication: 1 not known." in told
    assert "undo-completed" not in [one.key for one in app.button]
    assert store.articles()["published"].isna().sum() == 1
    store.close()
