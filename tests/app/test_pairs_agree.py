"""No two pages disagree about a pair, before and after what analysts decide about it."""

import io
import shutil
from datetime import UTC, datetime
from itertools import chain

import pandas as pd
import pytest
import streamlit as st
from python_calamine import CalamineWorkbook

from components.analysis.article.outline import outline
from components.analysis.pair.relation import LEAST_OF_VERSION, mirror
from components.analysis.pipeline.step_inputs import Decided
from components.analysis.selection import Settings
from components.app.caches import comparison_cache, open_library
from components.app.export.build_exports import Inputs, Scope, make_pack, make_workbook
from components.app.tables.read_corpus import read_corpus
from components.app.tables.read_pairs import (
    EVIDENCE_VERDICT,
    PAIR_VERDICT,
    STRUCK,
    PairDecisions,
    read_inputs,
    read_relations,
)
from components.app.worker.work import work_through
from components.corpus.article import Article
from components.corpus.store import open_store
from components.views.relation import describe_kind, describe_relation
from components.views.selection_text import About

ABOUT = About(
    library="Main", revision=15, clauses=(), query="", shown=15, total=15, sources=(),
    languages=("en",), settings=(), software="Parallax", made=datetime(2026, 11, 22, tzinfo=UTC),
    who="Ada",
)  # fmt: skip
VERDICTS = ["second from first", "first from second", "common source", "unrelated"]
GERMAN = "Am 3. Mai sagte er, es sei vorbei. Die Brücke über den Fluss bleibt bis Juni gesperrt."
SHOWN = ("a_in_b", "b_in_a", "kind", "direction", "confidence", "decided", "decided_by")


@pytest.fixture
def library(sample_library, tmp_path, monkeypatch):
    """A copy of the sample library, opened as the pages open it."""
    open_store(sample_library).close()
    shutil.copy(sample_library.removeprefix("sqlite:///"), tmp_path / "own.sqlite")
    return opened(f"sqlite:///{tmp_path / 'own.sqlite'}", monkeypatch)


def opened(url, monkeypatch):
    monkeypatch.setenv("PARALLAX_LIBRARY", url)
    monkeypatch.setenv("PARALLAX_WORKER", "off")
    st.cache_resource.clear()
    st.cache_data.clear()
    return open_library.store()


def corpus_now():
    return open_library.corpus_at(open_library.stamp())


def shown_of(relation):
    return tuple(getattr(relation, name) for name in SHOWN)


def in_compare(corpus):
    """The relations of all pairs that share text, both ways round, as Compare shows them."""
    ends = corpus.relations[["a", "b"]].itertuples(index=False, name=None)
    pairs = chain.from_iterable((pair, pair[::-1]) for pair in ends)
    return {pair: comparison_cache.relation(corpus.stamp, *pair) for pair in pairs}


def check_order(corpus, relations):
    order = [(-row["overlap"], row["a"], row["b"]) for row in corpus.relations.to_dict("records")]
    assert order == sorted(order)


def check_sharing(corpus, relations):
    """Articles, Quotations and omissions go by the pairs that share a passage of one text."""
    sharing = {*corpus.sharing[["a", "b"]].itertuples(index=False, name=None)}
    for pair, relation in relations.items():
        if pair[0] < pair[1]:
            shares = relation.overlap > 0 and relation.decided != "unrelated"
            assert (pair in sharing) == shares


def check_mirror(corpus, relations):
    for (a, b), relation in relations.items():
        assert relation == mirror(relations[b, a])


def check_table(corpus, relations):
    for row in corpus.relations.to_dict("records"):
        relation = relations[row["a"], row["b"]]
        assert tuple(row[name] for name in SHOWN) == shown_of(relation)
        assert row["overlap"] == relation.overlap == max(relation.a_in_b, relation.b_in_a)
        assert (row["reason"], row["decided_at"]) == (relation.reason, relation.decided_at)
        assert row["told"] == relation.is_told or row["told"] == mirror(relation).is_told


def check_counts(corpus, relations):
    similar = corpus.pairs.set_index(["a", "b"])
    for (a, b), relation in relations.items():
        assert comparison_cache.alignment(a, b).counts() == relation.counts
        if (a, b) in similar.index:
            row, counts = similar.loc[(a, b)], relation.counts
            if relation.overlap == 0 and pd.isna(row["shared"]):
                continue  # Overview says nothing of the sentences of a pair that is not aligned.
            told = (row["shared"], row["edited"], row["moved"])
            assert told == (counts.kept, counts.edited, counts.moved)
            assert (row["sentences_a"], row["sentences_b"]) == (counts.first, counts.second)


def check_lineage(corpus, relations):
    days = corpus.articles.set_index("id")["published"]
    for pair in relations:
        earlier, later = sorted(pair, key=lambda id: (days[id], id))
        lineage = comparison_cache.trace_lineage(corpus.stamp, (earlier, later))
        ids = [(earlier, later)[number] for number in lineage.order]
        relation = relations[ids[0], ids[1]]
        steps = lineage.steps[["share", "kept", "leaning"]].values.tolist()
        if relation.decided == "unrelated" or relation.b_in_a < 0.1:
            assert steps == []
        else:
            leaning = relation.as_direction.leaning
            assert steps == [[relation.b_in_a, relation.a_in_b, leaning]]
        assert relation.direction != "first from second" or relation.overlap == 0


