"""``geomap brief``: events in; a figure, a document or a deck out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from geomap.cli._options import (
    Gazetteer,
    Layers,
    Overrides,
    Trend,
    check_lang,
    console,
    open_layers,
    showing_steps,
)
from geomap.cli._tables import say_unplaced
from geomap.errors import Finding
from geomap.settings import PlaceSettings, Presentation


def brief(
    events: Annotated[Path, typer.Argument(help="Events, or a table of reports to place first.")],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help="File to write: .png .svg .pdf .pptx .mp4 .webm .gif"),
    ],
    title: Annotated[str, typer.Option(help="Title; by default the country and the dates.")] = "",
    subtitle: Annotated[str, typer.Option(help="A line below the title.")] = "",
    lang: Annotated[str, typer.Option(help="en or ar (right to left).")] = "en",
    theme: Annotated[
        str, typer.Option(help="light, neutral, dark, print, or a .toml file of yours.")
    ] = "light",
    paper: Annotated[
        str, typer.Option(help="Size of figures: 16:9, a4, a4-portrait, square, tall.")
    ] = "16:9",
    extent: Annotated[
        str, typer.Option(help="country, a governorate, or west,south,east,north in degrees.")
    ] = "",
    measure: Annotated[
        str, typer.Option(help="Governorates by count or by rate (per 1,000 km²).")
    ] = "count",
    source: Annotated[
        list[str] | None, typer.Option(help="Who the data come from; may be given again.")
    ] = None,
    as_of: Annotated[str, typer.Option(help="Date of the data, like 2025-06-30.")] = "",
    previous: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|postgresql://...",
            help="Events of the last briefing, or a store: what is new since then.",
        ),
    ] = None,
    since: Annotated[
        str,
        typer.Option(help="With a store as --previous: what changed since a day, 2026-01-31."),
    ] = "",
    verify: Annotated[
        bool,
        typer.Option(
            "--verify",
            help="First list what a desk would send back; with faults nothing is written.",
        ),
    ] = False,
    arabic_digits: Annotated[bool, typer.Option(help="Arabic-Indic digits, in Arabic.")] = False,
    template: Annotated[Path | None, typer.Option(help="Your PowerPoint template (.pptx).")] = None,
    layer: Layers = None,
    trend: Trend = False,
    gazetteer: Gazetteer = None,
    overrides: Overrides = None,
) -> None:
    """Draw a figure, a document, a deck or a film of events.

    A film (.mp4, .webm, .gif; extra video) is the map's clock in a minute at most; `x.tall.mp4`
    and `x.square.mp4` have other sizes. Names like `x.months.png` and `x.charts.svg` give small
    maps by period, or charts; `x.areas.png` and `x.areas.years.png` shade districts, where the
    gazetteer in use has their outlines, else governorates.

    Example: `geomap brief events.geojson -o brief.pdf --lang ar --theme print`
    """
    from geomap import jobs as work

    check_lang(lang)
    if measure not in ("count", "rate"):
        raise typer.BadParameter("give count or rate", param_hint="--measure")
    day = _read_day(since, previous)
    places = PlaceSettings(gazetteer, overrides)
    layers = open_layers(layer, gazetteer, output)
    presentation = Presentation(
        title=title, subtitle=subtitle, lang=lang, digits="arabic" if arabic_digits else "latin",
        theme=theme, name=output.stem, paper=paper,
        extent=extent, measure=measure, sources=tuple(source or ()), as_of=as_of, template=template,
        gazetteer=gazetteer, layers=layers, trend=trend,
        previous=work.read_previous(previous, day, places) if previous else None, since=day,
    )  # fmt: skip
    if verify:
        _say_findings(work.verify_briefing(events, presentation, places))
    with showing_steps(output) as progress:
        told, unplaced = work.write_briefing(events, output, presentation, places, progress)
    say_unplaced(unplaced)
    console.print(f"{told} events in {output.name}", markup=False)
    if not told:
        console.print("note: the input holds no events; the briefing says so", markup=False)


def _read_day(since: str, previous: str | None) -> date | None:
    """Return the day of ``--since``, None without one."""
    if not since:
        return None
    if previous is None:
        raise typer.BadParameter("needs --previous, a store", param_hint="--since")
    try:
        return date.fromisoformat(since)
    except ValueError:
        raise typer.BadParameter("write 2026-01-31", param_hint="--since") from None


def _say_findings(found: list[Finding]) -> None:
    """Print what a desk would send back; a fault ends the command before anything is written."""
    for one in found:
        console.print(f"{'fault ' if one.severe else 'advice'}  {one}", markup=False)
    if not found:
        console.print("verified: nothing is missing", markup=False)
    if any(one.severe for one in found):
        raise typer.Exit(1)
