"""The form in which an analyst says what is wrong with an entity."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.analysis.entities import Decision, Target, target
from components.analysis.entities.suggest import suggest_same
from components.analysis.selection import Selection
from components.app.cards import note
from components.app.entities.cached import count_selected
from components.app.entities.same import choose_same
from components.app.snapshot import Corpus
from components.views.bars import TYPE_NAMES

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
