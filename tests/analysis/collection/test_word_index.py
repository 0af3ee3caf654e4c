import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from components.analysis.collection.word_index import gather
from components.analysis.collection.words.word_reader import WordReader
from tests.analysis.collection.words_of_texts import join_partitions, read_words

TEXTS = {"a": "The ferry sank. Ferries sink, said Zelensky's aide.", "b": "A FERRY!", "c": ""}


def table(texts=TEXTS, languages=None, common=("the", "a")):
    return gather(*read_words(texts, languages or ["en"] * len(texts), {"en": common}))


def term(words, written):
    found = words.vocabulary
    return found.loc[found["form"] == written, "term"].iloc[0]


def test_every_word_keeps_its_place():
    words = table()
    for row, text in enumerate(TEXTS.values()):
        for number in range(words.bounds[row], words.bounds[row + 1]):
            form = words.vocabulary["form"].iloc[words.forms[number]]
            start = words.starts[number]
            assert text[start : start + words.lengths[words.forms[number]]] == form
    assert words.bounds.tolist() == [0, 8, 10, 10]


def test_the_forms_of_a_word_are_counted_together():
    words = table()
    ferry = term(words, "ferry")
    assert term(words, "Ferries") == term(words, "FERRY") == ferry
    assert words.counts[:, ferry].toarray().ravel().tolist() == [2, 1, 0]


def test_a_term_is_called_by_its_most_used_form():
    words = table({"a": "Trams run. The tram runs. A tram."})
    assert words.labels[term(words, "Trams")] == "tram"


def test_function_words_and_short_numbers_are_marked_as_common():
    words = table({"a": "The tram 7 of 2019"})
    common = {str(words.labels[t]): bool(words.common[t]) for t in range(len(words.labels))}
    assert common == {"The": True, "tram": False, "7": True, "of": False, "2019": False}


def test_a_word_is_common_in_its_own_language_alone():
    words = gather(*read_words({"a": "die Fähre", "b": "Many die"}, ["de", "en"], {"de": ["die"]}))
    flags = words.vocabulary.groupby("form")["common"].apply(list)
    assert sorted(flags["die"]) == [False, True]


def test_an_elided_article_is_a_word_of_its_own():
    words = table({"a": "L’Espagne et l'Espagne"}, ["fr"])
    assert words.vocabulary["form"].tolist() == ["L", "Espagne", "et", "l"]
    assert words.starts.tolist() == [0, 2, 10, 13, 15]


def test_the_alphabet_goes_without_case_and_accents():
    words = table({"a": "zebra Éclair apple"})
    order = sorted(range(3), key=lambda t: words.alphabet[t])
    assert [words.labels[t] for t in order] == ["apple", "Éclair", "zebra"]


def test_each_language_has_its_own_forms():
    words = table({"a": "die Fähren", "b": "die ferries"}, ["de", "en"])
    assert term(words, "Fähren") != term(words, "ferries")
    assert len(words.vocabulary) == 4


def test_what_was_stored_reads_back_equal(tmp_path):
    from components.corpus.store import open_store

    store = open_store(f"sqlite:///{tmp_path / 'x.sqlite'}")
    frames = read_words(TEXTS, ["en"] * 3, {"en": ["the"]})
    for name, frame in zip(("words", "vocabulary"), frames, strict=True):
        store.results.save_frame(name, "1", 1, frame)
    back = gather(*(store.results.frame(name).frame for name in ("words", "vocabulary")))
    assert np.array_equal(back.forms, gather(*frames).forms)
    assert back.counts.sum() == 10


def test_words_in_spans_that_do_not_count_are_left_out():
    words = table()
    start = TEXTS["a"].index("Ferries")
    spans = {"a": [(start, start + 12), (0, 3)], "zz": [(0, 9)]}
    fewer = words.only(words.mark_outside(spans))
    assert fewer.bounds.tolist() == [0, 5, 7, 7]
    assert fewer.counts[:, term(words, "ferry")].toarray().ravel().tolist() == [1, 1, 0]
    assert len(fewer.labels) == len(words.labels)


def test_no_articles_are_an_empty_table():
    words = table({}, [])
    assert words.counts.shape == (0, 0)
    assert isinstance(words.vocabulary, pd.DataFrame)


LIBRARY = {
    "p": "The ferry sank off the pier.",
    "q": "A PIER! The café closed; 3,000 came.",
    "r": "Die Fähre sank, die Pier auch.",
    "s": "",
}


@given(
    st.lists(st.dictionaries(st.sampled_from("pqrs"), st.sampled_from(["en", "de"])), max_size=4)
)
def test_words_that_are_kept_are_numbered_as_if_they_were_read_anew(states):
    common = {"en": ("the", "a"), "de": ("die",)}
    kept = WordReader()
    for languages in states:
        texts = {id: LIBRARY[id] for id in languages}
        found = kept.read(languages, lambda ids: {id: LIBRARY[id] for id in ids}, common)
        for one, other in zip(found, read_words(texts, [*languages.values()], common), strict=True):
            pd.testing.assert_frame_equal(join_partitions(one), other)


def test_only_words_of_new_articles_are_read():
    kept, asked = WordReader(), []

    def read(ids):
        asked.append([*ids])
        return {id: LIBRARY[id] for id in asked[-1]}

    kept.read({"p": "en", "q": "en"}, read, {})
    kept.read({"q": "en", "r": "de"}, read, {})
    kept.read({"q": "de", "r": "de"}, read, {})
    assert asked == [["p", "q"], ["r"], ["q"]]


def test_only_the_last_partition_is_made_again_when_an_article_comes():
    kept, ids = WordReader(), [f"{number:04}" for number in range(1100)]
    common = {"en": ("the",)}

    def read(some):
        return {id: f"The ferry named{id} sank." for id in some}

    before, _ = kept.read(dict.fromkeys(ids[:-1], "en"), read, common)
    after, _ = kept.read(dict.fromkeys(ids, "en"), read, common)
    assert [after[number] is before[number] for number in (0, 1, 2)] == [True, True, False]
    assert after[2]["article"].tolist() == ids[1024:]
    without, _ = kept.read(dict.fromkeys(ids[1:], "en"), read, common)
    pd.testing.assert_frame_equal(
        join_partitions(without),
        join_partitions(WordReader().read(dict.fromkeys(ids[1:], "en"), read, common)[0]),
    )


def test_articles_are_in_the_order_that_is_asked_for():
    texts = {"a": "ferry", "b": "pier sank", "c": "nets"}
    words = gather(*read_words(texts, ["en"] * 3, {}), ["c", "a"])
    assert words.articles == ["c", "a", "b"]
    written = words.vocabulary["form"].to_numpy()[words.forms]
    assert written.tolist() == ["nets", "ferry", "pier", "sank"]
