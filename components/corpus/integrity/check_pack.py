"""Check an evidence pack: the hash of each text, each span against its words, the manifest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from components.corpus.integrity.pack_manifest import MANIFEST, records_digest, text_digest
from components.corpus.integrity.read_pack import PackFile, UnreadablePackError
from components.text.unsafe_characters import show_unsafe

Fields = Mapping[str, Any]
# Stands between the parts of a quotation that the narrator interrupts.
_PAUSE = " … "
_NO_MANIFEST = (
    "It has no manifest, so nothing tells whether an article is missing. It was made before packs "
    "had one, or the manifest was removed."
)


@dataclass(frozen=True)
class ArticleCheck:
    """What was found about one article; `faults` are sentences for a person, none if it holds."""

    letter: str
    title: str
    file: str
    sha256: str
    faults: tuple[str, ...]


@dataclass(frozen=True)
class PackCheck:
    """What was found about a pack; `faults` are those of no single article."""

    articles: tuple[ArticleCheck, ...]
    faults: tuple[str, ...]
    unchecked: tuple[str, ...]


def check_pack(read: PackFile) -> PackCheck:
    """Check all that the pack states of itself. Raises UnreadablePackError for another shape."""
    try:
        return _check(read)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise UnreadablePackError("Its data do not have the shape of an evidence pack.") from None


def _check(read: PackFile) -> PackCheck:
    pack = read.pack
    texts = {one["id"]: one["text"] for one in pack["articles"]}
    astray = _find_astray(pack, texts)
    stated = {one["id"]: one for one in pack.get(MANIFEST, {}).get("articles", ())}
    articles = []
    for one in pack["articles"]:
        told = [*_text_faults(one, stated.get(one["id"])), *_printed_faults(one, read.sentences)]
        told += [*_own_span_faults(one), *astray.pop(one["id"], ())]
        articles.append(
            ArticleCheck(one["letter"], one["title"], one["file"], one["sha256"], tuple(told))
        )
    lost = [fault for others in astray.values() for fault in others]
    faults = (*read.faults, *_manifest_faults(pack, texts), *lost)
    return PackCheck(tuple(articles), faults, read.unchecked)


def _text_faults(one: Fields, stated: Fields | None) -> Iterator[str]:
    digest = text_digest(one["text"])
    if digest != one["text_sha256"] or (stated and digest != stated["text_sha256"]):
        yield "The text is not the one that was packed: its hash does not hold."


def _printed_faults(one: Fields, printed: Mapping[str, str] | None) -> Iterator[str]:
    if printed is None:
        return
    for number, (start, end) in enumerate(one["sentences"], 1):
        name = f"{one['letter']}{number}"
        if printed.get(name) != show_unsafe(one["text"][start:end]):
            yield f"Sentence {name} is printed otherwise than it stands in the text."


def _own_span_faults(one: Fields) -> Iterator[str]:
    before = 0
    for number, (start, end) in enumerate(one["sentences"], 1):
        words = _cut(one["text"], (start, end))
        # Sentences are the whole text but the space between them.
        passed = one["text"][before:start].strip()
        if not words or words != words.strip() or start < before or passed:
            yield f"Sentence {one['letter']}{number} does not begin and end where it is said to."
        before = end
    for span in one["aside"]:
        if not _cut(one["text"], span):
            yield f"No words stand at {_place(span)}, which is said not to be counted."
    for note in one["notes"]:
        if note["span"] and _cut(one["text"], note["span"]) != note["quoted"]:
            yield _told("A note", note["span"], note["quoted"])


def _find_astray(pack: Fields, texts: Mapping[str, str]) -> dict[str, list[str]]:
    """The spans that do not hold the words they are said to hold, as sentences, by article."""
    found: dict[str, list[str]] = {}
    for what, article, span, words in _quoting(pack):
        text = texts.get(article)
        held = None if text is None else _cut(text, span)
        if not held or (words is not None and not _quotes(held, words)):
            found.setdefault(article, []).append(_told(what, span, words))
    return found


def _quoting(pack: Fields) -> Iterator[tuple[str, str, list[int], str | None]]:
    """Each span outside the articles: what it is, its article, its words (None: not stated)."""
    for entity in pack["entities"]:
        for place in entity["mentions"]:
            yield "A name", place["article"], place["span"], place["surface"]
    for quotation in pack["quotations"]:
        for one in quotation["variants"]:
            yield "A quotation", one["article"], one["span"], one["text"]
    for pair in pack["pairs"]:
        yield from _quoting_pair(pair)


def _quoting_pair(pair: Fields) -> Iterator[tuple[str, str, list[int], str | None]]:
    for side, words, alone in (
        ("first", "before", "only_in_first"),
        ("second", "after", "only_in_second"),
    ):
        article = pair[side]
        for change in pair["changes"]:
            span = change[side]
            if span and span[0] < span[1]:
                yield "A change", article, span, change[words]
        for row in pair["rows"]:
            yield from (("A row side by side", article, span, None) for span in row[side])
        for reason in pair["direction"]["reasons"]:
            yield from (("Evidence", article, span, None) for span in reason[side])
        for name in pair[alone]:
            yield from (("A name", article, span, None) for span in name["mentions"])


def _cut(text: str, span: Any) -> str:
    """The words of a span; "" for one that is not inside the text."""
    start, end = span
    inside = type(start) is int and type(end) is int and 0 <= start < end <= len(text)
    return text[start:end] if inside else ""


def _quotes(held: str, words: str) -> bool:
    """Whether the words are those held, but for what stands between the parts of a quotation."""
    first, *rest = words.split(_PAUSE)
    if not rest or not held.startswith(first) or not held.endswith(rest[-1]):
        return held == words
    at = len(first)
    for part in rest:
        found = held.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _place(span: Any) -> str:
    return f"{span[0]}–{span[1]}"


def _told(what: str, span: Any, words: str | None) -> str:
    if words is None:
        return f"{what} at {_place(span)} lies outside the text."
    short = words if len(words) <= 60 else f"{words[:60]}…"
    return f"{what} at {_place(span)} does not quote the text: “{short}” is not what stands there."


def _manifest_faults(pack: Fields, texts: Mapping[str, str]) -> Iterator[str]:
    manifest = pack.get(MANIFEST)
    if manifest is None:
        yield _NO_MANIFEST
        return
    for one in manifest["articles"]:
        if one["id"] not in texts:
            yield f"The article {one['letter']} is missing; the manifest names it."
    more = texts.keys() - {one["id"] for one in manifest["articles"]}
    for id in sorted(more):
        yield f"The article {id} was added; the manifest does not name it."
    if len(texts) != len(pack["articles"]):
        yield "Two articles have one id."
    if manifest["records_sha256"] != records_digest(pack):
        yield "The data are not those that were packed: their hash does not hold."
