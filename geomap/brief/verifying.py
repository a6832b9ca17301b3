"""A desk's checks before a briefing is printed: what is missing, and what does not agree.

The list follows the map checklist of UN OCHA's "Map production tips": title, dates, source,
boundaries and disclaimer, legend, scale, north. Contrast follows WCAG 2.2, 1.4.3 and 1.4.11.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import combinations
from typing import TYPE_CHECKING

from geomap.brief.facts import make_facts
from geomap.brief.figure.figure import draw_figure
from geomap.brief.sheet import DRAWING
from geomap.brief.theme import find_contrast
from geomap.errors import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

    from geomap.brief.facts import Facts
    from geomap.brief.sheet import Page
    from geomap.settings import Presentation

TEXT_CONTRAST = 4.5
SIGN_CONTRAST = 3.0
OVERLAP = 0.12
"""Two texts cover one another if they share so much of the smaller one's box."""
SHOWN = 5


def verify_brief(
    events: gpd.GeoDataFrame, presentation: Presentation, today: date | None = None
) -> list[Finding]:
    """Return what is missing or wrong in a briefing of events, faults first, then advice.

    Parameters
    ----------
    events
        Events of `geomap.schema`; ``lon, lat`` in degrees, EPSG:4326.
    presentation
        What the outputs say of themselves, as it was given.
    today
        The day after which no data can be; by default the machine's, in UTC.

    Raises
    ------
    SpecError
        If theme, paper or extent cannot be used.
    """
    facts = make_facts(events, presentation)
    with DRAWING:
        page = draw_figure(facts).page
    found = [
        *_check_head(facts, presentation), *_check_dates(facts, today or datetime.now(UTC).date()),
        *_check_sources(facts), *_check_numbers(facts), *_check_furniture(facts, page),
        *_check_texts(page), *_check_contrast(facts),
    ]  # fmt: skip
    return sorted(found, key=lambda one: not one.severe)


def _advice(problem: str, fix: str, part: str) -> Finding:
    return Finding(problem, fix, file=part, severe=False)


def _check_head(facts: Facts, given: Presentation) -> Iterator[Finding]:
    if not given.title:
        yield _advice("only the dates are the title", "say the finding with --title", "title")
    if facts.events.empty:
        yield Finding("there are no events to show", "widen the selection", file="events")
    if facts.elsewhere:
        yield _advice(
            f"{facts.elsewhere} events lie outside the extent; the figure says so",
            "choose a wider --extent to show them", "extent",
        )  # fmt: skip
    if given.unplaced and given.unplaced_rows is None:
        yield _advice(
            f"{given.unplaced} reports have no place and no reasons are at hand",
            "brief the table that they come from", "unplaced",
        )  # fmt: skip


def _check_dates(facts: Facts, today: date) -> Iterator[Finding]:
    said = facts.presentation.as_of[:10]
    ends = facts.events["date_end"].dropna()
    if not said:
        yield Finding("no day of the data", "give it with --as-of", file="date")
        return
    try:
        day = date.fromisoformat(said)
    except ValueError:
        yield Finding(f"{said!r} is no date", "write --as-of like 2025-06-30", file="date")
        return
    if day > today:
        yield Finding(f"the data are as of {said}, which is still to come", "", file="date")
    if not ends.empty and ends.max().date() > day:
        last = ends.max().date().isoformat()
        yield Finding(f"an event of {last} is after the day of the data, {said}", "", file="date")


def _check_sources(facts: Facts) -> Iterator[Finding]:
    if not facts.presentation.sources:
        yield Finding("no source is named", "name it with --source", file="sources")
    without = int((facts.events["source"].fillna("").str.strip() == "").sum())
    if without and facts.presentation.sources:
        yield _advice(f"{without} events name no source of their own", "", "sources")
    for layer in facts.layers:
        if not layer.source:
            yield Finding(f"layer {layer.name!r} names no source", "", file="sources")


def _check_numbers(facts: Facts) -> Iterator[Finding]:
    total = len(facts.events)
    for name, counted in (("types", facts.by_type), ("precision", facts.by_precision)):
        if (summed := sum(counted.values())) != total:
            yield Finding(f"by {name} there are {summed} events, in all {total}", file="numbers")


def _check_furniture(facts: Facts, page: Page) -> Iterator[Finding]:
    """Find what a map needs and does not show."""
    said = " ".join(text for text, _ in page.texts)
    flat = "".join(said.split())
    words = facts.words
    wanted = {
        "scale": words.say("km"),
        "north": words.say("north"),
        "sources": words.say("sources", names=""),
    }
    for part, word in wanted.items():
        if "".join(word.split()) not in flat:
            yield Finding("is not on the figure", file=part)
    if "".join(words.disclaimer.split())[:40] not in flat:
        yield Finding("is not on the figure", file="disclaimer")
    for style in facts.by_type:
        label = style.label_ar if words.rtl else style.label
        if "".join(label.split()) not in flat:
            yield Finding(f"{label!r} is drawn and not explained", file="legend")
    for layer in facts.layers:
        if "".join(layer.title.split())[:24] not in flat:
            yield Finding(f"layer {layer.title!r} is drawn and not explained", file="legend")


def _check_texts(page: Page) -> Iterator[Finding]:
    """Find texts that leave the page, cover one another or are cut."""
    out = [text for text, box in page.texts if not page.box.inset(-1).holds(box)]
    if out:
        yield Finding(f"{len(out)} texts leave the page: {_some(out)}", file="texts")
    covered = [
        f"{one[:24]} / {other[:24]}"
        for (one, box), (other, second) in combinations(page.texts, 2)
        if box.overlap(second) > OVERLAP * min(box.width * box.height, second.width * second.height)
    ]
    if covered:
        yield Finding(f"{len(covered)} texts cover another: {_some(covered)}", file="texts")
    cut = [text for text, _ in page.texts if text.endswith("…")]
    if cut:
        yield _advice(f"{len(cut)} texts are cut: {_some(cut)}", "shorten them", "texts")


def _check_contrast(facts: Facts) -> Iterator[Finding]:
    theme = facts.theme
    pairs = {
        "text on paper": (theme.ink, theme.paper),
        "quiet text on paper": (theme.muted, theme.paper),
        "text on panels": (theme.ink, theme.panel),
        "quiet text on panels": (theme.muted, theme.panel),
        "text on bands": (theme.on_accent, theme.accent),
        "names on land": (theme.label, theme.land),
    }
    signs = {style.label: (theme.type_color(style), theme.land) for style in facts.by_type}
    for wanted, colours in ((TEXT_CONTRAST, pairs), (SIGN_CONTRAST, signs)):
        for name, (front, ground) in colours.items():
            if (ratio := find_contrast(front, ground)) < wanted:
                told = f"{name}: contrast {ratio:.1f}, wanted {wanted:g}"
                yield Finding(told, "change the theme", file="contrast")


def _some(texts: list[str]) -> str:
    more = f" and {len(texts) - SHOWN} more" if len(texts) > SHOWN else ""
    return "; ".join(repr(text) for text in texts[:SHOWN]) + more
