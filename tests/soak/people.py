"""A person in a browser of its own: what it does next is chance, what must be true then is not."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import CHOOSE, SEEN_TOUR

PAGES = (
    *("Overview", "Compare", "Lineage", "Entities", "Quotations", "Figures", "Words", "Articles"),
    *("Library", "Notes", "Add articles"),
)
WORDS = ("ferry", "museum", "harbour", "talks", "president", "tram")
# How many articles a person adds; then it goes on with those it has.
MOST_OWN = 4
TRANQUIL = "[data-testid=stApp][data-test-script-state=notRunning]"
WRONG = re.compile("Something went wrong|could not do what you asked")
# Long enough for a machine that does everything else as well.
PATIENCE = 180_000
expect.set_options(timeout=PATIENCE)


@dataclass
class Own:
    """An article that a person added: its text, its notes, and whether it is in the bin."""

    title: str
    text: str
    notes: list[str] = field(default_factory=list)
    removed: bool = False


class Person:
    """One person, who remembers what it was told is stored, and what it has selected."""

    def __init__(self, number: int, address: str, seed: int) -> None:
        self.name = f"Person {number}"
        self.articles: list[Own] = []
        self.done = 0
        self.query = ""
        self._address, self._chance = address, random.Random(f"{seed} {number}")
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        """Its tab."""
        assert self._page
        return self._page

    async def open(self, browser: Browser) -> None:
        """Open the dashboard in a browser that knows its name."""
        context = await browser.new_context(viewport={"width": 1440, "height": 1000})
        who = {"name": "parallax_who", "value": quote(self.name), "url": self._address}
        await context.add_cookies([SEEN_TOUR | {"url": self._address}, who])  # type: ignore[list-item]
        self._page = await context.new_page()
        self._page.set_default_timeout(PATIENCE)
        await self._page.goto(self._address)
        await self._settle()

    async def act(self, ids: dict[str, str]) -> str:
        """Do one thing; `ids` are those of articles by title. Gives its name.

        Raises AssertionError where it is not as it must be.
        """
        doing = self._chance.choice(self._list_what_can_be_done(ids))
        await doing(ids)
        await self._settle()
        await self._look()
        self.done += 1
        return str(doing.__name__)

    def _list_what_can_be_done(self, ids: dict[str, str]) -> list[Any]:
        here = [one for one in self.articles if not one.removed and one.title in ids]
        return [
            *[self.turn_the_page] * 5,
            *[self.search, self.reload],
            *([self.clear] if self.query else []),
            *([self.add] * 2 if len(self.articles) < MOST_OWN else []),
            *([self.write_a_note, self.remove] if here else []),
            *([self.restore] if any(one.removed for one in self.articles) else []),
        ]

    async def turn_the_page(self, _: object) -> None:
        """Go to any page by its link."""
        await self._go(self._chance.choice(PAGES))

    async def reload(self, _: object) -> None:
        """Reload the page, in the middle of whatever it does."""
        await self.page.reload()

    async def search(self, _: object) -> None:
        """Search for a word."""
        await self._go("Articles")
        self.query = self._chance.choice(WORDS)
        field = self.page.get_by_placeholder("Search the articles")
        await field.fill(self.query)
        await field.press("Enter")
        await expect(self.page.locator(".chips .chip", has_text=self.query)).to_have_count(1)

    async def clear(self, _: object) -> None:
        """Take back what was searched for."""
        await self.page.locator(".chips .chip", has_text=self.query).first.click()
        await expect(self.page.locator(".chips .chip")).to_have_count(0)
        self.query = ""

    async def add(self, _: object) -> None:
        """Add an article of its own."""
        mark = f"{self.name.replace(' ', '')}x{len(self.articles)}"
        text = f"The ferry of {mark} was late on Friday. Nobody on board of {mark} knew why."
        own = Own(f"Ferry of {mark}", text)
        await self._go("Add articles")
        content = f"{own.title}\n\n{text}".encode()
        file = {"name": f"{mark}.txt", "mimeType": "text/plain", "buffer": content}
        await self.page.locator(CHOOSE).set_input_files([file])  # type: ignore[list-item]
        told = self.page.locator("ul.rows[aria-label='Files'] li", has_text=f"{mark}.txt")
        await expect(told).to_contain_text("1 new")
        self.articles.append(own)

    async def write_a_note(self, ids: dict[str, str]) -> None:
        """Write a note on the second sentence of an article of its own, by keyboard."""
        own = self._choose(ids)
        words = f"Note {len(own.notes) + 1} of {self.name}"
        await self._read(ids[own.title])
        await self.page.locator(".pane").first.focus()
        for key in ("ArrowRight", "ArrowRight", "Enter"):
            await self.page.keyboard.press(key)
        dialog = self.page.get_by_role("dialog")
        await dialog.get_by_label("Your note").fill(words)
        await dialog.get_by_role("button", name="Save", exact=True).click()
        await expect(self.page.locator("aside.note", has_text=words)).to_have_count(1)
        own.notes.append(words)

    async def remove(self, ids: dict[str, str]) -> None:
        """Put an article of its own into the bin."""
        own = self._choose(ids)
        await self._read(ids[own.title])
        await self.page.get_by_role("button", name="Remove", exact=True).first.click()
        told = self.page.get_by_text(f"Moved “{own.title}” to the bin")
        await expect(told.first).to_be_visible()
        own.removed = True

    async def restore(self, _: object) -> None:
        """Take an article of its own out of the bin."""
        own = self._chance.choice([one for one in self.articles if one.removed])
        await self._go("Library")
        row = self.page.locator("ul.rows[aria-label='Removed articles'] li", has_text=own.title)
        await row.get_by_role("button", name="Restore").click()
        await expect(row).to_have_count(0)
        own.removed = False

    def _choose(self, ids: dict[str, str]) -> Own:
        here = [one for one in self.articles if not one.removed and one.title in ids]
        return self._chance.choice(here)

    async def _go(self, title: str) -> None:
        await self.page.get_by_role("link", name=title, exact=True).first.click()
        # The page that is left is tranquil, too, for a moment.
        await expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()
        await self._settle()

    async def _read(self, id: str) -> None:
        # A link of an article restores nothing else, as one that somebody sent.
        await self.page.goto(f"{self._address}/articles?read={id}")
        self.query = ""
        await expect(self.page.locator(".panes h2").first).to_be_visible()
        await self._settle()

    async def _settle(self) -> None:
        await self.page.locator(TRANQUIL).wait_for()
        await expect(self.page.locator(".chips .lead").first).to_be_visible()

    async def _look(self) -> None:
        """What is on the page is this person's own."""
        assert not await self.page.get_by_text(WRONG).count(), f"{self.name}: an error"
        chips = self.page.locator(".chips .chip")
        told = await chips.all_text_contents()
        assert [self.query in one for one in told] == [True] * bool(self.query), (
            f"{self.name} selected {self.query!r} and sees {told}"
        )
