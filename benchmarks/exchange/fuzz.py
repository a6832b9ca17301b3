"""Readers fed with what a coverage-guided fuzzer finds.

Run one target for ten minutes::

    python benchmarks/exchange/fuzz.py csv -max_total_time=600

Targets: date, csv, json, jsonl, kml, zip, footer. A reader may refuse its input with a
`TableError` (`OutputError` for the footer); everything else is a find: mend it and keep it in
tests/sources/test_finds.py.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["geomap"]):
    from geomap.errors import OutputError, TableError
    from geomap.outputs.parquet_merge import read_footer
    from geomap.sources.dates import DateError, parse_date
    from geomap.sources.tables import ReadOptions, read_reports

FOLDER = Path(tempfile.mkdtemp(prefix="geomap-fuzz-"))
PREFIX = {
    "csv": b"date,location,lon,lat\n", "json": b'[{"date": "2020-04-14", "location": "x"',
    "jsonl": b'{"date": "2020-04-14", "location": "x"}\n', "kml": b"<kml><Placemark>",
    "zip": b"PK\x03\x04", "footer": b"PAR1",
}  # fmt: skip


def fuzz_date(data: bytes) -> None:
    """Read bytes as a date."""
    text = data.decode("utf-8", "ignore")
    for order in ("", "dmy"):
        try:
            days = parse_date(text, order)
        except DateError:
            continue
        if days.start > days.end:
            raise AssertionError(text)


def fuzz_file(target: str, data: bytes) -> None:
    """Read bytes as a file, behind a beginning that leads into the reader."""
    path = FOLDER / f"r.{target}"
    start = data[:1]
    path.write_bytes((PREFIX[target] if start < b"\xc0" else b"") + data[1:])
    try:
        if target == "footer":
            read_footer(path)
        else:
            reports = read_reports(path, ReadOptions())
            if not reports.rows_in:
                raise AssertionError("no rows and no word")
    except (TableError, OutputError):
        return


def main() -> None:
    """Fuzz the target that the first argument names."""
    target = sys.argv.pop(1)
    test = fuzz_date if target == "date" else lambda data: fuzz_file(target, data)
    atheris.Setup(sys.argv, test)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
