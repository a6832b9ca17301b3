"""The text of a chapter as blocks, the sentences on change after it: the same in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.story.markdown import parse_markdown

if TYPE_CHECKING:
    import geopandas as gpd

    from geomap.content.chapters import Block, Chapter
    from geomap.settings import Presentation


def blocks_of(
    chapter: Chapter, events: gpd.GeoDataFrame, presentation: Presentation
) -> tuple[Block, ...]:
    """Return the text of a chapter, the sentences on change after it."""
    blocks = parse_markdown(chapter.text)
    if chapter.change:
        from geomap.story.change_lines import tell_change

        blocks += tell_change(chapter, events, presentation)
    return blocks
