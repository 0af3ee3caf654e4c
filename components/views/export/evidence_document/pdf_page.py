"""The PDF pages of an evidence document: fonts, running titles, and words with their marks.

fpdf2 reads emphasis out of its text by marks of two characters. Here these marks are characters for
private use that no text is left with, so that words of articles are never read as emphasis.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from fpdf import FPDF

from components.text.unsafe_characters import show_unsafe_in_xml
from components.views.export.evidence_document.blocks import Runs
from components.views.export.evidence_document.pdf_fonts import SERIF, drawn_letters, font_files

_BOLD, _ITALIC, _STRUCK, _UNDER = "\ue000\ue001", "\ue002\ue003", "\ue004\ue005", "\ue006\ue007"
_PRIVATE = re.compile("[\ue000-\ue00f]")
_OPENING = {
    "strong": _BOLD,
    "added": _BOLD + _UNDER,
    "dropped": _STRUCK,
    "edited": _UNDER,
    "note": _BOLD,
}
# Signs that the fonts lack and that mean something here.
_SIGNS = str.maketrans({"↔": "–", "↕": "→", "⊣": "ends", "⇄": "–"})


class PdfPages(FPDF):
    """Pages of A4 with a running title."""

    MARKDOWN_BOLD_MARKER = _BOLD
    MARKDOWN_ITALICS_MARKER = _ITALIC
    MARKDOWN_STRIKETHROUGH_MARKER = _STRUCK
    MARKDOWN_UNDERLINE_MARKER = _UNDER
    MARKDOWN_MARKERS = (_BOLD, _ITALIC, _STRUCK, _UNDER)
    MARKDOWN_ESCAPE_CHARACTER = "\ue00f"
    MARKDOWN_LINK_REGEX = re.compile(r"(?!)")

    def __init__(self, running_title: str, foot: str) -> None:
        super().__init__(format="A4")
        self._running, self._foot = running_title, foot
        others = []
        for (family, style), path in font_files().items():
            self.add_font(family, style, path)
            if family != SERIF:
                others.append(family)
        self.set_fallback_fonts(others, exact_match=False)
        self.set_margins(15, 20, 15)
        self.set_auto_page_break(True, 18)
        self.str_alias_nb_pages = ""

    def header(self) -> None:
        """The running title at the head of each page but the first."""
        if self.page_no() > 1:
            self._at_edge(10, self._running)

    def footer(self) -> None:
        """What it was made with, and the number of the page."""
        self._at_edge(-12, f"{self._foot} · page {self.page_no()}")

    def _at_edge(self, height: float, words: str) -> None:
        self.set_y(height)
        with self.local_context():
            self.set_font(SERIF, "", 8)
            self.set_text_color(90, 97, 104)
            self.cell(0, 4, self._fit(self.letters(words)))
        self.set_y(self.t_margin)

    def _fit(self, words: str) -> str:
        while self.get_string_width(words) > self.epw and len(words) > 1:
            words = words[:-2].rstrip() + "…"
        return words

    def missing_letters(self, text: str) -> Counter[str]:
        """How many letters of a text no font here can draw, by script."""
        drawn = drawn_letters()
        return Counter(
            script
            for letter in _as_drawn(text)
            if ord(letter) not in drawn and (script := _script(letter))
        )

    def letters(self, text: str) -> str:
        """The text with what cannot be drawn in words: `[3 Hangul letters]`."""
        text = _as_drawn(text)
        drawn = drawn_letters()
        if text.isascii() or all(ord(letter) in drawn for letter in text):
            return text
        pieces: list[str] = []
        for script, run in _runs(text, drawn):
            if not script:
                pieces.append(run)
                continue
            pieces.append(f"[{len(run)} {script} {'letter' if len(run) == 1 else 'letters'}]")
        return "".join(pieces)

    def marked(self, runs: Runs) -> str:
        """Runs as one text, in which their marks are emphasis."""
        pieces = []
        for one in runs:
            sign = _OPENING.get(one.mark.partition(" ")[0], "")
            words = self.letters(one.text)
            body = words.strip()
            if not sign or not body:
                pieces.append(words)
                continue
            at = words.index(body)
            pieces.append(f"{words[:at]}{sign}{body}{_close(sign)}{words[at + len(body) :]}")
        return "".join(pieces)


def _as_drawn(text: str) -> str:
    """The text without signs that are not drawn as they are."""
    named = _PRIVATE.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text.translate(_SIGNS))
    return show_unsafe_in_xml(named).replace("\t", " ").replace("\r", " ")


def _close(sign: str) -> str:
    pairs = [sign[at : at + 2] for at in range(0, len(sign), 2)]
    return "".join(reversed(pairs))


def _runs(text: str, drawn: frozenset[int]) -> list[tuple[str, str]]:
    """The text in runs: of letters of one script that cannot be drawn, and of all others ("")."""
    found: list[tuple[str, str]] = []
    for letter in text:
        script = "" if ord(letter) in drawn else _script(letter)
        if not script and ord(letter) not in drawn:
            continue
        if found and found[-1][0] == script:
            found[-1] = (script, found[-1][1] + letter)
        else:
            found.append((script, letter))
    return found


def _script(letter: str) -> str:
    """The script of a letter by the first word of its name; "" for an invisible sign."""
    if unicodedata.category(letter) in ("Cf", "Mn", "Me") or letter in "\ufe0e\ufe0f":
        return ""
    name = unicodedata.name(letter, "unknown").split()[0]
    if unicodedata.category(letter) == "So":
        return "picture or sign"
    return {"CJK": "Chinese"}.get(name, name.capitalize())
