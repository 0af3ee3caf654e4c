"""What counts when articles are compared: one value, the same in the link and in every export."""

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

    `without` names the `PARTS` of an article that are left out of the numbers, in their order. Of
    the cosine: `longest` is the longest term in words, 1 to `LONGEST_TERM`; `common`
    keeps the common words of each language; `sublinear` weighs a term by 1 + ln(count) instead of
    its count; a term in fewer than `least` articles is left out, 1 to `LEAST_ARTICLES`.
    """

    without: tuple[str, ...] = ("boilerplate",)
    longest: int = 1
    common: bool = False
    sublinear: bool = False
    least: int = 1

    @property
    def key(self) -> str:
        """One line that names these settings, for `settings_of`; empty for the usual ones."""
        return urlencode(write_settings(self), doseq=True)


def settings_of(key: str) -> Settings:
    """The settings that have this `key`."""
    return read_settings(parse_qs(key))


def write_settings(settings: Settings) -> dict[str, list[str]]:
    """What differs from the usual settings, as the query of a link."""
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
    """The settings that a link asks for; what cannot be read is as usual."""
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
