"""Add articles: upload or paste, questions about columns, and the outcome of each file."""

import streamlit as st

from components.app.add import arrivals, column_questions, uploading
from components.app.caches import library_cache

uploading.show_intake()
# Questions come and go; what follows keeps its place.
with st.container():
    asked = column_questions.show_questions()
arrivals.show_outcome(library_cache.corpus(), asked)
