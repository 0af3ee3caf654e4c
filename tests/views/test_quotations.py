import pandas as pd

from components.views.quotations import (
    count_speakers,
    describe_quotation,
    list_commonest,
    quotation_grid,
    quotation_rows,
    quotation_table,
    speaker_table,
    variant_rows,
    variant_table,
)

LABELS = {"a": "One", "b": "Two"}
QUOTATIONS = pd.DataFrame(
    [
        ("a", 10, 24, "We will see it", "Ann Lee", "the mayor", "direct", 0.9, "subject", "said"),
        ("b", 5, 16, "We will see", "Ann Lee", "Ann Lee", "direct", 0.9, "colon", ""),
        ("b", 30, 33, "No.", None, "", "direct", 0.1, "nobody is found", ""),
    ],
    columns=["article", "start", "end", "text", "speaker", "mention", "kind", "confidence", "how",
             "cue"],
)  # fmt: skip
VARIANTS = pd.DataFrame(
    [
        (0, "a", "verbatim", True, True, False, "Ann Lee", "We will see it", 10, 24, [], []),
        (0, "b", "cut", False, False, True, "Bo Ek", "We will see", 5, 16, ["it"], ["see → look"]),
    ],
    columns=["quotation", "article", "state", "first", "earliest", "reattributed", "speaker",
             "text", "start", "end", "left_out", "edits"],
)  # fmt: skip


def said(row):
    return " / ".join("".join(text for text, _ in line) for line in row["lines"])


def test_a_quotation_names_its_speaker_as_the_corpus_and_as_the_article_does():
    rows = quotation_rows(QUOTATIONS, LABELS)
    assert said(rows[0]) == (
        "“We will see it” / Ann Lee (the mayor)  One / “said”, 90% sure: subject"
    )
    assert said(rows[1]) == "“We will see” / Ann Lee  Two / 90% sure: colon"
    assert said(rows[2]) == "“No.” / speaker unknown  Two / nobody is found"
    assert rows[0]["id"] == "a.10.24"


def test_words_that_name_no_person_are_told_and_nothing_is_sure_of_them():
    (row,) = quotation_rows(QUOTATIONS[:1].assign(speaker=None), LABELS)
    assert said(row) == "“We will see it” / speaker unknown (“the mayor”)  One / “said”, subject"


def test_a_guessed_speaker_is_shown_as_a_guess_and_not_counted():
    guessed = QUOTATIONS.assign(confidence=0.4)
    assert "perhaps Ann Lee (the mayor)" in said(quotation_rows(guessed, LABELS)[0])
    assert count_speakers(guessed, {}).empty


def test_a_variant_says_what_was_left_out_changed_and_given_to_another():
    first, second = variant_rows(VARIANTS, LABELS)
    assert said(first) == "One  word for word, first printed here / “We will see it”"
    assert said(second) == (
        "Two  cut, attributed to Bo Ek / “We will see” / left out: it / changed: see → look"
    )


def test_of_forms_of_one_day_none_is_said_to_be_the_first():
    tied = variant_rows(VARIANTS.assign(earliest=False), LABELS)
    assert ", the form that all are compared with / " in said(tied[0])
    assert not any("first printed" in said(row) for row in tied)


def test_a_variant_says_what_an_editor_inserted_and_what_more_it_quotes():
    told = VARIANTS.assign(more=[[], ["and more"]], inserted=[[], ["Bo Ek", "sic"]])
    assert "inserted" not in said(variant_rows(told, LABELS)[0])
    whole = told.assign(state="verbatim")
    assert said(variant_rows(whole, LABELS)[1]).startswith(
        "Two  word for word but for what an editor inserted"
    )
    (row,) = quotation_grid(whole, ["a", "b"], LABELS, {})["rows"]
    assert [cell["text"].split(",")[:2] for cell in row["cells"]] == [["whole"], ["whole", " […]"]]
    assert said(variant_rows(told, LABELS)[1]).endswith(
        "added: and more / inserted by an editor: [Bo Ek]; [sic]"
    )


