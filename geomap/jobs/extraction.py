"""From articles to rows of events that a person can check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.articles.found import fold_problems
from geomap.settings import PlaceSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from geomap.errors import Finding
    from geomap.extract.reading import Reading
    from geomap.extract.run import ReadingRun
    from geomap.extract.scores import ReadingScore
    from geomap.model_reader.model_reading import ModelRun
    from geomap.resolver.resolver import Resolver
    from geomap.settings import ModelSettings


def read_texts(
    inputs: Iterable[Path],
    *,
    published: date | None = None,
    form: str = "",
    jobs: int = 1,
    model: str = "",
    source: str = "",
    ask: ModelSettings | None = None,
    prompts: Path | None = None,
    decisions: Sequence[Path] = (),
    places: PlaceSettings = PlaceSettings(),
    on_progress: Callable[[int, int], None] | None = None,
) -> ReadTexts:
    """Read reports in English or Arabic: who did what to whom, where, when, said by whom.

    Parameters
    ----------
    inputs
        Articles, tables of reports (JSONL, CSV), folders of them.
    published
        Day of publication, where a file gives none.
    source
        Who says so, where a file does not name it; else masthead, dateline, address or file name.
    ask
        A language model that reads beside the rules; texts go to its server. None sends nothing.
    prompts
        Folder for what would be sent to a model; with it nothing is sent.
    decisions
        Files that the review page saved: what a person struck, changed and added stays so.

    Returns
    -------
    ReadTexts
        ``frame`` has the event columns and the evidence; ``lon``, ``lat`` in EPSG:4326.
    """
    from geomap.events.reading_rows import frame_readings
    from geomap.extract.run import run_reading
    from geomap.resolver.resolver import make_resolver
    from geomap.reviewing.decisions import apply_decisions, read_reading_decisions

    run = run_reading(
        inputs, places, published=published, form=form, jobs=jobs, model=model, source=source,
        on_progress=on_progress,
    )  # fmt: skip
    resolver = make_resolver(places)
    asked = None
    if prompts is not None:
        from geomap.model_reader.model_reading import write_prompts

        write_prompts(run.readings, resolver, prompts)
    elif ask is not None:
        asked = _ask_model(run, resolver, ask, on_progress)
    decided = read_reading_decisions(decisions)
    apply_decisions(run.readings, decided, resolver)
    run.problems = fold_problems(run.problems)
    return ReadTexts(run, frame_readings(run.readings, resolver.gazetteer), asked, decided)


def _ask_model(
    run: ReadingRun,
    resolver: Resolver,
    settings: ModelSettings,
    on_progress: Callable[[int, int], None] | None,
) -> ModelRun:
    """Let a model read what the rules have read; `run` takes its rows and problems."""
    from geomap.model_reader.model_reading import NOTHING, read_with_model
    from geomap.model_reader.remembered import recall, remember

    settings = recall(settings)
    asked = read_with_model(run.readings, resolver, settings, on_progress)
    told = {reading.report.report_id for reading in asked.readings if reading.events}
    run.readings = asked.readings
    run.problems = [p for p in run.problems if p.problem != NOTHING or p.file not in told]
    run.problems += asked.problems
    if asked.read:
        remember(settings)
    return asked


@dataclass(frozen=True)
class ReadTexts:
    """What reading texts gave: the run with its evidence, and its events as rows of text."""

    run: ReadingRun
    frame: pd.DataFrame
    asked: ModelRun | None = None
    decided: Sequence[dict[str, object]] = ()

    @property
    def readings(self) -> list[Reading]:
        """Every reading, in order of the inputs."""
        return self.run.readings

    @property
    def problems(self) -> list[Finding]:
        """What could not be read, one line each."""
        return self.run.problems


MAIN_SHARE = 0.75
"""The first row of a report stays with so much of the wanted confidence."""


def write_reading(texts: ReadTexts, path: Path, *, at_least: float = 0.0) -> int:
    """Write the events of a reading as CSV, formula-safe; ``-`` is standard output.

    Rows whose ``confidence`` is below `at_least` go to ``NAME_unsure.csv`` beside it, for review;
    beside standard output they are left out. Of the first row of a report, its main one, only
    `MAIN_SHARE` of that is asked. Rows that nothing judged stay.

    Returns
    -------
    int
        How many rows were unsure.
    """
    from geomap.export.text_tables import print_rest, write_rest

    frame = texts.frame
    sure = sure_rows(frame, at_least)
    if str(path) == "-":
        print_rest(frame[sure])
    else:
        write_rest(frame[sure], path)
        if not sure.all():
            write_rest(frame[~sure], unsure_path(path))
    return int((~sure).sum())


def sure_rows(frame: pd.DataFrame, at_least: float) -> pd.Series[bool]:
    """Return which rows of a reading are sure enough, see `write_reading`."""
    told = frame["confidence"].where(frame["confidence"] != "", "1").astype(float)
    # a report is seldom about nothing: of its first row less is asked
    return (told >= at_least) | ((frame["main"] == "yes") & (told >= MAIN_SHARE * at_least))


def unsure_path(path: Path) -> Path:
    """Return where the unsure rows of a reading go: ``events.csv`` has ``events_unsure.csv``."""
    return path.with_name(f"{path.stem}_unsure{path.suffix}")


def write_review(texts: ReadTexts, path: Path) -> Path:
    """Write the page to check a reading, text beside rows, in one file; return `path`."""
    from geomap.web.review_page import write_review_page

    return write_review_page(texts.readings, texts.frame, path, texts.decided)


def evaluate_reading(gold: Path, places: PlaceSettings = PlaceSettings()) -> ReadingScore:
    """Read the reports of a coded table (``text`` and gold columns) and compare with the coding.

    Raises
    ------
    TableError
        If the table has no column ``text``.
    """
    from geomap.extract.scores import score_reading

    return score_reading(gold, places=places)
