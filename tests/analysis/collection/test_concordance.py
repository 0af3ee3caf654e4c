import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.collection.concordance import (
    ORDERS,
    articles_of,
    as_query,
    find_places,
    forms_found,
    places_of_spans,
    sort_places,
    spans,
)
from components.analysis.collection.word_index import gather
from components.corpus.article import Article
from components.corpus.store import open_store
from tests.analysis.collection.words_of_texts import read_words

TEXTS = {
    "a": "The old ferry left. A new ferry came; peace talks began.",
    "b": "Ferries are slow. Talks of peace failed. The peace talk ended",
    "c": "",
    "d": "ferry",
}
ARTICLES = pd.DataFrame(
    {
        "source": ["Wire", "Post", "Post", "Globe"],
        "published": pd.to_datetime(["2020-01-02", "2020-01-01", None, None]),
    }
)
WORDS = gather(*read_words(TEXTS, ["en"] * 4, {}))


def hits(term, order=None, words=WORDS, texts=TEXTS):
    places = find_places(words, term, {"en"})
    if order:
        places = sort_places(words, places, order, ARTICLES)
    return [
        (row.article, texts[row.article][row.start : row.end])
        for row in spans(words, places).itertuples()
    ]


def test_a_word_is_found_in_all_its_forms_with_its_span():
    assert hits("ferry") == [("a", "ferry"), ("a", "ferry"), ("b", "Ferries"), ("d", "ferry")]


def test_in_quotation_marks_only_as_it_is_written():
    assert hits('"ferries"') == [("b", "Ferries")]


def test_with_a_star_it_may_go_on():
    assert hits("fai*") == [("b", "failed")]
    assert hits("peace t*") == [("a", "peace talks"), ("b", "peace talk")]


def test_a_phrase_is_words_side_by_side_in_one_article():
    assert hits("peace talks") == [("a", "peace talks"), ("b", "peace talk")]
    assert hits("began ferries") == []


def test_a_word_of_a_script_without_spaces_is_found_within_its_sentence():
    texts = {"ja": "首相は東京でAI技術を見た。", "th": "นายกรัฐมนตรีกล่าวที่กรุงเทพ ปูน"}
    words = gather(*read_words(texts, ["ja", "th"], {}))
    assert hits("技術", words=words, texts=texts) == [("ja", "技術")]
    assert hits("รัฐมนตรี", words=words, texts=texts) == [("th", "รัฐมนตรี")]
    assert hits("ปี", words=words, texts=texts) == []


@pytest.mark.parametrize("term", ["", "  ", "!?", '""', "*"])
def test_no_word_is_found_nowhere(term):
    assert hits(term) == []
    assert as_query(term) == ""


@pytest.mark.parametrize(
    "term", ["AND", "source:x", "-ferry", "(ferry", "a OR b", "ferry*", '"a"*']
)
def test_a_term_is_never_read_as_an_operator(tmp_path, term):
    store = open_store(f"sqlite:///{tmp_path / 'x.sqlite'}")
    store.add([Article(id="0" * 12, title="Notes", text="A ferry and source x or b")])
    assert isinstance(store.find(as_query(term)), list)


@pytest.mark.parametrize("term", ["ferry", "peace talks", '"peace talk"', "tal*", "the"])
def test_the_search_finds_the_same_articles(tmp_path, term):
    store = open_store(f"sqlite:///{tmp_path / 'x.sqlite'}")
    store.add(
        [
            Article(id=f"{key}{key * 11}", title="", text=text, language="en")
            for key, text in TEXTS.items()
        ]
    )
    found = {id[0] for id in store.find(as_query(term))}
    assert found == {article for article, _ in hits(term)}


def test_by_day_with_the_undated_last():
    assert [article for article, _ in hits("ferry", "day")] == ["b", "a", "a", "d"]


def test_by_source_and_then_by_day():
    assert [article for article, _ in hits("ferry", "source")] == ["d", "b", "a", "a"]


def test_by_the_word_before_with_none_first():
    places = sort_places(WORDS, find_places(WORDS, "ferry", {"en"}), "left 1", ARTICLES)
    starts = spans(WORDS, places)[["article", "start"]].values.tolist()
    # Nothing before it in b and d, then "new ferry" before "old ferry".
    assert starts == [["b", 0], ["d", 0], ["a", TEXTS["a"].index("ferry came")], ["a", 8]]


def test_by_the_word_after():
    places = sort_places(WORDS, find_places(WORDS, "ferry", {"en"}), "right 1", ARTICLES)
    after = [TEXTS[r.article][r.end : r.end + 5] for r in spans(WORDS, places).itertuples()]
    assert after == ["", " are ", " came", " left"]


def test_every_order_keeps_every_place():
    places = find_places(WORDS, "ferry", {"en"})
    for order in ORDERS:
        assert sorted(sort_places(WORDS, places, order, ARTICLES).first) == sorted(places.first)
    with pytest.raises(ValueError, match="left 1"):
        sort_places(WORDS, places, "left 4", ARTICLES)


def test_the_forms_found_are_named_the_most_used_first():
    assert forms_found(WORDS, find_places(WORDS, "ferry", {"en"})) == ["ferry", "ferries"]
    assert forms_found(WORDS, find_places(WORDS, "peace talks", {"en"})) == []


def test_mentions_become_places():
    places = places_of_spans(WORDS, ["a", "zz", "b"], [4, 0, 17], [13, 5, 17])
    assert spans(WORDS, places).to_dict("records") == [{"article": "a", "start": 4, "end": 13}]


def slow_places(texts, word):
    return [
        (row, place)
        for row, text in enumerate(texts)
        for place, one in enumerate(text.split())
        if one == word
    ]


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from("xyz"), max_size=6).map(" ".join), min_size=1, max_size=6))
def test_it_equals_the_slow_plain_version(texts):
    named = {f"{n:012d}": text for n, text in enumerate(texts)}
    words = gather(*read_words(named, ["en"] * len(texts), {}))
    places = find_places(words, "y", {"en"})
    rows = articles_of(words, places)
    found = list(zip(rows, places.first - words.bounds[rows], strict=True))
    assert found == slow_places(texts, "y")
    assert np.all(places.first == places.last)
