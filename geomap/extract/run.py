"""A run of reading: files in, readings and problems out."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.articles.files import FORMATS, list_articles, list_skipped, read_articles
from geomap.articles.mastheads import find_masthead
from geomap.articles.outlets import find_outlet
from geomap.errors import Finding, InputError
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
    problems: list[Finding] = field(default_factory=list)


def run_reading(
    inputs: Iterable[Path],
    places: PlaceSettings,
    *,
    published: date | None = None,
    form: str = "",
    jobs: int = 1,
    model: str = "",
    source: str = "",
    on_progress: Callable[[int, int], None] | None = None,
) -> ReadingRun:
    """Read every report of `inputs`; what cannot be read is a problem, never the end.

    A report that names no source has `source`; without it what its masthead or dateline says, else
    the name of its file. A report without a day of publication whose events have none is a problem.

    Raises
    ------
    InputError
        If `form` is none that is read.
    """
    if form and form not in FORMATS:
        raise InputError(f"no format {form!r}", fix="known: " + " ".join(FORMATS))
    run = ReadingRun()
    inputs = list(inputs)
    run.problems.extend(list_skipped(inputs))
    reports = _collect(inputs, run, published=published, form=form, source=source)
    for done, reading in enumerate(read_all(reports, places, jobs=jobs, model=model), start=1):
        if reading.problem and not reading.events:
            run.problems.append(Finding(reading.problem, file=reading.report.report_id))
        if reading.report.published is None and any(not e.first for e in reading.events):
            problem = Finding(
                "no day of publication, so events of it have no date", "say --date 2020-04-14",
                file=reading.report.report_id,
            )  # fmt: skip
            run.problems.append(problem)
        if not reading.problem or reading.lang:
            run.readings.append(reading)
        if on_progress:
            on_progress(done, len(reports))
    return run


def _collect(
    inputs: list[Path], run: ReadingRun, *, published: date | None, form: str, source: str
) -> list[Report]:
    """Return the reports of every file; what cannot be read goes to the problems of the run."""
    reports: list[Report] = []
    for path in list_articles(inputs):
        if str(path) == "-":
            content = sys.stdin.buffer.read()
            found = read_articles(Path("stdin"), published=published, form=form, content=content)
        else:
            found = read_articles(path, published=published, form=form)
        own_name = "" if str(path) == "-" else path.name
        reports.extend(_say_source(report, source, own_name) for report in found.reports)
        run.problems.extend(found.problems)
    return reports


def _say_source(report: Report, source: str, file: str) -> Report:
    """Return the report with its source: its own, the one given, masthead, address, file name."""
    said = report.source or source or find_masthead(report.text) or find_outlet(report.url) or file
    return replace(report, source=said)
