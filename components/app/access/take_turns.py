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
        # Who runs, with the timer after which its script is a long one, and counts no more.
        self._running: dict[object, asyncio.TimerHandle] = {}
        self._waiting: deque[tuple[object, asyncio.Future[None]]] = deque()

    async def take(self, who: object) -> None:
        """Wait for one's turn; who runs already need not wait, since it starts over."""
        if who in self._running:
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
        if timer := self._running.pop(who, None):
            timer.cancel()
        self._let_in()

    def _let_in(self) -> None:
        while self._waiting and not self._running:
            who, turn = self._waiting.popleft()
            if not turn.cancelled():
                self._begin(who)
                turn.set_result(None)

    def _begin(self, who: object) -> None:
        if timer := self._running.get(who):
            timer.cancel()
        loop = asyncio.get_running_loop()
        self._running[who] = loop.call_later(LONG, self.leave, who)
