"""The first start, the first upload, and the invented sample taken out again, in a browser."""

import pytest
from conftest import CHOOSE, ROOT, Server, chart, free_port, wait_until_analysed
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

OWN = "The tram depot at Ostrava opened again on Friday, the city said.\n\nTrams run from Monday."


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server that nobody has used yet."""
    folder = tmp_path_factory.mktemp("new")
    running = Server(folder / "library.sqlite", ROOT / "data" / "corpus", free_port())
    running.start()
    yield running
    running.stop()


def test_the_first_upload_offers_to_take_the_sample_out_and_undo_brings_it_back(
    server, page, tmp_path
):
    own = tmp_path / "own.txt"
    own.write_text(f"Tram depot at Ostrava reopens\n\n{OWN}", encoding="utf-8")
    wait_until_analysed(server)
    page.goto(f"{server.url}/add")
    expect(page.get_by_text("This library contains only the sample")).to_be_visible()
    page.locator(CHOOSE).set_input_files(own)
    expect(page.get_by_text("The sample is still among your articles")).to_be_visible()
    page.get_by_role("button", name="Remove the sample").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Moved the sample to the bin.")).to_be_visible()
    expect(page.get_by_role("button", name="Remove the sample")).to_have_count(0)
    expect(page.get_by_text("1 article", exact=True)).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The sample is still among your articles")).to_be_visible()
    expect(page.get_by_text("All 16 articles")).to_be_visible()


def test_a_restart_brings_no_second_sample_and_keeps_the_mark(server, page):
    server.restart()
    wait_until_analysed(server)
    page.goto(server.url)
    expect(page.get_by_text("All 16 articles")).to_be_visible()
    expect(page.get_by_text("15 invented articles, marked “Sample”")).to_be_visible()
    marked = chart(page, "Similarity").evaluate(
        "(root) => root._fullLayout.yaxis.ticktext.filter((t) => t.startsWith('Sample · ')).length"
    )
    assert marked == 15
