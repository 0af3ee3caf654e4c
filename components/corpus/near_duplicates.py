"""Near-duplicate detection: fingerprints find earlier articles with the same or a similar text.

MinHash with locality-sensitive hashing (Broder 1997; Leskovec et al., Mining of Massive Datasets,
3.4), so that no two texts are compared unless they are likely to be near-duplicates. Articles from
the same address are found as well.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np
from sqlalchemy import Column, Connection, Row, Table, func, select

from components.corpus.database.bulk_insert import insert_rows
from components.corpus.database.connection import in_chunks
from components.corpus.database.tables import article, article_text, band, fingerprint
from components.text.normalisation import fold

# Texts are near-duplicates from this Jaccard similarity of their runs of `RUN` words on.
NEAR = 0.7
RUN = 5
# With 8 bands of 4 minima, 89 of 100 pairs of similarity 0.7 have a band in common, 98.5 at 0.8.
BANDS, ROWS = 8, 4
# What an address by `place` begins with; no host has this name.
PLACE = "file:"
# The same of an address by the identifier that its maker gives all versions of an article.
GUID = "guid:"
SHORTEST_GUID = 8
# A tracking parameter that courlan does not know; and parameters that it removes as trackers, which
# may be the numbers of articles.
_CAMPAIGN = "cmpid"
_NUMBERING = frozenset({"cid", "eid", "uid"})
_chance = np.random.default_rng(5)
_FACTORS = _chance.integers(1, 2**63, size=(BANDS * ROWS, 1), dtype=np.uint64) * 2 + 1
_SHIFTS = _chance.integers(0, 2**63, size=(BANDS * ROWS, 1), dtype=np.uint64)


@dataclass(frozen=True)
class Fingerprint:
    """Hashes by which an article is found again.

    `folded` is a hash of the folded text, "" for an empty one; `address` the normal form of the
    address, or the identifier of its maker, or the place, "" for none; `bands` are hashes of
    MinHash bands, 64 bits with sign, none for a text of fewer than ten runs of words.
    """

    folded: str
    address: str
    bands: tuple[int, ...]


@dataclass(frozen=True)
class Relations:
    """Articles that are like an earlier one, each with the id of that one.

    `same_text`: equal but for case, space and punctuation style. `near`: near-duplicates, with the
    Jaccard similarity of their runs of five words, `NEAR` to 1. `versions`: the same address, or
    without one the same identifier of its maker, and another text.
    """

    same_text: dict[str, str] = field(default_factory=dict)
    near: dict[str, tuple[str, float]] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)


def take_fingerprint(text: str, url: str, place: str = "", guid: str = "") -> Fingerprint:
    """The fingerprint of an article; `guid`, then `place`, is used when there is no address.

    A page that was saved has no `guid`: where an article has both, its address finds it. A short
    `guid` counts not, since others give their articles the same.
    Linear in the text: about 1 ms for 1,000 words, thus before a transaction.
    """
    same = fold(text)
    folded = hashlib.sha256(same.encode()).hexdigest()[:32] if same else ""
    known = f"{GUID}{guid}" if len(guid) >= SHORTEST_GUID else f"{PLACE}{place}" if place else ""
    address = normalise_address(url) or known
    return Fingerprint(folded, address, _hash_bands(_split_runs(same)))


def normalise_address(url: str) -> str:
    """The normal form of an address, by which a page is recognised; "" for a whole site or none.

    It is courlan's (default port, doubled slashes, tracking parameters, the order of parameters and
    the spelling of an international host do not count), without scheme, "www.", fragment and final
    slash.
    """
    # Imported late, because it loads urllib3, which the dashboard opens without.
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
    """Store fingerprints, given by the number of the article."""
    pairs = list(prints)
    rows = [{"number": n, "folded": one.folded, "address": one.address} for n, one in pairs]
    bands = [{"number": n, "hash": hash} for n, one in pairs for hash in sorted({*one.bands})]
    insert_rows(connection, fingerprint, rows)
    insert_rows(connection, band, bands)


def relate(connection: Connection, numbers: Sequence[int]) -> Relations:
    """How articles, given by number, relate to earlier ones; linear in how many are given.

    One with the text of an earlier one is in `same_text` alone. `near` names the most similar.
    """
    rows = _select_rows(connection, fingerprint, numbers)
    first = _find_first(connection, fingerprint.c.folded, {row.folded for row in rows})
    pages = _find_pages(connection, {row.address for row in rows})
    hashes: defaultdict[int, list[int]] = defaultdict(list)
    for row in _select_rows(connection, band, numbers):
        hashes[row.number].append(row.hash)
    bands = _find_first(connection, band.c.hash, {one for many in hashes.values() for one in many})
    copies, versions, candidates = {}, {}, {}
    for row in rows:
        number = row.number
        if first.get(row.folded, number) < number:
            copies[number] = first[row.folded]
            continue
        candidates[number] = sorted({bands[one] for one in hashes[number] if bands[one] < number})
        before = [other for other in pages.get(row.address, ()) if other < number]
        if before:
            versions[number] = before[-1]
    near = _compare(connection, candidates)
    ids = _find_ids(connection, {*numbers, *first.values(), *versions.values(), *bands.values()})
    return Relations(
        {ids[number]: ids[other] for number, other in copies.items()},
        {ids[number]: (ids[other], share) for number, (other, share) in near.items()},
        {ids[number]: ids[other] for number, other in versions.items()},
    )


def _select_rows(connection: Connection, table: Table, numbers: Sequence[int]) -> list[Row[Any]]:
    found: list[Row[Any]] = []
    for chunk in in_chunks(numbers):
        query = select(table).where(table.c.number.in_(chunk)).order_by(table.c.number)
        found += connection.execute(query).all()
    return found


def _find_first(connection: Connection, key: Column[Any], wanted: set[Any]) -> dict[Any, int]:
    """The number of the first article that has each key."""
    number = key.table.c.number
    found: dict[Any, int] = {}
    for chunk in in_chunks(wanted - {""}):
        query = select(key, func.min(number)).where(key.in_(chunk)).group_by(key)
        found.update((row[0], row[1]) for row in connection.execute(query))
    return found


def _find_pages(connection: Connection, wanted: set[str]) -> dict[str, list[int]]:
    """The numbers of the articles of each address, in order of arrival."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for chunk in in_chunks(wanted - {""}):
        columns = fingerprint.c.address, fingerprint.c.number
        query = select(*columns).where(fingerprint.c.address.in_(chunk))
        for page, number in connection.execute(query.order_by(fingerprint.c.number)):
            found[page].append(number)
    return found


def _compare(
    connection: Connection, candidates: Mapping[int, Sequence[int]]
) -> dict[int, tuple[int, float]]:
    """For each text the most similar of its candidates, if that is near, and the similarity."""
    near: dict[int, tuple[int, float]] = {}
    for number, others in candidates.items():
        if not others:
            continue
        query = select(article_text.c.number, article_text.c.text)
        rows = connection.execute(query.where(article_text.c.number.in_([number, *others])))
        runs = {row.number: _split_runs(fold(row.text)) for row in rows}
        score, other = max((_jaccard(runs[number], runs[other]), -other) for other in others)
        if score >= NEAR:
            near[number] = (-other, round(score, 3))
    return near


def _jaccard(one: set[bytes], other: set[bytes]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _find_ids(connection: Connection, numbers: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for chunk in in_chunks(numbers):
        query = select(article.c.number, article.c.id).where(article.c.number.in_(chunk))
        found.update((row.number, row.id) for row in connection.execute(query))
    return found


def _split_runs(folded: str) -> set[bytes]:
    words = folded.encode().split(b" ")
    return {b" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def _hash_bands(runs: set[bytes]) -> tuple[int, ...]:
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
