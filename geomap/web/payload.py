"""Events and presentation as the data blocks of a page; see ``geomap/web-src/CONTRACT.md``."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.layers.basemap import open_basemap
from geomap.layers.counts import incident_codes
from geomap.layers.style import (
    CATEGORY_COLORS,
    OTHER_STYLE,
    SUB_TYPE_LABELS_AR,
    TYPE_STYLES,
    TypeStyle,
)
from geomap.schema import EVENT_COLUMNS, coerce_events
from geomap.web.blocks.columns import (
    STRING_ROWS,
    ColumnBuffer,
    counts_of,
    days_of,
    encode_words,
    encode_words_together,
    is_repetitive,
    mend_columns,
)
from geomap.web.blocks.packing import pack_json
from geomap.web.blocks.texts import WORD_ROWS, pack_texts
from geomap.web.contract import CODED, ROLES, TEXTS, VERSION
from geomap.web.layer_blocks import encode_layers
from geomap.web.outlines import SCALE, encode_ground
from geomap.web.page_meta import meta_of
from geomap.web.places import add_places, find_places
from geomap.web.story_blocks import encode_chapters
from geomap.web.units import encode_units, read_population

if TYPE_CHECKING:
    import pandas as pd

    from geomap.arrays import Ints
    from geomap.settings import Presentation
    from geomap.web.options import WebOptions

MOST_EXTRA = 24
OWN = "own:"
"""What the name of a user's column begins with where the page has a column so called."""
RESERVED = ("incident", "actor_id", "lon", "lat")
"""Names that the page gives a meaning though it may have no column so called."""


@dataclass(frozen=True)
class Payload:
    """The packed blocks of one map, deflated and spelled.

    `later` holds what the first picture does not need, each with the end of its element's id.
    """

    head: str
    columns: str
    later: tuple[tuple[str, str], ...]


def build_payload(events: pd.DataFrame, presentation: Presentation, options: WebOptions) -> Payload:
    """Return the data blocks of `events` (`geomap.schema.COLUMNS` and more, EPSG:4326).

    The same events and presentation give the same bytes.
    """
    import pandas as pd

    events = pd.DataFrame(coerce_events(mend_columns(pd.DataFrame(events))))
    place, places = find_places(events)
    styles, types = style_events(events["event_type"])
    start = days_of(events["date_start"])
    first = int(start.min()) if len(start) else 0
    order = order_rows(place, types, start - first)
    buffer = ColumnBuffer()
    head: dict[str, Any] = {"version": VERSION, "events": len(events), "places": len(places)}
    head |= {"dicts": {}, "dicts_ar": {}, "scale": SCALE, "category_colors": CATEGORY_COLORS}
    head["first_day"] = first
    buffer.add_counts("date_start", start[order] - first)
    buffer.add_counts("date_length", np.maximum(0, days_of(events["date_end"]) - start)[order])
    buffer.add_codes("place", place[order], len(places))
    buffer.add("type", types[order], "u1")
    precision = events["time_precision"].fillna(0).to_numpy(dtype=np.int64)
    buffer.add("time_precision", np.clip(precision, 0, 5)[order], "u1")
    best = counts_of(events["fatalities"])
    buffer.add_counts("fatalities", (best + 1)[order])
    for column in ("fatalities_low", "fatalities_high"):
        bound = counts_of(events[column])
        told = np.where(bound < 0, 0, np.where(bound == best, 1, bound + 2))
        buffer.add_counts(column, told[order])
    incidents = incident_codes(events)
    if incidents.any():
        buffer.add_codes("incident", incidents[order], int(incidents.max()) + 1)
    _add_actors(buffer, events, order, head)
    for column in CODED:
        codes, words = encode_words(events[column])
        buffer.add_codes(column, codes[order], len(words))
        head["dicts"][column] = words
    add_places(buffer, places, head, presentation.gazetteer)
    texts, extra = _add_texts(buffer, events, order, head) if options.texts else ({}, [])
    head["types"] = [_style_record(style) for style in styles]
    head["extra"] = extra
    head["sub_types_ar"] = {
        word: SUB_TYPE_LABELS_AR[word]
        for word in head["dicts"]["sub_event_type"]
        if word in SUB_TYPE_LABELS_AR
    }
    basemap = open_basemap(presentation.gazetteer)
    head["ground"] = encode_ground(basemap)
    if basemap.units:
        head["units"] = encode_units(basemap)
    if options.population:
        head["population"] = read_population(options.population)
    if presentation.layers:
        head["layers"] = encode_layers(presentation.layers)
    if presentation.chapters:
        head["chapters"] = encode_chapters(events, presentation)
    head["meta"] = meta_of(events, presentation, options)
    if basemap.unit_source:
        head["meta"]["attribution"] = f"{basemap.unit_source} · {head['meta']['attribution']}"
    head["columns"] = buffer.specs
    with ThreadPoolExecutor(1) as beside:
        numbers = beside.submit(buffer.pack)
        packed = pack_texts(texts)
        head["text"] = {"columns": packed.specs, "rows": STRING_ROWS, "word_rows": WORD_ROWS}
        return Payload(pack_json(head), numbers.result(), tuple(packed.blocks))


