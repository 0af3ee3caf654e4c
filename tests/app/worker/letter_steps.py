"""Steps for tests of the pool.

Each process that works on them has to load this module, and again whenever one of them dies: so it
loads no more than what the processes of a pool have loaded.
"""

import os
import time
from collections.abc import Iterator
from typing import Any

from components.analysis.pipeline.step import Step
from components.analysis.pipeline.step_inputs import Articles, Decided

POISON = "poison"


def count_letters(articles: Articles) -> list[int]:
    """The length of each text; of one that says so, a fault, or the end of the process."""
    if POISON in articles.texts:
        os._exit(1)
    if "bad" in articles.texts:
        raise ValueError("no letters")
    return [len(text) for text in articles.texts]


def tell_process(articles: Articles) -> list[int]:
    if articles.texts == ["w"]:
        time.sleep(3600)
    return [os.getpid() for _ in articles.texts]


def die(*_: object) -> None:
    """Begin a process of a pool that ends at once, as where the machine is at fault."""
    os._exit(1)


COUNT = Step("count", "article", count_letters, "1", ("text",), nothing=-1)
TELL = Step("tell", "article", tell_process, "1", ("text",))


def batches(texts: Any, size: int = 2) -> Iterator[Articles]:
    for start in range(0, len(texts), size):
        own = list(texts[start : start + size])
        yield Articles(own, own, "nl", [None] * len(own), {}, Decided())
