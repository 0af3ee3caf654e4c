"""Rows of named values to drafts: by the names that are known, or as the analyst maps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

from components.corpus.readers.drafts import Note, Parts, Refused, Row, Rows, UnreadableError
from components.corpus.readers.fields import draft_fields, is_headline_list, missing_text, recognise

LOOKED_AT = 200
"""Rows from which it is told whether a table has texts at all."""
LONGEST_EXAMPLE = 120


@dataclass(frozen=True)
class Columns:
    """The columns of a table, and which field of an article each is proposed for.

    `names` are in the order of the file; `fields` maps `text`, `title`, `source`, `author`,
    `date`, `url` and `language`, as far as found, to one of them; `examples` gives the first value
    under each name, cut. `problem` says why a file has no columns that could be read.
    """

    names: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    examples: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


def propose(rows: Rows) -> Columns:
    """The columns of the first rows."""
    examples: dict[str, str] = {}
    for row in _look_ahead(rows):
        for name, value in row.values.items() if isinstance(row, Row) else ():
            examples[name] = examples.get(name, "") or " ".join(value.split())[:LONGEST_EXAMPLE]
    known = recognise(tuple(examples))
    if "text" not in known and is_headline_list(tuple(examples)):
        known["text"] = known["title"]
    return Columns(tuple(examples), {field: names[0] for field, names in known.items()}, examples)


def draft_rows(rows: Rows, kind: str, columns: Mapping[str, str]) -> Parts:
    """One draft a row. `columns` maps fields to names and goes before what the names mean.

    Raises UnreadableError when the first rows have nothing for the text of an article; `kind` is
    what a name is called there.
    """
    first = _look_ahead(rows)
    found = [one for one in first if isinstance(one, Row)]
    names = tuple(dict.fromkeys(name for row in found for name in row.values))
    chosen = dict(columns)
    if found and "text" not in chosen and "text" not in recognise(names):
        if not is_headline_list(names):
            raise UnreadableError(missing_text(kind, list(names)))
        chosen["text"] = recognise(names)["title"][0]
        yield Note("It lists headlines without texts: each article here is its headline alone.")
    if found and "text" in chosen and chosen["text"] not in names:
        raise UnreadableError(f"It has no {kind} “{chosen['text'][:40]}”: choose another.")
    for one in chain(first, rows):
        if isinstance(one, Row):
            yield from draft_fields(one.values, one.place, chosen)
        else:
            yield one


def _look_ahead(rows: Rows) -> list[Row | Refused | Note]:
    return list(islice(rows, LOOKED_AT))
