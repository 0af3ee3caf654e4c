"""Lists of queries: nothing of a file is lost, and what is wrong with a line is told."""

from components.corpus.search.query_list import MOST, read_query_file, read_query_lines


def pairs(found):
    return [(one.name, one.query) for one in found.queries]


def test_a_text_file_has_one_query_in_a_line_as_it_stands():
    found = read_query_file("list.txt", b'ferry, minister\n\n"prime minister" AND port\n')
    assert pairs(found) == [("", "ferry, minister"), ("", '"prime minister" AND port')]
    assert [one.line for one in found.queries] == [1, 3]
    assert found.problems == ()


def test_columns_of_a_table_are_found_by_their_headings_in_any_order():
    data = 'Query;Note;Name\n"""port strike""";x;Strike\nferry OR boat;;Ferries\n'
    found = read_query_file("list.csv", data.encode("utf-8-sig"))
    assert pairs(found) == [("Strike", '"port strike"'), ("Ferries", "ferry OR boat")]


def test_a_row_whose_marks_do_not_fit_is_taken_as_it_stands_and_told():
    data = b'name,query\nPM,"prime minister" AND port\nShips,ferry\n'
    first, second = read_query_file("list.csv", data).queries
    assert (first.name, first.query) == ("PM", '"prime minister" AND port')
    assert "quotation marks" in first.remark
    assert second.remark == ""


def test_a_comma_in_the_last_column_loses_nothing():
    (one,) = read_query_file("list.csv", b"name,query\nShips,ferry, boat\n").queries
    assert (one.name, one.query) == ("Ships", "ferry, boat")
    assert "joined" in one.remark


def test_a_row_without_a_query_is_told_with_its_line():
    found = read_query_file("list.csv", b"name,query\nShips,ferry\nEmpty,\nShort\n")
    assert pairs(found) == [("Ships", "ferry")]
    assert found.problems == ("There is no query in line 3, 4.",)


def test_a_query_that_stands_twice_is_kept_and_told():
    first, second = read_query_lines("ferry\nferry").queries
    assert (first.remark, second.remark) == ("", "The same as line 1.")


def test_a_table_without_headings_has_names_first():
    found = read_query_file("list.csv", b"Ships,ferry\nPorts,harbour\n")
    assert pairs(found) == [("Ships", "ferry"), ("Ports", "harbour")]
    assert "no heading" in found.problems[0]


def test_what_was_pasted_from_a_sheet_has_names_before_a_tab():
    assert pairs(read_query_lines("name\tquery\nShips\tferry")) == [("Ships", "ferry")]
    assert pairs(read_query_lines("Ships\tferry\nharbour")) == [("Ships", "ferry"), ("", "harbour")]


def test_other_encodings_are_read_and_what_is_no_text_is_refused():
    assert pairs(read_query_file("a.txt", "Fähre".encode("utf-16"))) == [("", "Fähre")]
    found = read_query_file("a.txt", "Fähre".encode("cp1252"))
    assert pairs(found) == [("", "Fähre")]
    assert "Windows-1252" in found.problems[0]
    assert "no text file" in read_query_file("a.xlsx", b"PK\3\4\0\0").problems[0]


def test_of_a_very_long_list_nothing_is_lost():
    found = read_query_lines("\n".join(f"word{n}" for n in range(MOST + 20)))
    assert len(found.queries) == MOST + 20
    assert f"the first {MOST}" in found.problems[0]


def test_an_empty_file_has_no_query():
    assert read_query_file("a.csv", b"").queries == ()
    assert read_query_file("a.txt", b" \n\n").queries == ()
