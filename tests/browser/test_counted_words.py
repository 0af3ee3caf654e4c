"""Own stop words, terms over time, neighbours, groups and the calendar, in a real browser."""

import re

import pytest
from conftest import chart, open_analysed
from playwright.sync_api import expect

from components.corpus.store import open_store

pytestmark = pytest.mark.browser

ASKS = "With Peace Talks Stalled, Zelensky Asks Putin for a Meeting of Two"
ALONE = "Zelensky asks to see Putin alone as peace talks stall – The Harbour Post"
POST = "/words?source=The+Harbour+Post&term=Zelensky"


def lines(page, label):
    return page.locator(f"ul.kwic[aria-label='{label}'] button.line")


def words_of(page, label):
    """The words on the axis of the chart whose text alternative begins so."""
    return chart(page, label).locator(".yaxislayer-above text, .yaxislayer-below text")


def click_point(page, label, wanted):
    """Click the mark or the cell with this customdata in the chart whose label begins so."""
    place = chart(page, label).evaluate(
        """(root, wanted) => {
            root.scrollIntoView({block: 'center'});
            const layout = root._fullLayout, box = root.getBoundingClientRect();
            const same = (one) => JSON.stringify(one) === JSON.stringify(wanted);
            for (const [n, trace] of root._fullData.entries()) {
                const own = trace.customdata ?? [];
                const name = (axis) => `${axis[0]}axis${axis.slice(1)}`;
                const [x, y] = [layout[name(trace.xaxis)], layout[name(trace.yaxis)]];
                const at = (a, b) => [box.left + x._offset + a, box.top + y._offset + b];
                if (trace.type === 'heatmap') {
                    const row = own.findIndex((cells) => cells.some(same));
                    if (row >= 0) return at(x.d2p(own[row].findIndex(same)), y.d2p(row));
                } else if (Array.from(own).some(same)) {
                    const point = Array.from(own).findIndex(same);
                    if (trace.type === 'bar' && !trace.x[point]) continue;
                    const value = trace.type === 'bar' ? trace.x[point] / 2 : trace.x[point];
                    return at(x.d2p(value), y.d2p(trace.y[point]));
                }
            }
            return null;
        }""",
        wanted,
    )
    assert place, f"nothing in {label} has {wanted}"
    page.mouse.move(place[0] - 3, place[1] - 1)
    page.mouse.move(*place)
    page.wait_for_timeout(150)
    page.mouse.click(*place)


@pytest.fixture
def waiting(server):
    """The server without a worker, so that what is to be counted again stays so."""
    server.stop()
    server.worker = False
    server.start()
    yield server
    server.stop()
    server.worker = True
    server.start()


def test_a_word_left_out_is_gone_at_once_and_counted_anew_is_said_and_undo_brings_it_back(
    waiting, page
):
    open_analysed(page, waiting, POST)
    named = words_of(page, "More frequent here").filter(has_text=re.compile("^Zelensky$"))
    expect(named).to_have_count(1)
    page.get_by_role("button", name="Leave this word out everywhere").click()
    expect(page.get_by_text("Left out everywhere: zelensky")).to_be_visible()
    expect(page.get_by_text("Similarity is being counted again").first).to_be_visible()
    expect(named).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(named).to_have_count(1)
    expect(page.get_by_text("Similarity is being counted again")).to_have_count(0)


def test_a_word_left_out_is_not_among_the_words_behind_a_similarity(server, page):
    articles = open_store(f"sqlite:///{server.library}").articles().set_index("label")["id"]
    pair = f"/compare?pair={articles[ASKS]}.{articles[ALONE]}"
    words = page.locator("ul.rows[aria-label='Words in common'] button.row")
    open_analysed(page, server, pair)
    expect(words.filter(has_text="zelensky")).to_have_count(1)
    page.get_by_role("button", name="What counts").click()
    page.get_by_role("textbox", name="Leave out words of your own").fill("Zelensky, Putin")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 own stop words: putin, zelensky")).to_be_visible()
    page.keyboard.press("Escape")
    expect(words.first).to_be_visible()
    expect(words.filter(has_text=re.compile("zelensky|putin"))).to_have_count(0)
    page.goto(f"{server.url}/words?words-view=Own+stop+words")
    row = page.locator("ul.rows[aria-label='Own stop words'] li")
    expect(row).to_have_count(2)
    row.filter(has_text="zelensky").get_by_role("button", name="Count again").click()
    expect(row).to_have_count(1)
    page.goto(server.url + pair)
    expect(words.filter(has_text="zelensky")).to_have_count(1)
    expect(words.filter(has_text="putin")).to_have_count(0)


