"""Headlines, NEAR, gaps, likeness and patterns: what they find, mark and tell."""

import random
import re
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.corpus.article import Article
from components.corpus.search import expand_patterns
from components.corpus.search.operators import OPERATORS
from components.corpus.search.parse_query import parse
from components.corpus.search.query_tree import All, Either, Near, Not, Pattern, Query, Words
from components.corpus.store import Store
from components.text.search_terms import stem


def make(id: str, text: str, title: str = "", language: str = "en") -> Article:
    return Article(id, title, text, language=language)


FERRY = make("ferry", "The prime minister said that the ferries of Kyiv will resign themselves.",
             "Ferry colours late")  # fmt: skip
WOMEN = make("women", "Women of the harbour resigned. A woman called Zelensky met the minister.",
             "Minister of color")  # fmt: skip
GATE = make("gate", "Zelenskyy spoke about Watergate, and of diplomacy at the gate. Café recieved.",
            "Gate")  # fmt: skip
ALL = [FERRY, WOMEN, GATE]


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(ALL)
    return store


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("title:minister", ["women"]),
        ("title:MINISTERS", ["women"]),
        ('title:"ferry colours"', ["ferry"]),
        ('title:"ferry late"', []),
        ("title:(gate ferry)", ["ferry", "gate"]),
        ("title:(gate OR ferry) AND NOT kyiv", ["gate"]),
        ("minister -title:minister", ["ferry"]),
        ("title:colo*", ["ferry", "women"]),
        ("title:wom?n", []),
        # The minister and Kyiv have said, that, the, ferries and of between them.
        ("minister NEAR/4 kyiv", []),
        ("minister NEAR/5 kyiv", ["ferry"]),
        ("kyiv NEAR/5 minister", ["ferry"]),
        ("kyiv near/5 minister", ["ferry"]),
        ("kyiv NEAR minister", ["ferry"]),
        ('"prime minister" NEAR/9 resigned', ["ferry"]),
        ('"prime minister" NEAR/5 resigned', []),
        ('"prime minister" NEAR/9 "resigned"', []),
        ("prime NEAR/0 minister", ["ferry"]),
        ("minister NEAR/0 prime", ["ferry"]),
        ('"minister prime"~0', ["ferry"]),
        ('"minister kyiv prime"~5', []),
        ('"kyiv minister prime"~5', ["ferry"]),
        # No word of a headline is near one of the text.
        ("late NEAR/99 prime", []),
        # Nor is a word near itself.
        ("kyiv NEAR/9 kyiv", []),
        ("minister NEAR/20 ministers", []),
        ("(kyiv OR woman) NEAR/5 minister", ["ferry", "women"]),
        ("wom?n NEAR/3 harbour", ["women"]),
        ("prime NEAR/1 minist*", ["ferry"]),
        ("minister NEAR/5 kyiv NEAR/3 resign", ["ferry"]),
        ("NOT minister NEAR/5 kyiv", ["gate", "women"]),
        ("minister AND NOT (minister NEAR/5 kyiv)", ["women"]),
        ("wom?n", ["women"]),
        ("*gate", ["gate"]),
        ("*gate -title:gate", []),
        ("di*cy", ["gate"]),
        ("*plom*", ["gate"]),
        ("c*l?rs", []),
        ("c*lo?rs", ["ferry"]),
        # At the end it ends a question.
        ("CAF?", []),
        ("CAF??", []),
        ("c?fé", ["gate"]),
        ("zelensky~", ["gate", "women"]),
        ("Zelenski~1", ["women"]),
        ("zelenskiy~1", ["gate", "women"]),
        ("zelenskiy~0", ["gate", "women"]),
        # Two letters exchanged are one change.
        ("received~1", ["gate"]),
        ("watergaet~1", ["gate"]),
        ("caef~1", ["gate"]),
        ("/colou?rs?/", ["ferry", "women"]),
        ("/COLOU?R/", ["women"]),
        ("/colo/", []),
        ("/caf[éè]/", ["gate"]),
        ("/(women|kyiv)/", ["ferry", "women"]),
        ("/[^a-f]+gate/", []),
        ("/wa.*|nothing/", ["gate"]),
        ("-/colou?rs?/", ["gate"]),
        ("title:/colou?rs?/ wom?n", ["women"]),
        ("source:none OR wom?n", ["women"]),
        ("woman kyiv~1 nowhere*x", ["ferry", "women"]),
        ("x*x", []),
    ],
)  # fmt: skip
def test_an_operator_finds_what_it_says(filled: Store, query: str, ids: list[str]) -> None:
    found = filled.search(query)
    assert found.remarks == ()
    assert sorted(found.ids) == ids
    assert found.total == len(ids)
    assert sorted(filled.find(query)) == ids


