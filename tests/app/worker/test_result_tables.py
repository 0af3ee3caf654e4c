"""What counts, from the store to the tables of pairs."""

from datetime import date

import pytest

from components.analysis.article.outline import counted_text
from components.analysis.selection import Settings
from components.app.tables.read_corpus import read_corpus
from components.app.worker import result_tables
from components.app.worker.work import work_through
from components.corpus.article import Article
from components.corpus.store import open_store
from components.views.panes import BoilerplateLine

STORY = "The bridge in Oslo closed on Monday.\n\nNobody was hurt there.\n\n"
ALIKE = (
    "Canoe owners may paddle past seven silver islands whenever gentle winds allow them, and bring "
    "lanterns, blankets, kettles and warm bread along for everybody."
)
LINE = "Read also: Trams in Bergen stop again."


def article(number: int, text: str, title: str = "") -> Article:
    return Article(
        id=f"a{number}", title=title, text=text, source="", author="", language="en", url="",
        published=date(2020, 1, number), name=f"{number}.txt", sha256=f"{number:064}",
    )  # fmt: skip


@pytest.fixture
def store(tmp_path):
    library = open_store(f"sqlite:///{tmp_path / 'library.sqlite'}")
    library.add([article(1, STORY + LINE, "Bridge shut"), article(2, f"Other news.\n\n{LINE}")])
    work_through(library)
    yield library
    library.close()


def corpus(store, settings=None):
    return read_corpus(store, "", settings or Settings(), result_tables.read_decided(store))


def test_boilerplate_is_told_and_left_out_of_the_cosine(store):
    known = corpus(store)
    assert set(known.lines["reason"]) == {"link to another article"}
    assert known.lines["article"].tolist() == ["a1", "a2"]
    assert known.pairs["score"].tolist() == [0.0]
    assert {"pairs", "reuse", "boilerplate"} <= known.fresh


def test_settings_are_compared_by_when_a_page_asks(store):
    asked = Settings(without=())
    before = corpus(store, asked)
    assert "pairs" not in before.fresh
    result_tables.request_comparison(store, asked)
    result_tables.request_comparison(store, asked)
    work_through(store)
    after = corpus(store, asked)
    assert "pairs" in after.fresh
    assert after.pairs["score"].item() > 0.3
    assert store.results.progress() == []
    assert corpus(store).pairs["score"].tolist() == [0.0]


def test_a_line_put_back_counts_for_everybody(store):
    start = len(STORY)
    for id, place in (("a1", start), ("a2", 13)):
        store.verdicts.set(result_tables.PUT_BACK, f"{id}.{place}.{place + len(LINE)}", "counts")
    assert "pairs" not in corpus(store).fresh
    work_through(store)
    known = corpus(store)
    assert known.pairs["score"].item() > 0.3
    assert known.parts(store.texts(["a1"]))["a1"].boilerplate == ()


def test_words_left_out_count_for_nobody_and_come_back_when_it_is_taken_back(store):
    store.add([article(3, f"A ferry sank.\n\n{ALIKE}"), article(4, f"Rain fell.\n\n{ALIKE}")])
    work_through(store)
    before = corpus(store)
    assert score(before, "a3", "a4") > 0.3
    assert {*sharing(before)} == {("a3", "a4")}
    place = 15
    key = f"a3.{place}.{place + len(ALIKE)}"
    number = store.verdicts.set(result_tables.PUT_BACK, key, result_tables.LEFT_OUT, who="Ann")
    left = corpus(store)
    assert not {"pairs", "reuse"} & left.fresh
    assert left.lines_of("a3") == (BoilerplateLine(place, place + len(ALIKE), "left out by Ann"),)
    work_through(store)
    left = corpus(store)
    assert score(left, "a3", "a4") == 0
    assert {*sharing(left)} == set()
    parts = left.parts(store.texts(["a3"]))["a3"]
    assert parts.text[slice(*parts.boilerplate[0])] == ALIKE
    assert "paddle" not in counted_text(parts, Settings())
    store.verdicts.undo(number, "Ben")
    assert corpus(store).lines_of("a3") == ()
    work_through(store)
    again = corpus(store)
    assert score(again, "a3", "a4") == score(before, "a3", "a4")
    assert {*sharing(again)} == {("a3", "a4")}


