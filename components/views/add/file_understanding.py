"""How a file was understood: kind, days, what was left out, first articles, and other ways."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from components.corpus.article import Article
from components.corpus.queue.understanding import Replaced, Understanding, find_basis
from components.corpus.readers.analyst_answer import (
    DAYS,
    DIVIDED,
    FORMAT,
    ONE,
    PARTS,
    READ_AS,
    SPLIT,
)
from components.corpus.readers.detect_format import format_of_key
from components.corpus.readers.formats.tables.columns import LIST
from components.corpus.readers.shaping.outlet_days import TWO_WAYS
from components.corpus.readers.shaping.publication_days import possible_days
from components.text.plural import agree
from components.views.add.file_outcomes import FIELDS
from components.views.article_details import SAMPLE_MARK, STATUS_KIND, name_status
from components.views.locale_formatting import count_of, format_count, format_day, shorten
from components.views.panes import list_row

FIRST_WORDS = 160
_MOST_NOTES = 30
# Notes by their words: what was left out, and the order of days that other days prove.
_LEFT_OUT = re.compile(r"\b(?:was|were|is|are) (?:left out|not read)\b")
_SURE = " first, because "


def describe_understanding(understood: Understanding, new: int, known: int) -> str:
    """The kind of a file and how many articles it gave, in one line."""
    told = [understood.kind[:1].upper() + understood.kind[1:]] if understood.kind else []
    if understood.articles:
        counts = [f"{format_count(new)} new"] if new else []
        counts += [f"{format_count(known)} already in the library"] if known else []
        articles = count_of(understood.articles, "article", "articles")
        told.append(f"{articles} ({', '.join(counts)})" if counts else articles)
    else:
        told.append("no article" if told else "No article")
    return " · ".join(told)


def describe_unread(row: Mapping[str, Any], is_again: bool) -> str:
    """What is told of a file that is not read to its end, or is empty; `is_again`: read before."""
    name, again = row["name"], " again" if is_again else ""
    match row["state"]:
        case "waiting" | "reading":
            return f"{name} is being read{again}."
        case "delayed":
            return f"{name} was not read{again} yet; Parallax will try again. {row['message']}"
        case "asking":
            return f"{name} needs your decision about its columns, above: it is read after that."
        case "cancelled":
            return f"{name} was cancelled."
    return f"{name} was not read. {row['message']}"


def describe_days(days: Mapping[str, int]) -> str:
    """What the days of publication rest on, with counts; "" when there are no articles.

    `days` are those of an understanding.
    """
    known = sorted(((n, basis) for basis, n in days.items() if basis), key=lambda one: -one[0])
    told = [f"{format_count(number)} from {basis}" for number, basis in known]
    if unknown := days.get("", 0):
        told.append(f"{format_count(unknown)} not known")
    return f"Days of publication: {', '.join(told)}." if told else ""


def list_left_out(understood: Understanding, file: str) -> str:
    """What was left out of a file and why, a line for each part; "" for nothing."""
    told = [one for one in understood.notes if _LEFT_OUT.search(one[1])]
    return _list_told([*understood.left_out, *told], file)


def list_notes(understood: Understanding, file: str) -> str:
    """What is to be checked of a file that was read, a line for each; "" for nothing."""
    others = [
        one for one in understood.notes if not _LEFT_OUT.search(one[1]) and _SURE not in one[1]
    ]
    return _list_told(others, file)


def list_known(understood: Understanding, file: str) -> str:
    """What is certain of a file and why, a line for each; "" for nothing."""
    return _list_told([one for one in understood.notes if _SURE in one[1]], file)


def _list_told(told: Sequence[tuple[str, str]], file: str) -> str:
    lines = [reason if name == file else f"{name}: {reason}" for name, reason in told[:_MOST_NOTES]]
    return "\n".join(f"– {line}" for line in lines)


def describe_more(understood: Understanding) -> str:
    """How many notes and refusals are not listed; "" for none."""
    if not understood.more:
        return ""
    return f"And {format_count(understood.more)} more of these kinds."


def preview_rows(
    articles: Sequence[tuple[Article, bool]], sample: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The first articles of a file as rows: title, source, author, day with basis, first words.

    Each comes with whether it lies in the bin; those in `sample` are marked. A row's id is the
    article's.
    """
    return [_preview_row(one, in_bin, one.id in sample) for one, in_bin in articles]


def _preview_row(article: Article, in_bin: bool, is_sample: bool) -> dict[str, Any]:
    status = name_status(article.details.get("status", ""))
    marks = [[SAMPLE_MARK, "strong"]] if is_sample else []
    marks += [[status, STATUS_KIND], [" ", ""]] if status else []
    head = [*marks, [article.title or "no title", "strong" if article.title else "quiet"]]
    day = "day not known"
    if article.published:
        day = f"{format_day(article.published)} (from {find_basis(article)})"
    known = [article.source or "source not known", article.author or "author not known", day]
    known += ["in the bin"] if in_bin else []
    words = " ".join(article.text[: FIRST_WORDS * 2].split())
    lines = [head, [[" · ".join(known), "quiet"]], [[shorten(words, FIRST_WORDS), "text"]]]
    return list_row(article.id, lines)


