"""Keys of ``[[layers]]`` and ``[[chapters]]``: kind, meaning, an example; their schema."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_KINDS: dict[str, dict[str, object]] = {
    "text": {"type": "string"},
    "texts": {"type": ["array", "string"], "items": {"type": "string"}},
    "date": {"type": "string", "format": "date"},
    "flag": {"type": "boolean"},
    "words": {"type": "object", "additionalProperties": {"type": "string"}},
    "filter": {"type": "object"},
}


@dataclass(frozen=True, slots=True)
class PartKey:
    """One key of a part: its kind, what it says, an example in TOML."""

    name: str
    kind: str
    meaning: str
    example: str
    values: tuple[str, ...] = ()


LAYER_KEYS = (
    PartKey("file", "text", "GeoJSON, GeoPackage, shapefile (zipped), KML, FlatGeobuf, GeoParquet; "
            "or a table with p-codes, lon and lat, or wkt", '"control.geojson"'),
    PartKey("name", "text", "what chapters and links call it; without it the file's stem",
            '"control"'),
    PartKey("title", "text", "what readers see", '"Areas of control"'),
    PartKey("title_ar", "text", "the same in an Arabic output", '"مناطق السيطرة"'),
    PartKey("style", "text", "column whose values get a colour each", '"holder"'),
    PartKey("number", "text", "column with a number: shaded in five classes", '"displaced"'),
    PartKey("from", "text", "column of the first day", '"date"'),
    PartKey("to", "text", "column of the last day", '"until"'),
    PartKey("states", "flag", "each day of `from` is a state that holds until the next one; "
            "without it so for areas and lines that have no `to`", "true"),
    PartKey("label", "text", "column with the features' names", '"name_en"'),
    PartKey("contested", "text", "column that says yes where it is contested: hatched",
            '"disputed"'),
    PartKey("colors", "words", "colour by value of the style column", '{ SDF = "#c9a227" }'),
    PartKey("labels", "words", "words by value", '{ SDF = "Syrian Democratic Forces" }'),
    PartKey("labels_ar", "words", "Arabic words by value", '{ SDF = "قوات سوريا الديمقراطية" }'),
    PartKey("source", "text", "who says so; without it the column `source`",
            '"Own reading of reports"'),
    PartKey("day", "date", "day of the state, where features have no days", "2020-03-31"),
    PartKey("shown", "flag", "false: readers turn it on", "false"),
    PartKey("sheet", "text", "layer of a GeoPackage", '"lines"'),
    PartKey("dates", "text", "how 03/04/2020 is meant", '"dmy"', ("dmy", "mdy")),
)  # fmt: skip

CHAPTER_KEYS = (
    PartKey("title", "text", "heading of the chapter; the only key that must be there",
            '"Winter: the road is lost"'),
    PartKey("text", "text", "what it tells, in a small Markdown: paragraphs, #, lists, >, *, **, "
            "[words](https://...)", '"The *M5* fell within **three** weeks."'),
    PartKey("from", "date", "first day of the window", "2019-12-01"),
    PartKey("to", "date", "last day of the window", "2020-03-05"),
    PartKey("view", "text", "country, a governorate, or west,south,east,north; without it what the "
            "events need", '"Idlib"'),
    PartKey("filter", "filter", "as `[select]`: event_type, sub_event_type, status, admin1, "
            "source, actor, geo_precision", '{ event_type = ["Battles"], admin1 = "Idlib" }'),
    PartKey("layers", "texts", "names of the layers that are shown; [] for none; without it as "
            "before", '["control"]'),
    PartKey("open", "text", "event_id of the event that is open", '"e-17"'),
    PartKey("show", "text", "how events are shown", '"marks"',
            ("marks", "hexagons", "heat", "shading")),
    PartKey("change", "flag", "sentences on what changed follow the text", "true"),
)  # fmt: skip

PARTS = {"layers": LAYER_KEYS, "chapters": CHAPTER_KEYS}
REQUIRED = {"layers": "file", "chapters": "title"}


def part_schema(part: str) -> dict[str, object]:
    """Return the JSON schema of a list of parts."""
    properties: dict[str, Any] = {}
    for key in PARTS[part]:
        told = f"{key.meaning}. Example: {key.example}"
        properties[key.name] = {**_KINDS[key.kind], "description": told}
        if key.values:
            properties[key.name]["enum"] = list(key.values)
    return {
        "type": "array",
        "items": {
            "type": "object", "properties": properties, "additionalProperties": False,
            "required": [REQUIRED[part]],
        },
    }  # fmt: skip


def format_parts(part: str) -> str:
    """Return the keys of a part as a table in Markdown, for the documentation."""
    rows = ["| key | what it says | example |", "|---|---|---|"]
    rows += [f"| `{k.name}` | {k.meaning} | `{k.name} = {k.example}` |" for k in PARTS[part]]
    return "\n".join(rows)
