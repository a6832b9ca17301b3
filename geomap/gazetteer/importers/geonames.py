"""GeoNames country files: ``SY.txt``, 19 tab-separated columns without a header, UTF-8."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.lang.letters import is_arabic
from geomap.lang.name_keys import name_key
from geomap.model import Name, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

COLUMNS = 19

ADMIN1 = {
    "01": "SY08", "02": "SY06", "03": "SY14", "04": "SY11", "05": "SY13", "06": "SY12",
    "07": "SY09", "08": "SY03", "09": "SY02", "10": "SY05", "11": "SY04", "12": "SY07",
    "13": "SY01", "14": "SY10",
}  # fmt: skip
"""GeoNames' first-order code to the governorate's p-code."""

SEATS = {"PPLC": 100.0, "PPLA": 85.0, "PPLA2": 55.0, "PPLA3": 40.0, "PPLA4": 25.0}
_SITES = "AIRB AIRP AIRF AIRH INSM CSTM DAM PRN HSP CH MSQE MSTY ANS OILR PS CMPRF RUIN SHRN"
_LANDFORMS = "MT MTS HLL HLLS PASS PLN PLAT DSRT LAVA ISL VAL UPLD"
KEPT = {
    "P": None,
    "S": frozenset(_SITES.split()),
    "T": frozenset(_LANDFORMS.split()),
    "H": frozenset(["LK", "RSV", "STM", "STMI", "WAD", "SPNG"]),
    "L": frozenset(["OILF", "GASF", "RGN", "AREA", "CMN"]),
}
"""Feature classes and codes that reports name."""


def read_geonames(path: Path) -> Iterator[Place]:
    """Yield the places of a GeoNames country file.

    Parameters
    ----------
    path
        The unpacked ``SY.txt``, or the ``SY.zip`` as downloaded.

    Raises
    ------
    GazetteerError
        If the file is not one of GeoNames'.
    """
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != COLUMNS:
            raise GazetteerError(
                f"{len(cells)} columns, not {COLUMNS}",
                file=path.name,
                row=number,
                fix="give SY.txt of GeoNames as it is published",
            )
        if cells[8] not in ("SY", ""):
            continue
        kept = KEPT.get(cells[6], frozenset())
        if kept is not None and cells[7] not in kept:
            continue
        if cells[7] in ("PPLH", "PPLQ"):
            continue
        try:
            lat, lon, population = float(cells[4]), float(cells[5]), int(cells[14] or 0)
        except ValueError:
            raise GazetteerError(
                "coordinates are not numbers", file=path.name, row=number
            ) from None
        yield make_place(
            geonameid=cells[0],
            name=cells[1],
            others=[cells[2], *cells[3].split(",")],
            lon=lon,
            lat=lat,
            kind=f"{cells[6]}.{cells[7] or 'PPL'}",
            admin1=cells[10],
            population=population,
        )


def _lines(path: Path) -> Iterator[str]:
    import zipfile

    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                member = next(
                    (n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n),
                    None,
                )
                if member is None:
                    raise GazetteerError("no country file inside", file=path.name)
                yield from archive.read(member).decode("utf-8").split("\n")
            return
        yield from path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise GazetteerError(f"cannot be read as UTF-8 text ({error})", file=path.name) from None


EMPHATIC = str.maketrans("şŞţŢ", "sStT")
"""GeoNames writes emphatic consonants of main names with a cedilla: no Turkish sh."""


def make_place(
    *,
    geonameid: str,
    name: str,
    others: Sequence[str],
    lon: float,
    lat: float,
    kind: str,
    admin1: str,
    population: int,
) -> Place:
    """Return a GeoNames record as a place; GeoNames knows its governorate only.

    Alternate names that are no spelling of the main one are weak: GeoNames keeps names of
    neighbours and former owners among them.
    """
    name = name.translate(EMPHATIC)
    names: list[Name] = []
    seen = {name}
    main = name_key(name)
    name_ar = ""
    for other in others:
        text = other.strip()
        if text.translate(EMPHATIC) == name:
            continue
        if not text or text in seen or not _readable(text):
            continue
        seen.add(text)
        if is_arabic(text):
            if not name_ar and name_key(text) == main:
                name_ar = text
                continue
            names.append(Name(text, "ar", strong=name_key(text) == main))
        else:
            names.append(Name(text, "en", strong=name_key(text) == main))
    pcode = ADMIN1.get(admin1, "")
    importance = SEATS.get(kind[2:], 5.0)
    if population:
        importance = max(importance, min(90.0, 12 * math.log10(population) - 20))
    return Place(
        place_id=f"gn{geonameid}",
        name=name,
        name_ar=name_ar,
        feature_class=kind[0],
        feature_code=kind[2:],
        lon=round(lon, 5),
        lat=round(lat, 5),
        radius_km=radius_of(population, kind),
        admin1=pcode,
        importance=round(importance, 1),
        source="geonames",
        names=tuple(names),
    )


def radius_of(population: int, kind: str) -> float:
    """Return a radius in km that holds the place: by population, else by kind."""
    if population > 400_000:
        return 8.0
    if population > 80_000:
        return 4.0
    if population > 15_000:
        return 2.0
    return {"T": 3.0, "H": 5.0, "L": 5.0, "S": 1.5}.get(kind[0], 1.0)


def _readable(text: str) -> bool:
    """Return True for Arabic and Latin spellings that people write, not a machine's consonants."""
    if is_arabic(text):
        return True
    if not all(
        ord(c) < 0x250 or 0x2B0 <= ord(c) < 0x370 or 0x1E00 <= ord(c) < 0x2070 for c in text
    ):
        return False
    return not text[0].islower() and "http" not in text
