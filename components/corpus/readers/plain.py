"""Plain text, with or without a block of metadata above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from components.corpus.readers.decoding import decode
from components.corpus.readers.drafts import Draft, Note, Parts
from components.corpus.readers.fields import draft_fields
from components.corpus.readers.finishing import clean_whole
from components.corpus.readers.front_matter import FrontMatter, split_front_matter
from components.corpus.readers.shaping import split_headline

SAMPLE = b"---\ndate: 1 May 2025\n---\nA headline\n\nThe text of an article stands under it.\n"


def read(data: bytes) -> Parts:
    """One article: title and the rest from the metadata, else the title from a headline line."""
    decoded = decode(data)
    if decoded.note:
        yield Note(decoded.note)
    text = yield from clean_whole(decoded.text)
    matter = split_front_matter(text)
    for part in draft_matter(matter):
        if isinstance(part, Draft) and not part.title:
            headline, rest = split_headline(part.text)
            part = replace(part, title=headline, text=rest)
        yield part


def draft_matter(matter: FrontMatter) -> Iterator[Draft | Note]:
    """The draft that a front matter and the text under it make, and what is to be said of it."""
    if matter.mended:
        yield Note("The block of metadata is not valid YAML and was read line by line: check it.")
    for part in draft_fields(matter.values):
        yield replace(part, text=matter.text) if isinstance(part, Draft) else part
