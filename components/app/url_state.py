"""What stands in a link beside the selection and the settings: charts that are held, and places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode

from components.analysis.selection import LINK_KEYS, Selection, read_query, write_query
from components.analysis.settings import SETTING_KEYS

_PIN_KEY = "pin"
# By name of what is kept: on every page, or on the page that is named.
PLACES = {
    "library": "",
    "read": "articles",
    "change": "compare",
    "view": "compare",
    "family": "lineage",
    "step": "lineage",
    "cell": "entities",
    "mention": "entities",
    "tie": "entities",
    "sides": "entities",
    "talked": "figures",
    "naming-places": "entities",
    "contradicted": "figures",
    "contradicted-by": "figures",
    "figure-kinds": "figures",
    "lines-here": "words",
    "lines-others": "words",
}
# Of these the ones that are several words each, kept as a tuple.
_SEVERAL = frozenset(
    {
        "cell",
        "tie",
        "sides",
        "talked",
        "naming-places",
        "contradicted",
        "contradicted-by",
        "figure-kinds",
    }
)
# Options of widgets that are bound to the link stand there by their labels. By key of the widget:
# the labels that options once had, with those that they have now.
RENAMED_LABELS = {
    "kind": {
        "line that counts": "decision on boilerplate",
        "verb of saying": "reporting verb",
    },
    "kinds": {
        "how sure": "certainty",
        "form of a name": "form of name",
        "page line": "boilerplate",
    },
    "matrix-order": {"Likeness": "Similarity"},
    "omitted": {"what it alone has": "what only it has"},
    "part": {"Relatives": "Related"},
    "rows": {"edited on the way": "edited along the way"},
    "word-order": {"Surest first": "Most certain first"},
}
# What belongs to the value that a clause had, and means nothing with another one.
BELONGS = {
    "versions": ("change", "focus", "family", "sides"),
    "entity": ("cell", "mention", "lines-here", "lines-others"),
    "term": ("lines-here", "lines-others"),
}
OWNED = LINK_KEYS | SETTING_KEYS | PLACES.keys() | {_PIN_KEY}

Link = Mapping[str, list[str]]


def read_places(link: Link) -> dict[str, Any]:
    """Every place by its name: a string, or a tuple of those that are several; empty if not there.

    A link may say anything, so whoever uses a place looks whether it is one.
    """
    return {
        name: tuple(link.get(name, ())) if name in _SEVERAL else next(iter(link.get(name, ())), "")
        for name in PLACES
    }


def write_places(places: Mapping[str, Any], page: str | None) -> dict[str, list[str]]:
    """The places that stand in the link of a page."""
    here = {name: value for name, value in places.items() if value and PLACES[name] in ("", page)}
    return {
        name: [*value] if isinstance(value, tuple) else [str(value)] for name, value in here.items()
    }


def rename_labels(read: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """The parameters that name an option by an old label, with its label of now; often none.

    `read` gives the values of a parameter in the link, [] for one that is not there.
    """
    return {
        key: [labels.get(label, label) for label in named]
        for key, labels in RENAMED_LABELS.items()
        if not labels.keys().isdisjoint(named := read(key))
    }


def read_pins(link: Link) -> dict[str, Selection]:
    """What each chart that is held is held at."""
    parted = (value.partition("?") for value in link.get(_PIN_KEY, []))
    return {chart: read_query(parse_qs(query)) for chart, _, query in parted if chart}


def write_pins(pins: Mapping[str, Selection]) -> dict[str, list[str]]:
    """The same as the query of a link."""
    held = [
        f"{chart}?{urlencode(write_query(selection), doseq=True)}"
        for chart, selection in pins.items()
    ]
    return {_PIN_KEY: held} if held else {}
