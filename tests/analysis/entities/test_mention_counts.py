import pandas as pd
import pytest

from components.analysis.entities.mention_counts import (
    compare_counts,
    count_by_article,
    count_cooccurrence,
    count_entities,
    count_forms,
    find_cooccurrence,
    find_in_headlines,
    keep_naming_most,
    lay_out,
    per_thousand,
    place_mentions,
    select_cell,
    share_shared,
    tabulate_names,
)

MENTIONS = pd.DataFrame(
    [
        ("a", "Ann Lee", "PERSON", "Ms. Lee"),
        ("a", "Ann Lee", "PERSON", "Ann Lee"),
        ("b", "Ann Lee", "PERSON", "Ann Lee"),
        ("a", "Oslo", "GPE", "Oslo"),
        ("b", "Oslo", "GPE", "Oslo"),
        ("c", "Oslo", "GPE", "Oslo"),
        ("c", "Oslo", "GPE", "Oslo"),
    ],
    columns=["article", "entity", "type", "surface"],
)


def test_entities_are_counted_by_mention_and_by_article():
    counts = count_entities(MENTIONS, ["a", "b"])
    assert counts.to_dict("records") == [
        {"entity": "Ann Lee", "type": "PERSON", "mentions": 3, "articles": 2},
        {"entity": "Oslo", "type": "GPE", "mentions": 2, "articles": 2},
    ]


def test_no_articles_give_no_counts():
    assert count_entities(MENTIONS, []).empty


def test_the_grid_has_a_row_an_article_and_zero_where_nobody_is_named():
    grid = count_by_article(MENTIONS, ["c", "a"], ["Ann Lee", "Oslo"])
    assert grid.to_numpy().tolist() == [[0, 2], [2, 1]]
    assert list(grid.index) == ["c", "a"]


def test_the_articles_that_name_most_entities_are_kept_in_their_order():
    grid = pd.DataFrame({"Ann": [9, 1, 0, 1], "Oslo": [0, 1, 0, 2]}, index=["a", "b", "c", "d"])
    assert keep_naming_most(grid, 3).index.tolist() == ["a", "b", "d"]
    assert keep_naming_most(grid, 1).index.tolist() == ["d"]
    assert keep_naming_most(grid, 9).equals(grid)


def test_forms_are_counted_the_commonest_first_with_their_reasons():
    why = ["title", "", "", "", "", "", ""]
    forms = count_forms(MENTIONS.assign(why=why), "Ann Lee")
    assert forms.to_dict("records") == [
        {"surface": "Ann Lee", "mentions": 2, "articles": 2, "why": ""},
        {"surface": "Ms. Lee", "mentions": 1, "articles": 1, "why": "title"},
    ]


def test_counts_are_told_for_each_thousand_words():
    counts = count_entities(MENTIONS, ["a", "b"])
    assert list(per_thousand(counts, 500)) == [6, 4]
    assert list(per_thousand(counts, 0)) == [0, 0]


def test_two_sides_are_compared_who_is_named_on_one_only_first():
    table = compare_counts(MENTIONS, ["a"], ["c"])
    assert table.to_numpy().tolist() == [["Ann Lee", "PERSON", 2, 0], ["Oslo", "GPE", 1, 2]]
    assert compare_counts(MENTIONS, [], []).empty


def test_categories_are_counted_like_words():
    table = MENTIONS.astype({"entity": "category", "type": "category"})
    assert compare_counts(table, ["a"], ["c"])["first"].tolist() == [2, 1]
    assert count_entities(table, ["c"])["entity"].tolist() == ["Oslo"]


def test_the_share_of_shared_words_counts_the_closest_relative_of_each_article():
    reuse = pd.DataFrame(
        {"a": ["x", "x"], "b": ["y", "z"], "a_in_b": [0.5, 0.2], "b_in_a": [1.0, 0.4]}
    )
    words = pd.Series({"x": 100, "y": 50, "z": 100, "alone": 150})
    # x: half of 100; y: all of 50; z: 40 of 100; of 400 words together.
    assert share_shared(reuse, words) == pytest.approx((50 + 50 + 40) / 400)
    assert share_shared(reuse.head(0), words) == 0
    assert share_shared(reuse, words.head(0)) == 0


