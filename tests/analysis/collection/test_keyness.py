import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.collection.keyness import compare_with_others, keyness, set_apart
from components.analysis.collection.word_index import gather
from tests.analysis.collection.words_of_texts import read_words


def counts(*numbers, size=1000):
    """Counts of some terms, and of one more that fills up to `size` words."""
    return np.array([*numbers, size - sum(numbers)])


def plain_log_likelihood(a, b, size_a, size_b):
    expected_a = size_a * (a + b) / (size_a + size_b)
    expected_b = size_b * (a + b) / (size_a + size_b)
    first = a * math.log(a / expected_a) if a else 0.0
    second = b * math.log(b / expected_b) if b else 0.0
    return 2 * (first + second)


def plain_log_ratio(a, b, size_a, size_b):
    return math.log2(((a or 0.5) / size_a) / ((b or 0.5) / size_b))


def test_twenty_against_ten_of_a_thousand_each():
    # Expected 15 and 15: 2 (20 ln(20/15) + 10 ln(10/15)) = 3.398; twice as frequent: 1.
    row = keyness(counts(20), counts(10)).set_index("term").loc[0]
    assert row["log_likelihood"] == pytest.approx(3.398, abs=0.001)
    assert row["log_ratio"] == pytest.approx(1.0)
    assert row["p"] == pytest.approx(0.0653, abs=0.0001)


def test_the_usual_thresholds_of_log_likelihood():
    # Chi-squared with one degree of freedom: 3.84 is p = 0.05 and 15.13 is p = 0.0001.
    from components.analysis.collection.keyness import _chance

    chances = _chance(np.array([3.8415, 6.6349, 15.1367]))
    assert chances == pytest.approx([0.05, 0.01, 0.0001], rel=1e-3)


def test_a_word_that_the_others_lack_is_taken_as_half_a_word():
    row = keyness(counts(8), counts(0)).set_index("term").loc[0]
    assert row["log_ratio"] == pytest.approx(4.0)
    assert row["log_likelihood"] == pytest.approx(2 * 8 * math.log(2))


def test_equal_rates_differ_by_nothing():
    row = keyness(counts(10), counts(20, size=2000)).set_index("term").loc[0]
    assert row["log_ratio"] == pytest.approx(0)
    assert row["log_likelihood"] == pytest.approx(0, abs=1e-12)
    assert row["p"] == pytest.approx(1)


def test_the_corrections_by_hand():
    # Three terms compared; p ordered p1 < p2 < p3: q = min(3 p1, 3 p2 / 2, p3), from the end.
    table = keyness(counts(30, 20), counts(5, 10))
    p = table["p"].tolist()
    assert len(p) == 3
    assert table["corrected"].tolist() == pytest.approx([min(1, 3 * one) for one in p])
    last = p[2]
    middle = min(p[1] * 3 / 2, last)
    assert table["q"].tolist() == pytest.approx([min(3 * p[0], middle), middle, last])


def test_rare_words_are_not_compared():
    assert 0 not in keyness(counts(4), counts(0))["term"].tolist()
    assert 0 in keyness(counts(5), counts(0))["term"].tolist()


def test_too_few_words_tell_nothing():
    assert keyness(counts(9, size=99), counts(0)).empty
    assert keyness(np.array([], dtype=int), np.array([], dtype=int)).empty


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=30),
)
def test_it_equals_the_slow_plain_version(pairs):
    a = np.array([first for first, _ in pairs] + [1000])
    b = np.array([second for _, second in pairs] + [1000])
    table = keyness(a, b, least=1)
    for row in table.itertuples():
        sizes = (a.sum(), b.sum())
        assert row.log_likelihood == pytest.approx(
            plain_log_likelihood(row.first, row.second, *sizes), abs=1e-9
        )
        assert row.log_ratio == pytest.approx(plain_log_ratio(row.first, row.second, *sizes))
        assert row.p <= row.q + 1e-12 <= row.corrected + 1e-9
    assert table["log_likelihood"].is_monotonic_decreasing


FILLER = " ".join(f"stone{n % 40}" for n in range(120))
TEXTS = {
    "a": f"{FILLER} ferry ferry ferry ferry ferry ferry",
    "b": f"{FILLER} ferries ferries tram",
    "c": f"{FILLER} tram tram tram tram tram tram",
    "d": f"{FILLER} tram bridge bridge bridge bridge bridge bridge",
    "e": f"{FILLER} Brücke Brücke Brücke Brücke Brücke Brücke",
}
ARTICLES = pd.DataFrame({"id": list(TEXTS), "language": ["en", "en", "en", "en", "de"]})


@pytest.fixture(scope="module")
def words():
    return gather(*read_words(TEXTS, ARTICLES["language"].tolist(), {"en": ["the"]}))


