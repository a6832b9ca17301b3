"""The parts of a large run on Dask's workers: the same functions, the same files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from geomap.errors import MissingExtraError, OutputError
from geomap.events.placing import Placer
from geomap.outputs.parts import Done, Job, run_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.settings import PlaceSettings
    from geomap.sources.sheets import Batch

LOCAL = "local"
RETRIES = 3


def place_on_dask(
    job: Job,
    parts: Iterable[tuple[int, list[Batch]]],
    places: PlaceSettings,
    scheduler: str,
    client: Any = None,
) -> Iterator[Done]:
    """Run parts on Dask's workers; a part whose worker is lost runs again on another.

    Parameters
    ----------
    job, parts
        See `geomap.outputs.parts.run_part`. The job's folder must be one that every worker sees.
    places
        Each worker builds its own resolver from these settings, once.
    scheduler
        Address such as ``tcp://host:8786``, or ``local`` for two processes on this machine.
    client
        A client to use instead, which stays open.

    Raises
    ------
    MissingExtraError
        If ``distributed`` is not installed.
    OutputError
        If no scheduler answers, or a part is lost again and again.
    """
    try:
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
        waiting = iter(parts)
        workers = max(len(client.scheduler_info(n_workers=-1)["workers"]), 1)
        running = as_completed()
        for number, batches in waiting:
            running.add(_submit(client, job, number, batches, places))
            if running.count() >= 2 * workers:
                break
        for future in running:
            yield future.result()
            for number, batches in waiting:
                running.add(_submit(client, job, number, batches, places))
                break
    except KilledWorker as error:
        raise OutputError(f"a part was lost with {RETRIES} workers: {error}") from error
    finally:
        if own is not None:
            own.close()
            if own.cluster is not None:
                own.cluster.close()


def _submit(client: Any, job: Job, number: int, batches: list[Batch], places: Any) -> Any:
    return client.submit(_run, job, number, batches, places, retries=RETRIES, pure=False)


def _run(job: Job, number: int, batches: list[Batch], places: PlaceSettings) -> Done:
    return run_part(job, number, batches, _placer(places))


@cache
def _placer(places: PlaceSettings) -> Placer:
    from geomap.places.resolve import make_resolver

    return Placer(make_resolver(places))
