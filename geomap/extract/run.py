"""A run of reading: files in, readings and problems out."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.articles.files import FORMATS, Problem, list_articles, read_articles
from geomap.errors import InputError
from geomap.extract.many import read_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from geomap.extract.reading import Reading
    from geomap.model import Report
    from geomap.settings import PlaceSettings


@dataclass
class ReadingRun:
    """What a run read: readings in order of the inputs, and every problem as one line."""

    readings: list[Reading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def run_reading(
    inputs: Iterable[Path],
    places: PlaceSettings,
    *,
    published: date | None = None,
    form: str = "",
    jobs: int = 1,
    model: str = "",
    on_progress: Callable[[int, int], None] | None = None,
) -> ReadingRun:
    """Read every report of `inputs`; what cannot be read is a problem, never the end.

    Raises
    ------
    InputError
        If `form` is none that is read.
    """
    if form and form not in FORMATS:
        raise InputError(f"no format {form!r}", fix="known: " + " ".join(FORMATS))
    run = ReadingRun()
    reports: list[Report] = []
    for path in list_articles(inputs):
        if str(path) == "-":
            found = read_articles(
                Path("stdin"), published=published, form=form, content=sys.stdin.buffer.read()
            )
        else:
            found = read_articles(path, published=published, form=form)
        reports.extend(found.reports)
        run.problems.extend(found.problems)
    for done, reading in enumerate(read_all(reports, places, jobs=jobs, model=model), start=1):
        if reading.problem and not reading.events:
            run.problems.append(Problem(reading.report.report_id, reading.problem))
        if not reading.problem or reading.lang:
            run.readings.append(reading)
        if on_progress:
            on_progress(done, len(reports))
    return run
