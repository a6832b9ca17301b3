"""Layers and chapters of a run: read, settled against the events, what is wrong told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.content.map_layers import LayerRequest
from geomap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import geopandas as gpd

    from geomap.content.chapters import Chapter
    from geomap.content.map_layers import MapLayer
    from geomap.resolver.resolver import Resolver
    from geomap.settings import Presentation


_NAMED = 8
"""Values that a warning names."""


def parse_layer(text: str) -> LayerRequest:
    """Return the layer that ``FILE``, ``FILE:column``, ``name=FILE`` or ``name=FILE:column`` asks.

    Raises
    ------
    InputError
        If no such file is there.
    """
    name, sign, rest = text.partition("=")
    if not sign or Path(text).exists():
        name, rest = "", text
    path, style = Path(rest), ""
    if not path.exists() and ":" in rest:
        start, _, style = rest.rpartition(":")
        path = Path(start)
    if not path.exists():
        raise InputError("no such file", file=str(path), fix="write FILE, or name=FILE:column")
    return LayerRequest(path, name=name.strip() or path.stem, style=style, title=name.strip())


def read_layers(
    requests: Sequence[LayerRequest], gazetteer: Path | None = None
) -> tuple[tuple[MapLayer, ...], tuple[str, ...]]:
    """Return layers, and what a person should hear of them.

    Raises
    ------
    InputError
        If one of them cannot be read or drawn.
    """
    from geomap.layers.overlays.layer_reading import read_layer

    layers = tuple(read_layer(request, gazetteer) for request in requests)
    return layers, tuple(note for layer in layers for note in layer.notes)


def settle_chapters(
    chapters: Sequence[Chapter],
    events: gpd.GeoDataFrame,
    make_resolver: Callable[[], Resolver],
    name: str,
) -> tuple[tuple[Chapter, ...], tuple[str, ...]]:
    """Return chapters whose filters are values of `events`; a chapter without events is told.

    Raises
    ------
    InputError
        If a filter's value, a view or an open event is none of the run's.
    """
    from geomap.brief.figure.view import box_of
    from geomap.events.select import Selection
    from geomap.events.wanted import settle_selection
    from geomap.story.chapter_events import events_of

    settled: list[Chapter] = []
    warnings: list[str] = []
    for number, chapter in enumerate(chapters, 1):
        at = f"{name}, chapter {number}"
        told = chapter
        if chapter.keep:
            wanted = Selection(**chapter.keep)
            selection, more = settle_selection(wanted, events, make_resolver(), file=at)
            warnings += more
            told = replace(chapter, keep={key: getattr(selection, key) for key in chapter.keep})
        if chapter.view and chapter.view != "country":
            told = replace(told, box=box_of(chapter.view))
        if chapter.opened and chapter.opened not in set(events["event_id"]):
            raise InputError(
                f"open: no event {chapter.opened!r} is among those shown", file=at,
                fix="geomap events writes ids into event_id; window and filter must keep it",
            )  # fmt: skip
        if not len(events_of(told, events)):
            warnings.append(f"{at}: no event matches; it says so{_say_known(told, events)}")
        settled.append(told)
    return tuple(settled), tuple(warnings)


def _say_known(chapter: Chapter, events: gpd.GeoDataFrame) -> str:
    """Return which values the columns of a chapter's filter have, empty if it has all it asks."""
    told = []
    for key, wanted in chapter.keep.items():
        if key not in events or key == "geo_precision":
            continue
        asked = {str(one).casefold() for one in ((wanted,) if isinstance(wanted, str) else wanted)}
        counts = events[key].dropna().astype(str).value_counts()
        known = [value for value in counts.index if value]
        if asked.isdisjoint(value.casefold() for value in known):
            named = ", ".join(known[:_NAMED]) + (" ..." if len(known) > _NAMED else "")
            told.append(f"{key} has: {named}" if named else f"the events have no {key}")
    return "".join(f"; {one}" for one in told)


def add_trend(presentation: Presentation, events: gpd.GeoDataFrame) -> Presentation:
    """Return a presentation whose story ends with what changed, where that is asked for."""
    from geomap.story.change_lines import change_chapter

    if not presentation.trend or any(one.change for one in presentation.chapters):
        return presentation
    chapter = change_chapter(events, presentation)
    return replace(presentation, chapters=(*presentation.chapters, chapter))


def join_layers(
    events: gpd.GeoDataFrame, asked: Sequence[str], gazetteer: Path | None = None
) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    """Return events with a column for each layer of areas: who held the place on the event's day.

    ``name=FILE:column`` gives the columns ``name`` and ``name_note``: why it is empty. Returns too
    what a person should hear.

    Raises
    ------
    InputError
        If a layer cannot be read, has no areas, or its name is that of a column.
    """
    from geomap.layers.overlays.layer_join import join_layer

    joined = events
    heard: list[str] = []
    for text in asked:
        request = parse_layer(text)
        taken = {name.casefold() for name in joined.columns}
        if request.name.casefold() in taken or f"{request.name}_note".casefold() in taken:
            raise InputError(
                f"the events have a column {request.name!r} already", file=str(request.file),
                fix="write another name before =",
            )  # fmt: skip
        (layer,), notes = read_layers([request], gazetteer)
        if layer.form != "area":
            raise InputError("holds no areas", file=str(request.file), fix="join areas")
        values, reasons = join_layer(joined, layer)
        joined = joined.assign(**{request.name: values, f"{request.name}_note": reasons})
        told = sum(bool(value) for value in values)
        heard += [*notes, f"{request.name}: told for {told} of {len(values)} events"]
        counts: dict[str, int] = {}
        for reason in filter(None, reasons):
            counts[reason.split(":")[0]] = counts.get(reason.split(":")[0], 0) + 1
        heard += [f"{request.name}: {count} {reason}" for reason, count in sorted(counts.items())]
    return joined, tuple(heard)
