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
