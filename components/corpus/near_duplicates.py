"""Recognise the same text, nearly the same text, and the same address, without comparing all."""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np
from sqlalchemy import Column, Connection, Row, Table, func, insert, select

from components.corpus.database.tables import article, article_text, band, fingerprint
from components.text.normalisation import fold

# Texts that share this part of their runs of five words are nearly the same.
NEAR = 0.7
RUN = 5
# 8 bands of 4 minima (Broder 1997, Leskovec et al., Mining of Massive Datasets, 3.4) meet in 89 of
# 100 pairs at 0.7 and in 98.5 at 0.8.
BANDS, ROWS = 8, 4
CHUNK = 1000
# No host is called so.
PLACE = "file:"
# A tracker that courlan does not know, and what it takes for trackers but may number articles.
_CAMPAIGN = "cmpid"
_NUMBERING = frozenset({"cid", "eid", "uid"})
_chance = np.random.default_rng(5)
_FACTORS = _chance.integers(1, 2**63, size=(BANDS * ROWS, 1), dtype=np.uint64) * 2 + 1
_SHIFTS = _chance.integers(0, 2**63, size=(BANDS * ROWS, 1), dtype=np.uint64)


@dataclass(frozen=True)
class Fingerprint:
    """What an article is recognised by; "" and no bands for a text or address too short for it."""

    folded: str
    address: str
    bands: tuple[int, ...]


@dataclass(frozen=True)
class Relations:
    """Articles that are like earlier ones, each with the id of the other.

    `same_text` reads the same but for case, space and punctuation style; `near` shares the part
    given (0.7 to 1) of their runs of five words; `versions` have the same address and another text.
    """

    same_text: dict[str, str] = field(default_factory=dict)
    near: dict[str, tuple[str, float]] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)


def take_fingerprint(text: str, url: str, place: str = "") -> Fingerprint:
    """Linear in the text: about 1 ms for 1,000 words, thus before a transaction.

    What has no address is recognised by its `place`.
    """
    same = fold(text)
    folded = hashlib.sha256(same.encode()).hexdigest()[:32] if same else ""
    known = address(url) or (f"{PLACE}{place}" if place else "")
    return Fingerprint(folded, known, _bands(_runs(same)))


def address(url: str) -> str:
    """The part of an address that names a page, "" when it names none or only a whole site.

    In courlan's normal form: the port of the scheme, doubled slashes, trackers, the order of the
    query and the spelling of an international host do not count. Nor do scheme, "www.", fragment
    and a slash at the end.
    """
    # Here, because the dashboard opens without it: it brings urllib3 along.
    from courlan import normalize_url

    try:
        given = urlsplit(url.strip())
        parts = urlsplit(normalize_url(given))
        numbers = [pair for pair in parse_qsl(given.query) if _numbers_articles(*pair)]
        asked = [pair for pair in parse_qsl(parts.query) if pair[0] != _CAMPAIGN]
    except ValueError:
        return ""
    kept = urlencode([*asked, *sorted(numbers)])
    page = parts.path.rstrip("/") + (f"?{kept}" if kept else "")
    host = parts.netloc.removeprefix("www.")
    return host + page if host and page else ""


def _numbers_articles(name: str, value: str) -> bool:
    return name.casefold() in _NUMBERING and value.isdecimal()


def insert_fingerprints(connection: Connection, prints: Iterable[tuple[int, Fingerprint]]) -> None:
    """Keep them by the number of the article."""
    pairs = list(prints)
    rows = [{"number": n, "folded": one.folded, "address": one.address} for n, one in pairs]
    bands = [{"number": n, "hash": hash} for n, one in pairs for hash in sorted({*one.bands})]
    if rows:
        connection.execute(insert(fingerprint), rows)
    if bands:
        connection.execute(insert(band), bands)


