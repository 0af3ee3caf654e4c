"""By-lines: “By Ann Example and Bob Sample, Wick” as names, and the line of a text that has one."""

from __future__ import annotations

import re

from components.text.dates.full_days import find_full_days
from components.text.dates.month_words import is_weekday, month_of
from components.text.role_words import is_house, is_role_or_agency, is_surname, strip_role
from components.text.segment import paragraphs

# Lines at the top and bottom that may be a by-line, and characters of such a line.
_TOP_LINES, _BOTTOM_LINES, _LONGEST_LINE = 6, 2, 160
_MOST_NAMES, _MOST_WORDS = 6, 5
# With a colon these are the label of a name, in any letter case and with one name or more.
_LABEL = (
    "by|written by|words by|words|reported by|reporting by|story by|report by|author|authors|"
    "byline|von|text|text von|bericht|bericht von|ein bericht von|verfasst von|autor|autorin|"
    "autoren|autor(?:in|en)?|par|propos recueillis par|texte|auteure?|auteurs|por|escrito por|"
    "texto|texto de|autora|autores|di|testo di|autore|autrice|door|tekst|auteur|av|af|przez|"
    "opracowała?|opr\\.?|autorka|napsala?|szerző|írta|yazan|yazar|haber|skribent|текст|автор|"
    "автори|авторы|авторка|підготувала?|подготовила?|записала?|журналіст(?:ка)?|журналист|"
    "بقلم|كتب|מאת|文|作者|撰文|記者|记者|기자"
)
_LEAD = (
    "by|written by|words by|story by|reported by|reporting by|von|ein bericht von|par|por|di|door"
    "|av|af|przez|текст|автор|بقلم|מאת"
)
_LABELLED = re.compile(rf"(?i)^\W{{0,3}}(?:{_LABEL})\s?[:：]\s*(?P<rest>\S.*)$")
_LED = re.compile(rf"(?i)^[—–(-]?\s?(?:{_LEAD})\s+(?P<rest>\S.*)$")
_PARTICLES = frozenset(
    (
        *("de", "del", "della", "di", "da", "dos", "das", "do", "du", "des", "la", "le", "van"),
        *("der", "den", "von", "zu", "zur", "ten", "ter", "bin", "ibn", "bint", "al", "el", "y"),
        *("af", "av", "e", "mac", "abu", "ben"),
    )
)
_NO_NAMES = frozenset(
    (
        *("the", "a", "an", "all", "our", "his", "her", "their", "my", "this", "that", "these"),
        *("popular", "numbers", "law", "contrast", "comparison", "then", "now", "way", "end"),
        *("early", "late", "mid", "next", "last", "no", "any", "some", "many", "far", "der", "die"),
        *("das", "den", "dem", "les", "los", "las", "il", "lo", "gli", "ein", "eine", "un", "una"),
        *("is", "was", "on", "for", "with", "it", "he", "she", "they", "we", "i"),
    )
)
_NAMES_TOO = frozenset(("Una",))
_NAMES_AND_MONTHS = frozenset(("April", "June", "August", "Augustin", "Mars", "Julia", "Maja"))
_SAFE_LEAD = re.compile(
    r"(?i)^[—–-]?\s?(?:(?P<by>(?:(?:written|words|story|reported|reporting|analysis|opinion|comment|commentary|"
    r"review|interview|text|posted|published|compiled|submitted|edited) )?by)|von|par|por|przez"
    r"|author|autor(?:in)?|auteure?|автор)\s+"
    r"(?P<rest>\S.*)$"
)
_AND = re.compile(
    r"(?<!\s)\s+(?:(?i:and|und|with|та|mit|avec)|et|y|e|en|og|och|ja|i|і|й|и|ve|ו|&)\s+"
    r"|(?:(?<!\s)\s+)?&\s*"
)
_JOINED = re.compile(r"^(?:and|und|et|y|e|with|mit|avec|con|com|та|і|и|з|с|via)\s+(?=\S)")
_CREDIT = re.compile(
    r"(?i)(?:photo(?:s|graphy|graphs?)?|fotos?|fotografía|bild(?:er)?|images?|pictures?|video|фото"
    r"|відео|видео|illustrations?|grafik|graphics?|edit(?:ing|ed)|text|texte|texto)"
    r"(?:\s?[:：]|\s(?:by|von|par|por|de)\b|\Z)"
)
_PARTED = re.compile(r"(?:(?<!\s)\s+)?[;|·•\n]\s*|\s/\s|(?<=\w{3})/(?=[^\W\d_])")
_BETWEEN = re.compile(
    r"(?:(?<!\s)\s+)?[,;]\s*|(?<!\s)\s+[|·•/—–-]\s+|(?:(?<!\s)\s+)?[|·•(]\s*"
    r"|(?<=\w{3})/(?=[^\W\d_])"
)
_BEFORE_DAY = re.compile(
    r"(?i)(?<![\s,|·•—–(-])[\s,|·•—–(-]*+(?:\b(?:on|am|le|\w+tag|\w+day|\w{3}),?)?[\s,]*$"
)
_TAIL = re.compile(
    r"\s(?:in|for|of|special to|at|aus|à|у|в|w|для|für|pour|para|reporting|berichtet)\s",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:in|at|aus|à|au|у|в|w|en)\s")
