"""The parts of a large run as a Dask frame: the same functions, the same files."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from geomap.atomic import replacing
from geomap.errors import Finding, MissingExtraError, OutputError
from geomap.events.placing import Placer
from geomap.large.parts import Done, Job, done_of, run_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pandas as pd

    from geomap.settings import PlaceSettings
    from geomap.tables.sheets import Batch

LOCAL = "local"
RETRIES = 3
ROW = "\x1frow"
"""The column of row numbers in the file of a batch; no table has one of this name."""


def place_on_dask(
    job: Job,
    parts: Iterable[tuple[int, list[Batch]]],
    places: PlaceSettings,
    scheduler: str,
    client: Any = None,
) -> Iterator[Done]:
    """Run parts on Dask's workers; a part whose worker is lost runs again on another.

    Parts are handed over as files and run as partitions of a `dask.dataframe`, some at a time, so
    that neither the graph nor the folder grows with the table. A partition comes back as one row:
    what became of the part.

    Parameters
    ----------
    job, parts
        See `geomap.large.parts.run_part`. The job's folder must be one that every worker sees.
    places
        Each worker builds its own resolver from these settings, once.
    scheduler
        Address such as ``tcp://host:8786``, or ``local`` for two processes on this machine.
    client
        A client to use instead, which stays open.

    Raises
    ------
    MissingExtraError
        If Dask is not installed.
    OutputError
        If no scheduler answers, or a part is lost again and again.
    """
    try:
        import dask.dataframe  # noqa: F401 the extra holds both
        from distributed import Client, as_completed
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise MissingExtraError("distributed", "dask") from error
    own = None
    if client is None:
        try:
            own = client = (
                Client(n_workers=2, threads_per_worker=1, dashboard_address=None)
                if scheduler == LOCAL
                else Client(scheduler, timeout=10)
            )
        except (OSError, ValueError, TimeoutError) as error:
            raise OutputError(f"no Dask scheduler answers at {scheduler}") from error
    try:
        workers = max(len(client.scheduler_info(n_workers=-1)["workers"]), 1)
        waiting = iter(parts)
        running = as_completed(_start(client, job, waiting, places, 2 * workers))
        for future in running:
            for told in future.result()["told"]:
                done = done_of(json.loads(told))
                _clear(job, done.number)
                yield done
            if running.count() <= workers:
                running.update(_start(client, job, waiting, places, workers))
    except KilledWorker as error:
        raise OutputError(f"a part was lost with {RETRIES} workers: {error}") from error
    finally:
        if own is not None:
            own.close()
            if own.cluster is not None:
                own.cluster.close()


def _start(
    client: Any, job: Job, waiting: Iterator[tuple[int, list[Batch]]], places: Any, count: int
) -> list[Any]:
    """Hand the next parts, up to `count`, to the workers; return their futures."""
    import dask.dataframe as dd
    from distributed import futures_of

    numbers = []
    for number, batches in waiting:
        _spool(job, number, batches)
        numbers.append(number)
        if len(numbers) == count:
            break
    if not numbers:
        return []
    frame = dd.from_map(_run, numbers, job=job, places=places, meta=_frame([]))
    return list(futures_of(client.persist(frame, retries=RETRIES)))


def _run(number: int, job: Job, places: PlaceSettings) -> pd.DataFrame:
    """Run one part: a partition of one row."""
    done = run_part(job, number, _unspool(job, number), _placer(places))
    return _frame([json.dumps(asdict(done))])


def _frame(told: list[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({"told": pd.Series(told, dtype="str")})


def _spool(job: Job, number: int, batches: list[Batch]) -> None:
    """Write the batches of a part where every worker can read them, as Arrow's own files."""
    import pyarrow as pa

    for position, batch in enumerate(batches):
        rejects = [[asdict(reject), text] for reject, text in batch.rejects]
        table = batch.table.append_column(ROW, pa.array(batch.rows))
        table = table.unify_dictionaries()
        table = table.replace_schema_metadata({"rejects": json.dumps(rejects)})
        path = job.file(number, f"in-{position:04}.arrow")
        with replacing(path) as temporary, pa.ipc.new_file(str(temporary), table.schema) as file:
            file.write_table(table)


def _unspool(job: Job, number: int) -> list[Batch]:
    import pyarrow as pa

    from geomap.tables.sheets import Batch

    batches = []
    for path in _spooled(job, number):
        with pa.ipc.open_file(str(path)) as file:
            table = file.read_all()
        told = json.loads(table.schema.metadata[b"rejects"])
        rejects = tuple((Finding(**reject), text) for reject, text in told)
        rows = table[ROW].to_numpy()
        table = table.drop_columns([ROW]).replace_schema_metadata(None)
        batches.append(Batch(table, rows, rejects))
    return batches


def _spooled(job: Job, number: int) -> list[Path]:
    return sorted(job.folder.glob(f"{number:06}-in-*.arrow"))


def _clear(job: Job, number: int) -> None:
    for path in _spooled(job, number):
        path.unlink(missing_ok=True)


@cache
def _placer(places: PlaceSettings) -> Placer:
    from geomap.resolver.resolver import make_resolver

    return Placer(make_resolver(places))
