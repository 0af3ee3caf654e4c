"""Two headlines, aligned whatever they have in common."""

from components.analysis.pair.headlines import align_headlines, names_in_headline
from components.analysis.pair.ledger import ledger


def edits_of(aligned):
    return [
        (aligned.first_text[slice(*one.first)], aligned.second_text[slice(*one.second)])
        for link in aligned.links
        for one in aligned.edits(link)
    ]


def test_the_word_that_changed_is_an_edit():
    aligned = align_headlines("Port shut for 4 days", " Port shut for 5 days")
    assert [link.kind for link in aligned.links] == ["edited"]
    assert edits_of(aligned) == [("4", "5")]


def test_headlines_with_no_word_in_common_are_two_forms_of_one_place():
    aligned = align_headlines("Dockers walk out", "Fruit may cost more")
    assert [link.kind for link in aligned.links] == ["edited"]


def test_typography_alone_is_no_change():
    aligned = align_headlines("Mayor\u2019s bridge  opens", "Mayor's bridge opens")
    assert [(link.kind, link.changed) for link in aligned.links] == [("same", False)]


def test_a_headline_that_is_missing_is_dropped_or_added():
    assert align_headlines("Port shut", " ").dropped == [0]
    assert align_headlines("", "Port shut").added == [0]
    assert align_headlines("", "").links == []


def test_names_are_known_from_the_text_and_not_by_capitals():
    text = "The port of Wendle stood still. Wendle has one pier."
    names = [(12, 18, "GPE", "Wendle"), (32, 38, "GPE", "Wendle")]
    headline = "Dockers Walk Out at Wendle; Wendleton Waits"
    assert names_in_headline(headline, text, names) == [(20, 26, "GPE", "Wendle")]


def test_of_two_names_in_one_place_the_longer_counts():
    text = "Port of Wendle. Wendle."
    names = [(0, 14, "ORG", "Port"), (16, 22, "GPE", "Wendle")]
    assert names_in_headline("Port of Wendle shut", text, names) == [(0, 14, "ORG", "Port")]


def test_words_with_capitals_that_are_no_names_are_wording():
    aligned = align_headlines("Dockers Walk Out at Wendle", "Union Halts Work at Wendle")
    assert list(ledger(aligned, ([], []))["kind"]) == ["wording"]
