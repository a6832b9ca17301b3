"""Every key of a specification: its section, kind, meaning and an example; the schema of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from geomap.spec.story_keys import PARTS, part_schema

TEXT, LIST, DATE, SCALE, FLAG = "text", "texts", "date", "scale", "flag"
_KINDS: dict[str, dict[str, object]] = {
    TEXT: {"type": "string"},
    LIST: {"type": ["array", "string"], "items": {"type": "string"}},
    DATE: {"type": "string", "format": "date"},
    SCALE: {"enum": [1, 2, 3]},
    FLAG: {"type": "boolean"},
}


@dataclass(frozen=True, slots=True)
class Key:
    """One key: ``section.name``, the kind of its value, what it says, and an example in TOML."""

    path: str
    kind: str
    meaning: str
    example: str
    values: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """The table that it stands in; empty for the top."""
        return self.path.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The key itself."""
        return self.path.rpartition(".")[2]


KEYS: tuple[Key, ...] = (
    Key("title", TEXT, "title of every output; without it made from the events", '"Idlib 2020"'),
    Key("subtitle", TEXT, "a line below the title", '"Reported events"'),
    Key("title_en", TEXT, "the title for readers who switch an Arabic page", '"Idlib 2020"'),
    Key("title_ar", TEXT, "the title for readers who switch an English page", '"إدلب 2020"'),
    Key("subtitle_en", TEXT, "the line below the title, likewise", '"Reported events"'),
    Key("subtitle_ar", TEXT, "the line below the title, likewise", '"أحداث مذكورة"'),
    Key("lang", TEXT, "language of the outputs; ar is right to left", '"ar"', ("en", "ar")),
    Key("digits", TEXT, "digits of Arabic outputs, on page and paper", '"arabic"',
        ("latin", "arabic")),
    Key("theme", TEXT, "light, neutral, dark, print, auto, or a .toml file of yours", '"print"'),
    Key("catalogue", TEXT, "first part of file names made by a pattern", '"geomap"'),
    Key("paper", TEXT, "size of figures", '"a4"', ("16:9", "a4", "a4-portrait", "square", "tall")),
    Key("as_of", DATE, "day of the data; without it the last day of the events", "2020-04-20"),
    Key("sources", LIST, "who the data come from, as readers see it", '["Asharq Al-Awsat"]'),
    Key("read.tables", LIST, "tables of reports or files of events, beside the specification",
        '["reports.csv"]'),
    Key("read.articles", LIST, "articles, tables of texts or folders of them, read for events",
        '["articles/"]'),
    Key("read.date", DATE, "day of publication of articles that give none", "2020-04-14"),
    Key("read.source", TEXT, "who says so, where an article does not name it", '"Enab Baladi"'),
    Key("read.scheme", TEXT, "how columns are named: a published scheme, plain, or auto to guess",
        '"auto"'),
    Key("read.dates", TEXT, "how 03/04/2020 is meant; serial: a spreadsheet's count", '"dmy"',
        ("dmy", "mdy", "serial")),
    Key("read.delimiter", TEXT, "between the cells of a text table; found out by default", '";"'),
    Key("read.encoding", TEXT, "of a text table; found out by default", '"iso-8859-6"'),
    Key("read.sheet", TEXT, "the sheet of a workbook, or the layer of a GeoPackage", '"March"'),
    Key("read.anywhere", FLAG, "whether points outside Syria are fine", "true"),
    Key("read.previous", TEXT, "events of the last briefing: what is new since", '"last.geojson"'),
    Key("read.since", DATE, "with a store as previous: what is new, corrected, withdrawn since",
        "2026-01-01"),
    Key("read.gazetteer", TEXT, "a gazetteer that geomap gazetteer build made", '"my.gazetteer"'),
    Key("read.overrides", TEXT, "your own decisions on names (CSV)", '"overrides.csv"'),
    Key("read.decisions", LIST, "what a person decided on the review page of the articles",
        '["decisions.json"]'),
    Key("read.model.server", TEXT, "a language model reads the articles too: they are SENT there",
        '"http://localhost:11434/v1"'),
    Key("read.model.name", TEXT, "the model, as its server calls it", '"some-model"'),
    Key("select.date_start", DATE, "first day; an event is kept if its days touch", "2020-01-01"),
    Key("select.date_end", DATE, "last day", "2020-03-31"),
    Key("select.event_type", LIST, "ACLED's event types, or those of the table", '["Battles"]'),
    Key("select.sub_event_type", LIST, "sub-event types", '["Air/drone strike"]'),
    Key("select.status", LIST, "reported, claimed, planned, denied, background", '["reported"]'),
    Key("select.admin1", LIST, "governorates: any spelling, Arabic, or p-code",
        '["Ar-Raqqa", "إدلب", "SY08"]'),
    Key("select.source", LIST, "who says so, as the events have it", '["SOHR"]'),
    Key("select.actor", LIST, "names or ids, in any role", '["sdf"]'),
    Key("select.geo_precision", SCALE, "the coarsest kept: 1 exact, 2 near or area, 3 region", "2"),
    Key("brief.extent", TEXT, "country, a governorate, or west,south,east,north in degrees",
        '"Idlib"'),
    Key("brief.measure", TEXT, "governorates by count or by rate (per 1,000 km2)", '"rate"',
        ("count", "rate")),
    Key("brief.trend", FLAG, "what changed by governorate and type against the weeks before",
        "true"),
    Key("brief.template", TEXT, "your own PowerPoint template", '"house.pptx"'),
    Key("write.files", LIST, "outputs; the ending chooses the format, {catalogue} {name} {paper} "
        "{date} are filled in", '["idlib.html", "{name}_{date}.pdf"]'),
    Key("write.unplaced", TEXT, "CSV of the reports without a place", '"idlib.unplaced.csv"'),
    Key("write.rejects", TEXT, "CSV of the rows that cannot be used", '"idlib.rejects.csv"'),
    Key("series.by", TEXT, "one output for each value of this", '"admin1"',
        ("admin1", "month", "year", "actor", "event_type")),
    Key("series.files", LIST, "what to write for each; the name holds {value}",
        '["atlas/{value}.png"]'),
    Key("series.values", LIST, "only these values", '["Idlib", "Hama"]'),
    Key("series.contents", TEXT, "a page that lists them all", '"atlas/index.html"'),
)  # fmt: skip

