"""Exports of ProQuest as text and as web pages: a headline, and labels with their values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from components.corpus.readers.drafts import Results
from components.corpus.readers.formats.press.export_days import find_day
from components.corpus.readers.formats.press.export_documents import (
    Document,
    draft_documents,
    join_lines,
    list_pieces,
    parse_page,
    read_number,
)
from components.corpus.readers.formats.press.persons import clean_author

_SPELLINGS = {
    "title": "title|titre|titel|título|titolo|document title",
    "author": "author|auteur|autor|autore|authors|verfasser",
    "source": "publication title|titre de la publication|titel der publikation|publikationstitel"
    "|título de la publicación|título de publicación|titolo della pubblicazione"
    "|título da publicação",
    "published": "publication date|date de publication|publikationsdatum|erscheinungsdatum"
    "|datum der publikation|fecha de publicación|data de publicação|data di pubblicazione",
    "info": "publication info|publication information|informations sur la publication"
    "|infos sur la publication|infos de publication|información de publicación"
    "|publikationsinformationen|publikationsinfo|informazioni sulla pubblicazione",
    "text": "full text|full-text|texte intégral|texte complet|volltext|vollständiger text"
    "|texto completo|testo completo|testo integrale",
    "about": "abstract|abstract text|résumé|zusammenfassung|resumen|riassunto|resumo",
    "section": "section|rubrique|sección|bereich",
    "page": "pages|seiten|páginas|first page|start page",
    "edition": "edition|édition|edición",
    "words": "word count|nombre de mots|número de palabras",
    "language": "language of publication|language|langue de la publication|langue|sprache"
    "|publikationssprache|sprache der publikation|langue de publication|idioma"
    "|idioma de la publicación|idioma de publicación|lingua della pubblicazione"
    "|idioma da publicação",
    "url": "document url|url du document|url del documento|dokument-url|url do documento",
    "guid": "proquest document id|accession number|dokument-id|proquest-dokument-id"
    "|id de document proquest|id del documento de proquest|id documento proquest",
}
_LABELS = {name: key for key, names in _SPELLINGS.items() for name in names.split("|")}
_STRONG = (
    *("copyright", "last updated", "database", "publisher", "publication year", "issn", "volume"),
    *("document type", "source type", "place of publication", "country of publication", "credit"),
    *("publication subject", "issue", "dateline", "year", "dernière mise à jour", "eissn"),
    *(
        "base de données",
        "datenbank",
        "base de datos",
        "última actualización",
        "links",
        "identifiant",
    ),
    *("document feature", "publication frequency", "proquest document link", "lieu de publication"),
    *("type de source", "type de document", "pays de publication", "année de publication"),
    *("droits d'auteur", "éditeur", "première page", "quellentyp", "dokumenttyp", "verlag"),
    *("letzte aktualisierung", "zuletzt aktualisiert", "erscheinungsort", "publikationsjahr"),
    *("land der publikation", "ort der publikation", "jahr der publikation", "erste seite"),
    *("tipo de fuente", "tipo de documento", "lugar de publicación", "país de publicación"),
    *("año de publicación", "editorial", "primera página", "base de dados", "ultimo aggiornamento"),
    *("tipo di documento", "tipo di fonte", "luogo di pubblicazione", "última atualização"),
)
_WEAK = (
    *("subject", "location", "people", "company / organization", "company", "classification"),
    *("sujet", "lieu", "personnes", "société / organisation", "schlagwort", "ort", "personen"),
    *("materia", "lugar", "personas", "empresa / organización", "identifier / keyword"),
    *("thema", "themen", "fachgebiet", "standort", "unternehmen/organisation", "person"),
    *("unternehmen / organisation", "argomento", "luogo", "persone", "assunto", "local", "pessoas"),
    *("société/organisation", "lieux", "sujets", "company/organization", "empresa/organización"),
)
_LABEL = re.compile(r"([^\W\d_][^\n:.!?]{2,40}?)\s{0,2}: {0,3}(.*)", re.DOTALL)
_SEPARATOR = re.compile(
    r"\s*(?:_{20,}|-{40,}|={20,}|(?:document|dokument|documento) \d+ (?:of|sur|von|de) \d+)\s*",
    re.I,
)
_LINK = re.compile(r"(?:proquest document link|lien vers le document proquest|links?)\W*", re.I)
_NOTHING = re.compile(r"(?:not available|none available|non disponible|no disponible)\W*", re.I)
_EDITION = re.compile(r": ?\[([^\[\]]{1,60})\]\s*$")
_ON_PAGE = re.compile(r"\d{4} ?: ?([A-Z]{0,3}[-.]?[\w.\-]{1,8}?)\.?$")
_OF_PAGES = (
    *("Publication info", "Publication title", "Titre de la publication", "ur la publication"),
    *("Publikationstitel", "Titel der Publikation", "ulo de publicaci", "ulo de la publicaci"),
    *("Titolo della pubblicazione", "ulo da publica"),
)
_IN_ALL_LABELS = ("blica", "blika")
_FIRST_LINES = 4
"""Lines above the first label in which the headline stands; above them may be a cover page."""


def is_proquest(lines: Sequence[str]) -> bool:
    """Whether a text is an export of ProQuest: it has the labels of publication, day and text."""
    found = {_field(line)[0] for line in lines if ":" in line[:44]}
    has_day = not found.isdisjoint(("published", "info"))
    return has_day and not found.isdisjoint(("source", "info")) and "text" in found


def split_proquest(lines: Sequence[str]) -> Results:
    """One draft for each document; one without its full text is refused singly."""
    has_blank = any(not line.strip() for line in lines)
    parts = enumerate(_list_documents(lines), 1)
    return draft_documents(_read(number, part, has_blank) for number, part in parts)


def is_proquest_page(markup: str) -> bool:
    """Whether a page is an export of ProQuest."""
    if not any(part in markup for part in _IN_ALL_LABELS):
        return False
    return any(label in markup for label in _OF_PAGES) and is_proquest(_list_lines(markup))


def split_proquest_page(markup: str) -> Results:
    """One draft for each document of a page."""
    return split_proquest(_list_lines(markup))


def _list_lines(markup: str) -> list[str]:
    return [piece.text for piece in list_pieces(parse_page(markup)) if "<title>" not in piece.marks]


def _field(line: str) -> tuple[str, str]:
    """The key and the value of a line with a known label; a key of "-" for one that is not kept."""
    found = _LABEL.match(line.strip()) if ":" in line[:44] else None
    name = " ".join(found[1].casefold().split()) if found else ""
    if found is None or not name:
        return "", ""
    key = _LABELS.get(name) or ("-" if name in _STRONG or name in _WEAK else "")
    return (key, found[2].strip()) if key else ("", "")


def _list_documents(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each document: to a separator, or to the line below its last labels."""
    part: list[str] = []
    state = "head"
    has_separators = any(map(_SEPARATOR.fullmatch, lines))
    for at, line in enumerate(lines):
        key, _ = _field(line)
        is_end = _SEPARATOR.fullmatch(line) is not None
        is_next = not has_separators and not key and line.strip() and not _is_value(part)
        if is_end or (state == "tail" and is_next):
            if state != "head":
                yield part
            part, state = [], "head"
        if is_end or (_LINK.fullmatch(line.strip()) and state != "text"):
            continue
        if key == "text":
            state = "text"
        elif state == "text" and key and _ends_text(lines, at):
            state = "tail"
        part.append(line)
    if state != "head" or any(_key(line) in ("published", "info") for line in part):
        yield part


