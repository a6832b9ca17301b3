"""Twenty people at a team's desk: saves under load, nothing lost, no wrong merge.

``python -m benchmarks.desk.team postgresql://user@host/empty_database`` prints one table.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from geomap.desk import event_list
from geomap.desk.acts import Act, ChangedError, do
from geomap.desk.event_cells import as_event
from geomap.desk.project import open_project
from geomap.desk.team.postgres_book import PostgresBook

PEOPLE, SAVES, PAUSE, EVENTS = 20, 30, 1.0, 2000


def event(number: int) -> dict[str, object]:
    """Return an invented event."""
    return as_event({
        "event_id": f"e{number}", "report_id": "t", "date_start": "2020-03-03",
        "date_end": "2020-03-03", "time_precision": 1, "event_type": "Protests",
        "sub_event_type": "Peaceful protest", "status": "reported", "location": "Alpha",
        "source": "S", "description": "People marched.", "place_id": "C1", "place_name": "Alpha",
        "admin1": "Idlib", "lon": 36.5, "lat": 35.7, "geo_precision": 1, "precision_km": 1.0,
        "fatalities": 0,
    })  # fmt: skip


def person(book: PostgresBook, number: int, took: list[float], merged: list[int]) -> None:
    """Add one to a count again and again; half of the time to one that all share."""
    for save in range(SAVES):
        wanted = "e0" if save % 2 else f"e{number + 1}"
        while True:
            found = event_list.find_event(book, wanted)
            count = int(str(found["fatalities"]))
            given = {"digest": found["digest"], "set": {"fatalities": str(count + 1)}}
            began = time.perf_counter()
            try:
                event_list.edit_event(book, f"person {number}", wanted, given)
            except ChangedError:
                merged.append(number)
                continue
            finally:
                took.append(time.perf_counter() - began)
            break
        time.sleep(PAUSE)


def main(dsn: str) -> None:
    """Run the load and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        project = open_project(Path(folder))
        book = PostgresBook(project, dsn)
        do(book, "import", Act("import", {}, [event(n) for n in range(EVENTS)]))
        took: list[float] = []
        merged: list[int] = []
        crowd = [
            threading.Thread(target=person, args=(book, n, took, merged)) for n in range(PEOPLE)
        ]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
        events = [event_list.find_event(book, f"e{n}") for n in range(PEOPLE + 1)]
        total = sum(int(str(one["fatalities"])) for one in events)
        slow = statistics.quantiles(took, n=20)[-1]
        print(f"saves {len(took)}, told of another's {len(merged)}, kept {total} of "
              f"{PEOPLE * SAVES}")  # fmt: skip
        print(f"median {1000 * statistics.median(took):.0f} ms, 95 of 100 {1000 * slow:.0f} ms")
        book.close()
        project.close()


if __name__ == "__main__":
    main(sys.argv[1])