def test_a_line_that_was_put_back_can_be_left_out_by_its_place(store):
    key = f"a1.{len(STORY)}.{len(STORY + LINE)}"
    store.verdicts.set(result_tables.PUT_BACK, key, "counts")
    (line,) = corpus(store).lines_of("a1")
    assert line.counts
    store.verdicts.set(result_tables.PUT_BACK, key, result_tables.LEFT_OUT, who="Ann")
    (line,) = corpus(store).lines_of("a1")
    assert (line.reason, line.counts) == ("left out by Ann", False)


def test_words_left_out_of_an_article_that_is_gone_are_ignored(store):
    store.verdicts.set(result_tables.PUT_BACK, "gone.0.9", result_tables.LEFT_OUT)
    store.verdicts.set(result_tables.PUT_BACK, "a1.5000.6000", result_tables.LEFT_OUT)
    work_through(store)
    known = corpus(store)
    assert "pairs" in known.fresh
    assert len(known.parts(store.texts(["a1"]))["a1"].boilerplate) == 1


def score(known, a, b):
    pairs = known.pairs.set_index(["a", "b"])["score"].to_dict()
    return pairs.get((a, b), pairs.get((b, a)))


def sharing(known):
    return [tuple(sorted(pair)) for pair in known.sharing[["a", "b"]].itertuples(index=False)]


def test_an_own_stop_word_is_counted_no_more_and_undone_counts_as_before(store):
    before = corpus(store)
    assert before.pairs["score"].item() == 0
    store.add([article(3, "The bridge is shut.")])
    work_through(store)
    assert "bridge" in set(", ".join(corpus(store).pairs["words"]).split(", "))
    number = store.verdicts.set(result_tables.STOP_WORD, "bridges", "left out", who="Ann")
    known = corpus(store)
    assert known.decided.stop_words == ("bridges",)
    assert "pairs" not in known.fresh
    assert {"reuse", "mentions", "words"} <= known.fresh
    work_through(store)
    left = corpus(store)
    assert "pairs" in left.fresh
    assert "bridge" not in set(", ".join(left.pairs["words"]).split(", "))
    assert "bridge" not in left.telling(left.parts(store.texts(["a3"])))["a3"].text
    store.verdicts.undo(number, "Ben")
    assert "pairs" not in corpus(store).fresh
    work_through(store)
    assert "bridge" in set(", ".join(corpus(store).pairs["words"]).split(", "))


def test_an_article_is_told_by_its_parts(store):
    parts = corpus(store).parts(store.texts(["a1"]))["a1"]
    assert parts.headline == "Bridge shut"
    assert parts.text[slice(*parts.boilerplate[0])] == LINE


def test_a_comparison_asked_for_once_is_dropped_when_the_corpus_has_left_it_behind(store):
    for settings in (Settings(without=()), Settings(longest=2)):
        result_tables.request_comparison(store, settings)
        work_through(store)
    parts = {f"{name}?without=nothing" for name in ("aligned", "relations", "reuse")}
    without = parts | {"pairs?without=nothing", "terms?without=nothing"}
    assert by_settings(store) == without | {"pairs?longest=2", "terms?longest=2"}
    store.add([article(3, "Something else altogether.")])
    result_tables.request_comparison(store, Settings(without=()))
    work_through(store)
    assert by_settings(store) == without
    assert store.pair_results.count("alignments", "without=nothing")
    store.add([article(4, "Something else again.")])
    result_tables.request_comparison(store, Settings(longest=2))
    work_through(store)
    assert by_settings(store) == {"pairs?longest=2", "terms?longest=2"}
    assert store.pair_results.count("alignments", "without=nothing") == 0


def by_settings(store):
    return {name for name in store.results.frames() if "?" in name}
