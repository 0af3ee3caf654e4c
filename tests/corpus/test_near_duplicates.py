"""What is said of new articles: same text, nearly the same text, another version of a page."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from components.corpus.article import Article, Rejection
from components.corpus.database.connection import set_counter
from components.corpus.database.tables import DERIVED, fingerprint
from components.corpus.near_duplicates import normalise_address
from components.corpus.store import Store, open_store

SENTENCES = [
    f"On day {n} the {what} left the harbour for island number {n * 7}."
    for n, what in enumerate(["ferry", "tug", "liner", "boat", "barge", "yacht"] * 4)
]


def make(id: str, text: str, **fields: object) -> Article:
    return Article(id, id, text, **fields)  # type: ignore[arg-type]


def test_the_same_text_in_another_file_is_kept_and_said(store: Store) -> None:
    store.add([make("a", "“The ferry” was late — again.", name="a.txt")])
    added = store.add([make("b", '"The  FERRY" was late - again.', name="b.txt")])
    assert added.new == ["b"]
    assert added.same_text == {"b": "a"}
    assert added.relations.near == {}
    assert store.relations(["a", "b", "nothing0"]) == added.relations


def test_copies_within_one_upload_point_to_the_first(store: Store) -> None:
    relations = store.add([make(id, "The ferry was late.") for id in "abc"]).relations
    assert relations.same_text == {"b": "a", "c": "a"}


def test_nearly_the_same_text_is_said_with_the_share(store: Store) -> None:
    store.add([make("a", " ".join(SENTENCES)), make("other", "Something else. " * 30)])
    edited = " ".join([*SENTENCES[:20], "One more.", *SENTENCES[20:]])
    relations = store.add([make("b", edited)]).relations
    assert relations.same_text == {}
    ((id, (other, share)),) = relations.near.items()
    assert (id, other) == ("b", "a")
    assert 0.9 < share < 1
    assert store.relations(["b"]) == relations


def test_a_text_that_shares_little_is_not_near(store: Store) -> None:
    store.add([make("a", " ".join(SENTENCES))])
    text = " ".join(
        [*SENTENCES[:4], *(f"Other words number {n} stand here now." for n in range(30))]
    )
    assert store.add([make("b", text)]).relations.near == {}


def test_the_same_page_with_another_text_is_a_new_version(store: Store) -> None:
    url = "https://www.post.example/ferry"
    store.add([make("a", "The ferry was late.", url=url, published=date(2024, 5, 1))])
    relations = store.add([make("b", "The ferry came.", url=f"{url}/?utm_source=x#top")]).relations
    assert relations.versions == {"b": "a"}
    assert store.add([make("c", "The ferry left.", url=url)]).relations.versions == {"c": "b"}
    for id in "abc":
        table = store.versions(id)
        assert list(table.columns) == ["id", "label", "published", "added", "words"]
        assert list(table["id"]) == ["a", "b", "c"]


def test_the_same_identifier_of_a_maker_with_another_text_is_a_version(store: Store) -> None:
    guid = {"guid": "urn:newsml:wire.example:20240501:ferry"}
    store.add([make("a", "The ferry was late.", details={**guid, "version": "1"})])
    other = make("x", "The tram was late.", details={"guid": "urn:newsml:wire.example:tram"})
    added = store.add([other, make("b", "The ferry came.", details={**guid, "version": "2"})])
    assert added.relations.versions == {"b": "a"}
    assert store.relations(["a", "b", "x"]).versions == {"b": "a"}
    assert list(store.versions("a")["id"]) == list(store.versions("b")["id"]) == ["a", "b"]
    assert list(store.versions("x")["id"]) == ["x"]


def test_an_identifier_stays_when_what_was_derived_is_derived_again(store: Store) -> None:
    guid = {"guid": "urn:newsml:wire.example:20240501:ferry"}
    store.add([make("a", "The ferry was late.", details=guid), make("b", "It came.", details=guid)])
    store.edit("b", title="Another title")
    assert list(store.versions("b")["id"]) == ["a", "b"]


def test_where_there_are_an_address_and_an_identifier_the_address_tells(store: Store) -> None:
    url, guid = "https://wire.example/ferry", {"guid": "urn:newsml:wire.example:ferry"}
    saved = make("a", "The ferry was late.", url=url)
    sent = make("b", "The ferry came.", url=url, details=guid)
    assert store.add([saved, sent]).relations.versions == {"b": "a"}


@pytest.mark.parametrize("short", ["", "1", "1234567"])
def test_a_short_identifier_may_be_anybody_s_and_joins_nothing(store: Store, short: str) -> None:
    details = {"guid": short}
    one, two = make("a", "One.", details=details), make("b", "Two.", details=details)
    assert store.add([one, two]).relations.versions == {}


def test_an_article_without_a_page_is_its_only_version(store: Store) -> None:
    store.add([make("a", "One."), make("b", "Two.")])
    assert list(store.versions("a")["id"]) == ["a"]


def test_an_edited_address_joins_the_versions_of_that_page(store: Store) -> None:
    store.add([make("a", "One.", url="https://x.example/1"), make("b", "Two.")])
    store.edit("b", url="http://x.example/1")
    assert list(store.versions("a")["id"]) == ["a", "b"]


def test_an_upload_tells_how_its_articles_are_related(store: Store) -> None:
    store.add([make("a", "The ferry was late.")])
    number = store.uploads.enqueue("b", "copy.txt", b"x")
    store.uploads.claim("w")
    added = store.uploads.finish(
        number, [make("b", "the ferry was late.")], [Rejection("x", "No.")]
    )
    assert added.relations.same_text == {"b": "a"}


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://www.Post.example/a/", "post.example/a"),
        ("http://post.example/a?utm_source=x&id=3#part", "post.example/a?id=3"),
        ("https://post.example:443/a", "post.example/a"),
        ("https://post.example:8080/a", "post.example:8080/a"),
        ("https://post.example//a", "post.example/a"),
        ("https://post.example/a?page=2&id=3", "post.example/a?id=3&page=2"),
        ("https://post.example/a?ref=front&source=feed&xtor=RSS-1", "post.example/a"),
        ("https://post.example/a?cmpid=mail&fbclid=Iw&gclid=Cj", "post.example/a"),
        ("https://post.example/story?eid=6&cid=97044", "post.example/story?cid=97044&eid=6"),
        ("https://post.example/story?cid=social_mail", "post.example/story"),
        ("https://xn--bcher-kva.example/a", "bücher.example/a"),
        ("https://post.example/été", "post.example/%C3%A9t%C3%A9"),
        ("https://post.example/", ""),
        ("https://post.example", ""),
        ("post", ""),
        ("", ""),
        ("http://[broken", ""),
    ],
)
def test_an_address_names_a_page_whatever_was_added_to_it(url: str, page: str) -> None:
    assert normalise_address(url) == page


@given(st.text() | st.text().map("https://post.example/{}".format))
def test_whatever_stands_for_an_address_is_read(url: str) -> None:
    assert isinstance(normalise_address(url), str)


def test_addresses_kept_in_another_form_are_made_anew(url: str) -> None:
    store = open_store(url)
    store.add([make("a", "The ferry was late.", url="https://post.example/a?page=2&id=3")])
    with store._database.writing() as connection:
        connection.execute(update(fingerprint).values(address="post.example/a?page=2&id=3"))
        set_counter(connection, "derived", DERIVED - 1)
    store.close()
    store = open_store(url)
    new = make("b", "The ferry came.", url="https://post.example/a?id=3&page=2&ref=mail")
    assert store.add([new]).relations.versions == {"b": "a"}
    store.close()
