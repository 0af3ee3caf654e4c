"""Segmentation of a text into paragraphs, sentences and words, as spans in code points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from zlib import crc32


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


TITLES = _words(
    "Mr Mrs Ms Mx Messrs Mmes Dr Drs Prof Rev Fr Hon Pres Gov Lt Sen Sens Rep Reps Amb Gen Col Maj"
    " Capt Cpt Cmdr Cdr Sgt Cpl Pvt Adm Brig Supt Insp Det Msgr Mgr Mme Mlle St Ste Sr Sra Srta Mt"
    " e.g i.e акад проф доц ген полк см див напр т.зв"
)
HELD = _words(
    "Inc Corp Co Cos Ltd Bros Jr Ave Blvd Rd Ft Dept Univ Assn vs v al approx ca cf est"
    " Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb"
    " Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Ont Que"
    " р рр ст м вул ул г гг т ім им тис тыс млн млрд трлн пр просп пл бул бульв пров пер обл р-н с"
    " сел смт буд корп кв тов гр нар род зам ред рис табл т.к т.е"
)
HELD_BEFORE_FIGURES = _words(
    "No Nos no nos Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Art art Fig fig p pp Vol vol Ch"
    " ch Sec sec Para para Ver ver п пп д ч гл розд разд тел"
)
HELD_BY_LANGUAGE = {
    "de": _words("Nr bzw ca Hr Fr Frl Str z.B u.a d.h geb Bd Abs Jh"),
    "fr": _words("MM Mme Mmes Mlle av boul env art chap"),
    "es": _words("Sr Sra Sres D Dña Ud Uds Av pág núm EE"),
    "it": _words("sig Sig sigg dott Dott avv Avv on On pag"),
    "pl": _words("ul al tzw tj prof dr hab im pkt godz św nr zob"),
}
STARTERS = _words(
    "The This That These Those There Then Their They He She It Its His Her We Our You Your I"
    " My A An And But Or Nor So Yet Still However Although Though While When Where Who What"
    " Why How If As At In On By For From To Of With Without After Before Since Until During"
    " Despite Under Over Among Between According Also Even Only Just Not No Yes Some Many Most"
    " Both Each Every All Another Other Earlier Later Meanwhile Moreover Because Once Now"
    " Today Yesterday Here Such Last Mr Mrs Ms Він Вона Воно Вони Його Її Їх Їхній Це Цей Ця"
    " Ці Цього У В На Але Та І Й А Як Проте Однак Також Тим Тоді Водночас Після Перед Під Про"
    " За Із З До Від Для Якщо Коли Хоча Ми Ви Я Так То Що Чому За Раніше Згодом Нині Серед"
    " Через При Он Она Оно Они Его Ее Её Их Это Этот Эта Эти Этого Но И Как Также Однако После"
    " Перед Если Когда Хотя Мы Вы По О Об От С К Что Почему Тогда Ранее Позже Сейчас Среди Из"
    " Из-за"
)
# After "5 p.m." these do not begin a sentence.
TIMES = _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June"
    " July August September October November December Eastern Central Mountain Pacific Moscow Kyiv"
    " London Greenwich GMT UTC EST EDT ET CET CEST EET EEST MSK BST PST PDT CST CDT"
)
SAYING = _words(
    "said says asked asks wrote writes told tells added replied answered shouted cried"
    " exclaimed continued declared wondered thundered quipped"
)

Span = tuple[int, int]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LETTER = re.compile(r"[^\W\d_]")

# Signs that belong to the word they stand in although `\w` does not know them: combining accents,
# vowel signs of the scripts of India and Thailand, soft hyphen and zero-width signs.
_JOINED = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe20-\ufe2f\xad\u200b-\u200d\u2060\ufeff"
)
_INNER = rf"[\w{_JOINED}]"
_WORD = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"  # scripts without spaces: a sign each
    r"|[^\W\d_](?:\.[^\W\d_])+(?!\w)"  # U.S, a.m
    rf"|[^\W_]{_INNER}*(?:(?:['’ʼ‐‑-]|(?<=\d)[.,:](?=\d)){_INNER}+)*"
)

_CLOSERS = "\"'”’»“)\\]}"
_DASHES = "—–-"
_STOP = re.compile(
    r"(?:(?P<mark>[.!?…‽؟۔।॥]+)|[。！？｡]+)"
    rf"(?P<closed>[{_CLOSERS}」』）]*(?:[ \xa0\u202f]»(?!\S))?)(?P<gap>\s*)"
)
_NEXT = re.compile(rf"(?P<opened>[\s\"'“‘«„‚(\[{{•·*{_DASHES}]*)(?P<word>\w*)(?P<stop>\.?)")
_LAST_WORD = re.compile(rf"[^\s\"'“”„«»‘’(\[{{/{_DASHES}]+\Z")
_DOTTED = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+\Z")
_SAID = re.compile(rf"(?:[^\W\d_][\w.’'-]{{0,30}},? ){{1,5}}(?:{'|'.join(sorted(SAYING))})\b")
# A quotation inside a clause: it follows a word without a stop, and the clause goes on after it.
_EMBEDDED = re.compile(r"(?<=\w\s)[\"“«„](?=\S)[^\"“”«»„\n]{1,200}(?<=\S)[\"”»“](?=\s(\w)|[,;])")
_LOOK_BACK = 40
_NARROWEST, _WIDEST, _WRAPPED_SHARE = 40, 100, 0.2
# In characters: of 48,000 sentences of news two are longer, both lists.
LONGEST_SENTENCE = 2_000
_BETWEEN = re.compile(r"(?<=\s)\S+(?=\s)")


def paragraphs(text: str) -> list[Span]:
    """One span for each line that is not blank, without the space around it.

    In a text wrapped at a fixed width (lines go on in the next in lower case) the lines of a
    paragraph make one span; an indented line begins a new one.
    """
    lines = [span for line in _LINE.finditer(text) if (span := _strip(text, *line.span()))]
    unbroken = [_may_go_on(text, one, other) for one, other in pairwise(lines)]
    lower = sum(text[lines[n + 1][0]].islower() for n, whole in enumerate(unbroken) if whole)
    if lower < _WRAPPED_SHARE * sum(unbroken) or not lower:
        return lines
    found = lines[:1]
    for whole, line in zip(unbroken, lines[1:], strict=True):
        if whole:
            found[-1] = (found[-1][0], line[1])
        else:
            found.append(line)
    return found


def _may_go_on(text: str, one: Span, other: Span) -> bool:
    """Whether a line is as long as wrapped ones are and the next follows without gap or indent."""
    is_long = _NARROWEST <= one[1] - one[0] <= _WIDEST
    return (
        is_long
        and text[one[1] : other[0]].strip(" ") in ("\n", "\r\n")
        and (text[other[0] - 1] in "\r\n")
    )


def sentences(text: str, language: str = "en") -> list[Span]:
    """Sentences in order, none overlapping, space around them excluded; linear in time.

    A sentence never runs over the end of a paragraph, keeps the quotation marks and brackets that
    close it, and takes in signs that stand alone ("1.", "***"). What has no end for more than
    `LONGEST_SENTENCE` characters is cut before then, in all versions before the same words where
    it can. `language` (ISO 639-1) adds that language's abbreviations; any value is accepted.
    """
    wholes = (whole for part in paragraphs(text) for whole in _split(text, *part, language))
    pieces = (piece for whole in wholes for piece in _cut(text, *whole))
    return [span for piece in pieces if (span := _strip(text, *piece))]


def words(text: str) -> list[Span]:
    """Words in order: letters and digits with inner apostrophes, hyphens and accents.

    "Putin’s", "one-on-one", "U.S", "1,200" and "3.5" are one word each, punctuation is none, and
    in Chinese and Japanese script each sign is a word.
    """
    return [word.span() for word in _WORD.finditer(text)]


def _strip(text: str, start: int, end: int) -> Span | None:
    line = text[start:end]
    start += len(line) - len(line.lstrip())
    end -= len(line) - len(line.rstrip())
    return (start, end) if start < end else None


def _split(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    embedded = _embedded_quotations(text, start, end)
    inside = next(embedded, None)
    held = HELD | HELD_BY_LANGUAGE.get(language, frozenset())
    worded = False
    looked = start
    for stop in _STOP.finditer(text, start, end):
        while inside and inside[1] <= stop.start():
            inside = next(embedded, None)
        worded = worded or _LETTER.search(text, looked, stop.start()) is not None
        looked = stop.start()
        if stop.end() >= end or not worded or (inside and inside[0] < stop.start()):
            continue
        if _ends_sentence(text, stop, held, language):
            yield start, stop.start("gap")
            start, worded = stop.end(), False
    yield start, end


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    # Before the word with the least checksum: a word more in one version moves no later cut.
    while end - start > LONGEST_SENTENCE:
        reach = start + LONGEST_SENTENCE
        listed = _BETWEEN.finditer(text, start + LONGEST_SENTENCE // 2, reach)
        first = min(listed, key=lambda w: crc32(w[0].encode("unicode_escape")), default=None)
        yield start, (start := first.start() if first else reach)
    yield start, end


def _embedded_quotations(text: str, start: int, end: int) -> Iterator[Span]:
    for quoted in _EMBEDDED.finditer(text, start, end):
        if quoted[1] is None or quoted[1].islower():
            yield quoted.span()


def _ends_sentence(text: str, stop: re.Match[str], held: frozenset[str], language: str) -> bool:
    """Whether a stop that something follows on its line ends the sentence."""
    if not stop["mark"]:
        return True
    following = _NEXT.match(text, stop.end())
    assert following is not None
    before = _last_word(text, stop.start())
    if not stop["gap"]:
        return _is_glued(before, following)
    word = following["word"]
    if word[:1].islower() and not word[1:2].isupper():
        return False
    quoted = bool(stop["closed"])
    if following["opened"][:1] in tuple(_DASHES) and (quoted or stop["mark"] != "."):
        return False
    if stop["mark"] != ".":
        return not (quoted and _SAID.match(text, stop.end()))
    if before in TITLES:
        return False
    return quoted or not _is_abbreviation(before, following, held, language)


def _last_word(text: str, end: int) -> str:
    word = _LAST_WORD.search(text[max(0, end - _LOOK_BACK) : end])
    return word[0] if word else ""


def _is_glued(before: str, following: re.Match[str]) -> bool:
    """A space was lost after a stop: "in the talks.Read also"."""
    letters = before[-3:]
    return (
        len(letters) == 3
        and letters.isalpha()
        and letters[-1].islower()
        and "." not in before
        and following["word"][:1].isupper()
        and following["word"][1:2].islower()
        and not following["stop"]
        and following["opened"][:1] not in tuple(_DASHES)
    )


def _is_abbreviation(
    before: str, following: re.Match[str], held: frozenset[str], language: str
) -> bool:
    word = following["word"]
    if before in HELD_BEFORE_FIGURES:
        return word[:1].isdecimal()
    if language == "de" and before.isdecimal() and len(before) < 3:
        return True
    if before in ("a.m", "p.m"):
        return word in TIMES
    is_initial = len(before) == 1 and before.isupper()
    if is_initial or before in held or _DOTTED.match(before):
        another_initial = len(word) == 1 and bool(following["stop"])
        return word not in STARTERS or another_initial
    return False
