"""Hidden signs in fields: none is stored, and those of older libraries are seen."""

from sqlalchemy import update

from components.corpus.article import Article
from components.corpus.database.tables import article
from components.corpus.store import Store

TURNED = Article("a" * 12, "Ferry\u200b late", "The\u202e ferry.", source="Reut\u202esre")
PLAIN = Article("b" * 12, "Tram late", "The tram.", source="The Courier")
ALIKE = Article("c" * 12, "Bus late", "The bus.", source="The\u200b Courier", author="Ann\u200f Ek")


def test_fields_are_stored_without_hidden_signs_and_texts_as_they_are(store: Store) -> None:
    store.add([TURNED, PLAIN, ALIKE])
    kept = store.article(TURNED.id)
    assert (kept.title, kept.source, kept.text) == ("Ferry late", "Reutsre", TURNED.text)
    assert sorted({*store.articles()["source"]}) == ["Reutsre", "The Courier"]
    assert store.article(ALIKE.id).author == "Ann Ek"
    assert store.search("ferry").ids == [TURNED.id]
    assert store.add([TURNED]).duplicates == [TURNED.id]


def test_what_an_analyst_types_is_stored_without_hidden_signs(store: Store) -> None:
    store.add([PLAIN])
    store.edit(PLAIN.id, source="Reut\u202esre", author="Ann\u200b Ek")
    kept = store.article(PLAIN.id)
    assert (kept.source, kept.author) == ("Reutsre", "Ann Ek")
    store.tags.add([PLAIN.id], ["to\u200b check"])
    assert store.tags.by_article() == {PLAIN.id: ["to check"]}


def test_fields_of_an_older_library_show_their_hidden_signs_and_can_be_edited(store: Store) -> None:
    store.add([PLAIN])
    with store._database.writing() as connection:
        named = {"source": "Reut\u202esre", "title": "Sam\u2066ple", "label": "Sam\u2066ple"}
        connection.execute(update(article).values(**named))
    shown = store.articles().iloc[0]
    assert (shown["source"], shown["label"]) == ("Reut‹U+202E›sre", "Sam‹U+2066›ple")
    assert store.article(PLAIN.id).source == "Reut‹U+202E›sre"
    store.edit(PLAIN.id, source="Reuters", expected={"source": shown["source"]})
    assert store.article(PLAIN.id).source == "Reuters"


def test_a_source_is_never_shown_with_the_mark_of_the_sample(store: Store) -> None:
    store.add([Article("d" * 12, "Sample", "A text.", source="Sample · The Harbour Post")])
    shown = store.articles().iloc[0]
    assert (shown["source"], shown["label"]) == ("‹Sample› · The Harbour Post", "‹Sample›")
