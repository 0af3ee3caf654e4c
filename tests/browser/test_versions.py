"""From a change to its sentence, from evidence to what it rests on, from a family to a sentence."""

import re

import pytest
from conftest import chart, click_heatmap, open_analysed
from playwright.sync_api import expect

from components.corpus.store import open_store

pytestmark = pytest.mark.browser

FAMILY = ["The Estuary Times", "Freight Ledger", "Coastline Brief"]


@pytest.fixture
def family(server, page):
    """The ids of three versions of one story; the library is there and read."""
    open_analysed(page, server)
    articles = open_store(f"sqlite:///{server.library}").articles()
    return articles.set_index("source").loc[FAMILY, "id"].tolist()


def judge(page, verdict):
    selected = page.locator("ul.rows[aria-label='Changes'] li.selected")
    selected.get_by_role("button", name=verdict, exact=True).click()


def changes(page):
    return page.locator("ul.rows[aria-label='Changes'] button.row")


def test_a_telling_change_leads_from_the_ledger_to_its_place(server, page, family):
    page.goto(f"{server.url}/compare?pair={family[0]}.{family[1]}")
    ledger = page.locator("ul.rows[aria-label='Changes'] button.row")
    expect(ledger.first).to_be_visible()
    ledger.filter(has_text="negation").first.click()
    expect(page.locator(".sides .sentence.on").first).to_contain_text("accepted")


def test_the_evidence_of_a_direction_leads_to_what_it_rests_on(server, page, family):
    page.goto(f"{server.url}/compare?pair={family[0]}.{family[1]}")
    evidence = page.locator("ul.rows[aria-label='Evidence'] button.row")
    evidence.filter(has_text="credits").first.click()
    expect(page.locator(".sides .sentence.on")).to_contain_text(["The Estuary Times"])


