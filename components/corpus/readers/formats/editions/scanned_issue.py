"""A scanned issue: its METS file and its pages (ALTO), which an archive hands on as one file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from components.corpus.readers.drafts import Draft, Note, Reader, Refused, Results, UnreadableError
from components.corpus.readers.formats.editions.alto import PrintedPage, draft_page, read_pages
from components.corpus.readers.formats.editions.mets import (
    MetsArticle,
    Paragraph,
    find_articles,
)
from components.corpus.readers.formats.editions.mets_records import Area, Records, read_records
from components.corpus.readers.formats.editions.printed_words import (
    PrintedWord,
    join_words,
    mean_confidence,
    printed_language,
)
from components.corpus.readers.formats.xml_tree import parse_xml
from components.corpus.readers.sandbox.limits import Limits
from components.text.plural import agree

_ALONE = (
    "It is the METS file of a scanned issue, which holds no text: put it and its pages (ALTO) into "
    "one ZIP or TAR file and load that."
)
_STOPS = ".!?…:;\"'”’»)]"


def write_part(name: str, size: int) -> bytes:
    """What goes before the bytes of each file of an issue, the METS file first."""
    return f"{size} {name.casefold()}".replace("\n", " ").encode("utf-8", "replace") + b"\n"


def refuse_mets(_: Any) -> Results:
    """A METS file by itself. Raises UnreadableError."""
    raise UnreadableError(_ALONE)


@dataclass
class _Issue:
    """The records of an issue, and its pages by the names of their files in lower case."""

    records: Records
    pages: dict[str, PrintedPage] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)

    def words(self, area: Area) -> list[PrintedWord]:
        """The words of an area; none when its page or its ids are missing, which is kept."""
        name = self.records.files.get(area.file, "")
        page = self.pages.get(name)
        if page is None:
            self.missing.add(name or area.file)
            return []
        span = page.spans.get(area.begin) or page.spans.get(area.div)
        if span is None:
            self.missing.add(f"{name}, {area.begin}")
            return []
        start, end = span
        if area.end in page.spans:
            end = max(end, page.spans[area.end][1])
        elif area.end:  # not there: to the end of the block
            end = next((last for first, last in page.blocks if first <= start < last), end)
        return page.words[start:end]


def read_issue_files(stream: BinaryIO, limits: Limits) -> Results:
    """The articles that the METS file tells of; its pages as articles when it tells of none."""
    parts = _read_parts(stream, limits)
    _, mets = next(parts, ("", b""))
    root = parse_xml(mets).root
    if root is None:
        raise UnreadableError("The METS file of this issue is damaged: make it again.")
    issue = _Issue(read_records(root))
    for name, data in parts:
        page_root = parse_xml(data).root
        for page in read_pages(page_root, len(issue.pages)) if page_root is not None else []:
            page.number = page.number or str(len(issue.pages) + 1)
            issue.pages[name] = page
    articles, left_out = find_articles(root, issue.records)
    if articles:
        for number, article in enumerate(articles, 1):
            draft = _draft(article, issue, f"article {number}")
            gone = Refused(f"Article {number} has no text: its page is missing or empty there.")
            yield draft if draft.text else gone
    else:
        yield Note("The METS file of this issue has no articles: each page was read as one.")
        for number, page in enumerate(issue.pages.values(), 1):
            yield _complete(draft_page(page, f"page {number}"), issue.records)
    if left_out:
        told = [f"{n:,} {agree(n, kind, f'{kind}s')}" for kind, n in left_out.items()]
        yield Note(f"Left out, since they are no articles: {', '.join(told)}.")
    if issue.missing:
        shown = ", ".join(sorted(issue.missing)[:5])
        yield Note(
            f"Parts of articles are missing: these places on its pages were not found: {shown}."
        )


def _read_parts(stream: BinaryIO, limits: Limits) -> Iterator[tuple[str, bytes]]:
    while head := stream.readline(4_096):
        size, _, name = head.decode("utf-8", "replace").strip().partition(" ")
        if not size.isdecimal() or int(size) > limits.file_size:
            raise UnreadableError("A file of this issue is too large: split the issue.")
        yield name.rpartition("/")[2], stream.read(int(size))


def _draft(article: MetsArticle, issue: _Issue, place: str) -> Draft:
    paragraphs = article.paragraphs
    count = next((n for n, one in enumerate(paragraphs) if one.role == "text"), len(paragraphs))
    heads = [one for one in paragraphs[:count] if one.role == "title"]
    headings = [word for one in heads for word in _words(one, issue)]
    stated = article.label or article.record.title
    title = stated or join_words(headings)
    basis = "LABEL of the METS file" if article.label else "title in the METS file (MODS)"
    named = [_words(one, issue) for one in paragraphs if one.role == "author"]
    author = article.record.author or ", ".join(map(join_words, named))
    body = [one for one in paragraphs[count:] if one.role != "author"]
    text, words = _join_paragraphs(body, issue)
    pages = dict.fromkeys(
        page.number for one in paragraphs for area in one.areas if (page := _page(area, issue))
    )
    draft = Draft(
        text=text or title,
        title=title if text else "",
        author=author,
        language=printed_language(text, [article.record.language]),
        place=place,
        bases={
            **(
                {"title": basis if stated else "the headline on the page"} if title and text else {}
            ),
            **({"author": "author in the METS file"} if author else {}),
        },
        details={
            "section": article.section,
            "page": ", ".join(filter(None, pages)),
            "confidence": mean_confidence([*headings, *words]),
        },
    )
    return _complete(draft, issue.records)


def _page(area: Area, issue: _Issue) -> PrintedPage | None:
    return issue.pages.get(issue.records.files.get(area.file, ""))


def _words(paragraph: Paragraph, issue: _Issue) -> list[PrintedWord]:
    return [word for area in paragraph.areas for word in issue.words(area)]


def _join_paragraphs(paragraphs: list[Paragraph], issue: _Issue) -> tuple[str, list[PrintedWord]]:
    """The text, a paragraph for each block, joined where a sentence goes on in the next."""
    joined: list[list[PrintedWord]] = []
    for paragraph in paragraphs:
        for number, area in enumerate(paragraph.areas):
            words = issue.words(area)
            for block in _split_blocks(words):
                if joined and _goes_on(joined[-1], block, number > 0):
                    joined[-1] += block
                else:
                    joined.append(block)
    text = "\n\n".join(filter(None, map(join_words, joined)))
    return text, [word for words in joined for word in words]


def _split_blocks(words: list[PrintedWord]) -> Iterator[list[PrintedWord]]:
    start = 0
    for index in range(1, len(words) + 1):
        if index == len(words) or words[index].block != words[start].block:
            yield words[start:index]
            start = index


def _goes_on(before: list[PrintedWord], after: list[PrintedWord], is_one: bool) -> bool:
    """Whether a sentence that a block breaks off goes on in the next."""
    last, first = before[-1], after[0]
    if last.half == 1 and first.half == 2:
        return True
    if last.text[-1:] in _STOPS and not last.broken:
        return False
    return is_one or last.broken or first.text[:1].islower()


def _complete(draft: Draft, records: Records) -> Draft:
    """The draft with the day and the paper of the issue."""
    bases = dict(draft.bases)
    if records.source:
        bases["source"] = "title of the issue in the METS file"
    if records.published:
        bases["published"] = "dateIssued of the METS file"
    return replace(
        draft,
        source=records.source,
        published=records.published,
        bases=bases,
        details={key: value for key, value in draft.details.items() if value},
    )


def _make_sample() -> bytes:
    mets = b"<mets><structMap TYPE='LOGICAL'><div TYPE='ARTICLE' LABEL='A title'><fptr>" + (
        b"<area FILEID='a' BEGIN='b'/></fptr></div></structMap><fileSec><file ID='a'>"
        b"<FLocat href='a.xml'/></file></fileSec></mets>"
    )
    page = b"<alto><Layout><Page><TextBlock ID='b'><TextLine>" + (
        b"".join(b"<String CONTENT='%s'/>" % word for word in b"The text stands here.".split())
        + b"</TextLine></TextBlock></Page></Layout></alto>"
    )
    return write_part("a_mets.xml", len(mets)) + mets + write_part("a.xml", len(page)) + page


ISSUE = Reader(_make_sample, stream=read_issue_files)
