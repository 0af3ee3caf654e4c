"""What counts of each article, and the tables of pairs: worked out for the settings asked for.

Shared by the worker, which computes, and the pages, which read. It never knows Streamlit.
"""

from __future__ import annotations

import hashlib
from typing import Any

import pandas as pd

from components.analysis import entities, quotations
from components.analysis.article import outline
from components.analysis.article.outline import Parts, put_back, set_aside, with_marks
from components.analysis.collection import pairs
from components.analysis.settings import Settings, settings_of
from components.app.worker.piecemeal import read_some
from components.corpus.results import StoredFrame
from components.corpus.store import Store
from components.text.segment import Span

# The kind of verdict whose value is an analyst's list of names, as CSV.
NAME_LIST = "names"
# The kind of verdict whose key is a reporting verb that an analyst has added.
VERB = "verb"
_QUOTATION_TABLE = "table 3"


def added_verbs(store: Store) -> tuple[str, ...]:
    """The reporting verbs that analysts have added."""
    return tuple(store.verdicts.all(VERB)["key"])


def mentions_version(store: Store) -> str:
    """The version of the table of mentions."""
    number = store.verdicts.latest(NAME_LIST)
    models = [entities.MODEL_VERSION, entities.RESOLVE_VERSION, outline.VERSION]
    return ", ".join([*models, f"names {number}"])


def quotations_version(store: Store) -> str:
    """The version of both tables of quotations; their speakers go by the table of mentions."""
    read = quotations.version_of(added_verbs(store))
    return f"{read}, {_QUOTATION_TABLE}, {mentions_version(store)}"


def find_outdated(store: Store) -> frozenset[str]:
    """Which of these tables an analyst's list of names or verbs has put out of date."""
    wanted = {
        "mentions": mentions_version(store),
        "quotations": quotations_version(store),
        "quotation_ledger": quotations_version(store),
    }
    made = {name: store.results.frame_made(name) for name in wanted}
    return frozenset(
        name for name, version in wanted.items() if (known := made[name]) and known[0] != version
    )


Spans = dict[str, tuple[Span, ...]]

LINES_VERSION = "1"
REUSE_VERSION = "2"
TABLES = ("pairs", "reuse", "terms")
USUAL = Settings()
PUT_BACK = "boilerplate"
_LINES_AT_ONCE = 200
_BY_SETTINGS = "?"
# Asking is a row of progress, so that it outlives the page that asked and shows on every page.
ASKED = "comparing anew: "


def table_name(table: str, settings: Settings) -> str:
    """The name under which one of `TABLES` is stored for these settings."""
    return f"{table}{_BY_SETTINGS}{settings.key}" if settings.key else table


def expected_version(table: str, mark: str) -> str:
    """The version that a table has when it is up to date; `mark` is that of what was put back."""
    version = REUSE_VERSION if table == "reuse" else pairs.VERSION
    return f"{version}, lines {LINES_VERSION}{mark}"


def put_back_spans(store: Store) -> dict[str, list[Span]]:
    """The lines that analysts put back among what counts, by article."""
    found: dict[str, list[Span]] = {}
    if not store.verdicts.latest(PUT_BACK):
        return found
    for key in store.verdicts.all(PUT_BACK)["key"]:
        article, start, end = key.rsplit(".", 2)
        found.setdefault(article, []).append((int(start), int(end)))
    return found


def mark_of(spans: dict[str, list[Span]]) -> str:
    """A short name of all that was put back; empty when nothing was."""
    if not spans:
        return ""
    told = repr(sorted((article, sorted(own)) for article, own in spans.items()))
    return f", put back {hashlib.sha256(told.encode()).hexdigest()[:10]}"


def make_parts(
    texts: dict[str, str],
    headlines: dict[str, str],
    quoted: Spans,
    lines: Spans,
    back: dict[str, list[Span]],
) -> dict[str, Parts]:
    """Articles by their parts, from what is known of each by its id."""
    found = {}
    for id, text in texts.items():
        said = tuple(with_marks(text, span) for span in quoted.get(id, ()))
        parts = Parts(headlines.get(id, ""), text, said, lines.get(id, ()))
        found[id] = put_back(parts, back[id]) if id in back else parts
    return found


def spans_of(table: pd.DataFrame) -> Spans:
    """The spans in a table of `article`, `start`, `end`, by article and in order."""
    found: dict[str, list[Span]] = {}
    ordered = table.sort_values("start", kind="stable")
    columns = (ordered[name].tolist() for name in ("article", "start", "end"))
    for article, start, end in zip(*columns, strict=True):
        found.setdefault(article, []).append((start, end))
    return {article: tuple(spans) for article, spans in found.items()}


def ask(store: Store, settings: Settings) -> None:
    """Have the articles compared by these settings; asking twice is asking once."""
    task = ASKED + settings.key
    if task not in {known.task for known in store.results.progress()}:
        store.results.report(task, 0, len(TABLES))


def parts_of(store: Store, articles: pd.DataFrame) -> dict[str, Parts]:
    """These articles by their parts, as the stored tables know them."""
    quotations, lines = (store.results.frame(name) for name in ("quotations", "boilerplate"))
    quoted = quotations.frame[quotations.frame["kind"] == "direct"] if quotations else None
    return make_parts(
        store.texts(articles["id"]),
        dict(zip(articles["id"], articles["title"], strict=True)),
        {} if quoted is None else spans_of(quoted),
        spans_of(lines.frame) if lines else {},
        put_back_spans(store),
    )
