"""Names a second of processor time, beside peers, in one run.

    python benchmarks/places/speed.py BUILT.parquet [--names 25000] [--rows 1000000]

The names: every Latin and Arabic name of the gazetteer's settlements, rewritten by the habits of
transliteration (article, vowels, doubled letters, q/k/g, -eh/-ah/-a, hyphens), each distinct. The
peers answer the same names, as many as they manage in some seconds: rapidfuzz ``extractOne`` over
all spellings with its default scorer and with the plain ratio, and hdx-python-country's ``AdminLevel`` where it is installed (7,000 names).
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from pathlib import Path

from geomap.gazetteer.loading import load_gazetteer
from geomap.model import Hints
from geomap.resolver.resolver import Resolver

SWAPS = [
    ("q", "k"), ("k", "q"), ("ee", "i"), ("i", "e"), ("ou", "u"), ("u", "o"), ("o", "ou"),
    ("dh", "d"), ("ay", "ai"), ("ai", "ei"), ("ei", "ay"), ("tal ", "tell "), ("deir", "dayr"),
    ("kafr", "kafar"), ("ah", "eh"), ("eh", "a"), ("al-", "el "), ("-", " "), ("aa", "a"),
    ("gh", "g"), ("j", "dj"), ("w", "ou"), ("sh", "ch"), ("y", "i"),
]  # fmt: skip


def rewrite(name: str, dice: random.Random) -> str:
    """Return another spelling of a name."""
    text = name.lower()
    if any("\u0600" <= c <= "\u06ff" for c in text):
        for old, new in (("أ", "ا"), ("إ", "ا"), ("ة", "ه"), ("ى", "ي")):
            if dice.random() < 0.5:
                text = text.replace(old, new)
        return text
    for old, new in dice.sample(SWAPS, 8):
        if old in text and dice.random() < 0.5:
            text = text.replace(old, new, 1)
    return text.title() if dice.random() < 0.7 else text


def collect(gazetteer, count: int) -> list[tuple[str, str]]:
    dice = random.Random(7)
    spellings: dict[str, str] = {}
    listed = gazetteer.names
    places = [gazetteer.places[place_id] for place_id in listed.place_id]
    names = [
        (text, place.admin1)
        for text, place in zip(listed.text, places, strict=True)
        if place.feature_class == "P"
    ]
    for _ in range(40):
        dice.shuffle(names)
        for text, unit in names:
            spellings.setdefault(rewrite(text, dice), unit)
            if len(spellings) >= count:
                return list(spellings.items())
    return list(spellings.items())


def measure(work, items, seconds: float) -> float:
    """Return items a second of processor time, stopping after `seconds`."""
    start = time.process_time()
    done = 0
    for item in items:
        work(item)
        done += 1
        if done % 16 == 0 and time.process_time() - start > seconds:
            break
    return done / (time.process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gazetteer", type=Path)
    parser.add_argument("--names", type=int, default=25_000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--profile", action="store_true")
    arguments = parser.parse_args()

    start = time.process_time()
    gazetteer = load_gazetteer(arguments.gazetteer)
    print(f"load {time.process_time() - start:.2f} s, {len(gazetteer.places)} places")
    queries = collect(gazetteer, arguments.names)
    start = time.process_time()
    resolver = Resolver(gazetteer)
    resolver.resolve("Azzaz")
    print(f"resolver ready {time.process_time() - start:.2f} s, {len(queries)} distinct names")
    if arguments.profile:
        import cProfile
        import pstats

        with cProfile.Profile() as profile:
            for name, _ in queries:
                resolver.resolve(name)
        pstats.Stats(profile).sort_stats("tottime").print_stats(22)
        return
    bare = [(name, Hints()) for name, _ in queries]
    start = time.process_time()
    answers = resolver.resolve_many(bare)
    plain = len(queries) / (time.process_time() - start)
    found = sum(a.resolved for a in answers) / len(answers)
    print(f"geomap, no hints: {plain:,.0f} names a second ({found:.0%} resolved)")
    hinted = [(name, Hints(unit)) for name, unit in queries]
    resolver = Resolver(gazetteer)
    resolver.resolve("Azzaz")
    start = time.process_time()
    answers = resolver.resolve_many(hinted)
    rate = len(queries) / (time.process_time() - start)
    found = sum(a.resolved for a in answers) / len(answers)
    print(f"geomap, with hints: {rate:,.0f} names a second ({found:.0%} resolved)")

    from rapidfuzz import fuzz, process

    spellings = gazetteer.names.text
    for scorer in (fuzz.WRatio, fuzz.ratio):
        peer = measure(
            lambda q, scorer=scorer: process.extractOne(q[0], spellings, scorer=scorer),
            queries, arguments.seconds,
        )  # fmt: skip
        print(
            f"rapidfuzz extractOne ({scorer.__name__}) over {len(spellings)} names: {peer:,.0f}; "
            f"ratio {plain / peer:,.0f}"
        )
    try:
        from hdx.location.adminlevel import AdminLevel
    except ImportError:
        print("hdx-python-country is not installed")
    else:
        import logging

        logging.disable(logging.CRITICAL)
        units = [p for p in gazetteer.places.values() if p.pcode and p.feature_class == "P"][:7000]
        level = AdminLevel(admin_level=3)
        level.setup_from_iterable(
            [
                {"Admin Level": "3", "Location": "SYR", "P-Code": p.pcode, "Name": p.name}
                for p in units
            ]
        )
        peer = measure(lambda q: level.get_pcode("SYR", q[0]), queries, arguments.seconds)
        print(f"hdx AdminLevel, {len(units)} names: {peer:,.1f}; ratio {plain / peer:,.0f}")

    from geomap.resolver.name_tables import place_names, read_name_table, write_name_table

    dice = random.Random(1)
    distinct = queries[:20_000]
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "names.csv", Path(folder) / "out.csv"
        with source.open("w", encoding="utf-8") as out:
            out.write("id,name,admin1\n")
            for row in range(arguments.rows):
                name, unit = dice.choice(distinct)
                out.write(f'{row},"{name}",{unit}\n')
        resolver = Resolver(gazetteer)
        resolver.resolve("Azzaz")
        marks = [time.process_time()]
        names = read_name_table(source)
        marks.append(time.process_time())
        table = place_names(names, resolver)
        marks.append(time.process_time())
        write_name_table(table, target)
        marks.append(time.process_time())
    read, place, write = (b - a for a, b in itertools.pairwise(marks))
    print(
        f"{arguments.rows:,} rows, {len(distinct):,} distinct: read {read:.2f} s, "
        f"place {place:.2f} s, write {write:.2f} s, together {marks[-1] - marks[0]:.2f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
