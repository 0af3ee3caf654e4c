"""Long texts: their comparison is worked out beside the page, which says how far that is.

A book beside a book takes seconds that no page should take. Nothing is left out of the comparison;
until it is there, the page says what of it is being worked out.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from itertools import combinations

import streamlit as st

from components.app import state
from components.app.caches import comparison_cache, open_library
from components.app.cards import card
from components.app.compare.compared_versions import compare_each, name_step
from components.app.tables.snapshot import Corpus
from components.views.locale_formatting import count_of

# Words of all versions together from which a page does not wait for the comparison, and the seconds
# that it waits all the same.
LONG, PATIENCE = 60_000, 0.8
_LOOK = 1.0
# Comparisons that are remembered as begun or done.
_MOST = 64
_HELP = (
    "Texts of this length take longer to compare than a page may take. It is done once, with all "
    "of both texts; you can keep working on other pages meanwhile."
)
Versions = tuple[str, ...]


class Comparison:
    """One comparison in a thread; `doing` says what of it is under way."""

    def __init__(self, corpus: Corpus, versions: Versions) -> None:
        self.doing = "waiting for another one to end"
        # A thread that has ended holds its arguments no more: a corpus goes with the last page.
        given = (open_library.address(), corpus, versions)
        self._thread = threading.Thread(target=self._run, args=given, daemon=True)
        self._thread.start()

    def is_done(self, seconds: float = 0.0) -> bool:
        """Whether it has ended, after a wait of at most so many seconds."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self, address: str, corpus: Corpus, versions: Versions) -> None:
        # One after the other: two at once would each take twice as long.
        with _turn, open_library.without_session(address):
            stamp = corpus.stamp
            self.doing = "which sentences correspond"
            for pair in combinations(versions, 2):
                comparison_cache.alignments(stamp, (pair,))
            self.doing = "how they stand to each other"
            steps = [name_step(versions, one) for one in compare_each(corpus, versions)]
            for pair, letters in steps:
                comparison_cache.relation(stamp, *pair)
                self.doing = "what was changed"
                comparison_cache.ledger(stamp, *pair, letters.upper())
                self.doing = "which words make them alike"
                comparison_cache.similarity_parts(stamp, *pair)


_turn, _lock = threading.Lock(), threading.Lock()
_begun: OrderedDict[tuple[str, Versions], Comparison] = OrderedDict()


def is_compared(corpus: Corpus, versions: Versions) -> bool:
    """Whether the versions can be compared at once: they are short, or it was done before.

    Otherwise says what is known, and looks again until it is done. An error shows where a page
    asks for what failed.
    """
    rows = corpus.articles.iloc[corpus.rows.get_indexer(list(versions))]
    if rows["words"].sum() < LONG:
        return True
    with _lock:
        comparison = _begun.get((corpus.stamp, versions))
        if comparison is None:
            comparison = _begun[corpus.stamp, versions] = Comparison(corpus, versions)
            if len(_begun) > _MOST:
                _begun.popitem(last=False)
    if comparison.is_done(PATIENCE):
        return True
    with card("Still being compared", _HELP):
        for title, words in zip(rows["label"], rows["words"], strict=True):
            st.text(f"{title}: {count_of(int(words), 'word', 'words')}")
        st.fragment(_follow, run_every=_LOOK)(comparison)
    return False


def _follow(comparison: Comparison) -> None:
    if comparison.is_done():
        state.rerun()
    st.text(f"Being worked out: {comparison.doing}.")
