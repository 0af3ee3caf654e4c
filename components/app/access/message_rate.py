"""Rate: how many messages a session may send; those beyond wait, and its other ones behind them.

Nothing of a session is lost. As long as a message waits no other is taken from its connection, so
that the sender has to wait too and no memory fills. The page says that its clicks wait.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# So many at once, and so many a second after that: more than a hand does.
AT_ONCE, A_SECOND = 60, 12.0
# Connections of which it is known that they waited, and for how many seconds it is told.
_MOST, TOLD_SECONDS = 1_000, 30.0
CONNECTION = "sec-websocket-key"
_waited: OrderedDict[str, float] = OrderedDict()


class MessageRate:
    """Lets the messages of each websocket in at a rate that leaves room for others."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; what comes too fast a little later."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        left, seen = float(AT_ONCE), time.monotonic()
        connection = Headers(scope=scope).get(CONNECTION, "")

        async def receive_in_turn() -> Message:
            nonlocal left, seen
            message = await receive()
            if message["type"] == "websocket.receive" and message.get("bytes") is None:
                # Streamlit speaks in bytes alone, and breaks down on words.
                return {"type": "websocket.disconnect", "code": 1003}
            if message["type"] == "websocket.receive":
                now = time.monotonic()
                left, seen = min(AT_ONCE, left + (now - seen) * A_SECOND) - 1, now
                if left < 0:
                    note_waiting(connection)
                    await asyncio.sleep(-left / A_SECOND)
            return message

        await self._app(scope, receive_in_turn, send)


def has_waited(connection: str) -> bool:
    """Whether messages of the websocket with this key, a header of its request, waited lately."""
    return time.monotonic() - _waited.get(connection, -TOLD_SECONDS) < TOLD_SECONDS


def note_waiting(connection: str) -> None:
    """Remember that messages of the websocket with this key waited."""
    _waited[connection] = time.monotonic()
    _waited.move_to_end(connection)
    while len(_waited) > _MOST:
        _waited.popitem(last=False)
