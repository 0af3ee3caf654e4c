"""Words behind a name in a by-line that are no name: roles, desks and news agencies."""

from __future__ import annotations

import re

AGENCIES = (
    "AFP|ANI|ANSA|AP|APA|Bloomberg|BTA|CTK|dpa|EFE|IANS|Interfax|Kyodo|PA|PAP|PTI|Reuters|RIA|SDA|"
    "TASS|UNIAN|Ukrinform|UPI|Xinhua|Yonhap"
)
"""Short names of news agencies, as a pattern."""
_MORE_AGENCIES = frozenset(
    (
        *("aap", "adnkronos", "anp", "ats", "belga", "bna", "bns", "delfi", "epd", "europa press"),
        *("hina", "kna", "lusa", "mti", "ntb", "ritzau", "rtr", "sana", "sid", "sipa", "stt", "tt"),
        *("wam", "agence france presse", "associated press", "deutsche presse agentur", "anadolu"),
        *("press association", "united press international", "агентство", "укрінформ", "тасс"),
        *("унн", "уніан", "интерфакс", "рейтер", "agencies", "agencias", "agences", "agenturen"),
        *(
            "wire",
            "wires",
            "wire services",
            "news agencies",
            "agenzie",
            "afp news",
            "anadolu agency",
        ),
    )
)
_KNOWN = _MORE_AGENCIES | {one.casefold() for one in AGENCIES.split("|")}
_ROLE = re.compile(
    r"(?i)(?<!\w)(?:editors?|editorial|reporters?|reporting|correspondents?|(?:staff|feature|senior"
    r"|sports?|science|political|guest) writers?|writers?|journalists?|columnists?|staff|desk"
    r"|newsroom|bureau|team|contributors?|photographers?|chief|redaktion\w*|redakteur(?:in)?"
    r"|\w*korrespondent(?:in)?|reporterin|journalistin|journaliste|rédaction|rédact(?:eur|rice)"
    r"|correspondante?|envoyée?s? spécia\w+|redacción|redactora?|corresponsal|periodista|redazione"
    r"|inviat[oa]|giornalista|corrispondente|redação|repórter|redaktor\w*|redakcja|dziennikarz"
    r"|dziennikarka|редакц\w+|редактор\w*|журналіст\w*|журналист\w*|[ск]пецкор\w*|кореспондент\w*"
    r"|корреспондент\w*|muhabir\w*|editör\w*|(?<!-)(?:news|press|media|times|herald|tribune|gazette|courier"
    r"|newspapers?|magazine|agency|services?|online|webmaster|newsdesk|web)(?!-))(?!\w)"
)
_HOUSE = re.compile(
    r"(?i)(?<!\w)(?:ph\.?d|m\.?d|mba|msc|analyst|broadcasting|college|company|daily|director|foundation|gmbh|group|inc"
    r"|institute?|institut[oe]?|international|journal|limited|llc|ltd|nations|organi[sz]ation|post"
    r"|professor|radio|school|society|telegraph|tv|universit(?:y|ät|é|à|eit)|universidade?"
    r"|університет|университет)(?!\w)"
)
# Of one person, so that what stands before it is that person's name, not that of a desk.
_ROLE_OF_ONE = re.compile(
    r"(?i)\S+(?: \S+){1,8}? (?:is an? |der |die )?(?:\S+ ){0,3}?(?:reporter|correspondent"
    r"|writer|editor|journalist|columnist|photographer|korrespondent(?:in)?|redakteur(?:in)?"
    r"|reporterin|journaliste|corresponsal|periodista)"
)
_SURNAME = re.compile(r"Writer|WRITER|Editor|EDITOR|Reporter|REPORTER")
_BEFORE_ROLES = frozenset(
    (
        *("news", "political", "politics", "sports", "sport", "science", "national", "security"),
        *(
            "chief",
            "senior",
            "staff",
            "white",
            "business",
            "foreign",
            "education",
            "health",
            "city",
        ),
        *("deputy", "special", "economics", "environment", "religion", "crime", "technology"),
        *("medical", "legal", "military", "diplomatic", "defence", "defense", "associate", "is"),
        *("managing", "guest", "contributing", "assistant", "executive", "night", "weekend", "our"),
        *("digital", "features", "feature", "content", "copy", "the", "a", "industry", "local"),
        *("regional", "court", "culture", "arts", "food", "travel", "economy", "finance"),
        *("financial", "investigative", "freelance", "junior", "lead", "general", "site", "world"),
    )
)


def strip_role(name: str) -> str:
    """A name without the agency or the role of one person behind it: Ann Example AP Writer."""
    words = name.split()
    for length in (3, 2, 1):
        if len(words) - length > 1 and is_agency(" ".join(words[-length:])):
            return " ".join(words[:-length])
    found = _ROLE_OF_ONE.fullmatch(" ".join(words)) if len(words) < 12 else None
    if found is None:
        return name
    end = next(
        (
            at
            for at, word in enumerate(words)
            if word.casefold() in _BEFORE_ROLES
            or is_agency(word)
            or _ROLE.fullmatch(word)
            or (at > 1 and word[0].islower())
        ),
        len(words),
    )
    return " ".join(words[:end]) if 2 <= end <= 4 else name


def is_role_or_agency(part: str) -> bool:
    """Whether words beside a name are a role, a newsroom or a news agency, or several of these."""
    return _ROLE.search(part) is not None or is_agency(part)


def is_house(part: str) -> bool:
    """Whether words behind a name are a degree, a post or a house: “PhD”, “Example University”."""
    return _HOUSE.search(part) is not None


def is_surname(part: str) -> bool:
    """Whether it may be a name of a person who is called by a role: “Ann Writer”, “Max Editor”."""
    first, _, last = part.partition(" ")
    is_name = first[:1].isupper() and first.casefold() not in _BEFORE_ROLES and not is_agency(first)
    return is_name and _SURNAME.fullmatch(last) is not None and _ROLE.search(first) is None


def is_agency(part: str) -> bool:
    """Whether it is a news agency by its name, or several: dpa, The Associated Press, AFP/dpa."""
    plain = re.sub(r"^the ", "", " ".join(re.split(r"[\s().-]+", part.casefold())).strip())
    pieces = [piece for piece in re.split(r"[\s/,&+]+|(?:und|and|et|y)\s", plain) if piece]
    return bool(plain) and (plain in _KNOWN or all(piece in _KNOWN for piece in pieces))
