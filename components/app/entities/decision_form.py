"""Form for a decision about an entity: merge, split, rename, retype, hide or reject.

The decision is read from the widgets where it is needed: for the preview when the page is drawn,
and again at the click, because a field may have changed in between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from components.analysis.entities import Decision, Target, target
from components.analysis.entities.linking.resolve import nearest_names, suggest_same
from components.analysis.selection import Selection
from components.app import custom_components, state
from components.app.caches.selection_cache import count_selected
from components.app.cards import note
from components.app.tables.snapshot import Corpus
from components.views.naming.entity_types import TYPE_NAMES

# Names that are offered to merge with, in a list; and for one of two entities, in a selectbox.
MERGES_OFFERED = 8
NAMES_OFFERED = 200
KINDS = {
    "merge": "Same as another",
    "split": "Two entities in one",
    "rename": "Another name",
    "retype": "Another type",
    "hide": "Hide it",
    "reject": "Not an entity",
}
_MERGE_KEYS = ("same", "typed", "near")
_EVERYWHERE, _ANY_FORM = "in every article", "every form"

Known = Mapping[str, str]
"""The type of each entity by its name; where several have one name, of the one named most."""


def ask_decision(corpus: Corpus, entity: str, kind: str, turn: int) -> Decision | None:
    """Draw the form for the entity of this name and type; gives what it says.

    None while it is not filled in. Each `turn` begins with an empty form.
    """
    chosen = st.segmented_control(
        "What is wrong",
        list(KINDS),
        format_func=lambda name: KINDS[name],
        key=_kind_key(entity, kind, turn),
    )
    if chosen is None:
        note("Say what is wrong. You see what would change before you decide.")
        return None
    own = target(corpus.mentions, entity, kind)
    if chosen == "merge":
        _ask_merge(corpus, own, turn)
    asking: dict[str, Callable[[Corpus, Target], None]] = {
        "split": _ask_split,
        "rename": _ask_rename,
        "retype": _ask_type,
    }
    if chosen in asking:
        asking[chosen](corpus, own)
    return read_decision(corpus, entity, kind, turn)


def read_decision(corpus: Corpus, entity: str, kind: str, turn: int) -> Decision | None:
    """The decision that the widgets of the form say now; None while it is not filled in."""
    chosen = state.widget(_kind_key(entity, kind, turn))
    if chosen is None:
        return None
    own = target(corpus.mentions, entity, kind)
    if chosen == "merge":
        return _read_merge(corpus, own, turn)
    if chosen == "split":
        return _read_split(corpus, own)
    if chosen == "rename":
        into = str(state.widget(_key("name", own)) or "").strip()
        return Decision("rename", (own,), into) if into and into != own.name else None
    if chosen == "retype":
        other = state.widget(_key("type", own))
        return Decision("retype", (own,), type=other) if other else None
    return Decision(chosen, (own,))


def _kind_key(entity: str, kind: str, turn: int) -> str:
    return f"wrong-{entity}-{kind}-{turn}"


def _key(widget: str, own: Target, *parts: str) -> str:
    return "-".join([widget, own.name, *parts])


def _ask_merge(corpus: Corpus, own: Target, turn: int) -> None:
    known = _find_types(corpus)
    _choose_same(known, own, turn)
    if names := _read_same(known, own, turn):
        st.selectbox("Shown as", [own.name, *names], key=_key("shown", own, own.type))


def _read_merge(corpus: Corpus, own: Target, turn: int) -> Decision | None:
    known = _find_types(corpus)
    names = _read_same(known, own, turn)
    if not names:
        return None
    into = state.widget(_key("shown", own, own.type))
    others = (target(corpus.mentions, name, known[name]) for name in names)
    return Decision("merge", (own, *others), into if into in names else own.name, own.type)


def _choose_same(known: Known, own: Target, turn: int) -> None:
    """Draw a field and a list to choose names from; a typed name is the nearest known one."""
    others = [other for other in known if other != own.name]
    box, field, near_list = (_key(name, own, own.type, str(turn)) for name in _MERGE_KEYS)

    def take() -> None:
        typed = str(state.widget(box) or "").strip()
        chosen = _read_same(known, own, turn)
        nearest = [one for one in nearest_names(typed, others)[:1] if one not in chosen]
        state.keep(field, typed)
        state.keep(box, (*chosen, *nearest))
        state.preset(box, "")

    def toggle(event: dict[str, Any]) -> None:
        chosen, one = _read_same(known, own, turn), event["row"]
        rest = tuple(other for other in chosen if other != one)
        state.keep(box, rest if one in chosen else (*chosen, one))

    st.text_input(
        "It is the same as",
        key=box,
        on_change=take,
        placeholder="Type a name and press Enter, or choose from the list",
        autocomplete="off",
        max_chars=200,
    )
    typed = str(state.kept(field, ""))
    near = nearest_names(typed, others, MERGES_OFFERED) if typed else []
    if typed and not near:
        st.text(f"No name in this library is similar to “{typed}”.")
    chosen = _read_same(known, own, turn)
    offered = dict.fromkeys([*chosen, *(near or _offer(own.name, others))])
    rows = [_row(one, known[one], one in chosen) for one in offered]
    custom_components.rows(rows, key=near_list, label="Names to merge", on_event=toggle, height=240)


def _read_same(known: Known, own: Target, turn: int) -> list[str]:
    """The names chosen so far, without those that are known no more."""
    kept = state.kept(_key("same", own, own.type, str(turn)), ())
    return [one for one in kept if one in known]


def _row(name: str, kind: str, selected: bool) -> dict[str, Any]:
    line = [[name, "strong"], [f"  {TYPE_NAMES.get(kind, kind)}", "quiet"]]
    if selected:
        line.append(["  selected", "quiet"])
    return {"id": name, "score": None, "selected": selected, "lines": [line], "actions": []}


def _ask_split(corpus: Corpus, own: Target) -> None:
    mentions = corpus.mentions
    articles = mentions.loc[
        (mentions["entity"] == own.name) & (mentions["type"] == own.type), "article"
    ]
    left, right = st.columns(2)
    with left:
        st.selectbox("Separate", [_ANY_FORM, *own.forms], key=_key("form", own))
    with right:
        st.selectbox(
            "Where",
            [_EVERYWHERE, *dict.fromkeys(articles.astype(str))],
            format_func=lambda one: corpus.labels.get(one, one),
            key=_key("where", own),
        )
    surface, _ = _read_scope(own)
    others = [other for other in _find_types(corpus) if other != own.name]
    first = [surface] if surface and surface != own.name else []
    similar = suggest_same(own.name, others)
    st.selectbox(
        "They mean",
        [*first, *dict.fromkeys([*similar, *others[:NAMES_OFFERED]])],
        index=None,
        accept_new_options=True,
        filter_mode="contains",
        placeholder="Choose or type a name",
        key=_key("stand", own, surface),
    )


def _read_split(corpus: Corpus, own: Target) -> Decision | None:
    surface, article = _read_scope(own)
    into = state.widget(_key("stand", own, surface))
    if not into or into == own.name or not (surface or article):
        return None
    return Decision(
        "split", (own,), into, _find_types(corpus).get(into, own.type), surface, article
    )


def _read_scope(own: Target) -> tuple[str, str]:
    """The surface form and the article of the mentions to separate, "" where it is any."""
    form, where = state.widget(_key("form", own)), state.widget(_key("where", own))
    return ("" if form in (None, _ANY_FORM) else form), "" if where in (
        None,
        _EVERYWHERE,
    ) else where


def _ask_rename(corpus: Corpus, own: Target) -> None:
    st.text_input("Its name", own.name, max_chars=200, key=_key("name", own))


def _ask_type(corpus: Corpus, own: Target) -> None:
    others = [kind for kind in TYPE_NAMES if kind != own.type]
    st.selectbox(
        "It is one of",
        others,
        index=None,
        format_func=lambda name: TYPE_NAMES[name],
        key=_key("type", own),
    )


def _find_types(corpus: Corpus) -> Known:
    counts = count_selected(corpus, Selection()).drop_duplicates("entity")
    return dict(zip(counts["entity"].astype(str), counts["type"].astype(str), strict=True))


def _offer(name: str, others: Sequence[str]) -> list[str]:
    """Similar names first, then those named most."""
    return list(dict.fromkeys([*suggest_same(name, others, MERGES_OFFERED), *others]))[
        :MERGES_OFFERED
    ]
