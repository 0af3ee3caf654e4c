"""The text of a mail: its plain form or its HTML, lines joined as flowed text says (RFC 3676)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from itertools import takewhile

from lxml import html as lxml_html  # type: ignore[import-untyped]

from components.corpus.readers.drafts import Draft, Note
from components.corpus.readers.formats.mail_and_books.book_page import read_book_page
from components.corpus.readers.shaping.decoding import decode
from components.text.plural import agree

_SIGNATURE = "-- "
_LINK = re.compile(r"(?<=\S)[ \t]?[<\[(]\s{0,3}https?://[^\s<>\[\]()]{1,4000}\s{0,3}[>\])]")
# As programs write the links of HTML into a plain text.
_MADE_LINK = re.compile(r"(?<=\S)[ \t]?<https?://[^\s<>]{1,4000}>")
_MANY_LINKS = 3
_ADDRESS = re.compile(r"[<\[(]?\s?https?://[^\s<>]{1,4000}[>\])]?")
_RULE = re.compile(r"[-=_*~#•·. –—]{4,}")
# Stars before a heading, as Mailchimp writes them.
_HEADING = re.compile(r"^\s*\*\* (?=\S)")
_PICTURE = re.compile(r"\[(?:image|cid|logo)\b[^\]]{0,200}\]", re.IGNORECASE)
_VIEW = r"(?:view|read|open|see)"
_IN_BROWSER = (
    rf".{{0,60}}\b{_VIEW}\b.{{0,40}}\bin (?:your|a|the) (?:web ?)?browser\b.{{0,20}}",
    rf"(?:.{{0,60}}\? )?{_VIEW}(?: \w+){{0,4}} (?:online|web version)",
    r"(?:web|online) version",
    r".{0,40}\b(?:im|in ihrem|in deinem) browser\b.{0,30}",
    r".{0,40}\b(?:dans (?:votre|le|ton) navigateur|version en ligne)\b.{0,20}",
    r".{0,40}\b(?:en (?:el|su|tu) navegador|no (?:seu )?navegador|nel (?:tuo )?browser)\b.{0,20}",
    r".{0,40}(?:у|в) (?:своєму |вашому |своем |вашем )?браузер[іе].{0,20}",
    r".{0,40}\bw przeglądarce\b.{0,20}",
)
_WISH = r"(?:(?:click here )?to |you (?:can|may) |if you .{0,40}, )?"
_UNSUBSCRIBE = (
    rf"{_WISH}unsubscribe(?: (?:here|now|instantly|from .{{1,60}}|at any time.{{0,20}}))?",
    rf"{_WISH}(?:update|manage|change|edit) (?:your|my|e?-?mail|subscription)\b.{{0,30}}"
    r"\b(?:preferences|subscriptions?|profile|settings)\b.{0,40}",
    r"(?:you are|you're|you have) (?:receiving|received) this .{0,120}",
    r"(?:add us to your address book|forward (?:this )?(?:email |mail )?to a friend).{0,40}",
    r"(?:.{0,40}\bnewsletter )?(?:abmelden|abbestellen)\b.{0,30}",
    r"(?:pour )?(?:vous |se |me )(?:désabonner|désinscrire)\b.{0,40}|gérer (?:mes|vos) préférences",
    r"(?:darse de baja|cancelar (?:la |a )?(?:suscripción|inscrição|assinatura)).{0,40}",
    r"(?:annulla|cancella) (?:l['’])?iscrizione.{0,30}|disiscriviti.{0,30}",
    r"(?:відписатис[яь]|отписаться|wypisz się|zrezygnuj z subskrypcji)\b.{0,60}",
)
_AROUND = re.compile("|".join((*_IN_BROWSER, *_UNSUBSCRIBE)), re.IGNORECASE)
LONGEST_AROUND = 160
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|max-height\s*:\s*0", re.IGNORECASE)


@dataclass
class MailText:
    """The plain text of a mail, "" when its HTML should count; and the HTML."""

    plain: str
    markup: str
    left_out: list[str] = field(default_factory=list)
    links: int = 0

    def note(self) -> Iterator[Note]:
        """What is said of lines and addresses that were left out."""
        lines, links = len(self.left_out), self.links
        told = []
        if lines:
            shown = f"“{self.left_out[0][:60]}”"
            told.append(f"{lines} {agree(lines, 'line', 'lines')} around the text, such as {shown}")
        if links:
            told.append(f"{links} {agree(links, 'address', 'addresses')} of links")
        if told:
            yield Note(f"Left out of the text, as parts of a newsletter: {', '.join(told)}.")


def choose_text(parts: list[Message], is_list: bool) -> MailText:
    """The text of the parts of a mail that are no files; `is_list`: it came by a mailing list.

    Of two forms the plain one counts, unless it is much shorter. In what was sent to many, is also
    there as HTML, or has many addresses behind words, those and lone addresses, rules, and lines
    that offer the browser or the end of the subscription are left out.
    """
    plain = "\n\n".join(_plain(p) for p in parts if p.get_content_type() != "text/html")
    markup = "\n".join(read_part(p) for p in parts if p.get_content_type() == "text/html")
    is_stub = len(plain) * 20 < len(markup) and len(plain) < 300
    text = MailText("" if is_stub else plain.strip("\n"), without_hidden(markup))
    if text.plain and (is_list or markup or len(_MADE_LINK.findall(text.plain)) >= _MANY_LINKS):
        _clear(text)
    return text


def leave_out_lines(text: str) -> tuple[str, list[str]]:
    """The text without lines that offer the browser or the end of the subscription; and those."""
    kept: list[str] = []
    gone: list[str] = []
    for line in text.split("\n"):
        (gone if _is_around(line.strip()) else kept).append(line)
    return "\n".join(kept), [line.strip() for line in gone]


def read_part(part: Message) -> str:
    """The letters of a part."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data:
        return ""
    return decode(data, stated_charset(part)).text


