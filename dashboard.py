"""Parallax: page setup, the head of every page, and the list of pages.

`streamlit run dashboard.py` opens it. Streamlit runs this file as the script of every page; its
server imports it for the application around that script.
"""

import streamlit as st

from components.app import server

if __name__ == "__main__":
    from components.app import change_and_undo, fragments, page_style, state
    from components.app.access import sign_in
    from components.app.caches import open_library
    from components.app.cards import busy
    from components.app.claims import claim_card
    from components.app.export import menu
    from components.app.head import filter_bar, first_visit, notices, pause, settings_panel
    from components.app.search import saved_searches, search_help
    from components.app.team import metrics

    st.set_page_config("Parallax", page_icon=page_style.ICON, layout="wide")
    page_style.apply()
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
    sign_in.require()
    with (
        metrics.timed(page.url_path),
        fragments.explained(),
        page_style.coming(page.title) as (head, top, body),
    ):
        state.open_page(page.url_path)
        with busy("corpus", "Reading the library", needed=not open_library.is_read()):
            corpus = open_library.corpus()
        with head:
            settings_panel.show_panel(corpus, state.read())
            filter_bar.show_box()
            search_help.show_menu()
            saved_searches.show_menu()
            menu.show_menu()
            change_and_undo.show_menu()
        with top:
            # What comes and goes has a container of its own: without it the page below is rebuilt.
            filter_bar.explain_query()
            filter_bar.show_chips(corpus, page.url_path)
            notices.show_progress(corpus, pause.offer_pause)
            pause.show_paused()
            notices.show_waiting()
            notices.show_failed(corpus)
            notices.show_others(corpus)
            change_and_undo.show(page.url_path)
            first_visit.show_sample_notice(corpus, page.url_path)
        with body, fragments.explained_on_page():
            page.run()
            claim_card.show_open_claim(corpus)
else:
    app = st.App(__file__, **server.around())
