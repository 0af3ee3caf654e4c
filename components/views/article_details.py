"""What is known of an article: a line for headings, its fields one by one, what each rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import orjson
import pandas as pd

from components.corpus.article import DETAILS, Article, name_basis
from components.text.hidden_signs import isolate
from components.views.date_rows import read_modified
from components.views.locale_formatting import (
    format_count,
    format_day,
    format_moment,
    format_when,
    shorten,
)
from components.views.panes import Mark, cut_pieces

# The prefix of every label of an article of the invented sample.
SAMPLE_MARK = "Sample · "
# The basis of a day of publication that is not stated by the file itself.
_BASES = {
    "byline": " (from a line of the text)",
    "inferred": " (inferred)",
    "typed": " (typed)",
    "file": " (day on which the file was made)",
}
_STATUSES = {
    "killed": "KILLED",
    "withheld": "WITHHELD",
    "correction": "CORRECTION",
    "update": "Update",
    "embargoed": "EMBARGOED",
}
_WARNINGS = {
    "killed": "KILLED: its agency took this article back. Do not quote it.",
    "withheld": "WITHHELD: its agency stopped this article. Do not quote it.",
    "correction": "CORRECTION: this article corrects an earlier version, which had a mistake.",
    "embargoed": "EMBARGOED: this article was not to be published before a time that it states.",
}
# The kind of a piece of a row, as `panes.list_row` has them, for a status.
STATUS_KIND = "status"
_ISO_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_LENGTH_OF_DAY = 10
# The field of a day, in brackets behind it.
_FIELD = re.compile(r"\(([\w.:-]+)\)")
_FIELDS = {"address": "address of the page"}
_NONE: Mapping[str, str] = MappingProxyType({})


def describe_article(row: dict[str, Any]) -> str:
    """Source, author and day of an article with the basis of the day; else the name of its file."""
    return " · ".join(value for _, value in _list_known(row))


def _list_known(row: dict[str, Any]) -> list[tuple[str, str]]:
    """The fields that a heading shows, each with its value in words."""
    day = "" if pd.isna(row["published"]) else format_day(row["published"])
    day += _BASES.get(row.get("basis", ""), "") if day else ""
    fields = [*((name, isolate(row[name])) for name in ("source", "author")), ("published", day)]
    known = [(name, value) for name, value in fields if value]
    return known or [("name", f"source and date not known · {isolate(shorten(row['name'], 60))}")]


def name_status(written: str) -> str:
    """The status of an article in words, from that of its details: "Killed", "" for none."""
    return ", ".join(_STATUSES.get(one, one) for one in written.split(", ") if one)


def warn_of_status(details: Mapping[str, str]) -> str:
    """What a kill, a correction or an embargo means for whoever quotes an article; "" for none.

    With the end of the embargo and what the agency says, where `details` have them.
    """
    found = [one for one in details.get("status", "").split(", ") if one in _WARNINGS]
    told = [_WARNINGS[one] for one in found]
    if "embargoed" in found and details.get("embargo"):
        until = _write_moment(details["embargo"])
        told[found.index("embargoed")] = f"EMBARGOED until {until}: not to be published before."
    if found and details.get("note"):
        told.append(f"The agency says: {shorten(details['note'], 300)}")
    return " ".join(told)


def warning_line(written: str) -> list[list[list[str]]]:
    """The line of a row that warns of a status, from the details of an article as JSON; or none."""
    warning = warn_of_status(orjson.loads(written)) if '"status"' in written else ""
    return [[[warning, "warning"]]] if warning else []


def mark_status(articles: pd.DataFrame) -> pd.DataFrame:
    """Add columns `modified`, a day, and `status`, in words, with which the label then begins.

    So nobody quotes an article unnoticed that its agency killed. `articles` has `details` as JSON.
    """
    status = pd.Series("", index=articles.index, dtype="str")
    stated = articles.loc[articles["details"].str.contains('"status"', regex=False), "details"]
    status[stated.index] = [name_status(orjson.loads(one).get("status", "")) for one in stated]
    marked = status + " · " + articles["label"]
    label = articles["label"].mask(status != "", marked)
    return articles.assign(status=status, label=label, modified=read_modified(articles["details"]))


def describe_head(row: dict[str, Any], article: Article) -> dict[str, Any]:
    """What stands above an article to read, as `panes.make_pane` takes it.

    `meta` is `describe_article`, in `metaPieces` by fields with what each rests on, for hovering;
    `facts` are name, value and basis of everything known, if any basis or detail is. The status is
    marked in the title, and `warning` says what it means.
    """
    label, is_told = row["label"], bool(article.bases or article.details)
    known, mark = _list_known(row), SAMPLE_MARK if row.get("sample") else ""
    return {
        "meta": describe_article(row),
        "warning": warn_of_status(article.details),
        "metaPieces": [
            [value, describe_basis(article.bases.get(name, ""))] for name, value in known
        ],
        "facts": [*map(list, _list_facts(article, mark))] if is_told else [],
        "titlePieces": cut_pieces(label, (0, len(label)), mark_in_label(row)),
    }


def mark_in_label(row: Mapping[str, Any]) -> list[Mark]:
    """The mark of the status in the label of an article, as `panes.cut_pieces` takes it."""
    status = row.get("status", "")
    start = row["label"].find(f"{status} · ") if status else -1
    return [(start, start + len(status), STATUS_KIND)] if start >= 0 else []


def describe_basis(basis: str) -> str:
    """What a field rests on, as a remark: "from field PD of the export"; "" where not known."""
    if not basis:
        return ""
    return basis if basis.startswith(("typed", "where")) else f"from {name_basis(basis)}"


def _list_facts(article: Article, mark: str) -> Iterator[tuple[str, str, str]]:
    """Name, value and basis of each field and detail of an article; `mark` is before its title."""
    day = format_day(article.published) if article.published else ""
    fields = {
        "title": ("Title", article.title and mark + article.title),
        "source": ("Source", article.source),
        "author": ("Author", article.author),
        "published": ("Published", day),
        "url": ("Address", article.url),
    }
    for field, (name, value) in fields.items():
        if value:
            yield name, value, describe_basis(article.bases.get(field, ""))
    for name, value in _list_details(article.details):
        yield name, value, ""


def _list_details(details: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    is_wire = "status" in details or "guid" in details
    for key, name in DETAILS.items():
        if value := details.get(key, ""):
            # An edition has notes by its editors, and only a wire item notes to editors.
            named = "Editors’ footnotes" if key == "note" and not is_wire else name
            yield named, _write_detail(key, value)


def _write_detail(key: str, value: str) -> str:
    match key:
        case "status":
            return name_status(value)
        case "words" if value.isdecimal():
            return format_count(int(value))
        case "embargo":
            return _write_moment(value)
        case "captured" | "other_day" | "modified":
            named = _FIELD.sub(lambda found: f"({_name_field(found[1])})", value)
            return _ISO_DAY.sub(lambda found: _write_day(found[0]), named)
        case "confidence":
            return f"{value.removesuffix('%').strip()} %"
    return value


def _name_field(name: str) -> str:
    """The field of another day in words."""
    named = name_basis(_FIELDS.get(name, name))
    return f"field {name}" if named == name else named.partition(" (")[0]


def _write_day(value: str) -> str:
    """A day of ISO 8601 as the reader writes days; unchanged when it is none."""
    try:
        return format_day(date.fromisoformat(value))
    except ValueError:
        return value


def _write_moment(value: str) -> str:
    """A moment of ISO 8601 as its maker's clock shows it, with its distance from UTC."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    if len(value) <= _LENGTH_OF_DAY:
        return _write_day(value)
    zone = f" {moment:UTC%z}" if moment.tzinfo else ""
    return f"{format_moment(moment)}{zone[:-2]}:{zone[-2:]}" if zone else format_moment(moment)


