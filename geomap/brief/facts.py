"""What a briefing says: numbered events and the figures that every output repeats."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geomap.brief.figure.marks import NUMBERED_UP_TO
from geomap.brief.figure.view import is_within
from geomap.brief.text_metrics import has_arabic
from geomap.brief.theme import Theme, load_theme
from geomap.brief.wording import Words, present
from geomap.content.map_layers import to_day
from geomap.events.present import fill_presentation, format_span
from geomap.layers.basemap import open_basemap
from geomap.layers.counts import count_places, incident_codes, sum_fatalities
from geomap.layers.governorates import count_governorates
from geomap.layers.groups import TYPE, Groups, group_events
from geomap.story.differences import Change, find_change

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import geopandas as gpd
    import pandas as pd

    from geomap.content.map_layers import MapLayer
    from geomap.layers.basemap import Basemap
    from geomap.layers.style import TypeStyle
    from geomap.settings import Presentation


@dataclass(frozen=True)
class Facts:
    """The events of one briefing, numbered by date, and what follows from them.

    Parameters
    ----------
    events
        Events with ``number`` from 1, by ``date_start``, ``date_end``, ``event_id``.
    presentation
        What outputs say of themselves, filled.
    words, theme
        Language and colours.
    change
        What differs from the last briefing, None if there was none.
    kept
        What several outputs need and one has made, see `keep`.
    elsewhere
        Events that lie outside the extent asked for: neither drawn nor counted, and said.
    state
        The day whose layers are shown; None: the day of the data.
    grouped
        What the colours tell; None: what these events ask for.
    """

    events: gpd.GeoDataFrame
    presentation: Presentation
    words: Words
    theme: Theme
    change: Change | None = None
    kept: dict[str, object] = field(default_factory=dict, compare=False, repr=False)
    elsewhere: int = 0
    state: date | None = None
    grouped: Groups | None = None

    def keep(self, name: str, make: Callable[[], object]) -> Any:
        """Return what `make` gives, made once for all that is drawn of these facts."""
        if name not in self.kept:
            self.kept[name] = make()
        return self.kept[name]

    @property
    def numbered(self) -> bool:
        """True if the map numbers its events."""
        return len(self.events) <= NUMBERED_UP_TO

    @property
    def rated(self) -> bool:
        """True if governorates are charted by rate, not by count."""
        return self.presentation.measure == "rate"

    @cached_property
    def basemap(self) -> Basemap:
        """What lies under the events, with districts where the gazetteer has them."""
        return open_basemap(self.presentation.gazetteer)

    @property
    def page_name(self) -> str:
        """Name of the map page that the run writes too, for links to it; empty if it does not."""
        return str(self.kept.get("page_name") or self.presentation.page)

    @cached_property
    def title(self) -> str:
        """The title."""
        title = present(self.presentation.title)
        return self.words.digits(title) if has_arabic(title) else title

    @cached_property
    def span(self) -> str:
        """The days that the events cover."""
        return self.words.digits(
            format_span(self.events, self.words.lang, self.presentation.window)
        )

    @cached_property
    def groups(self) -> Groups:
        """What the colours tell: the type, or what separates the events better."""
        return self.grouped or group_events(self.events)

    def group_line(self) -> str:
        """Return why the colours do not tell the type; empty if they do."""
        groups, words = self.groups, self.words
        if groups.column == TYPE:
            return ""
        share = f"{words.number(100 * groups.share)}{'٪' if words.rtl else ' %'}"
        return words.say("group_why", share=share, name=words.type_label(groups.common))

    @cached_property
    def styles(self) -> list[TypeStyle]:
        """Styles of the event types, or of what else the colours tell, that occur."""
        return self.groups.needed(self.events[self.groups.column].unique())

    @cached_property
    def by_type(self) -> dict[TypeStyle, int]:
        """Events by type, or by what else the colours tell."""
        counted = Counter(self.groups.style(value) for value in self.events[self.groups.column])
        return {style: counted[style] for style in self.styles}

    @cached_property
    def by_precision(self) -> dict[int, int]:
        """Events by ``geo_precision``."""
        counted = Counter(int(value) for value in self.events["geo_precision"])
        return {level: counted[level] for level in (1, 2, 3) if counted[level]}

    @cached_property
    def place_count(self) -> int:
        """How many places there are."""
        return count_places(self.events)

    @cached_property
    def governorate_count(self) -> int:
        """How many governorates the events lie in."""
        return count_governorates(self.events)

    @cached_property
    def fatalities(self) -> tuple[int, int] | None:
        """Sum of fatalities and of how many happenings, None if no event gives a figure."""
        return sum_fatalities(self.events)

    @cached_property
    def incident_rows(self) -> dict[str, int]:
        """How many rows tell of each incident that several tell of."""
        shared = incident_codes(self.events) > 0
        return dict(Counter(self.events["incident_id"][shared].astype(str))) if shared.any() else {}

    @cached_property
    def as_of(self) -> str:
        """The date of the data, as a reader writes it."""
        from datetime import date

        text = present(self.presentation.as_of)
        try:
            return self.words.day(date.fromisoformat(text[:10]), short=False)
        except ValueError:
            return self.words.digits(text)

    @cached_property
    def as_of_day(self) -> date:
        """The date of the data as a date; 2000-01-01 if there is none."""
        from datetime import date

        try:
            return date.fromisoformat(present(self.presentation.as_of)[:10])
        except ValueError:
            return date(2000, 1, 1)

    @property
    def layers(self) -> tuple[MapLayer, ...]:
        """The layers that are drawn."""
        return tuple(layer for layer in self.presentation.layers if layer.shown)

    @property
    def state_day(self) -> int:
        """The day whose layers are shown, days from 1970-01-01."""
        return to_day(self.state or self.as_of_day)

    @cached_property
    def unplaced_rows(self) -> pd.DataFrame | None:
        """Reports without a place, where the run knows them."""
        return self.presentation.unplaced_rows

    def change_head(self) -> str:
        """Return the heading of what is new, corrected and withdrawn."""
        since, words = self.presentation.since, self.words
        return words.say("change_since", date=words.day(since)) if since else words.say("change")

    def count_line(self) -> str:
        """Return how many events, places and unplaced reports there are, as one line."""
        say = self.words.say
        count, places = len(self.events), self.place_count
        parts = [say("one_event") if count == 1 else say("n_events", n=count)]
        if count:
            parts.append(say("one_place") if places == 1 else say("n_places", n=places))
        if self.presentation.unplaced:
            parts.append(say("n_unplaced", n=self.presentation.unplaced))
        if self.elsewhere:
            parts.append(say("n_elsewhere", n=self.elsewhere))
        return "  ·  ".join(parts)

    def span_line(self) -> str:
        """Return the days covered, unless the title says them, and the counts."""
        said = self.span in self.title
        return self.count_line() if said else f"{self.span}  ·  {self.count_line()}"

    def boundaries_line(self) -> str:
        """Return who drew the boundaries."""
        if source := self.basemap.unit_source:
            return self.words.say("boundaries_of", source=source)
        return self.words.say("boundaries")

    def sources_line(self, most: int = 4) -> str:
        """Return who the data come from, at most `most` names; nothing if nobody is named."""
        split = (part for name in self.presentation.sources for part in present(name).split(";"))
        names = list(dict.fromkeys(filter(None, (part.strip() for part in split))))
        shown = names[:most]
        while len(shown) > 1 and sum(map(len, shown)) > 26 * most:
            shown.pop()
        told = "; ".join(shown)
        if len(names) > len(shown):
            told = self.words.say("and_more", names=told, n=len(names) - len(shown))
        return self.words.say("sources", names=told) if told else ""


def make_facts(events: gpd.GeoDataFrame, presentation: Presentation) -> Facts:
    """Return numbered events, with what the presentation leaves open filled in.

    The order of `events` does not matter: equal events have equal numbers in every output.
    """
    ordered = events.sort_values(["date_start", "date_end", "event_id"], kind="stable")
    ordered = ordered.reset_index(drop=True)
    ordered.insert(0, "number", range(1, len(ordered) + 1))
    filled = fill_presentation(presentation, events)
    shown = is_within(ordered, presentation.extent)
    elsewhere = int((~shown).sum())
    ordered = ordered[shown].reset_index(drop=True)
    change = None
    if presentation.previous is not None:
        change = find_change(ordered, presentation.previous)
    theme = load_theme("light" if filled.theme == "auto" else filled.theme)
    words = Words(filled.lang, filled.gazetteer, filled.digits == "arabic")
    return Facts(ordered, filled, words, theme, change, elsewhere=elsewhere)