def test_words_are_counted_on_both_sides_with_their_articles(words):
    apart = set_apart(words, (np.array([0, 1]), np.array([2, 3]))).set_index("word")
    assert apart.loc["ferry", ["first", "second"]].tolist() == [8, 0]
    assert apart.loc["ferry", ["first_articles", "second_articles"]].tolist() == [2, 0]
    assert apart.loc["tram", ["first", "second"]].tolist() == [1, 7]


def test_a_word_of_one_article_tells_nothing_of_three(words):
    three = set_apart(words, (np.array([1]), np.array([0, 2, 3])))
    assert "bridge" not in three["word"].tolist()
    assert "tram" in three["word"].tolist()


def test_the_others_are_those_of_the_same_language(words):
    apart = compare_with_others(words, ARTICLES, ["a", "b"])
    assert (apart.selected, apart.others) == (2, 2)
    assert apart.sizes == (120 * 2 + 9, 120 * 2 + 13)
    assert "Brücke" not in apart.words["word"].tolist()


def test_a_word_is_compared_within_its_language():
    # English: 20 of 1,000 against 20 of 1,000. German: 40 of 4,000 against 5 of 500.
    english = np.array([20, 0, 980]), np.array([20, 0, 980])
    german = np.array([0, 40, 3960]), np.array([0, 5, 495])
    first, second = (np.array([one, other]) for one, other in zip(english, german, strict=True))
    table = keyness(first, second).set_index("term")
    assert table.loc[[0, 1], "log_ratio"].tolist() == pytest.approx([0, 0])
    assert table.loc[[0, 1], "log_likelihood"].tolist() == pytest.approx([0, 0], abs=1e-9)
    assert table.loc[1, ["first_words", "second_words"]].tolist() == [4000, 500]
    # Taken together, the German word would be 40 of 5,000 against 5 of 1,500.
    together = keyness(first.sum(axis=0), second.sum(axis=0)).set_index("term")
    assert together.loc[1, "log_ratio"] == pytest.approx(math.log2(40 / 5000 * 1500 / 5))


def test_a_name_in_two_languages_is_compared_in_both():
    # Expected in the first set: 1,000 * 30 / 2,000 in English and 500 * 12 / 1,000 in German.
    first = np.array([[20, 980], [6, 494]])
    second = np.array([[10, 990], [6, 494]])
    row = keyness(first, second).set_index("term").loc[0]
    assert row["log_ratio"] == pytest.approx(math.log2((26 / 21) / (16 / 21)))
    assert row["log_likelihood"] == pytest.approx(
        2 * (26 * math.log(26 / 21) + 16 * math.log(16 / 21))
    )
    assert (row["first"], row["first_words"], row["second_words"]) == (26, 1500, 1500)


def test_a_language_with_too_few_words_on_one_side_is_left_out():
    first = np.array([[20, 980], [30, 20]])
    second = np.array([[10, 990], [0, 500]])
    row = keyness(first, second).set_index("term").loc[0]
    assert (row["first"], row["second"]) == (20, 10)


def test_everything_selected_has_nothing_beside_it(words):
    apart = compare_with_others(words, ARTICLES, list(TEXTS))
    assert apart.others == 0
    assert apart.words.empty


def test_a_hundred_words_on_either_side_are_enough():
    assert len(keyness(counts(9, size=100), counts(0))) == 2
    assert len(keyness(counts(0), counts(9, size=100))) == 2
    assert keyness(counts(0), counts(9, size=99)).empty


def test_the_table_has_the_same_columns_when_it_is_empty():
    full, empty = keyness(counts(9), counts(0)), keyness(counts(9, size=99), counts(0))
    assert list(full.columns) == list(empty.columns)
    expected = ["term", "first", "second", "first_words", "second_words", "log_ratio"]
    assert list(full.columns)[:6] == expected


def test_the_surest_term_comes_first_and_equal_ones_by_their_numbers():
    table = keyness(counts(7, 7, 30, 7), counts(1, 1, 1, 1))
    assert table["term"].tolist() == [2, 0, 1, 3, 4]
    assert table.index.tolist() == [0, 1, 2, 3, 4]


def test_counts_stand_with_their_term_and_side():
    row = keyness(counts(3, 20), counts(1, 10)).set_index("term").loc[1]
    assert (row["first"], row["second"]) == (20, 10)


def test_sets_of_different_size_are_measured_by_their_sizes():
    # 30 of 1,000 against 20 of 2,000: three times as frequent, expected 50/3 and 100/3.
    row = keyness(counts(30), counts(20, size=2000)).set_index("term").loc[0]
    assert row["log_ratio"] == pytest.approx(math.log2(3))
    expected = 2 * (30 * math.log(30 * 3 / 50) + 20 * math.log(20 * 3 / 100))
    assert row["log_likelihood"] == pytest.approx(expected)


