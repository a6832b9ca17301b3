"""Large tables for the runs: made at run time from the UCDP table, never kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from pathlib import Path

CHUNK = 500_000


def make_parquet(ucdp: Path, out: Path, rows: int) -> Path:
    """Write `rows` rows in UCDP's own columns: the table over and over, ids and days moved."""
    base = arrow_csv.read_csv(pa.input_stream(str(ucdp), compression="gzip"))
    rng = np.random.default_rng(20)
    writer = None
    for start in range(0, rows, CHUNK):
        count = min(CHUNK, rows - start)
        table = base.take(pa.array(rng.integers(0, base.num_rows, count)))
        shift = rng.integers(-300, 300, count)
        columns = {name: table[name] for name in table.column_names}
        columns["id"] = pa.array(np.arange(start, start + count))
        for name in ("date_start", "date_end"):
            days = table[name].cast(pa.int32()).to_numpy() + shift
            columns[name] = pa.array(days.astype(np.int32)).cast(pa.date32())
        for axis in ("longitude", "latitude"):
            moved = table[axis].to_numpy() + rng.normal(0, 0.01, count)
            columns[axis] = pa.array(np.round(moved, 6))
        table = pa.table(columns)
        writer = writer or pq.ParquetWriter(out, table.schema, compression="snappy")
        writer.write_table(table, row_group_size=CHUNK // 4)
    if writer:
        writer.close()
    return out


def make_csv(out: Path, rows: int, names: int = 20_000) -> Path:
    """Write `rows` rows of reports with `names` distinct toponyms, some with coordinates."""
    rng = np.random.default_rng(30)
    towns = np.array([f"Tell {_syllables(rng)} {n}" for n in range(names)])
    types = np.array(
        ["Armed clash", "Shelling/artillery/missile attack", "Air/drone strike", "Attack"]
    )
    writer = None
    for start in range(0, rows, CHUNK):
        count = min(CHUNK, rows - start)
        which = rng.integers(0, names, count)
        days = (np.datetime64("2012-01-01") + rng.integers(0, 4000, count)).astype(str)
        table = pa.table(
            {
                "date": days,
                "location": towns[which],
                "admin1": np.array(["Aleppo", "Idlib", "Homs", "Hama"])[which % 4],
                "lon": np.round(rng.uniform(36.9, 40.9, count), 5).astype(str),
                "lat": np.round(rng.uniform(34.6, 36.4, count), 5).astype(str),
                "sub_event_type": types[rng.integers(0, 4, count)],
                "actor1": np.array(["SDF", "ISIS", "Government of Syria"])[
                    rng.integers(0, 3, count)
                ],
                "fatalities": rng.integers(0, 20, count).astype(str),
                "source": np.array([f"source {n}" for n in range(300)])[
                    rng.integers(0, 300, count)
                ],
                "description": [
                    f"happening {n} told in a sentence" for n in range(start, start + count)
                ],
            }
        )
        writer = writer or arrow_csv.CSVWriter(out, table.schema)
        writer.write_table(table)
    if writer:
        writer.close()
    return out


def _syllables(rng: np.random.Generator) -> str:
    parts = ["ab", "da", "ri", "mar", "qa", "zou", "hal", "nab", "ka", "far", "tel", "jis"]
    return "".join(rng.choice(parts, 3)).title()