def describe_preview(shown: int, articles: int) -> str:
    """Which articles the preview shows, all of a few or the first of many, and what to do."""
    if articles == 1:
        return "Select the article to read it."
    which = f"The {format_count(shown)} articles"
    if shown < articles:
        which = f"The first {format_count(shown)} of {count_of(articles, 'article', 'articles')}"
    return f"{which}. Select one to read it."


def describe_replaced(replaced: Replaced) -> str:
    """What reading a file again replaced, or that this was undone."""
    come = count_of(replaced.come, "article", "articles")
    if replaced.is_undone:
        moved = f": {come} of the other one {agree(replaced.come, 'lies', 'lie')} in the bin"
        return f"The earlier reading is back{moved if replaced.come else ''}."
    told = []
    if replaced.gone:
        earlier = count_of(replaced.gone, "article", "articles")
        was = agree(replaced.gone, "was", "were")
        told.append(f"{earlier} of the earlier reading {was} moved to the bin")
    if replaced.stay:
        stay = count_of(replaced.stay, "article", "articles")
        too = f" because {replaced.by} gave {agree(replaced.stay, 'it', 'them')} too"
        verb = agree(replaced.stay, "stays", "stay")
        told.append(f"{stay} {verb},{too}" if replaced.by else f"{stay} {verb}")
    instead = " instead" if replaced.gone else ""
    told.append(f"{come} came{instead}")
    return f"It was read again: {('; ' if replaced.stay else ', ').join(told)}."


def has_open_days(columns: Mapping[str, Any]) -> bool:
    """Whether the first dates of a table, or of a list of JSON, can be read in two ways."""
    tables = [columns, *(columns.get("lists") or {}).values()]
    dates = [
        row.get(table["fields"].get("date", ""), "") for table in tables for row in table["rows"]
    ]
    return any(len(set(possible_days(written).values())) > 1 for written in dates)


def warn_of_marks(understood: Understanding, chosen: str) -> str:
    """That reading a file as the format `chosen` leaves its marks in the text; "" if it does not.

    `chosen` is the key of a format, "" for what Parallax takes it for.
    """
    if chosen not in ("plain", "markdown") or understood.format not in MARKED:
        return ""
    return "It has markup: as plain text, its marks such as <p> stand in the text as they are."


DAY_ORDERS = {
    "": "left open where it is not certain",
    "dmy": "day first: 3/11 is 3 November",
    "mdy": "month first: 3/11 is 11 March",
}
MARKED = ("webpage", "xml")
Choice = dict[str, str]
"""The words for each value of an answer; "" is what Parallax finds by itself."""


def list_choices(understood: Understanding, answer: Mapping[str, str]) -> dict[str, Choice]:
    """What may be answered on how a file is read: values with their words, by the name of each.

    Only what can make a difference to this file, or was answered before.
    """
    choices: dict[str, Choice] = {}
    if understood.format in (*READ_AS, ""):
        choices[FORMAT] = {"": "what Parallax takes it for"}
        choices[FORMAT] |= {key: format_of_key(key).title for key in READ_AS}
    parts = {"": "as many articles as Parallax finds"}
    many = understood.articles > 1 and understood.format in DIVIDED
    if many or answer.get(PARTS) == ONE:
        parts[ONE] = "the whole file as one article"
    if understood.parts or answer.get(PARTS) == SPLIT:
        parts[SPLIT] = f"an article for each of its {understood.parts or 'parts'}"
    if len(parts) > 1:
        choices[PARTS] = parts
    is_open = any(TWO_WAYS in sentence for _, sentence in understood.notes)
    if answer.get(DAYS) or is_open or understood.completed.days:
        choices[DAYS] = DAY_ORDERS
    return choices


def fill_in(columns: Mapping[str, Any], answer: Mapping[str, str]) -> dict[str, Any]:
    """The columns of a table with what was answered proposed for each field; empty for no table."""
    if not columns.get("names"):
        return {}
    given = {field: answer[field] for field in FIELDS if field in answer}
    filled = {**columns, "fields": {**columns["fields"], **given}}
    lists = columns.get("lists") or {}
    if lists and answer.get(LIST) in lists:
        chosen = lists[answer[LIST]]
        first = {answer[LIST]: {**chosen, "fields": {**chosen["fields"], **given}}}
        filled["lists"] = {**first, **{key: lists[key] for key in lists if key not in first}}
    return filled


def keep_changed(
    chosen: Mapping[str, str], columns: Mapping[str, Any], before: Mapping[str, str]
) -> dict[str, str]:
    """Of the columns that are chosen those that differ from the proposals or were answered before.

    What is left to the reader may fall back on another column where the first is empty.
    """
    of_list = (columns.get("lists") or {}).get(chosen.get(LIST, ""), columns)
    proposed = of_list["fields"]
    return {
        name: value
        for name, value in chosen.items()
        if name in before or name == LIST or value != proposed.get(name, "")
    }


CHOICES = {FORMAT: "Read it as", PARTS: "Articles", DAYS: "Days in numbers"}
"""What is answered, by its name in an answer."""
