"""Articles: table and search results beside the reading view of one article."""

import streamlit as st

from components.app.articles import article_table, details_form, left_out_lines, reading
from components.app.caches import open_library
from components.app.cards import beside
from components.app.head.first_visit import show_empty_state
from components.app.notes import note_dialog
from components.app.search import desk, facet_lists, query_lists, saved_searches

corpus = open_library.corpus()
details_form.show_conflicts(corpus)
show_empty_state(corpus)
view = desk.choose_view()
if view in (desk.LISTS, desk.SAVED):
    show = query_lists.show_lists if view == desk.LISTS else saved_searches.show_list
    show(corpus)
    st.stop()
# Until an article is read, the table has its place.
narrow, left, right = beside("reading", 5, *((14, 12) if reading.is_open(corpus) else (21, 5)))
with narrow:
    facet_lists.show_facets(corpus)
with left:
    article_table.show_search_results(corpus)
    article_table.show_table(corpus)
with right:
    reading.show_article(corpus)
details_form.show_dialog(corpus)
note_dialog.show_note_dialog()
left_out_lines.show_boilerplate_dialog(corpus)
