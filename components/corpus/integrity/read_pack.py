"""Read the data out of an evidence pack, whichever of its four forms it has.

The file is data and nothing of it is run. Nothing is fetched, and no more than `MOST_BYTES` of a
file or of a packed part of it is read. A PDF is opened in the sandbox of the readers.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from components.corpus.integrity.pack_manifest import (
    DATA_ELEMENT,
    DATA_ENTRY,
    DIGEST_ENTRY,
    DOCUMENT_ENTRY,
    page_digest,
)
from components.corpus.integrity.pack_page import read_sentences

if TYPE_CHECKING:
    from components.corpus.readers.sandbox.client import Answer

MOST_BYTES = 256 * 2**20
# Seconds of the processor to open a PDF, and bytes: it stands there several times.
_SECONDS, _MEMORY = 10.0, 6 * MOST_BYTES
FORMAT = "parallax-evidence"
VERSION = 1
_ELEMENT = re.compile(
    rb'<script type="application/json" id="%s" data-page="([0-9a-f]{64})">(.*?)</script>'
    % DATA_ELEMENT.encode(),
    re.DOTALL,
)


class UnreadablePackError(Exception):
    """The file is not an evidence pack that can be checked; the message says why."""


@dataclass(frozen=True)
class PackFile:
    """The data of a pack and what was found about the file around them.

    `sentences` are those printed in an HTML page, by name such as A3; None for the other forms.
    `faults` are sentences for a person; `unchecked` says which part of the file was not compared.
    """

    form: str
    pack: Mapping[str, Any]
    sentences: Mapping[str, str] | None = None
    faults: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = field(default=())


def read_pack(path: Path) -> PackFile:
    """Read a pack in HTML, JSON, DOCX or PDF. Raises UnreadablePackError."""
    try:
        with path.open("rb") as file:
            written = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadablePackError(f"The file cannot be opened: {error.strerror}.") from None
    if len(written) > MOST_BYTES:
        raise UnreadablePackError(f"The file is larger than {MOST_BYTES // 2**20} MiB.")
    start = written.lstrip()[:5]
    if start.startswith(b"{"):
        return PackFile("JSON", _load(written))
    if start.startswith(b"PK"):
        return _read_docx(written)
    if start.startswith(b"%PDF-"):
        return _read_pdf(written)
    return _read_html(written)


def _load(written: bytes) -> Mapping[str, Any]:
    try:
        pack = json.loads(written.decode("utf-8"))
    except (ValueError, RecursionError):
        raise UnreadablePackError("Its data are not JSON in UTF-8.") from None
    if not isinstance(pack, dict) or pack.get("format") != FORMAT:
        raise UnreadablePackError("It is not an evidence pack.")
    if pack.get("version") != VERSION:
        raise UnreadablePackError("It is an evidence pack of a version that is not known here.")
    return pack


def _read_html(written: bytes) -> PackFile:
    found = _ELEMENT.search(written)
    if found is None:
        raise UnreadablePackError(
            "It holds no data of an evidence pack. A page made before data were put into it can be "
            "checked by its JSON file only."
        )
    before, after = written[: found.start()], written[found.end() :]
    faults = []
    if page_digest(before, after) != found[1].decode():
        faults.append("The page was changed after it was made: its hash does not hold.")
    sentences = read_sentences((before + after).decode("utf-8", "replace"))
    return PackFile("HTML", _load(found[2]), sentences, tuple(faults))


def _read_docx(written: bytes) -> PackFile:
    try:
        with zipfile.ZipFile(BytesIO(written)) as archive:
            names = archive.namelist()
            if DATA_ENTRY not in names:
                raise UnreadablePackError(
                    "It holds no data of an evidence pack. Word leaves them out when it saves a "
                    "document; check the JSON or HTML file."
                )
            pack = _load(_entry(archive, DATA_ENTRY))
            document = sha256(_entry(archive, DOCUMENT_ENTRY)).hexdigest()
            holds = document == _entry(archive, DIGEST_ENTRY).decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError):
        raise UnreadablePackError("It is not a whole DOCX file.") from None
    fault = "The document was changed after it was made: the hash of its text does not hold."
    return PackFile("DOCX", pack, faults=() if holds else (fault,))


def _entry(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as entry:
        content = entry.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnreadablePackError(f"{name} is larger than {MOST_BYTES // 2**20} MiB.")
    return content


def _read_pdf(written: bytes) -> PackFile:
    # The other forms of a pack are checked where nothing but Python is installed.
    from components.corpus.readers.sandbox import client, limits
    from components.corpus.readers.stream import open_stream

    seconds = _SECONDS + len(written) / limits.BYTES_A_SECOND_BEFORE
    task = limits.Task("pack", limits.Limits(memory=_MEMORY))
    order = limits.Order(task, seconds, None, limits.BY_THE_CLOCK * seconds, 2 * MOST_BYTES)
    with open_stream(written) as stream, client.reading_turn():
        data = _take_attached(client.read_isolated(order, stream))
    told = "The data attached to the PDF were checked, not the words drawn on its pages."
    return PackFile("PDF", _load(data), unchecked=(told,))


def _take_attached(answer: Answer) -> bytes:
    """The data that the sandbox found, in which alone a PDF is opened."""
    problem = "Reading it was stopped, for it takes more than any pack does."
    with closing(answer):
        for message in answer:
            if message["kind"] == "member":
                with message["content"].file as content:
                    content.seek(0)
                    return bytes(content.read())
            if message["kind"] == "end":
                problem = "It has no data of an evidence pack attached."
            problem = message.get("reason", problem)
    raise UnreadablePackError(problem)
