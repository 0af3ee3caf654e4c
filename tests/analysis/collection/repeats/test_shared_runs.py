"""Runs that texts share and that are stock, beside plain counts over sets."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.analysis.collection.repeats import shared_runs
from components.analysis.collection.repeats.shared_runs import STOCK, Rules, SharedRuns
from components.analysis.collection.shingles import (
    SIZE,
    distinct_runs,
    shingle_keys,
    word_keys,
)

WORDS = ["toll", "quay", "rain", "bridge"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join)
RULES: Rules = ((2, 0.7), (3, 0.9))
# What happens to a few texts, told by their numbers: those that are there go, others come.
STEPS = st.lists(st.sets(st.integers(0, 7), max_size=5), max_size=6)


def read(texts: dict[int, str]) -> dict[int, np.ndarray]:
    return {number: distinct_runs(word_keys(text)) for number, text in texts.items()}


def share(texts: list[np.ndarray], rules: Rules = STOCK) -> SharedRuns:
    found = SharedRuns(rules)
    found.update((), {n: distinct_runs(own) for n, own in enumerate(texts)})
    return found


def stock_among(texts: list[str], rules: Rules = STOCK) -> int:
    """How many runs of these texts are stock."""
    return len(share([word_keys(text) for text in texts], rules).stock)


def count_stock(texts: dict[int, np.ndarray], rules: Rules) -> list[int]:
    """The stock runs by their definition: by whole pairs of sets, every run by itself."""
    sets = [set(own.tolist()) for own in texts.values()]
    found = []
    for run in sorted(set().union(*sets)):
        own = [one for one in sets if run in one]
        shares = [len(a & b) / min(len(a), len(b)) for a, b in combinations(own, 2)]
        if any(len(own) >= least and sum(shares) / len(shares) < below for least, below in rules):
            found.append(run)
    return found


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, min_size=8, max_size=8), STEPS, st.booleans(), st.sampled_from([0, 1 << 9]))
def test_as_texts_come_and_go_the_same_is_shared_as_by_plain_sets(
    texts: list[str], steps: list[set[int]], few: bool, bins: int
) -> None:
    known, here, said = SharedRuns(RULES), dict[int, str](), dict[int, int]()
    numbers = iter(range(1_000))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared_runs, "_FEWEST", 100 if few else 0)
        patch.setattr(shared_runs, "_MOST_BINS", bins)
        for step in steps:
            came = {next(numbers): place for place in sorted(step - said.keys())}
            gone = [said.pop(place) for place in step & said.keys()]
            said |= {place: number for number, place in came.items()}
            here = {n: text for n, text in here.items() if n not in gone}
            here |= {n: texts[place] for n, place in came.items()}
            before = set(known.stock.tolist())
            turned = known.update(gone, read({n: texts[place] for n, place in came.items()}))
            assert known.stock.tolist() == count_stock(read(here), RULES)
            assert set(turned.tolist()) == before ^ set(known.stock.tolist())
            check_common(known, read(here))


def check_common(known: SharedRuns, texts: dict[int, np.ndarray]) -> None:
    sets = {number: set(own.tolist()) for number, own in texts.items()}
    common = known.common(list(texts))
    found = zip(*(one.tolist() for one in common), strict=True)
    assert {(a, b): runs for a, b, runs in found} == {
        (a, b): len(one & other)
        for a, one in sets.items()
        for b, other in sets.items()
        if a != b and one & other
    }
    for run in set().union(*sets.values()):
        holders = {number for number, own in sets.items() if run in own}
        assert known.holders(np.array([run], dtype=np.uint64)) == holders


def with_footer(count: int, words: int) -> list[np.ndarray]:
    """Texts of so many words of which the last seven, three runs of five, stand in each."""
    footer = "read this desk with salt and pepper"
    own = [" ".join(f"w{100 * n + k}" for k in range(words - 7)) for n in range(count)]
    return [word_keys(f"{text} {footer}") for text in own]


def test_a_run_is_stock_when_its_texts_have_little_else_in_common() -> None:
    footer = "read this desk with salt and pepper"
    unlike = [f"{footer} {' '.join(f'w{50 * n + k}' for k in range(50))}" for n in range(8)]
    assert stock_among(unlike) == 3
    assert stock_among(unlike[:7]) == 0
    assert stock_among([f"{footer} w{n}" for n in range(8)]) == 0


def test_stock_has_less_than_the_share_of_runs_in_common() -> None:
    # Sixteen words are twelve runs, of which any two texts have three in common: a quarter.
    texts = with_footer(4, 16)
    assert len(share(texts, ((4, 0.25),)).stock) == 0
    assert len(share(texts, ((4, 0.26),)).stock) == 3
    assert len(share(texts, ((5, 0.26),)).stock) == 0


def test_each_rule_is_enough_for_itself() -> None:
    texts = with_footer(4, 16)
    assert len(share(texts, ((2, 0.2), (4, 0.3))).stock) == 3
    assert len(share(texts, ((4, 0.3), (2, 0.2))).stock) == 3
    assert len(share(texts, ((2, 0.2), (5, 0.3))).stock) == 0


def test_twenty_texts_may_be_more_alike_than_eight_and_have_stock() -> None:
    # Fourteen words are ten runs, three of them in common: 0.3. Nineteen words are fifteen: 0.2.
    assert len(share(with_footer(20, 14)).stock) == 3
    assert len(share(with_footer(19, 14)).stock) == 0
    assert len(share(with_footer(8, 20)).stock) == 3
    assert len(share(with_footer(8, 18)).stock) == 0
    assert len(share(with_footer(7, 20)).stock) == 0
    # Twelve words are eight runs: 0.375.
    assert len(share(with_footer(20, 12)).stock) == 0


# Two, four and eight runs of five words. All hold "a b c d e"; the second and the third hold
# "g h a b c" and "h a b c d" as well.
THREE = ["a b c d e f", "g h a b c d e x", "g h a b c d e p q r s t"]


@pytest.mark.parametrize("block", [1, 2, 3])
def test_similarity_is_the_mean_over_pairs_of_the_share_of_the_smaller_text(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_runs, "BLOCK", block)
    # Shares 1/2, 1/2 and 3/4: 0.583 for the run that all hold, 0.75 for the runs of two.
    rules = [(2, 0.58), (2, 0.59), (2, 0.75), (2, 0.76), (3, 0.76), (4, 0.76)]
    assert [stock_among(THREE, (rule,)) for rule in rules] == [0, 1, 1, 3, 1, 0]


def test_some_texts_are_compared_with_all() -> None:
    known = share([word_keys(text) for text in THREE])
    assert [one.tolist() for one in known.common([0])] == [[0, 0], [1, 2], [1, 1]]
    assert [one.tolist() for one in known.common([2])] == [[2, 2], [0, 1], [1, 3]]
    assert [one.tolist() for one in known.common([])] == [[], [], []]
    every = distinct_runs(word_keys(THREE[0]))
    assert [one.tolist() for one in known.common([2], without=every)] == [[2], [1], [2]]


def test_a_run_in_more_than_two_thousand_texts_is_stock_and_not_counted() -> None:
    footer, slogan = word_keys("all that is fit today"), word_keys("news of the nine towns")
    known = share([footer] * 2_000)
    assert known.stock.tolist() == []
    assert len(known.common([0]).runs) == 1_999
    (run,) = shingle_keys(footer, SIZE).tolist()
    turned = known.update((), {2_000: distinct_runs(footer)})
    assert turned.tolist() == known.stock.tolist() == [run]
    assert len(known.common([0]).runs) == 0
    turned = known.update([5, 6], {})
    assert (turned.tolist(), known.stock.tolist()) == ([run], [])
    own = with_footer(8, 20)
    both = share([*[footer] * 2_001, *own, slogan, slogan])
    stock = [*shingle_keys(footer, SIZE), *shingle_keys(own[0][-7:], SIZE)]
    assert both.stock.tolist() == sorted(stock)