def test_a_point_over_time_leads_to_its_sentences_and_the_link_restores_it(server, page):
    query = "words-view=Over+time&over-time=strike&over-time=union&over-time-sources=By+source"
    open_analysed(page, server, f"/words?{query}&over-time-by=Day")
    point = ["strike", "Freight Ledger", "2024-03-19", "2024-03-19"]
    click_point(page, "Terms by day", point)
    chips = page.locator(".chips .chip")
    expect(chips).to_contain_text(["19 Mar 2024", "Freight Ledger", "strike"])
    expect(lines(page, "In the selected articles").first).to_contain_text(
        re.compile("strike", re.I)
    )
    expect(chart(page, "Terms by day")).to_be_visible()
    shown = lines(page, "In the selected articles").count()
    page.reload()
    expect(lines(page, "In the selected articles")).to_have_count(shown)
    expect(chips).to_have_count(3)
    assert "over-time=union" in page.url


def test_a_neighbour_leads_to_the_sentences_with_both_words(server, page):
    open_analysed(page, server, "/words?term=strike&neighbours-within=3")
    every = lines(page, "Every place")
    expect(every.first).to_be_visible()
    before = every.count()
    words = words_of(page, "Neighbours")
    expect(words.first).to_be_visible()
    word = words.first.text_content() or ""
    click_point(page, "Neighbours", word)
    expect(page.get_by_text(f"Only lines with “{word}” within 3 words")).to_be_visible()
    expect(every).not_to_have_count(before)
    for line in every.all_inner_texts():
        assert word.casefold()[:4] in line.casefold()
    page.get_by_role("button", name="Show all lines").click()
    expect(every).to_have_count(before)


def test_a_word_of_a_group_leads_to_the_sentences_of_this_group(server, page):
    open_analysed(page, server, "/words?words-view=Groups+side+by+side")
    groups = page.locator(".parallax-chart[data-drawn][aria-label$='6 groups.']")
    expect(groups).to_be_visible()
    click_point(page, groups.get_attribute("aria-label"), ["Agence Boréale", "Zelenskyy"])
    expect(page.locator(".chips .chip")).to_contain_text(["Agence Boréale", "Zelenskyy"])
    expect(lines(page, "In the selected articles")).to_have_count(6)
    expect(groups).to_be_visible()


def test_a_day_of_the_calendar_is_selected_and_all_charts_follow(server, page):
    open_analysed(page, server, "/?timeline-by=Calendar")
    click_point(page, "15 articles from", ["2024-03-19", "2024-03-19"])
    expect(page.locator(".chips .chip")).to_contain_text(["19 Mar 2024"])
    expect(page.locator(".chips .lead")).to_have_text("2 of 15 articles")
    expect(chart(page, "Similarity of 2 articles")).to_be_visible()
    expect(page.locator("ul.rows[aria-label='Articles'] li")).to_have_count(2)
    assert "days=2024-03-19..2024-03-19" in page.url


def test_the_calendar_and_the_course_of_a_term_go_by_keyboard(server, page):
    open_analysed(page, server, "/?timeline-by=Calendar")
    keys = page.locator(".st-key-timeline-frame .parallax-keys")
    keys.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".st-key-timeline-frame .parallax-said")).to_contain_text("article")
    page.keyboard.press("Enter")
    expect(page.locator(".chips .chip")).to_contain_text(["days"])
