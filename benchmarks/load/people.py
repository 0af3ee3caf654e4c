"""Sessions that click: each over a websocket of its own, at its own pace, and never two at once."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle, islice

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from benchmarks.load.record import Click

# Longer messages draw something, and none of them says that the script has ended.
_SHORT = 2_000
_AT_MOST = 120.0


@dataclass
class Told:
    """Seconds of each click by its name, in the order of the answers, and what went wrong."""

    seconds: list[tuple[str, float]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def click_for(
    address: str, visits: Sequence[Sequence[Click]], sessions: int, every: float, seconds: float
) -> Told:
    """Have so many sessions click, once in `every` seconds each, for so long; wait for the last."""
    told = Told()
    until = time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        for number in range(sessions):
            chance = random.Random(number)
            clicks = visits[number % len(visits)]
            group.create_task(_visit(address, clicks, chance, every, until, told))
    return told


async def flood(address: str, click: Click, seconds: float) -> int:
    """Send one click again and again without waiting for answers; how often it was sent.

    Whoever is cut off comes back at once.
    """
    sent, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(ConnectionClosed, TimeoutError):
            async with _open(address) as socket, asyncio.timeout(until - time.monotonic()):
                reading = asyncio.create_task(_read_all(socket))
                while not reading.done():
                    for message in click.messages:
                        await socket.send(message)
                    sent += 1
                    await asyncio.sleep(0)
    return sent


def _open(address: str) -> connect:
    return connect(
        f"{address.replace('http', 'ws', 1)}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        origin=address,  # type: ignore[arg-type]
        max_size=None,
        compression=None,
    )


async def _visit(
    address: str,
    clicks: Sequence[Click],
    chance: random.Random,
    every: float,
    until: float,
    told: Told,
) -> None:
    await asyncio.sleep(chance.uniform(0, every))
    async with _open(address) as socket:
        session = _Session(socket)
        try:
            for click in _begin_anywhere(clicks, chance):
                began = time.monotonic()
                if began >= until:
                    return
                try:
                    async with asyncio.timeout(_AT_MOST):
                        took = await session.send(click)
                    told.seconds.append((click.name, took))
                except TimeoutError:
                    told.faults.append(f"{click.name}: no answer after {_AT_MOST:.0f} s")
                wait = chance.uniform(0.5, 1.5) * every - (time.monotonic() - began)
                await session.idle(max(0.0, wait))
        finally:
            await session.end()


def _begin_anywhere(clicks: Sequence[Click], chance: random.Random) -> Iterator[Click]:
    """The click that opens the library; then the visit from any page on, again and again."""
    yield clicks[0]
    start = chance.choice([n for n, click in enumerate(clicks) if click.name.startswith("open")])
    yield from islice(cycle(clicks), start, None)


class _Session:
    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._reading = asyncio.create_task(self._read())
        self._ended: asyncio.Queue[float] = asyncio.Queue()
        self._again: dict[str, asyncio.Task[None]] = {}
        self._last = BackMsg()

    async def send(self, click: Click) -> float:
        """Send the messages of a click; the seconds until the last of them is answered."""
        while not self._ended.empty():
            self._ended.get_nowait()
        began = time.monotonic()
        for message in click.messages:
            await self._socket.send(message)
            self._last = BackMsg.FromString(message)
            ended = await self._ended.get()
        return ended - began

    async def idle(self, seconds: float) -> None:
        """Let this time pass; fragments that ask by themselves go on."""
        await asyncio.sleep(seconds)

    async def end(self) -> None:
        """Ask nothing more."""
        for task in (self._reading, *self._again.values()):
            task.cancel()

    async def _read(self) -> None:
        async for frame in self._socket:
            if len(frame) > _SHORT:
                continue
            message = ForwardMsg.FromString(frame)  # type: ignore[arg-type]
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                finished = message.script_finished
                if finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    for task in self._again.values():
                        task.cancel()
                    self._again.clear()
                if finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    self._ended.put_nowait(time.monotonic())
            elif kind == "auto_rerun":
                asked = message.auto_rerun
                self._again[asked.fragment_id] = asyncio.create_task(
                    self._ask_again(asked.fragment_id, asked.interval)
                )

    async def _ask_again(self, fragment: str, interval: float) -> None:
        while True:
            await asyncio.sleep(interval)
            message = BackMsg()
            message.CopyFrom(self._last)
            message.rerun_script.fragment_id = fragment
            message.rerun_script.is_auto_rerun = True
            await self._socket.send(message.SerializeToString())


async def _read_all(socket: ClientConnection) -> None:
    with suppress(ConnectionClosed):
        async for _ in socket:
            pass
