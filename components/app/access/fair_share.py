"""Fair share: the clicks of all sessions take turns, seen as they come in and their scripts end.

Nothing is dropped but clocks: fragments ask again by one. While a script of their session runs that
is not passed on: they ask once more, and Streamlit (1.67.0) would make of it and of a page that is
turned to one run, of the page from which the last of them was sent.
"""

from __future__ import annotations

from google.protobuf.message import DecodeError
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.app.access.message_rate import CONNECTION, note_waiting
from components.app.access.take_turns import Turns

# Seconds of waiting from which the page tells of it.
TOLD = 2.0
# Bytes: longer messages draw something, and none of them says that a script has ended.
_SHORT = 2_000


class FairShare:
    """Takes the clicks of each websocket when it is its turn."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._turns = Turns()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; a click when it is its turn."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        own = self._turns.come()
        connection = Headers(scope=scope).get(CONNECTION, "")

        async def receive_in_turn() -> Message:
            message = await receive()
            read = _read(message)
            while read.rerun_script.is_auto_rerun and self._turns.is_at_work(own):
                message = await receive()
                read = _read(message)
            if read.HasField("rerun_script") and await self._turns.take(own) > TOLD:
                note_waiting(connection)
            return message

        async def send_and_see(message: Message) -> None:
            if own.began is not None and _is_end(message):
                self._turns.end(own)
            await send(message)

        try:
            await self._app(scope, receive_in_turn, send_and_see)
        finally:
            self._turns.go(own)


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
