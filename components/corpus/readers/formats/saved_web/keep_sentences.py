"""Sentences of a page kept whole before its text is taken: times, quotations, line breaks."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

_MOST = 20_000
# Taken out all at once: one by one it takes the square of their number.
_KEPT = "kept-words"
_QUOTES = {
    "de": "„“‚‘",
    "cs": "„“‚‘",
    "sk": "„“‚‘",
    "sl": "„“‚‘",
    "bg": "„“‚‘",
    "pl": "„”‚’",
    "ro": "„”«»",
    "hu": "„”»«",
    "hr": "„”‘’",
    "sr": "„“‘’",
    "fr": "« | »“”",
    "ru": "«»„“",
    "uk": "«»„“",
    "be": "«»„“",
    "es": "«»“”",
    "it": "«»“”",
    "pt": "«»“”",
    "el": "«»“”",
    "no": "«»‘’",
    "nb": "«»‘’",
    "da": "»«›‹",
    "sv": "””’’",
    "fi": "””’’",
    "ja": "「」『』",
    "zh": "“”‘’",
}
_ANY_MARK = "\"'“”„‚‘’«»‹›「」『』"
_INLINE = frozenset(("p", "span", "em", "strong", "a", "li", "blockquote", "i", "b", "td", "q"))
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"))
_ENDS = tuple(".!?…:;。！？»”“\"'")
_NO_CASE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
LONG_LINE = 50
"""Characters from which a line that does not end like a sentence goes on in the next."""
# Letters of words after which no line of a list ends: "of", "und", "par".
_JOINING = 3
_DROP_CAP = re.compile(r"(?i)drop-?_?cap|lettrine|initial-?letter|first-?letter|initiale?\b")
_INITIALS = (
    *("dropcap", "drop-cap", "drop_cap", "dropCap", "DropCap", "lettrine", "initial"),
    *("first-letter", "firstletter", "firstLetter"),
)
_CAPS = (
    ".//*[contains(@class,'rop') or contains(@class,'ettr') or contains(@class,'nitial') "
    "or contains(@class,'irst')]"
)
# Words of one letter: what follows them after a blank is another word.
_WORDS_OF_ONE = frozenset("AIOYEÀÓВИІУЯАОСКЗ")


def keep_sentences(tree: Any, language: str, has_initials: bool = True) -> None:
    """Change a page so that no words within its sentences are lost, and none is cut in two.

    Times within a line become its words, `q` gets quotation marks of its language, a single `br`
    within a sentence a blank, and an initial stands with the rest of its word.
    """
    for time in _some(tree, "time"):
        if time.getparent() is not None and _is_within_line(time):
            time.tag = _KEPT
    # The inner ones first, which get the second marks.
    for quote in reversed(_some(tree, "q")):
        _mark_quotation(quote, language)
    for line_break in _some(tree, "br"):
        _join_lines(line_break)
    etree.strip_tags(tree, _KEPT)
    for initial in tree.xpath(_CAPS)[:50] if has_initials else ():
        if _DROP_CAP.search(initial.get("class") or ""):
            _join_initial(initial)


def may_have_initials(markup: str) -> bool:
    """Whether something in a page is named as an initial (drop cap): a quick look."""
    return any(word in markup for word in _INITIALS)


def _some(tree: Any, tag: str) -> list[Any]:
    return [one for one, _ in zip(tree.iter(tag), range(_MOST), strict=False)]


def _is_within_line(time: Any) -> bool:
    above = time.getparent()
    before = time.getprevious()
    text = (time.tail or "") + ((before.tail if before is not None else above.text) or "")
    return above.tag in _INLINE and bool(text.strip(" \t\n|·•–—-"))


def _mark_quotation(quote: Any, language: str) -> None:
    if quote.getparent() is None:
        return
    nearest = next((o.get("lang") for o in (quote, *quote.iterancestors()) if o.get("lang")), "")
    marks = _QUOTES.get((nearest or language)[:2].lower(), "“”‘’")
    parts = marks.split("|") if "|" in marks else []
    opens, closes = (parts[0], parts[1][:2]) if parts else (marks[0], marks[1])
    if next(quote.iterancestors("q"), None) is not None:
        opens, closes = marks[-2], marks[-1]
    if quote.text_content().strip()[:1] not in _ANY_MARK or not quote.text_content().strip():
        quote.text = opens + (quote.text or "").lstrip()
        if len(quote):
            quote[-1].tail = (quote[-1].tail or "").rstrip() + closes
        else:
            quote.text = quote.text.rstrip() + closes
    quote.tag = _KEPT


def _join_lines(line_break: Any) -> None:
    above = line_break.getparent()
    if above is None or above.tag in ("pre", "textarea"):
        return
    before, after = line_break.getprevious(), line_break.getnext()
    text = (before.tail if before is not None else above.text) or ""
    is_double = not text.strip() and before is not None and before.tag == "br"
    following = line_break.tail or ""
    if is_double or (not following.strip() and after is not None and after.tag == "br"):
        return
    is_bold = False
    if not text.strip() and before is not None:
        text, is_bold = before.text_content(), before.tag in _BOLD
    if not following.strip() and after is not None:
        following = after.text_content()
    if _goes_on(text.strip(), following.strip(), is_bold):
        line_break.tail = ("" if _NO_CASE.search(text[-1:]) else " ") + (line_break.tail or "")
        line_break.tag = _KEPT


def _goes_on(text: str, following: str, is_bold: bool) -> bool:
    """Whether a line is broken within a sentence: lists and verses keep their lines."""
    if not text or not following or text.endswith(_ENDS):
        return False
    last = text.rsplit(None, 1)[-1]
    is_joining = last.islower() and len(last) <= _JOINING
    first = following.split(None, 1)[0]
    if (first.islower() and "." not in first[:-1]) or is_joining or text[-1] in ",-–":
        return True
    if is_bold or len(text) < LONG_LINE:
        return False
    if _NO_CASE.search(text[-1]):
        return True
    return text[-1].islower() and following[0].isalnum() and following.endswith(_ENDS)


def _join_initial(initial: Any) -> None:
    letters = "".join(initial.text_content().split())
    above = initial.getparent()
    if above is None or not 1 <= len(letters) <= 2:
        return
    tail = initial.tail or ""
    if not tail.strip() and (after := initial.getnext()) is not None:
        if tail.strip(" \n\t\r") == "" and not (after.text or "")[:1].isspace():
            after.text = letters + (after.text or "")
            initial.tail = ""
            initial.drop_tree()
        return
    is_word = letters in _WORDS_OF_ONE and tail[:1].isspace()
    initial.tail = letters + (tail if is_word else tail.lstrip())
    for inner in [*initial]:
        initial.remove(inner)
    initial.text = None
    initial.drop_tag()