def stated_charset(part: Message) -> str:
    """What a part says that its encoding is, "" for nothing."""
    try:
        return str(part.get_content_charset() or "")
    except ValueError:  # an encoding of this name that has a NUL in its own
        return ""


def without_hidden(markup: str) -> str:
    """The HTML without what does not show: the lines that a list of mails has as a preview."""
    if not _HIDDEN.search(markup):
        return markup
    try:
        tree = lxml_html.document_fromstring(markup.replace("\0", ""))
    except (ValueError, lxml_html.etree.ParserError):
        return markup
    body = tree.find("body")
    for element in [e for e in tree.iter() if _HIDDEN.search(str(e.get("style") or ""))]:
        if element is not body and element.getparent() is not None:
            element.drop_tree()
    return str(lxml_html.tostring(tree, encoding="unicode"))


def has_layout(markup: str) -> bool:
    """Whether tables place the text, as newsletters have it; to other programs they are data."""
    return "<table" in markup.lower()


def read_layout(markup: str) -> Draft:
    """The draft of such HTML: all its words, a paragraph for each block."""
    page = read_book_page(markup)
    return Draft("\n\n".join(page.whole), title=page.head_title)


def _clear(text: MailText) -> None:
    plain = _PICTURE.sub("", text.plain)
    plain, text.links = _LINK.subn("", plain)
    kept = []
    for line in plain.split("\n"):
        if _ADDRESS.fullmatch(line.strip()):
            text.links += 1
        elif not _RULE.fullmatch(line.strip()):
            kept.append(_HEADING.sub("", line))
    text.plain, text.left_out = leave_out_lines("\n".join(kept))


def _is_around(line: str) -> bool:
    if not line or len(line) > LONGEST_AROUND:
        return False
    return _AROUND.fullmatch(_ADDRESS.sub("", line).strip(" |•·-<>[]()*.!")) is not None


def _plain(part: Message) -> str:
    text = read_part(part)
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    return "\n\n".join(join_flowed(text, str(part.get_param("delsp", "")).lower() == "yes"))


def join_flowed(text: str, without_space: bool = False) -> Iterator[str]:
    """The paragraphs of flowed text: a line that ends in a space goes on in the next one.

    `without_space` (DelSp): that space is not of the text. Lines as they are, where none flows.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    if not any(line.endswith(" ") and line != _SIGNATURE for line in lines):
        yield text
        return
    paragraph, depth, flows = "", 0, False
    for line in lines:
        quoted = len([*takewhile(">".__eq__, line)])
        words = line[quoted:].removeprefix(" ")
        if flows and (quoted != depth or words == _SIGNATURE):
            yield _quoted(paragraph, depth)
            paragraph, flows = "", False
        depth = quoted
        flows = words.endswith(" ") and words != _SIGNATURE
        paragraph += words[:-1] if flows and without_space else words
        if not flows:
            yield _quoted(paragraph, depth)
            paragraph = ""
    yield _quoted(paragraph, depth)


def _quoted(paragraph: str, depth: int) -> str:
    return f"{'>' * depth} {paragraph.strip()}" if depth else paragraph.strip()
