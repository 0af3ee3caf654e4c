"""What became of the files that were added, and where their articles belong."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from components.analysis.families import families
from components.app import analyst, cached, linked, state
from components.app.adding import columns
from components.app.cards import card, note, note_cut
from components.app.changing import change, restore_articles
from components.app.head import others
from components.app.moving import LINEAGE, open_article, open_pair, pick_pair
from components.app.snapshot import Corpus
from components.app.unread import LOOKING_FOR_COPIES, waiting
from components.text.plural import agree
from components.views.arrivals import (
    RELATIONS,
    belonging_rows,
    family_rows,
    joined_families,
    relative_rows,
)
from components.views.export import write_csv
from components.views.local import count_of, plainly, say_count
from components.views.outcome import (
    by_outcome,
    count_unread,
    outcome_rows,
    outcome_table,
    say_batch,
    say_reading,
)

ROWS_SHOWN = 200
SECONDS = 1.0


def show_outcome(corpus: Corpus, asked: list[int]) -> None:
    """What became of the files of one batch, followed while they are being read.

    `asked` are the files that the page asks about: when others wait, it is drawn anew.
    """
    batch = _choose_batch()
    if not batch:
        return
    files = cached.store().uploads.batch(batch)
    done = _is_read(batch, files)
    is_settled = done and not count_unread(files)
    st.fragment(_follow, run_every=None if is_settled else SECONDS)(batch, done, asked)
    if not done:
        return
    given = cached.store().uploads.given(batch)
    if given.empty:
        return
    _offer_binned(corpus, given)
    _show_relatives(corpus, batch, given)
    _show_families(corpus, given)
    _show_belonging(corpus, given)


def _choose_batch() -> str:
    """The batch to show: the last one of this session, of this analyst, or of all."""
    place = st.container()
    batches = cached.store().uploads.batches()
    if batches.empty:
        return ""
    known = batches["batch"].tolist()
    own = batches.loc[batches["who"] == analyst.who(), "batch"].tolist()
    first = next((b for b in (state.kept("batch"), *own) if b in known), known[0])
    if len(known) == 1:
        return str(first)
    words = {row["batch"]: say_batch(row) for row in batches.to_dict("records")}
    return str(
        place.selectbox(
            "Files added", known, index=known.index(first), format_func=words.__getitem__
        )
    )


def _is_read(batch: str, files: pd.DataFrame) -> bool:
    if state.kept("sending") == batch:
        # All that came may be read while more is on its way.
        return False
    return not files["state"].isin(["waiting", "reading"]).any()


def _follow(batch: str, done: bool, asked: list[int]) -> None:
    files = cached.store().uploads.batch(batch)
    if _is_read(batch, files) != done or columns.waiting_ids() != asked:
        state.draw_anew()
    _show_files(batch, files)


def _show_files(batch: str, files: pd.DataFrame) -> None:
    still = int(files["state"].isin(["waiting", "reading"]).sum())
    table = None if still else outcome_table(files)
    with card("Results", "Each file with its outcome.", table):
        read = len(files) - count_unread(files)
        st.progress(read / max(len(files), 1), text=say_reading(files))
        if still > 1 and st.button(
            f"Cancel the remaining {count_of(still, 'file', 'files')}", type="tertiary"
        ):
            cached.store().uploads.cancel_batch(batch)
            state.draw_anew()
        shown = _choose_outcome(files)
        linked.rows(
            outcome_rows(shown.head(ROWS_SHOWN)), key="outcome", label="Files", on_pick=_act
        )
        if len(shown) > ROWS_SHOWN:
            note_cut(
                f"The first {ROWS_SHOWN} of {say_count(len(shown))}; the downloaded list has all."
            )
        st.download_button(
            "Download this list",
            data=plainly()(lambda: write_csv(outcome_table(shown))),
            file_name="parallax-added-files.csv",
            mime="text/csv",
        )


def _choose_outcome(files: pd.DataFrame) -> pd.DataFrame:
    """The files of one outcome, once there is more than one to choose from."""
    kinds = by_outcome(files)
    if len(kinds) < 3 or len(files) < 2:
        return kinds["all"]
    chosen = st.segmented_control(
        "Show",
        list(kinds),
        format_func=lambda name: f"{name} {say_count(len(kinds[name]))}",
        default="all",
        key="outcome-kind",
        required=True,
    )
    return kinds.get(str(chosen), kinds["all"])


def _act(event: dict[str, Any]) -> None:
    uploads, number = cached.store().uploads, int(event["row"])
    if event["action"] == "cancel":
        uploads.cancel(number)
    elif event["action"] == "retry":
        uploads.retry(number)


def _offer_binned(corpus: Corpus, given: pd.DataFrame) -> None:
    """Say which of what is there already lies in the bin, with a way to take it out."""
    known = given.loc[~given["new"], "article"].unique()
    binned = [article for article in known if article not in corpus.known]
    if not binned:
        return
    words = count_of(len(binned), "article", "articles")
    with st.container(key="binned"):
        st.text(
            f"Of the articles already in the library, {words} {agree(len(binned), 'is', 'are')} "
            "in the bin and therefore on no other page."
        )
        st.button(
            "Restore", key="take-out-of-bin", on_click=change,
            args=(lambda: restore_articles(binned, words),),
        )  # fmt: skip


def _show_relatives(corpus: Corpus, batch: str, given: pd.DataFrame) -> None:
    """New articles that are like earlier ones, each with a way to compare it and to leave it."""
    counts = given.loc[given["new"] & (given["relation"] != ""), "relation"].value_counts()
    present = [name for name in RELATIONS if counts.get(name)]
    if not present:
        return
    help_text = (
        "A copy has the same text, apart from case, spaces and punctuation; a near copy has at "
        "least seven tenths of its five-word sequences in common with the earlier article; a new "
        "version has the same web address, or the same place in the corpus folder, but a "
        "different text. All of them were added. What you move to the bin can be restored."
    )
    with card("Like earlier articles", help_text):
        chosen = str(present[0])
        if len(present) > 1:
            chosen = str(
                st.segmented_control(
                    "Kind", present, key="arrival-kind", default=present[0],
                    format_func=lambda name: f"{RELATIONS[name]} {say_count(counts[name])}",
                    required=True,
                )
            )  # fmt: skip
        found = cached.store().uploads.relatives(batch, chosen, ROWS_SHOWN)
        linked.rows(
            relative_rows(_as_called(corpus, found)),
            key="relatives",
            label="Like earlier articles",
            on_pick=_decide,
        )
        if counts[chosen] > len(found):
            note_cut(f"The first {say_count(len(found))} of {say_count(counts[chosen])}.")
        rest = found.loc[~found["removed"], "article"].tolist()
        if chosen != "version" and len(rest) > 1:
            word = RELATIONS[chosen]
            if st.button(f"Move these {say_count(len(rest))} {word} to the bin", key="bin-copies"):
                _put_in_bin(rest)
                state.draw_anew()


def _as_called(corpus: Corpus, found: pd.DataFrame) -> pd.DataFrame:
    """The relatives by the names that the other pages call them; those in the bin by their own."""
    names = {"article": "label", "other": "other_label"}
    return found.assign(
        **{name: found[end].map(corpus.labels).fillna(found[name]) for end, name in names.items()}
    )


def _decide(event: dict[str, Any]) -> None:
    article, _, other = event["row"].partition(".")
    if event["action"] == "bin":
        _put_in_bin([article])
    elif event["action"] == "restore":
        before = cached.store().latest_change()
        cached.store().restore([article], analyst.who())
        others.claim(before)
    else:
        open_pair(article, other)


def _put_in_bin(articles: list[str]) -> None:
    before = cached.store().latest_change()
    cached.store().remove(articles, analyst.who())
    others.claim(before)


def _show_families(corpus: Corpus, given: pd.DataFrame) -> None:
    """Which of the new articles join which families."""
    with card("Families with new articles", "Articles that share copied passages form a family."):
        if "reuse" not in corpus.fresh:
            note(waiting(corpus, "reuse", LOOKING_FOR_COPIES))
            return
        new = given.loc[given["new"], "article"].tolist()
        joined = joined_families(new, families(corpus.reuse), corpus.labels)
        if not joined:
            note(
                "None of the new articles shares enough text with another article to be in a "
                "family."
            )
            return
        linked.rows(
            family_rows(joined[:ROWS_SHOWN], corpus.labels),
            key="joined",
            label="Families with new articles",
            on_pick=_open_family,
        )


def _open_family(event: dict[str, Any]) -> None:
    article, _, other = event["row"].partition(".")
    if event["action"] == "compare":
        open_pair(article, other)
    pick_pair(article, other)
    state.turn_to(LINEAGE)


def _show_belonging(corpus: Corpus, given: pd.DataFrame) -> None:
    ids = given.loc[given["new"], "article"].tolist()
    if not ids:
        return
    with card(
        "Closest articles", "For each new article, the most similar one already in the library."
    ):
        if "pairs" not in corpus.fresh:
            note(waiting(corpus, "pairs", "Comparing them with the library…"))
            return
        linked.rows(
            belonging_rows(ids[:ROWS_SHOWN], corpus.pairs, corpus.labels),
            key="belonging",
            label="Closest article to each new article",
            on_pick=_open,
        )
        if len(ids) > ROWS_SHOWN:
            note_cut(f"The first {ROWS_SHOWN} of {say_count(len(ids))}.")


def _open(event: dict[str, Any]) -> None:
    article, _, relative = event["row"].partition(".")
    if relative:
        open_pair(article, relative)
    open_article(article)
