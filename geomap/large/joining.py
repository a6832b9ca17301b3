"""Parts of a run joined to one file while later parts are still made."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import json
import shutil
from typing import TYPE_CHECKING

from geomap.errors import OutputError
from geomap.export.geoparquet import geo_metadata
from geomap.export.text_tables import find_mark
from geomap.large.parquet_merge import ParquetJoin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geomap.large.parts import Done, Job

JOINED = "joined"
"""The file in the folder of a run that becomes its output."""


class Joining:
    """The events of a run's parts as one file, in the order of the parts' numbers.

    Parquet grows as parts are added, in whatever order they are done; text is joined in the end.

    Parameters
    ----------
    job
        The run.
    output
        What the file will be called, for messages.
    """

    def __init__(self, job: Job, output: Path) -> None:
        self._job = job
        self._output = output
        self._path = job.folder / f"{JOINED}{job.ending}"
        self._done: dict[int, Done] = {}
        self._next = 0
        self._parquet = self._open() if job.ending == ".parquet" else None

    def __enter__(self) -> Joining:
        return self

    def __exit__(self, *_: object) -> None:
        if self._parquet is not None:
            with contextlib.suppress(OSError):
                self._parquet.close()

    @property
    def parts(self) -> list[Done]:
        """What became of the parts so far, in their order."""
        return [self._done[number] for number in sorted(self._done)]

    def add(self, done: Done) -> None:
        """Take in a part that is written; it is appended when all before it are."""
        self._done[done.number] = done
        if self._parquet is not None:
            try:
                while self._next in self._done:
                    self._parquet.add(self._file(self._next))
                    self._next += 1
            except OSError as error:
                raise self._refuse(error) from error

    def finish(self, *, anew: bool = False) -> Path:
        """Return the whole file; `anew` says that parts were changed after they were added."""
        try:
            if self._parquet is None:
                files = [self._file(part.number) for part in self.parts]
                header = self.parts[0].columns if self._job.ending == ".csv" else None
                concatenate(files, header, self._path)
                return self._path
            if anew:
                self._parquet.close()
                self._parquet = self._open()
                for number in range(self._next):
                    self._parquet.add(self._file(number))
            self._parquet.finish({"geo": json.dumps(geo_metadata(self._bounds()))})
            self._parquet.close()
        except OSError as error:
            raise self._refuse(error) from error
        return self._path

    def _open(self) -> ParquetJoin:
        try:
            return ParquetJoin(self._path)
        except OSError as error:
            raise self._refuse(error) from error

    def _file(self, number: int) -> Path:
        return self._job.file(number, f"events{self._job.ending}")

    def _bounds(self) -> tuple[float, float, float, float] | None:
        boxes = [part.bounds for part in self.parts if part.bounds]
        if not boxes:
            return None
        west, south, east, north = zip(*boxes, strict=True)
        return min(west), min(south), max(east), max(north)

    def _refuse(self, error: OSError) -> OSError:
        if isinstance(error, OutputError):
            return error
        return OutputError(f"{self._output}: cannot be written ({error.strerror or error})")


def concatenate(files: Sequence[Path], header: Sequence[str] | None, output: Path) -> None:
    """Write files of text, those that exist, behind one line of CSV if there is a header."""
    with output.open("wb") as file:
        if header is not None:
            from geomap.tables.values.formulas import guard_text

            line = io.StringIO(newline="")
            csv.writer(line, lineterminator="\n").writerow([guard_text(name) for name in header])
            first = line.getvalue().encode("utf-8")
            known = [path for path in files if path.exists()]
            file.write(codecs.BOM_UTF8 if not first.isascii() else find_mark(known))
            file.write(first)
        for path in files:
            if path.exists():
                with path.open("rb") as part:
                    shutil.copyfileobj(part, file, 1 << 22)
