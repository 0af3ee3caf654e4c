"""Sentences for the ways in which the reading of a file may end, other than by its end."""

from __future__ import annotations

from components.corpus.article import Fault
from components.corpus.readers.sandbox.protocol import NOT_THE_FILE

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
