"""Web pages: the article without the page around it, by trafilatura."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from trafilatura import bare_extraction, baseline, extract_metadata, load_html
from trafilatura.utils import HTML_PARSER

from components.corpus.readers.drafts import Draft, Note, Reader, Results, UnreadableError
from components.corpus.readers.formats.editions.hocr import is_hocr, read_hocr
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.html_text import (
    MOST_STATED,
    bound_metadata,
    extract_words,
    remove_embedded,
)
from components.corpus.readers.formats.press.recognise import split_page
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

    An export of a press database gives all articles in it. When the article cannot be told from the
    page around it, all text is taken, with a note.
    """
    decoded = decode(data, declared_encoding(data))
    if decoded.note:
        yield Note(decoded.note)
    # Cleaned when it is an article: most of a page is not.
    markup = decoded.text.replace("\0", "")
    if not markup.strip():
        raise UnreadableError("The file has no text: choose a file with text in it.")
    yield from split_page(markup) or (read_hocr if is_hocr(markup) else draft_page)(markup)


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


_SAMPLE = (
    b"<html><head><title>A title</title><meta name='date' content='2025-05-01'></head><body>"
    b"<article><h1>A title</h1><p>The text of an article stands here.</p></article></body></html>"
)
WEBPAGE = Reader(lambda: _SAMPLE, whole=read_page)
