"""The door of the films: events in, the map's clock as MP4, WebM or GIF out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geomap.atomic import replacing
from geomap.brief.facts import make_facts
from geomap.brief.film.encoding import repeat_pictures, write_gif, write_video
from geomap.brief.film.scene import draw_bars, draw_scene
from geomap.brief.film.stage import PIXELS, SIZES, build_stage, draw_legend, draw_state
from geomap.brief.film.steps import plan_film
from geomap.brief.sheet import DRAWING
from geomap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import geopandas as gpd

    from geomap.brief.facts import Facts
    from geomap.brief.film.stage import Stage
    from geomap.brief.film.steps import Storyboard
    from geomap.brief.sheet import Box, Page
    from geomap.settings import Presentation

ENDINGS = (".mp4", ".webm", ".gif")


def write_film(
    events: gpd.GeoDataFrame,
    path: Path,
    presentation: Presentation,
    progress: Callable[[int, int], object] = lambda _done, _all: None,
) -> Path:
    """Write the clock of a map as a film; return `path`.

    Each step (day, week, month or year, whatever makes at most 180) shows the events that begin
    in it: marks, the largest named, a histogram, the date, events and dead. The size is that of
    the paper (``16:9``, ``square``, ``tall``), or of a name like ``x.tall.mp4``. Equal events,
    equal pictures.

    Parameters
    ----------
    events
        Events of `geomap.schema`; ``lon, lat`` in degrees, EPSG:4326.
    path
        Ends with one of `ENDINGS`.
    presentation
        Title, language, theme, paper, extent.
    progress
        Called with the steps drawn and all steps.

    Raises
    ------
    SpecError
        If paper or theme are unknown.
    MissingExtraError
        If MP4 or WebM are wanted without the extra ``video``.
    OutputError
        If no event has a date that fits a step, or the file cannot be written.
    """
    ending = path.suffix.lower()
    named = path.stem.rpartition(".")[2]
    paper = named if named in SIZES else presentation.paper
    facts = make_facts(events, presentation)
    with DRAWING:
        stage = build_stage(facts, paper)
        board = plan_film(facts, stage)
        if not board.steps:
            raise OutputError(f"{path}: no event has a date for a film to show")
        fullest = max(board.steps, key=lambda step: step.count)
        draw_legend(stage, facts, fullest.marks)
        draw_bars(stage, facts, board)
        pictures = _draw_pictures(stage, facts, board, progress)
        with replacing(path) as temporary:
            if ending == ".gif":
                write_gif(temporary, pictures, board.seconds)
            else:
                sharp = [_pixels_in(stage, box) for box in (stage.diary, stage.histogram)]
                frames = repeat_pictures(pictures, board.seconds, sharp)
                write_video(temporary, ending, stage.pixels, frames)
    return path


def _pixels_in(stage: Stage, box: Box) -> tuple[slice, slice]:
    """Return the rows and columns of the pixels of a box."""
    top = stage.page.height - box.y1
    rows = slice(round(top * PIXELS), round((top + box.height) * PIXELS))
    return rows, slice(round(box.x0 * PIXELS), round(box.x1 * PIXELS))


def _draw_pictures(
    stage: Stage, facts: Facts, board: Storyboard, progress: Callable[[int, int], object]
) -> Iterator[Any]:
    """Yield the picture of each step: uint8 (height, width, 3)."""
    ground, cover = (_pixels_of(page) for page in (stage.page, stage.cover))
    still, drawn = _lay_over(cover, ground[..., :3]), frozenset[int]()
    for at, step in enumerate(board.steps):
        day = replace(facts, state=step.last)
        held = frozenset(id(shape) for layer in day.layers for shape in layer.at(day.state_day))
        if held != drawn:  # names lie on the layers, marks on both
            state = _pixels_of(draw_state(stage, day))
            still, drawn = _lay_over(cover, _lay_over(state, ground[..., :3])), held
        scene = draw_scene(stage, facts, board, at)
        picture = _lay_over(scene, still)
        progress(at + 1, len(board.steps))
        yield picture


def _pixels_of(page: Page) -> Any:
    import numpy as np

    page.figure.set_dpi(72 * PIXELS)
    page.canvas.draw()
    return np.array(page.canvas.buffer_rgba())


def _lay_over(upper: Any, lower: Any) -> Any:
    """Return `upper` (with how much it covers) over `lower`: uint8 (height, width, 3)."""
    import numpy as np

    alpha = upper[..., 3:].astype(np.uint16)
    mixed = (upper[..., :3] * alpha + lower * (255 - alpha)) // 255
    return mixed.astype(np.uint8)
