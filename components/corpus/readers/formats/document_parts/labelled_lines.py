"""Lines of metadata above a text, such as “Title: …” and “Date: …”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from components.corpus.readers.drafts import Draft, Note
from components.corpus.readers.formats.field_names import fold_name, recognise_fields
from components.corpus.readers.formats.field_values import draft_fields
from components.corpus.readers.shaping.paragraphs import split_headline
from components.corpus.readers.shaping.publication_days import parse_day
from components.text.byline import read_byline

MOST_LINES = 15
LONGEST_LINE = 300
_LABELLED = re.compile(
    r"[*_]{0,3}(?P<label>[^\W\d_][^:：*_\n]{0,29}?)[*_]{0,3}\s?[:：][*_]{0,3}(?P<value>.*)"
)
_LABELS = {
    "title": (
        *("subject", "headline", "schlagzeile", "betreff", "objet", "asunto", "тема", "titolo"),
        *("tytuł", "标题", "標題", "題名", "タイトル", "제목", "العنوان", "назва", "название"),
    ),
    "author": (
        *("written by", "reporter", "reported by", "von", "par", "por", "from", "de", "autoren"),
        *(
            "autore",
            "auteurs",
            "autores",
            "作者",
            "著者",
            "记者",
            "記者",
            "기자",
            "الكاتب",
            "від",
            "от",
        ),
    ),
    "date": (
        *("publication date", "published online", "posted", "posted on", "veröffentlicht", "data"),
        *("sent", "gesendet", "envoyé", "enviado", "надіслано", "отправлено", "publié le"),
        *("日期", "日付", "발행일", "التاريخ", "дата публікації", "дата публикации", "pubdate"),
    ),
    "source": (
        *("fonte", "źródło", "bron", "zeitung", "journal", "periódico", "видання", "издание"),
        *("paper", "来源", "來源", "出典", "출처", "المصدر"),
    ),
    "url": (
        *("source url", "web address", "original url", "adresse", "адреса", "адрес", "ссылка"),
        *("посилання", "网址", "網址", "链接"),
    ),
    "section": (
        *("section", "category", "rubric", "rubrik", "ressort", "rubrique", "sección", "рубрика"),
        "desk",
    ),
    "page": ("page", "pages", "seite", "página", "сторінка", "страница"),
    "words": ("words", "word count", "length", "wörter"),
    "recipient": ("to", "cc", "an", "à", "para", "кому", "importance"),
}
_EXTRA = {fold_name(label): name for name, labels in _LABELS.items() for label in labels}
_ADDRESS = re.compile(r"(?i)https?://[^\s/]+\.[^\s]+")
_SENDER = re.compile(
    r"(?P<name>[^<>@]{0,100})[<\[](?:mailto:)?(?P<address>[^<>@\s]+@[^<>@\s]+)[>\]]"
)
_CERTAIN_ALONE = ("title", "url")
_DETAILS = ("section", "page", "words")
_OF_NO_FIELD = (*_DETAILS, "recipient", "language")


@dataclass
class Block:
    """Lines of metadata: the values by their labels, and how many lines of the text they take."""

    values: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    end: int = 0
    text: str = ""


def find_block(text: str) -> tuple[str, Block | None]:
    """The headline above lines of metadata, or "", and those lines; None when there are none."""
    lines = text.split("\n", 200)[:200]
    start = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    block = _read_block(lines, start)
    if block:
        return "", block
    headline, _ = split_headline(f"{lines[start].strip()}\n\nx") if start < len(lines) else ("", "")
    block = _read_block(lines, start + 1) if headline else None
    return (headline, block) if block else ("", None)


def _read_block(lines: list[str], start: int) -> Block | None:
    block, pending, seen = Block(end=start), [], 0
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
        block.kept += [*pending, *([written] if read_byline(written)[1] else ())]
        pending, block.end = [], number
    return block if _is_certain(block) else None


def text_below(text: str, block: Block) -> str:
    """The text without lines of metadata; lines between them that say something else stay."""
    below = "\n".join(text.split("\n")[block.end :])
    return "\n\n".join(part for part in (*block.kept, block.text, below.strip("\n")) if part)


def _read_label(line: str) -> tuple[str, str]:
    """The label and the value of a line of metadata; a by-line is one. Else "" and ""."""
    if names := read_byline(line)[0]:
        return "by", names
    found = _LABELLED.fullmatch(line)
    if found is None or len(found["label"].split()) > 3:
        return "", ""
    return found["label"].strip(), found["value"].strip().strip("*_").strip()


def _field_of(label: str) -> str:
    return _EXTRA.get(fold_name(label)) or next(iter(recognise_fields((label,))), "")


def _is_certain(block: Block) -> bool:
    """Whether lines are metadata: two that say different things, or one that cannot be a text."""
    if "date" in block.fields and not parse_day(block.values[block.fields["date"]]):
        return len(block.fields) > 2
    if "url" in block.fields and not _is_address(block.values[block.fields["url"]]):
        return False
    alone = [name for name in block.fields if name in _CERTAIN_ALONE]
    return bool(alone) or len(block.fields.keys() - set(_OF_NO_FIELD)) > 1


def draft_block(block: Block) -> Iterator[Draft | Note]:
    """A draft of the fields that the lines tell, after a note on a day that was not understood."""
    chosen = {
        name: label
        for name, label in block.fields.items()
        if name == "language" or name not in _OF_NO_FIELD
    }
    details = {
        name: block.values[label] for name, label in block.fields.items() if name in _DETAILS
    }
    values = {label: _without_address(value) for label, value in block.values.items()}
    for result in draft_fields(values, chosen=chosen, kind="line"):
        yield replace(result, details=details) if isinstance(result, Draft) else result


def _without_address(value: str) -> str:
    """The name of a sender, without the address of a mail behind it."""
    found = _SENDER.fullmatch(value)
    return (found["name"].strip(" \"'") or found["address"]) if found else value


def _is_address(value: str) -> bool:
    return _ADDRESS.fullmatch(value.strip()) is not None
