"""Files of references by their content: RIS, EndNote's own format or BibTeX."""

from __future__ import annotations

from components.corpus.readers.drafts import Kind, Note, Reader, Results, UnreadableError
from components.corpus.readers.formats.references.bibtex import (
    BIBTEX_FIELDS,
    is_bibtex,
    split_bibtex,
)
from components.corpus.readers.formats.references.entries import make_reference
from components.corpus.readers.formats.references.tagged_lines import (
    ENDNOTE_FIELDS,
    RIS_FIELDS,
    is_endnote,
    is_ris,
    split_endnote,
    split_ris,
)
from components.corpus.readers.shaping.decoding import decode


def read_references(data: bytes) -> Results:
    """What each entry says of a work. Raises UnreadableError for what is in none of the formats."""
    decoded = decode(data)
    text = decoded.text.removeprefix("\ufeff")
    if is_ris(text):
        name, entries, meant = "RIS", split_ris(text), RIS_FIELDS
    elif is_endnote(text):
        name, entries, meant = "EndNote", split_endnote(text), ENDNOTE_FIELDS
    elif is_bibtex(text):
        name, entries, meant = "BibTeX", split_bibtex(text), BIBTEX_FIELDS
    else:
        raise UnreadableError(
            "It is no list of references in RIS, EndNote or BibTeX: export it again as one of them."
        )
    yield Kind(f"a list of references ({name})")
    if decoded.note:
        yield Note(decoded.note)
    for number, entry in enumerate(entries, 1):
        yield from make_reference(entry, meant, f"reference {number}")


_SAMPLE = b"TY  - NEWS\nTI  - A title\nAB  - The text of an article stands here.\nER  - \n"
REFERENCES = Reader(lambda: _SAMPLE, whole=read_references)
