"""``geomap map``: events in, one offline page out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geomap.atomic import refuse_overwrites
from geomap.cli._options import (
    Gazetteer,
    Layers,
    Overrides,
    Trend,
    check_lang,
    console,
    open_layers,
)
from geomap.cli._tables import Scheme, check_scheme, say_notes, say_unplaced
from geomap.settings import PlaceSettings, Presentation

WEB_THEMES = ("light", "dark", "print", "auto")


def map_(
    events: Annotated[Path, typer.Argument(help="Events, or a table of reports, placed first.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="HTML file to write.")],
    title: Annotated[str, typer.Option(help="Title of the page.")] = "",
    subtitle: Annotated[str, typer.Option(help="A line on what the map tells.")] = "",
    other_title: Annotated[
        str, typer.Option(help="The title for readers who switch the page's language.")
    ] = "",
    other_subtitle: Annotated[str, typer.Option(help="The subtitle, likewise.")] = "",
    lang: Annotated[str, typer.Option(help="Language of the page: en or ar.")] = "en",
    theme: Annotated[str, typer.Option(help="light, dark, print or auto.")] = "light",
    tiles: Annotated[
        str, typer.Option(help="Online tiles by provider's name, say OpenStreetMap.Mapnik.")
    ] = "",
    publish: Annotated[
        bool,
        typer.Option(
            "--publish",
            help="Guard: no columns that geomap does not know, no phones or e-mails, "
            "a word on raw ACLED rows.",
        ),
    ] = False,
    private: Annotated[
        list[str] | None, typer.Option(help="Column that is not for readers; repeat for more.")
    ] = None,
    public: Annotated[
        list[str] | None,
        typer.Option(help="With --publish: column that is for readers; repeat for more."),
    ] = None,
    blur_km: Annotated[
        float, typer.Option(min=0, max=200, help="With --publish: blur places by so many km.")
    ] = 0.0,
    arabic_digits: Annotated[bool, typer.Option(help="Arabic-Indic digits.")] = False,
    embed: Annotated[
        bool, typer.Option("--embed", help="Print the HTML that shows the page in another one.")
    ] = False,
    population: Annotated[
        Path | None,
        typer.Option(help="CSV of people by p-code (pcode, people, year, source), to shade by."),
    ] = None,
    texts: Annotated[
        bool,
        typer.Option(
            "--texts/--no-texts",
            help="Descriptions, links, ids and own columns; above 4 million events none.",
        ),
    ] = True,
    layer: Layers = None,
    trend: Trend = False,
    scheme: Scheme = "",
    gazetteer: Gazetteer = None,
    overrides: Overrides = None,
) -> None:
    """Draw events as one self-contained page that opens without internet.

    Example: `geomap map events.geojson -o map.html --title "March 2020"`

    Example: `geomap map events.geojson -o map.html --layer control=areas.geojson:holder`

    Example: `geomap map events.geojson -o map.html --publish --private notes --blur-km 5`
    """
    from geomap import jobs as work
    from geomap.tables.opening import ReadOptions
    from geomap.web.embedding import make_snippet
    from geomap.web.options import WebOptions
    from geomap.web.page import MOST_WITH_TEXTS
    from geomap.web.page_meta import title_of

    check_lang(lang)
    if theme not in WEB_THEMES:
        raise typer.BadParameter(f"give {', '.join(WEB_THEMES)}", param_hint="--theme")
    if output.suffix.lower() not in (".html", ".htm"):
        raise typer.BadParameter("a map is an .html file", param_hint="--output")
    refuse_overwrites((output,), (events, overrides, population))
    layers = open_layers(layer, gazetteer, output)
    frame, unplaced = work.read_or_place(
        events, PlaceSettings(gazetteer, overrides), ReadOptions(scheme=check_scheme(scheme)),
        say_notes,
    )  # fmt: skip
    notice = ""
    if publish or private or public or blur_km:
        published = work.prepare_publication(
            frame, tuple(private or ()), blur_km, tuple(public or ())
        )
        frame, notice = published.events, published.reader_notice
        for line in published.notices:
            console.print(f"publish: {line}")
    presentation = Presentation(
        title=title, subtitle=subtitle, other_title=other_title,
        other_subtitle=other_subtitle, lang=lang, theme=theme, gazetteer=gazetteer,
        unplaced=0 if unplaced is None else len(unplaced), layers=layers, trend=trend,
    )  # fmt: skip
    options = WebOptions(
        tiles=tiles,
        arabic_digits=arabic_digits,
        notice=notice,
        population=population,
        texts=texts,
    )
    work.write_web_map(frame, output, presentation, options)
    say_unplaced(unplaced)
    size = output.stat().st_size / 1e6
    if embed:
        typer.echo(make_snippet(output.name, title or title_of(frame, lang)))
    if texts and len(frame) > MOST_WITH_TEXTS:
        console.print("texts, links and ids are left out: too many events for one page")
    console.print(f"{len(frame)} events on {output} ({size:.1f} MB, opens without internet)")
