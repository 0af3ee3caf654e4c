"""Progress of a step: as pages show it, with how long the rest will take, and as the log has it."""

from __future__ import annotations

import logging
import time

from components.analysis.pipeline.step import Step
from components.app.worker.stored_inputs import StoredInputs

_log = logging.getLogger("parallax.worker")


class ReportedProgress:
    """Reports how far steps have come, at the pace since each began."""

    def __init__(self) -> None:
        # By step since when it works and how many waited then.
        self._paces: dict[str, tuple[float, int]] = {}

    def report(self, inputs: StoredInputs, step: Step, left: int, pairs: int) -> None:
        """Tell how far a step has come, and how many seconds it will take yet (-1: not known).

        `left` articles or pairs wait, of `pairs` where it works on pairs. A request by other
        settings stands among what is under way by itself.
        """
        if inputs.asked.key:
            return
        name, now, results = inputs.name_of(step), time.monotonic(), inputs.store.results
        if not left:
            self._paces.pop(name, None)
            results.clear_progress(name)
            return
        begun, count = self._paces.setdefault(name, (now, left))
        seconds = (now - begun) * left / (count - left) if count > left else -1.0
        total = max(pairs or results.expected(), left)
        results.report(name, total - left, total, seconds)


def log_work(step: Step, count: int, began: float) -> None:
    """Log that a step did so many articles, pairs or rows of its tables since it began."""
    seconds = round(time.monotonic() - began, 3)
    told = {"step": step.name, "done": count, "seconds": seconds}
    _log.info("%(step)s: %(done)d in %(seconds).2f s", told, extra=told)
