"""Events counted by time and type, by actor, by governorate: what charts and tables draw."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.brief.wording import present
from geomap.layers.groups import TYPE
from geomap.story.trends import find_spikes

if TYPE_CHECKING:
    from geomap.brief.facts import Facts
    from geomap.brief.wording import Words
    from geomap.layers.style import TypeStyle

_MOST_BARS = 10
_MOST_STEPS = 60
_FAR_YEARS = 20


@dataclass(frozen=True)
class Timeline:
    """Events by step of time and type.

    Parameters
    ----------
    step
        ``day``, ``week``, ``month`` or ``year``.
    starts
        First day of each step, without gaps.
    counts
        Events of each step by type.
    wide
        Events dated so widely that they fit no step.
    far
        Years of events so far from the others that the axis would be mostly empty, one for each
        event.
    step_of
        For each event the number of its step, -1 for those that are left out.
    """

    step: str
    starts: list[date]
    counts: dict[TypeStyle, list[int]]
    wide: int
    far: tuple[int, ...] = ()
    step_of: tuple[int, ...] = ()

    @property
    def left_out(self) -> int:
        """How many events are in no bar."""
        return self.wide + len(self.far)

    def note(self, words: Words) -> str:
        """Return what is left out, empty if nothing is."""
        told = []
        if self.wide:
            told.append(words.say("wide_years" if self.step == "year" else "wide_dates",
                                  n=self.wide))  # fmt: skip
        if self.far:
            years = [words.digits(str(year)) for year in sorted(set(self.far))]
            shown = "–".join((years[0], years[-1])) if len(years) > 3 else ", ".join(years)
            told.append(words.say("far_dates", n=len(self.far), years=shown))
        if spikes := self.spikes:
            days = ", ".join(words.day(self.starts[at]) for at in spikes[:4])
            told.append(words.say("spikes", names=days + (" …" if len(spikes) > 4 else "")))
        return " · ".join(told)

    @property
    def spikes(self) -> list[int]:
        """Which days, weeks or months stand out from the four before, `geomap.story.trends`."""
        if self.step == "year":
            return []
        totals = [sum(column) for column in zip(*self.counts.values(), strict=True)]
        return find_spikes(totals)


def count_by_time(facts: Facts, most: int = _MOST_STEPS) -> Timeline:
    """Count events by the step in which they begin: weeks where they fit, else longer steps.

    Events whose interval is longer than 60 days, or 366 where steps are years, are left out and
    counted in ``wide``: to put them on their first day would be a false pinpoint. A few events
    that lie decades from all others are left out too, and named in ``far``. Weeks and months are
    taken up to `most`.
    """
    kept: Timeline = facts.keep(f"timeline {most}", lambda: _count_by_time(facts, most))
    return kept


def _count_by_time(facts: Facts, most: int) -> Timeline:
    groups = facts.groups
    columns = ["date_start", "date_end", groups.column]
    events = facts.events[columns]
    all_years = events["date_start"].dt.year.tolist()
    far = _find_far(all_years)
    years = tuple(year for year, is_far in zip(all_years, far, strict=True) if is_far)
    if years:
        events = events[[not is_far for is_far in far]]
    days = (events["date_end"] - events["date_start"]).dt.days
    for step, limit in (("day", 21), ("week", most * 7), ("month", most * 31),
                        ("year", 10**6)):  # fmt: skip
        shown = events[days <= (366 if step == "year" else 60)]
        if shown.empty and step == "year":
            shown = events
        if shown.empty:
            continue
        first, last = shown["date_start"].min().date(), shown["date_start"].max().date()
        if (last - first).days > limit:
            continue
        starts = [_floor(first, step)]
        while (following := _next(starts[-1], step)) <= last:
            starts.append(following)
        at = {start: index for index, start in enumerate(starts)}
        counts = {style: [0] * len(starts) for style in facts.styles}
        step_of = dict.fromkeys(facts.events.index, -1)
        rows = zip(shown.index, shown["date_start"], shown[groups.column], strict=True)
        for row, began, kind in rows:
            step_of[row] = at[_floor(began.date(), step)]
            counts[groups.style(kind)][step_of[row]] += 1
        left = len(events) - len(shown)
        return Timeline(step, starts, counts, left, years, tuple(step_of.values()))
    return Timeline("week", [], {}, len(events), years)


def _find_far(years: list[int]) -> list[bool]:
    """Return which years to leave out: the few beyond a gap wider than all the rest is long.

    Only an axis of more than 20 years is shortened, and never by more than a tenth of the events.
    """
    kept = sorted(years)
    most = max(1, len(years) // 10)
    while len(kept) > 2 and kept[-1] - kept[0] > _FAR_YEARS:
        gaps = [later - earlier for earlier, later in pairwise(kept)]
        at = gaps.index(max(gaps)) + 1
        few = min(at, len(kept) - at)
        if gaps[at - 1] * 2 <= kept[-1] - kept[0] or len(years) - len(kept) + few > most:
            break
        kept = kept[at:] if few == at else kept[:at]
    return [not kept or not kept[0] <= year <= kept[-1] for year in years]


def name_timeline(facts: Facts, step: str) -> str:
    """Return the heading of a chart by steps of time."""
    told = facts.words.say(f"group_{facts.groups.column}")
    plain = facts.groups.column == TYPE
    return facts.words.say(f"by_{step}") if plain else facts.words.say(f"in_{step}", name=told)


def count_by_actor(facts: Facts) -> list[tuple[str, int]]:
    """Count events by actor, most first; an event counts once for each actor it names."""
    words, counted = facts.words, Counter[str]()
    columns = ("actor1", "actor1_id", "actor2", "actor2_id")
    for one, one_id, two, two_id in facts.events[list(columns)].itertuples(index=False):
        counted.update({words.actor(one, one_id), words.actor(two, two_id)} - {""} or {""})
    nobody = counted.pop("", 0)
    return _cut(counted, facts, [(words.say("no_actor"), nobody)] if nobody else [])


def count_by_admin1(facts: Facts) -> list[tuple[str, float]]:
    """Count events by governorate, most first; as events per 1,000 km2 if the measure is a rate."""
    words, counted = facts.words, Counter[str]()
    for name, count in Counter(present(name) for name in facts.events["admin1"]).items():
        counted[words.admin1(name)] += count
    nowhere = counted.pop("", 0)
    if facts.rated:
        areas = _areas(words)
        rates = {name: counted[name] / areas[name] * 1000 for name in counted if name in areas}
        return sorted(rates.items(), key=lambda item: (-item[1], item[0]))
    rest: list[tuple[str, float]] = [(words.say("no_admin1"), nowhere)] if nowhere else []
    most = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [*most[:15], *rest]


def _cut(counted: Counter[str], facts: Facts, rest: list[tuple[str, int]]) -> list[tuple[str, int]]:
    most = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    others = most[_MOST_BARS:]
    shown = most[:_MOST_BARS]
    if others:
        label = facts.words.say("all_others", n=len(others))
        shown.append((label, sum(count for _, count in others)))
    return [*shown, *rest]


def _areas(words: Words) -> dict[str, float]:
    """Return the area of each governorate by its name in the language, km2."""
    from pyproj import Geod

    from geomap.layers.basemap import load_basemap

    basemap, geod = load_basemap(), Geod(ellps="WGS84")
    areas = {}
    for pcode, names in basemap.governorate_names().items():
        if (outline := basemap.governorate(pcode)) is not None:
            areas[names[words.rtl]] = abs(geod.geometry_area_perimeter(outline)[0]) / 1e6
    return areas


def _floor(day: date, step: str) -> date:
    if step == "week":
        return day - timedelta(days=day.weekday())
    if step == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if step == "year" else day


def _next(day: date, step: str) -> date:
    if step in ("day", "week"):
        return day + timedelta(days=1 if step == "day" else 7)
    if step == "year":
        return day.replace(year=day.year + 1)
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def end_of(step: str, start: date) -> date:
    """Return the last day of a step."""
    return _next(start, step) - timedelta(days=1)


def name_step(facts: Facts, step: str, start: date) -> str:
    """Return a step as a film tells it: a week by both its ends."""
    if step != "week":
        return step_label(facts, step, start)
    return facts.words.days(start, end_of(step, start))


def step_label(facts: Facts, step: str, start: date, *, short: bool = False) -> str:
    """Return the name of a step of time."""
    words = facts.words
    if step == "year":
        return words.digits(f"{start.year}")
    if step == "month":
        month = words.month(start, short=True)
        return month if short else words.digits(f"{month} {start.year}")
    text = f"{start.day} {words.month(start, short=True)}"
    return words.digits(text if short else f"{text} {start.year}")
