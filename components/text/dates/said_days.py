"""Days in a line with what the line says of them: published then, or changed, fetched, printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from components.text.dates.full_days import FullDay, blank_times, find_full_days, make_plain
from components.text.dates.month_words import is_weekday

# Where only the stamp is English, or is Spanish, which is also written in the USA, 03/05 is open.
_PUBLISHED_OPEN = (
    "published|posted|issued|released?|created|dated?|fecha|publicado|publicada|first published"
    "|publication date|pubdate|erstveröffentlicht"
)
_PUBLISHED_DAY_FIRST = (
    "publi[ée]e?s?|paru(?:e|tion)?|mis(?:e)? en ligne|veröffentlicht|erschienen"
    "|datum|pubblicat[oa]|data di pubblicazione|data publikacji|data|gepubliceerd|geplaatst"
    "|opublikowan[oaye]|publikov[aá]no|zveřejněno|vydáno|megjelent|közzétéve|publicerad|publisert"
    "|publiceret|julkaistu|yayın(?:lan\\w*| tarihi)|yayım\\w*|опубл[іи]кован[оыаі]|оприлюднено"
    "|дата(?: публ[іи]кац[іи][іїи])?|publicat|objavljeno|публикувано|δημοσι\\w*|نشر|تاريخ النشر"
    "|פורסם|terbit|đăng"
)
_PUBLISHED_EAST = "发布|發布|發佈|發表|公開|発行|掲載|配信|登録|등록|입력|승인"
_CHANGED = (
    "(?:last |latest )?(?:updat(?:ed?|e on)|modified|changed|edited|revised|amended)|lastmod"
    "|(?:zuletzt )?(?:aktualisiert|geändert|bearbeitet|überarbeitet)|aktualisierung|mis(?:e)? à "
    "jour|maj|modifi[ée]e?|actualizad[oa]|actualización|modificad[oa]|aggiornat[oa]|aggiornamento"
    "|modificat[oa]|atualizad[oa]|atualização|bijgewerkt|gewijzigd|zaktualizowan[oaye]|aktualizacja"
    "|aktualizov[aá]n[oay]?|aktualizace|оновлен[ооеая]\\w*|змінено|обновлен[оыаи]\\w*|изменено"
    "|güncelle\\w*|frissítve|módosítva|uppdaterad|oppdatert|opdateret|päivitetty|actualizat"
    "|ažurirano|posodobljeno|обновена|ενημ[έε]ρωση|تحديث|עודכן|diperbarui|cập nhật"
)
_CHANGED_EAST = "更新|最終更新|修改|수정|업데이트"
_OTHER = (
    "accessed|retrieved|copyright|©|\\(c\\)|crawled|downloaded|printed|archived|captured|fetched"
    "|load[ -]?date|abgerufen|consult[ée]e?|abgerufen am|born|died"
)
_STAMP = re.compile(
    rf"(?i)(?<!\w)(?:(?P<changed>{_CHANGED})|(?P<other>{_OTHER})|(?P<open>{_PUBLISHED_OPEN})"
    rf"|(?P<first>{_PUBLISHED_DAY_FIRST}))(?!\w)|(?P<changed_east>{_CHANGED_EAST})"
    rf"|(?P<open_east>{_PUBLISHED_EAST})"
)
_BEHIND = re.compile(rf"(?i)\s*\((?:{_CHANGED}|{_CHANGED_EAST})[^()\d]{{0,12}}\)")
_LINE_END = re.compile(r"[\s.,;)\]）】]*\Z")
_WORD = re.compile(r"[^\W\d_]{2,}")
# Between a stamp and its day: a weekday, a place, "on", "by Ann Example".
_FAR = 60


@dataclass(frozen=True)
class SaidDay:
    """A day and what is said of it: `kind` is published, changed, other, or "" with no word.

    `order` is that of three numbers behind a word of a language that has the day first, else "".
    """

    day: FullDay
    kind: str = ""
    order: str = ""

    def choose(self, order: str = "") -> date | None:
        """The day that is meant, see `FullDay.choose`."""
        return self.day.choose(order or self.order)


def find_said_days(line: str) -> list[SaidDay]:
    """The full days of a line, each with the nearest word before it that says what it is.

    Where such a word stands behind the last day and none before the first, each is behind its day.
    """
    days = find_full_days(line)
    if not days:
        return []
    ends = [*(day.start for day in days[1:]), len(line)]
    is_behind = not _STAMP.search(line, 0, days[0].start) and any(
        _LINE_END.match(line, found.end()) for found in _STAMP.finditer(line, days[-1].end)
    )
    said, since = [], 0
    for day, until in zip(days, ends, strict=True):
        if is_behind:
            found = _STAMP.search(line, day.end, until)
        else:
            stamps = [*_STAMP.finditer(line, since, day.start)]
            found = stamps[-1] if stamps and day.start - stamps[-1].end() <= _FAR else None
        said.append(_said(day, "changed" if _BEHIND.match(line, day.end) else _group(found)))
        since = day.end
    return said


def _group(found: re.Match[str] | None) -> str:
    return (found.lastgroup or "").removesuffix("_east") if found else ""


def _said(day: FullDay, group: str) -> SaidDay:
    kind = "published" if group in ("open", "first") else group
    return SaidDay(day, kind, "dmy" if group == "first" else "")


def choose_published(said: list[SaidDay]) -> SaidDay | None:
    """The day of publication: one that is said to be, else the first of which nothing is said."""
    for kind in ("published", ""):
        for one in said:
            if one.kind == kind:
                return one
    return None


def strip_days(line: str, said: list[SaidDay]) -> str:
    """The line, of the same length, with blanks for its days, weekdays and times."""
    rest = blank_times(make_plain(line))
    for one in said:
        start, end = one.day.start, one.day.end
        rest = f"{rest[:start]}{' ' * (end - start)}{rest[end:]}"
    return _WORD.sub(lambda found: _blank_weekday(found[0]), rest)


def _blank_weekday(word: str) -> str:
    return " " * len(word) if is_weekday(word) else word
