"""What of a JSON file is in no article or was taken from above it, as sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from components.corpus.readers.drafts import Note
from components.corpus.readers.objects import known_fields
from components.corpus.readers.shelves import KEY, Over, Shelf, is_day
from components.text.plural import agree

_SHOWN = 5
_COUNTED = 1000
"""Different values that are counted: a file of lines may have one over every article."""
_INHERITED = ("source", "language")
_TOLD = ("date", "author")


@dataclass(frozen=True)
class LeftOut:
    """Counts of entries that are not read, by place, and of articles by what stands over them.

    `wordless` are parts of texts with words that are not read, `lost` values that no article
    has, `taken` those that articles were given.
    """

    entries: Counter[str] = field(default_factory=Counter)
    wordless: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)

    def add_shelves(self, shelves: Iterable[Shelf]) -> None:
        """Count the entries of shelves that are not read."""
        self.entries.update({shelf.key: len(shelf.items) for shelf in shelves})

    def notes(self) -> Iterator[Note]:
        """What there is to tell, one sentence a kind."""
        for words, counts in (
            ("Left out, because the articles are elsewhere in the file", _entries(self.entries)),
            (
                "Left out of the texts, as pictures or parts of an unknown kind",
                _entries(self.wordless),
            ),
            ("Left out, because it is above the articles and not in them", _over(self.lost)),
            ("Taken from what is above the articles", _over(self.taken)),
        ):
            if counts:
                others = " and more" if len(counts) > _SHOWN else ""
                yield Note(f"{words}: {', '.join(counts[:_SHOWN])}{others}.")


def inherit(
    values: dict[str, str], over: Over, columns: Mapping[str, str], left: LeftOut
) -> dict[str, str]:
    """The values of an article, with source and language of what it stands in where it has none.

    A day or an author there may be those of the whole: they are told of, as are names and days that
    are keys.
    """
    said = known_fields(values) | columns.keys()
    taken = {name: over[name] for name in _INHERITED if name in over and name not in said}
    lost = {name: over[name] for name in _TOLD if name in over}
    if lost and "title" in over:
        lost = {"title": over["title"], **lost}
    if KEY in over and ("date" if is_day(over[KEY]) else "source") not in said | taken.keys():
        lost[KEY] = over[KEY]
    for counts, found in ((left.lost, lost), (left.taken, taken)):
        for name, words in found.items():
            said_over = f"{name} “{words[:60]}”"
            if said_over in counts or len(counts) < _COUNTED:
                counts[said_over] += 1
    return values | taken


def say_place(key: str) -> str:
    """Where entries stand, as part of a sentence."""
    return f"under “{key[:60]}”" if key else "at the top of the file"


def count_entries(number: int) -> str:
    """A number of entries in words."""
    return f"{number:,} {agree(number, 'entry', 'entries')}"


def _entries(counts: Mapping[str, int]) -> list[str]:
    return [f"{count_entries(number)} {say_place(key)}" for key, number in counts.items()]


def _over(counts: Mapping[str, int]) -> list[str]:
    return [
        f"{words} ({number:,} {agree(number, 'article', 'articles')})"
        for words, number in counts.items()
    ]
