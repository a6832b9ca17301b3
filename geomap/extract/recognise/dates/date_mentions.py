"""Dates in running text: absolute, partial, relative, ranges; always an interval.

English and Arabic, Gregorian with both Arabic month namings, and Hijri. What a text leaves out
(the year, the week of "Tuesday") is taken from an anchor: the day of publication, else the
latest full date of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap.extract.document.words import Taken
from geomap.extract.recognise.dates.date_patterns import (
    AFTER,
    ARABIC_RULES,
    COUNTS,
    ENGLISH_CUE,
    ENGLISH_RULES,
    INDIC,
    MONTH_CUE,
    MONTH_RULES,
    NEEDS,
    RANGE_CUE,
    RANGE_RULES,
    UNIT_CUE,
)
from geomap.extract.recognise.dates.date_values import month_end, read_interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Look = tuple[str, re.Pattern[str], Sequence[tuple[int, int]]]
    """A rule: its name, its pattern and where to look for it."""


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
    if first.day == 1 and last == month_end(first):
        return f"{first:%Y-%m}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first:%Y}"
    return f"{first.isoformat()}/{last.isoformat()}"


def precision_of(first: date, last: date) -> int:
    """Return ACLED's time precision of an interval: 1 up to two days, 2 a week, 3 longer."""
    days = (last - first).days
    return 1 if days <= 1 else 2 if days <= 10 else 3


_AROUND = 48
"""Characters around the name of a month that can belong to its date."""
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
    arabic = lang == "ar"
    plain = text.translate(INDIC) if arabic else text
    if not arabic and not ENGLISH_CUE.search(plain):
        return []
    taken = Taken()
    found: list[DateMention] = []
    for name, pattern, windows in _arabic_rules(plain) if arabic else _english_rules(plain):
        for match in (m for lo, hi in windows for m in pattern.finditer(plain, lo, hi)):
            if taken.overlaps(*match.span()):
                continue
            if (mention := _read(name, match, anchor, lang, us_order=us_order)) is not None:
                taken.add(*match.span())
                found.append(mention)
    found.sort(key=lambda mention: mention.start)
    found = _drop_doubles(found)
    return found if arabic else _apply_offsets(plain, found)


def _arabic_rules(text: str) -> Iterator[Look]:
    """Yield each rule, to be looked for in all of a text."""
    for name, pattern in ARABIC_RULES:
        yield name, pattern, ((0, len(text)),)


def _english_rules(text: str) -> Iterator[Look]:
    """Yield each rule with the stretches of a text in which its cue stands."""
    low = text.lower()
    months = _windows(low, MONTH_CUE)
    around: dict[str, list[tuple[int, int]]] = {}
    for name, pattern in ENGLISH_RULES:
        windows = [(0, len(text))]
        if name in MONTH_RULES:
            windows = months
        elif (needs := NEEDS.get(name)) is not None:
            if needs.pattern not in around:
                around[needs.pattern] = _windows(low, needs)
            windows = around[needs.pattern]
        if name in RANGE_RULES:
            windows = [(lo, hi) for lo, hi in windows if RANGE_CUE.search(low, lo, hi)]
        yield name, pattern, windows


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
        interval, relative = read_interval(rule, groups, anchor, lang, us_order=us_order)
    except ValueError:
        return None
    if interval is None:
        if relative:
            return DateMention(start, end, None, None, 3, rule, relative=True)
        return None
    first, last = interval
    precision = precision_of(first, last)
    if rule in {"weekday", "word", "weekday_pair"}:
        precision = 1
    background = background or (rule == "past_ar" and precision > 1)
    return DateMention(
        start, end, first, last, precision, rule, relative=relative, background=background
    )


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
    for match in (m for lo, hi in _windows(text, UNIT_CUE) for m in AFTER.finditer(text, lo, hi)):
        base = None if _is_taken(match, out) else _base_of(match, out)
        if base is None or base.last is None or base.first is None:
            continue
        before = _is_before(match)
        step = _step_of(match)
        value = base.first - step if before else base.last + step
        ahead = base.start > match.start()
        shifted = DateMention(
            match.start(),
            max(match.end(), base.end if ahead else match.end()),
            value,
            value,
            1 if (match["unit"] or "day").lower() in {"hour", "day"} else 2,
            "offset",
            relative=True,
        )
        if ahead:
            out[out.index(base)] = replace(base, background=True)
        out.append(shifted)
    out.sort(key=lambda mention: mention.start)
    return out


def _is_before(match: re.Match[str]) -> bool:
    """Return True for "the day before" and "the previous day"."""
    side = (match["side"] or match["side2"] or "after").lower()
    return side == "before" or match["prior"] is not None


def _is_taken(match: re.Match[str], dates: Sequence[DateMention]) -> bool:
    """Return True if a date other than "two days ago" stands where the match does."""
    start, end = match.span()
    return any(m.start < end and start < m.end and m.rule != "ago" for m in dates)


def _base_of(match: re.Match[str], dates: Sequence[DateMention]) -> DateMention | None:
    """Return the date that "the next day" or "two days after the" counts from."""
    if match["word"] or match["prior"] or (match["side"] or "").lower() == "later":
        earlier = [m for m in dates if m.end <= match.start() and m.first]
        return earlier[-1] if earlier else None
    later = [m for m in dates if 0 <= m.start - match.end() < 40]
    return later[0] if later else None


_DAYS = {"hour": 0, "day": 1, "week": 7, "month": 30, "year": 365}


def _step_of(match: re.Match[str]) -> timedelta:
    count = match["count"]
    number = 1 if not count else int(count) if count.isdigit() else COUNTS[count.lower()]
    return timedelta(days=number * _DAYS.get((match["unit"] or "day").lower(), 1))
