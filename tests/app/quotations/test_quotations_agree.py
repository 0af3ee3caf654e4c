"""Quotations, Compare, its ledger, omissions, packs and workbooks agree on every quotation."""

import io
import random
import shutil
from datetime import UTC, date, datetime
from itertools import chain, permutations

import pytest
import streamlit as st
from python_calamine import CalamineWorkbook

from components.analysis.entities.analyst_decisions import Decision, Target
from components.analysis.pair.edits.edit_context import shorten
from components.analysis.pipeline.step_inputs import Decided
from components.analysis.quotations.variants import measure_within
from components.analysis.selection import Settings
from components.app.caches import comparison_cache, open_library
from components.app.export.build_exports import Inputs, Scope, make_pack, make_workbook
from components.app.tables.read_corpus import apply_names, read_corpus
from components.app.worker.work import work_through
from components.corpus.article import Article
from components.corpus.store import open_store
from components.text.normalisation import fold, read_wording, without_insertions
from components.views.compare.only_in_one import Side, only_table
from components.views.quotations import describe_quotation, quotation_grid, variant_rows
from components.views.selection_text import About

ABOUT = About(
    library="Main", revision=1, clauses=(), query="", shown=2, total=2, sources=(),
    languages=("en",), settings=(), software="Parallax", made=datetime(2026, 11, 22, tzinfo=UTC),
    who="Ada",
)  # fmt: skip
FIRST, SECOND = "first", "second"


def opened(url, monkeypatch):
    monkeypatch.setenv("PARALLAX_LIBRARY", url)
    monkeypatch.setenv("PARALLAX_WORKER", "off")
    st.cache_resource.clear()
    st.cache_data.clear()
    return open_library.corpus_at(open_library.stamp())


def agree(corpus):
    """Hold all places to the ledger of quotations; gives the states of all pairs."""
    texts = open_library.store().texts(list(corpus.known))
    shared = pairs_that_share(corpus)
    related = {*corpus.relations[["a", "b"]].itertuples(index=False, name=None)}
    states = set()
    for pair in sorted({*shared, *related, *(pair[::-1] for pair in related)}):
        both = measure_within(corpus.variants, pair)
        states |= {row["state"] for row in both.to_dict("records") if not row["first"]}
        check_only_in_one(corpus, pair, both, texts)
        check_ledger(corpus, pair, both)
        check_views(corpus, pair, both)
    check_omissions(corpus)
    check_files(corpus, sorted(shared)[:6])
    return states


def pairs_that_share(corpus):
    groups = corpus.variants.groupby("quotation")["article"].unique()
    return {pair for articles in groups for pair in permutations(sorted(articles), 2)}


def quotations_of(corpus, article):
    own = corpus.quotations
    return own[(own["article"] == article) & (own["kind"] == "direct")].to_dict("records")


def is_within(quotation, rows):
    return any(row["start"] <= quotation["start"] < row["end"] for row in rows)


def rows_of(both, article):
    return both[both["article"] == article].to_dict("records")


def check_only_in_one(corpus, pair, both, texts):
    """Each quotation is listed as only in one, or is in the ledger for both, or worded in both."""
    written = tuple(texts[id] for id in pair)
    sides = [
        Side(
            corpus.names_in(id),
            corpus.rows_about("quotations", id),
            corpus.rows_about("variants", id),
            texts[id],
        )
        for id in pair
    ]
    table = only_table(*sides, "AB")
    quoted = table[table["what"] == "quotation"]
    for letter, article, there in zip("AB", pair, written[::-1], strict=True):
        listed = set(quoted.loc[quoted["only in"] == letter, "start"])
        spoken, shared = read_wording(without_insertions(there)), rows_of(both, article)
        for one in quotations_of(corpus, article):
            is_worded = spoken.holds(without_insertions(one["text"]))
            is_shared = is_within(one, shared)
            assert (one["start"] in listed) == (not is_worded and not is_shared)


