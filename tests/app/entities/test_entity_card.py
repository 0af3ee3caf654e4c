"""The card of an entity, and decisions about it: previewed, made, undone and kept."""

from components.analysis.entities import Decision, target, write_decision
from components.app.worker.work import work_through
from components.corpus.store import open_store


def words_on(app):
    shown = [*app.text, *app.info, *app.warning, *app.caption, *app.subheader]
    return " ".join(str(element.value) for element in shown)


def components_of(app):
    return [element.proto for element in app.get("bidi_component")]


def decide(library, kind, name, of_type, **fields):
    store = open_store(library)
    mentions = store.results.frame("mentions").frame
    decision = Decision(kind, (target(mentions, name, of_type),), **fields)
    number = store.verdicts.set("entity", f"{kind}-{name}", write_decision(decision), who="Bo")
    store.close()
    return number


def counted(library, name):
    """How often an entity is named, and in how many articles."""
    store = open_store(library)
    mentions = store.results.frame("mentions").frame
    own = mentions[mentions["entity"] == name]
    store.close()
    return len(own), own["article"].nunique()


def buttons(app):
    return {button.label: button for button in app.button}


def test_a_selected_entity_shows_its_forms_names_and_mentions(open_page, library):
    app = open_page(library, "entities", {"entity": "Vladimir Putin"})
    assert not app.exception
    said = words_on(app)
    mentions, articles = counted(library, "Vladimir Putin")
    assert f"people: {mentions} mentions in {articles} articles" in said
    assert f"Mention 1 of {mentions}" in said
    assert {"By what name", "Is that right?"} <= {h.value for h in app.subheader}


def test_stepping_goes_on_and_back_round(open_page, library):
    app = open_page(library, "entities", {"entity": "Vladimir Putin"})
    mentions, _ = counted(library, "Vladimir Putin")
    buttons(app)["Next"].click().run()
    assert f"Mention 2 of {mentions}" in words_on(app)
    buttons(app)["Previous"].click().run()
    buttons(app)["Previous"].click().run()
    assert f"Mention {mentions} of {mentions}" in words_on(app)


def test_a_rename_is_previewed_decided_and_undone(open_page, library):
    app = open_page(library, "entities", {"entity": "Vladimir Putin"})
    wrong = next(g for g in app.get("button_group") if g.label == "What is wrong")
    wrong.set_value("rename").run()
    app.text_input(key="name-Vladimir Putin").set_value("V. Putin").run()
    mentions, articles = counted(library, "Vladimir Putin")
    told = f"{mentions} mentions in {articles} articles"
    assert f"{told} would be counted under “V. Putin”." in words_on(app)
    buttons(app)["Decide"].click().run()
    assert app.query_params["entity"] in ("V. Putin", ["V. Putin"])
    assert "Decided: Vladimir Putin is shown as V. Putin." in words_on(app)
    buttons(app)["Undo"].click().run()
    assert app.query_params["entity"] in ("Vladimir Putin", ["Vladimir Putin"])
    assert f"people: {told}" in words_on(app)


def test_decisions_hold_on_other_pages_and_for_the_speakers_of_quotations(open_page, library):
    name = "Nursultan Nazarbayev"
    decide(library, "rename", name, "PERSON", into="N. Nazarbayev")
    app = open_page(library, "quotations", {"speaker": "N. Nazarbayev"})
    assert not app.exception
    drawn = " ".join(str(proto) for proto in components_of(app))
    assert "N. Nazarbayev" in drawn
    # The words of the article stand behind the decided name, and nowhere else.
    assert name not in drawn.replace(f"N. Nazarbayev ({name})", "")


def test_what_is_hidden_goes_from_the_counts_and_speaks_on(open_page, library):
    decide(library, "hide", "Nursultan Nazarbayev", "PERSON")
    app = open_page(library, "entities")
    assert "Nursultan Nazarbayev" not in str(components_of(app)[1])
    app = open_page(library, "quotations", {"speaker": "Nursultan Nazarbayev"})
    assert "Nursultan Nazarbayev" in " ".join(map(str, components_of(app)))


def test_decisions_outlive_a_new_analysis(open_page, library):
    decide(library, "rename", "Vladimir Putin", "PERSON", into="V. Putin")
    store = open_store(library)
    store.remove([store.articles()["id"][14]])
    work_through(store)
    store.close()
    app = open_page(library, "entities", {"entity": "V. Putin"})
    assert "people:" in words_on(app)


def test_an_entity_that_was_merged_away_is_explained(open_page, library):
    decide(library, "rename", "Vladimir Putin", "PERSON", into="V. Putin")
    app = open_page(library, "entities", {"entity": "Vladimir Putin"})
    assert not app.exception
    assert "There are no mentions under this name" in words_on(app)


def test_a_name_that_is_typed_just_before_the_click_is_the_one_that_is_decided(open_page, library):
    app = open_page(library, "entities", {"entity": "Vladimir Putin"})
    wrong = next(g for g in app.get("button_group") if g.label == "What is wrong")
    wrong.set_value("rename").run()
    app.text_input(key="name-Vladimir Putin").set_value("V. Putin").run()
    app.text_input(key="name-Vladimir Putin").set_value("Putin, V.")
    buttons(app)["Decide"].click().run()
    assert "Decided: Vladimir Putin is shown as Putin, V." in words_on(app)


def test_a_decision_that_is_not_said_in_full_at_the_click_is_not_made(open_page, library):
    app = open_page(library, "entities", {"entity": "Vladimir Putin"})
    wrong = next(g for g in app.get("button_group") if g.label == "What is wrong")
    wrong.set_value("rename").run()
    app.text_input(key="name-Vladimir Putin").set_value("V. Putin").run()
    app.text_input(key="name-Vladimir Putin").set_value("Vladimir Putin")
    buttons(app)["Decide"].click().run()
    assert not app.exception
    assert "Decided:" not in words_on(app)
