"""Step of the pipeline: what it rests on, the version of its results, and what is out of date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from components.analysis.pipeline.step_inputs import Inputs, Pair, Shares, digest
from components.analysis.selection import Settings
from components.corpus.result_versions import name_fields

DEFAULT = Settings()
# What is known of an article besides results.
FACTS = frozenset({"text", "title", "language", "source", "published", "url"})
# Inputs that matter only to settings by which this part of an article does not count.
_ONLY_WITHOUT = {
    "boilerplate": "boilerplate",
    "boilerplate put back": "boilerplate",
    "speakers": "quotations",
}
_SETTINGS_MARK = "?"


@dataclass(frozen=True)
class Step:
    """One step: `function` gives its results, for each article or pair, or for the collection.

    `rules` is the version of its own code, raised when its results change. `inputs` are names of
    `FACTS`, of `DECIDED` and of other steps. A step per article or pair takes `at_once` of them and
    has the result `nothing` where it fails. `pairs` gives the pairs of a step per pair, those that
    a reader asks for first in front; it reads tables of the steps `chosen_by`. `tables` are those
    of a step per collection. `settings` says which settings the results depend on, "none" of them,
    the "parts" of articles that count, or "all"; for other than the default ones they are made when
    a page asks.
    """

    name: str
    per: Literal["article", "pair", "collection"]
    function: Callable[..., Any]
    rules: str
    inputs: tuple[str, ...]
    tables: tuple[str, ...] = ()
    pairs: Callable[[Inputs], list[Pair]] | None = None
    chosen_by: tuple[str, ...] = ()
    nothing: Any = None
    at_once: int = 32
    settings: Literal["none", "parts", "all"] = "none"

    def inputs_for(self, settings: Settings) -> list[str]:
        """The inputs on which the result rests with these settings."""
        return [
            name
            for name in self.inputs
            if self.settings == "none" or _ONLY_WITHOUT.get(name, "") in ("", *settings.without)
        ]

    def settings_for(self, asked: Settings) -> Settings:
        """The settings under which the result is stored when a page asks for these."""
        if self.settings == "none":
            return DEFAULT
        return asked if self.settings == "all" else Settings(without=asked.without)


def compose_versions(
    steps: Sequence[Step], decided: Mapping[str, str], asked: Settings = DEFAULT
) -> dict[str, str]:
    """The version of each step's results: of its rules, its settings and the versions it rests on.

    `decided` has the versions of `DECIDED`. Equal versions mean equal results from equal articles.
    Those of steps per article name the `FACTS` below them, so that other edits leave their results.
    """
    known = {step.name: step for step in steps}
    found: dict[tuple[str, str], str] = {}

    def version_of(name: str, asked: Settings) -> str:
        if name in decided:
            return decided[name]
        step = known[name]
        own = step.settings_for(asked)
        if (name, own.key) not in found:
            rests = [one for one in step.inputs_for(own) if one not in FACTS]
            versions = [(one, version_of(one, own)) for one in rests]
            version = digest((name, step.rules, own.key, versions))
            facts = facts_below(known, name) if step.per == "article" else frozenset()
            found[name, own.key] = name_fields(version, facts)
        return found[name, own.key]

    return {name: version_of(name, asked) for name in known}


def facts_below(known: Mapping[str, Step], name: str) -> frozenset[str]:
    """The `FACTS` on which the results of a step rest, by way of other steps too."""
    inputs = frozenset(known[name].inputs)
    return (inputs & FACTS).union(*(facts_below(known, one) for one in inputs & known.keys()))


def stored_name(table: str, settings: Settings) -> str:
    """The name under which a table is stored that was made for these settings of its step."""
    return f"{table}{_SETTINGS_MARK}{settings.key}" if settings.key else table


def stored_as(table: str, steps: Iterable[Step], asked: Settings) -> str:
    """The name under which a table is stored by the asked settings; its own if no step makes it."""
    made_by = [step for step in steps if table in step.tables]
    return stored_name(table, made_by[0].settings_for(asked)) if made_by else table


def settings_in(name: str) -> str:
    """The key of the settings that a stored table of this name was made for, "" for the default."""
    return name.partition(_SETTINGS_MARK)[2]


def is_fresh(
    step: Step,
    made: Mapping[str, tuple[str, int]],
    version: str,
    revision: int,
    asked: Settings = DEFAULT,
) -> bool:
    """Whether all tables of a step per collection were made by this version at this revision.

    `made` has version and revision of each stored table, by name; how many results per pair it was
    made from does not count here.
    """
    names = (stored_name(table, step.settings_for(asked)) for table in step.tables)
    found = (made.get(name, ("", -1)) for name in names)
    return all((split_version(one)[0], at) == (version, revision) for one, at in found)


def join_version(version: str, count: int, mark: str = "") -> str:
    """The stored version of a table that was made from so many results per pair, 0 for none.

    `mark` stands for all that the table was made from, "" where that is not known.
    """
    joined = f"{version} of {count}" if count else version
    return f"{joined} from {mark}" if mark else joined


def split_version(stored: str) -> tuple[str, int]:
    """Version and count that `join_version` joined."""
    joined, _, _ = stored.partition(" from ")
    version, _, count = joined.partition(" of ")
    return version, int(count or 0)


def rests_on(steps: Sequence[Step], name: str, asked: Settings = DEFAULT) -> list[Step]:
    """The steps that rest on the step of this name, directly or by way of others, in order."""
    before = {step.name: {*step.inputs_for(asked), *step.chosen_by} for step in steps}
    behind: set[str] = set()
    while more := {one for one in before if before[one] & {name, *behind}} - behind:
        behind |= more
    return [step for step in steps if step.name in behind]


def pair_key(version: str, marks: tuple[str, str], about: Sequence[object], shares: Shares) -> str:
    """The key of a result per pair, equal for equal inputs: those of another key are out of date.

    `marks` stand for what counts of either text, by their hashes; `about` is what else of the
    articles the step rests on (days, sources), `shares` are those of copied passages.
    """
    return digest((version, marks, tuple(about), shares))
