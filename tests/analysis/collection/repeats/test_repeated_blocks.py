"""What is kept while articles come, change and go gives the blocks that a new search gives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.collection.repeats.repeated_blocks import Printed, RepeatedBlocks

FOOTER = (
    "You may read one more story in this month, and a subscription costs as much as a loaf of "
    "bread in the market of the town."
)
MENU = "Harbour news, weather, tides and the letters of our readers in one place every morning."
OUTLETS = ("Echo", "Post", "")


def story(number: int) -> str:
    words = " ".join(f"thing{number}of{n}" for n in range(150))
    parts = (MENU, f"The {words}.", FOOTER)
    return "\n\n".join(part for n, part in enumerate(parts) if n == 1 or number % (n + 2))


TEXTS = {f"a{n}": story(n) for n in range(14)}
ARTICLES = st.dictionaries(
    st.sampled_from(sorted(TEXTS)),
    st.builds(Printed, st.sampled_from(OUTLETS), st.sampled_from(["", "Thing in town"])),
    max_size=14,
)


def read(ids):
    return {id: TEXTS[id] for id in ids}


def test_a_footer_of_eight_articles_is_found_where_it_stands():
    articles = {id: Printed() for id, text in TEXTS.items() if FOOTER in text}
    assert len(articles) >= 8
    found = RepeatedBlocks().find(articles, read)
    for id, (block,) in found.items():
        assert TEXTS[id][block.start : block.end] == FOOTER


@given(st.lists(ARTICLES, min_size=1, max_size=4))
@settings(max_examples=60)
def test_what_is_kept_gives_what_a_new_search_gives(states):
    kept = RepeatedBlocks()
    for articles in states:
        assert kept.find(articles, read) == RepeatedBlocks().find(articles, read)


def test_only_texts_that_matter_are_read_again():
    asked: list[str] = []
    kept = RepeatedBlocks()
    articles = {id: Printed("Echo" if number % 2 else "Post") for number, id in enumerate(TEXTS)}
    last = articles.popitem()
    kept.find(articles, read)
    articles |= [last]
    kept.find(articles, lambda ids: read(asked.extend(ids) or asked))
    elsewhere = {id for id, about in articles.items() if about.outlet != last[1].outlet}
    assert last[0] in asked
    assert not elsewhere & set(asked)
