"""What analysts write: tags, notes, verdicts, edits of many articles; each with a way back."""

import pytest

from components.corpus.annotations.verdicts import NOTE_COLOUR
from components.corpus.article import Article, article_id
from components.corpus.database.errors import ArticleUnknown, EditConflict
from components.corpus.store import Store


def make(id: str, text: str = "The ferry was late.") -> Article:
    return Article(id, id, text)


@pytest.fixture
def filled(store: Store) -> Store:
    store.add([make(id) for id in "abc"])
    return store


def test_tags_are_put_on_many_articles_and_taken_off(filled: Store) -> None:
    filled.tags.add(["a", "b"], ["Kyiv", "energy"], who="Ada")
    assert filled.tags.by_article()["a"] == ["energy", "Kyiv"]
    filled.tags.remove(["b", "c"], ["energy"])
    assert filled.tags.by_article() == {"a": ["energy", "Kyiv"], "b": ["Kyiv"]}
    assert set(filled.search("tag:kyiv").ids) == {"a", "b"}
    assert filled.search("ferry tag:ENERGY").ids == ["a"]
    assert filled.search("tag:ener").ids == []


def test_a_tag_spelled_otherwise_is_the_same_tag(filled: Store) -> None:
    filled.tags.add(["a"], ["Fake  News"])
    assert filled.tags.add(["a"], ["fake news "]) == 0
    filled.tags.add(["b"], ["FAKE NEWS"])
    assert filled.tags.by_article()["b"] == ["Fake News"]
    assert filled.search('tag:"fake news"').total == 2


def test_tags_change_the_stamp_and_not_the_revision(filled: Store) -> None:
    before = filled.stamp(), filled.revision()
    filled.tags.add(["a"], ["x"])
    assert filled.stamp() != before[0]
    assert filled.revision() == before[1]


def test_tags_are_undone_at_once_and_redone(filled: Store) -> None:
    filled.tags.add(["a"], ["x"])
    batch = filled.tags.add(["a", "b"], ["x", "y"], who="Ada")
    undoing = filled.undo_batch(batch, who="Bo")
    assert filled.tags.by_article() == {"a": ["x"]}
    filled.undo_batch(undoing)
    assert filled.tags.by_article() == {"a": ["x", "y"], "b": ["x", "y"]}
    assert filled.undo_batch(undoing) == 0
    assert filled.tags.by_article() == {"a": ["x", "y"], "b": ["x", "y"]}


@pytest.mark.parametrize("bad", ["", "  \n ", "x" * 101])
def test_a_tag_without_words_or_end_is_refused(filled: Store, bad: str) -> None:
    with pytest.raises(ValueError, match="a tag has 1 to 100 characters"):
        filled.tags.add(["a"], ["good", bad])
    assert filled.tags.by_article().get("a") is None


def test_an_article_that_is_not_there_gets_no_tag_and_no_note(filled: Store) -> None:
    with pytest.raises(ArticleUnknown):
        filled.tags.add(["a", "nothing0"], ["x"])
    assert filled.tags.by_article().get("a") is None
    with pytest.raises(ArticleUnknown):
        filled.notes.add("nothing0", "x")
    with pytest.raises(ArticleUnknown):
        filled.notes.edit(77, "x")


def test_a_note_stands_on_an_article_or_on_a_span(filled: Store) -> None:
    later = filled.notes.add("a", "Which one?", "Ada", 4, 9)
    whole = filled.notes.add("a", "Ask the harbour.\nTwice.", "Bo")
    first, second = filled.notes.of("a")
    assert (first.id, first.start, first.end, first.who) == (whole, None, None, "Bo")
    assert (second.id, second.start, second.end, second.text) == (later, 4, 9, "Which one?")
    assert [one.id for one in filled.notes.all()] == [whole, later]
    assert filled.notes.counts() == {"a": 2}


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (-1, 3), (0, 20), (0, None), (None, 3)])
def test_a_note_on_no_span_of_the_text_is_refused(
    filled: Store, span: tuple[int | None, int | None]
) -> None:
    with pytest.raises(ValueError, match="no span"):
        filled.notes.add("a", "x", "", *span)


def test_a_colour_of_a_note_is_set_withdrawn_and_outlives_an_edit(filled: Store) -> None:
    number = filled.notes.add("a", "Which one?", "Ada", 4, 9)
    other = filled.notes.add("a", "Ask.", "Ada")
    made = filled.verdicts.set(NOTE_COLOUR, str(number), "red", "", "Ada")
    filled.verdicts.set(NOTE_COLOUR, str(other), "mauve", "", "Ada")
    filled.verdicts.set(NOTE_COLOUR, "no number", "red", "", "Ada")
    colours = {one.id: one.colour for one in filled.notes.all()}
    assert colours == {number: "red", other: ""}
    filled.notes.edit(number, "Which two?", "Bo")
    assert [one.colour for one in filled.notes.of("a") if one.id == number] == ["red"]
    removed = filled.notes.remove(number)
    filled.undo(removed)
    assert [one.colour for one in filled.notes.of("a") if one.id == number] == ["red"]
    filled.verdicts.undo(made, "Ada")
    assert {one.colour for one in filled.notes.all()} == {""}


