"""Paragraphs of documents to drafts: titles, drop caps, and the articles of a Nexis export."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from components.corpus.readers.drafts import Draft, Note, Refused, Results
from components.corpus.readers.formats.field_names import language_code
from components.corpus.readers.shaping.draft_to_article import split_headline
from components.corpus.readers.shaping.publication_days import parse_day
from components.text.language import FUNCTION_WORDS, identify

_TITLE_STYLES = ("title", "heading 1", "titel", "überschrift 1", "titre", "заголовок 1", "назва")
_OF_NO_MEANING = re.compile(
    r"(?:microsoft word|word document|powerpoint|untitled|unbenannt|слайд)\b"
    r"|(?:document|doc|документ) ?\d*$"
    r"|\S+\.(?:docx?|odt|rtf|pdf|indd|qxd|qxp|tex|dvi|html?|txt|pages)$",
    re.IGNORECASE,
)


_INITIAL = re.compile(r"[^\w\s]{0,2}[^\W\d_][’']?")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
# In English, French, Spanish, Italian, Portuguese, Polish, Czech, Russian and Ukrainian.
_WORDS_OF_ONE_LETTER = frozenset("aiàyoeóèézwuvskв кусоияазіїйбж".replace(" ", ""))
# What no English word begins with, and what follows `A` and `I` in words that are one.
_NO_BEGINNING = re.compile(
    r"([^aeiouy])\1|[aeio]|u(?!n[ei]|s[aei]|s\b)|[^aeiouy]+\b"
    r"|(?![bcfgkp][lr]|[dt][rw]|th|[cgkprsw]h|s[ckmnpqtvwl]|[gk]n|qu|wr|ps)[^aeiouy]{2}"
)
_AFTER_A = (
    *("board", "bove", "broad", "cademic", "cross", "dult", "frican", "gain", "genc", "gent"),
    *("gree", "head", "larm", "lert", "live", "lone", "long", "meric", "mid", "mong", "nalys"),
    *("nimal", "nonym", "part", "polog", "pril", "rab", "rea", "rizon", "side", "sia", "sleep"),
    *("strono", "sylum", "thens", "thlet", "mazon", "tom", "viation", "void", "wait", "ward"),
    *("ware", "way", "wake"),
)
_AFTER_I = (
    *("celand", "dea", "dent", "magin", "mam", "ran", "raq", "reland", "rish", "ron", "saac"),
    *("sabel", "slam", "sland", "solat", "stanbul", "tal", "tem", "van", "vory"),
)
_AFTER_PREPOSITIONS = FUNCTION_WORDS - {"of", "to", "in", "for", "that", "is", "was", "at", "on"}

_NEXIS_END = "end of document"
_NEXIS_BODY = "body"
_AFTER_TEXT = ("classification", "load-date:", "graphic", "notes", _NEXIS_END)
_FIELD = re.compile(r"([A-Z][A-Za-z-]{2,20}): ?(.*)", re.DOTALL)
_WEEKDAY = re.compile(
    r",? ?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.{0,40}$", re.IGNORECASE | re.DOTALL
)
_FIELDS_NEEDED = ("length", "section", "byline", "load-date", "dateline", "language")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a document, and the name of its style, or ""."""

    text: str
    style: str = ""


def draft_paragraphs(paragraphs: list[Paragraph]) -> Draft:
    """An article whose title is a first paragraph in a style for titles, or like a headline."""
    if not paragraphs:
        return Draft("")
    first, rest = paragraphs[0], paragraphs[1:]
    if rest and first.style.casefold() in _TITLE_STYLES:
        return Draft(_join_paragraphs(rest), title=first.text)
    title, text = split_headline(_join_paragraphs(paragraphs))
    return Draft(text, title=title)


def meaningful_title(title: str) -> str:
    """A title from a file's properties, or "" when it names the file or the program."""
    words = " ".join(title.split())
    return "" if _OF_NO_MEANING.match(words) else words


def remove_title(text: str, title: str) -> str:
    """The text without a first paragraph that repeats the title."""
    first, _, rest = text.lstrip().partition("\n\n")
    return rest if rest and " ".join(first.split()).casefold() == title.casefold() else text


def _join_paragraphs(paragraphs: list[Paragraph]) -> str:
    return "\n\n".join(p.text.strip() for p in paragraphs)


def is_initial(text: str) -> bool:
    """Whether it is one letter, perhaps with a quotation mark before it or an apostrophe after."""
    return _INITIAL.fullmatch(text) is not None


def join_initial(initial: str, rest: str, text: str) -> str:
    """How a paragraph begins: `T`, `he council` with `The`, but `A`, `council` with two words.

    `text` is that of the whole document, whose words decide where both could be.
    """
    if rest[:1].isspace():
        return f"{initial} {rest.lstrip()}"
    letter = initial[-1:].casefold()
    can_be_word = is_initial(initial) and letter in _WORDS_OF_ONE_LETTER
    apart = can_be_word and _is_word(letter, rest, text)
    return f"{initial} {rest}" if apart else f"{initial}{rest}"


