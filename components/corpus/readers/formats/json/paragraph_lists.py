"""Articles of JSON that are kept as the list of their paragraphs, as editors for the web do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from components.corpus.readers.formats.field_names import fold_name, recognise_fields
from components.corpus.readers.formats.field_values import is_address
from components.corpus.readers.formats.html_text import extract_words_if_markup
from components.corpus.readers.formats.json.object_fields import (
    accompanies_article,
    flatten,
    known_fields,
    own_values,
)
from components.corpus.readers.formats.tables.columns import SHORTEST_TEXT

_DEEPEST = 12
PARTS = frozenset(
    map(
        fold_name,
        (
            *("section", "sections", "block", "blocks", "paragraph", "paragraphs", "paras"),
            *("part", "parts", "has part", "content elements", "content blocks", "body blocks"),
            *("body elements", "story elements", "elements", "components", "chapters", "ops"),
        ),
    )
)
"""Keys that say that what they hold are the parts of a text."""
_WITHIN = PARTS | frozenset(
    ("children", "items", "data", "root", "attributes", "innerblocks", "richtext")
)
"""Keys under which a part keeps its words or smaller parts."""
_WRITTEN = ("value", "insert", "plain_text", "html", "rendered", "innerHTML")
_SAYS_WHICH = {"title", "date", "author", "url"}
_INLINE_KEYS = ("text", "value", "plain_text", "insert")
_PARAGRAPHS = frozenset(("paragraph", "text", "unstyled"))
_BREAKS = frozenset(("hardbreak", "linebreak", "br"))


def join_paragraphs(value: Any, wordless: Counter[str]) -> Any:
    """The same value; each article in it that is kept as a list of its parts has one `text`.

    Such are objects with a title, day, author or address and no text, over one list whose entries
    have words but no day, address or author of their own; a list of what calls itself paragraphs
    needs nothing over it. The headings of the parts are paragraphs.
    Lists of which this is not certain are left as they are, and so is what is nested too deeply.
    Entries with words under keys of unknown meaning alone are counted in `wordless`, by their list.
    """
    try:
        return _join(value, 0, wordless)
    except RecursionError:
        return value


def _join(value: Any, depth: int, wordless: Counter[str]) -> Any:
    if depth > _DEEPEST:
        return value
    if isinstance(value, list):
        return [_join(one, depth + 1, wordless) for one in value]
    if not isinstance(value, dict):
        return value
    found = [(path, parts) for path, parts in _find_lists(value) if _are_parts(path, parts, value)]
    if len(found) == 1:
        ((path, parts),) = found
        lost = [one for one in parts if _says_much(one) and not _words_of([one], path[-1])]
        if lost:
            wordless[".".join(path)] += len(lost)
        return _without(value, path) | {"text": "\n\n".join(_words_of(parts, path[-1]))}
    return {
        name: _join(one, depth + 1, wordless) if isinstance(one, dict | list) else one
        for name, one in value.items()
    }


def _find_lists(entry: Mapping[str, Any], is_text: bool = False) -> Iterator[tuple[Any, list[Any]]]:
    """The lists under keys for parts or for the text, each with the names on the way to it."""
    for name, value in entry.items():
        names_text = "text" in recognise_fields((name,))
        is_inner = is_text and fold_name(name) in _WITHIN
        if isinstance(value, list):
            has_objects = any(isinstance(one, dict) for one in value)
            if fold_name(name) in PARTS or (has_objects and (names_text or is_inner)):
                yield (name,), value
        elif (
            isinstance(value, dict)
            and (is_inner or not accompanies_article(name))
            and known_fields(own_values(value)).isdisjoint({"title", "date"})
        ):
            inner = _find_lists(value, is_text or names_text)
            yield from (((name, *path), parts) for path, parts in inner)


def _are_parts(path: Sequence[str], parts: Sequence[Any], entry: Mapping[str, Any]) -> bool:
    """Whether the entries of a list are the paragraphs of this object, which says what it is."""
    head = known_fields(own_values({name: one for name, one in entry.items() if name != path[0]}))
    is_known = not head.isdisjoint(_SAYS_WHICH) or _are_paragraphs(path, parts)
    if "text" in head or not is_known or _hold_articles(parts):
        return False
    said = [(one, flatten(one)) for one in parts if isinstance(one, dict)]
    titles = [
        name for one, values in said for name in recognise_fields(tuple(values)).get("title", ())
    ]
    are_headings = fold_name(path[-1]) in PARTS or all(fold_name(n) == "heading" for n in titles)
    if titles and not ("title" in head and are_headings):
        return False
    bare = [{k: v for k, v in one.items() if k not in titles} for one, _ in said]
    texts = [one for one in parts if isinstance(one, str)]
    return any(_words_of([one], path[-1]) for one in (*bare, *texts))


def _are_paragraphs(path: Sequence[str], parts: Sequence[Any]) -> bool:
    """Whether they are paragraphs by what they say themselves, in a text without a title."""
    kinds = (_kind(one) for one in parts if isinstance(one, dict))
    return len(path) == 1 and fold_name(path[0]) in PARTS and not _PARAGRAPHS.isdisjoint(kinds)


def _hold_articles(parts: Sequence[Any]) -> bool:
    """Whether any of these says itself when, where or by whom it was published, or holds others."""
    for one in parts:
        if not isinstance(one, dict):
            continue
        fields = known_fields(flatten(one))
        if "text" in fields and (fields & {"date", "url"} or {"title", "author"} <= fields):
            return True
        if any(_has_titled(inner) for inner in one.values() if isinstance(inner, list)):
            return True
    return False


def _has_titled(value: Any) -> bool:
    """Whether there is a text with a title within; what has a heading is a section."""
    if isinstance(value, list):
        return any(map(_has_titled, value))
    if not isinstance(value, dict):
        return False
    own = own_values({name: one for name, one in value.items() if fold_name(name) != "heading"})
    return {"title", "text"} <= known_fields(own) or any(
        _has_titled(one) for one in value.values() if isinstance(one, dict | list)
    )


def _says_much(value: Any) -> bool:
    """Whether something in it is long enough to be the text of an article."""
    if isinstance(value, str):
        return len(value) >= SHORTEST_TEXT and not is_address(value)
    inner = value.values() if isinstance(value, dict) else value
    return isinstance(value, dict | list) and any(map(_says_much, inner))


def _without(entry: Mapping[str, Any], path: Sequence[str]) -> dict[str, Any]:
    first, *rest = path
    kept = {name: one for name, one in entry.items() if name != first}
    return kept | {first: _without(entry[first], rest)} if rest else kept


def _words_of(parts: Sequence[Any], name: str) -> list[str]:
    """The paragraphs of a list of parts: each entry is one or more, unless all are one line."""
    if any(isinstance(one, dict) and "insert" in one for one in parts):
        return [line.strip() for line in _inline_words(list(parts)).splitlines() if line.strip()]
    return [words for one in parts for words in _paragraphs(one, name)]


def _paragraphs(part: Any, name: str = "") -> list[str]:
    match part:
        case str():
            words = extract_words_if_markup(part).strip()
            return [words] if words else []
        case list():
            if any(_is_inline(one, name) for one in part):
                return _paragraphs("".join(map(_inline_words, part)))
            return [words for one in part for words in _paragraphs(one, name)]
        case dict() if not accompanies_article(_kind(part)):
            return [words for key, one in _worded(part) for words in _paragraphs(one, key)]
    return []


def _worded(part: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What a part says: its heading, its own words once, the smaller parts, who is quoted."""
    known, kind = recognise_fields(tuple(part)), _kind(part)
    own = (*known.get("text", ()), *_WRITTEN)
    written = [name for name in own if isinstance(part.get(name), str) and part[name].strip()]
    inner = (
        name
        for name, value in part.items()
        if isinstance(value, dict | list)
        and (fold_name(name) in _WITHIN or name == kind or (name in own and not written))
    )
    said = [*known.get("title", ())[:1], *written[:1], *inner, "caption"]
    # Each once: what is nested under a key said twice would double with every level.
    yield from ((name, part[name]) for name in dict.fromkeys(said) if part.get(name))


def _is_inline(one: Any, name: str) -> bool:
    """Whether this is a piece of a line, as words in bold are."""
    if not isinstance(one, dict) or not any(isinstance(one.get(key), str) for key in _INLINE_KEYS):
        return False
    kind = _kind(one)
    return kind in ("text", "span") or (not kind and fold_name(name) in ("children", "richtext"))


def _inline_words(one: Any) -> str:
    if isinstance(one, str):
        return one
    if isinstance(one, list):
        return "".join(map(_inline_words, one))
    if not isinstance(one, dict):
        return ""
    if fold_name(_kind(one)) in _BREAKS:
        return "\n"
    written = next((one[key] for key in _INLINE_KEYS if isinstance(one.get(key), str)), None)
    return (
        written if written is not None else _inline_words(one.get("children") or one.get("content"))
    )


def _kind(part: Mapping[str, Any]) -> str:
    kinds = (part.get(name) for name in ("type", "_type", "nodeType"))
    return next((kind for kind in kinds if isinstance(kind, str)), "")
