"""What holds of the reading of any bytes: how it may end, and what a message may say."""

import io
import json
import re
import time
import traceback
from resource import RUSAGE_SELF, getrusage

from components.corpus.article import DETAILS, make_storable
from components.corpus.readers.analyst_answer import DAYS, ONE, PARTS
from components.corpus.readers.detect_format import choose_format, format_of_key
from components.corpus.readers.drafts import Member, UnreadableError, make_columns
from components.corpus.readers.formats.tables.columns import propose
from components.corpus.readers.message_to_article import make_article
from components.corpus.readers.sandbox import child
from components.corpus.readers.sandbox.limits import DEFAULT_LIMITS as LIMITS
from components.corpus.readers.sandbox.protocol import make_message
from components.corpus.readers.shaping.outlet_days import settle_by_outlet
from components.corpus.readers.shaping.paragraphs import shape_paragraphs
from components.corpus.readers.stream import Stream
from components.text.normalisation import clean
from components.text.segment import sentences

SECONDS, KILOBYTES = 5.0, 500_000
"""What the reading of a small file may take."""
_ANSWERS = ({}, {}, {PARTS: ONE}, {DAYS: "dmy"})


def read(key: str, data: bytes) -> None:
    """Read bytes as the child and its caller do; raises whatever no file may bring about."""
    reader, before, begun = child._load_reader(key), getrusage(RUSAGE_SELF), time.process_time()
    _choose(data, *(f"file{ending}" for ending in format_of_key(key).endings))
    try:
        if reader.rows:
            columns = json.dumps(make_message(propose(reader.rows(io.BytesIO(data), {}))))
            make_columns(json.loads(columns))
        # The length is as good as chance, and the same whenever these bytes are read again.
        answer = _ANSWERS[len(data) % len(_ANSWERS)]
        drafts = child._read(reader, io.BytesIO(data), LIMITS, answer)
        finished = (one for draft in drafts for one in child._finish(draft, LIMITS))
        for result in settle_by_outlet(finished):
            _take_member(result) if isinstance(result, Member) else check(make_message(result))
    except (UnreadableError, RecursionError):
        pass
    grown = getrusage(RUSAGE_SELF).ru_maxrss - before.ru_maxrss
    assert time.process_time() - begun < SECONDS, "too slow"
    assert grown < KILOBYTES, "too large"


def _choose(data: bytes, *names: str, told: str = "") -> None:
    for name in names:
        choose_format(name, Stream(io.BytesIO(data), len(data)), LIMITS, told)


def _take_member(member: Member) -> None:
    _choose(b"".join(member.chunks), member.name, told=member.format)


def check(message: dict) -> None:
    """What its caller makes of a message keeps what is promised of articles and their texts."""
    message = json.loads(json.dumps(message, default=str))
    if message["kind"] not in ("article", "reference"):
        said = [message[name] for name in ("sentence", "reason") if name in message]
        assert all(one[:1].strip() for one in said), "nothing is said"
        return
    article, _ = make_article(message, "file", "0" * 64, "https://example.org/2024-05-01/")
    told, text = str([*vars(article).values()]), article.text
    assert make_storable(told) == told, "not storable"
    assert "\n" not in article.title + article.source + article.author, "more than a line"
    assert article.details.keys() <= DETAILS.keys(), "unknown details"
    assert text == text.strip() == clean(text).text == shape_paragraphs(text), "not in shape"
    assert text or message["kind"] == "reference", "an article without text"
    spans = [0, *(place for span in sentences(text, article.language) for place in span)]
    assert [*spans, len(text)] == sorted([*spans, len(text)]), "spans out of order"


def name_finding(problem: BaseException) -> str:
    """The problem and the deepest place in our code, by which findings are told apart."""
    frames = traceback.extract_tb(problem.__traceback__)
    place = next((f for f in reversed(frames) if "/components/" in f.filename), frames[-1])
    what = problem if isinstance(problem, AssertionError) else ""
    where = f"{place.filename.rpartition('/components/')[2]} {place.lineno}"
    return re.sub(r"\W+", "-", f"{type(problem).__name__} {str(what)[:40]} {where}")
