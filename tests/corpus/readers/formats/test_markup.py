"""Very long pages: what they state is bounded, and what it takes to read them grows with them."""

import json

import pytest

from components.corpus.readers import read_file
from components.corpus.readers.formats.saved_web.linked_data import (
    LONGEST_BROKEN,
    MOST_STATED,
    LinkedData,
)

LETTERS = "abcdefghijklmnop"
TEXT = "The ferry to Wendle sails at noon, the port said, and the council agreed to that. " * 4


def name(number):
    """A name that stands within no other."""
    marks = [LETTERS[number // 16**place % 16] for place in range(4)]
    return f"Ann {''.join(marks).title()}son"


def update(number):
    return {
        "@type": "BlogPosting",
        "headline": f"What happened at {number} o'clock",
        "author": [{"@type": "Person", "name": name(number)}],
        "publisher": {"@type": "Organization", "name": "Wick Courier"},
        "articleBody": TEXT,
    }


def live_blog(updates, **stated):
    return {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "headline": "Harbour vote: live",
        "author": {"@type": "Person", "name": "Ben Example"},
        "datePublished": "2024-05-03T08:00:00Z",
        "liveBlogUpdate": [update(number) for number in range(updates)],
        **stated,
    }


def page(*stated, paragraphs=20, head=""):
    scripts = "".join(
        f'<script type="application/ld+json">{one}</script>'
        for one in (one if isinstance(one, str) else json.dumps(one) for one in stated)
    )
    shown = "".join(
        f"<div><h2>At {n}</h2><time datetime='2024-05-03T{n % 24:02}:00Z'>{n}</time>"
        f"<p>{TEXT}</p></div>"
        for n in range(paragraphs)
    )
    return f"<html><head>{head}{scripts}</head><body><article>{shown}</article></body></html>"


def read(markup):
    (article,) = (reading := read_file("a.html", markup.encode())).articles
    return article, reading.notes


def test_of_a_live_blog_its_own_title_and_author_count_and_not_those_of_its_updates():
    article, notes = read(page(live_blog(30)))
    assert (article.title, article.author) == ("Harbour vote: live", "Ben Example")
    assert (article.source, str(article.published)) == ("Wick Courier", "2024-05-03")
    assert notes == []


@pytest.mark.parametrize(
    "stated",
    [
        [live_blog(5)],
        {"@context": "https://schema.org", "@graph": [live_blog(5), update(1), update(2)]},
    ],
)
def test_a_live_blog_is_one_wherever_its_updates_stand(stated):
    article, _ = read(page(stated))
    assert (article.title, article.author) == ("Harbour vote: live", "Ben Example")


def test_a_live_blog_of_two_megabytes_by_as_many_authors_as_updates_is_read_whole():
    article, _ = read(page(live_blog(3000), paragraphs=3000))
    assert article.title == "Harbour vote: live"
    assert article.text.count(TEXT.strip()) == 3000


@pytest.mark.parametrize(
    "stated",
    [
        [{"@context": "https://schema.org", **update(number)} for number in range(2000)],
        [{"@context": "https://schema.org", "@graph": [update(n) for n in range(2000)]}],
        [live_blog(0, author=[{"@type": "Person", "name": name(n)} for n in range(2000)])],
        [json.dumps(live_blog(2000)).replace("council", 'council", "')],
    ],
    ids=["scripts", "graph", "authors", "mistakes"],
)
def test_where_too_much_is_stated_the_text_is_read_and_a_note_says_so(stated):
    article, notes = read(page(*stated, paragraphs=200))
    assert article.text.count(TEXT.strip()) == 200
    assert [note.startswith(f"The page states more than {MOST_STATED}") for note in notes] == [True]


def test_of_thousands_of_authors_in_meta_elements_the_first_are_taken_with_a_note():
    head = "".join(f'<meta name="citation_author" content="{name(n)}">' for n in range(3000))
    article, notes = read(page(head=head))
    assert article.author.split(", ") == [name(n) for n in range(MOST_STATED)]
    assert len(notes) == 1


def test_json_with_mistakes_is_looked_at_only_where_it_stands_first():
    linked = LinkedData()
    linked.take('{"@type": "NewsArticle", "headline": "One",}')
    assert not linked.is_cut
    linked.take('{"@type": "NewsArticle", "headline": "Two" ' + "x" * LONGEST_BROKEN)
    linked.take('{"@type": "NewsArticle", "headline": "Three" x')
    assert linked.is_cut
    assert [one.get("headline") for one in linked.objects] == ["One", "Two", None]