def test_a_guess_stays_a_guess_in_every_view_of_a_quotation():
    guessed = VARIANTS.assign(confidence=0.3)
    assert "attributed to perhaps Bo Ek" in said(variant_rows(guessed, LABELS)[1])
    assert describe_quotation(guessed).startswith("perhaps Ann Lee: ")
    (row,) = quotation_grid(guessed, ["a", "b"], LABELS, {})["rows"]
    assert row["words"].startswith("perhaps Ann Lee: ")
    assert row["cells"][1]["text"] == "cut, as perhaps Bo Ek’s"
    sure = VARIANTS.assign(confidence=[0.3, 0.9])
    assert describe_quotation(sure).startswith("Bo Ek: ")


def test_a_doubtful_other_speaker_is_told_with_the_form_and_given_to_nobody():
    doubted = VARIANTS.assign(reattributed=False, confidence=[0.9, 0.3])
    assert said(variant_rows(doubted, LABELS)[1]).startswith(
        "Two  cut, speaker here: perhaps Bo Ek / "
    )
    assert "speaker here" not in said(variant_rows(doubted, LABELS)[0])


def test_two_parts_of_a_quotation_in_one_article_are_two_forms_in_one_article():
    apart = VARIANTS.iloc[[1]].assign(text="it", start=40, end=42, state="altered")
    three = pd.concat([VARIANTS, apart])
    assert " in 2 articles (" in describe_quotation(three)
    assert len(variant_rows(three, LABELS)) == 3
    (row,) = quotation_grid(three, ["a", "b"], LABELS, {})["rows"]
    assert [cell["place"] for cell in row["cells"]] == ["a.10.24", "b.5.16"]
    wide = VARIANTS.assign(quotation=1, article=["b", "c"])
    wider = pd.concat([wide, wide.iloc[[1]].assign(article="d")])
    assert list_commonest(pd.concat([three, wider])).tolist() == [1, 0]


def test_words_that_are_only_reported_stand_in_no_quotation_marks():
    told = VARIANTS.assign(state=["verbatim", "reported"])
    assert " / We will see" in said(variant_rows(told, LABELS)[1])
    assert "“We will see it”" in describe_quotation(told[::-1])


def test_a_quotation_is_summed_up_in_one_line():
    assert describe_quotation(VARIANTS) == (
        "Ann Lee: “We will see it” in 2 articles (1 word for word, 1 cut)"
    )


def test_speakers_are_counted_by_quotation_and_by_article():
    (row,) = count_speakers(QUOTATIONS, {}).to_dict("records")
    assert (row["entity"], row["mentions"], row["articles"]) == ("Ann Lee", 2, 2)


def test_a_speaker_has_the_type_under_which_it_is_named():
    said = QUOTATIONS.assign(speaker=["BBC", "BBC", "nobody"], confidence=0.9)
    counts = count_speakers(said, {"BBC": "ORG"})
    assert counts["type"].tolist() == ["ORG", "type not known"]
    assert list(speaker_table(counts)) == ["speaker", "type", "quotations", "articles"]


def test_tables_have_the_titles_of_articles_and_no_ids():
    assert quotation_table(QUOTATIONS, LABELS)["article"].tolist() == ["One", "Two", "Two"]
    variants = variant_table(VARIANTS, LABELS)
    assert variants["article"].tolist() == ["One", "Two"]
    assert variants["state"].tolist() == ["word for word", "cut"]


def test_reported_words_stand_without_marks():
    assert said(quotation_rows(QUOTATIONS.assign(kind="reported"), LABELS)[2]).startswith("No.")


def test_the_grid_tells_who_prints_a_quotation_and_who_does_not():
    ticks = {**LABELS, "c": "Three", "d": "Four"}
    kin = {"c": frozenset({"a"})}
    grid = quotation_grid(VARIANTS, ["a", "b", "c", "d"], ticks, kin)
    assert grid["heads"] == ["One", "Two", "Three", "Four"]
    (row,) = grid["rows"]
    assert row["words"] == "Ann Lee: “We will see it”"
    assert [cell["text"] for cell in row["cells"]] == ["whole", "cut, as Bo Ek’s", "—", "—"]
    assert [cell["state"] for cell in row["cells"]] == ["first", "edited", "absent", "none"]
    assert row["cells"][0]["place"] == "a.10.24"
