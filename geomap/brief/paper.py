"""The document: headline figures, map, charts, table, what is missing, how it was made."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.brief.chapter_facts import tell_chapters
from geomap.brief.event_rows import (
    HEADS,
    change_lines,
    cut_text,
    headline_numbers,
    make_rows,
    unplaced_rows,
)
from geomap.brief.figure.charts import draw_actors, draw_governorates, draw_timeline
from geomap.brief.figure.figure import draw_plate
from geomap.brief.figure.ground_layers import legend_height
from geomap.brief.figure.multiples import draw_panels, split_periods
from geomap.brief.picture_words import tell_bars, tell_map, tell_periods, tell_timeline
from geomap.brief.sheet import DRAWING, Page
from geomap.brief.text_metrics import font_folders, has_arabic, shorten_text, wrap_text
from geomap.typefaces import FAMILIES
from geomap.version import __version__

if TYPE_CHECKING:
    from geomap.brief.chapter_facts import ChapterFacts
    from geomap.brief.facts import Facts

TEMPLATE = Path(__file__).with_name("document.typ")
TABLE_ROWS = 2000
"""A document lists no more events than this, and says so."""
_TEXT_WIDTH = 517.0
"""Width of the text on A4, points."""


def render_document(facts: Facts) -> bytes:
    """Return the briefing as a PDF: tagged, with outline, metadata and the data's own date.

    Equal facts give equal bytes.
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="geomap-") as folder:
        root = Path(folder)
        (root / "document.typ").write_bytes(TEMPLATE.read_bytes())
        for name, image in _draw_images(facts).items():
            (root / name).write_bytes(image)
        told = json.dumps(_tell(facts), ensure_ascii=False)
        (root / "facts.json").write_text(told, encoding="utf-8")
        pdf = typst.compile(
            root / "document.typ", root=root, format="pdf", font_paths=font_folders(),
            ignore_system_fonts=True, pdf_standards=["ua-1"], timestamp=_noon(facts),
        )  # fmt: skip
    return bytes(pdf)


def _draw_images(facts: Facts) -> dict[str, bytes]:
    from geomap.brief.page_image import render_page

    def page(height: float) -> Page:
        return Page(_TEXT_WIDTH, height, facts.theme, rtl=facts.words.rtl)

    images = {}
    with DRAWING:
        plate = draw_plate(facts, _TEXT_WIDTH, 572, 0.92, beside=False)
        images["map.svg"] = render_page(plate.page, "svg")
        for at, told in enumerate(tell_chapters(facts)):
            high = _chapter_height(told)
            plate = draw_plate(told.facts, _TEXT_WIDTH, high, 0.88, beside=False)
            images[f"chapter{at}.svg"] = render_page(plate.page, "svg")
        if facts.events.empty:
            return images
        timeline = page(168)
        draw_timeline(timeline, facts, timeline.box, 0.95)
        images["timeline.svg"] = render_page(timeline, "svg")
        bars = page(200)
        gap = 12
        half = (bars.width - gap) / 2
        x0, x1 = bars.span(bars.box, 0, half)
        draw_actors(bars, facts, type(bars.box)(x0, 0, x1, bars.height), 0.95)
        x0, x1 = bars.span(bars.box, half + gap, bars.width)
        draw_governorates(bars, facts, type(bars.box)(x0, 0, x1, bars.height), 0.95)
        images["bars.svg"] = render_page(bars, "svg")
        periods = split_periods(facts).shown
        if len(periods) > 1:
            panels = page(230 if len(periods) <= 6 else 330)
            draw_panels(panels, facts, panels.box, 0.9)
            images["periods.svg"] = render_page(panels, "svg")
    return images


def _say_cut(facts: Facts, shown: int) -> str:
    """Say how many unplaced reports the document leaves out, empty if none."""
    lost = 0 if facts.unplaced_rows is None else len(facts.unplaced_rows)
    return facts.words.say("unplaced_cut", n=lost - shown) if lost > shown else ""


def _chapter_height(told: ChapterFacts) -> float:
    """Return the height that the text of a chapter leaves to its map on one page, points."""
    lines = sum(len(wrap_text(block.text, _TEXT_WIDTH * 0.97, 9.5)) for block in told.blocks)
    text = lines * 15 + len(told.blocks) * 6 + len(told.table) * 15.5
    # a legend with layers must not leave a strip of a map: it goes to the next page instead
    return max(300.0 + 0.88 * legend_height(told.facts), 640.0 - text)


