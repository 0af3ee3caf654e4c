"""Search: the same query finds and orders the same articles, whichever database they lie in."""

import hashlib
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.corpus.article import Article
from components.corpus.database import tables
from components.corpus.database.connection import set_counter
from components.corpus.search.engines import sqlite
from components.corpus.search.index import add_words, clear_words, read_words
from components.corpus.search.parse_query import parse
from components.corpus.search.query_tree import All, Days, Either, Named, Not, Query, QueryUnclear
from components.corpus.store import Store, open_store
from components.text.search_terms import plain, terms


def make(id: str, text: str, title: str = "", language: str = "en", **fields: object) -> Article:
    return Article(id, title, text, language=language, **fields)  # type: ignore[arg-type]


FERRY = make("ferry", "The ferries were late. The prime minister said so.", "Ferry late",
             source="The Morning Post", author="Ada Lee", published=date(2019, 11, 3))  # fmt: skip
BRIDGE = make("bridge", "A bridge opened. No ferry sails, a minister of prime age said.",
              source="Gazette", author="Bo Ek", published=date(2019, 12, 24))  # fmt: skip
DIPLOMAT = make("diplomat", "Diplomats met. Their diplomatic efforts stalled near the café.")
UKRAINIAN = make("ukrainian", "Президент підписав угоду про міст у Києві. Об’єкт відкрито.",
                 "Угода", "uk", source="Вісник")  # fmt: skip
RUSSIAN = make("russian", "Президент подписал соглашение о переговорах. Ещё один мост.",
               "Соглашение", "ru")  # fmt: skip
ALL = [FERRY, BRIDGE, DIPLOMAT, UKRAINIAN, RUSSIAN]


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(ALL)
    return store


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("ferry", ["ferry", "bridge"]),
        ("FERRIES", ["ferry", "bridge"]),
        ('"ferries"', ["ferry"]),
        ('"prime minister"', ["ferry"]),
        ("prime minister", ["ferry", "bridge"]),
        ("prime elephant", ["ferry", "bridge"]),
        ("café late", ["diplomat", "ferry"]),
        ("prime AND elephant", []),
        ("late AND minister café", []),
        ("(café late) source:post", ["ferry"]),
        ("café late -diplomats", ["ferry"]),
        ("café late NOT (diplomats bridge)", ["ferry"]),
        ('café "prime minister" bridge', []),
        ('late "prime minister" bridge', ["ferry"]),
        ("the ferry", ["ferry", "bridge"]),
        ("late (café)", ["diplomat", "ferry"]),
        ("elephant (café late)", ["diplomat", "ferry"]),
        ('elephant ("café")', []),
        ("“prime minister” OR bridge", ["bridge", "ferry"]),
        ("ferry -bridge", ["ferry"]),
        ("ferry NOT (bridge OR gazette)", ["ferry"]),
        ("NOT minister", ["diplomat", "russian", "ukrainian"]),
        ("diplomati*", ["diplomat"]),
        ('"diplomatic eff"*', ["diplomat"]),
        ("cafe", ["diplomat"]),
        ("CAFÉ", ["diplomat"]),
        ("київ", ["ukrainian"]),
        ("угоди", ["ukrainian"]),
        ("об'єкти", ["ukrainian"]),
        ("переговоры", ["russian"]),
        ("подписали еще", ["russian"]),
        ("президента", ["russian", "ukrainian"]),
        ("source:post", ["ferry"]),
        ('source:"morning post"', ["ferry"]),
        ('source:"post morning"', []),
        ("source:ВІСНИК", ["ukrainian"]),
        ("author:ek ferry", ["bridge"]),
        ("author:ek OR угода", ["bridge", "ukrainian"]),
        ("lang:ru", ["russian"]),
        ("lang:en ferry", ["bridge", "ferry"]),
        ("date:2019", ["bridge", "ferry"]),
        ("date:2019-11", ["ferry"]),
        ("date:2019-11-03..2019-11-03", ["ferry"]),
        ("date:2019-12..", ["bridge"]),
        ("date:..2019-11", ["ferry"]),
        ("NOT date:2019", ["diplomat", "russian", "ukrainian"]),
        ("elephant", []),
    ],
)
def test_a_query_finds_what_it_says(filled: Store, query: str, ids: list[str]) -> None:
    found = filled.search(query)
    assert sorted(found.ids) == sorted(ids)
    assert found.total == len(ids)
    assert sorted(filled.find(query)) == sorted(ids)


