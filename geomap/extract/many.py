"""Many reports: read in order, on several processes if wished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.extract.document.entities import load_model
from geomap.extract.document.mixed_languages import read_mixed
from geomap.extract.reader import Reader
from geomap.extract.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.model import Report
    from geomap.settings import PlaceSettings

CHUNK = 40
"""Reports that one process takes at a time."""

_reader: Reader | None = None


def make_reader(places: PlaceSettings, model: str = "") -> Reader:
    """Return a reader over the gazetteer that `places` names."""
    from geomap.resolver.resolver import make_resolver

    return Reader(make_resolver(places), model=model)


def read_all(
    reports: Sequence[Report], places: PlaceSettings, *, jobs: int = 1, model: str = ""
) -> Iterator[Reading]:
    """Yield the reading of each report, in order.

    Parameters
    ----------
    jobs
        Processes to use; 1 reads in this one.
    """
    if jobs <= 1 or len(reports) < 2:
        reader = make_reader(places, model)
        for report in reports:
            yield read_safely(reader, report)
        return
    if model:
        load_model(model)
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    size = max(1, min(CHUNK, len(reports) // jobs or 1))
    chunks = [reports[at : at + size] for at in range(0, len(reports), size)]
    with ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start,
        initargs=(places, model),
    ) as pool:
        for readings in pool.map(_read_chunk, chunks):
            yield from readings


def read_safely(reader: Reader, report: Report) -> Reading:
    """Read a report; a defect met in one becomes its problem, so that the others go on."""
    try:
        return read_mixed(reader.read, report)
    except Exception as error:  # noqa: BLE001
        return Reading(report, problem=f"could not be read ({type(error).__name__}: {error})")


def _start(places: PlaceSettings, model: str) -> None:
    global _reader  # noqa: PLW0603
    _reader = make_reader(places, model)


def _read_chunk(reports: Sequence[Report]) -> list[Reading]:
    if _reader is None:
        raise RuntimeError("the worker was not started")
    return [read_safely(_reader, report) for report in reports]