_SENTENCE_END = re.compile(r"[.!?…]['”’\"»)]?$")
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?){1,3}")
_ARABIC_OR_EAST = re.compile(r"[\u0590-\u06ff\u0900-\u0dff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def find_stated_author(text: str) -> str:
    """The names of the by-line that stands at the top or the bottom of a text, "" without one.

    Given as `list_names` joins them. A by-line is a line of its own: a word such as By, Von, Par or
    a label (“Text:”), names with capitals, then at most a role, agency, place or day.
    """
    lines = [text[start:end].strip() for start, end in paragraphs(text)]
    for line in (*lines[:_TOP_LINES], *lines[_TOP_LINES:][-_BOTTOM_LINES:]):
        if names := read_byline(line)[0]:
            return names
    return ""


def read_byline(line: str) -> tuple[str, str]:
    """The names in a line that is a by-line, joined, and what stands behind them; else "" twice."""
    if len(line) > _LONGEST_LINE:
        return "", ""
    labelled, led = _LABELLED.match(line), _LED.match(line)
    names: list[str] = []
    if labelled:
        names = _leading_names(labelled["rest"], least=1)
    elif led and not _SENTENCE_END.search(_without_initials(led["rest"])):
        names = _leading_names(led["rest"], least=2)
    return (join_names(names), line.rpartition(names[-1])[2].strip()) if names else ("", "")


def are_names(line: str) -> bool:
    """Whether a line is nothing but the full names of persons, with a word such as By or without.

    Without such a word, names in letters that have no capitals cannot be told from other words.
    """
    names, _ = read_byline(line)
    if names or len(line) > _LONGEST_LINE or _ARABIC_OR_EAST.search(line):
        return bool(names)
    found = _leading_names(line, least=2)
    return bool(found) and not line.rpartition(found[-1])[2]


def _without_initials(rest: str) -> str:
    """What tells a sentence: a line that ends in “Jr.” or “A.” has a point of another kind."""
    return re.sub(r"(?:\b[^\W\d_]|\b[JS]r|\bdpa)\.$", "", rest.rstrip())


def _leading_names(rest: str, least: int) -> list[str]:
    """The names with which the rest of a by-line begins, each of so many words at least."""
    for day in find_full_days(rest)[:1]:
        rest = _BEFORE_DAY.sub("", rest[: day.start])
    names: list[str] = []
    for part in _BETWEEN.split(rest.strip())[:_MOST_NAMES]:
        found = [_cut(one) for one in _AND.split(part)]
        is_role = is_role_or_agency(part) and (bool(names) or not any(map(is_surname, found)))
        if is_role or not all(_is_name(one, least) for one in found):
            break
        names += found
    return names


def _cut(part: str) -> str:
    """A name without the place or paper behind it: “Ann Example in Berlin”."""
    found = _TAIL.search(part)
    is_behind_name = found is not None and " " in part[: found.start()].strip()
    return (part[: found.start()] if found and is_behind_name else part).strip(" ,—–-")


def _is_name(part: str, least: int) -> bool:
    words = part.split()
    if not least <= len(words) <= _MOST_WORDS or any(map(str.isdigit, part)):
        return False
    if _ARABIC_OR_EAST.search(part):
        return True
    usual = [word.title() if word.isupper() else word for word in words]
    folded = [word.strip(".,'’“”\"").casefold() for word in usual if word not in _NAMES_TOO]
    if not _NO_NAMES.isdisjoint(folded[:1]) or not (_NO_NAMES - _PARTICLES).isdisjoint(folded):
        return False
    if any(map(_is_date_word, words)):
        return False
    big = [word for word in words if word[0].isupper() or _INITIAL.fullmatch(word)]
    return len(big) >= least and all(
        word in big or word.casefold() in _PARTICLES or re.match(r"(?:d['’]|al-|el-)\w", word)
        for word in words
    )


def _is_date_word(word: str) -> bool:
    plain = word.strip(",.")
    # Sam, Mo and Al are short for days of the week in some language.
    if len(plain) <= 3 or plain in _NAMES_AND_MONTHS:
        return False
    return month_of(plain) is not None or is_weekday(plain)


def list_names(written: str) -> list[str]:
    """The names in the value of a field: parted by signs, or by “and” where both are full names.

    Roles and agencies beside them are left out. “Example, Ann” is one name, its surname first.
    """
    names: list[str] = []
    for part in _PARTED.split(strip_lead(written)):
        plain = strip_lead(part)
        if not _CREDIT.match(plain):
            names += _split_names(plain)
    return [name for name in names if name]


def strip_lead(written: str) -> str:
    """A name without “By” or a label before it; “Von der Leyen” and “Di Maio” keep their first."""
    if labelled := _LABELLED.match(written):
        return labelled["rest"]
    found = _SAFE_LEAD.match(written)
    if found is None:
        return written
    first, *others = found["rest"].split()
    is_name = bool(others) and first[:1].isupper() and first.casefold() not in _PARTICLES
    return found["rest"] if found["by"] or is_name else written


def _split_names(part: str) -> list[str]:
    pieces = [
        _JOINED.sub("", piece.strip()) for piece in re.split(r"(?:(?<!\s)\s+)?[,()]\s*", part)
    ]
    pieces = [piece for piece in pieces if not (_PLACE.match(piece) or _CREDIT.match(piece))]
    # Of two agencies the second alone would be taken off.
    joined = [piece for piece in pieces[1:] if _AND.search(piece) and _is_behind_name(piece)]
    pieces = [_cut(strip_role(piece)) for piece in pieces if piece not in joined]
    # Behind a name the same words are a role: “Ann Example, Court Writer”.
    pieces = [
        piece
        for at, piece in enumerate(pieces)
        if piece and (_is_first_name(piece) if at == 0 else not _is_behind_name(piece))
    ]
    if not pieces:
        return []
    ends = [piece.strip() for piece in _AND.split(pieces[-1])]
    ends = [piece for piece in ends if is_surname(piece) or not is_role_or_agency(piece)]
    names = [*pieces[:-1], *ends]
    if all(len(name.split()) > 1 or not name.isascii() for name in names):
        return names
    return [", ".join(pieces)]


def _is_first_name(piece: str) -> bool:
    return not is_role_or_agency(piece) or any(is_surname(one.strip()) for one in _AND.split(piece))


def _is_behind_name(piece: str) -> bool:
    """Whether it is a role, or nothing but houses and agencies joined by “and”."""
    ends = [end for one in _AND.split(piece) if (end := one.strip())]
    return is_role_or_agency(piece) or all(is_house(e) or is_role_or_agency(e) for e in ends)


def join_names(names: list[str]) -> str:
    """Names with commas between them, or semicolons where one has its surname first."""
    return ("; " if any("," in name for name in names) else ", ").join(dict.fromkeys(names))