@pytest.mark.parametrize(
    ("query", "title", "text"),
    [
        ("title:ferry", ["Ferry"], []),
        ("ferry", ["Ferry"], ["ferries"]),
        ("minister NEAR/5 kyiv", [], ["minister", "Kyiv"]),
        ('"prime minister" NEAR/9 resign', [], ["prime minister", "resign"]),
        ("the NEAR/0 prime", [], ["The", "prime"]),
        ("/fer.*/ late", ["Ferry", "late"], ["ferries"]),
        ("kyiv~", [], ["Kyiv"]),
        ("*i?s", [], ["ferries"]),
        ("ferry -(minister NEAR/1 late)", ["Ferry"], ["ferries"]),
    ],
)
def test_what_was_found_is_marked(
    filled: Store, query: str, title: list[str], text: list[str]
) -> None:
    in_title, in_text = filled.marks("ferry", query)
    assert [FERRY.title[a:b] for a, b in in_title] == title
    assert [FERRY.text[a:b] for a, b in in_text] == text
    (hit,) = (hit for hit in filled.search(query).hits if hit.id == "ferry")
    assert hit.title.spans == in_title
    assert [one.text[a:b] for one in hit.passages for a, b in one.spans] == text


def test_the_words_that_a_pattern_found_are_told(filled: Store) -> None:
    assert filled.search("wom?n").readings == ("“wom?n” found 2 words: woman, women.",)
    assert filled.readings("kyyiv~") == ("“kyyiv~” found 1 word: kyiv.",)
    assert filled.readings("/x.*/ wom?n /x.*/") == (
        "“/x.*/” found no word.",
        "“wom?n” found 2 words: woman, women.",
    )
    assert filled.readings("woman NEAR/2 met") == ()


def test_of_many_words_the_first_are_searched_and_the_rest_is_told(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expand_patterns, "MOST_WORDS", 1)
    assert filled.find("wom?n") == ["women"]
    assert filled.readings("wom?n") == (
        "“wom?n” fits 2 words, of which the first 1 are searched: woman and so on. More letters "
        "fit fewer.",
    )


def test_a_pattern_sees_at_once_what_came_and_what_went(filled: Store) -> None:
    assert filled.readings("w?mbat") == ("“w?mbat” found no word.",)
    filled.add([make("new", "A wombat and a wimbat.")])
    assert filled.readings("w?mbat") == ("“w?mbat” found 2 words: wimbat, wombat.",)
    (change,) = filled.edit("new", title="Wumbat")
    assert filled.find("title:w?mbat") == ["new"]
    filled.undo(change)
    assert filled.find("title:w?mbat") == []
    assert filled.readings("w?mbat") == ("“w?mbat” found 2 words: wimbat, wombat.",)


def test_each_example_of_the_help_is_a_query_without_remarks(filled: Store) -> None:
    for operator in OPERATORS:
        assert filled.search(operator.example).remarks == (), operator.syntax


def test_a_pattern_takes_no_longer_for_being_intricate(filled: Store) -> None:
    # Going back and forth would take 2 ** 60 steps.
    filled.add([make("long", "a" * 60)])
    assert filled.find(f"/{'a?' * 60}{'a' * 60}/") == ["long"]
    assert filled.find("/(a*)*b/") == []


WORDS = ["ferry", "ferries", "woman", "women", "color", "colour", "watergate", "gate", "minister"]
WORDS += ["prime", "mien"]
# Each with what it is for a plain reader of single words.
PATTERNS = {
    "wom?n": "wom.n", "*gate": ".*gate", "c*r": "c.*r", "*i*e*": ".*i.*e.*", "?ate": ".ate",
    "/colou?rs?/": "colou?rs?", "/fer(ry|ries)/": "fer(ry|ries)", "/[^m].*n/": "[^m].*n",
}  # fmt: skip
ALIKE = {"women~1": 1, "mein~": 1, "gaet~1": 1, "colro~2": 2, "minster~": 2}

words = st.sampled_from(WORDS)
operands = st.one_of(
    words,
    st.sampled_from([*PATTERNS, *ALIKE]),
    st.tuples(words, words).map('"{0[0]} {0[1]}"'.format),
    st.sampled_from(["min*", "fer*", '"prime m"*']),
    st.lists(words, min_size=2, max_size=3).map(lambda some: f"({' OR '.join(some)})"),
)
near_ones = st.tuples(operands, st.integers(0, 6), operands).map(
    lambda three: f"{three[0]} NEAR/{three[1]} {three[2]}"
)
leaf = st.one_of(operands, near_ones, operands.map("title:{}".format),
                 near_ones.map("title:({})".format))  # fmt: skip
