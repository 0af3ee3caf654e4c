"""Versions of steps, and what is made again after changes: held against a slow plain version."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.pipeline.step import (
    DEFAULT,
    Step,
    compose_versions,
    is_fresh,
    rests_on,
    stored_name,
)
from components.analysis.pipeline.step_inputs import DECIDED, Decided
from components.analysis.pipeline.step_table import STEP_OF, STEPS
from components.analysis.selection import Settings
from components.app.worker.runner import Runner
from components.corpus.article import Article
from components.corpus.store import Store, open_store

UNDECIDED = Decided().versions()
QUOTED_OUT = Settings(without=("quotations",))


def versions(asked: Settings = DEFAULT, decided: Decided | None = None) -> dict[str, str]:
    return compose_versions(STEPS, (decided or Decided()).versions(), asked)


def changed_by(name: str, asked: Settings = DEFAULT) -> set[str]:
    """The steps that get another version when the rules of this one change."""
    steps = [replace(one, rules="new") if one.name == name else one for one in STEPS]
    before, after = versions(asked), compose_versions(steps, UNDECIDED, asked)
    return {name for name in before if before[name] != after[name]}


def test_names_of_steps_and_of_tables_stand_once():
    for names in ([one.name for one in STEPS], [table for one in STEPS for table in one.tables]):
        assert len(names) == len(set(names))


def test_each_step_stands_behind_what_it_rests_on_by_the_default_settings():
    known = {*DECIDED, "text", "title", "language", "source", "published", "url"}
    for step in STEPS:
        assert {*step.inputs_for(DEFAULT), *step.chosen_by} <= known, step.name
        known.add(step.name)


def test_steps_rest_on_others_directly_or_by_way_of_others():
    behind = {step.name for step in rests_on(STEPS, "names")}
    assert {"mentions", "quotations", "speakers"} <= behind
    assert not behind & {"names", "lines", "boilerplate", "words", "facts", "map"}
    assert [step.name for step in rests_on(STEPS, "facts")] == [
        "figures", "contradictions", "contradiction table",
    ]  # fmt: skip


def test_where_quotations_do_not_count_comparisons_rest_on_a_step_behind_them():
    assert "pairs" not in {step.name for step in rests_on(STEPS, "names")}
    behind = {step.name for step in rests_on(STEPS, "names", QUOTED_OUT)}
    assert behind >= {"speakers", "pairs", "reuse", "alignments", "relations", "relation table"}


def test_comparisons_rest_on_speakers_only_where_quotations_do_not_count():
    assert not changed_by("speakers") & {"pairs", "reuse", "alignments", "relations"}
    assert changed_by("speakers", QUOTED_OUT) >= {"pairs", "reuse", "alignments", "relations"}


def test_comparisons_rest_on_boilerplate_only_where_it_does_not_count():
    everything = Settings(without=())
    assert changed_by("lines") >= {"boilerplate", "pairs", "reuse", "relation table"}
    assert not changed_by("lines", everything) & {"pairs", "reuse", "relation table"}


def test_settings_matter_to_what_depends_on_them():
    usual, longest, parts = versions(), versions(Settings(longest=2)), versions(QUOTED_OUT)
    differ = {name for name in usual if usual[name] != longest[name]}
    # The pairs that are aligned are chosen by similarity, but an alignment does not rest on it.
    assert differ == {"pairs"}
    assert {name for name in usual if usual[name] != parts[name]} == {
        "pairs", "reuse", "alignments", "relations", "relation table",
    }  # fmt: skip


def test_results_are_stored_under_the_settings_that_they_depend_on():
    both = Settings(without=(), longest=2)
    assert STEP_OF["words"].settings_for(both) == DEFAULT
    assert STEP_OF["reuse"].settings_for(both) == Settings(without=())
    assert STEP_OF["pairs"].settings_for(both) == both
    assert stored_name("reuse", DEFAULT) == "reuse"
    assert stored_name("reuse", Settings(without=())) == "reuse?without=nothing"


@pytest.mark.parametrize(
    ("decided", "changes"),
    [
        (Decided(names="Ann Marsh,PERSON,Ann Lee"), {"mentions", "speakers"}),
        (Decided(verbs=("quip",)), {"quotations", "speakers"}),
        (Decided(back={"a": [(0, 9)]}),
         {"pairs", "reuse", "alignments", "relations", "relation table", "contradictions",
          "contradiction table", "figures", "speakers"}),
        (Decided(left={"a": {(0, 9): "Ann"}}),
         {"pairs", "reuse", "alignments", "relations", "relation table", "contradictions",
          "contradiction table", "figures", "speakers"}),
        (Decided(stop_words=("ferry",)), {"pairs", "map"}),
        (Decided(quotations={"a": {"a.0.9": "wrong"}}), {"speakers"}),
        # The pairs of the article have other keys; all others stay as they are.
        (Decided(figures={"a": {"0.9": "wrong"}}), {"contradiction table"}),
    ],
    ids=["names", "verbs", "boilerplate", "left out", "stop words", "quotations", "figures"],
)  # fmt: skip
def test_a_decision_changes_what_rests_on_it_and_taken_back_nothing(decided, changes):
    before, after = versions(), versions(decided=decided)
    assert {name for name in before if before[name] != after[name]} == changes
    back = {id: [*own] for id, own in decided.back.items()}
    again = Decided(
        decided.names, decided.verbs, back, (*decided.stop_words,), {**decided.quotations},
        {**decided.figures}, {id: {**own} for id, own in decided.left.items()},
    )  # fmt: skip
    assert versions(decided=again) == after
    assert versions(decided=Decided()) == before


def test_spans_put_back_in_another_order_are_the_same_decision():
    one = Decided(back={"a": [(0, 9), (20, 30)], "b": [(1, 2)]})
    other = Decided(back={"b": [(1, 2)], "a": [(20, 30), (0, 9)]})
    assert one.versions() == other.versions()


def test_tables_are_fresh_when_all_are_of_this_version_and_revision():
    step = Step("two", "collection", dict, "1", ("text",), ("one", "other"), settings="all")
    made = {"one": ("v", 3), "other": ("v of 7", 3)}
    assert is_fresh(step, made, "v", 3)
    assert not is_fresh(step, made, "v", 4)
    assert not is_fresh(step, made, "w", 3)
    assert not is_fresh(step, {"one": ("v", 3)}, "v", 3)
    assert not is_fresh(step, made | {"other": ("v", 2)}, "v", 3)
    assert not is_fresh(step, made, "v", 3, QUOTED_OUT)
    asked = {f"{name}?{QUOTED_OUT.key}": at for name, at in made.items()}
    assert is_fresh(step, asked, "v", 3, QUOTED_OUT)


@st.composite
def tables_of_steps(draw: st.DrawFn) -> list[tuple[int, ...]]:
    """For each of up to eight steps the numbers of the steps before it on which it rests."""
    size = draw(st.integers(1, 8))
    return [
        tuple(sorted(draw(st.sets(st.integers(0, number - 1), max_size=3)) if number else ()))
        for number in range(size)
    ]


def reach(before: list[tuple[int, ...]], start: int) -> set[int]:
    """The step itself and those from which a way leads back to it."""
    return {n for n in range(len(before)) if n == start or any(
        start == m or start in ancestors(before, m) for m in before[n]
    )}  # fmt: skip


def ancestors(before: list[tuple[int, ...]], number: int) -> set[int]:
    return {*before[number]}.union(*(ancestors(before, one) for one in before[number]))


@given(tables_of_steps(), st.data())
def test_exactly_what_rests_on_a_step_gets_another_version(before, data):
    steps = [
        Step(str(n), "article", list, "1", ("text", *map(str, own))) for n, own in enumerate(before)
    ]
    mended = data.draw(st.integers(0, len(steps) - 1))
    newer = [replace(one, rules="2") if n == mended else one for n, one in enumerate(steps)]
    first, second = compose_versions(steps, UNDECIDED), compose_versions(newer, UNDECIDED)
    expected = {str(n) for n in reach(before, mended)}
    assert {name for name in first if first[name] != second[name]} == expected
    behind = {step.name for step in rests_on(steps, str(mended))}
    assert behind == expected - {str(mended)}
    assert compose_versions(steps, UNDECIDED) == first


class Small:
    """Three small steps on a real library: lengths of texts, their doubles, and the sum of these.

    `worked` has what was worked on: names of steps, with the articles of those per article.
    """

    def __init__(self, rules: tuple[str, str, str]) -> None:
        self.worked: list[tuple[str, str]] = []
        self.steps = (
            Step("length", "article", self._each("length"), rules[0], ("text", "language")),
            Step("double", "article", self._each("double"), rules[1], ("length",)),
            Step("sum", "collection", self._add, rules[2], ("double",), ("sum",)),
            Step("other", "collection", self._list, "1", ("text",), ("other",)),
        )

    def _each(self, name: str) -> Callable[..., list[Any]]:
        def work(articles: Any) -> list[Any]:
            self.worked += [(name, id) for id in articles.ids]
            if name == "length":
                return [f"{articles.language}{len(text)}" for text in articles.texts]
            return [2 * one for one in articles.results["length"]]

        return work

    def _add(self, inputs: Any) -> dict[str, pd.DataFrame]:
        self.worked.append(("sum", ""))
        found = sorted(inputs.results("double").items())
        return {"sum": pd.DataFrame(found, columns=["id", "double"])}

    def _list(self, inputs: Any) -> dict[str, pd.DataFrame]:
        self.worked.append(("other", ""))
        return {"other": pd.DataFrame({"id": sorted(inputs.articles["id"])})}

    def run(self, store: Store) -> set[tuple[str, str]]:
        """Do all that is due; gives what was worked on, each once."""
        self.worked = []
        one = Runner(store, steps=self.steps)
        while one.run_next():
            pass
        assert store.results.step_faults() == {}
        assert len(self.worked) == len(set(self.worked))
        return set(self.worked)


def article(id: str) -> Article:
    return Article(id, "", f"Notice {id * int(id, 36)} of the pier.", language="en")


IDS = "123456"
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["add", "edit", "retitle", "remove", "restore"]),
                  st.sampled_from(IDS)),
        st.tuples(st.just("rules"), st.sampled_from("012")),
    ),
    max_size=6,
)  # fmt: skip
_numbers = count()


@pytest.fixture(scope="module")
def libraries(tmp_path_factory) -> Callable[[], Store]:
    folder = tmp_path_factory.mktemp("libraries")
    return lambda: open_store(f"sqlite:///{folder / str(next(_numbers))}.sqlite")


def apply(store: Store, kind: str, id: str, fresh: Iterator[int]) -> None:
    there = {*store.articles()["id"], *store.articles(removed=True)["id"]}
    if kind == "add":
        store.add([article(id)])
    elif id in there and kind == "edit":
        store.edit(id, language=("de", "fr", "en")[next(fresh) % 3])
    elif id in there and kind == "retitle":
        store.edit(id, title=f"Title {next(fresh)}")
    elif kind in ("remove", "restore"):
        getattr(store, kind)([id])


def tables(store: Store) -> list[Any]:
    return [store.results.frame(name).frame.to_dict("list") for name in ("sum", "other")]


@settings(max_examples=8)
@given(CHANGES)
def test_after_any_changes_what_depends_on_them_is_made_again_and_nothing_else(libraries, changes):
    store, rules, fresh = libraries(), ["1", "1", "1"], count()
    store.add([article("1"), article("2")])
    small = Small(("1", "1", "1"))
    assert small.run(store) == {
        *((name, id) for name in ("length", "double") for id in "12"), ("sum", ""), ("other", ""),
    }  # fmt: skip
    for kind, which in changes:
        # Results of articles in the bin are kept, and of those that come back made where outdated.
        had = {name: store.results.load(name, version, IDS)
               for name, version in compose_versions(small.steps, UNDECIDED).items()}  # fmt: skip
        revision, here = store.revision(), set(store.articles()["id"])
        if kind == "rules":
            rules[int(which)] += "+"
            small = Small((rules[0], rules[1], rules[2]))
        else:
            apply(store, kind, which, fresh)
        moved = store.revision() != revision
        now = set(store.articles()["id"])
        first = int(which) if kind == "rules" else 3
        touched = {which} & now if kind == "edit" and moved else set[str]()
        expected = {
            (name, id)
            for number, name in enumerate(("length", "double"))
            for id in now
            if number >= first or id in touched or id not in had[name]
        }
        # The sum rests on languages, too, the other table on texts alone, and none on titles.
        if now != here or touched or kind == "rules":
            expected.add(("sum", ""))
        if now != here:
            expected.add(("other", ""))
        assert here - now <= {which}
        assert small.run(store) == expected
        assert small.run(store) == set()
    anew = libraries()
    anew.add([article(id) for id in sorted(set(store.articles()["id"]))])
    for id, language in zip(store.articles()["id"], store.articles()["language"], strict=True):
        anew.edit(id, language=language)
    small.run(anew)
    assert tables(store) == tables(anew)
    store.close()
    anew.close()
