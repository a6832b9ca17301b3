"""What the headings of spreadsheets say, in four languages, one row of them or two.

The patterns stand in ``geomap/lexicon/tables/headings.csv``, a row for each column and language,
the surest first; they are compared with headings as `fold_heading` makes them.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import InputError
from geomap.lang.folding import fold_word
from geomap.schema import DTYPES
from geomap.tables.schemes.hxl import read_tag
from geomap.tables.schemes.scheme import plain_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FILE = Path(__file__).resolve().parents[2] / "lexicon" / "tables" / "headings.csv"
NEVER = "-"
"""Headings of what a form or a program notes for itself: never the day of an event."""
REPORTED = "reported"
"""Headings of the day of the report: the event's only where the table names no other."""
POINT = "point"
"""Headings of a column that holds both coordinates."""
PERSON = "person"
"""Headings of what names or describes a person."""
ASKED = "asked"
"""How a question begins; what follows is read as a heading."""
INJURED = "injured"
"""The injured, a column that readings have too."""
DIED = "died"
"""The day somebody died: a row of such a table is one of the dead."""
PARTS = ("year", "month", "day", "easting", "northing", "zone", "lon_deg", "lon_min", "lon_sec",
         "lat_deg", "lat_min", "lat_sec")  # fmt: skip
"""What a table may tell in columns of their own, to be read together."""
HOOD = "hood"
"""The part of a town that a column names beside the town, or alone."""
WEEK_START, WEEK_END = "week_start", "week_end"
"""The first and the last day of the week in which something happened."""
ASKER, FORM_OWN = "asker", "form_own"
"""What surveys note of who answers; where they do, headings that speak of the filling in."""
KINDS = (NEVER, REPORTED, POINT, PERSON, ASKED, DIED, INJURED, HOOD, WEEK_START, WEEK_END, ASKER,
         FORM_OWN, "counted", "period", "area", *PARTS)  # fmt: skip
"""What the table of headings tells of besides the event columns."""
_PARTS = re.compile(r"\s*[|\n\\(]\s*|\s+[/–—-]\s+|(?<=[^\x00-\x7f])/|/(?=[^\x00-\x7f])")
_JOINS = re.compile(r"_(?:de|du|des|d|l|le|la)_")
"""Words between words that English has not: "date de l'incident" is no English."""
_DAYS = frozenset({"date_start", WEEK_START, WEEK_END})
_NEEDED = frozenset({"date_start", "location"})
_GROUPS = re.compile(r"[/.:-]")
_NUMBERED = re.compile(r"q?\d{1,2}[a-z]?_(?=\D)")
"""A question's number before it: "3. Village", "Q4_Date"."""
_AGAIN = re.compile(r"([^\W\d_]{5,})\d")
"""A heading that a form has twice: "Governorate2"."""
_SYSTEM = re.compile(r"_(?:notes|tags|status|attachments|version_*|submitted_by)")
"""What KoboToolbox keeps of a form beside its questions."""


@cache
def _of_language(lang: str, file: Path = FILE) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a day's heading in one language."""
    with file.open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["lang"] == lang]
    return tuple(re.compile(row["pattern"]) for row in rows if row["column"] in _DAYS)


def speaks(heading: str, lang: str) -> bool:
    """Return True if a heading names a day in a language, and not in English as well.

    Examples
    --------
    >>> speaks("Tarih", "tr"), speaks("Date", "fr"), speaks("Date de l'incident", "fr")
    (True, False, True)
    """
    forms = list_forms(heading)
    english = any(pattern.fullmatch(form) for form in forms[:1] for pattern in _of_language("en"))
    if english and not any(_JOINS.search(form) for form in forms[:1]):
        return False
    return any(pattern.fullmatch(form) for form in forms for pattern in _of_language(lang))


@cache
def load_headings(file: Path = FILE) -> Mapping[str, tuple[re.Pattern[str], ...]]:
    """Return for each event column, in the order of the schema, its patterns, the surest first.

    Raises
    ------
    InputError
        If a row names no column, or its pattern is none.
    """
    found: dict[str, list[re.Pattern[str]]] = {}
    with file.open(encoding="utf-8", newline="") as table:
        for row, entry in enumerate(csv.DictReader(table), 2):
            column = entry["column"]
            if column not in DTYPES and column not in KINDS:
                raise InputError(f"no column {column!r}", file=str(file), row=row)
            for pattern in split_alternatives(entry["pattern"]):
                try:
                    found.setdefault(column, []).append(re.compile(pattern))
                except re.error as error:
                    raise InputError(f"{pattern!r}: {error}", file=str(file), row=row) from error
    return {column: tuple(patterns) for column, patterns in found.items()}


def split_alternatives(pattern: str) -> list[str]:
    """Split a pattern at its outer bars, so that the first words are tried first."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(pattern):
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            parts.append(pattern[start:position])
            start = position + 1
    return [*parts, pattern[start:]]


def fold_heading(heading: str) -> str:
    """Return a heading in lower case without marks, its words joined by underscores.

    Examples
    --------
    >>> fold_heading("Où ?"), fold_heading("المحافظة")
    ('ou', 'المحافظه')
    """
    return "_".join(
        filter(None, map(fold_word, plain_heading(heading[:200].replace("İ", "i")).split("_")))
    )


@lru_cache(1 << 14)
def list_forms(heading: str) -> tuple[str, ...]:
    """Return a heading folded, then its parts: languages side by side, the last of a group's path.

    Examples
    --------
    >>> list_forms("Date / التاريخ"), list_forms("grp_where/place_name")
    (('date_التاريخ', 'date', 'التاريخ'), ('grp_where_place_name', 'place_name'))
    >>> list_forms("What was the date?")
    ('what_was_the_date', 'date')
    """
    heading = heading[:200].strip()
    parts = _PARTS.split(heading)
    if len(parts) == 1 and not re.search(r"\s", heading):
        parts = _GROUPS.split(heading)[-1:]
    forms = dict.fromkeys([fold_heading(heading), *map(fold_heading, parts)])
    said = (*forms, *map(_drop_number, forms))
    return tuple(dict.fromkeys(form for form in (*said, *map(_drop_question, said)) if form))


def _drop_number(form: str) -> str:
    """Return a heading without its question's number, or the figure of its second time."""
    if match := _NUMBERED.match(form):
        return form[match.end() :]
    return match[1] if (match := _AGAIN.fullmatch(form)) else ""


