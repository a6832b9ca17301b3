"""A project: one folder with its description, its store, and the originals of what was read."""

from __future__ import annotations

import json
import os
import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any

from geomap.atomic import write_text
from geomap.errors import InputError, OutputError

if TYPE_CHECKING:
    from pathlib import Path

DESCRIPTION, STORE, LOCK = "project.toml", "events.gpkg", ".desk.lock"
FOLDERS = ("originals", "published", "backups", "incoming")
LONGEST_NAME = 80
_UNSAFE = re.compile(r"[^\w.\-]+")


@dataclass(frozen=True)
class Project:
    """A project's folder, and whether this desk may write in it.

    Parameters
    ----------
    folder
        Absolute.
    name
        As people call it.
    lang
        Language of the desk at first, ``en`` or ``ar``.
    refusal
        Why this desk only reads, empty if it may write.
    """

    folder: Path
    name: str
    lang: str = "en"
    refusal: str = ""
    hold: IO[str] | None = None

    @property
    def store(self) -> Path:
        """The GeoPackage of events, with everything that the desk keeps."""
        return self.folder / STORE

    def inside(self, *parts: str) -> Path:
        """Return a path inside the project.

        Raises
        ------
        InputError
            If it leads out of it.
        """
        for part in parts:
            if not part or "\0" in part or len(part) > 200:
                raise InputError("is no name of a file", file=part[:60])
        path = self.folder.joinpath(*parts).resolve()
        if not path.is_relative_to(self.folder) or path == self.folder:
            raise InputError("lies outside the project", file="/".join(parts)[:60])
        return path

    def close(self) -> None:
        """Let another desk write."""
        if self.hold is not None:
            self.hold.close()


def open_project(folder: Path) -> Project:
    """Open the project in a folder, or make one there.

    A project that another desk holds is opened for reading.

    Raises
    ------
    InputError
        If ``project.toml`` cannot be used.
    OutputError
        If the folder cannot be made or written.
    """
    folder = folder.absolute().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in FOLDERS:
            (folder / name).mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot hold a project ({error.strerror})") from error
    about = _read_description(folder)
    hold, refusal = _take(folder / LOCK)
    return Project(folder, about["name"], about["lang"], refusal, hold)


def _read_description(folder: Path) -> dict[str, str]:
    path = folder / DESCRIPTION
    if not path.exists():
        name = folder.name or "project"
        text = f'name = {quote(name)}\nlang = "en"\n'
        write_text(path, "# A project of geomap: open it with `geomap desk FOLDER`.\n" + text)
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"cannot be used ({error})", file=str(path)) from error
    name, lang = told.get("name", folder.name), told.get("lang", "en")
    if not isinstance(name, str) or lang not in ("en", "ar"):
        raise InputError("name must be text, lang en or ar", file=str(path))
    return {"name": name[:200], "lang": lang}


def _take(path: Path) -> tuple[IO[str] | None, str]:
    """Return the open lock, or None and why it is not ours."""
    try:
        hold = path.open("a+", encoding="utf-8")
    except OSError as error:
        return None, f"the folder cannot be written ({error.strerror})"
    if not _lock(hold):
        hold.seek(0)
        told = _holder(hold.read())
        hold.close()
        return None, f"another desk has this project open ({told})"
    hold.seek(0)
    hold.truncate()
    json.dump({"process": os.getpid(), "since": datetime.now(UTC).isoformat()[:16]}, hold)
    hold.flush()
    return hold, ""


def _holder(text: str) -> str:
    try:
        about: dict[str, Any] = json.loads(text)
        return f"process {int(about['process'])}, since {str(about['since'])[:16]} UTC"
    except (ValueError, LookupError, TypeError):
        return "it does not say which"


def _lock(hold: IO[str]) -> bool:
    """Take the lock of an open file; the system gives it back when the process ends."""
    try:
        import fcntl
    except ImportError:
        return _lock_on_windows(hold)
    try:
        fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _lock_on_windows(hold: IO[str]) -> bool:
    import importlib

    system: Any = importlib.import_module("msvcrt")
    hold.seek(1 << 20)  # a byte that nobody reads: the lock there is mandatory
    try:
        system.locking(hold.fileno(), system.LK_NBLCK, 1)
    except OSError:
        return False
    return True


def quote(text: str) -> str:
    """Return a text for TOML: JSON's escapes are TOML's, but for the one sign that JSON leaves."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def plain_name(name: str, otherwise: str = "file") -> str:
    """Return a file's name without folders and signs that a system may not take."""
    last = re.split(r"[/\\]", name)[-1]
    told = _UNSAFE.sub("_", last).strip("._")[-LONGEST_NAME:]
    return told.lstrip("._-") or otherwise
