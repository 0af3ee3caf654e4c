"""Texts in TEI P5: the articles of a newspaper's edition, or one article of any other text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from components.corpus.readers.analyst_answer import ONE, PARTS, answered
from components.corpus.readers.drafts import Draft, Kind, Results, UnreadableError
from components.corpus.readers.formats.editions.tei_header import TeiHeader, read_header
from components.corpus.readers.formats.editions.tei_issue import is_issue, read_issue
from components.corpus.readers.formats.editions.tei_words import read_words, words_of
from components.corpus.readers.formats.xml_tree import local_name

_ROOTS = ("TEI", "TEI.2")


def read_tei(root: Any) -> Results:
    """The articles of all texts in a file, in its order, after what there is to note of them.

    Of a newspaper each item or article is one, adverts and mastheads are none; of another text the
    whole is one, and a newspaper's issue too if an analyst says so. The day, the paper's name and
    the author are those of what was edited. Raises UnreadableError when there is no text, as in an
    edition of pictures.
    """
    texts = [one for one in root.iter() if local_name(one) in _ROOTS]
    found = [(read_header(tei), body) for tei in texts for body in _bodies(tei)]
    if not found:
        raise UnreadableError(
            "It is a TEI file without a text: load the file that holds the words, not the pictures."
        )
    is_one = len(found) == 1
    has_issue = any(is_issue(body) for _, body in found)
    yield Kind("an edition (TEI)", "articles" if has_issue else "")
    for number, (header, body) in enumerate(found, 1):
        if is_issue(body) and answered(PARTS) != ONE:
            yield from read_issue(body, header, "" if is_one else f"text {number}, ")
        else:
            yield _draft_whole(body, header, "" if is_one else f"text {number}")


def _bodies(tei: Any) -> Iterator[Any]:
    """The bodies of the text, or of all texts in a group, without front and back matter."""
    for element in tei.iter():
        if local_name(element) == "body" and _is_outermost(element, tei):
            yield element


def _is_outermost(body: Any, tei: Any) -> bool:
    """Whether a body is of this file's own text: not of a text that floats in another's."""
    for above in body.iterancestors():
        if above is tei:
            return True
        if local_name(above) in ("body", *_ROOTS):
            return False
    return True


def _draft_whole(body: Any, header: TeiHeader, place: str) -> Draft:
    head = next((one for one in body.iter() if local_name(one) == "head"), None)
    is_first = head is not None and not _has_words_before(body, head)
    title = words_of(head) if is_first else header.title
    words = read_words([body], frozenset([head] if is_first else []))
    bases = {
        "title": "the first head of the text" if is_first else "title in the TEI header",
        "author": "author in the TEI header",
        "source": "title in the sourceDesc",
        "published": header.published_from,
    }
    draft = Draft(
        text="\n\n".join(words.paragraphs),
        title=title,
        author=header.author,
        source="" if header.source == title else header.source,
        published=header.published,
        language=header.language,
        place=place,
        bases=bases,
        details={"note": " – ".join(words.notes)[:1_000]} if words.notes else {},
    )
    return replace(draft, bases={key: why for key, why in bases.items() if getattr(draft, key)})


def _has_words_before(body: Any, head: Any) -> bool:
    for element in body.iter():
        if element is head:
            return False
        if (element.text or "").strip() and local_name(element) not in ("note", "fw"):
            return True
    return True
