"""Words, the map and who takes from whom, in a real browser on the real server."""

import csv
import re

import pytest
from conftest import Server, chart, click_heatmap, open_analysed
from playwright.sync_api import expect

from components.corpus.store import open_store

pytestmark = pytest.mark.browser

SUBJECTS = {
    "Harbour Wire": "The ferry left the harbour and the captain counted lorries",
    "Ballot Post": "The council counted every ballot and the party lost the vote",
}


def lead(page):
    return page.locator(".chips .lead")


def lines(page, label):
    return page.locator(f"ul.kwic[aria-label='{label}'] button.line")


def click_mark(page, label, trace, wanted):
    """Click the mark whose customdata is `wanted` in the chart whose label begins so."""
    place = chart(page, label).evaluate(
        """(root, [trace, wanted]) => {
            root.scrollIntoView({block: 'center'});
            const layout = root._fullLayout, box = root.getBoundingClientRect();
            const data = root.data.find((one) => one.name === trace);
            const row = data.customdata.indexOf(wanted);
            const points = root.calcdata[root.data.indexOf(data)][row];
            return [box.left + layout.xaxis._offset + layout.xaxis.c2p(points.x),
                    box.top + layout.yaxis._offset + layout.yaxis.c2p(points.y)];
        }""",
        [trace, wanted],
    )
    page.mouse.move(place[0] - 3, place[1] - 1)
    page.mouse.move(*place)
    page.wait_for_timeout(150)
    page.mouse.click(*place)


def test_a_word_of_a_source_leads_to_its_places_on_both_sides(server, page):
    open_analysed(page, server, "/words")
    page.locator("ul.rows[aria-label='What sets each source apart'] button.row").filter(
        has_text="Agence Boréale"
    ).click()
    expect(lead(page)).to_have_text("2 of 15 articles")
    click_mark(page, "More frequent here", "these articles", "Zelenskyy")
    expect(page.locator(".chips .chip")).to_contain_text(["Agence Boréale", "Zelenskyy"])
    expect(lines(page, "In the selected articles")).to_have_count(6)
    expect(lines(page, "In the others")).to_have_count(3)
    assert "term=Zelenskyy" in page.url


def test_the_sign_of_a_hint_stands_beside_the_words_it_explains(server, page):
    open_analysed(page, server, "/words?words-view=Over+time")
    label = page.locator("[data-testid=stWidgetLabel]").filter(has_text="Words or phrases")
    words, sign = label.locator("p"), label.get_by_test_id("stTooltipIcon")
    expect(sign).to_be_visible()
    ends = words.bounding_box()["x"] + words.bounding_box()["width"]
    assert 0 <= sign.bounding_box()["x"] - ends < 20


def test_the_link_restores_term_order_and_page(server, page):
    open_analysed(page, server, "/words?source=Podil+Wire&term=putin&lines-order=right+1")
    expect(page.get_by_role("searchbox", name="A word or a phrase")).to_have_value("putin")
    here = lines(page, "In the selected articles")
    after = here.first.locator(".after").inner_text()
    page.reload()
    expect(here.first.locator(".after")).to_have_text(after)
    afters = [re.sub(r"^\S+\W*", "", text) for text in here.locator(".after").all_inner_texts()]
    first_words = [re.match(r"\w*", text)[0].casefold() for text in afters]
    assert first_words == sorted(first_words)


def test_a_line_leads_to_its_place_by_keyboard(server, page):
    open_analysed(page, server, "/words?term=%22night+shifts%22")
    line = lines(page, "Every place").first
    line.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pane .hit").first).to_contain_text(re.compile("night shifts", re.I))
    expect(page.locator(".pane .hit").first).to_be_in_viewport()


def test_a_typed_term_narrows_every_page_and_can_be_cleared(server, page):
    open_analysed(page, server, "/words")
    page.get_by_role("searchbox", name="A word or a phrase").fill("strike")
    page.keyboard.press("Enter")
    expect(page.locator(".chips .chip")).to_contain_text(["strike"])
    narrowed = lead(page).inner_text()
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_text("How similar the articles are")).to_be_visible()
    expect(lead(page)).to_have_text(narrowed)
    page.locator(".chips .chip").first.click()
    expect(lead(page)).to_have_text("All 15 articles")


