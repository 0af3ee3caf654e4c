"""Understanding: what a file was taken for when it was read, as it is stored beside the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

import orjson

from components.corpus.article import Article, write_storable
from components.corpus.readers.joined_references import WITHOUT_TEXT
from components.corpus.readers.shaping.outlet_days import TWO_WAYS

# Characters of the JSON; without the columns of a very wide table it is shorter.
LONGEST = 200_000
# What the days of `Article.basis` rest on, where the article does not say it in words.
_BASES = {
    "metadata": "a field of the file",
    "byline": "a line of the text",
    "inferred": "the address or the text",
    "file": "the day on which the file was made",
}


@dataclass(frozen=True)
class ReadAgain:
    """That a file is read again: who wants it, and the number of the last article before that."""

    who: str = ""
    since: int = 0


@dataclass(frozen=True)
class Replaced:
    """What reading a file again replaced, as a `batch` of changes that can be undone.

    `gone` counts articles that went to the bin, `come` those that came instead; the changes are
    those with numbers above `after`, up to `upto`. `stay` counts articles of the earlier reading
    that stayed because another file, `by`, gave them too. With `is_undone`, `batch` is the undoing.
    """

    batch: int = 0
    gone: int = 0
    come: int = 0
    after: int = 0
    upto: int = 0
    stay: int = 0
    by: str = ""
    is_undone: bool = False


@dataclass(frozen=True)
class Earlier:
    """The other reading of a file, to go back to: its state, counts of articles, and answer (JSON).

    `understood` has no earlier reading itself.
    """

    state: str = "rejected"
    new: int = 0
    duplicates: int = 0
    columns: str = ""
    understood: Understanding | None = None


@dataclass(frozen=True)
class Completed:
    """What other files told of the articles of a file after it was read, in sentences.

    `days` are told of days in numbers, `references` of lists of references; `counts` are the days
    by what they rest on since. `batch` is the latest of the changes, which can be undone, and
    `mark` stands for the files that were looked at.
    """

    days: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    batch: int = 0
    mark: str = ""


@dataclass(frozen=True)
class Understanding:
    """How a file was understood when it was read last.

    `kind` says in words what it is, `format` is the key of the format it was read as, `parts` names
    what its articles are of it where it may be one article too. `articles` counts those it gave,
    `days` them by what their day rests on, "" where no day is known, `statuses` those with one by
    `status` as `details` of an article have it. `left_out` and `notes` are the name of a part and a
    sentence for a person, the first of each; `more` counts the others. `inside` counts the files
    within an archive by what they are. `columns` are those of a table, as `drafts.Columns` has
    them. `references` counts those of lists in it. `message` is what is told of the file in one
    line, `failed` that it could not be read in another way since.
    """

    kind: str = ""
    format: str = ""
    parts: str = ""
    articles: int = 0
    days: Mapping[str, int] = field(default_factory=dict)
    left_out: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    more: int = 0
    columns: Mapping[str, Any] = field(default_factory=dict)
    message: str = ""
    failed: str = ""
    statuses: Mapping[str, int] = field(default_factory=dict)
    inside: Mapping[str, int] = field(default_factory=dict)
    again: ReadAgain | None = None
    replaced: Replaced | None = None
    earlier: Earlier | None = None
    references: int = 0
    completed: Completed = field(default_factory=Completed)


@dataclass(frozen=True)
class FileKind:
    """What a file was taken for, in words, with `parts` and `statuses` as of `Understanding`.

    `is_whole` when an analyst had its parts read as one article.
    """

    title: str = ""
    parts: str = ""
    is_whole: bool = False
    statuses: Mapping[str, int] = field(default_factory=dict)


def find_basis(article: Article) -> str:
    """What the day of an article rests on, in words; "" when it has none."""
    if article.published is None:
        return ""
    return article.bases.get("published") or _BASES.get(article.basis, "the file")


def tell_completed(understood: Understanding, name: str) -> Understanding:
    """The same with what other files told since, instead of what that made untrue.

    `name` is that of the file.
    """
    after = understood.completed
    untrue = (*(TWO_WAYS,) * bool(after.days), *WITHOUT_TEXT * bool(after.references))
    message = understood.message
    kept: dict[str, list[tuple[str, str]]] = {"notes": [], "left_out": []}
    for part, left in kept.items():
        for of, sentence in getattr(understood, part):
            if any(words in sentence for words in untrue):
                message = message.replace(f"{of}: {sentence}", "").replace(sentence, "")
            else:
                left.append((of, sentence))
    told = [(name, sentence) for sentence in (*after.days, *after.references)]
    if not told:
        return understood
    return replace(
        understood,
        notes=(*kept["notes"], *told),
        left_out=tuple(kept["left_out"]),
        days=after.counts or understood.days,
        message=" ".join([*message.split(), *(f"{name}: {sentence}" for _, sentence in told)]),
    )


def write_understanding(understood: Understanding) -> str:
    """An understanding as JSON; without columns when it would be too long."""
    written = write_storable(asdict(understood))
    if len(written) > LONGEST:
        written = write_storable(asdict(_without_columns(understood)))
    return written


def _without_columns(understood: Understanding) -> Understanding:
    before = understood.earlier
    if before and before.understood:
        before = replace(before, understood=_without_columns(before.understood))
    return replace(understood, columns={}, earlier=before)


def read_understanding(written: str) -> Understanding:
    """An understanding from JSON; what has another form than it should is left empty.

    An imported library may hold anything there.
    """
    return _read(orjson.loads(written) if written else {})


def _read(said: Mapping[str, Any]) -> Understanding:
    kept = {one.name: _fit(one.name, said.get(one.name)) for one in fields(Understanding)}
    return Understanding(**{name: value for name, value in kept.items() if value is not None})


def _fit(name: str, value: Any) -> Any:
    """The value of a field, None for one of another form."""
    match name, value:
        case ("articles" | "more" | "references", int()):
            return value
        case ("columns", dict()):
            return value if _are_columns(value) else None
        case ("kind" | "format" | "parts" | "message" | "failed", str()):
            return value
        case ("days" | "statuses" | "inside", dict()):
            return _keep_counts(value)
        case ("left_out" | "notes", list()):
            pairs = (one for one in value if isinstance(one, list) and len(one) == 2)
            return tuple((str(part), str(sentence)) for part, sentence in pairs)
        case ("completed", dict()):
            lists = {name: value.get(name) for name in ("days", "references")}
            lines = {
                n: tuple(map(str, told)) for n, told in lists.items() if isinstance(told, list)
            }
            counts = _keep_counts(value.get("counts"))
            return Completed(**{**_keep_fitting(Completed(), value), **lines, "counts": counts})
        case ("again", {"who": str(who), "since": int(since)}):
            return ReadAgain(who, since)
        case ("replaced", dict()):
            return Replaced(**_keep_fitting(Replaced(), value))
        case ("earlier", {"understood": dict(understood)}):
            return Earlier(**_keep_fitting(Earlier(), value), understood=_read(understood))
    return None


def _are_columns(said: Any) -> bool:
    match said:
        case {"names": list(names), "fields": dict(chosen), "rows": list(rows), **rest}:
            tables = [chosen, *rows]
            lists = rest.get("lists") or {}
            return (
                all(isinstance(name, str) for name in names)
                and all(isinstance(one, dict) for one in tables)
                and all(isinstance(cell, str) for one in tables for cell in one.values())
                and isinstance(lists, dict)
                and all(_are_columns(one) for one in lists.values())
            )
    return not said


def _keep_counts(value: Any) -> dict[str, int]:
    counts = value if isinstance(value, dict) else {}
    return {basis: count for basis, count in counts.items() if isinstance(count, int)}


def _keep_fitting(form: Replaced | Earlier | Completed, value: Mapping[str, Any]) -> dict[str, Any]:
    """Of these values those of the type that the field of that name has in `form`."""
    types = {one.name: type(getattr(form, one.name)) for one in fields(form)}
    return {
        name: value[name]
        for name, wanted in types.items()
        if name in value and value[name] is not None and type(value[name]) is wanted
    }
