"""A page that lists the outputs of a series: title, counts, links, a picture of each."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from geomap.atomic import write_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_CSS = """
body{font:16px/1.5 system-ui,"Noto Sans","Noto Sans Arabic",sans-serif;margin:0 auto;
max-width:76rem;padding:1.2rem;color:#1d2733;background:#fff}
h1{font-size:1.6rem;margin:.2rem 0}p{margin:.2rem 0 1rem;color:#4c5966}
ul{list-style:none;padding:0;display:grid;gap:1.2rem;
grid-template-columns:repeat(auto-fill,minmax(19rem,1fr))}
li{border:1px solid #d5dce2;border-radius:8px;padding:.8rem;display:flex;flex-direction:column}
h2{font-size:1.1rem;margin:0}small{color:#4c5966}img{width:100%;height:auto;margin:.5rem 0}
a{color:#005a9c;margin-inline-end:.8rem}
"""
PICTURES = (".png", ".svg", ".gif")


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a series: its name, a line of counts, its files."""

    title: str
    counts: str
    files: tuple[Path, ...]


def write_contents(
    path: Path, title: str, subtitle: str, entries: Sequence[Entry], lang: str
) -> Path:
    """Write the contents of a series as one page without scripts; return `path`.

    Files are linked relative to the page; the first picture of an entry is shown.
    """
    items = "".join(_item(path, entry) for entry in entries)
    write_text(
        path,
        f"<!DOCTYPE html>\n<html lang='{escape(lang)}' dir='{'rtl' if lang == 'ar' else 'ltr'}'>"
        "<head><meta charset='utf-8'><meta http-equiv='Content-Security-Policy' "
        "content=\"default-src 'none'; img-src 'self'; style-src 'unsafe-inline'\">"
        "<meta name='viewport' content='width=device-width'>"
        f"<title>{escape(title)}</title><style>{_CSS}</style></head><body>"
        f"<h1>{escape(title)}</h1><p>{escape(subtitle)}</p><ul>{items}</ul></body></html>\n",
    )
    return path


def _item(page: Path, entry: Entry) -> str:
    links = [(_link(page, file), file) for file in entry.files]
    shown = next((link for link, file in links if file.suffix.lower() in PICTURES), "")
    picture = f"<img loading='lazy' alt='' src='{shown}'>" if shown else ""
    named = "".join(
        f"<a href='{link}'>{escape(file.suffix[1:].upper())}</a>" for link, file in links
    )
    return (
        f"<li><h2 dir='auto'>{escape(entry.title)}</h2><small>{escape(entry.counts)}</small>"
        f"{picture}<span>{named}</span></li>"
    )


def _link(page: Path, file: Path) -> str:
    import os

    relative = os.path.relpath(file, page.parent).replace(os.sep, "/")
    return escape(quote(relative), quote=True)
