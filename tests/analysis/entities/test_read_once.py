"""What a model has read in a paragraph or sentence is known when the same words come again."""

import pytest

from components.analysis.entities import recognise
from components.analysis.entities.recognition import ner_models
from components.analysis.entities.recognition.ner_models import read_once


@pytest.fixture(autouse=True)
def nothing_read(monkeypatch):
    monkeypatch.setattr(ner_models, "_known", {})


@pytest.fixture
def read():
    def lengths(batch):
        lengths.read += batch
        return [len(piece) for piece in batch]

    lengths.read = []
    return lengths


def test_equal_pieces_are_read_once_and_the_results_stand_in_their_order(read):
    assert read_once("length", ["ab", "c", "ab"], read) == [2, 1, 2]
    assert read_once("length", ["def", "c"], read) == [3, 1]
    assert read.read == ["ab", "c", "def"]


def test_what_one_model_read_is_new_to_another(read):
    read_once("length", ["ab"], read)
    read_once("other length", ["ab"], read)
    assert read.read == ["ab", "ab"]


def test_what_was_not_asked_for_longest_is_forgotten(read, monkeypatch):
    monkeypatch.setattr(ner_models, "REMEMBERED", 2)
    read_once("length", ["a", "b"], read)
    read_once("length", ["a", "c"], read)  # a was asked for again: b goes
    read_once("length", ["a", "b"], read)
    assert read.read == ["a", "b", "c", "b"]


def test_names_are_the_same_whether_a_paragraph_was_read_before_or_not():
    first = "Ann Lee flew to Oslo on Monday."
    alone = recognise([f"{first}\n\nNobody met her in Bergen."])
    again = recognise([f"Bergen sleeps.\n\n{first}", f"{first}\n\nNobody met her in Bergen."])
    assert again[1] == alone[0]
    shift = len("Bergen sleeps.\n\n")
    moved = [
        (start + shift, end + shift, kind) for start, end, kind in alone[0] if end < len(first)
    ]
    assert [span for span in again[0] if span[0] >= shift] == moved
