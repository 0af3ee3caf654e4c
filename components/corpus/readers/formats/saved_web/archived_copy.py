"""What was written into a page when it was saved: by SingleFile, a browser, HTTrack, an archive."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from components.corpus.readers.shaping.publication_days import parse_day

_START = 200_000
_SINGLE_FILE = re.compile(
    r"<!--\s{0,99}(?:Page saved with|Archive processed by) SingleFileZ?\s{1,99}"
    r"url:\s{0,9}(?P<url>\S{1,4000})\s{1,99}(?:saved date:\s{0,9}(?P<day>[^\n]{5,120}))?",
    re.IGNORECASE,
)
_SAVED_FROM = re.compile(r"<!--\s{0,99}saved from url=\(\d{4}\)(?P<url>\S{1,4000}?)\s{0,9}-->")
_HTTRACK = re.compile(
    r"<!-- Mirrored from (?P<url>\S{1,4000}) by HTTrack [^,\n]{1,80}, (?P<day>[^\n]{5,60}?) -->"
)
_MADE = (
    (_SINGLE_FILE, "a web page saved by SingleFile"),
    (_SAVED_FROM, "a web page saved by a browser"),
    (_HTTRACK, "a web page saved by HTTrack"),
)
# web.archive.org/web/20240502101500id_/https://…, archive.ph/2024.05.02-101500/https://…
_IN_ARCHIVE = re.compile(
    r"(?:https?:)?//[\w.:-]{3,100}/(?:[\w.-]{1,60}/){0,4}?"
    r"(?P<day>\d{8}(?:\d{2}){0,3}|\d{4}\.\d\d\.\d\d-\d{6})(?:[a-z]{2}_|\*)?/"
    r"(?P<url>https?:/{1,2}[^\s\"'<>]{3,4000}|www\.[^\s\"'<>]{3,4000})",
    re.IGNORECASE,
)
_TOOLBAR = re.compile(r"<!-- BEGIN WAYBACK TOOLBAR INSERT -->")
_TOOLBAR_END = "<!-- END WAYBACK TOOLBAR INSERT -->"
_WOMBAT = re.compile(
    r"__wm\.wombat\(\s{0,9}[\"'](?P<url>https?://[^\"']{3,4000})[\"'],\s{0,9}[\"'](?P<day>\d{8})"
)
_TOOLBAR_URL = re.compile(
    r"<input[^<>]{0,300}?\bid=[\"']?wmtbURL[\"']?[^<>]{0,300}?\bvalue=[\"'](?P<url>[^\"']{3,4000})"
)
_FILE_ARCHIVED = re.compile(r"FILE ARCHIVED ON [\d:]{5,8} (?P<day>\w{3} \d\d, \d{4})")
_OF_WAYBACK = ("web.archive.org", "WAYBACK TOOLBAR", "__wm.wombat", "wmtbURL", "FILE ARCHIVED ON")
_ARCHIVED = "a web page kept by a web archive"
_STAMP = re.compile(r"(\d{4})\.?(\d\d)\.?(\d\d)")


@dataclass(frozen=True)
class Copy:
    """Where and when a page was saved or archived, and what that makes of it, in words.

    Each is "" or None where the page does not say.
    """

    url: str = ""
    captured: date | None = None
    kind: str = ""


def original_of(address: str) -> Copy:
    """The address of the original and the day of capture, of an address in a web archive."""
    found = _IN_ARCHIVE.match(address.strip())
    if found is None:
        return Copy()
    url = re.sub(r"^(https?:)/{1,2}", r"\1//", found["url"])
    return Copy(url if "://" in url else f"http://{url}", _day_of_stamp(found["day"]), _ARCHIVED)


def read_copy(markup: str, fetched: str = "") -> Copy:
    """Where a page was saved; `fetched` is what the file around it says of that."""
    start, said = markup[:_START], Copy(fetched)
    for pattern, kind in _MADE:
        if found := pattern.search(start):
            parts = found.groupdict()
            url = parts["url"] if "://" in parts["url"] else f"http://{parts['url']}"
            is_page = re.match(r"(?i)https?://[^/]+\.", url) is not None
            said = Copy(url if is_page else fetched, parse_day(parts.get("day") or ""), kind)
            break
    if (original := original_of(said.url)).url:
        return original
    return _of_toolbar(markup) or said


def _of_toolbar(markup: str) -> Copy | None:
    """The same of what the Wayback Machine writes into its pages."""
    if not any(word in markup for word in _OF_WAYBACK):
        return None
    wombat, shown = _WOMBAT.search(markup), _TOOLBAR_URL.search(markup)
    archived = _FILE_ARCHIVED.search(markup)
    if wombat is None and shown is None and archived is None:
        return None
    url = shown["url"] if shown else wombat["url"] if wombat else ""
    original = original_of(url)
    stamp = _day_of_stamp(wombat["day"]) if wombat else None
    day = parse_day(archived["day"]) if archived else stamp
    kind = "a web page kept by the Wayback Machine"
    return Copy(original.url or url, day or stamp or original.captured, kind)


def without_toolbar(markup: str) -> str:
    """The page without the toolbar that the Wayback Machine puts above it."""
    found = _TOOLBAR.search(markup)
    end = markup.find(_TOOLBAR_END, found.end()) if found else -1
    if found is None or end < 0:
        return markup
    return markup[: found.start()] + markup[end + len(_TOOLBAR_END) :]


def _day_of_stamp(written: str) -> date | None:
    found = _STAMP.match(written)
    return parse_day("-".join(found.groups())) if found else None
