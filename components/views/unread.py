"""The articles that an analysis failed on, in words."""

from __future__ import annotations

from collections.abc import Mapping

from components.views.layout import count_noun, shorten

_NAMED = 3
_LONGEST = 60


def say_unread(faults: Mapping[str, str], labels: Mapping[str, str], what: str) -> str:
    """Which articles could not be read for `what`, and why; "" when there are none."""
    here = [id for id in faults if id in labels]
    if not here:
        return ""
    named = "; ".join(f"{shorten(labels[id], _LONGEST)} ({faults[id]})" for id in here[:_NAMED])
    rest = f"; and {count_noun(len(here) - _NAMED, 'other')}" if len(here) > _NAMED else ""
    return f"{count_noun(len(here), 'article')} could not be read for {what}: {named}{rest}."
