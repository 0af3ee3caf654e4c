"""What a query that finds nothing may leave out."""

from components.corpus.search.relax_query import MOST, relax


def changes(query, every=False):
    return {one.change: (one.query, one.every) for one in relax(query, every=every)}


def test_all_words_become_any_of_them_first():
    (first, *_) = relax("ferry minister", every=True)
    assert first.change == "with any of the words instead of all"
    assert (first.query, first.every) == ("ferry minister", False)


def test_words_of_a_title_are_searched_for_everywhere():
    assert changes('title:"prime minister" port')["without “title:”"] == (
        '"prime minister" port', False,
    )  # fmt: skip


def test_near_becomes_and_and_and_becomes_or():
    assert changes("ferry NEAR/5 port")["with AND instead of NEAR/5"][0] == "ferry AND port"
    assert changes("ferry AND port")["with OR instead of AND"][0] == "ferry OR port"


def test_the_words_of_a_phrase_may_stand_apart():
    found = changes('"prime minister"')
    assert found["with the words of “prime minister” near one another"][0] == '"prime minister"~10'
    assert found["with the words of “prime minister” anywhere"][0] == "(prime AND minister)"


def test_what_is_left_out_and_named_fields_go_by_themselves():
    found = changes("ferry -bridge source:post")
    assert found["without “-bridge”"][0] == "ferry source:post"
    assert found["without “source:post”"][0] == "ferry -bridge"


def test_a_word_is_searched_for_by_its_spelling_and_by_its_beginning():
    assert changes("Zelensky") == {
        "with words spelled like Zelensky": ("Zelensky~", False),
        "with words that begin with Zelen": ("Zelen*", False),
    }


def test_each_part_can_be_left_out_with_the_operator_that_ties_it():
    found = changes("ferry AND port")
    assert found["without “ferry”"][0] == "port"
    assert found["without “port”"][0] == "ferry"


def test_of_one_short_word_nothing_can_be_left_out():
    assert relax("UN") == []


def test_a_query_that_is_not_clear_or_is_long_gives_few():
    assert relax("(") == []
    assert len(relax(" ".join(f"word{n}abc" for n in range(40)))) <= MOST
