"""What a web page states about itself, bounded, so that it is read in time in step with its length.

With each name of an author trafilatura compares all names with all others, so that a live blog of a
thousand updates by as many authors would take minutes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

MOST = 50
"""Objects of JSON-LD, and authors, that are looked at."""
LONGEST_BROKEN = 50_000
"""Characters of JSON-LD with mistakes, of which patterns have to make what they can."""
# Articles within the article, with headlines and authors of their own.
_UPDATES = "liveBlogUpdate"
_BY_NAME = ("author", "creator", "byl")


def bound_statements(tree: Any) -> bool:
    """Leave of a parsed page only what it states of itself as a whole, and not too much of that.

    Updates of a live blog go, but for their publisher. So do all but the first `MOST` objects and
    authors, and what is beyond `LONGEST_BROKEN`: then the answer is True.
    """
    bound = _Bound()
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            script.text = bound.bound_script(script.text or "")
    authors = [meta for meta in tree.iter("meta") if _names_author(meta)]
    for meta in authors[MOST:]:
        meta.drop_tree()
    return bound.is_cut or len(authors) > MOST


class _Bound:
    """Bounds the JSON-LD of a page, however many scripts it comes in."""

    def __init__(self) -> None:
        self.is_cut = False
        self._left = MOST
        self._broken = LONGEST_BROKEN

    def bound_script(self, written: str) -> str:
        """The JSON-LD of a script as it is, unless there is too much in it."""
        try:
            stated = json.loads(written, strict=False)
        except (ValueError, RecursionError):
            kept = written[: self._broken]
            self._broken -= len(kept)
            self.is_cut |= len(kept) < len(written)
            return kept
        objects = stated if isinstance(stated, list) else [stated]
        bounded = [*self._bound(objects)]
        return written if bounded == objects else json.dumps(bounded, ensure_ascii=False)

    def _bound(self, objects: list[Any]) -> Iterator[Any]:
        is_live = any(_is_a(one, "LiveBlogPosting") for one in objects)
        for one in objects:
            if is_live and _is_a(one, "BlogPosting"):
                continue
            if not self._left:
                self.is_cut = True
                return
            self._left -= 1
            yield self._bound_object(one) if isinstance(one, dict) else one

    def _bound_object(self, stated: dict[str, Any]) -> dict[str, Any]:
        bounded = {key: value for key, value in stated.items() if key != _UPDATES}
        if publisher := next(filter(None, map(_publisher, _updates(stated))), None):
            bounded.setdefault("publisher", publisher)
        if isinstance(graph := bounded.get("@graph"), list):
            bounded["@graph"] = [*self._bound(graph)]
        authors = bounded.get("author")
        if isinstance(authors, list) and len(authors) > MOST:
            self.is_cut = True
            bounded["author"] = authors[:MOST]
        return bounded


def _is_a(one: Any, kind: str) -> bool:
    return isinstance(one, dict) and one.get("@type") in (kind, [kind])


def _updates(stated: dict[str, Any]) -> list[Any]:
    updates = stated.get(_UPDATES)
    return updates if isinstance(updates, list) else [updates]


def _publisher(update: Any) -> Any:
    return update.get("publisher") if isinstance(update, dict) else None


def _names_author(meta: Any) -> bool:
    name = f"{meta.get('name') or ''} {meta.get('property') or ''}".lower()
    return any(word in name for word in _BY_NAME)