def order_rows(place: Ints, types: Ints, days: Ints) -> Ints:
    """Return the order by place, then type, then day; equal rows stay as they came."""
    if not len(place):
        return np.zeros(0, dtype=np.int64)
    key = (place * (int(types.max()) + 1) + types) * (int(days.max()) + 1) + days
    return np.argsort(key, kind="stable")


def style_events(event_types: pd.Series) -> tuple[list[TypeStyle], Ints]:
    """Return the styles that the events need and the style of each event.

    Types that ACLED does not know get a colour each, the most frequent first, as far as there are
    colours; the rest share `OTHER_STYLE`.
    """
    codes, words = encode_words(event_types)
    counts = np.bincount(codes, minlength=len(words))
    styles = [style for style in TYPE_STYLES if style.event_type in words]
    if not styles:
        order = [code for code in np.argsort(-counts, kind="stable") if code and counts[code]]
        styles = _style_foreign([words[code] for code in order])
    row = {style.event_type: i for i, style in enumerate(styles)}
    if any(counts[code] and word not in row for code, word in enumerate(words)) or not styles:
        styles = [*styles, OTHER_STYLE]
    table = np.array([row.get(word, len(styles) - 1) for word in words], dtype=np.int64)
    return styles, table[codes]


def _style_foreign(words: list[str]) -> list[TypeStyle]:
    """Return styles for types that ACLED does not know, as far as there are colours.

    If there are colours for all, shapes tell them apart too.
    """
    shapes = ("circle", "square", "triangle", "diamond", "star", "cross")
    enough = len(words) <= len(CATEGORY_COLORS) - 1
    return [
        TypeStyle(word, color, lighten(color), shapes[i % len(shapes)] if enough else "circle",
                  word, word)
        for i, (word, color) in enumerate(zip(words, CATEGORY_COLORS[:-1], strict=False))
    ]  # fmt: skip


def lighten(color: str) -> str:
    """Return ``#rrggbb`` half way to white."""
    return "#" + "".join(f"{(int(color[i : i + 2], 16) + 255) // 2:02x}" for i in (1, 3, 5))


def _style_record(style: TypeStyle) -> dict[str, str]:
    return {
        "name": style.event_type,
        "color": style.color,
        "color_dark": style.color_dark,
        "shape": style.shape,
        "label": style.label,
        "label_ar": style.label_ar,
    }


def _add_actors(
    buffer: ColumnBuffer, events: pd.DataFrame, order: Ints, head: dict[str, Any]
) -> None:
    from geomap.vocab.actors import find_actor

    encoded, words = encode_words_together([events[role] for role in ROLES])
    for role, codes in zip(ROLES, encoded, strict=True):
        buffer.add_codes(role, codes[order], len(words))
    ids = [""] * len(words)
    for role, column in (("actor1", "actor1_id"), ("actor2", "actor2_id")):
        codes, names = encode_words(events[column])
        if len(names) == 1:
            continue
        pairs = np.unique(encoded[ROLES.index(role)] * len(names) + codes)
        for actor, code in zip(*np.divmod(pairs, len(names)), strict=True):
            if actor and code and not ids[actor]:
                ids[actor] = names[code]
    actors = [find_actor(word) if word else None for word in words]
    head["dicts"]["actor"] = words
    head["dicts"]["actor_id"] = ids
    head["dicts_ar"]["actor"] = [actor.name_ar if actor else "" for actor in actors]


def _add_texts(
    buffer: ColumnBuffer, events: pd.DataFrame, order: Ints, head: dict[str, Any]
) -> tuple[dict[str, pd.Series], list[str]]:
    """Add text columns, ours and the user's own; return those to pack, and the user's names."""
    import pandas as pd

    taken = {*(spec["name"] for spec in buffer.specs), *head["dicts"], *RESERVED}
    events, extra = _name_own(events, taken)
    texts: dict[str, pd.Series] = {}
    for name in (*TEXTS, *extra):
        column = events[name]
        if not isinstance(column.dtype, pd.StringDtype):
            column = column.astype(object).where(column.notna(), "").map(_say).astype("str")
        if not (column.fillna("") != "").any():
            if name in extra:
                extra = [other for other in extra if other != name]
            elif name in ("event_id", "description", "source_url"):
                texts[name] = column
            continue
        if name not in ("event_id", "report_id", "description") and is_repetitive(column):
            codes, words = encode_words(column)
            buffer.add_codes(name, codes[order], len(words))
            head["dicts"][name] = words
        else:
            texts[name] = column.take(order)
    return texts, [str(name) for name in extra]


def _name_own(events: pd.DataFrame, taken: set[str]) -> tuple[pd.DataFrame, list[str]]:
    """Return the events and the names of the user's columns, told from those of the page."""
    done = {*EVENT_COLUMNS, "geometry"}
    extra = [name for name in events.columns if name not in done][:MOST_EXTRA]
    names = {name: f"{OWN}{name}" if name in taken else name for name in extra}
    return events.rename(columns=names), list(names.values())


def _say(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)
