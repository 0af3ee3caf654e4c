"""Inputs of the pipeline's steps as they lie in a library: articles, results, tables, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeAlias

import pandas as pd

from components.analysis.article.outline import Parts, Spans, make_parts, spans_of
from components.analysis.claims.judged_quotations import find_struck
from components.analysis.claims.judgements import make_place
from components.analysis.pipeline.step import (
    DEFAULT,
    FACTS,
    Step,
    compose_versions,
    facts_below,
    join_version,
    split_version,
    stored_name,
)
from components.analysis.pipeline.step_inputs import Decided, Pair, Shares, canonical, digest
from components.analysis.pipeline.step_table import STEPS
from components.analysis.selection import Settings
from components.app.worker.result_tables import REQUESTED, read_decided
from components.corpus.store import Store

# A step and the key of its settings.
Key: TypeAlias = tuple[str, str]


class StoredInputs:
    """What steps are given of a library, as it is now; read on first use, and never changed.

    `asked` are the settings for which results are made. A caller that has read what analysts
    decided and the articles gives them, and with these the direct quotations and the boilerplate of
    each (`spans`). `steps` are all steps of the pipeline, by name. What was read of the articles
    `before` is taken over while they are the same.
    """

    def __init__(
        self,
        store: Store,
        asked: Settings = DEFAULT,
        decided: Decided | None = None,
        articles: pd.DataFrame | None = None,
        spans: tuple[Spans, Spans] | None = None,
        steps: Sequence[Step] = STEPS,
        before: StoredInputs | None = None,
    ) -> None:
        self.store = store
        self.steps = {step.name: step for step in steps}
        self.asked = asked
        self._articles = articles
        self._known = spans
        self.revision = store.revision()
        self.decided = read_decided(store) if decided is None else decided
        self._decisions = versions = self.decided.versions()
        self.versions = compose_versions(steps, versions, asked)
        # Changes with everything that steps work on.
        self.mark = self.revision, tuple(versions.values())
        self._tables: dict[str, pd.DataFrame | None] = {}
        self._columns: dict[str, dict[str, str]] = {}
        self._marks: dict[Key, str] = {}
        if before is not None and before.revision == self.revision:
            read = {name: before.__dict__.get(name) for name in ("articles", "days", "_fields")}
            self.__dict__ |= {name: value for name, value in read.items() if value is not None}
            self._columns = before._columns

    def asking(self, asked: Settings) -> StoredInputs:
        """The same library by other settings."""
        steps = [*self.steps.values()]
        return StoredInputs(self.store, asked, self.decided, self.articles, self.spans, steps)

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The articles that are there, by day."""
        return self.store.articles() if self._articles is None else self._articles

    @cached_property
    def days(self) -> dict[str, date | None]:
        """The day of each article, None where it is not known."""
        days = zip(self.articles["id"], self.articles["published"], strict=True)
        return {id: None if pd.isna(day) else day.date() for id, day in days}

    def column(self, name: str) -> dict[str, str]:
        """One column of the articles, by id."""
        if name not in self._columns:
            ids, values = (self.articles[one].tolist() for one in ("id", name))
            self._columns[name] = dict(zip(ids, values, strict=True))
        return self._columns[name]

    def table(self, name: str) -> pd.DataFrame | None:
        """A table by the asked settings; None when it is not made."""
        made_by = [step for step in self.steps.values() if name in step.tables]
        stored = stored_name(name, made_by[0].settings_for(self.asked)) if made_by else name
        if stored not in self._tables:
            found = self.store.results.frame(stored)
            self._tables[stored] = found.frame if found else None
        return self._tables[stored]

    @cached_property
    def shares(self) -> dict[Pair, Shares] | None:
        """The shares of copied passages by pair in canonical order; None before they are found."""
        table = self.table("reuse")
        if table is None:
            return None
        columns = (table[name].tolist() for name in ("a", "b", "a_in_b", "b_in_a"))
        return {
            canonical(a, b): (here, there) if a < b else (there, here)
            for a, b, here, there in zip(*columns, strict=True)
        }

    def parts(self, ids: Iterable[str] | None = None) -> dict[str, Parts]:
        """The parts of articles by id, from the tables; what no table has yet is empty."""
        wanted = self.articles["id"] if ids is None else ids
        quoted, lines = self.spans
        return make_parts(
            self.store.texts(wanted),
            self.column("title"),
            quoted,
            lines,
            self.decided.back,
            self.decided.left,
        )

    @cached_property
    def spans(self) -> tuple[Spans, Spans]:
        """The direct quotations and the boilerplate of each article."""
        if self._known is not None:
            return self._known
        quotations, lines = self.table("quotations"), self.table("boilerplate")
        direct = None if quotations is None else quotations[quotations["kind"] == "direct"]
        struck = find_struck(self.decided.quotations)
        if direct is not None and struck:
            own = direct[["article", "start", "end"]].to_dict("records")
            direct = direct[[make_place(row) not in struck for row in own]]
        return (
            {} if direct is None else spans_of(direct),
            {} if lines is None else spans_of(lines),
        )

    def results(self, step: str, ids: Iterable[str] | None = None) -> dict[str, Any]:
        """Results of a step per article, by id; those that are not made are left out."""
        return self.store.results.load(step, self.versions[step], ids)

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

    def mark_of(self, step: Step) -> str:
        """A digest of all that a step works on: with an equal one it would give the same again.

        That is the version of its rules and decisions, the fields of articles on which it rests,
        directly or by results per article, failures among these, and the tables that it reads.
        """
        known = self.key_of(step)
        if known not in self._marks:
            own = step.settings_for(self.asked)
            names = [*step.inputs_for(own), *step.chosen_by]
            before = [self.steps[name] for name in names if name in self.steps]
            facts = set(names) & FACTS
            told: list[object] = [self.versions[step.name], own.key]
            if step.per == "pair" and "facts" in step.inputs:
                # Its keys tell which pairs a verdict on a figure touches; its version does not.
                told.append(self._decisions["figures judged"])
            for one in before:
                if one.per == "article":
                    facts |= facts_below(self.steps, one.name)
                    told.append((one.name, *self._lacking(one)))
                elif one.per == "pair":
                    told.append((one.name, self.mark_of(one)))
                else:
                    tables = [
                        stored_name(name, one.settings_for(self.asked)) for name in one.tables
                    ]
                    told += [(name, self._digests.get(name, "")) for name in tables]
            # The order of articles follows their days.
            told += [(fact, self._fields[fact]) for fact in sorted(facts | {"published"})]
            self._marks[known] = digest(told)
        return self._marks[known]

    def _lacking(self, step: Step) -> tuple[list[str], list[str]]:
        """The articles without a result of a step, and those where it failed."""
        results = self.store.results
        return list(results.missing(step.name, self.versions[step.name])), sorted(
            results.faults(step.name)
        )

    @cached_property
    def _fields(self) -> dict[str, str]:
        return self.store.results.field_marks()

    @cached_property
    def _digests(self) -> dict[str, str]:
        return self.store.results.frame_digests()

    def count_made(self, step: Step, made: Mapping[str, tuple[str, int]]) -> int:
        """How many results per pair its tables were made from, by the stored version."""
        versions = [made.get(name, ("", 0))[0] for name in self.tables_of(step)]
        return min((split_version(one)[1] for one in versions), default=0)

    def keep_tables(self, step: Step, made: Mapping[str, tuple[str, int]], count: int) -> bool:
        """Take the tables of a step for new where it would make the same; False where not."""
        names = [*self.tables_of(step)]
        version = self.version_of(step, count, self.mark_of(step))
        if any(made.get(name, ("", -1))[0] != version for name in names):
            return False
        self.store.results.keep_frames(names, self.revision)
        return True