IN_SENTENCES = pd.DataFrame(
    [
        ("a", 0, "Ann"),
        ("a", 0, "Bo"),
        ("a", 0, "Bo"),
        ("a", 1, "Cy"),
        ("b", 0, "Ann"),
        ("b", 0, "Bo"),
        ("b", 3, "Dee"),
    ],
    columns=["article", "sentence", "entity"],
)
TOGETHER = ["Ann", "Bo", "Cy"]


def test_names_of_one_sentence_are_counted_once():
    table = count_cooccurrence(IN_SENTENCES, TOGETHER, "sentence")
    assert table.to_numpy().tolist() == [["Ann", "Bo", 2]]


def test_names_of_one_article_are_counted_once():
    table = count_cooccurrence(IN_SENTENCES, TOGETHER, "article")
    assert table.to_numpy().tolist() == [["Ann", "Bo", 2], ["Ann", "Cy", 1], ["Bo", "Cy", 1]]


def test_categories_and_names_that_are_not_there_do_no_harm():
    table = IN_SENTENCES.astype({"entity": "category"})
    assert len(count_cooccurrence(table, ["Ann", "Bo", "Nobody"])) == 1
    assert count_cooccurrence(table.head(0), TOGETHER).empty
    assert count_cooccurrence(table, []).empty


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="sentence, article"):
        count_cooccurrence(IN_SENTENCES, TOGETHER, "page")


def test_the_sentences_that_name_both_are_found():
    assert find_cooccurrence(IN_SENTENCES, "Ann", "Bo").index.tolist() == [0, 1, 2, 4, 5]
    assert find_cooccurrence(IN_SENTENCES, "Ann", "Cy").empty
    assert find_cooccurrence(IN_SENTENCES, "Ann", "Cy", "article").index.tolist() == [0, 3]


def test_a_layout_is_always_the_same_and_holds_every_name():
    ties = count_cooccurrence(IN_SENTENCES, TOGETHER, "article")
    layout = lay_out([*TOGETHER, "Alone"], ties)
    assert layout == lay_out([*TOGETHER, "Alone"], ties)
    assert set(layout) == {*TOGETHER, "Alone"}
    assert lay_out([], ties.head(0)) == {}


WITH_LEAD = pd.DataFrame(
    [
        ("a", 0, "Ann Lee", True),
        ("a", 20, "Lee", True),
        ("a", 60, "Lee", False),
        ("b", 5, "the mayor", False),
    ],
    columns=["article", "start", "surface", "lead"],
)
QUOTATIONS = pd.DataFrame([("a", 15, 30), ("b", 50, 60)], columns=["article", "start", "end"])


def test_a_mention_is_quoted_or_in_the_first_paragraph_or_in_prose():
    placed = place_mentions(WITH_LEAD, QUOTATIONS)
    assert list(placed["place"]) == ["first paragraph", "quotation", "prose", "prose"]


def test_without_quotations_nothing_is_quoted():
    assert "quotation" not in set(place_mentions(WITH_LEAD, QUOTATIONS.head(0))["place"])


def test_headlines_are_searched_for_whole_forms_the_longest_first():
    articles = pd.DataFrame({"id": ["a", "b"], "title": ["Ann Lee and Leeds: Lee won", "Nothing"]})
    found = find_in_headlines(articles, ["Lee", "Ann Lee"])
    assert list(found["surface"]) == ["Ann Lee", "Lee"]
    assert list(found["start"]) == [0, 19]
    assert find_in_headlines(articles, []).empty


def test_rare_forms_are_counted_together_and_each_cell_leads_to_its_rows():
    table = tabulate_names(WITH_LEAD, WITH_LEAD["article"], most=1)
    assert table.columns.tolist() == ["Lee", ""]
    assert table.to_numpy().tolist() == [[2, 1], [0, 1]]
    shown = table.columns.tolist()
    assert list(select_cell(WITH_LEAD, WITH_LEAD["article"], "b", "", shown)["surface"]) == [
        "the mayor"
    ]
    assert len(select_cell(WITH_LEAD, WITH_LEAD["article"], "a", "Lee", shown)) == 2
