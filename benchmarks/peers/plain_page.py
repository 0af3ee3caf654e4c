"""The peer of `clicks`: the same charts in a plain Streamlit page, computed anew at each click.

Started as `streamlit run plain_page.py -- ADDRESS` with the address of a library.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.express as px
import streamlit as st
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import linear_kernel

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from components.corpus.store import open_store

DRAWN = 60

st.set_page_config(layout="wide")
store = open_store(sys.argv[-1])
articles = store.articles()
ids = list(articles["id"])
texts = store.texts(ids)
articles["text"] = [texts[one] for one in ids]
store.close()

selected = st.session_state.get("names", {}).get("selection", {}).get("points", [])
name = selected[0]["y"] if selected else ""
shown = articles[articles["text"].str.contains(name, regex=False)] if name else articles

similarity_parts = linear_kernel(TfidfVectorizer().fit_transform(shown["text"]))
first = similarity_parts[:DRAWN, :DRAWN]
st.plotly_chart(px.imshow(first), key="matrix")
names = Counter(re.findall(r"[A-Z]\w+ [A-Z]\w+", " ".join(shown["text"])))
counts = pd.DataFrame(names.most_common(20), columns=["name", "mentions"])
st.plotly_chart(
    px.bar(counts, x="mentions", y="name", orientation="h"), key="names", on_select="rerun"
)
days = shown.groupby(["published", "source"]).size().rename("articles").reset_index()
st.plotly_chart(px.bar(days, x="published", y="articles", color="source"), key="days")
rows, columns = np.triu_indices(len(similarity_parts), 1)
most = np.argsort(similarity_parts[rows, columns])[::-1][:30]
titles = shown["title"].to_numpy()
st.dataframe(pd.DataFrame({"a": titles[rows[most]], "b": titles[columns[most]]}))
st.caption(f"{len(shown)} articles, drawn at {time.time()}")
