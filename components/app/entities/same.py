"""Which entities are the same as the picked one: typed, or chosen from a list of the nearest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.analysis.entities.suggest import nearest_names, suggest_same
from components.app import linked, state
from components.views.bars import TYPE_NAMES

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
    linked.rows(rows, key=f"near-{place}", label="Names to merge", on_pick=turn, height=240)
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
