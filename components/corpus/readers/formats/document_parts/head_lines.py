"""The head of a text: title, source, author, day and address as lines above the story tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from urllib.parse import urlsplit

from components.corpus.readers.drafts import Draft, Note
from components.corpus.readers.formats.field_names import (
    draft_fields,
    fold_name,
    recognise_fields,
)
from components.corpus.readers.shaping.paragraphs import split_headline
from components.corpus.readers.shaping.publication_days import parse_day

MOST_LINES = 15
LONGEST_LINE = 300
_LABELLED = re.compile(
    r"[*_]{0,3}(?P<label>[^\W\d_][^:：*_\n]{0,29}?)[*_]{0,3}\s?[:：][*_]{0,3}(?P<value>.*)"
)
_LABELS = {
    "title": ("subject", "headline", "schlagzeile", "überschrift", "заголовок статьи"),
    "author": ("written by", "reporter", "von", "par", "por", "reported by", "autorin", "autoren"),
    "date": ("publication date", "published online", "posted", "posted on", "veröffentlicht"),
    "source": ("quelle", "zeitung", "journal", "periódico", "видання", "издание", "paper"),
    "url": ("source url", "web address", "original url", "internet", "адреса", "адрес", "ссылка"),
    "section": (
        "section",
        "category",
        "rubric",
        "rubrik",
        "ressort",
        "rubrique",
        "desk",
        "рубрика",
    ),
    "page": ("page", "pages", "seite", "página", "сторінка"),
    "words": ("words", "word count", "length", "wörter"),
}
_EXTRA = {fold_name(label): name for name, labels in _LABELS.items() for label in labels}
_CERTAIN_ALONE = ("title", "url")
_DETAILS = ("section", "page", "words")

_PARTICLE = r"(?:de|da|di|del|della|der|den|des|du|van|von|vom|zu|la|le|el|bin|ibn|al|y|e|dos)"
_NAME = rf"(?:[A-ZÀ-ÞĀ-Ž\u0400-\u042f][\w’'.-]*|{_PARTICLE})"
_AND = r"(?:and|und|et|y|e|og|och|en|i|и|та|і|&)"
_NAMES = rf"{_NAME}(?: {_NAME}){{1,4}}(?:(?:,| {_AND}|, {_AND}) {_NAME}(?: {_NAME}){{1,4}}){{0,5}}"
_BYLINE = re.compile(
    rf"(?:(?i:by|written by|von|par|por|di|door|av|af)|(?i:від|автори?|авторы|текст)\s?:?|"
    rf"(?i:text|texte|autor|autorin|auteur)\s?:) (?P<names>{_NAMES})"
    r"(?P<rest>(?: ?[|·•/,–—(-]| in ).{0,80})?"
)
_ONLY_NAMES = re.compile(_NAMES)
_STOPS = (".", "!", "?", "…", "。", "！", "？")
_CLOSERS = "\"'”’»)]"


@dataclass
class _Block:
    """Lines of metadata: the values by their labels, and how many lines of the text they take."""

    values: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    end: int = 0
    text: str = ""


def read_head(draft: Draft) -> Iterator[Draft | Note]:
    """The draft with what the first lines of its text tell, as far as it is not filled.

    Lines such as “Title: …” and “Date: …” are taken out of the text when they stand above it, and
    so is a headline. A by-line tells the author and stays.
    """
    headline, block = _find_block(draft.text)
    found = draft
    if block:
        for result in _draft_block(block):
            if isinstance(result, Draft):
                found = _fill(replace(draft, text=_text_below(draft.text, block)), result)
            else:
                yield result
    if headline and found.title:
        found = replace(found, text=f"{headline}\n\n{found.text}")
    elif not headline and not found.title:
        headline, text = split_title_line(found.text)
        found = replace(found, text=text)
    if headline and not found.title:
        bases = {**found.bases, "title": "the first line"}
        found = replace(found, title=headline, bases=bases)
    yield _with_byline(replace(found, text=_without_title(found.text, found.title)))


def draft_document(draft: Draft, stated: str) -> Iterator[Draft | Note]:
    """The same; a title in the properties of a document counts where no line tells one."""
    for result in read_head(draft):
        if isinstance(result, Draft) and not result.title and stated:
            bases = {**result.bases, "title": "the title in the properties of the file"}
            text = _without_title(result.text, stated)
            yield replace(result, title=stated, text=text, bases=bases)
        else:
            yield result


def split_title_line(text: str) -> tuple[str, str]:
    """A headline and the text under it, also where no blank line stands between them.

    Then the lines below are longer, begin like sentences, and end like them where they are not
    wrapped; by-lines and days may stand between. The headline is "" when there is none.
    """
    headline, rest = split_headline(text)
    if headline or not text.strip():
        return ("", text) if _is_day(headline) else (headline, rest)
    first, _, rest = text.lstrip("\n").partition("\n")
    candidate, _ = split_headline(f"{first}\n\n{rest}")
    if not candidate or _is_day(candidate) or len(candidate.split()) < 2:
        return "", text
    below = list(islice((line.strip() for line in rest.split("\n") if line.strip()), 8))
    while below and len(below[0]) < 80 and _is_credit(below[0]):
        del below[0]
    return (candidate, rest) if below and _is_story(below, candidate) else ("", text)


def _is_story(lines: list[str], headline: str) -> bool:
    """Whether lines below a headline are the beginning of a story, and no list or verse."""
    start = lines[0].lstrip("\"'“«„‘(")[:1]
    if start.islower() or not (start.isalpha() or start.isdigit()):
        return False
    is_sentence = lines[0].rstrip(_CLOSERS).endswith(_STOPS)
    is_wrapped = not is_sentence and len(lines[0]) > 50 and len(lines) > 1
    width = max(map(len, lines))
    return (is_sentence or is_wrapped) and len(headline) < 0.8 * width and len(lines[0]) >= 40


def _is_credit(line: str) -> bool:
    return bool(_BYLINE.fullmatch(line) or _ONLY_NAMES.fullmatch(line)) or _is_day(line)


def _is_day(line: str) -> bool:
    """Whether a line is nothing but a day, perhaps with its weekday or hour."""
    return 0 < len(line) < 45 and any(map(str.isdigit, line)) and parse_day(line) is not None


def _find_block(text: str) -> tuple[str, _Block | None]:
    """The headline above lines of metadata, or "", and those lines; None when there are none."""
    lines = text.split("\n", 200)[:200]
    start = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    block = _read_block(lines, start)
    if block:
        return "", block
    headline, _ = split_headline(f"{lines[start].strip()}\n\nx") if start < len(lines) else ("", "")
    block = _read_block(lines, start + 1) if headline else None
    return (headline, block) if block else ("", None)


def _read_block(lines: list[str], start: int) -> _Block | None:
    block, pending, seen = _Block(end=start), [], 0
    for number, line in enumerate(lines[start:], start + 1):
        written = line.strip()
        if not written:
            continue
        seen += 1
        label, value = _read_label(written)
        if not label or seen > MOST_LINES or (len(written) > LONGEST_LINE and label != "text"):
            break
        name = _field_of(label)
        if name == "text":
            if block.values:
                block.text, block.end = value, number
            break
        if not name or name in block.fields or not value:
            pending.append(written)
            continue
        block.fields[name] = label
        block.values[label] = value
        byline = _BYLINE.fullmatch(written)
        block.kept += [*pending, *([written] if byline and byline["rest"] else ())]
        pending, block.end = [], number
    return block if _is_certain(block) else None


def _text_below(text: str, block: _Block) -> str:
    """The text without lines of metadata; lines between them that say something else stay."""
    below = "\n".join(text.split("\n")[block.end :])
    return "\n\n".join(part for part in (*block.kept, block.text, below.strip("\n")) if part)


def _read_label(line: str) -> tuple[str, str]:
    """The label and the value of a line of metadata; a by-line is one. Else "" and ""."""
    if byline := _BYLINE.fullmatch(line):
        return "by", byline["names"]
    found = _LABELLED.fullmatch(line)
    if found is None or len(found["label"].split()) > 3:
        return "", ""
    return found["label"].strip(), found["value"].strip().strip("*_").strip()


def _field_of(label: str) -> str:
    known = _EXTRA.get(fold_name(label)) or next(iter(recognise_fields((label,))), "")
    return "" if known == "language" else known


def _is_certain(block: _Block) -> bool:
    """Whether lines are metadata: two that say different things, or one that cannot be a text."""
    if "date" in block.fields and not parse_day(block.values[block.fields["date"]]):
        return len(block.fields) > 2
    if "url" in block.fields and not _host(block.values[block.fields["url"]]):
        return False
    alone = [name for name in block.fields if name in _CERTAIN_ALONE]
    return bool(alone) or len(block.fields.keys() - {"section", "page", "words"}) > 1


def _draft_block(block: _Block) -> Iterator[Draft | Note]:
    chosen = {name: label for name, label in block.fields.items() if name not in _DETAILS}
    details = {
        name: block.values[label] for name, label in block.fields.items() if name in _DETAILS
    }
    bases = {
        {"date": "published"}.get(name, name): f"the line “{label[:30]}” above the text"
        for name, label in chosen.items()
    }
    for result in draft_fields(block.values, chosen=chosen):
        if isinstance(result, Draft):
            yield separate_address(replace(result, details=details, bases=bases))
        else:
            yield result


def separate_address(draft: Draft) -> Draft:
    """The draft, an address that stands as its source taken as its url, the host as its source."""
    host = _host(draft.source)
    if not host:
        return draft
    basis = draft.bases.get("source", "")
    bases = {**draft.bases, **({} if draft.url else {"url": basis})}
    bases["source"] = f"the host of the address in {basis}" if basis else ""
    return replace(draft, source=host, url=draft.url or draft.source.strip(), bases=bases)


def _host(address: str) -> str:
    """The host of an address of the web, without `www.`; "" for what is none."""
    if not re.fullmatch(r"(?i)https?://[^\s/]+\.[^\s]+", address.strip()):
        return ""
    try:
        return (urlsplit(address.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _fill(draft: Draft, told: Draft) -> Draft:
    """The draft, the fields that it lacks filled by those of another."""
    fields: dict[str, str] = {
        name: getattr(told, name)
        for name in ("title", "source", "author", "url", "language")
        if not getattr(draft, name) and getattr(told, name)
    }
    day = draft.published or told.published
    taken = {*fields, *(("published",) if not draft.published and told.published else ())}
    bases: Mapping[str, str] = {
        **draft.bases,
        **{name: basis for name, basis in told.bases.items() if name in taken},
    }
    details = {**told.details, **draft.details}
    return replace(draft, **fields, published=day, bases=bases, details=details)  # type: ignore[arg-type]


def _without_title(text: str, title: str) -> str:
    """The text without a first line that repeats the title."""
    if not title:
        return text
    first, _, rest = text.lstrip().partition("\n")
    same = " ".join(first.split()).casefold() == " ".join(title.split()).casefold()
    return rest.lstrip("\n") if same and rest.strip() else text


def _with_byline(draft: Draft) -> Draft:
    if draft.author:
        return draft
    for line in islice((line.strip() for line in draft.text.split("\n") if line.strip()), 4):
        found = _BYLINE.fullmatch(line) if len(line) < 160 else None
        if found:
            names = " ".join(found["names"].split())
            return replace(draft, author=names, bases={**draft.bases, "author": "the by-line"})
    return draft
