"""MkDocs hooks: pages made from the code, slots of pages that are still to come, the gallery."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from mkdocs.structure.files import File, Files

from docsite import commands, figures, gallery, notebooks, places, vocabulary

PAGES = {
    "reference/commands.md": commands.format_commands,
    "reference/specification.md": vocabulary.format_specification,
    "reference/columns.md": vocabulary.format_columns,
    "reference/schemes.md": vocabulary.format_schemes,
    "reference/formats.md": vocabulary.format_formats,
    "reference/types.md": vocabulary.format_types,
    "reference/page.md": vocabulary.format_page_script,
    "reference/python.md": vocabulary.format_python,
    "gallery.md": gallery.format_gallery,
    "gazetteer/made.md": lambda: places.read_repository_page("gazetteer/README.md"),
    "gazetteer/sources.md": lambda: places.read_repository_page("gazetteer/SOURCES.md"),
    "contributing.md": lambda: places.read_repository_page("CONTRIBUTING.md"),
    "changes.md": lambda: places.read_repository_page("CHANGELOG.md"),
}
"""Pages that have no file: where they stand, and who writes them."""

TABLES = {
    "<!-- figures: reading -->": figures.format_reading,
    "<!-- figures: placing -->": figures.format_placing,
    "<!-- figures: methods -->": figures.format_methods,
    "<!-- figures: install -->": figures.format_install,
    "<!-- figures: commands -->": figures.format_commands,
    "<!-- gazetteer: counts -->": places.format_counts,
}
"""What a page may ask for by a comment of its own."""


def on_config(config: Any) -> Any:
    """Leave out of the navigation the slots whose pages nobody has written yet."""
    docs = Path(config["docs_dir"])
    slots = set(config["extra"].get("slots", ()))
    config["nav"] = _without(config["nav"], {s for s in slots if not (docs / s).exists()})
    return config


def on_files(files: Files, config: Any) -> Files:
    """Add the pages, the places and the gallery that are made from the code."""
    if config["extra"].get("translated"):
        for name in ("site.css", "iframe-worker.js"):
            own = ROOT / "docs" / "assets" / name
            files.append(File.generated(config, f"assets/{name}", abs_src_path=str(own)))
        return files
    for where, write in PAGES.items():
        files.append(File.generated(config, where, content=write()))
    files.append(File.generated(config, "gazetteer/places.js", content=places.places_script()))
    for source in notebooks.list_notebooks():
        ran = notebooks.MADE / source.name
        text, shown = notebooks.show_notebook(ran if ran.exists() else source)
        where = f"notebooks/{source.stem}.md"
        files.append(File.generated(config, where, content=text))
        for name, content in shown.items():
            files.append(File.generated(config, f"made/{name}", content=content))
    for made in sorted(gallery.MADE.glob("*")) if gallery.MADE.is_dir() else ():
        where = f"made/{made.name}"
        files.append(File.generated(config, where, abs_src_path=str(made)))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put tables of figures where a page asks for them."""
    for mark, write in TABLES.items():
        if mark in markdown:
            markdown = markdown.replace(mark, write())
    return markdown


def _without(nav: list[Any], gone: set[str]) -> list[Any]:
    """Return a navigation without some pages."""
    kept = []
    for one in nav:
        if isinstance(one, dict):
            ((title, below),) = one.items()
            if isinstance(below, list):
                kept.append({title: _without(below, gone)})
            elif below not in gone:
                kept.append(one)
        elif one not in gone:
            kept.append(one)
    return kept
