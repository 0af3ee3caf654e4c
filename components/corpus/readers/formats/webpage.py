"""Web pages: the article without the page around it, by trafilatura; and exports of Factiva.

Such an export is one page with many articles. Each stands in a `div` of class `article`. In the
layout for reading its parts are `div`s: headline, byline, count of words, date, publication,
language; with field codes it is a table, a code beside each value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lxml import html  # type: ignore[import-untyped]
from trafilatura import bare_extraction, baseline, extract_metadata, load_html
from trafilatura.utils import HTML_PARSER

from components.corpus.readers.drafts import Draft, Note, Reader, Refused, Results, UnreadableError
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.html_text import (
    MOST_STATED,
    bound_metadata,
    extract_words,
    remove_embedded,
)
from components.corpus.readers.shaping.decoding import declared_encoding, decode
from components.corpus.readers.shaping.publication_days import parse_day
from components.text.language import UNKNOWN, identify

MOST_ATTRIBUTES = 2_000
# Without extensive search only what the page states as its date counts, not dates in its text.
_STATED_DATE = {"original_date": True, "extensive_search": False}
_MUCH_STATED = (
    f"The page states more than {MOST_STATED} authors or articles, or states them with mistakes: "
    "only the first were considered. Check the title, the author and the date."
)


_FACTIVA_START = 200_000
_FACTIVA_MARKS = re.compile(
    r"class=[\"']?(?:article [a-z]{2}article|[a-z]{2}headline|articleparagraph)"
)
_FACTIVA_ARTICLES = ".//div[contains(concat(' ', @class, ' '), ' article ')]"
_CODES = ("HD", "BY", "PD", "SN", "LA", "LP", "TD", "AN")
_WORD_COUNT = re.compile(r"[\d,.]{1,9} (?:words|mots|wörter|palabras|слов|слів)")
_FACTIVA_NUMBER = re.compile(r"(?:Document|Dokument) [A-Za-z0-9]{12,40}")


@dataclass(frozen=True)
class _Page:
    text: str
    title: str = ""
    author: str = ""
    source: str = ""
    url: str = ""
    published: date | None = None


def read_page(data: bytes) -> Results:
    """One article: main text, and title, author, site, date and address as the page states them.

    An export of Factiva gives all articles in it. When the article cannot be told from the page
    around it, all text is taken, with a note.
    """
    decoded = decode(data, declared_encoding(data))
    if decoded.note:
        yield Note(decoded.note)
    # Cleaned when it is an article: most of a page is not.
    markup = decoded.text.replace("\0", "")
    if not markup.strip():
        raise UnreadableError("The file has no text: choose a file with text in it.")
    if _is_factiva(markup):
        yield from _split_factiva(markup)
    else:
        yield from draft_page(markup)


def draft_page(markup: str) -> Results:
    """The article of a page that is text already, after what there is to note of it."""
    markup = remove_embedded(markup)
    endless = _has_endless_tag(markup)
    if endless:
        page, stated = _Page(""), ""
    else:
        tree = load_html(markup)
        if tree is None:  # a piece of a page
            markup = f"<html><body>{markup}</body></html>"
            tree = load_html(markup)
        stated = language_code(tree.get("lang") or "") if tree is not None else ""
        is_cut = _is_cut()
        page = _Page("")
        if tree is not None:
            if bound_metadata(tree):
                yield Note(_MUCH_STATED)
            page = _extract(markup, tree)
        if is_cut:
            page, endless = replace(page, text=""), True
    if not page.text:
        text = "" if endless else baseline(markup)[1]
        text = text or extract_words(markup)
        page = replace(page, text=text)
        if page.text.strip():
            yield Note(
                "The article could not be separated from the rest of the page: all text "
                "of the page was taken."
            )
    yield _draft_article(page, stated)


def _has_endless_tag(markup: str) -> bool:
    """Whether a tag has so many attributes that libxml2 takes minutes: in the square of them."""
    return any(
        piece.partition(">")[0].count("=") > MOST_ATTRIBUTES
        for piece in markup.split("<")
        if len(piece) > MOST_ATTRIBUTES
    )


def _is_cut() -> bool:
    """Whether libxml2 dropped the rest of the page that it has just read, as too deep or long."""
    return any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in HTML_PARSER.error_log)


def _extract(markup: str, tree: Any) -> _Page:
    """The text of all of a page, and what its tree, of which some was taken out, states of it."""
    stated = extract_metadata(
        tree, date_config=_STATED_DATE | {"max_date": date.today().isoformat()}
    )
    found = bare_extraction(markup, url=stated.url, include_comments=False)
    if found is None:
        return _Page("")
    return _Page(
        text=found.text or "",
        title=stated.title or "",
        author=(stated.author or "").replace("; ", ", "),
        source=stated.sitename or stated.hostname or "",
        url=stated.url or "",
        published=parse_day(stated.date or ""),
    )


def _draft_article(page: _Page, stated: str) -> Draft:
    """Each line of the extracted text is a paragraph; one that repeats the title is left out."""
    lines = [line for line in page.text.split("\n") if line.strip()]
    title = " ".join(page.title.split())
    if title and lines and " ".join(lines[0].split()).casefold() == title.casefold():
        del lines[0]
    text = "\n\n".join(lines)
    language = identify(text)
    return Draft(
        text=text,
        title=title,
        author=page.author,
        source=page.source,
        url=page.url,
        published=page.published,
        # Templates often state the language of the site's maker, so it only helps out.
        language=stated if language == UNKNOWN else language,
    )


def _is_factiva(markup: str) -> bool:
    """Whether a page is an export of Factiva."""
    start = markup[:_FACTIVA_START]
    coded = "<b>HD</b>" in start and "<b>PD</b>" in start
    return coded or (_FACTIVA_MARKS.search(start.lower()) is not None and "activa" in markup)


def _split_factiva(markup: str) -> Results:
    """One draft for each article of an export of Factiva; one without text is refused singly."""
    tree = html.fromstring(markup)
    found = tree.xpath(_FACTIVA_ARTICLES) or [tree]
    for number, element in enumerate(found, 1):
        place = f"document {number}"
        values = _coded(element) or _laid_out(element)
        if not values.get("text"):
            yield Refused(f"Document {number} has no text: export it again with its full text.")
            continue
        yield Draft(
            text=values["text"],
            title=values.get("title", ""),
            source=values.get("source", ""),
            author=re.sub(r"^by ", "", values.get("author", ""), flags=re.IGNORECASE),
            published=parse_day(values.get("date", "")),
            language=language_code(values.get("language", "")),
            place=place,
        )


def _coded(element: Any) -> dict[str, str]:
    """Values of the table with field codes; no values when there is none."""
    rows = [[cell for cell in row if cell.tag == "td"] for row in element.iter("tr")]
    cells = {_words(row[0]).strip(): row[1] for row in rows if len(row) == 2}
    if not {"HD", "PD"} <= cells.keys():
        return {}
    value = {code: _words(cells[code]) for code in _CODES if code in cells}
    text = [_paragraphs(cells[code]) or value[code] for code in ("LP", "TD") if code in cells]
    names = {"title": "HD", "author": "BY", "date": "PD", "source": "SN", "language": "LA"}
    fields = {field: value.get(code, "") for field, code in names.items()}
    return {**fields, "text": "\n\n".join(text)}


def _laid_out(element: Any) -> dict[str, str]:
    """Values of the layout for reading, whose lines are told by the count of words above them."""
    headlines = element.xpath(".//*[contains(@class, 'eadline')]") or element.xpath(".//b")
    authors = element.xpath(".//*[contains(@class, 'author')]")
    lines = [_words(div) for div in element.iter("div") if not len(div.xpath("./div"))]
    counts = [i for i, line in enumerate(lines) if _WORD_COUNT.fullmatch(line)]
    after = lines[counts[0] + 1 :] if counts else lines
    dates = [i for i, line in enumerate(after) if len(line) < 40 and parse_day(line)]
    below = after[dates[0] + 1 :] if dates else []
    below = [line for line in below if not re.fullmatch(r"\d{1,2}:\d{2}.{0,10}", line)]
    languages = [line for line in below[:6] if language_code(line) and len(line) > 3]
    return {
        "title": _words(headlines[0]) if headlines else "",
        "author": _words(authors[0]) if authors else "",
        "date": after[dates[0]] if dates else "",
        "source": below[0] if below else "",
        "language": languages[0] if languages else "",
        "text": _paragraphs(element),
    }


def _paragraphs(element: Any) -> str:
    found = [_words(p) for p in element.iter("p")]
    return "\n\n".join(words for words in found if words and not _FACTIVA_NUMBER.fullmatch(words))


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())


_SAMPLE = (
    b"<html><head><title>A title</title><meta name='date' content='2025-05-01'></head><body>"
    b"<article><h1>A title</h1><p>The text of an article stands here.</p></article></body></html>"
)
WEBPAGE = Reader(lambda: _SAMPLE, whole=read_page)
