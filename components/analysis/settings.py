"""Settings: what counts when articles are compared; part of the URL, cache keys and exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

PARTS = ("headline", "quotations", "boilerplate")
SETTING_KEYS = frozenset({"without", "longest", "common", "sublinear", "least"})
LONGEST_TERM = 3
LEAST_ARTICLES = 20

_NOTHING = "nothing"


@dataclass(frozen=True)
class Settings:
    """What counts when articles are compared.

    `without`: the `PARTS` of an article that do not count, in the order of `PARTS`. The others are
    about the TF-IDF terms: `longest`, how many words a term may have (1 to `LONGEST_TERM`);
    `common`, whether stop words count; `sublinear`, whether a term weighs 1 + ln(count) instead of
    its count; `least`, in how many articles it has to be (1 to `LEAST_ARTICLES`).
    """

    without: tuple[str, ...] = ("boilerplate",)
    longest: int = 1
    common: bool = False
    sublinear: bool = False
    least: int = 1

    @property
    def key(self) -> str:
        """These settings in one line, which `settings_of` reads; empty for the default settings."""
        return urlencode(write_settings(self), doseq=True)


def settings_of(key: str) -> Settings:
    """The settings that have this `key`."""
    return read_settings(parse_qs(key))


def write_settings(settings: Settings) -> dict[str, list[str]]:
    """What differs from the default settings, as the query of a URL (keys to values)."""
    usual = Settings()
    query = {
        "without": list(settings.without) or [_NOTHING],
        "longest": [str(settings.longest)],
        "common": ["yes" if settings.common else "no"],
        "sublinear": ["yes" if settings.sublinear else "no"],
        "least": [str(settings.least)],
    }
    return {
        name: values
        for name, values in query.items()
        if getattr(settings, name) != getattr(usual, name)
    }


def read_settings(query: Mapping[str, Sequence[str]]) -> Settings:
    """The settings that the query of a URL asks for; the default for what cannot be read."""
    usual = Settings()
    asked = query.get("without")
    return Settings(
        without=usual.without if asked is None else tuple(p for p in PARTS if p in asked),
        longest=_read_count(query.get("longest"), usual.longest, LONGEST_TERM),
        common=_first(query.get("common")) == "yes",
        sublinear=_first(query.get("sublinear")) == "yes",
        least=_read_count(query.get("least"), usual.least, LEAST_ARTICLES),
    )


def _first(values: Sequence[str] | None) -> str:
    return values[0] if values else ""


def _read_count(values: Sequence[str] | None, usual: int, most: int) -> int:
    word = _first(values)
    count = int(word) if word.isdecimal() and len(word) < 4 else usual
    return count if 1 <= count <= most else usual
