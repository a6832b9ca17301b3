"""Dates in running text: absolute, partial, relative, ranges; always an interval.

English and Arabic, Gregorian with both Arabic month namings, and Hijri. What a text leaves out
(the year, the week of "Tuesday") is taken from an anchor: the day of publication, else the
latest full date of the text.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4,
    "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9,
    "sept": 9, "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12,
    "dec": 12,
}  # fmt: skip
_ARABIC_MONTHS = {
    "كانون الثاني": 1, "شباط": 2, "آذار": 3, "اذار": 3, "أذار": 3, "نيسان": 4, "أيار": 5,
    "ايار": 5, "حزيران": 6, "تموز": 7, "آب": 8, "اب": 8, "أب": 8, "أيلول": 9, "ايلول": 9,
    "تشرين الأول": 10, "تشرين الاول": 10, "تشرين أول": 10, "تشرين الثاني": 11,
    "تشرين ثاني": 11, "كانون الأول": 12, "كانون الاول": 12, "كانون أول": 12,
    "كانون ثاني": 1,
    "يناير": 1, "فبراير": 2, "مارس": 3, "أبريل": 4, "ابريل": 4, "إبريل": 4, "مايو": 5,
    "يونيو": 6, "يونيه": 6, "يوليو": 7, "يوليه": 7, "أغسطس": 8, "اغسطس": 8, "سبتمبر": 9,
    "أكتوبر": 10, "اكتوبر": 10, "نوفمبر": 11, "ديسمبر": 12,
}  # fmt: skip
_HIJRI_MONTHS = {
    "محرم": 1, "صفر": 2, "ربيع الأول": 3, "ربيع الاول": 3, "ربيع الآخر": 4, "ربيع الثاني": 4,
    "جمادى الأولى": 5, "جمادى الاولى": 5, "جمادى الآخرة": 6, "جمادى الثانية": 6, "رجب": 7,
    "شعبان": 8, "رمضان": 9, "شوال": 10, "ذو القعدة": 11, "ذي القعدة": 11, "ذو الحجة": 12,
    "ذي الحجة": 12,
}  # fmt: skip
_WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5,
    "sunday": 6,
    "الاثنين": 0, "الإثنين": 0, "الثلاثاء": 1, "الأربعاء": 2, "الاربعاء": 2, "الخميس": 3,
    "الجمعة": 4, "السبت": 5, "الأحد": 6, "الاحد": 6,
}  # fmt: skip
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_ARABIC_COUNTS = {
    "يوم": 1, "يومين": 2, "ثلاثة": 3, "أربعة": 4, "اربعة": 4, "خمسة": 5, "ستة": 6, "سبعة": 7,
    "ثمانية": 8, "تسعة": 9, "عشرة": 10,
}  # fmt: skip

_M = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_M2 = _M.replace("month", "month2")
_D = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_D2 = _D.replace("day", "day2")
_Y = r"(?P<year>(?:18|19|20)\d\d)"
_Y2 = _Y.replace("year", "year2")
_DASH = r"\s*(?:-|–|—|to|until|through|till|and)\s*"
_OPTY = rf"(?:,?\s+(?:of\s+)?{_Y}\b)?"
_WD = "(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_NUM = r"(?P<count>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?"

_AM = "(?P<month>" + "|".join(sorted(_ARABIC_MONTHS, key=len, reverse=True)) + r")(?![ء-ي])"
_AHM = "(?P<hmonth>" + "|".join(sorted(_HIJRI_MONTHS, key=len, reverse=True)) + r")(?![ء-ي])"
_AD = r"(?P<day>\d{1,2})"
_AWD = (
    "(?P<weekday>الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد|الاحد)"
    r"(?![ء-ي])"
)
_INDIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")

_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "iso_range",
        r"\b(?P<iso>\d{4}-\d\d-\d\d)(?:\s*(?:/|–|to|until)\s*|/)(?P<iso2>\d{4}-\d\d-\d\d)\b",
    ),
    ("iso", r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?:T\d\d:\d\d\S*)?\b"),
    ("dm_dm", rf"\b{_D}\s+(?:of\s+)?{_M}{_OPTY}{_DASH}{_D2}\s+(?:of\s+)?{_M2}(?:,?\s+{_Y2}\b)?"),
    ("d_dm", rf"\b{_D}{_DASH}(?:the\s+)?{_D2}\s+(?:of\s+)?{_M}{_OPTY}"),
    ("md_md", rf"\b{_M}\s+{_D}\b{_OPTY}{_DASH}{_M2}\s+{_D2}\b(?:,?\s+{_Y2}\b)?"),
    ("md_d", rf"\b{_M}\s+{_D}{_DASH}{_D2}\b(?!\s*(?:{_M2}|people|civilians|km|:)){_OPTY}"),
    (
        "part",
        rf"\b(?P<part>early|mid|late|beginning of|end of|middle of)[\s-]+{_M}(?:,?\s+{_Y}\b)?(?!\s*\d{{1,2}}\b)",
    ),
    ("dm", rf"\b{_D}\s+(?:of\s+)?{_M}{_OPTY}"),
    ("md", rf"\b{_M}\s+{_D}\b(?!\s*(?:people|civilians|km|:)){_OPTY}"),
    ("my", rf"\b{_M}(?:,|\s+of)?\s+{_Y}\b"),
    ("slash", r"\b(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b"),
    ("yslash", r"\b(?P<year>(?:19|20)\d\d)/(?P<a>\d{1,2})/(?P<b>\d{1,2})\b"),
    ("ago", rf"\b{_NUM}\s+{_UNIT}\s+(?:ago|earlier)\b"),
    (
        "vague_ago",
        rf"\b(?P<vague>several|a few|few|some|a couple of)\s+{_UNIT}\s+(?:ago|earlier)\b",
    ),
    (
        "past_span",
        rf"\b(?:over|in|during|within|for)\s+(?:the\s+)?(?:past|last|previous)\s+(?:{_NUM}\s+|(?P<vague>several|few|couple of)\s+)?{_UNIT}\b",
    ),
    ("past_bare", rf"\b(?:the\s+)?past\s+(?:{_NUM}\s+)?{_UNIT}\b"),
    (
        "last_unit",
        r"\b(?P<which>last|this|next|earlier this|previous)\s+(?P<unit>week|month|year|weekend)\b",
    ),
    (
        "weekday",
        rf"\b(?:(?P<which>last|next|this|past)\s+)?{_WD}\b(?!\s+market)(?:\s+(?P<time>morning|evening|night|afternoon))?",
    ),
    (
        "word",
        r"\b(?P<word>today|yesterday|tonight|this morning|this evening|this afternoon|last night|the day before yesterday|overnight|tomorrow)\b",
    ),
    ("month_only", rf"\b(?:in|since|during|last|of)\s+{_M}(?!\s*\d)(?=[\s,.;)]|$)"),
    (
        "in_year",
        rf"\b(?:in|since|during|of|by|from|year)\s+(?:early\s+|late\s+|mid-?\s*)?{_Y}\b(?!\s*(?:km|people|civilians))",
    ),
    ("year_own", rf"\b{_Y}['’]s\b|\((?P<year3>(?:19|20)\d\d)\)"),
)
_ARABIC_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?<!\d)(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)"),
    ("hdmy", rf"(?<!\d){_AD}\s+(?:من\s+)?(?:شهر\s+)?{_AHM}\s*،?\s*(?:سنة\s+|عام\s+|لعام\s+)?(?P<hyear>1[34]\d\d)\s*(?:هـ?|للهجرة)?"),
    ("d_dm", rf"(?<!\d){_AD}\s*(?:-|–|و|إلى|الى|حتى)\s*(?P<day2>\d{{1,2}})\s+(?:من\s+)?(?:شهر\s+)?{_AM}(?:\s*[/\\(-]\s*[ء-ي ]+\)?)?\s*،?\s*(?:(?:من\s+)?(?:العام|عام|سنة|لعام)\s+)?(?P<year>(?:19|20)\d\d)?"),
    ("dm", rf"(?<!\d){_AD}\s*(?:من\s+)?(?:شهر\s+)?{_AM}(?:\s*[/\\(-]\s*[ء-ي]+(?: [ء-ي]+)?\)?)?\s*،?\s*(?:(?:من\s+)?(?:العام|عام|سنة|لعام)\s+)?(?P<year>(?:19|20)\d\d)?"),
    ("part", rf"(?P<part>مطلع|أوائل|اوائل|بداية|منتصف|أواخر|اواخر|نهاية)\s+(?:شهر\s+)?{_AM}\s*(?:(?:من\s+)?(?:العام|عام|سنة|لعام)\s+)?(?P<year>(?:19|20)\d\d)?"),
    ("my", rf"(?<![ء-ي]){_AM}\s*(?:[/\\(-]\s*[ء-ي]+\)?)?\s*،?\s*(?:(?:من\s+)?(?:العام|عام|سنة|لعام)\s+)?(?P<year>(?:19|20)\d\d)"),
    ("slash", r"(?<!\d)(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<year>(?:19|20)\d\d)(?!\d)"),
    ("yslash", r"(?<!\d)(?P<year>(?:19|20)\d\d)[/.](?P<a>\d{1,2})[/.](?P<b>\d{1,2})(?!\d)"),
    ("ago", r"قبل\s+(?P<count>\d+|يومين|ثلاثة|أربعة|اربعة|خمسة|ستة|سبعة|ثمانية|تسعة|عشرة)(?:\s+(?P<unit>أيام|ايام|يوم|أسابيع|اسابيع|أشهر|اشهر|سنوات))?"),
    ("ago_unit", r"قبل\s+(?P<unit>يوم|أسبوع|اسبوع|شهر|شهرين|أسبوعين|اسبوعين|عام|سنة|عامين)(?![ء-ي])"),
    ("vague_ago", r"(?:قبل|منذ)\s+(?P<vague>عدة|بضعة)\s+(?P<unit>أيام|ايام|أسابيع|اسابيع|أشهر|اشهر|سنوات)"),
    ("last_unit", r"(?P<unit>الأسبوع|الاسبوع|الشهر|العام)\s+(?P<which>الماضي|الفائت|المنصرم|الجاري|الحالي)"),
    ("word", r"(?<![ء-ي])(?P<word>أول أمس|أول من أمس|اول امس|أمس|امس|مساء اليوم|صباح اليوم|فجر اليوم|ظهر اليوم|اليوم|الليلة الماضية|ليل أمس|البارحة)(?![ء-ي])(?:\s+" + _AWD.replace("weekday", "wd2") + ")?"),
    ("weekday", rf"(?<![ء-ي]){_AWD}(?:\s+(?P<which>الماضي|الفائت|المقبل|القادم))?"),
    ("in_year", r"(?:عام|سنة|العام|منذ)\s+(?P<year>(?:19|20)\d\d)(?!\d)"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text.

    Parameters
    ----------
    start, end
        Its span in characters.
    first, last
        First and last day meant; None while nothing anchors it.
    precision
        ACLED's time precision: 1 day, 2 week, 3 month or longer.
    rule
        Which kind of phrase it is.
    relative
        True if it counts from the anchor.
    background
        True if it names a span of the past rather than a happening's day ("since 2015").
    """

    start: int
    end: int
    first: date | None
    last: date | None
    precision: int
    rule: str
    relative: bool = False
    background: bool = False

    @property
    def edtf(self) -> str:
        """The interval in the Extended Date/Time Format (ISO 8601-2)."""
        return edtf_of(self.first, self.last)


