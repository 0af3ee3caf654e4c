from datetime import date

import orjson
import pandas as pd

from components.analysis.article.dates import date_table
from components.analysis.article.figures import facts_of, figure_table, read_facts

TEXT = "In May 2024 the bank lost $3 million. Last week 40 people left it. It opened in 1990."


def test_facts_survive_json():
    facts = read_facts(TEXT, date(2025, 5, 10))
    assert facts_of(orjson.loads(orjson.dumps(facts))) == facts_of(facts)


def test_figures_make_a_table_with_their_articles():
    table = figure_table({"a": read_facts(TEXT, None), "b": read_facts("Nothing.", None)})
    assert list(table["article"]) == ["a", "a"]
    assert list(table["value"]) == [3_000_000, 40]
    assert list(table["unit"]) == ["USD", ""]


def test_a_date_spans_the_days_of_its_period():
    table = date_table({"a": read_facts(TEXT, date(2025, 5, 10))})
    spans = [
        (str(first.date()), str(last.date()))
        for first, last in zip(table["first"], table["last"], strict=True)
    ]
    assert spans == [
        ("2024-05-01", "2024-05-31"),
        ("2025-04-28", "2025-05-04"),
        ("1990-01-01", "1990-12-31"),
    ]


def test_an_open_date_has_no_days():
    table = date_table({"a": read_facts("It rained on Monday, after May 2024.", None)})
    assert table["basis"].tolist() == ["open", "written"]
    assert pd.isna(table["first"][0])


def test_years_beyond_the_calendar_of_tables_stay_without_days():
    table = date_table({"a": read_facts("It was built in May 1066 and will end in 2500.", None)})
    assert table["first"].isna().all()


def test_no_articles_make_empty_tables():
    assert figure_table({}).empty
    assert date_table({}).empty


def test_a_year_that_no_table_of_days_holds_has_no_first_day():
    table = date_table({"a": read_facts("The pier of 1619 was rebuilt in 2019.", None)})
    assert table["value"].tolist() == ["1619", "2019"]
    assert table["first"].isna().tolist() == [True, False]


def test_tables_without_rows_have_the_types_of_those_with_some():
    facts = {"a": read_facts(TEXT, date(2025, 5, 10))}
    for table in (figure_table, date_table):
        assert table({}).dtypes.equals(table(facts).dtypes)
