"""Tables are read by package and name, and a list of words in either way of writing it."""

from components.analysis.word_lists import read_table, read_words


def test_each_package_reads_its_own_table_of_a_name_that_several_have() -> None:
    assert "company_ends" in read_table("entities", "words")
    assert "small_in_titles" in read_table("quotations", "words")


def test_a_list_of_words_is_an_array_or_a_string() -> None:
    assert isinstance(read_table("pair/edits", "meaning")["negations"], str)
    assert "not" in read_words("pair/edits", "meaning", "negations")
    assert isinstance(read_table("quotations", "forms")["nouns"], list)
    assert "claims" in read_words("quotations", "forms", "nouns")
