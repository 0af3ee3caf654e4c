"""What a child writes is taken up to the limit, however much of it comes at once."""

import os

import pytest

from components.corpus.readers.sandbox.protocol import FloodError, FrameReader

LINE = b'{"kind":"note"}\n'


def written(data):
    taken, given = os.pipe()
    os.write(given, data)
    os.close(given)
    return taken


def test_whole_frames_within_the_limit_are_taken_though_more_came_at_once():
    frames = iter(FrameReader(written(LINE * 3), 2 * len(LINE) + 5, 1))
    assert [next(frames), next(frames)] == [{"kind": "note"}] * 2
    with pytest.raises(FloodError):
        next(frames)


def test_as_much_as_was_agreed_is_no_flood():
    assert len(list(FrameReader(written(LINE * 3), 3 * len(LINE), 1))) == 3


def test_what_was_cut_off_in_a_frame_is_left_out():
    assert list(FrameReader(written(LINE + b'{"kind":'), 100, 1)) == [{"kind": "note"}]
