"""Result tables: names and versions under which they are stored, and the parts they rest on.

Kept apart from the steps so that the pages, which only read these tables, do not load what makes
them, and so that the worker does not load Streamlit.
"""

from __future__ import annotations

import hashlib
from typing import TypeAlias

import pandas as pd

from components.analysis import entities, quotations
from components.analysis.article import outline
from components.analysis.article.outline import Parts, put_back, with_marks
from components.analysis.collection import pairs
from components.analysis.selection import Settings
from components.corpus.store import Store
from components.text.segment import Span

# Kinds of verdicts: an analyst's list of names as CSV (in the value), a reporting verb that an
# analyst added (in the key), a line of boilerplate that was put back (its place in the key).
NAME_LIST, VERB, PUT_BACK = "names", "verb", "boilerplate"
# The tables that depend on the settings.
TABLES = ("pairs", "reuse", "terms")
LINES_VERSION = "1"
REUSE_VERSION = "2"
# A request is a row of progress, so that it outlives the page that made it and shows on every page.
REQUESTED = "comparing anew: "
_QUOTATION_TABLE = "table 3"
_SETTINGS_MARK = "?"

Spans: TypeAlias = dict[str, tuple[Span, ...]]


def table_name(table: str, settings: Settings) -> str:
    """The name under which one of `TABLES` is stored for these settings."""
    return f"{table}{_SETTINGS_MARK}{settings.key}" if settings.key else table


def is_for_settings(name: str) -> bool:
    """Whether a stored table of this name was made for other settings than the default ones."""
    return _SETTINGS_MARK in name


def expected_version(table: str, mark: str) -> str:
    """The version of an up-to-date table of `TABLES`; `mark` is given by `put_back_mark`."""
    version = REUSE_VERSION if table == "reuse" else pairs.VERSION
    return f"{version}, lines {LINES_VERSION}{mark}"


def mentions_version(store: Store) -> str:
    """The version of the table of mentions: of models, linking, outline and list of names."""
    number = store.verdicts.latest(NAME_LIST)
    models = [entities.MODEL_VERSION, entities.RESOLVE_VERSION, outline.VERSION]
    return ", ".join([*models, f"names {number}"])


def quotations_version(store: Store) -> str:
    """The version of both tables of quotations, whose speakers come from the table of mentions."""
    read = quotations.version_of(added_verbs(store))
    return f"{read}, {_QUOTATION_TABLE}, {mentions_version(store)}"


def added_verbs(store: Store) -> tuple[str, ...]:
    """The reporting verbs that analysts have added."""
    return tuple(store.verdicts.all(VERB)["key"])


def find_outdated(store: Store) -> frozenset[str]:
    """The tables of mentions and quotations that were made with other lists of names or verbs."""
    wanted = {
        "mentions": mentions_version(store),
        "quotations": quotations_version(store),
        "quotation_ledger": quotations_version(store),
    }
    made = {name: store.results.frame_made(name) for name in wanted}
    return frozenset(
        name for name, version in wanted.items() if (known := made[name]) and known[0] != version
    )


def request_comparison(store: Store, settings: Settings) -> None:
    """Have the worker compare the articles by these settings; a second request changes nothing."""
    task = REQUESTED + settings.key
    if task not in {known.task for known in store.results.progress()}:
        store.results.report(task, 0, len(TABLES))


def put_back_spans(store: Store) -> dict[str, list[Span]]:
    """The spans of boilerplate that analysts put back among what counts, by article."""
    found: dict[str, list[Span]] = {}
    if not store.verdicts.latest(PUT_BACK):
        return found
    for key in store.verdicts.all(PUT_BACK)["key"]:
        article, start, end = key.rsplit(".", 2)
        found.setdefault(article, []).append((int(start), int(end)))
    return found


def put_back_mark(spans: dict[str, list[Span]]) -> str:
    """What is added to a version for the lines that were put back; "" when none was."""
    if not spans:
        return ""
    spelled = repr(sorted((article, sorted(own)) for article, own in spans.items()))
    return f", put back {hashlib.sha256(spelled.encode()).hexdigest()[:10]}"


def read_parts(store: Store, articles: pd.DataFrame) -> dict[str, Parts]:
    """The parts of these articles by id, from the stored tables; what no table has yet is empty."""
    quotations, lines = (store.results.frame(name) for name in ("quotations", "boilerplate"))
    quoted = quotations.frame[quotations.frame["kind"] == "direct"] if quotations else None
    return make_parts(
        store.texts(articles["id"]),
        dict(zip(articles["id"], articles["title"], strict=True)),
        {} if quoted is None else spans_of(quoted),
        spans_of(lines.frame) if lines else {},
        put_back_spans(store),
    )


def make_parts(
    texts: dict[str, str],
    headlines: dict[str, str],
    quoted: Spans,
    lines: Spans,
    back: dict[str, list[Span]],
) -> dict[str, Parts]:
    """The parts of articles, all by id: their texts, headlines, direct quotations and boilerplate.

    `quoted` are the spans inside the quotation marks; `back` the boilerplate that counts after all.
    """
    found = {}
    for id, text in texts.items():
        said = tuple(with_marks(text, span) for span in quoted.get(id, ()))
        parts = Parts(headlines.get(id, ""), text, said, lines.get(id, ()))
        found[id] = put_back(parts, back[id]) if id in back else parts
    return found


def spans_of(table: pd.DataFrame) -> Spans:
    """The spans of a table with `article`, `start` and `end`: by article, in order of start."""
    found: dict[str, list[Span]] = {}
    ordered = table.sort_values("start", kind="stable")
    columns = (ordered[name].tolist() for name in ("article", "start", "end"))
    for article, start, end in zip(*columns, strict=True):
        found.setdefault(article, []).append((start, end))
    return {article: tuple(spans) for article, spans in found.items()}
