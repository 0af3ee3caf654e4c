"""`read_file`: the one way by which a file becomes articles."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from components.corpus.article import Article, Reading, Rejection, article_id
from components.corpus.readers.formats import Format, format_of, formats
from components.corpus.readers.isolation import Answer, read_isolated
from components.corpus.readers.limits import DEFAULT_LIMITS, Limits
from components.corpus.readers.signatures import looks_like_page, name_signature

LONGEST_NAME = 120
_ENDED: dict[str, str] = {
    "time": "It took longer than {seconds:.0f} seconds to read and was stopped: split it, or save "
    "it as plain text.",
    "memory": "Reading it took too much memory and was stopped: split it, or save it as plain "
    "text.",
    "size": "It unpacks to far more than its size and was stopped: split it, or save it as plain "
    "text.",
    "crash": "The program that reads this format broke down on it: the file may be damaged; save "
    "it as plain text and load it again.",
}


def read_file(name: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read the articles in a file, whatever its bytes; never raises because of them.

    The ending of `name` says how the file is read, its first bytes whether that can be true. The
    parsing runs in a process of its own within `limits`. What cannot be read is rejected: the file,
    or single rows of a table, each with a sentence that says what to do. Articles are in the order
    of the file. About 10 ms for a short text; the first call of a format adds up to 2 s.
    """
    shown = show_name(name)
    chosen, notes = _choose_format(shown, data, limits)
    if isinstance(chosen, str):
        return Reading(rejected=[Rejection(shown, chosen)])
    seconds = limits.seconds * chosen.patience
    try:
        answer = read_isolated(chosen.module, data, limits, seconds)
    except OSError as problem:
        reason = f"No process could be started to read it ({problem}): try again."
        return Reading(rejected=[Rejection(shown, reason)])
    return _reading(shown, data, answer, seconds, notes)


def show_name(name: str) -> str:
    """A file's own name, fit to be shown: no folders, controls or bidi marks, not overlong."""
    last = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name
    last = last if len(last) < 1_000 else last[:500] + last[-500:]
    plain = last.encode("utf-8", "replace").decode("utf-8")
    composed = unicodedata.normalize("NFC", plain)
    visible = "".join(c for c in composed if unicodedata.category(c)[0] != "C").strip()
    if len(visible) > LONGEST_NAME:
        visible = f"{visible[: LONGEST_NAME - 20]}…{visible[-18:]}"
    return visible or "unnamed"


def _choose_format(name: str, data: bytes, limits: Limits) -> tuple[Format | str, list[str]]:
    """The format to read the file as, or why it is not read; and what to say of the choice."""
    ending = PurePosixPath(name).suffix.lower()
    chosen = format_of(ending)
    if chosen is None:
        return _unknown_ending(ending), []
    if problem := _refuse_unread(data, limits):
        return problem, []
    if chosen.signature and data.startswith(chosen.signature):
        return chosen, []
    if found := name_signature(data):
        by_signature = (f for f in formats() if f.signature and data.startswith(f.signature))
        if real := next(by_signature, None):
            return real, [f"It is {real.title}, although its name ends in {ending}."]
        return f"It is {found}, although its name ends in {ending}: save it as plain text.", []
    page = format_of(".html")
    if page and page != chosen and looks_like_page(data):
        return page, [f"It is a web page, although its name ends in {ending}, and was read as one."]
    return chosen, []


def _unknown_ending(ending: str) -> str:
    known = ", ".join(e for f in formats() for e in f.endings)
    what = f"Files ending in “{ending}” are" if ending else "A file without an ending is"
    return f"{what} not read: save it as one of {known}."


def _refuse_unread(data: bytes, limits: Limits) -> str:
    if len(data) > limits.file_size:
        size, most = len(data) / 1e6, limits.file_size / 1e6
        return f"It has {size:,.1f} MB, more than the {most:,.0f} MB of one file: split it."
    if not data:
        return "It is empty: choose a file with text in it."
    return ""


def _reading(name: str, data: bytes, answer: Answer, seconds: float, notes: list[str]) -> Reading:
    """The reading that an answer makes; all or nothing when the parser did not come to the end."""
    if answer.outcome != "read":
        reason = _ENDED[answer.outcome].format(seconds=seconds)
        return Reading(rejected=[Rejection(name, reason)])
    last = answer.lines[-1] if answer.lines else {"kind": "unreadable", "reason": _ENDED["crash"]}
    if last["kind"] != "end":
        return Reading(rejected=[Rejection(name, last["reason"])])
    digest = hashlib.sha256(data).hexdigest()
    articles = [_article(line, name, digest) for line in _of_kind(answer, "article")]
    rejected = [Rejection(name, line["reason"]) for line in _of_kind(answer, "refused")]
    if not articles and not rejected:
        rejected = [Rejection(name, "It has no article in it: choose a file with text in it.")]
    said = [line["sentence"] for line in _of_kind(answer, "note")]
    return Reading(articles, rejected, [*notes, *said])


def _of_kind(answer: Answer, kind: str) -> Iterator[dict[str, Any]]:
    return (line for line in answer.lines if line["kind"] == kind)


def _article(line: dict[str, Any], name: str, digest: str) -> Article:
    day = date.fromisoformat(line["published"]) if line["published"] else None
    title, text, source, author, url = (
        line[field] for field in ("title", "text", "source", "author", "url")
    )
    return Article(
        id=article_id(title, text, source, author, day, url),
        title=title,
        text=text,
        source=source,
        author=author,
        published=day,
        language=line["language"],
        url=url,
        name=name,
        sha256=digest,
    )
