"""Notes to editors: which of them may be shown, and what they say of the state of an item."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ROLES = re.compile(r"embargo|correct|kill|cancel|withh|withdr|retract", re.IGNORECASE)
_CORRECTS = re.compile(
    r"\b(?:correct(?:s|ed|ing|ion|ive)\b|corrige|corregid|correcci|correzion|rectif|berichtig"
    r"|korrig|korrekt|rättelse|rettelse|oikais|korjaus|sprostow|исправл|виправл)",
    re.IGNORECASE,
)
_KILLS = re.compile(
    r"\b(?:kill(?:s|ed)?\b|mandatory kill|withdraw[sn]?\b|cancel(?:l?ed|s)?\b|zurückgezogen"
    r"|annul[eé]|retir[eé]e?\b)",
    re.IGNORECASE,
)
_WITHHOLDS = re.compile(r"\b(?:withh[eo]ld\w*|zurückgehalten)\b", re.IGNORECASE)
_EMBARGO = re.compile(r"\b(?:embargo|sperrfrist|embargado|эмбарго|ембарго)", re.IGNORECASE)
# Telephones and mail addresses are of the desk, not for a reader.
_CONTACT = re.compile(r"@|\+?\d[\d /()-]{7,}\d")
_CODES = {
    "canceled": "killed",
    "cancelled": "killed",
    "killed": "killed",
    "kill": "killed",
    "recalled": "killed",
    "retracted": "killed",
    "withdrawn": "killed",
    "withheld": "withheld",
    "withhold": "withheld",
    "embargoed": "embargoed",
    "correction": "correction",
    "corrected": "correction",
    "corrective": "correction",
    "update": "update",
    "updated": "update",
    "writethru": "update",
    "edstat:u": "update",
    "edstat:c": "correction",
}
_OF_REUTERS = ("edstat:u", "edstat:c")


def read_codes(codes: Iterable[str]) -> frozenset[str]:
    """What codes say of the state of an item; of a qcode the part after the colon counts."""
    folded = [code.strip().casefold() for code in codes]
    parts = (code if code in _OF_REUTERS else code.rpartition(":")[2] for code in folded)
    return frozenset(_CODES[part] for part in parts if part in _CODES)


def read_statuses(words: str) -> frozenset[str]:
    """What a note, a slug or a mark says: that an item corrects, kills or withholds another."""
    found = ((_CORRECTS, "correction"), (_KILLS, "killed"), (_WITHHOLDS, "withheld"))
    return frozenset(status for pattern, status in found if pattern.search(words))


def choose_notes(notes: Iterable[tuple[str, str]], statuses: frozenset[str]) -> str:
    """The notes that may be shown, in one line; each comes with its role, "" for none.

    Those of a role for embargoes and corrections; without a role those that speak of such, or, on
    an item that corrects or kills, all. What has a telephone number or mail address never counts.
    """
    is_told = bool(statuses & {"correction", "killed", "withheld"})
    shown = (
        " ".join(note.split())
        for role, note in notes
        if note.strip() and not _CONTACT.search(note) and _may_show(role, note, is_told)
    )
    return " ".join(dict.fromkeys(shown))[:1000]


def _may_show(role: str, note: str, is_told: bool) -> bool:
    if role.strip():
        return _ROLES.search(role) is not None
    return is_told or speaks_of_embargo(note) or bool(read_statuses(note))


def speaks_of_embargo(note: str) -> bool:
    """Whether a note is about an embargo."""
    return _EMBARGO.search(note) is not None
