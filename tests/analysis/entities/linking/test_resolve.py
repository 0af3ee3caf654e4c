import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.entities import find_mentions, resolve
from components.analysis.entities.linking.resolve import nearest_names, suggest_same

# fmt: off
WORDS = st.sampled_from([
    "Mr.", "President", "Ann", "Petrov", "Petrov’s", "Petrov-Marsh", "Kyiv", "U.S.", "US$", "Jr.",
    "Russians", "the", "The", "Covid", "von", "der", "—", "“", "”", "(", ")", "(KLG)", ",", ".",
    "\n", "\n\n", "\xa0", "a", "spoke", "https://x.org/Kyiv", "Kim", "Jong-un", "É", "ß", "7",
])
# fmt: on
TEXTS = st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60)
LABELS = st.sampled_from(["PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "LANGUAGE", "DATE"])
SPANS = st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120), LABELS), max_size=12)


@settings(deadline=None)  # the first example reads the tables
@given(st.lists(st.tuples(TEXTS, SPANS), max_size=4))
def test_mentions_lie_in_their_text_in_order_and_do_not_overlap(articles):
    texts = [text for text, _ in articles]
    table = resolve(texts, [spans for _, spans in articles])
    for row in table.itertuples():
        assert 0 <= row.start < row.end <= len(texts[row.article])
        assert row.surface == texts[row.article][row.start : row.end]
        assert row.surface == row.surface.strip()
        assert row.entity
    for _, rows in table.groupby("article"):
        assert list(rows.start) == sorted(rows.start)
        assert all(rows.end.iloc[:-1].to_numpy() <= rows.start.iloc[1:].to_numpy())


@settings(deadline=None)
@given(TEXTS)
def test_an_entity_has_one_type(text):
    table = resolve([text, text], [[], []])
    assert (table[table.type != "PERSON"].groupby("entity").type.nunique() <= 1).all()


def test_no_texts_give_no_rows_but_all_columns():
    table = find_mentions([])
    assert list(table.columns[:6]) == ["article", "start", "end", "surface", "type", "entity"]
    assert table.empty


def test_each_text_needs_its_spans():
    with pytest.raises(ValueError, match="2 texts need as many lists"):
        resolve(["a", "b"], [[]])


def test_hostile_text_is_read_in_bounded_time():
    for text in ("A" * 50_000, "A'" * 25_000, "Mr. " * 12_000, "Ann-" * 12_000, "U.S." * 12_000):
        resolve([text], [[(0, len(text), "PERSON")]])


NAMES = ["Zelensky", "Volodymyr Zelenskiy", "Oslo", "Volodymyr Kuts"]


def test_names_that_share_words_or_nearly_are_suggested_the_most_alike_first():
    assert suggest_same("Volodymyr Zelensky", NAMES)[:2] == ["Zelensky", "Volodymyr Zelenskiy"]
    assert "Oslo" not in suggest_same("Volodymyr Zelensky", NAMES)


def test_accents_and_case_do_not_count():
    assert suggest_same("ERDOGAN", ["Erdoğan"]) == ["Erdoğan"]
    assert suggest_same("Anybody", []) == []


# Those named most first, as the page lists them.
NAMED = [
    *("Ukraine", "Vladimir Putin", "Kyiv Post", "Kremlin", "Kyiv", "Sky News", "Moscow", "Łódź"),
    *("Volodymyr Zelensky", "Zelensky Foundation", "Leopold Zunz", "Ministry of Oskol Works"),
    *("Recep Tayyip Erdoğan", "Óscar Arias", "European Union", "Ukrainian Border Guard"),
]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Kyiv", "Kyiv"),
        ("kyiv", "Kyiv"),
        ("  KYIV ", "Kyiv"),
        ("Ky", "Kyiv Post"),
        ("Mosc", "Moscow"),
        ("Moskow", "Moscow"),
        ("Mocsow", "Moscow"),
        ("lodz", "Łódź"),
        ("Lodź", "Łódź"),
        ("Zelensky", "Volodymyr Zelensky"),
        ("Volodymir Zelenski", "Volodymyr Zelensky"),
        ("erdogan", "Recep Tayyip Erdoğan"),
        ("oscar", "Óscar Arias"),
        ("putin", "Vladimir Putin"),
        ("Kremln", "Kremlin"),
        ("Ukraine", "Ukraine"),
        ("European union", "European Union"),
    ],
)
def test_what_is_typed_stands_for_the_nearest_name(typed, name):
    assert nearest_names(typed, NAMED)[0] == name


def test_nothing_is_near_what_is_like_no_name():
    for typed in ("", "   ", "Xqzzwy", "***"):
        assert nearest_names(typed, NAMED) == []
    assert nearest_names("Kyiv", []) == []


def test_no_more_names_are_given_than_are_asked_for():
    assert nearest_names("K", NAMED, most=2) == ["Kyiv Post", "Kremlin"]


def test_names_over_the_line_ends_of_wrapped_text_are_one_name():
    text = "The budget of Chancellor Nigel\nLundby was read by\nall of them, and Lundby\nslept."
    names = re.finditer("(?:Nigel\n)?Lundby", text)
    spans = [(name.start(), name.end(), "PERSON") for name in names]
    frame = resolve([text], [spans])
    assert list(frame.surface) == ["Nigel\nLundby", "Lundby"]
    assert list(frame.entity) == ["Nigel Lundby", "Nigel Lundby"]


def test_lines_that_are_paragraphs_stay_apart():
    text = "They met Nigel\nLundby was read by all.\nNobody slept."
    spans = [(text.index("Nigel"), text.index("Lundby") + 6, "PERSON")]
    assert list(resolve([text], [spans]).surface) == ["Nigel"]
