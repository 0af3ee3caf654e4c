"""A selection that no article satisfies."""

import pytest


def told(app):
    return [str(one.value) for one in app.info]


@pytest.mark.parametrize("page", ["overview", "quotations", "figures"])
def test_a_search_without_a_hit_is_said_in_one_line_instead_of_empty_charts(
    open_page, sample_library, page
):
    app = open_page(sample_library, page, {"q": "zzzyq"})
    assert told(app) == ["No article matches the filter “search”: clear it with its × above."]
    assert not app.subheader
    # Nothing seems to be still on its way.
    assert not app.get("skeleton")


def test_of_several_filters_it_says_which_to_clear(open_page, sample_library):
    query = {"q": "zzzyq", "source": "The Harbour Post"}
    (line,) = told(open_page(sample_library, "overview", query))
    assert "without “search” 2 articles do" in line
    assert "source" not in line


def test_a_pinned_chart_stays_where_nothing_else_matches(open_page, sample_library):
    app = open_page(sample_library, "overview", {"q": "zzzyq", "pin": "articles?"})
    assert not told(app)
    assert "The articles" in [s.value for s in app.subheader]
