"""How long a set of 1,000 events takes as PNG, PDF and PPTX; more with the whole series.

    python benchmarks/briefing/speed.py [rows]

Reads UCDP events from the shared folder beside the checkout (GEOMAP_SHARED), writes to a
temporary folder, prints wall and processor seconds and sizes.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from geomap.jobs import read_events, write_outputs
from geomap.settings import Presentation

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("GEOMAP_SHARED", ROOT.parent / "shared"))


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    table = pd.read_csv(SHARED / "bench" / "ucdp_ged_syria.csv.gz", nrows=rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table.to_csv(folder / "events.csv", index=False)
        start = time.perf_counter()
        events = read_events(folder / "events.csv")
        print(f"{len(events)} events read in {time.perf_counter() - start:.1f} s")
        for ending in ("png", "pdf", "pptx", "months.png", "charts.svg"):
            path = folder / f"x.{ending}"
            wall, cpu = time.perf_counter(), time.process_time()
            write_outputs(events, [path], Presentation())
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            size = path.stat().st_size / 1024
            print(f"{ending:12}{wall:6.1f} s wall{cpu:6.1f} s cpu{size:8.0f} kB")
        start = time.perf_counter()
        write_outputs(events, [folder / f"y.{e}" for e in ("png", "pdf", "pptx")], Presentation())
        print(f"png, pdf and pptx side by side: {time.perf_counter() - start:.1f} s wall")


if __name__ == "__main__":
    main()