def _drop_question(form: str) -> str:
    """Return what a question asks for, nothing where a heading is none."""
    for pattern in load_headings().get(ASKED, ()):
        if (match := pattern.match(form)) and match.end() < len(form):
            return form[match.end() :]
    return ""


def last_of_path(heading: str) -> str:
    """Return the column that the last part of a group's path speaks of, nothing for others.

    Examples
    --------
    >>> last_of_path("where/governorate"), last_of_path("lat/lon")
    ('admin1', '')
    """
    path, _, last = heading.rpartition("/")
    if not path or re.search(r"\s", heading) or means(POINT, fold_heading(heading)):
        return ""
    return next((t for t in load_headings() if t in DTYPES and means(t, fold_heading(last))), "")


@lru_cache(1 << 14)
def list_parts(heading: str) -> tuple[str, ...]:
    """Return the parts of a heading that says nothing as a whole; "Sub-district" has none."""
    whole, *parts = list_forms(heading) or ("",)
    if last_of_path(heading):
        return tuple(parts)
    says = any(means(target, whole) for target in load_headings() if target in DTYPES)
    return () if says else tuple(parts)


def means(target: str, form: str) -> bool:
    """Return True if a folded heading speaks of a column, or of `NEVER` and its like."""
    return any(pattern.fullmatch(form) for pattern in load_headings().get(target, ()))


def is_never(heading: str) -> bool:
    """Return True for what a form or a program notes for itself, as the day it was sent."""
    return is_system(heading) or any(means(NEVER, form) for form in list_forms(heading))


def is_system(heading: str) -> bool:
    """Return True for what KoboToolbox keeps beside the questions: "_notes", "_status"."""
    return bool(_SYSTEM.fullmatch(heading.strip()))


@lru_cache(1 << 14)
def read_heading(heading: str) -> str:
    """Return the event column that a heading speaks of, or nothing.

    Examples
    --------
    >>> read_heading("Governorate"), read_heading("Colour"), read_heading("Tarih")
    ('admin1', '', 'date_start')
    """
    plain = plain_heading(heading)
    if plain in DTYPES:
        return plain
    if heading.lstrip().startswith("#"):
        return read_tag(heading)
    if is_never(heading):
        return ""
    for form in (*list_forms(heading)[:1], *list_parts(heading)):
        for target in load_headings():
            if target in DTYPES and means(target, form):
                return target
    return ""


def names_events(headings: Iterable[str]) -> bool:
    """Return True if headings name a date and a place, which an event needs.

    Examples
    --------
    >>> names_events(["Date", "Village"]), names_events(["Date", "Colour"])
    (True, False)
    """
    meant = {read_heading(heading) for heading in headings if heading and len(heading) <= 60}
    return "date_start" in meant and ("location" in meant or {"lon", "lat"} <= meant)


def join_headings(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """Return one header of two rows of headings, None if the second row is data.

    The second row is a header's if the first has gaps, and it is empty under a date and a place
    that are no heading over several columns, holds no figure, and names a column that is known. A
    heading over several columns stands before theirs where theirs comes more than once or says
    nothing by itself.

    Examples
    --------
    >>> join_headings(["Date", "Place", "Point", ""], ["", "", "Lat", "Lon"])
    ['Date', 'Place', 'Lat', 'Lon']
    >>> join_headings(["Date", "Place", ""], ["", "Governorate", "Village"])
    ['Date', 'Governorate', 'Village']
    >>> join_headings(["Date", "Place", "Killed"], ["", "", "12"]) is None
    True
    """
    lower = [*lower, *[""] * (len(upper) - len(lower))]
    upper = [*upper, *[""] * (len(lower) - len(upper))]
    pairs = [(over.strip(), under.strip()) for over, under in zip(upper, lower, strict=True)]
    filled = [under for _, under in pairs if under]
    if all(over for over, _ in pairs) or not _may_be_headings(filled):
        return None
    joined, group = [], ""
    for (over, under), (over_next, under_next) in zip(pairs, [*pairs[1:], ("", "")], strict=True):
        spans = bool(under_next) and not over_next and bool(read_heading(under))
        if not spans and _is_told(over, under):
            return None
        group = over or group
        joined.append(_join_pair(under, group, filled) if under else over)
    return joined


def _is_told(over: str, under: str) -> bool:
    """Return True if a cell under a date or a place is one, and no heading itself."""
    return bool(under) and not read_heading(under) and read_heading(over) in _NEEDED


def _join_pair(under: str, group: str, filled: Sequence[str]) -> str:
    """Return a lower heading, behind the one over it where it says too little by itself."""
    alone = bool(read_heading(under)) and filled.count(under) == 1
    return under if alone else f"{group} {under}".strip()


def _may_be_headings(filled: Sequence[str]) -> bool:
    """Return True if the cells of a row may be headings: short, no figure, one of them known."""
    if len(filled) < 2 or not any(map(read_heading, filled)):
        return False
    return not any(
        cell.startswith("#") or len(cell) > 60 or any(map(str.isdigit, cell)) for cell in filled
    )
