"""Names of sources as files write them, made plain: no copyright line, no address, no headline."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from components.corpus.readers.shaping.empty_words import is_empty_word

_ADDRESS = re.compile(r"(?i)(?:https?:)?//\S+|www\.\S+")
_YEARS = r"(?:19|20)\d\d(?:\s?[-–,/]\s?(?:(?:19|20)?\d\d|present))*"
_RIGHTS = re.compile(
    r"(?i)(?<![\s.,;|–-])[\s.,;|–-]*"
    r"\b(?:all rights reserved|alle rechte vorbehalten|tous droits r[ée]serv[ée]s"
    r"|todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados"
    r"|wszelkie prawa zastrzeżone|все права защищены|усі права захищено|всі права захищені)\b.*$"
)
_MARK = re.compile(
    rf"(?i)(?:©|\(c\)|&copy;|copyrights?(?!\w)|kopirajt)\s*(?:©|\(c\)|(?:by|von|par|für)\b|:|–|-)?"
    rf"\s*(?:{_YEARS})?\s*(?:[,.:–-]|by\b)?\s*"
)
_YEAR_ALONE = re.compile(rf"(?:(?<!\s)\s+)?(?:,\s*)?{_YEARS}\s*")
_LABEL = re.compile(r"(?i)^(?:source|quelle|fuente|fonte|источник|джерело|źródło)\s*[:：]\s*")


def clean_source(written: str, title: str = "", url: str = "") -> str:
    """The name of the source in the value of a field; "" where it has none.

    Of an address the host remains, without www. What is the title is no source: then the host of
    the article's address.
    """
    text = " ".join(written.split())
    if is_empty_word(text):
        return ""
    if _ADDRESS.fullmatch(text):
        return host_of(text)
    name = _strip_copyright(_LABEL.sub("", text))
    if _ADDRESS.fullmatch(name):
        return host_of(name)
    if is_empty_word(name) or _YEAR_ALONE.fullmatch(name):
        return ""
    if title and name.casefold() == " ".join(title.split()).casefold():
        return host_of(url)
    return name


def is_address(value: str) -> bool:
    """Whether a value is the whole address of a page or site."""
    return _ADDRESS.fullmatch(value.strip()) is not None


def host_of(address: str) -> str:
    """The host of an address in small letters, without www or www2; "" for what is no address."""
    start = address.strip()
    if not start.casefold().startswith(("http:", "https:", "//")):
        start = f"//{start}"
    try:
        host = urlsplit(start).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^www\d?\.", "", host) if "." in host else ""


def _strip_copyright(text: str) -> str:
    if not _MARK.search(text):
        return _RIGHTS.sub("", text).strip()
    # Twice: “Copyright © 2015”, “(c) Copyright 2015”.
    plain = _MARK.sub(" ", _MARK.sub(" ", _RIGHTS.sub("", text)))
    return _YEAR_ALONE.sub(" ", plain).strip(" .,;|–-")
