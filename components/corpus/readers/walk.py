"""From a file to what is in it, through the files within it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from components.corpus.article import Article, Fault, Rejection, article_id
from components.corpus.readers.detect_format import choose_format
from components.corpus.readers.format_table import Format
from components.corpus.readers.formats.zip_files import show_name, show_path
from components.corpus.readers.sandbox.budget import Budget, place_order
from components.corpus.readers.sandbox.client import Answer, read_isolated
from components.corpus.readers.sandbox.protocol import NOT_THE_FILE, Task
from components.corpus.readers.shaping.drafts import Columns, Note, make_columns
from components.corpus.readers.shaping.publication_days import is_plausible
from components.corpus.readers.stream import Source
from components.text.dateline import day_in_address
from components.text.plural import agree


@dataclass(frozen=True)
class Table:
    """A table, not read, and what its columns may be; open until the next thing is asked for."""

    name: str
    content: Source
    columns: Columns


Found = Article | Rejection | Note | Table
_ENDED: dict[str, str] = {
    "time": "Reading it took more than {seconds:.0f} seconds of computing time and was stopped: "
    "split it, or save it as plain text.",
    "memory": "Reading it took too much memory and was stopped: split it, or save it as plain "
    "text.",
    "size": "It unpacks to far more than its size, so reading was stopped: split it, or save it "
    "as plain text.",
    "crash": "The program that reads this format crashed on it. The file may be damaged: save it "
    "as plain text and load it again.",
    "late": "It could not be read completely in the time allowed, although little computing time "
    f"was used; {NOT_THE_FILE}. Try again when the computer is less busy.",
    "killed": "The computer stopped the program that was reading it, as it does when memory is "
    f"short; {NOT_THE_FILE}. Close other programs and try again.",
    "failed": "The program that reads files could not be started or was stopped; "
    f"{NOT_THE_FILE}. Try again; if that fails, restart Parallax.",
}
_FAULTS: dict[str, Fault] = {"late": "unknown", "killed": "unknown", "failed": "program"}
_NOTHING = "It contains no article: choose a file with text in it."


@dataclass
class Outcome:
    """How the reading of one file ended, and what it gave."""

    reason: str = _ENDED["crash"]
    fault: Fault = "file"
    broke_down: bool = False
    articles: int = 0
    members: int = 0
    refused: int = 0
    held: list[Found] = field(default_factory=list)
    columns: Columns | None = None


@dataclass(frozen=True)
class Place:
    """A file on the way down: its full name, the bytes it came in, how deep, where fetched."""

    name: str
    sha256: str
    level: int = 0
    url: str = ""


def walk(
    name: str, source: Source, budget: Budget, columns: Mapping[str, str] | None = None
) -> Iterator[Found]:
    """Read a file and every file within it, as far as the budget goes."""
    yield from _walk(Place(name, source.sha256), source, budget, columns)


def _walk(
    place: Place, source: Source, budget: Budget, columns: Mapping[str, str] | None
) -> Iterator[Found]:
    choice = choose_format(show_name(place.name), source, budget.limits)
    if choice.format is None:
        yield Rejection(place.name, choice.problem)
        return
    if choice.format.way == "archive" and (problem := _refuse_level(place, budget)):
        yield Rejection(place.name, problem)
        return
    if choice.note:
        yield _note(place, choice.note)
    yield from _read(place, source, choice.format, budget, columns)


def _refuse_level(place: Place, budget: Budget) -> str:
    depth = budget.limits.depth
    if place.level >= depth:
        return (
            f"It is an archive nested more than {depth} levels deep: unpack it and load its "
            "content."
        )
    if place.level and not budget.take_archive():
        most = budget.limits.archives
        return (
            f"It is one of more than {most} archives in one file: unpack it and load its content."
        )
    return ""


def _read(
    place: Place,
    source: Source,
    chosen: Format,
    budget: Budget,
    columns: Mapping[str, str] | None,
) -> Iterator[Found]:
    """What one file gives; a file read as a whole gives all, or a rejection alone."""
    limits = budget.limits
    most = limits.result_size + (budget.bytes_left if chosen.way == "archive" else 0)
    order = place_order(Task(chosen.module, limits, columns), chosen, source.size, most)
    outcome = Outcome()
    with closing(read_isolated(order, source)) as answer:
        for found in _follow(place, answer, budget, outcome, order.processor_seconds):
            if chosen.way == "whole":
                outcome.held.append(found)
            else:
                yield found
    if outcome.broke_down:
        budget.take_breakdown()
    if outcome.columns:
        source.file.seek(0)
        yield Table(place.name, source, outcome.columns)
    elif outcome.reason:
        yield Rejection(place.name, _partly(outcome, chosen), outcome.fault)
    elif budget.spent:
        yield from outcome.held
    else:
        yield from conclude(place, outcome)


def conclude(place: Place, outcome: Outcome) -> Iterator[Found]:
    """What was held back of a file that was read to its end, or that there was nothing in it."""
    yield from outcome.held
    if not outcome.articles + outcome.members + outcome.refused:
        yield Rejection(place.name, _NOTHING)


def _follow(
    place: Place, answer: Answer, budget: Budget, outcome: Outcome, seconds: float
) -> Iterator[Found]:
    """What the frames of a child say, and then in `outcome` how it ended."""
    while not budget.spent:
        try:
            frame = next(answer)
        except StopIteration as ended:
            # Of a failure that was told the frame says more.
            if ended.value != "read" and outcome.fault != "program":
                outcome.broke_down = True
                outcome.reason = _ENDED[ended.value].format(seconds=seconds)
                outcome.fault = _FAULTS.get(ended.value, "file")
            return
        yield from take_frame(place, frame, budget, outcome)
    outcome.reason = ""


def take_frame(
    place: Place, frame: dict[str, Any], budget: Budget, outcome: Outcome
) -> Iterator[Found]:
    """What one frame of a child says of the file; what it counts or ends is noted in `outcome`."""
    match frame["kind"]:
        case "article":
            outcome.articles += 1
            yield _article(frame, place)
        case "refused":
            outcome.refused += 1
            yield _refused(place, frame, "file")
        case "note":
            yield _note(place, frame["sentence"])
        case "member":
            outcome.members += 1
            yield from _take_member(place, frame, budget)
        case "columns":
            outcome.columns = make_columns(frame)
        case "end":
            outcome.reason = ""
        case "unreadable":
            outcome.reason = frame["reason"]
        case "failed" if frame["member"]:
            outcome.refused += 1
            yield _refused(place, frame, "program")
        case "failed":
            outcome.reason, outcome.fault = frame["reason"], "program"


def _refused(place: Place, frame: dict[str, Any], fault: Fault) -> Rejection:
    name = f"{place.name}/{show_path(frame['member'])}" if frame["member"] else place.name
    return Rejection(name, frame["reason"], fault)


def _take_member(place: Place, frame: dict[str, Any], budget: Budget) -> Iterator[Found]:
    # Only GZIP leaves the name to us.
    own = frame["name"] or show_name(place.name).removesuffix(".gz")
    name = f"{place.name}/{show_path(own)}"
    content: Source = frame["content"]
    inner = Place(name, place.sha256, place.level + 1, frame["url"])
    with content.file:
        if inner.level > budget.limits.depth:
            reason = (
                f"It is nested more than {budget.limits.depth} levels deep: load it separately."
            )
            yield Rejection(name, reason)
        elif budget.take_member(content.size):
            yield from _walk(inner, content, budget, None)


def _partly(outcome: Outcome, chosen: Format) -> str:
    """The reason, after what is kept in spite of it."""
    kept = outcome.articles or outcome.members
    if chosen.way == "whole" or not kept:
        return outcome.reason
    one, many = ("article", "articles") if outcome.articles else ("file in it", "files in it")
    first = agree(kept, one, f"{kept:,} {many}")
    return f"Only the first {first} could be read. {outcome.reason}"


def _note(place: Place, sentence: str) -> Note:
    return Note(f"{place.name}: {sentence}" if place.level else sentence)


def _article(frame: dict[str, Any], place: Place) -> Article:
    day, basis = _day(frame["published"]), frame["basis"]
    title, text, source, author = (frame[f] for f in ("title", "text", "source", "author"))
    url = frame["url"] or place.url
    if day is None and (found := day_in_address(url)) and is_plausible(found):
        day, basis = found, "inferred"
    return Article(
        id=article_id(title, text, source, author, day, url),
        title=title,
        text=text,
        source=source,
        author=author,
        published=day,
        language=frame["language"],
        url=url,
        name=place.name,
        sha256=place.sha256,
        basis=basis,
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
