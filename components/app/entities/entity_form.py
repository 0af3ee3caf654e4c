"""The form in which an analyst says what is wrong with an entity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from components.analysis.entities import Decision, Target, target
from components.analysis.entities.linking.resolve import nearest_names, suggest_same
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches.selection_cache import count_selected
from components.app.caches.snapshot import Corpus
from components.app.cards import note
from components.views.entities.entity_charts import TYPE_NAMES

OFFERED = 8


def choose_same(known: Mapping[str, str], name: str, place: str) -> list[str]:
    """The names that are chosen, of those `known` with their types; `place` is this asking's own.

    What is typed stands for one name, the nearest of all that are known.
    """
    others = [other for other in known if other != name]
    chosen = [one for one in state.kept(f"same-{place}", ()) if one in known]
    typed = str(state.kept(f"typed-{place}", ""))
    box = f"same-{place}"

    def take() -> None:
        asked = str(state.widget(box) or "").strip()
        state.keep(f"typed-{place}", asked)
        state.keep(f"same-{place}", (*chosen, *_first(nearest_names(asked, others), chosen)))
        state.preset(box, "")

    def turn(event: dict[str, Any]) -> None:
        one = event["row"]
        rest = tuple(other for other in chosen if other != one)
        state.keep(f"same-{place}", rest if one in chosen else (*chosen, one))

    st.text_input(
        "It is the same as",
        key=box,
        on_change=take,
        placeholder="Type a name and press Enter, or choose from the list",
        autocomplete="off",
        max_chars=200,
    )
    near = nearest_names(typed, others, OFFERED) if typed else _offer(name, others)
    if typed and not near:
        st.text(f"No name in this library is similar to “{typed}”.")
        near = _offer(name, others)
    rows = [_row(one, known[one], one in chosen) for one in dict.fromkeys([*chosen, *near])]
    custom_components.rows(
        rows, key=f"near-{place}", label="Names to merge", on_pick=turn, height=240
    )
    return chosen


def _first(found: list[str], chosen: list[str]) -> list[str]:
    """The nearest name, unless it is chosen already."""
    return [one for one in found[:1] if one not in chosen]


def _offer(name: str, others: list[str]) -> list[str]:
    """Names written alike, then those named most."""
    return list(dict.fromkeys([*suggest_same(name, others, OFFERED), *others]))[:OFFERED]


def _row(name: str, kind: str, picked: bool) -> dict[str, Any]:
    told = [[name, "strong"], [f"  {TYPE_NAMES.get(kind, kind)}", "quiet"]]
    state_told = [["  selected", "quiet"]] if picked else []
    lines = [[*told, *state_told]]
    return {"id": name, "score": None, "picked": picked, "lines": lines, "actions": []}


NAMED_OFFERED = 200
KINDS = {
    "merge": "Same as another",
    "split": "Two entities in one",
    "rename": "Another name",
    "retype": "Another type",
    "hide": "Hide it",
    "reject": "Not an entity",
}
_EVERYWHERE, _ANY_FORM = "in every article", "every form"

Known = dict[str, str]
"""The type of each entity by its name; of namesakes that of the one named most."""


def ask_decision(corpus: Corpus, entity: str, kind: str, turn: int) -> Decision | None:
    """What the analyst wants, None while that is not said in full; asked anew each `turn`."""
    chosen = st.segmented_control(
        "What is wrong",
        list(KINDS),
        format_func=lambda name: KINDS[name],
        key=f"wrong-{entity}-{kind}-{turn}",
    )
    if chosen is None:
        note("Say what is wrong. You see what would change before you decide.")
        return None
    own = target(corpus.mentions, entity, kind)
    if chosen == "merge":
        return _ask_merge(corpus, own, turn)
    asking: dict[str, Callable[[Corpus, Target], Decision | None]] = {
        "split": _ask_split,
        "rename": _ask_rename,
        "retype": _ask_type,
    }
    if chosen in asking:
        return asking[chosen](corpus, own)
    return Decision(chosen, (own,))


def _ask_merge(corpus: Corpus, own: Target, turn: int) -> Decision | None:
    known = _known(corpus)
    names = choose_same(known, own.name, f"{own.name}-{own.type}-{turn}")
    if not names:
        return None
    into = st.selectbox("Shown as", [own.name, *names], key=f"shown-{own.name}-{own.type}")
    others = (target(corpus.mentions, name, known[name]) for name in names)
    return Decision("merge", (own, *others), into, own.type)


def _ask_split(corpus: Corpus, own: Target) -> Decision | None:
    mentions = corpus.mentions
    articles = mentions.loc[
        (mentions["entity"] == own.name) & (mentions["type"] == own.type), "article"
    ]
    left, right = st.columns(2)
    with left:
        form = st.selectbox("Separate", [_ANY_FORM, *own.forms], key=f"form-{own.name}")
    with right:
        where = st.selectbox(
            "Where",
            [_EVERYWHERE, *dict.fromkeys(articles.astype(str))],
            format_func=lambda one: corpus.labels.get(one, one),
            key=f"where-{own.name}",
        )
    surface = "" if form == _ANY_FORM else form
    article = "" if where == _EVERYWHERE else where
    known = _known(corpus)
    into = st.selectbox(
        "They mean",
        [*([surface] if surface and surface != own.name else []), *_offered(known, own.name)],
        index=None,
        accept_new_options=True,
        filter_mode="contains",
        placeholder="Choose or type a name",
        key=f"stand-{own.name}-{surface}",
    )
    if not into or into == own.name or not (surface or article):
        return None
    return Decision("split", (own,), into, known.get(into, own.type), surface, article)


def _ask_rename(corpus: Corpus, own: Target) -> Decision | None:
    into = st.text_input("Its name", own.name, max_chars=200, key=f"name-{own.name}").strip()
    return Decision("rename", (own,), into) if into and into != own.name else None


def _ask_type(corpus: Corpus, own: Target) -> Decision | None:
    others = [kind for kind in TYPE_NAMES if kind != own.type]
    kind = st.selectbox(
        "It is one of",
        others,
        index=None,
        format_func=lambda name: TYPE_NAMES[name],
        key=f"type-{own.name}",
    )
    return Decision("retype", (own,), type=kind) if kind else None


def _known(corpus: Corpus) -> Known:
    counts = count_selected(corpus, Selection()).drop_duplicates("entity")
    return dict(zip(counts["entity"].astype(str), counts["type"].astype(str), strict=True))


def _offered(known: Known, name: str) -> list[str]:
    """Names written alike, then those named most."""
    others = [other for other in known if other != name]
    return list(dict.fromkeys([*suggest_same(name, others), *others[:NAMED_OFFERED]]))
