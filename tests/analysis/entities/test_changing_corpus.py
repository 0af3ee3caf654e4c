"""Mentions of a corpus that changes are those of the same corpus read at once."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.entities import Article, Memory, resolve, tabulate_mentions

# Each sentence with what a model recognised in it. Families stand alone and in full, in two
# scripts and in capitals, labels disagree, and what an article explains binds others.
SENTENCES = (
    ("Ann Petrov spoke of grain. ", [("Ann Petrov", "PERSON")]),
    ("Annabella Petrov spoke of grain. ", [("Annabella Petrov", "PERSON")]),
    ("A. Petrov said no. ", [("A. Petrov", "PERSON")]),
    ("Oleg Petrov and Mr. Petrov left. ", [("Oleg Petrov", "PERSON"), ("Petrov", "PERSON")]),
    ("On Monday Petrov left. ", [("Petrov", "PERSON")]),
    ("Later Petrov grew. ", [("Petrov", "ORG")]),
    ("In Petrov it rained. ", [("Petrov", "GPE")]),
    ("Petrov, said Marsh, won. ", []),
    ("PETROV won on Sunday. ", [("PETROV", "ORG")]),
    ("King Marsh slept. ", [("Marsh", "PERSON")]),
    ("Rosa Marsh Vidal and Ann Marsh came. ", [("Rosa Marsh Vidal", "PERSON")]),
    ("Marsh Vidal said so. ", [("Marsh Vidal", "PERSON")]),
    ("Marsh Reed and Marsh Petrov met. ", [("Marsh Reed", "PERSON"), ("Marsh Petrov", "PERSON")]),
    ("\nAnn Petrov Marries Oleg Marsh At Sea\n", [("Ann Petrov Marries", "PERSON")]),
    (
        "Norland Rail Group (NRG) grew. ",
        [("Norland Rail Group", "ORG"), ("NRG", "ORG")],
    ),
    ("North River Guild sued NRG. ", [("North River Guild", "ORG"), ("NRG", "ORG")]),
    ("Shares of NRG fell. ", [("NRG", "ORG")]),
    (
        "The Rail Group and Rail Group Ltd fell. ",
        [("Rail Group", "ORG"), ("Rail Group Ltd", "ORG")],
    ),
    ("Two Norlands met a Norland. ", [("Norlands", "NORP"), ("Norland", "NORP")]),
    ("All Norlands and 5 percent left. ", [("Norlands", "NORP"), ("5 percent", "PERCENT")]),
    ("A place called norland\nis Norland\nor so. ", [("Norland", "LOC")]),
    ("Kestrel spoke. ", [("Kestrel", "PERSON")]),
    ("The group Kestrel fled. ", [("Kestrel", "PERSON")]),
    ("Rory Kestrel Reed sold it. ", [("Rory Kestrel", "ORG")]),
    ("Profits of Kestrel Bay grew. ", [("Kestrel Bay", "ORG")]),
    ("It rained at Kestrel Bay. ", [("Kestrel Bay", "GPE")]),
    ("\nKestrel Bay Wins The Long Race\n", []),
)
SLAVIC = (
    ("Анна Петров приехала. ", [("Анна Петров", "PERSON")]),
    ("Олег Петров уехал. ", [("Олег Петров", "PERSON")]),
    ("Петров сказал это. ", [("Петров", "PERSON")]),
    ("Роза Марин Видаль и Марин Видаль. ", [("Роза Марин Видаль", "PERSON")]),
)


def joined(sentences) -> tuple[str, list[tuple[int, int, str]]]:
    text, spans = "", []
    for sentence, names in sentences:
        spans += [
            (len(text) + at, len(text) + at + len(name), label)
            for name, label in names
            for at in [sentence.index(name)]
        ]
        text += sentence
    return text, sorted(spans)


def articles_of(sentences, language) -> st.SearchStrategy[Article]:
    some = st.lists(st.sampled_from(sentences), max_size=5)
    return some.map(joined).map(lambda one: Article(one[0], language, one[1]))


ARTICLES = st.one_of(
    articles_of(SENTENCES, "en"), articles_of(SENTENCES, "en"), articles_of(SLAVIC, "ru")
)
# What is in the corpus after each change, by id and in order: articles are added and removed,
# change their text, and change places.
CORPORA = st.lists(
    st.dictionaries(st.sampled_from("abcdefghij"), ARTICLES, max_size=8), min_size=2, max_size=6
)
PLACES = st.permutations("abcdefghij")


class Reader:
    """Reads articles, and keeps in mind which."""

    def __init__(self, corpus: dict[str, Article]) -> None:
        self.corpus, self.read = corpus, []

    def __call__(self, ids) -> list[Article]:
        self.read += ids
        return [self.corpus[id] for id in ids]


def rebuild(corpus: dict[str, Article]) -> pd.DataFrame:
    texts, languages, raw = zip(*corpus.values(), strict=True) if corpus else ((), (), ())
    return resolve(texts, raw, languages)


def follow(corpora: list[dict[str, Article]]) -> None:
    memory, before = Memory(), {}
    tables = {}
    for corpus in corpora:
        changed = [id for id, one in corpus.items() if before.get(id) != one]
        linked, others = memory.link(list(corpus), changed, Reader(corpus))
        pd.testing.assert_frame_equal(tabulate_mentions(linked), rebuild(corpus))
        for id, one in zip(corpus, linked, strict=True):
            now = [mention[1:] for mention in one.mentions]
            assert id in others or tables[id] == now
            tables[id] = now
        before = corpus


@given(CORPORA)
@settings(max_examples=40)
def test_after_any_changes_mentions_are_those_of_a_rebuild(corpora):
    follow(corpora)


@given(st.dictionaries(st.sampled_from("abcdefghij"), ARTICLES, min_size=4), PLACES, st.data())
@settings(max_examples=40)
def test_after_one_change_at_a_time_mentions_are_those_of_a_rebuild(corpus, places, data):
    corpora = [dict(corpus)]
    for _ in range(6):
        now = dict(corpora[-1])
        id = data.draw(st.sampled_from("abcdefghij"))
        if id not in now or data.draw(st.booleans()):
            now[id] = data.draw(st.one_of(ARTICLES, st.just(corpus.get(id, Article("", "en", [])))))
        else:
            del now[id]
        corpora.append({one: now[one] for one in places if one in now})
    follow(corpora)


def test_articles_that_no_new_fact_concerns_are_not_read_again():
    corpus = {
        str(n): Article(text, "en", spans)
        for n, (text, spans) in enumerate(joined([one]) for one in SENTENCES)
    }
    memory = Memory()
    memory.link(list(corpus), (), Reader(corpus))
    text, spans = joined([("Ada Quill met Bo Tern in Harbourtown. ", [("Ada Quill", "PERSON")])])
    more = {**corpus, "new": Article(text, "en", spans)}
    reader = Reader(more)
    memory.link(list(more), ["new"], reader)
    assert reader.read == ["new"]
    reader = Reader(corpus)
    memory.link(list(corpus), (), reader)
    assert not reader.read


def test_of_types_that_are_as_frequent_the_first_in_the_corpus_counts():
    """An article that comes before others may turn what a headline's name is."""
    body = joined([("Profits of Kestrel Bay grew. ", [("Kestrel Bay", "ORG")])])
    place = joined([("It rained at Kestrel Bay. ", [("Kestrel Bay", "GPE")])])
    corpus = {
        "place": Article(place[0], "en", place[1]),
        "body": Article(body[0], "en", body[1]),
        "headline": Article("\nKestrel Bay Wins The Long Race\n", "en", []),
    }
    memory = Memory()
    memory.link(["body", "headline"], (), Reader(corpus))
    linked, _ = memory.link(["place", "body", "headline"], (), Reader(corpus))
    pd.testing.assert_frame_equal(tabulate_mentions(linked), rebuild(corpus))
    assert [one.type for one in linked[2].mentions] == ["GPE"]


def test_articles_that_a_new_fact_concerns_are_read_again():
    """Told by two articles to be a family name, a word is one where it stands alone."""
    named = joined(
        [
            ("Ann Lindqvist spoke. ", [("Ann Lindqvist", "PERSON")]),
            ("On Monday Lindqvist left. ", [("Lindqvist", "PERSON")]),
        ]
    )
    texts = [named, named, ("Nobody asked Lindqvist.", []), ("Rain fell.", [])]
    corpus = {str(n): Article(text, "en", spans) for n, (text, spans) in enumerate(texts)}
    memory = Memory()
    memory.link(["0", "2", "3"], (), Reader(corpus))
    reader = Reader(corpus)
    linked, others = memory.link(list("0123"), (), reader)
    assert set(reader.read) == {"0", "1", "2"}
    assert set(others) == {"1", "2"}
    assert [one.surface for one in linked[2].mentions] == ["Lindqvist"]
