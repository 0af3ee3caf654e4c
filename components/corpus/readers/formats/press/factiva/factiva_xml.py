"""Articles of Factiva as its services give them in XML."""

from __future__ import annotations

from typing import Any

from components.corpus.readers.drafts import Results, UnreadableError
from components.corpus.readers.formats.press.export_documents import (
    Document,
    draft_documents,
    tell_copies,
)
from components.corpus.readers.formats.press.factiva.factiva_fields import clean_headline
from components.corpus.readers.formats.press.persons import clean_author
from components.corpus.readers.formats.xml_tree import line_of, local_name

ROOTS = ("PPSResponse", "ppsArticleResponse", "ppsarticleResultSet", "ppsarticle")
_SAID = {
    **{"sourceName": "source", "baseLanguage": "language", "wordCount": "words"},
    **{"pages": "page", "edition": "edition", "sectionName": "section", "columnName": "section"},
    **{"section": "section", "accessionNo": "guid"},
}
_TEXT = ("leadParagraph", "tailParagraphs")


def read_factiva_xml(root: Any) -> Results:
    """One draft for each article. Raises UnreadableError when there is none."""
    found = [one for one in root.iter() if local_name(one) == "article" and len(one)]
    if not found:
        raise UnreadableError("It is an answer of Factiva without articles: export it again.")
    read = (_read(number, one) for number, one in enumerate(found, 1))
    yield from tell_copies(draft_documents(read))


def _read(number: int, article: Any) -> Document:
    document = Document(number)
    paragraphs: list[str] = []
    for child in article:
        name = local_name(child)
        if name in _TEXT:
            paragraphs += _paragraphs(child)
        elif name == "headline":
            title = clean_headline(" ".join(_paragraphs(child)))
            document.say("title", title, "headline of the article")
        elif name == "byline":
            document.say("author", clean_author(line_of(child)), "byline of the article")
        elif name == "publicationDate":
            document.say("published", _first_words(child), "publicationDate of the article")
        elif name in _SAID:
            document.say(_SAID[name], line_of(child), f"{name} of the article")
    document.text = "\n\n".join(paragraphs)
    return document


def _paragraphs(element: Any) -> list[str]:
    found = [line_of(one) for one in element.iter() if local_name(one) == "paragraph"]
    return [words for words in found or [line_of(element)] if words]


def _first_words(element: Any) -> str:
    """The first of the values in an element: a day may stand there as well as its time."""
    found = (line_of(one) for one in element.iter() if local_name(one) and not len(one))
    return next(filter(None, found), "")
