import pandas as pd

from components.analysis.collection.similarity import cluster_order


def test_similar_articles_stand_side_by_side():
    pairs = pd.DataFrame(
        [("a", "c", 0.9), ("b", "d", 0.8), ("a", "b", 0.1)], columns=["a", "b", "score"]
    )
    order = cluster_order(["a", "b", "c", "d"], pairs)
    assert abs(order.index("a") - order.index("c")) == 1
    assert abs(order.index("b") - order.index("d")) == 1


def test_two_articles_stay_as_they_are():
    assert cluster_order(["b", "a"], pd.DataFrame({"a": [], "b": [], "score": []})) == ["b", "a"]


def test_strangers_are_all_kept():
    nothing = pd.DataFrame({"a": [], "b": [], "score": []})
    assert sorted(cluster_order(["x", "y", "z"], nothing)) == ["x", "y", "z"]
