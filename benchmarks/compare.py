"""Placing and reading, ours and plain methods, in one command.

    python -m benchmarks.compare [--texts FOLDER] [--shared FOLDER] [--out FILE]
    python -m benchmarks.compare --rows ROWS.csv --set benchmarks/text/news/en_dev_a

The first runs what the data at hand allow and says what was left out; the second scores rows of any
reader (event columns and ``report_id``) on a coded set, without its texts.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.gazetteer.distances import gap_km
from geomap.jobs import evaluate_coded, open_gazetteer
from geomap.lang.name_keys import fold_name
from geomap.resolver.evaluation import NEAR_KM, RIGHT_KM, read_gold
from geomap.resolver.resolver import make_resolver
from geomap.scoring.coded_rows import parse_read
from geomap.scoring.coded_set import read_coded_set
from geomap.scoring.reading_figures import figures_of
from geomap.scoring.tallies import tally_report
from geomap.vocab.event_types import event_type_of
from geomap.vocab.triggers import trigger_phrases

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Place
    from geomap.resolver.evaluation import Gold
    from geomap.scoring.coded_set import CodedReport, CodedSet
    from geomap.scoring.reading_figures import ReadingFigures

ROOT = Path(__file__).resolve().parents[1]
SETS = ROOT / "benchmarks" / "text" / "news"
SENTENCE = re.compile(r"(?<=[.!?؟])\s+|\n+")
LONGEST = 4
FUZZY = 80

Point = tuple[float, float]


def is_settled(place: Place) -> bool:
    """Return whether a place is a settled one of Syria."""
    return place.feature_class == "P" and place.country == "SY"


class Plain:
    """Lookups that need no thought: folded names, the weightiest place of each."""

    def __init__(self, known: Gazetteer) -> None:
        self.known = known
        self.by_name: dict[str, list[Place]] = {}
        names = known.names
        for fold, place_id in zip(names.fold, names.place_id, strict=True):
            self.by_name.setdefault(fold, []).append(known.places[place_id])
        for places in self.by_name.values():
            places.sort(key=lambda place: -place.importance)

    def inside(self, gold: Gold) -> set[str]:
        """Return the p-codes of the governorate that a gold row names; empty if it names none."""
        places = self.by_name.get(fold_name(gold.hints.admin1), [])
        return {place.pcode for place in places if place.feature_code == "ADM1"}

    def exact(self, gold: Gold) -> Point | None:
        """Return the weightiest settled place of that very name, in the governorate if one is named."""
        units = self.inside(gold)
        for place in self.by_name.get(fold_name(gold.name), ()):
            if is_settled(place) and (not units or place.admin1 in units):
                return place.lon, place.lat
        return None

    def fuzzy(self, gold: Gold) -> Point | None:
        """Return the place whose name is likest by rapidfuzz's ratio, in the governorate."""
        from rapidfuzz import fuzz, process

        units = self.inside(gold)
        near = [
            fold
            for fold, places in self.by_name.items()
            if any(is_settled(p) and (not units or p.admin1 in units) for p in places)
        ]
        found = process.extractOne(
            fold_name(gold.name), near, scorer=fuzz.ratio, score_cutoff=FUZZY
        )
        if found is None:
            return None
        place = next(
            p for p in self.by_name[found[0]] if is_settled(p) and (not units or p.admin1 in units)
        )
        return place.lon, place.lat

    def read(self, report: CodedReport, text: str) -> list[dict[str, str]]:
        """Return a row for each sentence with a trigger and a place: the first such place."""
        lang = "ar" if len(re.findall("[ء-ي]", text)) > len(text) / 4 else "en"
        triggers = sorted(trigger_phrases(lang), key=lambda t: -t.weight)
        day = report.published.isoformat() if report.published else ""
        rows = []
        for sentence in SENTENCE.split(text):
            folded = f" {fold_name(sentence)} "
            trigger = next((t for t in triggers if f" {fold_name(t.text)} " in folded), None)
            place = self.first_place(folded.split()) if trigger else None
            if trigger and place:
                rows.append({
                    "event_id": str(len(rows)), "location": place.name, "place_name": place.name,
                    "lon": str(place.lon), "lat": str(place.lat),
                    "precision_km": str(place.radius_km), "date_start": day,
                    "event_type": event_type_of(trigger.sub_event_type),
                    "sub_event_type": trigger.sub_event_type,
                })  # fmt: skip
        return rows

    def first_place(self, words: list[str]) -> Place | None:
        """Return the first settled place whose whole name stands among the words, the longest."""
        for start in range(len(words)):
            for end in range(min(len(words), start + LONGEST), start, -1):
                name = " ".join(words[start:end])
                for place in self.by_name.get(name, ()) if len(name) > 3 else ():
                    if is_settled(place):
                        return place
        return None


