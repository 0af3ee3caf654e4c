"""Which entities two sources or articles do not share, and who is named with whom."""


def test_two_sides_that_are_chosen_at_once_are_both_taken(open_page, sample_library):
    app = open_page(sample_library, "entities")
    first, second = (app.selectbox(key=f"side-{place}") for place in (0, 1))
    wanted = [name for name in first.options if name not in (first.value, second.value)][:2]
    assert len(wanted) == 2
    first.set_value(wanted[0])
    second.set_value(wanted[1])
    app.run()
    assert not app.exception
    assert app.query_params["sides"] == wanted
    assert [app.selectbox(key=f"side-{place}").value for place in (0, 1)] == wanted
