"""A machine that is not Unix, as far as one can be played: ``python elsewhere.py COMMAND...``.

Modules and functions that only Unix has are taken away, files that are open can neither be replaced
nor removed (as on Windows), only files that may be written can be synced, text without a named
encoding is an error, and no extra is installed. Then the command line runs.
"""

from __future__ import annotations

import builtins
import errno
import os
import types
import warnings
from pathlib import Path

MODULES = (
    "fcntl",
    "grp",
    "pwd",
    "resource",
    "termios",
    "tty",
    "pty",
    "syslog",
    "readline",
    "posix_ipc",
)
EXTRAS = ("dask", "distributed", "pmtiles", "psycopg", "httpx", "mcp", "starlette", "uvicorn")
FUNCTIONS = (
    "fork", "forkpty", "getuid", "geteuid", "getgid", "getegid", "getgroups", "getloadavg", "nice",
    "posix_fadvise", "posix_fallocate", "copy_file_range", "sendfile", "pread", "pwrite",
    "preadv", "pwritev", "sched_getaffinity", "sched_setaffinity", "sync", "fdatasync", "chown",
    "fchmod", "fchown", "lchown", "killpg", "setsid", "setpgid", "getpgid", "mkfifo", "mknod",
    "O_NONBLOCK", "O_DIRECTORY", "O_NOFOLLOW", "O_SYNC", "getpriority", "statvfs", "confstr",
    "sysconf", "ttyname", "openpty", "memfd_create", "splice", "lockf", "link_count",
)  # fmt: skip
SIGNALS = (
    "SIGKILL",
    "SIGHUP",
    "SIGUSR1",
    "SIGUSR2",
    "SIGALRM",
    "SIGCHLD",
    "SIGPIPE",
    "alarm",
    "pause",
)


def held(path: object) -> bool:
    """Whether this process has a file open or mapped."""
    wanted = os.path.realpath(os.fspath(path))  # type: ignore[call-overload]
    for open_file in Path("/proc/self/fd").iterdir():
        try:
            if str(open_file.readlink()) == wanted:
                return True
        except OSError:
            continue
    with OPEN("/proc/self/maps", encoding="utf-8", errors="replace") as maps:
        return any(line.rstrip("\n").endswith(" " + wanted) for line in maps)


def refusing(function, count):  # type: ignore[no-untyped-def]
    """Return a function on paths that refuses those that are open."""

    def refuse(*paths, **more):  # type: ignore[no-untyped-def]
        if "dir_fd" not in more:
            for path in paths[:count]:
                if isinstance(path, str | os.PathLike) and Path(path).is_file() and held(path):
                    raise PermissionError(errno.EACCES, "is open (as Windows says)", str(path))
        return function(*paths, **more)

    return refuse


def syncing(number):  # type: ignore[no-untyped-def]
    """Sync a file that may be written, as Windows does."""
    if FCNTL.fcntl(number, FCNTL.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
        raise OSError(errno.EBADF, "only files that may be written can be synced (as Windows says)")
    return FSYNC(number)


class Poor(types.ModuleType):
    """A module without some of its names."""

    def __init__(self, rich: types.ModuleType, lacking: tuple[str, ...]) -> None:
        super().__init__(rich.__name__)
        self._rich, self._lacking = rich, frozenset(lacking)

    def __getattr__(self, name: str) -> object:
        if name in self._lacking:
            raise AttributeError(f"this machine has no {self.__name__}.{name}")
        return getattr(self._rich, name)


def import_poorly(name, given=None, local=None, fromlist=(), level=0):  # type: ignore[no-untyped-def]
    """Import as a machine that is not Unix would, for modules of geomap alone."""
    if str((given or {}).get("__name__", "")).partition(".")[0] == "geomap":
        if name in MODULES or name.partition(".")[0] in EXTRAS:
            raise ModuleNotFoundError(f"this machine has no module {name}")
        if name in POOR:
            return POOR[name]
    return IMPORT(name, given, local, fromlist, level)


if __name__ == "__main__":
    import fcntl as FCNTL  # noqa: N812
    import signal

    OPEN, FSYNC, IMPORT = builtins.open, os.fsync, builtins.__import__
    POOR = {"os": Poor(os, FUNCTIONS), "signal": Poor(signal, SIGNALS)}
    os.replace, os.rename = refusing(os.replace, 2), refusing(os.rename, 2)
    os.unlink = os.remove = refusing(os.unlink, 1)
    os.fsync = syncing
    builtins.__import__ = import_poorly
    warnings.filterwarnings("error", category=EncodingWarning, module=r"geomap(\.|$)")
    from geomap.cli.app import main

    main()
