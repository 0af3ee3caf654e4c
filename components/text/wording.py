"""Whether words stand in a text, word for word, however they are written there."""

from __future__ import annotations

from dataclasses import dataclass, field

from components.text.normal import fold
from components.text.segment import words


@dataclass(frozen=True)
class Wording:
    """The words of a text in one line, without case, marks, kinds of quotes, dashes or spaces."""

    line: str = field(repr=False)

    def holds(self, phrase: str) -> bool:
        """Whether the words of a phrase stand here in a row; never so for one without words."""
        line = read_wording(phrase).line
        return bool(line.strip()) and line in self.line


def read_wording(text: str) -> Wording:
    """The words of a text, for asking what stands in it; an English 's counts for nothing."""
    keys = (fold(text[a:b]).removesuffix("'s").replace("-", " ") for a, b in words(text))
    return Wording(f" {' '.join(keys)} ")
