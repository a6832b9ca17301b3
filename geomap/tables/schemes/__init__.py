"""Published table formats, one small mapping each, and the choice among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.errors import TableError
from geomap.tables.schemes import acled, airwars, atlos, gdelt, plain, timemap, ucdp
from geomap.tables.schemes.guess import guess_columns
from geomap.tables.schemes.headings import join_headings, read_heading
from geomap.tables.schemes.hxl import are_tags
from geomap.tables.schemes.scheme import Mapped, Scheme, lay_over

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = [
    "AUTO",
    "NAMES",
    "SCHEMES",
    "Mapped",
    "Scheme",
    "choose_scheme",
    "join_headings",
    "name_headless",
    "read_heading",
]

SCHEMES: dict[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        acled.SCHEME,
        ucdp.SCHEME,
        gdelt.SCHEME,
        timemap.SCHEME,
        airwars.SCHEME,
        atlos.SCHEME,
    )
}
"""The published formats that are known by their headings."""

AUTO = "auto"
NAMES = (*SCHEMES, "plain", AUTO)


def choose_scheme(
    columns: Sequence[str],
    wanted: str = "",
    samples: Callable[[], Mapping[str, Sequence[str]]] = dict,
    file: str = "",
    tags: Callable[[], Mapping[str, str]] = dict,
) -> Mapped:
    """Return the scheme of a table laid over its columns.

    Parameters
    ----------
    columns
        The table's headings.
    wanted
        A name of `NAMES`; empty recognises a published format by its headings and takes other
        tables as plain; ``auto`` guesses what a plain table does not name.
    samples
        Called for some values of each column when they are needed to guess.
    file
        For messages.
    tags
        Called for the HXL tag of each column when columns are guessed.
    """
    if wanted and wanted not in NAMES:
        raise TableError(f"no scheme {wanted!r}", fix=f"known: {', '.join(NAMES)}")
    if wanted in SCHEMES:
        mapped = lay_over(SCHEMES[wanted], columns)
        if not SCHEMES[wanted].fits(columns) and len(mapped.chosen) < 3:
            raise TableError(f"does not look like {SCHEMES[wanted].title}", file=file)
        return mapped
    if wanted != "plain":
        for scheme in SCHEMES.values():
            if scheme.fits(columns):
                return lay_over(scheme, columns)
    if wanted == AUTO or (not wanted and (are_tags(columns) or tags())):
        return guess_columns(columns, samples(), tags())
    return lay_over(plain.SCHEME, columns)


def name_headless(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of a table that is published without a header, else nothing.

    Known by the first row: GDELT has 61 cells (58 or 57 in version 1.0), the first two a long
    number and a day.
    """
    if len(cells) < 2 or not (cells[0].isdigit() and cells[1].isdigit() and len(cells[1]) == 8):
        return ()
    forms = (gdelt.COLUMNS, gdelt.COLUMNS_1, gdelt.COLUMNS_1[:-1])
    return next((columns for columns in forms if len(columns) == len(cells)), ())
