"""Dump every verdict on the test tables, to show that a change of the code leaves them alone.

    python benchmarks/places/verdicts.py BUILT.gazetteer before.csv
    ... change the code ...
    python benchmarks/places/verdicts.py BUILT.gazetteer after.csv --compare before.csv

It fails where a verdict, place, precision, rule or score differs; candidates and reasons are counted.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from speed import collect

from geomap.gazetteer.loading import load_gazetteer
from geomap.model import Hints
from geomap.resolver.resolver import Resolver

HERE = Path(__file__).parent
COLUMNS = ("name", "admin1", "admin2", "admin3")


def read_queries(shared: Path, gazetteer, spellings: int) -> list[tuple[str, Hints]]:
    """Return the development table with and without hints, spellings, hard and absent names."""
    queries = []
    hard = HERE.parents[1] / "tests" / "places" / "hard_names.csv"
    for path in (shared / "bench" / "ucdp_places.csv", hard, HERE / "absent.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                name, *units = (row.get(column) or "" for column in COLUMNS)
                queries += [(name, Hints(*units)), (name, Hints(units[0])), (name, Hints())]
    for position, (name, unit) in enumerate(collect(gazetteer, spellings)):
        queries.append((name, Hints(unit) if position % 2 else Hints()))
    return queries


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gazetteer", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--compare", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--spellings", type=int, default=20_000)
    parser.add_argument("--alone", action="store_true", help="resolve names one by one")
    arguments = parser.parse_args()
    gazetteer = load_gazetteer(arguments.gazetteer)
    resolver = Resolver(gazetteer)
    lines = []
    queries = read_queries(arguments.shared, gazetteer, arguments.spellings)
    if arguments.alone:
        answers = [resolver.resolve(name, hints) for name, hints in queries]
    else:
        answers = resolver.resolve_many(queries)
    for (name, hints), answer in zip(queries, answers, strict=True):
        shown = " ".join(f"{c.place.place_id}:{c.score:.4f}:{c.name}" for c in answer.candidates)
        why = "; ".join([*answer.reasons, *(r for c in answer.candidates for r in c.reasons)])
        lines.append([
            name, f"{hints.admin1}/{hints.admin2}/{hints.admin3}", str(answer.verdict),
            answer.place_id, answer.geo_precision, answer.precision_km, answer.rule,
            round(answer.score, 4), shown, why,
        ])  # fmt: skip
    lines = [["" if cell is None else str(cell) for cell in line] for line in lines]
    with arguments.output.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    print(f"{len(lines)} verdicts in {arguments.output}")
    if arguments.compare is None:
        return 0
    with arguments.compare.open(encoding="utf-8", newline="") as file:
        before = list(csv.reader(file))
    differing = [pair for pair in zip(before, lines, strict=True) if pair[0][:8] != pair[1][:8]]
    shown = sum(old[8:] != new[8:] for old, new in zip(before, lines, strict=True))
    print(f"{shown} differ in the candidates or reasons that they show")
    for old, new in differing[:10]:
        print("was", old[:8], "\nis ", new[:8])
    print(f"{len(differing)} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
