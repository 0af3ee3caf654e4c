"""Manifest of an evidence pack: the digests by which `components.corpus.verify` checks it.

All digests are SHA-256 in hexadecimal. They find damage and careless changes. They are no
signature: who changes a pack on purpose can compute new ones, unlike those of the original files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

MANIFEST = "manifest"
# Where the data of a pack stand in a page, in a Word document, and in a PDF.
DATA_ELEMENT = "pack-data"
DATA_ENTRY = "parallax/evidence.json"
DOCUMENT_ENTRY = "word/document.xml"
DIGEST_ENTRY = "parallax/document.sha256"
DATA_ATTACHMENT = "evidence.json"


def text_digest(text: str) -> str:
    """The digest of a text in UTF-8."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def records_digest(pack: Mapping[str, Any]) -> str:
    """The digest of the whole pack but its manifest, as JSON with sorted keys and no spaces."""
    records = {name: value for name, value in pack.items() if name != MANIFEST}
    written = json.dumps(records, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def write_manifest(pack: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest of a pack as it is read from its JSON: its articles, and the digest of it."""
    names = ("letter", "id", "text_sha256")
    articles = [{name: one[name] for name in names} for one in pack["articles"]]
    return {"articles": articles, "records_sha256": records_digest(pack)}


def page_digest(before: bytes, after: bytes) -> str:
    """The digest of an HTML page without the script element that has the data."""
    return sha256(before + after).hexdigest()
