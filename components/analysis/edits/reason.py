"""Why a change tells, in words: of a version that was taken, or of two texts beside each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """A sentence about a change, made of our words and of words of the texts as they stand there.

    `directed` holds where the second text was taken from the first; `lead` and the words on either
    side, which may be "", where that is not known.
    """

    directed: str
    lead: str = ""
    first: str = ""
    second: str = ""

    def say(self, names: tuple[str, str] | None) -> str:
        """The sentence: with the names of the two texts it does not say which of them was first."""
        if names is None or not (self.first or self.second):
            return self.directed
        if self.first and self.second:
            told = f"{names[0]} has ‘{self.first}’, {names[1]} has ‘{self.second}’"
        else:
            told = f"only {names[0] if self.first else names[1]} has ‘{self.first or self.second}’"
        return self.lead + told
