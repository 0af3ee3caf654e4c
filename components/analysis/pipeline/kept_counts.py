"""What steps keep of the articles that stay as they are: counts of words, and reduced vectors."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from components.analysis.article.outline import Parts
from components.analysis.collection.words.projection import Reduced
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


def reduce_words(inputs: Inputs, *, again: bool) -> Reduced | None:
    """The reduced vectors of all articles, of which only those that changed are read.

    All are read when the analyst's stop words are others than before, and when asked `again`.
    """
    from components.analysis.collection.tfidf import term_weights
    from components.analysis.collection.words.projection import reduce_articles

    given, languages = inputs.decided.stop_words, frozenset(inputs.articles["language"])
    kept = inputs.memory.pop("reduced", None)
    if again or kept is None or kept.about != (given, languages):
        texts = _read_blanked(inputs, None)
        kept = Kept(
            reduce_articles(list(texts), term_weights(list(texts.values()))), (given, languages)
        )
        kept.compare(inputs.marks())
    else:
        changed, gone = kept.compare(inputs.marks())
        kept.value.drop(gone)
        if changed:
            kept.value.put(_read_blanked(inputs, changed))
    if kept.value is not None:
        inputs.memory["reduced"] = kept
    return kept.value


def _read_blanked(inputs: Inputs, ids: list[str] | None) -> dict[str, str]:
    """The texts of articles with the analyst's stop words blanked, in their order."""
    from components.analysis.collection.tfidf import blank_stop_words

    languages = dict(zip(inputs.articles["id"], inputs.articles["language"], strict=True))
    library, given = frozenset(languages.values()), inputs.decided.stop_words
    return {
        id: blank_stop_words(
            Parts("", text), languages[id], library, common=False, given=given
        ).text
        for id, text in inputs.texts(ids).items()
    }