def check_takers(corpus, relations):
    """Overview names a taker for a pair exactly where the relation names one that took enough."""
    named = {(row["giver"], row["taker"]): row for row in corpus.taken.to_dict("records")}
    for pair, relation in relations.items():
        is_decided = relation.confidence == "decided"
        took = relation.direction == "second from first" and (is_decided or relation.b_in_a >= 0.2)
        assert (pair in named) == took
        if took:
            how = "decided" if is_decided else "argued"
            row = named[pair]
            told = (row["share"], row["sure"], row["how"])
            assert told == (relation.b_in_a, relation.confidence, how)


def check_families(corpus, relations):
    family = corpus.families.set_index("article")["family"]
    for (a, b), relation in relations.items():
        if relation.decided != "unrelated" and relation.overlap >= LEAST_OF_VERSION:
            assert family[a] == family[b]


def check_pack(corpus, relations):
    pack = make_pack(Inputs(open_library.store(), corpus, ABOUT), scope_of(relations), "")
    assert [(pair.first, pair.second) for pair in pack.pairs] == list(relations)
    for pair in pack.pairs:
        relation = relations[pair.first, pair.second]
        told, letters = (
            pair.direction,
            [pack.article(id).letter for id in (pair.first, pair.second)],
        )
        assert (pair.first_in_second, pair.second_in_first) == (relation.a_in_b, relation.b_in_a)
        assert (told.verdict, told.confidence) == (relation.direction, relation.confidence)
        assert told.sentence == describe_relation(relation, *letters)
        assert pair.counts == relation.counts
        assert [reason.weight for reason in told.reasons] == [
            0.0 if piece.id in relation.struck else piece.weight for piece in relation.evidence
        ]
        verdict = pair.verdict
        decided = (verdict.value, verdict.who, verdict.when) if verdict else ("", "", "")
        assert decided == (relation.decided, relation.decided_by, relation.decided_at)
        assert ("dropped" in {row.kind for row in pair.rows}) == (
            relation.is_told and relation.counts.dropped > 0
        )


def scope_of(relations):
    ids = tuple({id: None for pair in relations for id in pair})
    return Scope("selection", "All pairs", ids, tuple(relations))


def check_workbook(corpus, relations):
    written = make_workbook(Inputs(open_library.store(), corpus, ABOUT), scope_of(relations))
    book = CalamineWorkbook.from_filelike(io.BytesIO(written))
    sheets = {name: read_sheet(book, name) for name in ("relations", "compared")}
    assert len(sheets["relations"]) == len(corpus.relations)
    for row in sheets["relations"]:
        relation = relations[row["id of a"], row["id of b"]]
        assert written_as(row[name] for name in SHOWN) == written_as(shown_of(relation))
    assert len(sheets["compared"]) == len(relations)
    for row in sheets["compared"]:
        relation = relations[row["id of first"], row["id of second"]]
        told = row["first in second"], row["second in first"], row["direction"], row["confidence"]
        assert written_as(told) == written_as(
            [relation.a_in_b, relation.b_in_a, relation.direction, relation.confidence]
        )
        assert row["verdict"] == relation.decided


def written_as(values):
    """The values as a workbook has them, which keeps not all digits of a number."""
    return [f"{one:.12g}" if isinstance(one, float) else one for one in values]


def read_sheet(book, name):
    heads, *rows = book.get_sheet_by_name(name).to_python()
    return [dict(zip(heads, row, strict=True)) for row in rows]


FILES = (check_pack, check_workbook)


def agree(files=FILES):
    """Hold every place, and these files, to what Compare shows now; gives that."""
    corpus = corpus_now()
    relations = in_compare(corpus)
    for check in (
        check_order,
        check_sharing,
        check_mirror,
        check_table,
        check_counts,
        check_lineage,
        check_takers,
        check_families,
        *files,
    ):
        check(corpus, relations)
    return relations


def test_all_pages_say_the_same_of_every_pair_that_shares_text(library):
    relations = agree()
    reused = library.results.frame("reuse").frame
    assert len(relations) == 2 * len(reused) > 20
    for row in reused.to_dict("records"):
        relation = relations[row["a"], row["b"]]
        assert (relation.a_in_b, relation.b_in_a) == (row["a_in_b"], row["b_in_a"])
    assert {one.kind for one in relations.values()} >= {"version", "common source", "unrelated"}


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_on_every_pair_is_shown_on_all_pages_and_its_undo_too(library, verdict):
    before = in_compare(corpus_now())
    numbers = [
        library.verdicts.set(PAIR_VERDICT, f"{a}.{b}", verdict, "as I know", "Ada")
        for a, b in before
        if a < b
    ]
    files = FILES if verdict == "common source" else ()
    for (a, b), relation in agree(files).items():
        if a < b:
            assert (relation.decided, relation.decided_by) == (verdict, "Ada")
            kinds = {"common source": verdict, "unrelated": verdict}
            assert kinds.get(verdict, relation.kind) == relation.kind
            told = "cannot tell" if verdict == "unrelated" else verdict
            assert relation.direction == told
            assert relation.confidence == ("" if verdict == "unrelated" else "decided")
    if verdict == "unrelated":
        assert corpus_now().families.empty
        assert corpus_now().taken.empty
    for number in numbers:
        library.verdicts.undo(number, "Ada")
    assert agree(files) == before


