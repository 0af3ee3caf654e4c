"""Analysts' decisions about entities (merge, split, rename, …), applied to the mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

KINDS = ("merge", "split", "rename", "retype", "hide", "reject", "differ")
_BY_PERSON = "decided by an analyst"
_MOST_FORMS = 30
_MOSTLY = 0.5
_GONE = -1


@dataclass(frozen=True)
class Target:
    """An entity as it was when it was decided on; `forms` are its most frequent surface forms.

    Where a later analysis gives the entity another name, its forms still find it.
    """

    name: str
    type: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decision:
    """One decision about the entities `of`.

    `kind` is `merge` (all of them become `into`), `rename` (one becomes `into`), `retype` (one gets
    `type`), `split` (the mentions written as `surface`, or those of `article`, or those of both,
    go to `into`), `hide` (an entity, but not to be shown), `reject` (no entity at all) or `differ`
    (they are not one, which changes no mention: the pair is not suggested again). `type` is that of
    `into`; '' leaves the type as it is. Raises ValueError for another `kind`.
    """

    kind: str
    of: tuple[Target, ...]
    into: str = ""
    type: str = ""
    surface: str = ""
    article: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is not one of {', '.join(KINDS)}")


@dataclass(frozen=True)
class Preview:
    """What a decision would change: `changed` has the rows of the mentions that it touches.

    `joined` counts the mentions that have the new name already, `left` those that keep the old one.
    """

    changed: pd.DataFrame
    joined: int
    left: int

    @property
    def articles(self) -> int:
        """In how many articles mentions would change."""
        return int(self.changed["article"].nunique())


def target(mentions: pd.DataFrame, name: str, kind: str) -> Target:
    """The entity of this name and type as the mentions have it now."""
    own = mentions[(mentions["entity"] == name) & (mentions["type"] == kind)]
    forms = own["surface"].astype(str).value_counts().index[:_MOST_FORMS]
    return Target(name, kind, tuple(forms))


def apply_decisions(mentions: pd.DataFrame, decisions: Sequence[Decision]) -> pd.DataFrame:
    """The mentions after all decisions, applied in order; the same table when there is none.

    `mentions` has the columns that `resolve` gives. Hidden and rejected entities are left out;
    `why` of a mention that has changed says that an analyst decided. A decision about an entity
    that no longer exists changes nothing. About 0.3 s for 400,000 mentions, and a millisecond or
    two for each decision.
    """
    if not decisions:
        return mentions
    named = _Named(mentions)
    for decision in decisions:
        named.decide(decision)
    return named.mentions()


def preview(mentions: pd.DataFrame, decision: Decision) -> Preview:
    """What a decision would change in mentions to which earlier decisions were applied."""
    concerned = {decision.into, *(one.name for one in decision.of)}
    mentions = mentions[mentions["entity"].isin(concerned)]
    named = _Named(mentions)
    before = named.codes.copy()
    of = [number for one in decision.of if (number := named.find(one)) is not None]
    into = named.index.get((decision.into, named.type_of(decision, of)))
    joined = 0 if into is None else int((before == into).sum())
    named.decide(decision)
    changed = np.flatnonzero(named.codes != before)
    left = int(np.isin(named.codes, [number for number in of if number != into]).sum())
    return Preview(mentions.iloc[changed], joined, left)


def write_decision(decision: Decision) -> str:
    """The decision as JSON, to be stored."""
    import orjson

    return orjson.dumps(asdict(decision)).decode()


def read_decisions(written: Iterable[str]) -> list[Decision]:
    """Decisions from JSON, in the order given; what is no decision is left out."""
    return [one for text in written if (one := _read(text)) is not None]


def _read(text: str) -> Decision | None:
    import orjson

    try:
        fields = orjson.loads(text)
        of = [
            Target(str(one["name"]), str(one["type"]), tuple(map(str, one["forms"])))
            for one in fields.pop("of")
        ]
        rest = {name: str(value) for name, value in fields.items()}
        return Decision(of=tuple(of), **rest)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


class _Named:
    """The mentions with the entity of each as a number, so that decisions are quick to apply."""

    def __init__(self, mentions: pd.DataFrame) -> None:
        self._mentions = mentions
        entities, names = pd.factorize(mentions["entity"])
        types, kinds = pd.factorize(mentions["type"])
        pairs, distinct = pd.factorize(entities.astype(np.int64) * len(kinds) + types)
        self.codes = pairs.astype(np.int64)
        self._first = self.codes.copy()
        self.names = [
            (str(names[pair // len(kinds)]), str(kinds[pair % len(kinds)])) for pair in distinct
        ]
        self.index = {name: number for number, name in enumerate(self.names)}

    def decide(self, decision: Decision) -> None:
        of = [number for one in decision.of if (number := self.find(one)) is not None]
        if not of or decision.kind == "differ":
            return
        rows = np.flatnonzero(np.isin(self.codes, of))
        if decision.kind == "split":
            rows = self._written(rows, decision)
        if decision.kind in ("hide", "reject"):
            self.codes[rows] = _GONE
            return
        name = decision.into or self.names[of[0]][0]
        self.codes[rows] = self._number(name, self.type_of(decision, of))

    def find(self, one: Target) -> int | None:
        """The entity of that name and type, else of that name, else of those forms."""
        number = self.index.get((one.name, one.type))
        if number is not None and (self.codes == number).any():
            return number
        named = [n for n, (name, _) in enumerate(self.names) if name == one.name]
        present = [n for n in named if (self.codes == n).any()]
        return present[0] if len(present) == 1 else self._of_forms(one)

    def type_of(self, decision: Decision, of: Sequence[int]) -> str:
        return decision.type or (self.names[of[0]][1] if of else "")

    def mentions(self) -> pd.DataFrame:
        changed = self.codes != self._first
        names = pd.DataFrame(self.names, columns=["entity", "type"]).astype("str")
        now = names.iloc[self.codes[changed & (self.codes != _GONE)]]
        kept = self._mentions[self.codes != _GONE].copy()
        touched = changed[self.codes != _GONE]
        for column in ("entity", "type"):
            kept[column] = kept[column].astype("str")
            kept.loc[touched, column] = now[column].to_numpy()
        for column, value in (("why", _BY_PERSON), ("inferred", False), ("ambiguous", False)):
            if column in kept:
                kept.loc[touched, column] = value
        return kept

    def _written(self, rows: np.ndarray, decision: Decision) -> np.ndarray:
        own = self._mentions.iloc[rows]
        keep = np.ones(len(rows), dtype=bool)
        if decision.surface:
            keep &= (own["surface"] == decision.surface).to_numpy()
        if decision.article:
            keep &= (own["article"] == decision.article).to_numpy()
        return rows[keep]

    def _number(self, name: str, kind: str) -> int:
        if (name, kind) not in self.index:
            self.index[name, kind] = len(self.names)
            self.names.append((name, kind))
        return self.index[name, kind]

    def _of_forms(self, one: Target) -> int | None:
        """The entity of that type that most mentions written so belong to."""
        if not one.forms:
            return None
        written = self._mentions["surface"].isin(one.forms).to_numpy() & (self.codes != _GONE)
        numbers, counts = np.unique(self.codes[written], return_counts=True)
        fitting = [self.names[number][1] == one.type for number in numbers]
        numbers, counts = numbers[fitting], counts[fitting]
        if not len(counts) or counts.max() <= _MOSTLY * counts.sum():
            return None
        return int(numbers[counts.argmax()])