SECTIONS = ("read", "select", "brief", "write", "series")


def known_keys(section: str) -> set[str]:
    """Return the keys that a table may hold; the top for an empty `section`."""
    tables = {key.section for key in KEYS if section and key.section.startswith(f"{section}.")}
    names = {key.name for key in KEYS if key.section == section}
    return names | {table.rpartition(".")[2] for table in tables}


def json_schema() -> dict[str, object]:
    """Return a JSON schema of specifications, from which editors complete and check."""
    top: dict[str, Any] = {}
    for section in ("", *SECTIONS):
        properties = {key.name: _describe(key) for key in KEYS if key.section == section}
        if not section:
            top.update(properties)
            continue
        top[section] = {
            "type": "object", "properties": properties, "additionalProperties": False,
        }  # fmt: skip
    model = {key.name: _describe(key) for key in KEYS if key.section == "read.model"}
    top["read"]["properties"]["model"] = {
        "type": "object", "properties": model, "additionalProperties": False,
        "required": ["server", "name"],
    }  # fmt: skip
    top["write"]["required"] = ["files"]
    top["series"]["required"] = ["by", "files"]
    top.update({part: part_schema(part) for part in PARTS})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A map specification of geomap (TOML)",
        "type": "object",
        "properties": top,
        "required": ["read", "write"],
        "additionalProperties": False,
    }


def _describe(key: Key) -> dict[str, object]:
    described = {**_KINDS[key.kind], "description": f"{key.meaning}. Example: {key.example}"}
    if key.values:
        described["enum"] = list(key.values)
    return described


def format_table() -> str:
    """Return all keys as a table in Markdown, for the documentation."""
    rows = ["| key | what it says | example |", "|---|---|---|"]
    for key in KEYS:
        example = re.sub(r"\|", r"\\|", key.example)
        rows.append(f"| `{key.path}` | {key.meaning} | `{key.name} = {example}` |")
    return "\n".join(rows)
