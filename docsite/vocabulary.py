"""Pages of closed lists, made from the code: specification keys, columns, schemes, formats, types."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MAIN_TS = ROOT / "geomap" / "web-src" / "src" / "main.ts"
DIMENSIONS_TS = ROOT / "geomap" / "web-src" / "src" / "model" / "dimensions.ts"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown, its cells escaped."""
    head = list(head)
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for row in rows:
        lines.append("| " + " | ".join(str(c).replace("|", "\\|") for c in row) + " |")
    return "\n".join(lines)


def format_specification() -> str:
    """Return the page of a specification's keys."""
    from geomap.spec.keys import KEYS, SECTIONS

    parts = [
        "# Keys of a specification",
        "",
        "A specification is one TOML file that says what to read, select and write; "
        "`geomap build x.toml` does it. `geomap build --schema` prints these keys as a JSON schema, "
        "from which editors complete and check. Paths are relative to the specification.",
        "",
        "```toml",
        (ROOT / "docs" / "examples" / "first_map.toml").read_text(encoding="utf-8").strip(),
        "```",
        "",
    ]
    sections = list(dict.fromkeys(key.section for key in KEYS))
    order = ["", *(s for s in sections if s)]
    assert set(SECTIONS) <= set(order)
    for section in order:
        parts += [f"## `[{section}]`" if section else "## At the top", ""]
        rows = [
            (f"`{key.name}`", key.kind, key.meaning, f"`{key.name} = {key.example}`",
             " ".join(f"`{v}`" for v in key.values))
            for key in KEYS if key.section == section
        ]  # fmt: skip
        parts += [table(("key", "kind", "what it says", "example", "values"), rows), ""]
    return "\n".join(parts)


def format_columns() -> str:
    """Return the page of the event columns."""
    from geomap.schema import COLUMNS, EXTRA_COLUMNS, READING_COLUMNS

    rows = [(f"`{c.name}`", f"`{c.dtype}`", c.meaning) for c in COLUMNS]
    more = [(f"`{name}`", meaning) for name, meaning in EXTRA_COLUMNS.items()]
    told = [(f"`{name}`", meaning) for name, meaning in READING_COLUMNS.items()]
    return "\n".join([
        "# Event columns", "",
        "The names are a contract: other people's scripts rely on them. Columns of your own table "
        "follow behind. Coordinates are longitude and latitude in EPSG:4326.", "",
        table(("column", "type", "what it says"), rows), "",
        "## Behind them", "", table(("column", "what it says"), more), "",
        "## Added by `geomap read`", "", table(("column", "what it says"), told), "",
    ])  # fmt: skip


def format_schemes() -> str:
    """Return the page of table schemes."""
    from geomap.tables.schemes import NAMES, SCHEMES
    from geomap.tables.values.date_cells import ORDERS

    rows = []
    for name in NAMES:
        if name in SCHEMES:
            doc = (import_module(f"geomap.tables.schemes.{name}").__doc__ or "").strip()
            rows.append((f"`{name}`", " ".join(doc.split("\n\n")[0].split())))
        elif name == "plain":
            rows.append(("`plain`", "headings are event columns by their own names"))
        else:
            rows.append(("`auto`", "headings are guessed, in English, Arabic, French, Turkish; "
                         "`--explain` shows how"))  # fmt: skip
    return "\n".join([
        "# Schemes of tables", "",
        "A published form is recognised by its headings; `--scheme NAME` or `read.scheme` forces "
        "one. Details and what was tried on real files: [tables, formats, stores](../exchange.md).",
        "", table(("scheme", "what it is"), rows), "",
        "## How a day like 03/04/2020 is meant", "",
        "`--dates` or `read.dates`: " + ", ".join(f"`{order}`" for order in ORDERS) + ".", "",
    ])  # fmt: skip