def relate(connection: Connection, numbers: Sequence[int]) -> Relations:
    """What articles have to do with those that came before them. Linear in how many are asked."""
    rows = _rows(connection, fingerprint, numbers)
    first = _known(connection, fingerprint.c.folded, {row.folded for row in rows})
    pages = _pages(connection, {row.address for row in rows})
    hashes: defaultdict[int, list[int]] = defaultdict(list)
    for row in _rows(connection, band, numbers):
        hashes[row.number].append(row.hash)
    bands = _known(connection, band.c.hash, {one for many in hashes.values() for one in many})
    copies, versions, alike = {}, {}, {}
    for row in rows:
        number = row.number
        if first.get(row.folded, number) < number:
            copies[number] = first[row.folded]
            continue
        alike[number] = sorted({bands[one] for one in hashes[number] if bands[one] < number})
        before = [other for other in pages.get(row.address, ()) if other < number]
        if before:
            versions[number] = before[-1]
    near = _compare(connection, alike)
    ids = _ids(connection, {*numbers, *first.values(), *versions.values(), *bands.values()})
    return Relations(
        {ids[number]: ids[other] for number, other in copies.items()},
        {ids[number]: (ids[other], share) for number, (other, share) in near.items()},
        {ids[number]: ids[other] for number, other in versions.items()},
    )


def _rows(connection: Connection, table: Table, numbers: Sequence[int]) -> list[Row[Any]]:
    found: list[Row[Any]] = []
    for chunk in _chunks(numbers):
        query = select(table).where(table.c.number.in_(chunk)).order_by(table.c.number)
        found += connection.execute(query).all()
    return found


def _known(connection: Connection, key: Column[Any], wanted: set[Any]) -> dict[Any, int]:
    """The first article of those that have each key."""
    number = key.table.c.number
    found: dict[Any, int] = {}
    for chunk in _chunks(wanted - {""}):
        query = select(key, func.min(number)).where(key.in_(chunk)).group_by(key)
        found.update((row[0], row[1]) for row in connection.execute(query))
    return found


def _pages(connection: Connection, wanted: set[str]) -> dict[str, list[int]]:
    """The articles of each address, in order of arrival."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for chunk in _chunks(wanted - {""}):
        columns = fingerprint.c.address, fingerprint.c.number
        query = select(*columns).where(fingerprint.c.address.in_(chunk))
        for page, number in connection.execute(query.order_by(fingerprint.c.number)):
            found[page].append(number)
    return found


def _chunks(wanted: Iterable[Any]) -> Iterator[list[Any]]:
    every = sorted(wanted)
    for start in range(0, len(every), CHUNK):
        yield every[start : start + CHUNK]


def _compare(
    connection: Connection, candidates: Mapping[int, Sequence[int]]
) -> dict[int, tuple[int, float]]:
    """Of each text's candidates the one most like it, if that is near, and how near."""
    near: dict[int, tuple[int, float]] = {}
    for number, others in candidates.items():
        if not others:
            continue
        query = select(article_text.c.number, article_text.c.text)
        rows = connection.execute(query.where(article_text.c.number.in_([number, *others])))
        runs = {row.number: _runs(fold(row.text)) for row in rows}
        share, other = max((_share(runs[number], runs[other]), -other) for other in others)
        if share >= NEAR:
            near[number] = (-other, round(share, 3))
    return near


def _share(one: set[bytes], other: set[bytes]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _ids(connection: Connection, numbers: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for chunk in _chunks(numbers):
        query = select(article.c.number, article.c.id).where(article.c.number.in_(chunk))
        found.update((row.number, row.id) for row in connection.execute(query))
    return found


def _runs(folded: str) -> set[bytes]:
    words = folded.encode().split(b" ")
    return {b" ".join(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}


def _bands(runs: set[bytes]) -> tuple[int, ...]:
    if len(runs) < 2 * RUN:
        return ()
    hashes = np.fromiter(map(zlib.crc32, runs), dtype=np.uint64, count=len(runs))
    minima = ((_FACTORS * hashes + _SHIFTS) >> np.uint64(32)).min(axis=1)
    return tuple(
        int.from_bytes(
            hashlib.blake2b(
                minima[start : start + ROWS].tobytes(), digest_size=8, salt=bytes([start])
            ).digest(),
            "big",
            signed=True,
        )
        for start in range(0, BANDS * ROWS, ROWS)
    )