@pytest.mark.parametrize(
    ("query", "place", "sentence"),
    [
        ("", 0, "Type a word to search for."),
        ("“”", 0, "“” contains no word."),
        ("OR", 0, "Something to search for is missing before OR."),
        ("NOT", 3, "Something to search for is missing after NOT."),
        ("()", 1, "These brackets are empty."),
        ("date:yesterday", 5, "“yesterday” is not a date; write 2019, 2019-11, 2019-11-05 or "
                              "2019-11..2019-12."),
        ("fer/r*y/", 0, "A * can stand only in or behind letters."),
        ("*e", 0, "“*e” needs at least 2 letters beside * and ?."),
        ("外*部", 0, "“外*部”: * and ? stand for letters, not for signs that are words."),
        ('"wom?n rights"', 0, "In quotation marks a * can stand only at the end, and ? not at all. "
                              "Write wom?n NEAR/0 rights to find neighbours."),
        ("/fer(ry/", 0, "/fer(ry/ is not a pattern: missing ): fer(ry."),
        (r"/(a)\1/", 0, r"/(a)\1/ is not a pattern: invalid escape sequence: \1."),
        ("/a)|(b/", 0, "/a)|(b/ is not a pattern: unexpected ): a)|(b."),
        ("/((a{100}){100}){100}/", 0, "/((a{100}){100}){100}/ is not a pattern: invalid repetition "
                                      "size: {100}."),
        ("(" * 100, 40, "There are too many brackets inside each other; simplify the query."),
        ("a" * 2001, 2000, "The query is longer than 2000 characters; shorten it."),
    ],
)  # fmt: skip
def test_a_query_of_which_nothing_can_be_read_says_why_and_where(
    filled: Store, query: str, place: int, sentence: str
) -> None:
    with pytest.raises(QueryUnclear) as unclear:
        filled.search(query)
    assert (str(unclear.value), unclear.value.place) == (sentence, place)


NO_OPERATOR = (
    "“{}” is not an operator here and was ignored. You can use AND, OR, NOT, NEAR/5, a - before a "
    "word, brackets, quotation marks, * and ? in words, and a ~ behind a word."
)
NO_FIELD = (
    "There is no field “{}”; the fields are title:, source:, author:, date:, lang:, tag:. {}"
    "What follows it is searched for as a word."
)


