"""Inputs of the pipeline's steps as they lie in a library: articles, results, tables, decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeAlias, TypeVar

import pandas as pd

from components.analysis.article.outline import Parts, Spans, make_parts
from components.analysis.claims.judged_quotations import find_struck
from components.analysis.pipeline.kept_values import MarkedValues
from components.analysis.pipeline.step import (
    DEFAULT,
    Step,
    compose_versions,
    join_version,
    split_version,
    stored_as,
    stored_name,
)
from components.analysis.pipeline.step_inputs import Decided, Pair, Shares
from components.analysis.pipeline.step_table import STEPS
from components.analysis.selection import Settings
from components.app.worker.result_tables import (
    DECIDED_BY,
    REQUESTED,
    direct_spans,
    every_span,
    read_decided,
    shares_of,
)
from components.corpus.store import Store

T = TypeVar("T")
# A step and the key of its settings.
Key: TypeAlias = tuple[str, str]


class StoredInputs:
    """What steps are given of a library, as it is now; read on first use, and never changed.

    `asked` are the settings for which results are made. A caller that has read what analysts
    decided and the articles, all or those that are asked for, gives them, and with these the direct
    quotations and the boilerplate of each (`spans`). `steps` are all steps of the pipeline by name.
    `kept` has what was read for other pieces of work on this library with the same steps: what did
    not change is not read again.
    """

    def __init__(
        self,
        store: Store,
        asked: Settings = DEFAULT,
        decided: Decided | None = None,
        articles: pd.DataFrame | None = None,
        spans: tuple[Spans, Spans] | None = None,
        steps: Sequence[Step] = STEPS,
        kept: MarkedValues | None = None,
    ) -> None:
        self.store = store
        self.steps = {step.name: step for step in steps}
        self.asked = asked
        self.kept = kept or MarkedValues()
        self._articles = articles
        self._of_articles = self.kept if articles is None else MarkedValues()
        self._known = spans
        self.revision = store.revision()
        if decided is None:
            decided = self.kept.keep("decided", self._latest, lambda: read_decided(store))
        self.decided = decided
        self.decisions = self.kept.keep("decisions", self.decided, self.decided.versions)
        self.versions = self.kept.keep(
            ("versions", asked), self.decisions,
            lambda: compose_versions(steps, self.decisions, asked),
        )  # fmt: skip
        # Changes with everything that steps work on.
        self.mark = self.revision, tuple(self.decisions.values())
        # Of what each step works on, as `CollectionInputs.mark` gives them.
        self.marks: dict[Key, str] = {}
        self._tables: dict[str, pd.DataFrame | None] = {}
        self._digests_read: dict[str, str | None] = {}
        self._missing: dict[str, dict[str, str]] = {}
        self._faults: dict[str, dict[str, str]] = {}

    @cached_property
    def _latest(self) -> int:
        """The number of the latest verdict: to take one back makes another."""
        return self.store.verdicts.latest(*DECIDED_BY)

    def asking(self, asked: Settings) -> StoredInputs:
        """The same library by other settings."""
        steps = [*self.steps.values()]
        return StoredInputs(
            self.store, asked, self.decided, self.articles, self.spans, steps, self.kept
        )

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The articles that are there, by day."""
        if self._articles is not None:
            return self._articles
        return self.kept.keep("articles", self.revision, self.store.articles)

    @cached_property
    def days(self) -> dict[str, date | None]:
        """The day of each article, None where it is not known."""
        return self._of_articles.keep("days", self.revision, self._read_days)

    def _read_days(self) -> dict[str, date | None]:
        ids, published = (self.articles[name].tolist() for name in ("id", "published"))
        days = zip(ids, published, strict=True)
        return {id: None if day is pd.NaT else day.date() for id, day in days}

    def column(self, name: str) -> dict[str, str]:
        """One column of the articles, by id."""

        def read() -> dict[str, str]:
            ids, values = (self.articles[one].tolist() for one in ("id", name))
            return dict(zip(ids, values, strict=True))

        return self._of_articles.keep(("column", name), self.revision, read)

    @cached_property
    def changed(self) -> dict[str, int]:
        """By article, in order of arrival, the revision at which it changed last."""

        def read() -> dict[str, int]:
            states = self.store.article_states()
            return dict(zip(states["id"].tolist(), states["changed"].tolist(), strict=True))

        return self.kept.keep("changed", self.revision, read)

    @cached_property
    def fields(self) -> dict[str, str]:
        """A digest of each field of the articles."""
        return self.kept.keep("fields", self.revision, self.store.results.field_marks)

    @cached_property
    def digests(self) -> dict[str, str]:
        """A digest of each stored table."""
        return self.store.results.frame_digests()

    def table(self, name: str) -> pd.DataFrame | None:
        """A table by the asked settings; None when it is not made."""
        stored = stored_as(name, self.steps.values(), self.asked)
        if stored not in self._tables:
            found = self.store.results.frame(stored)
            read = (found.frame, found.digest) if found else (None, None)
            self._tables[stored], self._digests_read[stored] = read
        return self._tables[stored]

    @cached_property
    def shares(self) -> dict[Pair, Shares] | None:
        """The shares of copied passages by pair in canonical order; None before they are found."""
        if self.asked.key:
            return shares_of(self.table("reuse"))
        return self._keep("reuse", None, shares_of)

    def parts(self, ids: Iterable[str] | None = None) -> dict[str, Parts]:
        """The parts of articles by id, from the tables; what no table has yet is empty."""
        wanted = self.articles["id"] if ids is None else ids
        return make_parts(
            self.store.texts(wanted), self.column("title"), *self.spans,
            self.decided.back, self.decided.left,
        )  # fmt: skip

    @cached_property
    def spans(self) -> tuple[Spans, Spans]:
        """The direct quotations and the boilerplate of each article."""
        if self._known is not None:
            return self._known
        struck = find_struck(self.decided.quotations)
        quoted = self._keep("quotations", struck, lambda table: direct_spans(table, struck))
        return quoted, self._keep("boilerplate", None, every_span)

    def _keep(self, name: str, about: object, read: Callable[[pd.DataFrame | None], T]) -> T:
        """What is read of a table by the default settings, kept while that is stored as it is."""
        mark = self.digests.get(name), about
        if not self.kept.has(name, mark):
            # Another one may be stored by now.
            table = self.table(name)
            mark = self._digests_read.get(name), about
        return self.kept.keep(name, mark, lambda: read(table))

    def results(self, step: str, ids: Iterable[str] | None = None) -> dict[str, Any]:
        """Results of a step per article, by id, those that are made."""
        return self.store.results.load(step, self.versions[step], ids)

    def missing(self, step: Step) -> dict[str, str]:
        """The languages, by id, of the articles without a result of a step, in arrival order."""
        if step.name not in self._missing:
            # Results go only with a change of articles, or when those of another version come.
            version, ids = self.versions[step.name], None
            at = self.kept.keep(("complete", step.name), (self._latest, version), list[int])
            if at:  # what stayed since then has one
                ids = self.changed_since(at[0])
            missing = {} if ids == [] else self.store.results.missing(step.name, version, ids)
            self._missing[step.name] = missing
            at[:] = at if missing else [self.revision]
        return self._missing[step.name]

    def changed_since(self, revision: int) -> list[str]:
        """The articles that came or changed after a revision, in order of arrival."""
        # Most steps were complete at the same revision.
        known = self.kept.keep("changed since", self.revision, dict[int, list[str]])
        if revision not in known:
            known[revision] = [id for id, at in self.changed.items() if at > revision]
        return known[revision]

    def faults(self, step: Step) -> dict[str, str]:
        """Why a step per article failed, by article."""
        if step.name not in self._faults:
            self._faults[step.name] = self.store.results.faults(step.name)
        return self._faults[step.name]

    def before(self, step: Step, per: Literal["article", "pair"]) -> list[Step]:
        """The steps per article, or those per pair, among the inputs of a step."""
        named = (self.steps.get(name) for name in step.inputs)
        return [one for one in named if one and one.per == per]

    def key_of(self, step: Step) -> Key:
        """The name of a step with the settings for which it works."""
        return step.name, step.settings_for(self.asked).key

    def name_of(self, step: Step) -> str:
        """The name of a step for its faults and progress: with other settings, that of the request.

        Only their names tell the pages which settings a step failed or works for.
        """
        return f"{REQUESTED}{self.asked.key}" if self.asked.key else step.name

    def tables_of(self, step: Step) -> dict[str, str]:
        """The tables of a step, by the names under which they are stored."""
        settings = step.settings_for(self.asked)
        return {stored_name(table, settings): table for table in step.tables}

    def version_of(self, step: Step, count: int, mark: str) -> str:
        """The version of tables of a step that are made now, from so many results per pair."""
        return join_version(self.versions[step.name], count, mark)

    def count_made(self, step: Step, made: Mapping[str, tuple[str, int]]) -> int:
        """How many results per pair its tables were made from, by the stored version."""
        versions = [made.get(name, ("", 0))[0] for name in self.tables_of(step)]
        return min((split_version(one)[1] for one in versions), default=0)
