"""``[series]``: one page, figure or document for each governorate, month, year, actor or type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.errors import SpecError
from geomap.spec.said_parts import read_section, read_strings

if TYPE_CHECKING:
    from pathlib import Path

WAYS = ("admin1", "month", "year", "actor", "event_type")
VALUE = "{value}"


@dataclass(frozen=True, slots=True)
class Series:
    """A series of outputs.

    Parameters
    ----------
    by
        One of `WAYS`: what the events are told apart by.
    files
        What to write for each value; the name holds ``{value}``.
    values
        Only these values, as the outputs call them; empty takes all.
    contents
        A page that lists the outputs with their counts, or None.
    """

    by: str
    files: tuple[Path, ...]
    values: tuple[str, ...] = ()
    contents: Path | None = None


def parse_series(document: dict[str, object], base: Path, where: str) -> Series | None:
    """Return the series of a specification, None if it has none.

    Raises
    ------
    SpecError
        If a key is missing or of the wrong kind, or a file's name does not hold ``{value}``.
    """
    table = read_section(document, "series", where)
    if not table:
        return None
    by = table.get("by", "")
    if by not in WAYS:
        raise SpecError(f"series.by: {by!r} is none", file=where, fix=f"known: {', '.join(WAYS)}")
    names = read_strings(table.get("files"), "series.files", where)
    if not names:
        raise SpecError("series.files is empty", file=where, fix='name one, as "{value}.png"')
    for name in names:
        if VALUE not in name.rpartition("/")[2]:
            fix = f"write {VALUE} where the value stands"
            raise SpecError(f"series.files: {name!r} is one file for all", file=where, fix=fix)
    contents = read_strings(table.get("contents"), "series.contents", where)
    if contents and not contents[0].endswith(".html"):
        raise SpecError("series.contents must be an .html file", file=where)
    return Series(
        by, tuple(base / name for name in names),
        read_strings(table.get("values"), "series.values", where),
        base / contents[0] if contents else None,
    )  # fmt: skip
