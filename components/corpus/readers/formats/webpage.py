"""Web pages: the article without the page around it, by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]
from trafilatura import bare_extraction, baseline, load_html
from trafilatura.utils import HTML_PARSER

from components.corpus.readers.drafts import (
    Draft,
    Kind,
    Note,
    Reader,
    Results,
    UnreadableError,
)
from components.corpus.readers.formats.editions.hocr import is_hocr, read_hocr
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.html_text import extract_words, remove_embedded
from components.corpus.readers.formats.press.recognise import split_page
from components.corpus.readers.formats.saved_web.archived_copy import (
    Copy,
    original_of,
    read_copy,
    without_toolbar,
)
from components.corpus.readers.formats.saved_web.google_docs import is_google_doc, read_google_doc
from components.corpus.readers.formats.saved_web.keep_sentences import (
    keep_sentences,
    may_have_initials,
)
from components.corpus.readers.formats.saved_web.linked_data import MOST_STATED
from components.corpus.readers.formats.saved_web.page_authors import find_author
from components.corpus.readers.formats.saved_web.page_days import (
    PageDays,
    find_days,
    search_day,
)
from components.corpus.readers.formats.saved_web.page_fields import (
    PageFields,
    find_source,
    find_title,
    read_fields,
)
from components.corpus.readers.formats.saved_web.page_names import plain
from components.corpus.readers.formats.saved_web.walls import note_paywall, refuse_wall
from components.corpus.readers.shaping.decoding import declared_encoding, decode
from components.corpus.readers.shaping.paragraphs import drop_titles
from components.text.address_days import day_in_address
from components.text.dateline import find_stated_day
from components.text.language import UNKNOWN, identify

MOST_ATTRIBUTES = 2_000
LONGEST_SEARCHED = 1_500_000
"""Characters of a page in which a day that it does not state is searched for."""
_LONG_TAG = re.compile(rf"<[^<>]{{{MOST_ATTRIBUTES},}}+")
_MUCH_STATED = (
    f"The page states more than {MOST_STATED} authors or articles, or states them with mistakes: "
    "only the first were considered. Check the title, the author and the date."
)
_ALL_TAKEN = (
    "The article could not be separated from the rest of the page: all text of the page was taken."
)
# Each element would otherwise be given its class by a call from C to Python: a tenth of the time.
HTML_PARSER.set_element_class_lookup(
    etree.ElementDefaultClassLookup(
        element=html.HtmlElement,
        comment=html.HtmlComment,
        pi=html.HtmlProcessingInstruction,
        entity=html.HtmlEntity,
    )
)


@dataclass(frozen=True)
class _Read:
    """A page as it was read: its article, notes on it, and what else tells of its kind."""

    draft: Draft
    notes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    own: Mapping[str, Any] = field(default_factory=dict)
    kind: str = ""


def read_page(data: bytes) -> Results:
    """One article: main text, and title, author, site, date and address as the page states them.

    An export of a press database gives all articles in it. When the article cannot be told from the
    page around it, all text is taken, with a note. Raises UnreadableError for a page without text,
    and for one that stands in the place of an article.
    """
    decoded = decode(data, declared_encoding(data))
    if decoded.note:
        yield Note(decoded.note)
    # Cleaned when it is an article: most of a page is not.
    markup = decoded.text.replace("\0", "")
    if not markup.strip():
        raise UnreadableError("The file has no text: choose a file with text in it.")
    yield from split_page(markup) or (read_hocr if is_hocr(markup) else draft_saved_page)(markup)


def draft_saved_page(markup: str, fetched: str = "") -> Results:
    """The article of a page that was saved from `fetched`, if that is known, after notes on it.

    Raises UnreadableError for a page that asks for consent, or leaves its text to a script.
    """
    read = _read(markup, fetched)
    if reason := refuse_wall(read.draft.text, read.titles, markup, bool(read.own)):
        raise UnreadableError(reason)
    paywall = note_paywall(read.draft.text, read.own)
    if read.kind:
        yield Kind(read.kind)
    yield from map(Note, filter(None, (*read.notes, paywall)))
    yield read.draft


def draft_page(markup: str) -> Results:
    """The article of markup that is text already, as in a mail, after what there is to note."""
    read = _read(markup, "")
    yield from map(Note, read.notes)
    yield read.draft


def _read(markup: str, fetched: str) -> _Read:
    markup = remove_embedded(markup)
    copy = read_copy(markup, fetched)
    markup = without_toolbar(markup)
    if _has_endless_tag(markup):
        return _draft_words(Draft(extract_words(markup), url=copy.url))
    tree = load_html(markup)
    if tree is None:  # a piece of a page
        markup = f"<html><body>{markup}</body></html>"
        tree = load_html(markup)
    if tree is None:
        return _draft_words(Draft(baseline(markup)[1] or extract_words(markup), url=copy.url))
    is_cut, stated = _is_cut(), language_code(tree.get("lang") or "")
    if is_google_doc(markup):
        document = read_google_doc(tree)
        bases = {"title": "the title of the document"} if document.title else {}
        draft = Draft(document.text, title=document.title, language=stated, bases=bases)
        return _Read(_identified(draft), kind="a document of Google Docs, HTML")
    page = read_fields(tree, copy.url)
    draft = _draft_fields(page, tree, copy)
    days = find_days(page, tree)
    keep_sentences(tree, stated, may_have_initials(markup))
    text = "" if is_cut else _extract(tree, page.url)
    is_whole = not text
    if is_whole:
        text = ("" if is_cut else baseline(tree)[1]) or extract_words(markup)
    draft = _identified(replace(draft, text=_without_title(text, page, draft), language=stated))
    notes = [_MUCH_STATED] * page.is_cut + [_ALL_TAKEN] * (is_whole and bool(text.strip()))
    draft = _dated(draft, days, tree if len(markup) < LONGEST_SEARCHED else None)
    titles = (draft.title, page.named, *page.headings)
    return _Read(draft, tuple(notes), titles, page.own, copy.kind)


def _draft_words(draft: Draft) -> _Read:
    """The draft of a page of which nothing but its words can be told."""
    return _Read(_identified(draft), (_ALL_TAKEN,) if draft.text.strip() else ())


def _has_endless_tag(markup: str) -> bool:
    """Whether a tag has so many attributes that libxml2 takes minutes: in the square of them."""
    return any(found[0].count("=") > MOST_ATTRIBUTES for found in _LONG_TAG.finditer(markup))


def _is_cut() -> bool:
    """Whether libxml2 dropped the rest of the page that it has just read, as too deep or long."""
    return any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in HTML_PARSER.error_log)


def _extract(tree: Any, url: str) -> str:
    found = bare_extraction(tree, url=url, include_comments=False)
    return (found.text or "") if found else ""


def _draft_fields(page: PageFields, tree: Any, copy: Copy) -> Draft:
    """The draft without its text and day. The address in an archive becomes the original's."""
    archived = original_of(page.url)
    if archived.url:
        page.url = archived.url
        page.bases["url"] = "the address within that of the web archive"
    captured = copy.captured or archived.captured
    title = find_title(page, tree)
    source = find_source(page, title)
    author = find_author(page, tree, title, source)
    return Draft(
        "",
        title=title,
        source=source,
        author=author,
        url=page.url,
        bases=page.bases,
        details={"captured": captured.isoformat()} if captured else {},
    )


