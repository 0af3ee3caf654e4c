"""Which of three or four versions is compared with which, on lineages one can see at a glance."""

from components.analysis.collection.compared_versions import choose_comparisons


def compared(versions, givers, shares=None, cosines=None, order="ABCDEF"):
    def read(table):
        return lambda one, other: (table or {}).get("".join(sorted((one, other))), 0.0)

    found = choose_comparisons(list(versions), order, givers, read(shares), read(cosines))
    return [(versions[one.giver] + versions[one.version], one.why) for one in found]


def test_two_that_were_taken_from_one_are_each_compared_with_it():
    assert compared("ABC", {"B": "A", "C": "A"}) == [("AB", "taken"), ("AC", "taken")]


def test_a_chain_stays_a_chain():
    assert compared("ABC", {"B": "A", "C": "B"}) == [("AB", "taken"), ("BC", "taken")]


def test_a_giver_that_is_not_on_screen_is_passed_over_to_its_own():
    assert compared("ADE", {"D": "B", "B": "A", "E": "A"}) == [("AD", "by way"), ("AE", "taken")]


def test_the_likely_original_is_the_first_whichever_column_it_has():
    assert compared("CAB", {"B": "A", "C": "A"}) == [("AC", "taken"), ("AB", "taken")]


def test_without_a_lineage_it_is_the_one_before_that_has_most_of_its_words():
    shares = {"AC": 0.4, "BC": 0.3}
    assert compared("ABC", {"B": "A"}, shares) == [("AB", "taken"), ("AC", "shares")]


def test_without_any_text_in_common_it_is_the_most_similar_one_before():
    cosines = {"AB": 0.1, "AC": 0.1, "BC": 0.2}
    assert compared("ABC", {}, None, cosines) == [("AB", "similar"), ("BC", "similar")]


def test_with_nothing_in_common_it_is_the_first():
    assert compared("ABC", {}) == [("AB", "before"), ("AC", "before")]


def test_versions_without_a_rank_keep_the_order_of_their_columns_behind_the_others():
    assert compared("YAX", {}, order="A") == [("AY", "before"), ("AX", "before")]


def test_a_circle_among_givers_that_are_not_on_screen_ends():
    assert compared("AD", {"D": "E", "E": "F", "F": "E"}) == [("AD", "before")]
