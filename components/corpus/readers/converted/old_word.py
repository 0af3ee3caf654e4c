"""Word documents from before 2007, by a program of the machine that reads them."""

from __future__ import annotations

from pathlib import Path

from components.corpus.readers.converted.conversion import Conversion, note_unbound
from components.corpus.readers.sandbox.converters import (
    CAN_RUN,
    Job,
    Made,
    find_program,
    run_caged,
)
from components.corpus.readers.stream import Stream

_INSTALL = ", or install LibreOffice, antiword or catdoc, by which Parallax can read it"
_OLD = "It is an old Word document, a format before 2007"


def convert_old_word(stream: Stream) -> Conversion:
    """A Word document from before 2007, by the first of antiword, catdoc and LibreOffice there is.

    Raises OSError when no process can be started.
    """
    found = _find_converter()
    if found is None:
        return Conversion(
            reason=f"{_OLD}: open it and save it as .docx{_INSTALL if CAN_RUN else ''}."
        )
    name, job, key = found
    # LibreOffice ends with 81 when it has made its own folder, to be started again.
    made = run_caged(job, "in.doc", stream, repeats=(81,))
    if made.content is None:
        return Conversion(reason=f"{_OLD}, and {name} {_why(made)}: open it and save it as .docx.")
    notes = (f"It is an old Word document, read by {name}.", *note_unbound(name))
    return Conversion(made.content, key, notes)


def _find_converter() -> tuple[str, Job, str] | None:
    """Its name, what to run, and the key of the format that it makes."""
    if path := find_program("antiword"):
        return "antiword", Job(path, ("-m", "UTF-8.txt", "-w", "0", "in.doc")), "plain"
    if path := find_program("catdoc"):
        return "catdoc", Job(path, ("-w", "-d", "utf-8", "in.doc")), "plain"
    if path := find_program("soffice", "libreoffice"):
        profile = "-env:UserInstallation=file://{folder}/profile"
        out = ("--headless", "--convert-to", "docx", "--outdir", "{folder}", "in.doc")
        job = Job(_beside(path), (profile, *out), "in.docx", sockets=("/tmp",))  # noqa: S108
        return "LibreOffice", job, "word"
    return None


def _beside(path: Path) -> Path:
    """The program that a script of the same name starts in the end."""
    program = path.with_name("soffice.bin")
    return program if path.name == "soffice" and program.exists() else path


def _why(made: Made) -> str:
    return {
        "time": "took too long",
        "size": "made too much of it",
        "refused": "could not be run in a safe way on this system",
    }.get(made.ending, "could not read it")
