"""Coded reports read by the rules, with all that the learned model looks at."""

from __future__ import annotations

import csv
import importlib.util
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from geomap.events.reading_rows import frame_readings
from geomap.extract.learned.scene_kinds import NONE, kind_of
from geomap.extract.reader import Reader
from geomap.model import Report
from geomap.resolver.resolver import make_resolver

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.extract.learned.scene_features import Scene
    from geomap.extract.reading import Reading

NEAR = 150
"""Characters around the evidence of a coded row within which a place is its scene."""


RUN, ALIKE = 5, 0.3
"""Texts are nearly equal that share this much of their runs of so many words."""


def load_scorer(path: Path) -> Any:
    """Return the scorer of the coded sets as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


@dataclass
class Coded:
    """A coded report: its coded rows, and the scenes that were seen in it with their kinds."""

    report: Report
    published: str
    kind: str
    gold: list[Any]
    fresh: bool
    folder: str
    scenes: list[tuple[Scene, set[str]]] = field(default_factory=list)
    reading: Reading | None = None


class Without:
    """A model that judges nothing, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Scene] = []

    def judge(self, scenes: list[Scene]) -> None:
        """Remember the scenes."""
        self.asked += scenes


def read_folder(folder: Path, scorer: Any, *, fresh: bool) -> list[Coded]:
    """Return the coded reports of a folder (``gold.csv``, ``index.csv``, ``texts/ID.txt``)."""
    rows: dict[str, list[Any]] = {}
    with (folder / "gold.csv").open(encoding="utf-8-sig") as table:
        for row in csv.DictReader(table):
            rows.setdefault(row["text"], []).append(scorer.Gold(row))
    out = []
    with (folder / "index.csv").open(encoding="utf-8-sig") as table:
        for row in csv.DictReader(table):
            text = folder / "texts" / f"{row['id']}.txt"
            if not text.exists():
                continue
            day = date.fromisoformat(row["published"]) if row.get("published") else None
            report = Report(row["id"], text.read_text(encoding="utf-8"), day)
            out.append(Coded(
                report, row.get("published", ""), row.get("kind", ""), rows.get(row["id"], []),
                fresh, folder.name,
            ))  # fmt: skip
    return out


def make_coded_reader() -> Reader:
    """Return a reader over the gazetteer of the package."""
    return Reader(make_resolver())


def see_scenes(reader: Reader, coded: Coded, scorer: Any) -> None:
    """Fill the scenes of a report, each with the kinds that its coded rows have there.

    A scene of no row is of kind none; one at the place of a row told elsewhere in the text is
    left out, as nobody said what it is.
    """
    asked = Without()
    reader.scenes = asked  # type: ignore[assignment]
    reader.read(coded.report)
    coded.scenes = []
    for scene in asked.asked:
        kinds, elsewhere = set[str](), False
        row = _row_of(scene, scorer)
        for gold in coded.gold:
            placed = gold.at is not None and row.at is not None
            same = scorer.place_right(gold, row, coded.gold) if placed else row.like(gold) >= 0.6
            if not same:
                continue
            start, end = gold.span
            if start is None or start - NEAR <= scene.mention.start <= end + NEAR:
                kinds.add(kind_of(gold.sub_event_type))
            else:
                elsewhere = True
        if kinds or not elsewhere:
            coded.scenes.append((scene, kinds or {NONE}))


def folds_of(texts: list[Coded], count: int) -> list[int]:
    """Return the fold of each text: in turn within its set, texts that are nearly equal together."""
    first: list[int] = []
    seen: dict[tuple[str, ...], int] = {}
    for at, text in enumerate(texts):
        words = text.report.text.split()
        runs = {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}
        shared = Counter(first[seen[run]] for run in runs if run in seen)
        like, times = max(shared.items(), key=lambda pair: pair[1], default=(at, 0))
        first.append(like if times > ALIKE * len(runs) else at)
        for run in runs:
            seen.setdefault(run, at)
    turns: dict[str, int] = {}
    out: list[int] = []
    for at, text in enumerate(texts):
        if first[at] != at:
            out.append(out[first[at]])
            continue
        turns[text.folder] = turns.get(text.folder, -1) + 1
        out.append(turns[text.folder] % count)
    return out


def _row_of(scene: Scene, scorer: Any) -> Any:
    """Return a place mention as a row of the scorer."""
    mention = scene.mention
    found = mention.resolution
    row: dict[str, str] = dict.fromkeys(("lon", "lat", "precision_km", "geo_precision"), "")
    if found is not None and found.resolved:
        row = {key: "" if (v := getattr(found, key)) is None else str(v) for key in row}
    name = found.place.name if found is not None and found.place is not None else ""
    row |= {"location": mention.text, "place_name": name, "date_start": "", "date_end": ""}
    return scorer.Row(row | {"evidence": "[]"})


def read_rows(reader: Reader, coded: Coded, scorer: Any) -> list[Any]:
    """Read a report with the reader's model; return its rows as those of the scorer."""
    coded.reading = reader.read(coded.report)
    frame = frame_readings([coded.reading], reader.finder.gazetteer).fillna("").astype(str)
    return [scorer.Row(row) for row in frame.to_dict("records")]