def test_a_cell_of_who_takes_from_whom_leads_to_the_pairs_and_to_compare(server, page):
    open_analysed(page, server)
    click_heatmap(page, "Who takes text from whom", "Podil Wire", "The Harbour Post")
    expect(page.locator(".chips .chip")).to_contain_text(["Podil Wire, The Harbour Post"])
    pairs = page.locator("ul.rows[aria-label='Which articles took from which'] li")
    expect(pairs).to_have_count(1)
    pairs.locator("button.action").click()
    expect(page.locator(".sides article")).to_have_count(2)


def test_the_timeline_and_the_matrix_keep_their_choice_in_the_link(server, page):
    open_analysed(page, server)
    page.get_by_role("radio", name="Month").click()
    timeline = page.locator(".parallax-chart[aria-label*='articles from']")
    expect(timeline.locator("text.ytitle")).to_have_text("articles per month")
    page.get_by_role("radio", name="Date", exact=True).click()
    expect(page).to_have_url(re.compile("matrix-order=Date"))
    page.reload()
    expect(timeline.locator("text.ytitle")).to_have_text("articles per month")
    expect(page.get_by_role("radio", name="Date", exact=True)).to_be_checked()


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A library of more articles than a matrix shows, on two subjects."""
    corpus = tmp_path_factory.mktemp("large")
    with (corpus / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["title", "text", "source", "published"])
        for number in range(70):
            source, sentence = list(SUBJECTS.items())[number % 2]
            text = f"{sentence} at pier {number}. It was notice number {number} of that week."
            writer.writerow([f"Notice {number}", text, source, f"2020-01-{number % 28 + 1:02d}"])
    running = Server(tmp_path_factory.mktemp("library") / "library.sqlite", corpus)
    running.start()
    yield running
    running.stop()


def draw_around(page, label, source):
    """Draw a lasso around the points of one source on the map."""
    corners = chart(page, label).evaluate(
        """(root, source) => {
            root.scrollIntoView({block: 'center'});
            const layout = root._fullLayout, box = root.getBoundingClientRect();
            const points = root.calcdata[root.data.findIndex((one) => one.name === source)];
            const trace = root._fullData[points[0].trace.index];
            const xs = [...trace.x].map((x) => layout.xaxis.c2p(x));
            const ys = [...trace.y].map((y) => layout.yaxis.c2p(y));
            const at = (x, y) => [box.left + layout.xaxis._offset + x,
                                  box.top + layout.yaxis._offset + y];
            const [left, right] = [Math.min(...xs) - 8, Math.max(...xs) + 8];
            const [top, bottom] = [Math.min(...ys) - 8, Math.max(...ys) + 8];
            return [at(left, top), at(right, top), at(right, bottom), at(left, bottom)];
        }""",
        source,
    )
    page.mouse.move(*corners[0])
    page.mouse.down()
    for corner in [*corners[1:], corners[0]]:
        page.mouse.move(*corner, steps=4)
    page.mouse.up()


def test_a_lasso_on_the_map_picks_articles_and_shows_their_matrix(large, open_tab):
    page = open_tab()
    open_analysed(page, large)
    expect(page.get_by_text("Near points are similar articles")).to_be_visible()
    expect(page.get_by_text("A matrix compares up to 60 articles with each other")).to_be_visible()
    draw_around(page, "70 articles as points", "Harbour Wire")
    expect(lead(page)).to_have_text("35 of 70 articles")
    assert "article=" in page.url
    matrix = chart(page, "Similarity of 35 articles")
    assert matrix.evaluate("root => root.data[0].z.length || root.data[0].z.shape") is not None
    expect(chart(page, "70 articles as points, 35")).to_be_visible()
    other = open_tab()
    other.goto(page.url)
    expect(other.locator(".chips .lead")).to_have_text("35 of 70 articles")
    assert len(open_store(f"sqlite:///{large.library}").results.frame("map").frame) == 70
