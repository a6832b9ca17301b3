"""The seed articles read and compared row by row: ``python benchmarks/text/seeds.py [--rows]``.

Reads ``../shared/seeds`` (or ``GEOMAP_SHARED``) in place and compares with
``seeds/asharq_al_awsat.csv``. A coded row is found where a row of the reading has

- the same event type,
- its place: within 5 km, and where the code means a whole region (``geo_precision`` 3) that region,
- its date: the same day where one day is coded, else an overlap of at least half of the shorter
  of both intervals,
- its main actor: the same actor, or its parent or branch; where nobody is named (militants, armed
  groups, an unknown bomber) an actor without a name.
"""

from __future__ import annotations

import csv
import os
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from geomap.extract.run import run_reading
from geomap.extract.scores import NEAR_KM, actor_id, distance_of
from geomap.model import Hints
from geomap.resolver.resolver import make_resolver
from geomap.settings import PlaceSettings
from geomap.vocab.actors import get_actor

NAMELESS = {"unknown-armed-group", "opposition-rebels", "unidentified-forces"}
FIELDS = ("place", "date", "actor")


def main() -> None:
    shared = Path(os.environ.get("GEOMAP_SHARED", ROOT.parent / "shared"))
    articles = sorted((shared / "seeds").glob("*.txt"))
    if not articles:
        print(f"no seed articles at {shared / 'seeds'}")
        return
    with (ROOT / "seeds" / "asharq_al_awsat.csv").open(encoding="utf-8") as table:
        gold = list(csv.DictReader(table))
    readings = run_reading(articles, PlaceSettings()).readings
    resolver = make_resolver(PlaceSettings())
    codes = list(dict.fromkeys(row["report_id"] for row in gold))
    found = extra = typed = 0
    for code, reading in zip(codes, readings, strict=True):
        rows = [row for row in gold if row["report_id"] == code]
        pairs = sorted(
            (-sum(v := verdict(row, event, resolver)) - 0.5 * (row["sub_event_type"] == event.sub_event_type), n, m, v)
            for n, row in enumerate(rows)
            for m, event in enumerate(reading.events)
            if row["event_type"] == event.event_type
        )  # fmt: skip
        best: dict[int, tuple[int, tuple[bool, ...]]] = {}
        for points, n, m, verdicts in pairs:
            if n in best or m in {b for b, _ in best.values()} or points > -1:
                continue
            best[n] = (m, verdicts)
        for n, row in enumerate(rows):
            m, verdicts = best.get(n, (-1, (False,) * 3))
            found += all(verdicts)
            event = reading.events[m] if m >= 0 else None
            typed += all(verdicts) and event.sub_event_type == row["sub_event_type"]
            missing = [name for name, good in zip(FIELDS, verdicts, strict=True) if not good]
            print(
                row["event_id"],
                "right" if not missing else "WRONG " + " ".join(missing),
                "|",
                tell(event),
            )
        for m, event in enumerate(reading.events):
            if m not in {b for b, _ in best.values()}:
                extra += 1
                print("extra", tell(event))
    print(
        f"found: {found} of {len(gold)} ({found / len(gold):.3f}), sub-event type too: {typed}; extra rows: {extra}"
    )


def tell(event) -> str:
    """Return one line on an event."""
    if event is None:
        return "nothing"
    return (
        f"{event.first}..{event.last} {event.sub_event_type} [{event.status}] {event.actor1} ({event.actor1_id}) > "
        f"{event.actor2} ({event.actor2_id}) at {event.location} ({event.resolution.place_id if event.resolution else ''})"
    )  # fmt: skip


def verdict(row, event, resolver) -> tuple[bool, ...]:
    """Return whether place, date and main actor of an event are those of a coded row."""
    name = row["location"]
    if row["geo_precision"] == "3" and row["admin1"] and not name.lower().startswith("rural"):
        name += " governorate"
    want = resolver.resolve(name, Hints(admin1=row["admin1"]))
    place = want.lon is not None and distance_of(event, want.lon, want.lat) <= NEAR_KM
    if row["geo_precision"] == "3":
        place = bool(place and event.resolution.geo_precision == 3)
    first, last = date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"])
    if event.first is None or event.last is None:
        dated = False
    elif first == last:
        dated = (event.first, event.last) == (first, last)
    else:
        shared = (min(last, event.last) - max(first, event.first)).days + 1
        shorter = min((last - first).days, (event.last - event.first).days) + 1
        dated = shared >= shorter / 2
    return place, dated, same_actor(actor_id(row["actor1"], last), event.actor1_id)


def same_actor(want: str, have: str) -> bool:
    """Return True for one actor, its parent or branch, or two that have no name."""
    if want == have or (want in NAMELESS and have in NAMELESS):
        return True
    one, other = get_actor(want), get_actor(have)
    return one is not None and other is not None and (one.parent == have or other.parent == want)


if __name__ == "__main__":
    main()
