"""One text against five versions: its numbers, all forms of a sentence, another base, Compare."""

import re

import pytest
from conftest import CHOOSE, open_analysed, open_list, wait_until_analysed
from playwright.sync_api import expect

from components.corpus.store import open_store

pytestmark = pytest.mark.browser

LEDE = "The old weir at Marlow Bend gave way on Friday night and flooded forty gardens."
HURT = "Nobody was hurt, the fire brigade said, but two narrow boats were torn from their moorings."
WARNED = "Engineers had warned the council in March that the timber gates were rotten below water."
COST = "Repairs will cost 1.2 million pounds and cannot begin before the river falls in spring."
ASKED = "The river trust had asked for the money four times and was told each time to wait."
SCHOOLS = "The council answered that every request was weighed against the needs of its schools."
ANGLERS = "Anglers have been asked to stay away from both banks until the bridge is inspected."
STORY = [LEDE, HURT, WARNED, COST, ASKED, SCHOOLS, ANGLERS]
TITLE = "Weir collapses at Marlow Bend"


def without(*sentences):
    return [one for one in STORY if one not in sentences]


def costing(amount, sentences=STORY):
    return [one.replace("1.2", amount) for one in sentences]


VERSIONS = {
    "Weir Gazette": (TITLE, STORY),
    "Lock Herald": (TITLE, costing("1.4")),
    "Towpath Post": ("Gardens flooded as weir collapses", costing("1.4", without(ASKED))),
    "Bargee": (TITLE, [one.replace("March", "May") for one in STORY]),
    "Reach Echo": (TITLE, STORY),
    "Millpond News": ("Trust says weir was rotten", costing("2.1", without(HURT, ASKED))),
}


def write_versions(folder):
    files = []
    for day, (source, (title, sentences)) in enumerate(VERSIONS.items(), start=3):
        path = folder / f"{source}.md"
        head = f"title: {title}\nsource: {source}\ndate: 2023-02-0{day}\nlanguage: en"
        body = "\n\n".join([" ".join(sentences[:2]), *sentences[2:]])
        path.write_text(f"---\n{head}\n---\n\n{body}\n", encoding="utf-8")
        files.append(str(path))
    return files


def find_versions(server):
    articles = open_store(f"sqlite:///{server.library}").articles()
    found = articles.set_index("source")["id"].to_dict()
    return {source: found[source] for source in VERSIONS if source in found}


@pytest.fixture
def family(server, page, tmp_path):
    """The ids of six versions by source, added as files; the library is there and read."""
    if not find_versions(server):
        open_analysed(page, server, "/add")
        page.locator(CHOOSE).set_input_files(write_versions(tmp_path))
        expect(page.get_by_text("6 of 6 files read")).to_be_visible()
    wait_until_analysed(server)
    return find_versions(server)


def line(page, words):
    """The sentence of the base text that has these words, with its numbers."""
    return page.locator(".base .line", has_text=words)


def forms(page):
    return page.locator(".base .forms .form")


def test_a_base_text_says_what_five_versions_did_and_shows_all_forms(server, page, family):
    page.goto(f"{server.url}/lineage?family={family['Weir Gazette']}")
    expect(line(page, LEDE).locator(".told")).to_have_text("0 of 5")
    expect(line(page, COST).locator(".told")).to_have_text("3 of 5 changed")
    expect(line(page, ASKED).locator(".told")).to_have_text("2 of 5 dropped")
    expect(line(page, WARNED).locator(".told")).to_have_text("1 of 5 changed")
    expect(line(page, TITLE).locator(".told")).to_have_text("2 of 5 changed")
    line(page, COST).click()
    expect(forms(page).locator(".what")).to_have_text(
        [
            "≠ changed in 2 versions",
            "≠ changed in 1 version",
            "= the same words in 2 versions",
        ]
    )
    expect(forms(page).first.locator("del")).to_have_text("1.2")
    expect(forms(page).first.locator("ins")).to_have_text("1.4")
    expect(forms(page).first.locator(".name")).to_have_text(
        [re.compile("Lock Herald"), re.compile("Towpath Post")]
    )
    expect(page).to_have_url(re.compile("sentence=4"))


def test_an_open_sentence_stands_in_the_link_and_leads_to_compare_and_to_the_reading_view(
    server, page, family, open_tab
):
    base, other = family["Weir Gazette"], family["Millpond News"]
    link = f"{server.url}/lineage?family={base}&base={base}&sentence=4"
    page.goto(link)
    named = forms(page).filter(has_text="Millpond News")
    named.get_by_role("button", name="Compare with Millpond News").click()
    expect(page).to_have_url(re.compile(f"compare.*pair={base}.{other}.*change="))
    expect(page.locator(".sides .sentence.on").first).to_contain_text("Repairs will cost 1.2")
    reading = open_tab()
    reading.goto(link)
    forms(reading).get_by_role("button", name="Read Millpond News").click()
    expect(reading.locator(".panes article .sentence.on")).to_contain_text("2.1 million")


def test_a_headline_has_forms_too_and_leads_to_where_it_differs(server, page, family):
    base = family["Weir Gazette"]
    page.goto(f"{server.url}/lineage?family={base}&base={base}&sentence=headline")
    expect(forms(page).locator(".what")).to_have_text(
        ["≠ changed in 1 version", "≠ changed in 1 version", "= the same words in 3 versions"]
    )
    page.get_by_role("button", name="Compare with Towpath Post").click()
    expect(page.locator(".side h2.on")).to_contain_text(TITLE)


def test_any_version_can_be_the_base(server, page, family):
    page.goto(f"{server.url}/lineage?family={family['Weir Gazette']}")
    expect(line(page, COST)).to_be_visible()
    open_list(page.get_by_role("combobox", name="Base text"))
    page.get_by_role("option", name=re.compile("Millpond News")).click()
    expect(line(page, "Repairs will cost 2.1 million").locator(".told")).to_have_text(
        "5 of 5 changed"
    )
    expect(line(page, HURT)).to_have_count(0)
    expect(page).to_have_url(re.compile(f"base={family['Millpond News']}"))
    page.reload()
    expect(line(page, "Repairs will cost 2.1 million")).to_be_visible()


def test_arrow_keys_go_from_change_to_change_and_enter_opens_one(server, page, family):
    page.goto(f"{server.url}/lineage?family={family['Weir Gazette']}")
    expect(line(page, TITLE)).to_be_visible()
    line(page, TITLE).focus()
    page.keyboard.press("ArrowDown")
    expect(line(page, HURT)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(line(page, COST)).to_be_focused()
    page.keyboard.press("Enter")
    expect(forms(page)).to_have_count(3)
    expect(line(page, COST)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(forms(page)).to_have_count(0)
    expect(line(page, COST)).to_be_focused()


def test_the_version_switcher_of_compare_leads_to_the_base_text(server, page, family):
    base, other = family["Towpath Post"], family["Bargee"]
    page.goto(f"{server.url}/compare?pair={base}.{other}")
    page.get_by_role("button", name="A against all versions").click()
    expect(page).to_have_url(re.compile(f"lineage.*base={base}"))
    expect(line(page, "Gardens flooded as weir collapses")).to_be_in_viewport()


def test_filters_leave_versions_out_and_it_is_said(server, page, family):
    base = family["Weir Gazette"]
    page.goto(f"{server.url}/lineage?family={base}&days=2023-02-03..2023-02-05")
    expect(line(page, COST).locator(".told")).to_have_text("2 of 2 changed")
    expect(page.get_by_text("3 versions are left out by the filters.")).to_be_visible()
