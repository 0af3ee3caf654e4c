"""What a child writes is taken up to the limit, however much of it comes at once."""

import os

import pytest

from components.corpus.readers.sandbox.protocol import FloodError, MessageReader

LINE = b'{"kind":"note"}\n'


def written(data):
    taken, given = os.pipe()
    os.write(given, data)
    os.close(given)
    return taken


def test_whole_messages_within_the_limit_are_taken_though_more_came_at_once():
    messages = iter(MessageReader(written(LINE * 3), 2 * len(LINE) + 5, 1))
    assert [next(messages), next(messages)] == [{"kind": "note"}] * 2
    with pytest.raises(FloodError):
        next(messages)


def test_as_much_as_was_agreed_is_no_flood():
    assert len(list(MessageReader(written(LINE * 3), 3 * len(LINE), 1))) == 3


def test_what_was_cut_off_in_a_message_is_left_out():
    assert list(MessageReader(written(LINE + b'{"kind":'), 100, 1)) == [{"kind": "note"}]