def _is_word(letter: str, rest: str, text: str) -> bool:
    """Whether this letter is a word before `rest`."""
    first = _FIRST_WORD.match(rest)
    if first is None:  # a number, a quotation; or an apostrophe, a stop
        return rest[:1].isdigit() or rest[:1] in '“‘«„"([$£€'
    if first[0][:1].isupper() and first[0][1:2].islower():
        return True
    word = first[0].casefold()
    words = [found.casefold() for found in _FIRST_WORD.findall(text)]
    others = set(words) - ({word} if words.count(word) == 1 else set())
    alone = _is_among(word, others)
    is_english = letter in "ai" and identify(text) == "en"
    begun = is_english and word.startswith(_AFTER_A if letter == "a" else _AFTER_I)
    together = begun or _is_among(letter + word, others)
    if alone and together:  # "A long debate", "Along the river"
        following = _FIRST_WORD.search(rest, first.end())
        return following is None or following[0].casefold() not in _AFTER_PREPOSITIONS
    return alone or (is_english and not together and not _NO_BEGINNING.match(word))


def _is_among(word: str, others: set[str]) -> bool:
    """Whether it is a word of the text, in whatever form, or one that every text has."""
    if len(word) < 2:
        return False
    start = word[: max(4, len(word) - 2)]
    return (
        word in FUNCTION_WORDS
        or word in others
        or any(len(start) > 3 and other.startswith(start) for other in others)
    )


def is_nexis(paragraphs: Sequence[str]) -> bool:
    """Whether a document is a Nexis export: it has lines that say where a body begins and ends."""
    lines = {p.strip().casefold() for p in paragraphs if len(p) < 40}
    fields = {f[1].casefold() for p in paragraphs[:400] if (f := _FIELD.match(p.strip()))}
    has_body = {_NEXIS_END, _NEXIS_BODY} <= lines
    return has_body and not fields.isdisjoint(_FIELDS_NEEDED)


def split_nexis(paragraphs: Sequence[str]) -> Results:
    """One draft for each `End of Document`; a list of contents before the first is left out."""
    for number, lines in enumerate(_documents(paragraphs), 1):
        place = f"document {number}"
        bodies = [i for i, line in enumerate(lines) if line.casefold() == _NEXIS_BODY]
        if bodies:
            yield from _draft_nexis(_head(lines[: bodies[0]]), lines[bodies[0] + 1 :], place)
        else:
            yield Refused(f"Document {number} has no body: export it again with its full text.")


def _documents(paragraphs: Sequence[str]) -> Iterator[list[str]]:
    lines: list[str] = []
    for paragraph in paragraphs:
        line = paragraph.strip()
        if line.casefold() == _NEXIS_END:
            yield lines
            lines = []
        elif line:
            lines.append(line)


def _head(lines: list[str]) -> list[str]:
    """The lines above a body without a list of contents, which is numbered and has none."""
    dated = [i for i, line in enumerate(lines) if _parse_dated(line)]
    fields = [i for i, line in enumerate(lines) if _FIELD.match(line)]
    first_field = fields[0] if fields else len(lines)
    before = [i for i in dated if i < first_field] or dated
    # The date stands under the publication and the headline.
    return lines[max(0, before[-1] - 2) :] if before else lines


def _draft_nexis(head: list[str], after: list[str], place: str) -> Results:
    fields = {f[1].casefold(): f[2].strip() for line in head if (f := _FIELD.match(line))}
    plain = [line for line in head if not _FIELD.match(line) and not _is_rights(line)]
    title = plain[0] if plain else ""
    published = next((day for line in plain[1:] if (day := _parse_dated(line))), None)
    if published is None:
        yield Note(f"{place.capitalize()} has no date that was understood.")
    ends = (i for i, line in enumerate(after) if line.casefold().startswith(_AFTER_TEXT))
    last = next((i for i in ends if _closes(after[i])), len(after))
    yield Draft(
        text="\n\n".join(after[:last]),
        title=title,
        source=plain[1] if len(plain) > 1 and not _parse_dated(plain[1]) else "",
        author=re.sub(r"^by ", "", fields.get("byline", ""), flags=re.IGNORECASE),
        published=published,
        language=language_code(fields.get("language", "").split(";")[0]),
        place=place,
    )


def _closes(line: str) -> bool:
    """Whether a line is a heading of what follows a text, not a sentence that begins like one."""
    return line.casefold() in _AFTER_TEXT or line.casefold().startswith("load-date:")


def _parse_dated(line: str) -> date | None:
    return parse_day(_WEEKDAY.sub("", line)) if len(line) < 80 else None


def _is_rights(line: str) -> bool:
    return line.casefold().startswith("copyright") or "all rights reserved" in line.casefold()
