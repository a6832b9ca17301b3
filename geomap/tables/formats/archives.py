"""zip and gz: the one table inside, unpacked within limits, never outside a temporary folder."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from geomap.errors import TableError
from geomap.tables.limits import MIB, read_limits, refuse

if TYPE_CHECKING:
    from collections.abc import Callable

_CHUNK = 4 * MIB
_FREE = 10 * MIB
SHAPEFILE = (".shp", ".dbf", ".shx", ".prj", ".cpg")
"""The files of one shapefile."""


def unpack(path: Path, folder: Path, is_table: Callable[[Path], bool]) -> Path:
    """Unpack the one table of a zip or gz file into `folder`; return its path.

    Raises
    ------
    TableError
        If the archive is broken, encrypted, holds no table or several, names a member outside
        itself, or passes a limit (see `geomap.tables.limits.Limits`).
    """
    try:
        if path.suffix.lower() == ".gz":
            inner = folder / (path.stem or "table")
            with gzip.open(path) as packed:
                _copy(packed, inner, path, path.stat().st_size)
            return inner
        with zipfile.ZipFile(path) as archive:
            member = _choose(archive, path, is_table)
            inner = folder / PurePosixPath(member.filename).name
            for part in _with_companions(archive, member):
                with archive.open(part) as packed:
                    target = folder / PurePosixPath(part.filename.replace("\\", "/")).name
                    _copy(packed, target, path, part.compress_size)
            return inner
    except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error, UnicodeError) as error:
        raise TableError(f"is a broken archive ({error})", file=str(path)) from error
    except (RuntimeError, NotImplementedError) as error:
        raise TableError(f"cannot be unpacked ({error})", file=str(path)) from error


def find_workbook(path: Path) -> str:
    """Return ``.xlsx`` or ``.ods`` for a zip file that is one, whatever it is called."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, EOFError, UnicodeError, ValueError, NotImplementedError):
        return ""
    if {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        return ".xlsx"
    return ".ods" if {"mimetype", "content.xml"} <= names else ""


def check_members(path: Path | IO[bytes], name: str = "") -> None:
    """Refuse a zip-based document (XLSX, ODS, DOCX) that unpacks to more than the limits allow."""
    limits = read_limits()
    name = name or str(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > limits.members:
                raise refuse(name, f"holds {len(members)} members", "members")
            total = sum(member.file_size for member in members)
            packed = sum(member.compress_size for member in members)
            if total > limits.document_mib * MIB:
                raise refuse(name, f"unpacks to {total // MIB} MiB", "document_mib")
            if total > _FREE and total > packed * limits.ratio:
                raise refuse(name, f"unpacks to {total // max(packed, 1)} times its size", "ratio")
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as file:
                        check_entities(file.read(64 * 1024), name)
    except (zipfile.BadZipFile, EOFError, zlib.error, RuntimeError, UnicodeError) as error:
        raise TableError(f"is no readable document ({error})", file=name) from error


def check_entities(head: bytes, file: str) -> None:
    """Refuse XML that declares entities or a document type."""
    bare = head.replace(b"\0", b"").upper()
    if b"<!ENTITY" in bare or b"<!DOCTYPE" in bare:
        raise TableError("declares XML entities", file=file, fix="save it anew without a DOCTYPE")


def _with_companions(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> list[zipfile.ZipInfo]:
    """Return a member, and the others of the same shapefile if it is one."""
    inside = PurePosixPath(member.filename)
    if inside.suffix.lower() != ".shp":
        return [member]
    stem = str(inside.with_suffix("")).casefold()
    return [
        other
        for other in archive.infolist()
        if str(PurePosixPath(other.filename).with_suffix("")).casefold() == stem
        and PurePosixPath(other.filename).suffix.lower() in SHAPEFILE
    ]


def _choose(
    archive: zipfile.ZipFile, path: Path, is_table: Callable[[Path], bool]
) -> zipfile.ZipInfo:
    members = archive.infolist()
    if len(members) > read_limits().members:
        raise refuse(str(path), f"holds {len(members)} members", "members")
    tables = []
    for member in members:
        inside = PurePosixPath(member.filename.replace("\\", "/"))
        if inside.is_absolute() or ".." in inside.parts or ":" in "".join(inside.parts[:1]):
            raise TableError(
                f"names a member outside itself ({member.filename!r})",
                file=str(path),
                fix="do not trust this archive",
            )
        if (member.external_attr >> 16) & 0o170000 == 0o120000:
            raise TableError(f"holds a link ({member.filename!r})", file=str(path))
        hidden = any(part.startswith((".", "__MACOSX")) for part in inside.parts)
        if not member.is_dir() and not hidden and is_table(Path(inside.name)):
            tables.append(member)
    if not tables:
        fix = "put a .csv, .xlsx, .geojson or the like in it"
        raise TableError("holds no table", file=str(path), fix=fix)
    if len(tables) > 1:
        names = ", ".join(member.filename for member in tables[:4])
        raise TableError(f"holds {len(tables)} tables ({names})", file=str(path), fix="unpack one")
    return tables[0]


def _copy(packed: IO[bytes] | gzip.GzipFile, inner: Path, path: Path, packed_size: int) -> None:
    limits = read_limits()
    size = 0
    with inner.open("wb") as out:
        while chunk := packed.read(_CHUNK):
            size += len(chunk)
            if size > limits.unpacked_mib * MIB:
                raise refuse(str(path), f"unpacks to over {size // MIB} MiB", "unpacked_mib")
            if size > _FREE and size > packed_size * limits.ratio:
                raise refuse(str(path), f"unpacks to over {limits.ratio} times its size", "ratio")
            out.write(chunk)
