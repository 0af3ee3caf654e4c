"""What an analyst decides about entities, and the ways from counts to sentences, in a browser."""

import pytest
from conftest import chart, open_analysed, wait_until_analysed, wait_until_still
from playwright.sync_api import expect

from components.analysis.entities import Decision, target, write_decision
from components.corpus.store import open_store

pytestmark = pytest.mark.browser

PUTIN = "/entities?entity=Vladimir+Putin"


def rows(page, label):
    return page.locator(f"ul.rows[aria-label='{label}'] li")


def click_point(page, label, wanted):
    """Click the mark whose customdata is `wanted` in the chart whose label begins so."""
    place = chart(page, label).evaluate(
        """(root, wanted) => {
            root.scrollIntoView({block: 'center'});
            const layout = root._fullLayout, box = root.getBoundingClientRect();
            for (const trace of root.data) {
                const found = (trace.customdata ?? []).findIndex(
                    (one) => JSON.stringify(one) === JSON.stringify(wanted));
                if (found >= 0)
                    return [box.left + layout.xaxis._offset + layout.xaxis.d2p(trace.x[found]),
                            box.top + layout.yaxis._offset + layout.yaxis.d2p(trace.y[found])];
            }
        }""",
        wanted,
    )
    page.mouse.move(place[0] - 3, place[1] - 3)
    page.mouse.move(*place)
    page.wait_for_timeout(150)
    page.mouse.click(*place)


def deciding(page):
    """The card in which something is decided about the selected entity."""
    return page.locator("[class*='st-key-card-Is-that-right']").first


def type_name(page, name):
    box = page.get_by_label("It is the same as")
    box.click()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(box).to_have_value("")


def test_a_merge_is_previewed_made_undone_and_outlives_a_restart(server, page):
    open_analysed(page, server, "/entities?entity=Kremlin")
    page.get_by_text("Same as another").click()
    type_name(page, "Moscow")
    expect(page.get_by_text("Moscow and Kremlin are the same: Kremlin", exact=True)).to_be_visible()
    expect(page.get_by_text("would be counted under “Kremlin”")).to_be_visible()
    expect(rows(page, "What would change").first).to_contain_text("Moscow")
    page.get_by_role("button", name="Decide", exact=True).click()
    expect(page.get_by_text("Decided: Moscow and Kremlin are the same: Kremlin.")).to_be_visible()
    expect(chart(page, "Most named")).not_to_contain_text("Moscow")
    server.restart()
    open_analysed(page, server, "/entities?entity=Kremlin")
    expect(chart(page, "Most named")).not_to_contain_text("Moscow")
    decision = rows(page, "Decisions").first
    expect(decision).to_contain_text("Moscow and Kremlin are the same")
    decision.get_by_role("button", name="Withdraw").click()
    expect(chart(page, "Most named")).to_contain_text("Moscow")
    expect(rows(page, "Decisions").first).to_contain_text("withdrawn by")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("kyiv", "Kyiv"), ("Moskow", "Moscow"), ("putin", "Vladimir Putin"), ("Ukr", "Ukraine")],
)
def test_a_name_and_enter_take_the_nearest_name_and_no_other(server, page, typed, name):
    open_analysed(page, server, "/entities?entity=Kremlin")
    page.get_by_text("Same as another").click()
    type_name(page, typed)
    expect(deciding(page)).to_contain_text(f"{name} and Kremlin are the same: Kremlin")
    expect(rows(page, "Names to merge").filter(has_text="selected")).to_have_count(1)
    expect(page.get_by_text("matches")).to_have_count(0)


def test_names_are_chosen_one_after_the_other_and_given_up_again_by_key(server, page):
    open_analysed(page, server, "/entities?entity=Kremlin")
    page.get_by_text("Same as another").click()
    type_name(page, "Moscow")
    expect(deciding(page)).to_contain_text("Moscow and Kremlin are the same: Kremlin")
    type_name(page, "Kyiv")
    chosen = rows(page, "Names to merge").filter(has_text="selected")
    expect(chosen).to_have_count(2)
    chosen.filter(has_text="Moscow").get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(deciding(page)).to_contain_text("Kyiv and Kremlin are the same: Kremlin")
    expect(chosen).to_have_count(1)


def test_a_name_that_is_like_none_chooses_nothing(server, page):
    open_analysed(page, server, "/entities?entity=Kremlin")
    page.get_by_text("Same as another").click()
    type_name(page, "Xqzzwy")
    expect(page.get_by_text("No name in this library is similar to “Xqzzwy”.")).to_be_visible()
    expect(page.get_by_role("button", name="Decide", exact=True)).to_have_count(0)


