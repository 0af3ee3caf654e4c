"""Fair share: a session that had more of the server's time than others lets them go first.

Each session has a credit of seconds in which its script runs. While it has none, and others click,
its next click waits until it has some again, or for `LONGEST`; nothing is lost. Who is alone never
waits.

Fragments ask again by a clock. While the script of their session runs that is not passed on: they
ask once more, and Streamlit (1.67.0) would make of it and of a page that is turned to one run, of
the page from which the last of them was sent.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from google.protobuf.message import DecodeError
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.app.access.message_rate import CONNECTION, note_waiting
from components.app.access.take_turns import Turns

# Seconds of a running script: at most saved up, and earned in a second.
AT_MOST, A_SECOND = 5.0, 0.15
# Seconds that a click waits at most; without a click of others for `QUIET` nobody waits.
LONGEST, QUIET = 2.0, 3.0
_LOOK = 0.05
# Seconds after which a fragment's clock is heard although no end of the script was.
UNHEARD = 30.0
# Bytes: longer messages draw something, and none of them says that a script has ended.
_SHORT = 2_000


@dataclass(eq=False)
class Share:
    """What a session has left, as of `seen`; `began` is when its script began to run."""

    seen: float
    credit: float = AT_MOST
    began: float | None = None
    clicked: float = field(default=float("-inf"))

    def is_at_work(self) -> bool:
        """Whether its script runs, and has not for so long that its end was perhaps not heard."""
        return self.began is not None and time.monotonic() - self.began < UNHEARD

    def settle(self, now: float, running: int) -> None:
        """Add what was earned, and take what ran, shared with the others that are running."""
        self.credit += (now - self.seen) * A_SECOND
        if self.began is not None:
            self.credit -= (now - self.seen) / max(1, running)
        self.credit, self.seen = min(AT_MOST, self.credit), now


class FairShare:
    """Takes the clicks of each websocket when it is its turn."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._shares: list[Share] = []
        self._turns = Turns()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; a click of who has no credit while others click a little later."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        own = Share(time.monotonic())
        connection = Headers(scope=scope).get(CONNECTION, "")

        async def receive_in_turn() -> Message:
            message = await receive()
            while own.is_at_work() and _is_by_clock(message):
                message = await receive()
            if _is_click(message):
                await self._wait(own, connection)
                await self._turns.take(own)
                self._settle()
                own.clicked = own.seen
                own.began = own.began or own.seen
            return message

        async def send_and_see(message: Message) -> None:
            if own.began is not None and _is_end(message):
                self._settle()
                own.began = None
                self._turns.leave(own)
            await send(message)

        self._shares.append(own)
        try:
            await self._app(scope, receive_in_turn, send_and_see)
        finally:
            self._shares.remove(own)
            self._turns.leave(own)

    def _settle(self) -> None:
        now, running = time.monotonic(), sum(one.began is not None for one in self._shares)
        for one in self._shares:
            one.settle(now, running)

    async def _wait(self, own: Share, connection: str) -> None:
        until = time.monotonic() + LONGEST
        while True:
            self._settle()
            others = max((o.clicked for o in self._shares if o is not own), default=float("-inf"))
            if own.credit >= 0 or own.seen >= until or own.seen - others > QUIET:
                return
            note_waiting(connection)
            await asyncio.sleep(_LOOK)


def _is_click(message: Message) -> bool:
    return bool(_read(message).HasField("rerun_script"))


def _is_by_clock(message: Message) -> bool:
    return bool(_read(message).rerun_script.is_auto_rerun)


def _read(message: Message) -> BackMsg:
    try:
        return BackMsg.FromString(message.get("bytes") or b"")
    except DecodeError:  # Streamlit tells what is no message of its own
        return BackMsg()


def _is_end(message: Message) -> bool:
    data = message.get("bytes") or b""
    if message["type"] != "websocket.send" or len(data) > _SHORT:
        return False
    told = ForwardMsg.FromString(data)
    early = ForwardMsg.FINISHED_EARLY_FOR_RERUN
    return told.WhichOneof("type") == "script_finished" and told.script_finished != early
