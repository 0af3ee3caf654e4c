"""Recognise the same text, nearly the same text, and the same address, without comparing all."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np
from sqlalchemy import ColumnElement, Connection, func, insert, select

from components.corpus.article import Article
from components.corpus.schema import article, article_text, band, fingerprint
from components.text.normal import fold

# Texts that share this part of their runs of five words are nearly the same.
NEAR = 0.7
RUN = 5
# 8 bands of 4 minima (Broder 1997, Leskovec et al., Mining of Massive Datasets, 3.4) meet in 89 of
# 100 pairs at 0.7 and in 98.5 at 0.8.
BANDS, ROWS = 8, 4
CHUNK = 1000
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|igshid|mc_cid|mc_eid|cmpid|ref_src")
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
    """New articles that are like earlier ones, each with the id of the other.

    `same_text` reads the same but for case, space and punctuation style; `near` shares the part
    given (0.7 to 1) of their runs of five words; `versions` have the same address and another text.
    """

    same_text: dict[str, str] = field(default_factory=dict)
    near: dict[str, tuple[str, float]] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)


def take_fingerprint(text: str, url: str) -> Fingerprint:
    """Linear in the text: about 1 ms for 1,000 words, thus before a transaction."""
    same = fold(text)
    folded = hashlib.sha256(same.encode()).hexdigest()[:32] if same else ""
    return Fingerprint(folded, address(url), _bands(_runs(same)))


def address(url: str) -> str:
    """The part of an address that names a page, "" when it names none or only a whole site."""
    try:
        parts = urlsplit(url.strip())
        asked = parse_qsl(parts.query)
    except ValueError:
        return ""
    kept = urlencode([(name, value) for name, value in asked if not _TRACKING.fullmatch(name)])
    page = parts.path.rstrip("/") + (f"?{kept}" if kept else "")
    host = (parts.netloc or "").casefold().removeprefix("www.")
    return host + page if host and page else ""


def insert_fingerprints(connection: Connection, prints: Iterable[tuple[int, Fingerprint]]) -> None:
    """Keep them by the number of the article."""
    pairs = list(prints)
    rows = [{"number": n, "folded": one.folded, "address": one.address} for n, one in pairs]
    bands = [{"number": n, "hash": hash} for n, one in pairs for hash in sorted({*one.bands})]
    if rows:
        connection.execute(insert(fingerprint), rows)
    if bands:
        connection.execute(insert(band), bands)


def relate(connection: Connection, new: Mapping[int, tuple[Article, Fingerprint]]) -> Relations:
    """What new articles, by number and in that order, have to do with those before them.

    They must be stored and their fingerprints must not. Linear in the number of new ones.
    """
    prints = [one for _, one in new.values()]
    same = _known(connection, fingerprint.c.folded, {one.folded for one in prints}, func.min)
    pages = _known(connection, fingerprint.c.address, {one.address for one in prints}, func.max)
    bands = _known(connection, band.c.hash, {h for one in prints for h in one.bands}, func.min)
    copies, versions, alike = {}, {}, {}
    for number, (_, one) in new.items():
        if one.folded in same:
            copies[number] = same[one.folded]
        else:
            alike[number] = sorted({bands[hash] for hash in one.bands if hash in bands})
            if one.address in pages:
                versions[number] = pages[one.address]
        if one.folded:
            same.setdefault(one.folded, number)
        if one.address:
            pages[one.address] = number
        for hash in one.bands:
            bands.setdefault(hash, number)
    near = _compare(connection, {n: new[n][0].text for n in alike}, alike)
    ids = _ids(connection, {*copies.values(), *versions.values(), *(n for n, _ in near.values())})
    own = {number: one.id for number, (one, _) in new.items()}
    return Relations(
        {own[number]: ids[other] for number, other in copies.items()},
        {own[number]: (ids[other], share) for number, (other, share) in near.items()},
        {own[number]: ids[other] for number, other in versions.items()},
    )


def _known(
    connection: Connection, key: ColumnElement[Any], wanted: set[Any], which: Callable[..., Any]
) -> dict[Any, int]:
    """The first or last article of those that have each key."""
    number = key.table.c.number
    found: dict[Any, int] = {}
    keys = sorted(wanted - {""})
    for start in range(0, len(keys), CHUNK):
        query = select(key, which(number)).where(key.in_(keys[start : start + CHUNK]))
        found.update((one, first) for one, first in connection.execute(query.group_by(key)))
    return found


def _compare(
    connection: Connection, texts: Mapping[int, str], candidates: Mapping[int, Sequence[int]]
) -> dict[int, tuple[int, float]]:
    """Of each new text's candidates the one most like it, if that is near, and how near."""
    near: dict[int, tuple[int, float]] = {}
    for number, others in candidates.items():
        if not others:
            continue
        query = select(article_text.c.number, article_text.c.text)
        rows = connection.execute(query.where(article_text.c.number.in_(others))).all()
        own = _runs(fold(texts[number]))
        shares = [(_share(own, _runs(fold(text))), -other) for other, text in rows]
        share, other = max(shares)
        if share >= NEAR:
            near[number] = (-other, round(share, 3))
    return near


def _share(one: set[bytes], other: set[bytes]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _ids(connection: Connection, numbers: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    ordered = sorted(numbers)
    for start in range(0, len(ordered), CHUNK):
        chosen = article.c.number.in_(ordered[start : start + CHUNK])
        found.update(
            (n, id)
            for n, id in connection.execute(select(article.c.number, article.c.id).where(chosen))
        )
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
