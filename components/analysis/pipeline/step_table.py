"""The table of steps: each works on what those before it have made.

They stand in the order in which a reader waits for them: similarity, then names.
"""

from __future__ import annotations

from components.analysis import entities
from components.analysis.article import figures, outline
from components.analysis.collection import pairs, word_index
from components.analysis.collection.words import projection
from components.analysis.pair import contradictions, relation
from components.analysis.pair.alignment import ALIGNMENT_VERSION
from components.analysis.pipeline import article_steps, collection_steps, pair_steps
from components.analysis.pipeline.step import Step
from components.analysis.quotations import raw_quotations

_EMPTY_OUTLINE = outline.outline("", "en") | {"hash": ""}

STEPS = (
    Step("lines", "article", article_steps.find_lines, "3", ("text", "language"),
         nothing=[], at_once=200),
    Step("boilerplate", "collection", collection_steps.find_boilerplate, "2",
         ("text", "title", "language", "source", "url", "lines"), ("boilerplate",)),
    Step("pairs", "collection", collection_steps.compare_articles, pairs.VERSION,
         ("text", "title", "language", "boilerplate", "boilerplate put back", "speakers",
          "stop words given"),
         ("terms", "pairs"), settings="all"),
    Step("reuse", "collection", collection_steps.find_reuse, "2",
         ("text", "boilerplate", "boilerplate put back", "speakers"),
         ("reuse",), settings="parts"),
    Step("words", "collection", collection_steps.index_words, word_index.VERSION,
         ("text", "language"), ("vocabulary", "words")),
    Step("outlines", "article", article_steps.outline_articles, outline.VERSION,
         ("text", "language"), nothing=_EMPTY_OUTLINE, at_once=200),
    Step("alignments", "pair", pair_steps.align_pairs, ALIGNMENT_VERSION,
         ("text", "language", "outlines", "boilerplate", "boilerplate put back", "speakers"),
         pairs=pair_steps.pairs_aligned, chosen_by=("reuse", "pairs"), at_once=16,
         settings="parts"),
    Step("relations", "pair", pair_steps.relate_pairs, relation.VERSION,
         ("source", "published", "url", "alignments", "reuse"),
         pairs=pair_steps.pairs_related, chosen_by=("reuse",), at_once=16, settings="parts"),
    Step("relation table", "collection", collection_steps.list_relations, "1",
         ("relations", "alignments"), ("aligned", "relations"), settings="parts"),
    Step("names", "article", article_steps.recognise_names, entities.MODEL_VERSION,
         ("text", "language"), nothing=[], at_once=24),
    Step("mentions", "collection", collection_steps.link_mentions, entities.RESOLVE_VERSION,
         ("text", "language", "names", "outlines", "names given"), ("mentions",)),
    Step("quotations", "article", article_steps.read_quotations, raw_quotations.MODEL_VERSION,
         ("text", "language", "names", "verbs added"), nothing=[], at_once=24),
    Step("speakers", "collection", collection_steps.resolve_quotations, "table 10",
         ("text", "language", "published", "quotations", "mentions", "boilerplate",
          "boilerplate put back", "quotations judged"),
         ("quotation_ledger", "quotations")),
    Step("facts", "article", article_steps.read_figures, figures.VERSION,
         ("text", "language", "published"), nothing=figures.read_facts("", None), at_once=50),
    Step("figures", "collection", collection_steps.list_figures, "2",
         ("text", "facts", "boilerplate", "boilerplate put back"), ("figures", "dates")),
    Step("contradictions", "pair", pair_steps.contradict_pairs, contradictions.VERSION,
         ("published", "facts", "alignments", "reuse"), pairs=pair_steps.pairs_with_figures,
         chosen_by=("reuse", "pairs"), nothing=[], at_once=32),
    Step("contradiction table", "collection", collection_steps.list_contradictions, "3",
         ("contradictions", "figures judged"), ("contradictions",)),
    Step("map", "collection", collection_steps.place_on_map, projection.VERSION,
         ("text", "language", "stop words given"), ("map",)),
)  # fmt: skip

# The steps by their names and by their tables.
STEP_OF = {step.name: step for step in STEPS}
TABLE_STEPS = {table: step for step in STEPS for table in step.tables}
