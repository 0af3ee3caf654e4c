"""Occurrences in context, as a citation, and as files that lead back to the words."""

import hashlib

import orjson
import pandas as pd

from components.analysis.claims.occurrences import make_occurrences
from components.views.claims.occurrence_rows import (
    Library,
    cite,
    context_of,
    occurrence_rows,
    occurrence_table,
    write_occurrences,
)

TEXT = "It rained 🌧 all day. Ann said: “We go home.” Nobody laughed. The end came."
START = TEXT.index("We go")
SPAN = START, START + len("We go home.")
DAY = pd.Timestamp("2025-05-20")
ARTICLE = {
    "id": "a", "title": "Rain", "source": "Echo", "published": DAY, "language": "en",
    "url": "https://echo.example/rain", "sha256": "f" * 64,
}  # fmt: skip
OTHER = ARTICLE | {"id": "b", "published": pd.NaT, "source": "", "title": "", "url": ""}
LIBRARY = Library({"a": TEXT, "b": TEXT}, {"a": ARTICLE, "b": OTHER}, {"a": "Rain", "b": "It rai…"})
FOUND = make_occurrences(
    {
        "article": article, "start": SPAN[0], "end": SPAN[1], "state": "verbatim",
        "reattributed": article == "b", "about": "Ann Lee", "certainty": 0.9, "grounds": "said",
    }
    for article in "ab"
)  # fmt: skip
HASH = hashlib.sha256(TEXT.encode()).hexdigest()


def test_the_context_is_the_sentence_with_its_neighbours():
    first, last = context_of(TEXT, SPAN, "en")
    assert TEXT[first:last].startswith("It rained")
    assert TEXT[first:last].endswith("Nobody laughed.")


def test_a_row_marks_the_exact_words_and_says_where_they_are_from():
    own, other = occurrence_rows(FOUND, LIBRARY, f"a.{SPAN[0]}.{SPAN[1]}")
    assert own["lines"][0] == [["Echo · 20 May 2025", "strong"], ["  word for word", "quiet"]]
    assert ["We go home.", "hit"] in own["lines"][2]
    assert own["lines"][3] == [["Ann Lee · 90% sure · said", "quiet"]]
    assert (own["selected"], own["actions"]) == (True, [["read", "Read"]])
    assert other["lines"][0][0][0] == "It rai…"
    assert other["lines"][0][1][0] == "  word for word, attributed otherwise"
    assert [name for name, _ in other["actions"]] == ["read", "compare", "check"]


def test_a_citation_has_words_origin_offsets_and_hash():
    assert cite(f"a.{SPAN[0]}.{SPAN[1]}", LIBRARY, "Main").splitlines() == [
        "“We go home.”",
        "Echo, Rain, 2025-05-20.",
        "https://echo.example/rain",
        f"Characters {SPAN[0]} to {SPAN[1]} of the text with SHA-256 {HASH}, in the library Main "
        "(article a).",
    ]
    assert cite("z.1.2", LIBRARY, "Main") == ""


def test_every_span_of_an_export_leads_back_to_its_words():
    verdicts = {f"a.{SPAN[0]}.{SPAN[1]}": {"value": "right", "who": "Ada", "when": DAY}}
    table = occurrence_table(FOUND, LIBRARY, verdicts)
    written = orjson.loads(write_occurrences(table, {"library": "Main"}))
    assert written["about"] == {"library": "Main"}
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for text in LIBRARY.texts.values()}
    assert len(written["occurrences"]) == 2
    for row in written["occurrences"]:
        assert texts[row["text sha256"]][row["start"] : row["end"]] == row["words"] == "We go home."
    first, second = written["occurrences"]
    assert (first["verdict"], first["who"], first["when"]) == (
        "right",
        "Ada",
        "2025-05-20T00:00:00",
    )
    assert (first["published"], second["published"]) == ("2025-05-20", None)
    assert (second["verdict"], second["certainty"]) == ("", 0.9)
