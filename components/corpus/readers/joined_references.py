"""References of lists, joined to the texts of the same archive or upload; outside the sandbox."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from components.corpus.article import Article, Rejection, article_id
from components.corpus.readers.drafts import Note
from components.corpus.readers.shaping.paragraphs import drop_title
from components.corpus.readers.shaping.settle_day import OPEN
from components.text.plural import agree

_SHORTEST_TITLE = 12
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
_HEAD = 4_000
_SHOWN = 3
_ABOVE_TITLE = re.compile(r"\A.{1,100}?[ _][-–][ _]\d{4}[ _][-–][ _]")
_AROUND_ADDRESS = re.compile(r"\Ahttps?://(?:www\.)?|[#?].*\Z|(?<!/)/+\Z", re.DOTALL)


@dataclass
class _Entry:
    """A reference as an article, empty but for what it says, and the texts it was joined to.

    `again` is the same reference in other lists.
    """

    article: Article
    texts: int = 0
    again: list[Article] = field(default_factory=list)

    @property
    def articles(self) -> list[Article]:
        return [self.article, *self.again]


@dataclass
class JoinedReferences:
    """The references of one upload, by what tells the text of each."""

    _entries: list[_Entry] = field(default_factory=list)
    _at: dict[tuple[str, str], _Entry | None] = field(default_factory=dict)
    _same: dict[tuple[object, ...], _Entry] = field(default_factory=dict)
    _completed: int = 0

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, said: Article, files: Sequence[str], doi: str) -> None:
        """Take a reference as an article that has what it says, with the paths of its text.

        One that another list has as well is taken once.
        """
        marks = _marks(said.title, said.url, doi)
        entry = self._find_same(said, (*marks, said.published))
        for path in files:
            plain = _plain_path(path)
            marks += [("file", plain), ("file", PurePosixPath(plain).name)]
        for mark in dict.fromkeys(marks):
            # What two references have in common tells neither.
            self._at[mark] = entry if self._at.get(mark, entry) is entry else None

    def _find_same(self, said: Article, key: tuple[object, ...]) -> _Entry:
        entry = self._same.get(key) if said.title else None
        if entry and said.name not in [article.name for article in entry.articles]:
            entry.again.append(said)
            return entry
        entry = _Entry(said)
        self._entries.append(entry)
        self._same.setdefault(key, entry)
        return entry

    def complete(self, article: Article) -> Article:
        """The article with what the reference of its text says, or as it is.

        They are told by the name of the file, the DOI, the address or the title, in this order, and
        last by a name of the file that holds the title, as Zotero and others name files; a file of
        several articles is not told by its name. What the reference says goes before what
        the file does.
        """
        if not self._entries:
            return article
        found = _DOI.search(f"{article.url}\n{article.text[:_HEAD]}")
        doi = found[0].rstrip(".,;)}").casefold() if found else ""
        title = article.title or article.text.partition("\n")[0]
        marks = [*_file_marks(article.name), *_marks(title, article.url, doi)]
        marks += _title_marks(article.name)
        entry = next((entry for mark in marks if (entry := self._at.get(mark))), None)
        if entry is None or (entry.texts and entry.article.title != article.title):
            return article
        entry.texts += 1
        self._completed += 1
        return _join(article, entry.article)

    def conclude(self) -> Iterator[Article | Note | Rejection]:
        """What is left: references whose abstract is all there is, and what is told of the rest."""
        if self._completed:
            yield Note(f"{_tell_completed(self._completed, 'it')}.")
        alone = [entry.article for entry in self._entries if not entry.texts]
        brief, bare = _tell_brief(alone), _tell_bare(alone)
        yield from (article for article in alone if article.text)
        if brief:
            yield Note(brief)
        if bare and (brief or self._completed):
            yield Note(bare)
        elif bare:
            yield Rejection(alone[0].name, f"{bare} Load their texts together with it.")

    def abstracts(self) -> set[str]:
        """The ids of the articles that abstracts of references became."""
        articles = [article for entry in self._entries for article in entry.articles]
        return {article.id for article in articles if article.text}

    def replaced_abstracts(self) -> set[str]:
        """The ids of the articles that abstracts of references became whose text was found."""
        joined = [entry for entry in self._entries if entry.texts]
        return {article.id for entry in joined for article in entry.articles if article.text}

    def tell_list(self, name: str) -> tuple[str, ...]:
        """What is told of the lists in the file of this name after the join, in sentences."""
        own = [
            (entry, one)
            for entry in self._entries
            for one in entry.articles
            if one.name == name or one.name.startswith(f"{name}/")
        ]
        texts = sum(entry.texts for entry, _ in own)
        told = f"{_tell_completed(texts, 'it')} added with it." if texts else ""
        alone = [article for entry, article in own if not entry.texts]
        return tuple(line for line in (told, _tell_brief(alone), _tell_bare(alone)) if line)


WITHOUT_TEXT = ("there is no text in it, only an abstract", "without a text or an abstract")
"""Of sentences on references without a text the words that tell them, in this order."""


def tell_joined(texts: int, lists: Sequence[str]) -> tuple[str, ...]:
    """What is told of a file of which so many articles were completed by files of these names."""
    return (f"{_tell_completed(texts, ' and '.join(lists))}.",)


def _tell_completed(texts: int, where: str) -> str:
    articles = f"{texts:,} {agree(texts, 'article', 'articles')}"
    return f"References in {where} say title, author, day or source of {articles}"


def _tell_brief(alone: list[Article]) -> str:
    brief = [article for article in alone if article.text]
    if not brief:
        return ""
    return f"Of {_count(brief)} {WITHOUT_TEXT[0]}, which is the text here: {_list(brief)}."


def _tell_bare(alone: list[Article]) -> str:
    bare = [article for article in alone if not article.text]
    return f"It has {_count(bare)} {WITHOUT_TEXT[1]}: {_list(bare)}." if bare else ""


def _count(articles: list[Article]) -> str:
    return f"{len(articles):,} {agree(len(articles), 'reference', 'references')}"


def _list(articles: list[Article]) -> str:
    shown = ", ".join(f"“{article.title[:60]}”" for article in articles[:_SHOWN])
    return f"{shown} and more" if len(articles) > _SHOWN else shown


def _marks(title: str, url: str, doi: str) -> list[tuple[str, str]]:
    """What tells a text: its DOI, its address, its title unless that is short."""
    address = _AROUND_ADDRESS.sub("", _AROUND_ADDRESS.sub("", url.strip()).casefold())
    words = "".join(letter for letter in title.casefold() if letter.isalnum())
    marks = [("doi", doi), ("url", address), ("title", words)]
    return [
        mark for mark in marks if len(mark[1]) >= (_SHORTEST_TITLE if mark[0] == "title" else 1)
    ]


def _file_marks(name: str) -> Iterator[tuple[str, str]]:
    """The name of a file in an archive, from the whole path to its last part."""
    parts = name.casefold().split("/")
    for at in range(max(0, len(parts) - 8), len(parts)):
        yield "file", "/".join(parts[at:])


def _title_marks(name: str) -> list[tuple[str, str]]:
    """A title that the name of a file is, or ends with below author and year."""
    stem = PurePosixPath(name).stem
    return [mark for part in (stem, _ABOVE_TITLE.sub("", stem)) for mark in _marks(part, "", "")]


def _plain_path(path: str) -> str:
    """A path as it may stand in an archive: without its scheme, its slashes one way."""
    return unquote(path.removeprefix("file://")).replace("\\", "/").strip("/").casefold()


def _join(article: Article, said: Article) -> Article:
    """The article with each field that the reference fills."""
    title = said.title or article.title
    joined = replace(
        article,
        title=title,
        text=drop_title(article.text, title),
        source=said.source or article.source,
        author=said.author or article.author,
        published=said.published or article.published,
        basis="metadata" if said.published else article.basis,
        url=article.url or said.url,
        bases={**article.bases, **_bases(article, said)},
        details={**_settle_details(article, said), **said.details},
    )
    own = (joined.title, joined.text, joined.source, joined.author, joined.published, joined.url)
    return replace(joined, id=article_id(*own))


def _settle_details(article: Article, said: Article) -> dict[str, str]:
    """The article's details; a day that may be one of two is none where the reference has one."""
    kept = dict(article.details)
    if said.published and kept.get("other_day", "").endswith(f"({OPEN})"):
        del kept["other_day"]
    return kept


def _bases(article: Article, said: Article) -> dict[str, str]:
    """What the reference's fields rest on, with the name of its list."""
    taken = {name: basis for name, basis in said.bases.items() if name != "url" or not article.url}
    name = PurePosixPath(said.name).name
    return {field: f"{basis} in {name}" for field, basis in taken.items() if getattr(said, field)}
