"""Who takes text from whom, by source."""

import json


def captions(app):
    return " ".join(str(c.value) for c in app.caption)


def figures(app):
    drawn = [json.loads(c.proto.json) for c in app.get("bidi_component") if c.proto.json]
    return {one["alt"]: json.loads(one["figure"]) for one in drawn if "figure" in one}


def one(app, start):
    return next(figure for alt, figure in figures(app).items() if alt.startswith(start))


def test_who_takes_from_whom_says_how_it_is_known(overview):
    app = overview()
    heat = one(app, "Who takes text from whom")["data"][0]
    assert ["Podil Wire", "The Harbour Post"] in [
        cell for row in heat["customdata"] for cell in row
    ]
    assert "the direction is argued from the evidence for" in captions(app)
