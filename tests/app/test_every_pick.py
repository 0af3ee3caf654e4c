"""Charts by filters: every pick reaches every chart, or the page says why it does not."""

import json

import pytest

from components.corpus.store import open_store

FILTERS = {
    "entity": {"entity": "Kestrel"},
    "source": {"source": "Podil Wire"},
    "days": {"days": "2019-11-13..2019-11-13"},
    "language": {"language": "uk"},
    "search": {"q": "ferry"},
    "term": {"term": "ferry"},
    "speaker": {"speaker": "Rosalind Achterberg"},
    "article": {},
}
# Lists that may stay as they are: one of the whole library, and what is about one pair or one
# quotation, which may be among what is left.
WHOLE = {"Perhaps the same", "Changes", "Versions of one quotation"}
# A list sets the filter of names itself, and so goes on offering the other names.
OWN = {"entity": ("Sentences that name both", "Only in the first", "In both", "Only in the second")}
PAGES = ["overview", "entities", "quotations", "figures"]


def drawn(app):
    """By label what each chart and list shows."""
    made = [json.loads(one.proto.json) for one in app.get("bidi_component")]
    return {
        one.get("label") or one["alt"]: json.dumps(one, sort_keys=True)
        for one in made
        if one.get("label") or one.get("alt")
    }


def words_on(app):
    return " ".join(str(one.value) for one in [*app.text, *app.caption])


@pytest.mark.parametrize("page", PAGES)
def test_every_pick_reaches_every_chart_of_a_page(open_page, sample_library, page):
    store = open_store(sample_library)
    articles = store.articles().set_index("source")["id"]
    store.close()
    filters = FILTERS | {"article": {"article": articles["Agence Boréale"].iloc[0]}}
    before = drawn(open_page(sample_library, page))
    unmoved = {}
    for name, query in filters.items():
        app = open_page(sample_library, page, query)
        after = drawn(app)
        same = [label for label in before if after.get(label) == before[label]]
        may = (*WHOLE, *OWN.get(name, ()))
        unmoved[name] = [label for label in same if not label.startswith(may)]
        if "Perhaps the same" in same and name != "entity":
            assert "These are of the whole library" in words_on(app), name
    assert {name: labels for name, labels in unmoved.items() if labels} == {}


@pytest.mark.parametrize(
    ("page", "words"),
    [("compare", "the versions are shown whole"), ("lineage", "A family is shown whole")],
)
def test_a_page_that_shows_texts_whole_says_so_when_a_filter_is_set(
    open_page, sample_library, page, words
):
    assert words not in words_on(open_page(sample_library, page))
    for name, query in FILTERS.items():
        if query:
            assert words in words_on(open_page(sample_library, page, query)), name
