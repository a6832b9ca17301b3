"""Columns of a plain spreadsheet guessed by heading and content, to be shown before use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.schema import DTYPES
from geomap.tables.schemes.fallbacks import counts_dead, take_kind, take_unit
from geomap.tables.schemes.fitting import fit_cell, is_degree, is_name, share
from geomap.tables.schemes.headings import (
    INJURED,
    NEVER,
    PERSON,
    POINT,
    REPORTED,
    fold_heading,
    is_never,
    is_system,
    last_of_path,
    list_forms,
    list_parts,
    load_headings,
    means,
)
from geomap.tables.schemes.hxl import rank_tag, read_tag
from geomap.tables.schemes.points import name_short_links, split_points
from geomap.tables.schemes.scheme import Chosen, Mapped, Take, plain_heading
from geomap.tables.schemes.together.hoods import TOWN, find_hood
from geomap.tables.schemes.together.joined import find_axes, find_joined, name_metres
from geomap.tables.schemes.together.weeks import drop_form_own, find_weeks, is_week
from geomap.tables.values.count_cells import parse_count
from geomap.tables.values.date_cells import EMPTY, find_order, parse_date
from geomap.tables.values.days import DateError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REPORT = "the day of the report"
"""Why a column is the date where no other names the day of the event."""
LEAST_SHARE = 0.5
"""A column is not what its heading says if fewer of its cells fit."""

DATES_SHARE = 0.8
"""A column without a telling heading is taken for the date if so many of its cells are one."""


def guess_columns(
    columns: Sequence[str],
    samples: Mapping[str, Sequence[str]],
    tags: Mapping[str, str] | None = None,
) -> Mapped:
    """Return which column is which, each with the reason and the share of its cells that fit.

    A heading that says so counts only if the values do not contradict it; dates and coordinates
    without a telling heading are found by their values.

    Parameters
    ----------
    columns
        Headings in order.
    samples
        Some values of each column.
    tags
        The HXL tag of each column, where the table has a row of them.
    """
    guess = _Guess(columns, samples)
    guess.take_names()
    guess.take_tags(tags or {})
    guess.take_headings()
    guess.take_dates()
    guess.take_points()
    guess.take_fallbacks()
    ordered = [guess.chosen[name] for name in (*DTYPES, INJURED, TOWN) if name in guess.chosen]
    fixed = {"fatalities": "1"} if counts_dead(guess.chosen) else {}
    said = tuple(filter(None, guess.say_notes(columns)))
    return Mapped("auto", "a spreadsheet, columns guessed", tuple(ordered), fixed, notes=said)


class _Guess:
    """What has been chosen so far."""

    def __init__(self, columns: Sequence[str], samples: Mapping[str, Sequence[str]]) -> None:
        self.samples = samples
        self.headings = {column: plain_heading(column) for column in columns}
        self.tagged: set[str] = set()
        self.chosen: dict[str, Chosen] = {}
        self.used: set[str] = set()
        names = set(columns)
        # of a question with several answers each answer has a column of 0 and 1
        self.columns = [
            c
            for c in drop_form_own(columns)
            if ("/" not in c or c.rpartition("/")[0] not in names) and not is_system(c)
        ]

    def choose(self, target: str, column: str, why: str) -> None:
        """Take `column` for `target`; say which share of its cells fits if not all do."""
        fit = self.fit(target, column)
        said = why if fit == 1 else f"{why}; {fit:.0%} of its cells fit"
        self.chosen[target] = Chosen(target, column, Take((self.headings[column],)), said)
        self.used.add(column)

    def fit(self, target: str, column: str) -> float:
        """Return which share of a column's cells can be read as `target`."""
        return _fit(target, self.samples.get(column, ()))

    def take_names(self) -> None:
        """Take columns that are called as the event columns are."""
        for target in DTYPES:
            if target == "place_name" and "location" not in self.headings.values():
                continue  # of a table that was not placed it is what the source calls the place
            for column in self.columns:
                if self.headings[column] == target and column not in self.used:
                    self.choose(target, column, "same name")
                    break

    def take_tags(self, tags: Mapping[str, str]) -> None:
        """Take columns by their HXL tags, the fittest tag of each meaning."""
        self.tagged = set(tags)
        by_target: dict[str, list[str]] = {}
        for column in self.columns:
            if column not in self.used and (target := read_tag(tags.get(column, column))):
                by_target.setdefault(target, []).append(column)
        for target, found in by_target.items():
            if target not in self.chosen:
                best = min(found, key=lambda column: rank_tag(tags.get(column, column)))
                self.choose(target, best, "by its HXL tag")

    def take_headings(self) -> None:
        """Take columns by what their headings say; a heading as a whole before parts of it."""
        if not {"lon", "lat"} & set(self.chosen):
            for chosen in find_axes(self._free(), self.samples):
                self._keep(chosen)
        for target in load_headings():
            if target not in self.chosen and target in (*DTYPES, INJURED):
                self._take_heading(target, target)
        self._take_joined()
        for chosen in find_weeks(self._free(), self.samples, self.chosen):
            self._keep(chosen)
        for chosen in find_hood(self._free(), self.samples, self.chosen):
            self._keep(chosen)
        if "date_start" not in self.chosen:
            self._take_heading("date_start", REPORTED, f"by its heading, {REPORT}")

    def _take_joined(self) -> None:
        """Take what stands in several columns together: a day, the dead by who they were."""
        for chosen in find_joined(self._free(), self.samples, list(self.chosen)):
            self._keep(chosen)

    def _free(self) -> list[str]:
        return [column for column in self.columns if column not in self.used]

    def _keep(self, chosen: Chosen) -> None:
        self.chosen[chosen.target] = chosen
        self.used.update(chosen.columns)

    def _take_heading(self, target: str, meaning: str, why: str = "by its heading") -> None:
        for whole in (True, False):
            for pattern in load_headings()[meaning]:
                for column in self.columns:
                    forms = list_forms(column)[:1] if whole else list_parts(column)
                    if (
                        column in self.used
                        or column in self.tagged
                        or not any(map(pattern.fullmatch, forms))
                    ):
                        continue
                    if meaning == "source_url" and any(means(POINT, form) for form in forms):
                        continue  # a link to a map says where, not who says so
                    if self._is_barred(column, meaning) or not self._is_usable(target, column):
                        continue
                    self.choose(target, column, why)
                    return

    def _is_barred(self, column: str, meaning: str) -> bool:
        if last_of_path(column) not in {"", meaning}:
            return True  # the name of a group says less than what stands in it
        return (
            is_never(column)
            or is_week(column)
            or (meaning != REPORTED and any(means(REPORTED, form) for form in list_forms(column)))
        )

    def _is_usable(self, target: str, column: str) -> bool:
        """Return True if a column's cells fit, and it is not empty while another of its kind is."""
        if not self.samples.get(column):
            return not any(
                other != column and other not in self.used and self.samples.get(other)
                and any(means(target, form) for form in list_forms(other))
                and self.fit(target, other) >= LEAST_SHARE
                for other in self.columns
            )  # fmt: skip
        return self.fit(target, column) >= LEAST_SHARE

    def take_dates(self) -> None:
        """Find the date by the values of a column that says nothing."""
        open_ = [c for c in self.columns if c not in self.used and not self._is_barred(c, NEVER)]
        if "date_start" not in self.chosen:
            for column in open_:
                if _share_of_dates(self.samples.get(column, ())) >= DATES_SHARE:
                    self.choose("date_start", column, "its values are dates")
                    return
            for column in open_:
                if any(means("date_start", form) for form in list_forms(column)):
                    why = "by its heading, though its values look otherwise"
                    self.choose("date_start", column, why)
                    return

    def take_points(self) -> None:
        """Take both coordinates from one column that holds them."""
        axes = {"lon", "lat"} & set(self.chosen)
        if len(axes) == 2:
            return
        for axis in axes:  # half a point is none
            self.used.discard(self.chosen.pop(axis).column)
        for column in filter(_may_be_point, self._free()):
            values, named = self.samples.get(column, ()), "location" in self.chosen
            takes = split_points(self.headings[column], values, named=named)
            for target, take in takes.items():
                self.chosen[target] = Chosen(target, column, take, "both in one cell")
                self.used.add(column)
            if takes:
                return

    def say_notes(self, columns: Sequence[str]) -> list[str]:
        """Return lines for people on what was taken, and on what was not."""
        free = [c for c in columns if c not in self.used]
        maps = list(filter(_may_be_point, columns))
        day = self.chosen.get("date_start")
        told = people = ""
        if day is not None and REPORT in day.why:
            told = f"no column names the day of the event: that of the report, {day.column!r}"
        if named := [column for column in free if _is_personal(column)]:
            said = ", ".join(map(repr, named))
            people = f"speaks of people ({said}): name with --private what is not for readers"
        return [
            "a list of the dead: each row counts one" * counts_dead(self.chosen),
            name_metres(free, self.samples),
            name_short_links(maps, self.samples),
            told,
            people * any(fold_heading(column) != "name" for column in named),
        ]

    def take_fallbacks(self) -> None:
        """Take the place by its unit and the type by its words where no column is for them."""
        for found in (take_unit(self.chosen), take_kind(self.chosen, self.samples)):
            if found is not None:
                self.chosen[found.target] = found


