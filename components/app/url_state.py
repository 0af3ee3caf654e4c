"""URL query: the selection, pinned charts, and where the analyst is on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st

from components.analysis.facets import Facet, read_facets
from components.analysis.selection import MOST_VERSIONS, SETTING_KEYS, Selection

_PIN_KEY, _ALL = "pin", "all"
# Names of kept values that stand in the URL: on the named page, on every page when it is "".
PLACES = {
    "library": "",
    "card": "",
    "read": "articles",
    "change": "compare",
    "where": "compare",
    "view": "compare",
    "family": "lineage",
    "step": "lineage",
    "families-by": "lineage",
    "base": "lineage",
    "sentence": "lineage",
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
    "desk": "articles",
    "searches": "articles",
    "searches-all": "articles",
    "neighbour": "words",
    "over-time": "words",
    "compared": "words",
}
# Those kept as a tuple of several words.
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
        "over-time",
        "compared",
    }
)
# Options of widgets that are bound to the URL stand there by their labels. By key of the widget:
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
# By filter the places that depend on its value, and are cleared when it changes.
DEPENDENT = {
    "versions": ("change", "focus", "family", "sides"),
    "entity": ("cell", "mention", "lines-here", "lines-others", "neighbour"),
    "term": ("lines-here", "lines-others", "neighbour"),
}
SELECTION_KEYS = frozenset(
    "article pair also entity days source language speaker q match term facet tags".split()  # noqa: SIM905
)
OWNED = SELECTION_KEYS | SETTING_KEYS | PLACES.keys() | {_PIN_KEY}

Link = Mapping[str, list[str]]
_LONGEST_NUMBER = 10


def read_url() -> dict[str, list[str]]:
    """The part of the URL's query that is ours; the rest is bound to widgets."""
    return {key: values for key in OWNED if (values := st.query_params.get_all(key))}


def has_query() -> bool:
    """Whether the URL says anything but the page."""
    return bool(st.query_params.to_dict())


def rename_labels(read: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """The parameters that name an option by an old label, with its present label; often none.

    `read` gives the values of a parameter in the URL, [] for one that is not there.
    """
    return {
        key: [labels.get(label, label) for label in named]
        for key, labels in RENAMED_LABELS.items()
        if not labels.keys().isdisjoint(named := read(key))
    }


def update_labels() -> bool:
    """Rewrite the options that stand in the URL by an old label; gives whether there were any."""
    renamed = rename_labels(st.query_params.get_all)
    st.query_params.update(renamed)
    return bool(renamed)


def write_url(wanted: dict[str, list[str]]) -> None:
    """Make our part of the URL's query this one, touching only what differs."""
    present = read_url()
    for key in present.keys() - wanted.keys():
        del st.query_params[key]
    changed = {key: values for key, values in wanted.items() if present.get(key) != values}
    if changed:
        st.query_params.update(changed)


def read_places(link: Link) -> dict[str, Any]:
    """Every place by name: a string, or a tuple where there are several; empty if not in the URL.

    A URL may say anything, so whoever uses a place checks it.
    """
    return {
        name: tuple(link.get(name, ())) if name in _SEVERAL else next(iter(link.get(name, ())), "")
        for name in PLACES
    }


def write_places(places: Mapping[str, Any], page: str | None) -> dict[str, list[str]]:
    """The places that stand in the URL of a page."""
    here = {name: value for name, value in places.items() if value and PLACES[name] in ("", page)}
    return {
        name: [*value] if isinstance(value, tuple) else [str(value)] for name, value in here.items()
    }


def find_dependent(before: Selection, after: Selection) -> Iterator[str]:
    """The places that mean nothing any more when the selection changes like this."""
    for clause, names in DEPENDENT.items():
        if getattr(before, clause) != getattr(after, clause):
            yield from names


def read_number(value: Any) -> int:
    """A place as a whole number; 0 when it is none, or longer than any that we write."""
    digits = str(value or "")
    return int(digits) if digits.isdecimal() and len(digits) < _LONGEST_NUMBER else 0


def write_query(selection: Selection) -> dict[str, list[str]]:
    """The selection as the query of a URL, keys to values; empty for an empty selection."""
    query: dict[str, list[str]] = {
        # One value for all: a lasso selects more articles than a URL may have values.
        "article": [".".join(selection.articles)] if selection.articles else [],
        "pair": [".".join(selection.pair)] if selection.pair else [],
        "also": list(selection.versions[2:]),
        "entity": [selection.entity] if selection.entity else [],
        "days": ["..".join(day.isoformat() for day in selection.days)] if selection.days else [],
        "source": list(selection.sources),
        "language": list(selection.languages),
        "speaker": [selection.speaker] if selection.speaker else [],
        "q": [selection.query] if selection.query else [],
        "match": [_ALL] if selection.query and selection.all_words else [],
        "term": [selection.term] if selection.term else [],
        "facet": list(selection.facets),
    }
    return {key: values for key, values in query.items() if values}


def read_query(query: Mapping[str, Sequence[str]]) -> Selection:
    """The selection in the query of a URL; unreadable values and unknown keys are ignored."""
    pair = _read_pair(query.get("pair", ()))
    return Selection(
        articles=tuple(i for value in query.get("article", ()) for i in value.split(".") if i),
        pair=pair,
        entity=next(iter(query.get("entity", ())), ""),
        days=_read_days(query.get("days", ())),
        sources=tuple(query.get("source", ())),
        languages=tuple(query.get("language", ())),
        speaker=next(iter(query.get("speaker", ())), ""),
        query=next(iter(query.get("q", ())), ""),
        term=next(iter(query.get("term", ())), ""),
        also=_read_also(query.get("also", ()), pair),
        all_words=bool(query.get("q")) and _ALL in query.get("match", ()),
        facets=tuple(dict.fromkeys(one.written for one in _read_facets(query))),
    )


def _read_facets(query: Mapping[str, Sequence[str]]) -> list[Facet]:
    """The facets of a link; one that was made before there were any names tags apart."""
    tags = (f"tag:{tag}" for tag in query.get("tags", ()))
    return read_facets((*query.get("facet", ()), *tags))


def _read_pair(values: Sequence[str]) -> tuple[str, str] | None:
    first, _, second = (values[0] if values else "").partition(".")
    return (first, second) if first and second and first != second else None


def _read_also(values: Sequence[str], pair: tuple[str, str] | None) -> tuple[str, ...]:
    others = [value for value in dict.fromkeys(values) if value and value not in (pair or ())]
    return tuple(others[: MOST_VERSIONS - 2]) if pair else ()


def _read_days(values: Sequence[str]) -> tuple[date, date] | None:
    first, _, last = (values[0] if values else "").partition("..")
    try:
        days = (date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None
    return days if days[0] <= days[1] else None


def read_pins(link: Link) -> dict[str, Selection]:
    """The selection of each pinned chart, by the chart's name."""
    parted = (value.partition("?") for value in link.get(_PIN_KEY, []))
    return {chart: read_query(parse_qs(query)) for chart, _, query in parted if chart}


def write_pins(pins: Mapping[str, Selection]) -> dict[str, list[str]]:
    """The pins as part of a query, the reverse of `read_pins`."""
    held = [
        f"{chart}?{urlencode(write_query(selection), doseq=True)}"
        for chart, selection in pins.items()
    ]
    return {_PIN_KEY: held} if held else {}
