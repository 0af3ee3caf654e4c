"""Formats that are read, and which a file has: by its name, unless its bytes say otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from components.corpus.readers.binary_signatures import identify_zip, name_signature, recognise_wire
from components.corpus.readers.converted.first_bytes import OLE, refuse_start
from components.corpus.readers.mail_signs import is_mail, is_mailbox
from components.corpus.readers.sandbox.limits import Limits
from components.corpus.readers.stream import Stream


@dataclass(frozen=True)
class Format:
    """A kind of file: its endings and where its `drafts.Reader` is.

    `key` is its name in tasks. `reader` is a module and a name in it, as "module:NAME"; nothing but
    the confined child imports it, relative to `formats`. `way` says what that reader has:

    - `whole`, `rows` or `stream`: the function of that name;
    - `archive`: `stream`, and what it gives counts as one level of nesting;
    - `converted`: none; a program of the machine makes another file of it.

    `signature` is how such files begin, where that tells them apart; it stands at one of the places
    from the first to the last of `signature_at`. `patience` multiplies the time limit. `is_text`:
    it is typed, so a web page may hide under its name. `within` are keys of formats whose readers
    its own calls for what stands in the file, so that their samples are read as well.
    """

    key: str
    reader: str
    title: str
    endings: tuple[str, ...]
    way: Literal["whole", "rows", "stream", "archive", "converted"] = "whole"
    signature: bytes = b""
    signature_at: tuple[int, int] = (0, 0)
    patience: float = 1.0
    is_text: bool = False
    within: tuple[str, ...] = ()


_TAR = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_SHEETS = (".xlsx", ".xlsm", ".ods", ".xls")
_FEEDS = (".rss", ".atom", ".xml", ".rdf", ".tei", ".opml", ".nitf", ".newsml")
_LINES, _WARCS = (".json", ".jsonl", ".ndjson"), (".warc", ".warc.gz", ".warc.zst")
_DOCUMENTS, _MARKDOWN = (".docx", ".docm", ".dotx"), (".md", ".markdown")
_LISTS, _CITED = ".references.reference_files:REFERENCES", (".ris", ".bib", ".bibtex", ".enw")
_MAIL, _TEXT = ".mail_and_mhtml", ".plain_and_rich_text"
_SAVED, _BOX, _MBOX = ".saved_web", ".mail_and_books.mailbox", (".mbox", ".mbx")
_PAGE, _ARCS, _MSG = ("webpage",), (".arc", ".arc.gz"), ".mail_and_books.outlook:OUTLOOK"
FORMATS: tuple[Format, ...] = (
    Format("plain", f"{_TEXT}:PLAIN", "plain text", (".txt", ".text"), is_text=True),
    Format("markdown", f"{_TEXT}:MARKDOWN", "Markdown", _MARKDOWN, is_text=True),
    Format("webpage", ".webpage:WEBPAGE", "a web page", (".html", ".htm", ".xhtml", ".hocr")),
    Format("csv", ".tables.delimited:CSV", "a table", (".csv", ".tsv"), "rows", is_text=True),
    Format("json", ".json.records:JSON", "JSON", _LINES, "rows", is_text=True),
    Format("references", _LISTS, "a list of references", _CITED, is_text=True),
    Format("pdf", ".pdf.document:PDF", "a PDF", (".pdf",), "whole", b"%PDF-", (0, 1024), 3.5),
    Format("word", ".documents:WORD", "a Word document", _DOCUMENTS),
    Format("opendocument", ".documents:OPENDOCUMENT", "an OpenDocument text", (".odt", ".ott")),
    Format("rtf", f"{_TEXT}:RICH_TEXT", "rich text", (".rtf",), "whole", b"{\\rtf"),
    Format("sheet", ".tables.spreadsheet:SPREADSHEET", "a spreadsheet", _SHEETS, "rows"),
    Format("parquet", ".tables.parquet:PARQUET", "a Parquet table", (".parquet",), "rows", b"PAR1"),
    Format("mail", f"{_BOX}:MAIL", "a mail", (".eml",), "stream", within=_PAGE),
    Format("mailbox", f"{_BOX}:MAILBOX", "a mailbox (mbox)", _MBOX, "stream", within=_PAGE),
    Format("emlx", f"{_BOX}:EMLX", "a mail of Apple Mail", (".emlx",), "stream", within=_PAGE),
    Format("outlook", _MSG, "a mail of Outlook", (".msg",), "stream", within=_PAGE),
    Format("mhtml", f"{_MAIL}:SAVED_PAGE", "a saved web page", (".mhtml", ".mht"), within=_PAGE),
    Format("xml", ".xml_document:XML", "XML", _FEEDS, is_text=True),
    Format("epub", ".mail_and_books.book:EPUB", "an electronic book (EPUB)", (".epub",)),
    Format("wire", ".wire.teleprinter.dispatches:DISPATCHES", "a wire dispatch", (".tst",)),
    Format("warc", ".warc:WARC", "a web archive (WARC)", _WARCS, "stream", b"WARC/1."),
    Format("arc", ".warc:WARC", "a web archive (ARC)", _ARCS, "stream", b"filedesc:"),
    Format("wacz", f"{_SAVED}.wacz:WACZ", "a web archive (WACZ)", (".wacz",), "archive"),
    Format("webarchive", f"{_SAVED}.webarchive:WEBARCHIVE", "a page of Safari", (".webarchive",)),
    Format("zip", ".archives:ZIP", "a ZIP archive", (".zip",), "archive", b"PK\x03\x04"),
    Format("tar", ".archives:TAR", "a TAR archive", _TAR, "archive", b"ustar", (257, 257)),
    Format("gzip", ".archives:GZIP", "a GZIP archive", (".gz",), "archive", b"\x1f\x8b"),
)
# Files of Parallax, and such as the reader of an archive makes for that of its files.
_INNER = (
    Format("library", ".exported_library:LIBRARY", "an exported library", (), "stream"),
    Format("pack", ".pdf.pictures_and_data:PACK", "an evidence pack in PDF", (), "stream"),
    Format("probes", "components.corpus.readers.sandbox.probes:PROBES", "probes", ()),
    Format("issue", ".editions.scanned_issue:ISSUE", "a scanned issue", (), "stream"),
    Format("scan", ".pdf.pictures_and_data:PAGES", "pictures of pages", (), "stream"),
)
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
CONVERTED: tuple[Format, ...] = (
    Format("old_word", "", "an old Word document", (".doc", ".dot"), "converted", is_text=True),
    Format("picture", "", "a picture", _PICTURES, "converted"),
)
"""Formats that are read only where a program for them is installed."""


def format_of(name: str) -> Format | None:
    """The format of files with this name (lower case); of two endings the longer decides."""
    fits = ((len(e), f) for f in (*FORMATS, *CONVERTED) for e in f.endings if name.endswith(e))
    return max(fits, key=lambda fit: fit[0], default=(0, None))[1]


def format_of_key(key: str) -> Format:
    """The format with this key, those among them that no file of an analyst has."""
    return next(known for known in (*FORMATS, *_INNER) if known.key == key)


_OLD_OFFICE = {".ppt": ("an old presentation", ".pdf or .txt")}
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s{0,99}(?:\[\s{0,99})?\{\s{0,99}"[^"\n]{1,99}"\s{0,9}:')
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")


def looks_like_page(data: bytes) -> bool:
    """Whether a file begins like a web page."""
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<?xml"):
        start = start.partition(b"?>")[2].lstrip()
    while start.startswith(b"<!--") and b"-->" in start:
        start = start.partition(b"-->")[2].lstrip()
    return start.lower().startswith(_PAGE_STARTS)


def advise_on_old_office(ending: str, start: bytes, around: bytes) -> str:
    """What to do with an OLE file, the shell of old and of encrypted documents, or ""."""
    if not start.startswith(OLE):
        return ""
    if "EncryptedPackage".encode("utf-16-le") in around:
        return "It is protected by a password: save it without one and load it again."
    if ending in (".xls", ".doc", ".dot"):  # of which a program may make something
        return ""
    kind, save_as = _OLD_OFFICE.get(ending, ("an old office document", ".docx"))
    return f"It is {kind}, a format before 2007: open it and save it as {save_as}."


_COMMON_ENDINGS = (".txt", ".html", ".docx", ".pdf", ".csv")
_SHELLS = {
    "gzip": ("tar", "warc", "arc"),
    "zip": ("word", "opendocument", "sheet", "wacz", "epub"),
    "mail": ("mhtml",),
}


@dataclass(frozen=True)
class Choice:
    """The format of a file, or why it is not read; and what is to be said of the choice."""

    format: Format | None
    problem: str = ""
    note: str = ""


def choose_format(name: str, stream: Stream, limits: Limits, told: str = "") -> Choice:
    """Choose by the ending, then see whether the bytes can be that, and are not too many.

    `told` is the key of an inner format that the file around this one has told.
    """
    if inner := next((known for known in _INNER if known.key == told), None):
        return Choice(inner)
    ending = PurePosixPath(name).suffix.lower()
    chosen = format_of(name.lower())
    if not stream.size and chosen:
        return Choice(None, "It is empty: choose a file with text in it.")
    start = stream.start()
    found = _format_of_bytes(stream, start)
    advice = advise_on_old_office(ending, start, stream.start(1 << 17) + stream.end())
    if advice and not _is_outlook(chosen):
        return Choice(None, advice)
    choice = _weigh(ending, chosen, found, start)
    problem = choice.format and refuse_size(choice.format, stream.size, limits)
    return Choice(None, problem) if problem else choice


def _weigh(ending: str, chosen: Format | None, found: Format | None, start: bytes) -> Choice:
    """Between what the name says and what the bytes say."""
    if found and found.key == "wire":
        return Choice(found)
    if chosen and (found is chosen or (found and _may_be(chosen, found))):
        return Choice(chosen)
    if found:
        named = f"its name ends in {ending}" if ending else "its name does not say so"
        return Choice(found, note=f"It is {found.title}, although {named}.")
    kind = name_signature(start)
    if chosen is None:
        return Choice(None, _unknown_ending(ending))
    if chosen.way == "converted" and not looks_like_page(start):
        problem = refuse_start(chosen.key, start, kind)
        return Choice(None, problem) if problem else Choice(chosen)
    is_shell = chosen.way == "archive" or chosen.key == "warc" or _is_outlook(chosen)
    if kind and not is_shell:
        reason = f"It is {kind}, although its name ends in {ending}: save it as plain text."
        return Choice(None, reason)
    if chosen.key == "plain" and _JSON.match(start):
        return Choice(
            format_of_key("json"), note=f"It is JSON, although its name ends in {ending}."
        )
    page = format_of(".html")
    if page and chosen.is_text and chosen is not page and looks_like_page(start):
        what = "recognised text (hOCR)" if b"ocr_page" in start else "a web page"
        note = f"It is {what}, although its name ends in {ending}, and was read as such."
        return Choice(page, note=note)
    return Choice(chosen)


def _is_outlook(chosen: Format | None) -> bool:
    """Whether a file is named as a mail of Outlook, which has the shell of old documents."""
    return chosen is not None and chosen.key == "outlook"


def _may_be(chosen: Format, found: Format) -> bool:
    """Whether a format has the bytes of another: its own reader knows best what is wrong."""
    return chosen.key in _SHELLS.get(found.key, ())


def _format_of_bytes(stream: Stream, start: bytes) -> Format | None:
    """The format that the bytes alone make certain."""
    if start.startswith(b"PK\x03\x04"):
        return format_of_key(identify_zip(start, stream.end()))
    if wire := recognise_wire(start):
        return format_of_key(wire)
    by_signature = (f for f in FORMATS if f.signature and f.signature in _window(f, start))
    return next(by_signature, None) or _mail_of_bytes(start)


def _mail_of_bytes(start: bytes) -> Format | None:
    if is_mailbox(start):
        return format_of_key("mailbox")
    return format_of_key("mail") if is_mail(start) else None


def _window(known: Format, start: bytes) -> bytes:
    """Where the signature of a format may stand: at the start, or a little after it."""
    at = known.signature_at
    return start[at[0] : at[1] + len(known.signature)]


def _unknown_ending(ending: str) -> str:
    what = f"Files ending in “{ending}”" if ending else "Files without an ending"
    listed = ", ".join(_COMMON_ENDINGS)
    return f"{what} cannot be read: save it in a format such as {listed}."


def refuse_size(chosen: Format, size: int, limits: Limits) -> str:
    """Why a file of `size` bytes is too large for this format, or ""."""
    most = limits.file_size if chosen.way == "whole" else limits.stream_size
    if size <= most:
        return ""
    return f"It has {size / 1e6:,.1f} MB, more than the {most / 1e6:,.0f} MB of one file: split it."
