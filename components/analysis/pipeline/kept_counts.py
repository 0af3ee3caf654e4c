"""What steps keep of articles that stay: lines, counts, vectors, words, figures and dates."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from components.analysis.article.outline import Parts, counted_text, is_left, set_aside
from components.analysis.collection.repeats.passages import Words
from components.analysis.collection.reuse import ReusedPairs
from components.analysis.collection.words.projection import Reduced
from components.analysis.collection.words.term_counts import TermCounts
from components.analysis.pipeline.kept_values import Kept, KeptRows, count_rows
from components.analysis.pipeline.step_inputs import Inputs
from components.text.language import UNKNOWN

if TYPE_CHECKING:
    from components.analysis.collection.pairs import Compared
    from components.analysis.collection.words.near_pairs import NearPairs


@dataclass
class _Compared:
    counts: TermCounts
    near: NearPairs | None = None  # of few articles nothing is kept


def read_lines(inputs: Inputs) -> dict[str, list[Any]]:
    """The results of the step of lines by article, of which only those that changed are read."""
    version = inputs.version("lines")
    kept: Kept[dict[str, list[Any]]] | None = inputs.memory.pop("worded", None)
    if kept is None or kept.about != version:
        kept = Kept({}, version)
    changed, gone = kept.compare(inputs.marks())
    for id in gone:
        kept.value.pop(id, None)
    found = inputs.results("lines", changed)
    kept.value.update(found)
    kept.wait_for(id for id in changed if id not in found)
    inputs.memory["worded"] = kept
    return kept.value


def compare_words(inputs: Inputs) -> Compared:
    """All articles compared by the words that count of them, of which only new ones are counted."""
    from components.analysis.collection import pairs

    settings, given = inputs.settings, inputs.decided.stop_words
    languages = inputs.column("language")
    # Of settings that a page asked for nothing is kept.
    kept = None if settings.key else inputs.memory.pop("counts", None)
    if kept is None or kept.about != given:
        kept = Kept(_Compared(TermCounts(pairs.tfidf_settings(settings))), given)
    changed, gone = kept.compare(_mark_words(inputs, languages))
    kept.value.counts.drop(gone)
    kept.value.counts.put(pairs.read_counted(inputs.parts(changed), languages, settings, given))
    ids = inputs.articles["id"].tolist()
    are_many = len(ids) > pairs.SMALL
    near = kept.value.near = (kept.value.near or pairs.make_near()) if are_many else None
    found = pairs.compare_counted(kept.value.counts, ids, near, changed)
    if not settings.key:
        inputs.memory["counts"] = kept
    return found


def reduce_words(inputs: Inputs, *, again: bool) -> Reduced | None:
    """The reduced vectors of all articles, of which only those that changed are read.

    All are read when the analyst's stop words are others than before, and when asked `again`.
    """
    from components.analysis.collection.tfidf import term_weights
    from components.analysis.collection.words.projection import reduce_articles

    given = inputs.decided.stop_words
    languages = inputs.column("language")
    marks = _mark_words(inputs, languages)
    kept = inputs.memory.pop("reduced", None)
    if again or kept is None or kept.about != given:
        texts = _read_blanked(inputs, None, languages)
        weights = term_weights(list(texts.values()))
        kept = Kept(reduce_articles(list(texts), weights), given, marks)
    else:
        changed, gone = kept.compare(marks)
        kept.value.drop(gone)
        if changed:
            kept.value.put(_read_blanked(inputs, changed, languages))
    if kept.value is not None:
        inputs.memory["reduced"] = kept
    return kept.value


def read_passages(inputs: Inputs) -> tuple[dict[str, Words], ReusedPairs]:
    """The words of all articles, and the pairs that share passages as far as they were found.

    Only articles that changed, or of which something else counts now, are read.
    """
    from components.analysis.collection.reuse import read_texts

    # Of settings that a page asked for nothing is kept.
    kept = None if inputs.settings.key else inputs.memory.pop("passages", None)
    if kept is None:
        kept = Kept(({}, ReusedPairs()))
    read, pairs = kept.value
    changed, gone = kept.compare(inputs.marks())
    for id in gone:
        del read[id]
    parts = inputs.parts(changed)
    spans = [(one.text, set_aside(one, inputs.settings)) for one in parts.values()]
    read.update(zip(parts, read_texts(spans), strict=True))
    if not inputs.settings.key:
        inputs.memory["passages"] = kept
    return read, pairs


def list_facts(inputs: Inputs) -> dict[str, pd.DataFrame]:
    """The tables of figures and of dates in what counts of the articles, in order of arrival.

    Only articles that changed, or of which something else counts now, are read.
    """
    from components.analysis.article import dates, figures

    version, marks = inputs.version("facts"), inputs.marks()
    kept: Kept[dict[str, KeptRows]] | None = inputs.memory.pop("facts", None)
    if kept is None or kept.about != version:
        kept = Kept({"figures": KeptRows(), "dates": KeptRows()}, version)
    changed, _ = kept.compare(marks)
    found, parts = inputs.results("facts", changed), inputs.parts(changed)
    kept.wait_for(id for id in changed if id not in found)
    counted = {id: counted_text(parts[id], inputs.settings) for id in found}
    new = {"figures": figures.figure_table(found), "dates": dates.date_table(found)}
    tables = {}
    for name, table in new.items():
        own = _keep_left(table, counted)
        counts = dict.fromkeys(changed, 0) | count_rows(own, found)
        tables[name] = kept.value[name].put(own, counts, marks)
    inputs.memory["facts"] = kept
    return tables


def _keep_left(table: pd.DataFrame, counted: Mapping[str, str]) -> pd.DataFrame:
    """The rows about places that count in their articles."""
    columns = (table[name].tolist() for name in ("article", "start", "end"))
    places = zip(*columns, strict=True)
    left = [is_left(counted[id], start, end) for id, start, end in places]
    return table[np.array(left, dtype=bool)].reset_index(drop=True)


def _mark_words(inputs: Inputs, languages: Mapping[str, str]) -> dict[str, Hashable]:
    """The marks of articles, with all languages where an article's own is unknown.

    Its stop words are those of all languages then.
    """
    common = frozenset(languages.values())
    marks = inputs.marks()
    return {id: (mark, common if languages[id] == UNKNOWN else ()) for id, mark in marks.items()}


def _read_blanked(
    inputs: Inputs, ids: list[str] | None, languages: Mapping[str, str]
) -> dict[str, str]:
    """The texts of articles with the analyst's stop words blanked, in their order."""
    from components.analysis.collection.tfidf import blank_stop_words

    library, given = frozenset(languages.values()), inputs.decided.stop_words
    read = {id: Parts("", text) for id, text in inputs.texts(ids).items()}
    return {
        id: blank_stop_words(one, languages[id], library, common=False, given=given).text
        for id, one in read.items()
    }
