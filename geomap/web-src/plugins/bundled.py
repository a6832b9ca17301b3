"""What is bundled and whose it is: ``THIRD-PARTY.txt`` and ``bundled.cdx.json``.

Runs while geomap is built, so it uses the standard library only. The texts of licences come from
the installed packages, versions and hashes from ``package-lock.json``.
"""

from __future__ import annotations

import base64
import csv
import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
RULE = f"\n\n{'-' * 72}\n\n"
SPDX = frozenset(
    {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "ISC", "MIT", "OFL-1.1"}
)
"""Ids of SPDX that packages state; what is none of them is told as a name."""

IMPORT = re.compile(r"""^(?:import|export|\}).*?from ["']([^."'][^"']*)["']""")
LICENCE = re.compile(r"(?i)(mit-)?licen[cs]e")

HEAD = """Software and data of others that geomap carries, with their terms. Made from the lock
files when the package is built. Python packages that geomap needs are not in it: they are installed
beside it and bring their own terms."""


def write_bundled(target: Path, index: Path) -> None:
    """Write both files into `target`; `index` is the list of files that were collected."""
    found = list_components(json.loads(index.read_text("utf-8")))
    text = RULE.join([HEAD, *map(_format_component, found), format_data()]) + "\n"
    (target / "THIRD-PARTY.txt").write_text(text, "utf-8", newline="\n")
    bill = json.dumps(describe_bill(found), indent=1, ensure_ascii=False) + "\n"
    (target / "bundled.cdx.json").write_text(bill, "utf-8", newline="\n")


def list_components(index: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return name, version, licence, hash and licence text of each package that is carried.

    These are the packages whose files are kept as they are, those that our own scripts are bundled
    with, and the fonts.
    """
    kept = {_package_of(row["file"]) for row in index if "version" in row}
    own = HERE.parent
    found = []
    for folder, names in ((HERE, kept), (own, imported_packages(own / "src") | _fonts(own))):
        lock = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
        found += [
            _component(name, lock[f"node_modules/{name}"], folder)
            for name in names
            if f"node_modules/{name}" in lock
        ]
    return sorted(found, key=lambda one: (one["name"], one["version"]))


def imported_packages(sources: Path) -> set[str]:
    """Return the packages that our own scripts import, types alone left out."""
    found = set()
    for path in sources.rglob("*.ts*"):
        for line in path.read_text("utf-8").splitlines():
            if (said := IMPORT.search(line)) and not line.startswith("import type"):
                found.add(_package_of(said[1]))
    return found


def _fonts(own: Path) -> set[str]:
    """Return the packages of fonts: all that the front end's manifest needs at run time."""
    return set(json.loads((own / "package.json").read_text("utf-8"))["dependencies"])


def _package_of(name: str) -> str:
    parts = name.split("/")
    return "/".join(parts[: 2 if name.startswith("@") else 1])


def _component(name: str, locked: dict[str, Any], home: Path) -> dict[str, Any]:
    folder = home / "node_modules" / name
    manifest: dict[str, Any] = {}
    texts: list[str] = []
    if folder.is_dir():
        manifest = json.loads((folder / "package.json").read_text("utf-8"))
        texts = [
            file.read_text("utf-8", errors="replace").replace("\r\n", "\n").strip()
            for file in sorted(folder.iterdir())
            if file.is_file() and LICENCE.match(file.name)
        ]
    stated = locked.get("license") or manifest.get("license") or manifest.get("licenses") or ""
    if isinstance(stated, list):
        stated = " OR ".join(part.get("type", "") for part in stated)
    if isinstance(stated, dict):
        stated = stated.get("type", "")
    return {
        "name": locked.get("name") or name,
        "version": locked["version"],
        "licence": str(stated),
        "integrity": locked.get("integrity", ""),
        "texts": texts,
    }


def _format_component(one: dict[str, Any]) -> str:
    stated = one["licence"] or "licence stated in its files"
    return "\n\n".join([f"{one['name']} {one['version']} ({stated})", *one["texts"]])


def format_data() -> str:
    """Return the terms of the facts and outlines that are carried."""
    with (ROOT / "gazetteer" / "licences.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    lines = ["Facts of the gazetteer and outlines of the basemap; each row names its sources.", ""]
    lines += [f"{row['source']}: {row['title']} ({row['licence']}, {row['path']})" for row in rows]
    return "\n".join(lines)


def describe_bill(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the bill of materials of what is bundled, as CycloneDX 1.6."""
    components = []
    for one in found:
        purl = f"pkg:npm/{one['name'].replace('@', '%40', 1)}@{one['version']}"
        component: dict[str, Any] = {
            "type": "library", "bom-ref": purl, "name": one["name"], "version": one["version"],
            "purl": purl,
        }  # fmt: skip
        if one["licence"]:
            component["licenses"] = [_licence_choice(one["licence"])]
        kind, _, digest = one["integrity"].partition("-")
        if kind == "sha512":
            content = base64.b64decode(digest).hex()
            component["hashes"] = [{"alg": "SHA-512", "content": content}]
        components.append(component)
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": {"type": "application", "name": "geomap", "bom-ref": "geomap"}},
        "components": components,
    }  # fmt: skip


def _licence_choice(stated: str) -> dict[str, Any]:
    """Return a licence as CycloneDX says it: an id, an expression, or a name."""
    if stated in SPDX:
        return {"license": {"id": stated}}
    if re.fullmatch(r"[A-Za-z0-9.+() -]+", stated) and re.search(r" (AND|OR) ", stated):
        return {"expression": stated}
    return {"license": {"name": stated}}
