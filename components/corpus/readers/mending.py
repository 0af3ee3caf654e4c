"""Letters garbled by a wrong encoding (`â€™` for `’`), mended by ftfy where that is certain."""

from __future__ import annotations

from ftfy import fix_encoding
from ftfy.badness import is_bad


def mend(text: str) -> tuple[str, int]:
    """The text with its garbled lines mended, and how many of them there were.

    A line is taken for garbled only when it has sequences of letters that hardly stand together in
    any language; two words in one line may be too few to tell.
    """
    # In ASCII nothing is garbled, and to look for it takes longer than all else with a text.
    lines = text.split("\n")
    mended = [fix_encoding(line) if not line.isascii() and is_bad(line) else line for line in lines]
    return "\n".join(mended), sum(a != b for a, b in zip(lines, mended, strict=True))
