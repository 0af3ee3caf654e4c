"""How well the article is told from its page, and how often an encoding is found: beside others.

The pages are those of Scrapinghub's benchmark, scored by its own rule (runs of four words, each
page with equal weight); the files of known encodings are chardet's. Both are read from the folder
that PARALLAX_EVAL names and are not part of the project.
"""

from __future__ import annotations

import codecs
import gzip
import json
import os
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from components.corpus.readers import read_file

Score = tuple[float, float]
RUN = 4
_WORD = re.compile(r"\w+")


def run() -> dict[str, Any]:
    """F1, precision and recall of main texts; shares of files decoded to the right text."""
    folder = Path(os.environ.get("PARALLAX_EVAL", "../shared")) / "eval"
    parts: dict[str, Callable[[Path], dict[str, Any]]] = {
        "article-extraction": measure_extraction,
        "encodings": measure_encodings,
    }
    return {
        name: measure(folder / name)
        if (folder / name).is_dir()
        else {"skipped": f"there is no folder {folder / name}"}
        for name, measure in parts.items()
    }


def measure_extraction(folder: Path) -> dict[str, Any]:
    """Ours, as a file is read, beside trafilatura alone on the same bytes."""
    truth = json.loads((folder / "ground-truth.json").read_text())
    pages = {
        key: gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()) for key in truth
    }
    ways = {"ours": extract_ours, "trafilatura": extract_plain}
    return {name: _score_way(way, pages, truth) for name, way in ways.items()}


def extract_ours(page: bytes) -> str:
    """The text as `read_file` gives it, in its own process."""
    return "\n\n".join(article.text for article in read_file("page.html", page).articles)


def extract_plain(page: bytes) -> str:
    """The text as trafilatura gives it without comments, its other settings as they come."""
    from trafilatura import extract

    return extract(page, include_comments=False) or ""


def _score_way(
    way: Callable[[bytes], str], pages: dict[str, bytes], truth: dict[str, dict[str, str]]
) -> dict[str, float]:
    way(next(iter(pages.values())))
    start = time.perf_counter()
    found = {key: way(page) for key, page in pages.items()}
    seconds = time.perf_counter() - start
    scores = [score_text(truth[key]["articleBody"], text) for key, text in found.items()]
    precision = statistics.mean(precision for precision, _ in scores)
    recall = statistics.mean(recall for _, recall in scores)
    return {
        "f1": round(2 * precision * recall / (precision + recall), 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "milliseconds a page": round(1000 * seconds / len(pages), 1),
    }


def score_text(true: str, found: str) -> Score:
    """Precision and recall over runs of four words, as the benchmark's own scorer counts them."""
    expected, given = _runs(true), _runs(found)
    right = (expected & given).total()
    precision = right / given.total() if given else float(not expected)
    recall = right / expected.total() if expected else float(not given)
    return precision, recall


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    runs = (tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))
    return Counter(run for run in runs if run)


def measure_encodings(folder: Path) -> dict[str, Any]:
    """Files decoded to the text they hold: ours with and without what they declare, and others."""
    import charset_normalizer

    from components.corpus.readers.shaping.decoding import declared_encoding, decode

    def normalizer(data: bytes) -> str:
        return str(charset_normalizer.from_bytes(data).best() or "")

    ways: dict[str, Callable[[bytes], str]] = {
        "ours": lambda data: decode(data, declared_encoding(data)).text,
        "ours, declarations unread": lambda data: decode(data).text,
        "charset-normalizer": normalizer,
    }
    files = list(_labelled(folder))
    return {"files": len(files)} | {
        name: round(statistics.mean(_is_right(way, *file) for file in files), 4)
        for name, way in ways.items()
    }


def _labelled(folder: Path) -> Iterator[tuple[bytes, str]]:
    """Files with the text they hold, where Python knows their encoding."""
    for path in sorted(path for path in (folder / "tests").glob("*/*") if path.is_file()):
        label = "-".join(path.parent.name.split("-")[: _parts_of_name(path.parent.name)])
        data = path.read_bytes()
        try:
            yield data, data.decode(codecs.lookup(label).name).lstrip("\ufeff")
        except (LookupError, UnicodeError):
            continue


def _parts_of_name(label: str) -> int:
    """How many parts of a folder's name are the encoding; a language may follow."""
    if label.startswith("iso-8859"):
        return 3
    return 2 if label.startswith("windows") else 9


def _is_right(way: Callable[[bytes], str], data: bytes, text: str) -> bool:
    try:
        return way(data).lstrip("\ufeff") == text
    except Exception:
        return False