def test_the_least_count_may_be_chosen():
    assert keyness(counts(2), counts(1), least=3)["term"].tolist().count(0) == 1
    assert keyness(counts(2), counts(1), least=4)["term"].tolist().count(0) == 0


def test_chances_and_shares_are_at_most_one():
    table = keyness(counts(10, 10, 10), counts(10, 10, 11))
    assert table["corrected"].tolist() == [1.0] * 4
    assert table["q"].max() <= 1


def test_the_share_expected_by_chance_never_falls_with_p():
    # Five terms: 5 p over the rank is 0.05, 0.075, 0.0667, 0.05625 and 0.5 in the order of p; no
    # term has more than the ones behind it.
    from components.analysis.collection.keyness import _false_share

    found = _false_share(np.array([0.04, 0.01, 0.03, 0.5, 0.045]))
    assert found == pytest.approx([0.05625, 0.05, 0.05625, 0.5, 0.05625])
    assert _false_share(np.array([1.0, 0.02, 0.02])).tolist() == pytest.approx([1.0, 0.03, 0.03])


def test_evidence_a_little_below_nothing_is_no_evidence():
    from components.analysis.collection.keyness import _chance

    # Rounding gives such numbers where the rates are equal.
    assert _chance(np.array([-1e-15, 0.0])).tolist() == [1.0, 1.0]


def test_a_word_of_one_article_of_three_is_left_out_on_either_side(words):
    three, one = np.array([0, 2, 3]), np.array([1])
    assert "bridge" not in set_apart(words, (three, one))["word"].tolist()
    assert "bridge" not in set_apart(words, (one, three))["word"].tolist()


def test_a_word_of_one_article_is_kept_when_its_set_is_this_article(words):
    three, one = np.array([0, 1, 3]), np.array([2])
    for sides, counted in (((three, one), [2, 6, 2, 1]), ((one, three), [6, 2, 1, 2])):
        tram = set_apart(words, sides).set_index("word").loc["tram"]
        columns = ["first", "second", "first_articles", "second_articles"]
        assert tram[columns].tolist() == counted


def test_a_word_of_one_article_of_two_is_kept(words):
    pairs = np.array([0, 1]), np.array([2, 3])
    found = set_apart(words, pairs)
    assert found["word"].tolist().count("bridge") == 1
    assert set_apart(words, pairs[::-1])["word"].tolist().count("bridge") == 1
    assert found.index.tolist() == list(range(len(found)))
    assert list(found.columns)[-4:] == ["word", "common", "first_articles", "second_articles"]
    assert list(found.columns)[:3] == ["term", "first", "second"]
    assert [str(kind) for kind in found.dtypes[["first", "second"]]] == ["int64", "int64"]


def of_ferries(*counts):
    """Articles of 120 words and so many times the word `ferry`, first three against the others."""
    texts = {str(n): f"{FILLER}{' ferry' * count}" for n, count in enumerate(counts)}
    table = gather(*read_words(texts, ["en"] * len(texts), {"en": ["the"]}))
    found = set_apart(table, (np.arange(3), np.arange(3, len(counts)))).set_index("word")
    return found["log_ratio"].get("ferry")


def test_a_word_is_judged_by_the_set_that_has_more_of_it():
    # 8 of 368 words against 2 of 122: more in the first set, but in one article of three.
    assert of_ferries(8, 0, 0, 2) is None
    assert of_ferries(7, 1, 0, 2) == pytest.approx(math.log2((8 / 368) / (2 / 122)))
    # As frequent in both: judged by the second.
    assert of_ferries(3, 0, 0, 2, 1, 0) == 0
    assert of_ferries(2, 1, 0, 3, 0, 0) is None


def test_a_function_word_is_marked():
    texts = {"a": f"{FILLER} the the the the the the", "b": f"{FILLER} quay quay quay quay quay"}
    table = gather(*read_words(texts, ["en", "en"], {"en": ["the"]}))
    found = set_apart(table, (np.array([0]), np.array([1]))).set_index("word")
    assert found.loc[["the", "quay"], "common"].tolist() == [True, False]


def test_articles_whose_words_are_not_read_yet_are_left_out(words):
    later = pd.concat([ARTICLES, pd.DataFrame({"id": ["z", "y"], "language": ["en", "de"]})])
    apart = compare_with_others(words, later, ["a", "b", "z", "y"])
    assert (apart.selected, apart.others) == (2, 2)
    assert "Brücke" not in apart.words["word"].tolist()


def test_articles_of_two_languages_are_compared_with_the_others_of_both(words):
    apart = compare_with_others(words, ARTICLES, ["d", "e"])
    assert (apart.selected, apart.others) == (2, 3)
    assert apart.sizes == (127 + 126, 126 + 123 + 126)
