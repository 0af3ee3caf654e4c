"""No regular expression of the product takes longer than its text is long, whatever the text.

Python's `re` tries again from each place and with each way to divide what it read: a pattern may
need the square of a text's length, or its exponential, and holds all sessions up meanwhile.
"""

import json
import re
import subprocess
import sys

from tests.patterns.collect_patterns import ROOT, collect_patterns
from tests.patterns.worst_shapes import (
    grows_too_fast,
    may_grow,
    worst_shapes,
)

ACCEPTED = {
    "app/server.py": "reads the page of the installed Streamlit",
    "text/date_words.py": "reads the patterns of our own tables",
    "text/dates/tense.py": "reads one sentence: the square of one word's length",
}


def test_patterns_that_are_known_to_be_slow_are_found():
    for slow in (r"(a+)+$", r"\s+$", r"\s*[,;]\s*", r"<[^>]*>", r"(?:\w+ ?)+:", r"[A-Z]\w*, x"):
        assert slowest(slow), slow


def test_patterns_that_are_known_to_be_fast_are_not():
    for fast in (r"(?<!\s)\s+$", r"\w+", r"(?<!\w)\w++@", r"(?:a|b)+", r"a{1,50}b", r"<[^<>]*>"):
        assert not slowest(fast), fast


def test_every_pattern_takes_time_in_proportion_to_its_text():
    # In a process of its own: what other tests have imported compiles its patterns no more.
    code = f"from {__name__} import find_slow; import json; print(json.dumps(find_slow()))"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    count, slow = json.loads(ran.stdout)
    assert count > 1000
    assert not slow


def find_slow():
    """How many patterns there are, and those that are too slow, by the first of their places."""
    found = collect_patterns()
    slow = {}
    for asked, places in found.items():
        files = {place.rpartition(":")[0] for place in places}
        if not files <= ACCEPTED.keys():
            # Twice, because a busy machine may make one look so once.
            shape = slowest(*asked) and slowest(*asked)
            if shape:
                slow[min(places)] = asked.how, str(asked.pattern), str(shape)
    return len(found), slow


def slowest(pattern, flags=0, how="scan"):
    """A head and a unit of texts for which a pattern's time grows too fast, None without."""
    if not may_grow(pattern, flags):
        return None
    made = re.compile(pattern, flags)
    shapes = worst_shapes(pattern, flags)
    return next((shape for shape in shapes if grows_too_fast(made, shape, how)), None)
