"""Fetching GeoNames and OCHA tables: with progress, resumed where it broke off, checksums kept."""

from __future__ import annotations

import contextlib
import hashlib
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from geomap.atomic import write_text
from geomap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GEONAMES = "https://download.geonames.org/export/dump/SY.zip"
HDX = "https://data.humdata.org/api/3/action/package_show?id="
OCHA_SETS = ("syrian-arab-republic-pop-places", "cod-ab-syr")
WANTED = (".xlsx", ".geojson", ".csv")
BOUNDARIES = ("geojson", "json", "shp", "shapefile")
"""What the name of a zip with boundaries says of its format, the most welcome first."""
BLOCK = 1 << 16
RECORD = "downloads.json"

Progress = "Callable[[str, int, int | None], None]"


@dataclass(frozen=True, slots=True)
class Fetched:
    """One downloaded file: where from, its size in bytes and SHA-256."""

    url: str
    path: Path
    size: int
    sha256: str


def fetch_all(
    folder: Path, progress: Callable[[str, int, int | None], None] | None = None
) -> list[Fetched]:
    """Download GeoNames' country file and OCHA's current tables into `folder`.

    Checksums, sizes and dates are recorded in ``downloads.json`` there.

    Raises
    ------
    InputError
        If the network or a source is not there; what was loaded stays and is resumed next time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    addresses = [(GEONAMES, "SY.zip"), *list_ocha()]
    fetched = [fetch(url, folder / name, progress) for url, name in addresses]
    record = {
        one.path.name: {
            "url": one.url,
            "size": one.size,
            "sha256": one.sha256,
            "fetched": datetime.now(UTC).strftime("%Y-%m-%d"),
        }
        for one in fetched
    }
    write_text(folder / RECORD, json.dumps(record, indent=2, sort_keys=True) + "\n")
    return fetched


def list_ocha() -> list[tuple[str, str]]:
    """Return address and file name of OCHA's current tables, as HDX lists them."""
    found: list[tuple[str, str]] = []
    for dataset in OCHA_SETS:
        with _open(HDX + dataset) as answer:
            listed = json.load(answer)["result"]["resources"]
        zips: list[tuple[int, str, str]] = []
        for resource in listed:
            address = str(resource.get("download_url") or resource.get("url") or "")
            name = address.rsplit("/", 1)[-1].split("?", maxsplit=1)[0]
            if not address.startswith("https://"):
                continue
            if name.lower().endswith(WANTED):
                found.append((address, f"{dataset}-{name}"))
            elif name.lower().endswith(".zip"):
                told = f"{name} {resource.get('format', '')}".lower()
                ranks = [at for at, word in enumerate(BOUNDARIES) if word in told]
                zips += [(min(ranks), address, f"{dataset}-{name}")] if ranks else []
        # the same boundaries come in several formats, all levels in one file or a file each
        found += [(address, name) for rank, address, name in zips if rank == min(zips)[0]]
    return found


def fetch(
    url: str, path: Path, progress: Callable[[str, int, int | None], None] | None = None
) -> Fetched:
    """Download one file; a part that is there is continued where the server can."""
    part = path.with_name(path.name + ".part")
    have = part.stat().st_size if part.exists() else 0
    with _open(url, start=have) as answer:
        resumed = answer.status == 206
        if not resumed:
            have = 0
        length = answer.headers.get("Content-Length")
        total = have + int(length) if length else None
        with part.open("ab" if resumed else "wb") as out:
            while block := _read(answer, url):
                out.write(block)
                have += len(block)
                if progress:
                    progress(path.name, have, total)
    if total is not None and have != total:
        raise InputError(f"{url} broke off", fix="run it again: it goes on where it stopped")
    part.replace(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Fetched(url, path, path.stat().st_size, digest)


def _open(url: str, start: int = 0) -> contextlib.closing[urllib.request.addinfourl]:  # type: ignore[name-defined]
    headers = {"User-Agent": "geomap gazetteer update"}
    if start:
        headers["Range"] = f"bytes={start}-"
    request = urllib.request.Request(url, headers=headers)  # noqa: S310
    try:
        return contextlib.closing(urllib.request.urlopen(request, timeout=60))  # noqa: S310
    except urllib.error.HTTPError as error:
        if error.code == 416 and start:
            return _open(url)
        raise InputError(f"{url} answers {error.code} {error.reason}") from None
    except (urllib.error.URLError, TimeoutError, OSError) as error:
        reason = getattr(error, "reason", error)
        raise InputError(
            f"{url} cannot be reached ({reason})",
            fix="go online, or download the files yourself and run: geomap gazetteer build",
        ) from None


def _read(answer: object, url: str) -> bytes:
    try:
        return answer.read(BLOCK)  # type: ignore[attr-defined,no-any-return]
    except OSError as error:
        raise InputError(
            f"{url} broke off ({error})", fix="run it again: it goes on where it stopped"
        ) from None
