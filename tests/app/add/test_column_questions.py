"""Questions about tables and JSON files whose columns do not say what they hold."""

import json

from components.app.worker.read_files import read_next
from components.corpus.store import open_store

TWO_LISTS = json.dumps(
    {
        "posts": [
            {
                "headline": f"Ferry {number}",
                "markup": f"The ferry to Wendle was late on day {number} too.",
            }
            for number in (1, 2)
        ],
        "reactions": [{"user": "ann", "text": "Who is going to pay for all of this, I wonder?"}],
    }
).encode()


def test_a_list_that_is_chosen_just_before_the_click_is_the_one_that_is_imported(
    open_page, tmp_path
):
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    store = open_store(url)
    store.uploads.enqueue("first", "both.json", TWO_LISTS)
    while read_next(store, "inline"):
        pass
    app = open_page(url, "add")
    (chosen,) = [one for one in app.selectbox if one.label == "The articles are"]
    drawn = chosen.value
    other = "reactions" if drawn == "posts" else "posts"
    chosen.set_value(next(label for label in chosen.options if other in label))
    (button,) = [one for one in app.button if one.label == "Import"]
    button.click().run()
    while read_next(store, "inline"):
        pass
    titles = sorted(store.articles()["title"])
    assert titles == ([""] if drawn == "posts" else ["Ferry 1", "Ferry 2"])
    store.close()


def ask(tmp_path):
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    store = open_store(url)
    text = "The ferry to Wendle was late on Monday and nobody at the harbour knew why."
    number = store.uploads.enqueue("first", "a.csv", f"kop,verhaal\nVeer,{text}\n".encode())
    assert read_next(store, "inline")
    return url, store, number


def click(app, label):
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return "\n".join(one.value for one in app.text)


def test_whoever_answers_second_is_told_what_was_chosen_before(open_page, tmp_path):
    url, store, number = ask(tmp_path)
    app = open_page(url, "add")
    store.uploads.answer(number, {"text": "kop", "title": "verhaal"})
    told = (
        "Your choice for 1 file was not taken: somebody else had answered already "
        "(Text: “kop”; Title: “verhaal”)."
    )
    assert told in click(app, "Import")
    assert store.uploads.answered(number) == {"text": "kop", "title": "verhaal"}
    store.close()


def test_a_file_that_was_answered_on_meanwhile_is_not_left_out(open_page, tmp_path):
    url, store, number = ask(tmp_path)
    app = open_page(url, "add")
    store.uploads.answer(number, {"text": "verhaal"})
    assert "(Text: “verhaal”)" in click(app, "Leave out")
    assert store.uploads.batch("first")["state"].tolist() == ["waiting"]
    store.close()


def test_an_answer_on_a_file_that_was_left_out_meanwhile_is_told_to_be_late(open_page, tmp_path):
    url, store, number = ask(tmp_path)
    app = open_page(url, "add")
    assert store.uploads.leave_out(number)
    told = "Your choice for 1 file was not taken: somebody else had left it out already."
    assert told in click(app, "Import")
    assert store.uploads.batch("first")["state"].tolist() == ["cancelled"]
    store.close()
