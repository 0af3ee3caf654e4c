"""Whoever had more than its share lets others go first, and loses nothing."""

from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.app.access import fair_share
from components.app.access.fair_share import (
    A_SECOND,
    AT_MOST,
    LONGEST,
    QUIET,
    UNHEARD,
    FairShare,
    Share,
)
from components.app.access.message_rate import has_waited

CLICK = BackMsg(rerun_script={}).SerializeToString()
END = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()
EARLY = ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN).SerializeToString()
RUNS = 4.0


class Clock:
    """Stands until somebody sleeps."""

    def __init__(self, monkeypatch):
        self.now = 100.0
        monkeypatch.setattr(fair_share.time, "monotonic", lambda: self.now)
        monkeypatch.setattr(fair_share.asyncio, "sleep", self.sleep)

    async def sleep(self, seconds):
        self.now += seconds


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


def click(app, clock, count, connection=b"mine"):
    """When each of so many clicks was taken, of which each runs for `RUNS` seconds."""
    taken = []

    async def receive():
        return {"type": "websocket.receive", "bytes": CLICK}

    async def send(message):
        pass

    async def application(_scope, receive, send):
        for _ in range(count):
            await receive()
            taken.append(clock.now)
            clock.now += RUNS
            await send({"type": "websocket.send", "bytes": END})

    async def run():
        app._app = application
        scope = {"type": "websocket", "headers": [(b"sec-websocket-key", connection)]}
        await app(scope, receive, send)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(anyio.run, run).result()
    return taken


def test_who_is_alone_never_waits(clock):
    assert click(FairShare(None), clock, 5) == [100 + RUNS * number for number in range(5)]


def test_who_had_more_than_its_share_waits_for_those_who_click(clock, monkeypatch):
    app = FairShare(None)
    other = Share(clock.now)
    app._shares.append(other)
    # The other one clicks all the time.
    monkeypatch.setattr(other, "settle", lambda now, running: setattr(other, "clicked", now))
    first, second, third, fourth = click(app, clock, 4, b"of a flood")
    # Five seconds of credit last for the first two clicks, of four seconds each.
    assert (first, second) == (100, 104)
    assert third - second == pytest.approx(RUNS + LONGEST, abs=0.1)
    assert fourth - third == pytest.approx(RUNS + LONGEST, abs=0.1)
    assert has_waited("of a flood")


def test_nobody_waits_for_one_who_left_off(clock):
    app = FairShare(None)
    app._shares.append(Share(clock.now, clicked=clock.now - QUIET - 0.1))
    assert click(app, clock, 5) == [100 + RUNS * number for number in range(5)]


def test_credit_is_earned_again():
    share = Share(0.0, credit=-0.3)
    share.settle(2.0, 0)
    assert share.credit == pytest.approx(-0.3 + 2 * A_SECOND)
    share.settle(1_000.0, 0)
    assert share.credit == AT_MOST


def test_of_what_runs_beside_others_each_pays_its_part():
    share = Share(0.0, began=0.0)
    share.settle(2.0, 4)
    assert share.credit == pytest.approx(AT_MOST + 2 * A_SECOND - 2 / 4)


def test_a_run_that_ends_for_another_one_goes_on():
    assert fair_share._is_end({"type": "websocket.send", "bytes": END})
    assert not fair_share._is_end({"type": "websocket.send", "bytes": EARLY})


def test_clocks_are_not_heard_while_the_script_runs_and_clicks_are(clock):
    by_clock = BackMsg(rerun_script={"is_auto_rerun": True}).SerializeToString()
    sent, taken = [by_clock, by_clock, CLICK, by_clock, by_clock], []
    app = FairShare(None)

    async def receive():
        return {"type": "websocket.receive", "bytes": sent.pop(0)}

    async def send(message):
        pass

    async def application(_scope, receive, send):
        taken.append(await receive())  # nothing runs
        taken.append(await receive())  # the clock is left out, the click is not
        await send({"type": "websocket.send", "bytes": END})
        taken.append(await receive())
        clock.now += UNHEARD
        taken.append(await receive())  # though its end was not heard

    async def run():
        app._app = application
        await app({"type": "websocket", "headers": []}, receive, send)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(anyio.run, run).result()
    assert [one["bytes"] for one in taken] == [by_clock, CLICK, by_clock, by_clock]


def test_a_session_that_is_gone_competes_with_nobody(clock):
    app = FairShare(None)
    click(app, clock, 1)
    assert app._shares == []


def test_what_is_no_message_of_streamlit_is_passed_on():
    assert not fair_share._is_click({"type": "websocket.receive", "bytes": b"\xff\xff"})
    assert not fair_share._is_click({"type": "websocket.disconnect"})
    assert not fair_share._is_end({"type": "websocket.send", "bytes": b"x" * 5_000})