def test_notes_are_changed_and_taken_off_with_a_way_back(filled: Store) -> None:
    number = filled.notes.add("a", "One.", "Ada")
    filled.notes.edit(number, "Two.", "Bo", expected="One.")
    with pytest.raises(EditConflict, match="Two"):
        filled.notes.edit(number, "Three.", expected="One.")
    filled.notes.remove(number)
    assert filled.notes.of("a") == []
    changes = list(filled.history("a")["change"])
    assert len(changes) == 3
    with pytest.raises(EditConflict):
        filled.undo(changes[1])
    filled.undo(changes[2])
    filled.undo(changes[1])
    assert [(one.text, one.who) for one in filled.notes.of("a")] == [("One.", "Ada")]
    filled.undo(changes[0])
    assert filled.notes.of("a") == []
    filled.undo(int(filled.history("a")["change"].iloc[-1]))
    assert [one.text for one in filled.notes.of("a")] == ["One."]


def test_the_last_verdict_holds_and_all_are_remembered(filled: Store) -> None:
    verdicts = filled.verdicts
    verdicts.set("pair", "a b", "copied", "same byline", "Ada")
    last = verdicts.set("pair", "a b", "cannot tell", who="Bo", expected="copied")
    verdicts.set("entity", "a b", "merged")
    table = verdicts.all("pair")
    assert list(table.columns) == ["number", "key", "value", "note", "who", "when"]
    assert table[["key", "value", "note", "who"]].values.tolist() == [
        ["a b", "cannot tell", "", "Bo"]
    ]
    assert list(verdicts.history("pair", "a b")["value"]) == ["copied", "cannot tell"]
    said = "changed the verdict on this pair of articles in the meantime: it is now “cannot tell”"
    with pytest.raises(EditConflict, match=said):
        verdicts.set("pair", "a b", "independent", expected="copied")
    redo = verdicts.undo(last)
    assert verdicts.all("pair")[["value", "note"]].values.tolist() == [["copied", "same byline"]]
    verdicts.undo(redo)
    assert list(verdicts.all("pair")["value"]) == ["cannot tell"]
    with pytest.raises(EditConflict):
        verdicts.undo(last)


def test_a_verdict_on_several_keys_is_set_and_undone_whole_or_not_at_all(filled: Store) -> None:
    verdicts = filled.verdicts
    made = verdicts.set_all("boilerplate", ["a.0.2", "b.0.2"], "left out", "Ho", "Ada")
    assert verdicts.all("boilerplate")["value"].tolist() == ["left out"] * 2
    verdicts.set("boilerplate", "b.0.2", "", who="Bo")
    with pytest.raises(EditConflict):
        verdicts.undo_all(made)
    assert verdicts.all("boilerplate")["key"].tolist() == ["a.0.2"]
    (redo,) = verdicts.undo_all(made[:1], "Bo")
    assert verdicts.all("boilerplate").empty
    verdicts.undo_all([redo])
    assert verdicts.all("boilerplate")["key"].tolist() == ["a.0.2"]
    assert verdicts.set_all("boilerplate", [], "left out") == []


def test_a_withdrawn_verdict_is_gone_and_comes_back(filled: Store) -> None:
    first = filled.verdicts.set("pair", "a b", "copied")
    gone = filled.verdicts.undo(first)
    assert filled.verdicts.all("pair").empty
    filled.verdicts.undo(gone)
    assert list(filled.verdicts.all("pair")["value"]) == ["copied"]
    assert filled.verdicts.all("nothing").empty


def test_many_articles_are_edited_at_once_or_not_at_all(filled: Store) -> None:
    revision = filled.revision()
    batch = filled.edit_many({"a": {"source": "Post"}, "b": {"source": "Post", "title": "B"}})
    assert filled.revision() == revision + 1
    assert list(filled.articles()["source"]) == ["Post", "Post", ""]
    with pytest.raises(ArticleUnknown):
        filled.edit_many({"a": {"source": "x"}, "nothing0": {"source": "x"}})
    with pytest.raises(EditConflict):
        filled.edit_many({"a": {"source": "x"}, "b": {"title": "x"}}, expected={"b": {"title": ""}})
    assert filled.article("a").source == "Post"
    assert filled.edit_many({"a": {"source": "Post"}}) == 0
    changes = filled.changes()
    assert list(changes["batch"]) == [batch] * 3
    assert set(changes["article"]) == {"a", "b"}