def _chapters(facts: Facts) -> list[dict[str, object]]:
    """Return the chapters as the template writes them; a link within the page needs the page."""
    page = facts.page_name

    def link(target: str) -> str:
        if not target.startswith("#"):
            return target
        return f"{page}{target}" if page else ""

    return [
        {
            "title": cut_text(told.facts.title, 320, word=30),
            "line": told.line,
            "table": told.table,
            "alt": tell_map(told.facts),
            "blocks": [
                {
                    "kind": block.kind,
                    "latin": facts.words.rtl and not has_arabic(block.text),
                    "runs": [[run.text, run.style, link(run.link)] for run in block.runs],
                }
                for block in told.blocks
            ],
        }
        for told in tell_chapters(facts)
    ]


def _tell(facts: Facts) -> dict[str, object]:
    words, theme = facts.words, facts.theme
    count, lost = len(facts.events), unplaced_rows(facts)
    cut = words.say("table_cut", shown=TABLE_ROWS, n=count) if count > TABLE_ROWS else ""
    more = _say_cut(facts, len(lost))
    method = [words.say(key) for key in ("method_1", "method_2", "method_3")]
    method.append(words.say("method_hash", hash=facts.presentation.data_hash))
    day = facts.as_of_day
    return {
        "lang": words.lang,
        "indic": words.rtl and words.arabic_digits,
        "theme": asdict(theme),
        "fonts": FAMILIES,
        "title": cut_text(facts.title or words.say("briefing"), 320, word=30),
        "running": shorten_text(facts.title, _TEXT_WIDTH - 150, 7),
        "subtitle": cut_text(facts.presentation.subtitle, 320, word=30),
        "span": "" if facts.span in facts.title else facts.span,
        "periods": words.say(split_periods(facts).step),
        "counts": facts.count_line(),
        "empty": "" if count else words.say("no_events_note"),
        "as_of": words.say("as_of", date=facts.as_of or "—"),
        "day": [day.year, day.month, day.day],
        "sources": facts.sources_line(12),
        "keywords": [facts.presentation.data_hash, f"geomap {__version__}"],
        "hash": words.say("data", hash=facts.presentation.data_hash),
        "maker": f"geomap {__version__}",
        "numbers": headline_numbers(facts),
        "fatalities_note": _fatalities_note(facts),
        "chapters": _chapters(facts),
        "changes": [[head, words.number(n), line] for head, n, line in change_lines(facts)],
        "heads": [words.say(head) for head in HEADS],
        "rows": [row.cells() for row in make_rows(facts, TABLE_ROWS)],
        "table_cut": cut,
        "unplaced": [[cut_text(cell, 400) for cell in row] for row in lost],
        "unplaced_more": more,
        "method": method,
        "precision": _precision(facts),
        "disclaimer": words.disclaimer,
        "projection": facts.boundaries_line(),
        "has": {"periods": count > 0 and len(split_periods(facts).shown) > 1, "charts": count > 0},
        "say": {
            key: words.say(key)
            for key in ("headline", "map", "table", "unplaced_head", "method", "reason",
                        "toponym", "what", "by_actor", "months", "sources_head", "briefing")
        }
        | {"change": facts.change_head()},
        "page": words.say("page", n="{n}", total="{total}"),
        "alt": _alt(facts),
    }  # fmt: skip


def _alt(facts: Facts) -> dict[str, str]:
    return {
        "map": tell_map(facts),
        "timeline": tell_timeline(facts),
        "bars": tell_bars(facts),
        "periods": tell_periods(facts),
    }


def _fatalities_note(facts: Facts) -> str:
    if not facts.fatalities:
        return ""
    return facts.words.say("fatalities_note", n=facts.fatalities[1])


def _precision(facts: Facts) -> list[tuple[str, str, str]]:
    from geomap.layers.style import PRECISION_STYLES

    words = facts.words
    return [
        (
            words.precision_label(style),
            words.number(facts.by_precision.get(style.geo_precision, 0)),
            style.meaning_ar if words.rtl else style.meaning,
        )
        for style in PRECISION_STYLES
    ]


def _noon(facts: Facts) -> Any:
    from datetime import UTC, datetime

    day = facts.as_of_day
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
