"""Turns: of all scripts of this process one runs at a time, and the next one is who came first.

Python runs one thread at a time. Of many that run at once each ends as late as the last of them,
and their changing over costs time as well; one after the other most of them end much earlier. A
session that has had far more than its part of the time lately waits until for a moment nobody else
has anything to do: a client that sends without end gets what the others leave.
"""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass
from statistics import fmean

# Seconds after which a script is a long one, for which nobody waits any more: it may wait itself,
# for the database or for what another one computes.
LONG = 1.0
# Seconds after which a script counts as ended although its end was not heard.
UNHEARD = 30.0
# Seconds in which what a session had is forgotten but for 1/e of it, and how many equal parts of
# the time it may have had before it waits.
MEMORY, PARTS = 30.0, 2.0
# Seconds for which nobody else has run then, and that it waits at most.
IDLE, LONGEST = 0.1, 5.0


@dataclass(eq=False)
class Session:
    """What a session `had`: seconds in which its script ran, as of `seen`; old ones count less.

    `began` is when its script began to run, None when none runs; `ended` until when one ran last.
    """

    seen: float
    had: float = 0.0
    began: float | None = None
    ended: float = -math.inf

    def settle(self, now: float, running: int) -> None:
        """Bring `had` up to date, where so many scripts share the time since `seen`."""
        self.had *= math.exp((self.seen - now) / MEMORY)
        if self.began is not None:
            # Of one long stretch the beginning would be half forgotten; nobody had more than all.
            self.had = min(MEMORY, self.had + (now - self.seen) / max(1, running))
            self.ended = now
        self.seen = now


class Turns:
    """Who runs, and who waits; used in one event loop."""

    def __init__(self) -> None:
        self._sessions: list[Session] = []
        self._running: Session | None = None
        # After it the script that runs is a long one, and counts no more.
        self._long: asyncio.TimerHandle | None = None
        self._idle: asyncio.TimerHandle | None = None
        self._waiting: list[tuple[float, Session, asyncio.Future[None]]] = []

    def come(self) -> Session:
        """A new session, as if it had had what the others had: coming again gains nothing."""
        now = self._settle()
        had = fmean(one.had for one in self._sessions) if self._sessions else 0.0
        self._sessions.append(new := Session(now, had))
        return new

    def go(self, who: Session) -> None:
        """A session is over."""
        self._sessions.remove(who)
        self._leave(who)

    def is_at_work(self, who: Session) -> bool:
        """Whether a script of the session runs."""
        self._settle()
        return who.began is not None

    async def take(self, who: Session) -> float:
        """Wait for one's turn, and begin; gives the seconds waited.

        Who runs already starts over, and need not wait, unless it has had too much.
        """
        came = self._settle()
        if who is not self._running or self._had_too_much(who):
            turn = asyncio.get_running_loop().create_future()
            self._waiting.append((came, who, turn))
            self._let_in()
            try:
                await turn
            except asyncio.CancelledError:
                self._leave(who)
                raise
        now = self._settle()
        who.began = who.began or now
        return now - came

    def end(self, who: Session) -> None:
        """The script of a session has ended; a click of it that waits goes on waiting."""
        self._settle()
        who.began = None
        self._leave(who)

    def _leave(self, who: Session) -> None:
        if who is self._running:
            _stop(self._long)
            self._running = None
        self._let_in()

    def _let_in(self) -> None:
        _stop(self._idle)
        self._waiting = [one for one in self._waiting if not one[2].cancelled()]
        if self._running is not None or not self._waiting:
            return
        loop, now = asyncio.get_running_loop(), self._settle()
        chosen = min(self._waiting, key=lambda one: (self._had_too_much(one[1]), one[0]))
        came, who, turn = chosen
        if self._had_too_much(who):
            ends = (one.ended for one in self._sessions if one is not who)
            others = max(ends, default=-math.inf)
            if (wait := min(others + IDLE, came + LONGEST) - now) > 0:
                self._idle = loop.call_later(wait, self._let_in)
                return
        self._waiting.remove(chosen)
        self._running = who
        self._long = loop.call_later(LONG, self._leave, who)
        turn.set_result(None)

    def _had_too_much(self, who: Session) -> bool:
        active = sum(who.seen - one.ended < MEMORY for one in self._sessions)
        return who.had > PARTS * MEMORY / max(2, active)

    def _settle(self) -> float:
        now = asyncio.get_running_loop().time()
        for one in self._sessions:
            if one.began is not None and now - one.began > UNHEARD:
                one.began = None
        running = sum(one.began is not None for one in self._sessions)
        for one in self._sessions:
            one.settle(now, running)
        return now


def _stop(timer: asyncio.TimerHandle | None) -> None:
    if timer:
        timer.cancel()
