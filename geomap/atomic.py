"""Writing files so that a reader sees the old file or the whole new one, never half."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from geomap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NOT_HERE = {errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EBADF, errno.EPERM}
"""What a system says that cannot copy between two files by itself."""


def refuse_overwrites(outputs: Iterable[Path | None], inputs: Iterable[Path | None]) -> None:
    """Refuse outputs of one name, and an output that is a file it is made from.

    Parameters
    ----------
    outputs
        Files to be written; None and ``-`` do not count.
    inputs
        Files that are read, the specification included.

    Raises
    ------
    OutputError
        Before anything is written, naming the file.
    """
    taken = {_same_file(path): "is read" for path in inputs if path is not None}
    for path in outputs:
        if path is None or str(path) == "-":
            continue
        if why := taken.get(_same_file(path)):
            raise OutputError(f"{path}: {why} in this run too; name another file")
        taken[_same_file(path)] = "is written"


def _same_file(path: Path) -> tuple[object, ...]:
    """Return what two paths of one file have in common, whether it exists or not."""
    try:
        about = path.stat()
    except (OSError, ValueError):
        return (os.path.normcase(path.absolute().resolve()),)
    return (about.st_dev, about.st_ino)


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Keep others from writing the same output until the block ends, or the process does.

    Raises
    ------
    OutputError
        If another run is writing it, or its folder cannot be written.
    """
    from filelock import FileLock, Timeout

    path = output.with_name(f".{output.name}.lock")
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise OutputError(f"{output}: another run is writing it; wait for it to end") from error
    except OSError as error:
        raise OutputError(f"{output}: cannot be written ({error.strerror or error})") from error
    try:
        yield
    finally:
        with suppress(PermissionError):  # Windows removes it itself when it is given back
            path.unlink(missing_ok=True)
        lock.release()


@contextmanager
def replacing(path: Path, *, sync: bool = True) -> Iterator[Path]:
    """Yield a temporary path beside `path`; move it to `path` when the block ends well.

    On any error or Ctrl-C the temporary file goes and `path` stays as it was.

    Parameters
    ----------
    path
        The file to make or to replace.
    sync
        Whether to wait until the disk has it all, so that it outlives a loss of power.

    Raises
    ------
    OutputError
        If the folder does not exist, is not writable, or the disk is full.
    """
    path = Path(path)
    if path.is_dir():
        raise OutputError(f"{path}: is a folder; name a file")
    try:
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.stem}.", suffix=path.suffix
        )
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        if sync:
            sync_file(temporary)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        temporary.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Wait until the disk has a file."""
    with path.open("r+b") as written:  # Windows waits only for files that may be written
        os.fsync(written.fileno())


def write_text(path: Path, text: str, *, sync: bool = True) -> Path:
    """Write `text` as UTF-8 with line feeds, atomically; return `path`."""
    return write_bytes(path, text.encode("utf-8"), sync=sync)


def write_bytes(path: Path, content: bytes, *, sync: bool = True) -> Path:
    """Write `content` atomically; return `path`."""
    with replacing(path, sync=sync) as temporary:
        temporary.write_bytes(content)
    return path


def copy_bytes(source: BinaryIO, target: BinaryIO, size: int) -> None:
    """Append `size` bytes of `source`, from where it stands, to `target`.

    The system copies where it can; the disk is asked to begin with them at once, so that
    nobody waits for all of them in the end.

    Raises
    ------
    EOFError
        If `source` holds fewer.
    """
    target.flush()
    start = target.tell()
    at, left = source.tell(), size
    while left > 0 and (copied := _copy_inside(source, target, left, at, start + size - left)):
        at, left = at + copied, left - copied
    source.seek(at)
    target.seek(start + size - left)
    while left > 0:
        chunk = source.read(min(left, 1 << 22))
        if not chunk:
            raise EOFError("ends too early")
        target.write(chunk)
        left -= len(chunk)
    if hasattr(os, "posix_fadvise"):
        target.flush()
        os.posix_fadvise(target.fileno(), start, size, os.POSIX_FADV_DONTNEED)


def _copy_inside(source: BinaryIO, target: BinaryIO, size: int, at: int, to: int) -> int:
    """Let the system copy bytes between two files; return how many it did, 0 if it cannot."""
    if not hasattr(os, "copy_file_range"):
        return 0
    try:
        return os.copy_file_range(source.fileno(), target.fileno(), size, at, to)
    except OSError as error:
        if error.errno in _NOT_HERE:
            return 0
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
