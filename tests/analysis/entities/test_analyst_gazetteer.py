import pytest

from components.analysis.entities import Named, read_gazetteer, resolve


def test_a_line_is_a_name_its_type_and_its_other_forms():
    given = read_gazetteer(b"name,type\nAnn Marsh,person,Grey Fox,A. Marsh\nCorvex,ORG\n")
    assert given.names == (
        Named("Ann Marsh", "PERSON", ("Grey Fox", "A. Marsh")),
        Named("Corvex", "ORG"),
    )
    assert given.problems == ()


def test_semicolons_and_a_byte_order_mark_are_read():
    assert read_gazetteer("\ufeffПорт;ORG;Гавань\n".encode()).names == (
        Named("Порт", "ORG", ("Гавань",)),
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Corvex", "“Corvex” has no type"),
        (",ORG", "the name is missing"),
        ("Corvex,ship", "“ship” is not a type; use one of EVENT, FAC, GPE, LOC, NORP, ORG, PERSON"),
        ("corvex,ORG", "“corvex” does not begin with a capital letter or a digit"),
        ("Ann,PERSON", "“Ann” is already in the line of “Ann”"),
        ("X" * 200 + ",ORG", "is longer than 150 characters"),
    ],
)
def test_a_line_that_cannot_be_used_is_left_out_and_says_why(line, said):
    given = read_gazetteer(f"Ann,PERSON\n{line}\nOslo,GPE\n".encode())
    assert [one.name for one in given.names] == ["Ann", "Oslo"]
    (problem,) = given.problems
    assert problem.startswith("Line 2: ")
    assert said in problem


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"x" * 5_000_001])
def test_a_file_that_is_no_list_is_refused_in_words(data):
    given = read_gazetteer(data)
    assert given.names == ()
    assert len(given.problems) == 1


def test_problems_are_told_up_to_a_number():
    given = read_gazetteer(("Name without type\n" * 80).encode())
    assert len(given.problems) == 51
    assert given.problems[-1] == "30 more lines could not be used."


def found(text, rows, *spans, language="en"):
    names = read_gazetteer(rows.encode())
    frame = resolve([text], [spans], [language], gazetteer=names)
    return list(zip(frame.surface, frame.type, frame.entity, strict=True))


def test_names_of_the_list_win_over_the_model():
    text = "The Kestrel Terminals yard closed."
    assert found(text, "Kestrel Terminals,ORG", (4, 11, "PERSON")) == [
        ("Kestrel Terminals", "ORG", "Kestrel Terminals")
    ]


def test_an_alias_is_the_name_and_says_so():
    names = read_gazetteer(b"Ann Marsh,PERSON,Grey Fox")
    frame = resolve(["Grey Fox left. Marsh stayed."], [[(15, 20, "PERSON")]], gazetteer=names)
    assert list(frame.entity) == ["Ann Marsh", "Ann Marsh"]
    assert list(frame.why) == ["named so in the list of names", "surname in the same article"]


def test_two_names_of_the_list_are_never_one_person():
    rows = "Ann Marsh,PERSON\nA. Marsh,PERSON"
    text = "Ann Marsh met A. Marsh."
    assert [entity for *_, entity in found(text, rows)] == ["Ann Marsh", "A. Marsh"]


def test_names_in_cyrillic_letters_are_found_in_their_cases():
    assert found("Бачили Малька в порту.", "Малько,PERSON", language="uk") == [
        ("Малька", "PERSON", "Малько")
    ]
