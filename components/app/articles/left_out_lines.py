"""Boilerplate as analysts decide: words left out in a dialog, lines counted after all, all told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from components.analysis.article.boilerplate import compile_words, find_places, widen_to_words
from components.analysis.collection.outlets import outlet_of
from components.app import change_and_undo, state
from components.app.caches import open_library
from components.app.change_and_undo import Done, attempt, by_verdicts, change, show_trouble
from components.app.tables.snapshot import Corpus
from components.app.widgets import as_written
from components.app.worker.result_tables import LEFT_OUT, PUT_BACK
from components.text.segment import Span
from components.views.locale_formatting import count_of, format_count, shorten

# Each place is a decision of its own; words that stand in more places are no line of a page.
MOST_PLACES = 2000
# Characters of the words in the dialog, and with a decision in the list of all.
_QUOTED, _LISTED = 300, 120
_HERE, _OUTLET = "here", "outlet"
_KEPT = (
    "The words stay in the text, in grey, but count in no similarity, sentence in common, number "
    "or frequency of words. Undo brings them back, and so does “count this” beside them. Articles "
    "that come later are not changed."
)


@dataclass(frozen=True)
class BoilerplateDraft:
    """Words of an article that are about to be left out, and where else the outlet has them.

    `others` has the spans by article, without this one; `outlet` is the name to show, "" where
    it is not known.
    """

    article: str
    span: Span
    words: str
    outlet: str = ""
    others: Mapping[str, Sequence[Span]] = field(default_factory=dict)


def begin_boilerplate(corpus: Corpus, article: str, span: Span) -> None:
    """Open the dialog for a span of an article, widened to whole words, in a callback."""
    text = open_library.store().text(article)
    start, end = widen_to_words(text, span)
    if start == end:
        return
    words = text[start:end]
    name, ids = _find_outlet(corpus, article)
    others = _find_others(words, ids)
    state.keep("boilerplate-draft", BoilerplateDraft(article, (start, end), words, name, others))


def _find_outlet(corpus: Corpus, article: str) -> tuple[str, list[str]]:
    """The name of the outlet of an article, and the ids of its other articles."""
    columns = (corpus.articles[name].tolist() for name in ("id", "url", "source"))
    known = {id: (url, source) for id, url, source in zip(*columns, strict=True)}
    own = outlet_of(*known[article])
    if not own:
        return "", []
    ids = [id for id, about in known.items() if id != article and outlet_of(*about) == own]
    return known[article][1] or own, ids


def _find_others(words: str, ids: Sequence[str]) -> dict[str, list[Span]]:
    pattern = compile_words(words)
    texts = open_library.store().texts(ids)
    found = {id: find_places(text, pattern) for id, text in texts.items()}
    return {id: spans for id, spans in found.items() if spans}


def show_boilerplate_dialog(corpus: Corpus) -> None:
    """Draw the dialog if words are about to be left out."""
    draft: BoilerplateDraft | None = state.kept("boilerplate-draft")
    if draft is not None and draft.article in corpus.known:
        _ask(draft, "boilerplate" in corpus.settings.without)


def _close() -> None:
    state.keep("boilerplate-draft", None)
    state.keep("trouble", None)


@st.dialog("Leave out as boilerplate", on_dismiss=_close)
def _ask(draft: BoilerplateDraft, has_effect: bool) -> None:
    st.text(f"“{shorten(draft.words, _QUOTED)}”")
    everywhere = _ask_where(draft) == _OUTLET
    st.caption(_KEPT)
    if not has_effect:
        st.caption("By your present settings boilerplate counts, these words too.")
    places = {draft.article: [draft.span], **(draft.others if everywhere else {})}
    if st.button("Leave out", type="primary", disabled=open_library.store().read_only) and attempt(
        lambda: leave_out(places, draft.words)
    ):
        state.keep("boilerplate-draft", None)
        state.rerun()
    show_trouble()


def _ask_where(draft: BoilerplateDraft) -> str:
    """Where the words are left out; what cannot be chosen is said with its reason."""
    count = sum(map(len, draft.others.values()))
    name = as_written(draft.outlet)
    if not name:
        st.caption("In this article. Its outlet is not known, so no other article is looked at.")
        return _HERE
    if not count:
        st.caption(f"In this article. No other article of {name} has these words.")
        return _HERE
    others = count_of(len(draft.others), "other article", "other articles")
    if count > MOST_PLACES:
        st.caption(
            f"In this article. The words stand in {others} of {name}, in {format_count(count)} "
            "places; that is too many to be one line of its pages. Select more words."
        )
        return _HERE
    labels = {
        _HERE: "In this article",
        _OUTLET: f"In every article of {name} that has the same words: also in {others}",
    }
    where: str = st.radio(
        "Where", [*labels], format_func=labels.__getitem__, key="boilerplate-where"
    )
    return where


def decide_line(place: str, counts: bool) -> None:
    """Count a line of boilerplate (article.start.end) after all, or not any more, in a callback."""
    change(lambda: _decide_line(place, counts))


def _decide_line(place: str, counts: bool) -> Done:
    store, who = open_library.store(), change_and_undo.who()
    article, start, end = place.rsplit(".", 2)
    left = open_library.corpus().decided.left.get(article, {})
    # What only an analyst left out counts when that is taken back.
    value = "counts" if counts and (int(start), int(end)) not in left else ""
    said = "Counted a line of boilerplate." if counts else "Left out a line of boilerplate."
    return by_verdicts(said, [store.verdicts.set(PUT_BACK, place, value, who=who)])


def leave_out(places: Mapping[str, Sequence[Span]], words: str) -> Done:
    """Leave these spans out as boilerplate, by article; `words` are those of all of them."""
    store, who = open_library.store(), change_and_undo.who()
    keys = [f"{id}.{start}.{end}" for id, spans in places.items() for start, end in spans]
    numbers = store.verdicts.set_all(PUT_BACK, keys, LEFT_OUT, shorten(words, _LISTED), who)
    among = count_of(len(places), "article", "articles")
    return by_verdicts(f"Left out as boilerplate in {among}.", numbers)


def describe_lines(corpus: Corpus) -> str:
    """How much analysts left out as boilerplate, in words; "" for nothing."""
    own = [spans for id, spans in corpus.decided.left.items() if id in corpus.known]
    if not own:
        return ""
    lines = count_of(sum(map(len, own)), "line", "lines")
    return f"{lines} in {count_of(len(own), 'article', 'articles')}"


def show_in_panel(corpus: Corpus) -> None:
    """Draw how many lines analysts left out, and the way back; nothing without any."""
    told = describe_lines(corpus)
    if not told:
        return
    st.text(f"Left out by analysts as boilerplate: {told}")
    st.button(
        "Count all of these again",
        key="count-left-out-lines",
        on_click=change,
        args=(_count_all,),
        disabled=open_library.store().read_only,
    )


def _count_all() -> Done:
    store, who, corpus = open_library.store(), change_and_undo.who(), open_library.corpus()
    keys = [
        f"{id}.{start}.{end}"
        for id, spans in corpus.decided.left.items()
        if id in corpus.known
        for start, end in spans
    ]
    numbers = store.verdicts.set_all(PUT_BACK, keys, "", who=who)
    said = f"Counted again: {count_of(len(keys), 'line', 'lines')} that analysts left out."
    return by_verdicts(said, numbers)
