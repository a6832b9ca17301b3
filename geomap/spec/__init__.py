"""A map specification: what to read, select, layer and write, in one TOML file.

Its keys, with an example of each, stand in `geomap.spec.keys`; ``geomap build --schema`` prints
them as a JSON schema, and docs/exchange.md has them as a table.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from geomap.errors import SpecError
from geomap.events.select import Selection
from geomap.settings import ModelSettings, Presentation
from geomap.spec.said_parts import (
    check_brief,
    read_day,
    read_said,
    read_section,
    read_strings,
    read_words,
    refuse_unknown_keys,
)
from geomap.spec.series_parts import Series, parse_series
from geomap.spec.story_parts import parse_chapters, parse_layers
from geomap.tables.opening import ReadOptions
from geomap.tables.values.date_cells import ORDERS

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.content.chapters import Chapter
    from geomap.content.map_layers import LayerRequest


@dataclass(frozen=True, slots=True)
class Spec:
    """One map: paths are absolute, everything is checked.

    Parameters
    ----------
    name
        The file's stem; names the map.
    tables
        Tables of reports or files of placed events, read in this order.
    selection
        Which events every output shows.
    presentation
        What every output says of itself.
    files
        What to write; a path may hold ``{catalogue} {name} {paper} {date}``.
    unplaced, rejects
        Where reports without a place and unusable rows go; None: not written.
    previous
        Events of the last briefing, cut with the same selection, or None.
    gazetteer, overrides
        As on the command line, or None.
    articles
        Articles, tables of texts or folders of them, read for events.
    published, source
        The day of publication and who says so, where an article does not tell.
    model
        A language model that reads the articles beside the rules, or None: nothing is sent.
    decisions
        What a person decided on the review page of the articles.
    options
        How the tables are read.
    layers, chapters
        What stands on the clock beside the events, and the story that is told of both.
    series
        The same outputs for each governorate, month ..., or None.
    """

    name: str
    tables: tuple[Path, ...]
    selection: Selection
    presentation: Presentation
    files: tuple[Path, ...]
    unplaced: Path | None = None
    rejects: Path | None = None
    previous: Path | None = None
    since: date | None = None
    gazetteer: Path | None = None
    overrides: Path | None = None
    articles: tuple[Path, ...] = ()
    model: ModelSettings | None = None
    decisions: tuple[Path, ...] = ()
    published: date | None = None
    source: str = ""
    options: ReadOptions = field(default_factory=ReadOptions)
    layers: tuple[LayerRequest, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    series: Series | None = None


def read_spec(path: Path) -> Spec:
    """Read a map specification.

    Raises
    ------
    SpecError
        If the file cannot be read, or a key is unknown, missing or of the wrong kind.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise SpecError("no such file", file=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise SpecError(f"cannot be read ({why})", file=str(path)) from error
    try:
        return parse_spec(tomllib.loads(text), path)
    except tomllib.TOMLDecodeError as error:
        raise SpecError(f"is not TOML: {error}", file=str(path)) from error
    except RecursionError as error:
        raise SpecError("is nested too deeply", file=str(path)) from error


def parse_spec(document: dict[str, object], path: Path) -> Spec:
    """Turn a TOML document into a `Spec`; paths in it are relative to `path`."""
    where = str(path)
    read, select, write, brief = (
        read_section(document, key, where) for key in ("read", "select", "write", "brief")
    )
    model = read_section(read, "model", where)
    refuse_unknown_keys(document, read, model, select, write, brief, where)
    base = path.resolve().parent

    def paths(table: dict[str, object], key: str) -> tuple[Path, ...]:
        return tuple(base / name for name in read_strings(table.get(key), key, where))

    def one(table: dict[str, object], key: str) -> Path | None:
        found = paths(table, key)
        return found[0] if found else None

    tables, files, articles = paths(read, "tables"), paths(write, "files"), paths(read, "articles")
    if not (tables or articles):
        raise SpecError("read.tables is empty", file=where, fix="name at least one table")
    if not files:
        raise SpecError("write.files is empty", file=where, fix="name at least one file")
    said = read_said(document, base, where)
    check_brief(brief, where)
    layers = parse_layers(document, base, where)
    outputs = [*files, *(p for key in ("unplaced", "rejects") if (p := one(write, key)))]
    inputs = [path.resolve(), *tables, *articles, *(layer.file for layer in layers)]
    inputs += [p for key in ("previous", "gazetteer", "overrides") if (p := one(read, key))]
    _refuse_overwriting(inputs, outputs, where)
    selection = _selection(select, where)
    since = read_day(read.get("since"), where, "since")
    if since and not read.get("previous"):
        raise SpecError("read.since needs read.previous, a store", file=where)
    return Spec(
        name=path.stem,
        articles=articles,
        layers=layers,
        series=parse_series(document, base, where),
        chapters=parse_chapters(document, layers, where),
        published=read_day(read.get("date"), where),
        source=read_words(read, "source", where),
        model=_model(model, where),
        decisions=paths(read, "decisions"),
        options=_options(read, where),
        tables=tables,
        selection=selection,
        presentation=Presentation(
            name=path.stem,
            extent=brief.get("extent", ""),
            measure=brief.get("measure", "count"),
            trend=brief.get("trend", False),
            since=since,
            window=(selection.date_start, selection.date_end),
            template=one(brief, "template"),
            gazetteer=one(read, "gazetteer"),
            **said,
        ),
        files=files,
        unplaced=one(write, "unplaced"),
        rejects=one(write, "rejects"),
        previous=one(read, "previous"),
        since=since,
        gazetteer=one(read, "gazetteer"),
        overrides=one(read, "overrides"),
    )


def _model(table: dict[str, object], where: str) -> ModelSettings | None:
    if not table:
        return None
    server, name = (read_words(table, key, where) for key in ("server", "name"))
    if not (server and name):
        raise SpecError("read.model needs server and name", file=where)
    return ModelSettings(server, name)


def _refuse_overwriting(inputs: list[Path], outputs: list[Path], where: str) -> None:
    """Refuse an output that is an input, or that is named twice."""
    seen: set[Path] = set()
    for output in outputs:
        found = output.resolve()
        if any(found == one.resolve() for one in inputs):
            raise SpecError(f"{output.name} is read and written", file=where, fix="name another")
        if found in seen:
            raise SpecError(f"{output.name} is written twice", file=where, fix="name another")
        seen.add(found)


def _options(read: dict[str, object], where: str) -> ReadOptions:
    """Return how tables are read, each word of it checked."""
    from geomap.tables.schemes import NAMES

    anywhere = read.get("anywhere", False)
    if not isinstance(anywhere, bool):
        raise SpecError("read.anywhere must be true or false", file=where)
    said = {
        key: read_words(read, key, where)
        for key in ("encoding", "delimiter", "dates", "scheme", "sheet")
    }
    for key, known in (("scheme", NAMES), ("dates", ORDERS)):
        if said[key] and said[key] not in known:
            near = get_close_matches(said[key], known, 1)
            fix = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
            raise SpecError(f"read.{key}: {said[key]!r} is none", file=where, fix=fix)
    return ReadOptions(anywhere=anywhere, **said)


def _selection(select: dict[str, object], where: str) -> Selection:
    chosen: dict[str, Any] = {}
    for key, value in select.items():
        if key in ("date_start", "date_end"):
            if isinstance(value, datetime) or not isinstance(value, date):
                raise SpecError(f"select.{key} must be a date like 2020-04-13", file=where)
            chosen[key] = value
        elif key == "geo_precision":
            if value not in (1, 2, 3):
                raise SpecError("select.geo_precision must be 1, 2 or 3", file=where)
            chosen[key] = value
        else:
            chosen[key] = read_strings(value, f"select.{key}", where)
    return Selection(**chosen)
