"""The days that a date pattern names, counted from the day of publication."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from geomap.extract.recognise.dates.date_patterns import (
    ARABIC_COUNTS,
    ARABIC_MONTHS,
    COUNTS,
    HIJRI_MONTHS,
    MONTHS,
    WEEKDAYS,
)
from geomap.lang.lexicon import amounts, mapping

Interval = tuple[date, date]


def read_interval(
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
        return _hijri(int(g["day"]), HIJRI_MONTHS[g["hmonth"]], int(g["hyear"])), False
    if rule in {"dm", "md", "odm"}:
        return _full(g, _month(g["month"], lang), _day_of_month(g["day"], lang), anchor)
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


def _day_of_month(text: str, lang: str) -> int:
    """Return a day of the month given in figures or in words."""
    return int(text) if text.isdigit() else amounts(lang, "time.ordinal_days")[text]


def _bare_day(g: dict[str, str], anchor: date, lang: str) -> Interval:
    """Return "the 12th" as the last such day, of the month before where the text says so."""
    day = _day_of_month(g["day"], lang)
    first = date(anchor.year, anchor.month, 1)
    if g.get("which") in _BACK or (lang == "en" and day > anchor.day):
        first = _minus_months(first, 1)
    value = min(date(first.year, first.month, day), anchor)
    return value, value


_BACK = frozenset({"last", "previous", "الماضي", "الفائت", "المنصرم"})


def _month(text: str, lang: str) -> int:
    return (ARABIC_MONTHS if lang == "ar" else MONTHS)[text.rstrip(".")]


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
    last = month_end(first)
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
    if rule in {"d_this", "d_only"}:
        return _bare_day(g, anchor, lang)
    if rule == "weekday_pair":
        return _weekday_pair(g, anchor)
    if rule == "past_ar":
        return _past_arabic(g, anchor)
    return _counted(rule, g, anchor, lang)


def _past_arabic(g: dict[str, str], anchor: date) -> Interval:
    """Return "the past 24 hours", "the past days" up to the day of publication."""
    hours = "count" in g and g["unit"].startswith("ساع")
    back = int(g["count"]) if "count" in g else amounts("ar", "time.past_days")[g["unit"]]
    return anchor - timedelta(days=max(1, back // 24) if hours else back), anchor


def _counted(rule: str, g: dict[str, str], anchor: date, lang: str) -> Interval | None:
    if rule == "weekday":
        return _weekday(g, anchor)
    if rule == "word":
        return _told_day(g, anchor)
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
    arabic = mapping("ar", "time.unit")  # fmt: skip
    return arabic.get(text, text.rstrip("s"))


def _unit_count(g: dict[str, str], lang: str) -> tuple[str, int]:
    text = g.get("count", "")
    if lang == "ar":
        unit = _unit(g.get("unit", "يوم"))
        doubled = g.get("unit", "").endswith("ين") and "count" not in g
        count = 2 if doubled else int(text) if text.isdigit() else ARABIC_COUNTS.get(text, 1)
        return unit, count
    return _unit(g["unit"]), int(text) if text.isdigit() else COUNTS.get(text, 1)


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
            return date(first.year, first.month, 1), month_end(first)
        return date(first.year, first.month, 1), last
    if unit == "year" and least == most:
        return date(first.year, 1, 1), date(first.year, 12, 31)
    return first, last


def _last_unit(g: dict[str, str], anchor: date) -> Interval | None:
    unit, which = _unit(g["unit"]), g["which"]
    back = which in _BACK
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
        return first, month_end(first) if back else anchor
    year = anchor.year - (1 if back else 0)
    return date(year, 1, 1), date(year, 12, 31) if back else anchor


def _weekday(g: dict[str, str], anchor: date) -> Interval:
    wanted = WEEKDAYS[g["weekday"]]
    back = (anchor.weekday() - wanted) % 7
    if g.get("which") in {"last", "الماضي", "الفائت", "past"} and back == 0:
        back = 7
    if g.get("which") in {"next", "المقبل", "القادم"}:
        back = back - 7
    value = anchor - timedelta(days=back)
    return value, value


def _told_day(g: dict[str, str], anchor: date) -> Interval:
    """Return "yesterday", or the day of the week beside it: a report of Thursday may tell it late."""
    said = _day_word(g["word"], anchor)
    if "wd2" not in g:
        return said
    named = _weekday({"weekday": g["wd2"]}, anchor)
    return said if named[0] == anchor != said[0] else named


def _weekday_pair(g: dict[str, str], anchor: date) -> Interval | None:
    """Return a night named by its two days: "Friday-Saturday night"."""
    last, _ = _weekday({"weekday": g["wd2"]}, anchor)
    if (WEEKDAYS[g["wd2"]] - WEEKDAYS[g["weekday"]]) % 7 != 1:
        return None
    return last if "after" in g else last - timedelta(days=1), last


def _day_word(word: str, anchor: date) -> Interval:
    if word in {"yesterday", "أمس", "امس", "البارحة"}:
        back = 1
    elif word in {"the day before yesterday", "أول أمس", "أول من أمس", "اول امس"}:
        back = 2
    elif word == "tomorrow":
        back = -1
    elif word in {"last night", "overnight", "الليلة الماضية", "ليل أمس", "ليلة أمس"}:
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


def month_end(day: date) -> date:
    """Return the last day of the month of `day`."""
    return date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])


def _minus_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
