"""Key figures of the selected articles, in one line at the top of the Overview."""

from __future__ import annotations

import streamlit as st

from components.analysis.entities.mention_counts import share_shared
from components.analysis.selection import Selection
from components.app.caches import open_library
from components.app.caches.counting_cache import counted, describe_left_out
from components.app.caches.drawn_cache import drawn
from components.app.cards import note
from components.app.tables.snapshot import Corpus
from components.views.locale_formatting import count_of, format_share
from components.views.overview.timeline import counts_html

_UNKNOWN = "–"
_SOURCES = "Different sources, where the source is known"
_DAYS = "Different days of publication, where the date is known"
_PEOPLE = "Different people; all forms of a name count as one person"
# By whether the names in all articles have been read, or in none yet.
_NAMED = {
    True: ("person named", "people named"),
    False: ("person named, being counted again", "people named, being counted again"),
}
_FAMILIES = (
    "Groups of two or more of these articles connected by shared text: at least 30 % of the "
    "shorter one"
)
_SHARED = (
    "Words in passages of twelve words or more that are also in another of these articles. It is "
    "a minimum: for each article only the most similar other one is counted"
)


def show_key_figures(corpus: Corpus, selection: Selection) -> None:
    """Draw the key figures of the selected articles in one line; "–" where nothing is known."""
    st.html(drawn("key figures", corpus, selection, make=lambda: _write_figures(corpus, selection)))
    if told := describe_left_out(corpus, selection):
        every = count_of(len(open_library.narrowed(corpus, selection)), "article", "articles")
        note(f"{told} Families and shared words are of all {every}.")


def _write_figures(corpus: Corpus, selection: Selection) -> str:
    shown, counts = open_library.narrowed(corpus, selection), counted(corpus, selection)
    mentions = corpus.among("mentions", counts)
    people = mentions.loc[mentions["type"] == "PERSON", "entity"].nunique()
    members = corpus.among("families", shown)
    several = int((members["family"].value_counts() > 1).sum())
    share = share_shared(corpus.among("relations", shown), shown.set_index("id")["words"])
    sources = counts.loc[counts["source"] != "", "source"].nunique()
    days = counts["published"].nunique()
    is_known, is_read = "reuse" in corpus.fresh, "mentions" in corpus.fresh
    return counts_html(
        [
            ("article", "articles", len(counts), "Articles that match the whole selection"),
            ("source", "sources", sources or _UNKNOWN, _SOURCES),
            ("day with an article", "days with an article", days or _UNKNOWN, _DAYS),
            ("family", "families", several if is_known else "…", _FAMILIES),
            (
                "of all words shared",
                "of all words shared",
                format_share(share) if is_known else "…",
                _SHARED,
            ),
            (*_NAMED[is_read or not people], people if people or is_read else "…", _PEOPLE),
        ]
    )
