"""The step of mentions reads what changed or came late, and its table is that of a rebuild."""

from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.article.outline import outline
from components.analysis.entities import Linked, tabulate_mentions
from components.analysis.entities.linking.resolved_mentions import Mention, Resolved
from components.analysis.pipeline import kept_values
from components.analysis.pipeline.collection_steps import link_mentions
from components.analysis.pipeline.kept_mentions import MentionTable
from components.analysis.pipeline.step_inputs import Decided

TEXTS = (
    "Ann Petrov spoke of grain. Petrov left.\n\nNorland Rail Group (NRG) grew.",
    "Later Petrov came. NRG fell.",
    "Oleg Petrov said no.\n\nThe Grey Fox said so.",
    "",
)
NAMES = {
    "Ann Petrov": "PERSON",
    "Oleg Petrov": "PERSON",
    "Norland Rail Group": "ORG",
    "NRG": "ORG",
}
GIVEN = "name,type,aliases\nAnn Marsh,PERSON,Grey Fox\n"


@dataclass
class Library:
    """Inputs of the step for articles of one text and language each; it notes what is asked."""

    rows: dict[str, tuple[str, str]]
    decided: Decided = field(default_factory=Decided)
    lacking: frozenset[tuple[str, str]] = frozenset()
    memory: dict[str, Any] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def column(self, name):
        return {id: {"language": language}[name] for id, (_, language) in self.rows.items()}

    def marks(self):
        return dict(self.rows)

    def texts(self, ids):
        self.asked |= set(ids)
        return {id: self.rows[id][0] for id in ids}

    def results(self, step, ids):
        make = {"names": _recognised, "outlines": outline}[step]
        return {id: make(self.rows[id][0]) for id in ids if (step, id) not in self.lacking}


class Broken(Library):
    """A library whose texts cannot be read."""

    def texts(self, ids):
        raise OSError


def _recognised(text):
    return [
        [text.index(name), text.index(name) + len(name), label]
        for name, label in NAMES.items()
        if name in text
    ]


def table(library: Library) -> pd.DataFrame:
    return link_mentions(library)["mentions"]


def rebuilt(library: Library) -> pd.DataFrame:
    return table(Library(library.rows, library.decided, library.lacking))


IDS = "abcde"
LIBRARIES = st.builds(
    Library,
    st.dictionaries(
        st.sampled_from(IDS),
        st.tuples(st.sampled_from(TEXTS), st.sampled_from(["en", "en", "ru", "xx"])),
    ),
    st.sampled_from([Decided(), Decided(), Decided(names=GIVEN)]),
    st.frozensets(
        st.tuples(st.sampled_from(["names", "outlines"]), st.sampled_from(IDS)), max_size=4
    ),
)


@given(st.lists(LIBRARIES, min_size=2, max_size=5))
@settings(max_examples=60)
def test_the_table_is_that_of_a_rebuild_whatever_changed_or_came_late(libraries):
    memory: dict[str, Any] = {}
    before = Library({})
    for library in libraries:
        library.memory = memory
        # A result that is there stays while its article is the same.
        stay = {id for id, row in library.rows.items() if before.rows.get(id) == row}
        library.lacking = frozenset(
            one for one in library.lacking if one[1] not in stay or one in before.lacking
        )
        before = library
        pd.testing.assert_frame_equal(table(library), rebuilt(library))


def test_only_what_is_new_is_read():
    rows = {"a": (TEXTS[0], "en"), "b": (TEXTS[3], "en")}
    before = Library(rows)
    table(before)
    after = Library({**rows, "c": ("Rain fell.", "en")}, memory=before.memory)
    table(after)
    assert after.asked == {"c"}


def test_a_result_that_comes_late_is_noticed():
    rows = {"a": (TEXTS[0], "en"), "b": (TEXTS[1], "en")}
    before = Library(rows, lacking=frozenset({("names", "a"), ("outlines", "b")}))
    table(before)
    after = Library(rows, memory=before.memory)
    pd.testing.assert_frame_equal(table(after), rebuilt(after))
    assert list(table(after)["sentence"]) == [0, 1, 2, 2, 1]


def test_what_is_half_done_is_not_kept():
    before = Library({"a": (TEXTS[0], "en")})
    table(before)
    assert before.memory
    broken = Broken({"a": (TEXTS[1], "en")}, memory=before.memory)
    with pytest.raises(OSError):
        table(broken)
    assert not broken.memory


SAID = {
    f"{n}": [
        Resolved(f"Name {n}{row}", kind, why="by two") for row, kind in enumerate(["PERSON", "ORG"])
    ][: n % 3]
    for n in range(8)
}


def _linked(id: str, other: bool = False) -> Linked:
    resolved = [replace(one, group="UA") if other else one for one in SAID[id]]
    spans = [Mention(0, 9 * row, 9 * row + 7, "PERSON", "Name") for row, _ in enumerate(resolved)]
    return Linked(spans, [one.entity for one in resolved], resolved)


@settings(deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.sampled_from([*SAID]), st.sampled_from("sor")), max_size=8)),
    st.integers(1, 8),
)
def test_a_table_of_which_rows_stay_is_the_one_that_is_made_of_all(states, most):
    """Articles stay (s), are other objects (o), or have been resolved otherwise (r)."""
    known, here = MentionTable(), dict[str, Linked]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_values, "_MOST_PIECES", most)
        for state in states:
            before, here = here, {}
            for id, what in dict(state).items():
                here[id] = before.get(id, _linked(id)) if what != "o" else _linked(id, other=True)
                if what == "r":
                    here[id].resolved = [replace(one, why="other") for one in here[id].resolved]
            found, whole = known.tabulate(here), tabulate_mentions([*here.values()])
            assert found["article"].tolist() == [[*here][row] for row in whole["article"]]
            others = [name for name in whole if name != "article"]
            pd.testing.assert_frame_equal(found[others], whole[others])
