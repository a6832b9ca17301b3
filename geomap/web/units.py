"""Shaded units of a page: outlines of districts and sub-districts, and people by p-code."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

from geomap.errors import TableError
from geomap.web.outlines import encode_area

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.layers.basemap import Basemap

COLUMNS = {
    "pcode": ("pcode", "p-code", "p_code", "admin_pcode", "code"),
    "people": ("people", "population", "total", "pop"),
    "year": ("year", "date"),
    "source": ("source",),
}
"""Names of the columns of a table of people that are understood, in lower case."""
_PCODE = re.compile(r"[A-Z]{2}(?:\d\d){1,3}")


def encode_units(basemap: Basemap) -> list[dict[str, Any]]:
    """Return districts and sub-districts with outlines (EPSG:4326), encoded, by p-code."""
    return [
        {
            "pcode": unit.pcode,
            "name": unit.name,
            "name_ar": unit.name_ar,
            "parts": encode_area(unit.outline, 0.003),
        }
        for unit in basemap.units.values()
    ]


def read_population(path: Path) -> dict[str, Any]:
    """Read people by p-code from a CSV table: ``pcode`` and ``people``, ``year`` and ``source``.

    Returns
    -------
    dict
        ``people`` by p-code, and ``source`` with its year as one line.

    Raises
    ------
    TableError
        If a column is missing, or a row holds no p-code or no number; the row is named.
    """
    rows, found = _open_people(path)
    people: dict[str, int] = {}
    sources: dict[str, None] = {}
    for number, row in enumerate(rows, 2):
        pcode = (row[found["pcode"]] or "").strip().upper()
        count = _count_of(row[found["people"]] or "")
        if not _PCODE.fullmatch(pcode) or count is None:
            raise TableError(
                "a row of the table of people has no p-code such as SY02, or no whole number",
                file=str(path), row=number,
            )  # fmt: skip
        people[pcode] = people.get(pcode, 0) + count
        told = [(row[found[name]] or "").strip() for name in ("source", "year") if found[name]]
        sources[", ".join(word for word in told if word)] = None
    return {"people": people, "source": "; ".join(word for word in sources if word)[:200]}


def _open_people(path: Path) -> tuple[csv.DictReader[str], dict[str, str]]:
    """Return the rows of a table of people, and its column for each of `COLUMNS`."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TableError("the table of people cannot be read", file=str(path)) from error
    rows = csv.DictReader(lines)
    names = {name.strip().casefold(): name for name in rows.fieldnames or ()}
    found = {
        wanted: next((names[one] for one in spellings if one in names), "")
        for wanted, spellings in COLUMNS.items()
    }
    if not found["pcode"] or not found["people"]:
        raise TableError(
            "a table of people needs the columns pcode and people", file=str(path),
            fix="name them so; year and source are shown to readers",
        )  # fmt: skip
    return rows, found


def _count_of(text: str) -> int | None:
    digits = re.sub(r"[\s,\u00a0\u202f]", "", text)
    if not re.fullmatch(r"\d{1,10}(?:\.0*)?", digits):
        return None
    return int(digits.split(".")[0])
