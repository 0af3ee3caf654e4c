"""NewsML 1: items of components, whose contents are told apart by their roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from components.corpus.readers.drafts import Draft, Results, UnreadableError
from components.corpus.readers.formats.wire.body_paragraphs import (
    Body,
    find_named,
    read_html,
    read_markup,
    read_plain_body,
    words_of,
)
from components.corpus.readers.formats.wire.bylines import take_byline
from components.corpus.readers.formats.wire.editors_notes import choose_notes
from components.corpus.readers.formats.wire.newsml_1_head import (
    count_stated_words,
    find_embargo,
    find_language,
    find_place,
    find_statuses,
    identify_item,
    lines_of_item,
    list_moments,
    list_notes,
    list_parties,
    list_sources,
    text_of,
)
from components.corpus.readers.formats.wire.newsml_g2_head import join_names
from components.corpus.readers.formats.wire.nitf import read_nitf_body, read_nitf_head
from components.corpus.readers.formats.wire.stated_moments import find_stated_moment
from components.corpus.readers.formats.wire.wire_item import WireItem, give_items, keep_filled
from components.corpus.readers.formats.xml_tree import local_name, named
from components.corpus.readers.shaping.paragraphs import drop_titles

_MEDIA = {"photo": "picture", "graphic": "graphic", "video": "video", "audio": "audio"}
_OF_PICTURES = frozenset(("caption", "photo", "picture", "graphic", "thumbnail", "quicklook"))
_BESIDE = frozenset(
    (
        *("headline", "subheadline", "contact", "contacts", "abstract", "summary", "dateline"),
        *("byline", "copyright", "keywords", "credit", "logo"),
        *("stylesheet", "video", "audio"),
    )
)
_DEEPEST, _MOST_PARTS = 20, 200
_MARKED_UP = re.compile(r"<(?:p|br|div|html|body|h\d|table|nitf)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Content:
    """A content that is text: the role of its component, its NITF, and whose headline it has."""

    role: str
    body: Body
    nitf: Any
    holder: Any

    @property
    def is_article(self) -> bool:
        """Whether it has paragraphs and is neither a caption nor what stands beside a text."""
        return bool(self.body.paragraphs) and self.role not in _BESIDE | _OF_PICTURES


def read_newsml_1(root: Any) -> Results:
    """One article for each item with a text that is no caption.

    An item of several components with headlines and texts of their own is as many articles.
    """
    found = [*named(root, "NewsItem")]
    if not found:
        raise UnreadableError("It is NewsML without items in it: load the news items themselves.")
    envelope = find_named(root, "NewsEnvelope")
    parts = [(item, scope, c) for item in found for scope, c in _split_item(item)]
    items = [
        _make_item(item, scope, contents, envelope, f"item {number}" if len(parts) > 1 else "")
        for number, (item, scope, contents) in enumerate(parts, 1)
    ]
    yield from give_items(items, "NewsML 1")


def _split_item(item: Any) -> list[tuple[Any, list[_Content]]]:
    """The contents of each article of an item, with the element that has its headline."""
    contents = [*_contents(item)]
    holders = dict.fromkeys(c.holder for c in contents if c.is_article and c.holder is not None)
    is_split = 1 < len(holders) <= _MOST_PARTS and not any(map(_are_equivalents, holders))
    if not is_split:
        return [(item, contents)]
    return [(holder, [c for c in contents if c.holder is holder]) for holder in holders]


def _are_equivalents(component: Any) -> bool:
    """Whether a component is one of several that say the same."""
    above = component.getparent()
    return (above.get("EquivalentsList") or "").lower() == "yes"


def _make_item(
    item: Any, scope: Any, contents: Sequence[_Content], envelope: Any, place: str
) -> WireItem:
    best = max((c for c in contents if c.is_article), key=_worth, default=None)
    kind = _kind(item, contents) if best is None else ""
    if kind:
        return WireItem(Draft("", place=place), kind=kind)
    body = best.body if best else Body()
    of_nitf = read_nitf_head(best.nitf) if best and best.nitf is not None else None
    sources = [*list_sources(item, envelope)]
    houses = [name for name, _ in sources]
    title, title_basis = _find_title(scope, contents)
    if of_nitf and of_nitf.title and not title:
        title, title_basis = of_nitf.title, "headline of its NITF"
    above, rest = take_byline(drop_titles(body.paragraphs, title), houses)
    of_text = of_nitf.bylines if of_nitf else ()
    written = [*lines_of_item(scope, "ByLine"), *of_text, *body.bylines]
    creators = [name for name in list_parties(scope, "Creator") if " " in name]
    byline, creator = join_names(written, houses), join_names(creators, houses)
    draft = Draft(
        "\n\n".join(rest),
        title,
        houses[0] if houses else "",
        byline or creator or above,
        language=find_language(scope) or find_language(item),
        place=place,
        bases={
            "title": title_basis,
            "source": sources[0][1] if sources else "",
            "author": "byline" if byline else "Creator" if creator else "the byline above the text",
        },
        details={"guid": _identify(item, scope), "words": count_stated_words(scope)},
    )
    lack = "has only tables and no text" if body.has_only_tables else ""
    return _set_day(WireItem(draft, find_statuses(item), lack=lack, boxes=body.left), item, scope)


def _set_day(made: WireItem, item: Any, scope: Any) -> WireItem:
    """The item with its day, and with what else is stated of its state and version."""
    embargo = find_embargo(item)
    stated = find_stated_moment(list_moments(item), embargo)
    statuses = made.statuses | ({"embargoed"} if stated.is_embargoed else frozenset())
    draft = keep_filled(
        made.draft,
        published=stated.day,
        bases={**made.draft.bases, "published": stated.basis},
        details={
            **made.draft.details,
            "version": text_of(item, "RevisionId"),
            "note": choose_notes(list_notes(item), statuses),
            "embargo": embargo if "embargoed" in statuses else "",
            "place": find_place(scope),
            "other_day": stated.other,
            "modified": stated.changed,
        },
    )
    return replace(made, draft=draft, statuses=statuses)


def _identify(item: Any, scope: Any) -> str:
    """The identifier of the item; of one of its articles with the name of that."""
    guid = identify_item(item)
    name = "" if scope is item else scope.get("Duid") or scope.get("Euid") or ""
    return f"{guid}#{name}" if guid and name else guid if scope is item else ""


def _worth(content: _Content) -> tuple[bool, bool, int]:
    """Contents by what they are called and have: a body before all, marked up before plain."""
    is_body = content.role.startswith(("body", "main"))
    return is_body, content.nitf is not None, sum(map(len, content.body.paragraphs))


def _contents(item: Any) -> Iterator[_Content]:
    """Every content that is text, with the role of the nearest component that has one."""
    for content in named(item, "ContentItem"):
        holder = find_named(content, "DataContent") if _is_text(content) else None
        if holder is None:
            continue
        above = [*islice(content.iterancestors("{*}NewsComponent"), _DEEPEST)]
        roles = [e.get("FormalName") or "" for c in above for e in c if local_name(e) == "Role"]
        role = "".join(roles[0].split()).lower() if roles else ""
        headed = next(filter(_has_headline, above), None)
        yield _Content(role, _read_data(holder), find_named(holder, "nitf"), headed)


def _has_headline(component: Any) -> bool:
    lines = [e for e in component if local_name(e) == "NewsLines"]
    return any(local_name(e) == "HeadLine" and words_of(e) for line in lines for e in line)


def _is_text(content: Any) -> bool:
    kinds = [e.get("FormalName") or "" for e in content if local_name(e) == "MediaType"]
    return not kinds or kinds[0].strip().lower() in ("text", "complexdata", "")


def _read_data(holder: Any) -> Body:
    if not len(holder):
        text = holder.text or ""
        return read_html(text) if _MARKED_UP.search(text) else read_plain_body(text)
    if find_named(holder, "body.content") is not None:
        return read_nitf_body(holder)
    body = find_named(holder, "body")
    return read_markup(holder if body is None else body)


def _kind(item: Any, contents: Sequence[_Content]) -> str:
    """What an item without a text is; "" where nothing says that it is something else."""
    kinds = [e.get("FormalName") or "" for e in named(item, "MediaType")]
    known = [_MEDIA[kind.lower()] for kind in kinds if kind.lower() in _MEDIA]
    if known or any(content.role in _OF_PICTURES for content in contents):
        return known[0] if known else "picture"
    is_ended = find_statuses(item) & {"killed", "withheld"}
    if find_named(item, "NewsItemRef") is not None and not is_ended:
        return "package"
    is_vocabulary = find_named(item, "TopicSet") is not None
    return "vocabulary" if is_vocabulary and find_named(item, "NewsComponent") is None else ""


def _find_title(scope: Any, contents: Sequence[_Content]) -> tuple[str, str]:
    for name in ("HeadLine", "Title"):
        if title := next(lines_of_item(scope, name), ""):
            return title, f"{name} of the item"
    heads = [c.body.paragraphs[0] for c in contents if c.role == "headline" and c.body.paragraphs]
    return (heads[0], "its content of the role HeadLine") if heads else ("", "")
