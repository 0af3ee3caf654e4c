"""Kept counts of the words of all articles: those of articles that stay as they are."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from components.analysis.collection.words.term_counts import TermCounts
from components.analysis.pipeline.step_inputs import Inputs
from components.text.language import UNKNOWN

T = TypeVar("T")


@dataclass
class Kept(Generic[T]):
    """A `value` made from all articles, what else it is `about`, and the mark of each article.

    A step takes it out of `Inputs.memory` and puts it back when it is whole.
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


def count_words(inputs: Inputs) -> TermCounts:
    """The words that count of all articles, of which only those that changed are counted again."""
    from components.analysis.collection import pairs

    settings, given = inputs.settings, inputs.decided.stop_words
    languages = dict(zip(inputs.articles["id"], inputs.articles["language"], strict=True))
    # Of an article in an unknown language the stop words are those of all languages.
    marks = inputs.marks()
    common = frozenset(languages.values())
    marks = {id: (mark, common if languages[id] == UNKNOWN else ()) for id, mark in marks.items()}
    # Of settings that a page asked for nothing is kept.
    kept = None if settings.key else inputs.memory.pop("counts", None)
    if kept is None or kept.about != given:
        kept = Kept(TermCounts(pairs.tfidf_settings(settings)), given)
    changed, gone = kept.compare(marks)
    kept.value.drop(gone)
    kept.value.put(pairs.read_counted(inputs.parts(changed), languages, settings, given))
    if not settings.key:
        inputs.memory["counts"] = kept
    return kept.value
