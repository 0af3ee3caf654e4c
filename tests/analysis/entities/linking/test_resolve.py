import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.entities import find_mentions, resolve

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
    frame = resolve(texts, [spans for _, spans in articles])
    for row in frame.itertuples():
        assert 0 <= row.start < row.end <= len(texts[row.article])
        assert row.surface == texts[row.article][row.start : row.end]
        assert row.surface == row.surface.strip()
        assert row.entity
    for _, rows in frame.groupby("article"):
        assert list(rows.start) == sorted(rows.start)
        assert all(rows.end.iloc[:-1].to_numpy() <= rows.start.iloc[1:].to_numpy())


@settings(deadline=None)
@given(TEXTS)
def test_an_entity_has_one_type(text):
    frame = resolve([text, text], [[], []])
    assert (frame[frame.type != "PERSON"].groupby("entity").type.nunique() <= 1).all()


def test_no_texts_give_no_rows_but_all_columns():
    frame = find_mentions([])
    assert list(frame.columns[:6]) == ["article", "start", "end", "surface", "type", "entity"]
    assert frame.empty


def test_each_text_needs_its_spans():
    with pytest.raises(ValueError, match="2 texts need as many lists"):
        resolve(["a", "b"], [[]])


def test_hostile_text_is_read_in_bounded_time():
    for text in ("A" * 50_000, "A'" * 25_000, "Mr. " * 12_000, "Ann-" * 12_000, "U.S." * 12_000):
        resolve([text], [[(0, len(text), "PERSON")]])