def check_ledger(corpus, pair, both):
    """No quotation that both have is dropped or added; what is verbatim has no edit of words."""
    table = comparison_cache.ledger(corpus.stamp, *pair)
    for edit in table[table["kind"] == "quotation"].to_dict("records"):
        if edit["change"] in ("edited", "differs"):
            check_edit(edit, pair, both)
            continue
        side = FIRST if edit["change"] in ("dropped", "only first") else SECOND
        article = pair[side == SECOND]
        for row in rows_of(both, article):
            if "the quotation" in edit["reason"]:
                check_alone(edit["reason"].partition("the quotation ‘")[2], row, both, pair)


def check_edit(edit, pair, both):
    if not edit["reason"].startswith(("in a quotation: ", "with a quotation: ")):
        return  # of its marks, or its speaker
    if "an editor" in edit["reason"]:
        return
    ends = [
        [row for row in rows_of(both, article) if touches(row, edit, side)]
        for article, side in zip(pair, (FIRST, SECOND), strict=True)
    ]
    states = {
        later["state"]
        for one in ends[0]
        for other in ends[1]
        if one["quotation"] == other["quotation"]
        for later in (one, other)
    }
    assert states != {"verbatim"}, (edit["reason"], edit["first_start"], ends)


def touches(row, edit, side):
    return row["start"] <= edit[f"{side}_start"] and edit[f"{side}_end"] <= row["end"]


def check_alone(told, row, both, pair):
    """A quotation told to be in one text only is none of the words that both texts quote."""
    words = shorten(fold(row["text"]))
    if fold(told).strip("’. ").startswith(words.strip("’. …")):
        others = both[(both["quotation"] == row["quotation"]) & (both["article"] != row["article"])]
        assert others.empty or set(others["state"]) == {"reported"}, (told, pair)


def check_views(corpus, pair, both):
    """The cards of a quotation show the words as they are printed, and the same states."""
    for number, rows in both.groupby("quotation"):
        assert describe_quotation(rows).count("“") >= 1
        for row, shown in zip(
            rows.to_dict("records"), variant_rows(rows, corpus.labels), strict=True
        ):
            words = shown["lines"][1][0][0].strip("“”")
            assert row["text"].startswith(words.rstrip("…").rstrip())
        (drawn,) = quotation_grid(rows, list(pair), corpus.ticks, {})["rows"]
        for article, cell in zip(pair, drawn["cells"], strict=True):
            assert cell["state"] not in ("absent", "none")
            assert cell["place"].split(".")[0] == article
            assert drawn["id"] == str(number)


def check_omissions(corpus):
    """A quotation that an article is said to lack is not whole in the ledger for it."""
    for article in sorted(set(corpus.relations["a"])):
        family = corpus.family_of(article)
        others = tuple(id for id in family if id != article)
        found = comparison_cache.find_omissions(corpus.stamp, article, others)
        lacking = found[(found["kind"] == "quotation") & (found["what"] == "left out")]
        for row in lacking.to_dict("records"):
            check_lacks(corpus, article, row)


def check_lacks(corpus, article, row):
    both = measure_within(corpus.variants, (article, row["article"]))
    for printed in rows_of(both, row["article"]):
        if fold(row["text"]).strip(" ,.") in fold(printed["text"]):
            one = both[both["quotation"] == printed["quotation"]]
            differing = [
                words for name in ("left_out", "more", "edits") for words in chain(*one[name])
            ]
            assert differing or "reported" in set(one["state"]), (row["text"], article)


def check_files(corpus, pairs):
    inputs = Inputs(open_library.store(), corpus, ABOUT)
    for pair in pairs:
        both = measure_within(corpus.variants, pair).reset_index(drop=True)
        scope = Scope("selection", "Pair", pair, (pair,))
        pack = make_pack(inputs, scope, "")
        printed = [one for quotation in pack.quotations for one in quotation.variants]
        assert [(one.article, one.span[0], one.state, one.text) for one in printed] == [
            (row["article"], row["start"], row["state"], row["text"])
            for row in both.to_dict("records")
        ]
        book = CalamineWorkbook.from_filelike(io.BytesIO(make_workbook(inputs, scope)))
        heads, *rows = book.get_sheet_by_name("quotation variants").to_python()
        told = [dict(zip(heads, row, strict=True)) for row in rows]
        assert [(row["id"], row["state"], row["text"]) for row in told] == [
            (row["article"], row["state"], row["text"]) for row in both.to_dict("records")
        ]


