"""Web pages: the article without the page around it, by trafilatura."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from trafilatura import bare_extraction, baseline, extract_metadata, load_html
from trafilatura.utils import HTML_PARSER

from components.corpus.readers.formats.markup import without_embedded, words_of_markup
from components.corpus.readers.formats.press_databases import is_factiva, split_factiva
from components.corpus.readers.formats.tables.field_names import language_code
from components.corpus.readers.shaping.decoding import declared_encoding, decode
from components.corpus.readers.shaping.drafts import Draft, Note, Parts, UnreadableError
from components.corpus.readers.shaping.publication_days import parse_day
from components.text.language import UNKNOWN, identify

MOST = 50
"""Objects of JSON-LD, and authors, that are looked at."""
LONGEST_BROKEN = 50_000
"""Characters of JSON-LD with mistakes, of which patterns have to make what they can."""
# Articles within the article, with headlines and authors of their own.
_UPDATES = "liveBlogUpdate"
_BY_NAME = ("author", "creator", "byl")


def bound_statements(tree: Any) -> bool:
    """Leave of a parsed page only what it states of itself as a whole, and not too much of that.

    Updates of a live blog go, but for their publisher. So do all but the first `MOST` objects and
    authors, and what is beyond `LONGEST_BROKEN`: then the answer is True.
    """
    bound = _Bound()
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            script.text = bound.bound_script(script.text or "")
    authors = [meta for meta in tree.iter("meta") if _names_author(meta)]
    for meta in authors[MOST:]:
        meta.drop_tree()
    return bound.is_cut or len(authors) > MOST


class _Bound:
    """Bounds the JSON-LD of a page, however many scripts it comes in."""

    def __init__(self) -> None:
        self.is_cut = False
        self._left = MOST
        self._broken = LONGEST_BROKEN

    def bound_script(self, written: str) -> str:
        """The JSON-LD of a script as it is, unless there is too much in it."""
        try:
            stated = json.loads(written, strict=False)
        except (ValueError, RecursionError):
            kept = written[: self._broken]
            self._broken -= len(kept)
            self.is_cut |= len(kept) < len(written)
            return kept
        objects = stated if isinstance(stated, list) else [stated]
        bounded = [*self._bound(objects)]
        return written if bounded == objects else json.dumps(bounded, ensure_ascii=False)

    def _bound(self, objects: list[Any]) -> Iterator[Any]:
        is_live = any(_is_a(one, "LiveBlogPosting") for one in objects)
        for one in objects:
            if is_live and _is_a(one, "BlogPosting"):
                continue
            if not self._left:
                self.is_cut = True
                return
            self._left -= 1
            yield self._bound_object(one) if isinstance(one, dict) else one

    def _bound_object(self, stated: dict[str, Any]) -> dict[str, Any]:
        bounded = {key: value for key, value in stated.items() if key != _UPDATES}
        if publisher := next(filter(None, map(_publisher, _updates(stated))), None):
            bounded.setdefault("publisher", publisher)
        if isinstance(graph := bounded.get("@graph"), list):
            bounded["@graph"] = [*self._bound(graph)]
        authors = bounded.get("author")
        if isinstance(authors, list) and len(authors) > MOST:
            self.is_cut = True
            bounded["author"] = authors[:MOST]
        return bounded


def _is_a(one: Any, kind: str) -> bool:
    return isinstance(one, dict) and one.get("@type") in (kind, [kind])


def _updates(stated: dict[str, Any]) -> list[Any]:
    updates = stated.get(_UPDATES)
    return updates if isinstance(updates, list) else [updates]


def _publisher(update: Any) -> Any:
    return update.get("publisher") if isinstance(update, dict) else None


def _names_author(meta: Any) -> bool:
    name = f"{meta.get('name') or ''} {meta.get('property') or ''}".lower()
    return any(word in name for word in _BY_NAME)


SAMPLE = (
    b"<html><head><title>A title</title><meta name='date' content='2025-05-01'></head><body>"
    b"<article><h1>A title</h1><p>The text of an article stands here.</p></article></body></html>"
)
MOST_ATTRIBUTES = 2_000
# Without extensive search only what the page states as its date counts, not dates in its text.
_STATED_DATE = {"original_date": True, "extensive_search": False}
_MUCH_STATED = (
    f"The page states more than {MOST} authors or articles, or states them with mistakes: only "
    "the first were considered. Check the title, the author and the date."
)


@dataclass(frozen=True)
class _Page:
    text: str
    title: str = ""
    author: str = ""
    source: str = ""
    url: str = ""
    published: date | None = None


def read(data: bytes) -> Parts:
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
    if is_factiva(markup):
        yield from split_factiva(markup)
    else:
        yield from draft_page(markup)


def draft_page(markup: str) -> Parts:
    """The article of a page that is text already."""
    markup = without_embedded(markup)
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
            if bound_statements(tree):
                yield Note(_MUCH_STATED)
            page = _extract(markup, tree)
        if is_cut:
            page, endless = replace(page, text=""), True
    if not page.text:
        text = "" if endless else baseline(markup)[1]
        text = text or words_of_markup(markup)
        page = replace(page, text=text)
        if page.text.strip():
            yield Note(
                "The article could not be separated from the rest of the page: all text "
                "of the page was taken."
            )
    yield _draft(page, stated)


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


def _draft(page: _Page, stated: str) -> Draft:
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
