"""A small story in three versions, with what analysts wrote on it."""

from datetime import UTC, date, datetime
from itertools import combinations

import pandas as pd
import pytest

from components.analysis.article.outline import blank
from components.analysis.pair.alignment import CountedText, align_counted
from components.analysis.pair.relation import mirror as mirror_relation
from components.analysis.pair.relation import relate
from components.analysis.pair.similarity_parts import SimilarityParts
from components.analysis.pair.stored_alignment import mirror
from components.corpus.annotations.article_notes import Note
from components.text.segment import sentences
from components.views.export.evidence_pack import Material, gather_pack
from components.views.selection_text import About

FIRST = (
    "The ferry was two hours late on Friday. Captain Ines Dahl said the fog was thick.\n\n"
    "Nobody was hurt. Read more on our page."
)
SECOND = "The ferry was five hours late on Friday. Captain Ines Dahl said the fog was thick."
THIRD = "A bakery opened in Wendle. It sells rye bread."
WHEN = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
NEVER = pd.DataFrame({name: [] for name in ("key", "value", "note", "who", "when")}).astype(
    {"key": "str"}
)


DAYS = {"aaaaaaaaaaaa": date(2024, 3, 1), "bbbbbbbbbbbb": date(2024, 3, 2)}
SOURCES = {
    "aaaaaaaaaaaa": "Harbour Post",
    "bbbbbbbbbbbb": "Podil Wire",
    "cccccccccccc": "Harbour Post",
}
PARTS = SimilarityParts(
    split=pd.DataFrame(
        {
            "term": ["ferry", "fog"],
            "share": [0.5, 0.3],
            **{name: [0.1, 0.0] for name in ("headline", "quotations", "boilerplate")},
            "prose": [0.2, 0.3],
        }
    ),
    without=dict.fromkeys(
        ("whole articles", "headline", "quotations", "boilerplate", "prose"), 0.7
    ),
    alone=0.4,
)


def articles(**changed):
    rows = [
        ("aaaaaaaaaaaa", "Ferry late", FIRST, "one.md"),
        ("bbbbbbbbbbbb", "Late ferry", SECOND, "two.md"),
        ("cccccccccccc", "Rye bread", THIRD, "three.md"),
    ]
    table = pd.DataFrame(
        {
            "id": [row[0] for row in rows],
            "label": [row[1] for row in rows],
            "source": [SOURCES[row[0]] for row in rows],
            "author": "",
            "published": pd.to_datetime([DAYS.get(row[0]) for row in rows]),
            "language": "en",
            "url": "https://post.example/ferry",
            "name": [row[3] for row in rows],
            "sha256": "ab" * 32,
            "words": [len(row[2].split()) for row in rows],
        }
    )
    return table.assign(**changed)


def mention(article, text, surface, entity, kind="PERSON"):
    start = text.index(surface)
    return {
        "article": article,
        "start": start,
        "end": start + len(surface),
        "surface": surface,
        "type": kind,
        "entity": entity,
    }


def compare(texts, aside, pairs=None):
    """The alignments and relations of these pairs of texts, or of all, both ways round."""
    counted = {
        id: CountedText(blank(text, aside.get(id, ())), sentences(text, "en"))
        for id, text in texts.items()
    }
    alignments, relations = {}, {}
    for a, b in pairs or combinations(sorted(texts), 2):
        aligned = align_counted(counted[a], counted[b])
        related = relate(
            aligned,
            (texts[a], texts[b]),
            shares=(aligned.a_in_b, aligned.b_in_a),
            published=(DAYS.get(a), DAYS.get(b)),
            sources=(SOURCES.get(a, ""), SOURCES.get(b, "")),
            languages=("en", "en"),
        )
        alignments |= {(a, b): aligned, (b, a): mirror(aligned)}
        relations |= {(a, b): related, (b, a): mirror_relation(related)}
    return {"alignments": alignments, "relations": relations}


@pytest.fixture
def compared():
    """Alignments and relations of texts as `compare` gives them."""
    return compare


@pytest.fixture
def material():
    texts = {"aaaaaaaaaaaa": FIRST, "bbbbbbbbbbbb": SECOND, "cccccccccccc": THIRD}
    aside = {"aaaaaaaaaaaa": [(FIRST.index("Read more"), len(FIRST))]}
    return Material(
        articles=articles(),
        texts=texts,
        aside=aside,
        **compare(texts, aside),
        edges=[("aaaaaaaaaaaa", "bbbbbbbbbbbb")],
        similarity_parts={("aaaaaaaaaaaa", "bbbbbbbbbbbb"): PARTS},
        mentions=pd.DataFrame(
            [
                mention("aaaaaaaaaaaa", FIRST, "Ines Dahl", "Ines Dahl"),
                mention("bbbbbbbbbbbb", SECOND, "Ines Dahl", "Ines Dahl"),
                mention("cccccccccccc", THIRD, "Wendle", "Wendle", "GPE"),
            ]
        ),
        variants=pd.DataFrame({name: [] for name in ("quotation", "article")}),
        edit_verdicts=NEVER,
        pair_verdicts=NEVER,
        tags={"aaaaaaaaaaaa": ["ferry", "=fog"]},
        notes=[
            Note(1, "aaaaaaaaaaaa", 4, 9, "Which <ferry>?", "Ada", WHEN),
        ],
    )


@pytest.fixture
def about():
    return About(
        library="Main",
        revision=7,
        clauses=(("names", "Ines Dahl"),),
        query="entity=Ines+Dahl",
        shown=2,
        total=3,
        sources=("Harbour Post", "Podil Wire"),
        languages=("en",),
        settings=(("left out", "boilerplate"),),
        software="Parallax 0.1.0",
        made=WHEN,
        who="Ada",
    )


@pytest.fixture
def pack(material, about):
    return gather_pack(material, about, kind="pair", title="Ferry late", question="Who was late?")
