"""``geomap evaluate``: the resolver measured on a table of names with known coordinates."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geomap.cli._options import Gazetteer, Overrides
from geomap.settings import PlaceSettings

if TYPE_CHECKING:
    from rich.table import Table

    from geomap.resolver.evaluation import Shares


def evaluate(
    gold: Annotated[
        Path | None, typer.Argument(help="CSV: name, lon, lat; admin1-3, n_events, source.")
    ] = None,
    reading: Annotated[
        list[Path] | None,
        typer.Option(
            help="Measure reading instead: a folder of a coded set (gold.csv, index.csv), may be "
            "given again, or a CSV of coded reports with their texts."
        ),
    ] = None,
    texts: Annotated[
        list[Path] | None,
        typer.Option(help="Folder of the coded sets' texts, found by sha256; may be given again."),
    ] = None,
    at_least: Annotated[
        float, typer.Option(min=0, max=1, help="Coded sets: leave out rows less sure than this.")
    ] = 0.4,
    jobs: Annotated[int, typer.Option(min=1, help="Coded sets: processes to read with.")] = 1,
    figures: Annotated[
        Path | None, typer.Option(help="JSON file for the figures of names or of coded sets.")
    ] = None,
    hints: Annotated[bool, typer.Option(help="Use the table's admin units as hints.")] = True,
    kind: Annotated[
        list[str] | None, typer.Option(help="Only rows of this kind; may be given again.")
    ] = None,
    misses: Annotated[int, typer.Option(help="How many of the worst misses to list.")] = 15,
    gazetteer: Gazetteer = None,
    overrides: Overrides = None,
) -> None:
    """Measure the resolver on names whose coordinates are known, or reading on coded reports.

    Prints coverage, right (within 5 km), within 25 km and wrong (25 km or more), by name and by
    events, by source, kind, system of spelling, script, governorate (where is it worse?), rule and
    score, and the worst misses. For reading: recall, precision, f1 with 90 % intervals, whole rows,
    each part, rows told twice, pins over 25 km off.

    Example: `geomap evaluate gold.csv --kind settlement`

    Example: `geomap evaluate --reading benchmarks/text/news/en_dev_a --texts my_texts`
    """
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from geomap import jobs as work
    from geomap.resolver.evaluation import shares_by, shares_of, worst_of

    places = PlaceSettings(gazetteer, overrides)
    if reading:
        _evaluate_reading(reading, texts or [], places, at_least, jobs, misses, figures)
        return
    if gold is None:
        raise typer.BadParameter("name a table of names, or --reading TABLE")

    outcomes = work.evaluate_names(gold, places, use_hints=hints, kinds=tuple(kind or ()))
    if figures:
        _write_figures(figures, {"placing": asdict(shares_of(outcomes))})
    out = Console(width=max(110, Console().width))
    out.print(_table("all names", [shares_of(outcomes)]))
    for what in ("source", "kind", "system", "script", "governorate", "rule", "score"):
        groups = shares_by(outcomes, what)
        if len(groups) > 1 or what in ("rule", "score"):
            out.print(_table(f"by {what}", groups))
    worst = Table(title="worst misses")
    for column in ("km", "events", "name", "hints", "answer", "rule", "score"):
        worst.add_column(column)
    for outcome in worst_of(outcomes, misses):
        answer, one = outcome.answer, outcome.gold
        assert answer.place is not None
        worst.add_row(
            f"{outcome.km:.0f}", f"{one.weight:g}", escape(one.name),
            escape(", ".join(filter(None, (one.hints.admin1, one.hints.admin2)))),
            escape(f"{answer.place.name} ({answer.place_id})"), answer.rule, f"{answer.score:.2f}",
        )  # fmt: skip
    out.print(worst)


def _evaluate_reading(
    sets: list[Path],
    texts: list[Path],
    places: PlaceSettings,
    at_least: float,
    jobs: int,
    misses: int,
    figures: Path | None,
) -> None:
    from geomap import jobs as work

    tables = [path for path in sets if not work.is_coded_set(path)]
    if tables and len(sets) > 1:
        raise typer.BadParameter(
            f"{tables[0]} is no folder of a coded set; give such a table alone",
            param_hint="--reading",
        )
    if tables:
        score = work.evaluate_reading(tables[0], places)
        print("\n".join([*score.lines(), *score.misses[:misses]]))
        return
    coded = work.evaluate_coded(sets, texts, places, at_least=at_least, jobs=jobs)
    if figures:
        _write_figures(figures, coded.as_dict())
    print("\n".join(coded.lines()))


def _write_figures(path: Path, told: dict[str, Any]) -> None:
    from geomap.atomic import write_text

    write_text(path, json.dumps(told, ensure_ascii=False, indent=2) + "\n")


def _table(title: str, groups: list[Shares]) -> Table:
    from rich.table import Table

    table = Table(title=title)
    for column in (
        "group", "names", "covered", "<= 5 km", "< 25 km", "wrong",
        "events", "covered", "<= 5 km", "< 25 km", "wrong",
    ):  # fmt: skip
        table.add_column(column, justify="left" if column == "group" else "right")
    for one in groups:
        table.add_row(
            one.group, str(one.names),
            *(f"{x:.3f}" for x in (one.covered, one.right, one.near, one.wrong)),
            f"{one.events:g}",
            *(f"{x:.3f}" for x in (one.covered_events, one.right_events, one.near_events,
                                   one.wrong_events)),
        )  # fmt: skip
    return table
