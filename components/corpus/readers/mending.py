"""Letters garbled by a wrong encoding (`â€™` for `’`), mended by ftfy where that is certain."""

from __future__ import annotations

from ftfy import fix_encoding
from ftfy.badness import is_bad

# As usual in clean text as ASCII is; where there is nothing else, nothing is garbled.
_TYPOGRAPHIC = "‘’“”–—…"


def mend(text: str) -> tuple[str, int]:
    """The text with its garbled lines mended, and how many of them there were.

    A line is taken for garbled only when it has sequences of letters that hardly stand together in
    any language; two words in one line may be too few to tell.
    """
    if _is_usual(text):
        return text, 0
    lines = text.split("\n")
    mended = [line if _is_usual(line) or not is_bad(line) else fix_encoding(line) for line in lines]
    return "\n".join(mended), sum(a != b for a, b in zip(lines, mended, strict=True))


def _is_usual(text: str) -> bool:
    # To look for what is garbled takes longer than all else that is done with a text.
    for mark in _TYPOGRAPHIC:
        text = text.replace(mark, "")
    return text.isascii()
