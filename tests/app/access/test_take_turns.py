"""One script at a time, first come first served; nobody waits for a long one, or for ever."""

import asyncio

import pytest

from components.app.access import take_turns
from components.app.access.take_turns import IDLE, LONGEST, MEMORY, PARTS, Turns
from tests.run_apart import run_apart


async def come(turns, who, name, came):
    await turns.take(who)
    came.append(name)


async def let_others_go():
    for _ in range(5):
        await asyncio.sleep(0)


def test_the_next_one_is_who_came_first():
    async def main():
        turns, came = Turns(), []
        sessions = {name: turns.come() for name in "abc"}
        waiting = [
            asyncio.create_task(come(turns, who, name, came)) for name, who in sessions.items()
        ]
        await let_others_go()
        assert came == ["a"]
        turns.end(sessions["a"])
        await let_others_go()
        assert came == ["a", "b"]
        turns.end(sessions["b"])
        await asyncio.gather(*waiting)
        return came

    assert run_apart(main()) == ["a", "b", "c"]


def test_who_runs_starts_over_without_waiting():
    async def main():
        turns, came = Turns(), []
        a, b = turns.come(), turns.come()
        await come(turns, a, "a", came)
        other = asyncio.create_task(come(turns, b, "b", came))
        await come(turns, a, "a", came)
        assert came == ["a", "a"]
        turns.end(a)
        await other
        return came

    assert run_apart(main()) == ["a", "a", "b"]


def test_nobody_waits_for_a_long_script_and_its_end_takes_nobody_s_turn(monkeypatch):
    monkeypatch.setattr(take_turns, "LONG", 0.01)

    async def main():
        turns, came = Turns(), []
        long, b, c = turns.come(), turns.come(), turns.come()
        await come(turns, long, "long", came)
        await come(turns, b, "b", came)
        # The long one clicks again and waits behind others; then its first script ends.
        monkeypatch.setattr(take_turns, "LONG", 1_000.0)
        await come(turns, c, "c", came)
        again = asyncio.create_task(come(turns, long, "long", came))
        await let_others_go()
        turns.end(long)
        await let_others_go()
        assert came == ["long", "b", "c"]
        turns.end(c)
        await again
        return came

    assert run_apart(main()) == ["long", "b", "c", "long"]


def test_who_goes_while_it_waits_gets_no_turn():
    async def main():
        turns, came = Turns(), []
        a, b, gone = turns.come(), turns.come(), turns.come()
        await come(turns, a, "a", came)
        waiting = asyncio.create_task(come(turns, gone, "gone", came))
        await let_others_go()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        turns.go(gone)
        turns.end(a)
        await come(turns, b, "b", came)
        return came

    assert run_apart(main()) == ["a", "b"]


async def flood_beside(turns, others):
    """A session that had three equal parts of the time, beside those that had nothing."""
    flood = turns.come()
    sessions = [turns.come() for _ in range(others)]
    for one in sessions:
        await turns.take(one)
        turns.end(one)
    flood.had = 3 * MEMORY / others
    return flood, sessions


def test_who_had_far_more_than_its_part_goes_last_and_when_nobody_else_runs():
    async def main():
        turns, came = Turns(), []
        flood, (a, b, *_) = await flood_beside(turns, 4)
        await come(turns, a, "a", came)
        waiting = [asyncio.create_task(come(turns, flood, "flood", came))]
        await let_others_go()
        waiting.append(asyncio.create_task(come(turns, b, "b", came)))
        await let_others_go()
        turns.end(a)
        await let_others_go()
        assert came == ["a", "b"]
        turns.end(b)
        await let_others_go()
        assert came == ["a", "b"]
        ended = asyncio.get_running_loop().time()
        await asyncio.gather(*waiting)
        assert asyncio.get_running_loop().time() - ended >= IDLE * 0.9
        return came

    assert run_apart(main()) == ["a", "b", "flood"]


def test_it_waits_no_longer_than_the_longest_though_others_run_all_the_time(monkeypatch):
    monkeypatch.setattr(take_turns, "IDLE", 1_000.0)
    monkeypatch.setattr(take_turns, "LONGEST", 0.05)

    async def main():
        turns = Turns()
        flood, _ = await flood_beside(turns, 4)
        return await turns.take(flood)

    assert run_apart(main()) >= 0.05 * 0.9
    assert LONGEST > 0.05


def test_a_click_in_its_own_script_waits_for_the_end_of_that():
    async def main():
        turns, came = Turns(), []
        flood, _ = await flood_beside(turns, 4)
        await come(turns, flood, "first", came)
        flood.had = 3 * MEMORY / 4
        again = asyncio.create_task(come(turns, flood, "second", came))
        await let_others_go()
        assert came == ["first"]
        turns.end(flood)
        await again
        return came

    assert run_apart(main()) == ["first", "second"]


def test_who_is_alone_never_has_too_much():
    async def main():
        turns = Turns()
        alone = turns.come()
        alone.had = MEMORY
        assert MEMORY == PARTS * MEMORY / 2
        await turns.take(alone)
        turns.end(alone)
        return await turns.take(alone)

    assert run_apart(main()) < IDLE


def test_nor_has_it_after_scripts_that_took_long():
    session = take_turns.Session(seen=0.0, began=0.0)
    for ended in (20.0, 40.0, 60.0):
        session.settle(ended, 1)
    assert session.had <= PARTS * MEMORY / 2


def test_what_a_session_had_is_the_time_of_its_script_shared_with_those_that_ran_beside_it():
    session = take_turns.Session(seen=0.0, began=0.0)
    session.settle(2.0, 4)
    assert session.had == pytest.approx(2 / 4)
    session.began = None
    session.settle(2.0 + MEMORY, 1)
    assert session.had == pytest.approx(0.5 / 2.718, rel=1e-3)


def test_who_comes_again_is_as_if_it_had_had_what_others_had():
    async def main():
        turns = Turns()
        for had in (1.0, 3.0):
            turns.come().had = had
        return turns.come().had

    assert run_apart(main()) == pytest.approx(2.0, rel=1e-3)


def test_a_script_whose_end_is_not_heard_counts_as_ended(monkeypatch):
    monkeypatch.setattr(take_turns, "UNHEARD", 0.0)

    async def main():
        turns = Turns()
        session = turns.come()
        await turns.take(session)
        assert session.began is not None
        return turns.is_at_work(session)

    assert not run_apart(main())
