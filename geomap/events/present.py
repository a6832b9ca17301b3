"""What every output of a run says of itself, filled in from the events where nobody said it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.events.select import hash_events
from geomap.lang.lexicon import LANGUAGES
from geomap.lang.printed import texts_of

if TYPE_CHECKING:
    import geopandas as gpd

    from geomap.settings import Presentation

MONTHS = {lang: tuple(texts_of("months", lang).values()) for lang in LANGUAGES}
"""Names of the months by language; the Arabic ones are those that Syria uses."""

_TITLE = {"en": "Events in Syria, {span}", "ar": "أحداث في سوريا، {span}"}


def fill_presentation(
    presentation: Presentation, events: gpd.GeoDataFrame, *, unplaced: int | None = None
) -> Presentation:
    """Return `presentation` with title, date, sources and hash of `events` where they are empty."""
    lang = presentation.lang
    ends = events["date_end"].dropna()
    sources = presentation.sources or tuple(sorted(set(events["source"].dropna()) - {""}))
    return replace(
        presentation,
        title=presentation.title or _TITLE[lang].format(span=format_span(events, lang)),
        as_of=presentation.as_of or ("" if ends.empty else ends.max().strftime("%Y-%m-%d")),
        sources=sources,
        unplaced=presentation.unplaced if unplaced is None else unplaced,
        data_hash=presentation.data_hash or hash_events(events),
    )


def format_span(events: gpd.GeoDataFrame, lang: str) -> str:
    """Return the days that `events` cover, as a reader writes them: ``1 March - 30 June 2025``."""
    if events.empty:
        return {"en": "no events", "ar": "لا أحداث"}[lang]
    first, last = events["date_start"].min(), events["date_end"].max()
    end = f"{last.day} {MONTHS[lang][last.month - 1]} {last.year}"
    if first == last:
        return end
    start = f"{first.day} {MONTHS[lang][first.month - 1]}"
    return f"{start} – {end}" if first.year == last.year else f"{start} {first.year} – {end}"