def _key(line: str) -> str:
    return _field(line)[0]


def _is_value(part: Sequence[str]) -> bool:
    """Whether the last label of the lines so far still waits for its value."""
    last = next((line for line in reversed(part) if line.strip()), "")
    key, value = _field(last)
    return bool(key) and not value


def _ends_text(lines: Sequence[str], at: int) -> bool:
    """Whether the label there is one below the text: a strong one, or with another after it."""
    name = lines[at].partition(":")[0].strip().casefold()
    if name in _STRONG or _LABELS.get(name) in ("source", "published", "url", "guid", "info"):
        return True
    if _LABELS.get(name) == "language" and " " in name:
        return True
    following = next((line for line in lines[at + 1 : at + 8] if line.strip()), "")
    return bool(_key(following)) or _SEPARATOR.fullmatch(following) is not None


def _read(number: int, lines: Sequence[str], has_blank: bool) -> Document:
    document = Document(number)
    texts = [i for i, line in enumerate(lines) if _key(line) == "text"]
    start = texts[0] if texts else len(lines)
    end = next(
        (i for i in range(start + 1, len(lines)) if _key(lines[i]) and _ends_text(lines, i)),
        len(lines),
    )
    if texts:
        body = [_field(lines[start])[1], *lines[start + 1 : end]]
        text = join_lines(body, has_blank).strip()
        document.text = "" if _NOTHING.fullmatch(text) else text
    _read_title(document, lines[:start])
    fields = [*_list_fields([*lines[:start], *lines[end:]])]
    for key, value, name in sorted(fields, key=lambda one: one[0] == "info"):
        _say(document, key, value, f"field {name} of the export")
    return document


def _list_fields(lines: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Key, value and name of each label; a value may stand on the line below it."""
    for at, line in enumerate(lines):
        key, value = _field(line)
        if key in ("", "-", "about", "text"):
            continue
        following = next((one.strip() for one in lines[at + 1 : at + 3] if one.strip()), "")
        if not value and not _key(following):
            value = following
        yield key, value, line.partition(":")[0].strip()


def _read_title(document: Document, head: Sequence[str]) -> None:
    """The headline: the plain line above the first label."""
    first = next((i for i, line in enumerate(head) if _key(line)), len(head))
    plain = [line.strip() for line in head[:first] if line.strip()][-_FIRST_LINES:]
    if plain and not document.said.get("title"):
        title = plain[-1]
        if found := _EDITION.search(title):
            document.say("edition", found[1], "the headline of the document")
            title = title[: found.start()]
        document.say("title", title, "the first line of the document")


def _say(document: Document, key: str, value: str, basis: str) -> None:
    if key == "author":
        document.say(key, clean_author(value.strip(" ."), is_surname_first=True), basis)
    elif key == "source":
        document.say(key, value.partition(";")[0], basis)
    elif key == "words":
        document.say(key, read_number(value), basis)
    elif key == "info":
        document.say("source", re.split(r"[;\[]", value)[0].strip(" ,"), basis)
        if found := find_day(value):
            document.say("published", value[found.start : found.end], basis)
        if page := _ON_PAGE.search(value):
            document.say("page", page[1], basis)
    else:
        document.say(key, value, basis)