def test_all_pages_agree_on_the_quotations_of_the_sample(sample_library, tmp_path, monkeypatch):
    open_store(sample_library).close()
    shutil.copy(sample_library.removeprefix("sqlite:///"), tmp_path / "own.sqlite")
    corpus = opened(f"sqlite:///{tmp_path / 'own.sqlite'}", monkeypatch)
    assert {"verbatim", "cut"} <= agree(corpus)


WHOLE = (
    "The old harbour bridge will stay closed until every cable has been tested",
    "Nobody in the town hall ever promised the fishermen a second quay",
    "We counted eleven broken lamps along the road to the lighthouse",
    "My neighbours and I have waited two winters for a warm classroom",
)
SPEAKERS = ("Marta Lindqvist", "Tomas Verhoeven", "Ines Okafor", "Pavel Hruska")
FILLER = (
    "The council met on Tuesday evening in the reading room of the library.",
    "Rain fell over the coast for most of the afternoon and the ferry was late.",
    "A report on the state of the piers is due before the end of the month.",
)


def print_again(chance, words):
    """A form of a quotation: with other marks, an insertion, a cut or another word."""
    split = words.split()
    at = chance.randrange(3, len(split) - 2)
    forms = {
        "verbatim": words,
        "inserted": " ".join([*split[:at], "[sic]", *split[at:]]),
        "cut": " ".join(split[at - 2 :]) if at > 4 else " ".join(split[:-2]),
        "altered": " ".join([*split[:at], "surely", *split[at:]]),
        "longer": f"{words} and that is all there is to say",
    }
    return forms[chance.choice(sorted(forms))]


def write_article(chance, number):
    opening, closing = chance.choice([("“", "”"), ('"', '"')])
    said = [
        f"{opening}{print_again(chance, words)},{closing} said {speaker}."
        for words, speaker in zip(WHOLE, SPEAKERS, strict=True)
        if chance.random() < 0.8
    ]
    parts = [*FILLER, *said]
    chance.shuffle(parts)
    text = "\n\n".join(parts)
    day = date(2025, 5, 1 + number)
    return Article(f"{number:012x}", f"Harbour {number}", text, f"Paper {number}", published=day)


@pytest.mark.parametrize("seed", range(3))
def test_all_pages_agree_however_a_quotation_is_printed(tmp_path, monkeypatch, seed):
    chance = random.Random(seed)
    url = f"sqlite:///{tmp_path / 'made.sqlite'}"
    store = open_store(url)
    store.add([write_article(chance, number) for number in range(7)])
    work_through(store)
    store.close()
    corpus = opened(url, monkeypatch)
    assert agree(corpus) >= {"verbatim", "altered"}
    assert corpus.variants["quotation"].nunique() == len(WHOLE)


def test_a_decision_on_names_gives_no_quotation_to_another(sample_library, monkeypatch):
    opened(sample_library, monkeypatch)
    corpus = read_corpus(open_library.store(), "0", Settings(), Decided())
    mentions, variants = corpus.mentions, corpus.variants
    named = {*mentions[["article", "entity"]].itertuples(index=False, name=None)}
    later = variants[variants["speaker"].notna() & ~variants["first"]].to_dict("records")
    row = next(row for row in later if (row["article"], row["speaker"]) in named)
    target = Target(row["speaker"], "PERSON")
    decision = Decision("split", (target,), into="Olga Brandt", article=row["article"])
    decided = apply_names(corpus, "stamp", [decision]).variants
    here = (decided["article"] == row["article"]) & (decided["start"] == row["start"])
    assert (decided.loc[here, "speaker"] == "Olga Brandt").all()
    assert not decided.loc[here, "reattributed"].any()