@pytest.mark.parametrize(
    ("query", "ids", "sentence"),
    [
        ('ferry "late', ["ferry"], "This quotation mark is never closed."),
        ("(ferry", ["ferry", "bridge"], "This bracket is never closed."),
        ("ferry)", ["ferry", "bridge"], "This closing bracket has no opening bracket."),
        ("ferry) café", ["diplomat", "ferry", "bridge"],
         "This closing bracket has no opening bracket."),
        ("ferry AND", ["ferry", "bridge"], "Something to search for is missing after AND."),
        ("OR ferry", ["ferry", "bridge"], "Something to search for is missing before OR."),
        ("ferry ()", ["ferry", "bridge"], "These brackets are empty."),
        ("ferry date:2020..2019", ["ferry", "bridge"], "The first date is later than the last."),
        ("source: post", [], "Write what to search for directly after source:, without a space."),
        ("ferry b/*e", ["ferry", "bridge"], "A * can stand only in or behind letters."),
        ("ferry NEAR/3 source:post", ["ferry"],
         "NEAR/3 needs words or phrases on both sides; AND was used instead."),
        ("NEAR/3 café", ["diplomat"], "Something to search for is missing before NEAR/3."),
        ("café NEAR", ["diplomat"], "Something to search for is missing after NEAR."),
        ("caf*~", ["diplomat"], "A ~ behind a * was ignored."),
        ("no~", ["bridge"],
         "~ works behind one word of at least 3 letters; it was ignored behind “no”."),
        ("auther:café", ["diplomat"], NO_FIELD.format("auther", "Did you mean author:? ")),
        ("ferry NOT site:late", ["bridge"], NO_FIELD.format("site", "")),
        ("title~café", ["diplomat"], NO_OPERATOR.format("~")),
        ("author=lee", [], NO_OPERATOR.format("=")),
        ("café^4 late", ["diplomat", "ferry"], NO_OPERATOR.format("^4")),
        ("+café", ["diplomat"], NO_OPERATOR.format("+")),
        ("!café", ["diplomat"], NO_OPERATOR.format("!")),
        ("café && late", ["diplomat", "ferry"], NO_OPERATOR.format("&&")),
        ("café ADJ5 late", ["diplomat", "ferry"], NO_OPERATOR.format("ADJ5")),
        ("café w/3 late", ["diplomat", "ferry"], NO_OPERATOR.format("w/3")),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told_and_the_rest_is_looked_for(
    filled: Store, query: str, ids: list[str], sentence: str
) -> None:
    found = filled.search(query)
    assert found.remarks == (sentence,)
    assert sorted(found.ids) == sorted(ids)
    assert sorted(filled.find(query)) == sorted(ids)


@pytest.mark.parametrize(
    "query", ["AT&T", "near the ferry", "R&D", "C++", "10:30", "what?", "U.S. - late", "и/или", "?"]
)
def test_signs_that_are_no_operators_are_not_told(filled: Store, query: str) -> None:
    if query == "?":
        with pytest.raises(QueryUnclear, match="Type a word"):
            filled.search(query)
    else:
        assert filled.search(query).remarks == ()


def test_a_text_in_capitals_is_no_query_of_operators(filled: Store) -> None:
    shouted = filled.search("MINISTER AND FERRY WITHIN THE BRIDGE LATE TODAY")
    assert shouted.remarks == ()
    assert set(shouted.ids) == {"ferry", "bridge"}
    assert filled.search("FERRY NOT BRIDGE").ids == ["ferry"]


def test_articles_with_all_words_come_first_and_the_others_by_their_score(store: Store) -> None:
    store.add(make(f"b{n}", "Nothing of that here.") for n in range(20))
    store.add([
        make("one", "tide tide tide tide tide"),
        make("both", "A tide, long words about other things and then once, at the end, a moon."),
        make("other", "moon and things"),
    ])  # fmt: skip
    assert store.search("tide moon").ids[0] == "both"
    assert set(store.search("tide moon").ids[1:]) == {"one", "other"}
    assert store.search("tide OR moon").ids[0] == "one"
    assert store.search("tide moon").total == 3
    pages = [store.search("tide moon", limit=1, offset=n).ids for n in range(4)]
    assert [*pages[0], *pages[1], *pages[2]] == store.search("tide moon").ids
    assert pages[3] == []
    assert store.search("tide moon", every=True).ids == ["both"]
    assert store.find("tide moon", every=True) == ["both"]


def test_words_of_every_text_are_passed_over_beside_others(filled: Store) -> None:
    assert set(filled.search("the café").ids) == {"diplomat"}
    assert set(filled.search("the").ids) == {"ferry", "diplomat"}
    assert filled.search("the café", every=True).ids == ["diplomat"]
    # WHO is a name here, and its letters are a word that is in an article.
    filled.add([make("who", "The WHO warned.")])
    assert "who" in filled.search("WHO café").ids


def test_signs_between_words_are_passed_over(filled: Store) -> None:
    assert filled.search("ferry — late?").ids == ["ferry", "bridge"]


def test_best_come_first_and_pages_follow_one_another(store: Store) -> None:
    texts = ["tide " * n + "sea " * (9 - n) + "end" for n in range(1, 9)]
    store.add(make(f"a{n}", text) for n, text in enumerate(texts))
    store.add(make(f"b{n}", "Nothing of that.") for n in range(20))
    everything = store.search("tide").ids
    assert everything == [f"a{n}" for n in reversed(range(8))]
    pages = [store.search("tide", limit=3, offset=start).ids for start in (0, 3, 6)]
    assert pages == [everything[:3], everything[3:6], everything[6:]]
    assert store.search("tide", limit=3).total == 8


def test_a_word_in_the_title_counts_for_more(store: Store) -> None:
    store.add([make("body", "A tide came in."), make("title", "It came in so.", "Tide")])
    store.add(make(f"b{n}", "Nothing of that.") for n in range(20))
    assert store.search("tide").ids == ["title", "body"]


def test_a_passage_shows_the_words_by_spans(filled: Store) -> None:
    (hit,) = filled.search('ferry "prime minister"').hits
    assert [hit.title.text[a:b] for a, b in hit.title.spans] == ["Ferry"]
    (passage,) = hit.passages
    assert [passage.text[a:b] for a, b in passage.spans] == ["ferries", "prime minister"]
    assert filled.text("ferry")[passage.start :].startswith(passage.text)
    title, text = filled.marks("ferry", "late")
    assert (title, text) == ([(6, 10)], [(17, 21)])


def test_passages_of_a_long_text_are_short_and_show_most(store: Store) -> None:
    text = "tide. " + "Other words. " * 100 + "Here tide and moon. " + "Other words. " * 100
    store.add([make("a", text + "tide " * 3 + "Last words. " * 50)])
    (hit,) = store.search("tide moon").hits
    shown = [[passage.text[a:b] for a, b in passage.spans] for passage in hit.passages]
    assert shown == [["tide"], ["tide", "moon"], ["tide"] * 3]
    assert all(len(passage.text) <= 300 for passage in hit.passages)
    assert all(store.text("a")[p.start :].startswith(p.text) for p in hit.passages)


def test_the_bin_is_not_searched(filled: Store) -> None:
    filled.remove(["ferry"])
    assert filled.search("ferry").ids == ["bridge"]
    assert filled.search("ferry").total == 1
    assert filled.find("ferry") == ["bridge"]
    filled.restore(["ferry"])
    assert set(filled.search("ferry").ids) == {"ferry", "bridge"}


def test_an_edit_is_found_at_once_and_what_it_replaced_no_more(filled: Store) -> None:
    (change,) = filled.edit("ferry", title="Boats adrift")
    assert filled.search("adrift").ids == ["ferry"]
    filled.undo(change)
    assert filled.search("adrift").ids == []
    assert filled.search('"ferry late"').ids == ["ferry"]


def test_an_article_is_stemmed_by_its_language(filled: Store) -> None:
    filled.edit("ferry", language="ru")
    assert filled.search("ferry").ids == ["bridge"] or "ferry" in filled.search('"ferries"').ids
    filled.edit("ferry", language="en")
    assert set(filled.search("ferry").ids) == {"ferry", "bridge"}


def test_chinese_is_found_by_its_signs(store: Store) -> None:
    store.add([make("a", "外交部发言人今天说", language="zh"), make("b", "部外交", language="zh")])
    assert store.search("外交部").ids == ["a"]
    assert set(store.search("外交").ids) == {"a", "b"}


SPACELESS = [
    make("zh", "外交部发言人今天在北京说，NATO峰会2024年7月举行。", "渡轮晚点", "zh"),
    make(
        "ja", "首相は東京でAI技術とフェリーの遅れについて説明した。か\u3099いこく", "フェリー", "ja"
    ),
    make("th", "นายกรัฐมนตรีกล่าวที่กรุงเทพว่าเรือNATOล่าช้า", "ปูน", "th"),
    make("th2", "ปีนี้น้ำท่วม", "", "th"),
]


@pytest.mark.parametrize(
    ("query", "id", "marked"),
    [
        ("发言人", "zh", "发言人"),
        ("渡轮 NOT 首相", "zh", "渡轮"),
        ("峰会", "zh", "峰会"),
        ("nato峰会", "zh", "NATO峰会"),
        ("7月", "zh", "7月"),
        ("年7", "zh", "年7"),
        ("title:フェリー", "ja", "フェリー"),
        ("技術", "ja", "技術"),
        ("がいこく", "ja", "か\u3099いこく"),
        ("東京 NEAR/5 技術", "ja", "東京"),
        ("นายกรัฐมนตรี", "th", "นายกรัฐมนตรี"),
        ("ปี", "th2", "ปี"),
        ("ปู*", "th", "ปู"),
        ("ล่าช้า", "th", "ล่าช้า"),
        # Without its tones, as other words are found without their accents.
        ("นาทวม OR นำทวม", "th2", "น้ำท่วม"),
    ],
)
def test_words_of_scripts_without_spaces_are_found(
    store: Store, query: str, id: str, marked: str
) -> None:
    store.add(SPACELESS)
    (hit,) = store.search(query).hits
    parts = [hit.title, *hit.passages]
    assert (hit.id, next(part.text[a:b] for part in parts for a, b in part.spans)) == (id, marked)


def test_a_text_longer_than_a_server_indexes_is_stored_and_found(store: Store) -> None:
    words = " ".join(f"w{n:x}" for n in range(100_000))
    store.add([make("long", f"{words} needle")])
    assert store.search("w1f").ids == ["long"]


FRENCH = make("french", "Le maire de l’Espagne et l'économie, dit-il ; aujourd’hui qu’Albert part.",
              "L’Espagne attend", "fr", source="L’Opinion")  # fmt: skip
ITALIAN = make("italian", "Il sindaco dell'Andalusia e un’altra città.", "", "it")
CATALAN = make("catalan", "L'alcalde d'Andorra ha parlat.", "", "ca")
IRISH_NAME = make("irish name", "At nine o'clock O'Brien spoke; they don't know him.")
ELIDED = [FRENCH, ITALIAN, CATALAN, IRISH_NAME, UKRAINIAN]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("Espagne", ["french"]),
        ("l'Espagne", ["french"]),
        ("d’Espagne", ["french"]),
        ("économie", ["french"]),
        ("economi*", ["french"]),
        ('"de l’Espagne"', ["french"]),
        ('"d’Espagne"', []),
        ("aujourd'hui", ["french"]),
        ("hui", []),
        ("andalusia", ["italian"]),
        ("l'Andalusia", ["italian"]),
        ("altra", ["italian"]),
        ("alcalde", ["catalan"]),
        ("Andorra", ["catalan"]),
        ("brien", []),
        ("O’Brien", ["irish name"]),
        ("o'clock", ["irish name"]),
        ("об'єкт", ["ukrainian"]),
        ("єкт", []),
        ("source:opinion", ["french"]),
        ('source:"l\'opinion"', ["french"]),
    ],
)
def test_an_elided_article_is_no_part_of_a_word(store: Store, query: str, ids: list[str]) -> None:
    store.add(ELIDED)
    assert store.search(query).ids == ids
    assert store.find(query) == ids


