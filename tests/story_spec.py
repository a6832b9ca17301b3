"""A story in invented events over invented areas, for the tests of page, deck and document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.jobs import run_spec
from geomap.spec import read_spec
from tests.layers.overlays.made_layers import control

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "<img src=x onerror=alert(1)>"
ROWS = [
    *[(day, "Homs", "Homs") for day in ("2020-01-10", "2020-01-20")],
    ("2020-02-02", "Palmyra", "Homs"), ("2020-02-10", "Hama", "Hama"),
    *[(day, "Idlib", "Idlib") for day in ("2020-03-05", "2020-03-20")],
    *[("2020-03-28", "Saraqib", "Idlib")] * 12,
]  # fmt: skip
STORY = f"""
title = "Invented"
lang = "LANG"
as_of = 2020-03-31
[read]
tables = ["reports.csv"]
[[layers]]
file = "control.geojson"
title = "Who holds what"
title_ar = "من يسيطر"
source = "Invented"
[[chapters]]
title = "All of it"
text = "With **weight** and {HOSTILE} and [a chapter](#c=2)."
view = "country"
[[chapters]]
title = "Homs in winter"
text = "- one\\n- two"
from = 2020-01-01
to = 2020-02-15
filter = {{ admin1 = "Homs" }}
[[chapters]]
title = "Without the layer"
layers = []
from = 2020-03-01
to = 2020-03-31
[[chapters]]
title = "What changed"
change = true
from = 2020-03-25
to = 2020-03-31
[write]
files = [FILES]
"""


def write_story(folder: Path, *files: str, lang: str = "en") -> Path:
    """Write the story's files into a folder; return the folder."""
    lines = ["date,location,admin1,event_type,actor1"]
    lines += [f"{day},{place},{unit},Battles,One group" for day, place, unit in ROWS]
    (folder / "reports.csv").write_text("\n".join(lines), "utf-8")
    control(folder / "control.geojson")
    named = ", ".join(f'"{name}"' for name in files)
    text = STORY.replace("LANG", lang).replace("FILES", named)
    (folder / "story.toml").write_text(text, "utf-8")
    outcome = run_spec(read_spec(folder / "story.toml"))
    assert outcome.warnings == ()
    return folder
