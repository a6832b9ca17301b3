"""``geomap evaluate``: the resolver measured on a table of names with known coordinates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
        Path | None,
        typer.Option(help="CSV of coded reports (text and gold columns): measure reading instead."),
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
    score, and the worst misses.

    Example: `geomap evaluate gold.csv --kind settlement`
    """
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from geomap import jobs as work
    from geomap.resolver.evaluation import shares_by, shares_of, worst_of

    if reading is not None:
        score = work.evaluate_reading(reading, PlaceSettings(gazetteer, overrides))
        print("\n".join([*score.lines(), *score.misses[:misses]]))
        return
    if gold is None:
        raise typer.BadParameter("name a table of names, or --reading TABLE")

    outcomes = work.evaluate_names(
        gold, PlaceSettings(gazetteer, overrides), use_hints=hints, kinds=tuple(kind or ())
    )
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
