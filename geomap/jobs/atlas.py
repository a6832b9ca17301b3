"""A series: the same outputs for each governorate, month, year, actor or type, and its contents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from geomap.errors import SpecError
from geomap.jobs.writing import name_file, write_output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import geopandas as gpd

    from geomap.brief.wording import Words
    from geomap.content.event_shares import Share
    from geomap.settings import Presentation
    from geomap.spec.series_parts import Series

PROCESSES = 2
"""Values drawn side by side, each in a process of its own: drawing is bound to a processor."""
FEW = 4
"""Fewer files than this are not worth a process."""

Work = tuple["gpd.GeoDataFrame", "Path", "Presentation"]


def write_series(
    series: Series,
    events: gpd.GeoDataFrame,
    presentation: Presentation,
    report: Callable[[str], object],
) -> list[Path]:
    """Write the outputs of each value, then the page of contents; return all paths.

    `report` is called with each step. Every output has the title of the whole and its value; a
    governorate has its own extent, other values share one, so that their maps can be compared.

    Raises
    ------
    SpecError
        If a wanted value is none of the events'.
    """
    from geomap.brief.wording import Words
    from geomap.content.event_shares import split_events
    from geomap.export.contents_page import Entry, write_contents

    words, english = (
        Words(presentation.lang, arabic_digits=presentation.digits == "arabic"),
        Words("en"),
    )
    spelt = english.admin1 if series.by == "admin1" else str
    shares = split_events(events, series.by, spelt)
    named = {share.value: name_value(share.value, series.by, words) for share in shares}
    shares = _choose(series, shares, named)
    work: list[Work] = []
    entries = []
    for share in shares:
        said = _present(share, series, presentation, named[share.value])
        files = tuple(_name(path, share, said) for path in series.files)
        work += [(share.events, file, said) for file in files]
        entries.append(Entry(named[share.value], _count(share.events, words), files))
    written = []
    for path in _write_all(work):
        written.append(path)
        report(f"series: {len(written)} of {len(work)} files")
    if series.contents is not None:
        title = presentation.title
        path = write_contents(
            series.contents, title, _count(events, words), entries, presentation.lang
        )
        written.append(path)
    return written


def name_value(value: str, by: str, words: Words) -> str:
    """Return what readers see of a value: a month in words, a governorate in the language."""
    if by == "month":
        year, month = map(int, value.split("-"))
        return words.digits(f"{words.month(date(year, month, 1))} {year}")
    if by == "admin1":
        return words.admin1(value)
    if by == "actor":
        return words.actor(value, "")
    return words.digits(value)


def _choose(series: Series, shares: list[Share], named: dict[str, str]) -> list[Share]:
    if not series.values:
        return shares
    chosen = []
    for wanted in series.values:
        found = [s for s in shares if wanted.casefold() in _called(s, named)]
        if not found:
            known = ", ".join(share.value for share in shares[:12])
            raise SpecError(f"series.values: no event of {wanted!r}", fix=f"known: {known}")
        chosen += found
    return chosen


def _called(share: Share, named: dict[str, str]) -> set[str]:
    return {share.value.casefold(), share.slug, named[share.value].casefold()}


def _present(share: Share, series: Series, presentation: Presentation, named: str) -> Presentation:
    from geomap.events.present import fill_presentation

    title = f"{presentation.title}: {named}" if presentation.title else named
    extent = share.value if series.by == "admin1" else presentation.extent or "country"
    said = replace(
        presentation, title=title, extent=extent, name=f"{presentation.name}-{share.slug}",
        data_hash="", chapters=(), previous=None, unplaced=0, unplaced_rows=None,
    )  # fmt: skip
    return fill_presentation(said, share.events, unplaced=0)


def _name(path: Path, share: Share, said: Presentation) -> Path:
    return path.with_name(name_file(path.name.replace("{value}", share.slug), said))


def _count(events: gpd.GeoDataFrame, words: Words) -> str:
    from geomap.layers.counts import sum_fatalities

    dead = sum_fatalities(events)
    count = words.number(len(events))
    told = words.say("one_event") if len(events) == 1 else words.say("n_events", n=count)
    return f"{told} · {words.say('killed', n=words.number(dead[0]))}" if dead and dead[0] else told


def _write_all(work: list[Work]) -> Iterator[Path]:
    """Yield each path when it is written, in order."""
    for folder in {path.parent for _, path, _ in work}:
        folder.mkdir(parents=True, exist_ok=True)
    if len(work) < FEW:
        yield from map(_write_one, work)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        yield from pool.map(_write_one, work)


def _write_one(work: Work) -> Path:
    events, path, presentation = work
    return write_output(events, path, presentation)
