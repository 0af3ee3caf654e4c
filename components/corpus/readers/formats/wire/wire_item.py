"""Items of a wire file: which are articles, and what the others say of these."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from components.corpus.readers.drafts import Draft, Note, Refused
from components.text.plural import agree

Given = Iterator[Draft | Note | Refused]
STATUSES = ("killed", "withheld", "correction", "update", "embargoed")
_ENDED = frozenset(("killed", "withheld"))
_MANY = {"graphic": "graphics", "audio": "sounds", "advisory": "advisories"}


@dataclass(frozen=True)
class WireItem:
    """One item: its draft, without text where it has none, and what is said of its state.

    `statuses` are of `STATUSES`; `kind` is what an item is that is no text ("picture"), `lack` says
    why there is no text ("has only tables"). `boxes` counts what was left out of the text, by kind.
    """

    draft: Draft
    statuses: frozenset[str] = frozenset()
    kind: str = ""
    lack: str = ""
    boxes: Mapping[str, int] = field(default_factory=dict)

    @property
    def guid(self) -> str:
        """The identifier that all versions of an item have."""
        return self.draft.details.get("guid", "")

    @property
    def number(self) -> float:
        """Its version as a number; a missing one is before all others."""
        written = self.draft.details.get("version", "").strip()
        return float(written) if written.isdecimal() and len(written) < 30 else -1.0

    @property
    def ends_another(self) -> bool:
        """Whether it is a notice, without a text, that an article was killed or withheld."""
        return not self.draft.text.strip() and bool(self.statuses & _ENDED)


def keep_filled(draft: Draft, **fields: Any) -> Draft:
    """The draft with these fields, and its bases and details without the empty ones.

    A basis is kept only for a field that is filled.
    """
    filled = replace(draft, **fields)
    bases = {name: basis for name, basis in filled.bases.items() if basis and getattr(filled, name)}
    details = {name: value for name, value in filled.details.items() if value}
    return replace(filled, bases=bases, details=details)


def join_statuses(statuses: frozenset[str]) -> str:
    """The statuses in their order, as `details` has them."""
    return ", ".join(one for one in STATUSES if one in statuses)


def give_items(items: Sequence[WireItem], kind: str) -> Given:
    """The drafts of the items with a text, each with its status; what else there is is told.

    A notice without a text marks the latest version of its article that is in the file. `kind` is
    the format ("NewsML-G2").
    """
    texts = [item for item in items if item.draft.text.strip() and not item.kind]
    kept, repeats = _drop_repeats(texts)
    notices = [item for item in items if item.ends_another and not item.kind]
    marked, notes = _mark_ended(kept, notices)
    for item in marked:
        status = join_statuses(item.statuses)
        details = {**item.draft.details, **({"status": status} if status else {})}
        yield replace(item.draft, details=details)
    yield from (_refuse(item) for item in items if _lacks_text(item))
    yield from notes
    yield from _tell_left_out(items, repeats, kind)


def _lacks_text(item: WireItem) -> bool:
    return not (item.draft.text.strip() or item.kind or item.ends_another)


def _drop_repeats(texts: Sequence[WireItem]) -> tuple[list[WireItem], int]:
    """The items without those that came before under the same identifier, version and text."""
    kept: dict[tuple[str, ...], WireItem] = {}
    for number, item in enumerate(texts):
        version = item.draft.details.get("version", "")
        key = (item.guid, version, item.draft.title, item.draft.text)
        kept.setdefault(key if item.guid else (str(number),), item)
    return [*kept.values()], len(texts) - len(kept)


def _mark_ended(
    kept: Sequence[WireItem], notices: Sequence[WireItem]
) -> tuple[list[WireItem], list[Note]]:
    """The items, the latest version before each end of an article marked; notes on the others.

    An article ends with a notice, or with a version that is killed and has a text of its own.
    """
    marked, notes = list(kept), []
    versions: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for at, item in enumerate(kept):
        versions[item.guid].append((item.number, at))
    for notice in (*notices, *(item for item in kept if item.statuses & _ENDED)):
        before = [
            (number, at)
            for number, at in versions[notice.guid]
            if notice.guid and kept[at] is not notice
            if notice.number < 0 or number <= notice.number
        ]
        if before:
            at = max(before)[1]
            marked[at] = _mark(marked[at], notice)
        elif notice.ends_another:
            notes.append(_tell_notice(notice))
    return marked, notes


def _mark(item: WireItem, notice: WireItem) -> WireItem:
    told = [item.draft.details.get("note", ""), notice.draft.details.get("note", "")]
    note = " ".join(dict.fromkeys(one for one in told if one))
    details = {**item.draft.details, **({"note": note} if note else {})}
    return replace(
        item,
        draft=replace(item.draft, details=details),
        statuses=item.statuses | (notice.statuses & _ENDED),
    )


def _tell_notice(notice: WireItem) -> Note:
    verb = "killed" if "killed" in notice.statuses else "withheld"
    title = f" (“{notice.draft.title[:80]}”)" if notice.draft.title else ""
    named = f"the article {notice.guid[:120]}" if notice.guid else "an article"
    said = notice.draft.details.get("note", "")
    why = f" It says: {said[:300]}" if said else ""
    return Note(
        f"It is told that {named}{title} was {verb}, but that article is not in this file: mark "
        f"it where you have it.{why}",
        is_outcome=True,
    )


def _refuse(item: WireItem) -> Refused:
    place = item.draft.place or "the file"
    named = f"{place[0].upper()}{place[1:]}"
    title = f" (“{item.draft.title[:60]}”)" if item.draft.title else ""
    lack = item.lack or "has no text: get the text of the article itself"
    return Refused(f"{named}{title} {lack}.")


def _tell_left_out(items: Sequence[WireItem], repeats: int, kind: str) -> Iterator[Note | Refused]:
    kinds = Counter(item.kind for item in items if item.kind)
    told = join_words([_count(number, one) for one, number in kinds.items()])
    if kinds and sum(kinds.values()) == len(items):
        verb = agree(len(items), "is no article", "are no articles")
        yield Refused(f"It is {kind} with {told}, which {verb}: load items with a text.")
    elif kinds:
        yield Note(f"Left out, because there is no text of an article in it: {told}.")
    if repeats:
        verb = agree(repeats, "stands", "stand")
        yield Note(f"Left out, because it {verb} in the file before: {_count(repeats, 'item')}.")
    boxes: Counter[str] = Counter()
    for item in items:
        boxes.update(item.boxes if item.draft.text.strip() and not item.kind else {})
    if boxes:
        told = join_words([_count(number, one) for one, number in boxes.items()])
        yield Note(f"Left out of the texts: {told}.")


def _count(number: int, kind: str) -> str:
    return f"{number:,} {kind if number == 1 else _MANY.get(kind, f'{kind}s')}"


def join_words(words: Sequence[str]) -> str:
    """The words as a list in a sentence."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
