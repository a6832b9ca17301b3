"""What each trick of the code is worth: with it, without it, best of some runs.

    python -m benchmarks.house.tricks [--rows 200000] [--runs 3]

Every line is a process of its own, wall clock and processor time. A trick that saves nothing here
has no place in the code.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.exchange.make_data import make_csv

ROOT = Path(__file__).resolve().parents[2]

START = "import sys; from geomap.cli import app; sys.argv = ['geomap', *sys.argv[1:]]; "
EVENTS = "from geomap.cli.commands import events; "
HASH = """
import numpy as np, pyarrow as pa
texts = [f"An air strike hit the village of number {n}, killing {n % 9}" for n in range(400_000)]
"""


@dataclass(frozen=True)
class Trick:
    """A trick, and code that does without it.

    Parameters
    ----------
    given, without
        Code of two processes, after each other in the report.
    arguments
        Of both; ``{table}``, ``{out}`` and ``{map}`` are filled in.
    """

    name: str
    given: str
    without: str
    arguments: tuple[str, ...] = ()


TABLE = ("events", "{table}", "-o", "{out}")
TRICKS = (
    Trick(
        "end the process at once", START + "app.run()", START + "app.main()",
        ("map", "{map}", "-o", "{out}.html"),
    ),
    Trick(
        "Arrow without pandas", START + "app.run()",
        START + EVENTS + "events.put_off_pandas = lambda: None; app.run()", TABLE,
    ),
    Trick(
        "footers merged, groups copied", START + "app.run()",
        START + "import pyarrow.parquet as pq, geomap.large.joining as j; "
        "from benchmarks.house.tricks import PlainJoin; j.ParquetJoin = PlainJoin; app.run()",
        TABLE,
    ),
    Trick(  # ids are made with it, and a report keeps its id
        "a hash of our own",
        HASH + "from geomap.events.ids import hash_texts\nhash_texts(pa.array(texts))",
        HASH + "import pandas as pd; pd.util.hash_array(np.array(texts, dtype=object), categorize=False)",
    ),
    Trick(
        "WGS 84 written down",
        "from geomap.export.geoparquet import describe_wgs84; describe_wgs84()",
        "import json, pyproj; json.loads(pyproj.CRS('EPSG:4326').to_json())",
    ),
)  # fmt: skip


class PlainJoin:
    """`geomap.large.parquet_merge.ParquetJoin` by Arrow alone: every value decoded and encoded."""

    def __init__(self, out: Path) -> None:
        self.out, self.writer, self.metadata = out, None, {}

    def add(self, part: Path) -> None:
        """Append a file's row groups."""
        import pyarrow.parquet as pq

        file = pq.ParquetFile(part)
        self.writer = self.writer or pq.ParquetWriter(self.out, file.schema_arrow)
        for group in range(file.num_row_groups):
            self.writer.write_table(file.read_row_group(group))

    def finish(self, metadata: dict[str, str]) -> None:
        """Keep what the footer would say."""
        self.metadata = metadata

    def close(self) -> None:
        """Close the file."""
        if self.writer is not None:
            self.writer.close()
            self.writer = None


def run(code: str, arguments: tuple[str, ...]) -> tuple[float, float]:
    """Return wall clock and processor time of a process in seconds."""
    began, before = time.perf_counter(), os.times()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    after = os.times()
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr[-400:]}")
    cpu = after.children_user + after.children_system
    return time.perf_counter() - began, cpu - before.children_user - before.children_system


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path, help="file for the figures")
    options = parser.parse_args()
    told: dict[str, dict[str, float]] = {}
    print(f"{'':<32}{'with':>8}{'without':>9}{'saved':>8}   wall s (processor s)")
    with tempfile.TemporaryDirectory() as folder:
        table = make_csv(Path(folder) / "table.csv", options.rows)
        for trick in TRICKS:
            filled = tuple(
                part.format(
                    table=table, out=Path(folder) / "out.parquet",
                    map=ROOT / "maps" / "asharq_al_awsat.geojson",
                )
                for part in trick.arguments
            )  # fmt: skip
            best = []
            for code in (trick.given, trick.without):
                times = []
                for _ in range(options.runs):
                    for left in Path(folder).glob("out*"):
                        left.unlink()
                    times.append(run(code, filled))
                best.append((min(t[0] for t in times), min(t[1] for t in times)))
            (wall, cpu), (wall_without, cpu_without) = best
            told[trick.name] = {"with": wall, "without": wall_without}
            print(
                f"{trick.name:<32}{wall:8.2f}{wall_without:9.2f}{wall_without - wall:8.2f}   "
                f"({cpu:.2f}, {cpu_without:.2f})",
                flush=True,
            )
    if options.json:
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
