"""Columns of a table: which field each is, and the drafts that its rows make by that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from types import MappingProxyType

from components.corpus.readers.drafts import (
    BY_KIND,
    Columns,
    Draft,
    Kind,
    Note,
    Reference,
    Refused,
    Results,
    Row,
    Rows,
    UnreadableError,
)
from components.corpus.readers.formats.field_names import (
    ABSTRACTS,
    SPELLINGS,
    describe_missing_text,
    fold_name,
    is_headline_list,
    is_seen_list,
    recognise_fields,
)
from components.corpus.readers.formats.field_values import (
    draft_fields,
    find_unread_abstract,
    is_address,
)
from components.corpus.readers.shaping.column_days import ColumnDays
from components.corpus.readers.shaping.publication_days import parse_day, possible_days

LOOKED_AT = 200
"""Rows from which it is told whether a table has texts at all."""
ROWS_SHOWN = 5
LONGEST_EXAMPLE = 120
LIST = "list"
"""What an answer has beside the fields: where in a JSON file the articles stand."""
SHORTEST_TEXT = 40
"""Characters of the longest cell of a column that may be the text of articles."""
_LONGEST_DAY, _MOST_GUESSED = 40, 30


def propose(rows: Rows) -> Columns:
    """The columns of a table by its first rows; those of several lists where the reader asks."""
    first = _look_ahead(rows)
    asked = next((one for one in first if isinstance(one, Columns)), None)
    rows_found = [row for row in first if isinstance(row, Row)]
    said = rows_found[0].fields if rows_found else {}
    return asked or describe([row.values for row in rows_found], said)


def keep_columns(answer: Mapping[str, str]) -> dict[str, str]:
    """What an answer says of columns and of a list, without the rest."""
    return {field: name for field, name in answer.items() if field in (LIST, *SPELLINGS)}


def describe(
    found: Sequence[Mapping[str, str]], said: Mapping[str, str] = MappingProxyType({})
) -> Columns:
    """The columns of these rows, and what each seems to be, or is `said` to be."""
    names = tuple(dict.fromkeys(name for values in found for name in values))
    fields = {field: known[0] for field, known in recognise_fields(names).items()}
    fields = {field: name for field, name in (fields | dict(said)).items() if name}
    if "text" not in fields and is_headline_list(names):
        fields["text"] = fields["title"]
    is_certain = "text" in fields
    if not is_certain:
        fields = _guess(names, found, fields)
    return Columns(names, fields, tuple(map(_shown, found[:ROWS_SHOWN])), is_certain)


def _shown(values: Mapping[str, str]) -> dict[str, str]:
    return {
        name: " ".join(value[:1000].split())[:LONGEST_EXAMPLE] for name, value in values.items()
    }


def _guess(
    names: tuple[str, ...], found: Sequence[Mapping[str, str]], known: Mapping[str, str]
) -> dict[str, str]:
    """What the columns without a known name may be, from what stands in them."""
    fields = dict(known)
    free = [name for name in names if name not in fields.values()]
    sizes = {name: [_length(values.get(name, "")) for values in found] for name in free}
    longest = max(free, key=lambda name: sum(sizes[name]), default="")
    if longest and max(sizes[longest]) >= SHORTEST_TEXT:
        fields["text"] = longest
    for name in free[:_MOST_GUESSED]:
        cells = [cell for values in found[:ROWS_SHOWN] if (cell := values.get(name, "").strip())]
        for meant, is_one in (("url", is_address), ("date", _is_day)):
            if meant not in fields and cells and all(map(is_one, cells)):
                fields[meant] = name
                break
    return fields


def _length(cell: str) -> int:
    """Characters of what may be a text."""
    return 0 if is_address(cell) else len(cell)


def _is_day(cell: str) -> bool:
    return len(cell) <= _LONGEST_DAY and bool(parse_day(cell) or possible_days(cell))


def draft_rows(read: Callable[[], Rows], kind: str, columns: Mapping[str, str]) -> Results:
    """One draft for each row that `read` gives, which starts from the first at each call.

    `columns` maps fields to names and goes before what the names mean; `kind` is what a name is
    called there ("column"). Where no name means the text of an article, but the values of one may
    be texts, gives the columns alone, to ask. Raises UnreadableError when none may be.
    """
    rows, days = read(), ColumnDays(read)
    first = _look_ahead(rows)
    if asked := next((one for one in first if isinstance(one, Columns)), None):
        yield asked
        return
    found = [one for one in first if isinstance(one, Row)]
    names = tuple(dict.fromkeys(name for row in found for name in row.values))
    chosen = {field: name for field, name in columns.items() if field != LIST}
    is_known = "text" in recognise_fields(names) or any(row.fields.get("text") for row in found)
    if found and "text" not in chosen and not is_known:
        name, told = _short_text(found, names)
        if not name:
            yield _ask(found, describe_missing_text(kind, list(names)))
            return
        chosen = {"text": name, **({"date": ""} if is_seen_list(names) else {}), **chosen}
        yield Note(told)
    if found and "text" in chosen and chosen["text"] not in names:
        raise UnreadableError(f"It has no {kind} “{chosen['text'][:40]}”: choose another.")
    unread: set[str] = set()
    for one in chain(first, rows):
        if isinstance(one, Row):
            parts = [*_draft_row(one, chosen, days, kind)]
            yield from days.take_notes()
            yield from parts
            if not one.of:
                yield from _tell_unread(one, parts, kind, unread)
        else:
            yield one


def _draft_row(
    row: Row, chosen: Mapping[str, str], days: ColumnDays, kind: str
) -> Iterator[Draft | Note]:
    """The draft of a row; what the analyst chose goes before what the maker's shape says."""
    for part in draft_fields(row.values, row.place, {**row.fields, **chosen}, days.parse, kind):
        if row.of and isinstance(part, Draft):
            bases = {field: f"{basis} of {row.of}" for field, basis in part.bases.items()}
            if row.fields.get("source") == BY_KIND:
                bases["source"] = f"the file is of {row.of}"
            yield replace(part, bases=bases, details={**part.details, **row.details})
        else:
            yield part


def _tell_unread(
    row: Row, parts: Sequence[Draft | Note], kind: str, told: set[str]
) -> Iterator[Note]:
    """Once for each column, that an abstract is not in the text."""
    for draft in parts:
        if not isinstance(draft, Draft):
            continue
        name = find_unread_abstract(row.values, draft)
        if name and name not in told:
            told.add(name)
            yield Note(f"The {kind} “{name[:40]}” is not part of the text and was left out.")


def _short_text(found: Sequence[Row], names: tuple[str, ...]) -> tuple[str, str]:
    """The column of what stands for texts in a table that has none, and what is told of it."""
    if is_headline_list(names):
        told = "It lists headlines without texts: each article here is its headline alone."
        return recognise_fields(names)["title"][0], told
    guessed = describe([row.values for row in found]).fields.get("text", "")
    if fold_name(guessed) in ABSTRACTS and "title" in recognise_fields(names):
        return guessed, "It has no texts: each article here is its abstract alone."
    return "", ""


def _ask(found: Sequence[Row], problem: str) -> Columns:
    columns = describe([row.values for row in found])
    if "text" not in columns.fields:
        raise UnreadableError(problem)
    return replace(columns, problem=problem)


def _look_ahead(rows: Rows) -> list[Row | Draft | Reference | Refused | Note | Kind | Columns]:
    return list(islice(rows, LOOKED_AT))
