"""What a page says of itself: title, sources, date of the data, disclaimer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.layers.style import DISCLAIMER, DISCLAIMER_AR

if TYPE_CHECKING:
    import pandas as pd

    from geomap.settings import Presentation
    from geomap.web.options import WebOptions


def meta_of(
    events: pd.DataFrame, presentation: Presentation, options: WebOptions
) -> dict[str, Any]:
    """Return what the page says of itself."""
    sources = list(presentation.sources)
    if not sources:
        counts = events["source"].dropna().value_counts()
        named = (part.strip() for source in counts.index for part in str(source).split(";"))
        sources = list(dict.fromkeys(part for part in named if part))[:8]
    title = presentation.title or title_of(events, presentation.lang)
    return {
        "title": title,
        "subtitle": presentation.subtitle,
        "lang": "ar" if presentation.lang == "ar" else "en",
        "theme": presentation.theme,
        "sources": sources,
        "as_of": presentation.as_of or _last_day(events),
        "unplaced": presentation.unplaced,
        "data_hash": presentation.data_hash,
        "arabic_digits": options.arabic_digits or presentation.digits == "arabic",
        "hide_graphic": "graphic" in events.columns,
        "disclaimer": DISCLAIMER,
        "disclaimer_ar": DISCLAIMER_AR,
        "attribution": "Natural Earth · Leaflet · geomap",
        "notice": options.notice,
        **({} if options.texts else {"no_texts": True}),
        **_other_titles(events, presentation),
    }


def _other_titles(events: pd.DataFrame, presentation: Presentation) -> dict[str, Any]:
    """Return what stands in the title's place for readers who switch the page, if anything does."""
    lang = "en" if presentation.lang == "ar" else "ar"
    made = presentation.title in ("", title_of(events, presentation.lang))
    title = presentation.other_title or (title_of(events, lang) if made else "")
    other = {"title": title, "subtitle": presentation.other_subtitle}
    return {"other": other} if any(other.values()) else {}


def _last_day(events: pd.DataFrame) -> str:
    return "" if events.empty else f"{events['date_end'].max():%Y-%m-%d}"


def title_of(events: pd.DataFrame, lang: str) -> str:
    """Return a title made from the events: what and when."""
    if events.empty:
        return "أحداث سوريا" if lang == "ar" else "Events in Syria"
    # an odd old date must not stretch the title
    first, last = events["date_start"].quantile(0.05).year, events["date_end"].max().year
    years = str(last) if first == last else f"{first}–{last}"
    return f"أحداث سوريا، {years}" if lang == "ar" else f"Events in Syria, {years}"
