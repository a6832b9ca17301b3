"""``python -m benchmarks.web --sizes 1000 100000 --peers geomap FastMarkerCluster``.

Builds the same events with each library, opens each page in Chromium with the network blocked and
prints a Markdown table with ratios to FastMarkerCluster of the same run. Peers that geomap does
not depend on run in an interpreter of their own::

    python -m venv peers && peers/bin/pip install lonboard keplergl pydeck
    npm install --prefix peers requirejs @jupyter-widgets/html-manager parquet-wasm ...
    python -m benchmarks.web --peer-python peers/bin/python --packages peers/node_modules
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import asdict, replace
from pathlib import Path

from benchmarks.web.builders import BUILDERS
from benchmarks.web.measure import Result, measure_page
from benchmarks.web.tables import TABLES

BASE = "FastMarkerCluster"
LARGEST = {"MarkerCluster": 10_000, "GeoJson": 100_000}
"""Beyond these a library does not get there in two minutes on two cores."""
OTHERS = ("lonboard", "kepler.gl", "pydeck")


def main() -> None:
    arguments = parse_arguments()
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as folder:
        for count in arguments.sizes:
            for name in arguments.peers:
                result = run(name, count, Path(arguments.keep or folder), arguments)
                results.append(result)
                print(f"{name} {count:,}: {describe(result)}", file=sys.stderr, flush=True)
    print(f"\nLoad at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")
    print(make_table(results))
    if arguments.json:
        arguments.json.write_text(
            json.dumps([asdict(r) for r in results], indent=1) + "\n", "utf-8"
        )


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.web",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--peers", nargs="+", choices=list(BUILDERS), default=list(BUILDERS))
    parser.add_argument(
        "--peer-python", default=sys.executable, help="for lonboard, kepler.gl, pydeck"
    )
    parser.add_argument("--packages", type=Path, help="a node_modules that answers npm links")
    parser.add_argument(
        "--timeout", type=float, default=120, help="seconds for each build and page"
    )
    parser.add_argument("--keep", type=Path, help="keep the pages in this folder")
    parser.add_argument("--table", choices=list(TABLES), default="places", help="what is made up")
    parser.add_argument("--slow", type=float, default=1, help="a processor so many times slower")
    parser.add_argument("--software-gl", action="store_true", help="no graphics processor")
    parser.add_argument(
        "--runs", type=int, default=1, help="open each page so often, keep the best"
    )
    parser.add_argument("--json", type=Path, help="write the figures as JSON too")
    return parser.parse_args()


def run(name: str, count: int, folder: Path, arguments: argparse.Namespace) -> Result:
    """Build and measure one page."""
    result = Result(name, count)
    if count > LARGEST.get(name, count):
        result.notes.append(f"not tried beyond {LARGEST[name]:,}")
        return result
    path = (folder / f"{name}-{count}.html").resolve()
    python = arguments.peer_python if name in OTHERS else sys.executable
    try:
        done = subprocess.run(
            [python, "-W", "ignore", "-m", "benchmarks.web.build", name, str(count), str(path),
             arguments.table],
            capture_output=True, text=True, timeout=arguments.timeout * 2, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        result.notes.append("not built in time")
        return result
    if done.returncode:
        result.notes.append((done.stderr.strip().splitlines() or ["failed"])[-1][:140])
        return result
    for key, value in json.loads(done.stdout.strip().splitlines()[-1]).items():
        setattr(result, key, value)
    if name in OTHERS:
        drop_integrity(path)
    runs = [measured(result, path, arguments) for _ in range(arguments.runs)]
    result = min(runs, key=lambda run: run.first_ms or float("inf"))
    if not arguments.keep:
        path.unlink()
    return result


def measured(result: Result, path: Path, arguments: argparse.Namespace) -> Result:
    """Return a copy of `result` with what the page took, in this run of Chromium."""
    again = replace(result, notes=list(result.notes))
    measure_page(
        again, path, packages=arguments.packages, timeout_s=arguments.timeout,
        slow=arguments.slow, software_gl=arguments.software_gl,
    )  # fmt: skip
    return again


def drop_integrity(path: Path) -> None:
    """Take the hashes off links, because the npm packages hold the same code in other files."""
    text = path.read_text("utf-8")
    path.write_text(re.sub(r' integrity="[^"]*"', "", text), "utf-8")


def describe(result: Result) -> str:
    """Return a result in one line."""
    return ", ".join(
        f"{k} {v:.2f}"
        for k, v in asdict(result).items()
        if isinstance(v, int | float) and k != "count"
    ) + (f" ({'; '.join(result.notes)})" if result.notes else "")


def make_table(results: list[Result]) -> str:
    """Return the figures as Markdown, each with its ratio to FastMarkerCluster in brackets."""
    columns = (
        ("build s", "build_s", 2), ("file MB", "file_mb", 1),
        ("first render ms", "first_ms", 0), ("main thread", "first_main_ms", 0),
        ("step ms, median", "step_ms", 1), ("worst", "worst_ms", 1),
        ("main thread", "step_main_ms", 1),
        ("filter ms, median", "filter_ms", 1), ("worst", "filter_worst_ms", 1),
        ("JS heap MB", "heap_mb", 1), ("buffers MB", "buffers_mb", 1),
    )  # fmt: skip
    lines = []
    for count in dict.fromkeys(result.count for result in results):
        here = [result for result in results if result.count == count]
        base = next((result for result in here if result.name == BASE), None)
        lines.append(f"### {count:,} events\n")
        lines.append("| | " + " | ".join(title for title, _, _ in columns) + " | notes |")
        lines.append("|---" * (len(columns) + 2) + "|")
        for result in here:
            cells = [show(result, base, name, digits) for _, name, digits in columns]
            lines.append(f"| {result.name} | {' | '.join(cells)} | {'; '.join(result.notes)} |")
        lines.append("")
    return "\n".join(lines)


def show(result: Result, base: Result | None, name: str, digits: int) -> str:
    """Return one figure with its ratio, or a dash."""
    value = getattr(result, name)
    if value is None:
        return "-"
    other = getattr(base, name) if base and base is not result else None
    ratio = f" (x{value / other:.2f})" if other else ""
    return f"{value:,.{digits}f}{ratio}"


if __name__ == "__main__":
    main()
