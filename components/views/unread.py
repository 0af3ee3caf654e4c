"""What an analysis failed on, in words: single articles, or a whole step."""

from __future__ import annotations

from collections.abc import Mapping

from components.views.layout import count_noun, shorten

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


def say_unread(faults: Mapping[str, str], labels: Mapping[str, str], what: str) -> str:
    """Which articles could not be read for `what`, and why; "" when there are none."""
    here = [id for id in faults if id in labels]
    if not here:
        return ""
    named = "; ".join(f"{shorten(labels[id], _LONGEST)} ({faults[id]})" for id in here[:_NAMED])
    rest = f"; and {count_noun(len(here) - _NAMED, 'other')}" if len(here) > _NAMED else ""
    return f"{count_noun(len(here), 'article')} could not be read for {what}: {named}{rest}."


def say_failed(faults: Mapping[str, str]) -> str:
    """Which steps of the analysis failed, by name, and why; "" when none did."""
    if not faults:
        return ""
    listed = "; ".join(
        f"{_STEPS.get(step, 'the comparison by what counts now')} ({shorten(why, _LONGEST_REASON)})"
        for step, why in faults.items()
    )
    return (
        f"A part of the analysis failed: {listed}. This is a fault of Parallax, not of your "
        "articles. What does not rest on it is complete; it is tried again when the library "
        "changes and when Parallax is started again."
    )
