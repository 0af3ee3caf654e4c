"""The Overview: its figures, the order of its matrix, and who takes text from whom."""

import json

import pytest


def captions(app):
    return " ".join(str(c.value) for c in app.caption)


def figures(app):
    drawn = [json.loads(c.proto.json) for c in app.get("bidi_component") if c.proto.json]
    return {one["alt"]: json.loads(one["figure"]) for one in drawn if "figure" in one}


def one(app, start):
    return next(figure for alt, figure in figures(app).items() if alt.startswith(start))


@pytest.fixture
def overview(open_page, sample_library):
    return lambda **query: open_page(sample_library, "overview", query)


def test_the_figures_on_top(overview):
    (line,) = [h.value for h in overview().get("html") if "<dt>articles" in str(h.value)]
    for name in ("articles", "sources", "families", "of all words shared", "people named"):
        assert f"<dt>{name}</dt>" in line


def test_the_matrix_is_ordered_by_date_or_source_when_the_link_says_so(overview):
    by_date = one(overview(**{"matrix-order": "Date"}), "Similarity")["data"][0]["customdata"]
    by_source = one(overview(**{"matrix-order": "Source"}), "Similarity")["data"][0]["customdata"]
    assert [row[0][0] for row in by_date] != [row[0][0] for row in by_source]
    assert sorted(row[0][0] for row in by_date) == sorted(row[0][0] for row in by_source)


def test_who_takes_from_whom_says_how_it_is_known(overview):
    app = overview()
    heat = one(app, "Who takes text from whom")["data"][0]
    assert ["Podil Wire", "The Harbour Post"] in [
        cell for row in heat["customdata"] for cell in row
    ]
    assert "the direction is argued for" in captions(app)


def test_a_small_library_has_no_map(overview):
    app = overview()
    assert "The map of the articles" not in [s.value for s in app.subheader]
    assert "projection" not in captions(app)


def test_the_timeline_counts_by_the_step_in_the_link(overview):
    figure = one(overview(**{"timeline-by": "Month"}), "15 articles")
    assert figure["layout"]["yaxis"]["title"]["text"] == "articles per month"
