"""Signs beside a name that it is a person's, a place's or a body's: armed group Example.

A model takes clubs, towns and militias for persons. What stands right before and behind a name
tells more of a name without a given name than the model's label. What a model takes for a name
and is none, and given names that it left out, are told here, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from components.analysis.entities.linking.name_forms import is_usual_given
from components.analysis.entities.linking.person_names import title_before
from components.analysis.entities.recognition.gazetteer import look_up
from components.analysis.entities.recognition.name_spans import FoundName
from components.analysis.word_lists import name_words, read_table
from components.text.language import own_stop_words

_REACH = 40
_SHARE = 0.1
_LAST_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[ \xa0]\Z")
_IN_PLACE = re.compile(
    r"(?<!\bconfidence)(?<!\bfaith)(?<!\btrust)(?<!\binterest)(?<!\bbelieves)(?<!\bbelieve)"
    r"[ \xa0](?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]cross|[Ii]nto|[Tt]hroughout)[ \xa0]\Z"
)
_PART_OF_PLACE = re.compile(
    r"\b(?:city|town|village|province|district|region|island|port|suburb|state|county|capital|cities|"
    r"towns|villages|islands|ports|municipality|people|coast|streets|outskirts|battle) of \Z"
    r"|\b(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)ern \Z"
)
_BODY_BEFORE = re.compile(
    r"\b(?:group|militia|movement|company|firm|club|team|side|app|website|party|newspaper|magazine|"
    r"startup|start-up|retailer|carmaker|airline|broadcaster|agency|cruiser|destroyer|frigate|ship|"
    r"vessel|ferry|yacht|champions|winners|neighbours|rivals|"
    r"(?:virus|worm|software|drug)(?: called)?) \Z"
)
_ARTICLE_BEFORE = re.compile(r"\b[Tt]he[ \xa0\n]\Z")
# What stands behind a noun with its article, where Obama of `the Obama White House` is no noun.
_BEHIND_NOUN = re.compile(
    r"[.,;:?!)\n]|[ \xa0]?\(|[ \xa0](?:is|was|are|were|has|had|will|would|can|could|became|"
    r"itself|and|or|in|on|at|to|for|from|with|by|as)\b"
)
_IN_BRACKETS = (
    re.compile(r"(?<![^\W\d_])[^\W\d_]{3,}[ \xa0]\(\Z"),
    re.compile(r"\)(?:[,.;\n]|\Z| and )"),
)
# A team is many: `Example have won`; two persons are, too.
_MANY = re.compile(r"[ \xa0](?:are|were|have|play|host)\b")
_OTHERWISE_MANY = re.compile(
    r"(?:\band|&|,|\b(?:did|does|do|should|would|could|may|might|must|will|can|if|let|see|saw|make))"
    r"[ \xa0](?:[^\W\d_]+[ \xa0])?\Z"
)
_MEMBER = re.compile(
    r"[ \xa0](?:striker|forward|defender|midfielder|goalkeeper|winger|captain|coach|manager|squad|"
    r"fly-half|scrum-half|prop|hooker|flanker|full-back|teammate|team-mate|fighters|militants|"
    r"insurgents|gunmen|rebels|shares|stock|users)\b"
)
_TOLD_BODY = re.compile(
    r", (?:an?|the|its|which)\b(?: [\w-]+){0,3}? (?:company|firm|group|giant|app|platform|maker"
    r"|producer|operator|agency|party|unit|subsidiary|startup|newspaper|magazine|brand|retailer"
    r"|organi[sz]ation)\b"
)
_INDEFINITE, _NOUN_BEHIND = re.compile(r"\b[Aa]n?[ \xa0]\Z"), re.compile(r"[ \xa0][a-z]{3,}")
_BASED = re.compile(r"-(?:based|born|area)\b| (?:Mayor|[Pp]olice|City Council|County|Airport)\b")
_AT = re.compile(r"\b(?!look|laugh|aim|direct|ang|shout|mad|jab|swipe|attack|back|point)\w+ at \Z")
_BEHIND_PLACE = re.compile(r"[.,;\n)]|[ \xa0](?:on|in|and|with|this|last|after|before)\b")
_MATCH = (
    re.compile(r"\b(?:vs?\.?)[ \xa0]\Z"),
    re.compile(r"[ \xa0](?:vs?\.?|\d{1,2}[-–]\d{1,2})[ \xa0]"),
)
_AGED = re.compile(r", \d{2}\b[,.]|['’]s (?:wife|husband|mother|father|son|daughter|lawyer)\b")
_TITLES = frozenset(
    {"king", "queen", "prince", "princess", "sheikh", "imam", "judge", "justice", "lord", "lady"}
    | {"miss", "sgt", "sergeant", "capt", "captain", "secretary", "minister", "father", "sister"}
    | {title.lower() for title in name_words("titles_of_persons_only")}
)
_GIVEN_BEFORE = re.compile(
    r"(?:(?<![\w’'-])(?!(?:the|an?|his|her|its|our|their|this|that|no)\b)[a-z][a-z]*[,;:]?[ \xa0]"
    r"|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen)\.?[ \xa0]"
    r"|\b(?:Dame|Sir|President|Senator)[ \xa0]|[\"“‘(]|[a-z][.!?][”’\"]?\s{1,2})"
    r"([A-Z][a-zß-ÿ]{2,}(?:-[A-Za-zß-ÿ]+)?)[ \xa0]\Z"
)
_COMPANY_BEHIND = re.compile(
    r"(?: and [A-Z]\w+| & [A-Z]\w+|(?: [A-Z]\w+){0,2}) (?:Inc|Corp|Co|Company|Ltd|PLC|Plc|AG|LLC"
    r"|Group|Holdings?|Industries|Broadcasting|Publishers|Technologies|Pharmaceuticals)\b"
)
_NO_GIVEN = (
    "words_of_titles",
    "words_before_titles",
    "roles",
    "glued_to_names",
    "generic_in_organisations",
    "common_words_as_families",
    "company_ends",
    "facilities",
    "events",
)
_GLUED = re.compile(r"(?:[a-zß-ÿ]{2}[A-Z].*){2}")  # CarterShareReplyPaige
_NEVER_IN_NAMES = frozenset({"vs", "vs.", "dlrs", "dlr", "mln", "pct"})
_SHIPS = frozenset({"USS", "HMS", "HMAS", "INS", "RMS"})
_NEXT_WORD = re.compile(r"[ \xa0,”’\"]{0,3}\b(\w+)")


def needs_signs(name: str) -> bool:
    """Whether signs are asked about what a model calls a person: only without a given name."""
    return " " not in name or not is_usual_given(name)


def read_sign(text: str, start: int, end: int) -> str:
    """The type for which signs at one mention of a name speak: PERSON, ORG, GPE or '' for none."""
    return _read_sign(text[max(0, start - _REACH) : start], text[end : end + _REACH])


@lru_cache(maxsize=50_000)
def _read_sign(before: str, after: str) -> str:
    if _is_person(before, after):
        return "PERSON"
    if _IN_PLACE.search(before) and not after.startswith(("'s", "’s")):
        return "GPE"
    if _AT.search(before) and _BEHIND_PLACE.match(after):
        return "GPE"
    if _PART_OF_PLACE.search(before) or _BASED.match(after):
        return "GPE"
    return "ORG" if _is_body(before, after) else ""


def _is_person(before: str, after: str) -> bool:
    said = name_words("speech_beside_names")
    last, following = _LAST_WORD.search(before), _NEXT_WORD.match(after)
    return bool(
        title_before(before, len(before)) in _TITLES
        or (last and last.group(1) in said - {"called"})
        or (following and following.group(1) in said)
        or _AGED.match(after)
    )


def _is_body(before: str, after: str) -> bool:
    opened, closed = _IN_BRACKETS
    against, score = _MATCH
    many = _MANY.match(after) and not _OTHERWISE_MANY.search(before)
    return bool(
        _BODY_BEFORE.search(before)
        or _MEMBER.match(after)
        or _TOLD_BODY.match(after)
        or (_INDEFINITE.search(before) and _NOUN_BEHIND.match(after))
        or many
        or (_ARTICLE_BEFORE.search(before) and _BEHIND_NOUN.match(after))
        or (opened.search(before) and closed.match(after))
        or against.search(before)
        or score.match(after)
    )


def restore_given_names(text: str, names: Sequence[FoundName]) -> Iterator[FoundName]:
    """The names, of persons with a given name that the model left out before the family name."""
    persons = [text[one.start : one.end] for one in names if one.type == "PERSON"]
    given = {name.split()[0] for name in persons if " " in name}
    free = 0
    for name in names:
        surface = text[name.start : name.end]
        lone = name.type == "PERSON" and " " not in surface and surface not in given
        if lone and not is_usual_given(surface):
            start = _find_given_before(text, name.start)
            name = name if start < free else name._replace(start=start)
        yield name
        free = name.end


def _find_given_before(text: str, start: int) -> int:
    """Where the given name begins that a model left out before a lone family name; else `start`.

    It is a word with a capital behind a small one, a title or the end of a sentence, which is no
    title, place, people or common word itself.
    """
    match = _GIVEN_BEFORE.search(text, max(0, start - _REACH), start)
    if match is None or is_usual_given(match.group(1)):
        return match.start(1) if match else start
    word = match.group(1)
    small = word.lower()
    if small in own_stop_words("en") or small.endswith(("ed", "ing", "ly", "day")):
        return start
    listed = any(small in name_words(kind) for kind in _NO_GIVEN)
    common = listed or is_city(word) or look_up(word) or re.search(rf"\b{small}s?\b", text)
    return start if common else match.start(1)


def is_house(text: str, start: int, end: int, *, family: bool) -> bool:
    """Whether a lone name is short for a company that the text names: Example Inc, Example and Row.

    Where it is a `family` name of the text as well, it is the person's where signs say so.
    """
    name = text[start:end]
    at = -1 if " " in name else text.find(f"{name} ")
    while at >= 0:
        if at != start and _COMPANY_BEHIND.match(text, at + len(name)):
            return not (family and read_sign(text, start, end) == "PERSON")
        at = text.find(f"{name} ", at + 1)
    return False


def type_by_signs(
    name: str, signs: Mapping[str, Counter[str]], types: Counter[str], *, family: bool
) -> str:
    """The type for which the signs beside all mentions of a name speak, '' where they tell nothing.

    Of a name of several words its last word alone, called a person by the model, speaks for one:
    `Example` is `Rory Example`. A body goes by what the model calls it elsewhere, when it
    does. A city of the table is one where nothing speaks for a person. A word that is a `family`
    name somewhere in the corpus stays a person's.
    """
    own = signs.get(name, Counter())
    last = signs.get(name.split(" ")[-1], Counter()) if " " in name else Counter[str]()
    for_person = own["PERSON"] + last[""] + last["PERSON"]
    kind, count = max(((kind, own[kind]) for kind in ("ORG", "GPE")), key=lambda one: one[1])
    if count <= for_person or count < _SHARE * own.total() or family:
        return "GPE" if not (for_person or family) and is_city(name) else ""
    labels = [label for label, _ in types.most_common() if label != "PERSON"]
    return labels[0] if kind == "ORG" and labels and "ORG" not in labels else kind


def is_city(name: str) -> bool:
    """Whether a name is that of a city of 100,000 people or more; many are family names, too."""
    return name in _cities()


@cache
def _cities() -> frozenset[str]:
    return frozenset(read_table("entities", "cities"))


def is_no_name(surface: str, kind: str) -> bool:
    """Whether a model takes for a name what is none: products, ships, feasts, general words."""
    parts = surface.split()
    if kind == "PERSON" and len(parts) > 1:
        digit = any(sign.isdecimal() for sign in surface)
        never = _NEVER_IN_NAMES | name_words("not_names")
        match = "The" in parts[1:] or not never.isdisjoint(map(str.lower, parts))
        if digit or match or _GLUED.search(surface) or parts[0] in _SHIPS or len(set(parts)) == 1:
            return True
    small = surface.casefold()
    return small in name_words("no_names_alone") or small.split(" ")[0] in name_words("not_names")
