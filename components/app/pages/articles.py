"""Articles: the table, and one of them to read."""

import streamlit as st

from components.app import articles, cached
from components.app.empty import invite_when_empty

corpus = cached.corpus()
articles.show_bin()
invite_when_empty(corpus)
left, right = st.columns([11, 9], gap="large")
with left:
    articles.show_table(corpus)
with right:
    articles.show_reading(corpus)
