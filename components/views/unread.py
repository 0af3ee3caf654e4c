"""What an analysis failed on, in words: single articles, or a whole step."""

from __future__ import annotations

from collections.abc import Mapping

from components.views.layout import shorten
from components.views.local import count_of

_NAMED = 3
_LONGEST = 60
_LONGEST_REASON = 200
_STEPS = {
    "lines": "boilerplate",
    "boilerplate": "boilerplate",
    "pairs": "similar pairs",
    "reuse": "copied passages",
    "words": "words",
    "outlines": "sentences",
    "names": "names",
    "mentions": "names",
    "directions": "who took from whom",
    "quotations": "quotations",
    "speakers": "speakers and quotations across articles",
    "facts": "numbers and dates",
    "contradictions": "contradictions",
    "figures": "numbers, dates and contradictions",
    "map": "the map",
}
_WITH_SETTINGS = "the comparison with the current settings"


def say_unread(faults: Mapping[str, str], labels: Mapping[str, str], what: str) -> str:
    """Which articles could not be read for `what`, and why; "" when there are none."""
    here = [id for id in faults if id in labels]
    if not here:
        return ""
    named = "; ".join(f"{shorten(labels[id], _LONGEST)} ({faults[id]})" for id in here[:_NAMED])
    rest = f"; and {count_of(len(here) - _NAMED, 'other', 'others')}" if len(here) > _NAMED else ""
    return (
        f"{count_of(len(here), 'article', 'articles')} could not be read for {what}: {named}{rest}."
    )


def say_failed(faults: Mapping[str, str]) -> str:
    """Which steps of the analysis failed, by name, and why; "" when none did."""
    if not faults:
        return ""
    listed = "; ".join(
        f"{_STEPS.get(step, _WITH_SETTINGS)} ({shorten(why, _LONGEST_REASON)})"
        for step, why in faults.items()
    )
    return (
        f"Part of the analysis failed: {listed}. This is a fault of Parallax, not of your "
        "articles. Everything that does not depend on it is complete. Parallax will "
        "try the failed part again when the library changes and when Parallax restarts."
    )
