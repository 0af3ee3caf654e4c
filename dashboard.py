"""Parallax: the table of contents.

`streamlit run dashboard.py` opens it. Streamlit runs this file as the script of every page; its
server imports it for the application around that script.
"""

import streamlit as st

from components.app import server

if __name__ == "__main__":
    from components.app import cached, changing, guard, look, state
    from components.app.cards import busy
    from components.app.head import (
        filters,
        others,
        sample,
        searching,
        tour,
        watch,
        what_counts,
        you,
    )
    from components.app.leaving import ways_out
    from components.app.unread import tell_failed

    st.set_page_config("Parallax", page_icon=look.ICON, layout="wide")
    look.apply()
    pages = "components/app/pages"
    page = st.navigation(
        [
            st.Page(f"{pages}/overview.py", title="Overview", url_path="overview", default=True),
            st.Page(f"{pages}/compare.py", title="Compare", url_path="compare"),
            st.Page(f"{pages}/lineage.py", title="Lineage", url_path="lineage"),
            st.Page(f"{pages}/entities.py", title="Entities", url_path="entities"),
            st.Page(f"{pages}/quotations.py", title="Quotations", url_path="quotations"),
            st.Page(f"{pages}/figures.py", title="Figures", url_path="figures"),
            st.Page(f"{pages}/words.py", title="Words", url_path="words"),
            st.Page(f"{pages}/articles.py", title="Articles", url_path="articles"),
            st.Page(f"{pages}/library.py", title="Library", url_path="library"),
            st.Page(f"{pages}/notes.py", title="Notes", url_path="notes"),
            st.Page(f"{pages}/add.py", title="Add articles", url_path="add"),
        ],
        position="top",
    )
    with guard.explained():
        state.open_page(page.url_path)
        with busy("corpus", "Reading the library"):
            corpus = cached.corpus()
        with st.container(gap="xxsmall"):
            with st.container(
                horizontal=True, vertical_alignment="center", gap="small", key="head"
            ):
                st.title(page.title, anchor=False)
                what_counts.show_panel(corpus)
                searching.show_box()
                ways_out.show_ways_out()
                you.show()
            # What comes and goes has a place of its own, or the page below would be made anew.
            searching.explain_query()
            filters.show(corpus)
            watch.show_progress(corpus)
            tell_failed(corpus)
            others.show_others(corpus)
            changing.show()
            sample.show(corpus, page.url_path)
            tour.show(corpus, page.url_path)
        with guard.explained_on_page():
            page.run()
else:
    app = st.App(__file__, **server.around())
