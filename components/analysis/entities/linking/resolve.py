"""Entity resolution: from the spans of a model to mentions with one name for each entity.

Names that are written alike are suggested to the analyst and never merged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

import pandas as pd

from components.analysis.entities.incremental_linking import Memory
from components.analysis.entities.linking.name_forms import plain
from components.analysis.entities.linking.resolved_mentions import (
    Linked,
    Mention,
    Resolved,
    tabulate_mentions,
)
from components.analysis.entities.recognition import languages_supported, recognise
from components.analysis.entities.recognition.corpus_names import Article, read_spans
from components.analysis.entities.recognition.gazetteer import TABLES_ALONE, Gazetteer

# Raised when the rules of recognition and linking or the wording of their reasons change, so that
# stored results are made again.
RESOLVE_VERSION = "resolved 9"

_LEAST_ALIKE = 60.0
# Two letters of ten may be others.
_NEAR = 75.0


def find_mentions(
    texts: Iterable[str], language: str = "en", gazetteer: Gazetteer = TABLES_ALONE
) -> pd.DataFrame:
    """Names in the texts, each with the one name its entity has over all of them.

    Columns as `resolve` gives them. No rows for a language that is not supported.
    """
    listed = list(texts)
    if language not in languages_supported():
        return tabulate_mentions([])
    raw = recognise(listed, language)
    return resolve(listed, raw, [language] * len(listed), gazetteer=gazetteer)


def resolve(
    texts: Sequence[str],
    raw: Sequence[Sequence[Sequence[int | str]]],
    languages: Sequence[str] | None = None,
    *,
    gazetteer: Gazetteer = TABLES_ALONE,
    memory: Memory | None = None,
) -> pd.DataFrame:
    """Correct what the model recognised, over the whole corpus, and link names to entities.

    `raw` is what `recognise` gave for the same texts, lists as they come out of JSON included; an
    empty list leaves a text to tables and titles. Each text is corrected by the rules of its
    language (English unless `languages` says so), then names are linked across languages. Texts of
    a language that is not supported do not belong here: pass '' in their place to keep the numbers
    of the rows. A `memory` kept from call to call makes the next one cheap: with 10 articles
    more than the 2,000 of the last call it takes a thirtieth of the time.

    A row is a mention: `article` (row number of the text), `start`, `end`, `surface`
    (text[start:end]), `type` and `entity` (the resolved name, unique together with the type),
    `group` (the country behind a place, a people or a seat of power, '' for none), `why` (reason
    for the entity in words, '' where nothing was merged), `inferred` (rests on the corpus or on the
    order of names, not on the name), `ambiguous` (several could be meant, so left on its own).
    Rows are in order of article and start; spans do not overlap. Raises ValueError when `texts` and
    `raw` are not of the same length.
    """
    return tabulate_mentions(_link(texts, raw, languages, gazetteer, memory))


def resolve_mentions(
    texts: Sequence[str],
    raw: Sequence[Sequence[Sequence[int | str]]],
    languages: Sequence[str] | None = None,
    gazetteer: Gazetteer = TABLES_ALONE,
    memory: Memory | None = None,
) -> tuple[list[Mention], list[Resolved]]:
    """The rows of `resolve` as mentions, and what each is resolved to; a table costs more."""
    linked = _link(texts, raw, languages, gazetteer, memory)
    mentions = [one._replace(article=at) for at, own in enumerate(linked) for one in own.mentions]
    return mentions, [one for own in linked for one in own.resolved]


def _link(
    texts: Sequence[str],
    raw: Sequence[Sequence[Sequence[int | str]]],
    languages: Sequence[str] | None,
    gazetteer: Gazetteer,
    memory: Memory | None,
) -> list[Linked]:
    if len(texts) != len(raw):
        raise ValueError(f"{len(texts)} texts need as many lists of spans, not {len(raw)}")
    spoken = languages or ["en"] * len(texts)
    articles = [
        Article(text, language, read_spans(spans))
        for text, language, spans in zip(texts, spoken, raw, strict=True)
    ]
    if memory is None:
        by_key = {str(row): article for row, article in enumerate(articles)}
    else:
        by_key = dict(_by_digest(articles))
    kept = memory or Memory()
    return kept.link(list(by_key), (), lambda keys: [by_key[key] for key in keys], gazetteer)[0]


def _by_digest(articles: Iterable[Article]) -> Iterator[tuple[str, Article]]:
    """The articles by a digest of each and by how many before have the same."""
    times: Counter[str] = Counter()
    for article in articles:
        written = f"{article.language} {article.spans!r} {article.text}"
        key = blake2b(written.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        yield f"{key} {times[key]}", article
        times[key] += 1


def suggest_same(name: str, others: Sequence[str], most: int = 20) -> list[str]:
    """Of the other names those written most alike, the most alike first; [] when none is.

    Whole words count, in any order, accents and case do not. About 20 ms for 50,000 names.
    """
    from rapidfuzz import fuzz, process

    own = plain(name)
    found = process.extract(
        own,
        [plain(other) for other in others],
        scorer=fuzz.token_set_ratio,
        limit=most,
        score_cutoff=_LEAST_ALIKE,
    )
    return [others[number] for _, _, number in found]


def nearest_names(typed: str, names: Sequence[str], most: int = 8) -> list[str]:
    """Of the names those nearest to what was typed, the nearest first; [] when none is near.

    The same name comes first, then those in which a word begins so, in their order, then those
    written most alike. Accents and case do not count.
    """
    from rapidfuzz import fuzz, process

    own = " ".join(plain(typed).split())
    if not own:
        return []
    known = [plain(name) for name in names]
    same = [number for number, name in enumerate(known) if name == own]
    begun = [number for number, name in enumerate(known) if f" {name}".find(f" {own}") >= 0]
    alike = process.extract(own, known, scorer=fuzz.WRatio, limit=most, score_cutoff=_NEAR)
    ranked = dict.fromkeys([*same, *begun, *(number for _, _, number in alike)])
    return [names[number] for number in ranked][:most]
