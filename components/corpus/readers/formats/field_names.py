"""Field names: which column, key or line of front matter is which field of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

SPELLINGS: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "article text", "full text", "article body", "body text"),
        *("main text", "plain text", "article content", "story", "article", "selftext"),
        *("content html", "body html", "article html", "text html", "html body", "body xhtml"),
        *("content text", "content encoded", "main content", "text content", "raw text"),
        *("plaintext", "fulltext html", "maintext", "news text", "story text", "volltext"),
        *("текст", "texte", "texto", "artikeltext", "inhalt", "testo", "tekst", "contenu"),
        *("contenido", "conteúdo", "contenuto", "treść", "зміст", "содержание", "tekst artykułu"),
    ),
    "title": (
        *("title", "headline", "article title", "head", "heading", "hed", "web title"),
        "headlines",
        *("заголовок", "titre", "titel", "überschrift", "título", "titulo", "titolo", "tytuł"),
        *("tittel", "schlagzeile", "titular", "назва", "название", "otsikko"),
    ),
    "source": (
        *("source", "outlet", "publication", "publisher", "site", "site name", "newspaper"),
        *("source name", "media name", "website", "news source", "provider", "domain"),
        *("publication title", "publication name", "pub title", "medium name", "source domain"),
        *("journal", "journal title", "hostname", "sitename", "source title", "zeitung"),
        *("джерело", "источник", "quelle", "fuente", "medium", "fonte", "źródło", "bron", "média"),
        *("видання", "издание", "kilde", "källa", "outlet name", "news outlet", "media outlet"),
        "media",
    ),
    "author": (
        *("author", "authors", "byline", "creator", "writer", "journalist", "by", "author name"),
        *("автор", "автори", "авторы", "auteur", "autor", "autorin", "auteurs", "autores"),
        *("autore", "autori", "verfasser", "autorzy"),
    ),
    "date": (
        *("date", "published", "published at", "publication date", "pub date", "date published"),
        *("publish date", "published date", "published on", "date time", "web publication date"),
        *("publishing date", "date publish", "version created", "date created", "first published"),
        *(
            "publication day",
            "published date time",
            "pubdate",
            "post date",
            "posted at",
            "published time",
        ),
        *("day", "issued", "дата", "datum", "fecha", "date posted"),
        *("date of publication", "article date", "published utc", "release date"),
        *("date de publication", "erscheinungsdatum", "veröffentlicht", "veröffentlicht am"),
        *("fecha de publicación", "data di pubblicazione", "data publikacji", "dato"),
        *("data de publicação", "дата публікації", "дата публикации", "publicatiedatum"),
        *("created at", "created utc", "timestamp", "unix timestamp"),
    ),
    "url": (
        *("url", "link", "permalink", "canonical url", "article url", "web url", "href", "uri"),
        *("document url", "source url", "page url"),
    ),
    "language": (
        "language",
        "lang",
        "language code",
        "мова",
        "язык",
        "langue",
        "sprache",
        "idioma",
    ),
}

_MEDIA_CLOUD = {"publishdate", "title", "url", "medianame", "language"}
_MEDIA_CLOUD_IDS = {"storiesid", "indexeddate", "mediaurl", "mediaid"}
_NAMES = {
    "en": "angielski i̇ngilizce inggris anglicky english englisch anglais engels inglés inglese"
    " inglês engelska engelsk английский 英语 英文 영어 英語",
    "de": "niemiecki almanca jerman německy german deutsch allemand duits alemán tedesco alemão"
    " tyska tysk немецкий 德语 德文 독일어 ドイツ語",
    "fr": "francuski fransızca prancis french französisch français frans francés francese"
    " francês franska fransk французский 法语 法文 프랑스어 フランス語",
    "nl": "dutch niederländisch néerlandais nederlands neerlandés olandese holandês 荷兰语",
    "es": "hiszpański ispanyolca spanyol spanish spanisch espagnol spaans español castellano"
    " spagnolo espanhol испанский 西班牙语 西班牙文 스페인어",
    "it": "włoski i̇talyanca italian italienisch italien italiaans italiano итальянский 意大利语",
    "pt": "portuguese portugiesisch portugais portugees portugués português portoghese 葡萄牙语",
    "ru": "rosyjski rusça russian russisch russe ruso russo русский 俄语 俄文 러시아어",
    "uk": "ukrainian ukrainisch ukrainien українська украинский",
    "zh": "chinese chinesisch chinois chinees chino cinese 中文 汉语 漢語 중국어",
    "ja": "japanese japanisch japonais japans japonés giapponese 日本語 日语 日文 일본어",
    "ko": "korean koreanisch coréen koreaans coreano 한국어 韩语 韓文 韓国語",
    "pl": "lehçe polish polnisch polonais pools polaco polski",
    "sv": "swedish schwedisch suédois zweeds sueco svenska",
    "da": "danish dänisch danois deens danés dansk",
    "no": "norwegian norwegisch norvégien noors noruego norsk",
    "fi": "finnish finnisch finnois fins finlandés suomi",
    "cs": "czech tschechisch tchèque tsjechisch checo čeština",
    "tr": "turkish türkisch turc turks turco türkçe",
    "ar": "arabic arabisch arabe árabe العربية",
}
_BY_NAME = {name: code for code, names in _NAMES.items() for name in names.split()}
_LANGUAGES = {
    **_BY_NAME,
    **{"english": "en", "eng": "en", "ukrainian": "uk", "ukr": "uk", "ua": "uk"},
    **{"russian": "ru", "rus": "ru", "german": "de", "deu": "de", "ger": "de"},
    **{"french": "fr", "fra": "fr", "fre": "fr", "spanish": "es", "spa": "es"},
    **{"українська": "uk", "русский": "ru", "deutsch": "de", "français": "fr", "español": "es"},
    **{"italian": "it", "ita": "it", "italiano": "it", "portuguese": "pt", "por": "pt"},
    **{"dutch": "nl", "nld": "nl", "dut": "nl", "nederlands": "nl", "polish": "pl", "pol": "pl"},
    **{"swedish": "sv", "swe": "sv", "norwegian": "no", "nor": "no", "nob": "nb", "danish": "da"},
    **{"dan": "da", "finnish": "fi", "fin": "fi", "czech": "cs", "ces": "cs", "cze": "cs"},
    **{"slovak": "sk", "slk": "sk", "slovenian": "sl", "slv": "sl", "hungarian": "hu", "hun": "hu"},
    **{"romanian": "ro", "ron": "ro", "rum": "ro", "bulgarian": "bg", "bul": "bg", "greek": "el"},
    **{"ell": "el", "gre": "el", "turkish": "tr", "tur": "tr", "arabic": "ar", "ara": "ar"},
    **{"chinese": "zh", "zho": "zh", "chi": "zh", "japanese": "ja", "jpn": "ja", "korean": "ko"},
    **{"kor": "ko", "serbian": "sr", "srp": "sr", "croatian": "hr", "hrv": "hr", "catalan": "ca"},
    **{"cat": "ca", "hebrew": "he", "heb": "he", "persian": "fa", "fas": "fa", "hindi": "hi"},
    **{"frk": "de", "gsw": "de", "est": "et", "lav": "lv", "lit": "lt", "ltz": "lb", "per": "fa"},
    **{"yid": "yi", "isl": "is", "lat": "la", "gle": "ga"},
}
_BETWEEN_NAMES = re.compile(r"[;/,()（）\[\] －-]+")
_OF_GDELT = {"seendate", "mobileurl", "urlmobile", "socialimage"}
_FOLDED_AWAY = re.compile(r"[\s_.\-]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBERED = re.compile(r"(?<=[^\W\d])\d\Z")


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """The form in which names of fields are compared: `Published_At`, `publishedAt` are one."""
    return _FOLDED_AWAY.sub("", _CAMEL.sub(" ", name)).casefold()


def _known_form(name: str, ranks: Mapping[str, int]) -> str:
    """The folded name, without the digit by which a second column is told from the first."""
    folded = fold_name(name)
    return folded if folded in ranks else _NUMBERED.sub("", folded)


LEADS = frozenset(
    map(
        fold_name,
        (
            *("lead", "lead paragraph", "lede", "leadtext", "lead text", "vorspann", "chapo"),
            *("chapô", "entradilla", "ingress", "лід", "лид"),
        ),
    )
)
"""Names of what stands at the beginning of a text, kept apart from it."""
ABSTRACTS = frozenset(
    map(
        fold_name,
        (
            *("abstract", "summary", "abstract note", "zusammenfassung", "résumé", "resumen"),
            "abstracts",
        ),
    )
)
"""Names of what tells shortly what a text says."""
DETAIL_NAMES = {
    fold_name(name): key
    for key, names in {
        "section": ("section", "ressort", "rubrik", "rubrique", "section name"),
        "page": ("page", "pages", "page number", "start page", "seite", "seiten"),
        "words": ("words", "word count", "wordcount", "number of words", "wörter"),
        "edition": ("edition", "ausgabe", "édition"),
    }.items()
    for name in names
}
"""Names of what a table says of an article beside its fields."""
_RANKS = {
    field: {fold_name(name): rank for rank, name in enumerate(names)}
    for field, names in SPELLINGS.items()
}


@lru_cache(maxsize=4096)
def recognise_fields(names: tuple[str, ...]) -> dict[str, list[str]]:
    """Map each field to those of `names` that mean it, the best known spelling first.

    The result is kept for the next row with the same names: not to be changed.
    """
    found: dict[str, list[str]] = {}
    for field, ranks in _RANKS.items():
        known = {name: form for name in names if (form := _known_form(name, ranks)) in ranks}
        if known:
            found[field] = sorted(known, key=lambda name, at=known, of=ranks: of[at[name]])  # type: ignore[misc]
    return found


def describe_missing_text(kind: str, names: list[str]) -> str:
    """The sentence for a table or record none of whose names means the text of an article."""
    found = ", ".join(f"“{name[:40]}”" for name in names[:12] if name.strip()) or "none"
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    wanted = ", ".join(SPELLINGS["text"][:6])
    return (
        f"No {kind} with the text of the articles was found. The names are {found}{more}; rename "
        f"the right one to one of {wanted}."
    )


def is_headline_list(names: tuple[str, ...]) -> bool:
    """Whether these are the names of a list of pages by Media Cloud or GDELT, without texts."""
    folded = {fold_name(name) for name in names}
    is_media_cloud = folded >= _MEDIA_CLOUD and not folded.isdisjoint(_MEDIA_CLOUD_IDS)
    return is_media_cloud or is_seen_list(names)


def is_seen_list(names: tuple[str, ...]) -> bool:
    """Whether these are the names of a list of pages by GDELT, whose days are those it saw them."""
    folded = {fold_name(name) for name in names}
    return {"title", "url"} <= folded and not folded.isdisjoint(_OF_GDELT)


def language_code(written: str) -> str:
    """ISO 639-1 for `en-US`, `ukr`, `deu_frak` or a name in many a language; "" for what is none.

    Of several languages that are named it is the first.
    """
    word = written.strip().casefold()
    first = re.split("[-_]", word)[0]
    code = _LANGUAGES.get(word) or _LANGUAGES.get(first)
    # Codes of three letters are words too: one counts alone.
    code = code or next(filter(None, map(_BY_NAME.get, _BETWEEN_NAMES.split(word))), first)
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""
