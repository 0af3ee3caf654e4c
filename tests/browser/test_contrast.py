"""What the browser makes of the colours where Streamlit has the last word."""

import re

import pytest
from conftest import open_analysed
from playwright.sync_api import Locator, expect

from components.corpus.store import open_store

pytestmark = pytest.mark.browser

COLOURS = """one => {
    const style = getComputedStyle(one), word = one.querySelector('p, span') ?? one;
    return [getComputedStyle(word).color, style.backgroundColor];
}"""


def luminance(colour: str) -> float:
    channels = [int(one) / 255 for one in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(found: Locator) -> float:
    word, ground = map(luminance, found.evaluate(COLOURS))
    return (max(word, ground) + 0.05) / (min(word, ground) + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_selected_tag_can_be_read(server, page, theme):
    store = open_store(f"sqlite:///{server.library}")
    tagged = store.articles()["id"].iloc[0]
    store.tags.add([tagged], ["to check"], "Anna")
    store.close()
    page.emulate_media(color_scheme=theme)
    open_analysed(page, server, f"/articles?read={tagged}")
    chip = page.locator("[data-testid=stMultiSelect] [data-tag]").first
    assert contrast(chip) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_button_of_the_one_action_can_be_read(server, page, theme):
    page.emulate_media(color_scheme=theme)
    open_analysed(page, server, "/articles")
    page.get_by_role("button", name="Edit in the table").click()
    save = page.get_by_role("button", name="Save changes")
    expect(save).to_be_visible()
    assert contrast(save) >= 4.5