def test_an_edit_of_many_is_undone_whole_or_not_at_all(filled: Store) -> None:
    batch = filled.edit_many({id: {"source": "Post"} for id in "abc"}, who="Ada")
    filled.edit("b", source="Gazette")
    with pytest.raises(EditConflict, match="Gazette"):
        filled.undo_batch(batch)
    assert list(filled.articles()["source"]) == ["Post", "Gazette", "Post"]
    filled.edit("b", source="Post")
    redo = filled.undo_batch(batch)
    assert set(filled.articles()["source"]) == {""}
    filled.undo_batch(redo)
    assert set(filled.articles()["source"]) == {"Post"}
    with pytest.raises(ArticleUnknown):
        filled.undo_batch(0)


def test_a_removal_of_many_is_undone_at_once(filled: Store) -> None:
    filled.remove(["a", "b"])
    (batch,) = set(filled.changes()["batch"])
    filled.undo_batch(int(batch))
    assert len(filled.articles()) == 3


def test_an_emptied_bin_leaves_nothing_but_the_memory_of_the_file(store: Store) -> None:
    number = store.uploads.enqueue("folder", "a.txt", b"one file")
    store.uploads.claim("w")
    sha256 = store.keep_original(b"one file")
    store.uploads.finish(number, [Article("a", "Ferry", "Late.", sha256=sha256), make("b")])
    store.tags.add(["a"], ["x"])
    store.notes.add("a", "A note.")
    store.results.save("names", "1", {"a": 1})
    store.remove(["a"])
    revision = store.revision()
    assert store.empty_bin() == ["a"]
    assert store.revision() == revision + 1
    assert store.articles(removed=True).empty
    assert store.search("ferry").ids == ["b"]
    assert store.history("a").empty
    assert store.tags.by_article() == {}
    assert store.notes.all() == []
    assert store.results.load("names", "1", ["a"]) == {}
    with pytest.raises(ArticleUnknown):
        store.original(sha256)
    assert store.uploads.seen("folder") == {sha256}
    assert store.add([make("a")]).new == ["a"]
    store.keep_original(b"one file")
    assert store.original(sha256) == b"one file"
    assert store.empty_bin() == []


def test_a_file_that_another_article_came_in_stays(store: Store) -> None:
    sha256 = store.keep_original(b"two articles")
    store.add([Article(id, id, "Text.", sha256=sha256) for id in "ab"])
    store.remove(["a"])
    store.empty_bin()
    assert store.original(sha256) == b"two articles"


def test_an_emptied_article_can_come_again(store: Store) -> None:
    one = Article(article_id("t", "x", "", "", None, ""), "t", "x")
    store.add([one])
    store.remove([one.id])
    store.empty_bin()
    assert store.add([one]).new == [one.id]


def test_all_verdicts_of_a_kind_have_a_history_and_a_last_number(filled: Store) -> None:
    assert filled.verdicts.latest("entity") == 0
    filled.verdicts.set("entity", "one", "merge")
    filled.verdicts.set("pair", "a b", "copied")
    last = filled.verdicts.set("entity", "two", "hide")
    assert filled.verdicts.latest("entity") == last
    assert list(filled.verdicts.history("entity")["key"]) == ["one", "two"]


def test_each_tag_says_who_put_it_there_last(filled: Store) -> None:
    filled.tags.add(["a"], ["x"], who="Ada")
    filled.tags.remove(["a"], ["x"], who="Bo")
    filled.tags.add(["a", "b"], ["x"], who="Cy")
    filled.tags.add(["c"], ["y"], who="Ada")
    filled.remove(["b"])
    placed = filled.tags.placed()
    assert placed[["article", "tag", "who"]].values.tolist() == [
        ["c", "y", "Ada"],
        ["a", "x", "Cy"],
    ]
    assert placed["when"].is_monotonic_decreasing


def test_a_note_edited_or_taken_off_comes_back_by_the_number_given(filled: Store) -> None:
    number = filled.notes.add("a", "first", "Ada")
    assert filled.notes.edit(number, "first", "Bo") == 0
    filled.undo(filled.notes.edit(number, "second", "Bo"))
    assert [note.text for note in filled.notes.of("a")] == ["first"]
    filled.undo(filled.notes.remove(number, "Bo"))
    assert [note.text for note in filled.notes.of("a")] == ["first"]
    filled.notes.remove(number)
    assert filled.notes.remove(number) == 0


def test_a_conflict_says_in_which_article(filled: Store) -> None:
    filled.edit("b", source="Theirs")
    with pytest.raises(EditConflict) as told:
        filled.edit_many(
            {"a": {"source": "X"}, "b": {"source": "Y"}}, expected={"b": {"source": ""}}
        )
    assert (told.value.article, told.value.field, told.value.theirs) == ("b", "source", "Theirs")
    assert filled.article("a").source == ""


def test_the_kinds_of_verdicts_are_those_that_were_used(filled: Store) -> None:
    assert filled.verdicts.kinds() == []
    filled.verdicts.set("pair", "a.b", "copied")
    filled.verdicts.set("edit", "a.b:1", "telling")
    assert filled.verdicts.kinds() == ["edit", "pair"]
