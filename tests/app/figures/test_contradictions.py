"""The Figures page on the sample corpus."""

from components.corpus.store import open_store
from tests.app.conftest import analysed_library


def words_on(app):
    shown = [*app.text, *app.info, *app.warning, *app.caption, *app.subheader]
    return " ".join(str(element.value) for element in shown)


def drawn(app):
    return " ".join(str(element.proto) for element in app.get("bidi_component"))


def test_the_contradictions_of_the_sample_stand_side_by_side(open_page, sample_library):
    app = open_page(sample_library, "figures")
    assert not app.exception
    assert "3 of 3 contradictions." in words_on(app)
    assert "about 13,000" in drawn(app)
    assert "about 10,000" in drawn(app)


def test_a_selection_narrows_the_contradictions_to_its_articles(open_page, sample_library):
    articles = open_store(sample_library).articles().set_index("source")
    pair = [articles.loc[source, "id"] for source in ("The Estuary Times", "Coastline Brief")]
    app = open_page(sample_library, "figures", {"pair": ".".join(pair)})
    assert "about 13,000" not in drawn(app)


def test_numbers_are_filtered_by_what_they_count(open_page, sample_library):
    app = open_page(sample_library, "figures")
    app.text_input(key="figure-of").set_value("dockworkers").run()
    assert not app.exception
    counted = [c.value for c in app.caption if c.value.endswith((" number.", " numbers."))]
    assert 0 < int(counted[0].split()[0]) < 10


def test_chosen_kinds_stand_in_the_link_by_name_whatever_their_counts(open_page, sample_library):
    app = open_page(sample_library, "figures", {"figure-kinds": "counts"})
    kinds = app.button_group(key="figure-kinds-chosen")
    assert kinds.value == ["counts"]
    kinds.set_value([]).run()
    assert "figure-kinds" not in app.query_params
    app.button_group(key="figure-kinds-chosen").set_value(["share"]).run()
    assert app.query_params["figure-kinds"] == "share"
    assert app.button_group(key="figure-kinds-chosen").value == ["share"]
    assert not app.exception


def test_dates_of_articles_without_a_date_are_listed_and_not_drawn(open_page, tmp_path):
    (tmp_path / "texts").mkdir()
    words = "The old bridge was opened in May 1931 and closed in June 1944. " * 3
    (tmp_path / "texts" / "bridge.txt").write_text(words, encoding="utf-8")
    app = open_page(analysed_library(tmp_path, tmp_path / "texts"), "figures")
    assert not app.exception
    assert "None of these articles has a date" in words_on(app)
    assert "Dates named in" not in drawn(app)
    assert "read as May 1931" in drawn(app)


def test_where_none_is_certain_those_worth_a_look_are_named(open_page, tmp_path):
    (tmp_path / "texts").mkdir()
    fire = (
        "Title: Fire at Lower Pelham\nDate: 2024-03-0{day}\n\nA fire destroyed the grain store at "
        "Lower Pelham on {weekday}, the county fire service said. Harold Binns has farmed in the "
        "valley of Pelham for {years} years. The road to the mill of Pelham stays closed."
    )
    for day, weekday, years in ((6, "Tuesday", "forty"), (7, "Wednesday", "thirty")):
        text = fire.format(day=day, weekday=weekday, years=years)
        (tmp_path / "texts" / f"{day}.txt").write_text(text, encoding="utf-8")
    app = open_page(analysed_library(tmp_path, tmp_path / "texts"), "figures")
    assert "forty years" in drawn(app)
    assert "No contradiction is certain; those that may be one are under" in words_on(app)
    assert "No contradictions" not in words_on(app)
