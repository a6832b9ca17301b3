"""Build one page in a process of its own: ``python -m benchmarks.web.build NAME N FILE TABLE``."""

from __future__ import annotations

import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path

from benchmarks.web.builders import BUILDERS, IMPORTS, PREPARE
from benchmarks.web.tables import TABLES


def main() -> None:
    name, count, path = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    make_frame = TABLES[sys.argv[4]]
    for module in IMPORTS.get(name, ["folium", "folium.plugins"]):
        import_module(module)
    prepare = PREPARE.get(name, lambda frame: frame)
    BUILDERS[name](prepare(make_frame(50)), path)  # what a first call costs is not what grows
    table = prepare(make_frame(count))
    start = time.perf_counter()
    BUILDERS[name](table, path)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"build_s": seconds, "file_mb": path.stat().st_size / 1e6, "peak_mb": peak}))


if __name__ == "__main__":
    main()