def _may_be_point(column: str) -> bool:
    return any(means(kind, form) for kind in (POINT, "location") for form in list_forms(column))


def _is_personal(column: str) -> bool:
    return any(means(PERSON, form) for form in list_forms(column))


def _fit(target: str, values: Sequence[str]) -> float:
    """Return which share of the filled cells can be read as `target`, 1 where all can."""
    if target in {"date_start", "date_end"}:
        filled = [value for value in values if value.strip().casefold() not in EMPTY]
        return _share_of_dates(filled) if filled else 1.0
    if target in {"lon", "lat"}:
        return share(values, is_degree)
    if target in {"fatalities", "fatalities_low", "fatalities_high", INJURED}:
        return share(values, _is_count)
    if target in {"location", "admin1", "admin2", "admin3"}:
        return share(values, is_name)
    if target in {"event_type", "sub_event_type", "actor1", "actor2"}:
        return share(values, _has_letters)  # a code of another's list is no word
    if target in {"status", "time_precision", "geo_precision", "precision_km"}:
        return share(values, lambda text: fit_cell(target, text))
    return 1.0


def _is_count(text: str) -> bool:
    try:
        parse_count(text)
    except DateError:
        return text.strip()[:1].isdigit()
    return True


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _share_of_dates(values: Sequence[str]) -> float:
    filled = [value for value in values if value.strip().casefold() not in EMPTY]
    order = find_order(filled) or "dmy"
    good = 0
    for value in filled:
        try:
            parse_date(value, order)
            text = value.strip()
            good += not (text.isdigit() and len(text) == 4)
        except DateError:
            continue
    return good / len(filled) if filled else 0.0
