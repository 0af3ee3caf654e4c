"""Failures of the program and the computer, told apart from what may be wrong with a file."""

from __future__ import annotations

import errno

NOT_THE_FILE = "nothing is known to be wrong with the file"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)
_BUSY = (errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM)
# What no bytes of a file bring about, unlike a place in it to which nobody can go (EINVAL).
_OURS = (*_FULL, *_BUSY, errno.ENOENT, errno.EACCES, errno.EPERM, errno.EIO)


def find_failure(problem: BaseException | None) -> Exception | None:
    """The failure of ours that a problem is or rests on; None when the file may have caused it."""
    while problem is not None:
        is_ours = isinstance(problem, OSError) and problem.errno in _OURS
        if is_ours or isinstance(problem, ImportError):
            assert isinstance(problem, Exception)
            return problem
        problem = problem.__cause__
    return None


def say_failure(problem: BaseException) -> str:
    """A sentence for whoever wants the file read: what failed, and what to do."""
    number = problem.errno if isinstance(problem, OSError) else None
    if isinstance(problem, ImportError):
        what = f"a part of Parallax could not be loaded ({problem.name or type(problem).__name__})"
        advice = "install Parallax again"
    elif number in _FULL:
        what, advice = "there is no disk space left", "free some space on the disk"
    elif number in _BUSY:
        what = "the computer has no more memory, processes or open files available"
        advice = "close some programs"
    else:
        what, advice = f"Parallax failed ({type(problem).__name__})", "restart Parallax"
    return f"It was not read because {what}; {NOT_THE_FILE}. Try again; if that fails, {advice}."
