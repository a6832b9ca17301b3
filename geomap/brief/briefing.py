"""The door of the briefings: events in; a figure, a document or a deck out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.atomic import write_bytes
from geomap.brief.facts import make_facts
from geomap.brief.page_image import DPI, direct_text, render_page
from geomap.brief.sheet import DRAWING
from geomap.brief.svg_fonts import describe, embed_fonts

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from geomap.brief.facts import Facts
    from geomap.brief.sheet import Page
    from geomap.settings import Presentation


def write_brief(events: gpd.GeoDataFrame, path: Path, presentation: Presentation) -> Path:
    """Write a figure (.png, .svg), a document (.pdf) or a deck (.pptx); return `path`.

    A name like ``x.months.png``, ``x.years.png`` or ``x.charts.svg`` gives the small multiples or
    the charts instead of the map, ``x.areas.png`` and ``x.areas.years.png`` shaded units. The same
    events give the same bytes.

    Parameters
    ----------
    events
        Events of `geomap.schema`; ``lon, lat`` in degrees, EPSG:4326.
    path
        The file to write.
    presentation
        Title, language, theme, paper and what else outputs say of themselves.

    Raises
    ------
    SpecError
        If theme, paper, extent or template cannot be used.
    OutputError
        If the file cannot be written.
    """
    return write_facts(make_facts(events, presentation), path)


def write_facts(facts: Facts, path: Path) -> Path:
    """Write a briefing of facts that several files share; return `path`. See `write_brief`."""
    return write_bytes(path, render_brief(facts, path.name))


def load_libraries() -> None:
    """Load what drawing needs before there is anything to draw; it takes longer than a figure."""
    import geopandas  # noqa: F401
    import matplotlib.backends.backend_agg
    import matplotlib.backends.backend_svg  # noqa: F401
    import pptx  # noqa: F401
    import typst  # noqa: F401

    from geomap.brief import paper as document  # noqa: F401
    from geomap.brief.deck import deck  # noqa: F401
    from geomap.brief.figure import figure  # noqa: F401
    from geomap.layers.basemap import load_basemap

    load_basemap()


def render_brief(facts: Facts, name: str) -> bytes:
    """Return the bytes of a briefing file called `name`."""
    ending = name.rsplit(".", 1)[-1].lower()
    if ending == "pdf":
        from geomap.brief.paper import render_document

        return render_document(facts)
    if ending == "pptx":
        from geomap.brief.deck.deck import render_deck

        return render_deck(facts)
    with DRAWING:
        content = render_page(_draw(facts, name), ending, DPI)
    # browsers go by the direction; typst, which draws these in documents, sets lines by itself
    if ending != "svg":
        return content
    return describe(embed_fonts(direct_text(content)), facts.title, tell_picture(facts, name))


def kind_of(name: str) -> str:
    """Return what the name of a figure asks for, like ``months`` or ``charts``; or nothing."""
    parts = name.lower().split(".")
    return parts[-2] if len(parts) > 2 else ""


def is_shaded(name: str) -> bool:
    """Return True if a figure's name asks for shaded units: ``x.areas.png``."""
    parts = name.lower().split(".")[1:-1]
    return parts[-1:] == ["areas"] or (
        parts[-2:-1] == ["areas"] and parts[-1] in ("months", "quarters", "years")
    )


def tell_picture(facts: Facts, name: str) -> str:
    """Return the picture that a file's name asks for in words."""
    from geomap.brief.picture_words import tell_bars, tell_map, tell_periods, tell_timeline

    kind = kind_of(name)
    if is_shaded(name):
        from geomap.brief.shading.unit_words import tell_areas

        return tell_areas(facts)
    if kind == "charts":
        return f"{tell_timeline(facts)} {tell_bars(facts)}"
    return tell_periods(facts) if kind in ("months", "quarters", "years") else tell_map(facts)


def _draw(facts: Facts, name: str) -> Page:
    kind, shaded = kind_of(name), is_shaded(name)
    if shaded:
        from geomap.brief.shading.shaded_map import draw_shaded, draw_shaded_multiples

        return draw_shaded(facts) if kind == "areas" else draw_shaded_multiples(facts, kind)
    if kind in ("months", "quarters", "years"):
        from geomap.brief.figure.multiples import draw_multiples

        return draw_multiples(facts, kind)
    if kind == "charts":
        from geomap.brief.figure.charts import draw_charts

        return draw_charts(facts)
    from geomap.brief.figure.figure import draw_figure

    return draw_figure(facts).page
