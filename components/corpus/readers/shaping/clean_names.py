"""Title, source, author and address of a draft: cleaned, and found in the text where missing."""

from __future__ import annotations

from dataclasses import dataclass

from components.corpus.readers.drafts import Draft
from components.corpus.readers.shaping.author_names import clean_account, clean_authors
from components.corpus.readers.shaping.empty_words import is_empty_word
from components.corpus.readers.shaping.garbled_letters import correct_letters, make_line
from components.corpus.readers.shaping.settle_day import BY_FILE
from components.corpus.readers.shaping.source_names import clean_source, host_of, is_address
from components.text.byline import find_stated_author
from components.text.dateline import find_stated_source

MADE_BY = "file made: account of its maker"
BY_LINE = "a by-line in the text"


@dataclass(frozen=True)
class Names:
    """The fields, what each rests on by its name, and a sentence for a person, or “”."""

    title: str
    source: str
    author: str
    url: str
    bases: dict[str, str]
    sentence: str = ""


def clean_names(draft: Draft, text: str) -> Names:
    """The fields of a draft whose text is `text`; words that mean nothing (“nan”) are empty."""
    title = _value(correct_letters(draft.title)[0])
    url, source = _value(draft.url), _value(draft.source)
    bases = {key: line for key, told in draft.bases.items() if (line := make_line(told))}
    if is_address(source) and not url and "://" in source:
        url, bases["url"] = source, bases.get("source", "the source that the file names")
    named = clean_source(source, title, url)
    if named and named != source and named in (host_of(source), host_of(url)):
        bases["source"] = "the host of its address"
    title = _drop_source(title, named)
    sentence = ""
    if not named and (named := find_stated_source(text)):
        bases["source"] = "a line of the text"
        whose = draft.place or "the article"
        sentence = f"the source of {whose} was taken from its text: {named}"
    author = clean_authors(_value(draft.author.replace("\n", "; ")), named)
    if not author and (author := clean_authors(find_stated_author(text), named)):
        bases["author"] = BY_LINE
    if not author and (author := clean_account(_value(draft.made_by), named)):
        bases["author"] = MADE_BY
    fields = {"title": title, "source": named, "author": author, "url": url}
    kept = {key: told for key, told in bases.items() if fields.get(key)}
    kept |= {key: BY_FILE for key, value in fields.items() if value and key not in kept}
    return Names(title, named, author, url, kept, sentence)


def _drop_source(title: str, source: str) -> str:
    """A headline without the name of its source behind it, set off by a dash or a bar."""
    headline = title.removesuffix(source).rstrip() if source else title
    is_named = headline != title and headline[-1:] in "-–—|·" and headline[-2:-1] == " "
    return headline[:-1].rstrip() if is_named and headline[:-1].strip() else title


def _value(written: str) -> str:
    line = make_line(written)
    return "" if is_empty_word(line) else line
