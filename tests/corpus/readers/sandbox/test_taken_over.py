"""A reader in the hands of its file: it costs that file alone, and no more time than was agreed."""

import sys

import pytest

from components.corpus.readers import Limits, read, read_file, read_together
from components.corpus.readers.sandbox import client
from components.corpus.readers.sandbox.limits import Order, Task
from components.corpus.readers.stream import open_stream

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the host needs Linux"),
    pytest.mark.usefixtures("misbehaving_files"),
]
MALFORMED = {
    "no JSON": "{",
    "no message": "[]",
    "no kind": "{}",
    "an article without fields": '{"kind": "article"}',
    "a note without an outcome": '{"kind": "note", "sentence": "A note."}',
    "a refusal of a number": '{"kind": "refused", "reason": 1, "member": ""}',
    "an ending without a reason": '{"kind": "unreadable"}',
    "a failure of no member": '{"kind": "failed", "reason": ""}',
    "columns that are none": '{"kind": "columns", "names": 7}',
    "pages that are none": '{"kind": "scan", "texts": [1], "title": ""}',
    "a member without a name": '{"kind": "member", "name": null}',
    "a member of many bytes": (
        '{"kind": "member", "name": "", "url": "", "format": "", "captured": ""}\nmany'
    ),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_what_is_no_message_is_told_as_a_crash(what):
    reading = read_file("a.misbehaving", f"say {MALFORMED[what]}".encode())
    (rejected,) = reading.rejected
    assert reading.articles == []
    assert rejected.fault == "file"
    assert "crashed on it" in rejected.reason


@pytest.mark.parametrize("what", MALFORMED)
def test_of_texts_read_together_those_before_it_are_read_and_the_others_by_themselves(
    what, monkeypatch
):
    monkeypatch.setattr(read, "_READ_TOGETHER", ("misbehaving",))
    acts = "echo one", f"say {MALFORMED[what]}", "echo two"
    first, *others = read_together([("a.misbehaving", act.encode()) for act in acts])
    assert first[0].text == "echo: one"
    assert others == [None, None]


@pytest.mark.parametrize("act", [b"drip", b"chatter"])
def test_a_reader_that_goes_on_writing_without_a_result_is_stopped(act):
    # A second is waited for one message, and for all of them.
    order = Order(Task("misbehaving", Limits()), 0.1, None, 1, 1 << 30)
    assert order.waiting == 1
    with open_stream(act) as stream:
        answer = client.read_isolated(order, stream)
        with pytest.raises(StopIteration) as ended:
            next(answer)
    assert ended.value.value == "late"


def test_what_is_waited_for_in_all_grows_with_the_time_of_the_processor():
    task = Task("csv", Limits())
    # Ten times as long, or as long as for one message.
    assert Order(task, 26, None, 60, 1).waiting == 260
    assert Order(task, 2, None, 60, 1).waiting == 60
