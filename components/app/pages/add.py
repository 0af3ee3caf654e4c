"""Add articles: files or pasted text in, and where they belong."""

import streamlit as st

from components.app import cached
from components.app.adding import arrivals, columns, intake

intake.show_intake()
# Questions come and go; what follows keeps its place.
with st.container():
    asked = columns.show_questions()
arrivals.show_outcome(cached.corpus(), asked)
