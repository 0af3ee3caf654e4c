"""How the reading of a file ended before its end, in words, and whose fault that was."""

from __future__ import annotations

from components.corpus.article import Fault
from components.corpus.readers.sandbox.protocol import NOT_THE_FILE
from components.text.plural import agree

_ADVICE = "split it, or save it as plain text."
ENDED: dict[str, str] = {
    "time": "Reading it took more than {seconds:.0f} seconds of computing time and was stopped: "
    + _ADVICE,
    "memory": f"Reading it took too much memory and was stopped: {_ADVICE}",
    "size": f"It unpacks to far more than its size, so reading was stopped: {_ADVICE}",
    "crash": "The program that reads this format crashed on it. The file may be damaged: save it "
    "as plain text and load it again.",
    "late": "It could not be read completely in the time allowed, although little computing time "
    f"was used; {NOT_THE_FILE}. Try again when the computer is less busy.",
    "killed": "The computer stopped the program that was reading it, as it does when memory is "
    f"short; {NOT_THE_FILE}. Close other programs and try again.",
    "failed": "The program that reads files could not be started or was stopped; "
    f"{NOT_THE_FILE}. Try again; if that fails, restart Parallax.",
}
FAULTS: dict[str, Fault] = {"late": "unknown", "killed": "unknown", "failed": "program"}


def tell_partly(reason: str, articles: int, members: int) -> str:
    """The reason, after how many articles, or files within it, are kept in spite of it."""
    kept = articles or members
    if not kept:
        return reason
    one, many = ("article", "articles") if articles else ("file in it", "files in it")
    first = agree(kept, one, f"{kept:,} {many}")
    return f"Only the first {first} could be read. {reason}"
