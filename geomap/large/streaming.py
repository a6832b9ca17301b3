"""Large tables placed part by part in bounded memory, resumable, on threads or on Dask."""

from __future__ import annotations

import json
import shutil
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.atomic import alone, replacing, write_text
from geomap.errors import TableError
from geomap.events.placing import Placer
from geomap.large.joining import Joining, concatenate
from geomap.large.parts import (
    IDS,
    REJECTS,
    UNPLACED,
    Done,
    Job,
    make_part,
    read_done,
    reject_columns,
    settle_part,
)
from geomap.large.repeats import mend_repeats
from geomap.tables.date_order import settle_dates
from geomap.tables.reports import describe_scheme, map_sheet
from geomap.tables.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geomap.resolver.resolver import Resolver
    from geomap.tables.opening import ReadOptions
    from geomap.tables.schemes import Mapped
    from geomap.tables.sheets import Batch, Sheet

STREAMED = frozenset({".parquet", ".csv", ".geojsonl"})
"""Endings of outputs that are written part by part."""

RUN = "run.json"
"""What a run was about; its folder counts for nothing without it."""

FORGOTTEN_DAYS = 14
"""Parts of a killed run are kept so long for the same run to go on."""

PART_ROWS = 100_000
"""A part ends with the batch that brings it to this many rows."""

THREADS = 2
"""Parts under way at once; the memory of a run is about this many parts and one more."""


@dataclass(frozen=True)
class Streamed:
    """What a large run did.

    Parameters
    ----------
    tally
        Figures for the closing summary.
    notes
        What was seen on the way.
    unplaced, rejects
        Files that were written, None where there was nothing to write.
    resumed
        Parts that an earlier run had done.
    """

    tally: Tally
    notes: tuple[str, ...]
    unplaced: Path | None
    rejects: Path | None
    resumed: int = 0


def stream_events(
    sheet: Sheet,
    resolver: Resolver,
    output: Path,
    options: ReadOptions,
    *,
    unplaced: Path | None = None,
    rejects: Path | None = None,
    mark: str = "",
    progress: Callable[[int], None] = lambda _: None,
    place_parts: Any = None,
) -> Streamed:
    """Place every report of an opened table and write the events part by part.

    Parts lie in a hidden folder beside `output` until all are done; a run that was stopped goes
    on where it was if table, options and gazetteer (`mark`) are the same.

    Parameters
    ----------
    sheet
        The table.
    resolver
        Resolves each distinct name once.
    output
        File to write, of an ending in `STREAMED`; it appears when it is whole.
    options
        How to read the table.
    unplaced, rejects
        CSV files for the other rows; None writes them beside `output` if there are any.
    mark
        What else the result hangs on, such as the gazetteer.
    progress
        Called with the rows of each part that is done.
    place_parts
        Runs the parts, see `place_on_threads`.
    """
    mapped = map_sheet(sheet, options)
    dates = settle_dates(options, sheet, mapped)
    options = replace(options, dates=dates.order)
    with alone(output):
        return _stream(
            sheet, resolver, output, options, mapped, dates.notes, unplaced=unplaced,
            rejects=rejects, mark=mark, progress=progress, place_parts=place_parts,
        )  # fmt: skip


def _stream(
    sheet: Sheet,
    resolver: Resolver,
    output: Path,
    options: ReadOptions,
    mapped: Mapped,
    notes: tuple[str, ...],
    *,
    unplaced: Path | None,
    rejects: Path | None,
    mark: str,
    progress: Callable[[int], None],
    place_parts: Callable[[Job, Iterable[tuple[int, list[Batch]]]], Iterator[Done]] | None,
) -> Streamed:
    folder = output.with_name(f".{output.name}.parts")
    job = Job(folder, output.suffix.lower(), mapped, sheet.name, sheet.columns, options)
    _prepare(job, _fingerprint(sheet, options, mark))
    placer = Placer(resolver)
    run = place_parts or (lambda job, parts: place_on_threads(job, parts, placer))
    resumed: list[Done] = []

    def pending() -> Iterator[tuple[int, list[Batch]]]:
        for number, batches in enumerate(group_batches(sheet)):
            if (known := read_done(job, number)) is not None:
                resumed.append(known)
                joining.add(known)
                progress(known.tally.rows_in)
            else:
                yield number, batches

    with Joining(job, output) as joining:
        for finished in run(job, pending()):
            joining.add(finished)
            progress(finished.tally.rows_in)
        done = joining.parts
        tally = Tally().join(part.tally for part in done)
        if not tally.rows_in:
            clear_parts(folder)
            raise TableError("has a header but no rows", file=sheet.name)
        changed = mend_repeats(job, [part.number for part in done])
        joined = joining.finish(anew=bool(changed))
    unplaced = unplaced or (
        output.with_name(f"{output.stem}.unplaced.csv") if tally.unplaced else None
    )
    rejects = rejects or (output.with_name(f"{output.stem}.rejects.csv") if tally.rejects else None)
    if unplaced:
        _join_fragments(job, done, UNPLACED, done[0].unplaced_columns, unplaced)
    if rejects:
        _join_fragments(job, done, REJECTS, reject_columns(job.columns), rejects)
    with replacing(output) as temporary:
        joined.replace(temporary)
    clear_parts(folder)
    return Streamed(
        tally,
        (*sheet.notes, describe_scheme(mapped, sheet.columns), *notes),
        unplaced,
        rejects,
        len(resumed),
    )


