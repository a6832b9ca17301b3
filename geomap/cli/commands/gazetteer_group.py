"""``geomap gazetteer``: what is known, checked, built and fetched."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli._options import Gazetteer, console
from geomap.settings import PlaceSettings

if TYPE_CHECKING:
    from rich.table import Table

    from geomap.gazetteer.gazetteer import Gazetteer as Known
    from geomap.model import Place

app = typer.Typer(
    help="The table of known places: look, check, build, update.", no_args_is_help=True
)


@app.command()
def info(gazetteer: Gazetteer = None) -> None:
    """Say what the gazetteer in use holds.

    Example: `geomap gazetteer info`
    """
    from rich.console import Console

    from geomap import jobs as work

    known = work.open_gazetteer(PlaceSettings(gazetteer))
    places = list(known.places.values())
    out = Console()
    out.print(_count_places(known, places))
    names = len(known.names)
    arabic = sum(1 for p in places if p.name_ar)
    out.print(
        f"{len(places)} places, {names} names, {arabic} with Arabic, {len(known.areas)} outlines"
    )
    for what, said in known.meta.items():
        out.print(f"{what}: {said}", markup=False)


def _count_places(known: Known, places: list[Place]) -> Table:
    """Return a table of how many places of which sort each governorate has."""
    from collections import Counter

    from rich.table import Table

    table = Table(title="places")
    table.add_column("governorate")
    for column in ("units", "settled", "sites", "other"):
        table.add_column(column, justify="right")
    units = sorted(p.place_id for p in places if p.feature_code == "ADM1")
    rows = [(known.places[u].name, [p for p in places if p.admin1 == u]) for u in units]
    rows.append(("elsewhere", [p for p in places if p.admin1 not in units]))
    for name, inside in rows:
        sorts = Counter(p.feature_class if p.feature_class in "APS" else "-" for p in inside)
        table.add_row(name, *(str(sorts[s]) for s in "APS-"))
    return table


@app.command()
def search(
    name: Annotated[str, typer.Argument(help="A name or a part of one.")],
    limit: Annotated[int, typer.Option(help="How many places to show.")] = 20,
    gazetteer: Gazetteer = None,
) -> None:
    """Find places by a name or a part of it, with their ids.

    Example: `geomap gazetteer search zawiya`
    """
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from geomap import jobs as work
    from geomap.lang.name_keys import fold_name, parse_name

    known = work.open_gazetteer(PlaceSettings(gazetteer))
    fold, key = fold_name(name), parse_name(name).key
    best: dict[str, int] = {}
    names = known.names
    for row, place_id in enumerate(names.place_id):
        fits = 3 if names.fold[row] == fold else 2 if len(key) > 1 and names.key[row] == key else 0
        if not fits and fold and fold in names.fold[row]:
            fits = 1
        if fits > best.get(place_id, 0):
            best[place_id] = fits
    found = [(-fits, -known.places[i].importance, i) for i, fits in best.items()]
    if not found:
        console.print(f"no place has {name!r} in a name", highlight=False, markup=False)
        raise typer.Exit(1)
    table = Table()
    for column in ("id", "name", "arabic", "kind", "units", "lon", "lat", "importance", "source"):
        table.add_column(column, no_wrap=column in ("id", "units", "lon", "lat"))
    for _, _, place_id in sorted(found)[:limit]:
        place = known.places[place_id]
        table.add_row(
            escape(place_id), escape(place.name), escape(place.name_ar),
            f"{place.feature_class}.{place.feature_code}", place.admin3 or place.admin1,
            f"{place.lon:.4f}", f"{place.lat:.4f}", f"{place.importance:g}", place.source,
        )  # fmt: skip
    Console(width=max(110, Console().width)).print(table)
    if len(found) > limit:
        console.print(f"{len(found) - limit} more; raise --limit")


@app.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder of tables; default the one that ships.")
    ] = None,
    strict: Annotated[bool, typer.Option(help="Advice counts as fault.")] = False,
) -> None:
    """Check gazetteer tables: ids, parents, points, names, Arabic, sources.

    Example: `geomap gazetteer check gazetteer`
    """
    from geomap.gazetteer.table_checks import check_tables
    from geomap.settings import data_dir

    faults = check_tables(folder or data_dir())
    severe = [fault for fault in faults if fault.severe or strict]
    for fault in severe:
        print(fault)
    advice = len(faults) - len(severe)
    console.print(f"{len(severe)} faults, {advice} pieces of advice (--strict shows them)")
    if severe:
        raise typer.Exit(1)


@app.command()
def build(
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write; any name.")],
    geonames: Annotated[
        list[Path] | None, typer.Option(help="GeoNames SY.txt or SY.zip; may be given again.")
    ] = None,
    ocha: Annotated[
        list[Path] | None,
        typer.Option(
            help="OCHA places, neighbourhoods, units, boundaries: CSV, xlsx, GeoJSON, zip; "
            "again for more."
        ),
    ] = None,
) -> None:
    """Merge our tables with files of GeoNames and OCHA into one gazetteer file.

    Boundaries of districts (`--ocha boundaries.zip`) are then drawn by maps and briefings.

    Example: `geomap gazetteer build --geonames SY.txt --ocha places.xlsx -o my.gazetteer`
    """
    from geomap import jobs as work

    known = work.build_gazetteer(output, geonames=geonames or (), ocha=ocha or ())
    console.print(f"{len(known.places)} places in {output}; use it with --gazetteer {output}")


@app.command()
def update(
    folder: Annotated[
        Path | None, typer.Option(help="Where downloads are kept; default the user's data folder.")
    ] = None,
) -> None:
    """Download GeoNames and OCHA tables and build the gazetteer that is used by default.

    Example: `geomap gazetteer update`
    """
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    from geomap import jobs as work

    with Progress(
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), console=console
    ) as bars:
        tasks: dict[str, int] = {}

        def show(name: str, have: int, total: int | None) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=total)
            bars.update(tasks[name], completed=have, total=total)  # type: ignore[arg-type]

        path, known, skipped = work.update_gazetteer(folder, show)
    for name, reason in skipped:
        console.print(f"left out {name}: {reason}", markup=False)
    console.print(f"{len(known.places)} places in {path}; used from now on")


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write the data package into.")],
    since: Annotated[
        Path | None,
        typer.Option(help="Folder of an earlier package: changes.csv tells what changed since."),
    ] = None,
    day: Annotated[
        datetime | None,
        typer.Option("--version", formats=["%Y-%m-%d"], help="Day of this version; today."),
    ] = None,
    gazetteer: Gazetteer = None,
) -> None:
    """Write the gazetteer as a Frictionless data package: CSV, GeoParquet, licences by row.

    Example: `geomap gazetteer export package --since last_package`
    """
    from geomap import jobs as work

    counts = work.export_places(folder, PlaceSettings(gazetteer), day and day.date(), since)
    told = ", ".join(f"{count} {what}" for what, count in counts.items())
    console.print(f"{told} in {folder}", highlight=False, markup=False, soft_wrap=True)