def test_what_is_marked_is_the_word_without_the_elided_article(store: Store) -> None:
    store.add(ELIDED)
    (hit,) = store.search("espagne").hits
    assert [hit.title.text[a:b] for a, b in hit.title.spans] == ["Espagne"]
    assert [p.text[a:b] for p in hit.passages for a, b in p.spans] == ["Espagne"]


def test_a_library_that_was_indexed_in_another_way_is_indexed_anew(url: str) -> None:
    store = open_store(url)
    store.add(ELIDED)
    with store._database.writing() as connection:
        clear_words(connection)
        add_words(connection, [(1, read_words("Old", "lespagne", "en"))])
        set_counter(connection, "derived", tables.DERIVED - 1)
    assert store.find("espagne") == []
    store.close()
    store = open_store(url)
    assert store.find("espagne") == ["french"]
    assert store.find("lespagne") == []
    store.close()


VOCABULARY = ["tide", "moon", "sea", "said", "harbour", "ferr"]


def invent_query(chance: random.Random, depth: int = 2) -> str:
    if depth == 0 or chance.random() < 0.2:
        one, other = chance.choices(VOCABULARY, k=2)
        field = f"source:{one} date:2019-0{chance.randint(1, 9)}.."
        return chance.choice([one, one, f"{one[:2]}*", f'"{one} {other}"', field])
    operator = chance.choice([" ", " OR ", " NOT ", " OR NOT "])
    return f"({invent_query(chance, depth - 1)}{operator}{invent_query(chance, depth - 1)})"