def place_on_threads(
    job: Job, parts: Iterable[tuple[int, list[Batch]]], placer: Placer
) -> Iterator[Done]:
    """Run parts on a few threads, no more in memory than run; one more waits for the disk."""
    with ThreadPoolExecutor(THREADS) as pool, ThreadPoolExecutor(1) as settling:
        running: deque[Any] = deque()
        settled: deque[Any] = deque()

        def take() -> Done:
            done: Done = running.popleft().result()
            settled.append(settling.submit(settle_part, job, done))
            while settled and settled[0].done():
                settled.popleft().result()
            return done

        try:
            for number, batches in parts:
                running.append(pool.submit(make_part, job, number, batches, placer))
                del batches
                if len(running) > THREADS:
                    yield take()
            while running:
                yield take()
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
        # all is made: nobody will need to find these parts done
        settling.shutdown(wait=True, cancel_futures=True)


def group_batches(sheet: Sheet, rows: int = PART_ROWS) -> Iterator[list[Batch]]:
    """Yield batches in groups of about `rows` rows."""
    group: list[Batch] = []
    count = 0
    for batch in sheet.batches():
        group.append(batch)
        count += batch.table.num_rows + len(batch.rejects)
        if count >= rows:
            yield group
            group, count = [], 0
    if group:
        yield group


def _fingerprint(sheet: Sheet, options: ReadOptions, mark: str) -> str:
    from geomap.version import __version__ as version

    path = Path(sheet.name)
    about = path.stat() if path.is_file() else None
    told = {
        "version": version, "name": sheet.name, "columns": sheet.columns,
        "size": about.st_size if about else 0, "changed": about.st_mtime_ns if about else 0,
        "options": asdict(options), "mark": mark, "part_rows": PART_ROWS,
    }  # fmt: skip
    return json.dumps(told, sort_keys=True)


def _prepare(job: Job, fingerprint: str) -> None:
    """Keep the parts of an earlier run of the same kind; clear away those of another."""
    about = job.folder / RUN
    if about.exists() and about.read_text(encoding="utf-8") == fingerprint:
        return
    clear_parts(job.folder)
    _clear_forgotten(job.folder.parent)
    with replacing(job.folder.with_name(job.folder.name + ".probe")):
        pass  # says clearly if the folder cannot be written
    job.folder.with_name(job.folder.name + ".probe").unlink(missing_ok=True)
    job.folder.mkdir(exist_ok=True)
    write_text(about, fingerprint)


def clear_parts(folder: Path) -> None:
    """Remove the parts of a run; killed in the middle, nothing of them counts as done any more."""
    (folder / RUN).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def _clear_forgotten(folder: Path) -> None:
    """Remove parts of runs that were killed long ago and never started again."""
    oldest = time.time() - FORGOTTEN_DAYS * 86_400
    for parts in folder.glob(".*.parts"):
        about = parts / RUN
        if about.is_file() and about.stat().st_mtime < oldest:
            clear_parts(parts)


def _join_fragments(
    job: Job, done: list[Done], what: str, columns: list[str], output: Path
) -> None:
    with replacing(output) as temporary:
        concatenate([job.file(part.number, what) for part in done], columns, temporary)


__all__ = ["IDS", "STREAMED", "Streamed", "group_batches", "place_on_threads", "stream_events"]
