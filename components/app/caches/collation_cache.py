"""Cache of one base text against its other versions; keys are ids and `open_library.stamp`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.analysis.collection.collation import collate, measure_change
from components.analysis.pair.alignment import Alignment
from components.analysis.pair.headlines import align_headlines
from components.app.caches import comparison_cache, open_library


@dataclass(frozen=True)
class Collation:
    """By version its alignment with the base, its headline aligned, and its change index.

    `collated` is the result of `collation.collate`. Versions that share no text with the base are
    in `alignments` only.
    """

    alignments: Mapping[str, Alignment]
    headlines: Mapping[str, Alignment]
    indexes: Mapping[str, float]
    collated: pd.DataFrame


@st.cache_resource(show_spinner=False, max_entries=16)
def collation(stamp: str, base: str, versions: tuple[str, ...]) -> Collation:
    """A base text against these versions, by stored alignments where the pairs have one."""
    corpus = open_library.corpus_at(stamp)
    pairs = tuple((base, version) for version in versions)
    found = comparison_cache.alignments(stamp, pairs)
    alignments = {version: found[base, version] for version in versions}
    sharing = {version: one for version, one in alignments.items() if one.links}
    titles = corpus.articles.set_index("id")["title"]
    return Collation(
        alignments,
        {version: align_headlines(titles[base], titles[version]) for version in sharing},
        {version: measure_change(one) for version, one in sharing.items()},
        collate(alignments),
    )
