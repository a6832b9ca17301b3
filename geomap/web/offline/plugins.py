"""The locked files of folium's plugins, found by the address that folium links to."""

from __future__ import annotations

import base64
import json
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

from geomap.errors import OutputError

ASSETS = Path(__file__).parents[1] / "assets" / "plugins"
SOURCE_MAP = re.compile(r"^\s*(?://[#@]|/\*[#@]) ?sourceMappingURL=.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asset:
    """One script or stylesheet that a map links to.

    Parameters
    ----------
    file
        Package and path inside ``node_modules``; ``folium:`` names folium's own wheel.
    prune
        Keep only the rules whose classes are in use.
    drop_unless
        Expression that the map's own text must match for the script to be of use, or ``""``.
    needs
        Files that must be on the page if this one is.
    needs_eval
        The script compiles strings.
    """

    file: str
    prune: bool = False
    drop_unless: str = ""
    needs: tuple[str, ...] = ()
    needs_eval: bool = False

    @property
    def is_script(self) -> bool:
        """True for JavaScript, False for a stylesheet."""
        return self.file.endswith(".js")

    def read_text(self) -> str:
        """Return the file's text, without pointers to source maps."""
        return SOURCE_MAP.sub("", _read(self.file))

    def read_part(self, address: str) -> str:
        """Return an image or font that this stylesheet names, as a ``data:`` address.

        Raises
        ------
        OutputError
            If it is not among the collected files.
        """
        beside = PurePosixPath(self.file).parent / re.split("[?#]", address)[0]
        return read_data_uri(_normalise(beside))


def find_asset(address: str) -> Asset | None:
    """Return the locked file for an address that folium links to, or None.

    Parameters
    ----------
    address
        As it stands in the link: ``https:``, ``http:`` or ``//``.
    """
    bare = re.sub(r"^(https?:)?//", "https://", address.strip())
    for pattern, asset in _index():
        if pattern.fullmatch(bare):
            return asset
    return None


def known_addresses() -> list[tuple[str, Asset]]:
    """Return every address pattern with its file, in the order of the table."""
    return [(url, _asset(row)) for row in _rows() for url in row["url"]]


def read_data_uri(name: str) -> str:
    """Return a collected image or font as a ``data:`` address."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    try:
        content = (ASSETS / name).read_bytes()
    except OSError as error:
        raise OutputError(
            f"{name}: missing among the plugins' files; build geomap again"
        ) from error
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


@cache
def _rows() -> list[dict[str, Any]]:
    try:
        rows: list[dict[str, Any]] = json.loads((ASSETS / "index.json").read_text("utf-8"))
    except FileNotFoundError as error:
        raise OutputError(
            "the files of folium's plugins are not built; "
            "run python geomap/web-src/plugins/collect_plugins.py or install geomap again"
        ) from error
    return rows


@cache
def _index() -> list[tuple[re.Pattern[str], Asset]]:
    return [
        (re.compile("[^/]*".join(map(re.escape, url.split("*")))), _asset(row))
        for row in _rows()
        for url in row["url"]
    ]


def _asset(row: dict[str, Any]) -> Asset:
    return Asset(
        file=row["file"],
        prune=row.get("prune", False),
        drop_unless=row.get("drop_unless", ""),
        needs=tuple(row.get("needs", ())),
        needs_eval=row.get("eval", False),
    )


@cache
def _read(name: str) -> str:
    if name == "made:rotate.css":
        return "".join(f".fa-rotate-{d}{{transform:rotate({d}deg)}}\n" for d in range(361))
    if name.startswith("folium:"):
        return (files("folium") / name.removeprefix("folium:")).read_text("utf-8")
    try:
        return (ASSETS / name).read_text("utf-8")
    except OSError as error:
        raise OutputError(
            f"{name}: missing among the plugins' files; build geomap again"
        ) from error


def _normalise(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
