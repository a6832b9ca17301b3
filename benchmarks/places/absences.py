"""Villages that a gazetteer does not know: nobody may be sent to a namesake of a piece of them.

    python benchmarks/places/absences.py [--gazetteer FILE] [--count 1000] [--show 20]

Random villages of ``../shared/reference/ocha_places.csv`` whose p-codes the gazetteer lacks, as
cells (alone and with the governorate) and in sentences, English and Arabic. Printed: the share
answered within 5 km, in an area, and **pinned exact elsewhere** (geo_precision 1, 25 km off or more).
"""

from __future__ import annotations

import argparse
import csv
import os
import random
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from geomap.gazetteer.distances import gap_km
from geomap.gazetteer.installed import load_installed
from geomap.gazetteer.loading import load_gazetteer
from geomap.model import Hints
from geomap.resolver.resolver import Resolver
from geomap.settings import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.extract.reading import Reading

SHARED = Path(os.environ.get("GEOMAP_SHARED") or Path(__file__).resolve().parents[3] / "shared")
ENGLISH = (
    "An airstrike hit {name} in {unit} province on Monday, killing one civilian.",
    "An airstrike hit the village of {name} in {unit} on Monday, killing one civilian.",
    "Two civilians were wounded on Monday when artillery shelled {name} in the {unit} countryside.",
)
ARABIC = (
    "قصف الطيران الحربي قرية {name} في محافظة {unit} يوم الاثنين ما أدى إلى مقتل مدني.",
    "أصيب مدنيان بقصف مدفعي على بلدة {name} بريف {unit} يوم الاثنين.",
)
ELSEWHERE_KM = 25.0


class Village(NamedTuple):
    """A village by its names, its governorate and its point."""

    name: str
    name_ar: str
    unit: str
    lon: float
    lat: float


class Pin(NamedTuple):
    """An answer: where, how precise, and what it was called."""

    lon: float
    lat: float
    precision: int
    said: str


def read_villages(known: set[str], table: Path) -> list[Village]:
    """Return the villages of OCHA's table whose p-codes are not `known`."""
    with table.open(encoding="utf-8") as rows:
        return [
            Village(
                row["name_en"], row["name_ar"], row["admin1"], float(row["lon"]), float(row["lat"])
            )
            for row in csv.DictReader(rows)
            if row["pcode"] not in known
        ]


def read_cells(resolver: Resolver, villages: list[Village], field: str, *, hint: bool) -> Iterator:
    """Yield each village with its answer as a cell of a table."""
    asked = [(getattr(v, field), Hints(v.unit) if hint else Hints()) for v in villages]
    for village, answer in zip(villages, resolver.resolve_many(asked), strict=True):
        if answer.place is None:
            yield village, None
            continue
        pin = Pin(answer.lon, answer.lat, answer.geo_precision, answer.place.name)
        yield village, pin


def read_sentences(
    resolver: Resolver, villages: list[Village], field: str, sentences: tuple[str, ...]
) -> Iterator:
    """Yield each village with the place of the first event read from a sentence about it."""
    from geomap.extract.reader import Reader
    from geomap.model import Report

    reader = Reader(resolver)
    units = {v.unit: v.unit for v in villages}
    for number, village in enumerate(villages):
        unit = units[village.unit]
        if field == "name_ar":
            found = resolver.resolve(unit).place
            unit = found.name_ar if found is not None else unit
        text = sentences[number % len(sentences)].format(name=getattr(village, field), unit=unit)
        report = Report(str(number), text, date(2020, 3, 5))
        yield village, next(_pins(reader.read(report)), None)


def _pins(reading: Reading) -> Iterator[Pin]:
    for event in reading.events:
        if event.resolution is not None and event.resolution.resolved:
            answer = event.resolution
            yield Pin(answer.lon, answer.lat, answer.geo_precision, answer.place.name)


def print_shares(title: str, answers: Iterable, show: int) -> None:
    """Print the shares of one condition, and the first of the worst."""
    answers = list(answers)
    right = area = elsewhere = 0
    bad = []
    for village, pin in answers:
        if pin is None:
            continue
        gap = gap_km(village.lon, village.lat, pin.lon, pin.lat)
        right += gap <= 5
        area += pin.precision > 1
        if pin.precision == 1 and gap >= ELSEWHERE_KM:
            elsewhere += 1
            bad.append(f"    {village.name} / {village.name_ar} ({village.unit}) -> {pin.said}")
    count = max(1, len(answers))
    print(
        f"{title:34} n {len(answers):5}  right {right / count:.3f}  area {area / count:.3f}"
        f"  pinned elsewhere {elsewhere / count:.4f}"
    )
    print("\n".join(bad[:show]), end="\n" if bad[:show] else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gazetteer", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--cells", action="store_true", help="leave the sentences out")
    arguments = parser.parse_args()
    path = arguments.gazetteer
    resolver = Resolver(load_gazetteer(path) if path else load_installed(data_dir()))
    known = {place.pcode for place in resolver.gazetteer.places.values()}
    villages = read_villages(known, SHARED / "reference" / "ocha_places.csv")
    random.Random(arguments.seed).shuffle(villages)
    villages = villages[: arguments.count]
    arabic = [village for village in villages if village.name_ar]
    show = arguments.show
    for title, some, field in (("English", villages, "name"), ("Arabic", arabic, "name_ar")):
        for hint in (False, True):
            said = "with governorate" if hint else "alone"
            cells = read_cells(resolver, some, field, hint=hint)
            print_shares(f"{title} cells, {said}", cells, show)
    if not arguments.cells:
        cells = read_sentences(resolver, villages, "name", ENGLISH)
        print_shares("English sentences", cells, show)
        print_shares("Arabic sentences", read_sentences(resolver, arabic, "name_ar", ARABIC), show)


if __name__ == "__main__":
    main()
