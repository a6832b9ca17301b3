"""A project as one file, and a project out of one."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from geomap.atomic import replacing
from geomap.desk.project import DESCRIPTION, FOLDERS, STORE
from geomap.errors import InputError, OutputError

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.desk.book import Book

MOST_BYTES = 20_000_000_000
MOST_FILES = 100_000
KEPT = (*FOLDERS[:2],)
"""Folders that a backup holds; other backups are not among them."""


def write_backup(book: Book) -> Path:
    """Write the project as one file into its own ``backups``; return where it is."""
    project = book.project
    if book.address != str(project.store):
        raise InputError(
            "a project in a database is backed up there", fix="pg_dump, and copy the folder"
        )
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    path = project.inside("backups", f"{stamp}.geomap.zip")
    with replacing(path) as temporary:
        copied = temporary.with_suffix(".gpkg")
        try:
            _copy_store(project.store, copied)
            with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
                archive.write(project.folder / DESCRIPTION, DESCRIPTION)
                archive.write(copied, STORE)
                for folder in KEPT:
                    for file in sorted((project.folder / folder).rglob("*")):
                        if file.is_file() and not file.is_symlink():
                            archive.write(file, file.relative_to(project.folder).as_posix())
        finally:
            copied.unlink(missing_ok=True)
    return path


def _copy_store(store: Path, target: Path) -> None:
    """Copy a store that is in use, as it stands at one moment."""
    try:
        with closing(sqlite3.connect(store)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
    except sqlite3.Error as error:
        raise OutputError(f"{store}: cannot be copied ({error})") from error


def restore_backup(archive: Path, folder: Path) -> Path:
    """Make a project of a backup in a folder that is new or empty; return the folder.

    Raises
    ------
    InputError
        If it is no backup of a desk, or leads out of the folder.
    OutputError
        If the folder holds something already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise OutputError(f"{folder}: is not empty; name a new folder")
    try:
        with zipfile.ZipFile(archive) as opened:
            members = opened.infolist()
            names = {member.filename for member in members}
            if not {DESCRIPTION, STORE} <= names or len(members) > MOST_FILES:
                raise InputError("is no backup of a desk", file=str(archive))
            if sum(member.file_size for member in members) > MOST_BYTES:
                raise InputError("is too large", file=str(archive))
            for member in members:
                _check_name(member.filename, archive)
            folder.mkdir(parents=True, exist_ok=True)
            for member in members:
                target = folder.joinpath(*member.filename.split("/"))
                target.parent.mkdir(parents=True, exist_ok=True)
                with opened.open(member) as source, target.open("xb") as out:
                    shutil.copyfileobj(source, out)
    except (zipfile.BadZipFile, OSError) as error:
        if isinstance(error, OutputError):
            raise
        raise InputError(f"cannot be restored ({error})", file=str(archive)) from error
    return folder


def _check_name(name: str, archive: Path) -> None:
    parts = name.split("/")
    fine = name in (DESCRIPTION, STORE) or (parts[0] in KEPT and len(parts) > 1)
    if not fine or any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts):
        raise InputError("leads out of its folder", file=str(archive))
