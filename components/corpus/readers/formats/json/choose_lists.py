"""Choice of the lists of a JSON value that are the articles; what else it has is noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from components.corpus.readers.drafts import Note
from components.corpus.readers.formats.field_names import recognise_fields
from components.corpus.readers.formats.json.object_fields import known_fields, own_values
from components.corpus.readers.formats.json.score_lists import (
    KEY,
    Inherited,
    KeyPath,
    ObjectList,
    is_day,
)
from components.corpus.readers.formats.tables.columns import SHORTEST_TEXT
from components.text.plural import agree

_SHOWN = 5
_COUNTED = 1000
"""Different values that are counted: a file of lines may have one above every article."""
_INHERITED = ("source", "language")
_TOLD = ("date", "author")


@dataclass(frozen=True)
class LeftOut:
    """Counts of entries that are not read, by position, and of articles by values above them.

    `wordless` are parts of texts with words that are not read, `lost` values that articles did not
    inherit, `taken` those that they did. `brief` are articles of which a maker gives only a
    summary, `cut` those that it cut, by maker.
    """

    entries: Counter[str] = field(default_factory=Counter)
    wordless: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    brief: Counter[str] = field(default_factory=Counter)
    cut: Counter[str] = field(default_factory=Counter)

    def add_lists(self, lists: Iterable[ObjectList]) -> None:
        """Count the entries of lists that are not read."""
        self.entries.update({object_list.key: len(object_list.items) for object_list in lists})

    def notes(self) -> Iterator[Note]:
        """What there is to tell, one sentence a kind."""
        for counts, what in ((self.brief, "only a summary"), (self.cut, "only the beginning")):
            for maker, number in counts.items():
                if number:
                    articles = f"{number:,} {agree(number, 'article', 'articles')}"
                    yield Note(f"Of {articles} {maker} gives {what} of the text.")
        for words, said in (
            (
                "Left out, because the articles are elsewhere in the file",
                _describe_entries(self.entries),
            ),
            (
                "Left out of the texts, as pictures or parts of an unknown kind",
                _describe_entries(self.wordless),
            ),
            (
                "Left out, because it is above the articles and not in them",
                _describe_values(self.lost),
            ),
            ("Taken from what is above the articles", _describe_values(self.taken)),
        ):
            if said:
                others = " and more" if len(said) > _SHOWN else ""
                yield Note(f"{words}: {', '.join(said[:_SHOWN])}{others}.")


def inherit(
    values: dict[str, str], inherited: Inherited, columns: Mapping[str, str], left: LeftOut
) -> dict[str, str]:
    """The values of an article, with source and language of the objects above it where it has none.

    A day or an author there may be those of the whole: they are counted as lost, for a note, and so
    are names and days that are keys.
    """
    said = known_fields(values) | columns.keys()
    taken = {name: inherited[name] for name in _INHERITED if name in inherited and name not in said}
    lost = {name: inherited[name] for name in _TOLD if name in inherited}
    if lost and "title" in inherited:
        lost = {"title": inherited["title"], **lost}
    if (
        KEY in inherited
        and ("date" if is_day(inherited[KEY]) else "source") not in said | taken.keys()
    ):
        lost[KEY] = inherited[KEY]
    for counts, found in ((left.lost, lost), (left.taken, taken)):
        for name, words in found.items():
            said_over = f"{name} “{words[:60]}”"
            if said_over in counts or len(counts) < _COUNTED:
                counts[said_over] += 1
    return values | taken


def describe_position(key: str) -> str:
    """Where entries stand, as part of a sentence."""
    return f"under “{key[:60]}”" if key else "at the top of the file"


def count_entries(number: int) -> str:
    """A number of entries in words."""
    return f"{number:,} {agree(number, 'entry', 'entries')}"


def _describe_entries(counts: Mapping[str, int]) -> list[str]:
    return [f"{count_entries(number)} {describe_position(key)}" for key, number in counts.items()]


def _describe_values(counts: Mapping[str, int]) -> list[str]:
    return [
        f"{words} ({number:,} {agree(number, 'article', 'articles')})"
        for words, number in counts.items()
    ]


@dataclass(frozen=True)
class Chosen:
    """The lists that are read, none when that is not certain.

    `left` are lists with texts that are not read, `open` those of which an analyst may choose one.
    """

    lists: Sequence[ObjectList] = ()
    left: Sequence[ObjectList] = ()
    open: Sequence[ObjectList] = ()


def choose_lists(lists: Sequence[ObjectList]) -> Chosen:
    """Choose the lists of articles by what an article needs: a title and a text of some length.

    Several are chosen when each has that. None is when there is none with texts whose key or
    titles say that they are articles, or when others may be it as well.
    """
    sure = [one for one in lists if one.is_certain_list]
    # What has no more than a word of its own beside the articles within it is their shell.
    shells = _above(one for one in sure if one.is_complete_list)
    solid = [one for one in sure if one.text_length >= SHORTEST_TEXT or one.path not in shells]
    paths = {one.path for one in solid}
    outer = [one for one in solid if not _is_within(one, paths)]
    chosen = [one for one in outer if one.is_complete_list] or outer
    at = {one.path: one for one in lists}
    may_be = [
        one
        for one in lists
        if (one.has_texts or one.unnamed_length >= SHORTEST_TEXT) and not _is_part(one, at)
    ]
    taken = {one.path for one in chosen}
    rest = [one for one in may_be if one.path not in taken]
    is_open = any(one.may_be_parts for one in chosen)
    if not chosen or is_open or _is_contested(chosen, rest):
        return Chosen(open=sorted(may_be, key=_rank, reverse=True))
    return Chosen(chosen, _find_left(lists, chosen, rest))


def _above(lists: Iterable[ObjectList]) -> set[KeyPath]:
    """The ways to everything in which one of these stands."""
    return {one.path[:length] for one in lists for length in range(len(one.path))}


def _is_within(object_list: ObjectList, paths: Collection[KeyPath]) -> bool:
    return any(object_list.path[:length] in paths for length in range(len(object_list.path)))


def _is_part(object_list: ObjectList, at: Mapping[KeyPath, ObjectList]) -> bool:
    """Whether its objects are read with the objects they stand in: `fields`, or paragraphs."""
    if not object_list.path or object_list.is_accompanying:
        return False
    if object_list.path[-1] == "[]" and "text" in recognise_fields(object_list.path[-2:-1]):
        return not object_list.is_titled
    outer = at.get(object_list.path[:-1])
    if outer is None or object_list.path[-1] in ("[]", "*"):
        return False
    if not object_list.has_texts:
        return bool(outer.filled_fields)
    return outer.has_nested_texts


def _is_contested(chosen: Sequence[ObjectList], rest: Sequence[ObjectList]) -> bool:
    """Whether something that was not chosen may be the articles as well."""
    first, paths = chosen[0], {one.path for one in chosen}
    others = [one for one in rest if not one.is_accompanying]
    within = (one for one in others if _is_within(one, {first.path}))
    if len(first.items) == 1 and any(_outdoes(one, first) for one in within):
        return True
    return not first.is_complete_list and any(
        not one.has_texts and one.unnamed_length >= first.text_length
        for one in others
        if not _is_within(one, paths)
    )


def _outdoes(within: ObjectList, outer: ObjectList) -> bool:
    """Whether the objects within a single one say more than it does itself."""
    if within.has_texts:
        return (
            within.is_certain_list
            and within.is_complete_list
            and within.text_length > outer.text_length
        )
    return within.path[-1] == "[]" and within.unnamed_length > outer.text_length


def _find_left(
    lists: Sequence[ObjectList], chosen: Sequence[ObjectList], rest: Sequence[ObjectList]
) -> list[ObjectList]:
    """What of weight is lost when these are chosen."""
    above = _above(chosen)
    over_parts = _above(one for one in chosen if not one.has_holder_key)
    lengths = {one.path: one.text_length for one in chosen}
    heads = [one for one in lists if one.path in over_parts and _is_head(one)]
    others = (one for one in rest if one.has_texts or one.path not in above)
    return heads + [one for one in others if _has_weight(one, lengths)]


def _is_head(object_list: ObjectList) -> bool:
    """Whether its objects have what stands over a text, and none."""
    return (
        not object_list.has_texts
        and "title" in object_list.filled_fields
        and len(object_list.filled_fields) > 1
    )


def _has_weight(object_list: ObjectList, lengths: Mapping[KeyPath, float]) -> bool:
    """Whether it has texts, or stands elsewhere, or says much within articles of such lengths."""
    if object_list.has_texts or not _is_within(object_list, lengths):
        return True
    # What an article has within it are mostly captions, labels and addresses.
    is_list = object_list.path[-1] == "[]" and not object_list.is_accompanying
    outer = max(length for path, length in lengths.items() if object_list.path[: len(path)] == path)
    return is_list and object_list.unnamed_length * 2 >= outer


def _rank(object_list: ObjectList) -> tuple[bool, bool, float]:
    titled = any("title" in known_fields(own_values(one)) for one in object_list.sample[:5])
    return (
        not object_list.is_accompanying,
        titled,
        max(object_list.text_length, object_list.unnamed_length),
    )
