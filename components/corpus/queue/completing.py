"""Articles completed by what other files tell: days by those of their outlet, and references.

It comes after reading, so that the order in which files come makes no difference.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from sqlalchemy import Connection, Row, and_, exists, or_, select, update

from components.corpus import change_history
from components.corpus.article import Article
from components.corpus.change_history import EDITABLE, edit_articles, set_removed, start_batch
from components.corpus.database.connection import in_chunks, lock_counter, raise_counter
from components.corpus.database.tables import article, change, upload, upload_article
from components.corpus.integrity.seals import resealed
from components.corpus.queue.leases import NOW, set_upload
from components.corpus.queue.read_again import FINISHED
from components.corpus.queue.store_articles import Outcomes
from components.corpus.queue.understanding import (
    Understanding,
    find_basis,
    read_understanding,
    tell_completed,
    write_understanding,
)
from components.corpus.read_articles import READER, read_texts, read_without_texts
from components.corpus.readers.joined_references import JoinedReferences, tell_joined
from components.corpus.readers.shaping.outlet_days import (
    IN_LIBRARY,
    settle_in_library,
    tell_settled,
)
from components.corpus.readers.shaping.settle_day import OPEN

_HERE = article.c.removed.is_(None)
_TEXTS_AT_ONCE = 100


@dataclass(frozen=True)
class Lists:
    """The files of a batch that have lists of references; `mark` stands for its articles."""

    batch: str
    mark: str
    files: Sequence[Row[Any]]


class Completing(Outcomes):
    """What a worker does once files are read: their articles are completed by each other."""

    def settle_days(self) -> None:
        """Read days in numbers that may be one of two in the order of others of their outlet.

        What was settled so by days that others contradict by now is open again. A day that somebody
        changed stays.
        """
        with self._database.reading() as connection:
            if not (_find_otherwise(connection) or _list_untold(connection)):
                return
        with self._database.writing() as connection:
            lock_counter(connection, "articles")
            batch = start_batch(connection)
            changed = _find_otherwise(connection)
            for before, after in changed:
                _set_fields(connection, before, after, batch)
            files = _list_files(connection, [before.id for before, _ in changed])
            for row in {**_list_untold(connection), **files}.values():
                days = tell_settled(_read_given(connection, row.id))
                _tell(connection, row, batch, days=days)

    def lists_to_join(self) -> list[Lists]:
        """The lists of references of batches that have other articles than when last joined."""
        has = or_(*(upload.c.understood.contains(f'"references":{n}') for n in range(1, 10)))
        query = select(upload).where(upload.c.state.in_(FINISHED), has).order_by(upload.c.name)
        found: list[Lists] = []
        with self._database.reading() as connection:
            files: defaultdict[str, list[tuple[Row[Any], Understanding]]] = defaultdict(list)
            for row in connection.execute(query):
                if (understood := read_understanding(row.understood)).references:
                    files[row.batch].append((row, understood))
            for batch, known in files.items():
                given = _list_given(connection, batch)
                if {number for number, _ in given} <= {row.id for row, _ in known}:
                    continue
                mark = hashlib.sha256(repr(given).encode()).hexdigest()[:16]
                if any(understood.completed.mark != mark for _, understood in known):
                    found.append(Lists(batch, mark, [row for row, _ in known]))
        return found

    def join_references(self, lists: Lists, references: JoinedReferences) -> None:
        """Complete the articles of a batch by `references`, which has what its lists say.

        Abstracts of texts that are there go to the bin. What somebody changed stays.
        """
        with self._database.writing() as connection:
            lock_counter(connection, "articles")
            batch = start_batch(connection)
            joined: set[str] = set()
            for before in _read_candidates(connection, lists.batch, references.abstracts()):
                after = references.complete(before)
                if after is not before:
                    _set_fields(connection, before, _keep_changed(connection, before, after), batch)
                    joined.add(before.id)
            gone = references.replaced_abstracts() - _list_changed(connection, "removed")
            set_removed(connection, sorted(gone), READER, removed=True, batch=batch)
            _tell_references(connection, lists, references, joined, batch)

    def is_in_force(self, batch: int) -> bool:
        """Whether nothing that a batch of changes set was changed since; False for batch 0."""
        later = change.alias()
        same = and_(later.c.article == change.c.article, later.c.field == change.c.field)
        changed = select(change.c.id).where(change.c.batch == batch)
        with self._database.reading() as connection:
            if not batch or connection.execute(changed.limit(1)).first() is None:
                return False
            since = exists().where(same, later.c.id > change.c.id)
            return connection.execute(changed.where(since).limit(1)).first() is None


def _find_otherwise(connection: Connection) -> list[tuple[Article, Article]]:
    """The articles whose day is to be another, as they are and as they are to be."""
    is_open = and_(article.c.published.is_(None), article.c.details.contains(f"({OPEN})"))
    wanted = or_(is_open, article.c.bases.contains(IN_LIBRARY))
    if connection.execute(select(article.c.id).where(_HERE, wanted).limit(1)).first() is None:
        return []
    told = or_(wanted, article.c.details.contains('"written":'))
    set_by_hand = _list_changed(connection, "published")
    known = {one.id: one for one in read_without_texts(connection, and_(_HERE, told))}
    left = (one for one in known.values() if one.id not in set_by_hand)
    return [(known[id], after) for id, after in settle_in_library(left).items()]


def _list_untold(connection: Connection) -> dict[int, Row[Any]]:
    """Files read since their days were settled by others, of which that is not told yet."""
    settled = article.c.bases.contains(IN_LIBRARY), article.c.published.is_not(None)
    ids = connection.execute(select(article.c.id).where(*settled)).scalars().all()
    files = _list_files(connection, ids)
    return {n: row for n, row in files.items() if '"days":["' not in row.understood}


def _list_given(connection: Connection, batch: str) -> list[tuple[int, str]]:
    """The finished files of a batch with the articles that they gave when they were read last."""
    query = (
        select(upload_article.c.upload, upload_article.c.article)
        .join(upload)
        .where(upload.c.batch == batch, upload.c.state.in_(FINISHED))
        .where(upload_article.c.seen.in_(NOW))
        .order_by(upload_article.c.upload, upload_article.c.article)
    )
    return [(row.upload, row.article) for row in connection.execute(query)]


def _read_candidates(connection: Connection, batch: str, abstracts: set[str]) -> Iterator[Article]:
    """The articles of a batch with their texts, but for those that are abstracts of references."""
    ids = sorted({id for _, id in _list_given(connection, batch)} - abstracts)
    found = [
        one
        for chunk in in_chunks(ids)
        for one in read_without_texts(connection, and_(_HERE, article.c.id.in_(chunk)))
    ]
    found.sort(key=lambda one: (one.name, one.id))
    for start in range(0, len(found), _TEXTS_AT_ONCE):
        some = found[start : start + _TEXTS_AT_ONCE]
        texts = read_texts(connection, [one.id for one in some])
        yield from (replace(one, text=texts[one.id]) for one in some)


def _list_changed(connection: Connection, field: str) -> set[str]:
    """The articles of which somebody changed this field."""
    query = select(change.c.article).where(change.c.field == field, change.c.who != READER)
    return set(connection.execute(query.distinct()).scalars())


def _keep_changed(connection: Connection, before: Article, after: Article) -> Article:
    """The article as it is to be, but for the fields that somebody changed."""
    query = select(change.c.field).where(change.c.article == before.id, change.c.who != READER)
    changed = set(connection.execute(query).scalars())
    kept = {name: getattr(before, name) for name in changed.intersection(EDITABLE)}
    day = {name: before.details.get(name, "") for name in changed & {change_history.MODIFIED}}
    return replace(after, **kept, details={**after.details, **day})


def _set_fields(connection: Connection, before: Article, after: Article, batch: int) -> None:
    """Store the fields of an article that differ, and what they rest on; it counts as changed."""
    names = [name for name in EDITABLE if getattr(before, name) != getattr(after, name)]
    if names:
        fields = {name: getattr(after, name) for name in names}
        edit_articles(connection, {before.id: fields}, READER, {}, batch)
    values: dict[str, Any] = {n: _write(getattr(after, n)) for n in ("bases", "details")}
    values |= {"basis": after.basis, "changed": raise_counter(connection, "articles")}
    ours = update(article).where(article.c.id == before.id)
    connection.execute(ours.values(resealed(article, values)))


def _write(texts: Mapping[str, str]) -> str:
    return orjson.dumps({n: t for n, t in texts.items() if t}, option=orjson.OPT_SORT_KEYS).decode()


def _list_files(connection: Connection, ids: Sequence[str]) -> dict[int, Row[Any]]:
    """The finished files that gave one of these articles when they were read last, by number."""
    found: dict[int, Row[Any]] = {}
    for chunk in in_chunks(ids):
        query = select(upload).join(upload_article).where(upload_article.c.article.in_(chunk))
        now = upload_article.c.seen.in_(NOW), upload.c.state.in_(FINISHED)
        found.update((row.id, row) for row in connection.execute(query.where(*now)))
    return found


def _read_given(connection: Connection, upload_id: int) -> list[Article]:
    given = select(upload_article.c.article).where(
        upload_article.c.upload == upload_id, upload_article.c.seen.in_(NOW)
    )
    return read_without_texts(connection, article.c.id.in_(given))


def _tell_references(
    connection: Connection,
    lists: Lists,
    references: JoinedReferences,
    joined: set[str],
    batch: int,
) -> None:
    """Tell of the lists what they were joined to, and of the other files what lists say."""
    names = {row.id: row.name for row in lists.files}
    for number, row in _list_files(connection, sorted(joined)).items():
        if number not in names:
            given = [one for one in _read_given(connection, row.id) if one.id in joined]
            _tell(connection, row, batch, references=tell_joined(len(given), [*names.values()]))
    for row in lists.files:
        told = references.tell_list(row.name) if joined else ()
        _tell(connection, row, batch, references=told, mark=lists.mark)
        if told and row.state == "rejected":
            set_upload(connection, row.id, state="done")


def _tell(connection: Connection, row: Row[Any], batch: int, **told: Any) -> None:
    """Store what is told of a file since other files are there, and what its days rest on."""
    before = read_understanding(row.understood)
    counts = dict(Counter(map(find_basis, _read_given(connection, row.id))))
    completed = replace(before.completed, batch=batch, counts=counts, **told)
    after = replace(before, completed=completed)
    message = tell_completed(after, row.name).message
    set_upload(connection, row.id, understood=write_understanding(after), message=message)