def test_evidence_that_is_struck_weighs_nothing_on_any_page_until_it_counts_again(library):
    before = in_compare(corpus_now())
    struck = {
        (a, b): found.evidence[0].id
        for (a, b), found in before.items()
        if a < b and found.evidence[0].weight
    }
    numbers = [
        library.verdicts.set(EVIDENCE_VERDICT, f"{a}.{b}:{id}", STRUCK, "", "Ada")
        for (a, b), id in struck.items()
    ]
    after = agree()
    assert {pair: after[pair].struck for pair in struck} == {
        pair: (id,) for pair, id in struck.items()
    }
    assert any(after[pair].confidence != before[pair].confidence for pair in struck)
    for number in numbers:
        library.verdicts.undo(number, "Ada")
    assert agree(files=()) == before


def test_a_decision_stands_in_for_one_before_it_and_both_come_back_by_undo(library):
    pair = next(pair for pair in in_compare(corpus_now()) if pair[0] < pair[1])
    key = ".".join(pair)
    library.verdicts.set(PAIR_VERDICT, key, "common source", "", "Ada")
    second = library.verdicts.set(PAIR_VERDICT, key, "first from second", "", "Bo")
    assert agree(files=())[pair].decided_by == "Bo"
    library.verdicts.undo(second, "Ada")
    again = agree(files=())[pair]
    assert (again.direction, again.decided) == ("common source", "common source")


def test_a_pair_that_shares_no_passage_is_on_all_pages_once_it_was_decided(library):
    corpus = corpus_now()
    related = {frozenset(two) for two in corpus.relations[["a", "b"]].to_numpy()}
    ids = sorted(corpus.known)
    a, b = next((a, b) for a in ids for b in ids if a < b and frozenset((a, b)) not in related)
    number = library.verdicts.set(PAIR_VERDICT, f"{a}.{b}", "second from first", "", "Ada")
    relation = agree()[a, b]
    assert (relation.a_in_b, relation.b_in_a, relation.overlap) == (0.0, 0.0, 0.0)
    assert (relation.direction, relation.kind) == ("second from first", "version")
    library.verdicts.undo(number, "Ada")
    assert (a, b) not in in_compare(corpus_now())


def test_until_a_pair_is_related_by_other_settings_it_is_shown_by_the_usual_ones(library):
    asked = Settings(without=("quotations", "headline", "boilerplate"))
    corpus = read_corpus(library, "0", asked, Decided())
    pairs = [*corpus.relations[["a", "b"]].itertuples(index=False, name=None)]
    related = read_relations(read_inputs(library, corpus), pairs, PairDecisions({}, {}))
    check_table(corpus, related)
    assert related[pairs[0]].overlap > 0.9


def test_before_copied_passages_are_looked_for_none_is_said_to_be_missing(tmp_path, monkeypatch):
    library = opened(f"sqlite:///{tmp_path / 'new.sqlite'}", monkeypatch)
    library.add([Article(f"{n:012x}", "Brücke", GERMAN, language="de") for n in range(2)])
    pair = f"{0:012x}", f"{1:012x}"
    relation = comparison_cache.relation(open_library.stamp(), *pair)
    assert (relation.a_in_b, relation.b_in_a, relation.overlap) == (None, None, None)
    assert describe_kind(relation) == (
        "The same text. Copied passages have not been looked for yet."
    )
    work_through(library)
    relation = comparison_cache.relation(open_library.stamp(), *pair)
    assert describe_kind(relation).endswith("100% of the shorter (100% of A, 100% of B).")


def test_each_text_of_a_pair_has_the_sentences_of_its_own_language_everywhere(
    tmp_path, monkeypatch
):
    url = f"sqlite:///{tmp_path / 'german.sqlite'}"
    store = open_store(url)
    store.add([
        Article(f"{n:012x}", "Brücke", GERMAN, source, language=language)
        for n, (source, language) in enumerate([("Blatt", "de"), ("Post", "de"), ("Echo", "en")])
    ])  # fmt: skip
    work_through(store)
    store.close()
    opened(url, monkeypatch)
    relations = agree()
    assert {pair: (one.counts.first, one.counts.second) for pair, one in relations.items()} == {
        (a, b): tuple({"2": 3}.get(id[-1], 2) for id in (a, b)) for a, b in relations
    }
    for a, b in relations:
        aligned = comparison_cache.alignment(a, b)
        languages = corpus_now().languages
        for spans, id in ((aligned.first, a), (aligned.second, b)):
            assert [list(span) for span in spans] == outline(GERMAN, languages[id])["sentences"]
