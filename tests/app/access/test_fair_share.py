"""Clicks take their turns, clocks are left out while the script runs, and nothing is lost."""

import asyncio

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.app.access import fair_share
from components.app.access.fair_share import FairShare
from components.app.access.message_rate import has_waited
from tests.run_apart import run_apart

CLICK = BackMsg(rerun_script={}).SerializeToString()
BY_CLOCK = BackMsg(rerun_script={"is_auto_rerun": True}).SerializeToString()
END = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()
EARLY = ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN).SerializeToString()


def message(data):
    return {"type": "websocket.receive", "bytes": data}


async def connect(app, sent, application, key=b"mine"):
    """One connection whose messages are `sent`; `application` gets its receive and send."""

    async def receive():
        return message(sent.pop(0))

    async def send(_):
        pass

    async def whole(_scope, receive, send):
        await application(receive, send)

    app._app = whole
    await app({"type": "websocket", "headers": [(b"sec-websocket-key", key)]}, receive, send)


def test_the_script_of_one_connection_begins_when_that_of_another_has_ended():
    happened = []

    async def run(name, receive, send):
        await receive()
        happened.append(f"{name} begins")
        await asyncio.sleep(0.01)
        happened.append(f"{name} ends")
        await send({"type": "websocket.send", "bytes": END})

    async def main():
        app = FairShare(None)
        runs = (
            connect(app, [CLICK], lambda receive, send, name=name: run(name, receive, send))
            for name in "ab"
        )
        await asyncio.gather(*runs)

    run_apart(main())
    assert happened == ["a begins", "a ends", "b begins", "b ends"]


def test_clocks_are_not_heard_while_the_script_runs_and_clicks_are():
    taken = []

    async def application(receive, send):
        taken.append(await receive())  # nothing runs
        taken.append(await receive())  # the clock is left out, the click is not
        await send({"type": "websocket.send", "bytes": EARLY})
        taken.append(await receive())  # that run goes on as another one
        await send({"type": "websocket.send", "bytes": END})
        taken.append(await receive())

    sent = [BY_CLOCK, BY_CLOCK, CLICK, BY_CLOCK, CLICK, BY_CLOCK]
    run_apart(connect(FairShare(None), sent, application))
    assert [one["bytes"] for one in taken] == [BY_CLOCK, CLICK, CLICK, BY_CLOCK]


def test_it_is_told_where_a_click_waited_for_long(monkeypatch):
    async def application(receive, _send):
        await receive()

    run_apart(connect(FairShare(None), [CLICK], application, b"at once"))
    assert not has_waited("at once")
    monkeypatch.setattr(fair_share, "TOLD", -1.0)
    run_apart(connect(FairShare(None), [CLICK], application, b"late"))
    assert has_waited("late")


def test_a_session_that_is_gone_takes_nobody_s_turn():
    async def application(receive, _send):
        await receive()

    async def main():
        app = FairShare(None)
        for _ in range(3):
            await connect(app, [CLICK], application)

    run_apart(main())


def test_what_is_no_message_of_streamlit_is_passed_on():
    for other in (message(b"\xff\xff"), {"type": "websocket.disconnect"}):
        assert not fair_share._read(other).HasField("rerun_script")
    assert not fair_share._is_end({"type": "websocket.send", "bytes": b"x" * 5_000})
    assert not fair_share._is_end({"type": "websocket.send", "bytes": EARLY})
    assert fair_share._is_end({"type": "websocket.send", "bytes": END})
