"""Chapters of a story and the blocks that their texts are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: plain, ``strong``, ``em`` or a ``link`` (http, https, or ``#...``)."""

    text: str
    style: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (``p``), heading (``h``), item of a list (``li``), numbered (``ol``), quote."""

    kind: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One ``[[chapters]]`` of a specification.

    Parameters
    ----------
    title, text
        Plain text; Markdown of the small kind that `geomap.story.markdown` reads.
    start, end
        The window of the clock, None: open on that side.
    view
        A governorate, ``country`` or ``west,south,east,north``; empty: what the events need.
    keep
        What of `geomap.events.select.Selection` the chapter keeps, by field.
    layers
        Names of the layers that are shown; None leaves them as they are.
    opened
        Id of the event that is open, or empty.
    show
        How events are shown: ``marks``, ``hexagons``, ``heat``, ``shading``.
    change
        True: sentences on what changed follow the text.
    box
        West, south, east, north of the view, once it is settled.
    """

    title: str
    text: str = ""
    start: date | None = None
    end: date | None = None
    view: str = ""
    keep: dict[str, Any] = field(default_factory=dict)
    layers: tuple[str, ...] | None = None
    opened: str = ""
    show: str = ""
    change: bool = False
    box: tuple[float, ...] | None = None
