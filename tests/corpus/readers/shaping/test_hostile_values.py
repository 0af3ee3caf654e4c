"""Whatever stands in a field or a line, it is read without an error."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from components.corpus.readers.shaping.author_names import clean_account
from components.corpus.readers.shaping.empty_words import is_empty_word
from components.corpus.readers.shaping.publication_days import parse_day, possible_days
from components.corpus.readers.shaping.source_names import clean_source
from components.text.address_days import day_in_address
from components.text.byline import find_stated_author
from components.text.dateline import read_stated_days
from components.text.dates.full_days import find_full_days
from components.text.dates.said_days import find_said_days

PIECES = st.sampled_from(
    [
        *("2015", "15", "2", "05", "31", "²", "٢", "May", "mai", "травня", "年", "月", "日", "V"),
        *("Published", "Updated:", "Von", "By", "and", "Ann", "Example", "Reuters", "nan", "©"),
        *("http://", "www.", ".org", "[", "]", "{", "}", "'", '"', ":", "/", "-", ".", ",", ";"),
        *("(", ")", "|", "@", "T", "10:30", "Z", "\n", "\xa0", "\u0301", "\x00", "İ", "ß"),
    ]
)
VALUES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join)) | st.lists(
    PIECES, max_size=14
).map("".join)


@given(VALUES)
def test_days_lie_within_the_text_and_apart(text):
    at = 0
    for one in find_full_days(text):
        assert at <= one.start < one.end <= len(text)
        assert one.ways
        assert all(isinstance(day, date) for day in one.ways.values())
        at = one.end
    assert len(find_said_days(text)) == len(find_full_days(text))
    parse_day(text)
    possible_days(text)
    day_in_address(text)
    day_in_address(f"https://post.example.org/{text}")


@given(VALUES)
def test_lines_and_names_are_read_without_an_error(text):
    read_stated_days(f"{text}\n\nThe council met.")
    find_stated_author(f"{text}\n\nThe council met.")
    clean_account(text)
    is_empty_word(text)
    clean_source(text, "A title", text)
