"""One script at a time, first come first served; nobody waits for a long one, or for ever."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from components.app.access import take_turns
from components.app.access.take_turns import Turns


def run(main):
    """Run a coroutine in a thread of its own, where no other event loop is."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, main()).result()


async def come(turns, who, came):
    await turns.take(who)
    came.append(who)


async def let_others_go():
    for _ in range(5):
        await asyncio.sleep(0)


def test_the_next_one_is_who_came_first():
    async def main():
        turns, came = Turns(), []
        waiting = [asyncio.create_task(come(turns, who, came)) for who in "abc"]
        await let_others_go()
        assert came == ["a"]
        turns.leave("a")
        await let_others_go()
        assert came == ["a", "b"]
        turns.leave("b")
        await asyncio.gather(*waiting)
        return came

    assert run(main) == ["a", "b", "c"]


def test_who_runs_begins_anew_without_waiting():
    async def main():
        turns, came = Turns(), []
        await come(turns, "a", came)
        other = asyncio.create_task(come(turns, "b", came))
        await come(turns, "a", came)
        assert came == ["a", "a"]
        turns.leave("a")
        await other
        return came

    assert run(main) == ["a", "a", "b"]


def test_nobody_waits_for_a_long_script_and_its_end_takes_nobody_s_turn(monkeypatch):
    monkeypatch.setattr(take_turns, "LONG", 0.01)

    async def main():
        turns, came = Turns(), []
        await come(turns, "long", came)
        await come(turns, "b", came)
        # The long one clicks again and waits behind others; then its first script ends.
        monkeypatch.setattr(take_turns, "LONG", 1_000.0)
        await come(turns, "c", came)
        again = asyncio.create_task(come(turns, "long", came))
        await let_others_go()
        turns.leave("long")
        await let_others_go()
        assert came == ["long", "b", "c"]
        turns.leave("c")
        await again
        return came

    assert run(main) == ["long", "b", "c", "long"]


def test_who_goes_while_it_waits_gets_no_turn():
    async def main():
        turns, came = Turns(), []
        await come(turns, "a", came)
        gone = asyncio.create_task(come(turns, "gone", came))
        await let_others_go()
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        turns.leave("a")
        await come(turns, "b", came)
        return came

    assert run(main) == ["a", "b"]
