"""Groups of rich text (RTF): hidden and deleted text, field instructions, notes and boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

# A control word, a letter by its number, a control sign, a brace, or words.
_TOKEN = re.compile(r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'[0-9a-fA-F]{2}|\\.?|[{}]|[^\\{}]+", re.S)
_HIDING = ("v", "deleted", "mvf")
# Instructions, margins, comments, and boxes written a second time for old programs. Pictures too:
# striprtf takes for the end of one its first brace, and that of the document for the next.
_LEFT_OUT = frozenset(
    (
        *("fldinst", "datafield", "annotation", "shprslt", "info", "pict"),
        *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"),
    )
)
_NOTES, _BOXES = ("footnote",), ("shptxt", "dptxbxtext")
_ASIDE = ("*", "shp", "do")
_OF_NOTES = ("chftn", "ftnalt")
_CELLS = ("cell", "nestcell")
# Control words that stand for text.
_LETTERS = frozenset(
    (
        *("u", "tab", "line", "emdash", "endash", "lquote", "rquote", "ldblquote", "rdblquote"),
        *("bullet", "emspace", "enspace", "qmspace"),
    )
)
# In the place of what is left out: the words behind it are no part of a control word before it.
_END = "{}"
DROP_CAP = "\ue000"
"""Stands between a drop cap, which is a paragraph of its own, and the words that it begins."""
_RAW = re.compile("[\x80-\xff]")


@dataclass(frozen=True)
class RichText:
    """Rich text with nothing in it that is not to be read, and how many notes stand at its end."""

    marked: str
    notes: int


@dataclass
class _Group:
    """An open group: where its output began, what is hidden in it, and where its output goes."""

    out: list[str]
    begun: int
    hidden: frozenset[str] = frozenset()
    is_dropped: bool = False
    is_aside: bool = False


@dataclass
class _Reading:
    """The groups that are open, the output, and what was taken out of it to stand elsewhere."""

    out: list[str] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)
    boxes: list[list[str]] = field(default_factory=list)
    is_drop_cap: bool = False

    @property
    def group(self) -> _Group:
        """The innermost open group."""
        return self.groups[-1]

    def open(self) -> None:
        """A brace opens."""
        above = self.group
        self.groups.append(replace(above, begun=len(above.out)))
        self._write("{")

    def close(self) -> None:
        """A brace closes; before the last one stand the boxes and notes that are left."""
        if len(self.groups) < 2:
            return
        if len(self.groups) == 2:
            self._write_apart(self.boxes)
            self._write_apart(self.notes)
        self._write("}")
        self.groups.pop()

    def take_word(self, word: str, number: str, written: str) -> None:
        """A control word: `written` is all of it."""
        group = self.group
        if word in _HIDING:
            on = number != "0"
            group.hidden = group.hidden | {word} if on else group.hidden - {word}
            self._write(_END)
        elif word == "plain":
            group.hidden = frozenset()
            self._write(written)
        elif word in _LEFT_OUT:
            self._drop()
        elif word in _NOTES or word in _BOXES:
            self._take_out(self.notes if word in _NOTES else self.boxes)
        elif word in _CELLS:
            self._write("\\par ")
        elif word == "dropcapli":
            self.is_drop_cap = True
            self._write(_END)
        elif word == "par" and self.is_drop_cap:
            self._write(f"\\u{ord(DROP_CAP)}?")
            self.is_drop_cap = False
        elif not (group.hidden and word in _LETTERS):
            self._write(written)
            group.is_aside |= word in _ASIDE
            if word == "par" and group.out is self.out and not group.is_aside:
                self._write_apart(self.boxes)

    def take_text(self, written: str) -> None:
        """Words, or a letter by its number."""
        if not self.group.hidden:
            self._write(written)

    def _write(self, written: str) -> None:
        if not self.group.is_dropped:
            self.group.out.append(written)

    def _drop(self) -> None:
        """Take back what was written of the group, and all that is to come of it."""
        if not self.group.is_dropped:
            self._take_back()
            self.group.is_dropped = True

    def _take_back(self) -> None:
        del self.group.out[self.group.begun :]
        self.group.out.append(_END)

    def _take_out(self, place: list[list[str]]) -> None:
        """What is to come of the group stands elsewhere."""
        if self.group.is_dropped or self.group.hidden:
            self._drop()
            return
        self._take_back()
        place.append(["{"])
        self.group.out = place[-1]
        self.group.begun = 0

    def _write_apart(self, taken: list[list[str]]) -> None:
        for one in taken:
            if one is not self.group.out:
                self.group.out.extend(("{\\pard\\par ", *one, "\\par}"))
        if taken is self.boxes:
            taken.clear()


def clear_groups(marked: str) -> RichText:
    """Leave out what is hidden or deleted and what fields are made from.

    Footnotes and endnotes stand at the end, text boxes behind the paragraph that they are fastened
    to, cells of tables as paragraphs. Bytes that are letters by themselves are written as numbers.
    """
    reading = _Reading()
    reading.groups.append(_Group(reading.out, 0))
    at = 0
    while found := _TOKEN.match(marked, at):
        at = found.end()
        word, written = found[1], found[0]
        if written == "{":
            reading.open()
        elif written == "}":
            reading.close()
        elif word == "bin" or word in _OF_NOTES:
            at += max(0, int(found[2] or 0)) if word == "bin" else 0
            reading.take_text(_END)
        elif word:
            reading.take_word(word, found[2] or "", written)
        elif written[0] == "\\" and written[1:2] in ("*", "\n", "\r"):
            reading.take_word(written[1:], "", written)
        else:
            reading.take_text(_RAW.sub(lambda sign: f"\\'{ord(sign[0]):02x}", written))
    return RichText("".join(reading.out), len(reading.notes))
