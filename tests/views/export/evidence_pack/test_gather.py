"""What is in a pack can be checked against the words it names."""

import hashlib
import re
from dataclasses import replace

import pandas as pd
import pytest

from components.views.export.evidence_pack import gather_pack, write_html
from components.views.export.evidence_pack.gather import article_letter

A, B, C = "aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc"


def test_articles_are_named_as_columns_of_a_sheet():
    assert [article_letter(n) for n in (0, 25, 26, 27, 51, 52)] == [
        "A",
        "Z",
        "AA",
        "AB",
        "AZ",
        "BA",
    ]


def test_the_edit_of_the_pair_is_there_with_both_spans(pack):
    change = pack.pairs[0].changes[0]
    first, second = pack.article(A).text, pack.article(B).text
    assert (change.kind, change.before, change.after) == ("number", "two", "five")
    assert first[slice(*change.first)] == "two"
    assert second[slice(*change.second)] == "five"


def test_every_sentence_of_both_texts_stands_in_one_row(pack):
    pair = pack.pairs[0]
    for which, id in (("first", A), ("second", B)):
        spans = sorted(span for row in pair.rows for span in getattr(row, which))
        assert spans == sorted(pack.article(id).sentences)


def test_a_sentence_that_does_not_count_is_set_aside_and_not_dropped(pack):
    rows = {row.kind: row for row in pack.pairs[0].rows}
    words = pack.article(A).text
    assert words[slice(*rows["aside"].first[0])] == "Read more on our page."
    assert words[slice(*rows["dropped"].first[0])] == "Nobody was hurt."


def test_the_hash_of_a_text_is_that_of_its_words(pack):
    one = pack.article(B)
    assert one.text_sha256 == hashlib.sha256(one.text.encode()).hexdigest()
    assert one.sha256 == "ab" * 32


def test_who_is_named_only_in_one_is_told_with_the_places(material, compared, about):
    mentions = material.mentions[material.mentions["article"] != B]
    texts = {**material.texts, B: material.texts[B].replace("Captain Ines Dahl", "The captain")}
    between = compared(texts, material.aside)
    changed = replace(material, mentions=mentions, texts=texts, **between)
    pack = gather_pack(changed, about, kind="pair", title="Ferry")
    (only,) = pack.pairs[0].only_in_first
    assert only.name == "Ines Dahl"
    assert pack.article(A).text[slice(*only.mentions[0])] == "Ines Dahl"
    assert pack.pairs[0].only_in_second == ()


def test_a_name_that_stands_in_both_is_in_neither_alone_though_one_was_not_found(material, about):
    mentions = material.mentions[material.mentions["article"] != B]
    pack = gather_pack(replace(material, mentions=mentions), about, kind="pair", title="Ferry")
    assert pack.pairs[0].only_in_first == ()


def test_of_two_that_share_no_sentence_nothing_was_dropped_or_added(material, about):
    alone = replace(material, edges=[(A, C)], similarity_parts={})
    pack = gather_pack(alone, about, kind="pair", title="Two stories")
    assert {one.change for one in pack.pairs[0].changes} == {"only first", "only second"}
    assert not {row.kind for row in pack.pairs[0].rows} & {"dropped", "added"}
    page = write_html(pack).decode().split("</style>")[1]
    told = page.split("How this was made")[0]
    shown = re.sub(r"<[^>]*>", " ", told)
    assert "dropped" not in shown
    assert "added" not in shown
    assert "only in A" in shown


def test_a_guessed_speaker_stays_a_guess_in_a_pack(material, about):
    rows = [
        {"quotation": 0, "article": article, "start": 0, "end": 9, "state": "verbatim",
         "first": article == A, "reattributed": False, "speaker": "Ines Dahl", "confidence": 0.3,
         "text": "The fog, they say, was thick.", "left_out": [], "edits": [], "more": [],
         "inserted": ["of Friday"] if article == B else []}
        for article in (A, B)
    ]  # fmt: skip
    pack = gather_pack(
        replace(material, variants=pd.DataFrame(rows)), about, kind="pair", title="Fog"
    )
    assert pack.quotations[0].speaker == "perhaps Ines Dahl"
    page = write_html(pack).decode().partition("<script")[0]
    assert page.count("perhaps Ines Dahl") == 3
    assert "“<bdi>The fog, they say, was thick.</bdi>”" in page
    assert "inserted by an editor: <bdi>[of Friday]</bdi>" in page