queries = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" ", " AND ", " OR ", " AND NOT "]), inner).map(
            lambda three: f"({three[0]}{three[1]}{three[2]})"
        ),
        inner.map("(NOT {})".format),
    ),
    max_leaves=4,
)


def invent(chance: random.Random, number: int) -> Article:
    title, text = (" ".join(chance.choices(WORDS, k=chance.randint(0, n))) for n in (4, 15))
    return make(f"a{number:02}", text, title)


INVENTED = [invent(random.Random(number), number) for number in range(40)]


@cache
def changes(one: str, other: str) -> int:
    """Letters put in, left out or replaced, and pairs exchanged, by the plainest recursion."""
    if not one or not other:
        return len(one) + len(other)
    ways = [
        changes(one[1:], other) + 1,
        changes(one, other[1:]) + 1,
        changes(one[1:], other[1:]) + (one[0] != other[0]),
    ]
    if one[:2] == other[1::-1] and len(one) > 1 and len(other) > 1:
        ways.append(changes(one[2:], other[2:]) + 1)
    return min(ways)


def spans(query: Query, words: list[str], in_title: bool) -> Iterator[tuple[int, int]]:
    """First word of each place of an operand, and the one after its last, in a title or a text."""
    if isinstance(query, Either):
        for part in query.parts:
            yield from spans(part, words, in_title)
    elif isinstance(query, Pattern):
        for place, word in enumerate(words):
            if fits_pattern(query, word) and (in_title or not query.titled):
                yield place, place + 1
    elif isinstance(query, Words) and (in_title or not query.titled):
        for place in range(len(words) - len(query.words) + 1):
            after = place + len(query.words)
            if fits_words(query, words[place:after]):
                yield place, after


def fits_pattern(pattern: Pattern, word: str) -> bool:
    if pattern.kind == "alike":
        return changes(pattern.text, word) <= ALIKE[pattern.written]
    return re.fullmatch(PATTERNS[pattern.written], word) is not None


def fits_words(query: Words, words: list[str]) -> bool:
    if query.exact:
        *first, last = words
        begins = last.startswith(query.words[-1]) if query.prefix else last == query.words[-1]
        return begins and tuple(first) == query.words[:-1]
    return [stem(word, "en") for word in words] == [stem(word, "en") for word in query.words]


def fits(query: Query, one: Article) -> bool:
    """What a query means, in the plainest way."""
    if isinstance(query, All):
        return all(fits(part, one) for part in query.parts)
    if isinstance(query, Either):
        return any(fits(part, one) for part in query.parts)
    if isinstance(query, Not):
        return not fits(query.part, one)
    parts = [(one.title.split(), True), (one.text.split(), False)]
    if isinstance(query, Near):
        return any(
            0 <= max(a, c) - min(b, d) <= query.between
            for words, in_title in parts
            for a, b in spans(query.one, words, in_title)
            for c, d in spans(query.other, words, in_title)
        )
    return any(True for words, in_title in parts for _ in spans(query, words, in_title))


@pytest.fixture(scope="module")
def both(both_stores: list[Store]) -> list[Store]:
    for store in both_stores:
        store.add(INVENTED)
        store.add([make("gone", "minister women watergate")])
        store.remove(["gone"])
    return both_stores


@settings(max_examples=250, deadline=None)
@given(query=queries)
def test_both_databases_find_what_operators_mean_in_the_same_order(
    both: list[Store], query: str
) -> None:
    read = parse(query, languages=["en"])
    assert read.remarks == ()
    meant = [one.id for one in INVENTED if fits(read.query, one)]
    results = [store.search(query, limit=100) for store in both]
    assert [sorted(result.ids) for result in results] == [meant, meant]
    assert results[0].ids == results[1].ids
    assert results[0].readings == results[1].readings
    scores = [[hit.score for hit in result.hits] for result in results]
    assert scores[0] == pytest.approx(scores[1], rel=1e-9, abs=1e-12)
    assert [store.find(query) for store in both] == [meant, meant]


@settings(max_examples=100, deadline=None)
@given(query=leaf)
def test_an_article_that_fits_is_marked_and_others_are_not(both: list[Store], query: str) -> None:
    found = set(both[0].find(query))
    for one in INVENTED:
        title, text = both[0].marks(one.id, query)
        assert bool(title or text) == (one.id in found), one.id
