"""How often the day of publication is found, beside htmldate, and how fast.

`pages`: 400 pages with their day. `published` reads the page itself (through htmldate: the peer's
figure can be met, not beaten); `reader` is what the article gets when a page is uploaded, from its
metadata, its text or its address; `htmldate` the peer alone, asked for the first date of
publication. Shares that are right and wrong; what is missing is none. Nothing was tuned on these
pages.
`speed`: `find_dates` on invented text.
"""

from __future__ import annotations

import gzip
import json
import os
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from components.analysis.article.dates import published
from components.corpus.readers import read_file
from components.text.date_expressions import find_dates


def run() -> dict[str, Any]:
    """All figures; a set that is not there is answered with a sentence."""
    folder = Path(os.environ.get("PARALLAX_EVAL", "../shared")) / "eval" / "publication-dates"
    if not folder.is_dir():
        return {"pages": {"skipped": f"there is no folder {folder}"}, "speed": speed()}
    return {"pages": pages(folder), "speed": speed()}


def pages(folder: Path, most: int | None = None) -> dict[str, Any]:
    """Shares of right, wrong and missing days; `most` takes only the first pages."""
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    found = []
    for entry in list(gold.values())[:most]:
        path = folder / "html" / f"{entry['file']}.gz"
        if path.is_file():
            found.append((entry["date"], gzip.decompress(path.read_bytes())))
    ways = {"reader": _by_reader, "published": _by_text, "htmldate": _by_htmldate}
    return {"pages": len(found)} | {name: _score(found, way) for name, way in ways.items()}


def _score(
    found: list[tuple[str, bytes]], way: Callable[[bytes], date | str | None]
) -> dict[str, float]:
    counts: Counter[str] = Counter()
    began = time.perf_counter()
    for wanted, page in found:
        given = way(page)
        counts["none" if given is None else "right" if str(given) == wanted else "wrong"] += 1
    seconds = time.perf_counter() - began
    shares = {kind: round(counts[kind] / max(1, len(found)), 4) for kind in ("right", "wrong")}
    return shares | {"ms_a_page": round(1000 * seconds / max(1, len(found)), 1)}


def _by_reader(page: bytes) -> date | None:
    reading = read_file("page.html", page)
    if not reading.articles:
        return None
    return reading.articles[0].published


def _by_text(page: bytes) -> date | None:
    return published(page.decode("utf-8", "replace")).date


def _by_htmldate(page: bytes) -> str | None:
    from htmldate import find_date

    found: str | None = find_date(page, original_date=True)
    return found


def speed(words: int = 100_000) -> dict[str, Any]:
    """Seconds to find the dates of a long invented text."""
    sentence = (
        "On Monday the council met; since May 2019 it has met on 5 June 2020 and two days ago. "
    )
    text = sentence * (words // len(sentence.split()))
    began = time.perf_counter()
    found = find_dates(text, date(2024, 5, 1))
    return {"words": words, "dates": len(found), "seconds": round(time.perf_counter() - began, 2)}


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
