"""How two articles stand to each other: the same on every page, as argued and as decided."""

import re

import pytest
from conftest import open_analysed
from playwright.sync_api import expect

from components.corpus.store import open_store

pytestmark = pytest.mark.browser


@pytest.fixture
def taken(server):
    """A pair of which one was taken from the other, giver first, as ids."""
    related = open_store(f"sqlite:///{server.library}").results.frame("relations").frame
    row = related[related["direction"] == "second from first"].iloc[0]
    return row["a"], row["b"]


def evidence(page):
    return page.locator("ul.rows[aria-label='Evidence'] li")


def told_by(page, words):
    """Where a verdict stands: in the line that stays on screen, and in the card of the evidence."""
    return page.get_by_text(words)


def test_a_struck_piece_of_evidence_counts_no_more_and_counts_again(server, page, taken):
    open_analysed(page, server, f"/compare?pair={taken[0]}.{taken[1]}")
    first = evidence(page).first
    first.get_by_role("button", name="Strike").click()
    expect(evidence(page).first).to_contain_text("struck, does not count")
    page.reload()
    expect(evidence(page).first).to_contain_text("struck, does not count")
    evidence(page).first.get_by_role("button", name="Count again").click()
    expect(evidence(page).first).not_to_contain_text("struck")


def test_a_verdict_on_two_articles_takes_effect_on_every_page_and_is_undone(server, page, taken):
    takes = "ul.rows[aria-label='Which articles took from which'] li"
    open_analysed(page, server, "/")
    before = page.locator(takes).count()
    assert before
    page.goto(f"{server.url}/compare?pair={taken[1]}.{taken[0]}")
    choice = page.get_by_role("radiogroup", name="Your verdict on the two articles")
    choice.get_by_role("radio", name="common source").click()
    expect(told_by(page, "Common source, decided by")).to_have_count(2)
    open_analysed(page, server, "/")
    expect(page.locator(takes)).to_have_count(before - 1)
    page.goto(f"{server.url}/notes")
    expect(page.locator("ul.rows[aria-label='Notes, tags and verdicts']")).to_contain_text(
        "verdict on two articles"
    )
    page.goto(f"{server.url}/compare?pair={taken[0]}.{taken[1]}")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Common source, decided by")).to_have_count(0)
    open_analysed(page, server, "/")
    expect(page.locator(takes)).to_have_count(before)


def test_what_was_decided_says_by_whom_and_leaves_no_direction(server, page, taken):
    store = open_store(f"sqlite:///{server.library}")
    number = store.verdicts.set("pair", f"{min(taken)}.{max(taken)}", "unrelated", who="Bo")
    open_analysed(page, server, f"/compare?pair={taken[0]}.{taken[1]}")
    expect(told_by(page, "Unrelated, decided by Bo")).to_have_count(2)
    expect(told_by(page, "Not versions of one text.")).to_have_count(2)
    store.verdicts.undo(number)
    page.reload()
    expect(page.get_by_text("Unrelated, decided by Bo")).to_have_count(0)


def test_twenty_pairs_are_told_alike_on_overview_and_compare_and_the_other_way_round(server, page):
    open_analysed(page, server, "/")
    store = open_store(f"sqlite:///{server.library}")
    table = store.results.frame("relations").frame
    labels = dict(store.articles()[["id", "title"]].to_numpy().tolist())
    rows = page.locator("ul.rows[aria-label='Which articles took from which'] li").all_inner_texts()
    pairs = table.sort_values("overlap", ascending=False).head(20)
    assert len(pairs) >= 8
    for row in pairs.to_dict("records"):
        there, back = (read_pair(page, server, *pair) for pair in pairs_of(row))
        for told, shares in ((there, ("a_in_b", "b_in_a")), (back, ("b_in_a", "a_in_b"))):
            own, other = (f"{100 * row[share]:.0f}%" for share in shares)
            assert f"({own} of A, {other} of B)" in told
        assert back == mirrored(there)
        listed = [text for text in rows if all(labels[row[end]] in text for end in ("a", "b"))]
        taker = re.search(r"\b(A|B) was [a-z ]*taken from (A|B)\b", there)
        # The Overview lists those that took a fifth of their words at least.
        taken = row["a_in_b" if taker[1] == "A" else "b_in_a"] if taker else 0
        assert bool(listed) == (taken >= 0.2), there
        for text in listed:  # of the taker, who is named first
            a_takes = text.find(labels[row["a"]]) < text.find(labels[row["b"]])
            assert f"{100 * row['a_in_b' if a_takes else 'b_in_a']:.0f}%" in text


def pairs_of(row):
    return (row["a"], row["b"]), (row["b"], row["a"])


def read_pair(page, server, first, second):
    """What Compare says of a pair: who took it from whom, and what kind of pair it is."""
    page.goto(f"{server.url}/compare?pair={first}.{second}")
    kind = page.get_by_text("of the shorter (")
    card = page.locator("[class*='st-key-']").filter(has=kind).filter(has=evidence(page)).last
    expect(card).to_be_visible(timeout=30_000)
    return " ".join(card.inner_text().split("Your verdict")[0].split())


def mirrored(told):
    """The same words with A and B exchanged, and the two shares in their new order."""
    swapped = re.sub(r"\b[AB]\b", lambda name: "BA"["AB".index(name[0])], told)
    return re.sub(r"\((\d+% of B), (\d+% of A)\)", r"(\2, \1)", swapped)