def invent_article(chance: random.Random, number: int) -> Article:
    title, text = (" ".join(chance.choices(VOCABULARY, k=chance.randint(0, n))) for n in (4, 30))
    source, day = chance.choice(VOCABULARY), date(2019, chance.randint(1, 12), 1)
    return make(f"a{number:02}", text, title, source=source, published=day)


def fits(query: Query, one: Article) -> bool:
    """What a query means, in the plainest way."""
    if isinstance(query, Either):
        return any(fits(part, one) for part in query.parts)
    if isinstance(query, All):
        return all(fits(part, one) for part in query.parts)
    if isinstance(query, Not):
        return not fits(query.part, one)
    if isinstance(query, Days):
        return (
            one.published is not None and query.first is not None and one.published >= query.first
        )
    if isinstance(query, Named):
        return one.source in query.words
    wanted = f" {' '.join(query.words)}" + ("" if query.prefix else " ")
    return any(wanted in f" {part} " for part in (one.title, one.text))


def test_both_databases_find_what_a_query_means_in_the_same_order(
    new_postgresql: Callable[[], str], tmp_path: Path
) -> None:
    chance = random.Random(7)
    articles = [invent_article(chance, number) for number in range(60)]
    stores = [open_store(f"sqlite:///{tmp_path}/library.sqlite"), open_store(new_postgresql())]
    for store in stores:
        store.add(articles)
        store.remove(["a07"])
    for _ in range(80):
        query = invent_query(chance)
        meant = [one.id for one in articles if one.id != "a07" and fits(parse(query).query, one)]
        results = [store.search(query, limit=100) for store in stores]
        assert [sorted(result.ids) for result in results] == [meant, meant], query
        assert results[0].ids == results[1].ids, query
        scores = [[hit.score for hit in result.hits] for result in results]
        assert scores[0] == pytest.approx(scores[1], rel=1e-9, abs=1e-12), query
        assert [store.find(query) for store in stores] == [meant, meant]
    for store in stores:
        store.close()