def _dated(draft: Draft, days: PageDays, tree: Any) -> Draft:
    """The draft with its day. That of the last change is none, but is kept as another day."""
    bases, details = dict(draft.bases), dict(draft.details)
    stated = days.published or days.modified or days.written
    is_told = stated or find_stated_day(draft.text) or day_in_address(draft.url)
    if tree is not None and not is_told:
        days = search_day(tree, draft.text)
    if days.published:
        bases["published"] = days.basis
    elif days.modified:
        details["other_day"] = f"{days.modified.isoformat()} ({days.modified_basis})"
    draft = replace(draft, published=days.published, day_words=days.written)
    return replace(draft, modified=days.modified, bases=bases, details=details)


def _without_title(text: str, page: PageFields, draft: Draft) -> str:
    """Each line of the extracted text is a paragraph; those that repeat the title are left out."""
    lines = [line for line in text.split("\n") if line.strip()]
    titles = (draft.title, page.named, page.first("og:title"), *page.headings)
    return "\n\n".join(drop_titles(lines, *map(plain, titles)))


def _identified(draft: Draft) -> Draft:
    """The draft in the language of its text.

    Templates often state the language of the site's maker, so what is stated only helps out.
    """
    language = identify(draft.text)
    return draft if language == UNKNOWN else replace(draft, language=language)


# Undated and short, so that its reading goes the longest way, with an element of most kinds:
# the patterns for their names are then there for every page.
_SAMPLE = (
    b"<html><head><title>A title</title></head><body><article><h1>A title</h1>"
    b"<p>On the 31 Quux 2024 two days ago</p><p>The text of an article stands <q>here</q>.</p>"
    b"</article>"
    + b"".join(
        b'<%b class="date author" id="a" role="b" itemprop="c" data-d="e">31 Quux 2024</%b>'
        % (name, name)
        for name in b"div section p span ul ol dl li aside header footer main table a em".split()
    )
    + b"</body></html>"
)
WEBPAGE = Reader(lambda: _SAMPLE, whole=read_page)
