"""From what the model recognised to one resolved name for each entity of the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from components.analysis.entities.evidence import draft
from components.analysis.entities.link_names import link_names
from components.analysis.entities.link_persons import link_persons
from components.analysis.entities.mend import mend_corpus
from components.analysis.entities.mention import Link, Mention, mentions_of
from components.analysis.entities.recognise import languages_supported, recognise

# Raised when the rules below this package change, so that stored results are made anew.
RESOLVE_VERSION = "resolved 1"

_COLUMNS = {
    "article": "int64",
    "start": "int64",
    "end": "int64",
    "surface": "str",
    "type": "str",
    "entity": "str",
    "group": "str",
    "why": "str",
    "inferred": "bool",
    "ambiguous": "bool",
}


def find_mentions(texts: Iterable[str], language: str = "en") -> pd.DataFrame:
    """Names in the texts, each with the one name its entity has over all of them.

    Columns as `resolve` gives them. No rows for a language that is not supported.
    """
    listed = list(texts)
    if language not in languages_supported():
        return _frame([])
    return resolve(listed, recognise(listed, language))


def resolve(texts: Sequence[str], raw: Sequence[Sequence[Sequence[int | str]]]) -> pd.DataFrame:
    """Mend what the model recognised, over the whole corpus, and link names to entities.

    `raw` is what `recognise` gave for the same texts, lists as they come out of JSON included; an
    empty list leaves a text to tables and titles. Texts of a language that is not supported do not
    belong here: pass '' in their place to keep the numbers of the rows.

    A row is a mention: `article` (row number of the text), `start`, `end`, `surface`
    (text[start:end]), `type` and `entity` (the resolved name, unique together with the type),
    `group` (the country behind a place, a people or a seat of power, '' for none), `why` (reason
    for the entity in words, '' where nothing was merged), `inferred` (rests on the corpus or on the
    order of names, not on the name), `ambiguous` (several could be meant, so left on its own).
    Rows stand in order of article and place; spans do not overlap. About 3 ms for 40
    names.
    """
    if len(texts) != len(raw):
        raise ValueError(f"{len(texts)} texts need as many lists of spans, not {len(raw)}")
    drafts = [draft(text, _spans(spans)) for text, spans in zip(texts, raw, strict=True)]
    mentions = [
        mention
        for number, found in enumerate(mend_corpus(drafts))
        for mention in mentions_of(number, texts[number], found)
    ]
    links = link_persons(one for one in mentions if one.type == "PERSON")
    links |= link_names(texts, [one for one in mentions if one.type != "PERSON"])
    return _frame([_row(texts, mention, links[mention]) for mention in mentions])


def _spans(raw: Sequence[Sequence[int | str]]) -> list[tuple[int, int, str]]:
    return [(int(start), int(end), str(label)) for start, end, label in raw]


def _row(texts: Sequence[str], mention: Mention, link: Link) -> tuple[object, ...]:
    surface = texts[mention.article][mention.start : mention.end]
    where = (mention.article, mention.start, mention.end, surface)
    return (*where, link.type, link.entity, link.group, link.why, link.inferred, link.ambiguous)


def _frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype(_COLUMNS)
