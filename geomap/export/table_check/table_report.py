"""What became of a table, in figures by which a person sees whether to trust it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.events.report_join import build_events
from geomap.export.table_check.near_rows import find_near_rows
from geomap.tables.date_order import settle_dates
from geomap.tables.event_files import holds_events, split_sheet
from geomap.tables.opening import ReadOptions
from geomap.tables.reports import map_sheet, read_sheet, sample_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pandas as pd

    from geomap.export.table_check.near_rows import NearRows
    from geomap.resolver.resolver import Resolver
    from geomap.tables.sheets import Sheet

_GOVERNORATE = re.compile(r"SY\d\d")
_EXAMPLES = 3
_TOLD = ("date_start", "date_end", "location", "event_type", "sub_event_type", "description")
"""Rows that agree in all of these are one row twice."""


@dataclass(frozen=True, slots=True)
class Read:
    """One column: the event column it became, why, and some of its cells."""

    target: str
    column: str
    why: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why rows are no events: how many, what to do, and where the first stand."""

    kind: str
    problem: str
    fix: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True)
class TableReport:
    """Figures on a table. Rows in = placed + unplaced + rejected.

    Parameters
    ----------
    precision
        Placed rows by ``geo_precision``.
    columns, kept
        What was read as what, and the columns that were kept as they are.
    reasons
        Why rows were rejected or not placed, the most frequent first.
    first, last, forms
        First and last day (ISO), and how dates are written with counts (9 stands for a digit).
    repeats
        Rows that say the same as an earlier one.
    near
        Rows that may tell one happening twice, see `find_near_rows`.
    absent
        Governorates without a row.
    points
        ``lon, lat`` (EPSG:4326) of what was placed, each with its rows and finest precision.
    """

    name: str
    rows_in: int
    placed: int
    unplaced: int
    rejected: int
    precision: dict[int, int]
    columns: tuple[Read, ...]
    kept: tuple[str, ...]
    notes: tuple[str, ...]
    reasons: tuple[Reason, ...]
    first: str
    last: str
    forms: tuple[tuple[str, int], ...]
    repeats: int
    near: tuple[NearRows, ...]
    absent: tuple[str, ...]
    points: tuple[tuple[float, float, int, int], ...]


def report_sheet(
    sheet: Sheet, resolver: Resolver, options: ReadOptions = ReadOptions()
) -> TableReport:
    """Return what becomes of an opened table of reports, or of events."""
    if holds_events(sheet):
        found = split_sheet(sheet)
        return _make(sheet, found.events, found.unplaced, None, resolver)
    mapped, samples = map_sheet(sheet, options), sample_values(sheet)
    reports = read_sheet(sheet, options)
    built = build_events(reports, resolver)
    taken = {chosen.column for chosen in mapped.chosen}
    columns = tuple(
        Read(c.target, c.column, c.why or "same name",
             tuple(" ".join(text.split())[:40] for text in samples.get(c.column, [])[:_EXAMPLES]))
        for c in mapped.chosen
    )  # fmt: skip
    dates = [c.column for c in mapped.chosen if c.target == "date_start"]
    shapes = Counter(re.sub(r"\d", "9", t)[:30] for name in dates for t in samples.get(name, []))
    order = settle_dates(options, sheet, mapped).order
    notes = (*reports.notes, *((f"dates are read as {order}",) if order else ()))
    return _make(
        sheet, built.events, built.unplaced, built.rejects, resolver, columns=columns,
        kept=tuple(c for c in sheet.columns if c not in taken), notes=notes,
        forms=tuple(shapes.most_common(4)),
    )  # fmt: skip


def _make(
    sheet: Sheet, events: gpd.GeoDataFrame, unplaced: pd.DataFrame, rejects: pd.DataFrame | None,
    resolver: Resolver, *, columns: tuple[Read, ...] = (), kept: tuple[str, ...] = (),
    notes: tuple[str, ...] = (), forms: tuple[tuple[str, int], ...] = (),
) -> TableReport:  # fmt: skip
    called = {c.target: c.column for c in columns}
    levels = events["geo_precision"].value_counts()
    days = [d for d in (events["date_start"].min(), events["date_end"].max()) if d == d]
    rejected = 0 if rejects is None else len(rejects)
    units = [p for code, p in resolver.gazetteer.places.items() if _GOVERNORATE.fullmatch(code)]
    present = set(events["admin1"])
    same = events.duplicated([c for c in _TOLD if c in events])
    first, last = (str(day)[:10] for day in days) if len(days) == 2 else ("", "")
    return TableReport(
        name=Path(sheet.name).name,
        rows_in=len(events) + len(unplaced) + rejected,
        placed=len(events),
        unplaced=len(unplaced),
        rejected=rejected,
        precision={int(level): int(count) for level, count in levels.items()},
        columns=columns,
        kept=kept,
        notes=notes or sheet.notes,
        reasons=(*_count_rejects(rejects, called), *_count_unplaced(unplaced)),
        first=first,
        last=last,
        forms=forms,
        repeats=int(same.sum()),
        near=tuple(find_near_rows(events, same)),
        absent=tuple(sorted(place.name for place in units if place.name not in present)),
        points=_count_points(events),
    )


def _count_rejects(rejects: pd.DataFrame | None, columns: dict[str, str]) -> list[Reason]:
    if rejects is None or not len(rejects):
        return []
    found = []
    for (field, problem), rows in rejects.groupby(["field", "problem"], sort=False):
        written = columns.get(str(field), str(field))
        cells = rows[written].astype(str).tolist() if written in rows else [""] * len(rows)
        examples = _join_examples(rows["row"].tolist(), cells)
        said = f"{field}: {problem}" if field else str(problem)
        found.append(Reason("rejected", said, str(rows["fix"].iloc[0]), len(rows), examples))
    return sorted(found, key=lambda reason: -reason.count)


def _count_unplaced(unplaced: pd.DataFrame) -> list[Reason]:
    found = []
    for (verdict, reason), rows in unplaced.groupby(["verdict", "reason"], sort=False):
        names = rows["location"] if "location" in rows else rows["verdict"]
        top = Counter(map(str, names)).most_common(_EXAMPLES)
        examples = tuple(f"{name} ({count})" for name, count in top)
        fix = "add a governorate, or decide in a file of --overrides"
        found.append(Reason("unplaced", f"{verdict}: {reason}", fix, len(rows), examples))
    return sorted(found, key=lambda reason: -reason.count)


def _join_examples(rows: Sequence[object], cells: Sequence[str]) -> tuple[str, ...]:
    pairs = zip(rows[:_EXAMPLES], cells, strict=False)
    return tuple(f"row {row}" + (f": {cell[:40]}" if cell else "") for row, cell in pairs)


def _count_points(events: pd.DataFrame) -> tuple[tuple[float, float, int, int], ...]:
    found: dict[tuple[float, float], list[int]] = {}
    rows = zip(events["lon"], events["lat"], events["geo_precision"], strict=True)
    for lon, lat, precision in rows:
        known = found.setdefault((round(float(lon), 3), round(float(lat), 3)), [0, 3])
        known[0] += 1
        known[1] = min(known[1], int(precision))
    return tuple((lon, lat, count, level) for (lon, lat), (count, level) in found.items())
