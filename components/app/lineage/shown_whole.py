"""What a family is shown without: filters that do not narrow it, and days that are not known."""

from __future__ import annotations

from components.app import state
from components.app.cards import note, note_whole
from components.app.tables.snapshot import Corpus
from components.text.plural import agree
from components.views.locale_formatting import count_of, format_count

_WHOLE = "A family is shown whole: of the filters only a pair or articles choose one here."


def note_what_is_whole(corpus: Corpus, family: tuple[str, ...]) -> None:
    """Say why the family does not follow the selection, or why it has no axis of time."""
    note_whole(state.read(), _WHOLE, "pair", "also", "articles")
    days = corpus.articles["published"].iloc[corpus.rows.get_indexer(list(family))]
    undated = int(days.isna().sum())
    if undated:
        total = count_of(len(family), "version", "versions")
        has = agree(undated, "has", "have")
        note(
            f"{format_count(undated)} of {total} {has} no date, so the versions stand one after "
            "the other as the evidence has it, and not on an axis of time."
        )
