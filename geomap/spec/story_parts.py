"""``[[layers]]`` and ``[[chapters]]`` of a specification, each value checked."""

from __future__ import annotations

import re
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from geomap.content.chapters import Chapter
from geomap.content.map_layers import LayerRequest
from geomap.errors import SpecError
from geomap.spec.story_keys import PARTS, REQUIRED, PartKey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_KINDS = {
    "text": "text", "texts": "a list of texts", "date": "a date like 2020-04-13",
    "flag": "true or false", "words": "a table of texts", "filter": "a table",
}  # fmt: skip
MOST_CHAPTERS = 200
FILTERS = ("event_type", "sub_event_type", "status", "admin1", "source", "actor", "geo_precision")


def parse_layers(document: dict[str, object], base: Path, where: str) -> tuple[LayerRequest, ...]:
    """Return the layers that a specification names; paths are relative to `base`."""
    made = []
    for at, told in _parts(document, "layers", where):
        for value in told.get("colors", {}).values():
            if not _COLOR.fullmatch(value):
                raise SpecError(f"{at}.colors: {value!r} is no #rrggbb", file=where)
        words: dict[str, Any] = {
            key: tuple(told.get(key, {}).items()) for key in ("colors", "labels", "labels_ar")
        }
        day = told.get("day")
        path = base / told["file"]
        made.append(LayerRequest(
            path, start=told.get("from", ""), end=told.get("to", ""),
            day=day.isoformat() if day else "", states=told.get("states"),
            shown=told.get("shown", True), order=told.get("dates", ""),
            **{key: told.get(key, "") for key in
               ("title", "title_ar", "style", "number", "label", "contested", "source", "sheet")},
            name=told.get("name") or path.stem, **words,
        ))  # fmt: skip
    names = [one.name for one in made]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise SpecError(f"two layers are called {twice!r}", file=where, fix="give each a name")
    return tuple(made)


def parse_chapters(
    document: dict[str, object], layers: tuple[LayerRequest, ...], where: str
) -> tuple[Chapter, ...]:
    """Return the chapters of a specification; `layers` are those that they may name."""
    made = []
    known = [one.name for one in layers]
    for at, told in _parts(document, "chapters", where):
        start, end = told.get("from"), told.get("to")
        if start and end and start > end:
            raise SpecError(f"{at}: from {start} is after to {end}", file=where)
        named = told.get("layers")
        named = (named,) if isinstance(named, str) else named
        for name in named or ():
            if name not in known:
                near = get_close_matches(name, known, 1)
                fix = f"did you mean {near[0]}?" if near else f"known: {', '.join(known) or 'none'}"
                raise SpecError(f"{at}.layers: no layer {name!r}", file=where, fix=fix)
        made.append(Chapter(
            told["title"], told.get("text", ""), start, end, told.get("view", ""),
            _filter(told.get("filter", {}), at, where), None if named is None else tuple(named),
            told.get("open", ""), told.get("show", ""), told.get("change", False),
        ))  # fmt: skip
    if len(made) > MOST_CHAPTERS:
        raise SpecError(f"has {len(made)} chapters; {MOST_CHAPTERS} at most", file=where)
    return tuple(made)


def _parts(
    document: dict[str, object], part: str, where: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each table of a list with its place for messages, keys and kinds checked."""
    tables = document.get(part, [])
    if not isinstance(tables, list) or not all(isinstance(told, dict) for told in tables):
        raise SpecError(f"{part} must be tables [[{part}]]", file=where)
    keys = {key.name: key for key in PARTS[part]}
    for number, told in enumerate(tables, 1):
        at = f"{part} {number}"
        for name, value in told.items():
            if name not in keys:
                near = get_close_matches(name, keys, 1)
                fix = f"did you mean {near[0]}?" if near else f"known: {', '.join(keys)}"
                raise SpecError(f"{at}: unknown key {name}", file=where, fix=fix)
            _check(keys[name], value, at, where)
        if not str(told.get(REQUIRED[part], "")).strip():
            raise SpecError(f"{at} has no {REQUIRED[part]}", file=where)
        yield at, told


def _check(key: PartKey, value: object, at: str, where: str) -> None:
    is_texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
    fits = {
        "text": isinstance(value, str),
        "texts": isinstance(value, str) or is_texts,
        "date": isinstance(value, date) and not isinstance(value, datetime),
        "flag": isinstance(value, bool),
        "words": isinstance(value, dict) and all(isinstance(v, str) for v in value.values()),
        "filter": isinstance(value, dict),
    }[key.kind]
    if not fits:
        raise SpecError(f"{at}.{key.name} must be {_KINDS[key.kind]}", file=where)
    if key.values and value not in key.values:
        known = ", ".join(key.values)
        raise SpecError(f"{at}.{key.name}: {value!r} is none", file=where, fix=f"known: {known}")


def _filter(told: dict[str, object], at: str, where: str) -> dict[str, object]:
    """Return a filter as fields of a selection."""
    kept: dict[str, object] = {}
    for name, value in told.items():
        if name not in FILTERS:
            near = get_close_matches(name, FILTERS, 1)
            fix = f"did you mean {near[0]}?" if near else f"known: {', '.join(FILTERS)}"
            raise SpecError(f"{at}.filter: unknown key {name}", file=where, fix=fix)
        if name == "geo_precision":
            if value not in (1, 2, 3) or isinstance(value, bool):
                raise SpecError(f"{at}.filter.geo_precision must be 1, 2 or 3", file=where)
            kept[name] = value
            continue
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
            raise SpecError(f"{at}.filter.{name} must be text or a list of texts", file=where)
        kept[name] = tuple(values)
    return kept
