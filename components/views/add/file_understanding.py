"""How a file was understood: kind, days, what was left out, first articles, and other ways."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from components.corpus.article import Article, name_basis
from components.corpus.queue.understanding import Replaced, Understanding, find_basis
from components.corpus.readers.analyst_answer import (
    DAYS,
    DIVIDED,
    FORMAT,
    LANGUAGES,
    ONE,
    PARTS,
    READ_AS,
)
from components.corpus.readers.detect_format import format_of_key
from components.corpus.readers.shaping.outlet_days import TWO_WAYS
from components.text.hidden_signs import isolate, show_field
from components.text.plural import agree
from components.views.article_details import SAMPLE_MARK, STATUS_KIND, name_status, warn_of_status
from components.views.locale_formatting import count_of, format_count, format_day, shorten
from components.views.panes import list_row

FIRST_WORDS = 160
_MOST_NOTES, _MOST_KINDS = 30, 12
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
            return f"{name} needs your decision, above: it is read after that."
        case "cancelled":
            return f"{name} was cancelled."
    return f"{name} was not read. {row['message']}"


def describe_inside(inside: Mapping[str, int]) -> str:
    """What the files within an archive are, with counts, the most frequent first; "" for none."""
    known = sorted(inside.items(), key=lambda one: -one[1])
    told = [f"{format_count(number)} × {kind}" for kind, number in known[:_MOST_KINDS]]
    others = sum(number for _, number in known[_MOST_KINDS:])
    told += [f"{format_count(others)} of other kinds"] if others else []
    return f"In it: {', '.join(told)}." if told else ""


def describe_days(days: Mapping[str, int]) -> str:
    """What the days of publication rest on, with counts; "" when there are no articles.

    `days` are those of an understanding.
    """
    known = sorted(((n, basis) for basis, n in days.items() if basis), key=lambda one: -one[0])
    told = [f"{format_count(number)} from {name_basis(basis)}" for number, basis in known]
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


def tell_refusal(is_held: bool, understood: Understanding) -> str:
    """Why a file cannot be read again now; `is_held` when its bytes are stored."""
    if not is_held:
        return "It cannot be read again: the file was deleted with the articles in the bin."
    told = "Your choice was not taken"
    if understood.again is None:
        return f"{told}: the file is being read. Choose again when that is done."
    who = understood.again.who or "somebody"
    return f"{told}: {who} has the file read again just now. Choose again when that is done."


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
    title, source, author = map(show_field, (article.title, article.source, article.author))
    head = [*marks, [title or "no title", "strong" if title else "quiet"]]
    day = "day not known"
    if article.published:
        day = f"{format_day(article.published)} (from {name_basis(find_basis(article))})"
    known = [isolate(source) or "source not known", isolate(author) or "author not known", day]
    sure = article.details.get("confidence", "").removesuffix("%").strip()
    known += [f"recognised with a confidence of {sure} %"] if sure else []
    known += ["in the bin"] if in_bin else []
    words = " ".join(article.text[: FIRST_WORDS * 2].split())
    warning = warn_of_status(article.details)
    above = [head, *([[[warning, "warning"]]] if warning else [])]
    lines = [*above, [[" · ".join(known), "quiet"]], [[shorten(words, FIRST_WORDS), "text"]]]
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
    many = understood.articles > 1 and understood.format in DIVIDED
    if many or understood.parts or answer.get(PARTS) == ONE:
        each = f"each of its {understood.parts} as an article"
        choices[PARTS] = {
            "": each if understood.parts else "as many articles as Parallax finds",
            ONE: "the whole file as one article",
        }
    is_open = any(TWO_WAYS in sentence for _, sentence in understood.notes)
    if answer.get(DAYS) or is_open or understood.completed.days:
        choices[DAYS] = DAY_ORDERS
    return choices


def has_scans(understood: Understanding) -> bool:
    """Whether a file has pages whose text may be recognised, or was."""
    return understood.format == "picture" or "scanned" in understood.kind


CHOICES = {
    **{FORMAT: "Read it as", PARTS: "Articles", DAYS: "Days in numbers"},
    LANGUAGES: "Languages of the scan",
}
"""What is answered, by its name in an answer."""
