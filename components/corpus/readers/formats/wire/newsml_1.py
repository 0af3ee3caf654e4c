"""NewsML 1: items of components, whose contents are told apart by their roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from components.corpus.readers.drafts import Draft, Results, UnreadableError
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.formats.wire.body_paragraphs import (
    Body,
    drop_headline,
    find_named,
    read_html,
    read_markup,
    read_plain_body,
)
from components.corpus.readers.formats.wire.bylines import take_byline
from components.corpus.readers.formats.wire.editors_notes import (
    choose_notes,
    read_codes,
    read_statuses,
)
from components.corpus.readers.formats.wire.newsml_g2_head import join_names, words_of
from components.corpus.readers.formats.wire.nitf import read_nitf_body, read_nitf_head
from components.corpus.readers.formats.wire.stated_moments import find_stated_moment
from components.corpus.readers.formats.wire.wire_item import WireItem, give_items, keep_filled
from components.corpus.readers.formats.xml_tree import local_name

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_MEDIA = {"photo": "picture", "graphic": "graphic", "video": "video", "audio": "audio"}
_OF_PICTURES = frozenset(("caption", "photo", "picture", "graphic", "thumbnail", "quicklook"))
_BESIDE = frozenset(
    (
        *("headline", "subheadline", "contact", "contacts", "abstract", "summary", "dateline"),
        *("byline", "copyright", "keywords", "credit", "sidebar", "logo"),
    )
)
# A country for a language, as some write it.
_NO_LANGUAGES = frozenset(("gb", "us", "xx", "zz"))
_STATES = ("Status", "Instruction")
_MARKED_UP = re.compile(r"<(?:p|br|div|html|body|h\d|table|nitf)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Content:
    """A content that is text, with the role of its component and its NITF, None without one."""

    role: str
    body: Body
    nitf: Any


def read_newsml_1(root: Any) -> Results:
    """One article for each item with a text that is no caption."""
    found = [e for e in root.iter() if local_name(e) == "NewsItem"]
    if not found:
        raise UnreadableError("It is NewsML without items in it: load the news items themselves.")
    envelope = find_named(root, "newsenvelope")
    items = [
        _make_item(item, envelope, f"item {number}" if len(found) > 1 else "")
        for number, item in enumerate(found, 1)
    ]
    yield from give_items(items, "NewsML 1")


def _make_item(item: Any, envelope: Any, place: str) -> WireItem:
    contents = [*_contents(item)]
    main = [c for c in contents if c.role not in _BESIDE | _OF_PICTURES]
    best = max(main, key=_worth, default=None)
    kind = _kind(item) if best is None or not best.body.paragraphs else ""
    if kind:
        return WireItem(Draft("", place=place), kind=kind)
    body = best.body if best else Body()
    of_nitf = read_nitf_head(best.nitf) if best and best.nitf is not None else None
    sources = [*_sources(item, envelope)]
    houses = [name for name, _ in sources]
    title, title_basis = _title(item, contents)
    if of_nitf and of_nitf.title and not title:
        title, title_basis = of_nitf.title, "headline of its NITF"
    above, rest = take_byline(drop_headline(body.paragraphs, title), houses)
    written = [*_lines(item, "ByLine"), *(of_nitf.bylines if of_nitf else ()), *body.bylines]
    creators = [name for name in _parties(item, "Creator") if " " in name]
    byline, creator = join_names(written, houses), join_names(creators, houses)
    embargo = _embargo(item)
    stated = find_stated_moment(_moments(item), embargo)
    statuses = _statuses(item) | ({"embargoed"} if stated.is_embargoed else frozenset())
    draft = keep_filled(
        Draft("\n\n".join(rest), title, sources[0][0] if sources else ""),
        author=byline or creator or above,
        published=stated.day,
        language=_language(item),
        place=place,
        bases={
            "title": title_basis,
            "source": sources[0][1] if sources else "",
            "author": "byline" if byline else "Creator" if creator else "the byline above the text",
            "published": stated.basis,
        },
        details={
            "guid": _identify(item),
            "version": _text(item, "RevisionId"),
            "note": choose_notes(_notes(item), statuses),
            "embargo": embargo if "embargoed" in statuses else "",
            "place": next(_lines(item, "DateLine"), "").strip(" -–—"),
            "words": _stated_words(item),
            "other_day": stated.other,
        },
    )
    lack = "has only tables and no text" if body.has_only_tables else ""
    return WireItem(draft, statuses, lack=lack, boxes=body.left)


def _worth(content: _Content) -> tuple[bool, bool, bool, int]:
    """Contents by what they have and are called: a body before all, marked up before plain."""
    is_body = content.role.startswith(("body", "main"))
    length = sum(map(len, content.body.paragraphs))
    return bool(content.body.paragraphs), is_body, content.nitf is not None, length


def _contents(item: Any) -> Iterator[_Content]:
    """Every content that is text, with the role of the nearest component that has one."""
    for content in item.iter():
        if local_name(content) != "ContentItem" or not _is_text(content):
            continue
        holder = find_named(content, "datacontent")
        if holder is None:
            continue
        role = ""
        for above in content.iterancestors():
            if local_name(above) == "NewsComponent":
                roles = [e.get("FormalName") or "" for e in above if local_name(e) == "Role"]
                if roles:
                    role = "".join(roles[0].split()).lower()
                    break
        yield _Content(role, _read_data(holder), find_named(holder, "nitf"))


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


def _kind(item: Any) -> str:
    """What an item without a text is; "" where nothing says that it is something else."""
    kinds = [e.get("FormalName") or "" for e in item.iter() if local_name(e) == "MediaType"]
    known = [_MEDIA[kind.lower()] for kind in kinds if kind.lower() in _MEDIA]
    if known:
        return known[0]
    if find_named(item, "newsitemref") is not None and not _statuses(item) & {"killed", "withheld"}:
        return "package"
    is_vocabulary = find_named(item, "topicset") is not None
    return "vocabulary" if is_vocabulary and find_named(item, "newscomponent") is None else ""


def _title(item: Any, contents: Sequence[_Content]) -> tuple[str, str]:
    for name in ("HeadLine", "Title"):
        if title := next(filter(None, _lines(item, name)), ""):
            return title, f"{name} of the item"
    heads = [c.body.paragraphs[0] for c in contents if c.role == "headline" and c.body.paragraphs]
    return (heads[0], "its content of the role HeadLine") if heads else ("", "")


def _lines(item: Any, name: str) -> Iterator[str]:
    """The words of the news lines of that name, in order."""
    for lines in item.iter():
        if local_name(lines) == "NewsLines":
            yield from (words_of(e) for e in lines if local_name(e) == name and words_of(e))


def _parties(scope: Any, role: str) -> Iterator[str]:
    """The names of parties in that role; references to a vocabulary are none."""
    for holder in scope.iter() if scope is not None else ():
        if local_name(holder) == role:
            for party in holder.iter():
                if local_name(party) == "Party":
                    name = " ".join((party.get("FormalName") or words_of(party)).split())
                    if name and not name.startswith("#"):
                        yield name


def _sources(item: Any, envelope: Any) -> Iterator[tuple[str, str]]:
    for scope, role in ((item, "Provider"), (envelope, "SentFrom"), (item, "Source")):
        for name in _parties(scope, role):
            yield name, f"{role} of the item"
    for line in _lines(item, "CreditLine"):
        yield line, "CreditLine of the item"


def _moments(item: Any) -> list[tuple[str, str]]:
    return [(name, _text(item, name)) for name in ("ThisRevisionCreated", "FirstCreated")]


def _embargo(item: Any) -> str:
    """When its status will change to usable."""
    for change in item.iter():
        if local_name(change) == "StatusWillChange":
            future = find_named(change, "futurestatus")
            if future is not None and (future.get("FormalName") or "").lower() == "usable":
                return _text(change, "DateAndTime")
    return ""


def _statuses(item: Any) -> frozenset[str]:
    codes = [e.get("FormalName") or "" for e in item.iter() if local_name(e) in _STATES]
    updates = [e.get("Update") or "" for e in item.iter() if local_name(e) == "RevisionId"]
    found = read_codes([*codes, *("update" for one in updates if one in ("U", "A"))])
    for line in _news_lines(item):
        found |= read_statuses(line) & {"correction"}
    for _, note in _notes(item):
        found |= read_statuses(note) & {"correction", "killed"}
    return found


def _news_lines(item: Any) -> Iterator[str]:
    for line in item.iter():
        if local_name(line) == "NewsLineText" and len(words := words_of(line)) < 60:
            yield words


def _notes(item: Any) -> list[tuple[str, str]]:
    notes = [e for e in item.iter() if local_name(e) == "Instruction"]
    return [("", words_of(e)) for e in notes if words_of(e)]


def _identify(item: Any) -> str:
    """The identifier that all revisions of an item have.

    The day is part of it by the standard; where it has a time it is that of the revision.
    """
    provider, day, name = (_text(item, key) for key in ("ProviderId", "DateId", "NewsItemId"))
    if provider and name:
        parts = (provider, day if len(day) == len("20150502") else "", name)
        return f"urn:newsml:{':'.join(filter(None, parts))}"
    return re.sub(r":\d{1,6}[NUA]?$", "", _text(item, "PublicIdentifier"))


def _language(item: Any) -> str:
    stated = [e.get("FormalName") or "" for e in item.iter() if local_name(e) == "Language"]
    codes = (language_code(one) for one in [*stated, item.get(_LANGUAGE) or ""])
    return next((code for code in codes if code and code not in _NO_LANGUAGES), "")


def _stated_words(item: Any) -> str:
    for one in item.iter():
        if local_name(one) == "Property" and (one.get("FormalName") or "").lower() in (
            "words",
            "wordcount",
        ):
            value = (one.get("Value") or "").strip()
            return value if value.isdecimal() and value.strip("0") else ""
    return ""


def _text(scope: Any, name: str) -> str:
    words = (words_of(e) for e in scope.iter() if local_name(e) == name)
    return next(filter(None, words), "")
