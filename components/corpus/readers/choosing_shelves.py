"""Which objects of a JSON value are the articles, and which stand beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.corpus.readers.columns import SHORTEST_TEXT
from components.corpus.readers.fields import recognise
from components.corpus.readers.objects import known_fields, own_words
from components.corpus.readers.shelves import Shelf, Steps


@dataclass(frozen=True)
class Chosen:
    """The shelves that are read, none when that is not certain; what is left; what there is else.

    `left` are shelves with texts that are not read, `open` those of which a person may take one.
    """

    shelves: Sequence[Shelf] = ()
    left: Sequence[Shelf] = ()
    open: Sequence[Shelf] = ()


def choose_shelves(shelves: Sequence[Shelf]) -> Chosen:
    """Those that hold the articles, by what an article needs: a title, a text of length.

    Several are chosen when each has that. None is when there is none with texts whose key or
    titles say that they are articles, or when others may be it as well.
    """
    sure = [one for one in shelves if one.is_sure]
    # What has no more than a word of its own beside the articles within it is their shell.
    shells = _above(one for one in sure if one.is_full)
    solid = [one for one in sure if one.length >= SHORTEST_TEXT or one.steps not in shells]
    ways = {one.steps for one in solid}
    outer = [one for one in solid if not _is_within(one, ways)]
    chosen = [one for one in outer if one.is_full] or outer
    at = {one.steps: one for one in shelves}
    may_be = [
        one
        for one in shelves
        if (one.has_texts or one.unnamed >= SHORTEST_TEXT) and not _is_part(one, at)
    ]
    taken = {one.steps for one in chosen}
    rest = [one for one in may_be if one.steps not in taken]
    is_open = any(one.may_be_parts for one in chosen)
    if not chosen or is_open or _is_contested(chosen, rest):
        return Chosen(open=sorted(may_be, key=_promise, reverse=True))
    return Chosen(chosen, _find_left(shelves, chosen, rest))


def _above(shelves: Iterable[Shelf]) -> set[Steps]:
    """The ways to everything in which one of these stands."""
    return {one.steps[:length] for one in shelves for length in range(len(one.steps))}


def _is_within(shelf: Shelf, ways: Collection[Steps]) -> bool:
    return any(shelf.steps[:length] in ways for length in range(len(shelf.steps)))


def _is_part(shelf: Shelf, at: Mapping[Steps, Shelf]) -> bool:
    """Whether its objects are read with the objects they stand in: `fields`, or paragraphs."""
    if not shelf.steps or shelf.is_beside:
        return False
    if shelf.steps[-1] == "[]" and "text" in recognise(shelf.steps[-2:-1]):
        return not shelf.is_titled
    outer = at.get(shelf.steps[:-1])
    if outer is None or shelf.steps[-1] in ("[]", "*"):
        return False
    if not shelf.has_texts:
        return bool(outer.says)
    return outer.has_texts_within


def _is_contested(chosen: Sequence[Shelf], rest: Sequence[Shelf]) -> bool:
    """Whether something that was not chosen may be the articles as well."""
    first, ways = chosen[0], {one.steps for one in chosen}
    others = [one for one in rest if not one.is_beside]
    within = (one for one in others if _is_within(one, {first.steps}))
    if len(first.items) == 1 and any(_outdoes(one, first) for one in within):
        return True
    return not first.is_full and any(
        not one.has_texts and one.unnamed >= first.length
        for one in others
        if not _is_within(one, ways)
    )


def _outdoes(within: Shelf, outer: Shelf) -> bool:
    """Whether the objects within a single one say more than it does itself."""
    if within.has_texts:
        return within.is_sure and within.is_full and within.length > outer.length
    return within.steps[-1] == "[]" and within.unnamed > outer.length


def _find_left(
    shelves: Sequence[Shelf], chosen: Sequence[Shelf], rest: Sequence[Shelf]
) -> list[Shelf]:
    """What of weight is lost when these are chosen."""
    above = _above(chosen)
    over_parts = _above(one for one in chosen if not one.is_holder)
    lengths = {one.steps: one.length for one in chosen}
    heads = [one for one in shelves if one.steps in over_parts and _is_head(one)]
    others = (one for one in rest if one.has_texts or one.steps not in above)
    return heads + [one for one in others if _has_weight(one, lengths)]


def _is_head(shelf: Shelf) -> bool:
    """Whether its objects have what stands over a text, and none."""
    return not shelf.has_texts and "title" in shelf.says and len(shelf.says) > 1


def _has_weight(shelf: Shelf, lengths: Mapping[Steps, float]) -> bool:
    """Whether it has texts, or stands elsewhere, or says much within articles of such lengths."""
    if shelf.has_texts or not _is_within(shelf, lengths):
        return True
    # What an article has within it are mostly captions, labels and addresses.
    is_list = shelf.steps[-1] == "[]" and not shelf.is_beside
    outer = max(length for steps, length in lengths.items() if shelf.steps[: len(steps)] == steps)
    return is_list and shelf.unnamed * 2 >= outer


def _promise(shelf: Shelf) -> tuple[bool, bool, float]:
    titled = any("title" in known_fields(own_words(one)) for one in shelf.sample[:5])
    return (not shelf.is_beside, titled, max(shelf.length, shelf.unnamed))
