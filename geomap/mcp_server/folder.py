"""The one folder that an assistant may read from and write to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


class Folder:
    """Names of files inside a folder become paths; whatever leads out of it is refused.

    Raises
    ------
    InputError
        If it is no folder.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_dir():
            raise InputError("is no folder", file=str(path), fix="make it first")
        self.path = path.resolve()

    def find(self, name: str) -> Path:
        """Return the file of this name that is there.

        Raises
        ------
        InputError
            If there is none inside the folder.
        """
        path = self._inside(name)
        if not path.is_file():
            raise InputError("no such file in the folder", file=name)
        return path

    def place(self, name: str, endings: tuple[str, ...]) -> Path:
        """Return where a file of this name is written.

        Raises
        ------
        InputError
            If that is outside, in no folder that is there, or not one of `endings`.
        """
        path = self._inside(name)
        if path.suffix.lower() not in endings:
            raise InputError("is no name for such a file", file=name, fix=f"end it {endings[0]}")
        if path.is_dir() or not path.parent.is_dir():
            raise InputError("no such folder inside the folder", file=name)
        return path

    def _inside(self, name: str) -> Path:
        if not name.strip() or "\0" in name or len(name) > 300:
            raise InputError("is no name of a file", file=name[:60])
        try:
            path = (self.path / name).resolve()
        except (OSError, RuntimeError) as error:
            raise InputError("is no name of a file", file=name) from error
        if not path.is_relative_to(self.path) or path == self.path:
            raise InputError("lies outside the folder", file=name, fix="name a file inside it")
        return path
