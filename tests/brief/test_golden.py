"""Golden figures: three that tell much, compared with a tolerance; the font is matplotlib's."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from geomap.brief.facts import make_facts
from geomap.brief.figure.charts import draw_charts
from geomap.brief.figure.figure import draw_figure
from geomap.brief.page_image import render_page
from geomap.settings import Presentation

if TYPE_CHECKING:
    import geopandas as gpd

    from geomap.brief.sheet import Page

GOLDEN = Path(__file__).parents[1] / "golden" / "briefing"
MOST_DIFFERENT = 0.01
"""Share of pixels that may differ by more than a shade: letters round otherwise elsewhere."""


def draw(name: str, events: gpd.GeoDataFrame) -> Page:
    if name == "figure":
        return draw_figure(make_facts(events, Presentation(title="Spring 2025", unplaced=3))).page
    arabic = Presentation(title="ربيع 2025", lang="ar", paper="a4", theme="print", unplaced=3)
    if name == "figure_ar":
        return draw_figure(make_facts(events, arabic)).page
    return draw_charts(make_facts(events, Presentation(theme="dark", paper="square")))


@pytest.mark.parametrize("name", ["figure", "figure_ar", "charts"])
def test_golden_figure_is_as_it_was(variety: gpd.GeoDataFrame, name: str) -> None:
    path = GOLDEN / f"{name}.png"
    drawn = render_page(draw(name, variety), "png", 80)
    if os.environ.get("GEOMAP_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(drawn)
    assert path.exists(), f"no golden file {path.name}: look at the figure, then make golden"
    with Image.open(path) as old, Image.open(BytesIO(drawn)) as new:
        before = np.asarray(old.convert("L"), dtype=int)
        after = np.asarray(new.convert("L"), dtype=int)
    assert before.shape == after.shape
    assert (np.abs(before - after) > 40).mean() < MOST_DIFFERENT
