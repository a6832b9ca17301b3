"""The folder that is watched: what is put into a project's ``incoming`` is taken in."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from geomap.desk import inbox
from geomap.errors import GeomapError, InputError

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.desk.book import Book

WHO = "incoming"
SETTLED = 2.0
"""Seconds without a change after which a file is whole."""
REFUSED = "not-read"


def take_incoming(book: Book) -> int:
    """Take in every file that lies whole in ``incoming``; return how many.

    It leaves the folder once it is kept; what cannot be read goes to ``incoming/not-read`` and
    stands in the inbox with the reason.
    """
    folder = book.project.inside("incoming")
    taken = 0
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink() or not path.is_file():
            continue
        about = path.stat()
        if time.time() - about.st_mtime < SETTLED:
            continue
        try:
            if about.st_size > inbox.MOST_BYTES:
                raise InputError("is larger than 200 MB")
            inbox.add_file(book, WHO, path.name, path.read_bytes(), {})
            path.unlink()
            taken += 1
        except (GeomapError, OSError) as error:
            _refuse(book, path, str(error))
    return taken


def _refuse(book: Book, path: Path, why: str) -> None:
    aside = book.project.inside("incoming", REFUSED)
    with contextlib.suppress(OSError):
        aside.mkdir(exist_ok=True)
        path.replace(aside / path.name)
        inbox.add_refused(book, WHO, path.name, why)