def test_a_split_takes_one_form_out_and_is_undone_at_once(server, page):
    open_analysed(page, server, PUTIN)
    page.get_by_text("Two entities in one").click()
    page.get_by_label("Separate").click()
    page.get_by_role("option", name="Vladimir V. Putin", exact=True).click()
    # A page that is drawn anew closes the list that is open on it.
    page.wait_for_timeout(1_000)
    wait_until_still(page)
    name = page.get_by_label("They mean")
    name.fill("Vladimir V. Putin")
    page.get_by_role("option").filter(has_text="Vladimir V. Putin").first.click()
    expect(page.get_by_text("mean Vladimir V. Putin", exact=False).first).to_be_visible()
    page.get_by_role("button", name="Decide", exact=True).click()
    expect(page.get_by_text("Decided: “Vladimir V. Putin” of")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Vladimir V. Putin")).to_have_count(0)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_role("columnheader", name="Vladimir V. Putin")).to_be_visible()


def test_a_cell_of_the_naming_table_opens_its_places(server, page):
    open_analysed(page, server, PUTIN)
    table = page.get_by_role("table", name="Names by who uses them")
    cell = table.get_by_role("button").first
    count = int(cell.inner_text())
    cell.click()
    expect(rows(page, "Places of this name")).to_have_count(count)
    rows(page, "Places of this name").first.get_by_role("button").click()
    expect(page.locator(".panes article")).to_be_visible()


def test_a_line_of_the_graph_opens_the_sentences_that_name_both(server, page):
    open_analysed(page, server, "/entities")
    wanted = chart(page, "Named together").evaluate(
        """(root) => root.data.flatMap((trace) => trace.customdata ?? [])
            .filter((one) => Array.isArray(one))[3]"""
    )
    click_point(page, "Named together", wanted)
    sentences = rows(page, "Sentences that name both")
    expect(page.get_by_text(f"{wanted[0]} and {wanted[1]}").first).to_be_visible()
    expect(sentences.first.locator("mark.hit")).not_to_have_count(0)


def test_stepping_goes_through_the_mentions_by_key(server, page):
    open_analysed(page, server, PUTIN)
    expect(page.get_by_text("Mention 1 of")).to_be_visible()
    # Keys are heard once the page has come to rest.
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    page.get_by_role("heading", name="Mentions in context").click()
    page.keyboard.press("j")
    expect(page.get_by_text("Mention 2 of")).to_be_visible()
    expect(rows(page, "Mentions in context").nth(1)).to_have_class("selected")
    page.keyboard.press("k")
    expect(page.get_by_text("Mention 1 of")).to_be_visible()


def test_a_contradiction_leads_to_its_sentence_and_to_compare(server, page):
    open_analysed(page, server, "/figures")
    first = rows(page, "Contradictions").first
    expect(first).to_contain_text("about 13,000")
    expect(first).to_contain_text("about 10,000")
    first.get_by_role("button", name="Read the second").click()
    expect(page.locator(".pane .sentence.on")).to_contain_text("10,000")
    page.go_back()
    rows(page, "Contradictions").first.get_by_role("button", name="Compare").click()
    expect(page.locator(".sides article")).to_have_count(2)


def test_the_quotation_ledger_leads_to_who_prints_it(server, page):
    wait_until_analysed(server)
    open_analysed(page, server, "/quotations")
    table = page.get_by_role("table", name="Quotations by article")
    expect(table.get_by_role("button", name="cut").first).to_be_visible()
    table.get_by_role("button", name="cut").first.click()
    expect(page.locator(".pane .sentence.on")).to_be_in_viewport()


def test_a_split_the_ledger_and_a_contradiction_outlive_a_restart(server, page):
    store = open_store(f"sqlite:///{server.library}")
    putin = target(store.results.frame("mentions").frame, "Vladimir Putin", "PERSON")
    split = Decision("split", (putin,), into="V. V. P.", surface="Vladimir V. Putin")
    number = store.verdicts.set("entity", "split-before-restart", write_decision(split), who="Bo")
    server.restart()
    open_analysed(page, server, "/entities?entity=V.+V.+P.")
    expect(page.locator(".chip")).to_contain_text("V. V. P.")
    expect(rows(page, "Mentions in context").first).to_contain_text("Vladimir V. Putin")
    store.verdicts.undo(number)
    page.goto(f"{server.url}/quotations")
    table = page.get_by_role("table", name="Quotations by article")
    expect(table.get_by_role("button", name="cut").first).to_be_visible()
    page.goto(f"{server.url}/figures")
    expect(rows(page, "Contradictions").first).to_contain_text("about 13,000")


def test_two_names_that_may_be_one_are_joined_or_kept_apart_with_one_click(server, page):
    store = open_store(f"sqlite:///{server.library}")
    own = target(store.results.frame("mentions").frame, "Vladimir Putin", "PERSON")
    split = Decision("split", (own,), "Putin", "PERSON", surface="Putin")
    # Decisions apply in the order of their keys, and those of a click begin with the year.
    store.verdicts.set("entity", "0-split", write_decision(split), who="Bo")
    store.close()
    open_analysed(page, server, "/entities")
    pair = rows(page, "Perhaps the same").filter(has_text="Vladimir Putin and Putin")
    expect(pair).to_contain_text("stands without a first name")
    pair.get_by_role("button", name="Not the same", exact=True).click()
    expect(page.get_by_text("Decided: Vladimir Putin and Putin are not the same.")).to_be_visible()
    expect(pair).to_have_count(0)
    page.get_by_role("button", name="Undo", exact=True).click()
    pair.get_by_role("button", name="The same", exact=True).click()
    told = "Decided: Putin and Vladimir Putin are the same: Vladimir Putin."
    expect(page.get_by_text(told)).to_be_visible()
    expect(pair).to_have_count(0)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(pair).to_be_visible()
