"""The facts of one chapter: its own events, map and numbers, numbered as in the whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geomap.brief.facts import Facts
from geomap.brief.text_metrics import has_arabic
from geomap.story.change_lines import table_rows, trends_of
from geomap.story.chapter_events import events_of
from geomap.story.chapter_text import blocks_of

if TYPE_CHECKING:
    from geomap.content.chapters import Block, Chapter


@dataclass(frozen=True)
class ChapterFacts:
    """A chapter with what its slide and its page draw.

    Parameters
    ----------
    facts
        Its events, with the numbers that they have in the whole; its title, extent and layers.
    blocks
        Its text.
    line
        Its counts as one line.
    table
        Head and rows of what changed, where it tells of that.
    """

    facts: Facts
    blocks: tuple[Block, ...]
    line: str
    table: tuple[tuple[str, ...], ...] = ()


def tell_chapters(facts: Facts) -> list[ChapterFacts]:
    """Return the chapters of a briefing, in order."""
    kept: list[ChapterFacts] = facts.keep(
        "chapters", lambda: [_tell(facts, one) for one in facts.presentation.chapters]
    )
    return kept


def _tell(facts: Facts, chapter: Chapter) -> ChapterFacts:
    whole = facts.presentation
    events = events_of(chapter, facts.events)
    named = chapter.layers
    layers = tuple(
        replace(layer, shown=layer.shown if named is None else layer.name in named)
        for layer in whole.layers
    )
    presentation = replace(
        whole, title=chapter.title, subtitle="", extent=chapter.view, layers=layers, chapters=(),
        unplaced=0, previous=None,
    )  # fmt: skip
    told = Facts(
        events, presentation, facts.words, facts.theme, state=chapter.end,
        kept={"page_name": facts.page_name}, grouped=facts.groups,
    )  # fmt: skip
    blocks = blocks_of(chapter, facts.events, whole)
    told_blocks = tuple(_digits(block, facts) for block in blocks) if facts.words.rtl else blocks
    return ChapterFacts(told, told_blocks, _line(told, chapter), _table(facts, chapter))


def _table(facts: Facts, chapter: Chapter) -> tuple[tuple[str, ...], ...]:
    """Return what changed as a table, in the digits of the briefing."""
    if not chapter.change:
        return ()
    words = facts.words
    trends = trends_of(chapter, facts.events, facts.presentation)
    return tuple(
        tuple(words.digits(cell) for cell in row) for row in table_rows(trends, words.lang)
    )


def _digits(block: Block, facts: Facts) -> Block:
    """Return an Arabic block in the digits of the briefing, links as they are."""
    if not has_arabic(block.text):
        return block
    runs = tuple(replace(run, text=facts.words.digits(run.text)) for run in block.runs)
    return replace(block, runs=runs)


def _line(told: Facts, chapter: Chapter) -> str:
    """Return the chapter's window, else the days of its events, and its counts."""
    if chapter.start and chapter.end:
        span = told.words.days(chapter.start, chapter.end)
        return f"{span}  ·  {told.count_line()}"
    return told.span_line()