def test_what_was_decided_comes_with_who_and_when(material, about, pack):
    change = pack.pairs[0].changes[0]
    row = {"key": f"{A}.{B}:{change.id}", "value": "telling", "note": "more", "who": "Ada"}
    table = pd.DataFrame([{**row, "when": pd.Timestamp("2026-11-22 09:00")}])
    judged = gather_pack(replace(material, edit_verdicts=table), about, kind="pair", title="Ferry")
    verdict = judged.pairs[0].changes[0].verdict
    assert (verdict.value, verdict.who, verdict.when) == ("telling", "Ada", "2026-11-22T09:00:00Z")


@pytest.mark.parametrize(
    ("edge", "said"), [((A, B), "second from first"), ((B, A), "first from second")]
)
def test_what_was_decided_of_a_pair_speaks_of_it_as_it_stands(material, about, edge, said):
    row = {"key": f"{A}.{B}", "value": "second from first", "note": "", "who": "Ada"}
    table = pd.DataFrame([{**row, "when": pd.Timestamp("2026-11-22")}])
    judged = replace(material, pair_verdicts=table, edges=[edge])
    pack = gather_pack(judged, about, kind="pair", title="Ferry")
    assert pack.pairs[0].verdict.value == said
    assert ">B from A<" in write_html(pack).decode()


def test_a_pair_stands_the_way_round_in_which_it_was_judged(material, about):
    row = {"key": f"{B}.{A}:0", "value": "telling", "note": "", "who": "Ada"}
    table = pd.DataFrame([{**row, "when": pd.Timestamp("2026-11-22")}])
    judged = gather_pack(replace(material, edit_verdicts=table), about, kind="pair", title="Ferry")
    assert (judged.pairs[0].first, judged.pairs[0].second) == (B, A)


def test_notes_and_tags_of_the_analysts_are_in_the_pack(pack):
    one = pack.article(A)
    assert one.tags == ("ferry", "=fog")
    assert [(note.quoted, note.text, note.who) for note in one.notes] == [
        ("ferry", "Which <ferry>?", "Ada")
    ]


def test_the_cosine_comes_with_its_words_and_its_parts(pack):
    pair = pack.pairs[0]
    assert pair.cosine == 0.8
    assert [(one.term, one.share) for one in pair.terms] == [("ferry", 0.5), ("fog", 0.3)]
    assert pair.parts["prose"] == 0.5
    assert pair.without["whole articles"] == 0.7


def test_where_it_is_not_known_why_they_are_alike_nothing_is_said(material, about):
    pair = gather_pack(
        replace(material, similarity_parts={}), about, kind="pair", title="Ferry"
    ).pairs[0]
    assert (pair.cosine, pair.terms, pair.parts) == (None, (), {})


def test_a_quotation_is_in_the_pack_when_two_of_its_articles_print_it(material, about):
    row = {"state": "cut", "speaker": "Ines Dahl", "text": "fog", "start": 4, "end": 9}
    rows = [
        {**row, "quotation": 0, "article": A, "first": True, "left_out": [], "edits": []},
        {**row, "quotation": 0, "article": B, "first": False, "left_out": ["so"], "edits": []},
        {**row, "quotation": 1, "article": A, "first": True, "left_out": [], "edits": []},
    ]
    pack = gather_pack(
        replace(material, variants=pd.DataFrame(rows)), about, kind="pair", title="F"
    )
    (quotation,) = pack.quotations
    assert quotation.speaker == "Ines Dahl"
    assert [one.left_out for one in quotation.variants] == [(), ("so",)]


def test_a_selection_without_shared_text_compares_nothing(material, about):
    pack = gather_pack(replace(material, edges=[]), about, kind="selection", title="All")
    assert pack.pairs == ()
    assert len(pack.articles) == 3
