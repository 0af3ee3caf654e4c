"""Kept state of a step per collection: what was made of the articles that stay as they are."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass
class Kept(Generic[T]):
    """A `value` made from all articles, what else it is `about`, and the mark of each article.

    For `Inputs.memory`; a step that fails loses it, so it is never half of something.
    """

    value: T
    about: Hashable = ()
    marks: dict[str, Hashable] = field(default_factory=dict)

    def compare(self, marks: Mapping[str, Hashable]) -> tuple[list[str], list[str]]:
        """The articles that came or changed since the last call, and those that went."""
        changed = [id for id, mark in marks.items() if self.marks.get(id) != mark]
        gone = [id for id in self.marks if id not in marks]
        self.marks = dict(marks)
        return changed, gone
