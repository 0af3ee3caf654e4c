"""What the step of mentions keeps of the articles that stay as they are: names and their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from components.analysis import entities
from components.analysis.article.outline import place_in
from components.analysis.pipeline.kept_counts import Kept
from components.analysis.pipeline.step_inputs import Inputs

# Of so many pieces a table is made again as a whole: each stays a piece of its memory.
_MOST_PIECES = 256

_Places = tuple[np.ndarray, np.ndarray]
"""For each mention of an article the number of its sentence, and whether it is in the lead."""


class KeptMentions:
    """Mentions of all articles in a language that is read, kept from one call to the next."""

    def __init__(self) -> None:
        self._memory = Kept(entities.Memory())
        self._places: dict[str, _Places] = {}
        self._table = MentionTable()
        # Articles of which a step before gave no result, so that it may come later.
        self._lacking: dict[str, dict[str, None]] = {"names": {}, "outlines": {}}

    def link(self, inputs: Inputs) -> pd.DataFrame:
        """The table of mentions; only articles that changed, or that new facts concern, are read.

        A row is a mention as `entities.resolve` has it, with the id of its `article`, the number of
        its `sentence`, and whether it is in the `lead`.
        """
        known = zip(inputs.articles["id"], inputs.articles["language"], strict=True)
        supported = frozenset(entities.languages_supported())
        languages = {id: language for id, language in known if language in supported}
        marks = inputs.marks()
        changed, gone = self._memory.compare(
            {id: (marks.get(id), language) for id, language in languages.items()}
        )
        for id in gone:
            self._places.pop(id, None)
            for lacking in self._lacking.values():
                lacking.pop(id, None)
        given = inputs.decided.names
        linked, others = self._memory.value.link(
            list(languages),
            {*changed, *self._results(inputs, "names", self._lacking["names"])},
            lambda ids: self._read(inputs, ids, languages),
            entities.read_gazetteer(given.encode()) if given else entities.TABLES_ALONE,
        )
        self._place(inputs, dict(zip(languages, linked, strict=True)), others)
        ids = list(languages)
        table = self._table.tabulate(dict(zip(ids, linked, strict=True)))
        places = [self._places[id] for id in ids]
        none = np.empty(0, np.int64), np.empty(0, bool)
        sentence, lead = (np.concatenate(one) for one in zip(none, *places, strict=True))
        return table.assign(sentence=sentence, lead=lead)

    def _read(
        self, inputs: Inputs, ids: Sequence[str], languages: Mapping[str, str]
    ) -> list[entities.Article]:
        texts, raw = inputs.texts(ids), self._results(inputs, "names", ids)
        return [
            entities.Article(texts[id], languages[id], entities.read_spans(raw.get(id, [])))
            for id in ids
        ]

    def _place(
        self, inputs: Inputs, linked: Mapping[str, entities.Linked], others: Iterable[str]
    ) -> None:
        """Find the sentences of mentions that are others than before or were not found yet."""
        wanted = [*dict.fromkeys((*others, *self._lacking["outlines"]))]
        outlines = self._results(inputs, "outlines", wanted)
        for id in wanted:
            starts = np.array([one.start for one in linked[id].mentions], dtype=np.int64)
            self._places[id] = place_in(outlines.get(id), starts)

    def _results(self, inputs: Inputs, step: str, ids: Iterable[str]) -> dict[str, Any]:
        """Results of a step by id; of those that are not made it is noted that they may come."""
        wanted = list(ids)
        found = inputs.results(step, wanted) if wanted else {}
        for id in wanted:
            if id in found:
                self._lacking[step].pop(id, None)
            else:
                self._lacking[step][id] = None
        return found


class MentionTable:
    """The table of the mentions of articles that come and go; rows of those that stay stay."""

    def __init__(self) -> None:
        self._rows = pd.DataFrame()
        # By article what its rows show, and where they begin and end.
        self._shown: dict[str, tuple[entities.Linked, object, int, int]] = {}
        self._pieces = _MOST_PIECES

    def tabulate(self, articles: Mapping[str, entities.Linked]) -> pd.DataFrame:
        """As `entities.tabulate_mentions`, of articles by id.

        What was given to the last call counts as the same while it is the same object, and has the
        same list of what its mentions are resolved to.
        """
        pieces = self._cut(articles)
        self._pieces += len(pieces)
        if self._pieces > _MOST_PIECES:
            pieces, self._pieces = [[*articles.values()]], 1
        made = [
            self._rows.iloc[one] if isinstance(one, slice) else _tabulate(one) for one in pieces
        ]
        self._rows = pd.concat(made, ignore_index=True) if made else _tabulate([])
        ids, counts = list(articles), [len(own.mentions) for own in articles.values()]
        codes = np.repeat(np.arange(len(ids)), counts)
        ends = np.cumsum(counts).tolist()
        self._shown = {
            id: (own, own.resolved, end - count, end)
            for (id, own), end, count in zip(articles.items(), ends, counts, strict=True)
        }
        table = self._rows.copy(deep=False)
        table.insert(0, "article", pd.Categorical.from_codes(codes, categories=ids))
        return table

    def _cut(self, articles: Mapping[str, entities.Linked]) -> list[slice | list[entities.Linked]]:
        """The articles in their order: stretches of rows that stay, and those that are new."""
        pieces: list[slice | list[entities.Linked]] = []
        for id, own in articles.items():
            known = self._shown.get(id)
            last = pieces[-1] if pieces else None
            if known is None or known[0] is not own or known[1] is not own.resolved:
                if isinstance(last, list):
                    last.append(own)
                else:
                    pieces.append([own])
            elif isinstance(last, slice) and last.stop == known[2]:
                pieces[-1] = slice(last.start, known[3])
            elif known[3] > known[2]:
                pieces.append(slice(known[2], known[3]))
        return pieces


def _tabulate(articles: Sequence[entities.Linked]) -> pd.DataFrame:
    """The rows of articles, without the numbers that articles have among these alone."""
    return entities.tabulate_mentions(articles).drop(columns="article")
