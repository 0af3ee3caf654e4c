"""Reading a file again in another way: its earlier articles go to the bin, with undo.

They stay where they are until the file was read to its end and gave an article. The reading that
was replaced is kept beside the new one, and the two change places when that is undone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson
from sqlalchemy import Connection, Row, Update, case, select, update

from components.corpus.article import make_storable, write_storable
from components.corpus.change_history import (
    latest_change,
    record_changes,
    set_removed,
    start_batch,
)
from components.corpus.database.connection import in_chunks
from components.corpus.database.tables import (
    article,
    change,
    library,
    upload,
    upload_article,
)
from components.corpus.integrity.seals import resealed
from components.corpus.queue.leases import EARLIER, NOW, set_upload
from components.corpus.queue.understanding import (
    Completed,
    Earlier,
    ReadAgain,
    Replaced,
    Understanding,
    read_understanding,
    write_understanding,
)
from components.corpus.readers.analyst_answer import FORMAT
from components.corpus.readers.detect_format import format_of_key
from components.text.plural import agree

FINISHED = ("done", "rejected")
# What a reader advises to do to a file; it is no help where only the chosen way was wrong.
_ADVISED = "add|choose|convert|correct|export|give|open|rename|repair|save|send|use"
_ADVICE = re.compile(rf"(?<!\s)\s*[:;,] (?:{_ADVISED})\b.*")
_SENTENCE = re.compile(r"(?<=\.)\s+(?=[A-Z])")


def queue_again(
    connection: Connection, upload_id: int, answer: Mapping[str, str], who: str
) -> None:
    """Have a finished file read again by this answer; `who` signs what it replaces."""
    row = connection.execute(select(upload).where(upload.c.id == upload_id)).one()
    counted = select(library.c.value).where(library.c.name == "numbers")
    before = read_understanding(row.understood)
    again = ReadAgain(who, connection.execute(counted).scalar_one())
    understood = replace(
        before, articles=row.new + row.duplicates or before.articles, again=again,
        earlier=_describe_reading(row, before),
    )  # fmt: skip
    was = case((upload_article.c.seen.in_(NOW), 2), else_=0)
    connection.execute(_update_given(upload_id).values(seen=was))
    values = {
        **{"state": "waiting", "message": "", "worker": "", "lease": 0.0, "tries": 0},
        "columns": write_storable(dict(answer)),
        "understood": write_understanding(understood),
    }
    set_upload(connection, upload_id, **resealed(upload, values))


def keep_as_it_was(connection: Connection, upload_id: int) -> bool:
    """Give up reading a file again, unless that began; False for a file that was never finished."""
    waits = upload.c.state.in_(("waiting", "asking", "delayed"))
    query = select(upload.c.id).where(upload.c.id == upload_id, waits)
    if connection.execute(query).first() is None:
        return False
    return _bring_back(connection, upload_id)


def keep_earlier(connection: Connection, upload_id: int, reason: str) -> bool:
    """Have a file be as it was, since it gave no article when it was read again; `reason` says why.

    False, with nothing changed, when the earlier reading gave none either.
    """
    query = select(upload.c.understood, upload.c.columns).where(upload.c.id == upload_id)
    row = connection.execute(query).one()
    earlier = read_understanding(row.understood).earlier
    before = earlier.understood if earlier else None
    if before is None or not before.articles:
        return False
    wanted = orjson.loads(row.columns).get(FORMAT, "") if row.columns else ""
    way = f"as {format_of_key(wanted).title}" if wanted else "in this way"
    why = _ADVICE.sub(".", _SENTENCE.split(reason)[0])
    articles = f"{before.articles:,} {agree(before.articles, 'article', 'articles')}"
    kept = f"{before.kind}, {articles}" if before.kind else articles
    failed = f"Could not be read {way}: {why} The earlier reading ({kept}) is kept."
    return _bring_back(connection, upload_id, make_storable(failed))


def _bring_back(connection: Connection, upload_id: int, failed: str = "") -> bool:
    """Have the earlier reading of a file count again; False when there is none."""
    query = select(upload.c.understood).where(upload.c.id == upload_id)
    understood = read_understanding(connection.execute(query).scalar() or "")
    earlier = understood.earlier
    if understood.again is None or earlier is None or earlier.understood is None:
        return False
    was = case((upload_article.c.seen.in_(EARLIER), 1), else_=0)
    connection.execute(_update_given(upload_id).values(seen=was))
    _set_reading(connection, upload_id, earlier, replace(earlier.understood, failed=failed))
    return True


def swap_readings(connection: Connection, batch: int, undoing: int) -> int:
    """After the undo of a batch of changes: what it replaced counts again for its file.

    `undoing` is the batch of the undo, which can be undone in the same way; it is given back.
    """
    mark = f'"replaced":{{"batch":{batch},'
    query = select(upload).where(upload.c.understood.contains(mark, autoescape=True))
    for row in connection.execute(query.where(upload.c.state.in_(FINISHED))).all():
        now = read_understanding(row.understood)
        earlier, replaced = now.earlier, now.replaced
        if not earlier or not earlier.understood or not replaced or replaced.batch != batch:
            continue
        turned = replace(replaced, batch=undoing, is_undone=not replaced.is_undone)
        back = replace(earlier.understood, replaced=turned, earlier=_describe_reading(row, now))
        seen = upload_article.c.seen
        swapped = case((seen == 1, 2), (seen == 2, 1), else_=seen)
        connection.execute(_update_given(row.id).values(seen=swapped))
        _set_reading(connection, row.id, earlier, back)
    _forget_told(connection, batch)
    return undoing


def _forget_told(connection: Connection, batch: int) -> None:
    """After the undo of what other files told of articles: nothing is told of that."""
    told = upload.c.understood.contains(f'"batch":{batch},"mark"', autoescape=True)
    for row in connection.execute(select(upload).where(told)).all():
        now = read_understanding(row.understood)
        own = replace(now, completed=Completed(mark=now.completed.mark))
        set_upload(connection, row.id, understood=write_understanding(own), message=own.message)


def may_be_undone(connection: Connection, batch: int) -> bool:
    """Whether every article that a batch of changes moved still is where it was moved to."""
    query = (
        select(change.c.new, article.c.removed)
        .join(article, article.c.id == change.c.article)
        .where(change.c.batch == batch, change.c.field == "removed")
    )
    moved = connection.execute(query).all() if batch else []
    return bool(moved) and all((row.new == "yes") == (row.removed is not None) for row in moved)


def _update_given(upload_id: int) -> Update:
    return update(upload_article).where(upload_article.c.upload == upload_id)


def _describe_reading(row: Row[Any], understood: Understanding) -> Earlier:
    own = replace(understood, failed="", again=None, replaced=None, earlier=None)
    return Earlier(row.state, row.new, row.duplicates, row.columns, own)


def _set_reading(
    connection: Connection, upload_id: int, reading: Earlier, understood: Understanding
) -> None:
    values = {
        **{"state": reading.state, "new": reading.new, "duplicates": reading.duplicates},
        **{"message": understood.failed or understood.message, "columns": reading.columns},
        **{"worker": "", "lease": 0.0, "tries": 0},
        "understood": write_understanding(understood),
    }
    set_upload(connection, upload_id, **resealed(upload, values))


def replace_earlier(connection: Connection, upload_id: int, again: ReadAgain) -> Replaced | None:
    """Put what only an earlier reading of a file gave into the bin; None if it gave the same.

    Articles that another file gave as well stay. What this reading gave is taken out of the bin.
    """
    query = (
        select(upload_article, article.c.number, article.c.removed)
        .join(article, article.c.id == upload_article.c.article)
        .where(upload_article.c.upload == upload_id)
        .order_by(article.c.number)
    )
    rows = connection.execute(query).all()
    unseen = [row for row in rows if row.seen not in NOW and row.removed is None]
    shared = _find_shared(connection, upload_id, [row.article for row in unseen])
    gone = [row.article for row in unseen if row.new and row.article not in shared]
    stay = [row.article for row in unseen if row.seen in EARLIER and row.article not in gone]
    back = [row.article for row in rows if row.seen in NOW and row.removed is not None]
    come = [row.article for row in rows if _is_new(row, again)]
    if not gone and not back and not come and not stay:
        return None
    _forget_relations(connection, upload_id, gone)
    after = latest_change(connection)
    batch = start_batch(connection) if gone or back or come else 0
    set_removed(connection, gone, again.who, removed=True, batch=batch)
    set_removed(connection, back, again.who, removed=False, batch=batch)
    # As if they had lain in the bin until now, so that an undo puts them there.
    record_changes(connection, [(id, "removed", "yes", "") for id in come], again.who, batch)
    upto, by = latest_change(connection), next((shared[id] for id in stay if id in shared), "")
    return Replaced(batch, len(gone), len(back) + len(come), after, upto, len(stay), by)


def _forget_relations(connection: Connection, upload_id: int, gone: list[str]) -> None:
    """What an article replaces is no earlier one that it is like."""
    own = update(upload_article).where(upload_article.c.upload == upload_id)
    forgotten = own.values(relation="", other="", share=0.0)
    for chunk in in_chunks(gone):
        connection.execute(forgotten.where(upload_article.c.other.in_(chunk)))


def _is_new(row: Row[tuple[int, str]], again: ReadAgain) -> bool:
    return bool(row.new and row.seen in NOW and row.removed is None and row.number > again.since)


def _find_shared(connection: Connection, upload_id: int, ids: Sequence[str]) -> dict[str, str]:
    """Of these articles those that another file gave as well, with the name of the first such."""
    shared: dict[str, str] = {}
    for chunk in in_chunks(ids):
        query = (
            select(upload_article.c.article, upload.c.name)
            .join(upload)
            .where(upload_article.c.article.in_(chunk), upload.c.id != upload_id)
            .where(upload_article.c.seen.in_(NOW))
            .order_by(upload.c.id.desc())
        )
        shared.update((row.article, row.name) for row in connection.execute(query))
    return shared
