"""Charts of the selected articles on the Overview."""

import json


def captions(app):
    return " ".join(str(c.value) for c in app.caption)


def figures(app):
    drawn = [json.loads(c.proto.json) for c in app.get("bidi_component") if c.proto.json]
    return {one["alt"]: json.loads(one["figure"]) for one in drawn if "figure" in one}


def one(app, start):
    return next(figure for alt, figure in figures(app).items() if alt.startswith(start))


def test_the_figures_on_top(overview):
    (line,) = [h.value for h in overview().get("html") if "<dt>articles" in str(h.value)]
    for name in ("articles", "sources", "families", "of all words shared", "people named"):
        assert f"<dt>{name}</dt>" in line


def test_a_small_library_has_no_map(overview):
    app = overview()
    assert "The map of the articles" not in [s.value for s in app.subheader]
    assert "Near points" not in captions(app)


def test_the_timeline_counts_by_the_step_in_the_link(overview):
    figure = one(overview(**{"timeline-by": "Month"}), "15 articles")
    assert figure["layout"]["yaxis"]["title"]["text"] == "articles per month"
