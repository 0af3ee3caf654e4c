"""What a child writes is taken up to the limits, and only what has the shape of a message."""

import itertools
import json
import os
import threading
import time
from contextlib import suppress

import pytest

from components.corpus.readers.sandbox.message_reader import (
    FloodError,
    MessageReader,
    SilentError,
)
from components.corpus.readers.sandbox.message_shapes import MalformedError

LINE = b'{"kind":"end"}\n'
TEXTS = "title", "text", "source", "author", "language", "url", "basis", "day_words"
ARTICLE = {
    "kind": "article", **dict.fromkeys(TEXTS, ""), "bases": {}, "details": {}, "published": None,
}  # fmt: skip
MEMBER = {"kind": "member", "name": "a", "url": "", "format": "", "captured": ""}
COLUMNS = {
    "kind": "columns", "names": [], "fields": {}, "rows": [], "is_certain": False, "problem": "",
    "count": 0, "lists": {},
}  # fmt: skip
MALFORMED = {
    "no JSON": b"{",
    "no letters of ASCII": '{"kind":"end","more":"é"}'.encode(),
    "nested without end": b"[" * 100_000,
    "more lists than a text has letters": b"[%s[]]" % (b"[]," * 1_000_010),
    "a number with too many digits": b'{"kind":"end","more":%s}' % (b"9" * 5_000),
    "no object": b"[1]",
    "no kind": b"{}",
    "a kind that is none": b'{"kind":"order"}',
    "a kind that is a list": b'{"kind":["end"]}',
    "an article without a field": {k: v for k, v in ARTICLE.items() if k != "text"},
    "a text that is a number": {**ARTICLE, "text": 1e300},
    "a title that is none": {**ARTICLE, "title": None},
    "details that are a list": {**ARTICLE, "details": ["a"]},
    "a detail that is an object": {**ARTICLE, "details": {"status": {}}},
    "a basis of no field": {**ARTICLE, "bases": {"weather": "the sky"}},
    "a day that is none": {**ARTICLE, "published": "2024-02-30"},
    "a day that is a number": {**ARTICLE, "published": 20240203},
    "a day that cannot be": {**ARTICLE, "published": "9999-12-31"},
    "a text that is too long": {**ARTICLE, "text": "a" * 11},
    "a reference without its files": {**ARTICLE, "kind": "reference", "doi": ""},
    "a note without its end": {"kind": "note", "sentence": "A note."},
    "a note that is an outcome by number": {"kind": "note", "sentence": "", "is_outcome": 1},
    "a reason that is a list": {"kind": "unreadable", "reason": ["a"]},
    "a failure of a number": {"kind": "failed", "reason": "", "member": 7},
    "pages that are one text": {"kind": "scan", "texts": "abc", "title": ""},
    "a huge count": {**COLUMNS, "count": 1 << 60},
    "a count that is true": {**COLUMNS, "count": True},
    "rows of numbers": {**COLUMNS, "rows": [{"a": 1}]},
    "a list that is no table": {**COLUMNS, "lists": {"a": {}}},
    "a member without a name": {**MEMBER, "name": None},
    "a member of no number of bytes": json.dumps(MEMBER).encode() + b"\nmany",
    "a member of a number without end": json.dumps(MEMBER).encode() + b"\n" + b"9" * 5_000,
}


def piped(data):
    """A pipe that holds these bytes and ends."""
    taken, given = os.pipe()

    def write():
        with os.fdopen(given, "wb") as out, suppress(BrokenPipeError):
            out.write(data)

    threading.Thread(target=write).start()
    return taken


def told(data):
    """The messages in these bytes."""
    return list(MessageReader(piped(data), len(data), None, longest=10))


def dripping(line, before=b""):
    """A pipe into which these bytes are written one at a time and again until it is closed."""
    taken, given = os.pipe()
    os.write(given, before)

    def drip():
        with os.fdopen(given, "wb", buffering=0) as out, suppress(BrokenPipeError):
            for byte in itertools.cycle(line):
                out.write(bytes([byte]))
                time.sleep(0.001)

    threading.Thread(target=drip, daemon=True).start()
    return taken


def test_whole_messages_within_the_limit_are_taken_though_more_came_at_once():
    messages = iter(MessageReader(piped(LINE * 3), 2 * len(LINE) + 5, None))
    assert [next(messages), next(messages)] == [{"kind": "end"}] * 2
    with pytest.raises(FloodError):
        next(messages)


def test_as_much_as_was_agreed_is_no_flood():
    assert told(LINE * 3) == [{"kind": "end"}] * 3


def test_what_was_cut_off_in_a_message_is_left_out():
    assert told(LINE + b'{"kind":') == [{"kind": "end"}]


@pytest.mark.parametrize("what", MALFORMED)
def test_what_has_not_the_shape_of_a_message_is_none(what):
    message = MALFORMED[what]
    with pytest.raises(MalformedError):
        told((message if isinstance(message, bytes) else json.dumps(message).encode()) + b"\n")


def test_messages_of_the_right_shape_are_taken_as_they_are():
    table = {name: value for name, value in COLUMNS.items() if name != "kind"}
    right = [
        ARTICLE,
        {**ARTICLE, "text": "a" * 10, "published": "2024-02-29", "details": {"page": "7"}},
        {**COLUMNS, "names": ["a"], "rows": [{"a": "1"}], "count": 1, "lists": {"b": table}},
        {"kind": "scan", "texts": [["A page."], []], "title": "A title"},
    ]
    assert told(b"".join(json.dumps(message).encode() + b"\n" for message in right)) == right


def test_letters_that_no_library_can_store_are_replaced_and_others_stay():
    lines = b'{"kind":"unreadable","reason":"a\\u0000b\\uD800c \\ud83d\\ude00"}\n'
    assert told(lines) == [{"kind": "unreadable", "reason": "a\ufffdb\ufffdc 😀"}]


def test_a_message_that_comes_byte_by_byte_without_end_is_not_waited_for():
    taken = dripping(b" ")
    with pytest.raises(SilentError):
        list(MessageReader(taken, 1 << 30, 0.2))
    os.close(taken)


def test_a_member_that_comes_byte_by_byte_without_end_is_not_waited_for():
    taken = dripping(b" ", json.dumps(MEMBER).encode() + b"\n1000000000\n")
    with pytest.raises(SilentError):
        list(MessageReader(taken, 1 << 30, 0.2))
    os.close(taken)


def test_messages_that_come_without_end_are_not_waited_for_longer_than_for_all():
    taken = dripping(LINE)
    with pytest.raises(SilentError):
        list(MessageReader(taken, 1 << 30, 1_000, 0.2))
    os.close(taken)


def test_what_has_come_is_taken_however_long_the_caller_takes():
    taken, given = os.pipe()
    os.write(given, LINE * 3)
    os.close(given)
    # There is no time to wait for anything.
    assert list(MessageReader(taken, 1_000, 0, 0)) == [{"kind": "end"}] * 3
