"""Steps per article: each gives one result for each of some articles of one language."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from components.analysis import entities, quotations
from components.analysis.article import figures, outline
from components.analysis.article.boilerplate import find_boilerplate
from components.analysis.pipeline.step_inputs import Articles


def find_lines(articles: Articles) -> list[Any]:
    """Boilerplate known by its wording: [start, end, reason] for each line."""
    found = (find_boilerplate(text, articles.language) for text in articles.texts)
    return [[[line.start, line.end, line.reason] for line in lines] for lines in found]


def outline_articles(articles: Articles) -> list[Any]:
    """Sentences and lead, as `outline`, and with them the `hash` of the text."""
    return [
        outline.outline(text, articles.language) | {"hash": hash_text(text)}
        for text in articles.texts
    ]


def hash_text(text: str) -> str:
    """A digest of a text, equal for equal texts alone."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def recognise_names(articles: Articles) -> list[Any]:
    """The spans of names with their types, as a model gives them."""
    return entities.recognise(articles.texts, articles.language)


def read_quotations(articles: Articles) -> list[Any]:
    """Quotations and reported clauses, with the spans of their speakers."""
    return quotations.read_quotations(
        articles.texts, articles.language, articles.results["names"], articles.decided.verbs
    )


def read_figures(articles: Articles) -> list[Any]:
    """Figures and dates, the dates by the day of the article."""
    return [
        figures.read_facts(text, day, articles.language)
        for text, day in zip(articles.texts, articles.published, strict=True)
    ]
