"""The door of the briefings: events in; a figure, a document or a deck out."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from geomap.atomic import write_bytes
from geomap.brief.facts import make_facts
from geomap.brief.page import DRAWING
from geomap.brief.text_metrics import MISSING_GLYPH

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from geomap.brief.facts import Facts
    from geomap.brief.page import Page
    from geomap.settings import Presentation

DPI = 300


_TEXT = re.compile(rb'(<text [^>]*style="[^>]*>)([^<]*)')
_STRONG = re.compile(r"[A-Za-z\u00c0-\u024f\u0620-\u064a\u066e-\u06d3]")
"""The first letter says which way a text runs."""


def write_brief(events: gpd.GeoDataFrame, path: Path, presentation: Presentation) -> Path:
    """Write a figure (.png, .svg), a document (.pdf) or a deck (.pptx); return `path`.

    A name like ``x.months.png`` or ``x.charts.svg`` gives the small multiples or the charts
    instead of the map. The same events give the same bytes.

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

    from geomap.brief import document  # noqa: F401
    from geomap.brief.deck import deck  # noqa: F401
    from geomap.brief.figure import figure  # noqa: F401
    from geomap.layers.basemap import load_basemap

    load_basemap()


def render_brief(facts: Facts, name: str) -> bytes:
    """Return the bytes of a briefing file called `name`."""
    ending = name.rsplit(".", 1)[-1].lower()
    if ending == "pdf":
        from geomap.brief.document import render_document

        return render_document(facts)
    if ending == "pptx":
        from geomap.brief.deck.deck import render_deck

        return render_deck(facts)
    with DRAWING:
        content = render_page(_draw(facts, name), ending, DPI)
    # browsers go by the direction; typst, which draws these in documents, sets lines by itself
    return direct_text(content) if ending == "svg" else content


def _draw(facts: Facts, name: str) -> Page:
    parts = name.lower().split(".")
    kind = parts[-2] if len(parts) > 2 else ""
    if kind == "months":
        from geomap.brief.figure.multiples import draw_multiples

        return draw_multiples(facts)
    if kind == "charts":
        from geomap.brief.figure.charts import draw_charts

        return draw_charts(facts)
    from geomap.brief.figure.figure import draw_figure

    return draw_figure(facts).page


def render_page(page: Page, ending: str, dpi: int = DPI) -> bytes:
    """Return a page as PNG or SVG: no dates, no chance, so equal pages are equal bytes."""
    import warnings

    import matplotlib as mpl

    with warnings.catch_warnings(), mpl.rc_context({
        "svg.hashsalt": "geomap", "svg.fonttype": "none", "hatch.linewidth": 0.55,
        "path.simplify": True,
    }):  # fmt: skip
        warnings.filterwarnings("ignore", message=MISSING_GLYPH)
        if ending == "svg":
            out = BytesIO()
            page.figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
            return name_fonts(out.getvalue())
        page.figure.set_dpi(dpi)
        page.canvas.draw()
        return make_png(page.canvas.buffer_rgba(), dpi)


def make_png(rgba: Any, dpi: int) -> bytes:
    """Return pixels as a PNG with a palette of its 256 commonest colours: a third of the size.

    The colours of the theme stay exact; of the shades along edges the nearest is taken.
    """
    import numpy as np
    from PIL import Image

    pixels = np.ascontiguousarray(rgba)
    packed = pixels.view("<u4")[..., 0] & 0xFFFFFF  # blue, green, red
    seen = np.zeros(1 << 24, dtype=bool)
    seen[packed.ravel()] = True
    colors = np.flatnonzero(seen)
    row = np.zeros(1 << 24, dtype=np.uint32)
    row[colors] = np.arange(len(colors))
    counts = np.bincount(row[packed[::2, ::2].ravel()], minlength=len(colors))
    common = colors[np.lexsort((colors, -counts))][:256]

    def channels(values: np.ndarray) -> np.ndarray:
        return np.stack([values & 255, values >> 8 & 255, values >> 16], axis=1).astype(np.float32)

    wanted, given = channels(colors), channels(common)
    away = (given**2).sum(1)[None, :] - 2 * wanted @ given.T
    index = np.zeros(1 << 24, dtype=np.uint8)
    index[colors] = away.argmin(1)
    small = Image.fromarray(index[packed], mode="P")
    small.putpalette(given.astype(np.uint8).tobytes())
    out = BytesIO()
    small.save(out, format="PNG", dpi=(dpi, dpi), compress_level=6)
    return out.getvalue()


def name_fonts(svg: bytes) -> bytes:
    """Name fonts that other machines have after ours; Verdana has the same widths."""
    families = "'DejaVu Sans', Verdana, 'Noto Sans', 'Noto Sans Arabic', Tahoma, sans-serif"
    return re.sub(rb"font-family: [^;\"]+", b"font-family: " + families.encode(), svg)


def direct_text(svg: bytes) -> bytes:
    """Say of each text that begins in Arabic that it runs right to left, held at the same side.

    Where a text runs right to left SVG counts ``start`` and ``end`` from the right.
    """

    def turn(found: re.Match[bytes]) -> bytes:
        tag, text = found.group(1), found.group(2)
        strong = _STRONG.search(text.decode("utf-8"))
        if strong is None or strong.group() < "\u0590":
            return found.group()
        anchor = re.search(rb"text-anchor: (start|middle|end)", tag)
        held = anchor.group(1) if anchor else b"start"
        turned = {b"start": b"end", b"end": b"start"}.get(held, held)
        bare = re.sub(rb"\s*text-anchor: \w+;?", b"", tag)
        style = b'style="text-anchor: ' + turned + b"; direction: rtl; "
        return (
            bare.replace(b'style="', style, 1).replace(b"<text ", b'<text direction="rtl" ', 1)
            + text
        )

    return _TEXT.sub(turn, svg)
