"""Figures of the reader, one command: ``python benchmarks/text/run.py [--speed]``.

Reads the development benches from ``../shared/bench`` (or ``GEOMAP_SHARED``) in place, and our
own short reports from ``tests/extract``. Figures that need an absent file are left out, and said so.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from geomap.extract.located.locate import Locator
from geomap.extract.reader import Reader
from geomap.extract.scores import distance_of, score_reading
from geomap.model import Report
from geomap.resolver.resolver import make_resolver


def main() -> None:
    shared = Path(os.environ.get("GEOMAP_SHARED", ROOT.parent / "shared"))
    resolver = make_resolver()
    for name in sorted(p.name for p in (ROOT / "tests" / "text").glob("reports*.csv")):
        for lang in ("en", "ar"):
            score = score_reading(ROOT / "tests" / "text" / name, lang=lang)
            if score.reports:
                print(f"{name} ({lang})", *score.lines(), sep="\n  ")
    if (bench := shared / "bench").is_dir():
        score_centcom(bench / "centcom_strikes.csv", resolver)
        score_event_location(bench / "event_location.jsonl", resolver)
    else:
        print(f"no development benches at {bench}")
    if "--speed" in sys.argv:
        measure_speed(resolver, shared / "seeds")


def score_centcom(path: Path, resolver) -> None:
    """Place of each line: the reading's place is that of the named location, in Syria."""
    reader = Reader(resolver)
    right = asked = typed = dated = acted = 0
    misses: dict[str, int] = {}
    with path.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            day = datetime.strptime(row["date"], "%m/%d/%Y").date()
            gold = resolver.resolve(row["location"])
            event = next(iter(reader.read(Report("x", row["line"], day, lang="en")).events), None)
            asked += 1
            good = (
                event is not None
                and gold.lon is not None
                and distance_of(event, gold.lon, gold.lat) <= 5
            )
            right += good
            if not good:
                misses[row["location"]] = misses.get(row["location"], 0) + 1
            if event:
                typed += event.sub_event_type == "Air/drone strike"
                dated += event.first == day
                acted += event.actor1_id == "coalition"
    print(
        f"centcom_strikes.csv\n  place of the line: {right / asked:.4f} ({asked})\n"
        f"  air strike: {typed / asked:.4f}; date: {dated / asked:.4f}; coalition: {acted / asked:.4f}"
    )
    print("  misses:", dict(sorted(misses.items(), key=lambda item: -item[1])[:12]))


def score_event_location(path: Path, resolver) -> None:
    """Location span linked to the marked verb: F1 over spans, overlap and exact."""
    locator = Locator(resolver.gazetteer)
    sets = {"rows with a location": [0, 0, 0, 0], "accepted rows": [0, 0, 0, 0]}
    shown = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        gold = [
            (s["start"], s["end"])
            for s in row["spans"]
            if s["label"] == "LOCATION" and s["end"] - s["start"] > 1
        ]
        verb = next((s["start"], s["end"]) for s in row["spans"] if s["label"] == "VERB")
        found = locator.locate(text, verb)
        overlap = sum(any(a < d and c < b for c, d in found) for a, b in gold)
        exact = sum(span in found for span in gold)
        for name, tally in sets.items():
            if (name == "rows with a location" and gold) or (
                name == "accepted rows" and row["answer"] == "accept"
            ):
                tally[0] += len(gold)
                tally[1] += len(found)
                tally[2] += overlap
                tally[3] += exact
        if "--misses" in sys.argv and gold and overlap < len(gold) and shown < 120:
            shown += 1
            print(
                "MISS", repr(text), "VERB", text[slice(*verb)], "GOLD", [text[slice(*g)] for g in gold],
                "GOT", [text[slice(*f)] for f in found],
            )  # fmt: skip
    for name, (gold_n, found_n, overlap, exact) in sets.items():
        print(
            f"event_location.jsonl, {name}: F1 {2 * overlap / (gold_n + found_n):.3f} "
            f"(spans exact {2 * exact / (gold_n + found_n):.3f}; precision {overlap / max(1, found_n):.3f}, "
            f"recall {overlap / max(1, gold_n):.3f}; {gold_n} spans)"
        )


def measure_speed(resolver, seeds: Path) -> None:
    """Megabytes of text a minute, on one core."""
    reader = Reader(resolver)
    with (ROOT / "tests" / "text" / "reports.csv").open(encoding="utf-8") as rows:
        texts = [row["text"] for row in csv.DictReader(rows) if row["lang"] == "en"]
    reports = [Report(str(n), "\n".join(texts[n % 40 : n % 40 + 10])) for n in range(1000)]
    size = sum(len(report.text.encode()) for report in reports)
    reader.read(reports[0])
    start = time.process_time()
    for report in reports:
        reader.read(report)
    took = time.process_time() - start
    print(f"speed, events only: {size / 1e6 / took * 60:.1f} MB a minute ({size / 1e6:.1f} MB)")
    for path in seeds.glob("*.txt"):
        text = (path.read_text(encoding="utf-8") + "\n") * 90
        start = time.process_time()
        reader.read(Report("news", text))
        took = time.process_time() - start
        print(f"speed, news articles: {len(text) / 1e6 / took * 60:.1f} MB a minute")


if __name__ == "__main__":
    main()
