"""Checks of a release: ``python -m docsite.release sbom|contents DIST``; standard library only.

``sbom`` installs the wheel into a clean environment and writes ``geomap-sbom.cdx.json`` of all that
came with it; ``contents`` says what the wheel and the source distribution carry, and fails if
something that they must carry is not there.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path

MUST = {
    "the page's script": "geomap/web/assets/geomap.js",
    "the page's style": "geomap/web/assets/geomap.css",
    "Leaflet": "geomap/web/assets/plugins/leaflet/dist/leaflet.js",
    "licences of others": "geomap/web/assets/THIRD-PARTY.txt",
    "bill of what is bundled": "geomap/web/assets/bundled.cdx.json",
    "the gazetteer": "geomap/data/gazetteer/places/idlib.csv",
    "licences of its sources": "geomap/data/gazetteer/licences.csv",
    "the basemap": "geomap/data/gazetteer/basemap/governorates.geojson",
    "word lists": "geomap/lexicon/en/private.toml",
    "types for checkers": "geomap/py.typed",
}
"""What a wheel must carry."""

SOURCES = ("pyproject.toml", "hatch_build.py", "LICENSE", "CITATION.cff", "SECURITY.md",
           "geomap/web-src/package-lock.json", "geomap/web/assets/geomap.js", "tests/conftest.py")  # fmt: skip
"""What a source distribution must carry."""


def write_bill(dist: Path) -> Path:
    """Write the bill of materials of the wheel in a clean environment; return its path."""
    wheel = next(dist.glob("*.whl"))
    out = dist / "geomap-sbom.cdx.json"
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = next(p for p in (Path(folder, "bin", "python"), Path(folder, "Scripts", "python.exe"))
                      if p.exists())  # fmt: skip
        subprocess.run([python, "-m", "pip", "install", "--quiet", wheel], check=True)
        command = [sys.executable, "-m", "cyclonedx_py", "environment", str(python),
                   "--output-format", "JSON", "--output-reproducible", "-o", str(out)]  # fmt: skip
        subprocess.run(command, check=True)
    bill = json.loads(out.read_text(encoding="utf-8"))
    with zipfile.ZipFile(wheel) as archive:
        bundled = json.loads(archive.read("geomap/web/assets/bundled.cdx.json"))
    bill["components"] += bundled["components"]
    known = {one["ref"]: one for one in bill.get("dependencies", [])}
    for ref, one in known.items():
        if ref.startswith("geomap-syria"):
            told = {*one.get("dependsOn", ()), *(c["bom-ref"] for c in bundled["components"])}
            one["dependsOn"] = sorted(told)
    bill.get("dependencies", []).extend({"ref": c["bom-ref"]} for c in bundled["components"])
    bill.get("dependencies", []).sort(key=lambda one: one["ref"])
    out.write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{out}: {len(bill['components'])} components")
    return out


def check_contents(dist: Path) -> list[str]:
    """Print what the distributions carry; return what is missing or does not belong there."""
    faults = []
    wheel, source = next(dist.glob("*.whl")), next(dist.glob("*.tar.gz"))
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        size = sum(info.file_size for info in archive.infolist())
        third = archive.read(MUST["licences of others"]).decode()
        bundled = json.loads(archive.read(MUST["bill of what is bundled"]))["components"]
        for name in names:
            if re.search(rb"/work/|/home/\w|/root/", archive.read(name)) and name.endswith(".js"):
                faults.append(f"{name} names a path of a machine")
    print(f"{wheel.name}: {len(names)} files, {wheel.stat().st_size / 1e6:.1f} MB packed, "
          f"{size / 1e6:.1f} MB installed")  # fmt: skip
    for what, name in MUST.items():
        print(f"  {'has ' if name in names else 'LACKS'} {what}: {name}")
        if name not in names:
            faults.append(f"the wheel lacks {name}")
    print(f"  bundled packages: {len(bundled)}")
    faults += [f"no licence text of {one['name']}" for one in bundled
               if f"{one['name']} {one['version']}" not in third]  # fmt: skip
    print("  licences: " + ", ".join(sorted({_licence(one) for one in bundled})))
    faults += [f"{name} does not belong into a wheel" for name in names
               if name.startswith(("tests/", "docs/", "benchmarks/", "geomap/web-src"))]  # fmt: skip
    with tarfile.open(source) as archive:
        carried = {name.partition("/")[2] for name in archive.getnames()}
    print(f"{source.name}: {len(carried)} files, {source.stat().st_size / 1e6:.1f} MB packed")
    faults += [f"the source distribution lacks {name}" for name in SOURCES if name not in carried]
    return faults


def check_bill(dist: Path) -> list[str]:
    """Return what is wrong with the bill of materials by CycloneDX's own schema."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = (dist / "geomap-sbom.cdx.json").read_text(encoding="utf-8")
    version = SchemaVersion.from_version(json.loads(text)["specVersion"])
    fault = JsonStrictValidator(version).validate_str(text)
    return [str(fault)[:500]] if fault else []


def _licence(one: dict) -> str:  # type: ignore[type-arg]
    if not one.get("licenses"):
        return "in its files"
    choice = one["licenses"][0]
    licence = choice.get("license", {})
    return str(choice.get("expression") or licence.get("id") or licence.get("name"))


if __name__ == "__main__":
    task, folder = sys.argv[1], Path(sys.argv[2])
    if task == "sbom":
        write_bill(folder)
    elif wrong := [*check_contents(folder), *check_bill(folder)]:
        sys.exit("\n".join(wrong))