def _bare_title(row: Mapping[str, Any]) -> str:
    """The label of an article without its status, which its maker did not write."""
    status = row.get("status", "")
    return str(row["label"]).removeprefix(f"{status} · ") if status else str(row["label"])


def detail_lines(
    row: dict[str, Any],
    zone: str,
    bases: Mapping[str, str] = _NONE,
    details: Mapping[str, str] = _NONE,
) -> str:
    """The metadata of an article, a line for each field, also for those not known.

    `zone` is the IANA name of the reader's time zone. `bases` and `details` are the article's: what
    a field rests on stands behind it, and what else the file states comes last.
    """
    told = {
        **({"Title": (_bare_title(row), "title")} if "title" in bases else {}),
        "Source": (row["source"], "source"),
        "Author": (row["author"], "author"),
        "Published": (
            "" if pd.isna(row["published"]) else format_day(row["published"]),
            "published",
        ),
        **({"Changed": (_write_day(details["modified"]), "")} if "modified" in details else {}),
        "Language": (row["language"], "language"),
        "Address": (row["url"], "url"),
        "Words": (format_count(row["words"]), ""),
        "Added": (format_when(row["added"], zone), ""),
        "File": (row["name"], ""),
    }
    lines = []
    for name, (value, field) in told.items():
        basis = describe_basis(bases.get(field, ""))
        lines.append(f"{name}: {value or 'not known'}" + (f" ({basis})" if basis and value else ""))
    others = {key: value for key, value in details.items() if key != "modified"}
    return "\n".join([*lines, *(f"{name}: {value}" for name, value in _list_details(others))])
