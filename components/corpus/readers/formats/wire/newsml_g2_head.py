"""Metadata of a NewsML-G2 item: its headline, people, sources, moments and state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from components.corpus.readers.formats.wire.body_paragraphs import words_of
from components.corpus.readers.formats.wire.bylines import find_names
from components.corpus.readers.formats.wire.editors_notes import read_codes, read_statuses
from components.corpus.readers.formats.xml_tree import local_name

_NOT_MAIN = ("sub", "kicker", "deck", "short", "summary", "overline", "label", "seo", "slug")


class ItemHead:
    """What the metadata of an item states, its content left aside; names without namespaces."""

    def __init__(self, item: Any) -> None:
        self._named: defaultdict[str, list[Any]] = defaultdict(list)
        for part in item:
            if local_name(part) in ("itemMeta", "contentMeta"):
                for element in part.iter():
                    self._named[local_name(element)].append(element)

    def text(self, name: str) -> str:
        """The words of the first element of that name that has any."""
        return next(filter(None, map(words_of, self._named[name])), "")

    def values(self, name: str, *attributes: str) -> list[str]:
        """The first of these attributes that each element of that name has."""
        found = (
            next((v for a in attributes if (v := (e.get(a) or "").strip())), "")
            for e in self._named[name]
        )
        return [value for value in found if value]

    def title(self) -> tuple[str, str]:
        """The headline whose role is no lesser one, and what it rests on; a label last."""
        filled = [(e.get("role") or "", words_of(e)) for e in self._named["headline"]]
        filled = [(role, words) for role, words in filled if words]
        main = [(role, words) for role, words in filled if not _is_minor(role)]
        told = sorted(main, key=lambda one: not _is_main(one[0]))
        if best := (told or filled):
            return best[0][1], "headline of the item"
        return self.text("title"), "title of the item, a label"

    def headlines(self) -> list[str]:
        """All headlines, the lesser ones as well."""
        return [*filter(None, map(words_of, self._named["headline"]))]

    @property
    def has_headline(self) -> bool:
        """Whether there is more than a label."""
        return bool(self.text("headline"))

    def author(self, houses: Sequence[str]) -> tuple[str, str]:
        """The names of `by`, else of the creators with a first and a last name."""
        if names := join_names(map(words_of, self._named["by"]), houses):
            return names, "by"
        given = [name for e in self._named["creator"] if " " in (name := _name_of(e))]
        return join_names(given, houses), "creator"

    def sources(self) -> list[tuple[str, str]]:
        """Names of the source, each with its field, the best first and addresses last."""
        found = [(value, basis) for value, basis in self._sources() if value]
        return sorted(found, key=lambda one: _is_host(one[0]))

    def _sources(self) -> Iterator[tuple[str, str]]:
        for e in self._named["infoSource"]:
            yield _name_of(e), "infoSource"
        for e in self._named["creditline"]:
            yield words_of(e).strip(" -–—"), "creditline"
        for name in ("provider", "infoSource"):
            for e in self._named[name]:
                yield _name_of(e), name
                yield (e.get("qcode") or "").rpartition(":")[2], name
        for e in self._named["copyrightHolder"]:
            yield _name_of(e), "copyrightHolder"

    def moments(self) -> list[tuple[str, str]]:
        """When this version was made, else the first, else the content; each with its field."""
        names = ("versionCreated", "firstCreated", "contentCreated", "contentModified")
        return [(name, self.text(name)) for name in names]

    def notes(self) -> list[tuple[str, str]]:
        """The notes to editors, each with its role."""
        return [(e.get("role") or "", words_of(e)) for e in self._named["edNote"]]

    def statuses(self) -> frozenset[str]:
        """What the item states of its state: by its status, signals, role and notes."""
        codes = [*self.values("pubStatus", "qcode", "uri"), *self.values("signal", "qcode", "uri")]
        found = read_codes(codes)
        roles = {role.rpartition(":")[2].lower() for role in self.values("role", "qcode", "uri")}
        if roles & {"correction", "corrected", "corr"}:
            found |= {"correction"}
        for role, note in self.notes():
            if not role or "correct" in role.lower():
                found |= read_statuses(note) & {"correction"}
        return found


def join_names(bylines: Iterator[str] | Sequence[str], houses: Sequence[str]) -> str:
    """The names of several bylines, parted by commas."""
    return ", ".join(dict.fromkeys(n for one in bylines if (n := find_names(one, houses))))


def _is_minor(role: str) -> bool:
    return any(word in role.rpartition(":")[2].lower() for word in _NOT_MAIN)


def _is_main(role: str) -> bool:
    code = role.rpartition(":")[2].lower()
    return any(word in code for word in ("title", "main", "headline"))


def _is_host(written: str) -> bool:
    return " " not in written and "." in written.strip(".")


def _name_of(element: Any) -> str:
    """The name of a party: its own element, else written beside it."""
    names = (words_of(child) for child in element if local_name(child) == "name")
    return next(filter(None, names), element.get("literal") or "").strip()
