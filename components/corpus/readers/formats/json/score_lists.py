"""Lists of objects in a JSON value: where they stand, and how much they look like articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median
from typing import Any

from components.corpus.readers.formats.field_names import fold_name, recognise_fields
from components.corpus.readers.formats.field_values import is_address
from components.corpus.readers.formats.json.object_fields import (
    accompanies_article,
    flatten,
    is_article,
    is_list_by_key,
    known_fields,
    own_values,
)
from components.corpus.readers.formats.tables.columns import SHORTEST_TEXT
from components.corpus.readers.shaping.publication_days import parse_day

KEY = "key"
"""What `Inherited` has beside fields: a key of an object above that is a day or a name."""

KeyPath = tuple[str, ...]
Inherited = Mapping[str, str]
Put = Callable[[KeyPath, str, Any, Inherited], None]

_DEEPEST = 12
_LOOKED_AT = 200
"""Objects of a list by which it is judged, from all over it."""
_HOLDERS = frozenset(
    (
        *("article", "articles", "item", "items", "doc", "docs", "document", "documents", "result"),
        *("results", "story", "stories", "entry", "entries", "post", "posts", "news", "record"),
        *("records", "rows", "data", "hits", "source", "texts", "corpus", "list", "node", "value"),
    )
)
"""Keys that say that articles are what they hold."""
_OF_ANSWERS = frozenset(
    (
        *("total", "count", "totalresults", "totalcount", "numresults", "perpage", "pagesize"),
        *("next", "nextpage", "limit", "offset", "feedurl", "homepageurl", "generator"),
    )
)
"""Keys of what holds a list of articles: an answer of a service, a feed."""
_ENVELOPES = frozenset(
    ("response", "feed", "export", "root", "channel", "payload", "page", "@graph")
)


@dataclass(frozen=True)
class ObjectList:
    """The objects that stand at one place: `items`, each with where it is ("entry 3").

    `path` leads there: names, "[]" for any entry of a list, "*" for any key of an object
    whose values are articles. What stands among the objects and is none is one of `items`, too.
    `inherited` has for each of `items` the fields that objects above it fill, and under `KEY` the
    nearest key that is a day or a name.
    """

    path: KeyPath
    items: list[tuple[str, Any]] = field(default_factory=list)
    inherited: list[Inherited] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The path in words, `response.results` or `hits.hits[]._source`; "" for the top."""
        return ".".join(self.path).replace(".[]", "[]").removesuffix("[]")

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Those of `items` that are objects."""
        return [one for _, one in self.items if isinstance(one, dict)]

    @cached_property
    def sample(self) -> list[dict[str, Any]]:
        """Some objects from all over the list."""
        found = self.objects
        return found[:: max(1, -(-len(found) // _LOOKED_AT))]

    @cached_property
    def _articles(self) -> list[dict[str, str]]:
        return [flatten(one) for one in self.sample if is_article(one)]

    @property
    def has_texts(self) -> bool:
        """Whether any of its objects has a text under a key that says so."""
        return bool(self._articles)

    @cached_property
    def has_nested_texts(self) -> bool:
        """Whether any of its objects has its text in an object within it."""
        return any(is_article(o) and "text" not in known_fields(own_values(o)) for o in self.sample)

    @cached_property
    def text_length(self) -> float:
        """Characters of a usual text (median); 0 without texts."""
        return median(map(_text_length, self._articles)) if self._articles else 0

    @cached_property
    def is_titled(self) -> bool:
        """Whether most of the texts have titles."""
        titles = [one for one in self._articles if "title" in known_fields(one)]
        return len(titles) * 2 >= len(self._articles) > 0

    @property
    def is_complete_list(self) -> bool:
        """Whether there is what an article needs: a title, and a text of some length."""
        return self.is_titled and self.text_length >= SHORTEST_TEXT

    @cached_property
    def unnamed_length(self) -> float:
        """Characters of the longest value of an object under keys of no known meaning (median)."""
        return median(map(_longest_unnamed, self.sample)) if self.sample else 0

    @cached_property
    def filled_fields(self) -> set[str]:
        """The fields that its objects fill themselves, but for the text."""
        return {name for one in self.sample for name in known_fields(own_values(one))} - {"text"}

    @cached_property
    def may_be_parts(self) -> bool:
        """Whether its objects, without day, address and author, may be parts of one text."""
        if (
            self.has_holder_key
            or self.path[-1] != "[]"
            or self.filled_fields & {"date", "url", "author"}
        ):
            return False
        return not self.is_titled or any("title" in inherited for inherited in self.inherited)

    @property
    def is_accompanying(self) -> bool:
        """Whether it goes with an article and is none: comments, related articles, pictures."""
        return any(map(accompanies_article, self.path))

    @property
    def is_certain_list(self) -> bool:
        """Whether, seen alone, its objects are articles."""
        return (
            self.has_texts and not self.is_accompanying and (self.has_holder_key or self.is_titled)
        )

    @property
    def has_holder_key(self) -> bool:
        """Whether its key says that articles are what it holds, or it is the whole file."""
        names = [step for step in self.path if step not in ("[]", "*")]
        return not names or fold_name(names[-1]) in _HOLDERS


def find_lists(value: Any) -> list[ObjectList]:
    """Every place in a JSON value at which objects stand, from the outside in."""
    found: dict[KeyPath, ObjectList] = {}

    def put(path: KeyPath, place: str, one: Any, inherited: Inherited) -> None:
        object_list = found.setdefault(path, ObjectList(path))
        object_list.items.append((place, one))
        object_list.inherited.append(inherited)

    _walk(value, (), "", put, {})
    return sorted(found.values(), key=lambda object_list: len(object_list.path))


def _walk(value: Any, path: KeyPath, place: str, put: Put, inherited: Inherited) -> None:
    if len(path) > _DEEPEST:
        return
    if isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for number, one in enumerate(value, 1):
            within = _place_within(place, number)
            if isinstance(one, dict | list):
                _walk(one, (*path, "[]"), within, put, inherited)
            else:
                put((*path, "[]"), within, one, inherited)
    elif isinstance(value, dict):
        put(path, place, value, inherited)
        if any(isinstance(one, dict | list) for one in value.values()):
            _walk_into(value, path, place, put, {**inherited, **_fields(value)})


def _fields(entry: Mapping[str, Any]) -> dict[str, str]:
    """What an object says itself, by the fields of an article; the title of an answer is none."""
    own = own_values(entry)
    filled = (
        (name, [own[one].strip() for one in names if own[one].strip()])
        for name, names in recognise_fields(tuple(n for n in own if n[:1] != "_")).items()
    )
    is_answer = any(fold_name(name) in _OF_ANSWERS for name in entry)
    hidden = {"title"} if is_answer else set()
    return {name: words[0] for name, words in filled if words and name not in hidden}


def _walk_into(
    entry: dict[str, Any], path: KeyPath, place: str, put: Put, inherited: Inherited
) -> None:
    by_key = is_list_by_key(entry)
    for name, value in entry.items():
        under = {**inherited, KEY: name} if _is_telling(name) else inherited
        if by_key and isinstance(value, dict) and not accompanies_article(name):
            where = f"{place}, “{name[:40]}”" if place else f"“{name[:40]}”"
            _walk(value, (*path, "*"), where, put, under)
        else:
            _walk(value, (*path, name), place, put, under)


def is_day(name: str) -> bool:
    """Whether a key is a day."""
    return any(map(str.isdigit, name)) and len(name) < 40 and parse_day(name) is not None


def _is_telling(name: str) -> bool:
    """Whether a key is a day or looks like a name rather than like a word for what it holds."""
    if is_day(name):
        return True
    is_name = name[:1].isupper() or " " in name or "." in name
    is_word = fold_name(name) in _HOLDERS | _ENVELOPES or bool(recognise_fields((name,)))
    return is_name and not is_word and not any(map(str.isdigit, name)) and not is_address(name)


def _place_within(place: str, number: int) -> str:
    """The third entry of the second is entry 2.3."""
    if place.startswith("entry"):
        return f"{place}.{number}"
    return f"{place}, entry {number}" if place else f"entry {number}"


def _text_length(values: Mapping[str, str]) -> int:
    return max((len(values[name]) for name in recognise_fields(tuple(values))["text"]), default=0)


def _longest_unnamed(entry: Mapping[str, Any]) -> int:
    """Characters of the longest value of unknown meaning; lists count where there is more known."""
    own = own_values(entry)
    is_known = bool(known_fields(own))
    values = flatten(entry) if is_known else own
    known = {name for names in recognise_fields(tuple(values)).values() for name in names}
    lists = {} if is_known else {name for name, value in entry.items() if _has_objects(value)}
    return max((_length(values[name]) for name in values.keys() - known - set(lists)), default=0)


def _has_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _length(value: str) -> int:
    return 0 if is_address(value) else len(value)