def compare_placing(shared: Path, plain: Plain) -> dict[str, list[dict[str, object]]]:
    """Return the tables of placing: real names with units, and names that are no place."""
    resolver = make_resolver()

    def ours(gold: Gold) -> Point | None:
        answer = resolver.resolve(gold.name, gold.hints)
        abroad = answer.place is not None and answer.place.country != "SY"
        if answer.lon is None or answer.lat is None or abroad:
            return None
        return answer.lon, answer.lat

    methods: dict[str, Callable[[Gold], Point | None]] = {
        "geomap": ours, "exact name": plain.exact, "fuzzy name (rapidfuzz)": plain.fuzzy,
    }  # fmt: skip
    out: dict[str, list[dict[str, object]]] = {}
    real = shared / "bench" / "ucdp_places.csv"
    if real.is_file():
        golds = read_gold(real, kinds=("settlement",))
        title = f"Placing {len(golds)} settlement names of UCDP, with governorate (development)"
        out[title] = [{"method": name, **shares(golds, ask)} for name, ask in methods.items()]
    else:
        print(f"left out: real names, no {real}")
    with (ROOT / "benchmarks" / "places" / "absent.csv").open(encoding="utf-8") as table:
        absent = [row["name"] for row in csv.DictReader(table)]
    from geomap.model import Hints
    from geomap.resolver.evaluation import Gold as Row

    def pinned(ask: Callable[[Gold], Point | None]) -> int:
        answers = [ask(Row(n, name, Hints(), 0, 0)) for n, name in enumerate(absent)]
        return sum(answer is not None for answer in answers)

    title = f"{len(absent)} names that are no place in Syria (development)"
    out[title] = [{"method": name, "pinned in Syria": pinned(ask)} for name, ask in methods.items()]
    return out


def shares(golds: list[Gold], ask: Callable[[Gold], Point | None]) -> dict[str, object]:
    """Return which share of names a method answers, puts right, and puts wrong."""
    answers = [(gold, ask(gold)) for gold in golds]
    gaps = [gap_km(*at, gold.lon, gold.lat) if at else None for gold, at in answers]
    known = [gap for gap in gaps if gap is not None]
    return {
        "answered": len(known) / len(golds),
        "within 5 km": sum(gap <= RIGHT_KM for gap in known) / len(golds),
        "25 km off or more": sum(gap >= NEAR_KM for gap in known) / len(golds),
    }


def compare_reading(texts: list[Path], plain: Plain) -> dict[str, list[dict[str, object]]]:
    """Return the tables of reading, one for each coded set that has texts at hand."""
    out: dict[str, list[dict[str, object]]] = {}
    for folder in sorted(SETS.iterdir()):
        if not folder.is_dir():
            continue
        coded = read_coded_set(folder, texts)
        if not coded.texts:
            print(f"left out: reading of {coded.name}, no texts")
            continue
        ours = evaluate_coded([folder], texts).figures[0]
        rows = {r.report_id: plain.read(r, coded.texts[r.report_id])
                for r in coded.reports if r.report_id in coded.texts}  # fmt: skip
        standing = "first contact" if "untouched" in folder.name else "development"
        out[f"Reading {coded.name} ({standing})"] = [
            {"method": "geomap", **shown(ours)},
            {"method": "first place of a sentence with a trigger, day of publication",
             **shown(score_rows(coded, rows))},
        ]  # fmt: skip
    return out


def score_rows(coded: CodedSet, rows: dict[str, list[dict[str, str]]]) -> ReadingFigures:
    """Return the figures of anybody's rows, by report, on a coded set."""
    tallies = [
        tally_report(r.report_id, r.kind, r.published, r.rows,
                     [parse_read(row) for row in rows.get(r.report_id, ())])
        for r in coded.reports
        if not coded.texts or r.report_id in coded.texts
    ]  # fmt: skip
    return figures_of(coded.name, tallies)


def shown(one: ReadingFigures) -> dict[str, object]:
    """Return the figures that are shown side by side."""
    return {
        "found": one.recall, "rows right": one.precision, "f1": one.f1, "whole row": one.whole,
        "over 25 km off, per 100 rows": one.far_per_100,
    }  # fmt: skip


def main() -> None:
    """Compare, print, and write the tables as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--texts", type=Path, action="append", default=[])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--rows", type=Path, help="score these rows and do nothing else")
    parser.add_argument("--set", type=Path, help="the coded set of --rows")
    options = parser.parse_args()
    if options.rows:
        by_report: dict[str, list[dict[str, str]]] = {}
        with options.rows.open(encoding="utf-8-sig", newline="") as table:
            for row in csv.DictReader(table):
                by_report.setdefault(row["report_id"].split("#")[0], []).append(row)
        print("\n".join(score_rows(read_coded_set(options.set), by_report).lines()))
        return
    plain = Plain(open_gazetteer())
    texts = [path for path in options.texts if str(path) not in ("", ".")]
    tables = compare_placing(options.shared, plain) | compare_reading(texts, plain)
    for title, rows in tables.items():
        print(f"\n{title}")
        for row in rows:
            print("  " + "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{v}" if k == "method"
                                   else f"{k} {v}" for k, v in row.items()))  # fmt: skip
    if options.out:
        options.out.write_text(
            json.dumps(tables, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
