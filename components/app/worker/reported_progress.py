"""Progress of a step as pages show it: how much is done, and how long the rest will take."""

from __future__ import annotations

import time

from components.analysis.pipeline.step import Step
from components.app.worker.stored_inputs import StoredInputs


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
