"""Turns: of all scripts of this process one runs at a time, and the next one is who came first.

Python runs one thread at a time. Of many that run at once each ends as late as the last of them,
and their changing over costs time as well; one after the other most of them end much earlier.
"""

from __future__ import annotations

import asyncio
from collections import deque

# Seconds after which a script is a long one, for which nobody waits any more: it may wait itself,
# for the database or for what another one computes.
LONG = 1.0


class Turns:
    """Who runs, and who waits; used in one event loop."""

    def __init__(self) -> None:
        self._running: object | None = None
        # After it the script that runs is a long one, and counts no more.
        self._timer: asyncio.TimerHandle | None = None
        self._waiting: deque[tuple[object, asyncio.Future[None]]] = deque()

    async def take(self, who: object) -> None:
        """Wait for one's turn; who runs already need not wait, since it starts over."""
        if who == self._running:
            self._begin(who)
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append((who, turn))
        self._let_in()
        try:
            await turn
        except asyncio.CancelledError:
            self.leave(who)
            raise

    def leave(self, who: object) -> None:
        """Let the next one in: the script of this one has ended, or its session has.

        A click of it that waits, behind a long script of its own, goes on waiting.
        """
        if who == self._running:
            self._stop_timer()
            self._running = None
        self._let_in()

    def _let_in(self) -> None:
        while self._waiting and self._running is None:
            who, turn = self._waiting.popleft()
            if not turn.cancelled():
                self._begin(who)
                turn.set_result(None)

    def _begin(self, who: object) -> None:
        self._stop_timer()
        self._running = who
        self._timer = asyncio.get_running_loop().call_later(LONG, self.leave, who)

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
