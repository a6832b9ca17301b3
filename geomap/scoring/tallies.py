"""What one report adds to the figures: counts that can be summed over reports."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap.scoring.coded_rows import POINT_KM
from geomap.scoring.pairing import pair_rows
from geomap.scoring.verdicts import LIKELY, NEAR_KM, Verdict, distance_km, overlaps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.scoring.coded_rows import CodedRow, ReadRow
    from geomap.scoring.pairing import Pairs

WRONG_KM = 25.0
"""A pin farther off than this misleads."""

PARTS = tuple(
    field.name
    for field in fields(Verdict)
    if field.name not in ("either", "reached", "whole", "likeness")
)
"""What of a pair is right or wrong, each by itself."""


@dataclass(frozen=True)
class Tally:
    """Counts of one report, by name; those of a coded main row also with ``main`` before."""

    report_id: str
    kind: str
    counts: Counter[str]


def tally_report(
    report_id: str,
    kind: str,
    published: date | None,
    coded: Sequence[CodedRow],
    rows: Sequence[ReadRow],
) -> Tally:
    """Return all counts of one report."""
    pairs = pair_rows(coded, rows, published)
    counts: Counter[str] = Counter(rows=len(rows))
    counts["optional"] = sum(one.is_optional for one in coded)
    for number, one in enumerate(coded):
        verdict = pairs[number][1] if number in pairs else None
        if verdict and verdict.found:
            counts["right"] += 1
            counts["optional found"] += one.is_optional
        if not one.is_optional:
            for mark in ("", "main ") if one.is_main else ("",):
                _count_coded(counts, mark, one, verdict)
            if verdict:
                _count_invented(counts, one, rows[pairs[number][0]], verdict)
    _count_rows(counts, published, coded, rows, pairs)
    return Tally(report_id, kind, counts)


def _count_coded(counts: Counter[str], mark: str, one: CodedRow, verdict: Verdict | None) -> None:
    """Count a coded row that is asked for; `mark` stands before the names of main rows."""
    counts[f"{mark}gold"] += 1
    if verdict is None:
        return
    counts[f"{mark}found"] += verdict.found
    counts[f"{mark}reached"] += 1
    counts[f"{mark}whole"] += verdict.whole
    asked = {
        "place": True, "type": True, "sub": True, "date": one.first is not None,
        "actor1": one.actor1 != "", "actor2": one.actor2 != "",
        "fatalities": one.fatalities is not None, "injured": one.injured is not None,
        "status": one.status != "",
    }  # fmt: skip
    for part in PARTS:
        if asked[part]:
            counts[f"{mark}{part} asked"] += 1
            counts[f"{mark}{part}"] += bool(getattr(verdict, part))


def _count_invented(counts: Counter[str], one: CodedRow, row: ReadRow, verdict: Verdict) -> None:
    """Count what a row says where the coding says nothing."""
    counts["invented dates"] += one.first is None and not verdict.date
    counts["invented tolls"] += one.fatalities is None and bool(row.fatalities)
    counts["invented actors"] += one.actor1 == "" and not verdict.actor1
    counts["invented actors"] += one.actor2 == "" and not verdict.actor2
    for name, right in zip((one.actor1, one.actor2), verdict.either, strict=True):
        if name:
            counts["either asked"] += 1
            counts["either"] += right


def _count_rows(
    counts: Counter[str],
    published: date | None,
    coded: Sequence[CodedRow],
    rows: Sequence[ReadRow],
    pairs: Pairs,
) -> None:
    """Count the rows that were read: late, unplaced, told twice, far off."""
    partner = {row: (number, verdict) for number, (row, verdict) in pairs.items()}
    for number, row in enumerate(rows):
        counts["unplaced"] += row.at is None
        last = row.last or row.first
        counts["late"] += bool(published and last and last > published + timedelta(days=1))
        mine = [coded[partner[number][0]]] if number in partner else list(coded)
        if number not in partner:
            counts["extra"] += 1
            counts["told twice"] += any(_tells_again(coded[at], row) for at in pairs)
        _count_far(counts, row, [one for one in mine if one.at is not None])
        if row.is_main:
            counts["with main row"] = 1
            hit = number in partner and partner[number][1].found
            if hit and coded[partner[number][0]].is_main:
                counts["main row right"] = 1


def _tells_again(one: CodedRow, row: ReadRow) -> bool:
    """Return whether a spare row tells a coded row that has its own once more."""
    if one.event_type != row.event_type:
        return False
    dated = one.first and one.last and row.first and row.last
    if dated and not overlaps(
        (one.first or date.min, one.last or date.min), (row.first or date.min, row.last or date.min)
    ):
        return False
    apart = distance_km(one.at, row.at)
    return row.likeness(one) >= LIKELY if apart is None else apart <= NEAR_KM


def _count_far(counts: Counter[str], row: ReadRow, near: Sequence[CodedRow]) -> None:
    """Count a row over `WRONG_KM` off what it should tell, and outside of a coded region."""
    gaps = [(distance_km(one.at, row.at), one.radius) for one in near]
    known = [(gap, radius) for gap, radius in gaps if gap is not None]
    if known and all(gap > max(WRONG_KM, r if r > POINT_KM else 0.0) for gap, r in known):
        counts["far"] += 1
        counts["far pins"] += all(gap > row.reach for gap, _ in known)
