"""What happens between press and release, or when the page breaks down, loses nothing."""

import pytest
from conftest import wait_until_still
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_page_that_broke_down_is_loaded_again_with_its_view(open_tab, server):
    page = open_tab()
    page.goto(f"{server.url}/articles?q=ferry")
    expect(page.locator(".chips .chip")).to_have_count(1)
    wait_until_still(page)
    page.evaluate("window.isTheSame = true")
    # This is what Streamlit leaves when an error ends its drawing.
    page.evaluate("document.getElementById('root').replaceChildren()")
    expect(page.locator(".chips .chip")).to_have_count(1)
    assert page.evaluate("window.isTheSame === undefined")
    assert page.url == f"{server.url}/articles?q=ferry"


def test_it_is_not_loaded_again_and_again(open_tab, server):
    page = open_tab()
    page.goto(f"{server.url}/notes")
    expect(page.locator(".chips .lead")).to_be_visible()
    page.evaluate("sessionStorage.setItem('parallax-recovered', Date.now())")
    page.evaluate("document.getElementById('root').replaceChildren()")
    expect(page.get_by_text("This page broke down twice. Nothing is lost")).to_be_visible()


def test_a_chip_that_is_drawn_anew_while_it_is_pressed_is_cleared_all_the_same(open_tab, server):
    page = open_tab()
    page.goto(f"{server.url}/articles?source=Podil+Wire")
    chip = page.locator(".chips .chip")
    expect(chip).to_have_count(1)
    wait_until_still(page)
    chip.hover()
    page.mouse.down()
    # The page runs again: what it shows of the chips changes, and they wait.
    page.get_by_role("button", name="Select all").dispatch_event("click")
    expect(page.get_by_role("button", name="Select none")).to_be_visible()
    wait_until_still(page)
    page.mouse.up()
    expect(chip).to_have_count(0)
