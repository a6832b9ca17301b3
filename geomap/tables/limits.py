"""How much a file may ask of this machine before it is refused, and the words that say so."""

from __future__ import annotations

import os
from dataclasses import dataclass

from geomap.errors import TableError

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on hostile or broken input; every message names the bound that was passed.

    Parameters
    ----------
    unpacked_mib
        Largest size of one unpacked archive member (``GEOMAP_MAX_UNPACKED_MIB``).
    ratio
        Largest ratio of unpacked to packed size, for members over 10 MiB (``GEOMAP_MAX_RATIO``).
    members
        Most members of one archive (``GEOMAP_MAX_MEMBERS``).
    line_mib
        Longest line, or longest quoted cell, of a text table (``GEOMAP_MAX_LINE_MIB``).
    document_mib
        Largest JSON, XLSX, ODS or KML document, which are read as a whole
        (``GEOMAP_MAX_DOCUMENT_MIB``); JSONL, CSV and Parquet are streamed and need no such bound.
    columns
        Most columns of a table (``GEOMAP_MAX_COLUMNS``).
    repeats
        Most cells that one repeated row of an ODS sheet may make (``GEOMAP_MAX_REPEATS``).
    """

    unpacked_mib: int = 16384
    ratio: int = 200
    members: int = 1000
    line_mib: int = 16
    document_mib: int = 1024
    columns: int = 4096
    repeats: int = 1_000_000


def read_limits() -> Limits:
    """Return the limits, with those that the environment changes."""
    found = {}
    for name in Limits.__slots__:
        variable = "GEOMAP_MAX_" + name.upper()
        if text := os.environ.get(variable):
            if not text.isdigit() or int(text) < 1:
                raise TableError(f"{variable} is not a whole number above 0: {text!r}")
            found[name] = int(text)
    return Limits(**found)


def refuse(file: str, what: str, limit: str) -> TableError:
    """Return the error for a passed bound; `limit` is a field of `Limits`."""
    bound = getattr(read_limits(), limit)
    unit = " MiB" if limit.endswith("_mib") else ""
    return TableError(
        f"{what} (limit: {bound}{unit})",
        file=file,
        fix=f"if you trust the file, raise GEOMAP_MAX_{limit.upper()}",
    )
