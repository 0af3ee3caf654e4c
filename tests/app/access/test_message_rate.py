"""A session that sends faster than a hand waits, loses nothing, and is told."""

import pytest

from components.app.access import message_rate
from components.app.access.message_rate import MessageRate, has_waited
from tests.run_apart import run_apart

KEY = b"the key of a connection"


def session(count, monkeypatch):
    """What an application behind the rate gets of so many messages, and how long they waited."""
    waited, got = [], []
    sent = iter(range(count))

    async def receive():
        return {"type": "websocket.receive", "bytes": next(sent)}

    async def application(_scope, receive, _send):
        for _ in range(count):
            got.append((await receive())["bytes"])

    async def sleep(seconds):
        waited.append(seconds)

    monkeypatch.setattr(message_rate.asyncio, "sleep", sleep)
    monkeypatch.setattr(message_rate.time, "monotonic", lambda: 100.0)
    scope = {"type": "websocket", "headers": [(b"sec-websocket-key", KEY)]}
    run_apart(MessageRate(application)(scope, receive, None))
    return got, waited


@pytest.fixture(autouse=True)
def _nobody_waited(monkeypatch):
    monkeypatch.setattr(message_rate, "_waited", message_rate._waited.__class__())


def test_sixty_at_once_pass_and_nobody_is_told(monkeypatch):
    got, waited = session(60, monkeypatch)
    assert got == list(range(60))
    assert waited == []
    assert not has_waited(KEY.decode())


def test_those_beyond_wait_and_come_in_order(monkeypatch):
    got, waited = session(72, monkeypatch)
    assert got == list(range(72))
    # The clock stands: of twelve a second the last of twelve comes after one second.
    assert waited == pytest.approx([number / 12 for number in range(1, 13)])
    assert has_waited(KEY.decode())
    assert not has_waited("another")


def test_it_is_told_for_half_a_minute(monkeypatch):
    session(61, monkeypatch)
    monkeypatch.setattr(message_rate.time, "monotonic", lambda: 129.0)
    assert has_waited(KEY.decode())
    monkeypatch.setattr(message_rate.time, "monotonic", lambda: 131.0)
    assert not has_waited(KEY.decode())


def test_of_the_oldest_it_is_forgotten():
    for number in range(1_001):
        message_rate.note_waiting(str(number))
    assert not has_waited("0")
    assert has_waited("1000")


def test_words_where_bytes_are_expected_end_the_connection():
    async def receive():
        return {"type": "websocket.receive", "text": "words"}

    got = []

    async def application(_scope, receive, _send):
        got.append(await receive())

    scope = {"type": "websocket", "headers": []}
    run_apart(MessageRate(application)(scope, receive, None))
    assert got == [{"type": "websocket.disconnect", "code": 1003}]