def edtf_of(first: date | None, last: date | None) -> str:
    """Return EDTF text for an interval: a day, a month, a year, or ``first/last``."""
    if first is None or last is None:
        return ""
    if first == last:
        return first.isoformat()
    if first.day == 1 and last == _month_end(first):
        return f"{first:%Y-%m}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first:%Y}"
    return f"{first.isoformat()}/{last.isoformat()}"


def precision_of(first: date, last: date) -> int:
    """Return ACLED's time precision of an interval: 1 up to two days, 2 a week, 3 longer."""
    days = (last - first).days
    return 1 if days <= 1 else 2 if days <= 10 else 3


def _compile(patterns: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(text, re.IGNORECASE)) for name, text in patterns)


_ENGLISH_RULES = _compile(_PATTERNS)
_ARABIC_RULES = _compile(_ARABIC_PATTERNS)
_ENGLISH_CUE = re.compile(
    r"\d|day\b|days\b|night\b|today|\bmay\b|morning|week|month|year|decade|"
    + "|".join(month for month in _MONTHS if len(month) > 3),
    re.IGNORECASE,
)
_MONTH_CUE = re.compile(r"\b(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b")
_MONTH_RULES = frozenset({"dm_dm", "d_dm", "md_md", "md_d", "part", "dm", "md", "my", "month_only"})
"""English rules that need the name of a month, and are tried around those only."""
_NEEDS = {
    name: re.compile(cue)
    for name, cue in {
        "iso": r"\d-\d\d-\d", "iso_range": r"\d-\d\d-\d", "slash": r"\d[/.]\d{1,2}[/.]\d",
        "yslash": r"\d{4}/\d", "ago": "ago|earlier", "vague_ago": "ago|earlier",
        "past_span": "past|last|previous", "past_bare": "past",
        "last_unit": r"(?:last|this|previous|next)\s+(?:week|month|year)",
        "weekday": "(?:mon|tues|wednes|thurs|fri|satur|sun)day",
        "word": "today|yesterday|night|this (?:mor|eve|aft)|tomorrow",
        "in_year": r"\b(?:18|19|20)\d\d", "year_own": r"\b(?:18|19|20)\d\d",
    }.items()
}  # fmt: skip
"""What the text must hold for a rule to be tried."""
_AROUND = 48
"""Characters around the name of a month that can belong to its date."""
_UNIT_CUE = re.compile("day|hour|week|month|year|decade", re.IGNORECASE)
_AFTER = re.compile(
    rf"\b(?:(?P<word>the next day|the following day|a day later|next day)|{_NUM}\s+{_UNIT}\s+"
    r"(?P<side>later|after|before|following)\b|the\s+day\s+(?P<side2>after|before))",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(r"\b(?:since|over|past|last (?:few|several))\b|منذ", re.IGNORECASE)


def find_dates(
    text: str, lang: str = "en", anchor: date | None = None, *, us_order: bool = False
) -> list[DateMention]:
    """Return the dates of `text` in order.

    Parameters
    ----------
    text
        Plain text.
    lang
        ``en`` or ``ar``.
    anchor
        The day of publication, or whatever relative dates count from.
    us_order
        Read 3/4/2020 as the 4th of March; the custom in the region is the 3rd of April.
    """
    plain = text.translate(_INDIC) if lang == "ar" else text
    if lang != "ar" and not _ENGLISH_CUE.search(plain):
        return []
    rules = _ARABIC_RULES if lang == "ar" else _ENGLISH_RULES
    taken: list[tuple[int, int]] = []
    found: list[DateMention] = []
    low = plain.lower() if lang != "ar" else ""
    around: dict[str, Sequence[tuple[int, int]]] = {}
    months: Sequence[tuple[int, int]] = ((0, len(plain)),)
    if lang != "ar":
        months = _windows(low, _MONTH_CUE)
    for name, pattern in rules:
        windows: Sequence[tuple[int, int]] = ((0, len(plain)),)
        if name in _MONTH_RULES:
            windows = months
        elif lang != "ar" and (needs := _NEEDS.get(name)) is not None:
            if needs.pattern not in around:
                around[needs.pattern] = _windows(low, needs)
            windows = around[needs.pattern]
        for match in (m for lo, hi in windows for m in pattern.finditer(plain, lo, hi)):
            start, end = match.span()
            at = bisect_left(taken, (start, end))
            if (at < len(taken) and taken[at][0] < end) or (at and taken[at - 1][1] > start):
                continue
            if (mention := _read(name, match, anchor, lang, us_order=us_order)) is None:
                continue
            taken.insert(at, (start, end))
            found.append(mention)
    found.sort(key=lambda mention: mention.start)
    found = _drop_doubles(found)
    return found if lang == "ar" else _apply_offsets(plain, found)


def _windows(low: str, cue: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the stretches of a text around the matches of a cue, those that touch made one."""
    out: list[tuple[int, int]] = []
    for match in cue.finditer(low):
        lo, hi = max(0, match.start() - _AROUND), min(len(low), match.end() + _AROUND)
        if out and lo <= out[-1][1]:
            out[-1] = (out[-1][0], hi)
        else:
            out.append((lo, hi))
    return out


def _read(
    rule: str, match: re.Match[str], anchor: date | None, lang: str, *, us_order: bool
) -> DateMention | None:
    groups = {key: value for key, value in match.groupdict().items() if value}
    groups = {key: value.lower() for key, value in groups.items()}
    start, end = match.span()
    background = bool(_BACKGROUND.match(match.group().strip()))
    try:
        interval, relative = _interval(rule, groups, anchor, lang, us_order=us_order)
    except ValueError:
        return None
    if interval is None:
        if relative:
            return DateMention(start, end, None, None, 3, rule, relative=True)
        return None
    first, last = interval
    precision = precision_of(first, last)
    if rule in {"weekday", "word"}:
        precision = 1
    return DateMention(
        start, end, first, last, precision, rule, relative=relative, background=background
    )


Interval = tuple[date, date]


def _interval(
    rule: str, g: dict[str, str], anchor: date | None, lang: str, *, us_order: bool
) -> tuple[Interval | None, bool]:
    """Return the interval of a match and whether it counts from the anchor."""
    if rule in {"iso", "iso_range"}:
        first = date.fromisoformat(g["iso"])
        return (first, date.fromisoformat(g["iso2"]) if "iso2" in g else first), False
    if rule in {"slash", "yslash"}:
        a, b, year = int(g["a"]), int(g["b"]), int(g["year"])
        if rule == "yslash":
            day, month = b, a
        else:
            day, month = (b, a) if (us_order and a <= 12) or b > 12 else (a, b)
        return _day(year, month, day), False
    if rule == "hdmy":
        return _hijri(int(g["day"]), _HIJRI_MONTHS[g["hmonth"]], int(g["hyear"])), False
    if rule in {"dm", "md"}:
        return _full(g, _month(g["month"], lang), int(g["day"]), anchor)
    if rule in {"d_dm", "md_d", "dm_dm", "md_md"}:
        return _range(g, anchor, lang)
    if rule in {"my", "part", "month_only"}:
        return _month_span(rule, g, anchor, lang)
    if rule in {"in_year", "year_own"}:
        year = int(g.get("year") or g["year3"])
        return (date(year, 1, 1), date(year, 12, 31)), False
    if anchor is None:
        return None, True
    return _relative(rule, g, anchor, lang), True


def _month(text: str, lang: str) -> int:
    return (_ARABIC_MONTHS if lang == "ar" else _MONTHS)[text.rstrip(".")]


def _day(year: int, month: int, day: int) -> Interval:
    value = date(year, month, day)
    return value, value


def _full(
    g: dict[str, str], month: int, day: int, anchor: date | None
) -> tuple[Interval | None, bool]:
    if "year" in g:
        return _day(int(g["year"]), month, day), False
    if anchor is None:
        date(2024, month, day)
        return None, True
    return _day(_year_before(anchor, month, day), month, day), True


def _year_before(anchor: date, month: int, day: int) -> int:
    """Return the year that puts the day at or shortly before the anchor (a week of grace)."""
    for year in (anchor.year, anchor.year - 1, anchor.year - 2, anchor.year - 3, anchor.year - 4):
        try:
            value = date(year, month, day)
        except ValueError:
            continue
        if value <= anchor + timedelta(days=7):
            return year
    return anchor.year


def _range(g: dict[str, str], anchor: date | None, lang: str) -> tuple[Interval | None, bool]:
    month = _month(g["month"], lang)
    month2 = _month(g["month2"], lang) if "month2" in g else month
    given = g.get("year") or g.get("year2")
    if given is None and anchor is None:
        return None, True
    day, day2 = int(g["day"]), int(g["day2"])
    year2 = int(g.get("year2") or given or _year_before(anchor or date.max, month2, day2))
    year = int(g["year"]) if "year" in g else year2 - (month > month2)
    first, last = date(year, month, day), date(year2, month2, day2)
    if last < first:
        raise ValueError
    return (first, last), given is None


def _month_span(
    rule: str, g: dict[str, str], anchor: date | None, lang: str
) -> tuple[Interval | None, bool]:
    month = _month(g["month"], lang)
    if "year" not in g and anchor is None:
        return None, True
    year = int(g["year"]) if "year" in g else _year_before(anchor or date.max, month, 1)
    first = date(year, month, 1)
    last = _month_end(first)
    if rule == "part":
        part = g["part"]
        if part in {"early", "beginning of", "مطلع", "أوائل", "اوائل", "بداية"}:
            last = date(year, month, 10)
        elif part in {"mid", "middle of", "منتصف"}:
            first, last = date(year, month, 11), date(year, month, 20)
        else:
            first = date(year, month, 21)
    return (first, last), "year" not in g


def _relative(rule: str, g: dict[str, str], anchor: date, lang: str) -> Interval | None:
    if rule == "weekday":
        return _weekday(g, anchor)
    if rule == "word":
        return _day_word(g["word"], anchor)
    if rule in {"ago", "ago_unit"}:
        unit, count = _unit_count(g, lang)
        return _ago(anchor, unit, count, count)
    if rule == "vague_ago":
        unit = _unit(g["unit"])
        return _ago(anchor, unit, 2, 3 if "couple" in g["vague"] else 9 if unit == "month" else 6)
    if rule in {"past_span", "past_bare"}:
        unit, count = _unit_count(g, lang)
        if "vague" in g:
            count = 6
        first, _ = _ago(anchor, unit, count, count)
        return min(first, anchor), anchor
    if rule == "last_unit":
        return _last_unit(g, anchor)
    return None


def _unit(text: str) -> str:
    arabic = {
        "أيام": "day", "ايام": "day", "يوم": "day", "أسابيع": "week", "اسابيع": "week",
        "أسبوع": "week", "اسبوع": "week", "أسبوعين": "week", "اسبوعين": "week", "أشهر": "month",
        "اشهر": "month", "شهر": "month", "شهرين": "month", "سنوات": "year", "عام": "year",
        "سنة": "year", "عامين": "year", "الأسبوع": "week", "الاسبوع": "week", "الشهر": "month",
        "العام": "year",
    }  # fmt: skip
    return arabic.get(text, text.rstrip("s"))


def _unit_count(g: dict[str, str], lang: str) -> tuple[str, int]:
    text = g.get("count", "")
    if lang == "ar":
        unit = _unit(g.get("unit", "يوم"))
        doubled = g.get("unit", "").endswith("ين") and "count" not in g
        count = 2 if doubled else int(text) if text.isdigit() else _ARABIC_COUNTS.get(text, 1)
        return unit, count
    return _unit(g["unit"]), int(text) if text.isdigit() else _COUNTS.get(text, 1)


def _ago(anchor: date, unit: str, least: int, most: int) -> Interval:
    """Return the interval `least` to `most` units before the anchor, as vague as the unit."""
    if unit == "hour":
        return anchor - timedelta(days=max(1, most // 24)), anchor
    if unit == "day":
        return anchor - timedelta(days=most), anchor - timedelta(days=least)
    if unit == "week":
        slack = 3 if least == most else 0
        return (
            anchor - timedelta(days=7 * most + slack),
            anchor - timedelta(days=7 * least - slack),
        )
    months = {"month": 1, "year": 12, "decade": 120}[unit]
    first = _minus_months(anchor, months * most)
    last = _minus_months(anchor, months * least)
    if unit == "month":
        if least == most:
            return date(first.year, first.month, 1), _month_end(first)
        return date(first.year, first.month, 1), last
    if unit == "year" and least == most:
        return date(first.year, 1, 1), date(first.year, 12, 31)
    return first, last


def _last_unit(g: dict[str, str], anchor: date) -> Interval | None:
    unit, which = _unit(g["unit"]), g["which"]
    back = which in {"last", "previous", "الماضي", "الفائت", "المنصرم"}
    if which == "next":
        return None
    if unit == "weekend":
        saturday = anchor - timedelta(days=(anchor.weekday() - 5) % 7)
        return saturday, min(saturday + timedelta(days=1), anchor)
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday() + (7 if back else 0))
        return monday, (monday + timedelta(days=6)) if back else anchor
    if unit == "month":
        first = _minus_months(date(anchor.year, anchor.month, 1), 1 if back else 0)
        return first, _month_end(first) if back else anchor
    year = anchor.year - (1 if back else 0)
    return date(year, 1, 1), date(year, 12, 31) if back else anchor


def _weekday(g: dict[str, str], anchor: date) -> Interval:
    wanted = _WEEKDAYS[g["weekday"]]
    back = (anchor.weekday() - wanted) % 7
    if g.get("which") in {"last", "الماضي", "الفائت", "past"} and back == 0:
        back = 7
    if g.get("which") in {"next", "المقبل", "القادم"}:
        back = back - 7
    value = anchor - timedelta(days=back)
    return value, value


def _day_word(word: str, anchor: date) -> Interval:
    if word in {"yesterday", "أمس", "امس", "البارحة"}:
        back = 1
    elif word in {"the day before yesterday", "أول أمس", "أول من أمس", "اول امس"}:
        back = 2
    elif word == "tomorrow":
        back = -1
    elif word in {"last night", "overnight", "الليلة الماضية", "ليل أمس"}:
        return anchor - timedelta(days=1), anchor
    else:
        back = 0
    value = anchor - timedelta(days=back)
    return value, value


def _hijri(day: int, month: int, year: int) -> Interval:
    from hijridate import Hijri

    try:
        value = Hijri(year, month, day).to_gregorian()
    except (OverflowError, ValueError) as error:
        raise ValueError from error
    return _day(value.year, value.month, value.day)


def _month_end(day: date) -> date:
    return date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])


def _minus_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _drop_doubles(found: list[DateMention]) -> list[DateMention]:
    """Leave out "Tuesday" and "overnight" where a full date stands beside them."""
    full = [m for m in found if m.rule not in {"weekday", "word"}]
    words = [m for m in found if m.rule == "word"]

    def beside(mention: DateMention, others: list[DateMention]) -> bool:
        return any(
            other.precision == 1
            and -1 <= max(other.start - mention.end, mention.start - other.end) <= 12
            for other in others
        )

    return [
        mention
        for mention in found
        if not (mention.rule in {"weekday", "word"} and beside(mention, full))
        and not (mention.rule == "weekday" and beside(mention, words))
    ]


def _apply_offsets(text: str, found: list[DateMention]) -> list[DateMention]:
    """Merge "one day after the May 3 attack" and read "the next day" from the date before."""
    out = list(found)
    for match in (m for lo, hi in _windows(text, _UNIT_CUE) for m in _AFTER.finditer(text, lo, hi)):
        if any(m.start < match.end() and match.start() < m.end and m.rule != "ago" for m in out):
            continue
        before = (match["side"] or match["side2"] or "after").lower() == "before"
        base = None
        if match["word"] or (match["side"] or "").lower() == "later":
            earlier = [m for m in out if m.end <= match.start() and m.first]
            base = earlier[-1] if earlier else None
        else:
            later = [m for m in out if 0 <= m.start - match.end() < 40]
            base = later[0] if later else None
        if base is None or base.last is None or base.first is None:
            continue
        count = match["count"]
        number = 1 if not count else int(count) if count.isdigit() else _COUNTS[count.lower()]
        unit = (match["unit"] or "day").lower()
        step = timedelta(
            days=number * {"hour": 0, "day": 1, "week": 7, "month": 30, "year": 365}.get(unit, 1)
        )
        value = base.first - step if before else base.last + step
        shifted = DateMention(
            match.start(),
            max(match.end(), base.end if base.start > match.start() else match.end()),
            value,
            value,
            1 if unit in {"hour", "day"} else 2,
            "offset",
            relative=True,
        )
        if base.start > match.start():
            out[out.index(base)] = replace(base, background=True)
        out.append(shifted)
    out.sort(key=lambda mention: mention.start)
    return out
