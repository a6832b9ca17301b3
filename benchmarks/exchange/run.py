"""Exchange at scale, in one run beside what a user would pick instead.

    python benchmarks/exchange/run.py [../shared/bench/ucdp_ged_syria.csv.gz] [--large]

Every line is a process of its own: wall clock, processor time, peak resident memory. The machine's
load before each is printed, because the ratios are worth what the quiet is worth. `--large` adds
the runs over 10,000,000 rows (needs 4 GB of disk).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from make_data import make_csv, make_parquet

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("GEOMAP_SHARED", ROOT.parent / "shared"))
UCDP = SHARED / "bench" / "ucdp_ged_syria.csv.gz"

PANDAS_CSV = """
import sys, pandas as pd
pd.read_csv(sys.argv[1]).to_parquet(sys.argv[2])
"""
PANDAS_PARQUET = """
import sys, pandas as pd
pd.read_parquet(sys.argv[1]).to_parquet(sys.argv[2])
"""
POLARS_CSV = """
import sys, polars as pl
pl.read_csv(sys.argv[1]).write_parquet(sys.argv[2])
"""
DUCKDB_CSV = """
import sys, duckdb
duckdb.sql(f"COPY (FROM read_csv('{sys.argv[1]}')) TO '{sys.argv[2]}' (FORMAT parquet)")
"""
GEOPANDAS_CSV = """
import sys, pandas as pd, geopandas as gpd
frame = pd.read_csv(sys.argv[1], parse_dates=["date"])
points = gpd.points_from_xy(frame["lon"], frame["lat"], crs=4326)
gpd.GeoDataFrame(frame, geometry=points).to_parquet(sys.argv[2], write_covering_bbox=True)
"""


def measure(name: str, words: list[str]) -> tuple[float, float, float]:
    """Run a process; print and return its wall clock, processor seconds and peak MiB."""
    load = os.getloadavg()[0]
    began = time.perf_counter()
    # as an installed package runs: its modules are compiled once, not by every process
    env = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=env)
    told = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    cpu = usage.ru_utime + usage.ru_stime
    peak = usage.ru_maxrss / 1024
    failed = "  FAILED " + told.decode()[-300:] if status else ""
    print(f"{name:44} {wall:7.2f} s  {cpu:7.2f} s cpu  {peak:6.0f} MiB  load {load:.1f}{failed}",
          flush=True)  # fmt: skip
    return wall, cpu, peak


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "ucdp", type=Path, nargs="?", default=UCDP, help="UCDP GED of Syria as published"
    )
    parser.add_argument("--large", action="store_true", help="10,000,000 rows too")
    asked = parser.parse_args()
    ucdp = asked.ucdp
    if not ucdp.is_file():
        parser.error(f"no such file: {ucdp}")
    python = sys.executable
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        geomap = [python, "-m", "geomap", "events"]
        measure("UCDP as published, 16,566", [*geomap, str(ucdp), "-o", f"{folder}/u.parquet"])
        table = make_csv(folder / "one.csv", 1_000_000)
        words = [python, "-c", PANDAS_CSV, str(table), f"{folder}/p.parquet"]
        base = measure("1M CSV: pandas read_csv + to_parquet", words)
        for package, code in (("polars", POLARS_CSV), ("duckdb", DUCKDB_CSV)):
            if find_spec(package):
                measure(f"1M CSV: {package} read and write",
                        [python, "-c", code, str(table), f"{folder}/o.parquet"])  # fmt: skip
            else:
                print(f"1M CSV: {package} is not installed here")
        measure("1M CSV: geopandas points + to_parquet", [python, "-c", GEOPANDAS_CSV, str(table),
                                                          f"{folder}/g.parquet"])  # fmt: skip
        ours = measure("1M CSV: geomap events", [*geomap, str(table), "-o", f"{folder}/e.parquet"])
        print(f"geomap / pandas: wall {ours[0] / base[0]:.2f}, processor {ours[1] / base[1]:.2f}")
        million = make_parquet(ucdp, folder / "m.parquet", 1_000_000)
        measure("1M Parquet: pandas read + write", [python, "-c", PANDAS_PARQUET, str(million),
                                                    f"{folder}/p.parquet"])  # fmt: skip
        small = measure("1M Parquet: geomap events", [*geomap, str(million), "-o",
                                                      f"{folder}/e.parquet"])  # fmt: skip
        print(f"{1e6 / small[0]:,.0f} rows/s, {1e6 / small[1]:,.0f} rows a processor second")
        if asked.large:
            large = make_parquet(ucdp, folder / "t.parquet", 10_000_000)
            big = measure("10M Parquet: geomap events", [*geomap, str(large), "-o",
                                                         f"{folder}/e.parquet"])  # fmt: skip
            print(f"{1e7 / big[0]:,.0f} rows/s, {1e7 / big[1]:,.0f} rows a processor second; "
                  f"memory 10M / 1M {big[2] / small[2]:.2f}")  # fmt: skip
            # last, because it holds the whole table: about 12 GB
            measure("10M Parquet: pandas read + write", [python, "-c", PANDAS_PARQUET, str(large),
                                                         f"{folder}/p.parquet"])  # fmt: skip


if __name__ == "__main__":
    main()
