"""What every output of a run says of itself, filled in from the events where nobody said it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.events.select import hash_events
from geomap.lang.lexicon import LANGUAGES
from geomap.lang.printed import texts_of

if TYPE_CHECKING:
    from datetime import date

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
    latest = "" if ends.empty else ends.max().strftime("%Y-%m-%d")
    if latest and presentation.window[1] is not None:
        latest = min(latest, presentation.window[1].isoformat())
    sources = presentation.sources or tuple(sorted(set(events["source"].dropna()) - {""}))
    return replace(
        presentation,
        title=presentation.title
        or _TITLE[lang].format(span=format_span(events, lang, presentation.window)),
        as_of=presentation.as_of or latest,
        sources=sources,
        unplaced=presentation.unplaced if unplaced is None else unplaced,
        data_hash=presentation.data_hash or hash_events(events),
    )


_WIDE_DAYS = 360
"""An event dated to so many days is dated to a year."""


def format_span(
    events: gpd.GeoDataFrame, lang: str, window: tuple[date | None, date | None] = (None, None)
) -> str:
    """Return the days that `events` cover, as a reader writes them: ``1 March - 30 June 2025``.

    No day outside `window` (first and last day asked for) is said, though an event may reach out.
    """
    import pandas as pd

    if events.empty:
        return {"en": "no events", "ar": "لا أحداث"}[lang]
    first, last = events["date_start"].min(), events["date_end"].max()
    vague = (events.loc[events["date_start"] == first, "date_end"] - first).dt.days.min()
    if window[0] is not None and pd.Timestamp(window[0]) > first:
        first, vague = pd.Timestamp(window[0]), 0
    if window[1] is not None:
        last = min(last, pd.Timestamp(window[1]))
    end = f"{last.day} {MONTHS[lang][last.month - 1]} {last.year}"
    if first >= last:
        return end
    if vague > _WIDE_DAYS:  # dated to a year: its first day would say more than is known
        return f"{first.year} – {end}" if first.year < last.year else f"{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = f"{first.day} {MONTHS[lang][first.month - 1]}"
    return f"{start} – {end}" if first.year == last.year else f"{start} {first.year} – {end}"
