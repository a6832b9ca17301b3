"""Cells as a person writes them, checked and typed; a row under review as an event."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from geomap.errors import InputError
from geomap.model import Status
from geomap.schema import (
    BY_NAME,
    COUNT,
    DATE,
    DTYPES,
    EVENT_COLUMNS,
    NUMBER,
    NUMBERS,
    PLACING,
    SCALE,
    WRITTEN,
)
from geomap.vocab.event_types import event_type_of

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_TEXT = 20_000
ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def type_cell(name: str, value: object) -> object:
    """Return a cell as its column has it: ISO text, a number, None, or text.

    Raises
    ------
    InputError
        If it is nothing that the column may hold; names the column.
    """
    kind = DTYPES.get(name)
    text = "" if value is None else str(value).strip()
    if len(text) > LONGEST_TEXT:
        raise InputError("is too long", field=name, fix=f"at most {LONGEST_TEXT} characters")
    if kind == DATE:
        return _day(name, text)
    if kind in (SCALE, COUNT):
        return _whole(name, text)
    if kind == NUMBER or name in NUMBERS:
        return _number(name, text)
    if name == "status" and text not in {status.value for status in Status}:
        raise InputError(f"{text[:40]!r} is no status", field=name)
    return text.replace("\0", "")


def _day(name: str, text: str) -> str | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text.translate(ARABIC_DIGITS))
    except ValueError:
        raise InputError(f"{text[:40]!r} is no day", field=name, fix="write 2020-04-14") from None
    if not 1000 <= day.year <= 2100:
        raise InputError(f"{day.year} is no year of these events", field=name)
    return day.isoformat()


def _whole(name: str, text: str) -> int | None:
    if not text:
        return None
    plain = text.translate(ARABIC_DIGITS).removesuffix(".0")
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 9):
        raise InputError(f"{text[:40]!r} is no whole number", field=name)
    return int(_bounded(name, float(plain), text))


def _number(name: str, text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text.translate(ARABIC_DIGITS))
    except ValueError:
        raise InputError(f"{text[:40]!r} is no number", field=name) from None
    return _bounded(name, value, text)


def _bounded(name: str, value: float, text: str) -> float:
    column = BY_NAME.get(name)
    low = -1e12 if column is None or column.least is None else column.least
    high = 1e12 if column is None or column.most is None else column.most
    if not low <= value <= high:
        raise InputError(f"{text[:40]!r} is out of range", field=name, fix=f"{low:g} to {high:g}")
    return value


def change_cells(cells: Mapping[str, Any], changes: Mapping[str, object]) -> dict[str, object]:
    """Return a row with cells that a person wrote, what hangs on them kept in order.

    Raises
    ------
    InputError
        If a cell is none that a person writes or cannot be used.
    """
    from geomap.vocab.actors import find_actor

    out = dict(cells)
    for name, value in changes.items():
        if name not in WRITTEN:
            raise InputError("is no cell to write in", field=str(name)[:40])
        out[name] = type_cell(name, value)
    if "sub_event_type" in changes:
        out["event_type"] = event_type_of(out["sub_event_type"]) or out.get("event_type") or ""
    if {"date_start", "date_end"} & set(changes):
        _settle_days(out, changes)
    for name in ("actor1", "actor2"):
        if name in changes:
            day = out.get("date_start")
            actor = find_actor(out[name], date.fromisoformat(day) if day else None)
            out[f"{name}_id"] = actor.id if actor else ""
    if "fatalities" in changes:
        for name in ("fatalities_low", "fatalities_high"):
            if name not in changes:
                out[name] = out["fatalities"]
    return out


def _settle_days(out: dict[str, Any], changes: Mapping[str, object]) -> None:
    from geomap.extract.recognise.dates.date_mentions import edtf_of, precision_of

    if "date_end" not in changes:
        out["date_end"] = out["date_start"]
    elif "date_start" not in changes and not out.get("date_start"):
        out["date_start"] = out["date_end"]
    first, last = out.get("date_start"), out.get("date_end")
    if not (first and last):
        out["date_start"] = out["date_end"] = first or last
        first = last = out["date_start"]
    if not first:
        out["time_precision"], out["date_edtf"] = None, ""
        return
    if first > last:
        raise InputError("the last day is before the first", field="date_end")
    days = date.fromisoformat(first), date.fromisoformat(last)
    if "time_precision" not in changes:
        out["time_precision"] = precision_of(*days)
    out["date_edtf"] = edtf_of(*days)


def place_cells(cells: Mapping[str, object], placement: Mapping[str, object]) -> dict[str, object]:
    """Return a row at another place; `placement` has the cells of `PLACING`, empty for none."""
    out = dict(cells)
    for name in PLACING:
        out[name] = type_cell(name, placement.get(name))
    out["apart_km"] = None
    if (out["lon"] is None) != (out["lat"] is None):
        raise InputError("a point needs both lon and lat")
    if out["lon"] is not None:
        out["geo_precision"] = out["geo_precision"] or 2
        out["precision_km"] = 1.0 if out["precision_km"] is None else out["precision_km"]
    return out


def missing_of(cells: Mapping[str, object]) -> list[str]:
    """Return what a row lacks to be an event: ``day``, ``place``."""
    lacks = [] if cells.get("date_start") else ["day"]
    return lacks + ([] if cells.get("lon") not in (None, "") else ["place"])


def type_row(cells: Mapping[str, object]) -> dict[str, object]:
    """Return a row of text as typed cells, every event column present."""
    names = [*EVENT_COLUMNS, *(name for name in cells if name not in DTYPES)]
    return {name: type_cell(name, cells.get(name) or None) for name in names}


def as_event(cells: Mapping[str, object]) -> dict[str, object]:
    """Return a row with a day and a place as an event of the store.

    Raises
    ------
    InputError
        If it lacks either.
    """
    if lacks := missing_of(cells):
        raise InputError(f"an event needs a {lacks[0]}", field=lacks[0])
    out = {name: cells.get(name) for name in (*EVENT_COLUMNS, *cells)}
    for name in EVENT_COLUMNS:
        out[name] = type_cell(name, out[name])
    out["report_id"] = out["report_id"] or "desk"
    out["time_precision"] = out["time_precision"] or 1
    out["date_end"] = out["date_end"] or out["date_start"]
    return {name: value for name, value in out.items() if name not in ("scores", "evidence")}
