"""Reading measured on coded sets: the texts go the way of `geomap read`, the rows to the scorer."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import InputError
from geomap.jobs.extraction import read_texts, sure_rows
from geomap.settings import PlaceSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.scoring.coded_set import CodedSet
    from geomap.scoring.reading_figures import ReadingFigures


@dataclass
class CodedScore:
    """Figures of coded sets: all reports, each kind, and how far two blind codings agree."""

    figures: list[ReadingFigures] = field(default_factory=list)
    agreement: list[ReadingFigures] = field(default_factory=list)
    missing: dict[str, int] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """Return all figures as lines for people."""
        out = [line for one in self.figures for line in one.lines()]
        for one in self.agreement:
            out += [f"coded twice, the second coding as if it had been read: {one.lines()[0]}"]
            out += one.lines()[1:6]
        out += [f"{name}: {count} texts not at hand, not scored"
                for name, count in self.missing.items()]  # fmt: skip
        return out

    def as_dict(self) -> dict[str, object]:
        """Return all figures as JSON can hold them."""
        return {
            "reading": [one.as_dict() for one in self.figures],
            "coded_twice": [one.as_dict() for one in self.agreement],
            "texts_missing": self.missing,
        }


def is_coded_set(path: Path) -> bool:
    """Return whether a path is a folder of a coded set (``gold.csv`` and ``index.csv``)."""
    from geomap.scoring.coded_set import is_coded_set as is_set

    return is_set(path)


def evaluate_coded(
    folders: Sequence[Path],
    texts: Sequence[Path],
    places: PlaceSettings = PlaceSettings(),
    *,
    at_least: float = 0.4,
    jobs: int = 1,
) -> CodedScore:
    """Read the texts of coded sets as `geomap read` does and score the rows.

    Parameters
    ----------
    folders
        Coded sets, see `geomap.scoring.coded_set`.
    texts
        Folders in which texts lie, found by their sha256; reports without a text are not scored.
    at_least
        Rows less sure than this are left out, as `geomap read` does.

    Raises
    ------
    InputError
        If there is neither a text nor a second coding.
    """
    from geomap.scoring.coded_set import read_coded_set
    from geomap.scoring.reading_figures import figures_by_kind

    score = CodedScore()
    for folder in folders:
        coded = read_coded_set(folder, texts)
        if coded.missing:
            score.missing[coded.name] = coded.missing
        if coded.texts:
            tallies = _read_and_tally(coded, places, at_least, jobs)
            score.figures += figures_by_kind(coded.name, tallies)
        score.agreement += _agreement(coded)
    if not score.figures and not score.agreement:
        raise InputError(
            "no text of these sets is at hand",
            fix="name the folder of the texts with --texts; they are found by their sha256",
        )
    return score


def _read_and_tally(
    coded: CodedSet, places: PlaceSettings, at_least: float, jobs: int
) -> list[Any]:
    from geomap.scoring.coded_rows import parse_read
    from geomap.scoring.tallies import tally_report

    with tempfile.TemporaryDirectory(prefix="geomap-") as folder:
        table = Path(folder) / "reports.jsonl"
        with table.open("w", encoding="utf-8", newline="\n") as file:
            for report in coded.reports:
                if report.report_id in coded.texts:
                    row = {"id": report.report_id, "text": coded.texts[report.report_id]}
                    if report.published:
                        row["date"] = report.published.isoformat()
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
        frame = read_texts([table], places=places, jobs=jobs).frame
    rows: dict[str, list[Any]] = {}
    for row in frame[sure_rows(frame, at_least)].to_dict("records"):
        own = {str(key): str(value) for key, value in row.items()}
        rows.setdefault(own["report_id"].split("#")[0], []).append(parse_read(own))
    return [
        tally_report(r.report_id, r.kind, r.published, r.rows, rows.get(r.report_id, []))
        for r in coded.reports
        if r.report_id in coded.texts
    ]


def _agreement(coded: CodedSet) -> list[ReadingFigures]:
    """Return how far a second coding agrees with the first, on the reports that have both."""
    from geomap.scoring.coded_rows import coded_as_read
    from geomap.scoring.reading_figures import figures_of
    from geomap.scoring.tallies import tally_report

    tallies = [
        tally_report(r.report_id, r.kind, r.published, r.rows, [coded_as_read(x) for x in r.again])
        for r in coded.reports
        if r.again is not None
    ]
    return [figures_of(coded.name, tallies)] if tallies else []
