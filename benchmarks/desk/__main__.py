"""Figures of the desk over its own HTTP: ``python -m benchmarks.desk [--events 100000]``.

Makes a project of invented events in a folder of its own, starts ``geomap desk`` on it as a person
would, and prints what it took: start to the first answer, pages, filters, saves, memory.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from benchmarks.desk.client import Client
from geomap.desk.acts import Act, do
from geomap.desk.book import Book
from geomap.desk.event_cells import as_event
from geomap.desk.project import open_project
from geomap.vocab.event_types import EVENT_TYPES

PLACES = ("Idlib", "Saraqib", "Aleppo", "Palmyra", "Kafr Nabl", "Deir ez-Zor", "Raqqa", "Daraa")
SOURCES = ("Radio A", "Radio B", "Paper C", "Agency D")
WORDS = "shells fell on the town and people fled while the road was closed by a group of men"


def invent(count: int):
    """Yield `count` events that nobody told."""
    chance = random.Random(1)
    kinds = [(kind, sub) for kind, subs in EVENT_TYPES.items() for sub in subs]
    for number in range(count):
        kind, sub = chance.choice(kinds)
        place = chance.choice(PLACES)
        day = (date(2012, 1, 1) + timedelta(days=chance.randrange(4000))).isoformat()
        yield as_event({
            "event_id": f"e{number}", "report_id": "invented", "date_start": day, "date_end": day,
            "time_precision": 1, "event_type": kind, "sub_event_type": sub, "status": "reported",
            "actor1": f"Group {chance.randrange(300)}", "actor2": "Civilians", "location": place,
            "place_name": place, "admin1": chance.choice(PLACES), "geo_precision": 1,
            "lon": chance.uniform(35.8, 42), "lat": chance.uniform(32.5, 37), "precision_km": 2.0,
            "fatalities": chance.randrange(9), "source": chance.choice(SOURCES),
            "description": " ".join(chance.choices(WORDS.split(), k=30)),
        })  # fmt: skip


def taken(work, times: int) -> list[float]:
    """Return sorted milliseconds of several runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(1000 * (time.perf_counter() - start))
    return sorted(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--events", type=int, default=100_000)
    count = parser.parse_args().events
    with tempfile.TemporaryDirectory() as name:
        project = open_project(Path(name) / "project")
        do(Book(project), "nobody", Act("import", {"count": count}, invent(count)))
        project.close()
        client = Client(project.folder)
        rows = [("start to the first answer (wanted 2,000 ms)", [1000 * client.started])]
        asked = {
            "first page": {}, "one type": {"event_type": ["Battles"]},
            "a word": {"text": "shells"}, "two words and a place": {"text": "road closed saraqib"},
            "a month": {"from": "2015-03-01", "to": "2015-03-31"}, "nothing fits": {"text": "zzz"},
        }  # fmt: skip
        for what, wanted in asked.items():
            rows.append(
                (
                    f"{what} (wanted 100 ms)",
                    taken(lambda w=wanted: client.post("events", {"filter": w}), 9),
                )
            )
        ids = iter([row["event_id"] for row in client.post("events", {})["rows"]])
        edits = taken(
            lambda: client.post("edit", {"event": next(ids), "set": {"actor1": "X"}}), 200
        )
        rows.append(("a decision saved, on disk (wanted 50 ms, 95 of 100)", edits))
        for what, found in rows:
            middle, late = found[len(found) // 2], found[int(0.95 * (len(found) - 1))]
            print(f"{what:56} median {middle:7.1f} ms   95 of 100 {late:7.1f} ms")
        print(f"{'most memory of the server (wanted 400 MB)':56} {client.memory():14.0f} MB")
        client.end()


if __name__ == "__main__":
    main()
