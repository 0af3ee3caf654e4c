"""Walk through a file and the files within it: articles, rejections, notes and open tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any

from components.corpus.article import Article, Fault, Rejection
from components.corpus.readers.analyst_answer import choose_answered_format
from components.corpus.readers.converted.conversion import Conversion
from components.corpus.readers.converted.old_word import convert_old_word
from components.corpus.readers.converted.text_recognition import recognise
from components.corpus.readers.detect_format import Format, format_of_key
from components.corpus.readers.drafts import Kind, Note
from components.corpus.readers.joined_references import JoinedReferences
from components.corpus.readers.message_to_article import make_article
from components.corpus.readers.reading_outcome import (
    ENDED,
    FAULTS,
    Found,
    NestedFile,
    Outcome,
    Table,
    conclude,
    name_kind,
    note_nature,
    tell_partly,
)
from components.corpus.readers.sandbox.client import Answer, read_isolated
from components.corpus.readers.sandbox.limits import Budget, Task, make_order
from components.corpus.readers.sandbox.protocol import describe_failure
from components.corpus.readers.stream import Stream, show_name, show_path


def walk(
    name: str,
    stream: Stream,
    budget: Budget,
    columns: Mapping[str, str] | None = None,
    references: JoinedReferences | None = None,
) -> Iterator[Found]:
    """Read a file and every file within it, as far as the budget goes; says what the file is.

    What lists of references in it say is joined to the texts that come after them, and added to
    `references`.
    """
    known = JoinedReferences() if references is None else references
    file = NestedFile(name, stream.sha256, references=known)
    for found in _walk(file, stream, budget, columns):
        yield replace(found, references=len(file.references)) if isinstance(found, Kind) else found
    yield from file.references.conclude()


def _walk(
    file: NestedFile, stream: Stream, budget: Budget, columns: Mapping[str, str] | None
) -> Iterator[Found]:
    name, answer = show_name(file.name), columns or {}
    choice = choose_answered_format(name, stream, budget.limits, answer, file.format)
    if choice.format is None:
        yield Rejection(file.name, choice.problem)
        return
    if choice.format.way == "archive" and (problem := _refuse_level(file, budget)):
        yield Rejection(file.name, problem)
        return
    if choice.note:
        yield _note(file, choice.note)
    if choice.format.way == "converted":
        yield from _convert(file, stream, choice.format.key, budget)
        if not file.level:
            yield Kind(choice.format.title, format=choice.format.key)
    else:
        yield from _read(file, stream, choice.format, budget, columns)


def _convert(file: NestedFile, stream: Stream, key: str, budget: Budget) -> Iterator[Found]:
    """What a file gives when a program of the machine has turned it into one that is read."""
    try:
        is_word = key == "old_word"
        made = convert_old_word(stream) if is_word else recognise(key, stream, budget.limits)
    except OSError as problem:
        made = Conversion(reason=describe_failure(problem), fault="program")
    if made.content is None:
        yield Rejection(file.name, made.reason, made.fault)
        return
    with made.content.file:
        yield from (_note(file, note) for note in made.notes)
        found = _read(file, made.content, format_of_key(made.format), budget, None)
        yield from (one for one in found if not isinstance(one, Kind))


def _refuse_level(file: NestedFile, budget: Budget) -> str:
    depth = budget.limits.depth
    if file.level >= depth:
        nested = f"It is an archive nested more than {depth} levels deep"
        return f"{nested}: unpack it and load its content."
    if file.level and not budget.take_archive():
        most = budget.limits.archives
        return (
            f"It is one of more than {most} archives in one file: unpack it and load its content."
        )
    return ""


def _read(
    file: NestedFile,
    stream: Stream,
    chosen: Format,
    budget: Budget,
    columns: Mapping[str, str] | None,
) -> Iterator[Found]:
    """What one file gives; a file read as a whole gives all, or a rejection alone."""
    limits = budget.limits
    most = limits.result_size + (budget.bytes_left if chosen.way == "archive" else 0)
    order = make_order(Task(chosen.key, limits, columns), chosen, stream.size, most)
    outcome = Outcome()
    with closing(read_isolated(order, stream)) as answer:
        for found in _follow(file, answer, budget, outcome, order.processor_seconds):
            if chosen.way == "whole":
                outcome.held.append(found)
            else:
                yield found
    if outcome.broke_down:
        budget.take_breakdown()
    if outcome.columns:
        stream.file.seek(0)
        yield Table(file.name, stream, outcome.columns)
        return
    if outcome.is_scan:
        yield from _convert(file, stream, "scan", budget)
    elif outcome.reason:
        # A file read as a whole gives all, or nothing.
        kept = (0, 0) if chosen.way == "whole" else (outcome.articles, outcome.members)
        yield Rejection(file.name, tell_partly(outcome.reason, *kept), outcome.fault)
    elif budget.spent:
        yield from outcome.held
    else:
        yield from conclude(file, outcome)
    if not file.level:
        yield name_kind(outcome, chosen)


def _follow(
    file: NestedFile, answer: Answer, budget: Budget, outcome: Outcome, seconds: float
) -> Iterator[Found]:
    """What the messages of a child say; at last how it ended is noted in `outcome`."""
    while not budget.spent:
        try:
            message = next(answer)
        except StopIteration as ended:
            # Of a failure that was told the message says more.
            if ended.value != "read" and outcome.fault != "program":
                outcome.broke_down = True
                outcome.reason = ENDED[ended.value].format(seconds=seconds)
                outcome.fault = FAULTS.get(ended.value, "file")
            return
        yield from take_message(file, message, budget, outcome)
    outcome.reason = ""


def take_message(
    file: NestedFile, message: dict[str, Any], budget: Budget, outcome: Outcome
) -> Iterator[Found]:
    """What one message of a child says; what it counts or ends is noted in `outcome`."""
    match message["kind"]:
        case "article" | "reference" as kind:
            outcome.articles += 1
            yield from _take_article(file, message, kind == "reference")
        case "refused":
            outcome.refused += 1
            yield _refused(file, message, "file")
        case "note":
            outcome.told |= message["is_outcome"]
            yield _note(file, message["sentence"])
        case "member":
            outcome.members += 1
            yield from _take_member(file, message, budget)
        case "columns" | "format":
            note_nature(message, outcome)
        case "scan" | "end" as kind:
            outcome.is_scan |= kind == "scan"
            outcome.reason = ""
        case "unreadable":
            outcome.reason = message["reason"]
        case "failed" if message["member"]:
            outcome.refused += 1
            yield _refused(file, message, "program")
        case "failed":
            outcome.reason, outcome.fault = message["reason"], "program"


def _take_article(
    file: NestedFile, message: dict[str, Any], is_reference: bool
) -> Iterator[Article | Note]:
    article, told = make_article(message, file.name, file.sha256, file.url, file.captured)
    if told:
        yield _note(file, f"{told[0].upper()}{told[1:]}.")
    if is_reference:
        file.references.add(article, message["files"], message["doi"])
    else:
        yield file.references.complete(article)


def _refused(file: NestedFile, message: dict[str, Any], fault: Fault) -> Rejection:
    name = f"{file.name}/{show_path(message['member'])}" if message["member"] else file.name
    return Rejection(name, message["reason"], fault)


def _take_member(file: NestedFile, message: dict[str, Any], budget: Budget) -> Iterator[Found]:
    # Only GZIP leaves the name to us.
    own = message["name"] or show_name(file.name).removesuffix(".gz")
    name = f"{file.name}/{show_path(own)}"
    content: Stream = message["content"]
    inner = NestedFile(
        *(name, file.sha256, file.level + 1, message["url"], file.references),
        *(message["format"], message["captured"]),
    )
    with content.file:
        if inner.level > budget.limits.depth:
            reason = (
                f"It is nested more than {budget.limits.depth} levels deep: load it separately."
            )
            yield Rejection(name, reason)
        elif budget.take_member(content.size):
            yield from _walk(inner, content, budget, None)


def _note(file: NestedFile, sentence: str) -> Note:
    return Note(f"{file.name}: {sentence}" if file.level else sentence)
