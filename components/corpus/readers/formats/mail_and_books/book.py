"""Electronic books (EPUB): an article for each page in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from components.corpus.readers.analyst_answer import ONE, PARTS, answered
from components.corpus.readers.drafts import Draft, Kind, Note, Reader, Results
from components.corpus.readers.formats.document_parts.head_lines import read_head
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.mail_and_books.book_package import Book, Page, open_book
from components.corpus.readers.formats.mail_and_books.book_page import PageText, read_book_page
from components.corpus.readers.shaping.decoding import declared_encoding, decode
from components.corpus.readers.shaping.publication_days import parse_day
from components.text.language import UNKNOWN, identify
from components.text.plural import agree

_PARTS = re.compile(r"_split_\d{1,4}(?=\.\w+$)")
_IN_BRACKETS = re.compile(r"(?<!\s)\s*+[\[(](?=[^\])\d]{0,200}\d)[^\])]{0,200}[\])]\s*$")
_OF_A_FEED = re.compile(r"(?:^|/)article_\d+/")
_WITH_DAY = re.compile(
    r"(?<![\s,:–—-])[\s,:–—-]+"
    r"(?:(?:\w+,? )?(?:\d{1,2}\.? \w+|\w+ \d{1,2}),? \d{4}|\d{4}-\d\d-\d\d)$"
)
_NEWS = re.compile(r"(?i)\b(?:news|newspaper|magazine|periodical|journal)\b")
_KINDS = {
    "toc": ("table of contents", "tables of contents"),
    "cover": ("cover", "covers"),
    "list": ("list of articles", "lists of articles"),
    "empty": ("page without text", "pages without text"),
    "aside": ("page beside the text", "pages beside the text"),
    "front": ("page with title or imprint", "pages with title or imprint"),
}
_LONGEST_LIST = 6_000
"""Characters of a page that is left out for what its name or the book calls it."""


@dataclass(frozen=True)
class _Issue:
    """What all articles of a book have from it."""

    fields: Draft
    language: str
    is_news: bool


def read_book(data: bytes) -> Results:
    """An article for each page in the order of reading, parts of one page joined.

    Tables of contents, covers, imprints, calibre's lists of feeds and its lines for moving about
    are left out, and one sentence says so. What a page does not tell, the book does: its author,
    its title or publisher as the source, the day of the issue, its language. All is one article if
    an analyst says so.
    """
    book = open_book(data)
    left_out: dict[str, int] = {}
    issue = _read_issue(book)
    drafts: list[Draft] = []
    section = ""
    for page, text in _read_pages(book):
        kind = _kind(page, text)
        section = text.section or ("" if kind == "list" else section)
        if kind:
            left_out[kind] = left_out.get(kind, 0) + 1
        else:
            drafts.append(
                _draft(text, page, issue, section if _OF_A_FEED.search(page.name) else "")
            )
    yield _name_kind(book, len(drafts))
    yield from _tell(book, left_out)
    if answered(PARTS) == ONE:
        yield _join(drafts, book.value("title"), issue)
        return
    for number, draft in enumerate(drafts, 1):
        for result in read_head(draft):
            if isinstance(result, Draft):
                place = f"article {number}" if len(drafts) > 1 else ""
                yield replace(_fill_author(result, issue), place=place)
            else:
                yield result


def _name_kind(book: Book, drafts: int) -> Kind:
    of_feeds = any(_OF_A_FEED.search(page.name) for page in book.pages)
    title = "a book of news feeds, by calibre (EPUB)" if of_feeds else "an electronic book (EPUB)"
    parts = "articles" if of_feeds else "chapters"
    return Kind(title, parts if drafts > 1 else "")


def _join(drafts: list[Draft], title: str, issue: _Issue) -> Draft:
    """The book as one article, the title of each page before its text."""
    texts = [f"{one.title}\n\n{one.text}" if one.title else one.text for one in drafts]
    bases = {**issue.fields.bases, **({"title": "the title of the book"} if title else {})}
    whole = replace(issue.fields, text="\n\n".join(texts), title=title, author="", bases=bases)
    return _fill_author(whole, issue)


def _read_pages(book: Book) -> Iterator[tuple[Page, PageText]]:
    """The pages; what calibre parted because of its length is one."""
    page: Page | None = None
    text = PageText()
    for part in book.pages:
        data = book.read(part.name)
        read = read_book_page(decode(data, declared_encoding(data)).text)
        same = page is not None and _PARTS.sub("", page.name) == _PARTS.sub("", part.name)
        if same and (_OF_A_FEED.search(part.name) or not (read.title or part.label)):
            text = replace(
                text,
                whole=[*text.whole, *read.whole],
                paragraphs=[*text.paragraphs, *read.whole],
                url=text.url or read.url,
            )
            continue
        if page:
            yield page, text
        page, text = part, read
    if page:
        yield page, text


def _kind(page: Page, text: PageText) -> str:
    """Why a page is no article, a key of `_KINDS`; "" when it is one."""
    if not any(any(map(str.isalpha, paragraph)) for paragraph in text.whole):
        return "cover" if "cover" in page.kind else "empty"
    length = sum(map(len, text.whole))
    kind = text.kind or page.kind
    if text.is_list:
        return "toc" if "toc" in kind else "list"
    if kind == "aside":
        return "aside"
    if not kind or length > _LONGEST_LIST:
        return ""
    if kind in ("toc", "nav", "contents", "landmarks"):
        return "toc"
    if "cover" in kind:
        return "cover"
    return "front" if kind.startswith(("title", "copyright", "imprint")) else ""


def _read_issue(book: Book) -> _Issue:
    title, publisher = book.value("title"), book.value("publisher")
    creators = [c for c in book.values.get("creator", ()) if "calibre" not in c.casefold()]
    plain = _WITH_DAY.sub("", _IN_BRACKETS.sub("", title)).strip(" ,:–—-")
    told = " ".join((*book.values.get("subject", ()), *book.values.get("type", ())))
    is_news = bool(_NEWS.search(told)) or plain != title or not creators
    source, basis = (plain, "title") if is_news or not publisher else (publisher, "publisher")
    day = parse_day(book.value("date"))
    bases = {
        **({"source": f"the {basis} of the book"} if source else {}),
        **({"published": "the day of the issue, in the metadata of the book"} if day else {}),
    }
    author = ", ".join(dict.fromkeys(creators))
    fields = Draft("", source=source, author=author, published=day, bases=bases)
    return _Issue(fields, language_code(book.value("language")), is_news)


def _draft(text: PageText, page: Page, issue: _Issue, section: str) -> Draft:
    title, basis = text.title, "the heading of the page"
    if not title and page.label:
        title, basis = page.label, "the table of contents of the book"
    if not title and text.head_title and text.head_title != issue.fields.source:
        title, basis = text.head_title, "the title of the page"
    body = "\n\n".join(text.paragraphs)
    bases = {**issue.fields.bases, **({"title": basis} if title else {})}
    if text.url:
        bases["url"] = "the line that calibre wrote below the article"
    return replace(
        issue.fields,
        text=body,
        title=title,
        author="",
        url=text.url,
        bases=bases,
        details={"section": section} if section else {},
        language=issue.language if identify(body) == UNKNOWN else "",
    )


def _fill_author(draft: Draft, issue: _Issue) -> Draft:
    if draft.author or not issue.fields.author:
        return draft
    bases = {**draft.bases, "author": "the creator of the book"}
    return replace(draft, author=issue.fields.author, bases=bases)


def _tell(book: Book, left_out: dict[str, int]) -> Iterator[Note]:
    told = [f"{count} {agree(count, *_KINDS[kind])}" for kind, count in left_out.items()]
    if told:
        yield Note(f"Left out, since they are no articles: {', '.join(told)}.")
    if not book.has_order:
        yield Note(
            "The book does not say in which order its pages are read: they come as they stand in "
            "the file."
        )


def _make_epub() -> bytes:
    import io
    import zipfile

    page = "<html><body><h1>A title</h1><p>The text of an article stands here.</p></body></html>"
    opf = (
        '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:date>2025-05-01'
        '</dc:date></metadata><manifest><item id="a" href="a.html"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    with zipfile.ZipFile(packed := io.BytesIO(), "w") as package:
        package.writestr("mimetype", "application/epub+zip")
        package.writestr("content.opf", opf)
        package.writestr("a.html", page)
    return packed.getvalue()


EPUB = Reader(_make_epub, whole=read_book)