def test_a_family_is_followed_from_its_graph_to_a_sentence_and_back(server, page):
    open_analysed(page, server, "/lineage")
    chart(page, "Lineage of")
    expect(page.locator(".grid tbody tr").first).to_be_visible()
    page.locator(".grid td.edited button").first.click()
    expect(page.locator(".panes article .sentence.on")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Every sentence through its versions")).to_be_visible()


def test_a_verdict_on_a_change_is_kept(server, page, family):
    page.goto(f"{server.url}/compare?pair={family[0]}.{family[1]}")
    ledger = page.locator("ul.rows[aria-label='Changes'] button.row")
    ledger.filter(has_text="negation").first.click()
    judge(page, "telling")
    expect(ledger.filter(has_text="judged telling")).to_have_count(1)
    page.get_by_label("Note").fill("turns the meaning")
    page.keyboard.press("Enter")
    server.restart()
    page.goto(f"{server.url}/compare?pair={family[0]}.{family[1]}")
    expect(ledger.filter(has_text="judged telling")).to_contain_text("negation")


def test_a_third_version_is_put_beside_the_pair_and_stands_in_the_link(server, page, family):
    page.goto(f"{server.url}/compare?pair={family[0]}.{family[1]}")
    page.locator(".versions button", has_text="Coastline Brief").click()
    expect(page.locator(".sides article")).to_have_count(3)
    expect(page).to_have_url(re.compile(f"also={family[2]}"))
    page.get_by_role("button", name="Next change").click()
    columns = page.locator(".sides article:has(.sentence.on)")
    expect(columns).to_have_count(3)
    page.locator("article[data-side='b']").focus()
    page.keyboard.press("n")
    expect(page.locator(".where")).to_contain_text("change 2 of")
    page.reload()
    expect(page.locator(".sides article")).to_have_count(3)
    told = "C with A: very likely taken from it. 19 of 31 sentences of A are in C"
    expect(page.get_by_text(told)).to_be_visible()
    page.locator(".versions button", has_text="Coastline Brief").click()
    expect(page.locator(".sides article")).to_have_count(2)


def test_a_narrow_screen_shows_two_versions_that_are_compared_and_a_switch(server, page, family):
    page.set_viewport_size({"width": 800, "height": 900})
    page.goto(f"{server.url}/compare?pair={family[0]}.{family[1]}&also={family[2]}")
    expect(page.locator("article[data-side='a']")).to_be_visible()
    expect(page.locator("article[data-side='c']")).to_be_hidden()
    expect(page.locator(".columns button")).to_have_text(["A B", "A C"])
    page.locator(".columns button", has_text="A C").click()
    expect(page.locator("article[data-side='c']")).to_be_visible()
    expect(page.locator("article[data-side='b']")).to_be_hidden()
    expect(page.locator(".gutter:visible .ribbon").first).to_be_attached()


def test_three_versions_stay_level_while_the_middle_one_is_scrolled(server, page, family):
    page.goto(f"{server.url}/compare?pair={family[0]}.{family[1]}&also={family[2]}")
    middle = page.locator("article[data-side='b']")
    expect(middle).to_be_visible()
    middle.hover()
    page.mouse.wheel(0, 600)
    page.wait_for_timeout(400)
    lit = middle.evaluate(
        """(pane) => {
            const top = (element) => element.getBoundingClientRect().top;
            const line = top(pane) + pane.clientHeight / 3;
            const away = (element) => Math.abs(top(element) - line);
            const linked = [...pane.querySelectorAll('[data-link]:not(.moved)')];
            const nearest = linked.sort((x, y) => away(x) - away(y))[0];
            return nearest.dataset.link.split(" ").map((band) =>
                [...pane.closest('.sides').querySelectorAll(`[data-link~="${band}"]`)]
                    .filter((end) => end.closest('.pane') !== pane)
                    .map((end) => Math.abs(top(end) - top(nearest)))[0]);
        }"""
    )
    assert lit
    assert max(lit) < 3


def test_a_selected_change_stands_in_the_link_and_a_new_tab_opens_on_it(
    server, page, family, open_tab
):
    page.goto(f"{server.url}/compare?pair={family[0]}.{family[1]}")
    changes(page).filter(has_text="label").first.click()
    expect(page).to_have_url(re.compile("change="))
    expect(page.locator(".sentence.on").first).to_contain_text("pickets")
    other = open_tab()
    other.goto(page.url)
    expect(other.locator(".sentence.on").first).to_contain_text("pickets")


def test_a_verdict_is_signed_filtered_by_and_taken_back(server, page, family):
    page.goto(f"{server.url}/compare?pair={family[0]}.{family[2]}")
    expect(changes(page).first).to_be_visible()
    page.get_by_role("button", name="Next unjudged").click()
    judge(page, "trivial")
    expect(changes(page).filter(has_text="judged trivial")).to_have_count(1)
    expect(page.get_by_text(re.compile(r" · \d+ \w+ \d{4}, \d\d:\d\d$"))).to_be_visible()
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("radio", name="trivial").click()
    expect(changes(page)).to_have_count(1)
    expect(page).to_have_url(re.compile("judged=trivial"))
    page.get_by_role("radio", name="trivial").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    expect(changes(page).filter(has_text="judged trivial")).to_have_count(0)


def test_a_verdict_on_the_pair_outlives_a_swap(server, page, family):
    page.goto(f"{server.url}/compare?pair={family[0]}.{family[2]}")
    page.get_by_role("radio", name="B from A").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.get_by_role("button", name="Swap").click()
    swapped = page.get_by_role("radio", name="A from B")
    expect(swapped).to_be_checked()
    expect(page).to_have_url(re.compile(f"{family[2]}.{family[0]}"))


def test_what_a_version_leaves_out_leads_to_the_sister_that_carries_it(server, page, family):
    page.goto(f"{server.url}/compare?pair={family[0]}.{family[2]}")
    missing = page.locator("ul.rows[aria-label='Left out'] button.row")
    missing.filter(has_text="Four days will be a nuisance").click()
    expect(page.locator("article[data-side='a'] .sentence.on")).to_contain_text("Four days")


def test_a_step_of_a_lineage_leads_to_what_it_changed(server, page, family):
    open_analysed(page, server, "/lineage")
    steps = page.locator("ul.rows[aria-label='Steps'] button.row")
    steps.filter(has_text="Freight Ledger").click()
    expect(page).to_have_url(re.compile("step="))
    page.locator(
        "ul.rows[aria-label='Most important changes'] button.row", has_text="negation"
    ).click()
    expect(page.locator(".sides .sentence.on").first).to_contain_text("accepted")
    expect(page).to_have_url(re.compile("compare.*change="))


def test_the_threshold_of_families_says_what_it_changed_and_stands_in_the_link(server, page):
    open_analysed(page, server, "/lineage?share=80")
    expect(page.get_by_text(re.compile(r"at 80 %, \d+ at 30 %"))).to_be_visible()


def test_from_the_matrix_to_a_judged_change_to_a_sentence_and_back(server, page, family):
    open_analysed(page, server)
    click_heatmap(page, "Similarity", family[0], family[1])
    page.get_by_role("button", name="Compare side by side").click()
    # The Overview lists the changes of the selected pair, too.
    expect(page).to_have_url(re.compile("/compare"))
    expect(page.locator(".panes article").first).to_be_visible()
    changes(page).filter(has_text="attribution").first.click()
    judge(page, "wrong")
    expect(changes(page).filter(has_text="judged wrong")).to_have_count(1)
    compared = page.url
    assert f"pair={family[0]}.{family[1]}" in compared
    page.get_by_role("link", name="Lineage").click()
    expect(page.locator(".grid tbody tr").first).to_be_visible()
    assert f"pair={family[0]}.{family[1]}" in page.url
    page.locator(".grid td.edited button").first.click()
    expect(page.locator(".panes article .sentence.on")).to_be_visible()
    page.go_back()
    expect(page.locator(".grid tbody tr").first).to_be_visible()
    page.goto(compared)
    expect(page.locator(".sides .sentence.on").first).to_be_visible()
    expect(changes(page).filter(has_text="judged wrong")).to_have_count(1)


def test_the_ledger_is_narrowed_to_where_in_the_article_it_changed(server, page, family):
    page.goto(f"{server.url}/compare?pair={family[0]}.{family[1]}")
    places = page.locator(".places button")
    expect(places.locator(".name")).to_have_text(["headline", "lede", "body", "end"])
    every = changes(page).count()
    lede = places.filter(has_text="lede")
    expect(lede.locator(".count")).to_have_text(["≠ 2"])
    lede.click()
    expect(changes(page)).to_have_count(2)
    expect(page).to_have_url(re.compile("where=lede"))
    changes(page).filter(has_text="number").click()
    expect(page.locator("article[data-side='a'] .sentence.on")).to_contain_text("2,400")
    places.filter(has_text="headline").click()
    expect(changes(page).filter(has_text="Fruit Prices May Rise")).to_be_visible()
    changes(page).filter(has_text="Fruit Prices May Rise").click()
    expect(page.locator(".side h2.on")).to_contain_text("Dockers Walk Out")
    judge(page, "telling")
    expect(changes(page).filter(has_text="judged telling")).to_have_count(1)
    page.reload()
    expect(places.filter(has_text="headline")).to_have_attribute("aria-pressed", "true")
    places.filter(has_text="headline").click()
    expect(changes(page)).to_have_count(every)
