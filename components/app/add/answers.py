"""Answers to questions about files, and what is told when somebody else answered first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from components.app import state
from components.app.caches import open_library
from components.app.widgets import explaining
from components.views.add.file_questions import describe_first_answer


def give_answer(numbers: Sequence[int], batch: str, answer: Mapping[str, str]) -> None:
    """Answer the question about these files, and show the batch."""
    uploads = open_library.store().uploads
    with explaining():
        _tell([number for number in numbers if not uploads.answer(number, answer)])
    state.keep("batch", batch)


def leave_out(numbers: Sequence[int], batch: str) -> None:
    """Cancel these files that wait for an answer, and show the batch."""
    uploads = open_library.store().uploads
    with explaining():
        _tell([number for number in numbers if not uploads.leave_out(number)])
    state.keep("batch", batch)


def _tell(late: Sequence[int]) -> None:
    """Tell of files that no longer asked, since a colleague answered or left them out."""
    if late:
        first = open_library.store().uploads.answered(late[0])
        state.keep("trouble", describe_first_answer(len(late), first))
