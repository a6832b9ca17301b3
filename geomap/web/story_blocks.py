"""Chapters for the page: blocks of text, the address of what each shows; and as plain HTML."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from geomap.story.chapter_events import box_needed, events_of
from geomap.story.chapter_text import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import geopandas as gpd

    from geomap.content.chapters import Block, Chapter
    from geomap.settings import Presentation

WAYS = {"marks": "symbols"}


def encode_chapters(events: gpd.GeoDataFrame, presentation: Presentation) -> list[dict[str, Any]]:
    """Return chapters as what ``src/data/contract.ts`` calls ``ChapterData``."""
    return [_encode(chapter, events, presentation) for chapter in presentation.chapters]


def _encode(
    chapter: Chapter, events: gpd.GeoDataFrame, presentation: Presentation
) -> dict[str, Any]:
    told = events_of(chapter, events)
    box = chapter.box or (box_needed(told) if not chapter.view else None)
    return {
        "title": chapter.title,
        "blocks": [_block(block) for block in blocks_of(chapter, events, presentation)],
        "hash": format_address(chapter, events),
        "box": list(box) if box else None,
        "layers": None if chapter.layers is None else list(chapter.layers),
        "count": len(told),
    }


def _block(block: Block) -> dict[str, Any]:
    return {"kind": block.kind, "runs": [[run.text, run.style, run.link] for run in block.runs]}


def format_address(chapter: Chapter, events: gpd.GeoDataFrame) -> str:
    """Return the part of the page's address that shows a chapter's events."""
    parts = [_window(chapter, events)] if chapter.start or chapter.end else []
    parts += [f"{key}={_words(values)}" for key, values in _filters(chapter, events) if values]
    if chapter.show:
        parts.append(f"show={WAYS.get(chapter.show, chapter.show)}")
    if chapter.opened:
        parts.append(f"e={_words((chapter.opened,))}")
    return "&".join(parts)


def _window(chapter: Chapter, events: gpd.GeoDataFrame) -> str:
    first, last = chapter.start or chapter.end, chapter.end or chapter.start
    if len(events):
        first = chapter.start or events["date_start"].min().date()
        last = chapter.end or events["date_end"].max().date()
    assert first is not None
    assert last is not None
    return f"w={min(first, last).isoformat()}..{last.isoformat()}"


def _filters(chapter: Chapter, events: gpd.GeoDataFrame) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the page's filters and what each keeps."""
    from geomap.layers.basemap import load_basemap

    keep = chapter.keep
    basemap = load_basemap()
    for key, name in (("type", "event_type"), ("sub_event_type",) * 2, ("status",) * 2,
                      ("source",) * 2):  # fmt: skip
        yield key, keep.get(name, ())
    codes = (basemap.find_governorate(name) for name in keep.get("admin1", ()))
    yield "governorate", tuple(dict.fromkeys(filter(None, codes)))
    finest = keep.get("geo_precision", 3)
    yield "geo_precision", tuple(str(n) for n in range(1, finest + 1)) if finest < 3 else ()
    yield "actor", _names_of(keep.get("actor", ()), events)


def _names_of(actors: Sequence[str], events: gpd.GeoDataFrame) -> tuple[str, ...]:
    """Return the names under which actors, by name or id, stand in the events."""
    found = dict.fromkeys(actors)
    for role in ("actor1", "actor2"):
        known = events[events[f"{role}_id"].isin(actors)][role].dropna()
        found.update(dict.fromkeys(map(str, known.unique())))
    return tuple(name for name in found if any(
        (events[role] == name).any() for role in ("actor1", "actor2", "claimed_by", "attributed_to")
    ))  # fmt: skip


def _words(values: Sequence[str]) -> str:
    return ",".join(quote(value, safe="").replace("%20", "+") or "-" for value in values)


def plain_story(events: gpd.GeoDataFrame, presentation: Presentation) -> str:
    """Return the story as HTML for readers whose browser runs no script: text in order."""
    right = ' dir="rtl"' if presentation.lang == "ar" else ""
    parts = [f'<article class="gm-plain" lang="{"ar" if right else "en"}"{right}>']
    if presentation.title:
        parts.append(f"<h1>{html.escape(presentation.title)}</h1>")
    for chapter in presentation.chapters:
        parts.append(f"<h2>{html.escape(chapter.title)}</h2>")
        parts += [_plain(block) for block in blocks_of(chapter, events, presentation)]
    return "\n".join([*parts, "</article>"])


def _plain(block: Block) -> str:
    tag = {"h": "h3", "quote": "blockquote"}.get(block.kind, "p")
    before = "• " if block.kind in ("li", "ol") else ""
    runs = []
    for run in block.runs:
        text = html.escape(run.text)
        if run.style in ("strong", "em"):
            text = f"<{run.style}>{text}</{run.style}>"
        elif run.link and not run.link.startswith("#"):
            text = f'<a href="{html.escape(run.link)}" rel="noopener noreferrer">{text}</a>'
        runs.append(text)
    return f"<{tag}>{before}{''.join(runs)}</{tag}>"
