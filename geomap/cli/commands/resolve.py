"""``geomap resolve``: a place name, or a table of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomap.cli._options import Gazetteer, Overrides, console
from geomap.settings import PlaceSettings


def resolve(
    name: Annotated[str, typer.Argument(help="A place name, a CSV of names, or - for a stream.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="CSV to write for a table; - is stdout.")
    ] = None,
    admin1: Annotated[str, typer.Option(help="Governorate, for a single name.")] = "",
    admin2: Annotated[str, typer.Option(help="District, for a single name.")] = "",
    admin3: Annotated[str, typer.Option(help="Sub-district, for a single name.")] = "",
    rejects: Annotated[
        Path | None, typer.Option(help="CSV for rows that cannot be read; default beside OUT.")
    ] = None,
    gazetteer: Gazetteer = None,
    overrides: Overrides = None,
) -> None:
    """Place a name, or every name of a table.

    A table needs the column `name`; `admin1`, `admin2`, `admin3` are hints. The output keeps all
    columns and adds status, place_id, place_name, pcode, place_admin1, lon, lat, geo_precision,
    precision_km, score, rule and candidates.

    Examples: `geomap resolve "Deir Ezzor"` and `geomap resolve names.csv -o placed.csv`
    """
    settings = PlaceSettings(gazetteer, overrides)
    if output is None and not _is_table(name):
        _show(name, (admin1, admin2, admin3), settings)
        return
    if output is None and name != "-":
        raise typer.BadParameter("name the file to write with -o (- is stdout)", param_hint="-o")
    from geomap import jobs as work

    output = output or Path("-")
    if rejects is None and str(output) != "-":
        rejects = output.with_name(f"{output.stem}.rejects.csv")
    counts = work.resolve_names(Path(name), output, settings, rejects)
    said = ", ".join(
        f"{counts.get(status, 0)} {status}"
        for status in ("resolved", "several", "ambiguous", "unknown")
    )
    console.print(f"{counts['rows']} rows: {said}")
    if counts["rejected"]:
        where = f", see {rejects}" if rejects else ""
        console.print(f"{counts['rejected']} rows could not be read{where}")


def _is_table(name: str) -> bool:
    if name == "-" or name.lower().endswith((".csv", ".tsv", ".txt")):
        return True
    try:
        return Path(name).is_file()
    except OSError:
        return False


def _show(name: str, units: tuple[str, str, str], settings: PlaceSettings) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from geomap import jobs as work

    answer = work.resolve(name, admin1=units[0], admin2=units[1], admin3=units[2], places=settings)
    out = Console(width=max(110, Console().width))
    if answer.resolved and answer.place is not None:
        head = f"{answer.place.name} {answer.place.name_ar}".strip()
        out.print(f"[bold]{escape(head)}[/bold]  {answer.lat:.4f} N, {answer.lon:.4f} E")
        out.print(
            f"rule {answer.rule}, score {answer.score:.2f}, within {answer.precision_km:g} km, "
            f"geo_precision {answer.geo_precision}, id {escape(answer.place_id)}"
        )
    else:
        out.print(f"[bold]{answer.verdict}[/bold]: {escape('; '.join(answer.reasons))}")
    if answer.resolved:
        out.print(escape("; ".join(answer.reasons)))
    if not answer.candidates:
        return
    table = Table(title="nearest names" if answer.verdict == "unknown" else "candidates")
    for column in ("place", "arabic", "kind", "units", "lon, lat", "score", "why"):
        table.add_column(column, justify="right" if column in ("lon, lat", "score") else "left")
    likely = [c for c in answer.candidates if c.score >= 0.005] or answer.candidates[:3]
    for candidate in likely:
        place = candidate.place
        table.add_row(
            escape(f"{place.name} ({place.place_id})"), escape(place.name_ar),
            f"{place.feature_class}.{place.feature_code}", place.admin3 or place.admin1,
            f"{place.lon:.3f}, {place.lat:.3f}", f"{candidate.score:.2f}",
            escape("; ".join(candidate.reasons)),
        )  # fmt: skip
    out.print(table)
    if len(likely) < len(answer.candidates):
        out.print(f"and {len(answer.candidates) - len(likely)} that hardly fit")
