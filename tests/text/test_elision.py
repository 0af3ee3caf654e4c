"""What is set apart from a word by an apostrophe, and what belongs to it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components.text.search_terms import (
    ELIDING,
    bare_core,
    bare_terms,
    core,
    find_elisions,
    plain_terms,
    read_bare,
    terms,
)


def words(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in terms(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("l'Ukraine", "fr", "l Ukraine"),
        ("d’Ukraine", "fr", "d Ukraine"),
        ("LʼÉTAT", "fr", "L ÉTAT"),
        ("jusqu'à aujourd'hui", "fr", "jusqu à aujourd'hui"),
        ("qu’aujourd’hui", "fr", "qu aujourd’hui"),
        ("qu'il s'est dit", "fr", "qu il s est dit"),
        ("quelqu'un, presqu'île", "fr", "quelqu'un presqu'île"),
        ("l'FBI à N'Djamena", "fr", "l FBI à N'Djamena"),
        ("M'Bappé et O'Brien", "fr", "M'Bappé et O'Brien"),
        ("dell'Ucraina, un'altra", "it", "dell Ucraina un altra"),
        ("d'un'altra", "it", "d un altra"),
        ("c’è Sant’Egidio", "it", "c è Sant’Egidio"),
        ("d'Ucraïna i l'alcalde", "ca", "d Ucraïna i l alcalde"),
        ("n'hi ha, compra'l", "ca", "n hi ha compra l"),
        ("l'economia qu'es", "oc", "l economia qu es"),
        ("d'Stad", "lb", "d Stad"),
        ("f'Malta", "mt", "f Malta"),
        ("Cymru'n, o'r", "cy", "Cymru n o r"),
        ("L’Ukraine attend", "und", "L Ukraine attend"),
        ("O'Brien don't o'clock d'Artagnan", "en", "O'Brien don't o'clock d'Artagnan"),
        ("O'Brien don't I'd y'all", "und", "O'Brien don't I'd y'all"),
        ("п'ять об’єктів", "uk", "п'ять об’єктів"),
        ("п'ять об’єктів", "und", "п'ять об’єктів"),
        ("m'athair d'fhoghlaim", "ga", "m'athair d'fhoghlaim"),
        ("ma'no so'm o‘zbek", "uz", "ma'no so'm o zbek"),
        ("Ankara'da", "tr", "Ankara'da"),
    ],
)
def test_what_was_elided_is_a_word_of_its_own_where_the_language_elides(
    text: str, language: str, parts: str
) -> None:
    assert words(text, language) == parts.split()


def test_what_is_typed_keeps_its_apostrophes_until_a_language_reads_it() -> None:
    (word,) = bare_terms("L’Économie")
    assert word == "l'economie"
    assert read_bare(word, "fr") == ["l", "economie"]
    assert read_bare(word, "en") == ["leconomie"]
    assert bare_core(word, "fr") == "economie"
    assert bare_terms("об’єкт ’ U.S.") == ["об'єкт", "us"]


@example("ʼl'a", "an")
@example("ʼl", "ca")
@example("dʼ'a", "an")
@example("d'ʼa", "an")
@given(st.text("abdelmnqsuàh'’ʼ -"), st.sampled_from([*sorted(ELIDING), "en", ""]))
def test_what_is_typed_is_read_as_it_would_be_in_an_article(text: str, language: str) -> None:
    read = [part for word in bare_terms(text) for part in read_bare(word, language)]
    assert read == plain_terms(text, language)


@given(st.text("dlun'’aE"), st.sampled_from(sorted(ELIDING)))
def test_a_word_is_parted_at_apostrophes_alone(word: str, language: str) -> None:
    assert all(word[place] in "'’" for place in find_elisions(word, language))
    start, end = core(word, language)
    assert 0 <= start <= end <= len(word)