def test_a_library_looked_through_in_parts_answers_as_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    chance = random.Random(11)
    store = open_store(f"sqlite:///{tmp_path}/library.sqlite")
    store.add(invent_article(chance, number) for number in range(61))
    store.remove(["a07"])
    for query in (invent_query(chance) for _ in range(60)):
        for page in ({"limit": 100}, {"limit": 7, "offset": 5}):
            whole = store.search(query, **page)
            with monkeypatch.context() as small:
                small.setattr(sqlite, "PART", 9)
                assert store.search(query, **page) == whole, query
    store.close()


@settings(max_examples=300, deadline=None)
@given(query=st.text() | st.text('ab"()*-:. ORANDT“”'))
def test_whatever_is_typed_is_a_query_or_says_why_not(query: str) -> None:
    try:
        parse(query)
    except QueryUnclear as error:
        unclear = error
    else:
        return
    assert 0 <= unclear.place <= len(query)
    assert str(unclear).endswith(".")


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(text=st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_whatever_is_written_is_found_by_its_words(lasting_store: Store, text: str) -> None:
    id = hashlib.sha256(text.encode()).hexdigest()[:12]
    lasting_store.add([make(id, text)])
    words = [plain(text[start:end]) for start, end in terms(text, "und")]
    query = " ".join(f'"{word}"' for word in dict.fromkeys(words) if word)
    if query and len(query) < 2000:
        assert id in lasting_store.find(query)
