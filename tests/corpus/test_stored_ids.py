"""Two articles of one id: 48 bits are so few that somebody can look for such a pair."""

from datetime import date

from components.corpus.article import Article, article_id, digest_content
from components.corpus.queue.store_articles import Filled
from components.corpus.store import Store
from components.corpus.stored_ids import read_digests


def make(text: str, digits: int = 12) -> Article:
    return Article(article_id("", text, "", "", None, "")[:digits], "", text)


def longer(one: Article, digits: int = 32) -> str:
    return digest_content("", one.text, "", "", None, "")[:digits]


# Found by trying 40 million texts.
FIRST = make("The harbour closed on day 10442421.")
SECOND = make("The harbour closed on day 12159486.")
# Of 17 texts two have the same digit.
OF_ONE_DIGIT = [make(f"Text {number}.", digits=1) for number in range(17)]


def texts(store: Store) -> dict[str, str]:
    return store.texts(store.articles()["id"])


def test_two_texts_have_one_id() -> None:
    assert FIRST.id == SECOND.id == "1f95b811880f"


def test_of_two_texts_with_one_id_both_are_stored(store: Store) -> None:
    added = store.add([FIRST, SECOND])
    assert added.new == added.ids == [FIRST.id, longer(SECOND)]
    assert added.duplicates == []
    assert texts(store) == {FIRST.id: FIRST.text, longer(SECOND): SECOND.text}


def test_the_second_is_stored_when_it_comes_later_and_once(store: Store) -> None:
    store.add([SECOND])
    assert store.add([FIRST]).new == [longer(FIRST)]
    for _ in range(2):
        added = store.add([FIRST, SECOND])
        assert (added.new, added.duplicates) == ([], [longer(FIRST), SECOND.id])
    assert texts(store) == {SECOND.id: SECOND.text, longer(FIRST): FIRST.text}


def test_what_comes_twice_among_those_of_one_id_is_a_duplicate(store: Store) -> None:
    added = store.add([FIRST, SECOND, SECOND, FIRST])
    assert added.new == [FIRST.id, longer(SECOND)]
    assert added.duplicates == [longer(SECOND), FIRST.id]


def test_no_text_of_many_with_a_few_ids_is_lost(store: Store) -> None:
    store.add(OF_ONE_DIGIT[:9])
    store.add(OF_ONE_DIGIT)
    assert sorted(texts(store).values()) == sorted(one.text for one in OF_ONE_DIGIT)
    assert store.add(OF_ONE_DIGIT).new == []


def test_the_second_is_known_by_its_longer_id_when_the_first_was_deleted(store: Store) -> None:
    store.add([FIRST, SECOND])
    store.remove([FIRST.id])
    store.empty_bin()
    assert store.add([SECOND]).duplicates == [longer(SECOND)]


def test_an_article_that_was_edited_is_known_by_what_it_was(store: Store) -> None:
    known = Article(
        article_id("Ferry late", "It was.", "Post", "", date(2024, 5, 1), ""),
        *("Ferry late", "It was.", "Post"),
        published=date(2024, 5, 1),
    )
    store.add([known])
    for title, day in (("Ferry", None), ("Ferries", date(2024, 5, 2))):
        store.edit(known.id, title=title, published=day, source=title)
    assert store.add([known]).duplicates == [known.id]
    with store._database.reading() as connection:
        assert read_digests(connection, [known.id])[known.id].startswith(known.id)


def test_files_tell_which_of_the_two_they_gave(store: Store) -> None:
    numbers = store.uploads.enqueue_many("b", [("a.txt", b"a"), ("b.txt", b"b")])
    store.uploads.claim_some("w", most=2, size=100)
    store.uploads.finish_some(
        [Filled(numbers[0], [FIRST, FIRST]), Filled(numbers[1], [SECOND, FIRST])]
    )
    table = store.uploads.batch("b")
    assert table["new"].tolist() == [1, 1]
    assert table["duplicates"].tolist() == [1, 1]
    given = store.uploads.given("b")
    assert given["article"].tolist() == [FIRST.id, longer(SECOND), FIRST.id]
    assert set(texts(store).values()) == {FIRST.text, SECOND.text}


def test_a_file_that_is_read_on_after_its_worker_died_finds_its_own(store: Store) -> None:
    number = store.uploads.enqueue("b", "a.txt", b"a")
    store.uploads.claim("dead")
    assert store.uploads.keep(number, "dead", [FIRST, SECOND])
    store.uploads.take_over("heir")
    assert store.uploads.claim("heir")
    store.uploads.finish(number, [FIRST, SECOND])
    row = store.uploads.batch("b").iloc[0]
    assert (row["state"], row["new"], row["duplicates"]) == ("done", 2, 0)
