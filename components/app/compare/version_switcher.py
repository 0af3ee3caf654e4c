"""Version switcher on Compare: which versions of the family stand on screen, or one against all."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from components.app import custom_components, state
from components.app.navigation import open_base
from components.app.tables.snapshot import Corpus
from components.views.compare.aligned_panes import describe_switches, version_switches

_AGAINST_ALL = (
    "The text of A in full on Lineage: how many of its versions changed or dropped each sentence."
)


def show_switches(corpus: Corpus, versions: tuple[str, ...]) -> None:
    """The family of the first version, and what else is on screen, as switches."""
    family = corpus.family_of(versions[0])
    if len(family) <= 2 and len(versions) == 2:
        return
    offered = tuple(dict.fromkeys([*family, *versions]))
    entries = version_switches(offered, versions, corpus.ticks, corpus.labels)
    lead = describe_switches(len(family), len(offered) - len(family))
    switch = partial(_switch, versions, offered)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="switches"):
        custom_components.versions(entries, key="versions", lead=lead, on_event=switch)
        if len(family) > 2:
            st.button(
                "A against all versions", help=_AGAINST_ALL, on_click=open_base, args=versions[:1]
            )


def _switch(versions: tuple[str, ...], family: tuple[str, ...], event: dict[str, Any]) -> None:
    """Put a version beside the others, in order of publication, or take it away."""
    article = event["id"]
    if article in versions:
        state.put_versions(tuple(i for i in versions if i != article))
    else:
        state.put_versions(_in_order((*versions, article), family))


def _in_order(versions: tuple[str, ...], order: tuple[str, ...]) -> tuple[str, ...]:
    """The versions with the last one where `order` has it, if the others keep to that order."""
    rank = {article: number for number, article in enumerate(order)}
    ranked = sorted(versions, key=lambda i: rank.get(i, len(rank)))
    kept = [i for i in ranked if i != versions[-1]]
    return tuple(ranked) if kept == list(versions[:-1]) else versions
