"""Fixtures that every part shares."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[1]

gc.set_threshold(100_000, 20, 100)  # gazetteers that stay are not walked through again and again


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of other people's data, which is beside the checkout or not there."""
    folder = Path(os.environ.get("GEOMAP_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no reference data: {folder.name}/ is not beside the checkout")
    return folder


FEW_PLACES = (
    ("SY02", "Aleppo", "A", "ADM1", 37.16, 36.2, 60.0, 70, ("SY02", "", "")),
    ("C1007", "Aleppo", "P", "PPLA", 37.16, 36.2, 8.0, 100, ("SY02", "SY0200", "SY020000")),
    ("SY0200", "Jebel Saman", "A", "ADM2", 37.1, 36.2, 30.0, 40, ("SY02", "SY0200", "")),
    (
        "SY020000",
        "Jebel Saman centre",
        "A",
        "ADM3",
        37.1,
        36.2,
        20.0,
        30,
        ("SY02", "SY0200", "SY020000"),
    ),
    ("C3871", "Idleb", "P", "PPLA", 36.633, 35.93, 3.0, 90, ("", "", "")),
    ("C2346", "Dana", "P", "PPL", 36.77, 36.21, 1.0, 40, ("", "", "")),
    ("C4000", "Dana", "P", "PPL", 36.6, 35.6, 1.0, 40, ("", "", "")),
    ("badia", "Badia", "L", "RGN", 38.5, 34.6, 150.0, 50, ("", "", "")),
)


class FewPlaces:
    """A resolver over a handful of places, so that a test does not hang on the gazetteer."""

    split = False

    def __init__(self) -> None:
        from geomap.model import Place

        places = [
            Place(
                i,
                name,
                "",
                cls,
                code,
                lon,
                lat,
                radius,
                i if i[0] in "SC" else "",
                *admin,
                importance=importance,
            )
            for i, name, cls, code, lon, lat, radius, importance, admin in FEW_PLACES
        ]
        self.gazetteer = SimpleNamespace(places={place.place_id: place for place in places})
        self.asked: list[tuple[str, object]] = []

    def resolve_many(self, queries):
        from geomap.model import Candidate, Resolution, Verdict

        answers = []
        for query in queries:
            self.asked.append(query)
            toponym, _ = query
            found = sorted(
                (
                    p
                    for p in self.gazetteer.places.values()
                    if p.name.lower() == toponym.lower() or p.pcode == toponym
                ),
                key=lambda p: -p.importance,
            )
            candidates = tuple(Candidate(p, 0.9, ("exact name",)) for p in found)
            if not found:
                answers.append(
                    Resolution(toponym, Verdict.UNKNOWN, reasons=("no place of this name",))
                )
            elif len(found) > 1 and found[0].importance == found[1].importance:
                answers.append(
                    Resolution(
                        toponym, Verdict.AMBIGUOUS, candidates=candidates, reasons=("several",)
                    )
                )
            else:
                place = found[0]
                answers.append(
                    Resolution(
                        toponym,
                        Verdict.RESOLVED,
                        place,
                        place.lon,
                        place.lat,
                        3 if place.radius_km > 50 else 1,
                        place.radius_km,
                        0.9,
                        "exact",
                        candidates,
                        ("exact name",),
                        None,
                        place.place_id,
                    )
                )
        return answers


@pytest.fixture
def few_places() -> FewPlaces:
    """Return a resolver over a handful of places: Aleppo, Idleb, two of Dana, the Badia."""
    return FewPlaces()


@pytest.fixture
def run_geomap(monkeypatch, capsys):
    """Run a command line in this process; return exit code, stdout and stderr."""

    def run(*words: object) -> tuple[int, str, str]:
        import sys

        from geomap.cli import app as cli

        monkeypatch.setattr(sys, "argv", ["geomap", *map(str, words)])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(bool(stop.code))
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def geomap_says(monkeypatch, run_geomap, few_places):
    """Run a command line over a handful of places; return exit code, stdout and stderr."""
    from geomap.resolver import resolver

    monkeypatch.setattr(resolver, "make_resolver", lambda *_: few_places)
    return run_geomap