def format_formats() -> str:
    """Return the page of file formats."""
    from geomap.articles.files import FORMATS
    from geomap.jobs.writing import WRITERS
    from geomap.tables.opening import OTHER_ENDINGS, TEXT_ENDINGS

    kinds: dict[str, list[str]] = {}
    for ending, (module, _) in WRITERS.items():
        kinds.setdefault(module, []).append(f"`{ending}`")
    said = {
        "geomap.web.page": "the map page, one file",
        "geomap.export.event_tables": "tables and map layers",
        "geomap.brief.briefing": "figures, documents, decks",
    }
    return "\n".join([
        "# Formats", "",
        "## Tables read", "",
        " ".join(f"`{e}`" for e in sorted(TEXT_ENDINGS | OTHER_ENDINGS))
        + ", and zip or gz of one of these. `-` is standard input.", "",
        "## Reports read", "", " ".join(f"`{name}`" for name in FORMATS)
        + " (`geomap read --format`; found out by content and ending without it).", "",
        "## Written", "",
        table(("what", "endings"), ((said.get(m, m), " ".join(e)) for m, e in kinds.items())), "",
        "What each format cannot hold: [tables, formats, stores](../exchange.md).", "",
    ])  # fmt: skip


def format_types() -> str:
    """Return the page of event types, statuses, kinds of places and actors."""
    from geomap.model import Status
    from geomap.vocab.actors import all_actors
    from geomap.vocab.event_types import EVENT_TYPES

    types = [(kind, sub) for kind, subs in EVENT_TYPES.items() for sub in subs]
    actors = [
        (f"`{a.id}`", a.name, a.name_ar, a.kind, f"`{a.parent}`" if a.parent else "")
        for a in all_actors()
    ]
    return "\n".join([
        "# Types and actors", "",
        "## Event types", "",
        "ACLED's words; those that ACLED has no word for end with (geomap).", "",
        table(("event type", "sub-event type"), types), "",
        "## Status", "", " ".join(f"`{s.value}`" for s in Status)
        + ": how the source puts it, see [reading](../reading.md).", "",
        "## Actors", "",
        "What `actor1_id` and `actor2_id` may say. An actor whose name changed bearer goes by the day.", "",
        table(("id", "name", "Arabic", "kind", "part of"), actors), "",
    ])  # fmt: skip


def format_page_script() -> str:
    """Return the page of the map page's JavaScript, from its TypeScript."""
    source = MAIN_TS.read_text(encoding="utf-8")
    found = re.search(r"interface Public \{\n(.*?)\n\}", source, re.DOTALL)
    assert found, "no interface Public in main.ts"
    filters = DIMENSIONS_TS.read_text(encoding="utf-8")
    names = re.search(r"DIMENSIONS = \[(.*?)\]", filters, re.DOTALL)
    assert names, "no DIMENSIONS in dimensions.ts"
    kinds = re.findall(r'"(\w+)"', names[1])
    return "\n".join([
        "# The page's JavaScript", "",
        "`window.geomap` on every map page; in a frame, ask its `contentWindow`, which pages of one "
        "site may do.", "",
        "```ts", "interface Geomap {", found[1], "}", "```", "",
        "Filters of `setFilter`: " + ", ".join(f"`{k}`" for k in kinds) + ", `role`. "
        "What they take, what the promises wait for and how a page is embedded: "
        "[the map](../map.md#for-those-who-embed-it).", "",
    ])  # fmt: skip


def format_python() -> str:
    """Return the page of the Python API, for mkdocstrings to fill."""
    import geomap

    out = ["# Python", "", "Everything that `import geomap` offers; each is imported when it is "
           "first used. Tables are GeoDataFrames with the [event columns](columns.md).", ""]  # fmt: skip
    for name in sorted(geomap._WHERE):
        thing = getattr(geomap, name)
        out += [
            f"::: {thing.__module__}.{thing.__qualname__}", "    options:",
            "      show_root_heading: true", "      heading_level: 2", "",
        ]  # fmt: skip
    return "\n".join(out)
