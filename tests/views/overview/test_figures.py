from components.views.overview.timeline import counts_html


def test_one_is_named_as_one_and_words_are_left_as_they_are():
    line = counts_html(
        [("source", "sources", 1, "x"), ("source", "sources", 2, "x"), ("day", "days", "–", "x")]
    )
    named = [part.split("</dt>")[0] for part in line.split("<dt>")[1:]]
    assert named == ["source", "sources", "days"]
