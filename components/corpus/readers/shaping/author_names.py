"""Names of authors as files write them, made plain names: no labels, addresses, agencies, slugs."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from typing import Any

from components.corpus.readers.shaping.empty_words import is_empty_word
from components.text.byline import join_names, list_names

_MOST_BRACKETS, _MOST_NAMES = 60, 50
_NAME_KEYS = ("name", "full_name", "fullName", "displayName", "display_name", "nickname", "title")
_MAIL = re.compile(r"(?i)\S{1,80}(?:@|[\[(]at[\])])[\w.-]{1,80}\.\w{2,20}|(?<!\S)@\w{1,40}")
_ADDRESS = re.compile(r"(?i)(?:https?:|www\.)\S*|\bmailto:")
_HOST = re.compile(r"(?i)[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|[a-z]{2})(?:/\S*)?")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_/][a-z0-9]+)+|[/#]\S+")
_ACCOUNTS = frozenset(
    [
        "admin",
        "administrator",
        "root",
        "webmaster",
        "editor",
        "user",
        "guest",
        "author",
        "staff",
        "test",
        "anonymous",
        "super",
        "wordpress",
        "redaktion",
        "редакция",
        "редакція",
        "moderator",
        "system",
        "support",
        "info",
    ]
)
_MACHINE = re.compile(
    r"(?i)(?<!\w)(?:users?|laptop|desktop|pc|admin\w*|owner|computer|office|windows|microsoft|mac"
    r"(?:book)?|hp|dell|acer|asus|lenovo|samsung|toshiba|fujitsu|guest|default|home|work|python\S*"
    r"|libreoffice|openoffice|openxml|apache|word|writer|calibre|convert\w*|pandoc|quartz|acrobat"
    r"|adobe|indesign|scanner|canon|xerox|ricoh|epson|author|test|student|company|benutzer"
    r"|utilisateur|usuario|utente|пользователь|користувач|用户|bureau|secretary|workstation"
    r"|library|archive|server|google|docs?)(?!\w)"
)


def clean_authors(written: str, source: str = "") -> str:
    """The names in the value of an author field, joined; "" where it names nobody.

    Takes “By Ann Example and Bob Sample”, lists and objects written out, names with mail addresses.
    Agencies, roles, addresses, accounts such as “admin”, slugs and the source are no authors. A
    surname that stands first stays there.
    """
    return join_names(list_authors(written, source))


def list_authors(written: str, source: str = "") -> list[str]:
    """The same names, in their order."""
    names = []
    for value in list(_values(written))[:_MOST_NAMES]:
        plain = _MAIL.sub(" ", _ADDRESS.sub(" ", value)).replace("<", " ").replace(">", " ")
        for name in list_names(" ".join(plain.split())):
            kept = name.strip(" ,:–—-()[]\"'“”")
            if _is_person(kept) and kept.casefold() != source.casefold():
                names.append(kept)
    return names


def clean_account(written: str, source: str = "") -> str:
    """The name of a person that an account is called by; "" for an account named otherwise."""
    if _MACHINE.search(written):
        return ""
    name = clean_authors(written, source)
    return name if " " in name or not name.isascii() else ""


def _is_person(name: str) -> bool:
    if is_empty_word(name) or name.casefold() in _ACCOUNTS:
        return False
    if not any(map(str.isalpha, name)):
        return False
    return not (_SLUG.fullmatch(name) or _HOST.fullmatch(name))


def _values(written: str) -> Iterator[str]:
    """The values in a list or object that is written out; else the value itself."""
    text = written.strip()
    if text[:1] in ("[", "{") and text[-1:] in ("]", "}") and _count_brackets(text):
        for parse in (json.loads, ast.literal_eval):
            try:
                yield from _names_in(parse(text))
                return
            except (ValueError, SyntaxError, TypeError):
                continue
        text = text.strip("[]{}")
    yield text


def _count_brackets(text: str) -> bool:
    """Whether there are few enough brackets for a parser not to go deep."""
    return sum(map(text.count, "[{(")) <= _MOST_BRACKETS


def _names_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _names_in(one)
    elif isinstance(value, dict):
        named = next((value[key] for key in _NAME_KEYS if value.get(key)), "")
        parts = (value.get(key) for key in ("first_name", "firstName", "last_name", "lastName"))
        yield from _names_in(named or " ".join(part for part in parts if isinstance(part, str)))
