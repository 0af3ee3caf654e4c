"""One run: people act on a server at the same time, its memory is measured, the library checked."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field

import psutil
from playwright.async_api import Browser, async_playwright
from playwright.async_api import Error as PlaywrightError

from components.corpus.store import Store, open_store
from tests.browser.conftest import Server
from tests.browser.find_browser import FLAGS, find_browser
from tests.soak.invariants import find_damage, find_lost
from tests.soak.people import Person

# Seconds between two looks at memory and at the library; the share of a run before memory counts.
LOOK, WARM = 60.0, 0.25


@dataclass
class Course:
    """What happened: actions by name, faults as sentences, and memory in MB by second."""

    actions: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    seconds: float = 0.0

    def growth(self) -> float:
        """Memory of the last quarter of the time divided by that of the second; medians."""
        half = [mb for at, mb in self.memory if WARM <= at / self.seconds < 2 * WARM]
        last = [mb for at, mb in self.memory if at / self.seconds >= 1 - WARM]
        return statistics.median(last) / statistics.median(half) if half and last else 1.0


async def run(
    server: Server, people: int, seed: int, *, actions: int | None, seconds: float, pause: float
) -> Course:
    """Have people act for so many seconds, or so many actions each; `pause` is the mean between."""
    course, began = Course(), time.monotonic()
    store = open_store(f"sqlite:///{server.library}")
    everybody = [Person(number, server.url, seed) for number in range(people)]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        watching = asyncio.create_task(_watch(server, course, began))
        tasks = (
            _live(one, browser, store, course, began + seconds, actions, pause) for one in everybody
        )
        await asyncio.gather(*tasks)
        watching.cancel()
        await browser.close()
    course.seconds = time.monotonic() - began
    course.faults += [*find_lost(store, everybody), *find_damage(store)]
    store.close()
    return course


async def _live(
    person: Person,
    browser: Browser,
    store: Store,
    course: Course,
    until: float,
    actions: int | None,
    pause: float,
) -> None:
    await person.open(browser)
    while time.monotonic() < until and (actions is None or person.done < actions):
        try:
            articles = await asyncio.to_thread(store.articles)
            ids = dict(zip(articles["title"], articles["id"], strict=True))
            course.actions[await person.act(ids)] += 1
        except (AssertionError, PlaywrightError) as fault:
            told = " ".join(str(fault).split())[:300]
            course.faults.append(f"{person.name} after {person.done} actions: {told}")
            return
        await asyncio.sleep(pause)


async def _watch(server: Server, course: Course, began: float) -> None:
    assert server.process
    while True:
        at = time.monotonic() - began
        course.memory.append((at, await asyncio.to_thread(_measure, server.process.pid)))
        await asyncio.sleep(LOOK)


def _measure(process: int) -> float:
    """Megabytes of a process and of all that it started, shared pages once."""
    own = psutil.Process(process)
    every = [own, *own.children(recursive=True)]
    return sum(one.memory_full_info().pss for one in every if one.is_running()) / 1e6


def describe(course: Course, people: int, seed: int) -> str:
    """The report of a run, in Markdown."""
    done = sum(course.actions.values())
    told = (f"{name.replace('_', ' ')} {n:,}" for name, n in course.actions.most_common())
    shown = course.memory[:: max(1, len(course.memory) // 24)]
    lines = [
        "# Many people for a long time",
        "",
        f"{people} people in browsers of their own at one server, each with actions drawn by",
        f"chance (seed {seed}), for {course.seconds / 3600:.1f} hours: `python -m tests.soak`.",
        "",
        f"- **{done:,} actions**: {', '.join(told)}",
        f"- **Lost, or seen by another**: {len(course.faults)}",
        *[f"  - {fault}" for fault in course.faults],
        "- **Memory** of server, worker and reader, the last quarter beside the second: "
        f"{course.growth():.3f}",
        "",
        "| minute | MB |",
        "|---|---|",
        *[f"| {at / 60:.0f} | {mb:,.0f} |" for at, mb in shown],
        "",
    ]
    return "\n".join(lines)
