"""The source that an article names as its own: in the line of a feed, a dateline, a copyright."""

from __future__ import annotations

import re

from components.text.segment import paragraphs

_TOP_LINES, _BOTTOM_LINES, _LONGEST_LINE = 2, 4, 400
_FEED = re.compile(r"^The post .{1,300} appeared first on (?P<source>[^.:;!?]{2,60})\.?$")
_COPYRIGHT = re.compile(
    r"^(?:©|\([cC]\)|[Cc]opyright)(?: ©| \([cC]\))? (?:\d{4}(?:[–-]\d{4})?,? )?"
    r"(?P<source>[^\W\d_][^.:;!?,|©]{1,60})"
)
_AGENCIES = (
    "AFP|ANI|ANSA|AP|APA|Bloomberg|BTA|CTK|dpa|EFE|IANS|Interfax|Kyodo|PA|PAP|PTI|Reuters|RIA|SDA|"
    "TASS|UNIAN|Ukrinform|UPI|Xinhua|Yonhap"
)
_DATELINE = re.compile(rf"^[^()\n]{{2,60}}\((?P<source>{_AGENCIES})\) ?[—–-]")
_NOT_A_NAME = re.compile(r"(?i)\b(?:all rights reserved|the authors?|reserved)\b.*")


def find_stated_source(text: str) -> str:
    """Who says of the article that it is theirs; empty when nobody does in so many words.

    "The post … appeared first on X", a line "© 2020 X" at the end, or the agency in the dateline
    ("LONDON, May 5 (X) —"). Who is credited besides, or named in a sentence, is not taken.
    """
    lines = [text[start:end] for start, end in paragraphs(text)]
    for line in reversed(lines[-_BOTTOM_LINES:]):
        if len(line) > _LONGEST_LINE:
            continue
        for found in (_FEED.search(line), _COPYRIGHT.search(line)):
            name = _NOT_A_NAME.sub("", found["source"]).strip() if found else ""
            if name[:1].isupper():
                return name
    for line in lines[:_TOP_LINES]:
        if found := _DATELINE.search(line[:_LONGEST_LINE]):
            return found["source"]
    return ""
