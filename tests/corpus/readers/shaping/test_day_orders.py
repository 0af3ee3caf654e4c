"""03/05/2024 among other dates: one of them tells for all which number is the day."""

import io
import json
from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from components.corpus.readers import read_file
from components.corpus.readers.formats.tables.delimited import read_csv

TEXT = "The council met on Tuesday and agreed to repair the bridge before winter, in vote {}."


def as_csv(days):
    lines = [f"{day}\t{TEXT.format(number)}" for number, day in enumerate(days)]
    return "a.tsv", "\n".join(["date\ttext", *lines]).encode()


def as_sheet(days):
    pd.DataFrame(objects(days)).to_excel(packed := io.BytesIO(), index=False, engine="xlsxwriter")
    return "a.xlsx", packed.getvalue()


def as_parquet(days):
    texts = [TEXT.format(number) for number in range(len(days))]
    pq.write_table(pa.table({"date": days, "text": texts}), packed := io.BytesIO())
    return "a.parquet", packed.getvalue()


def objects(days):
    return [{"date": day, "text": TEXT.format(number)} for number, day in enumerate(days)]


def as_lines(days):
    return "a.jsonl", "\n".join(map(json.dumps, objects(days))).encode()


def as_list(days):
    return "a.json", json.dumps({"articles": objects(days)}).encode()


def read(days, kind=as_csv):
    return read_file(*kind(days))


def written(days, kind=as_csv):
    return [article.published and str(article.published) for article in read(days, kind).articles]


@pytest.mark.parametrize("kind", [as_csv, as_sheet, as_parquet, as_lines, as_list])
def test_a_day_beyond_twelve_tells_the_order_of_its_column_in_every_kind_of_table(kind):
    days = ["03/05/2024", "25/04/2024", "04/05/2024"]
    assert written(days, kind) == ["2024-05-03", "2024-04-25", "2024-05-04"]
    days = ["03/05/2024", "04/25/2024", "04/05/2024"]
    assert written(days, kind) == ["2024-03-05", "2024-04-25", "2024-04-05"]


@pytest.mark.parametrize("sign", ["/", "-", "."])
@pytest.mark.parametrize("year", ["2024", "24"])
def test_signs_and_short_years_make_no_difference(sign, year):
    days = [sign.join((*day, year)) for day in (("3", "5"), ("25", "4"), ("04", "05"))]
    assert written(days) == ["2024-05-03", "2024-04-25", "2024-05-04"]
    days = [sign.join((*day, year)) for day in (("03", "05"), ("04", "25"), ("04", "05"))]
    assert written(days) == ["2024-03-05", "2024-04-25", "2024-04-05"]


def test_the_date_that_tells_may_stand_at_the_far_end():
    days = ["03/05/2024"] * 3_000 + ["25/04/2024"]
    reading = read(days)
    assert {str(one.published) for one in reading.articles[:-1]} == {"2024-05-03"}
    assert reading.notes == [
        "Dates such as “03/05/2024” are read with the day first, because “25/04/2024” (row 3002) "
        "cannot be read in another way."
    ]


def test_a_table_too_large_to_be_held_is_gone_through_as_well():
    lines = as_csv(["03/05/2024", "25/04/2024"])[1]
    assert [*read_csv(io.BytesIO(lines), {}, large=10)] == [*read_csv(io.BytesIO(lines), {})]


def test_dates_that_prove_both_orders_leave_the_others_open_and_that_is_told():
    reading = read(["03/05/2024", "25/04/2024", "04/25/2024", "05/05/2024"])
    assert [one.published for one in reading.articles] == [
        None, date(2024, 4, 25), date(2024, 4, 25), date(2024, 5, 5),
    ]  # fmt: skip
    assert reading.notes[0] == (
        "Dates such as “03/05/2024” are left empty where no others of their source tell, because "
        "“25/04/2024” (row 3) has the day first and “04/25/2024” (row 4) has the month first."
    )
    assert reading.notes[1:] == [
        "The date “03/05/2024” can be read in two ways and was left empty: choose its order under "
        "Read it otherwise › Days in numbers."
    ]


def test_without_a_date_that_tells_none_is_guessed():
    assert written(["03/05/2024", "04/05/2024", "05/05/2024"]) == [None, None, "2024-05-05"]


def test_who_writes_points_writes_the_day_first_unless_another_date_tells_otherwise():
    assert written(["03.05.2024", "04.05.24"]) == ["2024-05-03", "2024-05-04"]
    assert written(["03.05.2024", "04.25.2024"]) == ["2024-03-05", "2024-04-25"]


def test_years_of_two_digits_in_front_are_told_by_what_changes_least():
    assert written(["24-05-03", "24-04-25", "24-05-13"]) == [
        "2024-05-03",
        "2024-04-25",
        "2024-05-13",
    ]
    assert written(["25/04/24"]) == [None]
    assert written(["25/04/98", "03/05/98"]) == ["1998-04-25", "1998-05-03"]


def test_what_is_no_date_proves_nothing():
    days = ["03/05/2024", "31/02/2024", "soon", "2024-05-25", "25/04/2024", "99/99/2024"]
    assert written(days)[0] == "2024-05-03"


def test_a_word_before_a_date_and_a_time_after_it_make_no_difference():
    days = ["Fri 03/05/2024 10:00", "Published: 25/04/2024", "Sat, 04/05/2024 4:30 PM"]
    assert written(days) == ["2024-05-03", "2024-04-25", "2024-05-04"]
    assert written(["Published 03/05/2024", "05.03.24 um 10.30 Uhr"]) == [None, "2024-03-05"]


def test_each_column_tells_for_itself():
    table = (
        "published\tdate\ttext\n"
        f"\t03/05/2024\t{TEXT.format(1)}\n03/05/2024\t25/04/2024\t{TEXT.format(2)}\n"
        f"04/25/2024\t25/04/2024\t{TEXT.format(3)}\n\t04/05/2024\t{TEXT.format(4)}\n"
    )
    found = [str(one.published) for one in read_file("a.tsv", table.encode()).articles]
    assert found == ["2024-05-03", "2024-04-25", "2024-04-25", "2024-05-04"]


def test_dates_that_stay_open_are_told_by_one_note_and_those_of_no_meaning_each():
    reading = read(["03/05/2024", "May 35, 2024", "04/05/2024", "03/05/2024"])
    assert [note for note in reading.notes if "two ways" in note] == [
        "3 dates such as “03/05/2024” can be read in two ways and were left empty: choose their "
        "order under Read it otherwise › Days in numbers."
    ]
    assert [note for note in reading.notes if "not understood" in note] == [
        "Row 3: the date “May 35, 2024” was not understood and is left empty."
    ]
