"""Shapefiles: the encoding of their texts where no .cpg names it; what lacks is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.errors import TableError
from geomap.tables.formats.columnar import open_vector
from geomap.tables.formats.text_files import guess_arabic

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.tables.sheets import Sheet

_UNSAID = (0, 0x57)
"""Codes of a DBF's code page that say nothing certain: none, and the ANSI of the writer."""
_LOOKED_AT = 1 << 20


def open_shapefile(path: Path, name: str = "") -> Sheet:
    """Open a shapefile; texts without a named encoding are UTF-8, Windows-1256 or ISO 8859-6.

    Raises
    ------
    TableError
        If the table (.dbf) or the index (.shx) does not lie beside it.
    """
    name = name or str(path)
    parts = {part.suffix.lower(): part for part in path.parent.glob(f"{_escape(path.stem)}.*")}
    for needed in (".dbf", ".shx"):
        if needed not in parts:
            raise TableError(
                f"has no {needed} beside it", file=name, fix="give the whole shapefile, zipped"
            )
    encoding = "" if ".cpg" in parts else find_encoding(parts[".dbf"])
    notes = [f"texts read as {encoding}"] if encoding else []
    if ".prj" not in parts:
        notes.append("no .prj says the projection: taken for degrees, lon and lat")
    return open_vector(path, name, encoding=encoding, notes=tuple(notes))


def _escape(stem: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in stem)


def find_encoding(table: Path) -> str:
    """Return the encoding of a DBF's texts where neither it nor a .cpg names one, else empty."""
    with table.open("rb") as file:
        head = file.read(32)
        if len(head) < 32 or head[29] not in _UNSAID:
            return ""
        texts = head[8:10]
        file.seek(int.from_bytes(texts, "little"))
        content = file.read(_LOOKED_AT)
    if content.isascii():
        return ""
    try:
        content[: content.rfind(b" ")].decode("utf-8")
    except UnicodeDecodeError:
        return guess_arabic(content)
    return "utf-8"
