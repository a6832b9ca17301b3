"""Layers that are not events: what a person asks for, and what was read of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class LayerRequest:
    """One ``[[layers]]`` of a specification, or one ``--layer``: names of columns, and words.

    Parameters
    ----------
    file
        Outlines, lines or points in a GIS format, or a table with p-codes or ``lon``, ``lat``.
    name
        What chapters, links and messages call it; empty takes the file's stem.
    title, title_ar
        What readers see.
    style
        Column whose values are kinds with a colour each; empty looks for one.
    start, end
        Columns of the first and last day of each feature; empty looks for them.
    label
        Column with the features' names.
    number
        Column with a number: units are shaded by it.
    contested
        Column that is true where it is contested: hatched.
    colors, labels, labels_ar
        Colour (``#rrggbb``) and words by value of the style column.
    source, day
        Who says so, and the day of the state where features have no days.
    states
        True: each day of the start column is a state that holds until the next one; None: so where
        there is no end column and more than one day, and the features are no points.
    shown
        False: readers turn it on.
    sheet
        Layer of a GeoPackage.
    order
        ``dmy`` or ``mdy``: how 03/04/2020 is meant.
    """

    file: Path
    name: str = ""
    title: str = ""
    title_ar: str = ""
    style: str = ""
    start: str = ""
    end: str = ""
    label: str = ""
    number: str = ""
    contested: str = ""
    colors: tuple[tuple[str, str], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    labels_ar: tuple[tuple[str, str], ...] = ()
    source: str = ""
    day: str = ""
    states: bool | None = None
    shown: bool = True
    sheet: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class LayerClass:
    """One kind of a layer's features: its value, words and colours on light and on dark ground."""

    value: str
    label: str
    label_ar: str
    color: str
    color_dark: str


@dataclass(frozen=True, slots=True, eq=False)
class LayerShape:
    """One feature.

    Parameters
    ----------
    geometry
        shapely, EPSG:4326, ``lon, lat``; polygons, lines or points.
    kind
        Its row of the layer's classes.
    start, end
        Days from 1970-01-01, both in it; None: since ever, until today.
    contested
        True if it is contested.
    name
        Its name, or empty.
    number
        Its number, where the layer has numbers.
    """

    geometry: Any
    kind: int
    start: int | None = None
    end: int | None = None
    contested: bool = False
    name: str = ""
    number: float | None = None

    def holds_on(self, day: int) -> bool:
        """Return True if it holds on a day (days from 1970-01-01)."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, eq=False)
class MapLayer:
    """A layer as it was read; see `LayerRequest` for the words.

    Parameters
    ----------
    form
        ``area``, ``line`` or ``point``: what most of its features are.
    states
        First days of its states, in order, where it has such.
    notes
        What a person should hear: features left out and why, overlaps, gaps.
    """

    name: str
    title: str
    title_ar: str
    form: str
    classes: tuple[LayerClass, ...]
    shapes: tuple[LayerShape, ...]
    source: str = ""
    day: str = ""
    shown: bool = True
    numbered: bool = False
    states: tuple[int, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def at(self, day: int) -> list[LayerShape]:
        """Return the features that hold on a day (days from 1970-01-01)."""
        return [shape for shape in self.shapes if shape.holds_on(day)]

    def state_on(self, day: int) -> str:
        """Return the ISO day of the state that holds on a day, else the day of the layer."""
        past = [start for start in self.states if start <= day]
        return to_iso(past[-1]) if past else self.day


def to_day(day: date) -> int:
    """Return days from 1970-01-01."""
    return day.toordinal() - EPOCH


def to_iso(day: int) -> str:
    """Return the ISO date of days from 1970-01-01."""
    return date.fromordinal(day + EPOCH).isoformat()
