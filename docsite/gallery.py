"""The gallery: maps and figures, each with the specification that made it.

``python -m docsite.gallery FOLDER`` makes all of them; the site takes what is there.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPECS = ROOT / "docs" / "gallery"
MADE = ROOT / "build" / "gallery"


def list_specs() -> list[Path]:
    """Return the specifications of the gallery, in order of their names."""
    return sorted(SPECS.glob("*.toml"))


def make_gallery(folder: Path = MADE) -> list[Path]:
    """Make every output of the gallery into `folder`; what is newer than its sources stays."""
    from dataclasses import replace

    from geomap.jobs import run_spec
    from geomap.spec import read_spec

    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for path in list_specs():
        spec = read_spec(path)
        files = tuple(folder / file.name for file in spec.files)
        oldest = min((f.stat().st_mtime for f in files if f.exists()), default=0.0)
        sources = max(p.stat().st_mtime for p in (path, *spec.tables, *spec.articles))
        if oldest < sources or not all(f.exists() for f in files):
            run_spec(replace(spec, files=files, unplaced=None, rejects=None))
        made += files
    return made


def format_gallery(made: Path = MADE) -> str:
    """Return the page of the gallery in Markdown."""
    out = [
        "# Gallery",
        "",
        "Every map and figure here was made by the specification below it, with "
        "`geomap build NAME.toml`. The maps are alive: move, zoom, play the clock.",
        "",
    ]
    for path in list_specs():
        text = path.read_text(encoding="utf-8")
        document = tomllib.loads(text)
        out += [f"## {document['title']}", ""]
        for name in document["write"]["files"]:
            if not (made / name).exists():
                out += [f"`{name}` is not in this build.", ""]
            elif name.endswith(".html"):
                out += [
                    f'<iframe class="map" src="made/{name}#embed" title="{document["title"]}" '
                    'loading="lazy"></iframe>',
                    "",
                    f'<a href="made/{name}">Open the map on a page of its own</a>',
                    "",
                ]
            elif name.endswith((".png", ".svg")):
                out += [f"![{document['title']}](made/{name})", ""]
            else:
                out += [f'<a href="made/{name}">{name}</a>', ""]
        out += [f'??? example "{path.name}"', "", "    ```toml"]
        out += [f"    {line}".rstrip() for line in text.strip().splitlines()]
        out += ["    ```", ""]
    return "\n".join(out)


if __name__ == "__main__":
    for file in make_gallery(*map(Path, sys.argv[1:2])):
        print(file)
