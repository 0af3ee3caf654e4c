"""Add articles: upload or paste, questions about columns, and the outcome of each file."""

import streamlit as st

from components.app.add import column_questions, new_articles, uploading
from components.app.caches import open_library

uploading.show_intake()
# Questions come and go; what follows keeps its place.
with st.container():
    asked = column_questions.show_questions()
new_articles.show_outcome(open_library.corpus(), asked)
