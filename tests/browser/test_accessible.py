"""No page has a serious fault by the rules of axe-core (WCAG 2.2 AA), in either theme."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import open_analysed

pytestmark = pytest.mark.browser

DASHBOARD = (Path(__file__).resolve().parents[2] / "dashboard.py").read_text(encoding="utf-8")
# The page that opens first has no path of its own.
PAGES = [*re.findall(r"url_path=\"(\w+)\"\)", DASHBOARD), ""]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_serious_fault(server, page, path, theme):
    page.emulate_media(color_scheme=theme)
    open_analysed(page, server, f"/{path}")
    found = Axe().run(page).response["violations"]
    serious = [
        (fault["id"], node["target"], node["failureSummary"])
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
    assert serious == []
